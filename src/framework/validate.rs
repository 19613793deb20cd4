//! What the fields of a framework must say so that the program can work with them.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::is_nfc;

use super::Defect;
use super::place::{Defects, Place};
use super::references::references;
use super::rules::rules;
use crate::domain::form::Column;
use crate::domain::framework::Method;
use crate::domain::{ColumnField, Criterion, Decimal, Framework, Sentence};

/// All that is wrong with a framework that could be read.
pub(super) fn validate(text: &str, framework: &Framework, places: &Place) -> Vec<Defect> {
    let mut defects = Defects::new(text);
    composed(text, &mut defects);
    unique(framework, places, &mut defects);
    named(framework, places, &mut defects);
    method(framework, places, &mut defects);
    stages(framework, places, &mut defects);
    tree(framework, places, &mut defects);
    forms(framework, places, &mut defects);
    references(framework, places, &mut defects);
    rules(framework, places, &mut defects);
    defects.into_found()
}

/// Text is NFC: marks typed separately make two spellings of one word.
pub(super) fn composed(text: &str, defects: &mut Defects<'_>) {
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        if !is_nfc(line) {
            defects.add_at(offset, Sentence::new("framework-not-nfc"));
        }
        offset += line.len();
    }
}

/// Names each entry of a list whose id stands in the list already.
pub(super) fn no_repeats<'a>(
    ids: impl IntoIterator<Item = (&'a str, &'a Place)>,
    seen: &mut BTreeSet<&'a str>,
    defects: &mut Defects<'_>,
) {
    for (id, place) in ids {
        if id.trim().is_empty() {
            defects.add(place, Sentence::new("framework-empty-id"));
        } else if !seen.insert(id) {
            defects.add(place, Sentence::new("framework-repeated-id").text("id", id));
        }
    }
}

macro_rules! repeats {
    ($framework:expr, $places:expr, $defects:expr, $seen:expr, $list:ident, $id:ident, $text:expr) => {{
        let list = $places.field(stringify!($list));
        let ids = $framework
            .$list
            .iter()
            .enumerate()
            .map(|(index, entry)| ($text(&entry.$id), list.item(index).field(stringify!($id))));
        no_repeats(ids, $seen, $defects);
    }};
}

fn unique(framework: &Framework, places: &Place, defects: &mut Defects<'_>) {
    use crate::domain::{CriterionId, FormId, GroupId, StageId};
    repeats!(
        framework,
        places,
        defects,
        &mut BTreeSet::new(),
        groups,
        id,
        GroupId::as_str
    );
    repeats!(
        framework,
        places,
        defects,
        &mut BTreeSet::new(),
        criteria,
        id,
        CriterionId::as_str
    );
    repeats!(
        framework,
        places,
        defects,
        &mut BTreeSet::new(),
        stages,
        id,
        StageId::as_str
    );
    repeats!(
        framework,
        places,
        defects,
        &mut BTreeSet::new(),
        contradictions,
        key,
        String::as_str
    );
    repeats!(
        framework,
        places,
        defects,
        &mut BTreeSet::new(),
        provisions,
        key,
        String::as_str
    );
    repeats!(
        framework,
        places,
        defects,
        &mut BTreeSet::new(),
        weights,
        key,
        String::as_str
    );
    repeats!(
        framework,
        places,
        defects,
        &mut BTreeSet::new(),
        general,
        key,
        String::as_str
    );
    repeats!(
        framework,
        places,
        defects,
        &mut BTreeSet::new(),
        catalogues,
        id,
        String::as_str
    );
    // Forms, sub-forms and reports are all asked for by one name on the command line.
    let mut papers = BTreeSet::new();
    repeats!(framework, places, defects, &mut papers, forms, id, FormId::as_str);
    repeats!(framework, places, defects, &mut papers, subforms, id, FormId::as_str);
    repeats!(framework, places, defects, &mut papers, reports, id, FormId::as_str);

    for (index, subform) in framework.subforms.iter().enumerate() {
        let place = places.field("subforms").item(index);
        let mut seen = BTreeSet::from(["rows"]);
        for (number, table) in subform.tables.iter().enumerate() {
            let columns = place.field("tables").item(number).field("columns");
            let keys = table.columns.iter().enumerate();
            no_repeats(
                keys.map(|(at, column)| (column.key.as_str(), columns.item(at).field("key"))),
                &mut seen,
                defects,
            );
        }
        let totals = subform.totals.iter().enumerate();
        no_repeats(
            totals.map(|(at, total)| (total.key.as_str(), place.field("totals").item(at).field("key"))),
            &mut BTreeSet::new(),
            defects,
        );
    }
    for (index, report) in framework.reports.iter().enumerate() {
        let sections = places.field("reports").item(index).field("sections");
        let keys = report.sections.iter().enumerate();
        no_repeats(
            keys.map(|(at, section)| (section.key.as_str(), sections.item(at).field("key"))),
            &mut BTreeSet::new(),
            defects,
        );
    }
}

pub(super) fn filled(text: &str, place: &Place, field: &str, defects: &mut Defects<'_>) {
    if text.trim().is_empty() {
        defects.add(
            place.field(field),
            Sentence::new("framework-empty").text("field", field),
        );
    }
}

/// An id is a file's name on every system.
pub(super) fn plain_id(id: &str, place: &Place, defects: &mut Defects<'_>) {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.');
    if id.is_empty() || !id.chars().all(plain) || id.starts_with(['-', '.']) {
        defects.add(place, Sentence::new("framework-bad-id").text("id", id));
    }
}

fn named(framework: &Framework, places: &Place, defects: &mut Defects<'_>) {
    plain_id(framework.id.as_str(), places.field("id"), defects);
    filled(&framework.title, places, "title", defects);
    filled(&framework.decision, places, "decision", defects);
    filled(&framework.issuer, places, "issuer", defects);
    filled(&framework.source, places, "source", defects);
    for (index, group) in framework.groups.iter().enumerate() {
        let place = places.field("groups").item(index);
        filled(&group.code, place, "code", defects);
        filled(&group.name, place, "name", defects);
    }
    for (index, criterion) in framework.criteria.iter().enumerate() {
        let place = places.field("criteria").item(index);
        if criterion.lost {
            filled(&criterion.lost_note, place, "lost_note", defects);
        } else {
            // Some sources do not number the only row below a heading.
            if criterion.parent.is_none() {
                filled(&criterion.code, place, "code", defects);
            }
            filled(&criterion.name, place, "name", defects);
        }
    }
    for (index, stage) in framework.stages.iter().enumerate() {
        let place = places.field("stages").item(index);
        filled(&stage.name, place, "name", defects);
        filled(&stage.verb, place, "verb", defects);
        filled(&stage.body, place, "body", defects);
    }
    for (index, form) in framework.forms.iter().enumerate() {
        let place = places.field("forms").item(index);
        filled(&form.name, place, "name", defects);
        filled(&form.title.join(""), place, "title", defects);
    }
    for (index, subform) in framework.subforms.iter().enumerate() {
        let place = places.field("subforms").item(index);
        filled(&subform.name, place, "name", defects);
        filled(&subform.title, place, "title", defects);
    }
    for (index, entry) in framework.contradictions.iter().enumerate() {
        let place = places.field("contradictions").item(index);
        filled(&entry.printed, place, "printed", defects);
        filled(&entry.applied, place, "applied", defects);
        filled(&entry.reason, place, "reason", defects);
    }
}

fn method(framework: &Framework, places: &Place, defects: &mut Defects<'_>) {
    let levels = places.field("levels");
    match framework.method {
        Method::Maturity => {
            if framework.levels.is_empty() {
                defects.add(places.field("method"), Sentence::new("framework-levels-missing"));
            }
            for (index, level) in framework.levels.iter().enumerate() {
                if usize::from(level.level) != index + 1 {
                    let message = Sentence::new("framework-level-number")
                        .number("found", level.level)
                        .number("expected", index + 1);
                    defects.add(levels.item(index).field("level"), message);
                }
                filled(&level.name, levels.item(index), "name", defects);
            }
        }
        Method::PassFail | Method::Points => {
            if !framework.levels.is_empty() {
                defects.add(levels, Sentence::new("framework-levels-misplaced"));
            }
        }
    }
    if framework.method != Method::Points && framework.total_points.is_some() {
        defects.add(places.field("total_points"), Sentence::new("framework-total-misplaced"));
    }
    if !framework.weights.is_empty() {
        let sum: Decimal = framework.weights.iter().map(|weight| weight.percent).sum();
        if sum != Decimal::ONE_HUNDRED {
            defects.add(
                places.field("weights"),
                Sentence::new("framework-weights").number("sum", sum),
            );
        }
    }
}

fn stages(framework: &Framework, places: &Place, defects: &mut Defects<'_>) {
    let list = places.field("stages");
    if framework.stages.first().is_none_or(|first| first.id.as_str() != "self") {
        defects.add(list.item(0).field("id"), Sentence::new("framework-first-stage"));
    }
    for (index, stage) in framework.stages.iter().enumerate() {
        if !stage.deadline.is_empty() && !is_month_and_day(&stage.deadline) {
            let message = Sentence::new("framework-deadline").text("found", stage.deadline.as_str());
            defects.add(list.item(index).field("deadline"), message);
        }
    }
}

/// Whether a text is `MM-DD` and such a day exists in some year.
pub(super) fn is_month_and_day(text: &str) -> bool {
    let Some((month, day)) = text.split_once('-') else {
        return false;
    };
    let two = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let (Ok(month_number), Ok(day_number)) = (month.parse::<u8>(), day.parse::<u8>()) else {
        return false;
    };
    let Ok(named) = time::Month::try_from(month_number) else {
        return false;
    };
    // 2024 has a 29th of February.
    two(month) && two(day) && day_number >= 1 && day_number <= named.length(2024)
}

/// Parents, children, and which rows carry a rule.
fn tree(framework: &Framework, places: &Place, defects: &mut Defects<'_>) {
    let parents: BTreeSet<_> = framework.criteria.iter().filter_map(|c| c.parent.as_ref()).collect();
    let by_id: BTreeMap<_, _> = framework.criteria.iter().map(|c| (&c.id, c)).collect();
    for (index, criterion) in framework.criteria.iter().enumerate() {
        let place = places.field("criteria").item(index);
        let has_children = parents.contains(&criterion.id);
        let id = criterion.id.as_str();
        if criterion.rule.is_none() && !has_children && !criterion.lost {
            defects.add(place, Sentence::new("framework-heading-empty").text("criterion", id));
        }
        if criterion.rule.is_some() && has_children {
            defects.add(
                place.field("rule"),
                Sentence::new("framework-rule-on-heading").text("criterion", id),
            );
        }
        if let Some(parent) = criterion.parent.as_ref().and_then(|parent| by_id.get(parent))
            && parent.group != criterion.group
        {
            let message = Sentence::new("framework-parent-group")
                .text("criterion", id)
                .text("parent", parent.id.as_str());
            defects.add(place.field("parent"), message);
        }
        if above_itself(criterion, &by_id) {
            defects.add(
                place.field("parent"),
                Sentence::new("framework-parent-cycle").text("criterion", id),
            );
        }
        if !criterion.thresholds.is_empty() && framework.method != Method::Maturity {
            defects.add(
                place.field("thresholds"),
                Sentence::new("framework-thresholds-misplaced"),
            );
        }
    }
    for (index, group) in framework.groups.iter().enumerate() {
        let mut above = group.parent.as_ref();
        for _ in 0..=framework.groups.len() {
            let Some(id) = above else { break };
            if *id == group.id {
                let place = places.field("groups").item(index).field("parent");
                defects.add(
                    place,
                    Sentence::new("framework-parent-cycle").text("criterion", group.id.as_str()),
                );
                break;
            }
            above = framework.group(id).and_then(|found| found.parent.as_ref());
        }
    }
}

fn above_itself(criterion: &Criterion, by_id: &BTreeMap<&crate::domain::CriterionId, &Criterion>) -> bool {
    let mut above = criterion.parent.as_ref();
    for _ in 0..=by_id.len() {
        let Some(id) = above else { return false };
        if *id == criterion.id {
            return true;
        }
        above = by_id.get(id).and_then(|found| found.parent.as_ref());
    }
    false
}

fn forms(framework: &Framework, places: &Place, defects: &mut Defects<'_>) {
    for (index, form) in framework.forms.iter().enumerate() {
        let place = places.field("forms").item(index).field("columns");
        let mut seen: Vec<&Column> = Vec::new();
        for (at, column) in form.columns.iter().enumerate() {
            let here = place.item(at);
            let what = Sentence::new("framework-column-needs").text("header", column.header.as_str());
            if needs_stage(column.field) && column.stage.is_none() {
                defects.add(here, what.clone().text("field", "stage"));
            }
            if needs_input(column.field) && column.input.is_none() {
                defects.add(here, what.text("field", "input"));
            }
            if column.width <= Decimal::ZERO {
                defects.add(here.field("width"), Sentence::new("framework-column-width"));
            }
            let same = |other: &&Column| {
                other.field == column.field && other.stage == column.stage && other.input == column.input
            };
            if seen.iter().any(same) {
                let message = Sentence::new("framework-column-repeated").text("header", column.header.as_str());
                defects.add(here, message);
            }
            seen.push(column);
        }
    }
}

fn needs_stage(field: ColumnField) -> bool {
    match field {
        ColumnField::Value | ColumnField::Verdict | ColumnField::Points | ColumnField::Level | ColumnField::Note => {
            true
        }
        ColumnField::Code
        | ColumnField::Name
        | ColumnField::Unit
        | ColumnField::Target
        | ColumnField::MaxPoints
        | ColumnField::Input
        | ColumnField::Evidence
        | ColumnField::Deadline
        | ColumnField::Guidance
        | ColumnField::Threshold
        | ColumnField::Applicant
        | ColumnField::Rank
        | ColumnField::GroupPoints
        | ColumnField::TotalPoints
        | ColumnField::ZScore
        | ColumnField::MinMax
        | ColumnField::Passed
        | ColumnField::Rate
        | ColumnField::TotalLevel
        | ColumnField::Conclusion
        | ColumnField::Count
        | ColumnField::Member
        | ColumnField::Moment => false,
    }
}

fn needs_input(field: ColumnField) -> bool {
    match field {
        ColumnField::Input | ColumnField::Threshold | ColumnField::GroupPoints => true,
        ColumnField::Code
        | ColumnField::Name
        | ColumnField::Unit
        | ColumnField::Target
        | ColumnField::MaxPoints
        | ColumnField::Value
        | ColumnField::Verdict
        | ColumnField::Points
        | ColumnField::Level
        | ColumnField::Evidence
        | ColumnField::Note
        | ColumnField::Deadline
        | ColumnField::Guidance
        | ColumnField::Applicant
        | ColumnField::Rank
        | ColumnField::TotalPoints
        | ColumnField::ZScore
        | ColumnField::MinMax
        | ColumnField::Passed
        | ColumnField::Rate
        | ColumnField::TotalLevel
        | ColumnField::Conclusion
        | ColumnField::Count
        | ColumnField::Member
        | ColumnField::Moment => false,
    }
}
