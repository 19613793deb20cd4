//! Loading from the command line: what cannot be read leaves nothing behind, what was found goes back to the applicants, and no
//! text of theirs becomes a formula on the way.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test fails by panicking")]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use program::{FRAMEWORK, Place};
use serde_json::Value as Json;

/// A workbook of cells as they are given.
fn book(path: &Path, rows: &[&[&str]]) {
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, cells) in (0u32..).zip(rows) {
        for (column, text) in (0u16..).zip(*cells) {
            sheet.write_string(row, column, *text).unwrap();
        }
    }
    book.save(path).unwrap();
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

/// All cells of all sheets of a workbook; none of them is a formula.
fn cells(path: &Path) -> Vec<String> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let mut found = Vec::new();
    for name in book.sheet_names() {
        assert!(
            book.worksheet_formula(&name).unwrap().used_cells().next().is_none(),
            "{name}"
        );
        let range = book.worksheet_range(&name).unwrap();
        found.extend(range.used_cells().filter_map(|(_, _, cell)| match cell {
            Data::String(text) => Some(text.clone()),
            _ => None,
        }));
    }
    found
}

/// Two communes with faults, one of them under a name that poses as a formula.
fn faulty(place: &Place) {
    let row: &[&str] = &["1.1", "Kế hoạch", "Văn bản", "1", "=1+1", "tốt", "@x", "-2"];
    book(&place.path("huyen/Xã An/Phụ lục 01.xlsx"), &[HEADER, row]);
    let row: &[&str] = &[
        "1.1",
        "Kế hoạch",
        "Văn bản",
        "1",
        "=cmd|' /C calc'!A0",
        "+1",
        "=1+1",
        "@SUM(A1)",
    ];
    book(&place.path("huyen/+1 Xã Bình/=cmd.xlsx"), &[HEADER, row]);
}

#[test]
fn where_nothing_can_be_read_no_workspace_is_left_and_every_file_is_told() {
    let place = Place::new();
    place.write("huyen/Xã An/Phụ lục 01.xlsx", b"PK no workbook");
    place.write("huyen/Xã Bình/Phụ lục 01.doc", b"\xd0\xcf\x11\xe0");
    let load = ["import", "huyen", "--workspace", "w.thamdinh", "--framework", FRAMEWORK];
    let ran = place.run(&load);
    assert_eq!(ran.status, Some(1), "{ran:?}");
    assert!(ran.out.contains("Không đọc được hồ sơ nào"), "{}", ran.out);
    assert!(ran.out.contains("Xã An/Phụ lục 01.xlsx"), "{}", ran.out);
    assert!(!place.path("w.thamdinh").exists());
    let ran = place.run(&[&load[..], &["--json", "--report", "gui-lai.xlsx"]].concat());
    let told: Json = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&told["round"], &told["opened"]), (&Json::Null, &Json::Bool(false)));
    let refused = told["files"].as_array().unwrap().iter();
    assert_eq!(refused.filter(|file| file["taken"] == "refused").count(), 2, "{told}");
    assert!(!place.path("w.thamdinh").exists());
    assert!(
        cells(&place.path("gui-lai.xlsx"))
            .iter()
            .any(|text| text == "Xã An/Phụ lục 01.xlsx")
    );
}

#[test]
fn the_round_is_named_by_its_framework_and_year_and_a_stray_table_by_its_file() {
    let place = Place::new();
    place.load_sample("w.thamdinh");
    faulty(&place);
    place.write("huyen/danh sách.csv", "họ tên;ký\nA;x\n");
    let ran = place.run(&["import", "huyen", "--workspace", "w.thamdinh"]);
    assert!(ran.out.contains("đợt thẩm định năm 2023: "), "{}", ran.out);
    assert!(
        ran.out.contains("- `danh sách.csv`: Tệp “danh sách.csv” nằm ngoài"),
        "{}",
        ran.out
    );
}

#[test]
fn findings_go_back_in_one_file_or_in_one_for_each_and_hold_no_formula() {
    let place = Place::new();
    faulty(&place);
    let load = [
        "import",
        "huyen",
        "--workspace",
        "w.thamdinh",
        "--framework",
        FRAMEWORK,
        "--report",
    ];
    let ran = place.run(&[&load[..], &["gui-lai"]].concat());
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let mut files: Vec<String> = std::fs::read_dir(place.path("gui-lai"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    files.sort();
    assert_eq!(
        files,
        [
            "Vấn đề hồ sơ_+1 Xã Bình.xlsx",
            "Vấn đề hồ sơ_Tổng hợp.xlsx",
            "Vấn đề hồ sơ_Xã An.xlsx"
        ]
    );
    let own = cells(&place.path("gui-lai/Vấn đề hồ sơ_Xã An.xlsx"));
    assert!(own.iter().any(|text| text.contains("“tốt”")), "{own:?}");
    assert!(own.iter().all(|text| !text.contains("Xã Bình")), "{own:?}");
    let other = cells(&place.path("gui-lai/Vấn đề hồ sơ_+1 Xã Bình.xlsx"));
    assert!(other.iter().any(|text| text == "+1 Xã Bình/=cmd.xlsx"), "{other:?}");
    let all = cells(&place.path("gui-lai/Vấn đề hồ sơ_Tổng hợp.xlsx"));
    assert!(
        all.contains(&"Xã An".to_owned()) && all.contains(&"+1 Xã Bình".to_owned()),
        "{all:?}"
    );
    // Nothing is replaced unless asked.
    let again = place.refused(&[&load[..], &["gui-lai"]].concat());
    assert!(again.contains("gui-lai"), "{again}");
    place.run(&[&load[..], &["gui-lai", "--overwrite"]].concat());
    // One book of all.
    place.run(&[&load[..], &["gui-lai.xlsx"]].concat());
    let book = cells(&place.path("gui-lai.xlsx"));
    assert!(book.iter().any(|text| text == "+1 Xã Bình/=cmd.xlsx"), "{book:?}");
}

#[test]
fn texts_that_pose_as_formulas_stand_in_official_tables_as_texts() {
    let place = Place::new();
    faulty(&place);
    let load = ["import", "huyen", "--workspace", "w.thamdinh", "--framework", FRAMEWORK];
    assert_eq!(place.run(&load).status, Some(0));
    place.done(&[
        "export",
        "--workspace",
        "w.thamdinh",
        "--form",
        "phu-luc-02",
        "--all",
        "--out",
        "ra",
    ]);
    let mut said = Vec::new();
    for entry in std::fs::read_dir(place.path("ra")).unwrap() {
        said.extend(cells(&entry.unwrap().path()));
    }
    for text in ["=cmd|' /C calc'!A0", "=1+1"] {
        assert!(said.iter().any(|cell| cell == text), "{text}: {said:?}");
    }
}

/// A layout that a person mapped once is read, and tells its framework, on the next load into another workspace.
#[test]
fn a_layout_mapped_by_hand_is_remembered() {
    let place = Place::new();
    let header: &[&str] = &["Số", "Việc", "Làm được", "Tốt chưa"];
    let row: &[&str] = &["1.1", "Kế hoạch", "3", "Đạt"];
    book(
        &place.path("huyen/Xã Lạ/báo cáo.xlsx"),
        &[&["BÁO CÁO NHANH"], header, row],
    );
    let load = ["import", "huyen", "--workspace", "w.thamdinh"];
    assert!(place.refused(&load).contains("không nhận ra"));
    let column = |at: u8, field: &str, stage: &str| {
        format!("[[layout.mapping.columns]]\nat = {at}\nfield = \"{field}\"\n{stage}\n")
    };
    let own = "stage = \"self\"";
    let columns = [
        column(0, "code", ""),
        column(1, "name", ""),
        column(2, "value", own),
        column(3, "verdict", own),
    ];
    let kept = "[[layout]]\nheader = \"so|viec|lamduoc|totchua\"\n[layout.mapping]\nform = \"phu-luc-01\"\n\
        [layout.mapping.header_rows]\nstart = 1\nend = 2\n";
    place.write("config/thamdinh/layouts.toml", format!("{kept}{}", columns.concat()));
    let ran = place.run(&load);
    assert_eq!(ran.status, Some(0), "{ran:?}");
    let state = place.dump("w.thamdinh");
    assert_eq!(state["rounds"][0]["framework"], FRAMEWORK);
    let read = program::criterion(program::dossier(&state, "Xã Lạ"), "1.1");
    assert_eq!(read["claim"]["value"], "3");
}
