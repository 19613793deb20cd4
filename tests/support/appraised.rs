//! An invented commune, appraised by an invented district on the Thanh Hóa set: figures, words, long notes, open rows.

use std::collections::BTreeMap;

use thamdinh::domain::{
    ApplicantId, Claim, ClaimedVerdict, Decimal, Dossier, EventId, Framework, MemberId, Round, RoundId, Ruling,
    Rulings, StageId, Submission, Targets, Value, Verdict,
};

/// The framework of the source.
pub fn framework() -> Framework {
    toml::from_str(include_str!("../../frameworks/thanh-hoa-1829-2023.toml")).unwrap()
}

/// A round of the district.
pub fn round(threshold: Option<u32>) -> Round {
    Round {
        id: RoundId::new("r"),
        framework: framework(),
        year: 2023,
        organisation: "UBND huyện Minh Họa".to_owned(),
        opened: StageId::new("district"),
        stage: StageId::new("district"),
        threshold: threshold.map(Decimal::from),
        targets: Targets::default(),
    }
}

/// A number.
pub fn number(text: &str) -> Value {
    Value::Number(text.parse().unwrap())
}

/// A claim of a value.
pub fn claim(value: Value, verdict: ClaimedVerdict) -> Claim {
    Claim {
        raw: "…".to_owned(),
        value: Some(value),
        verdict: Some(verdict),
        ..Claim::default()
    }
}

/// A ruling.
pub fn ruling(value: Option<Value>, verdict: Option<Verdict>, reason: &str) -> Ruling {
    Ruling {
        event: EventId::new("e"),
        value,
        verdict,
        points: None,
        inputs: BTreeMap::new(),
        reason: reason.to_owned(),
        by: MemberId::new("Nguyễn Văn A"),
        role: "Thư ký".to_owned(),
        at: "2023-11-20T08:00:00+07:00".to_owned(),
    }
}

/// The dossier and the rulings on all of its criteria but those named as open.
pub fn dossier(round: &Round, name: &str, open: &[&str]) -> (Dossier, Rulings) {
    let mut submission = Submission::default();
    let mut ruled = BTreeMap::new();
    for (at, criterion) in round.framework.scored().enumerate() {
        let figure = match at % 4 {
            _ if !criterion.is_percent() => number(&(at % 3 + 1).to_string()),
            0 => number("98.5"),
            1 => Value::Ratio {
                part: 45.into(),
                whole: 46.into(),
            },
            2 => number("100"),
            _ => number("72.125"),
        };
        let claimed = if at % 9 == 4 {
            ClaimedVerdict::InProgress
        } else {
            ClaimedVerdict::Met
        };
        submission
            .claims
            .insert(criterion.id.clone(), claim(figure.clone(), claimed));
        if open.contains(&criterion.id.as_str()) {
            continue;
        }
        let (verdict, reason) = match at % 6 {
            5 => (
                Verdict::NotMet,
                "Qua kiểm tra thực tế, số liệu theo danh sách là 45/60 cán bộ; 15 cán bộ chưa được cấp hộp thư điện tử \
                 công vụ, hồ sơ minh chứng kèm theo chưa có chữ ký số của Chủ tịch UBND xã. Đề nghị bổ sung trước ngày \
                 30/11 theo Công văn số 1234/STTTT-CNTT.",
            ),
            3 => (Verdict::Met, "=1+1 là ghi chú của cấp xã"),
            _ => (Verdict::Met, ""),
        };
        ruled.insert(criterion.id.clone(), vec![ruling(Some(figure), Some(verdict), reason)]);
    }
    if let Some(rulings) = ruled.get_mut(&"4.8".into()) {
        *rulings = vec![ruling(None, Some(Verdict::NotApplicable), "Xã không có điểm bưu chính")];
    }
    let dossier = Dossier {
        applicant: ApplicantId::new(thamdinh::text::fold::slug(name)),
        name: name.to_owned(),
        submissions: 1,
        submission,
        presented: Vec::new(),
        sealed: Vec::new(),
        resubmitted: Vec::new(),
        dismissed: Vec::new(),
    };
    let mut rulings = Rulings::default();
    rulings.by_stage.insert(round.stage.clone(), ruled);
    (dossier, rulings)
}
