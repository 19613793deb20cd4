//! Draws the conclusion: the result at the top, below it what is left to do and the result by group, beside each other
//! where there is room.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::rows::{Doubt, Row, rows};
use super::{State, stops};
use crate::domain::scorecard::conclude;
use crate::domain::{Decimal, DossierState, Method, Round, StageResult, Verdict};
use crate::tasks::closing;
use crate::text::{self, date};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::keymap::Context;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::{self, table};

/// From this width on the groups stand beside the steps.
const WIDE: u16 = 110;

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
    let mut head = head(state, cx, round).lines(usize::from(inner.width));
    let traces = traces(state, cx).lines(usize::from(inner.width));
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
        let half = inner.width / 2;
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

/// The result, why, and where the dossier stands.
fn head(state: &State, cx: &Cx, round: &Round) -> Paper {
    let mut paper = Paper::default();
    let Some(closing) = &state.closing else {
        paper.say(Role::Warn, &cx.text("tui-detail-reading"));
        return paper;
    };
    let view = &closing.view;
    let result = view.scorecard.results.get(&round.stage).cloned().unwrap_or_default();
    let found = conclude(round, &view.dossier, &result);
    let (role, key) = match (found.verdict, round.framework.method) {
        (Some(Verdict::Met), _) => (Role::Good, "closing-met"),
        (Some(Verdict::NotMet), _) => (Role::Bad, "closing-not-met"),
        (Some(Verdict::NotApplicable) | None, Method::Points) => (Role::Text, "closing-points"),
        (Some(Verdict::NotApplicable) | None, Method::PassFail | Method::Maturity) => (Role::Warn, "closing-unknown"),
    };
    let why = words::sentence(&words::capital(&cx.say(&found.why)));
    paper.say(role, &format!("{}. {why}", cx.text(key)));
    // What is printed may be certain before all is ruled: then that is said, or the two would seem to disagree.
    let early = found.verdict.is_none() && decided(round, &result);
    let key = if early {
        "closing-printed-early"
    } else {
        "closing-printed"
    };
    for line in closing.printed.iter().filter(|line| !line.contains("....")) {
        paper.say(Role::Text, &cx.locale.with(key, &[("words", line)]));
    }
    paper.say(Role::Text, &figures(cx, round, &result));
    if !result.blocking.is_empty() {
        // Codes repeat from group to group in some frameworks; ids do not.
        let repeated = |code: &str| round.framework.scored().filter(|other| other.code == code).count() > 1;
        let code = |id| {
            let criterion = round.framework.criterion(id)?;
            Some(if repeated(&criterion.code) {
                criterion.id.as_str()
            } else {
                criterion.code.as_str()
            })
        };
        let codes: Vec<&str> = result.blocking.iter().filter_map(code).collect();
        let codes = text::cut(&codes.join(", "), 160);
        paper.say(
            Role::Text,
            &match result.next_level {
                Some(level) => cx.locale.with(
                    "closing-blocking-level",
                    &[("level", &level.to_string()), ("codes", &codes)],
                ),
                None => cx.locale.with("closing-blocking", &[("codes", &codes)]),
            },
        );
    }
    let (role, standing) = words::state(cx, view.state, false);
    let by = match view.state {
        DossierState::Sealed => closing.seal().map(|(passage, _)| passage),
        DossierState::AwaitingChair => closing.presented(),
        DossierState::NotStarted | DossierState::InProgress | DossierState::Reviewed => closing.passages.first(),
    };
    let by = by.map(|passage| cx.say(&closing::said(passage, &date::display(&passage.at))));
    let line = match by {
        Some(by) => format!("{standing}: {by}"),
        None => standing,
    };
    paper.say(role, &cx.locale.with("closing-state", &[("state", &line)]));
    paper
}

/// The hash of what stands, and what was signed.
fn traces(state: &State, cx: &Cx) -> Paper {
    let mut paper = Paper::default();
    let Some(closing) = &state.closing else { return paper };
    let view = &closing.view;
    let (key, hash) = match closing.seal().filter(|_| view.state == DossierState::Sealed) {
        Some((_, sealed)) => ("closing-hash-sealed", sealed),
        None => ("closing-hash-now", closing.state.as_str()),
    };
    paper.say(Role::Dim, &cx.locale.with(key, &[("hash", hash)]));
    for one in closing.signed.iter().take(3) {
        let figures = [
            ("file", one.file.as_str()),
            ("subject", &text::cut(&one.subject, 60)),
            ("at", &date::display(&one.at)),
        ];
        paper.say(Role::Dim, &cx.locale.with("closing-signed", &figures));
    }
    paper
}

/// Whether criteria are open, but none of them can change on which side of the rate the dossier comes to lie.
fn decided(round: &Round, result: &StageResult) -> bool {
    let Some(rate) = round.threshold else { return false };
    let total = &result.total;
    let all = rate * Decimal::from(total.passed + total.failed + total.pending);
    let reaches = |count: usize| Decimal::from(count) * Decimal::ONE_HUNDRED >= all;
    total.pending > 0 && (reaches(total.passed) || !reaches(total.passed + total.pending))
}

/// Rate, points or level with what they are measured by.
fn figures(cx: &Cx, round: &Round, result: &StageResult) -> String {
    let total = &result.total;
    match round.framework.method {
        Method::PassFail => {
            let rate = result.rate.map_or("–".to_owned(), |rate| words::number(cx, rate, 2));
            let bound = round.threshold.map(|rate| words::number(cx, rate, 2));
            let all = (total.passed + total.failed + total.pending).to_string();
            let figures = [
                ("passed", total.passed.to_string()),
                ("failed", total.failed.to_string()),
                ("all", all),
                ("rate", rate),
            ];
            let figures: Vec<(&str, &str)> = figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
            let said = cx.locale.with("closing-rate", &figures);
            match bound {
                Some(bound) => format!("{said} {}", cx.locale.with("closing-threshold", &[("rate", &bound)])),
                // That it is not set is said above already.
                None => said,
            }
        }
        Method::Points => {
            let (points, max) = (
                words::points(cx, round, total.points),
                words::points(cx, round, total.max_points),
            );
            cx.locale
                .with("closing-points-figures", &[("points", &points), ("max", &max)])
        }
        Method::Maturity => match result.level {
            Some(level) => cx.locale.with("closing-level", &[("level", &level.to_string())]),
            None => cx.text("closing-level-open"),
        },
    }
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    let rows = rows(state, round);
    for column in columns(state, cx, round, body) {
        for at in 0..column.place.height {
            let area = widgets::row(column.place, at);
            match column.lines.get(column.top + usize::from(at)) {
                Some(Line::Said(role, words)) => widgets::line(frame, area, cx.theme, *role, words),
                Some(Line::Row(place)) => {
                    if let Some(row) = rows.get(*place) {
                        draw(state, cx, round, frame, area, row, *place == state.at);
                    }
                }
                None => break,
            }
        }
    }
}

fn draw(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, area: Rect, row: &Row, selected: bool) {
    let sign = if selected { table::SELECTED } else { " " };
    let (role, words, aside) = match row {
        Row::Doubt(doubt, count, first) => {
            let name: &'static str = (*doubt).into();
            let words = cx
                .locale
                .with(&format!("closing-doubt-{name}"), &[("count", &count.to_string())]);
            let code = first.as_ref().and_then(|id| round.framework.criterion(id));
            let aside = code.map(|criterion| cx.locale.with("closing-first", &[("code", &criterion.code)]));
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
    };
    let role = if selected { Role::Selected } else { role };
    let aside = format!("{aside} ");
    widgets::ends(frame, area, cx.theme, role, &format!("{sign} {words}"), &aside);
}
