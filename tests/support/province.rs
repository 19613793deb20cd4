//! A province's worth of communes: 560 folders with the sample's workbook under other names.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use thamdinh::domain::{Act, FrameworkId, RoundId, StageId, Verdict};
use thamdinh::tasks::{Desk, ImportRequest, Request, Settings};
use thamdinh::text::{Lang, Locale};

/// How many communes a large province has.
pub const COMMUNES: usize = 560;

/// The name of a commune; no two are alike.
pub fn name(number: usize) -> String {
    const FIRST: [&str; 8] = ["Tân", "Minh", "Hòa", "Yên", "Phú", "Đông", "Quang", "Vĩnh"];
    const SECOND: [&str; 10] = [
        "Sơn", "Thịnh", "Giang", "Lĩnh", "Trung", "Bình", "Thành", "Lộc", "Phong", "Hưng",
    ];
    const THIRD: [&str; 7] = ["Thượng", "Hạ", "Đoài", "Nội", "Ngoại", "Bắc", "Nam"];
    let (first, rest) = (number % FIRST.len(), number / FIRST.len());
    let (second, third) = (rest % SECOND.len(), rest / SECOND.len());
    format!("Xã {} {} {}", FIRST[first], SECOND[second], THIRD[third % THIRD.len()])
}

/// Lays out the folders and gives their root.
pub fn lay_out(folder: &Path) -> PathBuf {
    let root = folder.join("tinh");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/huyen-minh-hoa/01. Xã Tân Phú/Phụ lục 01.xlsx");
    let bytes = std::fs::read(sample).unwrap();
    for number in 0..COMMUNES {
        let commune = root.join(name(number));
        std::fs::create_dir_all(&commune).unwrap();
        std::fs::write(commune.join("Phụ lục 01.xlsx"), &bytes).unwrap();
    }
    root
}

/// A desk of a member of the district's council.
pub fn desk() -> Desk {
    let settings = Settings {
        member: "Nguyễn Văn A".to_owned(),
        role: "Thư ký".to_owned(),
        ..Settings::default()
    };
    let locale = Arc::new(Locale::new(Lang::Vi));
    Desk::new(settings, None, locale, || "2023-11-20T08:00:00+07:00".to_owned())
}

/// What is asked for when the folders are loaded.
pub fn load(root: &Path) -> ImportRequest {
    ImportRequest {
        folders: vec![root.to_owned()],
        framework: Some(FrameworkId::new("thanh-hoa-1829-2023")),
        year: Some(2023),
        organisation: Some("UBND huyện Minh Họa".to_owned()),
        stage: Some(StageId::new("district")),
        ..ImportRequest::default()
    }
}

/// A workspace in which every commune is ruled on in full.
#[allow(dead_code, reason = "only the benchmark of the start needs it")]
pub fn ruled(folder: &Path) -> PathBuf {
    let root = lay_out(folder);
    let workspace = folder.join("tinh.thamdinh");
    let mut desk = desk();
    desk.run(Request::Open(workspace.clone()), &mut |_| true).unwrap();
    desk.run(Request::Import(Box::new(load(&root))), &mut |_| true).unwrap();
    let round: RoundId = desk.pick_round(None).unwrap();
    let found = desk.round(&round).unwrap();
    for summary in desk.board(&round).unwrap().summaries {
        let dossier = desk.view(&round, &summary.applicant).unwrap().dossier;
        let rule = |(criterion, claim): (&_, &thamdinh::domain::Claim)| Act::Rule {
            round: round.clone(),
            applicant: summary.applicant.clone(),
            criterion: Clone::clone(criterion),
            stage: found.stage.clone(),
            value: claim.value.clone(),
            verdict: Some(Verdict::Met),
            points: None,
            inputs: std::collections::BTreeMap::new(),
            reason: String::new(),
            replaces: Vec::new(),
        };
        let acts = dossier.submission.claims.iter().map(rule).collect();
        desk.run(Request::Act(Box::new(Act::Batch { acts })), &mut |_| true)
            .unwrap();
    }
    workspace
}
