//! Tables as text (`.csv`, `.tsv`, `.txt`): the encoding and the separator told by content, cells as text.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1258};

use super::limits;
use super::workbook::{Content, OpenError, Sheet};
use crate::text::nfc;

/// The separators that spreadsheets write, the likeliest first.
const SEPARATORS: [char; 3] = [';', '\t', ','];
/// Rows by which the separator is told.
const SAMPLE: usize = 200;

/// Reads a text as one table; a text without columns gives a table of one.
pub(super) fn read(bytes: &[u8]) -> Result<Sheet, OpenError> {
    if bytes.len() > limits::TEXT {
        return Err(OpenError::Oversized);
    }
    let text = decode(bytes);
    let (separator, text) = match declared(&text) {
        Some((separator, rest)) => (separator, rest),
        None => (separator(&text), text.as_ref()),
    };
    let mut sheet = Sheet::default();
    let mut count = 0usize;
    'rows: for (row, cells) in (0u32..).zip(Rows::new(text, separator)) {
        for (column, text) in (0u32..).zip(cells) {
            if text.trim().is_empty() {
                continue;
            }
            count += 1;
            if !sheet.put((row, column), Content::Text(nfc(&text)), String::new(), count) || row >= limits::ROWS {
                break 'rows;
            }
        }
    }
    Ok(sheet)
}

/// Whether bytes without a mark are UTF-16: text of ours has a zero in most pairs of its head, and always in the same half.
pub(super) fn seems_wide(head: &[u8]) -> bool {
    wide(head).is_some()
}

fn wide(head: &[u8]) -> Option<&'static Encoding> {
    let head = head.get(..512).unwrap_or(head);
    let (mut low, mut high, mut pairs) = (0usize, 0usize, 0usize);
    for pair in head.chunks_exact(2) {
        pairs += 1;
        match pair {
            [0, 0] => return None,
            [_, 0] => low += 1,
            [0, _] => high += 1,
            _ => {}
        }
    }
    match (low, high) {
        (_, 0) if low * 2 > pairs => Some(UTF_16LE),
        (0, _) if high * 2 > pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// The text of bytes: by their mark, else UTF-8 where they are, UTF-16 where they seem so, else Windows-1258.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding
            .decode_without_bom_handling(bytes.get(mark..).unwrap_or_default())
            .0;
    }
    if let Some(encoding) = wide(bytes) {
        return encoding.decode_without_bom_handling(bytes).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => WINDOWS_1258.decode_without_bom_handling(bytes).0,
    }
}

/// The separator that Excel's own first line (`sep=;`) declares, and the text behind it.
fn declared(text: &str) -> Option<(char, &str)> {
    let rest = text.strip_prefix("sep=").or_else(|| text.strip_prefix("SEP="))?;
    let separator = rest.chars().next().filter(|sign| !sign.is_alphanumeric())?;
    let rest = rest.get(separator.len_utf8()..)?;
    let rest = rest.strip_prefix('\r').unwrap_or(rest);
    Some((separator, rest.strip_prefix('\n')?))
}

/// The separator under which most rows have the same number of columns.
fn separator(text: &str) -> char {
    let weight = |separator: char| {
        let widths: Vec<usize> = Rows::new(text, separator)
            .take(SAMPLE)
            .filter(|cells| cells.iter().any(|cell| !cell.trim().is_empty()))
            .map(|cells| cells.len())
            .collect();
        let alike = |width: usize| widths.iter().filter(|other| **other == width).count();
        widths
            .iter()
            .map(|width| alike(*width) * width.saturating_sub(1))
            .max()
            .unwrap_or(0)
    };
    let mut best = (0, ';');
    for separator in SEPARATORS {
        let weight = weight(separator);
        if weight > best.0 {
            best = (weight, separator);
        }
    }
    best.1
}

/// The rows of a text: blank lines count, quoted cells may hold separators and line breaks.
struct Rows<'t> {
    rest: Option<&'t str>,
    separator: char,
    /// A quote was never closed: from there on quotes are signs like others.
    plain: bool,
}

impl<'t> Rows<'t> {
    fn new(text: &'t str, separator: char) -> Self {
        Self {
            rest: (!text.is_empty()).then_some(text),
            separator,
            plain: false,
        }
    }

    /// A quoted cell that begins behind its quote, and what follows it; none where it is never closed.
    fn quoted(text: &str) -> Option<(String, &str)> {
        let mut cell = String::new();
        let mut rest = text;
        loop {
            let at = rest.find('"')?;
            cell.push_str(rest.get(..at)?);
            rest = rest.get(at + 1..)?;
            match rest.strip_prefix('"') {
                Some(after) => {
                    cell.push('"');
                    rest = after;
                }
                None => return Some((cell, rest)),
            }
        }
    }
}

impl Iterator for Rows<'_> {
    type Item = Vec<String>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut rest = self.rest?;
        let mut cells = Vec::new();
        loop {
            let mut cell = String::new();
            if !self.plain
                && let Some(text) = rest.strip_prefix('"')
            {
                match Self::quoted(text) {
                    Some((quoted, after)) => (cell, rest) = (quoted, after),
                    None => self.plain = true,
                }
            }
            let separator = self.separator;
            let end = rest.find([separator, '\n', '\r']).unwrap_or(rest.len());
            cell.push_str(rest.get(..end).unwrap_or_default());
            // One cell too many tells the sheet that there is more.
            if cells.len() <= limits::COLUMNS as usize {
                cells.push(cell);
            }
            let after = rest.get(end..).unwrap_or_default();
            if let Some(next) = after.strip_prefix(separator) {
                rest = next;
                continue;
            }
            let line = after.strip_prefix("\r\n");
            let line = line.or_else(|| after.strip_prefix(['\n', '\r']));
            self.rest = line.filter(|rest| !rest.is_empty());
            return Some(cells);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(bytes: &[u8]) -> Vec<(u32, u32, String)> {
        read(bytes)
            .unwrap()
            .rows
            .into_iter()
            .flat_map(|(row, cells)| cells.into_iter().map(move |(column, cell)| (row, column, cell)))
            .map(|(row, column, cell)| match cell.content {
                Content::Text(text) => (row, column, text),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    fn is(told: &[(u32, u32, &str)]) -> Vec<(u32, u32, String)> {
        told.iter().map(|(r, c, text)| (*r, *c, (*text).to_owned())).collect()
    }

    const TABLE: [(u32, u32, &str); 8] = [
        (0, 0, "PHỤ LỤC 01"),
        (2, 0, "TT"),
        (2, 1, "Tên chỉ tiêu"),
        (2, 2, "Kết quả"),
        (3, 0, "1.10"),
        (3, 1, "Tập huấn,\nkỹ năng; \"số\""),
        (3, 2, "98,5%"),
        (4, 0, "1.2"),
    ];

    fn written(separator: char) -> String {
        let s = separator;
        format!(
            "PHỤ LỤC 01\r\n\r\nTT{s}Tên chỉ tiêu{s}Kết quả\r\n\
             1.10{s}\"Tập huấn,\nkỹ năng; \"\"số\"\"\"{s}\"98,5%\"\r\n1.2{s}{s}\r\n"
        )
    }

    #[test]
    fn separators_are_told_by_content() {
        for separator in SEPARATORS {
            assert_eq!(cells(written(separator).as_bytes()), is(&TABLE), "{separator:?}");
        }
        assert_eq!(cells(b"sep=|\r\na|b"), is(&[(0, 0, "a"), (0, 1, "b")]));
        assert_eq!(
            cells("TT;Tên;KQ\n1.1;a, b, c;98,5\n1.2;d, e, f;90,5\n".as_bytes()).len(),
            9
        );
    }

    #[test]
    fn encodings_are_told_by_mark_and_content() {
        let text = written(';');
        let utf_16 = |mark: bool, bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
            let text = if mark { format!("\u{feff}{text}") } else { text.clone() };
            text.encode_utf16().flat_map(bytes).collect()
        };
        for bytes in [
            text.clone().into_bytes(),
            format!("\u{feff}{text}").into_bytes(),
            utf_16(true, u16::to_le_bytes),
            utf_16(true, u16::to_be_bytes),
            utf_16(false, u16::to_le_bytes),
        ] {
            assert_eq!(cells(&bytes), is(&TABLE));
        }
    }

    #[test]
    fn marks_of_windows_1258_are_composed() {
        // "Kết quả tự đánh giá": letters with their tone behind them.
        let bytes = b"K\xea\xect;qua\xd2;t\xfd\xf2;\xf0a\xecnh gia\xec";
        assert_eq!(
            cells(bytes),
            is(&[(0, 0, "Kết"), (0, 1, "quả"), (0, 2, "tự"), (0, 3, "đánh giá")])
        );
    }

    #[test]
    fn a_quote_that_is_never_closed_is_a_sign_like_others() {
        assert_eq!(
            cells(b"a;b\n\"c;24\" d;e\n\"f;g\n"),
            is(&[
                (0, 0, "a"),
                (0, 1, "b"),
                (1, 0, "c;24 d"),
                (1, 1, "e"),
                (2, 0, "\"f"),
                (2, 1, "g")
            ])
        );
    }

    #[test]
    fn what_lies_beyond_the_limits_is_left_and_told() {
        let wide = "a;".repeat(100_000);
        let sheet = read(wide.as_bytes()).unwrap();
        assert!(sheet.cut && sheet.rows[&0].len() == limits::COLUMNS as usize);
        let long = "a;b\n".repeat(limits::ROWS as usize + 5);
        assert!(read(long.as_bytes()).unwrap().cut);
        assert!(matches!(read(&vec![b'a'; limits::TEXT + 1]), Err(OpenError::Oversized)));
    }
}
