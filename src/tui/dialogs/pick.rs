//! One of several: a list with what each choice does.

use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::theme::Role;
use super::super::widgets::list::{self, Item, Position};
use super::super::widgets::{self, frame as dialog};
use crate::text;

/// The choices.
#[derive(Debug, Clone)]
pub struct State {
    /// The title.
    pub title: String,
    /// What is asked, above the choices.
    pub question: String,
    /// Each choice with what it does.
    pub options: Vec<(String, Vec<Step>)>,
    /// The one selected.
    pub at: Position,
    /// Each choice shows a digit that takes it at once.
    pub numbered: bool,
    /// What leaving it is called: nothing is cancelled where all is done already.
    pub leave: &'static str,
}

/// What leaving a question is called.
pub const LEAVE: &str = "tui-hint-cancel";

impl State {
    /// The choices, the first one selected.
    pub fn new(title: String, question: String, options: Vec<(String, Vec<Step>)>) -> Self {
        Self {
            title,
            question,
            options,
            at: Position::default(),
            numbered: false,
            leave: LEAVE,
        }
    }

    /// Tells of what was done: leaving it only closes it.
    #[must_use]
    pub fn told(mut self) -> Self {
        self.leave = "tui-hint-close";
        self
    }

    /// Lets digits choose.
    #[must_use]
    pub fn numbered(mut self) -> Self {
        self.numbered = true;
        self
    }

    /// The digit before a choice.
    fn number(&self, at: usize) -> String {
        match at + 1 {
            digit @ 1..=9 if self.numbered => format!("{digit}  "),
            10 if self.numbered => "0  ".to_owned(),
            _ if self.numbered => "   ".to_owned(),
            _ => String::new(),
        }
    }
}

struct Place {
    area: Rect,
    question: Vec<String>,
    list: Rect,
    /// Where the selected choice stands in full, if any choice is too long for its line.
    full: Rect,
}

/// Lines kept for the selected choice in full.
const FULL: u16 = 3;

fn place(state: &State, screen: Rect) -> Place {
    let width = 100.min(screen.width.saturating_sub(4));
    let question = if state.question.is_empty() {
        Vec::new()
    } else {
        let mut lines = text::wrap(&state.question, usize::from(width.saturating_sub(4)));
        lines.push(String::new());
        lines
    };
    let asked = u16::try_from(question.len()).unwrap_or(0);
    let options = u16::try_from(state.options.len()).unwrap_or(u16::MAX);
    let columns = usize::from(width.saturating_sub(6));
    let long = state.options.iter().any(|(words, _)| text::width(words) > columns);
    let full = if long { FULL } else { 0 };
    let height = asked
        .saturating_add(options)
        .saturating_add(full)
        .saturating_add(2)
        .min(screen.height.saturating_sub(2));
    let area = dialog::place(screen, width, height);
    let inner = dialog::inner(area);
    let asked = asked.min(inner.height);
    let list = Rect {
        y: inner.y + asked,
        height: inner.height.saturating_sub(asked + full),
        ..inner
    };
    let full = Rect {
        y: list.y + list.height,
        height: inner.height.saturating_sub(asked + list.height),
        ..inner
    };
    Place {
        area,
        question,
        list,
        full,
    }
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    let list = place(state, Rect::new(0, 0, cx.size.0, cx.size.1)).list;
    let len = state.options.len();
    let page = isize::from(i16::try_from(list.height).unwrap_or(1).max(1));
    let mut chosen = false;
    match input {
        Input::Act(Action::Confirm) => chosen = true,
        Input::Act(Action::Down | Action::NextPane) | Input::Wheel { down: true, .. } => state.at.step(1, len),
        Input::Act(Action::Up | Action::PreviousPane) | Input::Wheel { down: false, .. } => state.at.step(-1, len),
        Input::Act(Action::PageDown) => state.at.step(page, len),
        Input::Act(Action::PageUp) => state.at.step(-page, len),
        Input::Act(Action::First) => state.at.selected = 0,
        Input::Act(Action::Last) => state.at.selected = len.saturating_sub(1),
        Input::Key(key) if state.numbered => {
            let digit = match key.code {
                KeyCode::Char(letter) => letter.to_digit(10).and_then(|digit| usize::try_from(digit).ok()),
                _ => None,
            };
            // The tenth has the digit after 9, as on the keyboard.
            let place = digit.map(|digit| digit.checked_sub(1).unwrap_or(9));
            if let Some(at) = place.filter(|at| *at < len) {
                state.at.selected = at;
                chosen = true;
            }
        }
        Input::Click { x, y, again } if list.contains((x, y).into()) => {
            let row = state.at.top + usize::from(y - list.y);
            if row < len {
                state.at.selected = row;
                chosen = again;
            }
        }
        _ => {}
    }
    state.at.settle(len, usize::from(list.height));
    if chosen {
        return state
            .options
            .get(state.at.selected)
            .map(|(_, steps)| steps.clone())
            .unwrap_or_default();
    }
    Vec::new()
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect) {
    let place = place(state, screen);
    let foot = cx.hints(
        Context::List,
        &[(Action::Confirm, "tui-hint-choose"), (Action::Back, state.leave)],
    );
    let inner = dialog::draw(frame, place.area, cx.theme, &state.title, &foot);
    for (at, words) in (0..inner.height).zip(&place.question) {
        widgets::line(frame, widgets::row(inner, at), cx.theme, Role::Text, words);
    }
    if let Some((words, _)) = state.options.get(state.at.selected).filter(|_| place.full.height > 0) {
        // The first line stays free between the list and the choice in full.
        for (at, words) in (1..place.full.height).zip(text::wrap(words, usize::from(place.full.width))) {
            widgets::line(frame, widgets::row(place.full, at), cx.theme, Role::Dim, &words);
        }
    }
    list::draw(frame, place.list, cx.theme, state.at, |row, _| {
        let (words, _) = state.options.get(row)?;
        Some(Item::new(Role::Text, format!("{}{words}", state.number(row)), ""))
    });
}
