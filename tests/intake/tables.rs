//! Tables of every look: headers, orders, formats and programs, and what cannot be read with certainty.

use std::collections::BTreeMap;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use thamdinh::domain::{Claim, ClaimedVerdict, CriterionId, FlagKind, StageId, Value};
use thamdinh::intake::Severity;

use super::C::{Blank, F, N, T};
use super::{claim, flags, load, number, one, only, plain, put, save};

#[test]
fn every_claim_keeps_its_raw_text_and_its_place() {
    let (_dir, intake) = one(&plain());
    let draft = only(&intake);
    assert_eq!(
        (draft.name.as_str(), draft.applicant.as_str()),
        ("Xã Tân Phú", "xa-tan-phu")
    );
    assert_eq!(draft.form.as_ref().unwrap().as_str(), "phu-luc-01");
    assert_eq!(draft.submission.folder, "Xã Tân Phú");
    assert!(flags(draft).is_empty(), "{:?}", draft.submission.flags);
    let plan = claim(draft, "1.1");
    assert_eq!((plan.raw.as_str(), &plan.value), ("3", &number("3")));
    assert_eq!(
        (plan.target.as_str(), plan.evidence.as_str(), plan.note.as_str()),
        ("1", "KH số 1", "đủ")
    );
    assert_eq!(plan.from.file, "Xã Tân Phú/Phụ lục 01.xlsx");
    assert_eq!((plan.from.sheet.as_str(), plan.from.cell.as_str()), ("Sheet1", "E5"));
    // The cell shows 100%, the number behind it does not reach it.
    let hair = claim(draft, "1.2");
    assert_eq!((hair.raw.as_str(), &hair.value), ("100%", &number("99.6")));
    assert_eq!(hair.verdict, Some(ClaimedVerdict::Met));
    let ratio = claim(draft, "1.10");
    let parts = Value::Ratio {
        part: 45.into(),
        whole: 46.into(),
    };
    assert_eq!(
        (&ratio.value, ratio.verdict),
        (&Some(parts), Some(ClaimedVerdict::InProgress))
    );
    assert_eq!(claim(draft, "3.3").value, number("98.5"));
    assert_eq!(claim(draft, "3.3").verdict, Some(ClaimedVerdict::NotMet));
    assert_eq!(
        (claim(draft, "3.4").raw.as_str(), &claim(draft, "3.4").value),
        ("98,5%", &number("98.5"))
    );
}

#[test]
fn columns_and_rows_may_stand_in_any_order_below_a_header_of_two_rows() {
    let (_dir, intake) = one(&[
        vec![T("ỦY BAN NHÂN DÂN"), Blank, T("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")],
        vec![T("PHỤ LỤC 01")],
        vec![
            T("GHI CHÚ"),
            T("STT"),
            T("Bộ phận"),
            T("Tên tiêu chí"),
            T("Kết quả năm 2023"),
        ],
        vec![Blank, Blank, Blank, Blank, T("Đánh giá"), T("Tự đánh giá")],
        vec![Blank, T("3.4"), T("VP"), T("Điện thoại thông minh"), T("Đạt"), T("91%")],
        vec![T("chậm"), T("1.1."), T("VP"), T("Kế hoạch"), T("Không đạt"), N(0.0)],
        vec![Blank, T("3,3"), T("VP"), T("Thuê bao"), T("x"), T("90,25")],
        vec![Blank, T("1.10"), T("VP"), T("Tập huấn"), T("Đạt"), T("90")],
        vec![Blank, T("1.2"), T("VP"), T("Xử lý"), T("Đạt"), T("100%")],
    ]);
    let draft = only(&intake);
    assert!(flags(draft).is_empty(), "{:?}", draft.submission.flags);
    assert_eq!(claim(draft, "3.4").value, number("91"));
    assert_eq!(
        (
            claim(draft, "1.1").note.as_str(),
            claim(draft, "1.1").from.cell.as_str()
        ),
        ("chậm", "F6")
    );
    assert_eq!(claim(draft, "3.3").value, number("90.25"));
    assert_eq!(claim(draft, "3.3").verdict, Some(ClaimedVerdict::Met));
}

#[test]
fn what_cannot_be_read_with_certainty_is_flagged_with_its_cell() {
    let mut rows = plain();
    rows[4][4] = T("\u{1b}[31mđủ");
    rows[5][4] = N(0.985);
    rows[6][4] = T("chín lăm");
    rows[9][5] = T("tốt");
    let (_dir, intake) = one(&rows);
    let draft = only(&intake);
    let at = |kind, criterion: &str, cell: &str| (kind, criterion.to_owned(), cell.to_owned());
    assert_eq!(
        flags(draft),
        [
            at(FlagKind::SuspiciousText, "1.1", "E5"),
            at(FlagKind::UnreadableValue, "1.2", "E6"),
            at(FlagKind::UnreadableValue, "1.10", "E7"),
            at(FlagKind::UnreadableVerdict, "3.4", "F10"),
        ]
    );
    for criterion in ["1.2", "1.10"] {
        assert_eq!(claim(draft, criterion).value, None, "{criterion}");
    }
    assert_eq!(claim(draft, "1.1").raw, "[31mđủ");
    let issue = &intake.issues[1];
    assert_eq!(
        (issue.severity, issue.kind),
        (Severity::Warning, Some(FlagKind::UnreadableValue))
    );
    assert_eq!(
        (issue.path.as_str(), issue.cell.as_str()),
        ("Xã Tân Phú/Phụ lục 01.xlsx", "E6")
    );
}

#[test]
fn rows_unknown_repeated_missing_or_miscoded_are_flagged() {
    let mut rows = plain();
    rows[6][0] = N(1.1);
    rows[8][0] = T("1.2");
    rows[8][1] = T("Hàng lặp lại");
    rows[9][0] = T("9.9");
    rows[9][1] = T("Không có trong bộ");
    let (_dir, intake) = one(&rows);
    let draft = only(&intake);
    let at = |kind, criterion: &str, cell: &str| (kind, criterion.to_owned(), cell.to_owned());
    assert_eq!(
        flags(draft),
        [
            at(FlagKind::AmbiguousCode, "1.10", "A7"),
            at(FlagKind::DuplicateRow, "1.2", "A9"),
            at(FlagKind::UnknownRow, "", "A10"),
            at(FlagKind::MissingRow, "3.3", ""),
            at(FlagKind::MissingRow, "3.4", ""),
        ]
    );
    assert_eq!(claim(draft, "1.1").value, number("3"));
    assert!(claim(draft, "1.10").value.is_some());
}

#[test]
fn an_appraised_table_brings_the_claims_and_the_district_s_results() {
    let dir = tempfile::tempdir().unwrap();
    save(
        &dir.path().join("PL02_Xã Tân Phú_2023.xlsx"),
        &[
            vec![T("PHỤ LỤC 02")],
            vec![T("KẾT QUẢ THẨM ĐỊNH CHO XÃ TÂN PHÚ")],
            vec![
                T("TT"),
                T("Tên chỉ tiêu"),
                T("Đơn vị tính"),
                T("Chi tiêu"),
                T("Kết quả tự đánh giá của UBND cấp xã"),
                T("Kết quả thẩm định của UBND cấp huyện"),
                T("Đánh giá (Đạt/Không đạt)"),
                T("Ghi chú"),
            ],
            vec![
                T("1.1"),
                T("Kế hoạch"),
                T("Văn bản"),
                Blank,
                N(3.0),
                N(2.0),
                T("Đạt"),
                T("thiếu 01 văn bản"),
            ],
            vec![
                T("1.2"),
                T("Xử lý"),
                T("%"),
                T("100%"),
                T("45/46 (97,83%)"),
                F(97.5, "0.0\"%\""),
                T("Không đạt"),
                T("'=1+1"),
            ],
            vec![T(
                "Căn cứ kết quả thẩm định: Xã Tân Phú đã hoàn thành 1/5 Tiêu chí, tỷ lệ đạt 20%.",
            )],
        ],
    );
    let intake = load(dir.path());
    let draft = only(&intake);
    assert_eq!(draft.name, "Xã Tân Phú");
    assert_eq!(
        claim(draft, "1.2").value,
        Some(Value::Ratio {
            part: 45.into(),
            whole: 46.into()
        })
    );
    assert_eq!(claim(draft, "1.2").verdict, None);
    let district: &BTreeMap<CriterionId, Claim> = &draft.submission.received[&StageId::from("district")];
    let (plan, share) = (
        &district[&CriterionId::from("1.1")],
        &district[&CriterionId::from("1.2")],
    );
    assert_eq!((&plan.value, plan.verdict), (&number("2"), Some(ClaimedVerdict::Met)));
    assert_eq!(
        (plan.note.as_str(), plan.from.cell.as_str()),
        ("thiếu 01 văn bản", "F4")
    );
    assert_eq!(
        (&share.value, share.verdict),
        (&number("97.5"), Some(ClaimedVerdict::NotMet))
    );
    assert_eq!(share.raw, "97,5%");
    let missing = flags(draft)
        .iter()
        .filter(|(kind, ..)| *kind == FlagKind::MissingRow)
        .count();
    assert_eq!(
        (missing, flags(draft).len()),
        (3, 3),
        "the line of the conclusion is no row"
    );
}

/// The same table saved by other programs.
#[test]
fn tables_of_other_programs_and_formats_are_read_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/offices");
    let unreadable = |criterion: &str, cell: &str| (FlagKind::UnreadableValue, criterion.to_owned(), cell.to_owned());
    for (file, share, phones, told) in [
        ("openpyxl.xlsx", None, number("98.5"), vec![unreadable("3.3", "E9")]),
        ("libreoffice.xlsx", number("97.8260869565217"), number("98.5"), vec![]),
        ("libreoffice.xls", number("97.8260869565217"), number("98.5"), vec![]),
        ("libreoffice.ods", number("97.8260869565217"), number("98.5"), vec![]),
    ] {
        let intake = load(&folder.join(file));
        let draft = only(&intake);
        assert_eq!(flags(draft), told, "{file}");
        assert_eq!(claim(draft, "1.1").value, number("3"), "{file}");
        assert_eq!(claim(draft, "1.2").value, number("98.5"), "{file}");
        let ratio = Some(Value::Ratio {
            part: 45.into(),
            whole: 46.into(),
        });
        assert_eq!(claim(draft, "1.10").value, ratio, "{file}");
        assert_eq!(
            (&claim(draft, "3.3").value, &claim(draft, "3.4").value),
            (&share, &phones),
            "{file}"
        );
        assert_eq!(claim(draft, "3.4").from.sheet, "Biểu 01", "{file}");
    }
}

#[test]
fn a_hidden_draft_and_cells_far_away_do_no_harm() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = Workbook::new();
    let mut draft = plain();
    draft[4][4] = N(99.0);
    put(book.add_worksheet().set_name("Nháp").unwrap().set_hidden(true), &draft);
    let sheet = book.add_worksheet().set_name("Bản chính").unwrap().set_active(true);
    put(sheet, &plain());
    sheet.write_string(1_048_575, 16_383, "xa").unwrap();
    let path = dir.path().join("Xã A.xlsx");
    book.save(&path).unwrap();
    let intake = load(&path);
    let draft = only(&intake);
    assert_eq!(claim(draft, "1.1").value, number("3"));
    assert_eq!(claim(draft, "1.1").from.sheet, "Bản chính");
    let kinds: Vec<FlagKind> = flags(draft).into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(kinds, [FlagKind::Oversized]);
}

#[test]
fn workbooks_that_are_not_opened_in_search_of_the_form_are_told() {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("Xã A/0 Phụ lục 01.xlsx"), &plain());
    for number in 1..=40 {
        save(&dir.path().join(format!("Xã A/{number:02} khác.xlsx")), &[vec![T("x")]]);
    }
    std::fs::create_dir_all(dir.path().join("Xã B")).unwrap();
    let intake = load(dir.path());
    assert_eq!(only(&intake).name, "Xã A");
    let told = intake
        .issues
        .iter()
        .find(|issue| issue.message.key == "intake-too-many-workbooks");
    assert_eq!(told.unwrap().path, "Xã A/40 khác.xlsx");
}
