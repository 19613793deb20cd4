//! Who ruled what and when, as a table for checking: an internal record, never called a signature.

use super::notation::{self, clean};
use super::table::{Align, Cell, Column, Row, RowKind, Table};
use super::words::Words;
use crate::domain::form::ColumnField;
use crate::domain::{Act, Criterion, Dossier, Event, FormId, Round, Ruling, Rulings, StageId};
use crate::text::date;

/// The id by which the page is asked for.
pub const ID: &str = "dau-vet";

/// How much of an event's id is printed: enough to find it in the journal.
const SHORT: usize = 12;

/// Widths of the columns, in characters.
const WIDTHS: [u32; 8] = [7, 40, 15, 13, 30, 22, 16, 15];

/// What each column holds.
const FIELDS: [ColumnField; 8] = [
    ColumnField::Code,
    ColumnField::Name,
    ColumnField::Value,
    ColumnField::Verdict,
    ColumnField::Note,
    ColumnField::Member,
    ColumnField::Moment,
    ColumnField::Input,
];

/// Makes the page of a dossier: each ruling in force with its event, then what was presented, sealed and reopened.
///
/// `events` are those of the dossier, the newest first, as the journal gives them.
pub fn provenance(round: &Round, dossier: &Dossier, rulings: &Rulings, events: &[Event], words: &Words) -> Table {
    let framework = &round.framework;
    let trace = &words.trace;
    let ruled = |stage: &StageId| *stage == round.stage || rulings.by_stage.contains_key(stage);
    let own = framework.self_stage().map(|stage| &stage.id);
    let stages: Vec<_> = framework
        .stages
        .iter()
        .filter(|stage| Some(&stage.id) != own && ruled(&stage.id))
        .collect();
    let mut rows = Vec::new();
    for stage in &stages {
        if stages.len() > 1 {
            rows.push(caption(&format!("{}: {}", stage.name, stage.body)));
        }
        for criterion in framework.scored() {
            let of = rulings.of(&stage.id, &criterion.id);
            if of.is_empty() && stage.id == round.stage {
                rows.push(line(criterion, [String::new(), trace.unruled.clone()]));
            }
            rows.extend(of.iter().map(|one| ruling(criterion, one, of.len() > 1, words)));
        }
    }
    let passed: Vec<Row> = events
        .iter()
        .rev()
        .flat_map(|event| acts(&event.act).filter_map(move |act| passage(event, act, round, words)))
        .collect();
    if !passed.is_empty() {
        rows.push(caption(&trace.passages));
        rows.extend(passed);
    }
    let columns = FIELDS.into_iter().zip(&trace.headers).zip(WIDTHS);
    Table {
        applicant: dossier.name.clone(),
        title: vec![
            trace.title.clone(),
            format!("{}, {}", dossier.name, words.of_year(round.year).to_lowercase()),
        ],
        draft: (!dossier.sealed.contains(&round.stage)).then(|| words.draft.clone()),
        columns: columns
            .map(|((field, header), width)| Column::plain(field, header, width))
            .collect(),
        rows,
        remarks: vec![trace.about.clone()],
        ..Table::new(FormId::new(ID), &trace.name)
    }
}

/// The acts of an event: one, or those of a batch.
fn acts(act: &Act) -> impl Iterator<Item = &Act> {
    let several = if let Act::Batch { acts } = act {
        acts.as_slice()
    } else {
        &[]
    };
    let one = several.is_empty().then_some(act);
    one.into_iter().chain(several)
}

fn caption(text: &str) -> Row {
    let mut cells = vec![Cell::default(); WIDTHS.len()];
    if let Some(cell) = cells.get_mut(1) {
        *cell = Cell::text(clean(text), Align::Left);
    }
    Row {
        kind: RowKind::Caption,
        cells,
    }
}

/// A row of a criterion with its value and result; the rest blank.
fn line(criterion: &Criterion, said: [String; 2]) -> Row {
    let mut cells = vec![
        Cell::text(&criterion.code, Align::Centre),
        Cell::text(&criterion.name, Align::Left),
    ];
    cells.extend(said.map(|text| Cell::text(text, Align::Centre)));
    cells.resize(WIDTHS.len(), Cell::default());
    Row {
        kind: RowKind::Criterion(criterion.id.clone()),
        cells,
    }
}

fn ruling(criterion: &Criterion, ruling: &Ruling, conflict: bool, words: &Words) -> Row {
    let per_cent = criterion.is_percent();
    let mut said: Vec<String> = Vec::new();
    said.extend(ruling.verdict.map(|verdict| words.verdict(verdict).to_owned()));
    said.extend(
        ruling
            .points
            .map(|points| format!("{} {}", notation::decimal(points, 2), words.trace.points)),
    );
    if conflict {
        said.push(format!("({})", words.trace.conflict));
    }
    let inputs = ruling
        .inputs
        .iter()
        .map(|(key, value)| format!("{key} = {}", notation::value(value, false).text));
    let value = ruling.value.as_ref().map(|value| notation::value(value, per_cent).text);
    let figures: Vec<String> = value.into_iter().chain(inputs).collect();
    let mut row = line(criterion, [figures.join("; "), said.join("\n")]);
    let rest = [
        Cell::text(clean(&ruling.reason), Align::Left),
        Cell::text(person(ruling.by.as_str(), &ruling.role), Align::Left),
        Cell::text(date::display(&ruling.at), Align::Centre),
        Cell::text(short(ruling.event.as_str()), Align::Centre),
    ];
    for (cell, made) in row.cells.iter_mut().skip(4).zip(rest) {
        *cell = made;
    }
    row
}

/// The row of what brought the dossier a step further at a stage.
fn passage(event: &Event, act: &Act, round: &Round, words: &Words) -> Option<Row> {
    let trace = &words.trace;
    let (what, stage, why) = if let Act::Present { stage, .. } = act {
        (&trace.presented, stage, String::new())
    } else if let Act::Seal { stage, state, .. } = act {
        let digest = (!state.is_empty()).then(|| format!("{} {state}", trace.digest));
        (&trace.sealed, stage, digest.unwrap_or_default())
    } else if let Act::Reopen { stage, reason, .. } = act {
        (&trace.reopened, stage, clean(reason))
    } else {
        return None;
    };
    let stage = round.framework.stage(stage).map_or("", |stage| stage.name.as_str());
    Some(Row {
        kind: RowKind::Line,
        cells: vec![
            Cell::default(),
            Cell::text(format!("{what} ({stage})"), Align::Left),
            Cell::default(),
            Cell::default(),
            Cell::text(why, Align::Left),
            Cell::text(person(event.actor.member.as_str(), &event.actor.role), Align::Left),
            Cell::text(date::display(&event.at), Align::Centre),
            Cell::text(short(event.id.as_str()), Align::Centre),
        ],
    })
}

/// A member with their role, on two lines.
fn person(name: &str, role: &str) -> String {
    let lines = [clean(name), clean(role)];
    let lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn short(id: &str) -> String {
    id.chars().take(SHORT).collect()
}
