//! The workbooks of `tests/fixtures/make_tables.py`, one for each look of a table, held cell by cell against their
//! expected readings, which stand beside them and were written by hand.

use std::fs;
use std::path::{Path, PathBuf};

use thamdinh::domain::value::plain;
use thamdinh::domain::{Claim, FlagKind, Value};
use thamdinh::intake::Draft;

use super::{load, only};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/intake/tables")
}

fn said(value: Option<&Value>) -> String {
    match value {
        None => "-".to_owned(),
        Some(Value::Number(number)) => plain(*number),
        Some(Value::Ratio { part, whole }) => format!("{}/{}", plain(*part), plain(*whole)),
        Some(Value::Text(text)) => format!("\"{text}\""),
    }
}

fn line(criterion: &str, claim: &Claim) -> String {
    let verdict = claim.verdict.map_or("-", <&'static str>::from);
    format!(
        "{criterion} = {} | {verdict} | {}",
        said(claim.value.as_ref()),
        claim.from.cell
    )
}

/// What was read, in the notation of the expected readings.
fn reading(draft: &Draft) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (criterion, claim) in &draft.submission.claims {
        lines.push(line(criterion.as_str(), claim));
        // Only long texts are told, by their length.
        for (name, text) in [("evidence", &claim.evidence), ("note", &claim.note)] {
            if text.chars().count() > 1000 {
                lines.push(format!("{name} {criterion} {}", text.chars().count()));
            }
        }
    }
    for flag in draft
        .submission
        .flags
        .iter()
        .filter(|flag| flag.kind != FlagKind::MissingRow)
    {
        let criterion = flag.criterion.as_ref().map_or("-", |criterion| criterion.as_str());
        let cell = flag.place.as_ref().map_or("-", |place| place.cell.as_str());
        lines.push(format!("! {} {criterion} {cell}", flag.kind.code()));
    }
    lines.sort();
    lines
}

#[test]
fn every_table_is_read_as_expected_cell_by_cell() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(folder()).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.extension().is_some_and(|ending| ending == "txt") {
            continue;
        }
        count += 1;
        let mut expected: Vec<String> = fs::read_to_string(path.with_extension("txt"))
            .unwrap()
            .lines()
            .map(str::to_owned)
            .collect();
        expected.sort();
        let intake = load(&path);
        let read = if intake.drafts.is_empty() {
            vec![format!("{:?}", intake.issues)]
        } else {
            reading(only(&intake))
        };
        if read != expected {
            wrong.push(format!(
                "{}\n  expected {expected:#?}\n  read {read:#?}",
                path.display()
            ));
        }
    }
    assert!(count > 40, "{count} tables");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The folder of `tests/fixtures/make_dossier.py`.
#[test]
fn every_piece_of_evidence_serves_the_criteria_expected() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/intake/dossier");
    let name = "01. Xã Tân Phú";
    let mut expected: Vec<String> = fs::read_to_string(folder.join(format!("{name}.txt")))
        .unwrap()
        .lines()
        .map(str::to_owned)
        .collect();
    expected.sort();
    let intake = load(&folder.join(name));
    let draft = only(&intake);
    assert_eq!(draft.name, "Xã Tân Phú");
    let mut read: Vec<String> = draft
        .submission
        .evidence
        .iter()
        .map(|file| {
            let criteria: Vec<&str> = file.criteria.iter().map(|criterion| criterion.as_str()).collect();
            let criteria = if criteria.is_empty() { vec!["-"] } else { criteria };
            format!("{} = {}", file.path, criteria.join(" "))
        })
        .collect();
    read.extend(draft.submission.flags.iter().map(|flag| {
        let file = flag.place.as_ref().map_or("-", |place| place.file.as_str());
        format!("! {} {file}", flag.kind.code())
    }));
    read.sort();
    assert_eq!(read, expected);
}
