//! What a person chooses by hand: the mapping of a layout and the name of an applicant; and what the preview shows.

use std::ops::ControlFlow;

use thamdinh::domain::ColumnField;
use thamdinh::intake::{MappedColumn, Mapping, Overrides, fingerprint, read_with};

use super::C::{N, T};
use super::{claim, flags, framework, load, number, only, plain, save};

#[test]
fn a_draft_carries_how_its_table_was_read() {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("Xã Tân Phú/Phụ lục 01.xlsx"), &plain());
    let intake = load(dir.path());
    let draft = only(&intake);
    assert_eq!(draft.named_by, "Xã Tân Phú");
    let [table] = draft.tables.as_slice() else {
        panic!("{:?}", draft.tables)
    };
    assert_eq!(
        (table.file.as_str(), table.sheet.as_str(), table.rows, table.by_hand),
        ("Xã Tân Phú/Phụ lục 01.xlsx", "Sheet1", 5, false)
    );
    assert_eq!(table.mapping.header_rows, 2..3);
    assert_eq!(table.mapping.columns.len(), 8);
    let value = &table.mapping.columns[4];
    assert_eq!((value.at, value.field), (4, ColumnField::Value));
    assert_eq!(value.stage.as_ref().unwrap().as_str(), "self");
    assert_eq!(
        (table.head[0][1].as_str(), table.head[2][0].as_str()),
        ("Tên chỉ tiêu", "1.1")
    );
    assert_eq!(table.layout, fingerprint(&table.head[..1]));
    assert!(intake.unknown.is_empty());
}

#[test]
fn a_table_that_is_not_recognised_is_read_as_mapped_by_hand() {
    let dir = tempfile::tempdir().unwrap();
    let rows = [
        vec![T("BÁO CÁO NHANH")],
        vec![T("Số"), T("Việc"), T("Làm được"), T("Tốt chưa")],
        vec![T("1.1"), T("Kế hoạch"), N(3.0), T("Đạt")],
        vec![T("1.2"), T("Xử lý công việc"), T("98,5%"), T("Không đạt")],
    ];
    for name in ["Xã A", "Xã B"] {
        save(&dir.path().join(name).join("bao cao.xlsx"), &rows);
    }
    let intake = load(dir.path());
    assert!(intake.drafts.is_empty());
    let unknown = &intake.unknown[0];
    assert_eq!((intake.unknown.len(), unknown.file.as_str()), (2, "Xã A/bao cao.xlsx"));
    assert_eq!(unknown.head[1][2], "Làm được");
    let own = |at, field, stage: Option<&str>| MappedColumn {
        at,
        field,
        stage: stage.map(Into::into),
        input: None,
    };
    let mapping = Mapping {
        form: "phu-luc-01".into(),
        header_rows: 1..2,
        columns: vec![
            own(0, ColumnField::Code, None),
            own(1, ColumnField::Name, None),
            own(2, ColumnField::Value, Some("self")),
            own(3, ColumnField::Verdict, Some("self")),
        ],
    };
    let overrides = Overrides {
        mappings: [(fingerprint(&unknown.head[1..2]), mapping)].into(),
        names: [("Xã B".to_owned(), "Xã Bình Minh".to_owned())].into(),
    };
    let read = read_with(dir.path(), &framework(), &overrides, &mut |_| ControlFlow::Continue(())).unwrap();
    let names: Vec<&str> = read.drafts.iter().map(|draft| draft.name.as_str()).collect();
    assert_eq!(names, ["Xã A", "Xã Bình Minh"]);
    for draft in &read.drafts {
        assert_eq!(claim(draft, "1.2").value, number("98.5"));
        assert_eq!(claim(draft, "1.2").from.cell, "C4");
        assert!(draft.tables[0].by_hand);
        assert_eq!(flags(draft).len(), 3, "only the missing rows");
    }
    assert_eq!(read.drafts[1].applicant.as_str(), "xa-binh-minh");
}
