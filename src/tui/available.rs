//! Whether an act can be done now; if not, why. A key that is refused shows the reason.

use super::action::Action;
use super::dialogs::narrate;
use super::model::{Model, Screen};
use super::output;
use super::screens::{import, review};
use crate::domain::Sentence;

/// Whether an act can be done.
///
/// # Errors
/// The reason why not, for the status line.
pub fn available(action: Action, model: &Model) -> Result<(), Sentence> {
    let refuse = |key: &str| Err(Sentence::new(key));
    match action {
        Action::Help
        | Action::Palette
        | Action::Back
        | Action::Quit
        | Action::Actor
        | Action::Settings
        | Action::Theme
        | Action::Up
        | Action::Down
        | Action::PageUp
        | Action::PageDown
        | Action::First
        | Action::Last
        | Action::Left
        | Action::Right
        | Action::NextPane
        | Action::PreviousPane
        | Action::Confirm
        | Action::Newline
        | Action::Snippets => Ok(()),
        Action::Verify => Ok(()),
        Action::PrintView | Action::Authorities | Action::Refresh => match (&model.cx.round, action) {
            (None, Action::PrintView) => refuse("tui-refuse-no-round"),
            _ => output::refuses(model, action).map_or(Ok(()), Err),
        },
        Action::OpenSample | Action::LoadFolder | Action::OpenWorkspace => match model.screen() {
            Some(Screen::FirstRun(_)) => Ok(()),
            Some(_) | None => refuse("tui-refuse-open-already"),
        },
        Action::WidenList | Action::NarrowList => match model.screen() {
            Some(Screen::Review(state)) if !state.large => Ok(()),
            Some(Screen::Import(_)) => Ok(()),
            Some(_) | None => refuse("split-refuse"),
        },
        Action::LargeType => match model.review() {
            Some(_) => Ok(()),
            None => refuse("tui-refuse-no-dossier"),
        },
        Action::RunImport | Action::RenameApplicant | Action::LeaveOut | Action::MapColumns | Action::ImportOptions => {
            match model.screen() {
                Some(Screen::Import(state)) => import::refuses(state, action).map_or(Ok(()), Err),
                Some(_) | None => refuse("tui-refuse-no-load"),
            }
        }
        Action::Export | Action::NextDifferent | Action::NextFlagged | Action::ImportMore
            if matches!(model.screen(), Some(Screen::Import(_))) =>
        {
            Ok(())
        }
        Action::Screens
        | Action::Find
        | Action::Filter
        | Action::Export
        | Action::NextOpen
        | Action::Compare
        | Action::Conclude
        | Action::ShowSummary
        | Action::ChooseRound
        | Action::ChoosePast
        | Action::Evidence
        | Action::Sign
        | Action::OpenDossier
        | Action::NextGroup
        | Action::PreviousGroup
        | Action::NextDifferent
        | Action::NextFlagged
        | Action::SetTargets
        | Action::LoadTargets
        | Action::SetThreshold
        | Action::ImportMore
        | Action::Sort
        | Action::ReverseSort => match &model.cx.round {
            Some(_) => Ok(()),
            None => refuse("tui-refuse-no-round"),
        },
        Action::WriteReport => match (&model.cx.round, model.review()) {
            (None, _) => refuse("tui-refuse-no-round"),
            (Some(round), _) if !narrate::has_reports(round) => refuse("tui-refuse-no-report"),
            (Some(round), Some(state)) if state.sealed(&round.stage) => refuse("tui-refuse-sealed"),
            (Some(_), _) => Ok(()),
        },
        Action::Undo | Action::Redo => match (&model.cx.round, model.review()) {
            (None, _) => refuse("tui-refuse-no-round"),
            (Some(_), None) => Ok(()),
            (Some(round), Some(state)) => review::refuses(state, round, action).map_or(Ok(()), Err),
        },
        Action::Accept
        | Action::SetValue
        | Action::RuleMet
        | Action::RuleNotMet
        | Action::RuleNotApplicable
        | Action::Note
        | Action::Copy
        | Action::AcceptGroup
        | Action::AcceptAll
        | Action::DismissFlag
        | Action::ShowMissing
        | Action::SettleConflict
        | Action::ShowChanges
        | Action::MarkEnough
        | Action::MarkMissing
        | Action::MarkSupplement
        | Action::MarkAllMissing
        | Action::ClearMark
        | Action::OpenFile
        | Action::NextDossier
        | Action::PreviousDossier
        | Action::Present
        | Action::Seal
        | Action::TakeBack
        | Action::Reopen => match model.screen().filter(|screen| screen.hears(action)) {
            Some(screen) => screen.refuses(&model.cx, action).map_or(Ok(()), Err),
            None => refuse("tui-refuse-no-dossier"),
        },
    }
}
