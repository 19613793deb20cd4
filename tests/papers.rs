//! Papers as they are exported from a workspace: the mark of the sample, who signs, what an annex is issued with, and the
//! record of who ruled what.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

use std::io::{Cursor, Read as _};
use std::path::Path;
use std::sync::Arc;

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use thamdinh::domain::office::{Office, Offices};
use thamdinh::domain::{Act, Actor, ApplicantId, FormId, MemberId, RoundId, StageId};
use thamdinh::tasks::papers::PROVENANCE;
use thamdinh::tasks::rulings::{self, Spoken};
use thamdinh::tasks::{Desk, ExportFormat, ExportRequest, Settings, demo, export};
use thamdinh::text::{Lang, Locale};

const SAMPLE: &str = "SỐ LIỆU MINH HỌA";
const DRAFT: &str = "DỰ THẢO";
const WHO: &str = "xa-tan-phu";

struct Place {
    folder: tempfile::TempDir,
    desk: Desk,
    round: RoundId,
}

fn actor(member: &str, role: &str) -> Actor {
    Actor {
        member: MemberId::new(member),
        role: role.to_owned(),
    }
}

impl Place {
    /// The sample, as `demo` opens it, in a file that is kept.
    fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = || "2023-11-20T08:00:00+07:00".to_owned();
        let mut desk = Desk::new(Settings::default(), None, Arc::new(Locale::new(Lang::Vi)), clock);
        let path = folder.path().join("minh-hoa.thamdinh");
        let opened = demo::open(&mut desk, Some(&path), &mut |_| true).unwrap();
        let round = opened.rounds[0].id.clone();
        Self { folder, desk, round }
    }

    /// What stands in the file of a form: its texts, one after the other.
    fn export(&mut self, form: &str, format: ExportFormat, provenance: bool) -> String {
        let wanted = ExportRequest {
            round: self.round.clone(),
            forms: vec![FormId::new(form)],
            applicants: vec![ApplicantId::new("Xã Tân Phú")],
            format,
            out: self.folder.path().join("out"),
            one_book: false,
            plain_names: false,
            existing: thamdinh::tasks::Existing::Replace,
            provenance,
        };
        let files = export::run(&mut self.desk, &wanted, &mut |_| true).unwrap().files;
        assert_eq!(files.len(), 1);
        texts(&files[0])
    }

    fn seal(&mut self, member: &str, role: &str) {
        let act = Act::Seal {
            round: self.round.clone(),
            applicant: ApplicantId::new(WHO),
            stage: StageId::new("district"),
            state: String::new(),
        };
        self.desk.act_as(&actor(member, role), act).unwrap();
    }

    fn office(&mut self, office: Office) {
        let act = Act::SetOffices {
            round: self.round.clone(),
            offices: Box::new(Offices {
                office,
                ..Offices::default()
            }),
        };
        self.desk.act_as(&actor("An", ""), act).unwrap();
    }
}

fn texts(path: &Path) -> String {
    let bytes = std::fs::read(path).unwrap();
    let ending = path.extension().unwrap().to_str().unwrap();
    if ending == "xlsx" {
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        let sheets = names.iter().map(|name| {
            let range = book.worksheet_range(name).unwrap();
            let cells = range.rows().flatten().map(ToString::to_string);
            cells.collect::<Vec<_>>().join("\n")
        });
        return sheets.collect::<Vec<_>>().join("\n");
    }
    if ending == "docx" {
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let names: Vec<String> = archive.file_names().map(|name| name.unwrap().into_owned()).collect();
        let mut all = String::new();
        for name in names
            .iter()
            .filter(|name| name.starts_with("word/") && name.ends_with(".xml"))
        {
            archive.by_name(name).unwrap().read_to_string(&mut all).unwrap();
        }
        return all;
    }
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let pages: Vec<u32> = file.get_pages().keys().copied().collect();
    file.extract_text(&pages).unwrap()
}

fn dense(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[test]
fn invented_figures_are_marked_in_every_format_before_and_after_the_seal() {
    let mut place = Place::demo();
    let formats = [ExportFormat::Xlsx, ExportFormat::Docx, ExportFormat::Pdf];
    for format in formats {
        let text = dense(&place.export("phu-luc-02", format, false));
        assert!(text.contains(&dense(&format!("{DRAFT} – {SAMPLE}"))), "{format:?}");
    }
    for form in ["mau-so-02", PROVENANCE] {
        let text = dense(&place.export(form, ExportFormat::Pdf, false));
        assert!(text.contains(&dense(SAMPLE)), "{form}");
    }
    place.seal("Trần Thị B", "Chủ tịch Hội đồng");
    for format in formats {
        let text = dense(&place.export("phu-luc-02", format, false));
        assert!(
            text.contains(&dense(SAMPLE)) && !text.contains(&dense(DRAFT)),
            "{format:?}"
        );
    }
}

#[test]
fn who_sealed_in_the_role_that_signs_is_named_and_the_office_names_another() {
    let mut place = Place::demo();
    place.seal("Trần Thị B", "Chủ tịch");
    for (form, format) in [
        ("phu-luc-02", ExportFormat::Xlsx),
        ("phu-luc-02", ExportFormat::Docx),
        ("mau-so-02", ExportFormat::Docx),
    ] {
        assert!(place.export(form, format, false).contains("Trần Thị B"), "{form}");
    }
    place.office(Office {
        signer: "Nguyễn Văn A".to_owned(),
        ..Office::default()
    });
    let text = place.export("phu-luc-02", ExportFormat::Xlsx, false);
    assert!(text.contains("Nguyễn Văn A") && !text.contains("Trần Thị B"), "{text}");
}

#[test]
fn who_sealed_in_another_role_does_not_sign() {
    let mut place = Place::demo();
    place.seal("Lê Văn C", "Thư ký");
    assert!(
        !place
            .export("phu-luc-02", ExportFormat::Xlsx, false)
            .contains("Lê Văn C")
    );
}

#[test]
fn an_annex_says_which_report_it_is_issued_with_and_ends_with_its_table_where_the_office_says_so() {
    let mut place = Place::demo();
    let with = "(Kèm theo Báo cáo số ...../BC-UBND ngày ..... tháng ..... năm ..... của UBND huyện Minh Họa)";
    for format in [ExportFormat::Xlsx, ExportFormat::Docx] {
        let text = place.export("phu-luc-02", format, false);
        assert!(text.contains(with) && text.contains("CHỦ TỊCH"), "{format:?}: {text}");
    }
    assert!(place.export("mau-so-02", ExportFormat::Docx, false).contains(with));
    let own = place.export("phu-luc-01", ExportFormat::Xlsx, false);
    assert!(own.contains("năm ..... của UBND xã Tân Phú)"), "{own}");
    place.office(Office {
        bare: true,
        ..Office::default()
    });
    let text = place.export("phu-luc-02", ExportFormat::Xlsx, false);
    assert!(
        text.contains(with) && !text.contains("CHỦ TỊCH") && !text.contains("Căn cứ kết quả"),
        "{text}"
    );
}

#[test]
fn the_record_names_who_ruled_what_when_and_stands_behind_a_paper_where_asked_for() {
    let mut place = Place::demo();
    let spoken = Spoken {
        applicant: "Xã Tân Phú".to_owned(),
        criterion: "1.4".to_owned(),
        verdict: "khong-dat".to_owned(),
        note: "15 cán bộ chưa có hộp thư".to_owned(),
        by: "Nguyễn Văn A".to_owned(),
        ..Spoken::default()
    };
    let round = place.round.clone();
    rulings::one(&mut place.desk, &round, &spoken).unwrap();
    place.seal("Trần Thị B", "Chủ tịch Hội đồng");
    let alone = place.export(PROVENANCE, ExportFormat::Xlsx, false);
    for words in [
        "DẤU VẾT XÁC NHẬN NỘI BỘ",
        "15 cán bộ chưa có hộp thư",
        "Nguyễn Văn A",
        "20/11/2023 08:00",
        "Chốt kết luận",
        "Trần Thị B\nChủ tịch Hội đồng",
        "SHA-256 của kết quả được chốt:",
        "chưa có quyết định",
        "không phải là chữ ký số",
    ] {
        assert!(alone.contains(words), "{words}: {alone}");
    }
    let sealed = place.export("phu-luc-02", ExportFormat::Xlsx, true);
    assert!(sealed.contains("PHỤ LỤC 02") && sealed.contains("DẤU VẾT XÁC NHẬN NỘI BỘ"));
    let report = place.export("mau-so-02", ExportFormat::Pdf, true);
    let (before, _) = dense(&report)
        .split_once(&dense("DẤU VẾT XÁC NHẬN NỘI BỘ"))
        .map(|(a, b)| (a.to_owned(), b.to_owned()))
        .unwrap();
    assert!(before.contains(&dense("PHỤ LỤC 02")), "the record stands last");
}

#[test]
fn a_report_is_a_workbook_whose_first_sheet_says_it_and_whose_second_is_its_annex() {
    let mut place = Place::demo();
    for (form, annex, sheets) in [
        ("mau-so-01", "PHỤ LỤC 01", 2),
        ("mau-so-02", "PHỤ LỤC 02", 2),
        ("mau-so-03", "", 1),
        ("mau-so-04", "", 2),
    ] {
        place.export(form, ExportFormat::Xlsx, false);
        let path = std::fs::read_dir(place.folder.path().join("out")).unwrap();
        let mut books: Vec<_> = path.map(|entry| entry.unwrap().path()).collect();
        books.sort();
        let bytes = std::fs::read(books.last().unwrap()).unwrap();
        let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).unwrap();
        let names = book.sheet_names();
        assert_eq!(names.len(), sheets, "{form}: {names:?}");
        let mut said = names.iter().map(|name| {
            let range = book.worksheet_range(name).unwrap();
            let cells = range.rows().flatten().map(ToString::to_string);
            cells.collect::<Vec<_>>().join("\n")
        });
        // Where a row is higher than its text the lines stand at its top, and are not pulled apart.
        let mut archive = zip::ZipArchive::new(Cursor::new(std::fs::read(books.last().unwrap()).unwrap())).unwrap();
        let styles = std::io::read_to_string(archive.by_name("xl/styles.xml").unwrap()).unwrap();
        assert!(styles.contains("horizontal=\"justify\"") && !styles.contains("vertical=\"justify\""));
        let letter = said.next().unwrap();
        for words in ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Nơi nhận:", SAMPLE] {
            assert!(letter.contains(words), "{form} lacks {words}: {letter}");
        }
        if let Some(table) = said.next() {
            // It is signed with its report.
            assert!(
                table.contains(annex) && table.contains("1.4") && !table.contains("CHỦ TỊCH"),
                "{form}: {table}"
            );
        }
    }
}

#[test]
fn each_stage_issues_its_own_documents_whichever_stage_the_round_works_at() {
    let mut place = Place::demo();
    place.office(Office {
        agency: vec!["UBND HUYỆN MINH HỌA".to_owned()],
        signer: "Nguyễn Văn A".to_owned(),
        ..Office::default()
    });
    for stage in ["district", "province"] {
        let act = Act::SetStage {
            round: place.round.clone(),
            stage: StageId::new(stage),
        };
        place.desk.act_as(&actor("An", ""), act).unwrap();
        for form in ["mau-so-02", "phu-luc-02"] {
            let text = place.export(form, ExportFormat::Docx, false);
            assert!(
                text.contains("Nguyễn Văn A") && text.contains("UBND huyện Minh Họa"),
                "{stage}, {form}"
            );
            assert!(
                !text.contains("Sở Thông tin và Truyền thông báo cáo"),
                "{stage}, {form}"
            );
        }
        for form in ["mau-so-04", "phu-luc-03"] {
            let text = place.export(form, ExportFormat::Docx, false);
            assert!(
                !text.contains("Nguyễn Văn A") && !text.contains("UBND HUYỆN MINH HỌA"),
                "{stage}, {form}"
            );
            let with = "của Sở Thông tin và Truyền thông)";
            assert!(text.contains(with), "{stage}, {form}");
        }
    }
}
