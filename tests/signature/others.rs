//! What other programs say of our signatures, where they are installed.

use std::path::Path;

use thamdinh::signature::{Page, sign_detached, sign_pdf};

use super::support::{TIME, bytes, fixture, installed, invisible, run, signer, visible};

/// A file signed by four, in a folder.
fn signed_by_four(folder: &Path) -> String {
    let mut file = bytes("classic.pdf");
    for (key, options) in [
        ("secretary-legacy.p12", visible(Page::Number(1), -20.0, 20.0)),
        ("chair.p12", visible(Page::Number(2), 40.0, -40.0)),
        ("member.p12", invisible()),
        ("agency.p12", invisible()),
    ] {
        file = sign_pdf(&file, &signer(key), &options).unwrap();
    }
    let path = folder.join("Phụ lục 02.pdf");
    std::fs::write(&path, file).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn pdfsig_and_qpdf_find_four_valid_signatures() {
    let folder = tempfile::tempdir().unwrap();
    let file = signed_by_four(folder.path());
    if installed("pdfsig", "-v") {
        let (_, said) = run("pdfsig", &["-nocert", &file]);
        assert_eq!(said.matches("Signature is Valid.").count(), 4, "{said}");
        assert_eq!(said.matches("ETSI.CAdES.detached").count(), 4, "{said}");
        assert!(said.contains("Nguyễn Thị Thư Ký"), "{said}");
    }
    if installed("qpdf", "--version") {
        let (content, said) = run("qpdf", &["--check", &file]);
        assert!(content, "{said}");
    }
}

#[test]
fn a_fifth_signature_by_pyhanko_leaves_ours_valid() {
    if !installed("pyhanko", "--version") {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = signed_by_four(folder.path());
    let fifth = folder.path().join("fifth.pdf");
    let fifth = fifth.to_str().unwrap();
    let path = |name: &str| fixture(name).to_str().unwrap().to_owned();
    let (done, said) = run(
        "pyhanko",
        &[
            "sign",
            "addsig",
            "--field",
            "Fifth",
            "--use-pades",
            "pemder",
            "--key",
            &path("chair.key.pem"),
            "--cert",
            &path("chair.pem"),
            "--chain",
            &path("intermediate.pem"),
            "--no-pass",
            &file,
            fifth,
        ],
    );
    assert!(done, "{said}");
    let (_, said) = run(
        "pyhanko",
        &[
            "sign",
            "validate",
            "--trust",
            &path("root.pem"),
            "--trust-replace",
            "--no-strict-syntax",
            fifth,
        ],
    );
    let summaries: Vec<&str> = said.lines().filter(|line| line.contains("INTACT")).collect();
    assert_eq!(summaries.len(), 5, "{said}");
    assert!(summaries.iter().all(|line| line.contains("TRUSTED")), "{said}");
}

#[test]
fn openssl_accepts_a_signature_beside_a_file_and_only_with_that_file() {
    let folder = tempfile::tempdir().unwrap();
    if !installed("openssl", "version") {
        return;
    }
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    for key in ["secretary-aes.p12", "chair.p12", "member.p12"] {
        std::fs::write(path("book.xlsx"), b"PK a workbook").unwrap();
        let signature = sign_detached(b"PK a workbook", &signer(key), TIME).unwrap();
        std::fs::write(path("book.xlsx.p7s"), signature).unwrap();
        let root = fixture("root.pem");
        let verify = |content: &str| {
            run(
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
                    content,
                    "-CAfile",
                    root.to_str().unwrap(),
                    "-purpose",
                    "any",
                    "-out",
                    &path("out"),
                ],
            )
        };
        let (content, said) = verify(&path("book.xlsx"));
        assert!(content, "{key}: {said}");
        assert!(said.contains("CAdES Verification successful"), "{key}: {said}");
        std::fs::write(path("other.xlsx"), b"PK another").unwrap();
        assert!(!verify(&path("other.xlsx")).0, "{key}");
    }
}
