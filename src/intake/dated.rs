//! The day on which a file was last changed: by its own properties where it has any, else by its archive or the disk.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::time::SystemTime;

use time::{Date, Month, OffsetDateTime, format_description::well_known::Rfc3339};

use super::archive::is_sound;
use crate::domain::{DatedBy, EvidenceKind, FileDate};
use crate::text::date::HANOI;

/// Bytes at either end of a PDF in which its dates are looked for.
const ENDS: u64 = 64 << 10;
/// Most bytes of a document's properties.
const PROPERTIES: u64 = 64 << 10;

/// The day on which a file was last changed; `by` is what vouches for the date on the disk.
pub(super) fn modified(path: &Path, kind: EvidenceKind, by: DatedBy) -> Option<FileDate> {
    let own = match kind {
        EvidenceKind::Pdf => ends(path).and_then(|bytes| of_pdf(&bytes)),
        EvidenceKind::Document | EvidenceKind::Spreadsheet => of_document(path),
        EvidenceKind::Image
        | EvidenceKind::Audio
        | EvidenceKind::Video
        | EvidenceKind::Text
        | EvidenceKind::Archive
        | EvidenceKind::Other => None,
    };
    let of = |day: Date, by| FileDate {
        day: format!("{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day()),
        by,
    };
    if let Some(day) = own {
        return Some(of(day, DatedBy::Properties));
    }
    let at = std::fs::metadata(path).ok()?.modified().ok()?;
    let seconds = at.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_secs();
    let moment = OffsetDateTime::from_unix_timestamp(i64::try_from(seconds).ok()?).ok()?;
    let day = moment.to_offset(HANOI).date();
    // Archives and odd disks without a date say 1970 or 1980.
    (day.year() >= 1990).then(|| of(day, by))
}

/// The first and last bytes of a file.
fn ends(path: &Path) -> Option<Vec<u8>> {
    let mut file = File::open(path).ok()?;
    let size = file.metadata().ok()?.len();
    let mut bytes = Vec::new();
    file.by_ref().take(ENDS).read_to_end(&mut bytes).ok()?;
    if size > ENDS {
        file.seek(SeekFrom::Start(size.saturating_sub(ENDS).max(ENDS))).ok()?;
        file.take(ENDS).read_to_end(&mut bytes).ok()?;
    }
    Some(bytes)
}

/// The last day that a PDF's information or metadata names.
fn of_pdf(bytes: &[u8]) -> Option<Date> {
    let after = |mark: &'static [u8]| {
        bytes
            .windows(mark.len())
            .enumerate()
            .filter(move |(_, window)| *window == mark)
            .filter_map(move |(at, _)| bytes.get(at + mark.len()..(at + mark.len() + 48).min(bytes.len())))
    };
    let printed = [&b"/ModDate"[..], b"/CreationDate"]
        .into_iter()
        .flat_map(after)
        .filter_map(|rest| {
            let text = String::from_utf8_lossy(rest);
            of_pdf_date(text.trim_start().strip_prefix("(D:")?)
        });
    let described = [&b"xmp:ModifyDate"[..], b"xmp:CreateDate"]
        .into_iter()
        .flat_map(after)
        .filter_map(|rest| {
            let text = String::from_utf8_lossy(rest);
            of_iso(text.trim_start_matches(['>', '=', '"', '\'']))
        });
    printed.chain(described).max()
}

/// `20231120093000+07'00'`.
fn of_pdf_date(text: &str) -> Option<Date> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<u8>().ok();
    let year: i32 = text.get(..4)?.parse().ok()?;
    let day = Date::from_calendar_date(year, Month::try_from(part(4, 6)?).ok()?, part(6, 8)?).ok()?;
    let zone = text.get(14..).unwrap_or_default();
    let hours: Option<i8> = match (zone.get(..1), zone.get(1..3)) {
        (Some("Z"), _) => Some(0),
        (Some("+"), Some(hours)) => hours.parse().ok(),
        (Some("-"), Some(hours)) => hours.parse::<i8>().ok().map(|hours| -hours),
        _ => None,
    };
    let Some(offset) = hours.and_then(|hours| time::UtcOffset::from_hms(hours, 0, 0).ok()) else {
        return Some(day);
    };
    let moment = day.with_hms(part(8, 10)?, part(10, 12)?, 0).ok()?.assume_offset(offset);
    Some(moment.to_offset(HANOI).date())
}

/// `2023-11-20T02:30:00Z`, or only its day.
fn of_iso(text: &str) -> Option<Date> {
    let end = text.find(['<', '"', '\'']).unwrap_or(text.len());
    let text = text.get(..end)?.trim();
    if let Ok(moment) = OffsetDateTime::parse(text, &Rfc3339) {
        return Some(moment.to_offset(HANOI).date());
    }
    let mut parts = text.get(..10)?.split('-');
    let year = parts.next()?.parse().ok()?;
    let month = Month::try_from(parts.next()?.parse::<u8>().ok()?).ok()?;
    Date::from_calendar_date(year, month, parts.next()?.parse().ok()?).ok()
}

/// The day that the properties of an Office or OpenDocument file name.
fn of_document(path: &Path) -> Option<Date> {
    if !is_sound(path) {
        return None;
    }
    let file = std::io::BufReader::new(File::open(path).ok()?);
    let mut archive = zip::ZipArchive::new(file).ok()?;
    [
        ("docProps/core.xml", "<dcterms:modified"),
        ("meta.xml", "<dc:date"),
        ("docProps/core.xml", "<dcterms:created"),
    ]
    .into_iter()
    .find_map(|(name, mark)| {
        let mut text = Vec::new();
        archive
            .by_name(name)
            .ok()?
            .take(PROPERTIES)
            .read_to_end(&mut text)
            .ok()?;
        let text = String::from_utf8_lossy(&text);
        let (_, rest) = text.split_once(mark)?;
        of_iso(rest.split_once('>')?.1)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn day(date: Option<Date>) -> String {
        date.map_or_else(String::new, |date| date.to_string())
    }

    #[test]
    fn dates_of_pdfs_are_those_of_vietnam() {
        let pdf = b"%PDF-1.7 << /CreationDate (D:20231101080000+07'00') /ModDate (D:20231115183000Z) >>";
        assert_eq!(day(of_pdf(pdf)), "2023-11-16");
        assert_eq!(
            day(of_pdf(b"<xmp:ModifyDate>2023-11-20T23:00:00+07:00</x>")),
            "2023-11-20"
        );
        assert_eq!(
            day(of_pdf(b"xmp:ModifyDate=\"2023-11-20\" /ModDate (D:2023)")),
            "2023-11-20"
        );
        assert_eq!(of_pdf(b"%PDF-1.7 /ModDate (D:20239999)"), None);
    }

    #[test]
    fn a_documents_own_date_goes_before_the_disks() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("a.docx");
        let mut archive = zip::ZipWriter::new(File::create(&path).unwrap());
        archive
            .start_file("docProps/core.xml", zip::write::SimpleFileOptions::default())
            .unwrap();
        archive
            .write_all(b"<cp><dcterms:modified xsi:type=\"x\">2023-11-20T02:00:00Z</dcterms:modified></cp>")
            .unwrap();
        archive.finish().unwrap();
        let found = modified(&path, EvidenceKind::Document, DatedBy::FileSystem).unwrap();
        assert_eq!((found.day.as_str(), found.by), ("2023-11-20", DatedBy::Properties));
        let other = modified(&path, EvidenceKind::Image, DatedBy::Archive).unwrap();
        assert_eq!(other.by, DatedBy::Archive);
    }
}
