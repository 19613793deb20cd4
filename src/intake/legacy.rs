//! Text of the time before Unicode on a sheet: told by its fonts or its syllables, converted, and told to the council.

use std::collections::BTreeMap;

use super::workbook::{Content, Sheet};
use crate::domain::{Flag, FlagKind, Provenance, Sentence};
use crate::text::clean::clean_line;
use crate::text::cut;
use crate::text::legacy::{Guess, Legacy, detect, is_latin1_only, may_be_legacy};

/// A cell's row and column.
type At = (u32, u32);

/// Columns to which an example is cut.
const EXAMPLE: usize = 40;

/// Cells of a sheet in an older encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mended {
    encoding: Legacy,
    cells: usize,
    /// The first of them; its file is not known here.
    first: Provenance,
    before: String,
    after: String,
    /// They were converted; else they only look as if they should be.
    done: bool,
}

impl Mended {
    /// What the council is told.
    pub fn flag(&self, file: &str) -> Flag {
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
                ..self.first.clone()
            }),
        }
    }

    fn is_like(&self, other: &Self) -> bool {
        self.done == other.done && self.encoding.name() == other.encoding.name()
    }
}

/// Adds what was mended on one more sheet: an encoding is told once, at its first place.
pub(super) fn join(all: &mut Vec<Mended>, more: Vec<Mended>) {
    for one in more {
        match all.iter_mut().find(|other| other.is_like(&one)) {
            Some(same) => same.cells += one.cells,
            None => all.push(one),
        }
    }
}

/// The encoding that the texts of a whole document have for certain, where single tables of it may hold too little to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Hint {
    encoding: Legacy,
    /// None of its texts is in Unicode.
    whole: bool,
}

impl Hint {
    /// What all texts of some sheets tell together.
    pub fn of<'s>(sheets: impl Iterator<Item = &'s Sheet> + Clone) -> Option<Self> {
        let texts = sheets
            .flat_map(|sheet| sheet.rows.values().flat_map(BTreeMap::values))
            .filter_map(|cell| match &cell.content {
                Content::Text(text) => Some(text.as_str()),
                Content::Blank | Content::Number(_) | Content::Truth(_) | Content::Date(_) | Content::Error(_) => None,
            });
        let doubtful: Vec<&str> = texts.clone().filter(|text| may_be_legacy(text)).collect();
        let guess = detect(doubtful.iter().copied()).filter(|guess| guess.certain)?;
        Some(Self {
            encoding: guess.encoding,
            whole: !texts.clone().any(is_unicode),
        })
    }

    /// Converts texts that stand outside the cells of a sheet.
    pub fn mend(self, texts: &mut [String]) {
        for text in texts {
            if may_be_legacy(text) || (self.whole && is_latin1_only(text)) {
                *text = self.encoding.convert(text);
            }
        }
    }
}

/// Whether a text has letters beyond Latin-1.
fn is_unicode(text: &str) -> bool {
    text.chars()
        .any(|character| character > '\u{ff}' && character.is_alphabetic())
}

/// Converts the cells of a sheet that are of an older encoding; where that is not certain they are left and told.
pub(super) fn mend(sheet: &mut Sheet, fonts: &BTreeMap<At, Legacy>, hint: Option<Hint>) -> Vec<Mended> {
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
                unicode |= is_unicode(text);
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
    let guess = detect(doubtful.iter().map(|(_, text)| *text)).filter(|guess| guess.certain || hint.is_none());
    let known = hint.map(|hint| Guess {
        encoding: hint.encoding,
        certain: true,
    });
    if let Some(guess) = guess.or(known) {
        let all = guess.certain && !unicode && hint.is_none_or(|hint| hint.whole);
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
        let same = |other: &&mut Mended| other.done == done && other.encoding.name() == encoding.name();
        match mended.iter_mut().find(same) {
            Some(same) => same.cells += 1,
            None => mended.push(Mended {
                encoding,
                cells: 1,
                first: Provenance {
                    file: String::new(),
                    sheet: clean_line(&sheet.name).text,
                    cell: sheet.addressing.of(at.0, at.1),
                },
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
        let mended = mend(&mut sheet, &BTreeMap::new(), None);
        assert_eq!(texts(&sheet), ["Kế hoạch chuyển đổi số", "Có", "đạt", "98,5%"]);
        assert_eq!((mended.len(), mended[0].cells, mended[0].done), (1, 3, true));
        let flag = mended[0].flag("a.xlsx");
        assert_eq!(
            (flag.kind, flag.place.unwrap().cell.as_str()),
            (FlagKind::LegacyText, "A1")
        );
    }

    #[test]
    fn beside_unicode_only_what_is_wrong_as_it_stands_is_converted() {
        let mut sheet = sheet(&["Kế hoạch", "Có", "KÕ ho¹ch chuyÓn ®æi sè"]);
        mend(&mut sheet, &BTreeMap::new(), None);
        assert_eq!(texts(&sheet), ["Kế hoạch", "Có", "Kế hoạch chuyển đổi số"]);
    }

    #[test]
    fn too_little_text_is_left_and_told() {
        let mut sheet = sheet(&["®¹t", "Kế hoạch"]);
        let mended = mend(&mut sheet, &BTreeMap::new(), None);
        assert_eq!(texts(&sheet), ["®¹t", "Kế hoạch"]);
        assert!(!mended[0].done);
        let fonts = BTreeMap::from([((0, 0), Legacy::Tcvn3)]);
        let mended = mend(&mut sheet, &fonts, None);
        assert_eq!(texts(&sheet), ["đạt", "Kế hoạch"]);
        assert!(mended[0].done);
    }

    #[test]
    fn what_a_document_tells_as_a_whole_converts_its_short_texts_too() {
        let (mut paragraphs, mut table) = (
            sheet(&["KÕ ho¹ch chuyÓn ®æi sè", "ñy ban nh©n d©n x·"]),
            sheet(&["®¹t"]),
        );
        let hint = Hint::of([&paragraphs, &table].into_iter()).unwrap();
        assert!(hint.whole);
        let mut all = mend(&mut table, &BTreeMap::new(), Some(hint));
        assert_eq!(texts(&table), ["đạt"]);
        join(&mut all, mend(&mut paragraphs, &BTreeMap::new(), Some(hint)));
        assert_eq!((all.len(), all[0].cells, all[0].done), (1, 3, true));
        let mut titles = ["x· T©n Phó".to_owned(), "Cã".to_owned()];
        hint.mend(&mut titles);
        assert_eq!(titles, ["xã Tân Phú", "Có"]);
        assert_eq!(Hint::of([&sheet(&["®¹t", "Kế hoạch"])].into_iter()), None);
    }
}
