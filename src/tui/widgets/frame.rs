//! The frame of a dialog: cleared ground, border, title, and the hints at its foot.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::Span;
use ratatui::widgets::{Block, BorderType, Clear};

use crate::text;
use crate::tui::theme::{Role, Theme};

/// Where a dialog of that size stands: in the middle, within the screen.
pub fn place(screen: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(screen.width);
    let height = height.min(screen.height);
    Rect {
        x: screen.x + (screen.width - width) / 2,
        y: screen.y + (screen.height - height) / 2,
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
