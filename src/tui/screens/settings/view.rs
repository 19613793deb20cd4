//! Draws the settings: groups of rows, each with its value and where it is kept, and the selected one in full.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::rows::{Kept, Line, lines, value};
use super::{State, parts};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::theme::Role;
use crate::tui::widgets;
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::table::{self, Cell, Column, Row};

/// The bar at the top.
pub fn title(cx: &Cx) -> String {
    cx.text("tui-place-settings")
}

fn columns(cx: &Cx) -> [Column; 3] {
    let widest = |words: &mut dyn Iterator<Item = String>| {
        let widest = words.map(|words| text::width(&words)).max().unwrap_or(0);
        u16::try_from(widest).unwrap_or(u16::MAX)
    };
    let mut names = lines(cx).into_iter().filter_map(|line| match line {
        Line::Row(item) => Some(cx.text(&format!("settings-{}", item.name()))),
        Line::Group(_) => None,
    });
    let kept = [Kept::Workspace, Kept::Machine, Kept::Session, Kept::Shown];
    [
        Column::new(cx.text("settings-column-name"), widest(&mut names).min(30)),
        Column::new(cx.text("settings-column-value"), 20).up_to(300),
        Column::new(
            cx.text("settings-column-kept"),
            widest(&mut kept.iter().map(|kept| cx.text(kept.key()))),
        ),
    ]
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let parts = parts(body);
    let columns = columns(cx);
    let places = table::fit(&columns, body);
    table::header(frame, parts.header, cx.theme, &columns, &places);
    let lines = lines(cx);
    for at in 0..parts.rows.height {
        let line = state.at.top + usize::from(at);
        let drawn = match lines.get(line) {
            Some(Line::Group(name)) => Row::Group(cx.text(&format!("settings-group-{name}")), String::new()),
            Some(Line::Row(item)) => {
                let (role, words) = value(state, cx, *item);
                Row::Cells(vec![
                    Cell::new(cx.text(&format!("settings-{}", item.name()))),
                    Cell::of(role, words),
                    Cell::of(Role::Dim, cx.text(item.kept().key())),
                ])
            }
            None => break,
        };
        let selected = (line == state.at.selected).then_some(true);
        let area = widgets::row(parts.rows, at);
        table::draw_row(frame, area, cx.theme, &columns, &places, &drawn, selected);
    }
    let Some(item) = state.selected(cx) else { return };
    let name = cx.text(&format!("settings-{}", item.name()));
    // What is hidden at either end is told by a sign.
    let above = if state.at.top > 0 { "▲" } else { "" };
    let end = state.at.top + usize::from(parts.rows.height);
    let below = if end < lines.len() { "▼" } else { "" };
    let hidden = lines.len().saturating_sub(usize::from(parts.rows.height));
    let said = if hidden > 0 {
        format!("{above}{below} {}/{} ", end.min(lines.len()), lines.len())
    } else {
        String::new()
    };
    widgets::ends(frame, parts.counts, cx.theme, Role::Header, &format!("  {name}"), &said);
    let mut paper = Paper::default();
    let (role, words) = value(state, cx, item);
    paper.say(role, &words);
    paper.say(Role::Dim, &cx.text(&format!("settings-{}-help", item.name())));
    paper.draw(frame, parts.detail, cx.theme, 0);
}
