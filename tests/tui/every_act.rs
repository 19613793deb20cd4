//! Every act on every screen: done through the palette where it is offered, else asked for outright, it changes something or
//! says why not.

use ratatui::crossterm::event::Event;
use strum::IntoEnumIterator;
use thamdinh::tasks::{Request, Settings};
use thamdinh::text::Lang;
use thamdinh::tui;
use thamdinh::tui::action::Action;
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::keymap::Keymap;
use thamdinh::tui::screens::Screen;

use crate::desk::Desk;
use crate::loading;
use crate::output::exported;

const SCREENS: &[&str] = &[
    "first-run",
    "round",
    "review",
    "large",
    "heat",
    "import",
    "compare",
    "flags",
    "history",
    "conclusion",
    "summary",
    "evidence",
    "settings",
    "print",
    "signatures",
];

fn at(screen: &str) -> Desk {
    let mut desk = Desk::at_review(100, 30);
    let keys = match screen {
        "first-run" => {
            let settings = Settings {
                member: "Nguyễn Thị Hạnh".to_owned(),
                ..Settings::default()
            };
            desk.model = tui::begin(Lang::Vi, Keymap::shipped("mac-dinh").unwrap(), settings, false);
            desk.model.cx.size = (100, 30);
            assert!(matches!(desk.model.screen(), Some(Screen::FirstRun(_))));
            return desk;
        }
        "import" => return loading::looking(100, 30),
        "round" => "Esc",
        "review" => "Down",
        "large" => "Shift+F11",
        "heat" => "Esc Tab",
        "compare" => "Ctrl+S",
        "flags" => "Ctrl+G 5",
        "history" => "Enter Ctrl+G 6",
        "conclusion" => "0",
        "summary" => "9",
        "evidence" => "8",
        "settings" => "Shift+F12",
        "print" => {
            let mut desk = Desk::shipped("thanh-hoa-1829-2023", 100, 30);
            desk.press("Home Enter Shift+F9");
            assert!(matches!(desk.model.screen(), Some(Screen::Print(_))));
            return desk;
        }
        "signatures" => {
            desk.model.cx.exported = vec!["/xuat/PL02_Xã Tân Phú_2023.pdf".into()];
            desk.press("Shift+F6 Enter");
            assert!(matches!(desk.model.screen(), Some(Screen::Signatures(_))));
            return desk;
        }
        other => panic!("{other}"),
    };
    desk.press(keys);
    desk
}

/// Asks for an act as a person would: by its name in the palette, where it is offered there.
fn ask(desk: &mut Desk, action: Action) -> bool {
    let offered = desk.model.screen_contexts().iter().any(|context| {
        let bound = desk.model.cx.keymap.list(*context);
        bound.iter().any(|(bound, _)| *bound == action)
    });
    let by_palette = offered && !action.moves() && tui::available(action, &desk.model).is_ok();
    if by_palette {
        desk.press("F10");
        assert!(matches!(desk.model.dialog(), Some(Dialog::Palette(_))));
        let words = desk.model.cx.say(&action.title());
        tui::update(&mut desk.model, Msg::Term(Event::Paste(words)));
    }
    desk.model.cx.notice = None;
    let before = desk.text();
    let effects = if by_palette {
        desk.hold("Enter")
    } else {
        tui::update(&mut desk.model, Msg::Act(action))
    };
    let asked = !effects.is_empty();
    desk.serve(effects);
    asked || before != desk.text() || desk.model.quitting
}

#[test]
fn every_act_of_the_palette_does_something_or_says_why_not() {
    let mut silent = Vec::new();
    for screen in SCREENS {
        for action in Action::iter() {
            let mut desk = at(screen);
            let said = ask(&mut desk, action);
            // To move where nothing is left to move to needs no word.
            if !said && !action.moves() {
                silent.push(format!("{screen}: {}", action.name()));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

/// Whether a request writes into the workspace.
fn writes(request: &Request) -> bool {
    match request {
        Request::Act(_)
        | Request::Undo(..)
        | Request::Redo(..)
        | Request::TakeBack(_)
        | Request::Load(..)
        | Request::Import(_)
        | Request::Targets(..) => true,
        Request::Sign(wanted, _) => wanted.journal.is_some(),
        // The sample lies in a file of its own, and none is made where only looking is allowed.
        Request::Open(_)
        | Request::Demo
        | Request::Board(_)
        | Request::Dossier(..)
        | Request::History(_)
        | Request::Matrix(_)
        | Request::Criterion(..)
        | Request::Flags(_)
        | Request::Overview(..)
        | Request::Journal(_)
        | Request::Closing(..)
        | Request::Preview(..)
        | Request::Narratives(..)
        | Request::Submissions(..)
        | Request::Findings(_)
        | Request::Place(_)
        | Request::Seek(..)
        | Request::Print(_)
        | Request::OpenWith(_)
        | Request::Keys(_)
        | Request::Verify(..)
        | Request::Export(_)
        | Request::Evidence(..)
        | Request::Look(..)
        | Request::Pages(..)
        | Request::OpenFile(..)
        | Request::Frameworks
        | Request::Folders(_)
        | Request::Rounds
        | Request::Notes(..)
        | Request::Setup(_)
        | Request::Keep(_) => false,
    }
}

#[test]
fn nobody_can_write_where_the_workspace_is_only_looked_at() {
    for screen in SCREENS {
        let mut desk = at(screen);
        desk.model.cx.readonly = true;
        let screens = desk.model.screens.len();
        for action in Action::iter() {
            let effects = tui::update(&mut desk.model, Msg::Act(action));
            let written = |effect: &Effect| matches!(effect, Effect::Ask(_, request) if writes(request));
            assert!(!effects.iter().any(written), "{screen}: {}", action.name());
            desk.model.dialogs.clear();
            if desk.model.screens.len() != screens || desk.model.quitting {
                desk = at(screen);
                desk.model.cx.readonly = true;
            }
        }
    }
}

#[test]
fn an_act_chosen_of_late_stands_first_in_the_palette() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("F10");
    desk.write("doi giao dien");
    desk.press("Enter F10");
    let text = desk.text();
    let first = text.lines().find(|line| line.contains("║ ►")).unwrap();
    assert!(first.contains("Đổi giao diện"), "{text}");
}

#[test]
fn what_was_not_chosen_from_the_palette_is_not_remembered() {
    let mut desk = exported();
    desk.press("End Enter Esc");
    assert_eq!(desk.model.recent, []);
}

#[test]
fn a_criterion_is_found_from_the_round_and_a_note_in_its_dossier() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Ctrl+F");
    desk.write("1.2");
    desk.press("Enter");
    match desk.model.screen() {
        Some(Screen::Compare(state)) => assert_eq!(state.criterion.as_str(), "1.2"),
        other => panic!("{other:?}"),
    }
    let mut desk = Desk::at_review(80, 24);
    desk.press("Down F4");
    desk.write("Chờ văn bản của Sở");
    desk.press("Enter Home F10");
    desk.write("van ban cua so");
    insta::assert_snapshot!("palette_finds_a_note_80x24", desk.text());
    desk.press("Enter");
    assert_eq!(desk.selected(), "1.2");
}
