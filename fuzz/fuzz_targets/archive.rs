//! An archive as such, and one built of fuzzed names.
#![no_main]

use libfuzzer_sys::fuzz_target;
use thamdinh_fuzz::{package, read_root};

fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"PK") {
        return read_root("ho so.zip", data);
    }
    // Lines `name<TAB>content`.
    let text = String::from_utf8_lossy(data);
    let files = text.split('\n').map(|line| {
        let (name, content) = line.split_once('\t').unwrap_or((line, "x"));
        (name, content.as_bytes())
    });
    read_root("ho so.zip", &package(files));
});
