//! What a file is, told by its content and never by its ending, and what to do with one that holds no table for us.

use super::limits;

/// What a file's content is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// A workbook of Excel, of any generation.
    Workbook,
    /// A workbook of OpenDocument.
    OpenSheet,
    /// A Word document of today (`.docx`, `.docm`).
    Docx,
    /// Plain text, perhaps a table of separated columns.
    Text,
    /// A page of the web, often under the name of a workbook.
    Html,
    /// A workbook as XML (Excel 2003).
    SpreadsheetXml,
    /// A binary workbook of Excel (`.xlsb`).
    Binary,
    /// A Word document of before 2007.
    Doc,
    /// Rich text.
    Rtf,
    /// A text of OpenDocument.
    OpenText,
    /// Locked with a password.
    Locked,
    /// PDF with text in it.
    Pdf,
    /// PDF of pictures only.
    Scan,
    /// A picture.
    Image,
    /// An archive of files.
    Archive,
    /// Nothing known.
    Other,
}

/// Bytes of a file's head that are looked at where its kind needs no more.
const HEAD: usize = 64 << 10;

impl Kind {
    /// Tells what a file's bytes are.
    pub fn of(bytes: &[u8]) -> Self {
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        let starts = |magic: &[u8]| head.starts_with(magic);
        if starts(b"PK\x03\x04") || starts(b"PK\x05\x06") {
            of_archive(bytes)
        } else if starts(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            of_compound(bytes)
        } else if starts(&[9, 8]) || starts(&[9, 4, 6, 0]) || starts(&[9, 2, 6, 0]) {
            // A workbook of Excel before 97, without a container.
            Self::Workbook
        } else if head.windows(5).take(1024).any(|window| window == b"%PDF-") {
            of_pdf(bytes)
        } else if starts(b"{\\rtf") {
            Self::Rtf
        } else if is_image(head) {
            Self::Image
        } else if starts(b"Rar!") || starts(b"7z\xbc\xaf\x27\x1c") || starts(b"\x1f\x8b") {
            Self::Archive
        } else {
            of_text(head)
        }
    }

    /// The sentence that says why a file of this kind is not read as a table and what to do; none where it is read.
    pub fn refusal(self) -> Option<&'static str> {
        match self {
            Self::Workbook | Self::OpenSheet | Self::Docx | Self::Text => None,
            Self::Html => Some("intake-kind-html"),
            Self::SpreadsheetXml => Some("intake-kind-spreadsheet-xml"),
            Self::Binary => Some("intake-kind-xlsb"),
            Self::Doc => Some("intake-kind-doc"),
            Self::Rtf => Some("intake-kind-rtf"),
            Self::OpenText => Some("intake-kind-odt"),
            Self::Locked => Some("intake-workbook-locked"),
            Self::Pdf => Some("intake-kind-pdf"),
            Self::Scan => Some("intake-kind-scan"),
            Self::Image => Some("intake-kind-image"),
            Self::Archive => Some("intake-kind-archive"),
            Self::Other => Some("intake-workbook-broken"),
        }
    }

    /// Whether a file of this kind may bear this ending (lower case, without its point).
    pub fn may_end_in(self, ending: &str) -> bool {
        match self {
            Self::Workbook => ["xlsx", "xlsm", "xls", "xlt", "xltx", "xltm", "et"].contains(&ending),
            Self::OpenSheet => ["ods", "ots"].contains(&ending),
            Self::Docx => ["docx", "docm", "dotx", "dotm"].contains(&ending),
            Self::Text => ["csv", "tsv", "tab", "txt"].contains(&ending),
            Self::Html
            | Self::SpreadsheetXml
            | Self::Binary
            | Self::Doc
            | Self::Rtf
            | Self::OpenText
            | Self::Locked
            | Self::Pdf
            | Self::Scan
            | Self::Image
            | Self::Archive
            | Self::Other => true,
        }
    }
}

/// What an archive is, by the names in its central directory.
fn of_archive(bytes: &[u8]) -> Kind {
    let mut kind = Kind::Archive;
    let known = limits::names(bytes, |name| match name {
        b"xl/workbook.xml" => kind = Kind::Workbook,
        b"xl/workbook.bin" => kind = Kind::Binary,
        b"word/document.xml" => kind = Kind::Docx,
        _ => {}
    });
    if kind != Kind::Archive {
        return kind;
    }
    // OpenDocument names its kind in the first file of the archive, stored as it is.
    let first = bytes.get(30..200).unwrap_or_default();
    if first.starts_with(b"mimetypeapplication/vnd.oasis.opendocument.") {
        if first.get(43..).is_some_and(|rest| rest.starts_with(b"spreadsheet")) {
            return Kind::OpenSheet;
        }
        return Kind::OpenText;
    }
    if known { Kind::Archive } else { Kind::Workbook }
}

/// What a compound file (OLE2) is, by the names of its streams.
fn of_compound(bytes: &[u8]) -> Kind {
    let mut kind = Kind::Other;
    // Entries of its directory are 128 bytes long: a name in UTF-16, the name's length, the entry's type.
    for entry in bytes.chunks_exact(128) {
        let (Some([length, 0]), Some(1 | 2)) = (entry.get(64..66), entry.get(66)) else {
            continue;
        };
        let name: String = entry
            .get(..usize::from(*length).saturating_sub(2).min(62))
            .unwrap_or_default()
            .chunks_exact(2)
            .filter_map(|pair| match pair {
                [letter, 0] => Some(char::from(*letter)),
                _ => None,
            })
            .collect();
        match name.as_str() {
            "EncryptedPackage" | "EncryptionInfo" => return Kind::Locked,
            "Workbook" | "Book" => kind = Kind::Workbook,
            "WordDocument" if kind == Kind::Other => kind = Kind::Doc,
            _ => {}
        }
    }
    kind
}

/// Whether a PDF has a text layer: text can only be shown in a font.
fn of_pdf(bytes: &[u8]) -> Kind {
    let holds = |text: &[u8]| bytes.windows(text.len()).any(|window| window == text);
    // In files of today the objects may stand packed; then the fonts' files and widths still show as streams' keys.
    if holds(b"/Font")
        || holds(b"/ObjStm") && !holds(b"/DCTDecode") && !holds(b"/CCITTFaxDecode") && !holds(b"/JBIG2Decode")
    {
        Kind::Pdf
    } else {
        Kind::Scan
    }
}

fn is_image(head: &[u8]) -> bool {
    let at = |place: usize, magic: &[u8]| head.get(place..).is_some_and(|rest| rest.starts_with(magic));
    [b"\x89PNG".as_slice(), b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"]
        .iter()
        .any(|magic| head.starts_with(magic))
        || (head.starts_with(b"BM") && at(6, b"\0\0\0\0"))
        || at(8, b"WEBP")
        || at(4, b"ftyphei")
}

/// What text is: a page, a workbook as XML, or plain; control characters make it no text.
fn of_text(head: &[u8]) -> Kind {
    if head.is_empty() {
        return Kind::Other;
    }
    if !head.starts_with(b"\xff\xfe")
        && !head.starts_with(b"\xfe\xff")
        && !super::delimited::seems_wide(head)
        && head.iter().any(|byte| matches!(byte, 0..=8 | 11 | 14..=25 | 28..=31))
    {
        return Kind::Other;
    }
    let start: String = head
        .iter()
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .skip_while(char::is_ascii_whitespace)
        .take(4096)
        .collect();
    let page = ["<html", "<!doctype html", "<table", "<meta", "<head", "<body"];
    if start.starts_with("<?xml") && start.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        Kind::SpreadsheetXml
    } else if page.iter().any(|tag| start.starts_with(tag))
        || (start.starts_with("<?xml") && start.contains("<html"))
        || start.starts_with("mime-version:")
    {
        Kind::Html
    } else if start.starts_with("<?xml") {
        Kind::Other
    } else {
        Kind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_tells_the_kind() {
        for (bytes, kind) in [
            (b"\xef\xbb\xbfTT;T\xc3\xaan".as_slice(), Kind::Text),
            (b"TT\tK\xea\xec ho\xf1ch", Kind::Text),
            (b"\xff\xfeT\0T\0;\0", Kind::Text),
            (b"T\0T\0;\0T\0", Kind::Text),
            (b"\r\n<HTML><table>", Kind::Html),
            (b"<?xml version=\"1.0\"?><html>", Kind::Html),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                Kind::SpreadsheetXml,
            ),
            (b"{\\rtf1 a}", Kind::Rtf),
            (b"%PDF-1.4 /Type /Font", Kind::Pdf),
            (b"%PDF-1.4 /Filter /DCTDecode", Kind::Scan),
            (b"\x89PNG\r\n", Kind::Image),
            (b"\xff\xd8\xff\xe0", Kind::Image),
            (b"Rar!\x1a\x07", Kind::Archive),
            (b"a\x01b\x1b", Kind::Other),
            (b"a;\x1b[31mb", Kind::Text),
            (b"", Kind::Other),
        ] {
            assert_eq!(Kind::of(bytes), kind, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
