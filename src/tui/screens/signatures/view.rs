//! Draws the files with their signatures, the selected one in full, and what was not checked.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::State;
use crate::domain::SignatureState;
use crate::tasks::verify::{self, Checked, Kept, Origin, Verified};
use crate::text::{self, date};
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::listing::{self, Parts};
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::table::{self, Cell, Column, Row};
use crate::tui::widgets::{self};

/// The parts in the screen's place.
pub fn parts(state: &State, body: Rect) -> Parts {
    listing::fitted(body, state.report.found.len(), 2, 16)
}

/// The bar at the top.
pub fn title(cx: &Cx) -> String {
    cx.text("tui-place-signatures")
}

/// How grave a state is, and its sign.
fn sign(state: SignatureState) -> (Role, &'static str) {
    match state {
        SignatureState::Valid => (Role::Good, "✓"),
        SignatureState::Invalid => (Role::Bad, "×"),
        SignatureState::Unreadable => (Role::Bad, "!"),
        SignatureState::Unproven => (Role::Warn, "?"),
        SignatureState::Unsigned => (Role::Warn, "–"),
        SignatureState::Unchecked | SignatureState::NotSignable => (Role::Dim, "–"),
    }
}

fn state(cx: &Cx, one: &Verified) -> String {
    let name: &'static str = one.state.into();
    cx.locale.with("closing-signature", &[("state", name)])
}

fn signer(cx: &Cx, one: &Checked) -> String {
    let name = if one.name.is_empty() {
        cx.text("verify-nameless")
    } else {
        one.name.clone()
    };
    if one.is_timestamp {
        format!("{}: {name}", cx.text("verify-timestamp"))
    } else {
        name
    }
}

fn time(cx: &Cx, one: &Checked) -> String {
    let (time, source) = match one.time {
        Some((time, source)) => (date::display(&date::stamp(time)), source.code()),
        None => (String::new(), "none"),
    };
    cx.locale.with("verify-time", &[("source", source), ("time", &time)])
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let parts = parts(state, body);
    // Each column takes what it says, so that short results leave room for names and times.
    let rows: Vec<Vec<Cell>> = state.report.found.iter().map(|one| cells(cx, one)).collect();
    let best = |column: usize, least: u16| {
        let widths = rows.iter().filter_map(|cells| cells.get(column));
        let widest = widths.map(|cell| text::width(&cell.text)).max().unwrap_or(0);
        u16::try_from(widest).unwrap_or(u16::MAX).clamp(least, least.max(60))
    };
    let column = |at: usize, key: &str, least: u16| {
        let title = cx.text(key);
        let least = least.max(u16::try_from(text::width(&title)).unwrap_or(u16::MAX));
        Column::new(title, least).up_to(best(at, least))
    };
    let columns = [
        column(0, "closing-column-file", 20),
        column(1, "closing-column-state", 15),
        column(2, "closing-column-signer", 14),
        column(3, "closing-column-organisation", 12).dispensable(2),
        column(4, "closing-column-time", 16).dispensable(1),
    ];
    let places = table::fit(&columns, body);
    table::header(frame, parts.header, cx.theme, &columns, &places);
    for at in 0..parts.rows.height {
        let place = state.at.top + usize::from(at);
        let Some(cells) = rows.get(place) else { break };
        let selected = (place == state.at.selected).then_some(true);
        let area = widgets::row(parts.rows, at);
        table::draw_row(
            frame,
            area,
            cx.theme,
            &columns,
            &places,
            &Row::Cells(cells.clone()),
            selected,
        );
    }
    if state.report.found.is_empty() {
        let area = widgets::row(parts.rows, 0);
        let said = format!("  {}", cx.text("closing-nothing-found"));
        widgets::line(frame, area, cx.theme, Role::Warn, &said);
    }
    let fine = state.report.found.iter().filter(|one| one.is_fine()).count();
    let all = state.report.found.len();
    let figures = [
        ("files", all.to_string()),
        ("fine", fine.to_string()),
        ("others", (all - fine).to_string()),
    ];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
    let mut counts = cx.locale.with("verify-done", &figures);
    if state.report.stopped {
        counts = cx.locale.with("closing-verify-stopped", &[("counts", &counts)]);
    }
    let counts = format!("  {counts}");
    let position = format!("{}/{all} ", (state.at.selected + 1).min(all));
    widgets::ends(frame, parts.counts, cx.theme, Role::Header, &counts, &position);
    detail(state, cx).draw(frame, parts.detail, cx.theme, state.scroll);
}

/// A file in the list.
fn cells(cx: &Cx, one: &Verified) -> Vec<Cell> {
    let (role, mark) = sign(one.state);
    let name = one.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let last = one.signatures.iter().rev().find(|one| !one.is_timestamp);
    let signers = one.signatures.iter().filter(|one| !one.is_timestamp).count();
    let who = match last {
        Some(last) if signers > 1 => format!("{} (+{})", signer(cx, last), signers - 1),
        Some(last) => signer(cx, last),
        None => String::new(),
    };
    vec![
        Cell::new(name),
        Cell::of(role, format!("{mark} {}", words::capital(&state(cx, one)))),
        Cell::new(who),
        Cell::new(last.and_then(|one| one.organisation.clone()).unwrap_or_default()),
        Cell::new(last.map(|last| time(cx, last)).unwrap_or_default()),
    ]
}

/// That the last signer's certificate bears another name than the member's who signed by the journal.
fn another_name(cx: &Cx, one: &Verified) -> Option<String> {
    let Kept::Same { by, .. } = &one.kept else { return None };
    let last = one.signatures.iter().rev().find(|one| !one.is_timestamp)?;
    let another = verify::another_name(&last.name, last.organisation.as_deref(), by);
    let figures = [("certificate", last.name.as_str()), ("member", by)];
    another.then(|| cx.locale.with("closing-another-name", &figures))
}

fn detail(state: &State, cx: &Cx) -> Paper {
    let mut paper = Paper::default();
    if let Some(one) = state.selected() {
        paper.say(Role::Group, &one.path.display().to_string());
        if let Some(fault) = one.fault {
            paper.say(
                Role::Bad,
                &words::sentence(&words::capital(&cx.say(&verify::unreadable(fault)))),
            );
        }
        for (number, checked) in (1..).zip(&one.signatures) {
            let (role, _) = sign(match checked.verdict.code() {
                "valid" => SignatureState::Valid,
                "altered" | "broken" => SignatureState::Invalid,
                _ => SignatureState::Unproven,
            });
            let organisation = match &checked.organisation {
                Some(organisation) if *organisation != checked.name => format!(", {organisation}"),
                Some(_) | None => String::new(),
            };
            let whole = if checked.whole_file {
                "verify-whole"
            } else {
                "verify-part"
            };
            paper.say(
                Role::Text,
                &format!(
                    "{number}. {}{organisation} · {} · {}",
                    signer(cx, checked),
                    time(cx, checked),
                    cx.text(whole)
                ),
            );
            let found = words::sentence(&words::capital(&cx.say(&verify::finding(checked.verdict))));
            paper.say(role, &format!("   {found}"));
        }
        if one.signatures.is_empty() && one.fault.is_none() {
            paper.say(Role::Warn, &words::sentence(&words::capital(&self::state(cx, one))));
        }
        // Said first: it decides what the verdicts above are worth, and a small screen cuts off the end.
        if !state.report.authorities && !one.signatures.is_empty() {
            paper.say(Role::Warn, &cx.text("closing-no-authorities"));
        }
        let kept = |key: &str, by: &str, at: &str| cx.locale.with(key, &[("by", by), ("at", &date::display(at))]);
        let (role, said) = match &one.kept {
            Kept::Nothing => (Role::Dim, cx.text("verify-kept-nothing")),
            Kept::Same { by, at } => (Role::Good, kept("verify-kept-same", by, at)),
            Kept::Other { by, at } => (Role::Bad, kept("verify-kept-other", by, at)),
        };
        paper.say(role, &words::sentence(&words::capital(&said)));
        if let Some(said) = another_name(cx, one) {
            paper.say(Role::Warn, &said);
        }
        if one.origin != Origin::Unknown {
            let role = if one.origin.is_fine() { Role::Good } else { Role::Bad };
            let said = cx.say(&verify::compared(&one.origin));
            paper.say(role, &words::sentence(&words::capital(&said)));
        }
    }
    paper.gap();
    paper.say(Role::Dim, &cx.text("verify-not-checked"));
    paper
}
