//! The journal as it is looked through: each event with whether it stands and what it replaced; and taking one act back.

use super::desk::Desk;
use super::error::TaskError;
use super::request::{HistoryScope, Saved};
use crate::domain::{Act, Event, EventId, Sentence};
use crate::store::Filter;

/// Events read at once.
const PAGE: u32 = 500;

/// One event of the journal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalEntry {
    /// The event.
    pub event: Event,
    /// It stands; false where it was taken back.
    pub active: bool,
    /// What its rulings and notes replaced, in the order of its acts; none where an act replaced nothing.
    pub before: Vec<Option<Act>>,
}

/// The parts of an act: those of a batch, else itself.
pub fn parts(act: &Act) -> &[Act] {
    match act {
        Act::Batch { acts } => acts,
        one => std::slice::from_ref(one),
    }
}

impl Desk {
    pub(super) fn journal(&self, scope: &HistoryScope) -> Result<Vec<JournalEntry>, TaskError> {
        let store = self.store()?;
        let filter = Filter {
            round: Some(scope.round.clone()),
            applicant: scope.applicant.clone(),
            criterion: scope.criterion.clone(),
            limit: Some(PAGE),
            ..Filter::default()
        };
        let read = store.history(&filter)?;
        let find = |id: &EventId| match read.iter().find(|entry| entry.event.id == *id) {
            Some(entry) => Some(entry.event.clone()),
            None => store.event(id).ok(),
        };
        let entries = read.iter().map(|entry| JournalEntry {
            before: parts(&entry.event.act).iter().map(|act| replaced(act, &find)).collect(),
            event: entry.event.clone(),
            active: entry.active,
        });
        Ok(entries.collect())
    }

    /// Takes one act back, where no later one stands upon it.
    pub(super) fn take_back(&mut self, id: &EventId) -> Result<Saved, TaskError> {
        let event = self.store()?.event(id)?;
        for act in parts(&event.act) {
            if let Act::Rule {
                round,
                applicant,
                criterion,
                stage,
                ..
            } = act
            {
                let rulings = self.store()?.rulings(round, applicant)?;
                let stands = rulings.of(stage, criterion).iter().any(|ruling| ruling.event == *id);
                if !stands {
                    return Err(TaskError::input_with_hint(
                        Sentence::new("task-not-the-latest").text("criterion", criterion.as_str()),
                        Sentence::new("task-not-the-latest-hint"),
                    ));
                }
            }
        }
        self.undo_one(&event)
    }
}

/// The act that an act replaced.
fn replaced(act: &Act, find: &impl Fn(&EventId) -> Option<Event>) -> Option<Act> {
    let first = match act {
        Act::Rule { replaces, .. } | Act::Note { replaces, .. } | Act::MarkEvidence { replaces, .. } => {
            replaces.first()?
        }
        Act::OpenRound { .. }
        | Act::SetTarget { .. }
        | Act::SetThreshold { .. }
        | Act::SetStage { .. }
        | Act::Submit { .. }
        | Act::DismissFlag { .. }
        | Act::Present { .. }
        | Act::Seal { .. }
        | Act::Reopen { .. }
        | Act::Narrate { .. }
        | Act::SetOffices { .. }
        | Act::Sign { .. }
        | Act::Undo { .. }
        | Act::Batch { .. } => return None,
    };
    let event = find(first)?;
    parts(&event.act).iter().find(|other| same_row(act, other)).cloned()
}

fn same_row(one: &Act, other: &Act) -> bool {
    match (one, other) {
        (
            Act::Rule {
                applicant,
                criterion,
                stage,
                ..
            },
            Act::Rule {
                applicant: a,
                criterion: c,
                stage: s,
                ..
            },
        ) => (applicant, criterion, stage) == (a, c, s),
        (
            Act::Note {
                applicant, criterion, ..
            },
            Act::Note {
                applicant: a,
                criterion: c,
                ..
            },
        ) => (applicant, criterion) == (a, c),
        (
            Act::MarkEvidence {
                applicant,
                stage,
                criterion,
                file,
                ..
            },
            Act::MarkEvidence {
                applicant: a,
                stage: s,
                criterion: c,
                file: f,
                ..
            },
        ) => (applicant, stage, criterion, file) == (a, s, c, f),
        _ => false,
    }
}
