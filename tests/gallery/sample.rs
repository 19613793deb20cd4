//! The sample district, partly appraised.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use thamdinh::domain::{Act, ClaimedVerdict, Round, Verdict};
use thamdinh::tasks::{Desk, DossierView, Reply, Request, Settings};
use thamdinh::text::{Lang, Locale};

/// What stands in the pictures for the SHA-256 of what every drawing makes anew.
pub const HASH: &str = "3f6c1d0b9a52e87e44d1c0f2b7a8965d10e3c4b5a697887f6e5d4c3b2a190f0e";

/// Where the sample's dossiers lie.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/huyen-minh-hoa")
}

thread_local! {
    /// Minutes since the council sat down.
    static MINUTES: Cell<u32> = const { Cell::new(0) };
}

/// A morning in which each act takes a minute.
fn clock() -> String {
    let minutes = MINUTES.replace(MINUTES.get() + 1);
    format!("2023-11-20T{:02}:{:02}:00+07:00", 8 + minutes / 60, minutes % 60)
}

/// Who sits at the program.
pub fn member(name: &str, role: &str) -> Settings {
    Settings {
        member: name.to_owned(),
        role: role.to_owned(),
        ..Settings::default()
    }
}

/// The secretary's desk with nothing open.
pub fn desk() -> Desk {
    MINUTES.set(0);
    let secretary = member("Nguyễn Thị Hạnh", "Thư ký");
    Desk::new(secretary, None, Arc::new(Locale::new(Lang::Vi)), clock)
}

/// The sample, with nine communes appraised by the secretary, and what it answers when it is opened.
pub fn appraised() -> (Desk, Reply) {
    let mut desk = desk();
    let opened = desk.run(Request::Demo, &mut |_| true).unwrap();
    let id = desk.pick_round(None).unwrap();
    let round = desk.round(&id).unwrap();
    let rate = Act::SetThreshold {
        round: id.clone(),
        rate: Some(90.into()),
    };
    desk.run(Request::Act(Box::new(rate)), &mut |_| true).unwrap();
    for (at, summary) in desk.board(&id).unwrap().summaries.iter().enumerate().take(9) {
        let view = desk.view(&id, &summary.applicant).unwrap();
        let first = if at < 7 { usize::MAX } else { 14 };
        let acts = rulings(&round, &view, first, |row| (row + 3 * at) % 17 == 10);
        let acts = Request::Act(Box::new(Act::Batch { acts }));
        desk.run(acts, &mut |_| true).unwrap();
    }
    let opened = again(&desk, opened);
    (desk, opened)
}

/// What was answered when the sample was opened, with the dossiers as they are now.
pub fn again(desk: &Desk, mut opened: Reply) -> Reply {
    if let Reply::Opened(opened) = &mut opened {
        opened.board = Some(desk.board(&desk.pick_round(None).unwrap()).unwrap());
    }
    opened
}

/// Rules on the first criteria of a dossier as the rule finds, save on those, counted from zero, whose evidence is not
/// signed.
fn rulings(round: &Round, view: &DossierView, first: usize, unsigned: impl Fn(usize) -> bool) -> Vec<Act> {
    let rows = view.scorecard.rows.iter().enumerate().take(first);
    rows.filter_map(|(at, row)| {
        let claim = view.dossier.submission.claims.get(&row.criterion)?;
        let found = row.stages.values().find_map(|stage| stage.finding.as_ref()?.verdict);
        let claimed = claim.verdict == Some(ClaimedVerdict::Met);
        let (met, reason) = match (claimed, unsigned(at)) {
            (true, true) => (false, "Minh chứng chưa ký số"),
            (true, false) if found == Some(Verdict::NotMet) => (false, "Số liệu chưa đạt chỉ tiêu"),
            (met, _) => (met, ""),
        };
        Some(Act::Rule {
            round: round.id.clone(),
            applicant: view.dossier.applicant.clone(),
            criterion: row.criterion.clone(),
            stage: round.stage.clone(),
            value: claim.value.clone(),
            verdict: Some(if met { Verdict::Met } else { Verdict::NotMet }),
            points: None,
            inputs: BTreeMap::new(),
            reason: reason.to_owned(),
            replaces: Vec::new(),
        })
    })
    .collect()
}
