//! The small framework on which this room's tests stand.

use crate::domain::Framework;

/// A framework of two groups and five criteria with three forms and one sub-form.
pub(super) fn framework() -> Framework {
    toml::from_str(include_str!("../../tests/fixtures/intake.toml")).unwrap()
}
