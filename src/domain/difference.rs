//! What changed between two submissions of one dossier: by criterion its value, verdict, points, texts and evidence.

use std::collections::BTreeMap;

use super::value::plain;
use super::{Claim, CriterionId, Framework, Submission, Value};

/// What of a claim changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Aspect {
    /// The row itself: it came, or went.
    Row,
    /// The value, or the inputs of the rule.
    Value,
    /// The verdict claimed.
    Verdict,
    /// The points that the applicant gave itself.
    Points,
    /// The target printed beside it.
    Target,
    /// The text of the evidence column.
    Evidence,
    /// The note.
    Note,
}

/// One change, as the two tables print it; an empty text for what is not there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// What changed.
    pub aspect: Aspect,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// What became of a file of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, strum::EnumIter, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum FileChange {
    /// It was not there before.
    Added,
    /// It is there no longer.
    Removed,
    /// The same name, other bytes.
    Altered,
}

/// A file of evidence that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileDifference {
    /// Its path within the applicant's folder.
    pub path: String,
    /// What became of it.
    pub change: FileChange,
}

/// What changed on one criterion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionDifference {
    /// The criterion.
    pub criterion: CriterionId,
    /// What changed in the table.
    pub changes: Vec<Change>,
    /// What changed among the files behind it.
    pub files: Vec<FileDifference>,
}

/// What changed between two submissions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Difference {
    /// The criteria on which something changed, in printed order.
    pub criteria: Vec<CriterionDifference>,
    /// What changed among the files that serve no criterion.
    pub files: Vec<FileDifference>,
    /// The level registered for, where it changed.
    pub level: Option<(Option<u8>, Option<u8>)>,
}

impl Difference {
    /// Whether nothing changed that the council would look at.
    pub fn is_empty(&self) -> bool {
        self.criteria.is_empty() && self.files.is_empty() && self.level.is_none()
    }

    /// What changed on one criterion.
    pub fn of(&self, criterion: &CriterionId) -> Option<&CriterionDifference> {
        self.criteria.iter().find(|one| one.criterion == *criterion)
    }
}

/// Compares two submissions of one applicant under a framework.
///
/// Values are compared as read, so that `98,5%` and `98.5 %` are no change; files by their hash, so that one that only
/// moved is none either.
pub fn compare(framework: &Framework, before: &Submission, after: &Submission) -> Difference {
    let old_files = Files::of(before);
    let new_files = Files::of(after);
    let criteria = framework
        .scored()
        .filter_map(|criterion| {
            let id = &criterion.id;
            let changes = claim(before.claims.get(id), after.claims.get(id));
            let files = files(&old_files.behind(Some(id)), &new_files.behind(Some(id)));
            (!changes.is_empty() || !files.is_empty()).then(|| CriterionDifference {
                criterion: id.clone(),
                changes,
                files,
            })
        })
        .collect();
    let level = (before.registered_level != after.registered_level)
        .then_some((before.registered_level, after.registered_level));
    Difference {
        criteria,
        files: files(&old_files.behind(None), &new_files.behind(None)),
        level,
    }
}

/// Whether two submissions differ on one criterion.
pub fn differs(criterion: &CriterionId, before: &Submission, after: &Submission) -> bool {
    let behind = |submission| Files::of(submission).behind(Some(criterion));
    !claim(before.claims.get(criterion), after.claims.get(criterion)).is_empty()
        || !files(&behind(before), &behind(after)).is_empty()
}

fn claim(before: Option<&Claim>, after: Option<&Claim>) -> Vec<Change> {
    let nothing = Claim::default();
    let (Some(old), Some(new)) = (before, after) else {
        if before.is_none() && after.is_none() {
            return Vec::new();
        }
        return vec![Change {
            aspect: Aspect::Row,
            before: value_text(before.unwrap_or(&nothing)),
            after: value_text(after.unwrap_or(&nothing)),
        }];
    };
    let unread = old.value.is_none() && new.value.is_none();
    let value = old.value != new.value || old.inputs != new.inputs || (unread && old.raw.trim() != new.raw.trim());
    let unsaid = old.verdict.is_none() && new.verdict.is_none();
    let verdict = old.verdict != new.verdict || (unsaid && old.raw_verdict.trim() != new.raw_verdict.trim());
    let points = |claim: &Claim| claim.points.map_or_else(String::new, plain);
    let change =
        |aspect, differs: bool, before: String, after: String| differs.then_some(Change { aspect, before, after });
    let text = |aspect, before: &str, after: &str| {
        let (before, after) = (before.trim().to_owned(), after.trim().to_owned());
        change(aspect, before != after, before, after)
    };
    [
        change(Aspect::Value, value, value_text(old), value_text(new)),
        change(
            Aspect::Verdict,
            verdict,
            old.raw_verdict.trim().to_owned(),
            new.raw_verdict.trim().to_owned(),
        ),
        change(Aspect::Points, old.points != new.points, points(old), points(new)),
        text(Aspect::Target, &old.target, &new.target),
        text(Aspect::Evidence, &old.evidence, &new.evidence),
        text(Aspect::Note, &old.note, &new.note),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a claim states, as printed; by the names of its inputs where no one cell states it.
fn value_text(claim: &Claim) -> String {
    let raw = claim.raw.trim();
    if !raw.is_empty() || claim.inputs.is_empty() {
        return raw.to_owned();
    }
    let said = claim.inputs.iter().map(|(name, value)| {
        let value = match value {
            Value::Number(number) => plain(*number),
            Value::Ratio { part, whole } => format!("{}/{}", plain(*part), plain(*whole)),
            Value::Text(text) => text.clone(),
        };
        format!("{name} = {value}")
    });
    said.collect::<Vec<_>>().join("; ")
}

/// The files of a submission by the criterion they serve; under none those that serve none.
struct Files<'a>(BTreeMap<Option<&'a CriterionId>, BTreeMap<&'a str, &'a str>>);

impl<'a> Files<'a> {
    fn of(submission: &'a Submission) -> Self {
        let mut found: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        let folder = submission.folder.as_str();
        for file in &submission.evidence {
            let own = file
                .path
                .strip_prefix(folder)
                .unwrap_or(&file.path)
                .trim_start_matches('/');
            let mut under = |criterion| found.entry(criterion).or_default().insert(own, file.sha256.as_str());
            if file.criteria.is_empty() {
                under(None);
            }
            for criterion in &file.criteria {
                under(Some(criterion));
            }
        }
        Self(found)
    }

    fn behind(&self, criterion: Option<&CriterionId>) -> BTreeMap<&'a str, &'a str> {
        self.0.get(&criterion).cloned().unwrap_or_default()
    }
}

fn files(before: &BTreeMap<&str, &str>, after: &BTreeMap<&str, &str>) -> Vec<FileDifference> {
    let bytes = |files: &BTreeMap<&str, &str>, hash: &str| files.values().any(|other| *other == hash);
    let mut found: BTreeMap<&str, FileChange> = BTreeMap::new();
    for (path, hash) in before {
        match after.get(path) {
            Some(now) if now != hash => {
                found.insert(path, FileChange::Altered);
            }
            None if !bytes(after, hash) => {
                found.insert(path, FileChange::Removed);
            }
            Some(_) | None => {}
        }
    }
    for (path, hash) in after {
        if !before.contains_key(path) && !bytes(before, hash) {
            found.insert(path, FileChange::Added);
        }
    }
    found
        .into_iter()
        .map(|(path, change)| FileDifference {
            path: path.to_owned(),
            change,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{ClaimedVerdict, Evidence, EvidenceKind, SignatureState};

    fn framework() -> Framework {
        toml::from_str(include_str!("../../tests/tui/framework.toml")).unwrap()
    }

    fn stated(raw: &str, value: i64) -> Claim {
        Claim {
            raw: raw.to_owned(),
            value: Some(Value::Number(value.into())),
            ..Claim::default()
        }
    }

    fn file(path: &str, sha256: &str, criterion: &str) -> Evidence {
        Evidence {
            path: path.to_owned(),
            size: 1,
            sha256: sha256.to_owned(),
            kind: EvidenceKind::Pdf,
            signature: SignatureState::Unchecked,
            signatures: Vec::new(),
            criteria: vec![criterion.into()],
            modified: None,
        }
    }

    fn submission(folder: &str, claims: &[(&str, Claim)], evidence: Vec<Evidence>) -> Submission {
        Submission {
            folder: folder.to_owned(),
            claims: claims.iter().map(|(id, claim)| ((*id).into(), claim.clone())).collect(),
            evidence,
            ..Submission::default()
        }
    }

    #[test]
    fn another_notation_or_place_is_no_change() {
        let before = submission(
            "A",
            &[("1.1", stated("98%", 98))],
            vec![file("A/1.1/a.pdf", "x", "1.1")],
        );
        let after = submission(
            "B",
            &[("1.1", stated("98 %", 98))],
            vec![file("B/1.1/b.pdf", "x", "1.1")],
        );
        assert!(compare(&framework(), &before, &after).is_empty());
    }

    #[test]
    fn values_verdicts_rows_and_files_are_told_in_printed_order() {
        let mut met = stated("70", 70);
        met.verdict = Some(ClaimedVerdict::Met);
        met.raw_verdict = "Đạt".to_owned();
        let before = submission(
            "A",
            &[("1.2", stated("70", 70)), ("1.1", stated("98", 98))],
            vec![file("A/a.pdf", "x", "1.1"), file("A/b.pdf", "y", "1.1")],
        );
        let after = submission(
            "A",
            &[("1.1", stated("99", 99)), ("1.2", met), ("2.1", stated("1", 1))],
            vec![file("A/a.pdf", "z", "1.1"), file("A/c.pdf", "w", "1.1")],
        );
        let found = compare(&framework(), &before, &after);
        let ids: Vec<&str> = found.criteria.iter().map(|one| one.criterion.as_str()).collect();
        assert_eq!(ids, ["1.1", "1.2", "2.1"]);
        let first = found.of(&"1.1".into()).unwrap();
        assert_eq!(first.changes[0].before, "98");
        assert_eq!(first.changes[0].after, "99");
        let files: Vec<_> = first
            .files
            .iter()
            .map(|file| (file.path.as_str(), file.change))
            .collect();
        assert_eq!(
            files,
            [
                ("a.pdf", FileChange::Altered),
                ("b.pdf", FileChange::Removed),
                ("c.pdf", FileChange::Added)
            ]
        );
        assert_eq!(found.of(&"1.2".into()).unwrap().changes[0].aspect, Aspect::Verdict);
        assert_eq!(found.of(&"2.1".into()).unwrap().changes[0].aspect, Aspect::Row);
        assert!(differs(&"1.2".into(), &before, &after) && !differs(&"1.3".into(), &before, &after));
    }
}
