//! All dossiers of a round at once: the matrix of dossiers × criteria, one criterion of all, and all flags.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::desk::Desk;
use super::error::TaskError;
use super::request::DossierView;
use crate::domain::scorecard::{self, Difference};
use crate::domain::{
    ApplicantId, Criterion, CriterionId, Decimal, Dossier, Finding, Flag, Method, Round, RoundId, Scorecard,
    StageStanding, Verdict,
};
use crate::text;

/// What a stage says of a criterion, as small as a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mark {
    /// Nothing yet.
    #[default]
    Nothing,
    /// Đạt.
    Met,
    /// Không đạt.
    NotMet,
    /// Không áp dụng.
    NotApplicable,
    /// Still going on.
    Going,
    /// Points, as tenths of the most that can be had, rounded down.
    Share(u8),
    /// A level.
    Level(u8),
}

/// How the acting stage departs from the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Change {
    /// Not ruled yet, or nothing to compare.
    #[default]
    Unknown,
    /// The same.
    Same,
    /// Another value with the same outcome.
    Value,
    /// A lesser outcome.
    Down,
    /// A better outcome.
    Up,
    /// Another outcome that is neither.
    Other,
}

impl Change {
    /// Whether the acting stage departs.
    pub fn departs(self) -> bool {
        match self {
            Self::Unknown | Self::Same => false,
            Self::Value | Self::Down | Self::Up | Self::Other => true,
        }
    }
}

/// One criterion of one dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct MatrixCell {
    /// What the stage before the acting one says.
    pub before: Mark,
    /// What the acting stage has ruled; nothing where it has not.
    pub acting: Mark,
    /// The acting stage has ruled.
    pub ruled: bool,
    /// Several rulings stand that did not know of each other.
    pub conflict: bool,
    /// How both differ.
    pub change: Change,
    /// Flags of the row.
    pub flags: u8,
}

/// One dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRow {
    /// The applicant.
    pub applicant: ApplicantId,
    /// Its name.
    pub name: String,
    /// One a scored criterion, in printed order.
    pub cells: Vec<MatrixCell>,
    /// Points of the stage before and of the acting one.
    pub points: (Decimal, Decimal),
    /// Levels of the stage before and of the acting one.
    pub levels: (Option<u8>, Option<u8>),
    /// The level registered for.
    pub registered: Option<u8>,
    /// Flags about the dossier as a whole.
    pub whole: usize,
}

/// Dossiers × criteria.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matrix {
    /// The round.
    pub round: RoundId,
    /// One a dossier, in the order of the applicants' ids.
    pub rows: Vec<MatrixRow>,
}

/// One criterion of all dossiers: each view holds only what concerns it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CriterionView {
    /// The criterion.
    pub criterion: CriterionId,
    /// One a dossier, in the order of the applicants' names without their marks.
    pub views: Vec<DossierView>,
}

impl CriterionView {
    /// What concerns a criterion, of dossiers in any order.
    pub fn new(criterion: CriterionId, mut views: Vec<DossierView>) -> Self {
        views.par_sort_by_cached_key(|view| text::fold(&view.dossier.name));
        Self { criterion, views }
    }
}

/// The flags of a round's dossiers, with the applicants' names; dossiers without flags are left out.
pub type Flagged = Vec<(ApplicantId, String, Vec<Flag>)>;

/// The row of a dossier.
pub fn matrix_row(round: &Round, dossier: &Dossier, card: &Scorecard) -> MatrixRow {
    let before = round.before().map(|stage| &stage.id);
    let result = |stage: Option<&_>| stage.and_then(|stage| card.results.get(stage));
    let points = |stage: Option<&_>| result(stage).map(|result| result.total.points).unwrap_or_default();
    let level = |stage: Option<&_>| result(stage).and_then(|result| result.level);
    let cells = round
        .framework
        .scored()
        .zip(&card.rows)
        .map(|(criterion, row)| {
            let of = |stage: Option<&_>| stage.and_then(|stage| row.stages.get(stage));
            let (earlier, acting) = (of(before), of(Some(&round.stage)));
            let ruled = acting.is_some_and(|acting| acting.ruling.is_some());
            let conflict = acting.is_some_and(|acting| !acting.conflict.is_empty());
            let method = round.framework.method;
            let mark = |at: Option<&StageStanding>| at.map_or(Mark::Nothing, |at| mark(method, criterion, at));
            let own = if ruled { mark(acting) } else { Mark::Nothing };
            MatrixCell {
                before: mark(earlier),
                acting: own,
                ruled,
                conflict,
                change: if ruled && !conflict {
                    change(earlier, acting)
                } else {
                    Change::Unknown
                },
                flags: u8::try_from(row.flags.len()).unwrap_or(u8::MAX),
            }
        })
        .collect();
    MatrixRow {
        applicant: dossier.applicant.clone(),
        name: dossier.name.clone(),
        cells,
        points: (points(before), points(Some(&round.stage))),
        levels: (level(before), level(Some(&round.stage))),
        registered: dossier.submission.registered_level,
        whole: card.flags.iter().filter(|flag| flag.criterion.is_none()).count(),
    }
}

fn mark(method: Method, criterion: &Criterion, at: &StageStanding) -> Mark {
    if at.verdict == Some(Verdict::NotApplicable) {
        return Mark::NotApplicable;
    }
    if at.in_progress && at.verdict.is_none() && at.points.is_none() {
        return Mark::Going;
    }
    if method == Method::Points
        && let Some(points) = at.points
    {
        let ten = Decimal::from(10);
        let most = criterion.max_points.filter(|most| *most > Decimal::ZERO);
        let tenths = match most {
            Some(most) => points.checked_mul(ten).and_then(|tens| tens.checked_div(most)),
            None => Some(if points > Decimal::ZERO { ten } else { Decimal::ZERO }),
        };
        let tenths = tenths.unwrap_or_default().floor().clamp(Decimal::ZERO, ten);
        return Mark::Share(u8::try_from(tenths).unwrap_or(0));
    }
    if method == Method::Maturity
        && let Some(level) = at.finding.as_ref().and_then(Finding::level)
    {
        return Mark::Level(level);
    }
    match at.verdict {
        Some(Verdict::Met) => Mark::Met,
        Some(Verdict::NotMet) => Mark::NotMet,
        Some(Verdict::NotApplicable) => Mark::NotApplicable,
        None => Mark::Nothing,
    }
}

fn change(before: Option<&StageStanding>, acting: Option<&StageStanding>) -> Change {
    let Some(own) = acting else { return Change::Unknown };
    let by = |ordering: std::cmp::Ordering| match ordering {
        std::cmp::Ordering::Less => Change::Down,
        std::cmp::Ordering::Equal => Change::Same,
        std::cmp::Ordering::Greater => Change::Up,
    };
    let figures = before.and_then(|before| {
        let levels = (
            before.finding.as_ref().and_then(Finding::level),
            own.finding.as_ref().and_then(Finding::level),
        );
        match (before.points.zip(own.points), levels) {
            (Some((before, own)), _) => Some(by(own.cmp(&before))),
            (None, (Some(before), Some(own))) => Some(by(own.cmp(&before))),
            (None, _) => None,
        }
    });
    if let Some(change @ (Change::Down | Change::Up)) = figures {
        return change;
    }
    match own.difference {
        Difference::Unknown => figures.unwrap_or(Change::Unknown),
        Difference::Same => Change::Same,
        Difference::Value => Change::Value,
        Difference::Verdict => match (before.and_then(|before| before.verdict), own.verdict) {
            (Some(Verdict::Met), Some(Verdict::NotMet)) => Change::Down,
            (Some(Verdict::NotMet) | None, Some(Verdict::Met)) => Change::Up,
            (None, Some(Verdict::NotMet)) => Change::Down,
            _ => Change::Other,
        },
    }
}

/// Leaves of a dossier only what concerns one criterion.
#[must_use]
pub fn narrow(mut view: DossierView, criterion: &CriterionId) -> DossierView {
    let submission = &mut view.dossier.submission;
    submission.claims.retain(|id, _| id == criterion);
    for received in submission.received.values_mut() {
        received.retain(|id, _| id == criterion);
    }
    submission.evidence.retain(|one| one.criteria.contains(criterion));
    submission.general.clear();
    submission.subforms.retain(|figure| figure.criterion == *criterion);
    let about = |flag: &Flag| flag.criterion.as_ref() == Some(criterion);
    submission.flags.retain(|flag| about(flag));
    view.dossier.dismissed.retain(|(flag, _)| about(flag));
    for rulings in view.rulings.by_stage.values_mut() {
        rulings.retain(|id, _| id == criterion);
    }
    view.notes.retain(|note| note.criterion.as_ref() == Some(criterion));
    view.marks.retain(|mark| mark.criterion.as_ref() == Some(criterion));
    let card = &mut view.scorecard;
    card.rows.retain(|row| row.criterion == *criterion);
    card.flags.retain(|flag| about(flag));
    card.results.clear();
    let count = card.flags.len();
    for row in &mut card.rows {
        row.flags = (0..count).collect();
    }
    // Many are kept at once, and what was left out would keep its room.
    card.rows.shrink_to_fit();
    card.flags.shrink_to_fit();
    submission.evidence.shrink_to_fit();
    submission.flags.shrink_to_fit();
    submission.subforms.shrink_to_fit();
    view
}

impl Desk {
    pub(super) fn matrix(&self, id: &RoundId) -> Result<Matrix, TaskError> {
        let store = self.store()?;
        let round = store.round(id)?;
        let mut rows = Vec::new();
        store.some_dossiers(id, &mut |some| {
            let some = some.par_iter();
            rows.par_extend(
                some.map(|(dossier, rulings)| matrix_row(&round, dossier, &scorecard::score(&round, dossier, rulings))),
            );
        })?;
        Ok(Matrix {
            round: id.clone(),
            rows,
        })
    }

    pub(super) fn criterion(&self, id: &RoundId, criterion: &CriterionId) -> Result<CriterionView, TaskError> {
        let store = self.store()?;
        let round = store.round(id)?;
        let mut notes = store.all_notes(id)?;
        let mut marks = store.all_marks(id)?;
        let mut views = Vec::new();
        store.some_dossiers(id, &mut |some| {
            let some: Vec<_> = some
                .into_iter()
                .map(|(dossier, rulings)| {
                    let notes = notes.remove(&dossier.applicant).unwrap_or_default();
                    let marks = marks.remove(&dossier.applicant).unwrap_or_default();
                    (dossier, rulings, notes, marks)
                })
                .collect();
            views.par_extend(some.into_par_iter().map(|(dossier, rulings, notes, marks)| {
                let card = scorecard::score(&round, &dossier, &rulings);
                let view = DossierView {
                    round: id.clone(),
                    state: scorecard::state(&round, &dossier, &card),
                    notes,
                    marks,
                    dossier,
                    rulings,
                    scorecard: card,
                };
                narrow(view, criterion)
            }));
        })?;
        Ok(CriterionView::new(criterion.clone(), views))
    }

    pub(super) fn flagged(&self, id: &RoundId) -> Result<Flagged, TaskError> {
        let store = self.store()?;
        let names: BTreeMap<ApplicantId, String> = store
            .summaries(id)?
            .into_iter()
            .map(|summary| (summary.applicant, summary.name))
            .collect();
        let flags = store.flags(id)?;
        Ok(flags
            .into_iter()
            .map(|(applicant, flags)| {
                let name = names.get(&applicant).cloned().unwrap_or_default();
                (applicant, name, flags)
            })
            .collect())
    }
}
