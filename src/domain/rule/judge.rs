//! Judging: one criterion, its target and the figures given become a finding.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::figures::{Gap, Quantity, Reader, plain_words, says_yes, yes_or_no};
use super::say::{award, comparison, decide, gap, not_applicable, unknown};
use super::{Award, Direction, Finding, Inputs, Part, Rule, WhenZero, levels, ratio, steps};
use crate::domain::framework::WhenMissing;
use crate::domain::{Criterion, Framework, Sentence, Value, Verdict};

/// What a rule is judged within: the criterion's (or part's) maximum, its unit, and the inputs.
#[derive(Debug, Clone)]
pub(super) struct Frame<'a> {
    pub max: Option<Decimal>,
    pub per_cent: bool,
    pub inputs: Reader<'a>,
}

/// What the criterion's rule says of the inputs, with the sentence that explains it.
///
/// Without a rule, a target or an input that is needed the finding has neither verdict nor points: unknown is neither
/// met nor not met. Points are never above the criterion's maximum nor below 0.
pub fn judge(criterion: &Criterion, target: Option<&Value>, inputs: &Inputs) -> Finding {
    let Some(rule) = &criterion.rule else {
        return unknown(Sentence::new("rule-none"));
    };
    if inputs.is_empty() && criterion.when_missing == WhenMissing::Zero {
        return Finding {
            verdict: None,
            points: Some(Decimal::ZERO),
            levels: Vec::new(),
            why: Sentence::new("rule-missing-zero"),
        };
    }
    let frame = Frame {
        max: criterion.max_points,
        per_cent: criterion.is_percent(),
        inputs: Reader::new(inputs),
    };
    judge_rule(rule, target, &frame)
}

/// Adds to an explanation what the framework file records of the source's contradictions on this criterion.
pub fn explain(framework: &Framework, criterion: &Criterion, why: Sentence) -> Sentence {
    let notes: Vec<Sentence> = framework
        .contradictions
        .iter()
        .filter(|contradiction| contradiction.criteria.contains(&criterion.id))
        .map(|contradiction| {
            Sentence::new("rule-contradiction")
                .text("printed", &contradiction.printed)
                .text("applied", &contradiction.applied)
                .text("reason", &contradiction.reason)
        })
        .collect();
    if notes.is_empty() {
        return why;
    }
    Sentence::new("rule-explained")
        .sentence("why", why)
        .sentences("notes", notes)
}

/// A count of a whole against a bound in per cent, as for the conclusion on a dossier.
pub(crate) fn judge_rate(part: usize, whole: usize, bound: Decimal) -> Finding {
    let none = Inputs::new();
    let frame = Frame {
        max: None,
        per_cent: true,
        inputs: Reader::new(&none),
    };
    let rate = Value::Ratio {
        part: part.into(),
        whole: whole.into(),
    };
    against_target(Direction::AtLeast, &Value::Number(bound), &rate, &frame)
        .unwrap_or_else(|found| gap(&found, WhenZero::Unknown, None))
}

/// The finding of one rule, or of the rule of a part.
pub(super) fn judge_rule(rule: &Rule, target: Option<&Value>, frame: &Frame<'_>) -> Finding {
    match rule {
        Rule::Target { direction, target: own } => by_target(*direction, target.or(own.as_ref()), frame),
        Rule::Presence => by_presence(target, frame),
        Rule::Levels { levels } => levels::judge(levels, frame),
        Rule::Ratio { .. } | Rule::RatioThreshold { .. } => ratio::judge(rule, frame),
        Rule::Steps { .. } => steps::by_steps(rule, frame),
        Rule::Choice { choices } => steps::by_choice(choices, frame),
        Rule::PerItem { item, each, cap } => steps::per_item(item, *each, *cap, frame),
        Rule::Entered => entered(frame),
        Rule::Sum { parts } => sum(parts, frame),
        Rule::Given {
            condition,
            otherwise,
            rule,
        } => given(condition, otherwise, rule, target, frame),
    }
}

fn by_target(direction: Direction, target: Option<&Value>, frame: &Frame<'_>) -> Finding {
    let Some(target) = target else {
        return unknown(Sentence::new("rule-no-target"));
    };
    frame
        .inputs
        .value()
        .and_then(|value| against_target(direction, target, &value, frame))
        .unwrap_or_else(|found| gap(&found, WhenZero::Unknown, frame.max))
}

fn against_target(direction: Direction, target: &Value, value: &Value, frame: &Frame<'_>) -> Result<Finding, Gap> {
    if let Value::Text(wanted) = target {
        return answer_target(wanted, value, frame);
    }
    let bound = Quantity::of(target, frame.per_cent)?;
    let quantity = Quantity::of(value, frame.per_cent)?;
    let order = quantity.compare(&bound)?;
    let met = match direction {
        Direction::AtLeast => order != Ordering::Less,
        Direction::AtMost => order != Ordering::Greater,
    };
    let sign = match (direction, order) {
        (_, Ordering::Less) if !met => "<",
        (_, Ordering::Greater) if !met => ">",
        (Direction::AtLeast, _) => "≥",
        (Direction::AtMost, _) => "≤",
    };
    Ok(decide(frame.max, met, comparison(&quantity, sign, &bound)))
}

/// A target in words: `Có` asks for a yes; any other words ask for themselves.
fn answer_target(wanted: &str, value: &Value, frame: &Frame<'_>) -> Result<Finding, Gap> {
    match yes_or_no(wanted) {
        Some(wanted) => Ok(decide(frame.max, says_yes(value)? == wanted, say_answer(value))),
        None => match value {
            Value::Text(text) if plain_words(text) == plain_words(wanted) => {
                Ok(decide(frame.max, true, say_answer(value)))
            }
            Value::Text(text) => Err(Gap::Answer(text.clone())),
            Value::Number(_) | Value::Ratio { .. } => Err(Gap::Words(wanted.to_owned())),
        },
    }
}

fn say_answer(value: &Value) -> Sentence {
    match value {
        Value::Number(number) => Sentence::new("rule-figure").number("number", number.normalize()),
        Value::Ratio { part, whole } => Sentence::new("rule-figure-parts")
            .number("a", part.normalize())
            .number("b", whole.normalize()),
        Value::Text(text) => Sentence::new("rule-figure-text").text("text", text),
    }
}

/// A yes or a count above zero; where the round set a number as target, a count is held against that.
fn by_presence(target: Option<&Value>, frame: &Frame<'_>) -> Finding {
    let judged = frame.inputs.value().and_then(|value| match (target, &value) {
        (Some(target @ (Value::Number(_) | Value::Ratio { .. })), Value::Number(_) | Value::Ratio { .. }) => {
            against_target(Direction::AtLeast, target, &value, frame)
        }
        // A bare yes does not say that two documents were issued.
        (Some(Value::Number(count)), Value::Text(text)) if *count > Decimal::ONE && says_yes(&value)? => {
            Err(Gap::Words(text.clone()))
        }
        (Some(Value::Text(wanted)), _) if yes_or_no(wanted) == Some(false) => answer_target(wanted, &value, frame),
        _ => Ok(decide(frame.max, says_yes(&value)?, say_answer(&value))),
    });
    judged.unwrap_or_else(|found| gap(&found, WhenZero::Unknown, frame.max))
}

/// Points as a person entered them.
/// Points entered; where the criterion is counted in per cent, its value is a percentage and no points.
fn entered(frame: &Frame<'_>) -> Finding {
    let names: &[&str] = if frame.per_cent {
        &["points"]
    } else {
        &["points", "value"]
    };
    match frame.inputs.number(names, "") {
        Ok(points) => award(
            frame.max,
            points,
            Sentence::new("rule-entered").number("entered", points),
        ),
        Err(Gap::Missing(_)) => unknown(Sentence::new("rule-not-entered")),
        Err(found) => unknown(found.say()),
    }
}

/// The sum of parts; it can be said only when each part that applies can.
fn sum(parts: &[Part], frame: &Frame<'_>) -> Finding {
    let findings: Vec<(&Part, Finding)> = parts
        .iter()
        .map(|part| {
            let own = Frame {
                max: frame.max.map(|_| part.max_points),
                per_cent: frame.per_cent,
                inputs: frame.inputs.part(&part.key),
            };
            (part, judge_rule(&part.rule, None, &own))
        })
        .collect();
    let said: Vec<Sentence> = findings
        .iter()
        .map(|(part, finding)| {
            Sentence::new("rule-part")
                .text("label", &part.label)
                .sentence("why", finding.why.clone())
        })
        .collect();
    let why = Sentence::new("rule-sum").sentences("parts", said);
    let applicable: Vec<&Finding> = findings
        .iter()
        .map(|(_, finding)| finding)
        .filter(|finding| finding.verdict != Some(Verdict::NotApplicable))
        .collect();
    if applicable.is_empty() {
        return not_applicable(why);
    }
    if frame.max.is_none() {
        let verdicts: Option<Vec<Verdict>> = applicable.iter().map(|finding| finding.verdict).collect();
        return match verdicts {
            Some(verdicts) => decide(None, verdicts.iter().all(|verdict| *verdict == Verdict::Met), why),
            None => unknown(why),
        };
    }
    let points = applicable
        .iter()
        .map(|finding| finding.points)
        .try_fold(Decimal::ZERO, |sum, points| sum.checked_add(points?));
    match points {
        Some(points) => award(frame.max, points, why),
        None => unknown(why),
    }
}

/// A rule under a condition; words in `value` that mean no also deny the condition.
fn given(condition: &str, otherwise: &Award, rule: &Rule, target: Option<&Value>, frame: &Frame<'_>) -> Finding {
    let denied = matches!(frame.inputs.get("value"), Some(Value::Text(text)) if yes_or_no(text) == Some(false));
    let holds = if denied && frame.inputs.get("condition").is_none() {
        Ok(false)
    } else {
        frame.inputs.answer(&["condition"], condition)
    };
    match holds {
        Ok(true) => judge_rule(rule, target, frame),
        Ok(false) => {
            let because = Sentence::new("rule-condition-fails").text("condition", condition);
            match frame.max {
                Some(max) => match steps::award_points(otherwise, max, None) {
                    Ok(points) => award(frame.max, points, because),
                    Err(found) => unknown(found.say()),
                },
                None => decide(None, false, because),
            }
        }
        Err(found) => unknown(found.say()),
    }
}
