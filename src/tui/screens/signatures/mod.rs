//! What the signatures of files are worth: a list of the files, the selected one in full.

mod view;

use ratatui::layout::Rect;

pub use view::{title, view};

use crate::domain::{Sentence, SignatureState};
use crate::tasks::Request;
use crate::tasks::verify::{Report, Verified};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::{Input, Step, Tone};
use crate::tui::widgets::list::Position;

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::NextFlagged,
    Action::Verify,
    Action::Authorities,
    Action::Refresh,
    Action::Sign,
    Action::Palette,
    Action::Back,
    Action::Screens,
];

/// Files with their signatures.
#[derive(Debug, Clone)]
pub struct State {
    /// What was found; what needs looking at stands first.
    pub report: Report,
    /// The selected file.
    pub at: Position,
    /// The first line of the detail.
    pub scroll: usize,
}

impl State {
    /// Shows what was found.
    pub fn new(report: Report) -> Self {
        let mut state = Self {
            report,
            at: Position::default(),
            scroll: 0,
        };
        state.arrange();
        state
    }

    /// Shows what was found now; the selected file stays selected.
    pub fn refresh(&mut self, report: Report) {
        let selected = self.selected().map(|one| one.path.clone());
        self.report = report;
        self.arrange();
        let place = selected.and_then(|path| self.report.found.iter().position(|one| one.path == path));
        self.at.selected = place.unwrap_or(0);
    }

    fn arrange(&mut self) {
        self.report.found.sort_by(|one, other| {
            let rank = |one: &Verified| (urgency(one), one.path.clone());
            rank(one).cmp(&rank(other))
        });
    }

    /// The selected file.
    pub fn selected(&self) -> Option<&Verified> {
        self.report.found.get(self.at.selected)
    }
}

/// What needs looking at comes first.
fn urgency(one: &Verified) -> u8 {
    match one.state {
        SignatureState::Invalid => 0,
        _ if !one.origin.is_fine() => 1,
        SignatureState::Unreadable => 2,
        SignatureState::Unproven => 3,
        SignatureState::Unsigned | SignatureState::Unchecked | SignatureState::NotSignable => 4,
        SignatureState::Valid => 5,
    }
}

/// Hears an input.
pub fn update(state: &mut State, _: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let rows = view::parts(state, body).rows;
    let len = state.report.found.len();
    let page = isize::try_from(rows.height).unwrap_or(1).max(1);
    let before = state.at.selected;
    let mut steps = Vec::new();
    match input {
        Input::Act(action) => match action {
            Action::Down => state.at.step(1, len),
            Action::Up => state.at.step(-1, len),
            Action::PageDown => state.at.step(page, len),
            Action::PageUp => state.at.step(-page, len),
            Action::First => state.at.selected = 0,
            Action::Last => state.at.selected = len.saturating_sub(1),
            Action::Right | Action::NextPane => state.scroll += 1,
            Action::Left | Action::PreviousPane => state.scroll = state.scroll.saturating_sub(1),
            Action::NextFlagged => steps = next(state),
            Action::Confirm => {
                let open = state.selected().map(|one| Request::OpenWith(one.path.clone()));
                return open.map(Step::Ask).into_iter().collect();
            }
            Action::Back => return vec![Step::Leave],
            _ => {}
        },
        Input::Wheel { x, y, down } => {
            if view::parts(state, body).detail.contains((x, y).into()) {
                state.scroll = state.scroll.saturating_add_signed(if down { 2 } else { -2 });
            } else {
                state.at.step(if down { 3 } else { -3 }, len);
            }
        }
        Input::Click { x, y, .. } if rows.contains((x, y).into()) => {
            let row = state.at.top + usize::from(y - rows.y);
            if row < len {
                state.at.selected = row;
            }
        }
        Input::Click { .. } | Input::Key(_) | Input::Paste(_) | Input::Drag { .. } | Input::Drop => {}
    }
    if before != state.at.selected {
        state.scroll = 0;
    }
    settle(state, body);
    steps
}

/// Goes to the next file that needs looking at.
fn next(state: &mut State) -> Vec<Step> {
    let len = state.report.found.len();
    let places = (1..=len).map(|by| (state.at.selected + by) % len.max(1));
    let wanted = |at: &usize| state.report.found.get(*at).is_some_and(|one| urgency(one) < 5);
    match places.into_iter().find(wanted) {
        Some(at) => {
            state.at.selected = at;
            Vec::new()
        }
        None => vec![Step::Tell(Tone::Refused, Sentence::new("closing-all-valid"))],
    }
}

/// Keeps the selected row in sight.
pub fn settle(state: &mut State, body: Rect) {
    let height = usize::from(view::parts(state, body).rows.height);
    state.at.settle(state.report.found.len(), height);
}
