//! What is known before a load begins: the framework with its codes and headers folded once, and what a person chose.

use std::ops::Deref;
use std::sync::atomic::AtomicBool;

use super::codes::Index;
use super::mapping::Overrides;
use super::served::Served;
use crate::domain::Framework;
use crate::forms::header::Headers;

/// A framework prepared for reading, shared by all files of a load.
pub(super) struct Known<'f> {
    framework: &'f Framework,
    /// Its codes and names, folded.
    pub codes: Index<'f>,
    /// The headers of its forms, folded.
    pub headers: Headers<'f>,
    /// Which criteria names of files and folders tell.
    pub served: Served<'f>,
    /// What a person chose by hand.
    pub overrides: &'f Overrides,
    /// Whether the load was broken off.
    pub cancelled: &'f AtomicBool,
}

impl<'f> Known<'f> {
    /// Prepares a framework.
    pub fn new(framework: &'f Framework, overrides: &'f Overrides, cancelled: &'f AtomicBool) -> Self {
        Self {
            framework,
            codes: Index::new(framework),
            headers: Headers::new(&framework.forms),
            served: Served::new(framework),
            overrides,
            cancelled,
        }
    }

    /// The framework itself, for as long as it lives.
    pub fn framework(&self) -> &'f Framework {
        self.framework
    }
}

impl Deref for Known<'_> {
    type Target = Framework;

    fn deref(&self) -> &Framework {
        self.framework
    }
}
