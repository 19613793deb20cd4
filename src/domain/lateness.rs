//! Evidence signed or changed after the day on which the dossier was due (nộp sau thời hạn).

use std::collections::BTreeMap;

use super::{CriterionId, DatedBy, Dossier, Evidence, Flag, FlagKind, Provenance, Round, Sentence, SignatureState};

/// The flags of files signed or changed after the deadline of the applicant's own stage: one a criterion, naming the last
/// of them. What is signed counts by the time of its last signature: later changes either break it or change nothing.
///
/// A file system's dates are those of copying as often as not: they count only where at least one file of the dossier
/// kept a date within the time, for copying sets all of them anew.
pub fn check(round: &Round, dossier: &Dossier) -> Vec<Flag> {
    let Some(deadline) = deadline(round) else {
        return Vec::new();
    };
    let mut last: BTreeMap<Option<&CriterionId>, (&str, Option<DatedBy>, &Evidence, u64)> = BTreeMap::new();
    for Late { file, day, by } in late(round, dossier) {
        let entry = last.entry(file.criteria.first()).or_insert((day, by, file, 0));
        entry.3 += 1;
        if day > entry.0 {
            (entry.0, entry.1, entry.2) = (day, by, file);
        }
    }
    last.into_iter()
        .map(|(criterion, (day, by, file, count))| {
            let place = Provenance {
                file: file.path.clone(),
                ..Provenance::default()
            };
            Flag {
                kind: FlagKind::Late,
                criterion: criterion.cloned(),
                message: match by {
                    Some(by) => Sentence::new("flag-late-file").text("by", <&str>::from(by)),
                    None => Sentence::new("flag-late-signed"),
                }
                .text("file", &file.path)
                .text("date", printed(day))
                .text("deadline", printed(&deadline))
                .number("others", count.saturating_sub(1)),
                place: Some(place),
            }
        })
        .collect()
}

/// A file signed or changed after the deadline.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Late<'a> {
    /// The file.
    pub file: &'a Evidence,
    /// The day, `YYYY-MM-DD`.
    pub day: &'a str,
    /// What says that it was changed then; none where it was signed then.
    pub by: Option<DatedBy>,
}

/// The day on which dossiers were due, `YYYY-MM-DD`; none where the framework names none.
fn deadline(round: &Round) -> Option<String> {
    let stage = round.framework.self_stage().filter(|stage| is_day(&stage.deadline))?;
    Some(format!("{:04}-{}", round.year, stage.deadline))
}

/// All files of a dossier that were signed or changed after the deadline, in their order.
pub fn late<'a>(round: &Round, dossier: &'a Dossier) -> Vec<Late<'a>> {
    let Some(deadline) = deadline(round) else {
        return Vec::new();
    };
    let files = &dossier.submission.evidence;
    let kept = files
        .iter()
        .filter_map(|file| file.modified.as_ref())
        .any(|date| date.by == DatedBy::FileSystem && date.day <= deadline);
    let mut found = Vec::new();
    for file in files {
        let (day, by) = match (signed_on(file), file.modified.as_ref()) {
            (Some(day), _) => (day, None),
            (None, Some(date)) => (date.day.as_str(), Some(date.by)),
            (None, None) => continue,
        };
        if day > deadline.as_str() && (by != Some(DatedBy::FileSystem) || kept) {
            found.push(Late { file, day, by });
        }
    }
    found
}

/// The day of a file's last signature that says when it was made and is not known to be invalid.
fn signed_on(file: &Evidence) -> Option<&str> {
    let noted = file
        .signatures
        .iter()
        .filter(|one| one.state != SignatureState::Invalid);
    noted.filter_map(|one| one.at.get(..10)).max()
}

/// Whether a text is a month and a day, `11-15`.
fn is_day(text: &str) -> bool {
    text.split_once('-').is_some_and(|(month, day)| {
        [month, day]
            .iter()
            .all(|part| part.len() == 2 && part.chars().all(|c| c.is_ascii_digit()))
    })
}

/// `2023-11-15` as `15/11/2023`.
pub fn printed(day: &str) -> String {
    let mut parts: Vec<&str> = day.split('-').collect();
    parts.reverse();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{EvidenceKind, FileDate, SignatureNote};

    fn round() -> Round {
        let text = include_str!("../../tests/fixtures/intake.toml");
        let mut framework: crate::domain::Framework = toml::from_str(text).unwrap();
        framework.stages[0].deadline = "11-15".into();
        Round {
            id: "r".into(),
            year: 2023,
            organisation: String::new(),
            opened: "district".into(),
            stage: "district".into(),
            framework,
            threshold: None,
            targets: crate::domain::Targets::default(),
        }
    }

    fn file(path: &str, criterion: &str, day: &str, by: DatedBy) -> Evidence {
        Evidence {
            path: path.into(),
            size: 1,
            sha256: String::new(),
            kind: EvidenceKind::Pdf,
            signature: SignatureState::Unchecked,
            signatures: Vec::new(),
            criteria: vec![criterion.into()],
            modified: Some(FileDate { day: day.into(), by }),
        }
    }

    fn late_files(files: &[Evidence]) -> Vec<String> {
        let dossier = Dossier {
            applicant: "xa-a".into(),
            name: "Xã A".into(),
            submissions: 1,
            submission: crate::domain::Submission {
                evidence: files.to_vec(),
                ..Default::default()
            },
            presented: Vec::new(),
            sealed: Vec::new(),
            resubmitted: Vec::new(),
            dismissed: Vec::new(),
        };
        check(&round(), &dossier)
            .into_iter()
            .map(|flag| flag.place.unwrap().file)
            .collect()
    }

    #[test]
    fn a_file_changed_after_the_deadline_is_late_on_its_own_word() {
        let files = [
            file("a", "1.1", "2023-11-15", DatedBy::Properties),
            file("b", "1.2", "2023-11-16", DatedBy::Properties),
            file("c", "1.2", "2023-12-01", DatedBy::Archive),
        ];
        assert_eq!(late_files(&files), ["c"]);
    }

    #[test]
    fn what_is_signed_is_late_by_its_last_signature_alone() {
        let signed = |at: &str, state| SignatureNote {
            name: "A".into(),
            organisation: String::new(),
            at: at.into(),
            stamped: false,
            state,
            finding: Sentence::new("verify-valid"),
        };
        let mut in_time = file("a", "1.1", "2023-12-01", DatedBy::Properties);
        in_time.signatures = vec![signed("2023-11-15T23:59:00+07:00", SignatureState::Valid)];
        let mut late = file("b", "1.2", "2023-11-01", DatedBy::Properties);
        late.signatures = vec![
            signed("2023-11-14T08:00:00+07:00", SignatureState::Valid),
            signed("2023-11-16T00:00:00+07:00", SignatureState::Unproven),
        ];
        let mut broken = file("c", "1.3", "2023-11-01", DatedBy::Properties);
        broken.signatures = vec![signed("2023-12-16T00:00:00+07:00", SignatureState::Invalid)];
        assert_eq!(late_files(&[in_time, late, broken]), ["b"]);
    }

    #[test]
    fn dates_of_copying_are_no_proof() {
        let copied = [
            file("a", "1.1", "2026-01-01", DatedBy::FileSystem),
            file("b", "1.2", "2026-01-01", DatedBy::FileSystem),
        ];
        assert!(late_files(&copied).is_empty());
        let kept = [
            file("a", "1.1", "2023-11-01", DatedBy::FileSystem),
            file("b", "1.2", "2023-11-20", DatedBy::FileSystem),
        ];
        assert_eq!(late_files(&kept), ["b"]);
    }
}
