//! A place in a file put into words: cells of sheets by their letters, those of documents' tables by their numbers.

use super::{Arg, Provenance, Sentence};

/// What begins the name of a table of a document, which names none itself, before its number.
pub const TABLE: &str = "bảng";
/// What begins the address of a paragraph of a document, before its number.
pub const PARAGRAPH: char = '¶';

impl Provenance {
    /// The place within the file: `Biểu 01 · F12`, or table 2, row 5, column 3; none where the whole file is meant.
    pub fn within(&self) -> Option<Sentence> {
        within(&self.sheet, &self.cell)
    }

    /// The file and the place within it.
    pub fn sentence(&self) -> Sentence {
        let file = Sentence::new("place-whole").text("file", &self.file);
        match self.within() {
            Some(within) if self.file.is_empty() => within,
            Some(within) => Sentence::new("place-in-file")
                .text("file", &self.file)
                .sentence("place", within),
            None => file,
        }
    }
}

/// The place that a sheet and the cells on it are; none where neither is named.
pub fn within(sheet: &str, cell: &str) -> Option<Sentence> {
    let told = cells(cell);
    let spelled = told.is_some();
    let cells = told.or_else(|| (!cell.is_empty()).then(|| Sentence::new("place-cell").text("cell", cell)));
    let table = sheet.strip_prefix(TABLE).map(str::trim);
    match (table.filter(|number| number.parse::<u32>().is_ok()), cells) {
        (Some(number), Some(cells)) if spelled => Some(
            Sentence::new("place-table-cells")
                .text("table", number)
                .sentence("cells", cells),
        ),
        (Some(number), None) => Some(Sentence::new("place-table").text("table", number)),
        (_, Some(cells)) if sheet.is_empty() => Some(cells),
        (_, Some(cells)) => Some(
            Sentence::new("place-sheet-cells")
                .text("sheet", sheet)
                .sentence("cells", cells),
        ),
        (None, None) => (!sheet.is_empty()).then(|| Sentence::new("place-sheet").text("sheet", sheet)),
    }
}

/// Cells of a document in words; none where they are those of a sheet, which speak for themselves.
pub fn cells(cells: &str) -> Option<Sentence> {
    let mut told: Vec<Sentence> = cells.split(", ").map(block).collect::<Option<_>>()?;
    match told.len() {
        1 => told.pop(),
        _ => Some(Sentence {
            key: "place-several".to_owned(),
            args: vec![("cells".to_owned(), Arg::Sentences(told))],
        }),
    }
}

/// One cell, or all cells from one to another.
fn block(text: &str) -> Option<Sentence> {
    if let Some(number) = text.strip_prefix(PARAGRAPH) {
        let number: u32 = number.parse().ok()?;
        return Some(Sentence::new("place-paragraph").text("number", number.to_string()));
    }
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let (first, last) = (Provenance::row_and_column(first)?, Provenance::row_and_column(last)?);
    let span = |from: u32, to: u32| {
        if from == to {
            from.to_string()
        } else {
            format!("{from}–{to}")
        }
    };
    Some(
        Sentence::new("place-row-column")
            .text("row", span(first.0, last.0))
            .text("column", span(first.1, last.1)),
    )
}
