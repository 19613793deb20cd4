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
use thamdinh::tasks::places::{Entry, EntryKind};
use thamdinh::tasks::{Desk, Place, Reply, Request, Settings};
use thamdinh::text::{Lang, Locale};
use thamdinh::tui;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::keymap::{Key, Keymap};
use thamdinh::tui::model::Model;

/// The sizes of the pictures: the least that offices have, a laptop, a projector.
const SIZES: [(u16, u16); 3] = [(80, 24), (140, 40), (200, 60)];

/// Where a scene begins.
#[derive(Clone, Copy)]
enum From {
    /// On the first screen, before anything is loaded.
    Nothing,
    /// At the table of the round.
    Round,
}

/// A picture's name, where its scene begins, the keys that lead to it, and words that must be there. `~` before a word is
/// typed letter by letter.
const SCENES: &[(&str, From, &str, &str)] = &[
    ("first-run", From::Nothing, "Up", "Chào mừng"),
    ("choose", From::Nothing, "2", "Chọn hồ sơ để nạp"),
    ("preview", From::Nothing, "2 Enter F7", "Xem trước hồ sơ để nạp"),
    ("loaded", From::Nothing, "2 Enter F8 Enter", "Kết quả nạp hồ sơ"),
    ("round", From::Round, "Home", "Xong"),
    ("heat", From::Round, "Tab", "Bản đồ nhiệt"),
    ("review", From::Round, "Home Enter", "Tiêu chí"),
    ("value", From::Round, "Home Enter F2", "Nhập giá trị thẩm định"),
    ("accept", From::Round, "End Enter Shift+F8", "Chấp nhận"),
    ("compare", From::Round, "Home Enter Ctrl+S", "So sánh"),
    ("flags", From::Round, "Ctrl+G 5 Down Down", "Cờ"),
    ("history", From::Round, "Home Enter Ctrl+G 6", "Lịch sử"),
    ("help", From::Round, "F1", "Trợ giúp"),
    ("palette", From::Round, "F10 ~xuat", "Tìm thao tác"),
    ("screens", From::Round, "Ctrl+G", "Đến màn hình"),
    ("conclusion", From::Round, "Home Enter 0", "KẾT LUẬN"),
    ("print", From::Round, "Home Enter Shift+F9", "PHỤ LỤC 02"),
    ("evidence", From::Round, "Home Enter 8", "Minh chứng"),
    ("missing", From::Round, "Home Enter 8 5", "Đánh dấu thiếu minh chứng"),
    ("export", From::Round, "F9", "Biểu mẫu"),
    ("summary", From::Round, "9", "Tổng hợp"),
    ("gaps", From::Round, "9 Tab Tab", "Chênh lệch"),
    ("large", From::Round, "Home Enter Shift+F11", "THẨM ĐỊNH"),
    ("settings", From::Round, "Shift+F12", "Cài đặt"),
];

/// What lies in the folder that the chooser shows: the sample's own communes, at a place that every office knows.
fn place() -> Place {
    let samples = samples();
    let mut names: Vec<String> = std::fs::read_dir(&samples)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let folder = PathBuf::from("D:/Chuyển đổi số 2023/Hồ sơ các xã");
    Place {
        named: None,
        above: folder.parent().map(Path::to_path_buf),
        entries: names
            .into_iter()
            .map(|name| Entry {
                path: folder.join(&name),
                name,
                kind: EntryKind::Folder,
            })
            .collect(),
        documents: None,
        others: vec!["C:/".into(), "D:/".into(), "E:/".into()],
        folder,
    }
}

fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/huyen-minh-hoa")
}

/// A desk with nothing open.
fn desk() -> Desk {
    let settings = Settings {
        member: "Nguyễn Thị Hạnh".to_owned(),
        role: "Thư ký".to_owned(),
        ..Settings::default()
    };
    Desk::new(settings, None, Arc::new(Locale::new(Lang::Vi)), || {
        "2023-11-20T08:30:00+07:00".to_owned()
    })
}

/// The sample district, partly appraised, as it answers when it is opened.
struct Sample {
    desk: Desk,
    opened: Reply,
}

impl Sample {
    fn open() -> Self {
        let mut desk = desk();
        let opened = desk.run(Request::Demo, &mut |_| true).unwrap();
        let mut sample = Self { desk, opened };
        sample.appraise();
        let round = sample.desk.pick_round(None).unwrap();
        let rate = Act::SetThreshold {
            round: round.clone(),
            rate: Some(90.into()),
        };
        sample.desk.run(Request::Act(Box::new(rate)), &mut |_| true).unwrap();
        if let Reply::Opened(opened) = &mut sample.opened {
            opened.board = Some(sample.desk.board(&round).unwrap());
        }
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
    desk: &'a mut Desk,
    /// What opens the sample; it is open already.
    opened: Option<Reply>,
    /// Where a new workspace is made.
    folder: &'a Path,
    model: Model,
    terminal: Terminal<TestBackend>,
}

impl<'a> Play<'a> {
    fn begin(desk: &'a mut Desk, opened: Option<Reply>, folder: &'a Path, (width, height): (u16, u16)) -> Self {
        let keymap = Keymap::shipped("mac-dinh").unwrap();
        let mut model = tui::begin(Lang::Vi, keymap, desk.settings().clone(), false);
        model.cx.size = (width, height);
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let effects = match opened {
            Some(_) => tui::start(&mut model, Request::Demo),
            None => Vec::new(),
        };
        let mut play = Self {
            desk,
            opened,
            folder,
            model,
            terminal,
        };
        play.serve(effects);
        play
    }

    /// The answer to a request. The chooser shows an invented place; what is chosen there is the sample.
    fn answer(&mut self, request: Request) -> Reply {
        let workspace = self.folder.join("Hồ sơ các xã.thamdinh");
        let request = match (request, &self.opened) {
            (Request::Demo, Some(opened)) => return opened.clone(),
            (Request::Place(_), _) => return Reply::Place(Box::new(place())),
            (Request::Preview(_, mut wanted), _) => {
                wanted.folders = vec![samples()];
                Request::Preview(Some(workspace), wanted)
            }
            (Request::Load(_, mut wanted), _) => {
                wanted.folders = vec![samples()];
                Request::Load(workspace, wanted)
            }
            (Request::Setup(round), _) => {
                let Reply::Setup(mut setup) = self.desk.run(Request::Setup(round), &mut |_| true).unwrap() else {
                    panic!("the settings were asked for")
                };
                // Where settings lie on an office's machine, whatever machine draws the picture.
                let folder = PathBuf::from("C:/Users/hanh/AppData/Roaming/thamdinh");
                setup.keymap = Some((folder.join("keymap.toml"), false));
                setup.frameworks = Some((folder.join("frameworks"), true));
                setup.certificates = Some((folder.join("certificates"), true));
                setup.folder = Some(folder);
                return Reply::Setup(setup);
            }
            (request, _) => request,
        };
        self.desk.run(request, &mut |_| true).unwrap()
    }

    fn serve(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Ask(ticket, request) = effect {
                let reply = self.answer(request);
                let next = tui::update(&mut self.model, Msg::Done(ticket, Ok(reply)));
                self.serve(next);
            }
        }
    }

    fn press(&mut self, keys: &str) {
        let keys = keys.split(' ').flat_map(|key| match key.strip_prefix('~') {
            Some(typed) => typed.chars().map(String::from).collect(),
            None => vec![key.to_owned()],
        });
        for key in keys {
            let key = Key::parse(&key).unwrap();
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
        for (name, from, keys, words) in SCENES {
            let folder = tempfile::tempdir().unwrap();
            let mut fresh = desk();
            let mut play = match from {
                From::Nothing => Play::begin(&mut fresh, None, folder.path(), size),
                From::Round => Play::begin(&mut sample.desk, Some(sample.opened.clone()), folder.path(), size),
            };
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
