//! The algorithms that a signature may be made with: SHA-2 with RSA (PKCS #1 v1.5 and PSS) or with ECDSA.

use p256::ecdsa::signature::hazmat::PrehashVerifier as _;
use rsa::pkcs1::DecodeRsaPublicKey as _;
use sha2::{Sha256, Sha384, Sha512};

use super::super::certificate::{Certificate, KeyKind};
use super::super::der::{self, Node, tag};

const SHA_256: &[u64] = &[2, 16, 840, 1, 101, 3, 4, 2, 1];
const SHA_384: &[u64] = &[2, 16, 840, 1, 101, 3, 4, 2, 2];
const SHA_512: &[u64] = &[2, 16, 840, 1, 101, 3, 4, 2, 3];
const RSA: &[u64] = &[1, 2, 840, 113_549, 1, 1, 1];
const RSA_PSS: &[u64] = &[1, 2, 840, 113_549, 1, 1, 10];
const RSA_WITH: [(&[u64], Hash); 3] = [
    (&[1, 2, 840, 113_549, 1, 1, 11], Hash::Sha256),
    (&[1, 2, 840, 113_549, 1, 1, 12], Hash::Sha384),
    (&[1, 2, 840, 113_549, 1, 1, 13], Hash::Sha512),
];
const MGF1: &[u64] = &[1, 2, 840, 113_549, 1, 1, 8];
const EC: &[u64] = &[1, 2, 840, 10_045, 2, 1];
const EC_WITH: [(&[u64], Hash); 3] = [
    (&[1, 2, 840, 10_045, 4, 3, 2], Hash::Sha256),
    (&[1, 2, 840, 10_045, 4, 3, 3], Hash::Sha384),
    (&[1, 2, 840, 10_045, 4, 3, 4], Hash::Sha512),
];

/// A digest that is still thought safe.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hash {
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    /// Reads an algorithm identifier.
    pub(super) fn read(algorithm: Node<'_>) -> Option<Self> {
        let parts = algorithm.of(tag::SEQUENCE)?.children()?;
        let name = parts.first()?.raw;
        [Self::Sha256, Self::Sha384, Self::Sha512]
            .into_iter()
            .find(|hash| der::oid(hash.name()) == name)
    }

    fn name(self) -> &'static [u64] {
        match self {
            Self::Sha256 => SHA_256,
            Self::Sha384 => SHA_384,
            Self::Sha512 => SHA_512,
        }
    }

    /// The digest of pieces in their order.
    pub(super) fn digest(self, pieces: &[&[u8]]) -> Vec<u8> {
        fn of<D: sha2::Digest>(pieces: &[&[u8]]) -> Vec<u8> {
            let mut hasher = D::new();
            for piece in pieces {
                hasher.update(piece);
            }
            hasher.finalize().to_vec()
        }
        match self {
            Self::Sha256 => of::<Sha256>(pieces),
            Self::Sha384 => of::<Sha384>(pieces),
            Self::Sha512 => of::<Sha512>(pieces),
        }
    }

    /// `DigestInfo` of PKCS #1, 9.2.
    fn info(self, digest: &[u8]) -> Vec<u8> {
        let algorithm = der::sequence(&[&der::oid(self.name()), &[5, 0]]);
        der::sequence(&[&algorithm, &der::value(tag::OCTET_STRING, &[digest])])
    }
}

/// How a signature was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scheme {
    Pkcs1(Hash),
    Pss { hash: Hash, salt: usize },
    Ecdsa(Hash),
}

impl Scheme {
    /// Reads an algorithm identifier; `digest` is what was named beside it, for identifiers that name none.
    pub(super) fn read(algorithm: Node<'_>, digest: Option<Hash>) -> Option<Self> {
        let parts = algorithm.of(tag::SEQUENCE)?.children()?;
        let name = parts.first()?.raw;
        let is = |other: &[u64]| der::oid(other) == name;
        let with = |table: [(&[u64], Hash); 3]| table.into_iter().find(|(other, _)| is(other)).map(|(_, hash)| hash);
        if is(RSA) {
            digest.map(Self::Pkcs1)
        } else if is(RSA_PSS) {
            pss(*parts.get(1)?)
        } else if is(EC) {
            digest.map(Self::Ecdsa)
        } else {
            with(RSA_WITH)
                .map(Self::Pkcs1)
                .or_else(|| with(EC_WITH).map(Self::Ecdsa))
        }
    }

    /// The digest that the signature is over.
    pub(super) fn hash(self) -> Hash {
        match self {
            Self::Pkcs1(hash) | Self::Pss { hash, .. } | Self::Ecdsa(hash) => hash,
        }
    }

    /// Whether a signature over a digest is by the key of a certificate.
    pub(super) fn verifies(self, certificate: &Certificate, digest: &[u8], signature: &[u8]) -> bool {
        let Some(key) = certificate.key_bits() else {
            return false;
        };
        let rsa_key = || rsa::RsaPublicKey::from_pkcs1_der(key).ok();
        match (self, certificate.kind()) {
            (Self::Pkcs1(hash), KeyKind::Rsa) => rsa_key().is_some_and(|key| {
                let padding = rsa::Pkcs1v15Sign::new_unprefixed();
                key.verify(padding, &hash.info(digest), signature).is_ok()
            }),
            (Self::Pss { hash, salt }, KeyKind::Rsa) => rsa_key().is_some_and(|key| {
                let padding = match hash {
                    Hash::Sha256 => rsa::Pss::new_with_salt::<Sha256>(salt),
                    Hash::Sha384 => rsa::Pss::new_with_salt::<Sha384>(salt),
                    Hash::Sha512 => rsa::Pss::new_with_salt::<Sha512>(salt),
                };
                key.verify(padding, digest, signature).is_ok()
            }),
            (Self::Ecdsa(_), KeyKind::P256) => p256::ecdsa::VerifyingKey::from_sec1_bytes(key)
                .ok()
                .zip(p256::ecdsa::Signature::from_der(signature).ok())
                .is_some_and(|(key, signature)| key.verify_prehash(digest, &signature).is_ok()),
            (Self::Ecdsa(_), KeyKind::P384) => p384::ecdsa::VerifyingKey::from_sec1_bytes(key)
                .ok()
                .zip(p384::ecdsa::Signature::from_der(signature).ok())
                .is_some_and(|(key, signature)| key.verify_prehash(digest, &signature).is_ok()),
            (
                Self::Pkcs1(_) | Self::Pss { .. } | Self::Ecdsa(_),
                KeyKind::Rsa | KeyKind::P256 | KeyKind::P384 | KeyKind::Other,
            ) => false,
        }
    }
}

/// RSASSA-PSS-params: the digest, the same one in the mask, and the length of the salt. What is left out means SHA-1.
fn pss(parameters: Node<'_>) -> Option<Scheme> {
    let parts = parameters.of(tag::SEQUENCE)?.children()?;
    let part = |tag| {
        let found = parts.iter().find(|part| part.tag == tag)?;
        found.children()?.first().copied()
    };
    let hash = Hash::read(part(tag::CONTEXT_0)?)?;
    let mask = part(0xA1)?.of(tag::SEQUENCE)?.children()?;
    let same = mask.first()?.raw == der::oid(MGF1) && Hash::read(*mask.get(1)?)? == hash;
    let salt = match part(0xA2) {
        Some(number) => {
            let digits = number.of(tag::INTEGER)?.content;
            match digits {
                [small] if *small < 0x80 => usize::from(*small),
                [0, small] => usize::from(*small),
                [high, low] if *high < 0x80 => usize::from(u16::from_be_bytes([*high, *low])),
                _ => return None,
            }
        }
        None => 20,
    };
    same.then_some(Scheme::Pss { hash, salt })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_salt_is_read_from_the_parameters() {
        let sha_512 = der::sequence(&[&der::oid(SHA_512)]);
        let mask = |hash: &[u8]| der::sequence(&[&der::oid(MGF1), hash]);
        let parameters = |mask: &[u8], salt: &[u8]| {
            let parts = [
                der::value(tag::CONTEXT_0, &[&sha_512]),
                der::value(0xA1, &[mask]),
                der::value(0xA2, &[&der::unsigned(salt)]),
            ];
            let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
            der::sequence(&[&der::oid(RSA_PSS), &der::sequence(&parts)])
        };
        let read = |bytes: &[u8]| Scheme::read(der::whole(bytes).unwrap(), None);
        let pss = |salt| {
            Some(Scheme::Pss {
                hash: Hash::Sha512,
                salt,
            })
        };
        assert_eq!(read(&parameters(&mask(&sha_512), &[64])), pss(64));
        assert_eq!(read(&parameters(&mask(&sha_512), &[200])), pss(200));
        let other = der::sequence(&[&der::oid(SHA_256)]);
        assert_eq!(read(&parameters(&mask(&other), &[64])), None);
    }

    #[test]
    fn a_digest_that_is_no_longer_safe_is_not_taken() {
        let sha_1 = der::sequence(&[&der::oid(&[1, 3, 14, 3, 2, 26])]);
        assert_eq!(Hash::read(der::whole(&sha_1).unwrap()), None);
        let rsa_with_sha_1 = der::sequence(&[&der::oid(&[1, 2, 840, 113_549, 1, 1, 5]), &[5, 0]]);
        assert_eq!(Scheme::read(der::whole(&rsa_with_sha_1).unwrap(), None), None);
    }
}
