//! Parses the command line, runs it, prints its report and gives its exit status.
fn main() {}
