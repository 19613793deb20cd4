//! Every framework file of the folder `frameworks/`: readable, consistent, and right in its own worked cases.

#![allow(clippy::unwrap_used, reason = "a test may panic")]

use std::fs;
use std::path::{Path, PathBuf};

use thamdinh::domain::Method;
use thamdinh::framework::{Library, cases, check, parse};
use thamdinh::text::{Lang, Locale};

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "toml"))
        .collect();
    files.sort();
    files
}

#[test]
fn a_paper_names_a_criterion_by_the_code_that_is_printed_or_by_its_name() {
    let printed = |file: &str, id: &str| {
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks").join(file)).unwrap();
        let framework = parse(&text).unwrap();
        framework.criterion(&id.into()).unwrap().label(&framework)
    };
    assert_eq!(printed("khung-1.0-xa.toml", "I/2"), "I.2");
    assert_eq!(printed("hue-2263-xa.toml", "I/2.4"), "I.2.4");
    assert_eq!(printed("dti-1726-tinh.toml", "I.1/5.5.1"), "I.1.5.5.1");
    assert!(printed("dti-1726-tinh.toml", "I.1/5.6-a").starts_with("Tỷ lệ cuộc họp"));
    for path in files() {
        let framework = parse(&fs::read_to_string(path).unwrap()).unwrap();
        let codes: Vec<String> = framework
            .scored()
            .filter_map(|one| one.printed_code(&framework))
            .collect();
        let apart: std::collections::BTreeSet<&String> = codes.iter().collect();
        assert_eq!(codes.len(), apart.len(), "{}: each tells one criterion", framework.id);
        assert!(codes.iter().all(|code| !code.contains('/')), "{codes:?}");
    }
}

/// The lines on which the worked cases begin.
fn case_lines(path: &Path) -> Vec<usize> {
    let text = fs::read_to_string(path).unwrap();
    let lines = text.lines().enumerate();
    lines
        .filter(|(_, line)| line.trim() == "[[cases]]")
        .map(|(index, _)| index + 1)
        .collect()
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
    for finding in check(&framework).iter().filter(|finding| finding.is_error()) {
        let fault: &'static str = finding.fault.into();
        wrong.push(format!("{name}: [{fault}] {}", locale.say(&finding.message)));
    }
    let lines = case_lines(path);
    for result in cases::run(&framework).iter().filter(|result| !result.passes()) {
        let line = lines.get(result.index).copied().unwrap_or(1);
        let faults: Vec<String> = result.wrong.iter().map(|fault| locale.say(fault)).collect();
        let why = result.why.as_ref().map(|why| locale.say(why)).unwrap_or_default();
        wrong.push(format!(
            "{name}:{line}: {} {}: {} [{why}]",
            result.criterion,
            result.about,
            faults.join("; ")
        ));
    }
    if framework.method != Method::PassFail && framework.cases.len() < 10 {
        wrong.push(format!(
            "{name}: {} worked cases, at least ten are asked for",
            framework.cases.len()
        ));
    }
    wrong
}

#[test]
fn every_file_is_sound() {
    assert!(!files().is_empty());
    let wrong: Vec<String> = files().iter().flat_map(|path| wrong(path)).collect();
    assert!(wrong.is_empty(), "\n{}\n", wrong.join("\n"));
}

#[test]
fn the_program_carries_every_file() {
    let listed: Vec<String> = Library::open(None)
        .list()
        .iter()
        .map(|listed| listed.id.to_string())
        .collect();
    let mut stems: Vec<String> = files()
        .iter()
        .map(|path| path.file_stem().unwrap().to_string_lossy().into_owned())
        .collect();
    stems.sort();
    assert_eq!(listed, stems);
}
