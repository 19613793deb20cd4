//! What lies in a folder, for choosing what to load: folders, workbooks and archives; and where else to begin.

use std::path::{Path, PathBuf};

use super::error::TaskError;
use crate::text::clean;

/// The most entries shown of one folder.
const MOST: usize = 5_000;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum EntryKind {
    /// A folder.
    Folder,
    /// A workbook or another table.
    Table,
    /// A packed folder.
    Archive,
    /// A document: PDF, workbook or text.
    Document,
    /// A file with a key that signs.
    Key,
    /// The library of a token's maker.
    Library,
    /// A picture.
    Picture,
    /// Certificates of authorities.
    Certificate,
}

/// What is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// What can be loaded.
    Dossiers,
    /// What can be signed or verified.
    Documents,
    /// A file with a key.
    Keys,
    /// A token's library.
    Libraries,
    /// A picture of a signature.
    Pictures,
    /// Certificates.
    Certificates,
    /// Folders alone.
    Folders,
}

/// One entry of a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name as a person sees it.
    pub name: String,
    /// Its path.
    pub path: PathBuf,
    /// What it is.
    pub kind: EntryKind,
}

/// A folder and what may be chosen in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The folder, absolute.
    pub folder: PathBuf,
    /// The file in it that was named.
    pub named: Option<PathBuf>,
    /// The folder above it.
    pub above: Option<PathBuf>,
    /// Folders first, each kind in the order of its names.
    pub entries: Vec<Entry>,
    /// Where a person keeps documents; none where the system names no such place.
    pub documents: Option<PathBuf>,
    /// Where else to begin: drives, or the root, and the person's own folder.
    pub others: Vec<PathBuf>,
}

/// Looks into a folder; into that of a file where a file is named.
///
/// # Errors
/// There is no such folder, or it cannot be read.
pub fn look(path: &Path, wanted: Wanted) -> Result<Place, TaskError> {
    let unreadable = |fault| TaskError::Unreadable(path.to_path_buf(), fault);
    let path = if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    };
    let path = std::path::absolute(path).map_err(unreadable)?;
    let named = path.is_file().then(|| path.clone());
    let folder = if named.is_some() {
        path.parent().map_or_else(|| path.clone(), Path::to_path_buf)
    } else {
        path.components().collect()
    };
    let mut entries: Vec<Entry> = std::fs::read_dir(&folder)
        .map_err(unreadable)?
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let name = clean::clean_line(&crate::text::nfc(&entry.file_name().to_string_lossy())).text;
            let hidden = name.starts_with('.') || name.starts_with("~$");
            let kind = kind(&entry.path(), wanted)?;
            (!hidden).then(|| Entry {
                name,
                path: entry.path(),
                kind,
            })
        })
        .take(MOST)
        .collect();
    entries.sort_by(|one, other| (one.kind, &one.name).cmp(&(other.kind, &other.name)));
    Ok(Place {
        above: folder.parent().map(Path::to_path_buf),
        folder,
        named,
        entries,
        documents: documents(),
        others: others(),
    })
}

fn kind(path: &Path, wanted: Wanted) -> Option<EntryKind> {
    if path.is_dir() {
        return Some(EntryKind::Folder);
    }
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    let one_of = |endings: &[&str], kind| endings.contains(&ending.as_str()).then_some(kind);
    match wanted {
        Wanted::Dossiers => kind_by_ending(path),
        Wanted::Documents => one_of(&["pdf", "xlsx", "docx", "p7s"], EntryKind::Document),
        Wanted::Keys => one_of(&["p12", "pfx"], EntryKind::Key),
        Wanted::Libraries => one_of(&["so", "dll", "dylib"], EntryKind::Library),
        Wanted::Pictures => one_of(&["png", "jpg", "jpeg"], EntryKind::Picture),
        Wanted::Certificates => one_of(&["pem", "crt", "cer", "der"], EntryKind::Certificate),
        Wanted::Folders => None,
    }
}

fn kind_by_ending(path: &Path) -> Option<EntryKind> {
    match path.extension()?.to_string_lossy().to_lowercase().as_str() {
        "xlsx" | "xlsm" | "xls" | "xlsb" | "ods" | "docx" | "csv" | "tsv" => Some(EntryKind::Table),
        "zip" => Some(EntryKind::Archive),
        _ => None,
    }
}

/// The workspace that is proposed for what is loaded: a folder's or an archive's beside it, under its whole name. That of
/// a single table stands with the person's documents: what lies around a table is the applicant's own folder.
pub fn workspace_for(path: &Path, documents: Option<&Path>) -> PathBuf {
    let kind = kind_by_ending(path);
    let stem = match kind {
        Some(_) => path.file_stem(),
        None => path.file_name(),
    };
    let mut name = stem.unwrap_or_default().to_os_string();
    name.push(".thamdinh");
    let beside = path.parent().unwrap_or(Path::new(""));
    match (kind, documents) {
        (Some(EntryKind::Table), Some(documents)) => documents.join(name),
        (Some(EntryKind::Table), None) => PathBuf::from(name),
        (Some(_) | None, _) => beside.join(name),
    }
}

/// The folder of documents in a person's own, as Windows, macOS and the Vietnamese desktops of Linux call it.
fn documents() -> Option<PathBuf> {
    let home = etcetera::home_dir().ok()?;
    let named = ["Documents", "Tài liệu"].map(|name| home.join(name));
    let found = named.into_iter().find(|folder| folder.is_dir());
    Some(found.unwrap_or(home))
}

fn others() -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = etcetera::home_dir().ok().into_iter().collect();
    found.extend(roots());
    found
}

#[cfg(windows)]
fn roots() -> Vec<PathBuf> {
    ('A'..='Z')
        .map(|letter| PathBuf::from(format!("{letter}:\\")))
        .filter(|drive| drive.is_dir())
        .collect()
}

#[cfg(not(windows))]
fn roots() -> Vec<PathBuf> {
    ["/media", "/mnt", "/Volumes", "/"]
        .into_iter()
        .map(PathBuf::from)
        .filter(|folder| folder.is_dir())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_stands_beside_a_folder_and_never_within_an_applicant_s() {
        let of = |path: &str, documents| workspace_for(Path::new(path), documents);
        let documents = Some(Path::new("/nhà/Documents"));
        assert_eq!(
            of("/hồ sơ/Đợt 12.2023", documents),
            Path::new("/hồ sơ/Đợt 12.2023.thamdinh")
        );
        assert_eq!(of("/hồ sơ/huyện.ZIP", documents), Path::new("/hồ sơ/huyện.thamdinh"));
        let table = "/hồ sơ/01. Xã Tân Phú/Phụ lục 01.xlsx";
        assert_eq!(of(table, documents), Path::new("/nhà/Documents/Phụ lục 01.thamdinh"));
        assert_eq!(of(table, None), Path::new("Phụ lục 01.thamdinh"));
    }

    #[test]
    fn folders_come_first_and_only_what_can_be_loaded_is_shown() {
        let root = tempfile::tempdir().unwrap();
        for name in ["Xã B", "Xã A", ".ẩn"] {
            std::fs::create_dir(root.path().join(name)).unwrap();
        }
        for name in ["hồ sơ.ZIP", "bảng.xlsx", "~$bảng.xlsx", "thư.txt"] {
            std::fs::write(root.path().join(name), "").unwrap();
        }
        let place = look(&root.path().join("bảng.xlsx"), Wanted::Dossiers).unwrap();
        let names: Vec<&str> = place.entries.iter().map(|entry| entry.name.as_str()).collect();
        assert_eq!(names, ["Xã A", "Xã B", "bảng.xlsx", "hồ sơ.ZIP"]);
        assert_eq!(place.above.as_deref(), root.path().parent());
        assert!(look(&root.path().join("không có"), Wanted::Dossiers).is_err());
    }
}
