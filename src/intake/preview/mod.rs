//! A look into evidence: its text as far as it has any, and facts about it; bounded, and without whoever a list names.
//!
//! Nothing of it is kept. Lists of people (sub-forms, columns of telephone numbers) are counted, never shown.

mod cmap;
mod pdf;
mod privacy;
mod safe;
mod tables;

use std::time::{Duration, Instant};

use super::kind::Kind;
use super::workbook::OpenError;
use crate::domain::{Framework, Sentence};
use crate::text::clean::clean;

pub use pdf::pages;
pub use safe::openable;

/// Largest file that is looked into, in bytes.
pub const LARGEST: u64 = 48 << 20;
/// Lines shown at most.
const LINES: usize = 2_000;
/// Characters shown at most.
const CHARACTERS: usize = 200_000;
/// Characters of one line or cell.
const LINE: usize = 4_000;
/// Codes of fonts read at most, of one look.
const STEPS: usize = 300_000;
/// How long a look may take before it stops where it is.
const TIME: Duration = Duration::from_millis(1_500);

/// One line of a look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A heading of ours: a page, a sheet.
    Heading(Sentence),
    /// Text of the file, harmless.
    Text(String),
    /// A row of a table of the file; neighbours are one table.
    Row(Vec<String>),
    /// Something said about the file.
    Said(Sentence),
    /// What is not shown, and how much of it there is.
    Withheld(Sentence),
}

/// What is seen of a file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Glance {
    /// How many pages it has, where it has pages.
    pub pages: Option<u32>,
    /// Facts: its kind by content, its pages, its picture's size.
    pub facts: Vec<Sentence>,
    /// Its text.
    pub lines: Vec<Line>,
    /// It goes on beyond what is shown.
    pub cut: bool,
}

impl Glance {
    fn saying(key: &str) -> Self {
        Self {
            lines: vec![Line::Said(Sentence::new(key))],
            ..Self::default()
        }
    }
}

/// How much may still be shown, and until when.
struct Budget {
    lines: usize,
    characters: usize,
    /// Codes of fonts that may still be read.
    steps: usize,
    until: Instant,
    /// Something was left out for want of room or time.
    cut: bool,
}

impl Budget {
    fn new() -> Self {
        Self {
            lines: LINES,
            characters: CHARACTERS,
            steps: STEPS,
            until: Instant::now() + TIME,
            cut: false,
        }
    }

    /// Whether there is time left.
    fn goes_on(&mut self) -> bool {
        let on = self.lines > 0 && self.characters > 0 && Instant::now() < self.until;
        self.cut |= !on;
        on
    }

    /// Takes one code of a font; false where no more are read.
    fn steps(&mut self) -> bool {
        let left = self.steps > 0;
        self.steps = self.steps.saturating_sub(1);
        self.cut |= !left;
        left
    }

    /// Takes room for a line of so many characters; false where there is none.
    fn takes(&mut self, characters: usize) -> bool {
        if self.lines == 0 || self.characters < characters {
            self.cut = true;
            return false;
        }
        self.lines -= 1;
        self.characters -= characters;
        true
    }
}

/// Looks into a file. `named` is what it is called.
pub fn glance(bytes: &[u8], named: &str, framework: &Framework) -> Glance {
    if bytes.is_empty() {
        return Glance::saying("preview-empty");
    }
    let mut budget = Budget::new();
    let kind = Kind::of(bytes);
    let mut glance = match kind {
        Kind::Pdf | Kind::Scan => pdf::glance(bytes, &mut budget),
        Kind::Workbook | Kind::OpenSheet | Kind::Docx => tables::glance(bytes, named, framework, &mut budget),
        Kind::Text => tables::text(bytes, named, framework, &mut budget),
        Kind::Image => image(bytes),
        Kind::Locked => Glance::saying("preview-locked"),
        Kind::Binary | Kind::Doc | Kind::Rtf | Kind::OpenText | Kind::Html | Kind::SpreadsheetXml => {
            Glance::saying("preview-other-text")
        }
        Kind::Archive => Glance::saying("preview-archive"),
        Kind::Other => Glance::saying("preview-other"),
    };
    glance.cut |= budget.cut;
    if glance.cut {
        glance.lines.push(Line::Said(Sentence::new("preview-cut")));
    }
    glance
}

/// The facts of a picture.
fn image(bytes: &[u8]) -> Glance {
    let size = imagesize::blob_size(bytes);
    let fact = match size {
        Ok(size) => Sentence::new("preview-image")
            .text("width", size.width.to_string())
            .text("height", size.height.to_string()),
        Err(_) => Sentence::new("preview-image-unreadable"),
    };
    Glance {
        facts: vec![fact],
        lines: vec![Line::Said(Sentence::new("preview-image-no-text"))],
        ..Glance::default()
    }
}

/// Why a document or workbook cannot be looked into.
fn refused(fault: &OpenError) -> Glance {
    Glance::saying(match fault {
        OpenError::Locked => "preview-locked",
        OpenError::Oversized => "preview-too-large",
        OpenError::Broken(_) | OpenError::Foreign(_) => "preview-broken",
    })
}

/// A text as it may be shown on one line.
fn tame(text: &str) -> String {
    let bounded: String = text.chars().take(LINE).collect();
    clean(&bounded).text
}

/// Texts, one a line: lists of people are counted, single numbers of people masked.
fn texts(lines: &[String], budget: &mut Budget, into: &mut Vec<Line>) {
    let list = privacy::list_start(lines);
    for line in lines.iter().take(list.unwrap_or(lines.len())) {
        let shown = privacy::mask(line);
        if !budget.takes(shown.chars().count()) {
            return;
        }
        into.push(Line::Text(shown));
    }
    if let Some(start) = list {
        let hidden = lines.get(start..).unwrap_or_default();
        let rows = hidden.iter().filter(|line| !line.trim().is_empty()).count();
        let numbers: usize = hidden.iter().map(|line| privacy::numbers(line)).sum();
        into.push(withheld(rows, numbers));
    }
}

/// What is said in place of a list.
fn withheld(rows: usize, numbers: usize) -> Line {
    Line::Withheld(
        Sentence::new("preview-withheld")
            .number("rows", rows as u64)
            .number("numbers", numbers as u64),
    )
}

#[cfg(test)]
mod tests;
