//! Titles and the lines of the conclusion, with their placeholders replaced.

use super::notation::{self, decimal, within};
use super::words::Words;
use crate::domain::scorecard::GroupResult;
use crate::domain::{Decimal, FormKind, FormSpec, Framework, Round, StageId, StageResult};

/// Replaces `{applicant}` and `{year}` in a printed line; in a line of capitals the name stands in capitals too.
pub fn title(line: &str, applicant: &str, year: &str) -> String {
    let printed = line.replace("{applicant}", "").replace("{year}", "");
    let capitals = printed.chars().any(char::is_uppercase) && !printed.chars().any(char::is_lowercase);
    let name = if capitals {
        applicant.to_uppercase()
    } else {
        applicant.to_owned()
    };
    line.replace("{applicant}", &name).replace("{year}", year)
}

/// Whether it can be said what a stage comes to: every criterion is ruled. What an applicant left blank counts as its form
/// says, once something is said.
pub(super) fn is_known(framework: &Framework, stage: &StageId, result: &StageResult) -> bool {
    if framework.self_stage().is_some_and(|own| own.id == *stage) {
        !result.is_silent()
    } else {
        result.is_finished
    }
}

/// The lines of the conclusion: the sentence with its figures and, where the form prints one, the outcome.
pub fn lines(spec: &FormSpec, round: &Round, applicant: &str, result: &StageResult, words: &Words) -> Vec<String> {
    let mut lines = Vec::new();
    let figure = |number: Option<Decimal>| number.map_or_else(|| words.blank.clone(), |number| decimal(number, 2));
    let points = |number: Option<Decimal>| {
        number.map_or_else(
            || words.blank.clone(),
            |number| notation::points(number, &round.framework).text,
        )
    };
    // Of a stage that has not said everything there are no figures: `3/37` would be one.
    let stage = spec.stage.as_ref().unwrap_or(&round.stage);
    let said = is_known(&round.framework, stage, result);
    let count = |count: usize| figure(said.then(|| count.into()));
    if !spec.conclusion.is_empty() {
        let name = if spec.conclusion.starts_with("{applicant}") {
            applicant.to_owned()
        } else {
            within(applicant)
        };
        lines.push(
            spec.conclusion
                .replace("{applicant}", &name)
                .replace("{passed}", &count(result.total.passed))
                .replace("{total}", &count(applicable(&result.total)))
                .replace("{year}", &round.year.to_string())
                .replace("{rate}", &figure(result.rate.filter(|_| said)))
                .replace("{points}", &points(said.then_some(result.total.points)))
                .replace("{max_points}", &points(Some(result.total.max_points)))
                .replace("{level}", &level(Some(result).filter(|_| said), words)),
        );
    }
    if !spec.outcome.is_empty() {
        // As printed, all words of which one is to be chosen, where it cannot be said yet.
        let outcome = outcome(&spec.outcome, round.threshold, result).filter(|_| said);
        let outcome = outcome.cloned();
        let outcome = outcome.unwrap_or_else(|| spec.outcome.join("/ "));
        lines.push(format!("{} {outcome}", words.outcome));
    }
    lines
}

/// The level attained, in figures; in words where it is none.
pub(super) fn level(result: Option<&StageResult>, words: &Words) -> String {
    match result.and_then(|result| result.level) {
        None => words.blank.clone(),
        Some(0) => words.below_levels.to_lowercase(),
        Some(level) => decimal(level.into(), 0),
    }
}

/// What stands in the way of the next level, in frameworks by maturity.
pub fn remarks(spec: &FormSpec, framework: &Framework, result: &StageResult, words: &Words) -> Vec<String> {
    let Some(next) = result.next_level.filter(|_| spec.kind == FormKind::Appraisal) else {
        return Vec::new();
    };
    let stage = spec.stage.as_ref();
    if !stage.is_some_and(|stage| is_known(framework, stage, result)) || result.blocking.is_empty() {
        return Vec::new();
    }
    let codes: Vec<String> = result
        .blocking
        .iter()
        .filter_map(|id| framework.criterion(id))
        .map(|criterion| criterion.label(framework))
        .collect();
    let count = codes.len();
    vec![format!("{} {next} ({count}): {}.", words.blocking, codes.join("; "))]
}

/// The words of the outcome, as soon as no criterion still open can change it; none while it can, or without a threshold.
pub fn outcome<'a>(words: &'a [String], threshold: Option<Decimal>, result: &StageResult) -> Option<&'a String> {
    let threshold = threshold?;
    let applicable = Decimal::from(applicable(&result.total));
    let percent = |count: usize| (Decimal::from(count) * Decimal::ONE_HUNDRED).checked_div(applicable);
    if percent(result.total.passed)? >= threshold {
        words.first()
    } else if percent(result.total.passed + result.total.pending)? < threshold {
        words.get(1)
    } else {
        None
    }
}

/// How many criteria count: all but those that do not apply.
fn applicable(result: &GroupResult) -> usize {
    result.passed + result.failed + result.pending
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(passed: usize, failed: usize, pending: usize) -> StageResult {
        StageResult {
            total: GroupResult {
                passed,
                failed,
                pending,
                ..GroupResult::default()
            },
            ..StageResult::default()
        }
    }

    #[test]
    fn a_name_in_a_title_of_capitals_is_in_capitals() {
        assert_eq!(
            title("TIÊU CHÍ CHO {applicant}", "Xã Đông Lĩnh", "2023"),
            "TIÊU CHÍ CHO XÃ ĐÔNG LĨNH"
        );
        assert_eq!(
            title("Kết quả của {applicant} năm {year}", "Xã Tân Phú", "2023"),
            "Kết quả của Xã Tân Phú năm 2023"
        );
        assert_eq!(title("{applicant}", "Xã Tân Phú", "2023"), "Xã Tân Phú");
    }

    #[test]
    fn a_level_that_is_none_is_said_in_words() {
        let words = Words::official();
        let said = |level: Option<u8>| {
            let result = StageResult {
                level,
                ..result(1, 1, 0)
            };
            super::level(Some(&result), &words)
        };
        assert_eq!(said(Some(3)), "3");
        assert_eq!(said(Some(0)), "chưa đạt mức độ nào");
        assert_eq!(said(None), words.blank);
    }

    #[test]
    fn the_outcome_is_said_only_when_nothing_open_can_change_it() {
        let words = ["yes".to_owned(), "no".to_owned()];
        let say = |threshold: Option<u32>, result: StageResult| {
            outcome(&words, threshold.map(Decimal::from), &result).map(String::as_str)
        };
        assert_eq!(say(None, result(37, 0, 0)), None);
        assert_eq!(say(Some(70), result(7, 3, 0)), Some("yes"));
        assert_eq!(say(Some(70), result(6, 4, 0)), Some("no"));
        assert_eq!(say(Some(70), result(6, 3, 1)), None);
        assert_eq!(say(Some(70), result(5, 4, 1)), Some("no"));
        assert_eq!(say(Some(70), result(7, 0, 3)), Some("yes"));
        assert_eq!(say(Some(70), result(0, 0, 0)), None);
    }
}
