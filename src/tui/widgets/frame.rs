//! The frame of a dialog: cleared ground, border, title, and the hints at its foot.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::{Block, BorderType, Clear};

use crate::text;
use crate::tui::theme::{Role, Theme};

/// Rows at the foot of the screen that no dialog covers: the status line and the two of the key bar. A low screen has none
/// to spare.
fn kept(screen: Rect) -> u16 {
    if screen.height < 24 { 0 } else { 3 }
}

/// The most rows that a dialog may have. On a high screen it leaves the bar at the top too.
pub fn tallest(screen: Rect) -> u16 {
    let title = u16::from(screen.height >= 30);
    screen.height - kept(screen) - title
}

/// Where a dialog of that size stands: in the middle, within the screen and above the status line.
pub fn place(screen: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(screen.width);
    let height = height.min(tallest(screen));
    let lowest = screen.height - kept(screen) - height;
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + ((screen.height - height) / 2).min(lowest),
        width,
        height,
    }
}

/// What is left inside the frame.
pub fn inner(area: Rect) -> Rect {
    Rect {
        x: area.x + 2.min(area.width),
        y: area.y + 1.min(area.height),
        width: area.width.saturating_sub(4),
        height: area.height.saturating_sub(2),
    }
}

/// Clears the ground and draws the frame; answers the place inside.
pub fn draw(frame: &mut Frame<'_>, area: Rect, theme: Theme, title: &str, foot: &str) -> Rect {
    frame.render_widget(Clear, area);
    let room = usize::from(area.width.saturating_sub(4));
    let mut block = Block::bordered()
        .border_type(BorderType::Double)
        .border_style(theme.style(Role::Dialog))
        .style(theme.style(Role::Text))
        .title(Span::styled(
            format!(" {} ", text::cut(title, room)),
            theme.style(Role::Dialog),
        ));
    if !foot.is_empty() {
        block = block.title_bottom(Span::styled(
            format!(" {} ", text::cut(foot, room)),
            theme.style(Role::Text),
        ));
    }
    frame.render_widget(block, area);
    inner(area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dialog_leaves_the_status_line_where_the_screen_is_high_enough() {
        for (height, wanted, y, rows) in [
            (40, 100, 1, 36),
            (40, 10, 15, 10),
            (24, 100, 0, 21),
            (24, 20, 1, 20),
            (24, 8, 8, 8),
            (15, 100, 0, 15),
        ] {
            let area = place(Rect::new(0, 0, 80, height), 60, wanted);
            assert_eq!((area.y, area.height), (y, rows), "{wanted} rows of {height}");
        }
    }
}
