//! Submissions made ready ahead: what is recorded of them is what is recorded without.

use thamdinh::domain::{Act, ApplicantId, RoundId, Value};
use thamdinh::store::{Appended, Filter, Ready, Store};

use crate::desk::{Desk, actor, submission};

const AT: &str = "2023-11-02T08:00:00+07:00";

fn record_ready(desk: &mut Desk, ready: Ready) -> Appended {
    desk.store.record_ready(&actor("An"), AT, ready).unwrap()
}

fn ready(desk: &mut Desk, applicant: &str, digest: &str) -> Ready {
    let round = desk.store.shared(&desk.round).unwrap();
    Ready::new(
        &round,
        ApplicantId::new(applicant),
        format!("Xã {applicant}"),
        submission(digest),
    )
    .unwrap()
}

/// What stands in a workspace, the order of its events included.
fn state(store: &Store) -> (Vec<(String, String)>, Vec<String>) {
    let events = store.events(&Filter::default()).unwrap();
    (
        store.digests().unwrap(),
        events.into_iter().map(|event| event.id.to_string()).collect(),
    )
}

fn plainly(desk: &mut Desk, applicant: &str, digest: &str) {
    let act = Act::Submit {
        round: desk.round.clone(),
        applicant: ApplicantId::new(applicant),
        name: format!("Xã {applicant}"),
        submission: Box::new(submission(digest)),
    };
    desk.store.record(&actor("An"), AT, act).unwrap();
}

/// A target of the criterion that the submissions claim.
fn set_target(store: &mut Store, round: &RoundId) {
    let target = Act::SetTarget {
        round: round.clone(),
        criterion: "1.1".into(),
        applicant: None,
        target: Some(Value::Number(99.into())),
    };
    store.append(&actor("Bình"), AT, target).unwrap();
}

#[test]
fn what_was_made_ready_is_recorded_as_everything_else() {
    let (mut one, mut other) = (Desk::new(), Desk::new());
    // A new dossier, a later submission of a known one, and the same once more.
    for (applicant, digest) in [
        ("dong-linh", "d1"),
        ("tan-phu", "d2"),
        ("dong-linh", "d2"),
        ("dong-linh", "d2"),
    ] {
        let made = ready(&mut one, applicant, digest);
        record_ready(&mut one, made);
        plainly(&mut other, applicant, digest);
    }
    assert_eq!(state(&one.store), state(&other.store));
    assert_eq!(one.store.verify().unwrap(), []);
    let again = ready(&mut one, "dong-linh", "d2");
    assert!(matches!(record_ready(&mut one, again), Appended::Unchanged(_)));
}

#[test]
fn what_was_made_ready_before_a_target_was_set_is_judged_by_the_target() {
    let (mut one, mut other) = (Desk::new(), Desk::new());
    let early = ready(&mut one, "dong-linh", "d1");
    set_target(&mut one.store, &one.round);
    record_ready(&mut one, early);
    set_target(&mut other.store, &other.round);
    plainly(&mut other, "dong-linh", "d1");
    assert_eq!(state(&one.store), state(&other.store));
    assert_eq!(one.store.verify().unwrap(), []);
}

#[test]
fn a_target_set_in_another_window_counts_too() {
    let mut desk = Desk::new();
    let early = ready(&mut desk, "dong-linh", "d1");
    let mut window = Store::open(&desk.path()).unwrap();
    set_target(&mut window, &desk.round);
    record_ready(&mut desk, early);
    assert_eq!(desk.store.verify().unwrap(), []);
}
