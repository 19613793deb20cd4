//! What kind of folder was given: applicants' folders, one applicant's folder, or a folder of exported workbooks.

use std::path::{Path, PathBuf};

use super::evidence::{clean_name, is_clutter};
use super::known::Known;
use super::naming::{applicant_of_file, criteria_of_name, names_an_applicant};
use super::{IntakeError, Issue, Severity, book, candidates, limits};
use crate::domain::{FlagKind, Sentence};

/// Workbooks of one folder that are opened to tell what it is; more can only be exported ones.
const TRIED: usize = 8;

/// One thing to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Job {
    /// An applicant's folder.
    Folder(PathBuf),
    /// A workbook that stands for an applicant, or for one on each sheet.
    File(PathBuf),
}

impl Job {
    /// The folder or file's name, for the progress.
    pub fn name(&self) -> String {
        match self {
            Self::Folder(path) | Self::File(path) => name_of(path),
        }
    }
}

/// What is to be read.
#[derive(Debug)]
pub(super) struct Plan {
    /// The folder to which all paths are relative.
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

/// Lists a folder: its folders and its workbooks in the order of their names, and the links that were left out.
pub(super) fn list(folder: &Path) -> std::io::Result<(Vec<PathBuf>, Vec<PathBuf>, Vec<PathBuf>)> {
    let (mut folders, mut workbooks, mut links) = (Vec::new(), Vec::new(), Vec::new());
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if is_clutter(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let kind = entry.file_type()?;
        if kind.is_symlink() {
            links.push(path);
        } else if kind.is_dir() {
            folders.push(path);
        } else if kind.is_file() && is_workbook(&path) {
            workbooks.push(path);
        }
    }
    for paths in [&mut folders, &mut workbooks, &mut links] {
        paths.sort_by_key(|path| name_of(path));
    }
    Ok((folders, workbooks, links))
}

/// Tells what is to be read in the folder or file given.
pub(super) fn plan(root: &Path, framework: &Known<'_>) -> Result<Plan, IntakeError> {
    // Not canonical: on Windows that gives paths which other programs do not open.
    let root = std::path::absolute(root).map_err(|_| IntakeError::NotFound(root.to_path_buf()))?;
    let kind = std::fs::metadata(&root).map_err(|_| IntakeError::NotFound(root.clone()))?;
    if kind.is_file() {
        let base = root.parent().map_or_else(|| root.clone(), Path::to_path_buf);
        return Ok(Plan {
            base,
            jobs: vec![Job::File(root)],
            issues: Vec::new(),
        });
    }
    let (folders, mut workbooks, links) = list(&root).map_err(|source| IntakeError::Unreadable {
        path: root.clone(),
        source,
    })?;
    workbooks.extend(candidates::carrying(&root, framework));
    let mut issues = Vec::new();
    let one_folder = |path: &Path| vec![Job::Folder(path.to_path_buf())];
    let jobs = if folders.is_empty() {
        if workbooks.is_empty() && candidates::refused(&root, &root, framework).is_empty() {
            return Err(IntakeError::Empty(root));
        }
        if workbooks.is_empty() || stands_alone(&root, &workbooks, framework) {
            one_folder(&root)
        } else {
            workbooks.into_iter().map(Job::File).collect()
        }
    } else if is_one_applicant(&root, &folders, &workbooks, framework) {
        one_folder(&root)
    } else {
        issues.extend(links.iter().map(|link| Issue {
            severity: Severity::Error,
            kind: Some(FlagKind::UnsafePath),
            path: name_of(link),
            sheet: String::new(),
            cell: String::new(),
            message: Sentence::new("intake-link-refused").text("file", name_of(link)),
        }));
        let (named, stray): (Vec<PathBuf>, Vec<PathBuf>) = workbooks
            .into_iter()
            .partition(|path| applicant_of_file(&stem_of(path)).is_some());
        issues.extend(stray.iter().map(|path| Issue {
            severity: Severity::Warning,
            kind: None,
            path: name_of(path),
            sheet: String::new(),
            cell: String::new(),
            message: Sentence::new("intake-stray-workbook").text("file", name_of(path)),
        }));
        folders
            .into_iter()
            .map(Job::Folder)
            .chain(named.into_iter().map(Job::File))
            .collect()
    };
    if jobs.len() > limits::APPLICANTS {
        issues.push(Issue {
            severity: Severity::Error,
            kind: Some(FlagKind::Oversized),
            path: String::new(),
            sheet: String::new(),
            cell: String::new(),
            message: Sentence::new("intake-too-many-applicants").number("most", limits::APPLICANTS as u64),
        });
    }
    let jobs = jobs.into_iter().take(limits::APPLICANTS).collect();
    Ok(Plan {
        base: root,
        jobs,
        issues,
    })
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
    if any_folder(&|folder| !criteria_of_name(&name_of(folder), framework).is_empty()) {
        return true;
    }
    let applicant_within =
        any_folder(&|folder| names_an_applicant(&super::naming::applicant_of_folder(&name_of(folder))));
    if applicant_within {
        return false;
    }
    if names_an_applicant(&super::naming::applicant_of_folder(&name_of(root))) {
        return true;
    }
    let workbook_within = any_folder(&|folder| list(folder).is_ok_and(|(_, workbooks, _)| !workbooks.is_empty()));
    !workbooks.is_empty() && !workbook_within
}
