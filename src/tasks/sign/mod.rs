//! Signing files: a PDF inside itself, any other file beside it or, as an experiment, inside; with a key from a file or a token; kept in the journal.

mod files;
mod keeping;
mod place;
mod secret;
mod tokens;
pub(super) mod words;

use std::path::{Path, PathBuf};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use zeroize::Zeroizing;

use super::certificates;
use super::desk::{Desk, Watch};
use super::error::TaskError;
use super::request::Progress;
use keeping::{Journal, digest};
pub use place::parse as place;
pub use secret::Secret;
use tokens::asked;
pub use tokens::{TokenKey, keys};

use crate::domain::{Actor, RoundId, Sentence};
use crate::export::{self, ExportError};
use crate::signature::keys::pkcs11::{Module, Token};
use crate::signature::keys::pkcs12::Pkcs12;
use crate::signature::{
    self, Appearance, Certificate, Options, Page, Rect, SignError, Signer, sign_again, sign_detached, sign_office,
    sign_pdf,
};
use crate::text::date::HANOI;
use crate::text::{Lang, Locale, clean};

/// What the names of signed copies have before their ending.
const SIGNED: &str = ".signed";
/// Points in a millimetre.
const MILLIMETRE: f32 = 72.0 / 25.4;
/// Size of the text of an agency's signature, in points: Nghị định 30/2020/NĐ-CP, Phụ lục I.
const TEXT: f32 = 10.0;

/// Asked for a password or PIN, told what it is for; once for each key.
pub type Ask<'a> = &'a mut dyn FnMut(&Sentence) -> Result<Zeroizing<String>, TaskError>;

/// Where the key is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeyPlace {
    /// In a PKCS#12 file.
    File(PathBuf),
    /// On a token, reached through its maker's library.
    Token {
        /// The library.
        module: PathBuf,
        /// The token's slot.
        slot: Option<u64>,
    },
}

/// How the signature is shown on a PDF.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// Not at all.
    No,
    /// The agency's text at the upper right of page 1, as on an annex that is a file of its own.
    Annex {
        /// The agency; the certificate's organisation where empty.
        agency: String,
        /// Number and symbol of the document; left out where empty.
        number: String,
    },
    /// The signer's picture.
    Picture {
        /// A PNG or JPEG.
        file: PathBuf,
        /// The page; the last where none.
        page: Option<u32>,
        /// Left, top, width, height, in tenths of a millimetre; from the other edge where negative.
        place: [i16; 4],
    },
}

/// What is to be signed, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignRequest {
    /// The files; of a folder the documents in it that are not signed copies.
    pub files: Vec<PathBuf>,
    /// The key.
    pub key: KeyPlace,
    /// The certificate by label, number or name, where there are several.
    pub certificate: Option<String>,
    /// Files with intermediate certificates.
    pub intermediates: Vec<PathBuf>,
    /// Why; may be empty.
    pub reason: String,
    /// Where; may be empty.
    pub place: String,
    /// How it is shown.
    pub shown: Shown,
    /// The folder to write into; the file's own where none.
    pub out: Option<PathBuf>,
    /// Whether workbooks and texts are signed inside, which is experimental, and not beside.
    pub inside: bool,
    /// Whether the signed file takes the file's place, where it is signed inside.
    pub in_place: bool,
    /// Whether files that are there may be replaced.
    pub overwrite: bool,
    /// The round whose journal keeps it, and who signs.
    pub journal: Option<(RoundId, Actor)>,
}

/// What became of a signing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signing {
    /// What was signed.
    pub files: Vec<Signed>,
    /// The member broke it off: there are files that were not signed.
    pub stopped: bool,
}

/// What was signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    /// The file that was written.
    pub file: PathBuf,
    /// Whether the signature lies beside the file.
    pub beside: bool,
    /// Whose certificate it was.
    pub by: String,
    /// SHA-256 of the file that was written.
    pub sha256: String,
}

impl Signed {
    /// Whether it is signed inside in the way that is an experiment.
    pub fn experimental(&self) -> bool {
        let ending = self
            .file
            .extension()
            .map(|ending| ending.to_string_lossy().to_lowercase());
        !self.beside && ending.is_some_and(|ending| ending != "pdf")
    }
}

/// One file on its way.
struct Job {
    from: PathBuf,
    to: PathBuf,
    bytes: Vec<u8>,
    way: Way,
    may_replace: bool,
}

/// How a file is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Way {
    /// Inside a PDF.
    Pdf,
    /// Inside a workbook or text.
    Office,
    /// Beside it.
    Beside,
    /// Beside it, where others signed already.
    Again(Vec<u8>),
    /// A copy is there that the journal does not keep: it is kept where it bears the signer's signature.
    There(Vec<u8>),
}

impl Way {
    fn is_beside(&self) -> bool {
        matches!(self, Self::Beside | Self::Again(_))
    }
}

/// Signs in the name of a screen: the secret was asked for before.
///
/// # Errors
/// As [`run`].
pub fn with_secret(
    desk: &mut Desk,
    wanted: &SignRequest,
    secret: &Secret,
    watch: Watch<'_>,
) -> Result<Signing, TaskError> {
    let mut stopped = false;
    let mut watch = |step| {
        let on = watch(step);
        stopped |= !on;
        on
    };
    let files = run(desk, wanted, &mut |_| Ok(secret.reveal()), &mut watch)?;
    Ok(Signing { files, stopped })
}

/// The tokens that are plugged in, with their certificates; asks for no PIN.
///
/// # Errors
/// The library cannot be used.
pub fn tokens(module: &Path) -> Result<Vec<Token>, TaskError> {
    Ok(Module::load(module)?.tokens()?)
}

/// Signs what was asked for. Everything that can be refused is refused before the password is asked for.
///
/// # Errors
/// A file cannot be read, written or signed, or the key cannot be used, or the journal cannot keep it. What was signed
/// until then stays, and is kept in the journal.
pub fn run(desk: &mut Desk, wanted: &SignRequest, ask: Ask<'_>, watch: Watch<'_>) -> Result<Vec<Signed>, TaskError> {
    let now = desk.now();
    let time = OffsetDateTime::parse(&now, &Rfc3339).map_err(|_| TaskError::Broken)?;
    let journal = Journal::of(desk, wanted)?;
    let jobs = jobs(wanted, journal.as_ref())?;
    let unseen = |job: &Job| !matches!(job.way, Way::Pdf | Way::There(_));
    if wanted.shown != Shown::No && jobs.iter().any(unseen) {
        return Err(TaskError::input(Sentence::new("sign-shown-on-pdf-only")));
    }
    let intermediates = intermediates(desk, wanted)?;
    let signer = signer(wanted, &intermediates, ask)?;
    let leaf = signer.chain().first().ok_or(SignError::NoKey)?.clone();
    let options = Options {
        time,
        reason: clean::clean(&wanted.reason).text,
        place: clean::clean(&wanted.place).text,
        appearance: appearance(wanted, &leaf, time, &now)?,
    };
    let mut done = Vec::new();
    let total = jobs.len();
    for job in jobs {
        let what = name(&job.from);
        if !watch(Progress {
            done: done.len(),
            total,
            what,
        }) {
            break;
        }
        let signed = sign(&job, signer.as_ref(), &options, journal.as_ref());
        // Kept at once: whatever comes after it, a file that is signed is not lost to the journal.
        let signed = signed.and_then(|written| {
            if let Some(journal) = &journal {
                let kept = journal.keep(desk, (name(&job.to), &leaf), (&job.bytes, &written));
                kept.map_err(|fault| TaskError::SignedNotKept {
                    file: job.to.clone(),
                    in_place: job.to == job.from,
                    fault: Box::new(fault),
                })?;
            }
            Ok(written)
        });
        match signed {
            Ok(written) => done.push(Signed {
                file: job.to,
                beside: job.way.is_beside(),
                by: leaf.name(),
                sha256: digest(&written),
            }),
            Err(fault) if done.is_empty() => return Err(fault),
            Err(fault) => {
                return Err(TaskError::Partly {
                    written: done.len(),
                    fault: Box::new(fault),
                });
            }
        }
    }
    Ok(done)
}

/// Signs one file and writes it. What the signer signed before and the journal does not keep is not signed again.
fn sign(job: &Job, signer: &dyn Signer, options: &Options, journal: Option<&Journal>) -> Result<Vec<u8>, TaskError> {
    let signed = match &job.way {
        Way::Pdf => sign_pdf(&job.bytes, signer, options),
        Way::Office => sign_office(&job.bytes, signer, options),
        Way::Beside => sign_detached(&job.bytes, signer, options.time),
        Way::Again(others) => match sign_again(&job.bytes, others, signer, options.time) {
            Err(SignError::SignedAlready(name)) => {
                let leaf = signer.chain().first().ok_or(SignError::NoKey)?;
                let lost = |journal: &Journal| !journal.knows(others) && !journal.keeps(&job.bytes, leaf);
                if journal.is_some_and(lost) {
                    return Ok(others.clone());
                }
                Err(SignError::SignedAlready(name))
            }
            other => other,
        },
        Way::There(copy) => {
            let leaf = signer.chain().first().ok_or(SignError::NoKey)?;
            if keeping::carries(copy, &job.bytes, leaf) {
                return Ok(copy.clone());
            }
            return Err(ExportError::Exists { path: job.to.clone() }.into());
        }
    };
    let signed = signed.map_err(|fault| TaskError::SignFile(job.from.clone(), fault))?;
    if let Way::Again(others) = &job.way
        && std::fs::read(&job.to).ok().as_ref() != Some(others)
    {
        // Somebody signed while this signer was asked for the password.
        return Err(TaskError::input_with_hint(
            Sentence::new("sign-beside-changed").text("file", job.to.to_string_lossy()),
            Sentence::new("sign-beside-changed-hint"),
        ));
    }
    export::write(&job.to, &signed, job.may_replace)?;
    Ok(signed)
}

/// Reads the files and says where each goes; refuses what is there already before anything is signed.
fn jobs(wanted: &SignRequest, journal: Option<&Journal>) -> Result<Vec<Job>, TaskError> {
    let mut jobs: Vec<Job> = Vec::new();
    for from in &files::all(&wanted.files)? {
        let bytes = std::fs::read(from).map_err(|fault| TaskError::Unreadable(from.clone(), fault))?;
        let is_pdf = bytes
            .get(..bytes.len().min(1024))
            .is_some_and(|head| head.windows(5).any(|five| five == b"%PDF-"));
        let own = name(from);
        let office = [".xlsx", ".docx"].iter().any(|end| own.to_lowercase().ends_with(end));
        let mut way = match (is_pdf, wanted.inside && office) {
            (true, _) => Way::Pdf,
            (false, true) => Way::Office,
            (false, false) => Way::Beside,
        };
        let to = target(wanted, from, way.is_beside());
        // A further signature goes into the signed copy itself.
        let again = !way.is_beside() && is_copy(from) && wanted.out.is_none();
        let in_place = again || (wanted.in_place && !way.is_beside() && wanted.out.is_none());
        // Several sign one file beside it: theirs stay.
        if way == Way::Beside && !wanted.overwrite && to.is_file() {
            let others = std::fs::read(&to).map_err(|fault| TaskError::Unreadable(to.clone(), fault))?;
            way = Way::Again(others);
        }
        let may_replace = wanted.overwrite || in_place || matches!(way, Way::Again(_));
        let exists = || ExportError::Exists { path: to.clone() };
        if jobs.iter().any(|job| job.to == to) {
            return Err(exists().into());
        }
        if !may_replace && to.exists() {
            let unkept = journal.and_then(|journal| journal.unkept(&to));
            way = Way::There(unkept.ok_or_else(exists)?);
        }
        jobs.push(Job {
            from: from.clone(),
            to,
            bytes,
            way,
            may_replace,
        });
    }
    if let Some(out) = &wanted.out {
        std::fs::create_dir_all(out).map_err(|fault| TaskError::Unwritable(out.clone(), fault))?;
    }
    Ok(jobs)
}

/// `NAME.signed.pdf` beside what is signed inside, `NAME.xlsx.p7s` beside any other file; the same name in a folder of its
/// own.
fn target(wanted: &SignRequest, from: &Path, beside: bool) -> PathBuf {
    let own = name(from);
    let signed = match (beside, &wanted.out) {
        (true, _) => format!("{own}.p7s"),
        (false, Some(_)) => own,
        (false, None) if wanted.in_place || is_copy(from) => own,
        (false, None) => {
            let stem = from.file_stem().unwrap_or_default().to_string_lossy();
            let ending = from.extension().unwrap_or_default().to_string_lossy();
            format!("{stem}{SIGNED}.{ending}")
        }
    };
    match &wanted.out {
        Some(folder) => folder.join(signed),
        None => from.with_file_name(signed),
    }
}

/// Whether a file is a signed copy by its name.
fn is_copy(path: &Path) -> bool {
    path.file_stem()
        .is_some_and(|stem| stem.to_string_lossy().to_lowercase().ends_with(SIGNED))
}

/// The certificates between signers and roots: those named, and those of `certificates` in the settings folder.
fn intermediates(desk: &Desk, wanted: &SignRequest) -> Result<Vec<Certificate>, TaskError> {
    let mut files = wanted.intermediates.clone();
    files.extend(certificates::of_settings(desk));
    let mut all = Vec::new();
    for file in files {
        let bytes = std::fs::read(&file).map_err(|fault| TaskError::Unreadable(file.clone(), fault))?;
        all.extend(signature::read_many(&bytes).ok_or_else(|| TaskError::SignFile(file, SignError::BadCertificates))?);
    }
    Ok(all)
}

fn signer(wanted: &SignRequest, intermediates: &[Certificate], ask: Ask<'_>) -> Result<Box<dyn Signer>, TaskError> {
    let certificate = wanted.certificate.as_deref();
    match &wanted.key {
        KeyPlace::File(path) => {
            let bytes = std::fs::read(path).map_err(|fault| TaskError::Unreadable(path.clone(), fault))?;
            let password = ask(&Sentence::new("sign-ask-password").text("file", name(path)))?;
            let opened = Pkcs12::open(&bytes, &password, certificate, intermediates);
            Ok(Box::new(
                opened.map_err(|fault| TaskError::SignFile(path.clone(), fault))?,
            ))
        }
        KeyPlace::Token { module, slot } => {
            let chosen = Module::load(module)?.choose(*slot, certificate)?;
            let name = chosen.certificate.certificate.name();
            let asked = asked(chosen.token.pin, &chosen.token.label, &name).ok_or(SignError::TokenLocked)?;
            let pin = if chosen.token.keypad {
                Zeroizing::default()
            } else {
                ask(&asked)?
            };
            Ok(Box::new(chosen.unlock(pin, intermediates)?))
        }
    }
}

fn appearance(
    wanted: &SignRequest,
    leaf: &Certificate,
    time: OffsetDateTime,
    now: &str,
) -> Result<Option<Appearance>, TaskError> {
    Ok(match &wanted.shown {
        Shown::No => None,
        Shown::Annex { agency, number } => {
            let lines = annex(agency, number, leaf, time);
            let longest = lines.iter().map(|line| export::points(line, TEXT)).fold(0.0, f32::max);
            let rows = f32::from(u16::try_from(lines.len()).unwrap_or(u16::MAX));
            // The table of widths is a little off where letters bear marks, and a line must not wrap.
            let (width, height) = ((longest * 1.05 + 8.0).ceil(), (rows * TEXT * 1.3 + 6.0).ceil());
            Some(Appearance {
                page: Page::Number(1),
                place: Rect {
                    left: -10.0 * MILLIMETRE,
                    top: 5.0 * MILLIMETRE,
                    width,
                    height,
                },
                stamp: export::pdf::stamp(&lines, width, height, None, now)?,
            })
        }
        Shown::Picture { file, page, place } => {
            let bytes = std::fs::read(file).map_err(|fault| TaskError::Unreadable(file.clone(), fault))?;
            let [left, top, width, height] = place.map(|tenths| f32::from(tenths) * MILLIMETRE / 10.0);
            let stamp = export::pdf::stamp(&[], width, height, Some(&bytes), now)
                .map_err(|_| TaskError::SignFile(file.clone(), SignError::BadPicture))?;
            Some(Appearance {
                page: page.map_or(Page::Last, Page::Number),
                place: Rect {
                    left,
                    top,
                    width,
                    height,
                },
                stamp,
            })
        }
    })
}

/// The lines of an agency's signature on an annex: Nghị định 30/2020/NĐ-CP, Phụ lục I. Official text is Vietnamese
/// whatever the language of the screens.
fn annex(agency: &str, number: &str, leaf: &Certificate, time: OffsetDateTime) -> Vec<String> {
    let locale = Locale::new(Lang::Vi);
    let format = format_description!("[day].[month].[year] [hour]:[minute]:[second] +07:00");
    let time = time.to_offset(HANOI).format(format).unwrap_or_default();
    let agency = match agency {
        "" => leaf.organisation().unwrap_or_else(|| leaf.name()),
        named => named.to_owned(),
    };
    let mut lines = vec![agency];
    if !number.is_empty() {
        lines.push(locale.with("sign-stamp-number", &[("number", number)]));
    }
    lines.push(locale.with("sign-stamp-time", &[("time", &time)]));
    lines
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
