//! Commands on the framework library: `framework`, `template`, `score`.

use std::path::PathBuf;

use clap::ArgMatches;
use serde_json::Value as Json;

use super::outcome::{Outcome, print, print_json};
use super::{path, text};
use crate::domain::FrameworkId;
use crate::report::Ending;
use crate::tasks::{Desk, export, frameworks};
use crate::text::{Locale, pad, width};

pub fn run(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    match matches.subcommand() {
        Some(("list", matches)) => list(&mut desk, matches.get_flag("json"), locale),
        Some(("show", matches)) => {
            let id = FrameworkId::new(text(matches, "id"));
            if matches.get_flag("json") {
                print_json(&frameworks::show(&mut desk, &id)?);
            } else {
                print(&frameworks::read_aloud(&mut desk, &id, locale)?);
            }
            Ok(Ending::Done)
        }
        Some(("check", matches)) => {
            let files: Vec<&PathBuf> = matches.get_many::<PathBuf>("file").into_iter().flatten().collect();
            check(&files, locale)
        }
        Some(("new", matches)) => {
            let skeleton = frameworks::skeleton(text(matches, "id"));
            match path(matches, "out") {
                Some(file) => {
                    frameworks::write_new(file, &skeleton)?;
                    print(&locale.with("cli-framework-written", &[("file", &file.display().to_string())]));
                }
                None => print(skeleton.trim_end()),
            }
            Ok(Ending::Done)
        }
        Some(_) | None => Ok(Ending::Wrong),
    }
}

fn list(desk: &mut Desk, as_json: bool, locale: &Locale) -> Outcome {
    let listed = frameworks::list(desk);
    if as_json {
        print_json(&Json::Array(listed.iter().map(frameworks::listed_json).collect()));
        return Ok(Ending::Done);
    }
    let longest = listed.iter().map(|one| width(one.id.as_str())).max().unwrap_or(0);
    for one in &listed {
        let Some(head) = &one.head else {
            print(&format!(
                "{}  {}",
                pad(one.id.as_str(), longest),
                locale.text("cli-framework-broken")
            ));
            for defect in &one.defects {
                print(&format!("{}  {}", " ".repeat(longest), locale.say(&defect.say())));
            }
            continue;
        };
        let about = locale.with(
            "cli-framework-about",
            &[
                (
                    "level",
                    &locale.text(&format!("cli-level-{}", <&str>::from(head.applicant_level))),
                ),
                (
                    "method",
                    &locale.text(&format!("cli-method-{}", <&str>::from(head.method))),
                ),
                ("criteria", &head.criteria.to_string()),
            ],
        );
        print(&format!(
            "{}  {about}\n{}  {}",
            pad(one.id.as_str(), longest),
            " ".repeat(longest),
            head.title
        ));
    }
    list_profiles(desk, locale);
    Ok(Ending::Done)
}

/// The chains that can be laid over a framework, in a section of their own.
fn list_profiles(desk: &Desk, locale: &Locale) {
    let profiles = frameworks::profiles(desk);
    if profiles.is_empty() {
        return;
    }
    print(&format!("\n{}", locale.text("cli-framework-profiles")));
    let longest = profiles.iter().map(|one| width(&one.id)).max().unwrap_or(0);
    for one in &profiles {
        let title = if one.defects.is_empty() {
            one.title.clone()
        } else {
            locale.text("cli-framework-broken")
        };
        print(&format!("{}  {title}", pad(&one.id, longest)));
        for defect in &one.defects {
            print(&format!("{}  {}", " ".repeat(longest), locale.say(&defect.say())));
        }
    }
}

fn check(files: &[&PathBuf], locale: &Locale) -> Outcome {
    let mut ending = Ending::Done;
    for file in files {
        let checked = frameworks::check(file)?;
        print(&format!("{}:", file.display()));
        for (line, column, message) in &checked.defects {
            print(&format!(
                "  {}:{line}:{column}: {}",
                file.display(),
                locale.say(message)
            ));
        }
        for line in checked.counts.iter().chain(&checked.cases) {
            print(&format!("  {}", locale.say(line)));
        }
        for finding in &checked.findings {
            print(&format!(
                "  {} {}",
                locale.text(frameworks::mark(finding)),
                locale.say(&finding.message)
            ));
        }
        for reading in &checked.readings {
            print(&format!(
                "  {} {}",
                locale.text("cli-check-acknowledged"),
                locale.say(reading)
            ));
        }
        if checked.is_sound() {
            print(&format!("  {}", locale.text("cli-check-sound")));
        } else {
            print(&format!("  {}", locale.text("cli-check-unsound")));
            ending = Ending::Wrong;
        }
    }
    Ok(ending)
}

/// Writes the blank self-assessment form.
pub fn template(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let Some(out) = path(matches, "out") else {
        return Ok(Ending::Wrong);
    };
    let framework = FrameworkId::new(text(matches, "framework"));
    let form = Some(text(matches, "form")).filter(|form| !form.is_empty());
    export::template(&mut desk, &framework, form, out, matches.get_flag("overwrite"))?;
    print(&locale.with("cli-template-written", &[("file", &out.display().to_string())]));
    Ok(Ending::Done)
}

/// Tries one criterion's rule on given figures.
pub fn score(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let framework = FrameworkId::new(text(matches, "framework"));
    let inputs: Vec<String> = matches
        .get_many::<String>("input")
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    let target = Some(text(matches, "target")).filter(|target| !target.is_empty());
    let scored = frameworks::score(&mut desk, &framework, text(matches, "criterion"), &inputs, target)?;
    if matches.get_flag("json") {
        print_json(&frameworks::scored_json(&scored, locale));
    } else {
        print(&locale.say(&scored.finding.why));
    }
    Ok(Ending::Done)
}
