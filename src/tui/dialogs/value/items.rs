//! The fields of a ruling: which the rule asks for, how each is filled in, and what they start with.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::domain::framework::Method;
use crate::domain::rule::{InputKind, InputSpec, inputs_of, judge, says};
use crate::domain::scorecard::inputs;
use crate::domain::{Criterion, Inputs, Round, Rule, Ruling, Value, Verdict};
use crate::text::{Lang, Locale};
use crate::tui::cx::Cx;
use crate::tui::screens::review::decide::Decision;
use crate::tui::screens::words;
use crate::tui::widgets::field::Field;

/// What a field is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// An input of the rule, by name.
    Input(String),
    /// The value as one.
    Value,
    /// The points, where a person gives them.
    Points,
    /// The verdict, where a person gives it.
    Verdict,
}

/// How a field is filled in.
#[derive(Debug, Clone)]
pub enum Kind {
    /// By typing.
    Text {
        /// The field.
        field: Field,
        /// Figures are per cent.
        per_cent: bool,
    },
    /// One of several, each with what it says.
    Choice {
        /// What may be chosen; the first says nothing.
        options: Vec<(String, Option<Value>)>,
        /// The one chosen.
        at: usize,
    },
}

/// One field.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is for.
    pub slot: Slot,
    /// What is asked, as printed.
    pub label: String,
    /// How it is filled in.
    pub kind: Kind,
}

/// The verdicts that may be chosen by hand, in the order of the field's options.
pub const VERDICTS: [Option<Verdict>; 3] = [None, Some(Verdict::Met), Some(Verdict::NotMet)];

impl Item {
    /// Takes a key: text is typed, a choice turns with the arrows and the space bar.
    pub fn key(&mut self, key: KeyEvent) {
        match &mut self.kind {
            Kind::Text { field, .. } => drop(field.key(key)),
            Kind::Choice { options, at } => {
                let len = options.len().max(1);
                match key.code {
                    KeyCode::Right | KeyCode::Char(' ') => *at = (*at + 1) % len,
                    KeyCode::Left => *at = (*at + len - 1) % len,
                    KeyCode::Delete | KeyCode::Backspace => *at = 0,
                    KeyCode::Char(digit) => {
                        let place = digit.to_digit(10).and_then(|digit| usize::try_from(digit).ok());
                        *at = place.filter(|place| *place < len).unwrap_or(*at);
                    }
                    _ => {}
                }
            }
        }
    }
}

/// The fields of a criterion, filled in.
pub fn lay(
    cx: &Cx,
    round: &Round,
    criterion: &Criterion,
    target: Option<&Value>,
    decision: &Decision,
    ruling: Option<&Ruling>,
) -> Vec<Item> {
    let by_ruling = ruling.filter(|ruling| ruling.value.is_some() || !ruling.inputs.is_empty());
    let (value, given) = match by_ruling {
        Some(ruling) => (ruling.value.clone(), ruling.inputs.clone()),
        None => (decision.claimed.value.clone(), decision.claimed.inputs.clone()),
    };
    let per_cent = criterion.is_percent();
    let rule = criterion.rule.as_ref();
    let specs = rule.map(inputs_of).unwrap_or_default();
    let mut items = Vec::new();
    match specs.as_slice() {
        [only] if only.key == "points" => {}
        [only] if only.key == "value" => items.push(Item {
            slot: Slot::Value,
            label: words::label(cx, only),
            kind: kind(cx, only.kind, value.as_ref(), per_cent),
        }),
        specs => {
            let given = spread(&given, value.as_ref(), specs);
            for spec in specs {
                items.push(Item {
                    slot: Slot::Input(spec.key.clone()),
                    label: words::label(cx, spec),
                    kind: kind(cx, spec.kind, given.get(&spec.key), per_cent),
                });
            }
            // A figure that was given as one and cannot be taken apart stays as it is until the parts are entered.
            if let Some(value) = value.as_ref().filter(|_| given.is_empty()) {
                items.insert(
                    0,
                    Item {
                        slot: Slot::Value,
                        label: cx.text("tui-input-as-one"),
                        kind: text(cx, Some(value), per_cent),
                    },
                );
            }
        }
    }
    if round.framework.method == Method::Points {
        items.push(points(cx, criterion, target, decision, ruling));
    } else {
        let by_hand = ruling.and_then(|ruling| {
            let figures = inputs(ruling.value.as_ref(), &ruling.inputs);
            ruling
                .verdict
                .filter(|verdict| judge(criterion, target, &figures).verdict != Some(*verdict))
        });
        let options = VERDICTS.map(|verdict| match verdict {
            Some(_) => (words::verdict(cx, verdict), None),
            None => (cx.text("tui-verdict-by-rule"), None),
        });
        items.push(Item {
            slot: Slot::Verdict,
            label: cx.text("tui-column-verdict"),
            kind: Kind::Choice {
                options: options.to_vec(),
                at: VERDICTS.iter().position(|verdict| *verdict == by_hand).unwrap_or(0),
            },
        });
    }
    items
}

/// The points by hand: empty where the rule's hold.
fn points(
    cx: &Cx,
    criterion: &Criterion,
    target: Option<&Value>,
    decision: &Decision,
    ruling: Option<&Ruling>,
) -> Item {
    let entered = matches!(criterion.rule, Some(Rule::Entered));
    let (points, figures) = match ruling {
        Some(ruling) => (ruling.points, inputs(ruling.value.as_ref(), &ruling.inputs)),
        None if entered => (decision.claimed.points, Inputs::new()),
        None => (
            decision.claimed.stated,
            inputs(decision.claimed.value.as_ref(), &decision.claimed.inputs),
        ),
    };
    let points = points.filter(|points| judge(criterion, target, &figures).points != Some(*points));
    let filled = points.map(|points| words::number(cx, points, 4)).unwrap_or_default();
    Item {
        slot: Slot::Points,
        label: cx.text(if entered {
            "tui-input-points"
        } else {
            "tui-input-points-by-hand"
        }),
        kind: Kind::Text {
            field: Field::filled(&filled),
            per_cent: false,
        },
    }
}

/// The inputs by name; a ratio given as one is its two parts.
fn spread(given: &Inputs, value: Option<&Value>, specs: &[InputSpec<'_>]) -> Inputs {
    let mut spread: Inputs = given
        .iter()
        .filter(|(key, _)| specs.iter().any(|spec| spec.key == **key))
        .map(|(key, value)| (key.clone(), value.clone()))
        .collect();
    if !spread.is_empty() {
        return spread;
    }
    match (value, specs) {
        (Some(Value::Ratio { part, whole }), [a, b]) if a.key == "a" && b.key == "b" => {
            spread.insert("a".to_owned(), Value::Number(*part));
            spread.insert("b".to_owned(), Value::Number(*whole));
        }
        (Some(value), [only]) if !matches!(only.kind, InputKind::Choice(_)) || chosen(only.kind, value).is_some() => {
            spread.insert(only.key.clone(), value.clone());
        }
        (Some(value), [choice, ..]) if chosen(choice.kind, value).is_some() => {
            spread.insert(choice.key.clone(), value.clone());
        }
        _ => {}
    }
    spread
}

/// Which of the printed cases a value names, by its label or its key.
fn chosen(kind: InputKind<'_>, value: &Value) -> Option<usize> {
    let (InputKind::Choice(choices), Value::Text(words)) = (kind, value) else {
        return None;
    };
    let said = crate::text::fold(words.trim());
    choices
        .iter()
        .position(|choice| crate::text::fold(&choice.label) == said || crate::text::fold(&choice.key) == said)
}

fn text(cx: &Cx, value: Option<&Value>, per_cent: bool) -> Kind {
    let filled = value
        .map(|value| words::brief(cx, Some(value), per_cent))
        .unwrap_or_default();
    Kind::Text {
        field: Field::filled(&filled),
        per_cent,
    }
}

fn kind(cx: &Cx, kind: InputKind<'_>, value: Option<&Value>, per_cent: bool) -> Kind {
    let none = (cx.text("tui-input-none"), None);
    match kind {
        InputKind::Number => text(cx, value, per_cent),
        InputKind::Percent => text(cx, value, true),
        InputKind::Count => text(cx, value, false),
        InputKind::YesNo => {
            let said = value.filter(|value| matches!(value, Value::Text(_))).and_then(says);
            if value.is_some() && said.is_none() {
                return text(cx, value, false);
            }
            // The journal speaks Vietnamese whatever the screen does; the applicant's own spelling stays.
            let official = Locale::new(Lang::Vi);
            let answer = |yes: bool| {
                let key = if yes { "tui-yes" } else { "tui-no" };
                let own = value.filter(|_| said == Some(yes)).cloned();
                (cx.text(key), own.or_else(|| Some(Value::Text(official.text(key)))))
            };
            Kind::Choice {
                options: vec![none, answer(true), answer(false)],
                at: said.map_or(0, |yes| if yes { 1 } else { 2 }),
            }
        }
        InputKind::Choice(choices) => {
            let at = value.and_then(|value| chosen(kind, value));
            let own = |place: usize| value.filter(|_| at == Some(place)).cloned();
            let options = choices.iter().enumerate().map(|(place, choice)| {
                let said = own(place).unwrap_or_else(|| Value::Text(choice.label.clone()));
                (choice.label.clone(), Some(said))
            });
            Kind::Choice {
                options: std::iter::once(none).chain(options).collect(),
                at: at.map_or(0, |at| at + 1),
            }
        }
    }
}
