//! What the council decides: rulings, opinions and notes, and how concurrent rulings stand beside each other.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{CriterionId, EventId, MemberId, StageId, Value, Verdict};

/// The council's decision on one criterion at one stage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ruling {
    /// The event that made it.
    pub event: EventId,
    /// The appraised value.
    pub value: Option<Value>,
    /// The verdict; where a person gave none, the rule's finding on the value stands in.
    pub verdict: Option<Verdict>,
    /// Points ruled, in frameworks by points.
    pub points: Option<Decimal>,
    /// Further inputs of the rule.
    pub inputs: BTreeMap<String, Value>,
    /// Reason (căn cứ, lý do); printed in the note column.
    pub reason: String,
    /// Who ruled.
    pub by: MemberId,
    /// In which role.
    pub role: String,
    /// When, RFC 3339.
    pub at: String,
}

/// A free note on a criterion or, without one, on the dossier.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The event that made it.
    pub event: EventId,
    /// The criterion; none for the whole dossier.
    pub criterion: Option<CriterionId>,
    /// The text.
    pub text: String,
    /// Who wrote it.
    pub by: MemberId,
    /// When, RFC 3339.
    pub at: String,
}

/// The rulings in force on one dossier: for each stage and criterion all that nothing has replaced.
///
/// One ruling is the normal state; several did not know of each other and are a conflict that the chair settles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Rulings {
    /// By stage, then criterion; the latest in time first.
    pub by_stage: BTreeMap<StageId, BTreeMap<CriterionId, Vec<Ruling>>>,
}

impl Rulings {
    /// The rulings in force on a criterion at a stage, the latest first.
    pub fn of(&self, stage: &StageId, criterion: &CriterionId) -> &[Ruling] {
        self.by_stage
            .get(stage)
            .and_then(|rulings| rulings.get(criterion))
            .map_or(&[], Vec::as_slice)
    }
}
