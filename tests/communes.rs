//! A district's round of communes computes the district's own criterion on its communes (khung 1.0 cấp huyện, I.1).

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/bench.rs"]
mod bench;
#[path = "support/filled.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod filled;

use std::collections::BTreeMap;

use thamdinh::domain::{Act, ApplicantId, FlagKind, FrameworkId, Inputs, RoundId, Verdict};
use thamdinh::tasks::Desk;
use thamdinh::tasks::communes::distribution;

const COMMUNES: usize = 12;

/// A round of a dozen communes, the later ones the better, all accepted by the district as they claim.
fn communes(desk: &mut Desk, folder: &std::path::Path) -> RoundId {
    let id = FrameworkId::new("khung-1.0-xa");
    let framework = thamdinh::tasks::import::named_framework(desk.library(), &id).unwrap();
    let root = folder.join("xa");
    for at in 0..COMMUNES {
        // Tenths from 4 to 10: the best four of them meet all.
        let filled = filled::fill(&framework, [4, 7, 10][at / 4]);
        bench::hand_in(&root, &format!("Xã Số {at:02}"), &filled.bytes);
    }
    let report = bench::load(desk, &root, "khung-1.0-xa", "UBND huyện Minh Họa");
    assert_eq!(report.fates.len(), COMMUNES);
    let applicants: Vec<ApplicantId> = report.fates.iter().map(|fate| fate.applicant.clone()).collect();
    for applicant in &applicants {
        accept(desk, &report.round, applicant, None);
    }
    report.round
}

/// Rules on all rows as claimed, but Không đạt on one.
fn accept(desk: &mut Desk, round: &RoundId, applicant: &ApplicantId, refused: Option<&str>) {
    let view = desk.view(round, applicant).unwrap();
    let stage = desk.round(round).unwrap().stage;
    let acts = view.dossier.submission.claims.iter().map(|(criterion, claim)| {
        let verdict = (refused == Some(criterion.as_str())).then_some(Verdict::NotMet);
        Act::Rule {
            round: round.clone(),
            applicant: applicant.clone(),
            criterion: criterion.clone(),
            stage: stage.clone(),
            value: claim.value.clone(),
            verdict,
            points: None,
            inputs: claim.inputs.clone(),
            reason: String::new(),
            replaces: view
                .rulings
                .of(&stage, criterion)
                .iter()
                .map(|ruling| ruling.event.clone())
                .collect(),
        }
    });
    let acts = acts.collect();
    desk.act(Act::Batch { acts }).unwrap();
}

fn levels(inputs: &Inputs) -> BTreeMap<String, i64> {
    let counts = inputs
        .iter()
        .filter(|(key, _)| key.as_str() == "communes" || key.starts_with("level-"));
    counts.map(|(key, value)| (key.clone(), bench::number(value))).collect()
}

#[test]
fn the_levels_of_the_communes_become_the_district_s_figures() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    let round = communes(&mut desk, folder.path());
    let found = distribution(&desk, "Huyện Minh Họa", 2024).unwrap().unwrap();
    assert_eq!(
        (found.round.clone(), found.communes, found.open),
        (round.clone(), COMMUNES, 0)
    );
    assert_eq!(found.levels[&5], 4, "{found:?}");

    // The district's word counts, not the commune's: a row refused takes the level away.
    accept(&mut desk, &round, &ApplicantId::new("xa-so-11"), Some("I/1"));
    let found = distribution(&desk, "Huyện Minh Họa", 2024).unwrap().unwrap();
    assert_eq!(found.levels[&5], 3);
    assert_eq!(distribution(&desk, "Huyện Khác", 2024).unwrap(), None);
    assert_eq!(distribution(&desk, "Huyện Minh Họa", 2023).unwrap(), None);

    let id = FrameworkId::new("khung-1.0-huyen");
    let framework = thamdinh::tasks::import::named_framework(desk.library(), &id).unwrap();
    let root = folder.path().join("huyen");
    let blank = filled::fill_but(&framework, 10, &["I/1"]);
    bench::hand_in(&root, "Huyện Minh Họa", &blank.bytes);
    let stated = filled::fill(&framework, 10);
    bench::hand_in(&root, "Huyện Khác", &stated.bytes);
    let report = bench::load(&mut desk, &root, "khung-1.0-huyen", "UBND tỉnh");

    let view = desk.view(&report.round, &ApplicantId::new("huyen-minh-hoa")).unwrap();
    let claim = &view.dossier.submission.claims[&"I/1".into()];
    let counted = levels(&claim.inputs);
    assert_eq!(counted, levels(&found.inputs()));
    assert_eq!((counted["communes"], counted["level-5"]), (12, 3));
    let row = view
        .scorecard
        .rows
        .iter()
        .find(|row| row.criterion.as_str() == "I/1")
        .unwrap();
    let finding = row.stages[&"self".into()].finding.as_ref().unwrap();
    assert!(finding.levels.iter().all(Option::is_some), "{finding:?}");
    let flags = |applicant: &str| {
        let view = desk.view(&report.round, &ApplicantId::new(applicant)).unwrap();
        let computed = view
            .scorecard
            .flags
            .iter()
            .filter(|flag| flag.kind == FlagKind::ComputedInput);
        computed
            .map(|flag| desk.locale().say(&flag.message))
            .collect::<Vec<_>>()
    };
    let [said] = <[String; 1]>::try_from(flags("huyen-minh-hoa")).unwrap();
    assert!(
        said.contains("UBND huyện Minh Họa") && said.contains("mức độ 5: 3"),
        "{said}"
    );
    assert_eq!(flags("huyen-khac"), [""; 0]);
}

#[test]
fn figures_that_the_district_gives_stand_and_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    communes(&mut desk, folder.path());
    let id = FrameworkId::new("khung-1.0-huyen");
    let framework = thamdinh::tasks::import::named_framework(desk.library(), &id).unwrap();
    let root = folder.path().join("huyen");
    let stated = filled::fill(&framework, 10);
    bench::hand_in(&root, "Huyện Minh Họa", &stated.bytes);
    let report = bench::load(&mut desk, &root, "khung-1.0-huyen", "UBND tỉnh");
    let view = desk.view(&report.round, &ApplicantId::new("huyen-minh-hoa")).unwrap();
    let claim = &view.dossier.submission.claims[&"I/1".into()];
    assert_eq!(levels(&claim.inputs), levels(&stated.claims[&"I/1".into()].inputs));
    let differ = |flag: &&thamdinh::domain::Flag| flag.message.key == "task-communes-differ";
    assert_eq!(view.scorecard.flags.iter().filter(differ).count(), 1);
}
