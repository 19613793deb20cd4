//! What an exported file says of where it comes from: a line among its properties that the program reads again.

use std::fmt;
use std::io::{Cursor, Read as _};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use crate::domain::{ApplicantId, FormId, RoundId};

/// How the line begins, and how it ends.
const HEAD: &str = "thamdinh:1;";
const TAIL: &str = "end";
/// The longest line that is read, in bytes.
const LONGEST: usize = 200_000;

/// Where a file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// SHA-256 of the state it was made from.
    pub state: String,
    /// SHA-256 of what it says.
    pub content: String,
    /// SHA-256 of all figures and words of the journal that it may say, without those of the office; none where an earlier
    /// build of the program made it, which took the SHA-256 of what it says in another way, too.
    pub facts: Option<String>,
    /// The round.
    pub round: RoundId,
    /// The form or report.
    pub form: FormId,
    /// The applicants; none for all of the round.
    pub applicants: Vec<ApplicantId>,
    /// The time it states.
    pub at: String,
    /// The version of the program that made it.
    pub version: String,
    /// It holds several applicants.
    pub book: bool,
    /// It holds the page of who ruled what, too.
    pub provenance: bool,
}

impl fmt::Display for Stamp {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let applicants: Vec<String> = self.applicants.iter().map(|id| masked(id.as_str())).collect();
        let facts = self.facts.as_ref().map(|facts| format!("facts={facts};"));
        let facts = facts.unwrap_or_default();
        write!(
            out,
            "{HEAD}state={};content={};{facts}round={};form={};for={};at={};by={};book={};trace={};{TAIL}",
            self.state,
            self.content,
            masked(self.round.as_str()),
            masked(self.form.as_str()),
            applicants.join(","),
            masked(&self.at),
            masked(&self.version),
            u8::from(self.book),
            u8::from(self.provenance),
        )
    }
}

impl Stamp {
    /// The stamp of a file, wherever it stands in it; none where it has none.
    pub fn find(bytes: &[u8]) -> Option<Self> {
        if bytes.starts_with(b"PK") {
            let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).ok()?;
            let part = archive.by_name("docProps/core.xml").ok()?;
            let mut text = Vec::new();
            part.take(LONGEST as u64).read_to_end(&mut text).ok()?;
            return Self::within(&text);
        }
        Self::within(bytes)
    }

    fn within(bytes: &[u8]) -> Option<Self> {
        let from = bytes.windows(HEAD.len()).position(|some| some == HEAD.as_bytes())?;
        let rest = bytes.get(from + HEAD.len()..)?;
        let rest = rest.get(..rest.len().min(LONGEST))?;
        let mut fields = Vec::new();
        for part in rest.split(|byte| *byte == b';') {
            if part.starts_with(TAIL.as_bytes()) {
                return Self::read(&fields);
            }
            fields.push(std::str::from_utf8(part).ok()?.split_once('=')?);
            if fields.len() > 16 {
                break;
            }
        }
        None
    }

    fn read(fields: &[(&str, &str)]) -> Option<Self> {
        let field = |name: &str| fields.iter().find(|(own, _)| *own == name).map(|(_, value)| *value);
        let applicants = field("for")?.split(',').filter(|id| !id.is_empty());
        Some(Self {
            state: field("state")?.to_owned(),
            content: field("content")?.to_owned(),
            facts: field("facts").map(str::to_owned),
            round: RoundId::new(plain(field("round")?)?),
            form: FormId::new(plain(field("form")?)?),
            applicants: applicants
                .map(|id| plain(id).map(ApplicantId::new))
                .collect::<Option<_>>()?,
            // It is a file's own word, and papers are dated by it.
            at: plain(field("at")?).filter(|at| OffsetDateTime::parse(at, &Rfc3339).is_ok())?,
            version: plain(field("by")?)?,
            book: field("book")? == "1",
            provenance: field("trace")? == "1",
        })
    }
}

/// A text in letters that no file format changes.
fn masked(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn plain(masked: &str) -> Option<String> {
    let mut out = Vec::new();
    let mut bytes = masked.bytes();
    while let Some(byte) = bytes.next() {
        if byte != b'%' {
            out.push(byte);
            continue;
        }
        let digits = [bytes.next()?, bytes.next()?];
        out.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    String::from_utf8(out).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stamp(applicant: &str) -> Stamp {
        Stamp {
            state: "ab".repeat(32),
            content: "cd".repeat(32),
            facts: applicant.len().is_multiple_of(2).then(|| "ef".repeat(32)),
            round: RoundId::new("0123456789ab"),
            form: FormId::new("phu-luc-02"),
            applicants: vec![ApplicantId::new(applicant), ApplicantId::new("x")],
            at: "2023-11-20T09:00:00+07:00".to_owned(),
            version: "0.1.0".to_owned(),
            book: false,
            provenance: false,
        }
    }

    proptest! {
        #[test]
        fn what_was_printed_is_read_again_from_anywhere(applicant in "\\PC{1,20}", before in ".{0,40}") {
            let printed = stamp(&applicant).to_string();
            prop_assert!(printed.is_ascii());
            let bytes = format!("{before}({printed})").into_bytes();
            prop_assert_eq!(Stamp::find(&bytes), Some(stamp(&applicant)));
        }
    }

    #[test]
    fn a_stamp_that_is_cut_or_spoiled_is_none() {
        let printed = stamp("tan-phu").to_string();
        assert_eq!(Stamp::find(printed.trim_end_matches("end").as_bytes()), None);
        assert_eq!(Stamp::find(printed.replace("book=0", "book").as_bytes()), None);
        assert_eq!(Stamp::find(printed.replace("at=2023", "at=x").as_bytes()), None);
        assert_eq!(Stamp::find(b"%PDF-1.7 nothing here"), None);
    }
}
