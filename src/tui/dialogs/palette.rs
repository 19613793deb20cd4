//! Finds acts, communes and criteria by their words, with or without marks.

use fuzzy_matcher::FuzzyMatcher;
use fuzzy_matcher::skim::SkimMatcherV2;
use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::theme::Role;
use super::super::widgets::{self, field::Field, frame as dialog, list::Position, table};
use super::Pen;
use crate::text;

/// Something that can be found.
#[derive(Debug, Clone)]
pub struct Entry {
    /// What is shown.
    pub words: String,
    /// What stands at the right: the key, or the kind of thing.
    pub aside: String,
    /// The text searched, folded.
    pub folded: String,
    /// What choosing it does.
    pub step: Step,
}

/// The palette.
#[derive(Debug, Clone)]
pub struct State {
    title: String,
    field: Field,
    entries: Vec<Entry>,
    found: Vec<usize>,
    at: Position,
}

impl State {
    /// A palette over the entries.
    pub fn new(title: String, entries: Vec<Entry>) -> Self {
        Self {
            title,
            field: Field::default(),
            found: (0..entries.len()).collect(),
            entries,
            at: Position::default(),
        }
    }

    fn search(&mut self) {
        let words = text::fold(self.field.text());
        let folded: Vec<&str> = self.entries.iter().map(|entry| entry.folded.as_str()).collect();
        self.found = search(&words, &folded);
        self.at = Position::default();
    }
}

/// The entries that a folded text finds, the best first; all of them for an empty text.
///
/// A whole word found as it stands goes before letters found here and there.
pub fn search(words: &str, entries: &[&str]) -> Vec<usize> {
    let words = words.trim();
    if words.is_empty() {
        return (0..entries.len()).collect();
    }
    let matcher = SkimMatcherV2::default();
    let mut found: Vec<(bool, i64, usize)> = entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let score = matcher.fuzzy_match(entry, words)?;
            let whole = entry.match_indices(words).any(|(start, _)| {
                entry
                    .get(..start)
                    .and_then(|before| before.chars().next_back())
                    .is_none_or(|letter| !letter.is_alphanumeric() && letter != '.')
            });
            Some((whole, score, at))
        })
        .collect();
    found.sort_by_key(|(whole, score, at)| (!whole, -score, *at));
    found.into_iter().map(|(_, _, at)| at).collect()
}

fn place(screen: Rect) -> (Rect, Rect) {
    let width = 84.min(screen.width.saturating_sub(4));
    let height = (screen.height * 3 / 4).max(10).min(screen.height);
    let area = Rect {
        y: screen.y + 1.min(screen.height),
        ..dialog::place(screen, width, height.saturating_sub(1))
    };
    let inner = dialog::inner(area);
    let list = Rect {
        y: inner.y + 2.min(inner.height),
        height: inner.height.saturating_sub(2),
        ..inner
    };
    (area, list)
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    let (_, list) = place(Rect::new(0, 0, cx.size.0, cx.size.1));
    let len = state.found.len();
    let page = isize::try_from(list.height).unwrap_or(1);
    let mut chosen = false;
    match input {
        Input::Act(Action::Confirm) => chosen = true,
        Input::Act(Action::Down | Action::NextPane) | Input::Wheel { down: true, .. } => state.at.step(1, len),
        Input::Act(Action::Up | Action::PreviousPane) | Input::Wheel { down: false, .. } => state.at.step(-1, len),
        Input::Act(Action::PageDown) => state.at.step(page, len),
        Input::Act(Action::PageUp) => state.at.step(-page, len),
        Input::Key(key) if state.field.key(key) => state.search(),
        Input::Paste(words) => {
            state.field.paste(&words);
            state.search();
        }
        Input::Click { x, y, again } if list.contains((x, y).into()) => {
            let row = state.at.top + usize::from(y - list.y);
            if row < len {
                chosen = again || row == state.at.selected;
                state.at.selected = row;
            }
        }
        _ => {}
    }
    state.at.settle(state.found.len(), usize::from(list.height));
    if chosen {
        let entry = state.found.get(state.at.selected).and_then(|at| state.entries.get(*at));
        return match entry {
            Some(entry) => vec![Step::Close, entry.step.clone()],
            None => Vec::new(),
        };
    }
    Vec::new()
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, pen: Pen) {
    let (area, list) = place(screen);
    let foot = cx.hints(
        Context::Field,
        &[
            (Action::Confirm, "tui-hint-choose"),
            (Action::Down, "tui-hint-down"),
            (Action::Back, "tui-hint-close"),
        ],
    );
    let inner = dialog::draw(frame, area, cx.theme, &state.title, &foot);
    state.field.draw(frame, widgets::row(inner, 0), cx.theme, true, pen.top);
    if state.found.is_empty() {
        widgets::line(
            frame,
            widgets::row(list, 0),
            cx.theme,
            Role::Warn,
            &cx.text("tui-find-nothing"),
        );
    }
    for at in 0..list.height {
        let row = state.at.top + usize::from(at);
        let Some(entry) = state.found.get(row).and_then(|at| state.entries.get(*at)) else {
            break;
        };
        let (sign, role) = if row == state.at.selected {
            (table::SELECTED, Role::Selected)
        } else {
            (" ", Role::Text)
        };
        let words = format!("{sign} {}", entry.words);
        widgets::ends(frame, widgets::row(list, at), cx.theme, role, &words, &entry.aside);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_marks_find_criteria_and_codes_are_exact_first() {
        let entries = [
            "1.1 chinh quyen so",
            "1.10 kinh te so",
            "2.1 duong truyen",
            "xa minh chau",
        ];
        let found = |words: &str| search(&text::fold(words), &entries);
        assert_eq!(found("Chính quyền").first(), Some(&0));
        assert_eq!(found("1.1").first(), Some(&0));
        assert_eq!(found("1.10").first(), Some(&1));
        assert_eq!(found("đường"), [2]);
        assert_eq!(found("").len(), 4);
        assert!(found("zzz").is_empty());
    }
}
