//! Blank forms of any framework, filled in like an applicant would: values typed into the cells that are open.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use calamine::{Reader as _, Xlsx, open_workbook_from_rs};
use thamdinh::domain::rule::{InputKind, answered_by_value, inputs_of, value_kind, value_of};
use thamdinh::domain::{
    Claim, ClaimedVerdict, ColumnField, Criterion, CriterionId, Decimal, FormKind, FormSpec, Framework, Method, Value,
};
use thamdinh::export::{Properties, template};
use thamdinh::forms::{RowKind, Words, blank};

/// What is typed into a cell.
#[derive(Debug, Clone)]
pub enum Typed {
    /// A number, as the file holds it.
    Number(Decimal),
    /// A text.
    Text(String),
}

/// A filled form, and what it says.
#[derive(Debug)]
pub struct Filled {
    /// The workbook.
    pub bytes: Vec<u8>,
    /// What was typed, by criterion: values, inputs, points, verdict, evidence and note.
    pub claims: BTreeMap<CriterionId, Claim>,
    /// General information.
    pub general: BTreeMap<String, String>,
    /// The level registered for.
    pub registered: Option<u8>,
}

/// The self-assessment form of a framework.
pub fn self_form(framework: &Framework) -> &FormSpec {
    let own = |form: &&FormSpec| form.kind == FormKind::SelfAssessment;
    framework.forms.iter().find(own).unwrap()
}

fn properties() -> Properties {
    Properties {
        title: "Biểu mẫu".to_owned(),
        subject: String::new(),
        author: String::new(),
        created: "2024-11-20T08:00:00+07:00".to_owned(),
        ..Properties::default()
    }
}

/// A plausible answer to what a cell asks; `turn` makes neighbours differ, `good` from 0 to 10 makes them better.
pub fn answer(key: &str, kind: InputKind<'_>, criterion: &Criterion, turn: usize, good: usize) -> Value {
    let number = |n: usize| Value::Number(n.into());
    let percent = |tenths: usize| Value::Number(Decimal::from(tenths) / Decimal::TEN);
    let last = key.rsplit('.').next().unwrap();
    match kind {
        InputKind::Choice(choices) => {
            let at = (turn + 10 - good) % choices.len();
            Value::Text(choices[at].label.clone())
        }
        InputKind::YesNo => Value::Text(
            if good >= 10 || !turn.is_multiple_of(5) {
                "Có"
            } else {
                "Không"
            }
            .to_owned(),
        ),
        InputKind::Percent => percent(good * 100 - (good * turn) % 30 * usize::from(good < 10)),
        InputKind::Number if criterion.is_percent() => {
            percent(good * 100 - (good * turn) % 30 * usize::from(good < 10))
        }
        InputKind::Number => number(good + turn % 3),
        InputKind::Count => match last {
            "a" => number((40 + turn) * good / 10),
            "b" => number(40 + turn),
            "c" => number(1),
            "communes" => number(12),
            "level-1" => number(3),
            "points" => Value::Number(criterion.max_points.unwrap_or_default() / Decimal::TWO),
            level if level.starts_with("level-") => number(2),
            _ => number(turn % 4 + good),
        },
    }
}

/// Fills the blank form of a framework.
pub fn fill(framework: &Framework, good: usize) -> Filled {
    fill_but(framework, good, &[])
}

/// Fills the blank form of a framework, but leaves the rows of some criteria blank.
pub fn fill_but(framework: &Framework, good: usize, blank_rows: &[&str]) -> Filled {
    let form = self_form(framework);
    let words = Words::official();
    let bytes = template::book(framework, form, &properties()).unwrap();
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes.clone())).unwrap();
    let names = book.sheet_names();
    let sheet_of = |name: &str| names.iter().position(|other| other == name).unwrap();
    let table = blank(form, framework, &words);
    let header = rows(&mut book, &form.name)
        .iter()
        .position(|row| {
            row.iter()
                .take(2)
                .eq([&form.columns[0].header, &form.columns[1].header])
        })
        .unwrap();
    let first = header + if table.has_over() { 2 } else { 1 };
    let mut edits: BTreeMap<(usize, String), Typed> = BTreeMap::new();
    let mut claims = BTreeMap::new();
    for (turn, row) in table.rows.iter().enumerate() {
        let RowKind::Criterion(id) = &row.kind else { continue };
        if blank_rows.contains(&id.as_str()) {
            continue;
        }
        let criterion = framework.criterion(id).unwrap();
        let mut claim = Claim::default();
        for (at, (column, cell)) in form.columns.iter().zip(&row.cells).enumerate() {
            if !cell.input {
                continue;
            }
            let typed = type_in(column.field, column.input.as_deref(), criterion, &mut claim, turn, good);
            if let Some(typed) = typed {
                edits.insert((sheet_of(&form.name), address(first + turn, at)), typed);
            }
        }
        let rule = criterion.rule.as_ref().unwrap();
        if claim.value.is_none() {
            claim.value = value_of(rule, &claim.inputs);
        }
        claims.insert(id.clone(), claim);
    }
    let (mut general, mut registered) = (BTreeMap::new(), None);
    if names.contains(&words.general) {
        let sheet = sheet_of(&words.general);
        let mut row = 2;
        if framework.method == Method::Maturity {
            let level = &framework.levels[2];
            registered = Some(level.level);
            let text = format!("{} - {}", level.level, level.name);
            edits.insert((sheet, address(row, 2)), Typed::Text(text));
            row += 1;
        }
        for field in &framework.general {
            if !field.heading {
                let text = format!("Thông tin {}", field.key);
                edits.insert((sheet, address(row, 2)), Typed::Text(text.clone()));
                general.insert(field.key.clone(), text);
            }
            row += 1;
        }
    }
    Filled {
        bytes: edit(&bytes, &edits),
        claims,
        general,
        registered,
    }
}

/// What is typed into one open cell; the claim takes it.
fn type_in(
    field: ColumnField,
    input: Option<&str>,
    criterion: &Criterion,
    claim: &mut Claim,
    turn: usize,
    good: usize,
) -> Option<Typed> {
    let rule = criterion.rule.as_ref().unwrap();
    let text = |text: &str| Some(Typed::Text(text.to_owned()));
    match (field, input) {
        (ColumnField::Value, _) | (ColumnField::Input, None | Some("value")) => {
            let key = answered_by_value(rule).first().cloned().unwrap();
            let kind = value_kind(rule).unwrap();
            let value = answer(&key, kind, criterion, turn, good);
            claim.value = Some(value.clone());
            Some(typed(
                &value,
                matches!(kind, InputKind::Percent) || criterion.is_percent(),
            ))
        }
        (ColumnField::Input, Some(key)) => {
            let spec = inputs_of(rule).into_iter().find(|spec| spec.key == key).unwrap();
            let value = answer(key, spec.kind, criterion, turn, good);
            claim.inputs.insert(key.to_owned(), value.clone());
            let percent = match spec.kind {
                InputKind::Percent => true,
                InputKind::Number => criterion.is_percent(),
                InputKind::Choice(_) | InputKind::YesNo | InputKind::Count => false,
            };
            Some(typed(&value, percent))
        }
        (ColumnField::Points, _) => {
            let points = criterion.max_points.unwrap_or(Decimal::ONE) * Decimal::from(good) / Decimal::TEN;
            claim.points = Some(points.normalize());
            Some(Typed::Number(points))
        }
        (ColumnField::Level, _) => {
            let level = turn % 5 + 1;
            claim.inputs.insert("level".to_owned(), Value::Number(level.into()));
            Some(Typed::Number(level.into()))
        }
        (ColumnField::Verdict, _) => {
            claim.verdict = Some(ClaimedVerdict::Met);
            text("Đạt")
        }
        (ColumnField::Evidence, _) => {
            claim.evidence = format!("Báo cáo số {turn}/BC-UBND");
            text(&claim.evidence)
        }
        (ColumnField::Note, _) => {
            claim.note = format!("Ghi chú {turn}");
            text(&claim.note)
        }
        (ColumnField::Target, _) => None,
        (other, _) => panic!("{other:?} is open"),
    }
}

fn typed(value: &Value, percent: bool) -> Typed {
    match value {
        Value::Number(number) if percent => Typed::Number(number / Decimal::ONE_HUNDRED),
        Value::Number(number) => Typed::Number(*number),
        Value::Text(text) => Typed::Text(text.clone()),
        Value::Ratio { .. } => unreachable!("no plausible answer is a ratio"),
    }
}

/// The texts of a sheet.
fn rows(book: &mut Xlsx<Cursor<Vec<u8>>>, sheet: &str) -> Vec<Vec<String>> {
    let range = book.worksheet_range(sheet).unwrap();
    assert_eq!(range.start(), Some((0, 0)));
    range
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect()
}

/// `I12`, from a row and a column counted from zero.
fn address(row: usize, column: usize) -> String {
    let mut letters = String::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).unwrap();
        letters.insert(0, char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    format!("{letters}{}", row + 1)
}

/// Types into empty cells of a workbook, which keep their formats; a cell that is not there is a fault.
fn edit(bytes: &[u8], edits: &BTreeMap<(usize, String), Typed>) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).unwrap();
        let name = file.name().unwrap().into_owned();
        let mut content = Vec::new();
        file.read_to_end(&mut content).unwrap();
        for ((sheet, cell), typed) in edits {
            if name == format!("xl/worksheets/sheet{}.xml", sheet + 1) {
                content = type_into(&String::from_utf8(content).unwrap(), cell, typed).into_bytes();
            }
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn type_into(xml: &str, cell: &str, typed: &Typed) -> String {
    let start = xml
        .find(&format!("<c r=\"{cell}\""))
        .unwrap_or_else(|| panic!("no {cell}"));
    let end = start + xml[start..].find('>').unwrap();
    let head = xml[start..end].strip_suffix('/').expect("an empty cell");
    let filled = match typed {
        Typed::Number(number) => format!("{head}><v>{}</v></c>", number.normalize()),
        Typed::Text(text) => {
            let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            format!("{head} t=\"inlineStr\"><is><t xml:space=\"preserve\">{escaped}</t></is></c>")
        }
    };
    format!("{}{filled}{}", &xml[..start], &xml[end + 1..])
}
