//! The heat map: dossiers × criteria, one sign a cell, so that a whole round is seen at once.

mod paint;
mod state;
mod view;

use ratatui::layout::Rect;
use strum::IntoEnumIterator;

pub use paint::Mode;
pub use state::{Sort, State};
pub use view::{title, view};

use crate::domain::{Method, Round, Sentence};
use crate::tasks::MatrixCell;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::{Goal, Input, Step, Tone};

/// The signs of all modes, each once, with the ends of the names of their words.
pub fn signs(method: Method) -> Vec<(&'static str, &'static str)> {
    let all = Mode::iter().flat_map(|mode| paint::legend(mode, method));
    let mut signs: Vec<(&str, &str)> = Vec::new();
    for (_, sign, name) in all {
        if !signs.iter().any(|known| known.1 == *name) {
            signs.push((sign, name));
        }
    }
    signs
}

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::NextPane,
    Action::Compare,
    Action::Sort,
    Action::Filter,
    Action::NextOpen,
    Action::NextDifferent,
    Action::NextFlagged,
    Action::Palette,
    Action::Screens,
    Action::Find,
    Action::Back,
];

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let Some(round) = cx.round.clone() else {
        return Vec::new();
    };
    let steps = match input {
        Input::Act(action) => act(state, &round, body, action),
        Input::Wheel { down, .. } => {
            state.row.step(if down { 3 } else { -3 }, state.shown.len());
            Vec::new()
        }
        Input::Click { x, y, again } => click(state, cx, &round, body, (x, y, again)),
        Input::Drag { .. } | Input::Drop | Input::Key(_) | Input::Paste(_) => Vec::new(),
    };
    settle(state, body);
    steps
}

/// Keeps the selected cell in sight.
pub fn settle(state: &mut State, body: Rect) {
    let parts = view::parts(state, body);
    state.row.settle(state.shown.len(), usize::from(parts.rows.height));
    let last = state.columns.len().saturating_sub(1);
    state.column.selected = state.column.selected.min(last);
    state.column.top = state.column.top.min(state.column.selected);
    while state.column.top < state.column.selected
        && !view::visible(state, &parts)
            .iter()
            .any(|place| place.column == state.column.selected)
    {
        state.column.top += 1;
    }
    // Where the last columns leave room, those before them are shown.
    while state.column.top > 0 {
        state.column.top -= 1;
        if view::visible(state, &parts).last().map(|place| place.column) != Some(last) {
            state.column.top += 1;
            break;
        }
    }
}

fn act(state: &mut State, round: &Round, body: Rect, action: Action) -> Vec<Step> {
    let (rows, columns) = (state.shown.len(), state.columns.len());
    let page = isize::try_from(view::parts(state, body).rows.height)
        .unwrap_or(1)
        .max(1);
    match action {
        Action::Down => state.row.step(1, rows),
        Action::Up => state.row.step(-1, rows),
        Action::PageDown => state.row.step(page, rows),
        Action::PageUp => state.row.step(-page, rows),
        Action::First => state.row.selected = 0,
        Action::Last => state.row.selected = rows.saturating_sub(1),
        Action::Right => state.column.step(1, columns),
        Action::Left => state.column.step(-1, columns),
        Action::NextGroup => state.next_group(true),
        Action::PreviousGroup => state.next_group(false),
        Action::NextPane => state.turn(round, true),
        Action::PreviousPane => state.turn(round, false),
        Action::Sort => {
            state.sort_by(round, state.sort.next(), false);
            return vec![Step::Tell(
                Tone::Done,
                Sentence::new("tui-sorted").sentence("column", state.sort.title()),
            )];
        }
        Action::ReverseSort => state.sort_by(round, state.sort, !state.reversed),
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
        Action::NextOpen => return next(state, "tui-heat-no-open", |cell| !cell.ruled || cell.conflict),
        Action::NextDifferent => return next(state, "tui-heat-no-different", |cell| cell.change.departs()),
        Action::NextFlagged => return next(state, "tui-heat-no-flagged", |cell| cell.flags > 0),
        Action::Confirm => return open(state),
        Action::Back => return vec![Step::Leave],
        _ => {}
    }
    Vec::new()
}

fn next(state: &mut State, none: &str, wanted: impl Fn(&MatrixCell) -> bool) -> Vec<Step> {
    if state.next(wanted) {
        Vec::new()
    } else {
        vec![Step::Tell(Tone::Refused, Sentence::new(none))]
    }
}

/// Goes to the dossier of the selected cell, at its criterion.
fn open(state: &State) -> Vec<Step> {
    match (state.selected(), state.criterion()) {
        (Some(row), Some(criterion)) => {
            vec![Step::GoTo(Goal::Row(row.applicant.clone(), criterion.clone()))]
        }
        _ => Vec::new(),
    }
}

fn click(state: &mut State, cx: &Cx, round: &Round, body: Rect, (x, y, again): (u16, u16, bool)) -> Vec<Step> {
    let parts = view::parts(state, body);
    let column = view::visible(state, &parts)
        .iter()
        .find(|place| x >= place.x && x < place.x + place.width)
        .map(|place| place.column);
    if parts.legend.contains((x, y).into()) {
        if let Some(mode) = view::mode_at(state, cx, parts.legend, x) {
            state.mode = mode;
            state.rearrange(round);
        }
    } else if parts.codes.contains((x, y).into()) || parts.groups.contains((x, y).into()) {
        let sort = match column {
            Some(column) => {
                state.column.selected = column;
                if again {
                    return vec![Step::Act(Action::Compare)];
                }
                Sort::Column
            }
            None if x >= parts.totals_at => Sort::Total,
            None => Sort::Name,
        };
        let reversed = state.sort == sort && sort != Sort::Column && !state.reversed;
        state.sort_by(round, sort, reversed);
    } else if parts.rows.contains((x, y).into()) {
        let row = state.row.top + usize::from(y - parts.rows.y);
        if row < state.shown.len() {
            state.row.selected = row;
            if let Some(column) = column {
                state.column.selected = column;
            }
            if again {
                return open(state);
            }
        }
    }
    Vec::new()
}
