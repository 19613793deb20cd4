//! The evidence of a dossier: what is drawn, what is read, marks and their notes, and the ways to and from it.

use thamdinh::domain::{
    Act, ApplicantId, DatedBy, Evidence, EvidenceKind, FileDate, Sentence, SignatureNote, SignatureState, StageId,
    Sufficiency,
};
use thamdinh::tasks::Request;
use thamdinh::tasks::evidence::{Elsewhere, FileFacts, FileState, Look, Seen};
use thamdinh::tui;
use thamdinh::tui::dialogs::Dialog;
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::screens::Screen;
use thamdinh::tui::screens::evidence::{Filter, Pane, Sort, State};

use crate::desk::Desk;

const PLAN: &str = "Thị trấn Lam Giang/1.1/Kế hoạch.pdf";

/// What the stand-in sees of a file.
pub fn look(applicant: &ApplicantId, path: &str) -> Look {
    let mut lines = vec![Seen::Heading("Trang 1".to_owned())];
    lines.extend((1..=60).map(|line| Seen::Text(format!("Dòng {line} của {path}"))));
    lines.push(Seen::Row(vec!["TT".to_owned(), "Nội dung".to_owned()]));
    lines.push(Seen::Withheld("danh sách không hiển thị".to_owned()));
    Look {
        applicant: applicant.clone(),
        path: path.to_owned(),
        state: FileState::Same,
        pages: Some(4),
        facts: vec!["4 trang".to_owned()],
        lines,
    }
}

fn file(path: &str, kind: EvidenceKind, size: u64, criteria: &[&str]) -> Evidence {
    Evidence {
        path: format!("Thị trấn Lam Giang/{path}"),
        size,
        sha256: "a".repeat(64),
        kind,
        signature: SignatureState::NotSignable,
        signatures: Vec::new(),
        criteria: criteria.iter().map(|id| (*id).into()).collect(),
        modified: Some(FileDate {
            day: "2023-11-02".to_owned(),
            by: DatedBy::Properties,
        }),
    }
}

/// At the evidence of Thị trấn Lam Giang, from its review.
fn at(width: u16, height: u16) -> Desk {
    let mut desk = Desk::at_review(width, height);
    let mut plan = file("1.1/Kế hoạch.pdf", EvidenceKind::Pdf, 48_200, &["1.1", "1.2"]);
    plan.signature = SignatureState::Invalid;
    plan.signatures = vec![SignatureNote {
        name: "Nguyễn Văn A".to_owned(),
        organisation: "UBND thị trấn".to_owned(),
        at: "2023-11-16T09:00:00+07:00".to_owned(),
        stamped: false,
        state: SignatureState::Invalid,
        finding: Sentence::new("verify-untrusted"),
    }];
    let mut report = file("1.2/Báo cáo.docx", EvidenceKind::Document, 1_400_000, &["1.2"]);
    report.signature = SignatureState::Unchecked;
    let photo = file("1.3/Ảnh tập huấn.png", EvidenceKind::Image, 320, &["1.3"]);
    let stray = file("Phụ lục khác.csv", EvidenceKind::Text, 900, &[]);
    let (dossier, _, _) = desk.dossiers.get_mut("thi-tran").unwrap();
    dossier.submission.folder = "Thị trấn Lam Giang".to_owned();
    dossier.submission.evidence = vec![plan, report, photo, stray];
    let elsewhere = Elsewhere {
        applicant: "xa-tan-phu".into(),
        name: "Xã Tân Phú".to_owned(),
        year: None,
        path: "Xã Tân Phú/1.1/Kế hoạch.pdf".to_owned(),
        criteria: vec!["1.1".to_owned()],
    };
    let plan = FileFacts {
        elsewhere: vec![elsewhere],
        late: Some(("2023-11-16".to_owned(), None)),
        gone: false,
    };
    let photo = FileFacts {
        gone: true,
        ..FileFacts::default()
    };
    desk.facts.insert(PLAN.to_owned(), plan);
    desk.facts
        .insert("Thị trấn Lam Giang/1.3/Ảnh tập huấn.png".to_owned(), photo);
    desk.press("8");
    desk
}

fn state(desk: &Desk) -> &State {
    match desk.model.screen() {
        Some(Screen::Evidence(state)) => state,
        other => panic!("{other:?}"),
    }
}

/// The selected line: criterion and file.
fn here(desk: &Desk) -> (String, String) {
    let state = state(desk);
    let criterion = state.line().unwrap().criterion.as_ref();
    let file = state
        .file()
        .map(|(file, _)| file.path.rsplit('/').next().unwrap().to_owned());
    (
        criterion.map(ToString::to_string).unwrap_or_default(),
        file.unwrap_or_default(),
    )
}

/// The act among effects.
fn written(effects: &[Effect]) -> Act {
    let acts = effects.iter().find_map(|effect| match effect {
        Effect::Ask(_, Request::Act(act)) => Some((**act).clone()),
        _ => None,
    });
    acts.unwrap_or_else(|| panic!("{effects:?}"))
}

#[test]
fn the_evidence() {
    for (width, height) in [(80, 24), (140, 40)] {
        let mut desk = at(width, height);
        desk.press("Down");
        insta::assert_snapshot!(format!("evidence_{width}x{height}"), desk.text());
        desk.press("2");
        desk.write("Thiếu chữ ký số của cơ quan");
        desk.press("Enter Down Down 1");
        insta::assert_snapshot!(format!("evidence_marked_{width}x{height}"), desk.text());
        desk.press("Home Down Enter PageDown");
        insta::assert_snapshot!(format!("evidence_text_{width}x{height}"), desk.text());
    }
}

#[test]
fn the_styles_of_the_evidence() {
    let mut desk = at(80, 24);
    desk.press("Down");
    insta::assert_debug_snapshot!(desk.drawn().backend().buffer());
}

#[test]
fn it_opens_at_the_criterion_in_hand_and_esc_comes_back_to_it() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("Down Ctrl+D");
    assert_eq!(here(&desk), ("1.2".to_owned(), String::new()));
    desk.press("Down Esc");
    assert_eq!(desk.selected(), "1.2");
    for (way, criterion) in [("Ctrl+S 8", "1.2"), ("Ctrl+G 5 8", "")] {
        let mut desk = Desk::at_review(80, 24);
        desk.press("Down");
        desk.press(way);
        let state = state(&desk);
        assert_eq!(state.applicant.as_str(), "thi-tran", "{way}");
        assert!(criterion.is_empty() || here(&desk).0 == criterion, "{way}");
    }
    let mut desk = Desk::at_round(80, 24);
    desk.press("Down 8");
    assert_eq!(state(&desk).name(), "Xã Đông Lĩnh");
}

#[test]
fn every_criterion_stands_with_its_files_and_what_belongs_to_none_comes_last() {
    let desk = at(80, 24);
    let state = state(&desk);
    let said: Vec<(String, Option<usize>)> = state
        .lines
        .iter()
        .map(|line| {
            (
                line.criterion.as_ref().map(ToString::to_string).unwrap_or_default(),
                line.file,
            )
        })
        .collect();
    let wanted = [
        ("1.1", None),
        ("1.1", Some(0)),
        ("1.2", None),
        ("1.2", Some(0)),
        ("1.2", Some(1)),
        ("1.3", None),
        ("1.3", Some(2)),
        ("2.1", None),
        ("2.2", None),
        ("2.3", None),
        ("", None),
        ("", Some(3)),
    ];
    assert_eq!(said, wanted.map(|(id, file)| (id.to_owned(), file)));
}

#[test]
fn marks_are_acts_of_the_stage_and_the_note_is_asked_where_something_is_asked() {
    let mut desk = at(80, 24);
    desk.press("Down");
    let act = written(&desk.press("1"));
    let Act::MarkEvidence {
        stage,
        criterion,
        file,
        sha256,
        mark,
        note,
        replaces,
        ..
    } = &act
    else {
        panic!("{act:?}")
    };
    assert_eq!((stage, mark), (&StageId::new("district"), &Some(Sufficiency::Enough)));
    assert_eq!(
        (criterion.as_ref().unwrap().as_str(), file.as_deref()),
        ("1.1", Some(PLAN))
    );
    assert_eq!((sha256.len(), note.as_str(), replaces.len()), (64, "", 0));
    assert_eq!(here(&desk), ("1.2".to_owned(), String::new()), "it goes on");
    // The criterion as a whole, with a note.
    assert_eq!(desk.press("3"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Words(_))));
    desk.write("Bổ sung báo cáo quý IV");
    let act = written(&desk.press("Enter"));
    assert!(
        matches!(&act, Act::MarkEvidence { file: None, mark: Some(Sufficiency::Supplement), note, .. } if note == "Bổ sung báo cáo quý IV"),
        "{act:?}"
    );
    assert!(desk.text().contains('±'));
    // Marked again it replaces what is seen.
    let act = written(&desk.press("1"));
    assert!(
        matches!(&act, Act::MarkEvidence { replaces, .. } if replaces.len() == 1),
        "{act:?}"
    );
    let act = written(&desk.press("Up Delete"));
    assert!(matches!(&act, Act::MarkEvidence { mark: None, .. }), "{act:?}");
    desk.press("Home Delete");
    assert_eq!(desk.notice(), Some("tui-evidence-no-mark"));
}

#[test]
fn the_note_of_a_mark_is_changed_without_changing_the_mark() {
    let mut desk = at(80, 24);
    desk.press("Down 2");
    desk.write("Thiếu trang 2");
    desk.press("Enter F4");
    desk.write(" và trang 3");
    let act = written(&desk.press("Enter"));
    assert!(
        matches!(&act, Act::MarkEvidence { mark: Some(Sufficiency::Missing), note, .. } if note == "Thiếu trang 2 và trang 3"),
        "{act:?}"
    );
    desk.press("Home F4");
    assert_eq!(desk.notice(), Some("tui-evidence-no-mark"));
}

#[test]
fn a_sealed_dossier_takes_no_marks() {
    let mut desk = at(80, 24);
    desk.dossiers
        .get_mut("thi-tran")
        .unwrap()
        .0
        .sealed
        .push("district".into());
    desk.press("Esc 8 Down");
    assert_eq!(desk.press("1"), []);
    assert_eq!(desk.notice(), Some("tui-refuse-sealed"));
}

#[test]
fn a_file_is_read_on_the_whole_screen_where_it_is_narrow_and_left_where_it_was() {
    let mut desk = at(80, 24);
    desk.press("Down Down Down Down");
    assert_eq!(here(&desk).1, "Báo cáo.docx");
    let effects = desk.press("Enter");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Request::Look(_, _, path))] if path.ends_with("Báo cáo.docx")),
        "{effects:?}"
    );
    assert!(desk.text().contains("Dòng 1 của") && !desk.text().contains("Kế hoạch.pdf"));
    desk.press("End");
    assert!(desk.text().contains("danh sách không hiển thị"));
    assert_eq!(state(&desk).pane, Pane::Text);
    // The marks work while it is read.
    let act = written(&desk.press("1"));
    assert!(matches!(&act, Act::MarkEvidence { file: Some(file), .. } if file.ends_with("Báo cáo.docx")));
    desk.press("Esc");
    assert_eq!(state(&desk).pane, Pane::List);
    desk.press("Esc");
    assert!(desk.model.review().is_some());
}

#[test]
fn beside_the_list_the_text_follows_the_selection() {
    let mut desk = at(140, 40);
    let effects = desk.press("Down");
    let looked = |effects: &[Effect]| {
        let looks = effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Ask(_, Request::Look(..))));
        looks.count()
    };
    assert_eq!(looked(&effects), 1);
    assert!(desk.text().contains("Dòng 1 của"), "{}", desk.text());
    // While one file is being read the next ones wait; what is selected in the end is read.
    let mut desk = at(140, 40);
    let first = desk.hold("Down");
    assert_eq!(looked(&first), 1);
    assert_eq!(looked(&desk.hold("Down Down Down")), 0);
    desk.serve(first);
    assert!(desk.text().contains("Báo cáo.docx") && state(&desk).reader.path().unwrap().ends_with("Báo cáo.docx"));
}

#[test]
fn pages_of_the_files_in_sight_are_counted_once() {
    let mut desk = at(80, 24);
    assert_eq!(state(&desk).pages.get(PLAN), Some(&Some(4)));
    assert_eq!(desk.press("Down"), [], "nothing is asked twice");
    assert_eq!(state(&desk).pages.len(), 1, "only PDFs have pages");
}

#[test]
fn filters_order_and_next_ones() {
    let mut desk = at(80, 24);
    desk.press("Ctrl+L");
    assert_eq!((state(&desk).filter, state(&desk).lines.len()), (Filter::Marked, 0));
    desk.press("Ctrl+L");
    let flagged: Vec<_> = state(&desk).lines.iter().filter_map(|line| line.file).collect();
    assert_eq!((state(&desk).filter, flagged), (Filter::Flagged, vec![0, 0, 2]));
    desk.press("Ctrl+L");
    let bare: Vec<_> = state(&desk)
        .lines
        .iter()
        .map(|line| line.criterion.as_ref().unwrap().as_str())
        .collect();
    assert_eq!(bare, ["1.3", "1.3", "2.1", "2.2", "2.3"]);
    desk.press("Ctrl+L F3");
    assert_eq!(state(&desk).sort, Sort::Size);
    let of_second: Vec<_> = state(&desk).lines[2..5].iter().map(|line| line.file).collect();
    assert_eq!(of_second, [None, Some(1), Some(0)], "the largest first");
    desk.press("Shift+F3");
    assert_eq!(state(&desk).lines[3].file, Some(0));
    desk.press("Home F7");
    assert_eq!(here(&desk).1, "Kế hoạch.pdf");
    desk.press("Home 1 Home F5");
    assert_eq!(here(&desk), ("1.2".to_owned(), String::new()));
    desk.press("Right Right Left");
    assert_eq!(here(&desk), ("1.3".to_owned(), String::new()));
}

#[test]
fn files_and_lines_are_found_by_their_words() {
    let mut desk = at(80, 24);
    desk.press("Ctrl+F");
    desk.write("bao cao");
    desk.press("Enter");
    assert_eq!(here(&desk).1, "Báo cáo.docx");
    desk.press("Enter Ctrl+F");
    desk.write("dong 42");
    desk.press("Enter");
    assert!(
        desk.text().lines().nth(2).unwrap().contains("Dòng 42"),
        "{}",
        desk.text()
    );
}

#[test]
fn the_next_dossier_keeps_the_criterion() {
    let mut desk = at(80, 24);
    desk.press("F5 F5 Ctrl+PageDown");
    assert_eq!((state(&desk).name(), here(&desk).0.as_str()), ("Xã Đông Lĩnh", "1.3"));
    desk.press("Esc");
    assert_eq!(desk.model.review().unwrap().view.dossier.name, "Thị trấn Lam Giang");
}

#[test]
fn a_file_is_opened_with_the_systems_program() {
    let mut desk = at(80, 24);
    assert_eq!(desk.press("4"), []);
    assert_eq!(desk.notice(), Some("tui-evidence-no-file"));
    let effects = desk.press("Down 4");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Request::OpenFile(_, _, path))] if path == PLAN),
        "{effects:?}"
    );
    assert_eq!(desk.notice(), Some("tui-evidence-opened"));
}

#[test]
fn a_heading_leads_to_its_row_and_clicks_do_what_keys_do() {
    let mut desk = at(80, 24);
    desk.press("F5 Enter");
    assert_eq!(desk.selected(), "1.2");
    let mut desk = at(80, 24);
    // The title bar and the column titles stand above the first line.
    desk.click(10, 4);
    assert_eq!(here(&desk), ("1.2".to_owned(), String::new()));
    desk.click(10, 3);
    desk.click(10, 3);
    assert_eq!(
        (here(&desk).1.as_str(), state(&desk).pane),
        ("Kế hoạch.pdf", Pane::Text)
    );
    desk.press("Esc");
    let sort = state(&desk).sort;
    desk.click(40, 1);
    assert_ne!(state(&desk).sort, sort, "a click on a title orders by it");
}

#[test]
fn undo_takes_back_the_last_act_of_the_dossier() {
    let mut desk = at(80, 24);
    desk.press("Down 1");
    let effects = desk.hold("Ctrl+Z");
    assert!(
        matches!(&effects[..], [Effect::Ask(_, Request::Undo(_, Some(applicant)))] if applicant.as_str() == "thi-tran"),
        "{effects:?}"
    );
}

#[test]
fn the_review_shows_what_was_said_of_the_evidence() {
    let mut desk = at(80, 24);
    desk.press("2");
    desk.write("Thiếu quyết định phê duyệt");
    desk.press("Enter Esc");
    assert!(desk.text().contains("Minh chứng 1 !"), "{}", desk.text());
    desk.press("Right Right");
    assert!(
        desk.text().contains("− Thiếu: Thiếu quyết định phê duyệt"),
        "{}",
        desk.text()
    );
}

#[test]
fn every_size_is_drawn() {
    for (width, height) in [(60, 15), (60, 20), (119, 30), (120, 30), (200, 60), (300, 100)] {
        let mut desk = at(width, height);
        for (keys, shows) in [
            ("Down", "Kế hoạch.pdf"),
            ("Enter", "Dòng 1 của"),
            ("End", "danh sách không hiển thị"),
            ("Right", "danh sách không hiển thị"),
            ("Esc", "Kế hoạch.pdf"),
            ("End", "Phụ lục khác.csv"),
            ("Ctrl+L", "Không có dòng nào theo bộ lọc này."),
            ("Ctrl+L", "Kế hoạch.pdf"),
        ] {
            desk.press(keys);
            let text = desk.text();
            assert!(text.contains(shows), "{width}×{height} {keys}: {text}");
        }
    }
}

#[test]
fn the_list_stands_as_it_was_after_a_text_was_read_in_its_place() {
    let mut desk = at(60, 15);
    desk.press("Home Down Down Down Down");
    let before = state(&desk).at;
    assert!(before.selected > before.top + 1, "{before:?}");
    desk.press("Enter");
    assert_eq!(state(&desk).pane, Pane::Text);
    desk.press("Esc");
    assert_eq!(state(&desk).at, before);
}

#[test]
fn of_a_file_that_was_submitted_again_nothing_old_is_shown() {
    let mut desk = at(140, 40);
    desk.press("Down");
    assert_eq!(state(&desk).reader.path(), Some(PLAN));
    assert!(state(&desk).pages.contains_key(PLAN));
    // What is submitted again is read again after the next act.
    let again = |desk: &mut Desk| {
        let mut effects = desk.hold("Ctrl+Z");
        for _ in 0..2 {
            let [Effect::Ask(ticket, request)] = &effects[..] else {
                panic!("{effects:?}")
            };
            let reply = desk.reply(request);
            effects = tui::update(&mut desk.model, Msg::Done(*ticket, Ok(reply)));
        }
        effects
    };
    let submit = |desk: &mut Desk, at: usize, hash: &str| {
        let (dossier, _, _) = desk.dossiers.get_mut("thi-tran").unwrap();
        dossier.submission.evidence[at].sha256 = hash.repeat(64);
    };
    // Another file: what was read of this one stays.
    submit(&mut desk, 3, "c");
    assert_eq!(again(&mut desk), []);
    assert_eq!(state(&desk).reader.path(), Some(PLAN));
    submit(&mut desk, 0, "b");
    let asked = again(&mut desk);
    assert_eq!(state(&desk).reader.path(), None);
    assert!(!state(&desk).pages.contains_key(PLAN));
    let looked = |effect: &Effect| matches!(effect, Effect::Ask(_, Request::Look(_, _, path)) if path == PLAN);
    assert!(asked.iter().any(looked), "{asked:?}");
}

#[test]
fn what_is_seen_of_a_file_in_one_round_is_not_shown_in_another() {
    let mut desk = at(140, 40);
    let looks = desk.hold("Down");
    assert!(
        looks
            .iter()
            .any(|effect| matches!(effect, Effect::Ask(_, Request::Look(..)))),
        "{looks:?}"
    );
    // Another round of the same communes is opened, and the evidence there.
    desk.round.id = "dot-0".into();
    let board = tui::start(&mut desk.model, Request::Demo);
    desk.serve(board);
    desk.press("Home");
    let effects = desk.hold("8");
    let [Effect::Ask(ticket, request)] = &effects[..] else {
        panic!("{effects:?}")
    };
    let reply = desk.reply(request);
    tui::update(&mut desk.model, Msg::Done(*ticket, Ok(reply)));
    desk.hold("Down");
    assert_eq!(state(&desk).file().unwrap().0.path, PLAN);
    desk.serve(looks);
    assert_eq!(state(&desk).reader.path(), None);
}

#[test]
fn the_list_of_supplements_is_offered_first_where_evidence_is_exported() {
    let mut desk = at(80, 24);
    desk.press("F9");
    insta::assert_snapshot!("evidence_export", desk.text());
    let effects = desk.hold("Enter Enter Enter Enter Enter");
    let [Effect::Ask(_, Request::Export(wanted))] = &effects[..] else {
        panic!("{effects:?}")
    };
    assert_eq!(wanted.forms[0].as_str(), "bo-sung-minh-chung");
    assert_eq!(wanted.applicants, ["thi-tran".into()]);
}
