//! What kind of folder was given: applicants' folders, one applicant's folder, a folder of exported workbooks, or archives
//! of any of these.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::archive::{Fault, Refused, is_archive};
use super::evidence::{clean_name, is_clutter, relative};
use super::known::Known;
use super::naming::{applicant_of_file, applicant_of_folder, names_an_applicant};
use super::staged::Staged;
use super::{IntakeError, Issue, Severity, book, candidates, limits};
use crate::domain::{DatedBy, FlagKind, Sentence};

/// Workbooks of one folder that are opened to tell what it is; more can only be exported ones.
const TRIED: usize = 8;

/// What sort of thing is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// An applicant's folder.
    Folder,
    /// A workbook that stands for an applicant, or for one on each sheet.
    File,
}

/// One thing to read.
#[derive(Debug, Clone)]
pub(super) struct Job {
    /// What it is.
    pub kind: Kind,
    /// Where it stands, in the folder loaded or in an archive laid out.
    pub path: PathBuf,
    /// The folder to which kept paths are relative.
    pub base: PathBuf,
    /// The applicant, where its folder's own name does not tell it.
    pub named: Option<String>,
    /// The archive that it stands in.
    pub staged: Option<Arc<Staged>>,
    /// What of its archive was not taken.
    pub faults: Vec<Fault>,
}

impl Job {
    /// What vouches for the dates that its files have on the disk.
    pub fn dated_by(&self) -> DatedBy {
        match self.staged {
            Some(_) => DatedBy::Archive,
            None => DatedBy::FileSystem,
        }
    }

    /// The folder or file's name, for the progress.
    pub fn name(&self) -> String {
        self.named.clone().unwrap_or_else(|| name_of(&self.path))
    }
}

/// What is to be read.
#[derive(Debug)]
pub(super) struct Plan {
    /// The folder loaded, to which all paths are relative.
    pub base: PathBuf,
    /// What to read.
    pub jobs: Vec<Job>,
    /// What was left out.
    pub issues: Vec<Issue>,
}

/// A name as a person sees it.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| clean_name(name).text)
}

/// Whether a file's ending is that of a workbook.
pub(super) fn is_workbook(path: &Path) -> bool {
    path.extension().is_some_and(|ending| {
        ["xlsx", "xlsm", "xls", "xlsb", "ods"].contains(&ending.to_string_lossy().to_lowercase().as_str())
    })
}

/// The name of a file without its ending.
pub(super) fn stem_of(path: &Path) -> String {
    path.file_stem().map_or_else(String::new, |name| clean_name(name).text)
}

/// What stands in a folder, in the order of the names.
#[derive(Debug, Default)]
pub(super) struct Listing {
    /// Its folders.
    pub folders: Vec<PathBuf>,
    /// Its workbooks.
    pub workbooks: Vec<PathBuf>,
    /// Its archives.
    pub archives: Vec<PathBuf>,
    /// Links, which are not followed.
    pub links: Vec<PathBuf>,
}

/// Lists a folder.
pub(super) fn list(folder: &Path) -> std::io::Result<Listing> {
    let mut listing = Listing::default();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if is_clutter(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_symlink() {
            listing.links.push(path);
        } else if kind.is_dir() {
            listing.folders.push(path);
        } else if kind.is_file() && is_workbook(&path) {
            listing.workbooks.push(path);
        } else if kind.is_file() && is_archive(&path) {
            listing.archives.push(path);
        }
    }
    let Listing {
        folders,
        workbooks,
        archives,
        links,
    } = &mut listing;
    for paths in [folders, workbooks, archives, links] {
        paths.sort_by_key(|path| name_of(path));
    }
    Ok(listing)
}

/// Tells what is to be read in the folder or file given.
pub(super) fn plan(root: &Path, framework: &Known<'_>, cancelled: &AtomicBool) -> Result<Plan, IntakeError> {
    // Not canonical: on Windows that gives paths which other programs do not open.
    let root = std::path::absolute(root).map_err(|_| IntakeError::NotFound(root.to_path_buf()))?;
    let kind = std::fs::metadata(&root).map_err(|_| IntakeError::NotFound(root.clone()))?;
    let base = if kind.is_file() {
        root.parent().map_or_else(|| root.clone(), Path::to_path_buf)
    } else {
        root.clone()
    };
    let mut planner = Planner {
        framework,
        cancelled,
        base: base.clone(),
        staged: None,
        jobs: Vec::new(),
        issues: Vec::new(),
    };
    if kind.is_file() && is_archive(&root) {
        planner.archive(&root, None)?;
    } else if kind.is_file() {
        planner.push(Kind::File, root, None);
    } else {
        planner.folder(&root)?;
    }
    let Planner {
        mut jobs, mut issues, ..
    } = planner;
    if jobs.len() > limits::APPLICANTS {
        issues.push(Issue {
            severity: Severity::Error,
            kind: Some(FlagKind::Oversized),
            path: String::new(),
            sheet: String::new(),
            cell: String::new(),
            message: Sentence::new("intake-too-many-applicants").number("most", limits::APPLICANTS as u64),
        });
        jobs.truncate(limits::APPLICANTS);
    }
    Ok(Plan { base, jobs, issues })
}

/// A plan in the making: for the folder loaded, or for an archive laid out.
struct Planner<'p> {
    framework: &'p Known<'p>,
    cancelled: &'p AtomicBool,
    base: PathBuf,
    staged: Option<Arc<Staged>>,
    jobs: Vec<Job>,
    issues: Vec<Issue>,
}

impl Planner<'_> {
    fn push(&mut self, kind: Kind, path: PathBuf, named: Option<String>) {
        self.jobs.push(Job {
            kind,
            path,
            base: self.base.clone(),
            named,
            staged: self.staged.clone(),
            faults: Vec::new(),
        });
    }

    fn issue(&mut self, severity: Severity, kind: Option<FlagKind>, path: &Path, message: Sentence) {
        self.issues.push(Issue {
            severity,
            kind,
            path: relative(path, &self.base).unwrap_or_else(|| name_of(path)),
            sheet: String::new(),
            cell: String::new(),
            message,
        });
    }

    fn folder(&mut self, root: &Path) -> Result<(), IntakeError> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(IntakeError::Cancelled);
        }
        let listing = list(root).map_err(|source| IntakeError::Unreadable {
            path: root.to_path_buf(),
            source,
        })?;
        let Listing {
            folders,
            mut workbooks,
            archives,
            links,
        } = listing;
        let (carrying, strays) = candidates::split(root, self.framework);
        workbooks.extend(carrying);
        let here =
            || names_an_applicant(&applicant_of_folder(&name_of(root))).then(|| applicant_of_folder(&name_of(root)));
        if folders.is_empty() && workbooks.is_empty() {
            if archives.is_empty() && candidates::refused(root, &self.base, self.framework).is_empty() {
                return Err(IntakeError::Empty(root.to_path_buf()));
            }
            if archives.is_empty() {
                self.push(Kind::Folder, root.to_path_buf(), None);
                return Ok(());
            }
            return self.archives(&archives, here());
        }
        if folders.is_empty() {
            if stands_alone(root, &workbooks, self.framework) {
                self.push(Kind::Folder, root.to_path_buf(), None);
                return Ok(());
            }
            for path in workbooks {
                self.push(Kind::File, path, None);
            }
            self.strays(&strays);
            return self.archives(&archives, None);
        }
        if is_one_applicant(root, &folders, &workbooks, self.framework) {
            self.push(Kind::Folder, root.to_path_buf(), None);
            return Ok(());
        }
        for link in links {
            let message = Sentence::new("intake-link-refused").text("file", name_of(&link));
            self.issue(Severity::Error, Some(FlagKind::UnsafePath), &link, message);
        }
        for path in folders {
            self.applicant(path)?;
        }
        for path in workbooks {
            if applicant_of_file(&stem_of(&path)).is_some() {
                self.push(Kind::File, path, None);
            } else {
                let message = Sentence::new("intake-stray-workbook").text("file", name_of(&path));
                self.issue(Severity::Warning, None, &path, message);
            }
        }
        self.strays(&strays);
        self.archives(&archives, None)
    }

    /// Names the documents and texts beside applicants that carry no form.
    fn strays(&mut self, paths: &[PathBuf]) {
        for path in paths {
            let message = Sentence::new("intake-stray-text").text("file", name_of(path));
            self.issue(Severity::Warning, None, path, message);
        }
    }

    /// An applicant's folder; where nothing but archives is in it, these stand for it.
    fn applicant(&mut self, folder: PathBuf) -> Result<(), IntakeError> {
        let archived = match list(&folder) {
            Ok(listing) if listing.folders.is_empty() && listing.workbooks.is_empty() => listing.archives,
            Ok(_) | Err(_) => Vec::new(),
        };
        let stands = archived.is_empty() || self.staged.is_some();
        if stands || !candidates::carrying(&folder, self.framework).is_empty() {
            self.push(Kind::Folder, folder, None);
            return Ok(());
        }
        self.archives(&archived, Some(applicant_of_folder(&name_of(&folder))))
    }

    fn archives(&mut self, archives: &[PathBuf], named: Option<String>) -> Result<(), IntakeError> {
        for archive in archives {
            self.archive(archive, named.as_deref())?;
        }
        Ok(())
    }

    /// Lays out an archive and plans what is in it; one within another is only told.
    fn archive(&mut self, path: &Path, named: Option<&str>) -> Result<(), IntakeError> {
        let kept = relative(path, &self.base).unwrap_or_else(|| name_of(path));
        if self.staged.is_some() {
            let message = Sentence::new("intake-archive-nested").text("file", &kept);
            self.issue(Severity::Error, Some(FlagKind::UnsupportedFile), path, message);
            return Ok(());
        }
        let staged = match Staged::new(path, &kept, self.cancelled) {
            Ok(staged) => Arc::new(staged),
            Err(Refused::Cancelled) => return Err(IntakeError::Cancelled),
            Err(refused) => {
                let (kind, message) = refused.told(&kept);
                self.issue(Severity::Error, Some(kind), path, message);
                return Ok(());
            }
        };
        if let Some(encoding) = staged.guessed() {
            let message = Sentence::new("intake-archive-names")
                .text("file", &kept)
                .text("encoding", encoding);
            self.issue(Severity::Warning, None, path, message);
        }
        let mut inner = Planner {
            framework: self.framework,
            cancelled: self.cancelled,
            base: staged.base().to_path_buf(),
            staged: Some(Arc::clone(&staged)),
            jobs: Vec::new(),
            issues: Vec::new(),
        };
        let top = innermost(staged.root(), self.framework);
        match inner.folder(&top) {
            Ok(()) => {}
            Err(IntakeError::Cancelled) => return Err(IntakeError::Cancelled),
            Err(IntakeError::Empty(_) | IntakeError::Unreadable { .. } | IntakeError::NotFound(_)) => {
                let mut message = Sentence::new("intake-no-form").text("file", &kept);
                let mut kind = None;
                if let Some(nested) = staged.nested().next() {
                    message = Sentence::new("intake-archive-nested").text("file", format!("{kept}/{nested}"));
                    kind = Some(FlagKind::UnsupportedFile);
                }
                self.issue(Severity::Error, kind, path, message);
            }
        }
        for job in &mut inner.jobs {
            if job.path == top {
                let stem = applicant_of_file(&stem_of(path)).unwrap_or_else(|| applicant_of_folder(&stem_of(path)));
                let own = (top != staged.root()).then(|| applicant_of_folder(&name_of(&top)));
                let candidates = [own, Some(stem.clone()), named.map(str::to_owned)];
                let telling = candidates.into_iter().flatten().find(|name| names_an_applicant(name));
                job.named = Some(telling.or(named.map(str::to_owned)).unwrap_or(stem));
            }
        }
        let only = inner.jobs.len() == 1;
        for (fault, at) in staged.faults() {
            match inner.jobs.iter_mut().find(|job| only || at.starts_with(&job.path)) {
                Some(job) => job.faults.push(Fault {
                    path: format!("{kept}/{}", fault.path),
                    ..fault.clone()
                }),
                None => {
                    let file = format!("{kept}/{}", fault.path);
                    let message = Sentence::new(fault.key).text("file", file);
                    self.issue(Severity::Error, Some(fault.kind), path, message);
                }
            }
        }
        self.jobs.append(&mut inner.jobs);
        self.issues.append(&mut inner.issues);
        Ok(())
    }
}

/// The folder within an archive at which there is a choice: those that hold nothing but one folder are gone through.
fn innermost(root: &Path, framework: &Known<'_>) -> PathBuf {
    let mut at = root.to_path_buf();
    for _ in 0..limits::DEPTH {
        match list(&at) {
            Ok(Listing {
                folders,
                workbooks,
                archives,
                links: _,
            }) if workbooks.is_empty() && archives.is_empty() => match folders.as_slice() {
                [only] if framework.served.by_name(&name_of(only)).is_empty() => at.clone_from(only),
                _ => break,
            },
            Ok(_) | Err(_) => break,
        }
    }
    at
}

/// Whether a folder of workbooks without folders is one applicant's: one of them carries a form, its name names nobody.
fn stands_alone(root: &Path, workbooks: &[PathBuf], framework: &Known<'_>) -> bool {
    if workbooks.iter().any(|path| applicant_of_file(&stem_of(path)).is_some()) || workbooks.len() > TRIED {
        return false;
    }
    let carrying = workbooks
        .iter()
        .filter_map(|path| book::read(path, framework).ok())
        .map(|book| book.forms.len())
        .filter(|forms| *forms > 0)
        .collect::<Vec<_>>();
    match carrying.as_slice() {
        [] => names_an_applicant(&name_of(root)),
        [1] => true,
        _ => names_an_applicant(&name_of(root)),
    }
}

/// Whether a folder with folders in it is one applicant's.
fn is_one_applicant(root: &Path, folders: &[PathBuf], workbooks: &[PathBuf], framework: &Known<'_>) -> bool {
    let any_folder = |holds: &dyn Fn(&Path) -> bool| folders.iter().any(|folder| holds(folder));
    if any_folder(&|folder| !framework.served.by_name(&name_of(folder)).is_empty()) {
        return true;
    }
    let applicant_within = any_folder(&|folder| names_an_applicant(&applicant_of_folder(&name_of(folder))));
    if applicant_within {
        return false;
    }
    if names_an_applicant(&applicant_of_folder(&name_of(root))) {
        return true;
    }
    let workbook_within = any_folder(&|folder| list(folder).is_ok_and(|listing| !listing.workbooks.is_empty()));
    !workbooks.is_empty() && !workbook_within
}
