//! Files beside workbooks that may be an applicant's table: documents and texts that carry a form, and files of other
//! kinds that pose as the only one and are refused with what to do.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::evidence::{is_clutter, relative};
use super::kind::Kind;
use super::known::Known;
use super::layout::{is_workbook, name_of, stem_of};
use super::naming::applicant_of_file;
use super::{Issue, Severity, book, limits};
use crate::domain::{FlagKind, FormKind, Framework, Sentence};
use crate::text::fold::words;

/// Files of a folder that are looked at.
const TRIED: usize = 2_000;
/// Files that are refused by name in one folder.
const TOLD: usize = 5;
/// Folded words in the names of self-assessment tables.
const NAMES: [&str; 8] = [
    "phu luc",
    "tu danh gia",
    "tu cham",
    "bieu 01",
    "bieu 1",
    "bang diem",
    "phieu cham",
    "pl01",
];

/// The documents and texts of a folder, documents first, by name.
pub(super) fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut found: Vec<(usize, String, PathBuf)> = files(folder)
        .into_iter()
        .filter_map(|path| Some((rank(&path)?, name_of(&path), path)))
        .collect();
    found.sort();
    found.into_iter().map(|(_, _, path)| path).collect()
}

/// Those of them that carry a form, or are named after an applicant and cannot be read.
pub(super) fn carrying(folder: &Path, framework: &Known<'_>) -> Vec<PathBuf> {
    split(folder, framework).0
}

/// The same, and the others of which somebody may have thought that they are tables.
pub(super) fn split(folder: &Path, framework: &Known<'_>) -> (Vec<PathBuf>, Vec<PathBuf>) {
    let (carrying, mut others): (Vec<PathBuf>, Vec<PathBuf>) =
        texts(folder)
            .into_par_iter()
            .partition(|path| match book::read(path, framework) {
                Ok(book) => !book.forms.is_empty(),
                Err(_) => applicant_of_file(&stem_of(path)).is_some(),
            });
    others.retain(|path| {
        path.extension()
            .is_none_or(|ending| !ending.eq_ignore_ascii_case("txt"))
    });
    (carrying, others)
}

/// What is to be said of files that are not read as tables where no other file carries a form: those whose names say
/// that they are the table, else the only file there is.
pub(super) fn refused(folder: &Path, base: &Path, framework: &Framework) -> Vec<Issue> {
    let mut others: Vec<PathBuf> = files(folder)
        .into_iter()
        .filter(|path| !is_workbook(path) && rank(path).is_none())
        .collect();
    others.sort_by_key(|path| name_of(path));
    let named = others.iter().filter(|path| names_a_form(&stem_of(path), framework));
    let mut chosen: Vec<&PathBuf> = named.take(TOLD).collect();
    if let ([], [only]) = (chosen.as_slice(), others.as_slice()) {
        chosen.push(only);
    }
    chosen
        .into_iter()
        .filter_map(|path| {
            let kept = relative(path, base).unwrap_or_else(|| name_of(path));
            let message = match kind_of(path) {
                None => Sentence::new("intake-file-unreadable"),
                Some(kind) => Sentence::new(kind.refusal().unwrap_or("intake-kind-unlabelled")),
            };
            (!kept.is_empty()).then(|| Issue {
                severity: Severity::Error,
                kind: Some(FlagKind::UnsupportedFile),
                message: message.text("file", &kept),
                path: kept,
                sheet: String::new(),
                cell: String::new(),
            })
        })
        .collect()
}

/// Whether a file is a document or text by its ending.
pub(super) fn is_text(path: &Path) -> bool {
    rank(path).is_some()
}

/// Documents go before texts; none for what is neither, by its ending.
fn rank(path: &Path) -> Option<usize> {
    let ending = path.extension()?.to_string_lossy().to_lowercase();
    [["docx", "docm", "dotx"], ["csv", "tsv", "txt"]]
        .iter()
        .position(|endings| endings.contains(&ending.as_str()))
}

fn files(folder: &Path) -> Vec<PathBuf> {
    std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter(|entry| !is_clutter(&entry.file_name().to_string_lossy()))
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.path())
        .take(TRIED)
        .collect()
}

fn names_a_form(stem: &str, framework: &Framework) -> bool {
    let stem = words(stem);
    let forms = framework
        .forms
        .iter()
        .filter(|form| form.kind == FormKind::SelfAssessment)
        .map(|form| words(&form.name));
    NAMES.iter().any(|name| stem.contains(name)) || forms.into_iter().any(|name| stem.contains(&name))
}

fn kind_of(path: &Path) -> Option<Kind> {
    let mut bytes = Vec::new();
    File::open(path)
        .ok()?
        .take(limits::WORKBOOK)
        .read_to_end(&mut bytes)
        .ok()?;
    Some(Kind::of(&bytes))
}
