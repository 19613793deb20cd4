//! A text to write: the reason of a ruling, a note. Enter saves, a key of its own breaks the line, Esc changes nothing.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step, Tone};
use super::super::keymap::Context;
use super::super::reasons::frequent;
use super::super::theme::Role;
use super::super::widgets::{self, area::Area, frame as dialog};
use super::{Dialog, Pen, pick};
use crate::domain::office::Part;
use crate::domain::{Act, FormId, Sentence};
use crate::tasks::Request;
use crate::text;

/// The text and the act that it completes.
#[derive(Debug, Clone)]
pub struct State {
    /// The title.
    pub title: String,
    /// What is asked, and why.
    pub question: String,
    /// The text.
    pub area: Area,
    /// The act without its text.
    pub act: Act,
    /// It must not stay empty.
    pub needed: bool,
    /// Which words of which document it is, where the act sets what offices say.
    pub office: Option<(Option<FormId>, Part)>,
}

/// The act with its text put in; acts without one stay as they are.
fn completed(state: &State, words: &str) -> Act {
    let mut act = state.act.clone();
    match &mut act {
        Act::Rule { reason, .. } | Act::DismissFlag { reason, .. } | Act::Reopen { reason, .. } => {
            words.clone_into(reason);
        }
        Act::Note { text, .. } | Act::Narrate { text, .. } | Act::MarkEvidence { note: text, .. } => {
            words.clone_into(text)
        }
        Act::OpenRound { .. }
        | Act::SetTarget { .. }
        | Act::SetThreshold { .. }
        | Act::SetStage { .. }
        | Act::Submit { .. }
        | Act::Present { .. }
        | Act::Seal { .. }
        | Act::Sign { .. }
        | Act::Undo { .. }
        | Act::Batch { .. } => {}
        Act::SetOffices { offices, .. } => {
            if let Some((form, part)) = &state.office {
                offices.say(form.as_ref(), *part, words);
            }
        }
    }
    act
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    match input {
        Input::Act(Action::Confirm) => {
            let words = state.area.text();
            if words.is_empty() && state.needed {
                return vec![Step::Tell(Tone::Refused, Sentence::new("tui-reason-empty"))];
            }
            if state.office.is_some() && !state.area.changed() {
                return vec![Step::Close];
            }
            return vec![Step::Ask(Request::Act(Box::new(completed(state, &words))))];
        }
        Input::Act(Action::Snippets) if state.office.is_none() => return snippets(state, cx),
        Input::Act(Action::Newline) => state.area.newline(),
        Input::Act(Action::Up) => state.area.step(false),
        Input::Act(Action::Down) => state.area.step(true),
        Input::Key(key) => state.area.key(key),
        Input::Paste(words) => state.area.paste(&words),
        _ => {}
    }
    Vec::new()
}

/// Lists frequent reasons; the one chosen is put in where the cursor stands.
fn snippets(state: &State, cx: &Cx) -> Vec<Step> {
    let Some(round) = &cx.round else {
        return Vec::new();
    };
    let criterion = match &state.act {
        Act::Rule { criterion, .. } => Some(criterion),
        Act::Note { criterion, .. } | Act::MarkEvidence { criterion, .. } => criterion.as_ref(),
        Act::DismissFlag { flag, .. } => flag.criterion.as_ref(),
        Act::OpenRound { .. }
        | Act::SetTarget { .. }
        | Act::SetThreshold { .. }
        | Act::SetStage { .. }
        | Act::Submit { .. }
        | Act::Present { .. }
        | Act::Seal { .. }
        | Act::Reopen { .. }
        | Act::Narrate { .. }
        | Act::SetOffices { .. }
        | Act::Sign { .. }
        | Act::Undo { .. }
        | Act::Batch { .. } => None,
    };
    let options = frequent(cx, round, criterion).into_iter().map(|words| {
        let shown = words.replace('\n', " ");
        (shown, vec![Step::Close, Step::Insert(words)])
    });
    let list = pick::State::new(cx.say(&Action::Snippets.title()), String::new(), options.collect()).numbered();
    vec![Step::Open(Box::new(Dialog::Pick(list)))]
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, pen: Pen) {
    let width = 74.min(screen.width.saturating_sub(4));
    let question = text::wrap(&state.question, usize::from(width.saturating_sub(4)));
    let asked = u16::try_from(question.len()).unwrap_or(0);
    let area = dialog::place(screen, width, (asked + 8).min(screen.height.saturating_sub(2)));
    let mut hints = vec![
        (Action::Confirm, "tui-hint-save"),
        (Action::Snippets, "tui-hint-snippets"),
        (Action::Newline, "tui-hint-newline"),
        (Action::Back, "tui-hint-cancel"),
    ];
    // What offices say is not given as a reason.
    hints.retain(|(action, _)| state.office.is_none() || *action != Action::Snippets);
    let foot = super::foot(cx, Context::Field, pen.saving, &hints);
    let inner = dialog::draw(frame, area, cx.theme, &state.title, &foot);
    for (at, words) in (0..inner.height).zip(&question) {
        widgets::line(frame, widgets::row(inner, at), cx.theme, Role::Text, words);
    }
    let asked = asked.min(inner.height);
    let field = Rect {
        y: inner.y + asked,
        height: inner.height - asked,
        ..inner
    };
    state.area.draw(frame, field, cx.theme, pen.top);
}
