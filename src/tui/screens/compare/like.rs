//! Like and unlike: which dossiers state the same and were judged otherwise, and which stand far from the others.

use std::collections::BTreeMap;

use crate::domain::{Criterion, Decimal, Finding, Round, StageStanding, Standing, Value, Verdict};
use crate::text;

/// A figure or a text, in one spelling.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Spelled {
    Number(Decimal),
    Words(String),
}

/// What a row is compared by: its value, its target and what else its rule asks for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Stated {
    value: Option<Spelled>,
    target: Option<Spelled>,
    inputs: Vec<(String, Spelled)>,
}

impl Stated {
    /// What a stage states; none where it states nothing.
    fn of(criterion: &Criterion, standing: &Standing, at: &StageStanding) -> Option<Self> {
        let spelled = |value: &Value| match (value.number(criterion.is_percent()), value) {
            (Some(number), _) => Spelled::Number(number.round_dp(6)),
            (None, Value::Text(words)) => Spelled::Words(text::fold(words.trim())),
            (None, Value::Number(number)) => Spelled::Number(*number),
            (None, Value::Ratio { part, whole }) => Spelled::Words(format!("{part}/{whole}")),
        };
        let inputs = at.ruling.as_ref().map(|ruling| &ruling.inputs);
        if at.value.is_none() && inputs.is_none_or(BTreeMap::is_empty) {
            return None;
        }
        let inputs = inputs.into_iter().flatten();
        Some(Self {
            value: at.value.as_ref().map(spelled),
            target: standing.target.as_ref().map(spelled),
            inputs: inputs.map(|(key, value)| (key.clone(), spelled(value))).collect(),
        })
    }
}

type Outcome = (Option<Verdict>, Option<Decimal>, Option<u8>);

fn outcome(at: &StageStanding) -> Outcome {
    let level = at.finding.as_ref().and_then(Finding::level);
    (at.verdict, at.points, level)
}

/// Which rows the acting stage judged unlike their like: the same figures and target, another outcome than most of them.
/// Where no outcome has most of them, all of them are marked.
pub fn unlike<'a>(round: &Round, criterion: &Criterion, rows: impl Iterator<Item = Option<&'a Standing>>) -> Vec<bool> {
    let mut unlike = Vec::new();
    let mut alike: BTreeMap<Stated, Vec<(Outcome, Vec<usize>)>> = BTreeMap::new();
    for (row, standing) in rows.enumerate() {
        unlike.push(false);
        let at = standing.and_then(|standing| Some((standing, standing.stages.get(&round.stage)?)));
        let Some((standing, at)) = at.filter(|(_, at)| at.is_settled()) else {
            continue;
        };
        let Some(stated) = Stated::of(criterion, standing, at) else {
            continue;
        };
        let outcomes = alike.entry(stated).or_default();
        match outcomes.iter_mut().find(|(other, _)| *other == outcome(at)) {
            Some((_, rows)) => rows.push(row),
            None => outcomes.push((outcome(at), vec![row])),
        }
    }
    for outcomes in alike.values() {
        let highest = outcomes.iter().map(|(_, rows)| rows.len()).max();
        let mut leading = outcomes.iter().filter(|(_, rows)| Some(rows.len()) == highest);
        let most = match (leading.next(), leading.next()) {
            (Some((outcome, _)), None) => Some(outcome),
            _ => None,
        };
        for (_, rows) in outcomes.iter().filter(|(outcome, _)| most != Some(outcome)) {
            for row in rows {
                if let Some(mark) = unlike.get_mut(*row) {
                    *mark = true;
                }
            }
        }
    }
    unlike
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
