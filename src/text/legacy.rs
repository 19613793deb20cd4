//! Vietnamese text of the time before Unicode, as it survives in old files: TCVN3 (ABC) and VNI, read as Latin-1.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;

use super::nfc;

/// What the codes A1 to FE mean in TCVN3 (TCVN 5712-1, VN3); the five marks between them are typed by nobody.
const TCVN3: &str = "ĂÂÊÔƠƯĐăâêôơưđẰ\u{300}\u{309}\u{303}\u{301}\u{323}àảãáạẲằẳẵắẴẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵ";

/// Share of right syllables, in per cent, from which a conversion is certain, and from which it is likely.
const CERTAIN: usize = 85;
const LIKELY: usize = 60;
/// Different right syllables below which nothing is certain.
const FEWEST: usize = 3;

/// An encoding of the time before Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Legacy {
    /// TCVN3 (ABC), in fonts named `.VnTime`.
    Tcvn3,
    /// The same in a font of capitals, named `.VnTimeH`.
    Tcvn3Capitals,
    /// VNI, in fonts named `VNI-Times`.
    Vni,
}

impl Legacy {
    /// The encoding that a font's name tells.
    pub fn of_font(name: &str) -> Option<Self> {
        let name = name.trim().to_lowercase();
        if name.starts_with(".vn") {
            Some(if name.ends_with('h') {
                Self::Tcvn3Capitals
            } else {
                Self::Tcvn3
            })
        } else {
            name.starts_with("vni-").then_some(Self::Vni)
        }
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 | Self::Tcvn3Capitals => "TCVN3 (ABC)",
            Self::Vni => "VNI",
        }
    }

    /// Converts a text into NFC; what the encoding does not know stays.
    pub fn convert(self, text: &str) -> String {
        match self {
            Self::Tcvn3 => tcvn3(text),
            Self::Tcvn3Capitals => tcvn3(text).to_uppercase(),
            Self::Vni => vni(text),
        }
    }
}

/// What many texts together tell of their encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Guess {
    /// The encoding.
    pub encoding: Legacy,
    /// There is enough text, and nearly all of it becomes right Vietnamese.
    pub certain: bool,
}

/// Tells whether texts are of an older encoding: they are no Vietnamese as they stand, and are once converted.
///
/// Texts for which [`may_be_legacy`] says no are to be left out.
pub fn detect<'a>(texts: impl Iterator<Item = &'a str> + Clone) -> Option<Guess> {
    let mut best: Option<(usize, usize, Legacy)> = None;
    for encoding in [Legacy::Tcvn3, Legacy::Vni] {
        let (mut right, mut all, mut different) = (0, 0, BTreeSet::new());
        for text in texts.clone() {
            let converted = encoding.convert(text);
            for word in words(&converted) {
                all += 1;
                if is_syllable(word) {
                    right += 1;
                    different.insert(word.to_lowercase());
                }
            }
        }
        let share = (right * 100usize).checked_div(all).unwrap_or_default();
        if best.is_none_or(|(most, ..)| share > most) {
            best = Some((share, different.len(), encoding));
        }
    }
    let (share, different, encoding) = best?;
    (share >= LIKELY && different > 0).then_some(Guess {
        encoding,
        certain: share >= CERTAIN && different >= FEWEST,
    })
}

/// Whether a text has only letters that Latin-1 has, some of them beyond ASCII, and is not Vietnamese as it stands.
pub fn may_be_legacy(text: &str) -> bool {
    if !is_latin1_only(text) {
        return false;
    }
    let (mut right, mut all) = (0usize, 0);
    for word in words(text) {
        all += 1;
        right += usize::from(is_syllable(word));
    }
    right * 2 <= all && all > 0
}

/// Whether a text has letters or signs of Latin-1 beyond ASCII and no letters beyond Latin-1.
pub fn is_latin1_only(text: &str) -> bool {
    let mut any = false;
    for character in text.chars() {
        match character {
            '\u{a1}'..='\u{ff}' => any = true,
            other if other > '\u{ff}' && other.is_alphabetic() => return false,
            _ => {}
        }
    }
    any
}

fn tcvn3(text: &str) -> String {
    let converted: String = text
        .chars()
        .map(|character| {
            let at = u32::from(character)
                .checked_sub(0xa1)
                .and_then(|at| usize::try_from(at).ok());
            at.and_then(|at| TCVN3.chars().nth(at)).unwrap_or(character)
        })
        .collect();
    nfc(&converted)
}

/// Converts VNI: a letter is followed by a sign that stands for its marks; some letters have their own code.
fn vni(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let letter = own_letter(character).unwrap_or(character);
        let marked = characters.peek().and_then(|next| marked(letter, *next));
        match marked {
            Some(marked) => {
                characters.next();
                out.push(marked);
            }
            None => out.push(letter),
        }
    }
    nfc(&out)
}

/// The letter that one code of VNI stands for.
fn own_letter(character: char) -> Option<char> {
    Some(match character {
        'ñ' => 'đ',
        'Ñ' => 'Đ',
        'ô' => 'ơ',
        'Ô' => 'Ơ',
        'ö' => 'ư',
        'Ö' => 'Ư',
        'æ' => 'ỉ',
        'Æ' => 'Ỉ',
        'ó' => 'ĩ',
        'Ó' => 'Ĩ',
        'ò' => 'ị',
        'Ò' => 'Ị',
        'î' => 'ỵ',
        'Î' => 'Ỵ',
        _ => return None,
    })
}

/// A letter with the marks that the sign behind it stands for in VNI; none where the sign stands for none it can have.
fn marked(letter: char, sign: char) -> Option<char> {
    if !"aeouyơưAEOUYƠƯ".contains(letter) {
        return None;
    }
    let marks = match sign.to_lowercase().next()? {
        'ù' => "\u{301}",
        'ø' => "\u{300}",
        'û' => "\u{309}",
        'õ' => "\u{303}",
        'ï' => "\u{323}",
        'â' => "\u{302}",
        'á' => "\u{302}\u{301}",
        'à' => "\u{302}\u{300}",
        'å' => "\u{302}\u{309}",
        'ã' => "\u{302}\u{303}",
        'ä' => "\u{302}\u{323}",
        'ê' => "\u{306}",
        'é' => "\u{306}\u{301}",
        'è' => "\u{306}\u{300}",
        'ú' => "\u{306}\u{309}",
        'ü' => "\u{306}\u{303}",
        'ë' => "\u{306}\u{323}",
        _ => return None,
    };
    let typed = format!("{letter}{marks}");
    let mut composed = typed.nfc();
    match (composed.next(), composed.next()) {
        (Some(only), None) => Some(only),
        _ => None,
    }
}

/// A text's words that are more than ASCII and more than one sign, which may be a bullet or a mark.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|character: char| {
        (character.is_ascii() && !character.is_ascii_alphabetic())
            || matches!(character, '\u{a0}' | '\u{2010}'..='\u{2027}')
    })
    .filter(|word| !word.is_ascii() && word.chars().nth(1).is_some())
}

/// Whether a word is spelt as a Vietnamese syllable: beginning, vowels, ending, and one tone at most.
fn is_syllable(word: &str) -> bool {
    const BEGINNINGS: [&str; 28] = [
        "", "b", "c", "ch", "d", "đ", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph",
        "qu", "r", "s", "t", "th", "tr", "v", "x",
    ];
    const VOWELS: [&str; 56] = [
        "a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y", "ai", "ao", "au", "ay", "âu", "ây", "eo", "êu",
        "ia", "iê", "iu", "oa", "oă", "oe", "oi", "ôi", "ơi", "ua", "uâ", "uê", "ui", "uô", "uơ", "uy", "ưa", "ưi",
        "ươ", "ưu", "yê", "iêu", "yêu", "oai", "oay", "oeo", "uây", "uôi", "uya", "uyê", "uyu", "ươi", "ươu", "oo",
        "uă", "uao",
    ];
    const ENDINGS: [&str; 9] = ["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let mut tones = 0;
    let untoned: String = word
        .to_lowercase()
        .nfd()
        .filter(|character| {
            let tone = matches!(character, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            tones += usize::from(tone);
            !tone
        })
        .nfc()
        .collect();
    tones <= 1
        && BEGINNINGS.iter().any(|beginning| {
            untoned.strip_prefix(beginning).is_some_and(|rest| {
                ENDINGS
                    .iter()
                    .any(|ending| rest.strip_suffix(ending).is_some_and(|vowels| VOWELS.contains(&vowels)))
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENTENCE: &str = "Tỷ lệ hồ sơ được xử lý trên môi trường điện tử, đã kết nối liên thông";
    const IN_TCVN3: &str = "Tû lÖ hå s¬ ®\u{ad}îc xö lý trªn m«i tr\u{ad}êng ®iÖn tö, ®· kÕt nèi liªn th«ng";
    const IN_VNI: &str = "Tyû leä hoà sô ñöôïc xöû lyù treân moâi tröôøng ñieän töû, ñaõ keát noái lieân thoâng";

    #[test]
    fn known_sentences_are_converted() {
        assert_eq!(Legacy::Tcvn3.convert(IN_TCVN3), SENTENCE);
        assert_eq!(Legacy::Vni.convert(IN_VNI), SENTENCE);
        assert_eq!(Legacy::Tcvn3Capitals.convert("x· t©n phó"), "XÃ TÂN PHÚ");
        assert_eq!(Legacy::Vni.convert("XAÕ TAÂN PHUÙ"), "XÃ TÂN PHÚ");
        assert_eq!(Legacy::Tcvn3.convert("Cã"), "Có");
    }

    #[test]
    fn every_lower_case_letter_has_its_place_in_tcvn3() {
        assert_eq!(TCVN3.chars().count(), 94);
        let letters = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵăâêôơưđ";
        for letter in letters.chars() {
            assert_eq!(TCVN3.chars().filter(|other| *other == letter).count(), 1, "{letter}");
        }
    }

    #[test]
    fn encodings_are_told_by_their_syllables() {
        let guess = |text: &str| detect([text].into_iter());
        let certain = |encoding| {
            Some(Guess {
                encoding,
                certain: true,
            })
        };
        assert_eq!(guess(IN_TCVN3), certain(Legacy::Tcvn3));
        assert_eq!(guess(IN_VNI), certain(Legacy::Vni));
        for text in ["café, naïve résumé", "m² · 20 °C ± 1", "Windows® «abc»", "½"] {
            assert_eq!(guess(text), None, "{text}");
        }
        assert_eq!(
            guess("®¹t"),
            Some(Guess {
                encoding: Legacy::Tcvn3,
                certain: false
            })
        );
        for legacy in [IN_TCVN3, IN_VNI, "®¹t", "Ch\u{ad}a ®¹t"] {
            assert!(may_be_legacy(legacy), "{legacy}");
        }
        for text in [SENTENCE, "Xã có", "là và", "98,5 %", "Đạt", "Hòa – Hà", ""] {
            assert!(!may_be_legacy(text), "{text}");
        }
    }

    #[test]
    fn fonts_tell_their_encoding() {
        assert_eq!(Legacy::of_font(".VnTime"), Some(Legacy::Tcvn3));
        assert_eq!(Legacy::of_font(".VnTimeH"), Some(Legacy::Tcvn3Capitals));
        assert_eq!(Legacy::of_font(".VnArial"), Some(Legacy::Tcvn3));
        assert_eq!(Legacy::of_font("VNI-Times"), Some(Legacy::Vni));
        assert_eq!(Legacy::of_font("Times New Roman"), None);
    }
}
