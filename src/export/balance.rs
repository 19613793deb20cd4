//! Where lines of titles and names of agencies break: as few lines as it takes, of about one length, and neither a name
//! nor an expression of several words is cut in two where another break will do.

use std::sync::OnceLock;

use super::metrics::{self, BLANK};
use crate::text::{Lang, Locale};

/// What a line costs.
const LINE: u64 = 1_000;
/// What a break within an expression costs: less than one more line.
const CUT: u64 = 700;
/// What a break within a name costs: more than one more line.
const CUT_NAME: u64 = 1_500;
/// What a break behind a word that belongs to what follows costs (`của`, `và`).
const CUT_LEADING: u64 = 250;
/// What a line left empty would cost; one half empty a quarter of it.
const EMPTY: u64 = 400;
/// How many words behind the kind of a unit are its name, where capitals do not tell.
const NAME: usize = 2;

/// The expressions that a line should not cut in two, the words that begin the name of a unit, and those that belong to
/// what follows them; in small letters.
#[derive(Debug)]
struct Bound {
    expressions: Vec<Vec<String>>,
    units: Vec<Vec<String>>,
    leading: Vec<Vec<String>>,
}

/// The words of official papers, which are Vietnamese whatever language the program speaks.
fn bound() -> &'static Bound {
    static BOUND: OnceLock<Bound> = OnceLock::new();
    BOUND.get_or_init(|| {
        let locale = Locale::new(Lang::Vi);
        let list = |key: &str| {
            let text = locale.text(key);
            let phrases = text
                .split(';')
                .map(|phrase| phrase.split_whitespace().map(str::to_owned).collect());
            phrases.collect()
        };
        Bound {
            expressions: list("form-bound-expressions"),
            units: list("form-bound-units"),
            leading: list("form-bound-leading"),
        }
    })
}

/// A text broken into lines within a room, in thousandths of its size; as it is where one line takes it.
pub(super) fn balanced(text: &str, room: u32, bold: bool) -> String {
    let lines = text.split('\n').map(|line| broken(line, room, bold));
    lines.collect::<Vec<_>>().join("\n")
}

fn broken(text: &str, room: u32, bold: bool) -> String {
    if metrics::length(text, bold) <= room {
        return text.to_owned();
    }
    let words: Vec<&str> = text.split(' ').collect();
    let lengths: Vec<u32> = words.iter().map(|word| metrics::length(word, bold)).collect();
    let cuts = cuts(&words);
    // What the words up to each place cost at least, and where the last of their lines begins.
    let mut best: Vec<(u64, usize)> = vec![(0, 0)];
    for end in 1..=words.len() {
        let mut least = (u64::MAX, end - 1);
        let mut length = 0;
        for start in (0..end).rev() {
            length += lengths.get(start).copied().unwrap_or(0) + if start + 1 < end { BLANK } else { 0 };
            if length > room && start + 1 < end {
                break;
            }
            let left = u64::from(room.saturating_sub(length)) * 100 / u64::from(room.max(1));
            let cut = cuts.get(start).copied().unwrap_or(0);
            let before = best.get(start).map_or(u64::MAX, |(cost, _)| *cost);
            let cost = before.saturating_add(LINE + cut + EMPTY * left * left / 10_000);
            least = least.min((cost, start));
        }
        best.push(least);
    }
    let mut lines: Vec<String> = Vec::new();
    let mut end = words.len();
    while end > 0 {
        let start = best.get(end).map_or(0, |(_, start)| *start);
        lines.push(words.get(start..end).unwrap_or_default().join(" "));
        end = start;
    }
    lines.reverse();
    lines.join("\n")
}

/// What a break before each word costs.
fn cuts(words: &[&str]) -> Vec<u64> {
    let mut cuts = vec![0; words.len()];
    let mut bind = |from: usize, to: usize, cost: u64| {
        let within = cuts.iter_mut().take(to).skip(from);
        within.for_each(|cut| *cut = cost.max(*cut));
    };
    let in_capitals = !words.iter().any(|word| word.contains(char::is_lowercase));
    let Bound {
        expressions,
        units,
        leading,
    } = bound();
    for at in 0..words.len() {
        for phrase in expressions.iter().filter(|phrase| stands(phrase, words, at)) {
            bind(at + 1, at + phrase.len(), CUT);
        }
        if leading.iter().any(|word| stands(word, words, at)) {
            bind(at + 1, at + 2, CUT_LEADING);
        }
        let unit = units.iter().filter(|unit| stands(unit, words, at)).map(Vec::len).max();
        if let Some(unit) = unit {
            let behind = words.get(at + unit..).unwrap_or_default();
            let closed = words.get(at + unit - 1).is_some_and(|word| ends_clause(word));
            let (length, cost) = match (closed, in_capitals) {
                (true, _) => (0, 0),
                (false, true) => (NAME.min(clause(behind)), CUT),
                (false, false) => (name(behind.get(..clause(behind)).unwrap_or_default()), CUT_NAME),
            };
            bind(at + 1, at + unit + length, cost);
        }
        // `năm 2024`, `số 02`
        if words
            .get(at + 1)
            .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
        {
            bind(at + 1, at + 2, CUT);
        }
    }
    cuts
}

/// How many words there are up to the first mark that ends a clause.
fn clause(words: &[&str]) -> usize {
    words
        .iter()
        .position(|word| ends_clause(word))
        .map_or(words.len(), |at| at + 1)
}

/// How many words a name takes: those with a capital, and small ones between two of them (`Nông trường Vân Du`).
fn name(words: &[&str]) -> usize {
    let mut length = 0;
    for (at, word) in words.iter().enumerate() {
        if word.starts_with(char::is_uppercase) {
            length = at + 1;
        } else if at > length {
            break;
        }
    }
    length
}

/// Whether a phrase stands at a place, nothing but its end being followed by a mark.
fn stands(phrase: &[String], words: &[&str], at: usize) -> bool {
    let last = phrase.len().saturating_sub(1);
    !phrase.is_empty()
        && phrase.iter().enumerate().all(|(part, wanted)| {
            words.get(at + part).is_some_and(|word| {
                let word = if part == last {
                    word.trim_end_matches([',', ';', '.', ':', ')'])
                } else {
                    word
                };
                word.to_lowercase() == *wanted
            })
        })
}

fn ends_clause(word: &str) -> bool {
    word.ends_with([',', ';', '.', ':', ')'])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The room for bold text of 14 points between the margins of an upright page.
    const PAGE: u32 = 33_000;

    #[test]
    fn lines_of_a_title_are_about_as_long_as_each_other() {
        let text = "SỞ THÔNG TIN VÀ TRUYỀN THÔNG";
        let one = metrics::length(text, true);
        assert_eq!(balanced(text, one, true), text);
        assert_eq!(balanced(text, one - 1, true), "SỞ THÔNG TIN\nVÀ TRUYỀN THÔNG");
        let long = "một hai ba bốn năm sáu bảy tám chín mười";
        for room in [3_000, 5_000, 9_000] {
            let lines = balanced(long, room, false);
            assert_eq!(lines.replace('\n', " "), long);
            assert_eq!(
                u32::try_from(lines.lines().count()).unwrap(),
                metrics::lines(long, room, false)
            );
            assert!(lines.lines().all(|line| metrics::length(line, false) <= room));
        }
        assert_eq!(balanced("một\nhai", 50_000, true), "một\nhai");
    }

    #[test]
    fn a_title_is_not_broken_within_a_name_or_an_expression() {
        for (text, room, broken) in [
            (
                "Kết quả thực hiện các tiêu chí chuyển đổi số trên địa bàn xã Tân Phú, huyện.....",
                PAGE,
                "Kết quả thực hiện các tiêu chí chuyển đổi số\ntrên địa bàn xã Tân Phú, huyện.....",
            ),
            (
                "Về việc thẩm định hồ sơ đề nghị xét, công nhận thị trấn Nông trường Vân Du hoàn thành các tiêu chí chuyển \
                 đổi số cho năm 2023",
                PAGE,
                "Về việc thẩm định hồ sơ đề nghị xét, công nhận\nthị trấn Nông trường Vân Du hoàn thành\ncác tiêu chí \
                 chuyển đổi số cho năm 2023",
            ),
            (
                "BẢNG TỔNG HỢP ĐIỂM SỐ ĐÁNH GIÁ CHUYỂN ĐỔI SỐ CỦA UBND CÁC XÃ, PHƯỜNG, THỊ TRẤN TỈNH VĨNH PHÚC",
                54_000,
                "BẢNG TỔNG HỢP ĐIỂM SỐ ĐÁNH GIÁ CHUYỂN ĐỔI SỐ\nCỦA UBND CÁC XÃ, PHƯỜNG, THỊ TRẤN TỈNH VĨNH PHÚC",
            ),
        ] {
            assert_eq!(balanced(text, room, true), broken);
        }
        // A name longer than a line is broken where it must be.
        let name = "xã Đường Hoa Cương Gián Thượng Nguyên Hòa Bình Trường Giang";
        assert!(balanced(name, 9_000, true).lines().count() >= 3);
    }
}
