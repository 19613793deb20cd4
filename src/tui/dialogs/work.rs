//! Long work under way: what it is at, a bar, and how to break it off.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::keymap::Context;
use crate::tui::theme::Role;
use crate::tui::widgets::{self, bar, frame as dialog};

/// Draws it.
pub fn view(cx: &Cx, frame: &mut Frame<'_>, screen: Rect) {
    let foot = cx.hints(Context::List, &[(Action::Back, "tui-hint-break-off")]);
    let area = dialog::place(screen, 60, 5);
    let inner = dialog::draw(frame, area, cx.theme, &cx.text("tui-work-title"), &foot);
    let (done, total, what) = match &cx.waiting.progress {
        Some(progress) => (progress.done, progress.total, progress.what.as_str()),
        None => (0, 0, ""),
    };
    widgets::line(frame, widgets::row(inner, 0), cx.theme, Role::Text, what);
    let count = if total == 0 {
        String::new()
    } else {
        format!(" {done}/{total}")
    };
    let cells = usize::from(inner.width).saturating_sub(text::width(&count));
    let (full, empty) = bar::progress(done, total, cells);
    let line = Line::from(vec![
        Span::styled(full, cx.theme.style(Role::Full)),
        Span::styled(empty, cx.theme.style(Role::Empty)),
        Span::styled(count, cx.theme.style(Role::Text)),
    ]);
    frame.render_widget(line, widgets::row(inner, 1));
}
