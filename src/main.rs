//! Parses the command line, runs it, prints its report and gives its exit status.

use std::process::ExitCode;

fn main() -> ExitCode {
    thamdinh::cli::run(std::env::args_os())
}
