//! The totals of each stage: counts, rate, points, the level attained and what blocks the next.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Difference, GroupResult, StageResult, StageStanding, Standing};
use crate::domain::rule::{LevelTest, Rule};
use crate::domain::{Criterion, CriterionId, Dossier, Framework, GroupId, Method, Round, StageId, Verdict};

/// How a row counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::domain) enum Outcome {
    Passed,
    Failed,
    Pending,
    NotApplicable,
}

/// One row at one stage.
struct Entry<'a> {
    criterion: &'a Criterion,
    standing: &'a StageStanding,
    outcome: Outcome,
}

/// The results of every stage.
pub(super) fn results(round: &Round, dossier: &Dossier, rows: &[Standing]) -> BTreeMap<StageId, StageResult> {
    let framework = &round.framework;
    let registered = dossier.submission.registered_level;
    framework
        .stages
        .iter()
        .map(|stage| {
            let entries: Vec<Entry<'_>> = rows
                .iter()
                .filter_map(|row| {
                    let criterion = framework.criterion(&row.criterion)?;
                    let standing = row.stages.get(&stage.id)?;
                    Some(Entry {
                        criterion,
                        standing,
                        outcome: outcome(framework.method, criterion, standing, registered),
                    })
                })
                .collect();
            (stage.id.clone(), result(framework, &entries))
        })
        .collect()
}

fn result(framework: &Framework, entries: &[Entry<'_>]) -> StageResult {
    let mut result = StageResult::default();
    for entry in entries {
        count(&mut result.total, entry);
        for group in groups_above(framework, &entry.criterion.group) {
            count(result.groups.entry(group).or_default(), entry);
        }
        if matches!(entry.standing.difference, Difference::Value | Difference::Verdict) {
            result.differing += 1;
        }
    }
    let settled = |entry: &Entry<'_>| entry.standing.has_result() && entry.standing.conflict.is_empty();
    result.is_finished = !entries.is_empty() && entries.iter().all(settled);
    result.rate = rate(&result.total);
    match framework.method {
        Method::PassFail => result.blocking = failing(entries),
        Method::Maturity => (result.level, result.blocking, result.next_level) = level(framework, entries),
        Method::Points => {}
    }
    result
}

/// The criterion's group and those above it; a ring among groups ends where it closes.
fn groups_above(framework: &Framework, group: &GroupId) -> Vec<GroupId> {
    let mut groups = Vec::new();
    let mut next = Some(group.clone());
    while let Some(group) = next {
        if groups.contains(&group) {
            break;
        }
        next = framework.group(&group).and_then(|found| found.parent.clone());
        groups.push(group);
    }
    groups
}

fn count(result: &mut GroupResult, entry: &Entry<'_>) {
    match entry.outcome {
        Outcome::Passed => result.passed += 1,
        Outcome::Failed => result.failed += 1,
        Outcome::Pending => result.pending += 1,
        Outcome::NotApplicable => result.not_applicable += 1,
    }
    if entry.outcome == Outcome::Pending && entry.standing.in_progress {
        result.in_progress += 1;
    }
    // A level that asks nothing of a criterion takes nothing away; only a verdict does.
    if entry.standing.verdict == Some(Verdict::NotApplicable) {
        return;
    }
    let points = entry.standing.points.unwrap_or_default();
    let max = entry.criterion.max_points.unwrap_or_default();
    result.points = result.points.saturating_add(points).normalize();
    result.max_points = result.max_points.saturating_add(max).normalize();
}

fn rate(total: &GroupResult) -> Option<Decimal> {
    let applicable = total.passed + total.failed + total.pending;
    Decimal::from(total.passed)
        .checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(Decimal::from(applicable))
        .map(|rate| rate.normalize())
}

pub(in crate::domain) fn outcome(
    method: Method,
    criterion: &Criterion,
    standing: &StageStanding,
    registered: Option<u8>,
) -> Outcome {
    match (standing.verdict, method) {
        (Some(Verdict::NotApplicable), _) => Outcome::NotApplicable,
        (verdict, Method::Points) => match (standing.points, criterion.max_points) {
            (Some(points), Some(max)) if points < max => Outcome::Failed,
            (Some(_), _) => Outcome::Passed,
            (None, _) => by_verdict(verdict),
        },
        (Some(verdict), Method::PassFail | Method::Maturity) => by_verdict(Some(verdict)),
        (None, Method::PassFail) => Outcome::Pending,
        (None, Method::Maturity) => by_levels(criterion, standing, registered),
    }
}

fn by_verdict(verdict: Option<Verdict>) -> Outcome {
    match verdict {
        Some(Verdict::Met) => Outcome::Passed,
        Some(Verdict::NotMet) => Outcome::Failed,
        Some(Verdict::NotApplicable) => Outcome::NotApplicable,
        None => Outcome::Pending,
    }
}

fn by_levels(criterion: &Criterion, standing: &StageStanding, registered: Option<u8>) -> Outcome {
    let asked: Vec<u8> = (1..=levels_of(criterion))
        .filter(|level| asks(criterion, *level))
        .collect();
    let until = registered.or_else(|| asked.first().copied());
    let tests: Vec<Option<bool>> = asked
        .iter()
        .filter(|level| until.is_none_or(|until| **level <= until))
        .map(|level| meets(standing, *level))
        .collect();
    if tests.is_empty() {
        Outcome::NotApplicable
    } else if tests.contains(&Some(false)) {
        Outcome::Failed
    } else if tests.contains(&None) {
        Outcome::Pending
    } else {
        Outcome::Passed
    }
}

fn levels_of(criterion: &Criterion) -> u8 {
    match &criterion.rule {
        Some(Rule::Levels { levels }) => u8::try_from(levels.len()).unwrap_or(u8::MAX),
        Some(_) | None => 1,
    }
}

/// Whether a level asks something of the criterion.
fn asks(criterion: &Criterion, level: u8) -> bool {
    match &criterion.rule {
        Some(Rule::Levels { levels }) => levels
            .get(usize::from(level).saturating_sub(1))
            .is_some_and(|test| !matches!(test, LevelTest::NotApplicable)),
        Some(_) => true,
        None => false,
    }
}

/// Whether the standing meets a level: a person's refusal refuses all; a person's Đạt without figures meets all.
fn meets(standing: &StageStanding, level: u8) -> Option<bool> {
    let tested = standing
        .finding
        .as_ref()
        .and_then(|finding| finding.levels.get(usize::from(level).saturating_sub(1)))
        .copied()
        .flatten();
    match standing.verdict {
        Some(Verdict::NotMet) => Some(false),
        Some(Verdict::Met) => tested.or(Some(true)),
        Some(Verdict::NotApplicable) | None => tested,
    }
}

fn failing(entries: &[Entry<'_>]) -> Vec<CriterionId> {
    entries
        .iter()
        .filter(|entry| entry.outcome == Outcome::Failed)
        .map(|entry| entry.criterion.id.clone())
        .collect()
}

/// The highest level whose criteria, and those of all levels below it, are met; what blocks the next; and the next.
///
/// Where nothing refuses the next level but something is not known yet, the level cannot be said.
fn level(framework: &Framework, entries: &[Entry<'_>]) -> (Option<u8>, Vec<CriterionId>, Option<u8>) {
    let mut attained = 0;
    // Where nothing is left to be judged, nothing is attained.
    let applies = |entry: &&Entry<'_>| entry.standing.verdict != Some(Verdict::NotApplicable);
    if !entries.iter().any(|entry| applies(&entry)) {
        return (None, Vec::new(), None);
    }
    for level in framework.levels.iter().map(|level| level.level) {
        let asked: Vec<(&CriterionId, Option<bool>)> = entries
            .iter()
            .filter(applies)
            .filter(|entry| asks(entry.criterion, level))
            .map(|entry| (&entry.criterion.id, meets(entry.standing, level)))
            .collect();
        let open: Vec<CriterionId> = asked
            .iter()
            .filter(|(_, met)| *met != Some(true))
            .map(|(id, _)| (*id).clone())
            .collect();
        if asked.iter().any(|(_, met)| *met == Some(false)) {
            return (Some(attained), open, Some(level));
        }
        if !open.is_empty() {
            return (None, open, Some(level));
        }
        attained = level;
    }
    (Some(attained), Vec::new(), None)
}
