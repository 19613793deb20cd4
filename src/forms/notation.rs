//! Values in the notation of Vietnamese documents: decimal comma, dots between thousands, no trailing zeros.

use super::table::{Align, Cell, Number, NumberKind};
use crate::domain::{Decimal, Framework, Value};
use crate::text::number::print_rounded;
use crate::text::{self, Lang};

/// Prints a number in Vietnamese notation, rounded to at most `decimals` places.
pub fn decimal(number: Decimal, decimals: u32) -> String {
    print_rounded(number, decimals, Lang::Vi)
}

/// How many decimals a number is shown with: those it has, six at most.
pub fn decimals(number: Decimal) -> u32 {
    number.normalize().scale().min(6)
}

/// The cell of a number; per cent where the unit says so.
pub fn number(value: Decimal, per_cent: bool) -> Cell {
    let places = decimals(value);
    let text = decimal(value, places);
    if per_cent {
        let kind = NumberKind::Percent(places);
        return Cell::number(format!("{text}%"), Number { value, kind });
    }
    let kind = if places == 0 {
        NumberKind::Integer
    } else {
        NumberKind::Plain(places)
    };
    Cell::number(text, Number { value, kind })
}

/// The cell of a rate in per cent, two decimals at most.
pub fn rate(value: Decimal) -> Cell {
    number(rounded(value, 2), true)
}

/// The same under a header that says the unit already: `Tỷ lệ (%)` stands above plain numbers.
pub fn rate_under(header: &str, value: Decimal) -> Cell {
    if header.contains("(%)") {
        number(rounded(value, 2), false)
    } else {
        rate(value)
    }
}

/// The cell of points, with the decimals that the source prints them with; two where it does not show.
pub fn points(value: Decimal, framework: &Framework) -> Cell {
    number(rounded(value, framework.points_decimals.unwrap_or(2)), false)
}

fn rounded(value: Decimal, decimals: u32) -> Decimal {
    value.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero)
}

/// The cell of a value in its criterion's unit. A ratio keeps both parts and shows its quotient in brackets.
pub fn value(value: &Value, per_cent: bool) -> Cell {
    match value {
        Value::Number(figure) => number(*figure, per_cent),
        Value::Ratio { .. } => Cell::text(text::value::print(value, per_cent, Lang::Vi), Align::Centre),
        Value::Text(words) => Cell::text(clean(words), Align::Centre),
    }
}

/// Whether a line stands in brackets as a whole, and so in italics.
pub fn is_aside(line: &str) -> bool {
    line.starts_with('(') && line.ends_with(')')
}

/// Text from outside without characters that a document must not carry, and without blanks around it.
pub fn clean(text: &str) -> String {
    text::clean(text).text.trim().to_owned()
}

/// The words for units that begin a name and stand small within a sentence.
const UNITS: [&str; 9] = [
    "Xã ",
    "Phường ",
    "Thị trấn ",
    "Đặc khu ",
    "Huyện ",
    "Quận ",
    "Thị xã ",
    "Thành phố ",
    "Tỉnh ",
];

/// A name as it stands within a sentence: `xã Tân Phú`.
pub(super) fn within(name: &str) -> String {
    match UNITS.iter().find_map(|unit| Some((unit, name.strip_prefix(unit)?))) {
        Some((unit, rest)) => format!("{}{rest}", unit.to_lowercase()),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn a_percent_keeps_its_exact_number() {
        let cell = number(d("98.50"), true);
        assert_eq!(cell.text, "98,5%");
        assert_eq!(cell.number.unwrap().kind, NumberKind::Percent(1));
        assert_eq!(cell.number.unwrap().value, d("98.5"));
    }

    #[test]
    fn a_rate_under_a_header_that_says_per_cent_is_a_plain_number() {
        assert_eq!(rate_under("Tỷ lệ", d("97.297")).text, "97,3%");
        let cell = rate_under("Tỷ lệ đạt (%)", d("97.297"));
        assert_eq!((cell.text.as_str(), cell.number.unwrap().value), ("97,3", d("97.3")));
    }

    #[test]
    fn a_ratio_shows_its_parts_and_its_quotient() {
        let ratio = |part, whole| Value::Ratio {
            part: d(part),
            whole: d(whole),
        };
        assert_eq!(value(&ratio("45", "46"), true).text, "45/46 (97,83%)");
        assert_eq!(value(&ratio("45", "46"), false).text, "45/46");
        assert_eq!(value(&ratio("0", "0"), true).text, "0/0");
    }

    #[test]
    fn controls_and_overrides_are_left_out() {
        assert_eq!(clean("a\u{1b}[31m\r\nb\u{202e}\tc "), "a[31m\nb c");
    }

    #[test]
    fn points_are_rounded_to_the_printed_precision_only() {
        assert_eq!(rounded(d("18.1818"), 2), d("18.18"));
        assert_eq!(rounded(d("4.99"), 1), d("5.0"));
        assert_eq!(rounded(d("0.005"), 2), d("0.01"));
    }
}
