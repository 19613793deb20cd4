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
use ratatui::style::Style;

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

/// Fills a rectangle with blanks of one style.
pub fn fill(frame: &mut Frame<'_>, area: Rect, theme: Theme, role: Role) {
    let style = theme.style(role);
    let area = area.intersection(frame.area());
    let buffer = frame.buffer_mut();
    for place in area.positions() {
        if let Some(cell) = buffer.cell_mut(place) {
            cell.set_char(' ').set_style(style);
        }
    }
}

/// Writes a text that fits, from a place to the right, in one style.
pub(super) fn write(frame: &mut Frame<'_>, area: Rect, style: Style, words: &str) {
    let area = area.intersection(frame.area());
    if !area.is_empty() {
        frame
            .buffer_mut()
            .set_stringn(area.x, area.y, words, usize::from(area.width), style);
    }
}

/// Draws one line of text, cut to the width, in one style that fills the whole row.
pub fn line(frame: &mut Frame<'_>, area: Rect, theme: Theme, role: Role, words: &str) {
    fill(frame, area, theme, role);
    let cut = text::cut(words, usize::from(area.width));
    write(frame, area, theme.style(role), &cut);
}

/// Draws a text at the left and one at the right of a line; the left one gives way.
pub fn ends(frame: &mut Frame<'_>, area: Rect, theme: Theme, role: Role, left: &str, right: &str) {
    let all = usize::from(area.width);
    let right = text::cut(right, all);
    let taken = text::width(&right);
    line(
        frame,
        area,
        theme,
        role,
        &text::cut(left, all.saturating_sub(taken + 1)),
    );
    let taken = u16::try_from(taken).unwrap_or(u16::MAX).min(area.width);
    let place = Rect {
        x: area.x + area.width - taken,
        width: taken,
        ..area
    };
    write(frame, place, theme.style(role), &right);
}
