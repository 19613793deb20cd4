//! Normal form at the door, and folding for search: without marks, without case, with đ as d.

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc_quick};

/// Brings a text into NFC, the one form in which the program keeps and compares texts.
pub fn nfc(text: &str) -> String {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

/// Folds a text for search: marks dropped, `đ` as `d`, lower case. Each character of an NFC text gives one character
/// of the folded one, so that positions found in it hold in the original.
pub fn fold(text: &str) -> String {
    text.nfd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(|character| match character {
            'đ' | 'Đ' => 'd'.to_lowercase(),
            other => other.to_lowercase(),
        })
        .collect()
}

/// Folds a text into words joined by single hyphens: the form of identifiers made from names.
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let words: Vec<&str> = folded
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    words.join("-")
}

/// Folds a text into words joined by single spaces, all else dropped: the form in which headers are compared.
pub fn words(text: &str) -> String {
    slug(text).replace('-', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_drops_marks_and_case_and_the_stroke_of_d() {
        assert_eq!(fold("Chính quyền số ĐẠT đường"), "chinh quyen so dat duong");
        assert_eq!(fold("Hoà"), fold("Hòa"));
    }

    #[test]
    fn decomposed_and_composed_texts_fold_and_compose_alike() {
        let composed = "Xã Thị trấn Đức Thọ";
        let decomposed: String = composed.nfd().collect();
        assert_ne!(composed, decomposed);
        assert_eq!(nfc(&decomposed), composed);
        assert_eq!(fold(&decomposed), fold(composed));
    }

    #[test]
    fn folding_keeps_one_character_for_each() {
        let text = "Ủy ban nhân dân phường Đông Hải, 98,5 %";
        assert_eq!(fold(text).chars().count(), text.chars().count());
    }

    #[test]
    fn slugs_are_words_joined_by_hyphens() {
        assert_eq!(slug("  Xã  Tân Phú (mới) "), "xa-tan-phu-moi");
        assert_eq!(words("Đánh giá\n(Đạt/Không đạt)"), "danh gia dat khong dat");
    }
}
