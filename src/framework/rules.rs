//! Whether each criterion's rule fits the framework's method and has what it needs.

use std::collections::BTreeSet;

use super::place::{Defects, Place};
use super::suggest::with_hint;
use crate::domain::framework::Method;
use crate::domain::rule::{Award, LevelTest, Step};
use crate::domain::{Criterion, Decimal, Framework, Rule, Sentence};

/// Finds rules that cannot work, and worked cases that cannot be run.
pub(super) fn rules(framework: &Framework, places: &Place, defects: &mut Defects<'_>) {
    for (index, criterion) in framework.criteria.iter().enumerate() {
        let place = places.field("criteria").item(index);
        let Some(rule) = &criterion.rule else { continue };
        fits_method(framework, criterion, rule, place, defects);
        let needs_maximum = framework.method == Method::Points || needs_maximum(rule);
        if criterion.max_points.is_none() && needs_maximum && !criterion.lost {
            let message = Sentence::new("framework-maximum-missing").text("criterion", criterion.id.as_str());
            defects.add(place, message);
        }
        if criterion.max_points.is_some_and(|points| points <= Decimal::ZERO) {
            defects.add(place.field("max_points"), Sentence::new("framework-maximum-zero"));
        }
        works(framework, rule, place.field("rule"), defects);
    }
    for (index, case) in framework.cases.iter().enumerate() {
        let place = places.field("cases").item(index);
        if case.verdict.is_none() && case.points.is_none() && case.level.is_none() && !case.unknown {
            defects.add(place, Sentence::new("framework-case-expects-nothing"));
        }
        let Some(criterion) = framework.criterion(&case.criterion) else {
            continue;
        };
        let Some(rule) = &criterion.rule else {
            let message = Sentence::new("framework-case-heading").text("criterion", criterion.id.as_str());
            defects.add(place.field("criterion"), message);
            continue;
        };
        let Some(known) = inputs(rule) else { continue };
        for name in case.input.keys().filter(|name| !known.contains(*name)) {
            let sentence = Sentence::new("framework-case-input")
                .text("input", name.as_str())
                .text("criterion", criterion.id.as_str());
            let message = with_hint(sentence, name, known.iter().map(String::as_str));
            defects.add(place.field("input").field(name), message);
        }
    }
}

fn fits_method(framework: &Framework, criterion: &Criterion, rule: &Rule, place: &Place, defects: &mut Defects<'_>) {
    let fits = match (framework.method, rule) {
        (Method::PassFail, Rule::Target { .. } | Rule::Presence) | (Method::Maturity, Rule::Levels { .. }) => true,
        (Method::PassFail | Method::Maturity, Rule::Entered) => criterion.lost,
        (
            Method::PassFail,
            Rule::Levels { .. }
            | Rule::Ratio { .. }
            | Rule::RatioThreshold { .. }
            | Rule::Steps { .. }
            | Rule::Choice { .. }
            | Rule::PerItem { .. }
            | Rule::Sum { .. }
            | Rule::Given { .. },
        )
        | (
            Method::Maturity,
            Rule::Target { .. }
            | Rule::Presence
            | Rule::Ratio { .. }
            | Rule::RatioThreshold { .. }
            | Rule::Steps { .. }
            | Rule::Choice { .. }
            | Rule::PerItem { .. }
            | Rule::Sum { .. }
            | Rule::Given { .. },
        )
        | (Method::Points, Rule::Levels { .. }) => false,
        (
            Method::Points,
            Rule::Target { .. }
            | Rule::Presence
            | Rule::Ratio { .. }
            | Rule::RatioThreshold { .. }
            | Rule::Steps { .. }
            | Rule::Choice { .. }
            | Rule::PerItem { .. }
            | Rule::Entered
            | Rule::Sum { .. }
            | Rule::Given { .. },
        ) => true,
    };
    if !fits {
        let method: &'static str = framework.method.into();
        let message = Sentence::new("framework-rule-method")
            .text("criterion", criterion.id.as_str())
            .text("method", method);
        defects.add(place.field("rule"), message);
    }
    if framework.method == Method::Maturity && !criterion.lost {
        let expected = framework.levels.len();
        let mut count = |found: usize, field: &str| {
            if found != expected {
                let message = Sentence::new("framework-level-count")
                    .text("criterion", criterion.id.as_str())
                    .text("field", field)
                    .number("found", found)
                    .number("expected", expected);
                defects.add(place.field(field), message);
            }
        };
        count(criterion.thresholds.len(), "thresholds");
        if let Rule::Levels { levels } = rule {
            count(levels.len(), "rule");
        }
    }
}

/// Whether a rule says nothing without the criterion's maximum.
fn needs_maximum(rule: &Rule) -> bool {
    let share = |award: &Award| matches!(award, Award::Fraction(_) | Award::Proportional(_) | Award::Each(_));
    match rule {
        Rule::Ratio { .. } | Rule::RatioThreshold { .. } | Rule::Entered | Rule::Sum { .. } => true,
        Rule::Steps { steps, .. } => steps.iter().any(|step| share(&step.gives)),
        Rule::Choice { choices } => choices.iter().any(|choice| share(&choice.gives)),
        Rule::PerItem { cap, .. } => cap.is_none(),
        Rule::Given { otherwise, rule, .. } => share(otherwise) || needs_maximum(rule),
        Rule::Target { .. } | Rule::Presence | Rule::Levels { .. } => false,
    }
}

/// What a rule needs within itself.
fn works(framework: &Framework, rule: &Rule, place: &Place, defects: &mut Defects<'_>) {
    match rule {
        Rule::Presence | Rule::Entered => {
            for (name, here) in place.names().filter(|(name, _)| *name != "kind") {
                let message = Sentence::new("framework-unknown-field")
                    .text("word", name)
                    .text("known", "kind")
                    .text("hint", "");
                defects.add(here, message);
            }
        }
        Rule::Target { .. } | Rule::Ratio { .. } => {}
        Rule::Levels { levels } => {
            for (at, test) in levels.iter().enumerate() {
                level_works(framework, test, place.field("levels").item(at), defects);
            }
        }
        Rule::RatioThreshold { full_from, .. } => {
            if *full_from <= Decimal::ZERO || *full_from > Decimal::ONE_HUNDRED {
                defects.add(place.field("full_from"), Sentence::new("framework-threshold-range"));
            }
        }
        Rule::Steps { a, b, steps, .. } => {
            if a.is_empty() != b.is_empty() {
                defects.add(place, Sentence::new("framework-steps-half-ratio"));
            }
            if steps.is_empty() {
                defects.add(place, Sentence::new("framework-rule-empty"));
            }
            for (at, step) in steps.iter().enumerate() {
                let here = place.field("steps").item(at);
                if is_empty_step(step) {
                    let message = Sentence::new("framework-step-empty").text("printed", step.printed.as_str());
                    defects.add(here, message);
                }
                award_works(&step.gives, here.field("gives"), defects);
            }
        }
        Rule::Choice { choices } => {
            if choices.is_empty() {
                defects.add(place, Sentence::new("framework-rule-empty"));
            }
            let mut seen = BTreeSet::new();
            for (at, choice) in choices.iter().enumerate() {
                let here = place.field("choices").item(at);
                if !seen.insert(choice.key.as_str()) {
                    let message = Sentence::new("framework-repeated-id").text("id", choice.key.as_str());
                    defects.add(here.field("key"), message);
                }
                award_works(&choice.gives, here.field("gives"), defects);
            }
        }
        Rule::PerItem { each, .. } => {
            if *each <= Decimal::ZERO {
                defects.add(place.field("each"), Sentence::new("framework-maximum-zero"));
            }
        }
        Rule::Sum { parts } => {
            if parts.is_empty() {
                defects.add(place, Sentence::new("framework-rule-empty"));
            }
            let mut seen = BTreeSet::new();
            for (at, part) in parts.iter().enumerate() {
                let here = place.field("parts").item(at);
                if !seen.insert(part.key.as_str()) {
                    let message = Sentence::new("framework-repeated-id").text("id", part.key.as_str());
                    defects.add(here.field("key"), message);
                }
                if part.max_points <= Decimal::ZERO {
                    defects.add(here.field("max_points"), Sentence::new("framework-maximum-zero"));
                }
                works(framework, &part.rule, here.field("rule"), defects);
            }
        }
        Rule::Given { otherwise, rule, .. } => {
            award_works(otherwise, place.field("otherwise"), defects);
            works(framework, rule, place.field("rule"), defects);
        }
    }
}

fn level_works(framework: &Framework, test: &LevelTest, place: &Place, defects: &mut Defects<'_>) {
    match test {
        LevelTest::NotApplicable | LevelTest::Present | LevelTest::AtLeast { .. } | LevelTest::AtMost { .. } => {}
        LevelTest::Any { of } => {
            if of.is_empty() {
                defects.add(place, Sentence::new("framework-rule-empty"));
            }
        }
        LevelTest::Distribution { of } => {
            if of.is_empty() {
                defects.add(place, Sentence::new("framework-rule-empty"));
            }
            for (at, share) in of.iter().enumerate() {
                let here = place.field("of").item(at);
                if !framework.levels.iter().any(|level| level.level == share.level) {
                    let message = Sentence::new("framework-unknown-level").text("id", share.level.to_string());
                    defects.add(here, message);
                }
                if share.percent <= Decimal::ZERO || share.percent > Decimal::ONE_HUNDRED {
                    defects.add(here, Sentence::new("framework-threshold-range"));
                }
            }
        }
    }
}

fn award_works(award: &Award, place: &Place, defects: &mut Defects<'_>) {
    let wrong = match award {
        Award::Points(points) | Award::Each(points) => points.is_sign_negative() && !points.is_zero(),
        Award::Fraction([_, whole]) => *whole == 0,
        Award::Proportional(stated) => !stated,
    };
    if wrong {
        defects.add(place, Sentence::new("framework-award"));
    }
}

fn is_empty_step(step: &Step) -> bool {
    match (step.from, step.to) {
        (Some(from), Some(to)) => from > to || (from == to && (step.from_open || step.to_open)),
        (Some(_) | None, None) | (None, Some(_)) => false,
    }
}

/// The names of the inputs that a rule reads; none where they depend on other dossiers.
fn inputs(rule: &Rule) -> Option<BTreeSet<String>> {
    let names: &[&str] = match rule {
        Rule::RatioThreshold { c, .. } if !c.is_empty() => &["value", "a", "b", "c"],
        Rule::Target { .. } | Rule::Ratio { .. } | Rule::RatioThreshold { .. } | Rule::Steps { .. } => {
            &["value", "a", "b"]
        }
        Rule::Presence => &["value", "count"],
        Rule::Levels { .. } => return None,
        Rule::Choice { .. } => &["choice", "value", "count", "a", "b"],
        Rule::PerItem { .. } => &["count", "value"],
        Rule::Entered => &["points", "value"],
        Rule::Sum { parts } => {
            let mut all = BTreeSet::new();
            for part in parts {
                all.insert(part.key.clone());
                for name in inputs(&part.rule)? {
                    all.insert(format!("{}.{name}", part.key));
                }
            }
            return Some(all);
        }
        Rule::Given { rule, .. } => {
            let mut all = inputs(rule)?;
            all.insert("condition".to_owned());
            return Some(all);
        }
    };
    Some(names.iter().map(|name| (*name).to_owned()).collect())
}
