//! The files of certificates that the council supplies, for signing and verifying alike.

use std::path::{Path, PathBuf};

use super::desk::Desk;

/// The endings of such files.
const ENDINGS: [&str; 4] = ["pem", "crt", "cer", "der"];

/// The files in the folder `certificates` of the settings.
pub(super) fn of_settings(desk: &Desk) -> Vec<PathBuf> {
    let folder = desk.settings_folder.as_ref().map(|folder| folder.join("certificates"));
    folder.map(|folder| of_folder(&folder)).unwrap_or_default()
}

/// The files of a folder that hold certificates by their ending, in the order of their names.
pub(super) fn of_folder(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = entries
        .map(|entry| entry.path())
        .filter(|path| path.is_file() && is_certificate(path))
        .collect();
    found.sort();
    found
}

fn is_certificate(path: &Path) -> bool {
    let ending = path.extension();
    ending.is_some_and(|ending| ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}
