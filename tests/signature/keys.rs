//! Keys from files: each protection, each notation of a password, and each refusal.

use thamdinh::signature::keys::pkcs12::Pkcs12;
use thamdinh::signature::{KeyKind, SignError, Signer, read_many, sign_detached};

use super::support::{TIME, bytes, signer};

const COMPOSED: &str = "M\u{1EAD}t-kh\u{1EA9}u1";
const DECOMPOSED: &str = "Ma\u{323}\u{302}t-kha\u{302}\u{309}u1";

#[test]
fn old_and_new_protections_open_with_their_password_only() {
    for name in ["secretary-aes.p12", "secretary-legacy.p12"] {
        let key = signer(name);
        assert_eq!(key.chain()[0].name(), "Nguyễn Thị Thư Ký");
        assert_eq!(key.chain()[0].organisation().unwrap(), "Ủy ban nhân dân huyện Minh Họa");
        assert_eq!(key.chain().len(), 2, "{name}: the intermediate goes along");
        for wrong in ["Secret", "", "secret "] {
            let fault = Pkcs12::open(&bytes(name), wrong, None, &[]).unwrap_err();
            assert!(matches!(fault, SignError::WrongPassword), "{name} {wrong:?}: {fault}");
        }
    }
}

#[test]
fn an_accented_password_opens_in_either_notation() {
    for name in ["secretary-nfc.p12", "secretary-nfd.p12"] {
        for password in [COMPOSED, DECOMPOSED] {
            Pkcs12::open(&bytes(name), password, None, &[]).unwrap();
        }
        let fault = Pkcs12::open(&bytes(name), "Mat-khau1", None, &[]).unwrap_err();
        assert!(matches!(fault, SignError::WrongPassword));
    }
}

#[test]
fn keys_of_each_kind_sign_what_verifies() {
    let kinds = [
        ("secretary-aes.p12", KeyKind::Rsa),
        ("chair.p12", KeyKind::P256),
        ("member.p12", KeyKind::P384),
    ];
    for (name, kind) in kinds {
        let key = signer(name);
        assert_eq!(key.chain()[0].kind(), kind);
        let signature = key.sign(b"message").unwrap();
        let verifies = |message: &[u8]| thamdinh::signature::keys::verifies(&key.chain()[0], message, &signature);
        assert!(verifies(b"message"), "{name}");
        assert!(!verifies(b"massage"), "{name}");
    }
}

#[test]
fn a_missing_intermediate_is_taken_from_the_configured_ones() {
    let known = [
        read_many(&bytes("root.pem")).unwrap(),
        read_many(&bytes("intermediate.pem")).unwrap(),
    ]
    .concat();
    let without = Pkcs12::open(&bytes("chair-alone.p12"), "secret", None, &[]).unwrap();
    assert_eq!(without.chain().len(), 1);
    let with = Pkcs12::open(&bytes("chair-alone.p12"), "secret", None, &known).unwrap();
    let names: Vec<String> = with
        .chain()
        .iter()
        .map(thamdinh::signature::Certificate::name)
        .collect();
    assert_eq!(names, ["Trần Văn Chủ Tịch", "Trung gian thử nghiệm"]);
}

#[test]
fn a_certificate_is_chosen_by_any_of_its_names() {
    let open = |wanted| Pkcs12::open(&bytes("chair.p12"), "secret", Some(wanted), &[]);
    let serial = signer("chair.p12").chain()[0].serial();
    for wanted in ["chair", "Trần Văn Chủ Tịch", serial.as_str()] {
        open(wanted).unwrap();
    }
    let fault = open("secretary").unwrap_err();
    assert!(matches!(fault, SignError::NoSuchCertificate { known, .. } if known.len() == 1));
}

#[test]
fn certificates_that_may_not_sign_now_are_refused() {
    let sign = |name: &str| sign_detached(b"x", &signer(name), TIME).unwrap_err();
    assert!(matches!(sign("expired.p12"), SignError::NotValidNow { .. }));
    assert!(matches!(sign("encipher.p12"), SignError::NotForSigning(_)));
}

#[test]
fn what_is_no_key_file_is_told_from_a_wrong_password() {
    let open = |bytes: &[u8]| Pkcs12::open(bytes, "secret", None, &[]).unwrap_err();
    assert!(matches!(open(b"%PDF-1.7"), SignError::NotPkcs12));
    let half = &bytes("chair.p12")[..500];
    assert!(matches!(open(half), SignError::NotPkcs12));
}
