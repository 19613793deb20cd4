//! What the council says of evidence: enough (đủ), missing (thiếu), or to be supplemented (cần bổ sung), with a note.

use serde::{Deserialize, Serialize};
use strum::{EnumIter, EnumString, IntoStaticStr};

use super::{CriterionId, EventId, MemberId, StageId};

/// Whether evidence is enough.
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
    EnumIter,
    EnumString,
    IntoStaticStr,
)]
pub enum Sufficiency {
    /// Đủ.
    #[serde(rename = "du")]
    #[strum(serialize = "du")]
    Enough,
    /// Thiếu: what is asked for was not handed in.
    #[serde(rename = "thieu")]
    #[strum(serialize = "thieu")]
    Missing,
    /// Cần bổ sung: what was handed in does not suffice.
    #[serde(rename = "bo-sung")]
    #[strum(serialize = "bo-sung")]
    Supplement,
}

impl Sufficiency {
    /// The name in the JSON contracts and on the command line.
    pub fn code(self) -> &'static str {
        self.into()
    }

    /// Whether something is asked of the applicant.
    pub fn asks(self) -> bool {
        match self {
            Self::Enough => false,
            Self::Missing | Self::Supplement => true,
        }
    }
}

/// A mark in force on a file, or on the evidence of a criterion as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Marking {
    /// The event that made it.
    pub event: EventId,
    /// The stage at which it was made.
    pub stage: StageId,
    /// The criterion; none for a file that belongs to none.
    pub criterion: Option<CriterionId>,
    /// The path of the file; none for the criterion as a whole.
    pub file: Option<String>,
    /// SHA-256 of the file that was looked at; empty where a criterion is marked.
    pub sha256: String,
    /// What it says.
    pub mark: Sufficiency,
    /// Why, or what is asked for; may be empty.
    pub note: String,
    /// Who made it.
    pub by: MemberId,
    /// In which role.
    pub role: String,
    /// When, RFC 3339.
    pub at: String,
}

impl Marking {
    /// Whether it is about just this file of this criterion, or this criterion as a whole.
    pub fn is_on(&self, criterion: Option<&CriterionId>, file: Option<&str>) -> bool {
        self.criterion.as_ref() == criterion && self.file.as_deref() == file
    }
}

/// The marks of a stage on one place, the latest first; several did not know of each other.
pub fn on<'a>(
    marks: &'a [Marking],
    stage: &StageId,
    criterion: Option<&CriterionId>,
    file: Option<&str>,
) -> Vec<&'a Marking> {
    marks
        .iter()
        .filter(|mark| mark.stage == *stage && mark.is_on(criterion, file))
        .collect()
}

/// What the marks of a stage come to for a criterion: the worst of that on the whole and those on its files; none where
/// nothing was marked.
pub fn of_criterion(marks: &[Marking], stage: &StageId, criterion: &CriterionId) -> Option<Sufficiency> {
    let mut files: Vec<Option<&str>> = Vec::new();
    let mut worst: Option<Sufficiency> = None;
    let own = |mark: &&Marking| mark.stage == *stage && mark.criterion.as_ref() == Some(criterion);
    for mark in marks.iter().filter(own) {
        // The latest on a place speaks for it.
        if files.contains(&mark.file.as_deref()) {
            continue;
        }
        files.push(mark.file.as_deref());
        let graver = |one: Sufficiency| match one {
            Sufficiency::Enough => 0,
            Sufficiency::Supplement => 1,
            Sufficiency::Missing => 2,
        };
        if worst.is_none_or(|known| graver(mark.mark) > graver(known)) {
            worst = Some(mark.mark);
        }
    }
    worst
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mark(file: Option<&str>, mark: Sufficiency, at: &str) -> Marking {
        Marking {
            event: at.into(),
            stage: "district".into(),
            criterion: Some("1.1".into()),
            file: file.map(str::to_owned),
            sha256: String::new(),
            mark,
            note: String::new(),
            by: "An".into(),
            role: String::new(),
            at: at.to_owned(),
        }
    }

    #[test]
    fn a_criterion_is_as_bad_as_its_worst_place_and_the_latest_mark_speaks_for_a_place() {
        let (stage, criterion) = ("district".into(), "1.1".into());
        assert_eq!(of_criterion(&[], &stage, &criterion), None);
        let marks = [
            mark(Some("a"), Sufficiency::Enough, "3"),
            mark(Some("a"), Sufficiency::Missing, "2"),
            mark(None, Sufficiency::Supplement, "1"),
        ];
        assert_eq!(of_criterion(&marks, &stage, &criterion), Some(Sufficiency::Supplement));
        assert_eq!(of_criterion(&marks, &"province".into(), &criterion), None);
        assert_eq!(on(&marks, &stage, Some(&criterion), Some("a")).len(), 2);
    }

    #[test]
    fn the_names_of_the_contract_are_those_of_the_command_line() {
        use strum::IntoEnumIterator;
        for one in Sufficiency::iter() {
            assert_eq!(one.code().parse(), Ok(one));
            assert_eq!(serde_json::to_value(one).unwrap(), one.code());
        }
    }
}
