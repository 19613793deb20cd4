//! What a signature inside a package states, written as XML in canonical form, and read again where it was written so.

use std::fmt::Write as _;

use quick_xml::escape::unescape;
use sha2::{Digest as _, Sha256};

use super::relations::attribute_value;
use crate::signature::certificate;

const DSIG: &str = " xmlns=\"http://www.w3.org/2000/09/xmldsig#\"";
const XADES: &str = " xmlns:xd=\"http://uri.etsi.org/01903/v1.3.2#\"";
const MDSSI: &str = " xmlns:mdssi=\"http://schemas.openxmlformats.org/package/2006/digital-signature\"";
const CANONICAL: &str = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
const RELATIONS: &str = "http://schemas.openxmlformats.org/package/2006/RelationshipTransform";
const METHOD: &str = "<DigestMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#sha256\"></DigestMethod>";
const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const RSA: &str = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
const ECDSA: &str = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

/// With which kind of key it is signed; always over SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::signature) enum Method {
    /// RSA, PKCS #1 v1.5.
    Rsa,
    /// ECDSA; the signature is the two numbers, one after the other.
    Ecdsa,
}

/// A part that is signed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::signature) struct Reference {
    /// Its name and type, as `/xl/workbook.xml?ContentType=…`.
    pub uri: String,
    /// Of relations: the names of those that are signed.
    pub relations: Option<Vec<String>>,
    /// SHA-256 of what is signed.
    pub digest: String,
}

/// What is stated; all texts as they stand in XML, all digests and certificates in Base64.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::signature) struct Statement {
    pub method: Method,
    pub references: Vec<Reference>,
    /// When, in UTC.
    pub time: String,
    /// Why; may be empty.
    pub reason: String,
    /// SHA-256 of the signer's certificate.
    pub certificate: String,
    pub issuer: String,
    pub serial: String,
    /// The signer's certificate first.
    pub chain: Vec<String>,
}

/// The digests of the three objects within a signature, as it states them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::signature) struct Objects {
    package: String,
    office: String,
    properties: String,
}

impl Statement {
    /// The digests of the objects as they are.
    pub fn objects(&self) -> Objects {
        Objects {
            package: digest(self.package(DSIG).as_bytes()),
            office: digest(self.office(DSIG).as_bytes()),
            properties: digest(self.properties(&[DSIG, XADES].concat()).as_bytes()),
        }
    }

    /// The bytes that the signature is over.
    pub fn signed(&self, objects: &Objects) -> String {
        self.info(DSIG, objects)
    }

    /// The part with the signature.
    pub fn document(&self, objects: &Objects, value: &str) -> String {
        let mut out = format!("{HEAD}<Signature{DSIG} Id=\"idPackageSignature\">");
        out.push_str(&self.info("", objects));
        let _ = write!(out, "<SignatureValue>{value}</SignatureValue><KeyInfo><X509Data>");
        for one in &self.chain {
            let _ = write!(out, "<X509Certificate>{one}</X509Certificate>");
        }
        out.push_str("</X509Data></KeyInfo>");
        out.push_str(&self.package(""));
        out.push_str(&self.office(""));
        let _ = write!(
            out,
            "<Object><xd:QualifyingProperties{XADES} Target=\"#idPackageSignature\">{}</xd:QualifyingProperties></Object></Signature>",
            self.properties("")
        );
        out
    }

    /// `SignedInfo`; `spaces` are the namespaces that its canonical form states.
    fn info(&self, spaces: &str, objects: &Objects) -> String {
        let method = match self.method {
            Method::Rsa => RSA,
            Method::Ecdsa => ECDSA,
        };
        let object = |id: &str, digest: &str| {
            format!(
                "<Reference Type=\"http://www.w3.org/2000/09/xmldsig#Object\" URI=\"#{id}\">{METHOD}<DigestValue>{digest}</DigestValue></Reference>"
            )
        };
        format!(
            "<SignedInfo{spaces}><CanonicalizationMethod Algorithm=\"{CANONICAL}\"></CanonicalizationMethod>\
             <SignatureMethod Algorithm=\"{method}\"></SignatureMethod>{}{}\
             <Reference Type=\"http://uri.etsi.org/01903#SignedProperties\" URI=\"#idSignedProperties\"><Transforms>\
             <Transform Algorithm=\"{CANONICAL}\"></Transform></Transforms>{METHOD}<DigestValue>{}</DigestValue></Reference></SignedInfo>",
            object("idPackageObject", &objects.package),
            object("idOfficeObject", &objects.office),
            objects.properties
        )
    }

    /// The object with the list of parts.
    fn package(&self, spaces: &str) -> String {
        let mut out = format!("<Object{spaces} Id=\"idPackageObject\"><Manifest>");
        for one in &self.references {
            let _ = write!(out, "<Reference URI=\"{}\">", one.uri);
            if let Some(ids) = &one.relations {
                let _ = write!(out, "<Transforms><Transform Algorithm=\"{RELATIONS}\">");
                for id in ids {
                    let _ = write!(
                        out,
                        "<mdssi:RelationshipReference{MDSSI} SourceId=\"{id}\"></mdssi:RelationshipReference>"
                    );
                }
                let _ = write!(
                    out,
                    "</Transform><Transform Algorithm=\"{CANONICAL}\"></Transform></Transforms>"
                );
            }
            let _ = write!(out, "{METHOD}<DigestValue>{}</DigestValue></Reference>", one.digest);
        }
        let _ = write!(
            out,
            "</Manifest><SignatureProperties><SignatureProperty Id=\"idSignatureTime\" Target=\"#idPackageSignature\">\
             <mdssi:SignatureTime{MDSSI}><mdssi:Format>YYYY-MM-DDThh:mm:ssTZD</mdssi:Format><mdssi:Value>{}</mdssi:Value>\
             </mdssi:SignatureTime></SignatureProperty></SignatureProperties></Object>",
            self.time
        );
        out
    }

    /// The object that office programs ask for.
    fn office(&self, spaces: &str) -> String {
        format!(
            "<Object{spaces} Id=\"idOfficeObject\"><SignatureProperties><SignatureProperty Id=\"idOfficeV1Details\" Target=\"#idPackageSignature\">\
             <SignatureInfoV1 xmlns=\"http://schemas.microsoft.com/office/2006/digsig\"><SetupID></SetupID><SignatureText></SignatureText>\
             <SignatureImage></SignatureImage><SignatureComments>{}</SignatureComments><WindowsVersion>10.0</WindowsVersion>\
             <OfficeVersion>16.0</OfficeVersion><ApplicationVersion>16.0</ApplicationVersion><Monitors>1</Monitors>\
             <HorizontalResolution>1280</HorizontalResolution><VerticalResolution>800</VerticalResolution><ColorDepth>32</ColorDepth>\
             <SignatureProviderId>{{00000000-0000-0000-0000-000000000000}}</SignatureProviderId><SignatureProviderUrl></SignatureProviderUrl>\
             <SignatureProviderDetails>9</SignatureProviderDetails><SignatureType>1</SignatureType></SignatureInfoV1></SignatureProperty>\
             </SignatureProperties></Object>",
            self.reason
        )
    }

    /// The properties of XAdES: when, and with which certificate.
    fn properties(&self, spaces: &str) -> String {
        format!(
            "<xd:SignedProperties{spaces} Id=\"idSignedProperties\"><xd:SignedSignatureProperties><xd:SigningTime>{}</xd:SigningTime>\
             <xd:SigningCertificate><xd:Cert><xd:CertDigest>{METHOD}<DigestValue>{}</DigestValue></xd:CertDigest><xd:IssuerSerial>\
             <X509IssuerName>{}</X509IssuerName><X509SerialNumber>{}</X509SerialNumber></xd:IssuerSerial></xd:Cert></xd:SigningCertificate>\
             <xd:SignaturePolicyIdentifier><xd:SignaturePolicyImplied></xd:SignaturePolicyImplied></xd:SignaturePolicyIdentifier>\
             </xd:SignedSignatureProperties></xd:SignedProperties>",
            self.time, self.certificate, self.issuer, self.serial
        )
    }

    /// Reads a part with a signature, with the digests and the value that it states. None where it is not, to the byte,
    /// what this program writes: then its canonical form is not known.
    pub fn read(bytes: &[u8]) -> Option<(Self, Objects, String)> {
        let text = std::str::from_utf8(bytes).ok()?;
        let (info, rest) = text.split_once("</SignedInfo>")?;
        let (manifest, properties) = rest.split_once("</Manifest>")?;
        let mut stated = info.split("<DigestValue>").skip(1).map(|part| part.split('<').next());
        let mut digest = || stated.next().flatten().map(str::to_owned);
        let objects = Objects {
            package: digest()?,
            office: digest()?,
            properties: digest()?,
        };
        let references = manifest.split("<Reference URI=\"").skip(1).map(|part| {
            let (uri, rest) = part.split_once('"')?;
            let ids = rest.split("SourceId=\"").skip(1);
            let ids: Option<Vec<String>> = ids.map(|id| Some(id.split_once('"')?.0.to_owned())).collect();
            let relates = rest.starts_with("><Transforms>");
            Some(Reference {
                uri: uri.to_owned(),
                relations: ids.filter(|_| relates),
                digest: between(rest, "<DigestValue>")?,
            })
        });
        let chain = rest.split("<X509Certificate>").skip(1);
        let chain: Option<Vec<String>> = chain.map(|one| Some(one.split_once('<')?.0.to_owned())).collect();
        let found = Self {
            method: if info.contains(ECDSA) {
                Method::Ecdsa
            } else {
                Method::Rsa
            },
            references: references.collect::<Option<_>>()?,
            time: between(properties, "<xd:SigningTime>")?,
            reason: between(properties, "<SignatureComments>")?,
            certificate: between(properties, "<DigestValue>")?,
            issuer: between(properties, "<X509IssuerName>")?,
            serial: between(properties, "<X509SerialNumber>")?,
            chain: chain?,
        };
        let value = between(rest, "<SignatureValue>")?;
        if !text.chars().all(is_allowed) || !found.is_canonical() {
            return None;
        }
        (found.document(&objects, &value) == text).then_some((found, objects, value))
    }

    /// Whether its texts stand as XML has them in canonical form: readers of XML read what was signed.
    fn is_canonical(&self) -> bool {
        let held = |text: &str| unescape(text).is_ok_and(|plain| escaped(&plain) == text);
        let value = |text: &str| unescape(text).is_ok_and(|plain| attribute_value(&plain) == text);
        let texts = [&self.time, &self.reason, &self.certificate, &self.issuer, &self.serial];
        let one = |one: &Reference| {
            let mut ids = one.relations.iter().flatten();
            value(&one.uri) && held(&one.digest) && ids.all(|id| value(id))
        };
        texts.into_iter().chain(&self.chain).all(|text| held(text)) && self.references.iter().all(one)
    }
}

fn between(text: &str, open: &str) -> Option<String> {
    let (_, rest) = text.split_once(open)?;
    Some(rest.split_once('<')?.0.to_owned())
}

/// SHA-256 in Base64.
pub(in crate::signature) fn digest(bytes: &[u8]) -> String {
    certificate::to_base64(&Sha256::digest(bytes))
}

/// The text without what XML cannot hold.
pub(in crate::signature) fn plain(text: &str) -> String {
    text.chars().filter(|letter| is_allowed(*letter)).collect()
}

/// Whether XML may hold a character at all.
fn is_allowed(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

/// A text in canonical form.
pub(in crate::signature) fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    text.replace('\r', "&#xD;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn statement() -> Statement {
        let reference = |uri: &str, relations: Option<&[&str]>| Reference {
            uri: uri.to_owned(),
            relations: relations.map(|ids| ids.iter().map(|id| (*id).to_owned()).collect()),
            digest: digest(uri.as_bytes()),
        };
        Statement {
            method: Method::Rsa,
            references: vec![
                reference("/_rels/.rels?ContentType=a", Some(&["rId1", "rId2"])),
                reference("/xl/workbook.xml?ContentType=b", None),
            ],
            time: "2023-11-15T01:30:00Z".to_owned(),
            reason: escaped("Thẩm định & ký"),
            certificate: digest(b"c"),
            issuer: "CN=a".to_owned(),
            serial: "4096".to_owned(),
            chain: vec!["QUJD".to_owned(), "REVG".to_owned()],
        }
    }

    #[test]
    fn what_was_written_is_read_again() {
        let written = statement();
        let objects = written.objects();
        let text = written.document(&objects, "c2ln");
        assert_eq!(
            Statement::read(text.as_bytes()),
            Some((written, objects, "c2ln".to_owned()))
        );
    }

    #[test]
    fn what_xml_cannot_hold_is_not_understood() {
        for reason in ["\u{1}", "\u{fffe}", "a & b", "&nbsp;", "&#65;", "a > b"] {
            let written = Statement {
                reason: reason.to_owned(),
                ..statement()
            };
            let text = written.document(&written.objects(), "c2ln");
            assert_eq!(Statement::read(text.as_bytes()), None, "{reason:?}");
        }
        let mut written = statement();
        written.references[1].uri = "/xl/<workbook>.xml?ContentType=b".to_owned();
        let text = written.document(&written.objects(), "c2ln");
        assert_eq!(Statement::read(text.as_bytes()), None);
        assert_eq!(plain("a\u{0}b\u{1b}[0m\nc"), "ab[0m\nc");
    }

    #[test]
    fn what_is_written_otherwise_is_not_understood() {
        let written = statement();
        let text = written.document(&written.objects(), "c2ln");
        for (old, new) in [
            ("<SetupID></SetupID>", "<SetupID/>"),
            ("<Manifest>", "<Manifest Id=\"x\">"),
            ("</Manifest>", "<Extra></Extra></Manifest>"),
            (RSA, "http://www.w3.org/2000/09/xmldsig#rsa-sha1"),
            ("<mdssi:Value>2023", "<mdssi:Value>2024"),
        ] {
            let other = text.replace(old, new);
            assert_ne!(other, text, "{old}");
            assert_eq!(Statement::read(other.as_bytes()), None, "{new}");
        }
    }
}
