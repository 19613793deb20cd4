//! Which files are to be signed: those named, and of folders the documents in them.

use std::path::{Path, PathBuf};

use super::is_copy;
use crate::domain::Sentence;
use crate::tasks::error::TaskError;

/// The files, each once; a folder's in the order of their names.
pub(super) fn all(named: &[PathBuf]) -> Result<Vec<PathBuf>, TaskError> {
    let mut found: Vec<PathBuf> = Vec::new();
    for path in named {
        let inside = if path.is_dir() {
            documents(path)?
        } else {
            vec![path.clone()]
        };
        for file in inside {
            if !found.contains(&file) {
                found.push(file);
            }
        }
    }
    Ok(found)
}

fn documents(folder: &Path) -> Result<Vec<PathBuf>, TaskError> {
    let unreadable = |fault| TaskError::Unreadable(folder.to_owned(), fault);
    let entries = std::fs::read_dir(folder).map_err(unreadable)?;
    let mut found: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.is_file() && is_document(path))
        .collect();
    found.sort();
    if found.is_empty() {
        let folder = folder.to_string_lossy();
        return Err(TaskError::input(
            Sentence::new("closing-sign-none").text("folder", folder),
        ));
    }
    Ok(found)
}

fn is_document(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let known = [".pdf", ".xlsx", ".docx"].iter().any(|end| name.ends_with(end));
    known && !is_copy(path) && !name.starts_with('~') && !name.starts_with('.')
}
