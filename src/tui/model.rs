//! The model: the screens open one over the other, the dialogs over them, and the surroundings.

use super::action::Action;
use super::cx::Cx;
use super::dialogs::{Dialog, Opened};
use super::keymap::{Context, Key};
pub use super::screens::Screen;
use super::screens::{first_run, review, round};
use super::travel::Shelf;
use super::widgets::bar::{self, Item};
use crate::domain::Sentence;
use ratatui::layout::Rect;

/// Everything the program knows while it runs.
#[derive(Debug)]
pub struct Model {
    /// The surroundings.
    pub cx: Cx,
    /// Screens, the one on top last; never empty.
    pub screens: Vec<Screen>,
    /// What was left, to come back to.
    pub shelf: Shelf,
    /// Dialogs, the one on top last.
    pub dialogs: Vec<Opened>,
    /// Keys of a sequence that is not complete yet.
    pub pressed: Vec<Key>,
    /// The last click, to know a second one.
    pub clicked: Option<(u16, u16)>,
    /// Text was typed where none is taken: until a key that writes nothing, keys that write are refused.
    pub guarded: bool,
    /// The acts chosen from the palette, the latest first.
    pub recent: Vec<Action>,
    /// The program ends as soon as everything is saved.
    pub quitting: bool,
}

/// Where the parts of the screen stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parts {
    /// The bar at the top.
    pub title: Rect,
    /// The screen's own place.
    pub body: Rect,
    /// The status line.
    pub status: Rect,
    /// The key bar.
    pub keys: Rect,
}

/// The least size at which screens are drawn.
pub const LEAST: (u16, u16) = (60, 15);

impl Model {
    /// A model at the first screen.
    pub fn new(cx: Cx) -> Self {
        Self {
            cx,
            screens: vec![Screen::FirstRun(first_run::State::default())],
            shelf: Shelf::default(),
            dialogs: Vec::new(),
            pressed: Vec::new(),
            clicked: None,
            guarded: false,
            recent: Vec::new(),
            quitting: false,
        }
    }

    /// The screen on top.
    pub fn screen(&self) -> Option<&Screen> {
        self.screens.last()
    }

    /// The dialog on top.
    pub fn dialog(&self) -> Option<&Dialog> {
        self.dialogs.last().map(|opened| &opened.dialog)
    }

    /// The review, where it is the screen on top.
    pub fn review(&self) -> Option<&review::State> {
        match self.screen()? {
            Screen::Review(state) => Some(state),
            _ => None,
        }
    }

    /// The table of dossiers, if a round is open.
    pub fn board(&self) -> Option<&round::State> {
        self.screens.iter().find_map(|screen| match screen {
            Screen::Round(state) => Some(&**state),
            _ => None,
        })
    }

    /// The contexts of keys in force.
    pub fn contexts(&self) -> Vec<Context> {
        match self.dialog() {
            Some(dialog) => vec![dialog.context()],
            None => self.screen_contexts(),
        }
    }

    /// The contexts of the screen, whatever stands over it.
    pub fn screen_contexts(&self) -> Vec<Context> {
        let own = self.screen().map_or(Context::FirstRun, Screen::context);
        vec![own, Context::Global]
    }

    /// The key bar: the acts of the moment with their keys, and always the way to all others.
    pub fn bar(&self) -> Vec<Item> {
        let contexts = self.screen_contexts();
        let own = self.screen().map(|screen| screen.bar(&self.cx)).unwrap_or_default();
        let keys = own
            .into_iter()
            .filter_map(|action| {
                let key = self.cx.keymap.hint(&contexts, action)?;
                Some((action, key, self.cx.say(&self.short(action))))
            })
            .collect();
        bar::lay(
            keys,
            Action::Palette,
            self.cx.size.0,
            if self.cx.size.1 < 18 { 1 } else { 2 },
        )
    }

    /// What the key bar calls an act on the screen on top.
    fn short(&self, action: Action) -> Sentence {
        let own = self.screen().and_then(|screen| screen.short(&self.cx, action));
        own.unwrap_or_else(|| action.short())
    }

    /// What the key bar shows now: while the beginning of a sequence is pressed, only what may follow it.
    pub fn shown(&self, bar: Vec<Item>) -> Vec<Item> {
        if self.pressed.is_empty() {
            return bar;
        }
        let keys = self.cx.keymap.following(&self.contexts(), &self.pressed);
        let keys = keys
            .into_iter()
            .map(|(action, key)| (action, key, self.cx.say(&action.short())))
            .collect();
        // It takes the rows of the bar, so that nothing above it moves.
        bar::lay(keys, Action::Palette, self.cx.size.0, bar::rows(&bar))
    }

    /// Where the parts of the screen stand.
    pub fn parts(&self, items: &[Item]) -> Parts {
        let (width, height) = self.cx.size;
        let keys = bar::rows(items).min(height.saturating_sub(3));
        let at = |y: u16, rows: u16| Rect::new(0, y, width, rows);
        let body = height.saturating_sub(2 + keys);
        Parts {
            title: at(0, 1.min(height)),
            body: at(1.min(height), body),
            status: at(1 + body, u16::from(height > 1)),
            keys: at(2 + body, keys),
        }
    }

    /// The place of the screen on top.
    pub fn body(&self) -> Rect {
        self.parts(&self.bar()).body
    }
}
