//! Looking into a file of evidence, and handing it to the system's program. Each look has its own thread and little time:
//! a file that makes a reading library hang or fail costs its look, nothing else.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::time::Duration;

use sha2::{Digest, Sha256};

use crate::domain::{ApplicantId, Evidence, RoundId, Sentence};
use crate::intake::preview::{self, Glance, Line};
use crate::intake::{self, EvidenceError};
use crate::tasks::desk::Desk;
use crate::tasks::error::{Refusal, TaskError, system};
use crate::text::Locale;

/// How long a look is waited for.
const PATIENCE: Duration = Duration::from_millis(2_500);
/// How long pages are counted at once.
const COUNTING: Duration = Duration::from_millis(300);
/// Looks that may still be going on, given up by whoever asked.
const UNFINISHED: usize = 3;
/// The stack of a look: reading libraries go deep into damaged files.
const STACK: usize = 32 << 20;
/// Largest file that is handed over.
const HANDED: u64 = 512 << 20;

/// Whether a file is still the one that was loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FileState {
    /// Its bytes are the same.
    Same,
    /// It was changed since.
    Changed,
    /// It is not there any more.
    Gone,
    /// It could not be compared.
    #[default]
    Unknown,
}

/// One line of a look, in the reader's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Seen {
    /// A heading: a page, a sheet.
    Heading(String),
    /// Text of the file.
    Text(String),
    /// A row of a table of the file.
    Row(Vec<String>),
    /// Something said about the file.
    Said(String),
    /// What is not shown.
    Withheld(String),
}

/// What is seen of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Whose.
    pub applicant: ApplicantId,
    /// The file.
    pub path: String,
    /// Whether it is still the one that was loaded.
    pub state: FileState,
    /// How many pages it has.
    pub pages: Option<u32>,
    /// Facts about it.
    pub facts: Vec<String>,
    /// Its text.
    pub lines: Vec<Seen>,
}

/// What a look's thread answers.
struct Found {
    state: FileState,
    glance: Glance,
}

fn saying(key: &str) -> Glance {
    Glance {
        lines: vec![Line::Said(Sentence::new(key))],
        ..Glance::default()
    }
}

/// Runs work on a thread of its own and waits so long for it; none where it failed, or took longer.
fn guarded<T: Send + 'static>(
    looks: &Arc<AtomicUsize>,
    patience: Duration,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, &'static str> {
    if looks.load(Ordering::Relaxed) >= UNFINISHED {
        return Err("preview-busy");
    }
    looks.fetch_add(1, Ordering::Relaxed);
    let (told, heard) = mpsc::channel();
    let held = Held(Arc::clone(looks));
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(move || {
        // Given back whatever becomes of the work.
        let _held = held;
        // Nobody listening any more means that it took too long.
        let _ = told.send(work());
    });
    if thread.is_err() {
        return Err("preview-busy");
    }
    heard.recv_timeout(patience).map_err(|fault| match fault {
        mpsc::RecvTimeoutError::Timeout => "preview-slow",
        mpsc::RecvTimeoutError::Disconnected => "preview-broken",
    })
}

/// One look of those going on.
struct Held(Arc<AtomicUsize>);

impl Drop for Held {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Desk {
    fn file(&self, round: &RoundId, applicant: &ApplicantId, path: &str) -> Result<(PathBuf, Evidence), TaskError> {
        let submission = self.store()?.dossier(round, applicant)?.submission;
        let root = PathBuf::from(submission.root);
        let file = submission.evidence.into_iter().find(|file| file.path == path);
        file.map(|file| (root, file))
            .ok_or_else(|| TaskError::input(Sentence::new("task-file-unknown").text("name", path)))
    }

    /// Looks into a file of evidence. That it cannot be read is something to say, no failure.
    ///
    /// # Errors
    /// The dossier has no such file.
    pub fn look(&self, round: &RoundId, applicant: &ApplicantId, path: &str) -> Result<Look, TaskError> {
        let (root, file) = self.file(round, applicant, path)?;
        let framework = self.round(round)?.framework;
        let found = guarded(&self.looks, PATIENCE, move || {
            match read(&root, &file, preview::LARGEST) {
                Ok((bytes, state)) => {
                    let name = file.path.rsplit('/').next().unwrap_or_default();
                    Found {
                        state,
                        glance: preview::glance(&bytes, name, &framework),
                    }
                }
                Err(Unread::Gone) => Found {
                    state: FileState::Gone,
                    glance: saying("preview-gone"),
                },
                Err(Unread::Large) => Found {
                    state: FileState::Unknown,
                    glance: saying("preview-too-large"),
                },
                Err(Unread::Packed | Unread::Io(_)) => Found {
                    state: FileState::Unknown,
                    glance: saying("preview-unreadable"),
                },
            }
        });
        let found = found.unwrap_or_else(|key| Found {
            state: FileState::Unknown,
            glance: saying(key),
        });
        Ok(said(found, applicant, path, self.locale()))
    }

    /// How many pages PDFs have, for as many of the files named as there is time for; the others may be asked for again.
    ///
    /// # Errors
    /// No such dossier.
    pub fn pages(
        &self,
        round: &RoundId,
        applicant: &ApplicantId,
        paths: Vec<String>,
    ) -> Result<Vec<(String, Option<u32>)>, TaskError> {
        let submission = self.store()?.dossier(round, applicant)?.submission;
        let root = PathBuf::from(submission.root);
        let until = std::time::Instant::now() + COUNTING;
        let mut found = Vec::new();
        for path in paths {
            let left = until.saturating_duration_since(std::time::Instant::now());
            if left.is_zero() && !found.is_empty() {
                break;
            }
            let file = submission.evidence.iter().find(|file| file.path == path).cloned();
            let count = file.map(|file| {
                let root = root.clone();
                let count = move || {
                    let (bytes, _) = read(&root, &file, preview::LARGEST).ok()?;
                    preview::pages(&bytes)
                };
                guarded(&self.looks, left, count)
            });
            let count = match count {
                Some(Ok(count)) => count,
                // What was cut short is not said to have no pages; the first had all the time that there is.
                Some(Err("preview-slow" | "preview-busy")) if !found.is_empty() => break,
                Some(Err(_)) | None => None,
            };
            found.push((path, count));
        }
        Ok(found)
    }

    /// Opens a file of evidence with the system's program; what stands in an archive is unpacked into a private folder that
    /// goes with the program.
    ///
    /// # Errors
    /// It is gone, no document or picture, or no program opens it.
    pub fn open_file(&mut self, round: &RoundId, applicant: &ApplicantId, path: &str) -> Result<FileState, TaskError> {
        let (root, file) = self.file(round, applicant, path)?;
        let refuse = |why: Option<Sentence>, hint: &str| {
            TaskError::Input(Box::new(Refusal {
                what: Sentence::new("task-file-not-opened").text("file", path),
                why,
                hint: Some(Sentence::new(hint)),
            }))
        };
        let opened =
            intake::open(&root, &file.path).map_err(|fault| refuse(Some(fault.sentence()), "task-file-gone-hint"))?;
        let (bytes, state) = bytes(&opened.path, &file, HANDED).map_err(|fault| match fault {
            Unread::Io(fault) => refuse(Some(system(&fault)), "task-file-gone-hint"),
            Unread::Gone | Unread::Large | Unread::Packed => {
                refuse(Some(Sentence::new("preview-too-large")), "task-file-by-hand-hint")
            }
        })?;
        preview::openable(&opened.path, &bytes).map_err(|why| refuse(Some(why), "task-file-by-hand-hint"))?;
        (self.opener)(&opened.path).map_err(|fault| refuse(Some(system(&fault)), "task-file-no-program-hint"))?;
        if opened.is_copy() {
            self.handed.push(opened);
        }
        Ok(state)
    }
}

/// Starts the program that the system keeps for a file, and does not wait for it.
pub(in crate::tasks) fn hand_over(path: &Path) -> io::Result<()> {
    opener::open(path).map_err(|fault| match fault {
        opener::OpenError::Io(fault) => fault,
        other => io::Error::other(other.to_string()),
    })
}

/// Why a file's bytes are not there.
enum Unread {
    Gone,
    Packed,
    Large,
    Io(io::Error),
}

fn read(root: &Path, file: &Evidence, largest: u64) -> Result<(Vec<u8>, FileState), Unread> {
    let opened = intake::open(root, &file.path).map_err(|fault| match fault {
        EvidenceError::Gone(_) => Unread::Gone,
        EvidenceError::Nested(_) | EvidenceError::Packed(_) => Unread::Packed,
    })?;
    bytes(&opened.path, file, largest)
}

/// The bytes of a file, and whether they are those that were loaded.
fn bytes(path: &Path, file: &Evidence, largest: u64) -> Result<(Vec<u8>, FileState), Unread> {
    let known = fs::metadata(path).map_err(Unread::Io)?;
    if known.len() > largest {
        return Err(Unread::Large);
    }
    let mut bytes = Vec::new();
    let source = fs::File::open(path).map_err(Unread::Io)?;
    // It may grow while it is read.
    source.take(largest + 1).read_to_end(&mut bytes).map_err(Unread::Io)?;
    let state = if file.sha256.is_empty() {
        FileState::Unknown
    } else if format!("{:x}", Sha256::digest(&bytes)) == file.sha256 {
        FileState::Same
    } else {
        FileState::Changed
    };
    Ok((bytes, state))
}

/// What was found, in the reader's words.
fn said(found: Found, applicant: &ApplicantId, path: &str, locale: &Locale) -> Look {
    let Found { state, glance } = found;
    let warning = match state {
        FileState::Changed => Some(Seen::Withheld(locale.text("preview-changed"))),
        FileState::Same | FileState::Gone | FileState::Unknown => None,
    };
    let lines = glance.lines.into_iter().map(|line| match line {
        Line::Heading(said) => Seen::Heading(locale.say(&said)),
        Line::Text(text) => Seen::Text(text),
        Line::Row(cells) => Seen::Row(cells),
        Line::Said(said) => Seen::Said(locale.say(&said)),
        Line::Withheld(said) => Seen::Withheld(locale.say(&said)),
    });
    Look {
        applicant: applicant.clone(),
        path: path.to_owned(),
        state,
        pages: glance.pages,
        facts: glance.facts.iter().map(|fact| locale.say(fact)).collect(),
        lines: warning.into_iter().chain(lines).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_panics_or_hangs_costs_only_its_own_look() {
        let looks = Arc::new(AtomicUsize::new(0));
        let short = Duration::from_millis(20);
        let fault = guarded(&looks, PATIENCE, || -> u8 { panic!("a reading library failed") });
        assert_eq!(fault, Err("preview-broken"));
        let (release, wait) = mpsc::channel::<()>();
        let wait = Arc::new(std::sync::Mutex::new(wait));
        for _ in 0..UNFINISHED {
            let wait = Arc::clone(&wait);
            let slow = guarded(&looks, short, move || {
                let _ = wait.lock().map(|wait| wait.recv());
            });
            assert_eq!(slow, Err("preview-slow"));
        }
        assert_eq!(guarded(&looks, short, || 1), Err("preview-busy"));
        drop(release);
        // The threads end by themselves now, and there is room again.
        while looks.load(Ordering::Relaxed) > 0 {
            std::thread::yield_now();
        }
        assert_eq!(guarded(&looks, PATIENCE, || 1), Ok(1));
    }
}
