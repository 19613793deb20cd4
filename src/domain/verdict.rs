//! Verdicts: what an applicant claims and what a council rules.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

/// What a council, or a rule, says of one criterion.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
pub enum Verdict {
    /// Đạt.
    #[serde(rename = "dat")]
    #[strum(serialize = "dat")]
    Met,
    /// Không đạt.
    #[serde(rename = "khong-dat")]
    #[strum(serialize = "khong-dat")]
    NotMet,
    /// Không áp dụng: leaves the denominator, with a reason.
    #[serde(rename = "khong-ap-dung")]
    #[strum(serialize = "khong-ap-dung")]
    NotApplicable,
}

/// What an applicant says of one criterion: a verdict, or that the work is still going on.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
pub enum ClaimedVerdict {
    /// Đạt.
    #[serde(rename = "dat")]
    #[strum(serialize = "dat")]
    Met,
    /// Không đạt, Không hoàn thành.
    #[serde(rename = "khong-dat")]
    #[strum(serialize = "khong-dat")]
    NotMet,
    /// Không áp dụng.
    #[serde(rename = "khong-ap-dung")]
    #[strum(serialize = "khong-ap-dung")]
    NotApplicable,
    /// Đang triển khai: neither met nor refused (Mẫu số 01, mục II).
    #[serde(rename = "dang-trien-khai")]
    #[strum(serialize = "dang-trien-khai")]
    InProgress,
}

impl Verdict {
    /// The name in the JSON contracts.
    pub fn code(self) -> &'static str {
        self.into()
    }
}

impl ClaimedVerdict {
    /// The name in the JSON contracts.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// The council's verdict of the same meaning; none for work still going on.
    pub fn verdict(self) -> Option<Verdict> {
        match self {
            Self::Met => Some(Verdict::Met),
            Self::NotMet => Some(Verdict::NotMet),
            Self::NotApplicable => Some(Verdict::NotApplicable),
            Self::InProgress => None,
        }
    }
}

impl From<Verdict> for ClaimedVerdict {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Met => Self::Met,
            Verdict::NotMet => Self::NotMet,
            Verdict::NotApplicable => Self::NotApplicable,
        }
    }
}
