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
    EnterAlternateScreen, LeaveAlternateScreen, SetTitle, disable_raw_mode, enable_raw_mode,
};

/// Whether the terminal is ours at the moment; so that it is given back once.
static HELD: AtomicBool = AtomicBool::new(false);

/// The terminal while the screens have it; dropping gives it back.
pub struct Screen {
    terminal: Terminal<CrosstermBackend<Stdout>>,
}

impl Screen {
    /// Takes the terminal, with the mouse or without, and sets the window's title.
    ///
    /// # Errors
    /// When the standard output is no terminal or refuses.
    pub fn take(title: &str, mouse: bool) -> io::Result<Self> {
        restore_on_panic(thread::current().id());
        HELD.store(true, Ordering::SeqCst);
        enable_raw_mode()?;
        let taken = execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste, SetTitle(title))
            .and_then(|()| {
                if mouse {
                    execute!(stdout(), EnableMouseCapture)
                } else {
                    Ok(())
                }
            })
            .and_then(|()| Terminal::new(CrosstermBackend::new(stdout())));
        match taken {
            Ok(terminal) => Ok(Self { terminal }),
            Err(error) => {
                give_back();
                Err(error)
            }
        }
    }

    /// Draws one frame.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn draw(&mut self, view: impl FnOnce(&mut ratatui::Frame<'_>)) -> io::Result<()> {
        self.terminal.draw(view).map(|_| ())
    }

    /// Hands a text to the terminal's clipboard (OSC 52), which works over SSH too; terminals that do not know it do nothing.
    ///
    /// # Errors
    /// When the terminal is gone.
    pub fn copy(&mut self, words: &str) -> io::Result<()> {
        execute!(stdout(), CopyToClipboard::to_clipboard_from(words))
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
