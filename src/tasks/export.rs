//! Writing official tables and reports: one file an applicant, or one for all.

use std::path::PathBuf;

use rayon::prelude::*;

use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::find;
use super::request::{DossierView, ExportFormat, ExportRequest, Progress};
use crate::domain::form::ReportSpec;
use crate::domain::narrative::Narratives;
use crate::domain::office::{Office, Offices};
use crate::domain::{ApplicantId, FormId, FormKind, FormSpec, Framework, FrameworkId, Round, Sentence, StageId};
use crate::export::{self, ExportError, Properties};
use crate::forms::document::Section;
use crate::forms::{self, Document, Table, Words};
use crate::store::Filter;

/// How many files are made at once: enough to keep every core busy, few enough to stop soon when asked to.
const TOGETHER: usize = 16;

/// What is exported: a table of its own, or a report with a table as its annex.
#[derive(Clone, Copy)]
enum Paper<'a> {
    Form(&'a FormSpec),
    Report(&'a ReportSpec),
}

impl Paper<'_> {
    fn name(&self) -> &str {
        match self {
            Self::Form(form) => &form.name,
            Self::Report(report) => &report.name,
        }
    }
}

/// What is made of one applicant, before any file format.
enum Made {
    Table(Box<Table>, Box<Office>),
    Pages(Vec<Section>),
}

/// All that the papers of a round are made from.
struct Maker<'a> {
    wanted: &'a ExportRequest,
    round: &'a Round,
    paper: Paper<'a>,
    created: String,
    words: Words,
    narratives: Narratives,
    offices: Offices,
}

/// Writes what was asked for and names the files, in the order of the applicants.
///
/// # Errors
/// The round, form or an applicant is not there; a report is asked for as a workbook; a file exists already or cannot be
/// written.
pub fn run(desk: &mut Desk, wanted: &ExportRequest, watch: Watch<'_>) -> Result<Vec<PathBuf>, TaskError> {
    let round = desk.round(&wanted.round)?;
    let framework = &round.framework;
    let maker = Maker {
        wanted,
        round: &round,
        paper: match find::report(framework, wanted.form.as_str()) {
            Some(report) => Paper::Report(report),
            None => Paper::Form(find::form(framework, wanted.form.as_str()).map_err(TaskError::Input)?),
        },
        created: last_change(desk, &round)?,
        words: Words::official(),
        narratives: desk.store()?.narratives(&wanted.round)?,
        offices: desk.store()?.offices(&wanted.round)?,
    };
    if let (Paper::Report(report), ExportFormat::Xlsx) = (maker.paper, wanted.format) {
        return Err(no_workbook(report));
    }
    let applicants = applicants(desk, wanted)?;
    if let Paper::Form(form) = maker.paper
        && form.kind == FormKind::Summary
    {
        return maker.summary(desk, form);
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
            batch.push((name.as_str(), maker.make(&view)));
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

/// The refusal to write a report as a workbook.
fn no_workbook(report: &ReportSpec) -> TaskError {
    let annex = report.annex.as_ref().map_or("", FormId::as_str);
    let hint = if annex.is_empty() {
        "task-report-no-workbook-hint"
    } else {
        "task-report-no-workbook-annex"
    };
    TaskError::input_with_hint(
        Sentence::new("task-report-no-workbook").text("report", report.name.as_str()),
        Sentence::new(hint).text("annex", annex),
    )
}

impl Maker<'_> {
    /// The words of the office for a form or report of a stage.
    fn office(&self, id: &FormId, stage: Option<&StageId>) -> Office {
        let own = stage.is_none_or(|stage| *stage == self.round.stage);
        self.offices.of(id, own)
    }

    fn table(&self, form: &FormSpec, view: &DossierView) -> (Table, Office) {
        let mut table = forms::fill(
            form,
            self.round,
            &view.dossier,
            &view.scorecard,
            &view.notes,
            &self.words,
        );
        let office = self.office(&form.id, form.stage.as_ref());
        forms::office::on_table(&mut table, &office);
        (table, office)
    }

    fn make(&self, view: &DossierView) -> Made {
        match self.paper {
            Paper::Form(form) => {
                let (table, office) = self.table(form, view);
                Made::Table(Box::new(table), Box::new(office))
            }
            Paper::Report(spec) => {
                let annex = spec.annex.as_ref().and_then(|id| self.round.framework.form(id));
                let annex = annex.map(|form| self.table(form, view).0);
                let sources = forms::report::Sources {
                    round: self.round,
                    dossier: &view.dossier,
                    scorecard: &view.scorecard,
                    narratives: &self.narratives,
                    office: &self.office(&spec.id, Some(&spec.stage)),
                    words: &self.words,
                };
                Made::Pages(forms::report::report(spec, &sources, annex.as_ref()))
            }
        }
    }

    fn summary(&self, desk: &Desk, form: &FormSpec) -> Result<Vec<PathBuf>, TaskError> {
        let dossiers: Vec<_> = desk
            .store()?
            .dossiers(&self.round.id)?
            .into_iter()
            .map(|(dossier, rulings)| {
                let card = crate::domain::scorecard::score(self.round, &dossier, &rulings);
                (dossier, card)
            })
            .collect();
        let mut table = forms::fill_summary(form, self.round, &dossiers, &self.words);
        let office = self.office(&form.id, form.stage.as_ref());
        forms::office::on_table(&mut table, &office);
        let made = Made::Table(Box::new(table), Box::new(office));
        Ok(vec![self.write(&self.round.organisation, &[made])?])
    }

    fn properties(&self, name: &str) -> Properties {
        Properties {
            title: self.paper.name().to_owned(),
            subject: name.to_owned(),
            author: self.round.organisation.clone(),
            created: self.created.clone(),
        }
    }

    /// The bytes of a file of some papers.
    fn bytes(&self, made: &[Made], name: &str) -> Result<Vec<u8>, ExportError> {
        let properties = self.properties(name);
        let document = |properties| Document {
            properties,
            sections: made.iter().flat_map(sections).collect(),
        };
        match self.wanted.format {
            ExportFormat::Xlsx => {
                let tables = made.iter().filter_map(|made| match made {
                    Made::Table(table, _) => Some((**table).clone()),
                    Made::Pages(_) => None,
                });
                export::xlsx::book(&tables.collect::<Vec<_>>(), &properties)
            }
            ExportFormat::Pdf => export::pdf::write(&document(properties)),
            ExportFormat::Docx => export::docx::write(&document(properties)),
        }
    }

    /// The name of the file of an applicant, or of all.
    fn name_of(&self, name: &str) -> String {
        export::file_name(
            self.paper.name(),
            name,
            self.round.year,
            true,
            self.wanted.format.into(),
        )
    }

    /// Makes and writes one file of some papers.
    fn write(&self, name: &str, made: &[Made]) -> Result<PathBuf, TaskError> {
        let bytes = self.bytes(made, name)?;
        self.save(name, &bytes)
    }

    fn save(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, TaskError> {
        let out = &self.wanted.out;
        std::fs::create_dir_all(out).map_err(|fault| TaskError::Unwritable(out.clone(), fault))?;
        let path = out.join(self.name_of(name));
        export::write(&path, bytes, self.wanted.overwrite)?;
        Ok(path)
    }
}

/// The pages of a paper.
fn sections(made: &Made) -> Vec<Section> {
    match made {
        Made::Table(table, office) => {
            let mut section = Section::annex(table);
            forms::office::on_section(&mut section, office);
            vec![section]
        }
        Made::Pages(sections) => sections.clone(),
    }
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
