//! What was found in a load, as a workbook that goes back to the applicants: one sheet overall, one for each applicant.

use std::path::{Path, PathBuf};

use super::desk::Desk;
use super::error::{TaskError, Unread};
use super::preview::{Preview, Prospect, belongs};
use super::request::{ImportReport, Issue, Severity};
use crate::domain::{
    ApplicantId, Aspect, Change, ColumnField, CriterionId, Decimal, FileDifference, FlagKind, FormId, Sentence, place,
};
use crate::export::{self, Properties, xlsx};
use crate::forms::{Align, Cell, Column, Number, NumberKind, Row, RowKind, Table};
use crate::text::{Locale, fold};

/// What was found in a load.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// By applicant.
    pub applicants: Vec<ApplicantFindings>,
    /// What belongs to no applicant.
    pub issues: Vec<Issue>,
}

/// What was found of one applicant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApplicantFindings {
    /// Its name.
    pub name: String,
    /// Its folder or file.
    pub folder: String,
    /// What became of it.
    pub outcome: Sentence,
    /// Criteria read.
    pub claims: usize,
    /// Evidence files found.
    pub evidence: usize,
    /// What is the matter.
    pub issues: Vec<Issue>,
}

/// What a load would make of a dossier, in words.
pub fn prospect(fate: Prospect) -> Sentence {
    let name: &'static str = fate.into();
    let said = Sentence::new(&format!("task-prospect-{name}"));
    match fate {
        Prospect::Next(number) | Prospect::Unchanged(number) => said.number("number", number),
        Prospect::First | Prospect::Sealed | Prospect::Taken | Prospect::LeftOut | Prospect::Refused => said,
    }
}

/// A change of a claim, in words.
pub fn change(change: &Change) -> Sentence {
    let aspect: &'static str = change.aspect.into();
    let side = |text: &str| {
        if text.is_empty() {
            Sentence::new("task-change-blank")
        } else {
            Sentence::new("task-change-text").text("text", text)
        }
    };
    let key = match change.aspect {
        Aspect::Row if change.before.is_empty() => "task-change-row-added".to_owned(),
        Aspect::Row if change.after.is_empty() => "task-change-row-removed".to_owned(),
        Aspect::Row
        | Aspect::Value
        | Aspect::Verdict
        | Aspect::Points
        | Aspect::Target
        | Aspect::Evidence
        | Aspect::Note => format!("task-change-{aspect}"),
    };
    Sentence::new(&key)
        .sentence("before", side(&change.before))
        .sentence("after", side(&change.after))
}

/// What became of a file of evidence, in words.
pub fn file_change(file: &FileDifference) -> Sentence {
    let change: &'static str = file.change.into();
    Sentence::new(&format!("task-change-file-{change}")).text("file", &file.path)
}

/// The levels registered for before and after, in words.
pub fn level_change((before, after): (Option<u8>, Option<u8>)) -> Sentence {
    let level = |level: Option<u8>| match level {
        Some(level) => Sentence::new("task-change-text").text("text", level.to_string()),
        None => Sentence::new("task-change-blank"),
    };
    Sentence::new("task-change-level")
        .sentence("before", level(before))
        .sentence("after", level(after))
}

/// What the applicant should do about an issue.
pub fn remedy(issue: &Issue) -> Sentence {
    let key = match (issue.kind, issue.severity) {
        (Some(FlagKind::MissingEvidence), _) => "task-do-missing-evidence",
        (Some(FlagKind::UnreadableValue | FlagKind::UnreadableVerdict), _) => "task-do-unreadable",
        (Some(FlagKind::VerdictContradictsTarget | FlagKind::TargetDiffers), _) => "task-do-contradicts",
        (Some(FlagKind::MissingRow), _) => "task-do-missing-row",
        (Some(FlagKind::UnknownRow | FlagKind::DuplicateRow | FlagKind::AmbiguousCode), _) => "task-do-row",
        (Some(FlagKind::DuplicateEvidence), _) => "task-do-duplicate-evidence",
        (
            Some(
                FlagKind::SubformMismatch
                | FlagKind::ComputedInput
                | FlagKind::ImplausibleValue
                | FlagKind::UniformValues
                | FlagKind::OutlierValue
                | FlagKind::YearJump,
            ),
            _,
        ) => "task-do-figures",
        (Some(FlagKind::UnsignedEvidence | FlagKind::InvalidSignature), _) => "task-do-signature",
        (Some(FlagKind::LegacyText), _) => "task-do-legacy",
        (Some(FlagKind::SuspiciousText | FlagKind::UnsafePath), _) => "task-do-suspicious",
        (Some(FlagKind::UnsupportedFile | FlagKind::Oversized), _) => "task-do-unsupported",
        (Some(FlagKind::UnassignedEvidence | FlagKind::TargetUnknown | FlagKind::Late | FlagKind::Resubmitted), _)
        | (None, Severity::Warning) => "task-do-look",
        (None, Severity::Error) => "task-do-again",
    };
    Sentence::new(key)
}

impl Findings {
    /// What a preview found.
    pub fn of_preview(preview: &Preview) -> Self {
        let applicants = preview.communes.iter().map(|commune| ApplicantFindings {
            name: commune.name.clone(),
            folder: commune.folder.clone(),
            outcome: prospect(commune.fate),
            claims: commune.claims,
            evidence: commune.evidence,
            issues: commune.issues.clone(),
        });
        Self {
            applicants: applicants.collect(),
            issues: preview.issues.clone(),
        }
    }

    /// What is to be said where nothing could be read.
    pub fn of_unread(unread: &Unread) -> Self {
        Self {
            applicants: Vec::new(),
            issues: unread.issues.clone(),
        }
    }

    /// What an import found.
    pub fn of_import(report: &ImportReport) -> Self {
        let mut issues = report.issues.clone();
        let mut applicants = Vec::new();
        for fate in &report.fates {
            let (own, rest) = issues.into_iter().partition(|issue| belongs(&issue.file, &fate.folder));
            issues = rest;
            let outcome = match fate.submission {
                Some(number) => Sentence::new("task-outcome-stored").number("number", number),
                None if fate.refused => Sentence::new("task-prospect-sealed"),
                None => Sentence::new("task-outcome-unchanged"),
            };
            applicants.push(ApplicantFindings {
                name: fate.name.clone(),
                folder: fate.folder.clone(),
                outcome,
                claims: fate.claims,
                evidence: fate.evidence,
                issues: own,
            });
        }
        Self { applicants, issues }
    }
}

/// Where what was found is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindingsExport {
    /// What was found.
    pub found: Findings,
    /// The workbook; where each applicant gets its own, the folder of these.
    pub out: PathBuf,
    /// Each applicant gets a workbook of its own, beside one that tells all in short.
    pub each: bool,
    /// Replaces files that are already there.
    pub overwrite: bool,
}

/// Whether a path named for a report means a folder: it is one, ends like one, or has no ending.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator) || path.extension().is_none()
}

/// Refuses a report in whose place something stands already, before anything is done.
///
/// # Errors
/// The file is there, or the folder holds workbooks.
pub fn free(path: &Path) -> Result<(), TaskError> {
    let book = |path: &Path| path.extension().is_some_and(|ending| ending == "xlsx");
    let taken = if is_folder(path) {
        let files = std::fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
        files.map(|entry| entry.path()).find(|file| book(file))
    } else {
        path.exists().then(|| path.to_path_buf())
    };
    taken.map_or(Ok(()), |path| Err(export::ExportError::Exists { path }.into()))
}

/// Writes what was found and answers with the files written.
///
/// # Errors
/// A file is there already and may not be replaced, or cannot be written. Of many none is written where one is there.
pub fn write(desk: &Desk, wanted: &FindingsExport) -> Result<Vec<PathBuf>, TaskError> {
    let locale = desk.locale();
    let found = &wanted.found;
    let with_issues = || found.applicants.iter().filter(|one| !one.issues.is_empty());
    let applicant = |one: &ApplicantFindings| own(&one.name, &one.issues, locale);
    let mut tables = vec![overall(found, locale)];
    if !wanted.each {
        tables.extend(with_issues().map(applicant));
    }
    if !found.issues.is_empty() {
        tables.push(own(&locale.text("task-findings-general"), &found.issues, locale));
    }
    let properties = Properties {
        title: locale.text("task-findings-title"),
        created: desk.now(),
        ..Properties::default()
    };
    if !wanted.each {
        let bytes = xlsx::book(&tables, &properties)?;
        export::write(&wanted.out, &bytes, wanted.overwrite)?;
        return Ok(vec![wanted.out.clone()]);
    }
    let title = locale.text("task-findings-files");
    let mut books = vec![(locale.text("task-findings-overall"), tables)];
    books.extend(with_issues().map(|one| (one.name.clone(), vec![applicant(one)])));
    let mut files: Vec<(PathBuf, Vec<Table>)> = Vec::new();
    for (name, tables) in books {
        let of_number = |number: usize| {
            let name = match number {
                1 => name.clone(),
                _ => format!("{name} ({number})"),
            };
            wanted.out.join(export::of_report(&title, &name, "xlsx"))
        };
        // Two folders may be read as the same applicant; file systems may not tell capitals apart.
        let lower = |path: &Path| path.to_string_lossy().to_lowercase();
        let free = (1..=files.len() + 1)
            .map(of_number)
            .find(|path| files.iter().all(|(other, _)| lower(other) != lower(path)));
        files.extend(free.map(|path| (path, tables)));
    }
    if let Some((path, _)) = files.iter().find(|(path, _)| !wanted.overwrite && path.exists()) {
        return Err(export::ExportError::Exists { path: path.clone() }.into());
    }
    let unwritable = |fault| TaskError::Unwritable(wanted.out.clone(), fault);
    std::fs::create_dir_all(&wanted.out).map_err(unwritable)?;
    for (path, tables) in &files {
        export::write(path, &xlsx::book(tables, &properties)?, wanted.overwrite)?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

fn table(locale: &Locale, applicant: &str, columns: &[(&str, u32)]) -> Table {
    let columns = columns
        .iter()
        .map(|(key, width)| Column::plain(ColumnField::Note, locale.text(key), *width));
    let mut title = vec![locale.text("task-findings-title")];
    if !applicant.is_empty() {
        title.push(applicant.to_owned());
    }
    Table {
        form: FormId::new("findings"),
        name: locale.text("task-findings-overall"),
        applicant: applicant.to_owned(),
        annex: String::new(),
        agency: Vec::new(),
        title,
        with: String::new(),
        draft: None,
        columns: columns.collect(),
        rows: Vec::new(),
        conclusion: Vec::new(),
        remarks: Vec::new(),
        signature: None,
    }
}

fn count(number: usize) -> Cell {
    let number_of = Number {
        value: Decimal::from(number),
        kind: NumberKind::Integer,
    };
    Cell::number(number.to_string(), number_of)
}

fn left(text: impl Into<String>) -> Cell {
    Cell::text(text, Align::Left)
}

fn overall(found: &Findings, locale: &Locale) -> Table {
    let mut table = table(
        locale,
        "",
        &[
            ("task-findings-number", 5),
            ("task-findings-applicant", 26),
            ("task-findings-folder", 30),
            ("task-findings-claims", 10),
            ("task-findings-evidence", 10),
            ("task-findings-issues", 10),
            ("task-findings-outcome", 32),
        ],
    );
    table.rows = (1..)
        .zip(&found.applicants)
        .map(|(at, one)| Row {
            kind: RowKind::Applicant(ApplicantId::new(fold::slug(&one.name))),
            cells: vec![
                count(at),
                left(&one.name),
                left(&one.folder),
                count(one.claims),
                count(one.evidence),
                count(one.issues.len()),
                left(locale.say(&one.outcome)),
            ],
        })
        .collect();
    table
}

/// The sheet, or the table of a document.
fn sheet(issue: &Issue, locale: &Locale) -> String {
    match issue.sheet.strip_prefix(place::TABLE) {
        Some(_) => place::within(&issue.sheet, "").map_or_else(String::new, |table| locale.say(&table)),
        None => issue.sheet.clone(),
    }
}

/// The cell; one of a document by its row and column.
fn cell(issue: &Issue, locale: &Locale) -> String {
    place::cells(&issue.cell).map_or_else(|| issue.cell.clone(), |told| locale.say(&told))
}

fn own(name: &str, issues: &[Issue], locale: &Locale) -> Table {
    let mut table = table(
        locale,
        name,
        &[
            ("task-findings-number", 5),
            ("task-findings-file", 30),
            ("task-findings-sheet", 12),
            ("task-findings-cell", 8),
            ("task-findings-matter", 42),
            ("task-findings-remedy", 36),
        ],
    );
    table.rows = (1..)
        .zip(issues)
        .map(|(at, issue)| Row {
            kind: RowKind::Criterion(CriterionId::new(at.to_string())),
            cells: vec![
                count(at),
                left(&issue.file),
                left(sheet(issue, locale)),
                Cell::text(cell(issue, locale), Align::Centre),
                left(locale.say(&issue.message)),
                left(locale.say(&remedy(issue))),
            ],
        })
        .collect();
    table
}
