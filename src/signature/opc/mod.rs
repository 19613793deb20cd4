//! Signatures inside workbooks and texts (XLSX, DOCX): the package (ECMA-376, part 2), and XML-DSig with XAdES in it.
//!
//! What is signed is written in canonical form from the start, so that nothing has to be canonicalised again; what others
//! wrote in another form is told apart and never called valid.

mod directory;
pub(super) mod package;
pub(super) mod relations;
pub(super) mod statement;

use package::Package;
use relations::Relation;

/// The part that names the types of all others.
pub(super) const TYPES: &str = "[Content_Types].xml";
/// The relations of the package itself.
pub(super) const ROOT: &str = "_rels/.rels";
/// The part that stands for all signatures.
pub(super) const ORIGIN: &str = "_xmlsignatures/origin.sigs";
/// The relation to it.
pub(super) const ORIGIN_TYPE: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin";
/// The relation from it to a signature.
pub(super) const SIGNATURE_TYPE: &str =
    "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature";
/// The type of the part that stands for all signatures.
const ORIGIN_KIND: &str = "application/vnd.openxmlformats-package.digital-signature-origin";
/// The type of a part with a signature.
const SIGNATURE_KIND: &str = "application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml";
/// The type of a part with relations.
pub(super) const RELATIONS_TYPE: &str = "application/vnd.openxmlformats-package.relationships+xml";

/// What is written into the types for signatures.
pub(super) const DEFAULT: &str =
    r#"<Default Extension="sigs" ContentType="application/vnd.openxmlformats-package.digital-signature-origin"/>"#;

/// What is written into the types for one signature.
pub(super) fn override_of(part: &str) -> String {
    format!(
        r#"<Override PartName="/{part}" ContentType="application/vnd.openxmlformats-package.digital-signature-xmlsignature+xml"/>"#
    )
}

/// What is written into the relations of the package, or of the origin.
pub(super) fn relation_of(id: &str, kind: &str, target: &str) -> String {
    format!(r#"<Relationship Id="{id}" Type="{kind}" Target="{target}"/>"#)
}

/// The name that our relation to the origin has.
pub(super) const ORIGIN_ID: &str = "rIdSignatures";

/// Where the signatures of a package lie.
#[derive(Debug, Default)]
pub(super) struct Signatures {
    /// The origin's part, where there is one.
    pub origin: Option<String>,
    /// The parts with signatures.
    pub parts: Vec<String>,
}

impl Signatures {
    /// Finds them; none where the relations that lead there cannot be read, or lead to what is no signature: all that is
    /// named here goes unsigned.
    pub fn of(package: &Package) -> Option<Self> {
        let root = relations::read(package.part(ROOT)?)?;
        let mut origins = root.iter().filter(|one| one.kind == ORIGIN_TYPE);
        let Some(origin) = origins.next() else {
            return Some(Self::default());
        };
        if origins.next().is_some() {
            return None;
        }
        let origin = inside("", origin)?;
        if !package.part(&origin)?.is_empty() || package.kind(&origin) != Some(ORIGIN_KIND) {
            return None;
        }
        let beside = relations::beside(&origin);
        let mut parts: Vec<String> = Vec::new();
        if let Some(bytes) = package.part(&beside) {
            if !package.relates(&beside) {
                return None;
            }
            for one in relations::read(bytes)?.iter().filter(|one| one.kind == SIGNATURE_TYPE) {
                let part = inside(&origin, one)?;
                package.part(&part)?;
                if package.kind(&part) != Some(SIGNATURE_KIND) || parts.contains(&part) {
                    return None;
                }
                parts.push(part);
                if parts.len() > package::MANY {
                    return None;
                }
            }
        }
        Some(Self {
            origin: Some(origin),
            parts,
        })
    }

    /// Whether a part belongs to the signatures themselves, which sign all others.
    pub fn own(&self, part: &str) -> bool {
        let Some(origin) = &self.origin else {
            return false;
        };
        part == origin || part == relations::beside(origin) || self.parts.iter().any(|one| one == part)
    }
}

/// The part that a relation leads to; none where it leads out of the package.
fn inside(from: &str, one: &Relation) -> Option<String> {
    let target = (one.mode == "Internal").then_some(&one.target)?;
    relations::resolve(from, target)
}

/// The parts of a package as they were before this program signed it: to be compared with what was exported.
pub fn unsigned(bytes: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let package = Package::read(bytes)?;
    let signatures = Signatures::of(&package)?;
    let added: Vec<String> = signatures.parts.iter().map(|part| override_of(part)).collect();
    let parts = package.parts().filter(|(name, _)| !signatures.own(name));
    let parts = parts.map(|(name, bytes)| {
        let without = |words: &[&str]| {
            let text = words
                .iter()
                .fold(String::from_utf8_lossy(bytes).into_owned(), |text, words| {
                    text.replacen(words, "", 1)
                });
            text.into_bytes()
        };
        let bytes = match name {
            TYPES => {
                let mut words: Vec<&str> = added.iter().map(String::as_str).collect();
                words.push(DEFAULT);
                without(&words)
            }
            ROOT => without(&[&relation_of(ORIGIN_ID, ORIGIN_TYPE, ORIGIN)]),
            _ => bytes.to_vec(),
        };
        (name.to_owned(), bytes)
    });
    Some(parts.collect())
}
