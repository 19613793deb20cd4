//! Telling which criterion a row is: codes are text, so that `1.10` is not `1.1`, and names decide where codes cannot.

use rust_decimal::Decimal;

use super::spelling::{alternatives, codes_of_date, plain_code};
use super::workbook::{Cell, Content};
use crate::domain::{Criterion, CriterionId, Framework, GroupId};
use crate::text::fold::words;

/// Which criterion a row is.
#[derive(Debug, PartialEq)]
pub(super) enum Answer<'f> {
    /// A group, a total, a signature, a line of text: no criterion.
    Nothing,
    /// A criterion.
    Criterion(&'f Criterion, How),
    /// The code may mean any of these.
    Unsure(Vec<CriterionId>),
    /// It looks like a criterion, but the framework has none such.
    Unknown,
}

/// How a row's criterion was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// By its code, or by its very name where the code tells nothing.
    Certain,
    /// The printed code is another's; its name or the order of the rows decided.
    Corrected,
    /// Its code tells nothing, and its name is like the criterion's: so many per cent of it.
    Alike(u8),
}

impl How {
    fn corrected(corrected: bool) -> Self {
        if corrected { Self::Corrected } else { Self::Certain }
    }
}

/// Likeness from which a name tells its criterion, in per cent.
const ALIKE: u8 = 85;
/// The same where a code leaves only a few to choose from.
const ALIKE_AMONG: u8 = 60;
/// How much more like a name must be than the next one.
const MARGIN: u8 = 8;
/// Bytes below which a folded name is too short to be likened, and beyond which it is no name.
const SHORTEST_NAME: usize = 8;
const LONGEST_NAME: usize = 600;
/// Bytes from which the beginning of a folded name stands for the whole.
const CUT_NAME: usize = 24;

/// The framework's codes and names, folded.
pub(super) struct Index<'f> {
    entries: Vec<Entry<'f>>,
    groups: Vec<(String, String, &'f GroupId)>,
}

/// Where the reading of a table stands among the framework's codes.
pub(super) struct Codes<'i, 'f> {
    index: &'i Index<'f>,
    group: Option<&'f GroupId>,
    last: Option<usize>,
}

struct Entry<'f> {
    criterion: &'f Criterion,
    code: String,
    name: String,
    number: Option<Decimal>,
}

impl<'f> Index<'f> {
    /// Prepares a framework's codes.
    pub fn new(framework: &'f Framework) -> Self {
        Self {
            entries: framework
                .criteria
                .iter()
                .map(|criterion| Entry {
                    criterion,
                    code: plain_code(&criterion.code),
                    name: words(&criterion.name),
                    number: plain_code(&criterion.code).parse().ok().map(|n: Decimal| n.normalize()),
                })
                .collect(),
            groups: framework
                .groups
                .iter()
                .map(|group| (plain_code(&group.code), words(&group.name), &group.id))
                .collect(),
        }
    }
}

impl<'i, 'f> Codes<'i, 'f> {
    /// Begins a table.
    pub fn new(index: &'i Index<'f>) -> Self {
        Self {
            index,
            group: None,
            last: None,
        }
    }

    /// Says which criterion a row is, by its code's cell, its code and name as shown, and whether it holds results.
    pub fn answer(&mut self, cell: Option<&Cell>, code: &str, name: &str, has_results: bool) -> Answer<'f> {
        let folded_name = words(name);
        let by_name = self.by_name(&folded_name);
        let number = match cell.map(|cell| &cell.content) {
            Some(Content::Number(number)) => Some(number.normalize()),
            Some(Content::Date(text)) => return self.by_date(&codes_of_date(text), by_name, &folded_name, has_results),
            Some(Content::Text(_) | Content::Truth(_) | Content::Error(_) | Content::Blank) | None => None,
        };
        let typed = plain_code(code);
        if typed.is_empty() {
            if by_name.is_none() {
                self.enter_group_named(&folded_name);
            }
            return self.by_name_alone(by_name, &folded_name, has_results);
        }
        if let Some(group) = self.group_of(&typed, &folded_name) {
            self.group = Some(group);
            return Answer::Nothing;
        }
        let (plain, respelt) = self.spelt(typed);
        let candidates: Vec<usize> = self
            .index
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| match number {
                Some(number) => entry.number == Some(number),
                None => entry.code == plain,
            })
            .map(|(at, _)| at)
            .collect();
        if let Some(named) = self.named_among(&candidates, &folded_name) {
            let typed_as_other = self.index.entries.get(named).is_some_and(|entry| entry.code != plain);
            // A text code that several groups share is told by name without doubt; a number that stands for
            // another code's text was changed by the spreadsheet, and the council should know.
            return self.take(named, How::corrected(number.is_some() && typed_as_other));
        }
        match (candidates.as_slice(), by_name) {
            ([], Some(named)) => self.take(named, How::corrected(!code_missing(&plain))),
            ([], None) => {
                let dated = codes_of_date(&plain);
                if !dated.is_empty() && !looks_like_code(&plain) && self.any_code(&dated) {
                    return self.by_date(&dated, None, &folded_name, has_results);
                }
                let unnamed = is_total(&folded_name) || is_total(&words(code));
                if has_results
                    && !unnamed
                    && let Some((named, likeness)) = self.alike(&folded_name, None)
                {
                    return self.take(named, How::Alike(likeness));
                }
                if looks_like_code(&plain) || (has_results && !folded_name.is_empty() && !unnamed) {
                    Answer::Unknown
                } else {
                    Answer::Nothing
                }
            }
            ([_], Some(named)) => self.take(named, How::Corrected),
            ([only], None) => self.take(*only, How::corrected(respelt)),
            (several, _) => match self.alike(&folded_name, Some(several)) {
                Some((named, likeness)) => self.take(named, How::Alike(likeness)),
                None => self.by_order(several),
            },
        }
    }

    /// The framework's spelling of a code, and whether another than a plain one led to it.
    fn spelt(&self, typed: String) -> (String, bool) {
        let known = |code: &str| self.index.entries.iter().any(|entry| entry.code == code);
        if known(&typed) {
            return (typed, false);
        }
        match alternatives(&typed).into_iter().find(|code| known(code)) {
            // A word before a code changes nothing; anything else might have meant another code.
            Some(code) => {
                let respelt = !typed.ends_with(&code);
                (code, respelt)
            }
            None => (typed, false),
        }
    }

    fn any_code(&self, codes: &[String]) -> bool {
        self.index.entries.iter().any(|entry| codes.contains(&entry.code))
    }

    /// A row whose code a spreadsheet turned into a date: the name decides, then the order.
    fn by_date(&mut self, codes: &[String], by_name: Option<usize>, name: &str, has_results: bool) -> Answer<'f> {
        if let Some(named) = by_name {
            return self.take(named, How::Corrected);
        }
        let entries = self.index.entries.iter().enumerate();
        let candidates: Vec<usize> = entries
            .filter(|(_, entry)| codes.contains(&entry.code))
            .map(|(at, _)| at)
            .collect();
        let next = self.last.map_or(0, |last| last + 1);
        if let Some((named, likeness)) = self.alike(name, Some(&candidates)) {
            return self.take(named, How::Alike(likeness));
        }
        match candidates.as_slice() {
            [] if has_results && !name.is_empty() => Answer::Unknown,
            [] => Answer::Nothing,
            [only] => self.take(*only, How::Corrected),
            several if several.contains(&next) => self.take(next, How::Corrected),
            several => Answer::Unsure(self.ids(several)),
        }
    }

    fn ids(&self, entries: &[usize]) -> Vec<CriterionId> {
        entries
            .iter()
            .filter_map(|at| Some(self.index.entries.get(*at)?.criterion.id.clone()))
            .collect()
    }

    /// The criterion whose name is most like the one printed, in per cent; none where none is like it, or several are.
    fn alike(&self, name: &str, among: Option<&[usize]>) -> Option<(usize, u8)> {
        if !(SHORTEST_NAME..=LONGEST_NAME).contains(&name.len()) {
            return None;
        }
        let enough = if among.is_some() { ALIKE_AMONG } else { ALIKE };
        let mut likeness: Vec<(u8, usize)> = self
            .index
            .entries
            .iter()
            .enumerate()
            .filter(|(at, _)| among.is_none_or(|among| among.contains(at)))
            .map(|(at, entry)| (likeness(name, &entry.name), at))
            .collect();
        likeness.sort_by_key(|(like, at)| (std::cmp::Reverse(*like), *at));
        let (best, at) = *likeness.first()?;
        let second = likeness.get(1).map_or(0, |(like, _)| *like);
        (best >= enough && best >= second.saturating_add(MARGIN)).then_some((at, best))
    }

    /// The one candidate by code that has the name, too; where several groups have it, the one of the group being read.
    fn named_among(&self, candidates: &[usize], name: &str) -> Option<usize> {
        let entry = |at: &usize| self.index.entries.get(*at);
        let named = || {
            let same = move |at: &&usize| entry(at).is_some_and(|entry| entry.name == name);
            candidates.iter().filter(same)
        };
        let here = |at: &&usize| entry(at).is_some_and(|entry| self.group == Some(&entry.criterion.group));
        match (named().filter(here).count(), named().count()) {
            (1, _) => named().find(here).copied(),
            (_, 1) => named().next().copied(),
            _ => None,
        }
    }

    /// Of several candidates: the one of the group being read, or the one that follows the last row.
    fn by_order(&mut self, candidates: &[usize]) -> Answer<'f> {
        let in_group: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|at| {
                self.index
                    .entries
                    .get(*at)
                    .is_some_and(|entry| self.group.is_none_or(|group| entry.criterion.group == *group))
            })
            .collect();
        if let ([only], true) = (in_group.as_slice(), candidates.len() > 1) {
            return self.take(*only, How::Certain);
        }
        let next = self.last.map_or(0, |last| last + 1);
        match in_group.iter().find(|at| **at == next) {
            Some(at) => self.take(*at, How::Corrected),
            None => Answer::Unsure(self.ids(candidates)),
        }
    }

    fn by_name_alone(&mut self, by_name: Option<usize>, name: &str, has_results: bool) -> Answer<'f> {
        match by_name {
            // A row that the form itself prints without a code is known by its name alone.
            Some(named) if has_results || self.index.entries.get(named).is_some_and(|entry| entry.code.is_empty()) => {
                self.take(named, How::Certain)
            }
            None if has_results && !is_total(name) => match self.alike(name, None) {
                Some((named, likeness)) => self.take(named, How::Alike(likeness)),
                None => Answer::Nothing,
            },
            Some(_) | None => Answer::Nothing,
        }
    }

    fn take(&mut self, at: usize, how: How) -> Answer<'f> {
        self.last = Some(at);
        match self.index.entries.get(at) {
            Some(entry) => Answer::Criterion(entry.criterion, how),
            None => Answer::Nothing,
        }
    }

    /// The one criterion of that folded name, preferring the group being read; none where it is no one's or several's.
    fn by_name(&self, name: &str) -> Option<usize> {
        if name.is_empty() {
            return None;
        }
        let named: Vec<usize> = self
            .index
            .entries
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.name == name)
            .map(|(at, _)| at)
            .collect();
        match named.as_slice() {
            [] => None,
            [only] => Some(*only),
            several => {
                let mut here = several.iter().filter(|at| {
                    self.index
                        .entries
                        .get(**at)
                        .is_some_and(|entry| self.group == Some(&entry.criterion.group))
                });
                match (here.next(), here.next()) {
                    (Some(only), None) => Some(*only),
                    _ => None,
                }
            }
        }
    }

    /// A group's row without its code.
    fn enter_group_named(&mut self, name: &str) {
        let named = self
            .index
            .groups
            .iter()
            .find(|(_, group_name, _)| !name.is_empty() && group_name == name);
        if let Some((_, _, id)) = named {
            self.group = Some(id);
        }
    }

    /// The group whose row this is: by code and name, or by code alone where no criterion has that code.
    fn group_of(&self, code: &str, name: &str) -> Option<&'f GroupId> {
        let is_criterion = self.index.entries.iter().any(|entry| entry.code == code);
        let here = self.index.groups.iter().position(|(_, _, id)| self.group == Some(*id));
        let after = here.map_or(0, |here| here + 1);
        // Where pillars repeat the codes and names of their groups, the next one is meant.
        let later = self.index.groups.iter().skip(after);
        later
            .chain(&self.index.groups)
            .find(|(group_code, group_name, _)| group_code == code && (group_name == name || !is_criterion))
            .map(|(_, _, id)| *id)
    }
}

/// How like a printed name is to a criterion's, both folded, in per cent.
fn likeness(printed: &str, name: &str) -> u8 {
    let (shorter, longer) = if printed.len() < name.len() {
        (printed, name)
    } else {
        (name, printed)
    };
    // Names are often cut short, or have a remark behind them.
    if shorter.len() >= CUT_NAME && longer.starts_with(shorter) {
        return 95;
    }
    // Texts of very different length need no counting.
    if shorter.len() * 2 < longer.len() {
        return 0;
    }
    let share = strsim::normalized_damerau_levenshtein(printed, name) * 100.0;
    (0..=100u8)
        .rev()
        .find(|per_cent| f64::from(*per_cent) <= share)
        .unwrap_or_default()
}

fn code_missing(plain: &str) -> bool {
    plain.chars().all(|character| !character.is_alphanumeric())
}

/// Whether a text is numbers joined by points: `5.1`, `1.12`.
fn looks_like_code(plain: &str) -> bool {
    plain.contains('.')
        && plain
            .split('.')
            .all(|part| !part.is_empty() && part.chars().all(|c| c.is_ascii_digit()))
}

fn is_total(words: &str) -> bool {
    ["tong", "cong", "ty le", "ket qua", "can cu"]
        .iter()
        .any(|start| words.starts_with(start))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::tests::framework;

    fn number(text: &str) -> Cell {
        Cell {
            content: Content::Number(text.parse().unwrap()),
            format: String::new(),
            formula: false,
        }
    }

    fn said(answer: &Answer<'_>) -> String {
        match answer {
            Answer::Nothing => "nothing".into(),
            Answer::Unknown => "unknown".into(),
            Answer::Unsure(_) => "unsure".into(),
            Answer::Criterion(criterion, How::Certain) => criterion.id.to_string(),
            Answer::Criterion(criterion, How::Corrected) => format!("{}!", criterion.id),
            Answer::Criterion(criterion, How::Alike(likeness)) => format!("{}~{likeness}", criterion.id),
        }
    }

    #[test]
    fn codes_are_text() {
        let framework = framework();
        let index = Index::new(&framework);
        let mut codes = Codes::new(&index);
        for (code, is) in [
            ("1.1", "1.1"),
            ("1.10", "1.10"),
            ("1.10.", "1.10"),
            ("3,3", "3.3"),
            ("1.12", "unknown"),
        ] {
            assert_eq!(said(&codes.answer(None, code, "", true)), is, "{code}");
        }
    }

    #[test]
    fn a_numeric_code_is_told_by_name_then_by_order() {
        let framework = framework();
        let index = Index::new(&framework);
        let mut codes = Codes::new(&index);
        let cell = number("1.1");
        assert_eq!(
            said(&codes.answer(Some(&cell), "1,1", "Tập huấn  kỹ năng số", true)),
            "1.10!"
        );
        assert_eq!(said(&codes.answer(Some(&cell), "1,1", "Kế hoạch", true)), "1.1");
        assert_eq!(said(&codes.answer(Some(&cell), "1,1", "Tên khác hẳn", true)), "unsure");
        assert_eq!(
            said(&codes.answer(Some(&number("1.2")), "1,2", "tên khác", true)),
            "1.2"
        );
        assert_eq!(said(&codes.answer(Some(&cell), "1,1", "tên khác", true)), "1.10!");
    }

    #[test]
    fn a_code_turned_into_a_date_is_told_by_name_then_by_order() {
        let framework = framework();
        let index = Index::new(&framework);
        let mut codes = Codes::new(&index);
        let date = |text: &str| Cell {
            content: Content::Date(text.into()),
            format: String::new(),
            formula: false,
        };
        for (typed, name, is) in [
            ("02/01/2026", "tên gõ khác", "1.2!"),
            ("01/01/2010", "Tập huấn kỹ năng số", "1.10!"),
            ("01/01/2010", "tên gõ khác", "unsure"),
            ("03/03/2026", "tên gõ khác", "3.3!"),
            ("03/04/2026", "tên gõ khác", "3.4!"),
            ("09/09/2026", "tên gõ khác", "unknown"),
        ] {
            assert_eq!(
                said(&codes.answer(Some(&date(typed)), typed, name, true)),
                is,
                "{typed} {name}"
            );
        }
        assert_eq!(said(&codes.answer(None, "Apr-3", "tên gõ khác", true)), "3.4!");
        assert_eq!(said(&codes.answer(None, "01/02", "tên gõ khác", true)), "1.2!");
    }

    #[test]
    fn a_name_nearly_a_criterion_s_decides_where_the_code_does_not() {
        let framework = framework();
        let index = Index::new(&framework);
        let mut codes = Codes::new(&index);
        for (code, name, is) in [
            ("a)", "Tập huấn kĩ năng sô", "1.10~94"),
            ("", "Xử lý công viêc trên môi trường điện từ", "1.2"),
            ("7", "Điện thoại thông minnh", "3.4~95"),
            ("7", "Một việc khác hẳn", "unknown"),
            ("TC 1.2", "tên gõ khác", "1.2"),
            ("I.1", "tên gõ khác", "1.1!"),
            ("1.1)", "tên gõ khác", "1.1"),
        ] {
            assert_eq!(said(&codes.answer(None, code, name, true)), is, "{code} {name}");
        }
    }

    #[test]
    fn a_name_of_another_criterion_wins_over_the_code_and_is_told() {
        let framework = framework();
        let index = Index::new(&framework);
        let mut codes = Codes::new(&index);
        assert_eq!(said(&codes.answer(None, "1.2", "Kế hoạch", true)), "1.1!");
        assert_eq!(said(&codes.answer(None, "", "Kế hoạch", true)), "1.1");
    }

    #[test]
    fn a_code_of_several_groups_is_that_of_the_group_above() {
        let mut framework = framework();
        for (criterion, group) in framework.criteria.iter_mut().zip(["1", "1", "2"]) {
            criterion.group = group.into();
        }
        let mut first = framework.criteria[0].clone();
        first.id = "2/1".into();
        first.group = "2".into();
        first.code = "9".into();
        framework.criteria.push(first);
        framework.criteria[0].code = "9".into();
        let groups = [("I", "Chính quyền số"), ("II", "Kinh tế số")];
        for (group, (id, (code, name))) in framework.groups.iter_mut().zip(["1", "2"].into_iter().zip(groups)) {
            group.id = id.into();
            group.code = code.into();
            group.name = name.into();
        }
        let index = Index::new(&framework);
        let mut codes = Codes::new(&index);
        for (code, name, is) in [
            ("I", "Chính quyền số", "nothing"),
            ("9", "Kế hoạch", "1.1"),
            ("9", "Tên gõ khác", "1.1"),
            ("", "KINH TẾ SỐ", "nothing"),
            ("9", "Kế hoạch", "2/1"),
            ("9", "Tên gõ khác", "2/1"),
            ("I.", "", "nothing"),
            ("9", "Kế hoạch", "1.1"),
        ] {
            assert_eq!(said(&codes.answer(None, code, name, true)), is, "{code} {name}");
        }
    }

    #[test]
    fn groups_totals_and_signatures_are_no_criteria() {
        let framework = framework();
        let index = Index::new(&framework);
        let mut codes = Codes::new(&index);
        for (code, name, results) in [
            ("1", "Chính quyền số", false),
            ("I", "", false),
            ("Tổng cộng", "", true),
            ("", "Người lập biểu", false),
            ("Căn cứ kết quả thẩm định", "", false),
            ("(1)", "(2)", true),
        ] {
            assert_eq!(
                said(&codes.answer(None, code, name, results)),
                "nothing",
                "{code} {name}"
            );
        }
    }
}
