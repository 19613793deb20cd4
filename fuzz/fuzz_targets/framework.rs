//! A framework file: read, checked, and its rules asked.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(text) = std::str::from_utf8(data) else { return };
    if let Ok(framework) = thamdinh::framework::parse(text) {
        let _ = thamdinh::framework::check(&framework);
    }
});
