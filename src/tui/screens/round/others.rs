//! The list of the workspace's rounds, to go to another one.

use crate::domain::Sentence;
use crate::tasks::{Request, RoundHead};
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, pick};
use crate::tui::event::{Step, Tone};
use crate::tui::screens::words;

/// The list, the round that is open selected; where there is no other one, that is said.
pub fn others(cx: &Cx, rounds: &[RoundHead]) -> Step {
    if rounds.len() < 2 {
        return Step::Tell(Tone::Refused, Sentence::new("settings-one-round"));
    }
    let open = cx.round.as_ref().map(|round| &round.id);
    let options = rounds.iter().map(|head| {
        let steps = if Some(&head.id) == open {
            vec![Step::Close]
        } else {
            vec![Step::Close, Step::Ask(Request::Board(head.id.clone()))]
        };
        (words::round(cx, &head.framework, head.year, &head.organisation), steps)
    });
    let title = cx.text("settings-round");
    let mut list = pick::State::new(title, cx.text("settings-round-help"), options.collect()).numbered();
    list.at.selected = rounds.iter().position(|head| Some(&head.id) == open).unwrap_or(0);
    Step::Open(Box::new(Dialog::Pick(list)))
}
