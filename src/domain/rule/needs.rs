//! What a rule asks for: its inputs by name and kind, which of them a plain value answers, and the value they make.

use super::figures::{says_yes, yes_or_no};
use super::{Award, Choice, Inputs, LevelTest, Rule, ratio};
use crate::domain::Value;

/// What is asked for under the name of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum InputKind<'r> {
    /// A number in the criterion's unit; a ratio or a per cent where that is `%`.
    Number,
    /// A per cent (or a ratio), whatever the criterion's unit.
    Percent,
    /// One of the printed cases.
    Choice(&'r [Choice]),
    /// Có or Không; where nothing else is asked, a count above zero says yes.
    YesNo,
    /// A plain figure: how many, how much, how many points.
    Count,
}

/// One input that a rule reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputSpec<'r> {
    /// Its name among [`Inputs`], with the key of its part before it.
    pub key: String,
    /// What is asked for.
    pub kind: InputKind<'r>,
    /// What it is, as printed; empty where the criterion's name says it.
    pub label: &'r str,
}

impl<'r> InputSpec<'r> {
    fn new(key: impl Into<String>, kind: InputKind<'r>, label: &'r str) -> Self {
        Self {
            key: key.into(),
            kind,
            label,
        }
    }
}

/// The inputs that a rule reads, in the order in which people give them.
pub fn inputs_of(rule: &Rule) -> Vec<InputSpec<'_>> {
    if let Some(terms) = ratio::terms(rule) {
        let mut specs = vec![InputSpec::new("a", InputKind::Count, terms.a)];
        if terms.whole.is_none() {
            specs.push(InputSpec::new("b", InputKind::Count, terms.b));
        }
        if !terms.c.is_empty() {
            specs.push(InputSpec::new("c", InputKind::Count, terms.c));
        }
        return specs;
    }
    match rule {
        Rule::Target { target, .. } => {
            let answer = match target {
                Some(Value::Text(words)) => yes_or_no(words).is_some(),
                Some(Value::Number(_) | Value::Ratio { .. }) | None => false,
            };
            let kind = if answer { InputKind::YesNo } else { InputKind::Number };
            vec![InputSpec::new("value", kind, "")]
        }
        Rule::Presence => vec![InputSpec::new("value", InputKind::YesNo, "")],
        Rule::Levels { levels } => of_levels(levels),
        Rule::Ratio { .. } | Rule::RatioThreshold { .. } | Rule::Steps { .. } => {
            vec![InputSpec::new("value", InputKind::Number, "")]
        }
        Rule::Choice { choices } => of_choices(choices),
        Rule::PerItem { item, .. } => vec![InputSpec::new("count", InputKind::Count, item)],
        Rule::Entered => vec![InputSpec::new("points", InputKind::Count, "")],
        Rule::Sum { parts } => parts
            .iter()
            .flat_map(|part| {
                inputs_of(&part.rule).into_iter().map(|spec| InputSpec {
                    key: format!("{}.{}", part.key, spec.key),
                    label: if spec.label.is_empty() { &part.label } else { spec.label },
                    ..spec
                })
            })
            .collect(),
        Rule::Given { condition, rule, .. } => {
            let mut specs = vec![InputSpec::new("condition", InputKind::YesNo, condition)];
            specs.extend(inputs_of(rule));
            specs
        }
    }
}

fn of_levels(levels: &[LevelTest]) -> Vec<InputSpec<'_>> {
    let mut specs: Vec<InputSpec<'_>> = Vec::new();
    let mut add = |spec: InputSpec<'static>| {
        match specs.iter_mut().find(|known| known.key == spec.key) {
            // A number also says whether there is any.
            Some(known) if spec.kind == InputKind::Number => known.kind = InputKind::Number,
            Some(_) => {}
            None => specs.push(spec),
        }
    };
    for test in levels {
        match test {
            LevelTest::NotApplicable => {}
            LevelTest::AtLeast { .. } | LevelTest::AtMost { .. } => {
                add(InputSpec::new("value", InputKind::Number, ""));
            }
            LevelTest::Present => add(InputSpec::new("value", InputKind::YesNo, "")),
            LevelTest::Any { of } => {
                for alternative in of {
                    let percent = alternative.input == "percent";
                    let kind = if percent { InputKind::Percent } else { InputKind::Count };
                    add(InputSpec::new(alternative.input.as_str(), kind, ""));
                }
            }
            LevelTest::Distribution { .. } => {
                add(InputSpec::new("communes", InputKind::Count, ""));
                for level in 1..=levels.len() {
                    add(InputSpec::new(format!("level-{level}"), InputKind::Count, ""));
                }
            }
        }
    }
    specs
}

fn of_choices(choices: &[Choice]) -> Vec<InputSpec<'_>> {
    let gives = |wanted: fn(&Award) -> bool| choices.iter().any(|choice| wanted(&choice.gives));
    let mut specs = vec![InputSpec::new("choice", InputKind::Choice(choices), "")];
    if gives(|award| matches!(award, Award::Each(_))) {
        specs.push(InputSpec::new("count", InputKind::Count, ""));
    }
    if gives(|award| matches!(award, Award::Proportional(true))) {
        specs.push(InputSpec::new("a", InputKind::Count, ""));
        specs.push(InputSpec::new("b", InputKind::Count, ""));
    }
    specs
}

/// What a plain value says to the rule; none where it says nothing, as to a sum of parts.
pub fn value_kind(rule: &Rule) -> Option<InputKind<'_>> {
    if let Some(terms) = ratio::terms(rule) {
        return Some(if terms.whole.is_some() {
            InputKind::Count
        } else {
            InputKind::Percent
        });
    }
    match rule {
        Rule::Levels { levels } => {
            let of = |wanted: fn(&LevelTest) -> bool| levels.iter().any(wanted);
            if of(|test| matches!(test, LevelTest::Distribution { .. })) {
                None
            } else if of(|test| !matches!(test, LevelTest::Present | LevelTest::NotApplicable)) {
                Some(InputKind::Number)
            } else {
                Some(InputKind::YesNo)
            }
        }
        Rule::Sum { .. } => None,
        Rule::Given { rule, .. } => value_kind(rule),
        Rule::Target { .. }
        | Rule::Presence
        | Rule::Ratio { .. }
        | Rule::RatioThreshold { .. }
        | Rule::Steps { .. }
        | Rule::Choice { .. }
        | Rule::PerItem { .. }
        | Rule::Entered => inputs_of(rule).first().map(|spec| spec.kind),
    }
}

/// The inputs that a plain value answers.
pub fn answered_by_value(rule: &Rule) -> Vec<String> {
    let all = |rule| inputs_of(rule).into_iter().map(|spec| spec.key);
    match rule {
        Rule::Sum { .. } => Vec::new(),
        Rule::Levels { .. } if value_kind(rule).is_none() => Vec::new(),
        Rule::Choice { .. } => all(rule).take(1).collect(),
        Rule::Given { rule, .. } => answered_by_value(rule),
        Rule::Target { .. }
        | Rule::Presence
        | Rule::Levels { .. }
        | Rule::Ratio { .. }
        | Rule::RatioThreshold { .. }
        | Rule::Steps { .. }
        | Rule::PerItem { .. }
        | Rule::Entered => all(rule).collect(),
    }
}

/// The value that the named inputs make together: `a` of `b` (and `c`), or the one that the rule reads.
pub fn value_of(rule: &Rule, inputs: &Inputs) -> Option<Value> {
    let number = |name: &str| match inputs.get(name) {
        Some(Value::Number(number)) => Some(*number),
        Some(Value::Ratio { .. } | Value::Text(_)) | None => None,
    };
    if let Some(terms) = ratio::terms(rule) {
        let part = number("a")?;
        if terms.whole.is_some() {
            return Some(Value::Number(part));
        }
        let whole = number("b")?;
        let whole = if terms.c.is_empty() {
            whole
        } else {
            whole.checked_add(number("c")?)?
        };
        return Some(Value::Ratio { part, whole });
    }
    if let Rule::Given { rule, .. } = rule {
        return value_of(rule, inputs);
    }
    match answered_by_value(rule).as_slice() {
        [only] => inputs.get(only).cloned(),
        _ => None,
    }
}

/// Whether a value says yes or no: words that mean so, or a count; none for other words.
pub fn says(value: &Value) -> Option<bool> {
    says_yes(value).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(toml: &str) -> Rule {
        #[derive(serde::Deserialize)]
        struct Row {
            rule: Rule,
        }
        toml::from_str::<Row>(&format!("rule = {toml}")).unwrap().rule
    }

    fn said(toml: &str) -> String {
        let rule = rule(toml);
        let name = |kind: InputKind<'_>| match kind {
            InputKind::Number => "number",
            InputKind::Percent => "percent",
            InputKind::Choice(_) => "choice",
            InputKind::YesNo => "yes-no",
            InputKind::Count => "count",
        };
        let inputs: Vec<String> = inputs_of(&rule)
            .iter()
            .map(|spec| format!("{}:{}", spec.key, name(spec.kind)))
            .collect();
        let value = value_kind(&rule).map_or("-", name);
        format!("{} | {value}", inputs.join(" "))
    }

    #[test]
    fn each_rule_names_its_inputs_and_what_a_plain_value_says() {
        let level = r#"{ kind = "levels", levels = [{ test = "not-applicable" }, "#;
        for (toml, expected) in [
            (r#"{ kind = "target" }"#.to_owned(), "value:number | number"),
            (
                r#"{ kind = "target", target = { text = "Có" } }"#.to_owned(),
                "value:yes-no | yes-no",
            ),
            (r#"{ kind = "presence" }"#.to_owned(), "value:yes-no | yes-no"),
            (r#"{ kind = "entered" }"#.to_owned(), "points:count | count"),
            (
                r#"{ kind = "ratio", a = "A", b = "B" }"#.to_owned(),
                "a:count b:count | percent",
            ),
            (
                r#"{ kind = "ratio", a = "A", b = "B", whole = 12 }"#.to_owned(),
                "a:count | count",
            ),
            (
                r#"{ kind = "ratio-threshold", a = "A", b = "B", c = "C", full_from = 80, below = "zero" }"#.to_owned(),
                "a:count b:count c:count | percent",
            ),
            (r#"{ kind = "steps", steps = [] }"#.to_owned(), "value:number | number"),
            (
                r#"{ kind = "steps", a = "A", b = "B", steps = [] }"#.to_owned(),
                "a:count b:count | percent",
            ),
            (
                r#"{ kind = "per-item", item = "Bài", each = 1 }"#.to_owned(),
                "count:count | count",
            ),
            (
                r#"{ kind = "choice", choices = [
                    { key = "x", label = "X", gives = { each = 1 } },
                    { key = "y", label = "Y", gives = { proportional = true } },
                ] }"#
                    .replace('\n', " "),
                "choice:choice count:count a:count b:count | choice",
            ),
            (
                r#"{ kind = "sum", parts = [
                    { key = "p", label = "P", max_points = 1, rule = { kind = "presence" } },
                    { key = "q", label = "Q", max_points = 1, rule = { kind = "ratio", a = "A", b = "B" } },
                ] }"#
                    .to_owned(),
                "p.value:yes-no q.a:count q.b:count | -",
            ),
            (
                r#"{ kind = "given", condition = "Đã có", rule = { kind = "steps", steps = [] } }"#.to_owned(),
                "condition:yes-no value:number | number",
            ),
            (format!(r#"{level}{{ test = "present" }}] }}"#), "value:yes-no | yes-no"),
            (
                format!(r#"{level}{{ test = "present" }}, {{ test = "at-least", value = 2 }}] }}"#),
                "value:number | number",
            ),
            (
                format!(
                    r#"{level}{{ test = "any", of = [{{ input = "count", at_least = 3 }}, {{ input = "percent", at_least = 100 }}] }}] }}"#
                ),
                "count:count percent:percent | number",
            ),
            (
                format!(r#"{level}{{ test = "distribution", of = [{{ level = 1, percent = 50 }}] }}] }}"#),
                "communes:count level-1:count level-2:count | -",
            ),
        ] {
            assert_eq!(said(&toml), expected, "{toml}");
        }
    }

    #[test]
    fn parts_lend_their_label_where_the_input_has_none() {
        let rule = rule(
            r#"{ kind = "sum", parts = [{ key = "p", label = "Có tổ chức", max_points = 1, rule = { kind = "presence" } }] }"#,
        );
        assert_eq!(inputs_of(&rule)[0].label, "Có tổ chức");
    }

    #[test]
    fn figures_make_the_value() {
        let number = |n: i64| Value::Number(n.into());
        let inputs: Inputs = [("a", 3), ("b", 4), ("c", 1)]
            .map(|(name, n)| (name.to_owned(), number(n)))
            .into();
        let ratio = |whole: i64| {
            Some(Value::Ratio {
                part: 3.into(),
                whole: whole.into(),
            })
        };
        let of = |toml: &str| value_of(&rule(toml), &inputs);
        assert_eq!(of(r#"{ kind = "ratio", a = "A", b = "B" }"#), ratio(4));
        assert_eq!(
            of(r#"{ kind = "ratio-threshold", a = "A", b = "B", c = "C", full_from = 80, below = "zero" }"#),
            ratio(5)
        );
        assert_eq!(
            of(r#"{ kind = "ratio", a = "A", b = "B", whole = 12 }"#),
            Some(number(3))
        );
        assert_eq!(of(r#"{ kind = "per-item", item = "Bài", each = 1 }"#), None);
        let counted: Inputs = [("count".to_owned(), number(5))].into();
        assert_eq!(
            value_of(&rule(r#"{ kind = "per-item", item = "Bài", each = 1 }"#), &counted),
            Some(number(5))
        );
    }
}
