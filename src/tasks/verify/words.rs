//! What was found of signatures, in words.

use super::Origin;
use crate::domain::Sentence;
use crate::signature::verify::{Alteration, Fault, FileFault, Verdict};
use crate::text::date;

/// What a signature is worth.
pub fn finding(verdict: Verdict) -> Sentence {
    match verdict {
        Verdict::Valid => Sentence::new("verify-valid"),
        Verdict::Altered(what) => Sentence::new("verify-altered").sentence("what", alteration(what)),
        Verdict::Broken(fault) => Sentence::new("verify-broken").sentence("why", broken(fault)),
        Verdict::Untrusted => Sentence::new("verify-untrusted"),
        Verdict::NotValidThen => Sentence::new("verify-not-valid-then"),
        Verdict::TimeUnknown => Sentence::new("verify-time-unknown"),
        Verdict::Unchecked => Sentence::new("verify-unchecked"),
    }
}

fn alteration(what: Alteration) -> Sentence {
    match what {
        Alteration::Page(page) => Sentence::new("verify-altered-page").text("page", page.to_string()),
        Alteration::Annotation(page) => Sentence::new("verify-altered-annotation").text("page", page.to_string()),
        Alteration::Field => Sentence::new("verify-altered-field"),
        Alteration::Object(number) => Sentence::new("verify-altered-object").text("number", number.to_string()),
        Alteration::Unreadable => Sentence::new("verify-altered-unreadable"),
        Alteration::Final => Sentence::new("verify-altered-final"),
        Alteration::Sheet(number) => Sentence::new("verify-altered-sheet").text("number", number.to_string()),
        Alteration::Text => Sentence::new("verify-altered-text"),
        Alteration::Part => Sentence::new("verify-altered-part"),
        Alteration::Added => Sentence::new("verify-altered-added"),
    }
}

fn broken(fault: Fault) -> Sentence {
    Sentence::new(match fault {
        Fault::Range => "verify-broken-range",
        Fault::Message => "verify-broken-message",
        Fault::NoCertificate => "verify-broken-no-certificate",
        Fault::Digest => "verify-broken-digest",
        Fault::Signature => "verify-broken-signature",
        Fault::OtherCertificate => "verify-broken-other-certificate",
        Fault::Algorithm => "verify-broken-algorithm",
        Fault::NotForSigning => "verify-broken-not-for-signing",
    })
}

/// Why a file's signatures could not be looked at.
pub fn unreadable(fault: FileFault) -> Sentence {
    Sentence::new(match fault {
        FileFault::Locked => "verify-file-locked",
        FileFault::Broken => "verify-file-broken",
        FileFault::TooLarge => "verify-file-too-large",
        FileFault::NoSignature => "verify-file-no-signature",
    })
}

/// What was changed or why a signature does not hold, by its name in JSON, with the number of the page or object.
pub fn detail(verdict: Verdict) -> (Option<&'static str>, Option<u32>) {
    match verdict {
        Verdict::Altered(what) => (Some(what.code()), what.number()),
        Verdict::Broken(fault) => (Some(fault.code()), None),
        Verdict::Valid | Verdict::Untrusted | Verdict::NotValidThen | Verdict::TimeUnknown | Verdict::Unchecked => {
            (None, None)
        }
    }
}

/// Where an exported file stands against the journal.
pub fn compared(origin: &Origin) -> Sentence {
    let short = |state: &str| state.chars().take(12).collect::<String>();
    match origin {
        Origin::Unknown => Sentence::new("closing-origin-unknown"),
        Origin::Same { state, sealed: true } => Sentence::new("closing-origin-same-sealed").text("state", short(state)),
        Origin::Same { state, sealed: false } => Sentence::new("closing-origin-same").text("state", short(state)),
        Origin::Older {
            state,
            sealed: Some(at),
        } => Sentence::new("closing-origin-older-sealed")
            .text("state", short(state))
            .text("at", date::display(at)),
        Origin::Older { state, sealed: None } => Sentence::new("closing-origin-older").text("state", short(state)),
        Origin::Reworded { state } => Sentence::new("closing-origin-reworded").text("state", short(state)),
        Origin::Changed { state } => Sentence::new("closing-origin-changed").text("state", short(state)),
        Origin::SignedOver { state } => Sentence::new("closing-origin-signed-over").text("state", short(state)),
        Origin::OtherVersion { state, version } => Sentence::new("closing-origin-other-version")
            .text("state", short(state))
            .text("version", version.as_str()),
    }
}
