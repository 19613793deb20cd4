//! Commands on a workspace: `open`, `demo`, `rule`, `export`, `dump`, `doctor`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ArgMatches;

use super::outcome::{Outcome, complain, print, print_json};
use super::{path, text};
use crate::domain::{ApplicantId, FormId, RoundId, Sentence};
use crate::report::{Ending, Report};
use crate::tasks::restore::restore;
use crate::tasks::rulings::{self, Spoken};
use crate::tasks::settings::KEYMAP;
use crate::tasks::{Desk, Existing, ExportRequest, Request, Settings, TaskError, doctor, dump, export};
use crate::text::Locale;
use crate::tui;

/// Opens the terminal workstation on a workspace, on the last one, or on the first-run screen.
pub fn open(desk: Desk, workspace: Option<&Path>, readonly: bool, locale: &Arc<Locale>) -> Outcome {
    workspace.map_or(Ok(()), Desk::expect_workspace)?;
    let last = desk.settings().last.clone().filter(|path| path.exists());
    let first = workspace.map(PathBuf::from).or(last).map(Request::Open);
    let desk = if readonly { desk.readonly() } else { desk };
    screens(desk, first, readonly, locale)
}

/// Runs the screens; a key map that cannot be used is told before the terminal is touched.
fn screens(desk: Desk, first: Option<Request>, readonly: bool, locale: &Arc<Locale>) -> Outcome {
    let own = own_keymap()?;
    let overlay = own.as_ref().map(|(file, text)| (file.as_str(), text.as_str()));
    let keymap = match tui::keymap(&desk.settings().keymap, overlay, locale.lang()) {
        Ok(keymap) => keymap,
        Err(report) => {
            complain(report);
            return Ok(Ending::Wrong);
        }
    };
    let options = tui::Options {
        keymap,
        own,
        no_colour: std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()),
        readonly,
        first,
    };
    match tui::run(desk, options) {
        Ok(()) => Ok(Ending::Done),
        Err(fault) => {
            complain(Report::of(&fault, locale));
            Ok(Ending::Wrong)
        }
    }
}

/// The person's own key map, laid over the one of the settings: `keymap.toml` in the folder of the settings.
fn own_keymap() -> Result<Option<(String, String)>, TaskError> {
    let Some(path) = Settings::folder()
        .map(|folder| folder.join(KEYMAP))
        .filter(|path| path.exists())
    else {
        return Ok(None);
    };
    let text = std::fs::read_to_string(&path).map_err(|fault| TaskError::Unreadable(path.clone(), fault))?;
    Ok(Some((path.display().to_string(), text)))
}

/// Opens the workstation on the bundled sample.
pub fn demo(mut desk: Desk, keep: Option<&Path>, locale: &Arc<Locale>) -> Outcome {
    let first = match keep {
        Some(path) => {
            crate::tasks::demo::open(&mut desk, keep, &mut |_| true)?;
            Request::Open(path.into())
        }
        None => Request::Demo,
    };
    screens(desk, Some(first), false, locale)
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
        inputs: matches
            .get_many::<String>("input")
            .into_iter()
            .flatten()
            .cloned()
            .collect(),
    };
    let mut saved = |said: &Sentence| print(&locale.say(said));
    match path(matches, "from") {
        Some(file) => rulings::from_file(&mut desk, &round, file, &spoken.stage, &spoken.by, &mut saved)?,
        None if matches.get_flag("all") => rulings::everyone(&mut desk, &round, &spoken, &mut saved)?,
        None => saved(&rulings::one(&mut desk, &round, &spoken)?),
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
        forms: forms(matches),
        applicants,
        format: text(matches, "format").parse().unwrap_or_default(),
        out: path(matches, "out").map(PathBuf::from).unwrap_or_default(),
        one_book: matches.get_flag("book"),
        provenance: matches.get_flag("provenance"),
        plain_names: matches.get_flag("plain-names"),
        existing: match (matches.get_flag("overwrite"), matches.get_flag("skip-existing")) {
            (true, _) => Existing::Replace,
            (false, true) => Existing::Keep,
            (false, false) => Existing::Refuse,
        },
    };
    let written = export::run(&mut desk, &wanted, &mut |_| true)?;
    for file in &written.files {
        print(&file.display().to_string());
    }
    complain(locale.with("cli-exported", &[("count", &written.files.len().to_string())]));
    if !written.kept.is_empty() {
        complain(locale.with("closing-kept", &[("count", &written.kept.len().to_string())]));
    }
    Ok(Ending::Done)
}

/// The forms named; none for all of the framework.
fn forms(matches: &ArgMatches) -> Vec<FormId> {
    let named = matches.get_many::<String>("form").into_iter().flatten();
    let named: Vec<FormId> = named.map(FormId::new).collect();
    if named.iter().any(|form| form.as_str() == "all") {
        return Vec::new();
    }
    named
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
        match restore(workspace, backup, &desk.now())? {
            Some(kept) => print(&locale.with("cli-doctor-restored", &[("kept", &kept.display().to_string())])),
            None => print(&locale.text("cli-doctor-restored-new")),
        }
    }
    desk.open_existing(workspace)?;
    if let Some(backup) = path(matches, "backup") {
        desk.store()?.backup(backup)?;
        print(&locale.with("cli-doctor-backup", &[("file", &backup.display().to_string())]));
    }
    let exported: Vec<PathBuf> = matches
        .get_many::<PathBuf>("exported")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let found = doctor::examine(&mut desk, matches.get_flag("rebuild"), &exported)?;
    for (key, count) in found.counts {
        print(&locale.with(key, &[("count", &count.to_string())]));
    }
    for fault in found.open.iter().chain(&found.faults) {
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
pub(super) fn opened(desk: &mut Desk, matches: &ArgMatches) -> Result<RoundId, TaskError> {
    if let Some(workspace) = path(matches, "workspace") {
        desk.open_existing(workspace)?;
    }
    desk.pick_round(Some(text(matches, "round")).filter(|round| !round.is_empty()))
}
