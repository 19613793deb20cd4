//! Bytes under any name: mislabelled, truncated and broken files; the first byte chooses the ending.
#![no_main]

use libfuzzer_sys::fuzz_target;
use thamdinh_fuzz::read_one;

const NAMES: [&str; 8] = [
    "Phụ lục 01.xls",
    "Phụ lục 01.xlsx",
    "Phụ lục 01.ods",
    "Phụ lục 01.docx",
    "Phụ lục 01.xlsm",
    "Phụ lục 01.pdf",
    "Phụ lục 01.doc",
    "1.1 Kế hoạch",
];

fuzz_target!(|data: &[u8]| {
    let Some((first, bytes)) = data.split_first() else {
        return;
    };
    let Some(name) = NAMES.get(usize::from(*first) % NAMES.len()) else {
        return;
    };
    read_one(name, bytes);
});
