//! What the signature room's failures mean, in words: what failed, and what to do.

use crate::domain::Sentence;
use crate::signature::{PinState, SignError};

/// Why nothing was signed.
pub fn what(fault: &SignError) -> Sentence {
    match fault {
        SignError::BrokenPdf => Sentence::new("sign-error-broken-pdf"),
        SignError::BrokenOffice => Sentence::new("sign-error-broken-office"),
        SignError::OtherContent => Sentence::new("sign-error-other-content"),
        SignError::SignedAlready(name) => Sentence::new("sign-error-already").text("name", name.as_str()),
        SignError::EncryptedPdf => Sentence::new("sign-error-encrypted-pdf"),
        SignError::LockedPdf => Sentence::new("sign-error-locked-pdf"),
        SignError::NoPage(page) => Sentence::new("sign-error-no-page").number("page", *page),
        SignError::BadAppearance => Sentence::new("sign-error-stamp"),
        SignError::BadPicture => Sentence::new("sign-error-picture"),
        SignError::NotPkcs12 => Sentence::new("sign-error-not-pkcs12"),
        SignError::UnknownProtection => Sentence::new("sign-error-protection"),
        SignError::WrongPassword => Sentence::new("sign-error-password"),
        SignError::NoKey => Sentence::new("sign-error-no-key"),
        SignError::SeveralCertificates(known) => {
            Sentence::new("sign-error-several-certificates").text("known", known.join("; "))
        }
        SignError::NoSuchCertificate { wanted, known } => Sentence::new("sign-error-no-certificate")
            .text("name", wanted.as_str())
            .text("known", known.join("; ")),
        SignError::UnknownKey => Sentence::new("sign-error-unknown-key"),
        SignError::NotValidNow { name, from, until } => Sentence::new("sign-error-not-valid")
            .text("name", name.as_str())
            .text("from", crate::text::date::display(from))
            .text("until", crate::text::date::display(until)),
        SignError::NotForSigning(name) => Sentence::new("sign-error-not-for-signing").text("name", name.as_str()),
        SignError::KeyMismatch => Sentence::new("sign-error-mismatch"),
        SignError::BadCertificates => Sentence::new("sign-error-certificates"),
        SignError::Library(path) => Sentence::new("sign-error-library").text("file", path.to_string_lossy()),
        SignError::NoToken => Sentence::new("sign-error-no-token"),
        SignError::SeveralTokens(known) => Sentence::new("sign-error-several-tokens").text("known", known.join("; ")),
        SignError::NoSuchSlot(slot) => Sentence::new("sign-error-no-slot").text("slot", slot.to_string()),
        SignError::WrongPin(PinState::Fine | PinState::Low) => Sentence::new("sign-error-pin"),
        SignError::WrongPin(PinState::LastTry) => Sentence::new("sign-error-pin-last"),
        SignError::WrongPin(PinState::Locked) => Sentence::new("sign-error-pin-locked"),
        SignError::TokenLocked => Sentence::new("sign-error-locked"),
        SignError::PinExpired => Sentence::new("sign-error-pin-expired"),
        SignError::TokenRemoved => Sentence::new("sign-error-removed"),
        SignError::PinEachTime => Sentence::new("sign-error-pin-each"),
        SignError::Token(message) => Sentence::new("sign-error-token").text("message", message.as_str()),
        SignError::Internal => Sentence::new("sign-error-internal"),
    }
}

/// What to do about it, where that helps.
pub fn hint(fault: &SignError) -> Option<Sentence> {
    let key = match fault {
        SignError::BrokenPdf => "sign-hint-broken-pdf",
        SignError::BrokenOffice => "sign-hint-broken-office",
        SignError::OtherContent => "sign-hint-other-content",
        SignError::EncryptedPdf => "sign-hint-encrypted-pdf",
        SignError::BadPicture => "sign-hint-picture",
        SignError::NotPkcs12 => "sign-hint-not-pkcs12",
        SignError::UnknownProtection => "sign-hint-protection",
        SignError::WrongPassword => "sign-hint-password",
        SignError::SeveralCertificates(_) | SignError::NoSuchCertificate { .. } => "sign-hint-certificate",
        SignError::Library(_) => "sign-hint-library",
        SignError::NoToken | SignError::TokenRemoved => "sign-hint-token",
        SignError::SeveralTokens(_) | SignError::NoSuchSlot(_) => "sign-hint-slot",
        SignError::WrongPin(PinState::Fine | PinState::Low | PinState::LastTry) => "sign-hint-pin",
        SignError::TokenLocked | SignError::WrongPin(PinState::Locked) | SignError::PinExpired => "sign-hint-locked",
        SignError::LockedPdf
        | SignError::SignedAlready(_)
        | SignError::NoPage(_)
        | SignError::BadAppearance
        | SignError::NoKey
        | SignError::UnknownKey
        | SignError::NotValidNow { .. }
        | SignError::NotForSigning(_)
        | SignError::KeyMismatch
        | SignError::BadCertificates
        | SignError::PinEachTime
        | SignError::Token(_)
        | SignError::Internal => return None,
    };
    Some(Sentence::new(key))
}
