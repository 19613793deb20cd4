//! Loading on the screen: choosing files, looking, correcting, leaving out, storing, and the report; from keys to effects.

use ratatui::crossterm::event::Event;
use thamdinh::domain::{
    Aspect, Change, ColumnField, CriterionDifference, Difference, FileChange, FileDifference, FlagKind, FormSpec,
    Framework, Sentence,
};
use thamdinh::tasks::places::{Entry, EntryKind};
use thamdinh::tasks::{
    Changes, Commune, Fate, FoundTable, ImportReport, ImportRequest, Issue, MappedColumn, Mapping, Place, Preview,
    Progress, Prospect, Reply, Request, Severity,
};
use thamdinh::tui;
use thamdinh::tui::action::Action;
use thamdinh::tui::dialogs::{Dialog, Opened};
use thamdinh::tui::event::{Effect, Msg};
use thamdinh::tui::model::Screen;

use crate::desk::Desk;

/// The folder that the chooser looks into.
pub fn place(folder: &str) -> Place {
    let entry = |name: &str, kind| Entry {
        name: name.to_owned(),
        path: format!("{folder}/{name}").into(),
        kind,
    };
    Place {
        folder: folder.into(),
        named: None,
        above: Some("/".into()),
        documents: None,
        entries: vec![
            entry("Hồ sơ 2023", EntryKind::Folder),
            entry("Đợt bổ sung", EntryKind::Folder),
            entry("Xã Tân Phú.xlsx", EntryKind::Table),
            entry("huyện.zip", EntryKind::Archive),
        ],
        others: vec!["/media".into()],
    }
}

fn issue(file: &str, severity: Severity) -> Issue {
    Issue {
        severity,
        kind: (severity == Severity::Warning).then_some(FlagKind::UnreadableValue),
        file: file.to_owned(),
        sheet: "Biểu 01".to_owned(),
        cell: "E15".to_owned(),
        message: Sentence::new("intake-not-a-percentage").text("text", "chín lăm"),
    }
}

fn commune(desk: &Desk, name: &str, fate: Prospect) -> Commune {
    let claims = desk.round.framework.scored().count();
    let read = fate != Prospect::Refused;
    let file = format!("{name}/Phụ lục 01.xlsx");
    let mapped = |at, field| MappedColumn {
        at,
        field,
        stage: (field == ColumnField::Value).then(|| "self".into()),
        input: None,
    };
    let head = [["TT", "Tên chỉ tiêu", "Kết quả"], ["1.1", "Kế hoạch", "98 %"]];
    let table = FoundTable {
        file,
        sheet: "Biểu 01".to_owned(),
        mapping: Mapping {
            form: "phu-luc-01".into(),
            header_rows: 4..5,
            columns: vec![
                mapped(0, ColumnField::Code),
                mapped(1, ColumnField::Name),
                mapped(2, ColumnField::Value),
            ],
        },
        layout: "tt|tenchitieu|ketqua".to_owned(),
        by_hand: false,
        confidence: 92,
        head: head.map(|row| row.map(str::to_owned).to_vec()).to_vec(),
        rows: claims,
    };
    Commune {
        applicant: name.into(),
        name: name.to_owned(),
        folder: name.to_owned(),
        key: name.to_owned(),
        tables: if read { vec![table] } else { Vec::new() },
        unknown: Vec::new(),
        form: Some("phu-luc-01".into()),
        received: Vec::new(),
        claims: if read { claims } else { 0 },
        evidence: if read { 3 } else { 0 },
        flags: 0,
        issues: Vec::new(),
        fate,
        changes: None,
    }
}

/// The forms of a framework that ships.
fn forms() -> Vec<FormSpec> {
    let text = std::fs::read_to_string(format!(
        "{}/frameworks/thanh-hoa-1829-2023.toml",
        env!("CARGO_MANIFEST_DIR")
    ));
    let framework: Framework = toml::from_str(&text.unwrap()).unwrap();
    framework.forms
}

/// A preview of four communes: new with an issue, handed in again, unchanged, refused.
pub fn preview(desk: &Desk, wanted: &ImportRequest) -> Preview {
    let mut first = commune(desk, "Xã Mới", Prospect::First);
    first.issues.push(issue("Xã Mới/Phụ lục 01.xlsx", Severity::Warning));
    let mut again = commune(desk, "Xã Tân Phú", Prospect::Next(2));
    again.changes = Some(changes(""));
    let same = commune(desk, "Xã Đông Lĩnh", Prospect::Unchanged(1));
    let mut refused = commune(desk, "Xã Xa", Prospect::Refused);
    refused.issues.push(issue("Xã Xa/bảng.doc", Severity::Error));
    let mut communes = vec![first, again, same, refused];
    for commune in &mut communes {
        if wanted.corrections.left_out.contains(&commune.key) {
            commune.fate = Prospect::LeftOut;
        }
        if let Some(name) = wanted.corrections.names.get(&commune.key) {
            commune.name.clone_from(name);
        }
    }
    Preview {
        wanted: wanted.clone(),
        framework: desk.round.framework.title.clone(),
        round: Some(desk.round.id.clone()),
        communes,
        issues: Vec::new(),
        forms: forms(),
    }
}

/// What the later submission changed.
pub fn changes(at: &str) -> Changes {
    let row = CriterionDifference {
        criterion: "1.1".into(),
        changes: vec![Change {
            aspect: Aspect::Value,
            before: "98 %".to_owned(),
            after: "87 %".to_owned(),
        }],
        files: vec![FileDifference {
            path: "1.1/Kế hoạch.pdf".to_owned(),
            change: FileChange::Altered,
        }],
    };
    Changes {
        before: 1,
        after: 2,
        at: at.to_owned(),
        difference: Difference {
            criteria: vec![row],
            ..Difference::default()
        },
        ruled: vec!["1.1".into()],
    }
}

/// What the load did.
pub fn report(desk: &Desk) -> ImportReport {
    let fate = |name: &str, submission| Fate {
        applicant: name.into(),
        name: name.to_owned(),
        folder: name.to_owned(),
        submission,
        claims: desk.round.framework.scored().count(),
        evidence: 3,
        flags: 0,
        refused: false,
    };
    ImportReport {
        round: desk.round.id.clone(),
        opened: false,
        fates: vec![
            fate("Xã Mới", Some(1)),
            fate("Xã Tân Phú", Some(2)),
            fate("Xã Đông Lĩnh", None),
        ],
        issues: vec![issue("Xã Mới/Phụ lục 01.xlsx", Severity::Warning)],
        files: Vec::new(),
        cancelled: false,
        board: Some(desk.board()),
    }
}

/// At the preview, the folder chosen by its words.
pub fn looking(width: u16, height: u16) -> Desk {
    looking_at(Desk::at_round(width, height))
}

/// At the preview of a load into the round of a desk.
pub fn looking_at(mut desk: Desk) -> Desk {
    desk.press("Insert");
    desk.write("ho so");
    desk.press("Enter");
    desk.press("Enter");
    assert!(shown(&desk).is_some(), "{}", desk.text());
    desk
}

fn shown(desk: &Desk) -> Option<&tui::screens::import::State> {
    match desk.model.screen() {
        Some(Screen::Import(state)) => Some(state),
        _ => None,
    }
}

fn asked(effects: &[Effect]) -> &Request {
    match effects {
        [Effect::Ask(_, request)] => request,
        other => panic!("expected one request, got {other:?}"),
    }
}

#[test]
fn the_chooser_finds_without_marks_and_goes_up_with_backspace() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Insert");
    desk.write("dot");
    let text = desk.text();
    assert!(text.contains("Đợt bổ sung") && !text.contains("huyện.zip"), "{text}");
    for _ in 0..3 {
        desk.press("Backspace");
    }
    let effects = desk.hold("Backspace");
    assert_eq!(asked(&effects), &Request::Place("/".into()));
}

#[test]
fn a_pasted_path_is_gone_to_and_an_archive_can_be_chosen() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Insert");
    tui::update(&mut desk.model, Msg::Term(Event::Paste("\"/hồ sơ/2023\"".to_owned())));
    let effects = desk.press("Enter");
    assert_eq!(effects[0], {
        let Effect::Ask(ticket, _) = effects[0] else { panic!() };
        Effect::Ask(ticket, Request::Place("/hồ sơ/2023".into()))
    });
    desk.write("zip");
    let effects = desk.hold("Enter");
    let Request::Preview(None, wanted) = asked(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(wanted.folders, [std::path::PathBuf::from("/hồ sơ/2023/huyện.zip")]);
    assert_eq!(wanted.round.as_ref(), Some(&desk.round.id));
}

#[test]
fn reading_is_given_up_at_once_and_its_late_answer_is_dropped() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Insert");
    let effects = desk.hold("Enter");
    let [Effect::Ask(ticket, _)] = &effects[..] else {
        panic!("{effects:?}");
    };
    let step = Progress {
        done: 3,
        total: 12,
        what: "Xã Tân Phú".to_owned(),
    };
    tui::update(&mut desk.model, Msg::Progress(*ticket, step));
    assert!(desk.text().contains("3/12"), "{}", desk.text());
    assert_eq!(desk.hold("Esc"), [Effect::Cancel]);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Files(_))));
    let late = Reply::Preview(Box::new(preview(&desk, &ImportRequest::default())));
    tui::update(&mut desk.model, Msg::Done(*ticket, Ok(late)));
    assert!(matches!(desk.model.dialog(), Some(Dialog::Files(_))));
    // The chooser works on.
    assert!(matches!(asked(&desk.hold("Enter")), Request::Preview(..)));
}

#[test]
fn nothing_is_stored_before_it_is_asked_for_and_answered() {
    let mut desk = looking(80, 24);
    assert!(desk.text().contains("Chưa ghi gì: nhấn F8 để nạp."));
    assert_eq!(desk.press("F8"), []);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Confirm(_))));
    let effects = desk.press("Enter");
    assert!(matches!(asked(&effects), Request::Import(_)));
    let state = shown(&desk).unwrap();
    assert!(state.report.is_some());
    desk.press("F8");
    assert_eq!(desk.notice(), Some("tui-refuse-loaded"));
    desk.press("Esc");
    assert!(shown(&desk).is_none());
}

#[test]
fn an_applicant_is_named_and_left_out_by_hand_without_reading_again() {
    let mut desk = looking(80, 24);
    desk.press("Shift+F2");
    desk.write("Xã Mới Lập");
    let effects = desk.press("Enter");
    let Request::Preview(_, wanted) = asked(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(wanted.corrections.names["Xã Mới"], "Xã Mới Lập");
    assert!(desk.text().contains("Xã Mới Lập"));
    desk.press("Down");
    let effects = desk.hold("Space");
    assert!(desk.model.dialog().is_none(), "no work is shown for what takes no time");
    desk.serve(effects);
    assert_eq!(shown(&desk).unwrap().commune().unwrap().fate, Prospect::LeftOut);
    desk.press("Delete");
    assert_eq!(shown(&desk).unwrap().commune().unwrap().fate, Prospect::Next(2));
    // Corrections are not thrown away without a word.
    desk.press("Esc");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Confirm(_))));
    desk.press("Enter");
    assert!(shown(&desk).is_none());
}

#[test]
fn columns_are_chosen_by_hand_and_kept_by_the_layout() {
    let mut desk = looking(80, 24);
    desk.press("Shift+F5");
    assert!(desk.text().contains("Kết quả"), "{}", desk.text());
    // Without its result column it is no table; and no two columns hold the same.
    desk.press("End");
    let unread = |desk: &Desk| desk.text().contains("◄ – không đọc ►");
    for _ in 0..12 {
        if !unread(&desk) {
            desk.press("Left");
        }
    }
    assert!(unread(&desk), "{}", desk.text());
    assert_eq!(desk.press("Enter"), []);
    assert!(desk.text().contains("Cần ít nhất"), "{}", desk.text());
    for _ in 0..5 {
        desk.press("Right");
    }
    let effects = desk.press("Enter");
    let Request::Preview(_, wanted) = asked(&effects) else {
        panic!("{effects:?}");
    };
    let mapping = &wanted.corrections.mappings["tt|tenchitieu|ketqua"];
    assert_eq!(mapping.header_rows.len(), 1);
    assert_eq!(mapping.columns[2].field, ColumnField::Value);
}

#[test]
fn issues_and_changes_are_gone_to_and_nothing_is_refused_in_words() {
    let mut desk = looking(80, 24);
    desk.press("F6");
    assert!(desk.text().contains("98 % → 87 %"), "{}", desk.text());
    desk.press("F7");
    assert_eq!(shown(&desk).unwrap().commune().unwrap().name, "Xã Xa");
    desk.press("Shift+F2");
    assert_eq!(desk.notice(), Some("tui-refuse-nothing-read"));
    desk.press("Shift+F5");
    assert_eq!(desk.notice(), Some("tui-refuse-no-table"));
    desk.press("Up");
    desk.press("Enter");
    assert!(matches!(desk.model.dialog(), Some(Dialog::Pick(_))));
}

#[test]
fn the_findings_go_to_a_file_and_an_old_one_is_replaced_only_when_asked() {
    let mut desk = looking(80, 24);
    desk.press("F9");
    let effects = {
        desk.press("Enter");
        desk.hold("Enter")
    };
    let [Effect::Ask(ticket, Request::Findings(wanted))] = &effects[..] else {
        panic!("{effects:?}");
    };
    assert_eq!(
        (wanted.found.applicants.len(), wanted.overwrite, wanted.each),
        (4, false, false)
    );
    desk.refuse_existing(*ticket);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Pick(_))));
    let effects = desk.press("Down Enter");
    assert!(matches!(asked(&effects), Request::Findings(wanted) if wanted.overwrite));
    assert!(matches!(
        &desk.model.dialogs[..],
        [Opened {
            dialog: Dialog::Message(_),
            ..
        }]
    ));
}

#[test]
fn each_applicant_may_get_a_file_of_its_own() {
    let mut desk = looking(80, 24);
    desk.press("F9");
    desk.press("Down Right");
    let effects = desk.press("Enter");
    let Request::Findings(wanted) = asked(&effects) else {
        panic!("{effects:?}");
    };
    assert!(wanted.each);
    assert_eq!(wanted.out.extension(), None, "{:?}", wanted.out);
}

#[test]
fn where_no_framework_is_recognised_one_is_chosen_by_hand() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Insert");
    desk.write("ho so");
    desk.press("Enter");
    let effects = desk.hold("Enter");
    let [Effect::Ask(ticket, Request::Preview(_, wanted))] = &effects[..] else {
        panic!("{effects:?}");
    };
    desk.refuse_framework(*ticket);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Form(_))), "{}", desk.text());
    assert!(desk.text().contains("Chọn bộ tiêu chí"), "{}", desk.text());
    desk.press("Enter Enter Enter Enter");
    let effects = desk.press("Enter");
    let Request::Preview(_, again) = asked(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(again.folders, wanted.folders);
}

#[test]
fn what_was_corrected_stays_when_the_round_is_set_up_otherwise() {
    let mut desk = looking(80, 24);
    desk.press("Delete");
    let left_out = shown(&desk).unwrap().preview.wanted.corrections.clone();
    assert_eq!(left_out.left_out.len(), 1, "{left_out:?}");
    desk.press("Shift+F10 Enter Enter Enter Enter");
    let effects = desk.press("Enter");
    let Request::Preview(_, wanted) = asked(&effects) else {
        panic!("{effects:?}");
    };
    assert_eq!(wanted.corrections, left_out);
}

#[test]
fn the_mouse_selects_and_the_key_bar_acts() {
    let mut desk = looking(80, 24);
    desk.click(10, 5);
    assert_eq!(shown(&desk).unwrap().at.selected, 1);
    desk.click(10, 5);
    assert!(matches!(desk.model.dialog(), Some(Dialog::Pick(_))));
    desk.press("Esc");
    let bar = desk.text();
    let (row, line) = bar
        .lines()
        .enumerate()
        .find(|(_, line)| line.contains("F8 Nạp"))
        .unwrap();
    let column = line.split("F8 Nạp").next().unwrap().chars().count();
    desk.click(u16::try_from(column).unwrap(), u16::try_from(row).unwrap());
    assert!(
        matches!(desk.model.dialog(), Some(Dialog::Confirm(_))),
        "{}",
        desk.text()
    );
}

#[test]
fn every_act_of_the_screen_has_a_key_that_writes_nothing() {
    let desk = looking(140, 40);
    let contexts = desk.model.contexts();
    let acts = [
        Action::RunImport,
        Action::RenameApplicant,
        Action::LeaveOut,
        Action::MapColumns,
        Action::ImportOptions,
        Action::ImportMore,
        Action::Export,
        Action::NextFlagged,
        Action::NextDifferent,
    ];
    for act in acts {
        let key = desk.model.cx.keymap.hint(&contexts, act).unwrap();
        assert!(
            !key.chars().all(char::is_alphabetic) || key.chars().count() > 1,
            "{act:?}: {key}"
        );
        assert!(tui::available(act, &desk.model).is_ok(), "{act:?}");
    }
}

#[test]
fn the_changes_between_submissions_are_shown_from_the_review() {
    let mut desk = Desk::at_review(80, 24);
    desk.press("6");
    assert_eq!(desk.notice(), Some("tui-refuse-one-submission"));
    desk.dossiers.get_mut("thi-tran").unwrap().0.submissions = 2;
    desk.press("Esc");
    desk.press("Enter");
    desk.press("6");
    let text = desk.text();
    assert!(text.contains("Thay đổi giữa hai lần nộp"), "{text}");
    assert!(text.contains("98 % → 87 %") && text.contains("2023-12-01"), "{text}");
}

#[test]
fn the_chooser_at_80x24() {
    let mut desk = Desk::at_round(80, 24);
    desk.press("Insert");
    insta::assert_snapshot!(desk.text());
}

#[test]
fn the_preview_at_80x24() {
    insta::assert_snapshot!(looking(80, 24).text());
}

#[test]
fn the_preview_at_140x40() {
    let mut desk = looking(140, 40);
    desk.press("F6");
    insta::assert_snapshot!(desk.text());
}

#[test]
fn the_columns_at_80x24() {
    let mut desk = looking(80, 24);
    desk.press("Shift+F5");
    insta::assert_snapshot!(desk.text());
}

#[test]
fn the_report_at_80x24() {
    let mut desk = looking(80, 24);
    desk.press("F8 Enter");
    insta::assert_snapshot!(desk.text());
}

#[test]
fn the_report_at_140x40() {
    let mut desk = looking(140, 40);
    desk.press("F8 Enter");
    insta::assert_snapshot!(desk.text());
}

#[test]
fn every_size_is_drawn() {
    for (width, height) in [(60, 15), (61, 16), (80, 18), (119, 20), (120, 20), (300, 90)] {
        let mut desk = looking(width, height);
        desk.text();
        desk.press("Shift+F5");
        desk.text();
    }
}
