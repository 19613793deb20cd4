//! What a seal covers, as one canonical JSON text, and its SHA-256: two machines that hold the same facts say the same.

use rusqlite::Connection;
use serde_json::{Value as Json, json};

use super::dossiers::{self, Fresh, Span};
use super::{Store, StoreError, covered, derive, marks, reports};
use crate::domain::narrative::Narratives;
use crate::domain::{ApplicantId, Dossier, Marking, Note, Round, RoundId, Rulings, StageId};

/// All that a seal covers.
#[derive(Debug, Clone, Copy)]
pub struct Covered<'a> {
    /// The round: framework, year, targets and threshold.
    pub round: &'a Round,
    /// The dossier: what was claimed, and which flags were dismissed.
    pub dossier: &'a Dossier,
    /// Its rulings.
    pub rulings: &'a Rulings,
    /// Its notes.
    pub notes: &'a [Note],
    /// The marks on its evidence.
    pub marks: &'a [Marking],
    /// What people wrote into the reports of the round.
    pub narratives: &'a Narratives,
}

impl Covered<'_> {
    /// SHA-256 of it at a stage, in lower-case hexadecimal.
    ///
    /// # Errors
    /// It cannot be put into words.
    pub fn hash(&self, stage: &StageId) -> Result<String, StoreError> {
        Ok(self.hashes(stage)?.0)
    }

    /// SHA-256 of it at a stage, and of it with the rulings of all stages, of which a paper may print some beside its own.
    ///
    /// # Errors
    /// It cannot be put into words.
    pub fn hashes(&self, stage: &StageId) -> Result<(String, String), StoreError> {
        let mut content = self.content(stage)?;
        content.sort_all_objects();
        let own = serde_json::to_vec(&content)?;
        let mut all = own.clone();
        for (stage, rulings) in &self.rulings.by_stage {
            let mut rulings = serde_json::to_value((stage, rulings.iter().collect::<Vec<_>>()))?;
            rulings.sort_all_objects();
            serde_json::to_writer(&mut all, &rulings)?;
        }
        Ok((super::journal::hex(&own), super::journal::hex(&all)))
    }

    fn content(&self, stage: &StageId) -> Result<Json, StoreError> {
        let Self { round, dossier, .. } = self;
        let submission = &dossier.submission;
        let claims: Vec<Json> = submission
            .claims
            .iter()
            .map(|(criterion, claim)| Ok(json!([criterion, serde_json::to_value(claim)?])))
            .collect::<Result<_, serde_json::Error>>()?;
        let rulings: Vec<Json> = self
            .rulings
            .by_stage
            .get(stage)
            .into_iter()
            .flatten()
            .map(|(criterion, rulings)| Ok(json!([criterion, serde_json::to_value(rulings)?])))
            .collect::<Result<_, serde_json::Error>>()?;
        let targets: Vec<Json> = round
            .framework
            .criteria
            .iter()
            .filter_map(|criterion| Some((&criterion.id, round.targets.of(&dossier.applicant, criterion)?)))
            .map(|(id, target)| Ok(json!([id, serde_json::to_value(target)?])))
            .collect::<Result<_, serde_json::Error>>()?;
        let reports = round
            .framework
            .reports
            .iter()
            .filter(|report| report.stage == *stage && report.scope.is_applicant());
        let narratives: Vec<Json> = reports
            .flat_map(|report| report.narratives().map(move |section| (report, section)))
            .filter_map(|(report, section)| {
                let of = self.narratives.of(Some(&dossier.applicant), &report.id, &section.key)?;
                Some(json!([report.id, section.key, of.events(), of.whole()]))
            })
            .collect();
        let marks: Vec<Json> = self
            .marks
            .iter()
            .filter(|mark| mark.stage == *stage)
            .map(|mark| json!(mark.event))
            .collect();
        Ok(json!({
            "framework": round.framework.id,
            "year": round.year,
            "stage": stage,
            "applicant": dossier.applicant,
            "name": dossier.name,
            "submission": submission.digest,
            "claims": claims,
            "rulings": rulings,
            "notes": serde_json::to_value(self.notes)?,
            "marks": marks,
            "narratives": narratives,
            "targets": targets,
            "threshold": round.threshold.map(|rate| rate.normalize().to_string()),
            "dismissed": serde_json::to_value(&dossier.dismissed)?,
        }))
    }
}

/// A dossier and its notes: of a sealed stage without what was said at a later one.
pub(super) fn said(
    connection: &Connection,
    round: &RoundId,
    applicant: &ApplicantId,
    stage: &StageId,
) -> Result<(Dossier, Vec<Note>), StoreError> {
    let mut dossier = dossiers::one(connection, round, applicant, Fresh::default())?;
    if let Some(remarks) = covered::remarks(connection, round, applicant, stage)? {
        dossier.dismissed = remarks.dismissed;
        return Ok((dossier, remarks.notes));
    }
    let notes = dossiers::notes(connection, &Span::one(round, applicant))?.remove(applicant);
    Ok((dossier, notes.unwrap_or_default()))
}

/// SHA-256 of what a seal at this stage would cover now, or covers.
pub(super) fn now(
    connection: &Connection,
    round: &Round,
    applicant: &ApplicantId,
    stage: &StageId,
) -> Result<String, StoreError> {
    let (dossier, notes) = said(connection, &round.id, applicant, stage)?;
    let span = Span::one(&round.id, applicant);
    let rulings = dossiers::rulings(connection, &span)?.remove(applicant);
    let marks = marks::read(connection, &span)?.remove(applicant);
    Covered {
        round,
        dossier: &dossier,
        rulings: &rulings.unwrap_or_default(),
        notes: &notes,
        marks: &marks.unwrap_or_default(),
        narratives: &reports::narratives(connection, &round.id)?,
    }
    .hash(stage)
}

/// Whether what stands now is what was sealed; seals of older versions of the program covered it in another way.
pub(super) fn holds(
    connection: &Connection,
    round: &Round,
    applicant: &ApplicantId,
    stage: &StageId,
    sealed: &str,
) -> Result<bool, StoreError> {
    Ok(now(connection, round, applicant, stage)? == sealed
        || derive::first_state(connection, round, applicant, stage)? == sealed)
}

impl Store {
    /// What a seal at this stage would cover now: the `state` of [`Act::Seal`](crate::domain::Act::Seal). A seal with
    /// another one is refused; one with an empty state is completed.
    pub fn state(&self, round: &RoundId, applicant: &ApplicantId, stage: &StageId) -> Result<String, StoreError> {
        now(&self.connection, &self.round(round)?, applicant, stage)
    }

    /// Whether what stands now is what was sealed.
    pub fn holds(
        &self,
        round: &RoundId,
        applicant: &ApplicantId,
        stage: &StageId,
        sealed: &str,
    ) -> Result<bool, StoreError> {
        holds(&self.connection, &self.round(round)?, applicant, stage, sealed)
    }

    /// Sealed dossiers of a round that are not what was sealed: a uniting brought acts from somebody who did not know of
    /// the seal. The chair reopens them, or seals again.
    pub fn disturbed(&self, round: &RoundId) -> Result<Vec<(ApplicantId, StageId)>, StoreError> {
        let round = self.round(round)?;
        let mut disturbed = Vec::new();
        for (applicant, stage, state) in dossiers::seals(&self.connection, &round.id)? {
            if !holds(&self.connection, &round, &applicant, &stage, &state)? {
                disturbed.push((applicant, stage));
            }
        }
        Ok(disturbed)
    }
}
