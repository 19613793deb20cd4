//! A table as text: separators, quotes and encodings.
#![no_main]

use libfuzzer_sys::fuzz_target;
use thamdinh_fuzz::read_one;

fuzz_target!(|data: &[u8]| read_one("Phụ lục 01.csv", data));
