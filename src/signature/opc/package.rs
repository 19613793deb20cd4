//! A package: its parts with their types, unpacked within bounds.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{RELATIONS_TYPE, ROOT, TYPES, relations};
use crate::signature::verify::LARGEST;

/// How many parts are looked at.
const MANY: usize = 20_000;
/// The end of a ZIP archive's directory.
const END: &[u8] = b"PK\x05\x06";

/// A package in memory.
#[derive(Debug)]
pub(in crate::signature) struct Package {
    parts: BTreeMap<String, Vec<u8>>,
    defaults: BTreeMap<String, String>,
    overrides: BTreeMap<String, String>,
}

impl Package {
    /// Unpacks it; none where it is none, is too large, or means two things by one name.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if !bytes.starts_with(b"PK") {
            return None;
        }
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        // An archive with one name twice shows each reader another part.
        if archive.len() > MANY || counted(bytes)? != archive.len() {
            return None;
        }
        let mut parts = BTreeMap::new();
        let mut folded = BTreeSet::new();
        let mut left = LARGEST as u64;
        for at in 0..archive.len() {
            let file = archive.by_index(at).ok()?;
            let name = file.name().ok()?.into_owned();
            if name.ends_with('/') {
                continue;
            }
            let mut held = Vec::new();
            file.take(left + 1).read_to_end(&mut held).ok()?;
            left = left.checked_sub(held.len() as u64)?;
            // Names of parts are the same in capitals and in small letters.
            if !folded.insert(name.to_ascii_lowercase()) {
                return None;
            }
            parts.insert(name, held);
        }
        let (defaults, overrides) = types(parts.get(TYPES)?)?;
        let package = Self {
            parts,
            defaults,
            overrides,
        };
        package.part(ROOT)?;
        Some(package)
    }

    /// Whether bytes look like a package that bears signatures, at the price of its directory.
    pub fn is_signed(bytes: &[u8]) -> bool {
        let opened = bytes.starts_with(b"PK").then(|| ZipArchive::new(Cursor::new(bytes)));
        opened.is_some_and(|opened| {
            opened.is_ok_and(|archive| {
                let mut names = archive.file_names().flatten();
                names.any(|name| name.to_ascii_lowercase().starts_with("_xmlsignatures/"))
            })
        })
    }

    /// A part by its name, without the slash.
    pub fn part(&self, name: &str) -> Option<&[u8]> {
        self.parts.get(name).map(Vec::as_slice)
    }

    /// All parts by their names.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// What a part is.
    pub fn kind(&self, name: &str) -> Option<&str> {
        let own = self.overrides.get(&format!("/{name}").to_ascii_lowercase());
        let by_ending = || {
            let (_, ending) = name.rsplit_once('.')?;
            self.defaults.get(&ending.to_ascii_lowercase())
        };
        own.or_else(by_ending).map(String::as_str)
    }

    /// Whether a part holds relations.
    pub fn relates(&self, name: &str) -> bool {
        self.kind(name) == Some(RELATIONS_TYPE)
    }
}

/// How many entries the archive's directory says that it has.
fn counted(bytes: &[u8]) -> Option<usize> {
    let from = bytes.len().saturating_sub(66_000);
    let tail = bytes.get(from..)?;
    let at = tail.windows(END.len()).rposition(|four| four == END)?;
    let count = tail.get(at + 10..at + 12)?;
    Some(usize::from(u16::from_le_bytes(count.try_into().ok()?)))
}

/// Types by ending, and types by part, both in small letters.
type Types = (BTreeMap<String, String>, BTreeMap<String, String>);

fn types(bytes: &[u8]) -> Option<Types> {
    let text = std::str::from_utf8(bytes).ok()?;
    let mut reader = Reader::from_str(text.strip_prefix('\u{feff}').unwrap_or(text));
    let (mut defaults, mut overrides) = (BTreeMap::new(), BTreeMap::new());
    loop {
        let start = match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => start,
            Event::Eof => return Some((defaults, overrides)),
            Event::DocType(_) => return None,
            Event::End(_)
            | Event::Text(_)
            | Event::CData(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::GeneralRef(_) => continue,
        };
        let attributes = relations::attributes(&start)?;
        let value = |name: &str| {
            let found = attributes.iter().find(|(own, _)| own == name);
            found.map(|(_, value)| value.clone())
        };
        let twice = match start.local_name().as_ref() {
            "Default" => defaults.insert(value("Extension")?.to_ascii_lowercase(), value("ContentType")?),
            "Override" => overrides.insert(value("PartName")?.to_ascii_lowercase(), value("ContentType")?),
            _ => None,
        };
        if twice.is_some() {
            return None;
        }
    }
}
