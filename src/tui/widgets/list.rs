//! Where a list stands: the selected row and the first row shown.

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
