//! Which notes and dismissals of flags a seal covers: those before it and those of its stage, none of a later stage.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::derive::{Node, in_force};
use super::journal::json;
use super::{Store, StoreError};
use crate::domain::{ApplicantId, CriterionId, EventId, Flag, MemberId, Note, RoundId, StageId};

/// What a sealed dossier says of itself where more was said at a later stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remarks {
    /// The notes in force, the latest first.
    pub notes: Vec<Note>,
    /// Flags dismissed, with the reason.
    pub dismissed: Vec<(Flag, String)>,
}

/// Where an event stands in the order of time.
type Moment = (i64, i64, String);

/// A seal in force, and the stages that the round has been at.
struct Seal<'a> {
    stage: &'a StageId,
    moment: Moment,
    /// The first stage, and what it was changed to, first to last.
    first: String,
    changes: Vec<(Moment, String)>,
}

impl<'a> Seal<'a> {
    fn of(
        connection: &Connection,
        round: &RoundId,
        applicant: &ApplicantId,
        stage: &'a StageId,
    ) -> Result<Option<Self>, StoreError> {
        let last: Option<(String, Moment)> = connection
            .prepare_cached(
                "SELECT instant, depth, event, kind FROM passage \
                 WHERE round = ?1 AND applicant = ?2 AND stage = ?3 AND kind <> 'present' \
                 ORDER BY instant DESC, depth DESC, event DESC, ordinal DESC LIMIT 1",
            )?
            .query_row([round.as_str(), applicant.as_str(), stage.as_str()], |row| {
                Ok((row.get(3)?, moment(row)?))
            })
            .optional()?;
        let Some((_, moment)) = last.filter(|(kind, _)| kind == "seal") else {
            return Ok(None);
        };
        let first = connection
            .prepare_cached("SELECT stage FROM round WHERE id = ?1")?
            .query_row([round.as_str()], |row| row.get(0))?;
        let mut query = connection.prepare_cached(
            "SELECT r.instant, r.depth, event, r.stage FROM round_stage r JOIN event_state s USING (event) \
             WHERE r.round = ?1 AND s.active ORDER BY r.instant, r.depth, event",
        )?;
        let changes = query.query_map([round.as_str()], |row| Ok((self::moment(row)?, row.get(3)?)))?;
        let changes = changes.collect::<Result<_, _>>()?;
        Ok(Some(Self {
            stage,
            moment,
            first,
            changes,
        }))
    }

    fn covers(&self, moment: &Moment) -> bool {
        let at = self.changes.iter().rev().find(|(change, _)| change <= moment);
        let at = at.map_or(&self.first, |(_, stage)| stage);
        *moment <= self.moment || at == self.stage.as_str()
    }
}

/// The first three columns of a row: where its event stands in time.
fn moment(row: &Row<'_>) -> rusqlite::Result<Moment> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?))
}

/// The notes and dismissals that the seal of a stage covers; none where that is all there are, or there is no seal.
pub(super) fn remarks(
    connection: &Connection,
    round: &RoundId,
    applicant: &ApplicantId,
    stage: &StageId,
) -> Result<Option<Remarks>, StoreError> {
    let Some(seal) = Seal::of(connection, round, applicant, stage)? else {
        return Ok(None);
    };
    let mut all = true;
    let mut query = connection.prepare_cached(
        "SELECT n.instant, n.depth, event, n.criterion, s.active, n.in_force, n.replaces, n.text, n.member, n.at \
         FROM note n JOIN event_state s USING (event) WHERE n.round = ?1 AND n.applicant = ?2 \
         ORDER BY n.instant DESC, n.depth DESC, event DESC, n.criterion",
    )?;
    let mut rows = query.query(params![round.as_str(), applicant.as_str()])?;
    let mut places: BTreeMap<String, HashMap<String, Node>> = BTreeMap::new();
    let mut notes = Vec::new();
    while let Some(row) = rows.next()? {
        let moment = moment(row)?;
        if !seal.covers(&moment) {
            all = false;
            continue;
        }
        let (event, criterion): (String, String) = (moment.2, row.get(3)?);
        let node = Node {
            active: row.get(4)?,
            was_in_force: row.get(5)?,
            replaces: json(row, 6)?,
        };
        notes.push(Note {
            event: EventId::new(event.clone()),
            criterion: (!criterion.is_empty()).then(|| CriterionId::new(criterion.clone())),
            text: row.get(7)?,
            by: MemberId::new(row.get::<_, String>(8)?),
            at: row.get(9)?,
        });
        places.entry(criterion).or_default().insert(event, node);
    }
    let mut query = connection.prepare_cached(
        "SELECT d.instant, d.depth, event, d.flag, d.reason FROM dismissal d JOIN event_state s USING (event) \
         WHERE d.round = ?1 AND d.applicant = ?2 AND s.active ORDER BY d.instant, d.depth, event, d.ordinal",
    )?;
    let mut rows = query.query(params![round.as_str(), applicant.as_str()])?;
    let mut dismissed: Vec<(Flag, String)> = Vec::new();
    while let Some(row) = rows.next()? {
        if !seal.covers(&moment(row)?) {
            all = false;
            continue;
        }
        let flag: Flag = json(row, 3)?;
        dismissed.retain(|(other, _)| *other != flag);
        dismissed.push((flag, row.get(4)?));
    }
    if all {
        return Ok(None);
    }
    notes.retain(|note| {
        let place = note.criterion.as_ref().map_or("", |criterion| criterion.as_str());
        let standing = places.get(place).map(in_force);
        !note.text.is_empty() && standing.is_some_and(|standing| standing.contains(note.event.as_str()))
    });
    Ok(Some(Remarks { notes, dismissed }))
}

/// Whether the seal of a stage covers what an event said.
pub(super) fn covers(
    connection: &Connection,
    round: &RoundId,
    applicant: &ApplicantId,
    stage: &StageId,
    event: &EventId,
) -> Result<bool, StoreError> {
    let Some(seal) = Seal::of(connection, round, applicant, stage)? else {
        return Ok(false);
    };
    let found = connection
        .prepare_cached("SELECT instant, depth, id FROM journal WHERE id = ?1")?
        .query_row([event.as_str()], moment)
        .optional()?;
    Ok(found.is_some_and(|moment| seal.covers(&moment)))
}

impl Store {
    /// The notes and dismissals that the seal of a stage covers, where more came at a later stage: what a paper of the
    /// sealed stage says.
    pub fn sealed_remarks(
        &self,
        round: &RoundId,
        applicant: &ApplicantId,
        stage: &StageId,
    ) -> Result<Option<Remarks>, StoreError> {
        remarks(&self.connection, round, applicant, stage)
    }
}
