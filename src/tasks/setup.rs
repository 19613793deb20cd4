//! What the settings screen shows beside what the screens know: where files of this machine lie, and what the
//! round's documents say of their offices.

use std::path::PathBuf;

use super::desk::Desk;
use super::error::TaskError;
use super::settings::KEYMAP;
use crate::domain::RoundId;
use crate::domain::office::Offices;

/// Where things are kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Setup {
    /// The folder of the person's own files; none where the system names none.
    pub folder: Option<PathBuf>,
    /// The person's own key map, and whether there is one.
    pub keymap: Option<(PathBuf, bool)>,
    /// The folder of the person's own frameworks, and whether it is there.
    pub frameworks: Option<(PathBuf, bool)>,
    /// The folder of certificates that are trusted, and whether it is there.
    pub certificates: Option<(PathBuf, bool)>,
    /// What the round's documents say of the offices that issue them.
    pub offices: Offices,
}

impl Desk {
    /// Where things are kept, for a round where one is open.
    pub(super) fn setup(&self, round: Option<&RoundId>) -> Result<Setup, TaskError> {
        let folder = self.settings_folder.clone();
        let within = |name: &str| {
            let path = folder.as_ref()?.join(name);
            let there = path.exists();
            Some((path, there))
        };
        let offices = match round {
            Some(round) => self.store()?.offices(round)?,
            None => Offices::default(),
        };
        Ok(Setup {
            keymap: within(KEYMAP),
            frameworks: within("frameworks"),
            certificates: within("certificates"),
            folder,
            offices,
        })
    }
}
