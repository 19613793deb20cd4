//! Keys on a token (USB, smart card), through the library of its maker. A token locks after a few wrong PINs, so a PIN
//! is used once, for the token that the person chose, and is kept nowhere.

use std::path::Path;

use cryptoki::context::{CInitializeArgs, CInitializeFlags, Pkcs11};
use cryptoki::error::{Error, RvError};
use cryptoki::mechanism::Mechanism;
use cryptoki::object::{Attribute, AttributeType, CertificateType, ObjectClass, ObjectHandle};
use cryptoki::session::{Session, UserType};
use cryptoki::types::AuthPin;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::super::certificate::{Certificate, KeyKind};
use super::super::error::{PinState, SignError};
use super::super::{cms, der};
use super::{Signer, chain, pick};

/// A token's library, loaded.
#[derive(Debug)]
pub struct Module {
    context: Pkcs11,
}

/// A token with the certificates that it shows without a PIN.
#[derive(Debug, Clone)]
pub struct Token {
    /// The number of its slot.
    pub slot: u64,
    /// Its name.
    pub label: String,
    /// Its maker.
    pub manufacturer: String,
    /// Its serial number.
    pub serial: String,
    /// How many tries its PIN has left, as far as it tells.
    pub pin: PinState,
    /// Whether the PIN is entered on the token's own keys.
    pub keypad: bool,
    /// Its certificates.
    pub certificates: Vec<TokenCertificate>,
}

/// A certificate on a token.
#[derive(Debug, Clone)]
pub struct TokenCertificate {
    /// Its label.
    pub label: String,
    /// Its number on the token, in hexadecimal; its key has the same.
    pub id: String,
    /// The certificate.
    pub certificate: Certificate,
}

/// A token and a certificate on it, chosen but not yet unlocked.
#[derive(Debug)]
pub struct Chosen {
    context: Pkcs11,
    slot: cryptoki::slot::Slot,
    /// The token.
    pub token: Token,
    /// The certificate.
    pub certificate: TokenCertificate,
}

/// A key on an unlocked token.
#[derive(Debug)]
pub struct TokenKey {
    session: Session,
    key: ObjectHandle,
    chain: Vec<Certificate>,
}

impl Module {
    /// Loads the library of a token's maker (`.so`, `.dll`, `.dylib`).
    ///
    /// # Errors
    /// It is not there, or is no such library.
    pub fn load(path: &Path) -> Result<Self, SignError> {
        let context = Pkcs11::new(path).map_err(|_| SignError::Library(path.to_owned()))?;
        match context.initialize(CInitializeArgs::new(CInitializeFlags::OS_LOCKING_OK)) {
            Ok(()) | Err(Error::Pkcs11(RvError::CryptokiAlreadyInitialized, _)) => Ok(Self { context }),
            Err(fault) => Err(explain(&fault)),
        }
    }

    /// The tokens that are plugged in, with their certificates. Asks for no PIN.
    ///
    /// # Errors
    /// The library fails.
    pub fn tokens(&self) -> Result<Vec<Token>, SignError> {
        let found = self.slots()?.into_iter();
        Ok(found.map(|(_, token)| token).collect())
    }

    fn slots(&self) -> Result<Vec<(cryptoki::slot::Slot, Token)>, SignError> {
        let slots = self
            .context
            .get_slots_with_initialized_token()
            .map_err(|fault| explain(&fault))?;
        let read = slots.into_iter().map(|slot| {
            let info = self.context.get_token_info(slot).map_err(|fault| explain(&fault))?;
            let session = self.context.open_ro_session(slot).map_err(|fault| explain(&fault))?;
            let token = Token {
                slot: slot.id(),
                label: info.label().trim().to_owned(),
                manufacturer: info.manufacturer_id().trim().to_owned(),
                serial: info.serial_number().trim().to_owned(),
                pin: pin_state(&info),
                keypad: info.protected_authentication_path(),
                certificates: certificates(&session)?,
            };
            Ok((slot, token))
        });
        read.collect()
    }

    /// Chooses a token by its slot and a certificate by its label, number or serial. Neither need be named where there
    /// is only one that has a key for signing; nothing is guessed among several.
    ///
    /// # Errors
    /// There is none such, or several.
    pub fn choose(&self, slot: Option<u64>, certificate: Option<&str>) -> Result<Chosen, SignError> {
        let mut slots = self.slots()?;
        if slots.is_empty() {
            return Err(SignError::NoToken);
        }
        if let Some(wanted) = slot {
            slots.retain(|(_, token)| token.slot == wanted);
        }
        let several: Vec<String> = slots
            .iter()
            .map(|(_, token)| format!("{} · {}", token.slot, token.label))
            .collect();
        let (slot, token) = match (slots.pop(), slots.is_empty()) {
            (Some(only), true) => only,
            (Some(_), false) => return Err(SignError::SeveralTokens(several)),
            (None, _) => return Err(SignError::NoSuchSlot(slot.unwrap_or_default())),
        };
        let own = token
            .certificates
            .iter()
            .filter(|one| !one.certificate.authority)
            .cloned()
            .collect();
        let certificate = pick(own, certificate, |one| {
            vec![
                one.label.clone(),
                one.id.clone(),
                one.certificate.name(),
                one.certificate.serial(),
            ]
        })?;
        Ok(Chosen {
            context: self.context.clone(),
            slot,
            token,
            certificate,
        })
    }
}

impl Chosen {
    /// Unlocks the token with its PIN, once. A wrong PIN is told and never tried again.
    ///
    /// # Errors
    /// The PIN is wrong or the token locked, or the certificate has no key there.
    pub fn unlock(self, pin: Zeroizing<String>, intermediates: &[Certificate]) -> Result<TokenKey, SignError> {
        if self.token.pin == PinState::Locked {
            return Err(SignError::TokenLocked);
        }
        let session = self
            .context
            .open_ro_session(self.slot)
            .map_err(|fault| explain(&fault))?;
        let secret = (!self.token.keypad).then(|| AuthPin::from(pin.as_str()));
        drop(pin);
        match session.login(UserType::User, secret.as_ref()) {
            Ok(()) | Err(Error::Pkcs11(RvError::UserAlreadyLoggedIn, _)) => {}
            Err(Error::Pkcs11(RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange, _)) => {
                let left = self.context.get_token_info(self.slot);
                return Err(SignError::WrongPin(left.map_or(PinState::Low, |info| pin_state(&info))));
            }
            Err(fault) => return Err(explain(&fault)),
        }
        drop(secret);
        let id: Vec<u8> = (0..self.certificate.id.len())
            .step_by(2)
            .filter_map(|at| u8::from_str_radix(self.certificate.id.get(at..at + 2)?, 16).ok())
            .collect();
        let wanted = [
            Attribute::Class(ObjectClass::PRIVATE_KEY),
            Attribute::Sign(true),
            Attribute::Id(id),
        ];
        let keys = session.find_objects(&wanted).map_err(|fault| explain(&fault))?;
        let key = *keys.first().ok_or(SignError::NoKey)?;
        let mut others: Vec<Certificate> = self.token.certificates.into_iter().map(|one| one.certificate).collect();
        others.extend_from_slice(intermediates);
        Ok(TokenKey {
            session,
            key,
            chain: chain(self.certificate.certificate, &others),
        })
    }
}

impl Signer for TokenKey {
    fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let digest = Sha256::digest(message);
        let kind = self.chain.first().map_or(KeyKind::Other, Certificate::kind);
        match kind {
            KeyKind::Rsa => match self.session.sign(&Mechanism::Sha256RsaPkcs, self.key, message) {
                // Some tokens only pad and sign what was hashed before.
                Err(Error::Pkcs11(RvError::MechanismInvalid, _)) => {
                    let info = cms::digest_info(&digest);
                    self.session.sign(&Mechanism::RsaPkcs, self.key, &info)
                }
                other => other,
            }
            .map_err(|fault| explain(&fault)),
            KeyKind::P256 | KeyKind::P384 => {
                let pair = self
                    .session
                    .sign(&Mechanism::Ecdsa, self.key, &digest)
                    .map_err(|fault| explain(&fault))?;
                let (r, s) = pair.split_at_checked(pair.len() / 2).ok_or(SignError::Internal)?;
                Ok(der::sequence(&[&der::unsigned(r), &der::unsigned(s)]))
            }
            KeyKind::Other => Err(SignError::UnknownKey),
        }
    }
}

fn pin_state(info: &cryptoki::slot::TokenInfo) -> PinState {
    if info.user_pin_locked() {
        PinState::Locked
    } else if info.user_pin_final_try() {
        PinState::LastTry
    } else if info.user_pin_count_low() {
        PinState::Low
    } else {
        PinState::Fine
    }
}

fn certificates(session: &Session) -> Result<Vec<TokenCertificate>, SignError> {
    let wanted = [
        Attribute::Class(ObjectClass::CERTIFICATE),
        Attribute::CertificateType(CertificateType::X_509),
    ];
    let handles = session.find_objects(&wanted).map_err(|fault| explain(&fault))?;
    let mut found = Vec::new();
    for handle in handles {
        let asked = [AttributeType::Value, AttributeType::Id, AttributeType::Label];
        let attributes = session
            .get_attributes(handle, &asked)
            .map_err(|fault| explain(&fault))?;
        let (mut certificate, mut id, mut label) = (None, String::new(), String::new());
        for attribute in attributes {
            match attribute {
                Attribute::Value(bytes) => certificate = Certificate::read(&bytes),
                Attribute::Id(bytes) => id = bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
                Attribute::Label(bytes) => {
                    label = String::from_utf8_lossy(&bytes)
                        .chars()
                        .filter(|c| !c.is_control())
                        .collect();
                }
                _ => {}
            }
        }
        if let Some(certificate) = certificate {
            found.push(TokenCertificate { label, id, certificate });
        }
    }
    Ok(found)
}

fn explain(fault: &Error) -> SignError {
    match fault {
        Error::Pkcs11(RvError::PinLocked, _) => SignError::TokenLocked,
        Error::Pkcs11(RvError::PinExpired, _) => SignError::PinExpired,
        Error::Pkcs11(RvError::DeviceRemoved | RvError::TokenNotPresent | RvError::SessionHandleInvalid, _) => {
            SignError::TokenRemoved
        }
        Error::Pkcs11(RvError::UserNotLoggedIn, _) => SignError::PinEachTime,
        other => SignError::Token(other.to_string()),
    }
}
