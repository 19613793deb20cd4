//! A member at the keyboard of a whole program without threads: what a key asks of the worker is answered at once.

use std::path::Path;
use std::time::{Duration, Instant};

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use thamdinh::tasks::{Desk, Request};
use thamdinh::text::Lang;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::keymap::Keymap;
use thamdinh::tui::model::Model;
use thamdinh::tui::{self};

/// How long the screens took over a key: the worker's time is not theirs.
#[derive(Debug, Clone, Copy, Default)]
pub struct Stroke {
    /// From the key, and from the answers that it called for, to the model.
    pub update: Duration,
    /// From the model to the frame, compared with the one before.
    pub view: Duration,
}

/// The screens, and the desk that serves them.
pub struct Typist {
    desk: Desk,
    /// What the screens know.
    pub model: Model,
    /// Where they are drawn.
    pub terminal: Terminal<TestBackend>,
}

impl Typist {
    /// Starts the program with a workspace and draws until nothing more is asked for.
    pub fn open(desk: Desk, workspace: &Path, (width, height): (u16, u16)) -> Self {
        let keymap = Keymap::shipped("mac-dinh").unwrap();
        let mut model = tui::begin(Lang::Vi, keymap, desk.settings().clone(), false);
        model.cx.size = (width, height);
        let mut typist = Self {
            desk,
            model,
            terminal: Terminal::new(TestBackend::new(width, height)).unwrap(),
        };
        let effects = tui::start(&mut typist.model, Request::Open(workspace.to_owned()));
        typist.serve(effects);
        typist.draw();
        typist
    }

    /// Presses a key and draws.
    pub fn press(&mut self, code: KeyCode, modifiers: KeyModifiers) -> Stroke {
        let event = Event::Key(KeyEvent::new(code, modifiers));
        let (mut update, effects) = timed(|| tui::update(&mut self.model, Msg::Term(event)));
        update += self.serve(effects);
        Stroke {
            update,
            view: self.draw(),
        }
    }

    /// Answers what is asked for, and gives the time that the screens took over the answers.
    fn serve(&mut self, effects: Vec<Effect>) -> Duration {
        let mut taken = Duration::ZERO;
        for effect in effects {
            if let Effect::Ask(ticket, request) = effect {
                let reply = self.desk.run(request, &mut |_| true).unwrap();
                let (update, next) = timed(|| tui::update(&mut self.model, Msg::Done(ticket, Ok(reply))));
                taken += update + self.serve(next);
            }
        }
        taken
    }

    fn draw(&mut self) -> Duration {
        timed(|| self.terminal.draw(|frame| tui::view(&self.model, frame)).map(drop)).0
    }
}

fn timed<T>(act: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let done = act();
    (start.elapsed(), done)
}
