//! The forms of a load: an applicant's name, the round and its framework, the file for the findings.

use std::path::{Path, PathBuf};

use super::State;
use super::detail::where_it_stands;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::form::{Entry, State as Form};
use crate::tui::dialogs::submit::Purpose;
use crate::tui::dialogs::{Dialog, columns, pick};
use crate::tui::event::Step;
use crate::tui::screens::round;

/// The form of the selected applicant's name.
pub(super) fn rename(state: &State, cx: &Cx) -> Option<Step> {
    let commune = state.commune()?;
    let intro = cx.locale.with("tui-form-rename-intro", &[("folder", &commune.folder)]);
    let purpose = Purpose::Rename {
        workspace: state.workspace.clone(),
        wanted: Box::new(state.preview.wanted.clone()),
        key: commune.key.clone(),
    };
    let entries = vec![Entry::text(cx.text("tui-form-applicant"), &commune.name)];
    let title = cx.say(&Action::RenameApplicant.title());
    Some(Step::Open(Box::new(Dialog::form(Form::new(
        title, intro, entries, purpose,
    )))))
}

/// What the columns of the selected applicant's table hold; where it has several tables, one is chosen first.
pub(super) fn columns(state: &State, cx: &Cx) -> Vec<Step> {
    let Some(commune) = state.commune() else {
        return Vec::new();
    };
    let load = || columns::Load {
        workspace: state.workspace.clone(),
        wanted: &state.preview.wanted,
        forms: &state.preview.forms,
    };
    let found = commune.tables.iter().map(|table| {
        let title = where_it_stands(&table.file, &table.sheet, cx);
        (title.clone(), columns::State::found(load(), title, table))
    });
    let unknown = commune.unknown.iter().map(|table| {
        let title = where_it_stands(&table.file, &table.sheet, cx);
        (title.clone(), columns::State::unknown(load(), title, table))
    });
    let mut dialogs: Vec<(String, columns::State)> = found.chain(unknown).collect();
    let open = |state: columns::State| Step::Open(Box::new(Dialog::Columns(Box::new(state))));
    if dialogs.len() == 1 {
        return dialogs.pop().map(|(_, dialog)| open(dialog)).into_iter().collect();
    }
    let options = dialogs
        .into_iter()
        .map(|(name, dialog)| (name, vec![Step::Close, open(dialog)]))
        .collect();
    let title = cx.say(&Action::MapColumns.title());
    vec![Step::Open(Box::new(Dialog::Pick(
        pick::State::new(title, String::new(), options).numbered(),
    )))]
}

/// The form of the round: framework, year, organising body, chain of appraisal, workspace; filled in as it is now.
pub(super) fn options(state: &State, cx: &Cx) -> Step {
    let open = cx.round.as_ref().filter(|_| state.workspace.is_none());
    let form = round::load(
        cx,
        Action::ImportOptions,
        open.map(|round| &**round),
        &state.preview.wanted,
        state.workspace.as_deref(),
    );
    Step::Open(Box::new(form))
}

/// The form of the file that the findings go to.
pub(super) fn export(state: &State, cx: &Cx) -> Step {
    let ways = vec![cx.text("tui-findings-one-book"), cx.text("tui-findings-each")];
    let entries = vec![
        Entry::path(
            cx.text("tui-form-findings-file"),
            &proposed(state, cx).display().to_string(),
        ),
        Entry::choice(cx.text("tui-form-findings-way"), ways, 0),
    ];
    let purpose = Purpose::Findings(Box::new(state.findings()));
    Step::Open(Box::new(Dialog::form(Form::new(
        cx.text("tui-findings-title"),
        cx.text("tui-findings-intro"),
        entries,
        purpose,
    ))))
}

/// Beside the workspace; else beside the folder that was loaded.
fn proposed(state: &State, cx: &Cx) -> PathBuf {
    let name = cx.text("tui-findings-file");
    let workspace = state
        .workspace
        .as_ref()
        .or(cx.workspace.as_ref().filter(|_| !cx.temporary));
    let loaded = state.preview.wanted.folders.first();
    let beside = workspace.or(loaded).and_then(|path| path.parent());
    beside.unwrap_or(Path::new("")).join(name)
}

/// Where to begin choosing: beside the last workspace, else at home.
pub fn found_in(cx: &Cx) -> PathBuf {
    let workspace = cx.workspace.as_ref().filter(|_| !cx.temporary);
    let last = workspace.or(cx.settings.last.as_ref()).and_then(|path| path.parent());
    last.or(cx.home.as_deref()).unwrap_or(Path::new(".")).to_path_buf()
}
