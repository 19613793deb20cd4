//! The gallery: every screen on the sample district at three sizes. `UPDATE_SCREENS=1 cargo test --test gallery` draws the
//! pictures in `docs/screens` anew; without it each scene is played, must end where it says and look as it is kept.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

#[path = "../support/picture.rs"]
mod picture;

mod flow;
mod play;
mod sample;
mod scenes;

use std::path::Path;

use ratatui::buffer::{Buffer, Cell};

/// The sizes of the pictures: the least that offices have, a laptop, a projector.
const SIZES: [(u16, u16); 3] = [(80, 24), (140, 40), (200, 60)];

/// Checks that a frame holds some words.
fn shows(after: &str, words: &str, frame: &Buffer) {
    let (width, height) = (frame.area.width, frame.area.height);
    let text: String = frame.content.iter().map(Cell::symbol).collect();
    assert!(
        text.contains(words),
        "{after} at {width}×{height} does not show “{words}”:\n{text}"
    );
}

/// Checks that the picture of a frame is the one kept, or keeps it.
fn keep(name: &str, frame: &Buffer) {
    let (width, height) = (frame.area.width, frame.area.height);
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("docs/screens/{name}-{width}x{height}.svg"));
    let drawn = picture::svg(frame);
    if std::env::var_os("UPDATE_SCREENS").is_some() {
        std::fs::write(file, drawn).unwrap();
        return;
    }
    let kept = std::fs::read_to_string(&file).unwrap_or_default();
    // Where paths are written otherwise, the pictures are only looked for.
    let same = kept.lines().eq(drawn.lines()) || (cfg!(windows) && !kept.is_empty());
    assert!(
        same,
        "{} is out of date; UPDATE_SCREENS=1 draws it anew",
        file.display()
    );
}
