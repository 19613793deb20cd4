//! Acts: undo and redo, conflicts, batches, seals, submissions, settings, the history.

use thamdinh::domain::office::Offices;
use thamdinh::domain::{
    Act, ApplicantId, CriterionId, DossierState, EventId, Flag, FlagKind, FormId, MemberId, Provenance, RoundId,
    Sentence, StageId, Value, Verdict,
};
use thamdinh::store::{Appended, Filter, Store, StoreError};

use crate::desk::{Desk, actor, framework, submission};

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
fn a_ruling_on_a_claim_that_a_later_submission_changed_stands_and_is_flagged() {
    let mut desk = Desk::new();
    let applicant = ApplicantId::new("tan-phu");
    let early = desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let mut next = submission("d2");
    next.claims.get_mut(&CriterionId::new("1.1")).unwrap().value = Some(Value::Number("12".parse().unwrap()));
    desk.act(Act::Submit {
        round: desk.round.clone(),
        applicant: applicant.clone(),
        name: "Xã Tân Phú".to_owned(),
        submission: Box::new(next),
    })
    .unwrap();
    let again = |desk: &Desk| {
        let flags = desk
            .store
            .flags(&desk.round)
            .unwrap()
            .remove(&applicant)
            .unwrap_or_default();
        let again = flags.into_iter().filter(|flag| flag.kind == FlagKind::Resubmitted);
        again.filter_map(|flag| flag.criterion).collect::<Vec<_>>()
    };
    assert_eq!(desk.in_force("1.1"), std::slice::from_ref(&early.id));
    assert_eq!(again(&desk), [CriterionId::new("1.1")]);
    // Ruled anew, it is a ruling on what was handed in last; taken back, the one before stands again.
    let late = desk.rule("1.1", Verdict::NotMet, &[&early]).unwrap();
    assert_eq!(again(&desk), []);
    desk.undo(&late).unwrap();
    assert_eq!(again(&desk), [CriterionId::new("1.1")]);
    assert_eq!(desk.store.verify().unwrap(), []);
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

/// The framework with a report of the district.
fn with_report() -> (Desk, RoundId) {
    let mut desk = Desk::new();
    let mut framework = crate::desk::framework();
    framework.reports = toml::from_str::<std::collections::BTreeMap<String, Vec<_>>>(
        r#"
        [[reports]]
        id = "mau-so-02"
        name = "Mẫu số 02"
        stage = "district"
        agency = []
        number = "Số:"
        title = ["BÁO CÁO"]
        signature = { title = "CHỦ TỊCH" }
        sections = [
            { key = "i", heading = "I. Về hồ sơ", fill = "narrative" },
            { key = "ii", heading = "II. Kết quả", fill = "printed" },
        ]
        [[reports]]
        id = "bao-cao-nam"
        name = "Báo cáo năm"
        stage = "district"
        scope = "round"
        agency = []
        number = "Số:"
        title = ["BÁO CÁO"]
        signature = { title = "CHỦ TỊCH" }
        sections = [{ key = "i", heading = "I. Kết quả", fill = "narrative" }]
        "#,
    )
    .unwrap()
    .remove("reports")
    .unwrap();
    let open = Act::OpenRound {
        framework: Box::new(framework),
        year: 2024,
        organisation: "UBND huyện Minh Họa".to_owned(),
        stage: StageId::new("district"),
        stages: Vec::new(),
    };
    let opened = desk.act(open).unwrap();
    let round = desk
        .store
        .rounds()
        .unwrap()
        .into_iter()
        .find(|round| opened.id.as_str().starts_with(round.id.as_str()))
        .unwrap();
    desk.act(Act::Submit {
        round: round.id.clone(),
        applicant: ApplicantId::new("tan-phu"),
        name: "Xã Tân Phú".to_owned(),
        submission: Box::default(),
    })
    .unwrap();
    (desk, round.id)
}

fn narrate(round: &RoundId, applicant: Option<&str>, section: &str, text: &str) -> Act {
    Act::Narrate {
        round: round.clone(),
        applicant: applicant.map(ApplicantId::new),
        report: FormId::new("mau-so-02"),
        section: section.to_owned(),
        text: text.to_owned(),
        replaces: None,
    }
}

/// A text that says which texts its writer saw.
fn knowing(act: Act, seen: &[EventId]) -> Act {
    match act {
        Act::Narrate {
            round,
            applicant,
            report,
            section,
            text,
            replaces: _,
        } => Act::Narrate {
            round,
            applicant,
            report,
            section,
            text,
            replaces: Some(seen.to_vec()),
        },
        other => other,
    }
}

#[test]
fn texts_that_did_not_know_of_each_other_stand_side_by_side_until_one_replaces_both() {
    let (mut desk, round) = with_report();
    let report = FormId::new("mau-so-02");
    let own = ApplicantId::new("tan-phu");
    let texts = |desk: &Desk| -> Vec<String> {
        let all = desk.store.narratives(&round).unwrap();
        let here = all.own(Some(&own), &report, "i");
        here.map_or_else(Vec::new, |one| one.all().map(|one| one.text.clone()).collect())
    };
    let write = |text: &str, seen: &[EventId]| knowing(narrate(&round, Some("tan-phu"), "i", text), seen);
    let first = desk.act(write("Của An.", &[])).unwrap();
    let second = desk.act(write("Của Bình.", &[])).unwrap();
    assert_eq!(texts(&desk), ["Của An.", "Của Bình."]);
    let unknown = desk.act(write("x", &[EventId::new("khác")]));
    assert!(matches!(unknown, Err(StoreError::UnknownEvent(_))));
    let both = [first.id.clone(), second.id.clone()];
    let united = desk.act(write("Thống nhất.", &both)).unwrap();
    assert_eq!(texts(&desk), ["Thống nhất."]);
    desk.act(Act::Undo {
        events: vec![united.id],
    })
    .unwrap();
    assert_eq!(texts(&desk), ["Của An.", "Của Bình."], "undone, both stand again");
    desk.act(write("", &both)).unwrap();
    assert!(texts(&desk).is_empty(), "an empty text removes both");
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn the_report_over_a_round_is_written_after_its_dossiers_are_sealed() {
    let (mut desk, round) = with_report();
    desk.act(Act::Seal {
        round: round.clone(),
        applicant: ApplicantId::new("tan-phu"),
        stage: StageId::new("district"),
        state: String::new(),
    })
    .unwrap();
    let yearly = Act::Narrate {
        round: round.clone(),
        applicant: None,
        report: FormId::new("bao-cao-nam"),
        section: "i".to_owned(),
        text: "Đã công nhận một xã.".to_owned(),
        replaces: Some(Vec::new()),
    };
    desk.act(yearly).unwrap();
    desk.act(narrate(&round, None, "i", "x")).unwrap_err();
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn a_seal_covers_the_texts_of_its_reports() {
    let seal = |text: Option<&str>| {
        let (mut desk, round) = with_report();
        if let Some(text) = text {
            desk.act(narrate(&round, None, "i", text)).unwrap();
        }
        let act = Act::Seal {
            round: round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            stage: StageId::new("district"),
            state: String::new(),
        };
        let event = desk.act(act).unwrap();
        let Act::Seal { state, .. } = event.act else {
            unreachable!()
        };
        state
    };
    assert_eq!(seal(None), seal(None));
    assert_ne!(seal(None), seal(Some("Chung.")));
    assert_ne!(seal(Some("Riêng.")), seal(Some("Chung.")));
}

#[test]
fn the_last_text_of_a_section_wins_is_undone_and_stays_as_it_was_sealed() {
    let (mut desk, round) = with_report();
    let report = FormId::new("mau-so-02");
    let own = ApplicantId::new("tan-phu");
    let text = |desk: &Desk| {
        let all = desk.store.narratives(&round).unwrap();
        all.of(Some(&own), &report, "i").map(|narrative| narrative.text.clone())
    };
    desk.act(narrate(&round, None, "i", "Chung.")).unwrap();
    assert_eq!(text(&desk).as_deref(), Some("Chung."));
    desk.act(narrate(&round, Some("tan-phu"), "i", "Riêng.")).unwrap();
    let second = desk.act(narrate(&round, Some("tan-phu"), "i", "Riêng, sửa.")).unwrap();
    assert_eq!(text(&desk).as_deref(), Some("Riêng, sửa."));
    let undo = Act::Undo {
        events: vec![second.id],
    };
    desk.act(undo).unwrap();
    assert_eq!(text(&desk).as_deref(), Some("Riêng."));
    desk.act(narrate(&round, Some("tan-phu"), "i", "")).unwrap();
    assert_eq!(text(&desk).as_deref(), Some("Chung."), "an empty text removes it");
    for (applicant, section) in [(Some("tan-phu"), "ii"), (Some("tan-phu"), "x"), (None, "")] {
        let refused = desk.act(narrate(&round, applicant, section, "x"));
        assert!(matches!(refused, Err(StoreError::UnknownSection { .. })), "{section}");
    }
    assert!(matches!(
        desk.act(narrate(&round, Some("khac"), "i", "x")),
        Err(StoreError::UnknownApplicant(_))
    ));
    desk.act(Act::Seal {
        round: round.clone(),
        applicant: own.clone(),
        stage: StageId::new("district"),
        state: String::new(),
    })
    .unwrap();
    for applicant in [Some("tan-phu"), None] {
        let refused = desk.act(narrate(&round, applicant, "i", "Muộn."));
        assert!(matches!(refused, Err(StoreError::Sealed { .. })), "{applicant:?}");
    }
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn the_offices_of_a_round_are_the_last_set_and_can_be_undone() {
    let (mut desk, round) = with_report();
    assert_eq!(desk.store.offices(&round).unwrap(), Offices::default());
    let set = |signer: &str| {
        let mut offices = Offices::default();
        offices.office.signer = signer.to_owned();
        Act::SetOffices {
            round: round.clone(),
            offices: Box::new(offices),
        }
    };
    desk.act(set("Nguyễn Văn A")).unwrap();
    let second = desk.act(set("Trần Thị B")).unwrap();
    assert_eq!(desk.store.offices(&round).unwrap().office.signer, "Trần Thị B");
    desk.act(Act::Undo {
        events: vec![second.id],
    })
    .unwrap();
    assert_eq!(desk.store.offices(&round).unwrap().office.signer, "Nguyễn Văn A");
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn a_round_works_at_the_stage_chosen_last_and_again_at_the_one_before_where_that_is_undone() {
    let mut desk = Desk::new();
    let stage = |desk: &Desk| desk.store.round(&desk.round).unwrap().stage;
    let first = stage(&desk);
    let other = desk.store.round(&desk.round).unwrap().framework.stages;
    let other = other
        .iter()
        .map(|stage| stage.id.clone())
        .find(|id| *id != first)
        .unwrap();
    let set = |id: &str, round| Act::SetStage {
        round,
        stage: id.into(),
    };
    let event = desk.act(set(other.as_str(), desk.round.clone())).unwrap();
    assert_eq!(stage(&desk), other);
    let unknown = desk.act(set("không-có", desk.round.clone()));
    assert!(matches!(unknown, Err(StoreError::UnknownStage(_))), "{unknown:?}");
    desk.store.rebuild().unwrap();
    assert_eq!(stage(&desk), other);
    desk.undo(&event).unwrap();
    assert_eq!(stage(&desk), first);
    assert_eq!(desk.store.verify().unwrap(), []);
}
