//! The gallery: every screen on the sample district at three sizes. `UPDATE_SCREENS=1 cargo test --test gallery` draws the
//! pictures in `docs/screens` anew; without it each scene is played and must end where it says.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

#[path = "support/picture.rs"]
mod picture;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event, KeyEvent};
use thamdinh::domain::{Act, ClaimedVerdict, Verdict};
use thamdinh::tasks::{Desk, Reply, Request, Settings};
use thamdinh::text::{Lang, Locale};
use thamdinh::tui;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::keymap::{Key, Keymap};
use thamdinh::tui::model::Model;

/// The sizes of the pictures: the least that offices have, a laptop, a projector.
const SIZES: [(u16, u16); 3] = [(80, 24), (140, 40), (200, 60)];

/// A picture's name, the keys that lead to it from the round, and words that must be there.
const SCENES: &[(&str, &str, &str)] = &[
    ("round", "Home", "Xong"),
    ("heat", "Tab", "Bản đồ nhiệt"),
    ("review", "Home Enter", "Tiêu chí"),
    ("value", "Home Enter F2", "Nhập giá trị thẩm định"),
    ("compare", "Home Enter Ctrl+S", "So sánh"),
    ("help", "F1", "Trợ giúp"),
    ("palette", "F10", "Tìm thao tác"),
    ("screens", "Ctrl+G", "Đến màn hình"),
    ("conclusion", "Home Enter 0", "KẾT LUẬN"),
    ("evidence", "Home Enter 8", "Minh chứng"),
    ("export", "F9", "Biểu mẫu"),
    ("summary", "9", "Tổng hợp"),
    ("large", "Home Enter Shift+F11", "THẨM ĐỊNH"),
    ("settings", "Shift+F12", "Cài đặt"),
];

/// The sample district, partly appraised, as it answers when it is opened.
struct Sample {
    desk: Desk,
    opened: Reply,
}

impl Sample {
    fn open() -> Self {
        let settings = Settings {
            member: "Nguyễn Thị Hạnh".to_owned(),
            role: "Thư ký".to_owned(),
            ..Settings::default()
        };
        let mut desk = Desk::new(settings, None, Arc::new(Locale::new(Lang::Vi)), || {
            "2023-11-20T08:30:00+07:00".to_owned()
        });
        let opened = desk.run(Request::Demo, &mut |_| true).unwrap();
        let mut sample = Self { desk, opened };
        sample.appraise();
        sample
    }

    /// Rules on the first communes: most claims are followed, some are not.
    fn appraise(&mut self) {
        let round = self.desk.pick_round(None).unwrap();
        let stage = self.desk.round(&round).unwrap().stage;
        for (at, summary) in self.desk.board(&round).unwrap().summaries.iter().enumerate().take(9) {
            let dossier = self.desk.view(&round, &summary.applicant).unwrap().dossier;
            let claims = dossier.submission.claims.iter().enumerate();
            let acts = claims
                .take(if at < 7 { 99 } else { 14 })
                .map(|(row, (criterion, claim))| {
                    let departs = (row + 3 * at) % 11 == 10;
                    let met = claim.verdict == Some(ClaimedVerdict::Met) && !departs;
                    Act::Rule {
                        round: round.clone(),
                        applicant: summary.applicant.clone(),
                        criterion: criterion.clone(),
                        stage: stage.clone(),
                        value: claim.value.clone(),
                        verdict: Some(if met { Verdict::Met } else { Verdict::NotMet }),
                        points: None,
                        inputs: BTreeMap::new(),
                        reason: if departs {
                            "Minh chứng chưa ký số".to_owned()
                        } else {
                            String::new()
                        },
                        replaces: Vec::new(),
                    }
                });
            let acts = acts.collect();
            self.desk
                .run(Request::Act(Box::new(Act::Batch { acts })), &mut |_| true)
                .unwrap();
        }
    }
}

/// The real program without its terminal: what is asked for is served at once.
struct Play<'a> {
    sample: &'a mut Sample,
    model: Model,
    terminal: Terminal<TestBackend>,
}

impl<'a> Play<'a> {
    /// At the table of the round.
    fn begin(sample: &'a mut Sample, (width, height): (u16, u16)) -> Self {
        let keymap = Keymap::shipped("mac-dinh").unwrap();
        let mut model = tui::begin(Lang::Vi, keymap, sample.desk.settings().clone(), false);
        model.cx.size = (width, height);
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let effects = tui::start(&mut model, Request::Demo);
        let mut play = Self {
            sample,
            model,
            terminal,
        };
        play.serve(effects);
        play
    }

    fn serve(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Ask(ticket, request) = effect {
                let reply = match request {
                    // It is open already.
                    Request::Demo => self.sample.opened.clone(),
                    request => self.sample.desk.run(request, &mut |_| true).unwrap(),
                };
                let next = tui::update(&mut self.model, Msg::Done(ticket, Ok(reply)));
                self.serve(next);
            }
        }
    }

    fn press(&mut self, keys: &str) {
        for key in keys.split(' ') {
            let key = Key::parse(key).unwrap();
            let event = KeyEvent::new(key.code, key.modifiers);
            let effects = tui::update(&mut self.model, Msg::Term(Event::Key(event)));
            self.serve(effects);
        }
    }

    fn draw(&mut self) -> &ratatui::buffer::Buffer {
        self.terminal.draw(|frame| tui::view(&self.model, frame)).unwrap();
        self.terminal.backend().buffer()
    }
}

fn file(name: &str, (width, height): (u16, u16)) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/screens/{name}-{width}x{height}.svg"))
}

#[test]
fn every_scene_is_played_at_every_size_and_has_its_picture() {
    let update = std::env::var_os("UPDATE_SCREENS").is_some();
    let mut sample = Sample::open();
    for size in SIZES {
        for (name, keys, words) in SCENES {
            let mut play = Play::begin(&mut sample, size);
            play.press(keys);
            let frame = play.draw();
            let text: String = frame.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            assert!(
                text.contains(words),
                "{name} at {size:?} does not show “{words}”:\n{text}"
            );
            let file = file(name, size);
            if update {
                std::fs::write(file, picture::svg(frame)).unwrap();
            } else {
                assert!(
                    file.is_file(),
                    "{} is missing; UPDATE_SCREENS=1 draws it",
                    file.display()
                );
            }
        }
    }
}
