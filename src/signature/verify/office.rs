//! Signatures inside a workbook or text. What this program wrote is checked part by part; what others wrote in another
//! form is named and not called anything.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::super::certificate::{Certificate, base64};
use super::super::der;
use super::super::opc::Signatures;
use super::super::opc::package::Package;
use super::super::opc::statement::{Method, Reference, Statement, digest};
use super::super::sign::references;
use super::algorithm::{Hash, Scheme};
use super::{Alteration, Checked, Fault, FileFault, MANY, TimeSource, Trust, Verdict, standing};

/// Whether a file is a package that bears signatures inside.
pub fn is_signed_office(bytes: &[u8]) -> bool {
    Package::is_signed(bytes)
}

/// Verifies the signatures inside a workbook or text.
///
/// # Errors
/// The file is none, or its signatures cannot be found.
pub fn verify_office(bytes: &[u8], trust: &Trust) -> Result<Vec<Checked>, FileFault> {
    let package = Package::read(bytes).ok_or(FileFault::Broken)?;
    let signatures = Signatures::of(&package).ok_or(FileFault::Broken)?;
    if signatures.parts.len() > MANY {
        return Err(FileFault::TooLarge);
    }
    if signatures.parts.is_empty() {
        // Nothing leads to the signatures that are there.
        return Err(FileFault::Broken);
    }
    let now = references(&package, &signatures);
    let all = signatures.parts.iter();
    Ok(all
        .map(|part| one(package.part(part).unwrap_or_default(), now.as_deref(), trust))
        .collect())
}

fn one(bytes: &[u8], now: Option<&[Reference]>, trust: &Trust) -> Checked {
    let mut found = Checked {
        name: String::new(),
        organisation: None,
        issuer: String::new(),
        serial: String::new(),
        time: None,
        whole_file: false,
        is_timestamp: false,
        verdict: Verdict::Unchecked,
    };
    let Some((statement, objects, value)) = Statement::read(bytes) else {
        // Of another program: only whose certificate lies in it is told.
        if let Some(leaf) = stranger(bytes) {
            name(&mut found, &leaf);
        }
        return found;
    };
    let time = OffsetDateTime::parse(&statement.time, &Rfc3339).ok();
    found.time = time.map(|time| (time, TimeSource::SigningTime));
    let chain: Option<Vec<Certificate>> = statement
        .chain
        .iter()
        .map(|one| Certificate::read(&base64(one)?))
        .collect();
    let (Some(chain), Some(leaf)) = (&chain, chain.as_ref().and_then(|chain| chain.first())) else {
        found.verdict = Verdict::Broken(Fault::NoCertificate);
        return found;
    };
    name(&mut found, leaf);
    let altered = altered(&statement.references, now);
    found.whole_file = altered != Some(Alteration::Added);
    found.verdict = match holds(
        &statement,
        leaf,
        objects == statement.objects(),
        &statement.signed(&objects),
        &value,
    ) {
        Err(fault) => Verdict::Broken(fault),
        Ok(()) if !leaf.may_sign() => Verdict::Broken(Fault::NotForSigning),
        Ok(()) => match altered {
            Some(what) => Verdict::Altered(what),
            None => standing(leaf, chain, time, trust),
        },
    };
    found
}

/// The first certificate in a signature of another program.
fn stranger(bytes: &[u8]) -> Option<Certificate> {
    let text = std::str::from_utf8(bytes).ok()?;
    let (_, rest) = text.split_once("X509Certificate>")?;
    Certificate::read(&base64(rest.split_once('<')?.0)?)
}

fn name(found: &mut Checked, leaf: &Certificate) {
    found.name = leaf.name();
    found.organisation = leaf.organisation();
    found.issuer = leaf.issuer();
    found.serial = leaf.serial();
}

/// Whether the signature is over what it states, by the key of the certificate that it names.
fn holds(statement: &Statement, leaf: &Certificate, whole: bool, message: &str, value: &str) -> Result<(), Fault> {
    if statement.certificate != digest(leaf.der()) {
        return Err(Fault::OtherCertificate);
    }
    let value = base64(value).ok_or(Fault::Message)?;
    let (scheme, signature) = match statement.method {
        Method::Rsa => (Scheme::Pkcs1(Hash::Sha256), value),
        Method::Ecdsa => (
            Scheme::Ecdsa(Hash::Sha256),
            der::from_pair(&value).ok_or(Fault::Message)?,
        ),
    };
    if !scheme.verifies(leaf, &Hash::Sha256.digest(&[message.as_bytes()]), &signature) {
        return Err(Fault::Signature);
    }
    if whole { Ok(()) } else { Err(Fault::Digest) }
}

/// What was changed since: a part that is signed, or one that came after.
fn altered(signed: &[Reference], now: Option<&[Reference]>) -> Option<Alteration> {
    let Some(now) = now else {
        return Some(Alteration::Unreadable);
    };
    let part = |one: &Reference| one.uri.split('?').next().unwrap_or_default().to_owned();
    for one in signed {
        match now.iter().find(|other| part(other) == part(one)) {
            Some(other) if other == one => {}
            // A relation that came after is told as what it is.
            Some(other) if other.relations.is_some() && grown(one, other) => return Some(Alteration::Added),
            Some(_) | None => return Some(kind(&part(one))),
        }
    }
    (now.len() > signed.len()).then_some(Alteration::Added)
}

fn grown(signed: &Reference, now: &Reference) -> bool {
    let names = |one: &Reference| one.relations.clone().unwrap_or_default();
    let now = names(now);
    names(signed).len() < now.len() && names(signed).iter().all(|id| now.contains(id))
}

/// What a part is to a person.
fn kind(part: &str) -> Alteration {
    let sheet = || {
        part.strip_prefix("/xl/worksheets/sheet")?
            .strip_suffix(".xml")?
            .parse()
            .ok()
    };
    if let Some(number) = sheet() {
        return Alteration::Sheet(number);
    }
    let text = part.starts_with("/word/") || part == "/xl/sharedStrings.xml";
    if text { Alteration::Text } else { Alteration::Part }
}
