//! Packages that are put together so that readers differ over what they hold: none of them is called signed.

use std::io::{Cursor, Read as _};
use std::path::Path;

use thamdinh::signature::verify::{FileFault, Verdict};
use thamdinh::signature::{
    Options, SignError, Trust, is_signed_office, read_many, sign_office, unsigned, verify_office,
};

use super::support::{TIME, bytes, signer};

const TEXTS: &str = "xl/sharedStrings.xml";

/// One entry as it lies in an archive: what the directory calls it, what it calls itself, its further fields, its words.
#[derive(Clone)]
struct Entry {
    listed: String,
    own: String,
    extra: Vec<u8>,
    held: Vec<u8>,
}

fn workbook() -> Vec<u8> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/huyen-minh-hoa/01. Xã Tân Phú/Phụ lục 01.xlsx");
    std::fs::read(sample).unwrap()
}

fn signed() -> Vec<u8> {
    sign_office(&workbook(), &signer("chair.p12"), &Options::at(TIME)).unwrap()
}

fn entries(file: &[u8]) -> Vec<Entry> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut found = Vec::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut held = Vec::new();
        let name = part.name().unwrap().into_owned();
        part.read_to_end(&mut held).unwrap();
        found.push(entry(&name, &held));
    }
    found
}

fn entry(name: &str, held: &[u8]) -> Entry {
    Entry {
        listed: name.to_owned(),
        own: name.to_owned(),
        extra: Vec::new(),
        held: held.to_vec(),
    }
}

fn sum(bytes: &[u8]) -> u32 {
    let one =
        |sum: u32, byte: &u8| (0..8).fold(sum ^ u32::from(*byte), |sum, _| (sum >> 1) ^ (0xEDB8_8320 * (sum & 1)));
    !bytes.iter().fold(u32::MAX, one)
}

/// An archive with nothing packed, byte by byte, with a remark at its end.
fn archive(entries: &[Entry], remark: &[u8]) -> Vec<u8> {
    let short = |number: usize| u16::try_from(number).unwrap().to_le_bytes();
    let long = |number: usize| u32::try_from(number).unwrap().to_le_bytes();
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for one in entries {
        // Version, flags, method, time, day.
        let mut common = [20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0].to_vec();
        common.extend(sum(&one.held).to_le_bytes());
        common.extend([long(one.held.len()), long(one.held.len())].concat());
        directory.extend(b"PK\x01\x02\x14\x00");
        directory.extend(&common);
        directory.extend([short(one.listed.len()), short(one.extra.len()), short(0)].concat());
        directory.extend([0; 8]);
        directory.extend(long(out.len()));
        directory.extend(one.listed.bytes().chain(one.extra.iter().copied()));
        out.extend(b"PK\x03\x04");
        out.extend(&common);
        out.extend([short(one.own.len()), short(one.extra.len())].concat());
        out.extend(one.own.bytes().chain(one.extra.iter().copied()));
        out.extend(&one.held);
    }
    let count = short(entries.len());
    let from = out.len();
    out.extend(&directory);
    out.extend(b"PK\x05\x06\x00\x00\x00\x00");
    out.extend([count, count].concat());
    out.extend([long(directory.len()), long(from)].concat());
    out.extend(short(remark.len()));
    out.extend(remark);
    out
}

/// Info-ZIP's field with another name.
fn called(own: &str, other: &str) -> Vec<u8> {
    let mut held = vec![1];
    held.extend(sum(own.as_bytes()).to_le_bytes());
    held.extend(other.bytes());
    let length = u16::try_from(held.len()).unwrap().to_le_bytes();
    [&[0x75, 0x70], length.as_slice(), &held].concat()
}

fn trust() -> Trust {
    Trust::new(read_many(&bytes("root.pem")).unwrap())
}

fn verdicts(file: &[u8]) -> Vec<Verdict> {
    let found = verify_office(file, &trust()).unwrap();
    found.iter().map(|one| one.verdict).collect()
}

/// Neither verified nor signed: readers would see different things.
fn is_refused(file: &[u8]) -> bool {
    let verified = verify_office(file, &trust());
    let signed = sign_office(file, &signer("member.p12"), &Options::at(TIME));
    verified == Err(FileFault::Broken) && matches!(signed, Err(SignError::BrokenOffice))
}

fn place(all: &[Entry], name: &str) -> usize {
    all.iter().position(|one| one.listed == name).unwrap()
}

#[test]
fn an_archive_that_only_was_packed_anew_stays_valid() {
    assert_eq!(verdicts(&archive(&entries(&signed()), b"")), [Verdict::Valid]);
}

#[test]
fn a_part_with_a_second_name_is_refused() {
    let mut all = entries(&signed());
    let at = place(&all, TEXTS);
    let mut behind = all[at].clone();
    // Most readers take the forged texts by their plain name; by the other names they are a folder, and ours the texts.
    all[at].held.extend(b" ");
    all[at].extra = called(TEXTS, "junk/");
    behind.listed = "zz.xml".to_owned();
    behind.own = "zz.xml".to_owned();
    behind.extra = called("zz.xml", TEXTS);
    all.push(behind);
    assert!(is_refused(&archive(&all, b"")));
}

#[test]
fn a_folder_that_holds_something_is_refused_and_an_empty_one_is_none() {
    let mut all = entries(&signed());
    all.push(entry("xl/worksheets/", b""));
    assert_eq!(verdicts(&archive(&all, b"")), [Verdict::Valid]);
    all.push(entry("xl/media/", b"<x/>"));
    assert!(is_refused(&archive(&all, b"")));
}

#[test]
fn a_part_that_calls_itself_otherwise_than_the_directory_is_refused() {
    let mut all = entries(&signed());
    let at = place(&all, TEXTS);
    all[at].own = "xl/sharedStringz.xml".to_owned();
    assert!(is_refused(&archive(&all, b"")));
}

#[test]
fn a_remark_or_a_second_directory_behind_is_refused() {
    let all = entries(&signed());
    assert!(is_refused(&archive(&all, b"remark")));
    let mut forged = all.clone();
    let at = place(&forged, TEXTS);
    forged[at].held.extend(b" ");
    // The whole signed archive as the remark of a forged one, and the other way round.
    assert!(is_refused(&archive(&forged, &archive(&all, b""))));
    assert!(is_refused(&[archive(&forged, b""), archive(&all, b"")].concat()));
}

#[test]
fn what_only_claims_to_be_a_signature_is_refused() {
    let relations = "_xmlsignatures/_rels/origin.sigs.rels";
    let claims = |target: &str, added: &[Entry]| {
        let mut all = entries(&signed());
        let at = place(&all, relations);
        let kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature";
        let relation = format!("<Relationship Id=\"x\" Type=\"{kind}\" Target=\"{target}\"/></Relationships>");
        let text = String::from_utf8(all[at].held.clone()).unwrap();
        all[at].held = text.replace("</Relationships>", &relation).into_bytes();
        all.extend_from_slice(added);
        archive(&all, b"")
    };
    let rels = entry(
        "xl/worksheets/_rels/sheet9.xml.rels",
        b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>",
    );
    assert!(is_refused(&claims("../xl/worksheets/_rels/sheet9.xml.rels", &[rels])));
    assert!(is_refused(&claims("../xl/sharedStrings.xml", &[])));
    // One signature counted twice, and one that is not there.
    assert!(is_refused(&claims("sig1.xml", &[])));
    assert!(is_refused(&claims("sig9.xml", &[])));

    let mut all = entries(&signed());
    let at = place(&all, "_xmlsignatures/origin.sigs");
    all[at].held = b"<x/>".to_vec();
    assert!(is_refused(&archive(&all, b"")));
}

#[test]
fn signatures_in_another_folder_are_found() {
    assert!(!is_signed_office(&workbook()));
    for folder in ["package/services/digital-signature", "elsewhere"] {
        let mut all = entries(&signed());
        for one in &mut all {
            let moved = |text: &str| text.replace("_xmlsignatures", folder);
            one.listed = moved(&one.listed);
            one.own = moved(&one.own);
            if matches!(one.listed.as_str(), "[Content_Types].xml" | "_rels/.rels") {
                one.held = moved(std::str::from_utf8(&one.held).unwrap()).into_bytes();
            }
        }
        let moved = archive(&all, b"");
        assert!(is_signed_office(&moved), "{folder}");
        assert_eq!(verdicts(&moved), [Verdict::Valid], "{folder}");
        // By the type of a part alone, where nothing leads to it any more.
        let at = place(&all, "_rels/.rels");
        let text = String::from_utf8(all[at].held.clone()).unwrap();
        all[at].held = text.replace("digital-signature/origin", "other").into_bytes();
        assert!(is_signed_office(&archive(&all, b"")), "{folder}");
    }
}

#[test]
fn a_reason_that_xml_cannot_hold_is_signed_without_it() {
    let options = Options {
        reason: "Đồng ý\u{1}\u{b} <&>".to_owned(),
        ..Options::at(TIME)
    };
    let file = sign_office(&workbook(), &signer("chair.p12"), &options).unwrap();
    assert_eq!(verdicts(&file), [Verdict::Valid]);
    let all = entries(&file);
    let text = String::from_utf8(all[place(&all, "_xmlsignatures/sig1.xml")].held.clone()).unwrap();
    assert!(text.contains("<SignatureComments>Đồng ý &lt;&amp;&gt;</SignatureComments>"));
    assert_eq!(unsigned(&file), unsigned(&workbook()));
}
