//! Tables: with borders for what is listed, without for what stands side by side.

use std::io;

use super::paragraph::{Look, line};
use super::xml::Xml;
use crate::export::layout;
use crate::forms::Align;
use crate::forms::document::{Alignment, Grid, GridRow, HeaderCell, Run, TABLE};

/// The smallest size of text in a table far wider than the page, in points.
const SMALLEST: u32 = 6;
/// Room between a border and the text beside it, in twentieths of a point.
const BESIDE: &str = "60";
/// Twentieths of a point in a pixel.
const PIXEL: u32 = 15;
/// How many headings one below the other stay with the row below them: a longer run would push a whole page away.
const HEADINGS: usize = 3;
/// How many rows stay with what ends the table, so that a signature block has company on its page.
const COMPANY: usize = 2;

/// Opens a table of a whole width and its columns.
pub(super) fn open(xml: &mut Xml, widths: &[u32], borders: bool) -> io::Result<()> {
    xml.open("w:tbl", &[])?;
    xml.open("w:tblPr", &[])?;
    let whole = widths.iter().sum::<u32>().to_string();
    xml.leaf("w:tblW", &[("w:w", &whole), ("w:type", "dxa")])?;
    xml.leaf("w:tblInd", &[("w:w", "0"), ("w:type", "dxa")])?;
    if borders {
        xml.open("w:tblBorders", &[])?;
        for side in ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"] {
            let border = [
                ("w:val", "single"),
                ("w:sz", "4"),
                ("w:space", "0"),
                ("w:color", "auto"),
            ];
            xml.leaf(side, &border)?;
        }
        xml.close("w:tblBorders")?;
    }
    xml.leaf("w:tblLayout", &[("w:type", "fixed")])?;
    xml.open("w:tblCellMar", &[])?;
    let beside = if borders { BESIDE } else { "0" };
    for (side, room) in [
        ("w:top", if borders { "20" } else { "0" }),
        ("w:left", beside),
        ("w:bottom", if borders { "20" } else { "0" }),
        ("w:right", beside),
    ] {
        xml.leaf(side, &[("w:w", room), ("w:type", "dxa")])?;
    }
    xml.close("w:tblCellMar")?;
    xml.close("w:tblPr")?;
    xml.open("w:tblGrid", &[])?;
    for width in widths {
        xml.leaf("w:gridCol", &[("w:w", &width.to_string())])?;
    }
    xml.close("w:tblGrid")
}

/// Opens a row, which is never split; a header row is repeated on each page.
pub(super) fn open_row(xml: &mut Xml, header: bool) -> io::Result<()> {
    xml.open("w:tr", &[])?;
    xml.open("w:trPr", &[])?;
    xml.leaf("w:cantSplit", &[])?;
    if header {
        xml.leaf("w:tblHeader", &[])?;
    }
    xml.close("w:trPr")
}

/// How a cell joins its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Below {
    /// Not at all.
    Apart,
    /// It begins a cell over several rows.
    Begins,
    /// It belongs to the cell above it.
    Belongs,
}

/// Opens a cell, with its properties in the order of CT_TcPr.
pub(super) fn open_cell(xml: &mut Xml, width: u32) -> io::Result<()> {
    joined(xml, width, 1, Below::Apart, "top")
}

fn joined(xml: &mut Xml, width: u32, columns: usize, below: Below, stands: &str) -> io::Result<()> {
    xml.open("w:tc", &[])?;
    xml.open("w:tcPr", &[])?;
    xml.leaf("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")])?;
    if columns > 1 {
        xml.value("w:gridSpan", &columns.to_string())?;
    }
    match below {
        Below::Apart => {}
        Below::Begins => xml.value("w:vMerge", "restart")?,
        Below::Belongs => xml.leaf("w:vMerge", &[])?,
    }
    xml.value("w:vAlign", stands)?;
    xml.close("w:tcPr")
}

/// What ends a table as its last row, written on a width.
pub(super) type Tail<'a> = &'a dyn Fn(&mut Xml) -> io::Result<()>;

/// Writes a table of a width. What stands below it and must not stand alone is its last row, across all columns and
/// without borders: Writer keeps rows with the next row, but never the last row of a table with the text below it.
pub(super) fn grid(xml: &mut Xml, grid: &Grid, room: u32, tail: Option<Tail<'_>>) -> io::Result<()> {
    let (widths, size) = columns(grid, room);
    open(xml, &widths, true)?;
    header(xml, grid, &widths, size)?;
    let ending = grid.rows.len().saturating_sub(COMPANY);
    for (at, row) in grid.rows.iter().enumerate() {
        let keep = leads(grid, at) || (tail.is_some() && at >= ending);
        self::row(xml, row, &widths, size, keep)?;
    }
    if let Some(tail) = tail {
        open_row(xml, false)?;
        open_tail(xml, &widths)?;
        tail(xml)?;
        xml.close("w:tc")?;
        xml.close("w:tr")?;
    }
    xml.close("w:tbl")
}

/// Whether a row is a heading that stays with the row below it.
fn leads(grid: &Grid, at: usize) -> bool {
    let mut run = grid.rows.iter().skip(at);
    let below = run.position(|row| !row.heading);
    below.is_some_and(|below| (1..=HEADINGS).contains(&below))
}

/// Opens the cell of what ends a table.
fn open_tail(xml: &mut Xml, widths: &[u32]) -> io::Result<()> {
    xml.open("w:tc", &[])?;
    xml.open("w:tcPr", &[])?;
    let whole = widths.iter().sum::<u32>().to_string();
    xml.leaf("w:tcW", &[("w:w", &whole), ("w:type", "dxa")])?;
    if widths.len() > 1 {
        xml.value("w:gridSpan", &widths.len().to_string())?;
    }
    xml.open("w:tcBorders", &[])?;
    for side in ["w:left", "w:bottom", "w:right"] {
        xml.leaf(side, &[("w:val", "nil")])?;
    }
    xml.close("w:tcBorders")?;
    xml.open("w:tcMar", &[])?;
    for side in ["w:left", "w:right"] {
        xml.leaf(side, &[("w:w", "0"), ("w:type", "dxa")])?;
    }
    xml.close("w:tcMar")?;
    xml.value("w:vAlign", "top")?;
    xml.close("w:tcPr")
}

/// Widths of the columns in twentieths of a point, and the size of the text.
fn columns(grid: &Grid, room: u32) -> (Vec<u32>, u32) {
    let aim = room / PIXEL;
    let pixels = layout::widths(grid, aim);
    let total = pixels.iter().sum::<u32>().max(1);
    let widths = pixels.iter().map(|width| width * room / total).collect();
    let size = if total > aim {
        (TABLE * aim / total).max(SMALLEST)
    } else {
        TABLE
    };
    (widths, size)
}

fn header(xml: &mut Xml, grid: &Grid, widths: &[u32], size: u32) -> io::Result<()> {
    let cells = grid.header();
    let look = Look {
        keep: true,
        ..Look::plain(size, Alignment::Centre)
    };
    let rows = if grid.has_over() { 2 } else { 1 };
    for row in 0..rows {
        open_row(xml, true)?;
        // A cell over both rows stands in the second one, too, and is empty there.
        let covers = |cell: &&HeaderCell<'_>| cell.row == row || (cell.row < row && cell.rows > 1);
        let mut here: Vec<&HeaderCell<'_>> = cells.iter().filter(covers).collect();
        here.sort_by_key(|cell| cell.column);
        for cell in here {
            let width = widths.iter().skip(cell.column).take(cell.columns).sum();
            let (below, text) = match (cell.rows > 1, cell.row == row) {
                (false, _) => (Below::Apart, cell.text),
                (true, true) => (Below::Begins, cell.text),
                (true, false) => (Below::Belongs, ""),
            };
            joined(xml, width, cell.columns, below, "center")?;
            line(xml, &look, Run::bold(text))?;
            xml.close("w:tc")?;
        }
        xml.close("w:tr")?;
    }
    Ok(())
}

fn row(xml: &mut Xml, row: &GridRow, widths: &[u32], size: u32, keep: bool) -> io::Result<()> {
    open_row(xml, false)?;
    for (cell, width) in row.cells.iter().zip(widths) {
        let alignment = match cell.align {
            Align::Left => Alignment::Left,
            Align::Centre => Alignment::Centre,
            Align::Right => Alignment::Right,
        };
        joined(xml, *width, 1, Below::Apart, "center")?;
        let run = Run {
            bold: row.is_bold(),
            ..Run::plain(&cell.text)
        };
        let look = Look {
            keep,
            ..Look::plain(size, alignment)
        };
        line(xml, &look, run)?;
        xml.close("w:tc")?;
    }
    xml.close("w:tr")
}
