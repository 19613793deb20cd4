//! Reading dossiers: submissions, rulings, notes, and who has the same files.

use std::collections::BTreeMap;
use std::str::FromStr;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension, Row, params};

use super::journal::{json, maybe_json, unreadable};
use super::ready::First;
use super::rounds::decimal;
use super::summary::Derived;
use super::{Store, StoreError};
use crate::domain::difference::differs;
use crate::domain::{
    Act, ApplicantId, CriterionId, Dossier, Event, EventId, Flag, MemberId, Note, Round, RoundId, Ruling, Rulings,
    StageId, Submission, Verdict,
};

/// How many dossiers are read at once.
const AT_ONCE: usize = 32;

/// One handing-in among those of an applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Handover {
    /// 1 for the first; equal numbers never occur.
    pub number: u32,
    /// When it was loaded.
    pub at: String,
    /// By whom.
    pub by: MemberId,
    /// The event that recorded it.
    pub event: EventId,
    /// What was read.
    pub submission: Submission,
}

/// A file of evidence in one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Copy {
    /// The round.
    pub round: RoundId,
    /// The applicant.
    pub applicant: ApplicantId,
    /// The path in the folder loaded.
    pub path: String,
    /// SHA-256 of its content.
    pub sha256: String,
    /// The criteria it serves.
    pub criteria: Vec<CriterionId>,
}

/// One applicant of a round, or all of them, as bounds of an index.
pub(super) struct Span<'a> {
    round: &'a str,
    low: &'a str,
    high: &'a str,
}

impl<'a> Span<'a> {
    pub fn all(round: &'a RoundId) -> Self {
        Self {
            round: round.as_str(),
            low: "",
            high: "\u{10FFFF}",
        }
    }

    pub fn one(round: &'a RoundId, applicant: &'a ApplicantId) -> Self {
        Self {
            round: round.as_str(),
            low: applicant.as_str(),
            high: applicant.as_str(),
        }
    }

    pub fn bounds(&self) -> [&str; 3] {
        [self.round, self.low, self.high]
    }
}

/// An event that was only just recorded: its submissions need not be read again, nor what was made ready of them made.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Fresh<'a> {
    event: Option<&'a Event>,
    first: Option<&'a First>,
}

impl<'a> Fresh<'a> {
    /// `first` is what was made ready of an event that hands in one dossier.
    pub fn of(event: &'a Event, first: Option<&'a First>) -> Self {
        Self {
            event: Some(event),
            first,
        }
    }

    fn get(self, event: &str, key: [&str; 2]) -> Option<&'a Submission> {
        let fresh = self.event.filter(|fresh| fresh.id.as_str() == event)?;
        submitted(&fresh.act, key)
    }

    /// What a first submission comes to under a round, with its evidence, where it was made ready.
    pub fn first(self, round: &Arc<Round>) -> Option<(&'a Submission, &'a Derived)> {
        let first = self.first.filter(|first| Arc::ptr_eq(&first.round, round))?;
        match &self.event?.act {
            Act::Submit { submission, .. } => Some((submission, &first.derived)),
            _ => None,
        }
    }
}

/// A submission from its own column or, where that is empty, from the next: the body of the event that handed it in.
fn handed_in(row: &Row<'_>, column: usize) -> rusqlite::Result<Submission> {
    #[derive(serde::Deserialize)]
    struct Body {
        submission: Submission,
    }
    match maybe_json(row, column)? {
        Some(submission) => Ok(submission),
        None => json::<Body>(row, column + 1).map(|body| body.submission),
    }
}

/// What an act hands in for an applicant; of several the last.
fn submitted<'a>(act: &'a Act, key: [&str; 2]) -> Option<&'a Submission> {
    match act {
        Act::Submit {
            round,
            applicant,
            submission,
            ..
        } => ([round.as_str(), applicant.as_str()] == key).then_some(&**submission),
        Act::Batch { acts } => acts.iter().rev().find_map(|act| submitted(act, key)),
        Act::OpenRound { .. }
        | Act::SetTarget { .. }
        | Act::SetThreshold { .. }
        | Act::SetStage { .. }
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
        | Act::Undo { .. } => None,
    }
}

impl Store {
    /// How many rounds were opened and how often dossiers were handed in: numbers that only grow.
    pub fn handed_in(&self) -> Result<(u64, u64), StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT (SELECT COUNT(*) FROM round), (SELECT COUNT(*) FROM submission)")?;
        let (rounds, submissions): (u32, u32) = query.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok((rounds.into(), submissions.into()))
    }

    /// The dossier of one applicant.
    pub fn dossier(&self, round: &RoundId, applicant: &ApplicantId) -> Result<Dossier, StoreError> {
        one(&self.connection, round, applicant, Fresh::default())
    }

    /// How often an applicant handed in.
    pub fn handed_in_by(&self, round: &RoundId, applicant: &ApplicantId) -> Result<u32, StoreError> {
        self.connection
            .prepare_cached("SELECT submissions FROM dossier WHERE round = ?1 AND applicant = ?2")?
            .query_row([round.as_str(), applicant.as_str()], |row| row.get(0))
            .optional()?
            .ok_or_else(|| StoreError::UnknownApplicant(applicant.clone()))
    }

    /// All dossiers of a round with their rulings, in the order of their applicants' ids.
    pub fn dossiers(&self, round: &RoundId) -> Result<Vec<(Dossier, Rulings)>, StoreError> {
        let mut all = Vec::new();
        self.some_dossiers(round, &mut |some| all.extend(some))?;
        Ok(all)
    }

    /// Hands out the dossiers of a round in the order of [`Store::dossiers`], so few at a time that the memory does not
    /// grow with the round.
    pub fn some_dossiers(
        &self,
        round: &RoundId,
        take: &mut dyn FnMut(Vec<(Dossier, Rulings)>),
    ) -> Result<(), StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT applicant FROM dossier WHERE round = ?1 ORDER BY applicant")?;
        let applicants = query.query_map([round.as_str()], |row| row.get(0))?;
        let applicants: Vec<String> = applicants.collect::<Result<_, _>>()?;
        for some in applicants.chunks(AT_ONCE) {
            let (Some(low), Some(high)) = (some.first(), some.last()) else {
                continue;
            };
            let span = Span {
                round: round.as_str(),
                low,
                high,
            };
            let mut rulings = rulings(&self.connection, &span)?;
            let dossiers = read(&self.connection, &span, Fresh::default())?;
            take(
                dossiers
                    .into_iter()
                    .map(|dossier| {
                        let rulings = rulings.remove(&dossier.applicant).unwrap_or_default();
                        (dossier, rulings)
                    })
                    .collect(),
            );
        }
        Ok(())
    }

    /// The rulings in force on one dossier.
    pub fn rulings(&self, round: &RoundId, applicant: &ApplicantId) -> Result<Rulings, StoreError> {
        Ok(rulings(&self.connection, &Span::one(round, applicant))?
            .remove(applicant)
            .unwrap_or_default())
    }

    /// The notes in force on one dossier, the latest first; several on one criterion did not know of each other.
    pub fn notes(&self, round: &RoundId, applicant: &ApplicantId) -> Result<Vec<Note>, StoreError> {
        Ok(notes(&self.connection, &Span::one(round, applicant))?
            .remove(applicant)
            .unwrap_or_default())
    }

    /// The notes in force on all dossiers of a round.
    pub fn all_notes(&self, round: &RoundId) -> Result<BTreeMap<ApplicantId, Vec<Note>>, StoreError> {
        notes(&self.connection, &Span::all(round))
    }

    /// All that an applicant handed in, first to last.
    pub fn submissions(&self, round: &RoundId, applicant: &ApplicantId) -> Result<Vec<Handover>, StoreError> {
        let mut query = self.connection.prepare_cached(
            "SELECT s.number, s.at, s.member, s.event, s.content, j.body FROM submission s \
             LEFT JOIN journal j ON j.id = s.event AND s.content IS NULL \
             WHERE s.round = ?1 AND s.applicant = ?2 ORDER BY s.instant, s.depth, s.event",
        )?;
        let mut rows = query.query([round.as_str(), applicant.as_str()])?;
        let mut found: Vec<Handover> = Vec::new();
        while let Some(row) = rows.next()? {
            let number = row.get(0)?;
            if found.last().is_some_and(|last| last.number == number) {
                found.pop();
            }
            found.push(Handover {
                number,
                at: row.get(1)?,
                by: MemberId::new(row.get::<_, String>(2)?),
                event: EventId::new(row.get::<_, String>(3)?),
                submission: handed_in(row, 4)?,
            });
        }
        Ok(found)
    }

    /// Where the same bytes stand as evidence, in all rounds.
    pub fn copies(&self, sha256: &str) -> Result<Vec<Copy>, StoreError> {
        copies(
            &self.connection,
            "WHERE e.sha256 = ?1 ORDER BY e.round, e.applicant, e.ordinal, c.criterion",
            sha256,
        )
    }

    /// Evidence of a round whose bytes stand in more than one dossier or under more than one path; equal ones together.
    pub fn duplicates(&self, round: &RoundId) -> Result<Vec<Copy>, StoreError> {
        copies(
            &self.connection,
            "WHERE e.round = ?1 AND e.sha256 IN \
             (SELECT sha256 FROM evidence WHERE round = ?1 GROUP BY sha256 HAVING count(*) > 1) \
             ORDER BY e.sha256, e.round, e.applicant, e.ordinal, c.criterion",
            round.as_str(),
        )
    }

    /// The flags of a round's dossiers as last checked, dismissed ones left out.
    pub fn flags(&self, round: &RoundId) -> Result<BTreeMap<ApplicantId, Vec<Flag>>, StoreError> {
        let mut query = self
            .connection
            .prepare_cached("SELECT applicant, body FROM flag WHERE round = ?1 ORDER BY applicant, ordinal")?;
        let mut rows = query.query([round.as_str()])?;
        let mut found: BTreeMap<ApplicantId, Vec<Flag>> = BTreeMap::new();
        while let Some(row) = rows.next()? {
            found.entry(applicant(row, 0)?).or_default().push(json(row, 1)?);
        }
        Ok(found)
    }
}

fn copies(connection: &Connection, which: &str, parameter: &str) -> Result<Vec<Copy>, StoreError> {
    let mut query = connection.prepare_cached(&format!(
        "SELECT e.round, e.applicant, e.path, e.sha256, c.criterion FROM evidence e \
         LEFT JOIN evidence_criterion c USING (round, applicant, ordinal) {which}"
    ))?;
    let mut rows = query.query([parameter])?;
    let mut found: Vec<Copy> = Vec::new();
    while let Some(row) = rows.next()? {
        let next = Copy {
            round: RoundId::new(row.get::<_, String>(0)?),
            applicant: applicant(row, 1)?,
            path: row.get(2)?,
            sha256: row.get(3)?,
            criteria: row
                .get::<_, Option<String>>(4)?
                .map(CriterionId::new)
                .into_iter()
                .collect(),
        };
        match found.last_mut() {
            Some(last) if (&last.round, &last.applicant, &last.path) == (&next.round, &next.applicant, &next.path) => {
                last.criteria.extend(next.criteria);
            }
            Some(_) | None => found.push(next),
        }
    }
    Ok(found)
}

fn applicant(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<ApplicantId> {
    Ok(ApplicantId::new(row.get::<_, String>(column)?))
}

/// One dossier.
pub(super) fn one(
    connection: &Connection,
    round: &RoundId,
    applicant: &ApplicantId,
    fresh: Fresh<'_>,
) -> Result<Dossier, StoreError> {
    read(connection, &Span::one(round, applicant), fresh)?
        .pop()
        .ok_or_else(|| StoreError::UnknownApplicant(applicant.clone()))
}

/// The dossiers of a span, ordered by applicant.
fn read(connection: &Connection, span: &Span<'_>, fresh: Fresh<'_>) -> Result<Vec<Dossier>, StoreError> {
    let mut found: BTreeMap<ApplicantId, Dossier> = BTreeMap::new();
    let mut query = connection.prepare_cached(
        "SELECT d.applicant, d.name, d.submissions, s.content, j.body, s.event FROM dossier d \
         JOIN submission s ON s.round = d.round AND s.applicant = d.applicant AND s.event = d.submission \
         LEFT JOIN journal j ON j.id = s.event AND s.content IS NULL \
         WHERE d.round = ?1 AND d.applicant BETWEEN ?2 AND ?3",
    )?;
    let mut rows = query.query(span.bounds())?;
    while let Some(row) = rows.next()? {
        let id = applicant(row, 0)?;
        let event = row.get_ref(5)?.as_str().unwrap_or_default();
        let submission = match fresh.get(event, [span.round, id.as_str()]) {
            Some(submission) => submission.clone(),
            None => handed_in(row, 3)?,
        };
        found.insert(
            id.clone(),
            Dossier {
                applicant: id,
                name: row.get(1)?,
                submissions: row.get(2)?,
                submission,
                presented: Vec::new(),
                sealed: Vec::new(),
                resubmitted: Vec::new(),
                dismissed: Vec::new(),
            },
        );
    }
    let mut query = connection.prepare_cached(
        "SELECT p.applicant, p.stage, p.kind FROM passage p JOIN event_state s USING (event) \
         WHERE p.round = ?1 AND p.applicant BETWEEN ?2 AND ?3 AND s.active \
         ORDER BY p.applicant, p.instant, p.depth, event, p.ordinal",
    )?;
    let mut rows = query.query(span.bounds())?;
    while let Some(row) = rows.next()? {
        let Some(dossier) = found.get_mut(&applicant(row, 0)?) else {
            continue;
        };
        let stage = StageId::new(row.get::<_, String>(1)?);
        let kind = row.get_ref(2)?.as_str().unwrap_or_default();
        if kind == "reopen" {
            dossier.presented.retain(|other| *other != stage);
            dossier.sealed.retain(|other| *other != stage);
        } else {
            let list = if kind == "seal" {
                &mut dossier.sealed
            } else {
                &mut dossier.presented
            };
            if !list.contains(&stage) {
                list.push(stage);
            }
        }
    }
    let mut query = connection.prepare_cached(
        "SELECT d.applicant, d.flag, d.reason FROM dismissal d JOIN event_state s USING (event) \
         WHERE d.round = ?1 AND d.applicant BETWEEN ?2 AND ?3 AND s.active \
         ORDER BY d.applicant, d.instant, d.depth, event, d.ordinal",
    )?;
    let mut rows = query.query(span.bounds())?;
    while let Some(row) = rows.next()? {
        if let Some(dossier) = found.get_mut(&applicant(row, 0)?) {
            let flag: Flag = json(row, 1)?;
            let reason: String = row.get(2)?;
            // Dismissed twice, by two members: the later reason stands.
            dossier.dismissed.retain(|(other, _)| *other != flag);
            dossier.dismissed.push((flag, reason));
        }
    }
    for dossier in found.values_mut().filter(|dossier| dossier.submissions > 1) {
        dossier.resubmitted = resubmitted(connection, span.round, dossier)?;
    }
    Ok(found.into_values().collect())
}

/// Where an event stands in the order of time.
type Moment = (i64, i64, String);

/// The criteria on which a ruling stands that was made on another claim, or on other evidence, than the last submission's.
fn resubmitted(connection: &Connection, round: &str, dossier: &Dossier) -> Result<Vec<CriterionId>, StoreError> {
    let key = [round, dossier.applicant.as_str()];
    let mut query = connection.prepare_cached(
        "SELECT s.instant, s.depth, s.event, s.content, j.body FROM submission s \
         LEFT JOIN journal j ON j.id = s.event AND s.content IS NULL \
         WHERE s.round = ?1 AND s.applicant = ?2 ORDER BY s.instant, s.depth, s.event",
    )?;
    let mut rows = query.query(key)?;
    let mut submissions: Vec<(Moment, Submission)> = Vec::new();
    while let Some(row) = rows.next()? {
        submissions.push(((row.get(0)?, row.get(1)?, row.get(2)?), handed_in(row, 3)?));
    }
    let mut query = connection.prepare_cached(
        "SELECT instant, depth, event, criterion FROM ruling WHERE round = ?1 AND applicant = ?2 AND in_force \
         ORDER BY criterion",
    )?;
    let mut rows = query.query(key)?;
    let mut found: Vec<CriterionId> = Vec::new();
    while let Some(row) = rows.next()? {
        let made: Moment = (row.get(0)?, row.get(1)?, row.get(2)?);
        let criterion = CriterionId::new(row.get::<_, String>(3)?);
        let seen = submissions.iter().rev().find(|(moment, _)| *moment < made);
        let changed = seen.is_some_and(|(_, seen)| differs(&criterion, seen, &dossier.submission));
        if changed && !found.contains(&criterion) {
            found.push(criterion);
        }
    }
    Ok(found)
}

/// The seals in force: the applicant, the stage and the state sealed.
pub(super) fn seals(
    connection: &Connection,
    round: &RoundId,
) -> Result<Vec<(ApplicantId, StageId, String)>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT applicant, stage, kind, detail FROM passage WHERE round = ?1 AND kind <> 'present' \
         ORDER BY instant, depth, event, ordinal",
    )?;
    let mut rows = query.query([round.as_str()])?;
    let mut found = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let key = (applicant(row, 0)?, StageId::new(row.get::<_, String>(1)?));
        if row.get_ref(2)?.as_str().unwrap_or_default() == "seal" {
            found.insert(key, row.get(3)?);
        } else {
            found.remove(&key);
        }
    }
    Ok(found
        .into_iter()
        .map(|((applicant, stage), state)| (applicant, stage, state))
        .collect())
}

/// The rulings in force, by applicant.
pub(super) fn rulings(connection: &Connection, span: &Span<'_>) -> Result<BTreeMap<ApplicantId, Rulings>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT applicant, stage, criterion, event, value, verdict, points, inputs, reason, member, role, at \
         FROM ruling WHERE round = ?1 AND applicant BETWEEN ?2 AND ?3 AND in_force \
         ORDER BY applicant, stage, criterion, instant DESC, depth DESC, event DESC",
    )?;
    let mut rows = query.query(span.bounds())?;
    let mut found: BTreeMap<ApplicantId, Rulings> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let ruling = Ruling {
            event: EventId::new(row.get::<_, String>(3)?),
            value: maybe_json(row, 4)?,
            verdict: row
                .get::<_, Option<String>>(5)?
                .map(|code| Verdict::from_str(&code).map_err(|error| unreadable(5, error)))
                .transpose()?,
            points: decimal(row, 6)?,
            inputs: json(row, 7)?,
            reason: row.get(8)?,
            by: MemberId::new(row.get::<_, String>(9)?),
            role: row.get(10)?,
            at: row.get(11)?,
        };
        found
            .entry(applicant(row, 0)?)
            .or_default()
            .by_stage
            .entry(StageId::new(row.get::<_, String>(1)?))
            .or_default()
            .entry(CriterionId::new(row.get::<_, String>(2)?))
            .or_default()
            .push(ruling);
    }
    Ok(found)
}

/// The notes in force, by applicant; removed ones left out.
pub(super) fn notes(connection: &Connection, span: &Span<'_>) -> Result<BTreeMap<ApplicantId, Vec<Note>>, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT applicant, criterion, event, text, member, at FROM note \
         WHERE round = ?1 AND applicant BETWEEN ?2 AND ?3 AND in_force AND text <> '' \
         ORDER BY applicant, instant DESC, depth DESC, event DESC, criterion",
    )?;
    let mut rows = query.query(params![span.round, span.low, span.high])?;
    let mut found: BTreeMap<ApplicantId, Vec<Note>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let criterion: String = row.get(1)?;
        found.entry(applicant(row, 0)?).or_default().push(Note {
            event: EventId::new(row.get::<_, String>(2)?),
            criterion: (!criterion.is_empty()).then(|| CriterionId::new(criterion)),
            text: row.get(3)?,
            by: MemberId::new(row.get::<_, String>(4)?),
            at: row.get(5)?,
        });
    }
    Ok(found)
}
