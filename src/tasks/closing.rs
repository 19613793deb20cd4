//! What closes a dossier: who handed it to the chair, sealed or opened it again, what the form says of the result, and the
//! SHA-256 of what stands now beside that of what was sealed.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::error::TaskError;
use super::journal::parts;
use super::request::DossierView;
use crate::domain::{Act, ApplicantId, FormKind, Round, RoundId, Sentence, StageId, StageResult};
use crate::forms::{self, Words};
use crate::store::Filter;
use crate::text;

/// What was done to a dossier on its way to the seal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PassageKind {
    /// It was handed to the chair.
    Presented,
    /// It was sealed; SHA-256 of what was sealed.
    Sealed(String),
    /// It was opened again, and why.
    Reopened(String),
}

/// One step of a dossier at the acting stage, with who took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What was done.
    pub kind: PassageKind,
    /// By whom.
    pub by: String,
    /// In which role; may be empty.
    pub role: String,
    /// When, RFC 3339.
    pub at: String,
}

/// A signature that the journal keeps of one of the dossier's files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignedFile {
    /// The file's name.
    pub file: String,
    /// Whose certificate it was.
    pub subject: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Everything that the conclusion of a dossier shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// The dossier.
    pub view: DossierView,
    /// Its steps at the acting stage, the latest first.
    pub passages: Vec<Passage>,
    /// SHA-256 of what a seal would cover now.
    pub state: String,
    /// What was sealed is not what stands now: a uniting brought acts of somebody who did not know of the seal.
    pub disturbed: bool,
    /// The conclusion in the words of the form, where it says one.
    pub printed: Vec<String>,
    /// The files of the dossier that were signed, the latest first.
    pub signed: Vec<SignedFile>,
}

impl Closing {
    /// The seal in force: who, when, and SHA-256 of what was sealed.
    pub fn seal(&self) -> Option<(&Passage, &str)> {
        let last = self
            .passages
            .iter()
            .find(|passage| !matches!(passage.kind, PassageKind::Presented))?;
        match &last.kind {
            PassageKind::Sealed(state) => Some((last, state)),
            PassageKind::Presented | PassageKind::Reopened(_) => None,
        }
    }

    /// The step of handing it to the chair that still counts.
    pub fn presented(&self) -> Option<&Passage> {
        let last = self.passages.first()?;
        (last.kind == PassageKind::Presented).then_some(last)
    }
}

/// A seal in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// SHA-256 of what was sealed.
    pub state: String,
    /// Who sealed it.
    pub by: String,
    /// When.
    pub at: String,
}

/// The last seal of each dossier of a round at each stage. Whether it was opened again since, the dossier says.
///
/// # Errors
/// The journal cannot be read.
pub(super) fn seals(desk: &Desk, round: &RoundId) -> Result<BTreeMap<ApplicantId, BTreeMap<StageId, Seal>>, TaskError> {
    let mut found: BTreeMap<ApplicantId, BTreeMap<StageId, Seal>> = BTreeMap::new();
    let entries = desk.store()?.history(&Filter::round(round))?;
    for entry in entries.iter().filter(|entry| entry.active) {
        for act in parts(&entry.event.act).iter().rev() {
            let Act::Seal {
                applicant,
                stage,
                state,
                ..
            } = act
            else {
                continue;
            };
            let own = found.entry(applicant.clone()).or_default();
            own.entry(stage.clone()).or_insert_with(|| Seal {
                state: state.clone(),
                by: entry.event.actor.member.to_string(),
                at: entry.event.at.clone(),
            });
        }
    }
    Ok(found)
}

/// Gathers what the conclusion of a dossier shows.
///
/// # Errors
/// No such round or dossier.
pub fn of(desk: &Desk, round: &RoundId, applicant: &ApplicantId) -> Result<Closing, TaskError> {
    let known = desk.round(round)?;
    let view = desk.view(round, applicant)?;
    let store = desk.store()?;
    let mut passages = Vec::new();
    for entry in store.history(&Filter::dossier(round, applicant))? {
        if !entry.active {
            continue;
        }
        let event = &entry.event;
        passages.extend(parts(&event.act).iter().rev().filter_map(|act| {
            let kind = passage(act, &known, applicant)?;
            Some(Passage {
                kind,
                by: event.actor.member.to_string(),
                role: event.actor.role.clone(),
                at: event.at.clone(),
            })
        }));
    }
    let result = view.scorecard.results.get(&known.stage).cloned().unwrap_or_default();
    let mut closing = Closing {
        state: store.state(round, applicant, &known.stage)?,
        printed: printed(&known, &view.dossier.name, &result),
        signed: signed(desk, round, &view.dossier.name)?,
        disturbed: false,
        passages,
        view,
    };
    if let Some((_, sealed)) = closing.seal() {
        closing.disturbed = !store.holds(round, applicant, &known.stage, sealed)?;
    }
    Ok(closing)
}

fn passage(act: &Act, known: &Round, of: &ApplicantId) -> Option<PassageKind> {
    match act {
        Act::Present { applicant, stage, .. } if applicant == of && *stage == known.stage => {
            Some(PassageKind::Presented)
        }
        Act::Seal {
            applicant,
            stage,
            state,
            ..
        } if applicant == of && *stage == known.stage => Some(PassageKind::Sealed(state.clone())),
        Act::Reopen {
            applicant,
            stage,
            reason,
            ..
        } if applicant == of && *stage == known.stage => Some(PassageKind::Reopened(reason.clone())),
        _ => None,
    }
}

/// The conclusion as the appraisal form of the acting stage prints it, as far as it can be said.
fn printed(round: &Round, name: &str, result: &StageResult) -> Vec<String> {
    let words = Words::official();
    let mut forms = round.framework.forms.iter().filter(|form| {
        let own = form.stage.as_ref() == Some(&round.stage);
        own && form.kind == FormKind::Appraisal && !(form.conclusion.is_empty() && form.outcome.is_empty())
    });
    let Some(form) = forms.next() else {
        return Vec::new();
    };
    forms::conclusion::lines(form, round, name, result, &words)
}

/// The signed files whose name says the applicant's.
fn signed(desk: &Desk, round: &RoundId, name: &str) -> Result<Vec<SignedFile>, TaskError> {
    let wanted = format!("_{}_", text::fold(name));
    let mut found = Vec::new();
    for event in desk.store()?.signings(round)? {
        for act in parts(&event.act) {
            if let Act::Sign { file, subject, .. } = act
                && text::fold(file).contains(&wanted)
            {
                found.push(SignedFile {
                    file: file.clone(),
                    subject: subject.clone(),
                    at: event.at.clone(),
                });
            }
        }
    }
    Ok(found)
}

/// A passage in words, for the screens.
pub fn said(passage: &Passage, at: &str) -> Sentence {
    let key = match &passage.kind {
        PassageKind::Presented => "closing-presented",
        PassageKind::Sealed(_) => "closing-sealed",
        PassageKind::Reopened(_) => "closing-reopened",
    };
    let reason = match &passage.kind {
        PassageKind::Reopened(reason) => reason.as_str(),
        PassageKind::Presented | PassageKind::Sealed(_) => "",
    };
    let who = if passage.role.is_empty() {
        passage.by.clone()
    } else {
        format!("{} ({})", passage.by, passage.role)
    };
    Sentence::new(key)
        .text("who", who)
        .text("at", at)
        .text("reason", reason)
}
