//! A ground of cells on which rules and words are drawn.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::text;

/// The ground.
pub(super) struct Canvas {
    rows: Vec<Vec<String>>,
}

/// Which sides of a cell have a rule: up, down, left, right.
type Sides = [bool; 4];

impl Canvas {
    /// An empty ground.
    pub(super) fn new(width: usize, height: usize) -> Self {
        Self {
            rows: vec![vec![" ".to_owned(); width]; height],
        }
    }

    /// Writes words from a cell on.
    pub(super) fn write(&mut self, x: usize, y: usize, words: &str) {
        let Some(row) = self.rows.get_mut(y) else { return };
        let mut at = x;
        for letter in words.graphemes(true) {
            let wide = text::width(letter);
            if let Some(cell) = row.get_mut(at) {
                letter.clone_into(cell);
            }
            for over in 1..wide {
                if let Some(cell) = row.get_mut(at + over) {
                    cell.clear();
                }
            }
            at += wide.max(1);
        }
    }

    /// Draws the frame of a box; where frames meet the rules are joined.
    pub(super) fn frame(&mut self, (left, top): (usize, usize), (right, bottom): (usize, usize)) {
        for x in left..=right {
            for y in [top, bottom] {
                self.join(x, y, [false, false, x > left, x < right]);
            }
        }
        for y in top..=bottom {
            for x in [left, right] {
                self.join(x, y, [y > top, y < bottom, false, false]);
            }
        }
    }

    fn join(&mut self, x: usize, y: usize, sides: Sides) {
        let Some(cell) = self.rows.get_mut(y).and_then(|row| row.get_mut(x)) else {
            return;
        };
        let known = sides_of(cell);
        let mut joined = [false; 4];
        for (all, (one, other)) in joined.iter_mut().zip(known.iter().zip(sides)) {
            *all = *one || other;
        }
        sign(joined).clone_into(cell);
    }

    /// The rows as lines.
    pub(super) fn lines(self) -> impl Iterator<Item = String> {
        self.rows.into_iter().map(|row| row.concat())
    }
}

/// Signs of rules with their sides.
const SIGNS: &[(&str, Sides)] = &[
    ("─", [false, false, true, true]),
    ("│", [true, true, false, false]),
    ("┌", [false, true, false, true]),
    ("┐", [false, true, true, false]),
    ("└", [true, false, false, true]),
    ("┘", [true, false, true, false]),
    ("├", [true, true, false, true]),
    ("┤", [true, true, true, false]),
    ("┬", [false, true, true, true]),
    ("┴", [true, false, true, true]),
    ("┼", [true, true, true, true]),
    ("╴", [false, false, true, false]),
    ("╶", [false, false, false, true]),
    ("╵", [true, false, false, false]),
    ("╷", [false, true, false, false]),
];

fn sides_of(sign: &str) -> Sides {
    let found = SIGNS.iter().find(|(own, _)| *own == sign);
    found.map_or([false; 4], |(_, sides)| *sides)
}

fn sign(sides: Sides) -> &'static str {
    let found = SIGNS.iter().find(|(_, own)| *own == sides);
    found.map_or(" ", |(sign, _)| sign)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frames_that_meet_share_their_rules() {
        let mut canvas = Canvas::new(7, 5);
        canvas.frame((0, 0), (3, 4));
        canvas.frame((3, 0), (6, 2));
        canvas.frame((3, 2), (6, 4));
        canvas.write(1, 1, "ắa");
        let lines: Vec<String> = canvas.lines().collect();
        assert_eq!(lines, ["┌──┬──┐", "│ắa│  │", "│  ├──┤", "│  │  │", "└──┴──┘"]);
    }
}
