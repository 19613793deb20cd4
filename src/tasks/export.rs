//! Writing official tables and reports: one file an applicant, or one for all.

use std::path::PathBuf;

use rayon::prelude::*;

use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::find;
use super::papers::Maker;
use super::request::{ExportRequest, Progress};
use crate::domain::{ApplicantId, FormKind, Framework, FrameworkId, Sentence};
use crate::export::{self, ExportError, Properties};

/// How many files are made at once: enough to keep every core busy, few enough to stop soon when asked to.
const TOGETHER: usize = 16;

/// Writes what was asked for and names the files, in the order of the applicants.
///
/// # Errors
/// The round, form or an applicant is not there; a report is asked for as a workbook; a file exists already or cannot be
/// written.
pub fn run(desk: &mut Desk, wanted: &ExportRequest, watch: Watch<'_>) -> Result<Vec<PathBuf>, TaskError> {
    let round = desk.round(&wanted.round)?;
    let framework = &round.framework;
    if super::digest::is_asked(framework, &wanted.form) {
        return super::digest::write(desk, wanted, watch);
    }
    let maker = Maker::new(desk, wanted, &round)?;
    let applicants = maker.concerned(desk, applicants(desk, wanted)?)?;
    if maker.paper.is_of_round() {
        return maker.of_round(desk);
    }
    if !wanted.one_book && !wanted.overwrite {
        // Asked before the first file is written, so that a refusal leaves nothing half done.
        let path = |name: &str| wanted.out.join(maker.name_of(name));
        if let Some(path) = applicants.iter().map(|(_, name)| path(name)).find(|path| path.exists()) {
            return Err(ExportError::Exists { path }.into());
        }
    }
    let total = applicants.len();
    let mut all = Vec::new();
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
            batch.push((name.as_str(), maker.make(desk, &view)?));
        }
        if wanted.one_book {
            all.extend(batch.into_iter().map(|(_, made)| made));
        } else {
            let written: Vec<Result<Vec<u8>, ExportError>> = batch
                .par_iter()
                .map(|(name, made)| maker.bytes(std::slice::from_ref(made), name))
                .collect();
            for ((name, _), bytes) in batch.iter().zip(written) {
                files.push(maker.save(name, &bytes?)?);
            }
        }
        if stopped {
            break;
        }
    }
    if wanted.one_book && !all.is_empty() {
        let name = if round.organisation.is_empty() {
            &framework.title
        } else {
            &round.organisation
        };
        files.push(maker.write(name, &all)?);
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
