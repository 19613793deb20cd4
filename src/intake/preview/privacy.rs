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

/// Words that head a column beside the people's names; in running text they may stand for other things.
const BESIDE: [&str; 9] = [
    "chuc vu",
    "chuc danh",
    "don vi",
    "co quan",
    "ky ten",
    "chu ky",
    "ky nhan",
    "gioi tinh",
    "noi o",
];
/// Words of the line beneath a signature: `(Ký, ghi rõ họ tên)` heads no column.
const SIGNED: [&str; 2] = ["ghi ro", "dong dau"];
/// Words of a header's line at most.
const SHORT: usize = 14;

/// Whether a line of running text heads a list of people: a name's column and one more beside it.
fn heads(line: &str) -> bool {
    let folded = format!(" {} ", words(line));
    let any = |all: &[&str]| all.iter().any(|known| folded.contains(&format!(" {known} ")));
    if !any(&NAMES) || any(&SIGNED) {
        return false;
    }
    any(&CONTACTS)
        || [" tt ", " stt ", " ghi chu ", " dia chi ", " dien thoai "]
            .iter()
            .any(|one| folded.contains(one))
        || any(&BESIDE) && folded.split_whitespace().count() <= SHORT && !line.contains([':', ';', '('])
        || names_a_column(line)
}

/// Whether one of several cells of a line, parted by more than one blank, is a name's header and nothing else.
fn names_a_column(line: &str) -> bool {
    let mut cells = line
        .split("  ")
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
        .peekable();
    let is_name = |cell: &str| NAMES.contains(&words(cell).as_str());
    let first = cells.next().is_some_and(is_name);
    let several = cells.peek().is_some();
    several && (first || cells.any(is_name))
}

/// A group of digits of a text: its first and last byte.
#[derive(Debug, Clone, Copy)]
struct Group {
    from: usize,
    to: usize,
}

/// Groups of digits that one number is written in, at most: `+84 9 12 34 56 78`.
const GROUPS: usize = 6;
/// Groups looked at from one on: more than any number, figure or form's boxes have.
const RUN: usize = 13;
/// Signs between two groups of one number, at most: `(0237) 312`, `0912 – 345`.
const GAP: usize = 3;
/// Digits of an identity card of old (chứng minh nhân dân).
const CARD: usize = 9;
/// Words before the number of an identity card, folded.
const CARDS: [&str; 7] = ["cmnd", "cmt", "cmtnd", "cccd", "chung minh", "can cuoc", "dinh danh"];

/// The groups of digits of a text.
fn groups(text: &str) -> Vec<Group> {
    let mut found: Vec<Group> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, one)| one.is_ascii_digit()) {
        let to = at + character.len_utf8();
        match found.last_mut() {
            Some(last) if last.to == at => last.to = to,
            Some(_) | None => found.push(Group { from: at, to }),
        }
    }
    found
}

/// Whether what stands between two groups may part one number: few signs, and never two blanks, which part columns.
fn parts(between: &str) -> bool {
    let sign = |one: char| matches!(one, ' ' | '.' | '-' | '(' | ')' | '\u{2010}'..='\u{2015}' | '\u{2212}');
    between.chars().count() <= GAP && between.chars().all(sign) && !between.contains("  ")
}

/// How many groups, from the first on, are parted by this sign.
fn joined(text: &str, groups: &[Group], sign: &str) -> usize {
    let pairs = groups.iter().zip(groups.iter().skip(1)).take(RUN);
    let held = pairs.take_while(|(one, other)| text.get(one.to..other.from) == Some(sign));
    held.count() + 1
}

/// How many groups, from the first on, are a figure in thousands: `1.234.567`.
fn thousands(text: &str, groups: &[Group]) -> Option<usize> {
    let first = groups.first()?;
    let count = joined(text, groups, ".");
    let plain = !text.get(first.from..)?.starts_with('0') && !text.get(..first.from)?.ends_with('+');
    let triple = |group: &Group| group.to - group.from == 3;
    let even = first.to - first.from <= 3 && groups.iter().take(count).skip(1).all(triple);
    (count > 2 && plain && even).then_some(count)
}

/// Whether three groups, from the first on, are a date: `01.02.2023`, `2023-11-15`.
fn dated(text: &str, groups: &[Group]) -> bool {
    let Some([day, month, year]) = groups.get(..3) else {
        return false;
    };
    let short = |group: &Group| group.to - group.from <= 2;
    let is_year = |group: &Group| {
        let year = text.get(group.from..group.to).unwrap_or_default();
        year.len() == 4 && (year.starts_with("19") || year.starts_with("20"))
    };
    let written = [".", "-"].into_iter().any(|sign| joined(text, groups, sign) == 3);
    written && short(month) && (is_year(year) && short(day) || is_year(day) && short(year))
}

/// Where the numbers of people stand in a text: the groups of digits of each.
fn found(text: &str) -> Vec<Vec<Group>> {
    let groups = groups(text);
    let mut found = Vec::new();
    let (mut at, mut before) = (0, 0);
    while let Some(group) = groups.get(at) {
        let rest = groups.get(at..).unwrap_or_default();
        // So many groups from here on may be one number.
        let near = rest.windows(2).take(RUN).take_while(|pair| match pair {
            [one, other] => parts(text.get(one.to..other.from).unwrap_or_default()),
            _ => false,
        });
        let joined = near.count() + 1;
        let card = || {
            let lead = format!(" {} ", words(text.get(before..group.from).unwrap_or_default()));
            CARDS.iter().any(|known| lead.contains(&format!(" {known} ")))
        };
        let is_one = |count: usize| {
            let some = rest.get(..count).unwrap_or_default();
            let length: usize = some.iter().map(|group| group.to - group.from).sum();
            let fits = (CARD..=12).contains(&length) && !counts(text, some);
            let whole = count == 1 || some.iter().all(|group| group.to - group.from == 3);
            fits && (is_number(&digits(text, rest, count)) || matches!(length, CARD | 12) && whole && card())
        };
        let taken = if is_one(1) {
            Some(1)
        } else if let Some(figure) = aside(text, rest).filter(|_| !card()) {
            before = rest.get(figure - 1).map_or(before, |group| group.to);
            at += figure;
            continue;
        } else if boxes(text, rest, joined) {
            Some(joined)
        } else {
            let lone = text.get(group.from..group.to) == Some("0")
                && !text.get(..group.from).unwrap_or_default().ends_with('(');
            let most = if lone { 1 } else { joined.min(GROUPS) };
            let date = (1..most).find(|ahead| dated(text, rest.get(*ahead..).unwrap_or_default()));
            let most = date.unwrap_or(most);
            (2..=most).rev().find(|count| is_one(*count))
        };
        let count = taken.unwrap_or(1);
        if taken.is_some() {
            found.push(rest.iter().take(count).copied().collect());
        }
        before = rest.get(count - 1).map_or(before, |group| group.to);
        at += count;
    }
    found
}

/// The digits of so many groups.
fn digits(text: &str, groups: &[Group], count: usize) -> String {
    let all = groups.iter().take(count);
    all.filter_map(|group| text.get(group.from..group.to)).collect()
}

/// How many groups, from the first on, are no number of a person.
fn aside(text: &str, groups: &[Group]) -> Option<usize> {
    let date = || dated(text, groups).then_some(3);
    thousands(text, groups)
        .or_else(date)
        .or_else(|| procedure(text, groups))
}

/// How many groups, from the first on, are the code of an administrative procedure: `1.004194.000.00.00.H56`.
fn procedure(text: &str, groups: &[Group]) -> Option<usize> {
    let [first, second] = groups.get(..2)? else {
        return None;
    };
    let begins = first.to - first.from == 1 && !text.get(first.from..)?.starts_with('0');
    let count = joined(text, groups, ".");
    (begins && second.to - second.from == 6 && count > 1).then_some(count)
}

/// Whether groups begin with a row's number or a month, which figures follow: `08 1.200 1.150`, `01.2023 - 12.2023`.
fn counts(text: &str, groups: &[Group]) -> bool {
    let between = |pair: &[Group]| match pair {
        [one, other] => text.get(one.to..other.from),
        _ => None,
    };
    let mut signs = groups.windows(2).map(between);
    let sign = signs.next();
    let short =
        |first: &Group| first.to - first.from == 2 && text.get(first.from..).is_some_and(|rest| rest.starts_with('0'));
    groups.first().is_some_and(short) && signs.any(|other| Some(other) != sign)
}

/// Whether so many groups are the boxes of a form, one digit each.
fn boxes(text: &str, groups: &[Group], joined: usize) -> bool {
    let single = groups.iter().take(joined).all(|group| group.to - group.from == 1);
    let zero = groups.first().and_then(|first| text.get(first.from..first.to)) == Some("0");
    single && zero && matches!(joined, 10 | 12)
}

/// Whether digits are those of a telephone or of an identity card (căn cước).
fn is_number(digits: &str) -> bool {
    match digits.len() {
        10 => digits.starts_with('0'),
        11 | 12 => digits.starts_with('0') || digits.starts_with("84"),
        _ => false,
    }
}

/// Whether a cell holds nothing but such numbers; spreadsheets drop the zero one begins with.
pub(super) fn is_only_number(cell: &str) -> bool {
    let cell = cell.trim().trim_start_matches('+');
    let digits: String = cell.chars().filter(char::is_ascii_digit).collect();
    let plain = !cell.chars().any(char::is_alphabetic);
    let short = digits.len() == CARD && digits.starts_with(['3', '5', '7', '8', '9']);
    let signs = cell
        .chars()
        .all(|one| one.is_ascii_digit() || matches!(one, ' ' | '.' | '-'));
    plain && (numbers(cell) > 0 || signs && (is_number(&digits) || short))
}

/// How many such numbers a text holds.
pub(super) fn numbers(text: &str) -> usize {
    found(text).len()
}

/// A text with the digits of such numbers covered.
pub(super) fn mask(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for group in found(text).iter().flatten() {
        out.push_str(text.get(from..group.from).unwrap_or_default());
        out.extend(std::iter::repeat_n(MASK, group.to - group.from));
        from = group.to;
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
            ("0912 345.678", "•••• •••.•••"),
            ("(0237) 3123456", "(••••) •••••••"),
            ("0912–345–678", "••••–•••–•••"),
            ("+84(0)912345678", "+••(•)•••••••••"),
            ("1 0912345678", "1 ••••••••••"),
            ("1990 0912345678", "1990 ••••••••••"),
            ("0912345678 12", "•••••••••• 12"),
            ("ngày 01.02.2023 0912345678", "ngày 01.02.2023 ••••••••••"),
            ("CMND 171234567 cấp năm 2003", "CMND ••••••••• cấp năm 2003"),
            ("Số CMND/CCCD: 171 234 567", "Số CMND/CCCD: ••• ••• •••"),
            ("CCCD 038.012.345.678", "CCCD •••.•••.•••.•••"),
            ("0 3 8 0 1 2 3 4 5 6 7 8", "• • • • • • • • • • • •"),
        ] {
            assert_eq!(mask(text), shown);
            assert_eq!(numbers(text), 1, "{text}");
        }
    }

    #[test]
    fn numbers_side_by_side_are_all_covered() {
        for (text, shown) in [
            ("0912345678 038012345678", "•••••••••• ••••••••••••"),
            ("0912 345 678 0987 654 321", "•••• ••• ••• •••• ••• •••"),
            ("0912345678-0987654321", "••••••••••-••••••••••"),
        ] {
            assert_eq!(mask(text), shown);
            assert_eq!(numbers(text), 2, "{text}");
        }
        assert!(is_only_number("0912345678; 0987654321") && is_only_number("(0237) 3123456"));
        assert!(!is_only_number("1.234.567.890") && !is_only_number("ĐT 0912345678"));
    }

    #[test]
    fn figures_dates_and_document_numbers_stay() {
        for text in [
            "1.234.567.890 đồng",
            "ngày 01/02/2023, số 12/BC-UBND",
            "01.02.2023 15 giờ",
            "45/46 hộ, 98,5 %",
            "2023-11-15T08:00",
            "08.30 15.11.2023",
            "2023-01-15 08 30 12",
            "1.050.912.345.678 đồng",
            "84.912.345.678 đồng",
            "0 125 1234 560",
            "diện tích 171234567 m2",
            "0   912   345   678",
            "1.004194.000.00.00.H56",
            "2.000635.000.00.00.H56, 3.000250.000.00.00.H56",
            "1.004194, 2.000635",
            "08 1.200 1.150",
            "02 3.456 3.400 98,5",
            "03 2.500.000.000 1.250",
            "từ 01.2023 - 12.2023",
            "06.2022-12.2023",
            "09-2023 1250 1240",
            "Số CCCD gắn chip đã cấp 1.350 320 91,4",
        ] {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn a_list_begins_with_its_header_or_where_numbers_crowd() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(list_start(&lines("Báo cáo\nLiên hệ: 0237 3123 456\nhết")), None);
        assert_eq!(list_start(&lines("DANH SÁCH\nTT Họ và tên Địa chỉ\n1 A B")), Some(1));
        let tabbed = "Lớp\n1 Giả Định A 1990 0912345678 038012345678\n2 Giả Định B 1991 0912345679 038012345679\n\
                      3 Giả Định C 1992 0912345670 038012345670";
        assert_eq!(list_start(&lines(tabbed)), Some(1));
        let crowded = "a\nb\nc\nd\nNguyễn Văn A\n0912345678\nTrần B\n0912345679\nLê C\n0912345670";
        assert_eq!(list_start(&lines(crowded)), Some(2));
    }

    #[test]
    fn a_line_of_nothing_but_figures_is_looked_through_once() {
        for line in ["1 ", "1.", "0 "] {
            // Each group looked at against all that follow would take minutes.
            let text = line.repeat(20_000);
            assert!(numbers(&text) <= text.len() / 20);
        }
    }

    #[test]
    fn an_attendance_list_without_telephones_begins_with_its_header() {
        for header in [
            "Họ và tên   Chức vụ   Ký tên",
            "Họ và tên Chức vụ Ký tên",
            "HỌ VÀ TÊN   CƠ QUAN, ĐƠN VỊ",
            "Họ tên   Giới tính",
            "Số   Họ và tên   Thôn",
        ] {
            assert!(heads(header), "{header}");
        }
        for line in [
            "(Ký, ghi rõ họ tên)   (Ký, ghi rõ họ tên)",
            "Ký tên, ghi rõ họ và tên, chức vụ",
            "Họ và tên: Giả Định A   Chức vụ: Chủ tịch",
            "Tên đơn vị   Chức vụ",
            "Họ và tên người ký phải đúng với chức vụ và đơn vị công tác ghi trong hồ sơ đã gửi",
        ] {
            assert!(!heads(line), "{line}");
        }
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
