//! Draws the heat map: only the cells in sight, with the names at the left and the codes above always there.

use ratatui::Frame;
use ratatui::layout::Rect;
use strum::IntoEnumIterator;

use super::paint::{self, Mode};
use super::state::{RowTotal, Sort, State, Total, of_row};
use crate::domain::{Decimal, Method, Round};
use crate::tasks::MatrixRow;
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::screens::{Filter, words};
use crate::tui::theme::Role;
use crate::tui::widgets::{self, table};

/// Where the parts stand.
#[derive(Debug, Clone, Copy)]
pub struct Parts {
    /// The modes and the signs of the one in force.
    pub legend: Rect,
    /// The names of the groups.
    pub groups: Rect,
    /// The codes.
    pub codes: Rect,
    /// The rows.
    pub rows: Rect,
    /// The totals of the columns.
    pub totals: Rect,
    /// What the selected cell says.
    pub about: Rect,
    /// Where the cells begin.
    pub cells_at: u16,
    /// Where the totals of the rows begin.
    pub totals_at: u16,
    /// Signs that had no room above are explained here.
    pub rest: Rect,
    /// The width of the totals of the rows.
    total: u16,
    /// The codes are shown whole.
    whole: bool,
}

/// A column in its place.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// Which one.
    pub column: usize,
    /// Its left edge.
    pub x: u16,
    /// Its width.
    pub width: u16,
}

/// The width of the totals of the rows, and the least that the words above them need.
const TOTAL: u16 = 8;
const LEAST_TOTAL: u16 = 5;

/// The parts in the screen's place.
pub fn parts(state: &State, body: Rect) -> Parts {
    let about = if body.height >= 16 { 2 } else { 1 };
    let at = |y: u16, height: u16| {
        Rect {
            y: body.y + y,
            height,
            ..body
        }
        .intersection(body)
    };
    let most = body.height.saturating_sub(4 + about);
    let shown = u16::try_from(state.shown.len()).unwrap_or(u16::MAX);
    let rows = shown.max(1).min(most);
    let name = state
        .shown
        .iter()
        .filter_map(|at| state.matrix.as_ref()?.rows.get(*at))
        .map(|row| text::width(&row.name))
        .max()
        .unwrap_or(0);
    let name = u16::try_from(name)
        .unwrap_or(u16::MAX)
        .clamp(12, 12.max(body.width / 4));
    let cells_at = body.x + 2 + name + 1;
    // Where the last column lacks only what the totals can spare, they spare it.
    let room = (body.x + body.width).saturating_sub(cells_at.saturating_add(needed(state)));
    let tight = state.total_width.map_or(TOTAL, |width| {
        u16::try_from(width).unwrap_or(TOTAL).clamp(LEAST_TOTAL, TOTAL)
    });
    let total = if room < tight { TOTAL } else { room.min(TOTAL) };
    let totals_at = (body.x + body.width).saturating_sub(total).max(cells_at);
    let widest = state.columns.iter().map(|column| text::width(&column.code)).max();
    let full = u16::try_from(widest.unwrap_or(1)).unwrap_or(3).saturating_add(1);
    let all = u16::try_from(state.columns.len()).unwrap_or(u16::MAX);
    let whole = full <= 8 && all.saturating_mul(full + 1) <= totals_at - cells_at;
    Parts {
        legend: at(0, 1),
        groups: at(1, 1),
        codes: at(2, 1),
        rows: at(3, rows),
        totals: at(3 + rows, 1),
        about: at(4 + rows, about),
        rest: at(4 + rows + about, u16::from(rows < most)),
        cells_at,
        totals_at,
        total,
        whole,
    }
}

/// The cells that all columns need with their short codes.
fn needed(state: &State) -> u16 {
    let mut all = 0u16;
    let mut group: Option<&crate::domain::GroupId> = None;
    for column in &state.columns {
        let parted = u16::from(group.is_some_and(|group| *group != column.group));
        group = Some(&column.group);
        all = all.saturating_add(width(&column.tail) + parted);
    }
    all
}

/// The width of a column with such a code.
fn width(code: &str) -> u16 {
    u16::try_from(text::width(code) + 1).unwrap_or(u16::MAX).clamp(3, 8)
}

/// The columns in sight.
pub fn visible(state: &State, parts: &Parts) -> Vec<Place> {
    let mut x = parts.cells_at;
    let mut places = Vec::new();
    let mut group: Option<&crate::domain::GroupId> = None;
    for (at, column) in state.columns.iter().enumerate().skip(state.column.top) {
        // One cell parts a group from the next.
        if group.is_some_and(|group| *group != column.group) {
            x += 1;
        }
        group = Some(&column.group);
        let code = if parts.whole { &column.code } else { &column.tail };
        let width = width(code);
        if x.saturating_add(width) > parts.totals_at {
            break;
        }
        places.push(Place { column: at, x, width });
        x += width;
    }
    places
}

/// The bar at the top.
pub fn title(cx: &Cx) -> String {
    cx.text("tui-place-heat")
}

/// The modes in the legend, each in its place.
fn modes(state: &State, cx: &Cx, area: Rect) -> Vec<(Mode, String, Rect)> {
    let mut x = area.x + 1;
    Mode::iter()
        .map(|mode| {
            let before = cx.round.as_ref().and_then(|round| round.before());
            let name = match (mode, before) {
                (Mode::Before, Some(stage)) => text::cut(&stage.name, 24),
                _ => cx.say(&mode.title()),
            };
            let words = if mode == state.mode {
                format!("[{name}]")
            } else {
                format!(" {name} ")
            };
            let width = u16::try_from(text::width(&words)).unwrap_or(0);
            let place = Rect { x, width, ..area }.intersection(area);
            x += width;
            (mode, words, place)
        })
        .collect()
}

/// The mode that stands at a place of the legend.
pub fn mode_at(state: &State, cx: &Cx, area: Rect, x: u16) -> Option<Mode> {
    modes(state, cx, area)
        .into_iter()
        .find(|(_, _, place)| x >= place.x && x < place.x + place.width)
        .map(|(mode, ..)| mode)
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    let parts = parts(state, body);
    legend(state, cx, round, frame, &parts);
    let places = visible(state, &parts);
    header(state, cx, round, frame, &parts, &places);
    let highest = round
        .framework
        .levels
        .iter()
        .map(|level| level.level)
        .max()
        .unwrap_or(0);
    for at in 0..parts.rows.height {
        let place = state.row.top + usize::from(at);
        let Some(row) = state.at(place) else { break };
        let area = widgets::row(parts.rows, at);
        let here = place == state.row.selected;
        name(cx, frame, &parts, area, row, here);
        for (turn, column) in places.iter().enumerate() {
            if starts(state, &places, turn) {
                put(frame, cx, (column.x - 1, area.y, 1), Role::Line, "│");
            }
            let Some(cell) = row.cells.get(column.column) else {
                continue;
            };
            let (role, sign) = paint::cell(state.mode, row, cell, highest);
            if here && column.column == state.column.selected {
                let words = format!("[{}]", centred(sign, column.width.saturating_sub(2)));
                put(frame, cx, (column.x, area.y, column.width), Role::Selected, &words);
            } else {
                let words = centred(sign, column.width);
                put(frame, cx, (column.x, area.y, column.width), role, &words);
            }
        }
        let total = row_total(cx, round, of_row(state.mode, round.framework.method, row));
        let role = if here { Role::Marked } else { Role::Text };
        put(
            frame,
            cx,
            (parts.totals_at, area.y, parts.total),
            role,
            &at_end(&total, parts.total),
        );
    }
    if state.shown.is_empty() {
        let key = match (&state.matrix, state.filter) {
            (None, _) => "tui-detail-reading",
            (Some(_), Filter::All) => "tui-round-empty",
            (Some(_), _) => "tui-filter-empty",
        };
        let area = widgets::row(parts.rows, 0);
        widgets::line(frame, area, cx.theme, Role::Warn, &format!("  {}", cx.text(key)));
    }
    totals(state, cx, round, frame, &parts, &places);
    about(state, cx, round, frame, parts.about);
}

/// Whether a column is the first of its group in sight, and not the first of all.
fn starts(state: &State, places: &[Place], turn: usize) -> bool {
    let group = |turn: usize| {
        let place = places.get(turn)?;
        state.columns.get(place.column).map(|column| &column.group)
    };
    turn > 0 && group(turn) != group(turn - 1)
}

/// The modes, and the signs of the one in force: those that had no room stand below the map.
fn legend(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, parts: &Parts) {
    let area = parts.legend;
    widgets::line(frame, area, cx.theme, Role::Text, "");
    let mut x = area.x + 1;
    for (mode, words, place) in modes(state, cx, area) {
        let role = if mode == state.mode { Role::Title } else { Role::Dim };
        widgets::line(frame, place, cx.theme, role, &words);
        x = place.x + place.width;
    }
    x += 1;
    let mut y = area.y;
    let signs: Vec<_> = paint::legend(state.mode, round.framework.method)
        .iter()
        .filter(|(_, sign, _)| !paint::RARE.contains(sign) || state.signs.contains(sign))
        .map(|(role, sign, name)| (*role, *sign, cx.text(&format!("tui-heat-sign-{name}"))))
        .collect();
    let all: usize = signs.iter().map(|(_, _, words)| text::width(words) + 7).sum();
    let gap = if usize::from(x) + all > usize::from(area.x + area.width) + 3 {
        1
    } else {
        3
    };
    for (role, sign, words) in signs {
        let width = u16::try_from(text::width(&words)).unwrap_or(0) + 4;
        if x + width > area.x + area.width && y == area.y {
            (x, y) = (area.x + 1, parts.rest.y);
            if parts.rest.height == 0 {
                break;
            }
        }
        put(frame, cx, (x, y, 3), role, &centred(sign, 3));
        put(frame, cx, (x + 3, y, width - 3), Role::Dim, &format!(" {words}"));
        x += width + gap;
    }
}

fn header(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, parts: &Parts, places: &[Place]) {
    widgets::line(frame, parts.groups, cx.theme, Role::Header, "");
    widgets::line(frame, parts.codes, cx.theme, Role::Header, "");
    let sorted = |sort: Sort| match (state.sort == sort, state.reversed) {
        (false, _) => "",
        (true, false) => "▲",
        (true, true) => "▼",
    };
    let left = format!("  {}{}", cx.text("tui-column-name"), sorted(Sort::Name));
    let width = parts.cells_at - parts.codes.x;
    put(frame, cx, (parts.codes.x, parts.codes.y, width), Role::Header, &left);
    let method: &'static str = round.framework.method.into();
    let total = match state.mode {
        Mode::Result | Mode::Before => cx.text(&format!("tui-heat-total-{method}")),
        Mode::Difference => cx.text("tui-heat-total-difference"),
        Mode::Flags => cx.text("tui-heat-total-flags"),
    };
    let mark = sorted(Sort::Total);
    let room = usize::from(parts.total).saturating_sub(text::width(mark));
    let total = at_end(&format!("{}{mark}", text::cut(&total, room)), parts.total);
    put(
        frame,
        cx,
        (parts.totals_at, parts.codes.y, parts.total),
        Role::Header,
        &total,
    );
    let mut turn = 0;
    while let Some(first) = places.get(turn) {
        let end = (turn + 1..places.len())
            .find(|other| starts(state, places, *other))
            .unwrap_or(places.len());
        let last = places.get(end - 1).unwrap_or(first);
        let width = last.x + last.width - first.x;
        if turn > 0 {
            put(frame, cx, (first.x - 1, parts.groups.y, 1), Role::Header, "│");
            put(frame, cx, (first.x - 1, parts.codes.y, 1), Role::Header, "│");
        }
        let group = state.columns.get(first.column).map(|column| &column.group);
        let group = group.and_then(|group| round.framework.group(group));
        let name = group.map(|group| format!("{} {}", group.code, group.name));
        put(
            frame,
            cx,
            (first.x, parts.groups.y, width),
            Role::Header,
            &name.unwrap_or_default(),
        );
        turn = end;
    }
    for place in places {
        let Some(column) = state.columns.get(place.column) else {
            continue;
        };
        let selected = place.column == state.column.selected;
        let role = if selected { Role::Selected } else { Role::Header };
        let code = if parts.whole { &column.code } else { &column.tail };
        let words = centred(code, place.width);
        put(frame, cx, (place.x, parts.codes.y, place.width), role, &words);
    }
    // What is hidden at either side is told by a sign.
    if state.column.top > 0 {
        put(frame, cx, (parts.cells_at - 1, parts.codes.y, 1), Role::Header, "◄");
    }
    if places
        .last()
        .is_some_and(|place| place.column + 1 < state.columns.len())
    {
        put(frame, cx, (parts.totals_at, parts.codes.y, 1), Role::Header, "►");
    }
}

fn name(cx: &Cx, frame: &mut Frame<'_>, parts: &Parts, area: Rect, row: &MatrixRow, here: bool) {
    let (sign, role) = if here {
        (table::SELECTED, Role::Marked)
    } else {
        (" ", Role::Text)
    };
    let width = parts.cells_at - area.x;
    put(
        frame,
        cx,
        (area.x, area.y, width),
        role,
        &format!("{sign} {}", text::cut(&row.name, usize::from(width.saturating_sub(3)))),
    );
}

fn row_total(cx: &Cx, round: &Round, total: RowTotal) -> String {
    match total {
        RowTotal::Count(0) => "·".to_owned(),
        RowTotal::Count(count) => count.to_string(),
        RowTotal::Share(met, all) => format!("{met}/{all}"),
        RowTotal::Points(points) => words::points(cx, round, points),
        RowTotal::Level(Some(level)) => level.to_string(),
        RowTotal::Level(None) => "–".to_owned(),
    }
}

fn totals(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, parts: &Parts, places: &[Place]) {
    widgets::line(frame, parts.totals, cx.theme, Role::Header, "");
    let method = round.framework.method;
    let name: &'static str = method.into();
    let label = match state.mode {
        Mode::Result | Mode::Before => cx.text(&format!("tui-heat-columns-{name}")),
        Mode::Difference => cx.text("tui-heat-columns-difference"),
        Mode::Flags => cx.text("tui-heat-columns-flags"),
    };
    let width = parts.cells_at - parts.totals.x;
    let y = parts.totals.y;
    put(
        frame,
        cx,
        (parts.totals.x, y, width),
        Role::Header,
        &format!("  {label}"),
    );
    let shares = matches!(state.mode, Mode::Result | Mode::Before);
    let said = |total: &Total| {
        let mean = |scale: u32| {
            let sum = Decimal::from(total.sum) * Decimal::from(scale);
            sum.checked_div(Decimal::from(total.count))
        };
        match method {
            // Three figures would touch their neighbours.
            Method::Points if shares => mean(10).map(|share| match words::number(cx, share, 0) {
                full if full == "100" => "●".to_owned(),
                share => share,
            }),
            Method::Maturity if shares => mean(1).map(|level| words::number(cx, level, 1)),
            Method::PassFail | Method::Points | Method::Maturity => (total.sum > 0).then(|| total.sum.to_string()),
        }
    };
    for place in places {
        let Some(total) = state.totals.get(place.column) else {
            continue;
        };
        let words = said(total);
        let words = centred(words.as_deref().unwrap_or("·"), place.width);
        put(frame, cx, (place.x, y, place.width), Role::Header, &words);
    }
    let whole = state.totals.iter().fold(Total::default(), |whole, total| Total {
        count: whole.count + total.count,
        sum: whole.sum + total.sum,
    });
    let words = at_end(said(&whole).as_deref().unwrap_or("·"), parts.total);
    put(frame, cx, (parts.totals_at, y, parts.total), Role::Header, &words);
}

/// What the selected cell says: the criterion, then the dossier with both sides.
fn about(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, area: Rect) {
    let criterion = state.criterion().and_then(|id| round.framework.criterion(id));
    let named = criterion.map(|criterion| format!("{} {}", criterion.code, criterion.name));
    let named = named.unwrap_or_default();
    let mut said = String::new();
    if let (Some(row), Some(cell)) = (state.selected(), state.cell()) {
        let mut parts = Vec::new();
        if let Some(before) = round.before() {
            parts.push(format!("{}: {}", before.name, words::mark(cx, cell.before)));
        }
        let acting = round.acting().map(|stage| stage.name.as_str()).unwrap_or_default();
        let ruled = match (cell.conflict, cell.ruled) {
            (true, _) => cx.text("tui-conflict-short"),
            (false, true) => words::mark(cx, cell.acting),
            (false, false) => cx.text("tui-open-short"),
        };
        parts.push(format!("{acting}: {ruled}"));
        if cell.flags > 0 {
            parts.push(
                cx.locale
                    .with("tui-heat-flagged", &[("count", &cell.flags.to_string())]),
            );
        }
        said = format!("{} – {}", row.name, parts.join(" · "));
    }
    let position = format!(
        "{}/{} ",
        (state.row.selected + 1).min(state.shown.len()),
        state.shown.len()
    );
    if area.height > 1 {
        let first = widgets::row(area, 0);
        widgets::ends(frame, first, cx.theme, Role::Group, &format!("  {named}"), &position);
        let second = widgets::row(area, 1);
        widgets::line(frame, second, cx.theme, Role::Text, &format!("  {said}"));
    } else {
        let code = criterion.map(|criterion| criterion.code.as_str()).unwrap_or_default();
        let said = format!("  {code} · {said}");
        widgets::ends(frame, area, cx.theme, Role::Text, &said, &position);
    }
}

/// At the right end of so many cells, one of which stays free where there is room.
fn at_end(words: &str, width: u16) -> String {
    let width = usize::from(width);
    let words = text::cut(words, width);
    let spare = width.saturating_sub(text::width(&words));
    let behind = spare.min(1);
    format!("{}{words}{}", " ".repeat(spare - behind), " ".repeat(behind))
}

fn centred(words: &str, width: u16) -> String {
    let width = usize::from(width);
    let words = text::cut(words, width);
    let spare = width.saturating_sub(text::width(&words));
    format!("{}{words}{}", " ".repeat(spare / 2), " ".repeat(spare - spare / 2))
}

fn put(frame: &mut Frame<'_>, cx: &Cx, (x, y, width): (u16, u16, u16), role: Role, words: &str) {
    let area = Rect::new(x, y, width, 1).intersection(frame.area());
    widgets::line(frame, area, cx.theme, role, words);
}
