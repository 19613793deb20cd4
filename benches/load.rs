//! How long the submitted workbooks of a province's 560 communes take to load.

#![allow(missing_docs, reason = "divan's macros make public items")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly"
)]

#[path = "../tests/support/province.rs"]
mod province;

use std::ops::ControlFlow;

use calamine::{Reader as _, Xlsx, open_workbook};
use province::{COMMUNES, desk, lay_out, load, name};
use thamdinh::domain::FrameworkId;
use thamdinh::framework::Library;
use thamdinh::intake;
use thamdinh::tasks::Request;

fn main() {
    divan::main();
}

/// What the reading library alone takes on one core: every sheet of every workbook.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn bare_560(bencher: divan::Bencher<'_, '_>) {
    let folder = tempfile::tempdir().unwrap();
    let root = lay_out(folder.path());
    bencher.bench_local(|| {
        (0..COMMUNES)
            .map(|number| {
                let mut book: Xlsx<_> = open_workbook(root.join(name(number)).join("Phụ lục 01.xlsx")).unwrap();
                let sheets = book.worksheets();
                sheets
                    .iter()
                    .map(|(_, range)| range.used_cells().count())
                    .sum::<usize>()
            })
            .sum::<usize>()
    });
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
