//! Names of exported files: readable, and good on every system they are copied to.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::text::clean::clean_line;
use crate::text::nfc;

/// The most bytes a name takes without its ending: ext4 and NTFS allow 255, and people add things to names.
const LONGEST: usize = 180;

/// The name of an exported file: `PL02_Xã Tân Phú_2023.xlsx`; without diacritics `PL02_Xa Tan Phu_2023.xlsx`.
pub fn file_name(form: &str, applicant: &str, year: i32, diacritics: bool, ending: &str) -> String {
    let head = safe(&initials(form), diacritics);
    let middle = shortened(&safe(applicant, diacritics), LONGEST.saturating_sub(head.len() + 12));
    let parts: Vec<&str> = [head.as_str(), middle.as_str()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let mut stem = parts.join("_");
    stem.push_str(&format!("_{year}"));
    format!("{stem}.{ending}")
}

/// The name of a report's file for one applicant: `Vấn đề hồ sơ_Xã Tân Phú.xlsx`.
pub fn of_report(title: &str, applicant: &str, ending: &str) -> String {
    let head = safe(title, true);
    let middle = shortened(&safe(applicant, true), LONGEST.saturating_sub(head.len() + 12));
    format!("{head}_{middle}.{ending}")
}

/// A name of at most so many bytes; the number that tells it from another of the same name (`Xã A (2)`) is kept.
fn shortened(name: &str, most: usize) -> String {
    let numbered = name.rsplit_once(" (").filter(|(_, number)| {
        number
            .strip_suffix(')')
            .is_some_and(|number| !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()))
    });
    let (base, number) = match numbered {
        Some((base, number)) => (base, format!(" ({number}")),
        None => (name, String::new()),
    };
    let mut base = base.to_owned();
    while !base.is_empty() && base.len() + number.len() > most {
        base.pop();
    }
    format!("{}{number}", base.trim_end_matches(['.', ' ']))
}

/// The form's name in short: the first letter of each word, numbers whole (`Phụ lục 02` → `PL02`).
fn initials(name: &str) -> String {
    name.split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
        .flat_map(|word| {
            let number = word.starts_with(|c: char| c.is_ascii_digit());
            let kept: String = word.chars().take(if number { usize::MAX } else { 1 }).collect();
            kept.to_uppercase().chars().collect::<Vec<_>>()
        })
        .collect()
}

/// A part of a name without what some system forbids. Names that Windows reserves cannot arise, as the year follows.
fn safe(text: &str, diacritics: bool) -> String {
    let text = clean_line(text).text;
    let text = if diacritics { nfc(&text) } else { plain(&text) };
    let mut out = String::new();
    for c in text.chars() {
        if c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*' | '_') {
            out.push('-');
        } else if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
    out.trim_matches(['.', ' ']).to_owned()
}

/// Vietnamese letters without their marks, capitals kept.
fn plain(text: &str) -> String {
    text.nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' => 'd',
            'Đ' => 'D',
            '–' | '—' => '-',
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn names_say_form_applicant_and_year() {
        let annex = "Phụ lục 02";
        assert_eq!(
            file_name(annex, "Xã Tân Phú", 2023, true, "xlsx"),
            "PL02_Xã Tân Phú_2023.xlsx"
        );
        assert_eq!(
            file_name(annex, "Phường Đông Sơn", 2023, false, "pdf"),
            "PL02_Phuong Dong Son_2023.pdf"
        );
        assert_eq!(
            file_name("Phiếu tự chấm", "Xã Y", 2024, true, "xlsx"),
            "PTC_Xã Y_2024.xlsx"
        );
        assert_eq!(
            file_name("Phụ lục 4 (cấp huyện)", "Xã Y", 2024, true, "xlsx"),
            "PL4CH_Xã Y_2024.xlsx"
        );
    }

    #[test]
    fn what_systems_forbid_is_replaced() {
        let annex = "Phụ lục 02";
        assert_eq!(
            file_name(annex, "../Xã: A/B?.", 2023, true, "xlsx"),
            "PL02_-Xã- A-B-_2023.xlsx"
        );
        assert_eq!(file_name("CON", "", 2023, true, "xlsx"), "C_2023.xlsx");
        for reserved in ["CON", "nul", "COM1", "..."] {
            let name = file_name("", reserved, 2023, true, "xlsx");
            assert!(name.ends_with("_2023.xlsx") || name == "_2023.xlsx", "{name}");
        }
        assert_eq!(
            file_name(annex, "Xã\u{202e} A\u{200b}\tB\u{7}", 2023, true, "xlsx"),
            "PL02_Xã A B_2023.xlsx"
        );
        assert_eq!(
            file_name(annex, "Xa\u{303} Ta\u{302}n", 2023, true, "xlsx"),
            "PL02_Xã Tân_2023.xlsx"
        );
        let long = file_name(annex, &"Xã Đường ".repeat(60), 2023, true, "xlsx");
        assert!(long.len() <= 190 && long.starts_with("PL02_Xã Đường") && long.ends_with("_2023.xlsx"));
    }

    #[test]
    fn two_units_of_one_long_name_have_files_of_their_own() {
        let name = "Xã Đường ".repeat(60);
        let named = |name: &str| file_name("Phụ lục 02", name, 2023, true, "xlsx");
        let second = named(&format!("{name} (2)"));
        assert!(second.len() <= 190 && second.ends_with(" (2)_2023.xlsx"), "{second}");
        assert_ne!(second, named(&name));
        assert_eq!(named("Xã Tân Phú (2)"), "PL02_Xã Tân Phú (2)_2023.xlsx");
        assert_eq!(named("Xã Tân Phú (cũ)"), "PL02_Xã Tân Phú (cũ)_2023.xlsx");
        assert_eq!(
            of_report("Vấn đề", &name, "xlsx").len(),
            of_report("Vấn đề", &format!("{name}{name}"), "xlsx").len()
        );
    }
}
