//! Draws the model: title, screen, status line, key bar, and the dialogs over them. Changes nothing.

use ratatui::Frame;
use ratatui::layout::Rect;
use ratatui::text::{Line, Span};

use super::dialogs::Pen;
use super::event::Tone;
use super::model::{LEAST, Model, Screen};
use super::screens::round::workspace;
use super::screens::words;
use super::theme::Role;
use super::travel;
use super::widgets::{self, bar};
use crate::text;

/// Draws one frame.
pub fn view(model: &Model, frame: &mut Frame<'_>) {
    let area = frame.area();
    let cx = &model.cx;
    if area.width < LEAST.0 || area.height < LEAST.1 {
        let lines = text::wrap(&cx.text("tui-too-small"), usize::from(area.width.max(1)));
        for (at, words) in (0..area.height).zip(lines) {
            widgets::line(frame, widgets::row(area, at), cx.theme, Role::Text, &words);
        }
        return;
    }
    let items = model.bar();
    let parts = model.parts(&items);
    widgets::fill(frame, parts.body, cx.theme, Role::Text);
    let right = workspace(cx);
    let left = travel::crumbs(&model.screens, cx, room(model));
    widgets::ends(
        frame,
        parts.title,
        cx.theme,
        Role::Title,
        &format!(" {left}"),
        &format!("{right} "),
    );
    if let Some(screen) = model.screen() {
        screen.view(cx, frame, parts.body);
    }
    status(model, frame, parts.status);
    // A dialog tells its own keys at its foot: those of the screen behind it do nothing.
    let shown = if model.dialogs.is_empty() || !model.pressed.is_empty() {
        model.shown(items)
    } else {
        Vec::new()
    };
    bar::keys(frame, parts.keys, cx.theme, &shown);
    let last = model.dialogs.len();
    for (number, opened) in (1..).zip(&model.dialogs) {
        if number == last {
            let behind = Rect {
                height: parts.status.y.saturating_sub(area.y),
                ..area
            };
            frame.buffer_mut().set_style(behind, cx.theme.style(Role::Behind));
        }
        let pen = Pen {
            saving: opened.saving.is_some(),
            top: number == last,
        };
        opened.dialog.view(cx, frame, area, pen);
    }
}

/// Columns of the bar at the top that the way may take.
pub(super) fn room(model: &Model) -> usize {
    let right = text::width(&workspace(&model.cx)) + 3;
    usize::from(model.cx.size.0).saturating_sub(right)
}

/// Who acts, at which stage, what was said last, and whether it is saved.
fn status(model: &Model, frame: &mut Frame<'_>, area: Rect) {
    let cx = &model.cx;
    let who = match cx.settings.actor() {
        Some(actor) if actor.role.is_empty() => actor.member.to_string(),
        Some(actor) => format!("{} · {}", actor.member, actor.role),
        None => cx.text("tui-status-nobody"),
    };
    let stage = cx
        .round
        .as_ref()
        .and_then(|round| round.acting())
        .map(|stage| stage.name.clone());
    let mut left = format!(" {who}");
    if let Some(stage) = stage {
        left = format!("{left} │ {stage}");
    }
    let saved = if model.quitting {
        cx.text("tui-status-quitting")
    } else if cx.waiting.writing() {
        cx.text("tui-status-saving")
    } else if cx.waiting.failed {
        cx.text("tui-status-unsaved")
    } else if cx.waiting.saved {
        cx.text("tui-status-saved")
    } else {
        String::new()
    };
    let saved = if saved.is_empty() {
        saved
    } else {
        format!("│ {saved} ")
    };
    let mut notice = String::new();
    let mut role = Role::Status;
    if !model.pressed.is_empty() {
        let keys: Vec<String> = model.pressed.iter().map(ToString::to_string).collect();
        notice = format!("{} …", keys.join(" "));
    } else if let Some((tone, sentence)) = &cx.notice {
        let within = matches!(
            model.screen(),
            Some(Screen::Review(_) | Screen::Evidence(_) | Screen::Conclusion(_))
        );
        notice = if within {
            words::capital(&cx.say(&words::within(cx, sentence)))
        } else {
            words::capital(&cx.say(sentence))
        };
        if *tone == Tone::Refused {
            notice = format!("! {notice}");
            role = Role::Key;
        }
    } else if cx.waiting.working() {
        notice = cx.text("tui-status-working");
    }
    let all = usize::from(area.width);
    let room = all.saturating_sub(text::width(&saved));
    let width = text::width(&left);
    // What was just said matters more than who sits there: names give way before it is cut.
    let left = if notice.is_empty() {
        left
    } else {
        let spare = room.saturating_sub(text::width(&notice) + 3);
        if spare < width.min(12) {
            String::new()
        } else {
            text::cut(&left, spare)
        }
    };
    let used = text::width(&left);
    let notice = if notice.is_empty() {
        String::new()
    } else {
        text::cut(&notice, room.saturating_sub(used + 3))
    };
    let middle = if notice.is_empty() {
        String::new()
    } else {
        format!(" {notice} ")
    };
    let gap = if notice.is_empty() {
        String::new()
    } else {
        " ".to_owned()
    };
    let fill = " ".repeat(room.saturating_sub(used + text::width(&middle) + text::width(&gap)));
    let line = Line::from(vec![
        Span::styled(left + &gap, cx.theme.style(Role::Status)),
        Span::styled(middle, cx.theme.style(role)),
        Span::styled(fill, cx.theme.style(Role::Status)),
        Span::styled(saved, cx.theme.style(Role::Status)),
    ]);
    frame.render_widget(line, area);
}
