//! Worked cases: the examples in a framework file, run through its rules.

use crate::domain::framework::Case;
use crate::domain::rule::{Finding, Inputs, LevelTest, judge};
use crate::domain::{Criterion, CriterionId, Decimal, Framework, Rule, Sentence, Value, Verdict};
use crate::text::{nfc, value};

/// How one worked case came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseResult {
    /// Position in the file, from 0.
    pub index: usize,
    /// The criterion.
    pub criterion: CriterionId,
    /// What is tried, in the file's words.
    pub about: String,
    /// Everything in which the rule's answer is not the one expected; empty where the case passes.
    pub wrong: Vec<Sentence>,
    /// The rule's own explanation; none where the case could not be run.
    pub why: Option<Sentence>,
}

impl CaseResult {
    /// Whether the rule answered as expected.
    pub fn passes(&self) -> bool {
        self.wrong.is_empty()
    }
}

/// Runs all worked cases of a framework, in the order of the file.
pub fn run(framework: &Framework) -> Vec<CaseResult> {
    let results = framework.cases.iter().enumerate();
    results.map(|(index, case)| run_one(framework, index, case)).collect()
}

fn run_one(framework: &Framework, index: usize, case: &Case) -> CaseResult {
    let mut result = CaseResult {
        index,
        criterion: case.criterion.clone(),
        about: case.about.clone(),
        wrong: Vec::new(),
        why: None,
    };
    let Some(criterion) = framework.criterion(&case.criterion) else {
        let id = case.criterion.as_str();
        let message = Sentence::new("framework-unknown-criterion")
            .text("id", id)
            .text("hint", "");
        result.wrong.push(message);
        return result;
    };
    let mut inputs = Inputs::new();
    for (name, text) in &case.input {
        match read(criterion, name, text) {
            Some(value) => {
                inputs.insert(name.clone(), value);
            }
            None => result.wrong.push(unreadable(name, text)),
        }
    }
    let target = case
        .target
        .as_deref()
        .map(|text| (text, value::parse(text, criterion.is_percent())));
    if let Some((text, None)) = &target {
        result.wrong.push(unreadable("target", text));
    }
    let target = match &target {
        Some((_, value)) => value.as_ref(),
        None => criterion.default_target(),
    };
    let finding = judge(criterion, target, &inputs);
    compare(criterion, case, &finding, &mut result.wrong);
    result.why = Some(finding.why);
    result
}

fn unreadable(name: &str, text: &str) -> Sentence {
    Sentence::new("framework-case-unreadable")
        .text("input", name)
        .text("text", text)
}

/// Reads one input as a person would type it.
fn read(criterion: &Criterion, name: &str, text: &str) -> Option<Value> {
    let name = name.rsplit('.').next().unwrap_or(name);
    match name {
        // A choice's key may look like a number.
        "choice" | "condition" => Some(Value::Text(nfc(text.trim()))),
        "percent" => value::parse(text, true),
        "value" => value::parse(
            text,
            criterion.is_percent() || criterion.rule.as_ref().is_some_and(takes_ratio),
        ),
        _ => value::parse(text, false),
    }
}

/// Whether a plain number given to the rule is a ratio in per cent.
fn takes_ratio(rule: &Rule) -> bool {
    match rule {
        Rule::Ratio { whole, .. } | Rule::RatioThreshold { whole, .. } => whole.is_none(),
        Rule::Steps { a, .. } => !a.is_empty(),
        Rule::Sum { parts } => parts.iter().any(|part| takes_ratio(&part.rule)),
        Rule::Given { rule, .. } => takes_ratio(rule),
        Rule::Target { .. }
        | Rule::Presence
        | Rule::Levels { .. }
        | Rule::Choice { .. }
        | Rule::PerItem { .. }
        | Rule::Entered => false,
    }
}

fn compare(criterion: &Criterion, case: &Case, finding: &Finding, wrong: &mut Vec<Sentence>) {
    let level = level(criterion, finding);
    if case.unknown
        && (finding.verdict.is_some() || finding.points.is_some() || finding.levels.iter().any(Option::is_some))
    {
        wrong.push(differs("unknown", "unknown", "known"));
    }
    if case.verdict.is_some() && case.verdict != finding.verdict {
        let code = |verdict: Option<Verdict>| verdict.map_or("—", Verdict::code).to_owned();
        wrong.push(differs("verdict", &code(case.verdict), &code(finding.verdict)));
    }
    if case.points.is_some() && case.points != finding.points {
        let print = |points: Option<Decimal>| points.map_or("—".to_owned(), crate::domain::value::plain);
        wrong.push(differs("points", &print(case.points), &print(finding.points)));
    }
    if case.level.is_some() && case.level != level {
        let print = |level: Option<u8>| level.map_or("—".to_owned(), |level| level.to_string());
        wrong.push(differs("level", &print(case.level), &print(level)));
    }
}

fn differs(field: &str, expected: &str, found: &str) -> Sentence {
    Sentence::new("framework-case-differs")
        .text("field", field)
        .text("expected", expected)
        .text("found", found)
}

/// The highest level met without a gap below it; levels that do not apply leave no gap. None where it cannot be said.
fn level(criterion: &Criterion, finding: &Finding) -> Option<u8> {
    let Some(Rule::Levels { levels }) = &criterion.rule else {
        return None;
    };
    let mut attained = 0;
    for ((number, test), met) in (1_u8..).zip(levels).zip(&finding.levels) {
        match (test, met) {
            (LevelTest::NotApplicable, _) => {}
            (_, Some(true)) => attained = number,
            (_, Some(false)) => return Some(attained),
            (_, None) => return None,
        }
    }
    Some(attained)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{parse, tests::SOUND};

    fn wrong(from: &str, to: &str) -> Vec<String> {
        assert!(SOUND.contains(from));
        let framework = parse(&SOUND.replace(from, to)).unwrap();
        let results = run(&framework);
        assert_eq!(results.len(), 1);
        results
            .into_iter()
            .flat_map(|result| result.wrong)
            .map(|wrong| wrong.key)
            .collect()
    }

    #[test]
    fn a_case_passes_only_when_the_rule_answers_as_expected() {
        assert_eq!(wrong("", ""), Vec::<String>::new());
        assert_eq!(
            wrong("verdict = \"dat\"", "verdict = \"khong-dat\""),
            ["framework-case-differs"]
        );
        assert_eq!(wrong("verdict = \"dat\"", "unknown = true"), ["framework-case-differs"]);
        assert_eq!(wrong("\"100 %\"", "\"45/46\""), ["framework-case-differs"]);
        assert_eq!(
            wrong("verdict = \"dat\"", "verdict = \"dat\"\ntarget = \"\""),
            ["framework-case-unreadable"]
        );
    }

    #[test]
    fn inputs_are_read_as_a_person_types_them() {
        let framework = parse(SOUND).unwrap();
        let percent = framework.criterion(&"1.1".into()).unwrap();
        let number = |number: i64, scale: u32| Some(Value::Number(Decimal::new(number, scale)));
        assert_eq!(read(percent, "value", "98,5 %"), number(985, 1));
        assert_eq!(read(percent, "part.count", "12"), number(12, 0));
        assert_eq!(read(percent, "count", "12 %"), None);
        assert_eq!(read(percent, "choice", "1"), Some(Value::Text("1".into())));
    }
}
