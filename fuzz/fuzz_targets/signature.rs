//! Signatures of others: PDF files and packages of Office with them, and detached messages.
#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use thamdinh::signature::{Trust, is_signed_office, read_many, verify_detached, verify_office, verify_pdf};

/// The root of the fixtures, so that chains are walked to their end.
static TRUST: LazyLock<Trust> = LazyLock::new(|| {
    let root = include_bytes!("../../tests/fixtures/signature/root.pem");
    Trust::new(read_many(root).expect("certificates of the fixtures"))
});

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"%PDF") {
        let _ = verify_pdf(data, &TRUST);
    } else if data.starts_with(b"PK") {
        let _ = is_signed_office(data);
        let _ = verify_office(data, &TRUST);
    } else {
        let _ = verify_detached(b"content of\nbook\n", data, &TRUST);
        let _ = read_many(data);
    }
});
