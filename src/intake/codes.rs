//! Telling which criterion a row is: codes are text, so that `1.10` is not `1.1`, and names decide where codes cannot.

use rust_decimal::Decimal;

use super::workbook::{Cell, Content};
use crate::domain::{Criterion, CriterionId, Framework, GroupId};
use crate::text::{fold, fold::words};

/// Which criterion a row is.
#[derive(Debug, PartialEq)]
pub(super) enum Answer<'f> {
    /// A group, a total, a signature, a line of text: no criterion.
    Nothing,
    /// A criterion; `true` where its printed code is another's and its name decided.
    Criterion(&'f Criterion, bool),
    /// The code may mean any of these.
    Unsure(Vec<CriterionId>),
    /// It looks like a criterion, but the framework has none such.
    Unknown,
}

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
            Some(Content::Date(_)) => return self.by_name_alone(by_name, has_results),
            Some(Content::Text(_) | Content::Truth(_) | Content::Error(_) | Content::Blank) | None => None,
        };
        let plain = plain_code(code);
        if plain.is_empty() {
            if by_name.is_none() {
                self.enter_group_named(&folded_name);
            }
            return self.by_name_alone(by_name, has_results);
        }
        if let Some(group) = self.group_of(&plain, &folded_name) {
            self.group = Some(group);
            return Answer::Nothing;
        }
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
            return self.take(named, number.is_some() && typed_as_other);
        }
        match (candidates.as_slice(), by_name) {
            ([], Some(named)) => self.take(named, !code_missing(&plain)),
            ([], None) if looks_like_code(&plain) => Answer::Unknown,
            ([], None)
                if has_results && !folded_name.is_empty() && !is_total(&folded_name) && !is_total(&words(code)) =>
            {
                Answer::Unknown
            }
            ([], None) => Answer::Nothing,
            ([_], Some(named)) => self.take(named, true),
            ([only], None) => self.take(*only, false),
            (several, _) => self.by_order(several),
        }
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
            return self.take(*only, false);
        }
        let next = self.last.map_or(0, |last| last + 1);
        match in_group.iter().find(|at| **at == next) {
            Some(at) => self.take(*at, true),
            None => Answer::Unsure(
                candidates
                    .iter()
                    .filter_map(|at| Some(self.index.entries.get(*at)?.criterion.id.clone()))
                    .collect(),
            ),
        }
    }

    fn by_name_alone(&mut self, by_name: Option<usize>, has_results: bool) -> Answer<'f> {
        match by_name {
            // A row that the form itself prints without a code is known by its name alone.
            Some(named) if has_results || self.index.entries.get(named).is_some_and(|entry| entry.code.is_empty()) => {
                self.take(named, false)
            }
            Some(_) | None => Answer::Nothing,
        }
    }

    fn take(&mut self, at: usize, corrected: bool) -> Answer<'f> {
        self.last = Some(at);
        match self.index.entries.get(at) {
            Some(entry) => Answer::Criterion(entry.criterion, corrected),
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

/// A code without the marks that offices put round it: `1.1.`, `1,1`, `(1.1)`, `I.`.
fn plain_code(code: &str) -> String {
    fold(code)
        .replace(',', ".")
        .chars()
        .filter(|character| !character.is_whitespace() && !matches!(character, '(' | ')' | '\''))
        .collect::<String>()
        .trim_end_matches(['.', ':', '-'])
        .to_owned()
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
            Answer::Criterion(criterion, corrected) => format!("{}{}", criterion.id, if *corrected { "!" } else { "" }),
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
