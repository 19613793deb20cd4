//! Pieces that several screens and dialogs draw: tables, texts, fields, bars. Each is a function of its data.

pub mod area;
pub mod bar;
pub mod chart;
pub mod digits;
pub mod field;
pub mod frame;
pub mod list;
pub mod listing;
pub mod paper;
pub mod split;
pub mod table;

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::theme::{Role, Theme};
use crate::text;

/// One row of a rectangle, counted from its top; empty where it has no such row.
pub fn row(area: Rect, at: u16) -> Rect {
    let height = u16::from(at < area.height);
    Rect {
        y: area.y.saturating_add(at),
        height,
        ..area
    }
}

/// Draws one line of text, cut to the width, in one style that fills the whole row.
pub fn line(frame: &mut Frame<'_>, area: Rect, theme: Theme, role: Role, words: &str) {
    let cut = text::pad(&text::cut(words, usize::from(area.width)), usize::from(area.width));
    frame.render_widget(Line::from(Span::styled(cut, theme.style(role))), area);
}

/// Draws a text at the left and one at the right of a line; the left one gives way.
pub fn ends(frame: &mut Frame<'_>, area: Rect, theme: Theme, role: Role, left: &str, right: &str) {
    let all = usize::from(area.width);
    let right = text::cut(right, all);
    let room = all.saturating_sub(text::width(&right) + 1);
    let left = text::pad(&text::cut(left, room), all.saturating_sub(text::width(&right)));
    frame.render_widget(Line::from(Span::styled(left + &right, theme.style(role))), area);
}
