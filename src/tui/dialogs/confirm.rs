//! A question answered with yes or no, after showing what yes would do.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::widgets::{frame as dialog, paper::Paper};

/// The question.
#[derive(Debug, Clone)]
pub struct State {
    /// Its title.
    pub title: String,
    /// What yes would do.
    pub paper: Paper,
    /// What yes does.
    pub yes: Vec<Step>,
    /// What yes and no are called at its foot.
    pub hints: [&'static str; 2],
    /// The first line shown.
    pub top: usize,
}

/// Plain yes and no.
pub const HINTS: [&str; 2] = ["tui-hint-yes", "tui-hint-cancel"];

/// Hears an input.
pub fn update(state: &mut State, input: Input) -> Vec<Step> {
    match input {
        Input::Act(Action::Confirm) => state.yes.clone(),
        Input::Act(Action::Down | Action::PageDown) | Input::Wheel { down: true, .. } => {
            state.top += 1;
            Vec::new()
        }
        Input::Act(Action::Up | Action::PageUp) | Input::Wheel { down: false, .. } => {
            state.top = state.top.saturating_sub(1);
            Vec::new()
        }
        _ => Vec::new(),
    }
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect) {
    // A table uses more of a wide screen than words do.
    let best = if state.paper.has_rows() { 108 } else { 72 };
    let width = best.min(screen.width.saturating_sub(4));
    let lines = state.paper.lines(usize::from(width.saturating_sub(4))).len();
    let height = u16::try_from(lines + 2)
        .unwrap_or(u16::MAX)
        .min(screen.height.saturating_sub(4));
    let [yes, no] = state.hints;
    let mut hints = vec![(Action::Confirm, yes), (Action::Back, no)];
    if lines + 2 > usize::from(height) {
        hints.push((Action::Down, "tui-hint-scroll"));
    }
    let foot = cx.hints(Context::List, &hints);
    let inner = dialog::draw(
        frame,
        dialog::place(screen, width, height),
        cx.theme,
        &state.title,
        &foot,
    );
    state.paper.draw(frame, inner, cx.theme, state.top);
}
