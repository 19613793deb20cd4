//! The framework library as the command line and the screens ask for it: list, show, check, begin, try a criterion.

use std::path::Path;

use serde_json::{Value as Json, json};

use super::desk::Desk;
use super::error::TaskError;
use super::find;
use super::import::named_framework;
use super::request::Listed;
use crate::domain::value::plain;
use crate::domain::{Contradiction, Criterion, Finding, Framework, FrameworkId, Inputs, Method, Sentence, Value, rule};
use crate::framework::{self, Answer, CheckFinding, Defect, ListedProfile, Origin};
use crate::text::{Locale, value};

/// All frameworks: those of the program and those of the user's folder.
pub fn list(desk: &mut Desk) -> Vec<Listed> {
    desk.library.list()
}

/// One line of the library as JSON.
pub fn listed_json(listed: &Listed) -> Json {
    let head = listed.head.as_ref();
    json!({
        "id": listed.id.as_str(),
        "title": head.map(|head| head.title.as_str()),
        "year": head.map(|head| head.year),
        "applicant_level": head.map(|head| <&str>::from(head.applicant_level)),
        "method": head.map(|head| <&str>::from(head.method)),
        "criteria": head.map(|head| head.criteria),
        "origin": match &listed.origin {
            Origin::Embedded => None,
            Origin::User(path) | Origin::Replaces(path) => Some(path.to_string_lossy()),
        },
        "defects": listed.defects.len(),
    })
}

/// The message key that says how the file answers a finding.
pub fn mark(finding: &CheckFinding) -> &'static str {
    match finding.answer {
        Answer::Open => "cli-check-open",
        Answer::Acknowledged(_) => "cli-check-acknowledged",
        Answer::CannotCheck => "cli-check-cannot",
    }
}

/// A framework as the JSON of the public contract.
///
/// # Errors
/// There is none of that name, or its file has defects.
pub fn show(desk: &mut Desk, id: &FrameworkId) -> Result<Json, TaskError> {
    Ok(framework::show(&named_framework(&desk.library, id)?))
}

/// The profiles of the program and those of the user's folder.
pub fn profiles(desk: &Desk) -> Vec<ListedProfile> {
    desk.library.profiles()
}

/// A framework as a text to read; a profile as its file, which is copied and renamed.
///
/// # Errors
/// There is none of that name, or its file has defects.
pub fn read_aloud(desk: &mut Desk, id: &FrameworkId, locale: &Locale) -> Result<String, TaskError> {
    if let Some(text) = desk.library.profile_text(id.as_str()) {
        return Ok(text.trim_end().to_owned());
    }
    let framework = named_framework(&desk.library, id)?;
    let mut lines = vec![framework.title.clone(), framework.decision.clone(), String::new()];
    for stage in &framework.stages {
        lines.push(format!("{}: {} ({})", stage.name, stage.body, stage.signer));
    }
    for group in &framework.groups {
        lines.push(String::new());
        lines.push(format!(
            "{}. {}{}",
            group.code,
            group.name,
            points(group.max_points, locale)
        ));
        for criterion in framework.criteria_of(&group.id) {
            let unit = if criterion.unit.is_empty() {
                String::new()
            } else {
                format!(" [{}]", criterion.unit)
            };
            let lost = if criterion.lost {
                locale.text("task-lost")
            } else {
                String::new()
            };
            lines.push(format!(
                "  {}  {}{unit}{}{lost}",
                criterion.code,
                criterion.name,
                points(criterion.max_points, locale)
            ));
        }
    }
    Ok(lines.join("\n"))
}

fn points(points: Option<crate::domain::Decimal>, locale: &Locale) -> String {
    points.map_or_else(String::new, |points| {
        let printed = crate::text::number::print(points, locale.lang());
        format!(" ({})", locale.with("task-said-points", &[("points", &printed)]))
    })
}

/// What a check of one file found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Checked {
    /// Defects: line, column, sentence.
    pub defects: Vec<(usize, usize, Sentence)>,
    /// Worked cases that the rules answer otherwise.
    pub cases: Vec<Sentence>,
    /// Counts and sums.
    pub counts: Vec<Sentence>,
    /// Contradictions that the figures show, acknowledged or not.
    pub findings: Vec<CheckFinding>,
    /// Every place where the source contradicts itself or leaves a gap, as the file records it.
    pub readings: Vec<Sentence>,
}

impl Checked {
    /// Whether the framework can be used as it is.
    pub fn is_sound(&self) -> bool {
        self.defects.is_empty() && self.cases.is_empty() && !self.findings.iter().any(CheckFinding::is_error)
    }
}

/// Checks one framework file.
///
/// # Errors
/// The file cannot be read.
pub fn check(path: &Path) -> Result<Checked, TaskError> {
    let text = std::fs::read_to_string(path).map_err(|fault| TaskError::Unreadable(path.into(), fault))?;
    Ok(match framework::parse(&text) {
        Ok(found) => {
            let wrong = framework::cases::run(&found)
                .into_iter()
                .filter(|case| !case.passes())
                .map(|case| {
                    Sentence::new("task-case-wrong")
                        .number("case", case.index + 1)
                        .text("criterion", case.criterion.as_str())
                        .text("about", case.about)
                        .sentences("wrong", case.wrong)
                });
            Checked {
                defects: Vec::new(),
                cases: wrong.collect(),
                counts: counts(&found),
                findings: framework::check(&found),
                readings: found.contradictions.iter().map(reading).collect(),
            }
        }
        Err(defects) => {
            let defects = defects
                .into_iter()
                .map(|Defect { line, column, message }| (line, column, message));
            Checked {
                defects: defects.collect(),
                ..Checked::default()
            }
        }
    })
}

fn reading(entry: &Contradiction) -> Sentence {
    Sentence::new("task-check-reading")
        .text("key", entry.key.as_str())
        .text("printed", entry.printed.as_str())
        .text("applied", entry.applied.as_str())
        .text("reason", entry.reason.as_str())
}

fn counts(framework: &Framework) -> Vec<Sentence> {
    let total = Sentence::new("task-check-total")
        .number("criteria", framework.scored().count())
        .number("groups", framework.groups.len())
        .number("cases", framework.cases.len())
        .number("contradictions", framework.contradictions.len());
    let groups = framework::group_sums(framework).into_iter().map(|sum| {
        let name = framework
            .group(&sum.group)
            .map(|group| format!("{}. {}", group.code, group.name));
        let line = Sentence::new(match (framework.method, sum.printed) {
            (Method::Points, Some(_)) => "task-check-group-points",
            (Method::Points, None) => "task-check-group-sum",
            (Method::PassFail | Method::Maturity, _) => "task-check-group",
        });
        line.text("group", name.unwrap_or_default())
            .number("criteria", sum.criteria)
            .number("printed", sum.printed.unwrap_or_default())
            .number("sum", sum.sum)
            .number("lost", sum.unknown)
    });
    std::iter::once(total).chain(groups).collect()
}

/// The text of a new framework file.
pub fn skeleton(id: &str) -> String {
    framework::skeleton(id)
}

/// Writes a new file; one that is there stays.
///
/// # Errors
/// The file exists or cannot be written.
pub fn write_new(path: &Path, text: &str) -> Result<(), TaskError> {
    Ok(crate::export::write(path, text.as_bytes(), false)?)
}

/// One criterion tried on given figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// The framework.
    pub framework: FrameworkId,
    /// The criterion.
    pub criterion: Criterion,
    /// The figures as understood.
    pub inputs: Inputs,
    /// What the rule says.
    pub finding: Finding,
}

/// Tries one criterion's rule on inputs written `KEY=VALUE`; a lone `VALUE` is the value itself.
///
/// # Errors
/// The framework, the criterion or an input cannot be understood.
pub fn score(
    desk: &mut Desk,
    id: &FrameworkId,
    criterion: &str,
    inputs: &[String],
    target: Option<&str>,
) -> Result<Scored, TaskError> {
    let framework: Framework = named_framework(&desk.library, id)?;
    let criterion = find::criterion(&framework, criterion)
        .map_err(TaskError::Input)?
        .clone();
    let per_cent = criterion.is_percent();
    let understand = |text: &str, per_cent: bool| {
        value::parse(text, per_cent).ok_or_else(|| {
            let what = Sentence::new("task-value-unreadable")
                .text("value", text)
                .text("unit", criterion.unit.as_str());
            TaskError::input_with_hint(what, Sentence::new("task-value-hint"))
        })
    };
    let mut given = Inputs::new();
    for input in inputs {
        let (key, text) = input.split_once('=').unwrap_or(("value", input));
        given.insert(
            key.trim().to_owned(),
            understand(text, per_cent || text.trim_end().ends_with('%'))?,
        );
    }
    let target = match target {
        Some(text) => Some(understand(text, per_cent)?),
        None => criterion.default_target().cloned(),
    };
    let finding = rule::judge(&criterion, target.as_ref(), &given);
    Ok(Scored {
        framework: id.clone(),
        criterion,
        inputs: given,
        finding,
    })
}

/// A try as JSON.
pub fn scored_json(scored: &Scored, locale: &Locale) -> Json {
    let Scored {
        framework,
        criterion,
        inputs,
        finding,
    } = scored;
    let number = |value: &Value| match value {
        Value::Text(text) => json!(text),
        Value::Number(number) => json!(plain(*number)),
        Value::Ratio { part, whole } => json!([plain(*part), plain(*whole)]),
    };
    json!({
        "framework": framework.as_str(),
        "criterion": criterion.id.as_str(),
        "max_points": criterion.max_points.map(plain),
        "inputs": inputs.iter().map(|(key, value)| (key.clone(), number(value))).collect::<serde_json::Map<_, _>>(),
        "verdict": finding.verdict.map(|verdict| verdict.code()),
        "points": finding.points.map(plain),
        "levels": finding.levels,
        "level": level(&finding.levels),
        "explanation": locale.say(&finding.why),
    })
}

/// The highest level met without a gap below it; levels that do not apply are skipped. None without levels.
fn level(levels: &[Option<bool>]) -> Option<usize> {
    if levels.is_empty() {
        return None;
    }
    let met = levels.iter().take_while(|level| **level != Some(false)).count();
    levels
        .iter()
        .take(met)
        .rposition(|level| *level == Some(true))
        .map_or(Some(0), |at| Some(at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_counts_only_without_a_gap_below_it() {
        assert_eq!(level(&[]), None);
        assert_eq!(level(&[Some(true), Some(true), Some(false)]), Some(2));
        assert_eq!(level(&[Some(false), Some(true)]), Some(0));
        assert_eq!(level(&[None, None, Some(true), None]), Some(3));
        assert_eq!(level(&[None, None, Some(false)]), Some(0));
    }
}
