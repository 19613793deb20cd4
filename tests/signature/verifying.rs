//! The command `verify` as a secretary uses it, and the signatures of the evidence that a load brings.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value as Json;

use super::support::{bytes, fixture};

fn thamdinh(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_thamdinh"))
        .args(arguments)
        .current_dir(folder)
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("HOME", folder)
        .env("SECRET", "secret")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

fn code(out: &Output) -> i32 {
    out.status.code().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

fn folder(files: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for name in files {
        let target = folder.path().join(name);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        let own = Path::new(name).file_name().unwrap().to_str().unwrap();
        std::fs::write(target, bytes(&format!("signed/{own}"))).unwrap();
    }
    folder
}

fn path(name: &str) -> String {
    fixture(name).to_str().unwrap().to_owned()
}

#[test]
fn valid_files_end_well_and_others_are_findings() {
    let folder = folder(&["in/adbe.pdf", "in/two.pdf", "in/book.txt", "in/book.txt.p7s"]);
    let root = path("root.pem");
    let out = thamdinh(folder.path(), &["verify", "in", "--ca", &root]);
    let said = text(&out.stdout);
    assert_eq!(code(&out), 0, "{said}{}", text(&out.stderr));
    assert_eq!(said.matches("chữ ký số hợp lệ").count(), 3, "{said}");
    assert!(
        said.contains("Nguyễn Thị Thư Ký, Ủy ban nhân dân huyện Minh Họa"),
        "{said}"
    );
    assert!(text(&out.stderr).contains("thu hồi"), "what is not checked is said");

    let nobody = thamdinh(folder.path(), &["verify", "in/adbe.pdf"]);
    assert_eq!(code(&nobody), 1);
    assert!(text(&nobody.stderr).contains("--ca"), "{}", text(&nobody.stderr));
    for wrong in [
        &["verify", "in/none.pdf"][..],
        &["verify", "in", "--ca", "in/book.txt"],
        &["verify"],
    ] {
        assert_eq!(code(&thamdinh(folder.path(), wrong)), 2, "{wrong:?}");
    }
}

#[test]
fn what_is_wrong_is_told_in_words_and_in_json() {
    let names = [
        "annotated.pdf",
        "expired.pdf",
        "locked.pdf",
        "page-replaced.pdf",
        "rewritten.pdf",
    ];
    let folder = folder(&names);
    std::fs::write(folder.path().join("unsigned.pdf"), bytes("classic.pdf")).unwrap();
    let root = path("root.pem");
    let out = thamdinh(folder.path(), &["verify", ".", "--ca", &root, "--json"]);
    assert_eq!(code(&out), 1);
    let json: Json = serde_json::from_slice(&out.stdout).unwrap();
    let told: Vec<_> = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let name = Path::new(file["path"].as_str().unwrap()).file_name().unwrap();
            let first = &file["signatures"][0];
            [
                name.to_str().unwrap(),
                file["state"].as_str().unwrap(),
                file["fault"]
                    .as_str()
                    .or(first["detail"].as_str())
                    .or(first["verdict"].as_str())
                    .unwrap_or(""),
            ]
            .join(" ")
        })
        .collect();
    assert_eq!(
        told,
        [
            "annotated.pdf invalid annotation",
            "expired.pdf invalid not-valid-then",
            "locked.pdf unreadable locked",
            "page-replaced.pdf invalid page",
            "rewritten.pdf invalid range",
            "unsigned.pdf unsigned ",
        ]
    );
    let words = text(&thamdinh(folder.path(), &["verify", ".", "--ca", &root]).stdout);
    assert!(words.contains("đã bị thay đổi sau khi ký: nội dung trang 1"), "{words}");
    assert!(words.contains("có mật khẩu"), "{words}");
}

/// One dossier of the sample, its plan replaced by a signed one.
fn load(folder: &Path, plan: &str) -> Json {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/huyen-minh-hoa/01. Xã Tân Phú");
    let place = folder.join("in/Xã Tân Phú");
    std::fs::create_dir_all(place.join("1.1")).unwrap();
    std::fs::copy(sample.join("Phụ lục 01.xlsx"), place.join("Phụ lục 01.xlsx")).unwrap();
    std::fs::write(place.join("1.1/Kế hoạch.pdf"), bytes(plan)).unwrap();
    let words = [
        "import",
        "in",
        "--workspace",
        "w.thamdinh",
        "--framework",
        "thanh-hoa-1829-2023",
        "--year",
        "2023",
    ];
    let out = thamdinh(folder, &words);
    assert_ne!(code(&out), 2, "{}", text(&out.stderr));
    let out = thamdinh(folder, &["dump", "--workspace", "w.thamdinh"]);
    let mut json: Json = serde_json::from_slice(&out.stdout).unwrap();
    json["rounds"][0]["dossiers"][0].take()
}

fn flags(dossier: &Json) -> Vec<&str> {
    let row = dossier["criteria"]
        .as_array()
        .unwrap()
        .iter()
        .find(|row| row["id"] == "1.1")
        .unwrap();
    let kinds = row["flags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|flag| flag["kind"].as_str().unwrap());
    kinds
        .filter(|kind| ["unsigned-evidence", "invalid-signature", "late"].contains(kind))
        .collect()
}

#[test]
fn evidence_is_kept_with_its_signature_and_flagged_by_it() {
    let cases = [
        ("classic.pdf", "unsigned", &["unsigned-evidence"][..]),
        ("password.pdf", "unreadable", &["unsigned-evidence"]),
        // Signed in another year than that of the round.
        ("signed/adbe.pdf", "valid", &["late"]),
        ("signed/page-replaced.pdf", "invalid", &["invalid-signature"]),
    ];
    for (plan, state, kinds) in cases {
        let folder = tempfile::tempdir().unwrap();
        let authorities = folder.path().join("config/thamdinh/certificates");
        std::fs::create_dir_all(&authorities).unwrap();
        std::fs::write(authorities.join("root.pem"), bytes("root.pem")).unwrap();
        let dossier = load(folder.path(), plan);
        let evidence = &dossier["evidence"][0];
        assert_eq!(evidence["signature"], state, "{plan}");
        let found: Vec<&str> = flags(&dossier)
            .into_iter()
            .filter(|kind| *kind != "late" || kinds.contains(kind))
            .collect();
        assert_eq!(found, kinds, "{plan}");
    }
}

#[test]
fn without_authorities_a_sound_signature_is_unproven_and_no_flag() {
    let folder = tempfile::tempdir().unwrap();
    let dossier = load(folder.path(), "signed/adbe.pdf");
    assert_eq!(dossier["evidence"][0]["signature"], "unproven");
    assert_eq!(dossier["evidence"][0]["signatures"][0]["name"], "Nguyễn Thị Thư Ký");
    assert!(!flags(&dossier).contains(&"invalid-signature"));
}

#[test]
fn an_intermediate_in_the_settings_folder_is_no_authority() {
    let folder = folder(&["adbe.pdf"]);
    let authorities = folder.path().join("config/thamdinh/certificates");
    std::fs::create_dir_all(&authorities).unwrap();
    std::fs::write(authorities.join("trung gian.cer"), bytes("intermediate.pem")).unwrap();
    let verify = || thamdinh(folder.path(), &["verify", "adbe.pdf"]);
    let out = verify();
    assert_eq!(code(&out), 1, "{}", text(&out.stdout));
    assert!(text(&out.stderr).contains("--ca"), "{}", text(&out.stderr));
    std::fs::write(authorities.join("gốc.der.pem"), bytes("root.pem")).unwrap();
    assert_eq!(code(&verify()), 0);
    // Whoever names it means it.
    std::fs::remove_file(authorities.join("gốc.der.pem")).unwrap();
    let named = path("intermediate.pem");
    assert_eq!(
        code(&thamdinh(folder.path(), &["verify", "adbe.pdf", "--ca", &named])),
        0
    );
}

#[test]
fn a_file_is_held_against_what_the_journal_says_was_signed() {
    let folder = tempfile::tempdir().unwrap();
    load(folder.path(), "classic.pdf");
    std::fs::write(folder.path().join("PL02.pdf"), bytes("classic.pdf")).unwrap();
    let (key, root) = (path("chair.p12"), path("root.pem"));
    let sign = [
        "sign",
        "PL02.pdf",
        "--pkcs12",
        &key,
        "--password-env",
        "SECRET",
        "--workspace",
        "w.thamdinh",
        "--by",
        "Trần Văn B",
    ];
    let out = thamdinh(folder.path(), &sign);
    assert_eq!(code(&out), 0, "{}", text(&out.stderr));
    let verify = ["verify", "PL02.signed.pdf", "--ca", &root, "--workspace", "w.thamdinh"];
    let out = thamdinh(folder.path(), &verify);
    assert_eq!(code(&out), 0, "{}", text(&out.stdout));
    assert!(text(&out.stdout).contains("Trần Văn B"), "{}", text(&out.stdout));
    std::fs::write(folder.path().join("PL02.signed.pdf"), bytes("signed/adbe.pdf")).unwrap();
    let other = thamdinh(folder.path(), &verify);
    assert_eq!(code(&other), 1, "{}", text(&other.stdout));
    assert!(text(&other.stdout).contains("KHÁC"), "{}", text(&other.stdout));
}
