//! What the palette asks for: other rounds of the workspace, and notes of any dossier.

use ratatui::crossterm::event::{KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use thamdinh::domain::Act;
use thamdinh::tasks::{FoundNote, Request, RoundHead};
use thamdinh::text;
use thamdinh::tui;
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::screens::Screen;

use crate::desk::Desk;

/// This year's round, and last year's.
pub fn heads(desk: &Desk) -> Vec<RoundHead> {
    let head = |id: &str, year| RoundHead {
        id: id.into(),
        framework: desk.round.framework.title.clone(),
        year,
        organisation: desk.round.organisation.clone(),
        stage: desk.round.stage.clone(),
    };
    vec![head(desk.round.id.as_str(), desk.round.year), head("dot-0", 2022)]
}

/// The notes that hold the words.
pub fn notes(desk: &Desk, words: &str) -> Vec<FoundNote> {
    let dossiers = desk.dossiers.values();
    let all = dossiers.flat_map(|(dossier, _, notes)| notes.iter().map(move |note| (dossier, note)));
    let found = all.filter(|(_, note)| text::fold(&note.text).contains(words));
    found
        .map(|(dossier, note)| FoundNote {
            applicant: dossier.applicant.clone(),
            name: dossier.name.clone(),
            note: note.clone(),
        })
        .collect()
}

fn boards(effects: &[Effect]) -> Vec<String> {
    let board = |effect: &Effect| match effect {
        Effect::Ask(_, Request::Board(id)) => Some(id.to_string()),
        _ => None,
    };
    effects.iter().filter_map(board).collect()
}

#[test]
fn another_round_is_gone_to_by_key_by_palette_from_anywhere_and_by_the_mouse() {
    let mut desk = Desk::at_round(80, 24);
    assert_eq!(boards(&desk.press("7 Down Enter")), ["dot-0"]);
    assert_eq!(boards(&desk.press("Ctrl+B 2")), ["dot-0"], "each has its digit");
    assert!(boards(&desk.press("7 Enter")).is_empty(), "it is open already");
    let mut desk = Desk::at_review(80, 24);
    desk.press("F10");
    desk.write("chuyen sang dot");
    assert_eq!(boards(&desk.press("Enter Down Enter")), ["dot-0"]);
    let mut desk = Desk::at_round(80, 24);
    desk.click(5, 0);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Pick(_))), "{}", desk.text());
}

#[test]
fn a_click_in_the_way_at_the_top_leads_back() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("0");
    assert!(matches!(desk.model.screen(), Some(Screen::Conclusion(_))));
    let line = desk.text().lines().next().unwrap().trim_matches('"').to_owned();
    assert!(line.matches("Thị trấn").count() == 1, "the name once: {line}");
    let column = |part: &str| {
        let at = line.find(part).unwrap();
        u16::try_from(line[..at].chars().count()).unwrap()
    };
    let click = |desk: &mut Desk, column: u16| {
        let kind = MouseEventKind::Down(MouseButton::Left);
        let (row, modifiers) = (0, KeyModifiers::NONE);
        let event = MouseEvent {
            kind,
            column,
            row,
            modifiers,
        };
        let effects = tui::update(
            &mut desk.model,
            Msg::Term(ratatui::crossterm::event::Event::Mouse(event)),
        );
        desk.serve(effects);
    };
    click(&mut desk, column("Kết luận"));
    assert!(matches!(desk.model.screen(), Some(Screen::Conclusion(_))), "it is here");
    click(&mut desk, column("Thị trấn"));
    assert!(matches!(desk.model.screen(), Some(Screen::Review(_))));
    desk.press("0");
    click(&mut desk, column("Đợt"));
    assert!(matches!(desk.model.screen(), Some(Screen::Round(_))));
}

#[test]
fn a_note_of_another_dossier_is_found_and_leads_to_its_criterion() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Down F4");
    desk.write("Chờ văn bản của Sở");
    desk.press("Enter Esc");
    assert!(matches!(desk.model.screen(), Some(Screen::Round(_))));
    desk.press("F10");
    desk.write("c");
    let asked = |effects: &[Effect]| {
        let notes = |effect: &Effect| matches!(effect, Effect::Ask(_, Request::Notes(..)));
        effects.iter().filter(|effect| notes(effect)).count()
    };
    assert!(!desk.text().contains("Chờ văn bản"), "one letter finds too much");
    let effects = desk.write("ho van ban");
    assert_eq!(asked(&effects), "ho van ban".len());
    desk.serve(effects);
    insta::assert_snapshot!("palette_finds_a_note_elsewhere_80x24", desk.text());
    desk.press("Enter");
    assert_eq!(desk.selected(), "1.2");
}

#[test]
fn what_has_no_file_is_marked_as_missing_at_once_after_it_was_shown() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("8 5");
    insta::assert_snapshot!("evidence_all_missing_80x24", desk.text());
    let effects = desk.press("Enter");
    let [Effect::Ask(_, Request::Act(act))] = &effects[..] else {
        panic!("{effects:?}")
    };
    let Act::Batch { acts } = &**act else { panic!("{act:?}") };
    let marks = |act: &Act| matches!(act, Act::MarkEvidence { mark: Some(_), file: None, note, .. } if note.is_empty());
    assert!(!acts.is_empty() && acts.iter().all(marks), "{acts:?}");
}
