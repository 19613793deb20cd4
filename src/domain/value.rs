//! What an applicant states and a council appraises: exact numbers, ratios and answers in words.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// A value in its criterion's unit.
///
/// In a criterion counted in `%` the number 98.5 means 98,5 %; a ratio keeps both its parts, as the figures of
/// the evidence are counted in them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// A number in the criterion's unit.
    Number(Decimal),
    /// A part of a whole, such as 45/46. The whole may be zero; then the ratio has no quotient.
    Ratio {
        /// The part (a).
        part: Decimal,
        /// The whole (b).
        whole: Decimal,
    },
    /// An answer in words, in NFC: `Có`, `Không`, or its text.
    Text(String),
}

impl Value {
    /// The value as one number in the unit named: a ratio is multiplied by 100 where the unit is per cent.
    ///
    /// `None` for words and for a ratio whose whole is zero.
    pub fn number(&self, per_cent: bool) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Ratio { part, whole } => {
                let scaled = if per_cent {
                    part.checked_mul(Decimal::ONE_HUNDRED)?
                } else {
                    *part
                };
                scaled.checked_div(*whole)
            }
            Self::Text(_) => None,
        }
    }
}

/// Prints a decimal in plain notation without trailing zeros, with a point: the notation of the JSON contracts.
pub fn plain(number: Decimal) -> String {
    number.normalize().to_string()
}
