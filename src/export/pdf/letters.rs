//! The letters that the embedded fonts have, and what is set in place of those they lack.
//!
//! PDF/A forbids the glyph of a missing letter, so every text goes through here before it is set.

use crate::text::nfc;

/// The characters of the fonts in `assets/fonts`, from first to last of each stretch.
const COVERED: &[(char, char)] = &[
    ('\u{20}', '\u{7e}'),
    ('\u{a0}', '\u{17f}'),
    ('\u{192}', '\u{192}'),
    ('\u{1a0}', '\u{1a1}'),
    ('\u{1af}', '\u{1b0}'),
    ('\u{391}', '\u{3a1}'),
    ('\u{3a3}', '\u{3a9}'),
    ('\u{3b1}', '\u{3c9}'),
    ('\u{1ea0}', '\u{1ef9}'),
    ('\u{2010}', '\u{2015}'),
    ('\u{2018}', '\u{201e}'),
    ('\u{2020}', '\u{2022}'),
    ('\u{2026}', '\u{2026}'),
    ('\u{202f}', '\u{2030}'),
    ('\u{2032}', '\u{2033}'),
    ('\u{2039}', '\u{203a}'),
    ('\u{2044}', '\u{2044}'),
    ('\u{2070}', '\u{2070}'),
    ('\u{2074}', '\u{2079}'),
    ('\u{2080}', '\u{2089}'),
    ('\u{20ab}', '\u{20ac}'),
    ('\u{2116}', '\u{2116}'),
    ('\u{2122}', '\u{2122}'),
    ('\u{2190}', '\u{2195}'),
    ('\u{2202}', '\u{2202}'),
    ('\u{2206}', '\u{2206}'),
    ('\u{220f}', '\u{220f}'),
    ('\u{2211}', '\u{2212}'),
    ('\u{221a}', '\u{221a}'),
    ('\u{221e}', '\u{221e}'),
    ('\u{2248}', '\u{2248}'),
    ('\u{2260}', '\u{2260}'),
    ('\u{2264}', '\u{2265}'),
    ('\u{25a0}', '\u{25a1}'),
    ('\u{25aa}', '\u{25ab}'),
    ('\u{25b2}', '\u{25b2}'),
    ('\u{25ba}', '\u{25ba}'),
    ('\u{25bc}', '\u{25bc}'),
    ('\u{25c4}', '\u{25c4}'),
    ('\u{25ca}', '\u{25cb}'),
    ('\u{25cf}', '\u{25cf}'),
    ('\u{25e6}', '\u{25e6}'),
    ('\u{2660}', '\u{2660}'),
    ('\u{2663}', '\u{2663}'),
    ('\u{2665}', '\u{2666}'),
    ('\u{fffd}', '\u{fffd}'),
];

/// What is set for a letter that no font here has.
const UNKNOWN: char = '\u{25a1}';

/// Whether the fonts have a letter.
fn is_covered(c: char) -> bool {
    // Nearly all text is found in the first stretches, so the search goes from the front.
    COVERED.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// A text as it is set: in NFC, line feeds kept, each letter one that the fonts have.
pub(super) fn settable(text: &str) -> String {
    let text = nfc(text);
    if text.chars().all(|c| c == '\n' || (c != '\u{ad}' && is_covered(c))) {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push('\n'),
            // Marks for programs, not for readers; and the lone halves that NFC could not join to a letter.
            '\r'
            | '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{2069}'
            | '\u{feff}' => {}
            '\u{fe00}'..='\u{fe0f}' | '\u{300}'..='\u{36f}' => {}
            c if is_covered(c) => out.push(c),
            c if c.is_whitespace() => out.push(' '),
            c if c.is_control() => {}
            '\u{2610}' | '\u{2b1c}' | '\u{274f}'..='\u{2752}' => out.push('\u{25a1}'),
            '\u{2611}' | '\u{2713}' | '\u{2714}' | '\u{2705}' => out.push('\u{221a}'),
            '\u{2612}' | '\u{2715}'..='\u{2718}' => out.push('x'),
            '\u{21d2}' | '\u{2794}' | '\u{279c}' | '\u{f0e0}' => out.push('\u{2192}'),
            '\u{2a7d}' => out.push('\u{2264}'),
            '\u{2a7e}' => out.push('\u{2265}'),
            '\u{2219}' | '\u{22c5}' | '\u{f0b7}' => out.push('\u{b7}'),
            _ => out.push(UNKNOWN),
        }
    }
    out
}

/// Every letter that the fonts have, for the test that holds the table against them.
#[cfg(test)]
pub(super) fn all() -> impl Iterator<Item = char> {
    COVERED.iter().flat_map(|(first, last)| *first..=*last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_is_kept_whatever_its_form() {
        assert_eq!(settable("Thẩm định ≥ 70 % – “Đạt”…"), "Thẩm định ≥ 70 % – “Đạt”…");
        assert_eq!(settable("Tha\u{302}\u{309}m"), "Thẩm");
    }

    #[test]
    fn what_the_fonts_lack_is_replaced_and_what_nobody_sees_is_dropped() {
        assert_eq!(settable("☐ Có ☑ Không\t✓"), "□ Có √ Không √");
        assert_eq!(settable("a\u{200b}b\u{ad}c\r\nd"), "abc\nd");
        assert_eq!(settable("漢 😀"), "□ □");
    }
}
