//! From keys to effects: every act, what it asks first, and what it refuses.

use ratatui::crossterm::event::Event;
use strum::IntoEnumIterator;
use thamdinh::domain::{Act, Value, Verdict};
use thamdinh::tasks::{Reply, Request};
use thamdinh::tui::action::Action;
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::{self, available};

use crate::desk::Desk;

/// The one act asked for.
fn act(effects: &[Effect]) -> &Act {
    match effects {
        [Effect::Ask(_, Request::Act(act))] => act,
        other => panic!("expected one act, got {other:?}"),
    }
}

fn ruled(effects: &[Effect]) -> (String, Option<Value>, Option<Verdict>, String) {
    match act(effects) {
        Act::Rule {
            criterion,
            value,
            verdict,
            reason,
            ..
        } => (criterion.to_string(), value.clone(), *verdict, reason.clone()),
        other => panic!("expected a ruling, got {other:?}"),
    }
}

fn number(value: i64) -> Option<Value> {
    Some(Value::Number(value.into()))
}

#[test]
fn a_row_is_opened_and_left_again() {
    let mut desk = Desk::at_round(80, 24);
    let effects = desk.press("Enter");
    assert!(matches!(&effects[..], [Effect::Ask(_, Request::Dossier(..))]));
    assert!(desk.model.review().is_some());
    desk.press("Esc");
    assert!(desk.model.review().is_none());
}

#[test]
fn accepting_writes_the_claim_and_goes_on_to_the_next_open_row() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.hold("Enter");
    let claimed = Some(Value::Number("98.5".parse().unwrap()));
    assert_eq!(
        ruled(&effects),
        ("1.1".to_owned(), claimed, Some(Verdict::Met), String::new())
    );
    assert_eq!(desk.selected(), "1.2");
    assert!(desk.text().contains("đang lưu…"));
    desk.serve(effects);
    assert!(desk.text().contains("đã lưu"));
    assert_eq!(desk.selected(), "1.2");
}

#[test]
fn accepting_again_writes_nothing_new() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Enter");
    desk.press("Home");
    assert_eq!(desk.press("Enter"), []);
}

#[test]
fn a_claim_against_its_target_asks_which_verdict_is_recorded() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Down");
    assert_eq!(desk.press("Enter"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Pick(_))));
    // By the rule: that departs from the claim, so a reason is asked for.
    assert_eq!(desk.press("Enter"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Words(_))));
    assert_eq!(desk.press("Enter"), []);
    assert_eq!(desk.notice(), Some("tui-reason-empty"));
    desk.write("70 % chưa đạt chỉ tiêu");
    let effects = desk.press("Enter");
    let reason = "70 % chưa đạt chỉ tiêu".to_owned();
    assert_eq!(
        ruled(&effects),
        ("1.2".to_owned(), number(70), Some(Verdict::NotMet), reason)
    );
    assert!(desk.model.dialog().is_none());
    assert_eq!(desk.selected(), "1.3");
}

#[test]
fn a_value_is_explained_while_typing_and_needs_a_reason_where_it_departs() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F2");
    assert!(desk.text().contains("98,5"));
    desk.write("60");
    assert!(desk.text().contains("Không đạt"));
    assert_eq!(desk.press("Enter"), []);
    desk.write("Chỉ 60 hồ sơ");
    desk.press("Ctrl+J");
    desk.write("trên 100");
    let effects = desk.press("Enter");
    let reason = "Chỉ 60 hồ sơ\ntrên 100".to_owned();
    assert_eq!(
        ruled(&effects),
        ("1.1".to_owned(), number(60), Some(Verdict::NotMet), reason)
    );
    assert!(desk.model.dialog().is_none());
}

#[test]
fn escape_goes_back_step_by_step_and_changes_nothing() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F2");
    desk.write("60");
    desk.press("Enter");
    assert_eq!(desk.press("Esc"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Value(_))));
    // The value typed is asked after once; Esc goes on typing.
    assert_eq!(desk.press("Esc"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Confirm(_))));
    assert_eq!(desk.press("Esc"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Value(_))));
    assert_eq!(desk.press("Esc Enter"), []);
    assert!(desk.model.dialog().is_none());
    assert_eq!(desk.press("Esc"), []);
    assert!(desk.model.review().is_none());
}

#[test]
fn verdict_keys_follow_or_ask_why() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.press("1");
    assert_eq!(ruled(&effects).2, Some(Verdict::Met));
    desk.press("Home");
    assert_eq!(desk.press("2"), []);
    desk.write("Thiếu minh chứng");
    let effects = desk.press("Enter");
    assert_eq!(ruled(&effects).2, Some(Verdict::NotMet));
    assert_eq!(desk.press("3"), []);
    desk.write("Không có");
    let effects = desk.press("Enter");
    assert_eq!(ruled(&effects).2, Some(Verdict::NotApplicable));
}

#[test]
fn a_later_ruling_names_the_one_it_replaces() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Enter");
    desk.press("Home 2");
    desk.write("x");
    match act(&desk.press("Enter")) {
        Act::Rule { replaces, .. } => assert_eq!(replaces.len(), 1),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_missing_row_cannot_be_accepted_and_says_why() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("End");
    assert_eq!(desk.selected(), "2.3");
    assert_eq!(desk.press("Enter"), []);
    assert_eq!(desk.notice(), Some("tui-refuse-no-claim"));
    assert!(desk.text().contains("! "));
}

#[test]
fn the_rest_of_a_group_is_shown_before_it_is_accepted_as_one_act() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F8");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Confirm(_))));
    let text = desk.text();
    assert!(text.contains("Chấp nhận 2/3 tiêu chí"), "{text}");
    assert!(text.contains("1.2: trái với chỉ tiêu"), "{text}");
    let effects = desk.press("Enter");
    assert_eq!(desk.selected(), "1.2");
    match act(&effects) {
        // 1.2 contradicts its target and is left to be looked at.
        Act::Batch { acts } => assert_eq!(acts.len(), 2),
        other => panic!("{other:?}"),
    }
}

#[test]
fn work_still_going_on_is_no_part_of_what_is_accepted_at_once() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Shift+F8");
    let text = desk.text();
    // What is left out stands above what is accepted.
    let left = text
        .find("2.2: đơn vị ghi đang triển khai")
        .unwrap_or_else(|| panic!("{text}"));
    let taken = text.find("║ 1.1 Tỷ lệ hồ sơ").unwrap_or_else(|| panic!("{text}"));
    assert!(left < taken, "{text}");
    match act(&desk.press("Enter")) {
        Act::Batch { acts } => {
            let ruled = |act: &Act| matches!(act, Act::Rule { criterion, .. } if criterion.as_str() == "2.2");
            assert!(!acts.is_empty() && !acts.iter().any(ruled), "{acts:?}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn undo_and_redo_are_asked_for_the_dossier_under_review() {
    let mut desk = Desk::at_review(80, 24);
    let undo = desk.press("Ctrl+Z");
    assert!(matches!(&undo[..], [Effect::Ask(_, Request::Undo(_, Some(_)))]));
    let redo = desk.press("Ctrl+Y");
    assert!(matches!(&redo[..], [Effect::Ask(_, Request::Redo(_, Some(_)))]));
}

#[test]
fn notes_are_written_and_shown() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F4");
    desk.write("Xem lại số liệu quý III");
    let effects = desk.press("Enter");
    assert!(matches!(act(&effects), Act::Note { .. }));
    desk.press("Left Left");
    assert!(desk.text().contains("Xem lại số liệu quý III"));
}

#[test]
fn movement_finds_open_different_and_flagged_rows() {
    let mut desk = Desk::at_review(80, 24);
    assert_eq!(desk.press("F6"), []);
    assert_eq!(desk.notice(), Some("tui-no-different-row"));
    desk.press("Enter");
    desk.press("Home F5");
    assert_eq!(desk.selected(), "1.2");
    desk.press("Home F7");
    assert_eq!(desk.selected(), "1.2", "its claim contradicts the target");
}

#[test]
fn a_failed_save_keeps_the_text_and_tells_the_failure() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F4");
    desk.write("ghi chú quan trọng");
    let effects = desk.hold("Enter");
    let Effect::Ask(ticket, _) = effects[0] else {
        panic!("{effects:?}")
    };
    desk.fail(ticket);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Message(_))));
    assert!(desk.text().contains("ổ đĩa đầy"));
    desk.press("Enter");
    assert!(desk.text().contains("ghi chú quan trọng"));
    assert!(desk.text().contains("CHƯA LƯU"));
}

#[test]
fn quitting_waits_until_everything_is_saved() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.hold("Enter");
    assert_eq!(desk.hold("Ctrl+Q"), []);
    let Effect::Ask(ticket, request) = effects[0].clone() else {
        panic!()
    };
    let reply = desk.reply(&request);
    let ended = tui::update(&mut desk.model, Msg::Done(ticket, Ok(reply)));
    assert_eq!(ended, [Effect::Quit]);
}

#[test]
fn a_failed_save_stops_the_leaving() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.hold("Enter");
    desk.hold("Ctrl+Q");
    let Effect::Ask(ticket, _) = effects[0] else { panic!() };
    assert_eq!(desk.fail(ticket), []);
}

#[test]
fn a_stale_answer_is_dropped() {
    let mut desk = Desk::at_round(80, 24);
    let first = desk.hold("Enter");
    let second = desk.hold("Down Enter");
    let Effect::Ask(old, request) = first[0].clone() else {
        panic!()
    };
    let reply = desk.reply(&request);
    tui::update(&mut desk.model, Msg::Done(old, Ok(reply)));
    assert!(desk.model.review().is_none());
    desk.serve(second);
    assert_eq!(desk.model.review().unwrap().view.dossier.name, "Xã Đông Lĩnh");
}

#[test]
fn nobody_rules_without_saying_who_they_are() {
    let mut desk = Desk::at_review(80, 24);
    desk.model.cx.settings.member.clear();
    assert_eq!(desk.press("Enter"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Form(_))));
    desk.write("Lê Văn Đạt");
    desk.press("Enter");
    let effects = desk.press("Enter");
    assert!(matches!(
        &effects[..],
        [Effect::Ask(_, Request::Keep(_)), Effect::Ask(_, Request::Act(_))]
    ));
    assert_eq!(desk.model.cx.settings.member, "Lê Văn Đạt");
}

#[test]
fn a_sealed_dossier_is_read_only_and_sealing_takes_a_typed_word() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Ctrl+K");
    assert_eq!(desk.notice(), Some("tui-refuse-open"));
    desk.dossiers
        .get_mut("thi-tran")
        .unwrap()
        .0
        .sealed
        .push("district".into());
    let effects = tui::start(&mut desk.model, Request::Dossier("dot-1".into(), "thi-tran".into()));
    desk.serve(effects);
    for key in ["Enter", "F2", "1", "2", "3", "F4", "F8", "Ctrl+Z"] {
        assert_eq!(desk.press(key), [], "{key}");
        assert_eq!(desk.notice(), Some("tui-refuse-sealed"), "{key}");
        assert!(desk.model.dialog().is_none(), "{key}");
    }
}

#[test]
fn a_paste_never_fires_a_key() {
    let mut desk = Desk::at_review(80, 24);
    let effects = tui::update(&mut desk.model, Msg::Term(Event::Paste("\r12\r".to_owned())));
    assert_eq!(effects, []);
    desk.press("F2");
    tui::update(&mut desk.model, Msg::Term(Event::Paste("88,5\r\n".to_owned())));
    assert!(matches!(desk.model.dialog(), Some(Dialog::Value(_))));
    assert!(desk.text().contains("88,5"));
}

#[test]
fn the_palette_finds_criteria_and_acts_without_marks() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F10");
    desk.write("thuong mai dien tu");
    desk.press("Enter");
    assert_eq!(desk.selected(), "2.1");
    desk.press("F10");
    desk.write("hoan tac");
    let effects = desk.press("Enter");
    assert!(matches!(&effects[..], [Effect::Ask(_, Request::Undo(..))]));
    desk.press("Ctrl+F");
    desk.write("dong linh");
    desk.press("Enter");
    assert_eq!(desk.model.review().unwrap().view.dossier.name, "Xã Đông Lĩnh");
}

#[test]
fn clicks_select_open_sort_and_act() {
    let mut desk = Desk::at_round(80, 24);
    desk.click(5, 4);
    assert_eq!(desk.model.board().unwrap().at.selected, 1);
    assert!(desk.model.review().is_none());
    desk.click(5, 4);
    assert!(desk.model.review().is_some());
    desk.press("Esc");
    desk.click(5, 2);
    assert!(desk.model.board().unwrap().reversed);
    let item = desk
        .model
        .bar()
        .into_iter()
        .find(|item| item.action == Action::Help)
        .unwrap();
    desk.click(item.place.x, 22 + item.place.y);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Help(_))));
}

#[test]
fn the_review_of_another_dossier_is_one_key_away() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.press("Ctrl+PageDown");
    assert!(matches!(&effects[..], [Effect::Ask(_, Request::Dossier(..))]));
    assert_eq!(desk.press("Ctrl+PageUp Ctrl+PageUp").len(), 1);
    assert_eq!(desk.notice(), Some("tui-no-neighbour"));
}

#[test]
fn nothing_is_written_where_only_reading_is_allowed() {
    let mut desk = Desk::at_review(80, 24);
    desk.model.cx.readonly = true;
    assert_eq!(desk.press("Enter"), []);
    assert_eq!(desk.notice(), Some("tui-refuse-readonly"));
}

#[test]
fn every_act_is_done_or_refused_with_a_reason_on_every_screen() {
    for action in Action::iter() {
        for review in [false, true] {
            let mut desk = if review {
                Desk::at_review(80, 24)
            } else {
                Desk::at_round(80, 24)
            };
            let answer = available(action, &desk.model);
            let effects = tui::update(&mut desk.model, Msg::Act(action));
            if let Err(reason) = answer {
                assert_eq!(effects, [], "{action:?}");
                assert_eq!(desk.notice(), Some(reason.key.as_str()), "{action:?}");
                assert!(desk.model.cx.locale.knows(&reason.key), "{}", reason.key);
            }
            assert!(
                !desk.text().contains('⟨'),
                "{action:?} shows a sentence that is missing"
            );
        }
    }
}

#[test]
fn the_first_screen_offers_the_sample_a_folder_and_a_workspace() {
    let settings = thamdinh::tasks::Settings::default();
    let keymap = thamdinh::tui::keymap::Keymap::shipped("mac-dinh").unwrap();
    let mut model = tui::begin(thamdinh::text::Lang::Vi, keymap, settings, false);
    let effects = tui::update(&mut model, Msg::Act(Action::OpenSample));
    assert!(matches!(&effects[..], [Effect::Ask(_, Request::Demo)]));
    let Effect::Ask(ticket, _) = effects[0] else { panic!() };
    tui::update(&mut model, Msg::Done(ticket, Ok(Reply::SettingsKept)));
    tui::update(&mut model, Msg::Act(Action::OpenWorkspace));
    assert!(matches!(model.dialog(), Some(Dialog::Form(_))));
}

#[test]
fn typed_text_is_not_lost_by_leaving_and_an_unbound_key_says_so() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F4");
    desk.write("dở dang");
    assert_eq!(desk.press("Ctrl+Q"), []);
    assert_eq!(desk.notice(), Some("tui-refuse-typing"));
    desk.press("Esc");
    assert_eq!(desk.press("Ctrl+Q"), []);
    desk.press("Enter z");
    assert_eq!(desk.notice(), Some("tui-stray-review"));
}

#[test]
fn the_journal_is_shown_for_the_row_it_was_asked_for() {
    let mut desk = Desk::at_review(80, 24);
    let asked = desk.hold("Left");
    assert!(matches!(&asked[..], [Effect::Ask(_, Request::History(_))]));
    desk.hold("Right Down");
    desk.serve(asked);
    let of = desk
        .model
        .review()
        .unwrap()
        .history
        .clone()
        .map(|(criterion, _)| criterion.to_string());
    assert_eq!(of.as_deref(), Some("1.1"));
}

#[test]
fn a_signal_ends_the_program_in_order() {
    let mut desk = Desk::at_round(80, 24);
    assert_eq!(tui::update(&mut desk.model, Msg::Stop), [Effect::Quit]);
}

#[test]
fn text_typed_on_the_list_rules_nothing_until_a_key_that_writes_none() {
    let mut desk = Desk::at_review(80, 24);
    assert_eq!(desk.press("Space"), []);
    assert_eq!(desk.notice(), Some("tui-stray-review"));
    for key in ["x", "1", "2", "3", "4", "/", "Space", "Backspace", "1"] {
        assert_eq!(desk.press(key), [], "{key}");
        assert!(desk.model.dialog().is_none(), "{key}");
    }
    // The Enter that ends the text accepts nothing either; the next one does.
    assert_eq!(desk.press("Enter"), []);
    assert_eq!(ruled(&desk.press("Enter")).2, Some(Verdict::Met));
    desk.press("x");
    desk.press("Up");
    assert!(!desk.model.guarded);
}

#[test]
fn a_text_pasted_on_the_list_only_says_so() {
    let mut desk = Desk::at_review(80, 24);
    let effects = tui::update(&mut desk.model, Msg::Term(Event::Paste("85 1 2 3".to_owned())));
    assert_eq!(effects, []);
    assert_eq!(desk.notice(), Some("tui-stray-review"));
    assert!(!desk.model.guarded);
}

#[test]
fn letters_bound_in_the_map_mean_what_they_are_bound_to() {
    let mut desk = Desk::at_review(80, 24);
    desk.model.cx.keymap = thamdinh::tui::keymap::Keymap::shipped("vi").unwrap();
    desk.press("x");
    desk.press("i");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Value(_))));
}

#[test]
fn what_does_not_apply_is_recorded_without_a_value() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("3");
    desk.write("Không có");
    let (_, value, verdict, _) = ruled(&desk.press("Enter"));
    assert_eq!((value, verdict), (None, Some(Verdict::NotApplicable)));
}

#[test]
fn a_failure_is_not_closed_by_space_or_a_letter() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.hold("Enter");
    let Effect::Ask(ticket, _) = effects[0] else {
        panic!("{effects:?}")
    };
    desk.fail(ticket);
    desk.press("Space x 1");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Message(_))));
    desk.press("Enter");
    assert!(desk.model.dialog().is_none());
}

#[test]
fn an_undo_that_is_refused_is_only_told() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.hold("Ctrl+Z");
    let Effect::Ask(ticket, _) = effects[0] else {
        panic!("{effects:?}")
    };
    desk.fail(ticket);
    assert!(desk.model.dialog().is_none());
    assert!(!desk.text().contains("CHƯA LƯU"));
}

#[test]
fn an_empty_box_where_no_target_is_set_changes_nothing() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("End F12");
    for _ in 0..12 {
        desk.press("Backspace");
    }
    assert_eq!(desk.press("Enter Enter"), []);
    assert!(desk.text().contains("Chưa nhập chỉ tiêu"), "{}", desk.text());
}

#[test]
fn targets_are_loaded_from_a_file_by_the_palette() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("F10");
    desk.write("nạp chỉ tiêu từ tệp");
    desk.press("Enter");
    desk.write("/a/chi-tieu.csv");
    let effects = desk.hold("Enter");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Request::Targets(..))]),
        "{effects:?}"
    );
}
