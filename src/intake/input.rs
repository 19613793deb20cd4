//! What the cell of a rule's input says, by the kind of input that the rule asks for; and levels by number or name.

use super::reading::{Reading, is_blank, read_value};
use super::workbook::{Cell, Content};
use crate::domain::rule::{Choice, InputKind, says};
use crate::domain::{ClaimedVerdict, Decimal, Level, Sentence, Value};
use crate::text::fold::words;

/// Reads the cell of an input of the kind asked for; anything else is told as unreadable.
pub(super) fn read_input(cell: Option<&Cell>, shown: &str, kind: InputKind<'_>, unit: &str) -> Reading {
    match kind {
        InputKind::Number => figure(read_value(cell, shown, unit), shown),
        InputKind::Percent => figure(read_value(cell, shown, "%"), shown),
        InputKind::Count => match figure(read_value(cell, shown, ""), shown) {
            Reading::Value(Value::Ratio { .. }) | Reading::Doubtful(Value::Ratio { .. }, _) => not_a_number(shown),
            reading => reading,
        },
        InputKind::YesNo => answer(read_value(cell, shown, unit), shown),
        InputKind::Choice(choices) => read_choice(cell, shown, choices),
    }
}

/// Reads a cell in which one of the printed cases stands: its label or its key, marks and case aside.
pub(super) fn read_choice(cell: Option<&Cell>, shown: &str, choices: &[Choice]) -> Reading {
    if let Some(choice) = chosen(shown, choices) {
        return Reading::Value(Value::Text(choice.label.clone()));
    }
    match read_value(cell, shown, "") {
        Reading::Blank => Reading::Blank,
        Reading::Verdict(verdict @ (ClaimedVerdict::NotApplicable | ClaimedVerdict::InProgress)) => {
            Reading::Verdict(verdict)
        }
        Reading::Unreadable(why) => Reading::Unreadable(why),
        Reading::Verdict(ClaimedVerdict::Met | ClaimedVerdict::NotMet) | Reading::Value(_) | Reading::Doubtful(..) => {
            Reading::Unreadable(Sentence::new("intake-not-a-choice").text("text", shown))
        }
    }
}

/// The choice that a text names; none where it may be several.
fn chosen<'c>(shown: &str, choices: &'c [Choice]) -> Option<&'c Choice> {
    let exact = |choice: &&Choice| choice.label.trim() == shown.trim() || choice.key == shown.trim();
    if let Some(choice) = choices.iter().find(exact) {
        return Some(choice);
    }
    let folded = words(shown);
    if folded.is_empty() {
        return None;
    }
    let mut same = choices
        .iter()
        .filter(|choice| words(&choice.label) == folded || words(&choice.key) == folded);
    match (same.next(), same.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// A reading in which only figures count.
pub(super) fn figure(reading: Reading, shown: &str) -> Reading {
    match reading {
        Reading::Value(Value::Text(_))
        | Reading::Doubtful(Value::Text(_), _)
        | Reading::Verdict(ClaimedVerdict::Met | ClaimedVerdict::NotMet) => not_a_number(shown),
        other => other,
    }
}

fn not_a_number(shown: &str) -> Reading {
    Reading::Unreadable(Sentence::new("intake-not-a-number").text("text", shown))
}

/// A reading in which yes and no count, and a count for yes.
fn answer(reading: Reading, shown: &str) -> Reading {
    let plain = |yes: bool| Reading::Value(Value::Text(if yes { "Có" } else { "Không" }.to_owned()));
    match reading {
        Reading::Verdict(ClaimedVerdict::Met) => plain(true),
        Reading::Verdict(ClaimedVerdict::NotMet) => plain(false),
        Reading::Value(value) | Reading::Doubtful(value, _) if says(&value).is_none() => {
            Reading::Unreadable(Sentence::new("intake-not-yes-or-no").text("text", shown))
        }
        other => other,
    }
}

/// What a cell of a level says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LevelReading {
    /// Nothing.
    Blank,
    /// The level; 0 for none attained.
    Level(u8),
    /// Something else.
    Unreadable,
}

/// Reads a level: `3`, `Mức độ 3`, `3 - Cơ bản`, `Cơ bản`.
pub(super) fn read_level(cell: Option<&Cell>, shown: &str, levels: &[Level]) -> LevelReading {
    if is_blank(shown) {
        return LevelReading::Blank;
    }
    if let Some(Content::Number(number)) = cell.map(|cell| &cell.content) {
        return level(*number, levels);
    }
    level_in_words(shown, levels)
}

/// Reads a level in a text.
pub(super) fn level_in_words(text: &str, levels: &[Level]) -> LevelReading {
    let folded = words(text);
    let bare = ["muc do ", "muc "]
        .iter()
        .find_map(|lead| folded.strip_prefix(lead))
        .unwrap_or(&folded);
    let named = levels.iter().find(|level| words(&level.name) == bare);
    if let Some(named) = named {
        return LevelReading::Level(named.level);
    }
    let (first, rest) = bare.split_once(' ').unwrap_or((bare, ""));
    let Ok(number) = first.parse::<Decimal>() else {
        return LevelReading::Unreadable;
    };
    let found = level(number, levels);
    let fits = rest.is_empty()
        || levels
            .iter()
            .any(|level| found == LevelReading::Level(level.level) && words(&level.name) == rest);
    if fits { found } else { LevelReading::Unreadable }
}

fn level(number: Decimal, levels: &[Level]) -> LevelReading {
    let known = |level: u8| level == 0 || levels.iter().any(|known| known.level == level);
    match u8::try_from(number) {
        Ok(level) if number.fract().is_zero() && known(level) => LevelReading::Level(level),
        Ok(_) | Err(_) => LevelReading::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::rule::Award;

    fn text(text: &str) -> Cell {
        Cell {
            content: Content::Text(text.into()),
            format: String::new(),
            formula: false,
        }
    }

    fn choices() -> Vec<Choice> {
        [
            ("nguoi-dung-dau", "Người đứng đầu đơn vị là Trưởng ban"),
            ("cap-pho", "Cấp phó là Trưởng ban"),
            ("cap-pho-khac", "Cấp phó là trưởng bản"),
        ]
        .map(|(key, label)| Choice {
            key: key.into(),
            label: label.into(),
            gives: Award::nothing(),
        })
        .into()
    }

    #[test]
    fn a_choice_is_told_by_label_or_key() {
        let choices = choices();
        let read = |typed: &str| read_choice(Some(&text(typed)), typed, &choices);
        for typed in [
            "Người đứng đầu đơn vị là Trưởng ban",
            "nguoi-dung-dau",
            "NGƯỜI ĐỨNG ĐẦU  đơn vị là trưởng ban.",
        ] {
            let label = "Người đứng đầu đơn vị là Trưởng ban";
            assert_eq!(read(typed), Reading::Value(Value::Text(label.into())), "{typed}");
        }
        assert_eq!(read("Không áp dụng"), Reading::Verdict(ClaimedVerdict::NotApplicable));
        assert_eq!(read("…"), Reading::Blank);
        for typed in ["Đạt", "cấp phó là trưởng ban", "Ông A", "3"] {
            assert!(matches!(read(typed), Reading::Unreadable(_)), "{typed}");
        }
    }

    #[test]
    fn each_kind_takes_its_own() {
        let read = |typed: &str, kind: InputKind<'_>| read_input(Some(&text(typed)), typed, kind, "");
        let number = |n: i64| Reading::Value(Value::Number(n.into()));
        assert_eq!(read("1.200", InputKind::Count), number(1200));
        assert_eq!(read("75 %", InputKind::Percent), number(75));
        assert_eq!(read("Đạt", InputKind::YesNo), Reading::Value(Value::Text("Có".into())));
        assert_eq!(read("x", InputKind::YesNo), Reading::Value(Value::Text("Có".into())));
        assert_eq!(read("2", InputKind::YesNo), number(2));
        for (typed, kind) in [
            ("mười", InputKind::Count),
            ("3/4", InputKind::Count),
            ("nhiều", InputKind::Percent),
            ("sắp có", InputKind::YesNo),
        ] {
            assert!(matches!(read(typed, kind), Reading::Unreadable(_)), "{typed}");
        }
    }

    #[test]
    fn levels_are_read_by_number_and_name() {
        let levels: Vec<Level> = [(1, "Khởi động"), (2, "Kết nối"), (3, "Cơ bản")]
            .map(|(level, name)| Level {
                level,
                name: name.into(),
                description: String::new(),
            })
            .into();
        for (typed, level) in [
            ("3", 3),
            ("Mức độ 3", 3),
            ("3 - Cơ bản", 3),
            ("cơ bản", 3),
            ("Mức 0", 0),
        ] {
            assert_eq!(
                read_level(Some(&text(typed)), typed, &levels),
                LevelReading::Level(level),
                "{typed}"
            );
        }
        for typed in ["4", "2 - Cơ bản", "cao", "1,5"] {
            assert_eq!(
                read_level(Some(&text(typed)), typed, &levels),
                LevelReading::Unreadable,
                "{typed}"
            );
        }
        assert_eq!(read_level(None, "", &levels), LevelReading::Blank);
    }
}
