//! General information (thông tin chung) of an applicant, and the level it registers for: wherever in the workbook it stands.

use std::collections::BTreeMap;

use super::input::{LevelReading, level_in_words};
use super::reading::{is_blank, show};
use super::workbook::Sheet;
use crate::domain::framework::GeneralField;
use crate::domain::{Flag, FlagKind, Framework, Method, Provenance, Sentence};
use crate::text::fold::words;

/// Rows of a sheet in which general information is looked for.
const ROWS: u32 = 300;
/// The longest text that can be the label of the level registered for, in characters.
const LABEL: usize = 120;

/// What a workbook says of the applicant itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct General {
    /// Answers by field.
    pub fields: BTreeMap<String, String>,
    /// The level registered for.
    pub registered: Option<u8>,
    /// What could not be read; the places lack their file.
    pub flags: Vec<Flag>,
}

/// Cells of a row with their columns, as shown.
type Cells = Vec<(u32, String)>;

impl General {
    /// Looks on a sheet for what is not known yet; only above `until`, where the form's table begins.
    pub fn read(&mut self, sheet: &Sheet, framework: &Framework, until: Option<usize>) {
        if framework.general.is_empty() && framework.method != Method::Maturity {
            return;
        }
        let until = until.and_then(|row| u32::try_from(row).ok()).unwrap_or(ROWS).min(ROWS);
        let mut answers = None;
        let mut next = 0;
        for (row, cells) in sheet.rows.range(..until) {
            let cells: Cells = cells
                .iter()
                .map(|(column, cell)| (*column, show(Some(cell)).text))
                .collect();
            if framework.method == Method::Maturity {
                self.registered(sheet, *row, &cells, framework);
            }
            answers = header(&cells).or(answers);
            if let Some((at, field, answer)) = answered(&cells, &framework.general, next, answers) {
                next = at + 1;
                if !is_blank(&answer) {
                    self.fields.entry(field.key.clone()).or_insert(answer);
                }
            }
        }
    }

    /// `Mức độ chuyển đổi số đăng ký` and its level, in the same cell or the next one.
    fn registered(&mut self, sheet: &Sheet, row: u32, cells: &Cells, framework: &Framework) {
        let Some(at) = cells.iter().position(|(_, text)| registers(text)) else {
            return;
        };
        let own = cells
            .get(at)
            .and_then(|(column, text)| Some((*column, after_colon(text)?)));
        let beside = || {
            let next = cells.get(at + 1..)?.iter().find(|(_, text)| !is_blank(text))?;
            Some((next.0, next.1.clone()))
        };
        let Some((column, text)) = own.or_else(beside) else {
            return;
        };
        match level_in_words(&text, &framework.levels) {
            LevelReading::Level(level) if level > 0 => {
                self.registered.get_or_insert(level);
            }
            LevelReading::Blank => {}
            LevelReading::Level(_) | LevelReading::Unreadable => self.flags.push(Flag {
                kind: FlagKind::UnreadableValue,
                criterion: None,
                message: Sentence::new("intake-not-a-level").text("text", text),
                place: Some(Provenance {
                    file: String::new(),
                    sheet: crate::text::clean::clean_line(&sheet.name).text,
                    cell: sheet.addressing.of(row, column),
                }),
            }),
        }
    }
}

/// Whether a text asks for the level registered for.
fn registers(text: &str) -> bool {
    if text.chars().count() > LABEL {
        return false;
    }
    let folded = words(text.split(':').next().unwrap_or(text));
    let asks = ["muc do", "muc"].iter().any(|lead| folded.starts_with(lead)) && folded.ends_with("dang ky");
    asks || folded.starts_with("dang ky muc")
}

/// What stands behind a colon; none where nothing does.
fn after_colon(text: &str) -> Option<String> {
    let rest = text.split_once(':')?.1.trim();
    (!is_blank(rest)).then(|| rest.to_owned())
}

/// The column of answers, where the row is a header that names it.
fn header(cells: &Cells) -> Option<u32> {
    cells.iter().any(|(_, text)| words(text) == "noi dung").then_some(())?;
    let named = cells.iter().find(|(_, text)| words(text) == "thong tin");
    named.map(|(column, _)| *column)
}

/// The field that a row asks for (its index and itself), and the answer given; of fields with one name the one of the
/// row's code, else the next.
fn answered<'f>(
    cells: &Cells,
    fields: &'f [GeneralField],
    next: usize,
    answers: Option<u32>,
) -> Option<(usize, &'f GeneralField, String)> {
    for (at, (column, text)) in cells.iter().enumerate() {
        // No name is that long; the page of instructions is not worth its folding.
        if text.chars().count() > 400 {
            continue;
        }
        let (name, own) = match text.split_once(':') {
            Some((name, rest)) => (words(name), rest.trim()),
            None => (words(text), ""),
        };
        let code = at.checked_sub(1).and_then(|before| cells.get(before));
        let code = code.map(|(_, text)| words(text)).unwrap_or_default();
        let named = |field: &GeneralField| {
            let printed = words(&field.name);
            let with_code = format!("{} {printed}", words(&field.code));
            name == printed || name == with_code.trim() || words(text) == printed
        };
        let candidates: Vec<(usize, &GeneralField)> =
            fields.iter().enumerate().filter(|(_, field)| named(field)).collect();
        let of_code = |(_, field): &&(usize, &GeneralField)| !code.is_empty() && words(&field.code) == code;
        let chosen = candidates
            .iter()
            .find(of_code)
            .or_else(|| candidates.iter().find(|(at, _)| *at >= next))
            .or_else(|| candidates.first());
        let Some((index, field)) = chosen.copied() else {
            continue;
        };
        if field.heading {
            return Some((index, field, String::new()));
        }
        let own = if words(text) == words(&field.name) { "" } else { own };
        let column = answers.filter(|answers| answers > column).unwrap_or(column + 1);
        let beside = cells.iter().find(|(other, _)| *other == column);
        let answer = match beside {
            _ if !is_blank(own) => own.to_owned(),
            Some((_, text)) => text.clone(),
            None => String::new(),
        };
        return Some((index, field, answer));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Level;
    use crate::intake::tests::framework;
    use crate::intake::workbook::{Cell, Content};

    fn sheet(rows: &[&[&str]]) -> Sheet {
        let cell = |text: &&str| Cell {
            content: Content::Text((*text).into()),
            format: String::new(),
            formula: false,
        };
        let rows = (0..).zip(rows).map(|(at, cells)| {
            let cells = (0..).zip(*cells).filter(|(_, text)| !text.is_empty());
            (at, cells.map(|(column, text)| (column, cell(text))).collect())
        });
        Sheet {
            name: "Thông tin chung".into(),
            rows: rows.collect(),
            ..Sheet::default()
        }
    }

    fn field(key: &str, code: &str, name: &str, heading: bool) -> GeneralField {
        GeneralField {
            key: key.into(),
            code: code.into(),
            name: name.into(),
            heading,
            guidance: String::new(),
            evidence: String::new(),
            source: String::new(),
        }
    }

    fn known() -> Framework {
        let mut framework = framework();
        framework.method = Method::Maturity;
        framework.levels = vec![Level {
            level: 2,
            name: "Kết nối".into(),
            description: String::new(),
        }];
        framework.general = vec![
            field("ten", "1.", "Tên phường/ thị xã/ thị trấn:", false),
            field("lanh-dao", "2", "Lãnh đạo phụ trách", true),
            field("lanh-dao-ten", "2.1", "Họ và tên", false),
            field("dau-moi", "3", "Đầu mối", true),
            field("dau-moi-ten", "3.1", "Họ và tên", false),
        ];
        framework
    }

    fn read(rows: &[&[&str]]) -> General {
        let mut general = General::default();
        general.read(&sheet(rows), &known(), None);
        general
    }

    #[test]
    fn a_table_is_read_by_its_column_of_answers() {
        let general = read(&[
            &["TT", "Nội dung", "Hướng dẫn", "Thông tin"],
            &["", "Mức độ chuyển đổi số đăng ký", "", "2 - Kết nối"],
            &["1.", "Tên phường/ thị xã/ thị trấn:", "ghi đủ", "Xã Tân Phú"],
            &["2", "Lãnh đạo phụ trách"],
            &["2.1", "Họ và tên", "", "Nguyễn Văn A"],
            &["3", "Đầu mối"],
            &["", "Họ và tên", "", "Trần Thị B"],
        ]);
        let fields: Vec<(&str, &str)> = general.fields.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        assert_eq!(
            fields,
            [
                ("dau-moi-ten", "Trần Thị B"),
                ("lanh-dao-ten", "Nguyễn Văn A"),
                ("ten", "Xã Tân Phú")
            ]
        );
        assert_eq!(general.registered, Some(2));
    }

    #[test]
    fn lines_with_their_answer_behind_a_colon_are_read() {
        let general = read(&[
            &["1. Tên phường/ thị xã/ thị trấn: Xã Tân Phú"],
            &["Mức độ đăng ký: Kết nối"],
        ]);
        assert_eq!(general.fields.get("ten").map(String::as_str), Some("Xã Tân Phú"));
        assert_eq!(general.registered, Some(2));
    }

    #[test]
    fn blanks_are_no_answers_and_unknown_levels_are_told() {
        let general = read(&[
            &["1.", "Tên phường/ thị xã/ thị trấn:", "....."],
            &["Mức độ đăng ký", "9"],
        ]);
        assert!(general.fields.is_empty());
        assert_eq!(general.registered, None);
        assert_eq!(general.flags.len(), 1);
    }
}
