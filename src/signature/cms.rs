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
/// The place of lists of revoked certificates.
const CONTEXT_1: u8 = 0xA1;

/// Signs what has that SHA-256. A PDF states its time itself (`/M`), and its signature must not; any other file's must.
///
/// # Errors
/// The signer fails, or its key does not belong to its certificate.
pub fn sign(digest: &[u8], signer: &dyn Signer, time: Option<OffsetDateTime>) -> Result<Vec<u8>, SignError> {
    let info = info(digest, signer, time)?;
    let certificates = signer.chain().iter().map(|one| one.der().to_vec()).collect();
    let algorithms = vec![der::sequence(&[&der::oid(SHA_256)])];
    let enclosed = der::sequence(&[&der::oid(DATA)]);
    Ok(message(1, algorithms, &enclosed, certificates, None, vec![info]))
}

/// Adds a signature to a message that bears some already; they stay as they are, to the byte.
///
/// # Errors
/// The message cannot be read or encloses content of its own, the signer fails, or its key does not belong to its
/// certificate.
pub fn add(known: &[u8], digest: &[u8], signer: &dyn Signer, time: OffsetDateTime) -> Result<Vec<u8>, SignError> {
    let parts = Parts::read(known).ok_or(SignError::OtherContent)?;
    let Parts {
        version,
        mut algorithms,
        enclosed,
        mut certificates,
        lists,
        mut infos,
    } = parts;
    let join = |all: &mut Vec<Vec<u8>>, new: Vec<u8>| {
        if !all.contains(&new) {
            all.push(new);
        }
    };
    // With parameters or without: both are written.
    let named = der::oid(SHA_256);
    let is_named = |one: &Vec<u8>| one.windows(named.len()).any(|some| some == named);
    if !algorithms.iter().any(is_named) {
        algorithms.push(der::sequence(&[&named]));
    }
    for one in signer.chain() {
        join(&mut certificates, one.der().to_vec());
    }
    infos.push(info(digest, signer, Some(time))?);
    Ok(message(version, algorithms, &enclosed, certificates, lists, infos))
}

/// The parts of a message that others made, each as it stands.
struct Parts {
    version: u8,
    algorithms: Vec<Vec<u8>>,
    enclosed: Vec<u8>,
    certificates: Vec<Vec<u8>>,
    lists: Option<Vec<u8>>,
    infos: Vec<Vec<u8>>,
}

impl Parts {
    fn read(bytes: &[u8]) -> Option<Self> {
        let (outer, _) = der::read(bytes)?;
        let outer = outer.of(tag::SEQUENCE)?.children()?;
        if outer.first()?.raw != der::oid(SIGNED_DATA) {
            return None;
        }
        let held = outer.get(1)?.of(tag::CONTEXT_0)?.children()?;
        let parts = held.first()?.of(tag::SEQUENCE)?.children()?;
        let mut parts = parts.into_iter().peekable();
        let raw = |node: der::Node<'_>| -> Option<Vec<Vec<u8>>> {
            Some(node.children()?.iter().map(|one| one.raw.to_vec()).collect())
        };
        let version = *parts.next()?.of(tag::INTEGER)?.content.first()?;
        let algorithms = raw(parts.next()?.of(tag::SET)?)?;
        let enclosed = parts.next()?.of(tag::SEQUENCE)?.children()?;
        // Content of its own would speak of that, and not of the file.
        let [kind] = enclosed.as_slice() else {
            return None;
        };
        let enclosed = der::sequence(&[kind.raw]);
        let certificates = match parts.next_if(|part| part.tag == tag::CONTEXT_0) {
            Some(all) => raw(all)?,
            None => Vec::new(),
        };
        let lists = parts
            .next_if(|part| part.tag == CONTEXT_1)
            .map(|part| part.raw.to_vec());
        Some(Self {
            version,
            algorithms,
            enclosed,
            certificates,
            lists,
            infos: raw(parts.next()?.of(tag::SET)?)?,
        })
    }
}

/// One signature with what it states.
fn info(digest: &[u8], signer: &dyn Signer, time: Option<OffsetDateTime>) -> Result<Vec<u8>, SignError> {
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
    Ok(der::sequence(&[
        &der::unsigned(&[1]),
        &identity,
        &sha_256,
        &der::set_of(tag::CONTEXT_0, attributes),
        &algorithm,
        &der::value(tag::OCTET_STRING, &[&signature]),
    ]))
}

/// The message around signatures.
fn message(
    version: u8,
    algorithms: Vec<Vec<u8>>,
    enclosed: &[u8],
    certificates: Vec<Vec<u8>>,
    lists: Option<Vec<u8>>,
    infos: Vec<Vec<u8>>,
) -> Vec<u8> {
    let content = der::sequence(&[
        &der::unsigned(&[version]),
        &der::set_of(tag::SET, algorithms),
        enclosed,
        &der::set_of(tag::CONTEXT_0, certificates),
        &lists.unwrap_or_default(),
        &der::set_of(tag::SET, infos),
    ]);
    der::sequence(&[&der::oid(SIGNED_DATA), &der::value(tag::CONTEXT_0, &[&content])])
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
