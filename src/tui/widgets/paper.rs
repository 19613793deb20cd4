//! Long text: styled paragraphs wrapped to a width and scrolled.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::text;
use crate::tui::theme::{Role, Theme};

/// A text of paragraphs, each of one role.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paper {
    paragraphs: Vec<(Role, String)>,
}

impl Paper {
    /// Adds a paragraph, if it says anything.
    pub fn say(&mut self, role: Role, words: &str) {
        if !words.trim().is_empty() {
            self.paragraphs.push((role, words.trim_end().to_owned()));
        }
    }

    /// Leaves out what is said elsewhere.
    pub fn without(&mut self, words: &str) {
        self.paragraphs.retain(|(_, said)| said != words.trim_end());
    }

    /// Says something before everything else.
    pub fn first(&mut self, role: Role, words: &str) {
        self.paragraphs.insert(0, (role, words.to_owned()));
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
        self.paragraphs.push((Role::Text, String::new()));
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.paragraphs.is_empty()
    }

    /// The lines at a width.
    pub fn lines(&self, columns: usize) -> Vec<(Role, String)> {
        let mut lines = Vec::new();
        for (role, words) in &self.paragraphs {
            for line in words.split('\n') {
                lines.extend(text::wrap(line, columns.max(1)).into_iter().map(|line| (*role, line)));
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
}
