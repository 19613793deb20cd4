//! The command `evidence`: lists the files of a dossier by criterion, or marks them.

use clap::ArgMatches;

use super::outcome::{Outcome, print};
use super::text;
use super::workspace::opened;
use crate::domain::{CriterionId, Evidence, Marking, Sufficiency, marking};
use crate::report::Ending;
use crate::tasks::evidence::{self, FileFacts, Spoken};
use crate::tasks::{Desk, say};
use crate::text::Locale;

/// Marks evidence; without a mark, lists it.
pub fn run(mut desk: Desk, matches: &ArgMatches, locale: &Locale) -> Outcome {
    let round = opened(&mut desk, matches)?;
    let spoken = Spoken {
        applicant: text(matches, "applicant").to_owned(),
        criterion: text(matches, "criterion").to_owned(),
        file: text(matches, "file").to_owned(),
        stage: text(matches, "stage").to_owned(),
        mark: text(matches, "mark").parse::<Sufficiency>().ok(),
        note: text(matches, "note").to_owned(),
        by: text(matches, "by").to_owned(),
    };
    if spoken.mark.is_some() || matches.get_flag("unmark") {
        print(&locale.say(&evidence::mark(&mut desk, &round, &spoken)?));
        return Ok(Ending::Done);
    }
    let found = evidence::list(&desk, &round, &spoken)?;
    for (criterion, files) in found.groups() {
        let code = match criterion {
            Some(id) => id.as_str().to_owned(),
            None => locale.text("cli-evidence-none"),
        };
        let marks = said(&found, criterion, None, locale);
        print(&format!("{code}\t{}{marks}", found.name(criterion)));
        for (file, facts) in files {
            let marks = said(&found, criterion, Some(file), locale);
            print(&format!("\t{}{marks}", line(file, facts, locale)));
        }
    }
    Ok(Ending::Done)
}

/// The marks on a place, each behind a tab.
fn said(found: &evidence::Listed, criterion: Option<&CriterionId>, file: Option<&Evidence>, locale: &Locale) -> String {
    let path = file.map(|file| file.path.as_str());
    let marks = marking::on(&found.evidence.view.marks, &found.stage, criterion, path);
    let words = |mark: &Marking| {
        let what = locale.say(&say::sufficiency(mark.mark));
        let parts = [what.as_str(), mark.note.as_str(), mark.by.as_str()];
        let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        format!("\t[{}]", parts.join(" – ").replace('\n', " "))
    };
    marks.into_iter().map(words).collect()
}

fn line(file: &Evidence, facts: &FileFacts, locale: &Locale) -> String {
    let kind: &str = file.kind.into();
    let signature: &str = file.signature.into();
    let mut parts = vec![
        file.path.clone(),
        locale.text(&format!("tui-kind-{kind}")),
        file.size.to_string(),
        locale.text(&format!("tui-signature-{signature}")),
    ];
    if let Some((day, _)) = &facts.late {
        parts.push(locale.with("cli-evidence-late", &[("day", day)]));
    }
    if !facts.elsewhere.is_empty() {
        let names: Vec<String> = facts
            .elsewhere
            .iter()
            .map(|one| format!("{} ({})", one.name, one.path))
            .collect();
        parts.push(locale.with("cli-evidence-elsewhere", &[("places", &names.join("; "))]));
    }
    if facts.gone {
        parts.push(locale.text("cli-evidence-gone"));
    }
    parts.join("\t")
}
