//! Verifying signed files: PDFs, workbooks, texts, and any file with a signature beside it; held against the journal where one is open.

mod evidence;
mod name;
mod origin;
mod words;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest as _, Sha256};
use walkdir::WalkDir;

pub use crate::signature::verify::Checked;
pub use evidence::look;
pub use name::another_name;
pub use origin::Origin;
pub use words::{compared, detail, finding, unreadable};

use super::certificates;
use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::export::Stamp;
use super::request::Progress;
use crate::domain::{Act, Event, Sentence, SignatureState};
use crate::signature::verify::{FileFault, LARGEST, Verdict, is_pdf};
use crate::signature::{Trust, is_signed_office, read_many, verify_detached, verify_office, verify_pdf};
use crate::store::Filter;

/// How many files of a folder are looked at.
const FILES: usize = 100_000;
/// How many files are looked at between two words of progress.
const AT_ONCE: usize = 64;
/// The ending of a signature that lies beside its file.
const BESIDE: &str = "p7s";

/// What was found of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verified {
    /// The file.
    pub path: PathBuf,
    /// What its signatures are worth together.
    pub state: SignatureState,
    /// Why they could not be looked at.
    pub fault: Option<FileFault>,
    /// Each of them.
    pub signatures: Vec<Checked>,
    /// What the journal says of it.
    pub kept: Kept,
    /// Whether it still says what the journal says, where it was exported from it.
    pub origin: Origin,
}

/// What the journal of a workspace says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// No workspace was named, or its journal says nothing of the file.
    Nothing,
    /// It is the file that a member signed.
    Same {
        /// Who signed it.
        by: String,
        /// When.
        at: String,
    },
    /// A file of that name was signed, but this is another or was changed since.
    Other {
        /// Who signed it.
        by: String,
        /// When.
        at: String,
    },
}

/// What was found of the files asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// What was asked for.
    pub paths: Vec<PathBuf>,
    /// By file.
    pub found: Vec<Verified>,
    /// Authorities are known that signers' certificates could come from.
    pub authorities: bool,
    /// The member broke it off: there are files that were not looked at.
    pub stopped: bool,
}

/// Verifies files for a screen.
///
/// # Errors
/// As [`run`].
pub fn report(
    desk: &Desk,
    paths: Vec<PathBuf>,
    authorities: &[PathBuf],
    watch: Watch<'_>,
) -> Result<Report, TaskError> {
    let mut stopped = false;
    let mut watch = |step| {
        let on = watch(step);
        stopped |= !on;
        on
    };
    Ok(Report {
        found: run(desk, &paths, authorities, &mut watch)?,
        authorities: !trust(desk, authorities)?.is_empty(),
        paths,
        stopped,
    })
}

impl Verified {
    /// Whether whatever was appended to the file is signatures that hold, the last of them to its last byte.
    fn only_signed(&self) -> bool {
        let broken = |one: &Checked| matches!(one.verdict, Verdict::Broken(_) | Verdict::Altered(_));
        self.fault.is_none() && !self.signatures.iter().any(broken) && self.signatures.iter().any(|one| one.whole_file)
    }

    /// Whether it is known whose its signatures are: by an authority, or as the journal keeps the file as it is.
    fn signers_known(&self) -> bool {
        matches!(self.kept, Kept::Same { .. }) || self.signatures.iter().all(|one| one.verdict == Verdict::Valid)
    }

    /// Whether there is nothing to find fault with.
    pub fn is_fine(&self) -> bool {
        // What was written by another version cannot be compared; what the journal keeps to the last byte need not be.
        let kept = matches!(self.kept, Kept::Same { .. });
        let origin = self.origin.is_fine() || (kept && self.origin.is_open());
        self.state == SignatureState::Valid && origin && !matches!(self.kept, Kept::Other { .. })
    }
}

/// Verifies files and whatever signed or signable files folders hold.
///
/// # Errors
/// A file or certificate that was named cannot be read.
pub fn run(
    desk: &Desk,
    paths: &[PathBuf],
    authorities: &[PathBuf],
    watch: Watch<'_>,
) -> Result<Vec<Verified>, TaskError> {
    let trust = trust(desk, authorities)?;
    let signed = match desk.open {
        Some(_) => signed(desk)?,
        None => Vec::new(),
    };
    let files = files(paths)?;
    let mut judge = origin::Judge::new(desk);
    let mut found = Vec::with_capacity(files.len());
    for some in files.chunks(AT_ONCE) {
        let what = some.first().map(|file| name(file)).unwrap_or_default();
        let step = Progress {
            done: found.len(),
            total: files.len(),
            what,
        };
        if !watch(step) {
            break;
        }
        let looked: Vec<Result<(Verified, Option<Stamped>), TaskError>> =
            some.par_iter().map(|file| verify(file, &trust, &signed)).collect();
        for result in looked {
            let (mut one, stamped) = result?;
            // A folder's workbooks and texts concern nobody here unless they are signed or were exported.
            let exported = stamped.is_some() && desk.open.is_some();
            let silent = one.signatures.is_empty() && one.fault.is_none() && !exported;
            if silent && !ends(&one.path, "pdf") && !paths.contains(&one.path) {
                continue;
            }
            if let (Some((bytes, stamp)), Some(_)) = (stamped, &desk.open) {
                one.origin = judge.judge(&one, &bytes, &stamp)?;
            }
            found.push(one);
        }
    }
    Ok(found)
}

/// A file that says where it comes from.
type Stamped = (Vec<u8>, Stamp);

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// The authorities that the council supplies: files named, and what signs itself in folders named and in the folder
/// `certificates` of the settings. The others there may lie between a signer and an authority.
///
/// # Errors
/// A file that was named cannot be read, or holds no certificate.
pub fn trust(desk: &Desk, named: &[PathBuf]) -> Result<Trust, TaskError> {
    let (mut trusted, mut others) = (Vec::new(), Vec::new());
    for path in named {
        let is_folder = path.is_dir();
        let files = if is_folder {
            certificates::of_folder(path)
        } else {
            vec![path.clone()]
        };
        for file in files {
            let bytes = std::fs::read(&file).map_err(|fault| TaskError::Unreadable(file.clone(), fault))?;
            let read = read_many(&bytes).ok_or_else(|| {
                let file = file.to_string_lossy();
                TaskError::input(Sentence::new("verify-error-authority").text("file", file))
            })?;
            let (roots, between): (Vec<_>, Vec<_>) = read.into_iter().partition(|one| !is_folder || one.is_root());
            trusted.extend(roots);
            others.extend(between);
        }
    }
    // What lies in the settings for signing too must not stop a verification.
    let own = certificates::of_settings(desk).into_iter();
    for one in own.filter_map(|file| read_many(&std::fs::read(file).ok()?)).flatten() {
        if one.is_root() {
            trusted.push(one);
        } else {
            others.push(one);
        }
    }
    Ok(Trust::new(trusted).with_intermediates(others))
}

fn ends(path: &Path, known: &str) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case(known))
}

/// The files to look at, each once. A signature stands for the file that it lies beside.
fn files(paths: &[PathBuf]) -> Result<Vec<PathBuf>, TaskError> {
    let mut found = BTreeSet::new();
    for path in paths {
        if path.is_dir() {
            let entries = WalkDir::new(path).follow_links(false).into_iter().flatten();
            let files = entries.filter(|entry| entry.file_type().is_file());
            let signable = files.map(|entry| entry.into_path()).filter_map(|file| {
                if ends(&file, BESIDE) {
                    Some(file.with_extension("")).filter(|of| of.is_file())
                } else {
                    let known = ["pdf", "xlsx", "docx"].iter().any(|end| ends(&file, end));
                    known.then_some(file)
                }
            });
            found.extend(signable.take(FILES));
            continue;
        }
        let of = path.with_extension("");
        let file = if ends(path, BESIDE) && of.is_file() {
            of
        } else {
            path.clone()
        };
        // Says at once what cannot be opened: a mistyped name is no finding.
        std::fs::File::open(&file).map_err(|fault| TaskError::Unreadable(file.clone(), fault))?;
        found.insert(file);
    }
    Ok(found.into_iter().collect())
}

fn verify(path: &Path, trust: &Trust, signed: &[Signed]) -> Result<(Verified, Option<Stamped>), TaskError> {
    let mut found = Verified {
        path: path.to_owned(),
        state: SignatureState::Unreadable,
        fault: None,
        signatures: Vec::new(),
        kept: Kept::Nothing,
        origin: Origin::Unknown,
    };
    let unreadable = |fault| TaskError::Unreadable(path.to_owned(), fault);
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if usize::try_from(size).map_or(true, |size| size > LARGEST) {
        found.fault = Some(FileFault::TooLarge);
        return Ok((found, None));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    let beside = beside(path);
    let inside = match (is_pdf(&bytes) || ends(path, "pdf"), &beside) {
        (true, _) => verify_pdf(&bytes, trust),
        (false, _) if is_signed_office(&bytes) => verify_office(&bytes, trust),
        (false, _) => Ok(Vec::new()),
    };
    let by_side = beside
        .as_ref()
        .map(|signature| verify_detached(&bytes, signature, trust));
    for result in std::iter::once(inside).chain(by_side) {
        match result {
            Ok(signatures) => found.signatures.extend(signatures),
            Err(fault) => found.fault = Some(fault),
        }
    }
    if found.fault.is_none() {
        found.state = state(&found.signatures, trust);
    }
    found.kept = kept(path, &bytes, beside.as_deref(), signed);
    let stamp = Stamp::find(&bytes);
    Ok((found, stamp.map(|stamp| (bytes, stamp))))
}

/// The signature that lies beside a file: `NAME.xlsx.p7s`.
fn beside(path: &Path) -> Option<Vec<u8>> {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(BESIDE);
    std::fs::read(PathBuf::from(name)).ok()
}

/// What signatures are worth together.
pub(super) fn state(signatures: &[Checked], trust: &Trust) -> SignatureState {
    // Whether an authority of timestamps is known says nothing of the signers.
    let counted = signatures
        .iter()
        .filter(|one| !one.is_timestamp || matches!(one.verdict, Verdict::Broken(_) | Verdict::Altered(_)));
    let worst = counted
        .map(|one| state_of(one.verdict, trust))
        .max_by_key(|state| match state {
            SignatureState::Invalid => 2,
            SignatureState::Unproven => 1,
            SignatureState::Valid
            | SignatureState::Unchecked
            | SignatureState::NotSignable
            | SignatureState::Unsigned
            | SignatureState::Unreadable => 0,
        });
    worst.unwrap_or(SignatureState::Unsigned)
}

/// What one signature is worth. Where the council has supplied no authority, none can be asked for.
pub(super) fn state_of(verdict: Verdict, trust: &Trust) -> SignatureState {
    match verdict {
        Verdict::Valid => SignatureState::Valid,
        Verdict::TimeUnknown | Verdict::Unchecked => SignatureState::Unproven,
        Verdict::Untrusted if trust.is_empty() => SignatureState::Unproven,
        Verdict::Untrusted | Verdict::Altered(_) | Verdict::Broken(_) | Verdict::NotValidThen => {
            SignatureState::Invalid
        }
    }
}

/// A signature that the journal keeps.
struct Signed {
    file: String,
    before: String,
    after: String,
    by: String,
    at: String,
}

fn signed(desk: &Desk) -> Result<Vec<Signed>, TaskError> {
    let events = desk.store()?.events(&Filter::default())?;
    Ok(events.iter().flat_map(of_event).collect())
}

fn of_event(event: &Event) -> Vec<Signed> {
    let acts: Vec<&Act> = match &event.act {
        Act::Batch { acts } => acts.iter().collect(),
        act => vec![act],
    };
    let found = acts.into_iter().filter_map(|act| match act {
        Act::Sign {
            file, before, after, ..
        } => Some(Signed {
            file: file.clone(),
            before: before.clone(),
            after: after.clone(),
            by: event.actor.member.as_str().to_owned(),
            at: event.at.clone(),
        }),
        _ => None,
    });
    found.collect()
}

fn kept(path: &Path, bytes: &[u8], beside: Option<&[u8]>, signed: &[Signed]) -> Kept {
    if signed.is_empty() {
        return Kept::Nothing;
    }
    let digest = |bytes: &[u8]| format!("{:x}", Sha256::digest(bytes));
    let (own, signature) = (digest(bytes), beside.map(digest));
    let same = |one: &&Signed| one.after == own || (one.before == own && Some(&one.after) == signature.as_ref());
    if let Some(one) = signed.iter().find(same) {
        let (by, at) = (one.by.clone(), one.at.clone());
        return Kept::Same { by, at };
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let named = |one: &&Signed| one.file == name || one.file.strip_suffix(".p7s") == Some(&*name);
    match signed.iter().rev().find(named) {
        Some(one) => Kept::Other {
            by: one.by.clone(),
            at: one.at.clone(),
        },
        None => Kept::Nothing,
    }
}
