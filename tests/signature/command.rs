//! The command `sign` as a secretary uses it.

use std::path::Path;
use std::process::{Command, Output};

use super::support::{bytes, fixture};

/// Runs the program in a folder with a password in the environment.
fn thamdinh(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_thamdinh"))
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("HOME", folder)
        .env("SECRET", "secret")
        .env("WRONG", "sai")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

fn said(out: &Output) -> String {
    String::from_utf8(out.stderr.clone()).unwrap()
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("PL02.pdf"), bytes("classic.pdf")).unwrap();
    std::fs::write(folder.path().join("PL02.xlsx"), b"PK").unwrap();
    folder
}

fn key(name: &str) -> String {
    fixture(name).to_str().unwrap().to_owned()
}

#[test]
fn a_pdf_gets_a_signed_copy_and_a_workbook_a_signature_beside_it() {
    let folder = folder();
    let key = key("chair.p12");
    let sign = [
        "sign",
        "PL02.pdf",
        "PL02.xlsx",
        "--pkcs12",
        &key,
        "--password-env",
        "SECRET",
    ];
    let out = thamdinh(folder.path(), &sign);
    assert!(out.status.success(), "{}", said(&out));
    assert_eq!(String::from_utf8_lossy(&out.stdout), "PL02.signed.pdf\nPL02.xlsx.p7s\n");
    assert!(said(&out).contains("Trần Văn Chủ Tịch"));
    let read = |name: &str| std::fs::read(folder.path().join(name)).unwrap();
    assert_eq!(read("PL02.pdf"), bytes("classic.pdf"), "the file itself stays");
    assert!(read("PL02.signed.pdf").starts_with(&bytes("classic.pdf")));

    let again = thamdinh(folder.path(), &sign);
    assert_eq!(again.status.code(), Some(2), "nothing is overwritten unasked");
    let more = [
        "sign",
        "PL02.signed.pdf",
        "--in-place",
        "--pkcs12",
        &key,
        "--password-env",
        "SECRET",
    ];
    let before = read("PL02.signed.pdf");
    assert!(thamdinh(folder.path(), &more).status.success());
    assert!(
        read("PL02.signed.pdf").starts_with(&before),
        "a second signature on the same file"
    );
    assert!(read("PL02.signed.pdf").len() > before.len());
}

#[test]
fn the_agency_shows_its_name_number_and_time_and_a_signer_a_picture() {
    let folder = folder();
    let agency = key("agency.p12");
    let shown = [
        "--visible",
        "--number",
        "12/BC-UBND",
        "--password-env",
        "SECRET",
        "--in-place",
    ];
    let sign = [&["sign", "PL02.pdf", "--pkcs12", &agency][..], &shown].concat();
    let out = thamdinh(folder.path(), &sign);
    assert!(out.status.success(), "{}", said(&out));
    let picture = key("signature.png");
    let chair = key("chair.p12");
    let place = [
        "--picture",
        &picture,
        "--at",
        "2,120,200,50,25",
        "--password-env",
        "SECRET",
    ];
    let out = thamdinh(
        folder.path(),
        &[&["sign", "PL02.pdf", "--pkcs12", &chair][..], &place].concat(),
    );
    assert!(out.status.success(), "{}", said(&out));
    let document = lopdf::Document::load(folder.path().join("PL02.signed.pdf")).unwrap();
    let pictures: Vec<usize> = document
        .page_iter()
        .map(|page| {
            let shown = document.get_page_annotations(page).unwrap();
            shown.iter().filter(|one| one.has(b"AP")).count()
        })
        .collect();
    assert_eq!(pictures, [1, 1]);
    if super::support::installed("pdftotext", "-v") {
        let file = folder.path().join("PL02.signed.pdf");
        let (_, text) = super::support::run("pdftotext", &["-layout", file.to_str().unwrap(), "-"]);
        for words in [
            "Ủy ban nhân dân huyện Minh Họa",
            "Số và ký hiệu: 12/BC-UBND",
            "Thời gian ký: ",
            "+07:00",
        ] {
            assert!(text.contains(words), "{words} in {text}");
        }
    }
    let on_book = [
        "sign",
        "PL02.xlsx",
        "--pkcs12",
        &agency,
        "--visible",
        "--password-env",
        "SECRET",
    ];
    let out = thamdinh(folder.path(), &on_book);
    assert!(said(&out).contains("chỉ hiện được trên tệp PDF"), "{}", said(&out));
}

#[test]
fn refusals_say_what_and_why_and_what_to_do_and_leave_nothing() {
    let folder = folder();
    std::fs::write(folder.path().join("khoa.pdf"), bytes("password.pdf")).unwrap();
    let chair = key("chair.p12");
    let cases = [
        (
            vec!["PL02.pdf", "--pkcs12", &chair, "--password-env", "WRONG"],
            "mật khẩu không đúng",
        ),
        (
            vec!["khoa.pdf", "--pkcs12", &chair, "--password-env", "SECRET"],
            "đặt mật khẩu hoặc hạn chế",
        ),
        (
            vec!["PL02.pdf", "--pkcs12", "PL02.xlsx", "--password-env", "SECRET"],
            "không phải là tệp khóa",
        ),
        (
            vec!["PL02.pdf", "--pkcs12", &chair, "--password-env", "KHONG_CO"],
            "không có biến môi trường",
        ),
        (
            vec!["PL02.pdf", "--pkcs11", "khong-co.so", "--password-env", "SECRET"],
            "không nạp được thư viện",
        ),
        (
            vec!["PL02.pdf", "--pkcs12", &chair, "--picture", &chair, "--at", "1,2"],
            "chỗ đặt hình",
        ),
    ];
    for (arguments, words) in cases {
        let out = thamdinh(folder.path(), &[&["sign"][..], &arguments].concat());
        assert_eq!(out.status.code(), Some(2), "{arguments:?}");
        assert!(said(&out).contains(words), "{arguments:?}: {}", said(&out));
        assert!(!said(&out).contains('⟨'), "{}", said(&out));
        assert!(!folder.path().join("PL02.signed.pdf").exists());
    }
}

#[test]
fn a_signature_is_kept_in_the_journal_with_the_file_before_and_after() {
    let folder = folder();
    let book = folder.path().join("so.thamdinh");
    std::fs::copy(fixture("../workspace-1.thamdinh"), &book).unwrap();
    let chair = key("chair.p12");
    let journal = ["--workspace", "so.thamdinh", "--by", "Chủ tịch"];
    let sign = [
        "sign",
        "PL02.pdf",
        "PL02.xlsx",
        "--pkcs12",
        &chair,
        "--password-env",
        "SECRET",
    ];
    let out = thamdinh(folder.path(), &[&sign[..], &journal].concat());
    assert!(out.status.success(), "{}", said(&out));
    let store = thamdinh::store::Store::open(&book).unwrap();
    let events = store.events(&thamdinh::store::Filter::default()).unwrap();
    let hash = |name: &str| {
        use sha2::Digest as _;
        format!(
            "{:x}",
            sha2::Sha256::digest(std::fs::read(folder.path().join(name)).unwrap())
        )
    };
    let thamdinh::domain::Act::Sign {
        file,
        subject,
        serial,
        before,
        after,
        ..
    } = &events[1].act
    else {
        panic!("a signature")
    };
    assert_eq!(file, "PL02.signed.pdf");
    assert!(subject.contains("CN=Trần Văn Chủ Tịch"), "{subject}");
    assert!(!serial.is_empty());
    assert_eq!((before, after), (&hash("PL02.pdf"), &hash("PL02.signed.pdf")));
    assert_eq!(events[0].actor.member.as_str(), "Chủ tịch");
}

#[test]
fn several_people_sign_a_workbook_beside_it_or_inside() {
    let folder = folder();
    let book =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/huyen-minh-hoa/01. Xã Tân Phú/Phụ lục 01.xlsx");
    std::fs::copy(book, folder.path().join("PL01.xlsx")).unwrap();
    let sign = |file: &str, key: &str, more: &[&str]| {
        let key = self::key(key);
        let words = ["sign", file, "--pkcs12", &key, "--password-env", "SECRET"];
        thamdinh(folder.path(), &[&words[..], more].concat())
    };
    let root = key("root.pem");
    let verify = |file: &str| {
        let out = thamdinh(folder.path(), &["verify", file, "--ca", &root]);
        (out.status.code(), String::from_utf8(out.stdout).unwrap())
    };
    for (key, names) in [("chair.p12", 1), ("member.p12", 2)] {
        assert!(sign("PL01.xlsx", key, &[]).status.success());
        let (code, text) = verify("PL01.xlsx");
        assert_eq!(code, Some(0), "{text}");
        assert_eq!(text.matches("hợp lệ").count(), 1 + names, "{text}");
    }
    let again = sign("PL01.xlsx", "chair.p12", &[]);
    assert_eq!(again.status.code(), Some(2));
    assert!(said(&again).contains("đã ký tệp này rồi"), "{}", said(&again));
    // Inside, into a copy that further signers sign in turn.
    let out = sign("PL01.xlsx", "chair.p12", &["--in-file"]);
    assert_eq!(
        String::from_utf8_lossy(&out.stdout),
        "PL01.signed.xlsx\n",
        "{}",
        said(&out)
    );
    assert!(said(&out).contains("thử nghiệm"), "{}", said(&out));
    assert!(sign("PL01.signed.xlsx", "member.p12", &["--in-file"]).status.success());
    let (code, text) = verify("PL01.signed.xlsx");
    assert_eq!(code, Some(0), "{text}");
    assert_eq!(text.matches("hợp lệ").count(), 3, "{text}");
    let refused = sign("PL02.xlsx", "chair.p12", &["--in-file"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(said(&refused).contains("nguyên vẹn"), "{}", said(&refused));
    // What was changed after it was signed beside is signed by nobody any more.
    std::fs::write(folder.path().join("PL01.xlsx"), b"PK other").unwrap();
    let other = sign("PL01.xlsx", "agency.p12", &[]);
    assert!(said(&other).contains(".p7s cũ"), "{}", said(&other));
}
