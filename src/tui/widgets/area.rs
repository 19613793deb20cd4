//! A text of several lines: composed text always, soft wrapping, the real cursor at the insertion point.

use ratatui::Frame;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use crate::text;
use crate::tui::theme::{Role, Theme};

/// Lines of text under the cursor.
#[derive(Debug, Clone, Default)]
pub struct Area {
    lines: TextArea<'static>,
    /// The text filled in.
    filled: String,
}

impl Area {
    /// A text filled in, the cursor at its end.
    pub fn filled(words: &str) -> Self {
        let mut lines = TextArea::from(text::nfc(words).split('\n').map(str::to_owned));
        lines.move_cursor(CursorMove::Bottom);
        lines.move_cursor(CursorMove::End);
        let mut area = Self {
            lines,
            filled: String::new(),
        };
        area.filled = area.text();
        area
    }

    /// Whether the text is another than the one filled in.
    pub fn changed(&self) -> bool {
        self.text() != self.filled
    }

    /// The text, composed, without blank ends.
    pub fn text(&self) -> String {
        self.lines.lines().join("\n").trim().to_owned()
    }

    /// Takes a key.
    pub fn key(&mut self, key: KeyEvent) {
        let word = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        match key.code {
            KeyCode::Char(letter) if !word => self.lines.insert_char(letter),
            KeyCode::Backspace if word => drop(self.lines.delete_word()),
            KeyCode::Backspace => drop(self.lines.delete_char()),
            KeyCode::Delete => drop(self.lines.delete_next_char()),
            KeyCode::Left if word => self.lines.move_cursor(CursorMove::WordBack),
            KeyCode::Right if word => self.lines.move_cursor(CursorMove::WordForward),
            KeyCode::Left => self.lines.move_cursor(CursorMove::Back),
            KeyCode::Right => self.lines.move_cursor(CursorMove::Forward),
            KeyCode::Home => self.lines.move_cursor(CursorMove::Head),
            KeyCode::End => self.lines.move_cursor(CursorMove::End),
            _ => {}
        }
        self.compose();
    }

    /// Moves up or down one line.
    pub fn step(&mut self, down: bool) {
        self.lines
            .move_cursor(if down { CursorMove::Down } else { CursorMove::Up });
    }

    /// Breaks the line.
    pub fn newline(&mut self) {
        self.lines.insert_newline();
    }

    /// Puts a pasted text in at the cursor; control characters vanish.
    pub fn paste(&mut self, words: &str) {
        let words = words.replace("\r\n", "\n").replace('\r', "\n");
        let words = text::clean(&text::nfc(&words)).text;
        self.lines.insert_str(words);
        self.compose();
    }

    fn compose(&mut self) {
        let cursor = self.lines.cursor();
        let (row, column) = (cursor.0, cursor.1);
        let Some(line) = self.lines.lines().get(row) else {
            return;
        };
        if text::nfc(line) == *line {
            return;
        }
        let before: String = line.chars().take(column).collect();
        let column = text::nfc(&before).chars().count();
        let composed: Vec<String> = self.lines.lines().iter().map(|line| text::nfc(line)).collect();
        self.lines = TextArea::from(composed);
        let jump = |at: usize| u16::try_from(at).unwrap_or(u16::MAX);
        self.lines.move_cursor(CursorMove::Jump(jump(row), jump(column)));
    }

    /// Draws it with the cursor's line in sight and, where nothing covers it, the terminal's own cursor at the insertion point.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme, uncovered: bool) {
        let cursor = self.lines.cursor();
        let columns = usize::from(area.width.saturating_sub(1)).max(1);
        let mut rows = Vec::new();
        let (mut cursor_row, mut cursor_column) = (0, 0);
        for (at, line) in self.lines.lines().iter().enumerate() {
            let mut from = 0;
            for piece in soft_wrap(line, columns) {
                let letters = piece.chars().count();
                if at == cursor.0 && cursor.1 >= from {
                    cursor_row = rows.len();
                    let before: String = piece.chars().take(cursor.1 - from).collect();
                    cursor_column = text::width(&before);
                }
                from += letters;
                rows.push(piece);
            }
        }
        let height = usize::from(area.height).max(1);
        let top = (cursor_row + 1).saturating_sub(height);
        for at in 0..area.height {
            let words = rows.get(top + usize::from(at)).map_or("", String::as_str);
            super::line(frame, super::row(area, at), theme, Role::Input, words);
        }
        if !uncovered {
            return;
        }
        let x = area.x
            + u16::try_from(cursor_column)
                .unwrap_or(0)
                .min(area.width.saturating_sub(1));
        let y = area.y + u16::try_from(cursor_row - top).unwrap_or(0);
        frame.set_cursor_position(Position::new(x, y));
    }
}

/// Cuts a line into pieces of a width, behind words where that goes; together the pieces are the line.
fn soft_wrap(line: &str, columns: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut piece = String::new();
    for word in line.split_word_bounds() {
        if !piece.is_empty() && text::width(&piece) + text::width(word.trim_end()) > columns {
            pieces.push(std::mem::take(&mut piece));
        }
        for grapheme in word.graphemes(true) {
            if text::width(&piece) + text::width(grapheme) > columns && !grapheme.trim().is_empty() {
                pieces.push(std::mem::take(&mut piece));
            }
            piece.push_str(grapheme);
        }
    }
    pieces.push(piece);
    pieces
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn marks_typed_apart_are_composed_in_the_line_of_the_cursor() {
        let mut area = Area::filled("dòng một\n");
        for letter in "hai\u{309}".chars() {
            area.key(KeyEvent::new(KeyCode::Char(letter), KeyModifiers::NONE));
        }
        assert_eq!(area.text(), "dòng một\nhaỉ");
        area.key(KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE));
        assert_eq!(area.text(), "dòng một\nha");
    }

    proptest! {
        #[test]
        fn wrapped_pieces_are_the_line(line in "[ a-zđưỉ]{0,80}", columns in 1usize..30) {
            let pieces = soft_wrap(&line, columns);
            prop_assert_eq!(pieces.concat(), line);
            for piece in pieces {
                prop_assert!(text::width(piece.trim_end()) <= columns);
            }
        }
    }
}
