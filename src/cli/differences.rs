//! `import --diff`: what a load would change, criterion by criterion, with nothing stored.

use serde_json::{Value as Json, json};

use super::import::{issue_json, placed};
use super::outcome::print;
use crate::domain::{Change, FileDifference};
use crate::report::Ending;
use crate::tasks::{Changes, Commune, Preview, Severity, findings};
use crate::text::{Locale, pad, width};

/// Whether something was found that the caller asked to be told of: a file refused.
pub fn ending(preview: &Preview) -> Ending {
    let own = preview.communes.iter().flat_map(|commune| &commune.issues);
    let refused = own
        .chain(&preview.issues)
        .any(|issue| issue.severity == Severity::Error);
    if refused { Ending::Findings } else { Ending::Done }
}

/// Prints what would change.
pub fn tell(preview: &Preview, locale: &Locale) {
    let longest = preview.communes.iter().map(|one| width(&one.name)).max().unwrap_or(0);
    for commune in &preview.communes {
        let fate = locale.say(&findings::prospect(commune.fate));
        print(&format!("{}  {fate}", pad(&commune.name, longest)));
        if let Some(changes) = &commune.changes {
            for line in lines(changes, locale) {
                print(&format!("    {line}"));
            }
        }
        for issue in commune.issues.iter().filter(|issue| issue.severity == Severity::Error) {
            print(&format!(
                "    ! {}{}",
                placed(issue, locale),
                locale.say(&issue.message)
            ));
        }
    }
    for issue in &preview.issues {
        print(&format!("- {}{}", placed(issue, locale), locale.say(&issue.message)));
    }
    print(&format!("\n{}", locale.text("cli-diff-nothing-stored")));
}

fn lines(changes: &Changes, locale: &Locale) -> Vec<String> {
    let mut lines = Vec::new();
    if changes.difference.is_empty() {
        lines.push(locale.text("task-change-none"));
    }
    if let Some(level) = changes.difference.level {
        lines.push(locale.say(&findings::level_change(level)));
    }
    for one in &changes.difference.criteria {
        let ruled = changes.ruled.contains(&one.criterion);
        for change in &one.changes {
            lines.push(format!("{}  {}", one.criterion, locale.say(&findings::change(change))));
        }
        for file in &one.files {
            lines.push(format!(
                "{}  {}",
                one.criterion,
                locale.say(&findings::file_change(file))
            ));
        }
        if ruled {
            lines.push(format!("{}  ! {}", one.criterion, locale.text("task-change-ruled")));
        }
    }
    for file in &changes.difference.files {
        lines.push(locale.say(&findings::file_change(file)));
    }
    lines
}

/// The same for another program.
pub fn as_json(preview: &Preview, locale: &Locale) -> Json {
    json!({
        "stored": false,
        "framework": preview.wanted.framework.as_ref().map(|id| id.as_str()),
        "round": preview.round.as_ref().map(|round| round.as_str()),
        "dossiers": preview.communes.iter().map(|commune| dossier(commune, locale)).collect::<Vec<_>>(),
        "issues": preview.issues.iter().map(|issue| issue_json(issue, locale)).collect::<Vec<_>>(),
    })
}

fn dossier(commune: &Commune, locale: &Locale) -> Json {
    let fate: &'static str = commune.fate.into();
    json!({
        "applicant": commune.name,
        "id": commune.applicant.as_str(),
        "folder": commune.folder,
        "state": fate,
        "claims": commune.claims,
        "evidence": commune.evidence,
        "flags": commune.flags,
        "difference": commune.changes.as_ref().map(difference),
        "issues": commune.issues.iter().map(|issue| issue_json(issue, locale)).collect::<Vec<_>>(),
    })
}

fn difference(changes: &Changes) -> Json {
    let change = |change: &Change| {
        let aspect: &'static str = change.aspect.into();
        json!({ "what": aspect, "before": change.before, "after": change.after })
    };
    let file = |file: &FileDifference| {
        let change: &'static str = file.change.into();
        json!({ "path": file.path, "change": change })
    };
    let files = |files: &[FileDifference]| files.iter().map(file).collect::<Vec<_>>();
    let criteria = changes.difference.criteria.iter().map(|one| {
        json!({
            "criterion": one.criterion.as_str(),
            "changes": one.changes.iter().map(change).collect::<Vec<_>>(),
            "evidence": files(&one.files),
            "ruled": changes.ruled.contains(&one.criterion),
        })
    });
    json!({
        "before": changes.before,
        "after": changes.after,
        "criteria": criteria.collect::<Vec<_>>(),
        "evidence": files(&changes.difference.files),
        "level": changes.difference.level.map(|(before, after)| json!([before, after])),
    })
}
