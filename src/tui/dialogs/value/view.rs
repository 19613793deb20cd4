//! Draws the fields of a ruling, what the one with the keys asks, and what the rule says of all of them.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{Item, Kind, Slot, State};
use crate::domain::Verdict;
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Pen, foot};
use crate::tui::keymap::Context;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::{self, frame as dialog, paper::Paper};

/// Where the parts of the dialog stand.
struct Parts {
    area: Rect,
    above: Rect,
    items: Rect,
    below: Rect,
    /// The first field shown.
    first: usize,
}

fn above(state: &State, cx: &Cx) -> Paper {
    let mut paper = Paper::default();
    paper.say(
        Role::Group,
        &format!("{} {}", state.criterion.code, state.criterion.name),
    );
    paper.say(Role::Text, &state.asked);
    let claimed = words::claimed(cx, &state.decision.claimed, state.criterion.is_percent());
    paper.say(Role::Text, &cx.locale.with("tui-value-claimed", &[("claim", &claimed)]));
    paper
}

fn parts(state: &State, cx: &Cx, screen: Rect) -> Parts {
    let width = 100.min(screen.width.saturating_sub(4));
    let columns = usize::from(width.saturating_sub(4));
    let rows = |count: usize| u16::try_from(count).unwrap_or(u16::MAX);
    let most = dialog::tallest(screen).saturating_sub(2);
    let head = rows(above(state, cx).lines(columns).len()).min(most / 3) + 1;
    let foot = rows(below(state, cx, columns).len() + 1)
        .min(most.saturating_sub(head) * 2 / 3)
        .max(6);
    let items = rows(state.items.len()).min(most.saturating_sub(head + foot)).max(1);
    let area = dialog::place(screen, width, head + items + foot + 2);
    let inner = dialog::inner(area);
    let at = |y: u16, height: u16| {
        Rect {
            y: inner.y + y,
            height,
            ..inner
        }
        .intersection(inner)
    };
    Parts {
        area,
        above: at(0, head - 1),
        items: at(head, items),
        below: at(head + items + 1, inner.height.saturating_sub(head + items + 1)),
        first: (state.at + 1).saturating_sub(usize::from(items)),
    }
}

/// The field at a place of the screen.
pub fn item_at(state: &State, cx: &Cx, (x, y): (u16, u16)) -> Option<usize> {
    let parts = parts(state, cx, Rect::new(0, 0, cx.size.0, cx.size.1));
    let at = parts.first + usize::from(y.checked_sub(parts.items.y)?);
    (parts.items.contains((x, y).into()) && at < state.items.len()).then_some(at)
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, pen: Pen) {
    let parts = parts(state, cx, screen);
    let mut hints = vec![(Action::Confirm, "tui-hint-rule"), (Action::Back, "tui-hint-leave")];
    if state.items.len() > 1 {
        hints.insert(1, (Action::Down, "tui-hint-other-field"));
    }
    let mut foot = foot(cx, Context::Field, pen.saving, &hints);
    if !pen.saving
        && matches!(
            state.items.get(state.at),
            Some(Item {
                kind: Kind::Choice { .. },
                ..
            })
        )
    {
        foot = format!("{foot}  {}", cx.text("tui-hint-turn"));
    }
    dialog::draw(frame, parts.area, cx.theme, &cx.text("tui-value-title"), &foot);
    above(state, cx).draw(frame, parts.above, cx.theme, 0);
    let widest = state
        .items
        .iter()
        .map(|item| text::width(&item.label))
        .max()
        .unwrap_or(0);
    let label = widest.clamp(8, usize::from(parts.items.width) * 11 / 20);
    for at in 0..parts.items.height {
        let place = parts.first + usize::from(at);
        if let Some(item) = state.items.get(place) {
            draw(
                state,
                cx,
                frame,
                widgets::row(parts.items, at),
                (place, item, label),
                pen,
            );
        }
    }
    let lines = below(state, cx, usize::from(parts.below.width));
    for (at, (role, words)) in (0..parts.below.height).zip(&lines) {
        widgets::line(frame, widgets::row(parts.below, at), cx.theme, *role, words);
    }
}

fn draw(
    state: &State,
    cx: &Cx,
    frame: &mut Frame<'_>,
    row: Rect,
    (place, item, label): (usize, &Item, usize),
    pen: Pen,
) {
    let keys = place == state.at;
    let (sign, role) = if keys { ("►", Role::Group) } else { (" ", Role::Text) };
    let name = text::pad(&text::cut(&item.label, label), label);
    widgets::line(frame, row, cx.theme, role, &format!("{sign} {name}"));
    let left = u16::try_from(label + 3).unwrap_or(0).min(row.width);
    let field = Rect {
        x: row.x + left,
        width: row.width - left,
        ..row
    };
    match &item.kind {
        Kind::Text { field: words, .. } => {
            let field = Rect {
                width: field.width.min(28),
                ..field
            };
            words.draw(frame, field, cx.theme, keys, pen.top);
            let ruled = state.read.finding.as_ref().and_then(|finding| finding.points);
            if let (Slot::Points, "", Some(points)) = (&item.slot, words.text(), ruled) {
                let points = words::number(cx, points, 4);
                let said = cx.locale.with("tui-points-by-rule", &[("points", &points)]);
                let beside = Rect {
                    x: field.x + 2,
                    width: field.width.saturating_sub(2),
                    ..field
                };
                widgets::line(frame, beside, cx.theme, Role::Dim, &said);
            }
        }
        Kind::Choice { options, at } => {
            let words = options.get(*at).map_or("", |(words, _)| words.as_str());
            let role = if keys { Role::Input } else { Role::Label };
            widgets::line(frame, field, cx.theme, role, &format!("◄ {words} ►"));
        }
    }
}

/// What the field with the keys asks, and the rule's answer.
fn below(state: &State, cx: &Cx, width: usize) -> Vec<(Role, String)> {
    let mut lines = answer(state, cx, width);
    let Some(item) = state.items.get(state.at) else {
        return lines;
    };
    let mut asked: Vec<(Role, String)> = Vec::new();
    if text::width(&item.label) > width * 11 / 20 {
        asked.extend(text::wrap(&item.label, width).into_iter().map(|line| (Role::Dim, line)));
    }
    if let (Kind::Choice { options, at }, Slot::Input(_) | Slot::Value) = (&item.kind, &item.slot)
        && options.len() > 3
    {
        for (place, (words, _)) in options.iter().enumerate().skip(1) {
            let (sign, role) = if place == *at {
                ("●", Role::Group)
            } else {
                ("○", Role::Dim)
            };
            let mut wrapped = text::wrap(words, width.saturating_sub(5)).into_iter();
            let first = wrapped.next().unwrap_or_default();
            asked.push((role, format!("{sign} {place} {first}")));
            asked.extend(wrapped.map(|line| (role, format!("    {line}"))));
        }
    }
    if !asked.is_empty() {
        asked.push((Role::Text, String::new()));
    }
    if !asked.is_empty() && asked.len() > 6 {
        // A long list of cases must not push the answer out of sight.
        lines.push((Role::Text, String::new()));
        asked.pop();
        lines.append(&mut asked);
        return lines;
    }
    asked.append(&mut lines);
    asked
}

/// What the rule says, or why a field cannot be read.
fn answer(state: &State, cx: &Cx, width: usize) -> Vec<(Role, String)> {
    let say = |role: Role, words: &str| text::wrap(words, width).into_iter().map(move |line| (role, line));
    let mut lines: Vec<(Role, String)> = Vec::new();
    if let Some((_, fault)) = state.read.faults.first_key_value() {
        lines.extend(say(Role::Warn, &cx.text(fault)));
        return lines;
    }
    let Some(finding) = &state.read.finding else {
        if state.read.points.is_none() {
            lines.extend(say(Role::Warn, &cx.text("tui-value-empty")));
        }
        return lines;
    };
    let chosen = state.verdict();
    let role = match chosen.or(finding.verdict) {
        Some(Verdict::Met) => Role::Good,
        Some(Verdict::NotMet) => Role::Bad,
        Some(Verdict::NotApplicable) => Role::Warn,
        None if finding.points.is_some() || finding.level().is_some() => Role::Good,
        None => Role::Warn,
    };
    lines.extend(say(role, &format!("→ {}", cx.say(&finding.why))));
    let said = match (state.read.points, finding.points, finding.level()) {
        (Some(points), _, _) => {
            let points = words::number(cx, points, 4);
            cx.locale.with("tui-value-points-by-hand", &[("points", &points)])
        }
        (None, Some(points), _) => {
            let points = words::number(cx, points, 4);
            cx.locale.with("tui-value-points", &[("points", &points)])
        }
        (None, None, Some(level)) if chosen.is_none() => {
            cx.locale.with("tui-value-level", &[("level", &level.to_string())])
        }
        (None, None, _) => {
            let verdict = match chosen.or(finding.verdict) {
                Some(verdict) => words::verdict(cx, Some(verdict)),
                None => cx.text("tui-value-open"),
            };
            let by = if chosen.is_some() {
                "tui-value-by-hand"
            } else {
                "tui-value-by-rule"
            };
            cx.locale.with(by, &[("verdict", &verdict)])
        }
    };
    lines.extend(say(role, &said));
    lines
}
