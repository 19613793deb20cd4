//! A workspace to try things on.

use tempfile::TempDir;
use thamdinh::domain::{
    Act, Actor, ApplicantId, Claim, CriterionId, Event, EventId, Evidence, EvidenceKind, Framework, MemberId, RoundId,
    SignatureState, StageId, Submission, Value, Verdict,
};
use thamdinh::store::{Store, StoreError};

pub const FRAMEWORK: &str = r#"
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
pub struct Desk {
    pub store: Store,
    pub round: RoundId,
    pub minute: u32,
    pub folder: TempDir,
}

pub fn actor(name: &str) -> Actor {
    Actor {
        member: MemberId::new(name),
        role: "Thư ký".to_owned(),
    }
}

pub fn framework() -> Framework {
    toml::from_str(FRAMEWORK).unwrap()
}

pub fn open_round() -> Act {
    Act::OpenRound {
        framework: Box::new(framework()),
        year: 2023,
        organisation: "UBND huyện Minh Họa".to_owned(),
        stage: StageId::new("district"),
        stages: Vec::new(),
    }
}

pub fn submission(digest: &str) -> Submission {
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
            signatures: Vec::new(),
            criteria: vec![CriterionId::new("1.1"), CriterionId::new("1.10")],
            modified: None,
        }],
        ..Submission::default()
    }
}

impl Desk {
    pub fn new() -> Self {
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

    pub fn path(&self) -> std::path::PathBuf {
        self.folder.path().join("w.thamdinh")
    }

    pub fn act(&mut self, act: Act) -> Result<Event, StoreError> {
        self.minute += 1;
        let at = format!("2023-11-02T{:02}:{:02}:00+07:00", self.minute / 60, self.minute % 60);
        self.store.append(&actor("An"), &at, act)
    }

    pub fn submit(&mut self, applicant: &str, digest: &str) -> Result<Event, StoreError> {
        let act = Act::Submit {
            round: self.round.clone(),
            applicant: ApplicantId::new(applicant),
            name: format!("Xã {applicant}"),
            submission: Box::new(submission(digest)),
        };
        self.act(act)
    }

    pub fn ruling(&self, criterion: &str, verdict: Verdict, replaces: &[&Event]) -> Act {
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

    pub fn rule(&mut self, criterion: &str, verdict: Verdict, replaces: &[&Event]) -> Result<Event, StoreError> {
        self.act(self.ruling(criterion, verdict, replaces))
    }

    pub fn undo(&mut self, event: &Event) -> Result<Event, StoreError> {
        self.act(Act::Undo {
            events: vec![event.id.clone()],
        })
    }

    pub fn seal(&mut self, state: &str) -> Result<Event, StoreError> {
        self.act(Act::Seal {
            round: self.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            stage: StageId::new("district"),
            state: state.to_owned(),
        })
    }

    pub fn reopen(&mut self, reason: &str) -> Result<Event, StoreError> {
        self.act(Act::Reopen {
            round: self.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            stage: StageId::new("district"),
            reason: reason.to_owned(),
        })
    }

    pub fn note(&mut self, text: &str, replaces: &[&Event]) -> Result<Event, StoreError> {
        self.act(Act::Note {
            round: self.round.clone(),
            applicant: ApplicantId::new("tan-phu"),
            criterion: Some(CriterionId::new("1.1")),
            text: text.to_owned(),
            replaces: replaces.iter().map(|event| event.id.clone()).collect(),
        })
    }

    pub fn target(&mut self, number: &str) -> Result<Event, StoreError> {
        self.act(Act::SetTarget {
            round: self.round.clone(),
            criterion: CriterionId::new("1.10"),
            applicant: None,
            target: Some(Value::Number(number.parse().unwrap())),
        })
    }

    /// Ids of the rulings in force on a criterion.
    pub fn in_force(&self, criterion: &str) -> Vec<EventId> {
        let rulings = self.store.rulings(&self.round, &ApplicantId::new("tan-phu")).unwrap();
        rulings
            .of(&StageId::new("district"), &CriterionId::new(criterion))
            .iter()
            .map(|ruling| ruling.event.clone())
            .collect()
    }

    pub fn notes(&self) -> Vec<String> {
        let notes = self.store.notes(&self.round, &ApplicantId::new("tan-phu")).unwrap();
        notes.into_iter().map(|note| note.text).collect()
    }
}
