//! What there is to know of the selected dossier, below a table that leaves room for it: both sides in words, what is to be
//! looked at, and the next step with its key.

use super::columns::{rate, ruled, wide};
use super::{State, acting, before};
use crate::domain::{DossierState, Method, Round};
use crate::tasks::{StageCount, Summary};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::keymap::Context;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;

/// Tells of the selected dossier.
pub fn tell(state: &State, cx: &Cx, round: &Round) -> Paper {
    let mut paper = Paper::default();
    let Some(summary) = state.selected() else {
        return paper;
    };
    let (_, standing) = words::state(cx, summary.state, false);
    paper.say(Role::Group, &format!("{} · {standing}", summary.name));
    let (theirs, mine) = (before(round, summary), acting(round, summary));
    let stage = |of: Option<&crate::domain::Stage>| of.map(|stage| stage.name.clone()).unwrap_or_default();
    let figures = [
        ("claimer", stage(round.before())),
        ("ruler", stage(round.acting())),
        ("before", result(cx, round, &theirs, true)),
        ("own", result(cx, round, &mine, ruled(&mine).0 > 0)),
        ("passed", mine.passed.to_string()),
        ("failed", mine.failed.to_string()),
        ("pending", mine.pending.to_string()),
    ];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, said)| (*name, said.as_str())).collect();
    let key = match round.framework.method {
        Method::PassFail | Method::Maturity => "summary-commune",
        Method::Points => "summary-commune-points",
    };
    paper.say(Role::Text, &cx.locale.with(key, &figures));
    let noticed = [
        ("tui-round-about-differing", mine.differing),
        ("tui-round-about-flags", summary.flags),
    ];
    let noticed: Vec<String> = noticed
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| cx.locale.with(key, &[("count", &count.to_string())]))
        .collect();
    if !noticed.is_empty() {
        paper.say(Role::Warn, &words::sentence(&words::capital(&noticed.join(" · "))));
    }
    let (action, key) = next(round, summary, &mine);
    if let Some(hint) = cx.keymap.hint(&[Context::Round, Context::Global], action) {
        let said = [("key", hint.as_str()), ("count", &mine.pending.to_string())];
        paper.say(Role::Text, &cx.locale.with(key, &said));
    }
    paper
}

/// What the method counts by, in words; a dash where there is none yet.
fn result(cx: &Cx, round: &Round, count: &StageCount, known: bool) -> String {
    let found = match round.framework.method {
        Method::PassFail => count.rate.map(|share| rate(cx, share, wide(cx.size.0))),
        Method::Points => Some(words::points(cx, round, count.points)),
        Method::Maturity => count
            .level
            .map(|level| cx.locale.with("tui-level", &[("level", &level.to_string())])),
    };
    found.filter(|_| known).unwrap_or_else(|| "–".to_owned())
}

/// The act that brings a dossier on, and how it is said.
fn next(round: &Round, summary: &Summary, mine: &StageCount) -> (Action, &'static str) {
    let asked = round.framework.method == Method::PassFail && round.threshold.is_none();
    match summary.state {
        DossierState::NotStarted | DossierState::InProgress if mine.pending == 0 => {
            (Action::Confirm, "tui-round-next-look")
        }
        DossierState::NotStarted | DossierState::InProgress => (Action::Confirm, "tui-round-next-open"),
        DossierState::Reviewed if asked => (Action::SetThreshold, "tui-round-next-threshold"),
        DossierState::Reviewed => (Action::Conclude, "tui-round-next-conclude"),
        DossierState::AwaitingChair => (Action::Conclude, "tui-round-next-seal"),
        DossierState::Sealed => (Action::Export, "tui-round-next-export"),
    }
}
