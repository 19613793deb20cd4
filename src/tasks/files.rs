//! What became of each file of a load: taken as a table, indexed as evidence, refused and why, or left aside.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::request::ImportRequest;
use crate::domain::{CriterionId, EvidenceKind, FormId, Sentence};
use crate::intake::{Draft, Issue, Severity};

/// Files looked at beside those that were read; more are not named one by one.
const MOST: usize = 50_000;

/// A file and what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileFate {
    /// Its path, relative to the folder loaded.
    pub file: String,
    /// Its kind: by content for evidence, else by its ending.
    pub kind: EvidenceKind,
    /// What became of it.
    pub taken: Taken,
}

/// What became of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// Its tables were read.
    Table {
        /// The form recognised.
        form: Option<FormId>,
        /// The sheets read.
        sheets: Vec<String>,
    },
    /// It was indexed as evidence for these criteria.
    Evidence(Vec<CriterionId>),
    /// It was refused.
    Refused(Sentence),
    /// Nothing in it was looked for.
    Aside,
}

/// What became of the files under the folders of a request, by path.
pub(super) fn fates(wanted: &ImportRequest, drafts: &[Draft], issues: &[Issue]) -> Vec<FileFate> {
    let mut found: BTreeMap<String, FileFate> = BTreeMap::new();
    let mut keep = |file: &str, kind: EvidenceKind, taken: Taken| {
        let fate = FileFate {
            file: file.to_owned(),
            kind,
            taken,
        };
        found.entry(file.to_owned()).or_insert(fate);
    };
    for draft in drafts {
        let mut tables: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let received = draft.submission.received.values().flat_map(BTreeMap::values);
        for claim in draft.submission.claims.values().chain(received) {
            let sheets = tables.entry(&claim.from.file).or_default();
            if !claim.from.sheet.is_empty() {
                sheets.insert(&claim.from.sheet);
            }
        }
        tables.remove("");
        for (file, sheets) in tables {
            let taken = Taken::Table {
                form: draft.form.clone(),
                sheets: sheets.into_iter().map(str::to_owned).collect(),
            };
            keep(file, kind_of(file), taken);
        }
        for file in &draft.submission.evidence {
            keep(&file.path, file.kind, Taken::Evidence(file.criteria.clone()));
        }
    }
    for issue in issues {
        if issue.severity == Severity::Error && Path::new(&issue.path).extension().is_some() {
            keep(&issue.path, kind_of(&issue.path), Taken::Refused(issue.message.clone()));
        }
    }
    for folder in &wanted.folders {
        for file in beneath(folder) {
            keep(&file, kind_of(&file), Taken::Aside);
        }
    }
    // An archive that was opened is told by the files in it.
    let opened = |file: &FileFate| {
        let inside = format!("{}/", file.file);
        let next = found.range(inside.clone()..).next();
        file.taken == Taken::Aside && next.is_some_and(|(other, _)| other.starts_with(&inside))
    };
    let archives: BTreeSet<String> = found
        .values()
        .filter(|file| opened(file))
        .map(|file| file.file.clone())
        .collect();
    found.retain(|file, _| !archives.contains(file));
    found.into_values().collect()
}

/// The files under a folder, as intake names them; links are not followed.
fn beneath(root: &Path) -> Vec<String> {
    let mut files = Vec::new();
    let mut open = vec![(root.to_path_buf(), String::new())];
    while let Some((folder, kept)) = open.pop() {
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries.filter_map(Result::ok) {
            let Ok(kind) = entry.file_type() else { continue };
            let name = crate::text::clean::clean_line(&entry.file_name().to_string_lossy()).text;
            let path = if kept.is_empty() {
                name
            } else {
                format!("{kept}/{name}")
            };
            if kind.is_dir() {
                open.push((entry.path(), path));
            } else if files.len() < MOST {
                files.push(path);
            }
        }
    }
    files
}

/// The kind that a file's ending tells.
fn kind_of(file: &str) -> EvidenceKind {
    let ending = Path::new(file)
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    match ending.as_str() {
        "pdf" => EvidenceKind::Pdf,
        "doc" | "docx" | "odt" | "rtf" => EvidenceKind::Document,
        "xls" | "xlsx" | "xlsm" | "xlsb" | "ods" => EvidenceKind::Spreadsheet,
        "jpg" | "jpeg" | "png" | "gif" | "tif" | "tiff" | "bmp" | "webp" => EvidenceKind::Image,
        "mp3" | "wav" | "m4a" | "ogg" => EvidenceKind::Audio,
        "mp4" | "mov" | "avi" | "mkv" => EvidenceKind::Video,
        "txt" | "csv" | "tsv" => EvidenceKind::Text,
        "zip" | "rar" | "7z" => EvidenceKind::Archive,
        _ => EvidenceKind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_one_fate_and_a_refused_one_says_why() {
        let place = tempfile::tempdir().unwrap();
        std::fs::create_dir(place.path().join("Xã A")).unwrap();
        for name in ["Xã A/bảng.doc", "Xã A/Thumbs.db"] {
            std::fs::write(place.path().join(name), "x").unwrap();
        }
        let wanted = ImportRequest {
            folders: vec![place.path().to_path_buf()],
            ..ImportRequest::default()
        };
        let refused = Issue {
            severity: Severity::Error,
            kind: None,
            path: "Xã A/bảng.doc".to_owned(),
            sheet: String::new(),
            cell: String::new(),
            message: Sentence::new("intake-file-unreadable"),
        };
        let fates = fates(&wanted, &[], &[refused]);
        let told: Vec<_> = fates.iter().map(|fate| (fate.file.as_str(), &fate.taken)).collect();
        let why = Taken::Refused(Sentence::new("intake-file-unreadable"));
        assert_eq!(told, [("Xã A/Thumbs.db", &Taken::Aside), ("Xã A/bảng.doc", &why)]);
    }
}
