//! The spellings in which offices and their spreadsheets write a code: with words before it, in Roman, as a date.

use crate::text::fold;

/// Folded words that may stand before a code, without their blanks.
const LEADS: [&str; 9] = [
    "tieuchiso",
    "tieuchi",
    "chitieuso",
    "chitieu",
    "chiso",
    "tc",
    "ct",
    "muc",
    "ma",
];

/// Month names of dates, by their first letters.
const MONTHS: [&str; 12] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];

/// A code without the marks that offices put round it: `1.1.`, `1,1`, `(1.1)`, `1.1)`, `I.`.
pub(super) fn plain_code(code: &str) -> String {
    fold(code)
        .replace(',', ".")
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '(' | ')' | '\'' | '[' | ']'))
        .collect::<String>()
        .trim_end_matches(['.', ':', '-', '/'])
        .to_owned()
}

/// Other ways to understand a plain code that is none of the framework's, the surest first.
pub(super) fn alternatives(plain: &str) -> Vec<String> {
    let mut found = Vec::new();
    let bare = LEADS.iter().find_map(|lead| plain.strip_prefix(lead)).unwrap_or(plain);
    let bare = bare.trim_start_matches(['.', ':', '-']);
    let mut take = |code: String| {
        if code != plain && !code.is_empty() && !found.contains(&code) {
            found.push(code);
        }
    };
    take(bare.to_owned());
    let pointed = bare.replace(['-', '–', '_'], ".");
    take(pointed.clone());
    let parts: Vec<&str> = pointed.split('.').filter(|part| !part.is_empty()).collect();
    take(parts.join("."));
    if let Some((first, rest)) = parts.split_first()
        && let Some(number) = roman(first)
    {
        take([&[number.to_string().as_str()], rest].concat().join("."));
    }
    let shorter: Vec<&str> = parts
        .iter()
        .map(|part| match part.trim_start_matches('0') {
            "" => *part,
            short => short,
        })
        .collect();
    take(shorter.join("."));
    found
}

fn roman(text: &str) -> Option<u32> {
    const SMALL: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    SMALL
        .iter()
        .position(|roman| *roman == text)
        .and_then(|at| u32::try_from(at + 1).ok())
}

/// The codes that a spreadsheet may have turned into this date: `1.2` of 1 February and of 2 January, `1.10` of
/// January 2010.
pub(super) fn codes_of_date(text: &str) -> Vec<String> {
    let folded = fold(text);
    let parts: Vec<&str> = folded
        .split(['/', '-', '.', ' '])
        .filter(|part| !part.is_empty() && !part.contains(':'))
        .collect();
    let month = |part: &str| {
        let named = MONTHS.iter().position(|name| part.starts_with(name));
        let printed = ["thg", "th", "t"].iter().find_map(|lead| part.strip_prefix(lead));
        named
            .and_then(|at| u32::try_from(at + 1).ok())
            .or_else(|| printed?.parse().ok())
            .filter(|month| (1..=12).contains(month))
    };
    let number = |part: &str| part.parse::<u32>().ok();
    let mut codes = Vec::new();
    match parts.as_slice() {
        [first, second] => match (month(first), month(second), number(first), number(second)) {
            (Some(month), _, _, Some(other)) | (_, Some(month), Some(other), _) => {
                codes.push(format!("{month}.{other}"));
                codes.push(format!("{other}.{month}"));
            }
            (_, _, Some(first), Some(second)) => {
                codes.push(format!("{first}.{second}"));
                codes.push(format!("{second}.{first}"));
            }
            _ => {}
        },
        [day, month, year] => {
            if let (Some(day), Some(month), Some(year)) = (number(day), number(month), number(year)) {
                codes.push(format!("{day}.{month}"));
                codes.push(format!("{month}.{day}"));
                if day == 1 {
                    codes.push(format!("{month}.{}", year % 100));
                }
            }
        }
        _ => {}
    }
    codes.dedup();
    codes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_round_a_code_are_dropped() {
        for typed in ["1.1", "1.1.", "1,1", "(1.1)", "1.1)", " 1. 1", "1.1:", "'1.1"] {
            assert_eq!(plain_code(typed), "1.1", "{typed}");
        }
        assert_eq!(plain_code("I."), "i");
    }

    #[test]
    fn words_roman_figures_and_dashes_are_other_ways_to_write_a_code() {
        for typed in [
            "TC 1.1",
            "Tiêu chí 1.1",
            "Chỉ tiêu số 1.1",
            "I.1",
            "1-1",
            "1..1",
            "01.01",
            "TC1.1",
        ] {
            let alternatives = alternatives(&plain_code(typed));
            assert!(alternatives.contains(&"1.1".to_owned()), "{typed}: {alternatives:?}");
        }
        assert_eq!(alternatives("1.1"), Vec::<String>::new());
    }

    #[test]
    fn a_date_may_be_the_codes_that_spreadsheets_turn_into_it() {
        assert_eq!(codes_of_date("02/01/2026"), ["2.1", "1.2"]);
        assert_eq!(codes_of_date("01/02"), ["1.2", "2.1"]);
        assert_eq!(codes_of_date("Feb-1"), ["2.1", "1.2"]);
        assert_eq!(codes_of_date("1-Thg2"), ["2.1", "1.2"]);
        assert_eq!(codes_of_date("01/01/2010"), ["1.1", "1.10"]);
        assert_eq!(codes_of_date("hôm qua"), Vec::<String>::new());
    }
}
