//! Cleaning of texts from outside: what could move a terminal's cursor or hide in a line never gets in.

use super::fold::is_plain;
use super::nfc;

/// A text made harmless, and whether anything had to be taken out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The text in NFC: line breaks as `\n`, tabs and odd blanks as one blank, outer blanks trimmed.
    pub text: String,
    /// Control, escape or direction-override characters were taken out.
    pub suspicious: bool,
}

/// Neutralises a text from a file, a name or a paste.
///
/// Control characters (escape sequences begin with one), bidirectional overrides and isolates, zero-width and
/// variation characters are dropped; only the first two kinds count as suspicious, as word processors leave the others.
pub fn clean(text: &str) -> Cleaned {
    let mut before = '\n';
    let mut is_clean = |character| {
        let after = std::mem::replace(&mut before, character);
        is_plain(character) || character == '\n' && after != ' '
    };
    if text.chars().all(&mut is_clean) {
        return Cleaned {
            text: text.trim().to_owned(),
            suspicious: false,
        };
    }
    let mut out = String::with_capacity(text.len());
    let mut suspicious = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    out.push('\n');
                }
            }
            '\n' => out.push('\n'),
            '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\t' | '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                out.push(' ')
            }
            '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}' | '\u{fe00}'..='\u{fe0f}' => {}
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}' | '\u{61c}' => {
                suspicious = true
            }
            '\u{e0000}'..='\u{e007f}' => suspicious = true,
            other if other.is_control() => suspicious = true,
            other => out.push(other),
        }
    }
    let lines: Vec<&str> = out.lines().map(str::trim_end).collect();
    Cleaned {
        text: nfc(lines.join("\n").trim()),
        suspicious,
    }
}

/// Neutralises a text that stands on one line, such as a file's name: line breaks become blanks.
pub fn clean_line(text: &str) -> Cleaned {
    let cleaned = clean(text);
    Cleaned {
        text: cleaned.text.split_whitespace().collect::<Vec<_>>().join(" "),
        suspicious: cleaned.suspicious,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_and_overrides_are_taken_out_and_told() {
        let cleaned = clean("Đạt\u{1b}[31m\u{202e}gpj");
        assert_eq!(cleaned.text, "Đạt[31mgpj");
        assert!(cleaned.suspicious);
    }

    #[test]
    fn odd_blanks_and_line_ends_are_made_plain_without_alarm() {
        let cleaned = clean(" 98,5\u{a0}%\u{200b} \r\nhai\rba ");
        assert_eq!(
            cleaned,
            Cleaned {
                text: "98,5 %\nhai\nba".into(),
                suspicious: false
            }
        );
        assert_eq!(clean_line("a\nb").text, "a b");
    }
}
