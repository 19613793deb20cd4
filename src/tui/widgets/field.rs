//! A one-line text field: composed text always, the cursor by graphemes, pasted text as text.

use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use tui_input::{Input, InputRequest};

use crate::text;
use crate::tui::theme::{Role, Theme};

/// A line of text under the cursor.
#[derive(Debug, Clone, Default)]
pub struct Field {
    input: Input,
    /// Nothing was typed yet: the first letter replaces what was filled in, as a selected text is replaced.
    fresh: bool,
}

impl Field {
    /// A field with a text filled in, which the first letter typed replaces.
    pub fn filled(words: &str) -> Self {
        let words = text::nfc(words);
        Self {
            fresh: !words.is_empty(),
            input: Input::new(words),
        }
    }

    /// A field with a text as if it had been typed: the next letter goes on from its end.
    pub fn typed(words: &str) -> Self {
        Self {
            input: Input::new(text::nfc(words)),
            fresh: false,
        }
    }

    /// The text, composed.
    pub fn text(&self) -> &str {
        self.input.value()
    }

    /// Takes a key; answers whether the text changed.
    pub fn key(&mut self, key: KeyEvent) -> bool {
        let word = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let request = match key.code {
            KeyCode::Char(letter) if !word => {
                if std::mem::take(&mut self.fresh) {
                    self.input.reset();
                }
                InputRequest::InsertChar(letter)
            }
            KeyCode::Char('u') if word => InputRequest::DeleteFromStart,
            KeyCode::Backspace if word => InputRequest::DeletePrevWord,
            KeyCode::Backspace => InputRequest::DeletePrevChar,
            KeyCode::Delete => InputRequest::DeleteNextChar,
            KeyCode::Left if word => InputRequest::GoToPrevWord,
            KeyCode::Right if word => InputRequest::GoToNextWord,
            KeyCode::Left => InputRequest::GoToPrevChar,
            KeyCode::Right => InputRequest::GoToNextChar,
            KeyCode::Home => InputRequest::GoToStart,
            KeyCode::End => InputRequest::GoToEnd,
            _ => return false,
        };
        self.fresh = false;
        let changed = self.input.handle(request).is_some_and(|change| change.value);
        self.compose();
        changed
    }

    /// Puts a pasted text in at the cursor; line breaks become spaces, control characters vanish.
    pub fn paste(&mut self, words: &str) {
        if std::mem::take(&mut self.fresh) {
            self.input.reset();
        }
        for letter in text::clean::clean_line(&text::nfc(words)).text.chars() {
            let letter = if letter.is_whitespace() { ' ' } else { letter };
            if !letter.is_control() {
                self.input.handle(InputRequest::InsertChar(letter));
            }
        }
        self.compose();
    }

    /// Marks typed or pasted apart from their letters are composed with them, the cursor staying behind them.
    fn compose(&mut self) {
        let value = self.input.value();
        let composed = text::nfc(value);
        if composed != value {
            let before: String = value.chars().take(self.input.cursor()).collect();
            let cursor = text::nfc(&before).chars().count();
            self.input = Input::new(composed).with_cursor(cursor);
        }
    }

    /// Draws it and, where it has the keys and nothing covers it, puts the terminal's own cursor at the insertion point.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme, keys: bool, top: bool) {
        let room = usize::from(area.width.saturating_sub(1));
        let scroll = self.input.visual_scroll(room);
        let mut skipped = 0;
        let shown: String = self
            .text()
            .chars()
            .skip_while(|letter| {
                let hidden = skipped < scroll;
                skipped += text::width(&letter.to_string());
                hidden
            })
            .collect();
        let role = if keys { Role::Input } else { Role::Label };
        super::line(frame, area, theme, role, &fitting(&shown, usize::from(area.width)));
        if keys && top {
            let column = self.input.visual_cursor().saturating_sub(scroll).min(room);
            let column = u16::try_from(column).unwrap_or(0);
            frame.set_cursor_position(Position::new(area.x + column, area.y));
        }
    }
}

/// What fits, without a sign that something was cut: the field scrolls.
fn fitting(words: &str, columns: usize) -> String {
    let mut used = 0;
    words
        .chars()
        .take_while(|letter| {
            used += text::width(&letter.to_string());
            used <= columns
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(field: &mut Field, words: &str) {
        for letter in words.chars() {
            field.key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
        }
    }

    #[test]
    fn marks_typed_apart_are_composed_and_deleted_as_one_letter() {
        let mut field = Field::default();
        typed(&mut field, "Thi\u{323}");
        assert_eq!(field.text(), "Thị");
        field.key(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE));
        assert_eq!(field.text(), "Th");
    }

    #[test]
    fn an_input_method_rewrites_with_backspaces() {
        let mut field = Field::default();
        typed(&mut field, "du");
        for _ in 0..2 {
            field.key(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE));
        }
        typed(&mut field, "đư");
        assert_eq!(field.text(), "đư");
    }

    #[test]
    fn a_paste_is_text_and_never_a_key() {
        let mut field = Field::filled("98,5");
        field.paste("45/46\r\n\u{1b}[A(97,83%)");
        assert!(field.text().starts_with("45/46 "), "{:?}", field.text());
        assert!(!field.text().contains('\u{1b}'));
    }

    #[test]
    fn what_was_filled_in_is_replaced_by_the_first_letter_but_kept_by_an_arrow() {
        let mut field = Field::filled("98,5");
        typed(&mut field, "9");
        assert_eq!(field.text(), "9");
        let mut field = Field::filled("98,5");
        field.key(KeyEvent::new(KeyCode::End, KeyModifiers::NONE));
        typed(&mut field, "1");
        assert_eq!(field.text(), "98,51");
    }
}
