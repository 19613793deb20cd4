//! The round: a table of its dossiers with state, progress, results of both sides, differences, flags and conclusion.

mod about;
mod columns;
mod forms;
mod others;
mod view;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

pub use columns::Field;
pub use forms::{
    choose_framework, export, export_summary, export_supplements, load, target_form, targets, targets_file, threshold,
};
pub use others::others;
pub use view::{crumb, title, view, workspace};

use super::{Filter, Place, first_run};
use crate::domain::{ApplicantId, Decimal, DossierState, Method, Round, Sentence, scorecard};
use crate::tasks::{Request, StageCount, Summary};
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::palette;
use crate::tui::event::{Goal, Input, Step, Tone};
use crate::tui::widgets::list::Position;

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::NextPane,
    Action::Sort,
    Action::Filter,
    Action::NextOpen,
    Action::NextDifferent,
    Action::NextFlagged,
    Action::Export,
    Action::Conclude,
    Action::ShowSummary,
    Action::Evidence,
    Action::Palette,
    Action::Screens,
    Action::Find,
    Action::ImportMore,
    Action::SetTargets,
    Action::SetThreshold,
    Action::ChooseRound,
    Action::Quit,
    Action::Actor,
];

/// The dossiers and what is shown of them.
#[derive(Debug, Clone)]
pub struct State {
    /// One a dossier.
    pub summaries: Vec<Summary>,
    /// Their names folded, for search and order.
    folded: Vec<String>,
    /// Those shown, in order.
    pub shown: Vec<usize>,
    /// The selected one.
    pub at: Position,
    /// What is shown.
    pub filter: Filter,
    /// The column that orders the rows.
    pub sort: Field,
    /// The order is turned round.
    pub reversed: bool,
    /// Ranks by points as appraised; of dossiers wholly appraised only.
    ranks: BTreeMap<ApplicantId, usize>,
    /// Ranks by the points of the stage before.
    before_ranks: BTreeMap<ApplicantId, usize>,
}

impl State {
    /// The table of a round.
    pub fn new(round: &Round, summaries: Vec<Summary>) -> Self {
        let mut state = Self {
            folded: Vec::new(),
            shown: Vec::new(),
            at: Position::default(),
            filter: Filter::All,
            sort: Field::Name,
            reversed: false,
            ranks: BTreeMap::new(),
            before_ranks: BTreeMap::new(),
            summaries,
        };
        state.arrange(round);
        state
    }

    /// Takes the dossiers as they are now; selection, order and filter stay.
    pub fn refresh(&mut self, round: &Round, summaries: Vec<Summary>) {
        let selected = self.selected().map(|summary| summary.applicant.clone());
        self.summaries = summaries;
        self.arrange(round);
        if let Some(applicant) = selected {
            self.go_to(&applicant);
        }
    }

    /// Takes one dossier as it is now.
    pub fn replace(&mut self, round: &Round, summary: Summary) {
        let mut summaries = std::mem::take(&mut self.summaries);
        let applicant = self
            .shown
            .get(self.at.selected)
            .and_then(|at| summaries.get(*at))
            .map(|selected| selected.applicant.clone());
        match summaries.iter_mut().find(|one| one.applicant == summary.applicant) {
            Some(one) => *one = summary,
            None => summaries.push(summary),
        }
        self.summaries = summaries;
        self.arrange(round);
        if let Some(applicant) = applicant {
            self.go_to(&applicant);
        }
    }

    /// The names of the dossiers.
    pub fn names(&self) -> BTreeMap<ApplicantId, String> {
        let names = self.summaries.iter();
        names
            .map(|summary| (summary.applicant.clone(), summary.name.clone()))
            .collect()
    }

    /// The dossier of the selected row.
    pub fn selected(&self) -> Option<&Summary> {
        self.shown.get(self.at.selected).and_then(|at| self.summaries.get(*at))
    }

    /// Selects a dossier, if it is shown.
    pub fn go_to(&mut self, applicant: &ApplicantId) {
        let place = self
            .shown
            .iter()
            .position(|at| self.summaries.get(*at).is_some_and(|one| one.applicant == *applicant));
        if let Some(place) = place {
            self.at.selected = place;
        }
    }

    /// The dossier after (or before) one, in the order shown.
    pub fn neighbour(&self, applicant: &ApplicantId, after: bool) -> Option<&ApplicantId> {
        let name = |at: &usize| self.summaries.get(*at).map(|one| &one.applicant);
        let place = self.shown.iter().position(|at| name(at) == Some(applicant))?;
        let place = if after { place + 1 } else { place.checked_sub(1)? };
        self.shown.get(place).and_then(name)
    }

    /// The entries of the palette: every dossier.
    pub fn entries(&self, cx: &Cx) -> Vec<palette::Entry> {
        let aside = cx.text("tui-find-applicant");
        self.summaries
            .iter()
            .zip(&self.folded)
            .map(|(summary, folded)| palette::Entry {
                words: summary.name.clone(),
                aside: aside.clone(),
                folded: folded.clone(),
                step: Step::GoTo(Goal::Applicant(summary.applicant.clone())),
            })
            .collect()
    }

    fn arrange(&mut self, round: &Round) {
        self.folded = self.summaries.iter().map(|summary| text::fold(&summary.name)).collect();
        let kept = |summary: &Summary| match self.filter {
            Filter::All => true,
            Filter::Open => summary.state < DossierState::Reviewed,
            Filter::Different => acting(round, summary).differing > 0,
            Filter::Flagged => summary.flags > 0,
        };
        let mut shown: Vec<usize> = self
            .summaries
            .iter()
            .enumerate()
            .filter(|(_, summary)| kept(summary))
            .map(|(at, _)| at)
            .collect();
        let (summaries, folded, sort) = (&self.summaries, &self.folded, self.sort);
        shown.sort_by(|left, right| match (summaries.get(*left), summaries.get(*right)) {
            (Some(one), Some(other)) => sort
                .compare(round, one, other)
                .then_with(|| folded.get(*left).cmp(&folded.get(*right))),
            _ => std::cmp::Ordering::Equal,
        });
        if self.reversed {
            shown.reverse();
        }
        self.shown = shown;
        if round.framework.method == Method::Points {
            self.ranks = ranks(&self.summaries, |summary| {
                let count = acting(round, summary);
                (count.pending == 0).then_some(count.points)
            });
            self.before_ranks = ranks(&self.summaries, |summary| Some(before(round, summary).points));
        }
    }
}

/// Ranks by the points that `of` gives; dossiers to which it gives none have no rank.
fn ranks(summaries: &[Summary], of: impl Fn(&Summary) -> Option<Decimal>) -> BTreeMap<ApplicantId, usize> {
    let points: Vec<(ApplicantId, Decimal)> = summaries
        .iter()
        .filter_map(|summary| Some((summary.applicant.clone(), of(summary)?)))
        .collect();
    scorecard::rank(&points).into_iter().collect()
}

/// The counts of the acting stage.
fn acting(round: &Round, summary: &Summary) -> StageCount {
    summary.results.get(&round.stage).cloned().unwrap_or_default()
}

/// The counts of the stage that is put beside it.
fn before(round: &Round, summary: &Summary) -> StageCount {
    round
        .before()
        .and_then(|stage| summary.results.get(&stage.id))
        .cloned()
        .unwrap_or_default()
}

/// How many rows of the table fit.
fn height(state: &State, body: Rect) -> usize {
    usize::from(view::parts(state, body).rows.height)
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let Some(round) = cx.round.clone() else {
        return Vec::new();
    };
    let len = state.shown.len();
    let page = isize::try_from(height(state, body)).unwrap_or(1);
    let steps = match input {
        Input::Act(action) => match action {
            Action::Down => {
                state.at.step(1, len);
                Vec::new()
            }
            Action::Up => {
                state.at.step(-1, len);
                Vec::new()
            }
            Action::PageDown => {
                state.at.step(page, len);
                Vec::new()
            }
            Action::PageUp => {
                state.at.step(-page, len);
                Vec::new()
            }
            Action::First => {
                state.at.selected = 0;
                Vec::new()
            }
            Action::Last => {
                state.at.selected = len.saturating_sub(1);
                Vec::new()
            }
            Action::Confirm => open(state, &round),
            Action::Sort => {
                state.sort = state.sort.next(round.framework.method);
                state.reversed = false;
                rearranged(state, &round);
                vec![Step::Tell(
                    Tone::Done,
                    Sentence::new("tui-sorted").sentence("column", state.sort.title()),
                )]
            }
            Action::ReverseSort => {
                state.reversed = !state.reversed;
                rearranged(state, &round);
                Vec::new()
            }
            Action::Filter => {
                state.filter = state.filter.next();
                rearranged(state, &round);
                vec![Step::Tell(
                    Tone::Done,
                    Sentence::new("tui-filtered")
                        .sentence("filter", state.filter.title())
                        .number("count", state.shown.len()),
                )]
            }
            Action::NextOpen => next(state, "tui-no-open-dossier", |summary| {
                summary.state < DossierState::Reviewed
            }),
            Action::NextDifferent => next(state, "tui-no-different-dossier", |summary| {
                acting(&round, summary).differing > 0
            }),
            Action::NextFlagged => next(state, "tui-no-flagged-dossier", |summary| summary.flags > 0),
            Action::NextPane => vec![Step::Show(Place::Heat)],
            Action::SetThreshold => vec![Step::Open(Box::new(threshold(cx, &round)))],
            Action::SetTargets => vec![Step::Open(Box::new(targets(cx, &round, None)))],
            Action::Back => vec![Step::Open(Box::new(first_run::leave(cx)))],
            _ => Vec::new(),
        },
        Input::Wheel { down, .. } => {
            state.at.step(if down { 3 } else { -3 }, len);
            Vec::new()
        }
        Input::Click { x, y, again } => click(state, &round, cx, body, (x, y, again)),
        Input::Drag { .. } | Input::Drop | Input::Key(_) | Input::Paste(_) => Vec::new(),
    };
    settle(state, body);
    steps
}

/// Keeps the selected row in sight.
pub fn settle(state: &mut State, body: Rect) {
    state.at.settle(state.shown.len(), height(state, body));
}

/// Keeps the selected dossier selected while rows are arranged anew.
fn rearranged(state: &mut State, round: &Round) {
    let selected = state.selected().map(|summary| summary.applicant.clone());
    state.arrange(round);
    if let Some(applicant) = selected {
        state.go_to(&applicant);
    }
}

fn open(state: &State, round: &Round) -> Vec<Step> {
    match state.selected() {
        Some(summary) => vec![Step::Ask(Request::Dossier(round.id.clone(), summary.applicant.clone()))],
        None => Vec::new(),
    }
}

/// Goes to the next dossier that is wanted, round the end; or says that there is none.
fn next(state: &mut State, none: &str, wanted: impl Fn(&Summary) -> bool) -> Vec<Step> {
    let len = state.shown.len();
    let next = (1..=len).map(|by| (state.at.selected + by) % len.max(1)).find(|place| {
        let summary = state.shown.get(*place).and_then(|at| state.summaries.get(*at));
        summary.is_some_and(&wanted)
    });
    match next {
        Some(place) => {
            state.at.selected = place;
            Vec::new()
        }
        None => vec![Step::Tell(Tone::Refused, Sentence::new(none))],
    }
}

fn click(state: &mut State, round: &Round, cx: &Cx, body: Rect, (x, y, again): (u16, u16, bool)) -> Vec<Step> {
    let parts = view::parts(state, body);
    if parts.header.contains((x, y).into()) {
        if let Some(field) = columns::at(cx, round, parts.header, x) {
            state.reversed = field == state.sort && !state.reversed;
            state.sort = field;
            rearranged(state, round);
        }
    } else if parts.rows.contains((x, y).into()) {
        let row = state.at.top + usize::from(y - parts.rows.y);
        if row < state.shown.len() {
            state.at.selected = row;
            if again {
                return open(state, round);
            }
        }
    }
    Vec::new()
}
