//! An archive laid out in a private folder, as if it had been unpacked by hand: tables at once, each applicant's other
//! files only while it is read. The folder goes when the reading ends; nothing is written beside what was submitted.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use tempfile::TempDir;

use super::archive::{Archive, Entry, Fault, Refused, is_archive};
use super::layout::is_workbook;
use super::{candidates, limits};
use crate::domain::FlagKind;

/// Tables taken to tell a framework.
const SAMPLED: usize = 4;

/// An archive's content, as far as it is laid out.
#[derive(Debug)]
pub(super) struct Staged {
    folder: TempDir,
    archive: Archive,
    root: PathBuf,
    laid_out: BTreeSet<usize>,
}

impl Staged {
    /// Lays out the folders and tables of an archive; `kept` is its path in the folder loaded.
    pub fn new(path: &Path, kept: &str, cancelled: &AtomicBool) -> Result<Self, Refused> {
        let archive = Archive::open(path)?;
        let folder = tempfile::Builder::new()
            .prefix("thamdinh-")
            .tempdir()
            .map_err(|_| Refused::Unreadable)?;
        let root = kept
            .split('/')
            .fold(folder.path().to_path_buf(), |at, part| at.join(part));
        fs::create_dir_all(&root).map_err(|_| Refused::Unreadable)?;
        let mut staged = Self {
            folder,
            archive,
            root,
            laid_out: BTreeSet::new(),
        };
        let mut left = limits::LAID_OUT / 4;
        let mut unreadable = Vec::new();
        for (at, entry) in staged.archive.entries.iter().enumerate() {
            let to = staged.root.join(&entry.path);
            let made = to.parent().is_none_or(|above| fs::create_dir_all(above).is_ok());
            let table = is_workbook(&to) || candidates::is_text(&to);
            if !made || !table || entry.size > limits::WORKBOOK || entry.size > left {
                continue;
            }
            left -= entry.size;
            match staged.archive.unpack(entry, &to, cancelled) {
                Ok(true) => {}
                Ok(false) => return Err(Refused::Cancelled),
                Err(_) => unreadable.push(fault_of(entry, &to)),
            }
            staged.laid_out.insert(at);
        }
        staged.archive.faults.extend(unreadable);
        Ok(staged)
    }

    /// The folder to which kept paths are relative.
    pub fn base(&self) -> &Path {
        self.folder.path()
    }

    /// The folder that stands for the archive.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// What of the archive was not taken, with the path in the private folder where it has one.
    pub fn faults(&self) -> impl Iterator<Item = (&Fault, PathBuf)> {
        self.archive
            .faults
            .iter()
            .map(|fault| (fault, self.root.join(fault.path.trim_start_matches(['/', '.']))))
    }

    /// The archives within it, which are not opened.
    pub fn nested(&self) -> impl Iterator<Item = &str> {
        let paths = self.archive.entries.iter().map(|entry| entry.path.as_str());
        paths.filter(|path| is_archive(Path::new(path)))
    }

    /// The encoding in which the names were read, where that had to be guessed.
    pub fn guessed(&self) -> Option<&'static str> {
        self.archive.guessed
    }

    /// Lays out all files below a folder of it; none once cancelled.
    pub fn fill(&self, folder: &Path, cancelled: &AtomicBool) -> Option<Vec<Fault>> {
        let mut faults = Vec::new();
        let mut left = limits::LAID_OUT;
        // One beyond what is taken, so that the reading sees that there are more.
        let mut files = limits::FILES + 2;
        for (at, entry) in self.archive.entries.iter().enumerate() {
            let to = self.root.join(&entry.path);
            if !to.starts_with(folder) {
                continue;
            }
            if entry.suspicious {
                faults.push(Fault {
                    kind: FlagKind::SuspiciousText,
                    key: "intake-suspicious-name",
                    path: entry.path.clone(),
                });
            }
            if self.laid_out.contains(&at) || files == 0 {
                continue;
            }
            if entry.size > left {
                faults.push(Fault {
                    kind: FlagKind::Oversized,
                    key: "intake-archived-too-large",
                    path: entry.path.clone(),
                });
                continue;
            }
            left -= entry.size;
            files -= 1;
            match self.archive.unpack(entry, &to, cancelled) {
                Ok(true) => {}
                Ok(false) => return None,
                Err(_) => faults.push(fault_of(entry, &to)),
            }
        }
        Some(faults)
    }

    /// Takes away what is laid out below a folder of it.
    pub fn clear(&self, folder: &Path) {
        if folder.starts_with(self.base()) {
            // What cannot be taken away now goes with the private folder.
            let _ = fs::remove_dir_all(folder);
        }
    }
}

/// A few tables of an archive in a private folder that lives as long as this: enough to tell which framework they follow.
#[derive(Debug)]
pub struct Sample(TempDir);

impl Sample {
    /// Unpacks the first tables of an archive; none where there are none, or it is refused.
    pub fn of(archive: &Path) -> Option<Self> {
        let archive = is_archive(archive).then(|| Archive::open(archive).ok()).flatten()?;
        let folder = tempfile::Builder::new().prefix("thamdinh-").tempdir().ok()?;
        let mut tables: Vec<&Entry> = archive
            .entries
            .iter()
            .filter(|entry| entry.size <= limits::WORKBOOK)
            .filter(|entry| is_workbook(Path::new(&entry.path)) || candidates::is_text(Path::new(&entry.path)))
            .collect();
        // An applicant's own table stands above its evidence.
        tables.sort_by_key(|entry| entry.path.matches('/').count());
        for (at, entry) in tables.into_iter().take(SAMPLED).enumerate() {
            let name = entry.path.rsplit('/').next().unwrap_or_default();
            let to = folder.path().join(format!("{at} {name}"));
            if !matches!(archive.unpack(entry, &to, &AtomicBool::new(false)), Ok(true)) {
                fault_of(entry, &to);
            }
        }
        let any = fs::read_dir(folder.path()).ok()?.next().is_some();
        any.then_some(Self(folder))
    }

    /// The folder.
    pub fn path(&self) -> &Path {
        self.0.path()
    }
}

/// A file that could not be unpacked; what was written of it is taken away.
fn fault_of(entry: &Entry, to: &Path) -> Fault {
    let _ = fs::remove_file(to);
    Fault {
        kind: FlagKind::UnsupportedFile,
        key: "intake-archived-broken",
        path: entry.path.clone(),
    }
}

/// Unpacks one file of an archive into a folder of the caller's.
pub(super) fn unpack_one(archive: &Archive, inside: &str, into: &Path) -> Result<PathBuf, Refused> {
    let entry = archive.entries.iter().find(|entry| entry.path == inside);
    let entry = entry.ok_or(Refused::Unreadable)?;
    if entry.size > limits::LAID_OUT {
        return Err(Refused::Oversized);
    }
    let name = entry.path.rsplit('/').next().unwrap_or(inside);
    let to = into.join(name);
    let unpacked = archive.unpack(entry, &to, &AtomicBool::new(false));
    match unpacked {
        Ok(true) => Ok(to),
        Ok(false) => Err(Refused::Cancelled),
        Err(fault) => {
            if fault.kind() != io::ErrorKind::AlreadyExists {
                let _ = fs::remove_file(&to);
            }
            Err(Refused::Broken)
        }
    }
}
