//! The whole chain through the built program: submitted workbooks, rulings, Phụ lục 02, the province's round over it,
//! Phụ lục 03; every cell read again with another library and held against the state.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail loudly"
)]

#[path = "support/program.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod program;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use program::{APPLICANTS, FRAMEWORK, Place, criterion, dossier, dossiers};
use serde_json::Value as Json;
use thamdinh::domain::{Act, ApplicantId, StageId};
use thamdinh::tasks::{Desk, Request, Settings};
use thamdinh::text::{Lang, Locale};

const LONG: &str = "Qua kiểm tra thực tế, số liệu theo danh sách là 45/46 cán bộ; hồ sơ minh chứng kèm theo chưa có chữ ký \
                    số của Chủ tịch UBND xã.\nĐề nghị bổ sung trước ngày 30/11 theo Công văn số 1234/STTTT-CNTT.";

/// Rulings of the district: all verdicts; per cent, ratio, count and words; notes that look like formulas or are long.
fn district_rulings() -> String {
    format!(
        "Đơn vị;Tiêu chí;Giá trị;Đánh giá;Ghi chú;by\n\
         xa tan phu;1.1;1;dat;=1+1 là ghi chú;Nguyễn Văn A\n\
         Xã Tân Phú;1.2;98,5%;khong-dat;\"{LONG}\";Nguyễn Văn A\n\
         Xã Tân Phú;1.4;45/46;Không đạt;+84 37 là số máy;Nguyễn Văn A\n\
         Xã Tân Phú;1.7;2;Đạt;@ủy ban;Trần Thị B\n\
         Xã Tân Phú;1.9;Có;dat;-;Trần Thị B\n\
         Xã Tân Phú;1.10;72,125%;khong-dat;;Trần Thị B\n\
         Xã Tân Phú;4.8;;Không áp dụng;Xã không có điểm bưu chính;Trần Thị B\n\
         quang vinh;1.5;95%;khong-dat;\"Đọc là \"\"chín lăm\"\" phần trăm; đã hỏi lại\";Nguyễn Văn A\n\
         Phường Bình Minh;1.9;Không;khong-dat;;Nguyễn Văn A\n"
    )
}

const PROVINCE_RULINGS: &str = "applicant;criterion;value;verdict;note;by
Xã Tân Phú;1.1;1;dat;;Lê Văn C
Xã Tân Phú;1.2;100%;dat;Đã bổ sung;Lê Văn C
Xã Tân Phú;1.4;46/46;dat;\"=HYPERLINK(\"\"x\"\")\";Lê Văn C
Xã Tân Phú;4.8;;khong-ap-dung;Thống nhất;Lê Văn C
Phường Bình Minh;1.9;Có;dat;;Lê Văn C
";

/// A district with its rulings, and their export.
fn district(place: &Place) {
    place.load_sample("district.thamdinh");
    place.write("district.csv", district_rulings());
    place.done(&["rule", "--workspace", "district.thamdinh", "--from", "district.csv"]);
    export(place, "district.thamdinh", "phu-luc-02", "PL02");
}

fn export(place: &Place, workspace: &str, form: &str, out: &str) {
    place.done(&[
        "export",
        "--workspace",
        workspace,
        "--form",
        form,
        "--all",
        "--out",
        out,
    ]);
}

/// A round of the province over what the district finished.
fn take_over(place: &Place, from: &str, workspace: &str) {
    place.done(&[
        "import",
        from,
        "--workspace",
        workspace,
        "--framework",
        FRAMEWORK,
        "--year",
        "2023",
        "--organisation",
        "Sở Thông tin và Truyền thông",
        "--stage",
        "province",
    ]);
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

fn rows(path: &Path) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let names = book.sheet_names();
    assert_eq!(names.len(), 1);
    let range = book.worksheet_range(&names[0]).unwrap();
    assert_eq!(range.start(), Some((0, 0)));
    range.rows().map(<[Data]>::to_vec).collect()
}

/// A value of the state (`value`, `ratio`) against the cell that shows it.
#[track_caller]
fn same_value(cell: &Data, entry: &Json, unit: &Json) {
    let value = entry["value"].as_str();
    match (cell, value) {
        (Data::Float(shown), Some(value)) => {
            let shown = if unit == "%" { shown * 100.0 } else { *shown };
            let value: f64 = value.parse().unwrap();
            assert!((shown - value).abs() < 1e-9, "{cell:?}: {entry}");
            assert!(entry.get("ratio").is_none(), "a ratio keeps its parts: {entry}");
        }
        (Data::String(shown), Some(value)) => match entry.get("ratio") {
            Some(ratio) => {
                let parts = format!("{}/{}", ratio[0].as_str().unwrap(), ratio[1].as_str().unwrap());
                // Dots stand between thousands.
                let shown = shown.replace('.', "");
                assert!(
                    shown == parts || shown.starts_with(&format!("{parts} (")),
                    "{cell:?}: {entry}"
                );
            }
            None => assert_eq!(shown, value),
        },
        // What could not be read stands as the applicant wrote it.
        (Data::String(shown), None) => assert_eq!(shown, entry["raw"].as_str().unwrap()),
        (Data::Empty, None) => assert_eq!(entry.get("raw").map_or("", |raw| raw.as_str().unwrap()), ""),
        (cell, _) => panic!("{cell:?}: {entry}"),
    }
}

fn verdict_words(code: &Json) -> Data {
    match code.as_str() {
        Some("dat") => Data::String("Đạt".into()),
        Some("khong-dat") => Data::String("Không đạt".into()),
        Some("khong-ap-dung") => Data::String("Không áp dụng".into()),
        None => Data::Empty,
        Some(other) => panic!("{other}"),
    }
}

fn words(text: &Json) -> Data {
    match text.as_str().unwrap_or_default() {
        "" => Data::Empty,
        text => Data::String(text.into()),
    }
}

/// Every cell of every criterion row of an exported table; `before` and `at` name the stages of its two value columns.
#[track_caller]
fn table_says_what_the_state_says(path: &Path, dossier: &Json, before: &str, at: &str) {
    let rows = rows(path);
    let header = rows.iter().position(|row| row[0] == Data::String("TT".into())).unwrap();
    assert_eq!(rows[0][0], Data::String("DỰ THẢO".into()));
    let title = rows[2][0].to_string();
    let name = dossier["applicant"].as_str().unwrap().to_uppercase();
    assert!(title.ends_with(&format!("CHO {name}")), "{title}");
    let mut seen = 0;
    for found in dossier["criteria"].as_array().unwrap() {
        let code = Data::String(found["code"].as_str().unwrap().into());
        let mut lines = rows[header + 1..].iter().filter(|row| row[0] == code);
        let row = lines.next().unwrap();
        assert_eq!(lines.next(), None);
        let unit = &found["unit"];
        assert_eq!(row[1], words(&found["name"]));
        assert_eq!(row[2], words(unit));
        same_value(&row[3], &serde_json::json!({ "value": found["target"] }), unit);
        let left = if before == "self" {
            &found["claim"]
        } else {
            &found["stages"][before]
        };
        same_value(&row[4], left, unit);
        let right = &found["stages"][at];
        same_value(&row[5], right, unit);
        assert_eq!(row[6], verdict_words(&right["verdict"]), "{found}");
        assert_eq!(row[7], words(&right["note"]), "{found}");
        seen += 1;
    }
    assert_eq!(seen, 37);
}

/// What the left-hand columns of a round carry over from the round before, without places and times.
fn carried(dossier: &Json, stage: &str) -> Vec<Json> {
    let criteria = dossier["criteria"].as_array().unwrap();
    let carry = |found: &Json| {
        let at = &found["stages"][stage];
        serde_json::json!({
            "id": found["id"],
            "target": found["target"],
            "claim": [found["claim"]["value"], found["claim"]["ratio"]],
            "stage": [at["value"], at["ratio"], at["verdict"], at["note"]],
        })
    };
    criteria.iter().map(carry).collect()
}

#[test]
fn nothing_is_lost_from_the_commune_to_the_province() {
    let place = Place::new();
    district(&place);
    let district = place.dump("district.thamdinh");
    let tables = files(&place.path("PL02"));
    assert_eq!(tables.len(), 12);
    for applicant in APPLICANTS {
        let table = place.path(&format!("PL02/PL02_{applicant}_2023.xlsx"));
        table_says_what_the_state_says(&table, dossier(&district, applicant), "self", "district");
    }

    take_over(&place, "PL02", "province.thamdinh");
    let taken = place.dump("province.thamdinh");
    assert_eq!(dossiers(&taken).len(), 12);
    assert_eq!(taken["rounds"][0]["stage"], "province");
    for applicant in APPLICANTS {
        assert_eq!(
            carried(dossier(&taken, applicant), "district"),
            carried(dossier(&district, applicant), "district"),
            "{applicant}"
        );
    }
    let ruled = criterion(dossier(&taken, "Xã Tân Phú"), "1.2");
    assert_eq!(ruled["stages"]["district"]["note"], LONG);
    assert_eq!(ruled["stages"]["district"]["value"], "98.5");
    let results = |state: &Json| dossier(state, "Xã Tân Phú")["results"]["district"].clone();
    assert_eq!(results(&taken), results(&district));
    assert_eq!(results(&taken)["passed"], 3);
    assert_eq!(results(&taken)["failed"], 3);
    assert_eq!(results(&taken)["not_applicable"], 1);

    place.write("province.csv", PROVINCE_RULINGS);
    place.done(&["rule", "--workspace", "province.thamdinh", "--from", "province.csv"]);
    export(&place, "province.thamdinh", "phu-luc-03", "PL03");
    let province = place.dump("province.thamdinh");
    for applicant in APPLICANTS {
        let table = place.path(&format!("PL03/PL03_{applicant}_2023.xlsx"));
        table_says_what_the_state_says(&table, dossier(&province, applicant), "district", "province");
    }
    let ruled = criterion(dossier(&province, "Xã Tân Phú"), "1.4");
    assert_eq!(ruled["stages"]["province"]["note"], "=HYPERLINK(\"x\")");
    assert_eq!(ruled["stages"]["province"]["ratio"], serde_json::json!(["46", "46"]));
    for workspace in ["district.thamdinh", "province.thamdinh"] {
        place.done(&["doctor", workspace]);
    }
}

#[test]
fn one_book_of_all_sheets_is_taken_over_like_the_workbooks() {
    let place = Place::new();
    district(&place);
    let district = place.dump("district.thamdinh");
    place.done(&[
        "export",
        "--workspace",
        "district.thamdinh",
        "--form",
        "Phụ lục 02",
        "--all",
        "--book",
        "--out",
        "book",
    ]);
    let books = files(&place.path("book"));
    assert_eq!(books.len(), 1);
    let book: Xlsx<_> = open_workbook(&books[0]).unwrap();
    assert_eq!(book.sheet_names(), APPLICANTS_IN_ORDER);
    take_over(&place, "book", "province.thamdinh");
    let taken = place.dump("province.thamdinh");
    assert_eq!(dossiers(&taken).len(), 12);
    for applicant in APPLICANTS {
        assert_eq!(
            carried(dossier(&taken, applicant), "district"),
            carried(dossier(&district, applicant), "district"),
            "{applicant}"
        );
    }
}

/// The order of the alphabet, in which the round screen and a book name the applicants.
const APPLICANTS_IN_ORDER: [&str; 12] = [
    "Phường Bình Minh",
    "Thị trấn Lam Giang",
    "Xã Đông Lĩnh",
    "Xã Hòa Bình Thượng",
    "Xã Kim Sơn",
    "Xã Minh Sơn",
    "Xã Phú Thịnh",
    "Xã Quang Vinh",
    "Xã Tân Phú",
    "Xã Thượng Nguyên",
    "Xã Trường Giang",
    "Xã Yên Trung",
];

#[test]
fn the_same_state_gives_the_same_bytes_and_no_file_is_replaced_unasked() {
    let place = Place::new();
    district(&place);
    export(&place, "district.thamdinh", "phu-luc-02", "again");
    let (first, again) = (files(&place.path("PL02")), files(&place.path("again")));
    assert_eq!(first.len(), 12);
    for (one, other) in first.iter().zip(&again) {
        assert_eq!(one.file_name(), other.file_name());
        assert_eq!(std::fs::read(one).unwrap(), std::fs::read(other).unwrap());
    }

    place.write("PL02/PL02_Xã Tân Phú_2023.xlsx", "của người khác");
    let arguments = [
        "export",
        "--workspace",
        "district.thamdinh",
        "--form",
        "phu-luc-02",
        "--applicant",
        "tan phu",
        "--out",
        "PL02",
    ];
    let report = place.refused(&arguments);
    assert!(report.contains("PL02_Xã Tân Phú_2023.xlsx"), "{report}");
    assert!(report.contains("Cách sửa: "), "{report}");
    let kept = std::fs::read(place.path("PL02/PL02_Xã Tân Phú_2023.xlsx")).unwrap();
    assert_eq!(kept, "của người khác".as_bytes());
    place.done(&[&arguments[..], &["--overwrite"]].concat());
    assert_eq!(
        std::fs::read(place.path("PL02/PL02_Xã Tân Phú_2023.xlsx")).unwrap(),
        std::fs::read(place.path("again/PL02_Xã Tân Phú_2023.xlsx")).unwrap()
    );
}

#[test]
fn a_draft_is_called_a_draft_until_it_is_sealed() {
    let place = Place::new();
    district(&place);
    let settings = Settings {
        member: "Nguyễn Văn A".into(),
        role: "Chủ tịch hội đồng".into(),
        ..Settings::default()
    };
    let locale = Arc::new(Locale::new(Lang::Vi));
    let mut desk = Desk::new(settings, None, locale, || "2023-11-21T08:00:00+07:00".to_owned());
    desk.run(Request::Open(place.path("district.thamdinh")), &mut |_| true)
        .unwrap();
    let seal = Act::Seal {
        round: desk.pick_round(None).unwrap(),
        applicant: ApplicantId::new("xa-tan-phu"),
        stage: StageId::new("district"),
        state: String::new(),
    };
    desk.run(Request::Act(Box::new(seal)), &mut |_| true).unwrap();
    drop(desk);

    export(&place, "district.thamdinh", "phu-luc-02", "sealed");
    let drafts = |path: PathBuf| {
        let rows = rows(&path);
        rows.iter()
            .flatten()
            .filter(|cell| cell.to_string().contains("DỰ THẢO"))
            .count()
    };
    assert_eq!(drafts(place.path("PL02/PL02_Xã Tân Phú_2023.xlsx")), 1);
    assert_eq!(drafts(place.path("sealed/PL02_Xã Tân Phú_2023.xlsx")), 0);
    assert_eq!(drafts(place.path("sealed/PL02_Xã Kim Sơn_2023.xlsx")), 1);

    // Sealed means sealed in the store, whoever asks.
    let before = place.dump("district.thamdinh");
    let report = place.refused(&[
        "rule",
        "--workspace",
        "district.thamdinh",
        "--applicant",
        "Tân Phú",
        "--criterion",
        "1.1",
        "--verdict",
        "khong-dat",
        "--by",
        "Trần Thị B",
    ]);
    assert!(report.contains("đã chốt") && report.contains("Cách sửa: "), "{report}");
    assert_eq!(place.dump("district.thamdinh"), before);
    assert_eq!(dossier(&before, "Xã Tân Phú")["status"], "da-chot");
}
