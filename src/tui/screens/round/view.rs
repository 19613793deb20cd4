//! Draws the table of the round and its totals.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::columns::{cell, columns, ruled, wide};
use super::{State, about, acting};
use crate::domain::{DossierState, Method, Round};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::screens::Filter;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Column, Row};
use crate::tui::widgets::{self};

/// Where the parts of the table stand.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// The column titles.
    pub header: Rect,
    /// The rows.
    pub rows: Rect,
    /// The totals.
    pub totals: Rect,
    /// What there is to know of the selected dossier.
    pub about: Rect,
}

/// So many rows are needed to tell of the selected dossier.
const ABOUT: u16 = 6;

/// The parts in the screen's place: where the rows leave room, the selected dossier is told of below them.
pub fn parts(state: &State, body: Rect) -> Parts {
    let header = 2.min(body.height);
    let totals = u16::from(body.height > 3);
    let most = body.height.saturating_sub(header + totals);
    let shown = u16::try_from(state.shown.len()).unwrap_or(u16::MAX);
    let free = most.saturating_sub(shown);
    let about = if shown > 0 && free >= ABOUT { free } else { 0 };
    let rows = most - about;
    let at = |y: u16, height: u16| Rect {
        y: body.y + y,
        height,
        ..body
    };
    let below = at(header + rows + totals, about);
    Parts {
        header: at(0, header),
        rows: at(header, rows),
        totals: at(header + rows, totals),
        about: Rect {
            x: below.x + 2.min(below.width),
            width: below.width.saturating_sub(4),
            ..below
        },
    }
}

/// The bar at the top: what is appraised, and by whom.
pub fn title(cx: &Cx) -> String {
    let Some(round) = &cx.round else {
        return cx.text("tui-name");
    };
    let year = cx.locale.with("tui-year", &[("year", &round.year.to_string())]);
    let parts = [cx.text("tui-round-title"), round.organisation.clone(), year];
    let said: Vec<String> = parts.into_iter().filter(|part| !part.trim().is_empty()).collect();
    said.join(" · ")
}

/// The round in the way to another screen.
pub fn crumb(cx: &Cx) -> String {
    let year = cx.round.as_ref().map(|round| round.year.to_string());
    cx.locale
        .with("tui-round-crumb", &[("year", &year.unwrap_or_default())])
}

/// The workspace's file, or that it is the sample.
pub fn workspace(cx: &Cx) -> String {
    if cx.readonly {
        return cx.text("tui-readonly");
    }
    if cx.temporary {
        return cx.text("tui-sample");
    }
    cx.workspace
        .as_ref()
        .and_then(|path| path.file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    let parts = parts(state, body);
    let fields = columns(cx, round, body.width);
    let wide = wide(body.width);
    let plain: Vec<Column> = fields
        .iter()
        .map(|(field, column)| {
            let mut column = column.clone();
            if *field == state.sort {
                column.mark = if state.sort.ascends() == state.reversed {
                    "▼"
                } else {
                    "▲"
                };
            }
            column
        })
        .collect();
    let places = table::fit(&plain, body);
    table::header(frame, parts.header, cx.theme, &plain, &places);
    for at in 0..parts.rows.height {
        let place = state.at.top + usize::from(at);
        let Some(summary) = state.shown.get(place).and_then(|at| state.summaries.get(*at)) else {
            break;
        };
        let cells = fields
            .iter()
            .map(|(field, _)| cell(cx, round, state, *field, summary, wide))
            .collect();
        let selected = (place == state.at.selected).then_some(true);
        let area = widgets::row(parts.rows, at);
        table::draw_row(frame, area, cx.theme, &plain, &places, &Row::Cells(cells), selected);
    }
    if state.shown.is_empty() {
        let key = if state.summaries.is_empty() {
            "tui-round-empty"
        } else {
            "tui-filter-empty"
        };
        let area = widgets::row(parts.rows, 0);
        widgets::line(frame, area, cx.theme, Role::Warn, &format!("  {}", cx.text(key)));
    }
    let position = format!("{} ", position(state, cx));
    let room = usize::from(parts.totals.width).saturating_sub(text::width(&position) + 3);
    let totals = format!("  {}", totals(state, cx, round, room));
    widgets::ends(frame, parts.totals, cx.theme, Role::Header, &totals, &position);
    if parts.about.height > 0 {
        about::tell(state, cx, round).draw(frame, parts.about, cx.theme, 0);
    }
}

/// The totals of the round; where there is no room, what warns stays longest.
fn totals(state: &State, cx: &Cx, round: &Round, room: usize) -> String {
    let (mut done, mut all, mut passed, mut failed, mut differing, mut flags, mut finished) = (0, 0, 0, 0, 0, 0, 0);
    for summary in &state.summaries {
        let count = acting(round, summary);
        let (ruled, total) = ruled(&count);
        done += ruled;
        all += total;
        passed += count.passed;
        failed += count.failed;
        differing += count.differing;
        flags += summary.flags;
        finished += usize::from(summary.state >= DossierState::Reviewed);
    }
    let figures = [
        ("finished", finished.to_string()),
        ("dossiers", state.summaries.len().to_string()),
        ("done", done.to_string()),
        ("all", all.to_string()),
        ("passed", passed.to_string()),
        ("failed", failed.to_string()),
        ("differing", differing.to_string()),
        ("flags", flags.to_string()),
    ];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
    let keys: &[&str] = match round.framework.method {
        Method::PassFail => &["tui-round-totals", "tui-round-totals-short", "tui-round-totals-least"],
        Method::Points | Method::Maturity => &["tui-round-totals-plain", "tui-round-totals-least"],
    };
    let mut said = keys.iter().map(|key| cx.locale.with(key, &figures)).peekable();
    while let Some(words) = said.next() {
        if said.peek().is_none() || text::width(&words) <= room {
            return words;
        }
    }
    String::new()
}

fn position(state: &State, cx: &Cx) -> String {
    let place = format!(
        "{}/{}",
        (state.at.selected + 1).min(state.shown.len()),
        state.shown.len()
    );
    match state.filter {
        Filter::All => place,
        Filter::Open | Filter::Different | Filter::Flagged => {
            format!("{} {place}", cx.say(&state.filter.title()))
        }
    }
}
