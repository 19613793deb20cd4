//! Workbooks made harmless before the reading library sees them: it believes what a file says of its own size, and a few
//! bytes could make it ask for more memory than there is, which no program survives.

use std::collections::BTreeSet;
use std::io::Read as _;

use super::limits;
use super::watched::Watched;
use super::xls::{Compound, u16_at, u32_at};

/// What the parts of an Excel workbook (`.xlsx`) hold, told by their bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Parts {
    /// A sheet may hold a formula; so too where that cannot be told.
    pub formulas: bool,
    /// It says that it has more shared texts than any workbook that is read.
    pub overstated: bool,
}

impl Parts {
    /// Looks through an archive once.
    pub fn of(file: Watched<'_>) -> Self {
        let Ok(mut archive) = zip::ZipArchive::new(file) else {
            return Self {
                formulas: true,
                overstated: false,
            };
        };
        let mut found = Self {
            formulas: false,
            overstated: false,
        };
        let mut xml = Vec::new();
        for at in 0..archive.len() {
            let Ok(entry) = archive.by_index(at) else {
                found.formulas = true;
                continue;
            };
            // A part whose name is unreadable may be anything.
            let (sheet, texts) = entry.name().map_or((true, true), |name| {
                let name = name.to_ascii_lowercase();
                let odd = is_odd(&name);
                (
                    odd || name.contains("sheet"),
                    odd || name.ends_with("sharedstrings.xml"),
                )
            });
            if !sheet && !texts {
                continue;
            }
            xml.clear();
            let read = entry.take(limits::UNPACKED).read_to_end(&mut xml);
            found.formulas |= sheet && (read.is_err() || holds_formula(&xml));
            found.overstated |= texts && overstates(&xml);
        }
        found
    }
}

/// Folders and files of a workbook that hold no sheet under any program that writes them.
const USUAL: [&str; 21] = [
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/sharedstrings.xml",
    "xl/calcchain.xml",
    "xl/metadata.xml",
    "xl/connections.xml",
    "xl/theme/",
    "xl/media/",
    "xl/drawings/",
    "xl/charts/",
    "xl/tables/",
    "xl/comments",
    "xl/threadedcomments/",
    "xl/persons/",
    "xl/printersettings/",
    "xl/externallinks/",
    "xl/pivot",
    "xl/worksheets/_rels/",
    "docprops/",
    "customxml/",
    "[content_types].xml",
];

/// Whether a part stands where no program puts one: a workbook may call any part of it a sheet.
fn is_odd(name: &str) -> bool {
    let usual = USUAL.iter().any(|usual| name.starts_with(usual));
    !usual && !name.ends_with(".rels") && !name.ends_with('/')
}

/// `<f>`, `<f t="shared">`, `<f/>`, and the same with the prefix of a name space.
fn holds_formula(xml: &[u8]) -> bool {
    let starts = |start: &[u8]| {
        memchr::memmem::find_iter(xml, start).any(|at| {
            let end = xml.get(at + start.len());
            end.is_some_and(|end| matches!(end, b'>' | b'/') || end.is_ascii_whitespace())
        })
    };
    starts(b"<f") || starts(b":f")
}

/// Whether a part says that it has more texts than are read, in the tag that begins them.
fn overstates(mut xml: &[u8]) -> bool {
    while let Some(at) = memchr::memmem::find(xml, b"sst") {
        let before = at.checked_sub(1).and_then(|at| xml.get(at));
        let rest = xml.get(at + 3..).unwrap_or_default();
        let begins = matches!(before, Some(b'<' | b':')) && rest.first().is_some_and(u8::is_ascii_whitespace);
        let within = if begins { tag(rest) } else { &[] };
        if counts_too_many(within) {
            return true;
        }
        xml = rest.get(within.len()..).unwrap_or_default();
    }
    false
}

/// What stands before the end of a tag; a sign of its end within quotes is none.
fn tag(rest: &[u8]) -> &[u8] {
    let mut quote = None;
    let end = rest.iter().position(|byte| match (byte, quote) {
        (b'>', None) => true,
        (b'"' | b'\'', None) => {
            quote = Some(*byte);
            false
        }
        (byte, Some(open)) if *byte == open => {
            quote = None;
            false
        }
        (_, None | Some(_)) => false,
    });
    rest.get(..end.unwrap_or(rest.len())).unwrap_or_default()
}

fn counts_too_many(tag: &[u8]) -> bool {
    const COUNT: &[u8] = b"uniqueCount";
    memchr::memmem::find_iter(tag, COUNT).any(|at| {
        let rest = tag.get(at + COUNT.len()..).unwrap_or_default();
        let digits = rest
            .iter()
            .skip_while(|byte| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'"' | b'\'' | b'+'))
            .take_while(|byte| byte.is_ascii_digit())
            .skip_while(|byte| **byte == b'0');
        let (length, value) = digits.fold((0usize, 0u64), |(length, value), digit| {
            (
                length + 1,
                value.saturating_mul(10).saturating_add(u64::from(digit - b'0')),
            )
        });
        length > 18 || value > limits::STRINGS
    })
}

/// A workbook of Excel 5 to 2003 within its bounds.
#[derive(Debug)]
pub(super) struct Tamed {
    /// The file, with its one stream.
    pub bytes: Vec<u8>,
    /// The sheets, by their place, of which cells were left out.
    pub cut: BTreeSet<usize>,
}

/// Why an old workbook cannot be made harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wild {
    /// It is no such workbook, or its parts lie across each other.
    Broken,
    /// It is beyond the bounds.
    Oversized,
}

/// Takes the cells beyond the bounds out of an old workbook, with every statement of its own size.
pub(super) fn tame(bytes: &[u8]) -> Result<Tamed, Wild> {
    let mut stream = Compound::open(bytes)
        .and_then(|file| file.workbook())
        .ok_or(Wild::Broken)?;
    let (wild, cut) = survey(&stream)?;
    for at in wild {
        // No record bears this number; the reading library passes it over.
        if let Some(kind) = stream.get_mut(at..at + 2) {
            kind.fill(0xff);
        }
    }
    // Where sheets lie across each other, what was taken out of one may have become a cell of another.
    if survey(&stream)?.0.is_empty() {
        Ok(Tamed {
            bytes: compound(stream),
            cut,
        })
    } else {
        Err(Wild::Broken)
    }
}

/// Whether an old workbook has a sheet of Excel 4.0 macros.
pub(super) fn has_macro_sheet(bytes: &[u8]) -> bool {
    let Some(stream) = Compound::open(bytes).and_then(|file| file.workbook()) else {
        return false;
    };
    // Behind the place of the sheet: whether it is hidden, and its kind.
    sheet(&stream, 0).any(|record| record.kind == SHEET && record.data.get(5) == Some(&MACROS))
}

const SHEET: u16 = 0x0085;
const MACROS: u8 = 1;
const DIMENSIONS: u16 = 0x0200;
const TEXT_OF_FORMULA: u16 = 0x0207;
const SHARED_TEXT: u16 = 0x00fd;
const SEVERAL_NUMBERS: u16 = 0x00bd;
/// Formula, number, text, rich text, truth or error, short number, shared text, several short numbers.
const CELLS: [u16; 8] = [
    0x0006,
    0x0203,
    0x0204,
    0x00d6,
    0x0205,
    0x027e,
    SHARED_TEXT,
    SEVERAL_NUMBERS,
];

/// Where the records stand that must go, and the sheets that lose cells by it.
fn survey(stream: &[u8]) -> Result<(Vec<usize>, BTreeSet<usize>), Wild> {
    let (mut sheets, mut texts) = (Vec::new(), Vec::new());
    for record in sheet(stream, 0) {
        match record.kind {
            SHEET => sheets.push(u32_at(record.data, 0).ok_or(Wild::Broken)? as usize),
            0x00fc => texts = lengths(stream, &record),
            _ => {}
        }
    }
    if sheets.len() > limits::SHEETS {
        return Err(Wild::Oversized);
    }
    let (mut wild, mut cut) = (Vec::new(), BTreeSet::new());
    let (mut walked, mut area, mut text) = (0usize, 0usize, 0usize);
    for (place, start) in sheets.into_iter().enumerate() {
        let (mut rows, mut columns) = (0, 0);
        for record in sheet(stream, start) {
            walked += record.data.len() + 4;
            if let Some((row, column)) = record.cell().filter(|at| within(*at)) {
                (rows, columns) = (rows.max(row + 1), columns.max(column + 1));
            }
        }
        if walked as u64 > limits::UNPACKED {
            return Err(Wild::Oversized);
        }
        // The library lays out every place between the first cell and the last.
        let most = limits::CELLS.saturating_mul(10).saturating_sub(area).min(limits::CELLS);
        let lines = (most / (columns as usize).max(1)).min(rows as usize);
        area += lines * columns as usize;
        let mut orphan = false;
        for record in sheet(stream, start) {
            let out = match (record.kind, record.cell()) {
                (DIMENSIONS, _) => {
                    wild.push(record.at);
                    continue;
                }
                (TEXT_OF_FORMULA, _) => orphan,
                (SHARED_TEXT, Some(at)) => {
                    let number = u32_at(record.data, 6).map_or(usize::MAX, |number| number as usize);
                    text += texts.get(number).copied().unwrap_or_default();
                    !within(at) || at.0 as usize >= lines || text > limits::TEXTS
                }
                (kind, Some(at)) => {
                    let out = !within(at) || at.0 as usize >= lines;
                    orphan = out && kind == 0x0006;
                    out
                }
                (_, None) => false,
            };
            if out {
                wild.push(record.at);
                cut.insert(place);
            }
        }
    }
    Ok((wild, cut))
}

fn within((row, column): (u32, u32)) -> bool {
    row < limits::ROWS && column < limits::COLUMNS
}

/// One record.
struct Record<'a> {
    at: usize,
    kind: u16,
    data: &'a [u8],
}

impl Record<'_> {
    /// Row and last column of a cell; none where the record is none.
    fn cell(&self) -> Option<(u32, u32)> {
        if !CELLS.contains(&self.kind) {
            return None;
        }
        let (row, column) = (u16_at(self.data, 0)?, u16_at(self.data, 2)?);
        let more = if self.kind == SEVERAL_NUMBERS {
            self.data.len().saturating_sub(12) / 6
        } else {
            0
        };
        Some((u32::from(row), u32::from(column) + more as u32))
    }
}

/// The records of a part from its beginning to its end, without those of charts within it: as the library walks them.
fn sheet(stream: &[u8], start: usize) -> impl Iterator<Item = Record<'_>> {
    const BEGINS: u16 = 0x0809;
    const ENDS: u16 = 0x000a;
    let (mut at, mut depth, mut begun) = (start, 0usize, false);
    std::iter::from_fn(move || {
        loop {
            let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
            let data = stream.get(at + 4..at + 4 + length)?;
            let record = Record { at, kind, data };
            at += 4 + length;
            match (kind, depth) {
                (BEGINS, 0) if !begun => begun = true,
                (BEGINS, _) => depth += 1,
                (ENDS, 0) => return None,
                (ENDS, _) => depth -= 1,
                (_, 0) => return Some(record),
                (_, _) => {}
            }
        }
    })
}

/// How many bytes each shared text takes at most, from the record of texts and those that go on with it.
fn lengths(stream: &[u8], first: &Record<'_>) -> Vec<usize> {
    let mut pieces = vec![first.data.get(8..).unwrap_or_default()];
    let mut at = first.at + 4 + first.data.len();
    while let (Some(0x003c), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let Some(data) = stream.get(at + 4..at + 4 + usize::from(length)) else {
            break;
        };
        pieces.push(data);
        at += 4 + data.len();
    }
    let mut pieces = pieces.into_iter();
    let mut rest = pieces.next().unwrap_or_default();
    let mut found = Vec::new();
    loop {
        while rest.is_empty() {
            let Some(next) = pieces.next() else { return found };
            rest = next;
        }
        let (Some(count), Some(flags)) = (u16_at(rest, 0), rest.get(2).copied()) else {
            return found;
        };
        let mut header = 3;
        let mut behind = 0usize;
        if flags & 8 != 0 {
            behind += usize::from(u16_at(rest, header).unwrap_or_default()) * 4;
            header += 2;
        }
        if flags & 4 != 0 {
            behind = behind.saturating_add(u32_at(rest, header).unwrap_or_default() as usize);
            header += 4;
        }
        rest = rest.get(header..).unwrap_or_default();
        let (mut left, mut wide) = (usize::from(count), flags & 1 != 0);
        // In the notation of the program a letter takes three bytes at most.
        found.push(left * 3);
        while left > 0 {
            let size = if wide { 2 } else { 1 };
            let here = (rest.len() / size).min(left);
            left -= here;
            rest = rest.get(here * size..).unwrap_or_default();
            if left > 0 {
                let Some(next) = pieces.next() else { return found };
                wide = next.first().is_some_and(|flags| flags & 1 != 0);
                rest = next.get(1..).unwrap_or_default();
            }
        }
        while behind > 0 {
            let here = behind.min(rest.len());
            behind -= here;
            rest = rest.get(here..).unwrap_or_default();
            if behind > 0 {
                let Some(next) = pieces.next() else { return found };
                rest = next;
            }
        }
    }
}

/// A compound file (OLE2, version 4) whose only stream is this one.
fn compound(mut stream: Vec<u8>) -> Vec<u8> {
    const SECTOR: usize = 4096;
    const END: u32 = 0xffff_fffe;
    const FREE: u32 = 0xffff_ffff;
    // Smaller streams would belong elsewhere.
    stream.resize(stream.len().next_multiple_of(SECTOR).max(SECTOR), 0);
    let filled = stream.len() / SECTOR;
    let tables = (1..)
        .find(|tables| tables * (SECTOR / 4) > filled + tables)
        .unwrap_or(1);
    let number = |number: usize| u32::try_from(number).unwrap_or(END);
    let mut file = Vec::with_capacity(stream.len() + (tables + 2) * SECTOR);
    file.extend_from_slice(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1");
    file.resize(24, 0);
    for half in [0x003e_u16, 4, 0xfffe, 12, 6] {
        file.extend(half.to_le_bytes());
    }
    file.resize(40, 0);
    // Sectors of the directory, of tables, the directory's first, no transaction, the least of a stream, nothing smaller.
    for word in [1, number(tables), number(tables), 0, 4096, END, 0, END, 0] {
        file.extend(word.to_le_bytes());
    }
    for table in 0..109 {
        file.extend(if table < tables { number(table) } else { FREE }.to_le_bytes());
    }
    file.resize(SECTOR, 0);
    let first = tables + 1;
    let links = std::iter::repeat_n(0xffff_fffd, tables)
        .chain([END])
        .chain((first..first + filled).map(|at| if at + 1 == first + filled { END } else { number(at + 1) }))
        .chain(std::iter::repeat(FREE));
    for link in links.take(tables * (SECTOR / 4)) {
        file.extend(link.to_le_bytes());
    }
    let entries = [
        ("Root Entry", 5u8, 1, 0, 0),
        ("Workbook", 2, FREE, number(first), stream.len() as u64),
    ];
    for (name, kind, child, start, length) in entries {
        let begin = file.len();
        file.extend(name.encode_utf16().flat_map(u16::to_le_bytes));
        file.resize(begin + 64, 0);
        file.extend(u16::try_from(name.len() * 2 + 2).unwrap_or_default().to_le_bytes());
        file.extend([kind, 1]);
        for word in [FREE, FREE, child] {
            file.extend(word.to_le_bytes());
        }
        file.resize(begin + 116, 0);
        file.extend(start.to_le_bytes());
        file.extend(length.to_le_bytes());
    }
    file.resize(file.len().next_multiple_of(SECTOR), 0);
    file.append(&mut stream);
    file
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use calamine::{Reader as _, Xls};

    use super::*;

    const XLWT: &[u8] = include_bytes!("../../tests/fixtures/intake/xlwt.xls");
    const LIBREOFFICE: &[u8] = include_bytes!("../../tests/fixtures/offices/libreoffice.xls");

    type Cells = Vec<(usize, usize, calamine::Data)>;

    fn cells(bytes: &[u8]) -> Vec<(String, Cells)> {
        let mut book = Xls::new(Cursor::new(bytes)).unwrap();
        let read = |range: &calamine::Range<calamine::Data>| {
            let (top, left) = range.start().unwrap_or_default();
            let own = |(row, column, data): (usize, usize, &calamine::Data)| {
                (row + top as usize, column + left as usize, data.clone())
            };
            range.used_cells().map(own).collect()
        };
        book.worksheets()
            .iter()
            .map(|(name, range)| (name.clone(), read(range)))
            .collect()
    }

    #[test]
    fn a_plain_workbook_reads_the_same() {
        for file in [XLWT, LIBREOFFICE] {
            let tamed = tame(file).unwrap();
            assert_eq!(cells(&tamed.bytes), cells(file));
            assert!(tamed.cut.is_empty());
        }
    }

    /// The workbook with one record of its first sheet changed.
    fn with(kind: u16, change: impl Fn(&mut [u8])) -> Vec<u8> {
        let mut stream = Compound::open(XLWT).unwrap().workbook().unwrap();
        let start = sheet(&stream, 0).find(|record| record.kind == 0x0085).unwrap();
        let start = u32_at(start.data, 0).unwrap() as usize;
        let found = sheet(&stream, start).find(|record| record.kind == kind).unwrap();
        let (at, length) = (found.at + 4, found.data.len());
        change(&mut stream[at..at + length]);
        compound(stream)
    }

    #[test]
    fn a_size_that_is_only_claimed_is_not_believed() {
        let claims = with(DIMENSIONS, |data| {
            data[..8].copy_from_slice(&[0, 0, 0, 0, 255, 255, 255, 255])
        });
        assert_eq!(cells(&tame(&claims).unwrap().bytes), cells(XLWT));
    }

    #[test]
    fn a_cell_far_out_is_left_out_and_told() {
        let far = with(SHARED_TEXT, |data| data[..4].copy_from_slice(&[255, 255, 255, 255]));
        let tamed = tame(&far).unwrap();
        assert_eq!(tamed.cut, BTreeSet::from([0]));
        let (all, left) = (cells(XLWT), cells(&tamed.bytes));
        assert_eq!(left[0].1.len() + 1, all[0].1.len());
    }

    #[test]
    fn a_sheet_of_macros_is_seen() {
        let mut stream = Compound::open(XLWT).unwrap().workbook().unwrap();
        assert!(!has_macro_sheet(XLWT) && !has_macro_sheet(LIBREOFFICE));
        let at = sheet(&stream, 0).find(|record| record.kind == SHEET).unwrap().at;
        stream[at + 4 + 5] = MACROS;
        assert!(has_macro_sheet(&compound(stream)));
    }

    #[test]
    fn sheets_that_are_named_again_and_again_are_refused() {
        let mut stream = Compound::open(XLWT).unwrap().workbook().unwrap();
        let record = sheet(&stream, 0).find(|record| record.kind == 0x0085).unwrap();
        let (at, length) = (record.at, record.data.len() + 4);
        let again = stream[at..at + length].to_vec();
        for _ in 0..limits::SHEETS {
            stream.splice(at..at, again.iter().copied());
        }
        assert_eq!(tame(&compound(stream)).unwrap_err(), Wild::Oversized);
    }

    #[test]
    fn chains_that_turn_in_circles_and_cut_files_are_refused_or_read() {
        for at in 0..XLWT.len() {
            let mut altered = XLWT.to_vec();
            altered[at] ^= 0xff;
            if at < 512 || at % 8 == 0 {
                let _ = tame(&altered);
            }
            if at % 64 == 0 {
                let _ = tame(&XLWT[..at]);
            }
        }
    }

    #[test]
    fn a_sheet_that_is_called_otherwise_is_looked_at() {
        for (name, formulas) in [
            ("xl/worksheets/sheet1.xml", true),
            ("xl/data1.xml", true),
            ("a.bin", true),
            ("xl/styles.xml", false),
            ("xl/drawings/drawing1.xml", false),
            ("xl/_rels/workbook.xml.rels", false),
        ] {
            let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
            archive
                .start_file(name, zip::write::SimpleFileOptions::default())
                .unwrap();
            std::io::Write::write_all(&mut archive, b"<c><f>1+1</f></c>").unwrap();
            let bytes = archive.finish().unwrap().into_inner();
            let never = std::sync::atomic::AtomicBool::new(false);
            let found = Parts::of(Watched::new(&bytes, &never));
            assert_eq!(found.formulas, formulas, "{name}");
        }
    }

    #[test]
    fn a_count_of_texts_beyond_all_bounds_is_seen() {
        assert!(overstates(br#"<sst count="3" uniqueCount = "99999999999999999999">"#));
        assert!(overstates(br#"<sst uniqueCount='4000000000'/>"#));
        assert!(overstates(br#"<?xml?><x:sst odd=">" uniqueCount="4000000000">"#));
        assert!(!overstates(br#"<sst uniqueCount="37">"#));
        // A text may speak of it.
        assert!(!overstates(
            br#"<sst uniqueCount="1"><si><t>uniqueCount="4000000000"</t></si></sst>"#
        ));
        assert!(!overstates(br#"<asst uniqueCount="4000000000">"#));
        assert!(!overstates(br#"<sst uniqueCount="000000000000000000000037">"#));
    }
}
