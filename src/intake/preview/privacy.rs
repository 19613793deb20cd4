//! Whose data a text holds: telephone and identity numbers, and where a list of people begins.

use crate::text::fold::words;

/// Telephone numbers among a few lines that make them a list.
const MANY: usize = 3;
/// So many lines are a few.
const NEAR: usize = 12;
/// Longest text of a header cell, in characters.
const HEADER: usize = 80;
/// What stands for a digit that is not shown.
const MASK: char = '•';

/// Words that head a column of people's names.
const NAMES: [&str; 5] = ["ho va ten", "ho ten", "ten chu ho", "chu ho", "ten nguoi"];
/// Words that head a column by which people are reached or told apart.
const CONTACTS: [&str; 15] = [
    "so dien thoai",
    "dien thoai lien he",
    "sdt",
    "so dt",
    "cccd",
    "cmnd",
    "cmt",
    "can cuoc",
    "dinh danh ca nhan",
    "so dinh danh",
    "ngay sinh",
    "nam sinh",
    "ngay thang nam sinh",
    "hop thu dien tu",
    "email",
];

/// Whether a cell heads a column of people or of their numbers.
pub(super) fn is_personal(header: &str) -> bool {
    if header.chars().count() > HEADER {
        return false;
    }
    let folded = format!(" {} ", words(header));
    let has = |known: &&str| folded.contains(&format!(" {known} "));
    NAMES.iter().chain(&CONTACTS).any(has) || folded == " dien thoai "
}

/// Whether a line of running text heads a list of people: a name's column and one more beside it.
fn heads(line: &str) -> bool {
    let folded = format!(" {} ", words(line));
    let any = |all: &[&str]| all.iter().any(|known| folded.contains(&format!(" {known} ")));
    any(&NAMES)
        && (any(&CONTACTS)
            || [" tt ", " stt ", " ghi chu ", " dia chi ", " dien thoai "]
                .iter()
                .any(|one| folded.contains(one)))
}

/// Where a number stands in a text: first and last byte, and its digits.
struct Found {
    from: usize,
    to: usize,
    digits: String,
}

/// The numbers of a text whose digits stand together or are parted by one sign throughout.
fn runs(text: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut now: Option<Found> = None;
    let mut parting: Option<char> = None;
    let mut gap: Option<char> = None;
    for (at, character) in text.char_indices() {
        if character.is_ascii_digit() {
            match &mut now {
                Some(run) => {
                    parting = parting.or(gap);
                    run.digits.push(character);
                    run.to = at + 1;
                }
                None => {
                    now = Some(Found {
                        from: at,
                        to: at + 1,
                        digits: character.to_string(),
                    });
                }
            }
            gap = None;
        } else {
            let parts = matches!(character, ' ' | '.' | '-') && gap.is_none();
            if parts && now.is_some() && parting.is_none_or(|known| known == character) {
                gap = Some(character);
            } else {
                found.extend(now.take());
                (parting, gap) = (None, None);
            }
        }
    }
    found.extend(now);
    found
}

/// Whether digits are those of a telephone or of an identity card (căn cước).
fn is_number(digits: &str) -> bool {
    match digits.len() {
        10 => digits.starts_with('0'),
        11 | 12 => digits.starts_with('0') || digits.starts_with("84"),
        _ => false,
    }
}

/// Whether a cell holds nothing but such a number; spreadsheets drop the zero it begins with.
pub(super) fn is_only_number(cell: &str) -> bool {
    let cell = cell.trim().trim_start_matches('+');
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let plain = cell
        .chars()
        .all(|one| one.is_ascii_digit() || matches!(one, ' ' | '.' | '-'));
    plain && (is_number(&digits) || (digits.len() == 9 && digits.starts_with(['3', '5', '7', '8', '9'])))
}

/// How many such numbers a text holds.
pub(super) fn numbers(text: &str) -> usize {
    runs(text).iter().filter(|run| is_number(&run.digits)).count()
}

/// A text with the digits of such numbers covered.
pub(super) fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for run in runs(text).iter().filter(|run| is_number(&run.digits)) {
        out.push_str(text.get(from..run.from).unwrap_or_default());
        let covered = text.get(run.from..run.to).unwrap_or_default().chars();
        out.extend(covered.map(|one| if one.is_ascii_digit() { MASK } else { one }));
        from = run.to;
    }
    out.push_str(text.get(from..).unwrap_or_default());
    out
}

/// The line with which a list of people begins; what follows it is taken to belong to it.
pub(super) fn list_start(lines: &[String]) -> Option<usize> {
    let headed = lines.iter().position(|line| heads(line));
    let numbered: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| numbers(line) > 0)
        .map(|(at, _)| at)
        .collect();
    let crowded = numbered
        .windows(MANY)
        .find(|window| matches!(window, [first, .., last] if last - first < NEAR * MANY))
        .and_then(|window| window.first().copied())
        // The name may stand on the lines before its number.
        .map(|at| {
            match lines
                .get(at)
                .is_some_and(|line| line.chars().filter(|one| one.is_alphabetic()).count() < MANY)
            {
                true => at.saturating_sub(MANY),
                false => at,
            }
        });
    match (headed, crowded) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn telephone_and_identity_numbers_are_covered_however_they_are_written() {
        for (text, shown) in [
            ("ĐT: 0912345678.", "ĐT: ••••••••••."),
            ("gọi 0912 345 678 nhé", "gọi •••• ••• ••• nhé"),
            ("+84 912 345 678", "+•• ••• ••• •••"),
            ("CCCD 038012345678", "CCCD ••••••••••••"),
            ("0237.3.123.456", "••••.•.•••.•••"),
        ] {
            assert_eq!(mask(text), shown);
            assert_eq!(numbers(text), 1, "{text}");
        }
    }

    #[test]
    fn figures_dates_and_document_numbers_stay() {
        for text in [
            "1.234.567.890 đồng",
            "ngày 01/02/2023, số 12/BC-UBND",
            "01.02.2023 15 giờ",
            "45/46 hộ, 98,5 %",
            "2023-11-15T08:00",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn a_list_begins_with_its_header_or_where_numbers_crowd() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(list_start(&lines("Báo cáo\nLiên hệ: 0237 3123 456\nhết")), None);
        assert_eq!(list_start(&lines("DANH SÁCH\nTT Họ và tên Địa chỉ\n1 A B")), Some(1));
        let crowded = "a\nb\nc\nd\nNguyễn Văn A\n0912345678\nTrần B\n0912345679\nLê C\n0912345670";
        assert_eq!(list_start(&lines(crowded)), Some(2));
    }

    #[test]
    fn columns_of_people_are_known_by_their_headers() {
        for header in [
            "Họ và tên",
            "Họ tên người dân",
            "Số điện thoại liên hệ",
            "SĐT",
            "Số CCCD",
            "Điện thoại",
        ] {
            assert!(is_personal(header), "{header}");
        }
        for header in ["Có điện thoại thông minh", "Tên doanh nghiệp", "Tổng số", "Địa điểm"] {
            assert!(!is_personal(header), "{header}");
        }
    }
}
