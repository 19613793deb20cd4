//! Opening evidence again by the path that was kept: a file on the disk, or one within an archive, unpacked on demand.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::archive::{Archive, Refused};
use super::evidence::clean_name;
use super::staged::unpack_one;
use crate::domain::Sentence;

/// Where a piece of evidence stands on this machine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Located {
    /// A file or folder of its own.
    File(PathBuf),
    /// A file within an archive.
    Archived {
        /// The archive.
        archive: PathBuf,
        /// The path in it, as kept.
        inside: String,
    },
}

/// Why evidence cannot be opened.
#[derive(Debug, thiserror::Error)]
pub enum EvidenceError {
    /// It is not where it was when the dossier was loaded.
    #[error("the evidence is not there any more: {0}")]
    Gone(String),
    /// It stands in an archive within an archive, which is not opened again.
    #[error("the evidence stands in an archive within an archive: {0}")]
    Nested(String),
    /// It cannot be unpacked from its archive.
    #[error("the evidence cannot be unpacked: {0}")]
    Packed(String),
}

impl EvidenceError {
    /// The sentence for a person.
    pub fn sentence(&self) -> Sentence {
        let (key, path) = match self {
            Self::Gone(path) => ("intake-evidence-gone", path),
            Self::Nested(path) | Self::Packed(path) => ("intake-evidence-packed", path),
        };
        Sentence::new(key).text("file", path)
    }
}

/// Evidence ready to be opened; what was unpacked for it goes when this is dropped.
#[derive(Debug)]
pub struct Opened {
    /// The file.
    pub path: PathBuf,
    unpacked: Option<TempDir>,
}

impl Opened {
    /// Whether the file is a copy unpacked from an archive.
    pub fn is_copy(&self) -> bool {
        self.unpacked.is_some()
    }
}

/// Finds what a kept path names on this machine, whatever the normal form of its letters there.
///
/// None where there is none, or where the path leads out of the folder.
pub fn find(root: &Path, kept: &str) -> Option<Located> {
    let parts: Vec<&str> = kept.split('/').collect();
    if parts
        .iter()
        .any(|part| part.is_empty() || *part == "." || *part == "..")
    {
        return None;
    }
    let mut at = root.to_path_buf();
    for (number, part) in parts.iter().enumerate() {
        let direct = at.join(part);
        let next = if direct.symlink_metadata().is_ok() && direct.parent() == Some(at.as_path()) {
            direct
        } else {
            std::fs::read_dir(&at)
                .ok()?
                .filter_map(Result::ok)
                .find(|entry| clean_name(&entry.file_name()).text == *part)?
                .path()
        };
        let kind = next.symlink_metadata().ok()?.file_type();
        if kind.is_symlink() {
            return None;
        }
        at = next;
        let inside = parts.get(number + 1..).unwrap_or_default();
        if kind.is_file() && !inside.is_empty() {
            return Some(Located::Archived {
                archive: at,
                inside: inside.join("/"),
            });
        }
    }
    Some(Located::File(at))
}

/// Finds the file of its own that a kept path names; none where there is none or it stands in an archive.
pub fn locate(root: &Path, kept: &str) -> Option<PathBuf> {
    match find(root, kept)? {
        Located::File(path) => Some(path),
        Located::Archived { .. } => None,
    }
}

/// Makes evidence ready to be opened: its own file, or a copy unpacked into a private folder that lives as long as the
/// answer.
///
/// # Errors
/// It is not there any more, or cannot be unpacked within the bounds.
pub fn open(root: &Path, kept: &str) -> Result<Opened, EvidenceError> {
    Reopener::default().open(root, kept)
}

/// Opens much evidence, one piece after the other: each archive is looked through once.
#[derive(Debug, Default)]
pub struct Reopener {
    archives: BTreeMap<PathBuf, Result<Archive, Refused>>,
}

impl Reopener {
    /// Makes evidence ready to be opened, as [`open`] does.
    ///
    /// # Errors
    /// As [`open`].
    pub fn open(&mut self, root: &Path, kept: &str) -> Result<Opened, EvidenceError> {
        let (archive, inside) = match find(root, kept).ok_or_else(|| EvidenceError::Gone(kept.to_owned()))? {
            Located::File(path) => return Ok(Opened { path, unpacked: None }),
            Located::Archived { archive, inside } => (archive, inside),
        };
        let folder = tempfile::Builder::new()
            .prefix("thamdinh-")
            .tempdir()
            .map_err(|_| EvidenceError::Packed(kept.to_owned()))?;
        let path = self.unpack(archive, &inside, kept, folder.path())?;
        Ok(Opened {
            path,
            unpacked: Some(folder),
        })
    }

    fn unpack(&mut self, archive: PathBuf, inside: &str, kept: &str, into: &Path) -> Result<PathBuf, EvidenceError> {
        let known = match self.archives.entry(archive) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(free) => {
                let read = Archive::open(free.key());
                free.insert(read)
            }
        };
        let archive = known.as_ref().map_err(|refused| why(*refused, kept))?;
        let parent = |path: &str| inside.strip_prefix(path).is_some_and(|rest| rest.starts_with('/'));
        if archive.entries.iter().any(|entry| parent(&entry.path)) {
            return Err(EvidenceError::Nested(kept.to_owned()));
        }
        unpack_one(archive, inside, into).map_err(|refused| why(refused, kept))
    }
}

fn why(refused: Refused, kept: &str) -> EvidenceError {
    match refused {
        Refused::Unreadable => EvidenceError::Gone(kept.to_owned()),
        Refused::Locked | Refused::Broken | Refused::Foreign | Refused::Oversized | Refused::Cancelled => {
            EvidenceError::Packed(kept.to_owned())
        }
    }
}

/// Unpacks archived evidence into a folder of the caller's and says where it stands; evidence with a file of its own stays
/// where it is.
///
/// # Errors
/// As [`open`]; also where a file of that name stands in the folder already.
pub fn extract(root: &Path, kept: &str, into: &Path) -> Result<PathBuf, EvidenceError> {
    match find(root, kept).ok_or_else(|| EvidenceError::Gone(kept.to_owned()))? {
        Located::File(path) => Ok(path),
        Located::Archived { archive, inside } => Reopener::default().unpack(archive, &inside, kept, into),
    }
}
