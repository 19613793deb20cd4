//! What serving a command gives, and how its output is written.

use std::io::Write;

use crate::report::Ending;
use crate::tasks::TaskError;

/// How a command ended.
pub type Outcome = Result<Ending, TaskError>;

/// Prints a text and a line end to standard output, at once. A reader who has gone away (`| head`) is no failure.
pub fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = writeln!(out, "{text}").and_then(|()| out.flush());
}

/// Prints a report to standard error; a reader who has gone away is no failure either.
pub fn complain(text: impl std::fmt::Display) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

/// Prints JSON, indented.
pub fn print_json(json: &serde_json::Value) {
    let mut out = std::io::stdout().lock();
    let _ = serde_json::to_writer_pretty(&mut out, json);
    let _ = writeln!(out);
}
