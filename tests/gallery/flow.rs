//! The pictures of the way from the seal to a verified signature.

use std::path::{Path, PathBuf};

use thamdinh::domain::Act;
use thamdinh::tasks::closing::PassageKind;
use thamdinh::tasks::sign::KeyPlace;
use thamdinh::tasks::verify::Origin;
use thamdinh::tasks::{Desk, Reply, Request};

use super::play::{Play, Stage};
use super::{SIZES, keep, sample, shows};

/// Where the pictures say that files lie: a place that every office knows.
const SHOWN: &str = "D:/Chuyển đổi số 2023/Biểu mẫu đã xuất";

/// What is pressed, what is typed after it, the picture's name where one is taken, and words that must be there.
const STEPS: &[(&str, &str, Option<&str>, &str)] = &[
    ("Home Enter 0", "", None, "► Chốt hồ sơ"),
    ("Enter", "chốt", Some("seal"), "Gõ “chốt” để xác nhận"),
    ("Enter", "", None, "Đã chốt"),
    (
        "Enter Enter Enter Right Enter Enter Enter",
        "",
        Some("exported"),
        "Đã ghi 1 tệp",
    ),
    ("Enter Enter Enter", "D:/Chữ ký số/chu-tich.p12", None, "Tệp khóa"),
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

/// The secretary has handed the first commune to the chair, who takes the seat.
fn presented() -> (Desk, Reply) {
    let (mut desk, opened) = sample::appraised();
    let round = desk.pick_round(None).unwrap();
    let summaries = desk.board(&round).unwrap().summaries;
    let first = summaries.iter().find(|one| one.name == "Phường Bình Minh").unwrap();
    let present = Act::Present {
        stage: desk.round(&round).unwrap().stage,
        applicant: first.applicant.clone(),
        round,
    };
    let chair = sample::member("Trần Văn Chủ Tịch", "Chủ tịch Hội đồng");
    for request in [Request::Act(Box::new(present)), Request::Keep(chair)] {
        desk.run(request, &mut |_| true).unwrap();
    }
    let opened = sample::again(&desk, opened);
    (desk, opened)
}

/// What is written lies in a folder of the test, and is shown at the invented place.
struct Office {
    desk: Desk,
    opened: Option<Reply>,
    folder: tempfile::TempDir,
}

impl Office {
    fn inside(&self, path: &Path) -> PathBuf {
        self.folder.path().join(path.file_name().unwrap())
    }
}

impl Stage for Office {
    fn desk(&mut self) -> &mut Desk {
        &mut self.desk
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
                wanted.key = KeyPlace::File(fixture("chair.p12"));
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
        let mut reply = self.ask(request);
        match &mut reply {
            Reply::Written(written) => written.files.iter_mut().for_each(shown),
            Reply::Signed(signed) => {
                for one in &mut signed.files {
                    shown(&mut one.file);
                    one.sha256 = sample::HASH.to_owned();
                }
            }
            Reply::Verified(report) => {
                report.paths.iter_mut().for_each(shown);
                for one in &mut report.found {
                    shown(&mut one.path);
                    if let Origin::Same { state, .. } = &mut one.origin {
                        sample::HASH.clone_into(state);
                    }
                }
            }
            Reply::Closing(closing) => {
                closing.state = sample::HASH.to_owned();
                for passage in &mut closing.passages {
                    if let PassageKind::Sealed(state) = &mut passage.kind {
                        *state = sample::HASH.to_owned();
                    }
                }
            }
            _ => {}
        }
        reply
    }
}

#[test]
fn the_way_from_the_seal_to_a_verified_signature_has_its_pictures() {
    for size in SIZES {
        let (desk, opened) = presented();
        let office = Office {
            desk,
            opened: Some(opened),
            folder: tempfile::tempdir().unwrap(),
        };
        let mut play = Play::begin(office, Some(Request::Demo), size);
        for (keys, typed, name, words) in STEPS {
            play.press(keys);
            play.write(typed);
            let frame = play.draw();
            shows(keys, words, frame);
            if let Some(name) = name {
                keep(name, frame);
            }
        }
    }
}
