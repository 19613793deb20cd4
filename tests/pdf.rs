//! Official tables as PDF, read back by other programs: every criterion, the header on each page, the same bytes.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

#[path = "support/appraised.rs"]
mod appraised;

use std::io::Write as _;
use std::process::Command;

use thamdinh::domain::scorecard::score;
use thamdinh::domain::{FormId, FormKind, Note, Round, Scorecard};
use thamdinh::export::{Properties, pdf};
use thamdinh::forms::document::{
    Alignment, Block, Closing, Grid, Letterhead, List, Pair, Paragraph, Run, Section, Title,
};
use thamdinh::forms::{self, Align, Document, Table, Words};
use thamdinh::framework::Library;
use thamdinh::text::nfc;

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
fn table(name: &str) -> Table {
    let round = appraised::round(Some(70));
    let spec = round.framework.form(&FormId::new("phu-luc-02")).unwrap();
    let (dossier, rulings) = appraised::dossier(&round, name, &["2.1"]);
    let scorecard: Scorecard = score(&round, &dossier, &rulings);
    let notes: &[Note] = &[];
    forms::fill(spec, &round, &dossier, &scorecard, notes, &Words::official())
}

/// The text of each page as lopdf reads it, all blanks taken out: lines of a cell come apart.
fn read(bytes: &[u8]) -> Vec<String> {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().keys().copied().collect();
    pages
        .iter()
        .map(|page| dense(&file.extract_text(&[*page]).unwrap()))
        .collect()
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// What a program says of a file; none where it is not installed.
fn ask(program: &str, arguments: &[&str], bytes: &[u8]) -> Option<(bool, String)> {
    let mut file = tempfile::Builder::new().suffix(".pdf").tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.flush().unwrap();
    let arguments: Vec<String> = arguments
        .iter()
        .map(|argument| argument.replace("FILE", file.path().to_str().unwrap()))
        .collect();
    match Command::new(program).args(&arguments).output() {
        Ok(output) => Some((
            output.status.success(),
            String::from_utf8_lossy(&output.stdout).into_owned(),
        )),
        Err(_) => {
            println!("skipped: {program} is not installed");
            None
        }
    }
}

#[test]
fn every_criterion_stands_in_the_file_and_the_header_on_each_page() {
    let table = table("Xã Tân Phú");
    let document = Document::annex(&table, properties());
    let pages = read(&pdf::write(&document).unwrap());
    assert_eq!(pages.len(), pdf::pages(&document));
    assert!((4..=7).contains(&pages.len()), "{} pages", pages.len());
    let whole = pages.concat();
    for row in &table.rows {
        for cell in &row.cells {
            // A cell's text is whole where its row is; rows of this table are never taller than a page.
            let first = cell.text.split_whitespace().next().unwrap_or_default();
            assert!(whole.contains(first), "{} is not there", cell.text);
        }
    }
    for (at, page) in pages.iter().enumerate() {
        assert!(
            page.contains(&dense("Tên chỉ tiêu")),
            "page {} has no header: {page}",
            at + 1
        );
        assert!(page.contains(&dense("DỰ THẢO")), "page {} is no draft", at + 1);
    }
    let last = pages.last().unwrap();
    assert!(last.contains(&dense("Kết quả:")), "{last}");
    assert!(last.contains("4.8"), "the signature block stands without a row: {last}");
}

#[test]
fn one_state_gives_the_same_bytes_and_another_others() {
    let document = Document::annex(&table("Xã Tân Phú"), properties());
    let bytes = pdf::write(&document).unwrap();
    // Another thread has a type case of its own.
    let again = std::thread::scope(|scope| scope.spawn(|| pdf::write(&document).unwrap()).join().unwrap());
    assert!(bytes == again);
    assert!(bytes != pdf::write(&Document::annex(&table("Xã Tân Lập"), properties())).unwrap());
}

#[test]
fn annexes_of_one_file_are_numbered_apart() {
    let tables = [table("Xã Tân Phú"), table("Xã Đông Lĩnh")];
    let one = pdf::pages(&Document::annex(&tables[0], properties()));
    let document = Document::annexes(&tables, properties());
    let pages = read(&pdf::write(&document).unwrap());
    assert_eq!(pages.len(), 2 * one);
    assert!(pages[0].contains(&dense("XÃ TÂN PHÚ")));
    assert!(pages[one].contains(&dense("XÃ ĐÔNG LĨNH")));
    assert!(
        pages[1].starts_with('2') && pages[one + 1].starts_with('2'),
        "{}",
        pages[one + 1]
    );
    assert!(!pages[one].starts_with('1'), "the first page of an annex has no number");
}

#[test]
fn other_programs_accept_the_file_and_read_its_text_in_nfc() {
    let bytes = pdf::write(&Document::annex(&table("Xã Tân Phú"), properties())).unwrap();
    if let Some((good, _)) = ask("qpdf", &["--check", "FILE"], &bytes) {
        assert!(good, "qpdf refuses the file");
    }
    if let Some((_, text)) = ask("pdftotext", &["-layout", "FILE", "-"], &bytes) {
        assert_eq!(text, nfc(&text));
        assert!(text.contains("KẾT QUẢ THẨM ĐỊNH CHI TIẾT THỰC HIỆN TIÊU CHÍ CHUYỂN ĐỔI SỐ CHO XÃ TÂN PHÚ"));
        assert!(text.contains("Chính quyền số") && text.contains("Hạ tầng số"), "{text}");
    }
    if let Some((_, text)) = ask("pdfinfo", &["FILE"], &bytes) {
        assert!(text.contains("Title:           Phụ lục 02"), "{text}");
        assert!(
            text.contains("841.89 x 595.28 pts (A4)") || text.contains("841.89 x 595.276"),
            "{text}"
        );
    }
    if let Some((_, text)) = ask("pdffonts", &["FILE"], &bytes) {
        let fonts: Vec<&str> = text.lines().skip(2).collect();
        assert!(fonts.len() >= 2, "{text}");
        for font in fonts {
            assert!(font.contains("Tinos") && font.contains("yes yes yes"), "{font}");
        }
    }
}

/// A report with every kind of block, its table long enough for a second page.
fn report() -> Document {
    let mut grid = Grid::new(&[("TT", 1), ("Nhóm tiêu chí", 5), ("Đạt", 2), ("Không đạt", 2)]);
    for row in 1..=30 {
        grid.push([
            (row.to_string(), Align::Centre),
            (format!("Nhóm tiêu chí thứ {row} của xã"), Align::Left),
            ("5".to_owned(), Align::Centre),
            ("2".to_owned(), Align::Centre),
        ]);
    }
    let long = "Thực hiện Quyết định số 1829/QĐ-UBND ngày 30/5/2023 của Chủ tịch UBND tỉnh về việc ban hành các tiêu chí \
                chuyển đổi số cấp xã đến năm 2025 trên địa bàn tỉnh; UBND huyện Minh Họa báo cáo kết quả thẩm định như sau:";
    let blocks = vec![
        Block::Letterhead(Letterhead {
            above: vec!["UBND TỈNH THANH HÓA".to_owned()],
            agency: vec!["UBND HUYỆN MINH HỌA".to_owned()],
            nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
            motto: "Độc lập - Tự do - Hạnh phúc".to_owned(),
            number: "Số:          /BC-UBND".to_owned(),
            about: String::new(),
            place_date: "....., ngày      tháng      năm".to_owned(),
        }),
        Block::Title(Title {
            name: "BÁO CÁO".to_owned(),
            about: vec!["Về việc thẩm định hồ sơ đề nghị xét, công nhận xã hoàn thành các tiêu chí".to_owned()],
        }),
        Block::text(long),
        Block::heading(1, "I.", "VỀ HỒ SƠ, TÀI LIỆU MINH CHỨNG"),
        Block::heading(2, "1.", "Chính quyền số"),
        Block::heading(3, "a)", "Kết quả"),
        Block::List(List::dashes(["Chỉ tiêu đạt: 10;", "Chỉ tiêu không hoàn thành: 1."])),
        Block::Pairs(vec![Pair {
            name: "Tỷ lệ đạt".to_owned(),
            value: "95,6 %".to_owned(),
        }]),
        Block::Grid(grid),
        Block::Paragraph(Paragraph {
            runs: vec![Run::plain("Kết quả: "), Run::bold("ĐẠT"), Run::italic(" (dự kiến)")],
            alignment: Alignment::Justified,
            indent: true,
            keep: false,
        }),
        Block::Closing(Closing {
            recipients_title: "Nơi nhận:".to_owned(),
            recipients: vec!["- Như trên;".to_owned(), "- Lưu: VT.".to_owned()],
            above: vec!["TM. ỦY BAN NHÂN DÂN".to_owned(), "KT. CHỦ TỊCH".to_owned()],
            title: vec!["PHÓ CHỦ TỊCH".to_owned()],
            name: "Nguyễn Văn A".to_owned(),
            ..Closing::default()
        }),
        Block::PageBreak,
        Block::text("Trang riêng."),
    ];
    Document {
        properties: properties(),
        sections: vec![Section::report(blocks), Section::annex(&table("Xã Tân Phú"))],
    }
}

#[test]
fn a_report_has_its_blocks_in_order_and_its_annex_behind_it() {
    let pages = read(&pdf::write(&report()).unwrap());
    let whole = pages.concat();
    let mut from = 0;
    for words in [
        "UBND HUYỆN MINH HỌA",
        "BÁO CÁO",
        "Thực hiện Quyết định số 1829/QĐ-UBND",
        "I. VỀ HỒ SƠ",
        "1. Chính quyền số",
        "a) Kết quả",
        "- Chỉ tiêu đạt: 10;",
        "Tỷ lệ đạt: 95,6 %",
        "Nhóm tiêu chí thứ 30",
        "Kết quả: ĐẠT (dự kiến)",
        "PHÓ CHỦ TỊCH",
        "Nguyễn Văn A",
        "Trang riêng.",
        "PHỤ LỤC 02",
    ] {
        let at = whole[from..].find(&dense(words));
        assert!(at.is_some(), "{words} is not there, or too early");
        from += at.unwrap();
    }
    let signed = pages.iter().find(|page| page.contains(&dense("PHÓ CHỦ TỊCH"))).unwrap();
    assert!(
        signed.contains(&dense("Nhóm tiêu chí thứ 30")),
        "the signature block stands alone"
    );
}

#[test]
fn every_form_of_every_framework_can_be_printed() {
    let words = Words::official();
    let library = Library::open(None);
    let mut printed = 0;
    for listed in library.list() {
        let framework = library.get(&listed.id).unwrap();
        for spec in &framework.forms {
            let table = match spec.kind {
                FormKind::SelfAssessment | FormKind::Appraisal => forms::blank(spec, &framework, &words),
                FormKind::Structure => forms::structure(spec, &framework, &words),
                FormKind::Summary => {
                    let round = Round {
                        framework: (*framework).clone(),
                        ..appraised::round(None)
                    };
                    forms::fill_summary(spec, &round, &[], &words)
                }
            };
            let bytes = pdf::write(&Document::annex(&table, properties())).unwrap();
            let whole = read(&bytes).concat();
            for column in &table.columns {
                let word = column.header.split_whitespace().next().unwrap_or_default();
                assert!(
                    whole.contains(word),
                    "{} of {}: no column {}",
                    spec.name,
                    listed.id,
                    column.header
                );
            }
            for row in &table.rows {
                for cell in &row.cells {
                    let word = cell.text.split_whitespace().next().unwrap_or_default();
                    assert!(
                        whole.contains(word),
                        "{} of {}: {} is not there",
                        spec.name,
                        listed.id,
                        cell.text
                    );
                }
            }
            printed += 1;
        }
    }
    assert!(printed > 10, "{printed} forms");
}

#[test]
fn a_row_taller_than_a_page_is_split_by_its_lines() {
    let mut table = table("Xã Tân Phú");
    let last = table.rows.last_mut().unwrap().cells.last_mut().unwrap();
    last.text = (1..=900).map(|word| format!("chữ{word} ")).collect();
    let pages = read(&pdf::write(&Document::annex(&table, properties())).unwrap());
    let whole = pages.concat();
    for word in 1..=900 {
        assert!(whole.contains(&format!("chữ{word}")), "word {word} is lost");
    }
}

#[test]
fn letters_that_the_fonts_lack_do_not_stop_the_file() {
    let mut table = table("Xã Tân Phú 漢 😀 ☐");
    table.rows[1].cells[1].text = "☑ Có \u{1}\t\u{200b}ký tự lạ: 漢字".to_owned();
    let pages = read(&pdf::write(&Document::annex(&table, properties())).unwrap());
    assert!(pages[0].contains(&dense("√ Có ký tự lạ: □□")), "{}", pages[0]);
}

#[test]
fn a_time_that_cannot_be_read_is_refused() {
    let properties = Properties {
        created: "hôm qua".to_owned(),
        ..properties()
    };
    assert!(pdf::write(&Document::annex(&table("Xã Tân Phú"), properties)).is_err());
}
