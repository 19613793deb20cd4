//! A round by points, from filled forms to the ranking: loaded, appraised by value, choice and points, ranked, exported.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/bench.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod bench;
#[path = "support/filled.rs"]
#[allow(dead_code, reason = "other tests use the rest of it")]
mod filled;

use calamine::{Data, Reader as _, Xlsx, open_workbook};
use thamdinh::domain::{ApplicantId, Decimal, FormId, FormKind, Framework, FrameworkId, Rule, StageId, Value, Verdict};
use thamdinh::tasks::rulings::{Spoken, one};
use thamdinh::tasks::{Desk, ExportFormat, ExportRequest, Reply, Request, dump};

const FRAMEWORK: &str = "vinh-phuc-2074-xa";
/// By name and how good its figures are, in tenths.
const COMMUNES: [(&str, usize); 3] = [("Xã An Bình", 4), ("Phường Bình Minh", 10), ("Thị trấn Lam Giang", 7)];

fn framework(desk: &mut Desk) -> Framework {
    thamdinh::tasks::import::named_framework(desk.library(), &FrameworkId::new(FRAMEWORK)).unwrap()
}

/// The points of all rows; not the source's total, which its own rows exceed.
fn attainable(framework: &Framework) -> Decimal {
    framework.scored().map(|one| one.max_points.unwrap()).sum()
}

fn spoken(applicant: &str, criterion: &str) -> Spoken {
    Spoken {
        applicant: applicant.to_owned(),
        criterion: criterion.to_owned(),
        by: "Trần Thị B".to_owned(),
        ..Spoken::default()
    }
}

#[test]
fn a_commune_round_is_loaded_appraised_ranked_and_exported() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    let framework = framework(&mut desk);
    let root = folder.path().join("xa");
    for (name, good) in COMMUNES {
        bench::hand_in(&root, name, &filled::fill(&framework, good).bytes);
    }
    let report = bench::load(&mut desk, &root, FRAMEWORK, "UBND huyện Minh Họa");
    assert!(report.issues.is_empty(), "{:?}", report.issues);
    let round = report.round;
    let stage = desk.round(&round).unwrap().stage;
    assert_eq!(stage, StageId::new("district"));

    // What the communes gave themselves stands at their own stage.
    for (name, good) in COMMUNES {
        let view = view(&desk, &round, name);
        let own = &view.scorecard.results[&StageId::new("self")];
        let expected = attainable(&framework) * Decimal::from(good) / Decimal::TEN;
        assert_eq!(own.total.points, expected.normalize(), "{name}");
        assert!(!view.dossier.submission.general.is_empty());
    }

    // The council rules: by ratio or number, by choice, by points; each criterion of each commune.
    let ratio = framework
        .scored()
        .find(|one| {
            matches!(
                one.rule,
                Some(Rule::Ratio {
                    inverse: false,
                    whole: None,
                    ..
                })
            )
        })
        .unwrap();
    let choice = framework
        .scored()
        .find(|one| matches!(one.rule, Some(Rule::Choice { .. })))
        .unwrap();
    let Some(Rule::Choice { choices }) = &choice.rule else {
        unreachable!()
    };
    for (name, good) in COMMUNES {
        for criterion in framework.scored() {
            let mut said = spoken(name, criterion.id.as_str());
            if criterion.id == ratio.id {
                said.value = format!("{good}/10");
            } else if criterion.id == choice.id {
                said.value = choices[0].label.clone();
            } else {
                let points = criterion.max_points.unwrap() * Decimal::from(good) / Decimal::TEN;
                said.points = points.normalize().to_string().replace('.', ",");
            }
            one(&mut desk, &round, &said).unwrap();
        }
    }
    for (name, good) in COMMUNES {
        let view = view(&desk, &round, name);
        let row = |id: &thamdinh::domain::CriterionId| {
            let row = view.scorecard.rows.iter().find(|row| row.criterion == *id).unwrap();
            row.stages[&stage].clone()
        };
        let by_ratio = row(&ratio.id);
        let points = ratio.max_points.unwrap() * Decimal::from(good) / Decimal::TEN;
        assert_eq!(by_ratio.points, Some(points), "{name}");
        assert!(matches!(by_ratio.value, Some(Value::Ratio { .. })));
        assert!(row(&choice.id).points.is_some());
        assert_eq!(view.scorecard.results[&stage].total.pending, 0, "{name}");
    }

    // One row does not apply to one commune: it leaves what is attainable.
    let mut said = spoken("Xã An Bình", framework.scored().last().unwrap().id.as_str());
    said.verdict = "khong-ap-dung".to_owned();
    said.note = "Xã không có đối tượng".to_owned();
    one(&mut desk, &round, &said).unwrap();
    let lost = framework.scored().last().unwrap();
    let appraised = view(&desk, &round, "Xã An Bình");
    let result = &appraised.scorecard.results[&stage];
    assert_eq!(
        result.total.max_points,
        attainable(&framework) - lost.max_points.unwrap()
    );
    let at = appraised
        .scorecard
        .rows
        .iter()
        .find(|row| row.criterion == lost.id)
        .unwrap();
    assert_eq!(at.stages[&stage].verdict, Some(Verdict::NotApplicable));

    // The ranking, in the state and in the summary form.
    let state = dump::all(&desk, None, desk.locale()).unwrap();
    let ranks: Vec<(String, u64)> = state["rounds"][0]["dossiers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let rank = one["results"]["district"]["rank"].as_u64().unwrap();
            (one["applicant"].as_str().unwrap().to_owned(), rank)
        })
        .collect();
    for (name, rank) in [("Phường Bình Minh", 1), ("Thị trấn Lam Giang", 2), ("Xã An Bình", 3)] {
        assert!(ranks.contains(&(name.to_owned(), rank)), "{ranks:?}");
    }
    let summary = framework
        .forms
        .iter()
        .find(|form| form.kind == FormKind::Summary && form.stage.as_ref() == Some(&stage))
        .unwrap();
    let rows = export(&mut desk, &round, &summary.id, &folder.path().join("tong-hop"));
    let place = |name: &str| {
        rows.iter()
            .position(|row| row.iter().any(|cell| *cell == Data::String(name.to_owned())))
            .unwrap()
    };
    for (name, _) in COMMUNES {
        let total = view(&desk, &round, name).scorecard.results[&stage].total.points;
        let shown = rows[place(name)].iter().any(|cell| match cell {
            Data::Float(number) => number.to_string().parse::<Decimal>().unwrap() == total,
            _ => false,
        });
        assert!(shown, "{name}: {total} is not in {:?}", rows[place(name)]);
    }
    assert!(place("Phường Bình Minh") < place("Thị trấn Lam Giang"));
    assert!(place("Thị trấn Lam Giang") < place("Xã An Bình"));
}

#[test]
fn the_next_stage_takes_the_appraised_tables_over() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    let framework = framework(&mut desk);
    let root = folder.path().join("xa");
    for (name, good) in COMMUNES {
        bench::hand_in(&root, name, &filled::fill(&framework, good).bytes);
    }
    let district = bench::load(&mut desk, &root, FRAMEWORK, "UBND huyện Minh Họa").round;
    for (name, good) in COMMUNES {
        for criterion in framework.scored() {
            let mut said = spoken(name, criterion.id.as_str());
            let points = criterion.max_points.unwrap() * Decimal::from(good - 1) / Decimal::TEN;
            said.points = points.normalize().to_string().replace('.', ",");
            one(&mut desk, &district, &said).unwrap();
        }
    }
    let stage = StageId::new("district");
    let table = framework
        .forms
        .iter()
        .find(|form| form.kind == FormKind::Appraisal && form.stage.as_ref() == Some(&stage))
        .unwrap();
    let out = folder.path().join("bang");
    export(&mut desk, &district, &table.id, &out);
    let province = bench::load(&mut desk, &out, FRAMEWORK, "UBND tỉnh").round;
    assert_ne!(province, district);
    assert_eq!(desk.round(&province).unwrap().stage, StageId::new("province"));
    for (name, _) in COMMUNES {
        let (before, after) = (view(&desk, &district, name), view(&desk, &province, name));
        for at in [StageId::new("self"), stage.clone()] {
            let total = |view: &thamdinh::tasks::DossierView| view.scorecard.results[&at].total.points;
            assert_eq!(total(&after), total(&before), "{name} {at}");
        }
    }
}

#[test]
fn the_sample_by_points_is_read_whole() {
    let folder = tempfile::tempdir().unwrap();
    let mut desk = bench::desk(folder.path());
    let framework = framework(&mut desk);
    let sample = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/xa-cham-diem");
    let report = bench::load(&mut desk, &sample, FRAMEWORK, "UBND huyện Minh Họa");
    assert!(report.issues.is_empty(), "{:?}", report.issues);
    assert_eq!(report.fates.len(), 3);
    let mut flagged = 0;
    for fate in &report.fates {
        assert_eq!(fate.claims, framework.scored().count());
        let scorecard = desk.view(&report.round, &fate.applicant).unwrap().scorecard;
        assert_eq!(
            scorecard.results[&StageId::new("self")].total.pending,
            0,
            "{}",
            fate.name
        );
        flagged += scorecard.flags.len();
    }
    // Rows without evidence, and one commune that is generous to itself.
    assert!(flagged > 3, "{flagged}");
}

fn view(desk: &Desk, round: &thamdinh::domain::RoundId, name: &str) -> thamdinh::tasks::DossierView {
    let id = ApplicantId::new(thamdinh::text::fold::slug(name));
    desk.view(round, &id).unwrap()
}

/// Exports a form for all and gives the rows of the first file.
fn export(desk: &mut Desk, round: &thamdinh::domain::RoundId, form: &FormId, out: &std::path::Path) -> Vec<Vec<Data>> {
    let wanted = ExportRequest {
        provenance: false,
        round: round.clone(),
        forms: vec![form.clone()],
        applicants: Vec::new(),
        format: ExportFormat::Xlsx,
        out: out.to_owned(),
        one_book: false,
        plain_names: false,
        existing: thamdinh::tasks::Existing::Refuse,
    };
    let Reply::Written(written) = desk.run(Request::Export(Box::new(wanted)), &mut |_| true).unwrap() else {
        panic!("not exported")
    };
    let mut book: Xlsx<_> = open_workbook(&written.files[0]).unwrap();
    let name = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&name).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}
