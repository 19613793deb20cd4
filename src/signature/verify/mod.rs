//! Verifying what others signed: signatures inside a PDF, workbook or text, and signatures beside any file.
//!
//! What is not checked, and has to be said where results are shown: whether a certificate was revoked, whether the
//! authority behind a timestamp on a signature is trusted, and policies and name constraints of authorities.

mod algorithm;
mod chain;
mod message;
mod office;
mod pdf;
mod revision;

use time::OffsetDateTime;

use super::certificate::{Certificate, base64};
use chain::Chain;
pub use chain::Trust;
use message::{Message, Signer};
pub use office::{is_signed_office, verify_office};
pub use pdf::{is_pdf, verify_pdf};

/// Files larger than this are not looked at, in bytes.
pub const LARGEST: usize = 256 << 20;
/// How many signatures of a file are looked at.
const MANY: usize = 32;

/// What was found of one signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked {
    /// The signer's name; empty where no certificate is there.
    pub name: String,
    /// The signer's organisation.
    pub organisation: Option<String>,
    /// Who issued the signer's certificate, whole name.
    pub issuer: String,
    /// The certificate's serial number, in hexadecimal.
    pub serial: String,
    /// When it was made, and what says so.
    pub time: Option<(OffsetDateTime, TimeSource)>,
    /// Whether it covers the file to its last byte; an earlier one of several does not.
    pub whole_file: bool,
    /// A timestamp on the whole document, by an authority and not by a signer.
    pub is_timestamp: bool,
    /// What it is worth.
    pub verdict: Verdict,
}

/// What a signature is worth; of several faults the gravest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It holds, nothing was changed since, and the certificate was valid and comes from a trusted authority.
    Valid,
    /// It holds for the file as it was then, which was changed since.
    Altered(Alteration),
    /// It does not hold.
    Broken(Fault),
    /// It holds, but its certificate comes from no authority that the council trusts.
    Untrusted,
    /// It holds, but a certificate was not valid at the time that is claimed.
    NotValidThen,
    /// It holds, but nothing says when it was made.
    TimeUnknown,
    /// It is made in a way that this program does not check.
    Unchecked,
}

impl Verdict {
    /// The name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Valid => "valid",
            Self::Altered(_) => "altered",
            Self::Broken(_) => "broken",
            Self::Untrusted => "untrusted",
            Self::NotValidThen => "not-valid-then",
            Self::TimeUnknown => "time-unknown",
            Self::Unchecked => "not-checked",
        }
    }
}

/// What says when a signature was made, the most trustworthy first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TimeSource {
    /// An authority's timestamp on the signature.
    Timestamp,
    /// The signer, within what is signed.
    SigningTime,
    /// The file, within what is signed (`/M`).
    File,
}

impl TimeSource {
    /// The name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Timestamp => "timestamp",
            Self::SigningTime => "signing-time",
            Self::File => "file",
        }
    }
}

/// What was changed after signing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alteration {
    /// What a page shows.
    Page(u32),
    /// A remark, stamp or other annotation on a page.
    Annotation(u32),
    /// What stands in a field of a form.
    Field,
    /// Another object of the file.
    Object(u32),
    /// Something was appended that cannot be read.
    Unreadable,
    /// Something was added although the author certified the file as final.
    Final,
    /// A sheet of a workbook.
    Sheet(u32),
    /// The text of a workbook or document.
    Text,
    /// Another part of a workbook or document.
    Part,
    /// A part of a workbook or document that came after.
    Added,
}

impl Alteration {
    /// The name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Page(_) => "page",
            Self::Annotation(_) => "annotation",
            Self::Field => "field",
            Self::Object(_) => "object",
            Self::Unreadable => "unreadable",
            Self::Final => "final",
            Self::Sheet(_) => "sheet",
            Self::Text => "text",
            Self::Part => "part",
            Self::Added => "added",
        }
    }

    /// The number of the page or object.
    pub fn number(self) -> Option<u32> {
        match self {
            Self::Page(number) | Self::Annotation(number) | Self::Object(number) | Self::Sheet(number) => Some(number),
            Self::Field | Self::Unreadable | Self::Final | Self::Text | Self::Part | Self::Added => None,
        }
    }
}

/// Why a signature does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// The bytes that it says it covers are not the file around it.
    Range,
    /// It cannot be read.
    Message,
    /// The signer's certificate is not there.
    NoCertificate,
    /// The content is not what was signed.
    Digest,
    /// The signature is not by that certificate's key.
    Signature,
    /// It was made for another certificate.
    OtherCertificate,
    /// It uses an algorithm that is unknown or no longer safe.
    Algorithm,
    /// The certificate's key is not for signing.
    NotForSigning,
}

impl Fault {
    /// The name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Range => "range",
            Self::Message => "message",
            Self::NoCertificate => "no-certificate",
            Self::Digest => "digest",
            Self::Signature => "signature",
            Self::OtherCertificate => "other-certificate",
            Self::Algorithm => "algorithm",
            Self::NotForSigning => "not-for-signing",
        }
    }
}

/// Why a file's signatures cannot be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FileFault {
    /// A password is needed to open it.
    #[error("a password is needed")]
    Locked,
    /// It is cut off or damaged.
    #[error("the file is damaged")]
    Broken,
    /// It is too large, or bears too many signatures.
    #[error("the file is too large")]
    TooLarge,
    /// The file beside it is no signature.
    #[error("no signature")]
    NoSignature,
}

impl FileFault {
    /// The name in JSON.
    pub fn code(self) -> &'static str {
        match self {
            Self::Locked => "locked",
            Self::Broken => "broken-file",
            Self::TooLarge => "too-large",
            Self::NoSignature => "no-signature",
        }
    }
}

/// Verifies the signatures of a `.p7s` over the file that it lies beside.
///
/// # Errors
/// The signature file is none.
pub fn verify_detached(content: &[u8], signature: &[u8], trust: &Trust) -> Result<Vec<Checked>, FileFault> {
    let unpacked = armour(signature);
    let bytes = unpacked.as_deref().unwrap_or(signature);
    let message = Message::read(bytes).ok_or(FileFault::NoSignature)?;
    if message.signers.is_empty() {
        return Err(FileFault::NoSignature);
    }
    let mut found: Vec<Checked> = message
        .signers
        .iter()
        .map(|signer| checked(&message, signer, &[content], None, trust))
        .collect();
    // A signature that carries content of its own speaks of that, and not of the file.
    if message.inside().is_some_and(|inside| inside != content) {
        for one in &mut found {
            one.verdict = Verdict::Broken(Fault::Digest);
        }
    }
    Ok(found)
}

/// What lies within `-----BEGIN …-----` lines.
pub(super) fn armour(bytes: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, rest) = text.trim_start().strip_prefix("-----BEGIN ")?.split_once("-----")?;
    base64(rest.split_once("-----END ")?.0)
}

/// Checks one signature over content given in pieces; `claimed` is the time that the file gives it.
fn checked(
    message: &Message<'_>,
    signer: &Signer<'_>,
    pieces: &[&[u8]],
    claimed: Option<OffsetDateTime>,
    trust: &Trust,
) -> Checked {
    let sources = [
        (signer.stamped(), TimeSource::Timestamp),
        (signer.signing_time(), TimeSource::SigningTime),
        (claimed, TimeSource::File),
    ];
    let time = sources.into_iter().find_map(|(time, source)| Some((time?, source)));
    let mut found = Checked {
        name: String::new(),
        organisation: None,
        issuer: String::new(),
        serial: String::new(),
        time,
        whole_file: true,
        is_timestamp: false,
        verdict: Verdict::Broken(Fault::NoCertificate),
    };
    let known = message.certificates.iter().chain(trust.known());
    let Some(leaf) = signer.certificate(known) else {
        return found;
    };
    found.name = leaf.name();
    found.organisation = leaf.organisation();
    found.issuer = leaf.issuer();
    found.serial = leaf.serial();
    found.verdict = match signer.check(message, leaf, pieces) {
        Err(fault) => Verdict::Broken(fault),
        Ok(()) if !leaf.may_sign() => Verdict::Broken(Fault::NotForSigning),
        Ok(()) => standing(leaf, &message.certificates, time.map(|(time, _)| time), trust),
    };
    found
}

fn standing(leaf: &Certificate, others: &[Certificate], time: Option<OffsetDateTime>, trust: &Trust) -> Verdict {
    match trust.follow(leaf, others, time) {
        Chain::Untrusted => Verdict::Untrusted,
        Chain::NotValidThen => Verdict::NotValidThen,
        Chain::Trusted if time.is_none() => Verdict::TimeUnknown,
        Chain::Trusted => Verdict::Valid,
    }
}
