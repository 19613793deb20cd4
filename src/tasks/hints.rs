//! Hints that need other dossiers: values far from the round's others, and from the applicant's last round. They are made
//! where a dossier is shown, so that saving a ruling never waits for them.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use super::desk::Desk;
use super::error::TaskError;
use crate::domain::checks::{Hints, jumps, outliers};
use crate::domain::{
    ApplicantId, Claim, CriterionId, Dossier, Flag, Round, RoundId, Rulings, StageId, Submission, Value,
};
use crate::text::fold::slug;

/// What was found of a round, as long as nothing is handed in.
#[derive(Debug, Default)]
pub(super) struct Known(RefCell<Option<Arc<Found>>>);

#[derive(Debug)]
struct Found {
    workspace: PathBuf,
    round: RoundId,
    /// How many rounds and submissions the workspace held.
    mark: (u64, u64),
    outliers: Hints,
    last: Option<Last>,
}

/// The round before of the same framework and body.
#[derive(Debug)]
struct Last {
    round: RoundId,
    year: i32,
    stage: StageId,
}

impl Desk {
    /// The hints on a dossier.
    ///
    /// # Errors
    /// No workspace is open, or it cannot be read.
    pub(super) fn hints(&self, round: &Round, dossier: &Dossier) -> Result<Vec<Flag>, TaskError> {
        let found = self.found(round)?;
        let mut hints = found.outliers.get(&dossier.applicant).cloned().unwrap_or_default();
        if let Some(last) = &found.last
            && let Some(before) = self.last_values(last, &dossier.applicant)?
        {
            hints.extend(jumps(&round.framework, &dossier.submission, &before, last.year));
        }
        Ok(hints)
    }

    fn found(&self, round: &Round) -> Result<Arc<Found>, TaskError> {
        let mark = self.store()?.handed_in()?;
        let workspace = self.open.as_ref().map(|open| open.path.clone()).unwrap_or_default();
        if let Some(known) = self.known.0.borrow().as_ref()
            && known.workspace == workspace
            && known.round == round.id
            && known.mark == mark
        {
            return Ok(Arc::clone(known));
        }
        let mut submissions = BTreeMap::new();
        self.store()?.some_dossiers(&round.id, &mut |some| {
            let some = some.into_iter().map(|(dossier, _)| dossier);
            submissions.extend(some.map(|dossier| (dossier.applicant, figures(dossier.submission))));
        })?;
        let found = Arc::new(Found {
            workspace,
            round: round.id.clone(),
            mark,
            outliers: outliers(&round.framework, &submissions),
            last: self.last_round(round)?,
        });
        *self.known.0.borrow_mut() = Some(Arc::clone(&found));
        Ok(found)
    }

    /// The latest earlier year's round of the same framework; of another body only where one of them names none.
    fn last_round(&self, round: &Round) -> Result<Option<Last>, TaskError> {
        let body = |round: &Round| slug(&round.organisation);
        let own = body(round);
        let rounds = self.store()?.rounds()?;
        let last = rounds
            .iter()
            .filter(|other| other.framework.id == round.framework.id && other.year < round.year)
            .filter(|other| own.is_empty() || body(other).is_empty() || own == body(other))
            .max_by_key(|other| other.year);
        Ok(last.map(|other| Last {
            round: other.id.clone(),
            year: other.year,
            stage: other.stage.clone(),
        }))
    }

    /// What an applicant came to in a round: the values ruled, else those claimed; none where it was not in it.
    fn last_values(
        &self,
        last: &Last,
        applicant: &ApplicantId,
    ) -> Result<Option<BTreeMap<CriterionId, Value>>, TaskError> {
        let store = self.store()?;
        let Ok(dossier) = store.dossier(&last.round, applicant) else {
            return Ok(None);
        };
        let rulings = store.rulings(&last.round, applicant)?;
        Ok(Some(values(&dossier, &rulings, &last.stage)))
    }
}

/// Of a submission only what is compared: the values claimed, and where they stand.
fn figures(submission: Submission) -> Submission {
    let claims = submission.claims.into_iter().filter(|(_, claim)| claim.value.is_some());
    let bare = |claim: Claim| Claim {
        value: claim.value,
        from: claim.from,
        ..Claim::default()
    };
    Submission {
        claims: claims.map(|(id, claim)| (id, bare(claim))).collect(),
        ..Submission::default()
    }
}

fn values(dossier: &Dossier, rulings: &Rulings, stage: &StageId) -> BTreeMap<CriterionId, Value> {
    let claims = dossier.submission.claims.iter();
    claims
        .filter_map(|(criterion, claim)| {
            let ruled = match rulings.of(stage, criterion) {
                [only] => only.value.clone(),
                _ => None,
            };
            Some((criterion.clone(), ruled.or_else(|| claim.value.clone())?))
        })
        .collect()
}
