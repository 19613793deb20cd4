//! Values as people type and read them, in the unit of their criterion.

use super::{Lang, nfc, number, number::Reading};
use crate::domain::Value;

/// Reads a value as a person types it: a number (with or without `%`), a ratio, or an answer in words.
///
/// None for a blank text, for a percentage where the unit is none (`98 %` of a number of systems), and for words where
/// the unit is per cent (`chín lăm`).
pub fn parse(text: &str, per_cent: bool) -> Option<Value> {
    let text = nfc(text.trim());
    if text.is_empty() {
        return None;
    }
    match number::parse(&text) {
        Some(Reading::Ratio { part, whole }) => Some(Value::Ratio { part, whole }),
        Some(Reading::Number { percent: true, .. }) if !per_cent => None,
        Some(Reading::Number { number, .. }) => Some(Value::Number(number)),
        None if per_cent => None,
        None => Some(Value::Text(text)),
    }
}

/// Prints a value in the reader's notation: `98,5%`, `12`, `45/46 (97,83%)`, `Có`.
pub fn print(value: &Value, per_cent: bool, lang: Lang) -> String {
    let sign = if per_cent { "%" } else { "" };
    match value {
        Value::Number(number) => format!("{}{sign}", number::print(*number, lang)),
        Value::Ratio { part, whole } => {
            let ratio = format!("{}/{}", number::print(*part, lang), number::print(*whole, lang));
            match value.number(true) {
                Some(percent) if per_cent => format!("{ratio} ({}%)", number::print_rounded(percent, 2, lang)),
                Some(_) | None => ratio,
            }
        }
        Value::Text(text) => text.clone(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rust_decimal::Decimal;

    use super::*;

    #[test]
    fn values_are_read_in_their_unit() {
        assert_eq!(parse("98,5 %", true), Some(Value::Number(Decimal::new(985, 1))));
        assert_eq!(parse("98,5", true), Some(Value::Number(Decimal::new(985, 1))));
        assert_eq!(parse("98,5 %", false), None);
        assert_eq!(parse(" Co\u{301} ", false), Some(Value::Text("Có".into())));
        assert_eq!(parse("  ", true), None);
        assert_eq!(parse("chín lăm", true), None);
    }

    #[test]
    fn values_are_printed_with_their_quotient() {
        let ratio = Value::Ratio {
            part: 45.into(),
            whole: 46.into(),
        };
        assert_eq!(print(&ratio, true, Lang::Vi), "45/46 (97,83%)");
        assert_eq!(print(&ratio, false, Lang::Vi), "45/46");
        assert_eq!(
            print(
                &Value::Ratio {
                    part: 0.into(),
                    whole: 0.into()
                },
                true,
                Lang::Vi
            ),
            "0/0"
        );
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_identity(part in 0i64..100_000, whole in 1i64..100_000, tenths in 0i64..2000) {
            for value in [Value::Ratio { part: part.into(), whole: whole.into() }, Value::Number(Decimal::new(tenths, 1))] {
                prop_assert_eq!(parse(&print(&value, true, Lang::Vi), true), Some(value));
            }
        }
    }
}
