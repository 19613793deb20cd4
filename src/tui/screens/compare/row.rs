//! One dossier of the comparison: what it says of the criterion, and its review once it is selected.

use std::cell::OnceCell;

use crate::domain::{Round, StageId, StageStanding, Standing};
use crate::tasks::DossierView;
use crate::tui::screens::review;

/// One dossier, narrowed to the criterion.
#[derive(Debug, Clone)]
pub struct Row {
    /// What it says.
    pub view: DossierView,
    /// Made for the few rows that are selected, not for all of a province.
    review: OnceCell<Box<review::State>>,
}

impl Row {
    /// The row of a dossier.
    pub fn new(view: DossierView) -> Self {
        Self {
            view,
            review: OnceCell::new(),
        }
    }

    /// The row as a review of one criterion.
    pub fn review(&self, round: &Round) -> &review::State {
        let make = || Box::new(review::State::new(round, self.view.clone()));
        self.review.get_or_init(make)
    }

    /// The same, to act on.
    pub fn review_mut(&mut self, round: &Round) -> Option<&mut review::State> {
        self.review(round);
        self.review.get_mut().map(Box::as_mut)
    }

    /// Takes the dossier as it is now.
    pub fn refresh(&mut self, round: &Round, view: DossierView) {
        if let Some(review) = self.review.get_mut() {
            review.refresh(round, view.clone());
        }
        self.view = view;
    }

    /// Its only standing.
    pub fn standing(&self) -> Option<&Standing> {
        self.view.scorecard.rows.first()
    }

    /// What a stage says.
    pub fn at(&self, stage: &StageId) -> Option<&StageStanding> {
        self.standing()?.stages.get(stage)
    }

    /// What the acting stage says.
    pub fn acting(&self, round: &Round) -> Option<&StageStanding> {
        self.at(&round.stage)
    }

    /// What a stage has said: of the acting one only what it has ruled.
    pub fn said(&self, stage: &StageId, round: &Round) -> Option<&StageStanding> {
        self.at(stage).filter(|at| *stage != round.stage || at.ruling.is_some())
    }
}
