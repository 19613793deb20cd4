//! The summary of a round as a document: its tables read back, its charts over them, and the same bytes for the same state.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/bench.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod bench;
#[path = "support/filled.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod filled;

use std::collections::BTreeMap;
use std::io::Read as _;
use std::path::{Path, PathBuf};

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use thamdinh::domain::overview::Outcome;
use thamdinh::domain::{Act, Decimal, FormId, Framework, FrameworkId, RoundId};
use thamdinh::tasks::rulings::{Spoken, one};
use thamdinh::tasks::{Desk, ExportFormat, ExportRequest, Reply, Request};

const POINTS: &str = "vinh-phuc-2074-xa";
const LEVELS: &str = "khung-1.0-xa";
/// By name and how good their figures are, in tenths.
const COMMUNES: [(&str, usize); 3] = [("Xã An Bình", 4), ("Phường Bình Minh", 10), ("Thị trấn Lam Giang", 7)];

fn framework(desk: &mut Desk, id: &str) -> Framework {
    thamdinh::tasks::import::named_framework(desk.library(), &FrameworkId::new(id)).unwrap()
}

/// A round whose three communes filled in their forms.
fn loaded(desk: &mut Desk, folder: &Path, id: &str) -> RoundId {
    let framework = framework(desk, id);
    let root = folder.join("xa");
    for (name, good) in COMMUNES {
        bench::hand_in(&root, name, &filled::fill(&framework, good).bytes);
    }
    bench::load(desk, &root, id, "UBND huyện Minh Họa").round
}

/// The council gives every criterion a tenth of the maximum less than the figures are good for.
fn ruled(desk: &mut Desk, round: &RoundId, framework: &Framework) {
    for (name, good) in COMMUNES {
        for criterion in framework.scored() {
            let points = criterion.max_points.unwrap() * Decimal::from(good - 1) / Decimal::TEN;
            let said = Spoken {
                applicant: name.to_owned(),
                criterion: criterion.id.to_string(),
                by: "Trần Thị B".to_owned(),
                points: points.normalize().to_string().replace('.', ","),
                ..Spoken::default()
            };
            one(desk, round, &said).unwrap();
        }
    }
}

fn request(round: &RoundId, form: &str, format: ExportFormat, out: &Path) -> ExportRequest {
    ExportRequest {
        round: round.clone(),
        forms: vec![FormId::new(form)],
        applicants: Vec::new(),
        format,
        out: out.to_owned(),
        one_book: true,
        plain_names: false,
        existing: thamdinh::tasks::Existing::Replace,
        provenance: false,
    }
}

fn export(desk: &mut Desk, round: &RoundId, form: &str, format: ExportFormat, out: &Path) -> PathBuf {
    written(desk, request(round, form, format, out))
}

fn written(desk: &mut Desk, wanted: ExportRequest) -> PathBuf {
    match desk.run(Request::Export(Box::new(wanted)), &mut |_| true).unwrap() {
        Reply::Written(written) => {
            assert_eq!(written.files.len(), 1);
            written.files[0].clone()
        }
        other => panic!("{other:?}"),
    }
}

/// The rows of each sheet, by its name, and the names in order.
fn sheets(path: &Path) -> (Vec<String>, BTreeMap<String, Vec<Vec<Data>>>) {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let names = book.sheet_names();
    let rows = names
        .iter()
        .map(|name| {
            let range = book.worksheet_range(name).unwrap();
            (name.clone(), range.rows().map(<[Data]>::to_vec).collect())
        })
        .collect();
    (names, rows)
}

fn part(path: &Path, name: &str) -> Option<String> {
    let mut archive = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut part = archive.by_name(name).ok()?;
    let mut text = String::new();
    part.read_to_string(&mut text).unwrap();
    Some(text)
}

fn row_of<'a>(rows: &'a [Vec<Data>], name: &str) -> (usize, &'a Vec<Data>) {
    let wanted = Data::String(name.to_owned());
    let at = rows
        .iter()
        .position(|row| row.contains(&wanted))
        .unwrap_or_else(|| panic!("no {name}"));
    (at, &rows[at])
}

fn numbers(row: &[Data]) -> Vec<String> {
    let number = |cell: &Data| match cell {
        Data::Float(number) => Some(number.to_string()),
        Data::Int(number) => Some(number.to_string()),
        _ => None,
    };
    row.iter().filter_map(number).collect()
}

#[test]
fn the_workbook_holds_every_table_with_charts_over_them() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    let round = loaded(&mut desk, folder.path(), POINTS);
    let framework = framework(&mut desk, POINTS);
    ruled(&mut desk, &round, &framework);
    let out = folder.path().join("out");
    let wanted = |plain_names: bool| ExportRequest {
        plain_names,
        ..request(&round, "tong-hop-ket-qua", ExportFormat::Xlsx, &out)
    };
    let plain = written(&mut desk, wanted(true));
    assert_eq!(
        plain.file_name().unwrap().to_str().unwrap(),
        "THKQ_UBND huyen Minh Hoa_2024.xlsx"
    );
    let path = written(&mut desk, wanted(false));
    assert_eq!(
        path.file_name().unwrap().to_str().unwrap(),
        "THKQ_UBND huyện Minh Họa_2024.xlsx"
    );
    let (names, rows) = sheets(&path);
    let own = [
        "Kết quả chung",
        "Xếp hạng",
        "Theo nhóm",
        "Phân bố",
        "Chênh lệch",
        "Theo tiêu chí",
    ];
    assert_eq!(&names[..6], own);
    assert_eq!(names.last().unwrap(), "Biểu đồ");
    assert!(
        names.len() > 7,
        "the framework's own table of the stage stands there, too: {names:?}"
    );

    // The best first, with the exact points of both sides.
    let ranking = &rows["Xếp hạng"];
    let overview = desk.overview(&round, None).unwrap().now;
    for (place, commune) in overview.communes.iter().enumerate() {
        let (_, row) = row_of(ranking, &commune.name);
        let shown = numbers(row);
        assert_eq!(shown[0], (place + 1).to_string());
        for side in [&commune.before, &commune.own] {
            assert!(
                shown.contains(&side.points.round_dp(2).normalize().to_string()),
                "{shown:?}"
            );
        }
        assert_eq!(commune.outcome, Outcome::Done);
    }
    let first = |name: &str| row_of(ranking, name).0;
    assert!(
        first("Phường Bình Minh") < first("Thị trấn Lam Giang") && first("Thị trấn Lam Giang") < first("Xã An Bình")
    );
    let draft = Data::String("DỰ THẢO".to_owned());
    for name in own {
        assert!(rows[name].iter().any(|row| row.contains(&draft)), "{name}");
    }

    // Each criterion with the communes on which more was claimed than given.
    let criteria = &rows["Theo tiêu chí"];
    for (criterion, sum) in framework.scored().zip(&overview.criteria) {
        let (_, row) = row_of(criteria, &criterion.name);
        let shown = numbers(row);
        assert_eq!(shown[0], "3", "{}", criterion.id);
        assert!(shown.contains(&sum.over.len().to_string()), "{}", criterion.id);
    }

    // The sheet of charts has no cell for the mark: its pages carry it, the first one, too.
    let parts: Vec<String> = (1..20)
        .map_while(|at| part(&path, &format!("xl/worksheets/sheet{at}.xml")))
        .collect();
    let marked: Vec<&String> = parts.iter().filter(|sheet| sheet.contains("<firstHeader>")).collect();
    assert_eq!(marked.len(), 1);
    let (_, header) = marked[0].split_once("<firstHeader>").unwrap();
    assert!(marked[0].contains("<drawing") && header.split("</firstHeader>").next().unwrap().contains("DỰ THẢO"));

    // Native charts that point at the cells of their tables.
    let chart = |at: usize| part(&path, &format!("xl/charts/chart{at}.xml"));
    let ranks = chart(1).unwrap();
    let cells = format!(
        "'Xếp hạng'!$B${}:$B${}",
        first("Phường Bình Minh") + 1,
        first("Xã An Bình") + 1
    );
    assert!(
        ranks.contains("<c:barDir val=\"bar\"/>") && ranks.contains(&cells),
        "{cells}"
    );
    assert!(
        ranks.contains("Phường Bình Minh"),
        "programs that do not count anew show it, too"
    );
    let gaps = chart(2).unwrap();
    assert_eq!(gaps.matches("<c:ser>").count(), 2);
    assert!(gaps.contains("'Chênh lệch'!") && chart(3).unwrap().contains("'Phân bố'!"));
    assert!(chart(4).unwrap().contains("'Theo tiêu chí'!"));
    assert!(chart(5).is_none(), "there is no year before");
}

#[test]
fn the_same_state_gives_the_same_bytes_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    let round = loaded(&mut desk, folder.path(), LEVELS);
    for format in [ExportFormat::Xlsx, ExportFormat::Docx, ExportFormat::Pdf] {
        let made = ["a", "b"].map(|name| {
            let out = folder.path().join(name);
            std::fs::read(export(&mut desk, &round, "tong-hop-ket-qua", format, &out)).unwrap()
        });
        assert!(made[0] == made[1], "{format:?}");
    }
    let out = folder.path().join("a");
    let docx = out.join("THKQ_UBND huyện Minh Họa_2024.docx");
    let text = part(&docx, "word/document.xml").unwrap();
    for said in [
        "UBND HUYỆN MINH HỌA",
        "TỔNG HỢP KẾT QUẢ",
        "Phường Bình Minh",
        "Theo nhóm",
        "Chưa đạt mức độ nào",
        "I.2<",
    ] {
        assert!(text.contains(said), "{said}");
    }
    assert!(!text.contains("I/2"), "papers name no criterion by its id");
    let header = (1..9).filter_map(|at| part(&docx, &format!("word/header{at}.xml")));
    assert!(header.chain([text]).any(|text| text.contains("DỰ THẢO")));
}

#[test]
fn a_framework_s_own_table_keeps_its_short_name() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    let round = loaded(&mut desk, folder.path(), LEVELS);
    let out = folder.path().join("out");
    // The framework prints a table of that name; the other framework has none.
    let own = export(&mut desk, &round, "tong-hop", ExportFormat::Xlsx, &out);
    assert!(!sheets(&own).0.contains(&"Biểu đồ".to_owned()));
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    let round = loaded(&mut desk, folder.path(), POINTS);
    let whole = export(
        &mut desk,
        &round,
        "tong-hop",
        ExportFormat::Xlsx,
        &folder.path().join("out"),
    );
    let (names, rows) = sheets(&whole);
    assert!(names.contains(&"Biểu đồ".to_owned()));
    // Before anything is ruled nobody has a rank.
    let (_, row) = row_of(&rows["Xếp hạng"], "Xã An Bình");
    assert_eq!(row[0], Data::Empty);
    // What is ruled in part has neither a rank nor a result, and no place in the distribution.
    let first = framework(&mut desk, POINTS).scored().next().unwrap().id.to_string();
    let said = Spoken {
        applicant: "Xã An Bình".to_owned(),
        criterion: first,
        by: "Trần Thị B".to_owned(),
        points: "0,5".to_owned(),
        ..Spoken::default()
    };
    one(&mut desk, &round, &said).unwrap();
    let part = export(
        &mut desk,
        &round,
        "tong-hop",
        ExportFormat::Xlsx,
        &folder.path().join("part"),
    );
    let (_, rows) = sheets(&part);
    let (_, row) = row_of(&rows["Xếp hạng"], "Xã An Bình");
    assert_eq!((&row[0], &row[3]), (&Data::Empty, &Data::Empty), "{row:?}");
    assert!(matches!(row[2], Data::Float(_)), "what it claimed stands: {row:?}");
    let placed = rows["Phân bố"].iter().filter_map(|row| match row.get(1) {
        Some(Data::Float(count)) => Some(*count),
        _ => None,
    });
    assert_eq!(
        placed
            .map(|count| count.to_string())
            .filter(|count| count != "0")
            .count(),
        0
    );
}

#[test]
fn last_year_stands_beside_this_year_and_the_latest_year_is_opened() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    let round = loaded(&mut desk, folder.path(), POINTS);
    let framework = framework(&mut desk, POINTS);
    ruled(&mut desk, &round, &framework);
    // The year before is loaded after this year.
    let stage = desk.round(&round).unwrap().stage;
    desk.act(Act::OpenRound {
        framework: Box::new(framework.clone()),
        year: 2023,
        organisation: "UBND huyện Minh Họa".to_owned(),
        stage,
        stages: Vec::new(),
    })
    .unwrap();
    let last = desk.store().unwrap().rounds().unwrap().last().unwrap().id.clone();
    let found = desk.overview(&round, None).unwrap();
    assert_eq!(found.past.iter().map(|past| past.head.year).collect::<Vec<_>>(), [2023]);
    assert_eq!(found.others.len(), 1);
    let of_last = desk.overview(&last, Some(&round)).unwrap();
    assert_eq!(of_last.past[0].head.id, round, "a later year may be chosen");
    assert!(desk.overview(&last, None).unwrap().past.is_empty());
    let path = export(
        &mut desk,
        &round,
        "tong-hop-ket-qua",
        ExportFormat::Xlsx,
        &folder.path().join("out"),
    );
    assert!(sheets(&path).0.contains(&"So với năm trước".to_owned()));
    let opened = desk.open_or_create(&folder.path().join("thu.thamdinh")).unwrap();
    assert_eq!(opened.board.unwrap().round.id, round);
}
