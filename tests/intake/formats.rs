//! Every format: the same table saved by other programs, read cell by cell; and what is refused, with what to do.
//! `tests/fixtures/make.py` makes the files.

use std::fs;
use std::path::{Path, PathBuf};

use thamdinh::domain::{ClaimedVerdict, FlagKind, Value};
use thamdinh::intake::{Draft, Intake};

use super::{claim, flags, load, names, number, only, plain, save};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/intake")
        .join(name)
}

/// What a row says: criterion, value as shown, verdict, and the address of its value.
fn told(draft: &Draft) -> Vec<(String, String, String, String)> {
    draft
        .submission
        .claims
        .iter()
        .map(|(id, claim)| {
            (
                id.to_string(),
                claim.raw.clone(),
                claim.raw_verdict.clone(),
                format!("{}!{}", claim.from.sheet, claim.from.cell),
            )
        })
        .collect()
}

/// The five rows of the fixtures, with the addresses of their values.
fn rows(places: [&str; 5]) -> Vec<(String, String, String, String)> {
    let mut rows: Vec<_> = [
        ("1.1", "3", "Đạt"),
        ("1.2", "98,5%", "Không đạt"),
        ("1.10", "45/46", "Đạt"),
        ("3.3", "90,25", "Đang triển khai"),
        ("3.4", "98,5%", "Đạt"),
    ]
    .into_iter()
    .zip(places)
    .map(|((id, raw, verdict), place)| (id.into(), raw.into(), verdict.into(), place.into()))
    .collect();
    rows.sort();
    rows
}

fn same_values(draft: &Draft, file: &str) {
    assert_eq!(claim(draft, "1.1").value, number("3"), "{file}");
    assert_eq!(claim(draft, "1.2").value, number("98.5"), "{file}");
    let ratio = Value::Ratio {
        part: 45.into(),
        whole: 46.into(),
    };
    assert_eq!(claim(draft, "1.10").value, Some(ratio), "{file}");
    assert_eq!(claim(draft, "3.3").value, number("90.25"), "{file}");
    assert_eq!(claim(draft, "3.3").verdict, Some(ClaimedVerdict::InProgress), "{file}");
    assert_eq!(claim(draft, "3.4").value, number("98.5"), "{file}");
    assert_eq!(claim(draft, "1.2").target, "100%", "{file}");
}

fn keys(intake: &Intake) -> Vec<&str> {
    intake.issues.iter().map(|issue| issue.message.key.as_str()).collect()
}

#[test]
fn the_same_table_in_every_format_is_read_cell_by_cell() {
    let word = "bảng 2!R";
    let of = |before: &str, after: &str, rows: [u32; 5]| rows.map(|row| format!("{before}{row}{after}"));
    for (file, places) in [
        ("word.docx", of(word, "C5", [3, 4, 5, 7, 8])),
        ("semicolon.csv", of("!E", "", [5, 6, 7, 9, 10])),
        ("comma.csv", of("!E", "", [5, 6, 7, 9, 10])),
        ("tab.txt", of("!E", "", [5, 6, 7, 9, 10])),
        ("windows-1258.csv", of("!E", "", [5, 6, 7, 9, 10])),
        ("odfpy.ods", of("Biểu 01!E", "", [7, 8, 9, 11, 12])),
        ("macros.xlsm", of("Biểu 01!E", "", [3, 4, 5, 7, 8])),
        ("xlwt.xls", of("Biểu 01!E", "", [3, 4, 5, 7, 8])),
    ] {
        let intake = load(&fixture(file));
        let draft = only(&intake);
        assert_eq!(told(draft), rows(places.each_ref().map(String::as_str)), "{file}");
        assert!(flags(draft).is_empty(), "{file}: {:?}", draft.submission.flags);
        assert!(keys(&intake).is_empty(), "{file}: {:?}", keys(&intake));
        same_values(draft, file);
        let plan = claim(draft, "1.1");
        assert_eq!(plan.note, "đủ", "{file}");
        let text = file.ends_with("csv") || file.ends_with("txt");
        if text {
            assert!(plan.evidence.starts_with("Kế hoạch số 12/KH-UBND"), "{file}");
            assert!(
                plan.evidence.ends_with("\nBáo cáo \"số 5\""),
                "{file}: {}",
                plan.evidence
            );
        } else {
            let said = "Kế hoạch số 12/KH-UBND ngày 02/01/2023; Báo cáo số 5";
            assert_eq!(plan.evidence, said, "{file}");
        }
    }
}

#[test]
fn a_document_names_its_applicant_above_its_table() {
    let intake = load(&fixture("appraised.docx"));
    assert_eq!(names(&intake), ["Xã Tân Phú"]);
    assert_eq!(claim(only(&intake), "1.1").from.cell, "R2C3");
}

#[test]
fn a_document_s_torn_rows_tracked_changes_controls_and_nested_tables_are_read_as_they_stand() {
    let intake = load(&fixture("word-odd.docx"));
    let draft = only(&intake);
    assert!(flags(draft).is_empty(), "{:?}", draft.submission.flags);
    same_values(draft, "word-odd.docx");
    let plan = claim(draft, "1.1");
    assert_eq!((plan.raw.as_str(), plan.raw_verdict.as_str()), ("3", "Đạt"));
    assert_eq!(plan.evidence, "Kế hoạch số 12/KH-UBND\nngày 02/01/2023");
    assert_eq!(plan.note, "đủ\nSố 12");
    assert_eq!(draft.submission.claims.len(), 5);
    // The table begun anew after eight rows goes on counting.
    assert_eq!(claim(draft, "3.4").from.cell, "R11C5");
}

#[test]
fn a_document_s_header_of_three_rows_and_its_ticks_are_read_and_said_with_their_confidence() {
    let intake = load(&fixture("word-stacked.docx"));
    let draft = only(&intake);
    assert!(flags(draft).is_empty(), "{:?}", draft.submission.flags);
    for (criterion, verdict, said, cell) in [
        ("1.1", Some(ClaimedVerdict::Met), "Đạt", "R5C5"),
        ("1.2", Some(ClaimedVerdict::NotMet), "Không đạt", "R6C5"),
        ("1.10", Some(ClaimedVerdict::Met), "Đạt", "R7C5"),
        ("3.3", None, "", "R9C5"),
        ("3.4", Some(ClaimedVerdict::Met), "Đạt", "R10C5"),
    ] {
        let found = claim(draft, criterion);
        assert_eq!(
            (found.verdict, found.raw_verdict.as_str()),
            (verdict, said),
            "{criterion}"
        );
        assert_eq!(found.from.cell, cell, "{criterion}");
    }
    assert_eq!(claim(draft, "1.1").note, "đủ");
    assert_eq!(keys(&intake), ["intake-header-stacked", "intake-header-ticked"]);
    let [table] = draft.tables.as_slice() else {
        panic!("{:?}", draft.tables)
    };
    assert_eq!(table.mapping.header_rows, 0..3);
    assert!((60..=100).contains(&table.confidence), "{}", table.confidence);
}

#[test]
fn old_encodings_are_converted_outside_the_tables_of_a_document_too() {
    let intake = load(&fixture("tcvn3.docx"));
    let draft = only(&intake);
    // The name stands in a paragraph.
    assert_eq!(draft.name.to_lowercase(), "xã tân phú");
    assert_eq!(claim(draft, "1.2").value, number("98.5"));
    let district = &draft.submission.received[&"district".into()][&"1.2".into()];
    assert_eq!(district.verdict, Some(ClaimedVerdict::NotMet));
    assert_eq!(
        draft.submission.received[&"district".into()][&"1.1".into()].note,
        "thiếu 01 văn bản"
    );
    let told: Vec<(FlagKind, &str)> = draft
        .submission
        .flags
        .iter()
        .filter(|flag| flag.kind != FlagKind::MissingRow)
        .map(|flag| (flag.kind, flag.place.as_ref().unwrap().cell.as_str()))
        .collect();
    assert_eq!(told, [(FlagKind::LegacyText, "R1C2"), (FlagKind::LegacyText, "¶1")]);
}

#[test]
fn codes_that_the_program_counts_and_forms_within_a_layout_are_read() {
    let intake = load(&fixture("word-numbered.docx"));
    let draft = only(&intake);
    assert_eq!(claim(draft, "1.1").from.sheet, "bảng 2");
    assert_eq!(claim(draft, "1.1").value, number("3"));
    assert_eq!(claim(draft, "1.2").value, number("98.5"));
}

#[test]
fn whole_tables_of_published_frameworks_are_read_from_documents() {
    let framework = |text: &str| thamdinh::framework::parse(text).unwrap();
    let read = |file: &str, text: &str| {
        let goes_on = &mut |_| std::ops::ControlFlow::Continue(());
        thamdinh::intake::read(&fixture(file), &framework(text), goes_on).unwrap()
    };
    let intake = read(
        "thanh-hoa.docx",
        include_str!("../../frameworks/thanh-hoa-1829-2023.toml"),
    );
    let draft = only(&intake);
    assert!(flags(draft).is_empty(), "{:?}", draft.submission.flags);
    assert_eq!(draft.submission.claims.len(), 37);
    for (at, criterion) in framework(include_str!("../../frameworks/thanh-hoa-1829-2023.toml"))
        .criteria
        .iter()
        .enumerate()
    {
        let claim = &draft.submission.claims[&criterion.id];
        let said = if criterion.unit == "%" {
            format!("{},5%", 90 + at % 10)
        } else {
            format!("{}", at % 3 + 1)
        };
        assert_eq!(
            (&claim.raw, claim.from.cell.clone()),
            (&said, format!("R{}C5", at + 2)),
            "{}",
            criterion.id
        );
        assert_eq!(claim.verdict, Some(ClaimedVerdict::Met), "{}", criterion.id);
    }
    let intake = read("points.docx", include_str!("../../frameworks/vinh-phuc-2074-xa.toml"));
    let draft = only(&intake);
    let claimed: Vec<_> = draft
        .submission
        .claims
        .values()
        .filter(|claim| claim.points.is_some())
        .collect();
    assert_eq!(claimed.len(), 2);
    for claim in claimed {
        assert_eq!((claim.points, claim.note.as_str()), ("1.5".parse().ok(), "đủ"));
        assert_eq!(claim.from.sheet, "bảng 1");
    }
}

#[test]
fn files_under_a_wrong_name_are_read_by_content_and_told_or_refused_with_what_to_do() {
    // A workbook under the name of another generation's is only a workbook.
    for (file, told) in [
        ("really-csv.xlsx", vec!["intake-mislabelled"]),
        ("really-xlsx.xls", vec![]),
    ] {
        let intake = load(&fixture(file));
        same_values(only(&intake), file);
        assert_eq!(keys(&intake), told, "{file}");
    }
    for (file, key) in [
        ("really-html.xls", "intake-kind-html"),
        ("locked.xlsx", "intake-workbook-locked"),
        ("old.doc", "intake-kind-doc"),
        ("text.odt", "intake-kind-odt"),
        ("rich.rtf", "intake-kind-rtf"),
        ("text.pdf", "intake-kind-pdf"),
        ("scan.pdf", "intake-kind-scan"),
    ] {
        let intake = load(&fixture(file));
        assert!(intake.drafts.is_empty(), "{file}");
        assert_eq!(keys(&intake), [key], "{file}");
    }
}

#[test]
fn a_lone_pdf_or_old_document_says_what_to_do_and_others_stay_evidence() {
    let dir = tempfile::tempdir().unwrap();
    for (folder, file) in [("Xã A", "text.pdf"), ("Xã B", "old.doc")] {
        fs::create_dir(dir.path().join(folder)).unwrap();
        fs::copy(fixture(file), dir.path().join(folder).join(file)).unwrap();
    }
    save(&dir.path().join("Xã C/Phụ lục 01.xlsx"), &plain());
    fs::copy(fixture("text.pdf"), dir.path().join("Xã C/1.1.pdf")).unwrap();
    fs::write(dir.path().join("Xã C/1.2.csv"), "họ tên;ký\nA;x\n").unwrap();
    fs::create_dir(dir.path().join("Xã C/3.3")).unwrap();
    fs::copy(fixture("comma.csv"), dir.path().join("Xã C/3.3/bản sao.csv")).unwrap();
    let intake = load(dir.path());
    assert_eq!(names(&intake), ["Xã C"]);
    assert_eq!(
        keys(&intake),
        ["intake-kind-pdf", "intake-no-form", "intake-kind-doc", "intake-no-form"]
    );
    let evidence: Vec<&str> = intake.drafts[0]
        .submission
        .evidence
        .iter()
        .map(|file| file.path.as_str())
        .collect();
    assert_eq!(evidence, ["Xã C/1.1.pdf", "Xã C/1.2.csv", "Xã C/3.3/bản sao.csv"]);
}

#[test]
fn a_document_that_unpacks_without_end_or_declares_entities_is_refused() {
    use std::io::Write;
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("Xã A.docx");
    let packed = |content: &[u8]| {
        let mut archive = zip::ZipWriter::new(fs::File::create(&path).unwrap());
        let options = zip::write::SimpleFileOptions::default();
        archive.start_file("word/document.xml", options).unwrap();
        archive.write_all(content).unwrap();
        archive.finish().unwrap();
    };
    packed(&vec![b' '; (64 << 20) + 1]);
    assert_eq!(keys(&load(&path)), ["intake-workbook-too-large"]);
    packed(b"<!DOCTYPE d [<!ENTITY a \"aaaa\">]><d>&a;</d>");
    assert_eq!(keys(&load(&path)), ["intake-workbook-broken"]);
    packed("<d>".repeat(100_000).as_bytes());
    assert_eq!(keys(&load(&path)), ["intake-workbook-too-large"]);
}
