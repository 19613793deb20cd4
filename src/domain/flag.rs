//! Flags: what a check found that a human should look at.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, IntoStaticStr};

use super::{CriterionId, Provenance, Sentence};

/// The kind of a flag; the names are a public contract.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, EnumIter, IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum FlagKind {
    /// The claim names no evidence and none was found.
    MissingEvidence,
    /// A value that cannot be read.
    UnreadableValue,
    /// A verdict that cannot be read.
    UnreadableVerdict,
    /// The claimed verdict is not what the value and the target give.
    VerdictContradictsTarget,
    /// No source gives the target.
    TargetUnknown,
    /// The target printed in the dossier is not the round's.
    TargetDiffers,
    /// A criterion of the framework has no row in the table.
    MissingRow,
    /// A row of the table is no criterion of the framework.
    UnknownRow,
    /// A criterion has several rows.
    DuplicateRow,
    /// A code may mean several criteria.
    AmbiguousCode,
    /// The same bytes stand behind several criteria or communes.
    DuplicateEvidence,
    /// A sub-form's figures are not those of the claim.
    SubformMismatch,
    /// Evidence that should be signed is not.
    UnsignedEvidence,
    /// A digital signature is not valid.
    InvalidSignature,
    /// Submitted, made or signed after the deadline.
    Late,
    /// The dossier was submitted again after a ruling.
    Resubmitted,
    /// Text of an encoding of the time before Unicode (TCVN3, VNI).
    LegacyText,
    /// Control characters, direction overrides or formulas in a text.
    SuspiciousText,
    /// A link or path that leads out of the dossier's folder.
    UnsafePath,
    /// A file of a kind that cannot be read.
    UnsupportedFile,
    /// A file, cell or archive beyond the limits.
    Oversized,
    /// A value above 100 %, or a part above its whole.
    ImplausibleValue,
    /// Figures were reckoned from another round of the workspace, or are not those reckoned from it.
    ComputedInput,
    /// A file of evidence from which no criterion can be told.
    UnassignedEvidence,
    /// A hint: every percentage that the dossier claims is 100 %.
    UniformValues,
    /// A hint: a value far from those of the other applicants of the round.
    OutlierValue,
    /// A hint: a value far from that of the applicant's last round of the same framework.
    YearJump,
}

impl FlagKind {
    /// The name in the JSON contracts.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Whether it only hints: nothing is wrong with the dossier, but a look may be worth its while.
    pub fn is_hint(self) -> bool {
        match self {
            Self::UniformValues | Self::OutlierValue | Self::YearJump => true,
            Self::MissingEvidence
            | Self::UnreadableValue
            | Self::UnreadableVerdict
            | Self::VerdictContradictsTarget
            | Self::TargetUnknown
            | Self::TargetDiffers
            | Self::MissingRow
            | Self::UnknownRow
            | Self::DuplicateRow
            | Self::AmbiguousCode
            | Self::DuplicateEvidence
            | Self::SubformMismatch
            | Self::UnsignedEvidence
            | Self::InvalidSignature
            | Self::Late
            | Self::Resubmitted
            | Self::LegacyText
            | Self::SuspiciousText
            | Self::UnsafePath
            | Self::UnsupportedFile
            | Self::Oversized
            | Self::ImplausibleValue
            | Self::ComputedInput
            | Self::UnassignedEvidence => false,
        }
    }
}

/// One finding of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Flag {
    /// What sort of finding.
    pub kind: FlagKind,
    /// The criterion it speaks of; none where it is about the whole dossier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
    /// The sentence shown to the council.
    pub message: Sentence,
    /// Where it was found.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<Provenance>,
}
