//! What there is to say of one applicant of a load: where it was read from, what is the matter, what it changes.

use super::State;
use crate::domain::Provenance;
use crate::tasks::{Changes, Commune, FoundTable, Issue, Severity, findings};
use crate::tui::cx::Cx;
use crate::tui::dialogs::columns;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;

/// The text about the selected row.
pub(super) fn paper(state: &State, cx: &Cx) -> Paper {
    let mut paper = Paper::default();
    if let Some(commune) = state.commune() {
        // What is the matter is seen without scrolling; how the table was read comes after it.
        headed(&mut paper, commune, cx);
        issues(&mut paper, &commune.issues, cx);
        if let Some(changes) = &commune.changes {
            paper.gap();
            compared(&mut paper, changes, cx);
        }
        if !commune.issues.is_empty() || commune.changes.is_some() {
            paper.gap();
        }
        found(&mut paper, commune, cx);
    } else if let Some(outcome) = state.outcome() {
        paper.say(Role::Group, &outcome.name);
        paper.say(Role::Text, &words::sentence(&cx.say(&outcome.outcome)));
        paper.say(Role::Dim, &outcome.folder);
        issues(&mut paper, &outcome.issues, cx);
        if outcome.issues.is_empty() {
            paper.gap();
            paper.say(Role::Good, &cx.text("tui-import-no-issues"));
        }
    } else {
        let rest = match &state.report {
            Some((_, found)) => &found.issues,
            None => &state.preview.issues,
        };
        issues(&mut paper, rest, cx);
    }
    paper
}

fn headed(paper: &mut Paper, commune: &Commune, cx: &Cx) {
    paper.say(Role::Group, &commune.name);
    let fate = words::sentence(&cx.say(&findings::prospect(commune.fate)));
    let role = if commune.fate.is_stored() {
        Role::Good
    } else {
        Role::Warn
    };
    paper.say(role, &fate);
}

fn found(paper: &mut Paper, commune: &Commune, cx: &Cx) {
    if commune.tables.is_empty() {
        paper.say(Role::Dim, &commune.folder);
    }
    for table in &commune.tables {
        let rows = table.rows.to_string();
        let place = where_it_stands(&table.file, &table.sheet, cx);
        let about = [("place", place.as_str()), ("rows", rows.as_str())];
        paper.say(Role::Text, &cx.locale.with("tui-import-table", &about));
        let key = if table.by_hand {
            "tui-import-by-hand"
        } else {
            "tui-import-columns"
        };
        let columns = mapped(table);
        let confidence = table.confidence.to_string();
        let about = [("columns", columns.as_str()), ("confidence", confidence.as_str())];
        paper.say(Role::Dim, &cx.locale.with(key, &about));
    }
    for table in &commune.unknown {
        let place = where_it_stands(&table.file, &table.sheet, cx);
        paper.say(Role::Warn, &cx.locale.with("tui-import-unknown", &[("place", &place)]));
    }
}

/// The file and the sheet or table of it, in words.
pub(super) fn where_it_stands(file: &str, sheet: &str, cx: &Cx) -> String {
    let place = Provenance {
        file: file.to_owned(),
        sheet: sheet.to_owned(),
        cell: String::new(),
    };
    cx.say(&place.sentence())
}

/// The columns that are read, each by its letter and its header.
fn mapped(table: &FoundTable) -> String {
    let height = table.mapping.header_rows.len();
    let header = |at: usize| {
        let texts = table.head.iter().take(height).filter_map(|row| row.get(at));
        let texts: Vec<String> = texts
            .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|text| !text.is_empty())
            .collect();
        texts.join(" / ")
    };
    let columns = table.mapping.columns.iter();
    let named = columns.map(|column| format!("{} {}", columns::letter(column.at), header(column.at)));
    named.collect::<Vec<_>>().join(" · ")
}

fn issues(paper: &mut Paper, issues: &[Issue], cx: &Cx) {
    if issues.is_empty() {
        return;
    }
    paper.gap();
    let count = issues.len().to_string();
    paper.say(Role::Group, &cx.locale.with("tui-import-issues", &[("count", &count)]));
    for issue in issues {
        let role = match issue.severity {
            Severity::Warning => Role::Warn,
            Severity::Error => Role::Bad,
        };
        // The file's own name is enough: its folder stands above.
        let file = issue.file.rsplit('/').next().unwrap_or_default();
        let place = Provenance {
            file: file.to_owned(),
            sheet: issue.sheet.clone(),
            cell: issue.cell.clone(),
        };
        let place = cx.say(&place.sentence());
        let said = words::sentence(&cx.say(&issue.message));
        let line = if place.is_empty() {
            format!("! {said}")
        } else {
            format!("! {place}: {said}")
        };
        paper.say(role, &line);
        paper.say(Role::Dim, &format!("  → {}", cx.say(&findings::remedy(issue))));
    }
}

/// What a later submission changes, criterion by criterion.
pub fn compared(paper: &mut Paper, changes: &Changes, cx: &Cx) {
    let (before, after) = (changes.before.to_string(), changes.after.to_string());
    let about = [
        ("before", before.as_str()),
        ("after", after.as_str()),
        ("at", changes.at.get(..10).unwrap_or_default()),
    ];
    let key = if changes.at.is_empty() {
        "tui-changes-heading"
    } else {
        "tui-changes-heading-at"
    };
    paper.say(Role::Group, &cx.locale.with(key, &about));
    let difference = &changes.difference;
    if difference.is_empty() {
        paper.say(Role::Dim, &cx.text("task-change-none"));
    }
    if let Some(level) = difference.level {
        paper.say(Role::Text, &words::sentence(&cx.say(&findings::level_change(level))));
    }
    for one in &difference.criteria {
        let lines = one.changes.iter().map(findings::change);
        for said in lines.chain(one.files.iter().map(findings::file_change)) {
            paper.say(Role::Text, &format!("{}  {}", one.criterion, cx.say(&said)));
        }
        if changes.ruled.contains(&one.criterion) {
            paper.say(
                Role::Alarm,
                &format!("{}  ! {}", one.criterion, cx.text("task-change-ruled")),
            );
        }
    }
    for file in &difference.files {
        paper.say(Role::Text, &words::sentence(&cx.say(&findings::file_change(file))));
    }
}
