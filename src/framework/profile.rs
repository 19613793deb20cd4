//! A profile: another chain of appraisal, laid over a framework when a round is opened. It is data like the framework.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::place::{Defects, Place};
use super::suggest::with_hint;
use super::validate::{composed, filled, is_month_and_day, no_repeats, plain_id, validate};
use super::wording::Wording;
use super::{Defect, read};
use crate::domain::form::ReportSpec;
use crate::domain::framework::ApplicantLevel;
use crate::domain::{Explain, Framework, Sentence, SignatureBlock, Stage, StageId};

/// One chain of appraisal with the words that a form prints for it: the schema of `frameworks/profiles/*.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    /// The file's name without its ending.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What it rests on, and from when.
    #[serde(default)]
    pub note: String,
    /// The applicants whose frameworks it fits; all where empty.
    #[serde(default)]
    pub applicant_levels: Vec<ApplicantLevel>,
    /// The chain, the applicant's own stage first.
    pub stages: Vec<ProfileStage>,
    /// Words that the forms print for the old bodies, and what stands in their place.
    #[serde(default)]
    pub words: Vec<Word>,
}

/// A stage of a profile. What it leaves empty stays as the framework has it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProfileStage {
    /// `self` for the first; a name of its own for each that follows.
    pub id: StageId,
    /// What it is called.
    #[serde(default)]
    pub name: String,
    /// The verb in sentences.
    #[serde(default)]
    pub verb: String,
    /// Who decides; needed of every stage but the applicant's own.
    #[serde(default)]
    pub body: String,
    /// The body's name within a title or a header; the whole name where empty.
    #[serde(default)]
    pub short: String,
    /// Lines above the title of the signer.
    #[serde(default)]
    pub above: Vec<String>,
    /// The signer's title.
    #[serde(default)]
    pub signer: String,
    /// Day and month until which it is due, `MM-DD`.
    #[serde(default)]
    pub deadline: String,
    /// The deadline in words.
    #[serde(default)]
    pub deadline_printed: String,
}

/// Words of a form, and what stands in their place.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Word {
    /// As the framework prints it.
    pub from: String,
    /// As the round prints it; empty to leave it out.
    pub to: String,
    /// The stage whose titles and columns it is replaced in; everywhere where none.
    #[serde(default)]
    pub stage: Option<StageId>,
}

/// Why a profile cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ProfileError {
    /// No profile of that id; the nearest id, if any is near.
    #[error("no profile has the id {id}")]
    Unknown {
        /// The id asked for.
        id: String,
        /// The id that may have been meant.
        near: Option<String>,
    },
    /// The file has defects.
    #[error("the profile {id} has {} defects", defects.len())]
    Broken {
        /// The id or file asked for.
        id: String,
        /// All of them.
        defects: Vec<Defect>,
    },
    /// The framework is made for other applicants.
    #[error("the profile {profile} does not fit the applicants of {framework}")]
    Applicants {
        /// The profile.
        profile: String,
        /// The framework.
        framework: String,
    },
    /// The framework's chain has more stages than the profile.
    #[error("the profile {profile} has {offered} stages, {framework} needs {needed}")]
    TooFewStages {
        /// The profile.
        profile: String,
        /// The framework.
        framework: String,
        /// Appraising stages of the profile.
        offered: usize,
        /// Appraising stages of the framework.
        needed: usize,
    },
    /// The framework would not be sound with it.
    #[error("the profile {profile} spoils {framework}")]
    Spoils {
        /// The profile.
        profile: String,
        /// The framework.
        framework: String,
        /// The first defect.
        defect: Box<Sentence>,
    },
}

impl Explain for ProfileError {
    fn what(&self) -> Sentence {
        let sentence = |key, profile: &str, framework: &str| {
            Sentence::new(key).text("profile", profile).text("framework", framework)
        };
        match self {
            Self::Unknown { id, .. } => Sentence::new("framework-profile-unknown").text("id", id),
            Self::Broken { id, defects } => Sentence::new("framework-profile-broken")
                .text("id", id)
                .number("count", defects.len()),
            Self::Applicants { profile, framework } => sentence("framework-profile-applicants", profile, framework),
            Self::TooFewStages {
                profile,
                framework,
                offered,
                needed,
            } => sentence("framework-profile-too-few-stages", profile, framework)
                .number("offered", *offered)
                .number("needed", *needed),
            Self::Spoils { profile, framework, .. } => sentence("framework-profile-spoils", profile, framework),
        }
    }

    fn why(&self) -> Option<Sentence> {
        match self {
            Self::Broken { defects, .. } => defects.first().map(Defect::say),
            Self::Spoils { defect, .. } => Some(defect.as_ref().clone()),
            Self::Unknown { .. } | Self::Applicants { .. } | Self::TooFewStages { .. } => None,
        }
    }

    fn hint(&self) -> Option<Sentence> {
        Some(match self {
            Self::Unknown { near: Some(near), .. } => Sentence::new("framework-hint").text("word", near),
            Self::Unknown { near: None, .. } => Sentence::new("framework-profile-unknown-hint"),
            Self::Broken { .. } | Self::Spoils { .. } => Sentence::new("framework-profile-broken-hint"),
            Self::Applicants { .. } => Sentence::new("framework-profile-applicants-hint"),
            Self::TooFewStages { .. } => Sentence::new("framework-profile-too-few-stages-hint"),
        })
    }
}

/// Reads the text of one profile file.
///
/// # Errors
/// As [`super::parse`]: all defects found, in the order of their lines.
pub fn parse_profile(text: &str) -> Result<Profile, Vec<Defect>> {
    let (profile, places) = read::read_profile(text)?;
    let mut defects = Defects::new(text);
    profile.validate(text, &places, &mut defects);
    let mut found = defects.into_found();
    if found.is_empty() {
        return Ok(profile);
    }
    found.sort_by_key(|defect| (defect.line, defect.column));
    found.dedup();
    Err(found)
}

impl Profile {
    /// The stages that appraise: all but the applicant's own.
    pub fn appraising(&self) -> &[ProfileStage] {
        self.stages.get(1..).unwrap_or_default()
    }

    fn validate(&self, text: &str, places: &Place, defects: &mut Defects<'_>) {
        composed(text, defects);
        plain_id(&self.id, places.field("id"), defects);
        filled(&self.title, places, "title", defects);
        let list = places.field("stages");
        if self.stages.first().is_none_or(|first| first.id.as_str() != "self") {
            defects.add(list.item(0).field("id"), Sentence::new("framework-first-stage"));
        }
        if self.stages.len() == 1 {
            defects.add(list, Sentence::new("framework-profile-no-stage"));
        }
        let ids = self.stages.iter().enumerate();
        no_repeats(
            ids.map(|(at, stage)| (stage.id.as_str(), list.item(at).field("id"))),
            &mut BTreeSet::new(),
            defects,
        );
        for (at, stage) in self.stages.iter().enumerate() {
            let place = list.item(at);
            if at > 0 {
                filled(&stage.body, place, "body", defects);
            }
            if !stage.deadline.is_empty() && !is_month_and_day(&stage.deadline) {
                let message = Sentence::new("framework-deadline").text("found", stage.deadline.as_str());
                defects.add(place.field("deadline"), message);
            }
        }
        let mut seen = BTreeSet::new();
        for (at, word) in self.words.iter().enumerate() {
            let place = places.field("words").item(at);
            filled(&word.from, place, "from", defects);
            if !seen.insert((&word.from, &word.stage)) {
                let message = Sentence::new("framework-profile-repeated-word").text("word", word.from.as_str());
                defects.add(place.field("from"), message);
            }
            let known = || self.stages.iter().map(|stage| stage.id.as_str());
            if let Some(stage) = &word.stage
                && known().all(|id| id != stage.as_str())
            {
                let message = Sentence::new("framework-unknown-stage").text("id", stage.as_str());
                defects.add(place.field("stage"), with_hint(message, stage.as_str(), known()));
            }
        }
    }

    /// The framework with this chain in place of its own: stages by position, counted from the last, and the bodies'
    /// names in forms and reports. Criteria, targets, rules, deadlines, sources and cases stay as they are.
    ///
    /// # Errors
    /// The profile is made for other applicants, has fewer stages than the framework, or would leave a faulty form.
    pub fn lay_over(&self, framework: &Framework) -> Result<Framework, ProfileError> {
        let level = framework.applicant_level;
        if !self.applicant_levels.is_empty() && !self.applicant_levels.contains(&level) {
            return Err(ProfileError::Applicants {
                profile: self.id.clone(),
                framework: framework.id.to_string(),
            });
        }
        let chain = Chain::new(self, framework)?;
        let mut laid = framework.clone();
        laid.stages = chain.steps.iter().map(Step::stage).collect();
        for form in &mut laid.forms {
            let own = form.stage.clone();
            chain.rename(&mut form.stage);
            let words = chain.wording(own.as_ref());
            words.mend(&mut form.name);
            words.mend_all(&mut form.title);
            words.mend(&mut form.conclusion);
            if let Some(signature) = &mut form.signature {
                chain.sign(signature, own.as_ref(), true);
            }
            for column in &mut form.columns {
                let words = chain.wording(column.stage.as_ref().or(own.as_ref()));
                chain.rename(&mut column.stage);
                words.mend(&mut column.header);
                words.mend(&mut column.over);
                words.mend_names(&mut column.also);
                column.also.retain(|name| *name != column.header);
            }
        }
        for report in &mut laid.reports {
            chain.mend_report(report);
        }
        let defects = validate("", &laid, &Place::default());
        match defects.into_iter().next() {
            None => Ok(laid),
            Some(defect) => Err(ProfileError::Spoils {
                profile: self.id.clone(),
                framework: framework.id.to_string(),
                defect: Box::new(defect.message),
            }),
        }
    }
}

/// A stage of the framework with the one that takes its place.
struct Step<'a> {
    old: &'a Stage,
    new: &'a ProfileStage,
}

impl Step<'_> {
    fn stage(&self) -> Stage {
        let or = |new: &str, old: &str| if new.is_empty() { old } else { new }.to_owned();
        let Self { old, new } = self;
        Stage {
            id: new.id.clone(),
            name: or(&new.name, &old.name),
            verb: or(&new.verb, &old.verb),
            body: or(&new.body, &old.body),
            signer: or(&new.signer, &old.signer),
            deadline: or(&new.deadline, &old.deadline),
            deadline_printed: if new.deadline.is_empty() {
                old.deadline_printed.clone()
            } else {
                new.deadline_printed.clone()
            },
        }
    }

    /// What forms print for the body.
    fn short(&self) -> &str {
        if self.new.short.is_empty() {
            &self.new.body
        } else {
            &self.new.short
        }
    }
}

/// How the stages of a framework become those of a profile.
struct Chain<'a> {
    steps: Vec<Step<'a>>,
    /// The words of each stage of the framework.
    words: BTreeMap<&'a StageId, Wording>,
    /// The words of what belongs to no stage.
    general: Wording,
}

impl<'a> Chain<'a> {
    fn new(profile: &'a Profile, framework: &'a Framework) -> Result<Self, ProfileError> {
        let needed = framework.stages.len().saturating_sub(1);
        let offered = profile.appraising().len();
        let Some(skipped) = offered.checked_sub(needed) else {
            return Err(ProfileError::TooFewStages {
                profile: profile.id.clone(),
                framework: framework.id.to_string(),
                offered,
                needed,
            });
        };
        let new = profile
            .stages
            .iter()
            .take(1)
            .chain(profile.appraising().iter().skip(skipped));
        let steps: Vec<Step<'_>> = framework
            .stages
            .iter()
            .zip(new)
            .map(|(old, new)| Step { old, new })
            .collect();
        let words = steps
            .iter()
            .map(|step| (&step.old.id, wording(profile, &steps, Some(step))))
            .collect();
        let general = wording(profile, &steps, None);
        Ok(Self { steps, words, general })
    }

    fn step(&self, old: Option<&StageId>) -> Option<&Step<'a>> {
        self.steps.iter().find(|step| Some(&step.old.id) == old)
    }

    fn wording(&self, old: Option<&StageId>) -> &Wording {
        old.and_then(|old| self.words.get(old)).unwrap_or(&self.general)
    }

    fn rename(&self, stage: &mut Option<StageId>) {
        if let Some(step) = self.step(stage.as_ref()) {
            *stage = Some(step.new.id.clone());
        }
    }

    /// Puts the new signer under what a stage signs.
    fn sign(&self, signature: &mut SignatureBlock, old: Option<&StageId>, whoever: bool) {
        let words = self.wording(old);
        match self.step(old) {
            Some(step) if !step.new.signer.is_empty() && (whoever || signature.title == step.old.signer) => {
                signature.title.clone_from(&step.new.signer);
                signature.above.clone_from(&step.new.above);
            }
            Some(_) | None => {
                words.mend(&mut signature.title);
                words.mend_all(&mut signature.above);
            }
        }
    }

    fn mend_report(&self, report: &mut ReportSpec) {
        let own = report.stage.clone();
        let words = self.wording(Some(&own));
        if let Some(step) = self.step(Some(&own)) {
            report.stage = step.new.id.clone();
        }
        words.mend(&mut report.name);
        words.mend_all(&mut report.agency);
        words.mend(&mut report.number);
        words.mend_all(&mut report.title);
        words.mend(&mut report.addressee);
        words.mend(&mut report.opening);
        words.mend_all(&mut report.recipients);
        for section in &mut report.sections {
            words.mend(&mut section.heading);
            words.mend(&mut section.text);
        }
        // Others may sign a report of the stage; they are not its body.
        self.sign(&mut report.signature, Some(&own), false);
    }
}

/// The words of one stage, or of what belongs to none: those declared for it, those for all, then the bodies' names.
fn wording(profile: &Profile, steps: &[Step<'_>], own: Option<&Step<'_>>) -> Wording {
    let mut wording = Wording::default();
    let own_id = own.map(|step| &step.new.id);
    for word in profile
        .words
        .iter()
        .filter(|word| word.stage.is_some() && word.stage.as_ref() == own_id)
    {
        wording.replace(&word.from, &word.to);
    }
    for word in profile.words.iter().filter(|word| word.stage.is_none()) {
        wording.replace(&word.from, &word.to);
    }
    for step in own.into_iter().chain(steps) {
        if !step.new.body.is_empty() && step.new.body != step.old.body {
            wording.replace(&step.old.body, step.short());
        }
    }
    wording
}
