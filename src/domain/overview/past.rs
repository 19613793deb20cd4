//! Rounds of other years beside this one: which may stand there, and which dossier is which.

use std::collections::BTreeMap;

use super::Overview;
use crate::domain::{ApplicantId, Framework, Round};

/// Whether results of both frameworks may stand beside each other: the same set, or one of the same issuer for the same
/// applicants that adds up in the same way.
pub fn same_family(one: &Framework, other: &Framework) -> bool {
    let alike = |framework: &Framework| {
        (
            framework.method,
            framework.applicant_level,
            framework.issuer.to_lowercase(),
        )
    };
    one.id == other.id || alike(one) == alike(other)
}

/// The rounds of earlier years that stand beside a round, the latest year first: one a year, of the same body where it
/// held one, else the one opened last. Rounds stand in the order in which they were opened.
pub fn earlier<'a>(rounds: &'a [Round], round: &Round) -> Vec<&'a Round> {
    let mut years: BTreeMap<i32, &Round> = BTreeMap::new();
    let fits = |other: &&Round| {
        other.year < round.year && other.stage == round.stage && same_family(&other.framework, &round.framework)
    };
    for other in rounds.iter().filter(fits) {
        let own = |round: &Round, body: &str| round.organisation == body;
        match years.get(&other.year) {
            Some(known) if own(known, &round.organisation) && !own(other, &round.organisation) => {}
            Some(_) | None => {
                years.insert(other.year, other);
            }
        }
    }
    years.into_values().rev().collect()
}

/// For each dossier of a round its place in another; none where it was not there.
pub fn beside(now: &Overview, other: &Overview) -> Vec<Option<usize>> {
    let places: BTreeMap<&ApplicantId, usize> = other
        .communes
        .iter()
        .enumerate()
        .map(|(at, commune)| (&commune.applicant, at))
        .collect();
    now.communes
        .iter()
        .map(|commune| places.get(&commune.applicant).copied())
        .collect()
}
