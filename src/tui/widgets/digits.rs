//! Figures as block letters that are read from the end of a meeting room; what has no block letter is left to plain text.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::text;
use crate::tui::theme::{Role, Theme};

/// Rows of a letter in its own points.
const TALL: usize = 5;

/// The letters, row by row from the top; the highest of their bits is the leftmost point.
const LETTERS: &[(char, usize, [u8; TALL])] = &[
    ('0', 3, [0b111, 0b101, 0b101, 0b101, 0b111]),
    ('1', 3, [0b010, 0b110, 0b010, 0b010, 0b111]),
    ('2', 3, [0b111, 0b001, 0b111, 0b100, 0b111]),
    ('3', 3, [0b111, 0b001, 0b111, 0b001, 0b111]),
    ('4', 3, [0b101, 0b101, 0b111, 0b001, 0b001]),
    ('5', 3, [0b111, 0b100, 0b111, 0b001, 0b111]),
    ('6', 3, [0b111, 0b100, 0b111, 0b101, 0b111]),
    ('7', 3, [0b111, 0b001, 0b001, 0b001, 0b001]),
    ('8', 3, [0b111, 0b101, 0b111, 0b101, 0b111]),
    ('9', 3, [0b111, 0b101, 0b111, 0b001, 0b111]),
    (',', 1, [0b0, 0b0, 0b0, 0b1, 0b1]),
    ('.', 1, [0b0, 0b0, 0b0, 0b0, 0b1]),
    ('/', 2, [0b01, 0b01, 0b01, 0b10, 0b10]),
    ('%', 3, [0b101, 0b001, 0b010, 0b100, 0b101]),
    ('−', 3, [0b000, 0b000, 0b111, 0b000, 0b000]),
    ('+', 3, [0b000, 0b010, 0b111, 0b010, 0b000]),
    ('✓', 5, [0b00001, 0b00010, 0b00010, 0b10100, 0b01000]),
    ('✗', 5, [0b10001, 0b01010, 0b00100, 0b01010, 0b10001]),
    (' ', 1, [0, 0, 0, 0, 0]),
];

/// How large a point is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// Eight cells by four.
    Vast,
    /// Six cells by three.
    Giant,
    /// Four cells by two.
    Huge,
    /// Three cells by two.
    Tall,
    /// Two cells by one: as wide as it is tall.
    Large,
    /// Half a cell: two points one above the other in one.
    Small,
}

/// The sizes, the largest first.
const SIZES: [Size; 6] = [
    Size::Vast,
    Size::Giant,
    Size::Huge,
    Size::Tall,
    Size::Large,
    Size::Small,
];

impl Size {
    /// Columns of a point.
    fn across(self) -> usize {
        match self {
            Self::Vast => 8,
            Self::Giant => 6,
            Self::Huge => 4,
            Self::Tall => 3,
            Self::Large => 2,
            Self::Small => 1,
        }
    }

    /// Rows of a letter.
    pub fn rows(self) -> u16 {
        match self {
            Self::Vast => 20,
            Self::Giant => 15,
            Self::Huge | Self::Tall => 10,
            Self::Large => 5,
            Self::Small => 3,
        }
    }
}

/// The letter's width in points, and its points.
fn letter(of: char) -> Option<(usize, [u8; TALL])> {
    let of = match of {
        '-' | '–' => '−',
        '\u{a0}' | '\u{202f}' => ' ',
        other => other,
    };
    let found = LETTERS.iter().find(|(known, ..)| *known == of)?;
    Some((found.1, found.2))
}

/// Whether every sign of a text has a block letter.
pub fn drawable(words: &str) -> bool {
    !words.is_empty() && words.chars().all(|one| letter(one).is_some())
}

/// Columns that a text takes at a size; a point lies between two letters.
pub fn width(words: &str, size: Size) -> usize {
    let points: usize = words.chars().filter_map(letter).map(|(wide, _)| wide + 1).sum();
    points.saturating_sub(1) * size.across()
}

/// The largest size at which all texts fit into so many columns and rows; none where they do not, or are no figures.
pub fn fitting(texts: &[&str], columns: u16, rows: u16) -> Option<Size> {
    let shown = || texts.iter().filter(|words| drawable(words));
    shown().next()?;
    SIZES
        .into_iter()
        .find(|size| size.rows() <= rows && shown().all(|words| width(words, *size) <= usize::from(columns)))
}

/// The rows of a text at a size.
pub fn lines(words: &str, size: Size) -> Vec<String> {
    let letters: Vec<(usize, [u8; TALL])> = words.chars().filter_map(letter).collect();
    let lit = |row: usize| {
        let mut points = Vec::new();
        for (at, (wide, rows)) in letters.iter().enumerate() {
            if at > 0 {
                points.push(false);
            }
            let bits = rows.get(row).copied().unwrap_or(0);
            points.extend((0..*wide).rev().map(|bit| bits >> bit & 1 == 1));
        }
        points
    };
    match size {
        Size::Small => (0..TALL.div_ceil(2))
            .map(|pair| {
                let (upper, lower) = (lit(pair * 2), lit(pair * 2 + 1));
                upper
                    .into_iter()
                    .zip(lower)
                    .map(|(upper, lower)| match (upper, lower) {
                        (true, true) => '█',
                        (true, false) => '▀',
                        (false, true) => '▄',
                        (false, false) => ' ',
                    })
                    .collect()
            })
            .collect(),
        Size::Vast | Size::Giant | Size::Huge | Size::Tall | Size::Large => (0..usize::from(size.rows()))
            .map(|row| {
                let points = lit(row * TALL / usize::from(size.rows()));
                let wide = size.across();
                let point = |lit: bool| if lit { "█".repeat(wide) } else { " ".repeat(wide) };
                points.into_iter().map(point).collect()
            })
            .collect(),
    }
}

/// Draws a text in the middle of a place: in block letters of a size or, where there is none, as it stands.
pub fn draw(frame: &mut Frame<'_>, area: Rect, theme: Theme, role: Role, words: &str, size: Option<Size>) {
    let drawn = match size.filter(|size| drawable(words) && width(words, *size) <= usize::from(area.width)) {
        Some(size) => lines(words, size),
        None => text::wrap(words, usize::from(area.width.max(1))),
    };
    let tall = u16::try_from(drawn.len()).unwrap_or(u16::MAX).min(area.height);
    let first = (area.height - tall) / 2;
    for (at, line) in (first..area.height).zip(&drawn) {
        let left = usize::from(area.width).saturating_sub(text::width(line)) / 2;
        let line = format!("{}{line}", " ".repeat(left));
        super::line(frame, super::row(area, at), theme, role, &line);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_drawn_in_the_largest_letters_that_fit() {
        assert_eq!(fitting(&["98,5 %", "–"], 180, 20), Some(Size::Vast));
        assert_eq!(fitting(&["98,5 %", "–"], 120, 20), Some(Size::Giant));
        assert_eq!(fitting(&["98,5 %", "–"], 120, 14), Some(Size::Huge));
        assert_eq!(fitting(&["98,5 %", "–"], 40, 20), Some(Size::Large));
        assert_eq!(fitting(&["98,5 %", "–"], 120, 6), Some(Size::Large));
        assert_eq!(fitting(&["98,5 %", "–"], 60, 20), Some(Size::Tall));
        assert_eq!(fitting(&["98,5 %"], 24, 6), Some(Size::Small));
        assert_eq!(fitting(&["98,5 %"], 8, 6), None);
        assert_eq!(fitting(&["Có"], 80, 20), None);
        assert!(drawable("−1/2 ✓✗") && !drawable("≥ 3") && !drawable(""));
    }

    #[test]
    fn all_letters_have_their_width_at_every_size() {
        for (of, wide, _) in LETTERS {
            for size in SIZES {
                let drawn = lines(&of.to_string(), size);
                assert_eq!(drawn.len(), usize::from(size.rows()), "{of} {size:?}");
                for line in drawn {
                    assert_eq!(text::width(&line), wide * size.across(), "{of} {size:?}");
                }
            }
        }
    }

    #[test]
    fn a_seven_looks_like_one() {
        assert_eq!(lines("7", Size::Small), ["▀▀█", "  █", "  ▀"]);
    }
}
