//! The table of rooms as data, held against the sources, so that the picture in `src/lib.rs` cannot drift.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

use std::fs;
use std::path::{Path, PathBuf};

/// Room, and the rooms it may use.
const ROOMS: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("text", &["domain"]),
    ("report", &["domain", "text"]),
    ("framework", &["domain", "text"]),
    ("forms", &["domain", "text"]),
    ("store", &["domain"]),
    ("intake", &["domain", "text", "forms"]),
    ("export", &["domain", "text", "forms"]),
    ("signature", &[]),
    (
        "tasks",
        &[
            "domain",
            "text",
            "report",
            "framework",
            "forms",
            "store",
            "intake",
            "export",
            "signature",
        ],
    ),
    ("tui", &["tasks", "domain", "text", "report"]),
    ("cli", &["tasks", "domain", "text", "report", "tui"]),
];

/// Library, and the only room that may name it.
const OWNED: &[(&str, &str)] = &[
    ("rusqlite", "store"),
    ("calamine", "intake"),
    ("encoding_rs", "intake"),
    ("rust_xlsxwriter", "export"),
    ("krilla", "export"),
    ("parley", "export"),
    ("ratatui", "tui"),
    ("ratatui_textarea", "tui"),
    ("tui_input", "tui"),
    ("fuzzy_matcher", "tui"),
    ("clap", "cli"),
    ("rpassword", "cli"),
    ("lopdf", "signature"),
    ("cryptoki", "signature"),
    ("p12_keystore", "signature"),
    ("rsa", "signature"),
    ("p256", "signature"),
    ("p384", "signature"),
    ("imagesize", "intake"),
    ("opener", "tasks"),
];

/// Library of one room that another may name, too.
const SHARED: &[(&str, &str)] = &[("lopdf", "intake")];

/// Words that only one file of the terminal room may say.
const RAW_MODE: &[&str] = &[
    "enable_raw_mode",
    "disable_raw_mode",
    "EnterAlternateScreen",
    "LeaveAlternateScreen",
];

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push(path);
        }
    }
}

/// Every source with its room, its path under `src` and its code lines without comments and tests.
fn rooms() -> Vec<(String, String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    files
        .into_iter()
        .map(|path| {
            let place = path.strip_prefix(&root).unwrap().to_str().unwrap().replace('\\', "/");
            let room = place.split('/').next().unwrap().trim_end_matches(".rs").to_owned();
            let text = fs::read_to_string(&path).unwrap();
            let code = text.split("#[cfg(test)]").next().unwrap_or_default();
            let code = code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect::<Vec<_>>()
                .join("\n");
            (room, place, code)
        })
        .collect()
}

fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let before = code[..at].chars().next_back();
        let after = code[at + word.len()..].chars().next();
        let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && c != '_');
        edge(before) && edge(after)
    })
}

/// Rooms named by `crate::room`, `crate::{room, …}` or `super::super::…` paths that reach the crate's root.
fn used(code: &str) -> Vec<String> {
    let mut rooms = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 1;
            let mut item = String::new();
            for character in group.chars() {
                match character {
                    '{' => depth += 1,
                    '}' => depth -= 1,
                    _ => {}
                }
                if depth == 0 || (depth == 1 && character == ',') {
                    rooms.push(item.trim().split("::").next().unwrap_or_default().to_owned());
                    item.clear();
                } else {
                    item.push(character);
                }
                if depth == 0 {
                    break;
                }
            }
        } else {
            rooms.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
        }
    }
    rooms
}

#[test]
fn each_room_uses_only_the_rooms_it_may() {
    let mut wrong = Vec::new();
    for (room, place, code) in rooms() {
        if matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let Some((_, may)) = ROOMS.iter().find(|(name, _)| *name == room) else {
            wrong.push(format!("{place}: no such room in the table"));
            continue;
        };
        for other in used(&code) {
            let known = ROOMS.iter().any(|(name, _)| *name == other);
            if known && other != room && !may.contains(&other.as_str()) {
                wrong.push(format!("{place}: uses {other}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_library_is_named_by_its_own_room_only() {
    let mut wrong = Vec::new();
    for (room, place, code) in rooms() {
        for (library, owner) in OWNED {
            if room != *owner && !SHARED.contains(&(*library, room.as_str())) && names(&code, library) {
                wrong.push(format!("{place}: names {library}, which belongs to {owner}"));
            }
        }
        if names(&code, "crossterm") && !code.contains("ratatui::crossterm") && !code.contains("ratatui::{") {
            wrong.push(format!("{place}: names crossterm other than through ratatui"));
        }
        for word in RAW_MODE {
            if place != "tui/terminal.rs" && names(&code, word) {
                wrong.push(format!("{place}: says {word}, which only tui/terminal.rs may"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_file_says_what_it_owns_and_keeps_to_one_idea() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    assert!(files.len() > 20, "the sources were not found");
    let mut wrong = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).unwrap();
        let place = path.strip_prefix(&root).unwrap().display().to_string();
        if !text.starts_with("//!") {
            wrong.push(format!("{place}: does not say what it owns"));
        }
        let lines = text.lines().count();
        if lines > 600 {
            wrong.push(format!("{place}: {lines} lines"));
        }
        let name = path.file_stem().unwrap().to_str().unwrap();
        if ["utils", "util", "misc", "common", "helpers"].contains(&name) {
            wrong.push(format!("{place}: a name that says nothing"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_scan_itself_sees_what_it_should() {
    assert_eq!(
        used("use crate::store::Store; crate::{tui, domain::{A, B}, cli}"),
        ["store", "tui", "domain", "cli"]
    );
    assert!(names("use rusqlite::Connection;", "rusqlite"));
    assert!(!names("let my_rusqlite_x = 1;", "rusqlite"));
}
