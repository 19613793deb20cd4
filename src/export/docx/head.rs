//! What stands side by side without borders: the head of a document, and who receives and who signs it.

use std::io;

use super::grid::{open, open_cell, open_row};
use super::paragraph::{Leading, Look, line, paragraph};
use super::xml::Xml;
use crate::export::{balance, metrics};
use crate::forms::document::{Alignment, Closing, Letterhead, Orientation, RECIPIENTS, Run};

/// The width that quốc hiệu needs on one line at 13 points, in twentieths of a point.
const NATION: u32 = 5_700;
/// The room for signature and seal, in twentieths of a point.
const SIGNING: u32 = 1_240;
/// Height of the line that a rule stands below, in twentieths of a point.
const RULE: u32 = 60;

/// The length of a text in bold at a size, in twentieths of a point.
fn length(text: &str, size: u32) -> u32 {
    metrics::length(text, true) * size / 50
}

/// A rule as long as asked, in the middle of a width.
pub(super) fn rule(xml: &mut Xml, wanted: u32, width: u32) -> io::Result<()> {
    let side = width.saturating_sub(wanted) / 2;
    let look = Look {
        sides: (side, side),
        leading: Leading::Exact(RULE),
        keep: true,
        rule: true,
        ..Look::plain(1, Alignment::Centre)
    };
    paragraph(xml, &look, &[])
}

/// A share of a text's length in per cent, within a width.
pub(super) fn share(text: &str, size: u32, per_cent: u32, width: u32) -> u32 {
    length(text, size).min(width) * per_cent / 100
}

/// The agency on the left, quốc hiệu and tiêu ngữ on the right; below them number and date.
pub(super) fn letterhead(xml: &mut Xml, head: &Letterhead, room: u32, size: u32) -> io::Result<()> {
    let right = NATION.max(room * 55 / 100).min(room);
    let left = room - right;
    let centred = |size| Look {
        keep: true,
        ..Look::plain(size, Alignment::Centre)
    };
    open(xml, &[left, right], false)?;
    open_row(xml, false)?;
    open_cell(xml, left)?;
    for text in &head.above {
        line(xml, &centred(13), Run::plain(text))?;
    }
    // In thousandths of the size: the width is twentieths of a point.
    let room = left * 50 / 13;
    let agency: Vec<String> = head
        .agency
        .iter()
        .map(|text| balance::balanced(text, room, true))
        .collect();
    for text in &agency {
        line(xml, &centred(13), Run::bold(text))?;
    }
    // From a third to a half of the line's length.
    let last = agency.last().and_then(|text| text.lines().last()).unwrap_or_default();
    rule(xml, share(last, 13, 45, left), left)?;
    xml.close("w:tc")?;
    open_cell(xml, right)?;
    line(xml, &centred(13), Run::bold(&head.nation))?;
    line(xml, &centred(14), Run::bold(&head.motto))?;
    // As long as the line.
    rule(xml, share(&head.motto, 14, 100, right), right)?;
    xml.close("w:tc")?;
    xml.close("w:tr")?;
    let below = |size| Look {
        above: 8,
        ..centred(size)
    };
    open_row(xml, false)?;
    open_cell(xml, left)?;
    line(xml, &below(13), Run::plain(&head.number))?;
    if !head.about.is_empty() {
        line(xml, &centred(12), Run::plain(&head.about))?;
    }
    xml.close("w:tc")?;
    open_cell(xml, right)?;
    line(xml, &below(size), Run::italic(&head.place_date))?;
    xml.close("w:tc")?;
    xml.close("w:tr")?;
    xml.close("w:tbl")
}

/// The recipients on the left, the signature block on the right, in a row that is never split.
pub(super) fn closing(
    xml: &mut Xml,
    closing: &Closing,
    room: u32,
    size: u32,
    orientation: Orientation,
) -> io::Result<()> {
    let share = match orientation {
        Orientation::Portrait => 55,
        Orientation::Landscape => 45,
    };
    let right = room * share / 100;
    let left = room - right;
    open(xml, &[left, right], false)?;
    open_row(xml, false)?;
    open_cell(xml, left)?;
    let small = |size| Look {
        keep: true,
        ..Look::plain(size, Alignment::Left)
    };
    if closing.recipients.is_empty() {
        paragraph(xml, &small(RECIPIENTS), &[])?;
    } else {
        let title = Run {
            bold: true,
            ..Run::italic(&closing.recipients_title)
        };
        line(xml, &small(RECIPIENTS + 1), title)?;
        for recipient in &closing.recipients {
            line(xml, &small(RECIPIENTS), Run::plain(recipient))?;
        }
    }
    xml.close("w:tc")?;
    open_cell(xml, right)?;
    let centred = Look {
        keep: true,
        ..Look::plain(size, Alignment::Centre)
    };
    if !closing.place_date.is_empty() {
        line(xml, &centred, Run::italic(&closing.place_date))?;
    }
    for text in closing.above.iter().chain(&closing.title) {
        line(xml, &centred, Run::bold(text))?;
    }
    if !closing.hint.is_empty() {
        line(xml, &centred, Run::italic(&closing.hint))?;
    }
    let signing = Look {
        leading: Leading::Exact(SIGNING),
        ..centred
    };
    paragraph(xml, &signing, &[])?;
    if !closing.name.is_empty() {
        line(xml, &centred, Run::bold(&closing.name))?;
    }
    xml.close("w:tc")?;
    xml.close("w:tr")?;
    xml.close("w:tbl")
}
