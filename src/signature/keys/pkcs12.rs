//! Keys from a PKCS#12 file (`.p12`, `.pfx`), in the old protections (RC2, 3DES) and the new (AES).

use p12_keystore::{KeyStore, KeyStoreEntry, error::Error};
use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use pkcs8::DecodePrivateKey as _;
use sha2::{Digest as _, Sha256};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::super::certificate::{Certificate, KeyKind};
use super::super::cms;
use super::super::error::SignError;
use super::{Signer, chain, pick};

/// A key read from a file. The private keys wipe their memory when they go.
pub struct Pkcs12 {
    chain: Vec<Certificate>,
    key: Key,
}

enum Key {
    Rsa(Box<rsa::RsaPrivateKey>),
    P256(p256::ecdsa::SigningKey),
    P384(p384::ecdsa::SigningKey),
}

impl std::fmt::Debug for Pkcs12 {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pkcs12")
            .field("chain", &self.chain)
            .finish_non_exhaustive()
    }
}

impl Pkcs12 {
    /// Opens a key file. Where it holds several keys, `certificate` names one: by friendly name, subject or serial.
    /// Accented letters of a password have two notations in Unicode, and a file opens with one of them only: the
    /// password is tried as it was typed, composed and decomposed. A file has no counter that could lock.
    ///
    /// # Errors
    /// The file or its password is wrong, or it holds no key that this program signs with.
    pub fn open(
        bytes: &[u8],
        password: &str,
        certificate: Option<&str>,
        intermediates: &[Certificate],
    ) -> Result<Self, SignError> {
        let store = unlock(bytes, password)?;
        let mut found = Vec::new();
        let mut others = intermediates.to_vec();
        for (alias, entry) in store.entries() {
            match entry {
                KeyStoreEntry::PrivateKeyChain(pair) => {
                    let mut read = pair.chain().iter().filter_map(|one| Certificate::read(one.as_der()));
                    if let Some(leaf) = read.next() {
                        found.push((alias.clone(), leaf, Zeroizing::new(pair.key().to_vec())));
                    }
                    others.extend(read);
                }
                KeyStoreEntry::Certificate(one) => others.extend(Certificate::read(one.as_der())),
                KeyStoreEntry::Secret(_) => {}
            }
        }
        let (_, leaf, key) = pick(found, certificate, |(alias, leaf, _)| {
            vec![alias.clone(), leaf.name(), leaf.serial()]
        })?;
        let unknown = |_| SignError::UnknownKey;
        let key = match leaf.kind() {
            KeyKind::Rsa => Key::Rsa(Box::new(rsa::RsaPrivateKey::from_pkcs8_der(&key).map_err(unknown)?)),
            KeyKind::P256 => Key::P256(p256::ecdsa::SigningKey::from_pkcs8_der(&key).map_err(unknown)?),
            KeyKind::P384 => Key::P384(p384::ecdsa::SigningKey::from_pkcs8_der(&key).map_err(unknown)?),
            KeyKind::Other => return Err(SignError::UnknownKey),
        };
        Ok(Self {
            chain: chain(leaf, &others),
            key,
        })
    }
}

fn unlock(bytes: &[u8], password: &str) -> Result<KeyStore, SignError> {
    let mut notations = vec![Zeroizing::new(password.to_owned())];
    for other in [password.nfc().collect::<String>(), password.nfd().collect()].map(Zeroizing::new) {
        if !notations.contains(&other) {
            notations.push(other);
        }
    }
    let mut fault = SignError::WrongPassword;
    for notation in &notations {
        match KeyStore::from_pkcs12(bytes, notation) {
            Ok(store) => return Ok(store),
            Err(found) => fault = explain(&found),
        }
        if !matches!(fault, SignError::WrongPassword) {
            break;
        }
    }
    Err(fault)
}

/// What the reader's complaint means.
fn explain(fault: &Error) -> SignError {
    match fault {
        Error::MacError(_) | Error::UnpadError | Error::Pkcs5Error(_) => SignError::WrongPassword,
        Error::UnsupportedContentType | Error::UnsupportedEncryptionScheme | Error::UnsupportedMacAlgorithm => {
            SignError::UnknownProtection
        }
        Error::IoError(_)
        | Error::DerError(_)
        | Error::InvalidVersion
        | Error::UnsupportedCertificateType
        | Error::X509Error(_)
        | Error::InvalidLength
        | Error::InvalidParameters
        | Error::InvalidData => SignError::NotPkcs12,
    }
}

impl Signer for Pkcs12 {
    fn chain(&self) -> &[Certificate] {
        &self.chain
    }

    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError> {
        let digest = Sha256::digest(message);
        let failed = |_| SignError::Internal;
        match &self.key {
            // Blinded with random numbers, so that the time it takes tells less of the key; the signature is the same.
            Key::Rsa(key) => key
                .sign_with_rng(
                    &mut rsa::rand_core::OsRng,
                    rsa::Pkcs1v15Sign::new_unprefixed(),
                    &cms::digest_info(&digest),
                )
                .map_err(|_| SignError::Internal),
            Key::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign_prehash(&digest).map_err(failed)?;
                Ok(signature.to_der().as_bytes().to_vec())
            }
            Key::P384(key) => {
                let signature: p384::ecdsa::Signature = key.sign_prehash(&digest).map_err(failed)?;
                Ok(signature.to_der().as_bytes().to_vec())
            }
        }
    }
}
