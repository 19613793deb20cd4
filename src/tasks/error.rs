//! What can go wrong in a use case, told by the room it happened in.

use std::path::PathBuf;

use crate::domain::{Explain, Sentence};

/// A use case failed.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// The store refused or failed.
    #[error("the workspace refused it")]
    Store(#[from] crate::store::StoreError),
    /// Reading submitted files failed as a whole.
    #[error("the files could not be read")]
    Intake(#[from] crate::intake::IntakeError),
    /// Writing files failed.
    #[error("the files could not be written")]
    Export(#[from] crate::export::ExportError),
    /// The settings could not be read or kept.
    #[error("the settings failed")]
    Settings(#[from] super::settings::SettingsError),
    /// A file that the user named could not be read.
    #[error("cannot read {0}")]
    Unreadable(PathBuf, String),
    /// A file or folder could not be written.
    #[error("cannot write {0}")]
    Unwritable(PathBuf, String),
    /// The framework library refused.
    #[error("the framework cannot be used")]
    Framework(#[from] crate::framework::LibraryError),
    /// Something that the user named is not there, or names several things.
    #[error("wrong input")]
    Input(Box<Refusal>),
    /// No workspace is open.
    #[error("no workspace is open")]
    NoWorkspace,
    /// Nobody has said who acts.
    #[error("nobody acts")]
    NoActor,
    /// A fault of the program itself.
    #[error("the program failed")]
    Broken,
}

/// Why an input was refused, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What was refused.
    pub what: Sentence,
    /// Why.
    pub why: Option<Sentence>,
    /// What to do.
    pub hint: Option<Sentence>,
}

impl TaskError {
    /// Refuses an input with a sentence alone.
    pub fn input(what: Sentence) -> Self {
        Self::Input(Box::new(Refusal {
            what,
            why: None,
            hint: None,
        }))
    }

    /// Refuses an input and says what to do.
    pub fn input_with_hint(what: Sentence, hint: Sentence) -> Self {
        Self::Input(Box::new(Refusal {
            what,
            why: None,
            hint: Some(hint),
        }))
    }
}

impl Explain for TaskError {
    fn what(&self) -> Sentence {
        match self {
            Self::Store(fault) => fault.what(),
            Self::Intake(fault) => fault.sentence(),
            Self::Export(fault) => fault.what(),
            Self::Settings(fault) => fault.what(),
            Self::Framework(fault) => fault.what(),
            Self::Unwritable(path, _) => Sentence::new("task-unwritable").text("file", path.to_string_lossy()),
            Self::Unreadable(path, _) => Sentence::new("task-unreadable").text("file", path.to_string_lossy()),
            Self::Input(refusal) => refusal.what.clone(),
            Self::NoWorkspace => Sentence::new("task-no-workspace"),
            Self::NoActor => Sentence::new("task-no-actor"),
            Self::Broken => Sentence::new("task-broken"),
        }
    }

    fn why(&self) -> Option<Sentence> {
        match self {
            Self::Store(fault) => fault.why(),
            Self::Intake(fault) => std::error::Error::source(fault)
                .map(|source| Sentence::new("task-system-says").text("message", source.to_string())),
            Self::Export(fault) => fault.why(),
            Self::Settings(fault) => fault.why(),
            Self::Framework(fault) => fault.why(),
            Self::Unreadable(_, why) | Self::Unwritable(_, why) => {
                Some(Sentence::new("task-system-says").text("message", why.as_str()))
            }
            Self::Input(refusal) => refusal.why.clone(),
            Self::NoWorkspace | Self::NoActor | Self::Broken => None,
        }
    }

    fn hint(&self) -> Option<Sentence> {
        match self {
            Self::Store(fault) => fault.hint(),
            Self::Intake(_) => Some(Sentence::new("task-intake-hint")),
            Self::Export(fault) => fault.hint(),
            Self::Settings(fault) => fault.hint(),
            Self::Framework(fault) => fault.hint(),
            Self::Unwritable(..) => Some(Sentence::new("task-unwritable-hint")),
            Self::Unreadable(..) => Some(Sentence::new("task-unreadable-hint")),
            Self::Input(refusal) => refusal.hint.clone(),
            Self::NoWorkspace => Some(Sentence::new("task-no-workspace-hint")),
            Self::NoActor => Some(Sentence::new("task-no-actor-hint")),
            Self::Broken => Some(Sentence::new("task-broken-hint")),
        }
    }
}
