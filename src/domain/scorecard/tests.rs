//! Standings, totals, levels, states and checks on small rounds.

use proptest::prelude::*;

use super::*;
use crate::domain::{
    ClaimedVerdict, Evidence, EvidenceKind, FlagKind, Framework, Provenance, Rulings, SignatureState, Submission,
    Targets,
};

/// Two groups of criteria with rules and units as given, under three stages; the round works at the district.
fn round(method: &str, criteria: &[(&str, &str, &str)]) -> Round {
    let max = if method == "points" {
        "max_points = \"10\"\n"
    } else {
        ""
    };
    let rows: String = criteria
        .iter()
        .map(|(id, unit, rule)| {
            let group = id.split('.').next().unwrap();
            format!(
                "[[criteria]]\nid = \"{id}\"\ncode = \"{id}\"\ngroup = \"{group}\"\nname = \"Tên\"\nunit = \"{unit}\"\n{max}rule = {rule}\n"
            )
        })
        .collect();
    let stages: String = ["self", "district", "province"]
        .iter()
        .map(|id| format!("[[stages]]\nid = \"{id}\"\nname = \"\"\nverb = \"\"\nbody = \"\"\nsigner = \"\"\n"))
        .collect();
    let levels: String = (1..=3)
        .map(|level| format!("[[levels]]\nlevel = {level}\nname = \"\"\n"))
        .collect();
    let framework: Framework = toml::from_str(&format!(
        "id = \"mau\"\ntitle = \"\"\ndecision = \"\"\nissuer = \"\"\nyear = 2023\napplicant_level = \"xa\"\n\
         method = \"{method}\"\nsource = \"\"\nforms = []\n{stages}{levels}\
         [[groups]]\nid = \"P\"\ncode = \"P\"\nname = \"\"\n\
         [[groups]]\nid = \"1\"\ncode = \"1\"\nname = \"\"\nparent = \"P\"\n\
         [[groups]]\nid = \"2\"\ncode = \"2\"\nname = \"\"\n{rows}"
    ))
    .unwrap();
    Round {
        id: "r".into(),
        framework,
        year: 2023,
        organisation: String::new(),
        opened: "district".into(),
        stage: "district".into(),
        threshold: None,
        targets: Targets::default(),
    }
}

fn dossier(claims: &[(&str, Claim)]) -> Dossier {
    Dossier {
        applicant: "xa".into(),
        name: "Xã".into(),
        submissions: 1,
        submission: Submission {
            claims: claims.iter().map(|(id, claim)| ((*id).into(), claim.clone())).collect(),
            ..Submission::default()
        },
        presented: Vec::new(),
        sealed: Vec::new(),
        resubmitted: Vec::new(),
        dismissed: Vec::new(),
    }
}

fn number(text: &str) -> Option<Value> {
    Some(Value::Number(text.parse().unwrap()))
}

fn claim(value: &str, verdict: Option<ClaimedVerdict>) -> Claim {
    Claim {
        value: number(value),
        verdict,
        evidence: "Báo cáo số 12".into(),
        from: Provenance {
            file: "Phụ lục 01.xlsx".into(),
            sheet: String::new(),
            cell: "E5".into(),
        },
        ..Claim::default()
    }
}

fn ruling(event: &str, value: Option<Value>, verdict: Option<Verdict>) -> Ruling {
    Ruling {
        event: event.into(),
        value,
        verdict,
        points: None,
        inputs: BTreeMap::new(),
        reason: String::new(),
        by: "An".into(),
        role: String::new(),
        at: "2023-11-20T08:00:00+07:00".into(),
    }
}

fn rulings(stage: &str, list: &[(&str, &[Ruling])]) -> Rulings {
    let by_criterion = list
        .iter()
        .map(|(id, rulings)| ((*id).into(), rulings.to_vec()))
        .collect();
    Rulings {
        by_stage: BTreeMap::from([(stage.into(), by_criterion)]),
    }
}

const AT_70: &str = "{ kind = \"target\", target = { number = \"70\" } }";
const MET: Option<ClaimedVerdict> = Some(ClaimedVerdict::Met);

fn pass_fail() -> Round {
    round(
        "pass-fail",
        &[
            ("1.1", "%", AT_70),
            ("1.2", "%", "{ kind = \"target\" }"),
            ("2.1", "Văn bản", "{ kind = \"presence\" }"),
            ("2.2", "Văn bản", "{ kind = \"presence\" }"),
        ],
    )
}

fn standing<'a>(scorecard: &'a Scorecard, id: &str, stage: &str) -> &'a StageStanding {
    &scorecard.row(&id.into()).unwrap().stages[&StageId::from(stage)]
}

fn kinds(scorecard: &Scorecard) -> Vec<(String, FlagKind)> {
    scorecard
        .flags
        .iter()
        .map(|flag| (flag.criterion.as_ref().unwrap().to_string(), flag.kind))
        .collect()
}

#[test]
fn the_applicants_word_stands_at_its_own_stage() {
    let dossier = dossier(&[
        ("1.1", claim("60", MET)),
        ("1.2", claim("80", None)),
        ("2.1", claim("1", None)),
        ("2.2", claim("1", Some(ClaimedVerdict::InProgress))),
    ]);
    let scorecard = score(&pass_fail(), &dossier, &Rulings::default());
    assert_eq!(standing(&scorecard, "1.1", "self").verdict, Some(Verdict::Met));
    assert_eq!(standing(&scorecard, "1.2", "self").verdict, None);
    assert_eq!(standing(&scorecard, "2.1", "self").verdict, Some(Verdict::Met));
    assert_eq!(standing(&scorecard, "2.2", "self").verdict, None);
    let total = &scorecard.results[&StageId::from("self")].total;
    assert_eq!(
        (total.passed, total.failed, total.pending, total.in_progress),
        (2, 0, 2, 1)
    );
    assert_eq!(scorecard.results[&StageId::from("self")].rate, Some(50.into()));
    let district = &scorecard.results[&StageId::from("district")].total;
    assert_eq!((district.passed, district.pending), (0, 4));
}

#[test]
fn the_council_s_word_stands_over_the_rule() {
    let dossier = dossier(&[("1.1", claim("90", MET)), ("2.1", claim("1", MET))]);
    let rulings = rulings(
        "district",
        &[
            ("1.1", &[ruling("e1", number("90"), Some(Verdict::NotMet))]),
            ("2.1", &[ruling("e2", number("0"), None)]),
            ("2.2", &[ruling("e3", None, Some(Verdict::NotApplicable))]),
        ],
    );
    let scorecard = score(&pass_fail(), &dossier, &rulings);
    let own = standing(&scorecard, "1.1", "district");
    assert_eq!(
        (own.verdict, own.difference),
        (Some(Verdict::NotMet), Difference::Verdict)
    );
    assert_eq!(own.finding.as_ref().unwrap().verdict, Some(Verdict::Met));
    assert_eq!(standing(&scorecard, "2.1", "district").verdict, Some(Verdict::NotMet));
    let result = &scorecard.results[&StageId::from("district")];
    assert_eq!(
        (result.total.failed, result.total.pending, result.total.not_applicable),
        (2, 1, 1)
    );
    assert_eq!(result.rate, Some(0.into()));
    assert_eq!(result.blocking, vec!["1.1".into(), "2.1".into()]);
    assert_eq!(result.differing, 2);
}

#[test]
fn verdicts_against_the_rule_that_decide_the_conclusion_are_weighed() {
    let mut round = pass_fail();
    let all = |verdict: Option<Verdict>| {
        let dossier = dossier(&[("1.1", claim("60", MET))]);
        let rulings = rulings(
            "district",
            &[
                ("1.1", &[ruling("e1", number("60"), verdict)]),
                ("1.2", &[ruling("e2", None, Some(Verdict::NotApplicable))]),
                ("2.1", &[ruling("e3", number("1"), None)]),
                ("2.2", &[ruling("e4", number("2"), None)]),
            ],
        );
        (dossier, rulings)
    };
    let weigh = |round: &Round, verdict: Option<Verdict>| {
        let (dossier, rulings) = all(verdict);
        let card = score(round, &dossier, &rulings);
        by_rule(round, &dossier, &card)
    };
    // Three of three by the council's word, two of three by the rule.
    round.threshold = Some(80.into());
    let found = weigh(&round, Some(Verdict::Met)).unwrap();
    assert_eq!((found.result.total.passed, found.result.total.failed), (2, 1));
    assert_eq!(found.found.verdict, Some(Verdict::NotMet));
    // The conclusion is the same one either way, or nobody departs from the rule, or nothing can be concluded.
    round.threshold = Some(60.into());
    assert_eq!(weigh(&round, Some(Verdict::Met)), None);
    round.threshold = Some(80.into());
    assert_eq!(weigh(&round, None), None);
    round.threshold = None;
    assert_eq!(weigh(&round, Some(Verdict::Met)), None);
}

#[test]
fn groups_add_up_to_the_groups_above_them() {
    let dossier = dossier(&[("1.1", claim("90", MET)), ("2.1", claim("1", MET))]);
    let scorecard = score(&pass_fail(), &dossier, &Rulings::default());
    let groups = &scorecard.results[&StageId::from("self")].groups;
    let passed = |id: &str| groups[&GroupId::from(id)].passed;
    assert_eq!((passed("1"), passed("P"), passed("2")), (1, 1, 1));
}

#[test]
fn rulings_that_did_not_know_of_each_other_leave_the_row_open() {
    let two = [
        ruling("e2", number("90"), Some(Verdict::Met)),
        ruling("e1", number("60"), Some(Verdict::NotMet)),
    ];
    let round = pass_fail();
    let dossier = dossier(&[("1.1", claim("90", MET))]);
    let scorecard = score(&round, &dossier, &rulings("district", &[("1.1", &two)]));
    let own = standing(&scorecard, "1.1", "district");
    assert_eq!(own.ruling.as_ref().unwrap().event, "e2".into());
    assert_eq!((own.verdict, own.conflict.len(), own.is_settled()), (None, 2, false));
    assert_eq!(scorecard.results[&StageId::from("district")].total.pending, 4);
}

#[test]
fn an_earlier_stage_is_read_from_its_table_until_it_rules_here() {
    let mut round = pass_fail();
    round.stage = "province".into();
    let mut dossier = dossier(&[("1.1", claim("90", MET))]);
    let received = BTreeMap::from([("1.1".into(), claim("80", MET)), ("2.1".into(), claim("1", MET))]);
    dossier.submission.received.insert("district".into(), received);
    let rulings = rulings("district", &[("2.1", &[ruling("e", None, Some(Verdict::NotMet))])]);
    let scorecard = score(&round, &dossier, &rulings);
    let district = standing(&scorecard, "1.1", "district");
    assert_eq!(district.verdict, Some(Verdict::Met));
    assert_eq!(district.difference, Difference::Value);
    assert!(district.received.is_some());
    assert_eq!(standing(&scorecard, "2.1", "district").verdict, Some(Verdict::NotMet));
    round.stage = "district".into();
    let own = score(&round, &dossier, &rulings);
    assert_eq!(standing(&own, "1.1", "district").verdict, None);
}

#[test]
fn checks_find_what_does_not_fit() {
    let bare = Claim {
        evidence: " - ".into(),
        ..claim("1", MET)
    };
    let printed = Claim {
        target: "≥ 80 %".into(),
        ..claim("120", Some(ClaimedVerdict::NotMet))
    };
    let mut dossier = dossier(&[("1.1", printed), ("1.2", claim("1", None)), ("2.1", bare)]);
    let scorecard = score(&pass_fail(), &dossier, &Rulings::default());
    let expected = [
        ("1.1", FlagKind::VerdictContradictsTarget),
        ("1.1", FlagKind::TargetDiffers),
        ("1.1", FlagKind::ImplausibleValue),
        ("1.2", FlagKind::TargetUnknown),
        ("2.1", FlagKind::MissingEvidence),
    ];
    assert_eq!(kinds(&scorecard), expected.map(|(id, kind)| (id.to_owned(), kind)));
    assert_eq!(scorecard.row(&"1.1".into()).unwrap().flags, vec![0, 1, 2]);
    // A dismissed flag stays away, and a file that serves the criterion is evidence.
    dossier
        .dismissed
        .push((scorecard.flags[0].clone(), "đã giải trình".into()));
    dossier.submission.evidence.push(Evidence {
        path: "2.1/kh.pdf".into(),
        size: 1,
        sha256: String::new(),
        kind: EvidenceKind::Pdf,
        signature: SignatureState::Unchecked,
        signatures: Vec::new(),
        criteria: vec!["2.1".into()],
        modified: None,
    });
    let after = score(&pass_fail(), &dossier, &Rulings::default());
    assert_eq!(kinds(&after), kinds(&scorecard)[1..4]);
}

#[test]
fn a_printed_target_of_the_same_number_is_no_difference() {
    for printed in ["70", "70%", "≥ 70,0 %", "0,7", "theo kế hoạch", "", "70.0"] {
        let claim = Claim {
            target: printed.into(),
            ..claim("90", MET)
        };
        let scorecard = score(&pass_fail(), &dossier(&[("1.1", claim)]), &Rulings::default());
        assert_eq!(kinds(&scorecard), vec![], "{printed}");
    }
}

#[test]
fn a_slip_of_the_council_s_hand_is_flagged() {
    let dossier = dossier(&[("1.1", claim("98.5", MET))]);
    let rulings = rulings("district", &[("1.1", &[ruling("e", number("985"), None)])]);
    let scorecard = score(&pass_fail(), &dossier, &rulings);
    assert_eq!(kinds(&scorecard), vec![("1.1".to_owned(), FlagKind::ImplausibleValue)]);
}

#[test]
fn a_slip_accepted_from_the_claim_is_flagged_once() {
    let dossier = dossier(&[("1.1", claim("985", MET))]);
    let rulings = rulings("district", &[("1.1", &[ruling("e", number("985"), None)])]);
    let scorecard = score(&pass_fail(), &dossier, &rulings);
    assert_eq!(kinds(&scorecard), vec![("1.1".to_owned(), FlagKind::ImplausibleValue)]);
}

#[test]
fn a_verdict_that_cannot_be_read_is_not_replaced_by_the_rule() {
    let unread = Claim {
        raw_verdict: "Đạt/Không đạt".into(),
        ..claim("90", None)
    };
    let scorecard = score(&pass_fail(), &dossier(&[("1.1", unread)]), &Rulings::default());
    assert_eq!(standing(&scorecard, "1.1", "self").verdict, None);
}

#[test]
fn work_still_going_on_differs_from_any_verdict() {
    let dossier = dossier(&[("1.1", claim("90", Some(ClaimedVerdict::InProgress)))]);
    let rulings = rulings("district", &[("1.1", &[ruling("e", number("90"), None)])]);
    let scorecard = score(&pass_fail(), &dossier, &rulings);
    assert_eq!(standing(&scorecard, "1.1", "district").difference, Difference::Verdict);
    assert_eq!(standing(&scorecard, "1.2", "district").difference, Difference::Unknown);
}

#[test]
fn points_claimed_are_held_against_the_rule_and_the_evidence() {
    let round = round("points", &[("1.1", "", "{ kind = \"ratio\", a = \"a\", b = \"b\" }")]);
    let of = |points: &str| {
        let claim = Claim {
            points: Some(points.parse().unwrap()),
            evidence: String::new(),
            ..claim("75", None)
        };
        kinds(&score(&round, &dossier(&[("1.1", claim)]), &Rulings::default()))
            .into_iter()
            .map(|(_, kind)| kind)
            .collect::<Vec<_>>()
    };
    assert_eq!(of("7.5"), vec![FlagKind::MissingEvidence]);
    assert_eq!(
        of("8"),
        vec![FlagKind::VerdictContradictsTarget, FlagKind::MissingEvidence]
    );
    assert_eq!(of("0"), vec![FlagKind::VerdictContradictsTarget]);
}

#[test]
fn the_explanation_tells_where_the_source_contradicts_itself() {
    let mut round = pass_fail();
    round.framework.contradictions.push(crate::domain::Contradiction {
        key: "k".into(),
        criteria: vec!["1.1".into()],
        group: None,
        acknowledges: None,
        printed: "Tỷ lệ/1%".into(),
        applied: "Tỷ lệ/5%".into(),
        reason: "điểm vượt tối đa".into(),
    });
    let dossier = dossier(&[("1.1", claim("90", MET)), ("2.1", claim("1", MET))]);
    let scorecard = score(&round, &dossier, &Rulings::default());
    let key = |id: &str| {
        standing(&scorecard, id, "self")
            .finding
            .as_ref()
            .unwrap()
            .why
            .key
            .clone()
    };
    assert_eq!(
        (key("1.1").as_str(), key("2.1").as_str()),
        ("rule-explained", "rule-met")
    );
}

fn three_levels(first: &str, second: &str, third: &str) -> String {
    let test = |text: &str| match text {
        "-" => "{ test = \"not-applicable\" }".to_owned(),
        text => format!("{{ test = \"at-least\", value = \"{text}\" }}"),
    };
    format!(
        "{{ kind = \"levels\", levels = [{}, {}, {}] }}",
        test(first),
        test(second),
        test(third)
    )
}

fn level(values: &[(&str, &str)]) -> (Option<u8>, Vec<String>) {
    let round = round(
        "maturity",
        &[
            ("1.1", "%", &three_levels("20", "50", "80")),
            ("2.1", "%", &three_levels("-", "-", "100")),
        ],
    );
    let claims: Vec<(&str, Claim)> = values.iter().map(|(id, value)| (*id, claim(value, None))).collect();
    let scorecard = score(&round, &dossier(&claims), &Rulings::default());
    let result = &scorecard.results[&StageId::from("self")];
    (result.level, result.blocking.iter().map(ToString::to_string).collect())
}

#[test]
fn the_level_is_the_highest_without_a_gap_below() {
    assert_eq!(level(&[("1.1", "80"), ("2.1", "100")]), (Some(3), vec![]));
    assert_eq!(level(&[("1.1", "80"), ("2.1", "99")]), (Some(2), vec!["2.1".into()]));
    assert_eq!(level(&[("1.1", "19"), ("2.1", "100")]), (Some(0), vec!["1.1".into()]));
    assert_eq!(level(&[("1.1", "49")]), (Some(1), vec!["1.1".into()]));
    assert_eq!(level(&[("1.1", "90")]), (None, vec!["2.1".into()]));
    assert_eq!(level(&[]), (None, vec!["1.1".into()]));
}

#[test]
fn a_person_s_verdict_stands_over_the_levels() {
    let round = round("maturity", &[("1.1", "%", &three_levels("20", "50", "80"))]);
    let of = |verdict| {
        let rulings = rulings("district", &[("1.1", &[ruling("e", number("60"), Some(verdict))])]);
        score(&round, &dossier(&[]), &rulings).results[&StageId::from("district")].level
    };
    assert_eq!(of(Verdict::Met), Some(2));
    assert_eq!(of(Verdict::NotMet), Some(0));
}

#[test]
fn where_nothing_applies_no_level_is_attained() {
    let round = round("maturity", &[("1.1", "%", &three_levels("20", "50", "80"))]);
    let rulings = rulings(
        "district",
        &[("1.1", &[ruling("e", number("60"), Some(Verdict::NotApplicable))])],
    );
    let card = score(&round, &dossier(&[]), &rulings);
    let result = &card.results[&StageId::from("district")];
    assert_eq!((result.level, result.next_level), (None, None));
}

#[test]
fn points_leave_out_what_does_not_apply() {
    let round = round(
        "points",
        &[
            ("1.1", "", "{ kind = \"ratio\", a = \"a\", b = \"b\" }"),
            ("1.2", "", "{ kind = \"presence\" }"),
            ("2.1", "", "{ kind = \"entered\" }"),
        ],
    );
    let dossier = dossier(&[("1.1", claim("75", None)), ("1.2", claim("1", None))]);
    let rulings = rulings(
        "district",
        &[
            ("1.1", &[ruling("e1", number("50"), None)]),
            ("1.2", &[ruling("e2", number("1"), Some(Verdict::NotMet))]),
            ("2.1", &[ruling("e3", None, Some(Verdict::NotApplicable))]),
        ],
    );
    let scorecard = score(&round, &dossier, &rulings);
    let own = &scorecard.results[&StageId::from("self")].total;
    assert_eq!(
        (own.points, own.max_points, own.pending),
        ("17.5".parse().unwrap(), 30.into(), 1)
    );
    let district = &scorecard.results[&StageId::from("district")].total;
    assert_eq!((district.points, district.max_points), (5.into(), 20.into()));
    assert_eq!((district.passed, district.failed, district.not_applicable), (0, 2, 1));
}

#[test]
fn a_dossier_goes_from_untouched_to_sealed() {
    let round = round("pass-fail", &[("1.1", "%", AT_70), ("1.2", "%", AT_70)]);
    let mut dossier = dossier(&[]);
    let ruled = |ids: &[&str]| {
        let one = [ruling("e", number("90"), None)];
        let list: Vec<(&str, &[Ruling])> = ids.iter().map(|id| (*id, &one[..])).collect();
        rulings("district", &list)
    };
    let of = |dossier: &Dossier, rulings: &Rulings| state(&round, dossier, &score(&round, dossier, rulings));
    assert_eq!(of(&dossier, &Rulings::default()), DossierState::NotStarted);
    assert_eq!(of(&dossier, &ruled(&["1.1"])), DossierState::InProgress);
    assert_eq!(of(&dossier, &ruled(&["1.1", "1.2"])), DossierState::Reviewed);
    let without_result = rulings(
        "district",
        &[("1.1", &[ruling("e", None, None)]), ("1.2", &[ruling("e", None, None)])],
    );
    assert_eq!(of(&dossier, &without_result), DossierState::InProgress);
    dossier.presented.push("province".into());
    assert_eq!(of(&dossier, &ruled(&["1.1", "1.2"])), DossierState::Reviewed);
    dossier.presented.push("district".into());
    assert_eq!(of(&dossier, &ruled(&["1.1", "1.2"])), DossierState::AwaitingChair);
    dossier.sealed.push("district".into());
    assert_eq!(of(&dossier, &ruled(&["1.1", "1.2"])), DossierState::Sealed);
}

#[test]
fn equals_share_a_rank() {
    let points = [("d", 5), ("a", 9), ("b", 7), ("c", 7)].map(|(id, points)| (ApplicantId::from(id), points.into()));
    let ranks: Vec<(String, usize)> = rank(&points).iter().map(|(id, rank)| (id.to_string(), *rank)).collect();
    let expected = [("a", 1), ("b", 2), ("c", 2), ("d", 4)].map(|(id, rank)| (id.to_owned(), rank));
    assert_eq!(ranks, expected);
}

proptest! {
    #[test]
    fn the_order_of_entries_is_irrelevant(values in proptest::collection::vec(0_i64..120, 4), turn in 0_usize..4) {
        let ids = ["1.1", "1.2", "2.1", "2.2"];
        let claims: Vec<(&str, Claim)> = ids.iter().zip(&values).map(|(id, value)| (*id, claim(&value.to_string(), None))).collect();
        let mut turned = claims.clone();
        turned.rotate_left(turn);
        let one = score(&pass_fail(), &dossier(&claims), &Rulings::default());
        let other = score(&pass_fail(), &dossier(&turned), &Rulings::default());
        prop_assert_eq!(one, other);
    }

    #[test]
    fn every_row_counts_once(values in proptest::collection::vec(proptest::option::of(0_i64..120), 4)) {
        let ids = ["1.1", "1.2", "2.1", "2.2"];
        let claims: Vec<(&str, Claim)> = ids.iter().zip(&values)
            .filter_map(|(id, value)| Some((*id, claim(&(*value)?.to_string(), None)))).collect();
        let scorecard = score(&pass_fail(), &dossier(&claims), &Rulings::default());
        for result in scorecard.results.values() {
            let total = &result.total;
            prop_assert_eq!(total.passed + total.failed + total.pending + total.not_applicable, 4);
        }
    }
}
