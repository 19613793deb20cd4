//! Building findings and the sentences that explain them.

use rust_decimal::Decimal;

use super::figures::{Gap, Quantity, round};
use super::{Finding, WhenZero};
use crate::domain::{Sentence, Verdict};

/// A rule cannot say, and why.
pub(super) fn unknown(why: Sentence) -> Finding {
    Finding {
        verdict: None,
        points: None,
        levels: Vec::new(),
        why,
    }
}

/// The criterion does not apply.
pub(super) fn not_applicable(why: Sentence) -> Finding {
    Finding {
        verdict: Some(Verdict::NotApplicable),
        points: None,
        levels: Vec::new(),
        why,
    }
}

/// Points, held between 0 and the maximum.
pub(super) fn award(max: Option<Decimal>, points: Decimal, because: Sentence) -> Finding {
    let Some(max) = max else {
        return unknown(Sentence::new("rule-no-maximum").sentence("because", because));
    };
    let points = points.min(max).max(Decimal::ZERO).normalize();
    Finding {
        verdict: None,
        points: Some(points),
        levels: Vec::new(),
        why: points_sentence(points, max, because),
    }
}

fn points_sentence(points: Decimal, max: Decimal, because: Sentence) -> Sentence {
    let key = if points == max {
        "rule-points-full"
    } else {
        "rule-points"
    };
    Sentence::new(key)
        .sentence("because", because)
        .number("points", round(points, 4))
        .number("max", max.normalize())
}

/// Met or not met; with a maximum also all points or none.
pub(super) fn decide(max: Option<Decimal>, met: bool, because: Sentence) -> Finding {
    let (verdict, key) = if met {
        (Verdict::Met, "rule-met")
    } else {
        (Verdict::NotMet, "rule-not-met")
    };
    let why = Sentence::new(key).sentence("because", because);
    let points = max.map(|max| if met { max } else { Decimal::ZERO });
    Finding {
        verdict: Some(verdict),
        points,
        levels: Vec::new(),
        why: match (points, max) {
            (Some(points), Some(max)) => points_sentence(points, max, why),
            _ => why,
        },
    }
}

/// A comparison in words: `45/46 = 97,83 % ≥ 70 %`.
pub(super) fn comparison(value: &Quantity, sign: &str, bound: &Quantity) -> Sentence {
    Sentence::new("rule-compare")
        .sentence("value", value.say(Some(bound)))
        .text("sign", sign)
        .sentence("bound", bound.say(None))
}

/// The finding where an input is missing or unreadable, or the whole of a ratio is zero.
pub(super) fn gap(gap: &Gap, when_zero: WhenZero, max: Option<Decimal>) -> Finding {
    if *gap != Gap::ZeroWhole {
        return unknown(gap.say());
    }
    match when_zero {
        WhenZero::Unknown => unknown(gap.say()),
        WhenZero::Zero => award(max, Decimal::ZERO, Sentence::new("rule-zero")),
        WhenZero::Full => award(max, max.unwrap_or_default(), Sentence::new("rule-zero")),
        WhenZero::NotApplicable => not_applicable(Sentence::new("rule-zero-not-applicable")),
    }
}
