//! Replacing the names of bodies in printed texts: whole words, in the three ways in which a form writes them.

use std::collections::BTreeSet;

/// Words and what stands in their place; where two fit, the longer wins, then the one given first.
#[derive(Debug, Clone, Default)]
pub(super) struct Wording {
    pairs: Vec<(String, String)>,
}

impl Wording {
    /// Notes a replacement, also for texts in capitals and for the beginning of a sentence.
    pub(super) fn replace(&mut self, from: &str, to: &str) {
        for shape in [str::to_owned as fn(&str) -> String, str::to_uppercase, capitalised] {
            let (from, to) = (shape(from), shape(to));
            if !from.is_empty() && self.pairs.iter().all(|(known, _)| *known != from) {
                self.pairs.push((from, to));
            }
        }
    }

    /// The text with every word replaced. What was put in is not read again.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(next) = rest.chars().next() {
            let found = self
                .pairs
                .iter()
                .filter(|(from, _)| rest.starts_with(from.as_str()) && is_whole(&out, from, rest))
                .rev()
                .max_by_key(|(from, _)| from.len());
            if let Some((from, to)) = found {
                // A capital at the beginning of a line stays one.
                if next.is_uppercase() && (out.is_empty() || out.ends_with('\n')) {
                    out.push_str(&capitalised(to));
                } else {
                    out.push_str(to);
                }
                rest = rest.get(from.len()..).unwrap_or_default();
            } else {
                out.push(next);
                rest = rest.get(next.len_utf8()..).unwrap_or_default();
            }
        }
        out
    }

    /// Replaces words in a text where it stands.
    pub(super) fn mend(&self, text: &mut String) {
        *text = self.apply(text);
    }

    /// Replaces words in every text of a list, and leaves out what then stands there twice.
    pub(super) fn mend_names(&self, texts: &mut Vec<String>) {
        self.mend_all(texts);
        let mut seen = BTreeSet::new();
        texts.retain(|text| seen.insert(text.clone()));
    }

    /// Replaces words in every text of a list.
    pub(super) fn mend_all(&self, texts: &mut [String]) {
        for text in texts {
            self.mend(text);
        }
    }
}

/// Whether a word found neither begins nor ends within a longer one.
fn is_whole(before: &str, word: &str, rest: &str) -> bool {
    let letter = |side: Option<char>| side.is_some_and(char::is_alphanumeric);
    let after = rest.get(word.len()..).unwrap_or_default();
    let begins_within = letter(before.chars().next_back()) && letter(word.chars().next());
    let ends_within = letter(word.chars().next_back()) && letter(after.chars().next());
    !begins_within && !ends_within
}

fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wording(pairs: &[(&str, &str)]) -> Wording {
        let mut wording = Wording::default();
        for (from, to) in pairs {
            wording.replace(from, to);
        }
        wording
    }

    #[test]
    fn a_name_is_replaced_as_the_form_writes_it() {
        let words = wording(&[("UBND cấp huyện", "cơ quan chuyên môn"), ("thẩm tra", "thẩm định")]);
        assert_eq!(
            words.apply("Kết quả thẩm tra của UBND cấp huyện"),
            "Kết quả thẩm định của cơ quan chuyên môn"
        );
        assert_eq!(words.apply("UBND cấp huyện đánh giá"), "Cơ quan chuyên môn đánh giá");
        assert_eq!(words.apply("KẾT QUẢ THẨM TRA"), "KẾT QUẢ THẨM ĐỊNH");
        assert_eq!(words.apply("1. Thẩm tra"), "1. Thẩm định");
    }

    #[test]
    fn the_longest_name_wins_and_nothing_is_replaced_twice() {
        let words = wording(&[
            ("UBND huyện", "cấp tỉnh"),
            ("UBND huyện/thị xã", "tỉnh"),
            ("tỉnh", "xã"),
        ]);
        assert_eq!(words.apply("gửi UBND huyện/thị xã"), "gửi tỉnh");
        assert_eq!(words.apply("gửi UBND huyện"), "gửi cấp tỉnh");
        let words = wording(&[("a", "của tỉnh"), ("a", "của xã")]);
        assert_eq!(words.apply("a"), "của tỉnh");
    }

    #[test]
    fn a_part_of_a_word_is_left_alone() {
        let words = wording(&[("huyện", "tỉnh"), (", huyện.....", "")]);
        assert_eq!(words.apply("chuyển huyệnx xhuyện huyện."), "chuyển huyệnx xhuyện tỉnh.");
        assert_eq!(words.apply("{applicant}, huyện....."), "{applicant}");
    }

    #[test]
    fn names_that_become_equal_stand_once() {
        let words = wording(&[("UBND huyện", "Hội đồng"), ("UBND cấp huyện", "Hội đồng")]);
        let mut names = vec!["của UBND huyện".to_owned(), "của UBND cấp huyện".to_owned()];
        words.mend_names(&mut names);
        assert_eq!(names, ["của Hội đồng"]);
    }
}
