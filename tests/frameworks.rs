//! Every framework file of the folder `frameworks/`: readable, consistent, and right in its own worked cases.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use thamdinh::framework::parse;
use thamdinh::text::{Lang, Locale};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks");
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

/// What is wrong with one file, in words.
fn wrong(path: &Path) -> Vec<String> {
    let locale = Locale::new(Lang::Vi);
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let framework = match parse(&fs::read_to_string(path).unwrap()) {
        Ok(framework) => framework,
        Err(defects) => {
            let say = |defect: &thamdinh::framework::Defect| {
                format!(
                    "{name}:{}:{}: {}",
                    defect.line,
                    defect.column,
                    locale.say(&defect.message)
                )
            };
            return defects.iter().map(say).collect();
        }
    };
    let mut wrong = Vec::new();
    if framework.id.as_str() != path.file_stem().unwrap() {
        wrong.push(format!("{name}: id {} is not the file's name", framework.id));
    }
    wrong
}

#[test]
fn every_file_is_sound() {
    let wrong: Vec<String> = files().iter().flat_map(|path| wrong(path)).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}
