//! Reports around a table: every heading and criterion of the form, figures counted, texts as people wrote them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

#[path = "support/appraised.rs"]
mod appraised;

use thamdinh::domain::form::ReportSpec;
use thamdinh::domain::narrative::{Narrative, Narratives};
use thamdinh::domain::office::Office;
use thamdinh::domain::scorecard::score;
use thamdinh::domain::{ApplicantId, Dossier, EventId, FormId, MemberId, Round, Rulings};
use thamdinh::export::{Properties, docx, pdf};
use thamdinh::forms::document::{Block, Section};
use thamdinh::forms::report::{Sources, report};
use thamdinh::forms::{self, Document, Words};

/// An invented commune, all ruled on but what is named as open.
struct Desk {
    round: Round,
    dossier: Dossier,
    rulings: Rulings,
    narratives: Narratives,
    office: Office,
}

impl Desk {
    fn new(threshold: Option<u32>, open: &[&str]) -> Self {
        let round = appraised::round(threshold);
        let (dossier, rulings) = appraised::dossier(&round, "Xã Tân Phú", open);
        Self {
            round,
            dossier,
            rulings,
            narratives: Narratives::default(),
            office: Office::default(),
        }
    }

    fn spec(&self, id: &str) -> &ReportSpec {
        let mut reports = self.round.framework.reports.iter();
        reports.find(|report| report.id.as_str() == id).unwrap()
    }

    fn write(&mut self, applicant: Option<&ApplicantId>, section: &str, text: &str) {
        let place = (applicant.cloned(), FormId::new("mau-so-02"), section.to_owned());
        let narrative = Narrative {
            event: EventId::new("e"),
            text: text.to_owned(),
            by: MemberId::new("An"),
            at: "2023-11-20T08:00:00+07:00".to_owned(),
            others: Vec::new(),
        };
        self.narratives.0.insert(place, narrative);
    }

    fn pages(&self, id: &str) -> Vec<Section> {
        let words = Words::official();
        let scorecard = score(&self.round, &self.dossier, &self.rulings);
        let spec = self.spec(id);
        let form = spec.annex.as_ref().and_then(|id| self.round.framework.form(id));
        let annex = form.map(|form| {
            let mut table = forms::fill(form, &self.round, &self.dossier, &scorecard, &[], &words);
            forms::office::on_table(&mut table, &self.office);
            table
        });
        let sources = Sources {
            round: &self.round,
            dossier: &self.dossier,
            scorecard: &scorecard,
            narratives: &self.narratives,
            office: &self.office,
            words: &words,
        };
        report(spec, &sources, annex.as_ref())
    }

    /// The lines of a report, its annex left out.
    fn lines(&self, id: &str) -> Vec<String> {
        self.pages(id)[0].blocks.iter().flat_map(lines).collect()
    }
}

fn lines(block: &Block) -> Vec<String> {
    match block {
        Block::Heading(heading) => vec![heading.line()],
        Block::Paragraph(text) => vec![text.runs.iter().map(|run| run.text.as_str()).collect()],
        Block::Title(title) => std::iter::once(&title.name).chain(&title.about).cloned().collect(),
        Block::Letterhead(head) => head
            .above
            .iter()
            .chain(&head.agency)
            .chain([&head.nation, &head.motto, &head.number, &head.about, &head.place_date])
            .cloned()
            .collect(),
        Block::Closing(closing) => std::iter::once(&closing.recipients_title)
            .chain(&closing.recipients)
            .chain(&closing.above)
            .chain(&closing.title)
            .chain([&closing.hint, &closing.name])
            .cloned()
            .collect(),
        _ => Vec::new(),
    }
}

#[test]
fn every_report_has_its_headings_in_the_order_of_the_form_and_no_place_left_unfilled() {
    let desk = Desk::new(None, &["2.1"]);
    assert_eq!(desk.round.framework.reports.len(), 4);
    for spec in &desk.round.framework.reports {
        let lines = desk.lines(spec.id.as_str());
        let mut at = 0;
        for section in spec.sections.iter().filter(|section| !section.heading.is_empty()) {
            let found = lines[at..].iter().position(|line| *line == section.heading);
            at += found.unwrap_or_else(|| panic!("{}: {}", spec.id, section.heading)) + 1;
        }
        for line in &lines {
            assert!(!line.contains(['{', '}']), "{}: {line}", spec.id);
        }
        assert_eq!(
            desk.pages(spec.id.as_str()).len(),
            1 + usize::from(spec.annex.is_some())
        );
    }
}

#[test]
fn the_report_of_the_commune_goes_through_every_criterion() {
    let desk = Desk::new(None, &[]);
    let lines = desk.lines("mau-so-01");
    for criterion in desk.round.framework.scored() {
        let heading = format!("{0}. Tiêu chí số {0}", criterion.code);
        let at = lines.iter().position(|line| *line == heading);
        let at = at.unwrap_or_else(|| panic!("{heading}"));
        assert!(lines[at + 1].starts_with("a) Yêu cầu tiêu chí: "), "{}", lines[at + 1]);
        assert!(lines[at + 2].starts_with("b) Kết quả: "));
        assert_eq!(
            lines[at + 3],
            format!("({}. Tài liệu minh chứng kèm theo)", criterion.code)
        );
        assert!(lines[at + 4].starts_with("c) Đánh giá: "));
    }
    assert!(
        lines.contains(&"XÃ TÂN PHÚ".to_owned()),
        "the agency stands in capitals"
    );
    assert!(lines.contains(&"UBND xã Tân Phú báo cáo kết quả thực hiện, cụ thể như sau:".to_owned()));
    assert_eq!(
        desk.pages("mau-so-01")[0].draft,
        None,
        "the applicant's paper is its own affair"
    );
}

#[test]
fn the_outcome_is_said_once_it_is_known_and_stands_as_printed_until_then() {
    let said = |desk: &Desk, id: &str| {
        let lines = desk.lines(id);
        lines.into_iter().find(|line| line.starts_with("Kết quả:")).unwrap()
    };
    assert_eq!(said(&Desk::new(None, &[]), "mau-so-02"), "Kết quả: ĐẠT/ KHÔNG ĐẠT");
    assert_eq!(said(&Desk::new(Some(70), &[]), "mau-so-02"), "Kết quả: ĐẠT");
    assert_eq!(said(&Desk::new(Some(99), &[]), "mau-so-02"), "Kết quả: KHÔNG ĐẠT");
    let open = Desk::new(Some(70), &[]);
    assert_eq!(said(&open, "mau-so-03"), "Kết quả: ĐẠT YÊU CẦU/ KHÔNG ĐẠT YÊU CẦU");
    let conclusion = |open: &[&str]| {
        let lines = Desk::new(Some(70), open).lines("mau-so-02");
        lines.into_iter().find(|line| line.starts_with("Căn cứ")).unwrap()
    };
    // What stands while something is open is no result, and neither is what it would come to.
    for open in [vec!["2.1"], vec!["1.1", "1.2", "1.3"]] {
        assert_eq!(said(&Desk::new(Some(5), &open), "mau-so-02"), "Kết quả: ĐẠT/ KHÔNG ĐẠT");
        let line = conclusion(&open);
        assert!(line.contains("đã hoàn thành ...../..... Tiêu chí"), "{line}");
        assert!(line.ends_with("tỷ lệ đạt .....%."), "{line}");
    }
    assert_eq!(
        conclusion(&[]),
        "Căn cứ kết quả thẩm định: xã Tân Phú, huyện/thị xã/thành phố..... đã hoàn thành 30/36 Tiêu chí chuyển đổi số \
         cấp xã năm 2023, tỷ lệ đạt 83,33%."
    );
}

#[test]
fn groups_are_counted_with_the_codes_behind_each_count() {
    let lines = Desk::new(None, &["2.1"]).lines("mau-so-02");
    let at = lines.iter().position(|line| line == "2. Kinh tế số").unwrap();
    let counts = &lines[at + 1..at + 5];
    let of = |start: &str| {
        let line = counts.iter().find(|line| line.starts_with(start));
        line.unwrap_or_else(|| panic!("{start}: {counts:?}"))
    };
    let codes = |line: &str| line.matches("2.").count();
    let met = of("- Chỉ tiêu đạt: ");
    let failed = of("- Chỉ tiêu không hoàn thành: ");
    assert_eq!(codes(met) + codes(failed), 5, "{counts:?}");
    assert!(met.contains("/6 (") && !met.contains("2.1"), "{met}");
    assert_eq!(of("- Chỉ tiêu chưa đánh giá: "), "- Chỉ tiêu chưa đánh giá: 1/6 (2.1)");
    // What does not apply is said of the group that has such criteria, and of no other.
    let apart: Vec<&String> = lines.iter().filter(|line| line.contains("không áp dụng: ")).collect();
    assert_eq!(apart, ["- Chỉ tiêu không áp dụng: 1/8 (4.8)"]);
}

#[test]
fn a_text_of_the_applicant_goes_before_one_of_the_round_and_dots_stand_where_nobody_wrote() {
    let mut desk = Desk::new(None, &[]);
    desk.write(None, "i", "Chung cho cả đợt.");
    desk.write(None, "iii", "Mô hình chung.");
    let own = desk.dossier.applicant.clone();
    desk.write(Some(&own), "i", "Hồ sơ đủ.\n\nKý số\u{202e} đủ.");
    desk.write(Some(&ApplicantId::new("khac")), "v", "Của xã khác.");
    let lines = desk.lines("mau-so-02");
    let below = |heading: &str| {
        let at = lines.iter().position(|line| line == heading).unwrap();
        lines[at + 1..].to_vec()
    };
    assert_eq!(
        below("I. Về hồ sơ, tài liệu minh chứng")[..2],
        ["Hồ sơ đủ.", "Ký số đủ."]
    );
    assert_eq!(below("III. Mô hình nổi trội về chuyển đổi số")[0], "Mô hình chung.");
    assert_eq!(below("V. Đề xuất, kiến nghị")[0], ".....");
}

#[test]
fn the_words_of_the_office_stand_in_the_place_of_the_forms() {
    let mut desk = Desk::new(None, &[]);
    let plain = desk.lines("mau-so-02");
    assert!(plain.contains(&"UBND HUYỆN MINH HỌA".to_owned()));
    assert!(plain.contains(&"Số:          /BC-UBND".to_owned()) && plain.contains(&"- .....".to_owned()));
    desk.office = Office {
        agency: vec!["ỦY BAN NHÂN DÂN HUYỆN MINH HỌA".to_owned()],
        place: "Minh Họa".to_owned(),
        district: "huyện Minh Họa".to_owned(),
        authority: vec!["TM. ỦY BAN NHÂN DÂN".to_owned(), "KT. CHỦ TỊCH".to_owned()],
        title: vec!["PHÓ CHỦ TỊCH".to_owned()],
        signer: "Nguyễn Văn A".to_owned(),
        recipients: vec!["- Lưu: VT.".to_owned()],
        ..Office::default()
    };
    let lines = desk.lines("mau-so-02");
    let end = &lines[lines.len() - 7..];
    assert_eq!(
        end,
        [
            "Nơi nhận:",
            "- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN",
            "KT. CHỦ TỊCH",
            "PHÓ CHỦ TỊCH",
            "",
            "Nguyễn Văn A"
        ]
    );
    assert!(lines.iter().any(|line| line.starts_with("Minh Họa, ngày")));
    assert!(
        lines
            .iter()
            .any(|line| line.contains("xã Tân Phú, huyện Minh Họa đã hoàn thành"))
    );
}

#[test]
fn a_report_speaks_of_its_annex_as_the_office_numbers_it() {
    let mut desk = Desk::new(None, &[]);
    let says = |desk: &Desk, id: &str, words: &str| desk.lines(id).iter().any(|line| line.contains(words));
    assert!(says(
        &desk,
        "mau-so-02",
        "(Kết quả thẩm định chi tiết theo Phụ lục số 02)"
    ));
    assert!(says(&desk, "mau-so-01", "như phụ lục 01 kèm theo"));
    desk.office.annex = "Phụ lục II".to_owned();
    assert!(says(&desk, "mau-so-02", "(Kết quả thẩm định chi tiết theo Phụ lục II)"));
    assert!(says(&desk, "mau-so-01", "như phụ lục II kèm theo"));
    let pages = desk.pages("mau-so-02");
    let Some(Block::Annex(heading)) = pages[1].blocks.first() else {
        panic!("no annex");
    };
    assert_eq!(heading.title[0], "PHỤ LỤC II");
}

#[test]
fn a_letter_says_what_it_is_about_below_its_number() {
    let desk = Desk::new(None, &[]);
    let pages = desk.pages("mau-so-03");
    assert!(!pages[0].blocks.iter().any(|block| matches!(block, Block::Title(_))));
    let lines = desk.lines("mau-so-03");
    assert!(lines.contains(
        &"V/v ý kiến về hồ sơ và kết quả thực hiện các tiêu chí chuyển đổi số của đơn vị xã Tân Phú".to_owned()
    ));
    assert!(
        lines
            .iter()
            .any(|line| line.starts_with("Kính gửi: UBND huyện/thị xã/ thành phố"))
    );
}

#[test]
fn a_report_and_its_annex_are_drafts_until_they_are_sealed_and_both_writers_take_them() {
    let mut desk = Desk::new(Some(70), &[]);
    let drafts = |desk: &Desk| -> Vec<bool> {
        let pages = desk.pages("mau-so-02");
        pages.iter().map(|section| section.draft.is_some()).collect()
    };
    assert_eq!(drafts(&desk), [true, true]);
    desk.dossier.sealed.push(desk.round.stage.clone());
    assert_eq!(drafts(&desk), [false, false]);
    let document = Document {
        properties: Properties {
            created: "2023-11-20T08:00:00+07:00".to_owned(),
            ..Properties::default()
        },
        sections: desk.pages("mau-so-02"),
    };
    assert!(
        matches!(document.sections[1].blocks.last(), Some(Block::Grid(_))),
        "signed with its report"
    );
    assert!(docx::write(&document).unwrap().starts_with(b"PK"));
    assert!(pdf::write(&document).unwrap().starts_with(b"%PDF"));
}

#[test]
fn a_level_that_is_none_is_said_in_words_in_a_report() {
    let desk = Desk::new(Some(70), &[]);
    let words = Words::official();
    let mut spec = desk.spec("mau-so-02").clone();
    spec.opening = "Mức độ: {level}.".to_owned();
    let mut scorecard = score(&desk.round, &desk.dossier, &desk.rulings);
    for (level, said) in [(0, "Mức độ: chưa đạt mức độ nào."), (3, "Mức độ: 3.")] {
        scorecard.results.get_mut(&spec.stage).unwrap().level = Some(level);
        let sources = Sources {
            round: &desk.round,
            dossier: &desk.dossier,
            scorecard: &scorecard,
            narratives: &desk.narratives,
            office: &desk.office,
            words: &words,
        };
        let pages = report(&spec, &sources, None);
        let lines: Vec<String> = pages[0].blocks.iter().flat_map(lines).collect();
        assert!(lines.iter().any(|line| line == said), "{lines:?}");
    }
}
