//! Rulings recorded without the screen: one from the command line, or many from a CSV file, all or none.

use std::path::Path;

use super::desk::Desk;
use super::error::{Refusal, TaskError};
use super::find;
use super::listing::{Listing, Row};
use crate::domain::{
    Act, Actor, ApplicantId, Decimal, EventId, Inputs, MemberId, Round, RoundId, Sentence, StageId, Value, Verdict,
};
use crate::text::number::{self, Reading};
use crate::text::{fold, value};

/// A ruling in a person's words; empty where nothing was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Applicant by name or id.
    pub applicant: String,
    /// Criterion by id or code.
    pub criterion: String,
    /// Stage by id or name; the round's where empty.
    pub stage: String,
    /// Value.
    pub value: String,
    /// Verdict: `dat`, or its words.
    pub verdict: String,
    /// Points.
    pub points: String,
    /// Reason.
    pub note: String,
    /// Member.
    pub by: String,
    /// Further inputs of the rule, `KEY=VALUE` each.
    pub inputs: Vec<String>,
}

/// A ruling that can be recorded.
struct Meant {
    actor: Actor,
    applicant: ApplicantId,
    criterion: crate::domain::CriterionId,
    stage: StageId,
    value: Option<Value>,
    verdict: Option<Verdict>,
    points: Option<Decimal>,
    inputs: Inputs,
    note: String,
}

/// Records one ruling and says what it did.
///
/// # Errors
/// Something in it cannot be understood, or the store refuses.
pub fn one(desk: &mut Desk, round: &RoundId, spoken: &Spoken) -> Result<Sentence, TaskError> {
    let found = desk.round(round)?;
    let known = known(desk, round)?;
    let meant = understand(spoken, &found, &known).map_err(TaskError::Input)?;
    record(desk, round, meant)
}

/// Records one ruling for every applicant of the round, such as that a criterion few reported on does not apply.
///
/// # Errors
/// As [`one`].
pub fn everyone(
    desk: &mut Desk,
    round: &RoundId,
    spoken: &Spoken,
    saved: &mut dyn FnMut(&Sentence),
) -> Result<(), TaskError> {
    let found = desk.round(round)?;
    let known = known(desk, round)?;
    let of_each = known.iter().map(|(applicant, _)| Spoken {
        applicant: applicant.as_str().to_owned(),
        ..spoken.clone()
    });
    let meant: Result<Vec<Meant>, Box<Refusal>> = of_each.map(|spoken| understand(&spoken, &found, &known)).collect();
    for ruling in meant.map_err(TaskError::Input)? {
        saved(&record(desk, round, ruling)?);
    }
    Ok(())
}

/// Records the rulings of a CSV file; where one line cannot be understood, none. `stage` and `by` stand in where the
/// file has no such column. `saved` is told of each ruling as soon as it is on the disk.
///
/// # Errors
/// The file cannot be read, lines of it cannot be understood (all are named), or the store refuses.
pub fn from_file(
    desk: &mut Desk,
    round: &RoundId,
    path: &Path,
    stage: &str,
    by: &str,
    saved: &mut dyn FnMut(&Sentence),
) -> Result<(), TaskError> {
    let found = desk.round(round)?;
    let known = known(desk, round)?;
    let listing = Listing::read(path)?;
    if !listing.has(APPLICANT) || !listing.has(CRITERION) {
        return Err(TaskError::input_with_hint(
            Sentence::new("task-rulings-columns").text("file", path.to_string_lossy()),
            Sentence::new("task-rulings-hint"),
        ));
    }
    let mut meant = Vec::new();
    let mut faults = Vec::new();
    for row in listing.rows() {
        match understand(&spoken(row, stage, by), &found, &known) {
            Ok(ruling) => meant.push(ruling),
            Err(refusal) => {
                faults.push(
                    Sentence::new("task-at-line")
                        .number("line", row.line)
                        .sentence("fault", refusal.what),
                );
            }
        }
    }
    if !faults.is_empty() {
        return Err(TaskError::input_with_hint(
            Sentence::new("task-rulings-refused")
                .text("file", path.to_string_lossy())
                .sentences("faults", faults),
            Sentence::new("task-rulings-hint"),
        ));
    }
    for ruling in meant {
        saved(&record(desk, round, ruling)?);
    }
    Ok(())
}

const APPLICANT: &[&str] = &["applicant", "don-vi", "ten-don-vi", "xa"];
const CRITERION: &[&str] = &["criterion", "tieu-chi", "ma-tieu-chi", "ma", "tt"];

fn spoken(row: Row<'_>, stage: &str, by: &str) -> Spoken {
    let or = |text: &str, other: &str| {
        if text.is_empty() {
            other.to_owned()
        } else {
            text.to_owned()
        }
    };
    Spoken {
        applicant: row.get(APPLICANT).to_owned(),
        criterion: row.get(CRITERION).to_owned(),
        stage: or(row.get(&["stage", "cap", "cap-danh-gia"]), stage),
        value: row.get(&["value", "gia-tri", "ket-qua"]).to_owned(),
        verdict: row.get(&["verdict", "danh-gia"]).to_owned(),
        inputs: row
            .get(&["input", "inputs", "so-lieu"])
            .split_whitespace()
            .map(str::to_owned)
            .collect(),
        points: row.get(&["points", "diem"]).to_owned(),
        note: row.get(&["note", "ghi-chu", "ly-do"]).to_owned(),
        by: or(row.get(&["by", "member", "nguoi-quyet-dinh", "thanh-vien"]), by),
    }
}

fn known(desk: &Desk, round: &RoundId) -> Result<Vec<(ApplicantId, String)>, TaskError> {
    let summaries = desk.store()?.summaries(round)?;
    Ok(summaries
        .into_iter()
        .map(|summary| (summary.applicant, summary.name))
        .collect())
}

fn understand(spoken: &Spoken, round: &Round, known: &[(ApplicantId, String)]) -> Result<Meant, Box<Refusal>> {
    let plain = |what: Sentence| {
        Box::new(Refusal {
            what,
            why: None,
            hint: None,
        })
    };
    let hinted = |what: Sentence, hint: &str| {
        Box::new(Refusal {
            what,
            why: None,
            hint: Some(Sentence::new(hint)),
        })
    };
    let applicant = find::applicant(known, &spoken.applicant)?.clone();
    let criterion = find::criterion(&round.framework, &spoken.criterion)?;
    let stage = match spoken.stage.as_str() {
        "" => round.stage.clone(),
        name => find::stage(&round.framework, name)?.id.clone(),
    };
    if round.framework.self_stage().is_some_and(|first| first.id == stage) {
        let known = round.framework.stages.iter().filter(|other| other.id != stage);
        let known: Vec<&str> = known.map(|other| other.id.as_str()).collect();
        return Err(Box::new(Refusal {
            what: Sentence::new("task-stage-self"),
            why: None,
            hint: Some(Sentence::new("task-stage-self-hint").text("known", known.join(", "))),
        }));
    }
    let value = match spoken.value.trim() {
        "" => None,
        text => Some(value::parse(text, criterion.is_percent()).ok_or_else(|| {
            let what = Sentence::new("task-value-unreadable")
                .text("value", text)
                .text("unit", &criterion.unit);
            hinted(what, "task-value-hint")
        })?),
    };
    let verdict = verdict(&spoken.verdict)
        .map_err(|()| plain(Sentence::new("task-verdict-unreadable").text("verdict", &spoken.verdict)))?;
    let points = match spoken.points.trim() {
        "" => None,
        text => match number::parse(text) {
            Some(Reading::Number {
                number, percent: false, ..
            }) => Some(number),
            Some(Reading::Number { .. } | Reading::Ratio { .. }) | None => {
                return Err(plain(Sentence::new("task-points-unreadable").text("points", text)));
            }
        },
    };
    let mut inputs = Inputs::new();
    for input in &spoken.inputs {
        let (key, text) = input.split_once('=').unwrap_or(("value", input));
        let per_cent = criterion.is_percent() || text.trim_end().ends_with('%');
        let value = value::parse(text, per_cent).ok_or_else(|| {
            let what = Sentence::new("task-value-unreadable")
                .text("value", text)
                .text("unit", &criterion.unit);
            hinted(what, "task-value-hint")
        })?;
        inputs.insert(key.trim().to_owned(), value);
    }
    if value.is_none() && verdict.is_none() && points.is_none() && inputs.is_empty() {
        return Err(hinted(Sentence::new("task-rule-empty"), "task-rule-empty-hint"));
    }
    let note = crate::text::clean(&spoken.note).text;
    if verdict == Some(Verdict::NotApplicable) && note.is_empty() {
        return Err(hinted(Sentence::new("task-rule-reason"), "task-rule-reason-hint"));
    }
    let by = crate::text::clean::clean_line(&spoken.by).text;
    if by.is_empty() {
        return Err(hinted(Sentence::new("task-by-missing"), "task-by-missing-hint"));
    }
    let actor = Actor {
        member: MemberId::new(by),
        role: String::new(),
    };
    Ok(Meant {
        actor,
        applicant,
        criterion: criterion.id.clone(),
        stage,
        value,
        verdict,
        points,
        inputs,
        note,
    })
}

/// A verdict by its code or in words; none where nothing was said.
fn verdict(text: &str) -> Result<Option<Verdict>, ()> {
    match fold::slug(text).as_str() {
        "" => Ok(None),
        "dat" => Ok(Some(Verdict::Met)),
        "khong-dat" | "chua-dat" => Ok(Some(Verdict::NotMet)),
        "khong-ap-dung" => Ok(Some(Verdict::NotApplicable)),
        _ => Err(()),
    }
}

fn record(desk: &mut Desk, round: &RoundId, meant: Meant) -> Result<Sentence, TaskError> {
    let rulings = desk.store()?.rulings(round, &meant.applicant)?;
    let replaces: Vec<EventId> = rulings
        .of(&meant.stage, &meant.criterion)
        .iter()
        .map(|ruling| ruling.event.clone())
        .collect();
    let act = Act::Rule {
        round: round.clone(),
        applicant: meant.applicant,
        criterion: meant.criterion,
        stage: meant.stage,
        value: meant.value,
        verdict: meant.verdict,
        points: meant.points,
        inputs: meant.inputs,
        reason: meant.note,
        replaces,
    };
    Ok(desk.act_as(&meant.actor, act)?.said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verdicts_are_understood_by_code_and_in_words() {
        assert_eq!(verdict("dat"), Ok(Some(Verdict::Met)));
        assert_eq!(verdict("Không đạt"), Ok(Some(Verdict::NotMet)));
        assert_eq!(verdict("Không áp dụng"), Ok(Some(Verdict::NotApplicable)));
        assert_eq!(verdict(" "), Ok(None));
        assert_eq!(verdict("có lẽ"), Err(()));
    }
}
