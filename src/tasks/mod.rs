//! The use cases that the command line and the screens share, and the worker that runs them beside the screen.

pub mod across;
mod chain;
pub mod closing;
pub mod communes;
mod copies;
pub mod demo;
pub mod desk;
mod digest;
pub mod doctor;
pub mod dump;
mod error;
pub mod evidence;
pub mod export;
mod files;
mod find;
pub mod findings;
mod folders;
pub mod frameworks;
mod gather;
mod hints;
pub mod import;
pub mod journal;
mod layouts;
mod listing;
mod lookup;
mod made;
mod opening;
pub mod overview;
pub mod papers;
pub mod places;
pub mod preview;
pub mod print;
pub mod reports;
pub mod request;
pub mod restore;
pub mod rulings;
pub mod say;
mod sealed;
mod serve;
pub mod settings;
mod setup;
pub mod sign;
mod targets;
pub mod verify;
pub mod worker;

pub use crate::framework::nearest;
pub use crate::intake::{FoundTable, MappedColumn, Mapping, UnknownTable, fingerprint};
pub use crate::store::{StageCount, Summary};
pub use across::{Change, CriterionView, Flagged, Mark, Matrix, MatrixCell, MatrixRow};
pub use desk::Desk;
pub use error::{TaskError, Unread};
pub use export::Written;
pub use files::{FileFate, Taken};
pub use findings::{Findings, FindingsExport};
pub use journal::JournalEntry;
pub use lookup::FoundNote;
pub use overview::{Past, Summing};
pub use places::Place;
pub use preview::{Changes, Commune, Corrections, Preview, Prospect};
pub use request::{
    Board, Delivery, DossierView, Existing, ExportFormat, ExportRequest, Fate, HistoryScope, ImportReport,
    ImportRequest, Issue, Listed, Opened, Progress, Reply, Request, RoundHead, Saved, Severity, Ticket,
};
pub use settings::Settings;
pub use setup::Setup;
pub use worker::Worker;
