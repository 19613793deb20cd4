//! Writing the sections of a report: from the review for one dossier, from the round for all.

use thamdinh::domain::Act;
use thamdinh::tasks::Request;
use thamdinh::tui::event::Effect;

use crate::desk::Desk;

/// The text written, whose it is, and the section.
fn written(effects: &[Effect]) -> (Option<String>, String, String) {
    match effects {
        [Effect::Ask(_, Request::Act(act))] => match &**act {
            Act::Narrate {
                applicant,
                section,
                text,
                ..
            } => (
                applicant.as_ref().map(ToString::to_string),
                section.clone(),
                text.clone(),
            ),
            other => panic!("expected a text, got {other:?}"),
        },
        other => panic!("expected one act, got {other:?}"),
    }
}

#[test]
fn a_section_is_written_for_the_open_dossier_and_found_again() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Shift+F4");
    insta::assert_snapshot!("the_sections_of_the_report", desk.text());
    desk.press("Down Enter");
    desk.write("Đề nghị bổ sung");
    insta::assert_snapshot!("a_section_of_the_report", desk.text());
    let effects = desk.press("Enter");
    let applicant = desk.model.review().unwrap().view.dossier.applicant.to_string();
    assert_eq!(
        written(&effects),
        (Some(applicant), "v".to_owned(), "Đề nghị bổ sung".to_owned())
    );
    assert!(desk.model.dialogs.is_empty(), "the text is saved");
    desk.press("Shift+F4");
    assert!(desk.text().contains("[x] Mẫu số 02 · V."), "{}", desk.text());
    desk.press("Down Enter");
    assert!(desk.text().contains("Đề nghị bổ sung"));
}

#[test]
fn a_text_of_the_round_is_shown_to_dossiers_without_their_own() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Shift+F4 Enter");
    desk.write("Hồ sơ đầy đủ");
    let effects = desk.press("Enter");
    assert_eq!(written(&effects), (None, "i".to_owned(), "Hồ sơ đầy đủ".to_owned()));
    desk.press("Home Enter");
    desk.press("Shift+F4");
    assert!(desk.text().contains("[=] Mẫu số 02 · I."), "{}", desk.text());
    desk.press("Enter");
    assert!(
        !desk.text().contains("Hồ sơ đầy đủ"),
        "another text is begun, not this one changed"
    );
}

#[test]
fn where_no_report_is_declared_none_can_be_written() {
    let mut desk = Desk::at_round(80, 24);
    let mut round = (*desk.model.cx.round.clone().unwrap()).clone();
    round.framework.reports.clear();
    desk.model.cx.round = Some(round.into());
    let effects = desk.press("Shift+F4");
    assert!(effects.is_empty());
    assert!(desk.text().contains("không quy định mẫu báo cáo"), "{}", desk.text());
}
