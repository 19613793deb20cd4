//! The use cases that the command line and the screens share, and the worker that runs them beside the screen.

pub mod request;
pub mod worker;

pub use request::{
    Board, Conflict, Delivery, DossierView, ExportFormat, ExportRequest, Fate, HistoryScope, ImportReport,
    ImportRequest, Issue, Listed, Opened, Progress, Reply, Request, Saved, Severity, Ticket,
};
pub use worker::Worker;
