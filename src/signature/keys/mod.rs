//! Keys that sign: from a file (PKCS#12) or on a token (PKCS#11), each with its certificate and those that issued it.

pub mod pkcs11;
pub mod pkcs12;

use rsa::pkcs1::DecodeRsaPublicKey as _;
use sha2::{Digest as _, Sha256};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::certificate::{Certificate, KeyKind};
use super::cms;
use super::error::SignError;

/// Something that signs.
pub trait Signer {
    /// The certificate of its key first, then those that issued it, each by the next. Roots are left out: whoever checks
    /// has their own.
    fn chain(&self) -> &[Certificate];

    /// Signs a message over its SHA-256: PKCS #1 v1.5, or ECDSA as a DER pair.
    ///
    /// # Errors
    /// The key cannot be used.
    fn sign(&self, message: &[u8]) -> Result<Vec<u8>, SignError>;
}

/// Lines up a certificate and those that issued it, from a heap of others.
fn chain(leaf: Certificate, others: &[Certificate]) -> Vec<Certificate> {
    let mut chain = vec![leaf];
    while let Some(last) = chain.last().filter(|last| !last.is_root()) {
        let issuer = others
            .iter()
            .find(|other| other.subject == last.issuer && !other.is_root() && !chain.contains(other));
        match issuer.cloned() {
            Some(issuer) => chain.push(issuer),
            None => break,
        }
    }
    chain
}

/// Refuses a certificate that is not for signing, or not valid at the time.
///
/// # Errors
/// Why it may not be used.
pub fn fit(certificate: &Certificate, time: OffsetDateTime) -> Result<(), SignError> {
    let print = |time: OffsetDateTime| time.format(&Rfc3339).unwrap_or_default();
    if certificate.kind() == KeyKind::Other {
        return Err(SignError::UnknownKey);
    }
    if !certificate.may_sign() {
        return Err(SignError::NotForSigning(certificate.name()));
    }
    if !certificate.valid_at(time) {
        return Err(SignError::NotValidNow {
            name: certificate.name(),
            from: print(certificate.not_before),
            until: print(certificate.not_after),
        });
    }
    Ok(())
}

/// Whether a signature over the SHA-256 of a message is by the key of a certificate.
pub fn verifies(certificate: &Certificate, message: &[u8], signature: &[u8]) -> bool {
    use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
    let digest = Sha256::digest(message);
    let Some(key) = certificate.key_bits() else {
        return false;
    };
    match certificate.kind() {
        KeyKind::Rsa => rsa::RsaPublicKey::from_pkcs1_der(key).is_ok_and(|key| {
            let padding = rsa::Pkcs1v15Sign::new_unprefixed();
            key.verify(padding, &cms::digest_info(&digest), signature).is_ok()
        }),
        KeyKind::P256 => p256::ecdsa::VerifyingKey::from_sec1_bytes(key)
            .ok()
            .zip(p256::ecdsa::Signature::from_der(signature).ok())
            .is_some_and(|(key, signature)| key.verify_prehash(&digest, &signature).is_ok()),
        KeyKind::P384 => p384::ecdsa::VerifyingKey::from_sec1_bytes(key)
            .ok()
            .zip(p384::ecdsa::Signature::from_der(signature).ok())
            .is_some_and(|(key, signature)| key.verify_prehash(&digest, &signature).is_ok()),
        KeyKind::Other => false,
    }
}

/// Picks the one that was asked for, or the only one there is. `names` gives what each may be called: the first is shown.
fn pick<T>(mut all: Vec<T>, wanted: Option<&str>, names: impl Fn(&T) -> Vec<String>) -> Result<T, SignError> {
    let shown = |all: &[T]| -> Vec<String> { all.iter().map(|one| names(one).join(" · ")).collect() };
    if let Some(wanted) = wanted {
        let known = shown(&all);
        let same = |name: &String| name.trim().eq_ignore_ascii_case(wanted.trim());
        all.retain(|one| names(one).iter().any(same));
        if all.is_empty() {
            let wanted = wanted.to_owned();
            return Err(SignError::NoSuchCertificate { wanted, known });
        }
    }
    let several = shown(&all);
    match (all.pop(), all.is_empty()) {
        (Some(only), true) => Ok(only),
        (Some(_), false) => Err(SignError::SeveralCertificates(several)),
        (None, _) => Err(SignError::NoKey),
    }
}
