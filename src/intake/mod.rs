//! Submitted files → drafts: forms recognised and read with the place of every datum, evidence indexed, faults collected.

mod applicant;
mod book;
mod candidates;
mod codes;
mod delimited;
mod docx;
mod duplicates;
mod evidence;
mod general;
mod input;
mod kind;
mod known;
mod layout;
mod limits;
mod mapping;
mod naming;
mod number;
mod numbering;
mod ods;
mod pages;
mod part;
mod reading;
mod resolve;
mod subforms;
mod table;
#[cfg(test)]
mod tests;
mod workbook;

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc;

use rayon::prelude::*;

use crate::domain::{ApplicantId, FlagKind, FormId, Framework, Sentence, Submission};

use known::Known;

pub use evidence::locate;
pub use mapping::{FoundTable, MappedColumn, Mapping, Overrides, UnknownTable, fingerprint};
pub use naming::applicant_id;

/// How far the reading has come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Progress {
    /// Folders and files done.
    pub done: usize,
    /// Folders and files in all.
    pub total: usize,
    /// The one just done; empty at the start.
    pub name: String,
}

/// How grave an issue is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Severity {
    /// Something was taken, but a human should look at it.
    Warning,
    /// Something was not taken.
    Error,
}

/// What could not be taken, or not without doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issue {
    /// How grave.
    pub severity: Severity,
    /// The kind of the flag that stands in the dossier for it, if one does.
    pub kind: Option<FlagKind>,
    /// The file or folder, relative to the folder loaded.
    pub path: String,
    /// The sheet; empty where none is meant.
    pub sheet: String,
    /// The cell; empty where none is meant.
    pub cell: String,
    /// What is the matter.
    pub message: Sentence,
}

/// One applicant's dossier as read, not yet stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The applicant.
    pub applicant: ApplicantId,
    /// Its name, NFC.
    pub name: String,
    /// What was read.
    pub submission: Submission,
    /// The form that carried it.
    pub form: Option<FormId>,
    /// The tables that were read, and how.
    pub tables: Vec<FoundTable>,
    /// The key under which a name chosen by hand is kept in [`Overrides::names`].
    pub named_by: String,
}

/// All that was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Intake {
    /// The dossiers, in the order of their folders or files.
    pub drafts: Vec<Draft>,
    /// What could not be taken, in the same order.
    pub issues: Vec<Issue>,
    /// Sheets of applicants without any form, for a person to map by hand.
    pub unknown: Vec<UnknownTable>,
}

/// Why nothing at all was read.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// There is no such folder or file.
    #[error("no such folder or file: {}", .0.display())]
    NotFound(PathBuf),
    /// The folder cannot be listed.
    #[error("the folder cannot be read: {}", path.display())]
    Unreadable {
        /// The folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// There is nothing in it that could be a dossier.
    #[error("no dossier in: {}", .0.display())]
    Empty(PathBuf),
    /// The member stopped it.
    #[error("reading was stopped")]
    Cancelled,
}

impl IntakeError {
    /// The sentence for a person.
    pub fn sentence(&self) -> Sentence {
        let of = |key: &str, path: &Path| Sentence::new(key).text("path", path.display().to_string());
        match self {
            Self::NotFound(path) => of("intake-not-found", path),
            Self::Unreadable { path, .. } => of("intake-folder-unreadable", path),
            Self::Empty(path) => of("intake-empty", path),
            Self::Cancelled => Sentence::new("intake-cancelled"),
        }
    }
}

/// Reads what applicants handed in.
///
/// `root` is a folder of applicants' folders, one applicant's folder, a folder of exported workbooks, or one workbook.
/// Nothing in it is changed. What cannot be read becomes an issue or a flag and never stops the rest; `progress` is
/// told after each applicant and stops the reading by answering `Break`.
///
/// # Errors
///
/// When there is nothing to read, or the reading was stopped.
pub fn read(
    root: &Path,
    framework: &Framework,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Intake, IntakeError> {
    read_with(root, framework, &Overrides::default(), progress)
}

/// Reads as [`read`] does, but follows what a person chose by hand after looking at an earlier reading.
///
/// # Errors
///
/// As [`read`].
pub fn read_with(
    root: &Path,
    framework: &Framework,
    overrides: &Overrides,
    progress: &mut dyn FnMut(Progress) -> ControlFlow<()>,
) -> Result<Intake, IntakeError> {
    let framework = &Known::new(framework, overrides);
    let plan = layout::plan(root, framework)?;
    let cancelled = AtomicBool::new(false);
    let total = plan.jobs.len();
    let stop = |progress: ControlFlow<()>| {
        if progress.is_break() {
            cancelled.store(true, Ordering::Relaxed);
        }
    };
    stop(progress(Progress {
        done: 0,
        total,
        name: String::new(),
    }));
    let (told, heard) = mpsc::channel();
    let outcomes: Vec<Option<applicant::Outcome>> = std::thread::scope(|scope| {
        let (jobs, base, cancelled) = (&plan.jobs, plan.base.as_path(), &cancelled);
        let worker = scope.spawn(move || {
            jobs.par_iter()
                .map(|job| {
                    let outcome = applicant::read(job, base, framework, cancelled);
                    // Nobody listening any more means that the reading was given up.
                    let _ = told.send(job.name());
                    outcome
                })
                .collect()
        });
        for (done, name) in heard.into_iter().enumerate() {
            stop(progress(Progress {
                done: done + 1,
                total,
                name,
            }));
        }
        worker.join().unwrap_or_default()
    });
    if cancelled.load(Ordering::Relaxed) {
        return Err(IntakeError::Cancelled);
    }
    let mut intake = Intake {
        drafts: Vec::new(),
        issues: plan.issues,
        unknown: Vec::new(),
    };
    for outcome in outcomes.into_iter().flatten() {
        intake.issues.extend(outcome.issues);
        intake.unknown.extend(outcome.unknown);
        for draft in outcome.drafts {
            applicant::add(&mut intake, draft);
        }
    }
    duplicates::flag(&mut intake.drafts);
    let Intake { drafts, issues, .. } = &mut intake;
    issues.extend(drafts.iter().flat_map(applicant::issues_of));
    Ok(intake)
}
