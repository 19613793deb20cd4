//! Something to read and close: a failure with its cause and remedy, the report of an import.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::theme::Role;
use super::super::widgets::{frame as dialog, paper::Paper};
use crate::report::Report;

/// The text.
#[derive(Debug, Clone)]
pub struct State {
    /// Its title.
    pub title: String,
    /// The text.
    pub paper: Paper,
    /// The first line shown.
    pub top: usize,
}

impl State {
    /// A failure: what failed, why, what to do.
    pub fn failure(cx: &Cx, report: &Report) -> Self {
        let mut paper = Paper::default();
        paper.say(Role::Bad, &report.what);
        if let Some(why) = &report.why {
            paper.gap();
            paper.entry(&cx.text("report-why"), why);
        }
        if let Some(hint) = &report.hint {
            paper.gap();
            paper.entry(&cx.text("report-hint"), hint);
        }
        Self {
            title: cx.text("tui-failure-title"),
            paper,
            top: 0,
        }
    }
}

fn size(state: &State, screen: Rect) -> Rect {
    let width = 76.min(screen.width.saturating_sub(4));
    let lines = state.paper.lines(usize::from(width.saturating_sub(4))).len();
    let height = u16::try_from(lines + 2).unwrap_or(u16::MAX);
    dialog::place(screen, width, height.min(screen.height.saturating_sub(2)))
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    let area = size(state, Rect::new(0, 0, cx.size.0, cx.size.1));
    let inner = dialog::inner(area);
    let page = usize::from(inner.height.max(1));
    let last = state.paper.lines(usize::from(inner.width)).len().saturating_sub(page);
    match input {
        Input::Act(Action::Confirm) => return vec![Step::Close],
        Input::Act(Action::Down) | Input::Wheel { down: true, .. } => state.top += 1,
        Input::Act(Action::Up) | Input::Wheel { down: false, .. } => state.top = state.top.saturating_sub(1),
        Input::Act(Action::PageDown) => state.top += page,
        Input::Act(Action::PageUp) => state.top = state.top.saturating_sub(page),
        Input::Act(Action::First) => state.top = 0,
        Input::Act(Action::Last) => state.top = last,
        _ => {}
    }
    state.top = state.top.min(last);
    Vec::new()
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect) {
    let area = size(state, screen);
    let inner = dialog::inner(area);
    let lines = state.paper.lines(usize::from(inner.width)).len();
    let mut hints = Vec::new();
    if lines > usize::from(inner.height) {
        hints.push((Action::PageDown, "tui-hint-more"));
    }
    hints.push((Action::Confirm, "tui-hint-close"));
    let foot = cx.hints(Context::List, &hints);
    let inner = dialog::draw(frame, area, cx.theme, &state.title, &foot);
    state.paper.draw(frame, inner, cx.theme, state.top);
}
