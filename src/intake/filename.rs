//! Names of files as archives and old programs write them: bytes of several encodings, and text that was read in a wrong one.

use std::path::Path;

use encoding_rs::WINDOWS_1258;

use crate::text::clean::{Cleaned, clean_line};
use crate::text::nfc;

/// The upper half of code page 437, in which names without a mark were once written.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// Bytes of the longest name of a file that all systems take, with room for an ending.
const LONGEST: usize = 180;

/// How the bytes of a name were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// UTF-8, marked as such or not.
    Utf8,
    /// Another one, guessed: its name.
    Guessed(&'static str),
}

/// Reads the name of an archive's entry.
pub(super) fn decode(bytes: &[u8]) -> (String, Encoding) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return (nfc(&mended(text)), Encoding::Utf8);
    }
    let (windows, _) = WINDOWS_1258.decode_without_bom_handling(bytes);
    let windows = nfc(&windows);
    let dos: String = bytes.iter().map(|byte| of_cp437(*byte)).collect();
    if strangeness(&windows) < strangeness(&dos) {
        (windows, Encoding::Guessed("Windows-1258"))
    } else {
        (nfc(&dos), Encoding::Guessed("CP437"))
    }
}

/// How many letters of a text are none that Vietnamese names are written with.
fn strangeness(text: &str) -> usize {
    text.chars()
        .filter(|character| !character.is_ascii() && !is_vietnamese(*character))
        .count()
}

/// Whether a letter beyond ASCII is of the Vietnamese alphabet.
fn is_vietnamese(character: char) -> bool {
    let lower = character.to_lowercase().next().unwrap_or(character);
    "àáâãèéêìíòóôõùúýăđĩũơư–".contains(lower) || ('\u{1ea0}'..='\u{1ef9}').contains(&character)
}

fn of_cp437(byte: u8) -> char {
    if byte.is_ascii() {
        return char::from(byte);
    }
    CP437.chars().nth(usize::from(byte) - 128).unwrap_or('\u{fffd}')
}

/// Mends a text in UTF-8 that was once read as CP437 (`X├ú` for `Xã`); any other stays as it is.
pub(super) fn mended(text: &str) -> String {
    if text.is_ascii() || !text.contains(['├', '┬', '─', '│', 'ß', '╞', '╠', 'ß']) {
        return text.to_owned();
    }
    let bytes: Option<Vec<u8>> = text
        .chars()
        .map(|character| {
            if character.is_ascii() {
                return u8::try_from(u32::from(character)).ok();
            }
            let at = CP437.chars().position(|other| other == character)?;
            u8::try_from(at + 128).ok()
        })
        .collect();
    bytes
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .filter(|mended| strangeness(&nfc(mended)) == 0)
        .unwrap_or_else(|| text.to_owned())
}

/// One part of a name made harmless: mended, NFC, on one line.
pub(super) fn clean_part(name: &str) -> Cleaned {
    let cleaned = clean_line(&mended(name));
    Cleaned {
        suspicious: cleaned.suspicious || name.contains(char::is_control),
        ..cleaned
    }
}

/// One part of an archived name as it may stand on any disk: without what a file system forbids, not too long.
pub(super) fn storable(part: &str) -> Cleaned {
    let cleaned = clean_line(part);
    let plain: String = cleaned
        .text
        .chars()
        .map(|c| if r#"<>:"|?*/\"#.contains(c) { '_' } else { c })
        .collect();
    let plain = plain.trim().trim_end_matches('.').trim_end();
    let reserved = ["con", "prn", "aux", "nul"];
    let stem = plain.split('.').next().unwrap_or(plain).to_lowercase();
    let numbered = ["com", "lpt"]
        .iter()
        .any(|lead| stem.strip_prefix(lead).is_some_and(|rest| rest.len() == 1));
    let mut text = if plain.is_empty() || reserved.contains(&stem.as_str()) || numbered {
        format!("_{plain}")
    } else {
        plain.to_owned()
    };
    if text.len() > LONGEST {
        let ending = Path::new(&text)
            .extension()
            .map(|ending| ending.to_string_lossy().into_owned())
            .filter(|ending| ending.len() <= 8);
        while text.len() > LONGEST {
            text.pop();
        }
        text = text.trim_end().to_owned();
        if let Some(ending) = ending {
            text = format!("{text}….{ending}");
        }
    }
    Cleaned {
        text,
        suspicious: cleaned.suspicious || part.contains(char::is_control),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn names_are_read_in_the_encoding_that_wrote_them() {
        let name = "Xã Tân Phú/1.1/Kế hoạch số.pdf";
        let decomposed: String = name.nfd().collect();
        assert_eq!(decode(name.as_bytes()), (name.into(), Encoding::Utf8));
        assert_eq!(decode(decomposed.as_bytes()), (name.into(), Encoding::Utf8));
        // The same bytes once read as CP437 and written again.
        let mojibake: String = name.bytes().map(of_cp437).collect();
        assert_eq!(decode(mojibake.as_bytes()), (name.into(), Encoding::Utf8));
        // `Kế hoạch Đạt` as Windows-1258 writes it: base letters and tones apart.
        let windows = b"K\xea\xec hoa\xf2ch \xd0a\xf2t.txt";
        assert_eq!(
            decode(windows),
            ("Kế hoạch Đạt.txt".into(), Encoding::Guessed("Windows-1258"))
        );
        assert_eq!(
            decode(b"\x85 l\xa0 gi\x95"),
            ("à lá giò".into(), Encoding::Guessed("CP437"))
        );
    }

    #[test]
    fn an_honest_name_is_not_mended() {
        for name in ["Xã Đông Lĩnh", "Straße ├─ x", "à ò ß", "plain"] {
            assert_eq!(mended(name), name);
        }
    }

    #[test]
    fn parts_are_storable_everywhere() {
        for (part, kept) in [
            ("Kế hoạch: 1?.pdf", "Kế hoạch_ 1_.pdf"),
            ("con.txt", "_con.txt"),
            ("a. ", "a"),
            ("...", "_"),
            ("x\u{1b}[2J\u{202e}y", "x[2Jy"),
        ] {
            assert_eq!(storable(part).text, kept, "{part}");
        }
        let long = storable(&format!("{}.pdf", "ế".repeat(300))).text;
        assert!(long.len() < 200 && long.ends_with(".pdf"), "{long}");
        assert!(storable("a\u{202e}b").suspicious);
    }
}
