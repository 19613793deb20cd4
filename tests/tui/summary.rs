//! The summary of a round: its parts, order and keys, and what is drawn for frameworks of each method.

use thamdinh::domain::overview::Overview;
use thamdinh::domain::{Decimal, Method, Ruling, Verdict};
use thamdinh::tasks::{Past, Request, RoundHead};
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::Effect;
use thamdinh::tui::screens::Screen;
use thamdinh::tui::screens::summary::{Field, Kind, Part, State};

use crate::desk::Desk;

const POINTS: &str = "vinh-phuc-2074-xa";
const LEVELS: &str = "khung-1.0-xa";

/// Rules on every criterion of the first so many dossiers: met but for every sixth, in the next dossier every third.
fn rule(desk: &mut Desk, dossiers: usize) {
    let round = desk.round.clone();
    for (strict, (dossier, rulings, _)) in desk.dossiers.values_mut().enumerate().take(dossiers) {
        let stage = rulings.by_stage.entry(round.stage.clone()).or_default();
        for (turn, criterion) in round.framework.scored().enumerate() {
            let claim = dossier
                .submission
                .claims
                .get(&criterion.id)
                .cloned()
                .unwrap_or_default();
            let lower = turn % (6 / (strict + 1)) == 1;
            let mut ruling = Ruling {
                event: format!("r{strict}-{turn}").as_str().into(),
                value: claim.value,
                verdict: None,
                points: None,
                inputs: claim.inputs,
                reason: "Theo minh chứng".to_owned(),
                by: "Nguyễn Thị Hạnh".into(),
                role: String::new(),
                at: "2023-11-20T09:00:00+07:00".to_owned(),
            };
            match round.framework.method {
                Method::PassFail => ruling.verdict = Some(if lower { Verdict::NotMet } else { Verdict::Met }),
                Method::Points => {
                    let most = criterion.max_points.unwrap_or_default();
                    ruling.points = Some(if lower { most / Decimal::TWO } else { most }.normalize());
                }
                Method::Maturity if lower => ruling.verdict = Some(Verdict::NotMet),
                Method::Maturity => {}
            }
            stage.insert(criterion.id.clone(), vec![ruling]);
        }
    }
}

/// The summary of a round of which two of three dossiers are ruled.
fn summary(framework: Option<&str>, width: u16, height: u16) -> Desk {
    let mut desk = match framework {
        Some(framework) => Desk::shipped(framework, width, height),
        None => Desk::at_round(width, height),
    };
    rule(&mut desk, 2);
    desk.press("Home 9");
    desk
}

/// The same beside rounds of other years, in which the first dossier was not.
fn beside(width: u16, height: u16, years: &[i32]) -> Desk {
    let mut desk = Desk::at_round(width, height);
    rule(&mut desk, 2);
    for year in years {
        another(&mut desk, *year);
    }
    desk.press("Home 9");
    desk
}

fn another(desk: &mut Desk, year: i32) {
    let mut cards: Vec<_> = desk.dossiers.keys().map(|id| desk.view(id)).collect();
    cards.remove(0);
    let cards: Vec<_> = cards.into_iter().map(|view| (view.dossier, view.scorecard)).collect();
    let mut round = desk.round.clone();
    round.id = format!("dot-{year}").as_str().into();
    round.year = year;
    let head = RoundHead {
        id: round.id.clone(),
        framework: round.framework.title.clone(),
        year,
        organisation: round.organisation.clone(),
        stage: round.stage.clone(),
    };
    desk.past.push(Past {
        head,
        overview: Overview::of(&round, &cards),
    });
}

fn state(desk: &Desk) -> &State {
    match desk.model.screen() {
        Some(Screen::Summary(state)) => state,
        _ => panic!("{}", desk.text()),
    }
}

fn shown(desk: &Desk) -> Vec<usize> {
    state(desk).pane(state(desk).kind()).unwrap().shown.clone()
}

#[test]
fn the_parts_by_verdict() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = summary(None, width, height);
        insta::assert_snapshot!(format!("summary_results_{width}x{height}"), desk.text());
        for part in ["spread", "gaps", "obstacles", "years"] {
            desk.press("Tab");
            insta::assert_snapshot!(format!("summary_{part}_{width}x{height}"), desk.text());
        }
    }
}

#[test]
fn the_parts_by_points() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = summary(Some(POINTS), width, height);
        insta::assert_snapshot!(format!("points_summary_results_{width}x{height}"), desk.text());
        desk.press("Tab Ctrl+Right");
        insta::assert_snapshot!(format!("points_summary_spread_{width}x{height}"), desk.text());
        desk.press("Tab Ctrl+Right");
        insta::assert_snapshot!(format!("points_summary_gaps_{width}x{height}"), desk.text());
        desk.press("Tab");
        insta::assert_snapshot!(format!("points_summary_obstacles_{width}x{height}"), desk.text());
    }
}

#[test]
fn the_parts_by_levels() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = summary(Some(LEVELS), width, height);
        insta::assert_snapshot!(format!("levels_summary_results_{width}x{height}"), desk.text());
        desk.press("Tab");
        insta::assert_snapshot!(format!("levels_summary_spread_{width}x{height}"), desk.text());
        desk.press("Tab Tab");
        insta::assert_snapshot!(format!("levels_summary_obstacles_{width}x{height}"), desk.text());
    }
}

#[test]
fn the_styles_of_the_summary() {
    insta::assert_debug_snapshot!(summary(None, 80, 24).drawn().backend().buffer());
}

#[test]
fn last_year_stands_beside_this_year() {
    let mut desk = beside(140, 40, &[2022, 2021]);
    desk.press("Shift+Tab");
    assert_eq!(state(&desk).part, Part::Years);
    insta::assert_snapshot!("summary_beside_140x40", desk.text());
    assert!(desk.text().contains("2022"));
    desk.press("Ctrl+Right");
    insta::assert_snapshot!("summary_beside_criteria_140x40", desk.text());
}

#[test]
fn another_round_is_chosen_and_stays() {
    let mut desk = summary(None, 80, 24);
    desk.press("Ctrl+B");
    assert_eq!(desk.notice(), Some("summary-no-other"));
    let mut desk = beside(80, 24, &[2022, 2021]);
    let effects = desk.press("Ctrl+B 2");
    match &effects[..] {
        [Effect::Ask(_, Request::Overview(_, Some(chosen)))] => assert_eq!(chosen.as_str(), "dot-2021"),
        other => panic!("{other:?}"),
    }
    // The worker puts the round chosen first; it is asked for again as soon as something changed.
    desk.past.swap(0, 1);
    desk.press("Ctrl+B 1");
    assert_eq!(state(&desk).beside_year(), Some(2021));
    assert_eq!(state(&desk).chosen.as_ref().unwrap().as_str(), "dot-2021");
}

#[test]
fn tab_and_arrows_go_through_the_parts_and_control_to_the_other_table() {
    let mut desk = summary(None, 80, 24);
    let part = |desk: &Desk| state(desk).part;
    desk.press("Right");
    assert_eq!((part(&desk), state(&desk).kind()), (Part::Spread, Kind::Bins));
    desk.press("Ctrl+Right");
    assert_eq!(state(&desk).kind(), Kind::Groups);
    desk.press("Left Shift+Tab");
    assert_eq!(part(&desk), Part::Years);
    desk.press("Tab Tab");
    assert_eq!(state(&desk).kind(), Kind::Groups, "a part comes back where it was left");
    desk.press("Left Ctrl+Right");
    assert_eq!(desk.notice(), Some("summary-one-table"));
}

#[test]
fn a_dossier_is_opened_and_the_summary_comes_back() {
    let mut desk = summary(None, 80, 24);
    desk.press("Down");
    let name = state(&desk).found.as_ref().unwrap().now.communes[shown(&desk)[1]]
        .name
        .clone();
    desk.press("Enter");
    assert_eq!(desk.model.review().unwrap().view.dossier.name, name);
    let effects = desk.press("Esc");
    assert!(effects.is_empty(), "nothing changed, nothing is read anew");
    assert_eq!(state(&desk).pane(Kind::Ranking).unwrap().at.selected, 1);
    // An act makes the figures stale.
    desk.press("Enter 1 Esc");
    let effects = desk.press("Esc 9");
    let asked = |effect: &Effect| matches!(effect, Effect::Ask(_, Request::Overview(..)));
    assert!(effects.iter().any(asked) || state(&desk).found.is_some());
}

#[test]
fn a_criterion_is_compared_and_the_gap_of_a_dossier_leads_to_its_row() {
    let mut desk = summary(None, 80, 24);
    desk.press("Tab Tab");
    let gap = state(&desk).found.as_ref().unwrap().now.communes[shown(&desk)[0]].clone();
    desk.press("Home Enter");
    assert_eq!(desk.selected(), gap.over[0].to_string());
    desk.press("Esc Tab");
    assert_eq!(state(&desk).part, Part::Obstacles);
    let wanted = state(&desk).subject().criterion.unwrap();
    desk.press("Enter");
    match desk.model.screen() {
        Some(Screen::Compare(compare)) => assert_eq!(compare.criterion, wanted),
        _ => panic!("{}", desk.text()),
    }
    desk.press("Esc");
    assert_eq!(state(&desk).part, Part::Obstacles);
}

#[test]
fn a_step_lists_its_dossiers_and_a_group_orders_the_ranking() {
    let mut desk = summary(None, 140, 40);
    desk.press("Tab Home");
    while state(&desk).bins[state(&desk).row().unwrap()].own.is_empty() {
        desk.press("Down");
    }
    desk.press("Enter");
    let Some(Dialog::Pick(list)) = desk.model.dialog() else {
        panic!("{}", desk.text())
    };
    assert!(
        list.options
            .iter()
            .any(|(name, _)| name.starts_with("Thị trấn") || name.starts_with("Xã"))
    );
    desk.press("Esc Ctrl+Right Down Enter");
    assert_eq!(state(&desk).part, Part::Results);
    assert_eq!(state(&desk).pane(Kind::Ranking).unwrap().sort, Field::Group(1));
}

#[test]
fn rows_are_sorted_by_keys_and_clicks() {
    let mut desk = summary(None, 140, 40);
    let best_first = shown(&desk);
    desk.press("Shift+F3");
    let mut turned = shown(&desk);
    assert_eq!(turned.pop(), best_first.last().copied(), "what has no rank stays last");
    desk.press("F3");
    assert_eq!(state(&desk).pane(Kind::Ranking).unwrap().sort, Field::Name);
    let line = desk.text().lines().nth(4).unwrap().to_owned();
    let x = line.chars().position(|c| c == 'T').unwrap();
    desk.click(u16::try_from(x).unwrap(), 4);
    assert_eq!(state(&desk).pane(Kind::Ranking).unwrap().sort, Field::Own, "{line}");
    // A click on the name of a part shows it; one on a row selects it, the second opens it.
    let tabs = desk.text().lines().nth(1).unwrap().to_owned();
    let x = tabs
        .chars()
        .collect::<String>()
        .find("Vướng")
        .map(|at| tabs[..at].chars().count())
        .unwrap();
    desk.click(u16::try_from(x).unwrap(), 1);
    assert_eq!(state(&desk).part, Part::Obstacles);
    desk.click(10, 6);
    assert_eq!(state(&desk).pane(Kind::Obstacles).unwrap().at.selected, 1);
    desk.click(10, 6);
    assert!(matches!(desk.model.screen(), Some(Screen::Compare(_))));
}

#[test]
fn before_anything_is_ruled_the_summary_says_so() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Ctrl+R");
    assert!(
        desk.text().contains("Chưa có tiêu chí nào được thẩm định"),
        "{}",
        desk.text()
    );
    for part in ["gaps", "obstacles"] {
        desk.press(if part == "gaps" { "Tab Tab" } else { "Tab" });
        assert!(desk.text().contains("Chưa có kết quả thẩm định"), "{}", desk.text());
    }
    desk.press("Tab");
    assert!(desk.text().contains("chưa có đợt nào của năm trước"), "{}", desk.text());
    assert!(
        desk.text().contains("Insert") && desk.text().contains("2022"),
        "{}",
        desk.text()
    );
}

#[test]
fn the_summary_is_exported_from_its_screen() {
    let mut desk = summary(None, 80, 24);
    desk.press("F9");
    assert!(desk.text().contains("Tổng hợp kết quả (bảng"), "{}", desk.text());
    let effects = desk.press("Enter Enter Enter Enter Enter");
    let exported = effects.iter().find_map(|effect| match effect {
        Effect::Ask(_, Request::Export(wanted)) => Some(wanted.clone()),
        _ => None,
    });
    let wanted = exported.unwrap();
    assert_eq!(
        (wanted.forms[0].as_str(), wanted.applicants.len()),
        ("tong-hop-ket-qua", 0)
    );
}

#[test]
fn every_size_is_drawn_and_the_selected_row_stays_in_sight() {
    for (width, height) in [
        (60, 15),
        (60, 20),
        (80, 24),
        (109, 30),
        (110, 30),
        (200, 60),
        (300, 100),
    ] {
        for framework in [None, Some(POINTS), Some(LEVELS)] {
            let mut desk = summary(framework, width, height);
            for _ in 0..5 {
                for keys in ["End", "Ctrl+Right", "End"] {
                    desk.press(keys);
                    let rows = shown(&desk).len();
                    assert!(
                        rows == 0 || desk.text().contains('►'),
                        "{width}x{height}: {}",
                        desk.text()
                    );
                }
                desk.press("Tab");
            }
        }
    }
}

#[test]
fn without_colour_everything_still_has_its_sign() {
    let mut desk = summary(None, 140, 40);
    desk.model.cx.theme = thamdinh::tui::theme::Theme::Plain;
    let text = desk.text();
    for sign in ["►", "[Kết quả]", "●", "○", "✗", "…"] {
        assert!(text.contains(sign), "{sign}: {text}");
    }
}
