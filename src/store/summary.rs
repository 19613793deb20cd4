//! The summary of a dossier: one line of the round's screen, derived when an act touches the dossier and read at once.

use std::collections::BTreeMap;
use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::{Deserialize, Serialize};

use super::journal::{json, unreadable};
use super::{Store, StoreError};
use crate::domain::{
    ApplicantId, Decimal, Dossier, DossierState, Round, RoundId, Rulings, Scorecard, StageId, scorecard,
};

/// Counts and points of one stage.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct StageCount {
    /// Criteria met.
    pub passed: usize,
    /// Criteria not met.
    pub failed: usize,
    /// Criteria without a verdict.
    pub pending: usize,
    /// Of the pending: those that the applicant says are still going on.
    pub in_progress: usize,
    /// Criteria that do not apply.
    pub not_applicable: usize,
    /// Points given.
    pub points: Decimal,
    /// Points attainable.
    pub max_points: Decimal,
    /// Per cent of applicable criteria met.
    pub rate: Option<Decimal>,
    /// The level attained.
    pub level: Option<u8>,
    /// Rows on which this stage differs from the one before.
    pub differing: usize,
    /// Criteria that block the next level or, in pass/fail frameworks, those not met.
    #[serde(default)]
    pub blocking: usize,
    /// The level that the dossier is registered for, in frameworks by maturity.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registered: Option<u8>,
}

/// One dossier in the list of its round.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// The applicant.
    pub applicant: ApplicantId,
    /// Its name.
    pub name: String,
    /// How far it has come at the round's stage.
    pub state: DossierState,
    /// How many times it was submitted.
    pub submissions: u32,
    /// By stage.
    pub results: BTreeMap<StageId, StageCount>,
    /// Flags that nobody dismissed, mere hints left out.
    pub flags: usize,
    /// Flags dismissed.
    pub dismissed: usize,
    /// Criteria on which several rulings stand that did not know of each other.
    pub conflicts: usize,
}

/// The columns that [`read`] expects, in its order.
const COLUMNS: &str = "applicant, name, state, submissions, flags, dismissed, conflicts, results";

impl Store {
    /// The summaries of all dossiers of a round, in the order of their applicants' ids.
    pub fn summaries(&self, round: &RoundId) -> Result<Vec<Summary>, StoreError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM summary WHERE round = ?1 ORDER BY applicant"
        ))?;
        let summaries = query.query_map([round.as_str()], read)?;
        Ok(summaries.collect::<Result<_, _>>()?)
    }

    /// The summary of one dossier; none where there is no such dossier.
    pub fn summary(&self, round: &RoundId, applicant: &ApplicantId) -> Result<Option<Summary>, StoreError> {
        let mut query = self.connection.prepare_cached(&format!(
            "SELECT {COLUMNS} FROM summary WHERE round = ?1 AND applicant = ?2"
        ))?;
        Ok(query.query_row([round.as_str(), applicant.as_str()], read).optional()?)
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<Summary> {
    let state: String = row.get(2)?;
    Ok(Summary {
        applicant: ApplicantId::new(row.get::<_, String>(0)?),
        name: row.get(1)?,
        state: DossierState::from_str(&state).map_err(|error| unreadable(2, error))?,
        submissions: row.get(3)?,
        flags: row.get::<_, u32>(4)? as usize,
        dismissed: row.get::<_, u32>(5)? as usize,
        conflicts: row.get::<_, u32>(6)? as usize,
        results: json(row, 7)?,
    })
}

/// Sums up one dossier.
fn summarise(round: &Round, dossier: &Dossier, rulings: &Rulings) -> (Summary, Scorecard) {
    let card = scorecard::score(round, dossier, rulings);
    let results = card
        .results
        .iter()
        .map(|(stage, result)| {
            let count = StageCount {
                passed: result.total.passed,
                failed: result.total.failed,
                pending: result.total.pending,
                in_progress: result.total.in_progress,
                not_applicable: result.total.not_applicable,
                points: result.total.points,
                max_points: result.total.max_points,
                rate: result.rate,
                level: result.level,
                differing: result.differing,
                blocking: result.blocking.len(),
                registered: dossier.submission.registered_level,
            };
            (stage.clone(), count)
        })
        .collect();
    let summary = Summary {
        applicant: dossier.applicant.clone(),
        name: dossier.name.clone(),
        state: scorecard::state(round, dossier, &card),
        submissions: dossier.submissions,
        results,
        flags: card.flags.iter().filter(|flag| !flag.kind.is_hint()).count(),
        dismissed: dossier.dismissed.len(),
        conflicts: rulings
            .by_stage
            .values()
            .flat_map(BTreeMap::values)
            .filter(|rulings| rulings.len() > 1)
            .count(),
    };
    (summary, card)
}

/// A dossier's summary and flags as they are written.
#[derive(Debug)]
pub(super) struct Derived {
    summary: Summary,
    results: String,
    /// Kind, criterion and body of each.
    flags: Vec<(&'static str, String, String)>,
}

/// Derives a dossier's summary and flags.
pub(super) fn derive(round: &Round, dossier: &Dossier, rulings: &Rulings) -> Result<Derived, StoreError> {
    let (summary, card) = summarise(round, dossier, rulings);
    let flags = card.flags.iter().map(|flag| {
        let criterion = flag.criterion.as_ref().map_or("", |criterion| criterion.as_str());
        Ok((flag.kind.code(), criterion.to_owned(), serde_json::to_string(flag)?))
    });
    Ok(Derived {
        results: serde_json::to_string(&summary.results)?,
        flags: flags.collect::<Result<_, StoreError>>()?,
        summary,
    })
}

/// Writes a dossier's summary and flags in place of the former ones.
pub(super) fn write(connection: &Connection, round: &RoundId, derived: &Derived) -> Result<(), StoreError> {
    let Derived {
        summary,
        results,
        flags,
    } = derived;
    let (round, applicant) = (round.as_str(), summary.applicant.as_str());
    connection
        .prepare_cached("DELETE FROM flag WHERE round = ?1 AND applicant = ?2")?
        .execute([round, applicant])?;
    let mut insert = connection.prepare_cached(
        "INSERT INTO flag (round, applicant, ordinal, kind, criterion, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for (ordinal, (kind, criterion, body)) in (0_i64..).zip(flags) {
        insert.execute(params![round, applicant, ordinal, kind, criterion, body])?;
    }
    let state: &str = summary.state.into();
    connection
        .prepare_cached(
            "INSERT OR REPLACE INTO summary (round, applicant, name, state, submissions, flags, dismissed, conflicts, \
             results) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![
            round,
            applicant,
            summary.name,
            state,
            summary.submissions,
            u32::try_from(summary.flags).unwrap_or(u32::MAX),
            u32::try_from(summary.dismissed).unwrap_or(u32::MAX),
            u32::try_from(summary.conflicts).unwrap_or(u32::MAX),
            results
        ])?;
    Ok(())
}
