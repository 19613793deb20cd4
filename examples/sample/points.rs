//! The small second sample: three invented communes that score themselves by points, on the form that the framework declares.

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::path::Path;

use thamdinh::domain::rule::{InputKind, answered_by_value, inputs_of, judge, value_kind};
use thamdinh::domain::scorecard::inputs;
use thamdinh::domain::{ColumnField, Criterion, Decimal, FormKind, Framework, Value};
use thamdinh::export::{Properties, xlsx};
use thamdinh::forms::{Align, Cell, Number, NumberKind, RowKind, Words, blank};

/// By name, and how good its figures are, in tenths.
const COMMUNES: [(&str, u32); 3] = [("Xã Hòa Lạc", 9), ("Xã Tân Tiến", 6), ("Thị trấn Đồng Mai", 8)];

/// Writes a folder with a form for each commune.
pub fn write(root: &Path, framework: &Framework, invented: &str) -> Result<(), Box<dyn Error>> {
    if root.exists() {
        fs::remove_dir_all(root)?;
    }
    let own = |form: &&thamdinh::domain::FormSpec| form.kind == FormKind::SelfAssessment;
    let form = framework.forms.iter().find(own).ok_or("no self-assessment form")?;
    for (at, (name, good)) in COMMUNES.iter().enumerate() {
        let mut table = blank(form, framework, &Words::official());
        table.applicant = (*name).to_owned();
        table.title = form
            .title
            .iter()
            .map(|line| line.replace("{applicant}", name).replace("{year}", "2024"))
            .collect();
        for (turn, row) in (0_u32..).zip(&mut table.rows) {
            let RowKind::Criterion(id) = &row.kind else { continue };
            let criterion = framework.criterion(id).ok_or("no such criterion")?;
            let figures = figures(criterion, turn, *good);
            for (column, cell) in form.columns.iter().zip(&mut row.cells) {
                if cell.input {
                    *cell = typed(column.field, column.input.as_deref(), criterion, &figures, turn, *good);
                }
            }
        }
        let folder = root.join(format!("{:02}. {name}", at + 1));
        fs::create_dir_all(&folder)?;
        let properties = Properties {
            title: format!("{} – {invented}", form.name),
            subject: (*name).to_owned(),
            author: format!("UBND {name}"),
            created: "2024-11-10T08:00:00+07:00".to_owned(),
            ..Properties::default()
        };
        fs::write(
            folder.join(format!("{}.xlsx", form.name)),
            xlsx::book(&[table], &properties)?,
        )?;
    }
    Ok(())
}

/// Plausible figures for all that the rule of a criterion reads.
fn figures(criterion: &Criterion, turn: u32, good: u32) -> BTreeMap<String, Value> {
    let number = |number: u32| Value::Number(number.into());
    let specs = criterion.rule.as_ref().map(inputs_of).unwrap_or_default();
    specs
        .into_iter()
        .map(|spec| {
            let name = spec.key.rsplit('.').next().unwrap_or_default();
            let value = match (spec.kind, name) {
                (InputKind::Choice(choices), _) => {
                    let worse = usize::try_from((turn + good) % 3 / 2).unwrap_or(0);
                    let chosen = choices.get(worse).or(choices.first());
                    Value::Text(chosen.map_or_else(String::new, |choice| choice.label.clone()))
                }
                (InputKind::YesNo, _) => Value::Text(
                    if (turn + good).is_multiple_of(7) {
                        "Không"
                    } else {
                        "Có"
                    }
                    .to_owned(),
                ),
                (InputKind::Percent, _) => number(good * 10 + turn % 9),
                (InputKind::Number, _) if criterion.is_percent() => number(good * 10 + turn % 9),
                (InputKind::Count, "points") => Value::Number(share(criterion, good)),
                (InputKind::Count, "a") => number((40 + turn * 3) * good / 10),
                (InputKind::Count, "b") => number(40 + turn * 3),
                (InputKind::Count | InputKind::Number, _) => number(turn % 3 + good / 2),
            };
            (spec.key, value)
        })
        .collect()
}

fn share(criterion: &Criterion, good: u32) -> Decimal {
    let points = criterion.max_points.unwrap_or_default() * Decimal::from(good) / Decimal::TEN;
    points.normalize()
}

fn typed(
    field: ColumnField,
    input: Option<&str>,
    criterion: &Criterion,
    figures: &BTreeMap<String, Value>,
    turn: u32,
    good: u32,
) -> Cell {
    let rule = criterion.rule.as_ref();
    match (field, input) {
        (ColumnField::Value, _) | (ColumnField::Input, None | Some("value")) => {
            let key = rule.and_then(|rule| answered_by_value(rule).first().cloned());
            let percent = criterion.is_percent() || rule.and_then(value_kind) == Some(InputKind::Percent);
            key.and_then(|key| figures.get(&key))
                .map_or_else(Cell::default, |value| shown(value, percent))
        }
        (ColumnField::Input, Some(key)) => figures.get(key).map_or_else(Cell::default, |value| shown(value, false)),
        (ColumnField::Points, _) => {
            let found = judge(criterion, criterion.default_target(), &inputs(None, figures)).points;
            // One commune is generous to itself on one row.
            let points = match found {
                Some(_) if turn == 7 && good == 6 => criterion.max_points.unwrap_or_default(),
                Some(points) => points.round_dp(2).normalize(),
                None => share(criterion, good),
            };
            shown(&Value::Number(points), false)
        }
        (ColumnField::Evidence, _) if !(turn + good).is_multiple_of(11) => {
            Cell::text(format!("Báo cáo số {}/BC-UBND", 100 + turn), Align::Left)
        }
        _ => Cell::default(),
    }
}

fn shown(value: &Value, percent: bool) -> Cell {
    match value {
        Value::Number(number) => {
            let kind = if percent {
                NumberKind::Percent(number.scale())
            } else {
                NumberKind::Plain(number.scale())
            };
            Cell::number(number.to_string(), Number { value: *number, kind })
        }
        Value::Ratio { part, whole } => Cell::text(format!("{part}/{whole}"), Align::Centre),
        Value::Text(text) => Cell::text(text.clone(), Align::Centre),
    }
}
