//! Rounds as the projection holds them: the frozen framework, targets and threshold; and a cache of them.

use std::collections::HashMap;
use std::str::FromStr;
use std::sync::Arc;

use rusqlite::{Connection, OptionalExtension};

use super::journal::{json, maybe_json, unreadable};
use super::{Store, StoreError};
use crate::domain::{ApplicantId, CriterionId, Decimal, Framework, Round, RoundId, StageId, Targets, Value};

impl Store {
    /// All rounds, in the order in which they were opened.
    pub fn rounds(&self) -> Result<Vec<Round>, StoreError> {
        ids(&self.connection)?
            .iter()
            .map(|id| load(&self.connection, id))
            .collect()
    }

    /// One round.
    pub fn round(&self, id: &RoundId) -> Result<Round, StoreError> {
        load(&self.connection, id)
    }
}

/// Rounds already read; a framework is large and every act needs its round.
#[derive(Debug, Default)]
pub(super) struct Cache {
    rounds: HashMap<RoundId, Arc<Round>>,
    /// The database's `data_version` that they were read at.
    version: i64,
}

impl Cache {
    /// Forgets everything if another connection has written meanwhile.
    pub fn refresh(&mut self, connection: &Connection) -> Result<(), StoreError> {
        let version = connection
            .prepare_cached("PRAGMA data_version")?
            .query_row([], |row| row.get(0))?;
        if version != self.version {
            self.clear();
            self.version = version;
        }
        Ok(())
    }

    pub fn get(&mut self, connection: &Connection, id: &RoundId) -> Result<Arc<Round>, StoreError> {
        if let Some(round) = self.rounds.get(id) {
            return Ok(Arc::clone(round));
        }
        let round = Arc::new(load(connection, id)?);
        self.rounds.insert(id.clone(), Arc::clone(&round));
        Ok(round)
    }

    pub fn forget(&mut self, id: &RoundId) {
        self.rounds.remove(id);
    }

    pub fn clear(&mut self) {
        self.rounds.clear();
    }
}

/// Ids of all rounds, oldest first.
pub(super) fn ids(connection: &Connection) -> Result<Vec<RoundId>, StoreError> {
    let mut query = connection.prepare_cached("SELECT id FROM round ORDER BY instant, depth, event")?;
    let ids = query.query_map([], |row| Ok(RoundId::new(row.get::<_, String>(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn load(connection: &Connection, id: &RoundId) -> Result<Round, StoreError> {
    let mut round = connection
        .prepare_cached("SELECT framework, year, organisation, stage FROM round WHERE id = ?1")?
        .query_row([id.as_str()], |row| {
            Ok(Round {
                id: id.clone(),
                framework: json::<Framework>(row, 0)?,
                year: row.get(1)?,
                organisation: row.get(2)?,
                opened: StageId::new(row.get::<_, String>(3)?),
                stage: StageId::new(row.get::<_, String>(3)?),
                threshold: None,
                targets: Targets::default(),
            })
        })
        .optional()?
        .ok_or_else(|| StoreError::UnknownRound(id.clone()))?;
    round.threshold = connection
        .prepare_cached(
            "SELECT rate FROM threshold t JOIN event_state s USING (event) WHERE round = ?1 AND s.active \
             ORDER BY t.instant DESC, t.depth DESC, event DESC LIMIT 1",
        )?
        .query_row([id.as_str()], |row| decimal(row, 0))
        .optional()?
        .flatten();
    let stage: Option<String> = connection
        .prepare_cached(
            "SELECT r.stage FROM round_stage r JOIN event_state s USING (event) WHERE round = ?1 AND s.active \
             ORDER BY r.instant DESC, r.depth DESC, event DESC LIMIT 1",
        )?
        .query_row([id.as_str()], |row| row.get(0))
        .optional()?;
    if let Some(stage) = stage {
        round.stage = StageId::new(stage);
    }
    // The last one wins: later rows overwrite earlier ones.
    let mut query = connection.prepare_cached(
        "SELECT applicant, criterion, value FROM target t JOIN event_state s USING (event) \
         WHERE round = ?1 AND s.active ORDER BY t.instant, t.depth, event",
    )?;
    let mut rows = query.query([id.as_str()])?;
    while let Some(row) = rows.next()? {
        let applicant: String = row.get(0)?;
        let criterion = CriterionId::new(row.get::<_, String>(1)?);
        let value: Option<Value> = maybe_json(row, 2)?;
        if applicant.is_empty() {
            match value {
                Some(value) => round.targets.round.insert(criterion, value),
                None => round.targets.round.remove(&criterion),
            };
        } else {
            let key = (ApplicantId::new(applicant), criterion);
            match value {
                Some(value) => round.targets.applicant.insert(key, value),
                None => round.targets.applicant.remove(&key),
            };
        }
    }
    Ok(round)
}

/// Reads a column that holds a decimal or NULL.
pub(super) fn decimal(row: &rusqlite::Row<'_>, column: usize) -> rusqlite::Result<Option<Decimal>> {
    row.get::<_, Option<String>>(column)?
        .map(|text| Decimal::from_str(&text).map_err(|error| unreadable(column, error)))
        .transpose()
}
