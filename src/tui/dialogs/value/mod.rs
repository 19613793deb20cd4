//! Ruling by figures: one field for each input of the criterion's rule, with its answer explained while one types. Leaving
//! it changes nothing, so that it is also the calculator.

mod items;
mod view;

use std::collections::BTreeMap;

pub use items::{Item, Kind, Slot};
pub use view::view;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step, Tone};
use super::super::screens::review::decide::{Decision, decide};
use crate::domain::rule::value_of;
use crate::domain::{Criterion, Decimal, Finding, Inputs, Round, Ruling, Sentence, Value, Verdict};
use crate::text::number::{self, Reading};
use crate::text::value;

/// The figures being set.
#[derive(Debug, Clone)]
pub struct State {
    /// The criterion.
    pub criterion: Criterion,
    /// Its target in force.
    pub target: Option<Value>,
    /// What is asked of it, in words.
    pub asked: String,
    /// What is decided, but for figures and verdict.
    pub decision: Decision,
    /// The fields.
    pub items: Vec<Item>,
    /// The one that has the keys.
    pub at: usize,
    /// What the fields say, and what the rule says of it.
    pub read: Read,
    /// What the fields started with.
    before: Vec<String>,
}

/// What the fields say.
#[derive(Debug, Clone, Default)]
pub struct Read {
    /// The value.
    pub value: Option<Value>,
    /// The figures by name.
    pub inputs: Inputs,
    /// The points entered by hand.
    pub points: Option<Decimal>,
    /// Fields that cannot be read, and why.
    pub faults: BTreeMap<usize, &'static str>,
    /// What the rule says; none where nothing is entered.
    pub finding: Option<Finding>,
}

impl State {
    /// The dialog of a row, filled in with its ruling or, without one, with what is claimed.
    pub fn new(
        cx: &Cx,
        round: &Round,
        criterion: &Criterion,
        target: Option<Value>,
        decision: Decision,
        ruling: Option<&Ruling>,
    ) -> Self {
        let items = items::lay(cx, round, criterion, target.as_ref(), &decision, ruling);
        let mut state = Self {
            criterion: criterion.clone(),
            asked: super::super::screens::words::asked(cx, round, criterion, target.as_ref()),
            target,
            decision,
            at: items
                .iter()
                .position(|item| matches!(item.slot, Slot::Input(_)))
                .unwrap_or(0),
            items,
            read: Read::default(),
            before: Vec::new(),
        };
        state.before = state.typed();
        state.reread();
        state
    }

    /// The dialog of a row, filled in with a value that was found elsewhere.
    pub fn filled(
        cx: &Cx,
        round: &Round,
        criterion: &Criterion,
        target: Option<Value>,
        decision: Decision,
        value: Value,
    ) -> Self {
        let mut found = decision.clone();
        found.claimed.value = Some(value);
        found.claimed.inputs.clear();
        let mut state = Self::new(cx, round, criterion, target, found, None);
        state.decision = decision;
        state.reread();
        state
    }

    /// Whether a field says something else than at the start.
    pub fn changed(&self) -> bool {
        self.typed() != self.before
    }

    fn typed(&self) -> Vec<String> {
        let said = self.items.iter().map(|item| match &item.kind {
            Kind::Text { field, .. } => field.text().trim().to_owned(),
            Kind::Choice { at, .. } => at.to_string(),
        });
        said.collect()
    }

    /// The verdict chosen by hand; none leaves it to the rule.
    pub fn verdict(&self) -> Option<Verdict> {
        self.items.iter().find_map(|item| match (&item.slot, &item.kind) {
            (Slot::Verdict, Kind::Choice { at, .. }) => items::VERDICTS.get(*at).copied().flatten(),
            _ => None,
        })
    }

    fn reread(&mut self) {
        let mut read = Read::default();
        let mut plain = None;
        for (at, item) in self.items.iter().enumerate() {
            let said = match &item.kind {
                Kind::Choice { options, at } => options.get(*at).and_then(|(_, value)| value.clone()),
                Kind::Text { field, .. } if field.text().trim().is_empty() => None,
                Kind::Text { field, per_cent } => match item.slot {
                    Slot::Points => {
                        read.points = points(field.text(), &self.criterion);
                        if read.points.is_none() {
                            read.faults.insert(at, "tui-points-unreadable");
                        }
                        None
                    }
                    Slot::Input(_) | Slot::Value | Slot::Verdict => {
                        let said = value::parse(field.text(), *per_cent);
                        if said.is_none() {
                            read.faults.insert(at, "tui-value-unreadable");
                        }
                        said
                    }
                },
            };
            match (&item.slot, said) {
                (Slot::Input(key), Some(said)) => drop(read.inputs.insert(key.clone(), said)),
                (Slot::Value, Some(said)) => plain = Some(said),
                (Slot::Points | Slot::Verdict, _) | (_, None) => {}
            }
        }
        let claimed = &self.decision.claimed;
        read.value = if read.inputs.is_empty() {
            plain
        } else if read.inputs == claimed.inputs {
            claimed.value.clone()
        } else {
            self.criterion
                .rule
                .as_ref()
                .and_then(|rule| value_of(rule, &read.inputs))
        };
        // A ratio written in one cell is the same figure as its two parts in two.
        if claimed.inputs.is_empty() && read.value.is_some() && read.value == claimed.value {
            read.inputs.clear();
        }
        if read.value.is_some() || !read.inputs.is_empty() {
            let inputs = crate::domain::scorecard::inputs(read.value.as_ref(), &read.inputs);
            read.finding = Some(crate::domain::rule::judge(
                &self.criterion,
                self.target.as_ref(),
                &inputs,
            ));
        }
        self.read = read;
    }
}

/// Points as typed: a number from nought to the maximum.
fn points(words: &str, criterion: &Criterion) -> Option<Decimal> {
    let most = criterion.max_points.unwrap_or(Decimal::MAX);
    match number::parse(words.trim()) {
        Some(Reading::Number {
            number, percent: false, ..
        }) => Some(number).filter(|points| *points >= Decimal::ZERO && *points <= most),
        Some(Reading::Number { .. } | Reading::Ratio { .. }) | None => None,
    }
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    let len = state.items.len().max(1);
    match input {
        Input::Act(Action::Confirm) => return save(state, cx),
        Input::Act(Action::Up | Action::PreviousPane) => state.at = (state.at + len - 1) % len,
        Input::Act(Action::Down | Action::NextPane) => state.at = (state.at + 1) % len,
        Input::Key(key) => {
            if let Some(item) = state.items.get_mut(state.at) {
                item.key(key);
            }
        }
        Input::Paste(words) => {
            if let Some(Item {
                kind: Kind::Text { field, .. },
                ..
            }) = state.items.get_mut(state.at)
            {
                field.paste(&words);
            }
        }
        Input::Click { x, y, .. } => {
            if let Some(at) = view::item_at(state, cx, (x, y)) {
                state.at = at;
            }
        }
        _ => {}
    }
    state.reread();
    Vec::new()
}

fn save(state: &mut State, cx: &Cx) -> Vec<Step> {
    if let Some((at, fault)) = state.read.faults.first_key_value() {
        let fault = Sentence::new(fault);
        state.at = *at;
        return vec![Step::Tell(Tone::Refused, fault)];
    }
    let read = &state.read;
    if read.finding.is_none() && read.points.is_none() {
        return vec![Step::Tell(Tone::Refused, Sentence::new("tui-value-empty"))];
    }
    let mut decision = state.decision.clone();
    let found = read.finding.as_ref().and_then(|finding| finding.verdict);
    let same = decision.claimed.value == read.value && decision.claimed.inputs == read.inputs;
    decision.rule = found;
    decision.rule_points = read.finding.as_ref().and_then(|finding| finding.points);
    // Where the rule cannot say, an unchanged value keeps the verdict claimed; a changed one stays open until ruled.
    decision.verdict = state
        .verdict()
        .or(found)
        .or(if same { decision.claimed.verdict } else { None });
    decision.points = read.points;
    decision.value = read.value.clone();
    decision.inputs = read.inputs.clone();
    decide(cx, decision)
}
