//! The whole round in figures: results and ranks, groups, what is claimed otherwise than ruled, what stands in the way.

mod past;
mod row;
#[cfg(test)]
mod tests;
mod whole;

pub use past::{beside, earlier, same_family};
pub use row::{Commune, Figure, Outcome, Tally};
pub use whole::{Bin, Counting, CriterionSum, GroupSum, Overview};

use std::cmp::Ordering;

use super::{Method, StageResult};

/// Which of two results of a method stands higher.
pub fn better(method: Method, one: &StageResult, other: &StageResult) -> Ordering {
    match method {
        Method::PassFail => one
            .rate
            .cmp(&other.rate)
            .then(one.total.passed.cmp(&other.total.passed)),
        Method::Maturity => one.level.cmp(&other.level),
        Method::Points => one.total.points.cmp(&other.total.points),
    }
}
