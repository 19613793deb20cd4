//! Signatures inside workbooks and texts: what holds, what does not, and what other programs say of them.

use std::io::{Cursor, Read as _, Write as _};
use std::path::Path;

use thamdinh::signature::verify::{Alteration, Checked, Fault, Verdict};
use thamdinh::signature::{Options, SignError, Trust, read_many, sign_office, sign_pdf, verify_office};

use super::support::{TIME, bytes, fixture, installed, run, signer};

fn workbook() -> Vec<u8> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/huyen-minh-hoa/01. Xã Tân Phú/Phụ lục 01.xlsx");
    std::fs::read(sample).unwrap()
}

fn text() -> Vec<u8> {
    std::fs::read(fixture("../intake/word.docx")).unwrap()
}

fn trust() -> Trust {
    Trust::new(read_many(&bytes("root.pem")).unwrap())
}

fn options() -> Options {
    Options {
        reason: "Thẩm định & ký <02>".into(),
        ..Options::at(TIME)
    }
}

fn sign(file: &[u8], key: &str) -> Vec<u8> {
    sign_office(file, &signer(key), &options()).unwrap()
}

fn verdicts(file: &[u8]) -> Vec<Verdict> {
    let found = verify_office(file, &trust()).unwrap();
    found.iter().map(|one: &Checked| one.verdict).collect()
}

/// What becomes of a part; none leaves it out.
type Change<'a> = &'a mut dyn FnMut(&str, Vec<u8>) -> Option<Vec<u8>>;

/// The package with parts changed, and others added behind them.
fn with(file: &[u8], change: Change<'_>, added: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut held = Vec::new();
        part.read_to_end(&mut held).unwrap();
        if let Some(held) = change(&name, held) {
            out.start_file(&name, options).unwrap();
            out.write_all(&held).unwrap();
        }
    }
    for (name, held) in added {
        out.start_file(*name, options).unwrap();
        out.write_all(held).unwrap();
    }
    out.finish().unwrap().into_inner()
}

/// One part with words replaced; they must be there.
fn replaced(file: &[u8], part: &str, old: &str, new: &str) -> Vec<u8> {
    let mut done = false;
    let changed = with(
        file,
        &mut |name, held| {
            if name != part {
                return Some(held);
            }
            let text = String::from_utf8(held).unwrap();
            done = text.contains(old);
            Some(text.replacen(old, new, 1).into_bytes())
        },
        &[],
    );
    assert!(done, "{old} in {part}");
    changed
}

const SIGNATURE: &str = "_xmlsignatures/sig1.xml";

#[test]
fn three_kinds_of_keys_sign_one_workbook_and_all_stay_valid() {
    for file in [workbook(), text()] {
        let mut signed = file.clone();
        for key in ["secretary-aes.p12", "chair.p12", "member.p12"] {
            signed = sign(&signed, key);
        }
        let found = verify_office(&signed, &trust()).unwrap();
        let names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names[..2], ["Nguyễn Thị Thư Ký", "Trần Văn Chủ Tịch"]);
        assert_eq!(found.len(), 3);
        for one in &found {
            assert_eq!(one.verdict, Verdict::Valid, "{one:?}");
            assert!(one.whole_file);
            assert_eq!(one.time.map(|(time, _)| time), Some(TIME));
        }
        let nobody = verify_office(&signed, &Trust::default()).unwrap();
        assert!(nobody.iter().all(|one| one.verdict == Verdict::Untrusted));
        // Other readers still find a package: every part is there as it was.
        let inside = thamdinh::signature::unsigned(&signed);
        assert!(inside.is_some());
        assert_eq!(inside, thamdinh::signature::unsigned(&file));
    }
}

#[test]
fn the_same_key_and_time_give_the_same_bytes_and_the_parts_come_out_as_they_went_in() {
    let file = workbook();
    assert_eq!(sign(&file, "secretary-aes.p12"), sign(&file, "secretary-aes.p12"));
    let twice = sign(&sign(&file, "secretary-aes.p12"), "chair.p12");
    assert_eq!(
        thamdinh::signature::unsigned(&twice),
        thamdinh::signature::unsigned(&file)
    );
}

#[test]
fn whatever_is_changed_after_signing_is_told() {
    let signed = sign(&workbook(), "secretary-aes.p12");
    let altered = |what| vec![Verdict::Altered(what)];
    let sheet = "xl/worksheets/sheet1.xml";
    for (part, old, new, what) in [
        (sheet, "<sheetData>", "<sheetData >", Alteration::Sheet(1)),
        ("xl/sharedStrings.xml", "<t>", "<t >", Alteration::Text),
        ("docProps/core.xml", "<dc:", "<dc: ", Alteration::Part),
        // A type that makes a part something else, a relation that leads elsewhere, one more relation.
        (
            "[Content_Types].xml",
            "worksheet+xml",
            "chartsheet+xml",
            Alteration::Sheet(1),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "sharedStrings.xml",
            "sharedString.xml",
            Alteration::Part,
        ),
        (
            "_rels/.rels",
            "</Relationships>",
            "<Relationship Id=\"rIdX\" Type=\"x\" Target=\"xl/x.xml\"/></Relationships>",
            Alteration::Added,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            "</Relationships>",
            "text</Relationships>",
            Alteration::Unreadable,
        ),
    ] {
        assert_eq!(verdicts(&replaced(&signed, part, old, new)), altered(what), "{part}");
    }
    let none = with(&signed, &mut |name, held| (name != sheet).then_some(held), &[]);
    assert_eq!(verdicts(&none), altered(Alteration::Sheet(1)));
    let more = with(
        &signed,
        &mut |_, held| Some(held),
        &[("xl/worksheets/sheet2.xml", b"<x/>")],
    );
    assert_eq!(verdicts(&more), altered(Alteration::Added));
    let found = verify_office(&more, &trust()).unwrap();
    assert!(!found[0].whole_file);
}

#[test]
fn a_signature_that_was_tampered_with_does_not_hold_and_one_of_another_form_is_not_checked() {
    let signed = sign(&workbook(), "secretary-aes.p12");
    let broken = |fault| vec![Verdict::Broken(fault)];
    // The time within what is signed, the bytes of the signature, and whose it is.
    let time = "2023-11-15T01:30:00Z";
    let one = with(
        &signed,
        &mut |name, held| {
            let text = String::from_utf8_lossy(&held).replace(time, "2023-11-16T01:30:00Z");
            Some(if name == SIGNATURE { text.into_bytes() } else { held })
        },
        &[],
    );
    assert_eq!(verdicts(&one), broken(Fault::Digest));
    let one = replaced(&signed, SIGNATURE, "</SignatureValue>", "AAAA</SignatureValue>");
    assert_eq!(verdicts(&one), broken(Fault::Signature));
    let other = String::from_utf8(bytes("chair.pem")).unwrap();
    let lines: Vec<&str> = other.lines().filter(|line| !line.starts_with('-')).collect();
    let new = format!("<X509Data><X509Certificate>{}</X509Certificate>", lines.concat());
    let one = replaced(&signed, SIGNATURE, "<X509Data>", &new);
    assert_eq!(verdicts(&one), broken(Fault::OtherCertificate));
    // As Office and LibreOffice write it: sound perhaps, but not looked at, and never called valid.
    let one = replaced(&signed, SIGNATURE, "<SetupID></SetupID>", "<SetupID/>");
    assert_eq!(verdicts(&one), [Verdict::Unchecked]);
    assert_eq!(verify_office(&one, &trust()).unwrap()[0].name, "Nguyễn Thị Thư Ký");
}

#[test]
fn what_means_two_things_or_is_no_package_is_refused() {
    let refused = |file: &[u8]| {
        matches!(
            sign_office(file, &signer("chair.p12"), &options()),
            Err(SignError::BrokenOffice)
        )
    };
    assert!(refused(b"PK"));
    assert!(refused(&bytes("classic.pdf")));
    // Each reader would see another sheet.
    let twice = with(
        &workbook(),
        &mut |_, held| Some(held),
        &[("XL/worksheets/SHEET1.xml", b"<x/>")],
    );
    assert!(refused(&twice));
    let signed = sign(&workbook(), "chair.p12");
    let twice = with(
        &signed,
        &mut |_, held| Some(held),
        &[("XL/worksheets/SHEET1.xml", b"<x/>")],
    );
    assert!(verify_office(&twice, &trust()).is_err());
    // Signatures to which nothing leads.
    let lost = with(
        &signed,
        &mut |name, held| {
            let text = String::from_utf8_lossy(&held).replace("digital-signature/origin", "other");
            Some(if name == "_rels/.rels" { text.into_bytes() } else { held })
        },
        &[],
    );
    assert!(verify_office(&lost, &trust()).is_err());
    assert!(thamdinh::signature::is_signed_office(&lost));
}

#[test]
fn xmlsec_accepts_what_is_signed_with_each_kind_of_key() {
    if !installed("xmlsec1", "--version") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let root = fixture("root.pem");
    for key in ["secretary-aes.p12", "chair.p12", "member.p12"] {
        let signed = sign(&text(), key);
        let part = folder.path().join("sig1.xml");
        let verify = |held: &[u8]| {
            std::fs::write(&part, held).unwrap();
            run(
                "xmlsec1",
                &[
                    "--verify",
                    "--ignore-manifests",
                    "--id-attr:Id",
                    "Object",
                    "--id-attr:Id",
                    "http://uri.etsi.org/01903/v1.3.2#:SignedProperties",
                    "--trusted-pem",
                    root.to_str().unwrap(),
                    part.to_str().unwrap(),
                ],
            )
        };
        let mut held = Vec::new();
        with(
            &signed,
            &mut |name, part| {
                if name == SIGNATURE {
                    held.clone_from(&part);
                }
                Some(part)
            },
            &[],
        );
        let (content, said) = verify(&held);
        assert!(
            content && said.contains("SignedInfo References (ok/all): 3/3"),
            "{key}: {said}"
        );
        let other = String::from_utf8(held)
            .unwrap()
            .replace("2023-11-15T01", "2023-11-15T02");
        assert!(!verify(other.as_bytes()).0, "{key}");
    }
}

#[test]
fn libreoffice_accepts_what_is_signed_and_finds_what_was_changed() {
    // Debian's Python bears the bridge to LibreOffice; another one may stand before it.
    let python = "/usr/bin/python3";
    if !installed("soffice", "--version") {
        return;
    }
    if !std::process::Command::new(python)
        .args(["-c", "import uno"])
        .output()
        .is_ok_and(|out| out.status.success())
    {
        eprintln!("skipped: LibreOffice's bridge to Python (python3-uno) is not installed");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let book = sign(&sign(&workbook(), "secretary-aes.p12"), "chair.p12");
    std::fs::write(path("book.xlsx"), &book).unwrap();
    std::fs::write(path("text.docx"), sign(&text(), "member.p12")).unwrap();
    let changed = replaced(&book, "xl/worksheets/sheet1.xml", "<sheetData>", "<sheetData >");
    std::fs::write(path("changed.xlsx"), changed).unwrap();
    let paper = sign_pdf(&bytes("classic.pdf"), &signer("agency.p12"), &options()).unwrap();
    let paper = sign_pdf(&paper, &signer("member.p12"), &options()).unwrap();
    std::fs::write(path("paper.pdf"), paper).unwrap();
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/support/office_signatures.py");
    let files = ["book.xlsx", "text.docx", "changed.xlsx", "paper.pdf"].map(path);
    let profile = path("profile");
    let mut words = vec![script.to_str().unwrap(), &profile];
    words.extend(files.iter().map(String::as_str));
    let (done, said) = run(python, &words);
    assert!(done, "{said}");
    let told: Vec<&str> = said.lines().collect();
    let begins = |line: usize, words: &str| assert!(told[line].starts_with(words), "{said}");
    assert_eq!(told.len(), 7, "{said}");
    begins(0, "book.xlsx | valid");
    begins(1, "book.xlsx | valid");
    begins(2, "text.docx | valid");
    begins(3, "changed.xlsx | broken");
    begins(4, "changed.xlsx | broken");
    begins(5, "paper.pdf | valid");
    begins(6, "paper.pdf | valid");
    assert!(said.contains("Nguyễn Thị Thư Ký"), "{said}");
}
