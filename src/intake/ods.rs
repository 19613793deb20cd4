//! Workbooks of OpenDocument (`.ods`): values with what their format shows, merged and repeated cells, within bounds.
//!
//! Read from `content.xml` itself: the library tells neither formats nor merges here and unpacks without bounds.

use std::collections::BTreeMap;

use rust_decimal::Decimal;

use super::limits;
use super::part::{Archive, Element, Step, subjects, walk};
use super::workbook::{Content, OpenError, Sheet, Tables};

/// Reads a workbook.
pub(super) fn read(bytes: &[u8]) -> Result<Tables, OpenError> {
    let mut archive = Archive::open(bytes)?;
    if archive
        .part("META-INF/manifest.xml")?
        .is_some_and(|manifest| manifest.contains("encryption-data"))
    {
        return Err(OpenError::Locked);
    }
    let text = archive.part("content.xml")?.ok_or(OpenError::Broken(None))?;
    let mut book = Book::default();
    walk(&text, &mut |step| {
        book.take(step);
        Ok(())
    })?;
    Ok(Tables {
        sheets: book.sheets,
        subjects: subjects(&mut archive, "meta.xml"),
    })
}

#[derive(Default)]
struct Book {
    sheets: Vec<(Sheet, bool)>,
    /// Styles of sheets that are not shown.
    hidden: Vec<String>,
    style: String,
    /// Tables begun and not ended; those within a cell are no sheets.
    tables: usize,
    row: u32,
    repeated_row: u32,
    column: u32,
    /// The cells of the row so far, as they are put into each of its repetitions.
    cells: BTreeMap<u32, (Content, String, bool)>,
    cell: Option<Cell>,
    /// Levels of elements whose text belongs to no cell.
    skipped: usize,
    count: usize,
}

#[derive(Default)]
struct Cell {
    repeated: u32,
    kind: String,
    value: Option<String>,
    formula: bool,
    text: String,
    paragraphs: usize,
    in_paragraph: bool,
}

impl Book {
    fn take(&mut self, step: Step<'_>) {
        match step {
            // Comments, drawings and forms upon a sheet say nothing in its cells.
            Step::Open("annotation" | "shapes" | "frame" | "forms" | "tracked-changes", _) => self.skipped += 1,
            Step::Close("annotation" | "shapes" | "frame" | "forms" | "tracked-changes") => {
                self.skipped = self.skipped.saturating_sub(1);
            }
            _ if self.skipped > 0 => {}
            Step::Open(name, element) => self.begin(name, &element),
            Step::Close(name) => self.end(name),
            Step::Text(text) => {
                if let Some(cell) = self.cell.as_mut().filter(|cell| cell.in_paragraph) {
                    cell.write(&text);
                }
            }
        }
    }

    fn begin(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "style" => self.style = element.attribute("name").unwrap_or_default(),
            "table-properties" if element.attribute("display").is_some_and(|display| display == "false") => {
                self.hidden.push(std::mem::take(&mut self.style));
            }
            "table" => {
                self.tables += 1;
                if self.tables == 1 {
                    let style = element.attribute("style-name").unwrap_or_default();
                    let sheet = Sheet {
                        name: element.attribute("name").unwrap_or_default(),
                        ..Sheet::default()
                    };
                    self.sheets.push((sheet, !self.hidden.contains(&style)));
                    (self.row, self.count) = (0, 0);
                }
            }
            "table-row" if self.tables == 1 => {
                self.repeated_row = element.count("number-rows-repeated").unwrap_or(1).max(1);
                self.column = 0;
                self.cells.clear();
            }
            // A covered cell belongs to the one that is merged over it.
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                let covered = name == "covered-table-cell";
                self.cell = Some(Cell {
                    repeated: element.count("number-columns-repeated").unwrap_or(1).max(1),
                    kind: if covered {
                        "covered".to_owned()
                    } else {
                        element.attribute("value-type").unwrap_or_default()
                    },
                    value: ["value", "date-value", "time-value", "boolean-value", "string-value"]
                        .iter()
                        .find_map(|name| element.attribute(name)),
                    formula: !covered && element.attribute("formula").is_some(),
                    ..Cell::default()
                });
            }
            "p" => {
                if let Some(cell) = &mut self.cell {
                    if cell.paragraphs > 0 {
                        cell.write("\n");
                    }
                    cell.paragraphs += 1;
                    cell.in_paragraph = true;
                }
            }
            "s" | "tab" | "line-break" => {
                if let Some(cell) = &mut self.cell {
                    let blanks = element.count("c").unwrap_or(1).clamp(1, 100) as usize;
                    cell.write(&if name == "line-break" {
                        "\n".to_owned()
                    } else {
                        " ".repeat(blanks)
                    });
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "table" => self.tables = self.tables.saturating_sub(1),
            "p" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_paragraph = false;
                }
            }
            "table-cell" | "covered-table-cell" if self.tables == 1 => {
                if let Some(cell) = self.cell.take() {
                    self.end_cell(&cell);
                }
            }
            "table-row" if self.tables == 1 => self.end_row(),
            _ => {}
        }
    }

    fn end_cell(&mut self, cell: &Cell) {
        let (content, format) = cell.read();
        let next = self.column.saturating_add(cell.repeated);
        if content != Content::Blank || cell.formula {
            // One column too many tells the sheet that there is more.
            for column in self.column..next.min(limits::COLUMNS + 1) {
                self.cells
                    .insert(column, (content.clone(), format.clone(), cell.formula));
            }
        }
        self.column = next;
    }

    fn end_row(&mut self) {
        let (cells, first) = (std::mem::take(&mut self.cells), self.row);
        self.row = first.saturating_add(self.repeated_row);
        let Some((sheet, _)) = self.sheets.last_mut() else {
            return;
        };
        if cells.is_empty() {
            return;
        }
        for row in first..self.row.min(limits::ROWS + 1) {
            for (column, (content, format, formula)) in &cells {
                self.count += 1;
                if !sheet.put((row, *column), content.clone(), format.clone(), self.count) {
                    return;
                }
                if *formula && row < limits::ROWS && *column < limits::COLUMNS {
                    sheet.mark_formula(row, *column);
                }
            }
        }
    }
}

impl Cell {
    fn write(&mut self, text: &str) {
        // A character takes four bytes at most; what goes beyond is cut, and told, when the cell is read.
        let most = limits::CELL_TEXT * 4 + 4;
        for sign in text.chars() {
            if self.text.len() + sign.len_utf8() > most {
                return;
            }
            self.text.push(sign);
        }
    }

    /// The content, and a number format that shows it as the file does.
    fn read(&self) -> (Content, String) {
        let value = self.value.as_deref().unwrap_or_default();
        let text = || {
            // A text may be kept apart from what is shown of it.
            let text = if self.text.is_empty() && self.kind == "string" {
                value
            } else {
                &self.text
            };
            if text.trim().is_empty() {
                Content::Blank
            } else if text.starts_with('#') && text.ends_with(['!', '?']) && self.formula {
                Content::Error(text.to_owned())
            } else {
                Content::Text(text.to_owned())
            }
        };
        match self.kind.as_str() {
            "covered" => (Content::Blank, String::new()),
            "float" | "percentage" | "currency" => {
                match value.parse::<f64>().ok().and_then(super::number::from_float) {
                    // Where a formula fails the value is 0 and only the text says so.
                    Some(_) if self.formula && (self.text.starts_with('#') || self.text.starts_with("Err:")) => {
                        (Content::Error(self.text.clone()), String::new())
                    }
                    Some(number) => (
                        Content::Number(number),
                        format_of(&self.text, number, self.kind == "percentage"),
                    ),
                    None => (Content::Error(value.to_owned()), String::new()),
                }
            }
            "boolean" => (Content::Truth(value == "true"), String::new()),
            "date" => (Content::Date(date(value)), String::new()),
            "time" => (Content::Date(self.text.clone()), String::new()),
            _ => (text(), String::new()),
        }
    }
}

/// The day as it is written here, from `2026-11-20` or `2026-11-20T08:30:00`.
fn date(value: &str) -> String {
    let day: Vec<&str> = value.split('T').next().unwrap_or_default().split('-').collect();
    match day.as_slice() {
        [year, month, day] => format!("{day}/{month}/{year}"),
        _ => value.to_owned(),
    }
}

/// A number format that shows a number as the text does: its decimals, and what stands behind.
fn format_of(text: &str, number: Decimal, percentage: bool) -> String {
    let text = text.trim();
    let digit = |sign: char| sign.is_ascii_digit();
    let (Some(first), Some(last)) = (text.find(digit), text.rfind(digit)) else {
        return if percentage { "0.##%".to_owned() } else { String::new() };
    };
    let (figures, behind) = (
        text.get(first..=last).unwrap_or_default(),
        text.get(last + 1..).unwrap_or_default(),
    );
    let shown = if percentage {
        number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number)
    } else {
        number
    };
    let decimals = figures
        .rsplit_once([',', '.'])
        .map_or(0, |(_, decimals)| decimals.len());
    let as_decimals: String = figures
        .chars()
        .enumerate()
        .filter_map(|(at, sign)| match sign {
            ',' | '.' if at + decimals + 1 == figures.len() => Some('.'),
            sign if sign.is_ascii_digit() => Some(sign),
            _ => None,
        })
        .collect();
    let places = u32::try_from(decimals).unwrap_or(0);
    let rounded = shown
        .abs()
        .round_dp_with_strategy(places.min(20), rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let pattern = if decimals == 0 {
        "0".to_owned()
    } else if as_decimals.parse::<Decimal>().is_ok_and(|read| read == rounded) {
        format!("0.{}", "0".repeat(decimals))
    } else {
        // What looked like decimals were thousands.
        "#,##0".to_owned()
    };
    let plain = pattern == "0" || shown.normalize().scale() == places;
    match behind.trim() {
        "" if percentage => format!("{pattern}%"),
        "" if plain => String::new(),
        "" => pattern,
        "%" if percentage => format!("{pattern}%"),
        _ => format!("{pattern}\"{}\"", behind.replace('"', "")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::number::display;

    #[test]
    fn formats_are_told_by_what_is_shown() {
        for (text, number, percentage, format, shown) in [
            ("98,5%", "0.985", true, "0.0%", "98,5%"),
            ("98.50 %", "0.985", true, "0.00%", "98,50%"),
            ("100%", "0.996", true, "0%", "100%"),
            ("", "0.985", true, "0.##%", "98,5%"),
            ("98,5%", "98.5", false, "0.0\"%\"", "98,5%"),
            (
                "12,5 triệu đồng",
                "12.5",
                false,
                "0.0\" triệu đồng\"",
                "12,5 triệu đồng",
            ),
            ("1.234", "1234", false, "#,##0", "1.234"),
            ("1,1", "1.1", false, "", "1,1"),
            ("97,83", "97.8260869", false, "0.00", "97,83"),
            ("3", "3", false, "", "3"),
        ] {
            let number: Decimal = number.parse().unwrap();
            let told = format_of(text, number, percentage);
            assert_eq!(
                (told.as_str(), display(number, &told).as_str()),
                (format, shown),
                "{text}"
            );
        }
        assert_eq!(date("2026-11-20T08:30:00"), "20/11/2026");
    }

    #[test]
    fn repeated_and_merged_cells_stand_where_they_are_and_go_no_further_than_the_limits() {
        let mut book = Book::default();
        let content = "<d><o:style o:name=\"h\"><o:table-properties o:display=\"false\"/></o:style>\
            <t:table t:name=\"A\" t:style-name=\"h\"><t:table-row t:number-rows-repeated=\"2\"><t:table-cell/></t:table-row>\
            <t:table-row><t:table-cell t:number-columns-repeated=\"2\" o:value-type=\"string\"><x:p>a<x:s x:c=\"2\"/>b</x:p>\
            <x:p>c</x:p></t:table-cell><t:covered-table-cell o:value-type=\"float\" o:value=\"1\"/>\
            <t:table-cell t:formula=\"of:=1/0\"/></t:table-row>\
            <t:table-row t:number-rows-repeated=\"1048000\"><t:table-cell o:value-type=\"float\" o:value=\"2\"/></t:table-row>\
            </t:table></d>";
        walk(content, &mut |step| {
            book.take(step);
            Ok(())
        })
        .unwrap();
        let (sheet, shown) = &book.sheets[0];
        assert!(!shown && sheet.cut && sheet.name == "A");
        let row = &sheet.rows[&2];
        assert_eq!(row.keys().copied().collect::<Vec<_>>(), [0, 1, 3]);
        assert_eq!(row[&1].content, Content::Text("a  b\nc".into()));
        assert!(row[&3].formula && row[&3].content == Content::Blank);
        assert_eq!(sheet.rows.len(), limits::ROWS as usize - 2);
    }
}
