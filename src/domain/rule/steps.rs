//! Points by steps, by printed choices, and for each item.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::figures::{Gap, Quantity, Reader, Terms, plain_words};
use super::judge::Frame;
use super::say::{award, gap, unknown};
use super::{Award, Choice, Finding, Rule, Step, WhenZero, ratio};
use crate::domain::value::plain;
use crate::domain::{Sentence, Value};

/// The points of an award, before they are held below the maximum. `quantity` is what the step or the choice measures.
pub(super) fn award_points(award: &Award, max: Decimal, quantity: Option<&Quantity>) -> Result<Decimal, Gap> {
    match award {
        Award::Points(points) => Ok(*points),
        Award::Fraction([above, below]) => max
            .checked_mul(Decimal::from(*above))
            .and_then(|product| product.checked_div(Decimal::from(*below)))
            .ok_or(Gap::ZeroWhole),
        Award::Each(points) => {
            let quantity = quantity.ok_or_else(|| Gap::Missing(String::new()))?;
            points.checked_mul(quantity.number()?).ok_or(Gap::TooLarge)
        }
        Award::Proportional(false) => Ok(Decimal::ZERO),
        Award::Proportional(true) => quantity.ok_or_else(|| Gap::Missing(String::new()))?.share_of(max),
    }
}

/// The finding of [`Rule::Steps`]: the first step that holds the value.
pub(super) fn by_steps(rule: &Rule, frame: &Frame<'_>) -> Finding {
    let Rule::Steps { steps, when_zero, .. } = rule else {
        return unknown(Sentence::new("rule-none"));
    };
    let quantity = match ratio::terms(rule) {
        Some(terms) => frame.inputs.ratio(&terms),
        None => frame
            .inputs
            .value()
            .and_then(|value| Quantity::of(&value, frame.per_cent)),
    };
    quantity
        .and_then(|quantity| step_of(steps, &quantity, frame))
        .unwrap_or_else(|found| gap(&found, *when_zero, frame.max))
}

fn step_of(steps: &[Step], quantity: &Quantity, frame: &Frame<'_>) -> Result<Finding, Gap> {
    for step in steps {
        if !holds(step, quantity)? {
            continue;
        }
        let because = Sentence::new("rule-step")
            .sentence(
                "value",
                quantity.say(
                    step.from
                        .or(step.to)
                        .map(|bound| Quantity::plain(bound, quantity.per_cent))
                        .as_ref(),
                ),
            )
            .text("step", &step.printed);
        let points = award_points(&step.gives, frame.max.unwrap_or_default(), Some(quantity))?;
        return Ok(award(frame.max, points, because));
    }
    Ok(unknown(
        Sentence::new("rule-no-step").sentence("value", quantity.say(None)),
    ))
}

/// Whether a step holds the quantity.
fn holds(step: &Step, quantity: &Quantity) -> Result<bool, Gap> {
    let against = |bound: Decimal| quantity.compare(&Quantity::plain(bound, quantity.per_cent));
    let from = match step.from {
        None => true,
        Some(bound) => match against(bound)? {
            Ordering::Less => false,
            Ordering::Equal => !step.from_open,
            Ordering::Greater => true,
        },
    };
    let to = match step.to {
        None => true,
        Some(bound) => match against(bound)? {
            Ordering::Less => true,
            Ordering::Equal => !step.to_open,
            Ordering::Greater => false,
        },
    };
    Ok(from && to)
}

/// The finding of [`Rule::Choice`].
pub(super) fn by_choice(choices: &[Choice], frame: &Frame<'_>) -> Finding {
    let Some(chosen) = frame.inputs.first(&["choice", "value"]) else {
        return unknown(Sentence::new("rule-no-choice"));
    };
    let Some(choice) = find_choice(choices, chosen) else {
        return unknown(Sentence::new("rule-choice-unknown").text("choice", words_of(chosen)));
    };
    let because = Sentence::new("rule-choice").text("label", &choice.label);
    let quantity = match choice.gives {
        Award::Points(_) | Award::Fraction(_) => Ok(None),
        Award::Each(_) => frame
            .inputs
            .number(&["count"], "count")
            .map(|count| Some(Quantity::plain(count, false))),
        Award::Proportional(_) => ratio_of_choice(&frame.inputs).map(Some),
    };
    quantity
        .and_then(|quantity| {
            let because = match &quantity {
                Some(quantity) => Sentence::new("rule-choice-of")
                    .text("label", &choice.label)
                    .sentence("value", quantity.say(None)),
                None => because,
            };
            let points = award_points(&choice.gives, frame.max.unwrap_or_default(), quantity.as_ref())?;
            Ok(award(frame.max, points, because))
        })
        .unwrap_or_else(|found| gap(&found, WhenZero::Unknown, frame.max))
}

/// `a` and `b`, or the value where the choice itself came as `choice`.
fn ratio_of_choice(inputs: &Reader<'_>) -> Result<Quantity, Gap> {
    let terms = Terms {
        a: "",
        b: "",
        c: "",
        whole: None,
        when_zero: WhenZero::Unknown,
    };
    inputs.ratio(&terms)
}

/// The choice that a value names by key or label.
pub(super) fn find_choice<'a>(choices: &'a [Choice], chosen: &Value) -> Option<&'a Choice> {
    let words = plain_words(&words_of(chosen));
    choices
        .iter()
        .find(|choice| plain_words(&choice.key) == words || plain_words(&choice.label) == words)
}

fn words_of(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::Number(number) => plain(*number),
        Value::Ratio { part, whole } => format!("{}/{}", plain(*part), plain(*whole)),
    }
}

/// The finding of [`Rule::PerItem`].
pub(super) fn per_item(item: &str, each: Decimal, cap: Option<Decimal>, frame: &Frame<'_>) -> Finding {
    let count = match frame.inputs.number(&["count", "value"], item) {
        Ok(count) => count,
        Err(found) => return unknown(found.say()),
    };
    let Some(points) = count.checked_mul(each) else {
        return unknown(Gap::TooLarge.say());
    };
    let because = Sentence::new("rule-per-item")
        .number("count", count.normalize())
        .number("each", each.normalize());
    match cap {
        Some(cap) if points > cap => award(
            frame.max,
            cap,
            Sentence::new("rule-capped")
                .sentence("because", because)
                .number("cap", cap.normalize()),
        ),
        Some(_) | None => award(frame.max, points, because),
    }
}
