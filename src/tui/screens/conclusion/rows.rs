//! The rows that can be pressed: what is still to be looked at, the next steps, and the groups.

use super::State;
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

/// The code of a criterion; where codes repeat from group to group, the id that does not.
pub(super) fn code<'a>(round: &'a Round, id: &CriterionId) -> Option<&'a str> {
    let criterion = round.framework.criterion(id)?;
    let same = round.framework.scored().filter(|other| other.code == criterion.code);
    Some(if same.count() > 1 {
        criterion.id.as_str()
    } else {
        criterion.code.as_str()
    })
}

/// The criteria that a doubt is about, as printed.
pub(super) fn concerned<'a>(state: &'a State, round: &Round, doubt: Doubt) -> Vec<&'a CriterionId> {
    let Some(closing) = &state.closing else {
        return Vec::new();
    };
    let wanted = |row: &&Standing| {
        let acting = row.stages.get(&round.stage);
        let contested = acting.is_some_and(|at| !at.conflict.is_empty());
        match doubt {
            Doubt::Open => !contested && !acting.is_some_and(StageStanding::is_settled),
            Doubt::Conflict => contested,
            Doubt::Against => acting.is_some_and(StageStanding::departs_from_rule),
            Doubt::Flags => !row.flags.is_empty(),
            Doubt::Threshold | Doubt::Disturbed => false,
        }
    };
    let rows = closing.view.scorecard.rows.iter().filter(wanted);
    rows.map(|row| &row.criterion).collect()
}

/// All rows, in the order in which they are gone through.
pub(super) fn rows(state: &State, round: &Round) -> Vec<Row> {
    let Some(closing) = &state.closing else {
        return Vec::new();
    };
    let view = &closing.view;
    let sealed = view.dossier.sealed.contains(&round.stage);
    let mut rows = Vec::new();
    for doubt in [Doubt::Open, Doubt::Conflict, Doubt::Against] {
        let found = concerned(state, round, doubt);
        if let Some(first) = found.first() {
            rows.push(Row::Doubt(doubt, found.len(), Some((*first).clone())));
        }
    }
    let flags = view.scorecard.flags.len();
    if flags > 0 {
        rows.push(Row::Doubt(Doubt::Flags, flags, None));
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
