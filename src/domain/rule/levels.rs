//! Maturity levels: each level's test on the figures given, and the highest level reached without a gap.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::figures::{Gap, Quantity, says_yes};
use super::judge::Frame;
use super::say::{comparison, unknown};
use super::{Finding, LevelAlternative, LevelShare, LevelTest};
use crate::domain::{Sentence, Value};

/// Whether a level's test is met, with the words for it; none for a level that does not apply.
type Tested = Option<Result<(bool, Sentence), Gap>>;

/// The finding of [`super::Rule::Levels`].
pub(super) fn judge(tests: &[LevelTest], frame: &Frame<'_>) -> Finding {
    let tested: Vec<Tested> = tests.iter().map(|level| test(level, frame)).collect();
    let levels: Vec<Option<bool>> = tested
        .iter()
        .map(|tested| match tested {
            Some(Ok((met, _))) => Some(*met),
            Some(Err(_)) | None => None,
        })
        .collect();
    let why = explain(&tested);
    Finding { levels, ..unknown(why) }
}

/// The last level met and the first one that is not, each with its comparison.
fn explain(tested: &[Tested]) -> Sentence {
    let mut said: Vec<Sentence> = Vec::new();
    for (number, tested) in (1_u32..).zip(tested) {
        match tested {
            None => {}
            Some(Ok((true, because))) => {
                said = vec![
                    Sentence::new("rule-level-met")
                        .number("level", number)
                        .sentence("because", because.clone()),
                ];
            }
            Some(Ok((false, because))) => {
                said.push(
                    Sentence::new("rule-level-not-met")
                        .number("level", number)
                        .sentence("because", because.clone()),
                );
                break;
            }
            Some(Err(gap)) => {
                said.push(gap.say());
                break;
            }
        }
    }
    if said.is_empty() {
        return Sentence::new("rule-level-none");
    }
    Sentence::new("rule-levels").sentences("levels", said)
}

fn test(test: &LevelTest, frame: &Frame<'_>) -> Tested {
    match test {
        LevelTest::NotApplicable => None,
        LevelTest::AtLeast { value } => Some(bound(*value, frame, "≥", "<", Ordering::Less)),
        LevelTest::AtMost { value } => Some(bound(*value, frame, "≤", ">", Ordering::Greater)),
        LevelTest::Present => Some(frame.inputs.value().and_then(|value| {
            let met = says_yes(&value)?;
            let key = if met { "rule-present" } else { "rule-absent" };
            Ok((met, Sentence::new(key)))
        })),
        LevelTest::Any { of } => Some(any(of, frame)),
        LevelTest::Distribution { of } => Some(distribution(of, frame)),
    }
}

fn bound(
    value: Decimal,
    frame: &Frame<'_>,
    met_sign: &str,
    failed_sign: &str,
    fails: Ordering,
) -> Result<(bool, Sentence), Gap> {
    let bound = Quantity::plain(value, frame.per_cent);
    let quantity = Quantity::of(&frame.inputs.value()?, frame.per_cent)?;
    let met = quantity.compare(&bound)? != fails;
    let sign = if met { met_sign } else { failed_sign };
    Ok((met, comparison(&quantity, sign, &bound)))
}

/// Met when one alternative is; not met only when all are known not to be.
fn any(of: &[LevelAlternative], frame: &Frame<'_>) -> Result<(bool, Sentence), Gap> {
    let mut failed = Vec::new();
    let mut missing = None;
    for alternative in of {
        match alternative_met(alternative, frame) {
            Ok((true, because)) => return Ok((true, because)),
            Ok((false, because)) => failed.push(because),
            Err(gap) => missing = Some(gap),
        }
    }
    match missing {
        Some(gap) => Err(gap),
        None => Ok((false, Sentence::new("rule-levels").sentences("levels", failed))),
    }
}

fn alternative_met(alternative: &LevelAlternative, frame: &Frame<'_>) -> Result<(bool, Sentence), Gap> {
    let per_cent = alternative.input == "percent";
    let value = frame.inputs.get(&alternative.input).or_else(|| {
        frame
            .inputs
            .get("value")
            .filter(|value| matches!(value, Value::Ratio { .. }) == per_cent)
    });
    let value = value.ok_or_else(|| Gap::Missing(alternative.input.clone()))?;
    let quantity = Quantity::of(value, per_cent)?;
    let bound = Quantity::plain(alternative.at_least, per_cent);
    let met = quantity.compare(&bound)? != Ordering::Less;
    Ok((met, comparison(&quantity, if met { "≥" } else { "<" }, &bound)))
}

/// The share of communes that attained a level or one above it.
fn distribution(of: &[LevelShare], frame: &Frame<'_>) -> Result<(bool, Sentence), Gap> {
    let communes = frame.inputs.number(&["communes"], "communes")?;
    let mut said = Vec::new();
    for share in of {
        let reached = reaching(share.level, frame)?;
        let quantity = Quantity::ratio(reached, communes, true)?;
        let bound = Quantity::plain(share.percent, true);
        let met = quantity.compare(&bound)? != Ordering::Less;
        let because = Sentence::new("rule-communes")
            .number("level", u32::from(share.level))
            .sentence("compared", comparison(&quantity, if met { "≥" } else { "<" }, &bound));
        if !met {
            return Ok((false, because));
        }
        said.push(because);
    }
    Ok((true, Sentence::new("rule-levels").sentences("levels", said)))
}

fn reaching(level: u8, frame: &Frame<'_>) -> Result<Decimal, Gap> {
    let counts: Vec<(u8, Decimal)> = (0..=9)
        .filter_map(|number| {
            let name = format!("level-{number}");
            frame.inputs.get(&name)?;
            Some(frame.inputs.number(&[&name], &name).map(|count| (number, count)))
        })
        .collect::<Result<_, Gap>>()?;
    if counts.is_empty() {
        return Err(Gap::Missing(format!("level-{level}")));
    }
    counts
        .iter()
        .filter(|(number, _)| *number >= level)
        .try_fold(Decimal::ZERO, |sum, (_, count)| sum.checked_add(*count))
        .ok_or(Gap::TooLarge)
}
