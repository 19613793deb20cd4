//! The workspace: one SQLite file with a journal that only grows and a projection derived from it.
//!
//! An act is recorded in one transaction: the event, its facts, and whatever the screens read of the dossiers touched.
//! What is derived never depends on the order in which events arrived, so that two workspaces can be united.

mod backup;
mod covered;
mod derive;
mod dossiers;
mod error;
mod guard;
mod history;
mod journal;
mod marks;
mod project;
mod ready;
mod reports;
mod rounds;
mod schema;
mod state;
mod summary;
mod unite;
mod verify;

use std::path::Path;

use rusqlite::{Connection, Transaction, TransactionBehavior};

pub use covered::Remarks;
pub use dossiers::{Copy, Handover};
pub use error::StoreError;
pub use history::{Entry, Filter};
pub use journal::round_of;
pub use ready::Ready;
pub use state::Covered;
pub use summary::{StageCount, Summary};
pub use unite::United;
pub use verify::Fault;

use crate::domain::{Act, Actor, Event};
use dossiers::Fresh;
use guard::{Guard, Pass};
use ready::First;

/// The version of the rules and checks that the projection was derived with.
const DERIVED_BY: &str = env!("CARGO_PKG_VERSION");

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
        Self::over(schema::create(path, device, DERIVED_BY)?)
    }

    /// Opens a workspace, after a backup and a migration where an older version wrote it.
    ///
    /// What another version of the program derived is derived again: its checks may have been others.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let mut store = Self::over(schema::open(path)?)?;
        if schema::meta(&store.connection, "derived-by")?.as_deref() != Some(DERIVED_BY) {
            store.rebuild()?;
        }
        Ok(store)
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
    pub fn record(&mut self, actor: &Actor, at: &str, act: Act) -> Result<Appended, StoreError> {
        self.commit(actor, at, act, None, None)
    }

    /// Commits an act; `body` and `first` are what was made ready of it.
    fn commit(
        &mut self,
        actor: &Actor,
        at: &str,
        mut act: Act,
        body: Option<journal::Body>,
        first: Option<&First>,
    ) -> Result<Appended, StoreError> {
        let device = self.device.clone();
        self.write(|transaction, cache| {
            if let Pass::Known(id) = Guard::new(transaction, cache).admit(&mut act)? {
                let known = journal::find(transaction, &id)?.ok_or(StoreError::UnknownEvent(id))?;
                return Ok(Appended::Unchanged(known.event));
            }
            let body = body.map_or_else(|| journal::Body::of(&act), Ok)?;
            let entry = journal::next(transaction, &device, actor, at, act, body)?;
            let scopes = project::scopes(transaction, &entry)?;
            journal::insert(transaction, &entry, &scopes)?;
            let fresh = Fresh::of(&entry.event, first);
            let touched = project::apply(transaction, &entry, &scopes)?;
            derive::refresh(transaction, cache, &touched, fresh)?;
            Ok(Appended::Saved(entry.event))
        })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ApplicantId, Framework, MemberId, RoundId, StageId};

    fn desk() -> (tempfile::TempDir, Store, RoundId) {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("w"), "m").unwrap();
        let framework: Framework = toml::from_str(
            "id = 't'\ntitle = ''\ndecision = ''\nissuer = ''\nyear = 2023\napplicant_level = 'xa'\n\
             method = 'pass-fail'\nsource = ''\ngroups = []\ncriteria = []\nforms = []\n\
             stages = [{ id = 'self', name = '', verb = '', body = '', signer = '' }]",
        )
        .unwrap();
        let opened = Act::OpenRound {
            framework: Box::new(framework),
            year: 2023,
            organisation: String::new(),
            stage: StageId::new("self"),
            stages: Vec::new(),
        };
        append(&mut store, opened).unwrap();
        let round = store.rounds().unwrap().remove(0).id;
        (folder, store, round)
    }

    fn append(store: &mut Store, act: Act) -> Result<Event, StoreError> {
        let actor = Actor {
            member: MemberId::new("An"),
            role: String::new(),
        };
        store.append(&actor, "2023-11-01T08:00:00+07:00", act)
    }

    fn threshold(round: &RoundId, rate: u32) -> Act {
        Act::SetThreshold {
            round: round.clone(),
            rate: Some(rate.into()),
        }
    }

    #[test]
    fn a_full_disk_saves_nothing_and_the_work_goes_on_after_it() {
        let (_folder, mut store, round) = desk();
        let limit = |store: &Store, pages: u32| {
            store
                .connection
                .pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))
                .unwrap();
        };
        limit(&store, 1);
        let large = Act::Submit {
            round: round.clone(),
            applicant: ApplicantId::new("a"),
            name: "x".repeat(1_000_000),
            submission: Box::default(),
        };
        assert!(matches!(append(&mut store, large), Err(StoreError::DiskFull(_))));
        assert_eq!(store.events(&Filter::default()).unwrap().len(), 1);
        limit(&store, 1_000_000);
        append(&mut store, threshold(&round, 80)).unwrap();
        assert_eq!(store.verify().unwrap(), []);
    }

    #[test]
    fn a_workspace_that_cannot_be_written_says_so() {
        let (_folder, mut store, round) = desk();
        store.connection.pragma_update(None, "query_only", true).unwrap();
        let refused = append(&mut store, threshold(&round, 80));
        assert!(matches!(refused, Err(StoreError::ReadOnly(_))), "{refused:?}");
        assert_eq!(store.round(&round).unwrap().threshold, None);
    }

    #[test]
    fn a_workspace_that_another_window_holds_says_so() {
        let (folder, mut store, round) = desk();
        let other = Store::open(&folder.path().join("w")).unwrap();
        other.connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        store.connection.busy_timeout(std::time::Duration::ZERO).unwrap();
        assert!(matches!(
            append(&mut store, threshold(&round, 80)),
            Err(StoreError::Busy(_))
        ));
        other.connection.execute_batch("COMMIT").unwrap();
        append(&mut store, threshold(&round, 80)).unwrap();
    }

    #[test]
    fn what_is_called_saved_is_on_the_disk() {
        let (_folder, store, _) = desk();
        let setting = |name: &str| -> String {
            store
                .connection
                .pragma_query_value(None, name, |row| row.get::<_, rusqlite::types::Value>(0))
                .map(|value| format!("{value:?}"))
                .unwrap()
        };
        assert_eq!(setting("journal_mode"), "Text(\"wal\")");
        assert_eq!(setting("synchronous"), "Integer(2)");
        assert_eq!(setting("foreign_keys"), "Integer(1)");
        assert_eq!(setting("busy_timeout"), "Integer(5000)");
    }

    #[test]
    fn the_worker_may_own_it() {
        fn may_move<T: Send>() {}
        may_move::<Store>();
    }
}
