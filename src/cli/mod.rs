//! The command line: parses it, serves it through the tasks, prints its report, and gives its exit status.

mod command;
mod differences;
mod evidence;
mod frameworks;
mod import;
mod outcome;
mod refuse;
mod reports;
mod sign;
mod verify;
mod workspace;

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::ArgMatches;

use crate::domain::Sentence;
use crate::report::{Ending, Report};
use crate::tasks::{Desk, Settings, TaskError, nearest};
use crate::text::{Lang, Locale, date};
use outcome::{Outcome, complain};

/// Runs the program with its arguments, its name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let folder = Settings::folder();
    let settings = folder
        .as_deref()
        .map_or_else(|| Ok(Settings::default()), Settings::read);
    let lang = language(
        &arguments,
        settings.as_ref().map_or("", |settings| settings.lang.as_str()),
    );
    let locale = Arc::new(Locale::new(lang));
    let matches = match command::build(&locale).try_get_matches_from(&arguments) {
        Ok(matches) => matches,
        Err(fault) => return refuse::print(&fault, &arguments, &locale).into(),
    };
    let served = settings.map_err(TaskError::from).and_then(|settings| {
        let desk = Desk::new(settings, folder, Arc::clone(&locale), now);
        serve(desk, &matches, &locale)
    });
    match served {
        Ok(ending) => ending.into(),
        Err(fault) => {
            complain(Report::of(&fault, &locale));
            Ending::Wrong.into()
        }
    }
}

/// The time of acts done from the command line and the screens: the only place that asks the clock.
fn now() -> String {
    date::stamp(time::OffsetDateTime::now_utc())
}

/// The language asked for on the command line, or in the settings, or Vietnamese. It is wanted before the command line
/// is parsed, as the help is printed in it.
fn language(arguments: &[OsString], settled: &str) -> Lang {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    let mut asked = None;
    while let Some(word) = words.next() {
        if word == "--lang" {
            asked = words.next();
        } else if let Some(value) = word.strip_prefix("--lang=") {
            asked = Some(value);
        }
    }
    asked.unwrap_or(settled).parse().unwrap_or_default()
}

fn serve(desk: Desk, matches: &ArgMatches, locale: &Arc<Locale>) -> Outcome {
    if let Some(refusal) = mistyped(matches, locale) {
        return Err(refusal);
    }
    match matches.subcommand() {
        None => workspace::open(desk, path(matches, "workspace"), matches.get_flag("readonly"), locale),
        Some(("open", matches)) => {
            workspace::open(desk, path(matches, "workspace"), matches.get_flag("readonly"), locale)
        }
        Some(("demo", matches)) => workspace::demo(desk, path(matches, "workspace"), locale),
        Some(("import", matches)) => import::run(desk, matches, locale),
        Some(("framework", matches)) => frameworks::run(desk, matches, locale),
        Some(("rule", matches)) => workspace::rule(desk, matches, locale),
        Some(("evidence", matches)) => evidence::run(desk, matches, locale),
        Some(("export", matches)) => workspace::export(desk, matches, locale),
        Some(("narrate", matches)) => reports::narrate(desk, matches, locale),
        Some(("office", matches)) => reports::office(desk, matches, locale),
        Some(("template", matches)) => frameworks::template(desk, matches, locale),
        Some(("score", matches)) => frameworks::score(desk, matches, locale),
        Some(("sign", matches)) => sign::run(desk, matches, locale),
        Some(("verify", matches)) => verify::run(desk, matches, locale),
        Some(("dump", matches)) => workspace::dump(desk, matches, locale),
        Some(("doctor", matches)) => workspace::doctor(desk, matches, locale),
        // The parser lets no other subcommand through.
        Some(_) => Ok(Ending::Wrong),
    }
}

/// A lone word that is no file but nearly a command.
fn mistyped(matches: &ArgMatches, locale: &Locale) -> Option<TaskError> {
    if matches.subcommand().is_some() {
        return None;
    }
    let name = path(matches, "workspace").filter(|path| !path.exists())?.to_str()?;
    let program = command::build(locale);
    let meant = nearest(name, program.get_subcommands().map(clap::Command::get_name))?;
    Some(TaskError::input_with_hint(
        Sentence::new("cli-unknown-command").text("name", name),
        Sentence::new("cli-did-you-mean").text("name", meant),
    ))
}

fn path<'a>(matches: &'a ArgMatches, name: &str) -> Option<&'a Path> {
    matches.get_one::<PathBuf>(name).map(PathBuf::as_path)
}

fn text<'a>(matches: &'a ArgMatches, name: &str) -> &'a str {
    matches.get_one::<String>(name).map_or("", String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_the_one_asked_for_else_the_settled_one_else_vietnamese() {
        let words = |words: &[&str]| words.iter().map(OsString::from).collect::<Vec<_>>();
        assert_eq!(language(&words(&["thamdinh", "--lang", "en", "dump"]), "vi"), Lang::En);
        assert_eq!(language(&words(&["thamdinh", "dump", "--lang=vi"]), "en"), Lang::Vi);
        assert_eq!(language(&words(&["thamdinh"]), "en"), Lang::En);
        assert_eq!(language(&words(&["thamdinh"]), ""), Lang::Vi);
    }
}
