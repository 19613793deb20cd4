//! A dossier as it was sealed at a stage, where more was said of it at a later one.

use super::desk::Desk;
use super::error::TaskError;
use super::request::DossierView;
use crate::domain::{Round, StageId, scorecard};

impl Desk {
    /// The dossier with the notes and dismissed flags that the seal of a stage covers; none where that is all there are,
    /// or the stage is not sealed.
    pub(super) fn as_sealed(
        &self,
        round: &Round,
        view: &DossierView,
        stage: &StageId,
    ) -> Result<Option<DossierView>, TaskError> {
        let applicant = &view.dossier.applicant;
        let Some(remarks) = self.store()?.sealed_remarks(&round.id, applicant, stage)? else {
            return Ok(None);
        };
        let mut sealed = view.clone();
        sealed.notes = remarks.notes;
        sealed.dossier.dismissed = remarks.dismissed;
        sealed.scorecard = scorecard::score(round, &sealed.dossier, &sealed.rulings);
        let hints = self.hints(round, &sealed.dossier)?;
        sealed.scorecard.add_flags(&sealed.dossier, hints);
        sealed.state = scorecard::state(round, &sealed.dossier, &sealed.scorecard);
        Ok(Some(sealed))
    }
}
