//! The vocabulary of rules: how a value becomes a verdict, a level or points, and the sentence that says why.

mod figures;
mod judge;
mod levels;
mod needs;
mod plausible;
#[cfg(test)]
mod properties;
mod ratio;
mod say;
mod steps;
#[cfg(test)]
mod tests;

pub(crate) use judge::judge_rate;
pub use judge::{explain, judge};
pub use needs::{InputKind, InputSpec, answered_by_value, inputs_of, says, value_kind, value_of};
pub use plausible::implausible;

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{Sentence, Value, Verdict};

/// Inputs of a rule by name: `value` for one value, `a` and `b` for a ratio, `choice`, `count`, `points`, `condition`,
/// or any of these after a part's key (`truc-tuyen.a`).
///
/// A claim's single value answers under the name `value`. A ratio there also answers as `a` and `b`, a number as
/// `count` or `points`, words as `choice`; to a rule by ratio a number there is the ratio itself, in per cent.
pub type Inputs = BTreeMap<String, Value>;

/// Which way is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Higher is better: met from the target upwards.
    #[default]
    AtLeast,
    /// Lower is better: met up to the target.
    AtMost,
}

/// What a ratio means when its whole is zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhenZero {
    /// The rule cannot say; a person decides.
    #[default]
    Unknown,
    /// No points.
    Zero,
    /// Full points.
    Full,
    /// The criterion does not apply.
    NotApplicable,
}

/// How points run below the threshold of [`Rule::RatioThreshold`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Below {
    /// `ratio × maximum`, so that points jump to the full at the threshold, as printed.
    Proportional,
    /// `ratio ÷ threshold × maximum`, without a jump.
    Rescaled,
    /// Nothing below it.
    Zero,
}

/// What a criterion asks at one maturity level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "test", rename_all = "kebab-case", deny_unknown_fields)]
pub enum LevelTest {
    /// Không áp dụng at this level.
    NotApplicable,
    /// The value reaches this number, in the criterion's unit.
    AtLeast {
        /// The number.
        value: Decimal,
    },
    /// The value does not exceed this number.
    AtMost {
        /// The number.
        value: Decimal,
    },
    /// The thing is there (`Có hệ thống`): the answer is yes.
    Present,
    /// Any one of several (`3 trở lên hoặc 100 %`). Each names the input it reads; a plain number in `value` answers
    /// for an input that is not `percent`, a ratio there for `percent`.
    Any {
        /// The alternatives.
        of: Vec<LevelAlternative>,
    },
    /// A share of the applicant's own communes has reached a level (khung 1.0 cấp huyện, I.1). Inputs: `communes`,
    /// all of them, and `level-1` … `level-5`, how many attained exactly that level (none where absent).
    Distribution {
        /// All of these must hold.
        of: Vec<LevelShare>,
    },
}

/// One alternative of [`LevelTest::Any`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelAlternative {
    /// The input it reads, such as `count` or `percent`.
    pub input: String,
    /// The number to reach.
    pub at_least: Decimal,
}

/// A share of communes that must have reached a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LevelShare {
    /// The level that the communes reach (or exceed).
    pub level: u8,
    /// Per cent of all communes.
    pub percent: Decimal,
}

/// One step of [`Rule::Steps`]: bounds in the criterion's unit (or of the ratio, per cent), and what it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Lower bound; none for open below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Decimal>,
    /// The lower bound itself does not belong to the step.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub from_open: bool,
    /// Upper bound; none for open above.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<Decimal>,
    /// The upper bound itself does not belong to the step.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub to_open: bool,
    /// What the step gives.
    pub gives: Award,
    /// The step as printed.
    pub printed: String,
}

/// What a step or a choice gives: points, a fraction of the maximum, or the ratio itself.
///
/// In TOML: `gives = { points = 5 }`, `{ fraction = [1, 2] }` (the full maximum is `[1, 1]`), `{ each = 5 }`,
/// `{ proportional = true }`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Award {
    /// Points.
    Points(Decimal),
    /// A fraction of the maximum as two whole numbers, so that 1/3 is exact.
    Fraction([u32; 2]),
    /// Points for each unit of the value (for each item, document …), up to the maximum. A choice reads the input `count`.
    Each(Decimal),
    /// `ratio × maximum`. A choice reads the inputs `a` and `b`. `false` gives nothing.
    Proportional(bool),
}

impl Award {
    /// No points.
    pub fn nothing() -> Self {
        Self::Points(Decimal::ZERO)
    }
}

/// One choice of [`Rule::Choice`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    /// Short name for the command line and for templates, unique in the rule.
    pub key: String,
    /// The choice as printed.
    pub label: String,
    /// What it gives.
    pub gives: Award,
}

/// One part of [`Rule::Sum`]: a rule of its own with its own maximum, whose inputs are prefixed by its key (`truc-tuyen.a`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Unique in the rule.
    pub key: String,
    /// As printed.
    pub label: String,
    /// Its maximum.
    pub max_points: Decimal,
    /// How it is scored.
    pub rule: Rule,
}

/// How a criterion is judged: a small declared vocabulary.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Rule {
    /// Đạt when the value reaches the target; without a target the rule cannot say.
    Target {
        /// Which way is better.
        #[serde(default)]
        direction: Direction,
        /// The target that the source states; none where it leaves it to yearly decisions.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        target: Option<Value>,
    },
    /// Đạt (or the maximum) when the answer is yes, or a count is above zero.
    Presence,
    /// Maturity levels, lowest first.
    Levels {
        /// One test a level.
        levels: Vec<LevelTest>,
    },
    /// `a ÷ b × maximum`, never above the maximum.
    Ratio {
        /// What a is, as printed.
        a: String,
        /// What b is, as printed.
        b: String,
        /// What b = 0 means.
        #[serde(default)]
        when_zero: WhenZero,
        /// `(1 − a/b) × maximum`: lower is better.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        inverse: bool,
        /// b where the source fixes it (12 articles a year): then b is no input, and a plain value is a itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whole: Option<Decimal>,
    },
    /// The maximum from a threshold of the ratio a/b; something less below it.
    RatioThreshold {
        /// What a is, as printed.
        a: String,
        /// What b is, as printed.
        b: String,
        /// Per cent from which the maximum is given.
        full_from: Decimal,
        /// How points run below it.
        below: Below,
        /// The threshold itself does not belong to the full (`> 70 %`).
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        open: bool,
        /// With [`Below::Rescaled`], the per cent that the ratio is divided by where it is not the threshold
        /// (`Tỷ lệ ≥ 5 %: điểm tối đa; < 5 %: Tỷ lệ/1 % × Điểm tối đa`); never above the maximum.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        divisor: Option<Decimal>,
        /// What b = 0 means.
        #[serde(default)]
        when_zero: WhenZero,
        /// What the input `c` is, as printed, where the ratio is a/(b + c).
        #[serde(default, skip_serializing_if = "String::is_empty")]
        c: String,
        /// b where the source fixes it: then b is no input, and a plain value is a itself.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        whole: Option<Decimal>,
    },
    /// Steps of a value, or of a ratio in per cent where `a` and `b` are given. The first step that holds the value counts.
    Steps {
        /// What a is, as printed; empty where the value itself is stepped.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        a: String,
        /// What b is, as printed.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        b: String,
        /// The steps, in printed order.
        steps: Vec<Step>,
        /// What b = 0 means.
        #[serde(default)]
        when_zero: WhenZero,
        /// Lower is better.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        lower_is_better: bool,
    },
    /// One of several printed cases; the input `choice` is a key or a label.
    Choice {
        /// The choices in printed order.
        choices: Vec<Choice>,
    },
    /// Points for each item, up to a cap; the input is `count`.
    PerItem {
        /// What is counted, as printed.
        item: String,
        /// Points for each.
        each: Decimal,
        /// The cap; the criterion's maximum where absent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cap: Option<Decimal>,
    },
    /// Points entered by a person, from 0 to the maximum. A plain value answers too, save in a criterion counted in per
    /// cent: there it is the rate itself.
    Entered,
    /// The sum of parts, never above the maximum; a part that does not apply gives nothing.
    Sum {
        /// The parts.
        parts: Vec<Part>,
    },
    /// A rule that counts only under a condition (`Đã có chuyên mục và số lượng tin, bài đạt …; Chưa có chuyên mục: 0 điểm`).
    /// The input `condition` answers yes or no; the other inputs are those of the rule within.
    Given {
        /// The condition, as printed.
        condition: String,
        /// What is given where the condition does not hold; nothing where absent. Points or a fraction only.
        #[serde(default = "Award::nothing")]
        otherwise: Award,
        /// The rule where it holds.
        rule: Box<Rule>,
    },
}

/// What a rule says of given inputs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The verdict, where the rule gives one.
    pub verdict: Option<Verdict>,
    /// Points, where the rule gives them.
    pub points: Option<Decimal>,
    /// For maturity: for each level, lowest first, whether its test is met; none where it does not apply or cannot be said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Option<bool>>,
    /// The sentence that explains it, with the figures in it.
    pub why: Sentence,
}

impl Finding {
    /// The highest level met without a gap below it (0: not even the lowest); levels that do not apply are no gap.
    /// None where no level is told of.
    pub fn level(&self) -> Option<u8> {
        if self.levels.iter().all(Option::is_none) {
            return None;
        }
        let met = self.levels.iter().take_while(|level| **level != Some(false));
        let highest = met
            .enumerate()
            .filter(|(_, level)| level.is_some())
            .map(|(at, _)| at + 1);
        u8::try_from(highest.last().unwrap_or(0)).ok()
    }
}
