//! Which part of a document stands on which page, for reading it before it is written.

use super::flow::{self, Mark};
use super::{blocks, with_setter};
use crate::forms::Document;

/// A part of a block that stands on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The block of the section.
    pub block: usize,
    /// Of a table its header (0) or a row (from 1); of others the line or piece.
    pub part: usize,
    /// The words of a line of running text.
    pub words: String,
}

/// One page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The section that it belongs to.
    pub section: usize,
    /// Its number, as printed from the second page on.
    pub number: u32,
    /// What stands on it, from top to bottom.
    pub parts: Vec<Part>,
}

/// The pages of a document.
pub fn outline(document: &Document) -> Vec<Sheet> {
    with_setter(|setter| {
        let mut sheets = Vec::new();
        let mut number = 0_u32;
        for (at, section) in document.sections.iter().enumerate() {
            let page = &section.page;
            let millimetres = |whole: u32| blocks::length(whole) * blocks::MILLIMETRE;
            let (width, height) = page.paper();
            let room = millimetres(width) - millimetres(page.left) - millimetres(page.right);
            let tall = millimetres(height) - millimetres(page.top) - millimetres(page.bottom);
            if section.restart {
                number = 0;
            }
            let mut pieces = blocks::pieces(setter, section, room, tall);
            for page in flow::cut(&mut pieces, tall) {
                number += 1;
                let parts = page.pieces.iter().filter_map(|at| pieces.get(*at)).map(|piece| Part {
                    block: piece.block,
                    part: piece.part,
                    words: match piece.marks.as_slice() {
                        [Mark::Text(_, _, line)] => line.words().to_owned(),
                        _ => String::new(),
                    },
                });
                sheets.push(Sheet {
                    section: at,
                    number,
                    parts: parts.collect(),
                });
            }
        }
        sheets
    })
}
