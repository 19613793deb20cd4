//! The real program without its terminal: what is asked for is served at once.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyModifiers};
use thamdinh::tasks::{Desk, Reply, Request};
use thamdinh::text::Lang;
use thamdinh::tui;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::keymap::{Key, Keymap};
use thamdinh::tui::model::Model;

/// Answers what the screens ask for.
pub trait Stage {
    /// The desk that the answers come from.
    fn desk(&mut self) -> &mut Desk;

    /// The answer to a request.
    fn answer(&mut self, request: Request) -> Reply;

    /// What the desk answers.
    fn ask(&mut self, request: Request) -> Reply {
        self.desk().run(request, &mut |_| true).unwrap()
    }
}

/// The program on a stage.
pub struct Play<S> {
    stage: S,
    model: Model,
    terminal: Terminal<TestBackend>,
}

impl<S: Stage> Play<S> {
    /// Begins with a request, or on the first screen.
    pub fn begin(mut stage: S, first: Option<Request>, (width, height): (u16, u16)) -> Self {
        let keymap = Keymap::shipped("mac-dinh").unwrap();
        let mut model = tui::begin(Lang::Vi, keymap, stage.desk().settings().clone(), false);
        model.cx.size = (width, height);
        let effects = first.map_or_else(Vec::new, |first| tui::start(&mut model, first));
        let terminal = Terminal::new(TestBackend::new(width, height)).unwrap();
        let mut play = Self { stage, model, terminal };
        play.serve(effects);
        play
    }

    /// Presses keys, each named as in a key map.
    pub fn press(&mut self, keys: &str) {
        for key in keys.split(' ') {
            let key = Key::parse(key).unwrap();
            self.key(key.code, key.modifiers);
        }
    }

    /// Types a text letter by letter.
    pub fn write(&mut self, text: &str) {
        for letter in text.chars() {
            self.key(KeyCode::Char(letter), KeyModifiers::NONE);
        }
    }

    /// The frame as it stands.
    pub fn draw(&mut self) -> &Buffer {
        self.terminal.draw(|frame| tui::view(&self.model, frame)).unwrap();
        self.terminal.backend().buffer()
    }

    fn key(&mut self, code: KeyCode, modifiers: KeyModifiers) {
        let event = Event::Key(KeyEvent::new(code, modifiers));
        let effects = tui::update(&mut self.model, Msg::Term(event));
        self.serve(effects);
    }

    fn serve(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Ask(ticket, request) = effect {
                let reply = self.stage.answer(request);
                let next = tui::update(&mut self.model, Msg::Done(ticket, Ok(reply)));
                self.serve(next);
            }
        }
    }
}
