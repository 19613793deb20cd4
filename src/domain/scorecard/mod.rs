//! The scorecard: every row of a dossier with claim, rulings, finding and flags, and the totals of each stage.

mod conclusion;
mod standing;
#[cfg(test)]
mod tests;
mod totals;
mod weights;

pub use conclusion::{ByRule, by_rule, conclude};
pub use standing::{inputs, score};
pub(in crate::domain) use totals::{Outcome as RowOutcome, outcome as row_outcome};
pub use weights::columns;

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{
    ApplicantId, Claim, CriterionId, Dossier, DossierState, Finding, Flag, GroupId, Round, Ruling, StageId, Value,
    Verdict,
};

/// How a stage's result differs from that of the stage before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Difference {
    /// Nothing to compare: one side is missing.
    Unknown,
    /// The same verdict and the same value.
    Same,
    /// The same verdict, another value.
    Value,
    /// Another verdict, or other points.
    Verdict,
}

/// One criterion at one stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StageStanding {
    /// The value in force: claimed (self), ruled, or received from an earlier stage's table.
    pub value: Option<Value>,
    /// The verdict in force: a person's; else the finding's on the stage's own value.
    pub verdict: Option<Verdict>,
    /// The applicant says that work is still going on (self stage).
    pub in_progress: bool,
    /// Points in force: a person's; else the finding's.
    pub points: Option<Decimal>,
    /// The ruling in force, where this stage ruled here; of several the latest.
    pub ruling: Option<Ruling>,
    /// Several rulings stand that did not know of each other.
    pub conflict: Vec<Ruling>,
    /// What an earlier stage's table says, where it came with the dossier.
    pub received: Option<Claim>,
    /// What the rule says of this stage's value; none where it has none.
    pub finding: Option<Finding>,
    /// Against the stage before.
    pub difference: Difference,
}

impl StageStanding {
    /// Whether one ruling stands here and gives a verdict, points or levels.
    pub fn is_settled(&self) -> bool {
        self.ruling.is_some() && self.conflict.is_empty() && self.has_result()
    }

    /// Whether a verdict is in force that is not the one of the rule: met where it finds not met, or the reverse.
    pub fn departs_from_rule(&self) -> bool {
        let found = self.finding.as_ref().and_then(|finding| finding.verdict);
        matches!(
            (found, self.verdict),
            (Some(Verdict::Met), Some(Verdict::NotMet)) | (Some(Verdict::NotMet), Some(Verdict::Met))
        )
    }

    /// Whether a verdict, points or levels are in force.
    pub fn has_result(&self) -> bool {
        let levels = self.finding.as_ref().map_or(&[][..], |finding| &finding.levels);
        self.verdict.is_some() || self.points.is_some() || levels.iter().any(Option::is_some)
    }
}

/// One row of a dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    /// The criterion.
    pub criterion: CriterionId,
    /// The target in force; none where unknown.
    pub target: Option<Value>,
    /// The claim of the last submission; none where the table had no such row.
    pub claim: Option<Claim>,
    /// By stage, the self stage included.
    pub stages: BTreeMap<StageId, StageStanding>,
    /// Indices into [`Scorecard::flags`].
    pub flags: Vec<usize>,
}

/// Counts and points of a group at one stage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupResult {
    /// Criteria met. By points: those given the full maximum. By levels: those that meet the level registered for or,
    /// without one, the lowest level that asks something of them.
    pub passed: usize,
    /// Criteria not met. By points: those given less than the maximum.
    pub failed: usize,
    /// Criteria without a verdict, those still going on included.
    pub pending: usize,
    /// Of the pending: those that the applicant says are still going on.
    pub in_progress: usize,
    /// Criteria that do not apply.
    pub not_applicable: usize,
    /// Points given.
    pub points: Decimal,
    /// Points attainable, less those of criteria that do not apply.
    pub max_points: Decimal,
}

/// The result of one stage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StageResult {
    /// Over all criteria.
    pub total: GroupResult,
    /// By group; a group's criteria also count in the groups above it.
    pub groups: BTreeMap<GroupId, GroupResult>,
    /// Criteria met ÷ applicable criteria, per cent; none where nothing applies.
    pub rate: Option<Decimal>,
    /// The level attained; none where it cannot be said yet (0: not even the first).
    pub level: Option<u8>,
    /// The criteria that block the next level or, in pass/fail frameworks, those not met.
    pub blocking: Vec<CriterionId>,
    /// The level that `blocking` stands in the way of; none where every level is attained, and in other methods.
    pub next_level: Option<u8>,
    /// Rows on which this stage differs from the one before.
    pub differing: usize,
    /// Every criterion has a result that nobody contradicts: what the stage comes to can be said.
    pub is_finished: bool,
}

impl GroupResult {
    /// Whether nothing is open any more.
    pub fn is_finished(&self) -> bool {
        self.pending == 0 && self.passed + self.failed + self.not_applicable > 0
    }
}

impl StageResult {
    /// Whether nothing has been said at this stage yet.
    pub fn is_silent(&self) -> bool {
        let total = &self.total;
        let said = total.passed + total.failed + total.in_progress + total.not_applicable;
        said == 0 && total.points.is_zero() && self.level.is_none()
    }
}

/// All standings of a dossier and their totals for each stage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scorecard {
    /// Rows in printed order, scored criteria only.
    pub rows: Vec<Standing>,
    /// Flags of the submission and of the checks, dismissed ones left out.
    pub flags: Vec<Flag>,
    /// Results by stage.
    pub results: BTreeMap<StageId, StageResult>,
}

impl Scorecard {
    /// The row of that criterion.
    pub fn row(&self, criterion: &CriterionId) -> Option<&Standing> {
        self.rows.iter().find(|row| row.criterion == *criterion)
    }
}

/// How far the dossier has come at the round's acting stage.
///
/// A criterion counts as appraised when one ruling stands on it and gives a result; a conflict is still open.
pub fn state(round: &Round, dossier: &Dossier, scorecard: &Scorecard) -> DossierState {
    if dossier.sealed.contains(&round.stage) {
        return DossierState::Sealed;
    }
    if dossier.presented.contains(&round.stage) {
        return DossierState::AwaitingChair;
    }
    let standings = || scorecard.rows.iter().filter_map(|row| row.stages.get(&round.stage));
    if !standings().any(|standing| standing.ruling.is_some()) {
        return DossierState::NotStarted;
    }
    if standings().all(StageStanding::is_settled) {
        DossierState::Reviewed
    } else {
        DossierState::InProgress
    }
}

/// Ranks by points, the most first; equals share a rank and the next is left out (1, 2, 2, 4).
///
/// Equals stand in the order given.
pub fn rank(points: &[(ApplicantId, Decimal)]) -> Vec<(ApplicantId, usize)> {
    let mut sorted: Vec<&(ApplicantId, Decimal)> = points.iter().collect();
    sorted.sort_by_key(|entry| std::cmp::Reverse(entry.1));
    sorted
        .iter()
        .map(|(applicant, own)| {
            let better = points.iter().filter(|(_, other)| other > own).count();
            (applicant.clone(), better + 1)
        })
        .collect()
}
