//! A submitted workbook read whole: the forms on its sheets, its hash, and what its properties name.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::atomic::AtomicBool;

use sha2::{Digest, Sha256};

use super::evidence::hex;
use super::general::General;
use super::kind::Kind;
use super::known::Known;
use super::legacy::{self, Mended};
use super::limits;
use super::subforms::{self, Counted};
use super::table::{Found, find, top};
use super::workbook::{Book, OpenError, Sheet};
use crate::domain::{FlagKind, Sentence};
use crate::text::clean::clean_line;

/// A form on a sheet.
#[derive(Debug)]
pub(super) struct Form<'f> {
    /// The sheet.
    pub sheet: Sheet,
    /// The form, and where its columns stand.
    pub found: Found<'f>,
    /// Its texts of older encodings.
    pub mended: Vec<Mended>,
    /// The sheet is shown.
    shown: bool,
}

/// A workbook, as far as it concerns the appraisal.
#[derive(Debug)]
pub(super) struct ReadBook<'f> {
    /// The forms found, in the order of the sheets.
    pub forms: Vec<Form<'f>>,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Subject and title of its properties.
    pub subjects: Vec<String>,
    /// Sheets shown in which no form was recognised, with the texts of their first rows.
    pub others: Vec<(String, Vec<Vec<String>>)>,
    /// Sheets that could not be read, and one name for all beyond the limit.
    pub unread: Vec<String>,
    /// What it says of the applicant itself.
    pub general: General,
    /// What was counted in the sub-forms on its other sheets.
    pub subforms: Counted,
    /// What it is.
    pub kind: Kind,
    /// Its texts of older encodings outside the forms and lists.
    pub mended: Vec<Mended>,
}

/// Why a workbook was refused.
#[derive(Debug)]
pub(super) struct Refusal {
    /// What sort of finding it is.
    pub kind: FlagKind,
    /// The key of the sentence that says why.
    pub key: &'static str,
}

impl Refusal {
    fn new(kind: FlagKind, key: &'static str) -> Self {
        Self { kind, key }
    }

    /// The sentence, naming the file.
    pub fn sentence(&self, file: &str) -> Sentence {
        Sentence::new(self.key).text("file", file)
    }
}

/// The sheets of a file, whatever its format.
#[derive(Debug)]
pub(super) struct AllSheets {
    /// The sheets with their formulas marked, hidden ones too; a document's paragraphs as a last one without name.
    pub sheets: Vec<Sheet>,
    /// SHA-256 of the file.
    pub sha256: String,
}

/// Reads every sheet of a file of any format that is read.
pub(super) fn sheets(path: &Path, cancelled: &AtomicBool) -> Result<AllSheets, Refusal> {
    let bytes = load(path)?;
    guarded(|| {
        let mut book = Book::open(&bytes, cancelled)?;
        let mut sheets = Vec::new();
        for (name, _) in book.names().into_iter().take(limits::SHEETS) {
            let mut sheet = book.sheet(&name)?;
            book.mark_formulas(&mut sheet);
            sheets.push(sheet);
        }
        Ok(AllSheets {
            sheets,
            sha256: hex(&Sha256::digest(&bytes)),
        })
    })
}

/// Reads a workbook or document; sheets on which no form is recognised are left out.
pub(super) fn read<'f>(path: &Path, framework: &'f Known<'f>) -> Result<ReadBook<'f>, Refusal> {
    let bytes = load(path)?;
    guarded(|| parse(&bytes, framework))
}

/// The bytes of a file, where it is not too large.
fn load(path: &Path) -> Result<Vec<u8>, Refusal> {
    let unreadable = |_| Refusal::new(FlagKind::UnsupportedFile, "intake-file-unreadable");
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > limits::WORKBOOK {
        return Err(Refusal::new(FlagKind::Oversized, "intake-workbook-too-large"));
    }
    fs::read(path).map_err(unreadable)
}

/// The reading library may still panic on a malformed file; such a file is refused like any other broken one.
fn guarded<T>(read: impl FnOnce() -> Result<T, Refusal>) -> Result<T, Refusal> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(Refusal::new(FlagKind::UnsupportedFile, "intake-workbook-broken")))
}

impl From<OpenError> for Refusal {
    fn from(error: OpenError) -> Self {
        match error {
            OpenError::Locked => Self::new(FlagKind::UnsupportedFile, "intake-workbook-locked"),
            OpenError::Oversized => Self::new(FlagKind::Oversized, "intake-workbook-too-large"),
            OpenError::Broken(_) => Self::new(FlagKind::UnsupportedFile, "intake-workbook-broken"),
            OpenError::Foreign(kind) => Self::new(
                FlagKind::UnsupportedFile,
                kind.refusal().unwrap_or("intake-workbook-broken"),
            ),
        }
    }
}

fn parse<'f>(bytes: &[u8], framework: &'f Known<'f>) -> Result<ReadBook<'f>, Refusal> {
    let mut book = Book::open(bytes, framework.cancelled)?;
    // Whoever a list names is counted, and never kept with the cell in which the list stands.
    book.leave_out(&|sheet| subforms::is_one(sheet, framework));
    let mut read = ReadBook {
        forms: Vec::new(),
        sha256: hex(&Sha256::digest(bytes)),
        subjects: Vec::new(),
        others: Vec::new(),
        unread: Vec::new(),
        general: General::default(),
        subforms: Counted::default(),
        kind: book.kind,
        mended: Vec::new(),
    };
    let mut any_shown = false;
    let mut others = Vec::new();
    for (at, (name, shown)) in book.names().into_iter().enumerate() {
        let Some(mut sheet) = (at < limits::SHEETS).then(|| book.sheet(&name).ok()).flatten() else {
            if at <= limits::SHEETS {
                read.unread.push(clean_line(&name).text);
            }
            continue;
        };
        let found = find(&sheet, framework);
        let table = found.as_ref().map(|found| found.header.header_rows.start);
        let is_list = found.is_none() && subforms::is_one(&sheet, framework);
        if !is_list {
            read.general.read(&sheet, framework, table);
        }
        if let Some(mut found) = found {
            found.titles.splice(0..0, sheet.above.iter().cloned());
            book.mark_formulas(&mut sheet);
            read.forms.push(Form {
                sheet,
                found,
                mended: book.mended(),
                shown,
            });
            any_shown |= shown;
        } else {
            if !is_list {
                legacy::join(&mut read.mended, book.mended());
            }
            // Whoever a list names is counted, never kept.
            if shown && !is_list && sheet.rows.values().any(|cells| cells.len() > 1) {
                read.others.push((clean_line(&sheet.name).text, top(&sheet)));
            }
            others.push(sheet);
        }
    }
    if !read.forms.is_empty() {
        read.subforms = subforms::of_sheets(&others, "", framework);
    }
    // A hidden sheet is an older draft, unless nothing else carries the form.
    read.forms.retain(|form| form.shown || !any_shown);
    if read.forms.is_empty() && !read.unread.is_empty() {
        return Err(Refusal::new(FlagKind::UnsupportedFile, "intake-workbook-broken"));
    }
    if !read.forms.is_empty() {
        read.subjects = book.subjects();
    }
    Ok(read)
}
