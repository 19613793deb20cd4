//! Reading a rule's inputs: exact quantities that are compared without dividing, answers in words, and what is missing.

use std::cmp::Ordering;

use rust_decimal::Decimal;

use super::{Inputs, WhenZero};
use crate::domain::{Sentence, Value};

/// A number kept as part ÷ whole (the whole above zero); 98,5 % is 98.5 ÷ 100.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Quantity {
    pub part: Decimal,
    pub whole: Decimal,
    pub per_cent: bool,
    /// It was given as a ratio, and is said as one.
    pub ratio: bool,
}

impl Quantity {
    /// A number in its unit.
    pub fn plain(number: Decimal, per_cent: bool) -> Self {
        Self {
            part: number,
            whole: if per_cent { Decimal::ONE_HUNDRED } else { Decimal::ONE },
            per_cent,
            ratio: false,
        }
    }

    /// A ratio; a whole of zero or below has no quotient.
    pub fn ratio(part: Decimal, whole: Decimal, per_cent: bool) -> Result<Self, Gap> {
        if whole.is_zero() {
            return Err(Gap::ZeroWhole);
        }
        if whole < Decimal::ZERO {
            return Err(Gap::NegativeWhole(whole));
        }
        Ok(Self {
            part,
            whole,
            per_cent,
            ratio: true,
        })
    }

    /// The quantity of a value in its criterion's unit.
    pub fn of(value: &Value, per_cent: bool) -> Result<Self, Gap> {
        match value {
            Value::Number(number) => Ok(Self::plain(*number, per_cent)),
            Value::Ratio { part, whole } => Self::ratio(*part, *whole, per_cent),
            Value::Text(text) => Err(Gap::Words(text.clone())),
        }
    }

    /// Compares by cross multiplication.
    pub fn compare(&self, other: &Self) -> Result<Ordering, Gap> {
        let own = self.part.checked_mul(other.whole).ok_or(Gap::TooLarge)?;
        let theirs = other.part.checked_mul(self.whole).ok_or(Gap::TooLarge)?;
        Ok(own.cmp(&theirs))
    }

    /// `points × part ÷ whole`; multiplied first, so that it is as exact as it can be.
    pub fn share_of(&self, points: Decimal) -> Result<Decimal, Gap> {
        points
            .checked_mul(self.part)
            .and_then(|product| product.checked_div(self.whole))
            .ok_or(Gap::TooLarge)
    }

    /// The number in its unit.
    pub fn number(&self) -> Result<Decimal, Gap> {
        let unit = if self.per_cent {
            Decimal::ONE_HUNDRED
        } else {
            Decimal::ONE
        };
        if self.ratio { self.share_of(unit) } else { Ok(self.part) }
    }

    /// The number rounded for reading, but never so far that it seems to be the bound it is compared with.
    fn readable(&self, beside: Option<&Self>) -> Decimal {
        let number = self.number().unwrap_or(self.part);
        let bound = beside.and_then(|other| other.number().ok());
        (2..=12)
            .map(|decimals| round(number, decimals))
            .find(|rounded| bound.is_none_or(|bound| *rounded != bound || number == bound))
            .unwrap_or(number)
    }

    /// As words: `98,5 %`, `12`, `45/46 = 97,83 %`.
    pub fn say(&self, beside: Option<&Self>) -> Sentence {
        let key = match (self.ratio, self.per_cent) {
            (false, false) => "rule-figure",
            (false, true) => "rule-figure-percent",
            (true, false) => "rule-figure-ratio",
            (true, true) => "rule-figure-ratio-percent",
        };
        let sentence = if self.ratio {
            Sentence::new(key).number("a", self.part).number("b", self.whole)
        } else {
            Sentence::new(key)
        };
        let number = if self.ratio {
            self.readable(beside)
        } else {
            self.part.normalize()
        };
        sentence.number("number", number)
    }
}

/// Rounds half away from zero and drops trailing zeros.
pub(super) fn round(number: Decimal, decimals: u32) -> Decimal {
    number
        .round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
        .normalize()
}

/// Why a rule cannot say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Gap {
    /// An input is missing; its name, or what it is as printed.
    Missing(String),
    /// Words where a figure is needed.
    Words(String),
    /// An answer that is neither yes nor no.
    Answer(String),
    /// A ratio over nothing.
    ZeroWhole,
    /// A ratio over less than nothing.
    NegativeWhole(Decimal),
    /// Figures beyond what can be reckoned exactly.
    TooLarge,
}

impl Gap {
    /// The sentence that says so.
    pub fn say(&self) -> Sentence {
        match self {
            Self::Missing(input) if input.is_empty() => Sentence::new("rule-no-value"),
            Self::Missing(input) => Sentence::new("rule-missing-input").text("input", input),
            Self::Words(words) => Sentence::new("rule-words").text("words", words),
            Self::Answer(words) => Sentence::new("rule-answer-unclear").text("words", words),
            Self::ZeroWhole => Sentence::new("rule-zero-unknown"),
            Self::NegativeWhole(whole) => Sentence::new("rule-negative-whole").number("whole", *whole),
            Self::TooLarge => Sentence::new("rule-too-large"),
        }
    }
}

/// What a ratio is made of, as its rule declares it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terms<'a> {
    pub a: &'a str,
    pub b: &'a str,
    pub c: &'a str,
    pub whole: Option<Decimal>,
    pub when_zero: WhenZero,
}

/// A rule's inputs, those of one part where it has a prefix.
#[derive(Debug, Clone)]
pub(super) struct Reader<'a> {
    inputs: &'a Inputs,
    prefix: String,
}

impl<'a> Reader<'a> {
    /// All inputs.
    pub fn new(inputs: &'a Inputs) -> Self {
        Self {
            inputs,
            prefix: String::new(),
        }
    }

    /// The inputs of one part.
    pub fn part(&self, key: &str) -> Self {
        Self {
            inputs: self.inputs,
            prefix: format!("{}{key}.", self.prefix),
        }
    }

    /// The input of that name.
    pub fn get(&self, name: &str) -> Option<&'a Value> {
        if self.prefix.is_empty() {
            self.inputs.get(name)
        } else {
            self.inputs.get(&format!("{}{name}", self.prefix))
        }
    }

    /// The first of the inputs that is there.
    pub fn first(&self, names: &[&str]) -> Option<&'a Value> {
        names.iter().find_map(|name| self.get(name))
    }

    /// The single value: `value`, or the ratio of `a` and `b`.
    pub fn value(&self) -> Result<Value, Gap> {
        if let Some(value) = self.get("value") {
            return Ok(value.clone());
        }
        match (self.get("a"), self.get("b")) {
            (Some(Value::Number(part)), Some(Value::Number(whole))) => Ok(Value::Ratio {
                part: *part,
                whole: *whole,
            }),
            _ => self
                .first(&["count", "choice"])
                .cloned()
                .ok_or_else(|| Gap::Missing(String::new())),
        }
    }

    /// A number under the first of the names that is there; `label` is what it is called when missing.
    pub fn number(&self, names: &[&str], label: &str) -> Result<Decimal, Gap> {
        match self.first(names) {
            Some(Value::Number(number)) => Ok(*number),
            Some(Value::Ratio { part, whole }) => part.checked_div(*whole).ok_or(Gap::ZeroWhole),
            Some(Value::Text(text)) => Err(Gap::Words(text.clone())),
            None => Err(Gap::Missing(label.to_owned())),
        }
    }

    /// A yes or no under the first of the names that is there.
    pub fn answer(&self, names: &[&str], label: &str) -> Result<bool, Gap> {
        let Some(value) = self.first(names) else {
            return Err(Gap::Missing(label.to_owned()));
        };
        says_yes(value)
    }

    /// The ratio that the terms declare, in per cent.
    pub fn ratio(&self, terms: &Terms<'_>) -> Result<Quantity, Gap> {
        let label = |printed: &str, name: &str| {
            if printed.is_empty() {
                name.to_owned()
            } else {
                printed.to_owned()
            }
        };
        if let Some(whole) = terms.whole {
            let part = match self.first(&["a", "count", "value"]) {
                Some(Value::Ratio { part, .. }) => *part,
                _ => self.number(&["a", "count", "value"], &label(terms.a, "a"))?,
            };
            return Quantity::ratio(part, whole, true);
        }
        if self.get("a").is_none()
            && self.get("b").is_none()
            && let Some(value) = self.get("value")
        {
            return Quantity::of(value, true);
        }
        let part = self.number(&["a"], &label(terms.a, "a"))?;
        let mut whole = self.number(&["b"], &label(terms.b, "b"))?;
        if !terms.c.is_empty() {
            let more = self.number(&["c"], terms.c)?;
            whole = whole.checked_add(more).ok_or(Gap::TooLarge)?;
        }
        Quantity::ratio(part, whole, true)
    }
}

/// Words that mean yes, in lower case.
const YES: &[&str] = &[
    "có",
    "đã có",
    "đạt",
    "đã đạt",
    "hoàn thành",
    "đã hoàn thành",
    "đủ",
    "đầy đủ",
    "rồi",
    "đúng",
    "đã ban hành",
    "đã thực hiện",
    "đã triển khai",
    "đã kết nối",
    "có tham gia",
    "yes",
    "true",
    "x",
];

/// Words that mean no, in lower case.
const NO: &[&str] = &[
    "không",
    "không có",
    "chưa",
    "chưa có",
    "không đạt",
    "chưa đạt",
    "không hoàn thành",
    "chưa hoàn thành",
    "chưa đủ",
    "chưa ban hành",
    "chưa thực hiện",
    "chưa triển khai",
    "chưa kết nối",
    "không tham gia",
    "no",
    "false",
];

/// Lower case, single spaces, no punctuation at the end.
pub(super) fn plain_words(text: &str) -> String {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").trim_end_matches(['.', ';', ',', '!', ':']).to_owned()
}

/// Whether words mean yes or no; none where they are neither.
pub(super) fn yes_or_no(text: &str) -> Option<bool> {
    let words = plain_words(text);
    if YES.contains(&words.as_str()) {
        Some(true)
    } else if NO.contains(&words.as_str()) {
        Some(false)
    } else {
        None
    }
}

/// Whether a value says yes: words that mean so, or a count above zero.
pub(super) fn says_yes(value: &Value) -> Result<bool, Gap> {
    match value {
        Value::Number(number) => Ok(*number > Decimal::ZERO),
        Value::Ratio { part, .. } => Ok(*part > Decimal::ZERO),
        Value::Text(text) => yes_or_no(text).ok_or_else(|| Gap::Answer(text.clone())),
    }
}
