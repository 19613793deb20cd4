//! What people write into the sections of a report that no figure can fill.

use std::collections::BTreeMap;

use super::{ApplicantId, EventId, FormId, MemberId};

/// The text of one section of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Narrative {
    /// The event that made it.
    pub event: EventId,
    /// The text; never empty.
    pub text: String,
    /// Who wrote it.
    pub by: MemberId,
    /// When, RFC 3339.
    pub at: String,
}

/// The section of a report that a text belongs to; none for the applicant means all of the round.
pub type Place = (Option<ApplicantId>, FormId, String);

/// The texts in force in a round; of several on one place the last written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Narratives(pub BTreeMap<Place, Narrative>);

impl Narratives {
    /// The text of a section: the applicant's own, else the round's.
    pub fn of(&self, applicant: Option<&ApplicantId>, report: &FormId, section: &str) -> Option<&Narrative> {
        let find = |applicant: Option<&ApplicantId>| self.own(applicant, report, section);
        applicant
            .and_then(|applicant| find(Some(applicant)))
            .or_else(|| find(None))
    }

    /// The text written for just this applicant, or for just the round.
    pub fn own(&self, applicant: Option<&ApplicantId>, report: &FormId, section: &str) -> Option<&Narrative> {
        self.0.get(&(applicant.cloned(), report.clone(), section.to_owned()))
    }
}
