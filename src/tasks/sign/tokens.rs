//! The keys on the tokens that are plugged in, as they are chosen from; asks for no PIN.

use std::path::Path;

use crate::domain::Sentence;
use crate::signature::PinState;
use crate::tasks::error::TaskError;
use crate::text::date;

/// One key on a token.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TokenKey {
    /// The token's slot.
    pub slot: u64,
    /// The token's name.
    pub token: String,
    /// The certificate's number on the token.
    pub id: String,
    /// Whose certificate it is.
    pub name: String,
    /// Its serial number.
    pub serial: String,
    /// Its last day.
    pub until: String,
    /// What the PIN is asked for with; none where it is entered on the token itself.
    pub ask: Option<Sentence>,
    /// The token is locked.
    pub locked: bool,
}

/// The keys that can sign.
///
/// # Errors
/// The library cannot be used.
pub fn keys(module: &Path) -> Result<Vec<TokenKey>, TaskError> {
    let mut found = Vec::new();
    for token in super::tokens(module)? {
        for one in token.certificates.iter().filter(|one| !one.certificate.authority) {
            let name = one.certificate.name();
            let ask = super::asked(token.pin, &token.label, &name);
            found.push(TokenKey {
                slot: token.slot,
                token: token.label.clone(),
                id: one.id.clone(),
                serial: one.certificate.serial(),
                until: date::display(&date::stamp(one.certificate.not_after)),
                locked: ask.is_none(),
                ask: ask.filter(|_| !token.keypad),
                name,
            });
        }
    }
    Ok(found)
}

/// What a PIN is asked for with; none where the token is locked.
pub(super) fn asked(pin: PinState, token: &str, name: &str) -> Option<Sentence> {
    let key = match pin {
        PinState::Fine => "sign-ask-pin",
        PinState::Low => "sign-ask-pin-low",
        PinState::LastTry => "sign-ask-pin-last",
        PinState::Locked => return None,
    };
    Some(Sentence::new(key).text("token", token).text("name", name))
}
