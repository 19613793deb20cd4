//! The bounds of what is read, so that no file can exhaust memory or time.

/// Largest workbook, in bytes.
pub(super) const WORKBOOK: u64 = 64 << 20;
/// Largest size to which a workbook may unpack, in bytes.
pub(super) const UNPACKED: u64 = 512 << 20;
/// Largest table as text, in bytes.
pub(super) const TEXT: usize = 16 << 20;
/// Largest part of a document or workbook that is read as XML, in bytes.
pub(super) const PART: u64 = 64 << 20;
/// Depth of elements in such a part.
pub(super) const ELEMENTS: usize = 256;
/// Tables read of one document.
pub(super) const TABLES: usize = 2_000;
/// Paragraphs read of one document outside its tables.
pub(super) const PARAGRAPHS: usize = 2_000;
/// Cells read of one sheet.
pub(super) const CELLS: usize = 400_000;
/// Text of one sheet, in bytes: one long text may stand in many cells.
pub(super) const TEXTS: usize = 64 << 20;
/// Shared texts that a workbook may say it has.
pub(super) const STRINGS: u64 = 2_000_000;
/// Rows read of one sheet.
pub(super) const ROWS: u32 = 20_000;
/// Columns read of one sheet.
pub(super) const COLUMNS: u32 = 256;
/// Longest text of one cell, in characters: the most that a spreadsheet program itself allows.
pub(super) const CELL_TEXT: usize = 32_767;
/// Sheets read of one workbook.
pub(super) const SHEETS: usize = 600;
/// Evidence files of one applicant.
pub(super) const FILES: usize = 5_000;
/// Depth of folders below an applicant's.
pub(super) const DEPTH: usize = 12;
/// Largest file whose content is hashed, in bytes.
pub(super) const HASHED: u64 = 2 << 30;
/// Files of one archive.
pub(super) const ARCHIVED: usize = 200_000;
/// Largest size to which an archive may unpack, in bytes.
pub(super) const UNARCHIVED: u64 = 32 << 30;
/// Largest size to which one applicant's part of an archive may unpack, in bytes.
pub(super) const LAID_OUT: u64 = 4 << 30;
/// Size up to which no proportion of unpacked to packed is suspect, in bytes.
pub(super) const SUSPECT: u64 = 64 << 20;
/// Largest proportion of unpacked to packed beyond that.
pub(super) const RATIO: u64 = 200;
/// Applicants of one folder.
pub(super) const APPLICANTS: usize = 5_000;

/// The size to which a ZIP archive says it unpacks, by its central directory; none where it has no readable one.
pub(super) fn unpacked_size(bytes: &[u8]) -> Option<u64> {
    let mut total = 0u64;
    directory(bytes, |_, size| total = total.saturating_add(size))?;
    Some(total)
}

/// Tells the names of a ZIP archive's files, by its central directory; false where that cannot be read.
pub(super) fn names(bytes: &[u8], mut tell: impl FnMut(&[u8])) -> bool {
    directory(bytes, |name, _| tell(name)).is_some()
}

/// Goes through a ZIP archive's central directory: each file's name and unpacked size.
fn directory(bytes: &[u8], mut tell: impl FnMut(&[u8], u64)) -> Option<()> {
    let tail_start = bytes.len().saturating_sub(66_000);
    let tail = bytes.get(tail_start..)?;
    let end = tail_start + tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let entries = u16_at(bytes, end + 10)?;
    let mut at = usize::try_from(u32_at(bytes, end + 16)?).ok()?;
    for _ in 0..entries {
        if bytes.get(at..at.checked_add(4)?)? != b"PK\x01\x02" {
            return None;
        }
        let name = usize::from(u16_at(bytes, at + 28)?);
        let size = u64::from(u32_at(bytes, at + 24)?);
        tell(bytes.get(at + 46..at + 46 + name)?, size);
        let lengths = name + usize::from(u16_at(bytes, at + 30)?) + usize::from(u16_at(bytes, at + 32)?);
        at = at.checked_add(46 + lengths)?;
    }
    Some(())
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes
        .get(at..at.checked_add(2)?)?
        .try_into()
        .ok()
        .map(u16::from_le_bytes)
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes
        .get(at..at.checked_add(4)?)?
        .try_into()
        .ok()
        .map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_written_workbook_tells_its_unpacked_size() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet().write(0, 0, "x".repeat(5_000)).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let size = unpacked_size(&bytes).unwrap();
        assert!(size > 5_000 && size < 100_000, "{size}");
        assert_eq!(unpacked_size(&bytes[..bytes.len() / 2]), None);
    }
}
