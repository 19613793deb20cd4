//! What can go wrong in a use case, told by the room it happened in.

use std::io;
use std::path::{Path, PathBuf};

use super::files::FileFate;
use super::request::Issue;
use crate::domain::{Explain, Sentence};
use crate::intake::IntakeError;
use crate::signature::SignError;

/// A use case failed.
#[derive(Debug, thiserror::Error)]
pub enum TaskError {
    /// The store refused or failed.
    #[error("the workspace refused it")]
    Store(#[from] crate::store::StoreError),
    /// Reading submitted files failed as a whole.
    #[error("the files could not be read")]
    Intake(#[from] IntakeError),
    /// Writing files failed.
    #[error("the files could not be written")]
    Export(#[from] crate::export::ExportError),
    /// The settings could not be read or kept.
    #[error("the settings failed")]
    Settings(#[from] super::settings::SettingsError),
    /// A file that the user named could not be read.
    #[error("cannot read {0}")]
    Unreadable(PathBuf, #[source] io::Error),
    /// A file or folder could not be written.
    #[error("cannot write {0}")]
    Unwritable(PathBuf, #[source] io::Error),
    /// The framework library refused.
    #[error("the framework cannot be used")]
    Framework(#[from] crate::framework::LibraryError),
    /// A profile cannot be laid over the framework.
    #[error("the profile cannot be used")]
    Profile(#[from] crate::framework::ProfileError),
    /// Something that the user named is not there, or names several things.
    #[error("wrong input")]
    Input(Box<Refusal>),
    /// Of all files given nothing could be read, and there is no round to say so in.
    #[error("no dossier could be read")]
    Unread(Box<Unread>),
    /// No workspace is open.
    #[error("no workspace is open")]
    NoWorkspace,
    /// Files are there already, and nobody said that they may be replaced.
    #[error("{} files are there already", .0.len())]
    Existing(Vec<PathBuf>),
    /// Some files were written, then it failed.
    #[error("only {written} files were written")]
    Partly {
        /// How many were written.
        written: usize,
        /// What failed.
        #[source]
        fault: Box<TaskError>,
    },
    /// Nobody has said who acts.
    #[error("nobody acts")]
    NoActor,
    /// A key or token cannot be used.
    #[error("nothing was signed")]
    Sign(#[from] SignError),
    /// A file cannot be signed, or not be used for signing.
    #[error("cannot use {0} for signing")]
    SignFile(PathBuf, #[source] SignError),
    /// A file was signed and written, but the journal does not say so.
    #[error("signed {}, but the journal does not keep it", .file.display())]
    SignedNotKept {
        /// The signed file, or the signature beside a file.
        file: PathBuf,
        /// It took the place of what was signed.
        in_place: bool,
        /// What failed.
        #[source]
        fault: Box<TaskError>,
    },
    /// A fault of the program itself.
    #[error("the program failed")]
    Broken,
}

/// What is to be said where nothing could be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// What could not be taken.
    pub issues: Vec<Issue>,
    /// By file, what became of it.
    pub files: Vec<FileFate>,
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

/// So many names are told in a refusal.
const NAMED: usize = 10;

/// The refusal to replace files, with their names.
fn existing(paths: &[PathBuf]) -> Sentence {
    if let [only] = paths {
        return Sentence::new("form-error-exists").text("path", only.display().to_string());
    }
    let names = paths.iter().take(NAMED).map(|path| {
        let name = path.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    });
    let mut names = names.collect::<Vec<_>>().join("; ");
    if paths.len() > NAMED {
        names.push_str("; …");
    }
    Sentence::new("closing-export-existing")
        .number("count", paths.len())
        .text("names", names)
}

/// What the system says of a file, in words; what it seldom says, in its own.
pub(super) fn system(fault: &io::Error) -> Sentence {
    match fault.kind() {
        io::ErrorKind::NotFound => Sentence::new("task-io-missing"),
        io::ErrorKind::PermissionDenied => Sentence::new("task-io-denied"),
        io::ErrorKind::StorageFull => Sentence::new("task-io-full"),
        io::ErrorKind::IsADirectory => Sentence::new("task-io-folder"),
        io::ErrorKind::NotADirectory => Sentence::new("task-io-no-folder"),
        io::ErrorKind::AlreadyExists => Sentence::new("task-io-exists"),
        io::ErrorKind::ReadOnlyFilesystem => Sentence::new("task-io-read-only"),
        io::ErrorKind::InvalidData => Sentence::new("task-not-utf8"),
        _ => Sentence::new("task-system-says").text("message", fault.to_string()),
    }
}

/// The refusal of a file whose notation is wrong, with the line where it is.
pub(super) fn notation(path: &Path, line: Option<usize>, hint: &str) -> TaskError {
    TaskError::Input(Box::new(Refusal {
        what: Sentence::new("task-unreadable").text("file", path.to_string_lossy()),
        why: line.map(|line| Sentence::new("task-notation").number("line", line)),
        hint: Some(Sentence::new(hint)),
    }))
}

/// The line of a place in a text, from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    let before = text.bytes().take(at);
    before.filter(|byte| *byte == b'\n').count() + 1
}

impl Explain for TaskError {
    fn what(&self) -> Sentence {
        match self {
            Self::Store(fault) => fault.what(),
            Self::Intake(fault) => fault.sentence(),
            Self::Export(fault) => fault.what(),
            Self::Settings(fault) => fault.what(),
            Self::Framework(fault) => fault.what(),
            Self::Profile(fault) => fault.what(),
            Self::Unwritable(path, _) => Sentence::new("task-unwritable").text("file", path.to_string_lossy()),
            Self::Unreadable(path, _) => Sentence::new("task-unreadable").text("file", path.to_string_lossy()),
            Self::Input(refusal) => refusal.what.clone(),
            Self::Sign(fault) => super::sign::words::what(fault),
            Self::SignFile(path, _) => Sentence::new("sign-error-file").text("file", path.to_string_lossy()),
            Self::Unread(_) => Sentence::new("task-nothing-read"),
            Self::NoWorkspace => Sentence::new("task-no-workspace"),
            Self::NoActor => Sentence::new("task-no-actor"),
            Self::Existing(paths) => existing(paths),
            Self::Partly { written, fault } => Sentence::new("closing-export-partly")
                .number("written", *written)
                .sentence("what", fault.what()),
            Self::SignedNotKept { file, fault, .. } => Sentence::new("sign-not-kept")
                .text("file", file.to_string_lossy())
                .sentence("what", fault.what()),
            Self::Broken => Sentence::new("task-broken"),
        }
    }

    fn why(&self) -> Option<Sentence> {
        match self {
            Self::Store(fault) => fault.why(),
            Self::Intake(IntakeError::Unreadable { source, .. }) => Some(system(source)),
            Self::Intake(IntakeError::NotFound(_) | IntakeError::Empty(_) | IntakeError::Cancelled) => None,
            Self::Export(fault) => fault.why(),
            Self::Settings(fault) => fault.why(),
            Self::Framework(fault) => fault.why(),
            Self::Profile(fault) => fault.why(),
            Self::Unreadable(_, why) | Self::Unwritable(_, why) => Some(system(why)),
            Self::Input(refusal) => refusal.why.clone(),
            Self::SignFile(_, fault) => Some(super::sign::words::what(fault)),
            // The first refusal speaks for the others.
            Self::Unread(unread) => unread.issues.first().map(|issue| issue.message.clone()),
            Self::Partly { fault, .. } | Self::SignedNotKept { fault, .. } => fault.why(),
            Self::Sign(_) | Self::NoWorkspace | Self::NoActor | Self::Existing(_) | Self::Broken => None,
        }
    }

    fn hint(&self) -> Option<Sentence> {
        match self {
            Self::Store(fault) => fault.hint(),
            Self::Intake(_) | Self::Unread(_) => Some(Sentence::new("task-intake-hint")),
            Self::Export(fault) => fault.hint(),
            Self::Settings(fault) => fault.hint(),
            Self::Framework(fault) => fault.hint(),
            Self::Profile(fault) => fault.hint(),
            Self::Unwritable(..) => Some(Sentence::new("task-unwritable-hint")),
            Self::Unreadable(..) => Some(Sentence::new("task-unreadable-hint")),
            Self::Input(refusal) => refusal.hint.clone(),
            Self::Sign(fault) | Self::SignFile(_, fault) => super::sign::words::hint(fault),
            Self::NoWorkspace => Some(Sentence::new("task-no-workspace-hint")),
            Self::NoActor => Some(Sentence::new("task-no-actor-hint")),
            Self::Existing(_) => Some(Sentence::new("closing-export-existing-hint")),
            Self::Partly { fault, .. } => fault.hint(),
            Self::SignedNotKept { in_place: false, .. } => Some(Sentence::new("sign-not-kept-hint")),
            Self::SignedNotKept { in_place: true, .. } => Some(Sentence::new("sign-not-kept-hint-in-place")),
            Self::Broken => Some(Sentence::new("task-broken-hint")),
        }
    }
}
