//! The gallery's pictures of the way from the seal to a verified signature, played at each size on the sample district.
//! `UPDATE_SCREENS=1 cargo test --test gallery_flow` draws them anew in `docs/screens`.

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
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use thamdinh::domain::{Act, ClaimedVerdict, Verdict};
use thamdinh::tasks::sign::KeyPlace;
use thamdinh::tasks::{Desk, Reply, Request, Settings};
use thamdinh::text::{Lang, Locale};
use thamdinh::tui;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::keymap::{Key, Keymap};
use thamdinh::tui::model::Model;

const SIZES: [(u16, u16); 3] = [(80, 24), (140, 40), (200, 60)];

/// Where the pictures say that files lie: a place that every office knows.
const SHOWN: &str = "D:/Chuyển đổi số 2023/Biểu mẫu đã xuất";

/// What is pressed, what is typed after it, the picture's name where one is taken, and words that must be there.
const STEPS: &[(&str, &str, Option<&str>, &str)] = &[
    ("Home Enter 0", "", None, "←"),
    ("Enter Enter", "", None, "► Chốt hồ sơ"),
    ("Enter", "chốt", Some("seal"), "Gõ “chốt” để xác nhận"),
    ("Enter", "", None, "Đã chốt"),
    (
        "Enter Enter Enter Right Enter Enter Enter",
        "",
        Some("exported"),
        "Đã ghi 1 tệp",
    ),
    ("End Enter Enter Enter", "D:/Chữ ký số/thu-ky.p12", None, "Tệp khóa"),
    ("Enter Right Enter", "12/BC-UBND", Some("sign"), "Số và ký hiệu"),
    ("Enter", "secret", Some("password"), "Mật khẩu của tệp khóa"),
    ("Enter", "", Some("signed"), "Đã ký 1 tệp"),
    ("Enter", "", Some("signatures"), "✓ Hợp lệ"),
];

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/signature")
        .join(name)
}

/// The program without its terminal. What it writes lies in a folder of the test, and is shown at the invented place.
struct Play {
    desk: Desk,
    opened: Option<Reply>,
    folder: tempfile::TempDir,
    model: Model,
    terminal: Terminal<TestBackend>,
}

impl Play {
    fn begin((width, height): (u16, u16)) -> Self {
        let settings = Settings {
            member: "Nguyễn Thị Hạnh".to_owned(),
            role: "Thư ký".to_owned(),
            ..Settings::default()
        };
        let mut desk = Desk::new(settings, None, Arc::new(Locale::new(Lang::Vi)), || {
            "2023-11-20T08:30:00+07:00".to_owned()
        });
        let mut opened = desk.run(Request::Demo, &mut |_| true).unwrap();
        let mut acts = appraised(&desk);
        acts.push(Act::SetThreshold {
            round: desk.pick_round(None).unwrap(),
            rate: Some(90.into()),
        });
        desk.run(Request::Act(Box::new(Act::Batch { acts })), &mut |_| true)
            .unwrap();
        if let Reply::Opened(opened) = &mut opened {
            let round = desk.pick_round(None).unwrap();
            opened.board = Some(desk.board(&round).unwrap());
        }
        let mut play = Self {
            model: tui::begin(
                Lang::Vi,
                Keymap::shipped("mac-dinh").unwrap(),
                desk.settings().clone(),
                false,
            ),
            opened: Some(opened),
            desk,
            folder: tempfile::tempdir().unwrap(),
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
        };
        play.model.cx.size = (width, height);
        let effects = tui::start(&mut play.model, Request::Demo);
        play.serve(effects);
        play
    }

    fn inside(&self, path: &Path) -> PathBuf {
        self.folder.path().join(path.file_name().unwrap())
    }

    fn answer(&mut self, request: Request) -> Reply {
        let request = match request {
            // It is open already.
            Request::Demo => return self.opened.take().unwrap(),
            Request::Export(mut wanted) => {
                wanted.out = self.folder.path().to_owned();
                Request::Export(wanted)
            }
            Request::Sign(mut wanted, secret) => {
                wanted.files = wanted.files.iter().map(|file| self.inside(file)).collect();
                wanted.key = KeyPlace::File(fixture("secretary-aes.p12"));
                Request::Sign(wanted, secret)
            }
            Request::Verify(files, _) => {
                let files = files.iter().map(|file| self.inside(file)).collect();
                Request::Verify(files, vec![fixture("root.pem")])
            }
            Request::Keep(_) => return Reply::SettingsKept,
            request => request,
        };
        let shown = |path: &mut PathBuf| *path = Path::new(SHOWN).join(path.file_name().unwrap());
        let mut reply = self.desk.run(request, &mut |_| true).unwrap();
        match &mut reply {
            Reply::Written(written) => written.files.iter_mut().for_each(shown),
            Reply::Signed(signed) => signed.iter_mut().for_each(|one| shown(&mut one.file)),
            Reply::Verified(report) => {
                report.paths.iter_mut().for_each(shown);
                report.found.iter_mut().for_each(|one| shown(&mut one.path));
            }
            _ => {}
        }
        reply
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

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        let event = Event::Key(KeyEvent::new(code, modifiers));
        let effects = tui::update(&mut self.model, Msg::Term(event));
        self.serve(effects);
    }
}

/// Rulings on all criteria of the first commune, as it claims.
fn appraised(desk: &Desk) -> Vec<Act> {
    let round = desk.pick_round(None).unwrap();
    let stage = desk.round(&round).unwrap().stage;
    let summaries = desk.board(&round).unwrap().summaries;
    let first = summaries.iter().find(|one| one.name == "Phường Bình Minh").unwrap();
    let dossier = desk.view(&round, &first.applicant).unwrap().dossier;
    let claims = dossier.submission.claims.iter();
    claims
        .map(|(criterion, claim)| Act::Rule {
            round: round.clone(),
            applicant: first.applicant.clone(),
            criterion: criterion.clone(),
            stage: stage.clone(),
            value: claim.value.clone(),
            verdict: Some(if claim.verdict == Some(ClaimedVerdict::Met) {
                Verdict::Met
            } else {
                Verdict::NotMet
            }),
            points: None,
            inputs: BTreeMap::new(),
            reason: String::new(),
            replaces: Vec::new(),
        })
        .collect()
}

#[test]
fn the_way_from_the_seal_to_a_verified_signature_has_its_pictures() {
    let update = std::env::var_os("UPDATE_SCREENS").is_some();
    for size in SIZES {
        let mut play = Play::begin(size);
        for (keys, typed, name, words) in STEPS {
            for key in keys.split(' ') {
                let key = Key::parse(key).unwrap();
                play.key(key.code, key.modifiers);
            }
            for letter in typed.chars() {
                play.key(KeyCode::Char(letter), KeyModifiers::NONE);
            }
            play.terminal.draw(|frame| tui::view(&play.model, frame)).unwrap();
            let frame = play.terminal.backend().buffer();
            let text: String = frame.content.iter().map(ratatui::buffer::Cell::symbol).collect();
            assert!(text.contains(words), "“{words}” after {keys} at {size:?}:\n{text}");
            let Some(name) = name else {
                continue;
            };
            let (width, height) = size;
            let file = format!("docs/screens/{name}-{width}x{height}.svg");
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
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
