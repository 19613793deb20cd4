//! Commands on a workspace: `open`, `demo`, `rule`, `export`, `dump`, `doctor`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use super::outcome::{Outcome, print, print_json};
use super::{path, text};
use crate::domain::{ApplicantId, FormId};
use crate::report::Ending;
use crate::tasks::rulings::{self, Spoken};
use crate::tasks::{Desk, ExportFormat, ExportRequest, Request, doctor, dump, export};
use crate::text::Locale;

/// Opens the terminal workstation on a workspace, on the last one, or on the first-run screen.
pub fn open(desk: Desk, workspace: Option<&Path>, readonly: bool, locale: &Arc<Locale>) -> Outcome {
    workspace.map_or(Ok(()), Desk::expect_workspace)?;
    let last = desk.settings().last.clone().filter(|path| path.exists());
    let first = workspace.map(PathBuf::from).or(last).map(Request::Open);
    let desk = if readonly { desk.readonly() } else { desk };
    let _ = (desk, first, locale);
    Ok(Ending::Wrong)
}

/// Opens the workstation on the bundled sample.
pub fn demo(mut desk: Desk, keep: Option<&Path>, locale: &Arc<Locale>) -> Outcome {
    crate::tasks::demo::open(&mut desk, keep, &mut |_| true)?;
    let _ = locale;
    Ok(Ending::Wrong)
}

/// Records rulings.
pub fn rule(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let round = opened(&mut desk, matches)?;
    let spoken = Spoken {
        applicant: text(matches, "applicant").to_owned(),
        criterion: text(matches, "criterion").to_owned(),
        stage: text(matches, "stage").to_owned(),
        value: text(matches, "value").to_owned(),
        verdict: text(matches, "verdict").to_owned(),
        points: text(matches, "points").to_owned(),
        note: text(matches, "note").to_owned(),
        by: text(matches, "by").to_owned(),
    };
    let said = match path(matches, "from") {
        Some(file) => rulings::from_file(&mut desk, &round, file, &spoken.stage, &spoken.by)?,
        None => vec![rulings::one(&mut desk, &round, &spoken)?],
    };
    for sentence in said {
        print(&locale.say(&sentence));
    }
    Ok(Ending::Done)
}

/// Writes official tables and names the files.
pub fn export(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let round = opened(&mut desk, matches)?;
    let applicants: Vec<ApplicantId> = matches
        .get_many::<String>("applicant")
        .into_iter()
        .flatten()
        .map(ApplicantId::new)
        .collect();
    if applicants.is_empty() && !matches.get_flag("all") {
        return Err(export::nobody());
    }
    let wanted = ExportRequest {
        round,
        form: FormId::new(text(matches, "form")),
        applicants,
        format: ExportFormat::Xlsx,
        out: path(matches, "out").map(PathBuf::from).unwrap_or_default(),
        one_book: matches.get_flag("book"),
        overwrite: matches.get_flag("overwrite"),
    };
    let files = export::run(&mut desk, &wanted, &mut |_| true)?;
    for file in &files {
        print(&file.display().to_string());
    }
    eprintln!(
        "{}",
        locale.with("cli-exported", &[("count", &files.len().to_string())])
    );
    Ok(Ending::Done)
}

/// Prints the whole state as JSON.
pub fn dump(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    if let Some(workspace) = path(matches, "workspace") {
        desk.open_existing(workspace)?;
    }
    let round = Some(text(matches, "round")).filter(|round| !round.is_empty());
    print_json(&dump::all(&desk, round, locale)?);
    Ok(Ending::Done)
}

/// Examines a workspace; rebuilds, backs up or restores it where asked.
pub fn doctor(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let Some(workspace) = path(matches, "file") else {
        return Ok(Ending::Wrong);
    };
    if let Some(backup) = path(matches, "restore") {
        let kept = doctor::restore(workspace, backup, &desk.now())?;
        print(&locale.with("cli-doctor-restored", &[("kept", &kept.display().to_string())]));
    }
    desk.open_existing(workspace)?;
    if let Some(backup) = path(matches, "backup") {
        desk.store()?.backup(backup)?;
        print(&locale.with("cli-doctor-backup", &[("file", &backup.display().to_string())]));
    }
    let found = doctor::examine(&mut desk, matches.get_flag("rebuild"))?;
    for (key, count) in found.counts {
        print(&locale.with(key, &[("count", &count.to_string())]));
    }
    for fault in &found.faults {
        print(&format!("- {}", locale.say(fault)));
    }
    if found.rebuilt {
        print(&locale.text("cli-doctor-rebuilt"));
    }
    if found.faults.is_empty() {
        print(&locale.text("cli-doctor-sound"));
        return Ok(Ending::Done);
    }
    print(&locale.with("cli-doctor-faults", &[("count", &found.faults.len().to_string())]));
    Ok(Ending::Findings)
}

/// Opens the workspace of the command line and finds its round.
fn opened(desk: &mut Desk, matches: &ArgMatches) -> Result<crate::domain::RoundId, crate::tasks::TaskError> {
    if let Some(workspace) = path(matches, "workspace") {
        desk.open_existing(workspace)?;
    }
    desk.pick_round(Some(text(matches, "round")).filter(|round| !round.is_empty()))
}
