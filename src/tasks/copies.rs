//! Evidence whose bytes stand in dossiers that were loaded before, or in another folder of the same load.

use std::collections::BTreeMap;

use super::desk::Desk;
use super::error::TaskError;
use crate::domain::{ApplicantId, Flag, FlagKind, Provenance, RoundId, Sentence};
use crate::intake::{Draft, Issue, Severity};

/// Other places named in one sentence.
const NAMED: usize = 12;

/// Where a file stands: its applicant's name, its path, and the folder from which it was loaded now.
struct Place {
    applicant: ApplicantId,
    name: String,
    path: String,
    root: String,
}

/// Flags evidence of drafts about to be stored that other applicants' dossiers of the round hold, too, naming all places,
/// and gives the issues that the flags are.
/// Copies within one folder loaded are told by the reading itself.
///
/// # Errors
/// No workspace is open, or it cannot be read.
pub(super) fn flag(desk: &Desk, round: &RoundId, drafts: &mut [Draft]) -> Result<Vec<Issue>, TaskError> {
    let now = places(drafts);
    let names: BTreeMap<ApplicantId, String> = desk
        .store()?
        .summaries(round)?
        .into_iter()
        .map(|summary| (summary.applicant, summary.name))
        .collect();
    let loaded: Vec<ApplicantId> = drafts.iter().map(|draft| draft.applicant.clone()).collect();
    let mut issues = Vec::new();
    for draft in drafts {
        let mut flags = Vec::new();
        for file in &draft.submission.evidence {
            if file.size == 0 || file.sha256.is_empty() {
                continue;
            }
            let mut others: Vec<String> = now
                .get(&file.sha256)
                .into_iter()
                .flatten()
                .filter(|place| place.root != draft.submission.root && place.applicant != draft.applicant)
                .map(|place| said(&place.name, &place.path))
                .collect();
            if !names.is_empty() {
                let stored = desk.store()?.copies(&file.sha256)?;
                others.extend(
                    stored
                        .iter()
                        .filter(|copy| copy.round == *round && !loaded.contains(&copy.applicant))
                        .map(|copy| {
                            let name = names
                                .get(&copy.applicant)
                                .map_or(copy.applicant.as_str(), String::as_str);
                            said(name, &copy.path)
                        }),
                );
            }
            if others.is_empty() {
                continue;
            }
            let named = others
                .iter()
                .take(NAMED)
                .map(String::as_str)
                .collect::<Vec<_>>()
                .join("; ");
            flags.push(Flag {
                kind: FlagKind::DuplicateEvidence,
                criterion: file.criteria.first().cloned(),
                message: Sentence::new("task-duplicate-evidence")
                    .text("file", &file.path)
                    .number("count", others.len() as u64)
                    .text("others", named),
                place: Some(Provenance {
                    file: file.path.clone(),
                    ..Provenance::default()
                }),
            });
        }
        issues.extend(flags.iter().map(|flag| Issue {
            severity: Severity::Warning,
            kind: Some(flag.kind),
            path: flag.place.as_ref().map(|place| place.file.clone()).unwrap_or_default(),
            sheet: String::new(),
            cell: String::new(),
            message: flag.message.clone(),
        }));
        draft.submission.flags.extend(flags);
    }
    Ok(issues)
}

fn said(applicant: &str, path: &str) -> String {
    format!("{applicant} ({path})")
}

fn places(drafts: &[Draft]) -> BTreeMap<String, Vec<Place>> {
    let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
    for draft in drafts {
        for file in &draft.submission.evidence {
            places.entry(file.sha256.clone()).or_default().push(Place {
                applicant: draft.applicant.clone(),
                name: draft.name.clone(),
                path: file.path.clone(),
                root: draft.submission.root.clone(),
            });
        }
    }
    places
}
