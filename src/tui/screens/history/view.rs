//! Draws the journal: one line an entry, the selected one in full below.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Span, State, told};
use crate::domain::Round;
use crate::tasks::JournalEntry;
use crate::text::{self, date};
use crate::tui::cx::Cx;
use crate::tui::theme::Role;
use crate::tui::widgets::listing::{self, Parts};
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::table::{self, Cell, Column, Row};
use crate::tui::widgets::{self};

/// The parts in the screen's place.
pub fn parts(state: &State, body: Rect) -> Parts {
    listing::fitted(body, state.entries.len(), 3, 12)
}

/// The selected entry in full.
pub(super) fn detail(state: &State, cx: &Cx, round: &Round) -> Paper {
    let mut paper = Paper::default();
    if let Some(entry) = state.selected() {
        told::entry(&mut paper, state, cx, round, entry);
    }
    paper
}

/// A member with the role.
const WHO: usize = 24;
/// What is done is told whole up to this width.
const WHAT: usize = 30;
/// Beside a change it has less room.
const WHAT_BESIDE: usize = 22;

/// The bar at the top.
pub fn title(cx: &Cx) -> String {
    cx.text("tui-place-history")
}

/// Whose journal is shown.
fn whose(state: &State, cx: &Cx) -> String {
    let round = cx.round.as_ref();
    let name = state.subject.applicant.as_ref().and_then(|id| state.names.get(id));
    let name = name.cloned().unwrap_or_default();
    match state.span {
        Span::Round => cx.text("tui-history-of-round"),
        Span::Dossier => name,
        Span::Criterion => {
            let id = state.subject.criterion.as_ref();
            let criterion = id.zip(round).and_then(|(id, round)| round.framework.criterion(id));
            let code = criterion.map_or("", |criterion| criterion.code.as_str());
            cx.locale.with("tui-history-of-row", &[("name", &name), ("code", code)])
        }
    }
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    let parts = parts(state, body);
    // Where nothing tells of a change there is no column for it: what was done has its room.
    let change = state
        .entries
        .iter()
        .any(|entry| !told::change(cx, round, entry).is_empty());
    let widest = state.entries.iter().map(|entry| text::width(&what(state, cx, entry)));
    let widest = widest.max().unwrap_or(0);
    let least = |most: usize| u16::try_from(widest.clamp(8, most)).unwrap_or(8);
    // In one dossier the name of the dossier gives way before that of a person does.
    let actors = state
        .entries
        .iter()
        .map(|entry| text::width(&told::actor(cx, &entry.event.actor)));
    let who = match state.span {
        Span::Round => 12,
        Span::Dossier | Span::Criterion => u16::try_from(actors.max().unwrap_or(0).clamp(12, WHO)).unwrap_or(12),
    };
    let done = if change {
        Column::new(cx.text("tui-history-what"), least(WHAT_BESIDE)).up_to(36)
    } else {
        Column::new(cx.text("tui-history-what"), least(WHAT)).up_to(200)
    };
    // A column in which nothing would stand gives its room to the others.
    let codes = state
        .entries
        .iter()
        .any(|entry| !told::code(round, told::subject(state, entry)).is_empty());
    let mut columns = vec![
        Column::new(cx.text("tui-history-at"), 16),
        Column::new(cx.text("tui-history-who"), who).up_to(28).dispensable(1),
        Column::new(cx.text("tui-column-name"), 12)
            .up_to(24)
            .dispensable(if state.span == Span::Round { 0 } else { 2 }),
        Column::new(cx.text("tui-column-code"), if codes { 5 } else { 0 }).dispensable(if codes { 0 } else { 9 }),
        done,
    ];
    if change {
        columns.push(Column::new(cx.text("tui-history-change"), 16).up_to(200));
    }
    let places = table::fit(&columns, body);
    table::header(frame, parts.header, cx.theme, &columns, &places);
    for at in 0..parts.rows.height {
        let place = state.at.top + usize::from(at);
        let Some(entry) = state.entries.get(place) else { break };
        let role = if entry.active { Role::Text } else { Role::Dim };
        let of = told::subject(state, entry);
        let cells = [
            date::display(&entry.event.at),
            told::actor(cx, &entry.event.actor),
            told::dossier(state, of),
            told::code(round, of),
            what(state, cx, entry),
            told::change(cx, round, entry).replace('\n', " "),
        ];
        let cells = cells.into_iter().map(|words| Cell::of(role, words)).collect();
        let selected = (place == state.at.selected).then_some(true);
        let area = widgets::row(parts.rows, at);
        table::draw_row(frame, area, cx.theme, &columns, &places, &Row::Cells(cells), selected);
    }
    if state.entries.is_empty() {
        let key = if state.read {
            "tui-history-nothing"
        } else {
            "tui-detail-reading"
        };
        let area = widgets::row(parts.rows, 0);
        widgets::line(frame, area, cx.theme, Role::Dim, &format!("  {}", cx.text(key)));
    }
    let position = format!(
        "{}/{} ",
        (state.at.selected + 1).min(state.entries.len()),
        state.entries.len()
    );
    let whose = format!("  {}", whose(state, cx));
    widgets::ends(frame, parts.counts, cx.theme, Role::Header, &whose, &position);
    let last = body.right().saturating_sub(1);
    detail(state, cx, round).draw_on(frame, parts.detail, cx.theme, state.scroll, last);
}

/// What was done; what was taken back has a sign, not only another colour.
fn what(state: &State, cx: &Cx, entry: &JournalEntry) -> String {
    let what = told::what(state, cx, entry);
    if entry.active { what } else { format!("× {what}") }
}
