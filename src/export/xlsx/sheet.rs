//! One table on one sheet: rows, columns, fonts, borders and the set-up of the printed page.

use std::collections::HashMap;

use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, RowNum, Worksheet, XlsxError};

use super::face::{Style, binary, capped, cell_format, column_number, text_format};
use super::page::Pages;
use super::setup::LYING;
use crate::export::layout::{BODY, Layout, TALLEST, is_bold};
use crate::export::{balance, metrics};
use crate::forms::notation::is_aside;
use crate::forms::{Row, Signature, Table};

/// Size of titles and conclusion, in points.
const TITLE: u32 = 13;
/// The least width of the signature block, in pixels.
const SIGNATURE: u32 = 380;
/// Lines left for signature and seal.
const SIGNING_LINES: u32 = 4;

/// How a table looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::export) enum Look {
    /// The official table.
    Official,
    /// The blank form: cells to be filled in are open and tinted.
    Blank,
}

/// Where the table stands on its sheet.
#[derive(Debug, Clone, Copy)]
pub(in crate::export) struct Placed {
    /// The first row below the header.
    pub first_row: RowNum,
}

/// Lays a table out on an empty sheet.
pub(in crate::export) fn lay_out(worksheet: &mut Worksheet, table: &Table, look: Look) -> Result<Placed, XlsxError> {
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
        page: LYING.room(total),
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
    LYING.set_up(worksheet, total, table.draft.as_deref());
    Ok(Placed { first_row })
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
            let format = text_format(TITLE).set_bold().set_align(FormatAlign::Left);
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
