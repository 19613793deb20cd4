//! The workspace: one SQLite file with a journal that only grows and a projection derived from it.
//!
//! An act is recorded in one transaction: the event, its facts, and whatever the screens read of the dossiers touched.
//! What is derived never depends on the order in which events arrived, so that two workspaces can be united.

mod backup;
mod derive;
mod dossiers;
mod error;
mod guard;
mod history;
mod journal;
mod project;
mod rounds;
mod schema;
mod summary;
mod unite;
mod verify;

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use dossiers::{Copy, Handover};
pub use error::StoreError;
pub use history::{Entry, Filter};
pub use summary::{StageCount, Summary};
pub use unite::United;
pub use verify::Fault;

use crate::domain::{Act, Actor, ApplicantId, Event, RoundId, StageId};
use guard::{Guard, Pass};

/// What became of an act.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Appended {
    /// It is committed, as this event.
    Saved(Event),
    /// The journal says so already, in this event; nothing was written.
    Unchanged(Event),
}

/// An open workspace. Only one thread uses it; several windows may have one file open.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    device: String,
    cache: rounds::Cache,
    /// The database's `data_version` when somebody last asked for changes made elsewhere.
    seen: i64,
}

impl Store {
    /// Makes a new workspace on the device named (any text that is unique to the machine).
    ///
    /// # Errors
    /// [`StoreError::Exists`] where there is a file already.
    pub fn create(path: &Path, device: &str) -> Result<Self, StoreError> {
        Self::over(schema::create(path, device)?)
    }

    /// Opens a workspace, after a backup and a migration where an older version wrote it.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        Self::over(schema::open(path)?)
    }

    fn over(connection: Connection) -> Result<Self, StoreError> {
        let device = schema::meta(&connection, "device")?.unwrap_or_default();
        let seen = connection.pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(Self {
            connection,
            device,
            cache: rounds::Cache::default(),
            seen,
        })
    }

    /// The device whose chain new events continue.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// Writes from now on as another device: for a workspace that was copied to this machine from another one.
    pub fn use_device(&mut self, device: &str) {
        device.clone_into(&mut self.device);
    }

    /// Whether another window has written since this was last asked.
    pub fn changed_elsewhere(&mut self) -> Result<bool, StoreError> {
        let version = self
            .connection
            .pragma_query_value(None, "data_version", |row| row.get(0))?;
        Ok(std::mem::replace(&mut self.seen, version) != version)
    }

    /// Records an act in one transaction and gives its event; where nothing is new, the event that said so before.
    ///
    /// `at` is RFC 3339 with offset. The act is saved when, and only when, this returns `Ok`.
    pub fn append(&mut self, actor: &Actor, at: &str, act: Act) -> Result<Event, StoreError> {
        Ok(match self.record(actor, at, act)? {
            Appended::Saved(event) | Appended::Unchanged(event) => event,
        })
    }

    /// As [`Store::append`], and says whether anything was written.
    pub fn record(&mut self, actor: &Actor, at: &str, mut act: Act) -> Result<Appended, StoreError> {
        let device = self.device.clone();
        self.write(|transaction, cache| {
            if let Pass::Known(id) = Guard::new(transaction, cache).admit(&mut act)? {
                let known = journal::find(transaction, &id)?.ok_or(StoreError::UnknownEvent(id))?;
                return Ok(Appended::Unchanged(known.event));
            }
            let entry = journal::next(transaction, &device, actor, at, act)?;
            let scopes = project::scopes(transaction, &entry)?;
            journal::insert(transaction, &entry, &scopes)?;
            let touched = project::apply(transaction, &entry, &scopes)?;
            derive::refresh(transaction, cache, &touched)?;
            Ok(Appended::Saved(entry.event))
        })
    }

    /// What a seal at this stage would cover now: the `state` of [`Act::Seal`]. A seal with another one is refused; one
    /// with an empty state is completed.
    pub fn state(&self, round: &RoundId, applicant: &ApplicantId, stage: &StageId) -> Result<String, StoreError> {
        derive::state(&self.connection, &self.round(round)?, applicant, stage)
    }

    /// Runs one write transaction; of a failed one nothing is kept, neither on disk nor in memory.
    fn write<T>(
        &mut self,
        work: impl FnOnce(&Transaction<'_>, &mut rounds::Cache) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let Self { connection, cache, .. } = self;
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = cache.refresh(&transaction).and_then(|()| {
            let done = work(&transaction, cache)?;
            transaction.commit()?;
            Ok(done)
        });
        if done.is_err() {
            cache.clear();
        }
        done
    }
}
