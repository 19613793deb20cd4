//! `verify`: what the signatures of files are worth, as a table for each file or as JSON.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::{Value as Json, json};

use super::outcome::{Outcome, complain, print, print_json};
use super::path;
use crate::report::Ending;
use crate::tasks::verify::{self, Kept, Origin, Verified};
use crate::tasks::{Desk, TaskError};
use crate::text::{Locale, date, measure};

/// Verifies files; ends with findings where one of them is not signed validly.
pub fn run(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let paths = |name: &str| -> Vec<PathBuf> {
        let all = matches.get_many::<PathBuf>(name);
        all.into_iter().flatten().cloned().collect()
    };
    let workspace = path(matches, "workspace");
    if let Some(workspace) = workspace {
        desk.open_existing(workspace)?;
    }
    let (files, authorities) = (paths("file"), paths("ca"));
    let found = verify::run(&desk, &files, &authorities, &mut |_| true)?;
    let fine = found.iter().filter(|one| one.is_fine()).count();
    if matches.get_flag("json") {
        print_json(&json!({
            "files": found.iter().map(|one| as_json(one, locale)).collect::<Vec<_>>(),
            "not_checked": ["revocation", "timestamp-authority"],
        }));
    } else {
        tell(&found, workspace.is_some(), locale);
        complain(locale.with(
            "verify-done",
            &[
                ("files", &found.len().to_string()),
                ("fine", &fine.to_string()),
                ("others", &(found.len() - fine).to_string()),
            ],
        ));
        if !authorities_known(&desk, &authorities)? {
            complain(locale.text("verify-no-authorities"));
        }
        complain(locale.text("verify-not-checked"));
    }
    Ok(if fine == found.len() {
        Ending::Done
    } else {
        Ending::Findings
    })
}

fn authorities_known(desk: &Desk, named: &[PathBuf]) -> Result<bool, TaskError> {
    Ok(!verify::trust(desk, named)?.is_empty())
}

fn tell(found: &[Verified], with_journal: bool, locale: &Locale) {
    for one in found {
        let state: &'static str = one.state.into();
        let state = locale.with("verify-state", &[("state", state)]);
        print(&format!("{}: {state}", one.path.display()));
        if let Some(fault) = one.fault {
            print(&format!("  {}", locale.say(&verify::unreadable(fault))));
        }
        let rows: Vec<[String; 4]> = one.signatures.iter().map(|one| row(one, locale)).collect();
        let widest = |column: usize| {
            let texts = rows.iter().filter_map(|row| row.get(column));
            texts.map(|text| measure::width(text)).max().unwrap_or(0)
        };
        let widths = [widest(0), widest(1), widest(2)];
        for (number, [who, time, whole, finding]) in rows.iter().enumerate() {
            let [first, second, third] = widths;
            print(&format!(
                "  {}. {}  {}  {}  {finding}",
                number + 1,
                measure::pad(who, first),
                measure::pad(time, second),
                measure::pad(whole, third),
            ));
        }
        if with_journal {
            print(&format!("  {}", kept(&one.kept, locale)));
            if one.origin != Origin::Unknown {
                print(&format!("  {}", locale.say(&verify::compared(&one.origin))));
            }
        }
    }
}

fn row(one: &verify::Checked, locale: &Locale) -> [String; 4] {
    let name = if one.name.is_empty() {
        locale.text("verify-nameless")
    } else {
        one.name.clone()
    };
    let who = match &one.organisation {
        Some(organisation) if *organisation != name => format!("{name}, {organisation}"),
        Some(_) | None => name,
    };
    let who = if one.is_timestamp {
        format!("{}: {who}", locale.text("verify-timestamp"))
    } else {
        who
    };
    let (time, source) = match one.time {
        Some((time, source)) => (date::display(&date::stamp(time)), source.code()),
        None => (String::new(), "none"),
    };
    let whole = if one.whole_file { "verify-whole" } else { "verify-part" };
    [
        who,
        locale.with("verify-time", &[("source", source), ("time", &time)]),
        locale.text(whole),
        locale.say(&verify::finding(one.verdict)),
    ]
}

fn kept(kept: &Kept, locale: &Locale) -> String {
    let said = |key, by: &str, at: &str| locale.with(key, &[("by", by), ("at", &date::display(at))]);
    match kept {
        Kept::Nothing => locale.text("verify-kept-nothing"),
        Kept::Same { by, at } => said("verify-kept-same", by, at),
        Kept::Other { by, at } => said("verify-kept-other", by, at),
    }
}

fn as_json(one: &Verified, locale: &Locale) -> Json {
    let state: &'static str = one.state.into();
    let journal = match &one.kept {
        Kept::Nothing => Json::Null,
        Kept::Same { by, at } => json!({ "same": true, "by": by, "at": at }),
        Kept::Other { by, at } => json!({ "same": false, "by": by, "at": at }),
    };
    json!({
        "path": one.path.to_string_lossy(),
        "state": state,
        "fault": one.fault.map(|fault| fault.code()),
        "signatures": one.signatures.iter().map(|one| signature(one, locale)).collect::<Vec<_>>(),
        "journal": journal,
        "origin": { "finding": one.origin.code(), "state_sha256": one.origin.state() },
    })
}

fn signature(one: &verify::Checked, locale: &Locale) -> Json {
    let (why, number) = verify::detail(one.verdict);
    json!({
        "name": one.name,
        "organisation": one.organisation,
        "issuer": one.issuer,
        "serial": one.serial,
        "time": one.time.map(|(time, _)| date::stamp(time)),
        "time_source": one.time.map(|(_, source)| source.code()),
        "whole_file": one.whole_file,
        "timestamp": one.is_timestamp,
        "verdict": one.verdict.code(),
        "detail": why,
        "number": number,
        "finding": locale.say(&verify::finding(one.verdict)),
    })
}
