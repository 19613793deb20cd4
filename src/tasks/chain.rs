//! The chain of a new round where it is not the framework's own: a profile of the library, a person's own file, or both.

use super::desk::Desk;
use super::error::TaskError;
use super::request::ImportRequest;
use crate::domain::{Framework, Round, Sentence};
use crate::framework::{Profile, ProfileError, parse_profile};

/// The profiles that a request lays over the framework of a new round, in their order.
#[derive(Debug, Default)]
pub(super) struct Chain(Vec<Profile>);

impl Chain {
    /// Reads what the request names.
    ///
    /// # Errors
    /// No such profile, a file that cannot be read or has defects, or a round that is open already.
    pub fn of(desk: &Desk, wanted: &ImportRequest) -> Result<Self, TaskError> {
        let mut profiles = Vec::new();
        if let Some(id) = &wanted.profile {
            profiles.push(desk.library.profile(id)?.clone());
        }
        if let Some(path) = &wanted.stages {
            let text = std::fs::read_to_string(path).map_err(|fault| TaskError::Unreadable(path.clone(), fault))?;
            let read = parse_profile(&text).map_err(|defects| ProfileError::Broken {
                id: path.to_string_lossy().into_owned(),
                defects,
            })?;
            profiles.push(read);
        }
        match &wanted.round {
            Some(round) if !profiles.is_empty() => Err(TaskError::input_with_hint(
                Sentence::new("task-profile-old-round").text("round", round.as_str()),
                Sentence::new("task-profile-old-round-hint"),
            )),
            Some(_) | None => Ok(Self(profiles)),
        }
    }

    /// The framework under this chain; as it is where the request names none.
    ///
    /// # Errors
    /// A profile does not fit it.
    pub fn lay_over(&self, framework: Framework) -> Result<Framework, ProfileError> {
        self.0
            .iter()
            .try_fold(framework, |framework, profile| profile.lay_over(&framework))
    }

    /// Whether a round was opened under this chain; true of every round where the request names none.
    pub fn is_of(&self, desk: &Desk, round: &Round) -> bool {
        self.0.is_empty()
            || desk
                .library
                .get(&round.framework.id)
                .ok()
                .and_then(|framework| self.lay_over(framework.as_ref().clone()).ok())
                .is_some_and(|laid| laid.stages == round.framework.stages)
    }
}
