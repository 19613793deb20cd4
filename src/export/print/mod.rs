//! A document as it will print, in lines of a terminal: the pages are those of the PDF, the tables are drawn with rules.

mod canvas;
mod table;

use super::pdf::{Outline, outline};
use crate::forms::Document;
use crate::forms::document::{Alignment, Block, Closing, Heading, Letterhead, Orientation, Paragraph, Run, Section};
use crate::text;

/// The widest upright page, in cells.
const UPRIGHT: usize = 100;
/// The widest page, in cells.
const WIDEST: usize = 180;
/// First-line indent, in cells.
const INDENT: usize = 4;
/// Lines of room for signature and seal.
const SIGNING: usize = 4;

/// How a line is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Face {
    /// As running text.
    Plain,
    /// Bold.
    Bold,
    /// The edge of a page and what is said of it: not printed.
    Edge,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// How it is set.
    pub face: Face,
    /// Its words.
    pub words: String,
}

/// A document with its pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    document: Document,
    sheets: Vec<Outline>,
}

/// A document in lines of a width.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Lines {
    /// The lines.
    pub lines: Vec<Line>,
    /// The line at which each page begins.
    pub pages: Vec<usize>,
}

impl Printed {
    /// Cuts a document into pages.
    pub fn new(document: Document) -> Self {
        let sheets = outline(&document);
        Self { document, sheets }
    }

    /// How many pages it takes.
    pub fn pages(&self) -> usize {
        self.sheets.len()
    }

    /// Whether each page lies.
    pub fn lying(&self) -> impl Iterator<Item = bool> {
        self.sheets.iter().map(|sheet| {
            let section = self.document.sections.get(sheet.section);
            section.is_some_and(|section| section.page.orientation == Orientation::Landscape)
        })
    }

    /// The document in lines of a width, each page under its title; a table that cannot be so narrow makes its pages
    /// wider.
    pub fn lines(&self, width: usize, titles: &[String]) -> Lines {
        let mut out = Lines::default();
        for (at, sheet) in self.sheets.iter().enumerate() {
            let Some(section) = self.document.sections.get(sheet.section) else {
                continue;
            };
            let lies = section.page.orientation == Orientation::Landscape;
            let widest = if lies { WIDEST } else { UPRIGHT };
            let room = width.saturating_sub(4).clamp(30, widest);
            let printed = page(section, sheet, room);
            let inner = printed.iter().map(|line| text::width(&line.words)).max().unwrap_or(0);
            let inner = inner.max(room);
            out.pages.push(out.lines.len());
            let title = format!(" {} ", titles.get(at).map_or("", String::as_str));
            let title = text::cut(&title, inner);
            let rest = "─".repeat((inner + 1).saturating_sub(text::width(&title)));
            let edge = |words: String| Line {
                face: Face::Edge,
                words,
            };
            out.lines.push(edge(format!("┌─{title}{rest}┐")));
            for line in printed {
                let words = format!("│ {} │", text::pad(&line.words, inner));
                out.lines.push(Line { words, ..line });
            }
            out.lines.push(edge(format!("└{}┘", "─".repeat(inner + 2))));
        }
        out
    }
}

fn plain(words: impl Into<String>) -> Line {
    Line {
        face: Face::Plain,
        words: words.into(),
    }
}

fn faced(bold: bool, words: String) -> Line {
    let face = if bold { Face::Bold } else { Face::Plain };
    Line { face, words }
}

/// What stands on a page.
fn page(section: &Section, sheet: &Outline, width: usize) -> Vec<Line> {
    let mut lines = Vec::new();
    let number = if sheet.number > 1 {
        sheet.number.to_string()
    } else {
        String::new()
    };
    let mut head = centred(&number, width);
    if let Some(draft) = &section.draft {
        let kept = width.saturating_sub(text::width(draft));
        head = text::pad(&head, kept) + draft;
    }
    lines.push(faced(true, head));
    let mut parts = sheet.parts.as_slice();
    while let Some(first) = parts.first() {
        let same = parts.iter().take_while(|part| part.block == first.block).count();
        let (own, rest) = parts.split_at(same);
        parts = rest;
        let Some(block) = section.blocks.get(first.block) else {
            continue;
        };
        let words = || own.iter().map(|part| part.words.as_str()).collect::<Vec<_>>().join(" ");
        // Whatever began on the page before goes on in the words that are left.
        let begins = first.part == 0;
        match block {
            Block::Letterhead(head) => letterhead(&mut lines, head, width),
            Block::Title(title) => {
                lines.push(plain(""));
                middle(&mut lines, &title.name, width, true);
                for line in &title.about {
                    middle(&mut lines, line, width, true);
                }
                lines.push(plain(centred("────────", width)));
                lines.push(plain(""));
            }
            Block::Annex(heading) => {
                middle(&mut lines, &heading.name, width, true);
                for line in &heading.title {
                    middle(&mut lines, line, width, true);
                }
                middle(&mut lines, &heading.with, width, false);
            }
            Block::Heading(heading) => self::heading(&mut lines, heading, width),
            Block::Paragraph(paragraph) => self::paragraph(&mut lines, paragraph, &words(), begins, width),
            Block::List(_) => {
                // Each item is a paragraph; its lines follow each other.
                for part in own {
                    wrapped(&mut lines, &part.words, INDENT, width, false);
                }
            }
            Block::Pairs(pairs) => {
                for pair in pairs {
                    wrapped(
                        &mut lines,
                        &format!("{}: {}", pair.name, pair.value),
                        INDENT,
                        width,
                        false,
                    );
                }
            }
            Block::Grid(grid) => {
                let rows: Vec<usize> = own.iter().filter_map(|part| part.part.checked_sub(1)).collect();
                table::draw(&mut lines, grid, &rows, width);
            }
            Block::Closing(closing) => {
                if begins {
                    self::closing(&mut lines, closing, width);
                }
            }
            Block::PageBreak => {}
        }
    }
    lines
}

fn centred(words: &str, width: usize) -> String {
    let left = width.saturating_sub(text::width(words)) / 2;
    format!("{}{words}", " ".repeat(left))
}

/// Centred lines.
fn middle(lines: &mut Vec<Line>, words: &str, width: usize, bold: bool) {
    if !words.is_empty() {
        let set = words.split('\n').flat_map(|line| text::wrap(line, width));
        lines.extend(set.map(|line| faced(bold, centred(&line, width))));
    }
}

/// Running lines, the first one indented.
fn wrapped(lines: &mut Vec<Line>, words: &str, indent: usize, width: usize, bold: bool) {
    // A letter of no alphabet keeps the room of the indent before the first word.
    let filled = format!("{}{words}", "\u{e000}".repeat(indent));
    for line in filled.split('\n') {
        let set = text::wrap(line, width.max(indent + 8));
        lines.extend(set.into_iter().map(|line| faced(bold, line.replace('\u{e000}', " "))));
    }
}

fn heading(lines: &mut Vec<Line>, heading: &Heading, width: usize) {
    wrapped(lines, &heading.line(), INDENT, width, heading.is_bold());
}

fn paragraph(lines: &mut Vec<Line>, paragraph: &Paragraph, words: &str, begins: bool, width: usize) {
    let all: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
    let whole = begins && words.split_whitespace().count() >= all.split_whitespace().count();
    let words = if whole { all.as_str() } else { words };
    let bold = !paragraph.runs.is_empty() && paragraph.runs.iter().all(is_bold);
    match paragraph.alignment {
        Alignment::Centre => middle(lines, words, width, bold),
        Alignment::Justified | Alignment::Left | Alignment::Right => {
            let indent = if paragraph.indent && begins { INDENT } else { 0 };
            wrapped(lines, words, indent, width, bold);
        }
    }
}

fn is_bold(run: &Run) -> bool {
    run.bold || run.text.trim().is_empty()
}

/// Two columns of centred lines beside each other.
fn beside(lines: &mut Vec<Line>, left: &[Line], right: &[Line], share: usize, width: usize) {
    for at in 0..left.len().max(right.len()) {
        let words = |column: &[Line]| column.get(at).map_or(String::new(), |line| line.words.clone());
        let bold = [left, right]
            .iter()
            .filter_map(|column| column.get(at))
            .filter(|line| !line.words.trim().is_empty())
            .all(|line| line.face == Face::Bold);
        let both = format!("{}{}", text::pad(&text::cut(&words(left), share), share), words(right));
        lines.push(faced(bold, text::cut(&both, width).trim_end().to_owned()));
    }
}

fn letterhead(lines: &mut Vec<Line>, head: &Letterhead, width: usize) {
    let share = width * 2 / 5;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for line in &head.above {
        middle(&mut left, line, share, false);
    }
    for line in &head.agency {
        middle(&mut left, line, share, true);
    }
    left.push(faced(true, centred("──────", share)));
    middle(&mut right, &head.nation, width - share, true);
    middle(&mut right, &head.motto, width - share, true);
    right.push(faced(true, centred("──────────────────────", width - share)));
    let tall = left.len().max(right.len());
    left.resize(tall, plain(""));
    right.resize(tall, plain(""));
    middle(&mut left, &head.number, share, false);
    middle(&mut left, &head.about, share, false);
    middle(&mut right, &head.place_date, width - share, false);
    beside(lines, &left, &right, share, width);
}

fn closing(lines: &mut Vec<Line>, closing: &Closing, width: usize) {
    lines.push(plain(""));
    let share = width / 2;
    let (mut left, mut right) = (Vec::new(), Vec::new());
    if !closing.recipients.is_empty() {
        left.push(faced(true, closing.recipients_title.clone()));
        for one in &closing.recipients {
            left.extend(text::wrap(one, share.saturating_sub(2)).into_iter().map(plain));
        }
    }
    middle(&mut right, &closing.place_date, width - share, false);
    for line in closing.above.iter().chain(&closing.title) {
        middle(&mut right, line, width - share, true);
    }
    middle(&mut right, &closing.hint, width - share, false);
    right.extend((0..SIGNING).map(|_| plain("")));
    middle(&mut right, &closing.name, width - share, true);
    beside(lines, &left, &right, share, width);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::document::{Grid, Properties};
    use crate::forms::{Align, Document};

    fn table(rows: usize) -> Printed {
        let mut grid = Grid::new(&[("TT", 1), ("Tiêu chí", 6), ("Kết quả", 2)]);
        for row in 1..=rows {
            let words = "Tỷ lệ hồ sơ giải quyết đúng hạn trên môi trường mạng của toàn xã".to_owned();
            grid.push([
                (row.to_string(), Align::Centre),
                (words, Align::Left),
                ("97,83%".to_owned(), Align::Centre),
            ]);
        }
        let mut section = Section::report(vec![Block::text("Mở đầu."), Block::Grid(grid)]);
        section.draft = Some("DỰ THẢO".to_owned());
        Printed::new(Document {
            properties: Properties::default(),
            sections: vec![section],
        })
    }

    #[test]
    fn pages_are_those_of_the_pdf_and_the_header_is_repeated_on_each() {
        let printed = table(90);
        assert_eq!(printed.pages(), super::super::pdf::pages(&printed.document));
        assert!(printed.pages() > 1);
        let lines = printed.lines(80, &[]);
        assert_eq!(lines.pages.len(), printed.pages());
        let has = |words: &str| lines.lines.iter().filter(|line| line.words.contains(words)).count();
        assert_eq!(has("Tiêu chí"), printed.pages());
        assert_eq!(has("DỰ THẢO"), printed.pages());
        assert_eq!(has("97,83%"), 90);
    }

    #[test]
    fn lines_are_as_wide_as_asked_wherever_the_words_allow() {
        let printed = table(5);
        for width in [60, 80, 120] {
            let lines = printed.lines(width, &[]);
            let widest = lines.lines.iter().map(|line| text::width(&line.words)).max();
            assert_eq!(widest, Some(width.min(UPRIGHT + 4)));
        }
    }
}
