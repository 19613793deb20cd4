//! `import`: loads dossiers, shows how far it has come, reports what was read and what was not.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use serde_json::{Value as Json, json};

use super::outcome::{Outcome, print, print_json};
use super::{differences, path, text};
use crate::domain::{Actor, FrameworkId, MemberId, RoundId, StageId, place};
use crate::report::Ending;
use crate::tasks::{
    Desk, Fate, FileFate, Findings, FindingsExport, ImportReport, ImportRequest, Issue, Progress, Severity, Taken,
    TaskError, Unread, findings, import, preview,
};
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
        ..ImportRequest::default()
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
    let written = path(matches, "report");
    let overwrite = matches.get_flag("overwrite");
    if let Some(out) = written.filter(|_| !overwrite) {
        // Asked before the first dossier is stored, so that a refusal leaves nothing half done.
        findings::free(out)?;
    }
    let report_on = |desk: &Desk, found: Findings| -> Result<(), TaskError> {
        let Some(out) = written else { return Ok(()) };
        let wanted = FindingsExport {
            found,
            out: out.to_path_buf(),
            each: findings::is_folder(out),
            overwrite,
        };
        findings::write(desk, &wanted).map(drop)
    };
    if matches.get_flag("diff") {
        let bar = bar();
        let preview = preview::run(&mut desk, Some(workspace), &wanted, &mut |step| show(&bar, &step));
        bar.finish_and_clear();
        let preview = preview?;
        report_on(&desk, Findings::of_preview(&preview))?;
        if matches.get_flag("json") {
            print_json(&differences::as_json(&preview, locale));
        } else {
            differences::tell(&preview, locale);
            told_where(written, locale);
        }
        return Ok(differences::ending(&preview));
    }
    let bar = bar();
    let loaded = import::load_as(&mut desk, &actor, workspace, wanted, &mut |step| show(&bar, &step));
    bar.finish_and_clear();
    let report = match loaded {
        Err(TaskError::Unread(unread)) => {
            report_on(&desk, Findings::of_unread(&unread))?;
            if matches.get_flag("json") {
                print_json(&unread_json(&unread, locale));
            } else {
                tell_issues(&unread.issues, locale);
                print(&format!("\n{}", locale.text("cli-import-nothing")));
                told_where(written, locale);
            }
            return Ok(Ending::Findings);
        }
        loaded => loaded?,
    };
    report_on(&desk, Findings::of_import(&report))?;
    if matches.get_flag("json") {
        print_json(&as_json(&report, locale));
    } else {
        tell(&report, locale);
        told_where(written, locale);
    }
    let refused = report.issues.iter().any(|issue| issue.severity == Severity::Error);
    Ok(if refused || report.cancelled {
        Ending::Findings
    } else {
        Ending::Done
    })
}

/// Names the workbook that was written.
fn told_where(written: Option<&Path>, locale: &Locale) {
    if let Some(file) = written {
        let file = file.display().to_string();
        print(&locale.with("cli-import-report", &[("file", &file)]));
    }
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
    tell_issues(&report.issues, locale);
    let round = report.board.as_ref().map(|board| &board.round);
    let new = report.fates.iter().filter(|fate| fate.submission.is_some()).count();
    let figures = [
        ("count", report.fates.len().to_string()),
        ("new", new.to_string()),
        (
            "round",
            round.map_or_else(String::new, |round| round.framework.title.clone()),
        ),
        ("year", round.map_or_else(String::new, |round| round.year.to_string())),
    ];
    let figures: Vec<(&str, &str)> = figures.iter().map(|(name, text)| (*name, text.as_str())).collect();
    print(&format!("\n{}", locale.with("cli-import-done", &figures)));
    if report.cancelled {
        print(&locale.text("cli-import-cancelled"));
    }
}

fn tell_issues(issues: &[Issue], locale: &Locale) {
    if issues.is_empty() {
        return;
    }
    let count = issues.len().to_string();
    print(&format!("\n{}", locale.with("cli-import-issues", &[("count", &count)])));
    for issue in issues {
        print(&format!("- {}{}", placed(issue, locale), locale.say(&issue.message)));
    }
}

/// The same shape as after a load, without a round.
fn unread_json(unread: &Unread, locale: &Locale) -> Json {
    json!({
        "round": null,
        "opened": false,
        "cancelled": false,
        "dossiers": [],
        "issues": unread.issues.iter().map(|issue| issue_json(issue, locale)).collect::<Vec<_>>(),
        "files": unread.files.iter().map(|fate| file_json(fate, locale)).collect::<Vec<_>>(),
    })
}

/// `file, sheet, cell: ` with what is known of it.
pub(super) fn placed(issue: &Issue, locale: &Locale) -> String {
    let mut parts = Vec::new();
    if !issue.file.is_empty() {
        parts.push(format!("`{}`", issue.file));
    }
    // A document's tables have no letters for their columns, and what is no sheet is not called one.
    let spelled = place::cells(&issue.cell).is_some() || issue.sheet.starts_with(place::TABLE);
    if spelled {
        parts.extend(place::within(&issue.sheet, &issue.cell).map(|told| locale.say(&told)));
    } else {
        if !issue.sheet.is_empty() {
            parts.push(locale.with("cli-place-sheet", &[("sheet", &issue.sheet)]));
        }
        if !issue.cell.is_empty() {
            parts.push(locale.with("cli-place-cell", &[("cell", &issue.cell)]));
        }
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
    json!({
        "round": report.round.as_str(),
        "opened": report.opened,
        "cancelled": report.cancelled,
        "dossiers": report.fates.iter().map(fate).collect::<Vec<_>>(),
        "issues": report.issues.iter().map(|issue| issue_json(issue, locale)).collect::<Vec<_>>(),
        "files": report.files.iter().map(|fate| file_json(fate, locale)).collect::<Vec<_>>(),
    })
}

/// An issue with its place.
pub(super) fn issue_json(issue: &Issue, locale: &Locale) -> Json {
    json!({
        "severity": <&str>::from(issue.severity),
        "kind": issue.kind.map(crate::domain::FlagKind::code),
        "file": issue.file,
        "sheet": issue.sheet,
        "cell": issue.cell,
        "message": locale.say(&issue.message),
    })
}

/// What became of a file: `table`, `evidence`, `refused` with the reason, or `aside`.
fn file_json(fate: &FileFate, locale: &Locale) -> Json {
    let mut told = json!({ "file": fate.file, "kind": <&str>::from(fate.kind) });
    let Some(fields) = told.as_object_mut() else {
        return told;
    };
    let mut put = |name: &str, value: Json| fields.insert(name.to_owned(), value);
    match &fate.taken {
        Taken::Table { form, sheets } => {
            put("taken", json!("table"));
            put("form", json!(form.as_ref().map(|form| form.as_str())));
            put("sheets", json!(sheets));
        }
        Taken::Evidence(criteria) => {
            put("taken", json!("evidence"));
            let criteria: Vec<&str> = criteria.iter().map(|criterion| criterion.as_str()).collect();
            put("criteria", json!(criteria));
        }
        Taken::Refused(why) => {
            put("taken", json!("refused"));
            put("why", json!(locale.say(why)));
        }
        Taken::Aside => {
            put("taken", json!("aside"));
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Sentence;
    use crate::text::Lang;

    #[test]
    fn the_cells_of_documents_are_named_in_words() {
        let said = |sheet: &str, cell: &str| {
            let issue = Issue {
                severity: Severity::Warning,
                kind: None,
                file: "a".into(),
                sheet: sheet.into(),
                cell: cell.into(),
                message: Sentence::new("x"),
            };
            placed(&issue, &Locale::new(Lang::Vi))
        };
        assert_eq!(said("bảng 2", "R5C3"), "`a`, bảng 2, dòng 5, cột 3: ");
        assert_eq!(said("Biểu 01", "R5"), "`a`, trang `Biểu 01`, ô R5: ");
        assert_eq!(said("bảng 2", ""), "`a`, bảng 2: ");
        assert_eq!(said("", "¶4"), "`a`, đoạn 4: ");
        assert_eq!(
            said("bảng 12", "R6C5:R12C5, ¶4"),
            "`a`, bảng 12, dòng 6–12, cột 5; đoạn 4: "
        );
        let english = place::within("bảng 2", "R5C3").map(|told| Locale::new(Lang::En).say(&told));
        assert_eq!(english.unwrap_or_default(), "table 2, row 5, column 3");
        assert_eq!(
            place::within("Bảng 2", "F12").map(|told| told.key),
            Some("place-sheet-cells".into())
        );
    }
}
