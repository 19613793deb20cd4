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
    /// Others on the same place, oldest first: their writers did not know of this text, nor it of them.
    pub others: Vec<Narrative>,
}

impl Narrative {
    /// All that was written on this place, oldest first. Nothing that a member wrote is left out of a report.
    pub fn all(&self) -> impl Iterator<Item = &Narrative> {
        self.others.iter().chain([self])
    }

    /// All the texts, one below the other.
    pub fn whole(&self) -> String {
        let texts: Vec<&str> = self.all().map(|one| one.text.as_str()).collect();
        texts.join("\n")
    }

    /// The events that a new text on this place saw.
    pub fn events(&self) -> Vec<EventId> {
        self.all().map(|one| one.event.clone()).collect()
    }

    /// Whether several members wrote here without knowing of each other.
    pub fn is_conflict(&self) -> bool {
        !self.others.is_empty()
    }
}

/// The section of a report that a text belongs to; none for the applicant means all of the round.
pub type Place = (Option<ApplicantId>, FormId, String);

/// The texts in force in a round; of several on one place the last written, the others beside it.
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
