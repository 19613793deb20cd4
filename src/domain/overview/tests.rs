//! Small rounds by pass/fail, levels and points: ranks, conclusions, what was claimed otherwise, what blocks.

use super::*;
use crate::domain::{
    Claim, ClaimedVerdict, Decimal, Dossier, Framework, Round, Ruling, Rulings, Scorecard, Submission, Targets, Value,
    Verdict, scorecard,
};

fn round(method: &str, rules: &[&str]) -> Round {
    let criteria: String = (1..)
        .zip(rules)
        .map(|(at, rule)| {
            let group = if at < 3 { "1" } else { "2" };
            format!(
                "[[criteria]]\nid = \"{group}.{at}\"\ncode = \"{group}.{at}\"\ngroup = \"{group}\"\nname = \"\"\n\
                 max_points = \"10\"\nrule = {rule}\n"
            )
        })
        .collect();
    let stages: String = ["self", "district"]
        .iter()
        .map(|id| format!("[[stages]]\nid = \"{id}\"\nname = \"\"\nverb = \"\"\nbody = \"\"\nsigner = \"\"\n"))
        .collect();
    let levels: String = (1..=3)
        .map(|level| format!("[[levels]]\nlevel = {level}\nname = \"\"\n"))
        .collect();
    let framework: Framework = toml::from_str(&format!(
        "id = \"mau\"\ntitle = \"\"\ndecision = \"\"\nissuer = \"Bộ\"\nyear = 2023\napplicant_level = \"xa\"\n\
         method = \"{method}\"\nsource = \"\"\nforms = []\n{stages}{levels}\
         [[groups]]\nid = \"1\"\ncode = \"1\"\nname = \"\"\n[[groups]]\nid = \"2\"\ncode = \"2\"\nname = \"\"\n{criteria}"
    ))
    .unwrap();
    Round {
        id: "r".into(),
        framework,
        year: 2023,
        organisation: "UBND huyện".to_owned(),
        opened: "district".into(),
        stage: "district".into(),
        threshold: Some(60.into()),
        targets: Targets::default(),
    }
}

/// What is claimed and what is ruled on each criterion in turn; none for not ruled.
struct Said {
    claimed: Claim,
    ruled: Option<Ruling>,
}

fn ruling(verdict: Option<Verdict>, value: Option<Value>, points: Option<u32>) -> Ruling {
    Ruling {
        event: "e".into(),
        value,
        verdict,
        points: points.map(Into::into),
        inputs: std::collections::BTreeMap::new(),
        reason: String::new(),
        by: "a".into(),
        role: String::new(),
        at: String::new(),
    }
}

fn by_verdict(letters: &str) -> Vec<Said> {
    letters
        .split(' ')
        .map(|pair| {
            let mut pair = pair.chars();
            let verdict = |letter: Option<char>| match letter {
                Some('+') => Some(Verdict::Met),
                Some('-') => Some(Verdict::NotMet),
                Some('o') => Some(Verdict::NotApplicable),
                _ => None,
            };
            let claimed = verdict(pair.next()).map(ClaimedVerdict::from);
            Said {
                claimed: Claim {
                    verdict: claimed,
                    ..Claim::default()
                },
                ruled: verdict(pair.next()).map(|verdict| ruling(Some(verdict), None, None)),
            }
        })
        .collect()
}

fn by_points(pairs: &[(u32, Option<u32>)]) -> Vec<Said> {
    pairs
        .iter()
        .map(|(claimed, ruled)| Said {
            claimed: Claim {
                points: Some((*claimed).into()),
                ..Claim::default()
            },
            ruled: ruled.map(|points| ruling(None, None, Some(points))),
        })
        .collect()
}

fn by_value(pairs: &[(i64, Option<i64>)]) -> Vec<Said> {
    let number = |number: i64| Some(Value::Number(number.into()));
    pairs
        .iter()
        .map(|(claimed, ruled)| Said {
            claimed: Claim {
                value: number(*claimed),
                ..Claim::default()
            },
            ruled: ruled.map(|value| ruling(None, number(value), None)),
        })
        .collect()
}

fn entry(round: &Round, name: &str, registered: Option<u8>, said: Vec<Said>) -> (Dossier, Scorecard) {
    let mut submission = Submission {
        registered_level: registered,
        ..Submission::default()
    };
    let mut rulings = Rulings::default();
    for (criterion, said) in round.framework.scored().zip(said) {
        submission.claims.insert(criterion.id.clone(), said.claimed);
        if let Some(ruling) = said.ruled {
            let stage = rulings.by_stage.entry(round.stage.clone()).or_default();
            stage.insert(criterion.id.clone(), vec![ruling]);
        }
    }
    let dossier = Dossier {
        applicant: name.into(),
        name: name.to_owned(),
        submissions: 1,
        submission,
        presented: Vec::new(),
        sealed: Vec::new(),
        resubmitted: Vec::new(),
        dismissed: Vec::new(),
    };
    let card = scorecard::score(round, &dossier, &rulings);
    (dossier, card)
}

fn names(overview: &Overview) -> Vec<(&str, Option<usize>, Outcome)> {
    overview
        .communes
        .iter()
        .map(|commune| (commune.name.as_str(), commune.rank, commune.outcome))
        .collect()
}

const TARGET: &str = "{ kind = \"target\" }";

#[test]
fn finished_dossiers_are_ranked_with_ties_and_those_not_begun_stand_last() {
    let round = round("pass-fail", &[TARGET; 4]);
    let dossiers = [
        entry(&round, "a", None, by_verdict("+. +. +. +.")),
        entry(&round, "b", None, by_verdict("++ +- ++ +-")),
        entry(&round, "c", None, by_verdict("++ ++ ++ -+")),
        entry(&round, "d", None, by_verdict("+- +- ++ ++")),
        entry(&round, "e", None, by_verdict("++ +o +. +.")),
    ];
    let overview = Overview::of(&round, &dossiers);
    assert_eq!(
        names(&overview),
        [
            ("c", Some(1), Outcome::Met),
            ("b", Some(2), Outcome::NotMet),
            ("d", Some(2), Outcome::NotMet),
            ("e", None, Outcome::Open),
            ("a", None, Outcome::Open),
        ]
    );
    // Of c, b and d: what is not finished does not weigh.
    assert_eq!(overview.mean(), Some(Decimal::from(200) / Decimal::from(3)));
    assert_eq!(overview.judged(), (14, 20));
    assert_eq!(overview.outcomes()[&Outcome::NotMet], 2);
    let mut round = round;
    round.threshold = None;
    let overview = Overview::of(&round, &dossiers);
    assert_eq!(overview.outcomes()[&Outcome::Unknown], 3);
}

#[test]
fn who_claimed_more_than_was_ruled_is_counted_by_dossier_and_by_criterion() {
    let round = round("pass-fail", &[TARGET; 4]);
    let dossiers = [
        entry(&round, "a", None, by_verdict("+- +- ++ -+")),
        entry(&round, "b", None, by_verdict("+- -- +o +.")),
    ];
    let overview = Overview::of(&round, &dossiers);
    let (a, b) = (&overview.communes[0], &overview.communes[1]);
    assert_eq!((a.over.len(), a.under.len()), (2, 1));
    assert_eq!((b.over.len(), b.under.len(), b.ruled), (1, 0, 3));
    let sums: Vec<_> = overview
        .criteria
        .iter()
        .map(|sum| (sum.over.len(), sum.under.len(), sum.not_applicable, sum.blocks.len()))
        .collect();
    assert_eq!(sums, [(2, 0, 0, 2), (1, 0, 0, 2), (0, 0, 1, 0), (0, 1, 0, 0)]);
    assert_eq!(overview.criteria[0].over_share(), Some(100.into()));
    // Rows that are not ruled count on neither side.
    assert_eq!(b.like.0.counted, 3);
    assert_eq!((b.like.0.met, b.like.1.met), (2, 0));
    let group = &overview.groups[0].like;
    assert_eq!((group.0.met, group.1.met, group.1.counted), (3, 0, 4));
}

#[test]
fn points_lost_and_missing_are_summed_exactly() {
    let round = round("points", &["{ kind = \"entered\" }"; 3]);
    let dossiers = [
        entry(&round, "a", None, by_points(&[(10, Some(7)), (5, Some(6)), (8, None)])),
        entry(
            &round,
            "b",
            None,
            by_points(&[(10, Some(10)), (10, Some(10)), (10, Some(10))]),
        ),
    ];
    let overview = Overview::of(&round, &dossiers);
    assert_eq!(
        names(&overview),
        [("b", Some(1), Outcome::Done), ("a", None, Outcome::Open)]
    );
    let a = &overview.communes[1];
    assert_eq!((a.lost, a.over.len(), a.under.len()), (3.into(), 1, 1));
    assert_eq!(overview.like(a), (Some(75.into()), Some(65.into())));
    let first = &overview.criteria[0];
    assert_eq!(
        (first.lost, first.missing, first.blocks.as_slice()),
        (3.into(), 3.into(), &[1][..])
    );
    let bins = overview.bins();
    assert_eq!(
        (bins.len(), bins[0].own.as_slice(), bins[0].to),
        (10, &[0][..], 100.into())
    );
    assert_eq!(bins.iter().map(|bin| bin.before).sum::<usize>(), 2);
}

#[test]
fn what_blocks_the_next_level_is_told_from_what_is_only_open() {
    let levels = "{ kind = \"levels\", levels = [{ test = \"at-least\", value = \"10\" }, { test = \"at-least\", value = \"20\" }, { test = \"at-least\", value = \"30\" }] }";
    let round = round("maturity", &[levels; 3]);
    let dossiers = [
        entry(
            &round,
            "a",
            Some(2),
            by_value(&[(30, Some(30)), (30, Some(15)), (30, Some(30))]),
        ),
        entry(
            &round,
            "b",
            Some(2),
            by_value(&[(30, Some(30)), (30, Some(30)), (30, Some(20))]),
        ),
        entry(
            &round,
            "c",
            Some(3),
            by_value(&[(30, Some(30)), (30, None), (30, None)]),
        ),
        entry(
            &round,
            "d",
            None,
            by_value(&[(30, Some(30)), (30, Some(5)), (30, None)]),
        ),
    ];
    let overview = Overview::of(&round, &dossiers);
    assert_eq!(
        names(&overview),
        [
            ("b", Some(1), Outcome::Met),
            ("a", Some(2), Outcome::NotMet),
            ("d", None, Outcome::Open),
            ("c", None, Outcome::Open),
        ]
    );
    let second = &overview.criteria[1];
    assert_eq!(
        (second.blocks.as_slice(), second.waits, second.lost),
        (&[1, 2][..], 1, 5.into())
    );
    let bins = overview.bins();
    let own: Vec<usize> = bins.iter().map(|bin| bin.own.len()).collect();
    assert_eq!((own, bins[0].before), (vec![0, 1, 1, 1], 4));
}

#[test]
fn an_earlier_round_of_the_same_body_stands_beside_this_one() {
    let now = round("pass-fail", &[TARGET; 4]);
    let with = |id: &str, year: i32, body: &str, framework: &str| {
        let mut other = now.clone();
        other.id = id.into();
        other.year = year;
        other.organisation = body.to_owned();
        other.framework.id = framework.into();
        other
    };
    let mut foreign = with("e", 2022, "UBND huyện", "khác");
    foreign.framework.issuer = "Tỉnh".to_owned();
    let rounds = [
        with("a", 2021, "UBND huyện", "mau"),
        with("b", 2022, "UBND huyện", "mau-2022"),
        with("c", 2022, "UBND huyện khác", "mau"),
        with("d", 2023, "UBND huyện", "mau"),
        foreign,
    ];
    let ids: Vec<&str> = earlier(&rounds, &now).iter().map(|round| round.id.as_str()).collect();
    assert_eq!(ids, ["b", "a"]);
    let entries = |names: &[&str]| -> Vec<_> {
        names
            .iter()
            .map(|name| entry(&now, name, None, by_verdict("++ ++ ++ ++")))
            .collect()
    };
    let this = Overview::of(&now, &entries(&["a", "b"]));
    let last = Overview::of(&now, &entries(&["x", "a"]));
    assert_eq!(beside(&this, &last), [Some(1), None]);
}

#[test]
fn a_round_without_dossiers_or_rulings_says_nothing() {
    let round = round("pass-fail", &[TARGET; 4]);
    let empty = Overview::of(&round, &[]);
    assert!(!empty.is_begun() && !empty.is_done() && !empty.is_sealed());
    assert_eq!(empty.mean(), None);
    let open = Overview::of(&round, &[entry(&round, "a", None, by_verdict("+. +. +. +."))]);
    let commune = &open.communes[0];
    assert_eq!(open.own_share(commune), None);
    assert_eq!(open.like(commune), (Some(100.into()), None));
    assert!(commune.blocking.is_empty() && commune.rank.is_none());
    assert_eq!(open.criteria[0].over_share(), None);
}
