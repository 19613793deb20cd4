//! Writing the summary of a round: a workbook with charts, or pages; and making it again, to compare.

use std::path::PathBuf;

use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::export::{Stamp, Written};
use super::fingerprint::Fingerprint;
use super::overview::FORM;
use super::papers::{last_change, sample_mark, together};
use super::request::{Existing, ExportFormat, ExportRequest, Progress};
use crate::domain::{FormId, FormKind, FormSpec, Framework, Round, RoundId};
use crate::export::{self, ExportError, Properties};
use crate::forms::digest::{self, Digest, Sources};
use crate::forms::document::Section;
use crate::forms::{self, Document, Table, Words};
use crate::store::Covered;
use crate::text::{Lang, Locale, fold};

/// What people call it for short; where a framework prints a table of that name, its own is meant.
const SHORT: &str = "tong-hop";

/// Whether the summary is asked for, by its name or, where the framework has no form of it, by the short one.
pub(super) fn is_asked(framework: &Framework, form: &FormId) -> bool {
    let slug = fold::slug(form.as_str());
    slug == FORM || (slug == SHORT && framework.form(&FormId::new(SHORT)).is_none())
}

/// Writes the summary of a round and names its file.
///
/// # Errors
/// The round is not there; the file exists already or cannot be written.
pub(super) fn write(desk: &Desk, wanted: &ExportRequest, watch: Watch<'_>) -> Result<Written, TaskError> {
    let round = desk.round(&wanted.round)?;
    let locale = Locale::new(Lang::Vi);
    let name = locale.text("digest-name");
    let step = Progress {
        done: 0,
        total: 1,
        what: name.clone(),
    };
    if !watch(step) {
        return Ok(Written {
            stopped: true,
            ..Written::default()
        });
    }
    let summary = Summary::make(desk, &wanted.round)?;
    let bytes = summary.bytes(wanted.format, &summary.stamp())?;
    let out = &wanted.out;
    std::fs::create_dir_all(out).map_err(|fault| TaskError::Unwritable(out.clone(), fault))?;
    let path = target(&round, wanted);
    if path.exists() {
        match wanted.existing {
            Existing::Refuse => return Err(TaskError::Existing(vec![path])),
            Existing::Keep => {
                return Ok(Written {
                    kept: vec![path],
                    ..Written::default()
                });
            }
            Existing::Replace => {}
        }
    }
    export::write(&path, &bytes, wanted.existing == Existing::Replace)?;
    Ok(Written {
        files: vec![path],
        ..Written::default()
    })
}

/// The file that it is written to.
pub(super) fn target(round: &Round, wanted: &ExportRequest) -> PathBuf {
    let name = Locale::new(Lang::Vi).text("digest-name");
    let file = export::file_name(
        &name,
        &round.organisation,
        round.year,
        !wanted.plain_names,
        wanted.format.into(),
    );
    wanted.out.join(file)
}

/// The summary before any file format.
pub(super) struct Summary {
    round: Round,
    name: String,
    made: Digest,
    official: Vec<Table>,
    pages: Section,
    created: String,
    state: String,
    /// All dossiers are sealed.
    pub(super) sealed: bool,
}

impl Summary {
    /// Makes it from what the journal says now.
    ///
    /// # Errors
    /// The round is not there, or cannot be read.
    pub(super) fn make(desk: &Desk, id: &RoundId) -> Result<Self, TaskError> {
        let round = desk.round(id)?;
        let locale = Locale::new(Lang::Vi);
        let name = locale.text("digest-name");
        let summing = desk.overview(id, None)?;
        let past = summing.past.first();
        let words = Words::official();
        let form = FormId::new(FORM);
        let office = desk.store()?.offices(id)?.of(&form, round.is_own(&round.stage));
        let spec = as_form(&round, &name);
        let mut signature = forms::signature(&spec, &round.framework, &words);
        if let Some(signature) = &mut signature
            && !office.authority.is_empty()
        {
            signature.above.clone_from(&office.authority);
        }
        let sample = sample_mark(desk, id)?;
        let sources = Sources {
            round: &round,
            now: &summing.now,
            past: past.map(|past| (past.head.year, &past.overview)),
            office: &office,
            sample: sample.as_deref(),
            signature: signature.as_ref(),
            words: &words,
            locale: &locale,
        };
        let made = digest::digest(&sources);
        let pages = digest::pages(&made, &sources);
        Ok(Self {
            official: official(desk, &round, &words, made.draft.as_ref())?,
            pages,
            made,
            name,
            created: last_change(desk, &round)?,
            state: state(desk, &round)?,
            sealed: summing.now.is_sealed(),
            round,
        })
    }

    /// What a file of it says of where it comes from.
    pub(super) fn stamp(&self) -> Stamp {
        let mut content = Fingerprint::default();
        content.add(&self.made.tables);
        content.add(&self.official);
        content.add(&self.pages);
        // Its rows say no word of the office.
        let mut facts = Fingerprint::default();
        facts.add(&self.state);
        for table in self.made.tables.iter().chain(&self.official) {
            facts.add(&table.rows);
        }
        Stamp {
            state: self.state.clone(),
            content: content.print(),
            facts: Some(facts.print()),
            round: self.round.id.clone(),
            form: FormId::new(FORM),
            applicants: Vec::new(),
            at: self.created.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            book: false,
            provenance: false,
        }
    }

    /// The bytes of a file of it, with a stamp.
    ///
    /// # Errors
    /// The file cannot be made.
    pub(super) fn bytes(&self, format: ExportFormat, stamp: &Stamp) -> Result<Vec<u8>, ExportError> {
        let properties = Properties {
            title: self.name.clone(),
            subject: self.round.organisation.clone(),
            author: self.round.organisation.clone(),
            created: stamp.at.clone(),
            state: stamp.state.clone(),
            stamp: stamp.to_string(),
        };
        let document = |properties| Document {
            properties,
            sections: vec![self.pages.clone()],
        };
        match format {
            ExportFormat::Xlsx => export::digest::book(&self.made, &self.official, &properties),
            ExportFormat::Docx => export::docx::write(&document(properties)),
            ExportFormat::Pdf => export::pdf::write(&document(properties)),
        }
    }
}

/// SHA-256 of what all dossiers of the round say at its stage; of notes and marks nothing is printed here.
fn state(desk: &Desk, round: &Round) -> Result<String, TaskError> {
    let store = desk.store()?;
    let narratives = store.narratives(&round.id)?;
    let mut states = Vec::new();
    for (dossier, rulings) in store.dossiers(&round.id)? {
        let covered = Covered {
            round,
            dossier: &dossier,
            rulings: &rulings,
            notes: &[],
            marks: &[],
            narratives: &narratives,
        };
        states.push(covered.hash(&round.stage)?);
    }
    Ok(together(states.iter().map(String::as_str)))
}

/// The summary as a form of the round's stage: it is signed as the framework's own summary is or, where there is none, by
/// the stage's body.
fn as_form(round: &Round, name: &str) -> FormSpec {
    let own = summaries(round).next();
    FormSpec {
        id: FormId::new(FORM),
        name: name.to_owned(),
        kind: FormKind::Summary,
        stage: Some(round.stage.clone()),
        title: Vec::new(),
        printed: String::new(),
        columns: Vec::new(),
        total: String::new(),
        conclusion: String::new(),
        outcome: Vec::new(),
        parts: Vec::new(),
        signature: own.and_then(|form| form.signature.clone()),
    }
}

/// The tables over all applicants that the framework prints for the round's stage.
fn summaries(round: &Round) -> impl Iterator<Item = &FormSpec> {
    let own = |form: &&FormSpec| {
        form.kind == FormKind::Summary && form.stage.as_ref().is_none_or(|stage| *stage == round.stage)
    };
    round.framework.forms.iter().filter(own)
}

fn official(desk: &Desk, round: &Round, words: &Words, draft: Option<&String>) -> Result<Vec<Table>, TaskError> {
    if summaries(round).next().is_none() {
        return Ok(Vec::new());
    }
    let cards = desk.cards(round)?;
    let offices = desk.store()?.offices(&round.id)?;
    let filled = summaries(round).map(|form| {
        let mut table = forms::fill_summary(form, round, &cards, words);
        forms::office::on_table(&mut table, &offices.of(&form.id, round.is_own(&round.stage)));
        table.draft = draft.cloned();
        table
    });
    Ok(filled.collect())
}
