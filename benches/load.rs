//! How long the submitted workbooks of a province's 560 communes take to load, and how long the least possible would.

#![allow(missing_docs, reason = "divan's macros make public items")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly"
)]

#[path = "../tests/support/province.rs"]
mod province;

use std::ops::ControlFlow;
use std::path::Path;

use calamine::{Reader as _, Xlsx, open_workbook};
use province::{COMMUNES, desk, lay_out, load, name};
use rusqlite::{Connection, params};
use thamdinh::domain::{FrameworkId, Value};
use thamdinh::framework::Library;
use thamdinh::intake::{self, Draft};
use thamdinh::tasks::Request;

fn main() {
    divan::main();
}

/// What the reading library alone takes on one core: every sheet of every workbook.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn bare_560(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let root = lay_out(folder.path());
    bencher.bench_local(|| (0..COMMUNES).map(|number| bare(&root, number)).sum::<usize>());
}

/// The cells of one commune's workbook.
fn bare(root: &Path, number: usize) -> usize {
    let mut book: Xlsx<_> = open_workbook(root.join(name(number)).join("Phụ lục 01.xlsx")).unwrap();
    let sheets = book.worksheets();
    sheets.iter().map(|(_, range)| range.used_cells().count()).sum()
}

/// What loading is held against: the bare loop on one core, and after each workbook its claims as plain rows of one table
/// in a transaction of its own, as durable as the program's. No journal, no provenance, no checks, no results.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn bare_and_rows_560(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let root = lay_out(folder.path());
    let framework = Library::open(None)
        .get(&FrameworkId::new("thanh-hoa-1829-2023"))
        .unwrap();
    let drafts = intake::read(&root, &framework, &mut |_| ControlFlow::Continue(()))
        .unwrap()
        .drafts;
    let mut turn = 0;
    bencher
        .with_inputs(|| {
            turn += 1;
            rows(&folder.path().join(format!("{turn}.db")))
        })
        .bench_local_values(|mut connection| {
            for (number, draft) in drafts.iter().enumerate() {
                assert!(bare(&root, number) > 0);
                write_rows(&mut connection, draft);
            }
            connection
        });
}

/// A file with one table, under the pragmas of a workspace.
fn rows(path: &Path) -> Connection {
    let connection = Connection::open(path).unwrap();
    connection.pragma_update(None, "foreign_keys", true).unwrap();
    connection.pragma_update(None, "trusted_schema", false).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "synchronous", "FULL").unwrap();
    connection
        .pragma_update_and_check(None, "wal_autocheckpoint", 4_000, |_| Ok(()))
        .unwrap();
    connection
        .execute_batch(
            "CREATE TABLE claim (applicant TEXT NOT NULL, criterion TEXT NOT NULL, raw TEXT NOT NULL, value TEXT, \
             raw_verdict TEXT NOT NULL, target TEXT NOT NULL, evidence TEXT NOT NULL, note TEXT NOT NULL, \
             file TEXT NOT NULL, sheet TEXT NOT NULL, cell TEXT NOT NULL, PRIMARY KEY (applicant, criterion)) \
             STRICT, WITHOUT ROWID",
        )
        .unwrap();
    connection
}

fn write_rows(connection: &mut Connection, draft: &Draft) {
    let transaction = connection.transaction().unwrap();
    let mut insert = transaction
        .prepare_cached("INSERT INTO claim VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)")
        .unwrap();
    for (criterion, claim) in &draft.submission.claims {
        let value = claim.value.as_ref().map(|value| match value {
            Value::Number(number) => number.to_string(),
            Value::Text(text) => text.clone(),
            Value::Ratio { part, whole } => format!("{part}/{whole}"),
        });
        insert
            .execute(params![
                draft.applicant.as_str(),
                criterion.as_str(),
                claim.raw,
                value,
                claim.raw_verdict,
                claim.target,
                claim.evidence,
                claim.note,
                claim.from.file,
                claim.from.sheet,
                claim.from.cell,
            ])
            .unwrap();
    }
    drop(insert);
    transaction.commit().unwrap();
}

/// From files to resolved drafts with provenance and flags.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_560(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let root = lay_out(folder.path());
    let framework = Library::open(None)
        .get(&FrameworkId::new("thanh-hoa-1829-2023"))
        .unwrap();
    bencher.bench_local(|| {
        let read = intake::read(&root, &framework, &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!(read.drafts.len(), COMMUNES);
        read.drafts.len()
    });
}

/// From files to a new workspace in which every dossier is committed on its own.
#[divan::bench(sample_count = 3, sample_size = 1)]
fn import_560(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let root = lay_out(folder.path());
    let mut turn = 0;
    bencher
        .with_inputs(|| {
            turn += 1;
            let mut desk = desk();
            let workspace = folder.path().join(format!("{turn}.thamdinh"));
            desk.run(Request::Open(workspace), &mut |_| true).unwrap();
            desk
        })
        .bench_local_values(|mut desk| {
            desk.run(Request::Import(Box::new(load(&root))), &mut |_| true).unwrap();
            desk
        });
}
