//! The rows that can be pressed: what is still to be looked at, the next steps, and the groups.

use super::{State, acts};
use crate::domain::{CriterionId, GroupId, Method, Round, StageStanding, Standing};
use crate::tui::action::Action;

/// Something to look at before the conclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Doubt {
    /// Criteria without a ruling.
    Open,
    /// Rulings that did not know of each other.
    Conflict,
    /// Flags that nobody dismissed.
    Flags,
    /// Rulings that depart from what the rule finds.
    Against,
    /// The rate from which the conclusion is ĐẠT is not set.
    Threshold,
    /// What stands is not what was sealed.
    Disturbed,
}

/// One row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Something to look at: how many, and the criterion of the first.
    Doubt(Doubt, usize, Option<CriterionId>),
    /// A step to take.
    Act(Action),
    /// A group with its result.
    Group(GroupId),
}

/// The steps from here to a document that others accept, in their order.
const STEPS: &[Action] = &[
    Action::Present,
    Action::Seal,
    Action::PrintView,
    Action::Export,
    Action::Sign,
    Action::Verify,
];

/// All rows, in the order in which they are gone through.
pub(super) fn rows(state: &State, round: &Round) -> Vec<Row> {
    let Some(closing) = &state.closing else {
        return Vec::new();
    };
    let view = &closing.view;
    let sealed = view.dossier.sealed.contains(&round.stage);
    let mut rows = Vec::new();
    let acting = |row: &Standing| row.stages.get(&round.stage).cloned();
    let mut count = |doubt: Doubt, wanted: &dyn Fn(&Standing) -> bool| {
        let mut found = view.scorecard.rows.iter().filter(|row| wanted(row));
        if let Some(first) = found.next() {
            rows.push(Row::Doubt(doubt, 1 + found.count(), Some(first.criterion.clone())));
        }
    };
    let contested = |at: &StageStanding| !at.conflict.is_empty();
    count(Doubt::Open, &|row| {
        acting(row).is_none_or(|at| !at.is_settled() && !contested(&at))
    });
    count(Doubt::Conflict, &|row| acting(row).is_some_and(|at| contested(&at)));
    let against: Vec<&CriterionId> = acts::against(view, round).map(|row| &row.criterion).collect();
    count(Doubt::Against, &|row| against.contains(&&row.criterion));
    let flags = view.scorecard.flags.len();
    if flags > 0 {
        let first = view.scorecard.flags.iter().find_map(|flag| flag.criterion.clone());
        rows.push(Row::Doubt(Doubt::Flags, flags, first));
    }
    if round.framework.method == Method::PassFail && round.threshold.is_none() {
        rows.push(Row::Doubt(Doubt::Threshold, 1, None));
    }
    if closing.disturbed {
        rows.push(Row::Doubt(Doubt::Disturbed, 1, None));
    }
    rows.extend(STEPS.iter().map(|action| match action {
        Action::Seal if sealed => Row::Act(Action::Reopen),
        action => Row::Act(*action),
    }));
    let result = view.scorecard.results.get(&round.stage);
    let groups = round.framework.groups.iter().filter(|group| {
        let own = result.and_then(|result| result.groups.get(&group.id));
        own.is_some_and(|own| own.passed + own.failed + own.pending + own.not_applicable > 0)
    });
    rows.extend(groups.map(|group| Row::Group(group.id.clone())));
    rows
}
