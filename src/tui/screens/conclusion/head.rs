//! What stands at the top of the conclusion: the result and why, what the rule alone would give, and where the dossier stands.

use super::State;
use super::rows::code;
use crate::domain::scorecard::{self, conclude};
use crate::domain::{Arg, Decimal, DossierState, Finding, Method, Round, Sentence, StageResult, Verdict};
use crate::tasks::{DossierView, closing};
use crate::text::{self, date};
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;

/// The result, why, and where the dossier stands.
pub(super) fn paper(state: &State, cx: &Cx, round: &Round) -> Paper {
    let mut paper = Paper::default();
    let Some(closing) = &state.closing else {
        paper.say(Role::Warn, &cx.text("tui-detail-reading"));
        return paper;
    };
    let view = &closing.view;
    let result = view.scorecard.results.get(&round.stage).cloned().unwrap_or_default();
    let found = conclude(round, &view.dossier, &result);
    // Until the stage is sealed nobody has concluded anything yet.
    let sealed = view.state == DossierState::Sealed;
    let (role, key) = match (found.verdict, round.framework.method) {
        (Some(Verdict::Met), _) if sealed => (Role::Success, "closing-met"),
        (Some(Verdict::Met), _) => (Role::Success, "closing-expected-met"),
        (Some(Verdict::NotMet), _) if sealed => (Role::Bad, "closing-not-met"),
        (Some(Verdict::NotMet), _) => (Role::Bad, "closing-expected-not-met"),
        (Some(Verdict::NotApplicable) | None, Method::Points) => (Role::Group, "closing-points"),
        (Some(Verdict::NotApplicable) | None, Method::PassFail | Method::Maturity) => (Role::Alarm, "closing-unknown"),
    };
    paper.say(role, &format!("{} – {}", cx.text(key), because(cx, &found)));
    if let Some(line) = by_rule(cx, round, view) {
        paper.say(Role::Warn, &line);
    }
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
    // A verdict was said with its figures already.
    if found.verdict.is_none() || round.framework.method != Method::PassFail {
        paper.say(Role::Text, &figures(cx, round, &result));
    }
    if !result.blocking.is_empty() {
        let codes: Vec<&str> = result.blocking.iter().filter_map(|id| code(round, id)).collect();
        let count = codes.len().to_string();
        let codes = text::cut(&codes.join(", "), 160);
        let blocking = match result.next_level {
            Some(level) => cx.locale.with(
                "closing-blocking-level",
                &[("level", &level.to_string()), ("codes", &codes)],
            ),
            None => cx
                .locale
                .with("closing-blocking", &[("count", &count), ("codes", &codes)]),
        };
        paper.say(Role::Text, &blocking);
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

/// What decides a conclusion, without the conclusion itself.
fn because(cx: &Cx, found: &Finding) -> String {
    let why = &found.why;
    let key = match why.key.as_str() {
        "rule-met" | "rule-not-met" => {
            let inner = why.args.iter().find_map(|(name, arg)| match arg {
                Arg::Sentence(inner) if name == "because" => Some(&**inner),
                Arg::Sentence(_) | Arg::Text(_) | Arg::Number(_) | Arg::Sentences(_) => None,
            });
            return cx.say(inner.unwrap_or(why));
        }
        "rule-conclude-points" => "closing-why-points",
        "rule-conclude-no-threshold" => "closing-why-no-threshold",
        "rule-conclude-pending" => "closing-why-pending",
        "rule-conclude-no-level" => "closing-why-no-level",
        "rule-conclude-level-open" => "closing-why-level-open",
        "rule-conclude-level-met" | "rule-conclude-level-not-met" => "closing-why-level",
        other => other,
    };
    cx.say(&Sentence {
        key: key.to_owned(),
        args: why.args.clone(),
    })
}

/// What the rule alone would conclude, where that is something else: verdicts against it decide the dossier.
pub(super) fn by_rule(cx: &Cx, round: &Round, view: &DossierView) -> Option<String> {
    let other = scorecard::by_rule(round, &view.dossier, &view.scorecard)?;
    let verdict = cx.text(match other.found.verdict {
        Some(Verdict::Met) => "closing-by-rule-met",
        Some(Verdict::NotMet) => "closing-by-rule-not-met",
        Some(Verdict::NotApplicable) | None => return None,
    });
    let why = match round.framework.method {
        Method::PassFail => {
            let total = &other.result.total;
            let all = total.passed + total.failed + total.pending;
            let rate = other
                .result
                .rate
                .map_or("–".to_owned(), |rate| words::number(cx, rate, 2));
            format!("{}/{all} ({rate}%)", total.passed)
        }
        Method::Points | Method::Maturity => because(cx, &other.found),
    };
    let figures = [("why", why.as_str()), ("verdict", &verdict)];
    Some(cx.locale.with("closing-by-rule", &figures))
}

/// The hash of what stands, and what was signed.
pub(super) fn traces(state: &State, cx: &Cx) -> Paper {
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
