//! Running text on a sheet: letterhead, title, paragraphs, tables and who signs, laid out for upright A4 as Nghị định
//! 30/2020/NĐ-CP asks. Rows have a height of their own, as programs give merged cells none.

mod band;
mod blocks;
mod flow;
mod grid;
mod lines;
mod mesh;

use std::collections::{BTreeSet, HashMap};

use rust_xlsxwriter::{ColNum, Format, FormatAlign, FormatBorder, RowNum, Worksheet, XlsxError};

use super::face::{binary, capped, column_number, number_format, text_format};
use super::setup::UPRIGHT;
use crate::export::layout::TALLEST;
use crate::forms::document::{Alignment, Block, Section};
use band::{Band, Cell, Content, Face, Frame, What};
use lines::Line;
use mesh::Mesh;

/// Lays a section out on an empty sheet.
pub(super) fn lay_out(worksheet: &mut Worksheet, section: &Section) -> Result<(), XlsxError> {
    let grids = section.blocks.iter().filter_map(|block| match block {
        Block::Grid(table) => Some(grid::width(table, UPRIGHT.width)),
        Block::Letterhead(_)
        | Block::Title(_)
        | Block::Annex(_)
        | Block::Heading(_)
        | Block::Paragraph(_)
        | Block::List(_)
        | Block::Pairs(_)
        | Block::Closing(_)
        | Block::PageBreak => None,
    });
    let width = grids.fold(UPRIGHT.width, u32::max);
    let bands = blocks::bands(section, width);
    let mut rows = Rows {
        width,
        page: UPRIGHT.room(width),
        ..Rows::default()
    };
    rows.fill(bands);
    let boxed = |cell: &&Cell| cell.face.frame == Frame::Boxed;
    let (firm, other): (Vec<&Cell>, Vec<&Cell>) = rows.cells.iter().map(|(_, cell)| cell).partition(boxed);
    let places = firm.into_iter().chain(other).flat_map(|cell| [cell.left, cell.right]);
    let mesh = Mesh::new(width, places);
    for (at, width) in mesh.widths().enumerate() {
        worksheet.set_column_width_pixels(column_number(at), width)?;
    }
    for (at, height) in rows.heights.iter().enumerate() {
        worksheet.set_row_height_pixels(row_number(at), *height)?;
    }
    let mut pen = Pen {
        worksheet,
        formats: HashMap::new(),
    };
    for (span, cell) in &rows.cells {
        let (first, last) = mesh.covered(cell.left, cell.right);
        pen.cell(*span, (column_number(first), column_number(last)), cell)?;
    }
    let last = column_number(mesh.columns().saturating_sub(1));
    worksheet.set_print_area(0, 0, row_number(rows.heights.len().saturating_sub(1)), last)?;
    worksheet.set_screen_gridlines(false);
    if let Some((first, last)) = rows.header {
        worksheet.set_repeat_rows(row_number(first), row_number(last))?;
    }
    UPRIGHT.set_up(worksheet, width, section.draft.as_deref());
    Ok(())
}

/// Rows of a sheet from top to bottom, and the cells over them.
#[derive(Debug, Default)]
struct Rows {
    /// The width of the page.
    width: u32,
    /// The room for rows on a page.
    page: u32,
    /// Their heights.
    heights: Vec<u32>,
    /// Cells with the first and the last of the rows that they cover; their own heights are those of their bands.
    cells: Vec<((usize, usize), Cell)>,
    /// The first and the last of the rows repeated at the top of pages.
    header: Option<(usize, usize)>,
}

/// Lines of a paragraph that stand in one cell.
struct Open {
    paragraph: usize,
    face: Face,
    lines: Vec<Line>,
    height: u32,
}

impl Rows {
    /// Places bands on pages and makes rows of them.
    fn fill(&mut self, bands: Vec<Band>) {
        // Room that printers' rounding may eat.
        let safe = self.page - self.page / 100;
        let pages = flow::pages(bands.iter().map(|band| band.piece).collect(), safe);
        let mut open: Option<Open> = None;
        let mut begun = pages.iter().skip(1).zip(&pages).peekable();
        for (at, band) in bands.into_iter().enumerate() {
            let before = begun.next_if(|(page, _)| page.first == at);
            if let Some((_, before)) = before {
                self.close(&mut open);
                // At least so high is what follows: one line, or all of the cells.
                self.push_away(before.used, band.piece.height, safe);
            }
            let gap = if before.is_some() || at == 0 { 0 } else { band.piece.gap };
            let Band { piece, content, header } = band;
            match content {
                Content::Line { paragraph, line, face } => {
                    let same = |open: &Open| open.paragraph == paragraph && open.height + piece.height <= TALLEST;
                    if !open.as_ref().is_some_and(same) {
                        self.close(&mut open);
                        self.gap(gap);
                        open = Some(Open {
                            paragraph,
                            face,
                            lines: Vec::new(),
                            height: 0,
                        });
                    }
                    if let Some(open) = &mut open {
                        open.lines.push(line);
                        open.height += piece.height;
                    }
                }
                Content::Cells(cells) => {
                    self.close(&mut open);
                    self.gap(gap);
                    let first = self.heights.len();
                    self.cells(cells);
                    if header {
                        self.header = Some((first, self.heights.len().saturating_sub(1)));
                    }
                }
            }
        }
        self.close(&mut open);
    }

    /// An empty row.
    fn gap(&mut self, height: u32) {
        if height > 0 {
            self.heights.push(height);
        }
    }

    /// Makes a row of the lines gathered.
    fn close(&mut self, open: &mut Option<Open>) {
        let Some(open) = open.take() else { return };
        let row = self.heights.len();
        self.heights.push(open.height);
        let face = open.face;
        let cell = Cell {
            left: 0,
            right: self.width,
            top: 0,
            bottom: open.height,
            face,
            what: What::Text(band::texts(lines::joined(&open.lines), face)),
        };
        self.cells.push(((row, row), cell));
    }

    /// Makes rows of the edges that cells of a band have.
    fn cells(&mut self, cells: Vec<Cell>) {
        let edges: BTreeSet<u32> = cells
            .iter()
            .flat_map(|cell| [cell.top, cell.bottom])
            .chain([0])
            .collect();
        let edges: Vec<u32> = edges.into_iter().collect();
        let first = self.heights.len();
        self.heights.extend(edges.windows(2).map(|pair| match pair {
            [top, bottom] => bottom - top,
            _ => 0,
        }));
        let row = |edge: u32| first + edges.iter().filter(|other| **other < edge).count();
        for cell in cells {
            let top = row(cell.top);
            self.cells
                .push(((top, row(cell.bottom).saturating_sub(1).max(top)), cell));
        }
    }

    /// Fills a page with empty rows as far as what follows would else stand on it, or nearly so. Empty rows are harmless
    /// wherever a printer breaks; a forced break is not, and Excel drops those of sheets that are fitted to a width.
    fn push_away(&mut self, used: u32, next: u32, safe: u32) {
        let full = self.page + (self.page / 40).min(next * 2 / 3);
        let mut empty = full.saturating_sub(used + next).min(safe.saturating_sub(used));
        while empty > 0 {
            let row = empty.min(TALLEST);
            self.heights.push(row);
            empty -= row;
        }
    }
}

/// The number of a row; a sheet with more is refused when it is written.
fn row_number(at: usize) -> RowNum {
    RowNum::try_from(at).unwrap_or(RowNum::MAX)
}

/// Writes the cells.
struct Pen<'a> {
    worksheet: &'a mut Worksheet,
    formats: HashMap<Face, Format>,
}

impl Pen<'_> {
    fn cell(
        &mut self,
        (top, bottom): (usize, usize),
        (left, right): (ColNum, ColNum),
        cell: &Cell,
    ) -> Result<(), XlsxError> {
        let (top, bottom) = (row_number(top), row_number(bottom));
        if cell.what == What::Rule {
            let rule = text_format(cell.face.size).set_border_top(FormatBorder::Thin);
            for column in left..=right {
                self.worksheet.write_blank(top, column, &rule)?;
            }
            return Ok(());
        }
        // A cell of one face has it; what is said in several keeps theirs.
        let face = match &cell.what {
            What::Text(texts) => match texts.as_slice() {
                [(only, _)] => *only,
                _ => cell.face,
            },
            What::Number(..) | What::Rule => cell.face,
        };
        let format = self.formats.entry(face).or_insert_with(|| format(face));
        if (top, left) != (bottom, right) {
            self.worksheet.merge_range(top, left, bottom, right, "", format)?;
        }
        match &cell.what {
            What::Text(texts) => match texts.as_slice() {
                [] => self.worksheet.write_blank(top, left, format)?,
                [(_, text)] if text.is_empty() => self.worksheet.write_blank(top, left, format)?,
                [(_, text)] => self
                    .worksheet
                    .write_string_with_format(top, left, capped(text), format)?,
                texts => {
                    let own: Vec<(Format, &str)> = texts
                        .iter()
                        .map(|(face, text)| (letters(*face), text.as_str()))
                        .collect();
                    let parts: Vec<(&Format, &str)> = own.iter().map(|(format, text)| (format, *text)).collect();
                    self.worksheet
                        .write_rich_string_with_format(top, left, &parts, format)?
                }
            },
            What::Number(value, kind) => match binary(*value, *kind) {
                Some(number) => self.worksheet.write_number_with_format(top, left, number, format)?,
                None => self
                    .worksheet
                    .write_string_with_format(top, left, value.to_string(), format)?,
            },
            What::Rule => self.worksheet,
        };
        Ok(())
    }
}

/// The font of a text.
fn letters(face: Face) -> Format {
    let format = text_format(face.size);
    let format = if face.bold { format.set_bold() } else { format };
    if face.italic { format.set_italic() } else { format }
}

/// The format of a cell.
fn format(face: Face) -> Format {
    let format = letters(face).set_align(match face.alignment {
        Alignment::Justified => FormatAlign::Justify,
        Alignment::Left => FormatAlign::Left,
        Alignment::Centre => FormatAlign::Center,
        Alignment::Right => FormatAlign::Right,
    });
    let format = match face.number {
        Some(kind) => format.set_num_format(number_format(kind)),
        None => format,
    };
    match face.frame {
        Frame::Open => format.set_align(FormatAlign::Top),
        Frame::Line => format.set_align(FormatAlign::Top).unset_text_wrap().set_shrink(),
        Frame::Boxed => format.set_border(FormatBorder::Thin),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Decimal;
    use crate::forms::Align;
    use crate::forms::document::{Closing, Grid, Letterhead, Paragraph, Run, Title};

    const TEXT: &str = "Hội đồng thẩm định đã xem xét hồ sơ, đối chiếu minh chứng và biểu quyết từng tiêu chí; các tiêu chí \
                        chưa đạt được nêu rõ lý do để xã bổ sung. ";

    fn rows(blocks: Vec<Block>) -> Rows {
        let section = Section::report(blocks);
        let mut rows = Rows {
            width: UPRIGHT.width,
            page: UPRIGHT.room(UPRIGHT.width),
            ..Rows::default()
        };
        rows.fill(blocks::bands(&section, UPRIGHT.width));
        rows
    }

    fn text(cell: &Cell) -> String {
        match &cell.what {
            What::Text(texts) => texts.iter().map(|(_, text)| text.as_str()).collect(),
            What::Number(..) | What::Rule => String::new(),
        }
    }

    /// The row of the cell that says something.
    fn row(rows: &Rows, wanted: &str) -> usize {
        let found = rows.cells.iter().find(|(_, cell)| text(cell).contains(wanted));
        found.unwrap().0.0
    }

    /// The first row of each page of a printer with so much room.
    fn starts(rows: &Rows, page: u32) -> Vec<usize> {
        let mut starts = Vec::new();
        let mut used = 0;
        for (at, height) in rows.heights.iter().enumerate() {
            if used + height > page {
                starts.push(at);
                used = 0;
            }
            used += height;
        }
        starts
    }

    fn closing() -> Block {
        Block::Closing(Closing {
            recipients_title: "Nơi nhận:".to_owned(),
            recipients: vec!["- Như trên;".to_owned(), "- Lưu: VT.".to_owned()],
            title: vec!["CHỦ TỊCH".to_owned()],
            name: "Nguyễn Văn A".to_owned(),
            ..Closing::default()
        })
    }

    #[test]
    fn no_page_ends_with_a_heading_and_none_begins_with_the_signature_block() {
        for count in 1..40 {
            for length in [1, 3, 8] {
                let mut blocks = Vec::new();
                for at in 0..count {
                    if at % 4 == 0 {
                        blocks.push(Block::heading(1, "", format!("Mục {at}.")));
                    }
                    blocks.push(Block::text(TEXT.repeat(length)));
                }
                blocks.push(closing());
                let rows = rows(blocks);
                let full = UPRIGHT.height;
                for page in [full - full / 200, full, full + full / 200] {
                    let starts = starts(&rows, page);
                    let signed = row(&rows, "CHỦ TỊCH");
                    assert!(!starts.contains(&signed), "{count} × {length}");
                    for at in (0..count).step_by(4) {
                        let heading = row(&rows, &format!("Mục {at}."));
                        let below = starts.iter().find(|start| **start > heading).copied();
                        let between = below.map(|below| heading + 1..below);
                        let text = |row: usize| rows.cells.iter().any(|((first, _), _)| *first == row);
                        assert!(
                            between.is_none_or(|mut between| between.any(text)),
                            "{count} × {length}: a page of {page} ends with heading {at}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_paragraph_taller_than_a_row_may_be_is_several_rows_and_loses_no_word() {
        let long = TEXT.repeat(60);
        let rows = rows(vec![Block::text(long.as_str()), closing()]);
        assert!(rows.heights.iter().all(|height| *height <= TALLEST));
        let said: Vec<String> = rows.cells.iter().map(|(_, cell)| text(cell)).collect();
        let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert!(words(&said.join("\n")).starts_with(&words(&long)));
        assert!(said.len() > 4);
    }

    #[test]
    fn texts_stand_in_their_faces_and_numbers_are_numbers() {
        let mut grid = Grid::new(&[("Mức độ", 4), ("Số đơn vị", 2)]);
        grid.push([("Mức độ 3".to_owned(), Align::Left), (String::new(), Align::Right)]);
        grid.rows[0].cells[1] = crate::forms::notation::number(Decimal::from(7), false);
        let rows = rows(vec![
            Block::Letterhead(Letterhead {
                agency: vec!["UBND HUYỆN MINH HỌA".to_owned()],
                nation: "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM".to_owned(),
                motto: "Độc lập - Tự do - Hạnh phúc".to_owned(),
                ..Letterhead::default()
            }),
            Block::Title(Title {
                name: "BÁO CÁO".to_owned(),
                about: vec!["Về việc thẩm định".to_owned()],
            }),
            Block::Paragraph(Paragraph {
                runs: vec![Run::plain("Kết quả: "), Run::bold("ĐẠT")],
                indent: true,
                ..Paragraph::default()
            }),
            Block::Grid(grid),
            closing(),
        ]);
        assert_eq!(row(&rows, "UBND HUYỆN"), row(&rows, "CỘNG HÒA"));
        let result = rows
            .cells
            .iter()
            .find(|(_, cell)| text(cell).contains("Kết quả"))
            .unwrap();
        let What::Text(texts) = &result.1.what else { panic!() };
        let faces: Vec<(bool, &str)> = texts.iter().map(|(face, text)| (face.bold, text.trim())).collect();
        assert_eq!(faces, [(false, "Kết quả:"), (true, "ĐẠT")]);
        let numbers = rows
            .cells
            .iter()
            .filter(|(_, cell)| matches!(cell.what, What::Number(..)));
        assert_eq!(numbers.count(), 1);
        let rules = rows.cells.iter().filter(|(_, cell)| cell.what == What::Rule);
        assert_eq!(rules.count(), 3);
        assert_eq!(rows.header, Some((row(&rows, "Số đơn vị"), row(&rows, "Số đơn vị"))));
    }
}
