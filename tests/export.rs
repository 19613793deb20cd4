//! Workbooks are written, read again with another library, and compared cell by cell with the table they came from.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail loudly"
)]

#[path = "support/appraised.rs"]
mod appraised;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};
use std::ops::ControlFlow;

use calamine::{Data, Reader as _, Xlsx, open_workbook_from_rs};
use thamdinh::domain::scorecard::score;
use thamdinh::domain::{
    ClaimedVerdict, Column, ColumnField, CriterionId, Decimal, Dossier, FlagKind, FormId, FormKind, FormSpec,
    Framework, Round, Ruling, Rulings, Scorecard, StageId, Submission, Verdict,
};
use thamdinh::export::{Properties, template, xlsx};
use thamdinh::forms::header::match_columns;
use thamdinh::forms::{self, NumberKind, RowKind, Table, Words};
use thamdinh::framework::Library;
use thamdinh::intake;

fn properties() -> Properties {
    Properties {
        title: "Phụ lục 02".to_owned(),
        subject: "Xã Tân Phú".to_owned(),
        author: "UBND huyện Minh Họa".to_owned(),
        created: "2023-11-20T08:00:00+07:00".to_owned(),
        ..Properties::default()
    }
}

fn annex(threshold: Option<u32>, open: &[&str], sealed: bool) -> Table {
    let round = appraised::round(threshold);
    let (mut dossier, rulings) = appraised::dossier(&round, "Xã Tân Phú", open);
    if sealed {
        dossier.sealed.push(round.stage.clone());
    }
    let scorecard = score(&round, &dossier, &rulings);
    let spec = round.framework.form(&FormId::new("phu-luc-02")).unwrap();
    forms::fill(spec, &round, &dossier, &scorecard, &[], &Words::official())
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap()
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

/// The rows of a sheet as calamine reads them.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<Data>> {
    let range = book.worksheet_range(sheet).unwrap();
    assert_eq!(range.start(), Some((0, 0)));
    range.rows().map(<[Data]>::to_vec).collect()
}

fn find(rows: &[Vec<Data>], text: &str) -> usize {
    rows.iter()
        .position(|row| row.first() == Some(&Data::String(text.to_owned())))
        .unwrap()
}

#[test]
fn every_cell_reads_back_as_the_table_says() {
    let table = annex(Some(70), &["2.1"], false);
    let bytes = xlsx::book(std::slice::from_ref(&table), &properties()).unwrap();
    let mut book = open(&bytes);
    assert_eq!(book.sheet_names(), ["Phụ lục 02"]);
    let rows = rows(&mut book, "Phụ lục 02");
    let header = find(&rows, "TT");
    let headers: Vec<String> = rows[header].iter().map(ToString::to_string).collect();
    assert_eq!(
        headers,
        [
            "TT",
            "Tên chỉ tiêu",
            "Đơn vị tính",
            "Chỉ tiêu",
            "Kết quả tự đánh giá của UBND cấp xã",
            "Kết quả thẩm định của UBND cấp huyện",
            "Đánh giá (Đạt/Không đạt)",
            "Ghi chú"
        ]
    );
    assert_eq!(table.rows.len(), 4 + 37);
    let mut numbers = 0;
    for (expected, read) in table.rows.iter().zip(&rows[header + 1..]) {
        for (cell, data) in expected.cells.iter().zip(read) {
            match (cell.number, data) {
                (Some(number), Data::Float(read)) => {
                    let scale = if matches!(number.kind, NumberKind::Percent(_)) {
                        100.0
                    } else {
                        1.0
                    };
                    assert!((read * scale - number.value.to_string().parse::<f64>().unwrap()).abs() < 1e-9);
                    numbers += 1;
                }
                (None, Data::String(text)) => assert_eq!(*text, cell.text),
                (None, Data::Empty) => assert_eq!(cell.text, ""),
                (number, data) => panic!("{number:?} was read as {data:?}"),
            }
        }
    }
    assert!(numbers > 40, "{numbers}");
    let text = |row: usize| rows[row][0].to_string();
    assert_eq!(text(0), "DỰ THẢO");
    assert_eq!(text(1), "PHỤ LỤC 02");
    assert_eq!(
        text(2),
        "KẾT QUẢ THẨM ĐỊNH CHI TIẾT THỰC HIỆN TIÊU CHÍ CHUYỂN ĐỔI SỐ CHO XÃ TÂN PHÚ"
    );
    let all: Vec<String> = rows.iter().flatten().map(ToString::to_string).collect();
    let block = all.iter().find(|text| text.contains("CHỦ TỊCH")).unwrap();
    assert!(
        block.starts_with("....., ngày ") && block.ends_with("\nCHỦ TỊCH"),
        "{block:?}"
    );
}

#[test]
fn formats_and_merges_are_those_of_the_table() {
    let table = annex(None, &[], true);
    let bytes = xlsx::book(std::slice::from_ref(&table), &properties()).unwrap();
    let mut book = open(&bytes);
    let sheet = rows(&mut book, "Phụ lục 02");
    let merged = book.merge_cells_by_sheet_name("Phụ lục 02").unwrap();
    for row in 0..2 {
        assert!(
            merged.iter().any(|area| area.start == (row, 0) && area.end == (row, 7)),
            "{row}"
        );
    }
    let formats = part(&bytes, "xl/styles.xml");
    for format in ["0%", "0.0%", "0.000%", "#,##0"] {
        assert!(formats.contains(&format!("formatCode=\"[$-42A]{format}\"")), "{format}");
    }
    assert!(find(&sheet, "1.1") < find(&sheet, "1.10"));
    let xml = part(&bytes, "xl/worksheets/sheet1.xml");
    for mark in [
        "paperSize=\"9\"",
        "orientation=\"landscape\"",
        "fitToHeight=\"0\"",
        "<headerFooter differentFirst=\"1\" scaleWithDoc=\"0\">",
    ] {
        assert!(xml.contains(mark), "{mark}");
    }
    assert!(
        !xml.contains("DỰ THẢO")
            && !sheet
                .iter()
                .flatten()
                .any(|cell| *cell == Data::String("DỰ THẢO".to_owned()))
    );
    let workbook = part(&bytes, "xl/workbook.xml");
    assert!(
        workbook.contains("_xlnm.Print_Titles") && workbook.contains("'Phụ lục 02'!$4:$4"),
        "{workbook}"
    );
}

#[test]
fn the_same_table_gives_the_same_bytes() {
    let book = || xlsx::book(&[annex(None, &[], false)], &properties()).unwrap();
    let bytes = book();
    assert_eq!(bytes, book());
    let core = part(&bytes, "docProps/core.xml");
    assert!(
        core.contains("2023-11-20T01:00:00Z") && core.contains("<dc:subject>Xã Tân Phú</dc:subject>"),
        "{core}"
    );
}

#[test]
fn texts_that_look_like_formulas_stay_texts() {
    let mut table = annex(None, &[], false);
    let texts = ["=HYPERLINK(\"http://a\")", "+1", "-1", "@SUM(A1)", "{=1}", "12"];
    for (row, text) in table.rows.iter_mut().skip(1).zip(texts) {
        row.cells[7].text = text.to_owned();
    }
    let bytes = xlsx::book(&[table], &properties()).unwrap();
    let sheet = rows(&mut open(&bytes), "Phụ lục 02");
    let first = find(&sheet, "1.1");
    for (at, text) in texts.iter().enumerate() {
        assert_eq!(sheet[first + at][7], Data::String((*text).to_owned()));
    }
    assert!(!part(&bytes, "xl/worksheets/sheet1.xml").contains("<f>"));
}

#[test]
fn the_conclusion_says_only_what_is_known() {
    let line = |table: &Table, at: usize| table.conclusion[at].clone();
    let open = annex(None, &[], true);
    assert!(
        line(&open, 0).contains("thẩm định: xã Tân Phú, ") && line(&open, 0).contains("đã hoàn thành 30/36"),
        "{}",
        line(&open, 0)
    );
    assert!(line(&open, 0).ends_with("năm 2023, tỷ lệ đạt 83,33%."));
    assert_eq!(line(&open, 1), "Kết quả: ĐẠT/ KHÔNG ĐẠT");
    assert_eq!(line(&annex(Some(70), &[], true), 1), "Kết quả: ĐẠT");
    assert_eq!(line(&annex(Some(90), &[], true), 1), "Kết quả: KHÔNG ĐẠT");
    // What is not ruled to its end has no figures and no outcome, even one that nothing could change any more.
    for threshold in [80, 99, 5] {
        let part = annex(Some(threshold), &["1.1", "1.2"], false);
        assert!(
            line(&part, 0).contains("đã hoàn thành ...../....."),
            "{}",
            line(&part, 0)
        );
        assert!(
            line(&part, 0).ends_with("năm 2023, tỷ lệ đạt .....%."),
            "{}",
            line(&part, 0)
        );
        assert_eq!(line(&part, 1), "Kết quả: ĐẠT/ KHÔNG ĐẠT");
    }
}

/// A round by points.
fn by_points(framework: &str, stage: &str) -> Round {
    Round {
        framework: (*Library::open(None).get(&framework.into()).unwrap()).clone(),
        stage: StageId::new(stage),
        ..appraised::round(None)
    }
}

/// An applicant whose first criteria, so many, are given so many per cent of their maxima.
fn given(round: &Round, name: &str, percent: Decimal, ruled: usize) -> (Dossier, Scorecard) {
    let (mut dossier, _) = appraised::dossier(round, name, &[]);
    dossier.submission = Submission::default();
    let given = round.framework.scored().take(ruled).map(|criterion| {
        let mut ruling = appraised::ruling(None, None, "");
        ruling.points = criterion.max_points.map(|max| max * percent / Decimal::ONE_HUNDRED);
        (criterion.id.clone(), vec![ruling])
    });
    let mut rulings = Rulings::default();
    rulings.by_stage.insert(round.stage.clone(), given.collect());
    let card = score(round, &dossier, &rulings);
    (dossier, card)
}

#[test]
fn a_unit_that_is_not_ruled_to_its_end_has_no_place_among_the_others() {
    let round = by_points("dti-1726-tinh", "ministry");
    let of = |name: &str, percent: u32, ruled: usize| given(&round, name, Decimal::from(percent), ruled);
    let spec = round.framework.form(&FormId::new("tong-hop")).unwrap();
    let whole = [of("Tỉnh An", 50, 500), of("Tỉnh Bình", 60, 500)];
    let mixed = [
        of("Tỉnh Chung", 0, 0),
        whole[0].clone(),
        of("Tỉnh Dương", 100, 30),
        whole[1].clone(),
    ];
    let rows = |dossiers: &[(Dossier, Scorecard)]| -> Vec<Vec<String>> {
        let table = forms::fill_summary(spec, &round, dossiers, &Words::official());
        let texts = |row: &thamdinh::forms::Row| row.cells.iter().map(|cell| cell.text.clone()).collect();
        table.rows.iter().map(texts).collect()
    };
    let (alone, among) = (rows(&whole), rows(&mixed));
    for (alone, among) in alone.iter().zip(&among) {
        assert_eq!(alone, among, "as without those that are not ruled");
        assert!(alone.iter().all(|text| !text.is_empty()), "{alone:?}");
    }
    for open in &among[2..] {
        let said: Vec<&String> = open.iter().filter(|text| !text.is_empty()).collect();
        assert_eq!(said.len(), 1, "its name only: {open:?}");
    }
}

#[test]
fn points_of_a_conclusion_are_those_of_the_summary() {
    let round = by_points("hue-2263-xa", "district");
    let spec = round.framework.form(&FormId::new("bang-tham-dinh")).unwrap();
    let (dossier, card) = given(&round, "Xã An", "33.345".parse().unwrap(), 500);
    let table = forms::fill(spec, &round, &dossier, &card, &[], &Words::official());
    let summary = round.framework.form(&FormId::new("tong-hop")).unwrap();
    let ranked = forms::fill_summary(summary, &round, &[(dossier, card)], &Words::official());
    let at = summary
        .columns
        .iter()
        .position(|column| column.field == ColumnField::TotalPoints)
        .unwrap();
    let points = &ranked.rows[0].cells[at].text;
    let said = table.conclusion.join("\n");
    assert!(points.contains(','), "{points}");
    assert!(said.contains(&format!(" {points}/")), "{said}: {points}");
}

#[test]
fn what_nobody_ruled_stays_blank_and_words_stand_in_full() {
    let table = annex(None, &["2.1"], false);
    let stage = StageId::new("district");
    let cell = |code: &str, field| {
        table
            .cell(&CriterionId::new(code), field, Some(&stage))
            .unwrap()
            .text
            .clone()
    };
    assert_eq!(cell("2.1", ColumnField::Value), "");
    assert_eq!(cell("2.1", ColumnField::Verdict), "");
    assert_eq!(cell("4.8", ColumnField::Verdict), "Không áp dụng");
    assert_eq!(cell("4.8", ColumnField::Note), "Xã không có điểm bưu chính");
    assert_eq!(cell("1.2", ColumnField::Value), "45/46 (97,83%)");
    assert_eq!(cell("1.6", ColumnField::Verdict), "Không đạt");
}

#[test]
fn a_table_for_each_commune_stands_on_its_own_sheet() {
    let round = appraised::round(None);
    let spec = round.framework.form(&FormId::new("phu-luc-02")).unwrap();
    let names = [
        "Xã Tân Phú",
        "Thị trấn Nông trường Vân Du huyện Thạch Thành",
        "Xã Tân Phú",
    ];
    let tables: Vec<Table> = names
        .iter()
        .map(|name| {
            let (dossier, rulings) = appraised::dossier(&round, name, &[]);
            let scorecard = score(&round, &dossier, &rulings);
            forms::fill(spec, &round, &dossier, &scorecard, &[], &Words::official())
        })
        .collect();
    let book = open(&xlsx::book(&tables, &properties()).unwrap());
    assert_eq!(
        book.sheet_names(),
        ["Xã Tân Phú", "Thị trấn Nông trường Vân Du huy", "Xã Tân Phú (2)"]
    );
}

#[test]
fn the_blank_form_locks_what_is_printed() {
    let framework = appraised::framework();
    let form = framework.form(&FormId::new("phu-luc-01")).unwrap();
    let bytes = template::book(&framework, form, &properties()).unwrap();
    assert_eq!(bytes, template::book(&framework, form, &properties()).unwrap());
    let mut book = open(&bytes);
    assert_eq!(book.sheet_names(), ["Hướng dẫn", "Phụ lục 01"]);
    let sheet = rows(&mut book, "Phụ lục 01");
    let codes: Vec<String> = sheet[find(&sheet, "TT") + 1..]
        .iter()
        .map(|row| row[0].to_string())
        .collect();
    let expected = framework.groups.iter().flat_map(|group| {
        let criteria = framework.criteria_of(&group.id).map(|criterion| criterion.code.clone());
        std::iter::once(group.code.clone()).chain(criteria)
    });
    assert!(codes.iter().take(41).cloned().eq(expected), "{codes:?}");
    assert_eq!(sheet[find(&sheet, "1.2")][3], Data::Float(1.0));
    let xml = part(&bytes, "xl/worksheets/sheet2.xml");
    assert!(xml.contains("<sheetProtection sheet=\"1\"") && !xml.contains("password="));
    assert_eq!(xml.matches("<dataValidation ").count(), 37);
    assert!(xml.contains("<formula1>\"Đạt,Không đạt,Đang triển khai,Không áp dụng\"</formula1>"));
    assert!(part(&bytes, "xl/styles.xml").contains("<protection locked=\"0\"/>"));
    let other = framework.form(&FormId::new("phu-luc-02")).unwrap();
    assert!(template::book(&framework, other, &properties()).is_err());
}

#[test]
fn the_applicants_own_table_carries_its_words_and_no_mark_of_a_draft() {
    let round = appraised::round(None);
    let (mut dossier, rulings) = appraised::dossier(&round, "Phường Đông Sơn", &[]);
    let claim = dossier.submission.claims.get_mut(&"1.1".into()).unwrap();
    claim.evidence = "Quyết định số 12/QĐ-UBND\u{1b}[31m".to_owned();
    (claim.value, claim.raw) = (None, "chín lăm".to_owned());
    let scorecard = score(&round, &dossier, &rulings);
    let spec = round.framework.form(&FormId::new("phu-luc-01")).unwrap();
    let table = forms::fill(spec, &round, &dossier, &scorecard, &[], &Words::official());
    assert_eq!(table.draft, None);
    let cell = |code: &str, field| table.cell(&CriterionId::new(code), field, None).unwrap().text.clone();
    assert_eq!(cell("1.1", ColumnField::Evidence), "Quyết định số 12/QĐ-UBND[31m");
    assert_eq!(cell("1.1", ColumnField::Value), "chín lăm");
    assert_eq!(cell("1.5", ColumnField::Verdict), "Đang triển khai");
    assert!(
        rulings
            .by_stage
            .values()
            .flatten()
            .any(|(_, all)| all[0].verdict == Some(Verdict::NotMet))
    );
}

#[test]
fn an_exported_table_is_recognised_as_the_form_it_is() {
    let bytes = xlsx::book(&[annex(None, &[], false)], &properties()).unwrap();
    let sheet = rows(&mut open(&bytes), "Phụ lục 02");
    let texts: Vec<Vec<String>> = sheet
        .iter()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let found = match_columns(&texts, &appraised::framework().forms).unwrap();
    assert_eq!(found.form, FormId::new("phu-luc-02"));
}

#[test]
fn the_province_prints_the_districts_table_on_its_left() {
    let (district, province) = (StageId::new("district"), StageId::new("province"));
    let mut round = appraised::round(None);
    round.stage = province.clone();
    let (mut dossier, rulings) = appraised::dossier(&round, "Xã Tân Phú", &["1.1"]);
    let mut claim = appraised::claim(appraised::number("97.4"), ClaimedVerdict::Met);
    claim.note = "Đã kiểm tra".to_owned();
    let received = std::collections::BTreeMap::from([(CriterionId::new("1.2"), claim)]);
    dossier.submission.received.insert(district.clone(), received);
    let scorecard = score(&round, &dossier, &rulings);
    let spec = round.framework.form(&FormId::new("phu-luc-03")).unwrap();
    let table = forms::fill(spec, &round, &dossier, &scorecard, &[], &Words::official());
    let value = |stage| {
        table
            .cell(&"1.2".into(), ColumnField::Value, Some(stage))
            .unwrap()
            .text
            .clone()
    };
    assert_eq!(value(&district), "97,4%");
    assert_eq!(value(&province), "45/46 (97,83%)");
    assert_eq!(table.signature.as_ref().unwrap().title, "GIÁM ĐỐC");
    let blank = |field| table.cell(&"1.1".into(), field, Some(&province)).unwrap().text.clone();
    assert_eq!(
        (blank(ColumnField::Value), blank(ColumnField::Verdict)),
        (String::new(), String::new())
    );
}

#[test]
fn a_summary_ranks_the_best_first_and_ties_alike() {
    let round = appraised::round(Some(80));
    let column = |field, header: &str| Column {
        field,
        stage: None,
        input: None,
        header: header.to_owned(),
        over: String::new(),
        also: Vec::new(),
        width: 10.into(),
    };
    let spec = FormSpec {
        id: FormId::new("tong-hop"),
        name: "Bảng tổng hợp".to_owned(),
        kind: FormKind::Summary,
        stage: Some(round.stage.clone()),
        title: vec!["KẾT QUẢ NĂM {year}".to_owned()],
        printed: String::new(),
        columns: vec![
            column(ColumnField::Rank, "Thứ hạng"),
            column(ColumnField::Applicant, "Đơn vị"),
            column(ColumnField::Passed, "Số tiêu chí đạt"),
            column(ColumnField::Rate, "Tỷ lệ"),
            column(ColumnField::Conclusion, "Kết quả"),
        ],
        parts: Vec::new(),
        total: String::new(),
        conclusion: String::new(),
        outcome: vec!["ĐẠT".to_owned(), "KHÔNG ĐẠT".to_owned()],
        signature: None,
    };
    let scored = |name: &str, open: &[&str]| {
        let (dossier, rulings) = appraised::dossier(&round, name, open);
        let scorecard = score(&round, &dossier, &rulings);
        (dossier, scorecard)
    };
    let dossiers = [
        scored("Xã Bình", &["1.1", "1.2", "1.3"]),
        scored("Xã An", &[]),
        scored("Xã Yên", &[]),
    ];
    let table = forms::fill_summary(&spec, &round, &dossiers, &Words::official());
    let texts: Vec<Vec<&str>> = table
        .rows
        .iter()
        .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
        .collect();
    assert_eq!(
        texts,
        [
            ["1", "Xã An", "30", "83,33%", "ĐẠT"],
            ["1", "Xã Yên", "30", "83,33%", "ĐẠT"],
            ["", "Xã Bình", "", "", ""],
        ]
    );
    assert_eq!(table.title, ["KẾT QUẢ NĂM 2023"]);
    assert_eq!(table.annex, "BẢNG TỔNG HỢP");
    assert!(table.draft.is_some());
    xlsx::book(&[table], &properties()).unwrap();
}

#[test]
fn a_column_of_one_weight_shows_only_its_rows() {
    let framework: Framework = toml::from_str(include_str!("../frameworks/dti-1726-tinh.toml")).unwrap();
    let round = Round {
        framework,
        stage: StageId::new("ministry"),
        ..appraised::round(None)
    };
    let (dossier, _) = appraised::dossier(&round, "Tỉnh Minh Họa", &[]);
    let given = |id: &str, points: &str| {
        let mut ruling = appraised::ruling(None, None, "");
        ruling.points = Some(points.parse().unwrap());
        (CriterionId::new(id), vec![ruling])
    };
    let pillar = round
        .framework
        .scored()
        .filter(|one| one.id.as_str().starts_with("I.3/"));
    let mut ruled: BTreeMap<_, _> = pillar.map(|one| given(one.id.as_str(), "0")).collect();
    ruled.extend([("I.3/6.1", "7.5"), ("I.3/8.1-a", "3"), ("I.3/9.1-a", "2.5")].map(|(id, points)| given(id, points)));
    let spec = round.framework.form(&FormId::new("bang-i")).unwrap();
    let filled = |ruled: &BTreeMap<CriterionId, Vec<Ruling>>| {
        let mut rulings = Rulings::default();
        rulings.by_stage.insert(round.stage.clone(), ruled.clone());
        let scorecard = score(&round, &dossier, &rulings);
        forms::fill(spec, &round, &dossier, &scorecard, &[], &Words::official())
    };
    let table = filled(&ruled);
    // Bộ TTTT đánh giá, trên không gian mạng, của chuyên gia, Điểm đạt được.
    let cells = |kind: RowKind| -> Vec<&str> {
        let row = table.rows.iter().find(|row| row.kind == kind).unwrap();
        row.cells[4..8].iter().map(|cell| cell.text.as_str()).collect()
    };
    let criterion = |id: &str| cells(RowKind::Criterion(CriterionId::new(id)));
    let group = |id: &str| cells(RowKind::Group(id.into()));
    assert_eq!(criterion("I.3/6.1"), ["7,5", "", "", "7,5"]);
    assert_eq!(criterion("I.3/8.1-a"), ["", "3", "", "3"]);
    assert_eq!(criterion("I.3/9.1-a"), ["", "", "2,5", "2,5"]);
    assert_eq!(group("I.3/8"), ["", "3", "", "3"]);
    assert_eq!(group("I.3/6"), ["7,5", "", "", "7,5"]);
    assert_eq!(group("I.3"), ["7,5", "3", "2,5", "13"]);
    // A sum is one only when nothing in it is open; the sums beside it stand.
    ruled.remove(&CriterionId::new("I.3/8.1-a"));
    let table = filled(&ruled);
    let group = |id: &str| -> Vec<String> {
        let row = table
            .rows
            .iter()
            .find(|row| row.kind == RowKind::Group(id.into()))
            .unwrap();
        row.cells[4..8].iter().map(|cell| cell.text.clone()).collect()
    };
    assert_eq!(group("I.3/8"), ["", "", "", ""]);
    assert_eq!(group("I.3"), ["7,5", "", "2,5", ""]);
}

#[test]
fn an_exported_table_is_loaded_again_without_loss() {
    let table = annex(None, &["2.1"], true);
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("Xã Tân Phú");
    std::fs::create_dir(&own).unwrap();
    let bytes = xlsx::book(std::slice::from_ref(&table), &properties()).unwrap();
    thamdinh::export::write(&own.join("PL02.xlsx"), &bytes, false).unwrap();
    let framework = appraised::framework();
    let read = intake::read(folder.path(), &framework, &mut |_| ControlFlow::Continue(())).unwrap();
    let [draft] = read.drafts.as_slice() else {
        panic!("{:?}", read.issues)
    };
    assert_eq!(draft.form, Some(FormId::new("phu-luc-02")));
    assert_eq!(draft.name, "Xã Tân Phú");
    let round = appraised::round(None);
    let (dossier, rulings) = appraised::dossier(&round, "Xã Tân Phú", &["2.1"]);
    let received = &draft.submission.received[&StageId::new("district")];
    for criterion in framework.scored() {
        let given = received.get(&criterion.id);
        let ruled = rulings.of(&round.stage, &criterion.id).first();
        assert_eq!(
            given.and_then(|claim| claim.value.clone()),
            ruled.and_then(|ruling| ruling.value.clone()),
            "{}",
            criterion.id
        );
        assert_eq!(
            given.and_then(|claim| claim.verdict),
            ruled.and_then(|ruling| ruling.verdict).map(ClaimedVerdict::from),
            "{}",
            criterion.id
        );
        let own = draft
            .submission
            .claims
            .get(&criterion.id)
            .and_then(|claim| claim.value.clone());
        assert_eq!(own, dossier.submission.claims[&criterion.id].value, "{}", criterion.id);
    }
    let rows: Vec<_> = draft
        .submission
        .flags
        .iter()
        .filter(|flag| {
            matches!(
                flag.kind,
                FlagKind::UnknownRow | FlagKind::DuplicateRow | FlagKind::UnreadableValue
            )
        })
        .collect();
    assert!(rows.is_empty(), "{rows:?}");
}

#[test]
fn every_framework_gives_its_blank_form() {
    let mut made = 0;
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/frameworks")).unwrap() {
        let path = entry.unwrap().path();
        // The folder of the profiles lies beside the files.
        if path.is_dir() {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let framework: Framework = toml::from_str(&text).unwrap();
        for form in framework
            .forms
            .iter()
            .filter(|form| form.kind == FormKind::SelfAssessment)
        {
            let bytes = template::book(&framework, form, &properties()).unwrap();
            let mut book = open(&bytes);
            let sheet = book
                .sheet_names()
                .into_iter()
                .find(|name| form.name.starts_with(name.as_str()))
                .unwrap();
            let scored = framework.scored().count();
            assert!(rows(&mut book, &sheet).len() > scored, "{}", framework.id);
            made += 1;
        }
    }
    assert!(made > 0);
}
