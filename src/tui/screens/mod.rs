//! The screens: each is plain functions on its own state.

pub mod compare;
pub mod conclusion;
pub mod evidence;
pub mod first_run;
pub mod flags;
pub mod heat;
pub mod history;
pub mod import;
pub mod print;
pub mod review;
pub mod round;
mod screen;
pub mod settings;
pub mod signatures;
pub mod summary;
pub mod words;

pub use screen::{Place, Screen, Subject};

use strum::IntoStaticStr;

use crate::domain::Sentence;

/// What is shown of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Filter {
    /// Everything.
    #[default]
    All,
    /// What is not ruled yet.
    Open,
    /// Where the council departs from the applicant.
    Different,
    /// What carries a flag.
    Flagged,
}

impl Filter {
    /// The next one in turn.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::All => Self::Open,
            Self::Open => Self::Different,
            Self::Different => Self::Flagged,
            Self::Flagged => Self::All,
        }
    }

    /// What it is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("tui-filter-{name}"))
    }
}
