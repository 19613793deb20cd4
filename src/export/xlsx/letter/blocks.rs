//! Blocks become bands, each where Nghị định 30/2020/NĐ-CP (Phụ lục I) places it.

use super::band::{Band, Cell, Content, Face, Frame, What};
use super::flow::Piece;
use super::grid;
use super::lines;
use crate::export::{balance, metrics};
use crate::forms::document::{
    Alignment, AnnexHeading, Block, Closing, Heading, Letterhead, List, PARAGRAPH_GAP, Pair, Paragraph, RECIPIENTS,
    Run, Section, Title,
};
use crate::forms::notation::is_aside;

/// The width that quốc hiệu needs on one line at 13 points, in pixels.
const NATION: u32 = 382;
/// The height of a rule's row, in pixels.
const RULE: u32 = 6;
/// Lines left for signature and seal.
const SIGNING_LINES: usize = 4;
/// The tallest list of recipients that stands in one row with the signature block; a longer one runs on below it.
const BESIDE: u32 = 400;
/// Size of the head's lines, in points; tiêu ngữ is one larger.
const HEAD: u32 = 13;
/// Hard blanks as wide as the indent of a first line, one centimetre, at 14 points.
const INDENT: usize = 8;

/// What a row of one line needs more than a line, in pixels.
const ONE_LINE: u32 = 2;

/// Points as pixels.
fn pixels(points: u32) -> u32 {
    (points * 4).div_ceil(3)
}

/// The height of a line of running text.
fn pitch(size: u32) -> u32 {
    (size * 5).div_ceil(3)
}

/// The least height that programs give so many lines.
fn least(lines: usize, size: u32) -> u32 {
    u32::try_from(lines).unwrap_or(0) * (size * 11).div_ceil(7) + 3
}

/// How long a line of running text may be on a width: nearly as long as it is, so that lines end where they are printed.
fn line_room(width: u32, size: u32) -> u32 {
    metrics::room(width, size) * 102 / 100
}

/// Lays a section's blocks out on a width, in pixels.
pub(super) fn bands(section: &Section, width: u32) -> Vec<Band> {
    let mut desk = Desk {
        bands: Vec::new(),
        width,
        size: section.size,
        paragraphs: 0,
    };
    if let Some(draft) = &section.draft {
        desk.across(draft, Face::plain(HEAD, Alignment::Left).bold(), 0);
    }
    let mut new_page = false;
    for (at, block) in section.blocks.iter().enumerate() {
        let first = desk.bands.len();
        match block {
            Block::Letterhead(head) => desk.letterhead(head),
            Block::Title(title) => desk.title(title),
            Block::Annex(heading) => desk.annex(heading),
            Block::Heading(heading) => desk.heading(heading),
            Block::Paragraph(paragraph) => desk.paragraph(paragraph),
            Block::List(list) => desk.list(list),
            Block::Pairs(pairs) => desk.pairs(pairs),
            Block::Grid(table) => {
                let ends = section.blocks.iter().skip(at + 1).all(ends);
                let bands = grid::bands(table, width, ends);
                desk.bands.extend(bands);
            }
            Block::Closing(closing) => desk.closing(closing),
            Block::PageBreak => new_page = true,
        }
        if let Some(band) = desk.bands.get_mut(first).filter(|_| new_page) {
            band.piece.new_page = true;
            new_page = false;
        }
    }
    repeat(&mut desk.bands);
    desk.bands
}

/// Whether a block stands on the last page of a table above it: what ends a paper always takes rows with it there.
fn ends(block: &Block) -> bool {
    match block {
        Block::Paragraph(paragraph) => paragraph.keep,
        Block::Closing(_) => true,
        Block::Letterhead(_)
        | Block::Title(_)
        | Block::Annex(_)
        | Block::Heading(_)
        | Block::List(_)
        | Block::Pairs(_)
        | Block::Grid(_)
        | Block::PageBreak => false,
    }
}

/// Says of all that follows a repeated header how much room it takes at the top of their pages.
fn repeat(bands: &mut [Band]) {
    let repeated = bands
        .iter()
        .filter(|band| band.header)
        .map(|band| band.piece.height)
        .sum();
    let below = bands
        .iter_mut()
        .skip_while(|band| !band.header)
        .filter(|band| !band.header);
    for band in below {
        band.piece.repeated = repeated;
    }
}

/// The section being laid out.
struct Desk {
    bands: Vec<Band>,
    width: u32,
    size: u32,
    /// How many paragraphs stand already.
    paragraphs: usize,
}

impl Desk {
    /// Running text, line by line; the first two and the last two lines stay together. What is kept with the next block
    /// belongs to it and is no company of its own.
    fn text(&mut self, runs: &[Run], face: Face, (gap, indent): (u32, bool), keep: bool) {
        let indent = if indent { INDENT } else { 0 };
        let lines = lines::broken(runs, indent, line_room(self.width, face.size));
        let count = lines.len();
        // A program with wider letters may need one more: the room between lines is enough for that, or some is added.
        let more = lines::broken(runs, indent, metrics::room(self.width, face.size)).len();
        let spare =
            least(more, face.size).saturating_sub(pitch(face.size) * u32::try_from(count).unwrap_or(0) + ONE_LINE);
        let paragraph = self.paragraphs;
        self.paragraphs += 1;
        self.bands.extend(lines.into_iter().enumerate().map(|(at, line)| {
            let (first, last) = (at == 0, at + 1 == count);
            let piece = Piece {
                gap: if first { gap } else { 0 },
                height: pitch(face.size) + if first { ONE_LINE } else { 0 } + if last { spare } else { 0 },
                keep: keep || (!last && (first || at + 2 == count)),
                company: !keep,
                ..Piece::default()
            };
            Band {
                piece,
                content: Content::Line { paragraph, line, face },
                header: false,
            }
        }));
    }

    fn running(&mut self, runs: &[Run], alignment: Alignment, indent: bool, keep: bool) {
        let face = Face::plain(self.size, alignment);
        self.text(runs, face, (pixels(PARAGRAPH_GAP), indent), keep);
    }

    /// Lines across the page that stay with what follows.
    fn across(&mut self, text: &str, face: Face, gap: u32) {
        let run = Run {
            bold: face.bold,
            italic: face.italic,
            ..Run::plain(text)
        };
        self.text(&[run], face, (gap, false), true);
    }

    fn paragraph(&mut self, text: &Paragraph) {
        self.running(&text.runs, text.alignment, text.indent, text.keep);
    }

    fn heading(&mut self, heading: &Heading) {
        let run = Run {
            bold: heading.is_bold(),
            ..Run::plain(heading.line())
        };
        self.running(&[run], Alignment::Justified, true, true);
    }

    fn list(&mut self, list: &List) {
        for item in &list.items {
            let mut runs = vec![Run::plain(format!("{} ", list.marker))];
            runs.extend(item.iter().cloned());
            self.running(&runs, Alignment::Justified, true, false);
        }
    }

    fn pairs(&mut self, pairs: &[Pair]) {
        for pair in pairs {
            let runs = [Run::plain(format!("{}: ", pair.name)), Run::bold(&pair.value)];
            self.running(&runs, Alignment::Left, true, false);
        }
    }

    fn title(&mut self, title: &Title) {
        let face = Face::plain(self.size, Alignment::Centre).bold();
        let room = metrics::room(self.width, self.size);
        let about: Vec<String> = title
            .about
            .iter()
            .map(|line| balance::balanced(line, room, true))
            .collect();
        let mut gap = pixels(16);
        for line in std::iter::once(&title.name).chain(&about) {
            self.across(line, face, std::mem::take(&mut gap));
        }
        let last = about.last().unwrap_or(&title.name);
        let mut column = Column::new(0, self.width);
        column.rule(last, self.size, 40);
        let mut rule = Band::of(column.cells);
        rule.piece.keep = true;
        self.bands.push(rule);
    }

    fn annex(&mut self, heading: &AnnexHeading) {
        let face = Face::plain(self.size, Alignment::Centre);
        let room = metrics::room(self.width, self.size);
        if !heading.name.is_empty() {
            self.across(&heading.name, face.bold(), 0);
        }
        for line in &heading.title {
            if is_aside(line) {
                self.across(line, face.italic(), 0);
            } else {
                self.across(&balance::balanced(line, room, true), face.bold(), 0);
            }
        }
        if !heading.with.is_empty() {
            self.across(&heading.with, face.italic(), 0);
        }
    }

    /// The agency on the left, quốc hiệu and tiêu ngữ on the right; below them number and date.
    fn letterhead(&mut self, head: &Letterhead) {
        let split = self.width - NATION.max(self.width * 55 / 100).min(self.width);
        let mut left = Column::new(0, split);
        let mut right = Column::new(split, self.width);
        let face = Face::plain(HEAD, Alignment::Centre);
        for line in &head.above {
            left.add(line, face);
        }
        let room = line_room(split, HEAD);
        let agency = head.agency.iter().map(|line| balance::balanced(line, room, true));
        let agency: Vec<String> = agency.collect();
        for line in &agency {
            left.add(line, face.bold());
        }
        // From a third to a half of the line's length.
        left.rule(agency.last().map_or("", String::as_str), HEAD, 45);
        right.add(&head.nation, face.bold().line());
        let motto = Face {
            size: HEAD + 1,
            ..face.bold().line()
        };
        right.add(&head.motto, motto);
        // As long as the line.
        right.rule(&head.motto, HEAD + 1, 100);
        let below = left.bottom.max(right.bottom) + pixels(8);
        (left.bottom, right.bottom) = (below, below);
        left.add(&head.number, face.line());
        left.add(&head.about, Face { size: 12, ..face });
        let date = Face::plain(self.size, Alignment::Centre).italic().line();
        right.add(&head.place_date, date);
        let mut cells = left.cells;
        cells.extend(right.cells);
        let mut band = Band::of(cells);
        band.piece.keep = true;
        self.bands.push(band);
    }

    /// The signature block with the recipients beside it, in one row; a list of recipients far longer runs on below.
    fn closing(&mut self, closing: &Closing) {
        let split = self.width * 45 / 100;
        let face = Face::plain(self.size, Alignment::Centre);
        let mut signs: Vec<(Face, String)> = Vec::new();
        let mut line = |text: &str, face: Face| signs.push((face, text.to_owned()));
        if !closing.place_date.is_empty() {
            line(&closing.place_date, face.italic());
        }
        for text in closing.above.iter().chain(&closing.title) {
            line(text, face.bold());
        }
        if !closing.hint.is_empty() {
            line(&closing.hint, face.italic());
        }
        line(&"\n".repeat(SIGNING_LINES - 1), face);
        line(&closing.name, face.bold());
        let height = tall(&signs, self.width - split);
        let small = Face::plain(RECIPIENTS, Alignment::Left);
        let mut receive: Vec<(Face, String)> = Vec::new();
        let mut rest: Vec<&String> = Vec::new();
        if !closing.recipients.is_empty() {
            let title = Face::plain(RECIPIENTS + 1, Alignment::Left).bold().italic();
            receive.push((title, closing.recipients_title.clone()));
        }
        for recipient in &closing.recipients {
            receive.push((small, recipient.clone()));
            if tall(&receive, split) > height.max(BESIDE) {
                receive.pop();
                rest.push(recipient);
            }
        }
        let bottom = height.max(tall(&receive, split));
        let cell = |(left, right): (u32, u32), texts: Vec<(Face, String)>, face: Face| Cell {
            left,
            right,
            top: 0,
            bottom,
            face,
            what: What::Text(stacked(texts)),
        };
        let mut cells = vec![cell((split, self.width), signs, face)];
        if !receive.is_empty() {
            cells.insert(0, cell((0, split), receive, small));
        }
        let mut band = Band::of(cells);
        band.piece.gap = pixels(14);
        band.piece.clings = true;
        self.bands.push(band);
        for recipient in rest {
            let mut column = Column::new(0, split);
            column.add(recipient, small);
            self.bands.push(Band::of(column.cells));
        }
    }
}

/// A share of a text's longest line in per cent, in bold at a size, within a width; in pixels.
fn share(text: &str, size: u32, per_cent: u32, width: u32) -> u32 {
    let last = text.lines().last().unwrap_or_default();
    (metrics::length(last, true) * size / 750).min(width) * per_cent / 100
}

/// Texts one below the other in one cell.
fn stacked(mut texts: Vec<(Face, String)>) -> Vec<(Face, String)> {
    let last = texts.len().saturating_sub(1);
    for (_, text) in texts.iter_mut().take(last) {
        text.push('\n');
    }
    texts.retain(|(_, text)| !text.is_empty());
    texts
}

/// The height of texts one below the other on a width.
fn tall(texts: &[(Face, String)], width: u32) -> u32 {
    let lines = texts.iter().map(|(face, text)| {
        let room = metrics::room(width, face.size);
        metrics::lines(text, room, face.bold) * pitch(face.size)
    });
    lines.sum::<u32>() + 4
}

/// Lines one below the other between two edges.
struct Column {
    cells: Vec<Cell>,
    left: u32,
    right: u32,
    bottom: u32,
}

impl Column {
    fn new(left: u32, right: u32) -> Self {
        Self {
            cells: Vec::new(),
            left,
            right,
            bottom: 0,
        }
    }

    /// Sets a text below what stands there.
    fn add(&mut self, text: &str, face: Face) {
        if text.is_empty() {
            return;
        }
        let room = line_room(self.right - self.left, face.size);
        let lines = match face.frame {
            Frame::Line => 1,
            Frame::Open | Frame::Boxed => metrics::lines(text, room, face.bold),
        };
        // Lines of both columns are equally high, so that they share rows.
        let bottom = self.bottom + lines * pitch(face.size.max(HEAD + 1));
        self.cells.push(Cell {
            left: self.left,
            right: self.right,
            top: self.bottom,
            bottom,
            face,
            what: What::Text(vec![(face, text.to_owned())]),
        });
        self.bottom = bottom;
    }

    /// A centred rule as long as a share of a line.
    fn rule(&mut self, line: &str, size: u32, per_cent: u32) {
        let width = self.right - self.left;
        let length = share(line, size, per_cent, width);
        let left = self.left + (width - length) / 2;
        self.cells.push(Cell {
            left,
            right: left + length,
            top: self.bottom,
            bottom: self.bottom + RULE,
            face: Face::plain(size, Alignment::Centre),
            what: What::Rule,
        });
        self.bottom += RULE;
    }
}
