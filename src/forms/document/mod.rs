//! The neutral document: what an official paper says and in what order, before any file format.
//!
//! Lengths are millimetres and sizes points, as Nghị định 30/2020/NĐ-CP (Phụ lục I) states them.

mod grid;
mod page;

pub use grid::{Grid, GridColumn, GridRow, HeaderCell};
pub use page::{Orientation, Page, Section};

use serde::Serialize;

use super::table::Table;

/// First-line indent of running text, in millimetres.
pub const FIRST_LINE: u32 = 10;
/// Space above a paragraph, in points.
pub const PARAGRAPH_GAP: u32 = 6;
/// Size of running text in reports, in points.
pub const BODY: u32 = 14;
/// Size of titles, conclusions and signature blocks of annexes, in points.
pub const ANNEX: u32 = 13;
/// Size of text in tables, in points.
pub const TABLE: u32 = 12;
/// Size of the list of recipients, in points; its heading is one larger.
pub const RECIPIENTS: u32 = 11;

/// What a document says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Properties {
    /// Title: the form's name.
    pub title: String,
    /// Subject: the applicant's name, or the organising body for several.
    pub subject: String,
    /// Author: the organising body; empty for none.
    pub author: String,
    /// When it was made, RFC 3339; the day of the state exported, not of the clock.
    pub created: String,
    /// SHA-256 of the state exported; empty for none.
    pub state: String,
    /// Where it comes from, in a line that only the program reads; empty for none.
    pub stamp: String,
}

/// One official paper.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Document {
    /// What it says of itself.
    pub properties: Properties,
    /// Its sections; each begins a new page.
    pub sections: Vec<Section>,
}

impl Document {
    /// An annex that is a file of its own: one table.
    pub fn annex(table: &Table, properties: Properties) -> Self {
        Self::annexes(std::slice::from_ref(table), properties)
    }

    /// Several annexes in one file, each with pages numbered from one.
    pub fn annexes(tables: &[Table], properties: Properties) -> Self {
        Self {
            properties,
            sections: tables.iter().map(Section::annex).collect(),
        }
    }
}

/// One part of a paper, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub enum Block {
    /// Agency and quốc hiệu side by side, number and date below them.
    Letterhead(Letterhead),
    /// The type of document and its trích yếu.
    Title(Title),
    /// The heading of an annex.
    Annex(AnnexHeading),
    /// A heading `I.`, `1.` or `a)`.
    Heading(Heading),
    /// Running text.
    Paragraph(Paragraph),
    /// Items, each a paragraph behind its marker.
    List(List),
    /// Lines of a name and what it is.
    Pairs(Vec<Pair>),
    /// A table.
    Grid(Grid),
    /// `Nơi nhận` on the left, the signature block on the right; never alone on a page.
    Closing(Closing),
    /// What follows stands on a new page.
    PageBreak,
}

impl Block {
    /// A paragraph of running text: justified, its first line indented.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Paragraph(Paragraph::new(text))
    }

    /// A heading of a level from one to three, with its number (`I.`, `1.`, `a)`).
    pub fn heading(level: u8, number: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Heading(Heading {
            level,
            number: number.into(),
            text: text.into(),
        })
    }
}

/// A stretch of text in one face.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Run {
    /// The text; a line feed ends the line.
    pub text: String,
    /// In bold.
    pub bold: bool,
    /// In italics.
    pub italic: bool,
}

impl Run {
    /// Upright text of the regular weight.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// Bold text.
    pub fn bold(text: impl Into<String>) -> Self {
        Self {
            bold: true,
            ..Self::plain(text)
        }
    }

    /// Text in italics.
    pub fn italic(text: impl Into<String>) -> Self {
        Self {
            italic: true,
            ..Self::plain(text)
        }
    }
}

/// How lines stand between the margins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Default)]
pub enum Alignment {
    /// Both edges straight, the last line left.
    #[default]
    Justified,
    /// Left.
    Left,
    /// Centred.
    Centre,
    /// Right.
    Right,
}

/// Running text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Paragraph {
    /// Its text.
    pub runs: Vec<Run>,
    /// How it stands.
    pub alignment: Alignment,
    /// Whether its first line is indented by [`FIRST_LINE`].
    pub indent: bool,
    /// Whether it stays on one page with what follows.
    pub keep: bool,
}

impl Paragraph {
    /// A justified paragraph with an indented first line.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            runs: vec![Run::plain(text)],
            indent: true,
            ..Self::default()
        }
    }
}

/// A heading in running text; indented as paragraphs are, and never the last line of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Heading {
    /// 1 for `I.` (bold), 2 for `1.` (bold), 3 for `a)` (upright).
    pub level: u8,
    /// Its number as printed, with its point or bracket; empty for none.
    pub number: String,
    /// Its words.
    pub text: String,
}

impl Heading {
    /// Number and words as one line.
    pub fn line(&self) -> String {
        if self.number.is_empty() {
            return self.text.clone();
        }
        format!("{} {}", self.number, self.text)
    }

    /// Whether it is set in bold.
    pub fn is_bold(&self) -> bool {
        self.level < 3
    }
}

/// Items of a list; official papers set each as a paragraph that begins with its marker.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct List {
    /// What stands before each item, usually `-`.
    pub marker: String,
    /// The items.
    pub items: Vec<Vec<Run>>,
}

impl List {
    /// A list with dashes.
    pub fn dashes(items: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self {
            marker: "-".to_owned(),
            items: items.into_iter().map(|item| vec![Run::plain(item)]).collect(),
        }
    }
}

/// A name and what it is: `Số tiêu chí đạt: 30/37`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Pair {
    /// The name, without colon.
    pub name: String,
    /// What it is.
    pub value: String,
}

/// The head of a document: the agency on the left, quốc hiệu and tiêu ngữ on the right, a short rule below each.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Letterhead {
    /// Lines of the body above the agency, not bold; often none.
    pub above: Vec<String>,
    /// Lines of the agency, bold, the rule below them.
    pub agency: Vec<String>,
    /// Quốc hiệu, in bold capitals.
    pub nation: String,
    /// Tiêu ngữ, bold, the rule below it.
    pub motto: String,
    /// `Số:      /BC-UBND`, left to be filled in.
    pub number: String,
    /// Trích yếu of a letter (`V/v …`), below the number; empty for none.
    pub about: String,
    /// Place and date in italics, left to be filled in.
    pub place_date: String,
}

/// The type of document and its trích yếu, centred and bold, a short rule below them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Title {
    /// `BÁO CÁO`.
    pub name: String,
    /// Lines of the trích yếu.
    pub about: Vec<String>,
}

/// The heading of an annex, centred.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct AnnexHeading {
    /// `PHỤ LỤC 02`; empty where the title says it already.
    pub name: String,
    /// Lines of its title.
    pub title: Vec<String>,
    /// `(Kèm theo Báo cáo số …)`, in italics; empty for none.
    pub with: String,
}

/// Who receives a copy and who signs.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Closing {
    /// `Nơi nhận:`, bold italics; empty where nobody is named.
    pub recipients_title: String,
    /// The recipients, each with its dash.
    pub recipients: Vec<String>,
    /// Place and date in italics above the block, in annexes; empty where the letterhead says them.
    pub place_date: String,
    /// `TM. ỦY BAN NHÂN DÂN`, `KT. CHỦ TỊCH`; bold.
    pub above: Vec<String>,
    /// Lines of the signer's title, bold.
    pub title: Vec<String>,
    /// The line in brackets below it, in italics; empty for none.
    pub hint: String,
    /// The signer's name, bold, below the room for signature and seal; empty where nobody is named.
    pub name: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_without_number_is_its_words() {
        let heading = |number: &str| Heading {
            level: 1,
            number: number.to_owned(),
            text: "Kết luận".to_owned(),
        };
        assert_eq!(heading("IV.").line(), "IV. Kết luận");
        assert_eq!(heading("").line(), "Kết luận");
    }
}
