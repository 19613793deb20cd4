//! The page that a sheet is printed on: A4, margins, header, as Nghị định 30/2020/NĐ-CP asks.

use rust_xlsxwriter::Worksheet;

use super::face::FONT;
use crate::export::layout::WIDTH;

/// Pixels in a millimetre, rounded up.
const MILLIMETRE: u32 = 4;
/// The least and the greatest top margin that Nghị định 30/2020/NĐ-CP allows, in millimetres.
const LEAST_TOP: u32 = 20;
const GREATEST_TOP: u32 = 25;
/// Where headers stand, from the edge of the paper, in millimetres; lower on a sheet that is shrunk.
const HEADER_TOP: u32 = 10;
const HEADER_TOP_SHRUNK: u32 = 14;

/// A page of A4 with its room between margins of 20, 30, 20 and 15 mm, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paper {
    /// The width of the room.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// A page that lies, for tables. LibreOffice gives rows two pixels less than the paper leaves between its margins.
pub(super) const LYING: Paper = Paper {
    width: WIDTH,
    height: 640,
};

/// A page that stands upright, for running text.
pub(super) const UPRIGHT: Paper = Paper {
    width: 620,
    height: 969,
};

impl Paper {
    /// Where the header and the rows of a sheet of a width begin, in millimetres. LibreOffice shrinks the room between
    /// both with a sheet that is shrunk to the page: such a sheet begins lower, so that its rows stand below the least
    /// margin there, too, and little enough lower that pages break alike in both.
    fn tops(self, total: u32) -> (u32, u32) {
        if total <= self.width {
            return (HEADER_TOP, LEAST_TOP);
        }
        let between = (LEAST_TOP - HEADER_TOP_SHRUNK) * total;
        let top = HEADER_TOP_SHRUNK + between.div_ceil(self.width);
        (HEADER_TOP_SHRUNK, top.min(GREATEST_TOP))
    }

    /// The room for rows on a page of a sheet of a width, in its own pixels: programs shrink by whole hundredths.
    pub(super) fn room(self, total: u32) -> u32 {
        let hundredths = (100 * self.width / total.max(self.width)).max(1);
        (self.height - (self.tops(total).1 - LEAST_TOP) * MILLIMETRE) * 100 / hundredths
    }

    /// Sets up the pages of a sheet of a width: one page wide, its number at the top, the mark of a draft on each.
    pub(super) fn set_up(self, worksheet: &mut Worksheet, total: u32, draft: Option<&str>) {
        let inches = |millimetres: u32| f64::from(millimetres) / 25.4;
        let (header, top) = self.tops(total);
        worksheet.set_margins(
            inches(30),
            inches(15),
            inches(top),
            inches(20),
            inches(header),
            inches(HEADER_TOP),
        );
        if self.width > self.height {
            worksheet.set_landscape();
        } else {
            worksheet.set_portrait();
        }
        worksheet
            .set_paper_size(9)
            // Each sheet is a paper of its own, numbered from one, its first page without a number.
            .set_print_first_page_number(1)
            .set_print_fit_to_pages(1, 0)
            // A sheet shrunk to the page's width keeps its number in its size and its rows below the margin.
            .set_header_footer_scale_with_doc(false)
            .set_print_center_horizontally(true);
        let mut header = String::new();
        // At the left: the upper right corner of page 1 is where an agency's signature shows (Nghị định 30, Phụ lục I).
        if let Some(draft) = draft {
            header.push_str(&format!("&L&\"{FONT},Bold\"&12{draft}"));
        }
        header.push_str(&format!("&C&\"{FONT},Regular\"&13&P"));
        worksheet.set_header(header);
    }
}

/// A4 in landscape, one page wide, the page's number at the top.
pub(in crate::export) fn page_setup(worksheet: &mut Worksheet, draft: Option<&str>) {
    LYING.set_up(worksheet, WIDTH, draft);
}

/// A4 in landscape with the same margins, in its own size: pages break where the charts do.
pub(in crate::export) fn chart_page(worksheet: &mut Worksheet, draft: Option<&str>) {
    page_setup(worksheet, draft);
    worksheet.set_print_scale(100);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_shrunk_to_the_page_begins_lower_within_the_margins_of_the_decree() {
        assert_eq!(LYING.tops(WIDTH / 2), (10, 20));
        assert_eq!(LYING.tops(WIDTH), (10, 20));
        assert_eq!(LYING.tops(WIDTH * 13 / 10), (14, 22));
        assert_eq!(LYING.tops(WIDTH * 3), (14, 25));
        assert_eq!(LYING.room(WIDTH), LYING.height);
        assert!(LYING.room(WIDTH * 13 / 10) > LYING.height * 5 / 4);
    }
}
