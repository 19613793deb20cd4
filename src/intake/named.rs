//! Evidence that claims name in their own text, and evidence that nothing gives to a criterion.

use crate::domain::{CriterionId, Flag, FlagKind, Framework, Provenance, Sentence, Submission};
use crate::text::{fold, fold::words};

/// Characters of a claim's text in which files' names are looked for.
const TEXT: usize = 4_000;
/// Files named in one sentence.
const NAMED: usize = 8;
/// Folded signs of administrative documents, as in `12/KH-UBND`.
const SIGNS: [&str; 16] = [
    "kh", "qd", "bc", "cv", "tb", "nq", "ctr", "ct", "ttr", "hd", "bb", "qc", "da", "pa", "ubnd", "gm",
];
/// Folded beginnings of names of documents that speak of the whole dossier.
const GENERAL: [&str; 8] = [
    "cong van",
    "to trinh",
    "bao cao tu danh gia",
    "bien ban",
    "muc luc",
    "phu luc",
    "danh muc",
    "de nghi",
];

/// Gives files to the criteria whose claims name them.
pub(super) fn assign(submission: &mut Submission, framework: &Framework) {
    if submission.evidence.is_empty() {
        return;
    }
    let texts: Vec<(&CriterionId, Text)> = submission
        .claims
        .iter()
        .filter(|(_, claim)| !claim.evidence.is_empty())
        .map(|(criterion, claim)| (criterion, Text::new(&claim.evidence)))
        .collect();
    if texts.is_empty() {
        return;
    }
    let order = |id: &CriterionId| framework.criteria.iter().position(|criterion| criterion.id == *id);
    for file in &mut submission.evidence {
        let name = Name::new(file.path.rsplit('/').next().unwrap_or(&file.path));
        for (criterion, text) in &texts {
            if !file.criteria.contains(criterion) && text.names(&name) {
                file.criteria.push((*criterion).clone());
            }
        }
        file.criteria.sort_by_key(order);
    }
}

/// The flag of all files that serve no criterion; covering letters at the dossier's top are none of them.
pub(super) fn unassigned(submission: &Submission) -> Option<Flag> {
    let general = |path: &str| {
        let below = path.strip_prefix(&submission.folder).unwrap_or(path);
        let below = below.trim_start_matches('/');
        let folded = words(below);
        !below.contains('/') && GENERAL.iter().any(|lead| folded.starts_with(lead))
    };
    let files: Vec<&str> = submission
        .evidence
        .iter()
        .filter(|file| file.criteria.is_empty() && !general(&file.path))
        .map(|file| file.path.as_str())
        .collect();
    let first = files.first()?;
    let mut listed = files.iter().take(NAMED).copied().collect::<Vec<_>>().join("; ");
    if files.len() > NAMED {
        listed.push_str("; …");
    }
    Some(Flag {
        kind: FlagKind::UnassignedEvidence,
        criterion: None,
        message: Sentence::new("intake-evidence-unassigned")
            .number("count", files.len() as u64)
            .text("files", listed),
        place: Some(Provenance {
            file: (*first).to_owned(),
            ..Provenance::default()
        }),
    })
}

/// A claim's text, prepared for the search.
struct Text {
    folded: String,
    words: String,
    documents: Vec<(String, String)>,
}

impl Text {
    fn new(text: &str) -> Self {
        let text: String = text.chars().take(TEXT).collect();
        let spaced = spaced(&text);
        Self {
            folded: fold(&text),
            documents: documents(&spaced),
            words: format!(" {spaced} "),
        }
    }

    fn names(&self, file: &Name) -> bool {
        let free = |at: usize| {
            let before = self.folded.get(..at).and_then(|head| head.chars().next_back());
            before.is_none_or(|character| !character.is_alphanumeric())
        };
        self.folded.match_indices(&file.full).any(|(at, _)| free(at))
            || (file.tells && self.words.contains(&file.words))
            || file.documents.iter().any(|document| self.documents.contains(document))
    }
}

/// A file's name, prepared for the search.
struct Name {
    /// The whole, folded.
    full: String,
    /// Its words without the ending.
    words: String,
    /// The words are enough to mean this file and no other.
    tells: bool,
    documents: Vec<(String, String)>,
}

impl Name {
    fn new(name: &str) -> Self {
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let spaced = spaced(stem);
        let many = spaced.split(' ').count() >= 3 && spaced.len() >= 10;
        let numbered =
            spaced.len() >= 4 && spaced.contains(|c: char| c.is_ascii_digit()) && spaced.contains(char::is_alphabetic);
        Self {
            full: fold(name),
            tells: many || numbered,
            documents: documents(&spaced),
            words: format!(" {spaced} "),
        }
    }
}

/// Folded words, numbers without leading noughts.
fn spaced(text: &str) -> String {
    words(text)
        .split(' ')
        .map(|word| {
            let bare = word.trim_start_matches('0');
            if word.chars().all(|c| c.is_ascii_digit()) && !bare.is_empty() {
                bare
            } else {
                word
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

/// The documents that folded words name by number and sign: `12/KH-UBND`, `1829/2023/QĐ-UBND`.
fn documents(spaced: &str) -> Vec<(String, String)> {
    let words: Vec<&str> = spaced.split(' ').collect();
    let number = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_ascii_digit());
    let sign = |at: usize| words.get(at).copied().filter(|word| SIGNS.contains(word));
    words
        .iter()
        .enumerate()
        .filter(|(_, word)| number(word))
        .filter_map(|(at, word)| {
            let year = words.get(at + 1).is_some_and(|next| number(next) && next.len() == 4);
            let sign = sign(at + 1).or_else(|| if year { sign(at + 2) } else { None })?;
            Some(((*word).to_owned(), sign.to_owned()))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, file: &str) -> bool {
        Text::new(text).names(&Name::new(file))
    }

    #[test]
    fn claims_name_files_by_name_or_by_number_and_sign() {
        for (text, file) in [
            ("xem tệp Kế hoạch.pdf kèm theo", "Kế hoạch.pdf"),
            ("Kế hoạch số 12/KH-UBND ngày 5/3/2023", "12-KH-UBND.pdf"),
            ("Kế hoạch số 05/KH-UBND", "KH_5_KH-UBND_signed.pdf"),
            ("QĐ 1829/2023/QĐ-UBND", "1829_QĐ-UBND.pdf"),
            ("Báo cáo kết quả tập huấn kỹ năng số", "báo cáo kết quả tập huấn.docx"),
        ] {
            assert!(names(text, file), "{text} / {file}");
        }
        for (text, file) in [
            ("Kế hoạch số 12/KH-UBND", "Kế hoạch.pdf"),
            ("Kế hoạch số 12/KH-UBND", "12-QĐ-UBND.pdf"),
            ("Kế hoạch số 12/KH-UBND", "112-KH-UBND.pdf"),
            ("báo cáo", "scan.pdf"),
            ("xem kế hoạch.pdf", "ạch.pdf"),
            ("", "a.pdf"),
        ] {
            assert!(!names(text, file), "{text} / {file}");
        }
    }
}
