//! The whole state as JSON: a public contract (docs: README, "dump").

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json, json};

use super::closing::{self, Seal};
use super::desk::Desk;
use super::error::TaskError;
use crate::domain::framework::WhenMissing;
use crate::domain::value::plain;
use crate::domain::{
    ApplicantId, Criterion, Decimal, Dossier, Evidence, Flag, Marking, Method, Provenance, Round, Scorecard, StageId,
    StageResult, StageStanding, Standing, SubformFigure, Value, scorecard,
};
use crate::text::Locale;

/// The open workspace as JSON: all its rounds, or the one named.
///
/// # Errors
/// No workspace is open, or it has no such round.
pub fn all(desk: &Desk, wanted: Option<&str>, locale: &Locale) -> Result<Json, TaskError> {
    let rounds = match wanted {
        Some(id) => vec![desk.round(&desk.pick_round(Some(id))?)?],
        None => desk.store()?.rounds()?,
    };
    let rounds: Result<Vec<Json>, TaskError> = rounds
        .iter()
        .map(|found| Ok(round(found, &parts(desk, found)?, locale)))
        .collect();
    Ok(json!({ "rounds": rounds? }))
}

fn parts(desk: &Desk, round: &Round) -> Result<Vec<Part>, TaskError> {
    let mut marks = desk.store()?.all_marks(&round.id)?;
    let dossiers = desk.store()?.dossiers(&round.id)?;
    let mut seals = match dossiers.iter().any(|(dossier, _)| !dossier.sealed.is_empty()) {
        true => closing::seals(desk, &round.id)?,
        false => BTreeMap::new(),
    };
    let scored = dossiers.into_iter().map(|(dossier, rulings)| {
        let mut scorecard = scorecard::score(round, &dossier, &rulings);
        scorecard.add_flags(&dossier, desk.hints(round, &dossier)?);
        let state = scorecard::state(round, &dossier, &scorecard).into();
        Ok(Part {
            marks: marks.remove(&dossier.applicant).unwrap_or_default(),
            seals: seals.remove(&dossier.applicant).unwrap_or_default(),
            dossier,
            scorecard,
            state,
            ranks: BTreeMap::new(),
        })
    });
    let mut parts: Vec<Part> = scored.collect::<Result<_, TaskError>>()?;
    for stage in &round.framework.stages {
        for (applicant, rank) in ranks(round, &stage.id, &parts) {
            if let Some(part) = parts.iter_mut().find(|part| part.dossier.applicant == applicant) {
                part.ranks.insert(stage.id.clone(), rank);
            }
        }
    }
    Ok(parts)
}

/// Ranks at a stage, in frameworks that rank by points.
fn ranks(round: &Round, stage: &StageId, parts: &[Part]) -> Vec<(ApplicantId, usize)> {
    if round.framework.method != Method::Points {
        return Vec::new();
    }
    let points: Vec<(ApplicantId, Decimal)> = parts
        .iter()
        .filter_map(|part| {
            Some((
                part.dossier.applicant.clone(),
                part.scorecard.results.get(stage)?.total.points,
            ))
        })
        .collect();
    scorecard::rank(&points)
}

/// A dossier with all that its part of the dump needs.
#[derive(Debug)]
pub struct Part {
    /// The dossier.
    pub dossier: Dossier,
    /// Its scorecard.
    pub scorecard: Scorecard,
    /// Its state, as in the contract.
    pub state: &'static str,
    /// The marks in force on its evidence.
    pub marks: Vec<Marking>,
    /// The seal at each stage that is sealed.
    pub seals: BTreeMap<StageId, Seal>,
    /// Its rank at each stage, where the framework ranks.
    pub ranks: BTreeMap<StageId, usize>,
}

/// One round as JSON.
pub fn round(round: &Round, parts: &[Part], locale: &Locale) -> Json {
    json!({
        "id": round.id.as_str(),
        "framework": round.framework.id.as_str(),
        "year": round.year,
        "organisation": round.organisation,
        "stage": round.stage.as_str(),
        "threshold": round.threshold.map(plain),
        "stages": round.framework.stages.iter().map(|stage| json!({
            "id": stage.id.as_str(),
            "name": stage.name,
            "verb": stage.verb,
            "body": stage.body,
            "signer": stage.signer,
            "deadline": stage.deadline,
        })).collect::<Vec<_>>(),
        "proposed_exclusions": exclusions(round, parts),
        "dossiers": parts.iter().map(|part| dossier(round, part, locale)).collect::<Vec<_>>(),
    })
}

/// Criteria that fewer than half of the applicants reported on, where the source lets such a criterion be excluded
/// (QĐ 1726/QĐ-BTTTT, Điều 1, mục II.2.b.vi). Proposed only: a person excludes them by ruling that they do not apply.
fn exclusions(round: &Round, parts: &[Part]) -> Vec<Json> {
    if round.framework.weights.is_empty() || parts.is_empty() {
        return Vec::new();
    }
    let reported = |criterion: &Criterion| {
        let has = |part: &&Part| {
            let claim = part.dossier.submission.claims.get(&criterion.id);
            claim.is_some_and(|claim| claim.value.is_some() || claim.points.is_some() || !claim.inputs.is_empty())
        };
        parts.iter().filter(has).count()
    };
    let asked = round
        .framework
        .scored()
        .filter(|criterion| criterion.when_missing == WhenMissing::Zero);
    let few = asked
        .map(|criterion| (criterion, reported(criterion)))
        .filter(|(_, count)| count * 2 < parts.len());
    few.map(|(criterion, count)| json!({ "criterion": criterion.id.as_str(), "reported": count, "applicants": parts.len() }))
        .collect()
}

fn dossier(round: &Round, part: &Part, locale: &Locale) -> Json {
    let Part {
        dossier,
        scorecard,
        state,
        marks,
        seals,
        ranks,
    } = part;
    let sealed = seals.iter().filter(|(stage, _)| dossier.sealed.contains(stage));
    let sealed: Map<String, Json> = sealed
        .map(|(stage, seal)| {
            let seal = json!({ "sha256": seal.state, "by": seal.by, "at": seal.at });
            (stage.as_str().to_owned(), seal)
        })
        .collect();
    let submission = &dossier.submission;
    let criteria: Vec<Json> = scorecard
        .rows
        .iter()
        .filter_map(|row| {
            let found = round.framework.criterion(&row.criterion)?;
            Some(criterion(round, dossier, scorecard, row, found, locale))
        })
        .collect();
    let results: Map<String, Json> = scorecard
        .results
        .iter()
        .map(|(stage, found)| {
            (
                stage.as_str().to_owned(),
                result(round, found, ranks.get(stage).copied()),
            )
        })
        .collect();
    json!({
        "id": dossier.applicant.as_str(),
        "applicant": dossier.name,
        "folder": submission.folder,
        "submissions": dossier.submissions,
        "status": state,
        "registered_level": submission.registered_level,
        "general": submission.general,
        "criteria": criteria,
        "evidence": submission.evidence.iter().map(|file| {
            let mut entry = evidence(file, locale);
            if let Some(entry) = entry.as_object_mut() {
                entry.insert("criteria".into(), file.criteria.iter().map(|id| id.as_str()).collect());
            }
            entry
        }).collect::<Vec<_>>(),
        "evidence_marks": marks.iter().map(marking).collect::<Vec<_>>(),
        "flags": scorecard.flags.iter().filter(|flag| flag.criterion.is_none()).map(|one| flag(one, locale)).collect::<Vec<_>>(),
        "results": results,
        "seals": sealed,
    })
}

fn criterion(
    round: &Round,
    dossier: &Dossier,
    scorecard: &Scorecard,
    row: &Standing,
    found: &Criterion,
    locale: &Locale,
) -> Json {
    let per_cent = found.is_percent();
    let claim = row.claim.as_ref().map(|claim| {
        let files: Vec<Json> =
            dossier.submission.evidence.iter().filter(|file| file.criteria.contains(&found.id)).map(|file| evidence(file, locale)).collect();
        let mut entry = json!({ "raw": claim.raw });
        insert_value(&mut entry, claim.value.as_ref(), per_cent);
        extend(&mut entry, json!({
            "inputs": claim.inputs.iter().map(|(key, value)| (key.clone(), number(Some(value), per_cent))).collect::<Map<_, _>>(),
            "verdict": claim.verdict.map(|verdict| verdict.code()),
            "points": claim.points.map(plain),
            "note": claim.note,
            "evidence_text": claim.evidence,
            "evidence": files,
            "source": place(&claim.from),
        }));
        entry
    });
    let counted = dossier.submission.subforms.iter();
    let subforms: Vec<Json> = counted
        .filter(|figure| figure.criterion == found.id)
        .map(|figure| subform(figure, per_cent))
        .collect();
    let stages: Map<String, Json> = row
        .stages
        .iter()
        .filter(|(stage, _)| round.framework.self_stage().is_none_or(|first| first.id != **stage))
        .map(|(stage, standing)| (stage.as_str().to_owned(), at_stage(standing, per_cent)))
        .collect();
    let flags: Vec<Json> = row
        .flags
        .iter()
        .filter_map(|at| scorecard.flags.get(*at))
        .map(|one| flag(one, locale))
        .collect();
    json!({
        "id": found.id.as_str(),
        "code": found.code,
        "name": found.name,
        "unit": found.unit,
        "target": number(row.target.as_ref(), per_cent),
        "claim": claim,
        "subforms": subforms,
        "stages": stages,
        "flags": flags,
    })
}

fn at_stage(standing: &StageStanding, per_cent: bool) -> Json {
    let ruling = standing.ruling.as_ref();
    let note = match (ruling, &standing.received) {
        (Some(ruling), _) => ruling.reason.clone(),
        (None, Some(claim)) => claim.note.clone(),
        (None, None) => String::new(),
    };
    let mut entry = json!({});
    insert_value(&mut entry, standing.value.as_ref(), per_cent);
    extend(
        &mut entry,
        json!({
            "verdict": standing.verdict.map(|verdict| verdict.code()),
            "points": standing.points.map(plain),
            "note": note,
            "by": ruling.map(|ruling| ruling.by.as_str()),
            "at": ruling.map(|ruling| ruling.at.as_str()),
            "conflict": standing.conflict.len() > 1,
            "received_from": standing.received.as_ref().filter(|_| ruling.is_none()).map(|claim| place(&claim.from)),
        }),
    );
    entry
}

fn result(round: &Round, found: &StageResult, rank: Option<usize>) -> Json {
    let total = &found.total;
    let by_points = round.framework.method == Method::Points;
    json!({
        "passed": total.passed,
        "failed": total.failed,
        "pending": total.pending,
        "in_progress": total.in_progress,
        "not_applicable": total.not_applicable,
        "rate": found.rate.map(plain),
        "points": by_points.then(|| plain(total.points)),
        "max_points": by_points.then(|| plain(total.max_points)),
        "level": found.level,
        "blocking": found.blocking.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "rank": rank,
    })
}

/// A value as the contract prints it: numbers as strings in the criterion's unit, words as they are.
fn number(value: Option<&Value>, per_cent: bool) -> Json {
    match value {
        Some(Value::Text(text)) => json!(text),
        Some(value) => value.number(per_cent).map(|number: Decimal| plain(number)).into(),
        None => Json::Null,
    }
}

fn insert_value(entry: &mut Json, value: Option<&Value>, per_cent: bool) {
    let ratio = match value {
        Some(Value::Ratio { part, whole }) => Some([plain(*part), plain(*whole)]),
        Some(Value::Number(_) | Value::Text(_)) | None => None,
    };
    extend(entry, json!({ "value": number(value, per_cent) }));
    if let Some(ratio) = ratio {
        extend(entry, json!({ "ratio": ratio }));
    }
}

fn extend(entry: &mut Json, with: Json) {
    if let (Some(entry), Json::Object(with)) = (entry.as_object_mut(), with) {
        entry.extend(with);
    }
}

fn evidence(file: &Evidence, locale: &Locale) -> Json {
    json!({
        "path": file.path,
        "size": file.size,
        "sha256": file.sha256,
        "kind": <&str>::from(file.kind),
        "signature": <&str>::from(file.signature),
        "signatures": file.signatures.iter().map(|one| json!({
            "name": one.name,
            "organisation": one.organisation,
            "at": one.at,
            "stamped": one.stamped,
            "state": <&str>::from(one.state),
            "finding": locale.say(&one.finding),
        })).collect::<Vec<_>>(),
        "modified": file.modified.as_ref().map(|date| json!({"day": date.day, "by": <&str>::from(date.by)})),
    })
}

/// A mark on a file of a criterion, or on a criterion as a whole (no file).
fn marking(mark: &Marking) -> Json {
    json!({
        "stage": mark.stage.as_str(),
        "criterion": mark.criterion.as_ref().map(|id| id.as_str()),
        "file": mark.file,
        "sha256": mark.sha256,
        "mark": mark.mark.code(),
        "note": mark.note,
        "by": mark.by.as_str(),
        "at": mark.at,
    })
}

/// What was counted in a sub-form: a figure that is only told beside the claim is `aside`.
fn subform(figure: &SubformFigure, per_cent: bool) -> Json {
    let mut entry = json!({
        "form": figure.form.as_str(),
        "name": figure.name,
        "label": figure.label,
        "aside": figure.aside,
        "repeated": figure.repeated,
        "source": place(&figure.place),
    });
    insert_value(&mut entry, Some(&figure.value), per_cent && !figure.aside);
    entry
}

fn flag(flag: &Flag, locale: &Locale) -> Json {
    json!({
        "kind": flag.kind.code(),
        "severity": if flag.kind.is_hint() { "hint" } else { "finding" },
        "message": locale.say(&flag.message),
        "source": flag.place.as_ref().map(place),
    })
}

fn place(from: &Provenance) -> Json {
    json!({ "file": from.file, "sheet": from.sheet, "cell": from.cell })
}
