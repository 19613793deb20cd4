//! What the forms are for: each purpose turns the fields into requests, or says why it cannot.

use std::path::PathBuf;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::Step;
use super::form::State;
use crate::domain::{Act, ApplicantId, CriterionId, Decimal, FormId, RoundId, Sentence, Value};
use crate::tasks::{ExportFormat, ExportRequest, ImportRequest, Request};
use crate::text::number::{self, Reading};
use crate::text::{fold, value};

/// What a form is for.
#[derive(Debug, Clone)]
pub enum Purpose {
    /// Who acts; then the act that asked for it.
    Actor {
        /// The act to go on with.
        then: Option<Action>,
    },
    /// Opening a workspace.
    OpenWorkspace,
    /// Loading a folder into a new workspace.
    LoadFolder,
    /// Loading more into the round.
    Import(RoundId),
    /// Writing official tables.
    Export {
        /// The round.
        round: RoundId,
        /// The forms to choose from.
        forms: Vec<FormId>,
        /// The dossiers to choose from; empty for all.
        scopes: Vec<Vec<ApplicantId>>,
    },
    /// The rate from which the conclusion is ĐẠT.
    Threshold(RoundId),
    /// The target of a criterion.
    Target {
        /// The round.
        round: RoundId,
        /// The criterion.
        criterion: CriterionId,
        /// Values are percentages.
        per_cent: bool,
        /// For whom to choose from; none for all.
        scopes: Vec<Option<ApplicantId>>,
    },
    /// An act that takes a word to be typed.
    Typed {
        /// The word.
        word: String,
        /// The act.
        act: Act,
    },
}

/// A path as people paste it: without blanks and quotes round it.
fn path(words: &str) -> Option<PathBuf> {
    let words = words.trim().trim_matches('"').trim();
    (!words.is_empty()).then(|| PathBuf::from(words))
}

fn wanted(words: &str) -> Result<PathBuf, Sentence> {
    path(words).ok_or_else(|| Sentence::new("tui-form-path-empty"))
}

/// The steps of a form filled in.
///
/// # Errors
/// Why it cannot be done as filled in.
pub fn submit(state: &State, cx: &Cx) -> Result<Vec<Step>, Sentence> {
    let ask = |request: Request| Ok(vec![Step::Ask(request)]);
    match &state.purpose {
        Purpose::Actor { then } => {
            if state.words(0).is_empty() {
                return Err(Sentence::new("tui-form-name-empty"));
            }
            let mut settings = cx.settings.clone();
            settings.member = state.words(0);
            settings.role = state.words(1);
            let mut steps = vec![Step::Close, Step::Ask(Request::Keep(settings))];
            steps.extend(then.map(Step::Act));
            Ok(steps)
        }
        Purpose::OpenWorkspace => ask(Request::Open(wanted(&state.words(0))?)),
        Purpose::LoadFolder => {
            let folder = wanted(&state.words(0))?;
            let workspace = path(&state.words(1)).unwrap_or_else(|| folder.with_extension("thamdinh"));
            let import = ImportRequest {
                folders: vec![folder],
                ..ImportRequest::default()
            };
            Ok(vec![
                Step::Ask(Request::Open(workspace)),
                Step::Ask(Request::Import(Box::new(import))),
            ])
        }
        Purpose::Import(round) => ask(Request::Import(Box::new(ImportRequest {
            folders: vec![wanted(&state.words(0))?],
            round: Some(round.clone()),
            ..ImportRequest::default()
        }))),
        Purpose::Export { round, forms, scopes } => {
            let form = forms
                .get(state.chosen(0))
                .ok_or_else(|| Sentence::new("tui-form-no-form"))?;
            ask(Request::Export(ExportRequest {
                round: round.clone(),
                form: form.clone(),
                applicants: scopes.get(state.chosen(1)).cloned().unwrap_or_default(),
                format: ExportFormat::Xlsx,
                out: wanted(&state.words(2))?,
                one_book: false,
                overwrite: state.chosen(3) == 1,
            }))
        }
        Purpose::Threshold(round) => {
            let rate = threshold(&state.words(0))?;
            ask(Request::Act(Box::new(Act::SetThreshold {
                round: round.clone(),
                rate,
            })))
        }
        Purpose::Target {
            round,
            criterion,
            per_cent,
            scopes,
        } => {
            let target = target(&state.words(0), *per_cent)?;
            ask(Request::Act(Box::new(Act::SetTarget {
                round: round.clone(),
                criterion: criterion.clone(),
                applicant: scopes.get(state.chosen(1)).cloned().flatten(),
                target,
            })))
        }
        Purpose::Typed { word, act } => {
            if fold(&state.words(0)) == fold(word) {
                ask(Request::Act(Box::new(act.clone())))
            } else {
                Err(Sentence::new("tui-form-word").text("word", word.as_str()))
            }
        }
    }
}

/// A rate in per cent, between 0 and 100; none where the field is empty.
fn threshold(words: &str) -> Result<Option<Decimal>, Sentence> {
    if words.is_empty() {
        return Ok(None);
    }
    match number::parse(words) {
        Some(Reading::Number { number, .. }) if number >= Decimal::ZERO && number <= Decimal::ONE_HUNDRED => {
            Ok(Some(number))
        }
        Some(Reading::Number { .. } | Reading::Ratio { .. }) | None => Err(Sentence::new("tui-form-rate")),
    }
}

fn target(words: &str, per_cent: bool) -> Result<Option<Value>, Sentence> {
    if words.is_empty() {
        return Ok(None);
    }
    value::parse(words, per_cent)
        .map(Some)
        .ok_or_else(|| Sentence::new("tui-value-unreadable"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_threshold_is_a_rate_or_nothing() {
        assert_eq!(threshold(""), Ok(None));
        assert_eq!(threshold("70,5 %"), Ok(Some(Decimal::new(705, 1))));
        assert!(threshold("120").is_err() && threshold("bảy mươi").is_err());
    }

    #[test]
    fn a_pasted_path_loses_its_quotes() {
        assert_eq!(path(" \"C:\\Hồ sơ 2023\" "), Some(PathBuf::from("C:\\Hồ sơ 2023")));
        assert_eq!(path("  "), None);
    }
}
