//! Evidence from the command line: listed by criterion, marked, unmarked; what cannot be meant is told in words.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail loudly"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use program::{Place, dossier};

const WORK: [&str; 5] = ["evidence", "--workspace", "w.thamdinh", "--applicant", "tan phu"];

fn with<'a>(rest: &[&'a str]) -> Vec<&'a str> {
    [&WORK[..], rest].concat()
}

#[test]
fn evidence_is_listed_marked_and_unmarked() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let listed = place.done(&with(&[]));
    let row = |listed: &str, words: &str| -> String {
        let found = listed.lines().find(|line| line.contains(words));
        found.unwrap_or_else(|| panic!("{words}: {listed}")).to_owned()
    };
    assert!(listed.starts_with("1.1\t"), "{listed}");
    assert!(
        row(&listed, "Kế hoạch chuyển đổi số.pdf").contains("\tPDF\t"),
        "{listed}"
    );

    let said = place.done(&with(&[
        "--criterion",
        "1.1",
        "--file",
        "Kế hoạch chuyển đổi số.pdf",
        "--mark",
        "bo-sung",
        "--note",
        "Cần ký số của cơ quan",
        "--by",
        "Hạnh",
    ]));
    assert!(said.contains("cần bổ sung") && said.contains("Kế hoạch"), "{said}");
    let said = place.done(&with(&["--criterion", "1.3", "--mark", "thieu", "--by", "Hạnh"]));
    assert!(said.contains("1.3") && said.contains("thiếu"), "{said}");
    let listed = place.done(&with(&[]));
    let marked = row(&listed, "Kế hoạch chuyển đổi số.pdf");
    assert!(
        marked.ends_with("[cần bổ sung – Cần ký số của cơ quan – Hạnh]"),
        "{marked}"
    );
    let only = place.done(&with(&["--criterion", "1.3"]));
    assert_eq!(only.lines().count(), 1, "{only}");
    assert!(only.trim_end().ends_with("[thiếu – Hạnh]"), "{only}");

    let state = place.dump("w.thamdinh");
    let marks = dossier(&state, "Xã Tân Phú")["evidence_marks"]
        .as_array()
        .unwrap()
        .clone();
    assert_eq!(marks.len(), 2);
    assert_eq!(
        (&marks[0]["criterion"], &marks[0]["mark"], &marks[0]["file"]),
        (&"1.3".into(), &"thieu".into(), &serde_json::Value::Null)
    );
    assert_eq!(
        (&marks[1]["stage"], &marks[1]["by"], &marks[1]["note"]),
        (&"district".into(), &"Hạnh".into(), &"Cần ký số của cơ quan".into())
    );
    assert_eq!(marks[1]["sha256"].as_str().unwrap().len(), 64);

    place.done(&with(&["--criterion", "1.3", "--unmark", "--by", "Hạnh"]));
    let state = place.dump("w.thamdinh");
    assert_eq!(
        dossier(&state, "Xã Tân Phú")["evidence_marks"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    place.done(&["doctor", "w.thamdinh"]);
}

#[test]
fn what_cannot_be_meant_is_told_in_words() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let refused = |rest: &[&str]| place.refused(&with(&[rest, &["--mark", "du", "--by", "Hạnh"]].concat()));
    assert!(refused(&[]).contains("--criterion"));
    assert!(refused(&["--file", "không có.pdf"]).contains("không có.pdf"));
    assert!(refused(&["--criterion", "9.99"]).contains("9.99"));
    assert!(
        refused(&["--file", "Mẫu 3.3.csv"]).contains("--criterion"),
        "it serves several criteria"
    );
    let nobody = place.run(&with(&["--criterion", "1.1", "--mark", "du"]));
    assert_eq!(nobody.status, Some(2), "{nobody:?}");
    let state = place.dump("w.thamdinh");
    assert_eq!(
        dossier(&state, "Xã Tân Phú")["evidence_marks"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

/// The text of the parts of an archive, markup taken out.
fn text(path: &std::path::Path, part: &str) -> String {
    use std::io::Read as _;
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut xml = String::new();
    archive.by_name(part).unwrap().read_to_string(&mut xml).unwrap();
    let mut inside = false;
    let keep = |letter: char| {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                return None;
            }
            _ => {}
        }
        (!inside).then_some(letter)
    };
    xml.chars().filter_map(keep).collect()
}

#[test]
fn the_list_of_supplements_says_what_is_asked_of_whom() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    let export = |rest: &[&str]| {
        let fixed = [
            "export",
            "--workspace",
            "w.thamdinh",
            "--form",
            "bo-sung-minh-chung",
            "--out",
            "ra",
        ];
        place.run(&[&fixed[..], rest].concat())
    };
    let none = export(&["--all"]);
    assert_eq!(none.status, Some(2), "{none:?}");
    assert!(none.err.contains("--mark"), "{none:?}");
    place.done(&with(&[
        "--criterion",
        "1.3",
        "--mark",
        "thieu",
        "--note",
        "Quyết định phê duyệt",
        "--by",
        "Hạnh",
    ]));
    place.done(&with(&["--criterion", "1.2", "--mark", "du", "--by", "Hạnh"]));
    for format in ["docx", "pdf", "xlsx"] {
        let done = export(&["--all", "--format", format]);
        assert_eq!(done.status, Some(0), "{done:?}");
        assert_eq!(done.out.lines().count(), 1, "only of whom something is asked: {done:?}");
    }
    let file = |ending: &str| {
        let mut files = std::fs::read_dir(place.path("ra"))
            .unwrap()
            .map(|entry| entry.unwrap().path());
        files
            .find(|path| path.extension().is_some_and(|one| one == ending))
            .unwrap()
    };
    let words = text(&file("docx"), "word/document.xml");
    for wanted in [
        "THÔNG BÁO",
        "Về việc bổ sung minh chứng hồ sơ năm 2023 của xã Tân Phú",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "UBND HUYỆN MINH HỌA",
        "Minh chứng theo quy định",
        "Quyết định phê duyệt",
        "Thời hạn bổ sung: trước ngày .....",
        "Nơi nhận:",
    ] {
        assert!(words.contains(wanted), "{wanted}: {words}");
    }
    let rest = words.replace("Hạnh phúc", "");
    assert!(!rest.contains("Hạnh"), "who marked is not told outside");
    let sheet = text(&file("xlsx"), "xl/sharedStrings.xml");
    assert!(
        sheet.contains("Quyết định phê duyệt") && !sheet.contains("DỰ THẢO"),
        "it is sent before the seal, and is no draft: {sheet}"
    );
    assert!(std::fs::read(file("pdf")).unwrap().starts_with(b"%PDF-"));
}
