//! The communes of a district by the level they attained: what a district's criterion on its own communes is reckoned from
//! (khung 1.0 cấp huyện, I.1).

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::desk::Desk;
use super::error::TaskError;
use crate::domain::framework::ApplicantLevel;
use crate::domain::rule::inputs_of;
use crate::domain::{Claim, Criterion, Decimal, Flag, FlagKind, Inputs, Method, Round, RoundId, Sentence, Value};
use crate::intake::Draft;
use crate::text::fold::slug;

/// The communes of one round by the level attained at its acting stage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distribution {
    /// The round of communes.
    pub round: RoundId,
    /// Its year.
    pub year: i32,
    /// Its organising body.
    pub organisation: String,
    /// The name of the stage that the levels are those of.
    pub stage: String,
    /// All communes of the round.
    pub communes: usize,
    /// How many attained exactly a level; those below the lowest are counted in none.
    pub levels: BTreeMap<u8, usize>,
    /// How many whose level cannot be said yet.
    pub open: usize,
}

impl Distribution {
    /// The inputs of the district's criterion.
    pub fn inputs(&self) -> Inputs {
        let count = |count: usize| Value::Number(Decimal::from(count));
        let mut inputs: Inputs = self
            .levels
            .iter()
            .map(|(level, communes)| (format!("level-{level}"), count(*communes)))
            .collect();
        inputs.insert("communes".to_owned(), count(self.communes));
        inputs
    }

    /// The counts in words.
    fn say(&self, key: &str) -> Sentence {
        let levels = self.levels.iter().map(|(level, communes)| {
            Sentence::new("task-communes-level")
                .number("level", u32::from(*level))
                .number("communes", Decimal::from(*communes))
        });
        Sentence::new(key)
            .number("communes", Decimal::from(self.communes))
            .sentences("levels", levels.collect())
            .number("open", Decimal::from(self.open))
            .text("organisation", &self.organisation)
            .text("year", self.year.to_string())
            .text("stage", &self.stage)
    }
}

/// The communes of a district in the open workspace: those of the latest round by maturity over communes in that year
/// whose organising body names the district or, where none does, that names no body. None where there is no such round.
///
/// # Errors
/// No workspace is open, or it cannot be read.
pub fn distribution(desk: &Desk, district: &str, year: i32) -> Result<Option<Distribution>, TaskError> {
    let rounds: Vec<Round> = desk
        .store()?
        .rounds()?
        .into_iter()
        .rev()
        .filter(|round| round.year == year && is_of_communes(round))
        .collect();
    let district = slug(district);
    let named = |round: &&Round| !district.is_empty() && names(&slug(&round.organisation), &district);
    let unnamed = |round: &&Round| round.organisation.trim().is_empty();
    let Some(round) = rounds.iter().find(named).or_else(|| rounds.iter().find(unnamed)) else {
        return Ok(None);
    };
    let summaries = desk.store()?.summaries(&round.id)?;
    if summaries.is_empty() {
        return Ok(None);
    }
    let mut found = Distribution {
        round: round.id.clone(),
        year: round.year,
        organisation: round.organisation.clone(),
        stage: round.acting().map(|stage| stage.name.clone()).unwrap_or_default(),
        communes: summaries.len(),
        levels: round.framework.levels.iter().map(|level| (level.level, 0)).collect(),
        open: 0,
    };
    for summary in &summaries {
        match summary.results.get(&round.stage).and_then(|result| result.level) {
            Some(level) => {
                if let Some(count) = found.levels.get_mut(&level) {
                    *count += 1;
                }
            }
            None => found.open += 1,
        }
    }
    Ok(Some(found))
}

fn is_of_communes(round: &Round) -> bool {
    round.framework.method == Method::Maturity && round.framework.applicant_level == ApplicantLevel::Xa
}

/// Whether whole words of a name are those of the district.
fn names(organisation: &str, district: &str) -> bool {
    format!("-{organisation}-").contains(&format!("-{district}-"))
}

/// Fills the criteria on a district's own communes in drafts about to be stored, and flags where from. Figures that the
/// district itself gives stand; where they are not those of the round of communes, that is flagged.
///
/// # Errors
/// As [`distribution`].
pub(super) fn fill(desk: &Desk, round: &Round, drafts: &mut [Draft]) -> Result<(), TaskError> {
    let asked: Vec<&Criterion> = round.framework.scored().filter(|one| asks_communes(one)).collect();
    if asked.is_empty() {
        return Ok(());
    }
    for draft in drafts {
        let Some(found) = distribution(desk, &draft.name, round.year)? else {
            continue;
        };
        for criterion in &asked {
            fill_one(draft, criterion, &found);
        }
    }
    Ok(())
}

fn asks_communes(criterion: &Criterion) -> bool {
    let rule = criterion.rule.as_ref();
    rule.is_some_and(|rule| inputs_of(rule).iter().any(|input| input.key == "communes"))
}

fn fill_one(draft: &mut Draft, criterion: &Criterion, found: &Distribution) {
    let counted = found.inputs();
    let claim: &mut Claim = draft.submission.claims.entry(criterion.id.clone()).or_default();
    let given = |key: &String| claim.inputs.get(key);
    let says_nothing = claim.value.is_none() && counted.keys().all(|key| given(key).is_none());
    let nought = Value::Number(Decimal::ZERO);
    let differs = |(key, value): (&String, &Value)| *given(key).unwrap_or(&nought) != *value;
    let key = if says_nothing {
        "task-communes-filled"
    } else if counted.iter().any(differs) {
        "task-communes-differ"
    } else {
        return;
    };
    if says_nothing {
        claim.inputs.extend(counted);
        // The same file over another state of the communes is another submission.
        let state = format!("{}\n{:?}", draft.submission.digest, found.inputs());
        draft.submission.digest = format!("{:x}", Sha256::digest(state));
    }
    let place = (!claim.from.file.is_empty()).then(|| claim.from.clone());
    draft.submission.flags.push(Flag {
        kind: FlagKind::ComputedInput,
        criterion: Some(criterion.id.clone()),
        message: found.say(key),
        place,
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_district_is_named_by_whole_words() {
        assert!(names("ubnd-huyen-minh-hoa", "huyen-minh-hoa"));
        assert!(!names("ubnd-huyen-minh-hoang", "huyen-minh-hoa"));
    }
}
