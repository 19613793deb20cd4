//! Marking evidence in a person's words, as the command line does.

use crate::domain::{
    Act, Actor, ApplicantId, CriterionId, EventId, Evidence, MemberId, Round, RoundId, Sentence, StageId, Sufficiency,
    marking,
};
use crate::tasks::desk::Desk;
use crate::tasks::error::TaskError;
use crate::tasks::find;
use crate::text;

/// A mark in a person's words; empty where nothing was said.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Applicant by name or id.
    pub applicant: String,
    /// Criterion by id or code.
    pub criterion: String,
    /// The file, by its path or the end of it; the criterion as a whole where empty.
    pub file: String,
    /// Stage by id or name; the round's own where empty.
    pub stage: String,
    /// The mark; none takes it away.
    pub mark: Option<Sufficiency>,
    /// Why, or what is asked for.
    pub note: String,
    /// Member.
    pub by: String,
}

impl Spoken {
    /// The stage and the criterion that are meant; the round's own stage where none is named.
    pub(super) fn place(&self, round: &Round) -> Result<(StageId, Option<CriterionId>), TaskError> {
        let framework = &round.framework;
        let stage = match self.stage.as_str() {
            "" => round.stage.clone(),
            name => find::stage(framework, name).map_err(TaskError::Input)?.id.clone(),
        };
        let criterion = match self.criterion.as_str() {
            "" => None,
            name => Some(find::criterion(framework, name).map_err(TaskError::Input)?.id.clone()),
        };
        Ok((stage, criterion))
    }
}

/// Marks evidence and says so.
///
/// # Errors
/// Something in it cannot be understood, or the store refuses.
pub fn mark(desk: &mut Desk, round: &RoundId, spoken: &Spoken) -> Result<Sentence, TaskError> {
    let found = desk.round(round)?;
    let applicant = applicant(desk, round, &spoken.applicant)?;
    let (stage, criterion) = spoken.place(&found)?;
    let dossier = desk.store()?.dossier(round, &applicant)?;
    let file = match spoken.file.as_str() {
        "" => None,
        name => Some(file(&dossier.submission.evidence, name)?),
    };
    let criterion = match (criterion, file) {
        // A file of one criterion need not name it.
        (None, Some(file)) => file.criteria.first().filter(|_| file.criteria.len() == 1).cloned(),
        (None, None) => {
            return Err(TaskError::input_with_hint(
                Sentence::new("task-mark-nothing"),
                Sentence::new("task-mark-nothing-hint"),
            ));
        }
        (named, _) => named,
    };
    if let Some(file) = file
        && criterion.is_none()
        && !file.criteria.is_empty()
    {
        let known: Vec<&str> = file.criteria.iter().map(|id| id.as_str()).collect();
        return Err(TaskError::input_with_hint(
            Sentence::new("task-mark-several").text("file", &file.path),
            Sentence::new("task-mark-several-hint").text("criteria", known.join(", ")),
        ));
    }
    let by = text::clean::clean_line(&spoken.by).text;
    if by.is_empty() {
        return Err(TaskError::input_with_hint(
            Sentence::new("task-by-missing"),
            Sentence::new("task-by-missing-hint"),
        ));
    }
    let marks = desk.store()?.marks(round, &applicant)?;
    let path = file.map(|file| file.path.as_str());
    let replaces: Vec<EventId> = marking::on(&marks, &stage, criterion.as_ref(), path)
        .into_iter()
        .map(|mark| mark.event.clone())
        .collect();
    let act = Act::MarkEvidence {
        round: round.clone(),
        applicant,
        stage,
        criterion,
        file: path.map(str::to_owned),
        sha256: file.map(|file| file.sha256.clone()).unwrap_or_default(),
        mark: spoken.mark,
        note: text::clean(&text::nfc(&spoken.note)).text.trim().to_owned(),
        replaces,
    };
    let actor = Actor {
        member: MemberId::new(by),
        role: String::new(),
    };
    Ok(desk.act_as(&actor, act)?.said)
}

/// The applicant of that name or id.
pub(super) fn applicant(desk: &Desk, round: &RoundId, name: &str) -> Result<ApplicantId, TaskError> {
    let known: Vec<(ApplicantId, String)> = desk
        .store()?
        .summaries(round)?
        .into_iter()
        .map(|summary| (summary.applicant, summary.name))
        .collect();
    Ok(find::applicant(&known, name).map_err(TaskError::Input)?.clone())
}

/// The only file whose path is, or ends in, what was said.
fn file<'a>(files: &'a [Evidence], name: &str) -> Result<&'a Evidence, TaskError> {
    let wanted = text::nfc(name).replace('\\', "/");
    if let Some(found) = files.iter().find(|file| file.path == wanted) {
        return Ok(found);
    }
    let tail = format!("/{wanted}");
    let mut alike = files.iter().filter(|file| file.path.ends_with(&tail));
    match (alike.next(), alike.next()) {
        (Some(found), None) => Ok(found),
        (Some(one), Some(other)) => Err(TaskError::input_with_hint(
            Sentence::new("task-file-ambiguous")
                .text("name", name)
                .text("one", &one.path)
                .text("other", &other.path),
            Sentence::new("task-ambiguous-hint"),
        )),
        (None, _) => Err(TaskError::input_with_hint(
            Sentence::new("task-file-unknown").text("name", name),
            Sentence::new("task-file-unknown-hint"),
        )),
    }
}
