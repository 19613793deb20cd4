//! One criterion across all dossiers: what is drawn, the acts, and where it leads.

use thamdinh::domain::Act;
use thamdinh::tasks::Request;
use thamdinh::tui::event::Effect;
use thamdinh::tui::screens::Screen;
use thamdinh::tui::screens::compare::State;

use crate::desk::Desk;

const POINTS: &str = "vinh-phuc-2074-xa";
const LEVELS: &str = "khung-1.0-xa";

fn compare(desk: &Desk) -> &State {
    match desk.model.screen() {
        Some(Screen::Compare(state)) => state,
        other => panic!("{other:?}"),
    }
}

fn name(desk: &Desk) -> &str {
    &compare(desk).selected().unwrap().view.dossier.name
}

fn ruled(effects: &[Effect]) -> String {
    match effects {
        [Effect::Ask(_, Request::Act(act)), ..] => match &**act {
            Act::Rule {
                applicant, criterion, ..
            } => format!("{applicant} {criterion}"),
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

/// Two of three communes judged otherwise on the same figures.
fn unlike(width: u16, height: u16) -> Desk {
    let mut desk = Desk::at_review(width, height);
    desk.press("Ctrl+S Enter 2");
    desk.write("Thiếu minh chứng");
    desk.press("Enter Home");
    desk
}

#[test]
fn the_comparison_of_verdicts() {
    insta::assert_snapshot!("compare_verdicts_80x24", unlike(80, 24).text());
    insta::assert_snapshot!("compare_verdicts_140x40", unlike(140, 40).text());
}

#[test]
fn the_comparison_of_points_and_of_levels() {
    for (name, framework) in [("points", POINTS), ("levels", LEVELS)] {
        for (width, height) in [(80, 24), (140, 40)] {
            let mut desk = Desk::shipped(framework, width, height);
            desk.press("Home Enter Down Down Ctrl+S Enter");
            insta::assert_snapshot!(format!("compare_{name}_{width}x{height}"), desk.text());
        }
    }
}

#[test]
fn it_opens_about_what_is_in_hand_and_accepting_goes_down_the_communes() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Esc Down Enter Home Down Ctrl+S");
    assert_eq!(
        (compare(&desk).criterion.as_str(), name(&desk)),
        ("1.2", "Xã Đông Lĩnh")
    );
    desk.press("Home Left");
    let effects = desk.press("Enter");
    assert_eq!(ruled(&effects), "thi-tran 1.1");
    assert_eq!(name(&desk), "Xã Đông Lĩnh");
    let effects = desk.press("Enter");
    assert_eq!(ruled(&effects), "xa-dong-linh 1.1");
    desk.press("Left");
    assert_eq!(desk.notice(), Some("tui-compare-end"));
    desk.press("Right");
    assert_eq!(compare(&desk).criterion.as_str(), "1.2");
}

#[test]
fn accepting_before_the_first_is_saved_does_not_skip_a_commune() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Ctrl+S");
    let first = desk.hold("Enter");
    let second = desk.hold("Enter");
    assert_eq!(
        (ruled(&first), ruled(&second)),
        ("thi-tran 1.1".to_owned(), "xa-dong-linh 1.1".to_owned())
    );
}

#[test]
fn the_same_figures_with_another_verdict_are_marked_on_all_sides() {
    let mut desk = unlike(140, 40);
    assert_eq!(compare(&desk).unlike, [true, true, false]);
    desk.press("End Enter");
    let marked: Vec<bool> = compare(&desk).unlike.clone();
    assert_eq!(
        marked.iter().filter(|one| **one).count(),
        1,
        "two agree, one stands alone"
    );
}

#[test]
fn what_is_ruled_here_is_seen_in_the_dossier_below_and_back() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Ctrl+S Enter");
    let last = Desk::at_review(80, 24)
        .model
        .review()
        .unwrap()
        .view
        .rulings
        .by_stage
        .len();
    assert_eq!(last, 0);
    desk.press("Home Space");
    assert_eq!(desk.selected(), "1.1");
    assert!(!desk.model.review().unwrap().view.rulings.by_stage.is_empty());
    assert_eq!(
        desk.model.screens.len(),
        2,
        "the dossier was open already: the way leads back to it"
    );
}

#[test]
fn going_on_before_the_criterion_is_read_keeps_the_dossier_in_hand() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Ctrl+S Down");
    let selected = name(&desk).to_owned();
    let first = desk.hold("Right");
    let second = desk.hold("Right");
    desk.serve(first);
    desk.serve(second);
    assert_eq!(
        (compare(&desk).criterion.as_str(), name(&desk)),
        ("1.3", selected.as_str())
    );
}

#[test]
fn another_dossier_lies_over_the_comparison_and_esc_leads_back() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Tab Right Ctrl+S Down Space");
    assert_eq!(desk.model.review().unwrap().view.dossier.name, "Xã Đông Lĩnh");
    assert_eq!(desk.selected(), "1.2");
    desk.press("Esc");
    assert_eq!(
        (compare(&desk).criterion.as_str(), name(&desk)),
        ("1.2", "Xã Đông Lĩnh")
    );
    desk.press("Esc");
    assert!(matches!(desk.model.screen(), Some(Screen::Heat(_))));
}

#[test]
fn headers_sort_and_a_second_click_opens() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Ctrl+S");
    desk.click(4, 4);
    assert!(compare(&desk).reversed);
    desk.press("F3");
    assert_eq!(desk.notice(), Some("tui-sorted"));
    desk.click(4, 6);
    desk.click(4, 6);
    assert!(desk.model.review().is_some());
}

#[test]
fn a_sealed_dossier_is_refused_here_too() {
    let mut desk = Desk::at_review(80, 24);
    desk.dossiers
        .get_mut("thi-tran")
        .unwrap()
        .0
        .sealed
        .push("district".into());
    desk.press("Ctrl+S Home");
    for key in ["Enter", "F2", "1", "F4"] {
        assert_eq!(desk.press(key), []);
        assert_eq!(desk.notice(), Some("tui-refuse-sealed"), "{key}");
    }
}

#[test]
fn every_size_is_drawn() {
    for (width, height) in [(60, 15), (60, 20), (80, 24), (119, 30), (200, 60), (300, 100)] {
        let mut desk = Desk::at_review(width, height);
        desk.press("Ctrl+S End");
        assert!(desk.text().contains("► Xã Tân Phú"), "{width}x{height}");
    }
}
