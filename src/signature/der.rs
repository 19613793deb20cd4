//! A small reader and writer of DER. The reader also takes the BER that older software writes, and keeps the raw bytes,
//! as signatures are made over bytes and not over what they mean.

/// How deep values may lie in each other, and indefinite lengths within.
const DEPTH: usize = 32;

/// Tags that this room meets.
pub mod tag {
    /// BOOLEAN.
    pub const BOOLEAN: u8 = 0x01;
    /// INTEGER.
    pub const INTEGER: u8 = 0x02;
    /// BIT STRING.
    pub const BIT_STRING: u8 = 0x03;
    /// OCTET STRING.
    pub const OCTET_STRING: u8 = 0x04;
    /// OBJECT IDENTIFIER.
    pub const OID: u8 = 0x06;
    /// UTF8String.
    pub const UTF8: u8 = 0x0C;
    /// TeletexString, read as Latin-1.
    pub const T61: u8 = 0x14;
    /// UTCTime.
    pub const UTC_TIME: u8 = 0x17;
    /// GeneralizedTime.
    pub const GENERALIZED_TIME: u8 = 0x18;
    /// UniversalString: UTF-32.
    pub const UNIVERSAL: u8 = 0x1C;
    /// BMPString: UTF-16.
    pub const BMP: u8 = 0x1E;
    /// SEQUENCE.
    pub const SEQUENCE: u8 = 0x30;
    /// SET.
    pub const SET: u8 = 0x31;
    /// `[0]`, constructed.
    pub const CONTEXT_0: u8 = 0xA0;
    /// `[3]`, constructed.
    pub const CONTEXT_3: u8 = 0xA3;
    /// `[4]`, constructed.
    pub const CONTEXT_4: u8 = 0xA4;
}

/// One value as it lies in the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Node<'a> {
    /// The tag's one byte.
    pub tag: u8,
    /// What is inside, without tag, length and end mark.
    pub content: &'a [u8],
    /// The whole value.
    pub raw: &'a [u8],
}

impl<'a> Node<'a> {
    /// The values inside; none where they cannot be read.
    pub fn children(&self) -> Option<Vec<Node<'a>>> {
        let mut rest = self.content;
        let mut found = Vec::new();
        while !rest.is_empty() {
            let (node, after) = read(rest)?;
            found.push(node);
            rest = after;
        }
        Some(found)
    }

    /// This value where it has the tag.
    pub fn of(self, tag: u8) -> Option<Self> {
        (self.tag == tag).then_some(self)
    }
}

/// Reads the first value and gives what follows it.
pub fn read(bytes: &[u8]) -> Option<(Node<'_>, &[u8])> {
    read_at(bytes, 0)
}

/// Reads bytes that are one value, with nothing after it.
pub fn whole(bytes: &[u8]) -> Option<Node<'_>> {
    read(bytes).filter(|(_, rest)| rest.is_empty()).map(|(node, _)| node)
}

fn read_at(bytes: &[u8], depth: usize) -> Option<(Node<'_>, &[u8])> {
    let (&tag, after) = bytes.split_first()?;
    // Tags of more than one byte occur nowhere in certificates and signatures.
    if tag & 0x1F == 0x1F || depth > DEPTH {
        return None;
    }
    let (&first, after) = after.split_first()?;
    if first == 0x80 {
        return indefinite(bytes, tag, after, depth);
    }
    let (length, after) = if first < 0x80 {
        (usize::from(first), after)
    } else {
        let (digits, after) = after.split_at_checked(usize::from(first & 0x7F))?;
        if digits.len() > 4 {
            return None;
        }
        let length = digits
            .iter()
            .fold(0_usize, |sum, digit| (sum << 8) | usize::from(*digit));
        (length, after)
    };
    let (content, rest) = after.split_at_checked(length)?;
    let raw = bytes.get(..bytes.len() - rest.len())?;
    Some((Node { tag, content, raw }, rest))
}

fn indefinite<'a>(bytes: &'a [u8], tag: u8, start: &'a [u8], depth: usize) -> Option<(Node<'a>, &'a [u8])> {
    if tag & 0x20 == 0 {
        return None;
    }
    let mut rest = start;
    loop {
        if let Some(after) = rest.strip_prefix(&[0, 0]) {
            let content = start.get(..start.len() - rest.len())?;
            let raw = bytes.get(..bytes.len() - after.len())?;
            return Some((Node { tag, content, raw }, after));
        }
        rest = read_at(rest, depth + 1)?.1;
    }
}

/// The two numbers of an ECDSA signature, one after the other in so many bytes each.
pub fn pair(signature: &[u8], half: usize) -> Option<Vec<u8>> {
    let numbers = whole(signature)?.of(tag::SEQUENCE)?.children()?;
    let mut out = Vec::with_capacity(2 * half);
    for number in [numbers.first()?, numbers.get(1)?] {
        let digits = number.of(tag::INTEGER)?.content;
        let digits = digits.strip_prefix(&[0]).unwrap_or(digits);
        out.resize(out.len() + half.checked_sub(digits.len())?, 0);
        out.extend_from_slice(digits);
    }
    Some(out)
}

/// An ECDSA signature from its two numbers, one after the other.
pub fn from_pair(numbers: &[u8]) -> Option<Vec<u8>> {
    let half = numbers.len() / 2;
    if half == 0 || numbers.len() % 2 == 1 {
        return None;
    }
    let (first, second) = numbers.split_at_checked(half)?;
    let plain = |digits: &[u8]| -> Vec<u8> {
        let digits: Vec<u8> = digits.iter().copied().skip_while(|byte| *byte == 0).collect();
        unsigned(&digits)
    };
    Some(sequence(&[&plain(first), &plain(second)]))
}

/// Writes a value with what is inside it.
pub fn value(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    let mut out = vec![tag];
    let digits: Vec<u8> = length.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect();
    match (digits.as_slice(), u8::try_from(length)) {
        (_, Ok(short)) if short < 0x80 => out.push(short),
        (digits, _) => {
            out.push(0x80 | u8::try_from(digits.len()).unwrap_or_default());
            out.extend_from_slice(digits);
        }
    }
    for part in parts {
        out.extend_from_slice(part);
    }
    out
}

/// Writes a sequence.
pub fn sequence(parts: &[&[u8]]) -> Vec<u8> {
    value(tag::SEQUENCE, parts)
}

/// Writes a SET OF under a tag: its members in the order that DER demands.
pub fn set_of(tag: u8, mut members: Vec<Vec<u8>>) -> Vec<u8> {
    members.sort();
    let parts: Vec<&[u8]> = members.iter().map(Vec::as_slice).collect();
    value(tag, &parts)
}

/// Writes a number that is not negative from its bytes, the highest first.
pub fn unsigned(digits: &[u8]) -> Vec<u8> {
    let from = digits.iter().position(|byte| *byte != 0).unwrap_or(digits.len());
    let digits = digits.get(from..).unwrap_or_default();
    match digits.first() {
        Some(first) if *first < 0x80 => value(tag::INTEGER, &[digits]),
        Some(_) | None => value(tag::INTEGER, &[&[0], digits]),
    }
}

/// Writes an object identifier given as numbers.
pub fn oid(arcs: &[u64]) -> Vec<u8> {
    let (first, rest) = match arcs {
        [first, second, rest @ ..] => (first * 40 + second, rest),
        [] | [_] => return value(tag::OID, &[]),
    };
    let mut content = Vec::new();
    for arc in std::iter::once(first).chain(rest.iter().copied()) {
        let mut digits = vec![u8::try_from(arc & 0x7F).unwrap_or_default()];
        let mut left = arc >> 7;
        while left > 0 {
            digits.push(0x80 | u8::try_from(left & 0x7F).unwrap_or_default());
            left >>= 7;
        }
        content.extend(digits.into_iter().rev());
    }
    value(tag::OID, &[&content])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        for length in [0, 1, 127, 128, 255, 256, 70_000] {
            let content = vec![7; length];
            let written = value(tag::OCTET_STRING, &[&content]);
            let node = whole(&written).unwrap();
            assert_eq!((node.tag, node.content), (tag::OCTET_STRING, content.as_slice()));
            assert_eq!(node.raw, written);
        }
    }

    #[test]
    fn object_identifiers_are_written_as_the_standard_says() {
        assert_eq!(oid(&[1, 2, 840, 113_549]), [6, 6, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D]);
    }

    #[test]
    fn numbers_keep_their_sign() {
        assert_eq!(unsigned(&[0, 0, 0x7F]), [2, 1, 0x7F]);
        assert_eq!(unsigned(&[0x80]), [2, 2, 0, 0x80]);
        assert_eq!(unsigned(&[]), [2, 1, 0]);
    }

    #[test]
    fn indefinite_lengths_are_read_and_cut_off_values_are_not() {
        let bytes = [0x30, 0x80, 0x30, 0x80, 2, 1, 5, 0, 0, 0, 0, 9];
        let (node, rest) = read(&bytes).unwrap();
        assert_eq!(rest, [9]);
        let inner = node.children().unwrap();
        assert_eq!(inner.first().unwrap().content, [2, 1, 5]);
        assert!(read(&bytes[..9]).is_none());
        assert!(read(&[0x04, 5, 1]).is_none());
        let deep: Vec<u8> = [0x30, 0x80].repeat(100_000);
        assert!(read(&deep).is_none());
    }
}
