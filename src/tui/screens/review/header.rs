//! The figures above the table: how far the dossier has come, and what it has attained by the method of its framework.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::{State, speaking};
use crate::domain::framework::Method;
use crate::domain::index::{self, Column};
use crate::domain::scorecard::{self, conclude};
use crate::domain::{Decimal, GroupId, Round, StageId, StageResult};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::screens::{Filter, words};
use crate::tui::theme::Role;
use crate::tui::widgets::{self, bar};

/// Draws it: one line, and a second one of weighted columns where the framework has them.
pub fn view(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, area: Rect) {
    progress(state, cx, round, frame, widgets::row(area, 0));
    if state.head > 1 {
        let whole = weighted(state, cx, round, true);
        // Where the printed names have no room the per cents tell the columns apart.
        let line = if text::width(&whole) < usize::from(area.width) {
            whole
        } else {
            weighted(state, cx, round, false)
        };
        let row = widgets::row(area, 1);
        widgets::line(frame, row, cx.theme, Role::Text, &format!(" {line}"));
    }
}

fn progress(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, area: Rect) {
    let empty = StageResult::default();
    let result = state.view.scorecard.results.get(&round.stage).unwrap_or(&empty);
    let all = state.view.scorecard.rows.len();
    let open = pending(state, round);
    let done = all - open;
    let (role, conclusion) = conclusion(state, cx, round, result);
    let filter = match state.filter {
        Filter::All => String::new(),
        Filter::Open | Filter::Different | Filter::Flagged => format!("▼ {}", cx.say(&state.filter.title())),
    };
    let counts = |brief: bool| {
        let outcome = outcome(state, cx, round, result, brief);
        let apart = result.total.not_applicable;
        // A level that asks nothing of a criterion is no statement of the council.
        if apart == 0 || brief || round.framework.method == Method::Maturity {
            return outcome;
        }
        let apart = apart.to_string();
        let apart = cx.locale.with("tui-progress-not-applicable", &[("count", &apart)]);
        format!("{outcome} · {apart}")
    };
    // The conclusion is whole at every width; the counts are what becomes short.
    let width = usize::from(area.width).saturating_sub(1);
    let sign = if conclusion.is_empty() { "" } else { " · " };
    let first = format!(" {done}/{all}{sign}");
    let taken = text::width(&first) + text::width(&conclusion) + 3;
    let right = if filter.is_empty() { 0 } else { text::width(&filter) + 2 };
    let shown = |cells: usize| if cells == 0 { 0 } else { cells + 1 };
    let (cells, counts) = [(10, false), (5, false), (10, true), (5, true), (0, true)]
        .into_iter()
        .map(|(cells, brief)| (cells, counts(brief)))
        .find(|(cells, counts)| shown(*cells) + taken + text::width(counts) + right <= width)
        .unwrap_or_else(|| (0, counts(true)));
    let (full, rest) = bar::progress(done, all, cells);
    let said = shown(cells) + taken;
    let counts = text::cut(&counts, width.saturating_sub(said + right));
    let gap = " ".repeat(width.saturating_sub(said + text::width(&counts) + text::width(&filter)));
    let line = Line::from(vec![
        Span::styled(
            if cells == 0 { full } else { format!(" {full}") },
            cx.theme.style(Role::Full),
        ),
        Span::styled(rest, cx.theme.style(Role::Empty)),
        Span::styled(first, cx.theme.style(Role::Text)),
        Span::styled(conclusion, cx.theme.style(role)),
        Span::styled(format!(" │ {counts}{gap}"), cx.theme.style(Role::Text)),
        Span::styled(format!("{filter} "), cx.theme.style(Role::Warn)),
    ]);
    frame.render_widget(line, area);
}

/// How many criteria are open.
pub fn pending(state: &State, round: &Round) -> usize {
    let rows = state.view.scorecard.rows.iter();
    rows.filter(|row| super::open(row.stages.get(&round.stage))).count()
}

fn outcome(state: &State, cx: &Cx, round: &Round, result: &StageResult, brief: bool) -> String {
    let differing = result.differing.to_string();
    let before = round
        .before()
        .and_then(|stage| state.view.scorecard.results.get(&stage.id));
    match round.framework.method {
        Method::PassFail => cx.locale.with(
            if brief {
                "tui-progress-pass-fail-short"
            } else {
                "tui-progress-pass-fail"
            },
            &[
                ("passed", &result.total.passed.to_string()),
                ("failed", &result.total.failed.to_string()),
                ("differing", &differing),
            ],
        ),
        Method::Points => {
            let points = |result: Option<&StageResult>| {
                result.map_or("–".to_owned(), |result| words::points(cx, round, result.total.points))
            };
            let max = words::points(cx, round, result.total.max_points);
            let said = cx.locale.with(
                if brief {
                    "tui-progress-points-short"
                } else {
                    "tui-progress-points"
                },
                &[
                    ("self", &points(before)),
                    ("points", &points(Some(result))),
                    ("max", &max),
                    ("differing", &differing),
                ],
            );
            match before.filter(|_| pending(state, round) == 0) {
                Some(before) => {
                    let gain = words::gain(cx, result.total.points - before.total.points).text;
                    format!("{said} · {}", cx.locale.with("tui-progress-gain", &[("gain", &gain)]))
                }
                None => said,
            }
        }
        Method::Maturity => {
            let level = |level: Option<u8>| level.map_or("–".to_owned(), |level| level.to_string());
            let key = if brief {
                "tui-progress-level-short"
            } else {
                "tui-progress-level"
            };
            let said = cx.locale.with(
                key,
                &[
                    ("self", &level(before.and_then(|before| before.level))),
                    ("level", &level(result.level)),
                    ("registered", &level(state.view.dossier.submission.registered_level)),
                ],
            );
            let said = match blocking(state, round) {
                (Some(next), count) if count > 0 && !brief => {
                    let figures = [("level", next.to_string()), ("count", count.to_string())];
                    let figures: Vec<(&str, &str)> =
                        figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
                    format!("{said} · {}", cx.locale.with("tui-progress-blocking", &figures))
                }
                _ => said,
            };
            if brief {
                return format!("{said} · ≠ {differing}");
            }
            let differing = cx.locale.with("tui-progress-differing", &[("differing", &differing)]);
            format!("{said} · {differing}")
        }
    }
}

/// The next level, and how many criteria stand in its way, at the stage that speaks so far.
fn blocking(state: &State, round: &Round) -> (Option<u8>, usize) {
    let result = state.view.scorecard.results.get(speaking(round, &state.view));
    result.map_or((None, 0), |result| (result.next_level, result.blocking.len()))
}

fn conclusion(state: &State, cx: &Cx, round: &Round, result: &StageResult) -> (Role, String) {
    match round.framework.method {
        Method::PassFail => {
            let (role, words) = words::conclusion(cx, round, result.rate, pending(state, round));
            (role, cx.locale.with("tui-conclusion", &[("conclusion", &words)]))
        }
        Method::Maturity => {
            let finding = conclude(round, &state.view.dossier, result);
            match (finding.verdict, pending(state, round)) {
                (None, open) if open > 0 => {
                    let open = open.to_string();
                    let words = cx.locale.with("tui-conclusion-pending", &[("pending", &open)]);
                    (Role::Text, cx.locale.with("tui-conclusion", &[("conclusion", &words)]))
                }
                (verdict, _) => (words::role(verdict), cx.say(&finding.why)),
            }
        }
        // By points there is a rank and no conclusion; nothing is said rather than that.
        Method::Points => (Role::Dim, String::new()),
    }
}

/// Points of a group: as stated, as appraised, of how many.
pub fn sums(state: &State, cx: &Cx, round: &Round, group: &GroupId) -> String {
    let of = |stage: &StageId| {
        state
            .view
            .scorecard
            .results
            .get(stage)
            .and_then(|result| result.groups.get(group))
    };
    let points = |points: Option<Decimal>| points.map_or("–".to_owned(), |points| words::points(cx, round, points));
    let before = round
        .before()
        .and_then(|stage| of(&stage.id))
        .map(|result| result.points);
    let own = of(&round.stage).filter(|result| result.passed + result.failed > 0);
    let max = of(&round.stage).map(|result| result.max_points);
    format!(
        "{} → {} / {}",
        points(before),
        points(own.map(|result| result.points)),
        points(max)
    )
}

/// The weighted columns of the stage that speaks so far, and the total that they make.
fn weighted(state: &State, cx: &Cx, round: &Round, named: bool) -> String {
    let stage = speaking(round, &state.view);
    let framework = &round.framework;
    let columns = scorecard::columns(framework, &state.view.scorecard, stage);
    let said: Vec<String> = framework
        .weights
        .iter()
        .zip(&columns)
        .map(|(weight, column)| {
            let percent = words::number(cx, column.percent, 2);
            let points = words::points(cx, round, column.points);
            let max = words::points(cx, round, column.max);
            let figures = format!("{percent}%: {points}/{max}");
            if named {
                format!("{} {figures}", weight.name)
            } else {
                figures
            }
        })
        .collect();
    let sum: Decimal = columns.iter().map(|column: &Column| column.max).sum();
    let full = framework.total_points.unwrap_or(sum);
    let total = index::weighted(&columns, full).map_or("–".to_owned(), |total| words::points(cx, round, total));
    let full = words::points(cx, round, full);
    let total = cx
        .locale
        .with("tui-weighted-total", &[("total", &total), ("full", &full)]);
    let name = framework.stage(stage).map_or("", |stage| stage.name.as_str());
    format!("{name} – {total} ← {}", said.join(" · "))
}
