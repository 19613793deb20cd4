//! The person's own settings: who acts, how the screen looks, which workspace was open last. A file of the user's, not
//! of the workspace.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error;
use crate::domain::{Actor, Explain, MemberId, Sentence};

/// Settings of the person at this machine.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// The member's name; empty until asked.
    pub member: String,
    /// The member's role, such as `Thư ký`.
    pub role: String,
    /// Key map by name; the default one where empty.
    pub keymap: String,
    /// Theme by name; chosen by the terminal where empty.
    pub theme: String,
    /// `vi` or `en`.
    pub lang: String,
    /// Mouse switched off.
    pub no_mouse: bool,
    /// Dossiers are opened in large type.
    pub large_type: bool,
    /// Per cent that the first of two panes beside each other takes; 0 leaves it to the screen.
    pub panes_beside: u16,
    /// The same of two panes one below the other.
    pub panes_below: u16,
    /// The workspace open last.
    pub last: Option<PathBuf>,
    /// What signing and verifying remember.
    pub signing: Box<Signing>,
}

/// What signing and verifying remember; never a password.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Signing {
    /// The file with the key that signed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_file: Option<PathBuf>,
    /// The library of the token that signed last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_library: Option<PathBuf>,
    /// The certificates of the authorities that the council trusts: a file or folder.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorities: Option<PathBuf>,
}

impl Settings {
    /// The member as actor, once a name was given.
    pub fn actor(&self) -> Option<Actor> {
        let member = self.member.trim();
        (!member.is_empty()).then(|| Actor {
            member: MemberId::new(member),
            role: self.role.trim().to_owned(),
        })
    }

    /// The folder of the user's own files (settings, key map, frameworks); none where the system names none.
    pub fn folder() -> Option<PathBuf> {
        use etcetera::BaseStrategy;
        etcetera::choose_base_strategy()
            .ok()
            .map(|base| base.config_dir().join("thamdinh"))
    }

    /// Reads the settings of a folder; the defaults where there are none yet.
    ///
    /// # Errors
    /// The file is there but cannot be read or is no settings file.
    pub fn read(folder: &Path) -> Result<Self, SettingsError> {
        let path = folder.join(FILE);
        match std::fs::read_to_string(&path) {
            Ok(text) => toml::from_str(&text).map_err(|fault| {
                let line = fault.span().map(|span| error::line_of(&text, span.start));
                SettingsError::Notation(path, line)
            }),
            Err(fault) if fault.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(fault) => Err(SettingsError::Unreadable(path, fault)),
        }
    }

    /// Writes the settings into a folder, beside the old ones and then over them.
    ///
    /// # Errors
    /// The folder cannot be made or written.
    pub fn keep(&self, folder: &Path) -> Result<(), SettingsError> {
        let path = folder.join(FILE);
        let failed = |fault: io::Error| SettingsError::Unwritable(path.clone(), fault);
        let text = toml::to_string_pretty(self).map_err(|fault| failed(io::Error::other(fault)))?;
        std::fs::create_dir_all(folder).map_err(failed)?;
        let mut file = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
        io::Write::write_all(&mut file, text.as_bytes()).map_err(failed)?;
        file.persist(&path).map_err(|fault| failed(fault.error))?;
        Ok(())
    }
}

const FILE: &str = "settings.toml";

/// The person's own key map, in the folder of the settings.
pub const KEYMAP: &str = "keymap.toml";

/// The settings could not be read or kept.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// Reading failed.
    #[error("cannot read the settings {0}")]
    Unreadable(PathBuf, #[source] io::Error),
    /// The file is no settings file; the line, where it is known.
    #[error("wrong notation in the settings {0}")]
    Notation(PathBuf, Option<usize>),
    /// Writing failed.
    #[error("cannot write the settings {0}")]
    Unwritable(PathBuf, #[source] io::Error),
}

impl Explain for SettingsError {
    fn what(&self) -> Sentence {
        match self {
            Self::Unreadable(path, _) | Self::Notation(path, _) => {
                Sentence::new("task-settings-unreadable").text("file", path.to_string_lossy())
            }
            Self::Unwritable(path, _) => Sentence::new("task-settings-unwritable").text("file", path.to_string_lossy()),
        }
    }

    fn why(&self) -> Option<Sentence> {
        match self {
            Self::Unreadable(_, why) | Self::Unwritable(_, why) => Some(error::system(why)),
            Self::Notation(_, line) => line.map(|line| Sentence::new("task-notation").number("line", line)),
        }
    }

    fn hint(&self) -> Option<Sentence> {
        Some(Sentence::new("task-settings-hint"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again_and_nothing_is_the_default() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(Settings::read(folder.path()).unwrap(), Settings::default());
        let settings = Settings {
            member: "Nguyễn Thị Hạnh".into(),
            role: "Thư ký".into(),
            ..Settings::default()
        };
        settings.keep(folder.path()).unwrap();
        assert_eq!(Settings::read(folder.path()).unwrap(), settings);
    }

    #[test]
    fn a_broken_file_is_told_and_not_overwritten() {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join(FILE), "member = [").unwrap();
        assert!(matches!(
            Settings::read(folder.path()),
            Err(SettingsError::Notation(_, Some(1)))
        ));
    }
}
