//! What a load finds before anything is stored: the round and framework that it fits, and what was read of the files.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use super::chain::Chain;
use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::preview::Corrections;
use super::request::{ImportRequest, Progress};
use super::{import, layouts, targets, verify};
use crate::domain::{Framework, Round, Sentence};
use crate::intake::{self, Draft, Intake, IntakeError, Mapping, Overrides};

/// How many dossiers' signatures are looked at between two words of progress.
const AT_ONCE: usize = 32;

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
    /// How tables of a layout were read, as chosen by hand.
    pub mappings: BTreeMap<String, Mapping>,
    /// What a person settled.
    pub corrections: Corrections,
}

/// The last reading that was looked at. An import of the same stores exactly what was shown, and reads nothing twice.
#[derive(Debug)]
pub(super) struct Seen {
    folders: Vec<PathBuf>,
    framework: Framework,
    mappings: BTreeMap<String, Mapping>,
    intake: Intake,
}

impl Seen {
    /// Keeps a reading for the import that may follow.
    pub fn of(wanted: &ImportRequest, found: Found) -> Self {
        Self {
            folders: wanted.folders.clone(),
            framework: found.framework,
            mappings: found.mappings,
            intake: found.intake,
        }
    }
}

impl Found {
    /// The drafts that are to be stored, under the names that a person gave, with the issues of those that are not.
    pub fn settle(&mut self) -> Vec<Draft> {
        let mut kept: Vec<Draft> = Vec::new();
        for draft in std::mem::take(&mut self.intake.drafts) {
            if self.corrections.left_out.contains(&draft.named_by) {
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
        None => import::new_framework(desk, wanted, &chain, watch)?,
    };
    let targets = wanted
        .targets
        .as_deref()
        .map(|path| targets::read(path, &framework))
        .transpose()?;
    let mut mappings = desk.settings_folder.as_deref().map(layouts::read).unwrap_or_default();
    mappings.extend(wanted.corrections.mappings.clone());
    let same = desk
        .seen
        .take()
        .filter(|seen| seen.folders == wanted.folders && seen.framework == framework && seen.mappings == mappings);
    let (intake, cancelled) = match same {
        Some(seen) => (seen.intake, false),
        None => {
            let overrides = Overrides {
                mappings: mappings.clone(),
                ..Overrides::default()
            };
            let (mut intake, cancelled) = read_all(wanted, &framework, &overrides, watch)?;
            let cancelled = cancelled || !check_signatures(desk, &mut intake, watch)?;
            (intake, cancelled)
        }
    };
    Ok(Found {
        round,
        framework,
        targets,
        intake,
        cancelled,
        mappings,
        corrections: wanted.corrections.clone(),
    })
}

fn read_all(
    wanted: &ImportRequest,
    framework: &Framework,
    overrides: &Overrides,
    watch: Watch<'_>,
) -> Result<(Intake, bool), TaskError> {
    let mut intake = Intake::default();
    for folder in &wanted.folders {
        match read(folder, framework, overrides, watch) {
            Ok(read) => {
                intake.drafts.extend(read.drafts);
                intake.issues.extend(read.issues);
                intake.unknown.extend(read.unknown);
            }
            Err(IntakeError::Cancelled) => return Ok((intake, true)),
            Err(fault) => return Err(fault.into()),
        }
    }
    Ok((intake, false))
}

/// Looks at the signatures of the evidence, some dossiers at a time on all cores; false once broken off.
fn check_signatures(desk: &Desk, intake: &mut Intake, watch: Watch<'_>) -> Result<bool, TaskError> {
    let trust = verify::trust(desk, &[])?;
    let total = intake.drafts.len();
    let mut done = 0;
    for some in intake.drafts.chunks_mut(AT_ONCE) {
        let what = some.first().map(|draft| draft.name.clone()).unwrap_or_default();
        if !watch(Progress { done, total, what }) {
            return Ok(false);
        }
        done += some.len();
        verify::look(some.iter_mut().map(|draft| &mut draft.submission).collect(), &trust);
    }
    Ok(true)
}

fn read(folder: &Path, framework: &Framework, overrides: &Overrides, watch: Watch<'_>) -> Result<Intake, IntakeError> {
    intake::read_with(folder, framework, overrides, &mut |step| {
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
