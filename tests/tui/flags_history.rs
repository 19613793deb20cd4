//! The flags and the journal: what is drawn, where they lead, and what may be done there.

use thamdinh::domain::Act;
use thamdinh::tasks::Request;
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::Effect;
use thamdinh::tui::screens::Screen;
use thamdinh::tui::screens::flags;
use thamdinh::tui::screens::history::{self, Span};

use crate::desk::Desk;

const POINTS: &str = "vinh-phuc-2074-xa";
const LEVELS: &str = "khung-1.0-xa";

fn flags(desk: &Desk) -> &flags::State {
    match desk.model.screen() {
        Some(Screen::Flags(state)) => state,
        other => panic!("{other:?}"),
    }
}

fn history(desk: &Desk) -> &history::State {
    match desk.model.screen() {
        Some(Screen::History(state)) => state,
        other => panic!("{other:?}"),
    }
}

/// A review with one row accepted and one departed from.
fn ruled(width: u16, height: u16) -> Desk {
    let mut desk = Desk::at_review(width, height);
    desk.press("Enter 2");
    desk.write("Chưa đủ minh chứng");
    desk.press("Enter");
    desk
}

#[test]
fn the_flags() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = Desk::at_round(width, height);
        desk.press("Ctrl+G 5");
        insta::assert_snapshot!(format!("flags_{width}x{height}"), desk.text());
        for (name, framework) in [("points", POINTS), ("levels", LEVELS)] {
            let mut desk = Desk::shipped(framework, width, height);
            desk.press("Ctrl+G 5");
            insta::assert_snapshot!(format!("flags_{name}_{width}x{height}"), desk.text());
        }
    }
}

#[test]
fn the_journal() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = ruled(width, height);
        desk.journal[0].active = false;
        desk.press("Ctrl+G 6");
        insta::assert_snapshot!(format!("history_{width}x{height}"), desk.text());
        for (name, framework) in [("points", POINTS), ("levels", LEVELS)] {
            let mut desk = Desk::shipped(framework, width, height);
            desk.press("Home Enter Enter Enter Ctrl+G 6");
            insta::assert_snapshot!(format!("history_{name}_{width}x{height}"), desk.text());
        }
    }
}

#[test]
fn a_flag_leads_to_its_row_and_is_dismissed_with_a_reason() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Ctrl+G 5");
    let row = flags(&desk).selected().unwrap().clone();
    assert_eq!(desk.press("Delete"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Words(_))));
    desk.write("Đã xem");
    let effects = desk.hold("Enter");
    let [Effect::Ask(_, Request::Act(act))] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert!(matches!(&**act, Act::DismissFlag { flag, reason, .. } if *flag == row.flag && reason == "Đã xem"));
    let mut desk = Desk::at_round(80, 24);
    desk.press("Ctrl+G 5 Enter");
    assert_eq!(desk.model.review().unwrap().view.dossier.applicant, row.applicant);
    assert_eq!(Some(desk.selected()), row.flag.criterion.map(|id| id.to_string()));
}

#[test]
fn the_target_of_a_flags_criterion_is_set_from_the_list() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Ctrl+G 5");
    let row = flags(&desk).selected().unwrap().clone();
    desk.press("F12");
    let Some(Dialog::Form(form)) = desk.model.dialog() else {
        panic!("{:?}", desk.model.dialog())
    };
    let code = row.flag.criterion.unwrap().to_string();
    assert!(form.intro.starts_with(&code), "{}", form.intro);
}

#[test]
fn from_a_dossier_its_own_flags_come_first_and_tab_shows_all() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Ctrl+G 5");
    let shown = |desk: &Desk| {
        let rows = flags(desk).lines.iter();
        rows.filter(|line| matches!(line, flags::Line::Row(_))).count()
    };
    let own = shown(&desk);
    desk.press("Tab");
    assert_eq!(shown(&desk), own * 3);
    assert_eq!(desk.press("Ctrl+Right"), []);
    assert!(flags(&desk).selected().is_some(), "a heading is never selected");
}

#[test]
fn flags_stay_true_after_acts() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Ctrl+G 5 Enter");
    let before = desk.model.review().unwrap().view.scorecard.flags.len();
    let flag = desk.model.review().unwrap().view.scorecard.flags[0].clone();
    desk.dossiers
        .get_mut("thi-tran")
        .unwrap()
        .0
        .dismissed
        .push((flag.clone(), "Đã xem".to_owned()));
    desk.press("F4");
    desk.write("ghi chú");
    desk.press("Enter Ctrl+G 5");
    assert_eq!(
        flags(&desk)
            .rows
            .iter()
            .filter(|row| row.applicant.as_str() == "thi-tran")
            .count(),
        before - 1
    );
}

#[test]
fn the_journal_widens_with_tab_and_leads_to_the_row() {
    let mut desk = ruled(80, 24);
    desk.press("Ctrl+G 6");
    assert_eq!(history(&desk).span, Span::Dossier);
    assert_eq!(history(&desk).entries.len(), 2);
    desk.press("Tab");
    assert_eq!(history(&desk).span, Span::Round);
    desk.press("Tab");
    assert_eq!(history(&desk).span, Span::Criterion);
    desk.press("Down Enter");
    assert_eq!(desk.selected(), "1.1");
}

#[test]
fn an_act_is_taken_back_after_a_question_and_only_once() {
    let mut desk = ruled(80, 24);
    desk.press("Ctrl+G 6");
    assert_eq!(desk.press("Delete"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Confirm(_))));
    let effects = desk.hold("Enter");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Request::TakeBack(id))] if id.as_str() == "e2"),
        "{effects:?}"
    );
    let mut desk = ruled(80, 24);
    desk.journal[0].active = false;
    desk.press("Ctrl+G 6 Delete");
    assert_eq!(desk.notice(), Some("tui-history-taken-back"));
}

#[test]
fn what_was_undone_or_done_again_is_named() {
    let mut desk = ruled(140, 40);
    for (id, undone) in [("e3", "e2"), ("e4", "e3")] {
        let mut entry = desk.journal[0].clone();
        entry.event.id = id.into();
        entry.event.act = Act::Undo {
            events: vec![undone.into()],
        };
        entry.before.clear();
        desk.journal.insert(0, entry);
    }
    desk.press("Ctrl+G 6");
    let text = desk.text();
    let line = |words: &str| text.lines().find(|line| line.contains(words)).unwrap().to_owned();
    for said in ["hoàn tác: quyết định", "làm lại: quyết định"] {
        assert!(line(said).contains("1.2"), "{text}");
    }
}

#[test]
fn a_batch_is_called_by_what_it_did_and_told_in_the_printed_order() {
    let mut desk = ruled(140, 40);
    let acts: Vec<Act> = desk.journal.iter().map(|entry| entry.event.act.clone()).collect();
    let targets = ["1.2", "1.1", "2.1"].map(|id| Act::SetTarget {
        round: desk.round.id.clone(),
        criterion: id.into(),
        applicant: None,
        target: None,
    });
    for (id, acts) in [("e3", acts), ("e4", targets.to_vec())] {
        let mut entry = desk.journal[0].clone();
        entry.event.id = id.into();
        entry.before = acts.iter().map(|_| None).collect();
        entry.event.act = Act::Batch { acts };
        desk.journal.insert(0, entry);
    }
    desk.journal[0].event.actor.member = thamdinh::tasks::demo::MEMBER.into();
    desk.press("Ctrl+G 6");
    let text = desk.text();
    assert!(text.contains("đặt chỉ tiêu của 3 tiêu chí"), "{text}");
    assert!(text.contains("dữ liệu mẫu") && !text.contains("demo"), "{text}");
    desk.press("Down");
    let text = desk.text();
    assert!(text.contains("quyết định 2 tiêu chí"), "{text}");
    let at = |words: &str| text.rfind(words).unwrap_or_else(|| panic!("{text}"));
    assert!(at("  1.1 Tỷ lệ") < at("  1.2 Cán bộ"), "{text}");
}

#[test]
fn every_size_is_drawn() {
    for (width, height) in [(60, 15), (60, 20), (119, 30), (300, 100)] {
        for digit in ["5", "6"] {
            let mut desk = ruled(width, height);
            desk.press("Ctrl+G");
            desk.press(digit);
            desk.press("Tab End");
            assert!(desk.text().contains('►'), "{width}x{height}");
        }
    }
}
