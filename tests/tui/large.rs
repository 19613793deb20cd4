//! One criterion in large type, and the border between the panes.

use ratatui::crossterm::event::{Event, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use thamdinh::domain::Act;
use thamdinh::tasks::Request;
use thamdinh::tui;
use thamdinh::tui::event::{Effect, Msg};

use crate::desk::Desk;

const POINTS: &str = "vinh-phuc-2074-xa";
const LEVELS: &str = "khung-1.0-xa";

#[test]
fn one_criterion_fills_the_screen() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = Desk::at_review(width, height);
        desk.press("Shift+F11");
        insta::assert_snapshot!(format!("large_open_{width}x{height}"), desk.text());
        desk.press("2");
        desk.write("Chưa đủ minh chứng");
        desk.press("Enter Home");
        insta::assert_snapshot!(format!("large_ruled_{width}x{height}"), desk.text());
        for (name, framework) in [("points", POINTS), ("levels", LEVELS)] {
            let mut desk = Desk::shipped(framework, width, height);
            desk.press("Home Enter Ctrl+U Enter Home");
            insta::assert_snapshot!(format!("large_{name}_{width}x{height}"), desk.text());
        }
    }
}

#[test]
fn the_acts_are_those_of_the_review_and_the_way_back_leads_to_the_same_row() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Shift+F11");
    let effects = desk.press("Enter");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Request::Act(act)), ..] if matches!(&**act, Act::Rule { .. })),
        "{effects:?}"
    );
    assert_eq!(desk.selected(), "1.2");
    desk.press("Down Right Left");
    assert_eq!(desk.selected(), "1.3");
    assert!(desk.model.review().unwrap().large);
    desk.press("Ctrl+PageDown");
    assert!(desk.model.review().unwrap().large, "the next dossier is large too");
    desk.press("Ctrl+PageUp Home Down");
    let row = desk.selected();
    desk.press("Esc");
    assert!(!desk.model.review().unwrap().large);
    assert_eq!(desk.selected(), row);
    desk.press("F4");
    assert!(desk.model.dialog().is_some());
}

#[test]
fn large_type_is_drawn_at_every_size_and_on_every_row() {
    for (width, height) in [(60, 15), (60, 20), (80, 24), (120, 30), (200, 60), (300, 100)] {
        for framework in [POINTS, LEVELS, "thanh-hoa-1829-2023"] {
            let mut desk = Desk::shipped(framework, width, height);
            desk.press("Home Enter Shift+F11");
            for _ in 0..6 {
                let text = desk.text();
                let id = desk.model.review().unwrap().criterion().unwrap().clone();
                let code = &desk.round.framework.criterion(&id).unwrap().code;
                assert!(text.contains(&format!("  {code} ")), "{text}");
                desk.press("Down PageDown");
            }
        }
    }
}

#[test]
fn a_dossier_opens_in_large_type_where_that_is_set() {
    let mut desk = Desk::at_round(80, 24);
    desk.model.cx.settings.large_type = true;
    desk.press("Enter");
    assert!(desk.model.review().unwrap().large);
}

fn mouse(desk: &mut Desk, kind: MouseEventKind, column: u16, row: u16) -> Vec<Effect> {
    let event = MouseEvent {
        kind,
        column,
        row,
        modifiers: KeyModifiers::NONE,
    };
    let effects = tui::update(&mut desk.model, Msg::Term(Event::Mouse(event)));
    desk.serve(effects.clone());
    effects
}

/// The column of the line between the panes.
fn border(desk: &Desk) -> u16 {
    let text = desk.text();
    let line = text.lines().nth(8).unwrap().trim_matches('"');
    u16::try_from(line.chars().position(|letter| letter == '│').unwrap()).unwrap()
}

#[test]
fn the_border_follows_the_mouse_and_is_remembered() {
    let mut desk = Desk::at_review(140, 40);
    let at = border(&desk);
    assert_eq!(at, 98);
    mouse(&mut desk, MouseEventKind::Down(MouseButton::Left), at, 10);
    mouse(&mut desk, MouseEventKind::Drag(MouseButton::Left), 70, 12);
    assert_eq!(border(&desk), 70);
    let effects = mouse(&mut desk, MouseEventKind::Up(MouseButton::Left), 70, 12);
    assert!(matches!(&effects[..], [Effect::Ask(_, Request::Keep(settings))] if settings.panes_beside == 50));
    mouse(&mut desk, MouseEventKind::Drag(MouseButton::Left), 100, 12);
    assert_eq!(border(&desk), 70, "it was let go");
    mouse(&mut desk, MouseEventKind::Down(MouseButton::Left), 70, 10);
    assert_eq!(
        mouse(&mut desk, MouseEventKind::Up(MouseButton::Left), 70, 10),
        [],
        "it has not moved"
    );
    desk.press("Esc Down Enter");
    assert_eq!(border(&desk), 70, "the next dossier has it there too");
    desk.press("Ctrl+Shift+Right");
    assert_eq!(border(&desk), 77);
    for _ in 0..12 {
        desk.press("Ctrl+Shift+Left");
    }
    assert_eq!((border(&desk), desk.notice()), (42, Some("split-bound")));
}

#[test]
fn a_dialog_over_a_border_that_is_held_lets_it_go() {
    let mut desk = Desk::at_review(140, 40);
    let at = border(&desk);
    mouse(&mut desk, MouseEventKind::Down(MouseButton::Left), at, 10);
    mouse(&mut desk, MouseEventKind::Drag(MouseButton::Left), 70, 12);
    desk.press("F4");
    let effects = mouse(&mut desk, MouseEventKind::Up(MouseButton::Left), 70, 12);
    assert_eq!(effects, []);
    desk.press("Esc");
    mouse(&mut desk, MouseEventKind::Drag(MouseButton::Left), 100, 12);
    assert_eq!(border(&desk), at);
}

#[test]
fn the_border_between_upper_and_lower_pane_moves_too() {
    let mut desk = Desk::at_review(80, 24);
    let tabs = |desk: &Desk| {
        desk.text()
            .lines()
            .position(|line| line.contains("[Nội dung]"))
            .unwrap()
    };
    let before = tabs(&desk);
    desk.press("Ctrl+Shift+Right");
    assert!(tabs(&desk) > before, "{}", desk.text());
    let row = u16::try_from(tabs(&desk)).unwrap();
    mouse(&mut desk, MouseEventKind::Down(MouseButton::Left), 78, row);
    mouse(&mut desk, MouseEventKind::Drag(MouseButton::Left), 78, 10);
    mouse(&mut desk, MouseEventKind::Up(MouseButton::Left), 78, 10);
    assert_eq!(tabs(&desk), 10);
}

#[test]
fn a_button_let_go_does_not_make_two_clicks_of_one() {
    let mut desk = Desk::at_review(80, 24);
    for _ in 0..2 {
        mouse(&mut desk, MouseEventKind::Down(MouseButton::Left), 10, 6);
        mouse(&mut desk, MouseEventKind::Up(MouseButton::Left), 10, 6);
    }
    assert!(desk.model.dialog().is_some(), "the second click opens the value");
}
