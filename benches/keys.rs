//! How long a key takes until it is seen at 200×60 with 560 dossiers, screen by screen, and a letter in the palette; what
//! the model takes and what the frame takes stand apart. The 99th of a hundred keys is to stay under 5 ms.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a benchmark may fail loudly, and its figures are for the reader"
)]

#[path = "../tests/support/province.rs"]
mod province;
#[path = "../tests/support/typist.rs"]
mod typist;

use std::time::Duration;

use province::{desk, ruled};
use ratatui::crossterm::event::{KeyCode, KeyModifiers};
use strum::IntoEnumIterator as _;
use thamdinh::tui::screens::{Place, Screen};
use typist::{Stroke, Typist};

/// How often each way through a screen is walked.
const TURNS: usize = 40;
/// What is looked for in the palette, as typed.
const WANTED: [&str; 4] = ["xã tân sơn", "chính quyền số", "3.10", "zzzz"];

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let workspace = ruled(folder.path());
    println!("key to frame, 200×60, 560 dossiers, ms     p50    p99    max   update p99   view p99   arrival");
    for place in places() {
        let mut typist = Typist::open(desk(), &workspace, (200, 60));
        let arrival = go(&mut typist, place);
        let name: &'static str = place.into();
        tell(name, &walk(&mut typist), arrival);
    }
    let mut typist = Typist::open(desk(), &workspace, (200, 60));
    let arrival = typist.press(KeyCode::F(10), KeyModifiers::NONE);
    tell("palette", &search(&mut typist), arrival);
    // All that was looked at before hears of a ruling.
    let mut typist = Typist::open(desk(), &workspace, (200, 60));
    for place in places() {
        go(&mut typist, place);
    }
    let arrival = go(&mut typist, Place::Review);
    tell("ruling, all screens open", &rule(&mut typist), arrival);
}

/// The screens; what signatures are worth is shown only of files that a person has chosen.
fn places() -> impl Iterator<Item = Place> {
    Place::iter().filter(|place| *place != Place::Signatures)
}

/// Opens a screen from the list of screens.
fn go(typist: &mut Typist, place: Place) -> Stroke {
    typist.press(KeyCode::Char('g'), KeyModifiers::CONTROL);
    typist.press(KeyCode::Home, KeyModifiers::NONE);
    for _ in Place::iter().take_while(|other| *other != place) {
        typist.press(KeyCode::Down, KeyModifiers::NONE);
    }
    let stroke = typist.press(KeyCode::Enter, KeyModifiers::NONE);
    assert_eq!(typist.model.screen().and_then(Screen::place), Some(place));
    stroke
}

/// Moves about a screen: rows, pages, ends, columns, and the panes beside.
fn walk(typist: &mut Typist) -> Vec<Stroke> {
    let way = [
        KeyCode::Down,
        KeyCode::Down,
        KeyCode::Right,
        KeyCode::PageDown,
        KeyCode::Down,
        KeyCode::Left,
        KeyCode::PageDown,
        KeyCode::Up,
        KeyCode::End,
        KeyCode::PageUp,
        KeyCode::Up,
        KeyCode::Home,
    ];
    (0..TURNS)
        .flat_map(|_| way)
        .map(|code| typist.press(code, KeyModifiers::NONE))
        .collect()
}

/// Types into the palette and takes it back, letter by letter.
fn search(typist: &mut Typist) -> Vec<Stroke> {
    let mut strokes = Vec::new();
    for wanted in WANTED.iter().cycle().take(TURNS / 2) {
        strokes.extend(
            wanted
                .chars()
                .map(|letter| typist.press(KeyCode::Char(letter), KeyModifiers::NONE)),
        );
        strokes.extend(
            wanted
                .chars()
                .map(|_| typist.press(KeyCode::Backspace, KeyModifiers::NONE)),
        );
    }
    strokes
}

/// Rules on row after row, and takes each ruling back.
fn rule(typist: &mut Typist) -> Vec<Stroke> {
    let strokes = (0..TURNS).flat_map(|_| {
        [
            typist.press(KeyCode::Char('1'), KeyModifiers::NONE),
            typist.press(KeyCode::Char('z'), KeyModifiers::CONTROL),
        ]
    });
    strokes.collect()
}

fn tell(name: &str, strokes: &[Stroke], arrival: Stroke) {
    let whole = sorted(strokes, |stroke| stroke.update + stroke.view);
    let update = sorted(strokes, |stroke| stroke.update);
    let view = sorted(strokes, |stroke| stroke.view);
    println!(
        "{name:<38} {:>7.2}{:>7.2}{:>7.2}{:>13.2}{:>11.2}{:>10.2}",
        at(&whole, 50),
        at(&whole, 99),
        at(&whole, 100),
        at(&update, 99),
        at(&view, 99),
        milliseconds(arrival.update + arrival.view),
    );
}

fn sorted(strokes: &[Stroke], of: impl Fn(&Stroke) -> Duration) -> Vec<Duration> {
    let mut times: Vec<Duration> = strokes.iter().map(of).collect();
    times.sort();
    times
}

/// The time that so many per cent stay within.
fn at(times: &[Duration], per_cent: usize) -> f64 {
    milliseconds(times[(times.len() * per_cent).div_ceil(100) - 1])
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
