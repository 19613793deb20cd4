//! What was counted in the sub-forms against what is claimed.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::flag;
use crate::domain::scorecard::inputs;
use crate::domain::{Claim, Criterion, Flag, FlagKind, Sentence, SubformFigure, Value};

/// The figures counted are not those claimed: neither any list of the sub-form alone nor all of them together.
pub(super) fn mismatch(
    criterion: &Criterion,
    target: Option<&Value>,
    claim: &Claim,
    figures: &[SubformFigure],
) -> Option<Flag> {
    let per_cent = criterion.is_percent();
    let found = SubformFigure::of(figures, &criterion.id);
    let first = found.first()?;
    let claimed = claimed(claim)?;
    let bound = target.and_then(|target| target.number(per_cent));
    let agrees = |counted: &Value| agrees(&claimed, counted, bound, per_cent);
    if found.iter().any(|figure| agrees(&figure.value)) {
        return None;
    }
    let together = SubformFigure::together(&found);
    let counted = match &together {
        Some(sum) if agrees(sum) => return None,
        Some(sum) => sum,
        None => &first.value,
    };
    let message = Sentence::new("flag-subform-mismatch")
        .text("form", &first.name)
        .sentence("counted", say(counted, per_cent))
        .sentence("claimed", say(&claimed, per_cent))
        .sentences("place", found.iter().map(|figure| figure.place.sentence()).collect());
    let place = Some(first.place.clone());
    Some(Flag {
        place,
        ..flag(FlagKind::SubformMismatch, criterion, claim, message)
    })
}

/// The value claimed, or the part and the whole that are its inputs.
fn claimed(claim: &Claim) -> Option<Value> {
    let given = inputs(claim.value.as_ref(), &claim.inputs);
    match (given.get("value"), given.get("a"), given.get("b")) {
        (Some(value), _, _) => Some(value.clone()),
        (None, Some(Value::Number(part)), Some(Value::Number(whole))) => Some(Value::Ratio {
            part: *part,
            whole: *whole,
        }),
        (None, _, _) => None,
    }
}

/// Whether a claim is the figure counted. A claim in per cent may be rounded or cut, but not over its target and not up to a
/// full 100 %. What cannot be compared disagrees with nothing.
pub(super) fn agrees(claimed: &Value, counted: &Value, bound: Option<Decimal>, per_cent: bool) -> bool {
    let (Some(said), Some(found)) = (claimed.number(per_cent), counted.number(per_cent)) else {
        return true;
    };
    if said == found {
        return true;
    }
    if !per_cent || matches!(claimed, Value::Ratio { .. }) {
        return false;
    }
    let over = |bound: Decimal| said.cmp(&bound) != Ordering::Less && found < bound;
    let under = |bound: Decimal| said < bound && found >= bound;
    if over(Decimal::ONE_HUNDRED) || bound.is_some_and(|bound| over(bound) || under(bound)) {
        return false;
    }
    let decimals = said.normalize().scale();
    let rounded = found.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    rounded == said || found.trunc_with_scale(decimals) == said
}

/// A figure in words: `412/500 = 82,4 %`, `12`.
pub fn say(value: &Value, per_cent: bool) -> Sentence {
    let rounded = |number: Decimal| {
        number
            .round_dp_with_strategy(2, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
            .normalize()
    };
    match value {
        Value::Number(number) if per_cent => Sentence::new("flag-figure-percent").number("number", number.normalize()),
        Value::Number(number) => Sentence::new("flag-figure").number("number", number.normalize()),
        Value::Ratio { part, whole } => match value.number(true).filter(|_| per_cent) {
            Some(number) => Sentence::new("flag-figure-ratio-percent")
                .number("part", part.normalize())
                .number("whole", whole.normalize())
                .number("number", rounded(number)),
            None => Sentence::new("flag-figure-ratio")
                .number("part", part.normalize())
                .number("whole", whole.normalize()),
        },
        Value::Text(text) => Sentence::new("flag-figure-words").text("words", text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Value {
        Value::Number(text.parse().unwrap())
    }

    fn ratio(part: i64, whole: i64) -> Value {
        Value::Ratio {
            part: part.into(),
            whole: whole.into(),
        }
    }

    #[test]
    fn a_claim_may_be_rounded_or_cut() {
        for said in ["82.4", "82.38", "82.3", "82"] {
            assert!(agrees(&number(said), &ratio(4119, 5000), None, true), "{said}");
        }
        assert!(!agrees(&number("83"), &ratio(4119, 5000), None, true));
        assert!(agrees(&ratio(45, 46), &ratio(90, 92), None, true));
        assert!(!agrees(&ratio(45, 46), &ratio(46, 46), None, true));
        assert!(agrees(&number("3"), &number("3.0"), None, false));
        assert!(!agrees(&number("3"), &number("4"), None, false));
    }

    #[test]
    fn rounding_does_not_carry_over_a_bound() {
        assert!(!agrees(&number("100"), &ratio(996, 1000), None, true));
        assert!(!agrees(&number("75"), &ratio(749, 1000), Some(75.into()), true));
        assert!(agrees(&number("75"), &ratio(749, 1000), Some(60.into()), true));
    }

    #[test]
    fn words_and_empty_wholes_are_not_compared() {
        assert!(agrees(&Value::Text("Có".into()), &ratio(1, 2), None, true));
        assert!(agrees(&number("1"), &ratio(0, 0), None, true));
    }
}
