//! Making official papers of a round: what each form, report or record becomes before and in a file format.

use std::path::PathBuf;

use super::demo;
use super::desk::Desk;
use super::error::TaskError;
use super::find;
use super::request::{DossierView, ExportFormat, ExportRequest};
use crate::domain::form::{ReportScope, ReportSpec};
use crate::domain::narrative::Narratives;
use crate::domain::office::{Office, Offices};
use crate::domain::{
    ApplicantId, Dossier, FormId, FormKind, FormSpec, Round, RoundId, Scorecard, Sentence, StageId, Submission,
};
use crate::export::{self, ExportError, Properties};
use crate::forms::document::Section;
use crate::forms::{self, Document, Table, Words};
use crate::store::Filter;
use crate::text::fold;

/// The id by which the page of who ruled what is asked for, in any framework.
pub const PROVENANCE: &str = forms::provenance::ID;

/// The id by which the list of evidence to be supplemented is asked for, in any framework.
pub const SUPPLEMENTS: &str = forms::supplements::ID;

/// What is made.
#[derive(Clone, Copy)]
pub(super) enum Paper<'a> {
    /// A table of its own.
    Form(&'a FormSpec),
    /// A report, with a table as its annex.
    Report(&'a ReportSpec),
    /// Who ruled what, when.
    Provenance,
    /// The evidence that is to be supplemented.
    Supplements,
}

impl Paper<'_> {
    /// Whether there is one for the whole round, and not one for each applicant.
    pub(super) fn is_of_round(&self) -> bool {
        match self {
            Self::Form(form) => matches!(form.kind, FormKind::Summary | FormKind::Structure),
            Self::Report(report) => report.scope == ReportScope::Round,
            Self::Provenance | Self::Supplements => false,
        }
    }
}

/// What is made of one applicant or of a round, before any file format.
#[derive(Debug, Clone, Default)]
pub(super) struct Made {
    /// The tables, each a sheet of a workbook.
    tables: Vec<Table>,
    /// The pages.
    sections: Vec<Section>,
}

impl Made {
    fn table(table: Table) -> Self {
        Self {
            sections: vec![Section::annex(&table)],
            tables: vec![table],
        }
    }
}

/// All that the papers of a round are made from.
pub(super) struct Maker<'a> {
    wanted: &'a ExportRequest,
    round: &'a Round,
    /// What is made.
    pub(super) paper: Paper<'a>,
    created: String,
    words: Words,
    narratives: Narratives,
    offices: Offices,
    /// The mark of invented figures, where they are.
    sample: Option<String>,
}

impl<'a> Maker<'a> {
    /// Gathers what the papers are made from.
    ///
    /// # Errors
    /// No such form; a report is asked for as a workbook.
    pub(super) fn new(desk: &Desk, wanted: &'a ExportRequest, round: &'a Round) -> Result<Self, TaskError> {
        let words = Words::official();
        let name = wanted.form.as_str();
        let paper = match find::report(&round.framework, name) {
            Some(report) => Paper::Report(report),
            None if is_provenance(name, &words) => Paper::Provenance,
            None if is_supplements(name, &words) => Paper::Supplements,
            None => Paper::Form(find::form(&round.framework, name).map_err(TaskError::Input)?),
        };
        if let (Paper::Report(report), ExportFormat::Xlsx) = (paper, wanted.format)
            && report.scope == ReportScope::Applicant
        {
            return Err(no_workbook(report));
        }
        let store = desk.store()?;
        Ok(Self {
            wanted,
            round,
            paper,
            created: last_change(desk, round)?,
            narratives: store.narratives(&wanted.round)?,
            offices: store.offices(&wanted.round)?,
            sample: sample_mark(desk, &wanted.round)?,
            words,
        })
    }

    fn name(&self) -> &str {
        match self.paper {
            Paper::Form(form) => &form.name,
            Paper::Report(report) => &report.name,
            Paper::Provenance => &self.words.trace.name,
            Paper::Supplements => &self.words.supplements.name,
        }
    }

    /// The words of the office for a form or report of a stage.
    fn office(&self, id: &FormId, stage: Option<&StageId>) -> Office {
        let own = stage.is_none_or(|stage| *stage == self.round.stage);
        self.offices.of(id, own)
    }

    /// The words of the office for a paper on one dossier: where they name nobody, who sealed it signs, if it was sealed
    /// in the role that signs.
    fn signed(
        &self,
        desk: &Desk,
        view: &DossierView,
        mut office: Office,
        stage: &StageId,
        title: &str,
    ) -> Result<Office, TaskError> {
        let title = if office.title.is_empty() {
            title.to_owned()
        } else {
            office.title.join(" ")
        };
        if office.signer.is_empty() && view.dossier.sealed.contains(stage) {
            let sealed = desk
                .store()?
                .sealed_by(&self.round.id, &view.dossier.applicant, stage)?;
            if let Some(actor) = sealed.filter(|actor| fold::slug(&actor.role) == fold::slug(&title)) {
                actor.member.as_str().clone_into(&mut office.signer);
            }
        }
        Ok(office)
    }

    /// The table of a form, in the words of its office.
    fn laid(&self, form: &FormSpec, mut table: Table, office: &Office, applicant: &str) -> Table {
        forms::office::on_table(&mut table, office);
        let mut reports = self.round.framework.reports.iter();
        if let Some(report) = reports.find(|report| report.annex.as_ref() == Some(&form.id)) {
            let issuer = self.office(&report.id, Some(&report.stage));
            table.with = forms::report::issued_with(report, self.round, applicant, &issuer, &self.words);
        }
        table
    }

    fn table(&self, desk: &Desk, form: &FormSpec, view: &DossierView) -> Result<Table, TaskError> {
        let table = forms::fill(
            form,
            self.round,
            &view.dossier,
            &view.scorecard,
            &view.notes,
            &self.words,
        );
        let office = self.office(&form.id, form.stage.as_ref());
        let stage = form.stage.as_ref().unwrap_or(&self.round.stage);
        let title = table.signature.as_ref().map_or("", |signature| &signature.title);
        let office = self.signed(desk, view, office, stage, title)?;
        Ok(self.laid(form, table, &office, &view.dossier.name))
    }

    /// Makes the paper of an applicant.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub(super) fn make(&self, desk: &Desk, view: &DossierView) -> Result<Made, TaskError> {
        let mut made = match self.paper {
            Paper::Form(form) => Made::table(self.table(desk, form, view)?),
            Paper::Report(spec) => {
                let annex = spec.annex.as_ref().and_then(|id| self.round.framework.form(id));
                let annex = annex.map(|form| self.table(desk, form, view)).transpose()?;
                let office = self.office(&spec.id, Some(&spec.stage));
                let office = self.signed(desk, view, office, &spec.stage, &spec.signature.title)?;
                let sources = forms::report::Sources {
                    round: self.round,
                    dossier: &view.dossier,
                    scorecard: &view.scorecard,
                    narratives: &self.narratives,
                    office: &office,
                    words: &self.words,
                };
                Made {
                    tables: Vec::new(),
                    sections: forms::report::report(spec, &sources, annex.as_ref()),
                }
            }
            Paper::Provenance => Made::table(self.provenance(desk, view)?),
            Paper::Supplements => self.supplements(view),
        };
        if self.wanted.provenance && !matches!(self.paper, Paper::Provenance) {
            let Made { tables, sections } = Made::table(self.provenance(desk, view)?);
            made.tables.extend(tables);
            made.sections.extend(sections);
        }
        Ok(self.marked(made))
    }

    /// The list of evidence to be supplemented: a letter in a document, its table alone in a workbook.
    fn supplements(&self, view: &DossierView) -> Made {
        let mut table = forms::supplements(self.round, &view.dossier, &view.marks, &self.words);
        let office = self.office(&FormId::new(SUPPLEMENTS), None);
        let pages = forms::supplements::pages(self.round, &view.dossier, &table, &office, &self.words);
        forms::office::on_table(&mut table, &office);
        Made {
            tables: vec![table],
            sections: vec![pages],
        }
    }

    /// Those of the applicants that the paper is for.
    ///
    /// # Errors
    /// It is for none of them, or the marks cannot be read.
    pub(super) fn concerned(
        &self,
        desk: &Desk,
        applicants: Vec<(ApplicantId, String)>,
    ) -> Result<Vec<(ApplicantId, String)>, TaskError> {
        match self.paper {
            Paper::Form(_) | Paper::Report(_) | Paper::Provenance => Ok(applicants),
            Paper::Supplements => {
                let marks = desk.store()?.all_marks(&self.round.id)?;
                let asks = |applicant: &ApplicantId| {
                    let own = marks.get(applicant);
                    own.is_some_and(|marks| forms::supplements::asks(self.round, marks))
                };
                let concerned: Vec<_> = applicants
                    .into_iter()
                    .filter(|(applicant, _)| asks(applicant))
                    .collect();
                if concerned.is_empty() {
                    return Err(TaskError::input_with_hint(
                        Sentence::new("task-supplements-none"),
                        Sentence::new("task-supplements-none-hint"),
                    ));
                }
                Ok(concerned)
            }
        }
    }

    fn provenance(&self, desk: &Desk, view: &DossierView) -> Result<Table, TaskError> {
        let filter = Filter {
            applicant: Some(view.dossier.applicant.clone()),
            ..Filter::round(&self.round.id)
        };
        let events = desk.store()?.events(&filter)?;
        Ok(forms::provenance(
            self.round,
            &view.dossier,
            &view.rulings,
            &events,
            &self.words,
        ))
    }

    /// Says on every page that the figures are invented, where they are.
    fn marked(&self, mut made: Made) -> Made {
        let Some(sample) = &self.sample else {
            return made;
        };
        let drafts = made.tables.iter_mut().map(|table| &mut table.draft);
        for draft in drafts.chain(made.sections.iter_mut().map(|section| &mut section.draft)) {
            *draft = Some(match draft {
                Some(draft) => format!("{draft} – {sample}"),
                None => sample.clone(),
            });
        }
        made
    }

    /// Writes the one paper of the whole round.
    ///
    /// # Errors
    /// The dossiers cannot be read, or the file cannot be written.
    pub(super) fn of_round(&self, desk: &Desk) -> Result<Vec<PathBuf>, TaskError> {
        let made = match self.paper {
            Paper::Form(form) if form.kind == FormKind::Structure => {
                let table = forms::structure(form, &self.round.framework, &self.words);
                let office = self.office(&form.id, form.stage.as_ref());
                // It is the regulation's own table, with no figure of any applicant: nothing in it can be invented.
                return Ok(vec![
                    self.write("", &[Made::table(self.laid(form, table, &office, ""))])?,
                ]);
            }
            Paper::Form(form) => Made::table(self.summary(form, &self.dossiers(desk)?)),
            Paper::Report(spec) => self.round_report(spec, &self.dossiers(desk)?),
            Paper::Provenance | Paper::Supplements => Made::default(),
        };
        Ok(vec![self.write(&self.round.organisation, &[self.marked(made)])?])
    }

    fn dossiers(&self, desk: &Desk) -> Result<Vec<(Dossier, Scorecard)>, TaskError> {
        let dossiers = desk.store()?.dossiers(&self.round.id)?;
        let scored = dossiers.into_iter().map(|(dossier, rulings)| {
            let card = crate::domain::scorecard::score(self.round, &dossier, &rulings);
            (dossier, card)
        });
        Ok(scored.collect())
    }

    fn summary(&self, form: &FormSpec, dossiers: &[(Dossier, Scorecard)]) -> Table {
        let table = forms::fill_summary(form, self.round, dossiers, &self.words);
        let office = self.office(&form.id, form.stage.as_ref());
        self.laid(form, table, &office, "")
    }

    fn round_report(&self, spec: &ReportSpec, dossiers: &[(Dossier, Scorecard)]) -> Made {
        let form = spec.annex.as_ref().and_then(|id| self.round.framework.form(id));
        let annex = form.map(|form| self.summary(form, dossiers));
        let nobody = Dossier {
            applicant: ApplicantId::new(""),
            name: String::new(),
            submissions: 0,
            submission: Submission::default(),
            presented: Vec::new(),
            sealed: Vec::new(),
            resubmitted: Vec::new(),
            dismissed: Vec::new(),
        };
        let sources = forms::report::Sources {
            round: self.round,
            dossier: &nobody,
            scorecard: &Scorecard::default(),
            narratives: &self.narratives,
            office: &self.office(&spec.id, Some(&spec.stage)),
            words: &self.words,
        };
        let sections = forms::report::round_report(spec, &sources, dossiers, annex.as_ref());
        let mut counts = forms::report::level_counts(&spec.id, self.round, &spec.stage, dossiers, &self.words);
        counts.draft = sections.first().and_then(|section| section.draft.clone());
        Made {
            tables: std::iter::once(counts).chain(annex).collect(),
            sections,
        }
    }

    fn properties(&self, name: &str) -> Properties {
        Properties {
            title: self.name().to_owned(),
            subject: name.to_owned(),
            author: self.round.organisation.clone(),
            created: self.created.clone(),
        }
    }

    /// The bytes of a file of some papers.
    ///
    /// # Errors
    /// The file cannot be made.
    pub(super) fn bytes(&self, made: &[Made], name: &str) -> Result<Vec<u8>, ExportError> {
        let properties = self.properties(name);
        let document = |properties| Document {
            properties,
            sections: made.iter().flat_map(|made| made.sections.clone()).collect(),
        };
        match self.wanted.format {
            ExportFormat::Xlsx => {
                let tables: Vec<Table> = made.iter().flat_map(|made| made.tables.clone()).collect();
                export::xlsx::book(&tables, &properties)
            }
            ExportFormat::Pdf => export::pdf::write(&document(properties)),
            ExportFormat::Docx => export::docx::write(&document(properties)),
        }
    }

    /// The name of the file of an applicant, or of all.
    pub(super) fn name_of(&self, name: &str) -> String {
        export::file_name(self.name(), name, self.round.year, true, self.wanted.format.into())
    }

    /// Makes and writes one file of some papers.
    ///
    /// # Errors
    /// The file cannot be made or written.
    pub(super) fn write(&self, name: &str, made: &[Made]) -> Result<PathBuf, TaskError> {
        let bytes = self.bytes(made, name)?;
        self.save(name, &bytes)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// It is there already, or cannot be written.
    pub(super) fn save(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, TaskError> {
        let out = &self.wanted.out;
        std::fs::create_dir_all(out).map_err(|fault| TaskError::Unwritable(out.clone(), fault))?;
        let path = out.join(self.name_of(name));
        export::write(&path, bytes, self.wanted.overwrite)?;
        Ok(path)
    }
}

/// Whether the page of who ruled what is asked for, by id or name.
fn is_provenance(name: &str, words: &Words) -> bool {
    name == PROVENANCE || fold::slug(name) == fold::slug(&words.trace.name)
}

/// Whether the list of evidence to be supplemented is asked for, by id or name.
fn is_supplements(name: &str, words: &Words) -> bool {
    name == SUPPLEMENTS || fold::slug(name) == fold::slug(&words.supplements.name)
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

/// The mark for papers of the sample, whose figures are invented: whoever keeps its workspace keeps the mark.
///
/// # Errors
/// The workspace cannot be read.
pub fn sample_mark(desk: &Desk, round: &RoundId) -> Result<Option<String>, TaskError> {
    let opened = desk.store()?.opened_by(round)?;
    let sample = opened.is_some_and(|member| member.as_str() == demo::MEMBER);
    Ok(sample.then(|| Words::official().sample))
}

/// The time of the round's last event: what is exported of one state says the same time whenever it is exported.
pub(super) fn last_change(desk: &Desk, round: &Round) -> Result<String, TaskError> {
    let filter = Filter {
        limit: Some(1),
        ..Filter::round(&round.id)
    };
    let last = desk.store()?.events(&filter)?.into_iter().next();
    Ok(last.map_or_else(|| desk.now(), |event| event.at))
}
