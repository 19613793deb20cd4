//! The journal: how an act becomes an event, and how events are written and read.

use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::StoreError;
use crate::domain::{Act, Actor, Event, EventId, RoundId};

/// An event with the text that its id was taken over and its place in time.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub event: Event,
    /// The act's canonical JSON, byte for byte.
    pub body: String,
    /// Place in the device's chain.
    pub depth: i64,
    /// The latest time stated on the chain up to here, microseconds UTC.
    pub instant: i64,
}

/// One thing that an act concerns; empty texts for what it leaves open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Scope {
    pub round: String,
    pub applicant: String,
    pub criterion: String,
}

/// The act's name in the journal.
pub(super) fn kind(act: &Act) -> &'static str {
    match act {
        Act::OpenRound { .. } => "open-round",
        Act::SetTarget { .. } => "set-target",
        Act::SetThreshold { .. } => "set-threshold",
        Act::SetStage { .. } => "set-stage",
        Act::Submit { .. } => "submit",
        Act::Rule { .. } => "rule",
        Act::Note { .. } => "note",
        Act::MarkEvidence { .. } => "mark-evidence",
        Act::DismissFlag { .. } => "dismiss-flag",
        Act::Present { .. } => "present",
        Act::Seal { .. } => "seal",
        Act::Reopen { .. } => "reopen",
        Act::Sign { .. } => "sign",
        Act::Narrate { .. } => "narrate",
        Act::SetOffices { .. } => "set-offices",
        Act::Undo { .. } => "undo",
        Act::Batch { .. } => "batch",
    }
}

/// The act as JSON with its keys in alphabetical order.
fn canonical(act: &Act) -> Result<String, StoreError> {
    let mut value = serde_json::to_value(act)?;
    value.sort_all_objects();
    Ok(serde_json::to_string(&value)?)
}

/// An act as the journal holds it.
#[derive(Debug)]
pub(super) struct Body {
    /// Its canonical JSON.
    pub text: String,
    /// That text as a JSON string, over which ids are taken.
    quoted: String,
}

impl Body {
    /// Writes an act.
    pub fn of(act: &Act) -> Result<Self, StoreError> {
        let text = canonical(act)?;
        let quoted = serde_json::to_string(&text)?;
        Ok(Self { text, quoted })
    }
}

/// SHA-256 over (previous, device, member, role, at, body), as a JSON array so that no two contents look alike.
pub(super) fn hash(
    previous: Option<&EventId>,
    device: &str,
    actor: &Actor,
    at: &str,
    body: &str,
) -> Result<EventId, StoreError> {
    hash_quoted(previous, device, actor, at, &serde_json::to_string(body)?)
}

/// The same over a body that is a JSON string already.
fn hash_quoted(
    previous: Option<&EventId>,
    device: &str,
    actor: &Actor,
    at: &str,
    quoted: &str,
) -> Result<EventId, StoreError> {
    let mut content = serde_json::to_string(&(previous, device, &actor.member, &actor.role, at))?;
    content.pop();
    content.extend([",", quoted, "]"]);
    Ok(EventId::new(hex(content.as_bytes())))
}

/// SHA-256 in lower-case hexadecimal.
pub(super) fn hex(content: &[u8]) -> String {
    format!("{:x}", Sha256::digest(content))
}

/// Microseconds UTC of an RFC 3339 time.
pub(super) fn instant(at: &str) -> Result<i64, StoreError> {
    let bad = || StoreError::BadTime(at.to_owned());
    let time = OffsetDateTime::parse(at, &Rfc3339).map_err(|_| bad())?;
    i64::try_from(time.unix_timestamp_nanos() / 1_000).map_err(|_| bad())
}

/// The round that an event opens.
pub fn round_of(event: &EventId) -> RoundId {
    RoundId::new(event.as_str().chars().take(12).collect::<String>())
}

/// Makes the next event of a device; `body` is the act's canonical JSON.
pub(super) fn next(
    connection: &Connection,
    device: &str,
    actor: &Actor,
    at: &str,
    act: Act,
    body: Body,
) -> Result<Entry, StoreError> {
    let previous: Option<EventId> = connection
        .prepare_cached("SELECT head FROM device WHERE device = ?1")?
        .query_row([device], |row| row.get::<_, String>(0))
        .optional()?
        .map(EventId::new);
    let id = hash_quoted(previous.as_ref(), device, actor, at, &body.quoted)?;
    place(
        connection,
        Event {
            id,
            previous,
            device: device.to_owned(),
            actor: actor.clone(),
            at: at.to_owned(),
            act,
        },
        body.text,
    )
}

/// Finds an event's place in time from its predecessor, which must be in the journal.
pub(super) fn place(connection: &Connection, event: Event, body: String) -> Result<Entry, StoreError> {
    let own = instant(&event.at)?;
    let before = match &event.previous {
        None => None,
        Some(previous) => Some(
            connection
                .prepare_cached("SELECT depth, instant FROM journal WHERE id = ?1 AND device = ?2")?
                .query_row([previous.as_str(), &event.device], |row| {
                    Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
                })
                .optional()?
                .ok_or_else(|| StoreError::Broken(event.id.clone()))?,
        ),
    };
    let (depth, instant) = before.map_or((0, own), |(depth, latest)| (depth + 1, latest.max(own)));
    Ok(Entry {
        event,
        body,
        depth,
        instant,
    })
}

/// Writes an event at the end of the journal.
pub(super) fn insert(connection: &Connection, entry: &Entry, scopes: &[Scope]) -> Result<(), StoreError> {
    let event = &entry.event;
    connection
        .prepare_cached(
            "INSERT INTO journal (id, device, previous, depth, instant, member, role, at, round, applicant, criterion, \
             kind, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            event.id.as_str(),
            event.device,
            event.previous.as_ref().map(EventId::as_str),
            entry.depth,
            entry.instant,
            event.actor.member.as_str(),
            event.actor.role,
            event.at,
            single(scopes, |scope| &scope.round),
            single(scopes, |scope| &scope.applicant),
            single(scopes, |scope| &scope.criterion),
            kind(&event.act),
            entry.body,
        ])?;
    connection
        .prepare_cached(
            "INSERT INTO device (device, events, head) VALUES (?1, 1, ?2) \
             ON CONFLICT (device) DO UPDATE SET events = events + 1, head = excluded.head",
        )?
        .execute([&event.device, event.id.as_str()])?;
    Ok(())
}

/// What all scopes have in common, if it is one thing.
pub(super) fn single(scopes: &[Scope], part: impl Fn(&Scope) -> &str) -> Option<&str> {
    let mut parts = scopes.iter().map(&part);
    let first = parts.next()?;
    (!first.is_empty() && parts.all(|other| other == first)).then_some(first)
}

/// The columns that [`read`] expects, in its order.
pub(super) const COLUMNS: &str = "id, previous, device, member, role, at, body, depth, instant";

/// Reads an entry from [`COLUMNS`].
pub(super) fn read(row: &Row<'_>) -> rusqlite::Result<Entry> {
    let body: String = row.get(6)?;
    let act = serde_json::from_str(&body).map_err(|error| unreadable(6, error))?;
    Ok(Entry {
        event: Event {
            id: EventId::new(row.get::<_, String>(0)?),
            previous: row.get::<_, Option<String>>(1)?.map(EventId::new),
            device: row.get(2)?,
            actor: Actor {
                member: crate::domain::MemberId::new(row.get::<_, String>(3)?),
                role: row.get(4)?,
            },
            at: row.get(5)?,
            act,
        },
        body,
        depth: row.get(7)?,
        instant: row.get(8)?,
    })
}

/// One event of the journal.
pub(super) fn find(connection: &Connection, id: &EventId) -> Result<Option<Entry>, StoreError> {
    Ok(connection
        .prepare_cached(&format!("SELECT {COLUMNS} FROM journal WHERE id = ?1"))?
        .query_row([id.as_str()], read)
        .optional()?)
}

/// Says that a column's text is not what it should be.
pub(super) fn unreadable(column: usize, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Text, Box::new(error))
}

/// Reads a column of JSON.
pub(super) fn json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?;
    let text = text.as_str().map_err(|error| unreadable(column, error))?;
    serde_json::from_str(text).map_err(|error| unreadable(column, error))
}

/// Reads a column of JSON that may be NULL.
pub(super) fn maybe_json<T: serde::de::DeserializeOwned>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    match row.get_ref(column)? {
        rusqlite::types::ValueRef::Null => Ok(None),
        _ => json(row, column).map(Some),
    }
}
