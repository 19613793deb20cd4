//! The profiles at hand: those embedded in the program, and those of a person's own folder beside them.

use std::path::Path;

use super::Defect;
use super::library::{EMBEDDED, Library, Origin, user_files, user_text};
use super::profile::{Profile, ProfileError, parse_profile};
use super::suggest::nearest;

/// One profile of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedProfile {
    /// The profile's id; the file's name where the file is broken.
    pub id: String,
    /// What it is called; empty where the file is broken.
    pub title: String,
    /// Where it comes from.
    pub origin: Origin,
    /// What is wrong with it; a broken file cannot be used.
    pub defects: Vec<Defect>,
}

#[derive(Debug)]
pub(super) struct Entry {
    listed: ListedProfile,
    text: String,
    parsed: Option<Profile>,
}

impl Entry {
    fn new(stem: &str, text: Result<String, Defect>, origin: Origin) -> Self {
        let (text, read) = match text {
            Ok(text) => {
                let read = parse_profile(&text);
                (text, read)
            }
            Err(defect) => (String::new(), Err(vec![defect])),
        };
        let (id, title, defects, parsed) = match read {
            Ok(profile) => (profile.id.clone(), profile.title.clone(), Vec::new(), Some(profile)),
            Err(defects) => (stem.to_owned(), String::new(), defects, None),
        };
        Self {
            listed: ListedProfile {
                id,
                title,
                origin,
                defects,
            },
            text,
            parsed,
        }
    }
}

/// The profiles of the program, and those of the folder `profiles` within a person's own.
pub(super) fn open(user_folder: Option<&Path>) -> Vec<Entry> {
    let embedded = EMBEDDED
        .get_dir("profiles")
        .into_iter()
        .flat_map(|folder| folder.files());
    let mut entries: Vec<Entry> = embedded
        .filter_map(|file| {
            let stem = file.path().file_stem()?.to_str()?;
            let text = file.contents_utf8()?.to_owned();
            Some(Entry::new(stem, Ok(text), Origin::Embedded))
        })
        .collect();
    let folder = user_folder.map(|folder| folder.join("profiles"));
    for path in user_files(folder.as_deref()) {
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut entry = Entry::new(&stem, user_text(&path), Origin::User(path.clone()));
        // A broken file must not take a sound profile away.
        let same = |other: &Entry| other.listed.id == entry.listed.id && other.listed.origin == Origin::Embedded;
        if entry.parsed.is_some() && entries.iter().any(same) {
            entries.retain(|other| !same(other));
            entry.listed.origin = Origin::Replaces(path);
        }
        entries.push(entry);
    }
    entries.sort_by(|a, b| a.listed.id.cmp(&b.listed.id));
    entries
}

impl Library {
    /// All profiles, by id.
    pub fn profiles(&self) -> Vec<ListedProfile> {
        self.profiles.iter().map(|entry| entry.listed.clone()).collect()
    }

    /// One profile.
    ///
    /// # Errors
    /// No profile has that id, or the only file that has it is broken.
    pub fn profile(&self, id: &str) -> Result<&Profile, ProfileError> {
        let named = || self.profiles.iter().filter(|entry| entry.listed.id == id);
        if let Some(profile) = named().find_map(|entry| entry.parsed.as_ref()) {
            return Ok(profile);
        }
        if let Some(broken) = named().next() {
            return Err(ProfileError::Broken {
                id: id.to_owned(),
                defects: broken.listed.defects.clone(),
            });
        }
        let known = || self.profiles.iter().map(|entry| entry.listed.id.as_str());
        // The beginning of an id is as good as a slip in one.
        let begun = || known().find(|known| !id.is_empty() && known.starts_with(id));
        Err(ProfileError::Unknown {
            id: id.to_owned(),
            near: nearest(id, known()).or_else(begun).map(str::to_owned),
        })
    }

    /// The file of a profile as it was written, to be copied and renamed.
    pub fn profile_text(&self, id: &str) -> Option<&str> {
        let sound = |entry: &&Entry| entry.listed.id == id && entry.parsed.is_some();
        self.profiles.iter().find(sound).map(|entry| entry.text.as_str())
    }
}
