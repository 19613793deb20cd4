//! Tokens, with SoftHSM in their place where it is installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use super::support::{bytes, fixture, installed};

fn module() -> Option<PathBuf> {
    let places = [
        "/usr/lib/softhsm",
        "/usr/lib/x86_64-linux-gnu/softhsm",
        "/usr/local/lib/softhsm",
        "/opt/homebrew/lib/softhsm",
    ];
    let mut found = places.iter().map(|folder| Path::new(folder).join("libsofthsm2.so"));
    let found = found.find(|path| path.exists());
    if found.is_none() {
        eprintln!("skipped: SoftHSM is not installed");
    }
    found
}

fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("SOFTHSM2_CONF", folder.join("softhsm2.conf"))
        .env("XDG_CONFIG_HOME", folder.join("config"))
        .env("HOME", folder)
        .env("PIN", "1234")
        .env("WRONG", "9999")
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap()
}

fn done(out: Output) -> String {
    let said = format!(
        "{}{}",
        String::from_utf8_lossy(&out.stdout),
        String::from_utf8_lossy(&out.stderr)
    );
    assert!(out.status.success(), "{said}");
    said
}

/// A token with the keys of the secretary (RSA) and the chair (P-256), each with its certificate.
fn token(folder: &Path, module: &str) {
    std::fs::create_dir(folder.join("tokens")).unwrap();
    let conf = format!(
        "directories.tokendir = {}\nobjectstore.backend = file\n",
        folder.join("tokens").display()
    );
    std::fs::write(folder.join("softhsm2.conf"), conf).unwrap();
    let init = [
        "--init-token",
        "--free",
        "--label",
        "Thẻ thử",
        "--pin",
        "1234",
        "--so-pin",
        "5678",
    ];
    done(run(folder, "softhsm2-util", &init));
    for (id, name) in [("01", "secretary"), ("02", "chair")] {
        for (kind, file) in [("privkey", format!("{name}.key.pem")), ("cert", format!("{name}.pem"))] {
            let der = folder.join("object.der");
            let der = der.to_str().unwrap();
            let pem = fixture(&file);
            let pem = pem.to_str().unwrap();
            match kind {
                "cert" => done(run(
                    folder,
                    "openssl",
                    &["x509", "-in", pem, "-outform", "DER", "-out", der],
                )),
                _ => done(run(
                    folder,
                    "openssl",
                    &["pkey", "-in", pem, "-outform", "DER", "-out", der],
                )),
            };
            let write = [
                "--module",
                module,
                "--login",
                "--pin",
                "1234",
                "--write-object",
                der,
                "--type",
                kind,
                "--id",
                id,
            ];
            done(run(
                folder,
                "pkcs11-tool",
                &[&write[..], &["--label", name, "--usage-sign"]].concat(),
            ));
        }
    }
}

#[test]
fn a_token_signs_with_the_certificate_that_was_chosen() {
    let Some(module) = module() else { return };
    // pkcs11-tool ends with a fault whatever it is asked for help.
    let there = Command::new("pkcs11-tool").output().is_ok();
    if !there {
        eprintln!("skipped: pkcs11-tool is not installed");
    }
    if !there || !installed("softhsm2-util", "--help") || !installed("openssl", "version") {
        return;
    }
    let module = module.to_str().unwrap();
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    token(folder, module);
    std::fs::write(folder.join("a.pdf"), bytes("classic.pdf")).unwrap();
    let thamdinh = env!("CARGO_BIN_EXE_thamdinh");

    let listed = done(run(folder, thamdinh, &["sign", "--pkcs11", module, "--list"]));
    for words in ["Thẻ thử", "Nguyễn Thị Thư Ký", "Trần Văn Chủ Tịch", "mã 01", "mã 02"] {
        assert!(listed.contains(words), "{words} in {listed}");
    }
    let refused = run(
        folder,
        thamdinh,
        &["sign", "a.pdf", "--pkcs11", module, "--password-env", "PIN"],
    );
    assert_eq!(refused.status.code(), Some(2), "two certificates: none is guessed");
    assert!(String::from_utf8_lossy(&refused.stderr).contains("có nhiều chứng thư số"));

    let intermediate = fixture("intermediate.pem");
    let sign = [
        "sign",
        "a.pdf",
        "--in-place",
        "--pkcs11",
        module,
        "--intermediates",
        intermediate.to_str().unwrap(),
    ];
    let wrong = [&sign[..], &["--certificate", "01", "--password-env", "WRONG"]].concat();
    let refused = run(folder, thamdinh, &wrong);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(said.contains("mã PIN không đúng"), "{said}");
    assert_eq!(std::fs::read(folder.join("a.pdf")).unwrap(), bytes("classic.pdf"));

    for certificate in ["secretary", "02"] {
        done(run(
            folder,
            thamdinh,
            &[&sign[..], &["--certificate", certificate, "--password-env", "PIN"]].concat(),
        ));
    }
    if installed("pdfsig", "-v") {
        let said = done(run(folder, "pdfsig", &["-nocert", "a.pdf"]));
        assert_eq!(said.matches("Signature is Valid.").count(), 2, "{said}");
    }
}
