//! Fills a structure table: the groups of a set, how many criteria each has, and the points attainable (Phụ lục 4).

use super::fill::{annex, columns, signature};
use super::notation::number;
use super::table::{Align, Cell, Row, RowKind, Table};
use super::words::Words;
use crate::domain::form::{Column as ColumnSpec, ColumnField};
use crate::domain::{Decimal, FormSpec, Framework, Group, GroupId};

/// One line: its number, its name, how many criteria, how many points.
struct Line<'a> {
    code: &'a str,
    name: &'a str,
    count: usize,
    points: Decimal,
}

/// Fills the table that says how a framework is made up. It says nothing of any applicant, so it is never a draft.
pub fn structure(spec: &FormSpec, framework: &Framework, words: &Words) -> Table {
    let mut rows = Vec::new();
    let top = || framework.groups.iter().filter(|group| group.parent.is_none());
    for part in &spec.parts {
        let groups: Vec<&Group> = part.groups.iter().filter_map(|id| framework.group(id)).collect();
        let line = sum(&part.code, &part.name, framework, &groups);
        rows.push(row(RowKind::Caption, spec, &line));
        rows.extend(
            groups
                .iter()
                .map(|group| row(RowKind::Line, spec, &own(framework, group))),
        );
    }
    if spec.parts.is_empty() {
        rows.extend(top().map(|group| row(RowKind::Line, spec, &own(framework, group))));
    }
    let all: Vec<&Group> = top().collect();
    rows.push(row(RowKind::Total, spec, &sum("", &words.total, framework, &all)));
    Table {
        annex: annex(spec),
        title: spec.title.clone(),
        columns: columns(spec),
        rows,
        signature: signature(spec, framework, words),
        ..Table::new(spec.id.clone(), &spec.name)
    }
}

/// The line of a group.
fn own<'a>(framework: &Framework, group: &'a Group) -> Line<'a> {
    Line {
        code: &group.code,
        name: &group.name,
        count: count(framework, &group.id),
        points: points(framework, group),
    }
}

/// The line above or below some groups.
fn sum<'a>(code: &'a str, name: &'a str, framework: &Framework, groups: &[&Group]) -> Line<'a> {
    Line {
        code,
        name,
        count: groups.iter().map(|group| count(framework, &group.id)).sum(),
        points: groups.iter().map(|group| points(framework, group)).sum(),
    }
}

/// How many criteria a group has, those of the groups below it included. One that is divided counts once, as the sources
/// count it.
fn count(framework: &Framework, group: &GroupId) -> usize {
    let below = framework
        .groups
        .iter()
        .filter(|other| other.parent.as_ref() == Some(group));
    let own = framework.criteria_of(group).filter(|one| one.parent.is_none()).count();
    own + below.map(|below| count(framework, &below.id)).sum::<usize>()
}

/// The points attainable in a group: as printed, else those of its criteria.
fn points(framework: &Framework, group: &Group) -> Decimal {
    let of = framework.criteria_of(&group.id).filter(|one| one.parent.is_none());
    group
        .max_points
        .unwrap_or_else(|| of.filter_map(|one| one.max_points).sum())
}

fn row(kind: RowKind, spec: &FormSpec, line: &Line<'_>) -> Row {
    Row {
        kind,
        cells: spec.columns.iter().map(|column| cell(column, line)).collect(),
    }
}

fn cell(column: &ColumnSpec, line: &Line<'_>) -> Cell {
    if column.field == ColumnField::Code {
        Cell::text(line.code, Align::Centre)
    } else if column.field == ColumnField::Name {
        Cell::text(line.name, Align::Left)
    } else if column.field == ColumnField::Count {
        number(line.count.into(), false)
    } else if column.field == ColumnField::MaxPoints {
        number(line.points, false)
    } else {
        // `Ghi chú` is printed blank.
        Cell::default()
    }
}
