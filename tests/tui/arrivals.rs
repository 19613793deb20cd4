//! Answers that come late, about another round, or not at all.

use thamdinh::domain::Act;
use thamdinh::tasks::{Board, Reply, Request, Ticket};
use thamdinh::tui;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::screens::Screen;

use crate::desk::Desk;

fn asked(effects: &[Effect]) -> (Ticket, Request) {
    match effects {
        [Effect::Ask(ticket, request)] => (*ticket, request.clone()),
        other => panic!("{other:?}"),
    }
}

fn answer(desk: &mut Desk, ticket: Ticket, reply: Reply) -> Vec<Effect> {
    tui::update(&mut desk.model, Msg::Done(ticket, Ok(reply)))
}

/// Last year's round, with dossiers of the same communes.
fn last_year(desk: &Desk) -> Reply {
    let mut board: Board = desk.board();
    board.round.id = "dot-0".into();
    board.round.year = 2022;
    Reply::Board(Box::new(board))
}

fn shown(desk: &Desk) -> &str {
    desk.model.cx.round.as_ref().unwrap().id.as_str()
}

#[test]
fn a_dossier_of_the_round_that_was_left_is_not_shown_in_the_other_one() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Ctrl+B");
    let (board, _) = asked(&desk.hold("2"));
    let (dossier, request) = asked(&desk.hold("Enter"));
    assert!(matches!(request, Request::Dossier(..)));
    let reply = desk.reply(&request);
    let other = last_year(&desk);
    answer(&mut desk, board, other);
    assert_eq!(shown(&desk), "dot-0");
    assert_eq!(answer(&mut desk, dossier, reply), []);
    assert!(matches!(desk.model.screens[..], [Screen::Round(_)]), "{}", desk.text());
}

#[test]
fn what_was_done_in_the_round_that_was_left_is_only_told() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F10");
    desk.write("chuyen sang dot");
    desk.press("Enter");
    let (board, _) = asked(&desk.hold("Down Enter"));
    let (ruling, request) = asked(&desk.hold("Enter"));
    assert!(matches!(&request, Request::Act(act) if matches!(**act, Act::Rule { .. })));
    let other = last_year(&desk);
    answer(&mut desk, board, other);
    let before = desk.model.board().unwrap().summaries.clone();
    let reply = desk.reply(&request);
    assert_eq!(answer(&mut desk, ruling, reply), []);
    assert_eq!(desk.notice(), Some("tui-status-saved"));
    let after = &desk.model.board().unwrap().summaries;
    assert_eq!(*after, before, "no figure of the other round is in the table");
    // An act on the whole of a round does not lead back to it either.
    let mut desk = Desk::at_round(80, 24);
    desk.press("Ctrl+B");
    let (board, _) = asked(&desk.hold("2"));
    let (undo, _) = asked(&desk.hold("Ctrl+Z"));
    let Reply::Saved(mut saved) = desk.reply(&Request::Undo("dot-1".into(), None)) else {
        panic!("saved")
    };
    (saved.view, saved.summary, saved.board) = (None, None, Some(desk.board()));
    let other = last_year(&desk);
    answer(&mut desk, board, other);
    answer(&mut desk, undo, Reply::Saved(saved));
    assert_eq!(shown(&desk), "dot-0");
}

/// In the review of a commune of a framework that has papers.
fn at_review() -> Desk {
    let mut desk = Desk::shipped("thanh-hoa-1829-2023", 80, 24);
    desk.press("Home Enter");
    desk
}

#[test]
fn a_paper_that_comes_late_pulls_nobody_back() {
    // From the conclusion, left before the paper is there.
    let mut desk = at_review();
    desk.press("0");
    let (paper, request) = asked(&desk.hold("Shift+F9"));
    desk.press("Esc Esc");
    let reply = desk.reply(&request);
    answer(&mut desk, paper, reply);
    assert!(matches!(desk.model.screen(), Some(Screen::Round(_))), "{}", desk.text());
    // Another screen was gone to meanwhile.
    let mut desk = at_review();
    let (paper, request) = asked(&desk.hold("Shift+F9"));
    desk.press("Ctrl+G 5");
    let reply = desk.reply(&request);
    answer(&mut desk, paper, reply);
    assert!(matches!(desk.model.screen(), Some(Screen::Flags(_))), "{}", desk.text());
    // The next paper, while one is read.
    let mut desk = at_review();
    desk.press("Shift+F9");
    let (paper, request) = asked(&desk.hold("Tab"));
    desk.press("Esc");
    let reply = desk.reply(&request);
    answer(&mut desk, paper, reply);
    assert!(
        matches!(desk.model.screen(), Some(Screen::Review(_))),
        "{}",
        desk.text()
    );
}

#[test]
fn a_screen_that_could_not_be_read_asks_again_at_the_next_key() {
    for (keys, way) in [
        ("", "Tab"),
        ("", "9"),
        ("", "8"),
        ("Enter", "Ctrl+S"),
        ("Enter", "0"),
        ("Enter", "Shift+F12"),
        ("Ctrl+G", "5"),
        ("Ctrl+G", "6"),
    ] {
        let mut desk = Desk::at_round(80, 24);
        desk.press("Home");
        if !keys.is_empty() {
            desk.press(keys);
        }
        let (ticket, request) = asked(&desk.hold(way));
        assert_eq!(desk.fail(ticket), [], "{way}: nothing is asked without end");
        assert_eq!(desk.hold("Enter"), [], "{way}: the failure is read");
        assert!(desk.model.dialog().is_none());
        let (ticket, again) = asked(&desk.hold("Down"));
        assert_eq!(again, request, "{way}");
        let reply = desk.reply(&again);
        let next = answer(&mut desk, ticket, reply);
        desk.serve(next);
        desk.hold("Home");
        assert!(!desk.text().contains("Đang đọc"), "{way}: {}", desk.text());
    }
    // A paper that must be read again.
    let mut desk = at_review();
    desk.press("Shift+F9");
    let (ticket, _) = asked(&desk.hold("Tab"));
    desk.fail(ticket);
    desk.hold("Enter");
    assert!(matches!(asked(&desk.hold("Down")).1, Request::Print(_)));
}

#[test]
fn what_is_undone_on_the_conclusion_is_of_its_dossier() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("0");
    for key in ["Ctrl+Z", "Ctrl+Y"] {
        let (_, request) = asked(&desk.hold(key));
        let (Request::Undo(_, applicant) | Request::Redo(_, applicant)) = request else {
            panic!("{key}")
        };
        assert_eq!(applicant, Some("thi-tran".into()), "{key}");
    }
}
