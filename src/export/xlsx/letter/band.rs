//! What stands on a sheet of running text, before rows and columns: bands from top to bottom, never cut.

use super::flow::Piece;
use super::lines::Line;
use crate::domain::Decimal;
use crate::forms::NumberKind;
use crate::forms::document::{Alignment, Run};

/// How a text stands in its cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Face {
    /// Size, in points.
    pub size: u32,
    pub bold: bool,
    pub italic: bool,
    pub alignment: Alignment,
    pub frame: Frame,
    /// How a number is shown.
    pub number: Option<NumberKind>,
}

/// What surrounds a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Frame {
    /// Nothing; it begins at the top of its cell.
    Open,
    /// Nothing; it is one line that never breaks, and is made smaller where a printer's letters are wider.
    Line,
    /// Borders; it stands in the middle of its cell.
    Boxed,
}

impl Face {
    /// Upright text of the regular weight, without borders.
    pub(super) fn plain(size: u32, alignment: Alignment) -> Self {
        Self {
            size,
            bold: false,
            italic: false,
            alignment,
            frame: Frame::Open,
            number: None,
        }
    }

    /// The same in bold.
    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    /// The same in italics.
    pub(super) fn italic(self) -> Self {
        Self { italic: true, ..self }
    }

    /// The same as one line.
    pub(super) fn line(self) -> Self {
        Self {
            frame: Frame::Line,
            ..self
        }
    }
}

/// What a cell holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum What {
    /// Texts; each keeps its own weight and slant.
    Text(Vec<(Face, String)>),
    /// A number.
    Number(Decimal, NumberKind),
    /// A rule at the top.
    Rule,
}

/// A rectangle with something in it; from the left edge of the page and the top of its band, in pixels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Cell {
    pub left: u32,
    pub right: u32,
    pub top: u32,
    pub bottom: u32,
    pub face: Face,
    pub what: What,
}

/// What a band shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Content {
    /// A line of a paragraph: all of one paragraph that stand on a page are one cell across it.
    Line {
        /// Which paragraph of the section.
        paragraph: usize,
        /// The line.
        line: Line,
        /// How the paragraph stands.
        face: Face,
    },
    /// Cells, side by side and below each other.
    Cells(Vec<Cell>),
}

/// A strip across the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Band {
    pub piece: Piece,
    pub content: Content,
    /// It is a row of the header that is repeated above what follows.
    pub header: bool,
}

impl Band {
    /// A band of cells as high as the lowest of them.
    pub(super) fn of(cells: Vec<Cell>) -> Self {
        let height = cells.iter().map(|cell| cell.bottom).max().unwrap_or(0);
        Self {
            piece: Piece {
                height,
                ..Piece::default()
            },
            content: Content::Cells(cells),
            header: false,
        }
    }
}

/// Texts of runs in the face of their cell.
pub(super) fn texts(runs: Vec<Run>, face: Face) -> Vec<(Face, String)> {
    let texts = runs.into_iter().filter(|run| !run.text.is_empty());
    texts
        .map(|run| {
            let own = Face {
                bold: run.bold,
                italic: run.italic,
                ..face
            };
            (own, run.text)
        })
        .collect()
}
