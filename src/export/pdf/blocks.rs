//! Blocks become pieces of the flow, each where Nghị định 30/2020/NĐ-CP (Phụ lục I) places it.

use std::rc::Rc;

use super::flow::{Mark, Piece};
use super::grid;
use super::setter::{Line, Setter, Style};
use crate::export::balance;
use crate::forms::document::{
    Alignment, AnnexHeading, Block, Closing, FIRST_LINE, Heading, Letterhead, List, Orientation, PARAGRAPH_GAP, Pair,
    Paragraph, RECIPIENTS, Run, Section, Title,
};
use crate::forms::notation::is_aside;

/// Points in a millimetre.
pub(super) const MILLIMETRE: f32 = 72.0 / 25.4;
/// Distance of lines in running text, as a multiple of the font's own.
const LEADING: f32 = 1.1;
/// Width of the rules below names and titles, in points.
const RULE: f32 = 0.75;
/// The room for signature and seal, in points.
const SIGNING: f32 = 62.0;
/// The width that quốc hiệu needs on one line at 13 points, in points.
const NATION: f32 = 282.0;

/// Whole points or millimetres as lengths.
pub(super) fn length(whole: u32) -> f32 {
    f32::from(u16::try_from(whole).unwrap_or(u16::MAX))
}

/// Lays a section's blocks out on pages of a width and a height.
pub(super) fn pieces(setter: &mut Setter, section: &Section, width: f32, page: f32) -> Vec<Piece> {
    let mut desk = Desk {
        setter,
        width,
        size: length(section.size),
        orientation: section.page.orientation,
    };
    let mut pieces = Vec::new();
    for (at, block) in section.blocks.iter().enumerate() {
        let first = pieces.len();
        match block {
            Block::Letterhead(head) => pieces.push(desk.letterhead(head)),
            Block::Title(title) => pieces.push(desk.title(title)),
            Block::Annex(heading) => pieces.extend(desk.annex(heading)),
            Block::Heading(heading) => pieces.extend(desk.heading(heading)),
            Block::Paragraph(paragraph) => pieces.extend(desk.paragraph(paragraph)),
            Block::List(list) => pieces.extend(desk.list(list)),
            Block::Pairs(pairs) => pieces.extend(pairs.iter().flat_map(|pair| desk.pair(pair))),
            Block::Grid(grid) => pieces.extend(grid::pieces(desk.setter, grid, width, page)),
            Block::Closing(closing) => pieces.extend(desk.closing(closing, page)),
            Block::PageBreak => pieces.push(Piece {
                new_page: true,
                ..Piece::default()
            }),
        }
        let is_grid = matches!(block, Block::Grid(_));
        for (part, piece) in pieces.iter_mut().skip(first).enumerate() {
            piece.block = at;
            if !is_grid {
                piece.part = part;
            }
        }
    }
    pieces
}

/// Marks one below the other, in a column.
struct Column {
    marks: Vec<Mark>,
    left: f32,
    width: f32,
    y: f32,
    /// The length of the last line set.
    last: f32,
}

impl Column {
    fn new(left: f32, width: f32) -> Self {
        Self {
            marks: Vec::new(),
            left,
            width,
            y: 0.0,
            last: 0.0,
        }
    }

    /// Sets a text below what stands there.
    fn add(&mut self, setter: &mut Setter, text: &str, (bold, italic): (bool, bool), style: Style) {
        if text.is_empty() {
            return;
        }
        for line in setter.line(text, bold, italic, style, self.width) {
            self.last = line.length;
            self.place(line);
        }
    }

    /// Sets a bold text in as few lines as it takes, broken where it reads well.
    fn add_balanced(&mut self, setter: &mut Setter, text: &str, style: Style) {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "the width of a page in thousandths of a font's size is small and positive"
        )]
        let room = (self.width * 990.0 / style.size.max(1.0)) as u32;
        self.add(setter, &balance::balanced(text, room, true), BOLD, style);
    }

    fn place(&mut self, line: Rc<Line>) {
        let height = line.height;
        self.marks.push(Mark::Text(self.left, self.y, line));
        self.y += height;
    }

    /// A centred rule of a length.
    fn rule(&mut self, length: f32) {
        let y = self.y + 2.0;
        let start = self.left + (self.width - length) / 2.0;
        self.marks.push(Mark::Rules(RULE, vec![[start, y, start + length, y]]));
        self.y += 4.0;
    }
}

const UPRIGHT: (bool, bool) = (false, false);
const BOLD: (bool, bool) = (true, false);
const ITALIC: (bool, bool) = (false, true);

/// The section being laid out.
struct Desk<'a> {
    setter: &'a mut Setter,
    width: f32,
    size: f32,
    orientation: Orientation,
}

impl Desk<'_> {
    fn body(&self, alignment: Alignment, indent: bool) -> Style {
        Style {
            indent: if indent { length(FIRST_LINE) * MILLIMETRE } else { 0.0 },
            leading: LEADING,
            ..Style::new(self.size, alignment)
        }
    }

    /// Lines of a paragraph as pieces; the first two and the last two stay together. What is kept with the next block
    /// belongs to it and is no company of its own.
    fn lines(&mut self, runs: &[Run], style: Style, keep: bool) -> Vec<Piece> {
        let lines = self.setter.set(runs, style, self.width);
        let count = lines.len();
        let piece = |(at, line): (usize, Rc<Line>)| {
            let last = at + 1 == count;
            Piece {
                gap: if at == 0 { length(PARAGRAPH_GAP) } else { 0.0 },
                height: line.height,
                marks: vec![Mark::Text(0.0, 0.0, line)],
                keep: if last { keep } else { keep || at == 0 || at + 2 == count },
                company: !keep,
                ..Piece::default()
            }
        };
        lines.into_iter().enumerate().map(piece).collect()
    }

    fn paragraph(&mut self, paragraph: &Paragraph) -> Vec<Piece> {
        let style = self.body(paragraph.alignment, paragraph.indent);
        self.lines(&paragraph.runs, style, paragraph.keep)
    }

    fn heading(&mut self, heading: &Heading) -> Vec<Piece> {
        let run = Run {
            bold: heading.is_bold(),
            ..Run::plain(heading.line())
        };
        let style = self.body(Alignment::Justified, true);
        self.lines(&[run], style, true)
    }

    fn list(&mut self, list: &List) -> Vec<Piece> {
        let style = self.body(Alignment::Justified, true);
        let mut pieces = Vec::new();
        for item in &list.items {
            let mut runs = vec![Run::plain(format!("{} ", list.marker))];
            runs.extend(item.iter().cloned());
            pieces.extend(self.lines(&runs, style, false));
        }
        pieces
    }

    fn pair(&mut self, pair: &Pair) -> Vec<Piece> {
        let style = self.body(Alignment::Left, true);
        let runs = [Run::plain(format!("{}: ", pair.name)), Run::bold(&pair.value)];
        self.lines(&runs, style, false)
    }

    fn letterhead(&mut self, head: &Letterhead) -> Piece {
        let centred = |size: f32| Style::new(size, Alignment::Centre);
        let right_width = NATION.max(self.width * 0.55).min(self.width);
        let gap = 6.0;
        let mut left = Column::new(0.0, self.width - right_width - gap);
        let mut right = Column::new(self.width - right_width, right_width);
        for line in &head.above {
            left.add(self.setter, line, UPRIGHT, centred(13.0));
        }
        for line in &head.agency {
            left.add_balanced(self.setter, line, centred(13.0));
        }
        // From a third to a half of the line's length.
        left.rule(left.last * 0.45);
        right.add(self.setter, &head.nation, BOLD, centred(13.0));
        right.add(self.setter, &head.motto, BOLD, centred(14.0));
        // As long as the line.
        right.rule(right.last);
        let below = left.y.max(right.y) + 8.0;
        (left.y, right.y) = (below, below);
        left.add(self.setter, &head.number, UPRIGHT, centred(13.0));
        left.add(self.setter, &head.about, UPRIGHT, centred(12.0));
        right.add(self.setter, &head.place_date, ITALIC, centred(self.size));
        let height = left.y.max(right.y);
        let mut marks = left.marks;
        marks.extend(right.marks);
        Piece {
            height,
            marks,
            keep: true,
            ..Piece::default()
        }
    }

    fn title(&mut self, title: &Title) -> Piece {
        let style = Style::new(self.size, Alignment::Centre);
        let mut column = Column::new(0.0, self.width);
        column.add(self.setter, &title.name, BOLD, style);
        for line in &title.about {
            column.add_balanced(self.setter, line, style);
        }
        column.rule(column.last * 0.4);
        Piece {
            gap: 16.0,
            height: column.y + 6.0,
            marks: column.marks,
            keep: true,
            ..Piece::default()
        }
    }

    fn annex(&mut self, heading: &AnnexHeading) -> Option<Piece> {
        let style = Style::new(self.size, Alignment::Centre);
        let mut column = Column::new(0.0, self.width);
        column.add(self.setter, &heading.name, BOLD, style);
        for line in &heading.title {
            if is_aside(line) {
                column.add(self.setter, line, ITALIC, style);
            } else {
                column.add_balanced(self.setter, line, style);
            }
        }
        column.add(self.setter, &heading.with, ITALIC, style);
        (!column.marks.is_empty()).then(|| Piece {
            height: column.y + 4.0,
            marks: column.marks,
            keep: true,
            ..Piece::default()
        })
    }

    /// The signature block with the recipients beside it; a list of recipients longer than half a page runs on below.
    fn closing(&mut self, closing: &Closing, page: f32) -> Vec<Piece> {
        let share = match self.orientation {
            Orientation::Portrait => 0.55,
            Orientation::Landscape => 0.45,
        };
        let right_width = self.width * share;
        let centred = Style::new(self.size, Alignment::Centre);
        let mut right = Column::new(self.width - right_width, right_width);
        right.add(self.setter, &closing.place_date, ITALIC, centred);
        for line in closing.above.iter().chain(&closing.title) {
            right.add(self.setter, line, BOLD, centred);
        }
        right.add(self.setter, &closing.hint, ITALIC, centred);
        right.y += SIGNING;
        right.add(self.setter, &closing.name, BOLD, centred);
        let mut height = right.y;
        let mut marks = right.marks;
        let mut rest = Vec::new();
        if !closing.recipients.is_empty() {
            let small = length(RECIPIENTS);
            let width = self.width - right_width - 12.0;
            let mut lines = self.setter.line(
                &closing.recipients_title,
                true,
                true,
                Style::new(small + 1.0, Alignment::Left),
                width,
            );
            for recipient in &closing.recipients {
                lines.extend(
                    self.setter
                        .line(recipient, false, false, Style::new(small, Alignment::Left), width),
                );
            }
            let whole: f32 = lines.iter().map(|line| line.height).sum();
            if whole <= page / 2.0 {
                height = height.max(whole);
            }
            let mut y = 0.0;
            for line in lines {
                let tall = line.height;
                if y + tall <= height + 0.01 {
                    marks.push(Mark::Text(0.0, y, line));
                    y += tall;
                } else {
                    rest.push(Piece {
                        height: tall,
                        marks: vec![Mark::Text(0.0, 0.0, line)],
                        ..Piece::default()
                    });
                }
            }
        }
        let mut pieces = vec![Piece {
            gap: 14.0,
            height,
            marks,
            clings: true,
            ..Piece::default()
        }];
        pieces.extend(rest);
        pieces
    }
}
