//! Screens whose content goes by the method of the framework, each at two sizes and for every method: those that have no
//! file of their own for it, and the screens before any round is open.

use thamdinh::tasks::Settings;
use thamdinh::text::Lang;
use thamdinh::tui;
use thamdinh::tui::keymap::Keymap;

use crate::desk::Desk;
use crate::loading;

const SIZES: [(u16, u16); 2] = [(80, 24), (140, 40)];
const FRAMEWORKS: [(&str, &str); 3] = [
    ("verdicts", "thanh-hoa-1829-2023"),
    ("points", "vinh-phuc-2074-xa"),
    ("levels", "khung-1.0-xa"),
];

/// Draws each framework at each size after keys.
fn drawn(screen: &str, keys: &str) {
    for (method, framework) in FRAMEWORKS {
        for (width, height) in SIZES {
            let mut desk = Desk::shipped(framework, width, height);
            desk.press(keys);
            insta::assert_snapshot!(format!("{screen}_{method}_{width}x{height}"), desk.text());
        }
    }
}

#[test]
fn the_evidence() {
    drawn("evidence", "Home Enter 8");
}

#[test]
fn the_value() {
    drawn("value", "Home Enter F2");
}

#[test]
fn the_paper() {
    drawn("print", "Home Enter Shift+F9");
}

#[test]
fn a_load_before_and_after() {
    for (method, framework) in FRAMEWORKS {
        for (width, height) in SIZES {
            let mut desk = loading::looking_at(Desk::shipped(framework, width, height));
            insta::assert_snapshot!(format!("preview_{method}_{width}x{height}"), desk.text());
            desk.press("F8 Enter");
            insta::assert_snapshot!(format!("loaded_{method}_{width}x{height}"), desk.text());
        }
    }
}

#[test]
fn before_a_round_is_open() {
    for (width, height) in SIZES {
        let mut desk = Desk::at_round(width, height);
        let settings = Settings {
            member: "Nguyễn Thị Hạnh".to_owned(),
            ..Settings::default()
        };
        desk.model = tui::begin(Lang::Vi, Keymap::shipped("mac-dinh").unwrap(), settings, false);
        desk.model.cx.size = (width, height);
        insta::assert_snapshot!(format!("first_run_{width}x{height}"), desk.text());
        desk.press("2");
        insta::assert_snapshot!(format!("choose_{width}x{height}"), desk.text());
    }
}

#[test]
fn what_is_over_every_screen() {
    for (name, keys) in [("help", "F1"), ("palette", "F10"), ("screens", "Ctrl+G")] {
        for (width, height) in SIZES {
            let mut desk = Desk::at_round(width, height);
            desk.press(keys);
            insta::assert_snapshot!(format!("{name}_{width}x{height}"), desk.text());
        }
    }
}
