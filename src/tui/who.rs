//! Who acts: which acts are somebody's, and the form that asks for the name.

use super::action::Action;
use super::dialogs::Dialog;
use super::dialogs::form::{Entry, State as Form};
use super::dialogs::submit::Purpose;
use super::model::Model;

/// Acts that are written in somebody's name.
pub fn needed(action: Action) -> bool {
    matches!(
        action,
        Action::Accept
            | Action::SetValue
            | Action::RuleMet
            | Action::RuleNotMet
            | Action::RuleNotApplicable
            | Action::Note
            | Action::AcceptGroup
            | Action::AcceptAll
            | Action::DismissFlag
            | Action::SettleConflict
            | Action::TakeBack
            | Action::MarkEnough
            | Action::MarkMissing
            | Action::MarkSupplement
            | Action::MarkAllMissing
            | Action::ClearMark
            | Action::Present
            | Action::Seal
            | Action::Reopen
            | Action::Sign
            | Action::SetTargets
            | Action::LoadTargets
            | Action::WriteReport
            | Action::SetThreshold
            | Action::ImportMore
            | Action::LoadFolder
            | Action::RunImport
            | Action::Undo
            | Action::Redo
    )
}

/// The form that asks who acts.
pub fn form(model: &Model, then: Option<Action>) -> Dialog {
    let cx = &model.cx;
    let stage = cx.round.as_ref().and_then(|round| round.acting());
    let intro = match stage {
        Some(stage) => cx
            .locale
            .with("tui-actor-intro", &[("stage", &stage.name), ("body", &stage.body)]),
        None => cx.text("tui-actor-intro-plain"),
    };
    let entries = vec![
        Entry::text(cx.text("tui-actor-name"), &cx.settings.member),
        Entry::text(cx.text("tui-actor-role"), &cx.settings.role),
    ];
    Dialog::form(Form::new(
        cx.text("tui-actor-title"),
        intro,
        entries,
        Purpose::Actor { then },
    ))
}
