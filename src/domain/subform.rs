//! What was counted in a sub-form (Mẫu 1.4, 3.3 …) of a dossier: figures and their places, never a name from it.

use serde::{Deserialize, Serialize};

use super::{CriterionId, FormId, Provenance, Value};

/// What a sub-form's question to a criterion came to, as counted by the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SubformFigure {
    /// The sub-form.
    pub form: FormId,
    /// Its name, `Mẫu 3.3`.
    pub name: String,
    /// What is counted, in the words of the framework.
    pub label: String,
    /// The criterion it serves.
    pub criterion: CriterionId,
    /// The count: a part of its whole, or a number.
    pub value: Value,
    /// It is told beside the claim but is not the figure that the criterion asks for.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub aside: bool,
    /// Rows that stand in the list again; they are counted once.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub repeated: u32,
    /// The file, the sheet and the cells counted, such as `D7:D506, B508`.
    pub place: Provenance,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

impl SubformFigure {
    /// The figures that answer what a criterion asks for.
    pub fn of<'a>(figures: &'a [Self], criterion: &CriterionId) -> Vec<&'a Self> {
        let asked = |figure: &&Self| figure.criterion == *criterion && !figure.aside;
        figures.iter().filter(asked).collect()
    }

    /// The value that several lists of one sub-form give together: their parts and wholes added up.
    pub fn together(figures: &[&Self]) -> Option<Value> {
        let (first, rest) = figures.split_first()?;
        rest.iter()
            .try_fold(first.value.clone(), |sum, figure| match (sum, &figure.value) {
                (Value::Number(one), Value::Number(other)) => Some(Value::Number(one.checked_add(*other)?)),
                (Value::Ratio { part, whole }, Value::Ratio { part: more, whole: of }) => Some(Value::Ratio {
                    part: part.checked_add(*more)?,
                    whole: whole.checked_add(*of)?,
                }),
                (Value::Number(_) | Value::Ratio { .. } | Value::Text(_), _) => None,
            })
    }
}
