//! Documents as PDF/A-2u: pages laid out here, type set by parley, files written by krilla.
//!
//! Only the embedded fonts are used and no clock is read, so the same document gives the same bytes on every machine.

mod blocks;
mod draw;
mod flow;
mod grid;
mod letters;
mod outline;
mod setter;
mod stamp;

use std::cell::RefCell;

use super::ExportError;
use crate::forms::Document;
use crate::forms::document::Alignment;
use blocks::MILLIMETRE;
use draw::Sheet;
use flow::Mark;
use setter::{Setter, Style};

pub use outline::{Part, Sheet as Outline, outline};
pub use stamp::stamp;

/// Size of page numbers and of the mark of a draft, in points: 13 to 14.
const NUMBER: f32 = 13.0;
/// Where page numbers stand in the top margin, from the edge of the paper, in millimetres.
const NUMBER_TOP: f32 = 10.0;

thread_local! {
    /// Each thread keeps the shapes of what it set, as the tables of many applicants repeat most of their words.
    static SETTER: RefCell<Setter> = RefCell::new(Setter::new());
}

/// Does something with this thread's setter.
fn with_setter<T>(act: impl FnOnce(&mut Setter) -> T) -> T {
    SETTER.with_borrow_mut(act)
}

/// Makes the PDF of a document.
///
/// # Errors
/// [`ExportError::Created`] where the time of creation cannot be read; [`ExportError::Pdf`] where the file cannot be made.
pub fn write(document: &Document) -> Result<Vec<u8>, ExportError> {
    draw::write(&with_setter(|setter| sheets(setter, document)), &document.properties)
}

/// How many pages a document takes.
pub fn pages(document: &Document) -> usize {
    with_setter(|setter| sheets(setter, document)).len()
}

/// The pages of a document with their numbers and marks.
fn sheets(setter: &mut Setter, document: &Document) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    let mut number = 0_u32;
    for section in &document.sections {
        let page = &section.page;
        let millimetres = |whole: u32| blocks::length(whole) * MILLIMETRE;
        let (width, height) = page.paper();
        let (width, height) = (millimetres(width), millimetres(height));
        let (left, top) = (millimetres(page.left), millimetres(page.top));
        let room = width - left - millimetres(page.right);
        let tall = height - top - millimetres(page.bottom);
        if section.restart {
            number = 0;
        }
        let pieces = blocks::pieces(setter, section, room, tall);
        for marks in flow::pages(pieces, tall) {
            number += 1;
            // Read first, printed first.
            let mut printed: Vec<Mark> = Vec::new();
            let style = |alignment| Style::new(NUMBER, alignment);
            let mut above = |text: &str, bold, alignment| {
                let lines = setter.line(text, bold, false, style(alignment), room);
                printed.extend(
                    lines
                        .into_iter()
                        .take(1)
                        .map(|line| Mark::Text(left, NUMBER_TOP * MILLIMETRE, line)),
                );
            };
            if number > 1 {
                above(&number.to_string(), false, Alignment::Centre);
            }
            // At the left: the upper right corner of page 1 is where an agency's signature shows (Nghị định 30, Phụ lục I).
            if let Some(draft) = &section.draft {
                above(draft, true, Alignment::Left);
            }
            printed.extend(marks.iter().map(|mark| mark.moved(left, top)));
            sheets.push(Sheet {
                width,
                height,
                marks: printed,
            });
        }
    }
    sheets
}
