//! Number formats of workbooks of Excel 5 to 2003 (`.xls`), which the reading library keeps to itself: from the records of
//! the file. What cannot be followed gives no format and no fault; a number then counts as one without.

use std::collections::BTreeMap;

use super::limits;

/// A compound file (OLE2), as far as its streams can be followed.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    /// Size of its sectors, as a power of two.
    shift: u32,
    /// By sector, the one that follows it.
    next: Vec<u32>,
}

impl<'a> Compound<'a> {
    /// Opens it; none where it is no such file.
    pub fn open(bytes: &'a [u8]) -> Option<Self> {
        bytes.strip_prefix(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")?;
        let shift = u32::from(u16_at(bytes, 30)?);
        if shift != 9 && shift != 12 {
            return None;
        }
        let mut file = Self {
            bytes,
            shift,
            next: Vec::new(),
        };
        let most = (bytes.len() >> shift) + 1;
        let mut tables: Vec<u32> = numbers(bytes.get(76..512)?).collect();
        let mut more = u32_at(bytes, 68)?;
        for _ in 0..most {
            let Some(sector) = file.sector(more).filter(|_| tables.len() <= most) else {
                break;
            };
            tables.extend(numbers(sector));
            more = tables.pop()?;
        }
        for table in tables.into_iter().take(most) {
            if let Some(sector) = file.sector(table) {
                file.next.extend(numbers(sector));
            }
        }
        Some(file)
    }

    fn sector(&self, at: u32) -> Option<&'a [u8]> {
        let start = (at as usize).checked_add(1)?.checked_mul(1 << self.shift)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        rest.get(..1 << self.shift).or(Some(rest))
    }

    /// The sectors from one on, joined; a chain that turns in circles ends.
    fn chain(&self, first: u32) -> Vec<u8> {
        let (mut joined, mut at) = (Vec::new(), first);
        while let Some(sector) = self.sector(at).filter(|_| joined.len() < self.bytes.len()) {
            joined.extend_from_slice(sector);
            at = self.next.get(at as usize).copied().unwrap_or(u32::MAX);
        }
        joined
    }

    /// The stream of the workbook.
    pub fn workbook(&self) -> Option<Vec<u8>> {
        let directory = self.chain(u32_at(self.bytes, 48)?);
        let named = |name: &str| {
            let wide: Vec<u8> = name.encode_utf16().chain([0]).flat_map(u16::to_le_bytes).collect();
            directory.chunks_exact(128).find(|entry| entry.starts_with(&wide))
        };
        let entry = named("Workbook").or_else(|| named("Book"))?;
        let (first, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        let mut stream = if size >= u32_at(self.bytes, 56)? as usize {
            self.chain(first)
        } else {
            // Small streams stand in pieces of 64 bytes within the stream of the root.
            let small = self.chain(u32_at(directory.get(..128)?, 116)?);
            let table = self.chain(u32_at(self.bytes, 60)?);
            let next: Vec<u32> = numbers(&table).collect();
            let (mut joined, mut at) = (Vec::new(), first as usize);
            while joined.len() < size {
                let Some(piece) = small.get(at.saturating_mul(64)..).filter(|piece| !piece.is_empty()) else {
                    break;
                };
                joined.extend_from_slice(piece.get(..64).unwrap_or(piece));
                at = next.get(at).map_or(usize::MAX, |next| *next as usize);
            }
            joined
        };
        stream.truncate(size);
        Some(stream)
    }
}

/// What the records of a workbook say of number formats.
#[derive(Debug)]
pub(super) struct Formats {
    stream: Vec<u8>,
    /// Where the records of each sheet begin.
    sheets: Vec<usize>,
    /// The code of each cell style.
    styles: Vec<String>,
}

impl Formats {
    /// Reads them; none where the file is no such workbook.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let stream = Compound::open(bytes)?.workbook()?;
        let (mut sheets, mut kinds) = (Vec::new(), Vec::new());
        let mut codes: BTreeMap<u16, String> = BTreeMap::new();
        let mut wide = true;
        for (kind, data) in records(&stream, 0) {
            match kind {
                0x0809 => wide = u16_at(data, 0)? == 0x0600,
                0x0085 => sheets.push(u32_at(data, 0)? as usize),
                0x00e0 => kinds.push(u16_at(data, 2)?),
                0x041e => {
                    codes.insert(u16_at(data, 0)?, code(data, wide).unwrap_or_default());
                }
                _ => {}
            }
        }
        let style = |kind: &u16| codes.get(kind).map_or_else(|| built_in(*kind).to_owned(), Clone::clone);
        Some(Self {
            sheets,
            styles: kinds.iter().map(style).collect(),
            stream,
        })
    }

    /// The codes of the cells that hold numbers, of the sheet at that place in the workbook.
    pub fn of_sheet(&self, at: usize) -> BTreeMap<(u32, u32), &str> {
        let mut found = BTreeMap::new();
        let mut put = |row: u16, column: u16, style: Option<u16>| {
            let code = style.and_then(|style| self.styles.get(usize::from(style)));
            if let Some(code) = code.filter(|code| !code.is_empty() && found.len() < limits::CELLS) {
                found.insert((u32::from(row), u32::from(column)), code.as_str());
            }
        };
        let start = self.sheets.get(at).copied().unwrap_or(usize::MAX);
        for (kind, data) in records(&self.stream, start) {
            let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else {
                continue;
            };
            match kind {
                // A formula, a number, a short number; several of these side by side.
                0x0006 | 0x0203 | 0x027e => put(row, column, u16_at(data, 4)),
                0x00bd => {
                    for (column, pair) in (column..).zip(data.get(4..).unwrap_or_default().chunks_exact(6)) {
                        put(row, column, u16_at(pair, 0));
                    }
                }
                _ => {}
            }
        }
        found
    }
}

/// The records from a place on to the end of their part: kind and data.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream.get(start..).unwrap_or_default();
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(rest, 0)?, usize::from(u16_at(rest, 2)?));
        let data = rest.get(4..4 + length)?;
        rest = rest.get(4 + length..)?;
        (kind != 0x000a).then_some((kind, data))
    })
}

/// The code in a record of a format: its length, in later versions whether its letters are wide, its letters.
fn code(data: &[u8], flagged: bool) -> Option<String> {
    if !flagged {
        let length = usize::from(*data.get(2)?);
        return Some(data.get(3..3 + length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let length = usize::from(u16_at(data, 2)?);
    let letters = data.get(5..)?;
    if data.get(4)? & 1 == 0 {
        return Some(letters.get(..length)?.iter().map(|byte| char::from(*byte)).collect());
    }
    let units: Vec<u16> = letters
        .chunks_exact(2)
        .take(length)
        .filter_map(|pair| u16_at(pair, 0))
        .collect();
    Some(String::from_utf16_lossy(&units))
}

/// The codes that every workbook knows without saying them, as far as they hold plain numbers.
fn built_in(kind: u16) -> &'static str {
    match kind {
        1 => "0",
        2 => "0.00",
        3 | 37 | 38 => "#,##0",
        4 | 39 | 40 => "#,##0.00",
        9 => "0%",
        10 => "0.00%",
        _ => "",
    }
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|four| u32_at(four, 0))
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..at.checked_add(2)?)?
        .try_into()
        .ok()
        .map(u16::from_le_bytes)
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at.checked_add(4)?)?
        .try_into()
        .ok()
        .map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    const XLWT: &[u8] = include_bytes!("../../tests/fixtures/intake/xlwt.xls");
    const LIBREOFFICE: &[u8] = include_bytes!("../../tests/fixtures/offices/libreoffice.xls");

    #[test]
    fn the_formats_of_numbers_are_told_by_cell() {
        let formats = Formats::read(XLWT).unwrap();
        let cells = formats.of_sheet(0);
        assert_eq!((cells.get(&(3, 4)), cells.get(&(7, 4))), (Some(&"0.0%"), Some(&"0.0%")));
        assert!(formats.of_sheet(1).is_empty());
        let formats = Formats::read(LIBREOFFICE).unwrap();
        assert!(formats.of_sheet(0).values().any(|code| code.contains('%')));
    }

    #[test]
    fn a_cut_or_altered_file_gives_less_and_never_fails() {
        assert!(Formats::read(b"PK\x03\x04").is_none());
        for at in 0..XLWT.len() {
            if at % 64 == 0 {
                let _ = Formats::read(&XLWT[..at]).map(|formats| formats.of_sheet(0).len());
            }
            // Every place in the header and directory is one that a chain might be led astray by.
            let mut altered = XLWT.to_vec();
            altered[at] ^= 0xff;
            if at < 512 || at % 16 == 0 {
                let _ = Formats::read(&altered).map(|formats| formats.of_sheet(0).len());
            }
        }
    }
}
