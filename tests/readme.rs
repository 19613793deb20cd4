//! The tables of README.md and README.vi.md that repeat data of the program are made from that data.
//!
//! With `UPDATE_README` set the test writes them; without it the files must already be right.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use std::fs;
use std::path::Path;

use strum::IntoEnumIterator;
use thamdinh::framework::Library;
use thamdinh::text::{Lang, Locale};
use thamdinh::tui::keymap::{Context, Keymap};

fn keys(locale: &Locale) -> String {
    let keymap = Keymap::shipped("mac-dinh").unwrap();
    let mut out = String::new();
    for context in Context::iter() {
        let rows = keymap.list(context);
        if rows.is_empty() {
            continue;
        }
        out.push_str(&format!("**{}**\n\n| | |\n|---|---|\n", locale.say(&context.title())));
        for (action, keys) in rows {
            let keys: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            out.push_str(&format!("| {} | {} |\n", keys.join(" "), locale.say(&action.help())));
        }
        out.push('\n');
    }
    out.trim_end().to_owned()
}

fn frameworks(locale: &Locale) -> String {
    let rows = Library::open(None).list().into_iter().map(|listed| {
        let head = listed.head.unwrap();
        let level = locale.text(&format!("cli-level-{}", <&str>::from(head.applicant_level)));
        let method = locale.text(&format!("cli-method-{}", <&str>::from(head.method)));
        format!(
            "| `{}` | {} | {}, {level}, {method} |",
            listed.id, head.title, head.criteria
        )
    });
    rows.collect::<Vec<_>>().join("\n")
}

fn with_part(text: &str, name: &str, part: &str) -> String {
    let (open, close) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let Some((before, rest)) = text.split_once(&open) else {
        return text.to_owned();
    };
    let (_, after) = rest.split_once(&close).unwrap();
    format!("{before}{open}{part}\n{close}{after}")
}

fn check(file: &str, lang: Lang) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    let locale = Locale::new(lang);
    let text = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let wanted = with_part(&text, "keys", &keys(&locale));
    let wanted = with_part(&wanted, "frameworks", &frameworks(&locale));
    if std::env::var_os("UPDATE_README").is_some() {
        fs::write(&path, wanted).unwrap();
        return;
    }
    assert!(
        text == wanted,
        "{file} no longer tells the truth; run UPDATE_README=1 cargo test --test readme"
    );
}

#[test]
fn the_english_readme_is_true() {
    check("README.md", Lang::En);
}

#[test]
fn the_vietnamese_readme_is_true() {
    check("README.vi.md", Lang::Vi);
}

#[test]
fn the_framework_of_the_guide_is_sound_and_its_cases_pass() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).unwrap();
    let (_, rest) = text.split_once("```toml\n").unwrap();
    let (written, _) = rest.split_once("```").unwrap();
    let framework = thamdinh::framework::parse(written).unwrap_or_else(|defects| panic!("{defects:?}"));
    assert!(
        thamdinh::framework::check(&framework)
            .iter()
            .all(|finding| !finding.is_error())
    );
    let cases = thamdinh::framework::cases::run(&framework);
    assert!(!cases.is_empty() && cases.iter().all(thamdinh::framework::CaseResult::passes));
}

#[test]
fn every_picture_and_link_of_the_readmes_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for file in ["README.md", "README.vi.md"] {
        let text = fs::read_to_string(root.join(file)).unwrap();
        let links: Vec<&str> = text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
            .collect();
        assert!(!links.is_empty());
        for link in links.into_iter().filter(|link| !link.contains("://")) {
            assert!(root.join(link).exists(), "{file} points at {link}, which is not there");
        }
    }
}
