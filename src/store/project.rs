//! From events to facts: what each act leaves in the projection's tables, whatever the order in which events arrive.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension, params};

use super::journal::{Entry, Scope, kind, round_of};
use super::{StoreError, marks};
use crate::domain::{Act, ApplicantId, Event, EventId, RoundId};

/// What must be derived anew after an act.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Touched {
    /// Rounds whose settings may have changed.
    pub settings: BTreeSet<RoundId>,
    /// Rounds of which every dossier may have changed.
    pub rounds: BTreeSet<RoundId>,
    /// Single dossiers.
    pub dossiers: BTreeSet<(RoundId, ApplicantId)>,
}

impl Touched {
    /// What an event touches.
    fn by(connection: &Connection, event: &Event) -> Result<Self, StoreError> {
        let mut touched = Self::default();
        touched.add(connection, &event.id, &event.act)?;
        Ok(touched)
    }

    fn add(&mut self, connection: &Connection, id: &EventId, act: &Act) -> Result<(), StoreError> {
        match act {
            Act::OpenRound { .. } => self.setting(&round_of(id), None),
            Act::SetTarget { round, applicant, .. } => self.setting(round, applicant.as_ref()),
            Act::SetThreshold { round, .. } | Act::SetStage { round, .. } => self.setting(round, None),
            // Only printed: nothing is derived from them.
            Act::Narrate { .. } | Act::SetOffices { .. } | Act::Sign { .. } => {}
            Act::Submit { round, applicant, .. }
            | Act::Rule { round, applicant, .. }
            | Act::Note { round, applicant, .. }
            | Act::MarkEvidence { round, applicant, .. }
            | Act::DismissFlag { round, applicant, .. }
            | Act::Present { round, applicant, .. }
            | Act::Seal { round, applicant, .. }
            | Act::Reopen { round, applicant, .. } => {
                self.dossiers.insert((round.clone(), applicant.clone()));
            }
            // Whatever was undone may have been a setting.
            Act::Undo { events } => {
                for scope in scopes_of(connection, events)? {
                    let applicant = (!scope.applicant.is_empty()).then(|| ApplicantId::new(&scope.applicant));
                    self.setting(&RoundId::new(&scope.round), applicant.as_ref());
                }
            }
            Act::Batch { acts } => {
                for act in acts {
                    self.add(connection, id, act)?;
                }
            }
        }
        Ok(())
    }

    fn setting(&mut self, round: &RoundId, applicant: Option<&ApplicantId>) {
        self.settings.insert(round.clone());
        match applicant {
            Some(applicant) => {
                self.dossiers.insert((round.clone(), applicant.clone()));
            }
            None => {
                self.rounds.insert(round.clone());
            }
        }
    }
}

/// What an event concerns. An undoing concerns what its events concern.
pub(super) fn scopes(connection: &Connection, entry: &Entry) -> Result<Vec<Scope>, StoreError> {
    let mut found = BTreeSet::new();
    collect(connection, &entry.event.id, &entry.event.act, &mut found)?;
    Ok(found.into_iter().collect())
}

fn collect(connection: &Connection, id: &EventId, act: &Act, into: &mut BTreeSet<Scope>) -> Result<(), StoreError> {
    let mut add = |round: &RoundId, applicant: &str, criterion: &str| {
        into.insert(Scope {
            round: round.as_str().to_owned(),
            applicant: applicant.to_owned(),
            criterion: criterion.to_owned(),
        });
    };
    match act {
        Act::OpenRound { .. } => add(&round_of(id), "", ""),
        Act::SetTarget {
            round,
            criterion,
            applicant,
            ..
        } => add(
            round,
            applicant.as_ref().map_or("", ApplicantId::as_str),
            criterion.as_str(),
        ),
        Act::SetThreshold { round, .. }
        | Act::SetStage { round, .. }
        | Act::SetOffices { round, .. }
        | Act::Sign { round, .. } => add(round, "", ""),
        Act::Narrate { round, applicant, .. } => add(round, applicant.as_ref().map_or("", ApplicantId::as_str), ""),
        Act::Rule {
            round,
            applicant,
            criterion,
            ..
        } => add(round, applicant.as_str(), criterion.as_str()),
        Act::Note {
            round,
            applicant,
            criterion,
            ..
        }
        | Act::MarkEvidence {
            round,
            applicant,
            criterion,
            ..
        } => add(
            round,
            applicant.as_str(),
            criterion.as_ref().map_or("", |criterion| criterion.as_str()),
        ),
        Act::DismissFlag {
            round, applicant, flag, ..
        } => add(
            round,
            applicant.as_str(),
            flag.criterion.as_ref().map_or("", |criterion| criterion.as_str()),
        ),
        Act::Submit { round, applicant, .. }
        | Act::Present { round, applicant, .. }
        | Act::Seal { round, applicant, .. }
        | Act::Reopen { round, applicant, .. } => add(round, applicant.as_str(), ""),
        Act::Undo { events } => into.extend(scopes_of(connection, events)?),
        Act::Batch { acts } => {
            for act in acts {
                collect(connection, id, act, into)?;
            }
        }
    }
    Ok(())
}

/// What events of the journal concern.
fn scopes_of(connection: &Connection, events: &[EventId]) -> Result<Vec<Scope>, StoreError> {
    let mut query =
        connection.prepare_cached("SELECT round, applicant, criterion FROM event_scope WHERE event = ?1")?;
    let mut found = Vec::new();
    for event in events {
        let rows = query.query_map([event.as_str()], |row| {
            Ok(Scope {
                round: row.get(0)?,
                applicant: row.get(1)?,
                criterion: row.get(2)?,
            })
        })?;
        for scope in rows {
            found.push(scope?);
        }
    }
    Ok(found)
}

/// Whether an act may ever be undone; what was handed in, sealed or signed stays.
pub(super) fn can_be_undone(act: &Act) -> bool {
    match act {
        Act::SetTarget { .. }
        | Act::SetThreshold { .. }
        | Act::SetStage { .. }
        | Act::Rule { .. }
        | Act::Note { .. }
        | Act::MarkEvidence { .. }
        | Act::DismissFlag { .. }
        | Act::Present { .. }
        | Act::Narrate { .. }
        | Act::SetOffices { .. }
        | Act::Undo { .. } => true,
        Act::OpenRound { .. } | Act::Submit { .. } | Act::Seal { .. } | Act::Reopen { .. } | Act::Sign { .. } => false,
        Act::Batch { acts } => acts.iter().all(can_be_undone),
    }
}

/// Puts an event's facts into the projection.
pub(super) fn apply(connection: &Connection, entry: &Entry, scopes: &[Scope]) -> Result<Touched, StoreError> {
    let id = entry.event.id.as_str();
    let touched = Touched::by(connection, &entry.event)?;
    let mut scope_insert = connection
        .prepare_cached("INSERT INTO event_scope (event, round, applicant, criterion) VALUES (?1, ?2, ?3, ?4)")?;
    for scope in scopes {
        scope_insert.execute([id, &scope.round, &scope.applicant, &scope.criterion])?;
    }
    let sort = sort(connection, &entry.event.act)?;
    connection
        .prepare_cached("INSERT INTO event_state (event, sort, active) VALUES (?1, ?2, 1)")?
        .execute([id, sort])?;
    if let Act::Undo { events } = &entry.event.act {
        let mut insert = connection.prepare_cached("INSERT OR IGNORE INTO undoing (target, event) VALUES (?1, ?2)")?;
        for event in events {
            insert.execute([event.as_str(), id])?;
        }
    }
    settle(connection, id)?;
    facts(connection, entry, 0, &entry.event.act)?;
    Ok(touched)
}

fn sort(connection: &Connection, act: &Act) -> Result<&'static str, StoreError> {
    let Act::Undo { events } = act else {
        return Ok(if can_be_undone(act) { "act" } else { "fixed" });
    };
    let mut query = connection.prepare_cached("SELECT sort FROM event_state WHERE event = ?1")?;
    for event in events {
        let target: Option<String> = query.query_row([event.as_str()], |row| row.get(0)).optional()?;
        if target.as_deref() != Some("undo") {
            return Ok("undo");
        }
    }
    Ok("redo")
}

/// Decides again whether an event stands, and then whatever it undid: an event stands when no standing undo names it.
///
/// Ends, because an id is a hash over the ids it names: undoings form no circle.
fn settle(connection: &Connection, first: &str) -> Result<(), StoreError> {
    let mut update = connection.prepare_cached(
        "UPDATE event_state SET active = NOT EXISTS (SELECT 1 FROM undoing u JOIN event_state s ON s.event = u.event \
         WHERE u.target = ?1 AND s.active) OR sort = 'fixed' WHERE event = ?1",
    )?;
    let mut targets = connection.prepare_cached("SELECT target FROM undoing WHERE event = ?1")?;
    let mut waiting = vec![first.to_owned()];
    while let Some(event) = waiting.pop() {
        update.execute([&event])?;
        for target in targets.query_map([&event], |row| row.get(0))? {
            waiting.push(target?);
        }
    }
    Ok(())
}

fn facts(connection: &Connection, entry: &Entry, ordinal: i64, act: &Act) -> Result<(), StoreError> {
    let event = &entry.event;
    let id = event.id.as_str();
    let (instant, depth) = (entry.instant, entry.depth);
    let (member, role, at) = (event.actor.member.as_str(), &event.actor.role, &event.at);
    match act {
        Act::OpenRound {
            framework,
            year,
            organisation,
            stage,
            stages,
        } => {
            let mut framework = framework.clone();
            if !stages.is_empty() {
                framework.stages.clone_from(stages);
            }
            connection
                .prepare_cached(
                    "INSERT INTO round (id, event, instant, depth, year, organisation, stage, framework) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    round_of(&event.id).as_str(),
                    id,
                    instant,
                    depth,
                    year,
                    organisation,
                    stage.as_str(),
                    serde_json::to_string(&framework)?
                ])?;
        }
        Act::SetTarget {
            round,
            criterion,
            applicant,
            target,
        } => {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO target (round, applicant, criterion, event, instant, depth, value) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                )?
                .execute(params![
                    round.as_str(),
                    applicant.as_ref().map_or("", ApplicantId::as_str),
                    criterion.as_str(),
                    id,
                    instant,
                    depth,
                    target.as_ref().map(serde_json::to_string).transpose()?
                ])?;
        }
        Act::SetThreshold { round, rate } => {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO threshold (round, event, instant, depth, rate) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    round.as_str(),
                    id,
                    instant,
                    depth,
                    rate.map(|rate| rate.to_string())
                ])?;
        }
        Act::SetStage { round, stage } => {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO round_stage (round, event, instant, depth, stage) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![round.as_str(), id, instant, depth, stage.as_str()])?;
        }
        Act::Submit {
            round,
            applicant,
            name,
            submission,
        } => {
            connection
                .prepare_cached(
                    "INSERT OR IGNORE INTO dossier (round, applicant, name, submissions, submission) \
                     VALUES (?1, ?2, '', 0, '')",
                )?
                .execute([round.as_str(), applicant.as_str()])?;
            // An event that hands in one dossier holds it in its body.
            let within = !matches!(entry.event.act, Act::Submit { .. });
            let content = within.then(|| serde_json::to_string(submission)).transpose()?;
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO submission (round, applicant, event, instant, depth, number, name, digest, \
                     member, at, content) VALUES (?1, ?2, ?3, ?4, ?5, 0, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    round.as_str(),
                    applicant.as_str(),
                    id,
                    instant,
                    depth,
                    name,
                    submission.digest,
                    member,
                    at,
                    content
                ])?;
        }
        Act::Rule {
            round,
            applicant,
            criterion,
            stage,
            value,
            verdict,
            points,
            inputs,
            reason,
            replaces,
        } => {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO ruling (round, applicant, stage, criterion, event, instant, depth, \
                     in_force, value, verdict, points, inputs, reason, member, role, at, replaces) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
                )?
                .execute(params![
                    round.as_str(),
                    applicant.as_str(),
                    stage.as_str(),
                    criterion.as_str(),
                    id,
                    instant,
                    depth,
                    value.as_ref().map(serde_json::to_string).transpose()?,
                    verdict.map(crate::domain::Verdict::code),
                    points.map(|points| points.to_string()),
                    serde_json::to_string(inputs)?,
                    reason,
                    member,
                    role,
                    at,
                    serde_json::to_string(replaces)?
                ])?;
        }
        Act::Note {
            round,
            applicant,
            criterion,
            text,
            replaces,
        } => {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO note (round, applicant, criterion, event, instant, depth, in_force, text, \
                     member, at, replaces) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    round.as_str(),
                    applicant.as_str(),
                    criterion.as_ref().map_or("", |criterion| criterion.as_str()),
                    id,
                    instant,
                    depth,
                    text,
                    member,
                    at,
                    serde_json::to_string(replaces)?
                ])?;
        }
        Act::MarkEvidence { .. } => marks::insert(connection, entry, act)?,
        Act::DismissFlag {
            round,
            applicant,
            flag,
            reason,
        } => {
            connection
                .prepare_cached(
                    "INSERT INTO dismissal (round, applicant, event, ordinal, instant, depth, flag, reason) \
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
                )?
                .execute(params![
                    round.as_str(),
                    applicant.as_str(),
                    id,
                    ordinal,
                    instant,
                    depth,
                    serde_json::to_string(flag)?,
                    reason
                ])?;
        }
        Act::Present {
            round,
            applicant,
            stage,
        } => passage(connection, entry, ordinal, kind(act), (round, applicant, stage), "")?,
        Act::Seal {
            round,
            applicant,
            stage,
            state,
        } => passage(connection, entry, ordinal, kind(act), (round, applicant, stage), state)?,
        Act::Reopen {
            round,
            applicant,
            stage,
            reason,
        } => passage(connection, entry, ordinal, kind(act), (round, applicant, stage), reason)?,
        Act::Narrate {
            round,
            applicant,
            report,
            section,
            text,
            // What it saw is read from the journal itself.
            replaces: _,
        } => {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO narrative (round, applicant, report, section, event, instant, depth, text, \
                     member, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                )?
                .execute(params![
                    round.as_str(),
                    applicant.as_ref().map_or("", ApplicantId::as_str),
                    report.as_str(),
                    section,
                    id,
                    instant,
                    depth,
                    text,
                    member,
                    at
                ])?;
        }
        Act::SetOffices { round, offices } => {
            connection
                .prepare_cached(
                    "INSERT OR REPLACE INTO office (round, event, instant, depth, body) VALUES (?1, ?2, ?3, ?4, ?5)",
                )?
                .execute(params![
                    round.as_str(),
                    id,
                    instant,
                    depth,
                    serde_json::to_string(offices)?
                ])?;
        }
        Act::Sign { .. } | Act::Undo { .. } => {}
        Act::Batch { acts } => {
            for (ordinal, act) in (0..).zip(acts) {
                facts(connection, entry, ordinal, act)?;
            }
        }
    }
    Ok(())
}

fn passage(
    connection: &Connection,
    entry: &Entry,
    ordinal: i64,
    kind: &str,
    (round, applicant, stage): (&RoundId, &ApplicantId, &crate::domain::StageId),
    detail: &str,
) -> Result<(), StoreError> {
    connection
        .prepare_cached(
            "INSERT INTO passage (round, applicant, stage, event, ordinal, instant, depth, kind, detail) \
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            round.as_str(),
            applicant.as_str(),
            stage.as_str(),
            entry.event.id.as_str(),
            ordinal,
            entry.instant,
            entry.depth,
            kind,
            detail
        ])?;
    Ok(())
}
