//! Draws the comparison: the criterion, the table, the distribution, and what there is to know of the selected dossier.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::columns::{cell, columns};
use super::state::State;
use super::strip;
use crate::domain::scorecard::Difference;
use crate::domain::{Round, StageStanding, Verdict};
use crate::tui::cx::Cx;
use crate::tui::screens::{Filter, review, words};
use crate::tui::theme::Role;
use crate::tui::widgets;
use crate::tui::widgets::table::{self, Column, Row};

/// Where the parts stand.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// The criterion.
    pub about: Rect,
    /// The column titles.
    pub header: Rect,
    /// The rows.
    pub rows: Rect,
    /// The counts.
    pub counts: Rect,
    /// The distribution.
    pub strip: Rect,
    /// What there is to know of the selected row.
    pub detail: Rect,
}

/// The parts in the screen's place.
pub fn parts(state: &State, body: Rect) -> Parts {
    let strip = if body.height >= 18 { 2 } else { 0 };
    let fixed = 2 + 2 + 1 + strip;
    let room = body.height.saturating_sub(fixed);
    // What the rows do not need tells more of the selected one.
    let most = room.saturating_sub((room / 3).clamp(2.min(room), 12));
    let rows = u16::try_from(state.shown.len()).unwrap_or(u16::MAX).max(3).min(most);
    let detail = room - rows;
    let mut y = 0;
    let mut take = |height: u16| {
        let area = Rect {
            y: body.y + y,
            height,
            ..body
        };
        y += height;
        area.intersection(body)
    };
    let (about, header, rows, counts, strip, detail) =
        (take(2), take(2), take(rows), take(1), take(strip), take(detail));
    Parts {
        about,
        header,
        rows,
        counts,
        strip,
        detail: Rect {
            x: detail.x + 1,
            width: detail.width.saturating_sub(2),
            ..detail
        },
    }
}

/// The bar at the top.
pub fn title(state: &State, cx: &Cx) -> String {
    let criterion = cx
        .round
        .as_ref()
        .and_then(|round| round.framework.criterion(&state.criterion));
    let code = criterion.map_or("", |criterion| criterion.code.as_str());
    cx.locale.with("tui-compare-title", &[("code", code)])
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    let parts = parts(state, body);
    about(state, cx, round, frame, parts.about);
    let fields = columns(cx, round, state, body.width);
    let plain: Vec<Column> = fields
        .iter()
        .map(|(field, column)| {
            let mut column = column.clone();
            if *field == state.sort {
                column.mark = if state.reversed { "▼" } else { "▲" };
            }
            column
        })
        .collect();
    let places = table::fit(&plain, body);
    table::header(frame, parts.header, cx.theme, &plain, &places);
    for at in 0..parts.rows.height {
        let place = state.at.top + usize::from(at);
        let Some(row) = state.shown.get(place) else { break };
        let cells = fields
            .iter()
            .map(|(field, _)| cell(cx, round, state, *row, field, body.width))
            .collect();
        let selected = (place == state.at.selected).then_some(true);
        let area = widgets::row(parts.rows, at);
        table::draw_row(frame, area, cx.theme, &plain, &places, &Row::Cells(cells), selected);
    }
    if state.shown.is_empty() {
        let key = match (state.read, state.filter) {
            (false, _) => "tui-detail-reading",
            (true, Filter::All) => "tui-round-empty",
            (true, Filter::Open | Filter::Different | Filter::Flagged) => "tui-filter-empty",
        };
        let area = widgets::row(parts.rows, 0);
        widgets::line(frame, area, cx.theme, Role::Warn, &format!("  {}", cx.text(key)));
    }
    counts(state, cx, round, frame, parts.counts);
    if let Some(strip) = strip::strip(state, cx, round, usize::from(parts.strip.width.saturating_sub(4))) {
        let line = |frame: &mut Frame<'_>, at: u16, role: Role, words: &str| {
            widgets::line(
                frame,
                widgets::row(parts.strip, at),
                cx.theme,
                role,
                &format!("  {words}"),
            );
        };
        line(frame, 0, Role::Full, &strip.bars);
        line(frame, 1, Role::Dim, &strip.axis);
    }
    if let Some(row) = state.selected() {
        let mut paper = review::detail::paper(row.review(round), cx);
        // They stand above the table already.
        paper.without(&named(state, round));
        paper.without(&asked(state, cx, round));
        paper.first(Role::Group, &row.view.dossier.name);
        paper.draw(frame, parts.detail, cx.theme, state.scroll);
    }
}

fn about(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, area: Rect) {
    let Some(criterion) = round.framework.criterion(&state.criterion) else {
        return;
    };
    let place = round.framework.scored().position(|other| other.id == criterion.id);
    let all = round.framework.scored().count();
    let place = format!("← {}/{all} → ", place.map_or(0, |at| at + 1));
    let name = format!("  {}", named(state, round));
    widgets::ends(frame, widgets::row(area, 0), cx.theme, Role::Group, &name, &place);
    let asked = asked(state, cx, round);
    widgets::line(
        frame,
        widgets::row(area, 1),
        cx.theme,
        Role::Text,
        &format!("  {asked}"),
    );
}

fn named(state: &State, round: &Round) -> String {
    let criterion = round.framework.criterion(&state.criterion);
    criterion.map_or_else(String::new, |criterion| {
        format!("{} {}", criterion.code, criterion.name)
    })
}

/// What the round asks of everybody.
fn asked(state: &State, cx: &Cx, round: &Round) -> String {
    let Some(criterion) = round.framework.criterion(&state.criterion) else {
        return String::new();
    };
    let target = round
        .targets
        .round
        .get(&criterion.id)
        .or_else(|| criterion.default_target());
    words::asked(cx, round, criterion, target)
}

/// Both sides counted, and what is to be looked at.
fn counts(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, area: Rect) {
    let mut words = Vec::new();
    for stage in round.before().into_iter().chain(round.acting()) {
        let said = || state.rows.iter().map(|row| row.said(&stage.id, round));
        let of = |verdict| said().flatten().filter(|at| at.verdict == Some(verdict)).count();
        let without = said().filter(|at| !at.is_some_and(StageStanding::has_result));
        let (met, not_met, without) = (of(Verdict::Met), of(Verdict::NotMet), without.count());
        let figures = [
            ("stage", stage.name.clone()),
            ("met", met.to_string()),
            ("failed", not_met.to_string()),
            ("pending", without.to_string()),
            ("done", (state.rows.len() - without).to_string()),
        ];
        let figures: Vec<(&str, &str)> = figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
        let key = match round.framework.method {
            crate::domain::Method::PassFail => "tui-compare-counts",
            crate::domain::Method::Points | crate::domain::Method::Maturity => "tui-compare-counts-plain",
        };
        words.push(cx.locale.with(key, &figures));
    }
    let differing = state.rows.iter().filter(|row| {
        row.acting(round)
            .is_some_and(|at| matches!(at.difference, Difference::Value | Difference::Verdict))
    });
    words.push(
        cx.locale
            .with("tui-compare-differing", &[("count", &differing.count().to_string())]),
    );
    let marked = |of: &[bool]| of.iter().filter(|one| **one).count();
    if marked(&state.unlike) > 0 {
        let count = marked(&state.unlike).to_string();
        let figures = [("sign", super::columns::UNLIKE), ("count", &count)];
        words.push(cx.locale.with("tui-compare-unlike-count", &figures));
    }
    let position = format!(
        "{}/{} ",
        (state.at.selected + 1).min(state.shown.len()),
        state.shown.len()
    );
    let position = match state.filter {
        Filter::All => position,
        Filter::Open | Filter::Different | Filter::Flagged => {
            format!("{} {position}", cx.say(&state.filter.title()))
        }
    };
    widgets::ends(
        frame,
        area,
        cx.theme,
        Role::Header,
        &format!("  {}", words.join(" │ ")),
        &position,
    );
}
