//! One applicant's folder or workbook read: its forms chosen and resolved, its evidence indexed, its digest taken.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};

use super::archive::Fault;
use super::book::{self, Form, ReadBook};
use super::evidence::{self, hex, relative};
use super::known::Known;
use super::layout::{Job, Kind, Listing, list, name_of, stem_of};
use super::naming::{
    applicant_id, applicant_of_file, applicant_of_folder, applicant_of_title, names_an_applicant, restore_case,
};
use super::reading::show;
use super::remarks::{remarks, unknown};
use super::resolve::{Resolved, resolve};
use super::{Draft, Intake, Issue, Severity, UnknownTable, candidates, limits, named, subforms};
use crate::domain::{Flag, FlagKind, FormKind, Provenance, Sentence, Submission};
use crate::text::fold::slug;

/// Folders below an applicant's in which its workbook is still looked for.
const DEPTH: usize = 3;
/// Workbooks of an applicant that are opened in the search of its form.
const TRIED: usize = 40;

/// What was read of one folder or file.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    /// The dossiers.
    pub drafts: Vec<Draft>,
    /// What could not be taken.
    pub issues: Vec<Issue>,
    /// Sheets without a form, where no form was found at all.
    pub unknown: Vec<UnknownTable>,
}

/// Reads one folder or file of the folder loaded; none once cancelled.
pub(super) fn read(job: &Job, root: &Path, framework: &Known<'_>, cancelled: &AtomicBool) -> Option<Outcome> {
    if cancelled.load(Ordering::Relaxed) {
        return None;
    }
    let mut faults = job.faults.clone();
    if let Some(staged) = &job.staged {
        faults.extend(staged.fill(&job.path, cancelled)?.into_iter().map(|fault| Fault {
            path: kept(&staged.root().join(&fault.path), &job.base),
            ..fault
        }));
    }
    let mut outcome = match job.kind {
        Kind::Folder => read_folder(job, framework, cancelled)?,
        Kind::File => read_file(&job.path, &job.base, framework),
    };
    if let Some(staged) = &job.staged {
        staged.clear(&job.path);
    }
    for draft in &mut outcome.drafts {
        draft.submission.root = root.display().to_string();
    }
    match outcome.drafts.first_mut() {
        Some(draft) => draft.submission.flags.extend(faults.iter().map(flag_of)),
        None => outcome.issues.extend(faults.iter().map(|fault| Issue {
            severity: Severity::Error,
            kind: Some(fault.kind),
            path: fault.path.clone(),
            sheet: String::new(),
            cell: String::new(),
            message: Sentence::new(fault.key).text("file", &fault.path),
        })),
    }
    Some(outcome)
}

fn flag_of(fault: &Fault) -> Flag {
    Flag {
        kind: fault.kind,
        criterion: None,
        message: Sentence::new(fault.key).text("file", &fault.path),
        place: Some(Provenance {
            file: fault.path.clone(),
            ..Provenance::default()
        }),
    }
}

/// What is told of a folder or file at which the reading itself failed.
pub(super) fn failed(job: &Job) -> Outcome {
    let path = kept(&job.path, &job.base);
    Outcome {
        drafts: Vec::new(),
        unknown: Vec::new(),
        issues: vec![Issue {
            severity: Severity::Error,
            kind: Some(FlagKind::UnsupportedFile),
            message: Sentence::new("intake-file-unreadable").text("file", &path),
            path,
            sheet: String::new(),
            cell: String::new(),
        }],
    }
}

/// Adds a draft; a second one of the same applicant completes the first with another form, or is refused.
pub(super) fn add(intake: &mut Intake, draft: Draft) {
    let Some(first) = intake
        .drafts
        .iter_mut()
        .find(|first| first.applicant == draft.applicant)
    else {
        intake.drafts.push(draft);
        return;
    };
    if first.form == draft.form {
        intake.issues.push(Issue {
            severity: Severity::Error,
            kind: None,
            path: draft.submission.folder,
            sheet: String::new(),
            cell: String::new(),
            message: Sentence::new("intake-same-applicant")
                .text("name", draft.name)
                .text("first", &first.submission.folder),
        });
        return;
    }
    first.tables.extend(draft.tables);
    let (into, from) = (&mut first.submission, draft.submission);
    into.digest = hex(&Sha256::digest(format!("{}\n{}", into.digest, from.digest)));
    for (criterion, claim) in from.claims {
        into.claims.entry(criterion).or_insert(claim);
    }
    for (stage, claims) in from.received {
        let stage = into.received.entry(stage).or_default();
        for (criterion, claim) in claims {
            stage.entry(criterion).or_insert(claim);
        }
    }
    for (field, answer) in from.general {
        into.general.entry(field).or_insert(answer);
    }
    into.registered_level = into.registered_level.or(from.registered_level);
    into.evidence.extend(from.evidence);
    into.subforms.extend(from.subforms);
    into.flags.extend(from.flags);
}

/// The issues that a draft's flags are.
pub(super) fn issues_of(draft: &Draft) -> Vec<Issue> {
    draft
        .submission
        .flags
        .iter()
        .map(|flag| {
            let place = flag.place.clone().unwrap_or_default();
            Issue {
                severity: Severity::Warning,
                kind: Some(flag.kind),
                path: if place.file.is_empty() {
                    draft.submission.folder.clone()
                } else {
                    place.file
                },
                sheet: place.sheet,
                cell: place.cell,
                message: flag.message.clone(),
            }
        })
        .collect()
}

/// A workbook that carries a form.
struct Carrier<'f> {
    path: PathBuf,
    kept: String,
    book: ReadBook<'f>,
}

/// A form chosen for an applicant, with the path of its workbook.
type Chosen<'c, 'f> = (&'c str, &'c Form<'f>);

fn read_folder(job: &Job, framework: &Known<'_>, cancelled: &AtomicBool) -> Option<Outcome> {
    let (folder, base) = (job.path.as_path(), job.base.as_path());
    let mut outcome = Outcome::default();
    let kept_folder = kept(folder, base);
    let carriers = carriers(folder, base, framework, cancelled, &mut outcome)?;
    let mut forms: Vec<Chosen<'_, '_>> = Vec::new();
    for carrier in &carriers {
        for form in &carrier.book.forms {
            let rival = forms
                .iter_mut()
                .find(|(_, other)| other.found.form.id == form.found.form.id);
            let Some(rival) = rival else {
                forms.push((&carrier.kept, form));
                continue;
            };
            if form.found.header.score > rival.1.found.header.score {
                *rival = (&carrier.kept, form);
            }
            outcome.issues.push(Issue {
                severity: Severity::Warning,
                kind: None,
                path: rival.0.to_owned(),
                sheet: rival.1.sheet.name.clone(),
                cell: String::new(),
                message: Sentence::new("intake-several-forms")
                    .text("form", &form.found.form.name)
                    .text("file", rival.0)
                    .text("sheet", &rival.1.sheet.name),
            });
        }
    }
    if forms.is_empty() {
        outcome.issues.extend(candidates::refused(folder, base, framework));
        outcome.issues.push(Issue {
            severity: Severity::Error,
            kind: None,
            path: kept_folder,
            sheet: String::new(),
            cell: String::new(),
            message: Sentence::new("intake-no-form").text("file", name_of(folder)),
        });
        return Some(outcome);
    }
    outcome.unknown.clear();
    let subjects: Vec<String> = carriers
        .iter()
        .flat_map(|carrier| carrier.book.subjects.clone())
        .collect();
    let folder_name = job
        .named
        .clone()
        .unwrap_or_else(|| applicant_of_folder(&name_of(folder)));
    let titled = forms
        .iter()
        .find_map(|(_, form)| titled_name(form, &format!("{folder_name} {}", subjects.join(" "))));
    let chosen = framework.overrides.names.get(&kept_folder);
    let name = match &titled {
        _ if chosen.is_some() => chosen.cloned().unwrap_or_default(),
        Some(titled) if !names_an_applicant(&folder_name) => titled.clone(),
        Some(titled) => {
            if slug(titled) != slug(&folder_name) {
                outcome.issues.push(Issue {
                    severity: Severity::Warning,
                    kind: None,
                    path: kept_folder.clone(),
                    sheet: String::new(),
                    cell: String::new(),
                    message: Sentence::new("intake-name-differs")
                        .text("folder", &folder_name)
                        .text("titled", titled),
                });
            }
            folder_name
        }
        None => folder_name,
    };
    let own: Vec<PathBuf> = carriers.iter().map(|carrier| carrier.path.clone()).collect();
    let mut found = evidence::walk(folder, base, &own, &framework.served, job.dated_by(), cancelled)?;
    let counted = subforms::of_evidence(base, &mut found.evidence, framework, cancelled)?;
    let mut parts: BTreeSet<String> = carriers
        .iter()
        .map(|carrier| format!("{}\0{}", kept(&carrier.path, folder), carrier.book.sha256))
        .collect();
    let prefix = if kept_folder.is_empty() {
        String::new()
    } else {
        format!("{kept_folder}/")
    };
    parts.extend(found.evidence.iter().map(|file| {
        let path = file.path.strip_prefix(&prefix).unwrap_or(&file.path);
        format!("{path}\0{}\0{}", file.sha256, file.size)
    }));
    let mut draft = draft(&name, &forms, framework);
    for carrier in &carriers {
        introduce(&mut draft.submission, &carrier.book, &carrier.kept);
        let extra = carrier.book.subforms.clone().in_file(&carrier.kept);
        extra.add_to(&mut draft.submission);
    }
    draft.named_by.clone_from(&kept_folder);
    counted.add_to(&mut draft.submission);
    draft.submission.folder = kept_folder;
    draft.submission.digest = digest(parts);
    draft.submission.evidence = found.evidence;
    draft.submission.flags.extend(found.flags);
    named::assign(&mut draft.submission, framework);
    draft.submission.flags.extend(named::unassigned(&draft.submission));
    if clean_folder_is_suspicious(folder) {
        draft.submission.flags.push(Flag {
            kind: FlagKind::SuspiciousText,
            criterion: None,
            message: Sentence::new("intake-suspicious-name").text("file", name_of(folder)),
            place: Some(Provenance {
                file: draft.submission.folder.clone(),
                ..Provenance::default()
            }),
        });
    }
    outcome.drafts.push(draft);
    Some(outcome)
}

fn clean_folder_is_suspicious(folder: &Path) -> bool {
    folder
        .file_name()
        .is_some_and(|name| evidence::clean_name(name).suspicious)
}

/// The workbooks of a folder that carry a form: those at its top, else those of the nearest folders below.
fn carriers<'f>(
    folder: &Path,
    base: &Path,
    framework: &'f Known<'f>,
    cancelled: &AtomicBool,
    outcome: &mut Outcome,
) -> Option<Vec<Carrier<'f>>> {
    let mut level = vec![folder.to_path_buf()];
    let mut tried = 0usize;
    // Documents and texts that cannot be read matter only where nothing else carries a form.
    let mut doubtful = Vec::new();
    for _ in 0..=DEPTH {
        let (mut below, mut found) = (Vec::new(), Vec::new());
        let (mut tables, mut texts) = (Vec::new(), Vec::new());
        for place in &level {
            let Ok(Listing { folders, workbooks, .. }) = list(place) else {
                continue;
            };
            below.extend(folders);
            tables.extend(workbooks);
            texts.extend(candidates::texts(place));
        }
        let sure = tables.len();
        for (at, path) in tables.into_iter().chain(texts).enumerate() {
            if cancelled.load(Ordering::Relaxed) {
                return None;
            }
            tried += 1;
            let kept = kept(&path, base);
            if tried > TRIED {
                outcome.issues.push(Issue {
                    severity: Severity::Warning,
                    kind: Some(FlagKind::Oversized),
                    message: Sentence::new("intake-too-many-workbooks")
                        .text("file", &kept)
                        .number("most", TRIED as u64),
                    path: kept,
                    sheet: String::new(),
                    cell: String::new(),
                });
                return Some(found);
            }
            match book::read(&path, framework) {
                Ok(book) if book.forms.is_empty() => outcome.unknown.extend(unknown(&kept, &book)),
                Ok(book) => {
                    outcome.issues.extend(remarks(&path, &kept, &book));
                    found.push(Carrier { path, kept, book });
                }
                Err(refusal) => if at < sure { &mut outcome.issues } else { &mut doubtful }.push(Issue {
                    severity: Severity::Error,
                    kind: Some(refusal.kind),
                    message: refusal.sentence(&kept),
                    path: kept,
                    sheet: String::new(),
                    cell: String::new(),
                }),
            }
        }
        if !found.is_empty() {
            return Some(found);
        }
        level = below;
    }
    outcome.issues.append(&mut doubtful);
    Some(Vec::new())
}

fn read_file(file: &Path, base: &Path, framework: &Known<'_>) -> Outcome {
    let mut outcome = Outcome::default();
    let kept = kept(file, base);
    let mut refuse = |kind, message| {
        outcome.issues.push(Issue {
            severity: Severity::Error,
            kind,
            path: kept.clone(),
            sheet: String::new(),
            cell: String::new(),
            message,
        });
    };
    let book = match book::read(file, framework) {
        Ok(book) if book.forms.is_empty() => {
            refuse(None, Sentence::new("intake-no-form").text("file", &kept));
            outcome.unknown = unknown(&kept, &book);
            return outcome;
        }
        Ok(book) => book,
        Err(refusal) => {
            refuse(Some(refusal.kind), refusal.sentence(&kept));
            return outcome;
        }
    };
    outcome.issues.extend(remarks(file, &kept, &book));
    let stem = stem_of(file);
    let hints = format!("{stem} {}", book.subjects.join(" "));
    let same_form_twice = book.forms.iter().enumerate().any(|(at, form)| {
        book.forms
            .iter()
            .take(at)
            .any(|other| other.found.form.id == form.found.form.id)
    });
    let mut applicants: Vec<(String, Vec<Chosen<'_, '_>>)> = Vec::new();
    for form in &book.forms {
        let sheet_name = crate::text::clean::clean_line(&form.sheet.name).text;
        let name = titled_name(form, &format!("{sheet_name} {hints}"))
            .or_else(|| names_an_applicant(&sheet_name).then(|| sheet_name.clone()))
            .or_else(|| same_form_twice.then(|| sheet_name.clone()))
            .or_else(|| {
                book.subjects
                    .iter()
                    .find(|subject| names_an_applicant(subject))
                    .cloned()
            })
            .or_else(|| applicant_of_file(&stem))
            .unwrap_or_else(|| applicant_of_folder(&stem));
        let by_sheet = framework.overrides.names.get(&format!("{kept}/{sheet_name}"));
        let whole = || framework.overrides.names.get(&kept).filter(|_| !same_form_twice);
        let name = by_sheet.or_else(whole).unwrap_or(&name);
        let name = crate::text::clean::clean_line(name).text;
        match applicants.iter_mut().find(|(other, _)| slug(other) == slug(&name)) {
            Some((_, forms)) if forms.iter().all(|(_, other)| other.found.form.id != form.found.form.id) => {
                forms.push((&kept, form));
            }
            Some((_, forms)) => {
                let first = forms.first().map_or("", |(_, form)| form.sheet.name.as_str());
                outcome.issues.push(Issue {
                    severity: Severity::Error,
                    kind: None,
                    path: kept.clone(),
                    sheet: sheet_name,
                    cell: String::new(),
                    message: Sentence::new("intake-same-applicant")
                        .text("name", name)
                        .text("first", first),
                });
            }
            None => applicants.push((name, vec![(&kept, form)])),
        }
    }
    let several = applicants.len() > 1;
    for (name, forms) in applicants {
        let mut draft = draft(&name, &forms, framework);
        draft.named_by = match draft.tables.first() {
            Some(table) if several => format!("{kept}/{}", table.sheet),
            Some(_) | None => kept.clone(),
        };
        draft.submission.folder.clone_from(&kept);
        if !several {
            introduce(&mut draft.submission, &book, &kept);
            book.subforms.clone().in_file(&kept).add_to(&mut draft.submission);
        }
        draft.submission.digest = if several {
            // Other sheets may change without this applicant's.
            digest(forms.iter().map(|(_, form)| sheet_text(form)).collect())
        } else {
            digest([format!("{kept}\0{}", book.sha256)].into())
        };
        outcome.drafts.push(draft);
    }
    outcome
}

/// A draft of what forms say, without evidence.
fn draft(name: &str, forms: &[Chosen<'_, '_>], framework: &Known<'_>) -> Draft {
    let mut submission = Submission::default();
    let mut tables = Vec::new();
    let own = framework.self_stage().map(|stage| &stage.id);
    let mut ordered: Vec<&Chosen<'_, '_>> = forms.iter().collect();
    // What the applicant itself handed in goes before what others copied from it.
    ordered.sort_by_key(|(_, form)| form.found.form.kind != FormKind::SelfAssessment);
    for (file, form) in &ordered {
        let Resolved { stages, flags, rows } = resolve(&form.sheet, &form.found, framework, file);
        let sheet = crate::text::clean::clean_line(&form.sheet.name).text;
        tables.push(form.found.describe(file, &sheet, rows));
        submission.flags.extend(flags);
        let mended = form.mended.iter().map(|mended| mended.flag(file));
        submission.flags.extend(mended);
        if form.sheet.cut {
            submission.flags.push(Flag {
                kind: FlagKind::Oversized,
                criterion: None,
                message: Sentence::new("intake-sheet-cut")
                    .number("rows", limits::ROWS)
                    .number("columns", limits::COLUMNS),
                place: Some(Provenance {
                    file: (*file).to_owned(),
                    sheet: form.sheet.name.clone(),
                    cell: String::new(),
                }),
            });
        }
        for (stage, claims) in stages {
            let into = if own == Some(&stage) {
                &mut submission.claims
            } else {
                submission.received.entry(stage).or_default()
            };
            for (criterion, claim) in claims {
                into.entry(criterion).or_insert(claim);
            }
        }
    }
    Draft {
        applicant: applicant_id(name),
        name: name.to_owned(),
        submission,
        form: ordered.first().map(|(_, form)| form.found.form.id.clone()),
        tables,
        named_by: String::new(),
    }
}

/// Adds what a workbook says of the applicant itself.
fn introduce(submission: &mut Submission, book: &ReadBook<'_>, file: &str) {
    let general = &book.general;
    submission
        .flags
        .extend(book.mended.iter().map(|mended| mended.flag(file)));
    for (field, answer) in &general.fields {
        submission
            .general
            .entry(field.clone())
            .or_insert_with(|| answer.clone());
    }
    submission.registered_level = submission.registered_level.or(general.registered);
    submission.flags.extend(general.flags.iter().cloned().map(|mut flag| {
        if let Some(place) = &mut flag.place {
            file.clone_into(&mut place.file);
        }
        flag
    }));
}

/// The applicant that the lines above a form's header name, in the case that other texts give it.
fn titled_name(form: &Form<'_>, others: &str) -> Option<String> {
    form.found
        .titles
        .iter()
        .flat_map(|title| {
            title
                .lines()
                .map(str::to_owned)
                .chain([title.split_whitespace().collect::<Vec<_>>().join(" ")])
        })
        .find_map(|line| applicant_of_title(&line, form.found.form))
        .map(|name| restore_case(&name, others))
}

/// All texts of a sheet with their places, for its digest.
fn sheet_text(form: &Form<'_>) -> String {
    let mut text = form.sheet.name.clone();
    for (row, cells) in &form.sheet.rows {
        for (column, cell) in cells {
            text.push_str(&format!("\0{row},{column}:{}", show(Some(cell)).text));
        }
    }
    text
}

fn digest(parts: BTreeSet<String>) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update(b"\n");
    }
    hex(&hasher.finalize())
}

fn kept(path: &Path, base: &Path) -> String {
    relative(path, base).unwrap_or_else(|| name_of(path))
}
