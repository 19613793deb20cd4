//! What of handing in a dossier needs no database: done ahead, on another core than the one that writes.

use std::sync::Arc;

use super::journal::Body;
use super::summary::{self, Derived};
use super::{Appended, Store, StoreError};
use crate::domain::{Act, Actor, ApplicantId, Dossier, Round, RoundId, Rulings, Submission};

/// A submission ready to be recorded.
#[derive(Debug)]
pub struct Ready {
    /// The act of handing it in.
    pub(super) act: Act,
    /// The act as the journal holds it.
    pub(super) body: Body,
    /// What it comes to where it is its applicant's first.
    pub(super) first: First,
}

/// What is derived of a dossier that was never handed in before, under a round as it stood.
#[derive(Debug)]
pub(super) struct First {
    pub round: Arc<Round>,
    pub derived: Derived,
}

impl Ready {
    /// Makes a submission ready for a round of [`Store::shared`].
    ///
    /// # Errors
    /// It cannot be written as text.
    pub fn new(
        round: &Arc<Round>,
        applicant: ApplicantId,
        name: String,
        submission: Submission,
    ) -> Result<Self, StoreError> {
        let dossier = Dossier {
            applicant,
            name,
            submissions: 1,
            submission,
            presented: Vec::new(),
            sealed: Vec::new(),
            resubmitted: Vec::new(),
            dismissed: Vec::new(),
        };
        let derived = summary::derive(round, &dossier, &Rulings::default())?;
        let act = Act::Submit {
            round: round.id.clone(),
            applicant: dossier.applicant,
            name: dossier.name,
            submission: Box::new(dossier.submission),
        };
        Ok(Self {
            body: Body::of(&act)?,
            act,
            first: First {
                round: Arc::clone(round),
                derived,
            },
        })
    }
}

impl Store {
    /// A round, to make submissions ready for.
    ///
    /// # Errors
    /// No such round.
    pub fn shared(&mut self, id: &RoundId) -> Result<Arc<Round>, StoreError> {
        self.cache.refresh(&self.connection)?;
        self.cache.get(&self.connection, id)
    }

    /// Records a submission as [`Store::record`] does. What was made ready under other settings is made again.
    ///
    /// # Errors
    /// As [`Store::record`].
    pub fn record_ready(&mut self, actor: &Actor, at: &str, ready: Ready) -> Result<Appended, StoreError> {
        let Ready { act, body, first } = ready;
        self.commit(actor, at, act, Some(body), Some(&first))
    }
}
