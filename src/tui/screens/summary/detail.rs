//! What there is to know of the selected row, in words.

use super::cell::{coded, outcome, shown, step};
use super::state::{Kind, State};
use crate::domain::overview::{Commune, CriterionSum, Overview};
use crate::domain::{CriterionId, Decimal, Method, Round};
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;

/// So many names are said; the rest is counted.
const NAMES: usize = 12;

/// Tells of a row of the table that has the keys.
pub fn tell(paper: &mut Paper, state: &State, cx: &Cx, round: &Round, row: usize) {
    let Some(found) = &state.found else { return };
    let now = &found.now;
    let kind = state.kind();
    match kind {
        Kind::Ranking | Kind::Communes | Kind::Years => {
            if let Some(one) = now.communes.get(row) {
                commune(paper, cx, round, one, kind);
            }
        }
        Kind::Criteria | Kind::Obstacles | Kind::YearCriteria => {
            if let Some(sum) = now.criteria.get(row) {
                criterion(paper, cx, round, now, sum, kind);
            }
        }
        Kind::Bins => {
            if let Some(bin) = state.bins.get(row) {
                paper.say(Role::Group, &step(cx, state, row));
                match bin.own.is_empty() {
                    true => paper.say(Role::Dim, &words::sentence(&cx.text("summary-step-empty"))),
                    false => paper.say(Role::Text, &names(cx, now, &bin.own)),
                }
            }
        }
        Kind::Groups => {
            let group = now.groups.get(row).and_then(|sum| round.framework.group(&sum.group));
            if let Some(group) = group {
                paper.say(Role::Group, &format!("{} {}", group.code, group.name));
                paper.say(Role::Text, &cx.text("summary-group-how"));
            }
        }
    }
}

fn commune(paper: &mut Paper, cx: &Cx, round: &Round, one: &Commune, kind: Kind) {
    let method = round.framework.method;
    let (role, concluded) = outcome(cx, one.outcome);
    let heading = match method {
        Method::Points => one.name.clone(),
        Method::PassFail | Method::Maturity => format!("{} · {concluded}", one.name),
    };
    paper.say(if role == Role::Bad { Role::Bad } else { Role::Group }, &heading);
    let side = |main: Option<Decimal>| match (main, method) {
        (None, _) => "–".to_owned(),
        (Some(level), Method::Maturity) => cx.locale.with("tui-level", &[("level", &words::number(cx, level, 0))]),
        (Some(main), Method::PassFail | Method::Points) => shown(cx, round, Kind::Ranking, main),
    };
    let own = one.own.main(method).filter(|_| one.is_begun());
    let figures = [
        ("before", side(one.before.main(method))),
        ("own", side(own)),
        ("passed", one.own.passed.to_string()),
        ("failed", one.own.failed.to_string()),
        ("pending", (one.all - one.ruled).to_string()),
        ("claimer", before(round)),
        (
            "ruler",
            round.acting().map(|stage| stage.name.clone()).unwrap_or_default(),
        ),
    ];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
    let key = match method {
        Method::PassFail | Method::Maturity => "summary-commune",
        Method::Points => "summary-commune-points",
    };
    paper.say(Role::Text, &cx.locale.with(key, &figures));
    if method != Method::Points {
        paper.say(Role::Dim, &words::sentence(&cx.say(&one.why)));
    }
    let list = |ids: &[CriterionId]| codes(round, ids);
    let claimer = before(round);
    let mut say = |role: Role, key: &str, ids: &[CriterionId]| {
        if !ids.is_empty() {
            let count = ids.len().to_string();
            let said = [("codes", list(ids)), ("count", count), ("claimer", claimer.clone())];
            let said: Vec<(&str, &str)> = said.iter().map(|(name, words)| (*name, words.as_str())).collect();
            paper.say(role, &cx.locale.with(key, &said));
        }
    };
    if kind != Kind::Communes {
        let key = match method {
            Method::PassFail => "summary-commune-not-met",
            Method::Maturity => "summary-commune-blocked",
            Method::Points => "summary-commune-short",
        };
        say(Role::Text, key, &one.blocking);
        say(Role::Text, "summary-commune-waiting", &one.waiting);
    }
    say(Role::Warn, "summary-commune-over", &one.over);
    say(Role::Text, "summary-commune-under", &one.under);
}

fn criterion(paper: &mut Paper, cx: &Cx, round: &Round, now: &Overview, sum: &CriterionSum, kind: Kind) {
    let Some(criterion) = round.framework.criterion(&sum.criterion) else {
        return;
    };
    paper.say(
        Role::Group,
        &format!("{} {}", coded(round, &sum.criterion), criterion.name),
    );
    let figures = [
        ("ruled", sum.ruled.to_string()),
        ("all", now.communes.len().to_string()),
        ("met", sum.met.to_string()),
        ("failed", sum.not_met.to_string()),
        ("apart", sum.not_applicable.to_string()),
    ];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, words)| (*name, words.as_str())).collect();
    let key = match now.method {
        Method::PassFail | Method::Maturity => "summary-criterion",
        Method::Points => "summary-criterion-points",
    };
    paper.say(Role::Text, &cx.locale.with(key, &figures));
    let mut say = |role: Role, key: &str, places: &[usize]| {
        if !places.is_empty() {
            let count = places.len().to_string();
            let said = [
                ("names", names(cx, now, places)),
                ("count", count),
                ("claimer", before(round)),
            ];
            let said: Vec<(&str, &str)> = said.iter().map(|(name, words)| (*name, words.as_str())).collect();
            paper.say(role, &cx.locale.with(key, &said));
        }
    };
    let blocks = match now.method {
        Method::PassFail => "summary-criterion-not-met",
        Method::Maturity => "summary-criterion-blocks",
        Method::Points => "summary-criterion-short",
    };
    if kind == Kind::Criteria {
        say(Role::Warn, "summary-criterion-over", &sum.over);
        say(Role::Text, "summary-criterion-under", &sum.under);
    } else {
        say(Role::Text, blocks, &sum.blocks);
        say(Role::Warn, "summary-criterion-over", &sum.over);
    }
}

/// What the stage before the acting one is called.
fn before(round: &Round) -> String {
    round.before().map(|stage| stage.name.clone()).unwrap_or_default()
}

fn codes(round: &Round, ids: &[CriterionId]) -> String {
    ids.iter().map(|id| coded(round, id)).collect::<Vec<_>>().join(", ")
}

fn names(cx: &Cx, now: &Overview, places: &[usize]) -> String {
    let named = places.iter().filter_map(|at| now.communes.get(*at));
    let named: Vec<&str> = named.take(NAMES).map(|commune| commune.name.as_str()).collect();
    let rest = places.len().saturating_sub(NAMES);
    let said = named.join(", ");
    if rest == 0 {
        return said;
    }
    cx.locale
        .with("summary-and-more", &[("names", &said), ("count", &rest.to_string())])
}
