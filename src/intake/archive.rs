//! A submitted archive (`.zip`) looked through: which files are in it under which harmless paths, and what is refused.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};

use zip::ZipArchive;
use zip::read::{ZipArchiveMetadata, ZipReadOptions};

use super::evidence::is_clutter;
use super::filename::{Encoding, decode, storable};
use super::limits;
use crate::domain::{FlagKind, Sentence};

/// Endings of archives, of which only the first is opened.
const ENDINGS: [&str; 8] = ["zip", "rar", "7z", "gz", "tgz", "tar", "bz2", "xz"];

/// Whether a file is an archive by its ending.
pub(super) fn is_archive(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}

/// Whether a file packed as an archive (`.zip`, `.docx`, `.xlsx` …) has its directory of files, which a cut one has lost.
pub(super) fn is_sound(path: &Path) -> bool {
    let Ok(mut file) = File::open(path) else {
        return false;
    };
    let packed = file.metadata().map_or(0, |data| data.len());
    bounded(&mut file, packed).is_ok()
}

/// A file in an archive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its place in the archive's directory.
    index: usize,
    /// Its path, clean and storable, with `/` between its parts.
    pub path: String,
    /// Its size, as the archive says.
    pub size: u64,
    /// Control or direction characters were taken out of its name.
    pub suspicious: bool,
}

/// What of an archive was not taken, or not without doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fault {
    /// What sort of finding.
    pub kind: FlagKind,
    /// The key of the sentence that names the file.
    pub key: &'static str,
    /// The path in the archive, made harmless.
    pub path: String,
}

/// Why an archive is refused whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// It is locked with a password.
    Locked,
    /// It is no archive that is read, or is broken.
    Broken,
    /// It is an archive of another kind (`.rar`, `.7z`).
    Foreign,
    /// It cannot be opened, or its content cannot be laid out.
    Unreadable,
    /// It unpacks to more than is read, or out of all proportion.
    Oversized,
    /// The member stopped it.
    Cancelled,
}

impl Refused {
    /// What sort of finding it is, and the sentence for a person.
    pub fn told(self, file: &str) -> (FlagKind, Sentence) {
        let (kind, key) = match self {
            Self::Locked => (FlagKind::UnsupportedFile, "intake-archive-locked"),
            Self::Broken => (FlagKind::UnsupportedFile, "intake-archive-broken"),
            Self::Foreign => (FlagKind::UnsupportedFile, "intake-kind-archive"),
            Self::Unreadable | Self::Cancelled => (FlagKind::UnsupportedFile, "intake-file-unreadable"),
            Self::Oversized => (FlagKind::Oversized, "intake-archive-too-large"),
        };
        (kind, Sentence::new(key).text("file", file))
    }
}

/// An archive looked through.
#[derive(Debug, Clone)]
pub(super) struct Archive {
    path: PathBuf,
    directory: Arc<ZipArchiveMetadata>,
    /// Its files that may be taken, in the archive's order.
    pub entries: Vec<Entry>,
    /// What may not.
    pub faults: Vec<Fault>,
    /// The encoding in which its names were read, where that had to be guessed.
    pub guessed: Option<&'static str>,
}

impl Archive {
    /// Looks through an archive; nothing is unpacked.
    pub fn open(path: &Path) -> Result<Self, Refused> {
        let mut file = File::open(path).map_err(|_| Refused::Unreadable)?;
        let packed = file.metadata().map_err(|_| Refused::Unreadable)?.len();
        bounded(&mut file, packed)?;
        let archive = ZipArchive::new(BufReader::new(file)).map_err(|_| Refused::Broken)?;
        let mut read = Self {
            path: path.to_path_buf(),
            directory: archive.metadata(),
            entries: Vec::new(),
            faults: Vec::new(),
            guessed: None,
        };
        read.look_through(packed)?;
        Ok(read)
    }

    fn look_through(&mut self, packed: u64) -> Result<(), Refused> {
        let directory = Arc::clone(&self.directory);
        if directory.len() > limits::ARCHIVED {
            return Err(Refused::Oversized);
        }
        let mut seen = BTreeSet::new();
        let mut total = 0u64;
        for index in 0..directory.len() {
            let entry = directory.entry(index).map_err(|_| Refused::Broken)?;
            if entry.encrypted() {
                return Err(Refused::Locked);
            }
            let (name, encoding) = decode(entry.name_raw());
            if let Encoding::Guessed(encoding) = encoding {
                self.guessed = Some(encoding);
            }
            total = total.saturating_add(entry.size());
            let shown = crate::text::clean::clean_line(&name).text;
            let Some((path, suspicious)) = harmless(&name) else {
                self.fault(FlagKind::UnsafePath, "intake-path-refused", shown);
                continue;
            };
            // The kind of file in the upper bits of a Unix mode: none, a file or a folder may pass.
            let special = !matches!(entry.unix_mode().unwrap_or(0) & 0o170_000, 0 | 0o100_000 | 0o040_000);
            if entry.is_symlink() || special {
                self.fault(FlagKind::UnsafePath, "intake-link-refused", path);
                continue;
            }
            let clutter = path.split('/').any(is_clutter);
            if entry.is_dir() || name.ends_with(['/', '\\']) || path.is_empty() || clutter {
                continue;
            }
            if entry.size() > limits::SUSPECT && entry.size() / entry.compressed_size().max(1) > limits::RATIO {
                self.fault(FlagKind::Oversized, "intake-archived-too-large", path);
                continue;
            }
            if !seen.insert(path.to_lowercase()) {
                self.fault(FlagKind::UnsupportedFile, "intake-archived-twice", path);
                continue;
            }
            self.entries.push(Entry {
                index,
                path,
                size: entry.size(),
                suspicious,
            });
        }
        let out_of_proportion = total > limits::SUSPECT && total / packed.max(1) > limits::RATIO;
        // Single files out of all proportion are left out; an archive of nothing else is refused.
        if total > limits::UNARCHIVED || (out_of_proportion && self.entries.is_empty()) {
            return Err(Refused::Oversized);
        }
        let taken = self
            .entries
            .iter()
            .fold(0u64, |sum, entry| sum.saturating_add(entry.size));
        if taken > limits::SUSPECT && taken / packed.max(1) > limits::RATIO {
            return Err(Refused::Oversized);
        }
        Ok(())
    }

    fn fault(&mut self, kind: FlagKind, key: &'static str, path: String) {
        self.faults.push(Fault { kind, key, path });
    }

    /// Unpacks one file to a path at which nothing stands yet; false once cancelled.
    pub fn unpack(&self, entry: &Entry, to: &Path, cancelled: &AtomicBool) -> io::Result<bool> {
        let mut packed = BufReader::new(File::open(&self.path)?);
        let found = self.directory.entry(entry.index)?;
        let dated = found.last_modified().and_then(moment);
        let mut content = found.with_reader(&mut packed, ZipReadOptions::new())?;
        let mut file = File::options().write(true).create_new(true).open(to)?;
        let mut buffer = vec![0u8; 1 << 16];
        let mut left = entry.size;
        loop {
            if cancelled.load(Ordering::Relaxed) {
                return Ok(false);
            }
            let read = content.read(&mut buffer)?;
            if read == 0 {
                break;
            }
            // More than the archive says is a lie; what it hides is not wanted.
            left = left
                .checked_sub(read as u64)
                .ok_or_else(|| io::Error::from(io::ErrorKind::InvalidData))?;
            file.write_all(buffer.get(..read).unwrap_or_default())?;
        }
        // No day in the archive means that none is known, not that it is today.
        file.set_modified(dated.unwrap_or(SystemTime::UNIX_EPOCH))?;
        Ok(true)
    }
}

/// Refuses what is no archive or says that it holds more files than are read, before its directory is read into memory.
fn bounded(file: &mut File, packed: u64) -> Result<(), Refused> {
    let unreadable = |_| Refused::Unreadable;
    let mut head = [0u8; 8];
    let read = file.read(&mut head).map_err(unreadable)?;
    let head = head.get(..read).unwrap_or_default();
    if [&b"Rar!"[..], b"7z\xbc\xaf", b"\x1f\x8b", b"BZh", b"\xfd7zX"]
        .iter()
        .any(|magic| head.starts_with(magic))
    {
        return Err(Refused::Foreign);
    }
    let start = packed.saturating_sub(66_000);
    file.seek(SeekFrom::Start(start)).map_err(unreadable)?;
    let mut tail = Vec::new();
    file.take(66_000).read_to_end(&mut tail).map_err(unreadable)?;
    file.rewind().map_err(unreadable)?;
    let at = |magic: &[u8]| tail.windows(4).rposition(|window| window == magic);
    let end = at(b"PK\x05\x06").ok_or(Refused::Broken)?;
    let short = tail.get(end + 10..end + 12).and_then(|two| two.try_into().ok());
    let long = at(b"PK\x06\x06").and_then(|end| tail.get(end + 32..end + 40)?.try_into().ok());
    let count = match (short.map(u16::from_le_bytes), long.map(u64::from_le_bytes)) {
        (Some(u16::MAX) | None, Some(long)) => long,
        (Some(short), _) => u64::from(short),
        (None, None) => return Err(Refused::Broken),
    };
    if count > limits::ARCHIVED as u64 {
        return Err(Refused::Oversized);
    }
    Ok(())
}

/// The path of an entry in parts that may stand on any disk, and whether one was suspicious; none where it leads out.
fn harmless(name: &str) -> Option<(String, bool)> {
    let name = name.replace('\\', "/");
    let drive = name.as_bytes().get(1) == Some(&b':');
    if name.starts_with('/') || drive {
        return None;
    }
    let mut suspicious = false;
    let mut parts = Vec::new();
    for part in name.split('/') {
        match part.trim() {
            "" | "." => continue,
            ".." => return None,
            _ => {}
        }
        let stored = storable(part);
        suspicious |= stored.suspicious;
        parts.push(stored.text);
    }
    (parts.len() <= limits::DEPTH + 6).then(|| (parts.join("/"), suspicious))
}

/// The moment that an archive gives a file, read as Vietnam's time; none before archives were made.
fn moment(date: zip::DateTime) -> Option<SystemTime> {
    let month = time::Month::try_from(date.month()).ok()?;
    let day = time::Date::from_calendar_date(i32::from(date.year()), month, date.day()).ok()?;
    if day.year() < 1990 {
        return None;
    }
    let moment = day
        .with_hms(date.hour(), date.minute(), date.second().min(59))
        .ok()?
        .assume_offset(crate::text::date::HANOI);
    let seconds = u64::try_from(moment.unix_timestamp()).ok()?;
    SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_lead_out_are_refused() {
        for name in [
            "../x",
            "a/../../x",
            "/etc/hosts",
            "C:\\x",
            "a\\..\\x",
            "\\\\server\\x",
            "c:x",
        ] {
            assert_eq!(harmless(name), None, "{name}");
        }
        assert_eq!(harmless("a\\b/./c..pdf"), Some(("a/b/c..pdf".into(), false)));
        assert_eq!(harmless("a\u{202e}b/c"), Some(("ab/c".into(), true)));
        assert_eq!(harmless(&"a/".repeat(200)), None);
    }
}
