//! Signing: a PDF, workbook or text inside itself, any file beside it.

mod appearance;
mod office;
mod pdf;

use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;

use super::cms;
use super::error::SignError;
use super::keys::{Signer, fit};
use super::verify::{Checked, Fault, Trust, Verdict, armour, verify_detached};
pub(super) use office::references;
pub use office::sign_office;
pub use pdf::sign_pdf;

/// What a signature states besides who made it.
#[derive(Debug, Clone)]
pub struct Options {
    /// When; stated in Vietnam's time.
    pub time: OffsetDateTime,
    /// Why; may be empty.
    pub reason: String,
    /// Where; may be empty.
    pub place: String,
    /// How it is shown; none for an invisible one.
    pub appearance: Option<Appearance>,
}

impl Options {
    /// An invisible signature that states its time alone.
    pub fn at(time: OffsetDateTime) -> Self {
        Self {
            time,
            reason: String::new(),
            place: String::new(),
            appearance: None,
        }
    }
}

/// How a signature is shown on a page.
#[derive(Debug, Clone)]
pub struct Appearance {
    /// The page.
    pub page: Page,
    /// The place on it.
    pub place: Rect,
    /// A PDF of one page, drawn into that place.
    pub stamp: Vec<u8>,
}

/// A page of a PDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Page {
    /// The first is 1.
    Number(u32),
    /// The last.
    Last,
}

/// A place on a page as it is seen, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rect {
    /// From the page's left edge; from its right edge where negative.
    pub left: f32,
    /// From the page's upper edge; from its lower edge where negative.
    pub top: f32,
    /// Width.
    pub width: f32,
    /// Height.
    pub height: f32,
}

/// Signs any file with a signature beside it (`.p7s`, CAdES baseline B).
///
/// # Errors
/// The certificate may not sign now, or its key fails.
pub fn sign_detached(bytes: &[u8], signer: &dyn Signer, time: OffsetDateTime) -> Result<Vec<u8>, SignError> {
    fit(signer.chain().first().ok_or(SignError::NoKey)?, time)?;
    cms::sign(&Sha256::digest(bytes), signer, Some(time))
}

/// Adds a signature to those that lie beside a file: one `.p7s` with several signers, as CMS has it.
///
/// # Errors
/// The signatures that are there are not of this content or cannot be read, the same certificate signed already, the certificate may not
/// sign now, or its key fails.
pub fn sign_again(
    bytes: &[u8],
    signatures: &[u8],
    signer: &dyn Signer,
    time: OffsetDateTime,
) -> Result<Vec<u8>, SignError> {
    let leaf = signer.chain().first().ok_or(SignError::NoKey)?;
    fit(leaf, time)?;
    let found = verify_detached(bytes, signatures, &Trust::default()).map_err(|_| SignError::OtherContent)?;
    // What another signs with may be unknown here; what is of another content, or by nobody, is not added to.
    let forged = |one: &Checked| match one.verdict {
        Verdict::Altered(_) => true,
        Verdict::Broken(fault) => !matches!(fault, Fault::NoCertificate | Fault::Algorithm | Fault::NotForSigning),
        Verdict::Valid | Verdict::Untrusted | Verdict::NotValidThen | Verdict::TimeUnknown | Verdict::Unchecked => {
            false
        }
    };
    if found.iter().any(forged) {
        return Err(SignError::OtherContent);
    }
    let own = |one: &Checked| {
        let broken = matches!(one.verdict, Verdict::Broken(_));
        !broken && one.serial == leaf.serial() && one.issuer == leaf.issuer()
    };
    if found.iter().any(own) {
        return Err(SignError::SignedAlready(leaf.name()));
    }
    let unpacked = armour(signatures);
    let known = unpacked.as_deref().unwrap_or(signatures);
    cms::add(known, &Sha256::digest(bytes), signer, time)
}
