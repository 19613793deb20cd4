//! Every document of every framework in every format, written and read back by others: each criterion's code and name is
//! there. The files stay in the folder of temporary files of tests, to be looked at.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

#[path = "support/appraised.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod appraised;
#[path = "support/filled.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod filled;
#[path = "support/printed.rs"]
mod printed;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use filled::Filled;

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use thamdinh::domain::form::ReportScope;
use thamdinh::domain::narrative::Narratives;
use thamdinh::domain::office::Office;
use thamdinh::domain::scorecard::score;
use thamdinh::domain::{
    Act, Actor, ApplicantId, ColumnField, Criterion, Decimal, Dossier, Event, EventId, FormKind, Framework, Marking,
    MemberId, Round, RoundId, Rulings, Scorecard, StageId, Submission, Sufficiency, Targets, Verdict,
};
use thamdinh::export::xlsx::{self, Sheet};
use thamdinh::export::{Properties, docx, pdf};
use thamdinh::forms::document::Section;
use thamdinh::forms::report::{Sources, report, round_report};
use thamdinh::forms::{self, Document, RowKind, Table, Words};
use thamdinh::framework::Library;
use thamdinh::text::nfc;

/// One document of a framework.
struct Paper {
    /// What its files are called.
    name: String,
    /// Its tables, each a sheet of its workbook.
    tables: Vec<Table>,
    sections: Vec<Section>,
    /// Its first section is the first sheet of its workbook.
    is_text: bool,
    /// Codes and names that must stand in it.
    expected: Vec<(String, String)>,
}

impl Paper {
    fn sheets(&self) -> Vec<Sheet<'_>> {
        let text = self.sections.iter().take(usize::from(self.is_text));
        let text = text.map(|section| Sheet::Text {
            name: &self.name,
            applicant: "Xã Tân Phú",
            section,
        });
        text.chain(self.tables.iter().map(Sheet::Table)).collect()
    }
}

/// Two applicants of a framework, one good and one less so, ruled on at a stage.
struct Desk {
    round: Round,
    dossiers: Vec<(Dossier, Rulings, Scorecard)>,
}

impl Desk {
    fn new(framework: &Framework, filled: &[(&str, Filled)], stage: &StageId) -> Self {
        let round = Round {
            id: RoundId::new("r"),
            framework: framework.clone(),
            year: 2024,
            organisation: "UBND huyện Minh Họa".to_owned(),
            opened: stage.clone(),
            stage: stage.clone(),
            threshold: Some(Decimal::from(70)),
            targets: Targets::default(),
        };
        let dossiers = filled.iter().map(|(name, filled)| {
            let (dossier, rulings) = dossier(&round, name, filled);
            let card = score(&round, &dossier, &rulings);
            (dossier, rulings, card)
        });
        Self {
            dossiers: dossiers.collect(),
            round,
        }
    }

    fn all(&self) -> Vec<(Dossier, Scorecard)> {
        let pairs = self
            .dossiers
            .iter()
            .map(|(dossier, _, card)| (dossier.clone(), card.clone()));
        pairs.collect()
    }
}

/// The forms of two applicants, filled in.
fn fill(framework: &Framework) -> [(&'static str, Filled); 2] {
    [("Xã Tân Phú", 8), ("Xã Đông Lĩnh", 6)].map(|(name, good)| (name, filled::fill(framework, good)))
}

fn dossier(round: &Round, name: &str, filled: &Filled) -> (Dossier, Rulings) {
    let own = round.framework.self_stage().map(|stage| stage.id.clone());
    let mut ruled = BTreeMap::new();
    for (at, criterion) in round.framework.scored().enumerate() {
        let Some(claim) = filled.claims.get(&criterion.id) else {
            continue;
        };
        let verdict = if at % 7 == 5 { Verdict::NotMet } else { Verdict::Met };
        let reason = if at % 7 == 5 {
            "Hồ sơ minh chứng chưa được ký số; đề nghị bổ sung."
        } else {
            ""
        };
        let mut ruling = appraised::ruling(claim.value.clone(), Some(verdict), reason);
        ruling.points = claim.points;
        ruling.inputs.clone_from(&claim.inputs);
        ruled.insert(criterion.id.clone(), vec![ruling]);
    }
    let dossier = Dossier {
        applicant: ApplicantId::new(thamdinh::text::fold::slug(name)),
        name: name.to_owned(),
        submissions: 1,
        submission: Submission {
            claims: filled.claims.clone(),
            general: filled.general.clone(),
            registered_level: filled.registered,
            ..Submission::default()
        },
        presented: Vec::new(),
        sealed: Vec::new(),
        resubmitted: Vec::new(),
        dismissed: Vec::new(),
    };
    let mut rulings = Rulings::default();
    if own.as_ref() != Some(&round.stage) {
        rulings.by_stage.insert(round.stage.clone(), ruled);
    }
    (dossier, rulings)
}

fn properties(title: &str) -> Properties {
    Properties {
        title: title.to_owned(),
        subject: "Xã Tân Phú".to_owned(),
        author: "UBND huyện Minh Họa".to_owned(),
        created: "2024-11-20T08:00:00+07:00".to_owned(),
        ..Properties::default()
    }
}

/// All papers of a framework.
fn papers(framework: &Framework) -> Vec<Paper> {
    let words = Words::official();
    let last = &framework.stages.last().unwrap().id;
    let criteria: Vec<(String, String)> = framework
        .criteria
        .iter()
        .map(|one| (one.code.clone(), one.name.clone()))
        .collect();
    let filled = fill(framework);
    let mut papers = Vec::new();
    let mut add = |name: &str, tables: Vec<Table>, sections: Vec<Section>, expected: &[(String, String)]| {
        let is_text = !sections.is_empty();
        let sections = if is_text {
            sections
        } else {
            tables.iter().map(Section::annex).collect()
        };
        papers.push(Paper {
            name: format!("{}.{name}", framework.id),
            tables,
            sections,
            is_text,
            expected: expected.to_vec(),
        });
    };
    for form in &framework.forms {
        let desk = Desk::new(framework, &filled, form.stage.as_ref().unwrap_or(last));
        let (dossier, _, card) = &desk.dossiers[0];
        let applicants: Vec<(String, String)> = desk
            .dossiers
            .iter()
            .map(|(dossier, ..)| (String::new(), dossier.name.clone()))
            .collect();
        let groups: Vec<(String, String)> = framework
            .groups
            .iter()
            .map(|group| (group.code.clone(), group.name.clone()))
            .collect();
        let (table, expected) = match form.kind {
            FormKind::SelfAssessment | FormKind::Appraisal => {
                (forms::fill(form, &desk.round, dossier, card, &[], &words), &criteria)
            }
            FormKind::Summary => (forms::fill_summary(form, &desk.round, &desk.all(), &words), &applicants),
            FormKind::Structure => (forms::structure(form, framework, &words), &groups),
        };
        add(form.id.as_str(), vec![table], Vec::new(), expected);
    }
    for spec in &framework.reports {
        let desk = Desk::new(framework, &filled, &spec.stage);
        let (dossier, _, card) = &desk.dossiers[0];
        let form = spec.annex.as_ref().and_then(|id| framework.form(id));
        let sources = Sources {
            round: &desk.round,
            dossier,
            scorecard: card,
            narratives: &Narratives::default(),
            office: &Office::default(),
            words: &words,
        };
        match spec.scope {
            ReportScope::Applicant => {
                let annex = form.map(|form| forms::fill(form, &desk.round, dossier, card, &[], &words));
                let expected: &[_] = if annex.is_some() { &criteria } else { &[] };
                add(
                    spec.id.as_str(),
                    annex.clone().into_iter().collect(),
                    report(spec, &sources, annex.as_ref()),
                    expected,
                );
            }
            ReportScope::Round => {
                let all = desk.all();
                let annex = form.map(|form| forms::fill_summary(form, &desk.round, &all, &words));
                let sections = round_report(spec, &sources, &all, annex.as_ref());
                let levels = framework.levels.iter().map(|level| (String::new(), level.name.clone()));
                let names = all.iter().map(|(dossier, _)| (String::new(), dossier.name.clone()));
                let expected: Vec<_> = levels.chain(names).collect();
                add(spec.id.as_str(), annex.into_iter().collect(), sections, &expected);
            }
        }
    }
    let desk = Desk::new(framework, &filled, last);
    let (dossier, rulings, _) = &desk.dossiers[0];
    let seal = Event {
        id: EventId::new("0123456789abcdef0123456789abcdef"),
        previous: None,
        device: "d".to_owned(),
        actor: Actor {
            member: MemberId::new("Trần Thị B"),
            role: "Chủ tịch Hội đồng".to_owned(),
        },
        at: "2024-11-21T09:30:00+07:00".to_owned(),
        act: Act::Seal {
            round: desk.round.id.clone(),
            applicant: dossier.applicant.clone(),
            stage: last.clone(),
            state: "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855".to_owned(),
        },
    };
    let table = forms::provenance(&desk.round, dossier, rulings, &[seal], &words);
    let scored: Vec<(String, String)> = framework
        .scored()
        .map(|one| (one.code.clone(), one.name.clone()))
        .chain([("0123456789ab".to_owned(), "Trần Thị B".to_owned())])
        .collect();
    add(forms::provenance::ID, vec![table], Vec::new(), &scored);
    let marks: Vec<Marking> = framework
        .scored()
        .map(|one| missing_evidence(&desk.round, one))
        .collect();
    let table = forms::supplements(&desk.round, dossier, &marks, &words);
    let page = forms::supplements::pages(&desk.round, dossier, &table, &Office::default(), &words);
    add(
        forms::supplements::ID,
        vec![table],
        vec![page],
        &scored[..scored.len() - 1],
    );
    papers
}

/// The mark that evidence of a criterion is missing.
fn missing_evidence(round: &Round, criterion: &Criterion) -> Marking {
    Marking {
        event: EventId::new("e"),
        stage: round.stage.clone(),
        criterion: Some(criterion.id.clone()),
        file: None,
        sha256: String::new(),
        mark: Sufficiency::Missing,
        note: format!("Nộp lại minh chứng của {} bản ký số.", criterion.code),
        by: MemberId::new("An"),
        role: String::new(),
        at: String::new(),
    }
}

fn dense(text: &str) -> String {
    nfc(text).chars().filter(|c| !c.is_whitespace()).collect()
}

/// Makes a file here and on another thread: it is the same.
fn twice(make: impl Fn() -> Vec<u8> + Sync) -> Vec<u8> {
    let bytes = make();
    let again = std::thread::scope(|scope| scope.spawn(&make).join().unwrap());
    assert!(bytes == again, "one state gave two files");
    bytes
}

/// A PDF names its level of PDF/A, the colours it means, and embeds what it needs.
fn says_it_is_for_archives(bytes: &[u8], paper: &str) {
    let file = lopdf::Document::load_mem(bytes).unwrap();
    let catalog = file.catalog().unwrap();
    let metadata = catalog.get(b"Metadata").unwrap().as_reference().unwrap();
    let metadata = file.get_object(metadata).unwrap().as_stream().unwrap();
    assert!(
        metadata.dict.get(b"Filter").is_err(),
        "{paper}: metadata must be readable as it is"
    );
    let said = String::from_utf8_lossy(&metadata.content);
    for (name, value) in [("part", "2"), ("conformance", "U")] {
        let plain = format!("<pdfaid:{name}>{value}</pdfaid:{name}>");
        assert!(said.contains(&plain), "{paper}: {plain} is not in {said}");
    }
    assert!(catalog.has(b"OutputIntents"), "{paper}");
    assert!(file.trailer.has(b"ID"), "{paper}");
}

fn sheets(bytes: &[u8]) -> Vec<Vec<Vec<String>>> {
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.to_vec())).unwrap();
    let names = book.sheet_names();
    let rows = names.iter().map(|name| {
        let range = book.worksheet_range(name).unwrap();
        range
            .rows()
            .map(|row| row.iter().map(ToString::to_string).collect())
            .collect()
    });
    rows.collect()
}

/// The folder of the files, anew.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("documents").join(name);
    std::fs::remove_dir_all(&folder).ok();
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a program prints; none where it is not installed.
fn ask(program: &str, arguments: &[&str]) -> Option<String> {
    match Command::new(program).args(arguments).output() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            if !output.status.success() && said.contains("No module named") {
                println!(
                    "skipped: {program} lacks a module ({})",
                    said.lines().last().unwrap_or_default()
                );
                return None;
            }
            assert!(output.status.success(), "{program} {arguments:?}: {said}");
            Some(String::from_utf8(output.stdout).unwrap())
        }
        Err(_) => {
            println!("skipped: {program} is not installed");
            None
        }
    }
}

/// The texts of all cells of all sheets, read by openpyxl.
const OPENPYXL: &str = "
import sys, openpyxl
sys.stdout.reconfigure(encoding='utf-8')
for path in sys.argv[1:]:
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows(values_only=True):
            print('\\n'.join(str(cell) for cell in row if cell is not None))
    print('\\x1e')
";

/// The texts of all paragraphs and cells, read by python-docx.
const PYTHON_DOCX: &str = "
import sys, docx
sys.stdout.reconfigure(encoding='utf-8')
for path in sys.argv[1:]:
    book = docx.Document(path)
    for part in book.paragraphs:
        print(part.text)
    for table in book.tables:
        for row in table._tbl.tr_lst:
            print('\\n'.join(''.join(text.text or '' for text in cell.iter(docx.oxml.ns.qn('w:t'))) for cell in row.tc_lst))
    print('\\x1e')
";

fn check(framework: &str) {
    let framework = Library::open(None).get(&framework.into()).unwrap();
    let folder = folder(framework.id.as_str());
    let papers = papers(&framework);
    let write = |name: &str, ending: &str, bytes: &[u8]| {
        let path = folder.join(format!("{name}.{ending}"));
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    };
    let mut books: Vec<(&Paper, String)> = Vec::new();
    let mut pages: Vec<(&Paper, String)> = Vec::new();
    for paper in &papers {
        let properties = properties(&paper.name);
        let bytes = twice(|| xlsx::bind(&paper.sheets(), &properties).unwrap());
        let sheets = sheets(&bytes);
        let texts = usize::from(paper.is_text);
        assert_eq!(sheets.len(), texts + paper.tables.len());
        for (sheet, table) in sheets.iter().skip(texts).zip(&paper.tables) {
            rows_are_there(sheet, table, &paper.name);
        }
        if let (true, Some(section), Some(sheet)) = (paper.is_text, paper.sections.first(), sheets.first()) {
            let text = sheet.concat().join("\n");
            all_there(&paper.name, "calamine", &text, &printed::on_a_sheet(section));
        }
        books.push((paper, write(&paper.name, "xlsx", &bytes)));
        let document = Document {
            properties,
            sections: paper.sections.clone(),
        };
        let bytes = twice(|| docx::write(&document).unwrap());
        pages.push((paper, write(&paper.name, "docx", &bytes)));
        let bytes = twice(|| pdf::write(&document).unwrap());
        says_it_is_for_archives(&bytes, &paper.name);
        let path = write(&paper.name, "pdf", &bytes);
        if let Some(text) = ask("pdftotext", &["-raw", &path, "-"]) {
            found(paper, "pdftotext", &text, &printed::in_pages(&paper.sections));
        }
        if let Some(text) = ask("pdffonts", &[&path]) {
            let fonts: Vec<&str> = text.lines().skip(2).collect();
            let whole = |font: &&str| font.contains("Tinos") && font.contains("yes yes yes");
            assert!(!fonts.is_empty() && fonts.iter().all(whole), "{}: {text}", paper.name);
        }
        ask("qpdf", &["--check", &path]);
    }
    for (script, files, reader) in [(OPENPYXL, &books, "openpyxl"), (PYTHON_DOCX, &pages, "python-docx")] {
        let paths = files.iter().map(|(_, path)| path.as_str());
        let arguments: Vec<&str> = ["-c", script].into_iter().chain(paths).collect();
        let Some(text) = ask("python3", &arguments) else {
            continue;
        };
        let read: Vec<&str> = text.split_terminator("\u{1e}\n").collect();
        assert_eq!(read.len(), files.len(), "{reader}");
        for ((paper, _), text) in files.iter().zip(read) {
            let more = if script == OPENPYXL {
                let text = paper.sections.iter().take(usize::from(paper.is_text));
                let text = text.flat_map(printed::on_a_sheet);
                text.chain(printed::in_workbook(&paper.tables)).collect()
            } else {
                printed::in_pages(&paper.sections)
            };
            found(paper, reader, text, &more);
        }
    }
}

/// Finds all that must stand in a paper in what a reader read.
fn found(paper: &Paper, reader: &str, text: &str, more: &[String]) {
    let both = paper.expected.iter().flat_map(|(code, name)| [code, name]);
    let wanted: Vec<String> = both.chain(more).cloned().collect();
    all_there(&paper.name, reader, text, &wanted);
}

fn all_there(paper: &str, reader: &str, text: &str, wanted: &[String]) {
    let text = dense(text);
    let lost: Vec<&String> = wanted.iter().filter(|words| !text.contains(&dense(words))).collect();
    assert!(lost.is_empty(), "{paper} read by {reader} lacks {lost:?}");
}

/// Every row of a table stands in its sheet with its texts, in its order.
fn rows_are_there(sheet: &[Vec<String>], table: &Table, paper: &str) {
    let mut rest = sheet.iter();
    for row in &table.rows {
        let texts: Vec<(usize, &str)> = row
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.number.is_none() && !cell.text.is_empty())
            .map(|(at, cell)| (at, cell.text.as_str()))
            .collect();
        let same = |line: &&Vec<String>| {
            texts
                .iter()
                .all(|(at, text)| line.get(*at).is_some_and(|cell| cell == text))
        };
        assert!(rest.any(|line| same(&line)), "{paper}: {:?} {texts:?}", row.kind);
    }
}

macro_rules! documents {
    ($($test:ident: $framework:literal),* $(,)?) => {
        $(
            #[test]
            fn $test() {
                check($framework);
            }
        )*

        #[test]
        fn every_framework_is_tested() {
            let tested = [$($framework),*];
            for listed in Library::open(None).list() {
                assert!(tested.contains(&listed.id.as_str()), "{}", listed.id);
            }
        }
    };
}

documents! {
    documents_of_thanh_hoa: "thanh-hoa-1829-2023",
    documents_of_the_framework_of_communes: "khung-1.0-xa",
    documents_of_the_framework_of_districts: "khung-1.0-huyen",
    documents_of_vinh_phuc_departments: "vinh-phuc-2074-so",
    documents_of_vinh_phuc_districts: "vinh-phuc-2074-huyen",
    documents_of_vinh_phuc_communes: "vinh-phuc-2074-xa",
    documents_of_hue: "hue-2263-xa",
    documents_of_the_index_of_provinces: "dti-1726-tinh",
    documents_of_the_index_of_ministries: "dti-1726-bo",
}

/// The appraisal table of a framework, wholly ruled.
fn appraisal(id: &str) -> (Framework, Table) {
    let framework = (*Library::open(None).get(&id.into()).unwrap()).clone();
    let form = framework
        .forms
        .iter()
        .find(|form| form.kind == FormKind::Appraisal)
        .unwrap();
    let desk = Desk::new(&framework, &fill(&framework), form.stage.as_ref().unwrap());
    let (dossier, _, card) = &desk.dossiers[0];
    let table = forms::fill(form, &desk.round, dossier, card, &[], &Words::official());
    (framework, table)
}

#[test]
fn a_table_by_levels_names_what_stands_in_the_way_of_the_next_level() {
    let (_, table) = appraisal("khung-1.0-xa");
    let said = table.remarks.join("\n");
    assert!(said.starts_with("Các chỉ tiêu chưa đạt của mức độ 1 ("), "{said}");
    assert!(said.contains("I.6"), "{said}");
}

#[test]
fn the_row_of_sums_that_the_source_prints_above_the_first_group_says_the_total() {
    let (framework, table) = appraisal("dti-1726-bo");
    let first = table.rows.first().unwrap();
    let texts: Vec<&str> = first.cells.iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(first.kind, RowKind::Total);
    assert_eq!(texts[..3], ["", "Tổng cộng", "500"]);
    // Of each column the sum of its groups.
    for at in 3..8 {
        let groups = table.rows.iter().filter(|row| matches!(row.kind, RowKind::Group(_)));
        let sum: Decimal = groups
            .filter_map(|row| row.cells[at].number.map(|number| number.value))
            .sum();
        assert_eq!(
            first.cells[at].number.map_or(Decimal::ZERO, |number| number.value),
            sum,
            "{at}"
        );
    }
    let form = framework
        .forms
        .iter()
        .find(|form| form.kind == FormKind::SelfAssessment)
        .unwrap();
    let blank = forms::blank(form, &framework, &Words::official());
    assert!(blank.rows[0].kind == RowKind::Total && blank.rows[0].cells.iter().all(|cell| !cell.input));
}

#[test]
fn what_the_source_prints_as_a_note_is_printed_before_what_the_council_writes() {
    let (framework, table) = appraisal("dti-1726-tinh");
    let at = table.column(ColumnField::Note, None).unwrap();
    let mut printed = 0;
    for criterion in framework.scored().filter(|one| !one.note.is_empty()) {
        let note = &table.row(&criterion.id).unwrap().cells[at].text;
        assert!(note.starts_with(&criterion.note), "{}: {note}", criterion.id);
        printed += 1;
    }
    assert_eq!(printed, 75);
}
