//! The help: every key of the moment and what it does, made from the key map in force.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::theme::Role;
use super::super::widgets::{self, frame as dialog};
use crate::text;

/// The contexts to explain.
#[derive(Debug, Clone)]
pub struct State {
    /// In this order.
    pub contexts: Vec<Context>,
    /// The first line shown.
    pub top: usize,
}

fn size(screen: Rect) -> Rect {
    dialog::place(
        screen,
        100.min(screen.width.saturating_sub(2)),
        screen.height.saturating_sub(2),
    )
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    let inner = dialog::inner(size(Rect::new(0, 0, cx.size.0, cx.size.1)));
    let page = usize::from(inner.height.max(1));
    let last = lines(state, cx, usize::from(inner.width)).len().saturating_sub(page);
    match input {
        Input::Act(Action::Confirm | Action::Help) => return vec![Step::Close],
        Input::Act(Action::Down) | Input::Wheel { down: true, .. } => state.top += 1,
        Input::Act(Action::Up) | Input::Wheel { down: false, .. } => state.top = state.top.saturating_sub(1),
        Input::Act(Action::PageDown | Action::Right) => state.top += page,
        Input::Act(Action::PageUp | Action::Left) => state.top = state.top.saturating_sub(page),
        Input::Act(Action::First) => state.top = 0,
        Input::Act(Action::Last) => state.top = last,
        _ => {}
    }
    state.top = state.top.min(last);
    Vec::new()
}

fn lines(state: &State, cx: &Cx, width: usize) -> Vec<(Role, String)> {
    let keys_width = 22.min(width / 3);
    let mut lines = Vec::new();
    for context in &state.contexts {
        if !lines.is_empty() {
            lines.push((Role::Text, String::new()));
        }
        lines.push((Role::Group, cx.say(&context.title())));
        for (action, keys) in cx.keymap.list(*context) {
            let words = cx.say(&action.help());
            for (at, words) in text::wrap(&words, width.saturating_sub(keys_width + 1).max(1))
                .iter()
                .enumerate()
            {
                let keys = if at == 0 { keys.join(", ") } else { String::new() };
                lines.push((Role::Text, format!("{} {words}", text::pad(&keys, keys_width))));
            }
        }
    }
    if state.contexts.contains(&Context::Review) {
        lines.push((Role::Text, String::new()));
        lines.push((Role::Group, cx.text("tui-legend-title")));
        for key in [
            "tui-legend-same",
            "tui-legend-verdict",
            "tui-legend-value",
            "tui-legend-unknown",
            "tui-legend-open",
            "tui-legend-none",
        ] {
            lines.push((Role::Text, cx.text(key)));
        }
    }
    lines
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect) {
    let foot = cx.hints(
        Context::List,
        &[(Action::PageDown, "tui-hint-more"), (Action::Back, "tui-hint-close")],
    );
    let inner = dialog::draw(frame, size(screen), cx.theme, &cx.text("tui-help-title"), &foot);
    let lines = lines(state, cx, usize::from(inner.width));
    for at in 0..inner.height {
        if let Some((role, words)) = lines.get(state.top + usize::from(at)) {
            widgets::line(frame, widgets::row(inner, at), cx.theme, *role, words);
        }
    }
}
