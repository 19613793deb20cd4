//! Writing official tables and reports: one file an applicant, or one for all; each says of which state it was made.

mod again;
mod plan;
mod stamp;

use std::path::PathBuf;

use rayon::prelude::*;

use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::find;
use super::made::Made;
use super::papers::Maker;
use super::request::{Existing, ExportRequest, Progress};
use crate::domain::{ApplicantId, FormId, FormKind, Framework, FrameworkId, Sentence};
use crate::export::{self, ExportError, Properties};

pub(super) use again::{Remade, printed, remake};
pub use stamp::Stamp;

/// How many files are made at once: enough to keep every core busy, few enough to stop soon when asked to.
const TOGETHER: usize = 16;

/// What became of an export.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Written {
    /// The files written, in the order of the applicants.
    pub files: Vec<PathBuf>,
    /// Files that were there already and were left as they are.
    pub kept: Vec<PathBuf>,
    /// The member broke it off.
    pub stopped: bool,
}

/// Writes what was asked for and names the files, in the order of the applicants.
///
/// # Errors
/// The round, form or an applicant is not there; files exist already (all of them are named, and none is written); or a file cannot be written: what was written until then stays.
pub fn run(desk: &mut Desk, wanted: &ExportRequest, watch: Watch<'_>) -> Result<Written, TaskError> {
    let maker = Maker::of(desk, &wanted.round)?;
    // The summary of the round may be asked for beside forms and reports; it has a way of its own.
    let is_digest = |form: &FormId| super::digest::is_asked(&maker.round.framework, form);
    let (digests, forms): (Vec<FormId>, Vec<FormId>) = wanted.forms.iter().cloned().partition(is_digest);
    if !digests.is_empty() && forms.is_empty() {
        return super::digest::write(desk, wanted, watch);
    }
    let wanted = &ExportRequest {
        forms,
        ..wanted.clone()
    };
    let mut plan = plan::Plan::of(desk, &maker, wanted)?;
    let mut written = Written::default();
    let mut there = plan.there();
    if !digests.is_empty() && wanted.existing == Existing::Refuse {
        there.extend(Some(super::digest::target(&maker.round, wanted)).filter(|path| path.exists()));
    }
    if !there.is_empty() {
        match wanted.existing {
            Existing::Refuse => return Err(TaskError::Existing(there)),
            Existing::Replace => {}
            Existing::Keep => {
                plan.drop_files(&there);
                written.kept = there;
            }
        }
    }
    if !plan.is_empty() {
        std::fs::create_dir_all(&wanted.out).map_err(|fault| TaskError::Unwritable(wanted.out.clone(), fault))?;
    }
    let mut done = work(desk, &maker, &plan, wanted, &mut written, watch);
    if done.is_ok() && !digests.is_empty() && !written.stopped {
        done = super::digest::write(desk, wanted, watch).map(|digest| {
            written.files.extend(digest.files);
            written.kept.extend(digest.kept);
            written.stopped = digest.stopped;
        });
    }
    match done {
        Ok(()) => Ok(written),
        Err(fault) if written.files.is_empty() => Err(fault),
        Err(fault) => Err(TaskError::Partly {
            written: written.files.len(),
            fault: Box::new(fault),
        }),
    }
}

fn work(
    desk: &Desk,
    maker: &Maker,
    plan: &plan::Plan<'_>,
    wanted: &ExportRequest,
    written: &mut Written,
    watch: Watch<'_>,
) -> Result<(), TaskError> {
    let replace = wanted.existing == Existing::Replace;
    let total = plan.applicants.len();
    let mut books: Vec<Vec<Made>> = plan.books.iter().map(|_| Vec::new()).collect();
    for (chunk, together) in plan.applicants.chunks(TOGETHER).enumerate() {
        let mut batch = Vec::new();
        for (at, one) in together.iter().enumerate() {
            written.stopped = !watch(Progress {
                done: chunk * TOGETHER + at,
                total,
                what: one.name.clone(),
            });
            if written.stopped {
                break;
            }
            if one.files.is_empty() && books.is_empty() {
                continue;
            }
            let view = desk.view(&maker.round.id, &one.id)?;
            for file in &one.files {
                batch.push((file, one, maker.make(desk, file.paper, &view, wanted.provenance)?));
            }
            for (book, made) in plan.books.iter().zip(&mut books) {
                if !book.concerned.contains(&one.id) {
                    continue;
                }
                made.push(maker.make(desk, book.paper, &view, wanted.provenance)?);
            }
        }
        let bytes: Vec<Result<Vec<u8>, ExportError>> = batch
            .par_iter()
            .map(|(file, one, made)| {
                let only = std::slice::from_ref(&one.id);
                file.bytes(
                    maker,
                    &one.name,
                    only,
                    std::slice::from_ref(made),
                    (false, wanted.provenance),
                )
            })
            .collect();
        for ((file, ..), bytes) in batch.iter().zip(bytes) {
            export::write(&file.path, &bytes?, replace)?;
            written.files.push(file.path.clone());
        }
        if written.stopped {
            // A book of some of them only would look like one of all.
            return Ok(());
        }
    }
    for (book, made) in plan.books.iter().zip(&books) {
        if made.is_empty() {
            continue;
        }
        let bytes = book.bytes(maker, &maker.all(), &wanted.applicants, made, (true, wanted.provenance))?;
        export::write(&book.path, &bytes, replace)?;
        written.files.push(book.path.clone());
    }
    for file in &plan.summaries {
        let made = maker.of_round(desk, file.paper)?;
        let bytes = file.bytes(maker, &maker.of_whom(file.paper), &[], &[made], (false, false))?;
        export::write(&file.path, &bytes, replace)?;
        written.files.push(file.path.clone());
    }
    Ok(())
}

/// The applicants asked for, with their names; all where none is named.
pub(super) fn applicants(
    desk: &Desk,
    round: &crate::domain::RoundId,
    wanted: &[ApplicantId],
) -> Result<Vec<(ApplicantId, String)>, TaskError> {
    let known: Vec<(ApplicantId, String)> = desk
        .store()?
        .summaries(round)?
        .into_iter()
        .map(|summary| (summary.applicant, summary.name))
        .collect();
    if wanted.is_empty() {
        return Ok(known);
    }
    let named = wanted.iter().map(|wanted| {
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
        ..Properties::default()
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
