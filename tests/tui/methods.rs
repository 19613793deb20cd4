//! The screens of frameworks by points, by levels and by weighted columns: what is drawn, and rulings by figures.

use thamdinh::domain::{Act, Decimal, Value};
use thamdinh::tasks::{Existing, Request};
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::Effect;

use crate::desk::Desk;

const POINTS: &str = "vinh-phuc-2074-xa";
const LEVELS: &str = "khung-1.0-xa";

fn ruling(effects: &[Effect]) -> &Act {
    match effects {
        [Effect::Ask(_, Request::Act(act))] => act,
        other => panic!("expected one act, got {other:?}"),
    }
}

/// The first dossier, its first two rows accepted.
fn review(framework: &str, width: u16, height: u16) -> Desk {
    let mut desk = Desk::shipped(framework, width, height);
    desk.press("Home Enter Enter Enter");
    desk
}

#[test]
fn the_round_by_points() {
    insta::assert_snapshot!("points_round_80x24", Desk::shipped(POINTS, 80, 24).text());
    insta::assert_snapshot!("points_round_140x40", Desk::shipped(POINTS, 140, 40).text());
}

#[test]
fn the_round_by_levels() {
    insta::assert_snapshot!("levels_round_80x24", Desk::shipped(LEVELS, 80, 24).text());
    insta::assert_snapshot!("levels_round_140x40", Desk::shipped(LEVELS, 140, 40).text());
}

#[test]
fn the_review_by_points() {
    insta::assert_snapshot!("points_review_80x24", review(POINTS, 80, 24).text());
    insta::assert_snapshot!("points_review_140x40", review(POINTS, 140, 40).text());
}

#[test]
fn the_review_by_levels() {
    insta::assert_snapshot!("levels_review_80x24", review(LEVELS, 80, 24).text());
    insta::assert_snapshot!("levels_review_140x40", review(LEVELS, 140, 40).text());
}

#[test]
fn a_method_without_targets_does_not_speak_of_targets() {
    for framework in [POINTS, LEVELS] {
        assert!(!review(framework, 140, 40).text().contains("hỉ tiêu: chưa có"));
    }
}

#[test]
fn weighted_columns_stand_in_the_header_with_their_total() {
    let text = review("dti-1726-tinh", 140, 40).text();
    assert!(text.contains("80%: ") && text.contains("quy đổi"), "{text}");
}

#[test]
fn accepting_copies_the_figures_of_the_claim() {
    let mut desk = Desk::shipped(POINTS, 80, 24);
    desk.press("Home Enter Down Down");
    assert_eq!(desk.selected(), "1.3.1");
    let Act::Rule {
        value, inputs, points, ..
    } = ruling(&desk.press("Enter")).clone()
    else {
        panic!()
    };
    let claim = desk.view("thi-tran").dossier.submission.claims[&"1.3.1".into()].clone();
    assert_eq!((value, inputs, points), (claim.value, claim.inputs, None));
}

#[test]
fn figures_are_tried_without_a_trace_and_ruled_with_enter() {
    let mut desk = Desk::shipped(POINTS, 80, 24);
    desk.press("Home Enter Down Down F2");
    desk.write("10");
    desk.press("Down");
    desk.write("40");
    assert!(desk.text().contains("Điểm theo quy tắc: 5"), "{}", desk.text());
    assert_eq!(desk.press("Esc Enter"), []);
    assert!(desk.view("thi-tran").rulings.by_stage.is_empty());
    desk.press("F2");
    desk.write("10");
    desk.press("Down");
    desk.write("40");
    desk.press("Enter");
    desk.write("Biên bản họp");
    let act = ruling(&desk.press("Enter")).clone();
    let Act::Rule {
        value, inputs, points, ..
    } = act
    else {
        panic!()
    };
    let number = |n: i64| Value::Number(n.into());
    assert_eq!(
        inputs,
        [("a".to_owned(), number(10)), ("b".to_owned(), number(40))].into()
    );
    let part = (Decimal::from(10), Decimal::from(40));
    assert_eq!(
        value,
        Some(Value::Ratio {
            part: part.0,
            whole: part.1
        })
    );
    assert_eq!(points, None);
    assert_eq!(desk.selected(), "1.3.2");
}

#[test]
fn points_other_than_the_rules_need_a_reason() {
    let mut desk = Desk::shipped(POINTS, 80, 24);
    desk.press("Home Enter Down Down F2 Up");
    desk.write("99");
    assert_eq!(desk.press("Enter"), []);
    assert_eq!(desk.notice(), Some("tui-points-unreadable"));
    desk.press("Backspace Backspace");
    desk.write("7,5");
    assert_eq!(desk.press("Enter"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Words(_))));
    desk.write("Thiếu giấy mời");
    let act = ruling(&desk.press("Enter")).clone();
    let Act::Rule { points, .. } = act else { panic!() };
    assert_eq!(points, Some("7.5".parse().unwrap()));
}

#[test]
fn a_verdict_key_says_that_points_are_asked_for() {
    let mut desk = Desk::shipped(POINTS, 80, 24);
    desk.press("Home Enter Down Down");
    assert_eq!(desk.press("1"), []);
    assert_eq!(desk.notice(), Some("tui-refuse-by-points"));
}

#[test]
fn what_is_missing_to_the_next_level_leads_to_its_row() {
    let mut desk = Desk::shipped(LEVELS, 80, 24);
    desk.press("Home Enter 4");
    let Some(Dialog::Pick(list)) = desk.model.dialog() else {
        panic!("{}", desk.text())
    };
    assert!(!list.options.is_empty() && list.title.contains("để lên mức"));
    insta::assert_snapshot!("levels_missing_80x24", desk.text());
    desk.press("Enter");
    assert!(desk.model.dialog().is_none());
}

#[test]
fn rulings_that_contradict_each_other_are_listed_and_one_is_taken() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("2");
    desk.write("Thiếu minh chứng");
    desk.press("Enter");
    let (_, rulings, _) = desk.dossiers.get_mut("thi-tran").unwrap();
    let standing = rulings
        .by_stage
        .get_mut(&"district".into())
        .unwrap()
        .get_mut(&"1.1".into())
        .unwrap();
    let mut other = standing[0].clone();
    other.event = "e9".into();
    other.by = "Trần Văn Bình".into();
    other.verdict = Some(thamdinh::domain::Verdict::Met);
    other.reason.clear();
    standing.push(other);
    desk.press("Esc Enter End F5");
    assert_eq!(desk.selected(), "1.1", "a conflict is open");
    desk.press("Enter");
    assert!(desk.text().contains("Trần Văn Bình"), "{}", desk.text());
    let act = ruling(&desk.press("Down Enter")).clone();
    let Act::Rule { replaces, verdict, .. } = act else {
        panic!()
    };
    assert_eq!((replaces.len(), verdict), (2, Some(thamdinh::domain::Verdict::Met)));
}

#[test]
fn files_that_are_there_are_replaced_only_after_asking() {
    let mut desk = Desk::shipped(POINTS, 80, 24);
    desk.press("F9 Enter Enter Enter Enter");
    let effects = desk.hold("Enter");
    let Effect::Ask(ticket, Request::Export(wanted)) = &effects[0] else {
        panic!("{effects:?}")
    };
    assert_eq!(wanted.existing, Existing::Refuse);
    desk.existing(*ticket);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Pick(_))));
    let effects = desk.hold("Down Down Enter");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Request::Export(again))] if again.existing == Existing::Replace),
        "{effects:?}"
    );
}
