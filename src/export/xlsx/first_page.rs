//! The first page's own header: Nghị định 30/2020/NĐ-CP prints no number on it, and the writer of workbooks cannot say so.

use std::io::{self, Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

/// Marks each sheet's header as one that is another on the first page: without the number and, where no cell of the sheet
/// can carry it, with the mark of a draft. All other parts are copied as they are.
pub(super) fn without_header(book: Vec<u8>) -> io::Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(book))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at)?;
        let name = part.name()?.into_owned();
        if !name.starts_with("xl/worksheets/sheet") {
            out.raw_copy_file(part)?;
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text)?;
        let marked = text.replacen("<headerFooter", "<headerFooter differentFirst=\"1\"", 1);
        let marked = match mark(&text) {
            Some(mark) => marked.replacen(END, &format!("<firstHeader>{mark}</firstHeader>{END}"), 1),
            None => marked,
        };
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        out.start_file(name, options)?;
        out.write_all(marked.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

const END: &str = "</headerFooter>";

/// The mark of a draft in the header of a sheet without cells: what stands there before the number.
fn mark(sheet: &str) -> Option<&str> {
    let (_, header) = sheet
        .split_once("<oddHeader>")
        .filter(|_| sheet.contains("<sheetData/>"))?;
    let (mark, _) = header.split_once("&amp;C")?;
    (!mark.is_empty()).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_without_cells_carries_the_mark_of_a_draft_on_its_first_page() {
        let sheet = |data: &str, mark: &str| {
            format!(
                "<worksheet>{data}<headerFooter><oddHeader>{mark}&amp;C&amp;P</oddHeader></headerFooter></worksheet>"
            )
        };
        assert_eq!(mark(&sheet("<sheetData/>", "&amp;LDỰ THẢO")), Some("&amp;LDỰ THẢO"));
        assert_eq!(mark(&sheet("<sheetData/>", "")), None, "sealed");
        assert_eq!(mark(&sheet("<sheetData><row/></sheetData>", "&amp;LDỰ THẢO")), None);
        assert_eq!(mark("<worksheet><sheetData/></worksheet>"), None);
    }
}
