//! What is drawn, at two sizes, in both normal forms, with styles once a screen, and at every size without a fault.

use ratatui::style::Color;
use thamdinh::tui::theme::{Role, Theme};

use crate::desk::Desk;

#[test]
fn the_round_at_80x24() {
    insta::assert_snapshot!(Desk::at_round(80, 24).text());
}

#[test]
fn the_round_at_140x40() {
    insta::assert_snapshot!(Desk::at_round(140, 40).text());
}

/// A review with a followed row, a departed one, and an open one.
fn review(width: u16, height: u16) -> Desk {
    let mut desk = Desk::at_review(width, height);
    desk.press("Enter");
    desk.press("2");
    desk.write("Chưa đủ minh chứng");
    desk.press("Enter");
    desk
}

#[test]
fn the_review_at_80x24() {
    insta::assert_snapshot!(review(80, 24).text());
}

#[test]
fn the_review_at_140x40() {
    insta::assert_snapshot!(review(140, 40).text());
}

#[test]
fn the_styles_of_the_round() {
    insta::assert_debug_snapshot!(Desk::at_round(80, 24).drawn().backend().buffer());
}

#[test]
fn the_styles_of_the_review() {
    insta::assert_debug_snapshot!(review(80, 24).drawn().backend().buffer());
}

#[test]
fn what_lies_behind_a_dialog_is_dim_and_its_keys_are_not_offered() {
    for theme in [Theme::Dark, Theme::Bright, Theme::Contrast, Theme::Plain] {
        let mut desk = Desk::at_round(140, 40);
        desk.model.cx.theme = theme;
        let behind = theme.style(Role::Behind);
        let dim = |desk: &Desk, row: u16| {
            let terminal = desk.drawn();
            let style = terminal.backend().buffer()[(3, row)].style();
            style.fg.filter(|fg| *fg != Color::Reset) == behind.fg && style.add_modifier == behind.add_modifier
        };
        assert!(!dim(&desk, 3), "{theme:?}");
        assert!(desk.text().contains("F3 Sắp xếp"));
        desk.press("Ctrl+G");
        assert!(dim(&desk, 3), "{theme:?}");
        assert!(!dim(&desk, 37), "the status line stays: {theme:?}");
        assert!(!desk.text().contains("F3 Sắp xếp"));
        desk.press("Esc");
        assert!(!dim(&desk, 3) && desk.text().contains("F3 Sắp xếp"), "{theme:?}");
    }
}

#[test]
fn below_a_short_table_the_selected_dossier_tells_its_next_step() {
    let desk = Desk::at_round(80, 24);
    assert!(
        desk.text()
            .contains("Bước tiếp theo: Enter – mở phiếu, còn 6 tiêu chí chưa xét.")
    );
}

#[test]
fn the_value_dialog() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("F2");
    desk.write("60");
    insta::assert_snapshot!(desk.text());
}

#[test]
fn the_help_of_the_review() {
    let mut desk = Desk::at_review(80, 40);
    desk.press("F1");
    insta::assert_snapshot!(desk.text());
}

#[test]
fn names_that_come_decomposed_take_the_same_columns() {
    let composed = Desk::at_review(80, 24);
    let mut decomposed = Desk::at_review(80, 24);
    decomposed.press("Esc");
    let name = "Thi\u{323} tra\u{302}\u{301}n Lam Giang";
    decomposed.dossiers.get_mut("thi-tran").unwrap().0.name = name.to_owned();
    decomposed.press("Enter");
    let width = |desk: &Desk| {
        desk.text()
            .lines()
            .map(unicode_width::UnicodeWidthStr::width)
            .collect::<Vec<_>>()
    };
    assert_eq!(width(&composed), width(&decomposed));
}

#[test]
fn every_size_is_drawn_and_the_selected_row_stays_in_sight() {
    for (width, height) in [
        (20, 5),
        (59, 14),
        (60, 15),
        (60, 20),
        (80, 24),
        (119, 30),
        (120, 30),
        (200, 60),
        (300, 100),
    ] {
        for keys in [
            "Home", "End", "F1", "F2", "F4", "F8", "F9", "F10", "F12", "Tab", "Ctrl+N",
        ] {
            let mut desk = Desk::at_review(width, height);
            desk.press(keys);
            desk.text();
        }
        let mut desk = Desk::at_review(width, height);
        desk.press("End");
        if width >= 60 && height >= 15 {
            assert!(desk.text().contains("► 2.3"), "{width}x{height}");
        } else {
            assert!(desk.text().contains("60"), "{width}x{height}");
        }
    }
}

#[test]
fn without_colour_the_selection_still_has_its_sign() {
    let mut desk = Desk::at_round(80, 24);
    desk.model.cx.theme = thamdinh::tui::theme::Theme::Plain;
    assert!(desk.text().contains("► Thị trấn Lam Giang"));
}
