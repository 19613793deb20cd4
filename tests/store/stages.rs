//! Seals and what is said at a later stage of the round.

use thamdinh::domain::{Act, ApplicantId, Flag, FlagKind, Sentence, StageId, Verdict};
use thamdinh::store::{Store, StoreError};

use crate::desk::{Desk, actor};

impl Desk {
    fn stage(&mut self, stage: &str) {
        let act = Act::SetStage {
            round: self.round.clone(),
            stage: StageId::new(stage),
        };
        self.act(act).unwrap();
    }

    fn dismiss(&mut self, reason: &str) {
        let flag = Flag {
            kind: FlagKind::Late,
            criterion: None,
            message: Sentence::new("flag-late"),
            place: None,
        };
        let act = Act::DismissFlag {
            round: self.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            flag,
            reason: reason.to_owned(),
        };
        self.act(act).unwrap();
    }

    fn is_undisturbed(&self) -> bool {
        self.store.disturbed(&self.round).unwrap().is_empty()
    }

    /// The notes and reasons that the seal covers, where they are not all.
    fn covered(&self) -> Option<(Vec<String>, Vec<String>)> {
        let (applicant, stage) = (ApplicantId::new("tan-phu"), StageId::new("district"));
        let found = self.store.sealed_remarks(&self.round, &applicant, &stage).unwrap()?;
        let notes = found.notes.into_iter().map(|note| note.text).collect();
        Some((notes, found.dismissed.into_iter().map(|(_, reason)| reason).collect()))
    }
}

#[test]
fn a_note_or_dismissal_at_the_next_stage_leaves_the_seal_of_the_one_before_as_it_is() {
    let mut desk = Desk::new();
    desk.rule("1.1", Verdict::Met, &[]).unwrap();
    let note = desk.note("một", &[]).unwrap();
    desk.dismiss("lần một");
    desk.seal("").unwrap();
    assert_eq!(desk.covered(), None);
    let (applicant, district) = (ApplicantId::new("tan-phu"), StageId::new("district"));
    let sealed = desk.store.state(&desk.round, &applicant, &district).unwrap();
    desk.stage("self");
    desk.note("hai", &[]).unwrap();
    assert!(desk.is_undisturbed());
    // Put in the place of what is sealed, it still is not what was sealed.
    desk.note("một, sửa", &[&note]).unwrap();
    desk.dismiss("lần hai");
    assert_eq!(desk.notes(), ["một, sửa", "hai"]);
    assert!(desk.is_undisturbed());
    assert_eq!(
        desk.covered(),
        Some((vec!["một".to_owned()], vec!["lần một".to_owned()]))
    );
    assert_eq!(desk.store.state(&desk.round, &applicant, &district).unwrap(), sealed);
    assert!(matches!(desk.undo(&note), Err(StoreError::Sealed { .. })));

    // Opened and sealed again, it covers all that is said.
    desk.reopen("bổ sung").unwrap();
    assert_eq!(desk.covered(), None);
    desk.seal("").unwrap();
    assert!(desk.is_undisturbed());
    assert_ne!(desk.store.state(&desk.round, &applicant, &district).unwrap(), sealed);
}

#[test]
fn a_note_of_the_stage_that_did_not_know_of_the_seal_disturbs_it() {
    for at in ["2023-11-02T00:00:30+07:00", "2023-11-02T01:00:00+07:00"] {
        let mut desk = Desk::new();
        let path = desk.folder.path().join("khac");
        desk.store.backup(&path).unwrap();
        let mut other = Store::open(&path).unwrap();
        other.use_device("may-2");
        let act = Act::Note {
            round: desk.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            criterion: None,
            text: "chưa biết đã chốt".to_owned(),
            replaces: Vec::new(),
        };
        other.append(&actor("Bình"), at, act).unwrap();
        desk.seal("").unwrap();
        desk.store.unite(&path).unwrap();
        assert!(!desk.is_undisturbed(), "{at}");
    }
}
