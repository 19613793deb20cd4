//! The workspace as a whole: undo, conflicts, seals, submissions, tampering, uniting.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cloned_ref_to_slice_refs,
    reason = "the helpers of a test may fail it, and a list of one reads best as a list"
)]

use std::path::Path;

use tempfile::TempDir;
use thamdinh::domain::{
    Act, Actor, ApplicantId, Claim, CriterionId, DossierState, Event, EventId, Evidence, EvidenceKind, Flag, FlagKind,
    Framework, MemberId, Provenance, RoundId, Sentence, SignatureState, StageId, Submission, Value, Verdict,
};
use thamdinh::store::{Appended, Fault, Filter, Store, StoreError};

const FRAMEWORK: &str = r#"
id = "thu"
title = "Bộ tiêu chí thử"
decision = "01/QĐ"
issuer = "UBND"
year = 2023
applicant_level = "xa"
method = "pass-fail"
source = "thử"
forms = []

[[stages]]
id = "self"
name = "Tự đánh giá"
verb = "tự đánh giá"
body = "UBND cấp xã"
signer = "CHỦ TỊCH"

[[stages]]
id = "district"
name = "Thẩm định"
verb = "thẩm định"
body = "UBND cấp huyện"
signer = "CHỦ TỊCH"

[[groups]]
id = "1"
code = "1"
name = "Nhóm"

[[criteria]]
id = "1.1"
code = "1.1"
group = "1"
name = "Một"
unit = "%"
rule = { kind = "target", direction = "at-least", target = { number = "100" } }

[[criteria]]
id = "1.10"
code = "1.10"
group = "1"
name = "Mười"
unit = "%"
rule = { kind = "target", direction = "at-least" }
"#;

/// A workspace with one open round, and a clock that moves a minute an act.
struct Desk {
    store: Store,
    round: RoundId,
    minute: u32,
    folder: TempDir,
}

fn actor(name: &str) -> Actor {
    Actor {
        member: MemberId::new(name),
        role: "Thư ký".to_owned(),
    }
}

fn framework() -> Framework {
    toml::from_str(FRAMEWORK).unwrap()
}

fn open_round() -> Act {
    Act::OpenRound {
        framework: Box::new(framework()),
        year: 2023,
        organisation: "UBND huyện Minh Họa".to_owned(),
        stage: StageId::new("district"),
        stages: Vec::new(),
    }
}

fn submission(digest: &str) -> Submission {
    let claim = Claim {
        raw: "98,5 %".to_owned(),
        value: Some(Value::Number("98.5".parse().unwrap())),
        ..Claim::default()
    };
    Submission {
        folder: "Xã Tân Phú".to_owned(),
        digest: digest.to_owned(),
        claims: [(CriterionId::new("1.1"), claim)].into(),
        evidence: vec![Evidence {
            path: "Xã Tân Phú/1.1/a.pdf".to_owned(),
            size: 3,
            sha256: "abc".to_owned(),
            kind: EvidenceKind::Pdf,
            signature: SignatureState::Unchecked,
            criteria: vec![CriterionId::new("1.1"), CriterionId::new("1.10")],
        }],
        ..Submission::default()
    }
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut store = Store::create(&folder.path().join("w.thamdinh"), "may-1").unwrap();
        let event = store
            .append(&actor("An"), "2023-11-01T08:00:00+07:00", open_round())
            .unwrap();
        let round = RoundId::new(&event.id.as_str()[..12]);
        let mut desk = Self {
            store,
            round,
            minute: 0,
            folder,
        };
        desk.submit("tan-phu", "d1").unwrap();
        desk
    }

    fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("w.thamdinh")
    }

    fn act(&mut self, act: Act) -> Result<Event, StoreError> {
        self.minute += 1;
        let at = format!("2023-11-02T{:02}:{:02}:00+07:00", self.minute / 60, self.minute % 60);
        self.store.append(&actor("An"), &at, act)
    }

    fn submit(&mut self, applicant: &str, digest: &str) -> Result<Event, StoreError> {
        let act = Act::Submit {
            round: self.round.clone(),
            applicant: ApplicantId::new(applicant),
            name: format!("Xã {applicant}"),
            submission: Box::new(submission(digest)),
        };
        self.act(act)
    }

    fn ruling(&self, criterion: &str, verdict: Verdict, replaces: &[&Event]) -> Act {
        Act::Rule {
            round: self.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            criterion: CriterionId::new(criterion),
            stage: StageId::new("district"),
            value: Some(Value::Number("98.50".parse().unwrap())),
            verdict: Some(verdict),
            points: None,
            inputs: Default::default(),
            reason: "theo hồ sơ".to_owned(),
            replaces: replaces.iter().map(|event| event.id.clone()).collect(),
        }
    }

    fn rule(&mut self, criterion: &str, verdict: Verdict, replaces: &[&Event]) -> Result<Event, StoreError> {
        self.act(self.ruling(criterion, verdict, replaces))
    }

    fn undo(&mut self, event: &Event) -> Result<Event, StoreError> {
        self.act(Act::Undo {
            events: vec![event.id.clone()],
        })
    }

    fn seal(&mut self, state: &str) -> Result<Event, StoreError> {
        self.act(Act::Seal {
            round: self.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            stage: StageId::new("district"),
            state: state.to_owned(),
        })
    }

    fn reopen(&mut self, reason: &str) -> Result<Event, StoreError> {
        self.act(Act::Reopen {
            round: self.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            stage: StageId::new("district"),
            reason: reason.to_owned(),
        })
    }

    fn note(&mut self, text: &str, replaces: &[&Event]) -> Result<Event, StoreError> {
        self.act(Act::Note {
            round: self.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            criterion: Some(CriterionId::new("1.1")),
            text: text.to_owned(),
            replaces: replaces.iter().map(|event| event.id.clone()).collect(),
        })
    }

    fn target(&mut self, number: &str) -> Result<Event, StoreError> {
        self.act(Act::SetTarget {
            round: self.round.clone(),
            criterion: CriterionId::new("1.10"),
            applicant: None,
            target: Some(Value::Number(number.parse().unwrap())),
        })
    }

    /// Ids of the rulings in force on a criterion.
    fn in_force(&self, criterion: &str) -> Vec<EventId> {
        let rulings = self.store.rulings(&self.round, &ApplicantId::new("tan-phu")).unwrap();
        rulings
            .of(&StageId::new("district"), &CriterionId::new(criterion))
            .iter()
            .map(|ruling| ruling.event.clone())
            .collect()
    }

    fn notes(&self) -> Vec<String> {
        let notes = self.store.notes(&self.round, &ApplicantId::new("tan-phu")).unwrap();
        notes.into_iter().map(|note| note.text).collect()
    }
}

/// What somebody with a database tool could do to the file.
fn tamper(path: &Path, sql: &str) -> rusqlite::Result<()> {
    rusqlite::Connection::open(path)?.execute_batch(sql)
}

#[test]
fn a_round_and_its_dossiers_are_read_back_as_recorded() {
    let mut desk = Desk::new();
    desk.target("70").unwrap();
    let again = Store::open(&desk.path()).unwrap();
    let round = again.round(&desk.round).unwrap();
    assert_eq!(round.framework, framework());
    assert_eq!(round.organisation, "UBND huyện Minh Họa");
    assert_eq!(
        round.targets.round[&CriterionId::new("1.10")],
        Value::Number("70".parse().unwrap())
    );
    assert_eq!(again.rounds().unwrap(), [round]);
    let dossier = again.dossier(&desk.round, &ApplicantId::new("tan-phu")).unwrap();
    assert_eq!(dossier.name, "Xã tan-phu");
    assert_eq!(dossier.submission, submission("d1"));
    assert_eq!(again.dossiers(&desk.round).unwrap()[0].0, dossier);
    let summaries = again.summaries(&desk.round).unwrap();
    assert_eq!(summaries.len(), 1);
    assert_eq!(summaries[0].state, DossierState::NotStarted);
}

#[test]
fn a_ruling_keeps_its_value_and_the_writer() {
    let mut desk = Desk::new();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let rulings = desk.store.rulings(&desk.round, &ApplicantId::new("tan-phu")).unwrap();
    let ruling = &rulings.of(&StageId::new("district"), &CriterionId::new("1.1"))[0];
    assert_eq!(ruling.event, event.id);
    assert_eq!(ruling.value, Some(Value::Number("98.50".parse().unwrap())));
    assert_eq!(ruling.verdict, Some(Verdict::Met));
    assert_eq!((ruling.by.as_str(), ruling.role.as_str()), ("An", "Thư ký"));
    assert_eq!(ruling.at, event.at);
}

#[test]
fn undoing_a_ruling_brings_back_what_it_replaced_and_redoing_takes_it_away_again() {
    let mut desk = Desk::new();
    let first = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let second = desk.rule("1.1", Verdict::NotMet, &[&first]).unwrap();
    assert_eq!(desk.in_force("1.1"), [second.id.clone()]);
    let undone = desk.undo(&second).unwrap();
    assert_eq!(desk.in_force("1.1"), [first.id.clone()]);
    desk.undo(&undone).unwrap();
    assert_eq!(desk.in_force("1.1"), [second.id]);
}

#[test]
fn undoing_a_ruling_in_the_middle_brings_nothing_back() {
    let mut desk = Desk::new();
    let first = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let second = desk.rule("1.1", Verdict::NotMet, &[&first]).unwrap();
    let third = desk.rule("1.1", Verdict::Met, &[&second]).unwrap();
    desk.undo(&second).unwrap();
    assert_eq!(desk.in_force("1.1"), [third.id.clone()]);
    desk.undo(&third).unwrap();
    assert_eq!(desk.in_force("1.1"), [first.id]);
}

#[test]
fn rulings_that_did_not_know_of_each_other_are_a_conflict_that_a_third_settles() {
    let mut desk = Desk::new();
    let mine = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let theirs = desk.rule("1.1", Verdict::NotMet, &[]).unwrap();
    assert_eq!(
        desk.in_force("1.1"),
        [theirs.id.clone(), mine.id.clone()],
        "the latest first"
    );
    assert_eq!(desk.store.summaries(&desk.round).unwrap()[0].conflicts, 1);
    let settled = desk.rule("1.1", Verdict::Met, &[&mine, &theirs]).unwrap();
    assert_eq!(desk.in_force("1.1"), [settled.id]);
    assert_eq!(desk.store.summaries(&desk.round).unwrap()[0].conflicts, 0);
}

#[test]
fn a_batch_is_one_event_and_one_undo_and_is_replaced_row_by_row() {
    let mut desk = Desk::new();
    let acts = vec![
        desk.ruling("1.1", Verdict::Met, &[]),
        desk.ruling("1.10", Verdict::Met, &[]),
    ];
    let batch = desk.act(Act::Batch { acts }).unwrap();
    let other = desk.rule("1.1", Verdict::NotMet, &[&batch]).unwrap();
    assert_eq!(desk.in_force("1.1"), [other.id]);
    assert_eq!(
        desk.in_force("1.10"),
        [batch.id.clone()],
        "replaced on its own row only"
    );
    desk.undo(&batch).unwrap();
    assert!(desk.in_force("1.10").is_empty());
}

#[test]
fn undo_and_redo_walk_back_and_forth() {
    let mut desk = Desk::new();
    let scope = Filter::dossier(&desk.round, &ApplicantId::new("tan-phu"));
    assert_eq!(
        desk.store.undoable(&scope).unwrap(),
        None,
        "a submission is never undone"
    );
    let first = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let second = desk.note("xem lại", &[]).unwrap();
    assert_eq!(desk.store.undoable(&scope).unwrap(), Some(second.clone()));
    assert_eq!(desk.store.redoable(&scope).unwrap(), None);
    let undo_second = desk.undo(&second).unwrap();
    assert_eq!(desk.store.undoable(&scope).unwrap(), Some(first.clone()));
    let undo_first = desk.undo(&first).unwrap();
    assert_eq!(desk.store.undoable(&scope).unwrap(), None);
    assert_eq!(desk.store.redoable(&scope).unwrap(), Some(undo_first.clone()));
    desk.undo(&undo_first).unwrap();
    assert_eq!(desk.store.redoable(&scope).unwrap(), Some(undo_second.clone()));
    desk.undo(&undo_second).unwrap();
    assert_eq!(desk.store.redoable(&scope).unwrap(), None);
    assert_eq!(desk.notes(), ["xem lại"]);
    desk.undo(&second).unwrap();
    desk.rule("1.10", Verdict::Met, &[]).unwrap();
    assert_eq!(
        desk.store.redoable(&scope).unwrap(),
        None,
        "a new act ends the way forward"
    );
    let other = Filter {
        member: Some(MemberId::new("Bình")),
        ..scope
    };
    assert_eq!(desk.store.undoable(&other).unwrap(), None);
}

#[test]
fn what_is_undone_is_not_undone_twice_and_submissions_never() {
    let mut desk = Desk::new();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    desk.undo(&event).unwrap();
    assert!(matches!(desk.undo(&event), Err(StoreError::AlreadyUndone(_))));
    let submitted = desk.submit("tan-phu", "d2").unwrap();
    assert!(matches!(desk.undo(&submitted), Err(StoreError::CannotUndo(_))));
}

#[test]
fn a_note_is_replaced_and_an_empty_one_removes_it() {
    let mut desk = Desk::new();
    let first = desk.note("một", &[]).unwrap();
    let second = desk.note("hai", &[&first]).unwrap();
    assert_eq!(desk.notes(), ["hai"]);
    let removed = desk.note("", &[&second]).unwrap();
    assert!(desk.notes().is_empty());
    desk.undo(&removed).unwrap();
    assert_eq!(desk.notes(), ["hai"]);
}

#[test]
fn a_sealed_dossier_refuses_everything_until_it_is_reopened_with_a_reason() {
    let mut desk = Desk::new();
    let ruled = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let undone = desk.rule("1.10", Verdict::Met, &[]).unwrap();
    let undoing = desk.undo(&undone).unwrap();
    let state = desk
        .store
        .state(&desk.round, &ApplicantId::new("tan-phu"), &StageId::new("district"))
        .unwrap();
    let sealed = desk.seal(&state).unwrap();
    assert_eq!(
        desk.store
            .dossier(&desk.round, &ApplicantId::new("tan-phu"))
            .unwrap()
            .sealed,
        [StageId::new("district")]
    );
    let events = desk.store.events(&Filter::default()).unwrap().len();
    for refused in [
        desk.rule("1.1", Verdict::NotMet, &[&ruled]),
        desk.note("muộn", &[]),
        desk.submit("tan-phu", "d2"),
        desk.target("50"),
        desk.undo(&ruled),
        desk.undo(&undoing),
        desk.seal(""),
    ] {
        assert!(matches!(refused, Err(StoreError::Sealed { .. })), "{refused:?}");
    }
    assert!(matches!(desk.undo(&sealed), Err(StoreError::CannotUndo(_))));
    assert!(matches!(desk.reopen(" "), Err(StoreError::ReasonMissing)));
    assert_eq!(
        desk.store.events(&Filter::default()).unwrap().len(),
        events,
        "nothing was written"
    );
    desk.reopen("bổ sung minh chứng").unwrap();
    desk.rule("1.1", Verdict::NotMet, &[&ruled]).unwrap();
    assert!(matches!(desk.reopen("nữa"), Err(StoreError::NotSealed { .. })));
}

#[test]
fn a_seal_of_a_state_that_is_past_is_refused() {
    let mut desk = Desk::new();
    let state = desk
        .store
        .state(&desk.round, &ApplicantId::new("tan-phu"), &StageId::new("district"))
        .unwrap();
    desk.rule("1.1", Verdict::Met, &[]).unwrap();
    assert!(matches!(desk.seal(&state), Err(StoreError::StaleSeal { .. })));
    desk.seal("").unwrap();
}

#[test]
fn unknown_names_are_refused() {
    let mut desk = Desk::new();
    assert!(matches!(
        desk.rule("9.9", Verdict::Met, &[]),
        Err(StoreError::UnknownCriterion(_))
    ));
    let mut act = desk.ruling("1.1", Verdict::Met, &[]);
    if let Act::Rule { applicant, .. } = &mut act {
        *applicant = ApplicantId::new("khong-co");
    }
    assert!(matches!(desk.act(act), Err(StoreError::UnknownApplicant(_))));
    let mut act = desk.ruling("1.1", Verdict::Met, &[]);
    if let Act::Rule { stage, .. } = &mut act {
        *stage = StageId::new("khong-co");
    }
    assert!(matches!(desk.act(act), Err(StoreError::UnknownStage(_))));
    let mut act = desk.ruling("1.1", Verdict::Met, &[]);
    if let Act::Rule { replaces, .. } = &mut act {
        replaces.push(EventId::new("0"));
    }
    assert!(matches!(desk.act(act), Err(StoreError::UnknownEvent(_))));
    assert!(matches!(
        desk.store.round(&RoundId::new("0")),
        Err(StoreError::UnknownRound(_))
    ));
    let act = desk.ruling("1.1", Verdict::Met, &[]);
    let refused = desk.store.append(&actor("An"), "hôm nay", act);
    assert!(matches!(refused, Err(StoreError::BadTime(_))));
}

#[test]
fn the_same_submission_again_changes_nothing_and_another_one_counts() {
    let mut desk = Desk::new();
    let act = Act::Submit {
        round: desk.round.clone(),
        applicant: ApplicantId::new("tan-phu"),
        name: "Xã Tân Phú".to_owned(),
        submission: Box::new(submission("d1")),
    };
    let again = desk
        .store
        .record(&actor("An"), "2023-11-03T08:00:00+07:00", act)
        .unwrap();
    assert!(matches!(again, Appended::Unchanged(_)));
    desk.submit("tan-phu", "d2").unwrap();
    let dossier = desk.store.dossier(&desk.round, &ApplicantId::new("tan-phu")).unwrap();
    assert_eq!((dossier.submissions, dossier.submission.digest.as_str()), (2, "d2"));
    let numbers: Vec<_> = desk
        .store
        .submissions(&desk.round, &ApplicantId::new("tan-phu"))
        .unwrap()
        .into_iter()
        .map(|handover| (handover.number, handover.submission.digest))
        .collect();
    assert_eq!(numbers, [(1, "d1".to_owned()), (2, "d2".to_owned())]);
}

#[test]
fn the_last_target_wins_and_undoing_it_brings_back_the_one_before() {
    let mut desk = Desk::new();
    let now = |desk: &Desk| {
        let round = desk.store.round(&desk.round).unwrap();
        round.targets.round.get(&CriterionId::new("1.10")).cloned()
    };
    desk.target("70").unwrap();
    let second = desk.target("80").unwrap();
    assert_eq!(now(&desk), Some(Value::Number("80".parse().unwrap())));
    desk.undo(&second).unwrap();
    assert_eq!(now(&desk), Some(Value::Number("70".parse().unwrap())));
}

#[test]
fn of_two_settings_in_one_second_the_later_act_wins() {
    let mut desk = Desk::new();
    for rate in 1..20_u32 {
        let act = Act::SetThreshold {
            round: desk.round.clone(),
            rate: Some(rate.into()),
        };
        desk.store
            .append(&actor("An"), "2023-11-02T08:00:00+07:00", act)
            .unwrap();
        assert_eq!(desk.store.round(&desk.round).unwrap().threshold, Some(rate.into()));
    }
}

#[test]
fn a_dismissed_flag_is_kept_with_its_reason() {
    let mut desk = Desk::new();
    let flag = Flag {
        kind: FlagKind::MissingRow,
        criterion: Some(CriterionId::new("1.10")),
        message: Sentence::new("flag-missing-row"),
        place: Some(Provenance::default()),
    };
    let dismiss = |desk: &mut Desk, reason: &str| {
        let act = Act::DismissFlag {
            round: desk.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            flag: flag.clone(),
            reason: reason.to_owned(),
        };
        desk.act(act)
    };
    assert!(matches!(dismiss(&mut desk, ""), Err(StoreError::ReasonMissing)));
    let event = dismiss(&mut desk, "không áp dụng").unwrap();
    let dismissed = |desk: &Desk| {
        desk.store
            .dossier(&desk.round, &ApplicantId::new("tan-phu"))
            .unwrap()
            .dismissed
    };
    assert_eq!(dismissed(&desk), [(flag.clone(), "không áp dụng".to_owned())]);
    desk.undo(&event).unwrap();
    assert!(dismissed(&desk).is_empty());
}

#[test]
fn the_same_file_in_two_dossiers_is_found() {
    let mut desk = Desk::new();
    assert!(desk.store.duplicates(&desk.round).unwrap().is_empty());
    desk.submit("tan-lap", "d9").unwrap();
    let copies = desk.store.duplicates(&desk.round).unwrap();
    let places: Vec<_> = copies
        .iter()
        .map(|copy| (copy.applicant.as_str(), copy.criteria.len()))
        .collect();
    assert_eq!(places, [("tan-lap", 2), ("tan-phu", 2)]);
    assert_eq!(desk.store.copies("abc").unwrap(), copies);
}

#[test]
fn the_history_is_read_in_pages_and_by_criterion() {
    let mut desk = Desk::new();
    let ruled = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    desk.rule("1.10", Verdict::Met, &[]).unwrap();
    let undone = desk.undo(&ruled).unwrap();
    let filter = Filter {
        criterion: Some(CriterionId::new("1.1")),
        limit: Some(1),
        ..Filter::dossier(&desk.round, &ApplicantId::new("tan-phu"))
    };
    assert_eq!(
        desk.store.events(&filter).unwrap(),
        [undone.clone()],
        "an undoing concerns what it undoes"
    );
    let next = Filter {
        before: Some(undone.id),
        ..filter
    };
    let page = desk.store.history(&next).unwrap();
    assert_eq!((page[0].event.id.clone(), page[0].active), (ruled.id, false));
    assert_eq!(desk.store.events(&Filter::round(&desk.round)).unwrap().len(), 5);
}

#[test]
fn the_database_itself_refuses_to_edit_the_journal() {
    let desk = Desk::new();
    for sql in [
        "UPDATE journal SET member = 'Bình'",
        "DELETE FROM journal",
        "INSERT OR REPLACE INTO journal SELECT * FROM journal WHERE seq = 1",
    ] {
        let refused = tamper(&desk.path(), sql).unwrap_err();
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
}

#[test]
fn a_sound_workspace_has_no_faults() {
    let mut desk = Desk::new();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    desk.undo(&event).unwrap();
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn tampering_is_found() {
    let edits = [
        ("UPDATE journal SET member = 'Bình' WHERE seq = 3", "altered"),
        (
            "UPDATE journal SET body = replace(body, 'khong-dat', 'dat') WHERE seq = 4",
            "altered",
        ),
        ("UPDATE journal SET instant = 0 WHERE seq = 4", "altered"),
        ("UPDATE journal SET depth = 7 WHERE seq = 4", "altered"),
        ("UPDATE journal SET body = '{}' WHERE seq = 3", "unreadable"),
        ("PRAGMA foreign_keys = 0; DELETE FROM journal WHERE seq = 3", "broken"),
        ("PRAGMA foreign_keys = 0; DELETE FROM journal WHERE seq = 4", "cut"),
        ("UPDATE ruling SET verdict = 'dat'", "projection"),
        ("DELETE FROM summary", "projection"),
    ];
    for (sql, found) in edits {
        let mut desk = Desk::new();
        let first = desk.rule("1.1", Verdict::Met, &[]).unwrap();
        desk.rule("1.1", Verdict::NotMet, &[&first]).unwrap();
        tamper(
            &desk.path(),
            &format!("DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; {sql}"),
        )
        .unwrap();
        let faults = desk.store.verify().unwrap();
        assert!(
            faults.iter().any(|fault| matches!(fault, Fault::Unguarded { .. })),
            "{sql}"
        );
        let key = format!("store-fault-{found}");
        assert!(
            faults.iter().any(|fault| fault.sentence().key == key),
            "{sql}: {faults:?}"
        );
    }
}

#[test]
fn rebuilding_mends_the_projection() {
    let mut desk = Desk::new();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    tamper(&desk.path(), "DELETE FROM ruling").unwrap();
    let faults = desk.store.verify().unwrap();
    assert!(!faults.is_empty() && faults.iter().all(Fault::is_mendable));
    assert!(desk.in_force("1.1").is_empty(), "looking changes nothing");
    desk.store.rebuild().unwrap();
    assert_eq!(desk.in_force("1.1"), [event.id]);
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn other_files_are_refused_in_words() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    assert!(matches!(Store::open(&path("khong-co")), Err(StoreError::NotFound(_))));
    std::fs::write(path("van-ban"), "xin chào, đây không phải là cơ sở dữ liệu").unwrap();
    assert!(matches!(
        Store::open(&path("van-ban")),
        Err(StoreError::NotWorkspace(_))
    ));
    std::fs::write(path("rong"), "").unwrap();
    assert!(matches!(Store::open(&path("rong")), Err(StoreError::NotWorkspace(_))));
    assert!(matches!(
        Store::open(folder.path()),
        Err(StoreError::NotWorkspace(_) | StoreError::File(..))
    ));
    tamper(&path("khac"), "CREATE TABLE t (x)").unwrap();
    let before = std::fs::read(path("khac")).unwrap();
    assert!(matches!(Store::open(&path("khac")), Err(StoreError::NotWorkspace(_))));
    assert_eq!(std::fs::read(path("khac")).unwrap(), before, "not touched");
    assert!(matches!(Store::create(&path("khac"), "m"), Err(StoreError::Exists(_))));
    drop(Store::create(&path("moi"), "m").unwrap());
    tamper(&path("moi"), "PRAGMA user_version = 99").unwrap();
    assert!(matches!(
        Store::open(&path("moi")),
        Err(StoreError::Newer { found: 99, .. })
    ));
}

#[test]
fn a_second_window_sees_and_continues_what_the_first_wrote() {
    let mut desk = Desk::new();
    let mut other = Store::open(&desk.path()).unwrap();
    assert!(!other.changed_elsewhere().unwrap());
    desk.target("70").unwrap();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    assert!(other.changed_elsewhere().unwrap());
    assert!(!other.changed_elsewhere().unwrap());
    let act = desk.ruling("1.1", Verdict::NotMet, &[&event]);
    let next = other.append(&actor("Bình"), "2023-11-05T08:00:00+07:00", act).unwrap();
    assert_eq!(next.previous, Some(event.id));
    assert_eq!(desk.in_force("1.1"), [next.id]);
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn a_backup_is_a_workspace_and_overwrites_nothing() {
    let mut desk = Desk::new();
    desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let path = desk.folder.path().join("sao-luu");
    desk.store.backup(&path).unwrap();
    assert!(matches!(desk.store.backup(&path), Err(StoreError::Exists(_))));
    let mut copy = Store::open(&path).unwrap();
    assert_eq!(copy.digests().unwrap(), desk.store.digests().unwrap());
    assert_eq!(copy.verify().unwrap(), []);
}

#[test]
fn an_altered_journal_is_not_united() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("khac");
    desk.store.backup(&path).unwrap();
    let mut other = Store::open(&path).unwrap();
    other.use_device("may-2");
    let act = desk.ruling("1.1", Verdict::Met, &[]);
    other.append(&actor("Bình"), "2023-11-05T08:00:00+07:00", act).unwrap();
    tamper(
        &path,
        "DROP TRIGGER journal_no_update; UPDATE journal SET member = 'An' WHERE seq = 3",
    )
    .unwrap();
    assert!(matches!(desk.store.unite(&path), Err(StoreError::Altered(_))));
    assert!(desk.in_force("1.1").is_empty());
}

#[test]
fn a_ruling_that_did_not_know_of_the_seal_disturbs_it() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("khac");
    desk.store.backup(&path).unwrap();
    let mut other = Store::open(&path).unwrap();
    other.use_device("may-2");
    let act = desk.ruling("1.1", Verdict::Met, &[]);
    other.append(&actor("Bình"), "2023-11-05T08:00:00+07:00", act).unwrap();
    desk.seal("").unwrap();
    assert_eq!(desk.store.disturbed(&desk.round).unwrap(), []);
    desk.store.unite(&path).unwrap();
    let place = (ApplicantId::new("tan-phu"), StageId::new("district"));
    assert_eq!(desk.store.disturbed(&desk.round).unwrap(), [place]);
    desk.reopen("có ý kiến mới").unwrap();
    assert_eq!(desk.store.disturbed(&desk.round).unwrap(), []);
}

#[test]
fn what_another_version_derived_is_derived_again() {
    let mut desk = Desk::new();
    let event = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    tamper(
        &desk.path(),
        "DELETE FROM ruling; UPDATE meta SET value = '0.0.0' WHERE key = 'derived-by'",
    )
    .unwrap();
    desk.store = Store::open(&desk.path()).unwrap();
    assert_eq!(desk.in_force("1.1"), [event.id]);
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn the_summary_follows_each_act() {
    let mut desk = Desk::new();
    let summary = |desk: &Desk| desk.store.summaries(&desk.round).unwrap().remove(0);
    let result = |desk: &Desk| summary(desk).results[&StageId::new("district")].clone();
    assert_eq!(result(&desk).pending, 2);
    let first = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    assert_eq!((result(&desk).passed, result(&desk).pending), (1, 1));
    assert_eq!(summary(&desk).state, DossierState::InProgress);
    desk.rule("1.10", Verdict::NotMet, &[]).unwrap();
    assert_eq!((result(&desk).passed, result(&desk).failed), (1, 1));
    assert_eq!(summary(&desk).state, DossierState::Reviewed);
    desk.undo(&first).unwrap();
    assert_eq!(summary(&desk).state, DossierState::InProgress);
    let flags = desk.store.flags(&desk.round).unwrap();
    assert_eq!(summary(&desk).flags, flags.values().map(Vec::len).sum::<usize>());
    desk.seal("").unwrap();
    assert_eq!(summary(&desk).state, DossierState::Sealed);
}
