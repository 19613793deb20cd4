//! Long text: styled paragraphs wrapped to a width and scrolled.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::text;
use crate::tui::theme::{Role, Theme};

/// A text of paragraphs, each of one role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    paragraphs: Vec<(Role, Words)>,
}

/// What a paragraph says.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Words {
    /// Words that are wrapped.
    Flowing(String),
    /// A line of a table: what stands at its left and its right end is whole, what stands between is cut.
    Row([String; 3]),
}

impl Paper {
    /// Adds a paragraph, if it says anything.
    pub fn say(&mut self, role: Role, words: &str) {
        if !words.trim().is_empty() {
            self.paragraphs
                .push((role, Words::Flowing(words.trim_end().to_owned())));
        }
    }

    /// Adds a line of a table: its two ends stay whole, what stands between them is cut to the width.
    pub fn row(&mut self, role: Role, left: &str, middle: &str, right: &str) {
        let row = [left, middle, right].map(str::to_owned);
        self.paragraphs.push((role, Words::Row(row)));
    }

    /// Whether lines of a table are in it, which use whatever width there is.
    pub fn has_rows(&self) -> bool {
        self.paragraphs.iter().any(|(_, words)| matches!(words, Words::Row(_)))
    }

    /// Leaves out what is said elsewhere.
    pub fn without(&mut self, words: &str) {
        self.paragraphs
            .retain(|(_, said)| !matches!(said, Words::Flowing(said) if said == words.trim_end()));
    }

    /// Says something before everything else.
    pub fn first(&mut self, role: Role, words: &str) {
        self.paragraphs.insert(0, (role, Words::Flowing(words.to_owned())));
    }

    /// Adds a paragraph after its heading, if it says anything.
    pub fn entry(&mut self, heading: &str, words: &str) {
        if !words.trim().is_empty() {
            self.say(Role::Group, heading);
            self.say(Role::Text, words);
        }
    }

    /// Adds an empty line.
    pub fn gap(&mut self) {
        self.paragraphs.push((Role::Text, Words::Flowing(String::new())));
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The lines at a width.
    pub fn lines(&self, columns: usize) -> Vec<(Role, String)> {
        let mut lines = Vec::new();
        for (role, words) in &self.paragraphs {
            match words {
                Words::Flowing(words) => {
                    for line in words.split('\n') {
                        lines.extend(text::wrap(line, columns.max(1)).into_iter().map(|line| (*role, line)));
                    }
                }
                Words::Row([left, middle, right]) => {
                    let room = columns.saturating_sub(text::width(left) + text::width(right) + 2);
                    let middle = text::pad(&text::cut(middle, room), room);
                    lines.push((*role, format!("{left} {middle} {right}")));
                }
            }
        }
        lines
    }

    /// Draws it from a line on and answers whether something follows below.
    pub fn draw(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme, from: usize) -> bool {
        let lines = self.lines(usize::from(area.width));
        let from = from.min(lines.len().saturating_sub(usize::from(area.height)));
        for at in 0..area.height {
            let (role, words) = lines
                .get(from + usize::from(at))
                .map_or((Role::Text, ""), |(role, words)| (*role, words.as_str()));
            super::line(frame, super::row(area, at), theme, role, words);
        }
        lines.len() > from + usize::from(area.height)
    }

    /// Draws it from a line on, with a sign in that column of the last line where something follows below.
    pub fn draw_on(&self, frame: &mut Frame<'_>, area: Rect, theme: Theme, from: usize, column: u16) {
        let more = self.draw(frame, area, theme, from);
        if more && area.width > 2 {
            let corner = Rect {
                x: column,
                y: area.y + area.height.saturating_sub(1),
                width: 1,
                height: 1,
            };
            super::line(frame, corner, theme, Role::Group, "▼");
        }
    }
}
