//! CMS SignedData as others write it, BER included: who signed what, and whether the signature holds.

use sha1::Digest as _;
use time::OffsetDateTime;

use super::super::certificate::{Certificate, moment};
use super::super::der::{self, Node, tag};
use super::Fault;
use super::algorithm::{Hash, Scheme};

const SIGNED_DATA: &[u64] = &[1, 2, 840, 113_549, 1, 7, 2];
const CONTENT_TYPE: &[u64] = &[1, 2, 840, 113_549, 1, 9, 3];
const MESSAGE_DIGEST: &[u64] = &[1, 2, 840, 113_549, 1, 9, 4];
const SIGNING_TIME: &[u64] = &[1, 2, 840, 113_549, 1, 9, 5];
const SIGNING_CERTIFICATE: &[u64] = &[1, 2, 840, 113_549, 1, 9, 16, 2, 12];
const SIGNING_CERTIFICATE_V2: &[u64] = &[1, 2, 840, 113_549, 1, 9, 16, 2, 47];
const TIMESTAMP: &[u64] = &[1, 2, 840, 113_549, 1, 9, 16, 2, 14];
const TIMESTAMP_INFO: &[u64] = &[1, 2, 840, 113_549, 1, 9, 16, 1, 4];
const KEY_IDENTIFIER: &[u8] = &[0x55, 0x1D, 0x0E];

const CONTEXT_1: u8 = 0xA1;
/// `[0]`, primitive: a signer named by the identifier of the key.
const BY_KEY: u8 = 0x80;
/// OCTET STRING in pieces.
const PIECES: u8 = 0x24;
/// How many signers and certificates are looked at.
const MANY: usize = 64;

/// Signatures with the certificates that came along.
pub(super) struct Message<'a> {
    kind: &'a [u8],
    inside: Option<Vec<u8>>,
    pub(super) certificates: Vec<Certificate>,
    pub(super) signers: Vec<Signer<'a>>,
}

/// One signature.
pub(super) struct Signer<'a> {
    identity: Node<'a>,
    digest: Node<'a>,
    signed: Option<Node<'a>>,
    algorithm: Node<'a>,
    signature: &'a [u8],
    unsigned: Option<Node<'a>>,
}

impl<'a> Message<'a> {
    /// Reads a message; what follows it may only be zeros, which fill the room left for it.
    pub(super) fn read(bytes: &'a [u8]) -> Option<Self> {
        let (outer, padding) = der::read(bytes)?;
        if padding.iter().any(|byte| *byte != 0) {
            return None;
        }
        let outer = outer.of(tag::SEQUENCE)?.children()?;
        if outer.first()?.raw != der::oid(SIGNED_DATA) {
            return None;
        }
        let content = outer.get(1)?.of(tag::CONTEXT_0)?.children()?;
        let parts = content.first()?.of(tag::SEQUENCE)?.children()?;
        let enclosed = parts.get(2)?.of(tag::SEQUENCE)?.children()?;
        let inside = match enclosed.get(1) {
            Some(held) => Some(octets(*held.children()?.first()?, 0)?),
            None => None,
        };
        let certificates = parts.iter().find(|part| part.tag == tag::CONTEXT_0);
        let certificates = certificates.map_or_else(|| Some(Vec::new()), Node::children)?;
        let signers = parts.last()?.of(tag::SET)?.children()?;
        Some(Self {
            kind: enclosed.first()?.raw,
            inside,
            certificates: certificates
                .into_iter()
                .take(MANY)
                .filter_map(|one| Certificate::read(one.raw))
                .collect(),
            signers: signers
                .into_iter()
                .take(MANY)
                .map(Signer::read)
                .collect::<Option<_>>()?,
        })
    }

    /// What it encloses, where it is a timestamp.
    pub(super) fn timestamp(&self) -> Option<Stamp> {
        if self.kind != der::oid(TIMESTAMP_INFO) {
            return None;
        }
        Stamp::read(self.inside.as_ref()?)
    }

    /// What it encloses.
    pub(super) fn inside(&self) -> Option<&[u8]> {
        self.inside.as_deref()
    }
}

/// What a timestamp says: the digest that was shown to its authority, and when.
pub(super) struct Stamp {
    hash: Hash,
    digest: Vec<u8>,
    pub(super) time: OffsetDateTime,
}

impl Stamp {
    fn read(bytes: &[u8]) -> Option<Self> {
        let parts = der::whole(bytes)?.of(tag::SEQUENCE)?.children()?;
        let shown = parts.get(2)?.of(tag::SEQUENCE)?.children()?;
        let time = parts.iter().find(|part| part.tag == tag::GENERALIZED_TIME)?;
        Some(Self {
            hash: Hash::read(*shown.first()?)?,
            digest: shown.get(1)?.of(tag::OCTET_STRING)?.content.to_vec(),
            time: moment(*time)?,
        })
    }

    /// Whether it was made over these bytes.
    pub(super) fn covers(&self, pieces: &[&[u8]]) -> bool {
        self.hash.digest(pieces) == self.digest
    }
}

impl<'a> Signer<'a> {
    fn read(node: Node<'a>) -> Option<Self> {
        let mut parts = node.of(tag::SEQUENCE)?.children()?.into_iter().peekable();
        parts.next()?.of(tag::INTEGER)?;
        Some(Self {
            identity: parts.next()?,
            digest: parts.next()?,
            signed: parts.next_if(|part| part.tag == tag::CONTEXT_0),
            algorithm: parts.next()?,
            signature: parts.next()?.of(tag::OCTET_STRING)?.content,
            unsigned: parts.next_if(|part| part.tag == CONTEXT_1),
        })
    }

    /// The signer's certificate, among those that came along and those that are known.
    pub(super) fn certificate<'c>(&self, mut all: impl Iterator<Item = &'c Certificate>) -> Option<&'c Certificate> {
        match self.identity.tag {
            tag::SEQUENCE => {
                let parts = self.identity.children()?;
                let (issuer, serial) = (parts.first()?.raw, parts.get(1)?.content);
                all.find(|one| one.issuer == issuer && one.serial == serial)
            }
            BY_KEY => all.find(|one| key_identifier(one).as_deref() == Some(self.identity.content)),
            _ => None,
        }
    }

    /// The time that it states itself.
    pub(super) fn signing_time(&self) -> Option<OffsetDateTime> {
        moment(attribute(self.signed?, SIGNING_TIME)?)
    }

    /// The time of the timestamp that was put on this very signature. Whether the authority's own signature holds is not
    /// asked.
    pub(super) fn stamped(&self) -> Option<OffsetDateTime> {
        let token = attribute(self.unsigned?, TIMESTAMP)?;
        let stamp = Message::read(token.raw)?.timestamp()?;
        stamp.covers(&[self.signature]).then_some(stamp.time)
    }

    /// Checks the signature over content that is given in pieces.
    ///
    /// # Errors
    /// Why it does not hold.
    pub(super) fn check(&self, kind: &Message<'_>, leaf: &Certificate, pieces: &[&[u8]]) -> Result<(), Fault> {
        let digest = Hash::read(self.digest).ok_or(Fault::Algorithm)?;
        let scheme = Scheme::read(self.algorithm, Some(digest)).ok_or(Fault::Algorithm)?;
        let content = digest.digest(pieces);
        let Some(signed) = self.signed else {
            return match scheme.hash() == digest && scheme.verifies(leaf, &content, self.signature) {
                true => Ok(()),
                false => Err(Fault::Digest),
            };
        };
        let shown = attribute(signed, MESSAGE_DIGEST).and_then(|shown| shown.of(tag::OCTET_STRING));
        if shown.map(|shown| shown.content) != Some(&content) {
            return Err(Fault::Digest);
        }
        if attribute(signed, CONTENT_TYPE).map(|named| named.raw) != Some(kind.kind) {
            return Err(Fault::Message);
        }
        // Signed as a SET, carried as [0]: RFC 5652, 5.4. The bytes stay as they are but for that tag.
        let message = match signed.raw {
            [_, 0x80, ..] | [] => der::value(tag::SET, &[signed.content]),
            [_, rest @ ..] => [&[tag::SET], rest].concat(),
        };
        if !scheme.verifies(leaf, &scheme.hash().digest(&[&message]), self.signature) {
            return Err(Fault::Signature);
        }
        if names_another(signed, leaf) {
            return Err(Fault::OtherCertificate);
        }
        Ok(())
    }
}

/// Whether the signed attributes bind the signature to another certificate than this one.
fn names_another(signed: Node<'_>, leaf: &Certificate) -> bool {
    let first = |name| {
        let list = attribute(signed, name)?.children()?;
        list.first()?.children()?.first()?.children()
    };
    if let Some(parts) = first(SIGNING_CERTIFICATE_V2) {
        let mut parts = parts.into_iter().peekable();
        let hash = match parts.next_if(|part| part.tag == tag::SEQUENCE) {
            Some(named) => Hash::read(named),
            None => Some(Hash::Sha256),
        };
        let shown = parts.next().map(|shown| shown.content);
        return hash.is_none_or(|hash| shown != Some(&hash.digest(&[leaf.der()])));
    }
    if let Some(parts) = first(SIGNING_CERTIFICATE) {
        let own = sha1::Sha1::digest(leaf.der());
        return parts.first().map(|shown| shown.content) != Some(own.as_slice());
    }
    [SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2]
        .iter()
        .any(|name| attribute(signed, name).is_some())
}

/// The first value of an attribute.
fn attribute<'a>(all: Node<'a>, name: &[u64]) -> Option<Node<'a>> {
    let name = der::oid(name);
    all.children()?.into_iter().find_map(|one| {
        let parts = one.children()?;
        if parts.first()?.raw != name {
            return None;
        }
        parts.get(1)?.children()?.first().copied()
    })
}

/// The bytes of an OCTET STRING, which BER may cut into pieces.
fn octets(node: Node<'_>, depth: usize) -> Option<Vec<u8>> {
    match node.tag {
        tag::OCTET_STRING => Some(node.content.to_vec()),
        PIECES if depth < 4 => {
            let pieces: Option<Vec<_>> = node
                .children()?
                .into_iter()
                .map(|piece| octets(piece, depth + 1))
                .collect();
            Some(pieces?.concat())
        }
        // Old signatures (PKCS #7) enclose any value.
        _ => Some(node.content.to_vec()),
    }
}

fn key_identifier(certificate: &Certificate) -> Option<Vec<u8>> {
    let parts = der::whole(certificate.der())?.children()?;
    let fields = parts.first()?.children()?;
    let extensions = fields.into_iter().find(|field| field.tag == tag::CONTEXT_3)?;
    let list = extensions.children()?.first()?.children()?;
    list.into_iter().find_map(|one| {
        let parts = one.children()?;
        if parts.first()?.content != KEY_IDENTIFIER {
            return None;
        }
        let inner = der::whole(parts.last()?.of(tag::OCTET_STRING)?.content)?;
        Some(inner.content.to_vec())
    })
}
