//! How a table is spread over a page: widths of columns, sizes of text, heights of rows.

use super::metrics::{self, Measured};
use crate::domain::Decimal;
use crate::forms::document::Grid;
use crate::forms::{Align, Cell, Row, RowKind, Table};

/// Size of the table's text, in points.
pub(super) const BODY: u32 = 12;
/// The width of an A4 page in landscape between margins of 30 and 15 mm, in pixels.
pub(super) const WIDTH: u32 = 948;
/// The tallest row that Excel allows, 409 points, in pixels.
pub(super) const TALLEST: u32 = 545;
/// The smallest size a cell's text is set in to stay within [`TALLEST`].
const SMALLEST: u32 = 7;
/// The widest word, in pixels, for which a column is made wider than declared.
const WIDEST_WORD: u32 = 130;
/// How much width moves at once from a column to another, in pixels.
const STEP: u32 = 24;

/// A table spread over the page; all in pixels but the sizes, which are points.
#[derive(Debug)]
pub(super) struct Layout {
    /// Width of each column.
    pub widths: Vec<u32>,
    /// Size of each cell's text, by row.
    pub sizes: Vec<Vec<u32>>,
    /// Height of each row.
    pub heights: Vec<u32>,
}

/// Whether a row is set in bold: headings of groups and of criteria that have parts, and sums.
pub(super) fn is_bold(row: &Row) -> bool {
    row.kind.is_heading() || row.kind == RowKind::Total
}

/// What the widths of a table's columns depend on.
struct Source<'a> {
    /// The width of the page, in pixels.
    page: u32,
    /// Headers and declared widths of the columns.
    columns: Vec<(&'a str, u32)>,
    /// Cells of the rows, and whether they are bold.
    rows: Vec<(&'a [Cell], bool)>,
}

impl Source<'_> {
    /// The texts measured, and the widths of the columns.
    fn spread(&self) -> (Vec<Vec<Measured>>, Vec<u32>) {
        let measured = |(cells, bold): &(&[Cell], bool)| -> Vec<Measured> {
            cells.iter().map(|cell| Measured::new(&cell.text, *bold)).collect()
        };
        let texts: Vec<Vec<Measured>> = self.rows.iter().map(measured).collect();
        let least = least(self, &texts);
        let mut widths = declared(self, &least);
        // The open cells of a blank form keep the room they were declared with.
        if !self.rows.iter().flat_map(|(cells, _)| *cells).any(|cell| cell.input) {
            balance(self, &texts, &least, &mut widths);
        }
        (texts, widths)
    }
}

impl<'a> From<&'a Table> for Source<'a> {
    fn from(table: &'a Table) -> Self {
        let whole = |number: Decimal| u32::try_from(number.round()).unwrap_or(0);
        let pixels = |width: Decimal| whole(width * Decimal::from(8)).max(16) + 8;
        let columns = table.columns.iter();
        Self {
            page: WIDTH,
            columns: columns
                .map(|column| (column.header.as_str(), pixels(column.width)))
                .collect(),
            rows: table
                .rows
                .iter()
                .map(|row| (row.cells.as_slice(), is_bold(row)))
                .collect(),
        }
    }
}

impl<'a> Source<'a> {
    /// A table of a document on a page of a width.
    fn of(grid: &'a Grid, page: u32) -> Self {
        // A table of a form says how many hundredths of a character its columns take; others say shares.
        let sum: u32 = grid.columns.iter().map(|column| column.width).sum::<u32>().max(1);
        let scale = page.max(sum * 8 / 100);
        let columns = grid.columns.iter();
        Self {
            page,
            columns: columns
                .map(|column| (column.header.as_str(), (column.width * scale / sum).max(1)))
                .collect(),
            rows: grid
                .rows
                .iter()
                .map(|row| (row.cells.as_slice(), row.is_bold()))
                .collect(),
        }
    }
}

/// The widths of a table's columns on a page of a width, all in pixels; more than the page where its words need it.
pub(super) fn widths(grid: &Grid, page: u32) -> Vec<u32> {
    Source::of(grid, page).spread().1
}

impl Layout {
    /// Spreads a table.
    pub(super) fn of(table: &Table) -> Self {
        Self::spread(&Source::from(table))
    }

    /// Spreads a table of a document over a page of a width.
    pub(super) fn of_grid(grid: &Grid, page: u32) -> Self {
        Self::spread(&Source::of(grid, page))
    }

    fn spread(source: &Source<'_>) -> Self {
        let (texts, widths) = source.spread();
        let sizes: Vec<Vec<u32>> = texts
            .iter()
            .map(|row| {
                row.iter()
                    .zip(&widths)
                    .map(|(text, width)| size(text, *width))
                    .collect()
            })
            .collect();
        let heights = texts
            .iter()
            .zip(&sizes)
            .map(|(row, sizes)| {
                let cells = row.iter().zip(&widths).zip(sizes);
                let tallest = cells.map(|((text, width), size)| height(text, *width, *size)).max();
                tallest.unwrap_or(0).clamp(metrics::height(1, BODY), TALLEST)
            })
            .collect();
        Self { widths, sizes, heights }
    }

    /// The width of the whole table.
    pub(super) fn total(&self) -> u32 {
        self.widths.iter().sum()
    }
}

fn height(text: &Measured, width: u32, size: u32) -> u32 {
    metrics::height(text.lines(metrics::room(width, size)), size)
}

/// The size of a cell's text: the body's, or less where a long text would need more than the tallest row.
fn size(text: &Measured, width: u32) -> u32 {
    let mut sizes = (SMALLEST..=BODY).rev();
    sizes
        .find(|size| height(text, width, *size) <= TALLEST)
        .unwrap_or(SMALLEST)
}

/// The width of a column that holds a length of the body's text on one line.
fn pixels(length: u32) -> u32 {
    length * BODY / 750 + 14
}

/// The least width of each column: that of its longest word, within reason.
fn least(source: &Source<'_>, texts: &[Vec<Measured>]) -> Vec<u32> {
    let column = |at: usize| texts.iter().filter_map(move |row| row.get(at));
    let columns = source.columns.iter().enumerate();
    columns
        .map(|(at, (header, _))| {
            let longest = column(at).map(Measured::longest_word).max().unwrap_or(0);
            let word = longest.max(Measured::new(header, true).longest_word());
            pixels(word).min(WIDEST_WORD)
        })
        .collect()
}

/// The declared widths, stretched or narrowed to the page, but never narrower than the least.
fn declared(source: &Source<'_>, least: &[u32]) -> Vec<u32> {
    let declared: Vec<u32> = source.columns.iter().map(|(_, width)| *width).collect();
    let sum: u32 = declared.iter().sum();
    // A table far wider than the page is shrunk in print rather than squeezed into slivers.
    let aim = source.page.max(sum * 10 / 14);
    let mut fixed = vec![false; declared.len()];
    let mut out = declared.clone();
    for _ in 0..declared.len() {
        let taken = chosen(least, &fixed, true);
        let free = chosen(&declared, &fixed, false).max(1);
        let mut settled = true;
        for (((out, fixed), declared), least) in out.iter_mut().zip(&mut fixed).zip(&declared).zip(least) {
            if *fixed {
                continue;
            }
            *out = declared * aim.saturating_sub(taken) / free;
            if *out < *least {
                *out = *least;
                *fixed = true;
                settled = false;
            }
        }
        if settled {
            break;
        }
    }
    out
}

/// The sum of the numbers whose columns are (or are not) fixed.
fn chosen(numbers: &[u32], fixed: &[bool], which: bool) -> u32 {
    let chosen = numbers.iter().zip(fixed).filter(|(_, fixed)| **fixed == which);
    chosen.map(|(number, _)| *number).sum()
}

/// A column of another width, and what its cells would be tall.
struct Change {
    at: usize,
    width: u32,
    heights: Vec<u32>,
}

/// Moves width from columns that have room to columns of running text, as long as the table grows shorter by it. No
/// column gives more than half of its width, and one of short texts neither more than three tenths nor what they need to
/// stand on one line, so that the form keeps its face.
fn balance(source: &Source<'_>, texts: &[Vec<Measured>], least: &[u32], widths: &mut [u32]) {
    let running: Vec<usize> = (0..widths.len())
        .filter(|at| {
            let mut cells = source.rows.iter().filter_map(|(cells, _)| cells.get(*at));
            cells.any(|cell| cell.align == Align::Left && !cell.text.is_empty())
        })
        .collect();
    let short = |at: usize| {
        let lengths = texts
            .iter()
            .filter_map(|row| row.get(at))
            .map(|text| pixels(text.longest_line()));
        lengths.filter(|length| *length <= WIDEST_WORD).max().unwrap_or(0)
    };
    let floors: Vec<u32> = (0..)
        .zip(widths.iter().zip(least))
        .map(|(at, (width, least))| {
            if running.contains(&at) {
                (*least).max(width / 2)
            } else {
                (*least).max(width * 7 / 10).max(short(at).min(*width))
            }
        })
        .collect();
    let column = |at: usize, width: u32| -> Vec<u32> {
        let cell = |row: &Vec<Measured>| row.get(at).map_or(0, |text| height(text, width, BODY));
        texts.iter().map(cell).collect()
    };
    let mut columns: Vec<Vec<u32>> = widths
        .iter()
        .enumerate()
        .map(|(at, width)| column(at, *width))
        .collect();
    let tall = |columns: &[Vec<u32>], changed: &[(usize, &Vec<u32>)]| -> u32 {
        (0..texts.len())
            .map(|row| {
                let cells = columns.iter().enumerate().map(|(at, heights)| {
                    let heights = changed
                        .iter()
                        .find(|(which, _)| *which == at)
                        .map_or(heights, |(_, new)| *new);
                    heights.get(row).copied().unwrap_or(0)
                });
                cells.max().unwrap_or(0)
            })
            .sum()
    };
    let mut sum = tall(&columns, &[]);
    for _ in 0..20 {
        let mut best: Option<(u32, [Change; 2])> = None;
        for to in &running {
            let wider = widths.get(*to).copied().unwrap_or(0) + STEP;
            let gained = column(*to, wider);
            for (from, (width, floor)) in widths.iter().zip(&floors).enumerate() {
                if from == *to || width.saturating_sub(STEP) < *floor {
                    continue;
                }
                let lost = column(from, width - STEP);
                let total = tall(&columns, &[(*to, &gained), (from, &lost)]);
                if total < best.as_ref().map_or(sum, |(total, _)| *total) {
                    let gained = Change {
                        at: *to,
                        width: wider,
                        heights: gained.clone(),
                    };
                    let lost = Change {
                        at: from,
                        width: width - STEP,
                        heights: lost,
                    };
                    best = Some((total, [gained, lost]));
                }
            }
        }
        let Some((total, changes)) = best else {
            return;
        };
        sum = total;
        for change in changes {
            if let (Some(width), Some(column)) = (widths.get_mut(change.at), columns.get_mut(change.at)) {
                *width = change.width;
                *column = change.heights;
            }
        }
    }
}
