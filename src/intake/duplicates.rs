//! The same bytes behind several applicants, or behind unrelated criteria of one.

use std::collections::BTreeMap;

use super::Draft;
use crate::domain::{Flag, FlagKind, Provenance, Sentence};

/// Other places named in one sentence.
const NAMED: usize = 12;

/// Flags evidence whose content stands elsewhere too, naming the other places.
pub(super) fn flag(drafts: &mut [Draft]) {
    let mut places: BTreeMap<&str, Vec<(usize, usize)>> = BTreeMap::new();
    for (at, draft) in drafts.iter().enumerate() {
        for (file, evidence) in draft.submission.evidence.iter().enumerate() {
            if evidence.size > 0 && !evidence.sha256.is_empty() {
                places.entry(&evidence.sha256).or_default().push((at, file));
            }
        }
    }
    let mut flags: Vec<(usize, Flag)> = Vec::new();
    for same in places.values().filter(|same| same.len() > 1) {
        for (at, file) in same {
            let Some(evidence) = drafts.get(*at).and_then(|draft| draft.submission.evidence.get(*file)) else {
                continue;
            };
            let others: Vec<&str> = same
                .iter()
                .filter(|place| *place != &(*at, *file))
                .filter_map(|(other, file)| {
                    let found = drafts.get(*other)?.submission.evidence.get(*file)?;
                    (other != at || found.criteria != evidence.criteria).then_some(found.path.as_str())
                })
                .collect();
            if others.is_empty() {
                continue;
            }
            let named = others.iter().take(NAMED).copied().collect::<Vec<_>>().join("; ");
            flags.push((
                *at,
                Flag {
                    kind: FlagKind::DuplicateEvidence,
                    criterion: evidence.criteria.first().cloned(),
                    message: Sentence::new("intake-duplicate-evidence")
                        .text("file", &evidence.path)
                        .number("count", others.len() as u64)
                        .text("others", named),
                    place: Some(Provenance {
                        file: evidence.path.clone(),
                        ..Provenance::default()
                    }),
                },
            ));
        }
    }
    for (at, flag) in flags {
        if let Some(draft) = drafts.get_mut(at) {
            draft.submission.flags.push(flag);
        }
    }
}
