//! Uniting two workspaces: the events of another that are not here are appended, and everything is derived again.

use std::path::Path;

use super::journal::{self, COLUMNS, hash, read};
use super::verify::rebuild;
use super::{Store, StoreError, project, schema};

/// What a uniting brought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct United {
    /// Events taken over.
    pub taken: usize,
    /// Events that were here already.
    pub known: usize,
}

impl Store {
    /// Takes over the events of another workspace, which stays as it is. All of them or, where one is not sound, none.
    ///
    /// # Errors
    /// [`StoreError::Altered`] where an event is not what its id says, [`StoreError::Broken`] where its predecessor is
    /// missing.
    pub fn unite(&mut self, other: &Path) -> Result<United, StoreError> {
        let source = schema::open_to_read(other)?;
        self.write(|transaction, cache| {
            let mut united = United::default();
            let mut query = source.prepare(&format!("SELECT {COLUMNS} FROM journal ORDER BY seq"))?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let theirs = read(row)?;
                let event = theirs.event;
                let true_id = hash(
                    event.previous.as_ref(),
                    &event.device,
                    &event.actor,
                    &event.at,
                    &theirs.body,
                )?;
                if true_id != event.id {
                    return Err(StoreError::Altered(event.id));
                }
                let is_known = transaction
                    .prepare_cached("SELECT 1 FROM journal WHERE id = ?1")?
                    .exists([event.id.as_str()])?;
                if is_known {
                    united.known += 1;
                    continue;
                }
                let entry = journal::place(transaction, event, theirs.body)?;
                let scopes = project::scopes(transaction, &entry)?;
                journal::insert(transaction, &entry, &scopes)?;
                // The facts at once, because later undoings ask for what their events concern.
                project::apply(transaction, &entry, &scopes)?;
                united.taken += 1;
            }
            if united.taken > 0 {
                rebuild(transaction, cache)?;
            }
            Ok(united)
        })
    }
}
