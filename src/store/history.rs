//! The journal as it is read: newest first, by what events concern; and what can be undone or done again.

use rusqlite::{OptionalExtension, params};

use super::journal::{COLUMNS, read};
use super::{Store, StoreError};
use crate::domain::{ApplicantId, CriterionId, Event, EventId, MemberId, RoundId};

/// Which events are meant; what is `None` is left open.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// Those of this round.
    pub round: Option<RoundId>,
    /// Those of this applicant.
    pub applicant: Option<ApplicantId>,
    /// Those of this criterion.
    pub criterion: Option<CriterionId>,
    /// Those of this member.
    pub member: Option<MemberId>,
    /// Those recorded before this event: the next page.
    pub before: Option<EventId>,
    /// At most so many; none for all.
    pub limit: Option<u32>,
}

impl Filter {
    /// All events of a round.
    pub fn round(round: &RoundId) -> Self {
        Self {
            round: Some(round.clone()),
            ..Self::default()
        }
    }

    /// All events of a dossier.
    pub fn dossier(round: &RoundId, applicant: &ApplicantId) -> Self {
        Self {
            applicant: Some(applicant.clone()),
            ..Self::round(round)
        }
    }
}

/// An event and whether it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The event.
    pub event: Event,
    /// False where it was undone.
    pub active: bool,
}

/// The filter as SQL over `journal j` and `event_state s`; parameters 1 to 6.
const WHICH: &str = "(?1 IS NULL OR j.member = ?1) \
    AND (?2 IS NULL OR j.seq < (SELECT seq FROM journal WHERE id = ?2)) \
    AND (?3 IS NULL AND ?4 IS NULL AND ?5 IS NULL OR EXISTS (SELECT 1 FROM event_scope c WHERE c.event = j.id \
         AND (?3 IS NULL OR c.round = ?3) AND (?4 IS NULL OR c.applicant = ?4) AND (?5 IS NULL OR c.criterion = ?5))) \
    AND (?6 IS NULL OR j.device = ?6)";

impl Store {
    /// Events of the journal, newest first.
    pub fn events(&self, filter: &Filter) -> Result<Vec<Event>, StoreError> {
        Ok(self.history(filter)?.into_iter().map(|entry| entry.event).collect())
    }

    /// Events of the journal, newest first, each with whether it stands.
    pub fn history(&self, filter: &Filter) -> Result<Vec<Entry>, StoreError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS}, s.active FROM journal j JOIN event_state s ON s.event = j.id WHERE {WHICH} \
             ORDER BY j.seq DESC LIMIT ?7"
        ))?;
        let rows = query.query_map(
            params![
                filter.member.as_ref().map(MemberId::as_str),
                filter.before.as_ref().map(EventId::as_str),
                filter.round.as_ref().map(RoundId::as_str),
                filter.applicant.as_ref().map(ApplicantId::as_str),
                filter.criterion.as_ref().map(CriterionId::as_str),
                None::<&str>,
                filter.limit.map_or(-1, i64::from),
            ],
            |row| {
                Ok(Entry {
                    event: read(row)?.event,
                    active: row.get("active")?,
                })
            },
        )?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// The events of a round that signed files, newest first.
    pub fn signings(&self, round: &RoundId) -> Result<Vec<Event>, StoreError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM journal WHERE (kind = 'sign' OR kind = 'batch' AND instr(body, '\"act\":\"sign\"') > 0) \
             AND EXISTS (SELECT 1 FROM event_scope c WHERE c.event = id AND c.round = ?1) ORDER BY seq DESC"
        ))?;
        let rows = query.query_map([round.as_str()], |row| Ok(read(row)?.event))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// One event.
    pub fn event(&self, id: &EventId) -> Result<Event, StoreError> {
        super::journal::find(&self.connection, id)?
            .map(|entry| entry.event)
            .ok_or_else(|| StoreError::UnknownEvent(id.clone()))
    }

    /// The last act of this device that stands and can be undone. The filter's page and limit do not count.
    pub fn undoable(&self, filter: &Filter) -> Result<Option<Event>, StoreError> {
        Ok(self
            .last(filter, "s.sort = 'act' AND s.active")?
            .map(|(event, _)| event))
    }

    /// The last undoing of this device that stands and after which nothing else was done: undoing it is to redo.
    pub fn redoable(&self, filter: &Filter) -> Result<Option<Event>, StoreError> {
        Ok(self
            .last(filter, "s.sort IN ('act', 'undo') AND s.active")?
            .filter(|(_, sort)| sort == "undo")
            .map(|(event, _)| event))
    }

    fn last(&self, filter: &Filter, standing: &str) -> Result<Option<(Event, String)>, StoreError> {
        let found = self
            .connection
            .prepare_cached(&format!(
                "SELECT {COLUMNS}, s.sort FROM journal j JOIN event_state s ON s.event = j.id \
                 WHERE {WHICH} AND {standing} ORDER BY j.seq DESC LIMIT 1"
            ))?
            .query_row(
                params![
                    filter.member.as_ref().map(MemberId::as_str),
                    None::<&str>,
                    filter.round.as_ref().map(RoundId::as_str),
                    filter.applicant.as_ref().map(ApplicantId::as_str),
                    filter.criterion.as_ref().map(CriterionId::as_str),
                    self.device,
                ],
                |row| Ok((read(row)?.event, row.get("sort")?)),
            )
            .optional()?;
        Ok(found)
    }
}
