//! Looking into workbooks, documents and plain text: tables row by row, but of lists of people only how many rows there are.

use std::collections::BTreeMap;
use std::sync::atomic::AtomicBool;

use super::{Budget, Glance, LINE, Line, privacy, refused, tame, texts, withheld};
use crate::domain::checks::say_figure;
use crate::domain::form::SubformRole;
use crate::domain::{Framework, Sentence};
use crate::intake::delimited;
use crate::intake::kind::Kind;
use crate::intake::reading::show;
use crate::intake::subforms;
use crate::intake::workbook::{Addressing, Book, Cell, Sheet};

/// A look is given up by its time, not by a word.
static NEVER: AtomicBool = AtomicBool::new(false);

/// Sheets shown of one workbook.
const SHEETS: usize = 12;
/// Rows shown of one table.
const ROWS: usize = 300;
/// Columns shown of one table.
const COLUMNS: u32 = 26;
/// Cells that look like numbers of people and make a column a list's.
const MANY: usize = 3;

/// Looks into a workbook or a document.
pub(super) fn glance(bytes: &[u8], named: &str, framework: &Framework, budget: &mut Budget) -> Glance {
    let mut book = match Book::open(bytes, &NEVER) {
        Ok(book) => book,
        Err(fault) => return refused(&fault),
    };
    let document = book.kind == Kind::Docx;
    let names = book.names();
    let mut glance = Glance::default();
    if !document {
        glance
            .facts
            .push(Sentence::new("preview-sheets").number("count", names.len() as u64));
    }
    let mut sheets = Vec::new();
    for (name, shown) in names {
        if !document && (sheets.len() == SHEETS || !budget.goes_on()) {
            budget.cut = true;
            break;
        }
        match book.sheet(&name) {
            Ok(sheet) => sheets.push((sheet, shown)),
            Err(fault) if sheets.is_empty() => return refused(&fault),
            Err(_) => glance.lines.push(Line::Said(Sentence::new("preview-broken"))),
        }
    }
    if document {
        let sheets: Vec<Sheet> = sheets.into_iter().map(|(sheet, _)| sheet).collect();
        paper(&sheets, named, framework, budget, &mut glance.lines);
    } else {
        for (sheet, shown) in &sheets {
            let key = if *shown {
                "preview-sheet"
            } else {
                "preview-hidden-sheet"
            };
            glance
                .lines
                .push(Line::Heading(Sentence::new(key).text("name", tame(&sheet.name))));
            table(sheet, named, framework, budget, &mut glance.lines);
        }
    }
    if glance.lines.is_empty() {
        glance.lines.push(Line::Said(Sentence::new("preview-nothing")));
    }
    glance
}

/// Looks into plain text: a table where its lines have columns.
pub(super) fn text(bytes: &[u8], named: &str, framework: &Framework, budget: &mut Budget) -> Glance {
    let sheet = match delimited::read(bytes) {
        Ok(sheet) => sheet,
        Err(fault) => return refused(&fault),
    };
    let mut glance = Glance::default();
    let wide = sheet.rows.values().filter(|cells| cells.len() > 1).count();
    if wide * 2 > sheet.rows.len() || subforms::is_one(&sheet, framework) {
        table(&sheet, named, framework, budget, &mut glance.lines);
    } else {
        let decoded = delimited::decode(bytes);
        let bounded: Vec<String> = decoded.lines().take(super::LINES * 4).map(tame).collect();
        budget.cut |= decoded.lines().nth(super::LINES * 4).is_some();
        texts(&bounded, budget, &mut glance.lines);
    }
    if glance.lines.is_empty() {
        glance.lines.push(Line::Said(Sentence::new("preview-nothing")));
    }
    glance
}

/// A document: its paragraphs with the tables between them.
fn paper(sheets: &[Sheet], named: &str, framework: &Framework, budget: &mut Budget, into: &mut Vec<Line>) {
    let outside = sheets.last().filter(|sheet| sheet.addressing == Addressing::Paragraphs);
    let paragraphs: Vec<String> = outside
        .map(|sheet| {
            let cells = sheet.rows.values().flat_map(BTreeMap::values);
            cells.map(|cell| tame(&show(Some(cell)).text)).collect()
        })
        .unwrap_or_default();
    let mut at = 0;
    for sheet in sheets.iter().filter(|sheet| sheet.addressing != Addressing::Paragraphs) {
        if let Some(last) = sheet.above.last() {
            // The table stands behind the paragraph that stands last above it.
            let rest = paragraphs.get(at..).unwrap_or_default();
            let head: String = last.chars().take(60).collect();
            if let Some(found) = rest.iter().position(|text| text.starts_with(head.trim())) {
                texts(rest.get(..=found).unwrap_or_default(), budget, into);
                at += found + 1;
            }
        }
        table(sheet, named, framework, budget, into);
        if !budget.goes_on() {
            return;
        }
    }
    texts(paragraphs.get(at..).unwrap_or_default(), budget, into);
}

/// The rows of a sheet, up to where a list of people begins.
fn table(sheet: &Sheet, named: &str, framework: &Framework, budget: &mut Budget, into: &mut Vec<Line>) {
    let list = list_start(sheet, named, framework);
    let width = sheet
        .rows
        .values()
        .take(ROWS)
        .filter_map(|cells| cells.keys().next_back())
        .max()
        .map_or(0, |last| (last + 1).min(COLUMNS));
    for (count, (row, cells)) in sheet.rows.iter().enumerate() {
        if list.is_some_and(|start| *row > start) {
            break;
        }
        if count == ROWS {
            budget.cut = true;
            break;
        }
        let texts: Vec<String> = (0..width).map(|column| cell(cells.get(&column))).collect();
        if !budget.takes(texts.iter().map(|text| text.chars().count()).sum()) {
            return;
        }
        into.push(Line::Row(texts));
    }
    budget.cut |= sheet.cut;
    if let Some(start) = list {
        counted(sheet, named, framework, into);
        let hidden = sheet.rows.range(start + 1..);
        let (mut rows, mut numbers) = (0, 0);
        for (_, cells) in hidden {
            rows += 1;
            numbers += cells
                .values()
                .filter(|one| privacy::is_only_number(&show(Some(one)).text))
                .count();
        }
        into.push(withheld(rows, numbers));
    }
}

/// The text of a cell on one line, numbers of people covered.
fn cell(cell: Option<&Cell>) -> String {
    let text: String = show(cell).text.chars().take(LINE).collect();
    let line = text
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect::<Vec<_>>();
    privacy::mask(&line.join(" / "))
}

/// What was counted in the sub-forms of a sheet: figures, never a name.
fn counted(sheet: &Sheet, named: &str, framework: &Framework, into: &mut Vec<Line>) {
    for figure in subforms::of_sheets(std::slice::from_ref(sheet), named, framework).figures {
        let per_cent = framework
            .criterion(&figure.criterion)
            .is_some_and(crate::domain::Criterion::is_percent);
        let said = Sentence::new("preview-counted")
            .text("form", &figure.name)
            .text("label", &figure.label)
            .sentence("figure", say_figure(&figure.value, per_cent && !figure.aside));
        let said = Line::Said(said);
        if !into.contains(&said) {
            into.push(said);
        }
    }
}

/// The last row that is shown of a sheet that holds a list of people: its header.
fn list_start(sheet: &Sheet, named: &str, framework: &Framework) -> Option<u32> {
    let known = subforms::find(sheet, named, framework);
    let people = |role: SubformRole| matches!(role, SubformRole::Person | SubformRole::Contact);
    let declared = known
        .iter()
        .filter(|found| found.table.columns.iter().any(|column| people(column.role)))
        .map(|found| found.rows.start.saturating_sub(1))
        .min();
    let headed = sheet
        .rows
        .iter()
        .find(|(_, cells)| cells.len() > 1 && cells.values().any(|cell| privacy::is_personal(&show(Some(cell)).text)))
        .map(|(row, _)| *row);
    let mut columns: BTreeMap<u32, (usize, u32)> = BTreeMap::new();
    for (row, cells) in &sheet.rows {
        for (column, cell) in cells {
            if privacy::is_only_number(&show(Some(cell)).text) {
                columns.entry(*column).or_insert((0, *row)).0 += 1;
            }
        }
    }
    let crowded = columns.values().filter(|(count, _)| *count >= MANY);
    let crowded = crowded.map(|(_, first)| first.saturating_sub(1)).min();
    [declared, headed, crowded].into_iter().flatten().min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_not_shown_in_tables_of_no_known_form_either() {
        let text = include_str!("../../../frameworks/thanh-hoa-1829-2023.toml");
        let framework: Framework = toml::from_str(text).unwrap();
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(0, 0, "Danh sách lớp").unwrap();
        for row in 1..=8u32 {
            sheet.write(row, 0, row).unwrap();
            sheet.write(row, 1, format!("Người Giả Định {row}")).unwrap();
            // Spreadsheets drop the zero in front.
            sheet.write(row, 2, 900_000_000 + row).unwrap();
        }
        let people = book.add_worksheet();
        for (column, text) in (0u16..).zip(["STT", "Họ tên", "Chức vụ"]) {
            people.write(0, column, text).unwrap();
        }
        people.write(1, 1, "Giả Định Văn A").unwrap();
        let look = super::super::glance(&book.save_to_buffer().unwrap(), "lớp.xlsx", &framework);
        let words = format!("{:?}", look.lines);
        assert!(
            !words.contains("Giả Định") && !words.contains("90000000") && words.contains("Danh sách lớp"),
            "{words}"
        );
        assert_eq!(words.matches("preview-withheld").count(), 2, "{words}");
    }
}
