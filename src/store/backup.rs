//! Whole copies of a workspace, made while it is in use.

use std::path::Path;
use std::time::Duration;
use std::{fs, io};

use rusqlite::Connection;
use rusqlite::backup::Backup;

use super::{Store, StoreError};

impl Store {
    /// Copies the workspace, as it is committed now, to a file that does not exist yet.
    pub fn backup(&self, path: &Path) -> Result<(), StoreError> {
        copy_to(&self.connection, path)
    }
}

/// Copies beside the target first, so that no half-written backup ever bears the name.
pub(super) fn copy_to(connection: &Connection, path: &Path) -> Result<(), StoreError> {
    if path.exists() {
        return Err(StoreError::Exists(path.to_owned()));
    }
    let failed = |error| StoreError::File(path.to_owned(), error);
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    // A name of its own: two windows that make a backup at once do not write into one file.
    let mut builder = tempfile::Builder::new();
    builder.prefix(".thamdinh-").suffix(".partial");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // A backup is for colleagues as the workspace is: the usual permissions less the umask.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let partial = builder.tempfile_in(folder).map_err(failed)?;
    copy(connection, partial.path())?;
    // Under another handle than the one that it was made with: what is synced is the file.
    let sync = fs::File::options().write(true).open(partial.path());
    sync.and_then(|file| file.sync_all()).map_err(failed)?;
    match partial.persist_noclobber(path) {
        Ok(_) => Ok(()),
        Err(fault) if fault.error.kind() == io::ErrorKind::AlreadyExists => Err(StoreError::Exists(path.to_owned())),
        // Some sticks can only rename, not rename unless a file is there.
        Err(fault) if !path.exists() => match fault.file.persist(path) {
            Ok(_) => Ok(()),
            Err(fault) => Err(failed(fault.error)),
        },
        Err(fault) => Err(failed(fault.error)),
    }
}

fn copy(connection: &Connection, partial: &Path) -> Result<(), StoreError> {
    let mut target = Connection::open(partial)?;
    {
        let backup = Backup::new(connection, &mut target)?;
        backup.run_to_completion(1024, Duration::ZERO, None)?;
    }
    // One file, without side files, so that it can be carried on a stick.
    target.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
    target.close().map_err(|(_, error)| error)?;
    Ok(())
}
