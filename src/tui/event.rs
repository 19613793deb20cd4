//! What the loop hears and what it asks for, as plain data.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind};

use super::action::Action;
use super::dialogs::Dialog;
use super::screens::Place;
use super::theme::Theme;
use crate::domain::{ApplicantId, CriterionId, Sentence};
use crate::report::Report;
use crate::tasks::{Progress, Reply, Request, Ticket};

/// Anything the loop may hear.
#[derive(Debug, Clone)]
pub enum Msg {
    /// A terminal event.
    Term(Event),
    /// An act asked for otherwise than by a key.
    Act(Action),
    /// The answer to a request.
    Done(Ticket, Result<Reply, Report>),
    /// How far a request has come.
    Progress(Ticket, Progress),
    /// The system asks the program to end (SIGTERM, SIGHUP, SIGINT).
    Stop,
    /// The system asks the program to step aside (SIGTSTP); the loop does, the model knows nothing of it.
    Suspend,
    /// The program goes on after it was stopped (SIGCONT).
    Resume,
}

/// What the loop does for the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Hands a request to the worker.
    Ask(Ticket, Request),
    /// Asks the work under way to stop at its next step.
    Cancel,
    /// Hands a text to the clipboard, through the terminal.
    Copy(String),
    /// Lets the program hear the mouse, or leaves it to the terminal.
    Mouse(bool),
    /// Ends the program; nothing is waiting to be saved.
    Quit,
}

/// What a screen or dialog hears.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// An act.
    Act(Action),
    /// A key that is bound to nothing; text fields take it.
    Key(KeyEvent),
    /// A pasted text.
    Paste(String),
    /// A click; `again` when it is the second one on the same cell.
    Click {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
        /// The second click on the cell.
        again: bool,
    },
    /// The mouse moves with its button down.
    Drag {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
    },
    /// The button is let go.
    Drop,
    /// The wheel.
    Wheel {
        /// Column.
        x: u16,
        /// Row.
        y: u16,
        /// Towards the end.
        down: bool,
    },
}

/// What a screen or dialog asks of the model in answer.
#[derive(Debug, Clone)]
pub enum Step {
    /// A request to the worker.
    Ask(Request),
    /// Opens a dialog over what is there.
    Open(Box<Dialog>),
    /// Closes the dialog that answers.
    Close,
    /// Does an act, as if its key had been pressed.
    Act(Action),
    /// Goes to a dossier or a criterion.
    GoTo(Goal),
    /// Goes to a screen, about what is in hand.
    Show(Place),
    /// Says something in the status line.
    Tell(Tone, Sentence),
    /// Says something once what was asked for before it is done.
    TellDone(Sentence),
    /// Puts on a theme that the person chose.
    Wear(Theme),
    /// Leaves the screen.
    Leave,
    /// Hands a text to the clipboard.
    Copy(String),
    /// Puts words into the text under the dialog that was closed.
    Insert(String),
    /// Asks the work under way to stop.
    Cancel,
    /// Ends the program.
    Quit,
}

/// Where to go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Goal {
    /// A dossier of the round.
    Applicant(ApplicantId),
    /// A criterion, on the screen on top.
    Criterion(CriterionId),
    /// A criterion of a dossier.
    Row(ApplicantId, CriterionId),
    /// A file of evidence, on the screen on top.
    File(String),
    /// A line of the text on the screen on top.
    Line(usize),
}

/// How a sentence of the status line is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something cannot be done, and why.
    Refused,
}

/// Terminals send the old backspace (0x08) as Ctrl+H; both mean the same key.
pub fn settled(event: KeyEvent) -> Option<KeyEvent> {
    if event.kind != KeyEventKind::Press {
        return None;
    }
    let old_backspace = event.code == KeyCode::Char('h') && event.modifiers == KeyModifiers::CONTROL;
    Some(if old_backspace {
        KeyEvent::new(KeyCode::Backspace, KeyModifiers::NONE)
    } else {
        event
    })
}

/// What a mouse event is, for those that mean something.
pub fn pointed(kind: MouseEventKind, x: u16, y: u16, again: bool) -> Option<Input> {
    match kind {
        MouseEventKind::Down(MouseButton::Left) => Some(Input::Click { x, y, again }),
        MouseEventKind::Drag(MouseButton::Left) => Some(Input::Drag { x, y }),
        MouseEventKind::Up(MouseButton::Left) => Some(Input::Drop),
        MouseEventKind::ScrollDown => Some(Input::Wheel { x, y, down: true }),
        MouseEventKind::ScrollUp => Some(Input::Wheel { x, y, down: false }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_backspaces_are_one_and_releases_are_nothing() {
        let old = KeyEvent::new(KeyCode::Char('h'), KeyModifiers::CONTROL);
        assert_eq!(settled(old).map(|key| key.code), Some(KeyCode::Backspace));
        let mut released = KeyEvent::new(KeyCode::Enter, KeyModifiers::NONE);
        released.kind = KeyEventKind::Release;
        assert_eq!(settled(released), None);
    }
}
