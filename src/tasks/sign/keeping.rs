//! Keeping signatures in the journal: each as soon as its file is written, and later those that could not be kept then.

use std::collections::BTreeSet;
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::SignRequest;
use crate::domain::{Act, Actor, RoundId};
use crate::signature::verify::{Checked, Verdict, is_pdf};
use crate::signature::{Certificate, Trust, unsigned, verify_office, verify_pdf};
use crate::store::Filter;
use crate::tasks::desk::Desk;
use crate::tasks::error::TaskError;
use crate::tasks::journal::parts;

/// The journal that keeps what is signed.
pub(super) struct Journal {
    round: RoundId,
    actor: Actor,
    /// SHA-256 of the signed files and signatures that it keeps.
    known: BTreeSet<String>,
    /// SHA-256 of what was signed, with the serial number of the certificate.
    signed: BTreeSet<(String, String)>,
}

impl Journal {
    /// The journal of a request; none where it names none.
    pub(super) fn of(desk: &Desk, wanted: &SignRequest) -> Result<Option<Self>, TaskError> {
        let Some((round, actor)) = &wanted.journal else {
            return Ok(None);
        };
        let (mut known, mut signed) = (BTreeSet::new(), BTreeSet::new());
        for event in desk.store()?.events(&Filter::default())? {
            for act in parts(&event.act) {
                if let Act::Sign {
                    before, after, serial, ..
                } = act
                {
                    known.insert(after.clone());
                    signed.insert((before.clone(), serial.clone()));
                }
            }
        }
        Ok(Some(Self {
            round: round.clone(),
            actor: actor.clone(),
            known,
            signed,
        }))
    }

    /// Whether it keeps a signed file or a signature.
    pub(super) fn knows(&self, signed: &[u8]) -> bool {
        self.known.contains(&digest(signed))
    }

    /// Whether it keeps that a file was signed by a certificate.
    pub(super) fn keeps(&self, file: &[u8], signer: &Certificate) -> bool {
        self.signed.contains(&(digest(file), signer.serial()))
    }

    /// A file that was written, but never kept.
    pub(super) fn unkept(&self, file: &Path) -> Option<Vec<u8>> {
        std::fs::read(file).ok().filter(|signed| !self.knows(signed))
    }

    /// Keeps a signature: the name of the file that was written, and what was signed.
    pub(super) fn keep(
        &self,
        desk: &mut Desk,
        (file, signer): (String, &Certificate),
        (before, after): (&[u8], &[u8]),
    ) -> Result<(), TaskError> {
        let act = Act::Sign {
            round: self.round.clone(),
            file,
            subject: signer.subject(),
            serial: signer.serial(),
            before: digest(before),
            after: digest(after),
        };
        desk.act_as(&self.actor, act).map(drop)
    }
}

/// Whether a file is another one with nothing added but signatures that hold, one of them by a certificate.
pub(super) fn carries(signed: &[u8], file: &[u8], signer: &Certificate) -> bool {
    let trust = Trust::default();
    let (same, found) = if is_pdf(file) {
        (signed.starts_with(file), verify_pdf(signed, &trust))
    } else {
        let own = unsigned(signed);
        (own.is_some() && own == unsigned(file), verify_office(signed, &trust))
    };
    let found = found.unwrap_or_default();
    let broken = |one: &Checked| matches!(one.verdict, Verdict::Broken(_) | Verdict::Altered(_));
    let own = |one: &Checked| one.serial == signer.serial() && one.issuer == signer.issuer();
    same && !found.iter().any(broken) && found.iter().any(own)
}

/// SHA-256, in lower-case hexadecimal.
pub(super) fn digest(bytes: &[u8]) -> String {
    format!("{:x}", Sha256::digest(bytes))
}
