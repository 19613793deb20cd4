//! What a load finds before anything is stored: the round and framework that it fits, and what was read of the files.

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::chain::Chain;
use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::preview::Corrections;
use super::request::{ImportRequest, Progress};
use super::{import, targets};
use crate::domain::{Framework, Round, Sentence};
use crate::intake::{self, Draft, Intake, IntakeError};

/// What was found.
#[derive(Debug)]
pub(super) struct Found {
    /// The round loaded into; none where one must be opened.
    pub round: Option<Round>,
    /// Its framework, or that of the one to be opened.
    pub framework: Framework,
    /// Targets to set.
    pub targets: Option<Vec<targets::Target>>,
    /// What was read.
    pub intake: Intake,
    /// The reading was broken off.
    pub cancelled: bool,
    /// What a person settled.
    pub corrections: Corrections,
}

/// The last reading that was looked at. An import of the same stores exactly what was shown, and reads nothing twice.
#[derive(Debug)]
pub(super) struct Seen {
    folders: Vec<PathBuf>,
    framework: Framework,
    intake: Intake,
}

impl Seen {
    /// Keeps a reading for the import that may follow.
    pub fn of(wanted: &ImportRequest, found: Found) -> Self {
        Self {
            folders: wanted.folders.clone(),
            framework: found.framework,
            intake: found.intake,
        }
    }
}

impl Found {
    /// The drafts that are to be stored, under the names that a person gave, with the issues of those that are not.
    pub fn settle(&mut self) -> Vec<Draft> {
        let mut kept: Vec<Draft> = Vec::new();
        for draft in std::mem::take(&mut self.intake.drafts) {
            if self.corrections.left_out.contains(&draft.submission.folder) {
                continue;
            }
            let draft = super::preview::renamed(draft, &self.corrections);
            match kept.iter().find(|other| other.applicant == draft.applicant) {
                Some(first) => self.intake.issues.push(intake::Issue {
                    severity: intake::Severity::Error,
                    kind: None,
                    message: Sentence::new("intake-same-applicant")
                        .text("name", draft.name)
                        .text("first", &first.submission.folder),
                    path: draft.submission.folder,
                    sheet: String::new(),
                    cell: String::new(),
                }),
                None => kept.push(draft),
            }
        }
        kept
    }
}

/// Finds the round and reads the files, unless they were looked at just before.
///
/// # Errors
/// Nothing could be read, or the round or its framework is not there.
pub(super) fn find(desk: &mut Desk, wanted: &ImportRequest, watch: Watch<'_>) -> Result<Found, TaskError> {
    import::there(wanted)?;
    let chain = Chain::of(desk, wanted)?;
    let round = import::known_round(desk, wanted, &chain)?;
    let framework = match &round {
        Some(round) => round.framework.clone(),
        None => import::new_framework(desk, wanted, &chain)?,
    };
    let targets = wanted
        .targets
        .as_deref()
        .map(|path| targets::read(path, &framework))
        .transpose()?;
    let seen = desk.seen.take();
    let same = seen.filter(|seen| seen.folders == wanted.folders && seen.framework == framework);
    let (intake, cancelled) = match same {
        Some(seen) => (seen.intake, false),
        None => read_all(wanted, &framework, watch)?,
    };
    Ok(Found {
        round,
        framework,
        targets,
        intake,
        cancelled,
        corrections: wanted.corrections.clone(),
    })
}

fn read_all(wanted: &ImportRequest, framework: &Framework, watch: Watch<'_>) -> Result<(Intake, bool), TaskError> {
    let mut intake = Intake::default();
    for folder in &wanted.folders {
        match read(folder, framework, watch) {
            Ok(read) => {
                intake.drafts.extend(read.drafts);
                intake.issues.extend(read.issues);
            }
            Err(IntakeError::Cancelled) => return Ok((intake, true)),
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok((intake, false))
}

fn read(folder: &Path, framework: &Framework, watch: Watch<'_>) -> Result<Intake, IntakeError> {
    intake::read(folder, framework, &mut |step| {
        let step = Progress {
            done: step.done,
            total: step.total,
            what: step.name,
        };
        if watch(step) {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })
}
