//! A signature inside a workbook or text (ECMA-376 part 2, with XAdES): all parts, relations and their types are signed.
//!
//! Experimental: LibreOffice accepts it; nobody has opened it in Microsoft Office yet.

use std::io::{Cursor, Write as _};

use time::{OffsetDateTime, UtcOffset, macros::format_description};
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipArchive, ZipWriter};

use super::super::certificate::{KeyKind, to_base64};
use super::super::error::SignError;
use super::super::keys::{self, Signer, fit};
use super::super::opc::package::Package;
use super::super::opc::relations::{self, Relation};
use super::super::opc::statement::{Method, Reference, Statement, digest, escaped, plain};
use super::super::opc::{
    DEFAULT, ORIGIN, ORIGIN_ID, ORIGIN_TYPE, ROOT, SIGNATURE_TYPE, Signatures, TYPES, override_of, relation_of,
};
use super::Options;

/// Signs a workbook or text inside itself. Signatures that it bears already stay valid.
///
/// # Errors
/// The file is no package that can be signed, the certificate may not sign now, or its key fails.
pub fn sign_office(bytes: &[u8], signer: &dyn Signer, options: &Options) -> Result<Vec<u8>, SignError> {
    let leaf = signer.chain().first().ok_or(SignError::NoKey)?;
    fit(leaf, options.time)?;
    let package = Package::read(bytes).ok_or(SignError::BrokenOffice)?;
    let signatures = Signatures::of(&package).ok_or(SignError::BrokenOffice)?;
    let (method, half) = match leaf.kind() {
        KeyKind::Rsa => (Method::Rsa, 0),
        KeyKind::P256 => (Method::Ecdsa, 32),
        KeyKind::P384 => (Method::Ecdsa, 48),
        KeyKind::Other => return Err(SignError::UnknownKey),
    };
    let statement = Statement {
        method,
        references: references(&package, &signatures).ok_or(SignError::BrokenOffice)?,
        time: moment(options.time)?,
        reason: escaped(&plain(&options.reason)),
        certificate: digest(leaf.der()),
        issuer: escaped(&plain(&leaf.issuer_escaped())),
        serial: leaf.serial_decimal(),
        chain: signer.chain().iter().map(|one| to_base64(one.der())).collect(),
    };
    let objects = statement.objects();
    let message = statement.signed(&objects);
    let signature = signer.sign(message.as_bytes())?;
    if !keys::verifies(leaf, message.as_bytes(), &signature) {
        return Err(SignError::KeyMismatch);
    }
    let value = match method {
        Method::Rsa => signature,
        Method::Ecdsa => super::super::der::pair(&signature, half).ok_or(SignError::Internal)?,
    };
    let document = statement.document(&objects, &to_base64(&value));
    assemble(bytes, &package, &signatures, &document)
}

/// All parts but those of signatures, in the order of their names.
pub(in crate::signature) fn references(package: &Package, signatures: &Signatures) -> Option<Vec<Reference>> {
    let mut found = Vec::new();
    for (name, bytes) in package.parts() {
        if name == TYPES || signatures.own(name) {
            continue;
        }
        // What would have to be masked in a name may be masked otherwise by whoever checks.
        let unmasked = name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"/._-[]()+,=@~!$'".contains(&byte));
        let kind = package.kind(name).filter(|_| unmasked)?;
        let uri = relations::attribute_value(&format!("/{name}?ContentType={kind}"));
        let (relations, digest) = if package.relates(name) {
            let all = relations::read(bytes)?;
            let own = |one: &&Relation| name != ROOT || one.kind != ORIGIN_TYPE;
            let ids = all.iter().filter(own).map(|one| relations::attribute_value(&one.id));
            let text = relations::transformed(all.iter().filter(own));
            (Some(ids.collect()), digest(text.as_bytes()))
        } else {
            (None, digest(bytes))
        };
        found.push(Reference { uri, relations, digest });
    }
    Some(found)
}

/// The package with one more signature in it; all other parts are copied as they lie.
fn assemble(bytes: &[u8], package: &Package, signatures: &Signatures, document: &str) -> Result<Vec<u8>, SignError> {
    let broken = || SignError::BrokenOffice;
    let text = |name: &str| {
        let bytes = package.part(name)?;
        std::str::from_utf8(bytes).ok().map(str::to_owned)
    };
    let origin = signatures.origin.as_deref().unwrap_or(ORIGIN);
    let folder = origin
        .rsplit_once('/')
        .map_or(String::new(), |(folder, _)| format!("{folder}/"));
    let free = (1_u32..)
        .map(|number| format!("{folder}sig{number}.xml"))
        .find(|name| package.parts().all(|(other, _)| !other.eq_ignore_ascii_case(name)))
        .ok_or(SignError::Internal)?;
    let mut types = before_end(&text(TYPES).ok_or_else(broken)?, "</Types>", &override_of(&free)).ok_or_else(broken)?;
    let mut changed: Vec<(String, String)> = Vec::new();
    if signatures.origin.is_none() {
        if package.kind("a.sigs").is_none() {
            types = before_end(&types, "</Types>", DEFAULT).ok_or_else(broken)?;
        }
        let root = text(ROOT).ok_or_else(broken)?;
        let relation = relation_of(ORIGIN_ID, ORIGIN_TYPE, ORIGIN);
        changed.push((
            ROOT.to_owned(),
            before_end(&root, "</Relationships>", &relation).ok_or_else(broken)?,
        ));
        changed.push((ORIGIN.to_owned(), String::new()));
    }
    changed.push((TYPES.to_owned(), types));
    let beside = relations::beside(origin);
    let known = text(&beside).unwrap_or_else(|| {
        let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
        format!(
            "{head}<Relationships xmlns=\"{}\"></Relationships>",
            relations::NAMESPACE
        )
    });
    let ids = relations::read(known.as_bytes()).ok_or_else(broken)?;
    let id = (1_u32..)
        .map(|number| format!("rId{number}"))
        .find(|id| ids.iter().all(|one| one.id != *id))
        .ok_or(SignError::Internal)?;
    let name = free.rsplit_once('/').map_or(free.as_str(), |(_, name)| name);
    let relation = relation_of(&id, SIGNATURE_TYPE, name);
    changed.push((
        beside,
        before_end(&known, "</Relationships>", &relation).ok_or_else(broken)?,
    ));
    changed.push((free, document.to_owned()));
    let packed = pack(bytes, &changed).map_err(|_| broken())?;
    // What could not be verified is not handed out.
    let written = Package::read(&packed).and_then(|package| Signatures::of(&package));
    written.map(|_| packed).ok_or_else(broken)
}

/// The text with words before its last end tag.
fn before_end(text: &str, end: &str, words: &str) -> Option<String> {
    let at = text.rfind(end)?;
    let (head, tail) = text.split_at_checked(at)?;
    Some(format!("{head}{words}{tail}"))
}

fn pack(bytes: &[u8], changed: &[(String, String)]) -> std::io::Result<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(bytes))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut written = Vec::new();
    for at in 0..archive.len() {
        let part = archive.by_index(at)?;
        let name = part.name()?.into_owned();
        match changed.iter().find(|(own, _)| *own == name) {
            Some((_, text)) => {
                out.start_file(&name, options)?;
                out.write_all(text.as_bytes())?;
                written.push(name);
            }
            None => out.raw_copy_file(part)?,
        }
    }
    for (name, text) in changed.iter().filter(|(name, _)| !written.contains(name)) {
        out.start_file(name, options)?;
        out.write_all(text.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

/// A time as the signature states it, in UTC.
fn moment(time: OffsetDateTime) -> Result<String, SignError> {
    let format = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second]Z");
    time.to_offset(UtcOffset::UTC)
        .format(format)
        .map_err(|_| SignError::Internal)
}
