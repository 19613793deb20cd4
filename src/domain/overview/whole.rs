//! All dossiers of a round together: ranked, counted, by group and by criterion.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::better;
use super::row::{Commune, Lean, Outcome, Tally, lean, percent, settled};
use crate::domain::scorecard::{RowOutcome, row_outcome};
use crate::domain::{
    Criterion, CriterionId, Decimal, Dossier, DossierState, Framework, GroupId, Method, Round, RoundId, Scorecard,
    Standing,
};

/// A round in figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The round.
    pub round: RoundId,
    /// How its criteria add up.
    pub method: Method,
    /// How many levels there are, in frameworks by levels.
    pub levels: usize,
    /// The dossiers, the best first; those without a rank last.
    pub communes: Vec<Commune>,
    /// The groups above all others, in printed order.
    pub groups: Vec<GroupSum>,
    /// The scored criteria, in printed order.
    pub criteria: Vec<CriterionSum>,
}

/// One group over all dossiers: the rows ruled, as claimed and as ruled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSum {
    /// The group.
    pub group: GroupId,
    /// Both sides.
    pub like: (Tally, Tally),
}

/// One criterion over all dossiers; places are those of [`Overview::communes`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionSum {
    /// The criterion.
    pub criterion: CriterionId,
    /// Dossiers in which it is ruled.
    pub ruled: usize,
    /// Ruled met; by points, given the full maximum.
    pub met: usize,
    /// Ruled not met; by points, given less.
    pub not_met: usize,
    /// Ruled not to apply.
    pub not_applicable: usize,
    /// Where it is ruled: as claimed and as ruled.
    pub like: (Tally, Tally),
    /// Where more was claimed than ruled.
    pub over: Vec<usize>,
    /// Where less was claimed than ruled.
    pub under: Vec<usize>,
    /// Points or levels claimed and not given.
    pub lost: Decimal,
    /// Where it blocks the next level or, in other methods, is not met in full.
    pub blocks: Vec<usize>,
    /// Where it may block the next level and is not ruled yet.
    pub waits: usize,
    /// Points missing to the maximum, where it is ruled.
    pub missing: Decimal,
}

/// One step of a distribution: results from `from` to below `to`, in per cent; the last step takes the whole, too. In
/// frameworks by levels both are the level.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    /// Where it begins.
    pub from: Decimal,
    /// Where it ends.
    pub to: Decimal,
    /// The dossiers in it, as appraised.
    pub own: Vec<usize>,
    /// How many stood in it as claimed.
    pub before: usize,
}

impl Overview {
    /// Sums up a round; equals stand in the order given.
    pub fn of(round: &Round, dossiers: &[(Dossier, Scorecard)]) -> Self {
        let mut counting = Counting::new(round);
        for (dossier, card) in dossiers {
            counting.add(dossier, card);
        }
        counting.finish()
    }
}

/// A round that is being summed up, dossier by dossier; of each only its figures are kept.
#[derive(Debug)]
pub struct Counting<'a> {
    round: &'a Round,
    groups: Vec<GroupId>,
    places: BTreeMap<GroupId, usize>,
    found: Vec<(Commune, Vec<Option<Judged>>)>,
}

/// A row that is ruled.
#[derive(Debug)]
struct Judged {
    outcome: RowOutcome,
    claimed: Tally,
    own: Tally,
    lean: (Lean, Decimal),
}

impl<'a> Counting<'a> {
    /// Nothing counted yet.
    pub fn new(round: &'a Round) -> Self {
        let groups: Vec<GroupId> = top_groups(&round.framework);
        Self {
            round,
            places: group_places(&round.framework, &groups),
            groups,
            found: Vec::new(),
        }
    }

    /// Counts a dossier; equals stand in the order in which they were counted.
    pub fn add(&mut self, dossier: &Dossier, card: &Scorecard) {
        let (round, places) = (self.round, &self.places);
        let group_of = |criterion: &Criterion| places.get(&criterion.group).copied();
        let commune = Commune::of(round, dossier, card, &group_of, self.groups.len());
        let rows = round.framework.scored().enumerate();
        let rows = rows.map(|(at, criterion)| judged(round, criterion, card.rows.get(at)?, dossier));
        self.found.push((commune, rows.collect()));
    }

    /// The round summed up.
    pub fn finish(self) -> Overview {
        let Self {
            round,
            groups,
            mut found,
            ..
        } = self;
        let framework = &round.framework;
        found.sort_by(|one, other| order(framework.method, &one.0, &other.0));
        let criteria = framework
            .scored()
            .enumerate()
            .map(|(at, criterion)| criterion_sum(criterion, at, &found))
            .collect();
        let mut communes: Vec<Commune> = found.into_iter().map(|(commune, _)| commune).collect();
        rank(framework.method, &mut communes);
        let groups = groups
            .into_iter()
            .enumerate()
            .map(|(at, group)| {
                let mut like = (Tally::default(), Tally::default());
                for (before, own) in communes.iter().filter_map(|commune| commune.groups.get(at)) {
                    like.0.add(before);
                    like.1.add(own);
                }
                GroupSum { group, like }
            })
            .collect();
        Overview {
            round: round.id.clone(),
            method: framework.method,
            levels: framework.levels.len(),
            communes,
            groups,
            criteria,
        }
    }
}

impl Overview {
    /// How many dossiers come to each conclusion.
    pub fn outcomes(&self) -> BTreeMap<Outcome, usize> {
        let mut counts = BTreeMap::new();
        for commune in &self.communes {
            *counts.entry(commune.outcome).or_default() += 1;
        }
        counts
    }

    /// Criteria ruled, and criteria to be ruled, over all dossiers.
    pub fn judged(&self) -> (usize, usize) {
        let sum = |of: fn(&Commune) -> usize| self.communes.iter().map(of).sum();
        (sum(|commune| commune.ruled), sum(|commune| commune.all))
    }

    /// Whether anything is appraised.
    pub fn is_begun(&self) -> bool {
        self.communes.iter().any(Commune::is_begun)
    }

    /// Whether everything is appraised.
    pub fn is_done(&self) -> bool {
        !self.communes.is_empty() && self.communes.iter().all(Commune::is_done)
    }

    /// Whether every dossier is sealed.
    pub fn is_sealed(&self) -> bool {
        let sealed = |commune: &Commune| commune.state == DossierState::Sealed;
        !self.communes.is_empty() && self.communes.iter().all(sealed)
    }

    /// The dossiers that have a rank: everything in them is appraised.
    pub fn ranked(&self) -> impl Iterator<Item = &Commune> {
        self.communes.iter().filter(|commune| commune.rank.is_some())
    }

    /// The mean of what the method ranks by, over the dossiers that have a rank.
    pub fn mean(&self) -> Option<Decimal> {
        let all: Vec<Decimal> = self
            .ranked()
            .filter_map(|commune| commune.own.main(self.method))
            .collect();
        let sum = all.iter().try_fold(Decimal::ZERO, |sum, one| sum.checked_add(*one))?;
        sum.checked_div(Decimal::from(all.len()))
    }

    /// The result of a dossier in per cent of the best that can be had, once something is appraised.
    pub fn own_share(&self, commune: &Commune) -> Option<Decimal> {
        commune
            .is_begun()
            .then(|| commune.own.share(self.method, self.levels))
            .flatten()
    }

    /// The same as it was claimed.
    pub fn before_share(&self, commune: &Commune) -> Option<Decimal> {
        commune.before.share(self.method, self.levels)
    }

    /// Both sides on a scale of a hundred, so that like stands beside like: rows that are not ruled yet count on neither
    /// side. Levels are compared as wholes.
    pub fn like(&self, commune: &Commune) -> (Option<Decimal>, Option<Decimal>) {
        match self.method {
            Method::Maturity => (self.before_share(commune), self.own_share(commune)),
            Method::PassFail | Method::Points if commune.is_begun() => {
                (commune.like.0.share(self.method), commune.like.1.share(self.method))
            }
            Method::PassFail | Method::Points => (self.before_share(commune), None),
        }
    }

    /// The distribution of the results, the best first: by level, or in ten steps of ten per cent.
    pub fn bins(&self) -> Vec<Bin> {
        let tens = |at: usize| Decimal::from(at * 10);
        let mut bins: Vec<Bin> = match self.method {
            Method::Maturity => (0..=self.levels).map(|level| bin(level.into(), level.into())).collect(),
            Method::PassFail | Method::Points => (0..10).map(|at| bin(tens(at), tens(at + 1))).collect(),
        };
        let place = |share: Decimal, level: Option<u8>| match self.method {
            Method::Maturity => level.map(usize::from),
            Method::PassFail | Method::Points => {
                let at = usize::try_from((share / Decimal::TEN).floor()).unwrap_or(0);
                Some(at.min(9))
            }
        };
        for (at, commune) in self.communes.iter().enumerate() {
            let own = self
                .own_share(commune)
                .and_then(|share| place(share, commune.own.level));
            if let Some(bin) = own.and_then(|own| bins.get_mut(own)) {
                bin.own.push(at);
            }
            let before = self.before_share(commune);
            let before = before.and_then(|share| place(share, commune.before.level));
            if let Some(bin) = before.and_then(|before| bins.get_mut(before)) {
                bin.before += 1;
            }
        }
        bins.reverse();
        bins
    }
}

fn bin(from: Decimal, to: Decimal) -> Bin {
    Bin {
        from,
        to,
        own: Vec::new(),
        before: 0,
    }
}

impl CriterionSum {
    /// Per cent of the dossiers in which it is ruled and applies that meet it or, by points, of the points.
    pub fn share(&self, method: Method) -> Option<Decimal> {
        self.like.1.share(method)
    }

    /// Per cent of the dossiers ruled that claimed more.
    pub fn over_share(&self) -> Option<Decimal> {
        percent(self.over.len().into(), self.ruled.into())
    }
}

/// The best first; then what is not appraised to its end, and last what has no result yet.
fn order(method: Method, one: &Commune, other: &Commune) -> Ordering {
    let known = |commune: &Commune| {
        let result = commune.is_begun() && commune.own.main(method).is_some();
        (has_rank(method, commune), result)
    };
    known(other)
        .cmp(&known(one))
        .then_with(|| better(method, &other.result, &one.result))
}

/// A result that may still change is not put in a row with final ones.
fn has_rank(method: Method, commune: &Commune) -> bool {
    commune.is_done() && commune.own.main(method).is_some()
}

/// Equals share a rank and the next is left out (1, 2, 2, 4).
fn rank(method: Method, communes: &mut [Commune]) {
    let mut last: Option<(usize, crate::domain::StageResult)> = None;
    for (at, commune) in communes.iter_mut().enumerate() {
        if !has_rank(method, commune) {
            break;
        }
        let rank = match &last {
            Some((rank, result)) if better(method, result, &commune.result) == Ordering::Equal => *rank,
            Some(_) | None => at + 1,
        };
        commune.rank = Some(rank);
        last = Some((rank, commune.result.clone()));
    }
}

/// The groups without a group above them.
fn top_groups(framework: &Framework) -> Vec<GroupId> {
    let own = framework.groups.iter().filter(|group| group.parent.is_none());
    own.map(|group| group.id.clone()).collect()
}

/// For each group the place of the one above all others that it belongs to; a ring among groups belongs nowhere.
fn group_places(framework: &Framework, top: &[GroupId]) -> BTreeMap<GroupId, usize> {
    let mut places = BTreeMap::new();
    for group in &framework.groups {
        let mut here = Some(group);
        for _ in 0..=framework.groups.len() {
            let Some(found) = here else { break };
            if let Some(at) = top.iter().position(|id| *id == found.id) {
                places.insert(group.id.clone(), at);
                break;
            }
            here = found.parent.as_ref().and_then(|above| framework.group(above));
        }
    }
    places
}

/// A row as it counts; none where it is not ruled.
fn judged(round: &Round, criterion: &Criterion, row: &Standing, dossier: &Dossier) -> Option<Judged> {
    let method = round.framework.method;
    let own = settled(row, &round.stage)?;
    let registered = dossier.submission.registered_level;
    let claimed = round.before().and_then(|stage| row.stages.get(&stage.id));
    let tally = |standing| Tally::of(method, criterion, standing, registered);
    Some(Judged {
        outcome: row_outcome(method, criterion, own, registered),
        claimed: claimed.map(tally).unwrap_or_default(),
        own: tally(own),
        lean: lean(claimed, own),
    })
}

fn criterion_sum(criterion: &Criterion, row_at: usize, found: &[(Commune, Vec<Option<Judged>>)]) -> CriterionSum {
    let mut sum = CriterionSum {
        criterion: criterion.id.clone(),
        ruled: 0,
        met: 0,
        not_met: 0,
        not_applicable: 0,
        like: (Tally::default(), Tally::default()),
        over: Vec::new(),
        under: Vec::new(),
        lost: Decimal::ZERO,
        blocks: Vec::new(),
        waits: 0,
        missing: Decimal::ZERO,
    };
    for (at, (commune, rows)) in found.iter().enumerate() {
        if commune.blocking.contains(&criterion.id) {
            sum.blocks.push(at);
        }
        sum.waits += usize::from(commune.waiting.contains(&criterion.id));
        let Some(Some(row)) = rows.get(row_at) else { continue };
        sum.ruled += 1;
        match row.outcome {
            RowOutcome::Passed => sum.met += 1,
            RowOutcome::Failed => sum.not_met += 1,
            RowOutcome::NotApplicable => sum.not_applicable += 1,
            RowOutcome::Pending => {}
        }
        sum.like.0.add(&row.claimed);
        sum.like.1.add(&row.own);
        sum.missing = sum.missing.saturating_add(row.own.max.saturating_sub(row.own.points));
        match row.lean {
            (Lean::Over, lost) => {
                sum.over.push(at);
                sum.lost = sum.lost.saturating_add(lost);
            }
            (Lean::Under, _) => sum.under.push(at),
            (Lean::Same | Lean::Other, _) => {}
        }
    }
    sum
}
