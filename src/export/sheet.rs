//! One table on one sheet: rows, columns, fonts, borders and the set-up of the printed page.

use std::collections::HashMap;

use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, FormatUnderline, RowNum, Worksheet, XlsxError};

use super::layout::{BODY, Layout, TALLEST, WIDTH, is_bold};
use super::page::{HEIGHT, Pages};
use super::{balance, metrics};
use crate::domain::Decimal;
use crate::forms::notation::is_aside;
use crate::forms::{Align, NumberKind, Row, Signature, Table};

/// The font that Nghị định 30/2020/NĐ-CP asks for.
const FONT: &str = "Times New Roman";
/// Size of titles and conclusion, in points.
const TITLE: u32 = 13;
/// The longest text of a cell.
const LONGEST_TEXT: usize = 32_000;
/// The least width of the signature block, in pixels.
const SIGNATURE: u32 = 380;
/// Lines left for signature and seal.
const SIGNING_LINES: u32 = 4;

/// Pixels in a millimetre, rounded up.
const MILLIMETRE: u32 = 4;

/// How a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Look {
    /// The official table.
    Official,
    /// The blank form: cells to be filled in are open and tinted.
    Blank,
}

/// Where the table stands on its sheet.
#[derive(Debug, Clone, Copy)]
pub(super) struct Placed {
    /// The first row below the header.
    pub first_row: RowNum,
}

/// Lays a table out on an empty sheet.
pub(super) fn lay_out(worksheet: &mut Worksheet, table: &Table, look: Look) -> Result<Placed, XlsxError> {
    let last = column_number(table.columns.len().saturating_sub(1));
    let layout = Layout::of(table);
    let (widths, total) = (&layout.widths, layout.total());
    for (at, width) in widths.iter().enumerate() {
        worksheet.set_column_width_pixels(column_number(at), *width)?;
    }
    let mut pen = Pen {
        worksheet,
        formats: HashMap::new(),
        look,
        last,
        row: 0,
    };
    let front = pen.front(table, total)?;
    let first_header = pen.row;
    let header = pen.header(table, widths)?;
    let first_row = pen.row;
    let mut pages = Pages {
        page: room(total),
        front,
        header,
        rows: layout.heights,
        headings: table.rows.iter().map(|row| row.kind.is_heading()).collect(),
        tail: tail_height(table, total),
    };
    pages.keep_together(TALLEST);
    for ((row, sizes), height) in table.rows.iter().zip(&layout.sizes).zip(&pages.rows) {
        pen.row(row, sizes, *height)?;
    }
    pen.tail(table, widths)?;
    let end = pen.row.saturating_sub(1);
    worksheet.set_repeat_rows(first_header, first_row.saturating_sub(1))?;
    worksheet.set_freeze_panes(first_row, 0)?;
    worksheet.set_print_area(0, 0, end, last)?;
    page_setup(worksheet, table.draft.as_deref());
    margins(worksheet, tops(total));
    Ok(Placed { first_row })
}

/// A4 in landscape, margins of 20, 30, 20 and 15 mm, one page wide, the page's number at the top.
pub(super) fn page_setup(worksheet: &mut Worksheet, draft: Option<&str>) {
    margins(worksheet, tops(WIDTH));
    worksheet
        .set_paper_size(9)
        .set_landscape()
        // Each sheet is an annex of its own, numbered from one, its first page without a number.
        .set_print_first_page_number(1)
        .set_print_fit_to_pages(1, 0)
        // A sheet shrunk to the page's width keeps its number in its size and its rows below the margin.
        .set_header_footer_scale_with_doc(false)
        .set_print_center_horizontally(true);
    let mut header = format!("&C&\"{FONT},Regular\"&13&P");
    if let Some(draft) = draft {
        header.push_str(&format!("&R&\"{FONT},Bold\"&12{draft}"));
    }
    worksheet.set_header(header);
}

/// The least and the greatest top margin that Nghị định 30/2020/NĐ-CP allows, in millimetres.
const LEAST_TOP: u32 = 20;
const GREATEST_TOP: u32 = 25;
/// Where headers stand, from the edge of the paper, in millimetres; lower on a sheet that is shrunk.
const HEADER_TOP: u32 = 10;
const HEADER_TOP_SHRUNK: u32 = 14;

/// Where the header and the rows of a sheet of a width begin, in millimetres. LibreOffice shrinks the room between both
/// with a sheet that is shrunk to the page: such a sheet begins lower, so that its rows stand below the least margin
/// there, too, and little enough lower that pages break alike in both.
fn tops(total: u32) -> (u32, u32) {
    if total <= WIDTH {
        return (HEADER_TOP, LEAST_TOP);
    }
    let between = (LEAST_TOP - HEADER_TOP_SHRUNK) * total;
    let top = HEADER_TOP_SHRUNK + between.div_ceil(WIDTH);
    (HEADER_TOP_SHRUNK, top.min(GREATEST_TOP))
}

/// The room for rows on a page of a sheet of a width, in its own pixels: programs shrink by whole hundredths.
fn room(total: u32) -> u32 {
    let hundredths = (100 * WIDTH / total.max(WIDTH)).max(1);
    (HEIGHT - (tops(total).1 - LEAST_TOP) * MILLIMETRE) * 100 / hundredths
}

fn margins(worksheet: &mut Worksheet, (header, top): (u32, u32)) {
    let inches = |millimetres: u32| f64::from(millimetres) / 25.4;
    worksheet.set_margins(
        inches(30),
        inches(15),
        inches(top),
        inches(20),
        inches(header),
        inches(HEADER_TOP),
    );
}

/// A4 in landscape with the same margins, in its own size: pages break where the charts do.
pub(super) fn chart_page(worksheet: &mut Worksheet, draft: Option<&str>) {
    page_setup(worksheet, draft);
    worksheet.set_print_scale(100);
}

/// The height of a line of text across the whole table.
fn line_height(text: &str, total: u32, size: u32, bold: bool) -> u32 {
    metrics::height(metrics::lines(text, metrics::room(total, size), bold), size).min(TALLEST)
}

/// A gap between the parts of a sheet.
const GAP: u32 = 12;

fn tail_height(table: &Table, total: u32) -> u32 {
    let conclusion: u32 = table
        .conclusion
        .iter()
        .chain(&table.remarks)
        .map(|line| line_height(line, total, TITLE, true))
        .sum();
    let signature = table.signature.as_ref().map_or(0, signature_height);
    GAP + conclusion + signature
}

fn signature_height(signature: &Signature) -> u32 {
    let above = u32::try_from(signature.above.len()).unwrap_or(0);
    let line = |text: &str| u32::from(!text.is_empty());
    let lines = 2 + above + line(&signature.hint) + line(&signature.name) + SIGNING_LINES;
    metrics::height(lines, TITLE)
}

/// What a cell's format depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Style {
    align: Align,
    bold: bool,
    size: u32,
    number: Option<NumberKind>,
    open: bool,
    closed: bool,
}

/// Writes a sheet from top to bottom.
struct Pen<'a> {
    worksheet: &'a mut Worksheet,
    formats: HashMap<Style, Format>,
    look: Look,
    last: ColNum,
    row: RowNum,
}

impl Pen<'_> {
    /// The mark of a draft, the annex and the title; returns their height.
    fn front(&mut self, table: &Table, total: u32) -> Result<u32, XlsxError> {
        let mut height = 0;
        if let Some(draft) = &table.draft {
            let format = text_format(TITLE).set_bold().set_align(FormatAlign::Right);
            height += self.across(draft, &format, line_height(draft, total, TITLE, true))?;
        }
        let bold = text_format(TITLE).set_bold().set_align(FormatAlign::Center);
        let annex = std::iter::once(&table.annex).filter(|annex| !annex.is_empty());
        let aside = text_format(TITLE).set_italic().set_align(FormatAlign::Center);
        for line in annex.chain(&table.title) {
            // The name of the applicant is typed into the title of a blank form.
            let open = self.look == Look::Blank && line.contains("...");
            let format = if open {
                bold.clone().set_unlocked()
            } else if is_aside(line) {
                aside.clone()
            } else {
                bold.clone()
            };
            let line = balance::balanced(line, metrics::room(total, TITLE), true);
            height += self.across(&line, &format, line_height(&line, total, TITLE, true))?;
        }
        if !table.with.is_empty() {
            let format = text_format(TITLE).set_italic().set_align(FormatAlign::Center);
            height += self.across(&table.with, &format, line_height(&table.with, total, TITLE, false))?;
        }
        height += self.gap()?;
        Ok(height)
    }

    /// The header, in two rows where columns share a header above theirs; returns its height.
    fn header(&mut self, table: &Table, widths: &[u32]) -> Result<u32, XlsxError> {
        let format = text_format(BODY)
            .set_bold()
            .set_align(FormatAlign::Center)
            .set_border(FormatBorder::Thin);
        let over = table.has_over();
        let (top, bottom) = (self.row, self.row + u32::from(over));
        let needed =
            |text: &str, width: u32| metrics::height(metrics::lines(text, metrics::room(width, BODY), true), BODY);
        let mut heights = [metrics::height(1, BODY); 2];
        let mut at = 0;
        while let Some(column) = table.columns.get(at) {
            let first = column_number(at);
            let width = widths.get(at).copied().unwrap_or(0);
            if column.over.is_empty() {
                if over {
                    self.worksheet
                        .merge_range(top, first, bottom, first, &column.header, &format)?;
                    let spare = needed(&column.header, width).saturating_sub(heights.first().copied().unwrap_or(0));
                    raise(&mut heights, 1, spare);
                } else {
                    self.worksheet
                        .write_string_with_format(top, first, &column.header, &format)?;
                    raise(&mut heights, 0, needed(&column.header, width));
                }
                at += 1;
                continue;
            }
            let run = table
                .columns
                .iter()
                .skip(at)
                .take_while(|other| other.over == column.over)
                .count();
            let end = column_number(at + run - 1);
            if run > 1 {
                self.worksheet
                    .merge_range(top, first, top, end, &column.over, &format)?;
            } else {
                self.worksheet
                    .write_string_with_format(top, first, &column.over, &format)?;
            }
            raise(
                &mut heights,
                0,
                needed(&column.over, widths.iter().skip(at).take(run).sum()),
            );
            for (below, width) in table.columns.iter().zip(widths).skip(at).take(run) {
                self.worksheet
                    .write_string_with_format(bottom, column_number(at), &below.header, &format)?;
                raise(&mut heights, 1, needed(&below.header, *width));
                at += 1;
            }
        }
        let mut sum = 0;
        for (row, height) in (top..=bottom).zip(heights) {
            self.worksheet.set_row_height_pixels(row, height)?;
            sum += height;
        }
        self.row = bottom + 1;
        Ok(sum)
    }

    fn row(&mut self, row: &Row, sizes: &[u32], height: u32) -> Result<(), XlsxError> {
        self.worksheet.set_row_height_pixels(self.row, height)?;
        for (at, (cell, size)) in row.cells.iter().zip(sizes).enumerate() {
            let style = Style {
                align: cell.align,
                bold: is_bold(row),
                size: *size,
                number: cell.number.map(|number| number.kind).or(cell.expects),
                open: self.look == Look::Blank && cell.input,
                closed: self.look == Look::Blank && cell.closed,
            };
            let format = self.formats.entry(style).or_insert_with(|| cell_format(style));
            let column = column_number(at);
            match cell
                .number
                .as_ref()
                .and_then(|number| binary(number.value, number.kind))
            {
                Some(number) => self
                    .worksheet
                    .write_number_with_format(self.row, column, number, format)?,
                None if cell.text.is_empty() => self.worksheet.write_blank(self.row, column, format)?,
                None => self
                    .worksheet
                    .write_string_with_format(self.row, column, capped(&cell.text), format)?,
            };
        }
        self.row += 1;
        Ok(())
    }

    /// The conclusion and the signature block. The block is one row, as rows are never split between pages.
    fn tail(&mut self, table: &Table, widths: &[u32]) -> Result<(), XlsxError> {
        self.gap()?;
        let total = widths.iter().sum();
        for (at, line) in table.conclusion.iter().enumerate() {
            let format = text_format(TITLE).set_align(FormatAlign::Left);
            let format = if at > 0 { format.set_bold() } else { format };
            self.across(line, &format, line_height(line, total, TITLE, true))?;
        }
        for line in &table.remarks {
            let format = text_format(TITLE).set_align(FormatAlign::Left);
            self.across(line, &format, line_height(line, total, TITLE, false))?;
        }
        let Some(signature) = &table.signature else {
            return Ok(());
        };
        let mut first = widths.len().saturating_sub(1);
        let mut width = 0;
        for (at, column) in widths.iter().enumerate().rev() {
            (first, width) = (at, width + column);
            if width >= SIGNATURE {
                break;
            }
        }
        let block = text_format(TITLE)
            .set_align(FormatAlign::Center)
            .set_align(FormatAlign::Top);
        let block = if self.look == Look::Blank {
            block.set_unlocked()
        } else {
            block
        };
        let first = column_number(first);
        if first < self.last {
            self.worksheet
                .merge_range(self.row, first, self.row, self.last, "", &block)?;
        }
        let plain = text_format(TITLE);
        let (italic, bold) = (plain.clone().set_italic(), plain.clone().set_bold());
        let date = format!("{}\n", signature.place_date);
        let mut lines = signature.above.clone();
        lines.push(signature.title.clone());
        let title = lines.join("\n");
        let hint = format!("\n{}", signature.hint);
        let mut parts = vec![(&italic, date.as_str()), (&bold, title.as_str())];
        if !signature.hint.is_empty() {
            parts.push((&italic, hint.as_str()));
        }
        let room = "\n".repeat(usize::try_from(SIGNING_LINES).unwrap_or(1) + 1);
        let name = format!("{room}{}", signature.name);
        if !signature.name.is_empty() {
            parts.push((&bold, name.as_str()));
        }
        self.worksheet
            .write_rich_string_with_format(self.row, first, &parts, &block)?;
        self.worksheet
            .set_row_height_pixels(self.row, signature_height(signature))?;
        self.row += 1;
        Ok(())
    }

    /// A line across all columns.
    fn across(&mut self, text: &str, format: &Format, height: u32) -> Result<u32, XlsxError> {
        let text = capped(text);
        if self.last > 0 {
            self.worksheet
                .merge_range(self.row, 0, self.row, self.last, &text, format)?;
        } else {
            self.worksheet.write_string_with_format(self.row, 0, text, format)?;
        }
        self.worksheet.set_row_height_pixels(self.row, height)?;
        self.row += 1;
        Ok(height)
    }

    fn gap(&mut self) -> Result<u32, XlsxError> {
        self.worksheet.set_row_height_pixels(self.row, GAP)?;
        self.row += 1;
        Ok(GAP)
    }
}

fn raise(heights: &mut [u32; 2], at: usize, needed: u32) {
    if let Some(height) = heights.get_mut(at) {
        *height = (*height).max(needed);
    }
}

/// The font of cells that state none.
pub(super) fn default_format() -> Format {
    Format::new().set_font_name(FONT).set_font_size(BODY)
}

/// Text of the document's font at a size, wrapped, in the middle of its row's height.
pub(super) fn text_format(size: u32) -> Format {
    Format::new()
        .set_font_name(FONT)
        .set_font_size(size)
        .set_underline(FormatUnderline::None)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
}

fn cell_format(style: Style) -> Format {
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
fn number_format(kind: NumberKind) -> String {
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
fn binary(value: Decimal, kind: NumberKind) -> Option<f64> {
    let value = match kind {
        NumberKind::Percent(_) => value.checked_div(Decimal::ONE_HUNDRED)?,
        NumberKind::Plain(_) | NumberKind::Integer => value,
    };
    value.to_string().parse().ok()
}

/// The text, cut where it exceeds what a cell holds.
fn capped(text: &str) -> String {
    if text.chars().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut kept: String = text.chars().take(LONGEST_TEXT).collect();
    kept.push('…');
    kept
}

/// The number of a column; a table with more than a sheet holds is refused when it is written.
pub(super) fn column_number(at: usize) -> ColNum {
    ColNum::try_from(at).unwrap_or(ColNum::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_shrunk_to_the_page_begins_lower_within_the_margins_of_the_decree() {
        assert_eq!(tops(WIDTH / 2), (10, 20));
        assert_eq!(tops(WIDTH), (10, 20));
        assert_eq!(tops(WIDTH * 13 / 10), (14, 22));
        assert_eq!(tops(WIDTH * 3), (14, 25));
        assert_eq!(room(WIDTH), HEIGHT);
        assert!(room(WIDTH * 13 / 10) > HEIGHT * 5 / 4);
    }
}
