//! What the review knows: the dossier, its rows, what is shown of them and which is selected.

use super::Tab;
use crate::domain::scorecard::Difference;
use crate::domain::{CriterionId, Event, GroupId, Round, StageId, StageStanding, Standing};
use crate::tasks::{DossierView, Request, Saved};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::dialogs::palette;
use crate::tui::event::{Goal, Step};
use crate::tui::screens::Filter;
use crate::tui::widgets::list::Position;
use crate::tui::widgets::split::Split;

/// One criterion of the dossier.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its place in the framework's list.
    pub criterion: usize,
    /// Its place in the scorecard.
    pub standing: usize,
    /// Its group.
    pub group: GroupId,
}

/// One line of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The heading of a group.
    Group(GroupId),
    /// A row.
    Row(usize),
}

/// Which pane has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The table.
    #[default]
    Table,
    /// The detail.
    Detail,
}

/// Where a review was left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bookmark {
    criterion: Option<CriterionId>,
    filter: Filter,
    top: usize,
    tab: Tab,
    pane: Pane,
}

/// One dossier under review.
#[derive(Debug, Clone)]
pub struct State {
    /// The dossier.
    pub view: DossierView,
    /// Its rows in printed order.
    pub rows: Vec<Row>,
    /// What is shown of them.
    pub lines: Vec<Line>,
    /// The selected line.
    pub at: Position,
    /// What is shown.
    pub filter: Filter,
    /// Which part of the detail.
    pub tab: Tab,
    /// Which pane has the keys.
    pub pane: Pane,
    /// The level aimed at: the one registered for, else the next above the one attained so far.
    pub aim: Option<u8>,
    /// Lines of figures above the table.
    pub head: u16,
    /// The first line of the detail.
    pub scroll: usize,
    /// The journal of a row, once it was read.
    pub history: Option<(CriterionId, Vec<Event>)>,
    /// One criterion fills the screen.
    pub large: bool,
    /// Where the border between the panes stands.
    pub split: Split,
    /// Something of the round changed under it.
    stale: bool,
    /// The row whose journal is being read.
    pub(super) asked: Option<CriterionId>,
}

impl State {
    /// The review of a dossier, at its first open row.
    pub fn new(round: &Round, view: DossierView) -> Self {
        let mut state = Self {
            rows: rows(round, &view),
            aim: aim(round, &view),
            head: if round.framework.weights.is_empty() { 1 } else { 2 },
            view,
            lines: Vec::new(),
            at: Position::default(),
            filter: Filter::All,
            tab: Tab::Content,
            pane: Pane::Table,
            scroll: 0,
            history: None,
            asked: None,
            large: false,
            split: Split::default(),
            stale: false,
        };
        state.arrange(round);
        state.at.selected = state.first_row();
        if state.selected_open(round) == Some(false) {
            state.next(round, |_, acting| open(acting));
        }
        state
    }

    /// Takes the dossier as it is now; selection, filter and tab stay.
    pub fn refresh(&mut self, round: &Round, view: DossierView) {
        let selected = self.criterion().cloned();
        self.rows = rows(round, &view);
        self.aim = aim(round, &view);
        self.view = view;
        self.arrange(round);
        if let Some(criterion) = selected {
            self.go_to(&criterion);
        }
        self.history = None;
    }

    /// Where it stands, to come back to.
    pub fn bookmark(&self) -> Bookmark {
        Bookmark {
            criterion: self.criterion().cloned(),
            filter: self.filter,
            top: self.at.top,
            tab: self.tab,
            pane: self.pane,
        }
    }

    /// Stands again where it was left.
    pub fn resume(&mut self, round: &Round, left: &Bookmark) {
        self.filter = left.filter;
        self.arrange(round);
        if let Some(criterion) = &left.criterion {
            self.go_to(criterion);
        }
        self.at.top = left.top;
        self.tab = left.tab;
        self.pane = left.pane;
    }

    /// Takes in what an act changed: its own dossier, or targets of the round under it.
    pub fn hear(&mut self, round: &Round, saved: &Saved) {
        let applicant = &self.view.dossier.applicant;
        match &saved.view {
            Some(view) if view.dossier.applicant == *applicant => self.refresh(round, view.clone()),
            Some(_) => {}
            None => self.stale = true,
        }
    }

    /// Is on top again: what changed unseen is read again.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        let applicant = self.view.dossier.applicant.clone();
        if std::mem::take(&mut self.stale) {
            vec![Step::Ask(Request::Dossier(round.id.clone(), applicant))]
        } else {
            Vec::new()
        }
    }

    /// The row selected.
    pub fn row(&self) -> Option<&Row> {
        match self.lines.get(self.at.selected)? {
            Line::Row(row) => self.rows.get(*row),
            Line::Group(_) => None,
        }
    }

    /// The standing of a row.
    pub fn standing(&self, row: &Row) -> Option<&Standing> {
        self.view.scorecard.rows.get(row.standing)
    }

    /// The criterion selected.
    pub fn criterion(&self) -> Option<&CriterionId> {
        let row = self.row()?;
        self.standing(row).map(|standing| &standing.criterion)
    }

    /// Whether the acting stage is sealed.
    pub fn sealed(&self, stage: &StageId) -> bool {
        self.view.dossier.sealed.contains(stage)
    }

    /// Selects a criterion; where the filter hides it, nothing is filtered any more.
    pub fn go_to(&mut self, criterion: &CriterionId) -> bool {
        let place = self.lines.iter().position(|line| match line {
            Line::Row(row) => self
                .rows
                .get(*row)
                .and_then(|row| self.standing(row))
                .is_some_and(|standing| standing.criterion == *criterion),
            Line::Group(_) => false,
        });
        match place {
            Some(place) => self.at.selected = place,
            None => self.skip_group(true),
        }
        place.is_some()
    }

    /// Shows everything.
    pub fn unfilter(&mut self, round: &Round) {
        self.filter = Filter::All;
        self.arrange(round);
    }

    /// The entries of the palette: every row.
    pub fn entries(&self, cx: &Cx, round: &Round) -> Vec<palette::Entry> {
        let aside = cx.text("tui-find-criterion");
        self.rows
            .iter()
            .filter_map(|row| {
                let criterion = round.framework.criteria.get(row.criterion)?;
                let words = format!("{} {}", criterion.code, criterion.name);
                Some(palette::Entry {
                    folded: text::fold(&words),
                    words,
                    aside: aside.clone(),
                    step: Step::GoTo(Goal::Criterion(criterion.id.clone())),
                })
            })
            .collect()
    }

    /// The entries of the palette: every group, leading to its first row.
    pub fn groups(&self, cx: &Cx, round: &Round) -> Vec<palette::Entry> {
        let aside = cx.text("tui-find-group");
        let mut entries: Vec<(&GroupId, palette::Entry)> = Vec::new();
        for row in &self.rows {
            if entries.iter().any(|(group, _)| **group == row.group) {
                continue;
            }
            let Some(criterion) = round.framework.criteria.get(row.criterion) else {
                continue;
            };
            let Some(group) = round.framework.group(&row.group) else {
                continue;
            };
            let words = format!("{} {}", group.code, group.name);
            let entry = palette::Entry {
                folded: text::fold(&words),
                words,
                aside: aside.clone(),
                step: Step::GoTo(Goal::Criterion(criterion.id.clone())),
            };
            entries.push((&row.group, entry));
        }
        entries.into_iter().map(|(_, entry)| entry).collect()
    }

    /// Takes the journal of the row that it was asked for.
    pub fn remember(&mut self, events: Vec<Event>) {
        self.history = self.asked.take().map(|criterion| (criterion, events));
    }

    /// Goes to the first row whose rulings are not those of the dossier as it was before.
    pub fn go_to_change(&mut self, before: &DossierView, stage: &StageId) {
        let changed = self
            .view
            .scorecard
            .rows
            .iter()
            .find(|row| self.view.rulings.of(stage, &row.criterion) != before.rulings.of(stage, &row.criterion));
        if let Some(criterion) = changed.map(|row| row.criterion.clone()) {
            self.go_to(&criterion);
        }
    }

    fn first_row(&self) -> usize {
        self.lines
            .iter()
            .position(|line| matches!(line, Line::Row(_)))
            .unwrap_or(0)
    }

    /// Whether the selected row is open; none where no row is selected.
    pub fn selected_open(&self, round: &Round) -> Option<bool> {
        let standing = self.standing(self.row()?)?;
        Some(open(standing.stages.get(&round.stage)))
    }

    pub(super) fn arrange(&mut self, round: &Round) {
        let mut lines = Vec::new();
        for (at, row) in self.rows.iter().enumerate() {
            let Some(standing) = self.standing(row) else { continue };
            let acting = standing.stages.get(&round.stage);
            let kept = match self.filter {
                Filter::All => true,
                Filter::Open => open(acting),
                Filter::Different => differs(acting),
                Filter::Flagged => !standing.flags.is_empty(),
            };
            if !kept {
                continue;
            }
            let group = lines.iter().rev().find_map(|line| match line {
                Line::Group(group) => Some(group),
                Line::Row(_) => None,
            });
            if group != Some(&row.group) {
                lines.push(Line::Group(row.group.clone()));
            }
            lines.push(Line::Row(at));
        }
        self.lines = lines;
        self.at.selected = self.at.selected.min(self.lines.len().saturating_sub(1));
        self.skip_group(true);
    }

    /// A group's heading is never selected: goes on past it.
    fn skip_group(&mut self, down: bool) {
        if matches!(self.lines.get(self.at.selected), Some(Line::Group(_))) {
            if down || self.at.selected == 0 {
                self.at.step(1, self.lines.len());
            } else {
                self.at.step(-1, self.lines.len());
            }
        }
    }

    pub(super) fn step(&mut self, by: isize) {
        self.at.step(by, self.lines.len());
        self.skip_group(by > 0);
    }

    /// Goes to the next row (from the selected one on, round the end) that is wanted; whether there was one.
    pub(super) fn next(&mut self, round: &Round, wanted: impl Fn(&Standing, Option<&StageStanding>) -> bool) -> bool {
        let len = self.lines.len();
        let found =
            (1..=len)
                .map(|by| (self.at.selected + by) % len.max(1))
                .find(|place| match self.lines.get(*place) {
                    Some(Line::Row(row)) => self
                        .rows
                        .get(*row)
                        .and_then(|row| self.standing(row))
                        .is_some_and(|standing| wanted(standing, standing.stages.get(&round.stage))),
                    Some(Line::Group(_)) | None => false,
                });
        if let Some(place) = found {
            self.at.selected = place;
        }
        found.is_some()
    }

    /// Goes on after a ruling: to the next open row below, at the end of the table to the first open one, else one row down.
    pub fn advance(&mut self, cx: &Cx, round: &Round) {
        let from = self.at.selected;
        let current = self.criterion().cloned();
        let applicant = self.view.dossier.applicant.clone();
        let found = self.next(round, |standing, acting| {
            open(acting)
                && !cx.waiting.saves(&applicant, &standing.criterion)
                && current.as_ref() != Some(&standing.criterion)
        });
        let last = from + 1 >= self.lines.len();
        if !found || (self.at.selected < from && !last) {
            self.at.selected = from;
            self.step(1);
        }
    }
}

/// Whether the acting stage has not ruled yet, or several rulings stand that did not know of each other.
pub fn open(acting: Option<&StageStanding>) -> bool {
    acting.is_none_or(|standing| standing.ruling.is_none() || !standing.conflict.is_empty())
}

/// The stage whose result is shown so far: the acting one once it has ruled anything, else the one before it.
pub fn speaking<'a>(round: &'a Round, view: &DossierView) -> &'a StageId {
    let acts = |row: &Standing| row.stages.get(&round.stage).is_some_and(|at| at.ruling.is_some());
    match round.before() {
        Some(before) if !view.scorecard.rows.iter().any(acts) => &before.id,
        Some(_) | None => &round.stage,
    }
}

fn aim(round: &Round, view: &DossierView) -> Option<u8> {
    let highest = round.framework.levels.iter().map(|level| level.level).max();
    let next = view
        .scorecard
        .results
        .get(speaking(round, view))
        .and_then(|result| result.next_level);
    view.dossier.submission.registered_level.or(next).or(highest)
}

/// Whether the acting stage departs from the one before.
pub fn differs(acting: Option<&StageStanding>) -> bool {
    acting.is_some_and(|standing| matches!(standing.difference, Difference::Value | Difference::Verdict))
}

fn rows(round: &Round, view: &DossierView) -> Vec<Row> {
    view.scorecard
        .rows
        .iter()
        .enumerate()
        .filter_map(|(at, standing)| {
            let place = round
                .framework
                .criteria
                .iter()
                .position(|criterion| criterion.id == standing.criterion)?;
            let criterion = round.framework.criteria.get(place)?;
            Some(Row {
                criterion: place,
                standing: at,
                group: criterion.group.clone(),
            })
        })
        .collect()
}

impl State {
    pub(super) fn turn(&mut self, next: bool) {
        self.tab = self.tab.turn(next);
        self.scroll = 0;
    }
}
