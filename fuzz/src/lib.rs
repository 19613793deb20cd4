//! What the targets share: a folder in memory for one dossier, packages built around fuzzed parts, and the rule for panics.
//!
//! A panic in this project's own sources is a finding. A panic inside a reading library is not, as long as the program
//! takes it as a broken file: that is what `intake` promises.

use std::fs;
use std::io::{Cursor, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use thamdinh::domain::Framework;
use thamdinh::intake;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Between the parts of one input.
const BETWEEN: &[u8] = b"\n%%\n";

/// The framework whose tables are looked for.
pub fn framework() -> &'static Framework {
    static FRAMEWORK: OnceLock<Framework> = OnceLock::new();
    FRAMEWORK.get_or_init(|| {
        panics_of_others_are_no_findings();
        let text = include_str!("../../frameworks/thanh-hoa-1829-2023.toml");
        thamdinh::framework::parse(text).expect("a framework of the program")
    })
}

/// Lets a panic outside this project's sources unwind to whoever catches it; ends the process for one of ours.
fn panics_of_others_are_no_findings() {
    let ends = std::panic::take_hook();
    let ours = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(|root| root.join("src"));
    std::panic::set_hook(Box::new(move |panic| {
        let in_ours = panic.location().is_some_and(|place| {
            let file = Path::new(place.file());
            // Within a path dependency the compiler names files by their full path.
            ours.as_deref().is_some_and(|ours| file.starts_with(ours)) || place.file().starts_with("src/")
        });
        if in_ours {
            ends(panic);
        }
    }));
}

/// Reads a commune's folder that holds one file.
pub fn read_one(name: &str, bytes: &[u8]) {
    let framework = framework();
    let folder = folder();
    let commune = folder.join("Xã A");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&commune).expect("a folder in memory");
    fs::write(commune.join(name), bytes).expect("a file in memory");
    read(&folder, framework);
}

/// Reads a file that is the whole of what was handed in.
pub fn read_root(name: &str, bytes: &[u8]) {
    let framework = framework();
    let folder = folder();
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder in memory");
    let file = folder.join(name);
    fs::write(&file, bytes).expect("a file in memory");
    read(&file, framework);
}

fn read(root: &Path, framework: &Framework) {
    let Ok(found) = intake::read(root, framework, &mut |_| ControlFlow::Continue(())) else {
        return;
    };
    for draft in &found.drafts {
        let shown = [&draft.name]
            .into_iter()
            .chain(draft.submission.claims.values().map(|claim| &claim.raw));
        for text in shown {
            let raw = text.chars().find(|sign| sign.is_control() && !"\n\t".contains(*sign));
            assert!(raw.is_none(), "a control character came through: {text:?}");
        }
    }
}

fn folder() -> PathBuf {
    let shared = Path::new("/dev/shm");
    let base = if shared.is_dir() {
        shared.to_owned()
    } else {
        std::env::temp_dir()
    };
    base.join(format!("thamdinh-fuzz-{}", std::process::id()))
}

/// The parts of an input, as many as named; missing ones are empty.
pub fn parts<const N: usize>(data: &[u8]) -> [&[u8]; N] {
    let mut rest = Some(data);
    std::array::from_fn(|_| {
        let Some(text) = rest else { return &[][..] };
        match text.windows(BETWEEN.len()).position(|window| window == BETWEEN) {
            Some(at) => {
                rest = Some(&text[at + BETWEEN.len()..]);
                &text[..at]
            }
            None => {
                rest = None;
                text
            }
        }
    })
}

/// An archive of stored files.
pub fn package<'a>(files: impl IntoIterator<Item = (&'a str, &'a [u8])>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in files {
        if bytes.is_empty() || zip.start_file(name, stored).is_err() {
            continue;
        }
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}
