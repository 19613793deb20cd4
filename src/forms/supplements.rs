//! The list of evidence that an applicant is asked to supplement, made from the marks of the council: a letter with its
//! table. It goes out before anything is sealed, so that it is no draft for that.

use std::collections::HashSet;

use super::document::{Alignment, Block, Closing, Grid, Letterhead, Paragraph, Run, Section, Title};
use super::notation::{clean, within};
use super::office;
use super::table::{Align, Cell, Column, Row, RowKind, Table};
use super::words::Words;
use crate::domain::form::ColumnField;
use crate::domain::office::Office;
use crate::domain::{CriterionId, Dossier, FormId, Marking, Round, Sufficiency};

/// The id by which the list is asked for, in any framework.
pub const ID: &str = "bo-sung-minh-chung";

/// Widths of the columns, in characters.
const WIDTHS: [u32; 5] = [5, 19, 20, 9, 24];

/// What each column holds.
const FIELDS: [ColumnField; 5] = [
    ColumnField::Code,
    ColumnField::Name,
    ColumnField::Guidance,
    ColumnField::Verdict,
    ColumnField::Note,
];

/// Whether anything is asked for at the round's stage.
pub fn asks(round: &Round, marks: &[Marking]) -> bool {
    !places(round, marks).is_empty()
}

/// The marks at the round's stage that ask for something; the latest speaks for its place.
fn places<'a>(round: &Round, marks: &'a [Marking]) -> Vec<&'a Marking> {
    let mut spoken = HashSet::new();
    let own = marks.iter().filter(|mark| mark.stage == round.stage);
    // The latest comes first.
    let latest = own.filter(|mark| spoken.insert((mark.criterion.as_ref(), mark.file.as_deref())));
    latest.filter(|mark| mark.mark.asks()).collect()
}

/// Makes the table: a row for each criterion of which something is asked, in printed order; what belongs to none last.
pub fn supplements(round: &Round, dossier: &Dossier, marks: &[Marking], words: &Words) -> Table {
    let said = &words.supplements;
    let asked = places(round, marks);
    let criteria = round.framework.scored().map(|criterion| Some(&criterion.id));
    let rows: Vec<Row> = criteria
        .chain([None])
        .filter_map(|criterion| row(round, &asked, criterion, words))
        .collect();
    let columns = FIELDS.into_iter().zip(&said.headers).zip(WIDTHS);
    Table {
        applicant: dossier.name.clone(),
        title: vec![said.name.to_uppercase(), of(&said.of, round, dossier)],
        columns: columns
            .map(|((field, header), width)| Column::plain(field, header, width))
            .collect(),
        rows,
        conclusion: vec![said.deadline.clone()],
        ..Table::new(FormId::new(ID), &said.name)
    }
}

/// What is said of the dossier, with its year and its applicant.
fn of(said: &str, round: &Round, dossier: &Dossier) -> String {
    said.replace("<year>", &round.year.to_string())
        .replace("<applicant>", &within(&dossier.name))
}

/// The row of a criterion: what the framework asks for, and what is asked of the applicant now.
fn row(round: &Round, asked: &[&Marking], criterion: Option<&CriterionId>, words: &Words) -> Option<Row> {
    let said = &words.supplements;
    let mut own: Vec<&Marking> = asked
        .iter()
        .copied()
        .filter(|mark| mark.criterion.as_ref() == criterion)
        .collect();
    if own.is_empty() {
        return None;
    }
    // The criterion as a whole, then its files.
    own.sort_by(|one, other| one.file.cmp(&other.file));
    let missing = own.iter().any(|mark| mark.mark == Sufficiency::Missing);
    let supplement = own.iter().any(|mark| mark.mark == Sufficiency::Supplement);
    let states = [(missing, &said.missing), (supplement, &said.supplement)];
    let states: Vec<&str> = states
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, state)| state.as_str())
        .collect();
    let wanted: Vec<String> = own.iter().map(|mark| wish(mark, words)).collect();
    let wanted = match wanted.as_slice() {
        [one] => one.clone(),
        many => many.iter().map(|one| format!("- {one}")).collect::<Vec<_>>().join("\n"),
    };
    let found = criterion.and_then(|id| round.framework.criterion(id));
    let (code, name, evidence) = match found {
        Some(found) => (found.code.clone(), found.name.clone(), found.evidence.clone()),
        None => (String::new(), said.unassigned.clone(), String::new()),
    };
    let cells = [
        Cell::text(code, Align::Centre),
        Cell::text(clean(&name), Align::Left),
        Cell::text(lines(&evidence), Align::Left),
        Cell::text(states.join("; "), Align::Centre),
        Cell::text(wanted, Align::Left),
    ];
    Some(Row {
        kind: found.map_or(RowKind::Line, |found| RowKind::Criterion(found.id.clone())),
        cells: cells.into(),
    })
}

/// What one mark asks for: its note, else the words for its kind; of a file, which one.
fn wish(mark: &Marking, words: &Words) -> String {
    let said = &words.supplements;
    let note = lines(&mark.note);
    let wanted = match (note.is_empty(), mark.mark) {
        (false, _) => note,
        (true, Sufficiency::Missing) => said.missing_wanted.clone(),
        (true, Sufficiency::Supplement | Sufficiency::Enough) => said.supplement_wanted.clone(),
    };
    match mark.file.as_deref().and_then(|path| path.rsplit('/').next()) {
        Some(file) => format!("{} “{}”: {wanted}", said.file, clean(file)),
        None => wanted,
    }
}

/// A text of several lines without what a document must not carry.
fn lines(text: &str) -> String {
    text.lines().map(clean).collect::<Vec<_>>().join("\n").trim().to_owned()
}

/// Makes the pages: the letterhead, what is asked, the table, the deadline left open, who signs.
pub fn pages(round: &Round, dossier: &Dossier, table: &Table, office: &Office, words: &Words) -> Section {
    let said = &words.supplements;
    let organisation = round.issuer(&round.stage).unwrap_or(&words.blank);
    let mut head = Letterhead {
        agency: vec![organisation.to_uppercase()],
        nation: words.nation.clone(),
        motto: words.motto.clone(),
        number: said.number.clone(),
        place_date: words.place_date.clone(),
        ..Letterhead::default()
    };
    office::on_head(&mut head, office);
    let intro = said
        .intro
        .replace("<organisation>", organisation)
        .replace("<framework>", &round.framework.title)
        .replace("<count>", &format!("{:02}", table.rows.len()))
        .replace("<year>", &round.year.to_string())
        .replace("<applicant>", &within(&dossier.name));
    let deadline = Block::Paragraph(Paragraph {
        runs: vec![Run::plain(&said.deadline)],
        alignment: Alignment::Justified,
        indent: true,
        keep: true,
    });
    let mut closing = Closing {
        recipients_title: words.recipients.clone(),
        recipients: vec![format!("- {};", dossier.name), said.kept.clone()],
        title: round
            .acting()
            .map(|stage| stage.signer.lines().map(str::to_owned).collect())
            .unwrap_or_default(),
        ..Closing::default()
    };
    office::on_closing(&mut closing, office);
    let mut section = Section::report(vec![
        Block::Letterhead(head),
        Block::Title(Title {
            name: said.title.clone(),
            about: vec![of(&said.about, round, dossier)],
        }),
        Block::text(intro),
        Block::Grid(Grid::from(table)),
        deadline,
        Block::Closing(closing),
    ]);
    section.draft.clone_from(&table.draft);
    section
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round() -> Round {
        let text = include_str!("../../tests/fixtures/intake.toml");
        Round {
            id: "r".into(),
            year: 2023,
            organisation: "UBND huyện Minh Họa".into(),
            opened: "district".into(),
            stage: "district".into(),
            framework: toml::from_str(text).unwrap(),
            threshold: None,
            targets: crate::domain::Targets::default(),
        }
    }

    fn mark(criterion: Option<&str>, file: Option<&str>, mark: Sufficiency, note: &str) -> Marking {
        Marking {
            event: "e".into(),
            stage: "district".into(),
            criterion: criterion.map(Into::into),
            file: file.map(str::to_owned),
            sha256: String::new(),
            mark,
            note: note.to_owned(),
            by: "An".into(),
            role: String::new(),
            at: String::new(),
        }
    }

    fn dossier() -> Dossier {
        Dossier {
            applicant: "xa-a".into(),
            name: "Xã A".into(),
            submissions: 1,
            submission: crate::domain::Submission::default(),
            presented: Vec::new(),
            sealed: Vec::new(),
            resubmitted: Vec::new(),
            dismissed: Vec::new(),
        }
    }

    #[test]
    fn what_is_asked_stands_once_a_criterion_and_what_is_enough_not_at_all() {
        let round = round();
        let words = Words::official();
        let other = Marking {
            stage: "province".into(),
            ..mark(Some("1.2"), None, Sufficiency::Missing, "của cấp khác")
        };
        let marks = [
            mark(
                Some("1.1"),
                Some("Xã A/1.1/kế hoạch.pdf"),
                Sufficiency::Supplement,
                "ký số lại",
            ),
            mark(Some("1.1"), None, Sufficiency::Missing, ""),
            mark(Some("1.2"), None, Sufficiency::Enough, ""),
            // An older mark on the same place, by somebody who did not know of the later one.
            mark(Some("1.2"), None, Sufficiency::Missing, "cũ"),
            mark(None, Some("Xã A/lạ.pdf"), Sufficiency::Supplement, "cho biết tiêu chí"),
            other,
        ];
        let table = supplements(&round, &dossier(), &marks, &words);
        let texts: Vec<Vec<&str>> = table
            .rows
            .iter()
            .map(|row| row.cells.iter().map(|cell| cell.text.as_str()).collect())
            .collect();
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert_eq!((texts[0][0], texts[0][3]), ("1.1", "Thiếu; Cần bổ sung"));
        assert!(
            texts[0][4].contains("kế hoạch.pdf”: ký số lại") && texts[0][4].lines().count() == 2,
            "{texts:?}"
        );
        assert_eq!(texts[1][4], "Tệp “lạ.pdf”: cho biết tiêu chí");
        assert!(asks(&round, &marks));
        assert!(!asks(&round, &marks[2..4]) && !asks(&round, &marks[5..]));
        // It is sent while the dossier is open.
        assert!(table.draft.is_none() && table.conclusion[0].contains("....."));
        assert_eq!(table.rows[1].kind, RowKind::Line);
        let page = pages(&round, &dossier(), &table, &Office::default(), &words);
        assert!(matches!(&page.blocks[0], Block::Letterhead(head) if head.agency == ["UBND HUYỆN MINH HỌA"]));
        assert_eq!(page.draft, None);
        let moved = Round {
            stage: "province".into(),
            ..round
        };
        let page = pages(&moved, &dossier(), &table, &Office::default(), &words);
        let body = moved.framework.stage(&moved.stage).unwrap().body.to_uppercase();
        assert!(matches!(&page.blocks[0], Block::Letterhead(head) if head.agency == [body]));
    }
}
