//! The evidence of a dossier: each file with its copies elsewhere and whether it came late or is gone, and marking it.

mod look;
mod mark;

use std::collections::BTreeMap;
use std::path::Path;

use super::desk::Desk;
use super::error::TaskError;
use super::request::DossierView;
use crate::domain::{ApplicantId, CriterionId, DatedBy, Evidence, Framework, Round, RoundId, StageId, lateness};
use crate::intake;

pub(super) use look::hand_over;
pub use look::{FileState, Look, Seen};
pub use mark::{Spoken, mark};

/// The same bytes in another place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    /// Whose dossier; the same applicant for a copy within the dossier.
    pub applicant: ApplicantId,
    /// Its name.
    pub name: String,
    /// The year of the round, where it is another round.
    pub year: Option<i32>,
    /// The path there.
    pub path: String,
    /// The codes of the criteria that it serves there.
    pub criteria: Vec<String>,
}

/// What is known of a file besides what the dossier says of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileFacts {
    /// The same bytes elsewhere.
    pub elsewhere: Vec<Elsewhere>,
    /// The day after the deadline on which it was signed or changed, and what says so; none by its signature.
    pub late: Option<(String, Option<DatedBy>)>,
    /// It is not on this machine where it was when the dossier was loaded.
    pub gone: bool,
}

/// The evidence of a dossier.
#[derive(Debug, Clone, PartialEq)]
pub struct EvidenceView {
    /// The dossier.
    pub view: DossierView,
    /// What is known of its files, in their order.
    pub facts: Vec<FileFacts>,
}

impl EvidenceView {
    /// The files, each with what is known of it.
    pub fn files(&self) -> impl Iterator<Item = (&Evidence, &FileFacts)> {
        self.view.dossier.submission.evidence.iter().zip(&self.facts)
    }
}

impl Desk {
    /// The evidence of a dossier.
    ///
    /// # Errors
    /// No such round or dossier.
    pub fn evidence(&self, id: &RoundId, applicant: &ApplicantId) -> Result<EvidenceView, TaskError> {
        let view = self.view(id, applicant)?;
        let names = Names::of(self)?;
        let round = self.round(id)?;
        let late = lateness::late(&round, &view.dossier);
        let submission = &view.dossier.submission;
        let root = Path::new(&submission.root);
        let mut facts = Vec::with_capacity(submission.evidence.len());
        for file in &submission.evidence {
            let late = late.iter().find(|late| std::ptr::eq(late.file, file));
            facts.push(FileFacts {
                elsewhere: names.elsewhere(self, (id, applicant), file)?,
                late: late.map(|late| (late.day.to_owned(), late.by)),
                gone: intake::find(root, &file.path).is_none(),
            });
        }
        Ok(EvidenceView { view, facts })
    }
}

/// The rounds of the workspace, for naming copies.
struct Names {
    rounds: BTreeMap<RoundId, (Round, BTreeMap<ApplicantId, String>)>,
}

impl Names {
    fn of(desk: &Desk) -> Result<Self, TaskError> {
        let store = desk.store()?;
        let mut rounds = BTreeMap::new();
        for round in store.rounds()? {
            let names = store
                .summaries(&round.id)?
                .into_iter()
                .map(|summary| (summary.applicant, summary.name))
                .collect();
            rounds.insert(round.id.clone(), (round, names));
        }
        Ok(Self { rounds })
    }

    fn elsewhere(
        &self,
        desk: &Desk,
        (round, applicant): (&RoundId, &ApplicantId),
        file: &Evidence,
    ) -> Result<Vec<Elsewhere>, TaskError> {
        if file.size == 0 || file.sha256.is_empty() {
            return Ok(Vec::new());
        }
        let copies = desk.store()?.copies(&file.sha256)?;
        let others = copies
            .into_iter()
            .filter(|copy| (&copy.round, &copy.applicant, &copy.path) != (round, applicant, &file.path));
        let mut found: Vec<Elsewhere> = others
            .map(|copy| {
                let known = self.rounds.get(&copy.round);
                let name = known.and_then(|(_, names)| names.get(&copy.applicant));
                let code = |id: &CriterionId| {
                    let criterion = known.and_then(|(round, _)| round.framework.criterion(id));
                    criterion.map_or_else(|| id.to_string(), |criterion| criterion.code.clone())
                };
                Elsewhere {
                    name: name.map_or_else(|| copy.applicant.to_string(), Clone::clone),
                    year: known.filter(|_| copy.round != *round).map(|(round, _)| round.year),
                    criteria: copy.criteria.iter().map(code).collect(),
                    applicant: copy.applicant,
                    path: copy.path,
                }
            })
            .collect();
        // Other communes of this round first: that is what is looked for.
        found.sort_by_key(|one| (one.year.is_some(), one.applicant == *applicant));
        Ok(found)
    }
}

/// The evidence of a dossier as a person asked for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// The evidence.
    pub evidence: EvidenceView,
    /// The stage whose marks are shown.
    pub stage: StageId,
    framework: Framework,
    only: Option<CriterionId>,
}

/// A criterion (none for files that belong to none) and its files.
pub type Group<'a> = (Option<&'a CriterionId>, Vec<(&'a Evidence, &'a FileFacts)>);

impl Listed {
    /// The files by criterion, those without files too; what belongs to no criterion comes last.
    pub fn groups(&self) -> Vec<Group<'_>> {
        let all = self.framework.scored().map(|criterion| &criterion.id);
        let wanted = all.filter(|id| self.only.as_ref().is_none_or(|only| only == *id));
        let mut groups: Vec<Group<'_>> = wanted
            .map(|id| {
                (
                    Some(id),
                    self.evidence
                        .files()
                        .filter(|(file, _)| file.criteria.contains(id))
                        .collect(),
                )
            })
            .collect();
        let rest: Vec<_> = self
            .evidence
            .files()
            .filter(|(file, _)| file.criteria.is_empty())
            .collect();
        if self.only.is_none() && !rest.is_empty() {
            groups.push((None, rest));
        }
        groups
    }

    /// The name of a criterion.
    pub fn name(&self, criterion: Option<&CriterionId>) -> &str {
        criterion
            .and_then(|id| self.framework.criterion(id))
            .map_or("", |criterion| criterion.name.as_str())
    }
}

/// The evidence of the applicant named, of all criteria or the one named.
///
/// # Errors
/// No such round, applicant, criterion or stage.
pub fn list(desk: &Desk, round: &RoundId, spoken: &Spoken) -> Result<Listed, TaskError> {
    let found = desk.round(round)?;
    let applicant = mark::applicant(desk, round, &spoken.applicant)?;
    let (stage, only) = spoken.place(&found)?;
    Ok(Listed {
        evidence: desk.evidence(round, &applicant)?,
        stage,
        framework: found.framework,
        only,
    })
}
