//! What may go wrong with a workspace: what failed in words, why as its source, and what to do as a hint.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

use crate::domain::{ApplicantId, CriterionId, EventId, Explain, FormId, RoundId, Sentence, StageId};

/// Why the store refused or failed. Nothing of an act that failed is kept.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No such file.
    #[error("there is no workspace `{}`", .0.display())]
    NotFound(PathBuf),
    /// The file exists already; nothing is overwritten.
    #[error("`{}` exists already", .0.display())]
    Exists(PathBuf),
    /// The file is not a workspace of this program.
    #[error("`{}` is not a workspace", .0.display())]
    NotWorkspace(PathBuf),
    /// A newer program wrote the file.
    #[error("`{}` was written by a newer version ({found}, this one knows {known})", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The last version known here.
        known: u32,
    },
    /// An older program wrote the file, which is only read here and therefore not migrated.
    #[error("`{}` was written by an older version ({found}, this one knows {known})", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        found: u32,
        /// The version needed.
        known: u32,
    },
    /// The dossier is sealed.
    #[error("the dossier of `{applicant}` is sealed at `{stage}`")]
    Sealed {
        /// The applicant.
        applicant: ApplicantId,
        /// The stage.
        stage: StageId,
    },
    /// The dossier is not sealed, so it cannot be opened again.
    #[error("the dossier of `{applicant}` is not sealed at `{stage}`")]
    NotSealed {
        /// The applicant.
        applicant: ApplicantId,
        /// The stage.
        stage: StageId,
    },
    /// The dossier changed after the member saw the state that was to be sealed.
    #[error("the dossier of `{applicant}` changed before it was sealed")]
    StaleSeal {
        /// The applicant.
        applicant: ApplicantId,
    },
    /// The act needs a reason.
    #[error("a reason is missing")]
    ReasonMissing,
    /// No such round.
    #[error("there is no round `{0}`")]
    UnknownRound(RoundId),
    /// No such dossier in the round.
    #[error("there is no dossier of `{0}` in the round")]
    UnknownApplicant(ApplicantId),
    /// The framework has no such criterion.
    #[error("the framework has no criterion `{0}`")]
    UnknownCriterion(CriterionId),
    /// The framework has no such stage.
    #[error("the framework has no stage `{0}`")]
    UnknownStage(StageId),
    /// The framework has no such report, or nobody writes that section of it.
    #[error("nobody writes the section `{section}` of `{report}`")]
    UnknownSection {
        /// The report.
        report: FormId,
        /// The section.
        section: String,
    },
    /// The act names an event that is not there, or is no such thing.
    #[error("there is no such event `{0}`")]
    UnknownEvent(EventId),
    /// The event is of a kind that is never undone.
    #[error("event `{0}` cannot be undone")]
    CannotUndo(EventId),
    /// The event is undone already.
    #[error("event `{0}` is undone already")]
    AlreadyUndone(EventId),
    /// The act holds nothing, or holds acts that cannot be part of a batch.
    #[error("the acts cannot be recorded together")]
    BadBatch,
    /// The time is not RFC 3339 with offset.
    #[error("`{0}` is not a time")]
    BadTime(String),
    /// An event's content is not what its id says.
    #[error("event `{0}` was altered")]
    Altered(EventId),
    /// An event whose predecessor is missing.
    #[error("the event before `{0}` is missing")]
    Broken(EventId),
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull(#[source] rusqlite::Error),
    /// The file or its folder cannot be written.
    #[error("the workspace cannot be written")]
    ReadOnly(#[source] rusqlite::Error),
    /// Another window or program holds the workspace.
    #[error("the workspace is in use")]
    Busy(#[source] rusqlite::Error),
    /// The file is damaged.
    #[error("the workspace is damaged")]
    Damaged(#[source] rusqlite::Error),
    /// An older file whose parts do not fit together cannot be brought up to date; it stays as it was.
    #[error("`{}` is damaged and cannot be brought up to date", path.display())]
    Unmigrated {
        /// The file.
        path: PathBuf,
        /// Its copy, made before anything was tried.
        backup: PathBuf,
    },
    /// The file system refused.
    #[error("`{}` cannot be read or written", .0.display())]
    File(PathBuf, #[source] std::io::Error),
    /// An act cannot be put into, or read from, its written form.
    #[error("the journal's text cannot be read or written")]
    Text(#[source] serde_json::Error),
    /// Anything else that the database says.
    #[error("the database refused")]
    Database(#[source] rusqlite::Error),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        if matches!(error, rusqlite::Error::FromSqlConversionFailure(..)) {
            return Self::Damaged(error);
        }
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull(error),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => Self::ReadOnly(error),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy(error),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error),
            Some(_) | None => Self::Database(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        Self::Text(error)
    }
}

fn named(key: &str, path: &Path) -> Sentence {
    Sentence::new(key).text("path", path.display().to_string())
}

impl Explain for StoreError {
    fn what(&self) -> Sentence {
        match self {
            Self::NotFound(path) => named("store-not-found", path),
            Self::Exists(path) => named("store-exists", path),
            Self::NotWorkspace(path) => named("store-not-workspace", path),
            Self::Newer { path, found, known } => named("store-newer", path)
                .number("found", *found)
                .number("known", *known),
            Self::Older { path, found, known } => named("store-older", path)
                .number("found", *found)
                .number("known", *known),
            Self::Sealed { applicant, stage } => Sentence::new("store-sealed")
                .text("applicant", applicant.as_str())
                .text("stage", stage.as_str()),
            Self::NotSealed { applicant, stage } => Sentence::new("store-not-sealed")
                .text("applicant", applicant.as_str())
                .text("stage", stage.as_str()),
            Self::StaleSeal { applicant } => Sentence::new("store-stale-seal").text("applicant", applicant.as_str()),
            Self::ReasonMissing => Sentence::new("store-reason-missing"),
            Self::UnknownRound(id) => Sentence::new("store-unknown-round").text("id", id.as_str()),
            Self::UnknownApplicant(id) => Sentence::new("store-unknown-applicant").text("id", id.as_str()),
            Self::UnknownCriterion(id) => Sentence::new("store-unknown-criterion").text("id", id.as_str()),
            Self::UnknownStage(id) => Sentence::new("store-unknown-stage").text("id", id.as_str()),
            Self::UnknownSection { report, section } => Sentence::new("store-unknown-section")
                .text("report", report.as_str())
                .text("section", section.as_str()),
            Self::UnknownEvent(id) => Sentence::new("store-unknown-event").text("id", id.as_str()),
            Self::CannotUndo(_) => Sentence::new("store-cannot-undo"),
            Self::AlreadyUndone(_) => Sentence::new("store-already-undone"),
            Self::BadBatch => Sentence::new("store-bad-batch"),
            Self::BadTime(text) => Sentence::new("store-bad-time").text("text", text.as_str()),
            Self::Altered(id) => Sentence::new("store-altered").text("id", id.as_str()),
            Self::Broken(id) => Sentence::new("store-broken").text("id", id.as_str()),
            Self::DiskFull(_) => Sentence::new("store-disk-full"),
            Self::ReadOnly(_) => Sentence::new("store-read-only"),
            Self::Busy(_) => Sentence::new("store-busy"),
            Self::Damaged(_) => Sentence::new("store-damaged"),
            Self::Unmigrated { path, .. } => named("store-unmigrated", path),
            Self::File(path, _) => named("store-file", path),
            Self::Text(_) => Sentence::new("store-text"),
            Self::Database(_) => Sentence::new("store-database"),
        }
    }

    fn why(&self) -> Option<Sentence> {
        if let Self::File(_, error) = self {
            Some(Sentence::new("store-why-system").text("words", error.to_string()))
        } else {
            None
        }
    }

    fn hint(&self) -> Option<Sentence> {
        let key = match self {
            Self::Unmigrated { backup, .. } => {
                return Some(Sentence::new("store-hint-unmigrated").text("backup", backup.to_string_lossy()));
            }
            Self::NotFound(_) => "store-hint-not-found",
            Self::Exists(_) => "store-hint-exists",
            Self::NotWorkspace(_) => "store-hint-not-workspace",
            Self::Newer { .. } => "store-hint-newer",
            Self::Older { .. } => "store-hint-older",
            Self::Sealed { .. } => "store-hint-sealed",
            Self::StaleSeal { .. } => "store-hint-stale-seal",
            Self::ReasonMissing => "store-hint-reason",
            Self::UnknownApplicant(_) => "store-hint-applicant",
            Self::Altered(_) | Self::Broken(_) | Self::Damaged(_) | Self::Text(_) => "store-hint-doctor",
            Self::DiskFull(_) => "store-hint-disk-full",
            Self::ReadOnly(_) => "store-hint-read-only",
            Self::Busy(_) => "store-hint-busy",
            Self::NotSealed { .. }
            | Self::UnknownRound(_)
            | Self::UnknownCriterion(_)
            | Self::UnknownStage(_)
            | Self::UnknownSection { .. }
            | Self::UnknownEvent(_)
            | Self::CannotUndo(_)
            | Self::AlreadyUndone(_)
            | Self::BadBatch
            | Self::BadTime(_)
            | Self::File(..)
            | Self::Database(_) => return None,
        };
        Some(Sentence::new(key))
    }
}
