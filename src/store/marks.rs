//! Marks on evidence: how they are kept, which stand, and how they are read.

use std::collections::{BTreeMap, HashMap};
use std::str::FromStr;

use rusqlite::{Connection, params};

use super::derive::{Node, changes};
use super::dossiers::Span;
use super::journal::{Entry, json, unreadable};
use super::{Store, StoreError};
use crate::domain::{Act, ApplicantId, CriterionId, EventId, Marking, MemberId, RoundId, StageId, Sufficiency};

impl Store {
    /// The marks in force on the evidence of one dossier, the latest first; several on one place did not know of each
    /// other.
    pub fn marks(&self, round: &RoundId, applicant: &ApplicantId) -> Result<Vec<Marking>, StoreError> {
        Ok(read(&self.connection, &Span::one(round, applicant))?
            .remove(applicant)
            .unwrap_or_default())
    }

    /// The marks in force on the evidence of all dossiers of a round.
    pub fn all_marks(&self, round: &RoundId) -> Result<BTreeMap<ApplicantId, Vec<Marking>>, StoreError> {
        read(&self.connection, &Span::all(round))
    }
}

/// The criterion and the file of a mark as they stand in the table.
fn place<'a>(criterion: Option<&'a CriterionId>, file: Option<&'a String>) -> (&'a str, &'a str) {
    (
        criterion.map_or("", CriterionId::as_str),
        file.map_or("", String::as_str),
    )
}

/// Keeps a mark; any other act leaves nothing here.
pub(super) fn insert(connection: &Connection, entry: &Entry, act: &Act) -> Result<(), StoreError> {
    let Act::MarkEvidence {
        round,
        applicant,
        stage,
        criterion,
        file,
        sha256,
        mark,
        note,
        replaces,
    } = act
    else {
        return Ok(());
    };
    let event = &entry.event;
    let (criterion, file) = place(criterion.as_ref(), file.as_ref());
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO evidence_mark (round, applicant, stage, criterion, file, event, instant, depth, \
             in_force, mark, sha256, note, member, role, at, replaces) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
        )?
        .execute(params![
            round.as_str(),
            applicant.as_str(),
            stage.as_str(),
            criterion,
            file,
            event.id.as_str(),
            entry.instant,
            entry.depth,
            mark.map_or("", Sufficiency::code),
            sha256,
            note,
            event.actor.member.as_str(),
            event.actor.role,
            event.at,
            serde_json::to_string(replaces)?
        ])?;
    Ok(())
}

/// Refuses a mark on nothing, and one that replaces what is no mark of its place.
pub(super) fn known(connection: &Connection, act: &Act) -> Result<(), StoreError> {
    let Act::MarkEvidence {
        round,
        applicant,
        stage,
        criterion,
        file,
        replaces,
        ..
    } = act
    else {
        return Ok(());
    };
    let (criterion, file) = place(criterion.as_ref(), file.as_ref());
    if criterion.is_empty() && file.is_empty() {
        return Err(StoreError::UnknownCriterion(CriterionId::new("")));
    }
    let mut query = connection.prepare_cached(
        "SELECT 1 FROM evidence_mark WHERE round = ?1 AND applicant = ?2 AND stage = ?3 AND criterion = ?4 \
         AND file = ?5 AND event = ?6",
    )?;
    for event in replaces {
        let key = [
            round.as_str(),
            applicant.as_str(),
            stage.as_str(),
            criterion,
            file,
            event.as_str(),
        ];
        if !query.exists(key)? {
            return Err(StoreError::UnknownEvent(event.clone()));
        }
    }
    Ok(())
}

/// Decides again which marks of a dossier are in force.
pub(super) fn settle(connection: &Connection, round: &RoundId, applicant: &ApplicantId) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT m.stage, m.criterion, m.file, event, s.active, m.in_force, m.replaces FROM evidence_mark m \
         JOIN event_state s USING (event) WHERE m.round = ?1 AND m.applicant = ?2",
    )?;
    let mut rows = query.query([round.as_str(), applicant.as_str()])?;
    let mut places: BTreeMap<(String, String, String), HashMap<String, Node>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let node = Node {
            active: row.get(4)?,
            was_in_force: row.get(5)?,
            replaces: json(row, 6)?,
        };
        places
            .entry((row.get(0)?, row.get(1)?, row.get(2)?))
            .or_default()
            .insert(row.get(3)?, node);
    }
    drop(rows);
    let mut update = connection.prepare_cached(
        "UPDATE evidence_mark SET in_force = ?7 WHERE round = ?1 AND applicant = ?2 AND stage = ?3 \
         AND criterion = ?4 AND file = ?5 AND event = ?6",
    )?;
    for ((stage, criterion, file), event, now) in changes(&places) {
        update.execute(params![
            round.as_str(),
            applicant.as_str(),
            stage,
            criterion,
            file,
            event,
            now
        ])?;
    }
    Ok(())
}

/// The events of the marks in force at a stage, for the state that a seal covers.
pub(super) fn events(
    connection: &Connection,
    round: &RoundId,
    applicant: &ApplicantId,
    stage: &StageId,
) -> Result<Vec<EventId>, StoreError> {
    let marks = read(connection, &Span::one(round, applicant))?.remove(applicant);
    Ok(marks
        .unwrap_or_default()
        .into_iter()
        .filter(|mark| mark.stage == *stage)
        .map(|mark| mark.event)
        .collect())
}

/// The marks in force, by applicant; those taken away left out.
pub(super) fn read(
    connection: &Connection,
    span: &Span<'_>,
) -> Result<BTreeMap<ApplicantId, Vec<Marking>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT applicant, stage, criterion, file, event, sha256, mark, note, member, role, at FROM evidence_mark \
         WHERE round = ?1 AND applicant BETWEEN ?2 AND ?3 AND in_force AND mark <> '' \
         ORDER BY applicant, instant DESC, depth DESC, event DESC, criterion, file",
    )?;
    let mut rows = query.query(span.bounds())?;
    let mut found: BTreeMap<ApplicantId, Vec<Marking>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let text = |column: usize| row.get::<_, String>(column);
        let (criterion, file, mark) = (text(2)?, text(3)?, text(6)?);
        found.entry(ApplicantId::new(text(0)?)).or_default().push(Marking {
            event: EventId::new(text(4)?),
            stage: StageId::new(text(1)?),
            criterion: (!criterion.is_empty()).then(|| CriterionId::new(criterion)),
            file: (!file.is_empty()).then_some(file),
            sha256: text(5)?,
            mark: Sufficiency::from_str(&mark).map_err(|error| unreadable(6, error))?,
            note: text(7)?,
            by: MemberId::new(text(8)?),
            role: text(9)?,
            at: text(10)?,
        });
    }
    Ok(found)
}
