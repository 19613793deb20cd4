//! A password or PIN: typed without being shown, handed over once, then forgotten.

use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyModifiers};
use ratatui::layout::{Position, Rect};

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::theme::Role;
use super::super::widgets::{self, frame as dialog};
use super::Pen;
use crate::tasks::Request;
use crate::tasks::sign::{Secret, SignRequest};
use crate::text;

/// The question.
#[derive(Debug, Clone)]
pub struct State {
    /// What is asked, and for what.
    pub question: String,
    /// What is to be signed with it.
    pub wanted: Box<SignRequest>,
    secret: Secret,
}

impl State {
    /// The question, with nothing typed.
    pub fn new(question: String, wanted: Box<SignRequest>) -> Self {
        Self {
            question,
            wanted,
            secret: Secret::default(),
        }
    }
}

/// Hears an input.
pub fn update(state: &mut State, input: Input) -> Vec<Step> {
    match input {
        // Once: whoever mistypes begins again, and nothing tries by itself.
        Input::Act(Action::Confirm) if state.secret.letters() > 0 => {
            let secret = state.secret.take();
            return vec![Step::Close, Step::Ask(Request::Sign(state.wanted.clone(), secret))];
        }
        Input::Key(key) => match key.code {
            KeyCode::Char(letter) if !key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT) => {
                state.secret.push(letter.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Backspace => state.secret.pop(),
            KeyCode::Delete => drop(state.secret.take()),
            _ => {}
        },
        Input::Paste(words) => state.secret.push(words.trim_end_matches(['\r', '\n'])),
        _ => {}
    }
    Vec::new()
}

/// What is about to be signed.
fn signing(state: &State, cx: &Cx) -> String {
    match state.wanted.files.as_slice() {
        [only] => {
            let name = only.file_name().unwrap_or_default().to_string_lossy();
            cx.locale.with("closing-secret-file", &[("file", &name)])
        }
        many => {
            let count = many.len().to_string();
            cx.locale.with("closing-secret-files", &[("count", &count)])
        }
    }
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, pen: Pen) {
    let width = 74.min(screen.width.saturating_sub(4));
    let columns = usize::from(width.saturating_sub(4));
    let mut question = text::wrap(&signing(state, cx), columns);
    question.extend(text::wrap(&state.question, columns));
    let note = text::wrap(&cx.text("closing-secret-note"), columns);
    let rows = question.len() + note.len() + 5;
    let height = u16::try_from(rows).unwrap_or(u16::MAX).min(screen.height);
    let foot = cx.hints(
        Context::Field,
        &[
            (Action::Confirm, "closing-hint-sign"),
            (Action::Back, "tui-hint-cancel"),
        ],
    );
    let area = dialog::place(screen, width, height);
    let inner = dialog::draw(frame, area, cx.theme, &cx.text("closing-secret-title"), &foot);
    let mut y = 0;
    for words in &question {
        widgets::line(frame, widgets::row(inner, y), cx.theme, Role::Text, words);
        y += 1;
    }
    let field = widgets::row(inner, y + 1);
    let shown = usize::from(field.width.saturating_sub(1)).min(state.secret.letters());
    widgets::line(frame, field, cx.theme, Role::Input, &"•".repeat(shown));
    for (at, words) in (y + 3..).zip(&note) {
        widgets::line(frame, widgets::row(inner, at), cx.theme, Role::Dim, words);
    }
    if pen.top && field.height > 0 {
        let column = u16::try_from(shown).unwrap_or(0);
        frame.set_cursor_position(Position::new(field.x + column, field.y));
    }
}
