//! The settings: who acts, the round and its offices, the screen, keys and folders; each with its value, where that is kept,
//! and a key that changes it.

mod change;
mod printed;
mod rows;
mod view;

use ratatui::layout::Rect;

pub use rows::{Item, Line};
pub use view::{title, view};

use crate::domain::{FormId, Round, Sentence};
use crate::tasks::{Request, Setup};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::{Input, Step};
use crate::tui::widgets::list::Position;
use crate::tui::widgets::listing;
use rows::lines;

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::Undo,
    Action::SetTargets,
    Action::SetThreshold,
    Action::Theme,
    Action::Palette,
    Action::Back,
    Action::Screens,
    Action::Actor,
];

/// The settings as they are looked at.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// What lies where, once it was read.
    pub setup: Option<Setup>,
    /// The selected line.
    pub at: Position,
    /// The document whose offices are shown; none for the round.
    pub document: Option<FormId>,
    stale: bool,
    /// Something was changed since the offices were read: what is written over them would be lost.
    outdated: bool,
}

impl State {
    /// Takes where things are kept.
    pub fn take(&mut self, setup: Setup) {
        self.setup = Some(setup);
        self.stale = false;
        self.outdated = false;
    }

    /// Something was changed in the workspace.
    pub fn hear(&mut self) {
        self.stale = true;
        self.outdated = true;
    }

    /// It could not be read: it may be asked for again.
    pub fn give_up(&mut self) {
        self.stale = true;
    }

    /// Is on top: asks for what it does not know any more.
    pub fn wake(&mut self, round: Option<&Round>) -> Vec<Step> {
        if std::mem::take(&mut self.stale) {
            vec![Step::Ask(Request::Setup(round.map(|round| round.id.clone())))]
        } else {
            Vec::new()
        }
    }

    /// The selected setting.
    pub fn selected(&self, cx: &Cx) -> Option<Item> {
        match lines(cx).get(self.at.selected) {
            Some(Line::Row(item)) => Some(*item),
            Some(Line::Group(_)) | None => None,
        }
    }

    /// Goes so many lines on; a heading is never selected.
    fn step(&mut self, cx: &Cx, by: isize) {
        let lines = lines(cx);
        self.at.step(by, lines.len());
        if matches!(lines.get(self.at.selected), Some(Line::Group(_))) {
            let back = by < 0 && self.at.selected > 0;
            self.at.step(if back { -1 } else { 1 }, lines.len());
        }
    }
}

/// What Enter does with the selected setting: most are changed, paths are copied.
pub fn verb(state: &State, cx: &Cx) -> Option<Sentence> {
    let copied = state.selected(cx)?.kept() == rows::Kept::Shown;
    Some(Sentence::new(if copied {
        "settings-copy-short"
    } else {
        "settings-change-short"
    }))
}

/// The parts in the screen's place.
fn parts(body: Rect) -> listing::Parts {
    listing::parts(body, 4, 3)
}

/// Keeps the selected row in sight, with the heading above it.
pub fn settle(state: &mut State, cx: &Cx, body: Rect) {
    let lines = lines(cx);
    if matches!(lines.get(state.at.selected), Some(Line::Group(_))) {
        state.at.step(1, lines.len());
    }
    state.at.settle(lines.len(), usize::from(parts(body).rows.height));
    let above = state.at.top.checked_sub(1);
    if above.is_some_and(|above| above + 1 == state.at.selected && matches!(lines.get(above), Some(Line::Group(_)))) {
        state.at.top -= 1;
    }
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let page = isize::try_from(parts(body).rows.height).unwrap_or(1).max(2) - 1;
    let steps = match input {
        Input::Act(action) => match action {
            Action::Down => moved(state, cx, 1),
            Action::Up => moved(state, cx, -1),
            Action::PageDown => moved(state, cx, page),
            Action::PageUp => moved(state, cx, -page),
            Action::First => moved(state, cx, -10_000),
            Action::Last => moved(state, cx, 10_000),
            Action::Confirm | Action::Right => change::change(state, cx, true),
            Action::Left => change::change(state, cx, false),
            Action::SetTargets | Action::SetThreshold => change::form(cx, action),
            Action::Back => vec![Step::Leave],
            _ => Vec::new(),
        },
        Input::Wheel { down, .. } => moved(state, cx, if down { 3 } else { -3 }),
        Input::Click { x, y, again } => {
            let rows = parts(body).rows;
            let line = state.at.top + usize::from(y.saturating_sub(rows.y));
            if !rows.contains((x, y).into()) || !matches!(lines(cx).get(line), Some(Line::Row(_))) {
                return Vec::new();
            }
            let same = state.at.selected == line;
            state.at.selected = line;
            if again && same {
                change::change(state, cx, true)
            } else {
                Vec::new()
            }
        }
        Input::Drag { .. } | Input::Drop | Input::Key(_) | Input::Paste(_) => Vec::new(),
    };
    settle(state, cx, body);
    steps
}

fn moved(state: &mut State, cx: &Cx, by: isize) -> Vec<Step> {
    state.step(cx, by);
    Vec::new()
}
