//! How much room a text takes in Times New Roman, so that rows get a height that clips nothing.
//!
//! Lengths are thousandths of the font's size. LibreOffice and Excel give wrapped rows no height of their own when a
//! file states none, so the height is stated, rather too large than too small.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Advance widths of the bold cut for the characters from blank to tilde; the regular cut is never wider.
const BOLD: [u32; 95] = [
    250, 333, 555, 500, 500, 1000, 833, 278, 333, 333, 500, 570, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 333, 333, 570, 570, 570, 500, 930, 722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944,
    722, 778, 611, 778, 722, 556, 667, 722, 722, 1000, 722, 722, 667, 333, 278, 333, 581, 500, 333, 500, 556, 444, 556,
    444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389, 333, 556, 500, 722, 500, 500, 444, 394,
    220, 394, 520,
];

/// Advance widths of the regular cut for the same characters.
const REGULAR: [u32; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500,
    500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889,
    722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500,
    444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480,
    200, 480, 541,
];

/// The width of a blank, the same in both cuts.
pub(super) const BLANK: u32 = 250;

/// The height of a line of text.
const LINE: u32 = 1_290;

/// The length of a text on one line.
pub(super) fn length(text: &str, bold: bool) -> u32 {
    text.nfd()
        .filter(|c| !is_combining_mark(*c) || *c == '\u{31b}')
        .map(|c| letter(c, bold))
        .sum()
}

/// The length of a text on one line of the regular cut at a size, in points.
pub fn points(text: &str, size: f32) -> f32 {
    let length = u16::try_from(length(text, false)).unwrap_or(u16::MAX);
    f32::from(length) * size / 1000.0
}

fn letter(c: char, bold: bool) -> u32 {
    let table = if bold { &BOLD } else { &REGULAR };
    let at = u32::from(c).checked_sub(32).and_then(|at| usize::try_from(at).ok());
    match at.and_then(|at| table.get(at)) {
        Some(width) => *width,
        // The horn of ơ and ư.
        None if c == '\u{31b}' => 100,
        None if c == '\u{a0}' => BLANK,
        None if c == 'đ' || c == '–' => 556,
        None if c == 'Đ' => 722,
        None => 1_000,
    }
}

/// A text whose words are measured once.
#[derive(Debug)]
pub(super) struct Measured {
    /// Lengths of the words of each paragraph.
    paragraphs: Vec<Vec<u32>>,
}

impl Measured {
    /// Measures a text.
    pub(super) fn new(text: &str, bold: bool) -> Self {
        let words = |paragraph: &str| paragraph.split(' ').map(|word| length(word, bold)).collect();
        Self {
            paragraphs: text.split('\n').map(words).collect(),
        }
    }

    /// How many lines it takes when it is wrapped at blanks to a length; longer words are broken.
    pub(super) fn lines(&self, room: u32) -> u32 {
        let room = room.max(1_000);
        let paragraph = |words: &Vec<u32>| {
            let mut lines = 1;
            let mut at = 0;
            for width in words {
                let start = if at == 0 { 0 } else { at + BLANK };
                if start + width <= room {
                    at = start + width;
                } else if *width <= room {
                    lines += 1;
                    at = *width;
                } else {
                    // A broken word starts on a line of its own.
                    lines += u32::from(at > 0) + width / room;
                    at = width % room;
                }
            }
            lines
        };
        self.paragraphs.iter().map(paragraph).sum()
    }

    /// The length of its longest paragraph on one line.
    pub(super) fn longest_line(&self) -> u32 {
        let line = |words: &Vec<u32>| words.iter().map(|word| word + BLANK).sum::<u32>().saturating_sub(BLANK);
        self.paragraphs.iter().map(line).max().unwrap_or(0)
    }

    /// The longest word.
    pub(super) fn longest_word(&self) -> u32 {
        self.paragraphs.iter().flatten().copied().max().unwrap_or(0)
    }
}

/// How many lines a text takes when it is wrapped at blanks to a length.
pub(super) fn lines(text: &str, room: u32, bold: bool) -> u32 {
    Measured::new(text, bold).lines(room)
}

/// The height of that many lines at a size in points, in pixels.
pub(super) fn height(lines: u32, size: u32) -> u32 {
    (lines * LINE * size).div_ceil(750) + 5
}

/// How long a text may be on one line of a cell that wide (pixels) at a size in points: less the cell's padding, and a
/// little less still, as printers and screens differ.
pub(super) fn room(width: u32, size: u32) -> u32 {
    width.saturating_sub(8) * 750 / size * 96 / 100
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_take_no_room_and_horns_a_little() {
        assert_eq!(length("ế", false), length("e", false));
        assert!(length("ư", false) > length("u", false));
        assert_eq!(length("e\u{302}\u{301}", false), length("ế", false));
    }

    #[test]
    fn texts_wrap_at_blanks_and_long_words_break() {
        assert_eq!(lines("", 5_000, false), 1);
        assert_eq!(lines("aaaa aaaa aaaa", 4_000, false), 2);
        assert_eq!(lines("một\nhai\nba", 50_000, false), 3);
        assert!(lines(&"x".repeat(100), 10_000, false) >= 5);
    }
}
