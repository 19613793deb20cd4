//! The conclusion: what is drawn of it, where its rows lead, and the way to the seal.

use thamdinh::domain::Act;
use thamdinh::tasks::closing::{Closing, Passage, PassageKind};
use thamdinh::tasks::{Reply, Request, Written};
use thamdinh::tui;
use thamdinh::tui::action::Action;
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::screens::Screen;
use thamdinh::tui::screens::conclusion;

use crate::desk::Desk;

const POINTS: &str = "vinh-phuc-2074-xa";
const LEVELS: &str = "khung-1.0-xa";
const HASH: &str = "3f5c9a7d1e0b8246c9e1f7a35d2b6408c7e9a1b3d5f70922446688aaccee1133";

/// What the stand-in answers about the conclusion of a dossier.
pub fn closing(desk: &Desk, applicant: &str) -> Closing {
    let passages = desk.journal.iter().filter_map(|entry| {
        let kind = match &entry.event.act {
            Act::Present { .. } => PassageKind::Presented,
            Act::Seal { .. } => PassageKind::Sealed(HASH.to_owned()),
            Act::Reopen { reason, .. } => PassageKind::Reopened(reason.clone()),
            _ => return None,
        };
        Some(Passage {
            kind,
            by: entry.event.actor.member.to_string(),
            role: entry.event.actor.role.clone(),
            at: entry.event.at.clone(),
        })
    });
    Closing {
        view: desk.view(applicant),
        passages: passages.collect(),
        state: HASH.to_owned(),
        disturbed: false,
        printed: Vec::new(),
        signed: Vec::new(),
    }
}

fn state(desk: &Desk) -> &conclusion::State {
    match desk.model.screen() {
        Some(Screen::Conclusion(state)) => state,
        other => panic!("{other:?}"),
    }
}

/// The first commune wholly ruled, at its conclusion.
fn ruled(width: u16, height: u16) -> Desk {
    let mut desk = Desk::at_review(width, height);
    desk.press("Home Enter Enter Enter");
    while desk.model.review().unwrap().view.state != thamdinh::domain::DossierState::Reviewed {
        desk.press("F5 2");
        desk.write("Chưa đủ minh chứng");
        desk.press("Enter");
    }
    desk.press("0");
    desk
}

#[test]
fn the_conclusion() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = Desk::at_review(width, height);
        desk.press("0");
        insta::assert_snapshot!(format!("conclusion_open_{width}x{height}"), desk.text());
        let mut desk = ruled(width, height);
        insta::assert_snapshot!(format!("conclusion_ruled_{width}x{height}"), desk.text());
        desk.press("Enter Enter Enter");
        desk.write("chốt");
        desk.press("Enter");
        insta::assert_snapshot!(format!("conclusion_sealed_{width}x{height}"), desk.text());
        for (name, framework) in [("points", POINTS), ("levels", LEVELS)] {
            let mut desk = Desk::shipped(framework, width, height);
            desk.press("Home 0");
            insta::assert_snapshot!(format!("conclusion_{name}_{width}x{height}"), desk.text());
        }
    }
}

#[test]
fn what_is_open_is_one_key_away() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("0");
    assert_eq!(state(&desk).at, 0);
    desk.press("Enter");
    assert_eq!(desk.selected(), "1.1");
}

#[test]
fn the_next_step_is_selected_until_the_seal() {
    let mut desk = ruled(80, 24);
    let advised = |desk: &Desk| state(desk).advised(&desk.round);
    assert_eq!(advised(&desk), Some(Action::Present));
    desk.press("Enter");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Confirm(_))));
    desk.press("Enter");
    assert_eq!(advised(&desk), Some(Action::Seal));
    assert!(desk.text().contains("Hồ sơ đã trình, đang chờ chốt"), "{}", desk.text());
    desk.press("Enter");
    let text = desk.text();
    // A secretary may seal, but not without a word.
    assert!(
        text.contains("không ghi vai trò Chủ tịch") && text.contains("Enter Chốt"),
        "{text}"
    );
    desk.write("chốt");
    let effects = desk.hold("Enter");
    let [Effect::Ask(_, Request::Act(act))] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert!(matches!(&**act, Act::Seal { state, .. } if state.is_empty()));
    desk.serve(effects);
    assert_eq!(advised(&desk), Some(Action::Export));
    assert!(desk.text().contains("đã chốt"), "{}", desk.text());
    // Papers that lay there before and were kept may be older.
    let effects = desk.hold("Enter Enter Enter Enter Enter Enter");
    let [Effect::Ask(ticket, Request::Export(_))] = &effects[..] else {
        panic!("{effects:?}")
    };
    let kept = Written {
        files: Vec::new(),
        kept: vec!["/xuat/PL02.xlsx".into()],
        stopped: false,
    };
    tui::update(&mut desk.model, Msg::Done(*ticket, Ok(Reply::Written(kept))));
    desk.press("Esc");
    assert_eq!(advised(&desk), Some(Action::Export), "{}", desk.text());
    // Once its papers are written they want to be signed.
    desk.press("Enter Enter Enter Enter Enter Enter Esc");
    assert_eq!(advised(&desk), Some(Action::Sign), "{}", desk.text());
    // A sealed dossier offers to be opened again, with a reason.
    desk.press("Ctrl+O");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Words(_))));
}

#[test]
fn a_dialog_over_a_text_hides_the_cursor_of_the_text() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F4");
    desk.write("ghi chú");
    assert!(desk.drawn().backend().cursor_visible());
    desk.press("Esc");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Confirm(_))));
    assert!(!desk.drawn().backend().cursor_visible());
}

#[test]
fn the_last_row_brings_the_hash_below_it_into_sight() {
    let mut desk = Desk::at_review(80, 20);
    desk.press("0");
    assert!(!desk.text().contains("SHA-256"), "{}", desk.text());
    desk.press("End");
    let text = desk.text();
    assert!(text.contains("SHA-256") && text.contains("► 2 "), "{text}");
}
