//! Reading what offices send: whole folders and workbooks, written here by another library and read back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use rust_xlsxwriter::{DocProperties, Format, Workbook, Worksheet};
use tempfile::TempDir;
use thamdinh::domain::{Claim, ClaimedVerdict, CriterionId, Decimal, FlagKind, Framework, StageId, Value};
use thamdinh::intake::{Draft, Intake, IntakeError, Severity, locate, read};
use unicode_normalization::UnicodeNormalization;

/// One cell to write.
enum C {
    T(&'static str),
    N(f64),
    F(f64, &'static str),
    Blank,
}
use C::{Blank, F, N, T};

fn framework() -> Framework {
    toml::from_str(include_str!("fixtures/intake.toml")).unwrap()
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

#[test]
fn a_folder_of_folders_one_folder_and_a_folder_of_workbooks_are_told_apart() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["01. Xã Tân Phú", "02. Phường Bình Minh"] {
        save(&dir.path().join("huyện").join(name).join("Phụ lục 01.xlsx"), &plain());
        save(
            &dir.path().join("xuất").join(format!("PL01_{}_2023.xlsx", &name[4..])),
            &plain(),
        );
    }
    let evidence = dir.path().join("huyện/01. Xã Tân Phú/1.1");
    fs::create_dir_all(&evidence).unwrap();
    fs::write(evidence.join("a.txt"), "abc").unwrap();
    assert_eq!(
        names(&load(&dir.path().join("huyện"))),
        ["Xã Tân Phú", "Phường Bình Minh"]
    );
    assert_eq!(names(&load(&dir.path().join("xuất"))).len(), 2);
    assert!(names(&load(&dir.path().join("xuất"))).contains(&"Phường Bình Minh"));
    let alone = load(&dir.path().join("huyện/01. Xã Tân Phú"));
    assert_eq!(names(&alone), ["Xã Tân Phú"]);
    assert_eq!(only(&alone).submission.evidence[0].path, "1.1/a.txt");
    assert_eq!(
        names(&load(&dir.path().join("huyện/02. Phường Bình Minh"))),
        ["Phường Bình Minh"]
    );
    let file = dir.path().join("xuất/PL01_Xã Tân Phú_2023.xlsx");
    assert_eq!(names(&load(&file)), ["Xã Tân Phú"]);
    assert_eq!(only(&load(&file)).submission.folder, "PL01_Xã Tân Phú_2023.xlsx");
    // The same folder means the same digest, wherever it is loaded from.
    let district = load(&dir.path().join("huyện"));
    assert_eq!(district.drafts[0].submission.digest, alone.drafts[0].submission.digest);
}

#[test]
fn a_workbook_with_a_sheet_for_each_applicant_is_read_as_several() {
    let dir = tempfile::tempdir().unwrap();
    let mut book = Workbook::new();
    book.set_properties(&DocProperties::new().set_subject("Huyện Minh Họa"));
    for name in ["Xã Tân Phú", "Thị trấn Lam Giang"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        put(sheet, &plain());
    }
    book.add_worksheet().set_name("Bìa").unwrap();
    let path = dir.path().join("Tổng hợp.xlsx");
    book.save(&path).unwrap();
    let intake = load(&path);
    assert_eq!(names(&intake), ["Xã Tân Phú", "Thị trấn Lam Giang"]);
    assert_eq!(claim(&intake.drafts[1], "1.1").from.sheet, "Thị trấn Lam Giang");
    assert_ne!(intake.drafts[0].submission.digest, intake.drafts[1].submission.digest);
}

#[test]
fn names_in_decomposed_form_are_the_same_applicant_and_files_are_found_again() {
    let dir = tempfile::tempdir().unwrap();
    let decomposed: String = "Xã Hòa Bình Thượng/Tiêu chí 1.10/kế hoạch.txt".nfd().collect();
    let file = dir.path().join(&decomposed);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    fs::write(&file, "abc").unwrap();
    let folder = file.parent().unwrap().parent().unwrap();
    save(&folder.join("Phụ lục 01.xlsx".nfd().collect::<String>()), &plain());
    let intake = load(dir.path());
    let draft = only(&intake);
    assert_eq!(draft.name, "Xã Hòa Bình Thượng");
    let evidence = &draft.submission.evidence[0];
    assert_eq!(evidence.path, "Xã Hòa Bình Thượng/Tiêu chí 1.10/kế hoạch.txt");
    assert_eq!(evidence.criteria, [CriterionId::from("1.10")]);
    assert_eq!(fs::read(locate(dir.path(), &evidence.path).unwrap()).unwrap(), b"abc");
}

#[test]
fn a_broken_file_or_an_empty_folder_does_not_stop_the_others() {
    let dir = tempfile::tempdir().unwrap();
    save(&dir.path().join("Xã A/Phụ lục 01.xlsx"), &plain());
    fs::create_dir_all(dir.path().join("Xã B")).unwrap();
    fs::create_dir_all(dir.path().join("Xã C")).unwrap();
    let whole = fs::read(dir.path().join("Xã A/Phụ lục 01.xlsx")).unwrap();
    fs::write(dir.path().join("Xã B/Phụ lục 01.xlsx"), &whole[..whole.len() / 2]).unwrap();
    fs::write(dir.path().join("Xã C/ghi chú.txt"), "abc").unwrap();
    let intake = load(dir.path());
    assert_eq!(names(&intake), ["Xã A"]);
    let told: Vec<(&str, &str)> = intake
        .issues
        .iter()
        .map(|i| (i.path.as_str(), i.message.key.as_str()))
        .collect();
    assert_eq!(told.len(), 3, "{told:?}");
    assert_eq!(told[0].0, "Xã B/Phụ lục 01.xlsx");
    assert_eq!(told[1..], [("Xã B", "intake-no-form"), ("Xã C", "intake-no-form")]);
    assert!(intake.issues.iter().all(|issue| issue.severity == Severity::Error));
}

#[test]
fn lists_of_persons_are_evidence_and_never_taken_for_the_form() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("Xã A");
    save(&folder.join("Phụ lục 01.xlsx"), &plain());
    save(
        &folder.join("Mẫu 3.3.xlsx"),
        &[
            vec![
                T("STT"),
                T("Họ và tên"),
                T("Số điện thoại"),
                T("Có/Không"),
                T("Ghi chú"),
            ],
            vec![N(1.0), T("Người Giả Định"), T("0900000000"), T("Có")],
        ],
    );
    let intake = load(dir.path());
    let draft = only(&intake);
    assert_eq!(draft.submission.evidence.len(), 1);
    let criteria: Vec<&str> = draft.submission.evidence[0]
        .criteria
        .iter()
        .map(CriterionId::as_str)
        .collect();
    assert_eq!(criteria, ["3.3", "3.4"]);
    assert!(!format!("{intake:?}").contains("Người Giả Định"));
}

#[test]
fn the_digest_tells_a_change_and_nothing_else_does() {
    let (dir, first) = one(&plain());
    assert_eq!(load(dir.path()), first);
    let digest = |intake: &Intake| only(intake).submission.digest.clone();
    let mut rows = plain();
    rows[4][4] = N(4.0);
    save(&dir.path().join("Xã Tân Phú/Phụ lục 01.xlsx"), &rows);
    let changed = load(dir.path());
    assert_ne!(digest(&changed), digest(&first));
    fs::write(dir.path().join("Xã Tân Phú/1.1.txt"), "abc").unwrap();
    assert_ne!(digest(&load(dir.path())), digest(&changed));
}

#[test]
fn progress_is_told_and_stops_the_reading() {
    let dir = tempfile::tempdir().unwrap();
    for number in 1..=5 {
        save(&dir.path().join(format!("Xã {number}/Phụ lục 01.xlsx")), &plain());
    }
    let mut told = Vec::new();
    read(dir.path(), &framework(), &mut |progress| {
        told.push((progress.done, progress.total));
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(told, [(0, 5), (1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]);
    let stopped = read(dir.path(), &framework(), &mut |_| ControlFlow::Break(()));
    assert!(matches!(stopped, Err(IntakeError::Cancelled)));
    let nowhere = read(&dir.path().join("không có"), &framework(), &mut |_| {
        ControlFlow::Continue(())
    });
    assert!(matches!(nowhere, Err(IntakeError::NotFound(_))));
}

#[test]
fn the_same_evidence_of_two_applicants_is_flagged_with_both_places() {
    let dir = tempfile::tempdir().unwrap();
    for name in ["Xã A", "Xã B"] {
        save(&dir.path().join(name).join("Phụ lục 01.xlsx"), &plain());
        fs::create_dir_all(dir.path().join(name).join("1.1")).unwrap();
        fs::write(dir.path().join(name).join("1.1/báo cáo.txt"), "cùng một nội dung").unwrap();
    }
    let intake = load(dir.path());
    for draft in &intake.drafts {
        let kinds: Vec<FlagKind> = draft.submission.flags.iter().map(|flag| flag.kind).collect();
        assert_eq!(kinds, [FlagKind::DuplicateEvidence]);
    }
}

/// The same table saved by other programs. Only `.xlsx` tells number formats, so elsewhere 0,985 is not guessed.
#[test]
fn tables_of_other_programs_and_formats_are_read_alike() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/offices");
    let unreadable = |criterion: &str, cell: &str| (FlagKind::UnreadableValue, criterion.to_owned(), cell.to_owned());
    for (file, share, phones, told) in [
        ("openpyxl.xlsx", None, number("98.5"), vec![unreadable("3.3", "E9")]),
        ("libreoffice.xlsx", number("97.8260869565217"), number("98.5"), vec![]),
        (
            "libreoffice.xls",
            None,
            None,
            vec![unreadable("3.3", "E9"), unreadable("3.4", "E10")],
        ),
        (
            "libreoffice.ods",
            None,
            None,
            vec![unreadable("3.3", "E9"), unreadable("3.4", "E10")],
        ),
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
fn the_bundled_sample_reads_as_it_was_meant() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("frameworks/thanh-hoa-1829-2023.toml")).unwrap();
    let framework: Framework = toml::from_str(&text).unwrap();
    let intake = read(&root.join("samples/huyen-minh-hoa"), &framework, &mut |_| {
        ControlFlow::Continue(())
    })
    .unwrap();
    assert_eq!(intake.drafts.len(), 12);
    for draft in &intake.drafts {
        assert_eq!(draft.submission.claims.len(), 37, "{}", draft.name);
        assert!(
            draft.submission.evidence.iter().all(|file| !file.criteria.is_empty()),
            "{}",
            draft.name
        );
    }
    let told: Vec<(FlagKind, String)> = intake
        .drafts
        .iter()
        .flat_map(|draft| {
            draft
                .submission
                .flags
                .iter()
                .map(|flag| (flag.kind, draft.name.clone()))
        })
        .collect();
    let is = |kind, name: &str| (kind, name.to_owned());
    assert_eq!(
        told,
        [
            is(FlagKind::AmbiguousCode, "Xã Phú Thịnh"),
            is(FlagKind::UnreadableValue, "Xã Quang Vinh"),
            is(FlagKind::UnreadableValue, "Xã Quang Vinh"),
            is(FlagKind::UnreadableVerdict, "Xã Quang Vinh"),
            is(FlagKind::DuplicateEvidence, "Xã Kim Sơn"),
            is(FlagKind::DuplicateEvidence, "Xã Trường Giang"),
        ]
    );
    let by_a_hair = intake.drafts.iter().find(|draft| draft.name == "Xã Đông Lĩnh").unwrap();
    assert_eq!(
        (claim(by_a_hair, "1.2").raw.as_str(), &claim(by_a_hair, "1.2").value),
        ("100%", &number("99.6"))
    );
    let no_post = intake
        .drafts
        .iter()
        .find(|draft| draft.name == "Xã Thượng Nguyên")
        .unwrap();
    assert_eq!(claim(no_post, "4.8").verdict, Some(ClaimedVerdict::NotApplicable));
    assert_eq!(
        (claim(no_post, "4.8").raw.as_str(), &claim(no_post, "4.8").value),
        ("Không áp dụng", &None)
    );
}
