//! Reading and checking framework files: TOML → [`domain::Framework`](crate::domain::Framework), with every fault named by line.

pub mod cases;
mod check;
mod library;
mod numbering;
mod place;
mod profile;
mod profiles;
mod read;
mod references;
mod rules;
mod scales;
mod show;
mod skeleton;
mod suggest;
#[cfg(test)]
mod tests;
mod validate;
mod wording;

pub use cases::CaseResult;
pub use check::{Answer, CheckFinding, GroupSum, check, group_sums};
pub use library::{Head, Library, LibraryError, Listed, Origin};
pub use profile::{Profile, ProfileError, ProfileStage, Word, parse_profile};
pub use profiles::ListedProfile;
pub use show::show;
pub use skeleton::skeleton;
pub use suggest::nearest;

use crate::domain::{Framework, Sentence};

/// Something wrong in a framework file, with the place where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Line, counted from 1.
    pub line: usize,
    /// Column in characters, counted from 1.
    pub column: usize,
    /// What is wrong.
    pub message: Sentence,
}

impl Defect {
    /// The defect with its place, as one sentence.
    pub fn say(&self) -> Sentence {
        Sentence::new("framework-defect")
            .number("line", self.line)
            .number("column", self.column)
            .sentence("message", self.message.clone())
    }
}

/// Reads the text of one framework file.
///
/// # Errors
///
/// All defects found, in the order of their lines: faults of notation first (then nothing else can be said), else
/// wrong or missing fields, else everything that is wrong with ids, references, rules and forms.
pub fn parse(text: &str) -> Result<Framework, Vec<Defect>> {
    let (framework, places) = read::read(text)?;
    let mut found = validate::validate(text, &framework, &places);
    if found.is_empty() {
        return Ok(framework);
    }
    found.sort_by_key(|defect| (defect.line, defect.column));
    found.dedup();
    Err(found)
}
