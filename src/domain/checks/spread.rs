//! Hints that need more than one dossier: values far from the others of the round, and far from the last round's.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::subforms::say;
use crate::domain::{
    ApplicantId, Claim, Criterion, CriterionId, Flag, FlagKind, Framework, Provenance, Sentence, Submission, Value,
};

/// Fewest values among which one can stand out.
const FEWEST: usize = 8;
/// Fewest percentages of a dossier that are worth a hint where all are 100.
const FEWEST_FULL: usize = 8;

/// Hints by applicant.
pub type Hints = BTreeMap<ApplicantId, Vec<Flag>>;

/// Every percentage of the dossier is 100 %: told once, for the whole dossier.
pub(super) fn uniform(framework: &Framework, submission: &Submission) -> Option<Flag> {
    let values: Vec<Decimal> = framework
        .scored()
        .filter(|criterion| criterion.is_percent())
        .filter_map(|criterion| submission.claims.get(&criterion.id)?.value.as_ref()?.number(true))
        .collect();
    let all = values.len() >= FEWEST_FULL && values.iter().all(|value| *value == Decimal::ONE_HUNDRED);
    all.then(|| Flag {
        kind: FlagKind::UniformValues,
        criterion: None,
        message: Sentence::new("flag-uniform-values").number("count", Decimal::from(values.len())),
        place: None,
    })
}

/// Values claimed that lie far from those of the other applicants: the distance to the median is above 3,5 times the scaled
/// median of all such distances (Iglewicz and Hoaglin), and not small in itself.
pub fn outliers(framework: &Framework, submissions: &BTreeMap<ApplicantId, Submission>) -> Hints {
    let mut hints = Hints::new();
    for criterion in framework.scored() {
        let per_cent = criterion.is_percent();
        let claims: Vec<(&ApplicantId, &Claim, Decimal)> = submissions
            .iter()
            .filter_map(|(applicant, submission)| {
                let claim = submission.claims.get(&criterion.id)?;
                Some((applicant, claim, claim.value.as_ref()?.number(per_cent)?))
            })
            .collect();
        let values: Vec<Decimal> = claims.iter().map(|(_, _, value)| *value).collect();
        let Some((centre, spread)) = middle(&values) else {
            continue;
        };
        for (applicant, claim, value) in &claims {
            if !stands_out(*value, centre, spread, per_cent) {
                continue;
            }
            let message = Sentence::new("flag-outlier-value")
                .sentence("value", figure(*value, per_cent))
                .sentence("median", figure(centre, per_cent))
                .number("count", Decimal::from(values.len()));
            hints.entry((*applicant).clone()).or_default().push(hint(
                FlagKind::OutlierValue,
                criterion,
                claim,
                message,
            ));
        }
    }
    hints
}

/// The median, and the median of the distances to it; none of too few values or where more than half are equal.
pub(super) fn middle(values: &[Decimal]) -> Option<(Decimal, Decimal)> {
    if values.len() < FEWEST {
        return None;
    }
    let centre = median(values)?;
    let distances: Option<Vec<Decimal>> = values
        .iter()
        .map(|value| value.checked_sub(centre).map(|distance| distance.abs()))
        .collect();
    let spread = median(&distances?)?;
    (!spread.is_zero()).then_some((centre, spread))
}

fn median(values: &[Decimal]) -> Option<Decimal> {
    let mut sorted = values.to_vec();
    sorted.sort();
    let half = sorted.len() / 2;
    let upper = *sorted.get(half)?;
    if sorted.len() % 2 == 1 {
        return Some(upper);
    }
    let lower = *sorted.get(half.checked_sub(1)?)?;
    lower.checked_add(upper)?.checked_div(Decimal::TWO)
}

fn stands_out(value: Decimal, centre: Decimal, spread: Decimal, per_cent: bool) -> bool {
    // Five points of a hundred, or one thing more or less, are no wonder however alike the others are.
    let least = if per_cent { Decimal::from(5) } else { Decimal::ONE };
    let Some(distance) = value.checked_sub(centre).map(|distance| distance.abs()) else {
        return false;
    };
    // 0,6745 × distance ÷ spread > 3,5.
    let scaled = distance.checked_mul(Decimal::new(6745, 4));
    let bound = spread.checked_mul(Decimal::new(35, 1));
    distance > least && matches!((scaled, bound), (Some(scaled), Some(bound)) if scaled > bound)
}

/// Values claimed that lie far from the applicant's last ones: 30 points of a hundred, else three times or a third.
pub fn jumps(
    framework: &Framework,
    submission: &Submission,
    last: &BTreeMap<CriterionId, Value>,
    year: i32,
) -> Vec<Flag> {
    let found = framework.scored().filter_map(|criterion| {
        let per_cent = criterion.is_percent();
        let claim = submission.claims.get(&criterion.id)?;
        let value = claim.value.as_ref()?.number(per_cent)?;
        let before = last.get(&criterion.id)?.number(per_cent)?;
        if !is_jump(before, value, per_cent) {
            return None;
        }
        let message = Sentence::new("flag-year-jump")
            .sentence("value", figure(value, per_cent))
            .sentence("before", figure(before, per_cent))
            .text("year", year.to_string());
        Some(hint(FlagKind::YearJump, criterion, claim, message))
    });
    found.collect()
}

fn is_jump(before: Decimal, value: Decimal, per_cent: bool) -> bool {
    let Some(distance) = value.checked_sub(before).map(|distance| distance.abs()) else {
        return false;
    };
    if per_cent {
        return distance >= Decimal::from(30);
    }
    let (low, high) = (before.min(value), before.max(value));
    let threefold = low.checked_mul(Decimal::from(3));
    distance >= Decimal::from(5) && threefold.is_some_and(|threefold| high >= threefold)
}

fn figure(number: Decimal, per_cent: bool) -> Sentence {
    let rounded = number.round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    say(&Value::Number(rounded), per_cent)
}

fn hint(kind: FlagKind, criterion: &Criterion, claim: &Claim, message: Sentence) -> Flag {
    Flag {
        kind,
        criterion: Some(criterion.id.clone()),
        message,
        place: (claim.from != Provenance::default()).then(|| claim.from.clone()),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decimals(values: &[i64]) -> Vec<Decimal> {
        values.iter().copied().map(Decimal::from).collect()
    }

    #[test]
    fn the_middle_of_a_known_row() {
        let values = decimals(&[80, 82, 84, 86, 88, 90, 92, 12]);
        assert_eq!(middle(&values), Some((85.into(), 4.into())));
        assert!(stands_out(12.into(), 85.into(), 4.into(), true));
        assert!(!stands_out(92.into(), 85.into(), 4.into(), true));
    }

    #[test]
    fn few_values_and_equal_ones_hint_at_nothing() {
        assert_eq!(middle(&decimals(&[80, 82, 84, 86, 88, 90, 12])), None);
        assert_eq!(middle(&decimals(&[100, 100, 100, 100, 100, 100, 100, 12])), None);
        assert!(!stands_out(104.into(), 100.into(), Decimal::new(1, 1), true));
    }

    #[test]
    fn one_far_value_does_not_hide_another() {
        let values = decimals(&[80, 81, 82, 83, 84, 85, 86, 87, 5, 6]);
        let (centre, spread) = middle(&values).unwrap();
        let far: Vec<bool> = values
            .iter()
            .map(|value| stands_out(*value, centre, spread, true))
            .collect();
        assert_eq!(far.iter().filter(|far| **far).count(), 2);
    }

    #[test]
    fn jumps_are_large_in_their_unit() {
        assert!(is_jump(40.into(), 70.into(), true));
        assert!(!is_jump(70.into(), 98.into(), true));
        assert!(is_jump(90.into(), 12.into(), true));
        assert!(is_jump(3.into(), 9.into(), false));
        assert!(!is_jump(1.into(), 3.into(), false));
        assert!(is_jump(12.into(), 4.into(), false));
    }

    proptest! {
        #[test]
        fn the_order_of_the_values_says_nothing(mut values in prop::collection::vec(0i64..1000, 0..30)) {
            let before = middle(&decimals(&values));
            values.reverse();
            prop_assert_eq!(middle(&decimals(&values)), before);
        }

        #[test]
        fn the_median_never_stands_out(values in prop::collection::vec(0i64..1000, 8..30)) {
            if let Some((centre, spread)) = middle(&decimals(&values)) {
                prop_assert!(!stands_out(centre, centre, spread, true));
            }
        }
    }
}
