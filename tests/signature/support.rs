//! Keys, files and other programs for the tests of signing.

use std::path::{Path, PathBuf};
use std::process::Command;

use thamdinh::signature::keys::pkcs12::Pkcs12;
use thamdinh::signature::{Appearance, Options, Page, Rect};
use time::OffsetDateTime;
use time::macros::datetime;

/// When everything here is signed.
pub const TIME: OffsetDateTime = datetime!(2023-11-15 08:30:00 +7);

pub fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/signature")
        .join(name)
}

pub fn bytes(name: &str) -> Vec<u8> {
    std::fs::read(fixture(name)).unwrap()
}

pub fn signer(name: &str) -> Pkcs12 {
    Pkcs12::open(&bytes(name), "secret", None, &[]).unwrap()
}

pub fn invisible() -> Options {
    Options::at(TIME)
}

pub fn visible(page: Page, left: f32, top: f32) -> Options {
    Options {
        reason: "Thẩm định kết quả".into(),
        place: "Minh Họa".into(),
        appearance: Some(Appearance {
            page,
            place: Rect {
                left,
                top,
                width: 170.0,
                height: 60.0,
            },
            stamp: bytes("stamp.pdf"),
        }),
        ..invisible()
    }
}

/// Whether a program is installed; says so in words where not.
pub fn installed(program: &str, argument: &str) -> bool {
    let found = Command::new(program)
        .arg(argument)
        .output()
        .is_ok_and(|out| out.status.success());
    if !found {
        eprintln!("skipped: {program} is not installed");
    }
    found
}

/// Runs a program and gives what it said, and whether it was content.
pub fn run(program: &str, arguments: &[&str]) -> (bool, String) {
    let out = Command::new(program).args(arguments).output().unwrap();
    let said = [out.stdout, out.stderr].map(|said| String::from_utf8_lossy(&said).into_owned());
    (out.status.success(), said.concat())
}
