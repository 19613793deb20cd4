//! Draws a load: what it goes into, the applicants, and beside or below them what there is to say of the selected one.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Pane, State, detail};
use crate::tasks::{Commune, Prospect, findings};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::keymap::Context;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Cell, Column, Row};
use crate::tui::widgets::{self};

/// From this width on the detail stands beside the list.
const BESIDE: u16 = 120;

/// Where the parts stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    pub intro: Rect,
    pub header: Rect,
    pub rows: Rect,
    pub line: Rect,
    pub detail: Rect,
}

/// Per cent of the screen that the list takes beside the detail, unless the border was moved.
const LEFT: u16 = 55;

/// The place that list and detail share, and whether they stand beside each other.
pub(super) fn shared(body: Rect) -> (Rect, bool) {
    let intro = 2.min(body.height);
    let rest = Rect {
        y: body.y + intro,
        height: body.height - intro,
        ..body
    };
    (rest, body.width >= BESIDE)
}

/// Per cent of the shared place that the list takes now.
pub(super) fn share(state: &State, body: Rect, place: Rect, beside: bool) -> u16 {
    let parts = parts(state, body);
    if beside {
        parts.rows.width * 100 / place.width.max(1)
    } else {
        (parts.header.height + parts.rows.height) * 100 / place.height.max(1)
    }
}

/// The parts in the screen's place.
pub(super) fn parts(state: &State, body: Rect) -> Parts {
    let intro = Rect {
        height: 2.min(body.height),
        ..body
    };
    let rest = Rect {
        y: body.y + intro.height,
        height: body.height - intro.height,
        ..body
    };
    let header = |area: Rect| Rect {
        height: 1.min(area.height),
        ..area
    };
    let below = |area: Rect| Rect {
        y: area.y + 1.min(area.height),
        height: area.height.saturating_sub(1),
        ..area
    };
    if body.width >= BESIDE {
        let list = Rect {
            width: state.split.columns(rest.width, LEFT),
            ..rest
        };
        let line = Rect {
            x: rest.x + list.width,
            width: 1,
            ..rest
        };
        let detail = Rect {
            x: line.x + 2,
            width: rest.width.saturating_sub(list.width + 3),
            ..rest
        };
        return Parts {
            intro,
            header: header(list),
            rows: below(list),
            line,
            detail,
        };
    }
    let list = Rect {
        height: state.split.rows(rest.height).unwrap_or(rest.height.div_ceil(2)),
        ..rest
    };
    let line = Rect {
        y: rest.y + list.height,
        height: 1.min(rest.height - list.height),
        ..rest
    };
    let detail = Rect {
        x: rest.x + 1.min(rest.width),
        y: line.y + line.height,
        width: rest.width.saturating_sub(2),
        height: rest.height.saturating_sub(list.height + line.height),
    };
    Parts {
        intro,
        header: header(list),
        rows: below(list),
        line,
        detail,
    }
}

/// What stands in the bar at the top.
pub fn title(state: &State, cx: &Cx) -> String {
    let key = if state.report.is_some() {
        "tui-import-title-after"
    } else {
        "tui-import-title"
    };
    cx.text(key)
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let parts = parts(state, body);
    for (at, (role, words)) in (0..parts.intro.height).zip(intro(state, cx)) {
        widgets::line(
            frame,
            widgets::row(parts.intro, at),
            cx.theme,
            role,
            &format!("  {words}"),
        );
    }
    let columns = columns(cx, state.report.is_some());
    let places = table::fit(&columns, parts.header);
    table::header(frame, parts.header, cx.theme, &columns, &places);
    for at in 0..parts.rows.height {
        let place = state.at.top + usize::from(at);
        let Some(cells) = cells(state, cx, place) else { break };
        let selected = (place == state.at.selected).then_some(state.pane == Pane::List);
        let area = widgets::row(parts.rows, at);
        table::draw_row(frame, area, cx.theme, &columns, &places, &Row::Cells(cells), selected);
    }
    let beside = body.width >= BESIDE;
    for at in 0..parts.line.height {
        let words = if beside {
            "│".to_owned()
        } else {
            let sign = if state.pane == Pane::Detail { "►" } else { "─" };
            format!("─{sign}{}", "─".repeat(usize::from(parts.line.width.saturating_sub(2))))
        };
        widgets::line(frame, widgets::row(parts.line, at), cx.theme, Role::Line, &words);
    }
    let more = detail::paper(state, cx).draw(frame, parts.detail, cx.theme, state.scroll);
    if more && parts.detail.height > 0 {
        let last = widgets::row(parts.detail, parts.detail.height - 1);
        widgets::ends(frame, last, cx.theme, Role::Dim, "", &cx.text("tui-import-more"));
    }
}

/// What the load goes into, and what would become of how many.
fn intro(state: &State, cx: &Cx) -> [(Role, String); 2] {
    let preview = &state.preview;
    let into = match (&cx.round, &state.workspace, &preview.round) {
        (_, Some(path), _) => {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
            cx.locale
                .with("tui-import-new-workspace", &[("file", &name.unwrap_or_default())])
        }
        (Some(round), None, Some(id)) if round.id == *id => cx.text("tui-import-this-round"),
        (_, None, Some(_)) => cx.text("tui-import-other-round"),
        (_, None, None) => cx.text("tui-import-new-round"),
    };
    let first = (Role::Text, format!("{} · {}", words::capital(&into), preview.framework));
    let key = |action| cx.keymap.hint(&[Context::Import], action).unwrap_or_default();
    if let Some((report, found)) = &state.report {
        let stored = report.fates.iter().filter(|fate| fate.submission.is_some()).count();
        // What did not happen is not counted out.
        let counts = [
            ("tui-imported", stored),
            ("tui-imported-same", report.fates.len() - stored),
            ("tui-imported-issues", report.issues.len()),
        ];
        let counts: Vec<String> = counts
            .into_iter()
            .filter(|(key, count)| *count > 0 || *key == "tui-imported")
            .map(|(key, count)| cx.locale.with(key, &[("count", &count.to_string())]))
            .collect();
        let mut said = format!("{}.", counts.join("; "));
        let on = cx.locale.with("tui-imported-on", &[("key", &key(Action::Confirm))]);
        said = format!("{said} {on}");
        if report.cancelled {
            said = format!("{} {said}", cx.text("tui-imported-cancelled"));
        }
        let sound = !report.cancelled && found.applicants.iter().all(|one| one.issues.is_empty());
        return [first, (if sound { Role::Good } else { Role::Warn }, said)];
    }
    let issues = preview
        .communes
        .iter()
        .map(|commune| commune.issues.len())
        .sum::<usize>()
        + preview.issues.len();
    let counts = [
        ("all", preview.communes.len().to_string()),
        ("stored", state.stored().to_string()),
        ("issues", issues.to_string()),
        ("key", key(Action::RunImport)),
    ];
    let counts: Vec<(&str, &str)> = counts.iter().map(|(name, count)| (*name, count.as_str())).collect();
    [first, (Role::Group, cx.locale.with("tui-import-counts", &counts))]
}

fn columns(cx: &Cx, after: bool) -> Vec<Column> {
    let fate = if after {
        "tui-import-column-done"
    } else {
        "tui-import-column-fate"
    };
    vec![
        Column::new("", 1),
        Column::new(cx.text("tui-import-column-name"), 16).up_to(34),
        Column::new(cx.text(fate), 14).up_to(40),
        Column::new(cx.text("tui-import-column-claims"), 5).right().up_to(8),
        Column::new(cx.text("tui-import-column-evidence"), 7).right().up_to(10),
        Column::new(cx.text("tui-import-column-issues"), 6).right().up_to(7),
    ]
}

/// The sign of what would become of a dossier, so that colour alone never tells it.
fn sign(commune: &Commune) -> (Role, &'static str) {
    match commune.fate {
        Prospect::First => (Role::Good, "+"),
        Prospect::Next(_) => (Role::Warn, "±"),
        Prospect::Unchanged(_) => (Role::Dim, "="),
        Prospect::LeftOut => (Role::Dim, "–"),
        Prospect::Sealed | Prospect::Taken | Prospect::Refused => (Role::Bad, "!"),
    }
}

fn count(number: usize) -> Cell {
    if number == 0 {
        Cell::of(Role::Dim, "–")
    } else {
        Cell::new(number.to_string())
    }
}

fn issue_count(number: usize) -> Cell {
    if number == 0 {
        Cell::of(Role::Dim, "–")
    } else {
        Cell::of(Role::Warn, format!("! {number}"))
    }
}

/// The cells of a row; none below the last.
fn cells(state: &State, cx: &Cx, at: usize) -> Option<Vec<Cell>> {
    let (own, rest) = match &state.report {
        None => {
            let own = state.preview.communes.get(at).map(|commune| {
                let (role, sign) = sign(commune);
                let fate = cx.say(&findings::prospect(commune.fate));
                vec![
                    Cell::of(role, sign),
                    Cell::new(&commune.name),
                    Cell::of(role, words::capital(&fate)),
                    count(commune.claims),
                    count(commune.evidence),
                    issue_count(commune.issues.len()),
                ]
            });
            let rest = (at == state.preview.communes.len()).then_some(&state.preview.issues);
            (own, rest)
        }
        Some((report, found)) => {
            let own = found.applicants.get(at).map(|one| {
                let stored = report.fates.get(at).is_some_and(|fate| fate.submission.is_some());
                let refused = report.fates.get(at).is_some_and(|fate| fate.refused);
                let (role, sign) = match (stored, refused) {
                    (true, _) => (Role::Good, "✓"),
                    (false, true) => (Role::Bad, "!"),
                    (false, false) => (Role::Dim, "="),
                };
                vec![
                    Cell::of(role, sign),
                    Cell::new(&one.name),
                    Cell::of(role, words::capital(&cx.say(&one.outcome))),
                    count(one.claims),
                    count(one.evidence),
                    issue_count(one.issues.len()),
                ]
            });
            let rest = (at == found.applicants.len()).then_some(&found.issues);
            (own, rest)
        }
    };
    own.or_else(|| {
        let rest = rest.filter(|issues| !issues.is_empty())?;
        Some(vec![
            Cell::of(Role::Bad, "!"),
            Cell::new(cx.text("task-findings-general")),
            Cell::new(""),
            Cell::new(""),
            Cell::new(""),
            issue_count(rest.len()),
        ])
    })
}
