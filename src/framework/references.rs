//! References between the parts of a framework: each must name something that is there.

use std::collections::BTreeSet;

use super::place::{Defects, Place};
use super::suggest::with_hint;
use crate::domain::form::{SubformSpec, SubformTotal};
use crate::domain::{ColumnField, Framework, Sentence};

/// The ids of one kind of thing, and what that kind is called in messages.
struct Known<'a> {
    key: &'static str,
    ids: BTreeSet<&'a str>,
}

impl Known<'_> {
    fn expect(&self, id: &str, place: &Place, defects: &mut Defects<'_>) {
        if !self.ids.contains(id) {
            let sentence = Sentence::new(self.key).text("id", id);
            defects.add(place, with_hint(sentence, id, self.ids.iter().copied()));
        }
    }
}

/// Finds references to things that are not there.
pub(super) fn references(framework: &Framework, places: &Place, defects: &mut Defects<'_>) {
    let groups = Known {
        key: "framework-unknown-group",
        ids: framework.groups.iter().map(|group| group.id.as_str()).collect(),
    };
    let criteria = Known {
        key: "framework-unknown-criterion",
        ids: framework
            .criteria
            .iter()
            .map(|criterion| criterion.id.as_str())
            .collect(),
    };
    let stages = Known {
        key: "framework-unknown-stage",
        ids: framework.stages.iter().map(|stage| stage.id.as_str()).collect(),
    };
    let forms = Known {
        key: "framework-unknown-form",
        ids: framework.forms.iter().map(|form| form.id.as_str()).collect(),
    };
    let weights = Known {
        key: "framework-unknown-weight",
        ids: framework.weights.iter().map(|weight| weight.key.as_str()).collect(),
    };
    for (index, group) in framework.groups.iter().enumerate() {
        if let Some(weight) = &group.weight {
            weights.expect(weight, places.field("groups").item(index).field("weight"), defects);
        }
        if let Some(parent) = &group.parent {
            groups.expect(
                parent.as_str(),
                places.field("groups").item(index).field("parent"),
                defects,
            );
        }
    }
    for (index, criterion) in framework.criteria.iter().enumerate() {
        let place = places.field("criteria").item(index);
        groups.expect(criterion.group.as_str(), place.field("group"), defects);
        if let Some(parent) = &criterion.parent {
            criteria.expect(parent.as_str(), place.field("parent"), defects);
        }
    }
    for (index, form) in framework.forms.iter().enumerate() {
        let place = places.field("forms").item(index);
        if let Some(stage) = &form.stage {
            stages.expect(stage.as_str(), place.field("stage"), defects);
        }
        for (at, part) in form.parts.iter().enumerate() {
            let here = place.field("parts").item(at).field("groups");
            for (nth, group) in part.groups.iter().enumerate() {
                groups.expect(group.as_str(), here.item(nth), defects);
            }
        }
        for (at, column) in form.columns.iter().enumerate() {
            let here = place.field("columns").item(at);
            if let Some(stage) = &column.stage {
                stages.expect(stage.as_str(), here.field("stage"), defects);
            }
            let Some(input) = &column.input else { continue };
            if column.field == ColumnField::GroupPoints {
                groups.expect(input, here.field("input"), defects);
            }
            if column.field == ColumnField::Points {
                weights.expect(input, here.field("input"), defects);
            }
            let level = input.parse::<u8>().ok();
            let is_level = level.is_some_and(|number| framework.levels.iter().any(|level| level.level == number));
            if column.field == ColumnField::Threshold && !is_level {
                let message = Sentence::new("framework-unknown-level").text("id", input.as_str());
                defects.add(here.field("input"), message);
            }
        }
    }
    for (index, subform) in framework.subforms.iter().enumerate() {
        let place = places.field("subforms").item(index);
        for (at, criterion) in subform.serves.iter().enumerate() {
            criteria.expect(criterion.as_str(), place.field("serves").item(at), defects);
        }
        for (at, ratio) in subform.ratios.iter().enumerate() {
            if let Some(criterion) = &ratio.criterion {
                let here = place.field("ratios").item(at).field("criterion");
                criteria.expect(criterion.as_str(), here, defects);
            }
        }
        figures(subform, place, defects);
    }
    for (index, report) in framework.reports.iter().enumerate() {
        let place = places.field("reports").item(index);
        stages.expect(report.stage.as_str(), place.field("stage"), defects);
        if let Some(annex) = &report.annex {
            forms.expect(annex.as_str(), place.field("annex"), defects);
        }
        for (at, section) in report.sections.iter().enumerate() {
            if let Some(group) = &section.group {
                let here = place.field("sections").item(at).field("group");
                groups.expect(group.as_str(), here, defects);
            }
        }
    }
    for (index, entry) in framework.contradictions.iter().enumerate() {
        let place = places.field("contradictions").item(index);
        for (at, criterion) in entry.criteria.iter().enumerate() {
            criteria.expect(criterion.as_str(), place.field("criteria").item(at), defects);
        }
        if let Some(group) = &entry.group {
            groups.expect(group.as_str(), place.field("group"), defects);
        }
    }
    for (index, case) in framework.cases.iter().enumerate() {
        let here = places.field("cases").item(index).field("criterion");
        criteria.expect(case.criterion.as_str(), here, defects);
    }
}

/// What the totals and ratios of a sub-form count.
fn figures(subform: &SubformSpec, place: &Place, defects: &mut Defects<'_>) {
    let columns = subform.tables.iter().flat_map(|table| &table.columns);
    let mut counted: BTreeSet<&str> = columns.map(|column| column.key.as_str()).collect();
    counted.insert("rows");
    let mut counted = Known {
        key: "framework-unknown-figure",
        ids: counted,
    };
    for (at, total) in subform.totals.iter().enumerate() {
        if !total.counts.is_empty() {
            counted.expect(&total.counts, place.field("totals").item(at).field("counts"), defects);
        }
    }
    let names = |total: &SubformTotal| format!("total:{}", total.key);
    let totals: Vec<String> = subform.totals.iter().map(names).collect();
    counted.ids.extend(totals.iter().map(String::as_str));
    for (at, ratio) in subform.ratios.iter().enumerate() {
        let here = place.field("ratios").item(at);
        counted.expect(&ratio.numerator, here.field("numerator"), defects);
        counted.expect(&ratio.denominator, here.field("denominator"), defects);
    }
}
