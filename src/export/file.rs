//! Writing a finished document: beside its target, synced, then renamed, so that no half file is ever seen.

use std::io::{self, Write as _};
use std::path::Path;

use super::ExportError;

/// Writes a document. An existing file is replaced only where `overwrite` says so, and then in one step.
///
/// # Errors
/// [`ExportError::Exists`] where the file is there and may not be replaced; [`ExportError::Write`] otherwise.
pub fn write(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), ExportError> {
    let failed = |source: io::Error| ExportError::Write {
        path: path.to_owned(),
        source,
    };
    let exists = || ExportError::Exists { path: path.to_owned() };
    if !overwrite && path.exists() {
        return Err(exists());
    }
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        Some(_) | None => Path::new("."),
    };
    let mut builder = tempfile::Builder::new();
    builder.prefix(".thamdinh-").suffix(".tmp");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        // Colleagues open these files from shared folders: the usual permissions less the umask, not a private file's.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder).map_err(failed)?;
    file.write_all(bytes).map_err(failed)?;
    file.as_file().sync_all().map_err(failed)?;
    if overwrite {
        file.persist(path).map_err(|fault| failed(fault.error))?;
    } else {
        file.persist_noclobber(path).map_err(|fault| match fault.error.kind() {
            io::ErrorKind::AlreadyExists => exists(),
            _ => failed(fault.error),
        })?;
    }
    #[cfg(unix)]
    std::fs::File::open(folder)
        .and_then(|folder| folder.sync_all())
        .map_err(failed)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_existing_file_is_kept_unless_asked() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("Xã Tân Phú.xlsx");
        write(&path, b"one", false).unwrap();
        assert!(matches!(write(&path, b"two", false), Err(ExportError::Exists { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        write(&path, b"two", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_missing_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("thiếu").join("a.xlsx");
        assert!(matches!(write(&path, b"", false), Err(ExportError::Write { .. })));
    }
}
