//! The doctor: examines a workspace and rebuilds its projection.

use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::desk::Desk;
use super::error::TaskError;
use super::verify;
use crate::domain::{Evidence, Sentence};
use crate::intake::{EvidenceError, Reopener};
use crate::store::Filter;

/// What was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Found {
    /// Counts by message key: rounds, dossiers, events, evidence files.
    pub counts: Vec<(&'static str, usize)>,
    /// Everything that is not as it should be.
    pub faults: Vec<Sentence>,
    /// Exported files of which nothing can be said.
    pub open: Vec<Sentence>,
    /// The projection was derived again.
    pub rebuilt: bool,
}

/// Examines the open workspace: database, journal chain, projection, and the evidence that it indexes. Where `rebuild`
/// is asked for, or only the projection is at fault, derives the projection again. Exported files named, or in folders
/// named, are held against the journal.
///
/// # Errors
/// The workspace cannot be read at all.
pub fn examine(desk: &mut Desk, rebuild: bool, exported: &[PathBuf]) -> Result<Found, TaskError> {
    let mut found = Found::default();
    let mut faults = desk.store_mut()?.verify()?;
    if rebuild || (!faults.is_empty() && faults.iter().all(crate::store::Fault::is_mendable)) {
        desk.store_mut()?.rebuild()?;
        found.rebuilt = true;
        faults = desk.store_mut()?.verify()?;
    }
    found.faults = faults.iter().map(crate::store::Fault::sentence).collect();
    let store = desk.store()?;
    let rounds = store.rounds()?;
    let (mut dossiers, mut files) = (0, 0);
    let mut reopener = Reopener::default();
    for round in &rounds {
        for (dossier, _) in store.dossiers(&round.id)? {
            dossiers += 1;
            files += dossier.submission.evidence.len();
            let root = Path::new(&dossier.submission.root);
            let lost = dossier
                .submission
                .evidence
                .iter()
                .filter_map(|file| evidence(&mut reopener, root, file, &dossier.name));
            found.faults.extend(lost);
        }
        let names: std::collections::BTreeMap<_, _> = store
            .summaries(&round.id)?
            .into_iter()
            .map(|summary| (summary.applicant, summary.name))
            .collect();
        for (applicant, stage) in store.disturbed(&round.id)? {
            let name = names.get(&applicant).map_or(applicant.as_str(), String::as_str);
            let stage = round.framework.stage(&stage).map_or("", |stage| stage.name.as_str());
            found.faults.push(
                Sentence::new("closing-disturbed")
                    .text("applicant", name)
                    .text("stage", stage),
            );
        }
    }
    let mut matching = 0;
    for one in verify::run(desk, exported, &[], &mut |_| true)? {
        if one.origin.is_same() {
            matching += 1;
            continue;
        }
        let said = Sentence::new("closing-exported-differs")
            .text("file", one.path.to_string_lossy())
            .sentence("why", verify::compared(&one.origin));
        if one.origin.is_open() {
            found.open.push(said);
        } else {
            found.faults.push(said);
        }
    }
    found.counts = vec![
        ("cli-doctor-events", store.events(&Filter::default())?.len()),
        ("cli-doctor-rounds", rounds.len()),
        ("cli-doctor-dossiers", dossiers),
        ("cli-doctor-evidence", files),
    ];
    if !exported.is_empty() {
        found.counts.push(("closing-doctor-exported", matching));
        found.counts.push(("closing-doctor-open", found.open.len()));
    }
    Ok(found)
}

/// What is wrong with a file of evidence: that it changed since it was indexed. A folder that is not on this machine
/// (another member's, a stick not plugged in) says nothing, nor does an archive within an archive.
fn evidence(reopener: &mut Reopener, root: &Path, file: &Evidence, applicant: &str) -> Option<Sentence> {
    if !root.is_dir() {
        return None;
    }
    let said = |key: &str| {
        Some(
            Sentence::new(key)
                .text("file", file.path.as_str())
                .text("applicant", applicant),
        )
    };
    let opened = match reopener.open(root, &file.path) {
        Ok(opened) => opened,
        Err(EvidenceError::Nested(_)) => return None,
        Err(EvidenceError::Gone(_)) => return said("task-evidence-gone"),
        Err(EvidenceError::Packed(_)) => return said("task-evidence-packed"),
    };
    match std::fs::File::open(&opened.path).and_then(digest) {
        Ok(digest) if digest == file.sha256 => None,
        Ok(_) => said("task-evidence-changed"),
        Err(_) => said("task-evidence-gone"),
    }
}

fn digest(mut file: std::fs::File) -> std::io::Result<String> {
    let mut hash = Sha256::new();
    std::io::copy(&mut file, &mut hash)?;
    Ok(format!("{:x}", hash.finalize()))
}
