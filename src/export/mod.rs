//! Export: neutral tables become files. Times and properties come in as values, so the same input gives the same bytes.

mod error;
mod file;
mod first_page;
mod layout;
mod metrics;
mod name;
mod page;
mod sheet;
pub mod template;
pub mod xlsx;

pub use error::ExportError;
pub use file::write;
pub use name::file_name;

/// What a document says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Properties {
    /// Title: the form's name.
    pub title: String,
    /// Subject: the applicant's name, or the organising body for several.
    pub subject: String,
    /// Author: the organising body; empty for none.
    pub author: String,
    /// When it was made, RFC 3339; the day of the state exported, not of the clock.
    pub created: String,
}
