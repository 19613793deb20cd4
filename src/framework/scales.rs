//! The figures within one rule: its reach against the maximum, its steps, its levels.

use std::cmp::Ordering;

use super::check::CheckFinding;
use crate::domain::framework::Fault;
use crate::domain::rule::{Award, LevelTest, Step};
use crate::domain::{Criterion, Decimal, Rule, Sentence};

/// Finds what contradicts itself in a criterion's rule.
pub(super) fn check(criterion: &Criterion, found: &mut Vec<CheckFinding>) {
    if let Some(rule) = &criterion.rule {
        within(criterion, rule, criterion.max_points, found);
    }
}

fn within(criterion: &Criterion, rule: &Rule, maximum: Option<Decimal>, found: &mut Vec<CheckFinding>) {
    if let Some(maximum) = maximum {
        reach(criterion, rule, maximum, found);
    }
    match rule {
        Rule::Steps { a, steps, .. } => {
            let percent = !a.is_empty() || criterion.is_percent();
            order(criterion, steps, percent, found);
        }
        Rule::Levels { levels } => rising(criterion, levels, found),
        Rule::Sum { parts } => {
            for part in parts {
                within(criterion, &part.rule, Some(part.max_points), found);
            }
        }
        Rule::Given { rule, .. } => within(criterion, rule, None, found),
        Rule::Target { .. }
        | Rule::Presence
        | Rule::Ratio { .. }
        | Rule::RatioThreshold { .. }
        | Rule::Choice { .. }
        | Rule::PerItem { .. }
        | Rule::Entered => {}
    }
}

fn reach(criterion: &Criterion, rule: &Rule, maximum: Decimal, found: &mut Vec<CheckFinding>) {
    let top = highest(rule, maximum);
    let (fault, key) = match top.cmp(&maximum) {
        Ordering::Equal => return,
        Ordering::Greater => (Fault::RuleExceedsMaximum, "framework-check-rule-exceeds"),
        Ordering::Less => (Fault::RuleBelowMaximum, "framework-check-rule-below"),
    };
    let message = Sentence::new(key)
        .text("criterion", criterion.id.as_str())
        .number("top", top)
        .number("maximum", maximum);
    found.push(CheckFinding::new(fault, message).on(&criterion.id));
}

/// The most that a rule gives as printed, before the maximum caps it.
fn highest(rule: &Rule, maximum: Decimal) -> Decimal {
    match rule {
        Rule::Target { .. }
        | Rule::Presence
        | Rule::Levels { .. }
        | Rule::Ratio { .. }
        | Rule::RatioThreshold { .. }
        | Rule::Entered => maximum,
        Rule::Steps { steps, .. } => {
            let given = steps.iter().map(|step| award(&step.gives, step.to, maximum));
            given.max().unwrap_or_default()
        }
        Rule::Choice { choices } => {
            let given = choices.iter().map(|choice| award(&choice.gives, None, maximum));
            given.max().unwrap_or_default()
        }
        Rule::PerItem { cap, .. } => cap.unwrap_or(maximum),
        Rule::Sum { parts } => parts.iter().map(|part| part.max_points).sum(),
        Rule::Given { otherwise, rule, .. } => highest(rule, maximum).max(award(otherwise, None, maximum)),
    }
}

/// The most that an award gives on values up to `to`.
fn award(award: &Award, to: Option<Decimal>, maximum: Decimal) -> Decimal {
    match award {
        Award::Points(points) => *points,
        Award::Fraction([part, whole]) => {
            let product = Decimal::from(*part).checked_mul(maximum);
            let divided = product.and_then(|product| product.checked_div(Decimal::from(*whole)));
            divided.unwrap_or(maximum)
        }
        Award::Each(each) => to.map_or(maximum, |to| (*each * to).min(maximum)),
        Award::Proportional(true) => {
            let share = to
                .and_then(|to| to.checked_div(Decimal::ONE_HUNDRED))
                .unwrap_or(Decimal::ONE);
            (share * maximum).min(maximum)
        }
        Award::Proportional(false) => Decimal::ZERO,
    }
}

fn order(criterion: &Criterion, steps: &[Step], percent: bool, found: &mut Vec<CheckFinding>) {
    let mut steps: Vec<&Step> = steps.iter().collect();
    // An open lower end comes first; a step that leaves out its lower bound starts after one that holds it.
    steps.sort_by_key(|step| (step.from, step.from_open));
    let mut add = |fault: Fault, key: &str, first: &str, second: &str| {
        let message = Sentence::new(key)
            .text("criterion", criterion.id.as_str())
            .text("first", first)
            .text("second", second);
        found.push(CheckFinding::new(fault, message).on(&criterion.id));
    };
    for (lower, upper) in steps.iter().zip(steps.iter().skip(1)) {
        match between(lower, upper, percent) {
            Between::Joined => {}
            Between::Overlap => {
                add(
                    Fault::StepsOverlap,
                    "framework-check-steps-overlap",
                    &lower.printed,
                    &upper.printed,
                );
            }
            Between::Gap => add(
                Fault::StepsGap,
                "framework-check-steps-gap",
                &lower.printed,
                &upper.printed,
            ),
        }
    }
    let least = if percent { Decimal::ZERO } else { Decimal::ONE };
    if let Some(first) = steps.first()
        && first.from.is_some_and(|from| from > least)
    {
        add(Fault::StepsGap, "framework-check-steps-gap-below", "", &first.printed);
    }
    let open_above = |step: &&Step| {
        step.to
            .is_none_or(|to| percent && to >= Decimal::ONE_HUNDRED && !step.to_open)
    };
    if let Some(last) = steps.last()
        && !steps.iter().any(open_above)
    {
        add(Fault::StepsGap, "framework-check-steps-gap-above", &last.printed, "");
    }
}

enum Between {
    Joined,
    Overlap,
    Gap,
}

/// How two steps meet, the lower one first.
fn between(lower: &Step, upper: &Step, percent: bool) -> Between {
    let (Some(end), Some(start)) = (lower.to, upper.from) else {
        return Between::Overlap;
    };
    match (start.cmp(&end), lower.to_open, upper.from_open) {
        (Ordering::Less, _, _) | (Ordering::Equal, false, false) => Between::Overlap,
        (Ordering::Equal, true, true) => Between::Gap,
        (Ordering::Equal, _, _) => Between::Joined,
        // Whole things are counted one by one: from 2 to 3 nothing lies between.
        (Ordering::Greater, false, false) if !percent && start.is_integer() && start - end == Decimal::ONE => {
            Between::Joined
        }
        (Ordering::Greater, _, _) => Between::Gap,
    }
}

fn rising(criterion: &Criterion, levels: &[LevelTest], found: &mut Vec<CheckFinding>) {
    let asked = (1_u32..)
        .zip(levels)
        .filter(|(_, test)| **test != LevelTest::NotApplicable);
    let asked: Vec<(u32, &LevelTest)> = asked.collect();
    for ((low, lower), (high, higher)) in asked.iter().zip(asked.iter().skip(1)) {
        if asks_less(lower, higher) {
            let message = Sentence::new("framework-check-levels")
                .text("criterion", criterion.id.as_str())
                .number("lower", *low)
                .number("higher", *high);
            found.push(CheckFinding::new(Fault::LevelsNotRising, message).on(&criterion.id));
        }
    }
}

/// Whether the test of the higher level asks less than that of the lower one, where the two can be compared.
fn asks_less(lower: &LevelTest, higher: &LevelTest) -> bool {
    match (lower, higher) {
        (LevelTest::AtLeast { value: low }, LevelTest::AtLeast { value: high }) => high < low,
        (LevelTest::AtMost { value: low }, LevelTest::AtMost { value: high }) => high > low,
        (LevelTest::Any { of: low }, LevelTest::Any { of: high }) => low.iter().any(|low| {
            let same = high.iter().filter(|high| high.input == low.input);
            same.map(|high| high.at_least).any(|asked| asked < low.at_least)
        }),
        (LevelTest::Distribution { of: low }, LevelTest::Distribution { of: high }) => low.iter().any(|low| {
            let mut same = high.iter().filter(|high| high.level == low.level);
            same.any(|high| high.percent < low.percent)
        }),
        // Tests of different kinds cannot be compared.
        (
            LevelTest::NotApplicable
            | LevelTest::Present
            | LevelTest::AtLeast { .. }
            | LevelTest::AtMost { .. }
            | LevelTest::Any { .. }
            | LevelTest::Distribution { .. },
            _,
        ) => false,
    }
}
