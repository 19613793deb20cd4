//! Files of evidence as the worker sees them: looked into, compared with what was loaded, handed to the system's program.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "helpers of tests fail loudly"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use program::{FRAMEWORK, Place, sample};
use thamdinh::domain::{ApplicantId, RoundId};
use thamdinh::report::Report;
use thamdinh::tasks::evidence::{FileState, Look, Seen};
use thamdinh::tasks::{Desk, Settings};
use thamdinh::text::{Lang, Locale};

/// What was handed over, by all tests of this file.
static HANDED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn hand(path: &Path) -> std::io::Result<()> {
    HANDED.lock().unwrap().push(path.to_owned());
    Ok(())
}

struct At {
    place: Place,
    desk: Desk,
    round: RoundId,
}

const APPLICANT: &str = "xa-tan-phu";

/// A workspace of one commune, loaded from a folder or an archive of the test's own.
fn loaded(place: Place, from: &str) -> At {
    let said = place.run(&[
        "import",
        from,
        "--workspace",
        "w.thamdinh",
        "--framework",
        FRAMEWORK,
        "--by",
        "An",
    ]);
    assert_eq!(said.status, Some(0), "{said:?}");
    let locale = Arc::new(Locale::new(Lang::Vi));
    let mut desk = Desk::new(Settings::default(), None, locale, || {
        "2023-12-01T08:00:00+07:00".to_owned()
    });
    desk = desk.opening_with(hand);
    desk.open_existing(&place.path("w.thamdinh")).unwrap();
    let round = desk.pick_round(None).unwrap();
    At { place, desk, round }
}

/// The files of a commune of the sample, in a folder of their own, with `more` beside them.
fn commune(place: &Place, more: &[(&str, &[u8])]) {
    let from = sample("huyen-minh-hoa/01. Xã Tân Phú");
    for file in ["1.1/Kế hoạch chuyển đổi số.pdf", "3.3/Mẫu 3.3.csv", "Phụ lục 01.xlsx"] {
        place.write(
            &format!("ho so/Xã Tân Phú/{file}"),
            std::fs::read(from.join(file)).unwrap(),
        );
    }
    for (name, bytes) in more {
        place.write(&format!("ho so/Xã Tân Phú/{name}"), bytes);
    }
}

impl At {
    fn look(&self, path: &str) -> Look {
        self.desk.look(&self.round, &ApplicantId::new(APPLICANT), path).unwrap()
    }

    fn open(&mut self, path: &str) -> Result<FileState, String> {
        let opened = self.desk.open_file(&self.round, &ApplicantId::new(APPLICANT), path);
        opened.map_err(|fault| {
            let report = Report::of(&fault, &Locale::new(Lang::Vi));
            format!("{} | {}", report.what, report.why.unwrap_or_default())
        })
    }
}

fn words(look: &Look) -> String {
    let line = |line: &Seen| match line {
        Seen::Heading(words) | Seen::Text(words) | Seen::Said(words) | Seen::Withheld(words) => words.clone(),
        Seen::Row(cells) => cells.join(" | "),
    };
    look.lines.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_look_says_whether_the_file_is_still_the_one_that_was_loaded() {
    let place = Place::new();
    commune(&place, &[]);
    let at = loaded(place, "ho so");
    let plan = "Xã Tân Phú/1.1/Kế hoạch chuyển đổi số.pdf";
    let look = at.look(plan);
    assert_eq!((look.state, look.pages), (FileState::Same, Some(1)));
    assert!(
        words(&look).contains("Trang 1\nKe hoach chuyen doi so nam 2023"),
        "{look:?}"
    );
    let list = words(&at.look("Xã Tân Phú/3.3/Mẫu 3.3.csv"));
    assert!(list.contains("Họ và tên") && list.contains("không hiển thị"), "{list}");
    assert!(!list.contains("giả định)") && !list.contains("0900000"), "{list}");

    at.place.write(&format!("ho so/{plan}"), b"%PDF-1.4 /Font khac");
    let changed = at.look(plan);
    assert_eq!(changed.state, FileState::Changed);
    assert!(words(&changed).starts_with("Tệp đã thay đổi"), "{changed:?}");
    std::fs::remove_file(at.place.path(&format!("ho so/{plan}"))).unwrap();
    let gone = at.look(plan);
    assert_eq!(gone.state, FileState::Gone);
    assert!(words(&gone).contains("không còn"), "{gone:?}");
    let view = at.desk.evidence(&at.round, &ApplicantId::new(APPLICANT)).unwrap();
    let gone: Vec<&str> = view
        .files()
        .filter(|(_, facts)| facts.gone)
        .map(|(file, _)| file.path.as_str())
        .collect();
    assert_eq!(gone, [plan]);
    at.desk
        .look(&at.round, &ApplicantId::new(APPLICANT), "../ngoài.pdf")
        .unwrap_err();
}

#[test]
fn documents_are_handed_over_and_what_may_run_never() {
    let place = Place::new();
    commune(
        &place,
        &[
            ("1.2/báo cáo.pdf", b"MZ\x90\0\x03\0\0\0 this program cannot be run"),
            ("1.2/cài đặt.bat", b"del /q *"),
            ("1.2/trang.html", b"<html><script>alert(1)</script>"),
        ],
    );
    let mut at = loaded(place, "ho so");
    let plan = "Xã Tân Phú/1.1/Kế hoạch chuyển đổi số.pdf";
    assert_eq!(at.open(plan), Ok(FileState::Same));
    let own = at.place.path(&format!("ho so/{plan}"));
    let same = |path: &PathBuf| path.canonicalize().ok() == own.canonicalize().ok();
    assert!(HANDED.lock().unwrap().iter().any(same));
    for name in ["báo cáo.pdf", "cài đặt.bat", "trang.html"] {
        let refused = at.open(&format!("Xã Tân Phú/1.2/{name}")).unwrap_err();
        assert!(refused.contains(name), "{refused}");
        assert!(
            !HANDED.lock().unwrap().iter().any(|path| path.ends_with(name)),
            "{name}"
        );
    }
    at.place.write(&format!("ho so/{plan}"), b"%PDF-1.4\n<< /Font >> khac");
    assert_eq!(at.open(plan), Ok(FileState::Changed));
    std::fs::remove_file(own).unwrap();
    assert!(at.open(plan).unwrap_err().contains("không mở được"));
}

#[test]
fn archived_evidence_is_unpacked_for_the_program_and_taken_away_after_it() {
    let place = Place::new();
    let from = sample("huyen-minh-hoa/01. Xã Tân Phú");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(place.path("Xã Tân Phú.zip")).unwrap());
    for file in ["1.1/Kế hoạch chuyển đổi số.pdf", "Phụ lục 01.xlsx"] {
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file(format!("Xã Tân Phú/{file}"), options).unwrap();
        archive.write_all(&std::fs::read(from.join(file)).unwrap()).unwrap();
    }
    archive.finish().unwrap();
    let mut at = loaded(place, "Xã Tân Phú.zip");
    let view = at.desk.evidence(&at.round, &ApplicantId::new(APPLICANT)).unwrap();
    let path = view.files().next().unwrap().0.path.clone();
    assert_eq!(at.look(&path).state, FileState::Same, "{path}");
    let examined = thamdinh::tasks::doctor::examine(&mut at.desk, false, &[]).unwrap();
    assert_eq!(examined.faults, [], "what stands in an archive is not gone");
    assert_eq!(at.open(&path), Ok(FileState::Same));
    let copy = HANDED
        .lock()
        .unwrap()
        .iter()
        .rev()
        .find(|one| !one.starts_with(at.place.path("")))
        .cloned();
    let copy = copy.unwrap();
    assert!(copy.exists(), "{copy:?}");
    drop(at);
    assert!(!copy.exists(), "the copy goes with the program");
}
