//! The key bar, the progress bar.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::text;
use crate::tui::action::Action;
use crate::tui::theme::{Role, Theme};

/// One key of the bar in its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// What it does.
    pub action: Action,
    /// The key.
    pub key: String,
    /// What the bar calls it.
    pub label: String,
    /// Its cells, counted from the bar's corner.
    pub place: Rect,
}

/// Lays keys out over at most `rows` rows. Where there is no room the last in order give way, but never the one that
/// leads to all others.
pub fn lay(mut keys: Vec<(Action, String, String)>, always: Action, width: u16, rows: u16) -> Vec<Item> {
    loop {
        let items = place(&keys, width, rows);
        let before = keys
            .iter()
            .position(|(action, _, _)| *action == always)
            .and_then(|at| at.checked_sub(1));
        match before {
            Some(before) if !items.iter().any(|item| item.action == always) => drop(keys.remove(before)),
            _ => return items,
        }
    }
}

fn place(keys: &[(Action, String, String)], width: u16, rows: u16) -> Vec<Item> {
    let mut items = Vec::new();
    let (mut x, mut y) = (0u16, 0u16);
    for (action, key, label) in keys {
        let size = u16::try_from(text::width(key) + text::width(label) + 1).unwrap_or(u16::MAX);
        if x > 0 && x.saturating_add(size) > width {
            (x, y) = (0, y + 1);
        }
        if y >= rows {
            break;
        }
        let place = Rect::new(x, y, size.min(width), 1);
        items.push(Item {
            action: *action,
            key: key.clone(),
            label: label.clone(),
            place,
        });
        x = x.saturating_add(size).saturating_add(1);
    }
    items
}

/// How many rows the items take.
pub fn rows(items: &[Item]) -> u16 {
    items.iter().map(|item| item.place.y + 1).max().unwrap_or(0)
}

/// Draws the key bar.
pub fn keys(frame: &mut Frame<'_>, area: Rect, theme: Theme, items: &[Item]) {
    for at in 0..area.height {
        super::line(frame, super::row(area, at), theme, Role::Text, "");
    }
    for item in items {
        let place = Rect {
            x: area.x + item.place.x,
            y: area.y + item.place.y,
            ..item.place
        };
        let line = Line::from(vec![
            Span::styled(item.key.as_str(), theme.style(Role::Key)),
            Span::styled(format!(" {}", item.label), theme.style(Role::Label)),
        ]);
        frame.render_widget(line, place.intersection(area));
    }
}

/// A progress bar of so many cells, as its full and its empty part.
pub fn progress(done: usize, total: usize, cells: usize) -> (String, String) {
    let full = (done * cells).checked_div(total).unwrap_or(0).min(cells);
    ("█".repeat(full), "░".repeat(cells - full))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_wrap_and_the_last_give_way() {
        let keys = |count: usize| {
            (0..count)
                .map(|at| (Action::Help, format!("F{at}"), "Trợ giúp".to_owned()))
                .collect::<Vec<_>>()
        };
        let items = lay(keys(8), Action::Palette, 40, 2);
        assert_eq!(rows(&items), 2);
        assert!(items.len() < 8);
        assert!(items.iter().all(|item| item.place.x + item.place.width <= 40));
        let mut many = keys(8);
        many.push((Action::Palette, "F10".to_owned(), "Lệnh".to_owned()));
        let items = lay(many, Action::Palette, 40, 2);
        assert_eq!(items.last().map(|item| item.action), Some(Action::Palette));
    }

    #[test]
    fn progress_is_full_only_when_all_is_done() {
        assert_eq!(progress(36, 37, 8).1.chars().count(), 1);
        assert_eq!(progress(37, 37, 8).1, "");
        assert_eq!(progress(0, 0, 8).0, "");
    }
}
