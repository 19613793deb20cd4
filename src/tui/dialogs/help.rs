//! The help: every key of the moment and what it does, made from the key map in force.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::theme::Role;
use super::super::widgets::{self, frame as dialog};
use super::signs;
use crate::text;

/// The contexts to explain.
#[derive(Debug, Clone)]
pub struct State {
    /// In this order.
    pub contexts: Vec<Context>,
    /// The first line shown.
    pub top: usize,
}

/// From this width on two columns stand beside each other.
const TWICE: u16 = 190;

/// Where it stands, how many columns it has, and how wide one is.
fn size(screen: Rect) -> (Rect, u16, u16) {
    let columns = if screen.width >= TWICE { 2 } else { 1 };
    let width = (100 * columns - 10 * (columns - 1)).min(screen.width.saturating_sub(2));
    let area = dialog::place(screen, width, screen.height.saturating_sub(2));
    let inner = dialog::inner(area).width;
    (area, columns, (inner / columns).saturating_sub(2 * (columns - 1)))
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    let (area, columns, width) = size(Rect::new(0, 0, cx.size.0, cx.size.1));
    let page = usize::from(dialog::inner(area).height.max(1) * columns);
    let last = lines(state, cx, usize::from(width)).len().saturating_sub(page);
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
    lines.extend(signs::lines(&state.contexts, cx));
    lines
}

/// Where two columns that hold everything are parted: at the gap between sections that is nearest to the middle.
fn broken(lines: &[(Role, String)], height: usize, columns: u16) -> Option<usize> {
    let gaps = lines.iter().enumerate().filter(|(_, (_, words))| words.is_empty());
    let fits = |at: &usize| columns == 2 && *at <= height && lines.len() - at <= height + 1;
    gaps.map(|(at, _)| at)
        .filter(fits)
        .min_by_key(|at| at.abs_diff(lines.len() / 2))
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect) {
    let (area, columns, width) = size(screen);
    let lines = lines(state, cx, usize::from(width));
    let page = usize::from(dialog::inner(area).height * columns);
    let mut hints = vec![(Action::Back, "tui-hint-close")];
    if lines.len() > page {
        hints.insert(0, (Action::PageDown, "tui-hint-more"));
    }
    let foot = cx.hints(Context::List, &hints);
    let inner = dialog::draw(frame, area, cx.theme, &cx.text("tui-help-title"), &foot);
    let height = usize::from(inner.height);
    let first = broken(&lines, height, columns);
    for column in 0..columns {
        let place = Rect {
            x: inner.x + column * (inner.width - width),
            width,
            ..inner
        };
        let (from, end) = match (column, first) {
            (0, Some(first)) => (0, first),
            // The gap between two sections is the gap between the columns.
            (_, Some(first)) => (first + 1, lines.len()),
            (_, None) => {
                let from = state.top + usize::from(column) * height;
                (from, from + height)
            }
        };
        let shown = lines.iter().take(end).skip(from);
        for (at, (role, words)) in (0..inner.height).zip(shown) {
            widgets::line(frame, widgets::row(place, at), cx.theme, *role, words);
        }
    }
}
