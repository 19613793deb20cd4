//! Draws the journal: one line an entry, the selected one in full below.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Span, State, told};
use crate::text::date;
use crate::tui::cx::Cx;
use crate::tui::theme::Role;
use crate::tui::widgets::listing::{self, Parts};
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::table::{self, Cell, Column, Row};
use crate::tui::widgets::{self};

/// The parts in the screen's place.
pub fn parts(body: Rect) -> Parts {
    listing::parts(body, 3, 12)
}

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
    let parts = parts(body);
    // Where nothing tells of a change there is no column for it: what was done has its room.
    let change = state
        .entries
        .iter()
        .any(|entry| !told::change(cx, round, entry).is_empty());
    let what = if change { (14, 36) } else { (14, 200) };
    let mut columns = vec![
        Column::new(cx.text("tui-history-at"), 16),
        Column::new(cx.text("tui-history-who"), 14).up_to(28).dispensable(1),
        Column::new(cx.text("tui-column-name"), 12)
            .up_to(24)
            .dispensable(if state.span == Span::Round { 0 } else { 2 }),
        Column::new(cx.text("tui-column-code"), 5),
        Column::new(cx.text("tui-history-what"), what.0).up_to(what.1),
    ];
    if change {
        columns.push(Column::new(cx.text("tui-history-change"), 20).up_to(200));
    }
    let places = table::fit(&columns, body);
    table::header(frame, parts.header, cx.theme, &columns, &places);
    for at in 0..parts.rows.height {
        let place = state.at.top + usize::from(at);
        let Some(entry) = state.entries.get(place) else { break };
        let role = if entry.active { Role::Text } else { Role::Dim };
        let what = told::what(state, cx, entry);
        let of = told::subject(state, entry);
        // What was taken back has a sign, not only another colour.
        let what = if entry.active { what } else { format!("× {what}") };
        let cells = [
            date::display(&entry.event.at),
            told::actor(entry),
            told::dossier(state, of),
            told::code(round, of),
            what,
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
    if let Some(entry) = state.selected() {
        let mut paper = Paper::default();
        told::entry(&mut paper, state, cx, round, entry);
        paper.draw(frame, parts.detail, cx.theme, 0);
    }
}
