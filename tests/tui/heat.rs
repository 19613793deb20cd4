//! The heat map: what is drawn, where it leads, and that it stays true after acts.

use thamdinh::tui::screens::Screen;
use thamdinh::tui::screens::heat::{Mode, State};

use crate::desk::Desk;

const POINTS: &str = "vinh-phuc-2074-xa";
const LEVELS: &str = "khung-1.0-xa";

fn heat(desk: &Desk) -> &State {
    match desk.model.screen() {
        Some(Screen::Heat(state)) => state,
        other => panic!("{other:?}"),
    }
}

/// The heat map with one row ruled against and one accepted in the first dossier.
fn ruled(mut desk: Desk) -> Desk {
    desk.press("Home Enter Enter 2");
    desk.write("Thiếu minh chứng");
    desk.press("Enter Esc Home Tab");
    desk
}

#[test]
fn the_heat_map_of_verdicts() {
    insta::assert_snapshot!("heat_verdicts_80x24", ruled(Desk::at_round(80, 24)).text());
    insta::assert_snapshot!("heat_verdicts_140x40", ruled(Desk::at_round(140, 40)).text());
}

#[test]
fn the_heat_map_of_points_and_of_levels() {
    for (name, framework) in [("points", POINTS), ("levels", LEVELS)] {
        for (width, height) in [(80, 24), (140, 40)] {
            let mut desk = Desk::shipped(framework, width, height);
            desk.press("Home Enter Enter Enter Esc Home Tab Tab");
            insta::assert_snapshot!(format!("heat_{name}_{width}x{height}"), desk.text());
        }
    }
}

#[test]
fn all_criteria_of_a_commune_fit_a_laptop_and_the_last_row_ends_with_the_sum() {
    let mut desk = Desk::shipped("thanh-hoa-1829-2023", 140, 40);
    desk.press("Home Tab Tab");
    let text = desk.text();
    assert!(text.contains("4 Hạ tầng số"), "{text}");
    let codes = text.lines().nth(3).unwrap();
    assert!(
        !codes.contains('◄') && !codes.trim_start_matches(['"', '►']).contains('►'),
        "{codes}"
    );
    let desk = ruled(Desk::at_round(80, 24));
    let text = desk.text();
    let totals = text.lines().position(|line| line.starts_with("\"  Không đạt")).unwrap();
    let line = text.lines().nth(totals).unwrap();
    assert!(line.trim_end_matches(['"', ' ']).ends_with(" 1"), "{line}");
    assert!(text.lines().nth(totals - 1).unwrap().contains("Xã Tân Phú"), "{text}");
}

#[test]
fn the_styles_of_the_heat_map() {
    insta::assert_debug_snapshot!(ruled(Desk::at_round(80, 24)).drawn().backend().buffer());
}

#[test]
fn tab_turns_the_view_and_enter_leads_to_the_cell() {
    let mut desk = ruled(Desk::at_round(80, 24));
    assert_eq!(heat(&desk).mode, Mode::Result);
    desk.press("Tab Tab");
    assert_eq!(heat(&desk).mode, Mode::Difference);
    desk.press("Shift+Tab");
    assert_eq!(heat(&desk).mode, Mode::Before);
    desk.press("Down Right Right Enter");
    assert_eq!(desk.model.review().unwrap().view.dossier.name, "Xã Đông Lĩnh");
    assert_eq!(desk.selected(), "1.3");
    desk.press("Esc");
    assert_eq!((heat(&desk).row.selected, heat(&desk).column.selected), (1, 2));
    assert_eq!(heat(&desk).mode, Mode::Before, "it comes back where it was left");
}

#[test]
fn the_next_cells_are_found_and_what_is_ruled_there_is_seen_here() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Tab F6");
    assert_eq!(desk.notice(), Some("tui-heat-no-different"));
    desk.press("Enter 2");
    desk.write("Thiếu");
    desk.press("Enter Esc");
    assert!(
        heat(&desk).cell().unwrap().change.departs(),
        "fresh without being read again"
    );
    desk.press("End F6");
    assert_eq!((heat(&desk).row.selected, heat(&desk).column.selected), (0, 0));
    desk.press("F5");
    assert_eq!(heat(&desk).column.selected, 1);
}

#[test]
fn rows_are_sorted_by_the_selected_criterion_the_worst_first() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Tab Down Down Enter 2");
    desk.write("Thiếu");
    desk.press("Enter Esc Shift+Tab F3 F3");
    assert_eq!(heat(&desk).selected().unwrap().name, "Xã Tân Phú");
    assert_eq!(heat(&desk).row.selected, 0);
}

#[test]
fn clicks_select_cells_sort_and_open() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Tab Tab");
    let x = 25;
    desk.click(x, 5);
    let selected = (heat(&desk).row.selected, heat(&desk).column.selected);
    assert_eq!(selected.0, 1);
    desk.click(x, 5);
    assert!(desk.model.review().is_some());
    desk.press("Esc");
    desk.click(20, 1);
    assert_eq!(heat(&desk).mode, Mode::Before, "the legend turns the view");
}

#[test]
fn every_size_is_drawn_and_the_selected_cell_stays_in_sight() {
    for (width, height) in [(60, 15), (60, 20), (80, 24), (119, 30), (200, 60), (300, 100)] {
        let mut desk = Desk::shipped(POINTS, width, height);
        desk.press("Tab");
        for _ in 0..50 {
            desk.press("Right");
            assert!(desk.text().contains('['), "{width}x{height}");
        }
        desk.press("End");
        assert!(desk.text().contains("► "), "{width}x{height}");
    }
}
