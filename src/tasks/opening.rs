//! Opening a file or folder with the system's own program.

use std::path::Path;

use super::desk::Desk;
use super::error::TaskError;
use crate::domain::Sentence;

/// Opens it; what the program does with it is its own affair.
///
/// # Errors
/// It is not there, or the system has no program for it.
pub fn open(desk: &Desk, path: &Path) -> Result<(), TaskError> {
    std::fs::metadata(path).map_err(|fault| TaskError::Unreadable(path.to_owned(), fault))?;
    (desk.opener)(path).map_err(|_| {
        TaskError::input_with_hint(
            Sentence::new("closing-open-failed").text("file", path.to_string_lossy()),
            Sentence::new("closing-open-failed-hint"),
        )
    })
}
