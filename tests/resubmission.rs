//! A dossier handed in again: what a load would change is told before anything is stored, and corrections hold.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails says where"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use std::fs;
use std::path::Path;
use std::sync::Arc;

use program::{FRAMEWORK, Place, dossier, sample};
use serde_json::Value as Json;
use thamdinh::domain::FrameworkId;
use thamdinh::tasks::{
    Corrections, Desk, Findings, ImportRequest, Prospect, Reply, Request, Settings, findings, preview,
};
use thamdinh::text::{Lang, Locale};

const FIRST: &str = "01. Xã Tân Phú";
const SECOND: &str = "02. Xã Hòa Bình Thượng";

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// Two communes of the sample in a folder of their own.
fn two(place: &Place) -> std::path::PathBuf {
    let folder = place.path("hồ sơ");
    for name in [FIRST, SECOND] {
        copy(&sample("huyen-minh-hoa").join(name), &folder.join(name));
    }
    folder
}

/// The first commune hands in the second's table, one file less and another more.
fn change(folder: &Path) {
    let table = |name: &str| folder.join(name).join("Phụ lục 01.xlsx");
    fs::copy(table(SECOND), table(FIRST)).unwrap();
    fs::remove_dir_all(folder.join(FIRST).join("1.4")).unwrap();
    fs::write(folder.join(FIRST).join("1.2").join("mới.pdf"), "%PDF-1.4").unwrap();
}

#[test]
fn a_difference_is_told_and_nothing_is_stored() {
    let place = Place::new();
    let folder = two(&place);
    let load = ["import", folder.to_str().unwrap(), "--workspace", "w.thamdinh"];
    let new = place.done(&[&load[..], &["--framework", FRAMEWORK, "--diff"]].concat());
    assert!(new.contains("chưa có gì được ghi"), "{new}");
    assert!(!place.path("w.thamdinh").exists());
    place.done(&[&load[..], &["--framework", FRAMEWORK, "--by", "An"]].concat());
    place.done(&[
        "rule",
        "--workspace",
        "w.thamdinh",
        "--applicant",
        "Xã Tân Phú",
        "--criterion",
        "1.4",
        "--stage",
        "district",
        "--verdict",
        "dat",
        "--by",
        "An",
    ]);
    change(&folder);
    let json: Json = serde_json::from_str(&place.done(&[&load[..], &["--diff", "--json"]].concat())).unwrap();
    assert_eq!(json["stored"], false);
    let first = &json["dossiers"][0];
    assert_eq!(first["state"], "next");
    assert_eq!(json["dossiers"][1]["state"], "unchanged");
    let criteria = first["difference"]["criteria"].as_array().unwrap();
    let of = |id: &str| criteria.iter().find(|one| one["criterion"] == id).unwrap();
    assert_eq!(of("1.4")["ruled"], true);
    assert_eq!(of("1.4")["evidence"][0]["change"], "removed");
    assert_eq!(of("1.2")["evidence"][0]["change"], "added");
    assert_eq!(of("1.2")["ruled"], false);
    assert_eq!(dossier(&place.dump("w.thamdinh"), "Xã Tân Phú")["submissions"], 1);
    // Loaded, the ruling stands and is flagged.
    place.done(&load);
    let state = place.dump("w.thamdinh");
    let again = dossier(&state, "Xã Tân Phú");
    assert_eq!(again["submissions"], 2);
    let row = program::criterion(again, "1.4");
    assert_eq!(row["stages"]["district"]["verdict"], "dat");
    let kinds: Vec<&str> = row["flags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|flag| flag["kind"].as_str().unwrap())
        .collect();
    assert!(kinds.contains(&"resubmitted"), "{kinds:?}");
}

#[test]
fn each_file_has_its_fate_and_the_findings_go_to_a_workbook_that_is_not_replaced_unasked() {
    let place = Place::new();
    let folder = two(&place);
    fs::write(folder.join(FIRST).join("Thumbs.db"), "x").unwrap();
    let load = [
        "import",
        folder.to_str().unwrap(),
        "--workspace",
        "w.thamdinh",
        "--framework",
        FRAMEWORK,
        "--json",
        "--report",
        "vấn đề.xlsx",
    ];
    let json: Json = serde_json::from_str(&place.run(&load).out).unwrap();
    let files = json["files"].as_array().unwrap();
    let fate = |name: &str| {
        files
            .iter()
            .find(|file| file["file"] == format!("{FIRST}/{name}"))
            .unwrap()
    };
    assert_eq!(fate("Phụ lục 01.xlsx")["taken"], "table");
    assert_eq!(fate("Phụ lục 01.xlsx")["form"], "phu-luc-01");
    assert_eq!(fate("1.4/Mẫu 1.4.csv")["taken"], "evidence");
    assert_eq!(fate("Thumbs.db")["taken"], "aside");
    assert!(fs::read(place.path("vấn đề.xlsx")).unwrap().starts_with(b"PK"));
    let refused = place.refused(&load);
    assert!(refused.contains("vấn đề.xlsx"), "{refused}");
    place.done(&[&load[..], &["--overwrite"]].concat());
}

fn desk() -> Desk {
    let locale = Arc::new(Locale::new(Lang::Vi));
    let settings = Settings {
        member: "An".to_owned(),
        ..Settings::default()
    };
    Desk::new(settings, None, locale, || "2024-01-01T00:00:00+07:00".to_owned())
}

#[test]
fn what_was_looked_at_is_what_is_stored_with_the_names_and_omissions_settled_by_hand() {
    let place = Place::new();
    let folder = two(&place);
    let mut desk = desk();
    let wanted = ImportRequest {
        folders: vec![folder.clone()],
        framework: Some(FrameworkId::new(FRAMEWORK)),
        ..ImportRequest::default()
    };
    let workspace = place.path("w.thamdinh");
    let seen = preview::run(&mut desk, Some(&workspace), &wanted, &mut |_| true).unwrap();
    assert!(!workspace.exists());
    let fates: Vec<_> = seen.communes.iter().map(|one| (one.name.as_str(), one.fate)).collect();
    assert_eq!(
        fates,
        [("Xã Tân Phú", Prospect::First), ("Xã Hòa Bình Thượng", Prospect::First)]
    );
    assert_eq!(seen.communes[0].tables[0].sheet, "Phụ lục 01");
    let mut corrections = Corrections::default();
    corrections
        .names
        .insert(FIRST.to_owned(), "Xã Hòa Bình Thượng".to_owned());
    let twice = ImportRequest {
        corrections: corrections.clone(),
        ..seen.wanted.clone()
    };
    let seen = preview::run(&mut desk, Some(&workspace), &twice, &mut |_| true).unwrap();
    assert_eq!(seen.communes[1].fate, Prospect::Taken);
    corrections.names.insert(FIRST.to_owned(), "Xã Tân Phú Đông".to_owned());
    corrections.left_out.insert(SECOND.to_owned());
    let settled = ImportRequest {
        corrections,
        ..seen.wanted.clone()
    };
    let seen = preview::run(&mut desk, Some(&workspace), &settled, &mut |_| true).unwrap();
    assert_eq!(seen.communes[1].fate, Prospect::LeftOut);
    // The files are gone meanwhile: what was shown is stored all the same.
    for name in [FIRST, SECOND] {
        fs::remove_dir_all(folder.join(name)).unwrap();
    }
    let reply = desk
        .run(Request::Load(workspace, Box::new(seen.wanted)), &mut |_| true)
        .unwrap();
    let Reply::Loaded(opened, report) = reply else {
        panic!("{reply:?}");
    };
    let names: Vec<String> = opened
        .board
        .unwrap()
        .summaries
        .into_iter()
        .map(|one| one.name)
        .collect();
    assert_eq!(names, ["Xã Tân Phú Đông"]);
    assert_eq!(Findings::of_import(&report).applicants.len(), 1);
}

#[test]
fn a_preview_can_be_broken_off_and_findings_say_what_to_do() {
    let place = Place::new();
    let wanted = ImportRequest {
        folders: vec![two(&place)],
        framework: Some(FrameworkId::new(FRAMEWORK)),
        ..ImportRequest::default()
    };
    let mut desk = desk();
    assert!(preview::run(&mut desk, None, &wanted, &mut |_| false).is_err());
    let seen = preview::run(&mut desk, None, &wanted, &mut |_| true).unwrap();
    let locale = Locale::new(Lang::Vi);
    for issue in seen.communes.iter().flat_map(|one| &one.issues) {
        assert!(!locale.say(&findings::remedy(issue)).contains('⟨'));
    }
}
