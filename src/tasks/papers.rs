//! Making official papers of a round: what each form, report or record becomes before and in a file format, and the stamp
//! that says of which state it was made.

use sha2::{Digest as _, Sha256};

use super::demo;
use super::desk::Desk;
use super::error::TaskError;
use super::export::Stamp;
use super::find;
use super::fingerprint::Fingerprint;
use super::made::Made;
use super::request::{DossierView, ExportFormat};
use crate::domain::form::{ReportScope, ReportSpec};
use crate::domain::narrative::Narratives;
use crate::domain::office::{Office, Offices};
use crate::domain::{
    ApplicantId, Dossier, FormId, FormKind, FormSpec, Round, RoundId, Scorecard, Sentence, StageId, Submission,
};
use crate::export::xlsx::Sheet;
use crate::export::{self, ExportError, Properties};
use crate::forms::{self, Document, Table, Words};
use crate::store::{Covered, Filter};
use crate::text::fold;

/// The id by which the page of who ruled what is asked for, in any framework.
pub const PROVENANCE: &str = forms::provenance::ID;

/// The id by which the list of evidence to be supplemented is asked for, in any framework.
pub const SUPPLEMENTS: &str = forms::supplements::ID;

/// What is made.
#[derive(Debug, Clone, Copy)]
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

    /// Whether it is the regulation's own table, with no figure of any applicant.
    fn is_structure(&self) -> bool {
        matches!(self, Self::Form(form) if form.kind == FormKind::Structure)
    }
}

impl<'a> Paper<'a> {
    fn stage(self) -> Option<&'a StageId> {
        match self {
            Self::Form(form) => form.stage.as_ref(),
            Self::Report(report) => Some(&report.stage),
            Self::Provenance | Self::Supplements => None,
        }
    }
}

/// All that the papers of a round are made from.
#[derive(Debug)]
pub(super) struct Maker {
    /// The round.
    pub(super) round: Round,
    created: String,
    words: Words,
    narratives: Narratives,
    offices: Offices,
    /// The mark of invented figures, where they are.
    sample: Option<String>,
}

impl Maker {
    /// Gathers what the papers of a round are made from.
    ///
    /// # Errors
    /// No such round.
    pub(super) fn of(desk: &Desk, round: &RoundId) -> Result<Self, TaskError> {
        let store = desk.store()?;
        let known = desk.round(round)?;
        Ok(Self {
            created: last_change(desk, &known)?,
            narratives: store.narratives(round)?,
            offices: store.offices(round)?,
            sample: sample_mark(desk, round)?,
            words: Words::official(),
            round: known,
        })
    }

    /// The form, report or record of that id or name.
    ///
    /// # Errors
    /// There is none.
    pub(super) fn paper(&self, name: &str) -> Result<Paper<'_>, TaskError> {
        let framework = &self.round.framework;
        Ok(match find::report(framework, name) {
            Some(report) => Paper::Report(report),
            None if is_provenance(name, &self.words) => Paper::Provenance,
            None if is_supplements(name, &self.words) => Paper::Supplements,
            None => Paper::Form(find::form(framework, name).map_err(TaskError::Input)?),
        })
    }

    /// What a paper is called.
    pub(super) fn name<'a>(&'a self, paper: Paper<'a>) -> &'a str {
        match paper {
            Paper::Form(form) => &form.name,
            Paper::Report(report) => &report.name,
            Paper::Provenance => &self.words.trace.name,
            Paper::Supplements => &self.words.supplements.name,
        }
    }

    /// The stage whose state a paper says.
    pub(super) fn stage<'a>(&'a self, paper: Paper<'a>) -> &'a StageId {
        paper.stage().unwrap_or(&self.round.stage)
    }

    fn id(&self, paper: Paper<'_>) -> FormId {
        match paper {
            Paper::Form(form) => form.id.clone(),
            Paper::Report(report) => report.id.clone(),
            Paper::Provenance => FormId::new(PROVENANCE),
            Paper::Supplements => FormId::new(SUPPLEMENTS),
        }
    }

    /// What stands for the applicant's name in files of all.
    pub(super) fn all(&self) -> String {
        if self.round.organisation.is_empty() {
            self.round.framework.title.clone()
        } else {
            self.round.organisation.clone()
        }
    }

    /// What stands for the applicant's name in the paper of a round.
    pub(super) fn of_whom(&self, paper: Paper<'_>) -> String {
        if paper.is_structure() {
            String::new()
        } else {
            self.round.organisation.clone()
        }
    }

    /// The words of the office for a form or report of a stage.
    fn office(&self, id: &FormId, stage: Option<&StageId>) -> Office {
        let stage = stage.unwrap_or(&self.round.stage);
        self.offices.of(id, self.round.is_own(stage))
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
            table.with = forms::report::issued_with(report, &self.round, applicant, &issuer, &self.words);
        }
        table
    }

    fn table(&self, desk: &Desk, form: &FormSpec, view: &DossierView) -> Result<Table, TaskError> {
        let table = forms::fill(
            form,
            &self.round,
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

    /// Makes the paper of an applicant, with the page of who ruled what where it is asked for.
    ///
    /// # Errors
    /// The journal cannot be read.
    pub(super) fn make(
        &self,
        desk: &Desk,
        paper: Paper<'_>,
        view: &DossierView,
        provenance: bool,
    ) -> Result<Made, TaskError> {
        let sealed = desk.as_sealed(&self.round, view, paper.stage().unwrap_or(&self.round.stage))?;
        let view = sealed.as_ref().unwrap_or(view);
        let mut made = match paper {
            Paper::Form(form) => Made::table(self.table(desk, form, view)?),
            Paper::Report(spec) => {
                let annex = spec.annex.as_ref().and_then(|id| self.round.framework.form(id));
                let annex = annex.map(|form| self.table(desk, form, view)).transpose()?;
                let office = self.office(&spec.id, Some(&spec.stage));
                let office = self.signed(desk, view, office, &spec.stage, &spec.signature.title)?;
                let sources = forms::report::Sources {
                    round: &self.round,
                    dossier: &view.dossier,
                    scorecard: &view.scorecard,
                    narratives: &self.narratives,
                    office: &office,
                    words: &self.words,
                };
                let sections = forms::report::report(spec, &sources, annex.as_ref());
                Made::letter(&spec.name, &view.dossier.name, sections, annex)
            }
            Paper::Provenance => Made::table(self.provenance(desk, view)?),
            Paper::Supplements => self.supplements(view),
        };
        if provenance && !matches!(paper, Paper::Provenance) {
            let Made { tables, sections, .. } = Made::table(self.provenance(desk, view)?);
            made.tables.extend(tables);
            made.sections.extend(sections);
        }
        let covered = Covered {
            round: &self.round,
            dossier: &view.dossier,
            rulings: &view.rulings,
            notes: &view.notes,
            marks: &view.marks,
            narratives: &self.narratives,
        };
        (made.state, made.facts) = covered.hashes(self.stage(paper))?;
        Ok(self.marked(made))
    }

    /// The list of evidence to be supplemented: a letter, in a workbook with its table on a sheet of its own, too.
    fn supplements(&self, view: &DossierView) -> Made {
        let mut table = forms::supplements(&self.round, &view.dossier, &view.marks, &self.words);
        let office = self.office(&FormId::new(SUPPLEMENTS), None);
        let pages = forms::supplements::pages(&self.round, &view.dossier, &table, &office, &self.words);
        forms::office::on_table(&mut table, &office);
        let mut made = Made::letter(&self.words.supplements.name, &view.dossier.name, vec![pages], None);
        made.tables.push(table);
        made
    }

    /// Those of the applicants that the paper is for.
    ///
    /// # Errors
    /// It is for none of them, or the marks cannot be read.
    pub(super) fn concerned(
        &self,
        desk: &Desk,
        paper: Paper<'_>,
        applicants: Vec<(ApplicantId, String)>,
    ) -> Result<Vec<(ApplicantId, String)>, TaskError> {
        match paper {
            Paper::Form(_) | Paper::Report(_) | Paper::Provenance => Ok(applicants),
            Paper::Supplements => {
                let marks = desk.store()?.all_marks(&self.round.id)?;
                let asks = |applicant: &ApplicantId| {
                    let own = marks.get(applicant);
                    own.is_some_and(|marks| forms::supplements::asks(&self.round, marks))
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
            &self.round,
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

    /// Makes the one paper of the whole round.
    ///
    /// # Errors
    /// The dossiers cannot be read.
    pub(super) fn of_round(&self, desk: &Desk, paper: Paper<'_>) -> Result<Made, TaskError> {
        if let Paper::Form(form) = paper
            && paper.is_structure()
        {
            let table = forms::structure(form, &self.round.framework, &self.words);
            // It is the regulation's own table, with no figure of any applicant: nothing in it can be invented.
            let office = self.office(&form.id, form.stage.as_ref());
            return Ok(Made::table(self.laid(form, table, &office, "")));
        }
        let dossiers = desk.store()?.dossiers(&self.round.id)?;
        let mut states = Vec::new();
        let mut scored = Vec::new();
        for (dossier, rulings) in dossiers {
            let covered = Covered {
                round: &self.round,
                dossier: &dossier,
                rulings: &rulings,
                // Nothing of them is printed over all applicants; what is printed is hashed besides.
                notes: &[],
                marks: &[],
                narratives: &self.narratives,
            };
            states.push(covered.hashes(self.stage(paper))?);
            let card = crate::domain::scorecard::score(&self.round, &dossier, &rulings);
            scored.push((dossier, card));
        }
        let mut made = match paper {
            Paper::Form(form) => Made::table(self.summary(form, &scored)),
            Paper::Report(spec) => self.round_report(spec, &scored),
            Paper::Provenance | Paper::Supplements => Made::default(),
        };
        made.state = together(states.iter().map(|(state, _)| state.as_str()));
        // What members wrote for the whole round belongs to no dossier.
        let written = self
            .narratives
            .0
            .iter()
            .filter_map(|((applicant, report, _), text)| match paper {
                Paper::Report(spec) if applicant.is_none() && spec.id == *report => Some(text.text.as_str()),
                Paper::Report(_) | Paper::Form(_) | Paper::Provenance | Paper::Supplements => None,
            });
        made.facts = together(states.iter().map(|(_, facts)| facts.as_str()).chain(written));
        Ok(self.marked(made))
    }

    fn summary(&self, form: &FormSpec, dossiers: &[(Dossier, Scorecard)]) -> Table {
        let table = forms::fill_summary(form, &self.round, dossiers, &self.words);
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
            round: &self.round,
            dossier: &nobody,
            scorecard: &Scorecard::default(),
            narratives: &self.narratives,
            office: &self.office(&spec.id, Some(&spec.stage)),
            words: &self.words,
        };
        let sections = forms::report::round_report(spec, &sources, dossiers, annex.as_ref());
        Made::letter(&spec.name, "", sections, annex)
    }

    /// The stamp of a file of some papers; of all applicants where none is named.
    pub(super) fn stamp(
        &self,
        paper: Paper<'_>,
        made: &[Made],
        applicants: &[ApplicantId],
        (book, provenance): (bool, bool),
    ) -> Stamp {
        let (state, facts) = match made {
            [only] => (only.state.clone(), only.facts.clone()),
            several => (
                together(several.iter().map(|made| made.state.as_str())),
                together(several.iter().map(|made| made.facts.as_str())),
            ),
        };
        let mut content = Fingerprint::default();
        for made in made {
            content.add(&made.tables);
            content.add(&made.sections);
        }
        Stamp {
            state,
            content: content.print(),
            facts: Some(facts),
            round: self.round.id.clone(),
            form: self.id(paper),
            applicants: applicants.to_vec(),
            at: self.created.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            book,
            provenance,
        }
    }

    /// The bytes of a file of some papers, with a stamp.
    ///
    /// # Errors
    /// The file cannot be made.
    pub(super) fn bytes(
        &self,
        (paper, format): (Paper<'_>, ExportFormat),
        subject: &str,
        made: &[Made],
        stamp: &Stamp,
    ) -> Result<Vec<u8>, ExportError> {
        let properties = Properties {
            title: self.name(paper).to_owned(),
            subject: subject.to_owned(),
            author: self.round.organisation.clone(),
            created: stamp.at.clone(),
            state: stamp.state.clone(),
            stamp: stamp.to_string(),
        };
        match format {
            ExportFormat::Xlsx => {
                let sheets: Vec<Sheet<'_>> = made.iter().flat_map(Made::sheets).collect();
                export::xlsx::bind(&sheets, &properties)
            }
            ExportFormat::Pdf => export::pdf::write(&document(made, properties)),
            ExportFormat::Docx => export::docx::write(&document(made, properties)),
        }
    }
}

/// The pages of some papers as one document.
pub(super) fn document(made: &[Made], properties: Properties) -> Document {
    Document {
        properties,
        sections: made.iter().flat_map(|made| made.sections.clone()).collect(),
    }
}

/// One hash of several.
pub(super) fn together<'a>(states: impl Iterator<Item = &'a str>) -> String {
    let mut hash = Sha256::new();
    for state in states {
        hash.update(state);
        hash.update("\n");
    }
    format!("{:x}", hash.finalize())
}

/// Whether the page of who ruled what is asked for, by id or name.
fn is_provenance(name: &str, words: &Words) -> bool {
    name == PROVENANCE || fold::slug(name) == fold::slug(&words.trace.name)
}

/// Whether the list of evidence to be supplemented is asked for, by id or name.
fn is_supplements(name: &str, words: &Words) -> bool {
    name == SUPPLEMENTS || fold::slug(name) == fold::slug(&words.supplements.name)
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
