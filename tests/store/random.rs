//! Random work on workspaces: the projection is what the journal gives, and uniting does not depend on the order.

use std::path::{Path, PathBuf};

use proptest::prelude::*;
use thamdinh::domain::{
    Act, Actor, ApplicantId, CriterionId, Event, EventId, Flag, FlagKind, MemberId, RoundId, Sentence, StageId,
    Submission, Sufficiency, Value, Verdict,
};
use thamdinh::store::{Filter, Store, StoreError, United};

/// One random thing that a member does; `what` chooses the kind, the rest its particulars.
#[derive(Debug, Clone)]
struct Deed {
    what: u8,
    place: u8,
    number: u8,
    knows: bool,
    second: u8,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed =
        (0..14_u8, 0..4_u8, 0..4_u8, any::<bool>(), 0..5_u8).prop_map(|(what, place, number, knows, second)| Deed {
            what,
            place,
            number,
            knows,
            second,
        });
    prop::collection::vec(deed, 0..14)
}

fn actor(store: &Store) -> Actor {
    Actor {
        member: MemberId::new(store.device()),
        role: String::new(),
    }
}

fn stage() -> StageId {
    StageId::new("district")
}

/// A workspace with a round and two dossiers, from which the others are copied.
fn begin(folder: &Path) -> (PathBuf, RoundId) {
    let path = folder.join("goc");
    let mut store = Store::create(&path, "goc").unwrap();
    let actor = actor(&store);
    let opened = store
        .append(
            &actor,
            "2023-11-01T08:00:00Z",
            Act::OpenRound {
                framework: Box::new(crate::desk::framework()),
                year: 2023,
                organisation: "UBND huyện".to_owned(),
                stage: stage(),
                stages: Vec::new(),
            },
        )
        .unwrap();
    let round = store.rounds().unwrap()[0].id.clone();
    assert!(opened.id.as_str().starts_with(round.as_str()));
    for applicant in ["a", "b"] {
        let act = submit(&round, applicant, 0);
        store.append(&actor, "2023-11-01T08:00:00Z", act).unwrap();
    }
    (path, round)
}

fn submit(round: &RoundId, applicant: &str, digest: u8) -> Act {
    Act::Submit {
        round: round.clone(),
        applicant: ApplicantId::new(applicant),
        name: format!("Xã {applicant} {digest}"),
        submission: Box::new(Submission {
            digest: digest.to_string(),
            ..Submission::default()
        }),
    }
}

fn rule(store: &Store, round: &RoundId, deed: &Deed, criterion: &CriterionId) -> Act {
    let applicant = ApplicantId::new(if deed.place & 1 == 0 { "a" } else { "b" });
    let seen = store.rulings(round, &applicant).unwrap();
    let replaces = seen.of(&stage(), criterion).iter().map(|ruling| ruling.event.clone());
    Act::Rule {
        round: round.clone(),
        replaces: if deed.knows { replaces.collect() } else { Vec::new() },
        applicant,
        criterion: criterion.clone(),
        stage: stage(),
        value: Some(Value::Number(deed.number.into())),
        verdict: [
            None,
            Some(Verdict::Met),
            Some(Verdict::NotMet),
            Some(Verdict::NotApplicable),
        ][usize::from(deed.number)],
        points: None,
        inputs: Default::default(),
        reason: String::new(),
    }
}

/// Does one thing, or is refused; both are fine.
fn perform(store: &mut Store, round: &RoundId, deed: &Deed) -> Option<Event> {
    let applicant = ApplicantId::new(if deed.place & 1 == 0 { "a" } else { "b" });
    let criterion = CriterionId::new(if deed.place & 2 == 0 { "1.1" } else { "1.10" });
    let undo = |events: Vec<EventId>| Act::Undo { events };
    let act = match deed.what {
        0 | 1 => rule(store, round, deed, &criterion),
        2 => {
            let seen = store.notes(round, &applicant).unwrap();
            let replaces = seen
                .iter()
                .filter(|note| note.criterion.as_ref() == Some(&criterion))
                .map(|note| note.event.clone());
            Act::Note {
                round: round.clone(),
                replaces: if deed.knows { replaces.collect() } else { Vec::new() },
                applicant,
                criterion: Some(criterion),
                text: "x".repeat(usize::from(deed.number)),
            }
        }
        3 => undo(vec![store.undoable(&Filter::default()).unwrap()?.id]),
        4 => undo(vec![store.redoable(&Filter::default()).unwrap()?.id]),
        5 => {
            // Anybody's act, from the history.
            let history = store.events(&Filter::round(round)).unwrap();
            let chosen = history.get(usize::from(deed.number) + usize::from(deed.place))?;
            undo(vec![chosen.id.clone()])
        }
        6 => Act::SetTarget {
            round: round.clone(),
            criterion,
            applicant: deed.knows.then_some(applicant),
            target: (deed.number > 0).then(|| Value::Number(deed.number.into())),
        },
        7 => Act::SetThreshold {
            round: round.clone(),
            rate: (deed.number > 0).then(|| deed.number.into()),
        },
        8 => submit(round, applicant.as_str(), deed.number),
        9 => Act::Batch {
            acts: ["1.1", "1.10"]
                .map(|criterion| rule(store, round, deed, &CriterionId::new(criterion)))
                .into(),
        },
        10 => Act::DismissFlag {
            round: round.clone(),
            applicant,
            flag: Flag {
                kind: FlagKind::MissingRow,
                criterion: Some(criterion),
                message: Sentence::new("flag"),
                place: None,
            },
            reason: deed.number.to_string(),
        },
        13 => {
            let file = (deed.place & 1 == 0).then(|| "a.pdf".to_owned());
            let seen = store.marks(round, &applicant).unwrap();
            let replaces = seen
                .iter()
                .filter(|mark| mark.is_on(Some(&criterion), file.as_deref()))
                .map(|mark| mark.event.clone());
            Act::MarkEvidence {
                round: round.clone(),
                replaces: if deed.knows { replaces.collect() } else { Vec::new() },
                applicant,
                stage: stage(),
                criterion: Some(criterion),
                file,
                sha256: String::new(),
                mark: [
                    None,
                    Some(Sufficiency::Enough),
                    Some(Sufficiency::Missing),
                    Some(Sufficiency::Supplement),
                ][usize::from(deed.number)],
                note: "x".repeat(usize::from(deed.number)),
            }
        }
        11 => Act::Present {
            round: round.clone(),
            applicant,
            stage: stage(),
        },
        _ if deed.knows => Act::Reopen {
            round: round.clone(),
            applicant,
            stage: stage(),
            reason: "sửa".to_owned(),
        },
        _ => Act::Seal {
            round: round.clone(),
            applicant,
            stage: stage(),
            state: String::new(),
        },
    };
    // Clocks stand still, run back and agree between machines.
    let at = format!("2023-11-01T08:00:0{}Z", deed.second);
    let actor = actor(store);
    match store.append(&actor, &at, act) {
        Ok(event) => Some(event),
        Err(
            StoreError::Sealed { .. }
            | StoreError::NotSealed { .. }
            | StoreError::CannotUndo(_)
            | StoreError::AlreadyUndone(_)
            | StoreError::BadBatch,
        ) => None,
        Err(other) => panic!("{other}"),
    }
}

/// A copy of a workspace on another machine.
fn copy(from: &Path, name: &str) -> (PathBuf, Store) {
    let path = from.with_file_name(name);
    Store::open(from).unwrap().backup(&path).unwrap();
    let mut store = Store::open(&path).unwrap();
    store.use_device(name);
    (path, store)
}

/// All that is read of a round.
fn read(store: &Store, round: &RoundId) -> String {
    let parts = (
        store.round(round).unwrap(),
        store.dossiers(round).unwrap(),
        store.all_notes(round).unwrap(),
        store.all_marks(round).unwrap(),
    );
    format!("{parts:?}")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_derived_act_by_act_is_what_the_journal_gives(deeds in deeds()) {
        let folder = tempfile::tempdir().unwrap();
        let (path, round) = begin(folder.path());
        let mut store = Store::open(&path).unwrap();
        for deed in &deeds {
            perform(&mut store, &round, deed);
        }
        prop_assert_eq!(store.verify().unwrap(), []);
        let before = store.digests().unwrap();
        store.rebuild().unwrap();
        prop_assert_eq!(store.digests().unwrap(), before);
    }

    #[test]
    fn united_workspaces_are_equal_in_whatever_order(
        mine in deeds(), theirs in deeds(), chairs in deeds(), later in deeds(),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let (root, round) = begin(folder.path());
        let (path_a, mut a) = copy(&root, "a");
        let (path_b, mut b) = copy(&root, "b");
        let (path_c, mut c) = copy(&root, "c");
        for deed in &mine { perform(&mut a, &round, deed); }
        for deed in &theirs { perform(&mut b, &round, deed); }
        // The chair works on what a has done, so that acts name events of another machine.
        c.unite(&path_a).unwrap();
        for deed in &chairs { perform(&mut c, &round, deed); }

        a.unite(&path_b).unwrap();
        a.unite(&path_c).unwrap();
        c.unite(&path_b).unwrap();
        b.unite(&path_c).unwrap();
        prop_assert_eq!(b.unite(&path_a).unwrap().taken, 0);
        prop_assert_eq!(a.digests().unwrap(), b.digests().unwrap());
        prop_assert_eq!(b.digests().unwrap(), c.digests().unwrap());
        prop_assert_eq!(a.summaries(&round).unwrap(), b.summaries(&round).unwrap());
        prop_assert_eq!(a.verify().unwrap(), []);

        // And work goes on from there.
        for deed in &later { perform(&mut a, &round, deed); }
        prop_assert_eq!(a.verify().unwrap(), []);
        b.unite(&path_a).unwrap();
        prop_assert_eq!(a.digests().unwrap(), b.digests().unwrap());
    }

    #[test]
    fn undoing_the_last_act_gives_the_dossiers_of_before(deeds in deeds(), last in deeds()) {
        let folder = tempfile::tempdir().unwrap();
        let (path, round) = begin(folder.path());
        let mut store = Store::open(&path).unwrap();
        for deed in &deeds {
            perform(&mut store, &round, deed);
        }
        for deed in &last {
            let before = read(&store, &round);
            let Some(event) = perform(&mut store, &round, deed) else { continue };
            let undo = Act::Undo { events: vec![event.id] };
            let actor = actor(&store);
            if store.append(&actor, "2023-11-01T09:00:00Z", undo).is_ok() {
                prop_assert_eq!(read(&store, &round), before);
            }
        }
    }
}

#[test]
fn uniting_twice_takes_nothing_the_second_time() {
    let folder = tempfile::tempdir().unwrap();
    let (root, round) = begin(folder.path());
    let (path, mut other) = copy(&root, "b");
    let act = Act::SetThreshold {
        round,
        rate: Some(80.into()),
    };
    let actor = actor(&other);
    other.append(&actor, "2023-11-02T08:00:00Z", act).unwrap();
    let mut store = Store::open(&root).unwrap();
    assert_eq!(store.unite(&path).unwrap(), United { taken: 1, known: 3 });
    assert_eq!(store.unite(&path).unwrap(), United { taken: 0, known: 4 });
}
