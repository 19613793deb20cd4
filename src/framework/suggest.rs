//! "Did you mean": the known word nearest to one that is not known.

use crate::domain::Sentence;

/// The candidate nearest to a word; none where nothing is near.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = word.to_lowercase();
    known
        .into_iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| *distance <= 1.max(word.chars().count().min(candidate.chars().count()) / 3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Adds the argument `hint`: a sentence that names the nearest known word, or an empty one.
pub(super) fn with_hint<'a>(sentence: Sentence, word: &str, known: impl IntoIterator<Item = &'a str>) -> Sentence {
    match nearest(word, known) {
        Some(candidate) => sentence.sentence("hint", Sentence::new("framework-hint").text("word", candidate)),
        None => sentence.text("hint", ""),
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_recognised_and_a_strange_word_is_not() {
        assert_eq!(nearest("distrct", ["self", "district", "province"]), Some("district"));
        assert_eq!(nearest("1.1o", ["1.1", "1.10"]), Some("1.1"));
        assert_eq!(nearest("ministry", ["self", "district"]), None);
    }
}
