//! The ways between screens: the list of screens, one way back, and each comes back where it was left.

use crate::desk::Desk;
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::screens::Screen;

fn title(desk: &Desk) -> String {
    desk.text().lines().next().unwrap().to_owned()
}

#[test]
fn a_dossier_comes_back_where_it_was_left() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Ctrl+L Down Down Right");
    let (left, filter) = (desk.selected(), desk.model.review().unwrap().filter);
    desk.press("Esc Down Enter");
    assert_ne!(desk.model.review().unwrap().filter, filter, "each dossier has its own");
    desk.press("Esc Up Enter");
    assert_eq!((desk.selected(), desk.model.review().unwrap().filter), (left, filter));
}

#[test]
fn the_bar_at_the_top_shows_the_way() {
    let mut desk = Desk::at_review(80, 24);
    assert!(
        title(&desk).contains("Đợt 2023 › Thị trấn Lam Giang"),
        "{}",
        title(&desk)
    );
    desk.press("Esc");
    assert!(!title(&desk).contains('›'));
}

#[test]
fn a_screen_is_chosen_by_its_digit_and_by_the_palette() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Down Ctrl+G");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Pick(_))));
    desk.press("2");
    assert_eq!(desk.model.review().unwrap().view.dossier.name, "Xã Đông Lĩnh");
    desk.press("F10");
    desk.write("danh sach ho so");
    desk.press("Enter");
    assert!(matches!(desk.model.screen(), Some(Screen::Round(_))));
    assert_eq!(desk.model.board().unwrap().at.selected, 1);
}

#[test]
fn the_next_dossier_with_a_difference_is_found_or_said_not_to_be() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("F6");
    assert_eq!(desk.notice(), Some("tui-no-different-dossier"));
    desk.press("Down Enter 2");
    desk.write("Thiếu minh chứng");
    desk.press("Enter Esc Home F6");
    assert_eq!(desk.model.board().unwrap().at.selected, 1);
}
