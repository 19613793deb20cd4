//! A package: its parts with their types, unpacked within bounds.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::{ORIGIN_TYPE, RELATIONS_TYPE, ROOT, TYPES, directory, relations};
use crate::signature::verify::LARGEST;

/// How many parts are looked at.
pub(in crate::signature) const MANY: usize = 20_000;
/// How much is read of a part to see whether it speaks of signatures, in bytes.
const SMALL: u64 = 4 << 20;
/// Where office programs keep signatures, and where .NET does.
const FOLDERS: [&str; 2] = ["_xmlsignatures/", "package/services/digital-signature/"];
/// How the types of all parts of signatures begin.
const KINDS: &str = "application/vnd.openxmlformats-package.digital-signature-";

/// A package in memory.
#[derive(Debug)]
pub(in crate::signature) struct Package {
    parts: BTreeMap<String, Vec<u8>>,
    types: Types,
}

impl Package {
    /// Unpacks it; none where it is none, is too large, or means two things by one name.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        if !bytes.starts_with(b"PK") {
            return None;
        }
        let listed = directory::entries(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
        // An archive with one name twice shows each reader another part.
        if listed.len() > MANY || listed.len() != archive.len() {
            return None;
        }
        let mut parts = BTreeMap::new();
        let mut folded = BTreeSet::new();
        let mut left = LARGEST as u64;
        for (at, entry) in listed.iter().enumerate() {
            let file = archive.by_index(at).ok()?;
            if file.name_raw() != entry.name.as_bytes() || file.header_start() != u64::from(entry.at) {
                return None;
            }
            let mut held = Vec::new();
            file.take(left + 1).read_to_end(&mut held).ok()?;
            left = left.checked_sub(held.len() as u64)?;
            if held.len() as u64 != u64::from(entry.size) {
                return None;
            }
            if entry.name.ends_with('/') {
                // A folder that holds something is a part to some readers.
                if held.is_empty() {
                    continue;
                }
                return None;
            }
            // Names of parts are the same in capitals and in small letters.
            if !folded.insert(entry.name.to_ascii_lowercase()) {
                return None;
            }
            parts.insert(entry.name.to_owned(), held);
        }
        let types = types(parts.get(TYPES)?)?;
        let package = Self { parts, types };
        package.part(ROOT)?;
        Some(package)
    }

    /// Whether bytes look like a package that bears signatures, at the price of its directory, types and root relations.
    pub fn is_signed(bytes: &[u8]) -> bool {
        let opened = bytes.starts_with(b"PK").then(|| ZipArchive::new(Cursor::new(bytes)));
        opened.is_some_and(|opened| opened.is_ok_and(|mut archive| bears(&mut archive)))
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
        kind(&self.types, name)
    }

    /// Whether a part holds relations.
    pub fn relates(&self, name: &str) -> bool {
        self.kind(name) == Some(RELATIONS_TYPE)
    }
}

/// Whether an archive bears signatures: by the names of parts, by their types, or by the relation that leads to them.
fn bears(archive: &mut ZipArchive<Cursor<&[u8]>>) -> bool {
    // A name that cannot be read is nobody's, but keeps its place.
    let names = archive.file_names();
    let names: Vec<String> = names
        .map(|name| name.map(|name| name.to_string()).unwrap_or_default())
        .collect();
    if names
        .iter()
        .any(|name| FOLDERS.iter().any(|folder| starts(name, folder)))
    {
        return true;
    }
    let mut part = |wanted: &str| {
        let at = names.iter().position(|name| name.eq_ignore_ascii_case(wanted))?;
        let mut held = Vec::new();
        let part = archive.by_index(at).ok()?;
        part.take(SMALL).read_to_end(&mut held).ok()?;
        Some(held)
    };
    let leads = part(ROOT).and_then(|bytes| relations::read(&bytes));
    if leads.is_some_and(|all| all.iter().any(|one| one.kind == ORIGIN_TYPE)) {
        return true;
    }
    let types = part(TYPES).and_then(|bytes| types(&bytes));
    types.is_some_and(|types| {
        let kinds = names.iter().filter_map(|name| kind(&types, name));
        kinds.into_iter().any(|kind| starts(kind, KINDS))
    })
}

fn starts(text: &str, words: &str) -> bool {
    let head = text.as_bytes().get(..words.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(words.as_bytes()))
}

/// The type of a part: its own, or the one of its ending.
fn kind<'a>((defaults, overrides): &'a Types, name: &str) -> Option<&'a str> {
    let own = overrides.get(&format!("/{name}").to_ascii_lowercase());
    let by_ending = || {
        let (_, ending) = name.rsplit_once('.')?;
        defaults.get(&ending.to_ascii_lowercase())
    };
    own.or_else(by_ending).map(String::as_str)
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
