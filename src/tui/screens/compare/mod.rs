//! One criterion across all dossiers, so that like is judged alike: claims and rulings side by side, with the same acts as
//! in the review.

mod columns;
mod like;
mod row;
mod state;
mod strip;
mod view;

use ratatui::layout::Rect;

pub use columns::Field;
pub use row::Row;
pub use state::State;
pub use view::{title, view};

use crate::domain::{Round, Sentence};
use crate::tasks::Request;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::{Goal, Input, Step, Tone};
use crate::tui::screens::review;

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
    Action::OpenDossier,
    Action::Sort,
    Action::Palette,
    Action::Back,
    Action::Undo,
    Action::NextDifferent,
    Action::NextFlagged,
    Action::Screens,
    Action::Filter,
];

/// What stands in the way of an act on the selected row, if anything.
pub fn refuses(state: &State, round: &Round, action: Action) -> Option<Sentence> {
    match state.selected() {
        Some(row) => review::refuses(row.review(round), round, action),
        None => Some(Sentence::new("tui-refuse-no-dossier")),
    }
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let Some(round) = cx.round.clone() else {
        return Vec::new();
    };
    let before = state.at.selected;
    let steps = match input {
        Input::Act(action) => act(state, cx, &round, body, action),
        Input::Wheel { x, y, down } => {
            let by = if down { 3 } else { -3 };
            if view::parts(state, body).detail.contains((x, y).into()) {
                state.scroll = state.scroll.saturating_add_signed(by);
            } else {
                state.at.step(by, state.shown.len());
            }
            Vec::new()
        }
        Input::Click { x, y, again } => click(state, cx, &round, body, (x, y, again)),
        Input::Drag { .. } | Input::Drop | Input::Key(_) | Input::Paste(_) => Vec::new(),
    };
    if before != state.at.selected {
        state.scroll = 0;
    }
    settle(state, body);
    steps
}

/// Keeps the selected row in sight.
pub fn settle(state: &mut State, body: Rect) {
    let height = usize::from(view::parts(state, body).rows.height);
    state.at.settle(state.shown.len(), height);
}

fn act(state: &mut State, cx: &Cx, round: &Round, body: Rect, action: Action) -> Vec<Step> {
    let len = state.shown.len();
    let page = isize::try_from(view::parts(state, body).rows.height)
        .unwrap_or(1)
        .max(1);
    match action {
        Action::Down => state.at.step(1, len),
        Action::Up => state.at.step(-1, len),
        Action::PageDown => state.at.step(page, len),
        Action::PageUp => state.at.step(-page, len),
        Action::First => state.at.selected = 0,
        Action::Last => state.at.selected = len.saturating_sub(1),
        Action::Right | Action::Left => return turn(state, round, action == Action::Right),
        Action::Sort => {
            let fields: Vec<Field> = columns::columns(cx, round, state, body.width)
                .into_iter()
                .map(|(field, _)| field)
                .collect();
            let next = fields
                .iter()
                .position(|field| *field == state.sort)
                .map_or(0, |at| at + 1);
            let field = fields.get(next).or_else(|| fields.first()).cloned();
            state.sort_by(round, field.unwrap_or_default(), false);
            let column = columns::name(cx, round, &state.sort);
            return vec![Step::Tell(
                Tone::Done,
                Sentence::new("tui-sorted").text("column", column),
            )];
        }
        Action::ReverseSort => state.sort_by(round, state.sort.clone(), !state.reversed),
        Action::Filter => {
            state.filter = state.filter.next();
            state.rearrange(round);
            return vec![Step::Tell(
                Tone::Done,
                Sentence::new("tui-filtered")
                    .sentence("filter", state.filter.title())
                    .number("count", state.shown.len()),
            )];
        }
        Action::NextOpen => {
            let open = |row: &Row| state::open(row, round, cx);
            return next(state, "tui-heat-no-open", open);
        }
        Action::NextDifferent => {
            let differs = |row: &Row| review::differs(row.acting(round));
            return next(state, "tui-heat-no-different", differs);
        }
        Action::NextFlagged => {
            return next(state, "tui-heat-no-flagged", |row| {
                row.standing().is_some_and(|standing| !standing.flags.is_empty())
            });
        }
        Action::OpenDossier => return open(state),
        Action::Back => return vec![Step::Leave],
        _ => {
            let Some(review) = state.selected_mut().and_then(|row| row.review_mut(round)) else {
                return Vec::new();
            };
            let steps = review::acts::act(review, cx, round, action);
            let written = steps.iter().any(|step| matches!(step, Step::Ask(Request::Act(_))));
            if written {
                state.advance(cx, round);
            }
            return steps;
        }
    }
    Vec::new()
}

fn next(state: &mut State, none: &str, wanted: impl Fn(&Row) -> bool) -> Vec<Step> {
    if state.next(wanted) {
        Vec::new()
    } else {
        vec![Step::Tell(Tone::Refused, Sentence::new(none))]
    }
}

/// Goes to the next criterion, or the one before.
fn turn(state: &mut State, round: &Round, after: bool) -> Vec<Step> {
    let all: Vec<_> = round.framework.scored().map(|criterion| &criterion.id).collect();
    let at = all.iter().position(|id| **id == state.criterion).unwrap_or(0);
    let next = if after { at.checked_add(1) } else { at.checked_sub(1) };
    match next.and_then(|at| all.get(at)) {
        Some(criterion) => {
            state.go_to(criterion);
            state.wake(round)
        }
        None => vec![Step::Tell(Tone::Refused, Sentence::new("tui-compare-end"))],
    }
}

/// Goes to the dossier of the selected row, at this criterion.
fn open(state: &State) -> Vec<Step> {
    match state.selected() {
        Some(row) => {
            let applicant = row.view.dossier.applicant.clone();
            vec![Step::GoTo(Goal::Row(applicant, state.criterion.clone()))]
        }
        None => Vec::new(),
    }
}

fn click(state: &mut State, cx: &Cx, round: &Round, body: Rect, (x, y, again): (u16, u16, bool)) -> Vec<Step> {
    let parts = view::parts(state, body);
    if parts.header.contains((x, y).into()) {
        if let Some(field) = columns::at(cx, round, state, parts.header, x) {
            let reversed = field == state.sort && !state.reversed;
            state.sort_by(round, field, reversed);
        }
    } else if parts.rows.contains((x, y).into()) {
        let row = state.at.top + usize::from(y - parts.rows.y);
        if row < state.shown.len() {
            state.at.selected = row;
            if again {
                return open(state);
            }
        }
    }
    Vec::new()
}
