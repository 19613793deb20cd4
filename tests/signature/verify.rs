//! What signatures of others and our own are worth: every case of evidence that an office may send.

use thamdinh::signature::verify::{Alteration, Checked, Fault, FileFault, TimeSource, Verdict};
use thamdinh::signature::{Page, Trust, read_many, sign_detached, sign_pdf, verify_detached, verify_pdf};

use super::support::{TIME, bytes, fixture, installed, invisible, run, signer, visible};

const RANGE: Verdict = Verdict::Broken(Fault::Range);
const DIGEST: Verdict = Verdict::Broken(Fault::Digest);

fn trust() -> Trust {
    Trust::new(read_many(&bytes("root.pem")).unwrap())
}

fn signed(name: &str) -> Vec<u8> {
    bytes(&format!("signed/{name}"))
}

fn verdicts(file: &[u8]) -> Vec<Verdict> {
    let found = verify_pdf(file, &trust()).unwrap();
    found.into_iter().map(|one| one.verdict).collect()
}

fn first(name: &str) -> Checked {
    verify_pdf(&signed(name), &trust()).unwrap().remove(0)
}

#[test]
fn files_without_signatures_have_none() {
    for name in ["classic.pdf", "streams.pdf", "restricted.pdf"] {
        assert_eq!(verify_pdf(&bytes(name), &trust()), Ok(Vec::new()), "{name}");
    }
}

#[test]
fn signatures_of_every_usual_kind_are_valid() {
    let cases = [
        ("adbe.pdf", TimeSource::SigningTime),
        ("pades.pdf", TimeSource::File),
        ("ecdsa.pdf", TimeSource::File),
        ("pss.pdf", TimeSource::SigningTime),
        ("certified.pdf", TimeSource::SigningTime),
        ("final.pdf", TimeSource::SigningTime),
        ("streams.pdf", TimeSource::SigningTime),
        ("restricted.pdf", TimeSource::SigningTime),
        ("timestamped.pdf", TimeSource::Timestamp),
    ];
    for (name, source) in cases {
        let found = verify_pdf(&signed(name), &trust()).unwrap();
        let [one] = found.as_slice() else {
            panic!("{name}: one signature, not {}", found.len())
        };
        assert_eq!(one.verdict, Verdict::Valid, "{name}");
        assert_eq!(one.time.unwrap().1, source, "{name}");
        assert!(one.whole_file, "{name}");
        let signer = if name == "ecdsa.pdf" {
            "Trần Văn Chủ Tịch"
        } else {
            "Nguyễn Thị Thư Ký"
        };
        assert_eq!(one.name, signer, "{name}");
        assert_eq!(one.organisation.as_deref(), Some("Ủy ban nhân dân huyện Minh Họa"));
    }
}

#[test]
fn a_second_signer_and_a_timestamp_leave_the_first_valid() {
    let two = verify_pdf(&signed("two.pdf"), &trust()).unwrap();
    let told: Vec<_> = two
        .iter()
        .map(|one| (one.name.as_str(), one.verdict, one.whole_file))
        .collect();
    assert_eq!(
        told,
        [
            ("Nguyễn Thị Thư Ký", Verdict::Valid, false),
            ("Trần Văn Chủ Tịch", Verdict::Valid, true)
        ]
    );
    let archived = verify_pdf(&signed("archived.pdf"), &trust()).unwrap();
    let told: Vec<_> = archived.iter().map(|one| (one.is_timestamp, one.verdict)).collect();
    assert_eq!(told, [(false, Verdict::Valid), (true, Verdict::Untrusted)]);
}

#[test]
fn what_was_changed_after_signing_is_named() {
    let cases = [
        ("page-replaced.pdf", Alteration::Page(1)),
        ("stream-rewritten.pdf", Alteration::Page(1)),
        ("annotated.pdf", Alteration::Annotation(1)),
        ("covered.pdf", Alteration::Annotation(1)),
        ("covered-aside.pdf", Alteration::Annotation(1)),
        ("catalog-changed.pdf", Alteration::Object(1)),
    ];
    for (name, what) in cases {
        assert_eq!(first(name).verdict, Verdict::Altered(what), "{name}");
    }
}

#[test]
fn a_new_title_and_bytes_that_say_nothing_change_nothing() {
    assert_eq!(first("retitled.pdf").verdict, Verdict::Valid);
    let mut file = signed("adbe.pdf");
    file.extend(b"\n% scanned\n");
    let found = verify_pdf(&file, &trust()).unwrap();
    assert_eq!((found[0].verdict, found[0].whole_file), (Verdict::Valid, false));
}

#[test]
fn one_byte_flipped_or_written_anew_breaks_a_signature() {
    let mut file = signed("adbe.pdf");
    let at = file.windows(4).position(|four| four == b"Phu ").unwrap();
    file[at] = b'T';
    assert_eq!(verdicts(&file), [DIGEST]);
    assert_eq!(verdicts(&signed("rewritten.pdf")), [RANGE]);
}

#[test]
fn a_hole_that_is_wider_than_the_signature_is_found() {
    let file = signed("adbe.pdf");
    let text = String::from_utf8_lossy(&file).into_owned();
    let at = file.windows(11).position(|eleven| eleven == b"/ByteRange ").unwrap();
    let range = text.split("/ByteRange [").nth(1).unwrap().split(']').next().unwrap();
    let numbers: Vec<usize> = range.split_whitespace().map(|word| word.parse().unwrap()).collect();
    let wider = format!("/ByteRange [0 {} {} {}]", numbers[1], numbers[2] + 1, numbers[3] - 1);
    let mut other = file.clone();
    other[at..at + wider.len()].copy_from_slice(wider.as_bytes());
    assert_eq!(verdicts(&other), [RANGE]);
}

#[test]
fn trust_is_what_the_council_supplies() {
    let other = Trust::new(read_many(&signed("other-root.pem")).unwrap());
    let found = verify_pdf(&signed("adbe.pdf"), &other).unwrap();
    assert_eq!(found[0].verdict, Verdict::Untrusted);
    let nobody = verify_pdf(&signed("adbe.pdf"), &Trust::default()).unwrap();
    assert_eq!(nobody[0].verdict, Verdict::Untrusted);
    let intermediate = Trust::new(read_many(&bytes("intermediate.pem")).unwrap());
    let found = verify_pdf(&signed("adbe.pdf"), &intermediate).unwrap();
    assert_eq!(found[0].verdict, Verdict::Valid);
    assert_eq!(first("expired.pdf").verdict, Verdict::NotValidThen);
}

#[test]
fn locked_and_damaged_files_are_told_apart() {
    let fault = |file: &[u8]| verify_pdf(file, &trust()).unwrap_err();
    assert_eq!(fault(&bytes("password.pdf")), FileFault::Locked);
    assert_eq!(fault(&signed("locked.pdf")), FileFault::Locked);
    let file = signed("adbe.pdf");
    assert_eq!(fault(&file[..file.len() - 300]), FileFault::Broken);
    assert_eq!(fault(&file[..500]), FileFault::Broken);
    assert_eq!(fault(b"no PDF"), FileFault::Broken);
}

#[test]
fn our_own_signatures_are_valid_each() {
    for name in ["classic.pdf", "streams.pdf"] {
        let mut file = bytes(name);
        for (key, options) in [
            ("secretary-legacy.p12", visible(Page::Number(1), -20.0, 20.0)),
            ("chair.p12", visible(Page::Number(2), 40.0, -40.0)),
            ("member.p12", invisible()),
            ("agency.p12", invisible()),
        ] {
            file = sign_pdf(&file, &signer(key), &options).unwrap();
        }
        let found = verify_pdf(&file, &trust()).unwrap();
        let told: Vec<_> = found.iter().map(|one| (one.verdict, one.whole_file)).collect();
        let valid = |whole| (Verdict::Valid, whole);
        assert_eq!(told, [valid(false), valid(false), valid(false), valid(true)], "{name}");
        assert!(
            found.iter().all(|one| one.time == Some((TIME, TimeSource::File))),
            "{name}"
        );
    }
}

#[test]
fn a_fifth_by_pyhanko_leaves_ours_valid_for_us_too() {
    if !installed("pyhanko", "--version") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let key = |name: &str| fixture(name).to_str().unwrap().to_owned();
    let mut file = bytes("classic.pdf");
    for key in ["secretary-aes.p12", "member.p12", "agency.p12", "secretary-legacy.p12"] {
        file = sign_pdf(&file, &signer(key), &invisible()).unwrap();
    }
    std::fs::write(path("four.pdf"), file).unwrap();
    let (chair, certificate, chain) = (key("chair.key.pem"), key("chair.pem"), key("intermediate.pem"));
    let (from, to) = (path("four.pdf"), path("five.pdf"));
    let words = [
        "sign",
        "addsig",
        "--field",
        "1/10,10,200,60/Fifth",
        "--use-pades",
        "pemder",
        "--key",
        &chair,
        "--cert",
        &certificate,
        "--chain",
        &chain,
        "--no-pass",
        &from,
        &to,
    ];
    let (done, said) = run("pyhanko", &words);
    assert!(done, "{said}");
    assert_eq!(verdicts(&std::fs::read(to).unwrap()), [Verdict::Valid; 5]);
}

#[test]
fn signatures_beside_a_file_are_held_against_it() {
    let book = signed("book.txt");
    let verdict = |content: &[u8], signature: &[u8]| {
        let found = verify_detached(content, signature, &trust())?;
        Ok::<_, FileFault>(found.into_iter().map(|one| one.verdict).collect::<Vec<_>>())
    };
    assert_eq!(verdict(&book, &signed("book.txt.p7s")), Ok(vec![Verdict::Valid]));
    assert_eq!(verdict(b"other", &signed("book.txt.p7s")), Ok(vec![DIGEST]));
    assert_eq!(verdict(&book, &signed("timeless.p7s")), Ok(vec![Verdict::TimeUnknown]));
    assert_eq!(verdict(b"other", &signed("timeless.p7s")), Ok(vec![DIGEST]));
    // PEM, in BER, with the content inside.
    assert_eq!(verdict(&book, &signed("enclosing.p7s")), Ok(vec![Verdict::Valid]));
    assert_eq!(verdict(b"other", &signed("enclosing.p7s")), Ok(vec![DIGEST]));
    assert_eq!(
        verdict(&book, &signed("sha1.p7s")),
        Ok(vec![Verdict::Broken(Fault::Algorithm)])
    );
    assert_eq!(verdict(&book, b"nothing"), Err(FileFault::NoSignature));
    for key in ["secretary-aes.p12", "chair.p12", "member.p12"] {
        let own = sign_detached(&book, &signer(key), TIME).unwrap();
        assert_eq!(verdict(&book, &own), Ok(vec![Verdict::Valid]), "{key}");
    }
}

#[test]
fn no_change_of_a_byte_makes_a_panic_or_a_valid_signature_over_other_words() {
    let mut seed = 7_u32;
    let mut next = || {
        seed ^= seed << 13;
        seed ^= seed >> 17;
        seed ^= seed << 5;
        usize::try_from(seed).unwrap()
    };
    for name in ["adbe.pdf", "two.pdf", "streams.pdf", "timestamped.pdf"] {
        let file = signed(name);
        let mark = b"/Contents <";
        let hole = file.windows(mark.len()).rposition(|window| window == mark).unwrap();
        let hole = hole + mark.len()..hole + file[hole..].iter().position(|byte| *byte == b'>').unwrap();
        for _ in 0..150 {
            let mut other = file.clone();
            let at = next() % other.len();
            other[at] ^= u8::try_from(1 + next() % 255).unwrap();
            other.truncate(other.len() - (next() % 8 / 7) * (next() % 4000));
            if let Ok(found) = verify_pdf(&other, &trust()) {
                let valid = found.iter().any(|one| one.verdict == Verdict::Valid && one.whole_file);
                // Of the last signature's own bytes not each is signed: what names its algorithms twice, certificates.
                assert!(!valid || hole.contains(&at), "{name}: {at}");
            }
        }
    }
    for name in ["book.txt.p7s", "enclosing.p7s"] {
        let file = signed(name);
        for _ in 0..300 {
            let mut other = file.clone();
            let at = next() % other.len();
            other[at] ^= u8::try_from(1 + next() % 255).unwrap();
            let _ = verify_detached(b"other", &other, &trust()).map(|found| {
                assert!(found.iter().all(|one| one.verdict != Verdict::Valid), "{name}: {at}");
            });
        }
    }
}
