//! Writing the summary of a round: a workbook with charts, or pages.

use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::export::Written;
use super::overview::FORM;
use super::papers::{last_change, sample_mark};
use super::request::{Existing, ExportFormat, ExportRequest, Progress};
use crate::domain::{FormId, FormKind, FormSpec, Framework, Round};
use crate::export::{self, Properties};
use crate::forms::digest::{self, Sources};
use crate::forms::{self, Document, Table, Words};
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
    let summing = desk.overview(&wanted.round, None)?;
    let past = summing.past.first();
    let words = Words::official();
    let form = FormId::new(FORM);
    let office = desk.store()?.offices(&wanted.round)?.of(&form, true);
    let spec = as_form(&round, &name);
    let mut signature = forms::signature(&spec, &round.framework, &words);
    if let Some(signature) = &mut signature
        && !office.authority.is_empty()
    {
        signature.above.clone_from(&office.authority);
    }
    let sample = sample_mark(desk, &wanted.round)?;
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
    let properties = Properties {
        title: name.clone(),
        subject: round.organisation.clone(),
        author: round.organisation.clone(),
        created: last_change(desk, &round)?,
        ..Properties::default()
    };
    let bytes = match wanted.format {
        ExportFormat::Xlsx => export::digest::book(
            &made,
            &official(desk, &round, &words, made.draft.as_ref())?,
            &properties,
        )?,
        ExportFormat::Pdf | ExportFormat::Docx => {
            let document = Document {
                properties,
                sections: vec![digest::pages(&made, &sources)],
            };
            match wanted.format {
                ExportFormat::Docx => export::docx::write(&document)?,
                ExportFormat::Pdf | ExportFormat::Xlsx => export::pdf::write(&document)?,
            }
        }
    };
    let out = &wanted.out;
    std::fs::create_dir_all(out).map_err(|fault| TaskError::Unwritable(out.clone(), fault))?;
    let file = export::file_name(&name, &round.organisation, round.year, true, wanted.format.into());
    let path = out.join(file);
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
        forms::office::on_table(&mut table, &offices.of(&form.id, true));
        table.draft = draft.cloned();
        table
    });
    Ok(filled.collect())
}
