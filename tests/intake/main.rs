//! Reading what offices send: whole folders and workbooks, written here by another library and read back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use tempfile::TempDir;
use thamdinh::domain::{Claim, CriterionId, Decimal, FlagKind, Framework, Value};
use thamdinh::intake::{Draft, Intake, read};

mod archives;
mod by_hand;
mod folders;
mod formats;
mod hostile;
mod made;
mod tables;

/// One cell to write.
enum C {
    T(&'static str),
    N(f64),
    F(f64, &'static str),
    Blank,
}
use C::{Blank, F, N, T};

fn framework() -> Framework {
    toml::from_str(include_str!("../fixtures/intake.toml")).unwrap()
}

fn put(sheet: &mut Worksheet, rows: &[Vec<C>]) {
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
            match cell {
                T(text) => sheet.write_string(row, column, *text),
                N(number) => sheet.write_number(row, column, *number),
                F(number, format) => {
                    sheet.write_number_with_format(row, column, *number, &Format::new().set_num_format(*format))
                }
                Blank => continue,
            }
            .unwrap();
        }
    }
}

fn save(path: &Path, rows: &[Vec<C>]) {
    let mut book = Workbook::new();
    put(book.add_worksheet(), rows);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    book.save(path).unwrap();
}

/// A plain Phụ lục 01 of the small framework in which all five criteria stand.
fn plain() -> Vec<Vec<C>> {
    vec![
        vec![T("PHỤ LỤC 01")],
        vec![],
        vec![
            T("TT"),
            T("Tên chỉ tiêu"),
            T("Đơn vị tính"),
            T("Chỉ tiêu"),
            T("Kết quả"),
            T("Đánh giá (Đạt/Không đạt)"),
            T("Tài liệu minh chứng"),
            T("Ghi chú"),
        ],
        vec![T("1"), T("Chính quyền số")],
        vec![
            T("1.1"),
            T("Kế hoạch"),
            T("Văn bản"),
            T("1"),
            N(3.0),
            T("Đạt"),
            T("KH số 1"),
            T("đủ"),
        ],
        vec![
            T("1.2"),
            T("Xử lý công việc"),
            T("%"),
            T("100%"),
            F(0.996, "0%"),
            T("Đạt"),
        ],
        vec![
            T("1.10"),
            T("Tập huấn kỹ năng số"),
            T("%"),
            Blank,
            T("45/46"),
            T("Đang triển khai"),
        ],
        vec![T("3"), T("Xã hội số")],
        vec![T("3.3"), T("Thuê bao"), T("%"), Blank, T("98.5 %"), T("Không đạt")],
        vec![
            T("3.4"),
            T("Điện thoại thông minh"),
            T("%"),
            Blank,
            F(0.985, "0.0%"),
            T("Đạt"),
        ],
        vec![],
        vec![Blank, Blank, Blank, Blank, Blank, T("CHỦ TỊCH")],
    ]
}

fn load(root: &Path) -> Intake {
    read(root, &framework(), &mut |_| ControlFlow::Continue(())).unwrap()
}

fn names(intake: &Intake) -> Vec<&str> {
    intake.drafts.iter().map(|draft| draft.name.as_str()).collect()
}

fn only(intake: &Intake) -> &Draft {
    assert_eq!(intake.drafts.len(), 1, "{:?}", intake.issues);
    &intake.drafts[0]
}

fn claim<'a>(draft: &'a Draft, criterion: &str) -> &'a Claim {
    &draft.submission.claims[&CriterionId::from(criterion)]
}

fn number(text: &str) -> Option<Value> {
    Some(Value::Number(text.parse::<Decimal>().unwrap()))
}

fn flags(draft: &Draft) -> Vec<(FlagKind, String, String)> {
    draft
        .submission
        .flags
        .iter()
        .map(|flag| {
            (
                flag.kind,
                flag.criterion.as_ref().map_or_else(String::new, ToString::to_string),
                flag.place.as_ref().map_or_else(String::new, |place| place.cell.clone()),
            )
        })
        .collect()
}

fn one(rows: &[Vec<C>]) -> (TempDir, Intake) {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("Xã Tân Phú/Phụ lục 01.xlsx"), rows);
    let intake = load(dir.path());
    (dir, intake)
}
