//! A CSV file that a person wrote: any usual separator, headers in either language, rows with their line numbers.

use std::path::Path;

use super::error::{self, Refusal, TaskError};
use crate::domain::Sentence;
use crate::text::{clean, fold};

/// A CSV file as named columns.
#[derive(Debug)]
pub struct Listing {
    headers: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

/// One row of it.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// Its line in the file, from 1.
    pub line: u64,
    headers: &'a [String],
    cells: &'a [String],
}

impl Listing {
    /// Reads a file, lines that begin with `#` left out; UTF-8 with or without byte-order mark, separated by comma, semicolon or tab.
    ///
    /// # Errors
    /// The file cannot be read or is no such text.
    pub fn read(path: &Path) -> Result<Self, TaskError> {
        let bytes = std::fs::read(path).map_err(|fault| TaskError::Unreadable(path.into(), fault))?;
        let text = String::from_utf8(bytes).map_err(|_| {
            TaskError::Input(Box::new(Refusal {
                what: Sentence::new("task-unreadable").text("file", path.to_string_lossy()),
                why: Some(Sentence::new("task-not-utf8")),
                hint: Some(Sentence::new("task-not-utf8-hint")),
            }))
        })?;
        Self::parse(&text).map_err(|fault| {
            let line = fault.position().and_then(|at| usize::try_from(at.line()).ok());
            error::notation(path, line, "task-unreadable-hint")
        })
    }

    fn parse(text: &str) -> Result<Self, csv::Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let first = text.lines().find(|line| !line.starts_with('#')).unwrap_or_default();
        let separator = [b';', b'\t', b',']
            .into_iter()
            .max_by_key(|separator| first.bytes().filter(|byte| byte == separator).count())
            .unwrap_or(b',');
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator)
            .flexible(true)
            .comment(Some(b'#'))
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let headers = reader.headers()?.iter().map(fold::slug).collect();
        let mut rows = Vec::new();
        for record in reader.records() {
            let record = record?;
            let line = record.position().map_or(0, csv::Position::line);
            let cells: Vec<String> = record.iter().map(|cell| clean(cell).text).collect();
            if cells.iter().any(|cell| !cell.is_empty()) {
                rows.push((line, cells));
            }
        }
        Ok(Self { headers, rows })
    }

    /// Whether there is a column of one of these names.
    pub fn has(&self, names: &[&str]) -> bool {
        self.headers.iter().any(|header| names.contains(&header.as_str()))
    }

    /// The rows in order, blank ones left out.
    pub fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.rows.iter().map(|(line, cells)| Row {
            line: *line,
            headers: &self.headers,
            cells,
        })
    }
}

impl<'a> Row<'a> {
    /// The cell of the first column of one of these names (folded, words joined by hyphens); empty where there is none.
    pub fn get(&self, names: &[&str]) -> &'a str {
        names
            .iter()
            .filter_map(|name| self.headers.iter().position(|header| header == name))
            .find_map(|at| self.cells.get(at))
            .map_or("", String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_found_by_folded_names_whatever_separates_them() {
        for text in [
            "\u{feff}# số liệu giả định\nTiêu chí;Chỉ tiêu\n1.10;98,5%\n;\n1.2;100",
            "# số liệu giả định\ntieu chi\tCHỈ TIÊU\n1.10\t98,5%\n\t\n1.2\t100",
        ] {
            let listing = Listing::parse(text).unwrap();
            let rows: Vec<_> = listing
                .rows()
                .map(|row| (row.line, row.get(&["tieu-chi"]), row.get(&["chi-tieu"])))
                .collect();
            assert_eq!(rows, [(3, "1.10", "98,5%"), (5, "1.2", "100")]);
            assert!(listing.has(&["target", "chi-tieu"]));
        }
    }

    #[test]
    fn a_comma_inside_quotes_stays_in_its_cell() {
        let listing = Listing::parse("criterion,target\n1.4,\"98,5%\"").unwrap();
        assert_eq!(listing.rows().next().unwrap().get(&["target"]), "98,5%");
    }
}
