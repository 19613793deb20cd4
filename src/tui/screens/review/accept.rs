//! Accepting what is claimed: one row, or all that a person need not look at again.

use super::acts::{following, selected, write};
use super::decide::{Claimed, Decision, decide};
use super::{State, open};
use crate::domain::{Act, Decimal, GroupId, Round, Rule, Sentence, Verdict};
use crate::tasks::Request;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, confirm, pick};
use crate::tui::event::{Step, Tone};
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
    }
}

/// Accepts what is left of the group, after showing it.
pub(super) fn group(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    match state.row() {
        Some(row) => several(state, cx, round, Some(&row.group)),
        None => Vec::new(),
    }
}

/// Accepts what is left of the whole dossier and has no flag, after showing it.
pub(super) fn all(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    several(state, cx, round, None)
}

/// What is left for one and the same reason is named together.
fn together<'a>(left: &'a [(String, &'a str)]) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for (why, code) in left {
        match told.iter_mut().find(|(known, _)| known == why) {
            Some((_, codes)) => codes.push(code),
            None => told.push((why, vec![code])),
        }
    }
    told
}

/// Accepts what is open in a group or, in the whole dossier, only what nothing was found against.
fn several(state: &State, cx: &Cx, round: &Round, group: Option<&GroupId>) -> Vec<Step> {
    let mut acts = Vec::new();
    let mut taken = Vec::new();
    let mut left = Vec::new();
    for row in state
        .rows
        .iter()
        .filter(|row| group.is_none_or(|group| row.group == *group))
    {
        let Some(standing) = state.standing(row) else { continue };
        if !open(standing.stages.get(&round.stage))
            || cx.waiting.saves(&state.view.dossier.applicant, &standing.criterion)
        {
            continue;
        }
        let Some(decision) = following(state, round, row) else {
            continue;
        };
        let Some(criterion) = round.framework.criteria.get(row.criterion) else {
            continue;
        };
        let by_target = matches!(criterion.rule, Some(Rule::Target { .. }));
        let first = standing
            .flags
            .first()
            .and_then(|at| state.view.scorecard.flags.get(*at));
        let why = if decision.claimed.says_nothing() {
            Some(cx.text("tui-left-no-value"))
        } else if decision.contradicts() {
            Some(cx.text("tui-left-contradicts"))
        } else if by_target && standing.target.is_none() {
            Some(cx.text("tui-left-no-target"))
        } else {
            first.filter(|_| group.is_none()).map(|flag| cx.say(&flag.message))
        };
        if let Some(why) = why {
            left.push((why, criterion.code.as_str()));
            continue;
        }
        let figures = Claimed {
            verdict: None,
            points: None,
            in_progress: false,
            ..decision.claimed.clone()
        };
        let figures = say::claimed(cx, &figures, decision.per_cent);
        let outcome = match (decision.verdict, decision.points.or(decision.rule_points)) {
            (_, Some(points)) => cx.locale.with("tui-points", &[("points", &say::number(cx, points, 4))]),
            (verdict, None) => say::verdict(cx, verdict),
        };
        taken.push(format!("{}  {figures}  {outcome}", criterion.code));
        acts.push(decision.act(""));
    }
    if acts.is_empty() {
        return vec![Step::Tell(
            Tone::Refused,
            Sentence::new(match group {
                Some(_) => "tui-refuse-group-empty",
                None => "tui-refuse-all-empty",
            }),
        )];
    }
    let mut paper = Paper::default();
    let count = acts.len().to_string();
    let all = (taken.len() + left.len()).to_string();
    let question = match group {
        Some(group) => {
            let name = round.framework.group(group).map_or("", |group| group.name.as_str());
            cx.locale
                .with("tui-accept-group-question", &[("count", &count), ("group", name)])
        }
        None => cx.locale.with(
            "tui-accept-all-question",
            &[("count", &count), ("name", &state.view.dossier.name)],
        ),
    };
    paper.say(Role::Text, &question);
    paper.gap();
    for words in &taken {
        paper.say(Role::Text, words);
    }
    if !left.is_empty() {
        paper.gap();
        paper.say(
            Role::Warn,
            &cx.locale
                .with("tui-accept-group-left", &[("count", &left.len().to_string())]),
        );
        for (why, codes) in together(&left) {
            paper.say(Role::Text, &format!("{}: {why}", codes.join(", ")));
        }
    }
    vec![Step::Open(Box::new(Dialog::Confirm(confirm::State {
        title: cx
            .locale
            .with("tui-accept-group-title", &[("count", &count), ("all", &all)]),
        paper,
        yes: vec![Step::Ask(Request::Act(Box::new(Act::Batch { acts })))],
        hints: confirm::HINTS,
        top: 0,
    })))]
}
