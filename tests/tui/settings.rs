//! The settings: what is drawn, what each row changes, and where that goes.

use thamdinh::domain::Act;
use thamdinh::tasks::{Request, Settings};
use thamdinh::text::Lang;
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::Effect;
use thamdinh::tui::screens::Screen;
use thamdinh::tui::screens::settings::{Item, State};
use thamdinh::tui::theme::Theme;

use crate::desk::Desk;

const POINTS: &str = "vinh-phuc-2074-xa";
const LEVELS: &str = "khung-1.0-xa";

fn state(desk: &Desk) -> &State {
    match desk.model.screen() {
        Some(Screen::Settings(state)) => state,
        other => panic!("{other:?}"),
    }
}

/// The settings with one of them selected.
fn at(item: Item) -> Desk {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Shift+F12");
    go(&mut desk, item);
    desk
}

fn go(desk: &mut Desk, item: Item) {
    desk.press("Home");
    for _ in 0..40 {
        if state(desk).selected(&desk.model.cx) == Some(item) {
            return;
        }
        desk.press("Down");
    }
    panic!("{item:?} is not there");
}

fn kept(effects: &[Effect]) -> &Settings {
    let kept = effects.iter().find_map(|effect| match effect {
        Effect::Ask(_, Request::Keep(settings)) => Some(settings),
        _ => None,
    });
    kept.unwrap_or_else(|| panic!("{effects:?}"))
}

#[test]
fn the_settings_are_drawn() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = Desk::at_round(width, height);
        desk.press("Shift+F12");
        insta::assert_snapshot!(format!("settings_{width}x{height}"), desk.text());
        for (name, framework) in [("points", POINTS), ("levels", LEVELS)] {
            let mut desk = Desk::shipped(framework, width, height);
            desk.press("Shift+F12");
            insta::assert_snapshot!(format!("settings_{name}_{width}x{height}"), desk.text());
        }
        desk.press("End");
        insta::assert_snapshot!(format!("settings_end_{width}x{height}"), desk.text());
    }
}

#[test]
fn the_first_screen_has_settings_too_and_nothing_of_a_round() {
    let mut desk = Desk::at_round(80, 24);
    let settings = desk.model.cx.settings.clone();
    let keymap = desk.model.cx.keymap.clone();
    desk.model = thamdinh::tui::begin(Lang::Vi, keymap, settings, false);
    desk.press("Shift+F12");
    let text = desk.text();
    assert!(text.contains("Giao diện") && !text.contains("Cấp thẩm định"), "{text}");
    desk.press("Esc");
    assert!(matches!(desk.model.screen(), Some(Screen::FirstRun(_))));
}

#[test]
fn what_is_of_this_machine_changes_at_once_and_is_kept() {
    let mut desk = at(Item::Theme);
    let before = desk.model.cx.theme;
    let effects = desk.press("Right");
    assert_eq!(kept(&effects).theme, before.next().name());
    assert_eq!(desk.model.cx.theme, before.next());
    desk.press("Left");
    assert_eq!(desk.model.cx.theme, before);
    assert_eq!(desk.notice(), Some("settings-kept"));

    go(&mut desk, Item::Language);
    desk.press("Space");
    assert_eq!(desk.model.cx.locale.lang(), Lang::En);
    assert!(desk.text().contains("Language"), "{}", desk.text());
    desk.press("Space");
    assert_eq!(desk.model.cx.locale.lang(), Lang::Vi);

    go(&mut desk, Item::Mouse);
    let effects = desk.press("Enter");
    assert!(kept(&effects).no_mouse);
    assert!(effects.contains(&Effect::Mouse(false)));

    go(&mut desk, Item::Keymap);
    let effects = desk.press("Enter");
    assert_eq!(kept(&effects).keymap, "vi");
    assert!(
        desk.model
            .cx
            .keymap
            .hint(
                &[thamdinh::tui::keymap::Context::Review],
                thamdinh::tui::action::Action::Note
            )
            .is_some()
    );
    desk.press("j");
    assert_eq!(
        state(&desk).selected(&desk.model.cx),
        Some(Item::Overlay),
        "the letters of vi hold at once"
    );
}

#[test]
fn that_a_setting_is_kept_is_said_only_once_it_is() {
    let mut desk = at(Item::Large);
    let effects = desk.hold("Enter");
    assert_eq!(desk.notice(), None);
    desk.serve(effects);
    assert_eq!(desk.notice(), Some("settings-kept"));
    let effects = desk.hold("Enter");
    let [Effect::Ask(ticket, Request::Keep(_))] = &effects[..] else {
        panic!("{effects:?}")
    };
    desk.fail(*ticket);
    assert_eq!(desk.notice(), None);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Message(_))));
}

#[test]
fn where_no_colour_is_wanted_only_choosing_a_theme_brings_it_back() {
    let mut desk = Desk::at_round(80, 24);
    desk.model.cx.settings.theme = "dark".to_owned();
    desk.model.cx.theme = Theme::Plain;
    // The same person again: nothing changes.
    let effects = desk.press("Ctrl+N Enter Enter");
    assert_eq!(kept(&effects), &desk.model.cx.settings);
    assert_eq!(desk.model.cx.theme, Theme::Plain);
    // The theme of the settings, chosen again.
    assert_eq!(kept(&desk.press("Ctrl+T")).theme, "dark");
    assert_eq!(desk.model.cx.theme, Theme::Dark);
    let mut desk = at(Item::Theme);
    desk.model.cx.settings.theme = "dark".to_owned();
    desk.model.cx.theme = Theme::Plain;
    desk.press("Enter");
    assert_eq!(desk.model.cx.theme, Theme::Dark);
}

#[test]
fn an_office_is_not_written_over_what_was_read_before_it_changed() {
    use thamdinh::domain::office::Part;
    let mut desk = at(Item::Office(Part::Authority));
    desk.press("Enter");
    desk.write("TM. ỦY BAN NHÂN DÂN");
    let effects = desk.hold("Enter");
    let [Effect::Ask(ticket, Request::Act(act))] = &effects[..] else {
        panic!("{effects:?}")
    };
    let saved = desk.reply(&Request::Act(act.clone()));
    let asked = thamdinh::tui::update(&mut desk.model, thamdinh::tui::event::Msg::Done(*ticket, Ok(saved)));
    assert!(matches!(&asked[..], [Effect::Ask(_, Request::Setup(_))]), "{asked:?}");
    // The answer is not there yet.
    assert_eq!(desk.hold("Enter"), []);
    assert!(desk.model.dialog().is_none(), "{}", desk.text());
    assert_eq!(desk.notice(), Some("tui-detail-reading"));
    desk.serve(asked);
    desk.hold("Enter");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Words(_))));
    assert!(desk.text().contains("TM. ỦY BAN NHÂN DÂN"), "{}", desk.text());
}

#[test]
fn own_keys_that_do_not_fit_the_other_map_are_told_and_nothing_changes() {
    let mut desk = at(Item::Keymap);
    let own = "[review]\nfind = \"n\"\n";
    desk.model.cx.own_keys = Some(("phím.toml".to_owned(), own.to_owned()));
    assert_eq!(desk.press("Right"), []);
    assert!(
        matches!(desk.model.dialog(), Some(Dialog::Message(_))),
        "{}",
        desk.text()
    );
    assert_eq!(desk.model.cx.settings.keymap, "");
}

#[test]
fn a_framework_of_one_appraising_stage_says_so() {
    let mut desk = at(Item::Stage);
    assert_eq!(desk.round.framework.stages.len(), 2);
    assert_eq!(
        (desk.press("Enter"), desk.notice()),
        (vec![], Some("settings-one-stage"))
    );
}

#[test]
fn a_round_of_three_stages_goes_on_at_the_next_one() {
    let mut desk = Desk::shipped("thanh-hoa-1829-2023", 80, 24);
    desk.press("Shift+F12");
    go(&mut desk, Item::Stage);
    assert_eq!(desk.round.framework.stages.len(), 3);
    let effects = desk.press("Enter Down Enter");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Request::Act(act)), ..] if matches!(&**act, Act::SetStage { .. })),
        "{effects:?}"
    );
    let acting = desk.model.cx.round.as_ref().unwrap().stage.clone();
    assert_eq!(acting, desk.round.framework.stages[2].id, "{effects:?}");
    assert!(matches!(desk.model.screen(), Some(Screen::Settings(_))));
    desk.press("Esc Home Enter");
    assert!(desk.text().contains("Thẩm tra"), "{}", desk.text());
}

#[test]
fn what_an_office_says_is_written_for_the_round_or_for_one_document() {
    use thamdinh::domain::office::Part;
    let mut desk = at(Item::Office(Part::Authority));
    desk.press("Enter");
    desk.write("TM. ỦY BAN NHÂN DÂN");
    desk.press("Alt+Enter");
    desk.write("KT. CHỦ TỊCH");
    desk.press("Enter");
    assert_eq!(desk.offices.office.authority, ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]);
    assert!(
        desk.text().contains("TM. ỦY BAN NHÂN DÂN / KT. CHỦ TỊCH"),
        "{}",
        desk.text()
    );
    go(&mut desk, Item::Document);
    desk.press("Right");
    let document = state(&desk).document.clone().unwrap();
    go(&mut desk, Item::Office(Part::Authority));
    assert!(desk.text().contains("dùng chung"), "{}", desk.text());
    desk.press("Enter");
    desk.write("TL. CHỦ TỊCH");
    desk.press("Enter");
    assert_eq!(desk.offices.form[&document].authority, ["TL. CHỦ TỊCH"]);
    assert_eq!(desk.offices.office.authority.len(), 2);
    assert_eq!(desk.press("Enter Enter"), [], "nothing was changed");
}

#[test]
fn another_round_is_chosen_and_a_path_is_copied() {
    let mut desk = at(Item::Round);
    desk.press("Enter");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Pick(_))));
    let effects = desk.hold("Down Enter");
    assert!(matches!(&effects[..], [Effect::Ask(_, Request::Board(round))] if round.as_str() == "dot-0"));
    let mut desk = at(Item::Frameworks);
    let effects = desk.press("Enter");
    assert!(matches!(&effects[..], [Effect::Copy(path)] if path.ends_with("frameworks")));
    assert_eq!(desk.notice(), Some("settings-copied"));
}

#[test]
fn the_workspace_is_not_changed_where_it_is_only_looked_at() {
    use thamdinh::domain::office::Part;
    for item in [Item::Stage, Item::Threshold, Item::Targets, Item::Office(Part::Signer)] {
        let mut desk = at(item);
        desk.model.cx.readonly = true;
        assert_eq!(desk.press("Enter"), [], "{item:?}");
        assert_eq!(desk.notice(), Some("tui-refuse-readonly"), "{item:?}");
        assert!(desk.model.dialog().is_none());
    }
    let mut desk = at(Item::Theme);
    desk.model.cx.readonly = true;
    assert_eq!(kept(&desk.press("Enter")).theme, Theme::Bright.name());
}
