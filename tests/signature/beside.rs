//! Several people sign one file beside it: one `.p7s` with several signers, each of them valid.

use thamdinh::signature::verify::Verdict;
use thamdinh::signature::{SignError, Trust, read_many, sign_again, sign_detached, verify_detached};

use super::support::{TIME, bytes, fixture, installed, run, signer};

const CONTENT: &[u8] = b"PK a workbook";

fn trust() -> Trust {
    Trust::new(read_many(&bytes("root.pem")).unwrap())
}

/// Signed by three, one after the other.
fn three() -> Vec<u8> {
    let mut signed = sign_detached(CONTENT, &signer("secretary-aes.p12"), TIME).unwrap();
    for key in ["chair.p12", "member.p12"] {
        signed = sign_again(CONTENT, &signed, &signer(key), TIME).unwrap();
    }
    signed
}

#[test]
fn all_signers_of_one_file_are_valid_and_none_for_another_content() {
    let signed = three();
    let found = verify_detached(CONTENT, &signed, &trust()).unwrap();
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|one| one.verdict == Verdict::Valid), "{found:?}");
    let mut names: Vec<&str> = found.iter().map(|one| one.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), 3);
    let other = verify_detached(b"PK another", &signed, &trust()).unwrap();
    assert!(other.iter().all(|one| matches!(one.verdict, Verdict::Broken(_))));
}

#[test]
fn who_signed_already_and_a_signature_of_other_content_are_refused() {
    let signed = three();
    let again = sign_again(CONTENT, &signed, &signer("chair.p12"), TIME);
    assert!(matches!(again, Err(SignError::SignedAlready(_))), "{again:?}");
    for (content, known) in [(&b"PK another"[..], signed.as_slice()), (CONTENT, b"none")] {
        let refused = sign_again(content, known, &signer("agency.p12"), TIME);
        assert!(matches!(refused, Err(SignError::OtherContent)), "{refused:?}");
    }
}

#[test]
fn a_signature_that_openssl_made_stays_as_it_is_when_ours_is_added() {
    let found = bytes("signed/book.txt.p7s");
    let content = bytes("signed/book.txt");
    let before = verify_detached(&content, &found, &trust()).unwrap();
    let both = sign_again(&content, &found, &signer("agency.p12"), TIME).unwrap();
    let after = verify_detached(&content, &both, &trust()).unwrap();
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|one| after.contains(one)));
}

#[test]
fn a_foreign_signature_that_cannot_be_checked_here_is_no_reason_to_refuse_ours() {
    let content = bytes("signed/book.txt");
    for name in ["signed/nocerts.p7s", "signed/sha1.p7s", "signed/timeless.p7s"] {
        let both = sign_again(&content, &bytes(name), &signer("agency.p12"), TIME).unwrap();
        let found = verify_detached(&content, &both, &trust()).unwrap();
        assert_eq!(found.len(), 2, "{name}");
        assert!(
            found.iter().any(|one| one.verdict == Verdict::Valid),
            "{name}: {found:?}"
        );
        let other = sign_again(b"other", &both, &signer("chair.p12"), TIME);
        assert!(matches!(other, Err(SignError::OtherContent)), "{name}");
    }
}

#[test]
fn what_lies_between_helps_to_build_a_chain_and_is_trusted_by_nobody() {
    let content = bytes("signed/book.txt");
    let known = || {
        ["intermediate.pem", "secretary.pem"]
            .map(|name| read_many(&bytes(name)).unwrap())
            .concat()
    };
    let verdict = |trust: &Trust| verify_detached(&content, &bytes("signed/nocerts.p7s"), trust).unwrap()[0].verdict;
    assert!(matches!(verdict(&trust()), Verdict::Broken(_)));
    assert_eq!(verdict(&trust().with_intermediates(known())), Verdict::Valid);
    let nobody = Trust::default().with_intermediates(known());
    assert!(nobody.is_empty());
    assert_eq!(verdict(&nobody), Verdict::Untrusted);
}

#[test]
fn openssl_accepts_three_signers() {
    if !installed("openssl", "version") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("book.xlsx"), CONTENT).unwrap();
    std::fs::write(path("book.xlsx.p7s"), three()).unwrap();
    let root = fixture("root.pem");
    let (content, said) = run(
        "openssl",
        &[
            "cms",
            "-verify",
            "-cades",
            "-binary",
            "-inform",
            "DER",
            "-in",
            &path("book.xlsx.p7s"),
            "-content",
            &path("book.xlsx"),
            "-CAfile",
            root.to_str().unwrap(),
            "-purpose",
            "any",
            "-signer",
            &path("signers.pem"),
            "-out",
            &path("out"),
        ],
    );
    assert!(content && said.contains("CAdES Verification successful"), "{said}");
    let signers = std::fs::read_to_string(path("signers.pem")).unwrap();
    assert_eq!(signers.matches("BEGIN CERTIFICATE").count(), 3);
}
