//! Draws the conclusion: the result at the top, below it what is left to do and the result by group, beside each other
//! where there is room.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::rows::{Doubt, Row, code, concerned, rows};
use super::{State, head, stops};
use crate::domain::{Method, Round};
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::keymap::Context;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::{self, table};

/// From this width on the groups stand beside the steps.
const WIDE: u16 = 110;
/// The steps beside them take no more than this.
const STEPS_WIDTH: u16 = 88;

/// One line of a column.
enum Line {
    Said(Role, String),
    Row(usize),
}

/// Lines that stand below each other in a place, and the first of them in sight.
struct Column {
    place: Rect,
    lines: Vec<Line>,
    top: usize,
}

/// The bar at the top.
pub fn title(state: &State, cx: &Cx) -> String {
    cx.locale.with("closing-title", &[("name", &state.name)])
}

/// Which row stands at a cell.
pub(super) fn row_at(state: &State, cx: &Cx, round: &Round, body: Rect, at: (u16, u16)) -> Option<usize> {
    let column = columns(state, cx, round, body)
        .into_iter()
        .find(|column| column.place.contains(at.into()))?;
    match column.lines.get(column.top + usize::from(at.1 - column.place.y)) {
        Some(Line::Row(row)) => Some(*row),
        Some(Line::Said(..)) | None => None,
    }
}

fn columns(state: &State, cx: &Cx, round: &Round, body: Rect) -> Vec<Column> {
    let inner = Rect {
        x: body.x + 1.min(body.width),
        width: body.width.saturating_sub(2),
        ..body
    };
    let rows = rows(state, round);
    let mut head = head::paper(state, cx, round).lines(usize::from(inner.width));
    let traces = head::traces(state, cx).lines(usize::from(inner.width));
    let mut steps = Vec::new();
    let mut groups = Vec::new();
    let heading = |lines: &mut Vec<Line>, key: &str| {
        if !lines.is_empty() {
            lines.push(Line::Said(Role::Text, String::new()));
        }
        lines.push(Line::Said(Role::Group, cx.text(key)));
    };
    heading(&mut steps, "closing-doubts");
    let doubts = rows.iter().take_while(|row| matches!(row, Row::Doubt(..))).count();
    if doubts == 0 && state.closing.is_some() {
        steps.push(Line::Said(Role::Good, format!("  {}", cx.text("closing-no-doubts"))));
    }
    for (at, row) in rows.iter().enumerate() {
        match row {
            Row::Doubt(..) => steps.push(Line::Row(at)),
            Row::Act(_) => {
                if at == doubts {
                    heading(&mut steps, "closing-steps");
                }
                steps.push(Line::Row(at));
            }
            Row::Group(_) => {
                if groups.is_empty() {
                    heading(&mut groups, "closing-groups");
                }
                groups.push(Line::Row(at));
            }
        }
    }
    let said = |(role, words): (Role, String)| Line::Said(role, words);
    let mut columns = Vec::new();
    if body.width >= WIDE {
        head.extend(traces);
        let tall = u16::try_from(head.len() + 1).unwrap_or(u16::MAX).min(inner.height);
        let below = Rect {
            y: inner.y + tall,
            height: inner.height - tall,
            ..inner
        };
        // What stands at the end of a line is not to be looked for far from its beginning.
        let half = (inner.width / 2).min(STEPS_WIDTH);
        let (left, right) = (half.saturating_sub(2), inner.width - half);
        columns.push(Column {
            place: Rect { height: tall, ..inner },
            lines: head.into_iter().map(said).collect(),
            top: 0,
        });
        columns.push(Column {
            place: Rect { width: left, ..below },
            lines: steps,
            top: 0,
        });
        columns.push(Column {
            place: Rect {
                x: below.x + half,
                width: right,
                ..below
            },
            lines: groups,
            top: 0,
        });
    } else {
        let mut lines: Vec<Line> = head.into_iter().map(said).collect();
        lines.push(Line::Said(Role::Text, String::new()));
        lines.extend(steps);
        lines.push(Line::Said(Role::Text, String::new()));
        lines.extend(groups);
        // Few rows go to what is decided and done; what only proves it comes last.
        lines.push(Line::Said(Role::Text, String::new()));
        lines.extend(traces.into_iter().map(said));
        // Headings part what empty lines would, and every row counts.
        let empty = |line: &Line| matches!(line, Line::Said(_, words) if words.is_empty());
        while lines.len() > usize::from(inner.height) {
            let Some(at) = lines.iter().rposition(empty) else { break };
            lines.remove(at);
        }
        columns.push(Column {
            place: inner,
            lines,
            top: 0,
        });
    }
    for column in &mut columns {
        let height = usize::from(column.place.height);
        let selected = |line: &Line| matches!(line, Line::Row(row) if *row == state.at);
        if let Some(at) = column.lines.iter().position(selected) {
            // With the last row what stands below it comes into sight too.
            let below = column.lines.iter().skip(at + 1);
            let last = !below.into_iter().any(|line| matches!(line, Line::Row(_)));
            let end = if last { column.lines.len() } else { at + 1 };
            column.top = end.saturating_sub(height).min(at);
        }
    }
    columns
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    let rows = rows(state, round);
    let groups = groups_width(state, cx, round, &rows);
    for column in columns(state, cx, round, body) {
        for at in 0..column.place.height {
            let area = widgets::row(column.place, at);
            match column.lines.get(column.top + usize::from(at)) {
                Some(Line::Said(role, words)) => widgets::line(frame, area, cx.theme, *role, words),
                Some(Line::Row(place)) => {
                    let Some(row) = rows.get(*place) else { continue };
                    let width = match row {
                        Row::Group(_) => area.width.min(groups),
                        Row::Doubt(..) | Row::Act(_) => area.width,
                    };
                    let (role, words, aside) = said(state, cx, round, row);
                    let (sign, role) = if *place == state.at {
                        (table::SELECTED, Role::Selected)
                    } else {
                        (" ", role)
                    };
                    let (words, aside) = (format!("{sign} {words}"), format!("{aside} "));
                    widgets::ends(frame, Rect { width, ..area }, cx.theme, role, &words, &aside);
                }
                None => break,
            }
        }
        scroll_signs(frame, cx, &column);
    }
}

/// Signs at the right edge where lines stand above or below what is in sight.
fn scroll_signs(frame: &mut Frame<'_>, cx: &Cx, column: &Column) {
    let Rect { x, width, height, .. } = column.place;
    if width < 2 || height == 0 {
        return;
    }
    let mut sign = |at: u16, words: &str| {
        let corner = Rect {
            x: x + width - 1,
            width: 1,
            ..widgets::row(column.place, at)
        };
        widgets::line(frame, corner, cx.theme, Role::Group, words);
    };
    if column.top > 0 {
        sign(0, "▲");
    }
    if column.lines.len() > column.top + usize::from(height) {
        sign(height - 1, "▼");
    }
}

/// The width at which each group stands on one line with its result close to its name.
fn groups_width(state: &State, cx: &Cx, round: &Round, rows: &[Row]) -> u16 {
    let groups = rows.iter().filter(|row| matches!(row, Row::Group(_)));
    let widths = groups.map(|row| {
        let (_, words, aside) = said(state, cx, round, row);
        text::width(&words) + text::width(&aside) + 7
    });
    u16::try_from(widths.max().unwrap_or(0)).unwrap_or(u16::MAX)
}

/// What a row says, and what stands at its right end.
fn said(state: &State, cx: &Cx, round: &Round, row: &Row) -> (Role, String, String) {
    match row {
        Row::Doubt(doubt, count, first) => {
            let name: &'static str = (*doubt).into();
            let words = cx
                .locale
                .with(&format!("closing-doubt-{name}"), &[("count", &count.to_string())]);
            let about = concerned(state, round, *doubt);
            let codes: Vec<&str> = about.into_iter().filter_map(|id| code(round, id)).collect();
            let words = if codes.is_empty() {
                words
            } else {
                format!("{words}: {}", codes.join(", "))
            };
            let first = first.as_ref().and_then(|id| code(round, id));
            let aside = first.map(|code| cx.locale.with("closing-first", &[("code", code)]));
            let key = || {
                cx.keymap
                    .hint(&[Context::Conclusion, Context::Global], Action::SetThreshold)
            };
            let aside = aside.or_else(|| key().filter(|_| *doubt == Doubt::Threshold));
            let advised = *doubt == Doubt::Threshold && state.advised(round) == Some(Action::SetThreshold);
            let words = if advised {
                format!("{words} {}", cx.text("closing-next"))
            } else {
                words
            };
            (Role::Warn, words, aside.unwrap_or_default())
        }
        Row::Act(action) => {
            let advised = state.advised(round) == Some(*action);
            let stop = stops(state, round, *action);
            let key = cx.keymap.hint(&[Context::Conclusion, Context::Global], *action);
            let title = cx.say(&action.title());
            let role = match (&stop, advised) {
                (Some(_), _) => Role::Dim,
                (None, true) => Role::Good,
                (None, false) => Role::Text,
            };
            let words = match (stop, advised) {
                (Some(stop), _) => format!("{title}: {}", cx.say(&stop)),
                (None, true) => format!("{title} {}", cx.text("closing-next")),
                (None, false) => title,
            };
            (role, words, key.unwrap_or_default())
        }
        Row::Group(id) => {
            let closing = state.closing.as_ref();
            let result = closing.and_then(|closing| closing.view.scorecard.results.get(&round.stage));
            let own = result
                .and_then(|result| result.groups.get(id))
                .cloned()
                .unwrap_or_default();
            let group = round.framework.groups.iter().find(|group| group.id == *id);
            let name = group.map_or_else(String::new, |group| format!("{} {}", group.code, group.name));
            let applicable = own.passed + own.failed + own.pending;
            let aside = match round.framework.method {
                Method::Points => {
                    let points = words::points(cx, round, own.points);
                    let max = words::points(cx, round, own.max_points);
                    cx.locale
                        .with("closing-points-of", &[("points", &points), ("max", &max)])
                }
                Method::PassFail | Method::Maturity => cx.locale.with(
                    "closing-passed-of",
                    &[("passed", &own.passed.to_string()), ("all", &applicable.to_string())],
                ),
            };
            let aside = if own.pending > 0 {
                let open = cx.locale.with("closing-open-of", &[("open", &own.pending.to_string())]);
                format!("{open}  {aside}")
            } else {
                aside
            };
            (Role::Text, name, aside)
        }
    }
}
