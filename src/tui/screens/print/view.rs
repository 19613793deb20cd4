//! Draws a paper: its lines on the ground of the screen, a bar at the right that shows where on it one is.

use ratatui::Frame;
use ratatui::layout::Rect;
use unicode_segmentation::UnicodeSegmentation as _;

use super::State;
use crate::tasks::print::Face;
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::keymap::Context;
use crate::tui::theme::Role;
use crate::tui::widgets;

/// Where the paper stands.
pub(super) fn paper(body: Rect) -> Rect {
    Rect {
        width: body.width.saturating_sub(1),
        height: body.height.saturating_sub(1),
        ..body
    }
}

/// Where the bar stands.
pub(super) fn bar(body: Rect) -> Rect {
    Rect {
        x: body.x + body.width.saturating_sub(1),
        width: 1.min(body.width),
        height: body.height.saturating_sub(1),
        ..body
    }
}

/// The bar at the top.
pub fn title(state: &State, cx: &Cx) -> String {
    let figures = [
        ("paper", state.printing.paper.as_str()),
        ("name", state.printing.subject.as_str()),
    ];
    cx.locale.with("closing-print-title", &figures)
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let place = paper(body);
    let lines = &state.lines().lines;
    for at in 0..place.height {
        let Some(line) = lines.get(state.top + usize::from(at)) else {
            break;
        };
        let role = match line.face {
            Face::Plain => Role::Text,
            Face::Bold => Role::Group,
            Face::Edge => Role::Dim,
        };
        let words: String = if state.left == 0 {
            line.words.clone()
        } else {
            line.words.graphemes(true).skip(state.left).collect()
        };
        // Cut without a sign: whoever scrolls sees where the paper goes on.
        let mut shown = String::new();
        let mut used = 0;
        for letter in words.graphemes(true) {
            used += text::width(letter);
            if used > usize::from(place.width) {
                break;
            }
            shown.push_str(letter);
        }
        widgets::line(frame, widgets::row(place, at), cx.theme, role, &shown);
    }
    let bar = bar(body);
    let all = lines.len().max(1);
    let (from, to) = (state.top, state.top + usize::from(place.height));
    for at in 0..bar.height {
        let first = all * usize::from(at) / usize::from(bar.height.max(1));
        let last = all * (usize::from(at) + 1) / usize::from(bar.height.max(1));
        let here = first < to && last > from && all > usize::from(place.height);
        let (role, sign) = if here { (Role::Full, "█") } else { (Role::Line, "│") };
        widgets::line(frame, widgets::row(bar, at), cx.theme, role, sign);
    }
    let (page, pages) = state.page();
    let widest = lines.iter().map(|line| text::width(&line.words)).max().unwrap_or(0);
    let right = if widest > usize::from(place.width) {
        cx.text("closing-print-wide")
    } else {
        cx.text("closing-print-as-pdf")
    };
    let place = cx.locale.with(
        "closing-print-page",
        &[("page", &page.to_string()), ("pages", &pages.to_string())],
    );
    let contexts = [Context::Print, Context::Global];
    let hint = |action, label| cx.hint(&contexts, action, label);
    let left = [
        place,
        hint(Action::NextGroup, "closing-hint-next-page"),
        hint(Action::NextPane, "closing-hint-other-paper"),
    ]
    .join(" · ");
    let below = Rect {
        y: body.y + body.height.saturating_sub(1),
        height: 1.min(body.height),
        ..body
    };
    widgets::ends(
        frame,
        below,
        cx.theme,
        Role::Header,
        &format!("  {left}"),
        &format!("{right} "),
    );
}
