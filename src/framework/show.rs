//! A framework as JSON: the public shape of `framework show --json`. Additions are free, renames are not.

use serde_json::{Value, json};

use crate::domain::value::plain;
use crate::domain::{Criterion, Decimal, Framework, Group, Stage};

/// The framework in its documented shape: every key always there, `null`, `[]` or `false` where the source says nothing.
pub fn show(framework: &Framework) -> Value {
    let applicant_level: &'static str = framework.applicant_level.into();
    let method: &'static str = framework.method.into();
    json!({
        "id": framework.id,
        "title": framework.title,
        "decision": text(&framework.decision),
        "issuer": text(&framework.issuer),
        "year": framework.year,
        "applicant_level": applicant_level,
        "method": method,
        "total_points": points(framework.total_points),
        "source": text(&framework.source),
        "basis": framework.basis,
        "stated": { "criteria": framework.stated.criteria, "groups": framework.stated.groups },
        "weights": framework.weights,
        "levels": framework.levels.iter().map(|level| json!({
            "level": level.level,
            "name": level.name,
            "description": text(&level.description),
        })).collect::<Vec<_>>(),
        "stages": framework.stages.iter().map(stage).collect::<Vec<_>>(),
        "forms": framework.forms.iter().map(|form| json!({
            "id": form.id,
            "name": form.name,
            "kind": form.kind,
            "stage": form.stage,
            "title": form.title,
            "columns": form.columns,
            "conclusion": text(&form.conclusion),
            "outcome": form.outcome,
            "signature": form.signature,
        })).collect::<Vec<_>>(),
        "subforms": framework.subforms,
        "reports": framework.reports,
        "general": framework.general,
        "groups": framework.groups.iter().map(|found| group(framework, found)).collect::<Vec<_>>(),
        "provisions": framework.provisions,
        "contradictions": framework.contradictions,
        "catalogues": framework.catalogues,
    })
}

fn text(text: &str) -> Value {
    if text.is_empty() {
        Value::Null
    } else {
        Value::from(text)
    }
}

fn points(points: Option<Decimal>) -> Value {
    points.map_or(Value::Null, |points| Value::from(plain(points)))
}

fn stage(stage: &Stage) -> Value {
    json!({
        "id": stage.id,
        "name": stage.name,
        "verb": stage.verb,
        "body": stage.body,
        "signer": text(&stage.signer),
        "deadline": text(&stage.deadline),
        "deadline_printed": text(&stage.deadline_printed),
    })
}

fn group(framework: &Framework, group: &Group) -> Value {
    json!({
        "id": group.id,
        "code": group.code,
        "name": group.name,
        "parent": group.parent,
        "max_points": points(group.max_points),
        "restored": group.restored,
        "criteria": framework.criteria_of(&group.id).map(criterion).collect::<Vec<_>>(),
    })
}

fn criterion(criterion: &Criterion) -> Value {
    json!({
        "id": criterion.id,
        "code": criterion.code,
        "parent": criterion.parent,
        "name": criterion.name,
        "unit": text(&criterion.unit),
        "max_points": points(criterion.max_points),
        "thresholds": criterion.thresholds,
        "deadline": text(&criterion.deadline),
        "guidance": text(&criterion.guidance),
        "evidence": text(&criterion.evidence),
        "source": text(&criterion.source),
        "basis": text(&criterion.basis),
        "rule": criterion.rule,
        "lost": criterion.lost,
        "lost_note": text(&criterion.lost_note),
        "restored": criterion.restored,
        "optional": criterion.optional,
        "survey": criterion.survey,
        "requirement": text(&criterion.requirement),
        "note": text(&criterion.note),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::{parse, tests::SOUND};

    fn keys(value: &Value) -> Vec<&str> {
        value.as_object().unwrap().keys().map(String::as_str).collect()
    }

    #[test]
    fn every_documented_key_is_there() {
        let shown = show(&parse(SOUND).unwrap());
        let top = "id title decision issuer year applicant_level method total_points levels stages forms groups";
        for key in top.split(' ') {
            assert!(keys(&shown).contains(&key), "{key}");
        }
        let group = &shown["groups"][0];
        for key in ["code", "name", "max_points", "criteria"] {
            assert!(keys(group).contains(&key), "{key}");
        }
        let criterion = &group["criteria"][0];
        let documented =
            "id code parent name unit max_points thresholds deadline guidance evidence source basis rule lost";
        for key in documented.split(' ') {
            assert!(keys(criterion).contains(&key), "{key}");
        }
        assert_eq!(shown["year"], 2024);
        assert_eq!(criterion["parent"], Value::Null);
        assert_eq!(criterion["thresholds"], json!([]));
        assert_eq!(criterion["lost"], false);
        assert_eq!(criterion["rule"]["target"]["number"], "100");
    }
}
