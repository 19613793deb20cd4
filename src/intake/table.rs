//! Finding the form in a workbook: the sheet, the header row, and the rows below it as cells by declared column.

use std::collections::BTreeMap;

use super::known::Known;
use super::mapping::{FoundTable, Mapping, fingerprint};
use super::reading::{Shown, show};
use super::workbook::{Addressing, Cell, Sheet};
use crate::domain::{ClaimedVerdict, FormSpec, Provenance, Sentence};
use crate::forms::header::{self, HeaderMatch};
use crate::text::cut;
use crate::text::fold::words;

/// Rows in which a header is looked for.
const HEADER_ROWS: u32 = 80;
/// Columns in which a header is looked for.
const HEADER_COLUMNS: u32 = 64;

/// Rows below a header that are shown with it.
const SAMPLE: usize = 3;
/// Rows that are shown of a sheet without a form.
const SHOWN_ROWS: usize = 30;
/// Columns to which a text is cut where it is shown for a mapping.
const SHOWN_TEXT: usize = 60;

/// A form found on a sheet.
#[derive(Debug, Clone)]
pub(super) struct Found<'f> {
    /// The form.
    pub form: &'f FormSpec,
    /// Where its columns stand.
    pub header: HeaderMatch,
    /// Texts above the header, from the top.
    pub titles: Vec<String>,
    /// The texts of the header and of the first rows below it.
    pub head: Vec<Vec<String>>,
    /// A person chose how it is read.
    pub by_hand: bool,
}

impl Found<'_> {
    /// The lowest text of the header above a column of the table.
    fn heading(&self, at: usize) -> &str {
        let header = self.head.get(..self.header.header_rows.len()).unwrap_or_default();
        let texts = header.iter().rev().filter_map(|row| row.get(at));
        texts
            .map(|text| text.trim())
            .find(|text| !text.is_empty())
            .unwrap_or("")
    }

    /// What is to be said of how its header was read: over three rows, or from columns that are ticked.
    pub fn doubts(&self) -> Vec<Sentence> {
        if self.by_hand {
            return Vec::new();
        }
        let likeness = u64::from(self.header.confidence(self.form));
        let height = self.header.header_rows.len();
        let stacked = (height >= header::TALLEST).then(|| {
            Sentence::new("intake-header-stacked")
                .number("rows", height as u64)
                .number("likeness", likeness)
        });
        let headings: Vec<&str> = self.header.ticks.iter().map(|tick| self.heading(tick.at)).collect();
        let ticked = (!headings.is_empty()).then(|| {
            Sentence::new("intake-header-ticked")
                .text("columns", headings.join(" | "))
                .number("likeness", likeness)
        });
        stacked.into_iter().chain(ticked).collect()
    }

    /// What a person is shown of it.
    pub fn describe(&self, file: &str, sheet: &str, rows: usize) -> FoundTable {
        let height = self.header.header_rows.len();
        FoundTable {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            mapping: Mapping::of(&self.header, self.form),
            layout: fingerprint(self.head.get(..height).unwrap_or_default()),
            by_hand: self.by_hand,
            confidence: self.header.confidence(self.form),
            head: self.head.iter().map(|row| brief(row)).collect(),
            rows,
        }
    }
}

/// The texts of a row, each long one cut.
fn brief(row: &[String]) -> Vec<String> {
    row.iter().map(|text| cut(text, SHOWN_TEXT).to_string()).collect()
}

/// The first rows of a sheet in which no form was recognised, for a person to map by hand.
pub(super) fn top(sheet: &Sheet) -> Vec<Vec<String>> {
    head(sheet).iter().take(SHOWN_ROWS).map(|row| brief(row)).collect()
}

/// One row below the header.
#[derive(Debug)]
pub(super) struct Row<'s> {
    /// Its index on the sheet.
    pub at: u32,
    addressing: Addressing,
    cells: BTreeMap<usize, (u32, Option<&'s Cell>, Shown)>,
    /// By declared column of a verdict, its cells that are ticked.
    ticks: Vec<(usize, Ticked<'s>)>,
}

/// A cell that is ticked for a verdict.
#[derive(Debug)]
pub(super) struct Ticked<'s> {
    /// The cell.
    pub cell: Option<&'s Cell>,
    /// What it shows.
    pub shown: Shown,
    /// Its address.
    pub address: String,
    /// What a cross in it states.
    pub verdict: ClaimedVerdict,
    /// Its header.
    pub header: &'s str,
}

/// Looks for one of the framework's forms on a sheet.
pub(super) fn find<'f>(sheet: &Sheet, framework: &'f Known<'f>) -> Option<Found<'f>> {
    let top = head(sheet);
    let chosen = framework.overrides.mapping(&top).and_then(|(at, mapping)| {
        let form = framework.framework().form(&mapping.form)?;
        let mut header = mapping.at(at, form);
        let rows = top.get(header.header_rows.clone()).unwrap_or_default();
        header.ticks = header::ticks(rows, &header.columns, form);
        Some((header, form))
    });
    let by_hand = chosen.is_some();
    let (header, form) = match chosen {
        Some(chosen) => chosen,
        None => {
            let header = framework.headers.find(&top)?;
            let form = framework.framework().form(&header.form)?;
            (header, form)
        }
    };
    let shown = header.header_rows.start..(header.header_rows.end + SAMPLE).min(top.len());
    let titles = top
        .iter()
        .take(header.header_rows.start)
        .flatten()
        .filter(|text| !text.is_empty())
        .cloned()
        .collect();
    Some(Found {
        form,
        titles,
        head: top.get(shown).unwrap_or_default().to_vec(),
        by_hand,
        header,
    })
}

/// The texts at the top of a sheet.
fn head(sheet: &Sheet) -> Vec<Vec<String>> {
    let deepest = sheet
        .rows
        .keys()
        .next_back()
        .map_or(0, |last| (last + 1).min(HEADER_ROWS));
    (0..deepest)
        .map(|row| {
            let cells = sheet.rows.get(&row);
            let width = cells
                .and_then(|cells| cells.keys().next_back())
                .map_or(0, |last| (last + 1).min(HEADER_COLUMNS));
            (0..width)
                .map(|column| show(cells.and_then(|cells| cells.get(&column))).text)
                .collect()
        })
        .collect()
}

/// The rows below the header that hold anything in a declared column; a header typed again is left out.
pub(super) fn rows<'s>(sheet: &'s Sheet, found: &'s Found<'_>) -> Vec<Row<'s>> {
    let first = u32::try_from(found.header.header_rows.end).unwrap_or(u32::MAX);
    let known: Vec<Vec<String>> = found
        .form
        .columns
        .iter()
        .map(|column| {
            column
                .also
                .iter()
                .chain([&column.header])
                .map(|text| words(text))
                .collect()
        })
        .collect();
    let ticks: Vec<(usize, u32, ClaimedVerdict, &str)> = found
        .header
        .ticks
        .iter()
        .filter_map(|tick| {
            let at = u32::try_from(tick.at).ok()?;
            Some((tick.column, at, tick.verdict, found.heading(tick.at)))
        })
        .collect();
    let places: Vec<(usize, u32)> = found
        .header
        .columns
        .iter()
        .filter_map(|matched| Some((matched.column, u32::try_from(matched.at).ok()?)))
        .collect();
    sheet
        .rows
        .range(first..)
        .map(|(at, cells)| Row {
            at: *at,
            addressing: sheet.addressing,
            cells: places
                .iter()
                .map(|(column, place)| {
                    let cell = cells.get(place);
                    (*column, (*place, cell, show(cell)))
                })
                .collect(),
            ticks: ticks
                .iter()
                .map(|(column, place, verdict, header)| {
                    let cell = cells.get(place);
                    let ticked = Ticked {
                        cell,
                        shown: show(cell),
                        address: sheet.addressing.of(*at, *place),
                        verdict: *verdict,
                        header,
                    };
                    (*column, ticked)
                })
                .collect(),
        })
        .filter(|row| row.cells.values().any(|(_, cell, _)| cell.is_some()))
        .filter(|row| !row.repeats_header(&known))
        .collect()
}

impl<'s> Row<'s> {
    /// The cell of a declared column, by the column's index in the form.
    pub fn cell(&self, column: usize) -> Option<&'s Cell> {
        self.cells.get(&column)?.1
    }

    /// What that cell shows.
    pub fn shown(&self, column: usize) -> &Shown {
        static NOTHING: Shown = Shown {
            text: String::new(),
            suspicious: false,
            cut: false,
        };
        self.cells.get(&column).map_or(&NOTHING, |(_, _, shown)| shown)
    }

    /// The text of that cell.
    pub fn text(&self, column: usize) -> &str {
        &self.shown(column).text
    }

    /// The address of that cell; empty where the table lacks the column.
    pub fn address(&self, column: usize) -> String {
        self.cells
            .get(&column)
            .map_or_else(String::new, |(place, _, _)| self.addressing.of(self.at, *place))
    }

    /// The place of a cell as provenance.
    pub fn place(&self, column: usize, file: &str, sheet: &str) -> Provenance {
        Provenance {
            file: file.to_owned(),
            sheet: sheet.to_owned(),
            cell: self.address(column),
        }
    }

    /// The cells that are ticked for the verdict of a declared column; none where it is written out.
    pub fn ticks(&self, column: usize) -> Vec<&Ticked<'s>> {
        let own = self.ticks.iter().filter(|(of, _)| *of == column);
        own.map(|(_, ticked)| ticked).collect()
    }

    /// Whether at least three cells say what their header says: it was typed again on a new page.
    fn repeats_header(&self, known: &[Vec<String>]) -> bool {
        let says = |index: &usize, text: &str| {
            let longest = known
                .get(*index)
                .and_then(|known| known.iter().map(String::len).max())
                .unwrap_or(0);
            // Marks make a text longer than its folded form, never more than fourfold.
            !text.is_empty()
                && text.len() <= longest * 4 + 8
                && known.get(*index).is_some_and(|known| known.contains(&words(text)))
        };
        self.cells
            .iter()
            .filter(|(index, (_, _, shown))| says(index, &shown.text))
            .count()
            >= 3
    }
}
