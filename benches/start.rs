//! How long it takes until a member sees 560 dossiers.

#![allow(missing_docs, reason = "divan's macros make public items")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly"
)]

#[path = "../tests/support/province.rs"]
mod province;
#[path = "../tests/support/typist.rs"]
#[allow(dead_code, reason = "another benchmark presses keys")]
mod typist;

use std::path::PathBuf;

use province::{COMMUNES, desk, ruled};
use thamdinh::tasks::{Reply, Request};
use typist::Typist;

fn main() {
    divan::main();
}

fn workspace() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = ruled(folder.path());
    (folder, workspace)
}

/// Opens the workspace and gives the round with the summaries of its dossiers.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn open_560(bencher: divan::Bencher<'_, '_>) {
    let (_folder, workspace) = workspace();
    bencher.with_inputs(desk).bench_local_values(|mut desk| {
        let reply = desk.run(Request::Open(workspace.clone()), &mut |_| true).unwrap();
        let Reply::Opened(opened) = reply else { panic!() };
        assert_eq!(opened.board.unwrap().summaries.len(), COMMUNES);
    });
}

/// From the start to the first frame with the round.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn first_frame_560(bencher: divan::Bencher<'_, '_>) {
    let (_folder, workspace) = workspace();
    bencher.bench_local(|| {
        Typist::open(desk(), &workspace, (140, 40))
            .terminal
            .backend()
            .buffer()
            .area
            .width
    });
}
