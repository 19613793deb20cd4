//! Blocks in their order, and what keeps a signature block from standing alone on a page.

use std::io;

use super::grid;
use super::head;
use super::paragraph::{Leading, Look, line, paragraph, twips};
use super::section::{self, Headers, NAMESPACES, room};
use super::xml::Xml;
use crate::export::balance;
use crate::forms::Document;
use crate::forms::document::{
    Alignment, AnnexHeading, Block, FIRST_LINE, Heading, List, PARAGRAPH_GAP, Pair, Paragraph, Run, Section, Title,
};
use crate::forms::notation::is_aside;

/// The most recipients that stand in one row with the signature block; a longer list must be free to run on.
const RECIPIENTS_BESIDE: usize = 12;

/// The part `word/document.xml`.
pub(super) fn body(document: &Document, headers: &mut Headers) -> io::Result<Vec<u8>> {
    let mut xml = Xml::root("w:document", &NAMESPACES)?;
    xml.open("w:body", &[])?;
    let last = document.sections.len().saturating_sub(1);
    for (at, section) in document.sections.iter().enumerate() {
        let desk = Desk {
            room: room(&section.page),
            size: section.size,
        };
        let ends_with_table = desk.blocks(&mut xml, section)?;
        if at == last {
            // A table must not be the last thing in a body.
            if ends_with_table {
                paragraph(&mut xml, &Look::unseen(), &[])?;
            }
            section::set_up(&mut xml, section, headers)?;
        } else {
            section::end(&mut xml, section, headers)?;
        }
    }
    xml.close("w:body")?;
    xml.end("w:document")
}

fn is_table(block: &Block) -> bool {
    matches!(block, Block::Letterhead(_) | Block::Grid(_) | Block::Closing(_))
}

/// Whether a block must stay with what follows because a signature block ends that.
fn clings(blocks: &[Block], at: usize) -> bool {
    let following = blocks.iter().skip(at + 1);
    following
        .clone()
        .find(|block| !matches!(block, Block::Paragraph(paragraph) if paragraph.keep))
        .is_some_and(|block| matches!(block, Block::Closing(_)))
}

/// What ends a table as a row of it: the paragraphs kept with it and the signature block, where all of it fits on a page.
fn tail(blocks: &[Block], at: usize) -> &[Block] {
    let following = blocks.get(at + 1..).unwrap_or_default();
    let kept = following
        .iter()
        .take_while(|block| matches!(block, Block::Paragraph(paragraph) if paragraph.keep))
        .count();
    match following.get(kept) {
        Some(Block::Closing(closing)) if closing.recipients.len() <= RECIPIENTS_BESIDE => {
            following.get(..=kept).unwrap_or_default()
        }
        // What is said below a table without a signature block.
        None => following,
        Some(_) => &[],
    }
}

/// The section under the pen.
struct Desk {
    room: u32,
    size: u32,
}

impl Desk {
    /// Writes the blocks; tells whether a table is the last thing written, or nothing is.
    fn blocks(&self, xml: &mut Xml, section: &Section) -> io::Result<bool> {
        let blocks = &section.blocks;
        let mut at = 0;
        let mut ends_with_table = true;
        while let Some(block) = blocks.get(at) {
            let follows_table = at.checked_sub(1).and_then(|at| blocks.get(at)).is_some_and(is_table);
            if is_table(block) && follows_table {
                // Two tables without a paragraph between them are one.
                let between = Look {
                    keep: true,
                    ..Look::unseen()
                };
                paragraph(xml, &between, &[])?;
            }
            let tail = if let Block::Grid(_) = block {
                tail(blocks, at)
            } else {
                &[]
            };
            if let (Block::Grid(table), false) = (block, tail.is_empty()) {
                let ending = |xml: &mut Xml| {
                    for block in tail {
                        self.block(xml, block, section, true)?;
                    }
                    // A table must not be the last thing in a cell.
                    paragraph(xml, &Look::unseen(), &[])
                };
                grid::grid(xml, table, self.room, Some(&ending))?;
            } else {
                self.block(xml, block, section, clings(blocks, at))?;
            }
            ends_with_table = is_table(block);
            at += 1 + tail.len();
        }
        Ok(ends_with_table)
    }

    /// One block; it stays with what follows where `clings` says so.
    fn block(&self, xml: &mut Xml, block: &Block, section: &Section, clings: bool) -> io::Result<()> {
        match block {
            Block::Letterhead(head) => head::letterhead(xml, head, self.room, self.size),
            Block::Title(title) => self.title(xml, title),
            Block::Annex(heading) => self.annex(xml, heading),
            Block::Heading(heading) => self.heading(xml, heading),
            Block::Paragraph(text) => self.paragraph(xml, text, clings),
            Block::List(list) => self.list(xml, list, clings),
            Block::Pairs(pairs) => self.pairs(xml, pairs, clings),
            Block::Grid(table) => grid::grid(xml, table, self.room, None),
            Block::Closing(closing) => {
                let above = Look {
                    keep: true,
                    leading: Leading::Exact(240),
                    ..Look::plain(self.size, Alignment::Left)
                };
                paragraph(xml, &above, &[])?;
                head::closing(xml, closing, self.room, self.size, section.page.orientation)
            }
            Block::PageBreak => {
                let page = Look {
                    new_page: true,
                    ..Look::unseen()
                };
                paragraph(xml, &page, &[])
            }
        }
    }

    /// Running text.
    fn running(&self, alignment: Alignment, indent: bool) -> Look {
        Look {
            first: if indent { twips(FIRST_LINE) } else { 0 },
            above: PARAGRAPH_GAP,
            leading: Leading::Running,
            ..Look::plain(self.size, alignment)
        }
    }

    /// A line of a title, broken where it reads well.
    fn balanced(&self, text: &str) -> String {
        balance::balanced(text, self.room * 49 / self.size.max(1), true)
    }

    fn title(&self, xml: &mut Xml, title: &Title) -> io::Result<()> {
        let centred = Look {
            keep: true,
            ..Look::plain(self.size, Alignment::Centre)
        };
        let first = Look { above: 16, ..centred };
        line(xml, &first, Run::bold(&title.name))?;
        let about: Vec<String> = title.about.iter().map(|text| self.balanced(text)).collect();
        for text in &about {
            line(xml, &centred, Run::bold(text))?;
        }
        let last = about.last().and_then(|text| text.lines().last()).unwrap_or(&title.name);
        head::rule(xml, head::share(last, self.size, 40, self.room), self.room)?;
        let below = Look {
            keep: true,
            leading: Leading::Exact(120),
            ..centred
        };
        paragraph(xml, &below, &[])
    }

    fn annex(&self, xml: &mut Xml, heading: &AnnexHeading) -> io::Result<()> {
        let centred = Look {
            keep: true,
            ..Look::plain(self.size, Alignment::Centre)
        };
        let mut lines: Vec<Run> = Vec::new();
        if !heading.name.is_empty() {
            lines.push(Run::bold(&heading.name));
        }
        lines.extend(heading.title.iter().map(|line| {
            if is_aside(line) {
                Run::italic(line)
            } else {
                Run::bold(self.balanced(line))
            }
        }));
        if !heading.with.is_empty() {
            lines.push(Run::italic(&heading.with));
        }
        let last = lines.len().saturating_sub(1);
        for (at, run) in lines.into_iter().enumerate() {
            let look = Look {
                style: if at == 0 { "AnnexTitle" } else { "" },
                below: if at == last { 6 } else { 0 },
                ..centred
            };
            line(xml, &look, run)?;
        }
        Ok(())
    }

    fn heading(&self, xml: &mut Xml, heading: &Heading) -> io::Result<()> {
        let look = Look {
            style: match heading.level {
                0 | 1 => "Heading1",
                2 => "Heading2",
                _ => "Heading3",
            },
            keep: true,
            ..self.running(Alignment::Justified, true)
        };
        let run = Run {
            bold: heading.is_bold(),
            ..Run::plain(heading.line())
        };
        line(xml, &look, run)
    }

    fn paragraph(&self, xml: &mut Xml, text: &Paragraph, clings: bool) -> io::Result<()> {
        let look = Look {
            keep: text.keep || clings,
            ..self.running(text.alignment, text.indent)
        };
        paragraph(xml, &look, &text.runs)
    }

    fn list(&self, xml: &mut Xml, list: &List, clings: bool) -> io::Result<()> {
        let last = list.items.len().saturating_sub(1);
        for (at, item) in list.items.iter().enumerate() {
            let look = Look {
                keep: clings && at == last,
                ..self.running(Alignment::Justified, true)
            };
            let mut runs = vec![Run::plain(format!("{} ", list.marker))];
            runs.extend(item.iter().cloned());
            paragraph(xml, &look, &runs)?;
        }
        Ok(())
    }

    fn pairs(&self, xml: &mut Xml, pairs: &[Pair], clings: bool) -> io::Result<()> {
        let last = pairs.len().saturating_sub(1);
        for (at, pair) in pairs.iter().enumerate() {
            let look = Look {
                keep: clings && at == last,
                ..self.running(Alignment::Left, true)
            };
            let runs = [Run::plain(format!("{}: ", pair.name)), Run::bold(&pair.value)];
            paragraph(xml, &look, &runs)?;
        }
        Ok(())
    }
}
