//! The first screen: look round the sample, load a folder, open a workspace.

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::tasks::Request;
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::form::{Entry, State as Form};
use crate::tui::dialogs::submit::Purpose;
use crate::tui::dialogs::{Dialog, confirm};
use crate::tui::event::{Input, Step};
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::{self, list::Position, table};

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::Palette,
    Action::Theme,
    Action::Quit,
];

/// The choices, in order.
const CHOICES: [Action; 3] = [Action::OpenSample, Action::LoadFolder, Action::OpenWorkspace];

/// Where it stands.
#[derive(Debug, Clone, Default)]
pub struct State {
    at: Position,
}

fn card(body: Rect) -> Rect {
    let width = 70.min(body.width.saturating_sub(2));
    widgets::frame::place(body, width, 14.min(body.height))
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    match input {
        Input::Act(Action::Down | Action::NextPane) | Input::Wheel { down: true, .. } => {
            state.at.step(1, CHOICES.len());
        }
        Input::Act(Action::Up | Action::PreviousPane) | Input::Wheel { down: false, .. } => {
            state.at.step(-1, CHOICES.len());
        }
        Input::Act(Action::Confirm) => return choose(state),
        Input::Act(action) if CHOICES.contains(&action) => return open(cx, action),
        Input::Act(Action::Back) => return vec![Step::Open(Box::new(leave(cx)))],
        Input::Click { x, y, .. } => {
            let card = card(body);
            let first = card.y + 5;
            if card.contains((x, y).into()) && y >= first {
                let at = usize::from(y - first) / 3;
                if at < CHOICES.len() {
                    state.at.selected = at;
                    return choose(state);
                }
            }
        }
        _ => {}
    }
    Vec::new()
}

fn choose(state: &State) -> Vec<Step> {
    CHOICES
        .get(state.at.selected)
        .map(|action| vec![Step::Act(*action)])
        .unwrap_or_default()
}

fn open(cx: &Cx, action: Action) -> Vec<Step> {
    let form = |entries: Vec<Entry>, purpose: Purpose| {
        let intro = cx.say(&action.help());
        let form = Form::new(cx.say(&action.title()), intro, entries, purpose);
        vec![Step::Open(Box::new(Dialog::form(form)))]
    };
    match action {
        Action::LoadFolder => vec![Step::Act(action)],
        Action::OpenWorkspace => {
            let last = cx.settings.last.as_ref().map(|path| path.display().to_string());
            let entry = Entry::path(cx.text("tui-form-workspace"), &last.unwrap_or_default());
            form(vec![entry], Purpose::OpenWorkspace)
        }
        _ => vec![Step::Ask(Request::Demo)],
    }
}

/// The question before leaving with Esc.
pub fn leave(cx: &Cx) -> Dialog {
    let mut paper = Paper::default();
    if cx.temporary {
        paper.say(Role::Warn, &cx.text("tui-leave-sample"));
    }
    paper.say(Role::Text, &cx.text("tui-leave-question"));
    Dialog::Confirm(confirm::State {
        title: cx.text("tui-leave-title"),
        paper,
        yes: vec![Step::Close, Step::Quit],
        hints: confirm::HINTS,
        top: 0,
    })
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let card = card(body);
    let line = |frame: &mut Frame<'_>, at: u16, role: Role, words: &str| {
        widgets::line(frame, widgets::row(card, at), cx.theme, role, words);
    };
    line(frame, 0, Role::Dialog, &cx.text("tui-first-title"));
    let width = usize::from(card.width);
    for (at, words) in (1..4).zip(text::wrap(&cx.text("tui-first-intro"), width)) {
        line(frame, at, Role::Dim, &words);
    }
    for (at, action) in (0u16..).zip(CHOICES) {
        let selected = usize::from(at) == state.at.selected;
        let (sign, role) = if selected {
            (table::SELECTED, Role::Selected)
        } else {
            (" ", Role::Text)
        };
        let key = cx
            .keymap
            .hint(&[crate::tui::keymap::Context::FirstRun], action)
            .unwrap_or_default();
        line(
            frame,
            5 + at * 3,
            role,
            &format!("{sign} {key}  {}", cx.say(&action.title())),
        );
        line(
            frame,
            6 + at * 3,
            Role::Dim,
            &format!("     {}", cx.say(&action.help())),
        );
    }
}
