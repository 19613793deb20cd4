//! Dialogs: each owns its state, hears inputs and answers with steps. One that asked for a save stays, with all that was
//! typed, until the answer comes.

pub mod columns;
pub mod confirm;
pub mod files;
pub mod form;
pub mod help;
pub mod message;
pub mod narrate;
pub mod palette;
pub mod pick;
pub mod secret;
pub mod sign;
mod signs;
pub mod submit;
pub mod value;
pub mod words;
pub mod work;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::action::Action;
use super::cx::Cx;
use super::event::{Input, Step};
use super::keymap::Context;
use super::theme::Role;
use super::widgets::paper::Paper;
use crate::tasks::Ticket;

/// A dialog over the screen.
#[derive(Debug, Clone)]
pub enum Dialog {
    /// Fields to fill in.
    Form(Box<form::State>),
    /// The appraised value of a row.
    Value(Box<value::State>),
    /// A text: a reason, a note.
    Words(Box<words::State>),
    /// A question answered with yes or no.
    Confirm(confirm::State),
    /// One of several.
    Pick(pick::State),
    /// Something to read: a failure, a report.
    Message(message::State),
    /// Finding acts, communes and criteria.
    Palette(Box<palette::State>),
    /// What the columns of a table hold.
    Columns(Box<columns::State>),
    /// Choosing what to load.
    Files(Box<files::State>),
    /// A password or PIN.
    Secret(Box<secret::State>),
    /// The keys of the moment.
    Help(help::State),
    /// Long work under way.
    Work,
}

/// How a dialog stands while it is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pen {
    /// What was typed is being saved.
    pub saving: bool,
    /// Nothing lies over it: the terminal's cursor is its own.
    pub top: bool,
}

/// A dialog that is open, with the save it waits for.
#[derive(Debug, Clone)]
pub struct Opened {
    /// The dialog.
    pub dialog: Dialog,
    /// The request whose answer closes it.
    pub saving: Option<Ticket>,
}

impl Dialog {
    /// Fields to fill in.
    pub fn form(state: form::State) -> Self {
        Self::Form(Box::new(state))
    }

    /// Something to find.
    pub fn palette(state: palette::State) -> Self {
        Self::Palette(Box::new(state))
    }

    /// A text to write.
    pub fn words(state: words::State) -> Self {
        Self::Words(Box::new(state))
    }

    /// Which keys hold in it.
    pub fn context(&self) -> Context {
        match self {
            Self::Form(state) => state.context(),
            Self::Value(_) | Self::Words(_) | Self::Palette(_) | Self::Files(_) | Self::Secret(_) => Context::Field,
            Self::Columns(_) | Self::Confirm(_) | Self::Pick(_) | Self::Message(_) | Self::Help(_) | Self::Work => {
                Context::List
            }
        }
    }

    /// What it answers to an input.
    pub fn update(&mut self, cx: &Cx, input: Input) -> Vec<Step> {
        if input == Input::Act(Action::Back) {
            return match self {
                Self::Work => vec![Step::Cancel],
                Self::Words(state) if state.area.changed() => vec![discard(cx)],
                Self::Value(state) if state.changed() => vec![discard(cx)],
                Self::Form(_)
                | Self::Value(_)
                | Self::Words(_)
                | Self::Confirm(_)
                | Self::Pick(_)
                | Self::Message(_)
                | Self::Palette(_)
                | Self::Files(_)
                | Self::Secret(_)
                | Self::Columns(_)
                | Self::Help(_) => vec![Step::Close],
            };
        }
        match self {
            Self::Form(state) => form::update(state, cx, input),
            Self::Value(state) => value::update(state, cx, input),
            Self::Words(state) => words::update(state, cx, input),
            Self::Confirm(state) => confirm::update(state, input),
            Self::Pick(state) => pick::update(state, cx, input),
            Self::Message(state) => message::update(state, cx, input),
            Self::Palette(state) => palette::update(state, cx, input),
            Self::Columns(state) => columns::update(state, cx, input),
            Self::Files(state) => files::update(state, cx, input),
            Self::Secret(state) => secret::update(state, input),
            Self::Help(state) => help::update(state, cx, input),
            Self::Work => Vec::new(),
        }
    }

    /// Draws it over the screen.
    pub fn view(&self, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, pen: Pen) {
        match self {
            Self::Form(state) => form::view(state, cx, frame, screen, pen),
            Self::Value(state) => value::view(state, cx, frame, screen, pen),
            Self::Words(state) => words::view(state, cx, frame, screen, pen),
            Self::Confirm(state) => confirm::view(state, cx, frame, screen),
            Self::Pick(state) => pick::view(state, cx, frame, screen),
            Self::Message(state) => message::view(state, cx, frame, screen),
            Self::Palette(state) => palette::view(state, cx, frame, screen, pen),
            Self::Columns(state) => columns::view(state, cx, frame, screen, pen.saving),
            Self::Files(state) => files::view(state, cx, frame, screen, pen),
            Self::Secret(state) => secret::view(state, cx, frame, screen, pen),
            Self::Help(state) => help::view(state, cx, frame, screen),
            Self::Work => work::view(cx, frame, screen),
        }
    }
}

/// Asks once before what was typed is thrown away.
fn discard(cx: &Cx) -> Step {
    let mut paper = Paper::default();
    paper.say(Role::Text, &cx.text("tui-discard-question"));
    Step::Open(Box::new(Dialog::Confirm(confirm::State {
        title: cx.text("tui-discard-title"),
        paper,
        yes: vec![Step::Close, Step::Close],
        hints: ["tui-hint-discard", "tui-hint-go-on"],
        top: 0,
    })))
}

/// The hints at the foot of a dialog that saves; while it saves, that it does.
fn foot(cx: &Cx, context: Context, saving: bool, hints: &[(Action, &str)]) -> String {
    if saving {
        cx.text("tui-status-saving")
    } else {
        cx.hints(context, hints)
    }
}
