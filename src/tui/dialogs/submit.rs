//! What the forms are for: each purpose turns the fields into requests, or says why it cannot.

use std::path::{Path, PathBuf};

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::Step;
use super::super::theme::Role;
use super::super::widgets::paper::Paper;
use super::form::State;
use super::{Dialog, confirm, sign};
use crate::domain::{Act, ApplicantId, CriterionId, Decimal, FormId, FrameworkId, RoundId, Sentence, Value};
use crate::tasks::places::{Wanted, workspace_for};
use crate::tasks::{
    Corrections, Existing, ExportFormat, ExportRequest, Findings, FindingsExport, ImportRequest, Request,
};
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
    /// Loading a folder into a new workspace: the frameworks to choose from, the first place leaving it to the files.
    LoadFolder {
        /// The frameworks.
        frameworks: Vec<Option<FrameworkId>>,
        /// The load as it is wanted now.
        wanted: Box<ImportRequest>,
    },
    /// Loading more: into the round, which is the first place, or into a round of another framework.
    Import {
        /// The round.
        round: RoundId,
        /// The frameworks.
        frameworks: Vec<Option<FrameworkId>>,
        /// The load as it is wanted now.
        wanted: Box<ImportRequest>,
    },
    /// The name of an applicant of a load.
    Rename {
        /// The new workspace loaded into; none for the open one.
        workspace: Option<PathBuf>,
        /// The load.
        wanted: Box<ImportRequest>,
        /// Which dossier of it.
        key: String,
    },
    /// Writing what was found in a load.
    Findings(Box<Findings>),
    /// Writing official tables.
    Export {
        /// The round.
        round: RoundId,
        /// The forms to choose from; none for all of them.
        forms: Vec<Vec<FormId>>,
        /// The dossiers to choose from, empty for all, and whether they go into one book.
        scopes: Vec<(Vec<ApplicantId>, bool)>,
        /// The formats to choose from.
        formats: Vec<ExportFormat>,
    },
    /// Signing files: the ones to choose from, none for those of the path.
    Sign {
        /// The round.
        round: RoundId,
        /// The files.
        choices: Vec<Vec<PathBuf>>,
    },
    /// The rate from which the conclusion is ĐẠT.
    Threshold(RoundId),
    /// The targets of a round from a file.
    Targets(RoundId),
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
        /// For each of them, whether a target is set now.
        set: Vec<bool>,
    },
    /// An act that takes a word to be typed.
    Typed {
        /// The word.
        word: String,
        /// The act.
        act: Act,
    },
}

/// A path as people paste it: without blanks and quotes round it, `~` being the home folder.
pub(super) fn path(words: &str, home: Option<&Path>) -> Option<PathBuf> {
    let words = words.trim().trim_matches(['"', '\'', '“', '”', '‘', '’']).trim();
    if words.is_empty() {
        return None;
    }
    let rest = words
        .strip_prefix('~')
        .filter(|rest| rest.is_empty() || rest.starts_with(std::path::is_separator));
    Some(match (rest, home) {
        (Some(rest), Some(home)) => home.join(rest.trim_start_matches(std::path::is_separator)),
        _ => PathBuf::from(words),
    })
}

fn wanted(words: &str, cx: &Cx) -> Result<PathBuf, Sentence> {
    path(words, cx.home.as_deref()).ok_or_else(|| Sentence::new("tui-form-path-empty"))
}

fn year(words: &str) -> Result<Option<i32>, Sentence> {
    if words.is_empty() {
        return Ok(None);
    }
    match words.parse::<i32>() {
        Ok(year) if (1990..=2100).contains(&year) => Ok(Some(year)),
        Ok(_) | Err(_) => Err(Sentence::new("tui-form-year-wrong")),
    }
}

/// What may be chosen from a list for the field of a form that has the keys.
pub(super) fn chooser(state: &State) -> Option<Wanted> {
    match &state.purpose {
        Purpose::Sign { .. } => sign::wanted(state),
        Purpose::Export { .. } => (state.at == 3).then_some(Wanted::Folders),
        Purpose::Actor { .. }
        | Purpose::OpenWorkspace
        | Purpose::LoadFolder { .. }
        | Purpose::Import { .. }
        | Purpose::Rename { .. }
        | Purpose::Findings(_)
        | Purpose::Threshold(_)
        | Purpose::Targets(_)
        | Purpose::Target { .. }
        | Purpose::Typed { .. } => None,
    }
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
        Purpose::OpenWorkspace => ask(Request::Open(wanted(&state.words(0), cx)?)),
        Purpose::LoadFolder { frameworks, wanted } => {
            let folder = self::wanted(&state.words(0), cx)?;
            let proposed = || workspace_for(&folder, cx.home.as_deref());
            let workspace = path(&state.words(5), cx.home.as_deref()).unwrap_or_else(proposed);
            let import = import(state, cx, folder, None, (frameworks, wanted))?;
            ask(Request::Preview(Some(workspace), Box::new(import)))
        }
        Purpose::Import {
            round,
            frameworks,
            wanted,
        } => {
            let folder = self::wanted(&state.words(0), cx)?;
            let import = import(state, cx, folder, Some(round), (frameworks, wanted))?;
            ask(Request::Preview(None, Box::new(import)))
        }
        Purpose::Rename { workspace, wanted, key } => {
            if state.words(0).is_empty() {
                return Err(Sentence::new("tui-form-name-empty"));
            }
            let mut wanted = wanted.clone();
            wanted.corrections.names.insert(key.clone(), state.words(0));
            ask(Request::Preview(workspace.clone(), wanted))
        }
        Purpose::Findings(found) => {
            let path = self::wanted(&state.words(0), cx)?;
            let each = state.chosen(1) == 1;
            // The files of the applicants go into a folder called as the one file would have been.
            let out = if each && path.extension().is_some() {
                path.with_extension("")
            } else {
                path
            };
            ask(Request::Findings(Box::new(FindingsExport {
                found: (**found).clone(),
                out,
                each,
                overwrite: false,
            })))
        }
        Purpose::Export {
            round,
            forms,
            scopes,
            formats,
        } => {
            let chosen = forms
                .get(state.chosen(0))
                .ok_or_else(|| Sentence::new("tui-form-no-form"))?;
            let (applicants, one_book) = scopes.get(state.chosen(1)).cloned().unwrap_or_default();
            ask(Request::Export(Box::new(ExportRequest {
                round: round.clone(),
                forms: chosen.clone(),
                applicants,
                format: formats.get(state.chosen(2)).copied().unwrap_or_default(),
                out: wanted(&state.words(3), cx)?,
                one_book,
                provenance: false,
                plain_names: state.chosen(4) == 1,
                existing: Existing::Refuse,
            })))
        }
        Purpose::Sign { round, choices } => sign::submit(state, cx, round, choices),
        Purpose::Threshold(round) => {
            let rate = threshold(&state.words(0))?;
            ask(Request::Act(Box::new(Act::SetThreshold {
                round: round.clone(),
                rate,
            })))
        }
        Purpose::Targets(round) => ask(Request::Targets(round.clone(), wanted(&state.words(0), cx)?)),
        Purpose::Target {
            round,
            criterion,
            per_cent,
            scopes,
            set,
        } => {
            let target = target(&state.words(0), *per_cent)?;
            let set = set.get(state.chosen(1)).copied().unwrap_or_default();
            if target.is_none() && !set {
                return Err(Sentence::new("tui-form-target-none"));
            }
            let applicant = scopes.get(state.chosen(1)).cloned().flatten();
            let clears = target.is_none() && applicant.is_none();
            let request = Request::Act(Box::new(Act::SetTarget {
                round: round.clone(),
                criterion: criterion.clone(),
                applicant,
                target,
            }));
            if clears {
                Ok(vec![clearing(state, cx, request)])
            } else {
                ask(request)
            }
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

/// Asks before the target of all applicants is taken away.
fn clearing(state: &State, cx: &Cx, request: Request) -> Step {
    let mut paper = Paper::default();
    paper.say(Role::Group, &state.intro);
    paper.say(Role::Text, &cx.text("tui-target-clear-question"));
    Step::Open(Box::new(Dialog::Confirm(confirm::State {
        title: state.title.clone(),
        paper,
        yes: vec![Step::Close, Step::Close, Step::Ask(request)],
        hints: confirm::HINTS,
        top: 0,
    })))
}

/// What the fields of a folder to load ask for; year and organisation are those of a new round.
fn import(
    state: &State,
    cx: &Cx,
    folder: PathBuf,
    round: Option<&RoundId>,
    (frameworks, before): (&[Option<FrameworkId>], &ImportRequest),
) -> Result<ImportRequest, Sentence> {
    let framework = frameworks.get(state.chosen(1)).cloned().flatten();
    let round = round.filter(|_| framework.is_none()).cloned();
    let new = round.is_none();
    let organisation = Some(state.words(3)).filter(|words| new && !words.is_empty());
    let chain = state.chosen(4).checked_sub(1).and_then(|at| cx.profiles.get(at));
    let profile = chain.filter(|_| new).map(|(id, _)| id.clone());
    let year = year(&state.words(2))?.filter(|_| new);
    let folders = vec![folder];
    // Names and what is left out belong to the folder; how a layout is read does not.
    let corrections = if folders == before.folders {
        before.corrections.clone()
    } else {
        Corrections {
            mappings: before.corrections.mappings.clone(),
            ..Corrections::default()
        }
    };
    Ok(ImportRequest {
        folders,
        framework,
        year,
        organisation,
        profile,
        round,
        corrections,
        ..before.clone()
    })
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
        let of = |words: &str| path(words, Some(Path::new("/nhà")));
        assert_eq!(of(" \"C:\\Hồ sơ 2023\" "), Some(PathBuf::from("C:\\Hồ sơ 2023")));
        assert_eq!(of("'Hồ sơ'"), Some(PathBuf::from("Hồ sơ")));
        assert_eq!(of("~/Hồ sơ"), Some(PathBuf::from("/nhà/Hồ sơ")));
        assert_eq!(of("~khác"), Some(PathBuf::from("~khác")));
        assert_eq!(of("  "), None);
    }
}
