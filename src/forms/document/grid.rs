//! A table of a document: columns, header rows and rows, whatever stands in them.

use serde::Serialize;

use crate::forms::table::{Align, Cell, RowKind, Table};

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct GridColumn {
    /// The header as printed.
    pub header: String,
    /// The header above it, shared with its neighbours; empty for none, so that the header spans both rows.
    pub over: String,
    /// Width, as a share of the sum of all; scaled to the page.
    pub width: u32,
}

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct GridRow {
    /// A cell for each column.
    pub cells: Vec<Cell>,
    /// A heading above the rows that follow: set in bold, never the last row of a page.
    pub heading: bool,
    /// A sum or total: set in bold.
    pub total: bool,
}

impl GridRow {
    /// Whether it is set in bold.
    pub fn is_bold(&self) -> bool {
        self.heading || self.total
    }
}

/// A table: its header rows are repeated on each page, its rows are not split.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Grid {
    /// Columns.
    pub columns: Vec<GridColumn>,
    /// Rows.
    pub rows: Vec<GridRow>,
}

impl Grid {
    /// A table of texts: the first column left, as headers with their shares of the width say.
    pub fn new(columns: &[(&str, u32)]) -> Self {
        let column = |(header, width): &(&str, u32)| GridColumn {
            header: (*header).to_owned(),
            over: String::new(),
            width: *width,
        };
        Self {
            columns: columns.iter().map(column).collect(),
            rows: Vec::new(),
        }
    }

    /// Adds a row of texts.
    pub fn push(&mut self, cells: impl IntoIterator<Item = (String, Align)>) {
        self.rows.push(GridRow {
            cells: cells.into_iter().map(|(text, align)| Cell::text(text, align)).collect(),
            ..GridRow::default()
        });
    }

    /// Whether some columns share a header above theirs.
    pub fn has_over(&self) -> bool {
        self.columns.iter().any(|column| !column.over.is_empty())
    }

    /// The cells of the header row or rows, from left to right and top to bottom.
    pub fn header(&self) -> Vec<HeaderCell<'_>> {
        let over = self.has_over();
        let mut cells = Vec::new();
        let mut at = 0;
        while let Some(column) = self.columns.get(at) {
            let cell = |text, row, column, rows, columns| HeaderCell {
                text,
                row,
                column,
                rows,
                columns,
            };
            if column.over.is_empty() {
                cells.push(cell(column.header.as_str(), 0, at, if over { 2 } else { 1 }, 1));
                at += 1;
                continue;
            }
            let same = |other: &&GridColumn| other.over == column.over;
            let run = self.columns.iter().skip(at).take_while(same).count();
            cells.push(cell(column.over.as_str(), 0, at, 1, run));
            for below in self.columns.iter().skip(at).take(run) {
                cells.push(cell(below.header.as_str(), 1, at, 1, 1));
                at += 1;
            }
        }
        cells.sort_by_key(|cell| (cell.row, cell.column));
        cells
    }
}

/// One cell of a table's header with the rows and columns that it spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct HeaderCell<'a> {
    /// Its text.
    pub text: &'a str,
    /// The header row where it begins, 0 or 1.
    pub row: usize,
    /// The column where it begins.
    pub column: usize,
    /// How many rows it spans.
    pub rows: usize,
    /// How many columns it spans.
    pub columns: usize,
}

impl From<&Table> for Grid {
    fn from(table: &Table) -> Self {
        let hundred = crate::domain::Decimal::ONE_HUNDRED;
        let columns = table.columns.iter().map(|column| GridColumn {
            header: column.header.clone(),
            over: column.over.clone(),
            width: u32::try_from((column.width * hundred).round()).unwrap_or(100).max(1),
        });
        let rows = table.rows.iter().map(|row| GridRow {
            cells: row.cells.clone(),
            heading: row.kind.is_heading(),
            total: row.kind == RowKind::Total,
        });
        Self {
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_shared_by_columns_spans_them_and_others_span_both_rows() {
        let column = |header: &str, over: &str| GridColumn {
            header: header.to_owned(),
            over: over.to_owned(),
            width: 1,
        };
        let grid = Grid {
            columns: vec![column("TT", ""), column("a", "Số liệu"), column("b", "Số liệu")],
            rows: Vec::new(),
        };
        let cells: Vec<_> = grid
            .header()
            .iter()
            .map(|cell| (cell.text, cell.row, cell.column, cell.rows, cell.columns))
            .collect();
        assert_eq!(
            cells,
            [
                ("TT", 0, 0, 2, 1),
                ("Số liệu", 0, 1, 1, 2),
                ("a", 1, 1, 1, 1),
                ("b", 1, 2, 1, 1)
            ]
        );
        let plain = Grid::new(&[("TT", 1), ("Tên", 4)]);
        assert!(plain.header().iter().all(|cell| cell.rows == 1 && cell.columns == 1));
    }
}
