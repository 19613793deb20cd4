//! Display width: measuring, cutting and wrapping by what a terminal shows, never by bytes or code points.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

/// The sign that something was cut off.
const ELLIPSIS: &str = "…";

/// Columns that a text takes on a terminal.
pub fn width(text: &str) -> usize {
    UnicodeWidthStr::width(text)
}

/// Cuts a text to at most so many columns, with `…` where something was left out.
pub fn cut(text: &str, columns: usize) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for grapheme in text.graphemes(true) {
        let next = width(grapheme);
        if used + next + width(ELLIPSIS) > columns {
            break;
        }
        used += next;
        out.push_str(grapheme);
    }
    let kept = out.trim_end().len();
    out.truncate(kept);
    if width(&out) + width(ELLIPSIS) <= columns {
        out.push_str(ELLIPSIS);
    }
    out
}

/// Cuts or fills a text to exactly so many columns.
pub fn pad(text: &str, columns: usize) -> String {
    let mut out = cut(text, columns);
    out.extend(std::iter::repeat_n(' ', columns.saturating_sub(width(&out))));
    out
}

/// Wraps a text at blanks to lines of at most so many columns; a longer word is broken between graphemes. Line breaks
/// of the text are kept.
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let columns = columns.max(1);
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split_whitespace() {
            let gap = usize::from(!line.is_empty());
            if width(&line) + gap + width(word) <= columns {
                if gap == 1 {
                    line.push(' ');
                }
                line.push_str(word);
                continue;
            }
            if !line.is_empty() {
                lines.push(std::mem::take(&mut line));
            }
            for grapheme in word.graphemes(true) {
                if width(&line) + width(grapheme) > columns && !line.is_empty() {
                    lines.push(std::mem::take(&mut line));
                }
                line.push_str(grapheme);
            }
        }
        lines.push(line);
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn cuts_by_columns_with_a_sign() {
        assert_eq!(cut("Chính quyền số", 20), "Chính quyền số");
        assert_eq!(cut("Chính quyền số", 8), "Chính q…");
        assert_eq!(cut("Chính quyền số", 7), "Chính…");
        assert_eq!(cut("ab", 1), "…");
        assert_eq!(cut("ab", 0), "");
    }

    #[test]
    fn pads_decomposed_text_by_what_is_seen() {
        let decomposed = "Tie\u{302}\u{309}u";
        assert_eq!(width(decomposed), 4);
        assert_eq!(width(&pad(decomposed, 6)), 6);
    }

    #[test]
    fn wraps_at_blanks_and_breaks_long_words() {
        assert_eq!(wrap("một hai ba", 7), ["một hai", "ba"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("a\n\nb", 3), ["a", "", "b"]);
        assert_eq!(wrap("", 3), [""]);
    }

    proptest! {
        #[test]
        fn cut_text_never_exceeds_its_width(text in "\\PC{0,40}", columns in 0usize..30) {
            prop_assert!(width(&cut(&text, columns)) <= columns);
            prop_assert_eq!(width(&pad(&text, columns)), columns);
        }

        #[test]
        fn wrapping_keeps_every_letter(text in "[a-zàạế ]{0,60}", columns in 1usize..20) {
            let squeezed: String = text.split_whitespace().collect();
            let wrapped: String = wrap(&text, columns).concat().split_whitespace().collect();
            prop_assert_eq!(squeezed, wrapped);
        }
    }
}
