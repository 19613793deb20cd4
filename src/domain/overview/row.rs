//! One dossier of the round: its result at both stages, what was claimed otherwise than ruled, what blocks it.

use std::cmp::Ordering;

use crate::domain::scorecard::{self, RowOutcome, row_outcome};
use crate::domain::{
    ApplicantId, Criterion, CriterionId, Decimal, Dossier, DossierState, Finding, Method, Round, Scorecard, Sentence,
    StageId, StageResult, StageStanding, Verdict,
};

/// What a stage's result comes to, without its lists.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figure {
    /// Criteria met.
    pub passed: usize,
    /// Criteria not met.
    pub failed: usize,
    /// Criteria without a result.
    pub pending: usize,
    /// Criteria that do not apply.
    pub not_applicable: usize,
    /// Per cent of applicable criteria met.
    pub rate: Option<Decimal>,
    /// The level attained.
    pub level: Option<u8>,
    /// Points given.
    pub points: Decimal,
    /// Points attainable.
    pub max_points: Decimal,
}

impl From<&StageResult> for Figure {
    fn from(result: &StageResult) -> Self {
        Self {
            passed: result.total.passed,
            failed: result.total.failed,
            pending: result.total.pending,
            not_applicable: result.total.not_applicable,
            rate: result.rate,
            level: result.level,
            points: result.total.points,
            max_points: result.total.max_points,
        }
    }
}

impl Figure {
    /// The figure that the method ranks by: rate, level or points.
    pub fn main(&self, method: Method) -> Option<Decimal> {
        match method {
            Method::PassFail => self.rate,
            Method::Maturity => self.level.map(Decimal::from),
            Method::Points => Some(self.points),
        }
    }

    /// The same in per cent of the best that can be had; of `levels` levels.
    pub fn share(&self, method: Method, levels: usize) -> Option<Decimal> {
        match method {
            Method::PassFail => self.rate,
            Method::Maturity => percent(self.level?.into(), Decimal::from(levels)),
            Method::Points => percent(self.points, self.max_points),
        }
    }
}

/// Criteria counted together: met of those that count, points of those attainable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Criteria met.
    pub met: usize,
    /// Criteria that apply.
    pub counted: usize,
    /// Points given.
    pub points: Decimal,
    /// Points attainable.
    pub max: Decimal,
}

impl Tally {
    /// Per cent met or, by points, per cent of the points; none where nothing counts.
    pub fn share(&self, method: Method) -> Option<Decimal> {
        match method {
            Method::PassFail | Method::Maturity => percent(self.met.into(), self.counted.into()),
            Method::Points => percent(self.points, self.max),
        }
    }

    /// Adds another.
    pub fn add(&mut self, other: &Self) {
        self.met += other.met;
        self.counted += other.counted;
        self.points = self.points.saturating_add(other.points);
        self.max = self.max.saturating_add(other.max);
    }

    pub(super) fn of(method: Method, criterion: &Criterion, at: &StageStanding, registered: Option<u8>) -> Self {
        let outcome = row_outcome(method, criterion, at, registered);
        if outcome == RowOutcome::NotApplicable {
            return Self::default();
        }
        Self {
            met: usize::from(outcome == RowOutcome::Passed),
            counted: 1,
            points: at.points.unwrap_or_default(),
            max: criterion.max_points.unwrap_or_default(),
        }
    }
}

pub(super) fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    part.checked_mul(Decimal::ONE_HUNDRED)?
        .checked_div(whole)
        .map(|share| share.normalize())
}

/// What is concluded of a dossier so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::IntoStaticStr, strum::EnumIter)]
#[strum(serialize_all = "kebab-case")]
pub enum Outcome {
    /// Đạt.
    Met,
    /// Không đạt.
    NotMet,
    /// Everything is appraised, and the method draws no conclusion: by points there is only a rank.
    Done,
    /// Something is not appraised yet.
    Open,
    /// Everything is appraised, but no threshold is set or no level registered for.
    Unknown,
}

/// How a ruling leans against what was claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// As claimed, or nothing was claimed.
    Same,
    /// More was claimed than ruled.
    Over,
    /// Less was claimed than ruled.
    Under,
    /// Ruled not to apply, or to apply after all.
    Other,
}

/// How a ruled row leans, and by how many points or levels more was claimed (less: below zero).
pub(super) fn lean(before: Option<&StageStanding>, own: &StageStanding) -> (Lean, Decimal) {
    let Some(before) = before else {
        return (Lean::Same, Decimal::ZERO);
    };
    let by = |claimed: Decimal, ruled: Decimal| {
        let lost = claimed.saturating_sub(ruled);
        let lean = match claimed.cmp(&ruled) {
            Ordering::Greater => Lean::Over,
            Ordering::Less => Lean::Under,
            Ordering::Equal => Lean::Same,
        };
        (lean, lost)
    };
    let level = |at: &StageStanding| at.finding.as_ref().and_then(Finding::level).map(Decimal::from);
    let apart = |verdict: Option<Verdict>| verdict == Some(Verdict::NotApplicable);
    if apart(before.verdict) != apart(own.verdict) && before.has_result() {
        return (Lean::Other, Decimal::ZERO);
    }
    if let Some((claimed, ruled)) = before.points.zip(own.points) {
        return by(claimed, ruled);
    }
    if let Some((claimed, ruled)) = level(before)
        .zip(level(own))
        .filter(|(claimed, ruled)| claimed != ruled)
    {
        return by(claimed, ruled);
    }
    let lean = match (before.verdict, own.verdict) {
        (Some(Verdict::Met), Some(Verdict::NotMet)) => Lean::Over,
        (Some(Verdict::NotMet), Some(Verdict::Met)) => Lean::Under,
        (None, Some(Verdict::Met)) if before.in_progress => Lean::Under,
        _ => Lean::Same,
    };
    (lean, Decimal::ZERO)
}

/// One dossier in the summary of its round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commune {
    /// The applicant.
    pub applicant: ApplicantId,
    /// Its name.
    pub name: String,
    /// How far it has come.
    pub state: DossierState,
    /// Its rank; none before everything is appraised, and where its level cannot be said.
    pub rank: Option<usize>,
    /// What is concluded.
    pub outcome: Outcome,
    /// Why.
    pub why: Sentence,
    /// The result of the acting stage.
    pub own: Figure,
    /// The result of the stage before it.
    pub before: Figure,
    /// The level registered for.
    pub registered: Option<u8>,
    /// Criteria ruled at the acting stage.
    pub ruled: usize,
    /// Criteria to be ruled.
    pub all: usize,
    /// The rows ruled, as claimed and as ruled.
    pub like: (Tally, Tally),
    /// The same by group, in the order of [`super::Overview::groups`].
    pub groups: Vec<(Tally, Tally)>,
    /// The criteria on which more was claimed than ruled.
    pub over: Vec<CriterionId>,
    /// The criteria on which less was claimed than ruled.
    pub under: Vec<CriterionId>,
    /// Points, or levels, claimed on ruled rows and not given.
    pub lost: Decimal,
    /// What blocks the next level or, in other methods, what is not met in full: ruled so.
    pub blocking: Vec<CriterionId>,
    /// What may block the next level and is not ruled yet.
    pub waiting: Vec<CriterionId>,
    /// The level that it blocks.
    pub next_level: Option<u8>,
    pub(super) result: StageResult,
}

impl Commune {
    /// Sums up one dossier; `sides` are the stage before the acting one, and the acting one.
    pub(super) fn of(
        round: &Round,
        dossier: &Dossier,
        card: &Scorecard,
        group_of: &dyn Fn(&Criterion) -> Option<usize>,
        groups: usize,
    ) -> Self {
        let method = round.framework.method;
        let registered = dossier.submission.registered_level;
        let before_stage = round.before().map(|stage| &stage.id);
        let result = card.results.get(&round.stage).cloned().unwrap_or_default();
        let before = before_stage.and_then(|stage| card.results.get(stage));
        let mut commune = Self {
            applicant: dossier.applicant.clone(),
            name: dossier.name.clone(),
            state: scorecard::state(round, dossier, card),
            rank: None,
            outcome: Outcome::Open,
            why: Sentence::new(""),
            own: Figure::from(&result),
            before: before.map(Figure::from).unwrap_or_default(),
            registered,
            ruled: 0,
            all: card.rows.len(),
            like: (Tally::default(), Tally::default()),
            groups: vec![(Tally::default(), Tally::default()); groups],
            over: Vec::new(),
            under: Vec::new(),
            lost: Decimal::ZERO,
            blocking: Vec::new(),
            waiting: Vec::new(),
            next_level: result.next_level,
            result: result.clone(),
        };
        for (criterion, row) in round.framework.scored().zip(&card.rows) {
            let Some(own) = settled(row, &round.stage) else {
                continue;
            };
            let claimed = before_stage.and_then(|stage| row.stages.get(stage));
            commune.ruled += 1;
            let tally = |at: &StageStanding| Tally::of(method, criterion, at, registered);
            let (theirs, mine) = (claimed.map(tally).unwrap_or_default(), tally(own));
            commune.like.0.add(&theirs);
            commune.like.1.add(&mine);
            if let Some((before, acting)) = group_of(criterion).and_then(|at| commune.groups.get_mut(at)) {
                before.add(&theirs);
                acting.add(&mine);
            }
            match lean(claimed, own) {
                (Lean::Over, lost) => {
                    commune.over.push(criterion.id.clone());
                    commune.lost = commune.lost.saturating_add(lost);
                }
                (Lean::Under, _) => commune.under.push(criterion.id.clone()),
                (Lean::Same | Lean::Other, _) => {}
            }
            if method == Method::Points && mine.points < mine.max {
                commune.blocking.push(criterion.id.clone());
            }
        }
        commune.concluded(round, dossier, &result);
        commune.blocked(round, card, &result);
        commune
    }

    fn concluded(&mut self, round: &Round, dossier: &Dossier, result: &StageResult) {
        let found = scorecard::conclude(round, dossier, result);
        self.outcome = match found.verdict {
            Some(Verdict::Met) => Outcome::Met,
            Some(Verdict::NotMet) => Outcome::NotMet,
            Some(Verdict::NotApplicable) | None if self.ruled < self.all || self.all == 0 => Outcome::Open,
            Some(Verdict::NotApplicable) | None if round.framework.method == Method::Points => Outcome::Done,
            Some(Verdict::NotApplicable) | None => Outcome::Unknown,
        };
        self.why = found.why;
    }

    fn blocked(&mut self, round: &Round, card: &Scorecard, result: &StageResult) {
        if self.ruled == 0 {
            return;
        }
        for criterion in &result.blocking {
            let ruled = card.row(criterion).and_then(|row| settled(row, &round.stage)).is_some();
            if ruled {
                self.blocking.push(criterion.clone());
            } else {
                self.waiting.push(criterion.clone());
            }
        }
    }

    /// Whether something of it is appraised.
    pub fn is_begun(&self) -> bool {
        self.ruled > 0
    }

    /// Whether all of it is appraised.
    pub fn is_done(&self) -> bool {
        self.ruled == self.all && self.all > 0
    }
}

/// The standing of the acting stage, where one ruling stands and gives a result.
pub(super) fn settled<'a>(row: &'a crate::domain::Standing, stage: &StageId) -> Option<&'a StageStanding> {
    row.stages.get(stage).filter(|at| at.is_settled())
}
