//! The font, the formats of cells and numbers as workbooks hold them.

use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::domain::Decimal;
use crate::export::layout::BODY;
use crate::forms::{Align, NumberKind};

/// The font that Nghị định 30/2020/NĐ-CP asks for.
pub(super) const FONT: &str = "Times New Roman";
/// The longest text of a cell.
const LONGEST_TEXT: usize = 32_000;

/// What a cell's format depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Style {
    pub align: Align,
    pub bold: bool,
    pub size: u32,
    pub number: Option<NumberKind>,
    pub open: bool,
    pub closed: bool,
}

/// The font of cells that state none.
pub(super) fn default_format() -> Format {
    Format::new().set_font_name(FONT).set_font_size(BODY)
}

/// Text of the document's font at a size, wrapped, in the middle of its row's height.
pub(in crate::export) fn text_format(size: u32) -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(size)
        .set_underline(FormatUnderline::None)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

pub(super) fn cell_format(style: Style) -> Format {
    let format = text_format(style.size)
        .set_border(FormatBorder::Thin)
        .set_align(match style.align {
            Align::Left => FormatAlign::Left,
            Align::Centre => FormatAlign::Center,
            Align::Right => FormatAlign::Right,
        });
    let format = if style.bold { format.set_bold() } else { format };
    let format = match style.number {
        Some(kind) => format.set_num_format(number_format(kind)),
        None => format,
    };
    if style.open {
        format.set_unlocked().set_background_color("FFF9E5")
    } else if style.closed {
        format.set_background_color("D9D9D9")
    } else {
        format
    }
}

/// The number format of a kind, in the notation of workbooks; the reader's program puts the decimal comma.
pub(super) fn number_format(kind: NumberKind) -> String {
    let (head, decimals, tail) = match kind {
        NumberKind::Percent(decimals) => ("0", decimals, "%"),
        NumberKind::Plain(decimals) => ("#,##0", decimals, ""),
        NumberKind::Integer => ("#,##0", 0, ""),
    };
    let zeros = usize::try_from(decimals).map_or_else(|_| String::new(), |count| "0".repeat(count));
    let point = if zeros.is_empty() { "" } else { "." };
    format!("[$-42A]{head}{point}{zeros}{tail}")
}

/// The number as workbooks hold it: the nearest binary one, and per cent as a fraction of one.
pub(super) fn binary(value: Decimal, kind: NumberKind) -> Option<f64> {
    let value = match kind {
        NumberKind::Percent(_) => value.checked_div(Decimal::ONE_HUNDRED)?,
        NumberKind::Plain(_) | NumberKind::Integer => value,
    };
    value.to_string().parse().ok()
}

/// The text, cut where it exceeds what a cell holds.
pub(super) fn capped(text: &str) -> String {
    if text.chars().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(LONGEST_TEXT).collect();
    kept.push('…');
    kept
}

/// The number of a column; a table with more than a sheet holds is refused when it is written.
pub(in crate::export) fn column_number(at: usize) -> ColNum {
    ColNum::try_from(at).unwrap_or(ColNum::MAX)
}
