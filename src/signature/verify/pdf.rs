//! The signatures inside a PDF: found through its form, held against the bytes that they say they cover.

use std::collections::BTreeSet;

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId, xref::XrefRecovery};
use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::message::Message;
use super::{Checked, Fault, FileFault, LARGEST, MANY, Trust, Verdict, checked, revision};

/// A compressed stream may grow to this, in bytes.
const UNPACKED: usize = 64 << 20;
/// How deep fields may lie in each other, and how many there may be.
const DEPTH: usize = 16;
const FIELDS: usize = 10_000;
/// Where a file's end mark must be, from its end.
const TAIL: usize = 2048;

/// Whether bytes are a PDF, by their beginning.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes
        .get(..bytes.len().min(1024))
        .is_some_and(|head| holds(head, b"%PDF-"))
}

/// Verifies every signature of a PDF, in the order in which they were made; none where it bears none.
///
/// # Errors
/// The file is locked, damaged or too large.
pub fn verify_pdf(bytes: &[u8], trust: &Trust) -> Result<Vec<Checked>, FileFault> {
    if bytes.len() > LARGEST {
        return Err(FileFault::TooLarge);
    }
    let tail = bytes.get(bytes.len().saturating_sub(TAIL)..).unwrap_or_default();
    let ends = holds(tail, b"%%EOF");
    let (signed, encrypted) = marks(bytes);
    // Scans of hundreds of pages bear no signature as often as not, and need not be taken apart to tell.
    if !signed && !encrypted {
        return if ends && is_pdf(bytes) {
            Ok(Vec::new())
        } else {
            Err(FileFault::Broken)
        };
    }
    let document = load(bytes)?;
    let rebuilt = document.xref_recovery == Some(XrefRecovery::Reconstructed);
    if rebuilt && !ends {
        return Err(FileFault::Broken);
    }
    let mut found = Vec::new();
    for signature in signatures(&document) {
        if found.len() == MANY {
            return Err(FileFault::TooLarge);
        }
        found.push(verify(bytes, &document, signature, trust));
    }
    found.sort_by_key(|(end, _)| *end);
    Ok(found.into_iter().map(|(_, checked)| checked).collect())
}

/// Opens a PDF as leniently as readers do, but never one that asks for a password.
pub(super) fn load(bytes: &[u8]) -> Result<Document, FileFault> {
    let options = LoadOptions::with_max_decompressed_size(UNPACKED);
    let document = Document::load_mem_with_options(bytes, options).map_err(|fault| match fault {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) | lopdf::Error::UnsupportedSecurityHandler(_) => {
            FileFault::Locked
        }
        _ => FileFault::Broken,
    })?;
    if document.is_encrypted() && !document.was_encrypted() {
        return Err(FileFault::Locked);
    }
    if document.catalog().is_err() {
        return Err(FileFault::Broken);
    }
    Ok(document)
}

/// Whether the bytes speak of a signature's range, and of encryption. Neither can hide in a compressed stream.
fn marks(bytes: &[u8]) -> (bool, bool) {
    let (mut signed, mut encrypted) = (false, false);
    for (at, _) in bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/') {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        signed |= rest.starts_with(b"ByteRange");
        encrypted |= rest.starts_with(b"Encrypt");
    }
    (signed, encrypted)
}

fn holds(bytes: &[u8], word: &[u8]) -> bool {
    bytes.windows(word.len()).any(|window| window == word)
}

/// The dictionaries of the signatures that the fields of the form hold, each once.
fn signatures(document: &Document) -> Vec<&Dictionary> {
    let mut found = Vec::new();
    let mut values = BTreeSet::new();
    for field in signature_fields(document) {
        let Ok(value) = field.get(b"V") else {
            continue;
        };
        if value.as_reference().is_ok_and(|id| !values.insert(id)) {
            continue;
        }
        if let Ok(signature) = document.dereference(value).and_then(|(_, value)| value.as_dict()) {
            found.push(signature);
        }
    }
    found
}

/// The objects that are signatures of the form: those that a verification tells of.
pub(super) fn told(document: &Document) -> BTreeSet<ObjectId> {
    let values = signature_fields(document)
        .into_iter()
        .filter_map(|field| field.get(b"V").ok());
    values.filter_map(|value| value.as_reference().ok()).collect()
}

/// The signature fields of the form.
fn signature_fields(document: &Document) -> Vec<&Dictionary> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let form = document
        .catalog()
        .ok()
        .and_then(|catalog| dictionary(document, catalog, b"AcroForm"));
    let mut waiting: Vec<(&Object, bool, usize)> = Vec::new();
    if let Some(form) = form {
        waiting.extend(
            array(document, form, b"Fields")
                .iter()
                .rev()
                .map(|field| (field, false, 0)),
        );
    }
    while let Some((field, is_signature, depth)) = waiting.pop() {
        if seen.len() == FIELDS || depth == DEPTH {
            break;
        }
        if field.as_reference().is_ok_and(|id| !seen.insert(id)) {
            continue;
        }
        let Ok(field) = document.dereference(field).and_then(|(_, field)| field.as_dict()) else {
            continue;
        };
        let is_signature = match field.get_deref(b"FT", document) {
            Ok(kind) => kind.as_name().is_ok_and(|kind| kind == b"Sig"),
            Err(_) => is_signature,
        };
        if is_signature && field.has(b"V") {
            found.push(field);
        }
        waiting.extend(
            array(document, field, b"Kids")
                .iter()
                .rev()
                .map(|kid| (kid, is_signature, depth + 1)),
        );
    }
    found
}

/// A dictionary that a dictionary holds or names.
pub(super) fn dictionary<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> Option<&'a Dictionary> {
    of.get_deref(key, document).ok()?.as_dict().ok()
}

/// An array that a dictionary holds or names; empty where there is none.
pub(super) fn array<'a>(document: &'a Document, of: &'a Dictionary, key: &[u8]) -> &'a [Object] {
    let found = of.get_deref(key, document).and_then(Object::as_array);
    found.map(Vec::as_slice).unwrap_or_default()
}

/// Verifies one signature; also gives where the bytes end that it covers.
fn verify(bytes: &[u8], document: &Document, signature: &Dictionary, trust: &Trust) -> (usize, Checked) {
    let broken = |fault| Checked {
        name: name(document, signature),
        organisation: None,
        issuer: String::new(),
        serial: String::new(),
        time: None,
        whole_file: false,
        is_timestamp: false,
        verdict: Verdict::Broken(fault),
    };
    let Some(range) = Range::read(bytes, document, signature) else {
        return (bytes.len(), broken(Fault::Range));
    };
    let pieces = [range.before, range.after];
    let Some(message) = Message::read(&range.contents) else {
        return (range.end, broken(Fault::Message));
    };
    let [signer] = message.signers.as_slice() else {
        return (range.end, broken(Fault::Message));
    };
    let is_timestamp = subfilter(document, signature) == b"ETSI.RFC3161";
    let mut found = if is_timestamp {
        // The authority signed what it encloses, and that holds the digest of the file.
        let stamp = message.timestamp();
        let inside = message.inside().unwrap_or_default();
        let time = stamp.as_ref().map(|stamp| stamp.time);
        let mut found = checked(&message, signer, &[inside], time, trust);
        if !stamp.is_some_and(|stamp| stamp.covers(&pieces)) {
            found.verdict = Verdict::Broken(Fault::Digest);
        }
        found.time = time.map(|time| (time, super::TimeSource::Timestamp));
        found
    } else if message.inside().is_some() {
        // `adbe.pkcs7.sha1` signs a SHA-1, which is no longer safe.
        broken(Fault::Algorithm)
    } else {
        let claimed = signature.get_deref(b"M", document).and_then(Object::as_str);
        checked(&message, signer, &pieces, claimed.ok().and_then(moment), trust)
    };
    found.is_timestamp = is_timestamp;
    found.whole_file = range.end == bytes.len();
    if !found.whole_file
        && !matches!(found.verdict, Verdict::Broken(_))
        && let Some(what) = later(bytes, document, &range, signature)
    {
        found.verdict = Verdict::Altered(what);
    }
    (range.end, found)
}

/// What was changed after the bytes that a signature covers.
fn later(bytes: &[u8], document: &Document, range: &Range<'_>, signature: &Dictionary) -> Option<super::Alteration> {
    let rest = bytes.get(range.end..).unwrap_or_default();
    // Comments are no blanks: readers look for the last table there, too.
    if rest.iter().all(|byte| byte.is_ascii_whitespace() || *byte == 0) {
        return None;
    }
    let then = bytes.get(..range.end).and_then(|then| load(then).ok());
    match then.filter(|then| then.xref_recovery.is_none()) {
        Some(then) => revision::altered(&then, document, is_final(document, signature)),
        None => Some(super::Alteration::Unreadable),
    }
}

/// Whether the signature certifies the file as final (DocMDP, 1).
fn is_final(document: &Document, signature: &Dictionary) -> bool {
    array(document, signature, b"Reference").iter().any(|one| {
        let found = || {
            let one = document.dereference(one).ok()?.1.as_dict().ok()?;
            let method = one.get_deref(b"TransformMethod", document).ok()?.as_name().ok()?;
            let terms = dictionary(document, one, b"TransformParams")?;
            Some(method == b"DocMDP" && terms.get_deref(b"P", document).ok()?.as_i64().ok()? == 1)
        };
        found().unwrap_or(false)
    })
}

fn subfilter<'a>(document: &'a Document, signature: &'a Dictionary) -> &'a [u8] {
    let found = signature.get_deref(b"SubFilter", document).and_then(Object::as_name);
    found.unwrap_or_default()
}

/// The name that the file itself gives; shown only where there is no certificate to ask.
fn name(document: &Document, signature: &Dictionary) -> String {
    let text = signature
        .get_deref(b"Name", document)
        .and_then(lopdf::decode_text_string);
    let text = text.unwrap_or_default();
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

/// The bytes that a signature covers, and the signature that lies between them.
struct Range<'a> {
    before: &'a [u8],
    after: &'a [u8],
    end: usize,
    contents: Vec<u8>,
}

impl<'a> Range<'a> {
    /// Reads the range, which must be the file from its first byte, without a hole but the signature itself.
    fn read(bytes: &'a [u8], document: &Document, signature: &Dictionary) -> Option<Self> {
        let numbers: Option<Vec<usize>> = array(document, signature, b"ByteRange")
            .iter()
            .map(|number| document.dereference(number).ok()?.1.as_i64().ok()?.try_into().ok())
            .collect();
        let numbers = numbers?;
        let [0, start, resumed, length] = numbers.as_slice() else {
            return None;
        };
        let end = resumed.checked_add(*length)?;
        let hole = bytes.get(*start..*resumed)?;
        let digits = hole.strip_prefix(b"<")?.strip_suffix(b">")?;
        let contents = unhex(digits)?;
        let stated = signature
            .get_deref(b"Contents", document)
            .and_then(Object::as_str)
            .ok()?;
        let before = bytes.get(..*start)?;
        // In a locked file the reader takes the signature for a locked text; its place must do.
        let is_it = if document.was_encrypted() {
            before.trim_ascii_end().ends_with(b"/Contents")
        } else {
            stated == contents
        };
        is_it.then_some(Self {
            before,
            after: bytes.get(*resumed..end)?,
            end,
            contents,
        })
    }
}

fn unhex(digits: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(digits.len() / 2);
    let mut high = None;
    for digit in digits.iter().filter(|digit| !digit.is_ascii_whitespace()) {
        let value = u8::try_from(char::from(*digit).to_digit(16)?).ok()?;
        match high.take() {
            None => high = Some(value << 4),
            Some(high) => out.push(high | value),
        }
    }
    out.extend(high);
    Some(out)
}

/// A time as PDF writes it, `D:20231115083000+07'00'`; without a zone it is taken for Vietnam's.
fn moment(text: &[u8]) -> Option<OffsetDateTime> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let text = text.strip_prefix("D:").unwrap_or(text);
    let number = |at: usize, len: usize| text.get(at..at + len)?.parse::<u16>().ok();
    let small = |at: usize, or: u8| match text.get(at..at + 2) {
        Some(digits) => digits.parse::<u8>().ok(),
        None => Some(or),
    };
    let date =
        Date::from_calendar_date(number(0, 4)?.into(), Month::try_from(small(4, 1)?).ok()?, small(6, 1)?).ok()?;
    let time = Time::from_hms(small(8, 0)?, small(10, 0)?, small(12, 0)?).ok()?;
    let zone = text.get(14..).unwrap_or_default();
    let offset = match zone.chars().next() {
        None => UtcOffset::from_hms(7, 0, 0).ok()?,
        Some('Z') => UtcOffset::UTC,
        Some(sign) => {
            let hours: i8 = zone.get(1..3)?.parse().ok()?;
            let minutes: i8 = zone.get(4..6).unwrap_or("00").parse().ok()?;
            match sign {
                '+' => UtcOffset::from_hms(hours, minutes, 0).ok()?,
                '-' => UtcOffset::from_hms(-hours, -minutes, 0).ok()?,
                _ => return None,
            }
        }
    };
    Some(PrimitiveDateTime::new(date, time).assume_offset(offset))
}

/// The pages with their numbers.
pub(super) fn pages(document: &Document) -> Vec<(u32, ObjectId)> {
    (1..).zip(document.page_iter()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_in_their_zone() {
        let at = |text: &str| moment(text.as_bytes()).map(OffsetDateTime::unix_timestamp);
        let utc = Some(1_700_011_800);
        assert_eq!(at("D:20231115083000+07'00'"), utc);
        assert_eq!(at("D:20231115083000+07'00"), utc);
        assert_eq!(at("D:20231115083000"), utc);
        assert_eq!(at("D:20231115013000Z"), utc);
        assert_eq!(at("D:20231114203000-05'00'"), utc);
        assert_eq!(at("D:20231314203000Z"), None);
        assert_eq!(at("gần đây"), None);
    }

    #[test]
    fn digits_that_are_none_are_refused() {
        assert_eq!(unhex(b"0aF\n0"), Some(vec![0x0A, 0xF0]));
        assert_eq!(unhex(b"0aF"), Some(vec![0x0A, 0xF0]));
        assert_eq!(unhex(b"0x"), None);
    }
}
