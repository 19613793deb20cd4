//! The real program in a pseudo-terminal: what only a terminal can show. Waits for text on the screen, never for time.

#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};

/// How long a text may take to appear before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

struct Session {
    child: Box<dyn Child + Send + Sync>,
    _master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
    _settings: tempfile::TempDir,
}

impl Session {
    /// The sample, at the table of the round.
    fn demo() -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let settings = tempfile::tempdir().unwrap();
        let folder = settings.path().join("thamdinh");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(
            folder.join("settings.toml"),
            "member = \"Lê Văn Đạt\"\nrole = \"Thư ký\"\n",
        )
        .unwrap();
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_thamdinh"));
        command.arg("demo");
        command.env("TERM", "xterm-256color");
        command.env("XDG_CONFIG_HOME", settings.path());
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, output) = channel();
        std::thread::spawn(move || {
            let mut buffer = [0; 8192];
            while let Ok(count) = reader.read(&mut buffer) {
                if count == 0 || sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let (rows, columns) = (NonZero::new(24).unwrap(), NonZero::new(80).unwrap());
        let mut session = Self {
            child,
            _master: pair.master,
            keys,
            output,
            screen: vt100::Parser::new(rows, columns, 0),
            _settings: settings,
        };
        session.wait("Xong 0/12");
        session
    }

    /// Reads until the screen is as wanted.
    fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        while !wanted(self.screen.screen()) {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("never: {what}\n{}", self.screen.screen().contents());
                }
            }
        }
    }

    fn wait(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// The program ended by itself and gave the terminal back.
    fn ended(&mut self) {
        self.until("the terminal given back", |screen| {
            !screen.alternate_screen() && !screen.bracketed_paste() && !screen.hide_cursor()
        });
        assert!(self.child.wait().unwrap().success());
    }
}

#[test]
fn quitting_gives_the_terminal_back() {
    let mut session = Session::demo();
    assert!(session.screen.screen().alternate_screen());
    session.send("\u{11}");
    session.ended();
}

#[test]
fn sigterm_and_sighup_give_the_terminal_back() {
    for signal in ["-TERM", "-HUP"] {
        let mut session = Session::demo();
        let id = session.child.process_id().unwrap().to_string();
        assert!(
            std::process::Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        session.ended();
    }
}

#[test]
fn a_dossier_is_opened_a_value_overridden_with_a_reason_and_undone() {
    let mut session = Session::demo();
    session.send("\r");
    session.wait("Tiêu chí");
    session.send("\u{1b}OQ");
    session.wait("Nhập giá trị thẩm định");
    // An input method's burst: letters, both kinds of backspace, the letters again.
    session.send("ax\u{7f}\u{8}0");
    session.wait("Giá trị: 0 ");
    session.send("\r");
    session.wait("Lý do của quyết định");
    // Marks that come apart are composed, and a bracketed paste fires no key.
    session.send("thie\u{302}\u{301}u \u{1b}[200~minh chứng\r\n\u{1b}[201~");
    session.wait("thiếu minh chứng");
    session.send("\r");
    session.wait("1/37");
    session.wait("đã lưu");
    session.send("\u{1a}");
    session.wait("0/37");
    session.send("\u{11}");
    session.ended();
}
