//! Targets of a round from a file: CSV (`criterion`, `target`, and `applicant` where it differs for one), TOML, or a
//! table of the framework's own forms.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::Path;

use serde::Deserialize;

use super::error::{self, TaskError};
use super::find;
use super::listing::Listing;
use crate::domain::{Act, ApplicantId, CriterionId, Framework, RoundId, Sentence, Value};
use crate::intake;
use crate::text::{fold, value};

/// One target as a file gives it.
#[derive(Debug)]
struct Line {
    at: Sentence,
    criterion: String,
    target: String,
    applicant: String,
}

/// A target that can be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    criterion: CriterionId,
    applicant: Option<ApplicantId>,
    target: Option<Value>,
}

/// The one act that sets targets read from a file.
pub fn act(targets: Vec<Target>, round: &RoundId) -> Act {
    let set = |Target {
                   criterion,
                   applicant,
                   target,
               }| Act::SetTarget {
        round: round.clone(),
        criterion,
        applicant,
        target,
    };
    Act::Batch {
        acts: targets.into_iter().map(set).collect(),
    }
}

/// Reads a file of targets for a framework; an empty target clears the one set.
///
/// # Errors
/// The file cannot be read, or one of its lines names no criterion or no value: then every such line is named.
pub fn read(path: &Path, framework: &Framework) -> Result<Vec<Target>, TaskError> {
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let lines = match ending.as_str() {
        "toml" => from_toml(path)?,
        "xlsx" | "xlsm" | "xls" | "ods" => from_table(path, framework)?,
        _ => from_csv(path)?,
    };
    let mut targets = Vec::new();
    let mut faults = Vec::new();
    for line in lines {
        match understand(&line, framework) {
            Ok(target) => targets.push(target),
            Err(fault) => faults.push(line.at.clone().sentence("fault", fault)),
        }
    }
    if faults.is_empty() {
        return Ok(targets);
    }
    Err(TaskError::input_with_hint(
        Sentence::new("task-targets-refused")
            .text("file", path.to_string_lossy())
            .sentences("faults", faults),
        Sentence::new("task-targets-hint"),
    ))
}

fn understand(line: &Line, framework: &Framework) -> Result<Target, Sentence> {
    let criterion = find::criterion(framework, &line.criterion).map_err(|refusal| refusal.what)?;
    let target = match line.target.as_str() {
        "" => None,
        text => Some(value::parse(text, criterion.is_percent()).ok_or_else(|| {
            Sentence::new("task-value-unreadable")
                .text("value", text)
                .text("unit", &criterion.unit)
        })?),
    };
    let applicant = (!line.applicant.is_empty()).then(|| ApplicantId::new(fold::slug(&line.applicant)));
    Ok(Target {
        criterion: criterion.id.clone(),
        applicant,
        target,
    })
}

fn from_csv(path: &Path) -> Result<Vec<Line>, TaskError> {
    const CRITERION: &[&str] = &["criterion", "tieu-chi", "ma-tieu-chi", "ma", "code", "tt", "stt"];
    const TARGET: &[&str] = &["target", "chi-tieu", "muc-tieu"];
    const APPLICANT: &[&str] = &["applicant", "don-vi", "xa", "ten-don-vi"];
    let listing = Listing::read(path)?;
    if !listing.has(CRITERION) || !listing.has(TARGET) {
        return Err(TaskError::input_with_hint(
            Sentence::new("task-targets-columns").text("file", path.to_string_lossy()),
            Sentence::new("task-targets-hint"),
        ));
    }
    Ok(listing
        .rows()
        .map(|row| Line {
            at: Sentence::new("task-at-line").number("line", row.line),
            criterion: row.get(CRITERION).to_owned(),
            target: row.get(TARGET).to_owned(),
            applicant: row.get(APPLICANT).to_owned(),
        })
        .collect())
}

/// The column of targets in a table of the framework's forms, such as the annex of the signed decision. One table speaks
/// for the round; of several each speaks for its applicant.
fn from_table(path: &Path, framework: &Framework) -> Result<Vec<Line>, TaskError> {
    let read = intake::read(path, framework, &mut |_| ControlFlow::Continue(()))?;
    let alone = read.drafts.len() == 1;
    let lines = read.drafts.iter().flat_map(|draft| {
        let printed = draft
            .submission
            .claims
            .iter()
            .filter(|(_, claim)| !claim.target.is_empty());
        printed.map(move |(criterion, claim)| Line {
            at: Sentence::new("task-at-entry").text("entry", criterion.as_str()),
            criterion: criterion.as_str().to_owned(),
            target: claim.target.clone(),
            applicant: if alone { String::new() } else { draft.name.clone() },
        })
    });
    Ok(lines.collect())
}

/// The TOML form: `[targets]` for the round, `[applicants."Xã …"]` for one applicant.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    targets: BTreeMap<String, String>,
    #[serde(default)]
    applicants: BTreeMap<String, BTreeMap<String, String>>,
}

fn from_toml(path: &Path) -> Result<Vec<Line>, TaskError> {
    let text = std::fs::read_to_string(path).map_err(|fault| TaskError::Unreadable(path.into(), fault))?;
    let file: File = toml::from_str(&text).map_err(|fault| {
        let line = fault.span().map(|span| error::line_of(&text, span.start));
        error::notation(path, line, "task-targets-hint")
    })?;
    let lines = |applicant: String, targets: BTreeMap<String, String>| {
        targets
            .into_iter()
            .map(|(criterion, target)| Line {
                at: Sentence::new("task-at-entry").text("entry", criterion.clone()),
                criterion,
                target,
                applicant: applicant.clone(),
            })
            .collect::<Vec<_>>()
    };
    let mut found = lines(String::new(), file.targets);
    for (applicant, targets) in file.applicants {
        found.extend(lines(applicant, targets));
    }
    Ok(found)
}
