//! Tables: columns scaled to the page, cells with their borders, rows as pieces of the flow.

use std::rc::Rc;

use super::flow::{Mark, Piece};
use super::setter::{Line, Setter, Style};
use crate::export::layout;
use crate::forms::Align;
use crate::forms::document::{Alignment, Grid, GridRow, TABLE};

/// Width of borders, in points.
const BORDER: f32 = 0.5;
/// Room between a border and the text beside it, in points.
const BESIDE: f32 = 3.0;
/// Room between a border and the text below or above it, in points.
const ABOVE: f32 = 1.5;
/// The smallest size of text in a table far wider than the page, in points.
const SMALLEST: f32 = 6.0;
/// Pixels in a point, as the layout of columns counts.
const PIXELS: f32 = 96.0 / 72.0;

/// One cell, its text set.
struct Cell {
    column: usize,
    columns: usize,
    row: usize,
    rows: usize,
    lines: Vec<Rc<Line>>,
}

/// A table on a page of a width.
struct Frame {
    /// Left edges of the columns, and the right edge of the last.
    edges: Vec<f32>,
    /// Size of its text, in points.
    size: f32,
}

impl Frame {
    fn left(&self, column: usize) -> f32 {
        self.edges.get(column).copied().unwrap_or(0.0)
    }

    /// The room for text in a cell.
    fn room(&self, column: usize, columns: usize) -> f32 {
        (self.left(column + columns) - self.left(column) - 2.0 * BESIDE).max(self.size)
    }
}

fn tall(lines: &[Rc<Line>]) -> f32 {
    lines.iter().map(|line| line.height).sum()
}

/// Lays a table out on a page of a width and a height: its header first, then its rows.
pub(super) fn pieces(setter: &mut Setter, grid: &Grid, width: f32, page: f32) -> Vec<Piece> {
    let frame = frame(grid, width);
    let header = header(setter, grid, &frame);
    let room = page - header.height;
    let header = Rc::new(header);
    let mut pieces = vec![Piece {
        gap: 6.0,
        height: header.height,
        marks: header.marks.clone(),
        keep: !grid.rows.is_empty(),
        ..Piece::default()
    }];
    for (number, row) in (1..).zip(&grid.rows) {
        let cells = cells(setter, row, &frame);
        let height = cells.iter().map(|cell| tall(&cell.lines)).fold(0.0, f32::max) + 2.0 * ABOVE;
        let parts = if height > room { split(cells, room) } else { vec![cells] };
        let last = parts.len().saturating_sub(1);
        for (part, cells) in parts.into_iter().enumerate() {
            let height = cells.iter().map(|cell| tall(&cell.lines)).fold(frame.size, f32::max) + 2.0 * ABOVE;
            pieces.push(Piece {
                height,
                marks: drawn(&cells, &frame, &[height]),
                keep: row.heading && part == last,
                header: Some(Rc::clone(&header)),
                company: true,
                part: number,
                ..Piece::default()
            });
        }
    }
    if let Some(last) = pieces.last_mut() {
        last.keep = false;
    }
    pieces
}

/// Columns scaled to a width; a table far wider than the page is set in smaller type.
fn frame(grid: &Grid, width: f32) -> Frame {
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "widths of a page in pixels are small and positive"
    )]
    let (widths, aim) = {
        let aim = (width * PIXELS) as u32;
        let widths: Vec<f32> = layout::widths(grid, aim)
            .into_iter()
            .map(|width| width as f32)
            .collect();
        (widths, aim as f32)
    };
    let total: f32 = widths.iter().sum::<f32>().max(1.0);
    let mut edges = vec![0.0];
    let mut x = 0.0;
    for column in &widths {
        x += column * width / total;
        edges.push(x);
    }
    let body = f32::from(u16::try_from(TABLE).unwrap_or(12));
    let size = if total > aim {
        (body * aim / total).max(SMALLEST)
    } else {
        body
    };
    Frame { edges, size }
}

/// The header: one or two rows, its cells centred and bold.
fn header(setter: &mut Setter, grid: &Grid, frame: &Frame) -> Piece {
    let style = Style::new(frame.size, Alignment::Centre);
    let cells: Vec<Cell> = grid
        .header()
        .into_iter()
        .map(|cell| Cell {
            column: cell.column,
            columns: cell.columns,
            row: cell.row,
            rows: cell.rows,
            lines: setter.line(cell.text, true, false, style, frame.room(cell.column, cell.columns)),
        })
        .collect();
    let needed = |row: usize| {
        let own = cells.iter().filter(|cell| cell.row == row && cell.rows == 1);
        own.map(|cell| tall(&cell.lines) + 2.0 * ABOVE).fold(0.0, f32::max)
    };
    let both = cells
        .iter()
        .filter(|cell| cell.rows == 2)
        .map(|cell| tall(&cell.lines) + 2.0 * ABOVE);
    let both = both.fold(0.0, f32::max);
    let first = needed(0).max(frame.size);
    let heights = if grid.has_over() {
        vec![first, needed(1).max(both - first)]
    } else {
        vec![first]
    };
    let mut marks = drawn(&cells, frame, &heights);
    let right = frame.edges.last().copied().unwrap_or(0.0);
    marks.push(Mark::Rules(
        BORDER,
        vec![[-BORDER / 2.0, 0.0, right + BORDER / 2.0, 0.0]],
    ));
    Piece {
        height: heights.iter().sum(),
        marks,
        ..Piece::default()
    }
}

/// The cells of a row, their texts set.
fn cells(setter: &mut Setter, row: &GridRow, frame: &Frame) -> Vec<Cell> {
    let columns = frame.edges.len().saturating_sub(1);
    let empty = crate::forms::Cell::default();
    (0..columns)
        .map(|column| {
            let cell = row.cells.get(column).unwrap_or(&empty);
            let alignment = match cell.align {
                Align::Left => Alignment::Left,
                Align::Centre => Alignment::Centre,
                Align::Right => Alignment::Right,
            };
            let style = Style::new(frame.size, alignment);
            let lines = if cell.text.is_empty() {
                Vec::new()
            } else {
                setter.line(&cell.text, row.is_bold(), false, style, frame.room(column, 1))
            };
            Cell {
                column,
                columns: 1,
                row: 0,
                rows: 1,
                lines,
            }
        })
        .collect()
}

/// Splits a row that is taller than a page by its lines.
fn split(cells: Vec<Cell>, room: f32) -> Vec<Vec<Cell>> {
    let room = room - 2.0 * ABOVE;
    let mut rest: Vec<std::vec::IntoIter<Rc<Line>>> = Vec::new();
    let mut columns = Vec::new();
    for cell in cells {
        columns.push(cell.column);
        rest.push(cell.lines.into_iter());
    }
    let mut parts = Vec::new();
    while rest.iter().any(|lines| !lines.as_slice().is_empty()) {
        let part: Vec<Cell> = rest
            .iter_mut()
            .zip(&columns)
            .map(|(lines, column)| {
                let mut taken: Vec<Rc<Line>> = Vec::new();
                let mut height = 0.0;
                while let Some(line) = lines.as_slice().first() {
                    height += line.height;
                    if height > room && !taken.is_empty() {
                        break;
                    }
                    taken.extend(lines.next());
                }
                Cell {
                    column: *column,
                    columns: 1,
                    row: 0,
                    rows: 1,
                    lines: taken,
                }
            })
            .collect();
        parts.push(part);
    }
    parts
}

/// What is printed of cells: their texts in the middle of their heights, the borders on their left, right and below.
fn drawn(cells: &[Cell], frame: &Frame, heights: &[f32]) -> Vec<Mark> {
    let mut marks = Vec::new();
    let mut rules = Vec::new();
    let above = |row: usize| heights.iter().take(row).sum::<f32>();
    for cell in cells {
        let (top, bottom) = (above(cell.row), above(cell.row + cell.rows));
        let (left, right) = (frame.left(cell.column), frame.left(cell.column + cell.columns));
        let mut y = top + (bottom - top - tall(&cell.lines)) / 2.0;
        for line in &cell.lines {
            marks.push(Mark::Text(left + BESIDE, y, Rc::clone(line)));
            y += line.height;
        }
        if cell.column == 0 {
            rules.push([left, top, left, bottom]);
        }
        rules.push([right, top, right, bottom]);
        rules.push([left - BORDER / 2.0, bottom, right + BORDER / 2.0, bottom]);
    }
    marks.push(Mark::Rules(BORDER, rules));
    marks
}
