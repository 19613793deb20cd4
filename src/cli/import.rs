//! `import`: loads dossiers, shows how far it has come, reports what was read and what was not.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value as Json, json};

use super::outcome::{Outcome, print, print_json};
use super::{path, text};
use crate::domain::{Actor, FrameworkId, MemberId, RoundId, StageId};
use crate::report::Ending;
use crate::tasks::{Desk, Fate, ImportReport, ImportRequest, Issue, Progress, Severity, import};
use crate::text::{Locale, clean, pad, width};

pub fn run(mut desk: Desk, matches: &ArgMatches, locale: &Arc<Locale>) -> Outcome {
    let some = |name: &str| Some(text(matches, name)).filter(|text| !text.is_empty());
    let wanted = ImportRequest {
        folders: matches
            .get_many::<PathBuf>("dir")
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
        framework: some("framework").map(FrameworkId::new),
        year: matches.get_one::<i32>("year").copied(),
        organisation: some("organisation").map(|name| clean::clean_line(name).text),
        stage: some("stage").map(StageId::new),
        targets: path(matches, "targets").map(PathBuf::from),
        round: some("round").map(RoundId::new),
        profile: some("profile").map(str::to_owned),
        stages: path(matches, "stages").map(PathBuf::from),
    };
    let by = clean::clean_line(text(matches, "by")).text;
    let actor = match (by.as_str(), desk.actor()) {
        ("", Some(actor)) => actor,
        ("", None) => import::machine_user(),
        (name, _) => Actor {
            member: MemberId::new(name),
            role: String::new(),
        },
    };
    let workspace = path(matches, "workspace").unwrap_or(Path::new(""));
    // Nothing is made for what cannot be loaded.
    let wanted = if workspace.exists() {
        wanted
    } else {
        import::prepare(&desk, wanted)?
    };
    desk.open_or_create(workspace)?;
    let bar = bar();
    let report = import::run_as(&mut desk, &actor, &wanted, &mut |step| show(&bar, &step));
    bar.finish_and_clear();
    let report = report?;
    if matches.get_flag("json") {
        print_json(&as_json(&report, locale));
    } else {
        tell(&report, locale);
    }
    let refused = report.issues.iter().any(|issue| issue.severity == Severity::Error);
    Ok(if refused || report.cancelled {
        Ending::Findings
    } else {
        Ending::Done
    })
}

/// A bar on standard error in a terminal; nothing where that is piped.
fn bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(0), ProgressDrawTarget::stderr());
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}

fn show(bar: &ProgressBar, step: &Progress) -> bool {
    bar.set_length(step.total as u64);
    bar.set_position(step.done as u64);
    bar.set_message(step.what.clone());
    true
}

fn tell(report: &ImportReport, locale: &Locale) {
    let longest = report.fates.iter().map(|fate| width(&fate.name)).max().unwrap_or(0);
    for fate in &report.fates {
        let state = match fate.submission {
            Some(1) => locale.text("cli-import-first"),
            Some(number) => locale.with("cli-import-again", &[("number", &number.to_string())]),
            None => locale.text("cli-import-unchanged"),
        };
        let figures = locale.with(
            "cli-import-figures",
            &[
                ("claims", &fate.claims.to_string()),
                ("evidence", &fate.evidence.to_string()),
                ("flags", &fate.flags.to_string()),
            ],
        );
        print(&format!("{}  {figures}  {state}", pad(&fate.name, longest)));
    }
    if !report.issues.is_empty() {
        print(&format!(
            "\n{}",
            locale.with("cli-import-issues", &[("count", &report.issues.len().to_string())])
        ));
        for issue in &report.issues {
            print(&format!("- {}{}", place(issue, locale), locale.say(&issue.message)));
        }
    }
    let new = report.fates.iter().filter(|fate| fate.submission.is_some()).count();
    let figures = [
        ("count", report.fates.len().to_string()),
        ("new", new.to_string()),
        ("round", report.round.as_str().to_owned()),
    ];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, text)| (*name, text.as_str())).collect();
    print(&format!("\n{}", locale.with("cli-import-done", &figures)));
    if report.cancelled {
        print(&locale.text("cli-import-cancelled"));
    }
}

/// `file, sheet, cell: ` with what is known of it.
fn place(issue: &Issue, locale: &Locale) -> String {
    let mut parts = Vec::new();
    if !issue.file.is_empty() {
        parts.push(format!("`{}`", issue.file));
    }
    if !issue.sheet.is_empty() {
        parts.push(locale.with("cli-place-sheet", &[("sheet", &issue.sheet)]));
    }
    if !issue.cell.is_empty() {
        parts.push(locale.with("cli-place-cell", &[("cell", &issue.cell)]));
    }
    if parts.is_empty() {
        String::new()
    } else {
        format!("{}: ", parts.join(", "))
    }
}

fn as_json(report: &ImportReport, locale: &Locale) -> Json {
    let fate = |fate: &Fate| {
        json!({
            "applicant": fate.name,
            "id": fate.applicant.as_str(),
            "folder": fate.folder,
            "submission": fate.submission,
            "claims": fate.claims,
            "evidence": fate.evidence,
            "flags": fate.flags,
        })
    };
    let issue = |issue: &Issue| {
        json!({
            "severity": <&str>::from(issue.severity),
            "file": issue.file,
            "sheet": issue.sheet,
            "cell": issue.cell,
            "message": locale.say(&issue.message),
        })
    };
    json!({
        "round": report.round.as_str(),
        "opened": report.opened,
        "cancelled": report.cancelled,
        "dossiers": report.fates.iter().map(fate).collect::<Vec<_>>(),
        "issues": report.issues.iter().map(issue).collect::<Vec<_>>(),
    })
}
