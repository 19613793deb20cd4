//! The conclusion of a stage on a whole dossier, as its results suggest it; the council concludes.

use rust_decimal::Decimal;

use super::{Scorecard, StageResult, StageStanding, Standing, totals};
use crate::domain::rule::judge_rate;
use crate::domain::{Dossier, Finding, Method, Round, Sentence, Verdict};

/// What a stage's result suggests for the dossier as a whole, and why.
///
/// Pass/fail: the rate against the round's threshold, once nothing is pending. Maturity: the level attained against
/// the level registered for. By points there is no conclusion, only a rank. Without a threshold or a registered level
/// it cannot be said.
pub fn conclude(round: &Round, dossier: &Dossier, result: &StageResult) -> Finding {
    match round.framework.method {
        Method::PassFail => by_rate(round.threshold, result),
        Method::Maturity => by_level(dossier.submission.registered_level, result.level),
        Method::Points => finding(None, Sentence::new("rule-conclude-points")),
    }
}

/// What a stage would come to if every verdict against the rule followed the rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ByRule {
    /// Its result then.
    pub result: StageResult,
    /// The conclusion then.
    pub found: Finding,
}

/// What the acting stage would come to by the rule, where that is another conclusion than the one that stands: the
/// members who ruled otherwise decide the whole dossier.
pub fn by_rule(round: &Round, dossier: &Dossier, card: &Scorecard) -> Option<ByRule> {
    let departs = |row: &Standing| {
        row.stages
            .get(&round.stage)
            .is_some_and(StageStanding::departs_from_rule)
    };
    if !card.rows.iter().any(departs) {
        return None;
    }
    let mut rows = card.rows.clone();
    for row in &mut rows {
        let Some(standing) = row.stages.get_mut(&round.stage) else {
            continue;
        };
        if !standing.departs_from_rule() {
            continue;
        }
        if let Some(finding) = &standing.finding {
            standing.verdict = finding.verdict;
            standing.points = finding.points;
        }
    }
    let concluded = |result: &StageResult| conclude(round, dossier, result);
    let result = totals::results(round, dossier, &rows).remove(&round.stage)?;
    let found = concluded(&result);
    let stands = card.results.get(&round.stage).map(concluded)?;
    let differ = matches!((found.verdict, stands.verdict), (Some(one), Some(other)) if one != other);
    differ.then_some(ByRule { result, found })
}

fn by_rate(threshold: Option<Decimal>, result: &StageResult) -> Finding {
    let total = &result.total;
    let Some(threshold) = threshold else {
        return finding(None, Sentence::new("rule-conclude-no-threshold"));
    };
    if total.pending > 0 {
        let pending = Sentence::new("rule-conclude-pending").number("pending", total.pending);
        return finding(None, pending);
    }
    judge_rate(total.passed, total.passed + total.failed, threshold)
}

fn by_level(registered: Option<u8>, attained: Option<u8>) -> Finding {
    let Some(registered) = registered else {
        return finding(None, Sentence::new("rule-conclude-no-level"));
    };
    let Some(attained) = attained else {
        return finding(None, Sentence::new("rule-conclude-level-open"));
    };
    let (verdict, key) = if attained >= registered {
        (Verdict::Met, "rule-conclude-level-met")
    } else {
        (Verdict::NotMet, "rule-conclude-level-not-met")
    };
    let why = Sentence::new(key)
        .number("attained", u32::from(attained))
        .number("registered", u32::from(registered));
    finding(Some(verdict), why)
}

fn finding(verdict: Option<Verdict>, why: Sentence) -> Finding {
    Finding {
        verdict,
        points: None,
        levels: Vec::new(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::scorecard::GroupResult;

    fn rate(threshold: Option<&str>, passed: usize, failed: usize, pending: usize) -> (Option<Verdict>, String) {
        let result = StageResult {
            total: GroupResult {
                passed,
                failed,
                pending,
                ..GroupResult::default()
            },
            ..StageResult::default()
        };
        let found = by_rate(threshold.map(|text| text.parse().unwrap()), &result);
        (found.verdict, found.why.key)
    }

    #[test]
    fn the_threshold_itself_is_enough() {
        assert_eq!(rate(Some("80"), 8, 2, 0).0, Some(Verdict::Met));
        assert_eq!(rate(Some("80.01"), 8, 2, 0).0, Some(Verdict::NotMet));
        assert_eq!(rate(Some("100"), 37, 0, 0).0, Some(Verdict::Met));
        // Two of three is 66,67 % only when rounded.
        assert_eq!(rate(Some("66.67"), 2, 1, 0).0, Some(Verdict::NotMet));
    }

    #[test]
    fn nothing_is_concluded_before_its_time() {
        assert_eq!(rate(None, 10, 0, 0), (None, "rule-conclude-no-threshold".to_owned()));
        assert_eq!(rate(Some("80"), 10, 0, 1), (None, "rule-conclude-pending".to_owned()));
        assert_eq!(rate(Some("80"), 0, 0, 0), (None, "rule-zero-unknown".to_owned()));
    }

    #[test]
    fn the_level_registered_is_to_be_attained() {
        assert_eq!(by_level(Some(3), Some(3)).verdict, Some(Verdict::Met));
        assert_eq!(by_level(Some(3), Some(2)).verdict, Some(Verdict::NotMet));
        assert_eq!(by_level(Some(3), None).verdict, None);
        assert_eq!(by_level(None, Some(2)).verdict, None);
    }
}
