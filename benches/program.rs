//! The built program on a workspace of 560 dossiers with full rulings: how long until its first frame stands on the
//! terminal (to stay under 100 ms), and the most memory it ever had after every screen was looked at (under 80 MB).

#![cfg_attr(
    unix,
    allow(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::print_stdout,
        reason = "a benchmark may fail loudly, and its figures are for the reader"
    )
)]

#[cfg(unix)]
#[path = "../tests/support/province.rs"]
mod province;
#[cfg(unix)]
#[path = "../tests/support/terminal.rs"]
#[allow(dead_code, reason = "tests use the rest of it")]
mod terminal;

/// How often the program is started.
#[cfg(unix)]
const STARTS: usize = 15;

#[cfg(unix)]
fn main() {
    use std::time::Instant;

    use strum::IntoEnumIterator as _;
    use terminal::Session;
    use thamdinh::text::{Lang, Locale};
    use thamdinh::tui::screens::Place;

    let folder = tempfile::tempdir().unwrap();
    let workspace = province::ruled(folder.path());
    let workspace = workspace.to_str().unwrap();
    let locale = Locale::new(Lang::Vi);
    let mut times = Vec::new();
    for _ in 0..STARTS {
        let start = Instant::now();
        let mut session = Session::start(folder.path(), &["open", workspace]);
        session.wait("560");
        times.push(start.elapsed().as_secs_f64() * 1000.0);
        session.send("\u{11}");
        assert!(session.child.wait().unwrap().success());
    }
    times.sort_by(f64::total_cmp);
    println!(
        "start to first frame on the terminal, ms: median {:.0}, longest {:.0}",
        times[STARTS / 2],
        times[STARTS - 1]
    );
    let mut session = Session::start(folder.path(), &["open", workspace]);
    session.wait("560");
    println!("most memory with the table of the round, MB: {}", most(&session));
    let (list, reading) = (locale.text("tui-screens-title"), locale.text("tui-detail-reading"));
    let list = list.split(" (").next().unwrap().to_owned();
    for (at, place) in Place::iter().enumerate() {
        session.send("\u{7}");
        session.wait(&list);
        session.send("\u{1b}[H");
        session.send(&"\u{1b}[B".repeat(at));
        session.send("\r");
        session.until("the screen with what it shows", |screen| {
            let words = screen.contents();
            !words.contains(&list) && !words.contains(&reading)
        });
        println!("… with {}: {}", locale.say(&place.title()), most(&session));
    }
    session.send("\u{11}");
    assert!(session.child.wait().unwrap().success());
}

/// The most memory that the program had so far, in megabytes.
#[cfg(unix)]
fn most(session: &terminal::Session) -> u64 {
    let id = session.child.process_id().unwrap();
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kilobytes = line.and_then(|line| line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok());
    kilobytes.unwrap_or_default().div_ceil(1024)
}

#[cfg(not(unix))]
fn main() {}
