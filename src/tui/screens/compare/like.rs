//! Like and unlike: which dossiers state the same and were judged otherwise, and which stand far from the others.

use std::collections::BTreeMap;

use crate::domain::{Criterion, Decimal, Finding, Round, StageStanding, Standing, Value, Verdict};
use crate::text;

/// What a row is compared by: its figures and its target, in one spelling.
fn stated(criterion: &Criterion, standing: &Standing, at: &StageStanding) -> Option<String> {
    let one = |value: &Value| match value.number(criterion.is_percent()) {
        Some(number) => number.round_dp(6).normalize().to_string(),
        None => match value {
            Value::Text(words) => text::fold(words.trim()),
            Value::Number(number) => number.normalize().to_string(),
            Value::Ratio { part, whole } => format!("{part}/{whole}"),
        },
    };
    let inputs = at.ruling.as_ref().map(|ruling| &ruling.inputs);
    if at.value.is_none() && inputs.is_none_or(BTreeMap::is_empty) {
        return None;
    }
    let value = at.value.as_ref().map(one).unwrap_or_default();
    let target = standing.target.as_ref().map(one).unwrap_or_default();
    let inputs: Vec<String> = inputs
        .into_iter()
        .flatten()
        .map(|(key, value)| format!("{key}={}", one(value)))
        .collect();
    Some(format!("{value}|{target}|{}", inputs.join(";")))
}

type Outcome = (Option<Verdict>, Option<Decimal>, Option<u8>);

fn outcome(at: &StageStanding) -> Outcome {
    let level = at.finding.as_ref().and_then(Finding::level);
    (at.verdict, at.points, level)
}

/// Which rows the acting stage judged unlike their like: the same figures and target, another outcome than most of them.
/// Where no outcome has most of them, all of them are marked.
pub fn unlike<'a>(round: &Round, criterion: &Criterion, rows: impl Iterator<Item = Option<&'a Standing>>) -> Vec<bool> {
    let rows: Vec<Option<(String, Outcome)>> = rows
        .map(|standing| {
            let standing = standing?;
            let at = standing.stages.get(&round.stage)?;
            if !at.is_settled() {
                return None;
            }
            Some((stated(criterion, standing, at)?, outcome(at)))
        })
        .collect();
    let mut counts: BTreeMap<&str, Vec<(Outcome, usize)>> = BTreeMap::new();
    for (stated, outcome) in rows.iter().flatten() {
        let outcomes = counts.entry(stated).or_default();
        match outcomes.iter_mut().find(|(other, _)| other == outcome) {
            Some((_, count)) => *count += 1,
            None => outcomes.push((*outcome, 1)),
        }
    }
    let most = |stated: &str| -> Option<Outcome> {
        let outcomes = counts.get(stated)?;
        let highest = outcomes.iter().map(|(_, count)| *count).max()?;
        let mut leading = outcomes.iter().filter(|(_, count)| *count == highest);
        match (leading.next(), leading.next()) {
            (Some((outcome, _)), None) => Some(*outcome),
            _ => None,
        }
    };
    rows.iter()
        .map(|row| {
            row.as_ref()
                .is_some_and(|(stated, outcome)| most(stated) != Some(*outcome))
        })
        .collect()
}

/// Which numbers stand far from the others: beyond one and a half of the middle half's width from it. Fewer than five
/// numbers have no outliers.
pub fn outliers(numbers: &[Option<Decimal>]) -> Vec<bool> {
    let mut sorted: Vec<Decimal> = numbers.iter().flatten().copied().collect();
    sorted.sort();
    let quarter = |of: usize| sorted.get((sorted.len().saturating_sub(1)) * of / 4).copied();
    let (Some(low), Some(high), true) = (quarter(1), quarter(3), sorted.len() >= 5) else {
        return vec![false; numbers.len()];
    };
    let far = (high - low) * Decimal::new(15, 1);
    numbers
        .iter()
        .map(|number| number.is_some_and(|number| number < low - far || number > high + far))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_far_from_the_middle_is_an_outlier() {
        let numbers = |all: &[i64]| all.iter().map(|one| Some(Decimal::from(*one))).collect::<Vec<_>>();
        let found = outliers(&numbers(&[80, 82, 85, 86, 88, 12]));
        assert_eq!(found, [false, false, false, false, false, true]);
        assert_eq!(outliers(&numbers(&[1, 100])), [false, false]);
        assert_eq!(outliers(&[None, None]), [false, false]);
    }
}
