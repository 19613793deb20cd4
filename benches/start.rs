//! How long it takes until a member sees 560 dossiers, and until a key is seen.

#![allow(missing_docs, reason = "divan's macros make public items")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a benchmark may fail loudly"
)]

#[path = "../tests/support/province.rs"]
mod province;

use std::path::{Path, PathBuf};

use province::{COMMUNES, desk, ruled};
use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use thamdinh::tasks::{Desk, Reply, Request};
use thamdinh::text::Lang;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::keymap::Keymap;
use thamdinh::tui::model::Model;
use thamdinh::tui::{self};

fn main() {
    divan::main();
}

fn workspace() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let workspace = ruled(folder.path());
    (folder, workspace)
}

/// The screens without threads: what is asked for is served at once.
struct Session {
    desk: Desk,
    model: Model,
    terminal: Terminal<TestBackend>,
}

impl Session {
    fn begin() -> Self {
        let desk = desk();
        let keymap = Keymap::shipped("mac-dinh").unwrap();
        let mut model = tui::begin(Lang::Vi, keymap, desk.settings().clone(), false);
        model.cx.size = (140, 40);
        let terminal = Terminal::new(TestBackend::new(140, 40)).unwrap();
        Self { desk, model, terminal }
    }

    fn open(workspace: &Path) -> Self {
        let mut session = Self::begin();
        let effects = tui::start(&mut session.model, Request::Open(workspace.to_owned()));
        session.serve(effects);
        session.draw();
        session
    }

    fn serve(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Ask(ticket, request) = effect {
                let reply = self.desk.run(request, &mut |_| true).unwrap();
                let next = tui::update(&mut self.model, Msg::Done(ticket, Ok(reply)));
                self.serve(next);
            }
        }
    }

    fn press(&mut self, key: KeyCode) {
        let event = KeyEvent::new(key, KeyModifiers::NONE);
        let effects = tui::update(&mut self.model, Msg::Term(Event::Key(event)));
        self.serve(effects);
        self.draw();
    }

    fn draw(&mut self) {
        self.terminal.draw(|frame| tui::view(&self.model, frame)).unwrap();
    }
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
    bencher.bench_local(|| Session::open(&workspace).terminal.backend().buffer().area.width);
}

/// From a key to its frame on the round screen.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn key_to_frame_round_560(bencher: divan::Bencher<'_, '_>) {
    let (_folder, workspace) = workspace();
    let mut session = Session::open(&workspace);
    bencher.bench_local(|| session.press(KeyCode::Down));
}

/// From a key to its frame on the review screen, in a round of 560 dossiers.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn key_to_frame_review(bencher: divan::Bencher<'_, '_>) {
    let (_folder, workspace) = workspace();
    let mut session = Session::open(&workspace);
    session.press(KeyCode::Enter);
    assert!(session.model.review().is_some());
    bencher.bench_local(|| session.press(KeyCode::Down));
}
