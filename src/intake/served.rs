//! Which criteria a folder or file serves by its name, in every way offices name them.

use crate::domain::{CriterionId, Framework, GroupId};
use crate::text::{fold, fold::words};

/// Folded words that may stand before a criterion's code in a name; of two that begin alike the longer stands first.
const BEFORE_CODE: [&str; 24] = [
    "tai lieu minh chung",
    "ho so minh chung",
    "minh chung",
    "tieu chi thanh phan",
    "tieu chi so",
    "tieu chi",
    "chi tieu so",
    "chi tieu",
    "chi so",
    "thu muc",
    "bieu mau",
    "bieu so",
    "bieu",
    "mau so",
    "mau",
    "noi dung",
    "muc so",
    "muc",
    "tai lieu",
    "tcs",
    "tc",
    "ct",
    "mc",
    "nd",
];

/// Of these, the words that name a criterion wherever in a name they stand.
const WITHIN: [&str; 6] = ["tieu chi so", "tieu chi", "chi tieu so", "chi tieu", "tc", "mc"];

/// Folded words before the code of a group.
const BEFORE_GROUP: [&str; 6] = ["nhom tieu chi", "nhom", "tru cot", "phan", "linh vuc", "muc"];

/// The codes by which names may tell the criteria of a framework.
pub(super) struct Served<'f> {
    framework: &'f Framework,
    /// Folded codes with a point or stroke in them, and the one criterion each stands for; none where it is several's.
    codes: Vec<(String, Option<usize>)>,
    subforms: Vec<(String, &'f [CriterionId])>,
    groups: Vec<(String, String, &'f GroupId)>,
}

impl<'f> Served<'f> {
    /// Prepares a framework's codes.
    pub fn new(framework: &'f Framework) -> Self {
        let plain = |code: &str| fold(code.trim()).trim_end_matches('.').to_owned();
        let mut codes: Vec<(String, Option<usize>)> = Vec::new();
        let mut add = |code: String, at: usize| {
            // A lone number is a running number of a file more often than a criterion.
            if !code.contains(['.', '/']) {
                return;
            }
            match codes.iter_mut().find(|(known, _)| *known == code) {
                Some((_, one)) if *one != Some(at) => *one = None,
                Some(_) => {}
                None => codes.push((code, Some(at))),
            }
        };
        for (at, criterion) in framework.criteria.iter().enumerate() {
            add(plain(&criterion.code), at);
        }
        // Ids and codes below their group's only where no printed code is the same.
        for (at, criterion) in framework.criteria.iter().enumerate() {
            let of_group = framework.groups.iter().find(|group| group.id == criterion.group);
            let long = of_group.map(|group| format!("{}.{}", plain(&group.code), plain(&criterion.code)));
            let id = fold(criterion.id.as_str()).replace('/', ".");
            for code in [Some(id), long].into_iter().flatten() {
                let printed = |other: &crate::domain::Criterion| plain(&other.code) == code;
                if !framework.criteria.iter().any(printed) {
                    add(code, at);
                }
            }
        }
        codes.sort_by_key(|(code, _)| std::cmp::Reverse(code.len()));
        Self {
            framework,
            codes,
            subforms: framework
                .subforms
                .iter()
                .map(|subform| (subform_name(&subform.name), subform.serves.as_slice()))
                .collect(),
            groups: framework
                .groups
                .iter()
                .map(|group| (plain(&group.code), words(&group.name), &group.id))
                .collect(),
        }
    }

    /// The criteria that a folder or file serves by its name: `1.10 - Tập huấn`, `TC 1.3`, `1_2`, `1.1-1.3`, `Mẫu 3.3`,
    /// `1.2, 1.3 kèm theo`, `Báo cáo tiêu chí 1.2`.
    pub fn by_name(&self, name: &str) -> Vec<CriterionId> {
        let folded = fold(name);
        let text = folded.trim();
        let plain = subform_name(text);
        let subform = self
            .subforms
            .iter()
            .find(|(name, _)| plain.strip_prefix(name.as_str()).is_some_and(|rest| ends(rest, '.')));
        if let Some((_, serves)) = subform {
            return serves.to_vec();
        }
        let mut found = self.list(text);
        if found.is_empty() {
            // A running number before the word that names a criterion: `03. Tiêu chí 1.2`.
            let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
            let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || ".)-_".contains(c));
            if rest.len() < text.len() && without_lead(bare).len() < bare.len() {
                found = self.list(bare);
            }
        }
        if found.is_empty() {
            found = self.within(text);
        }
        found
            .into_iter()
            .filter_map(|at| Some(self.framework.criteria.get(at)?.id.clone()))
            .collect()
    }

    /// The criteria that a file serves by its path below the applicant's folder: what its own name says, and what the
    /// nearest folder above that says anything does. In a group's folder a number alone is a code (`Nhóm 1/2`, `I/1`).
    pub fn by_path(&self, parts: &[String]) -> Vec<CriterionId> {
        let Some((file, folders)) = parts.split_last() else {
            return Vec::new();
        };
        let mut criteria = self.by_name(file);
        for (depth, folder) in folders.iter().enumerate().rev() {
            let mut serves = self.by_name(folder);
            if serves.is_empty() {
                let above = folders.get(..depth).unwrap_or_default();
                let group = above.iter().rev().find_map(|above| self.group(above));
                serves = group
                    .and_then(|group| self.in_group(folder, group))
                    .into_iter()
                    .collect();
            }
            if !serves.is_empty() {
                criteria.extend(serves);
                break;
            }
        }
        let order = |id: &CriterionId| self.framework.criteria.iter().position(|criterion| criterion.id == *id);
        criteria.sort_by_key(order);
        criteria.dedup();
        criteria
    }

    /// The group that a folder's name tells: by its code behind a word (`Nhóm 1`), by its code alone, by its name.
    fn group(&self, name: &str) -> Option<&'f GroupId> {
        let folded = words(name);
        let behind = BEFORE_GROUP
            .iter()
            .find_map(|lead| folded.strip_prefix(lead)?.strip_prefix(' '));
        let text = behind.unwrap_or(&folded);
        let named = |(code, name, _): &&(String, String, &GroupId)| {
            let own =
                !name.is_empty() && (text == name || text.strip_prefix(code.as_str()).map(str::trim) == Some(name));
            let coded = text == code || behind.is_some_and(|text| text.split(' ').next() == Some(code));
            own || (!code.is_empty() && coded)
        };
        self.groups.iter().find(named).map(|(_, _, id)| *id)
    }

    /// The criterion of a group whose code, or its last part, is the number with which a folder's name begins.
    fn in_group(&self, name: &str, group: &GroupId) -> Option<CriterionId> {
        let folded = fold(name);
        let text = without_lead(folded.trim());
        let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, rest) = text.split_at_checked(end)?;
        if number.is_empty() || rest.starts_with(char::is_alphabetic) {
            return None;
        }
        let number = number.trim_start_matches('0');
        let mut fitting = self.framework.criteria.iter().filter(|criterion| {
            let code = fold(&criterion.code);
            let code = code.trim_end_matches('.');
            criterion.group == *group && code.rsplit(['.', '/']).next() == Some(number) && code.matches('.').count() < 2
        });
        match (fitting.next(), fitting.next()) {
            (Some(only), None) => Some(only.id.clone()),
            _ => None,
        }
    }

    /// The list of codes with which a folded text begins: single ones, several, ranges.
    fn list(&self, text: &str) -> Vec<usize> {
        let mut rest = text;
        let mut found: Vec<usize> = Vec::new();
        let mut through = None;
        while let Some((at, tail)) = self.leading(without_lead(rest)) {
            if let (Some(from), Some(to)) = (through, at) {
                // A range holds all criteria printed between its ends.
                found.extend(range(from, to));
            }
            found.extend(at);
            let next = tail.trim_start();
            through = at.filter(|_| {
                next.trim_start_matches("den ").len() < next.len()
                    || (next.starts_with(['-', '–', '—', '÷', '→']) && !next.starts_with("- "))
                    || (tail.starts_with(" - ") && self.leading(without_lead(next.trim_start_matches("- "))).is_some())
            });
            let next = next.trim_start_matches(|c: char| c.is_whitespace() || ".,;&+-–—÷→_(".contains(c));
            let next = next.strip_prefix("den ").unwrap_or(next);
            rest = next.strip_prefix("va ").unwrap_or(next);
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// The codes behind a word for criterion, or alone in brackets, anywhere in a folded text.
    fn within(&self, text: &str) -> Vec<usize> {
        let behind = WITHIN.iter().find_map(|lead| {
            text.match_indices(lead).find_map(|(at, _)| {
                let free = text.get(..at)?.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
                let found = self.list(text.get(at..)?);
                (free && !found.is_empty()).then_some(found)
            })
        });
        behind
            .or_else(|| {
                let (_, inside) = text.split_once('(')?;
                let (inside, _) = inside.split_once(')')?;
                let only = inside.chars().all(|c| !c.is_alphabetic());
                only.then(|| self.list(inside.trim()))
            })
            .unwrap_or_default()
    }

    /// The longest code with which a folded text begins (its criterion; none where it is several's), and what follows it.
    fn leading<'t>(&self, text: &'t str) -> Option<(Option<usize>, &'t str)> {
        self.codes.iter().find_map(|(code, at)| {
            let (rest, separator) = strip_code(text, code)?;
            ends(rest, separator).then_some((*at, rest))
        })
    }
}

/// All numbers between two, either end left out; none where they do not ascend or are too far apart to be meant.
fn range(from: usize, to: usize) -> std::ops::Range<usize> {
    if from < to && to - from <= 30 {
        from + 1..to
    } else {
        0..0
    }
}

/// A sub-form's name as it is compared; `Mẫu số 3.3` is `Mẫu 3.3`.
fn subform_name(name: &str) -> String {
    let plain = fold(name).replace('_', " ").replace("mau so ", "mau ");
    plain.trim().to_owned()
}

/// Takes a code from the beginning of a text that may write another sign, but the same throughout, for its points.
fn strip_code<'t>(text: &'t str, code: &str) -> Option<(&'t str, char)> {
    let mut rest = text;
    let mut separator = None;
    for wanted in code.chars() {
        let found = rest.chars().next()?;
        if matches!(wanted, '.' | '/') {
            if !matches!(found, '.' | ',' | '_' | '-' | '/') || separator.is_some_and(|used| used != found) {
                return None;
            }
            separator = Some(found);
        } else if found != wanted {
            return None;
        }
        rest = rest.get(found.len_utf8()..)?;
    }
    Some((rest, separator.unwrap_or('.')))
}

/// Whether a code ends here: `1.1` is not the beginning of `1.10`, `1.1.2` or, where hyphens stand for points, `1-1-2023`.
fn ends(rest: &str, separator: char) -> bool {
    let mut characters = rest.chars();
    match characters.next() {
        None => true,
        Some(first) if first == '.' || first == separator => !characters.next().is_some_and(|c| c.is_ascii_digit()),
        Some(first) => !first.is_alphanumeric(),
    }
}

/// A folded text without the words that may stand before a code.
fn without_lead(text: &str) -> &str {
    let mut bare = text.trim_start_matches(['(', '[']);
    'again: loop {
        for lead in BEFORE_CODE {
            let Some(rest) = bare.strip_prefix(lead) else {
                continue;
            };
            let after = rest.trim_start_matches(|c: char| c.is_whitespace() || ".:-_".contains(c));
            if after.starts_with(|c: char| c.is_ascii_digit()) || after.len() < rest.len() {
                bare = after;
                continue 'again;
            }
        }
        return bare;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::tests::framework;

    fn named(name: &str) -> Vec<String> {
        let framework = framework();
        let found = Served::new(&framework).by_name(name);
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_usual_way_to_name_a_criterion_is_read() {
        for name in [
            "1.2",
            "1.2.",
            "1.2 - Xử lý",
            "TC 1.2",
            "TC1.2",
            "tc_1.2",
            "Tiêu chí 1.2",
            "Tiêu chí số 1.2",
            "Tiêu chí số: 1.2",
            "Chỉ tiêu 1.2.",
            "CT 1.2 báo cáo",
            "MC 1.2",
            "MC_1.2.pdf",
            "Minh chứng tiêu chí 1.2",
            "Tài liệu minh chứng 1.2",
            "1_2",
            "1_2 Xử lý",
            "1-2 Kế hoạch",
            "1,2 Kế hoạch",
            "1.2_2023.pdf",
            "02. Tiêu chí 1.2",
            "Báo cáo tiêu chí 1.2.pdf",
            "Kế hoạch (TC 1.2).pdf",
            "Kế hoạch (1.2).pdf",
            "[1.2] Kế hoạch",
            "MỤC 1.2",
        ] {
            assert_eq!(named(name), ["1.2"], "{name}");
        }
    }

    #[test]
    fn lists_and_ranges_serve_several() {
        for name in [
            "1.1, 1.2",
            "1.1,1.2",
            "1.1 & 1.2",
            "1.1+1.2",
            "1.1 và 1.2",
            "1.1; 1.2 kèm",
            "TC 1.1_TC 1.2",
        ] {
            assert_eq!(named(name), ["1.1", "1.2"], "{name}");
        }
        for name in ["1.1-1.10", "1.1 - 1.10", "1.1 – 1.10 báo cáo", "Tiêu chí 1.1 đến 1.10"] {
            let found = named(name);
            assert!(
                found == ["1.1", "1.2", "1.10"] || name.contains('>'),
                "{name}: {found:?}"
            );
        }
        assert_eq!(named("1.1+3.4"), ["1.1", "3.4"]);
        assert_eq!(named("1.1 - Kế hoạch 3.3"), ["1.1"]);
    }

    #[test]
    fn dates_numbers_and_other_codes_are_no_criteria() {
        for name in [
            "1.1.2023 họp",
            "1-1-2023",
            "1_2_2023",
            "1.12",
            "1-2023",
            "2023",
            "1. Kế hoạch",
            "Mục lục",
            "Kế hoạch 12/KH",
            "11.2",
            "",
        ] {
            assert!(named(name).is_empty(), "{name}: {:?}", named(name));
        }
    }

    #[test]
    fn groups_above_give_meaning_to_numbers() {
        let mut framework = framework();
        framework.groups[0].code = "I".into();
        for (criterion, code) in framework.criteria.iter_mut().zip(["1", "2", "3", "1", "2"]) {
            criterion.code = code.into();
        }
        framework.groups[1].code = "II".into();
        let served = Served::new(&framework);
        let of = |path: &str| {
            let parts: Vec<String> = path.split('/').map(str::to_owned).collect();
            let found = served.by_path(&parts);
            found.iter().map(ToString::to_string).collect::<Vec<_>>()
        };
        for (path, is) in [
            ("I/2/x.pdf", "1.2"),
            ("Nhóm I/02. Xử lý/x.pdf", "1.2"),
            ("I. Chính quyền số/Tiêu chí 2/x.pdf", "1.2"),
            ("Xã hội số/1/x.pdf", "3.3"),
            ("I.2/x.pdf", "1.2"),
            ("TC II.1/x.pdf", "3.3"),
            ("II-2 Điện thoại/x.pdf", "3.4"),
        ] {
            assert_eq!(of(path), [is], "{path}");
        }
        assert!(of("I/Khác/1 x.pdf").is_empty());
        assert!(of("2/x.pdf").is_empty());
        assert_eq!(
            Served::new(&crate::intake::tests::framework()).by_path(&["Nhóm 1".into(), "1.2".into(), "a".into()]),
            [CriterionId::from("1.2")]
        );
    }
}
