//! Official tables as WordprocessingML, read back: every criterion, header rows, sections, the same bytes.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

#[path = "support/appraised.rs"]
mod appraised;

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};
use std::process::Command;

use quick_xml::Reader;
use quick_xml::events::Event;
use thamdinh::domain::FormId;
use thamdinh::domain::scorecard::score;
use thamdinh::export::{Properties, docx};
use thamdinh::forms::document::{Block, Closing, Grid, Letterhead, List, Pair, Section, Title};
use thamdinh::forms::{self, Align, Document, Table, Words};

fn properties() -> Properties {
    Properties {
        title: "Phụ lục 02".to_owned(),
        subject: "Xã Tân Phú".to_owned(),
        author: "UBND huyện Minh Họa".to_owned(),
        created: "2023-11-20T08:00:00+07:00".to_owned(),
        ..Properties::default()
    }
}

/// The district's table of an invented commune.
fn table(name: &str, sealed: bool) -> Table {
    let round = appraised::round(Some(70));
    let spec = round.framework.form(&FormId::new("phu-luc-02")).unwrap();
    let (mut dossier, rulings) = appraised::dossier(&round, name, &["2.1"]);
    if sealed {
        dossier.sealed.push(round.stage.clone());
    }
    let scorecard = score(&round, &dossier, &rulings);
    forms::fill(spec, &round, &dossier, &scorecard, &[], &Words::official())
}

/// A report with everything that may stand in one.
fn report() -> Document {
    let mut grid = Grid::new(&[("TT", 1), ("Nội dung", 6)]);
    grid.push([
        ("1".to_owned(), Align::Centre),
        ("Chính quyền số".to_owned(), Align::Left),
    ]);
    let blocks = vec![
        Block::Letterhead(Letterhead {
            agency: vec!["UBND HUYỆN MINH HỌA".to_owned()],
            nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
            motto: "Độc lập - Tự do - Hạnh phúc".to_owned(),
            number: "Số:      /BC-UBND".to_owned(),
            place_date: "....., ngày ..... tháng ..... năm .....".to_owned(),
            ..Letterhead::default()
        }),
        Block::Title(Title {
            name: "BÁO CÁO".to_owned(),
            about: vec!["Về việc thẩm định hồ sơ".to_owned()],
        }),
        Block::text("Thực hiện Quyết định số 1829/QĐ-UBND & các văn bản <liên quan>; báo cáo như sau:"),
        Block::heading(1, "I.", "Về hồ sơ"),
        Block::heading(2, "1.", "Chính quyền số"),
        Block::List(List::dashes(["Chỉ tiêu đạt: 8"])),
        Block::Pairs(vec![Pair {
            name: "Tỷ lệ".to_owned(),
            value: "81,08%".to_owned(),
        }]),
        Block::Grid(grid),
        Block::PageBreak,
        Block::text("Trang sau."),
        Block::Closing(Closing {
            recipients_title: "Nơi nhận:".to_owned(),
            recipients: vec!["- Lưu: VT.".to_owned()],
            above: vec!["TM. ỦY BAN NHÂN DÂN".to_owned()],
            title: vec!["CHỦ TỊCH".to_owned()],
            name: "Nguyễn Văn A".to_owned(),
            ..Closing::default()
        }),
    ];
    Document {
        properties: properties(),
        sections: vec![Section::report(blocks), Section::annex(&table("Xã Tân Phú", false))],
    }
}

/// The parts of a file by name.
fn parts(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes.to_vec())).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut text = String::new();
            part.read_to_string(&mut text).unwrap();
            (part.name().unwrap().into_owned(), text)
        })
        .collect()
}

/// What stands in a part of the main text.
#[derive(Debug, Default)]
struct Read {
    /// The text of each paragraph.
    paragraphs: Vec<String>,
    /// For each table row: whether it is a header, whether it may be split, its cells' texts.
    rows: Vec<(bool, bool, Vec<String>)>,
    /// The texts of paragraphs that stay with the next.
    kept: Vec<String>,
    /// How often an element occurs.
    counts: BTreeMap<String, usize>,
}

fn read(part: &str) -> Read {
    let mut reader = Reader::from_str(part);
    let mut found = Read::default();
    let mut text = String::new();
    let mut keep = false;
    let mut inside = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                match name.as_str() {
                    "w:p" => (text, keep) = (String::new(), false),
                    "w:keepNext" => keep = true,
                    "w:br" => text.push('\n'),
                    "w:tr" => found.rows.push((false, true, Vec::new())),
                    "w:tc" => {
                        inside = true;
                        found.rows.last_mut().unwrap().2.push(String::new());
                    }
                    "w:tblHeader" => found.rows.last_mut().unwrap().0 = true,
                    "w:cantSplit" => found.rows.last_mut().unwrap().1 = false,
                    _ => {}
                }
                *found.counts.entry(name).or_default() += 1;
            }
            Event::Text(words) => text.push_str(&words),
            Event::GeneralRef(entity) => text.push(match entity.as_ref() {
                "amp" => '&',
                "lt" => '<',
                "gt" => '>',
                "quot" => '"',
                other => panic!("&{other};"),
            }),
            Event::End(tag) if tag.name().as_ref() == "w:p" => {
                if inside {
                    found.rows.last_mut().unwrap().2.last_mut().unwrap().push_str(&text);
                }
                if keep {
                    found.kept.push(text.clone());
                }
                found.paragraphs.push(std::mem::take(&mut text));
            }
            Event::End(tag) if tag.name().as_ref() == "w:tc" => inside = false,
            Event::Eof => return found,
            _ => {}
        }
    }
}

fn body(document: &Document) -> Read {
    read(&parts(&docx::write(document).unwrap())["word/document.xml"])
}

#[test]
fn every_row_of_a_table_stands_in_the_file_whole_below_a_header_that_is_repeated() {
    let table = table("Xã Tân Phú", false);
    let found = body(&Document::annex(&table, properties()));
    let headers: Vec<_> = found.rows.iter().filter(|row| row.0).collect();
    assert_eq!(headers.len(), 1);
    assert!(headers[0].2.contains(&"Tên chỉ tiêu".to_owned()), "{:?}", headers[0]);
    assert!(found.rows.iter().all(|row| !row.1), "a row may be split");
    let rows: Vec<&Vec<String>> = found.rows.iter().filter(|row| !row.0).map(|row| &row.2).collect();
    // Conclusion and signature block are the last row, within which the block stands side by side with the recipients.
    assert_eq!(rows.len(), table.rows.len() + 2);
    for (row, cells) in table.rows.iter().zip(rows) {
        let texts: Vec<&String> = row.cells.iter().map(|cell| &cell.text).collect();
        assert_eq!(texts, cells.iter().collect::<Vec<_>>());
    }
    for row in table.rows.iter().rev().take(2) {
        let name = &row.cells[1].text;
        assert!(
            found.kept.contains(name),
            "the signature block may stand without {name}"
        );
    }
    for line in &table.conclusion {
        assert!(found.kept.contains(line), "{line}");
    }
}

#[test]
fn a_draft_says_so_on_each_page_and_a_sealed_paper_nowhere() {
    let mark = Words::official().draft;
    for (sealed, expected) in [(false, 2), (true, 0)] {
        let parts = parts(&docx::write(&Document::annex(&table("Xã Tân Phú", sealed), properties())).unwrap());
        let headers = parts.iter().filter(|(name, _)| name.starts_with("word/header"));
        let marked = headers.filter(|(_, part)| part.contains(&mark)).count();
        assert_eq!(marked, expected, "sealed: {sealed}");
        assert!(!parts["word/document.xml"].contains(&mark));
    }
}

#[test]
fn one_state_gives_the_same_bytes_and_another_others() {
    let document = report();
    let bytes = docx::write(&document).unwrap();
    assert!(bytes == docx::write(&document).unwrap());
    let other = Document::annex(&table("Xã Tân Lập", false), properties());
    assert!(bytes != docx::write(&other).unwrap());
    let mut unread = report();
    unread.properties.created = "hôm nay".to_owned();
    docx::write(&unread).unwrap_err();
}

#[test]
fn a_report_and_its_annex_have_pages_of_their_own() {
    let parts = parts(&docx::write(&report()).unwrap());
    let main = &parts["word/document.xml"];
    let found = read(main);
    assert_eq!(found.counts["w:sectPr"], 2);
    assert_eq!(found.counts["w:titlePg"], 2, "no number on the first page");
    assert_eq!(main.matches("w:orient=\"landscape\"").count(), 1);
    assert!(main.contains("<w:pgSz w:w=\"11907\" w:h=\"16839\"/>"), "upright A4");
    assert!(main.contains("w:top=\"1134\" w:right=\"850\" w:bottom=\"1134\" w:left=\"1701\""));
    assert!(
        found
            .paragraphs
            .contains(&"Thực hiện Quyết định số 1829/QĐ-UBND & các văn bản <liên quan>; báo cáo như sau:".to_owned())
    );
    for words in ["I. Về hồ sơ", "1. Chính quyền số", "Trang sau."] {
        assert!(found.kept.contains(&words.to_owned()), "{words}");
    }
    assert!(found.paragraphs.contains(&"Tỷ lệ: 81,08%".to_owned()));
    assert!(parts["word/styles.xml"].contains("Times New Roman") && parts["word/styles.xml"].contains("vi-VN"));
    assert!(parts["docProps/core.xml"].contains(">2023-11-20T01:00:00Z<"));
    // What is referred to is there.
    let relations = &parts["word/_rels/document.xml.rels"];
    for piece in relations.split("Target=\"").skip(1) {
        let target = piece.split('"').next().unwrap();
        assert!(parts.contains_key(&format!("word/{target}")), "{target}");
        assert!(
            parts["[Content_Types].xml"].contains(&format!("/word/{target}")),
            "{target}"
        );
    }
    for piece in main.split("r:id=\"").skip(1) {
        let id = piece.split('"').next().unwrap();
        assert!(relations.contains(&format!("Id=\"{id}\"")), "{id}");
    }
}

#[test]
fn columns_that_share_a_header_are_joined() {
    let mut grid = Grid::new(&[("TT", 1), ("Tự chấm", 2), ("Thẩm định", 2), ("Ghi chú", 2)]);
    grid.columns[1].over = "Điểm".to_owned();
    grid.columns[2].over = "Điểm".to_owned();
    grid.push(["1", "5", "4", ""].map(|text| (text.to_owned(), Align::Centre)));
    let document = Document {
        properties: properties(),
        sections: vec![Section::report(vec![Block::Grid(grid)])],
    };
    let found = body(&document);
    let headers: Vec<&Vec<String>> = found.rows.iter().filter(|row| row.0).map(|row| &row.2).collect();
    assert_eq!(headers[0], &["TT", "Điểm", "Ghi chú"]);
    assert_eq!(headers[1], &["", "Tự chấm", "Thẩm định", ""]);
    assert_eq!((found.counts["w:gridSpan"], found.counts["w:vMerge"]), (1, 4));
}

#[test]
fn a_long_run_of_headings_does_not_push_a_page_away() {
    let mut grid = Grid::new(&[("TT", 1), ("Tên", 4)]);
    for row in 1..=8 {
        grid.push([(row.to_string(), Align::Centre), (format!("hàng {row}"), Align::Left)]);
    }
    grid.rows.iter_mut().take(6).for_each(|row| row.heading = true);
    grid.rows[7].heading = true;
    let document = Document {
        properties: properties(),
        sections: vec![Section::report(vec![Block::Grid(grid)])],
    };
    let kept = body(&document).kept;
    let kept: Vec<&String> = kept.iter().filter(|text| text.starts_with("hàng")).collect();
    assert_eq!(
        kept,
        ["hàng 4", "hàng 5", "hàng 6"],
        "and a heading without a row below it leads nothing"
    );
}

/// A document by LibreOffice as PDF, its pages' texts; none where it is not installed.
fn printed(bytes: &[u8]) -> Option<Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.docx");
    std::fs::write(&file, bytes).unwrap();
    let profile = format!(
        "-env:UserInstallation=file://{}",
        folder.path().join("profile").display()
    );
    let said = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .args([folder.path(), &file])
        .output();
    let pdf = folder.path().join("a.pdf");
    if !said.is_ok_and(|output| output.status.success()) || !pdf.exists() {
        println!("skipped: LibreOffice is not installed");
        return None;
    }
    let file = lopdf::Document::load(pdf).unwrap();
    let pages: Vec<u32> = file.get_pages().keys().copied().collect();
    let text = |page: &u32| file.extract_text(&[*page]).unwrap();
    let dense = |text: String| text.chars().filter(|c| !c.is_whitespace()).collect();
    Some(pages.iter().map(text).map(dense).collect())
}

#[test]
fn in_libre_office_the_signature_block_has_company_and_the_table_begins_on_the_first_page() {
    let table = table("Xã Tân Phú", false);
    // Papers that end at other heights of the page, one behind the other.
    let tables: Vec<Table> = (0..8)
        .map(|fewer| {
            let mut table = table.clone();
            table.rows.truncate(table.rows.len() - fewer);
            table
        })
        .collect();
    let Some(pages) = printed(&docx::write(&Document::annexes(&tables, properties())).unwrap()) else {
        return;
    };
    let signed: Vec<&String> = pages.iter().filter(|page| page.contains("CHỦTỊCH")).collect();
    assert_eq!(signed.len(), tables.len());
    for (page, table) in signed.iter().zip(&tables) {
        let last = &table.rows.last().unwrap().cells;
        assert!(
            page.contains("Têntiêuchí") || page.contains("Tênchỉtiêu"),
            "no header: {page}"
        );
        assert!(page.contains(&last[0].text), "without row {}: {page}", last[0].text);
    }
    let first = pages.iter().filter(|page| page.contains("PHỤLỤC02"));
    assert!(first.clone().count() >= tables.len());
    assert!(first.clone().all(|page| page.contains("Tênchỉtiêu")));
}

#[test]
fn what_is_written_is_read_back_and_its_last_row_is_no_criterion() {
    let round = appraised::round(Some(70));
    let spec = round.framework.form(&FormId::new("phu-luc-01")).unwrap();
    let (dossier, rulings) = appraised::dossier(&round, "Xã Tân Phú", &[]);
    let scorecard = score(&round, &dossier, &rulings);
    let table = forms::fill(spec, &round, &dossier, &scorecard, &[], &Words::official());
    assert!(table.signature.is_some());
    let root = tempfile::tempdir().unwrap();
    let folder = root.path().join("Xã Tân Phú");
    std::fs::create_dir(&folder).unwrap();
    let bytes = docx::write(&Document::annex(&table, properties())).unwrap();
    std::fs::write(folder.join("Phụ lục 01.docx"), bytes).unwrap();
    let mut watch = |_| std::ops::ControlFlow::Continue(());
    let found = thamdinh::intake::read(root.path(), &round.framework, &mut watch).unwrap();
    assert_eq!(found.issues.len(), 0, "{:?}", found.issues);
    let read = &found.drafts[0].submission.claims;
    for (id, claim) in &dossier.submission.claims {
        let (Some(written), Some(read)) = (&claim.value, &read[id].value) else {
            panic!("{id} is lost");
        };
        let rate = |value: &thamdinh::domain::Value| value.number(true).map(|number| number.round_dp(2));
        assert_eq!(rate(written), rate(read), "{id}");
    }
}

#[test]
fn python_docx_reads_the_same_where_it_is_installed() {
    let script = "\
import sys, docx
d = docx.Document(sys.argv[1])
print(len(d.sections), len(d.tables), len(d.tables[-1].rows), d.core_properties.title)
print(d.tables[-1].rows[2].cells[1].text)
";
    let mut file = tempfile::Builder::new().suffix(".docx").tempfile().unwrap();
    file.write_all(&docx::write(&report()).unwrap()).unwrap();
    file.flush().unwrap();
    let known = Command::new("python3").args(["-c", "import docx"]).output();
    if !known.is_ok_and(|output| output.status.success()) {
        println!("skipped: python-docx is not installed");
        return;
    }
    let output = Command::new("python3").arg("-c").arg(script).arg(file.path()).output();
    let output = output.unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let table = table("Xã Tân Phú", false);
    let first = &table.rows[1].cells[1].text;
    assert_eq!(
        said,
        format!("2 4 {} Phụ lục 02\n{first}\n", table.rows.len() + 2),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
}
