//! Accepting what is claimed on one row.

use super::State;
use super::acts::{following, selected, write};
use super::decide::{Decision, decide};
use crate::domain::{Decimal, Round, Verdict};
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, confirm, pick};
use crate::tui::event::Step;
use crate::tui::screens::words as say;
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;

/// Accepts the selected row and goes on; asks first where a ruling stands or claim and rule disagree.
pub(super) fn accept(state: &mut State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some((row, standing)) = selected(state) else {
        return Vec::new();
    };
    let Some(decision) = following(state, round, row) else {
        return Vec::new();
    };
    if cx.waiting.saves(&decision.applicant, &decision.criterion) {
        state.advance(cx, round);
        return Vec::new();
    }
    if let Some(ruling) = standing
        .stages
        .get(&round.stage)
        .and_then(|acting| acting.ruling.as_ref())
    {
        let same = ruling.value == decision.value && ruling.inputs == decision.inputs;
        if same && ruling.verdict == decision.verdict && ruling.points == decision.points {
            state.advance(cx, round);
            return Vec::new();
        }
        let mut paper = Paper::default();
        paper.say(Role::Group, &decision.name);
        let ruled = say::ruled(cx, ruling, decision.per_cent);
        let claim = say::claimed(cx, &decision.claimed, decision.per_cent);
        paper.say(
            Role::Text,
            &cx.locale
                .with("tui-accept-over", &[("ruling", &ruled), ("claim", &claim)]),
        );
        return vec![Step::Open(Box::new(Dialog::Confirm(confirm::State {
            title: cx.text("tui-accept-over-title"),
            paper,
            yes: vec![write(&decision)],
            hints: confirm::HINTS,
            top: 0,
        })))];
    }
    if decision.contradicts() {
        return vec![Step::Open(Box::new(Dialog::Pick(choose_verdict(
            state, cx, round, &decision,
        ))))];
    }
    let steps = vec![write(&decision)];
    state.advance(cx, round);
    steps
}

/// Claim and rule disagree: which verdict is to be recorded?
fn choose_verdict(state: &State, cx: &Cx, round: &Round, decision: &Decision) -> pick::State {
    let why = selected(state)
        .and_then(|(row, standing)| {
            let criterion = round.framework.criteria.get(row.criterion)?;
            Some(cx.say(&decision.clone().judge(criterion, standing.target.as_ref()).why))
        })
        .unwrap_or_default();
    let claim = say::claimed(cx, &decision.claimed, decision.per_cent);
    let by_rule = Decision {
        verdict: decision.rule,
        points: None,
        ..decision.clone()
    };
    let label = |key: &str, verdict: Option<Verdict>, points: Option<Decimal>| {
        let said = match points {
            Some(points) => cx.locale.with("tui-points", &[("points", &say::number(cx, points, 4))]),
            None => say::verdict(cx, verdict),
        };
        cx.locale.with(key, &[("verdict", &said)])
    };
    pick::State {
        title: cx.text("tui-contradiction-title"),
        question: format!(
            "{}\n{}",
            decision.name,
            cx.locale
                .with("tui-contradiction-question", &[("claim", &claim), ("why", &why)])
        ),
        options: vec![
            (
                label("tui-contradiction-rule", decision.rule, decision.rule_points),
                decide(cx, by_rule),
            ),
            (
                label(
                    "tui-contradiction-claim",
                    decision.claimed.verdict,
                    decision.claimed.stated,
                ),
                decide(cx, decision.clone()),
            ),
        ],
        at: Default::default(),
        numbered: false,
        leave: pick::LEAVE,
    }
}
