//! A load looked at before anything is stored: what was found of each applicant, what it would become, what it changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::gather::{self, Found, Seen};
use super::import;
use super::request::{ImportRequest, Issue, Severity};
use crate::domain::{
    ApplicantId, CriterionId, Difference, Dossier, FormId, FormSpec, Framework, RoundId, StageId, difference,
};
use crate::intake::{Draft, FoundTable, Mapping, UnknownTable, applicant_id};

/// What a person settles before dossiers are stored; names and omissions by the key of the dossier ([`Commune::key`]).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Corrections {
    /// The applicant's name, where the files or folders name another or none.
    pub names: BTreeMap<String, String>,
    /// What is left out.
    pub left_out: BTreeSet<String>,
    /// How tables are to be read, by their layout; followed from then on.
    pub mappings: BTreeMap<String, Mapping>,
}

/// What an import would do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Preview {
    /// What was asked, with the framework named: an import of this stores exactly what is shown.
    pub wanted: ImportRequest,
    /// The framework's title.
    pub framework: String,
    /// The round loaded into; none where the import opens one.
    pub round: Option<RoundId>,
    /// One an applicant, in the order of their folders; folders of which nothing was taken among them.
    pub communes: Vec<Commune>,
    /// What could not be taken and belongs to no applicant.
    pub issues: Vec<Issue>,
    /// The forms that a table may be.
    pub forms: Vec<FormSpec>,
}

/// What was found of one applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// The applicant.
    pub applicant: ApplicantId,
    /// Its name, as found or as corrected.
    pub name: String,
    /// Its folder or file, relative to the folder loaded.
    pub folder: String,
    /// What corrections go by.
    pub key: String,
    /// The tables that were read, and how.
    pub tables: Vec<FoundTable>,
    /// Sheets in which no form was recognised.
    pub unknown: Vec<UnknownTable>,
    /// The form that carried it.
    pub form: Option<FormId>,
    /// Stages whose finished results the files bring.
    pub received: Vec<StageId>,
    /// Criteria read.
    pub claims: usize,
    /// Evidence files found.
    pub evidence: usize,
    /// Flags raised.
    pub flags: usize,
    /// What is the matter, flags included.
    pub issues: Vec<Issue>,
    /// What it would become.
    pub fate: Prospect,
    /// What it changes; none for a first submission.
    pub changes: Option<Changes>,
}

/// What a dossier would become.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Prospect {
    /// The first submission.
    First,
    /// The next submission, of that number.
    Next(u32),
    /// The same as the last submission, of that number: nothing would be written.
    Unchanged(u32),
    /// The dossier is sealed and takes nothing in.
    Sealed,
    /// Another folder is already read as this applicant.
    Taken,
    /// A person left it out.
    LeftOut,
    /// Nothing could be taken.
    Refused,
}

impl Prospect {
    /// Whether an import would write it.
    pub fn is_stored(self) -> bool {
        match self {
            Self::First | Self::Next(_) => true,
            Self::Unchanged(_) | Self::Sealed | Self::Taken | Self::LeftOut | Self::Refused => false,
        }
    }
}

/// A later submission beside the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changes {
    /// The number of the one before.
    pub before: u32,
    /// The number of the later one.
    pub after: u32,
    /// When the later one was loaded; empty where it is not stored yet.
    pub at: String,
    /// What changed.
    pub difference: Difference,
    /// The criteria among them on which a ruling stands: it is kept and flagged.
    pub ruled: Vec<CriterionId>,
}

/// Looks at an import. With a path, at one into the workspace there, which need not be there yet; else into the open one
/// or, where none is open, into a new one.
///
/// # Errors
/// Nothing could be read, the round or its framework is not there, or it was broken off.
pub fn run(
    desk: &mut Desk,
    workspace: Option<&Path>,
    wanted: &ImportRequest,
    watch: Watch<'_>,
) -> Result<Preview, TaskError> {
    let Some(path) = workspace else {
        return look(desk, wanted, watch);
    };
    let open = desk.open.take();
    let seen = if path.exists() {
        desk.open_existing(path).and_then(|()| look(desk, wanted, watch))
    } else {
        look(desk, wanted, watch)
    };
    desk.open = open;
    seen
}

fn look(desk: &mut Desk, wanted: &ImportRequest, watch: Watch<'_>) -> Result<Preview, TaskError> {
    if wanted.corrections == Corrections::default() {
        // Looked at anew: the files may have been mended meanwhile.
        desk.seen = None;
    }
    let found = gather::find(desk, wanted, watch)?;
    if found.cancelled {
        return Err(crate::intake::IntakeError::Cancelled.into());
    }
    let mut wanted = wanted.clone();
    wanted.framework = Some(found.framework.id.clone());
    let mut preview = describe(desk, &found)?;
    desk.seen = Some(Seen::of(&wanted, found));
    preview.wanted = wanted;
    Ok(preview)
}

fn describe(desk: &Desk, found: &Found) -> Result<Preview, TaskError> {
    let round = found.round.as_ref().map(|round| &round.id);
    let mut issues: Vec<Issue> = found.intake.issues.iter().cloned().map(import::issue).collect();
    let mut communes = Vec::new();
    let mut names: BTreeSet<ApplicantId> = BTreeSet::new();
    for draft in found.intake.drafts.iter().cloned() {
        let folder = draft.submission.folder.clone();
        let key = draft.named_by.clone();
        let draft = renamed(draft, &found.corrections);
        let known = match round {
            Some(round) if desk.has_dossier(round, &draft.applicant)? => {
                Some(desk.store()?.dossier(round, &draft.applicant)?)
            }
            Some(_) | None => None,
        };
        let fate = if found.corrections.left_out.contains(&key) {
            Prospect::LeftOut
        } else if !names.insert(draft.applicant.clone()) {
            Prospect::Taken
        } else {
            prospect(known.as_ref(), &draft)
        };
        let changes = match (round, &known, fate) {
            (Some(round), Some(known), Prospect::Next(_) | Prospect::Sealed) => {
                Some(changes(desk, round, &found.framework, known, &draft)?)
            }
            _ => None,
        };
        let (own, rest) = issues.into_iter().partition(|issue| belongs(&issue.file, &folder));
        issues = rest;
        communes.push(commune(draft, own, fate, changes));
    }
    communes.extend(refused(&mut issues));
    communes.sort_by(|one, other| one.folder.cmp(&other.folder));
    for table in &found.intake.unknown {
        if let Some(commune) = communes
            .iter_mut()
            .find(|commune| belongs(&table.file, &commune.folder))
        {
            commune.unknown.push(table.clone());
        }
    }
    Ok(Preview {
        wanted: ImportRequest::default(),
        framework: found.framework.title.clone(),
        round: round.cloned(),
        communes,
        issues,
        forms: found.framework.forms.clone(),
    })
}

fn prospect(known: Option<&Dossier>, draft: &Draft) -> Prospect {
    match known {
        None => Prospect::First,
        Some(known) if known.submission.digest == draft.submission.digest => Prospect::Unchanged(known.submissions),
        Some(known) if !known.sealed.is_empty() => Prospect::Sealed,
        Some(known) => Prospect::Next(known.submissions + 1),
    }
}

fn changes(
    desk: &Desk,
    round: &RoundId,
    framework: &Framework,
    known: &Dossier,
    draft: &Draft,
) -> Result<Changes, TaskError> {
    let difference = difference::compare(framework, &known.submission, &draft.submission);
    let rulings = desk.store()?.rulings(round, &known.applicant)?;
    let ruled = difference
        .criteria
        .iter()
        .map(|one| &one.criterion)
        .filter(|criterion| rulings.by_stage.values().any(|stage| stage.contains_key(*criterion)))
        .cloned()
        .collect();
    Ok(Changes {
        before: known.submissions,
        after: known.submissions + 1,
        at: String::new(),
        difference,
        ruled,
    })
}

fn commune(draft: Draft, issues: Vec<Issue>, fate: Prospect, changes: Option<Changes>) -> Commune {
    let submission = &draft.submission;
    Commune {
        tables: draft.tables,
        unknown: Vec::new(),
        key: draft.named_by,
        form: draft.form,
        received: submission.received.keys().cloned().collect(),
        claims: submission.claims.len(),
        evidence: submission.evidence.len(),
        flags: submission.flags.len(),
        folder: submission.folder.clone(),
        applicant: draft.applicant,
        name: draft.name,
        issues,
        fate,
        changes,
    }
}

/// The folders and files of which nothing was taken, with the issues that say why.
fn refused(issues: &mut Vec<Issue>) -> Vec<Commune> {
    let mut found: Vec<Commune> = Vec::new();
    let (grave, light): (Vec<Issue>, Vec<Issue>) = std::mem::take(issues)
        .into_iter()
        .partition(|issue| issue.severity == Severity::Error && !issue.file.is_empty());
    *issues = light;
    for issue in grave {
        let folder = issue.file.split('/').next().unwrap_or_default().to_owned();
        match found.iter_mut().find(|commune| commune.folder == folder) {
            Some(commune) => commune.issues.push(issue),
            None => found.push(Commune {
                applicant: applicant_id(&folder),
                name: folder.clone(),
                key: folder.clone(),
                folder,
                tables: Vec::new(),
                unknown: Vec::new(),
                form: None,
                received: Vec::new(),
                claims: 0,
                evidence: 0,
                flags: 0,
                issues: vec![issue],
                fate: Prospect::Refused,
                changes: None,
            }),
        }
    }
    for commune in &mut found {
        let (own, rest) = std::mem::take(issues)
            .into_iter()
            .partition(|issue| belongs(&issue.file, &commune.folder));
        *issues = rest;
        commune.issues.extend::<Vec<Issue>>(own);
    }
    found
}

/// Whether a file lies in an applicant's folder; every file does where the folder loaded is the applicant's own.
pub(super) fn belongs(file: &str, folder: &str) -> bool {
    folder.is_empty() || file == folder || file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// A draft under the name that a person gave it.
pub(super) fn renamed(mut draft: Draft, corrections: &Corrections) -> Draft {
    if let Some(name) = corrections.names.get(&draft.named_by) {
        draft.applicant = applicant_id(name);
        draft.name.clone_from(name);
    }
    draft
}

/// All that an applicant handed in, each beside the one before; the latest first.
///
/// # Errors
/// No such round or dossier.
pub fn submissions(desk: &Desk, round: &RoundId, applicant: &ApplicantId) -> Result<Vec<Changes>, TaskError> {
    let store = desk.store()?;
    let framework = store.round(round)?.framework;
    let resubmitted = store.dossier(round, applicant)?.resubmitted;
    let all = store.submissions(round, applicant)?;
    let mut steps: Vec<Changes> = all
        .iter()
        .zip(all.iter().skip(1))
        .map(|(before, after)| {
            let difference = difference::compare(&framework, &before.submission, &after.submission);
            let ruled = resubmitted
                .iter()
                .filter(|criterion| difference.of(criterion).is_some())
                .cloned()
                .collect();
            Changes {
                before: before.number,
                after: after.number,
                at: after.at.clone(),
                difference,
                ruled,
            }
        })
        .collect();
    steps.reverse();
    Ok(steps)
}
