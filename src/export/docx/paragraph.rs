//! Paragraphs and runs.

use std::io;

use super::xml::Xml;
use crate::forms::document::{Alignment, Run};

/// Size of the text of the style `Normal`, in points; runs of another size say so.
pub(super) const NORMAL: u32 = 14;
/// Twentieths of a point in a millimetre, times ten.
const TWIPS: u32 = 567;

/// Millimetres as twentieths of a point.
pub(super) fn twips(millimetres: u32) -> u32 {
    (millimetres * TWIPS).div_euclid(10)
}

/// How tall the lines of a paragraph are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Leading {
    /// As tall as the font asks.
    Single,
    /// A tenth more than that, as in running text.
    Running,
    /// So many twentieths of a point, whatever stands in them.
    Exact(u32),
}

/// How a paragraph stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    /// Its style; empty for none.
    pub style: &'static str,
    /// Between the margins.
    pub alignment: Alignment,
    /// Size of its text, in points.
    pub size: u32,
    /// Indent of the first line, in twentieths of a point.
    pub first: u32,
    /// Indents on the left and on the right, in twentieths of a point.
    pub sides: (u32, u32),
    /// Space above, in points.
    pub above: u32,
    /// Space below, in points.
    pub below: u32,
    /// Height of its lines.
    pub leading: Leading,
    /// Stays on one page with what follows.
    pub keep: bool,
    /// Begins a page.
    pub new_page: bool,
    /// A rule below it.
    pub rule: bool,
}

impl Look {
    /// Lines as tall as their font, without space around them.
    pub(super) fn plain(size: u32, alignment: Alignment) -> Self {
        Self {
            style: "",
            alignment,
            size,
            first: 0,
            sides: (0, 0),
            above: 0,
            below: 0,
            leading: Leading::Single,
            keep: false,
            new_page: false,
            rule: false,
        }
    }

    /// A paragraph that nobody sees: it ends tables and sections.
    pub(super) fn unseen() -> Self {
        Self {
            leading: Leading::Exact(20),
            ..Self::plain(1, Alignment::Left)
        }
    }
}

/// Writes a paragraph.
pub(super) fn paragraph(xml: &mut Xml, look: &Look, runs: &[Run]) -> io::Result<()> {
    opened(xml, look)?;
    xml.close("w:pPr")?;
    for run in runs {
        self::run(xml, run, look.size)?;
    }
    xml.close("w:p")
}

/// Writes a paragraph of one text.
pub(super) fn line(xml: &mut Xml, look: &Look, run: Run) -> io::Result<()> {
    paragraph(xml, look, &[run])
}

/// Opens a paragraph and its properties, in the order of CT_PPr up to `w:rPr`.
pub(super) fn opened(xml: &mut Xml, look: &Look) -> io::Result<()> {
    xml.open("w:p", &[])?;
    xml.open("w:pPr", &[])?;
    if !look.style.is_empty() {
        xml.value("w:pStyle", look.style)?;
    }
    if look.keep {
        xml.leaf("w:keepNext", &[])?;
    }
    if look.new_page {
        xml.leaf("w:pageBreakBefore", &[])?;
    }
    if look.rule {
        xml.open("w:pBdr", &[])?;
        let border = [
            ("w:val", "single"),
            ("w:sz", "6"),
            ("w:space", "0"),
            ("w:color", "auto"),
        ];
        xml.leaf("w:bottom", &border)?;
        xml.close("w:pBdr")?;
    }
    let (above, below) = ((look.above * 20).to_string(), (look.below * 20).to_string());
    let (height, rule) = match look.leading {
        Leading::Single => (240, "auto"),
        Leading::Running => (264, "auto"),
        Leading::Exact(height) => (height, "exact"),
    };
    let height = height.to_string();
    xml.leaf(
        "w:spacing",
        &[
            ("w:before", &above),
            ("w:after", &below),
            ("w:line", &height),
            ("w:lineRule", rule),
        ],
    )?;
    if look.sides != (0, 0) || look.first > 0 {
        let (left, right, first) = (
            look.sides.0.to_string(),
            look.sides.1.to_string(),
            look.first.to_string(),
        );
        xml.leaf(
            "w:ind",
            &[("w:left", &left), ("w:right", &right), ("w:firstLine", &first)],
        )?;
    }
    xml.value(
        "w:jc",
        match look.alignment {
            Alignment::Justified => "both",
            Alignment::Left => "left",
            Alignment::Centre => "center",
            Alignment::Right => "right",
        },
    )?;
    face(xml, &Run::default(), look.size)
}

/// Writes the properties of a run, in the order of CT_RPr; nothing where the style says them all.
fn face(xml: &mut Xml, run: &Run, size: u32) -> io::Result<()> {
    if !run.bold && !run.italic && size == NORMAL {
        return Ok(());
    }
    xml.open("w:rPr", &[])?;
    if run.bold {
        xml.leaf("w:b", &[])?;
        xml.leaf("w:bCs", &[])?;
    }
    if run.italic {
        xml.leaf("w:i", &[])?;
        xml.leaf("w:iCs", &[])?;
    }
    if size != NORMAL {
        let half = (size * 2).to_string();
        xml.value("w:sz", &half)?;
        xml.value("w:szCs", &half)?;
    }
    xml.close("w:rPr")
}

/// Writes a run of text; a line feed in it ends the line.
pub(super) fn run(xml: &mut Xml, run: &Run, size: u32) -> io::Result<()> {
    if run.text.is_empty() {
        return Ok(());
    }
    xml.open("w:r", &[])?;
    face(xml, run, size)?;
    for (at, line) in run.text.split('\n').enumerate() {
        if at > 0 {
            xml.leaf("w:br", &[])?;
        }
        xml.text("w:t", &[("xml:space", "preserve")], line)?;
    }
    xml.close("w:r")
}

/// Writes a tab.
pub(super) fn tab(xml: &mut Xml) -> io::Result<()> {
    xml.open("w:r", &[])?;
    xml.leaf("w:tab", &[])?;
    xml.close("w:r")
}
