//! A table within running text: its header and rows as bands.

use super::band::{Band, Cell, Face, Frame, What};
use crate::export::layout::{BODY, Layout};
use crate::export::metrics;
use crate::forms::Align;
use crate::forms::document::{Alignment, Grid};

/// Room above a table, in pixels.
const GAP: u32 = 8;

/// The width that a table takes on a page, more than the page where its words need it.
pub(super) fn width(grid: &Grid, page: u32) -> u32 {
    Layout::of_grid(grid, page).total()
}

/// Lays a table out on a width; its header is repeated on the pages that follow where it `ends` its section.
pub(super) fn bands(grid: &Grid, width: u32, ends: bool) -> Vec<Band> {
    let layout = Layout::of_grid(grid, width);
    let edges = edges(&layout.widths, width);
    let mut header = header(grid, &edges);
    header.header = ends;
    let mut bands = vec![header];
    for ((row, sizes), height) in grid.rows.iter().zip(&layout.sizes).zip(&layout.heights) {
        let cells = row.cells.iter().zip(sizes).enumerate().map(|(at, (cell, size))| {
            let face = Face {
                bold: row.is_bold(),
                frame: Frame::Boxed,
                number: cell.number.map(|number| number.kind),
                ..Face::plain(*size, alignment(cell.align))
            };
            Cell {
                left: edge(&edges, at),
                right: edge(&edges, at + 1),
                top: 0,
                bottom: *height,
                face,
                what: match cell.number {
                    Some(number) => What::Number(number.value, number.kind),
                    None => What::Text(vec![(face, cell.text.clone())]),
                },
            }
        });
        let mut band = Band::of(cells.collect());
        band.piece.keep = row.heading;
        band.piece.company = true;
        bands.push(band);
    }
    bands
}

fn alignment(align: Align) -> Alignment {
    match align {
        Align::Left => Alignment::Left,
        Align::Centre => Alignment::Centre,
        Align::Right => Alignment::Right,
    }
}

/// The edges of columns stretched to a width.
fn edges(widths: &[u32], width: u32) -> Vec<u32> {
    let total = widths.iter().sum::<u32>().max(1);
    let mut right = 0;
    let rights = widths.iter().map(|width_of| {
        right += width_of;
        right * width.max(total) / total
    });
    std::iter::once(0).chain(rights).collect()
}

fn edge(edges: &[u32], at: usize) -> u32 {
    edges.get(at).or(edges.last()).copied().unwrap_or(0)
}

/// The header, in two rows where columns share a header above theirs.
fn header(grid: &Grid, edges: &[u32]) -> Band {
    let face = Face {
        frame: Frame::Boxed,
        ..Face::plain(BODY, Alignment::Centre).bold()
    };
    let cells = grid.header();
    let needed = |text: &str, left: u32, right: u32| {
        let room = metrics::room(right - left, BODY);
        metrics::height(metrics::lines(text, room, true), BODY)
    };
    let span = |column: usize, columns: usize| (edge(edges, column), edge(edges, column + columns));
    let mut heights = [
        metrics::height(1, BODY),
        if grid.has_over() { metrics::height(1, BODY) } else { 0 },
    ];
    for cell in &cells {
        let (left, right) = span(cell.column, cell.columns);
        let wanted = needed(cell.text, left, right);
        match (cell.rows, heights.get_mut(cell.row)) {
            (1, Some(height)) => *height = (*height).max(wanted),
            _ => {
                let [first, second] = &mut heights;
                *second = (*second).max(wanted.saturating_sub(*first));
            }
        }
    }
    let [first, second] = heights;
    let cells = cells.iter().map(|cell| {
        let (left, right) = span(cell.column, cell.columns);
        Cell {
            left,
            right,
            top: if cell.row == 0 { 0 } else { first },
            bottom: if cell.row + cell.rows == 1 && grid.has_over() {
                first
            } else {
                first + second
            },
            face,
            what: What::Text(vec![(face, cell.text.to_owned())]),
        }
    });
    let mut band = Band::of(cells.collect());
    band.piece.gap = GAP;
    band.piece.keep = true;
    band
}
