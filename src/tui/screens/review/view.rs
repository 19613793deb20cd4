//! Draws the review: progress, table with a sticky group heading, tabs and detail (below, or beside on a wide screen).

use ratatui::Frame;
use ratatui::layout::Rect;

use super::columns::{cell, columns, wide};
use super::{Line, Pane, State, detail, header, large};
use crate::domain::framework::Method;
use crate::domain::{GroupId, Round};
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets;
use crate::tui::widgets::table::{self, Column, Row};

/// Where the parts stand.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// How far the dossier has come.
    pub progress: Rect,
    /// The column titles.
    pub header: Rect,
    /// The rows; the first one holds the heading of the group in sight.
    pub rows: Rect,
    /// The tabs.
    pub tabs: Rect,
    /// What the tab shows.
    pub detail: Rect,
}

/// From this width on the detail stands beside the table.
const BESIDE: u16 = 120;

/// Per cent of the screen that the table takes beside the detail, unless the border was moved: the detail keeps 28 of a
/// hundred, and forty cells at least.
fn left(width: u16) -> u16 {
    let right = (width * 28 / 100).max(40) + 3;
    (width.saturating_sub(right) * 100).div_ceil(width.max(1))
}

/// The place that table and detail share, and whether they stand beside each other.
pub fn shared(state: &State, body: Rect) -> (Rect, bool) {
    if body.width >= BESIDE {
        return (body, true);
    }
    let parts = parts(state, body);
    let place = Rect {
        height: parts.rows.height + parts.detail.height,
        ..parts.rows
    };
    (place, false)
}

/// Per cent of the shared place that the table takes now.
pub fn share(state: &State, body: Rect, place: Rect, beside: bool) -> u16 {
    let parts = parts(state, body);
    if beside {
        parts.rows.width * 100 / place.width.max(1)
    } else {
        parts.rows.height * 100 / place.height.max(1)
    }
}

/// The border between table and detail: the line beside the table, or the bar of tabs below it.
pub fn border(state: &State, body: Rect) -> Rect {
    let parts = parts(state, body);
    if body.width < BESIDE {
        return parts.tabs;
    }
    Rect {
        x: parts.header.x + parts.header.width,
        y: parts.header.y,
        width: 1,
        height: parts.header.height + parts.rows.height,
    }
}

/// The parts in the screen's place.
pub fn parts(state: &State, body: Rect) -> Parts {
    let at =
        |x: u16, y: u16, width: u16, height: u16| Rect::new(body.x + x, body.y + y, width, height).intersection(body);
    let head = state.head;
    let progress = at(0, 0, body.width, head);
    if body.width >= BESIDE {
        let left = state.split.columns(body.width, left(body.width));
        let right = body.width - left - 3;
        let below = body.height.saturating_sub(head);
        return Parts {
            progress,
            header: at(0, head, left, 2),
            rows: at(0, head + 2, left, below.saturating_sub(2)),
            tabs: at(left + 2, head, right, 2),
            detail: at(left + 2, head + 2, right, below.saturating_sub(2)),
        };
    }
    let room = body.height.saturating_sub(head + 3);
    let rows = match state.split.rows(room) {
        Some(rows) => rows.clamp(3.min(room), room.saturating_sub(2).max(3.min(room))),
        None => room.saturating_sub((room * 2 / 5).clamp(3.min(room), 14)),
    };
    let detail = room.saturating_sub(rows);
    Parts {
        progress,
        header: at(0, head, body.width, 2),
        rows: at(0, head + 2, body.width, rows),
        tabs: at(0, head + 2 + rows, body.width, 1),
        detail: at(1, head + 3 + rows, body.width.saturating_sub(2), detail),
    }
}

/// The bar at the top: the dossier and its state.
pub fn title(state: &State, cx: &Cx) -> String {
    let (_, standing) = words::state(cx, state.view.state, false);
    let said = format!("{} · {standing}", state.view.dossier.name);
    if state.large {
        format!("{said} · {}", cx.text("large-title"))
    } else {
        said
    }
}

/// The first line of the table below the sticky heading.
pub fn first(state: &State) -> usize {
    match state.lines.get(state.at.top) {
        Some(Line::Group(_)) => state.at.top + 1,
        Some(Line::Row(_)) | None => state.at.top,
    }
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    if state.large {
        large::view(state, cx, round, frame, body);
        return;
    }
    let parts = parts(state, body);
    header::view(state, cx, round, frame, parts.progress);
    rows(state, cx, round, frame, &parts);
    tabs(state, cx, frame, parts.tabs);
    let last = parts.detail.right().saturating_sub(1);
    detail::paper(state, cx).draw_on(frame, parts.detail, cx.theme, state.scroll, last);
    if body.width >= BESIDE {
        let line = border(state, body);
        for at in 0..line.height {
            widgets::line(frame, widgets::row(line, at), cx.theme, Role::Line, "│");
        }
    }
}

fn rows(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, parts: &Parts) {
    let fields = columns(state, cx, round, parts.rows.width);
    let plain: Vec<Column> = fields.iter().map(|(_, column)| column.clone()).collect();
    let places = table::fit(&plain, parts.rows);
    table::header(frame, parts.header, cx.theme, &plain, &places);
    let keys = state.pane == Pane::Table;
    let mut draw = |at: u16, row: &Row, selected: Option<bool>| {
        let area = widgets::row(parts.rows, at);
        if area.height > 0 {
            table::draw_row(frame, area, cx.theme, &plain, &places, row, selected);
        }
    };
    let from = first(state);
    if let Some(group) = group_at(state, from) {
        draw(0, &heading(state, cx, round, &group), None);
    }
    for at in 1..parts.rows.height {
        let place = from + usize::from(at) - 1;
        match state.lines.get(place) {
            Some(Line::Group(group)) => draw(at, &heading(state, cx, round, group), None),
            Some(Line::Row(row)) => {
                let Some(row) = state.rows.get(*row) else { continue };
                let cells = fields
                    .iter()
                    .map(|(field, _)| cell(state, cx, round, row, field, wide(parts.rows.width)))
                    .collect();
                draw(at, &Row::Cells(cells), (place == state.at.selected).then_some(keys));
            }
            None => break,
        }
    }
    if state.lines.is_empty() {
        let words = cx.text("tui-filter-empty");
        widgets::line(
            frame,
            widgets::row(parts.rows, 1),
            cx.theme,
            Role::Warn,
            &format!("  {words}"),
        );
    }
}

/// The group of a line.
fn group_at(state: &State, place: usize) -> Option<GroupId> {
    state
        .lines
        .get(..=place.min(state.lines.len().checked_sub(1)?))?
        .iter()
        .rev()
        .find_map(|line| match line {
            Line::Group(group) => Some(group.clone()),
            Line::Row(_) => None,
        })
}

fn heading(state: &State, cx: &Cx, round: &Round, group: &GroupId) -> Row {
    let name = round
        .framework
        .group(group)
        .map(|group| format!("{} {}", group.code, group.name))
        .unwrap_or_default();
    let in_group = state.rows.iter().filter(|row| row.group == *group);
    let (mut done, mut all) = (0, 0);
    for row in in_group {
        all += 1;
        let acting = state
            .standing(row)
            .and_then(|standing| standing.stages.get(&round.stage));
        done += usize::from(!super::open(acting));
    }
    let right = match round.framework.method {
        Method::Points => format!("{} · {done}/{all}", header::sums(state, cx, round, group)),
        Method::PassFail | Method::Maturity => format!("{done}/{all}"),
    };
    Row::Group(name, right)
}

fn tabs(state: &State, cx: &Cx, frame: &mut Frame<'_>, area: Rect) {
    for at in 0..area.height {
        widgets::line(frame, widgets::row(area, at), cx.theme, Role::Header, "");
    }
    for (tab, name, place) in detail::tab_places(state, cx, area) {
        let (words, role) = if tab == state.tab {
            let role = if state.pane == Pane::Detail {
                Role::Selected
            } else {
                Role::Title
            };
            (format!("[{name}]"), role)
        } else {
            (format!(" {name} "), Role::Header)
        };
        widgets::line(frame, place, cx.theme, role, &words);
    }
}
