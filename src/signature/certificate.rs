//! A certificate: whose it is, who issued it, from when to when it is valid, and what its key may do.

use std::fmt;

use time::{Date, Month, OffsetDateTime, PrimitiveDateTime, Time, UtcOffset};

use super::der::{self, Node, tag};

/// Attributes of a name, by the end of their identifier: 2.5.4.x.
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
const ORGANISATION: &[u8] = &[0x55, 0x04, 0x0A];
const KEY_USAGE: &[u8] = &[0x55, 0x1D, 0x0F];
const BASIC_CONSTRAINTS: &[u8] = &[0x55, 0x1D, 0x13];

const RSA: &[u8] = &[0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01];
const EC: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01];
const P256: &[u8] = &[0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07];
const P384: &[u8] = &[0x2B, 0x81, 0x04, 0x00, 0x22];

/// The kind of a public key, as far as this program signs with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// RSA.
    Rsa,
    /// Elliptic curve P-256.
    P256,
    /// Elliptic curve P-384.
    P384,
    /// Any other.
    Other,
}

/// A certificate as it was issued.
#[derive(Clone, PartialEq, Eq)]
pub struct Certificate {
    der: Vec<u8>,
    /// The serial number's bytes, as they stand.
    pub(super) serial: Vec<u8>,
    /// The issuer's name, raw.
    pub(super) issuer: Vec<u8>,
    /// The subject's name, raw.
    pub(super) subject: Vec<u8>,
    /// The public key with its kind (SubjectPublicKeyInfo), raw.
    pub(super) key: Vec<u8>,
    /// Valid from.
    pub not_before: OffsetDateTime,
    /// Valid until.
    pub not_after: OffsetDateTime,
    /// What the key may be used for, the first byte of the key usage; none where the certificate does not say.
    pub(super) usage: Option<u8>,
    /// Whether it may issue certificates.
    pub authority: bool,
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("subject", &self.subject())
            .field("serial", &self.serial())
            .finish_non_exhaustive()
    }
}

impl Certificate {
    /// Reads a certificate; none where the bytes are no X.509 certificate.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let outer = der::whole(bytes)?.of(tag::SEQUENCE)?;
        let parts = outer.children()?;
        let fields = parts.first()?.of(tag::SEQUENCE)?.children()?;
        let mut fields = fields.into_iter().peekable();
        fields.next_if(|field| field.tag == tag::CONTEXT_0);
        let serial = fields.next()?.of(tag::INTEGER)?;
        let _algorithm = fields.next()?;
        let issuer = fields.next()?.of(tag::SEQUENCE)?;
        let validity = fields.next()?.of(tag::SEQUENCE)?.children()?;
        let subject = fields.next()?.of(tag::SEQUENCE)?;
        let key = fields.next()?.of(tag::SEQUENCE)?;
        let extensions = fields.find(|field| field.tag == tag::CONTEXT_3);
        let usage = extensions.and_then(|all| extension(all, KEY_USAGE));
        let constraints = extensions.and_then(|all| extension(all, BASIC_CONSTRAINTS));
        Some(Self {
            der: bytes.to_vec(),
            serial: serial.content.to_vec(),
            issuer: issuer.raw.to_vec(),
            subject: subject.raw.to_vec(),
            key: key.raw.to_vec(),
            not_before: moment(*validity.first()?)?,
            not_after: moment(*validity.get(1)?)?,
            usage: usage.and_then(|bits| bits.of(tag::BIT_STRING)?.content.get(1).copied()),
            authority: constraints.and_then(|all| all.children()).is_some_and(|all| {
                all.first()
                    .is_some_and(|first| first.tag == tag::BOOLEAN && first.content != [0])
            }),
        })
    }

    /// The certificate as it was issued, DER.
    pub fn der(&self) -> &[u8] {
        &self.der
    }

    /// The subject's name: person, or organisation where no person is named.
    pub fn name(&self) -> String {
        let found = attribute(&self.subject, COMMON_NAME).or_else(|| attribute(&self.subject, ORGANISATION));
        found.unwrap_or_else(|| self.subject())
    }

    /// The subject's organisation, where one is named.
    pub fn organisation(&self) -> Option<String> {
        attribute(&self.subject, ORGANISATION)
    }

    /// The whole name of the subject, as `CN=…, O=…`.
    pub fn subject(&self) -> String {
        print_name(&self.subject)
    }

    /// The whole name of the issuer.
    pub fn issuer(&self) -> String {
        print_name(&self.issuer)
    }

    /// The whole name of the issuer as RFC 4514 writes it, for programs to read.
    pub fn issuer_escaped(&self) -> String {
        let all = attributes(&self.issuer);
        let words = all
            .iter()
            .rev()
            .map(|(id, text)| format!("{}={}", known(id), masked(text)));
        words.collect::<Vec<_>>().join(",")
    }

    /// The serial number in decimal.
    pub fn serial_decimal(&self) -> String {
        let mut digits = vec![0_u8];
        for byte in &self.serial {
            let mut carry = u32::from(*byte);
            for digit in &mut digits {
                carry += u32::from(*digit) * 256;
                *digit = u8::try_from(carry % 10).unwrap_or(0);
                carry /= 10;
            }
            while carry > 0 {
                digits.push(u8::try_from(carry % 10).unwrap_or(0));
                carry /= 10;
            }
        }
        digits.iter().rev().map(|digit| char::from(b'0' + digit)).collect()
    }

    /// The serial number in hexadecimal.
    pub fn serial(&self) -> String {
        let digits = match self.serial.as_slice() {
            [0, rest @ ..] if !rest.is_empty() => rest,
            all => all,
        };
        digits.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The kind of its key.
    pub fn kind(&self) -> KeyKind {
        let kind = || {
            let parts = der::whole(&self.key)?.children()?;
            let algorithm = parts.first()?.children()?;
            Some(
                match (algorithm.first()?.content, algorithm.get(1).map(|curve| curve.content)) {
                    (RSA, _) => KeyKind::Rsa,
                    (EC, Some(P256)) => KeyKind::P256,
                    (EC, Some(P384)) => KeyKind::P384,
                    _ => KeyKind::Other,
                },
            )
        };
        kind().unwrap_or(KeyKind::Other)
    }

    /// Whether it is valid at a time.
    pub fn valid_at(&self, time: OffsetDateTime) -> bool {
        self.not_before <= time && time <= self.not_after
    }

    /// Whether its key may sign documents: digital signature or non-repudiation, or nothing said.
    pub fn may_sign(&self) -> bool {
        self.usage.is_none_or(|bits| bits & 0b1100_0000 != 0)
    }

    /// Whether it names itself as its issuer.
    pub fn is_root(&self) -> bool {
        self.issuer == self.subject
    }

    /// The public key's own bits, without its kind.
    pub(super) fn key_bits(&self) -> Option<&[u8]> {
        let parts = der::whole(&self.key)?.children()?;
        parts
            .get(1)?
            .of(tag::BIT_STRING)?
            .content
            .split_first()
            .map(|(_, bits)| bits)
    }
}

/// The value of an extension, as one DER value.
fn extension<'a>(all: Node<'a>, wanted: &[u8]) -> Option<Node<'a>> {
    let list = all.children()?.first()?.children()?;
    list.into_iter().find_map(|one| {
        let parts = one.children()?;
        let is_it = parts.first()?.of(tag::OID)?.content == wanted;
        let inner = parts.last()?.of(tag::OCTET_STRING)?;
        if is_it { der::whole(inner.content) } else { None }
    })
}

/// Attributes of a name with their identifiers.
fn attributes(name: &[u8]) -> Vec<(Vec<u8>, String)> {
    let sets = der::whole(name).and_then(|name| name.children()).unwrap_or_default();
    let pairs = sets.into_iter().filter_map(|set| set.children()).flatten();
    pairs
        .filter_map(|pair| {
            let parts = pair.children()?;
            Some((parts.first()?.content.to_vec(), text(*parts.get(1)?)))
        })
        .collect()
}

fn attribute(name: &[u8], wanted: &[u8]) -> Option<String> {
    let all = attributes(name).into_iter();
    all.filter(|(id, _)| id == wanted).map(|(_, text)| text).next_back()
}

/// The short name of an attribute, by its identifier.
fn known(id: &[u8]) -> &'static str {
    match id {
        [0x55, 0x04, 0x03] => "CN",
        [0x55, 0x04, 0x05] => "SERIALNUMBER",
        [0x55, 0x04, 0x06] => "C",
        [0x55, 0x04, 0x07] => "L",
        [0x55, 0x04, 0x08] => "ST",
        [0x55, 0x04, 0x0A] => "O",
        [0x55, 0x04, 0x0B] => "OU",
        [0x55, 0x04, 0x0C] => "T",
        [0x09, 0x92, 0x26, 0x89, 0x93, 0xF2, 0x2C, 0x64, 0x01, 0x01] => "UID",
        [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x09, 0x01] => "E",
        _ => "OID",
    }
}

/// A text within a name, its separators masked: RFC 4514, 2.4.
fn masked(text: &str) -> String {
    let mut out = String::new();
    for letter in text.chars() {
        if matches!(letter, ',' | '+' | '"' | '\\' | '<' | '>' | ';' | '=') {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn print_name(name: &[u8]) -> String {
    let all = attributes(name);
    let words: Vec<String> = all
        .iter()
        .rev()
        .map(|(id, text)| format!("{}={text}", known(id)))
        .collect();
    words.join(", ")
}

/// A text of a certificate. Older ones hold UTF-16 or Latin-1, so the tag says how to read it. Control characters are
/// left out: these texts are shown in terminals.
fn text(node: Node<'_>) -> String {
    let read: String = match node.tag {
        tag::BMP => {
            let units = node.content.chunks_exact(2).map(|pair| match pair {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            char::decode_utf16(units)
                .map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        tag::UNIVERSAL => {
            let units = node
                .content
                .chunks_exact(4)
                .map(|unit| unit.iter().fold(0, |sum, byte| (sum << 8) | u32::from(*byte)));
            units
                .map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect()
        }
        tag::T61 => node.content.iter().copied().map(char::from).collect(),
        _ => String::from_utf8_lossy(node.content).into_owned(),
    };
    let is_shown = |c: &char| {
        !c.is_control() && !matches!(c, '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
    };
    unicode_normalization::UnicodeNormalization::nfc(read.chars().filter(is_shown)).collect()
}

/// A time of a certificate or signature: `YYMMDDHHMMSSZ` or `YYYYMMDDHHMMSSZ`; seconds and zone as DER has them.
pub(super) fn moment(node: Node<'_>) -> Option<OffsetDateTime> {
    let text = std::str::from_utf8(node.content).ok()?.strip_suffix('Z')?;
    let (year, rest) = match node.tag {
        tag::UTC_TIME => {
            let (year, rest) = text.split_at_checked(2)?;
            let year: i32 = year.parse().ok()?;
            (if year < 50 { 2000 + year } else { 1900 + year }, rest)
        }
        tag::GENERALIZED_TIME => {
            let (year, rest) = text.split_at_checked(4)?;
            (year.parse().ok()?, rest)
        }
        _ => return None,
    };
    let number = |at: usize| rest.get(at..at + 2).and_then(|digits| digits.parse::<u8>().ok());
    let date = Date::from_calendar_date(year, Month::try_from(number(0)?).ok()?, number(2)?).ok()?;
    let time = Time::from_hms(number(4)?, number(6)?, number(8).unwrap_or(0)).ok()?;
    Some(PrimitiveDateTime::new(date, time).assume_offset(UtcOffset::UTC))
}

/// Certificates of a file: PEM with any number, or one in DER. None where it holds none or one cannot be read.
pub fn read_many(bytes: &[u8]) -> Option<Vec<Certificate>> {
    const BEGIN: &str = "-----BEGIN CERTIFICATE-----";
    const END: &str = "-----END CERTIFICATE-----";
    if let Some(one) = Certificate::read(bytes) {
        return Some(vec![one]);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    let mut found = Vec::new();
    for part in text.split(BEGIN).skip(1) {
        let (body, _) = part.split_once(END)?;
        found.push(Certificate::read(&base64(body)?)?);
    }
    (!found.is_empty()).then_some(found)
}

/// Writes Base64.
pub(super) fn to_base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for three in bytes.chunks(3) {
        let held = three.iter().fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte)) << (8 * (3 - three.len()));
        for at in 0..4_usize {
            let place = usize::try_from((held >> (18 - 6 * at)) & 63).unwrap_or(0);
            let letter = LETTERS.get(place).copied().map_or('A', char::from);
            out.push(if at <= three.len() { letter } else { '=' });
        }
    }
    out
}

/// Decodes Base64; spaces and line ends are passed over.
pub(super) fn base64(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for byte in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let digit = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(digit);
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push(u8::try_from((bits >> held) & 0xFF).ok()?);
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_both_kinds_are_read() {
        let at =
            |tag, content: &'static [u8]| moment(Node { tag, content, raw: &[] }).map(|time| time.unix_timestamp());
        assert_eq!(at(tag::UTC_TIME, b"231115000000Z"), Some(1_700_006_400));
        assert_eq!(at(tag::GENERALIZED_TIME, b"20231115000000Z"), Some(1_700_006_400));
        assert_eq!(at(tag::UTC_TIME, b"231315000000Z"), None);
    }

    #[test]
    fn texts_are_read_by_their_tag() {
        let read = |tag, content: &'static [u8]| text(Node { tag, content, raw: &[] });
        assert_eq!(read(tag::BMP, &[0x1E, 0xC3]), "ể");
        assert_eq!(read(tag::T61, &[0xE9]), "é");
        assert_eq!(read(tag::UTF8, "Xa\u{303}\u{1b}[1m".as_bytes()), "Xã[1m");
    }

    #[test]
    fn base64_gives_the_bytes_back() {
        assert_eq!(base64("AQ\n ID"), Some(vec![1, 2, 3]));
        assert_eq!(base64("AQ=="), Some(vec![1]));
        assert_eq!(base64("A*=="), None);
        for bytes in [&b""[..], b"a", b"ab", b"abc", &[0xFF; 7]] {
            assert_eq!(base64(&to_base64(bytes)).as_deref(), Some(bytes));
        }
        assert_eq!(to_base64(b"ab"), "YWI=");
    }
}
