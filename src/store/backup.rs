//! Whole copies of a workspace, made while it is in use.

use std::fs;
use std::path::Path;
use std::time::Duration;

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
    let mut partial = path.as_os_str().to_owned();
    partial.push(".partial");
    let partial = std::path::PathBuf::from(partial);
    let _ = fs::remove_file(&partial);
    let copied = copy(connection, &partial);
    if copied.is_err() {
        let _ = fs::remove_file(&partial);
    }
    copied?;
    let sync = fs::File::options()
        .write(true)
        .open(&partial)
        .and_then(|file| file.sync_all());
    sync.and_then(|()| fs::rename(&partial, path))
        .map_err(|error| StoreError::File(path.to_owned(), error))
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
