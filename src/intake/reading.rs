//! What a cell says: its text as displayed, and its value or verdict; what cannot be read says why.

use rust_decimal::Decimal;

use super::limits;
use super::number::{PerCent, display, per_cent};
use super::workbook::{Cell, Content};
use crate::domain::{ClaimedVerdict, Sentence, Value};
use crate::text::{clean, fold, fold::words, number, number::Reading as Parsed};

/// The text of a cell as a person sees it, made harmless.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Shown {
    /// The text.
    pub text: String,
    /// Control or direction characters were taken out, or it poses as a formula.
    pub suspicious: bool,
    /// It was longer than a cell may be, and was cut.
    pub cut: bool,
}

/// Shows a cell as its spreadsheet would, in Vietnamese notation.
pub(super) fn show(cell: Option<&Cell>) -> Shown {
    let Some(cell) = cell else {
        return Shown::default();
    };
    match &cell.content {
        Content::Blank => Shown::default(),
        Content::Number(number) => plain(display(*number, &cell.format)),
        Content::Truth(true) => plain("TRUE".to_owned()),
        Content::Truth(false) => plain("FALSE".to_owned()),
        Content::Date(text) | Content::Error(text) => plain(text.clone()),
        Content::Text(text) => {
            // A text has no more characters than bytes.
            let end = (text.len() > limits::CELL_TEXT)
                .then(|| text.char_indices().nth(limits::CELL_TEXT))
                .flatten()
                .map(|(end, _)| end);
            let cut = end.is_some();
            let cleaned = clean(end.and_then(|end| text.get(..end)).unwrap_or(text));
            let poses = cleaned.text.starts_with(['=', '@']);
            Shown {
                suspicious: cleaned.suspicious || poses,
                text: cleaned.text,
                cut,
            }
        }
    }
}

fn plain(text: String) -> Shown {
    Shown {
        text,
        ..Shown::default()
    }
}

/// What the cell of a value says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reading {
    /// Nothing: blank, a dash, dots.
    Blank,
    /// A value in the criterion's unit.
    Value(Value),
    /// A value in the criterion's unit at which a human should look, and why.
    Doubtful(Value, Sentence),
    /// No value but a verdict: `Đạt`, `Đang triển khai`, `Không áp dụng`.
    Verdict(ClaimedVerdict),
    /// Something that cannot be read with certainty, and why.
    Unreadable(Sentence),
}

/// Reads the cell of a value of a criterion counted in `unit`.
pub(super) fn read_value(cell: Option<&Cell>, shown: &str, unit: &str) -> Reading {
    let Some(cell) = cell else {
        return Reading::Blank;
    };
    let percent = unit.trim() == "%";
    match &cell.content {
        Content::Blank if cell.formula => Reading::Unreadable(Sentence::new("intake-formula-without-result")),
        Content::Blank => Reading::Blank,
        Content::Number(number) => read_number(*number, &cell.format, shown, percent),
        Content::Truth(truth) => Reading::Value(Value::Text(yes_no(*truth).to_owned())),
        Content::Date(_) if percent => not_a_percentage(shown),
        Content::Date(_) if asks_for_a_day(unit) => Reading::Value(Value::Text(shown.to_owned())),
        // `5/12` typed into a spreadsheet becomes the fifth of December.
        Content::Date(_) => Reading::Doubtful(
            Value::Text(shown.to_owned()),
            Sentence::new("intake-date-as-value").text("text", shown),
        ),
        Content::Error(text) => Reading::Unreadable(Sentence::new("intake-cell-error").text("error", text)),
        Content::Text(_) => read_text(shown, unit, percent),
    }
}

fn read_number(number: Decimal, format: &str, shown: &str, percent: bool) -> Reading {
    match (percent, per_cent(format)) {
        (true, PerCent::Scaled) => match number.checked_mul(Decimal::ONE_HUNDRED) {
            Some(scaled) => Reading::Value(Value::Number(scaled.normalize())),
            None => not_a_percentage(shown),
        },
        (true, PerCent::Printed) => Reading::Value(Value::Number(number)),
        (true, PerCent::None) => bare_percentage(number),
        (false, PerCent::None) => Reading::Value(Value::Number(number)),
        (false, PerCent::Scaled | PerCent::Printed) => percentage_as_count(shown),
    }
}

/// A number without any per cent sign in a criterion counted in `%`: up to 1 it may be a fraction or a percentage.
fn bare_percentage(number: Decimal) -> Reading {
    if !number.is_zero() && number.abs() <= Decimal::ONE {
        let scaled = number.checked_mul(Decimal::ONE_HUNDRED).unwrap_or(number).normalize();
        return Reading::Unreadable(
            Sentence::new("intake-fraction-or-percentage")
                .number("low", number)
                .number("high", scaled),
        );
    }
    Reading::Value(Value::Number(number))
}

fn read_text(text: &str, unit: &str, percent: bool) -> Reading {
    if is_blank(text) {
        return Reading::Blank;
    }
    match number::parse(text) {
        Some(Parsed::Ratio { part, whole }) if looks_like_a_date(part, whole) && percent => {
            return Reading::Doubtful(
                Value::Ratio { part, whole },
                Sentence::new("intake-date-as-value").text("text", text),
            );
        }
        Some(Parsed::Ratio { part, whole })
            if number::stated_quotient(text).is_some_and(|q| differs(part, whole, q)) =>
        {
            return Reading::Doubtful(
                Value::Ratio { part, whole },
                Sentence::new("intake-quotient-differs").text("text", text),
            );
        }
        Some(Parsed::Ratio { part, whole }) if percent || !looks_like_a_date(part, whole) => {
            return Reading::Value(Value::Ratio { part, whole });
        }
        Some(Parsed::Number {
            number, percent: true, ..
        }) if percent => {
            return Reading::Value(Value::Number(number));
        }
        Some(Parsed::Number { ambiguous: true, .. }) if percent => {
            return Reading::Unreadable(Sentence::new("intake-point-ambiguous").text("text", text));
        }
        Some(Parsed::Number {
            number,
            ambiguous: true,
            ..
        }) if may_have_decimals(unit) => {
            return Reading::Doubtful(
                Value::Number(number),
                Sentence::new("intake-point-ambiguous").text("text", text),
            );
        }
        Some(Parsed::Number { percent: true, .. }) => return percentage_as_count(text),
        Some(Parsed::Number {
            number, percent: false, ..
        }) => {
            return if percent {
                bare_percentage(number)
            } else {
                Reading::Value(Value::Number(number))
            };
        }
        Some(_) | None => {}
    }
    if let Some(answer) = yes_or_no(text) {
        return Reading::Value(Value::Text(yes_no(answer).to_owned()));
    }
    if let Some(verdict) = verdict_of(text) {
        return Reading::Verdict(verdict);
    }
    if let Some(number) = number_with_unit(text, unit) {
        return Reading::Value(Value::Number(number));
    }
    if percent {
        not_a_percentage(text)
    } else {
        Reading::Value(Value::Text(text.to_owned()))
    }
}

fn not_a_percentage(text: &str) -> Reading {
    Reading::Unreadable(Sentence::new("intake-not-a-percentage").text("text", text))
}

fn percentage_as_count(text: &str) -> Reading {
    Reading::Doubtful(
        Value::Text(text.to_owned()),
        Sentence::new("intake-percentage-as-count").text("text", text),
    )
}

/// Whether a percentage is not the quotient of a ratio, rounded or cut as people do.
fn differs(part: Decimal, whole: Decimal, stated: Decimal) -> bool {
    let ratio = Value::Ratio { part, whole };
    ratio
        .number(true)
        .is_none_or(|quotient| (quotient - stated).abs() >= Decimal::new(1, stated.scale()))
}

/// Whether days are asked for in this unit.
fn asks_for_a_day(unit: &str) -> bool {
    let unit = words(unit);
    ["ngay", "thang", "nam", "thoi", "han"]
        .iter()
        .any(|word| unit.split(' ').any(|other| other == *word))
}

/// Whether figures in this unit may have decimals; what is counted has none, so that `1.200` is no doubt there.
fn may_have_decimals(unit: &str) -> bool {
    let unit = words(unit);
    ["diem", "ty", "trieu", "nghin", "dong", "he so", "gio", "ha", "km"]
        .iter()
        .any(|lead| {
            unit.strip_prefix(lead)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
}

/// `12/2023` names a month, not a part of a whole.
fn looks_like_a_date(part: Decimal, whole: Decimal) -> bool {
    part <= Decimal::from(12) && whole >= Decimal::from(1900) && whole <= Decimal::from(2100)
}

/// Whether a text stands for nothing: dashes, dots, ellipses.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars()
        .all(|character| character.is_whitespace() || matches!(character, '-' | '–' | '—' | '.' | '…' | '_' | '/'))
}

/// The words in which answers are kept.
fn yes_no(truth: bool) -> &'static str {
    if truth { "Có" } else { "Không" }
}

fn yes_or_no(text: &str) -> Option<bool> {
    match words(text).as_str() {
        "co" | "x" | "yes" => Some(true),
        "khong" | "no" | "khong co" | "chua co" => Some(false),
        _ if is_tick(text) => Some(true),
        _ => None,
    }
}

fn is_tick(text: &str) -> bool {
    matches!(text.trim(), "✓" | "✔" | "☑" | "☒" | "√" | "×")
}

/// `02 văn bản`, where the unit is `Văn bản` or begins so (`3 kênh` of `Kênh giao tiếp`).
fn number_with_unit(text: &str, unit: &str) -> Option<Decimal> {
    let split = text.find(|character: char| character.is_alphabetic())?;
    let (head, tail) = (text.get(..split)?, words(text.get(split..)?));
    let unit = words(unit);
    let fits = !tail.is_empty()
        && unit
            .strip_prefix(tail.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
    match number::parse(head)? {
        Parsed::Number {
            number, percent: false, ..
        } if fits => Some(number),
        Parsed::Number { .. } | Parsed::Ratio { .. } => None,
    }
}

/// Reads the cell of a verdict; an error where it holds something else.
pub(super) fn read_verdict(cell: Option<&Cell>, shown: &str) -> Result<Option<ClaimedVerdict>, Sentence> {
    match cell.map(|cell| (&cell.content, cell.formula)) {
        None | Some((Content::Blank, false)) => Ok(None),
        Some((Content::Blank, true)) => Err(Sentence::new("intake-formula-without-result")),
        Some((Content::Truth(truth), _)) => Ok(Some(if *truth {
            ClaimedVerdict::Met
        } else {
            ClaimedVerdict::NotMet
        })),
        Some(_) if is_blank(shown) => Ok(None),
        Some(_) => verdict_of(shown)
            .or_else(|| (words(shown) == "x" || is_tick(shown)).then_some(ClaimedVerdict::Met))
            .map(Some)
            .ok_or_else(|| Sentence::new("intake-not-a-verdict").text("text", shown)),
    }
}

/// The verdict that a text states, alone or before an explanation: `Chưa đạt (còn 02 hộ)`.
fn verdict_of(text: &str) -> Option<ClaimedVerdict> {
    let head = text.split(['(', ';', ',', ':', '\n']).next().unwrap_or(text);
    if fold(head).contains('/') && !matches!(words(head).as_str(), "n a") {
        return None;
    }
    match words(head).as_str() {
        "dat" | "da dat" | "d" | "hoan thanh" | "da hoan thanh" => Some(ClaimedVerdict::Met),
        "khong dat" | "k dat" | "ko dat" | "kd" | "k d" | "chua dat" | "khong hoan thanh" | "chua hoan thanh" => {
            Some(ClaimedVerdict::NotMet)
        }
        "dang trien khai" | "dang thuc hien" | "dang trien khai thuc hien" => Some(ClaimedVerdict::InProgress),
        "khong ap dung" | "kad" | "n a" | "na" | "khong thuoc doi tuong" => Some(ClaimedVerdict::NotApplicable),
        _ => None,
    }
}

/// Reads a cell that is ticked or left blank; none where it holds something else. The verdict that its column states may
/// also be written out in it.
pub(super) fn read_tick(cell: Option<&Cell>, shown: &str, verdict: ClaimedVerdict) -> Option<bool> {
    match cell.map(|cell| (&cell.content, cell.formula)) {
        None | Some((Content::Blank, false)) => Some(false),
        Some((Content::Blank, true)) => None,
        Some((Content::Truth(truth), _)) => Some(*truth),
        Some((Content::Number(number), _)) if number.is_zero() => Some(false),
        Some((Content::Number(number), _)) if *number == Decimal::ONE => Some(true),
        Some(_) if is_blank(shown) || shown.trim() == "☐" => Some(false),
        Some(_) if verdict_of(shown) == Some(verdict) => Some(true),
        Some(_) => yes_or_no(shown),
    }
}

/// Reads a cell that holds a plain number (points, levels); none where it holds none.
pub(super) fn read_plain_number(cell: Option<&Cell>, shown: &str) -> Option<Decimal> {
    match &cell?.content {
        Content::Number(number) => Some(*number),
        Content::Text(_) => match number::parse(shown)? {
            Parsed::Number {
                number, percent: false, ..
            } => Some(number),
            Parsed::Number { .. } | Parsed::Ratio { .. } => None,
        },
        Content::Blank | Content::Truth(_) | Content::Date(_) | Content::Error(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Cell {
        Cell {
            content: Content::Text(text.into()),
            format: String::new(),
            formula: false,
        }
    }

    fn number(number: &str, format: &str) -> Cell {
        Cell {
            content: Content::Number(number.parse().unwrap()),
            format: format.into(),
            formula: false,
        }
    }

    fn read(cell: &Cell, unit: &str) -> Reading {
        read_value(Some(cell), &show(Some(cell)).text, unit)
    }

    fn is(number: &str) -> Reading {
        Reading::Value(Value::Number(number.parse().unwrap()))
    }

    fn words(text: &str) -> Reading {
        Reading::Value(Value::Text(text.into()))
    }

    #[test]
    fn percentages_are_read_by_number_format_and_sign() {
        assert_eq!(read(&number("0.985", "0.0%"), "%"), is("98.5"));
        assert_eq!(read(&number("98.5", "0.0\"%\""), "%"), is("98.5"));
        assert_eq!(read(&number("98.5", "General"), "%"), is("98.5"));
        assert_eq!(read(&number("0", "General"), "%"), is("0"));
        for (typed, value) in [
            ("98,5%", "98.5"),
            ("98.5 %", "98.5"),
            ("98,5", "98.5"),
            ("0,5 %", "0.5"),
            ("100", "100"),
        ] {
            assert_eq!(read(&text(typed), "%"), is(value), "{typed}");
        }
    }

    #[test]
    fn what_may_be_a_fraction_or_a_percentage_is_not_guessed() {
        for cell in [number("0.985", "General"), number("1", ""), text("0,985"), text("1")] {
            let Reading::Unreadable(why) = read(&cell, "%") else {
                panic!("{cell:?}")
            };
            assert_eq!(why.key, "intake-fraction-or-percentage");
        }
        assert!(matches!(read(&text("98.125"), "%"), Reading::Unreadable(_)));
        assert!(matches!(read(&text("chín lăm"), "%"), Reading::Unreadable(_)));
    }

    #[test]
    fn ratios_keep_both_parts_even_with_their_quotient_behind() {
        let ratio = Reading::Value(Value::Ratio {
            part: 45.into(),
            whole: 46.into(),
        });
        for typed in ["45/46", "45/46 (97,83%)", "45 trên 46"] {
            assert_eq!(read(&text(typed), "%"), ratio, "{typed}");
        }
        assert_eq!(read(&text("12/2023"), "Văn bản"), words("12/2023"));
    }

    #[test]
    fn what_is_read_but_odd_is_doubted() {
        let doubt = |cell: &Cell, unit: &str| match read(cell, unit) {
            Reading::Doubtful(value, why) => (value, why.key),
            other => panic!("{cell:?}: {other:?}"),
        };
        let ratio = |part: i64, whole: i64| Value::Ratio {
            part: part.into(),
            whole: whole.into(),
        };
        for typed in ["45/46 (99,8%)", "45/46 = 90%", "45/0 (100%)"] {
            assert_eq!(doubt(&text(typed), "%").1, "intake-quotient-differs", "{typed}");
        }
        assert_eq!(
            doubt(&text("12/2023"), "%"),
            (ratio(12, 2023), "intake-date-as-value".into())
        );
        assert_eq!(
            doubt(&text("98,5%"), "Văn bản"),
            (Value::Text("98,5%".into()), "intake-percentage-as-count".into())
        );
        assert_eq!(
            doubt(&number("0.985", "0.0%"), "Hệ thống").1,
            "intake-percentage-as-count"
        );
        assert_eq!(
            doubt(&text("1.234"), "Điểm"),
            (Value::Number(1234.into()), "intake-point-ambiguous".into())
        );
        assert_eq!(read(&text("1.234"), "Hộ"), is("1234"));
        let day = Cell {
            content: Content::Date("05/12/2023".into()),
            ..text("")
        };
        assert_eq!(
            doubt(&day, "Hệ thống"),
            (Value::Text("05/12/2023".into()), "intake-date-as-value".into())
        );
        assert_eq!(read(&day, "Ngày ban hành"), words("05/12/2023"));
        for typed in ["45/46 (97,8%)", "45/46 (97%)", "45/46 (98%)", "45/46 (97.83 %)"] {
            assert_eq!(read(&text(typed), "%"), Reading::Value(ratio(45, 46)), "{typed}");
        }
    }

    #[test]
    fn counts_and_answers_are_read_in_their_unit() {
        assert_eq!(read(&number("3", "0"), "Kênh giao tiếp"), is("3"));
        assert_eq!(read(&text("1.234,5"), "Điểm"), is("1234.5"));
        assert_eq!(read(&text("02 văn bản"), "Văn bản"), is("2"));
        assert_eq!(read(&text("3 kênh"), "Kênh giao tiếp"), is("3"));
        assert_eq!(read(&text("3 hộp"), "Kênh giao tiếp"), words("3 hộp"));
        assert_eq!(read(&text(" có "), "Có trang"), words("Có"));
        assert_eq!(read(&text("x"), "Hệ thống"), words("Có"));
        assert_eq!(read(&text("KHÔNG"), "Hệ thống"), words("Không"));
        assert_eq!(read(&text("Kế hoạch số 12"), "Văn bản"), words("Kế hoạch số 12"));
        assert_eq!(read(&text(" - "), "%"), Reading::Blank);
        assert_eq!(
            read(&text("Không áp dụng"), "Điểm"),
            Reading::Verdict(ClaimedVerdict::NotApplicable)
        );
    }

    #[test]
    fn a_formula_without_result_is_told() {
        let cell = Cell {
            content: Content::Blank,
            format: String::new(),
            formula: true,
        };
        assert!(matches!(read(&cell, "%"), Reading::Unreadable(why) if why.key == "intake-formula-without-result"));
        assert!(read_verdict(Some(&cell), "").is_err());
    }

    #[test]
    fn verdicts_are_read_in_their_usual_spellings() {
        use ClaimedVerdict::{InProgress, Met, NotApplicable, NotMet};
        for (typed, verdict) in [
            ("Đạt", Met),
            ("ĐẠT", Met),
            ("x", Met),
            ("✓", Met),
            ("Không đạt", NotMet),
            ("K.đạt", NotMet),
            ("chưa đạt (còn 02 hộ)", NotMet),
            ("Không hoàn thành", NotMet),
            ("Đang triển khai", InProgress),
            ("không áp dụng", NotApplicable),
        ] {
            let cell = text(typed);
            assert_eq!(read_verdict(Some(&cell), typed), Ok(Some(verdict)), "{typed}");
        }
        for typed in ["Đạt/Không đạt", "tốt", "98%"] {
            assert!(read_verdict(Some(&text(typed)), typed).is_err(), "{typed}");
        }
        assert_eq!(read_verdict(Some(&text("…")), "…"), Ok(None));
        assert_eq!(read_verdict(None, ""), Ok(None));
    }

    #[test]
    fn escapes_and_formulas_in_texts_are_neutralised_and_told() {
        let shown = show(Some(&text("Đạt\u{1b}[2J")));
        assert_eq!((shown.text.as_str(), shown.suspicious), ("Đạt[2J", true));
        assert!(show(Some(&text("=HYPERLINK(\"x\")"))).suspicious);
        assert!(!show(Some(&text("- Kế hoạch"))).suspicious);
    }
}
