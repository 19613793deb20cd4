//! Marks on evidence: which stand, undoing, uniting, sealing, and what is refused.

use thamdinh::domain::{Act, ApplicantId, Event, StageId, Sufficiency, Verdict};
use thamdinh::store::{Filter, Store, StoreError};

use crate::desk::{Desk, actor};

const FILE: &str = "Xã Tân Phú/1.1/a.pdf";

fn mark(desk: &Desk, file: Option<&str>, mark: Option<Sufficiency>, note: &str, replaces: &[&Event]) -> Act {
    Act::MarkEvidence {
        round: desk.round.clone(),
        applicant: "tan-phu".into(),
        stage: "district".into(),
        criterion: Some("1.1".into()),
        file: file.map(str::to_owned),
        sha256: file.map(|_| "abc".to_owned()).unwrap_or_default(),
        mark,
        note: note.to_owned(),
        replaces: replaces.iter().map(|event| event.id.clone()).collect(),
    }
}

/// The marks in force: file, mark, note.
fn marks(store: &Store, desk: &Desk) -> Vec<(bool, Sufficiency, String)> {
    let marks = store.marks(&desk.round, &ApplicantId::new("tan-phu")).unwrap();
    marks
        .into_iter()
        .map(|one| (one.file.is_some(), one.mark, one.note))
        .collect()
}

#[test]
fn a_mark_replaces_what_it_saw_on_its_own_place_and_is_taken_back() {
    let mut desk = Desk::new();
    let first = mark(&desk, Some(FILE), Some(Sufficiency::Missing), "thiếu trang 2", &[]);
    let first = desk.act(first).unwrap();
    let whole = mark(&desk, None, Some(Sufficiency::Enough), "", &[]);
    desk.act(whole).unwrap();
    let second = mark(&desk, Some(FILE), Some(Sufficiency::Enough), "", &[&first]);
    let second = desk.act(second).unwrap();
    let both = [
        (true, Sufficiency::Enough, String::new()),
        (false, Sufficiency::Enough, String::new()),
    ];
    assert_eq!(marks(&desk.store, &desk), both);
    desk.undo(&second).unwrap();
    assert!(marks(&desk.store, &desk).contains(&(true, Sufficiency::Missing, "thiếu trang 2".to_owned())));
    let none = mark(&desk, Some(FILE), None, "", &[&first]);
    desk.act(none).unwrap();
    assert_eq!(marks(&desk.store, &desk), [(false, Sufficiency::Enough, String::new())]);
    assert_eq!(desk.store.verify().unwrap(), []);
}

#[test]
fn who_marked_when_at_which_stage_and_what_was_looked_at_is_kept() {
    let mut desk = Desk::new();
    let act = mark(&desk, Some(FILE), Some(Sufficiency::Supplement), "ký số lại", &[]);
    let event = desk.act(act).unwrap();
    let kept = desk.store.marks(&desk.round, &"tan-phu".into()).unwrap();
    let [one] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!((one.by.as_str(), one.role.as_str()), ("An", "Thư ký"));
    assert_eq!(
        (&one.at, &one.event, one.sha256.as_str()),
        (&event.at, &event.id, "abc")
    );
    assert_eq!(one.stage, StageId::new("district"));
    let scope = Filter {
        criterion: Some("1.1".into()),
        ..Filter::dossier(&desk.round, &"tan-phu".into())
    };
    assert_eq!(
        desk.store.events(&scope).unwrap()[0].id,
        event.id,
        "in the criterion's journal"
    );
    assert_eq!(desk.store.all_marks(&desk.round).unwrap().len(), 1);
}

#[test]
fn marks_that_did_not_know_of_each_other_both_stand_the_latest_first() {
    let mut desk = Desk::new();
    let path = desk.folder.path().join("khac");
    desk.store.backup(&path).unwrap();
    let mut other = Store::open(&path).unwrap();
    other.use_device("may-2");
    let theirs = mark(&desk, None, Some(Sufficiency::Missing), "của Bình", &[]);
    let theirs = other
        .append(&actor("Bình"), "2023-11-05T08:00:00+07:00", theirs)
        .unwrap();
    let mine = mark(&desk, None, Some(Sufficiency::Enough), "của An", &[]);
    let mine = desk.act(mine).unwrap();
    desk.store.unite(&path).unwrap();
    other.unite(&desk.path()).unwrap();
    let notes: Vec<String> = marks(&desk.store, &desk).into_iter().map(|(_, _, note)| note).collect();
    assert_eq!(notes, ["của Bình", "của An"]);
    assert_eq!(desk.store.digests().unwrap(), other.digests().unwrap());
    let settled = mark(&desk, None, Some(Sufficiency::Supplement), "", &[&mine, &theirs]);
    desk.act(settled).unwrap();
    assert_eq!(marks(&desk.store, &desk).len(), 1);
}

#[test]
fn a_seal_covers_the_marks_and_refuses_new_ones() {
    let mut desk = Desk::new();
    for criterion in ["1.1", "1.10"] {
        desk.rule(criterion, Verdict::Met, &[]).unwrap();
    }
    let state = |desk: &Desk| {
        let stage = StageId::new("district");
        desk.store.state(&desk.round, &"tan-phu".into(), &stage).unwrap()
    };
    let bare = state(&desk);
    let act = mark(&desk, None, Some(Sufficiency::Enough), "", &[]);
    let marked = desk.act(act).unwrap();
    assert_ne!(state(&desk), bare);
    desk.undo(&marked).unwrap();
    assert_eq!(state(&desk), bare, "nothing marked, nothing added");
    desk.seal("").unwrap();
    let act = mark(&desk, None, Some(Sufficiency::Missing), "", &[]);
    assert!(matches!(desk.act(act), Err(StoreError::Sealed { .. })));
}

#[test]
fn what_is_no_place_is_refused() {
    let mut desk = Desk::new();
    let good = mark(&desk, None, Some(Sufficiency::Enough), "", &[]);
    let file = mark(&desk, Some(FILE), Some(Sufficiency::Enough), "", &[]);
    let file = desk.act(file).unwrap();
    let crossed = mark(&desk, None, Some(Sufficiency::Enough), "", &[&file]);
    assert!(matches!(desk.act(crossed), Err(StoreError::UnknownEvent(_))));
    let change = |with: fn(&mut Act)| {
        let mut act = good.clone();
        with(&mut act);
        act
    };
    let nothing = change(|act| {
        if let Act::MarkEvidence { criterion, .. } = act {
            *criterion = None;
        }
    });
    assert!(matches!(desk.act(nothing), Err(StoreError::UnknownCriterion(_))));
    let unknown = change(|act| {
        if let Act::MarkEvidence { criterion, .. } = act {
            *criterion = Some("9.9".into());
        }
    });
    assert!(matches!(desk.act(unknown), Err(StoreError::UnknownCriterion(_))));
    let stage = change(|act| {
        if let Act::MarkEvidence { stage, .. } = act {
            *stage = "moon".into();
        }
    });
    assert!(matches!(desk.act(stage), Err(StoreError::UnknownStage(_))));
}

#[test]
fn evidence_of_a_workspace_of_the_third_version_can_be_marked() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("so-tham-dinh");
    let old = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/workspace-3.thamdinh");
    std::fs::copy(&old, &path).unwrap();
    let mut store = Store::open(&path).unwrap();
    assert!(folder.path().join("so-tham-dinh.v3.bak").exists());
    assert_eq!(store.verify().unwrap(), []);
    let round = store.rounds().unwrap()[0].clone();
    let (dossier, rulings) = store.dossiers(&round.id).unwrap().remove(0);
    assert_eq!(rulings.of(&round.stage, &"1.1".into()).len(), 1, "the journal is kept");
    let file = &dossier.submission.evidence[0];
    let act = Act::MarkEvidence {
        round: round.id.clone(),
        applicant: dossier.applicant.clone(),
        stage: round.stage,
        criterion: file.criteria.first().cloned(),
        file: Some(file.path.clone()),
        sha256: file.sha256.clone(),
        mark: Some(Sufficiency::Enough),
        note: String::new(),
        replaces: Vec::new(),
    };
    store.append(&actor("An"), "2026-12-01T08:00:00+07:00", act).unwrap();
    assert_eq!(store.marks(&round.id, &dossier.applicant).unwrap().len(), 1);
    assert_eq!(store.verify().unwrap(), []);
}
