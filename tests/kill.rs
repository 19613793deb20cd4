//! The program is killed at many moments of its work: what it called saved is there, and the workspace opens again.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail loudly"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;
#[path = "support/terminal.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod terminal;

use std::fmt::Write as _;
use std::io::{BufRead as _, BufReader};
use std::os::unix::process::ExitStatusExt as _;
use std::process::Stdio;

use program::{APPLICANTS, Place, criterion, dossier, sample};
use terminal::Session;

/// How many rulings are shown as saved before the kill.
const MOMENTS: [usize; 15] = [0, 1, 2, 3, 4, 5, 7, 9, 12, 16, 21, 27, 34, 42, 55];

/// A ruling of the session, in the order in which it is recorded.
struct Planned {
    applicant: &'static str,
    criterion: String,
    verdict: &'static str,
    note: String,
}

fn plan(place: &Place) -> Vec<Planned> {
    let state = place.dump("base.thamdinh");
    let verdicts = ["dat", "khong-dat", "khong-ap-dung"];
    let mut planned = Vec::new();
    for applicant in APPLICANTS {
        for found in dossier(&state, applicant)["criteria"].as_array().unwrap() {
            planned.push(Planned {
                applicant,
                criterion: found["id"].as_str().unwrap().to_owned(),
                verdict: verdicts[planned.len() % 3],
                note: format!("Căn cứ số {}", planned.len()),
            });
        }
    }
    planned
}

fn listing(planned: &[Planned]) -> String {
    let mut text = String::from("applicant;criterion;verdict;note;by\n");
    for ruling in planned {
        let Planned {
            applicant,
            criterion,
            verdict,
            note,
        } = ruling;
        writeln!(text, "{applicant};{criterion};{verdict};{note};Nguyễn Văn A").unwrap();
    }
    text
}

/// Starts the session, waits until it has shown so many rulings as saved, kills it, and gives how many it showed in all.
fn killed_after(place: &Place, workspace: &str, moment: usize) -> usize {
    let mut session = place
        .command(&["rule", "--workspace", workspace, "--from", "session.csv"])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut shown = BufReader::new(session.stdout.take().unwrap());
    let mut line = String::new();
    for _ in 0..moment {
        line.clear();
        shown.read_line(&mut line).unwrap();
        assert!(line.starts_with("đã ghi "), "{line}");
    }
    session.kill().unwrap();
    // What it had shown before the kill reached it lies in the pipe.
    let mut after = 0;
    loop {
        line.clear();
        shown.read_line(&mut line).unwrap();
        if !line.ends_with('\n') {
            break;
        }
        after += 1;
    }
    assert_eq!(session.wait().unwrap().signal(), Some(9));
    moment + after
}

#[test]
fn what_was_shown_as_saved_survives_a_kill_at_any_moment() {
    let place = Place::new();
    place.load_sample("base.thamdinh");
    let planned = plan(&place);
    assert_eq!(planned.len(), 12 * 37);
    place.write("session.csv", listing(&planned));
    for moment in MOMENTS {
        let workspace = format!("{moment}.thamdinh");
        std::fs::copy(place.path("base.thamdinh"), place.path(&workspace)).unwrap();
        let shown = killed_after(&place, &workspace, moment);
        assert!(shown < planned.len());

        let sound = place.done(&["doctor", &workspace]);
        assert!(sound.contains("toàn vẹn"), "{sound}");
        let state = place.dump(&workspace);
        let mut kept = 0;
        for (at, ruling) in planned.iter().enumerate() {
            let found = criterion(dossier(&state, ruling.applicant), &ruling.criterion);
            let found = &found["stages"]["district"];
            if found["by"].is_null() {
                assert!(found["verdict"].is_null(), "{moment}: {found}");
                assert!(at >= shown, "ruling {at} of {shown} shown as saved is lost");
            } else {
                assert_eq!(at, kept, "{moment}: a ruling before this one is lost");
                assert_eq!(found["verdict"], ruling.verdict);
                assert_eq!(found["note"], ruling.note);
                assert_eq!(found["by"], "Nguyễn Văn A");
                kept += 1;
            }
        }
        // One at most was on the disk and not yet shown.
        assert!(kept == shown || kept == shown + 1, "{kept} kept, {shown} shown");

        let more = ["--criterion", "1.1", "--verdict", "dat", "--by", "Trần Thị B"];
        let first = ["rule", "--workspace", &workspace, "--applicant", APPLICANTS[11]];
        place.done(&[&first[..], &more[..]].concat());
    }
}

#[test]
fn the_session_can_be_taken_up_where_it_was_killed() {
    let place = Place::new();
    place.load_sample("base.thamdinh");
    let planned: Vec<Planned> = plan(&place).into_iter().take(60).collect();
    place.write("session.csv", listing(&planned));
    killed_after(&place, "base.thamdinh", 20);
    place.done(&["rule", "--workspace", "base.thamdinh", "--from", "session.csv"]);
    let state = place.dump("base.thamdinh");
    for ruling in &planned {
        let found = criterion(dossier(&state, ruling.applicant), &ruling.criterion);
        assert_eq!(found["stages"]["district"]["note"], ruling.note);
        assert_eq!(found["stages"]["district"]["conflict"], false);
    }
    place.done(&["doctor", "base.thamdinh"]);
}

/// The loading of dossiers is killed as soon as the named file is seen.
fn killed_once_there(place: &Place, name: &str) {
    let folder = sample("huyen-minh-hoa");
    let mut session = place
        .command(&["import", folder.to_str().unwrap(), "--workspace", "new.thamdinh"])
        .args(["--framework", program::FRAMEWORK])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while !place.path(name).exists() {
        assert_eq!(session.try_wait().unwrap(), None, "{name} was never there");
        std::thread::yield_now();
    }
    session.kill().unwrap();
    session.wait().unwrap();
}

#[test]
fn dossiers_are_loaded_again_after_the_loading_was_killed() {
    for name in ["new.thamdinh", "new.thamdinh-wal", "new.thamdinh-shm"] {
        let place = Place::new();
        killed_once_there(&place, name);
        let folder = sample("huyen-minh-hoa");
        place.done(&[
            "import",
            folder.to_str().unwrap(),
            "--workspace",
            "new.thamdinh",
            "--framework",
            program::FRAMEWORK,
        ]);
        assert_eq!(program::dossiers(&place.dump("new.thamdinh")).len(), 12);
        place.done(&["doctor", "new.thamdinh"]);
    }
}

/// How many rows of the open dossier the screen calls ruled on.
fn shown_done(session: &Session) -> usize {
    let screen = session.screen.screen().contents();
    let Some(end) = screen.find("/37") else { return 0 };
    let figures = screen[..end].rsplit(|c: char| !c.is_ascii_digit()).next().unwrap();
    figures.parse().unwrap()
}

#[test]
fn what_the_screen_showed_as_saved_survives_a_kill() {
    let place = Place::new();
    let commune = sample("huyen-minh-hoa/01. Xã Tân Phú");
    place.done(&[
        "import",
        commune.to_str().unwrap(),
        "--workspace",
        "base.thamdinh",
        "--framework",
        program::FRAMEWORK,
        "--stage",
        "district",
    ]);
    for moment in [0, 1, 2, 3, 5, 8, 13, 21] {
        let workspace = format!("screen-{moment}.thamdinh");
        std::fs::copy(place.path("base.thamdinh"), place.path(&workspace)).unwrap();
        let mut session = Session::start(&place.path(""), &["open", &workspace]);
        session.wait("Xong 0/1");
        session.send("\r");
        session.wait("Enter Chấp nhận");
        for done in 1..=moment {
            session.send("\r");
            session.wait(&format!("{done}/37"));
        }
        // One more is on its way when the kill comes.
        session.send("\r");
        assert!(!session.kill().success());
        let shown = shown_done(&session);
        assert!(shown >= moment, "{}", session.screen.screen().contents());

        place.done(&["doctor", &workspace]);
        let state = place.dump(&workspace);
        let criteria = dossier(&state, "Xã Tân Phú")["criteria"].as_array().unwrap();
        let kept = criteria
            .iter()
            .filter(|found| found["stages"]["district"]["by"] == "Lê Văn Đạt");
        let kept = kept.count();
        assert!(kept == shown || kept == shown + 1, "{kept} kept, {shown} shown");

        let mut again = Session::start(&place.path(""), &["open", &workspace]);
        again.wait("Xong 0/1");
        again.send("\r");
        again.wait("Enter Chấp nhận");
        again.wait(&format!("{kept}/37"));
        again.send("\u{11}");
        again.until("the end", |screen| !screen.alternate_screen());
        assert!(again.child.wait().unwrap().success());
    }
}
