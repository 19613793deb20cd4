//! Names of folders and files: which applicant a folder is, and which criteria a folder or file serves.

use crate::domain::{ApplicantId, FormSpec};
use crate::text::{fold, fold::slug, fold::words};

/// Folded words with which the names of applicants begin.
const KINDS: [&str; 10] = [
    "xa ",
    "phuong ",
    "thi tran ",
    "huyen ",
    "thi xa ",
    "thanh pho ",
    "tinh ",
    "so ",
    "bo ",
    "ubnd ",
];

/// The id of the applicant of that name: its folded words.
pub fn applicant_id(name: &str) -> ApplicantId {
    ApplicantId::new(slug(name))
}

/// The applicant that a folder's name tells: without a leading number (`01. Xã Tân Phú`).
pub(super) fn applicant_of_folder(name: &str) -> String {
    let rest = name.trim_start_matches(|c: char| c.is_ascii_digit());
    let bare = rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ')' | '-' | '_' | '–'));
    if bare.is_empty() || (rest.len() == bare.len() && rest.len() < name.len()) {
        name.trim().to_owned()
    } else {
        bare.trim().to_owned()
    }
}

/// Whether a text names an applicant by its kind (`Xã …`, `Phường …`).
pub(super) fn names_an_applicant(text: &str) -> bool {
    let folded = words(text);
    KINDS.iter().any(|kind| folded.starts_with(kind))
}

/// The applicant that a file's name tells between its underscores (`PL02_Xã Tân Phú_2023.xlsx`).
pub(super) fn applicant_of_file(stem: &str) -> Option<String> {
    let parts = stem.split(['_', '–', '—']).chain(stem.split(" - ")).map(str::trim);
    let named = parts.clone().find(|part| names_an_applicant(part));
    named.map(str::to_owned)
}

/// The applicant that a title line names, by the form's title with `{applicant}` in it.
pub(super) fn applicant_of_title(line: &str, form: &FormSpec) -> Option<String> {
    form.title.iter().find_map(|title| {
        let (before, after) = title.split_once("{applicant}")?;
        let (before, after) = (fold(before.trim()), fold(after.trim()));
        if before.is_empty() {
            return None;
        }
        let folded = fold(line);
        let start = folded.find(&before)? + before.len();
        let end = if after.is_empty() {
            folded.len()
        } else {
            start + folded.get(start..)?.rfind(&after)?
        };
        // Folding keeps one character for each, so positions are counted in characters.
        let (from, to) = (folded.get(..start)?.chars().count(), folded.get(..end)?.chars().count());
        let name: String = line.chars().take(to).skip(from).collect();
        let name = name.trim().trim_end_matches(['.', '…', ',', ':']).trim();
        names_an_applicant(name).then(|| name.to_owned())
    })
}

/// Writes a name printed in capitals as another text that holds it writes it; else with a capital for each word.
pub(super) fn restore_case(name: &str, other: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let (wanted, folded) = (fold(name), fold(other));
    if let Some(at) = folded.find(&wanted) {
        let skip = folded.get(..at).map_or(0, |head| head.chars().count());
        let found: String = other.chars().skip(skip).take(wanted.chars().count()).collect();
        if found.chars().any(char::is_lowercase) {
            return found;
        }
    }
    let lower = name.to_lowercase();
    let capitalised: Vec<String> = lower
        .split_whitespace()
        .enumerate()
        .map(|(at, word)| {
            let mut characters = word.chars();
            // `Thị trấn` and `Thị xã` keep their second word small.
            let keeps = at == 1 && matches!(word, "trấn" | "xã") && lower.starts_with("thị ");
            match characters.next() {
                Some(first) if !keeps => first.to_uppercase().chain(characters).collect(),
                Some(_) | None => word.to_owned(),
            }
        })
        .collect();
    capitalised.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::served::Served;
    use crate::intake::tests::framework;

    fn criteria(name: &str) -> Vec<String> {
        Served::new(&framework())
            .by_name(name)
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    #[test]
    fn folders_and_files_are_told_by_criterion() {
        for name in [
            "1.10",
            "1.10 - Tập huấn",
            "Tiêu chí 1.10",
            "TC 1.10",
            "TC1.10",
            "1.10. Kế hoạch",
            "1.10.pdf",
            "tc_1.10",
        ] {
            assert_eq!(criteria(name), ["1.10"], "{name}");
        }
        assert_eq!(criteria("1.1. Kế hoạch"), ["1.1"]);
        assert_eq!(criteria("1.1, 1.2 và 3.3 kèm theo"), ["1.1", "1.2", "3.3"]);
        for name in ["1.1.2023 họp", "1.12", "Văn bản khác", "2023", "1. Kế hoạch", ""] {
            assert!(criteria(name).is_empty(), "{name}");
        }
    }

    #[test]
    fn a_subform_serves_what_the_framework_says() {
        assert_eq!(criteria("Mẫu 3.3. Danh sách.xlsx"), ["3.3", "3.4"]);
        assert_eq!(criteria("MẪU SỐ 3.3.xlsx"), ["3.3", "3.4"]);
        assert_eq!(criteria("Mẫu 1.10"), ["1.10"]);
    }

    #[test]
    fn applicants_are_told_by_folder_file_and_title() {
        assert_eq!(applicant_of_folder("01. Xã Tân Phú"), "Xã Tân Phú");
        assert_eq!(applicant_of_folder("07 - Phường Bình Minh"), "Phường Bình Minh");
        assert_eq!(applicant_of_folder("Xã Tân Phú 2"), "Xã Tân Phú 2");
        assert_eq!(applicant_of_folder("12"), "12");
        assert_eq!(applicant_of_file("PL02_Xã Tân Phú_2023").as_deref(), Some("Xã Tân Phú"));
        assert_eq!(applicant_of_file("Phụ lục 01"), None);
        let framework = framework();
        let form = framework.form(&"phu-luc-02".into()).unwrap();
        let title = "KẾT QUẢ THẨM ĐỊNH CHO XÃ TÂN PHÚ";
        let name = applicant_of_title(title, form).unwrap();
        assert_eq!(name, "XÃ TÂN PHÚ");
        assert_eq!(restore_case(&name, "PL02_Xã Tân Phú_2023"), "Xã Tân Phú");
        assert_eq!(restore_case("THỊ TRẤN LAM SƠN", ""), "Thị trấn Lam Sơn");
        assert_eq!(applicant_of_title("KẾT QUẢ THẨM ĐỊNH CHO …", form), None);
        assert_eq!(applicant_id("Thị trấn  Lam Sơn").as_str(), "thi-tran-lam-son");
    }
}
