//! Points by a ratio, and by a ratio that is full from a threshold.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::figures::{Gap, Quantity, Terms};
use super::judge::Frame;
use super::say::{award, comparison, gap, unknown};
use super::{Below, Finding, Rule};
use crate::domain::Sentence;

/// The finding of [`Rule::Ratio`] or [`Rule::RatioThreshold`].
pub(super) fn judge(rule: &Rule, frame: &Frame<'_>) -> Finding {
    let Some(terms) = terms(rule) else {
        return unknown(Sentence::new("rule-none"));
    };
    let judged = frame.inputs.ratio(&terms).and_then(|ratio| match rule {
        Rule::RatioThreshold {
            full_from,
            below,
            open,
            divisor,
            ..
        } => {
            let bound = Quantity::plain(*full_from, true);
            let divisor = Quantity::plain(divisor.unwrap_or(*full_from), true);
            threshold(&ratio, &bound, *open, *below, &divisor, frame.max)
        }
        Rule::Ratio { inverse, .. } => proportional(&ratio, *inverse, frame.max),
        Rule::Target { .. }
        | Rule::Presence
        | Rule::Levels { .. }
        | Rule::Steps { .. }
        | Rule::Choice { .. }
        | Rule::PerItem { .. }
        | Rule::Entered
        | Rule::Sum { .. }
        | Rule::Given { .. } => Err(Gap::Missing(String::new())),
    });
    judged.unwrap_or_else(|found| gap(&found, terms.when_zero, frame.max))
}

/// What the ratio of a rule is made of; none where the rule has none.
pub(super) fn terms(rule: &Rule) -> Option<Terms<'_>> {
    match rule {
        Rule::Ratio {
            a, b, when_zero, whole, ..
        } => Some(Terms {
            a,
            b,
            c: "",
            whole: *whole,
            when_zero: *when_zero,
        }),
        Rule::RatioThreshold {
            a,
            b,
            c,
            when_zero,
            whole,
            ..
        } => Some(Terms {
            a,
            b,
            c,
            whole: *whole,
            when_zero: *when_zero,
        }),
        Rule::Steps { a, b, when_zero, .. } if !a.is_empty() && !b.is_empty() => Some(Terms {
            a,
            b,
            c: "",
            whole: None,
            when_zero: *when_zero,
        }),
        Rule::Steps { .. }
        | Rule::Target { .. }
        | Rule::Presence
        | Rule::Levels { .. }
        | Rule::Choice { .. }
        | Rule::PerItem { .. }
        | Rule::Entered
        | Rule::Sum { .. }
        | Rule::Given { .. } => None,
    }
}

fn proportional(ratio: &Quantity, inverse: bool, max: Option<Decimal>) -> Result<Finding, Gap> {
    let full = max.unwrap_or_default();
    let (key, share) = if inverse {
        (
            "rule-times-rest",
            full.checked_sub(ratio.share_of(full)?).ok_or(Gap::TooLarge)?,
        )
    } else {
        ("rule-times", ratio.share_of(full)?)
    };
    let because = Sentence::new(key)
        .sentence("value", ratio.say(None))
        .number("max", full.normalize());
    Ok(award(max, share, because))
}

fn threshold(
    ratio: &Quantity,
    bound: &Quantity,
    open: bool,
    below: Below,
    divisor: &Quantity,
    max: Option<Decimal>,
) -> Result<Finding, Gap> {
    let full = max.unwrap_or_default();
    let order = ratio.compare(bound)?;
    let reached = order == Ordering::Greater || (order == Ordering::Equal && !open);
    if reached {
        let sign = if open { ">" } else { "≥" };
        return Ok(award(max, full, comparison(ratio, sign, bound)));
    }
    let sign = if open { "≤" } else { "<" };
    let compared = comparison(ratio, sign, bound);
    Ok(match below {
        Below::Zero => award(max, Decimal::ZERO, compared),
        Below::Proportional => {
            let because = Sentence::new("rule-below-times")
                .sentence("compared", compared)
                .number("max", full.normalize());
            award(max, ratio.share_of(full)?, because)
        }
        Below::Rescaled => {
            if divisor.part <= Decimal::ZERO {
                return Err(Gap::ZeroWhole);
            }
            // ratio ÷ divisor × maximum, with the multiplications first.
            let points = full
                .checked_mul(ratio.part)
                .and_then(|product| product.checked_mul(divisor.whole))
                .and_then(|product| product.checked_div(ratio.whole.checked_mul(divisor.part)?))
                .ok_or(Gap::TooLarge)?;
            let because = Sentence::new("rule-below-rescaled")
                .sentence("compared", compared)
                .sentence("divisor", divisor.say(None))
                .number("max", full.normalize());
            award(max, points, because)
        }
    })
}
