//! A round of appraisal and the dossiers in it.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{ApplicantId, Criterion, CriterionId, Flag, Framework, RoundId, Stage, StageId, Submission, Value};

/// The targets set for a round, and those set for one applicant.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Targets {
    /// For all applicants.
    pub round: BTreeMap<CriterionId, Value>,
    /// For one applicant.
    pub applicant: BTreeMap<(ApplicantId, CriterionId), Value>,
}

impl Targets {
    /// The target in force: the applicant's own, else the round's, else the framework's; none where nobody gave one.
    pub fn of<'a>(&'a self, applicant: &ApplicantId, criterion: &'a Criterion) -> Option<&'a Value> {
        self.applicant
            .get(&(applicant.clone(), criterion.id.clone()))
            .or_else(|| self.round.get(&criterion.id))
            .or_else(|| criterion.default_target())
    }
}

/// One framework × one period × one organising body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Round {
    /// Its id.
    pub id: RoundId,
    /// The framework as frozen when the round was opened, its stages as renamed for the round.
    pub framework: Framework,
    /// The year appraised.
    pub year: i32,
    /// The organising body.
    pub organisation: String,
    /// The stage at which the organising body opened the round.
    pub opened: StageId,
    /// The stage that the round works at.
    pub stage: StageId,
    /// Per cent of applicable criteria from which the conclusion is ĐẠT; none until it is set.
    pub threshold: Option<Decimal>,
    /// The targets.
    pub targets: Targets,
}

impl Round {
    /// The stage that the round works at.
    pub fn acting(&self) -> Option<&Stage> {
        self.framework.stage(&self.stage)
    }

    /// Whether the organising body issues the documents of a stage: those of the stage at which it opened the round.
    pub fn is_own(&self, stage: &StageId) -> bool {
        *stage == self.opened
    }

    /// Who issues the documents of a stage: the organising body those of its own, each other stage's body that stage's.
    /// None where nobody is named, and for the applicants' own stage, whose documents each applicant issues itself.
    pub fn issuer(&self, stage: &StageId) -> Option<&str> {
        let name = if self.is_own(stage) {
            &self.organisation
        } else if self.framework.self_stage().is_some_and(|own| own.id == *stage) {
            return None;
        } else {
            &self.framework.stage(stage)?.body
        };
        (!name.is_empty()).then_some(name)
    }

    /// The stage before the acting one: what is put beside it.
    pub fn before(&self) -> Option<&Stage> {
        let at = self.framework.stages.iter().position(|stage| stage.id == self.stage)?;
        self.framework.stages.get(at.checked_sub(1)?)
    }
}

/// How far a dossier has come at the acting stage.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
    strum::EnumIter,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DossierState {
    /// Chưa thẩm định.
    #[serde(rename = "chua-tham-dinh")]
    #[strum(serialize = "chua-tham-dinh")]
    NotStarted,
    /// Đang thẩm định.
    #[serde(rename = "dang-tham-dinh")]
    #[strum(serialize = "dang-tham-dinh")]
    InProgress,
    /// Đã thẩm định.
    #[serde(rename = "da-tham-dinh")]
    #[strum(serialize = "da-tham-dinh")]
    Reviewed,
    /// Chờ chủ tịch hội đồng.
    #[serde(rename = "cho-chu-tich")]
    #[strum(serialize = "cho-chu-tich")]
    AwaitingChair,
    /// Đã chốt.
    #[serde(rename = "da-chot")]
    #[strum(serialize = "da-chot")]
    Sealed,
}

/// All that one applicant submitted in one round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dossier {
    /// The applicant.
    pub applicant: ApplicantId,
    /// Its name.
    pub name: String,
    /// How many times it was submitted.
    pub submissions: u32,
    /// The last submission.
    pub submission: Submission,
    /// Stages at which it was handed to the chair.
    pub presented: Vec<StageId>,
    /// Stages that are sealed.
    pub sealed: Vec<StageId>,
    /// Criteria on which a ruling stands whose claim or evidence changed in a later submission.
    pub resubmitted: Vec<CriterionId>,
    /// Flags dismissed, with the reason.
    pub dismissed: Vec<(Flag, String)>,
}
