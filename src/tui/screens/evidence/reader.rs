//! The text of a file as it is read on the screen: laid out once a width, scrolled, tables shifted by whole columns.

use crate::tasks::evidence::{FileState, Look, Seen};
use crate::text;
use crate::tui::theme::Role;

/// The widest that a column of a table is drawn.
const WIDEST: usize = 30;
/// What stands between the columns of a table.
const BETWEEN: &str = " │ ";

/// What is read.
#[derive(Debug, Clone, Default)]
pub struct Reader {
    /// What was seen of the file.
    pub look: Option<Look>,
    /// The first line shown.
    pub top: usize,
    /// Columns of tables that are shifted out at the left.
    pub column: usize,
    /// The lines as drawn.
    lines: Vec<(Role, String)>,
    /// For each line of the file, the first line drawn of it.
    places: Vec<usize>,
    laid: Option<(usize, usize)>,
}

impl Reader {
    /// Shows a file from its beginning.
    pub fn take(&mut self, look: Look) {
        *self = Self {
            look: Some(look),
            ..Self::default()
        };
    }

    /// Shows nothing.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// The path of the file shown.
    pub fn path(&self) -> Option<&str> {
        self.look.as_ref().map(|look| look.path.as_str())
    }

    /// Lays the text out for a place, unless it is so already, and keeps the window within it.
    pub fn settle(&mut self, width: u16, height: u16) {
        let wanted = (usize::from(width.max(1)), self.column);
        if self.laid != Some(wanted) {
            self.laid = Some(wanted);
            (self.lines, self.places) = match &self.look {
                Some(look) => lay(look, wanted.0, wanted.1),
                None => (Vec::new(), Vec::new()),
            };
        }
        self.top = self.top.min(self.lines.len().saturating_sub(usize::from(height)));
    }

    /// Moves the window.
    pub fn scroll(&mut self, by: isize) {
        self.top = self.top.saturating_add_signed(by);
    }

    /// Shifts tables by a column.
    pub fn shift(&mut self, right: bool) {
        let most = self.look.as_ref().map_or(0, |look| {
            let widths = look.lines.iter().map(|line| match line {
                Seen::Row(cells) => cells.len(),
                Seen::Heading(_) | Seen::Text(_) | Seen::Said(_) | Seen::Withheld(_) => 0,
            });
            widths.max().unwrap_or(0).saturating_sub(1)
        });
        self.column = if right {
            (self.column + 1).min(most)
        } else {
            self.column.saturating_sub(1)
        };
    }

    /// Goes to a line of the file.
    pub fn go_to(&mut self, line: usize) {
        self.top = self.places.get(line).copied().unwrap_or(0);
    }

    /// The line drawn at a row of the window.
    pub fn line(&self, row: u16) -> Option<(Role, &str)> {
        let (role, words) = self.lines.get(self.top + usize::from(row))?;
        Some((*role, words))
    }

    /// Whether something follows below a window so high.
    pub fn goes_on(&self, height: u16) -> bool {
        self.lines.len() > self.top + usize::from(height)
    }

    /// Lines drawn in all.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// The file is not the one that was loaded.
    pub fn changed(&self) -> bool {
        self.look.as_ref().is_some_and(|look| look.state == FileState::Changed)
    }
}

/// The lines drawn of a look, and where each of its lines begins.
fn lay(look: &Look, width: usize, column: usize) -> (Vec<(Role, String)>, Vec<usize>) {
    let mut lines: Vec<(Role, String)> = Vec::new();
    let mut places = Vec::with_capacity(look.lines.len());
    let mut rest = look.lines.as_slice();
    while let Some(first) = rest.first() {
        let mut wrapped = |role: Role, words: &str| {
            places.push(lines.len());
            for part in words.split('\n') {
                lines.extend(text::wrap(part, width).into_iter().map(|line| (role, line)));
            }
        };
        match first {
            Seen::Heading(words) => wrapped(Role::Group, words),
            Seen::Text(words) => wrapped(Role::Text, words),
            Seen::Said(words) => wrapped(Role::Dim, words),
            Seen::Withheld(words) => wrapped(Role::Warn, words),
            Seen::Row(_) => {
                let rows: Vec<&[String]> = rest
                    .iter()
                    .map_while(|line| match line {
                        Seen::Row(cells) => Some(cells.as_slice()),
                        Seen::Heading(_) | Seen::Text(_) | Seen::Said(_) | Seen::Withheld(_) => None,
                    })
                    .collect();
                for line in table(&rows, width, column) {
                    places.push(lines.len());
                    lines.push((Role::Text, line));
                }
                rest = rest.get(rows.len()..).unwrap_or_default();
                continue;
            }
        }
        rest = rest.get(1..).unwrap_or_default();
    }
    (lines, places)
}

/// The rows of a table, a line each, its columns below each other.
fn table(rows: &[&[String]], width: usize, column: usize) -> Vec<String> {
    let mut widths: Vec<usize> = Vec::new();
    for row in rows {
        // A line over the whole table makes no column wide.
        let alone = row.iter().filter(|cell| !cell.is_empty()).count() < 2;
        for (at, cell) in row.iter().enumerate() {
            let own = if alone { 0 } else { text::width(cell).min(WIDEST) };
            match widths.get_mut(at) {
                Some(known) => *known = own.max(*known),
                None => widths.push(own),
            }
        }
    }
    rows.iter()
        .map(|row| {
            let mut said = row.iter().filter(|cell| !cell.is_empty());
            if let (Some(only), None) = (said.next(), said.next()) {
                return text::cut(only, width);
            }
            let cells = row.iter().zip(&widths).skip(column);
            let line: Vec<String> = cells
                .filter(|(_, width)| **width > 0)
                .map(|(cell, width)| text::pad(&text::cut(cell, *width), *width))
                .collect();
            text::cut(line.join(BETWEEN).trim_end(), width)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cells: &[&str]) -> Seen {
        Seen::Row(cells.iter().map(|cell| (*cell).to_owned()).collect())
    }

    fn reader(lines: Vec<Seen>) -> Reader {
        let mut reader = Reader::default();
        reader.take(Look {
            applicant: "a".into(),
            path: "a.csv".to_owned(),
            state: FileState::Same,
            pages: None,
            facts: Vec::new(),
            lines,
        });
        reader
    }

    fn drawn(reader: &Reader) -> Vec<String> {
        (0..)
            .map_while(|row| reader.line(row))
            .map(|(_, words)| words.to_owned())
            .collect()
    }

    #[test]
    fn columns_stand_below_each_other_and_are_shifted_whole() {
        let mut reader = reader(vec![
            row(&["Bảng thử một dòng dài", "", ""]),
            row(&["TT", "Tên", "Số"]),
            row(&["1", "Điểm phát", "12"]),
            Seen::Text("hết".to_owned()),
        ]);
        reader.settle(40, 10);
        assert_eq!(
            drawn(&reader),
            [
                "Bảng thử một dòng dài",
                "TT │ Tên       │ Số",
                "1  │ Điểm phát │ 12",
                "hết"
            ]
        );
        reader.shift(true);
        reader.settle(40, 10);
        assert_eq!(drawn(&reader)[1], "Tên       │ Số");
        for _ in 0..9 {
            reader.shift(true);
        }
        assert_eq!(reader.column, 2);
        reader.go_to(3);
        reader.settle(40, 2);
        assert_eq!(reader.top, 2, "the last lines stay in the window");
    }

    #[test]
    fn text_is_wrapped_anew_at_another_width() {
        let mut reader = reader(vec![Seen::Text("một hai ba bốn".to_owned())]);
        reader.settle(7, 4);
        assert_eq!(drawn(&reader), ["một hai", "ba bốn"]);
        reader.settle(40, 4);
        assert_eq!(drawn(&reader).len(), 1);
        assert!(!reader.goes_on(4));
    }
}
