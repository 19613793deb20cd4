//! What is to be said of a workbook besides its forms: a wrong ending, sheets that were not read, sheets without a form.

use std::path::Path;

use super::book::ReadBook;
use super::{Issue, Severity, UnknownTable};
use crate::domain::{FlagKind, Sentence};
use crate::text::clean::clean_line;

/// What is to be said of a workbook besides its forms.
pub(super) fn remarks(path: &Path, kept: &str, book: &ReadBook<'_>) -> Vec<Issue> {
    let unread = book.unread.iter().map(|sheet| Issue {
        severity: Severity::Warning,
        kind: Some(FlagKind::UnsupportedFile),
        path: kept.to_owned(),
        sheet: sheet.clone(),
        cell: String::new(),
        message: Sentence::new("intake-sheet-unread")
            .text("sheet", sheet)
            .text("file", kept),
    });
    let headers = book.forms.iter().flat_map(|form| {
        let place = |message| Issue {
            severity: Severity::Warning,
            kind: None,
            path: kept.to_owned(),
            sheet: clean_line(&form.sheet.name).text,
            cell: String::new(),
            message,
        };
        form.found.doubts().into_iter().map(place)
    });
    let mislabelled = mislabelled(path, kept, book).into_iter();
    mislabelled.chain(unread).chain(headers).collect()
}

/// What is to be said of a file whose ending is not that of its content.
fn mislabelled(path: &Path, kept: &str, book: &ReadBook<'_>) -> Option<Issue> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let fits = ending.is_some_and(|ending| book.kind.may_end_in(&ending));
    (!fits).then(|| Issue {
        severity: Severity::Warning,
        kind: None,
        path: kept.to_owned(),
        sheet: String::new(),
        cell: String::new(),
        message: Sentence::new("intake-mislabelled").text("file", kept),
    })
}

/// The sheets of a workbook without any form, for a person to map by hand.
pub(super) fn unknown(kept: &str, book: &ReadBook<'_>) -> Vec<UnknownTable> {
    book.others
        .iter()
        .map(|(sheet, head)| UnknownTable {
            file: kept.to_owned(),
            sheet: sheet.clone(),
            head: head.clone(),
        })
        .collect()
}
