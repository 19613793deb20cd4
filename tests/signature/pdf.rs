//! Signatures inside a PDF, read with nothing but the format: byte range, digest, signed attributes, signature.

use sha2::{Digest as _, Sha256};
use thamdinh::signature::der::{self, tag};
use thamdinh::signature::{Certificate, Page, SignError, keys, sign_pdf};

use super::support::{bytes, invisible, signer, visible};

const SIGNERS: [&str; 4] = ["secretary-aes.p12", "chair.p12", "member.p12", "agency.p12"];

/// Whether the signature that was added last covers the file as it then was, and its signers. Gives the signer's name.
fn check(file: &[u8], covers_all: bool) -> String {
    let text = String::from_utf8_lossy(file);
    let range = text.rsplit("/ByteRange[").next().unwrap().split(']').next().unwrap();
    let range: Vec<usize> = range.split_whitespace().map(|word| word.parse().unwrap()).collect();
    let [first, start, end, rest] = range[..] else {
        panic!("four numbers")
    };
    assert_eq!(first, 0);
    assert_eq!(end + rest == file.len(), covers_all);
    let hole = std::str::from_utf8(&file[start..end]).unwrap();
    let digits = hole.strip_prefix('<').unwrap().strip_suffix('>').unwrap();
    let contents: Vec<u8> = (0..digits.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap())
        .collect();
    let (cms, padding) = der::read(&contents).unwrap();
    assert!(padding.iter().all(|byte| *byte == 0));
    let signed = [&file[..start], &file[end..end + rest]].concat();

    let content = cms.children().unwrap()[1].children().unwrap()[0];
    let parts = content.children().unwrap();
    let info = parts[4].children().unwrap()[0].children().unwrap();
    let attributes = info[3].children().unwrap();
    let value = |name: &[u64]| {
        let name = der::oid(name);
        let found = attributes.iter().find(|one| one.children().unwrap()[0].raw == name);
        found.map(|one| one.children().unwrap()[1].children().unwrap()[0])
    };
    let digest = value(&[1, 2, 840, 113_549, 1, 9, 4]).unwrap();
    assert_eq!(digest.content, Sha256::digest(&signed).as_slice());
    assert!(
        value(&[1, 2, 840, 113_549, 1, 9, 5]).is_none(),
        "a PDF states its time itself"
    );

    let bound = value(&[1, 2, 840, 113_549, 1, 9, 16, 2, 47]).unwrap();
    let bound = bound.children().unwrap()[0].children().unwrap()[0].children().unwrap()[0];
    let certificates = parts[3].children().unwrap();
    let leaf = certificates
        .iter()
        .find(|one| Sha256::digest(one.raw).as_slice() == bound.content);
    let leaf = Certificate::read(leaf.unwrap().raw).unwrap();
    let message = der::value(tag::SET, &[info[3].content]);
    assert!(keys::verifies(&leaf, &message, info[5].content));
    leaf.name()
}

#[test]
fn a_signature_covers_the_whole_file_but_itself() {
    for name in ["classic.pdf", "streams.pdf"] {
        let before = bytes(name);
        let after = sign_pdf(&before, &signer("secretary-aes.p12"), &invisible()).unwrap();
        assert!(after.starts_with(&before), "{name}: only appended");
        assert_eq!(check(&after, true), "Nguyễn Thị Thư Ký");
        let text = String::from_utf8_lossy(&after);
        assert!(text.contains("/SubFilter/ETSI.CAdES.detached"));
        assert!(text.contains("/M(D:20231115083000+07'00')"));
    }
}

#[test]
fn several_signers_sign_one_file_one_after_the_other() {
    for name in ["classic.pdf", "streams.pdf"] {
        let mut file = bytes(name);
        for (turn, key) in SIGNERS.iter().enumerate() {
            let options = match turn {
                0 => visible(Page::Number(1), -20.0, 20.0),
                1 => visible(Page::Number(2), -20.0, 20.0),
                2 => visible(Page::Last, 40.0, -40.0),
                _ => invisible(),
            };
            let signed = sign_pdf(&file, &signer(key), &options).unwrap();
            assert!(signed.starts_with(&file));
            check(&signed, true);
            file = signed;
        }
        let text = String::from_utf8_lossy(&file);
        let ends = text.match_indices("%%EOF").count();
        assert!(ends > SIGNERS.len(), "one revision a signature");
        let document = lopdf::Document::load_mem(&file).unwrap();
        let form = document
            .catalog()
            .unwrap()
            .get_deref(b"AcroForm", &document)
            .unwrap()
            .as_dict()
            .unwrap();
        assert_eq!(form.get(b"Fields").unwrap().as_array().unwrap().len(), SIGNERS.len());
    }
}

#[test]
fn the_same_key_time_and_file_give_the_same_bytes() {
    for key in SIGNERS {
        let sign = || sign_pdf(&bytes("classic.pdf"), &signer(key), &visible(Page::Last, 0.0, 0.0)).unwrap();
        assert!(sign() == sign(), "{key}");
    }
}

#[test]
fn a_changed_byte_is_noticed() {
    let mut file = sign_pdf(&bytes("classic.pdf"), &signer("chair.p12"), &invisible()).unwrap();
    let at = file.windows(11).position(|words| words == b"Phu luc 02)").unwrap();
    file[at + 9] = b'3';
    assert!(std::panic::catch_unwind(|| check(&file, true)).is_err());
}

#[test]
fn what_cannot_be_signed_is_refused_and_says_why() {
    let refusal = |file: &[u8]| sign_pdf(file, &signer("chair.p12"), &invisible()).unwrap_err();
    for name in ["restricted.pdf", "password.pdf"] {
        let fault = refusal(&bytes(name));
        assert!(matches!(fault, SignError::EncryptedPdf), "{name}: {fault}");
    }
    assert!(matches!(refusal(&bytes("certified.pdf")), SignError::LockedPdf));
    let whole = bytes("classic.pdf");
    for broken in [&whole[..whole.len() - 60], &whole[..100], b"PK\x03\x04", b""] {
        let fault = refusal(broken);
        assert!(matches!(fault, SignError::BrokenPdf), "{} bytes: {fault}", broken.len());
    }
}

#[test]
fn a_picture_needs_its_page_and_must_be_one_page() {
    let sign = |options| sign_pdf(&bytes("classic.pdf"), &signer("chair.p12"), &options).unwrap_err();
    assert!(matches!(sign(visible(Page::Number(3), 0.0, 0.0)), SignError::NoPage(3)));
    assert!(matches!(sign(visible(Page::Number(0), 0.0, 0.0)), SignError::NoPage(0)));
    for stamp in [bytes("classic.pdf"), b"no PDF".to_vec()] {
        let mut options = visible(Page::Last, 0.0, 0.0);
        options.appearance.as_mut().unwrap().stamp = stamp;
        assert!(matches!(sign(options), SignError::BadAppearance));
    }
}
