//! Copying: the selected row with its columns parted by tabs, or one of its cells in full.

use super::State;
use super::columns::{cell, columns};
use crate::domain::{Round, Sentence};
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, pick};
use crate::tui::event::{Step, Tone};

/// A width at which no column gives way.
const ROOM: u16 = 400;
/// So much of what was copied is said in the status line.
const SAID: usize = 40;

/// Lets the member choose the row or a cell of it; the row comes first.
pub(super) fn choose(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some(row) = state.row() else {
        return Vec::new();
    };
    let cells: Vec<(String, String)> = columns(state, cx, round, ROOM)
        .into_iter()
        .map(|(field, column)| {
            let title = if column.over.is_empty() {
                column.title
            } else {
                format!("{}: {}", column.over, column.title)
            };
            (title, cell(state, cx, round, row, &field, true).text.trim().to_owned())
        })
        .collect();
    let whole = cells
        .iter()
        .map(|(_, words)| words.as_str())
        .collect::<Vec<_>>()
        .join("\t");
    let row = (cx.text("tui-copy-row"), copied(whole));
    let cells = cells
        .into_iter()
        .filter(|(_, words)| words.chars().any(char::is_alphanumeric))
        .map(|(title, words)| (format!("{title}: {words}"), copied(words)));
    let options = std::iter::once(row).chain(cells).collect();
    let list = pick::State::new(cx.say(&Action::Copy.title()), String::new(), options).numbered();
    vec![Step::Open(Box::new(Dialog::Pick(list)))]
}

fn copied(words: String) -> Vec<Step> {
    let said = text::cut(&words.replace('\t', " "), SAID);
    vec![
        Step::Close,
        Step::Tell(Tone::Done, Sentence::new("tui-copied").text("what", said)),
        Step::Copy(words),
    ]
}
