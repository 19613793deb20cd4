//! The blank form of every framework file, filled in and read back equal; and its appraisal tables likewise.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/filled.rs"]
mod filled;

use std::collections::BTreeMap;
use std::fs;
use std::ops::ControlFlow;
use std::path::Path;

use thamdinh::domain::rule::judge;
use thamdinh::domain::scorecard::{inputs, score};
use thamdinh::domain::{
    Claim, ColumnField, Dossier, EventId, FormKind, FormSpec, Framework, MemberId, Method, Round, RoundId, Rule,
    Ruling, Rulings, Stage, Targets, Verdict,
};
use thamdinh::export::{Properties, xlsx};
use thamdinh::forms::{self, Words};
use thamdinh::intake::{self, Draft, Severity};

fn frameworks() -> Vec<Framework> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("frameworks");
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "toml"));
    paths.sort();
    assert!(!paths.is_empty());
    let read = |path: &std::path::PathBuf| thamdinh::framework::parse(&fs::read_to_string(path).unwrap()).unwrap();
    paths.iter().map(read).collect()
}

/// Reads one workbook as a dossier of `Xã Tân Phú`; it must leave nothing to say.
fn read(bytes: &[u8], framework: &Framework) -> Draft {
    let folder = tempfile::tempdir().unwrap();
    let own = folder.path().join("Xã Tân Phú");
    fs::create_dir(&own).unwrap();
    fs::write(own.join("Phiếu.xlsx"), bytes).unwrap();
    let read = intake::read(folder.path(), framework, &mut |_| ControlFlow::Continue(())).unwrap();
    let locale = thamdinh::text::Locale::new(thamdinh::text::Lang::Vi);
    let issues: Vec<String> = read
        .issues
        .iter()
        .map(|issue| {
            let grave = if issue.severity == Severity::Error { "!" } else { "" };
            format!("{grave}{} {}: {}", issue.sheet, issue.cell, locale.say(&issue.message))
        })
        .collect();
    assert!(issues.is_empty(), "{}: {}", framework.id, issues.join("\n"));
    let [draft] = <[Draft; 1]>::try_from(read.drafts).unwrap();
    assert_eq!(draft.name, "Xã Tân Phú");
    draft
}

/// What a claim says, without where it stands and how it was displayed.
fn bare(claim: &Claim) -> Claim {
    Claim {
        raw: String::new(),
        raw_verdict: String::new(),
        target: String::new(),
        from: thamdinh::domain::Provenance::default(),
        ..claim.clone()
    }
}

#[test]
fn what_is_typed_into_the_blank_form_is_read_back_equal() {
    for framework in frameworks() {
        for good in [4, 10] {
            let filled = filled::fill(&framework, good);
            let draft = read(&filled.bytes, &framework);
            assert_eq!(draft.form.as_ref(), Some(&filled::self_form(&framework).id));
            let read = &draft.submission;
            assert_eq!(read.claims.len(), framework.scored().count(), "{}", framework.id);
            for (id, expected) in &filled.claims {
                let claim = &read.claims[id];
                assert_eq!(bare(claim), *expected, "{} {id}", framework.id);
                assert!(!claim.from.cell.is_empty(), "{} {id}", framework.id);
            }
            assert_eq!(read.general, filled.general, "{}", framework.id);
            assert_eq!(read.registered_level, filled.registered, "{}", framework.id);
            assert!(read.received.is_empty());
        }
    }
}

#[test]
fn the_blank_form_asks_all_that_each_rule_reads() {
    for framework in frameworks() {
        if framework.method == Method::PassFail {
            continue;
        }
        let filled = filled::fill(&framework, 10);
        for criterion in framework.scored() {
            let claim = &filled.claims[&criterion.id];
            let entered = matches!(criterion.rule, Some(Rule::Entered)) && claim.points.is_some();
            let target = criterion.default_target();
            if entered || (matches!(criterion.rule, Some(Rule::Target { .. })) && target.is_none()) {
                continue;
            }
            let finding = judge(criterion, target, &inputs(claim.value.as_ref(), &claim.inputs));
            let says =
                finding.points.is_some() || finding.verdict.is_some() || finding.levels.iter().any(Option::is_some);
            assert!(says, "{} {}: {:?}", framework.id, criterion.id, finding.why);
        }
    }
}

#[test]
fn nobody_reads_a_blank_form_as_an_answer() {
    for framework in frameworks() {
        let form = filled::self_form(&framework);
        let properties = properties();
        let draft = read(
            &thamdinh::export::template::book(&framework, form, &properties).unwrap(),
            &framework,
        );
        for (id, claim) in &draft.submission.claims {
            assert_eq!(bare(claim), Claim::default(), "{} {id}", framework.id);
        }
        assert!(draft.submission.general.is_empty());
        assert_eq!(draft.submission.registered_level, None);
    }
}

fn properties() -> Properties {
    Properties {
        title: String::new(),
        subject: "Xã Tân Phú".to_owned(),
        author: String::new(),
        created: "2024-11-20T08:00:00+07:00".to_owned(),
        ..Properties::default()
    }
}

/// A council that rules on all rows: mostly as claimed, with its own points and now and then its own verdict.
fn rulings(framework: &Framework, stage: &Stage, claims: &BTreeMap<thamdinh::domain::CriterionId, Claim>) -> Rulings {
    let ruled = (0..).zip(framework.scored()).map(|(turn, criterion)| {
        let claim = &claims[&criterion.id];
        let verdict = match framework.method {
            Method::PassFail => Some(if turn % 7 == 3 { Verdict::NotMet } else { Verdict::Met }),
            Method::Maturity => (turn % 7 == 3).then_some(Verdict::NotMet),
            Method::Points => None,
        };
        let ruling = Ruling {
            event: EventId::new("e"),
            value: claim.value.clone(),
            verdict,
            points: criterion
                .max_points
                .map(|max| (max * thamdinh::domain::Decimal::new(7, 1)).normalize()),
            inputs: claim.inputs.clone(),
            reason: format!("Theo hồ sơ {turn}"),
            by: MemberId::new("Nguyễn Văn A"),
            role: String::new(),
            at: "2024-11-20T08:00:00+07:00".to_owned(),
        };
        (criterion.id.clone(), vec![ruling])
    });
    let mut rulings = Rulings::default();
    rulings.by_stage.insert(stage.id.clone(), ruled.collect());
    rulings
}

#[test]
fn an_appraisal_table_is_read_back_as_received() {
    let words = Words::official();
    for framework in frameworks() {
        let filled = filled::fill(&framework, 7);
        let mut submission = read(&filled.bytes, &framework).submission;
        submission.flags.clear();
        let forms: Vec<FormSpec> = framework.forms.clone();
        for form in forms.iter().filter(|form| form.kind == FormKind::Appraisal) {
            let stage = framework.stage(form.stage.as_ref().unwrap()).unwrap();
            let round = Round {
                id: RoundId::new("r"),
                framework: framework.clone(),
                year: 2024,
                organisation: "UBND huyện Minh Họa".to_owned(),
                opened: stage.id.clone(),
                stage: stage.id.clone(),
                threshold: None,
                targets: Targets::default(),
            };
            let dossier = Dossier {
                applicant: "xa-tan-phu".into(),
                name: "Xã Tân Phú".to_owned(),
                submissions: 1,
                submission: submission.clone(),
                presented: Vec::new(),
                sealed: Vec::new(),
                resubmitted: Vec::new(),
                dismissed: Vec::new(),
            };
            let rulings = rulings(&framework, stage, &submission.claims);
            let scorecard = score(&round, &dossier, &rulings);
            let table = forms::fill(form, &round, &dossier, &scorecard, &[], &words);
            let back = read(&xlsx::book(&[table], &properties()).unwrap(), &framework).submission;
            let received = &back.received[&stage.id];
            let has = |field: ColumnField, of: &Stage| {
                form.columns
                    .iter()
                    .any(|column| column.field == field && column.stage.as_ref() == Some(&of.id))
            };
            let own = framework.self_stage().unwrap();
            for criterion in framework.scored() {
                let place = format!("{} {} {}", framework.id, form.id, criterion.id);
                let ruling = &rulings.of(&stage.id, &criterion.id)[0];
                let said = &received[&criterion.id];
                if has(ColumnField::Value, stage) {
                    assert_eq!(said.value, ruling.value, "{place}");
                }
                if has(ColumnField::Points, stage) {
                    assert_eq!(said.points, ruling.points, "{place}");
                }
                if has(ColumnField::Verdict, stage) && ruling.verdict.is_some() {
                    assert_eq!(
                        said.verdict.and_then(|verdict| verdict.verdict()),
                        ruling.verdict,
                        "{place}"
                    );
                }
                if has(ColumnField::Note, stage) {
                    assert_eq!(said.note, ruling.reason, "{place}");
                }
                let claimed = &submission.claims[&criterion.id];
                let again = back.claims.get(&criterion.id).cloned().unwrap_or_default();
                if has(ColumnField::Value, own) {
                    assert_eq!(again.value, claimed.value, "{place}");
                }
                if has(ColumnField::Points, own) {
                    assert_eq!(again.points, claimed.points, "{place}");
                }
                if has(ColumnField::Level, own) {
                    assert_eq!(again.inputs.get("level"), claimed.inputs.get("level"), "{place}");
                }
            }
        }
    }
}
