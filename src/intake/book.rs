//! A submitted workbook read whole: the forms on its sheets, its hash, and what its properties name.

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use sha2::{Digest, Sha256};

use super::evidence::hex;
use super::general::General;
use super::limits;
use super::table::{Found, find};
use super::workbook::{Book, OpenError, Sheet};
use crate::domain::{FlagKind, Framework, Sentence};

/// A form on a sheet.
#[derive(Debug)]
pub(super) struct Form<'f> {
    /// The sheet.
    pub sheet: Sheet,
    /// The form, and where its columns stand.
    pub found: Found<'f>,
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
    /// What it says of the applicant itself.
    pub general: General,
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

/// Reads a workbook; sheets on which no form is recognised are left out.
pub(super) fn read<'f>(path: &Path, framework: &'f Framework) -> Result<ReadBook<'f>, Refusal> {
    let unreadable = |_| Refusal::new(FlagKind::UnsupportedFile, "intake-file-unreadable");
    let size = fs::metadata(path).map_err(unreadable)?.len();
    if size > limits::WORKBOOK {
        return Err(Refusal::new(FlagKind::Oversized, "intake-workbook-too-large"));
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    // The reading library may still panic on a malformed file; such a file is refused like any other broken one.
    catch_unwind(AssertUnwindSafe(|| parse(&bytes, framework)))
        .unwrap_or_else(|_| Err(Refusal::new(FlagKind::UnsupportedFile, "intake-workbook-broken")))
}

fn parse<'f>(bytes: &[u8], framework: &'f Framework) -> Result<ReadBook<'f>, Refusal> {
    let mut book = Book::open(bytes).map_err(|error| match error {
        OpenError::Locked => Refusal::new(FlagKind::UnsupportedFile, "intake-workbook-locked"),
        OpenError::Oversized => Refusal::new(FlagKind::Oversized, "intake-workbook-too-large"),
        OpenError::Broken(_) => Refusal::new(FlagKind::UnsupportedFile, "intake-workbook-broken"),
    })?;
    let mut read = ReadBook {
        forms: Vec::new(),
        sha256: hex(&Sha256::digest(bytes)),
        subjects: Vec::new(),
        general: General::default(),
    };
    let mut failed = false;
    let mut any_shown = false;
    for (name, shown) in book.names().into_iter().take(limits::SHEETS) {
        let Ok(mut sheet) = book.sheet(&name) else {
            failed = true;
            continue;
        };
        let found = find(&sheet, framework);
        let table = found.as_ref().map(|found| found.header.header_rows.start);
        read.general.read(&sheet, framework, table);
        if let Some(found) = found {
            book.mark_formulas(&mut sheet);
            read.forms.push(Form { sheet, found, shown });
            any_shown |= shown;
        }
    }
    // A hidden sheet is an older draft, unless nothing else carries the form.
    read.forms.retain(|form| form.shown || !any_shown);
    if read.forms.is_empty() && failed {
        return Err(Refusal::new(FlagKind::UnsupportedFile, "intake-workbook-broken"));
    }
    if !read.forms.is_empty() {
        read.subjects = book.subjects();
    }
    Ok(read)
}
