//! Submitted files → drafts: forms recognised and read with the place of every datum, evidence indexed, faults collected.

mod applicant;
mod archive;
mod book;
mod candidates;
mod codes;
mod dated;
mod delimited;
mod docx;
mod duplicates;
mod evidence;
mod filename;
mod general;
mod input;
mod kind;
mod known;
mod layout;
mod legacy;
mod limits;
mod mapping;
mod named;
mod naming;
mod number;
mod numbering;
mod ods;
mod open;
mod pages;
mod part;
pub mod preview;
mod reading;
mod remarks;
mod resolve;
mod served;
mod spelling;
mod staged;
mod subforms;
mod table;
mod tame;
#[cfg(test)]
mod tests;
mod watched;
mod workbook;
mod xls;

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use rayon::prelude::*;

use crate::domain::{ApplicantId, FlagKind, FormId, Framework, Sentence, Submission};

use known::Known;

pub use mapping::{FoundTable, MappedColumn, Mapping, Overrides, UnknownTable, fingerprint};
pub use naming::applicant_id;
pub use open::{EvidenceError, Located, Opened, Reopener, extract, find, locate, open};
pub use staged::Sample;

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

/// How often whoever waits is asked whether to go on, even where nothing was finished.
const HEARTBEAT: Duration = Duration::from_millis(100);

/// What the reading tells while it goes on.
enum Step {
    /// There are so many folders and files to read.
    Planned(usize),
    /// One of that name is done.
    Done(String),
}

/// One reading, on a thread of its own.
struct Work {
    root: PathBuf,
    framework: Framework,
    overrides: Overrides,
    cancelled: Arc<AtomicBool>,
    told: mpsc::Sender<Step>,
}

impl Work {
    fn run(self) -> Result<(Vec<Issue>, Vec<applicant::Outcome>), IntakeError> {
        let known = &Known::new(&self.framework, &self.overrides, &self.cancelled);
        let plan = layout::plan(&self.root, known, &self.cancelled)?;
        // Nobody listening any more means that the reading was given up.
        let _ = self.told.send(Step::Planned(plan.jobs.len()));
        let outcomes: Vec<Option<applicant::Outcome>> = plan
            .jobs
            .par_iter()
            .map(|job| {
                let read = || applicant::read(job, &plan.base, known, &self.cancelled);
                // A fault of ours in one dossier stops that one, not the others.
                let outcome = catch_unwind(AssertUnwindSafe(read)).unwrap_or_else(|_| Some(applicant::failed(job)));
                let _ = self.told.send(Step::Done(job.name()));
                outcome
            })
            .collect();
        let outcomes: Option<Vec<applicant::Outcome>> = outcomes.into_iter().collect();
        Ok((plan.issues, outcomes.ok_or(IntakeError::Cancelled)?))
    }
}

/// Reads what applicants handed in.
///
/// `root` is a folder of applicants' folders, one applicant's folder, a folder of exported workbooks, one workbook, or an
/// archive (`.zip`) of any of these; folders of archives are read, too.
/// Nothing in it is changed. What cannot be read becomes an issue or a flag and never stops the rest; `progress` is
/// told after each applicant, and often enough in between to stop the reading at once by answering `Break`.
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
    let (told, heard) = mpsc::channel();
    let cancelled = Arc::new(AtomicBool::new(false));
    // Not scoped: who stops the reading is answered at once, and the thread ends by itself where it next looks up.
    let work = Work {
        root: root.to_path_buf(),
        framework: framework.clone(),
        overrides: overrides.clone(),
        cancelled: Arc::clone(&cancelled),
        told,
    };
    let worker = std::thread::spawn(move || work.run());
    let mut now = Progress {
        done: 0,
        total: 0,
        name: String::new(),
    };
    loop {
        match heard.recv_timeout(HEARTBEAT) {
            Ok(Step::Planned(total)) => now.total = total,
            Ok(Step::Done(name)) => {
                now.done += 1;
                now.name = name;
            }
            // Nothing new, but the one who waits may want to stop.
            Err(mpsc::RecvTimeoutError::Timeout) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
        }
        if progress(now.clone()).is_break() {
            cancelled.store(true, Ordering::Relaxed);
            return Err(IntakeError::Cancelled);
        }
    }
    let (issues, outcomes) = match worker.join() {
        Ok(read) => read?,
        Err(panic) => std::panic::resume_unwind(panic),
    };
    let mut intake = Intake {
        drafts: Vec::new(),
        issues,
        unknown: Vec::new(),
    };
    for outcome in outcomes {
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
