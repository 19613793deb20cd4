//! Text of the time before Unicode on a sheet: told by its fonts or its syllables, converted, and told to the council.

use std::collections::BTreeMap;

use super::workbook::{Content, Sheet};
use crate::domain::{Flag, FlagKind, Provenance, Sentence};
use crate::text::clean::clean_line;
use crate::text::cut;
use crate::text::legacy::{Legacy, detect, is_latin1_only, may_be_legacy};

/// A cell's row and column.
type At = (u32, u32);

/// Columns to which an example is cut.
const EXAMPLE: usize = 40;

/// Cells of a sheet in an older encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mended {
    encoding: Legacy,
    cells: usize,
    first: At,
    before: String,
    after: String,
    /// They were converted; else they only look as if they should be.
    done: bool,
}

impl Mended {
    /// What the council is told.
    pub fn flag(&self, sheet: &Sheet, file: &str) -> Flag {
        let key = if self.done {
            "intake-legacy-converted"
        } else {
            "intake-legacy-suspected"
        };
        Flag {
            kind: FlagKind::LegacyText,
            criterion: None,
            message: Sentence::new(key)
                .text("encoding", self.encoding.name())
                .number("count", self.cells as u64)
                .text("before", &self.before)
                .text("after", &self.after),
            place: Some(Provenance {
                file: file.to_owned(),
                sheet: clean_line(&sheet.name).text,
                cell: sheet.addressing.of(self.first.0, self.first.1),
            }),
        }
    }
}

/// Converts the cells of a sheet that are of an older encoding; where that is not certain they are left and told.
pub(super) fn mend(sheet: &mut Sheet, fonts: &BTreeMap<At, Legacy>) -> Vec<Mended> {
    let mut latin: Vec<(At, &str)> = Vec::new();
    let mut unicode = false;
    for (row, cells) in &sheet.rows {
        for (column, cell) in cells {
            let Content::Text(text) = &cell.content else {
                continue;
            };
            if is_latin1_only(text) {
                latin.push(((*row, *column), text));
            } else {
                unicode |= text
                    .chars()
                    .any(|character| character > '\u{ff}' && character.is_alphabetic());
            }
        }
    }
    if latin.is_empty() {
        return Vec::new();
    }
    // Beside text in Unicode, a word that is right as it stands may be Unicode, too.
    let convertible = |text: &str| !unicode || may_be_legacy(text);
    let mut chosen: BTreeMap<At, (Legacy, bool)> = latin
        .iter()
        .filter_map(|(at, text)| Some((*at, (*fonts.get(at).filter(|_| convertible(text))?, true))))
        .collect();
    let doubtful: Vec<(At, &str)> = latin
        .iter()
        .filter(|(at, text)| !fonts.contains_key(at) && may_be_legacy(text))
        .copied()
        .collect();
    if let Some(guess) = detect(doubtful.iter().map(|(_, text)| *text)) {
        let all = guess.certain && !unicode;
        let others = latin.iter().filter(|(at, _)| all && !fonts.contains_key(at));
        for (at, _) in doubtful.iter().chain(others) {
            chosen.insert(*at, (guess.encoding, guess.certain));
        }
    }
    let mut mended: Vec<Mended> = Vec::new();
    for (at, text) in latin {
        let Some((encoding, done)) = chosen.get(&at).copied() else {
            continue;
        };
        match mended
            .iter_mut()
            .find(|other| other.done == done && other.encoding.name() == encoding.name())
        {
            Some(same) => same.cells += 1,
            None => mended.push(Mended {
                encoding,
                cells: 1,
                first: at,
                before: cut(&clean_line(text).text, EXAMPLE).to_string(),
                after: cut(&clean_line(&encoding.convert(text)).text, EXAMPLE).to_string(),
                done,
            }),
        }
    }
    for ((row, column), (encoding, _)) in chosen.iter().filter(|(_, (_, done))| *done) {
        let cell = sheet.rows.get_mut(row).and_then(|cells| cells.get_mut(column));
        if let Some(Content::Text(text)) = cell.map(|cell| &mut cell.content) {
            *text = encoding.convert(text);
        }
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::workbook::Cell;

    fn sheet(texts: &[&str]) -> Sheet {
        let cell = |text: &&str| Cell {
            content: Content::Text((*text).to_owned()),
            format: String::new(),
            formula: false,
        };
        Sheet {
            rows: (0..).zip(texts.iter().map(|text| [(0, cell(text))].into())).collect(),
            ..Sheet::default()
        }
    }

    fn texts(sheet: &Sheet) -> Vec<&str> {
        sheet
            .rows
            .values()
            .filter_map(|cells| match &cells.get(&0)?.content {
                Content::Text(text) => Some(text.as_str()),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn a_sheet_of_an_older_encoding_is_converted_whole_and_told_once() {
        let mut sheet = sheet(&["KÕ ho¹ch chuyÓn ®æi sè", "Cã", "®¹t", "98,5%"]);
        let mended = mend(&mut sheet, &BTreeMap::new());
        assert_eq!(texts(&sheet), ["Kế hoạch chuyển đổi số", "Có", "đạt", "98,5%"]);
        assert_eq!((mended.len(), mended[0].cells, mended[0].done), (1, 3, true));
        let flag = mended[0].flag(&sheet, "a.xlsx");
        assert_eq!(
            (flag.kind, flag.place.unwrap().cell.as_str()),
            (FlagKind::LegacyText, "A1")
        );
    }

    #[test]
    fn beside_unicode_only_what_is_wrong_as_it_stands_is_converted() {
        let mut sheet = sheet(&["Kế hoạch", "Có", "KÕ ho¹ch chuyÓn ®æi sè"]);
        mend(&mut sheet, &BTreeMap::new());
        assert_eq!(texts(&sheet), ["Kế hoạch", "Có", "Kế hoạch chuyển đổi số"]);
    }

    #[test]
    fn too_little_text_is_left_and_told() {
        let mut sheet = sheet(&["®¹t", "Kế hoạch"]);
        let mended = mend(&mut sheet, &BTreeMap::new());
        assert_eq!(texts(&sheet), ["®¹t", "Kế hoạch"]);
        assert!(!mended[0].done);
        let fonts = BTreeMap::from([((0, 0), Legacy::Tcvn3)]);
        let mended = mend(&mut sheet, &fonts);
        assert_eq!(texts(&sheet), ["đạt", "Kế hoạch"]);
        assert!(mended[0].done);
    }
}
