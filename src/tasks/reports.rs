//! Writing the sections of reports, and what documents say of the offices that issue them.

use std::path::Path;

use super::desk::Desk;
use super::error::{TaskError, line_of, notation};
use super::find;
use crate::domain::narrative::Narrative;
use crate::domain::office::Offices;
use crate::domain::{Act, Actor, ApplicantId, FormId, MemberId, RoundId, Sentence};
use crate::text;

/// One section of a report that people write, and what is written there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its key.
    pub key: String,
    /// Its heading as printed.
    pub heading: String,
    /// The text in force.
    pub written: Option<Narrative>,
}

/// The place of a text in a person's words; empty where nothing was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Applicant by name or id; the whole round where empty.
    pub applicant: String,
    /// Report by id or name.
    pub report: String,
    /// Section by key or heading.
    pub section: String,
    /// Member.
    pub by: String,
}

/// The sections of a report that people write.
///
/// # Errors
/// No such round, report or applicant.
pub fn sections(desk: &Desk, round: &RoundId, spoken: &Spoken) -> Result<Vec<Section>, TaskError> {
    let found = desk.round(round)?;
    let report = find::written_report(&found.framework, &spoken.report).map_err(TaskError::Input)?;
    let applicant = applicant(desk, round, &spoken.applicant)?;
    let narratives = desk.store()?.narratives(round)?;
    let sections = report.narratives().map(|section| Section {
        key: section.key.clone(),
        heading: section.heading.clone(),
        written: narratives.of(applicant.as_ref(), &report.id, &section.key).cloned(),
    });
    Ok(sections.collect())
}

/// Writes a section of a report and says what it did.
///
/// # Errors
/// Something in it cannot be understood, or the store refuses.
pub fn narrate(desk: &mut Desk, round: &RoundId, spoken: &Spoken, words: &str) -> Result<Sentence, TaskError> {
    let found = desk.round(round)?;
    let report = find::written_report(&found.framework, &spoken.report).map_err(TaskError::Input)?;
    let section = find::section(report, &spoken.section).map_err(TaskError::Input)?;
    let applicant = applicant(desk, round, &spoken.applicant)?;
    let seen = desk.store()?.narratives(round)?;
    let seen = seen.own(applicant.as_ref(), &report.id, &section.key);
    let act = Act::Narrate {
        round: round.clone(),
        replaces: Some(seen.map(Narrative::events).unwrap_or_default()),
        applicant,
        report: report.id.clone(),
        section: section.key.clone(),
        text: text::clean(&text::nfc(words)).text.trim().to_owned(),
    };
    let actor = actor(&spoken.by)?;
    Ok(desk.act_as(&actor, act)?.said)
}

/// Sets the offices of a round from a TOML file and says so.
///
/// # Errors
/// The file cannot be read or names something unknown, or the store refuses.
pub fn set_offices(desk: &mut Desk, round: &RoundId, path: &Path, by: &str) -> Result<Sentence, TaskError> {
    let words = std::fs::read_to_string(path).map_err(|fault| TaskError::Unreadable(path.to_owned(), fault))?;
    let offices: Offices = toml::from_str(&text::nfc(&words)).map_err(|fault| {
        let line = fault.span().map(|span| line_of(&words, span.start));
        notation(path, line, "task-offices-hint")
    })?;
    let framework = desk.round(round)?.framework;
    let supplements = FormId::new(super::papers::SUPPLEMENTS);
    let known: Vec<&FormId> = framework
        .forms
        .iter()
        .map(|form| &form.id)
        .chain(framework.reports.iter().map(|report| &report.id))
        .chain([&supplements])
        .collect();
    if let Some(unknown) = offices.form.keys().find(|id| !known.contains(id)) {
        let known: Vec<&str> = known.iter().map(|id| id.as_str()).collect();
        return Err(TaskError::input_with_hint(
            Sentence::new("task-form-unknown")
                .text("name", unknown.as_str())
                .text("known", known.join(", ")),
            Sentence::new("task-choose-hint"),
        ));
    }
    let act = Act::SetOffices {
        round: round.clone(),
        offices: Box::new(offices),
    };
    let actor = actor(by)?;
    Ok(desk.act_as(&actor, act)?.said)
}

/// The offices of a round as the file that sets them.
///
/// # Errors
/// No such round.
pub fn offices(desk: &Desk, round: &RoundId) -> Result<String, TaskError> {
    let offices = desk.store()?.offices(round)?;
    toml::to_string_pretty(&offices).map_err(|_| TaskError::Broken)
}

/// Reads a text to be written into a report.
///
/// # Errors
/// The file cannot be read, or is no text in UTF-8.
pub fn read(path: &Path) -> Result<String, TaskError> {
    std::fs::read_to_string(path).map_err(|fault| TaskError::Unreadable(path.to_owned(), fault))
}

fn applicant(desk: &Desk, round: &RoundId, name: &str) -> Result<Option<ApplicantId>, TaskError> {
    if name.is_empty() {
        return Ok(None);
    }
    let known: Vec<(ApplicantId, String)> = desk
        .store()?
        .summaries(round)?
        .into_iter()
        .map(|summary| (summary.applicant, summary.name))
        .collect();
    let id = find::applicant(&known, name).map_err(TaskError::Input)?;
    Ok(Some(id.clone()))
}

fn actor(by: &str) -> Result<Actor, TaskError> {
    let by = text::clean::clean_line(by).text;
    if by.is_empty() {
        return Err(TaskError::input_with_hint(
            Sentence::new("task-by-missing"),
            Sentence::new("task-by-missing-hint"),
        ));
    }
    Ok(Actor {
        member: MemberId::new(by),
        role: String::new(),
    })
}
