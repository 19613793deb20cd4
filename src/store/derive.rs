//! From facts to what the screens read: which rulings are in force, which submission counts, and the summary.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rusqlite::{Connection, params};

use super::dossiers::{self, Fresh, Span};
use super::journal::json;
use super::project::Touched;
use super::rounds::Cache;
use super::{StoreError, marks, reports, summary};
use crate::domain::{ApplicantId, EventId, Round, RoundId, Rulings, Submission};

/// Derives again whatever an act touched; `fresh` are the submissions that it brought.
pub(super) fn refresh(
    connection: &Connection,
    cache: &mut Cache,
    touched: &Touched,
    fresh: Fresh<'_>,
) -> Result<(), StoreError> {
    for id in &touched.settings {
        cache.forget(id);
    }
    let mut due = touched.dossiers.clone();
    for id in &touched.rounds {
        let mut query = connection.prepare_cached("SELECT applicant FROM dossier WHERE round = ?1")?;
        let applicants = query.query_map([id.as_str()], |row| Ok(ApplicantId::new(row.get::<_, String>(0)?)))?;
        for applicant in applicants {
            due.insert((id.clone(), applicant?));
        }
    }
    for (id, applicant) in &due {
        let round = cache.get(connection, id)?;
        dossier(connection, &round, applicant, fresh)?;
    }
    Ok(())
}

fn dossier(
    connection: &Connection,
    round: &Arc<Round>,
    applicant: &ApplicantId,
    fresh: Fresh<'_>,
) -> Result<(), StoreError> {
    let came = number(connection, &round.id, applicant)?;
    // Nothing refers to a dossier that was not there before.
    if let (Came::First, Some((submission, derived))) = (came, fresh.first(round)) {
        index_evidence(connection, submission, [round.id.as_str(), applicant.as_str()])?;
        return summary::write(connection, &round.id, derived);
    }
    rulings_in_force(connection, &round.id, applicant)?;
    notes_in_force(connection, &round.id, applicant)?;
    marks::settle(connection, &round.id, applicant)?;
    let dossier = dossiers::one(connection, &round.id, applicant, fresh)?;
    if came != Came::Nothing {
        index_evidence(connection, &dossier.submission, [round.id.as_str(), applicant.as_str()])?;
    }
    let rulings = dossiers::rulings(connection, &Span::one(&round.id, applicant))?
        .remove(applicant)
        .unwrap_or_default();
    summary::write(connection, &round.id, &summary::derive(round, &dossier, &rulings)?)
}

/// What came of numbering the submissions of a dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Came {
    /// The last one is the one it was.
    Nothing,
    /// Another is the last one now.
    Next,
    /// There is one, and there was none.
    First,
}

/// Numbers the submissions in their order in time, equal neighbours as one.
fn number(connection: &Connection, round: &RoundId, applicant: &ApplicantId) -> Result<Came, StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT event, digest, number, name FROM submission WHERE round = ?1 AND applicant = ?2 \
         ORDER BY instant, depth, event",
    )?;
    let mut rows = query.query([round.as_str(), applicant.as_str()])?;
    let mut changed: Vec<(String, u32)> = Vec::new();
    let mut last: Option<(String, String, String)> = None;
    let mut count = 0_u32;
    while let Some(row) = rows.next()? {
        let (event, digest): (String, String) = (row.get(0)?, row.get(1)?);
        if last.as_ref().is_none_or(|(_, before, _)| *before != digest) {
            count += 1;
        }
        if row.get::<_, u32>(2)? != count {
            changed.push((event.clone(), count));
        }
        last = Some((event, digest, row.get(3)?));
    }
    drop(rows);
    let mut update = connection
        .prepare_cached("UPDATE submission SET number = ?4 WHERE round = ?1 AND applicant = ?2 AND event = ?3")?;
    for (event, number) in changed {
        update.execute(params![round.as_str(), applicant.as_str(), event, number])?;
    }
    let Some((event, _, name)) = last else {
        return Ok(Came::Nothing);
    };
    let key = [round.as_str(), applicant.as_str()];
    let before: (String, u32) = connection
        .prepare_cached("SELECT submission, submissions FROM dossier WHERE round = ?1 AND applicant = ?2")?
        .query_row(key, |row| Ok((row.get(0)?, row.get(1)?)))?;
    if before == (event.clone(), count) {
        return Ok(Came::Nothing);
    }
    connection
        .prepare_cached(
            "UPDATE dossier SET name = ?3, submissions = ?4, submission = ?5 WHERE round = ?1 AND applicant = ?2",
        )?
        .execute(params![round.as_str(), applicant.as_str(), name, count, event])?;
    Ok(if before.1 == 0 { Came::First } else { Came::Next })
}

/// Indexes the files of the last submission.
fn index_evidence(connection: &Connection, submission: &Submission, key: [&str; 2]) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM evidence_criterion WHERE round = ?1 AND applicant = ?2")?
        .execute(key)?;
    connection
        .prepare_cached("DELETE FROM evidence WHERE round = ?1 AND applicant = ?2")?
        .execute(key)?;
    let mut file = connection.prepare_cached(
        "INSERT INTO evidence (round, applicant, ordinal, path, size, sha256) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    let mut serves = connection.prepare_cached(
        "INSERT OR IGNORE INTO evidence_criterion (round, applicant, ordinal, criterion) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (ordinal, evidence) in (0_i64..).zip(&submission.evidence) {
        let [round, applicant] = key;
        let size = i64::try_from(evidence.size).unwrap_or(i64::MAX);
        file.execute(params![round, applicant, ordinal, evidence.path, size, evidence.sha256])?;
        for criterion in &evidence.criteria {
            serves.execute(params![round, applicant, ordinal, criterion.as_str()])?;
        }
    }
    Ok(())
}

/// One node of the graph of what replaces what.
pub(super) struct Node {
    pub active: bool,
    pub was_in_force: bool,
    pub replaces: Vec<EventId>,
}

/// The nodes in force: those that stand and that no standing one has replaced, directly or through others.
///
/// Through others, so that undoing a ruling in the middle does not bring back what its successor had long outlived.
pub(super) fn in_force(nodes: &HashMap<String, Node>) -> BTreeSet<&str> {
    let mut outlived: BTreeSet<&str> = BTreeSet::new();
    let mut waiting: Vec<&EventId> = nodes
        .values()
        .filter(|node| node.active)
        .flat_map(|node| &node.replaces)
        .collect();
    while let Some(event) = waiting.pop() {
        if outlived.insert(event.as_str()) {
            waiting.extend(nodes.get(event.as_str()).into_iter().flat_map(|node| &node.replaces));
        }
    }
    nodes
        .iter()
        .filter(|(event, node)| node.active && !outlived.contains(event.as_str()))
        .map(|(event, _)| event.as_str())
        .collect()
}

/// Events whose standing changed: by place in the dossier, the event and whether it is in force now.
pub(super) fn changes<K: Ord + Clone>(places: &BTreeMap<K, HashMap<String, Node>>) -> Vec<(K, String, bool)> {
    let mut changes = Vec::new();
    for (place, nodes) in places {
        let standing = in_force(nodes);
        for (event, node) in nodes {
            let now = standing.contains(event.as_str());
            if now != node.was_in_force {
                changes.push((place.clone(), event.clone(), now));
            }
        }
    }
    changes
}

fn rulings_in_force(connection: &Connection, round: &RoundId, applicant: &ApplicantId) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT r.stage, r.criterion, event, s.active, r.in_force, r.replaces FROM ruling r \
         JOIN event_state s USING (event) WHERE r.round = ?1 AND r.applicant = ?2",
    )?;
    let mut rows = query.query([round.as_str(), applicant.as_str()])?;
    let mut places: BTreeMap<(String, String), HashMap<String, Node>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let node = Node {
            active: row.get(3)?,
            was_in_force: row.get(4)?,
            replaces: json(row, 5)?,
        };
        places
            .entry((row.get(0)?, row.get(1)?))
            .or_default()
            .insert(row.get(2)?, node);
    }
    drop(rows);
    let mut update = connection.prepare_cached(
        "UPDATE ruling SET in_force = ?6 WHERE round = ?1 AND applicant = ?2 AND stage = ?3 AND criterion = ?4 \
         AND event = ?5",
    )?;
    for ((stage, criterion), event, now) in changes(&places) {
        update.execute(params![
            round.as_str(),
            applicant.as_str(),
            stage,
            criterion,
            event,
            now
        ])?;
    }
    Ok(())
}

fn notes_in_force(connection: &Connection, round: &RoundId, applicant: &ApplicantId) -> Result<(), StoreError> {
    let mut query = connection.prepare_cached(
        "SELECT n.criterion, event, s.active, n.in_force, n.replaces FROM note n \
         JOIN event_state s USING (event) WHERE n.round = ?1 AND n.applicant = ?2",
    )?;
    let mut rows = query.query([round.as_str(), applicant.as_str()])?;
    let mut places: BTreeMap<String, HashMap<String, Node>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let node = Node {
            active: row.get(2)?,
            was_in_force: row.get(3)?,
            replaces: json(row, 4)?,
        };
        places.entry(row.get(0)?).or_default().insert(row.get(1)?, node);
    }
    drop(rows);
    let mut update = connection.prepare_cached(
        "UPDATE note SET in_force = ?5 WHERE round = ?1 AND applicant = ?2 AND criterion = ?3 AND event = ?4",
    )?;
    for (criterion, event, now) in changes(&places) {
        update.execute(params![round.as_str(), applicant.as_str(), criterion, event, now])?;
    }
    Ok(())
}

/// SHA-256 over what a seal covered before [`super::state`] was: by the names of events instead of their content. The
/// submission, the rulings, notes and marks in force, targets, threshold and the texts of its reports.
pub(super) fn first_state(
    connection: &Connection,
    round: &Round,
    applicant: &ApplicantId,
    stage: &crate::domain::StageId,
) -> Result<String, StoreError> {
    let (dossier, notes) = super::state::said(connection, &round.id, applicant, stage)?;
    let span = Span::one(&round.id, applicant);
    let rulings: Rulings = dossiers::rulings(connection, &span)?
        .remove(applicant)
        .unwrap_or_default();
    let ruled: Vec<(&str, Vec<&str>)> = rulings.by_stage.get(stage).map_or_else(Vec::new, |criteria| {
        criteria
            .iter()
            .map(|(criterion, rulings)| {
                let events = rulings.iter().map(|ruling| ruling.event.as_str()).collect();
                (criterion.as_str(), events)
            })
            .collect()
    });
    let noted: Vec<EventId> = notes.into_iter().map(|note| note.event).collect();
    let targets: Vec<_> = round
        .framework
        .criteria
        .iter()
        .filter_map(|criterion| Some((&criterion.id, round.targets.of(applicant, criterion)?)))
        .collect();
    let marked = marks::events(connection, &round.id, applicant, stage)?;
    let mut content = serde_json::to_vec(&(
        &dossier.submission.digest,
        ruled,
        noted,
        targets,
        round.threshold,
        &dossier.dismissed,
    ))?;
    // Left out where nothing is marked or written, so that a state sealed before there was either stays what it was.
    if !marked.is_empty() {
        content.extend(serde_json::to_vec(&marked)?);
    }
    let narrated = reports::narrated(connection, round, applicant, stage)?;
    if !narrated.is_empty() {
        content.extend(serde_json::to_vec(&narrated)?);
    }
    Ok(super::journal::hex(&content))
}
