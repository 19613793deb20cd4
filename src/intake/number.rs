//! Numbers of cells: from the spreadsheet's binary floats to exact decimals, and their display by number format.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::text::Lang;
use crate::text::number::print;

/// Significant digits that a spreadsheet keeps: what lies beyond is a trace of binary arithmetic, never typed or shown.
const DIGITS: u32 = 15;

/// How a number format treats the per cent sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PerCent {
    /// No sign.
    None,
    /// The number is multiplied by a hundred for display: 0.985 is shown as 98,5%.
    Scaled,
    /// The sign is only printed behind the number: 98.5 is shown as 98,5%.
    Printed,
}

/// The exact decimal that a float's shortest text names, held to the 15 digits that spreadsheets keep.
pub(super) fn from_float(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    let text = number.to_string();
    let digits = text.chars().filter(char::is_ascii_digit).collect::<String>();
    let significant = digits.trim_start_matches('0').trim_end_matches('0').len();
    let decimal: Decimal = text.parse().ok()?;
    if significant > DIGITS as usize {
        decimal
            .round_sf_with_strategy(DIGITS, RoundingStrategy::MidpointAwayFromZero)
            .map(|n| n.normalize())
    } else {
        Some(decimal.normalize())
    }
}

/// What a number format does with the per cent sign.
pub(super) fn per_cent(format: &str) -> PerCent {
    let mut printed = false;
    let mut characters = format.split(';').next().unwrap_or_default().chars();
    let mut quoted = false;
    while let Some(character) = characters.next() {
        match character {
            '"' => quoted = !quoted,
            '\\' | '_' | '*' if !quoted => printed |= characters.next() == Some('%') && character == '\\',
            '%' if quoted => printed = true,
            '%' => return PerCent::Scaled,
            _ => {}
        }
    }
    if printed { PerCent::Printed } else { PerCent::None }
}

/// The number as its cell displays it, in Vietnamese notation.
pub(super) fn display(number: Decimal, format: &str) -> String {
    let section = format.split(';').next().unwrap_or_default();
    if section.is_empty() || section.eq_ignore_ascii_case("general") || section == "@" {
        return ungrouped(number);
    }
    let per_cent = per_cent(format);
    let number = if per_cent == PerCent::Scaled {
        number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number)
    } else {
        number
    };
    let (pattern, suffix) = pattern_and_suffix(section);
    if !pattern.contains(['0', '#', '?']) {
        return ungrouped(number);
    }
    let (whole, fraction) = pattern.split_once('.').unwrap_or((&pattern, ""));
    let most = fraction.chars().filter(|c| matches!(c, '0' | '#' | '?')).count();
    let least = fraction.chars().filter(|c| *c == '0').count();
    let rounded = number.round_dp_with_strategy(
        u32::try_from(most).unwrap_or_default(),
        RoundingStrategy::MidpointAwayFromZero,
    );
    let mut text = if whole.contains(',') {
        print(rounded, Lang::Vi)
    } else {
        ungrouped(rounded)
    };
    let shown = text.split_once(',').map_or(0, |(_, decimals)| decimals.len());
    if shown < least {
        if shown == 0 {
            text.push(',');
        }
        text.extend(std::iter::repeat_n('0', least - shown));
    }
    text + &suffix
}

/// The number with a decimal comma and without separators of thousands.
fn ungrouped(number: Decimal) -> String {
    number.normalize().to_string().replace('.', ",")
}

/// Splits a number format into its digits and what is printed behind them.
fn pattern_and_suffix(section: &str) -> (String, String) {
    let (mut pattern, mut suffix) = (String::new(), String::new());
    let mut characters = section.chars();
    let mut quoted = false;
    while let Some(character) = characters.next() {
        match character {
            '"' => quoted = !quoted,
            other if quoted => suffix.push(other),
            '\\' => suffix.extend(characters.next()),
            '_' | '*' => {
                characters.next();
            }
            '[' => {
                let _ = characters.by_ref().find(|c| *c == ']');
            }
            '%' => suffix.push('%'),
            '0' | '#' | '?' | '.' | ',' if suffix.is_empty() => pattern.push(character),
            _ => {}
        }
    }
    (pattern, suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap()
    }

    #[test]
    fn floats_become_the_decimals_that_were_typed() {
        assert_eq!(from_float(0.985), Some(decimal("0.985")));
        assert_eq!(from_float(0.1 + 0.2), Some(decimal("0.3")));
        assert_eq!(from_float(98.5), Some(decimal("98.5")));
        assert_eq!(from_float(1.0e6), Some(decimal("1000000")));
        assert_eq!(from_float(f64::NAN), None);
        assert_eq!(from_float(1.0e40), None);
    }

    #[test]
    fn the_per_cent_sign_scales_only_outside_quotes() {
        assert_eq!(per_cent("0.0%"), PerCent::Scaled);
        assert_eq!(per_cent("0.0\"%\""), PerCent::Printed);
        assert_eq!(per_cent("0.0\\%"), PerCent::Printed);
        assert_eq!(per_cent("General"), PerCent::None);
        assert_eq!(per_cent("0;[Red]0%"), PerCent::None);
    }

    #[test]
    fn displays_as_the_cell_does() {
        assert_eq!(display(decimal("0.985"), "0.0%"), "98,5%");
        assert_eq!(display(decimal("0.985"), "0.00%"), "98,50%");
        assert_eq!(display(decimal("0.985"), "0%"), "99%");
        assert_eq!(display(decimal("98.5"), "0.0\"%\""), "98,5%");
        assert_eq!(display(decimal("1234.5"), "#,##0.0"), "1.234,5");
        assert_eq!(display(decimal("12.5"), "0.0\" triệu đồng\""), "12,5 triệu đồng");
        assert_eq!(display(decimal("1.1"), "General"), "1,1");
        assert_eq!(display(decimal("3"), ""), "3");
    }
}
