//! What may be recorded: unknown names, missing reasons and sealed dossiers are refused before anything is written.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};

use super::StoreError;
use super::journal::find;
use super::project::can_be_undone;
use super::rounds::Cache;
use super::{covered, marks, state};
use crate::domain::{Act, ApplicantId, CriterionId, EventId, FormId, Round, RoundId, StageId};

/// What the guard says of an act that is not refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pass {
    /// It is to be recorded.
    Record,
    /// The journal already says so, in this event.
    Known(EventId),
}

/// Looks at one act, its parts in their order.
pub(super) struct Guard<'a> {
    connection: &'a Connection,
    cache: &'a mut Cache,
    /// Dossiers that an earlier part of the same act hands in.
    arriving: BTreeSet<(RoundId, ApplicantId)>,
    /// Dossiers that an earlier part of the same act touches; a seal must not cover what it could not see.
    handled: BTreeSet<(RoundId, ApplicantId)>,
}

impl<'a> Guard<'a> {
    pub fn new(connection: &'a Connection, cache: &'a mut Cache) -> Self {
        Self {
            connection,
            cache,
            arriving: BTreeSet::new(),
            handled: BTreeSet::new(),
        }
    }

    /// Refuses the act or lets it pass; completes a seal that names no state, and drops parts that say nothing new.
    pub fn admit(&mut self, act: &mut Act) -> Result<Pass, StoreError> {
        match act {
            Act::Batch { acts } => {
                let mut known = None;
                let mut kept = Vec::with_capacity(acts.len());
                for mut part in std::mem::take(acts) {
                    if matches!(part, Act::Batch { .. } | Act::Undo { .. } | Act::OpenRound { .. }) {
                        return Err(StoreError::BadBatch);
                    }
                    match self.admit_one(&mut part)? {
                        Pass::Record => kept.push(part),
                        Pass::Known(event) => known = Some(event),
                    }
                }
                *acts = kept;
                match (acts.is_empty(), known) {
                    (false, _) => Ok(Pass::Record),
                    (true, Some(event)) => Ok(Pass::Known(event)),
                    (true, None) => Err(StoreError::BadBatch),
                }
            }
            Act::OpenRound { .. }
            | Act::SetTarget { .. }
            | Act::SetThreshold { .. }
            | Act::SetStage { .. }
            | Act::Submit { .. }
            | Act::Rule { .. }
            | Act::Note { .. }
            | Act::MarkEvidence { .. }
            | Act::DismissFlag { .. }
            | Act::Present { .. }
            | Act::Seal { .. }
            | Act::Reopen { .. }
            | Act::Narrate { .. }
            | Act::SetOffices { .. }
            | Act::Sign { .. }
            | Act::Undo { .. } => self.admit_one(act),
        }
    }

    fn admit_one(&mut self, act: &mut Act) -> Result<Pass, StoreError> {
        self.names(act)?;
        if let Act::Reopen {
            round,
            applicant,
            stage,
            reason,
        } = act
        {
            if reason.trim().is_empty() {
                return Err(StoreError::ReasonMissing);
            }
            if !self.is_sealed(round, applicant, stage)? {
                return Err(StoreError::NotSealed {
                    applicant: applicant.clone(),
                    stage: stage.clone(),
                });
            }
        }
        if let Act::DismissFlag { reason, .. } = act
            && reason.trim().is_empty()
        {
            return Err(StoreError::ReasonMissing);
        }
        if let Act::Submit {
            round,
            applicant,
            submission,
            ..
        } = act
        {
            if let Some(event) = self.same_submission(round, applicant, &submission.digest)? {
                return Ok(Pass::Known(event));
            }
            self.arriving.insert((round.clone(), applicant.clone()));
        }
        if let Act::Undo { events } = act {
            self.undoable(events)?;
        } else {
            self.unsealed(act)?;
        }
        if let Act::Seal {
            round,
            applicant,
            stage,
            state,
        } = act
        {
            let round = self.cache.get(self.connection, round)?;
            let mixed = self.handled.contains(&(round.id.clone(), applicant.clone()));
            let now = state::now(self.connection, &round, applicant, stage)?;
            if state.is_empty() {
                state.clone_from(&now);
            }
            if mixed || *state != now {
                return Err(StoreError::StaleSeal {
                    applicant: applicant.clone(),
                });
            }
        }
        if let Some((round, applicant)) = dossier_of(act) {
            self.handled.insert((round.clone(), applicant.clone()));
        }
        Ok(Pass::Record)
    }

    /// Refuses names that the round does not know.
    fn names(&mut self, act: &Act) -> Result<(), StoreError> {
        match act {
            Act::OpenRound {
                framework,
                stage,
                stages,
                ..
            } => {
                let stages = if stages.is_empty() { &framework.stages } else { stages };
                if stages.iter().any(|known| known.id == *stage) {
                    Ok(())
                } else {
                    Err(StoreError::UnknownStage(stage.clone()))
                }
            }
            Act::SetTarget {
                round,
                criterion,
                applicant,
                ..
            } => {
                self.criterion(round, criterion)?;
                applicant
                    .as_ref()
                    .map_or(Ok(()), |applicant| self.applicant(round, applicant))
            }
            Act::SetThreshold { round, .. } => self.cache.get(self.connection, round).map(drop),
            Act::Submit { round, applicant, .. } => {
                if applicant.as_str().is_empty() {
                    return Err(StoreError::UnknownApplicant(applicant.clone()));
                }
                self.cache.get(self.connection, round).map(drop)
            }
            Act::Rule {
                round,
                applicant,
                criterion,
                stage,
                replaces,
                ..
            } => {
                self.stage(round, stage)?;
                self.criterion(round, criterion)?;
                self.applicant(round, applicant)?;
                let mut query = self.connection.prepare_cached(
                    "SELECT 1 FROM ruling WHERE round = ?1 AND applicant = ?2 AND stage = ?3 AND criterion = ?4 \
                     AND event = ?5",
                )?;
                for event in replaces {
                    let key = [
                        round.as_str(),
                        applicant.as_str(),
                        stage.as_str(),
                        criterion.as_str(),
                        event.as_str(),
                    ];
                    if !query.exists(key)? {
                        return Err(StoreError::UnknownEvent(event.clone()));
                    }
                }
                Ok(())
            }
            Act::Note {
                round,
                applicant,
                criterion,
                replaces,
                ..
            } => {
                if let Some(criterion) = criterion {
                    self.criterion(round, criterion)?;
                }
                self.applicant(round, applicant)?;
                let place = criterion.as_ref().map_or("", CriterionId::as_str);
                let mut query = self.connection.prepare_cached(
                    "SELECT 1 FROM note WHERE round = ?1 AND applicant = ?2 AND criterion = ?3 AND event = ?4",
                )?;
                for event in replaces {
                    if !query.exists([round.as_str(), applicant.as_str(), place, event.as_str()])? {
                        return Err(StoreError::UnknownEvent(event.clone()));
                    }
                }
                Ok(())
            }
            Act::MarkEvidence {
                round,
                applicant,
                stage,
                criterion,
                ..
            } => {
                self.stage(round, stage)?;
                if let Some(criterion) = criterion {
                    self.criterion(round, criterion)?;
                }
                self.applicant(round, applicant)?;
                marks::known(self.connection, act)
            }
            Act::DismissFlag { round, applicant, .. } => self.applicant(round, applicant),
            Act::Present {
                round,
                applicant,
                stage,
            }
            | Act::Seal {
                round,
                applicant,
                stage,
                ..
            }
            | Act::Reopen {
                round,
                applicant,
                stage,
                ..
            } => {
                self.stage(round, stage)?;
                self.applicant(round, applicant)
            }
            Act::Narrate {
                round,
                applicant,
                report,
                section,
                replaces,
                ..
            } => {
                self.section(round, report, section)?;
                if let Some(applicant) = applicant {
                    self.applicant(round, applicant)?;
                }
                let place = applicant.as_ref().map_or("", ApplicantId::as_str);
                let mut query = self.connection.prepare_cached(
                    "SELECT 1 FROM narrative WHERE round = ?1 AND applicant = ?2 AND report = ?3 AND section = ?4 \
                     AND event = ?5",
                )?;
                for event in replaces.iter().flatten() {
                    if !query.exists([round.as_str(), place, report.as_str(), section, event.as_str()])? {
                        return Err(StoreError::UnknownEvent(event.clone()));
                    }
                }
                Ok(())
            }
            Act::SetStage { round, stage } => self.stage(round, stage),
            Act::Sign { round, .. } | Act::SetOffices { round, .. } => self.cache.get(self.connection, round).map(drop),
            Act::Undo { .. } | Act::Batch { .. } => Ok(()),
        }
    }

    fn criterion(&mut self, round: &RoundId, criterion: &CriterionId) -> Result<(), StoreError> {
        match self.cache.get(self.connection, round)?.framework.criterion(criterion) {
            Some(_) => Ok(()),
            None => Err(StoreError::UnknownCriterion(criterion.clone())),
        }
    }

    /// Refuses sections that nobody writes.
    fn section(&mut self, round: &RoundId, report: &FormId, section: &str) -> Result<(), StoreError> {
        let round = self.cache.get(self.connection, round)?;
        let spec = round.framework.reports.iter().find(|spec| spec.id == *report);
        let known = spec.is_some_and(|spec| spec.narrative(section).is_some());
        if known {
            Ok(())
        } else {
            Err(StoreError::UnknownSection {
                report: report.clone(),
                section: section.to_owned(),
            })
        }
    }

    fn stage(&mut self, round: &RoundId, stage: &StageId) -> Result<(), StoreError> {
        match self.cache.get(self.connection, round)?.framework.stage(stage) {
            Some(_) => Ok(()),
            None => Err(StoreError::UnknownStage(stage.clone())),
        }
    }

    fn applicant(&mut self, round: &RoundId, applicant: &ApplicantId) -> Result<(), StoreError> {
        self.cache.get(self.connection, round)?;
        let known = self.arriving.contains(&(round.clone(), applicant.clone()))
            || self
                .connection
                .prepare_cached("SELECT 1 FROM dossier WHERE round = ?1 AND applicant = ?2")?
                .exists([round.as_str(), applicant.as_str()])?;
        if known {
            Ok(())
        } else {
            Err(StoreError::UnknownApplicant(applicant.clone()))
        }
    }

    /// The event that holds the same submission, where it is the last one of its applicant.
    fn same_submission(
        &self,
        round: &RoundId,
        applicant: &ApplicantId,
        digest: &str,
    ) -> Result<Option<EventId>, StoreError> {
        let last: Option<(String, String)> = self
            .connection
            .prepare_cached(
                "SELECT s.event, s.digest FROM dossier d JOIN submission s ON s.round = d.round \
                 AND s.applicant = d.applicant AND s.event = d.submission WHERE d.round = ?1 AND d.applicant = ?2",
            )?
            .query_row([round.as_str(), applicant.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })
            .optional()?;
        Ok(last
            .filter(|(_, known)| known == digest)
            .map(|(event, _)| EventId::new(event)))
    }

    /// Refuses events that are unknown, undone already, never undone, or inside a sealed dossier.
    fn undoable(&mut self, events: &[EventId]) -> Result<(), StoreError> {
        if events.is_empty() {
            return Err(StoreError::BadBatch);
        }
        for id in events {
            let entry = find(self.connection, id)?.ok_or_else(|| StoreError::UnknownEvent(id.clone()))?;
            if !can_be_undone(&entry.event.act) {
                return Err(StoreError::CannotUndo(id.clone()));
            }
            let active: bool = self
                .connection
                .prepare_cached("SELECT active FROM event_state WHERE event = ?1")?
                .query_row([id.as_str()], |row| row.get(0))?;
            if !active {
                return Err(StoreError::AlreadyUndone(id.clone()));
            }
            // What is undone in the end, through undoings of undoings.
            let mut waiting = vec![(id.clone(), entry.event.act)];
            while let Some((id, act)) = waiting.pop() {
                match act {
                    Act::Undo { events } => {
                        for id in events {
                            waiting.extend(find(self.connection, &id)?.map(|entry| (id, entry.event.act)));
                        }
                    }
                    Act::Batch { acts } => waiting.extend(acts.into_iter().map(|act| (id.clone(), act))),
                    act => {
                        self.unsealed(&act)?;
                        self.uncovered(&id, &act)?;
                    }
                }
            }
        }
        Ok(())
    }

    /// Refuses to take back a note or dismissal that the seal of an earlier stage covers.
    fn uncovered(&mut self, event: &EventId, act: &Act) -> Result<(), StoreError> {
        let (Act::Note { round, applicant, .. } | Act::DismissFlag { round, applicant, .. }) = act else {
            return Ok(());
        };
        let known = self.cache.get(self.connection, round)?;
        for stage in &known.framework.stages {
            if covered::covers(self.connection, round, applicant, &stage.id, event)? {
                return Err(StoreError::Sealed {
                    applicant: applicant.clone(),
                    stage: stage.id.clone(),
                });
            }
        }
        Ok(())
    }

    /// Refuses what would change a sealed dossier.
    fn unsealed(&mut self, act: &Act) -> Result<(), StoreError> {
        match act {
            Act::Rule {
                round,
                applicant,
                stage,
                ..
            }
            | Act::MarkEvidence {
                round,
                applicant,
                stage,
                ..
            }
            | Act::Present {
                round,
                applicant,
                stage,
            }
            | Act::Seal {
                round,
                applicant,
                stage,
                ..
            } => self.refuse_sealed(round, applicant, Some(stage)),
            Act::Note { round, applicant, .. } | Act::DismissFlag { round, applicant, .. } => {
                let stage = self.cache.get(self.connection, round)?.stage.clone();
                self.refuse_sealed(round, applicant, Some(&stage))
            }
            Act::Submit { round, applicant, .. } => self.refuse_sealed(round, applicant, None),
            Act::SetTarget {
                round,
                applicant: Some(applicant),
                ..
            } => self.refuse_sealed(round, applicant, None),
            Act::SetTarget {
                round,
                criterion,
                applicant: None,
                ..
            } => self.refuse_any_sealed(round, Some(criterion)),
            Act::SetThreshold { round, .. } => self.refuse_any_sealed(round, None),
            Act::Narrate {
                round,
                applicant,
                report,
                ..
            } => {
                let known = self.cache.get(self.connection, round)?;
                let spec = known.framework.reports.iter().find(|spec| spec.id == *report);
                // A report over the whole round is written when its dossiers are sealed; no seal covers it.
                if spec.is_some_and(|spec| !spec.scope.is_applicant()) {
                    return Ok(());
                }
                match (applicant, spec.map(|spec| spec.stage.clone())) {
                    (Some(applicant), stage) => self.refuse_sealed(round, applicant, stage.as_ref()),
                    (None, _) => self.refuse_any_sealed(round, None),
                }
            }
            Act::OpenRound { .. }
            | Act::SetStage { .. }
            | Act::Reopen { .. }
            | Act::SetOffices { .. }
            | Act::Sign { .. }
            | Act::Undo { .. }
            | Act::Batch { .. } => Ok(()),
        }
    }

    fn is_sealed(&self, round: &RoundId, applicant: &ApplicantId, stage: &StageId) -> Result<bool, StoreError> {
        let last: Option<String> = self
            .connection
            .prepare_cached(
                "SELECT kind FROM passage WHERE round = ?1 AND applicant = ?2 AND stage = ?3 AND kind <> 'present' \
                 ORDER BY instant DESC, depth DESC, event DESC, ordinal DESC LIMIT 1",
            )?
            .query_row([round.as_str(), applicant.as_str(), stage.as_str()], |row| row.get(0))
            .optional()?;
        Ok(last.as_deref() == Some("seal"))
    }

    fn refuse_sealed(
        &mut self,
        round: &RoundId,
        applicant: &ApplicantId,
        stage: Option<&StageId>,
    ) -> Result<(), StoreError> {
        let framework: std::sync::Arc<Round> = self.cache.get(self.connection, round)?;
        for known in &framework.framework.stages {
            if stage.is_none_or(|stage| *stage == known.id) && self.is_sealed(round, applicant, &known.id)? {
                return Err(StoreError::Sealed {
                    applicant: applicant.clone(),
                    stage: known.id.clone(),
                });
            }
        }
        Ok(())
    }

    /// A setting of the whole round would change what sealed dossiers say, save where they have a target of their own.
    fn refuse_any_sealed(&mut self, round: &RoundId, criterion: Option<&CriterionId>) -> Result<(), StoreError> {
        let known = self.cache.get(self.connection, round)?;
        let mut query = self
            .connection
            .prepare_cached("SELECT DISTINCT applicant FROM passage WHERE round = ?1 AND kind = 'seal'")?;
        let applicants = query.query_map([round.as_str()], |row| row.get::<_, String>(0))?;
        for applicant in applicants {
            let applicant = ApplicantId::new(applicant?);
            let own = criterion.is_some_and(|criterion| {
                known
                    .targets
                    .applicant
                    .contains_key(&(applicant.clone(), criterion.clone()))
            });
            if !own {
                self.refuse_sealed(round, &applicant, None)?;
            }
        }
        Ok(())
    }
}

fn dossier_of(act: &Act) -> Option<(&RoundId, &ApplicantId)> {
    match act {
        Act::Submit { round, applicant, .. }
        | Act::Rule { round, applicant, .. }
        | Act::Note { round, applicant, .. }
        | Act::MarkEvidence { round, applicant, .. }
        | Act::DismissFlag { round, applicant, .. }
        | Act::Present { round, applicant, .. }
        | Act::Seal { round, applicant, .. }
        | Act::Reopen { round, applicant, .. } => Some((round, applicant)),
        Act::SetTarget {
            round,
            applicant: Some(applicant),
            ..
        }
        | Act::Narrate {
            round,
            applicant: Some(applicant),
            ..
        } => Some((round, applicant)),
        Act::SetTarget { applicant: None, .. }
        | Act::OpenRound { .. }
        | Act::SetThreshold { .. }
        | Act::SetStage { .. }
        | Act::Narrate { applicant: None, .. }
        | Act::SetOffices { .. }
        | Act::Sign { .. }
        | Act::Undo { .. }
        | Act::Batch { .. } => None,
    }
}
