//! The files behind the claims: walked without leaving the applicant's folder, hashed, never copied.

use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use sha2::{Digest, Sha256};
use walkdir::WalkDir;

use super::archive;
use super::dated::modified;
use super::filename::clean_part;
use super::limits;
use super::served::Served;
use crate::domain::{DatedBy, Evidence, EvidenceKind, Flag, FlagKind, Provenance, Sentence, SignatureState};
use crate::text::clean::Cleaned;

/// What was found below a folder.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files, by path.
    pub evidence: Vec<Evidence>,
    /// What a human should look at.
    pub flags: Vec<Flag>,
}

/// A file or folder's name in NFC, harmless, on one line.
pub(super) fn clean_name(name: &OsStr) -> Cleaned {
    let cleaned = clean_part(&name.to_string_lossy());
    Cleaned {
        suspicious: cleaned.suspicious || name.to_str().is_none(),
        text: cleaned.text,
    }
}

/// Whether a name is the system's or an editor's, not the applicant's.
pub(super) fn is_clutter(name: &str) -> bool {
    name.starts_with('.')
        || name.starts_with("~$")
        || ["thumbs.db", "desktop.ini", "__macosx"].contains(&name.to_lowercase().as_str())
}

/// The path of a file as it is kept: relative to a folder, its parts clean and joined by `/`.
pub(super) fn relative(path: &Path, root: &Path) -> Option<String> {
    let parts: Vec<String> = path
        .strip_prefix(root)
        .ok()?
        .components()
        .map(|part| clean_name(part.as_os_str()).text)
        .collect();
    Some(parts.join("/"))
}

/// Walks an applicant's folder; `own` are its workbooks, which are no evidence. None once cancelled.
pub(super) fn walk(
    folder: &Path,
    root: &Path,
    own: &[PathBuf],
    served: &Served<'_>,
    by: DatedBy,
    cancelled: &AtomicBool,
) -> Option<Found> {
    let mut found = Found::default();
    let mut count = 0usize;
    let walker = WalkDir::new(folder)
        .follow_links(false)
        .max_depth(limits::DEPTH)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_clutter(&entry.file_name().to_string_lossy()));
    for entry in walker {
        if cancelled.load(Ordering::Relaxed) {
            return None;
        }
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                let path = error.path().and_then(|path| relative(path, root)).unwrap_or_default();
                found.flag(FlagKind::UnsupportedFile, "intake-file-unreadable", &path);
                continue;
            }
        };
        if entry.depth() == 0 {
            continue;
        }
        let Some(path) = relative(entry.path(), root) else {
            continue;
        };
        if clean_name(entry.file_name()).suspicious {
            found.flag(FlagKind::SuspiciousText, "intake-suspicious-name", &path);
        }
        if entry.file_type().is_symlink() {
            found.flag(FlagKind::UnsafePath, "intake-link-refused", &path);
            continue;
        }
        if entry.file_type().is_dir() {
            if entry.depth() == limits::DEPTH {
                found.flag(FlagKind::Oversized, "intake-too-deep", &path);
            }
            continue;
        }
        if !entry.file_type().is_file() || own.iter().any(|own| own == entry.path()) {
            continue;
        }
        if count == limits::FILES {
            found.flag(FlagKind::Oversized, "intake-too-many-files", &path);
            break;
        }
        count += 1;
        match read(entry.path(), cancelled) {
            Ok(Some((size, sha256, kind))) => {
                if sha256.is_empty() {
                    found.flag(FlagKind::Oversized, "intake-file-too-large", &path);
                }
                if let Some(key) = fault(entry.path(), size, kind) {
                    found.flag(FlagKind::UnsupportedFile, key, &path);
                }
                found.evidence.push(Evidence {
                    criteria: served.by_path(&parts_below(entry.path(), folder)),
                    signature: match kind {
                        EvidenceKind::Image | EvidenceKind::Audio | EvidenceKind::Video | EvidenceKind::Text => {
                            SignatureState::NotSignable
                        }
                        EvidenceKind::Pdf
                        | EvidenceKind::Document
                        | EvidenceKind::Spreadsheet
                        | EvidenceKind::Archive
                        | EvidenceKind::Other => SignatureState::Unchecked,
                    },
                    signatures: Vec::new(),
                    path,
                    size,
                    sha256,
                    kind,
                    modified: modified(entry.path(), kind, by),
                });
            }
            Ok(None) => return None,
            Err(_) => found.flag(FlagKind::UnsupportedFile, "intake-file-unreadable", &path),
        }
    }
    Some(found)
}

impl Found {
    fn flag(&mut self, kind: FlagKind, key: &str, path: &str) {
        self.flags.push(Flag {
            kind,
            criterion: None,
            message: Sentence::new(key).text("file", path),
            place: Some(Provenance {
                file: path.to_owned(),
                ..Provenance::default()
            }),
        });
    }
}

/// The parts of a file's path below the applicant's folder.
fn parts_below(path: &Path, folder: &Path) -> Vec<String> {
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.iter().map(|part| clean_name(part).text).collect()
}

/// Size, hash and kind of a file, read in pieces; an empty hash beyond the limit, none once cancelled.
fn read(path: &Path, cancelled: &AtomicBool) -> io::Result<Option<(u64, String, EvidenceKind)>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut hasher = Sha256::new();
    let mut buffer = vec![0u8; 1 << 16];
    let mut kind = None;
    let mut left = limits::HASHED;
    loop {
        if cancelled.load(Ordering::Relaxed) {
            return Ok(None);
        }
        let read = file.read(&mut buffer)?;
        let piece = buffer.get(..read).unwrap_or_default();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let kind = *kind.get_or_insert_with(|| kind_of(piece, &name));
        if read == 0 {
            return Ok(Some((size, hex(&hasher.finalize()), kind)));
        }
        if size > limits::HASHED || read as u64 > left {
            return Ok(Some((size, String::new(), kind)));
        }
        left -= read as u64;
        hasher.update(piece);
    }
}

/// What is wrong with a file by its size, its ending and its content; none where nothing is.
fn fault(path: &Path, size: u64, kind: EvidenceKind) -> Option<&'static str> {
    if size == 0 {
        return Some("intake-evidence-empty");
    }
    let ending = path
        .extension()
        .map(|ending| ending.to_string_lossy().to_lowercase())
        .unwrap_or_default();
    let expected = match ending.as_str() {
        "pdf" => EvidenceKind::Pdf,
        "doc" | "docx" | "docm" | "odt" | "rtf" => EvidenceKind::Document,
        "xls" | "xlsx" | "xlsm" | "xlsb" | "ods" => EvidenceKind::Spreadsheet,
        "jpg" | "jpeg" | "png" | "gif" | "bmp" | "tif" | "tiff" | "webp" | "heic" => EvidenceKind::Image,
        "mp3" | "wav" | "flac" | "ogg" | "m4a" => EvidenceKind::Audio,
        "mp4" | "mov" | "avi" | "mkv" | "webm" => EvidenceKind::Video,
        "txt" | "csv" | "tsv" => EvidenceKind::Text,
        "zip" | "rar" | "7z" => EvidenceKind::Archive,
        _ => return None,
    };
    // Sound and film share their containers, and text may be written in any encoding.
    let film = |kind| matches!(kind, EvidenceKind::Audio | EvidenceKind::Video);
    let undecoded = expected == EvidenceKind::Text && kind == EvidenceKind::Other;
    if kind != expected && !(film(kind) && film(expected)) && !undecoded {
        return Some("intake-evidence-mislabelled");
    }
    let packed = ["docx", "docm", "odt", "xlsx", "xlsm", "xlsb", "ods", "zip"].contains(&ending.as_str());
    (packed && !archive::is_sound(path)).then_some("intake-evidence-broken")
}

/// Bytes in lower-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
            for nibble in [byte >> 4, byte & 15] {
                text.push(char::from_digit(u32::from(nibble), 16).unwrap_or('0'));
            }
            text
        })
}

/// The kind of a file, by its first bytes; only within one container format does its name help.
fn kind_of(head: &[u8], name: &str) -> EvidenceKind {
    let lower = name.to_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    let starts = |magic: &[u8]| head.starts_with(magic);
    let at = |place: usize, magic: &[u8]| head.get(place..).is_some_and(|rest| rest.starts_with(magic));
    let holds = |text: &[u8]| head.windows(text.len()).any(|window| window == text);
    if head
        .get(..head.len().min(1024))
        .is_some_and(|head| head.windows(5).any(|window| window == b"%PDF-"))
    {
        EvidenceKind::Pdf
    } else if starts(b"PK\x03\x04") {
        if holds(b"word/") || holds(b"opendocument.text") || ending == "docx" {
            EvidenceKind::Document
        } else if holds(b"xl/") || holds(b"opendocument.spreadsheet") || ["xlsx", "xlsm"].contains(&ending) {
            EvidenceKind::Spreadsheet
        } else {
            EvidenceKind::Archive
        }
    } else if starts(b"\xd0\xcf\x11\xe0") {
        match ending {
            "xls" => EvidenceKind::Spreadsheet,
            "doc" | "dot" => EvidenceKind::Document,
            _ => EvidenceKind::Other,
        }
    } else if starts(b"{\\rtf") {
        EvidenceKind::Document
    } else if starts(b"\x89PNG")
        || starts(b"\xff\xd8\xff")
        || starts(b"GIF8")
        || starts(b"BM")
        || starts(b"II*\0")
        || starts(b"MM\0*")
        || at(8, b"WEBP")
        || at(4, b"ftyphei")
    {
        EvidenceKind::Image
    } else if starts(b"ID3")
        || starts(b"OggS")
        || starts(b"fLaC")
        || at(8, b"WAVE")
        || starts(b"\xff\xfb")
        || at(4, b"ftypM4A")
    {
        EvidenceKind::Audio
    } else if at(4, b"ftyp") || at(8, b"AVI ") || starts(b"\x1a\x45\xdf\xa3") {
        EvidenceKind::Video
    } else if starts(b"Rar!") || starts(b"7z\xbc\xaf\x27\x1c") || starts(b"\x1f\x8b") {
        EvidenceKind::Archive
    } else if !head.is_empty() && is_text(head) {
        EvidenceKind::Text
    } else {
        EvidenceKind::Other
    }
}

/// Whether bytes are text: no zero bytes and UTF-8 up to a character cut at the end, or UTF-16 by its mark.
fn is_text(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") || head.starts_with(b"\xfe\xff") {
        return true;
    }
    !head.contains(&0)
        && match std::str::from_utf8(head) {
            Ok(_) => true,
            Err(error) => error.error_len().is_none(),
        }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::locate;
    use crate::intake::tests::framework;

    fn found(folder: &Path, own: &[PathBuf]) -> Found {
        walk(
            folder,
            folder,
            own,
            &Served::new(&framework()),
            DatedBy::FileSystem,
            &AtomicBool::new(false),
        )
        .unwrap()
    }

    fn write(root: &Path, path: &str, content: &[u8]) {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    #[test]
    fn files_are_given_to_the_criteria_of_their_folder_and_name() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "1.1 - Kế hoạch/văn bản.txt", b"abc");
        write(dir.path(), "Minh chứng/1.10/sâu/1.2.pdf", b"%PDF-1.4");
        write(dir.path(), "Mẫu 3.3.csv", b"a;b");
        write(dir.path(), "khác.bin", &[0, 1, 2]);
        write(dir.path(), "Phụ lục 01.xlsx", b"PK");
        write(dir.path(), "~$Phụ lục 01.xlsx", b"lock");
        let own = [dir.path().join("Phụ lục 01.xlsx")];
        let found = found(dir.path(), &own);
        let told: Vec<(String, EvidenceKind, Vec<String>)> = found
            .evidence
            .iter()
            .map(|e| {
                (
                    e.path.clone(),
                    e.kind,
                    e.criteria.iter().map(ToString::to_string).collect(),
                )
            })
            .collect();
        let strings = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(
            told,
            [
                (
                    "1.1 - Kế hoạch/văn bản.txt".into(),
                    EvidenceKind::Text,
                    strings(&["1.1"])
                ),
                (
                    "Minh chứng/1.10/sâu/1.2.pdf".into(),
                    EvidenceKind::Pdf,
                    strings(&["1.2", "1.10"])
                ),
                ("Mẫu 3.3.csv".into(), EvidenceKind::Text, strings(&["3.3", "3.4"])),
                ("khác.bin".into(), EvidenceKind::Other, strings(&[])),
            ]
        );
        assert_eq!(
            found.evidence[0].sha256,
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
        );
        assert_eq!(found.evidence[0].size, 3);
        assert!(found.flags.is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_refused_and_told() {
        let outside = tempfile::tempdir().unwrap();
        write(outside.path(), "secret.txt", b"secret");
        let dir = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink(outside.path(), dir.path().join("1.1")).unwrap();
        std::os::unix::fs::symlink(outside.path().join("secret.txt"), dir.path().join("1.2.txt")).unwrap();
        let found = found(dir.path(), &[]);
        assert!(found.evidence.is_empty());
        let kinds: Vec<FlagKind> = found.flags.iter().map(|flag| flag.kind).collect();
        assert_eq!(kinds, [FlagKind::UnsafePath, FlagKind::UnsafePath]);
        assert_eq!(locate(dir.path(), "1.2.txt"), None);
    }

    #[test]
    fn kept_paths_are_found_again_in_another_normal_form() {
        use unicode_normalization::UnicodeNormalization;
        let dir = tempfile::tempdir().unwrap();
        let decomposed: String = "Xã Tân Phú/1.1/kế hoạch.txt".nfd().collect();
        write(dir.path(), &decomposed, b"abc");
        let found = found(dir.path(), &[]);
        assert_eq!(found.evidence[0].path, "Xã Tân Phú/1.1/kế hoạch.txt");
        let path = locate(dir.path(), &found.evidence[0].path).unwrap();
        assert_eq!(std::fs::read(path).unwrap(), b"abc");
        assert_eq!(locate(dir.path(), "../x"), None);
        assert_eq!(locate(dir.path(), "/etc/hosts"), None);
    }

    #[cfg(unix)]
    #[test]
    fn names_with_escapes_are_made_harmless_and_told() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "1.1 \u{1b}[31m\n.txt", b"abc");
        let found = found(dir.path(), &[]);
        assert_eq!(found.evidence[0].path, "1.1 [31m .txt");
        assert_eq!(found.flags[0].kind, FlagKind::SuspiciousText);
        assert!(locate(dir.path(), "1.1 [31m .txt").is_some());
    }

    #[test]
    fn cancelling_stops_at_once() {
        let dir = tempfile::tempdir().unwrap();
        write(dir.path(), "a.txt", b"abc");
        assert!(
            walk(
                dir.path(),
                dir.path(),
                &[],
                &Served::new(&framework()),
                DatedBy::FileSystem,
                &AtomicBool::new(true)
            )
            .is_none()
        );
    }
}
