//! The directory of a ZIP archive, read strictly: what one reader could take for another part than the next is none.

/// How an entry's own header, the directory's, and the directory's end begin.
const LOCAL: &[u8] = b"PK\x03\x04";
const CENTRAL: &[u8] = b"PK\x01\x02";
const END: &[u8] = b"PK\x05\x06";
/// The lengths of their fixed fields, in bytes.
const LOCAL_LENGTH: usize = 30;
const CENTRAL_LENGTH: usize = 46;
const END_LENGTH: usize = 22;
/// Info-ZIP's other name of an entry, which some readers follow and others do not.
const OTHER_NAME: u16 = 0x7075;
/// A number that stands elsewhere, as it is larger than this field.
const ELSEWHERE: u32 = u32::MAX;
/// Sizes come after what they are of.
const AFTER: u16 = 1 << 3;
/// With a password.
const LOCKED: u16 = 1;
/// The longest list of sizes after an entry.
const SIZES: usize = 24;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its size, unpacked.
    pub size: u32,
    /// Where its own header begins.
    pub at: u32,
}

/// The entries of an archive of one file. None where the archive is none, has a remark, anything before, between or
/// behind its entries, an entry with two names, or an entry that says another thing of itself than the directory.
pub(super) fn entries(bytes: &[u8]) -> Option<Vec<Entry<'_>>> {
    let end = bytes.len().checked_sub(END_LENGTH)?;
    let last = bytes.get(end..)?;
    let [disk, first, here, count, remark] = [4, 6, 8, 10, 20].map(|at| short(last, at));
    let whole = last.starts_with(END) && disk? == 0 && first? == 0 && here? == count? && remark? == 0;
    let from = place(long(last, 16)?)?;
    if !whole || from.checked_add(place(long(last, 12)?)?)? != end {
        return None;
    }
    let mut left = bytes.get(from..end)?;
    let mut found = Vec::new();
    let mut ranges = Vec::new();
    for _ in 0..count? {
        let (entry, range, rest) = entry(bytes, left)?;
        found.push(entry);
        ranges.push(range);
        left = rest;
    }
    ranges.sort_unstable();
    let mut reached = 0_usize;
    let mut loose = 0;
    for Range { start, end, after } in ranges {
        if !(reached..=reached.checked_add(loose)?).contains(&start) {
            return None;
        }
        (reached, loose) = (end, if after { SIZES } else { 0 });
    }
    let filled = (reached..=reached.checked_add(loose)?).contains(&from);
    (filled && left.is_empty()).then_some(found)
}

/// From where to where an entry lies, and whether its sizes come after it.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Range {
    start: usize,
    end: usize,
    after: bool,
}

fn entry<'a>(bytes: &'a [u8], left: &'a [u8]) -> Option<(Entry<'a>, Range, &'a [u8])> {
    let head = left.get(..CENTRAL_LENGTH)?;
    let lengths = [28, 30, 32].map(|at| short(head, at).map(usize::from));
    let [name, extra, remark] = lengths;
    let rest = left.get(CENTRAL_LENGTH..)?;
    let (name, rest) = rest.split_at_checked(name?)?;
    let (extra, rest) = rest.split_at_checked(extra?)?;
    let (_, rest) = rest.split_at_checked(remark?)?;
    let [packed, size, at] = [20, 24, 42].map(|at| long(head, at));
    let (packed, size, at) = (packed?, size?, at?);
    let flags = short(head, 8)?;
    let plain = head.starts_with(CENTRAL)
        && flags & LOCKED == 0
        && short(head, 34)? == 0
        && [packed, size, at].iter().all(|number| *number != ELSEWHERE)
        && one_name(extra)?;

    let start = place(at)?;
    let own = bytes.get(start..start.checked_add(LOCAL_LENGTH)?)?;
    let [own_name, own_extra] = [26, 28].map(|at| short(own, at).map(usize::from));
    let behind = bytes.get(start + LOCAL_LENGTH..)?;
    let (own_name, behind) = behind.split_at_checked(own_name?)?;
    let (own_extra, behind) = behind.split_at_checked(own_extra?)?;
    let after = flags & AFTER != 0;
    // An entry that was written in one go knows neither its check sum nor its sizes beforehand.
    let agrees = |of: usize, stated: u32| {
        long(own, of).is_some_and(|own| own == stated || own == ELSEWHERE || (after && own == 0))
    };
    let same = own.starts_with(LOCAL)
        && own_name == name
        && short(own, 6)? == flags
        && short(own, 8)? == short(head, 10)?
        && agrees(14, long(head, 16)?)
        && agrees(18, packed)
        && agrees(22, size)
        && one_name(own_extra)?;
    let name = std::str::from_utf8(name).ok()?;
    if !plain || !same || !is_name(name) {
        return None;
    }
    let end = bytes.len().checked_sub(behind.len())?.checked_add(place(packed)?)?;
    Some((Entry { name, size, at }, Range { start, end, after }, rest))
}

/// Whether a name leads to one place only.
fn is_name(name: &str) -> bool {
    let path = name.strip_suffix('/').unwrap_or(name);
    !name.contains('\\') && path.split('/').all(|step| !matches!(step, "" | "." | ".."))
}

/// Whether further fields give the entry no other name; none where they cannot be read.
fn one_name(mut fields: &[u8]) -> Option<bool> {
    while !fields.is_empty() {
        if short(fields, 0)? == OTHER_NAME {
            return Some(false);
        }
        let length = usize::from(short(fields, 2)?);
        fields = fields.get(length + 4..)?;
    }
    Some(true)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let two = bytes.get(at..at + 2)?;
    Some(u16::from_le_bytes(two.try_into().ok()?))
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    let four = bytes.get(at..at + 4)?;
    Some(u32::from_le_bytes(four.try_into().ok()?))
}

fn place(number: u32) -> Option<usize> {
    usize::try_from(number).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write as _};

    fn archive(names: &[&str]) -> Vec<u8> {
        let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            out.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
            out.write_all(b"words words words").unwrap();
        }
        out.finish().unwrap().into_inner()
    }

    /// Where the nth entry's own header and the directory's begin.
    fn heads(bytes: &[u8], head: &[u8]) -> Vec<usize> {
        (0..bytes.len()).filter(|at| bytes[*at..].starts_with(head)).collect()
    }

    #[test]
    fn a_plain_archive_is_read_and_nothing_may_lie_around_it() {
        let plain = archive(&["a.xml", "b/c.xml"]);
        let read = entries(&plain).unwrap();
        let names: Vec<(&str, u32)> = read.iter().map(|one| (one.name, one.size)).collect();
        assert_eq!(names, [("a.xml", 17), ("b/c.xml", 17)]);
        assert_eq!(entries(&archive(&[])), Some(Vec::new()));
        assert_eq!(entries(b"PK"), None);
        assert_eq!(entries(&[b"x".as_slice(), &plain].concat()), None);
        assert_eq!(entries(&[plain.as_slice(), b"x"].concat()), None);
        // Two ends of a directory, the last of which some readers do not reach.
        let end = plain[plain.len() - END_LENGTH..].to_vec();
        assert_eq!(entries(&[plain.as_slice(), &end].concat()), None);
        // A remark.
        let mut remark = [plain.as_slice(), b"remark"].concat();
        let at = plain.len() - 2;
        remark[at] = 6;
        assert_eq!(entries(&remark), None);
    }

    #[test]
    fn an_entry_that_says_another_thing_of_itself_is_refused() {
        let plain = archive(&["a.xml", "b.xml"]);
        let local = heads(&plain, LOCAL)[1];
        let central = heads(&plain, CENTRAL)[1];
        for (at, byte) in [
            (local + LOCAL_LENGTH, b'c'),
            (central + CENTRAL_LENGTH, b'c'),
            // Method, size, place.
            (local + 8, 0),
            (central + 24, 16),
            (central + 42, 0),
            // With a password.
            (central + 8, 1),
        ] {
            let mut other = plain.clone();
            assert_ne!(other[at], byte, "{at}");
            other[at] = byte;
            assert_eq!(entries(&other), None, "{at}");
        }
    }

    #[test]
    fn an_entry_that_the_directory_does_not_name_is_refused() {
        let plain = archive(&["a.xml", "b.xml"]);
        let central = heads(&plain, CENTRAL);
        // The second entry stays where it is, but only the first is named.
        let mut hidden = plain[..central[1]].to_vec();
        let mut end = plain[plain.len() - END_LENGTH..].to_vec();
        (end[8], end[10]) = (1, 1);
        end[12..16].copy_from_slice(&u32::try_from(central[1] - central[0]).unwrap().to_le_bytes());
        hidden.extend(end);
        assert_eq!(zip::ZipArchive::new(Cursor::new(&hidden)).unwrap().len(), 1);
        assert_eq!(entries(&hidden), None);
    }

    #[test]
    fn names_that_lead_to_one_place_by_two_ways_are_refused() {
        for name in ["/a.xml", "a//b.xml", "a/./b.xml", "a/../b.xml", "a\\b.xml"] {
            assert!(!is_name(name), "{name}");
        }
        for name in ["a.xml", "a/b.xml", "a/", "[Content_Types].xml", "_rels/.rels"] {
            assert!(is_name(name), "{name}");
        }
    }

    #[test]
    fn further_fields_are_read_and_another_name_is_refused() {
        assert_eq!(one_name(&[]), Some(true));
        assert_eq!(one_name(&[0x20, 0xA2, 2, 0, 1, 2]), Some(true));
        assert_eq!(one_name(&[0x20, 0xA2, 2, 0, 1, 2, 0x75, 0x70, 0, 0]), Some(false));
        assert_eq!(one_name(&[0x20, 0xA2, 9, 0, 1, 2]), None);
    }
}
