//! Whether a workspace is whole: the database, the journal's hashes and chains, and the projection against the journal.

use rusqlite::{Connection, TransactionBehavior};
use sha2::{Digest, Sha256};

use super::dossiers::Fresh;
use super::journal::{self, COLUMNS, Scope, hash};
use super::project::{self, Touched};
use super::rounds::{self, Cache};
use super::{DERIVED_BY, Store, StoreError, derive, schema};
use crate::domain::{EventId, Sentence};

/// The tables of the projection; a table comes after those it refers to.
const PROJECTION: &[&str] = &[
    "event_state",
    "event_scope",
    "undoing",
    "round",
    "target",
    "threshold",
    "round_stage",
    "narrative",
    "office",
    "dossier",
    "submission",
    "evidence",
    "evidence_criterion",
    "ruling",
    "note",
    "evidence_mark",
    "dismissal",
    "passage",
    "flag",
    "summary",
];

/// What keeps the journal append-only.
const TRIGGERS: &[&str] = &["journal_no_update", "journal_no_delete", "journal_no_replace"];

/// Something that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// The database itself is damaged, in its own words.
    Database(String),
    /// A row refers to one that is not there.
    Dangling {
        /// The table.
        table: String,
    },
    /// The journal can be edited: a trigger is missing.
    Unguarded {
        /// The trigger.
        trigger: String,
    },
    /// An event's content is not what its id says.
    Altered(EventId),
    /// An event cannot be read.
    Unreadable(EventId),
    /// The event before this one on its device is missing, or stands behind it.
    Broken(EventId),
    /// Events are missing at the end of a device's chain.
    Cut {
        /// The device.
        device: String,
    },
    /// A table of the projection is not what the journal gives; rebuilding mends it.
    Projection {
        /// The table.
        table: String,
    },
}

impl Fault {
    /// The fault as a sentence for the reader.
    pub fn sentence(&self) -> Sentence {
        match self {
            Self::Database(words) => Sentence::new("store-fault-database").text("words", words.as_str()),
            Self::Dangling { table } => Sentence::new("store-fault-dangling").text("table", table.as_str()),
            Self::Unguarded { trigger } => Sentence::new("store-fault-unguarded").text("trigger", trigger.as_str()),
            Self::Altered(event) => Sentence::new("store-fault-altered").text("id", event.as_str()),
            Self::Unreadable(event) => Sentence::new("store-fault-unreadable").text("id", event.as_str()),
            Self::Broken(event) => Sentence::new("store-fault-broken").text("id", event.as_str()),
            Self::Cut { device } => Sentence::new("store-fault-cut").text("device", device.as_str()),
            Self::Projection { table } => Sentence::new("store-fault-projection").text("table", table.as_str()),
        }
    }

    /// Whether rebuilding the projection mends it.
    pub fn is_mendable(&self) -> bool {
        match self {
            Self::Projection { .. } => true,
            Self::Database(_)
            | Self::Dangling { .. }
            | Self::Unguarded { .. }
            | Self::Altered(_)
            | Self::Unreadable(_)
            | Self::Broken(_)
            | Self::Cut { .. } => false,
        }
    }
}

impl Store {
    /// Looks for everything that is not as it should be. Changes nothing.
    pub fn verify(&mut self) -> Result<Vec<Fault>, StoreError> {
        let mut faults = Vec::new();
        database(&self.connection, &mut faults)?;
        journal(&self.connection, &mut faults)?;
        let readable = !faults.iter().any(|fault| matches!(fault, Fault::Unreadable(_)));
        if readable {
            let transaction = self
                .connection
                .transaction_with_behavior(TransactionBehavior::Immediate)?;
            let before = digests(&transaction)?;
            rebuild(&transaction, &mut Cache::default())?;
            let after = digests(&transaction)?;
            transaction.rollback()?;
            for ((table, was), (_, is)) in before.into_iter().zip(after) {
                if was != is {
                    faults.push(Fault::Projection { table });
                }
            }
        }
        Ok(faults)
    }

    /// Derives the whole projection from the journal again, in one transaction.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        self.write(|transaction, cache| {
            rebuild(transaction, cache)?;
            schema::set_meta(transaction, "derived-by", DERIVED_BY)
        })
    }

    /// SHA-256 of each table of the projection: equal for equal sets of events, in whatever order they arrived.
    pub fn digests(&self) -> Result<Vec<(String, String)>, StoreError> {
        digests(&self.connection)
    }
}

fn database(connection: &Connection, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
    let mut query = connection.prepare("PRAGMA integrity_check")?;
    for words in query.query_map([], |row| row.get::<_, String>(0))? {
        let words = words?;
        if words != "ok" {
            faults.push(Fault::Database(words));
        }
    }
    let mut query = connection.prepare("PRAGMA foreign_key_check")?;
    let mut tables: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    tables.dedup();
    faults.extend(tables.into_iter().map(|table| Fault::Dangling { table }));
    let mut query = connection.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND name = ?1")?;
    for trigger in TRIGGERS {
        if !query.exists([trigger])? {
            faults.push(Fault::Unguarded {
                trigger: (*trigger).to_owned(),
            });
        }
    }
    Ok(())
}

fn journal(connection: &Connection, faults: &mut Vec<Fault>) -> Result<(), StoreError> {
    // Read by hand: a body that cannot be read must not end the search.
    let mut query = connection.prepare(
        "SELECT j.id, j.previous, j.device, j.member, j.role, j.at, j.body, j.kind, p.seq < j.seq AND p.device = j.device, \
         j.depth = coalesce(p.depth + 1, 0), j.instant, p.instant \
         FROM journal j LEFT JOIN journal p ON p.id = j.previous ORDER BY j.seq",
    )?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let id = EventId::new(row.get::<_, String>(0)?);
        let previous = row.get::<_, Option<String>>(1)?.map(EventId::new);
        let actor = crate::domain::Actor {
            member: crate::domain::MemberId::new(row.get::<_, String>(3)?),
            role: row.get(4)?,
        };
        let (device, at, body): (String, String, String) = (row.get(2)?, row.get(5)?, row.get(6)?);
        let is_linked = previous.is_none() || row.get::<_, Option<bool>>(8)? == Some(true);
        if !is_linked {
            faults.push(Fault::Broken(id.clone()));
        }
        match serde_json::from_str(&body) {
            Ok(act) if journal::kind(&act) == row.get::<_, String>(7)? => {}
            Ok(_) => faults.push(Fault::Altered(id.clone())),
            Err(_) => faults.push(Fault::Unreadable(id.clone())),
        }
        let (own, before): (i64, Option<i64>) = (row.get(10)?, row.get(11)?);
        let is_placed = row.get::<_, bool>(9)?
            && journal::instant(&at).is_ok_and(|stated| own == before.map_or(stated, |before| before.max(stated)));
        if is_linked && !is_placed || hash(previous.as_ref(), &device, &actor, &at, &body)? != id {
            faults.push(Fault::Altered(id));
        }
    }
    let mut query = connection.prepare(
        "SELECT d.device FROM device d WHERE d.events <> (SELECT count(*) FROM journal j WHERE j.device = d.device) \
         OR NOT EXISTS (SELECT 1 FROM journal j WHERE j.id = d.head AND j.device = d.device) \
         UNION SELECT j.device FROM journal j WHERE j.device NOT IN (SELECT device FROM device)",
    )?;
    for device in query.query_map([], |row| row.get(0))? {
        faults.push(Fault::Cut { device: device? });
    }
    faults.dedup();
    Ok(())
}

/// Empties the projection and replays the journal into it.
pub(super) fn rebuild(connection: &Connection, cache: &mut Cache) -> Result<(), StoreError> {
    cache.clear();
    for table in PROJECTION.iter().rev() {
        connection.execute(&format!("DELETE FROM {table}"), [])?;
    }
    let mut query = connection.prepare(&format!("SELECT {COLUMNS} FROM journal ORDER BY seq"))?;
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let entry = journal::read(row)?;
        let scopes: Vec<Scope> = project::scopes(connection, &entry)?;
        project::apply(connection, &entry, &scopes)?;
    }
    let all = Touched {
        rounds: rounds::ids(connection)?.into_iter().collect(),
        ..Touched::default()
    };
    derive::refresh(connection, cache, &all, Fresh::default())
}

fn digests(connection: &Connection) -> Result<Vec<(String, String)>, StoreError> {
    PROJECTION
        .iter()
        .map(|table| {
            let columns: usize = connection
                .prepare_cached(&format!("SELECT * FROM {table} LIMIT 0"))?
                .column_count();
            let order = (1..=columns)
                .map(|column| column.to_string())
                .collect::<Vec<_>>()
                .join(", ");
            let mut query = connection.prepare_cached(&format!("SELECT * FROM {table} ORDER BY {order}"))?;
            let mut rows = query.query([])?;
            let mut content = Sha256::new();
            while let Some(row) = rows.next()? {
                for column in 0..columns {
                    let value: rusqlite::types::Value = row.get(column)?;
                    content.update(format!("{value:?}\u{1f}"));
                }
                content.update("\n");
            }
            Ok(((*table).to_owned(), format!("{:x}", content.finalize())))
        })
        .collect()
}
