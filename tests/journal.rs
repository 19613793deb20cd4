//! All dossiers at once and the journal, over the bundled sample: what is read, and one act taken back.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test that fails says where"
)]

use std::sync::Arc;

use thamdinh::domain::{Act, ApplicantId, CriterionId, Round, Verdict};
use thamdinh::tasks::{Desk, HistoryScope, JournalEntry, Mark, Reply, Request, Settings};
use thamdinh::text::{Lang, Locale};

fn sample() -> (Desk, Round, ApplicantId) {
    let settings = Settings {
        member: "Nguyễn Thị Hạnh".to_owned(),
        ..Settings::default()
    };
    let clock = || "2023-11-20T09:00:00+07:00".to_owned();
    let mut desk = Desk::new(settings, None, Arc::new(Locale::new(Lang::Vi)), clock);
    let Reply::Opened(opened) = ask(&mut desk, Request::Demo) else {
        panic!()
    };
    let board = opened.board.unwrap();
    let applicant = board.summaries[0].applicant.clone();
    (desk, board.round, applicant)
}

fn ask(desk: &mut Desk, request: Request) -> Reply {
    desk.run(request, &mut |_| true).unwrap()
}

fn rule(desk: &mut Desk, round: &Round, applicant: &ApplicantId, verdict: Verdict) {
    let Reply::Dossier(view) = ask(desk, Request::Dossier(round.id.clone(), applicant.clone())) else {
        panic!()
    };
    let criterion: CriterionId = "1.1".into();
    let before = view.rulings.of(&round.stage, &criterion);
    let act = Act::Rule {
        round: round.id.clone(),
        applicant: applicant.clone(),
        replaces: before.iter().map(|ruling| ruling.event.clone()).collect(),
        criterion,
        stage: round.stage.clone(),
        value: None,
        verdict: Some(verdict),
        points: None,
        inputs: Default::default(),
        reason: "Kiểm tra thực tế".to_owned(),
    };
    ask(desk, Request::Act(Box::new(act)));
}

fn journal(desk: &mut Desk, round: &Round, applicant: &ApplicantId) -> Vec<JournalEntry> {
    let scope = HistoryScope {
        round: round.id.clone(),
        applicant: Some(applicant.clone()),
        criterion: Some("1.1".into()),
    };
    match ask(desk, Request::Journal(scope)) {
        Reply::Journal(_, entries) => entries,
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_the_latest_act_of_a_row_is_taken_back_and_what_it_replaced_is_told() {
    let (mut desk, round, applicant) = sample();
    rule(&mut desk, &round, &applicant, Verdict::Met);
    rule(&mut desk, &round, &applicant, Verdict::NotMet);
    let entries = journal(&mut desk, &round, &applicant);
    let before = entries[0].before[0].clone();
    assert!(
        matches!(
            before,
            Some(Act::Rule {
                verdict: Some(Verdict::Met),
                ..
            })
        ),
        "{before:?}"
    );
    let first = Request::TakeBack(entries[1].event.id.clone());
    assert!(desk.run(first, &mut |_| true).is_err(), "a later ruling stands upon it");
    let latest = entries[0].event.id.clone();
    let Reply::Saved(saved) = ask(&mut desk, Request::TakeBack(latest)) else {
        panic!()
    };
    let view = saved.view.unwrap();
    assert_eq!(
        view.rulings.of(&round.stage, &"1.1".into())[0].verdict,
        Some(Verdict::Met)
    );
    assert!(
        !journal(&mut desk, &round, &applicant)[1].active,
        "the undoing stands above it"
    );
}

#[test]
fn the_matrix_and_the_criterion_are_those_of_the_dossiers() {
    let (mut desk, round, applicant) = sample();
    rule(&mut desk, &round, &applicant, Verdict::NotMet);
    let Reply::Matrix(matrix) = ask(&mut desk, Request::Matrix(round.id.clone())) else {
        panic!()
    };
    let row = matrix.rows.iter().find(|row| row.applicant == applicant).unwrap();
    assert_eq!(row.cells.len(), round.framework.scored().count());
    assert_eq!((row.cells[0].acting, row.cells[0].ruled), (Mark::NotMet, true));
    assert_eq!(row.cells[1].acting, Mark::Nothing);
    let Reply::Criterion(found) = ask(&mut desk, Request::Criterion(round.id.clone(), "1.1".into())) else {
        panic!()
    };
    assert_eq!(found.views.len(), matrix.rows.len());
    for view in &found.views {
        assert_eq!(view.scorecard.rows.len(), 1);
        assert!(view.dossier.submission.claims.len() <= 1);
    }
    let Reply::Flags(flagged) = ask(&mut desk, Request::Flags(round.id.clone())) else {
        panic!()
    };
    assert!(
        flagged
            .iter()
            .any(|(_, name, flags)| !name.is_empty() && !flags.is_empty())
    );
}
