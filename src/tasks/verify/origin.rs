//! Whether an exported file still says what the journal says: it is made again from the journal and compared, byte by byte.

use std::collections::BTreeMap;

use super::Verified;
use crate::domain::{Act, RoundId};
use crate::export::ExportError;
use crate::store::Filter;
use crate::tasks::desk::Desk;
use crate::tasks::error::TaskError;
use crate::tasks::export::{self, Stamp};
use crate::tasks::journal::parts;
use crate::tasks::papers::Maker;
use crate::tasks::request::ExportFormat;

/// Where an exported file stands against the journal.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// No workspace was named, or the file was not made from this journal, or does not say from what it was made.
    #[default]
    Unknown,
    /// It says what the journal says, to the last byte; a signature appended to a PDF is none of its own.
    Same {
        /// SHA-256 of the state.
        state: String,
        /// The state is sealed.
        sealed: bool,
    },
    /// It was made from a state that is not the present one.
    Older {
        /// SHA-256 of that state.
        state: String,
        /// When it was sealed, where the journal keeps a seal of it.
        sealed: Option<String>,
    },
    /// The figures of the journal are those that it says it was made from, but the paper has other words now (the office, who
    /// signs, the mark of a draft): it cannot be compared.
    Reworded {
        /// SHA-256 of the state.
        state: String,
    },
    /// It says that it was made from the present state, but it is not the file that this gives: somebody changed it.
    Changed {
        /// SHA-256 of the state.
        state: String,
    },
    /// It says what the journal says, but bears signatures of people who are neither known to an authority nor kept in
    /// the journal; what they show may cover what it says.
    SignedOver {
        /// SHA-256 of the state.
        state: String,
    },
    /// It was made from the present state by another version of the program, which may lay it out otherwise.
    OtherVersion {
        /// SHA-256 of the state.
        state: String,
        /// The version.
        version: String,
    },
}

impl Origin {
    /// The name in JSON.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Same { .. } => "matches",
            Self::Older { .. } => "older-state",
            Self::Reworded { .. } => "reworded",
            Self::Changed { .. } => "changed",
            Self::SignedOver { .. } => "signed-over",
            Self::OtherVersion { .. } => "other-version",
        }
    }

    /// SHA-256 of the state that the file says it was made from.
    pub fn state(&self) -> Option<&str> {
        match self {
            Self::Unknown => None,
            Self::Same { state, .. }
            | Self::Older { state, .. }
            | Self::Reworded { state }
            | Self::Changed { state }
            | Self::SignedOver { state }
            | Self::OtherVersion { state, .. } => Some(state),
        }
    }

    /// Whether it was compared, and says what the journal says.
    pub fn is_same(&self) -> bool {
        matches!(self, Self::Same { .. })
    }

    /// Whether it could not be compared: it may say anything.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Unknown | Self::Reworded { .. } | Self::OtherVersion { .. })
    }

    /// Whether there is nothing to find fault with. A file that does not say where it comes from claims nothing; one
    /// that says so and cannot be compared does.
    pub fn is_fine(&self) -> bool {
        self.is_same() || *self == Self::Unknown
    }
}

/// Compares files with the journal; what was read of it is kept from file to file.
pub(super) struct Judge<'a> {
    desk: &'a Desk,
    makers: BTreeMap<RoundId, Option<Maker>>,
    seals: Option<BTreeMap<String, String>>,
}

impl<'a> Judge<'a> {
    pub(super) fn new(desk: &'a Desk) -> Self {
        Self {
            desk,
            makers: BTreeMap::new(),
            seals: None,
        }
    }

    /// Where a file stands.
    pub(super) fn judge(&mut self, one: &Verified, bytes: &[u8], stamp: &Stamp) -> Result<Origin, TaskError> {
        let desk = self.desk;
        let maker = self
            .makers
            .entry(stamp.round.clone())
            .or_insert_with(|| Maker::of(desk, &stamp.round).ok());
        let state = stamp.state.clone();
        let Some(maker) = maker else {
            return Ok(Origin::Unknown);
        };
        let made = match export::remake(desk, maker, stamp) {
            Ok(made) => made,
            // A form or applicant that this journal does not know.
            Err(_) => return Ok(Origin::Unknown),
        };
        let now = made.stamp(maker, stamp);
        if now.content != stamp.content || now.state != stamp.state {
            if now.state == stamp.state {
                // An earlier build hashed in another way: what it says cannot be compared.
                if stamp.version != now.version || stamp.facts.is_none() {
                    let version = stamp.version.clone();
                    return Ok(Origin::OtherVersion { state, version });
                }
                if stamp.facts == now.facts {
                    return Ok(Origin::Reworded { state });
                }
            }
            let sealed = match &self.seals {
                Some(seals) => seals.get(&state).cloned(),
                None => {
                    let seals = seals(desk)?;
                    let found = seals.get(&state).cloned();
                    self.seals = Some(seals);
                    found
                }
            };
            return Ok(Origin::Older { state, sealed });
        }
        if stamp.version != now.version {
            let version = stamp.version.clone();
            return Ok(Origin::OtherVersion { state, version });
        }
        // What cannot be made with such a stamp was not made with it.
        let alike = alike(&made, maker, one, bytes, stamp).unwrap_or(Alike::Not);
        let sealed = made.sealed;
        Ok(match alike {
            Alike::Whole => Origin::Same { state, sealed },
            Alike::Signed if one.signers_known() => Origin::Same { state, sealed },
            Alike::Signed => Origin::SignedOver { state },
            Alike::Not => Origin::Changed { state },
        })
    }
}

/// How a file is like the one that is made anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alike {
    /// To the last byte.
    Whole,
    /// But for signatures that were added.
    Signed,
    /// Not at all.
    Not,
}

fn alike(
    made: &export::Remade,
    maker: &Maker,
    one: &Verified,
    bytes: &[u8],
    stamp: &Stamp,
) -> Result<Alike, ExportError> {
    let is_pdf = crate::signature::verify::is_pdf(bytes);
    let docx = one.path.extension().is_some_and(|end| end.eq_ignore_ascii_case("docx"));
    let format = match (is_pdf, docx) {
        (true, _) => ExportFormat::Pdf,
        (false, true) => ExportFormat::Docx,
        (false, false) => ExportFormat::Xlsx,
    };
    let again = made.bytes(maker, format, stamp)?;
    if bytes == again {
        return Ok(Alike::Whole);
    }
    let signed = one.only_signed()
        && if is_pdf {
            // Signatures are appended to a PDF. Anything else that is appended may change what its pages show.
            bytes.starts_with(&again)
        } else {
            // Signatures lie in parts of their own.
            let parts = |bytes: &[u8]| crate::signature::unsigned(bytes);
            parts(bytes).is_some_and(|own| parts(&again) == Some(own))
        };
    Ok(if signed { Alike::Signed } else { Alike::Not })
}

/// The seals of the journal: SHA-256 of the state, and when it was sealed.
fn seals(desk: &Desk) -> Result<BTreeMap<String, String>, TaskError> {
    let mut found = BTreeMap::new();
    for event in desk.store()?.events(&Filter::default())? {
        for act in parts(&event.act) {
            if let Act::Seal { state, .. } = act {
                found.insert(state.clone(), event.at.clone());
            }
        }
    }
    Ok(found)
}
