//! Identifiers: one newtype for each kind of thing, so that they cannot be mistaken for one another.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(String);

        impl $name {
            /// Wraps a text that is already known to name such a thing.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+};
}

ids! {
    /// Names a framework: the file name of its definition, such as `thanh-hoa-1829-2023`.
    FrameworkId,
    /// Names a group of criteria, unique in its framework.
    GroupId,
    /// Names a criterion, unique in its framework (`1.10`, `II/2.1`); text, so that `1.10` is not `1.1`.
    CriterionId,
    /// Names a stage of appraisal in a framework (`self`, `district`, `province`).
    StageId,
    /// Names a form of a framework (`phu-luc-02`).
    FormId,
    /// Names a round of appraisal; derived from the event that opened it.
    RoundId,
    /// Names an applicant in a round: its folded name, so that two members who load one folder mean one commune.
    ApplicantId,
    /// Names the member who acts, as the member gave it.
    MemberId,
    /// Names an event of the journal: the SHA-256 of its content, in hexadecimal.
    EventId,
}
