//! Hostile and broken input: refused or taken with a flag, in words, and never in the way of the rest.

use std::fs;
use std::io::Write;
use std::ops::ControlFlow;
use std::path::Path;

use thamdinh::domain::{Flag, FlagKind};
use thamdinh::intake::{IntakeError, Severity, open, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::C::T;
use super::{claim, framework, load, names, only, plain, save};

/// A workbook by hand: one sheet's XML in the least that a reader takes.
fn workbook(path: &Path, sheet: &str, strings: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut archive = ZipWriter::new(fs::File::create(path).unwrap());
    let parts = [
        (
            "[Content_Types].xml",
            r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>"#.to_owned(),
        ),
        (
            "_rels/.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#.to_owned(),
        ),
        (
            "xl/workbook.xml",
            r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#.to_owned(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/></Relationships>"#.to_owned(),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
        ("xl/sharedStrings.xml", strings.to_owned()),
    ];
    for (name, content) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}

const NO_STRINGS: &str =
    r#"<?xml version="1.0"?><sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>"#;

/// A sheet whose header and rows stand in inline texts.
fn sheet(dimension: &str, rows: &[&[&str]], more: &str) -> String {
    let mut xml = format!(
        r#"<?xml version="1.0"?>{more}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="{dimension}"/><sheetData>"#
    );
    for (at, cells) in rows.iter().enumerate() {
        xml.push_str(&format!("<row r=\"{}\">", at + 1));
        for (column, text) in cells.iter().enumerate() {
            let letter = char::from(b'A' + u8::try_from(column).unwrap());
            xml.push_str(&format!(
                "<c r=\"{letter}{}\" t=\"inlineStr\"><is><t>{text}</t></is></c>",
                at + 1
            ));
        }
        xml.push_str("</row>");
    }
    xml.push_str("</sheetData></worksheet>");
    xml
}

const HEADER: &[&str] = &[
    "TT",
    "Tên chỉ tiêu",
    "Đơn vị tính",
    "Chỉ tiêu",
    "Kết quả",
    "Đánh giá (Đạt/Không đạt)",
    "Tài liệu minh chứng",
    "Ghi chú",
];

/// Loads a district in which one good dossier stands beside the bad one, and says what the bad one came to.
fn beside_a_good_one(make: impl FnOnce(&Path)) -> (Vec<String>, Vec<Flag>) {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("Xã A/Phụ lục 01.xlsx"), &plain());
    fs::create_dir_all(dir.path().join("Xã B")).unwrap();
    make(&dir.path().join("Xã B/Phụ lục 01.xlsx"));
    let intake = load(dir.path());
    assert_eq!(intake.drafts[0].name, "Xã A");
    let keys = intake
        .issues
        .iter()
        .filter(|issue| issue.severity == Severity::Error)
        .map(|issue| issue.message.key.clone())
        .collect();
    for draft in &intake.drafts {
        let longest = draft.submission.claims.values().map(|claim| claim.raw.len()).max();
        assert!(longest < Some(1_000), "{longest:?}");
    }
    let flags = intake.drafts.get(1).map(|draft| draft.submission.flags.clone());
    (keys, flags.unwrap_or_default())
}

#[test]
fn a_declared_size_of_millions_is_not_believed() {
    let (keys, flags) = beside_a_good_one(|path| {
        let rows: &[&[&str]] = &[HEADER, &["1.1", "Kế hoạch", "Văn bản", "1", "3", "Đạt", "KH", ""]];
        workbook(path, &sheet("A1:XFD1048576", rows, ""), NO_STRINGS);
    });
    assert_eq!(keys, [""; 0]);
    assert!(flags.iter().all(|flag| flag.kind != FlagKind::Oversized), "{flags:?}");
}

#[test]
fn entities_are_never_expanded_without_bound() {
    let mut doctype = String::from("<!DOCTYPE x [<!ENTITY a0 \"ha\">");
    for at in 1..30 {
        doctype.push_str(&format!("<!ENTITY a{at} \"&a{0};&a{0};\">", at - 1));
    }
    doctype.push_str("]>");
    beside_a_good_one(|path| {
        let rows: &[&[&str]] = &[HEADER, &["1.1", "Kế hoạch", "Văn bản", "1", "&a29;", "Đạt", "KH", ""]];
        workbook(path, &sheet("A1:H2", rows, &doctype), NO_STRINGS);
    });
}

#[test]
fn deep_nesting_ends() {
    let deep = "<a>".repeat(200_000);
    beside_a_good_one(|path| workbook(path, &sheet("A1", &[&[&deep]], ""), NO_STRINGS));
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let (keys, _) = beside_a_good_one(|path| {
        let mut archive = ZipWriter::new(fs::File::create(path).unwrap());
        let noughts = vec![b' '; 1 << 20];
        for name in ["xl/workbook.xml", "xl/sharedStrings.xml"] {
            archive.start_file(name, SimpleFileOptions::default()).unwrap();
            for _ in 0..300 {
                archive.write_all(&noughts).unwrap();
            }
        }
        archive.finish().unwrap();
    });
    assert_eq!(keys, ["intake-workbook-too-large", "intake-no-form"]);
}

#[test]
fn a_megabyte_in_one_cell_is_cut_and_flagged() {
    let long = "dài ".repeat(300_000);
    let (keys, flags) = beside_a_good_one(|path| {
        let rows: &[&[&str]] = &[HEADER, &["1.1", "Kế hoạch", "Văn bản", "1", "3", "Đạt", "KH", &long]];
        workbook(path, &sheet("A1:H2", rows, ""), NO_STRINGS);
    });
    assert_eq!(keys, [""; 0]);
    assert!(flags.iter().any(|flag| flag.kind == FlagKind::Oversized), "{flags:?}");
}

#[test]
fn escapes_overrides_and_formulas_in_cells_are_made_harmless_and_flagged() {
    let dir = tempfile::tempdir().unwrap();
    let mut rows = plain();
    rows[4][7] = T("đẹp \u{1b}[31mđỏ\u{202e}oc");
    rows[5].push(T("=cmd|' /C calc'!A0"));
    save(&dir.path().join("Xã A/Phụ lục 01.xlsx"), &rows);
    let intake = load(dir.path());
    let draft = only(&intake);
    assert_eq!(claim(draft, "1.1").note, "đẹp [31mđỏoc");
    assert_eq!(claim(draft, "1.2").evidence, "=cmd|' /C calc'!A0");
    let places: Vec<&str> = draft
        .submission
        .flags
        .iter()
        .filter(|flag| flag.kind == FlagKind::SuspiciousText)
        .map(|flag| flag.place.as_ref().unwrap().cell.as_str())
        .collect();
    assert_eq!(places, ["H5", "G6"]);
    let json = serde_json::to_string(&draft.submission).unwrap();
    assert!(!json.contains("\\u001b") && !json.contains('\u{202e}'));
}

#[cfg(unix)]
#[test]
fn names_with_control_characters_are_shown_harmless_and_still_open() {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("Xã A/Phụ lục 01.xlsx"), &plain());
    let folder = dir.path().join("Xã A/1.1");
    fs::create_dir_all(&folder).unwrap();
    for name in ["a\nb.txt", "c\u{1b}]0;x\u{7}d.txt", "gpj\u{202e}e.txt"] {
        fs::write(folder.join(name), name).unwrap();
    }
    let intake = load(dir.path());
    let draft = only(&intake);
    let suspicious = |flag: &&Flag| flag.kind == FlagKind::SuspiciousText;
    assert_eq!(draft.submission.flags.iter().filter(suspicious).count(), 3);
    assert_eq!(draft.submission.evidence.len(), 3);
    for file in &draft.submission.evidence {
        assert!(
            !file.path.chars().any(|c| c.is_control() || c == '\u{202e}'),
            "{:?}",
            file.path
        );
        assert!(open(dir.path(), &file.path).unwrap().path.is_file());
    }
}

#[test]
fn cut_empty_and_mislabelled_files_are_told() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("Xã A");
    save(&folder.join("Phụ lục 01.xlsx"), &plain());
    let whole = fs::read(folder.join("Phụ lục 01.xlsx")).unwrap();
    fs::create_dir_all(folder.join("1.1")).unwrap();
    for (name, content) in [
        ("1.1/rỗng.pdf", &b""[..]),
        ("1.1/cụt.docx", &whole[..whole.len() / 2]),
        ("1.1/ảnh.pdf", b"\x89PNG\r\n\x1a\n...."),
        ("1.1/đúng.txt", b"abc"),
        ("1.1/chương trình.pdf", b"MZ\x90\0\x03\0\0\0"),
    ] {
        fs::write(folder.join(name), content).unwrap();
    }
    let intake = load(dir.path());
    assert_eq!(names(&intake), ["Xã A"]);
    let mut told: Vec<(&str, &str)> = only(&intake)
        .submission
        .flags
        .iter()
        .map(|flag| (flag.place.as_ref().unwrap().file.as_str(), flag.message.key.as_str()))
        .collect();
    told.sort_unstable();
    let mut is = [
        ("Xã A/1.1/rỗng.pdf", "intake-evidence-empty"),
        ("Xã A/1.1/cụt.docx", "intake-evidence-broken"),
        ("Xã A/1.1/ảnh.pdf", "intake-evidence-mislabelled"),
        ("Xã A/1.1/chương trình.pdf", "intake-evidence-mislabelled"),
    ];
    is.sort_unstable();
    assert_eq!(told, is);
}

#[test]
fn too_many_files_are_cut_with_a_flag_and_reading_them_can_be_stopped() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("Xã A");
    save(&folder.join("Phụ lục 01.xlsx"), &plain());
    fs::create_dir_all(folder.join("1.1")).unwrap();
    for at in 0..5_001 {
        fs::write(folder.join(format!("1.1/{at}.txt")), at.to_string()).unwrap();
    }
    let intake = load(dir.path());
    let draft = only(&intake);
    assert_eq!(draft.submission.evidence.len(), 5_000);
    assert!(
        draft
            .submission
            .flags
            .iter()
            .any(|flag| flag.kind == FlagKind::Oversized)
    );
    let stopped = read(dir.path(), &framework(), &mut |step| {
        if step.total > 0 {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    });
    assert!(matches!(stopped, Err(IntakeError::Cancelled)));
}
