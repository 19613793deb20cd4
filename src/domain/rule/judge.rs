//! Judging: one criterion, its target and the figures given become a finding.

use super::{Finding, Inputs};
use crate::domain::{Criterion, Framework, Sentence, Value};

/// What the criterion's rule says of the inputs, with the sentence that explains it.
///
/// Without a rule, a target or an input that is needed the finding has neither verdict nor points: unknown is neither
/// met nor not met. Points are never above the criterion's maximum nor below 0.
pub fn judge(criterion: &Criterion, target: Option<&Value>, inputs: &Inputs) -> Finding {
    let _ = (criterion, target, inputs);
    Finding {
        verdict: None,
        points: None,
        levels: Vec::new(),
        why: Sentence::new("rule-none"),
    }
}

/// Adds to an explanation what the framework file records of the source's contradictions on this criterion.
pub fn explain(framework: &Framework, criterion: &Criterion, why: Sentence) -> Sentence {
    let _ = (framework, criterion);
    why
}
