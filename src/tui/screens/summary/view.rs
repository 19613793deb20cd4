//! Draws the summary: the parts, the round in one line, one or two tables, and what there is to know of the selected row.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};
use strum::IntoEnumIterator;

use super::cell::{cell, outcome};
use super::detail;
use super::field::{self, Field, columns, wide};
use super::state::{Kind, Part, State};
use crate::domain::overview::Overview;
use crate::domain::{Decimal, Method, Round};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets;
use crate::tui::widgets::chart;
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::table::{self, Column, Row};

/// Where a table stands.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    /// The table.
    pub kind: Kind,
    /// Its name, where a part has several.
    pub name: Rect,
    /// The column titles.
    pub header: Rect,
    /// The rows.
    pub rows: Rect,
}

/// Where everything stands.
#[derive(Debug, Clone)]
pub struct Parts {
    /// The bar of the parts.
    pub tabs: Rect,
    /// The round in one line.
    pub headline: Rect,
    /// The tables.
    pub spots: Vec<Spot>,
    /// The legend and the position.
    pub foot: Rect,
    /// What there is to know of the selected row.
    pub detail: Rect,
}

/// The parts in the screen's place.
pub fn parts(state: &State, body: Rect) -> Parts {
    let at = |y: u16, height: u16| {
        Rect {
            y: body.y + y,
            height,
            ..body
        }
        .intersection(body)
    };
    let kinds = state.part.kinds();
    let alone = state.part == Part::Years && state.beside_year().is_none();
    let both = kinds.len() > 1 && wide(body.width) && !alone;
    let shown: Vec<Kind> = if both { kinds.to_vec() } else { vec![state.kind()] };
    let name = u16::from(kinds.len() > 1);
    let above = 2 + name + 2;
    let room = body.height.saturating_sub(above + 1);
    let most = room.saturating_sub((room / 4).clamp(2.min(room), 10));
    let longest = shown
        .iter()
        .filter_map(|kind| state.pane(*kind))
        .map(|pane| pane.shown.len());
    let longest = u16::try_from(longest.max().unwrap_or(0)).unwrap_or(u16::MAX);
    // Where nothing is there, there is room to say why.
    let rows = if longest == 0 {
        most.min(8)
    } else {
        longest.max(3).min(most)
    };
    let detail = at(above + rows + 1, room - rows);
    let count = u16::try_from(shown.len()).unwrap_or(1).max(1);
    let width = body.width / count;
    let spots = (0..count).zip(shown).map(|(place, kind)| {
        let last = place + 1 == count;
        let column = |area: Rect| Rect {
            x: area.x + place * width,
            width: if last {
                body.width - place * width
            } else {
                width.saturating_sub(1)
            },
            ..area
        };
        Spot {
            kind,
            name: column(at(2, name)),
            header: column(at(2 + name, 2)),
            rows: column(at(above, rows)),
        }
    });
    Parts {
        tabs: at(0, 1),
        headline: at(1, 1),
        spots: spots.collect(),
        foot: at(above + rows, 1),
        detail: Rect {
            x: detail.x + 2.min(detail.width),
            width: detail.width.saturating_sub(3),
            ..detail
        },
    }
}

/// The bar at the top.
pub fn title(cx: &Cx) -> String {
    cx.text("tui-place-summary")
}

/// The parts with their places in the bar.
pub fn tabs(cx: &Cx, bar: Rect, chosen: Part) -> Vec<(Part, Rect, String)> {
    let mut x = bar.x + 1;
    Part::iter()
        .map(|part| {
            let name = cx.say(&part.title());
            let words = if part == chosen {
                format!("[{name}]")
            } else {
                format!(" {name} ")
            };
            let width = u16::try_from(text::width(&words)).unwrap_or(0);
            let place = Rect { x, width, ..bar }.intersection(bar);
            x = x.saturating_add(width + 1);
            (part, place, words)
        })
        .collect()
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    let parts = parts(state, body);
    widgets::line(frame, parts.tabs, cx.theme, Role::Text, "");
    for (part, place, words) in tabs(cx, parts.tabs, state.part) {
        let role = if part == state.part { Role::Group } else { Role::Text };
        frame.render_widget(Line::from(Span::styled(words, cx.theme.style(role))), place);
    }
    let Some(found) = &state.found else {
        let said = format!("  {}", cx.text("tui-detail-reading"));
        widgets::line(frame, parts.headline, cx.theme, Role::Warn, &said);
        return;
    };
    let (role, said) = headline(cx, round, &found.now, usize::from(body.width).saturating_sub(3));
    widgets::line(frame, parts.headline, cx.theme, role, &format!("  {said}"));
    for spot in &parts.spots {
        draw(state, cx, round, frame, body, *spot);
    }
    let pane = state.pane(state.kind());
    let (at, of) = pane.map_or((0, 0), |pane| (pane.at.selected + 1, pane.shown.len()));
    let position = format!("{}/{of} ", at.min(of));
    let room = usize::from(parts.foot.width).saturating_sub(text::width(&position) + 3);
    let legend = format!("  {}", legend(state, cx, round, room));
    widgets::ends(frame, parts.foot, cx.theme, Role::Header, &legend, &position);
    if let Some(row) = state.row() {
        let mut paper = Paper::default();
        detail::tell(&mut paper, state, cx, round, row);
        paper.draw(frame, parts.detail, cx.theme, 0);
    }
}

fn draw(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, body: Rect, spot: Spot) {
    let Some(pane) = state.pane(spot.kind) else { return };
    let own = state.kind() == spot.kind;
    if spot.name.height > 0 {
        names(state, cx, frame, body, spot);
    }
    let fields = columns(cx, round, state, spot.kind, spot.rows.width);
    let plain: Vec<Column> = fields.iter().map(|(_, column)| column.clone()).collect();
    let places = table::fit(&plain, spot.rows);
    let titled: Vec<Column> = fields
        .iter()
        .enumerate()
        .map(|(at, (field, column))| {
            let mut column = column.clone();
            if *field == Field::Dots {
                let width = places
                    .iter()
                    .find(|place| place.column == at)
                    .map_or(0, |place| place.width);
                let (least, most) = pane.scale;
                let print = |number: Decimal| words::number(cx, number, 0);
                column.title = chart::axis(&print(least), &print(most), usize::from(width));
            }
            if *field == pane.sort {
                column.mark = if pane.sort.ascends() == pane.reversed {
                    "▼"
                } else {
                    "▲"
                };
            }
            column
        })
        .collect();
    table::header(frame, spot.header, cx.theme, &titled, &places);
    for at in 0..spot.rows.height {
        let place = pane.at.top + usize::from(at);
        let Some(row) = pane.shown.get(place) else { break };
        let cells = fields.iter().enumerate().map(|(at, (field, _))| {
            let width = places
                .iter()
                .find(|place| place.column == at)
                .map_or(0, |place| place.width);
            cell(cx, round, state, spot.kind, *field, *row, width)
        });
        let cells = Row::Cells(cells.collect());
        let selected = (place == pane.at.selected && own).then_some(true);
        table::draw_row(
            frame,
            widgets::row(spot.rows, at),
            cx.theme,
            &titled,
            &places,
            &cells,
            selected,
        );
    }
    if pane.shown.is_empty() {
        empty(state, cx, frame, spot);
    }
}

/// The names of the part's tables: where both stand side by side, each above its own; else the one that is shown and how to
/// come to the other.
fn names(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect, spot: Spot) {
    let kinds = state.part.kinds();
    let key = cx.keymap.hint(
        &[crate::tui::keymap::Context::Summary],
        crate::tui::action::Action::NextGroup,
    );
    let key = key.unwrap_or_default();
    let name = |kind: Kind| {
        let name = cx.say(&kind.title());
        if kind == state.kind() {
            format!("[{name}]")
        } else {
            format!(" {name} ")
        }
    };
    if wide(body.width) && spot.name.width < body.width {
        let role = if spot.kind == state.kind() {
            Role::Group
        } else {
            Role::Text
        };
        let right = if spot.kind == state.kind() {
            String::new()
        } else {
            format!("{key} ")
        };
        widgets::ends(
            frame,
            spot.name,
            cx.theme,
            role,
            &format!(" {}", name(spot.kind)),
            &right,
        );
        return;
    }
    let all: Vec<String> = kinds.iter().map(|kind| name(*kind)).collect();
    widgets::ends(
        frame,
        spot.name,
        cx.theme,
        Role::Group,
        &format!(" {}", all.join(" ")),
        &format!("{key} "),
    );
}

/// Why a table has no rows, and what to do about it.
fn empty(state: &State, cx: &Cx, frame: &mut Frame<'_>, spot: Spot) {
    let begun = state.found.as_ref().is_some_and(|found| found.now.is_begun());
    let none = state.found.as_ref().is_none_or(|found| found.now.communes.is_empty());
    let (role, key) = match spot.kind {
        _ if none => (Role::Warn, "tui-round-empty"),
        Kind::Years | Kind::YearCriteria => (Role::Warn, "summary-no-past"),
        _ if !begun => (Role::Warn, "summary-no-rulings"),
        Kind::Obstacles => (Role::Good, "summary-no-obstacles"),
        Kind::Ranking | Kind::Bins | Kind::Groups | Kind::Communes | Kind::Criteria => {
            (Role::Good, "summary-nothing-compared")
        }
    };
    let mut paper = Paper::default();
    paper.say(role, &cx.text(key));
    if key == "summary-no-past" {
        let hint = |action| {
            let contexts = [crate::tui::keymap::Context::Summary];
            cx.keymap.hint(&contexts, action).unwrap_or_default()
        };
        let (load, choose) = (
            hint(crate::tui::action::Action::ImportMore),
            hint(crate::tui::action::Action::ChoosePast),
        );
        let year = cx.round.as_ref().map_or(0, |round| round.year - 1).to_string();
        let said = [
            ("load", load.as_str()),
            ("choose", choose.as_str()),
            ("year", year.as_str()),
        ];
        paper.say(Role::Text, &cx.locale.with("summary-no-past-how", &said));
    }
    let area = Rect {
        x: spot.rows.x + 2.min(spot.rows.width),
        width: spot.rows.width.saturating_sub(4),
        ..spot.rows
    };
    paper.draw(frame, area, cx.theme, 0);
}

/// The round in one line: conclusions, how much is appraised, and the mean.
fn headline(cx: &Cx, round: &Round, now: &Overview, room: usize) -> (Role, String) {
    if !now.is_begun() {
        return (Role::Warn, cx.text("summary-claimed-only"));
    }
    let mut said = vec![
        cx.locale
            .with("summary-units", &[("count", &now.communes.len().to_string())]),
    ];
    let counts: Vec<String> = now
        .outcomes()
        .iter()
        .map(|(of, count)| {
            let (_, words) = outcome(cx, *of);
            match words.split_once(' ') {
                Some((sign, name)) => format!("{sign} {count} {}", name.to_lowercase()),
                None => words,
            }
        })
        .collect();
    said.push(counts.join(" · "));
    let (done, all) = now.judged();
    let share = (done * 100).checked_div(all).unwrap_or(0).to_string();
    let figures = [("done", done.to_string()), ("all", all.to_string()), ("share", share)];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
    let whole = text::width(&said.join(" │ ")) + 96 <= room;
    let key = match (now.is_done(), whole) {
        (true, _) => "summary-judged-all",
        (false, true) => "summary-judged",
        (false, false) => "summary-judged-short",
    };
    said.push(cx.locale.with(key, &figures));
    if let Some(mean) = now.mean() {
        let mean = match round.framework.method {
            Method::PassFail => format!("{}%", words::number(cx, mean, 2)),
            Method::Maturity => words::number(cx, mean, 1),
            Method::Points => words::points(cx, round, mean),
        };
        let count = now.ranked().count().to_string();
        let figures = [("count", count.as_str()), ("mean", mean.as_str())];
        said.push(cx.locale.with("summary-mean", &figures));
    }
    // What is said last gives way.
    while said.len() > 1 && text::width(&said.join(" │ ")) > room {
        said.pop();
    }
    (Role::Text, said.join(" │ "))
}

/// What the signs of the part mean; in so many cells, where it can be said shorter.
fn legend(state: &State, cx: &Cx, round: &Round, room: usize) -> String {
    let before = round.before().map(|stage| stage.name.as_str()).unwrap_or_default();
    let own = round.acting().map(|stage| stage.name.as_str()).unwrap_or_default();
    let stages = [("before", before), ("own", own)];
    match state.part {
        Part::Results => {
            let says = |length: &str| {
                let mark = match (round.framework.method, round.threshold) {
                    (Method::PassFail, Some(threshold)) => {
                        let rate = words::number(cx, threshold, 2);
                        let key = format!("summary-legend-threshold{length}");
                        Some(cx.locale.with(&key, &[("rate", &rate)]))
                    }
                    (Method::Maturity, _) => Some(cx.text("summary-legend-registered")),
                    (Method::PassFail | Method::Points, _) => None,
                };
                // Bars are of the whole dossier, dots of what is ruled: like beside like. Levels are of the whole.
                let key = match round.framework.method {
                    Method::Maturity => "summary-legend-dots".to_owned(),
                    Method::PassFail | Method::Points => format!("summary-legend-results{length}"),
                };
                let dots = cx.locale.with(&key, &stages);
                mark.into_iter().chain([dots]).collect::<Vec<_>>().join("  ")
            };
            let whole = says("");
            if text::width(&whole) <= room {
                whole
            } else {
                says("-short")
            }
        }
        Part::Spread => cx.locale.with("summary-legend-spread", &stages),
        Part::Gaps => cx.locale.with("summary-legend-gaps", &stages),
        Part::Obstacles => match round.framework.method {
            Method::PassFail => cx.text("summary-legend-not-met"),
            Method::Maturity => cx.text("summary-legend-blocks"),
            Method::Points => cx.text("summary-legend-short"),
        },
        Part::Years => {
            let past = state.found.as_ref().and_then(|found| found.past.first());
            past.map_or_else(String::new, |past| {
                let (then, now) = (past.head.year.to_string(), round.year.to_string());
                let said = [
                    ("then", then.as_str()),
                    ("now", now.as_str()),
                    ("body", past.head.organisation.as_str()),
                ];
                cx.locale.with("summary-legend-years", &said)
            })
        }
    }
}

/// The column that stands at a place of a table's header.
pub fn column_at(cx: &Cx, round: &Round, state: &State, spot: Spot, x: u16) -> Option<Field> {
    let fields = field::columns(cx, round, state, spot.kind, spot.rows.width);
    let plain: Vec<Column> = fields.iter().map(|(_, column)| column.clone()).collect();
    let place = table::fit(&plain, spot.rows)
        .into_iter()
        .find(|place| x >= place.x && x <= place.x + place.width)?;
    fields.get(place.column).map(|(field, _)| field.base())
}
