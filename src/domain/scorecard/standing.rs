//! Each row of a dossier: what stands at each stage, and how the stages differ.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::{Difference, Scorecard, StageStanding, Standing, totals};
use crate::domain::framework::WhenMissing;
use crate::domain::rule::{Rule, explain, judge};
use crate::domain::{
    Claim, ClaimedVerdict, Criterion, Dossier, Finding, Flag, Inputs, Round, Ruling, Rulings, Stage, StageId, Value,
    Verdict, checks, lateness, signing,
};

/// Puts claims, rulings, findings and flags of a dossier together and counts each stage.
pub fn score(round: &Round, dossier: &Dossier, rulings: &Rulings) -> Scorecard {
    let mut scorecard = Scorecard {
        rows: round
            .framework
            .scored()
            .map(|criterion| row(round, dossier, rulings, criterion))
            .collect(),
        ..Scorecard::default()
    };
    let found = checks::check(round, dossier, &scorecard);
    let read = dossier.submission.flags.iter().cloned();
    let late = lateness::check(round, dossier);
    let unsigned = signing::check(round, dossier);
    let again = dossier.resubmitted.iter().map(checks::resubmitted);
    scorecard.add_flags(dossier, read.chain(again).chain(found).chain(late).chain(unsigned));
    scorecard.results = totals::results(round, dossier, &scorecard.rows);
    scorecard
}

impl Scorecard {
    /// Adds flags and gives them to their rows; those dismissed and those there already are left out.
    pub fn add_flags(&mut self, dossier: &Dossier, flags: impl IntoIterator<Item = Flag>) {
        for flag in flags {
            let dismissed = dossier.dismissed.iter().any(|(other, _)| *other == flag);
            if dismissed || self.flags.contains(&flag) {
                continue;
            }
            let row = self
                .rows
                .iter_mut()
                .find(|row| flag.criterion.as_ref() == Some(&row.criterion));
            if let Some(row) = row {
                row.flags.push(self.flags.len());
            }
            self.flags.push(flag);
        }
    }
}

/// The inputs of a rule: those given by name, and the single value under `value`.
pub fn inputs(value: Option<&Value>, named: &BTreeMap<String, Value>) -> Inputs {
    let mut inputs = named.clone();
    if let Some(value) = value {
        inputs.entry("value".to_owned()).or_insert_with(|| value.clone());
    }
    inputs
}

/// One criterion with all that is judged on it.
struct Row<'a> {
    round: &'a Round,
    criterion: &'a Criterion,
    target: Option<&'a Value>,
}

/// What one stage says of a criterion, whoever said it.
struct Said<'a> {
    value: Option<&'a Value>,
    inputs: &'a BTreeMap<String, Value>,
    verdict: Option<Verdict>,
    points: Option<Decimal>,
    /// Something was said that the rule may not replace: work still going on, or words that could not be read.
    open: bool,
    /// The applicant says it of itself.
    own: bool,
}

fn row(round: &Round, dossier: &Dossier, rulings: &Rulings, criterion: &Criterion) -> Standing {
    let target = round.targets.of(&dossier.applicant, criterion);
    let row = Row {
        round,
        criterion,
        target,
    };
    let claim = dossier.submission.claims.get(&criterion.id);
    let mut stages: BTreeMap<StageId, StageStanding> = BTreeMap::new();
    let mut before: Option<&StageId> = None;
    for stage in &round.framework.stages {
        let mut standing = match before {
            None => row.by_claim(claim),
            Some(_) => row.by_council(dossier, rulings, stage),
        };
        if let Some(earlier) = before.and_then(|before| stages.get(before)) {
            standing.difference = difference(earlier, &standing, criterion.is_percent());
        }
        stages.insert(stage.id.clone(), standing);
        before = Some(&stage.id);
    }
    Standing {
        criterion: criterion.id.clone(),
        target: target.cloned(),
        claim: claim.cloned(),
        stages,
        flags: Vec::new(),
    }
}

impl Row<'_> {
    fn by_claim(&self, claim: Option<&Claim>) -> StageStanding {
        let nothing = Claim::default();
        let claim = match claim {
            Some(claim) => claim,
            None if self.criterion.when_missing == WhenMissing::Zero => &nothing,
            None => return empty(),
        };
        let in_progress = claim.verdict == Some(ClaimedVerdict::InProgress);
        let unread = claim.verdict.is_none() && !claim.raw_verdict.trim().is_empty();
        let standing = self.standing(&Said {
            value: claim.value.as_ref(),
            inputs: &claim.inputs,
            verdict: claim.verdict.and_then(ClaimedVerdict::verdict),
            points: claim.points,
            open: in_progress || unread,
            own: true,
        });
        StageStanding {
            in_progress,
            ..standing
        }
    }

    fn by_council(&self, dossier: &Dossier, rulings: &Rulings, stage: &Stage) -> StageStanding {
        let in_force = rulings.of(&stage.id, &self.criterion.id);
        if let Some(latest) = in_force.first() {
            return self.by_rulings(latest, in_force);
        }
        let received = self
            .is_before_acting(stage)
            .then(|| dossier.submission.received.get(&stage.id)?.get(&self.criterion.id))
            .flatten();
        match received {
            Some(claim) => StageStanding {
                received: Some(claim.clone()),
                ..self.by_claim(Some(claim))
            },
            None => empty(),
        }
    }

    fn by_rulings(&self, latest: &Ruling, in_force: &[Ruling]) -> StageStanding {
        let standing = self.standing(&Said {
            value: latest.value.as_ref(),
            inputs: &latest.inputs,
            verdict: latest.verdict,
            points: latest.points,
            open: false,
            own: false,
        });
        let ruled = StageStanding {
            ruling: Some(latest.clone()),
            ..standing
        };
        if in_force.len() < 2 {
            return ruled;
        }
        StageStanding {
            verdict: None,
            points: None,
            finding: None,
            conflict: in_force.to_vec(),
            ..ruled
        }
    }

    fn is_before_acting(&self, stage: &Stage) -> bool {
        let stages = &self.round.framework.stages;
        let position = |id: &StageId| stages.iter().position(|other| other.id == *id);
        position(&stage.id) < position(&self.round.stage)
    }

    fn standing(&self, said: &Said<'_>) -> StageStanding {
        let finding = self.finding(said);
        let verdict = said
            .verdict
            .or_else(|| finding.as_ref()?.verdict.filter(|_| !said.open));
        let points = self.points(said, verdict, finding.as_ref());
        StageStanding {
            value: said.value.cloned(),
            verdict,
            points,
            finding,
            ..empty()
        }
    }

    fn finding(&self, said: &Said<'_>) -> Option<Finding> {
        let inputs = inputs(said.value, said.inputs);
        // Said nothing: that is something where the source gives it a meaning, and the applicant's own words.
        if inputs.is_empty() && (self.criterion.when_missing == WhenMissing::Unknown || !said.own) {
            return None;
        }
        let finding = judge(self.criterion, self.target, &inputs);
        let why = explain(&self.round.framework, self.criterion, finding.why);
        Some(Finding { why, ..finding })
    }

    /// A person's points; else none where nothing applies; else what the person's verdict means; else the finding's.
    fn points(&self, said: &Said<'_>, verdict: Option<Verdict>, finding: Option<&Finding>) -> Option<Decimal> {
        if verdict == Some(Verdict::NotApplicable) {
            return None;
        }
        if said.points.is_some() {
            return said.points;
        }
        if said.open {
            return None;
        }
        let by_verdict = matches!(self.criterion.rule, Some(Rule::Target { .. } | Rule::Presence));
        match (said.verdict, self.criterion.max_points) {
            (Some(Verdict::Met), Some(max)) if by_verdict => Some(max),
            (Some(Verdict::NotMet), Some(_)) if by_verdict => Some(Decimal::ZERO),
            _ => finding.and_then(|finding| finding.points),
        }
    }
}

fn empty() -> StageStanding {
    StageStanding {
        value: None,
        verdict: None,
        in_progress: false,
        points: None,
        ruling: None,
        conflict: Vec::new(),
        received: None,
        finding: None,
        difference: Difference::Unknown,
    }
}

/// How a stage differs from the one before it; work still going on is not what any verdict says.
fn difference(before: &StageStanding, own: &StageStanding, per_cent: bool) -> Difference {
    if !own.conflict.is_empty() || !before.conflict.is_empty() {
        return Difference::Unknown;
    }
    let verdict = match (before.verdict, own.verdict) {
        (Some(before), Some(own)) => Some(before == own),
        (None, Some(_)) if before.in_progress => Some(false),
        _ => None,
    };
    let points = before.points.zip(own.points).map(|(before, own)| before == own);
    let value = before
        .value
        .as_ref()
        .zip(own.value.as_ref())
        .map(|(before, own)| same(before, own, per_cent));
    match (verdict, points, value) {
        (Some(false), _, _) | (_, Some(false), _) => Difference::Verdict,
        (_, _, Some(false)) => Difference::Value,
        (None, None, None) => Difference::Unknown,
        _ => Difference::Same,
    }
}

fn same(one: &Value, other: &Value, per_cent: bool) -> bool {
    match (one, other) {
        (Value::Text(one), Value::Text(other)) => one.trim().to_lowercase() == other.trim().to_lowercase(),
        _ => {
            one == other
                || one
                    .number(per_cent)
                    .is_some_and(|number| other.number(per_cent) == Some(number))
        }
    }
}
