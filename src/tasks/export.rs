//! Writing official tables: one file an applicant, or one for all.

use std::path::PathBuf;

use rayon::prelude::*;

use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::find;
use super::request::{ExportFormat, ExportRequest, Progress};
use crate::domain::{ApplicantId, FormKind, FormSpec, Framework, FrameworkId, Round, Sentence};
use crate::export::{self, ExportError, Properties};
use crate::forms::{self, Document, Table, Words};
use crate::store::Filter;

/// How many files are made at once: enough to keep every core busy, few enough to stop soon when asked to.
const TOGETHER: usize = 16;

/// Writes what was asked for and names the files, in the order of the applicants.
///
/// # Errors
/// The round, form or an applicant is not there; a file exists already or cannot be written.
pub fn run(desk: &mut Desk, wanted: &ExportRequest, watch: Watch<'_>) -> Result<Vec<PathBuf>, TaskError> {
    let round = desk.round(&wanted.round)?;
    let form = find::form(&round.framework, wanted.form.as_str())
        .map_err(TaskError::Input)?
        .clone();
    let applicants = applicants(desk, wanted)?;
    let created = last_change(desk, &round)?;
    let words = Words::official();
    if form.kind == FormKind::Summary {
        return summary(desk, wanted, &round, &form, &created, &words);
    }
    if !wanted.one_book && !wanted.overwrite {
        // Asked before the first file is written, so that a refusal leaves nothing half done.
        let path = |name: &str| wanted.out.join(name_of(&form, name, &round, wanted.format));
        if let Some(path) = applicants.iter().map(|(_, name)| path(name)).find(|path| path.exists()) {
            return Err(ExportError::Exists { path }.into());
        }
    }
    let total = applicants.len();
    let mut tables = Vec::new();
    let mut files = Vec::new();
    let mut stopped = false;
    for (chunk, together) in applicants.chunks(TOGETHER).enumerate() {
        let mut batch = Vec::new();
        for (at, (applicant, name)) in together.iter().enumerate() {
            stopped = !watch(Progress {
                done: chunk * TOGETHER + at,
                total,
                what: name.clone(),
            });
            if stopped {
                break;
            }
            let view = desk.view(&round.id, applicant)?;
            let table = forms::fill(&form, &round, &view.dossier, &view.scorecard, &view.notes, &words);
            batch.push((name.as_str(), table));
        }
        if wanted.one_book {
            tables.extend(batch.into_iter().map(|(_, table)| table));
        } else {
            let made: Vec<Result<Vec<u8>, ExportError>> = batch
                .par_iter()
                .map(|(name, table)| {
                    let properties = properties(&form, &round, name, &created);
                    made(wanted.format, std::slice::from_ref(table), properties)
                })
                .collect();
            for ((name, _), bytes) in batch.iter().zip(made) {
                files.push(save(wanted, &form, &round, name, &bytes?)?);
            }
        }
        if stopped {
            break;
        }
    }
    if wanted.one_book && !tables.is_empty() {
        let name = if round.organisation.is_empty() {
            round.framework.title.clone()
        } else {
            round.organisation.clone()
        };
        files.push(write(wanted, &form, &round, &name, &tables, &created)?);
    }
    Ok(files)
}

fn applicants(desk: &Desk, wanted: &ExportRequest) -> Result<Vec<(ApplicantId, String)>, TaskError> {
    let known: Vec<(ApplicantId, String)> = desk
        .store()?
        .summaries(&wanted.round)?
        .into_iter()
        .map(|summary| (summary.applicant, summary.name))
        .collect();
    if wanted.applicants.is_empty() {
        return Ok(known);
    }
    let named = wanted.applicants.iter().map(|wanted| {
        let id = find::applicant(&known, wanted.as_str()).map_err(TaskError::Input)?;
        let name = known
            .iter()
            .find(|(other, _)| other == id)
            .map(|(_, name)| name.clone());
        Ok((id.clone(), name.unwrap_or_default()))
    });
    named.collect()
}

fn summary(
    desk: &Desk,
    wanted: &ExportRequest,
    round: &Round,
    form: &FormSpec,
    created: &str,
    words: &Words,
) -> Result<Vec<PathBuf>, TaskError> {
    let dossiers: Vec<_> = desk
        .store()?
        .dossiers(&round.id)?
        .into_iter()
        .map(|(dossier, rulings)| {
            let card = crate::domain::scorecard::score(round, &dossier, &rulings);
            (dossier, card)
        })
        .collect();
    let table = forms::fill_summary(form, round, &dossiers, words);
    Ok(vec![write(
        wanted,
        form,
        round,
        &round.organisation,
        &[table],
        created,
    )?])
}

/// Makes and writes one file of some tables.
fn write(
    wanted: &ExportRequest,
    form: &FormSpec,
    round: &Round,
    name: &str,
    tables: &[Table],
    created: &str,
) -> Result<PathBuf, TaskError> {
    let bytes = made(wanted.format, tables, properties(form, round, name, created))?;
    save(wanted, form, round, name, &bytes)
}

fn properties(form: &FormSpec, round: &Round, name: &str, created: &str) -> Properties {
    Properties {
        title: form.name.clone(),
        subject: name.to_owned(),
        author: round.organisation.clone(),
        created: created.to_owned(),
    }
}

/// The bytes of a file of a format.
fn made(format: ExportFormat, tables: &[Table], properties: Properties) -> Result<Vec<u8>, ExportError> {
    match format {
        ExportFormat::Xlsx => export::xlsx::book(tables, &properties),
        ExportFormat::Pdf => export::pdf::write(&Document::annexes(tables, properties)),
    }
}

/// The name of a file of a format.
fn name_of(form: &FormSpec, name: &str, round: &Round, format: ExportFormat) -> String {
    export::file_name(form, name, round.year, true, format.into())
}

fn save(
    wanted: &ExportRequest,
    form: &FormSpec,
    round: &Round,
    name: &str,
    bytes: &[u8],
) -> Result<PathBuf, TaskError> {
    std::fs::create_dir_all(&wanted.out).map_err(|fault| TaskError::Unwritable(wanted.out.clone(), fault))?;
    let path = wanted.out.join(name_of(form, name, round, wanted.format));
    export::write(&path, bytes, wanted.overwrite)?;
    Ok(path)
}

/// The time of the round's last event: what is exported of one state says the same time whenever it is exported.
fn last_change(desk: &Desk, round: &Round) -> Result<String, TaskError> {
    let filter = Filter {
        limit: Some(1),
        ..Filter::round(&round.id)
    };
    let last = desk.store()?.events(&filter)?.into_iter().next();
    Ok(last.map_or_else(|| desk.now(), |event| event.at))
}

/// The blank self-assessment form of a framework, as a workbook.
///
/// # Errors
/// No such framework or form, or the file exists already or cannot be written.
pub fn template(
    desk: &mut Desk,
    framework: &FrameworkId,
    form: Option<&str>,
    path: &std::path::Path,
    overwrite: bool,
) -> Result<(), TaskError> {
    let framework: Framework = super::import::named_framework(&desk.library, framework)?;
    let form = match form {
        Some(name) => find::form(&framework, name).map_err(TaskError::Input)?,
        None => framework
            .forms
            .iter()
            .find(|form| form.kind == FormKind::SelfAssessment)
            .ok_or_else(|| TaskError::input(Sentence::new("task-form-unknown").text("name", "").text("known", "")))?,
    };
    let properties = Properties {
        title: form.name.clone(),
        subject: framework.title.clone(),
        author: framework.issuer.clone(),
        created: format!("{}-01-01T00:00:00+07:00", framework.year),
    };
    let bytes = export::template::book(&framework, form, &properties)?;
    Ok(export::write(path, &bytes, overwrite)?)
}

/// The refusal to export where nobody was named.
pub fn nobody() -> TaskError {
    TaskError::input_with_hint(
        Sentence::new("task-export-none"),
        Sentence::new("task-export-none-hint"),
    )
}
