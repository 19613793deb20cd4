//! Export: neutral tables become files. Times and properties come in as values, so the same input gives the same bytes.

mod balance;
pub mod digest;
pub mod docx;
mod error;
mod file;
mod layout;
mod metrics;
mod name;
pub mod pdf;
pub mod print;
pub mod template;
pub mod xlsx;

pub use crate::forms::document::Properties;
pub use error::ExportError;
pub use file::write;
pub use metrics::points;
pub use name::{file_name, of_report};
