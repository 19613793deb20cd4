//! The first page's own header: Nghị định 30/2020/NĐ-CP prints no number on it, and the writer of workbooks cannot say so.

use std::io::{self, Cursor, Read as _, Write as _};

use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

/// Marks each sheet's header as one that leaves out the first page. All other parts are copied as they are.
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
        let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
        out.start_file(name, options)?;
        out.write_all(marked.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}
