//! The terminal: raw mode, alternate screen, mouse and bracketed paste are switched here and nowhere else,
//! and given back after quit, panic and error alike.

use std::io::{self, Stdout, stdout};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, ThreadId};

use ratatui::Terminal;
use ratatui::backend::CrosstermBackend;
use ratatui::crossterm::clipboard::CopyToClipboard;
use ratatui::crossterm::cursor::Show;
use ratatui::crossterm::event::{DisableBracketedPaste, DisableMouseCapture, EnableBracketedPaste, EnableMouseCapture};
use ratatui::crossterm::execute;
use ratatui::crossterm::terminal::{
    Clear, ClearType, EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};

use super::depth::Depth;

/// Whether the terminal is ours at the moment; so that it is given back once.
static HELD: AtomicBool = AtomicBool::new(false);

/// The terminal while the screens have it; dropping gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
    depth: Depth,
    title: String,
    mouse: bool,
}

impl Screen {
    /// Takes the terminal, with the mouse or without, and sets the window's title.
    ///
    /// # Errors
    /// When the standard output is no terminal or refuses.
    pub fn take(title: &str, mouse: bool, depth: Depth) -> io::Result<Self> {
        restore_on_panic(thread::current().id());
        let held = hold(title, mouse).and_then(|()| Terminal::new(CrosstermBackend::new(stdout())));
        match held {
            Ok(terminal) => Ok(Self {
                terminal,
                depth,
                title: title.to_owned(),
                mouse,
            }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Takes the terminal again after the program was stopped, and forgets what was drawn: the next frame is drawn whole.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn retake(&mut self) -> io::Result<()> {
        hold(&self.title, self.mouse)?;
        execute!(stdout(), Clear(ClearType::All))?;
        // A terminal's own `clear` asks where the cursor is, and the answer would go to the thread that reads keys.
        self.terminal = Terminal::new(CrosstermBackend::new(stdout()))?;
        Ok(())
    }

    /// Gives the terminal back until [`Screen::retake`].
    pub fn lend(&mut self) {
        give_back();
    }

    /// Draws one frame.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        let depth = self.depth;
        self.terminal
            .draw(|frame| {
                view(frame);
                depth.reduce(frame.buffer_mut());
            })
            .map(|_| ())
    }

    /// Hands a text to the terminal's clipboard (OSC 52), which works over SSH too; terminals that do not know it do nothing.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&mut self, words: &str) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(words))
    }

    /// Hears the mouse from here on, or leaves it to the terminal, which then selects text.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn hear_mouse(&mut self, on: bool) -> io::Result<()> {
        self.mouse = on;
        if on {
            execute!(stdout(), EnableMouseCapture)
        } else {
            execute!(stdout(), DisableMouseCapture)
        }
    }

    /// Width and height in cells.
    ///
    /// # Errors
    /// When the terminal cannot say.
    pub fn size(&self) -> io::Result<(u16, u16)> {
        self.terminal.size().map(|size| (size.width, size.height))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back();
    }
}

/// Switches everything on; harmless where it is on already.
fn hold(title: &str, mouse: bool) -> io::Result<()> {
    HELD.store(true, Ordering::SeqCst);
    enable_raw_mode()?;
    execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, SetTitle(title))?;
    if mouse {
        execute!(stdout(), EnableMouseCapture)?;
    }
    Ok(())
}

/// Gives the terminal back; errors are passed over, as nothing can be shown any more.
fn give_back() {
    if HELD.swap(false, Ordering::SeqCst) {
        let _ = execute!(
            stdout(),
            DisableBracketedPaste,
            DisableMouseCapture,
            LeaveAlternateScreen,
            Show
        );
        let _ = disable_raw_mode();
    }
}

/// Gives the terminal back before a panic of the screens' own thread is printed. A panic of the worker becomes a
/// failed reply and leaves the screen as it is, so its message is kept off it.
fn restore_on_panic(screens: ThreadId) {
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if thread::current().id() == screens {
            give_back();
        }
        if !HELD.load(Ordering::SeqCst) {
            before(panic);
        }
    }));
}
