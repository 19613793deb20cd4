//! Opening workbooks of every generation: sheets as sparse cells with content, number format and absolute address.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::AtomicBool;

use calamine::{Data, DataRef, Reader, Sheets, Xls, Xlsx};
use rust_decimal::Decimal;

use super::kind::Kind;
use super::legacy::{Hint, Mended, mend};
use super::number::from_float;
use super::tame::{Parts, Wild, tame};
use super::watched::Watched;
use super::xls::Formats;
use super::{delimited, docx, limits, ods};
use crate::domain::place::PARAGRAPH;
use crate::text::legacy::Legacy;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// Nothing.
    Blank,
    /// Text, as it stands in the file.
    Text(String),
    /// A number.
    Number(Decimal),
    /// Yes or no.
    Truth(bool),
    /// A date or time, `20/11/2026` where it can be said.
    Date(String),
    /// An error of the spreadsheet (`#DIV/0!`), or a number that no exact decimal holds.
    Error(String),
}

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    /// Its content; of a formula the cached result.
    pub content: Content,
    /// The code of its number format; empty where the file tells none.
    pub format: String,
    /// It holds a formula.
    pub formula: bool,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sheet {
    /// Its name, as in the file.
    pub name: String,
    /// Its cells by row and column, counted from zero; blank ones left out.
    pub rows: BTreeMap<u32, BTreeMap<u32, Cell>>,
    /// It goes on beyond the limits; what lies there was not read.
    pub cut: bool,
    /// How its cells are named.
    pub addressing: Addressing,
    /// How much text it holds, in bytes.
    pub held: usize,
    /// Texts that stand before it in its document, outside any table, from the top; none on sheets of a workbook.
    pub above: Vec<String>,
}

/// How the cells of a sheet are named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Addressing {
    /// As spreadsheets do: `C5`.
    #[default]
    Letters,
    /// By row and column, as in tables of documents, which name neither: `R5C3`.
    Numbers,
    /// By number, as paragraphs of documents outside tables: `¶4`.
    Paragraphs,
}

impl Addressing {
    /// The absolute address of a cell.
    pub fn of(self, row: u32, column: u32) -> String {
        match self {
            Self::Letters => address(row, column),
            Self::Numbers => format!("R{}C{}", u64::from(row) + 1, u64::from(column) + 1),
            Self::Paragraphs => format!("{PARAGRAPH}{}", u64::from(row) + 1),
        }
    }
}

/// Why a workbook was refused.
#[derive(Debug, thiserror::Error)]
pub(super) enum OpenError {
    /// It is locked with a password.
    #[error("the workbook is locked with a password")]
    Locked,
    /// It is beyond the limits.
    #[error("the workbook unpacks to more than is read")]
    Oversized,
    /// It cannot be read.
    #[error("the workbook cannot be read")]
    Broken(#[source] Option<calamine::Error>),
    /// It is of a kind that is not read as a table.
    #[error("files of this kind are not read as tables")]
    Foreign(Kind),
}

/// An open workbook or document.
pub(super) struct Book<'a> {
    /// What it is.
    pub kind: Kind,
    source: Source<'a>,
    bytes: &'a [u8],
    /// Whether any of its sheets may hold a formula.
    formulas: bool,
    /// The sheets, by their place, of which cells were left out before the rest was read.
    cut: BTreeSet<usize>,
    /// The number formats of an old workbook; known once asked for.
    formats: Option<Option<Formats>>,
    /// The tables of a document that no cell is to repeat.
    lists: BTreeSet<String>,
    /// The older encoding of a document read whole.
    hint: Option<Hint>,
    /// What was converted on the sheet read last.
    mended: Vec<Mended>,
}

/// Where sheets come from.
enum Source<'a> {
    /// Read one by one on demand.
    Lazy(Box<Sheets<Watched<'a>>>),
    /// Read already.
    Ready(Tables),
}

/// The tables of a document, read whole.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Its sheets, and whether each is shown.
    pub sheets: Vec<(Sheet, bool)>,
    /// Subject and title of its properties.
    pub subjects: Vec<String>,
}

impl<'a> Book<'a> {
    /// Opens a workbook held in memory; its format is told by its content.
    /// Once cancelled its reading ends with an error.
    pub fn open(bytes: &'a [u8], cancelled: &'a AtomicBool) -> Result<Self, OpenError> {
        if bytes.starts_with(b"PK") && limits::unpacked_size(bytes).is_none_or(|size| size > limits::UNPACKED) {
            return Err(OpenError::Oversized);
        }
        let kind = Kind::of(bytes);
        let (mut formulas, mut cut) = (true, BTreeSet::new());
        let source = match kind {
            Kind::Workbook if bytes.starts_with(b"PK") => {
                let parts = Parts::of(Watched::new(bytes, cancelled));
                if parts.overstated {
                    return Err(OpenError::Oversized);
                }
                formulas = parts.formulas;
                let book = Xlsx::new(Watched::new(bytes, cancelled));
                Source::Lazy(Box::new(Sheets::Xlsx(book.map_err(|error| refused(error.into()))?)))
            }
            Kind::Workbook => {
                let tamed = tame(bytes).map_err(|wild| match wild {
                    Wild::Oversized => OpenError::Oversized,
                    Wild::Broken => OpenError::Broken(None),
                })?;
                cut = tamed.cut;
                let book = Xls::new(Watched::new(tamed.bytes, cancelled));
                Source::Lazy(Box::new(Sheets::Xls(book.map_err(|error| refused(error.into()))?)))
            }
            Kind::OpenSheet => Source::Ready(ods::read(bytes)?),
            Kind::Docx => Source::Ready(docx::read(bytes)?),
            Kind::Text => Source::Ready(Tables {
                sheets: vec![(delimited::read(bytes)?, true)],
                subjects: Vec::new(),
            }),
            Kind::Locked => return Err(OpenError::Locked),
            foreign @ (Kind::Html
            | Kind::SpreadsheetXml
            | Kind::Binary
            | Kind::Doc
            | Kind::Rtf
            | Kind::OpenText
            | Kind::Pdf
            | Kind::Scan
            | Kind::Image
            | Kind::Archive
            | Kind::Other) => return Err(OpenError::Foreign(foreign)),
        };
        let hint = match &source {
            Source::Lazy(_) => None,
            Source::Ready(tables) => Hint::of(tables.sheets.iter().map(|(sheet, _)| sheet)),
        };
        Ok(Self {
            kind,
            source,
            hint,
            bytes,
            formulas,
            cut,
            formats: None,
            lists: BTreeSet::new(),
            mended: Vec::new(),
        })
    }

    /// The names of its worksheets, and whether each is shown.
    pub fn names(&self) -> Vec<(String, bool)> {
        match &self.source {
            Source::Lazy(book) => book
                .sheets_metadata()
                .iter()
                .filter(|sheet| sheet.typ == calamine::SheetType::WorkSheet)
                .map(|sheet| (sheet.name.clone(), sheet.visible == calamine::SheetVisible::Visible))
                .collect(),
            Source::Ready(tables) => tables
                .sheets
                .iter()
                .map(|(sheet, shown)| (sheet.name.clone(), *shown))
                .collect(),
        }
    }

    /// Subject and title of its properties, as far as there are any.
    pub fn subjects(&mut self) -> Vec<String> {
        match &mut self.source {
            Source::Lazy(book) => book
                .workbook_properties()
                .map(|properties| [properties.subject, properties.title].into_iter().flatten().collect())
                .unwrap_or_default(),
            Source::Ready(tables) => tables.subjects.clone(),
        }
    }

    /// Reads one sheet, or hands it out; a document's only once.
    pub fn sheet(&mut self, name: &str) -> Result<Sheet, OpenError> {
        let mut fonts = BTreeMap::new();
        let mut sheet = self.read(name, &mut fonts)?;
        if self.kind == Kind::Docx {
            let leaves_out = |name: &str| self.lists.contains(name);
            for cell in sheet.rows.values_mut().flat_map(BTreeMap::values_mut) {
                if let Content::Text(text) = &mut cell.content
                    && let Some(kept) = docx::unfold(text, &leaves_out)
                {
                    *text = kept;
                }
            }
            for text in &mut sheet.above {
                if let Some(kept) = docx::unfold(text, &|_| true) {
                    *text = kept;
                }
            }
        }
        self.mended = mend(&mut sheet, &fonts, self.hint);
        if let Some(hint) = self.hint {
            hint.mend(&mut sheet.above);
        }
        Ok(sheet)
    }

    /// Leaves such tables of a document out of the cells in which they are nested.
    pub fn leave_out(&mut self, is_list: &dyn Fn(&Sheet) -> bool) {
        if let (Source::Ready(tables), Kind::Docx) = (&self.source, self.kind) {
            let lists = tables.sheets.iter().filter(|(sheet, _)| is_list(sheet));
            self.lists = lists.map(|(sheet, _)| sheet.name.clone()).collect();
        }
    }

    /// What was converted from older encodings on the sheet read last.
    pub fn mended(&mut self) -> Vec<Mended> {
        std::mem::take(&mut self.mended)
    }

    fn read(&mut self, name: &str, fonts: &mut BTreeMap<(u32, u32), Legacy>) -> Result<Sheet, OpenError> {
        let book = match &mut self.source {
            Source::Lazy(book) => book.as_mut(),
            Source::Ready(tables) => {
                let read = tables.sheets.iter_mut().find(|(sheet, _)| sheet.name == name);
                let handed_out = |(sheet, _): &mut (Sheet, bool)| {
                    let out = std::mem::take(sheet);
                    // What was handed out must not pose as the sheet without name.
                    sheet.name.clone_from(&out.name);
                    out
                };
                return read.map(handed_out).ok_or(OpenError::Broken(None));
            }
        };
        let broken = |error| OpenError::Broken(Some(error));
        let mut sheet = Sheet {
            name: name.to_owned(),
            ..Sheet::default()
        };
        if let Sheets::Xlsx(book) = book {
            let broken = |error| OpenError::Broken(Some(calamine::Error::Xlsx(error)));
            let mut reader = book.worksheet_cells_reader(name).map_err(broken)?;
            let mut count = 0usize;
            let encodings: Vec<Option<Legacy>> = reader
                .styles()
                .iter()
                .map(|style| Legacy::of_font(style.font.as_ref()?.name.as_deref()?))
                .collect();
            while let Some((cell, style)) = reader.next_cell_with_style_id().map_err(broken)? {
                let content = content_of_ref(cell.get_value());
                if content == Content::Blank {
                    continue;
                }
                // Texts show as they are, whatever their format.
                let format = reader
                    .styles()
                    .get(style)
                    .filter(|_| !matches!(content, Content::Text(_)))
                    .and_then(|style| style.number_format.as_ref())
                    .map_or_else(String::new, |format| format.format_code.clone());
                if let Some(encoding) = encodings.get(style).copied().flatten() {
                    fonts.insert(cell.get_position(), encoding);
                }
                count += 1;
                if !sheet.put(cell.get_position(), content, format, count) {
                    break;
                }
            }
        } else {
            let range = book.worksheet_range(name).map_err(broken)?;
            let (top, left) = range.start().unwrap_or_default();
            let formats = match book {
                Sheets::Xls(_) => self.formats.get_or_insert_with(|| Formats::read(self.bytes)).as_ref(),
                _ => None,
            };
            let place = book.sheets_metadata().iter().position(|sheet| sheet.name == name);
            sheet.cut = place.is_some_and(|place| self.cut.contains(&place));
            let codes = formats.zip(place).map(|(formats, at)| formats.of_sheet(at));
            let code = |at| {
                codes
                    .as_ref()
                    .and_then(|codes| codes.get(&at).copied())
                    .unwrap_or_default()
            };
            let mut count = 0usize;
            for (row, column, data) in range.used_cells() {
                let at = (
                    top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)),
                    left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX)),
                );
                count += 1;
                if !sheet.put(at, content_of(data), code(at).to_owned(), count) {
                    break;
                }
            }
        }
        Ok(sheet)
    }

    /// Marks the cells of a sheet that hold formulas; those without a cached result appear as blank ones.
    pub fn mark_formulas(&mut self, sheet: &mut Sheet) {
        let Source::Lazy(book) = &mut self.source else {
            return;
        };
        let mut places = Vec::new();
        if let Sheets::Xlsx(book) = book.as_mut() {
            // Most sheets hold none, and reading one again costs as much as reading it.
            if !self.formulas {
                return;
            }
            if let Ok(mut reader) = book.worksheet_cells_reader(&sheet.name) {
                while let Ok(Some(record)) = reader.next_cell_with_formula_metadata() {
                    if record.formula.is_some() && places.len() < limits::CELLS {
                        places.push(record.pos);
                    }
                }
            }
        } else if let Ok(range) = book.worksheet_formula(&sheet.name) {
            let (top, left) = range.start().unwrap_or_default();
            places.extend(
                range
                    .used_cells()
                    .filter(|(_, _, text)| !text.is_empty())
                    .map(|(row, column, _)| {
                        (
                            top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)),
                            left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX)),
                        )
                    }),
            );
        }
        for (row, column) in places {
            if row < limits::ROWS && column < limits::COLUMNS {
                sheet.mark_formula(row, column);
            }
        }
    }
}

/// Why the library refuses a workbook.
fn refused(error: calamine::Error) -> OpenError {
    match error {
        calamine::Error::Xlsx(calamine::XlsxError::Password) | calamine::Error::Xls(calamine::XlsError::Password) => {
            OpenError::Locked
        }
        other => OpenError::Broken(Some(other)),
    }
}

impl Sheet {
    /// Marks a cell as one that holds a formula; one without a cached result appears as a blank one.
    pub fn mark_formula(&mut self, row: u32, column: u32) {
        let cell = self.rows.entry(row).or_default().entry(column).or_insert(Cell {
            content: Content::Blank,
            format: String::new(),
            formula: true,
        });
        cell.formula = true;
    }

    /// Puts a cell; false once the sheet is beyond its limits.
    pub fn put(&mut self, (row, column): (u32, u32), content: Content, format: String, count: usize) -> bool {
        if count > limits::CELLS {
            self.cut = true;
            return false;
        }
        if row >= limits::ROWS || column >= limits::COLUMNS {
            self.cut = true;
            return true;
        }
        if let Content::Text(text) = &content {
            self.held += text.len();
            if self.held > limits::TEXTS {
                self.cut = true;
                return false;
            }
        }
        if content != Content::Blank {
            self.rows.entry(row).or_default().insert(
                column,
                Cell {
                    content,
                    format,
                    formula: false,
                },
            );
        }
        true
    }
}

/// The absolute address of a cell, such as `E17`.
pub(super) fn address(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        rest -= 1;
        let letter = u8::try_from(rest % 26).unwrap_or_default();
        letters.push(char::from(b'A' + letter));
        rest /= 26;
    }
    let letters: String = letters.into_iter().rev().collect();
    format!("{letters}{}", row + 1)
}

/// The content of a cell of the streaming reader.
fn content_of_ref(data: &DataRef<'_>) -> Content {
    match data {
        DataRef::SharedString(text) => content_of_text(text),
        DataRef::String(text) => content_of_text(text),
        other => content_of(&Data::from(other.clone())),
    }
}

/// The content of a cell.
fn content_of(data: &Data) -> Content {
    match data {
        Data::Empty => Content::Blank,
        Data::String(text) => content_of_text(text),
        Data::Int(number) => Content::Number(Decimal::from(*number)),
        Data::Float(number) => from_float(*number).map_or_else(|| Content::Error(number.to_string()), Content::Number),
        Data::Bool(truth) => Content::Truth(*truth),
        Data::DateTime(date) => {
            let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
            Content::Date(if date.as_f64() < 1.0 {
                format!("{hour:02}:{minute:02}")
            } else {
                format!("{day:02}/{month:02}/{year}")
            })
        }
        Data::DateTimeIso(text) | Data::DurationIso(text) => Content::Date(text.clone()),
        Data::Error(error) => Content::Error(error.to_string()),
    }
}

fn content_of_text(text: &str) -> Content {
    if text.trim().is_empty() {
        Content::Blank
    } else {
        Content::Text(text.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_spreadsheets() {
        assert_eq!(address(16, 4), "E17");
        assert_eq!(address(0, 25), "Z1");
        assert_eq!(address(0, 26), "AA1");
        assert_eq!(address(9, 701), "ZZ10");
        assert_eq!(address(9, 702), "AAA10");
    }

    #[test]
    fn what_is_no_workbook_is_refused() {
        assert!(matches!(
            Book::open(b"not a workbook at all\x01", &AtomicBool::new(false)),
            Err(OpenError::Foreign(Kind::Other))
        ));
        assert!(Book::open(b"PK\x03\x04", &AtomicBool::new(false)).is_err());
    }
    #[test]
    fn one_long_text_in_many_cells_ends_the_sheet_and_not_the_memory() {
        let mut sheet = Sheet::default();
        let text = "a".repeat(1 << 20);
        let put = (0..100).take_while(|row| sheet.put((*row, 0), Content::Text(text.clone()), String::new(), 1));
        assert_eq!(put.count(), limits::TEXTS >> 20);
        assert!(sheet.cut);
    }
}
