//! The blank form that applicants fill in: printed cells stand, the others are open and know what they expect.

use super::conclusion;
use super::fill::{annex, columns, heading, printed, signature, total_row};
use super::notation;
use super::table::{Align, Cell, NumberKind, Row, RowKind, Table};
use super::words::Words;
use crate::domain::form::{Column as ColumnSpec, ColumnField};
use crate::domain::rule::{self, InputKind, InputSpec};
use crate::domain::{Criterion, FormSpec, Framework, Verdict};

/// What open cells are made from.
struct Sources<'a> {
    spec: &'a FormSpec,
    framework: &'a Framework,
    words: &'a Words,
}

/// Builds the blank table of a form.
pub fn blank(spec: &FormSpec, framework: &Framework, words: &Words) -> Table {
    let sources = Sources { spec, framework, words };
    let mut rows: Vec<Row> = total_row(spec, framework, |_| None).into_iter().collect();
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
                    None => open(column, criterion, &sources),
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
        with: String::new(),
        draft: None,
        columns: columns(spec),
        rows,
        conclusion: Vec::new(),
        remarks: Vec::new(),
        signature: signature(spec, framework, words),
    }
}

/// A cell that the applicant fills: what may be typed there depends on its column and on the criterion's rule.
fn open(column: &ColumnSpec, criterion: &Criterion, sources: &Sources<'_>) -> Cell {
    let Sources { spec, framework, words } = sources;
    let mut cell = Cell {
        input: true,
        align: Align::Centre,
        ..Cell::default()
    };
    let field = column.field;
    if field == ColumnField::Target {
        if let Some(target) = criterion.default_target() {
            return notation::value(target, criterion.is_percent());
        }
        cell.expects = criterion.is_percent().then_some(NumberKind::Percent(2));
    } else if field == ColumnField::Value || field == ColumnField::Input {
        return match asked(column, criterion, spec) {
            Some(asked) => answer(cell, &asked, criterion, words),
            None => Cell {
                closed: true,
                ..Cell::default()
            },
        };
    } else if field == ColumnField::Verdict {
        let verdicts = [Verdict::Met, Verdict::NotMet].map(|verdict| words.verdict(verdict).to_owned());
        cell.choices = verdicts.to_vec();
        cell.choices.push(words.in_progress.clone());
        cell.choices.push(words.not_applicable.clone());
    } else if field == ColumnField::Level {
        cell.choices = framework.levels.iter().map(|level| level.level.to_string()).collect();
        cell.others = true;
    } else if field == ColumnField::Evidence || field == ColumnField::Note {
        cell.align = Align::Left;
    }
    cell
}

/// What a column asks of a criterion: the input of its rule; none where the rule reads nothing from there.
///
/// The column of plain values asks only what no column of its own asks.
fn asked<'c>(column: &ColumnSpec, criterion: &'c Criterion, spec: &FormSpec) -> Option<InputSpec<'c>> {
    let rule = criterion.rule.as_ref()?;
    let key = match (column.field, column.input.as_deref()) {
        (ColumnField::Input, Some(key)) if key != "value" => key,
        _ => {
            let answered = rule::answered_by_value(rule);
            let open = answered.iter().any(|key| !has_column(spec, key));
            let kind = rule::value_kind(rule).filter(|_| open)?;
            let label = rule::inputs_of(rule)
                .into_iter()
                .find(|input| answered.len() == 1 && answered.contains(&input.key))
                .map_or("", |input| input.label);
            return Some(InputSpec {
                key: "value".to_owned(),
                kind,
                label,
            });
        }
    };
    rule::inputs_of(rule).into_iter().find(|input| input.key == key)
}

/// Whether the form has a column of its own for an input of a rule.
fn has_column(spec: &FormSpec, key: &str) -> bool {
    spec.columns.iter().any(|column| match column.field {
        ColumnField::Input => key != "value" && column.input.as_deref() == Some(key),
        ColumnField::Points => key == "points",
        _ => false,
    })
}

/// A cell that takes one input.
fn answer(mut cell: Cell, asked: &InputSpec<'_>, criterion: &Criterion, words: &Words) -> Cell {
    asked.label.clone_into(&mut cell.hint);
    match asked.kind {
        InputKind::Number => cell.expects = criterion.is_percent().then_some(NumberKind::Percent(2)),
        InputKind::Percent => cell.expects = Some(NumberKind::Percent(2)),
        InputKind::Choice(choices) => cell.choices = choices.iter().map(|choice| choice.label.clone()).collect(),
        InputKind::YesNo => {
            cell.choices = vec![words.yes.clone(), words.no.clone()];
            // A count says yes too, and is often what the evidence shows.
            cell.others = asked.key != "condition";
        }
        InputKind::Count => {}
    }
    cell
}
