//! The summary of a round: its dossiers in figures, and rounds of earlier years beside them.

use rayon::prelude::*;

use super::desk::{Desk, head};
use super::error::TaskError;
use super::request::RoundHead;
use crate::domain::overview::{Counting, Overview, earlier};
use crate::domain::{Dossier, Round, RoundId, Scorecard, scorecard};

/// The name under which the summary of a round is exported.
pub const FORM: &str = "tong-hop-ket-qua";

/// So many scorecards are held at once: each is large beside what is counted of it.
const AT_ONCE: usize = 4;

/// A round in figures, and what may stand beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summing {
    /// The round.
    pub now: Overview,
    /// Rounds of earlier years; the one beside which it is put first, then the latest year first.
    pub past: Vec<Past>,
    /// Other rounds of the workspace that count in the same way.
    pub others: Vec<RoundHead>,
}

/// Another round in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    /// Its name.
    pub head: RoundHead,
    /// Its figures.
    pub overview: Overview,
}

impl Desk {
    /// A round in figures, beside the round named or, where none is, beside the latest earlier one of its kind.
    ///
    /// # Errors
    /// No such round.
    pub fn overview(&self, id: &RoundId, beside: Option<&RoundId>) -> Result<Summing, TaskError> {
        let rounds = self.store()?.rounds()?;
        let round = self.round(id)?;
        let chosen = rounds.iter().find(|other| Some(&other.id) == beside && other.id != *id);
        let mut wanted: Vec<&Round> = earlier(&rounds, &round);
        wanted.retain(|other| chosen.is_none_or(|chosen| chosen.id != other.id));
        let past = chosen.into_iter().chain(wanted);
        let past = past.map(|other| {
            Ok(Past {
                head: head(other),
                overview: self.summed(other)?,
            })
        });
        let others = rounds
            .iter()
            .rev()
            .filter(|other| other.id != *id && other.framework.method == round.framework.method);
        Ok(Summing {
            past: past.collect::<Result<_, TaskError>>()?,
            others: others.map(head).collect(),
            now: self.summed(&round)?,
        })
    }

    fn summed(&self, round: &Round) -> Result<Overview, TaskError> {
        let mut counting = Counting::new(round);
        self.store()?.some_dossiers(&round.id, &mut |some| {
            for some in some.chunks(AT_ONCE) {
                let cards: Vec<Scorecard> = some
                    .par_iter()
                    .map(|(dossier, rulings)| scorecard::score(round, dossier, rulings))
                    .collect();
                for ((dossier, _), card) in some.iter().zip(&cards) {
                    counting.add(dossier, card);
                }
            }
        })?;
        Ok(counting.finish())
    }

    /// All dossiers of a round with their scorecards.
    pub(super) fn cards(&self, round: &Round) -> Result<Vec<(Dossier, Scorecard)>, TaskError> {
        let dossiers = self.store()?.dossiers(&round.id)?;
        Ok(dossiers
            .into_par_iter()
            .map(|(dossier, rulings)| {
                let card = scorecard::score(round, &dossier, &rulings);
                (dossier, card)
            })
            .collect())
    }
}
