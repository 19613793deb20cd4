//! What leaves the program, from the screens: exporting, reading before printing, signing, verifying.

use thamdinh::export::print::Printed;
use thamdinh::export::{Properties, print};
use thamdinh::forms::{self, Document, Words};
use thamdinh::tasks::places::Wanted;
use thamdinh::tasks::print::{PrintRequest, Printing};
use thamdinh::tasks::sign::{KeyPlace, Shown, SignRequest, Signed, Signing, TokenKey};
use thamdinh::tasks::verify::{Kept, Origin, Report, Verified};
use thamdinh::tasks::{Existing, Progress, Reply, Request, Written};
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::dialogs::submit::Purpose;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::screens::{Screen, print as paper, signatures};
use thamdinh::tui::{self};

use crate::desk::Desk;
use thamdinh::domain::{Sentence, SignatureState};

const HASH: &str = "3f5c9a7d1e0b8246c9e1f7a35d2b6408c7e9a1b3d5f70922446688aaccee1133";

/// What the stand-in answers where a paper is to be read.
pub fn printing(desk: &Desk, what: &PrintRequest) -> Printing {
    let view = desk.view(what.applicant.as_str());
    let spec = desk.round.framework.form(&what.form).unwrap();
    let table = forms::fill(
        spec,
        &desk.round,
        &view.dossier,
        &view.scorecard,
        &view.notes,
        &Words::official(),
    );
    let printed: Printed = print::Printed::new(Document::annex(&table, Properties::default()));
    let titles = (1..=printed.pages()).map(|page| format!("trang {page}")).collect();
    Printing::new(what.clone(), spec.name.clone(), view.dossier.name, printed, titles)
}

/// The keys of two tokens, one of them locked.
pub fn keys() -> Vec<TokenKey> {
    let key = |slot: u64, name: &str, locked: bool| TokenKey {
        slot,
        token: format!("VGCA {slot}"),
        id: "01".to_owned(),
        name: name.to_owned(),
        serial: "54a1".to_owned(),
        until: "31/12/2026".to_owned(),
        ask: (!locked).then(|| Sentence::new("sign-ask-pin").text("token", "VGCA").text("name", name)),
        locked,
    };
    vec![key(0, "Trần Văn An", false), key(1, "Lê Thị Bình", true)]
}

/// The files of a request as if they had been signed.
pub fn signed(wanted: &SignRequest) -> Signing {
    let one = |file: &std::path::PathBuf| Signed {
        file: file.with_extension("signed.pdf"),
        beside: false,
        by: "Trần Văn An".to_owned(),
        sha256: HASH.to_owned(),
    };
    Signing {
        files: wanted.files.iter().map(one).collect(),
        stopped: false,
    }
}

/// Three files: unsigned, changed after export, and one as the journal says.
pub fn report(paths: &[std::path::PathBuf]) -> Report {
    let one = |name: &str, state, origin| Verified {
        path: paths[0].join(name),
        state,
        fault: None,
        signatures: Vec::new(),
        kept: Kept::Nothing,
        origin,
    };
    let state = HASH.to_owned();
    Report {
        paths: paths.to_vec(),
        found: vec![
            one(
                "PL02_Xã A_2023.pdf",
                SignatureState::Unsigned,
                Origin::Same {
                    state: state.clone(),
                    sealed: true,
                },
            ),
            one(
                "PL02_Xã B_2023.pdf",
                SignatureState::Unsigned,
                Origin::Changed { state: state.clone() },
            ),
            one(
                "PL02_Xã C_2023.pdf",
                SignatureState::Invalid,
                Origin::Older { state, sealed: None },
            ),
        ],
        authorities: false,
        stopped: false,
    }
}

fn written() -> Reply {
    Reply::Written(Written {
        files: vec![
            "/xuat/PL02_Xã Tân Phú_2023.pdf".into(),
            "/xuat/PL02_Xã Đông Lĩnh_2023.pdf".into(),
        ],
        kept: Vec::new(),
        stopped: false,
    })
}

fn answer(desk: &mut Desk, effects: &[Effect], reply: Reply) -> Vec<Effect> {
    let [Effect::Ask(ticket, _)] = effects else {
        panic!("{effects:?}")
    };
    tui::update(&mut desk.model, Msg::Done(*ticket, Ok(reply)))
}

/// A desk whose last export wrote two files, the dialog that says so closed.
pub fn exported() -> Desk {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.hold("F9 Enter Enter Enter Enter Enter");
    answer(&mut desk, &effects, written());
    desk
}

#[test]
fn what_was_written_is_named_and_can_be_signed_at_once() {
    let mut desk = exported();
    insta::assert_snapshot!("written_80x24", desk.text());
    // Open the folder, sign, close.
    desk.press("End Up Enter");
    let Some(Dialog::Form(form)) = desk.model.dialog() else {
        panic!("{:?}", desk.model.dialog())
    };
    assert!(form.entries.len() > 3);
    insta::assert_snapshot!("sign_80x24", desk.text());
}

#[test]
fn files_that_are_there_are_listed_and_the_choice_is_asked_once() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.hold("F9 Enter Enter Enter Enter Enter");
    let paths = (1..=20)
        .map(|number| format!("/xuat/PL02_Xã {number}_2023.pdf").into())
        .collect();
    let none = answer(&mut desk, &effects, Reply::Existing(paths));
    assert!(none.is_empty());
    insta::assert_snapshot!("existing_80x24", desk.text());
    // The first choice writes nothing; the form is still there.
    desk.press("Enter");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Form(_))));
    let effects = desk.hold("Enter");
    answer(&mut desk, &effects, Reply::Existing(vec!["/xuat/PL02.pdf".into()]));
    let effects = desk.hold("Down Enter");
    let [Effect::Ask(_, Request::Export(again))] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(again.existing, Existing::Keep);
}

#[test]
fn after_files_were_kept_or_replaced_no_form_is_left_under_what_was_written() {
    for choice in ["Down Enter", "End Enter"] {
        let mut desk = Desk::at_review(80, 24);
        let effects = desk.hold("F9 Enter Enter Enter Enter Enter");
        answer(&mut desk, &effects, Reply::Existing(vec!["/xuat/PL02.pdf".into()]));
        let effects = desk.hold(choice);
        answer(&mut desk, &effects, written());
        assert_eq!(desk.model.dialogs.len(), 1, "{choice}: {:?}", desk.model.dialogs);
        // Signing stands before closing.
        desk.press("End Up Enter");
        let Some(Dialog::Form(form)) = desk.model.dialog() else {
            panic!("{choice}: {:?}", desk.model.dialog())
        };
        assert!(matches!(form.purpose, Purpose::Sign { .. }), "{choice}");
    }
}

#[test]
fn where_the_repeated_export_fails_what_was_filled_in_is_still_there() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.hold("F9 Enter Enter Enter Enter Enter");
    answer(&mut desk, &effects, Reply::Existing(vec!["/xuat/PL02.pdf".into()]));
    let effects = desk.hold("End Enter");
    let [Effect::Ask(ticket, _)] = &effects[..] else {
        panic!("{effects:?}")
    };
    desk.fail(*ticket);
    desk.press("Enter Esc");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Form(_))), "{}", desk.text());
    let again = desk.hold("Enter");
    assert!(matches!(&again[..], [Effect::Ask(_, Request::Export(_))]), "{again:?}");
}

#[test]
fn a_batch_shows_how_far_it_is_and_can_be_broken_off() {
    let mut desk = Desk::at_round(80, 24);
    let effects = desk.hold("F9 Enter");
    assert!(effects.is_empty());
    let effects = desk.hold("Right Enter Enter Enter Enter");
    let [Effect::Ask(ticket, Request::Export(wanted))] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert!(wanted.applicants.is_empty(), "all of the round");
    let step = Progress {
        done: 3,
        total: 560,
        what: "Xã Tân Phú".to_owned(),
    };
    tui::update(&mut desk.model, Msg::Progress(*ticket, step));
    assert!(desk.text().contains("3/560"), "{}", desk.text());
    assert_eq!(desk.hold("Esc"), [Effect::Cancel]);
    let stopped = Written {
        files: vec!["/xuat/PL02_Xã Tân Phú_2023.xlsx".into()],
        kept: Vec::new(),
        stopped: true,
    };
    answer(&mut desk, &effects, Reply::Written(stopped));
    assert!(desk.text().contains("Đã dừng theo yêu cầu"), "{}", desk.text());
}

#[test]
fn a_paper_is_read_page_by_page_before_it_is_written() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = Desk::shipped("thanh-hoa-1829-2023", width, height);
        desk.press("Home Shift+F9");
        insta::assert_snapshot!(format!("print_{width}x{height}"), desk.text());
        desk.press("Ctrl+Right");
        insta::assert_snapshot!(format!("print_second_{width}x{height}"), desk.text());
    }
    let mut desk = Desk::shipped("thanh-hoa-1829-2023", 80, 24);
    desk.press("Home Shift+F9");
    let state = |desk: &Desk| match desk.model.screen() {
        Some(Screen::Print(state)) => (**state).clone(),
        other => panic!("{other:?}"),
    };
    let first: paper::State = state(&desk);
    assert!(first.page().1 > 2, "{:?}", first.page());
    desk.press("Ctrl+Right");
    assert_eq!(state(&desk).page().0, 2);
    desk.press("End");
    assert_eq!(state(&desk).page().0, first.page().1);
    desk.press("Ctrl+PageDown");
    assert_ne!(state(&desk).what.applicant, first.what.applicant);
    desk.press("Tab");
    assert_ne!(state(&desk).what.form, first.what.form);
    // F9 writes the paper that is read.
    desk.press("Shift+Tab");
    let effects = desk.hold("F9 Enter Enter Enter Enter Enter");
    let [Effect::Ask(_, Request::Export(wanted))] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(wanted.forms, [state(&desk).what.form]);
    assert_eq!(wanted.applicants, [state(&desk).what.applicant]);
}

#[test]
fn words_of_a_paper_are_found() {
    let mut desk = Desk::shipped("thanh-hoa-1829-2023", 80, 24);
    desk.press("Home Shift+F9 Ctrl+F");
    desk.write("tieu chi");
    desk.press("Enter");
    assert!(matches!(desk.model.screen(), Some(Screen::Print(_))));
    assert!(desk.model.dialog().is_none());
}

#[test]
fn a_password_is_asked_once_and_shown_nowhere() {
    let mut desk = exported();
    desk.press("End Up Enter Down Down");
    desk.write("/khoa/thu-ky.p12");
    desk.press("Down Enter");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Secret(_))));
    desk.write("Mật-khẩu1");
    assert!(
        !desk.text().contains("khẩu1") && desk.text().contains("•••••••••"),
        "{}",
        desk.text()
    );
    insta::assert_snapshot!("secret_80x24", desk.text());
    let effects = desk.hold("Enter");
    let [Effect::Ask(ticket, Request::Sign(wanted, _))] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(wanted.key, KeyPlace::File("/khoa/thu-ky.p12".into()));
    assert_eq!(wanted.files.len(), 2);
    assert!(wanted.journal.is_some());
    assert!(!format!("{effects:?}").contains("khẩu"), "a secret is never printed");
    // A failure is told over the form; nothing tries again by itself.
    let none = desk.fail(*ticket);
    assert!(none.is_empty());
    assert!(matches!(desk.model.dialog(), Some(Dialog::Message(_))));
    desk.press("Enter");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Form(_))));
    desk.press("Enter");
    desk.write("x");
    let effects = desk.hold("Enter");
    desk.serve(effects);
    insta::assert_snapshot!("signed_80x24", desk.text());
    assert_eq!(
        desk.model.cx.settings.signing.key_file.as_deref(),
        Some(std::path::Path::new("/khoa/thu-ky.p12"))
    );
    desk.press("Enter");
    assert!(matches!(desk.model.screen(), Some(Screen::Signatures(_))));
}

#[test]
fn a_token_is_chosen_before_its_pin_is_asked_and_a_locked_one_is_not() {
    let mut desk = exported();
    desk.press("End Up Enter Down Space Down");
    desk.write("/lib/token.so");
    desk.press("Down Enter");
    let Some(Dialog::Pick(list)) = desk.model.dialog() else {
        panic!("{:?}", desk.model.dialog())
    };
    assert_eq!(list.options.len(), 2);
    let locked = desk.press("Down Enter");
    assert_eq!(
        (locked, desk.notice()),
        (Vec::new(), Some("closing-token-locked")),
        "a locked token is not asked"
    );
    desk.press("Up Enter");
    desk.write("1234");
    let effects = desk.hold("Enter");
    let [Effect::Ask(_, Request::Sign(wanted, _))] = &effects[..] else {
        panic!("{effects:?}")
    };
    let KeyPlace::Token { slot, .. } = &wanted.key else {
        panic!("{wanted:?}")
    };
    assert_eq!((*slot, wanted.certificate.as_deref()), (Some(0), Some("01")));
}

#[test]
fn whoever_turns_back_from_a_token_or_mistypes_its_pin_finds_the_form_as_it_was() {
    let mut desk = exported();
    desk.press("End Up Enter Down Space Down");
    desk.write("/lib/token.so");
    desk.press("Down Enter");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Pick(_))));
    desk.press("Esc");
    assert!(desk.text().contains("/lib/token.so"), "{}", desk.text());
    desk.press("Enter Enter");
    desk.write("0000");
    let effects = desk.hold("Enter");
    let [Effect::Ask(ticket, Request::Sign(..))] = &effects[..] else {
        panic!("{effects:?}")
    };
    desk.fail(*ticket);
    desk.press("Enter");
    assert!(desk.text().contains("/lib/token.so"), "{}", desk.text());
    desk.press("Enter Enter");
    desk.write("1234");
    let effects = desk.hold("Enter");
    desk.serve(effects);
    assert_eq!(desk.model.dialogs.len(), 1, "{:?}", desk.model.dialogs);
}

#[test]
fn a_form_says_why_it_refuses_and_shows_the_field_with_the_keys_on_a_low_screen() {
    for (width, height) in [(80, 24), (60, 15)] {
        let mut desk = exported();
        desk.model.cx.size = (width, height);
        // Other files, a picture at a place of its own: nine fields.
        desk.press("End Up Enter Left Down");
        desk.write("/a.pdf");
        desk.press("Down Down Down Down Space Space Down Down Left");
        assert!(desk.text().contains("► Chỗ đặt hình"), "{}", desk.text());
        desk.press("Down Enter");
        let text = desk.text();
        assert!(text.contains("► TRANG,TRÁI"), "{text}");
        assert!(text.contains("chọn tệp khóa"), "{text}");
        assert!(text.contains('▲'), "{text}");
        desk.press("Down");
        let text = desk.text();
        assert!(text.contains("► Tệp cần ký") && text.contains('▼'), "{text}");
    }
}

#[test]
fn a_field_of_a_path_is_filled_from_a_list() {
    let mut desk = exported();
    desk.press("End Up Enter Down Down");
    let effects = desk.press("F2");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Request::Seek(_, Wanted::Keys))]),
        "{effects:?}"
    );
    assert!(matches!(desk.model.dialog(), Some(Dialog::Files(_))));
}

#[test]
fn signatures_are_listed_with_what_needs_looking_at_first() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = exported();
        desk.model.cx.size = (width, height);
        desk.press("Esc Shift+F6 Enter");
        let Some(Screen::Signatures(state)) = desk.model.screen() else {
            panic!("{:?}", desk.model.screen())
        };
        let state: &signatures::State = state;
        assert_eq!(state.selected().unwrap().state, SignatureState::Invalid);
        insta::assert_snapshot!(format!("signatures_{width}x{height}"), desk.text());
    }
}

#[test]
fn trusted_authorities_are_remembered_and_the_files_looked_at_again() {
    let mut desk = exported();
    desk.press("Esc Shift+F6 Enter 2");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Files(_))));
    let effects = desk.hold("Enter");
    assert!(
        matches!(
            &effects[..],
            [Effect::Ask(_, Request::Keep(kept)), Effect::Ask(_, Request::Verify(_, authorities))]
                if kept.signing.authorities.is_some() && authorities.len() == 1
        ),
        "{effects:?}"
    );
}

#[test]
fn only_what_the_choices_above_ask_for_is_asked() {
    let mut desk = exported();
    desk.press("End Up Enter");
    assert!(!desk.text().contains("Số và ký hiệu") && !desk.text().contains("Tệp hình chữ ký"));
    // The agency's text with the number of the document.
    desk.press("Down Down");
    desk.write("/khoa/a.p12");
    desk.press("Down Space Down");
    desk.write("12/BC-UBND");
    insta::assert_snapshot!("sign_agency_80x24", desk.text());
    desk.press("Enter");
    let wanted = secret(&desk);
    let Shown::Annex { number, .. } = &wanted.shown else {
        panic!("{wanted:?}")
    };
    assert_eq!(number, "12/BC-UBND");
    assert!(!wanted.inside);
    // The picture, at a place of its own.
    desk.press("Esc Up Space Down");
    desk.write("/hinh/chu-ky.png");
    desk.press("Down Space Space Space Down");
    desk.write("1,120,200");
    desk.press("Enter");
    assert!(desk.text().contains("chỗ đặt hình"), "{}", desk.text());
    desk.write(",50,25");
    insta::assert_snapshot!("sign_picture_80x24", desk.text());
    desk.press("Enter");
    let wanted = secret(&desk);
    let Shown::Picture { page, place, .. } = &wanted.shown else {
        panic!("{wanted:?}")
    };
    assert_eq!((*page, *place), (Some(1), [1200, 2000, 500, 250]));
}

#[test]
fn a_workbook_is_signed_beside_or_inside_and_nothing_shows_on_its_pages() {
    let mut desk = Desk::at_review(80, 24);
    let effects = desk.hold("F9 Enter Enter Enter Enter Enter");
    let book = Reply::Written(Written {
        files: vec!["/xuat/PL02_Xã Tân Phú_2023.xlsx".into()],
        kept: Vec::new(),
        stopped: false,
    });
    answer(&mut desk, &effects, book);
    desk.press("End Up Enter Down Down");
    desk.write("/khoa/a.p12");
    desk.press("Down");
    assert!(!desk.text().contains("Hiện trên trang"), "{}", desk.text());
    desk.press("Space");
    insta::assert_snapshot!("sign_inside_80x24", desk.text());
    desk.press("Enter");
    assert!(secret(&desk).inside);
    // Another file may be any: what shows on a page alone is refused for a workbook before the password is asked for.
    desk.press("Esc Up Up Up Space Down");
    desk.write("/xuat/a.xlsx");
    desk.press("Down Down Down Down Space Down Enter");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Form(_))));
    assert!(desk.text().contains("chỉ hiện được trên trang PDF"), "{}", desk.text());
}

/// What is to be signed with the password that is asked for.
fn secret(desk: &Desk) -> SignRequest {
    match desk.model.dialog() {
        Some(Dialog::Secret(state)) => (*state.wanted).clone(),
        other => panic!("{other:?}\n{}", desk.text()),
    }
}
