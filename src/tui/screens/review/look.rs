//! What is still missing to the next level (or in points, or to Đạt), and which rulings contradict each other: lists that
//! lead to a row or settle it.

use super::decide::{Claimed, Decision, decide};
use super::{State, acts, open, speaking};
use crate::domain::framework::Method;
use crate::domain::{CriterionId, Decimal, Round, Ruling, Sentence};
use crate::text::date;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, pick};
use crate::tui::event::{Goal, Step, Tone};
use crate::tui::screens::words;

/// The list of what is missing; choosing a row goes there.
pub fn missing(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let stage = speaking(round, &state.view);
    let Some(result) = state.view.scorecard.results.get(stage) else {
        return Vec::new();
    };
    let (title, rows) = match round.framework.method {
        Method::Maturity => {
            let Some(level) = result.next_level else {
                return vec![Step::Tell(Tone::Done, Sentence::new("tui-missing-none-level"))];
            };
            let title = cx.locale.with("tui-missing-level", &[("level", &level.to_string())]);
            (title, result.blocking.clone())
        }
        Method::PassFail => (cx.text("tui-missing-verdicts"), result.blocking.clone()),
        Method::Points => (cx.text("tui-missing-points"), losing(state, round)),
    };
    if rows.is_empty() {
        return vec![Step::Tell(Tone::Done, Sentence::new("tui-missing-none"))];
    }
    let options: Vec<(String, Vec<Step>)> = rows
        .iter()
        .filter_map(|id| {
            let goal = Step::GoTo(Goal::Criterion(id.clone()));
            Some((line(state, cx, round, id)?, vec![Step::Close, goal]))
        })
        .collect();
    let name = round.framework.stage(stage).map_or("", |stage| stage.name.as_str());
    let count = options.len().to_string();
    vec![Step::Open(Box::new(Dialog::Pick(pick::State {
        title,
        question: cx.locale.with("tui-missing-by", &[("stage", name), ("count", &count)]),
        options,
        at: Default::default(),
        numbered: false,
        leave: pick::LEAVE,
    })))]
}

/// The rows that lost points, the greatest loss first.
fn losing(state: &State, round: &Round) -> Vec<CriterionId> {
    let stage = speaking(round, &state.view);
    let mut lost: Vec<(Decimal, CriterionId)> = state
        .view
        .scorecard
        .rows
        .iter()
        .filter_map(|row| {
            let most = round.framework.criterion(&row.criterion)?.max_points?;
            let lost = most - row.stages.get(stage)?.points.unwrap_or_default();
            (lost > Decimal::ZERO).then(|| (lost, row.criterion.clone()))
        })
        .collect();
    lost.sort_by_key(|(lost, _)| std::cmp::Reverse(*lost));
    lost.into_iter().map(|(_, id)| id).collect()
}

/// One row of the list: what is asked first, what stands there, and the name.
fn line(state: &State, cx: &Cx, round: &Round, id: &CriterionId) -> Option<String> {
    let stage = speaking(round, &state.view);
    let criterion = round.framework.criterion(id)?;
    let standing = state.view.scorecard.row(id)?;
    let has = words::figures(cx, round, criterion, standing, stage).unwrap_or_else(|| "–".to_owned());
    let asked = match round.framework.method {
        Method::Maturity => {
            let next = state.view.scorecard.results.get(stage)?.next_level?;
            words::printed_level(criterion, next).unwrap_or("–").replace('\n', " ")
        }
        Method::PassFail => words::target(cx, standing.target.as_ref(), criterion.is_percent()),
        Method::Points => {
            let points = standing.stages.get(stage)?.points;
            let points = points.map_or("–".to_owned(), |points| words::number(cx, points, 2));
            let most = words::number(cx, criterion.max_points?, 2);
            return Some(format!("{points}/{most} · {} {}", criterion.code, criterion.name));
        }
    };
    let group = round
        .framework
        .group(&criterion.group)
        .map_or("", |group| group.code.as_str());
    let code = if criterion.code.starts_with(group) {
        criterion.code.clone()
    } else {
        format!("{group}.{}", criterion.code)
    };
    Some(format!("{code} · {has} → {asked} · {}", criterion.name))
}

/// The rulings that stand beside each other on the selected row; the acting member takes one, or rules anew.
pub fn conflict(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some((row, standing)) = state.row().and_then(|row| Some((row, state.standing(row)?))) else {
        return Vec::new();
    };
    let (Some(criterion), Some(at), Some(decision)) = (
        round.framework.criteria.get(row.criterion),
        standing.stages.get(&round.stage),
        acts::following(state, round, row),
    ) else {
        return Vec::new();
    };
    let mut options: Vec<(String, Vec<Step>)> = at
        .conflict
        .iter()
        .map(|ruling| {
            let taken = Decision {
                value: ruling.value.clone(),
                verdict: ruling.verdict,
                points: ruling.points,
                inputs: ruling.inputs.clone(),
                reason: ruling.reason.clone(),
                ..decision.clone()
            };
            (
                told(cx, ruling, decision.per_cent),
                settle(cx, criterion, standing.target.as_ref(), taken),
            )
        })
        .collect();
    options.push((
        cx.text("tui-conflict-anew"),
        vec![Step::Close, Step::Act(Action::SetValue)],
    ));
    let claim = words::claimed(cx, &Claimed::of(round, standing), decision.per_cent);
    vec![Step::Open(Box::new(Dialog::Pick(pick::State {
        title: cx.text("tui-conflict-title"),
        question: format!(
            "{}\n{}",
            decision.name,
            cx.locale.with("tui-conflict-question", &[("claim", &claim)])
        ),
        options,
        at: Default::default(),
        numbered: false,
        leave: pick::LEAVE,
    })))]
}

/// A ruling taken over is written with the reason it had; where it needs one and has none, that is asked for.
fn settle(
    cx: &Cx,
    criterion: &crate::domain::Criterion,
    target: Option<&crate::domain::Value>,
    mut taken: Decision,
) -> Vec<Step> {
    taken.judge(criterion, target);
    if taken.reason.is_empty() {
        return decide(cx, taken);
    }
    let act = taken.act(&taken.reason);
    vec![Step::Ask(crate::tasks::Request::Act(Box::new(act)))]
}

/// Who ruled what, when and why.
fn told(cx: &Cx, ruling: &Ruling, per_cent: bool) -> String {
    let who = if ruling.role.is_empty() {
        ruling.by.to_string()
    } else {
        format!("{} ({})", ruling.by, ruling.role)
    };
    let said = format!(
        "{} · {who} · {}",
        words::ruled(cx, ruling, per_cent),
        date::display(&ruling.at)
    );
    if ruling.reason.is_empty() {
        said
    } else {
        format!("{said} · {}", ruling.reason.replace('\n', " "))
    }
}

/// Whether several rulings stand on the selected row.
pub fn contested(state: &State, round: &Round) -> bool {
    let standing = state.row().and_then(|row| state.standing(row));
    let at = standing.and_then(|standing| standing.stages.get(&round.stage));
    at.is_some_and(|at| open(Some(at)) && at.conflict.len() > 1)
}
