//! Normal form at the door, and folding for search: without marks, without case, with đ as d.

use std::sync::LazyLock;

use unicode_normalization::{IsNormalized, UnicodeNormalization, char::is_combining_mark, is_nfc_quick};

/// Characters of the table in which folding is looked up: the Latin blocks that Vietnamese is written with.
const TABLE: usize = 0x1F00;

/// The one character that each character of the table is folded to; none where it is dropped or becomes several.
static FOLDED: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    (0..TABLE)
        .map(|code| {
            let character = u32::try_from(code).ok().and_then(char::from_u32)?;
            let mut folded = fold_slowly(&character.to_string())
                .chars()
                .collect::<Vec<_>>()
                .into_iter();
            match (folded.next(), folded.next()) {
                (Some(only), None) => Some(only),
                _ => None,
            }
        })
        .collect()
});

/// Whether a text of this character alone is in NFC whatever stands beside it: ASCII and composed Latin letters.
pub(super) fn is_plain(character: char) -> bool {
    matches!(character, ' '..='~' | '\u{a1}'..='\u{ac}' | '\u{ae}'..='\u{2ff}' | '\u{1e00}'..='\u{1eff}' | '–' | '—' | '…')
}

/// Brings a text into NFC, the one form in which the program keeps and compares texts.
pub fn nfc(text: &str) -> String {
    if text.chars().all(is_plain) {
        return text.to_owned();
    }
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => text.to_owned(),
        IsNormalized::No | IsNormalized::Maybe => text.nfc().collect(),
    }
}

/// Folds a text for search: marks dropped, `đ` as `d`, lower case. Each character of an NFC text gives one character
/// of the folded one, so that positions found in it hold in the original.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for character in text.chars() {
        match fold_character(character) {
            Some(one) => folded.push(one),
            None => folded.push_str(&fold_slowly(character.encode_utf8(&mut [0; 4]))),
        }
    }
    folded
}

/// What the table folds a character to; none where it is not in it, is dropped or becomes several.
fn fold_character(character: char) -> Option<char> {
    if character.is_ascii() {
        return Some(character.to_ascii_lowercase());
    }
    let code = usize::try_from(u32::from(character)).ok()?;
    FOLDED.get(code).copied().flatten()
}

fn fold_slowly(text: &str) -> String {
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
    joined(text, '-')
}

/// Folds a text into words joined by single spaces, all else dropped: the form in which headers are compared.
pub fn words(text: &str) -> String {
    joined(text, ' ')
}

fn joined(text: &str, by: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut ended = false;
    let mut take = |character: char| {
        if character.is_alphanumeric() {
            if std::mem::take(&mut ended) && !out.is_empty() {
                out.push(by);
            }
            out.push(character);
        } else {
            ended = true;
        }
    };
    for character in text.chars() {
        match fold_character(character) {
            Some(one) => take(one),
            None => fold_slowly(character.encode_utf8(&mut [0; 4]))
                .chars()
                .for_each(&mut take),
        }
    }
    out
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
    fn the_table_says_what_the_rules_say() {
        for character in ('\0'..='\u{ffff}').chain(['\u{1d11e}', '\u{1f600}']) {
            let text = format!("a{character}b\u{323}");
            assert_eq!(fold(&text), fold_slowly(&text), "{character:?}");
            if is_plain(character) {
                let alone = character.to_string();
                assert_eq!(is_nfc_quick(alone.chars()), IsNormalized::Yes, "{character:?}");
                assert_eq!(unicode_normalization::char::canonical_combining_class(character), 0);
            }
        }
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
