//! Which files may be handed to the system's program: documents and pictures by content and by name, never what runs.

use std::path::Path;

use crate::domain::Sentence;
use crate::intake::kind::Kind;
use crate::intake::{limits, tame};

/// Whether a file may be opened with the program that the system keeps for it.
///
/// The content tells what it is, but the name's ending tells the system which program to start: both must agree.
///
/// # Errors
/// The sentence that says why not.
pub fn openable(path: &Path, bytes: &[u8]) -> Result<(), Sentence> {
    let kind = Kind::of(bytes);
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let endings: &[&str] = match kind {
        Kind::Pdf | Kind::Scan => &["pdf"],
        Kind::Image => &[
            "png", "jpg", "jpeg", "jpe", "jfif", "gif", "bmp", "tif", "tiff", "webp", "heic", "heif",
        ],
        Kind::Doc => &["doc", "dot"],
        Kind::Rtf => &["rtf", "doc"],
        Kind::OpenText => &["odt", "ott"],
        Kind::Locked => &["docx", "xlsx", "doc", "xls"],
        Kind::Binary => &["xlsb"],
        Kind::Workbook | Kind::OpenSheet | Kind::Docx | Kind::Text => &[],
        Kind::Html | Kind::SpreadsheetXml | Kind::Archive | Kind::Other => {
            return Err(Sentence::new("preview-refuse-kind"));
        }
    };
    let agrees = if endings.is_empty() {
        kind.may_end_in(&ending)
    } else {
        endings.contains(&ending.as_str())
    };
    if !agrees {
        return Err(Sentence::new("preview-refuse-ending").text("ending", ending));
    }
    if has_macros(bytes) {
        return Err(Sentence::new("preview-refuse-macros"));
    }
    Ok(())
}

/// Whether a document or workbook carries macros.
fn has_macros(bytes: &[u8]) -> bool {
    let mut found = false;
    limits::names(bytes, |name| {
        let name = name.to_ascii_lowercase();
        let within = |part: &[u8]| name.windows(part.len()).any(|some| some == part);
        // Those of OpenDocument stand in folders of their own.
        let begins = |part: &[u8]| name.starts_with(part);
        found |= within(b"vbaproject") || within(b"macrosheet") || begins(b"basic/") || begins(b"scripts/");
    });
    let wide: Vec<u8> = "_VBA_PROJECT".bytes().flat_map(|byte| [byte, 0]).collect();
    let compound = bytes.starts_with(b"\xd0\xcf\x11\xe0");
    found || (compound && (bytes.windows(wide.len()).any(|part| part == wide) || tame::has_macro_sheet(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_documents_and_pictures_under_their_own_endings_are_opened() {
        let pdf = b"%PDF-1.7\n1 0 obj << /Font 2 0 R >>";
        for (name, bytes, key) in [
            ("a.pdf", pdf.as_slice(), None),
            ("A.PDF", pdf, None),
            ("a.exe", pdf, Some("preview-refuse-ending")),
            ("a.pdf", b"MZ\x90\0\x03\0\0\0", Some("preview-refuse-kind")),
            ("a.pdf", b"\x7fELF\x02\x01\x01\0", Some("preview-refuse-kind")),
            ("a.txt", b"b\xc3\xa1o c\xc3\xa1o", None),
            ("a.bat", b"del /q *", Some("preview-refuse-ending")),
            ("a.desktop", b"[Desktop Entry]\nExec=rm", Some("preview-refuse-ending")),
            ("a.js", b"alert(1)", Some("preview-refuse-ending")),
            ("a.html", b"<html><script>", Some("preview-refuse-kind")),
            ("a", b"b\xc3\xa1o c\xc3\xa1o", Some("preview-refuse-ending")),
            ("a.png", b"\x89PNG\r\n\x1a\n", None),
            ("a.zip", b"PK\x05\x06\0\0", Some("preview-refuse-ending")),
        ] {
            let told = openable(Path::new(name), bytes).err().map(|sentence| sentence.key);
            assert_eq!(told.as_deref(), key, "{name}");
        }
    }

    #[test]
    fn macros_are_refused() {
        let mut book = rust_xlsxwriter::Workbook::new();
        book.add_worksheet();
        let plain = book.save_to_buffer().unwrap();
        assert_eq!(openable(Path::new("a.xlsx"), &plain), Ok(()));
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for name in ["xl/workbook.xml", "xl/vbaProject.bin"] {
            archive.start_file(name, options).unwrap();
        }
        let bytes = archive.finish().unwrap().into_inner();
        let told = openable(Path::new("a.xlsm"), &bytes).unwrap_err();
        assert_eq!(told.key, "preview-refuse-macros");
        for folder in ["Basic/Standard/Module1.xml", "Scripts/python/a.py"] {
            let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for (name, content) in [
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
                (folder, ""),
            ] {
                let stored = options.compression_method(zip::CompressionMethod::Stored);
                archive.start_file(name, stored).unwrap();
                std::io::Write::write_all(&mut archive, content.as_bytes()).unwrap();
            }
            let bytes = archive.finish().unwrap().into_inner();
            let told = openable(Path::new("a.ods"), &bytes).unwrap_err();
            assert_eq!(told.key, "preview-refuse-macros", "{folder}");
        }
    }
}
