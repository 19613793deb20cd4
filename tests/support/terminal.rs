//! The real program in a pseudo-terminal. Waits for text on the screen, never for time.

use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, ExitStatus, MasterPty, PtySize, native_pty_system};

/// How long a text may take to appear before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that runs, and its screen of 80×24.
pub struct Session {
    /// The program.
    pub child: Box<dyn Child + Send + Sync>,
    master: Box<dyn MasterPty + Send>,
    keys: Box<dyn Write + Send>,
    output: Receiver<Vec<u8>>,
    /// The screen as it stands.
    pub screen: vt100::Parser,
}

impl Session {
    /// Starts the program in the name of a member whose settings lie in the folder.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        let settings = folder.join("config");
        std::fs::create_dir_all(settings.join("thamdinh")).unwrap();
        std::fs::write(
            settings.join("thamdinh/settings.toml"),
            "member = \"Lê Văn Đạt\"\nrole = \"Thư ký\"\n",
        )
        .unwrap();
        Self::fresh(folder, arguments)
    }

    /// Starts the program where nobody has ever run it, unless settings lie in the folder.
    pub fn fresh(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = CommandBuilder::new(env!("CARGO_BIN_EXE_thamdinh"));
        command.args(arguments);
        command.cwd(folder);
        command.env("XDG_CONFIG_HOME", folder.join("config"));
        command.env("HOME", folder);
        Self::of(command)
    }

    /// Starts any program on a screen of 80×24.
    pub fn of(mut command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: 24,
            cols: 80,
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
        command.env("TERM", "xterm-256color");
        command.env_remove("NO_COLOR");
        command.env_remove("COLORTERM");
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
        Self {
            child,
            master: pair.master,
            keys,
            output,
            screen: vt100::Parser::new(rows, columns, 0),
        }
    }

    /// Reads until the screen is as wanted.
    pub fn until(&mut self, what: &str, wanted: impl Fn(&vt100::Screen) -> bool) {
        while !wanted(self.screen.screen()) {
            match self.output.recv_timeout(PATIENCE) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("never: {what}\n{}", self.screen.screen().contents());
                }
            }
        }
    }

    /// Waits for a text on the screen.
    pub fn wait(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Presses keys.
    pub fn send(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Gives the terminal another size.
    pub fn resize(&mut self, columns: u16, rows: u16) {
        let size = PtySize {
            rows,
            cols: columns,
            pixel_width: 0,
            pixel_height: 0,
        };
        self.master.resize(size).unwrap();
        self.screen
            .screen_mut()
            .set_size(NonZero::new(rows).unwrap(), NonZero::new(columns).unwrap());
    }

    /// Sends a signal to the program.
    pub fn signal(&self, name: &str) {
        let id = self.child.process_id().unwrap().to_string();
        let sent = std::process::Command::new("kill").args([name, &id]).status();
        assert!(sent.unwrap().success());
    }

    /// Asks the system until the program is stopped.
    pub fn stopped(&self) {
        let id = self.child.process_id().unwrap().to_string();
        let state = || {
            let asked = std::process::Command::new("ps")
                .args(["-o", "state=", "-p", &id])
                .output();
            String::from_utf8(asked.unwrap().stdout).unwrap()
        };
        while !state().starts_with('T') {}
    }

    /// Kills the program, and reads what it had still drawn.
    pub fn kill(&mut self) -> ExitStatus {
        self.signal("-KILL");
        let status = self.child.wait().unwrap();
        while let Ok(bytes) = self.output.recv_timeout(PATIENCE) {
            self.screen.process(&bytes);
        }
        status
    }
}
