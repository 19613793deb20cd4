//! Signatures inside a workbook or text. What this program wrote is checked part by part; what others wrote in another
//! form is named and not called anything.

use std::collections::{BTreeMap, BTreeSet};

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::super::certificate::{Certificate, base64};
use super::super::der;
use super::super::opc::Signatures;
use super::super::opc::package::{self, Package};
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
    let now = now.as_deref().and_then(by_part);
    let all = signatures.parts.iter();
    Ok(all
        .map(|part| one(package.part(part).unwrap_or_default(), now.as_ref(), trust))
        .collect())
}

/// The parts that a signature is over, by their names.
type Parts<'a> = BTreeMap<&'a str, &'a Reference>;

/// References by the part that each is of; none where two are of one part: another would go unsigned.
fn by_part(all: &[Reference]) -> Option<Parts<'_>> {
    if all.len() > package::MANY {
        return None;
    }
    let parts: Parts<'_> = all
        .iter()
        .map(|one| (one.uri.split('?').next().unwrap_or_default(), one))
        .collect();
    (parts.len() == all.len()).then_some(parts)
}

fn one(bytes: &[u8], now: Option<&Parts<'_>>, trust: &Trust) -> Checked {
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
    let held = holds(
        &statement,
        leaf,
        objects == statement.objects(),
        &statement.signed(&objects),
        &value,
    );
    let signed = held.and_then(|()| by_part(&statement.references).ok_or(Fault::Message));
    found.verdict = match signed {
        Err(fault) => {
            found.whole_file = true;
            Verdict::Broken(fault)
        }
        Ok(signed) => {
            let altered = altered(&signed, now);
            found.whole_file = altered != Some(Alteration::Added);
            match altered {
                _ if !leaf.may_sign() => Verdict::Broken(Fault::NotForSigning),
                Some(what) => Verdict::Altered(what),
                None => standing(leaf, chain, time, trust),
            }
        }
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
fn altered(signed: &Parts<'_>, now: Option<&Parts<'_>>) -> Option<Alteration> {
    let Some(now) = now else {
        return Some(Alteration::Unreadable);
    };
    for (part, one) in signed {
        match now.get(part) {
            Some(other) if other == one => {}
            // A relation that came after is told as what it is.
            Some(other) if grown(one, other) => return Some(Alteration::Added),
            Some(_) | None => return Some(kind(part)),
        }
    }
    now.keys()
        .any(|part| !signed.contains_key(part))
        .then_some(Alteration::Added)
}

/// Whether a part has all the relations that it had, and more.
fn grown(signed: &Reference, now: &Reference) -> bool {
    let (Some(signed), Some(now)) = (&signed.relations, &now.relations) else {
        return false;
    };
    let known: BTreeSet<&String> = now.iter().collect();
    signed.len() < now.len() && signed.iter().all(|id| known.contains(id))
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

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write as _};
    use std::path::Path;

    use super::*;
    use crate::signature::certificate::{read_many, to_base64};
    use crate::signature::keys::{Signer as _, pkcs12::Pkcs12};
    use crate::signature::{Options, sign_office};

    fn fixture(name: &str) -> Vec<u8> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        std::fs::read(root.join("tests/fixtures").join(name)).unwrap()
    }

    /// A text signed by somebody who states what they like of its parts.
    fn stated(change: impl Fn(&mut Vec<Reference>)) -> Vec<Verdict> {
        let signer = Pkcs12::open(&fixture("signature/secretary-aes.p12"), "secret", None, &[]).unwrap();
        let time = time::macros::datetime!(2023-11-15 08:30:00 +7);
        let signed = sign_office(&fixture("intake/word.docx"), &signer, &Options::at(time)).unwrap();
        let package = Package::read(&signed).unwrap();
        let (mut statement, ..) = Statement::read(package.part("_xmlsignatures/sig1.xml").unwrap()).unwrap();
        change(&mut statement.references);
        let objects = statement.objects();
        let value = signer.sign(statement.signed(&objects).as_bytes()).unwrap();
        let document = statement.document(&objects, &to_base64(&value));
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, held) in package.parts() {
            out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            let own = name == "_xmlsignatures/sig1.xml";
            out.write_all(if own { document.as_bytes() } else { held }).unwrap();
        }
        let file = out.finish().unwrap().into_inner();
        let trust = Trust::new(read_many(&fixture("signature/root.pem")).unwrap());
        let found = verify_office(&file, &trust).unwrap();
        found.iter().map(|one| one.verdict).collect()
    }

    #[test]
    fn a_statement_that_names_one_part_twice_or_leaves_one_out_is_not_valid() {
        assert_eq!(stated(|_| {}), [Verdict::Valid]);
        let at = |all: &[Reference], name: &str| all.iter().position(|one| one.uri.starts_with(name)).unwrap();
        // As many as there are parts, but the text itself is not among them.
        let twice = stated(|all| {
            let (text, other) = (at(all, "/word/document.xml?"), at(all, "/docProps/core.xml?"));
            all[text] = all[other].clone();
        });
        assert_eq!(twice, [Verdict::Broken(Fault::Message)]);
        let less = stated(|all| {
            let text = at(all, "/word/document.xml?");
            all.remove(text);
        });
        assert_eq!(less, [Verdict::Altered(Alteration::Added)]);
        let many = stated(|all| {
            let one = all[0].clone();
            all.extend(std::iter::repeat_n(one, package::MANY));
        });
        assert_eq!(many, [Verdict::Broken(Fault::Message)]);
    }
}
