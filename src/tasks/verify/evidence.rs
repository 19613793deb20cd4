//! The signatures of the evidence that a load brings: looked at after everything was read, on all cores.

use std::path::Path;

use rayon::prelude::*;

use crate::domain::{Evidence, EvidenceKind, SignatureNote, SignatureState, Submission};
use crate::intake;
use crate::signature::verify::{Checked, LARGEST, TimeSource};
use crate::signature::{Trust, verify_pdf};
use crate::text::{clean, date};

use super::{finding, state, state_of, unreadable};

/// How many signatures of a file are kept.
const MANY: usize = 16;

/// Looks at the signatures of all PDFs among the evidence of submissions.
pub fn look(submissions: Vec<&mut Submission>, trust: &Trust) {
    let files: Vec<(String, &mut Evidence)> = submissions
        .into_iter()
        .flat_map(|submission| {
            let root = submission.root.clone();
            submission.evidence.iter_mut().map(move |file| (root.clone(), file))
        })
        .filter(|(_, file)| file.kind == EvidenceKind::Pdf)
        .collect();
    files
        .into_par_iter()
        .for_each(|(root, file)| one(Path::new(&root), file, trust));
}

fn one(root: &Path, file: &mut Evidence, trust: &Trust) {
    if usize::try_from(file.size).map_or(true, |size| size > LARGEST) {
        file.signature = SignatureState::Unreadable;
        return;
    }
    // What cannot be opened again stays unchecked: a file in an archive within an archive, a stick that was pulled out.
    let Some(bytes) = intake::open(root, &file.path)
        .ok()
        .and_then(|opened| std::fs::read(&opened.path).ok())
    else {
        return;
    };
    match verify_pdf(&bytes, trust) {
        Ok(signatures) => {
            file.signature = state(&signatures, trust);
            file.signatures = signatures.iter().take(MANY).map(|one| note(one, trust)).collect();
        }
        Err(fault) => {
            file.signature = SignatureState::Unreadable;
            file.signatures = vec![SignatureNote {
                name: String::new(),
                organisation: String::new(),
                at: String::new(),
                stamped: false,
                state: SignatureState::Unreadable,
                finding: unreadable(fault),
            }];
        }
    }
}

fn note(one: &Checked, trust: &Trust) -> SignatureNote {
    SignatureNote {
        name: clean::clean_line(&one.name).text,
        organisation: clean::clean_line(one.organisation.as_deref().unwrap_or_default()).text,
        at: one.time.map(|(time, _)| date::stamp(time)).unwrap_or_default(),
        stamped: one.time.is_some_and(|(_, source)| source == TimeSource::Timestamp),
        state: state_of(one.verdict, trust),
        finding: finding(one.verdict),
    }
}
