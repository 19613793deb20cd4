//! Word documents (`.docx`): every table a sheet, nested ones too; the paragraphs outside them a sheet without name.
//!
//! Read as the document stands with its tracked changes accepted: inserted text kept, deleted and moved-away text left out.

use super::limits;
use super::numbering::Numbering;
use super::pages::{self, Layout};
use super::part::{Archive, Element, Step, subjects, walk};
use super::workbook::{Addressing, Content, OpenError, Sheet, Tables};
use crate::domain::place::TABLE;
use crate::text::nfc;

/// What stands around a nested table in the text of its cell: before its number, behind that, and at its end. No text holds
/// them: they are no characters.
const NESTED: [char; 3] = ['\u{fdd0}', '\u{fdd1}', '\u{fdd2}'];
/// Paragraphs kept above a table, and characters of each.
const ABOVE: (usize, usize) = (40, 500);

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Tables, OpenError> {
    let mut archive = Archive::open(bytes)?;
    let text = archive.part("word/document.xml")?.ok_or(OpenError::Broken(None))?;
    let mut document = Document {
        numbering: Numbering::read(&mut archive),
        ..Document::default()
    };
    walk(&text, &mut |step| {
        document.take(step);
        Ok(())
    })?;
    Ok(Tables {
        sheets: document.sheets().into_iter().map(|sheet| (sheet, true)).collect(),
        subjects: subjects(&mut archive, "docProps/core.xml"),
    })
}

/// A document being read.
#[derive(Default)]
struct Document {
    numbering: Numbering,
    /// Tables that have ended, by their number in the document; top ones with their layout.
    done: Vec<Done>,
    /// Tables within which the reading stands, the outermost first.
    open: Vec<Table>,
    /// Tables begun so far.
    tables: usize,
    /// Paragraphs within which the reading stands.
    paragraphs: Vec<Paragraph>,
    /// Texts outside tables.
    outside: Vec<String>,
    /// Those of them since the last table.
    above: Vec<String>,
    /// Levels of elements whose content is left out.
    skipped: usize,
    /// Names of the elements within row properties, where a deletion means the whole row.
    in_row_properties: bool,
    /// Text is being read that is shown.
    in_text: bool,
    /// Cells read so far.
    cells: usize,
    cut: bool,
}

/// A table read to its end.
struct Done {
    number: usize,
    top: bool,
    sheet: Sheet,
    layout: Layout,
}

#[derive(Default)]
struct Paragraph {
    text: String,
    list: Option<u32>,
    level: usize,
}

#[derive(Default)]
struct Table {
    number: usize,
    sheet: Sheet,
    layout: Layout,
    row: Option<Row>,
    rows: u32,
}

#[derive(Default)]
struct Row {
    column: u32,
    header: bool,
    deleted: bool,
    cells: Vec<Cell>,
    open: bool,
}

struct Cell {
    column: u32,
    span: u32,
    continued: bool,
    text: String,
}

/// Elements that hold what was deleted, what stands elsewhere already, or what formatting was before.
const LEFT_OUT: [&str; 14] = [
    "del",
    "moveFrom",
    "Fallback",
    "instrText",
    "delText",
    "delInstrText",
    "sdtPr",
    "pPrChange",
    "rPrChange",
    "tcPrChange",
    "trPrChange",
    "tblPrChange",
    "tblGridChange",
    "sectPrChange",
];

impl Document {
    fn take(&mut self, step: Step<'_>) {
        match step {
            Step::Open(name, element) => {
                if name == "del"
                    && self.in_row_properties
                    && let Some(row) = self.row()
                {
                    row.deleted = true;
                }
                if self.skipped > 0 || LEFT_OUT.contains(&name) {
                    self.skipped += 1;
                } else {
                    self.begin(name, &element);
                }
            }
            Step::Close(name) => {
                if self.skipped > 0 {
                    self.skipped -= 1;
                } else {
                    self.end(name);
                }
            }
            Step::Text(text) => {
                if self.skipped == 0 && self.in_text {
                    self.write(&text);
                }
            }
        }
    }

    fn begin(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "tbl" => self.begin_table(),
            "gridCol" => {
                if let Some(table) = self.open.last_mut()
                    && table.layout.grid.len() < limits::COLUMNS as usize
                {
                    table.layout.grid.push(element.count("w").unwrap_or(0));
                }
            }
            "tr" => {
                if let Some(table) = self.open.last_mut() {
                    table.row = Some(Row::default());
                }
            }
            "trPr" => self.in_row_properties = true,
            "tblHeader" => {
                let on = element
                    .attribute("val")
                    .is_none_or(|val| !matches!(val.as_str(), "0" | "false" | "off"));
                if let Some(row) = self.row() {
                    row.header = on;
                }
            }
            "gridBefore" => {
                if let (Some(row), Some(columns)) = (self.row(), element.count("val")) {
                    row.column = row.column.saturating_add(columns);
                }
            }
            "tc" => {
                if let Some(row) = self.row() {
                    row.cells.push(Cell {
                        column: row.column,
                        span: 1,
                        continued: false,
                        text: String::new(),
                    });
                    row.open = true;
                }
            }
            "gridSpan" => {
                if let (Some(cell), Some(span)) = (self.cell(), element.count("val")) {
                    cell.span = span.max(1);
                }
            }
            "vMerge" | "hMerge" => {
                let restarts = element.attribute("val").is_some_and(|val| val == "restart");
                if let Some(cell) = self.cell() {
                    cell.continued |= !restarts;
                }
            }
            "p" => self.paragraphs.push(Paragraph::default()),
            "numId" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.list = element.count("val").filter(|list| *list > 0);
                }
            }
            "ilvl" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.level = element.count("val").unwrap_or(0) as usize;
                }
            }
            "t" => self.in_text = true,
            // Within tab stops (`tabs`) a `tab` is no text; there it carries a position.
            "tab" if element.attribute("pos").is_none() => self.write("\t"),
            "br" | "cr" => self.write("\n"),
            "noBreakHyphen" => self.write("-"),
            "sym" => {
                let font = element.attribute("font").unwrap_or_default();
                let sign = element.attribute("char").unwrap_or_default();
                self.write(symbol(&font, &sign));
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "tbl" => self.end_table(),
            "tr" => self.end_row(),
            "trPr" => self.in_row_properties = false,
            "tc" => {
                if let Some(row) = self.row() {
                    row.open = false;
                    if let Some(cell) = row.cells.last() {
                        row.column = cell.column.saturating_add(cell.span);
                    }
                }
            }
            "p" => self.end_paragraph(),
            "t" => self.in_text = false,
            _ => {}
        }
    }

    fn row(&mut self) -> Option<&mut Row> {
        self.open.last_mut()?.row.as_mut()
    }

    fn cell(&mut self) -> Option<&mut Cell> {
        let row = self.row()?;
        if row.open { row.cells.last_mut() } else { None }
    }

    fn write(&mut self, text: &str) {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            append(&mut paragraph.text, &text.replace(NESTED, ""));
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let mut text = paragraph.text.trim().to_owned();
        if let Some(list) = paragraph.list {
            let label = self.numbering.next(list, paragraph.level);
            if !label.is_empty() {
                text = format!("{label} {text}").trim_end().to_owned();
            }
        }
        if text.is_empty() {
            return;
        }
        if let Some(cell) = self.cell() {
            if !cell.text.is_empty() {
                append(&mut cell.text, "\n");
            }
            append(&mut cell.text, &text);
        } else if self.open.is_empty() {
            if self.outside.len() >= limits::PARAGRAPHS {
                self.cut = true;
                return;
            }
            if self.above.len() == ABOVE.0 {
                self.above.remove(0);
            }
            self.above.push(nfc(&text.chars().take(ABOVE.1).collect::<String>()));
            self.outside.push(text);
        }
    }

    fn begin_table(&mut self) {
        self.tables += 1;
        let above = match self.cell() {
            // Within a table that only lays out the page, the title stands in the same cell.
            Some(cell) => cell
                .text
                .lines()
                .take(ABOVE.0)
                .map(|line| nfc(&line.chars().take(ABOVE.1).collect::<String>()))
                .collect(),
            None => std::mem::take(&mut self.above),
        };
        self.open.push(Table {
            number: self.tables,
            sheet: Sheet {
                name: format!("{TABLE} {}", self.tables),
                addressing: Addressing::Numbers,
                above,
                ..Sheet::default()
            },
            ..Table::default()
        });
    }

    fn end_row(&mut self) {
        let budget = limits::CELLS.saturating_sub(self.cells);
        let Some(table) = self.open.last_mut() else {
            return;
        };
        let Some(row) = table.row.take().filter(|row| !row.deleted) else {
            return;
        };
        let at = table.rows;
        table.rows = table.rows.saturating_add(1);
        if row.header && table.layout.header == at {
            table.layout.header = at + 1;
        }
        if row.cells.len() > budget {
            table.sheet.cut = true;
            return;
        }
        self.cells += row.cells.len();
        for cell in row.cells {
            if cell.continued {
                table.layout.continued.insert((at, cell.column));
                continue;
            }
            if cell.span > 1 {
                table.layout.spans.insert((at, cell.column), cell.span);
            }
            if !cell.text.is_empty() {
                let content = Content::Text(nfc(&cell.text));
                table.sheet.put((at, cell.column), content, String::new(), 1);
            }
        }
    }

    fn end_table(&mut self) {
        let Some(mut table) = self.open.pop() else {
            return;
        };
        table.layout.rows = table.rows;
        // What a nested table says is part of what its cell says, unless it turns out to be a list of people.
        let [begin, named, end] = NESTED;
        let number = table.number;
        if let Some(cell) = self.cell() {
            append(&mut cell.text, &format!("{begin}{number}{named}"));
            for cells in table.sheet.rows.values() {
                let texts: Vec<&str> = cells
                    .values()
                    .filter_map(|cell| match &cell.content {
                        Content::Text(text) => Some(text.as_str()),
                        _ => None,
                    })
                    .collect();
                if !cell.text.is_empty() {
                    append(&mut cell.text, "\n");
                }
                append(&mut cell.text, &texts.join(" "));
            }
            append(&mut cell.text, end.encode_utf8(&mut [0; 4]));
        }
        if self.done.len() >= limits::TABLES {
            self.cut = true;
            return;
        }
        self.done.push(Done {
            number: table.number,
            top: self.open.is_empty(),
            sheet: table.sheet,
            layout: table.layout,
        });
    }

    /// The sheets: tables that go on in the next one joined, headers typed again and torn rows mended.
    fn sheets(mut self) -> Vec<Sheet> {
        self.done.sort_by_key(|done| done.number);
        let mut joined: Vec<Done> = Vec::new();
        for done in self.done {
            let before = joined.iter_mut().rev().find(|before| before.top);
            match before {
                Some(before)
                    if done.top && pages::goes_on(&before.sheet, &before.layout, &done.sheet, &done.layout) =>
                {
                    pages::join(&mut before.sheet, &mut before.layout, done.sheet, done.layout);
                }
                _ => joined.push(done),
            }
        }
        let mut sheets: Vec<Sheet> = joined
            .into_iter()
            .map(|mut done| {
                pages::mend(&mut done.sheet, &done.layout);
                done.sheet
            })
            .collect();
        let mut outside = Sheet {
            addressing: Addressing::Paragraphs,
            cut: self.cut,
            ..Sheet::default()
        };
        for (row, text) in (0u32..).zip(self.outside) {
            outside.put((row, 0), Content::Text(nfc(&text)), String::new(), 1);
        }
        sheets.push(outside);
        sheets
    }
}

/// The text of a cell as it is kept: without the marks around nested tables, and without the tables that are left out.
pub(super) fn unfold(text: &str, leaves_out: &dyn Fn(&str) -> bool) -> Option<String> {
    let [begin, named, end] = NESTED;
    if !text.contains(NESTED) {
        return None;
    }
    let mut kept = String::with_capacity(text.len());
    let mut without: Vec<bool> = Vec::new();
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter == begin {
            let number: String = letters.by_ref().take_while(|letter| *letter != named).collect();
            let within = without.last().is_some_and(|without| *without);
            without.push(within || leaves_out(&format!("{TABLE} {number}")));
        } else if letter == end {
            without.pop();
        } else if letter != named && !without.last().is_some_and(|without| *without) {
            kept.push(letter);
        }
    }
    Some(kept.trim().to_owned())
}

/// Adds to a text, but not far beyond what a cell may hold; the reading then cuts it and says so.
fn append(text: &mut String, more: &str) {
    // A character takes four bytes at most.
    let most = limits::CELL_TEXT * 4 + 4;
    if text.len() + more.len() <= most {
        text.push_str(more);
        return;
    }
    for sign in more.chars() {
        if text.len() + sign.len_utf8() > most {
            break;
        }
        text.push(sign);
    }
}

/// The ticks and boxes that Word takes from its fonts of symbols.
fn symbol(font: &str, sign: &str) -> &'static str {
    let code = sign
        .get(sign.len().saturating_sub(2)..)
        .unwrap_or_default()
        .to_uppercase();
    match (font, code.as_str()) {
        ("Wingdings", "FC") | ("Wingdings 2", "50") => "✓",
        ("Wingdings", "FE") | ("Wingdings 2", "52") => "☑",
        ("Wingdings", "FD" | "78") | ("Wingdings 2", "51" | "53" | "54") => "☒",
        ("Wingdings", "A8" | "6F" | "71" | "72") | ("Wingdings 2", "A3") => "☐",
        ("Symbol", "B3") => "≥",
        ("Symbol", "A3") => "≤",
        ("Symbol", "D6") => "√",
        _ => "",
    }
}
