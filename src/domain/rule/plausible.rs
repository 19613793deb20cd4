//! Figures that can hardly be true: they are judged all the same, and a human is asked to look.

use rust_decimal::Decimal;

use super::figures::{Reader, Terms};
use super::{Inputs, Rule, ratio};
use crate::domain::{Criterion, Sentence, Value};

/// Why the inputs can hardly be true (negative, above 100 %, a part above its whole); none where they can.
pub fn implausible(criterion: &Criterion, inputs: &Inputs) -> Option<Sentence> {
    let rule = criterion.rule.as_ref()?;
    look(rule, criterion.is_percent(), criterion.max_points, &Reader::new(inputs))
}

fn look(rule: &Rule, per_cent: bool, max: Option<Decimal>, inputs: &Reader<'_>) -> Option<Sentence> {
    match rule {
        Rule::Sum { parts } => parts
            .iter()
            .find_map(|part| look(&part.rule, per_cent, Some(part.max_points), &inputs.part(&part.key))),
        Rule::Given { rule, .. } => look(rule, per_cent, max, inputs),
        Rule::Entered if per_cent => {
            let entered = inputs.get("points").and_then(|value| points(value, max));
            entered.or_else(|| inputs.get("value").and_then(|value| single(value, true)))
        }
        Rule::Entered => inputs.first(&["points", "value"]).and_then(|value| points(value, max)),
        Rule::Levels { .. } => of_value(inputs, per_cent).or_else(|| communes(inputs)),
        Rule::Ratio { .. } | Rule::RatioThreshold { .. } | Rule::Steps { .. } => match ratio::terms(rule) {
            Some(terms) => of_ratio(inputs, &terms),
            None => of_value(inputs, per_cent),
        },
        Rule::Choice { .. } => of_value(inputs, false).or_else(|| of_count(inputs)),
        Rule::Target { .. } | Rule::Presence | Rule::PerItem { .. } => {
            of_value(inputs, per_cent).or_else(|| of_count(inputs))
        }
    }
}

fn negative(number: Decimal) -> Sentence {
    Sentence::new("flag-implausible-negative").number("number", number.normalize())
}

fn above_whole(part: Decimal, whole: Decimal) -> Sentence {
    Sentence::new("flag-implausible-part")
        .number("part", part.normalize())
        .number("whole", whole.normalize())
}

fn parts(part: Decimal, whole: Decimal) -> Option<Sentence> {
    [part, whole]
        .into_iter()
        .find(|number| *number < Decimal::ZERO)
        .map(negative)
        .or_else(|| (part > whole).then(|| above_whole(part, whole)))
}

fn single(value: &Value, per_cent: bool) -> Option<Sentence> {
    match value {
        Value::Number(number) if *number < Decimal::ZERO => Some(negative(*number)),
        Value::Number(number) if per_cent && *number > Decimal::ONE_HUNDRED => {
            Some(Sentence::new("flag-implausible-percent").number("number", number.normalize()))
        }
        Value::Number(_) | Value::Text(_) => None,
        Value::Ratio { part, whole } => parts(*part, *whole),
    }
}

fn of_value(inputs: &Reader<'_>, per_cent: bool) -> Option<Sentence> {
    match inputs.value() {
        Ok(value) => single(&value, per_cent),
        Err(_) => None,
    }
}

fn of_count(inputs: &Reader<'_>) -> Option<Sentence> {
    inputs.get("count").and_then(|value| single(value, false))
}

fn of_ratio(inputs: &Reader<'_>, terms: &Terms<'_>) -> Option<Sentence> {
    for name in ["a", "b", "c"] {
        if let Some(Value::Number(number)) = inputs.get(name)
            && *number < Decimal::ZERO
        {
            return Some(negative(*number));
        }
    }
    // A fixed whole is a norm to be exceeded, not a whole that holds its part.
    if terms.whole.is_some() {
        return inputs.first(&["count", "value"]).and_then(|value| single(value, false));
    }
    let given = inputs.get("value").is_some() && inputs.get("a").is_none() && inputs.get("b").is_none();
    match (given, inputs.ratio(terms)) {
        (true, _) => inputs.get("value").and_then(|value| single(value, true)),
        (false, Ok(ratio)) if ratio.part > ratio.whole => Some(above_whole(ratio.part, ratio.whole)),
        (false, Ok(_) | Err(_)) => None,
    }
}

fn points(value: &Value, max: Option<Decimal>) -> Option<Sentence> {
    let Value::Number(points) = value else {
        return None;
    };
    if *points < Decimal::ZERO {
        return Some(negative(*points));
    }
    let max = max?;
    (*points > max).then(|| {
        Sentence::new("flag-implausible-points")
            .number("points", points.normalize())
            .number("max", max.normalize())
    })
}

/// More communes at levels than there are communes.
fn communes(inputs: &Reader<'_>) -> Option<Sentence> {
    let Some(Value::Number(all)) = inputs.get("communes") else {
        return None;
    };
    let counted = (0..=9)
        .filter_map(|number| inputs.get(&format!("level-{number}")))
        .filter_map(|value| value.number(false))
        .try_fold(Decimal::ZERO, |sum, count| sum.checked_add(count))?;
    parts(counted, *all)
}
