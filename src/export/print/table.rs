//! Tables in lines: columns share the width by what stands in them, no word is broken while there is room.

use super::canvas::Canvas;
use super::{Face, Line};
use crate::forms::Align;
use crate::forms::document::{Grid, GridRow, HeaderCell};
use crate::text;

/// The longest word for which a column is made wider, in cells.
const LONGEST: usize = 14;

/// Draws the header and some rows of a table.
pub(super) fn draw(lines: &mut Vec<Line>, grid: &Grid, rows: &[usize], width: usize) {
    let widths = widths(grid, width);
    let mut edges = vec![0];
    for width in &widths {
        edges.push(edges.last().copied().unwrap_or(0) + width + 1);
    }
    let total = edges.last().copied().unwrap_or(0) + 1;
    let edge = |column: usize| edges.get(column).copied().unwrap_or(0);
    let room = |column: usize, columns: usize| edge(column + columns).saturating_sub(edge(column) + 1);

    // The header: one row, or two where some columns share a heading.
    let header = grid.header();
    let set = |cell: &HeaderCell<'_>| text::wrap(cell.text, room(cell.column, cell.columns).max(1));
    let tall = |row: usize| {
        let own = header.iter().filter(|cell| cell.row == row && cell.rows == 1);
        own.map(|cell| set(cell).len()).max().unwrap_or(0)
    };
    let both = header.iter().filter(|cell| cell.rows == 2).map(|cell| set(cell).len());
    let both = both.max().unwrap_or(0);
    let first = tall(0).max(1);
    let second = if grid.has_over() {
        tall(1).max(both.saturating_sub(first + 1)).max(1)
    } else {
        0
    };
    let mut heights = vec![first];
    if second > 0 {
        heights.push(second);
    }
    let heads = heights.len();
    let texts: Vec<(Vec<Vec<String>>, &GridRow)> = rows
        .iter()
        .filter_map(|at| grid.rows.get(*at))
        .map(|row| {
            let cells = widths.iter().enumerate().map(|(column, width)| {
                let words = row.cells.get(column).map_or("", |cell| cell.text.as_str());
                let wrapped = words.split('\n').flat_map(|line| text::wrap(line, (*width).max(1)));
                wrapped.collect()
            });
            (cells.collect(), row)
        })
        .collect();
    for (cells, _) in &texts {
        heights.push(cells.iter().map(Vec::len).max().unwrap_or(0).max(1));
    }
    let mut tops = vec![0];
    for height in &heights {
        tops.push(tops.last().copied().unwrap_or(0) + height + 1);
    }
    let top = |row: usize| tops.get(row).copied().unwrap_or(0);
    let mut canvas = Canvas::new(total, top(heights.len()) + 1);
    for cell in &header {
        let below = (cell.row + cell.rows).min(heads);
        canvas.frame(
            (edge(cell.column), top(cell.row)),
            (edge(cell.column + cell.columns), top(below)),
        );
        let tall = top(below).saturating_sub(top(cell.row) + 1);
        place(
            &mut canvas,
            &set(cell),
            Align::Centre,
            (edge(cell.column) + 1, top(cell.row) + 1),
            (room(cell.column, cell.columns), tall),
        );
    }
    for (number, (cells, row)) in texts.iter().enumerate() {
        let at = heads + number;
        let tall = top(at + 1).saturating_sub(top(at) + 1);
        for (column, words) in cells.iter().enumerate() {
            canvas.frame((edge(column), top(at)), (edge(column + 1), top(at + 1)));
            let align = row.cells.get(column).map_or(Align::Left, |cell| cell.align);
            let start = (edge(column) + 1, top(at) + 1);
            place(&mut canvas, words, align, start, (room(column, 1), tall));
        }
    }
    let bold_row = |y: usize| {
        let at = tops.partition_point(|top| *top <= y).saturating_sub(1);
        let within = top(at) != y;
        within
            && match at.checked_sub(heads) {
                None => true,
                Some(row) => texts.get(row).is_some_and(|(_, row)| row.is_bold()),
            }
    };
    lines.extend(canvas.lines().enumerate().map(|(y, words)| Line {
        face: if bold_row(y) { Face::Bold } else { Face::Plain },
        words,
    }));
}

/// Puts lines into the middle of a cell's height.
fn place(canvas: &mut Canvas, lines: &[String], align: Align, (x, y): (usize, usize), (wide, tall): (usize, usize)) {
    let down = tall.saturating_sub(lines.len()) / 2;
    for (at, words) in lines.iter().enumerate() {
        let spare = wide.saturating_sub(text::width(words));
        let right = match align {
            Align::Left => 0,
            Align::Centre => spare / 2,
            Align::Right => spare,
        };
        canvas.write(x + right, y + down + at, words);
    }
}

/// The widths of the columns: at least their longest word; what is left goes where most is written.
fn widths(grid: &Grid, width: usize) -> Vec<usize> {
    let count = grid.columns.len();
    let longest = |words: &str| words.split_whitespace().map(text::width).max().unwrap_or(0);
    let texts = |at: usize| {
        let rows = grid.rows.iter().filter_map(move |row| row.cells.get(at));
        rows.map(|cell| cell.text.as_str())
    };
    let mut least = Vec::new();
    let mut most = Vec::new();
    let mut wanted = Vec::new();
    for (at, column) in grid.columns.iter().enumerate() {
        let word = texts(at).map(longest).max().unwrap_or(0).max(longest(&column.header));
        least.push(word.clamp(2, LONGEST));
        let line = |words: &str| words.lines().map(text::width).max().unwrap_or(0);
        most.push(
            texts(at)
                .map(line)
                .max()
                .unwrap_or(0)
                .max(text::width(&column.header))
                .max(2),
        );
        let written: usize = texts(at).map(text::width).sum();
        wanted.push(written + text::width(&column.header) * 2 + 1);
    }
    let room = width.saturating_sub(count + 1);
    // A header of many lines would hide the rows below it.
    let lines = if width < 110 { 5 } else { 3 };
    let wider: Vec<usize> = grid
        .columns
        .iter()
        .zip(&least)
        .map(|(column, least)| (text::width(&column.header).div_ceil(lines) + 1).clamp(*least, LONGEST.max(*least)))
        .collect();
    let mut widths = if wider.iter().sum::<usize>() + 10 <= room {
        wider
    } else {
        least
    };
    let mut spare = room.saturating_sub(widths.iter().sum());
    // Cell by cell to the column that would need the most lines.
    while spare > 0 {
        let next = (0..count)
            .filter(|at| widths.get(*at) < most.get(*at))
            .max_by_key(|at| match (wanted.get(*at), widths.get(*at)) {
                (Some(wanted), Some(width)) => wanted * 1_000 / width.max(&1),
                _ => 0,
            });
        let Some(slot) = next.and_then(|at| widths.get_mut(at)) else {
            break;
        };
        *slot += 1;
        spare -= 1;
    }
    widths
}
