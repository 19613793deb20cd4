//! What the comparison knows: each dossier narrowed to this one criterion, in an order that stays while rulings are made.

use std::cmp::Ordering;

use super::columns::Field;
use super::like;
use super::row::Row;
use crate::domain::{ApplicantId, CriterionId, Decimal, Finding, Round, StageId, StageStanding, Verdict};
use crate::tasks::{CriterionView, Request, Saved, across};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::event::Step;
use crate::tui::screens::{Filter, Subject, review};
use crate::tui::widgets::list::Position;

/// One criterion of all dossiers.
#[derive(Debug, Clone)]
pub struct State {
    /// The criterion.
    pub criterion: CriterionId,
    /// Each dossier, narrowed to the criterion, in the order of their names.
    pub rows: Vec<Row>,
    /// The columns that the longest name takes.
    pub widest: u16,
    /// Those shown, in order.
    pub shown: Vec<usize>,
    /// The selected one.
    pub at: Position,
    /// The column that orders them.
    pub sort: Field,
    /// The order is turned round.
    pub reversed: bool,
    /// Which are shown.
    pub filter: Filter,
    /// The first line of the detail.
    pub scroll: usize,
    /// They have been read.
    pub read: bool,
    /// By row: judged unlike its like.
    pub unlike: Vec<bool>,
    /// By row: far from the others.
    pub far: Vec<bool>,
    /// By row: the figure of the acting stage where it has ruled, else of the one before.
    pub figures: Vec<Option<Decimal>>,
    toward: Option<ApplicantId>,
    stale: bool,
    /// A row has changed since like was compared with like.
    unlooked: bool,
}

/// Whether it is open and not being saved.
pub fn open(row: &Row, round: &Round, cx: &Cx) -> bool {
    let saves = row
        .standing()
        .is_some_and(|of| cx.waiting.saves(&row.view.dossier.applicant, &of.criterion));
    review::open(row.acting(round)) && !saves
}

/// A stage's figure: its value, else its points, its level or its verdict.
pub fn figure(row: &Row, stage: &StageId, per_cent: bool) -> Option<Decimal> {
    let at = row.at(stage)?;
    let value = at.value.as_ref().and_then(|value| value.number(per_cent));
    value.or_else(|| result(at))
}

/// A stage's result as a number that orders it.
pub fn result(at: &StageStanding) -> Option<Decimal> {
    let level = at.finding.as_ref().and_then(Finding::level).map(Decimal::from);
    at.points.or(level).or(match at.verdict {
        Some(Verdict::Met) => Some(Decimal::ONE),
        Some(Verdict::NotMet) => Some(Decimal::ZERO),
        Some(Verdict::NotApplicable) | None => None,
    })
}

/// Throws rows away beside: to free all texts of a province takes longer than a key may.
fn discard(rows: Vec<Row>) {
    if rows.is_empty() {
        return;
    }
    // Where no thread is to be had they are freed here.
    let _ = std::thread::Builder::new().spawn(move || drop(rows));
}

impl State {
    /// The comparison of a criterion, before it is read.
    pub fn new(criterion: CriterionId) -> Self {
        Self {
            criterion,
            rows: Vec::new(),
            widest: 0,
            shown: Vec::new(),
            at: Position::default(),
            sort: Field::default(),
            reversed: false,
            filter: Filter::All,
            scroll: 0,
            read: false,
            unlike: Vec::new(),
            far: Vec::new(),
            figures: Vec::new(),
            toward: None,
            stale: true,
            unlooked: false,
        }
    }

    /// Comes about what is in hand.
    pub fn about(&mut self, subject: &Subject) {
        if let Some(criterion) = &subject.criterion {
            self.go_to(criterion);
        }
        if let Some(applicant) = &subject.applicant {
            self.select(applicant);
            self.toward = Some(applicant.clone());
        }
    }

    /// Takes the criterion as it is now.
    pub fn take(&mut self, round: &Round, found: CriterionView) {
        if found.criterion != self.criterion {
            return;
        }
        let selected = self.toward.take();
        let selected = selected.or_else(|| self.selected().map(|row| row.view.dossier.applicant.clone()));
        self.stale = false;
        self.read = true;
        let rows: Vec<Row> = found.views.into_iter().map(Row::new).collect();
        let widest = rows.iter().map(|row| text::width(&row.view.dossier.name)).max();
        self.widest = u16::try_from(widest.unwrap_or(0)).unwrap_or(u16::MAX);
        discard(std::mem::replace(&mut self.rows, rows));
        self.look(round);
        self.arrange(round);
        if let Some(applicant) = selected {
            self.select(&applicant);
        }
    }

    /// Takes in what an act changed; the order stays.
    pub fn hear(&mut self, round: &Round, saved: &Saved) {
        let Some(view) = &saved.view else {
            self.stale = true;
            return;
        };
        let found = self
            .rows
            .iter_mut()
            .find(|row| row.view.dossier.applicant == view.dossier.applicant);
        match found {
            Some(row) => row.refresh(round, across::narrow(view.clone(), &self.criterion)),
            None => self.stale = true,
        }
        self.unlooked = true;
    }

    /// What was asked for could not be read: it may be asked for again.
    pub fn give_up(&mut self) {
        self.stale = true;
    }

    /// Compares like with like again, and asks for the criterion where it is not known any more.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        if std::mem::take(&mut self.unlooked) {
            self.look(round);
        }
        if std::mem::take(&mut self.stale) {
            vec![Step::Ask(Request::Criterion(round.id.clone(), self.criterion.clone()))]
        } else {
            Vec::new()
        }
    }

    /// Compares another criterion.
    pub fn go_to(&mut self, criterion: &CriterionId) {
        if self.criterion != *criterion {
            // Where the rows are not there yet, it still goes toward the dossier that it went toward before.
            if let Some(row) = self.selected() {
                self.toward = Some(row.view.dossier.applicant.clone());
            }
            self.criterion = criterion.clone();
            discard(std::mem::take(&mut self.rows));
            self.shown.clear();
            self.read = false;
            self.stale = true;
        }
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&Row> {
        self.shown.get(self.at.selected).and_then(|at| self.rows.get(*at))
    }

    /// The selected row, to act on.
    pub fn selected_mut(&mut self) -> Option<&mut Row> {
        let at = *self.shown.get(self.at.selected)?;
        self.rows.get_mut(at)
    }

    /// Selects a dossier, where it is shown.
    pub fn select(&mut self, applicant: &ApplicantId) {
        let found = self.shown.iter().position(|at| {
            self.rows
                .get(*at)
                .is_some_and(|row| row.view.dossier.applicant == *applicant)
        });
        if let Some(place) = found {
            self.at.selected = place;
        }
    }

    /// Orders the rows.
    pub fn sort_by(&mut self, round: &Round, sort: Field, reversed: bool) {
        self.sort = sort;
        self.reversed = reversed;
        self.rearrange(round);
    }

    /// Arranges the rows anew; the selected dossier stays selected.
    pub fn rearrange(&mut self, round: &Round) {
        let selected = self.selected().map(|row| row.view.dossier.applicant.clone());
        self.arrange(round);
        if let Some(applicant) = selected {
            self.select(&applicant);
        }
    }

    /// Goes to the next row that is wanted, round the end; whether there was one.
    pub fn next(&mut self, wanted: impl Fn(&Row) -> bool) -> bool {
        let len = self.shown.len();
        let found = (1..=len).map(|by| (self.at.selected + by) % len.max(1)).find(|place| {
            let row = self.shown.get(*place).and_then(|at| self.rows.get(*at));
            row.is_some_and(&wanted)
        });
        if let Some(place) = found {
            self.at.selected = place;
        }
        found.is_some()
    }

    /// Goes on after a ruling: to the next open row below, else one row down.
    pub fn advance(&mut self, cx: &Cx, round: &Round) {
        let from = self.at.selected;
        let current = self.selected().map(|row| row.view.dossier.applicant.clone());
        let found = self.next(|row| open(row, round, cx) && current.as_ref() != Some(&row.view.dossier.applicant));
        if !found || self.at.selected < from {
            self.at.selected = from;
            self.at.step(1, self.shown.len());
        }
    }

    /// Whether the acting stage has ruled on the selected row.
    pub fn selected_settled(&self, round: &Round) -> bool {
        self.selected().is_some_and(|row| !review::open(row.acting(round)))
    }

    fn look(&mut self, round: &Round) {
        let Some(criterion) = round.framework.criterion(&self.criterion) else {
            return;
        };
        self.unlike = like::unlike(round, criterion, self.rows.iter().map(Row::standing));
        let per_cent = criterion.is_percent();
        let number = |row: &Row| {
            let ruled = row.acting(round).is_some_and(|at| at.ruling.is_some());
            match round.before() {
                Some(before) if !ruled => figure(row, &before.id, per_cent),
                Some(_) | None => figure(row, &round.stage, per_cent),
            }
        };
        self.figures = self.rows.iter().map(number).collect();
        self.far = like::outliers(&self.figures);
    }

    fn arrange(&mut self, round: &Round) {
        let per_cent = round
            .framework
            .criterion(&self.criterion)
            .is_some_and(crate::domain::Criterion::is_percent);
        let kept = |row: &Row| match self.filter {
            Filter::All => true,
            Filter::Open => review::open(row.acting(round)),
            Filter::Different => review::differs(row.acting(round)),
            Filter::Flagged => row.standing().is_some_and(|standing| !standing.flags.is_empty()),
        };
        // Nothing stands last, whichever way the rest is turned.
        let order = |one: Option<Decimal>, other: Option<Decimal>| match (one, other) {
            (Some(one), Some(other)) if self.reversed => other.cmp(&one),
            (Some(one), Some(other)) => one.cmp(&other),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        let key = |at: usize| -> Option<Decimal> {
            let row = self.rows.get(at)?;
            let count = |of: usize| Some(-Decimal::from(of));
            match &self.sort {
                Field::Name => None,
                Field::Target => row.standing()?.target.as_ref()?.number(per_cent),
                Field::Value(stage) => figure(row, stage, per_cent),
                Field::Outcome(stage) => result(row.at(stage)?),
                Field::Sign => count(usize::from(review::differs(row.acting(round)))),
                Field::Evidence => count(row.view.dossier.submission.evidence.len()),
                Field::Flags => count(row.standing()?.flags.len()),
                Field::Remark => {
                    let marked = |of: &[bool]| of.get(at).copied().unwrap_or(false);
                    count(usize::from(marked(&self.unlike)) * 2 + usize::from(marked(&self.far)))
                }
            }
        };
        let mut shown: Vec<(usize, Option<Decimal>)> = self
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| kept(row))
            .map(|(at, _)| (at, key(at)))
            .collect();
        if self.sort == Field::Name && self.reversed {
            shown.reverse();
        }
        // The rows stand in the order of their names: so do those that are equal.
        shown.sort_by(|one, other| order(one.1, other.1));
        self.shown = shown.into_iter().map(|(at, ..)| at).collect();
        self.at.selected = self.at.selected.min(self.shown.len().saturating_sub(1));
    }
}
