//! What the codes of a PDF's font mean, read from its ToUnicode map.

use std::collections::HashMap;

use super::Budget;

/// Codes mapped at most, those that are mapped again and again too.
const CODES: usize = 70_000;
/// Things of a source between two looks at the time.
const OFTEN: usize = 1_000;

/// From codes to texts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Map {
    codes: HashMap<u32, String>,
    /// Codes said so far.
    steps: usize,
    /// A code has two bytes.
    pub wide: bool,
}

/// One thing of a map's source.
enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

impl Map {
    /// Reads the source of a map; what cannot be read is left out.
    pub fn read(source: &[u8], budget: &mut Budget) -> Self {
        let mut map = Self::default();
        let mut held: Vec<Vec<u8>> = Vec::new();
        let mut list: Option<Vec<Vec<u8>>> = None;
        let mut section: &[u8] = b"";
        let mut rest = source;
        let mut read = 0usize;
        while let Some((token, after)) = next(rest) {
            rest = after;
            read += 1;
            if map.steps >= CODES || read.is_multiple_of(OFTEN) && !budget.goes_on() {
                budget.cut = true;
                break;
            }
            match token {
                Token::Word(word) => {
                    if word.starts_with(b"begin") {
                        section = word;
                    } else if word.starts_with(b"end") {
                        section = b"";
                    }
                    held.clear();
                    list = None;
                }
                Token::Open => list = Some(Vec::new()),
                Token::Close => {
                    if let (Some(texts), [low, _]) = (list.take(), held.as_slice()) {
                        let low = number(low);
                        for (code, text) in (low..).zip(&texts) {
                            if !map.put(code, decode(text), budget) {
                                break;
                            }
                        }
                    }
                    held.clear();
                }
                Token::Hex(bytes) => match &mut list {
                    // No list is longer than there are codes.
                    Some(list) if list.len() < CODES => list.push(bytes),
                    Some(_) => {}
                    None => {
                        held.push(bytes);
                        map.take(section, &mut held, budget);
                    }
                },
            }
        }
        map
    }

    fn take(&mut self, section: &[u8], held: &mut Vec<Vec<u8>>, budget: &mut Budget) {
        match (section, held.as_slice()) {
            (b"begincodespacerange", [low, _]) => {
                self.wide |= low.len() > 1;
                held.clear();
            }
            (b"beginbfchar", [code, text]) => {
                self.put(number(code), decode(text), budget);
                held.clear();
            }
            (b"beginbfrange", [low, high, text]) => {
                let (low, high) = (number(low), number(high));
                let units = units(text);
                if let Some((last, before)) = units.split_last() {
                    for (step, code) in (0u32..).zip(low..=high.min(low.saturating_add(65_535))) {
                        let mut units = before.to_vec();
                        units.push(last.wrapping_add(u16::try_from(step).unwrap_or_default()));
                        if !self.put(code, String::from_utf16_lossy(&units), budget) {
                            break;
                        }
                    }
                }
                held.clear();
            }
            (b"begincodespacerange" | b"beginbfchar" | b"beginbfrange", _) => {}
            _ => held.clear(),
        }
    }

    /// Maps a code; false where no more are mapped.
    fn put(&mut self, code: u32, text: String, budget: &mut Budget) -> bool {
        let takes = self.steps < CODES && budget.steps();
        if takes {
            self.steps += 1;
            self.codes.insert(code, text);
        }
        takes
    }

    /// The text of a code.
    pub fn get(&self, code: u32) -> Option<&str> {
        self.codes.get(&code).map(String::as_str)
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.codes.is_empty()
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0u32, |all, byte| all << 8 | u32::from(*byte))
}

fn units(bytes: &[u8]) -> Vec<u16> {
    bytes
        .chunks(2)
        .map(|pair| match pair {
            [high, low] => u16::from(*high) << 8 | u16::from(*low),
            [one] => u16::from(*one),
            _ => 0,
        })
        .collect()
}

fn decode(bytes: &[u8]) -> String {
    String::from_utf16_lossy(&units(bytes))
}

/// The next thing of a source, and what follows it.
fn next(source: &[u8]) -> Option<(Token<'_>, &[u8])> {
    let blank = |byte: &u8| byte.is_ascii_whitespace() || *byte == 0;
    let start = source.iter().position(|byte| !blank(byte))?;
    let source = source.get(start..)?;
    let (first, rest) = source.split_first()?;
    match first {
        b'[' => Some((Token::Open, rest)),
        b']' => Some((Token::Close, rest)),
        b'%' => {
            let end = rest
                .iter()
                .position(|byte| matches!(byte, b'\n' | b'\r'))
                .unwrap_or(rest.len());
            Some((Token::Word(b""), rest.get(end..)?))
        }
        b'<' if !rest.starts_with(b"<") => {
            let end = rest.iter().position(|byte| *byte == b'>')?;
            let digits: Vec<u8> = rest
                .get(..end)?
                .iter()
                .filter_map(|byte| char::from(*byte).to_digit(16))
                .filter_map(|digit| u8::try_from(digit).ok())
                .collect();
            let bytes = digits.chunks(2).map(|pair| match pair {
                [high, low] => high << 4 | low,
                [high] => high << 4,
                _ => 0,
            });
            Some((Token::Hex(bytes.take(64).collect()), rest.get(end + 1..)?))
        }
        _ => {
            let ends = |byte: &u8| blank(byte) || matches!(byte, b'[' | b']' | b'<' | b'%');
            let end = rest.iter().position(ends).map_or(source.len(), |end| end + 1);
            let (word, rest) = source.split_at_checked(end)?;
            Some((Token::Word(word), rest))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_ranges_and_lists_are_read() {
        let source = b"/CIDInit /ProcSet findresource begin\n1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
            2 beginbfchar <0003> <0020> <0010> <00660069> endbfchar % fi\n\
            2 beginbfrange <0020> <0022> <0041> <0030> <0031> [<1EA0> <0111>] endbfrange end";
        let map = Map::read(source, &mut Budget::new());
        assert!(map.wide);
        let said: Vec<Option<&str>> = [3, 0x10, 0x20, 0x22, 0x30, 0x31, 0x40].map(|code| map.get(code)).into();
        assert_eq!(
            said,
            [Some(" "), Some("fi"), Some("A"), Some("C"), Some("Ạ"), Some("đ"), None]
        );
    }

    #[test]
    fn nonsense_is_no_fault() {
        for source in [
            b"<".as_slice(),
            b"beginbfrange <00> <FFFFFFFF> <",
            b"] ] [ < > >",
            b"beginbfchar <1> <2> <3>",
        ] {
            Map::read(source, &mut Budget::new());
        }
    }

    #[test]
    fn what_is_mapped_again_and_again_is_mapped_no_more_than_once_over() {
        let mut budget = Budget::new();
        let before = budget.steps;
        let range = b"<0000> <FFFF> <0041> ";
        let map = Map::read(&[b"beginbfrange ".as_slice(), &range.repeat(50)].concat(), &mut budget);
        assert_eq!(before - budget.steps, CODES);
        assert_eq!((map.codes.len(), budget.cut), (65_536, true));
        // Codes of their own end there, too, and so do several fonts together.
        let ranges = b"beginbfrange <00000000> <0000FFFF> <0041> <00010000> <0001FFFF> <0041> endbfrange";
        let mut budget = Budget::new();
        let map = Map::read(ranges, &mut budget);
        assert!(map.get(69_999).is_some() && map.get(70_000).is_none() && !map.is_empty());
        while budget.steps > 0 {
            Map::read(ranges, &mut budget);
        }
        assert!(Map::read(ranges, &mut budget).is_empty());
    }

    #[test]
    fn a_list_is_no_longer_than_there_are_codes() {
        let list = [
            b"beginbfrange <0000> <0001> [".as_slice(),
            &b"<41>".repeat(CODES * 2),
            b"]",
        ]
        .concat();
        let mut budget = Budget::new();
        let map = Map::read(&list, &mut budget);
        assert_eq!(map.codes.len(), CODES);
    }
}
