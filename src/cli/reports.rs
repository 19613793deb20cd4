//! Commands on reports: `narrate` and `office`.

use clap::ArgMatches;

use super::outcome::{Outcome, complain, print};
use super::workspace::opened;
use super::{path, text};
use crate::report::Ending;
use crate::tasks::Desk;
use crate::tasks::reports::{self, Spoken};
use crate::text::Locale;

/// Writes a section of a report; without a text, tells what is written.
pub fn narrate(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let round = opened(&mut desk, matches)?;
    let spoken = Spoken {
        applicant: text(matches, "applicant").to_owned(),
        report: text(matches, "report").to_owned(),
        section: text(matches, "section").to_owned(),
        by: text(matches, "by").to_owned(),
    };
    let words = match path(matches, "file") {
        Some(file) => Some(reports::read(file)?),
        None => matches.get_one::<String>("text").cloned(),
    };
    if let Some(words) = words {
        print(&locale.say(&reports::narrate(&mut desk, &round, &spoken, &words)?));
        return Ok(Ending::Done);
    }
    for section in reports::sections(&desk, &round, &spoken)? {
        if !spoken.section.is_empty() && spoken.section != section.key {
            continue;
        }
        print(&format!("{}\t{}", section.key, section.heading));
        match section.written {
            Some(written) => {
                written.whole().lines().for_each(|line| print(&format!("\t{line}")));
                if written.is_conflict() {
                    let who: Vec<&str> = written.all().map(|one| one.by.as_str()).collect();
                    let several = locale.with("cli-narrate-conflict", &[("who", &who.join(", "))]);
                    print(&format!("\t{several}"));
                }
            }
            None => print(&format!("\t{}", locale.text("cli-narrate-unwritten"))),
        }
    }
    Ok(Ending::Done)
}

/// Sets what documents say of the offices that issue them; without a file, prints it.
pub fn office(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let round = opened(&mut desk, matches)?;
    if let Some(file) = path(matches, "file") {
        let said = reports::set_offices(&mut desk, &round, file, text(matches, "by"))?;
        print(&locale.say(&said));
        return Ok(Ending::Done);
    }
    print(reports::offices(&desk, &round)?.trim_end());
    complain(locale.text("cli-office-hint"));
    Ok(Ending::Done)
}
