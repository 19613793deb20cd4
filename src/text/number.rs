//! Numbers as Vietnamese offices write them: comma for decimals, point for thousands, and what else they send.

use rust_decimal::Decimal;

use super::Lang;

/// What a text says as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// One number; `percent` where a per cent sign follows it.
    Number {
        /// The number as written, not divided by a hundred.
        number: Decimal,
        /// A per cent sign follows.
        percent: bool,
        /// The text may be read in two ways (`1.234` alone: thousands as here, or a decimal point).
        ambiguous: bool,
    },
    /// A part of a whole: `45/46`, `45 trên 46`, with or without its quotient in brackets behind it.
    Ratio {
        /// The part.
        part: Decimal,
        /// The whole.
        whole: Decimal,
    },
}

/// Reads a number, a percentage or a ratio; none where the text is anything else.
pub fn parse(text: &str) -> Option<Reading> {
    let text = text.trim().to_lowercase();
    if let Some((part, whole, _)) = split_ratio(&text) {
        let (part, _) = decimal(part)?;
        let (whole, _) = decimal(whole)?;
        return Some(Reading::Ratio { part, whole });
    }
    let (digits, percent) = match text.strip_suffix('%').or_else(|| text.strip_suffix("phần trăm")) {
        Some(digits) => (digits.trim_end(), true),
        None => (text.as_str(), false),
    };
    let (number, ambiguous) = decimal(digits)?;
    if percent && ambiguous {
        // `99.125 %` can only be a decimal point: thousands of per cent are nobody's result.
        let number = digits.trim().parse().ok()?;
        return Some(Reading::Number {
            number,
            percent,
            ambiguous: false,
        });
    }
    Some(Reading::Number {
        number,
        percent,
        ambiguous,
    })
}

/// The percentage that a text states behind a ratio: 97,83 of `45/46 (97,83%)`.
pub fn stated_quotient(text: &str) -> Option<Decimal> {
    split_ratio(&text.trim().to_lowercase())?.2
}

/// Splits `45/46`, `45 trên 46`, `45 trên tổng số 46` and `45/46 (97,83%)`, `45/46 = 97,83%` into part and whole, and
/// the percentage stated behind them.
fn split_ratio(text: &str) -> Option<(&str, &str, Option<Decimal>)> {
    let mut stated = None;
    let text = match text.find(['(', '=']) {
        Some(at) => {
            let tail = text
                .get(at..)?
                .trim_start_matches(['(', '='])
                .trim_end_matches(')')
                .trim();
            let tail = tail.strip_suffix('%')?;
            stated = Some(decimal(tail)?.0);
            text.get(..at)?.trim_end()
        }
        None => text,
    };
    let (part, whole) = text
        .split_once('/')
        .or_else(|| text.split_once(" trên "))
        .or_else(|| text.split_once(" trong tổng số "))?;
    Some((part, whole.trim_start().trim_start_matches("tổng số "), stated))
}

/// Reads one number; tells whether it could be read in another way.
fn decimal(text: &str) -> Option<(Decimal, bool)> {
    let text = text.trim();
    let (negative, digits) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let digits: String = digits
        .chars()
        .filter(|character| !matches!(character, ' ' | '\u{a0}' | '\u{202f}'))
        .collect();
    if digits.is_empty() || !digits.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    let (points, commas) = (digits.matches('.').count(), digits.matches(',').count());
    let (plain, ambiguous) = match (points, commas) {
        (0, 0) => (digits, false),
        (0, 1) => (digits.replace(',', "."), false),
        (1, 0) if grouped(&digits, '.') => (digits.replace('.', ""), true),
        (1, 0) => (digits, false),
        (_, 0) if grouped(&digits, '.') => (digits.replace('.', ""), false),
        (0, _) if grouped(&digits, ',') => (digits.replace(',', ""), false),
        (_, 1) if digits.rfind('.') < digits.rfind(',') => {
            let (whole, fraction) = digits.split_once(',')?;
            grouped(whole, '.').then(|| (format!("{}.{fraction}", whole.replace('.', "")), false))?
        }
        (1, _) if digits.rfind(',') < digits.rfind('.') => {
            let (whole, fraction) = digits.split_once('.')?;
            grouped(whole, ',').then(|| (format!("{}.{fraction}", whole.replace(',', "")), false))?
        }
        _ => return None,
    };
    if plain.starts_with('.') || plain.ends_with('.') {
        return None;
    }
    let number: Decimal = plain.parse().ok()?;
    Some((if negative { -number } else { number }, ambiguous))
}

/// Whether the digits stand in groups of three behind a first group of one to three that is not a lone zero.
fn grouped(digits: &str, separator: char) -> bool {
    let mut groups = digits.split(separator);
    let first_fits = groups
        .next()
        .is_some_and(|first| (1..=3).contains(&first.len()) && !first.starts_with('0'));
    first_fits && groups.all(|group| group.len() == 3)
}

/// Prints a number in the reader's notation, with separators of thousands and without trailing zeros.
pub fn print(number: Decimal, lang: Lang) -> String {
    let (point, thousands) = match lang {
        Lang::Vi => (',', '.'),
        Lang::En => ('.', ','),
    };
    let plain = number.normalize().to_string();
    let (sign, digits) = match plain.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", plain.as_str()),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let mut out = String::from(sign);
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            out.push(thousands);
        }
        out.push(digit);
    }
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// Prints a number rounded to at most so many decimals, half away from zero as people do.
pub fn print_rounded(number: Decimal, decimals: u32, lang: Lang) -> String {
    print(
        number.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero),
        lang,
    )
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn number(text: &str) -> Option<(String, bool)> {
        match parse(text)? {
            Reading::Number { number, percent, .. } => Some((number.to_string(), percent)),
            Reading::Ratio { .. } => None,
        }
    }

    #[test]
    fn reads_what_offices_write() {
        assert_eq!(number("98,5%"), Some(("98.5".into(), true)));
        assert_eq!(number("98.5 %"), Some(("98.5".into(), true)));
        assert_eq!(number("98,5 phần trăm"), Some(("98.5".into(), true)));
        assert_eq!(number("0,985"), Some(("0.985".into(), false)));
        assert_eq!(number("1.234,5"), Some(("1234.5".into(), false)));
        assert_eq!(number("1,234.5"), Some(("1234.5".into(), false)));
        assert_eq!(number("1.234.567"), Some(("1234567".into(), false)));
        assert_eq!(number("100"), Some(("100".into(), false)));
        assert_eq!(number("-3"), Some(("-3".into(), false)));
        assert_eq!(number("99.125 %"), Some(("99.125".into(), true)));
        assert_eq!(number("12 345"), Some(("12345".into(), false)));
    }

    #[test]
    fn reads_ratios_with_or_without_their_quotient() {
        let ratio = Some(Reading::Ratio {
            part: 45.into(),
            whole: 46.into(),
        });
        assert_eq!(parse("45/46"), ratio);
        assert_eq!(parse("45 trên 46"), ratio);
        assert_eq!(parse("45 Trên tổng số 46"), ratio);
        assert_eq!(stated_quotient("45/46 (97,83%)"), Some("97.83".parse().unwrap()));
        assert_eq!(stated_quotient("45/46"), None);
        assert_eq!(parse("45/46 (97,83%)"), ratio);
        assert_eq!(parse("45 / 46 = 97,83 %"), ratio);
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in [
            "",
            "Có",
            "chín lăm",
            "1,2,3",
            "1.2.3",
            ",5",
            "5,",
            "%",
            "45/",
            "/46",
            "12a",
            "1..2",
            "45/46 (tốt)",
        ] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn tells_a_lone_group_of_three_as_ambiguous() {
        assert!(matches!(parse("1.234"), Some(Reading::Number { ambiguous: true, .. })));
        assert!(matches!(parse("0.985"), Some(Reading::Number { ambiguous: false, .. })));
    }

    #[test]
    fn prints_in_the_readers_notation() {
        let number: Decimal = "1234567.50".parse().unwrap();
        assert_eq!(print(number, Lang::Vi), "1.234.567,5");
        assert_eq!(print(number, Lang::En), "1,234,567.5");
        assert_eq!(print_rounded("97.826".parse().unwrap(), 2, Lang::Vi), "97,83");
        assert_eq!(print_rounded("0.125".parse().unwrap(), 2, Lang::Vi), "0,13");
    }

    proptest! {
        #[test]
        fn printing_and_reading_is_identity(mantissa in -999_999_999i64..999_999_999, scale in 0u32..6) {
            let number = Decimal::new(mantissa, scale);
            let printed = print(number, Lang::Vi);
            let Some(Reading::Number { number: read, .. }) = parse(&printed) else { panic!("{printed}") };
            prop_assert_eq!(read, number);
        }
    }
}
