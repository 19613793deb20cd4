//! The review: claim and ruling side by side, row by row, and below (or beside) everything there is to know of the row.

mod accept;
pub(super) mod acts;
pub(super) mod columns;
mod copy;
pub mod decide;
pub(super) mod detail;
mod header;
mod large;
mod look;
mod several;
mod state;
mod view;

use ratatui::layout::Rect;

pub use detail::Tab;
pub use header::pending;
pub use state::{Bookmark, Line, Pane, Row, State, differs, open, speaking};
pub use view::{title, view};

use crate::domain::{DossierState, Round, Sentence};
use crate::tasks::{HistoryScope, Request};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::{Input, Step, Tone};

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Accept,
    Action::SetValue,
    Action::RuleMet,
    Action::RuleNotMet,
    Action::RuleNotApplicable,
    Action::Note,
    Action::NextOpen,
    Action::NextDifferent,
    Action::NextFlagged,
    Action::Back,
    Action::AcceptGroup,
    Action::Undo,
    Action::Export,
    Action::Palette,
    Action::Screens,
    Action::Compare,
    Action::ShowMissing,
    Action::Find,
    Action::Filter,
    Action::AcceptAll,
    Action::NextDossier,
    Action::Copy,
];

/// The acts of its key bar while one criterion fills the screen.
const BAR_LARGE: &[Action] = &[
    Action::Help,
    Action::Accept,
    Action::SetValue,
    Action::RuleMet,
    Action::RuleNotMet,
    Action::RuleNotApplicable,
    Action::Note,
    Action::NextOpen,
    Action::NextDifferent,
    Action::NextFlagged,
    Action::Back,
    Action::Undo,
    Action::Palette,
    Action::NextDossier,
    Action::Theme,
    Action::Find,
];

/// The acts of the key bar: a dossier wholly ruled offers its conclusion first, a sealed one to be opened again instead
/// of what it refuses.
pub fn bar(state: &State, round: Option<&Round>) -> Vec<Action> {
    if !round.is_some_and(|round| state.sealed(&round.stage)) {
        let mut acts = if state.large { BAR_LARGE } else { BAR }.to_vec();
        if state.view.state >= DossierState::Reviewed {
            acts.insert(1, Action::Conclude);
        }
        return acts;
    }
    let mut acts: Vec<Action> = if state.large { BAR_LARGE } else { BAR }
        .iter()
        .copied()
        .filter(|action| round.is_some_and(|round| refuses(state, round, *action).is_none()))
        .collect();
    acts.insert(1.min(acts.len()), Action::Reopen);
    acts.insert(1.min(acts.len()), Action::Conclude);
    acts
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let Some(round) = cx.round.clone() else {
        return Vec::new();
    };
    let before = state.criterion().cloned();
    let tab = state.tab;
    let mut steps = match input {
        Input::Act(action) => act(state, cx, &round, body, action),
        Input::Wheel { down, .. } if state.large => {
            state.step(if down { 1 } else { -1 });
            Vec::new()
        }
        Input::Wheel { x, y, down } => {
            let detail = view::parts(state, body).detail;
            if detail.contains((x, y).into()) {
                scroll(state, cx, body, if down { 3 } else { -3 });
            } else {
                state.step(if down { 3 } else { -3 });
            }
            Vec::new()
        }
        Input::Click { .. } | Input::Drag { .. } | Input::Drop if state.large => Vec::new(),
        Input::Click { x, y, again } => click(state, cx, &round, body, (x, y, again)),
        Input::Drag { x, y } => {
            if state.split.held {
                let (place, beside) = view::shared(state, body);
                state.split.drag(place, beside, (x, y));
            }
            Vec::new()
        }
        Input::Drop => drop_border(state, cx),
        Input::Key(_) | Input::Paste(_) => Vec::new(),
    };
    let moved = before != state.criterion().cloned();
    if moved {
        state.scroll = 0;
    }
    if state.tab == Tab::History && (moved || tab != state.tab || state.history.is_none()) {
        steps.extend(history(state, &round));
    }
    settle(state, body);
    steps
}

/// The border stays where it is let go.
fn drop_border(state: &mut State, cx: &Cx) -> Vec<Step> {
    let held = std::mem::take(&mut state.split.held);
    if held {
        state.split.keep(&cx.settings)
    } else {
        Vec::new()
    }
}

/// Asks for the journal of the selected row, unless it is there.
pub fn history(state: &mut State, round: &Round) -> Option<Step> {
    let criterion = state.criterion()?.clone();
    if state.history.as_ref().is_some_and(|(of, _)| *of == criterion) {
        return None;
    }
    state.asked = Some(criterion.clone());
    Some(Step::Ask(Request::History(HistoryScope {
        round: round.id.clone(),
        applicant: Some(state.view.dossier.applicant.clone()),
        criterion: Some(criterion),
    })))
}

/// Keeps the selected row in sight.
pub fn settle(state: &mut State, body: Rect) {
    let height = usize::from(view::parts(state, body).rows.height);
    // The first row of the table always holds the heading of the group in sight.
    state.at.settle(state.lines.len(), height.saturating_sub(1));
}

fn scroll(state: &mut State, cx: &Cx, body: Rect, by: isize) {
    let area = view::parts(state, body).detail;
    let lines = detail::paper(state, cx).lines(usize::from(area.width)).len();
    let last = lines.saturating_sub(usize::from(area.height));
    state.scroll = state.scroll.saturating_add_signed(by).min(last);
}

fn act(state: &mut State, cx: &Cx, round: &Round, body: Rect, action: Action) -> Vec<Step> {
    if state.large
        && let Some(steps) = large::act(state, cx, body, action)
    {
        return steps;
    }
    let parts = view::parts(state, body);
    let in_detail = state.pane == Pane::Detail;
    let page = isize::try_from(if in_detail {
        parts.detail.height
    } else {
        parts.rows.height
    })
    .unwrap_or(1);
    let by = match action {
        Action::Down => Some(1),
        Action::Up => Some(-1),
        Action::PageDown => Some(page.max(2) - 1),
        Action::PageUp => Some(1 - page.max(2)),
        Action::First => Some(-10_000),
        Action::Last => Some(10_000),
        _ => None,
    };
    if let Some(by) = by {
        if in_detail {
            scroll(state, cx, body, by);
        } else {
            state.step(by);
        }
        return Vec::new();
    }
    let missing = |key: &str| vec![Step::Tell(Tone::Refused, Sentence::new(key))];
    match action {
        Action::LargeType => {
            state.large = true;
            state.pane = Pane::Table;
            state.scroll = 0;
        }
        Action::WidenList | Action::NarrowList => {
            let (place, beside) = view::shared(state, body);
            let now = view::share(state, body, place, beside);
            let cells = if beside { place.width } else { place.height };
            if !state.split.step(beside, action == Action::WidenList, (now, cells)) {
                return missing("split-bound");
            }
            return vec![Step::Ask(Request::Keep(state.split.kept(&cx.settings)))];
        }
        Action::Left => state.turn(false),
        Action::Right => state.turn(true),
        Action::NextPane | Action::PreviousPane => {
            state.pane = if in_detail { Pane::Table } else { Pane::Detail };
        }
        Action::Filter => {
            let selected = state.criterion().cloned();
            state.filter = state.filter.next();
            state.arrange(round);
            if let Some(criterion) = selected {
                state.go_to(&criterion);
            }
            let count = state.lines.iter().filter(|line| matches!(line, Line::Row(_))).count();
            return vec![Step::Tell(
                Tone::Done,
                Sentence::new("tui-filtered")
                    .sentence("filter", state.filter.title())
                    .number("count", count),
            )];
        }
        Action::NextOpen => {
            let applicant = state.view.dossier.applicant.clone();
            let found = state.next(round, |standing, acting| {
                open(acting) && !cx.waiting.saves(&applicant, &standing.criterion)
            });
            if !found {
                return missing("tui-no-open-row");
            }
        }
        Action::NextDifferent => {
            if !state.next(round, |_, acting| differs(acting)) {
                return missing("tui-no-different-row");
            }
        }
        Action::NextFlagged => {
            if !state.next(round, |standing, _| !standing.flags.is_empty()) {
                return missing("tui-no-flagged-row");
            }
        }
        Action::Back => {
            if in_detail {
                state.pane = Pane::Table;
            } else {
                return vec![Step::Leave];
            }
        }
        _ => return acts::act(state, cx, round, action),
    }
    Vec::new()
}

fn click(state: &mut State, cx: &Cx, round: &Round, body: Rect, (x, y, again): (u16, u16, bool)) -> Vec<Step> {
    let parts = view::parts(state, body);
    let at = (x, y).into();
    if view::border(state, body).contains(at) && detail::tab_at(state, cx, parts.tabs, x, y).is_none() {
        state.split.held = true;
    } else if parts.tabs.contains(at) {
        if let Some(tab) = detail::tab_at(state, cx, parts.tabs, x, y) {
            state.tab = tab;
            state.scroll = 0;
        }
    } else if parts.detail.contains(at) {
        state.pane = Pane::Detail;
    } else if parts.rows.contains(at) {
        state.pane = Pane::Table;
        let Some(offset) = usize::from(y - parts.rows.y).checked_sub(1) else {
            return Vec::new();
        };
        let place = view::first(state) + offset;
        if matches!(state.lines.get(place), Some(Line::Row(_))) {
            let same = state.at.selected == place;
            state.at.selected = place;
            if again && same {
                return acts::act(state, cx, round, Action::SetValue);
            }
        }
    }
    Vec::new()
}

/// What stands in the way of an act on the selected row, if anything.
pub fn refuses(state: &State, round: &Round, action: Action) -> Option<Sentence> {
    acts::refuses(state, round, action)
}
