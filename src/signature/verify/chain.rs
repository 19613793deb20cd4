//! From a signer's certificate to one that the council trusts.

use time::OffsetDateTime;

use super::super::certificate::Certificate;
use super::super::der::{self, tag};
use super::algorithm::Scheme;

/// How many certificates may lie between a signer and a trusted one.
const LENGTH: usize = 8;
/// How many signatures on certificates are checked for one signer at most.
const CHECKS: usize = 64;
/// The right to sign certificates, in the first byte of the key usage.
const SIGNS_CERTIFICATES: u8 = 0b0000_0100;

/// The certificates of authorities that the council trusts.
#[derive(Debug, Clone, Default)]
pub struct Trust {
    authorities: Vec<Certificate>,
    intermediates: Vec<Certificate>,
}

/// How far a chain holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Chain {
    /// To a trusted certificate, all valid at the time.
    Trusted,
    /// To a trusted certificate, but one of it was not valid at the time.
    NotValidThen,
    /// To no trusted certificate.
    Untrusted,
}

impl Trust {
    /// Trusts these.
    pub fn new(authorities: Vec<Certificate>) -> Self {
        Self {
            authorities,
            intermediates: Vec::new(),
        }
    }

    /// Knows these too, which may lie between a signer and an authority; none of them is trusted for itself.
    #[must_use]
    pub fn with_intermediates(mut self, intermediates: Vec<Certificate>) -> Self {
        self.intermediates.extend(intermediates);
        self
    }

    /// Whether nobody is trusted.
    pub fn is_empty(&self) -> bool {
        self.authorities.is_empty()
    }

    /// Follows a certificate to a trusted one; `others` came with the signature. Without a time none is asked for.
    pub(super) fn follow(&self, leaf: &Certificate, others: &[Certificate], time: Option<OffsetDateTime>) -> Chain {
        let timed = |at| {
            let mut left = CHECKS;
            self.reaches(leaf, others, at, LENGTH, &mut left)
        };
        if timed(time) {
            Chain::Trusted
        } else if time.is_some() && timed(None) {
            Chain::NotValidThen
        } else {
            Chain::Untrusted
        }
    }

    /// All certificates that are known besides those that come with a signature.
    pub(super) fn known(&self) -> impl Iterator<Item = &Certificate> {
        self.authorities.iter().chain(&self.intermediates)
    }

    fn reaches(
        &self,
        one: &Certificate,
        others: &[Certificate],
        time: Option<OffsetDateTime>,
        length: usize,
        left: &mut usize,
    ) -> bool {
        if !time.is_none_or(|time| one.valid_at(time)) {
            return false;
        }
        if self.authorities.contains(one) {
            return true;
        }
        if length == 0 || one.is_root() {
            return false;
        }
        // Trusted ones first, as they end the search.
        for issuer in self.known().chain(others) {
            if issuer.subject != one.issuer || !may_issue(issuer) {
                continue;
            }
            if *left == 0 {
                return false;
            }
            *left -= 1;
            if issued(issuer, one) && self.reaches(issuer, others, time, length - 1, left) {
                return true;
            }
        }
        false
    }
}

fn may_issue(issuer: &Certificate) -> bool {
    issuer.authority && issuer.usage.is_none_or(|bits| bits & SIGNS_CERTIFICATES != 0)
}

/// Whether the signature on a certificate is by the issuer's key.
fn issued(issuer: &Certificate, one: &Certificate) -> bool {
    let found = || {
        let parts = der::whole(one.der())?.of(tag::SEQUENCE)?.children()?;
        let scheme = Scheme::read(*parts.get(1)?, None)?;
        let (_, signature) = parts.get(2)?.of(tag::BIT_STRING)?.content.split_first()?;
        let digest = scheme.hash().digest(&[parts.first()?.raw]);
        Some(scheme.verifies(issuer, &digest, signature))
    };
    found().unwrap_or(false)
}
