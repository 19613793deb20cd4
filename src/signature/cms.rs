//! CMS SignedData, detached, with the signed attributes that CAdES baseline B asks for.

use sha2::{Digest, Sha256};
use time::{OffsetDateTime, UtcOffset, macros::format_description};

use super::der::{self, tag};
use super::error::SignError;
use super::keys::{self, Signer};

const DATA: &[u64] = &[1, 2, 840, 113_549, 1, 7, 1];
const SIGNED_DATA: &[u64] = &[1, 2, 840, 113_549, 1, 7, 2];
const CONTENT_TYPE: &[u64] = &[1, 2, 840, 113_549, 1, 9, 3];
const MESSAGE_DIGEST: &[u64] = &[1, 2, 840, 113_549, 1, 9, 4];
const SIGNING_TIME: &[u64] = &[1, 2, 840, 113_549, 1, 9, 5];
const SIGNING_CERTIFICATE_V2: &[u64] = &[1, 2, 840, 113_549, 1, 9, 16, 2, 47];
const SHA_256: &[u64] = &[2, 16, 840, 1, 101, 3, 4, 2, 1];
const SHA_256_WITH_RSA: &[u64] = &[1, 2, 840, 113_549, 1, 1, 11];
const SHA_256_WITH_ECDSA: &[u64] = &[1, 2, 840, 10_045, 4, 3, 2];

const NULL: &[u8] = &[5, 0];

/// Signs what has that SHA-256. A PDF states its time itself (`/M`), and its signature must not; any other file's must.
///
/// # Errors
/// The signer fails, or its key does not belong to its certificate.
pub fn sign(digest: &[u8], signer: &dyn Signer, time: Option<OffsetDateTime>) -> Result<Vec<u8>, SignError> {
    let leaf = signer.chain().first().ok_or(SignError::NoKey)?;
    let sha_256 = der::sequence(&[&der::oid(SHA_256)]);
    let identity = der::sequence(&[&leaf.issuer, &der::value(tag::INTEGER, &[&leaf.serial])]);

    let mut attributes = vec![
        attribute(CONTENT_TYPE, &der::oid(DATA)),
        attribute(MESSAGE_DIGEST, &der::value(tag::OCTET_STRING, &[digest])),
        attribute(SIGNING_CERTIFICATE_V2, &signing_certificate(leaf)),
    ];
    if let Some(time) = time {
        attributes.push(attribute(SIGNING_TIME, &moment(time)?));
    }
    // Signed as a SET, carried as [0]: RFC 5652, 5.4.
    let signed = der::set_of(tag::SET, attributes.clone());
    let signature = signer.sign(&signed)?;
    if !keys::verifies(leaf, &signed, &signature) {
        return Err(SignError::KeyMismatch);
    }
    let algorithm = match leaf.kind() {
        super::KeyKind::Rsa => der::sequence(&[&der::oid(SHA_256_WITH_RSA), NULL]),
        super::KeyKind::P256 | super::KeyKind::P384 => der::sequence(&[&der::oid(SHA_256_WITH_ECDSA)]),
        super::KeyKind::Other => return Err(SignError::UnknownKey),
    };
    let info = der::sequence(&[
        &der::unsigned(&[1]),
        &identity,
        &sha_256,
        &der::set_of(tag::CONTEXT_0, attributes),
        &algorithm,
        &der::value(tag::OCTET_STRING, &[&signature]),
    ]);
    let certificates = signer.chain().iter().map(|one| one.der().to_vec()).collect();
    let content = der::sequence(&[
        &der::unsigned(&[1]),
        &der::set_of(tag::SET, vec![sha_256]),
        &der::sequence(&[&der::oid(DATA)]),
        &der::set_of(tag::CONTEXT_0, certificates),
        &der::set_of(tag::SET, vec![info]),
    ]);
    Ok(der::sequence(&[
        &der::oid(SIGNED_DATA),
        &der::value(tag::CONTEXT_0, &[&content]),
    ]))
}

fn attribute(name: &[u64], value: &[u8]) -> Vec<u8> {
    der::sequence(&[&der::oid(name), &der::value(tag::SET, &[value])])
}

/// Binds the signature to this one certificate: RFC 5035, ESSCertIDv2 with SHA-256 (the default, so not named).
fn signing_certificate(leaf: &super::Certificate) -> Vec<u8> {
    let hash = der::value(tag::OCTET_STRING, &[Sha256::digest(leaf.der()).as_slice()]);
    let issuer = der::sequence(&[&der::value(tag::CONTEXT_4, &[&leaf.issuer])]);
    let serial = der::value(tag::INTEGER, &[&leaf.serial]);
    let id = der::sequence(&[&hash, &der::sequence(&[&issuer, &serial])]);
    der::sequence(&[&der::sequence(&[&id])])
}

/// A time as CMS wants it: two digits of the year until 2049.
fn moment(time: OffsetDateTime) -> Result<Vec<u8>, SignError> {
    let time = time.to_offset(UtcOffset::UTC);
    let (tag, text) = if (1950..2050).contains(&time.year()) {
        let format = format_description!("[year repr:last_two][month][day][hour][minute][second]Z");
        (tag::UTC_TIME, time.format(format))
    } else {
        let format = format_description!("[year][month][day][hour][minute][second]Z");
        (tag::GENERALIZED_TIME, time.format(format))
    };
    let text = text.map_err(|_| SignError::Internal)?;
    Ok(der::value(tag, &[text.as_bytes()]))
}

/// `DigestInfo` of a SHA-256, for tokens that only pad and sign (PKCS #1, 9.2).
pub(super) fn digest_info(digest: &[u8]) -> Vec<u8> {
    let algorithm = der::sequence(&[&der::oid(SHA_256), NULL]);
    der::sequence(&[&algorithm, &der::value(tag::OCTET_STRING, &[digest])])
}
