//! The framework library: the frameworks embedded in the program, and a person's own folder laid over them.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::suggest::nearest;
use super::{Defect, parse, profiles};
use crate::domain::framework::ApplicantLevel;
use crate::domain::{Explain, Framework, FrameworkId, Method, Sentence};

pub(super) static EMBEDDED: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/frameworks");

/// Where a framework file comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The program itself.
    Embedded,
    /// The person's own folder.
    User(PathBuf),
    /// The person's own folder, in place of an embedded framework of the same id.
    Replaces(PathBuf),
}

/// One line of the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The framework's id; the file's name where the file is broken.
    pub id: FrameworkId,
    /// What is known from the head of the file; none where it is broken.
    pub head: Option<Head>,
    /// Where it comes from.
    pub origin: Origin,
    /// What is wrong with it; a broken file cannot be used.
    pub defects: Vec<Defect>,
}

/// What a list shows of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// Title as printed.
    pub title: String,
    /// The year it was issued for.
    pub year: i32,
    /// Who applies.
    pub applicant_level: ApplicantLevel,
    /// How its criteria add up.
    pub method: Method,
    /// Number of criteria that are judged.
    pub criteria: usize,
}

/// Why a framework cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LibraryError {
    /// No framework of that id; the nearest id, if any is near.
    #[error("no framework has the id {id}")]
    Unknown {
        /// The id asked for.
        id: FrameworkId,
        /// The id that may have been meant.
        near: Option<String>,
    },
    /// The file has defects.
    #[error("the framework file {id} has {} defects", defects.len())]
    Broken {
        /// The id asked for.
        id: FrameworkId,
        /// All of them.
        defects: Vec<Defect>,
    },
}

impl Explain for LibraryError {
    fn what(&self) -> Sentence {
        match self {
            Self::Unknown { id, .. } => Sentence::new("framework-library-unknown").text("id", id.as_str()),
            Self::Broken { id, defects } => Sentence::new("framework-library-broken")
                .text("id", id.as_str())
                .number("count", defects.len()),
        }
    }

    fn why(&self) -> Option<Sentence> {
        match self {
            Self::Unknown { .. } => None,
            Self::Broken { defects, .. } => defects.first().map(Defect::say),
        }
    }

    fn hint(&self) -> Option<Sentence> {
        Some(match self {
            Self::Unknown { near: Some(near), .. } => Sentence::new("framework-near").text("word", near),
            Self::Unknown { near: None, .. } => Sentence::new("task-framework-unknown-hint"),
            Self::Broken { .. } => Sentence::new("task-framework-broken-hint"),
        })
    }
}

#[derive(Debug)]
struct Entry {
    listed: Listed,
    text: String,
    parsed: OnceLock<Result<Arc<Framework>, Vec<Defect>>>,
}

impl Entry {
    fn framework(&self) -> Result<Arc<Framework>, Vec<Defect>> {
        self.parsed.get_or_init(|| parse(&self.text).map(Arc::new)).clone()
    }
}

/// All frameworks at hand.
#[derive(Debug, Default)]
pub struct Library {
    entries: Vec<Entry>,
    pub(super) profiles: Vec<profiles::Entry>,
}

impl Library {
    /// Opens the embedded frameworks and, where a folder is given and exists, the files in it that end in `.toml`; the
    /// profiles likewise from the folders `profiles` within.
    ///
    /// A person's broken file is listed with its defects and stops nothing. Embedded files are only skimmed here;
    /// [`Library::get`] reads them.
    pub fn open(user_folder: Option<&Path>) -> Self {
        let embedded = EMBEDDED.files().filter_map(|file| {
            let name = file.path().file_name()?.to_str()?;
            Some((name, file.contents_utf8()?))
        });
        let mut library = Self::assemble(embedded, user_folder);
        library.profiles = profiles::open(user_folder);
        library
    }

    /// Builds a library from embedded files, by name, and a person's folder.
    fn assemble<'a>(embedded: impl IntoIterator<Item = (&'a str, &'a str)>, user_folder: Option<&Path>) -> Self {
        let mut library = Self::default();
        for (name, text) in embedded {
            if let Some(stem) = name.strip_suffix(".toml") {
                library.entries.push(embedded_entry(stem, text));
            }
        }
        for path in user_files(user_folder) {
            library.lay_over(user_entry(&path));
        }
        library.entries.sort_by(|a, b| a.listed.id.cmp(&b.listed.id));
        library
    }

    fn lay_over(&mut self, mut entry: Entry) {
        // A broken file must not take a sound framework away.
        let sound = entry.listed.defects.is_empty();
        let replaced = |other: &Entry| other.listed.id == entry.listed.id && other.listed.origin == Origin::Embedded;
        if sound
            && self.entries.iter().any(replaced)
            && let Origin::User(path) = entry.listed.origin.clone()
        {
            self.entries.retain(|other| other.listed.id != entry.listed.id);
            entry.listed.origin = Origin::Replaces(path);
        }
        self.entries.push(entry);
    }

    /// All frameworks, by id.
    pub fn list(&self) -> Vec<Listed> {
        self.entries.iter().map(|entry| entry.listed.clone()).collect()
    }

    /// One framework, read once and kept.
    ///
    /// # Errors
    ///
    /// No framework has that id, or the only file that has it is broken.
    pub fn get(&self, id: &FrameworkId) -> Result<Arc<Framework>, LibraryError> {
        let mut broken = None;
        for entry in self.entries.iter().filter(|entry| entry.listed.id == *id) {
            match entry.framework() {
                Ok(framework) => return Ok(framework),
                Err(defects) => broken = Some(defects),
            }
        }
        if let Some(defects) = broken {
            let id = id.clone();
            return Err(LibraryError::Broken { id, defects });
        }
        let known = || self.entries.iter().map(|entry| entry.listed.id.as_str());
        // The beginning of an id is as good as a slip in one.
        let begun = || known().find(|known| known.starts_with(id.as_str()));
        Err(LibraryError::Unknown {
            id: id.clone(),
            near: nearest(id.as_str(), known()).or_else(begun).map(str::to_owned),
        })
    }
}

/// The files of a folder that end in `.toml`, by name.
pub(super) fn user_files(folder: Option<&Path>) -> Vec<PathBuf> {
    let Some(entries) = folder.and_then(|folder| fs::read_dir(folder).ok()) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml") && path.is_file())
        .collect();
    files.sort();
    files
}

fn embedded_entry(stem: &str, text: &str) -> Entry {
    let parsed = OnceLock::new();
    let mut defects = Vec::new();
    let head = skim(text).or_else(|| match parse(text) {
        Ok(framework) => {
            let head = head_of(&framework);
            parsed.get_or_init(|| Ok(Arc::new(framework)));
            Some(head)
        }
        Err(found) => {
            defects = found;
            None
        }
    });
    Entry {
        listed: Listed {
            id: FrameworkId::from(stem),
            head,
            origin: Origin::Embedded,
            defects,
        },
        text: text.to_owned(),
        parsed,
    }
}

/// The text of a person's file.
pub(super) fn user_text(path: &Path) -> Result<String, Defect> {
    fs::read_to_string(path).map_err(|_| Defect {
        line: 1,
        column: 1,
        message: Sentence::new("framework-unreadable-file"),
    })
}

fn user_entry(path: &Path) -> Entry {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let (text, read) = match user_text(path) {
        Ok(text) => {
            let read = parse(&text);
            (text, read)
        }
        Err(defect) => (String::new(), Err(vec![defect])),
    };
    let (id, head, defects) = match &read {
        Ok(framework) => (framework.id.clone(), Some(head_of(framework)), Vec::new()),
        Err(defects) => (FrameworkId::new(stem), None, defects.clone()),
    };
    let parsed = OnceLock::new();
    parsed.get_or_init(|| read.map(Arc::new));
    Entry {
        listed: Listed {
            id,
            head,
            origin: Origin::User(path.to_owned()),
            defects,
        },
        text,
        parsed,
    }
}

fn head_of(framework: &Framework) -> Head {
    Head {
        title: framework.title.clone(),
        year: framework.year,
        applicant_level: framework.applicant_level,
        method: framework.method,
        criteria: framework.scored().count(),
    }
}

#[derive(Deserialize)]
struct Written {
    title: String,
    year: i32,
    applicant_level: ApplicantLevel,
    method: Method,
}

/// Reads the head of an embedded file without reading all of it: what stands above the first table, and how many
/// criteria carry a rule. A test holds this against [`parse`] for every embedded file.
fn skim(text: &str) -> Option<Head> {
    let first_table = text.find("\n[")?;
    let written: Written = toml::from_str(text.get(..=first_table)?).ok()?;
    let mut criteria = 0;
    let mut awaits_rule = false;
    let mut quote: Option<&str> = None;
    for line in text.lines() {
        if let Some(mark) = quote {
            if line.contains(mark) {
                quote = None;
            }
            continue;
        }
        quote = ["\"\"\"", "'''"]
            .into_iter()
            .find(|mark| line.matches(mark).count() % 2 == 1);
        let is_rule = line
            .strip_prefix("rule")
            .is_some_and(|rest| rest.starts_with([' ', '=', '.']));
        if line.starts_with("[[criteria]]") {
            awaits_rule = true;
        } else if awaits_rule && (is_rule || line.starts_with("[criteria.rule]")) {
            criteria += 1;
            awaits_rule = false;
        } else if line.starts_with('[') && !line.starts_with("[criteria.") && !line.starts_with("[[criteria.") {
            awaits_rule = false;
        }
    }
    Some(Head {
        title: written.title,
        year: written.year,
        applicant_level: written.applicant_level,
        method: written.method,
        criteria,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::tests::SOUND;

    #[test]
    fn a_library_without_files_is_empty() {
        let library = Library::assemble([], None);
        assert_eq!(library.list(), Vec::new());
        assert!(library.get(&"mau".into()).is_err());
    }

    #[test]
    fn the_head_of_every_embedded_file_is_what_the_whole_file_says() {
        for file in EMBEDDED
            .files()
            .filter(|file| file.path().extension().is_some_and(|e| e == "toml"))
        {
            let text = file.contents_utf8().unwrap();
            let whole = parse(text).unwrap();
            assert_eq!(skim(text), Some(head_of(&whole)), "{}", whole.id);
        }
        assert_eq!(skim(SOUND), Some(head_of(&parse(SOUND).unwrap())));
    }

    #[test]
    fn a_users_file_replaces_and_a_broken_one_stops_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("rieng.toml"), SOUND.replace("mẫu", "riêng")).unwrap();
        fs::write(folder.path().join("hong.toml"), "id = ").unwrap();
        fs::write(folder.path().join("ghi-chu.txt"), "không phải bộ tiêu chí").unwrap();
        let library = Library::assemble([("mau.toml", SOUND)], Some(folder.path()));
        let list = library.list();
        let ids: Vec<&str> = list.iter().map(|listed| listed.id.as_str()).collect();
        assert_eq!(ids, ["hong", "mau"]);
        assert!(!list[0].defects.is_empty() && list[0].head.is_none());
        assert!(matches!(&list[1].origin, Origin::Replaces(path) if path.ends_with("rieng.toml")));
        assert_eq!(library.get(&"mau".into()).unwrap().title, "Bộ tiêu chí riêng");
        assert!(matches!(library.get(&"hong".into()), Err(LibraryError::Broken { .. })));
    }

    #[test]
    fn a_broken_file_does_not_take_a_sound_framework_away() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("mau.toml"), "id = ").unwrap();
        let library = Library::assemble([("mau.toml", SOUND)], Some(folder.path()));
        assert_eq!(library.list().len(), 2);
        assert!(library.get(&"mau".into()).is_ok());
    }

    #[test]
    fn an_unknown_id_is_answered_with_the_nearest() {
        let library = Library::assemble([("mau-so-mot.toml", SOUND)], None);
        let error = library.get(&"mau-so-mto".into()).unwrap_err();
        assert!(format!("{:?}", error.hint()).contains("mau-so-mot"));
        let error = library.get(&"mau".into()).unwrap_err();
        assert!(format!("{:?}", error.hint()).contains("mau-so-mot"));
    }
}
