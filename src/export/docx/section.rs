//! Sections: paper, margins, numbers of pages, and the headers that carry them.

use std::io;

use super::paragraph::{Look, opened, run, tab, twips};
use super::xml::Xml;
use crate::forms::document::{Alignment, Orientation, Page, Run, Section};

/// Size of page numbers and of the mark of a draft, in points: 13 to 14.
const NUMBER: u32 = 13;
/// Where headers stand, from the edge of the paper, in millimetres.
const HEADER_TOP: u32 = 10;

/// The namespaces of parts with text.
pub(super) const NAMESPACES: [(&str, &str); 2] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
];

/// One header: the page's number or not, and the mark of a draft or none, on lines of a width.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Header {
    numbered: bool,
    draft: Option<String>,
    width: u32,
}

/// The headers of a document, each written once.
#[derive(Debug, Default)]
pub(super) struct Headers(Vec<Header>);

impl Headers {
    /// The relation of a header, `rId10` for the first.
    fn relation(&mut self, header: Header) -> String {
        let at = self.0.iter().position(|known| *known == header).unwrap_or_else(|| {
            self.0.push(header);
            self.0.len() - 1
        });
        relation(at)
    }

    /// The relations and parts, in their order.
    pub(super) fn parts(&self) -> io::Result<Vec<(String, Vec<u8>)>> {
        let parts = self.0.iter().enumerate();
        parts.map(|(at, header)| Ok((relation(at), part(header)?))).collect()
    }
}

fn relation(at: usize) -> String {
    format!("rId{}", at + 10)
}

/// A header: the mark on the left, as the upper right corner of page 1 is where an agency's signature shows (Nghị định
/// 30/2020/NĐ-CP, Phụ lục I); the number in the middle.
fn part(header: &Header) -> io::Result<Vec<u8>> {
    let mut xml = Xml::root("w:hdr", &NAMESPACES)?;
    let look = Look::plain(NUMBER, Alignment::Left);
    xml.open("w:p", &[])?;
    xml.open("w:pPr", &[])?;
    xml.open("w:tabs", &[])?;
    let middle = (header.width / 2).to_string();
    xml.leaf("w:tab", &[("w:val", "center"), ("w:pos", &middle)])?;
    xml.close("w:tabs")?;
    xml.close("w:pPr")?;
    if let Some(draft) = &header.draft {
        run(&mut xml, &Run::bold(draft), look.size)?;
    }
    if header.numbered {
        tab(&mut xml)?;
        xml.open("w:fldSimple", &[("w:instr", "PAGE")])?;
        run(&mut xml, &Run::plain("2"), look.size)?;
        xml.close("w:fldSimple")?;
    }
    xml.close("w:p")?;
    xml.end("w:hdr")
}

/// The width between the margins of a page, in twentieths of a point.
pub(super) fn room(page: &Page) -> u32 {
    let (width, _) = page.paper();
    twips(width.saturating_sub(page.left + page.right))
}

/// Ends a section that is not the last: a paragraph that nobody sees carries its set-up.
pub(super) fn end(xml: &mut Xml, section: &Section, headers: &mut Headers) -> io::Result<()> {
    opened(xml, &Look::unseen())?;
    set_up(xml, section, headers)?;
    xml.close("w:pPr")?;
    xml.close("w:p")
}

/// Writes the set-up of a section, in the order of CT_SectPr.
pub(super) fn set_up(xml: &mut Xml, section: &Section, headers: &mut Headers) -> io::Result<()> {
    let page = &section.page;
    let width = room(page);
    let header = |numbered| Header {
        numbered,
        draft: section.draft.clone(),
        width,
    };
    xml.open("w:sectPr", &[])?;
    let following = headers.relation(header(true));
    xml.leaf("w:headerReference", &[("w:type", "default"), ("r:id", &following)])?;
    if section.restart {
        let first = headers.relation(header(false));
        xml.leaf("w:headerReference", &[("w:type", "first"), ("r:id", &first)])?;
    }
    xml.value("w:type", "nextPage")?;
    let (paper_width, paper_height) = page.paper();
    let (paper_width, paper_height) = (twips(paper_width).to_string(), twips(paper_height).to_string());
    let paper = [("w:w", paper_width.as_str()), ("w:h", &paper_height)];
    match page.orientation {
        Orientation::Portrait => xml.leaf("w:pgSz", &paper)?,
        Orientation::Landscape => {
            let [wide, high] = paper;
            xml.leaf("w:pgSz", &[wide, high, ("w:orient", "landscape")])?;
        }
    }
    let length = |millimetres: u32| twips(millimetres).to_string();
    let (top, bottom) = (length(page.top), length(page.bottom));
    let (left, right, edge) = (length(page.left), length(page.right), length(HEADER_TOP));
    xml.leaf(
        "w:pgMar",
        &[
            ("w:top", &top),
            ("w:right", &right),
            ("w:bottom", &bottom),
            ("w:left", &left),
            ("w:header", &edge),
            ("w:footer", &edge),
            ("w:gutter", "0"),
        ],
    )?;
    if section.restart {
        xml.leaf("w:pgNumType", &[("w:start", "1")])?;
        xml.leaf("w:titlePg", &[])?;
    }
    xml.close("w:sectPr")
}
