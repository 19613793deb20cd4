//! Where a list stands: the selected row and the first row shown; and how the rows of one are drawn in a dialog.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::style::Modifier;

use super::table;
use crate::text;
use crate::tui::theme::{Role, Theme};

/// Columns before what a row says.
const SIGN: usize = 2;

/// Selection and scroll position of a list whose length its owner knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Position {
    /// The selected row.
    pub selected: usize,
    /// The first row shown.
    pub top: usize,
}

impl Position {
    /// Moves by so many rows, stopping at the ends.
    pub fn step(&mut self, by: isize, len: usize) {
        self.selected = self.selected.saturating_add_signed(by).min(len.saturating_sub(1));
    }

    /// Keeps the selection within the list and the window round it.
    pub fn settle(&mut self, len: usize, height: usize) {
        self.selected = self.selected.min(len.saturating_sub(1));
        let height = height.max(1);
        self.top = self
            .top
            .min(self.selected)
            .max((self.selected + 1).saturating_sub(height))
            .min(len.saturating_sub(height));
    }
}

/// One row of a list in a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Its role, while it is not selected.
    pub role: Role,
    /// What it says.
    pub words: String,
    /// What stands at its right end.
    pub aside: String,
    /// Which letters of what it says are set off, by their place.
    pub marked: Vec<usize>,
}

impl Item {
    /// A row of a role, with what stands at its right end.
    pub fn new(role: Role, words: impl Into<String>, aside: impl Into<String>) -> Self {
        Self {
            role,
            words: words.into(),
            aside: aside.into(),
            marked: Vec::new(),
        }
    }
}

/// Draws the rows of a list that are in sight; `of` says what each shows and whether it is the selected one.
pub fn draw(frame: &mut Frame<'_>, area: Rect, theme: Theme, at: Position, of: impl Fn(usize, bool) -> Option<Item>) {
    for line in 0..area.height {
        let place = at.top + usize::from(line);
        let selected = place == at.selected;
        let Some(item) = of(place, selected) else { break };
        let (sign, role) = if selected {
            (table::SELECTED, Role::Selected)
        } else {
            (" ", item.role)
        };
        let row = super::row(area, line);
        let words = format!("{sign} {}", item.words);
        if item.aside.is_empty() {
            super::line(frame, row, theme, role, &words);
        } else {
            super::ends(frame, row, theme, role, &words, &item.aside);
        }
        mark(frame, row, &item);
    }
}

/// Underlines single letters, where they are in sight.
fn mark(frame: &mut Frame<'_>, row: Rect, item: &Item) {
    if item.marked.is_empty() || row.height == 0 {
        return;
    }
    let room = usize::from(row.width).saturating_sub(text::width(&item.aside) + 1);
    let mut column = SIGN;
    for (at, letter) in item.words.chars().enumerate() {
        let wide = text::width(letter.encode_utf8(&mut [0; 4]));
        // The last column may hold the sign that something was cut.
        if column + wide >= room {
            break;
        }
        if item.marked.contains(&at)
            && let Ok(x) = u16::try_from(column)
            && let Some(cell) = frame.buffer_mut().cell_mut((row.x + x, row.y))
        {
            let style = cell.style().add_modifier(Modifier::BOLD | Modifier::UNDERLINED);
            cell.set_style(style);
        }
        column += wide;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_window_follows_the_selection_and_stays_full() {
        let mut at = Position::default();
        at.step(30, 20);
        at.settle(20, 5);
        assert_eq!(at, Position { selected: 19, top: 15 });
        at.step(-10, 20);
        at.settle(20, 5);
        assert_eq!(at, Position { selected: 9, top: 9 });
        at.settle(3, 5);
        assert_eq!(at, Position { selected: 2, top: 0 });
        at.settle(0, 5);
        assert_eq!(at, Position::default());
    }
}
