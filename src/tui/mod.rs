//! The screens: one loop, one model, three threads. This thread owns the model and the terminal and sleeps on one channel;
//! one reads the terminal, one is the worker.

pub mod action;
mod arrive;
mod available;
pub mod cx;
pub mod depth;
pub mod dialogs;
pub mod event;
mod keep;
pub mod keymap;
pub mod model;
mod offer;
mod output;
pub mod reasons;
pub mod screens;
pub mod terminal;
pub mod theme;
pub mod travel;
pub mod update;
pub mod view;
mod who;
pub mod widgets;

use std::io;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use ratatui::crossterm::event as terminal_event;

use cx::Cx;
use depth::Depth;
use event::{Effect, Msg};
use keymap::Keymap;
use model::Model;
use terminal::Screen;
use theme::Theme;

use crate::domain::{Explain, Sentence};
use crate::report::Report;
use crate::tasks::{Delivery, Desk, Request, Settings, Worker};
use crate::text::Lang;

pub use available::available;
pub use update::update;
pub use view::view;

/// How the screens begin.
#[derive(Debug)]
pub struct Options {
    /// The key map in force.
    pub keymap: Keymap,
    /// The file and the text of the person's own key map.
    pub own: Option<(String, String)>,
    /// The terminal asks for no colour.
    pub no_colour: bool,
    /// Nothing may be written into the workspace.
    pub readonly: bool,
    /// What is asked first; none shows the first screen.
    pub first: Option<Request>,
}

/// The screens cannot be shown.
#[derive(Debug, thiserror::Error)]
pub enum TuiError {
    /// There is no terminal, or it is gone.
    #[error("the terminal cannot be used")]
    Terminal(#[from] io::Error),
}

impl Explain for TuiError {
    fn what(&self) -> Sentence {
        Sentence::new("tui-no-terminal")
    }

    fn why(&self) -> Option<Sentence> {
        let Self::Terminal(error) = self;
        Some(Sentence::new("tui-system-says").text("message", error.to_string()))
    }

    fn hint(&self) -> Option<Sentence> {
        Some(Sentence::new("tui-no-terminal-hint"))
    }
}

/// Runs the screens until the person leaves; what was asked for is done before it returns.
///
/// # Errors
/// When the terminal cannot be had or is gone.
pub fn run(desk: Desk, options: Options) -> Result<(), TuiError> {
    let Options {
        keymap,
        own,
        no_colour,
        readonly,
        first,
    } = options;
    let depth = Depth::here();
    let no_colour = no_colour || depth == Depth::Mono;
    let mut model = begin(desk.locale().lang(), keymap, desk.settings().clone(), no_colour);
    model.cx.readonly = readonly;
    model.cx.own_keys = own;
    model.cx.home = etcetera::home_dir().ok();
    let mut screen = Screen::take(&model.cx.text("tui-name"), !desk.settings().no_mouse, depth)?;
    model.cx.size = screen.size()?;
    let (sender, inbox) = mpsc::channel();
    let deliveries = sender.clone();
    let worker = Worker::start(desk, move |delivery| {
        // The loop may have ended; then nobody waits for the answer.
        let _ = deliveries.send(heard(delivery));
    });
    listen(sender.clone());
    signals(sender)?;
    for effect in first.map(|request| start(&mut model, request)).unwrap_or_default() {
        act(effect, &worker, &mut screen);
    }
    let ended = turn(&mut model, &mut screen, &worker, &inbox);
    drop(screen);
    worker.finish();
    Ok(ended?)
}

/// Asks for what is shown first.
pub fn start(model: &mut Model, request: Request) -> Vec<Effect> {
    update::ask(model, request)
}

/// Does what the model asks for; answers whether the program goes on.
fn act(effect: Effect, worker: &Worker, screen: &mut Screen) -> bool {
    match effect {
        Effect::Ask(ticket, request) => worker.ask(ticket, request),
        Effect::Cancel => worker.cancel(),
        // A terminal that is gone shows when the next frame is drawn.
        Effect::Copy(words) => drop(screen.copy(&words)),
        Effect::Mouse(on) => drop(screen.hear_mouse(on)),
        Effect::Quit => return false,
    }
    true
}

/// The model before anything is open.
pub fn begin(lang: Lang, keymap: Keymap, settings: Settings, no_colour: bool) -> Model {
    let theme = Theme::chosen(&settings.theme, no_colour);
    Model::new(Cx::new(lang, keymap, theme, settings))
}

fn heard(delivery: Delivery) -> Msg {
    match delivery {
        Delivery::Done(ticket, answer) => Msg::Done(ticket, answer),
        Delivery::Progress(ticket, progress) => Msg::Progress(ticket, progress),
    }
}

/// The loop: draws, sleeps until something is heard, hears all that waits, and draws again.
fn turn(model: &mut Model, screen: &mut Screen, worker: &Worker, inbox: &Receiver<Msg>) -> io::Result<()> {
    loop {
        screen.draw(|frame| view(model, frame))?;
        let Ok(first) = inbox.recv() else { return Ok(()) };
        for msg in std::iter::once(first).chain(inbox.try_iter()) {
            if matches!(msg, Msg::Suspend | Msg::Resume) {
                suspend(&msg, screen)?;
                continue;
            }
            for effect in update(model, msg) {
                if !act(effect, worker, screen) {
                    return Ok(());
                }
            }
        }
    }
}

/// Reads the terminal until it is gone; then the program is asked to end.
fn listen(sender: Sender<Msg>) {
    thread::spawn(move || {
        while let Ok(event) = terminal_event::read() {
            if sender.send(Msg::Term(event)).is_err() {
                return;
            }
        }
        let _ = sender.send(Msg::Stop);
    });
}

/// Gives the terminal back and stops until the person goes on, or takes it again where the program was stopped otherwise.
#[cfg(unix)]
fn suspend(asked: &Msg, screen: &mut Screen) -> io::Result<()> {
    if matches!(asked, Msg::Suspend) {
        screen.lend();
        // Stops here until SIGCONT.
        signal_hook::low_level::emulate_default_handler(signal_hook::consts::SIGTSTP)?;
    }
    screen.retake()
}

/// Windows stops no console program.
#[cfg(not(unix))]
fn suspend(_: &Msg, screen: &mut Screen) -> io::Result<()> {
    screen.retake()
}

/// SIGTERM, SIGHUP and SIGINT ask the program to end in order, so that the terminal is given back; SIGTSTP and SIGCONT
/// to stop and to go on.
#[cfg(unix)]
fn signals(sender: Sender<Msg>) -> io::Result<()> {
    use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM, SIGTSTP};
    let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGHUP, SIGINT, SIGTSTP, SIGCONT])?;
    thread::spawn(move || {
        for signal in signals.forever() {
            let asked = match signal {
                SIGTSTP => Msg::Suspend,
                SIGCONT => Msg::Resume,
                _ => Msg::Stop,
            };
            if sender.send(asked).is_err() {
                return;
            }
        }
    });
    Ok(())
}

/// Windows ends a console program itself.
#[cfg(not(unix))]
fn signals(_: Sender<Msg>) -> io::Result<()> {
    Ok(())
}

/// The member's own key map laid over the one of the settings.
///
/// # Errors
/// All faults of the file in one report.
pub fn keymap(base: &str, own: Option<(&str, &str)>, lang: Lang) -> Result<Keymap, Box<Report>> {
    let base = if base.is_empty() { "mac-dinh" } else { base };
    let read = match own {
        Some((file, text)) => Keymap::overlay(base, file, text),
        None => Keymap::shipped(base),
    };
    read.map_err(|faults| Box::new(Report::of(&keymap::Faults(faults), &crate::text::Locale::new(lang))))
}
