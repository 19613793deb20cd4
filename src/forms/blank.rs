//! The blank form that applicants fill in: printed cells stand, the others are open and know what they expect.

use super::conclusion;
use super::fill::{annex, columns, heading, printed, signature};
use super::notation;
use super::table::{Align, Cell, NumberKind, Row, RowKind, Table};
use super::words::Words;
use crate::domain::form::{Column as ColumnSpec, ColumnField};
use crate::domain::{Criterion, FormSpec, Framework, Rule, Verdict};

/// Builds the blank table of a form.
pub fn blank(spec: &FormSpec, framework: &Framework, words: &Words) -> Table {
    let mut rows = Vec::new();
    for group in &framework.groups {
        let cells = spec
            .columns
            .iter()
            .map(|column| heading(column, group).unwrap_or_default())
            .collect();
        rows.push(Row {
            kind: RowKind::Group(group.id.clone()),
            cells,
        });
        for criterion in framework.criteria_of(&group.id) {
            let above = criterion.rule.is_none();
            let cells = spec
                .columns
                .iter()
                .map(|column| match printed(column, criterion) {
                    Some(cell) => cell,
                    None if above => Cell::default(),
                    None => open(column, criterion, words),
                })
                .collect();
            let id = criterion.id.clone();
            let kind = if above {
                RowKind::Heading(id)
            } else {
                RowKind::Criterion(id)
            };
            rows.push(Row { kind, cells });
        }
    }
    Table {
        form: spec.id.clone(),
        name: spec.name.clone(),
        applicant: String::new(),
        annex: annex(spec),
        agency: Vec::new(),
        title: spec
            .title
            .iter()
            .map(|line| conclusion::title(line, &words.blank, &words.blank))
            .collect(),
        draft: None,
        columns: columns(spec),
        rows,
        conclusion: Vec::new(),
        signature: signature(spec, framework, words),
    }
}

/// An open cell: what may be typed there depends on its column and on the criterion's rule.
fn open(column: &ColumnSpec, criterion: &Criterion, words: &Words) -> Cell {
    let mut cell = Cell {
        input: true,
        align: Align::Centre,
        ..Cell::default()
    };
    let percent = criterion.is_percent().then_some(NumberKind::Percent(2));
    let field = column.field;
    if field == ColumnField::Target {
        match criterion.default_target() {
            Some(target) => return notation::value(target, criterion.is_percent()),
            None => cell.expects = percent,
        }
    } else if field == ColumnField::Value {
        cell.expects = percent;
        cell.choices = choices(criterion);
    } else if field == ColumnField::Input {
        match column.input.as_deref() {
            Some("choice") => cell.choices = choices(criterion),
            Some("value") | None => cell.expects = percent,
            Some(_) => {}
        }
    } else if field == ColumnField::Verdict {
        let verdicts = [Verdict::Met, Verdict::NotMet].map(|verdict| words.verdict(verdict).to_owned());
        cell.choices = verdicts.to_vec();
        cell.choices.push(words.in_progress.clone());
        cell.choices.push(words.not_applicable.clone());
    } else if field == ColumnField::Evidence || field == ColumnField::Note {
        cell.align = Align::Left;
    }
    cell
}

/// The printed cases of a rule that chooses among some.
fn choices(criterion: &Criterion) -> Vec<String> {
    match &criterion.rule {
        Some(Rule::Choice { choices }) => choices.iter().map(|choice| choice.label.clone()).collect(),
        Some(_) | None => Vec::new(),
    }
}
