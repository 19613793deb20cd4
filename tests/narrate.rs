//! Reports from the command line: sections written, offices set, reports exported, what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail loudly"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use std::io::{Cursor, Read as _};

use program::Place;

const WORK: [&str; 2] = ["--workspace", "w.thamdinh"];

fn with<'a>(first: &'a str, rest: &[&'a str]) -> Vec<&'a str> {
    [&[first][..], &WORK, rest].concat()
}

/// The text of a DOCX, its markup taken out.
fn text(bytes: Vec<u8>) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut xml = String::new();
    archive
        .by_name("word/document.xml")
        .unwrap()
        .read_to_string(&mut xml)
        .unwrap();
    let mut out = String::new();
    let mut inside = false;
    for c in xml.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn sections_are_written_offices_set_and_both_stand_in_the_report() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let own = ["--applicant", "Bình Minh", "--report", "mau-so-02"];
    let said = place.done(&with(
        "narrate",
        &[&own[..], &["--section", "i", "--text", "Hồ sơ đầy đủ.", "--by", "An"]].concat(),
    ));
    assert!(said.contains("Mẫu số 02") && said.contains("Bình Minh"), "{said}");
    place.write("v.txt", "Đề nghị công nhận.\nGiao phòng chuyên môn theo dõi.\n");
    place.done(&with(
        "narrate",
        &[
            "--report",
            "Mẫu số 02",
            "--section",
            "V. Đề xuất, kiến nghị",
            "--file",
            "v.txt",
            "--by",
            "An",
        ],
    ));
    let list = place.done(&with("narrate", &own));
    assert!(
        list.contains("i\tI. Về hồ sơ, tài liệu minh chứng\n\tHồ sơ đầy đủ.\n"),
        "{list}"
    );
    assert!(
        list.contains("\tGiao phòng chuyên môn theo dõi.\n") && list.contains("\t(chưa viết)\n"),
        "{list}"
    );
    place.write(
        "office.toml",
        "[office]\nplace = \"Minh Họa\"\nsigner = \"Nguyễn Văn A\"\nauthority = [\"TM. ỦY BAN NHÂN DÂN\"]\n",
    );
    place.done(&with("office", &["--file", "office.toml", "--by", "An"]));
    assert!(place.done(&with("office", &[])).contains("signer = \"Nguyễn Văn A\""));
    for format in ["docx", "pdf", "xlsx"] {
        let who = ["--applicant", "Bình Minh", "--out", "out"];
        let asked = [&["--form", "mau-so-02", "--format", format][..], &who].concat();
        place.done(&with("export", &asked));
    }
    let file =
        |ending: &str| std::fs::read(place.path("out").join(format!("MS02_Phường Bình Minh_2023.{ending}"))).unwrap();
    let report = text(file("docx"));
    for words in [
        "Hồ sơ đầy đủ.",
        "Đề nghị công nhận.",
        "UBND HUYỆN MINH HỌA",
        "Minh Họa, ngày",
        "TM. ỦY BAN NHÂN DÂN",
        "Nguyễn Văn A",
        "PHỤ LỤC 02",
        "Điểm cung cấp dịch vụ bưu chính",
    ] {
        assert!(report.contains(words), "{words}: {report}");
    }
    assert!(file("pdf").starts_with(b"%PDF"));
    assert!(file("xlsx").starts_with(b"PK"));
    place.done(&with(
        "export",
        &[
            "--form",
            "phu-luc-02",
            "--format",
            "docx",
            "--all",
            "--book",
            "--out",
            "out",
        ],
    ));
    place.done(&["doctor", "w.thamdinh"]);
}

#[test]
fn what_cannot_be_written_is_told_in_words() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    place.write("unknown.toml", "[office]\nsinger = \"A\"\n");
    place.write("form.toml", "[form.mau-so-09]\nsigner = \"A\"\n");
    let cases: &[(&str, &[&str], &str)] = &[
        (
            "narrate",
            &["--report", "mau-so-09"],
            "mau-so-01, mau-so-02, mau-so-03, mau-so-04",
        ),
        (
            "narrate",
            &["--report", "mau-so-02", "--section", "iv", "--text", "x", "--by", "An"],
            "không có mục `iv`",
        ),
        (
            "narrate",
            &["--report", "mau-so-02", "--section", "i", "--text", "x"],
            "--by",
        ),
        ("office", &["--file", "unknown.toml", "--by", "An"], "dòng 2"),
        ("office", &["--file", "form.toml", "--by", "An"], "mau-so-09"),
    ];
    for (command, arguments, expected) in cases {
        let report = place.refused(&with(command, arguments));
        assert!(report.contains(expected), "{command} {arguments:?}: {report}");
    }
    assert!(!place.path("out").exists());
}
