//! Writing a finished document: beside its target, synced, then renamed, so that no half file is ever seen.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::ExportError;

/// Bytes read of the mark of an office program.
const MARK: usize = 512;
/// Where Word puts the length of the owner's name in UTF-16; Excel puts it one byte later.
const WORD: usize = 54;
/// Letters of an owner's name at most.
const LETTERS: usize = 52;

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
    // What a link leads to is replaced, not the link.
    let target = path.symlink_metadata().is_ok_and(|found| found.is_symlink());
    let target = if overwrite && target {
        path.canonicalize().ok()
    } else {
        None
    };
    let path = target.as_deref().unwrap_or(path);
    if !overwrite && path.exists() {
        return Err(exists());
    }
    if overwrite && let Some(by) = held(path) {
        return Err(ExportError::Open {
            path: path.to_owned(),
            by,
        });
    }
    // Some systems replace such a file without a word, others refuse with no more than that: nobody's protected file is lost.
    if overwrite && std::fs::metadata(path).is_ok_and(|found| found.is_file() && found.permissions().readonly()) {
        return Err(ExportError::ReadOnly { path: path.to_owned() });
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
        #[cfg(unix)]
        if let Ok(found) = std::fs::metadata(path) {
            // Who may read the old one may read the new one, and nobody else.
            file.as_file().set_permissions(found.permissions()).map_err(failed)?;
        }
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

/// Who has a document open elsewhere, where an office program left its mark beside it: `~$NAME` (Microsoft Office) or
/// `.~lock.NAME#` (LibreOffice). A blank name where the mark does not say.
fn held(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?;
    let office = |name: &str| path.with_file_name(format!("~${name}"));
    // Word writes over the first letters of long names.
    let shortened: String = name.chars().skip(2).collect();
    let read = |mark: PathBuf| {
        let bytes = mark.is_file().then(|| std::fs::read(mark).unwrap_or_default())?;
        Some(bytes.get(..bytes.len().min(MARK)).unwrap_or_default().to_vec())
    };
    let owner = [name, &shortened].into_iter().find_map(|name| read(office(name)));
    let who = match owner {
        Some(bytes) => owner_of(&bytes),
        None => {
            // `NAME,LOGIN,MACHINE,TIME,…;`
            let bytes = read(path.with_file_name(format!(".~lock.{name}#")))?;
            let said = String::from_utf8_lossy(&bytes).into_owned();
            let mut parts = said.split(',').map(str::trim).filter(|part| !part.is_empty());
            parts.next().unwrap_or_default().to_owned()
        }
    };
    let who: String = who.chars().filter(|letter| !letter.is_control()).collect();
    Some(who.trim().chars().take(60).collect())
}

/// The name in an owner file of Microsoft Office: a length and letters of one byte, then at a fixed place the length and
/// the letters in UTF-16, which Word puts one byte before Excel does. What cannot be so read names nobody.
fn owner_of(bytes: &[u8]) -> String {
    let short = bytes.first().copied().map_or(0, usize::from);
    let whole = |at: usize| {
        let length = usize::from(u16::from_le_bytes([*bytes.get(at)?, *bytes.get(at + 1)?]));
        if length == 0 || length > LETTERS {
            return None;
        }
        let letters = bytes.get(at + 2..at + 2 + length * 2)?.chunks_exact(2);
        let units: Vec<u16> = letters
            .map(|pair| pair.iter().rev().fold(0, |all, byte| all << 8 | u16::from(*byte)))
            .collect();
        let name = String::from_utf16(&units).ok()?;
        (!name.chars().any(char::is_control)).then_some(name)
    };
    let plain = || {
        let name = bytes.get(1..1 + short).filter(|name| name.is_ascii());
        name.map(|name| String::from_utf8_lossy(name).into_owned())
    };
    whole(WORD)
        .or_else(|| whole(WORD + 1))
        .or_else(plain)
        .unwrap_or_default()
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

    /// An owner file as Microsoft Office leaves it: the name in letters of one byte, then in UTF-16 where `at` says.
    fn owner(name: &str, at: usize, filler: u8, length: usize) -> Vec<u8> {
        let letters: Vec<u8> = name
            .chars()
            .map(|letter| u8::try_from(letter).unwrap_or(b'?'))
            .collect();
        let units: Vec<u16> = name.encode_utf16().collect();
        let mut bytes = vec![u8::try_from(letters.len()).unwrap()];
        bytes.extend(letters);
        bytes.resize(at, filler);
        bytes.extend(u16::try_from(units.len()).unwrap().to_le_bytes());
        bytes.extend(units.into_iter().flat_map(u16::to_le_bytes));
        while bytes.len() < length {
            bytes.extend([filler, 0]);
        }
        bytes.truncate(length);
        bytes
    }

    #[test]
    fn an_owner_is_named_in_whole_and_by_name_alone() {
        assert_eq!(owner_of(&owner("Phòng VHTT, huyện", WORD, 0, 162)), "Phòng VHTT, huyện");
        assert_eq!(owner_of(&owner("Trần Thị B", WORD + 1, b' ', 165)), "Trần Thị B");
        // An older file holds letters of one byte alone.
        assert_eq!(owner_of(b"\x05Admin"), "Admin");
        for nobody in [b"".as_slice(), b"\x09L\xea", &[0xff; 165]] {
            assert_eq!(owner_of(nobody), "");
        }
    }

    #[test]
    fn a_document_that_is_open_in_an_office_program_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let of_excel = owner("Lê Thị Hạnh", WORD + 1, b' ', 165);
        let of_word = owner("Lê Thị Hạnh", WORD, 0, 162);
        let of_office = ",Lê Thị Hạnh,may-1,20.11.2023 08:00,;".as_bytes().to_vec();
        for (name, mark, said) in [
            ("a.xlsx", "~$a.xlsx", of_excel),
            ("báo cáo.docx", "~$o cáo.docx", of_word),
            ("b.xlsx", ".~lock.b.xlsx#", of_office),
        ] {
            let path = folder.path().join(name);
            write(&path, b"one", false).unwrap();
            std::fs::write(folder.path().join(mark), said).unwrap();
            match write(&path, b"two", true) {
                Err(ExportError::Open { by, .. }) => assert_eq!(by, "Lê Thị Hạnh"),
                other => panic!("{other:?}"),
            }
            assert_eq!(std::fs::read(&path).unwrap(), b"one");
            std::fs::remove_file(folder.path().join(mark)).unwrap();
            write(&path, b"two", true).unwrap();
        }
    }

    #[test]
    fn a_file_that_is_protected_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        write(&path, b"one", false).unwrap();
        let open = std::fs::metadata(&path).unwrap().permissions();
        let mut closed = open.clone();
        closed.set_readonly(true);
        std::fs::set_permissions(&path, closed).unwrap();
        assert!(matches!(write(&path, b"two", true), Err(ExportError::ReadOnly { .. })));
        assert_eq!(std::fs::read(&path).unwrap(), b"one");
        std::fs::set_permissions(&path, open).unwrap();
        write(&path, b"two", true).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_of_that_name_is_told_in_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.pdf");
        std::fs::create_dir(&path).unwrap();
        let fault = write(&path, b"", true).unwrap_err();
        assert_eq!(crate::domain::Explain::why(&fault).unwrap().key, "form-error-folder");
        assert_eq!(
            std::fs::read_dir(folder.path()).unwrap().count(),
            1,
            "nothing half written is left"
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_is_replaced_keeps_who_may_read_it_and_a_link_stays_one() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let [path, link] = ["a.pdf", "b.pdf"].map(|name| folder.path().join(name));
        write(&path, b"one", false).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o600)).unwrap();
        std::os::unix::fs::symlink("a.pdf", &link).unwrap();
        write(&link, b"two", true).unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"two");
        assert!(link.symlink_metadata().unwrap().is_symlink());
        let mode = std::fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn a_missing_folder_is_told() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("thiếu").join("a.xlsx");
        assert!(matches!(write(&path, b"", false), Err(ExportError::Write { .. })));
    }
}
