//! Fills a summary: one row for each applicant of a round, ranked with ties where the form asks for ranks.

use std::cmp::Ordering;

use super::conclusion::{self, is_known};
use super::fill::{agency, annex, columns, is_draft, signature};
use super::notation;
use super::table::{Align, Cell, Row, RowKind, Table};
use super::words::Words;
use crate::domain::form::{Column as ColumnSpec, ColumnField};
use crate::domain::overview::better;
use crate::domain::{Decimal, Dossier, FormSpec, GroupId, Round, Scorecard, StageId, StageResult, index};

/// Fills a table over all applicants. Where it prints ranks, the best stand first; else the order given is kept.
pub fn fill_summary(spec: &FormSpec, round: &Round, dossiers: &[(Dossier, Scorecard)], words: &Words) -> Table {
    let stage = spec.stage.as_ref().unwrap_or(&round.stage);
    let none = StageResult::default();
    let result = |scorecard: &'_ Scorecard, stage: &StageId| scorecard.results.get(stage).cloned();
    let mut order: Vec<(&Dossier, &Scorecard, StageResult)> = dossiers
        .iter()
        .map(|(dossier, scorecard)| {
            let own = result(scorecard, stage).unwrap_or_else(|| none.clone());
            (dossier, scorecard, own)
        })
        .collect();
    if spec.columns.iter().any(|column| column.field == ColumnField::Rank) {
        order.sort_by(|a, b| {
            let known = |result: &StageResult| is_known(&round.framework, stage, result);
            let ranked = known(&b.2).cmp(&known(&a.2));
            let both = known(&a.2) && known(&b.2);
            ranked.then_with(|| {
                if both {
                    better(round.framework.method, &b.2, &a.2)
                } else {
                    Ordering::Equal
                }
            })
        });
    }
    let rows = order
        .iter()
        .enumerate()
        .map(|(at, (dossier, scorecard, own))| {
            let ahead = |other: &&(&Dossier, &Scorecard, StageResult)| {
                is_known(&round.framework, stage, &other.2)
                    && better(round.framework.method, &other.2, own) == Ordering::Greater
            };
            let rank = order.iter().filter(ahead).count() + 1;
            let cells = spec
                .columns
                .iter()
                .map(|column| {
                    let at_stage = column.stage.as_ref().unwrap_or(stage);
                    let shown = scorecard.results.get(at_stage).unwrap_or(&none);
                    if column.field == ColumnField::ZScore {
                        among(column, at_stage, &order, at, (round, index::z_scores))
                    } else if column.field == ColumnField::MinMax {
                        among(column, at_stage, &order, at, (round, index::min_max))
                    } else {
                        cell(column, at + 1, rank, dossier, shown, (spec, round))
                    }
                })
                .collect();
            Row {
                kind: RowKind::Applicant(dossier.applicant.clone()),
                cells,
            }
        })
        .collect();
    let year = round.year.to_string();
    Table {
        form: spec.id.clone(),
        name: spec.name.clone(),
        applicant: String::new(),
        annex: annex(spec),
        agency: agency(spec, round, ""),
        title: spec
            .title
            .iter()
            .map(|line| conclusion::title(line, &round.organisation, &year))
            .collect(),
        with: String::new(),
        draft: is_draft(spec, round, dossiers.iter().map(|(dossier, _)| dossier)).then(|| words.draft.clone()),
        columns: columns(spec),
        rows,
        conclusion: Vec::new(),
        remarks: Vec::new(),
        signature: signature(spec, &round.framework, words),
    }
}

/// How numbers stand among each other.
type Scale = fn(&[Decimal]) -> Option<Vec<Decimal>>;

/// Where an applicant's points stand among those of all applicants whose points are known; blank where all are equal.
fn among(
    column: &ColumnSpec,
    stage: &StageId,
    order: &[(&Dossier, &Scorecard, StageResult)],
    at: usize,
    (round, scale): (&Round, Scale),
) -> Cell {
    let points = |scorecard: &Scorecard| {
        let known = |result: &&StageResult| is_known(&round.framework, stage, result);
        let result = scorecard.results.get(stage).filter(known)?;
        match &column.input {
            Some(group) => result
                .groups
                .get(&GroupId::new(group.as_str()))
                .map(|group| group.points),
            None => Some(result.total.points),
        }
    };
    let place = || {
        let own = points(order.get(at)?.1)?;
        let all: Vec<Decimal> = order.iter().filter_map(|(_, scorecard, _)| points(scorecard)).collect();
        let place = all.iter().position(|points| *points == own)?;
        scale(&all)?.get(place).copied()
    };
    place().map_or_else(Cell::default, |place| notation::number(place.round_dp(PLACES), false))
}

/// Decimals of a place among all applicants.
const PLACES: u32 = 4;

fn cell(
    column: &ColumnSpec,
    index: usize,
    rank: usize,
    dossier: &Dossier,
    result: &StageResult,
    (spec, round): (&FormSpec, &Round),
) -> Cell {
    let count = |count: usize| notation::number(Decimal::from(count), false);
    // Of a dossier that is not ruled to its end there are no figures, and it has no rank: what stands now is neither.
    let stage = column.stage.as_ref().or(spec.stage.as_ref()).unwrap_or(&round.stage);
    if !is_known(&round.framework, stage, result) && column.field.is_result() {
        return Cell::default();
    }
    match column.field {
        ColumnField::Code => count(index),
        ColumnField::Name | ColumnField::Applicant => Cell::text(notation::clean(&dossier.name), Align::Left),
        ColumnField::Rank => count(rank),
        ColumnField::GroupPoints => column
            .input
            .as_deref()
            .and_then(|group| result.groups.get(&GroupId::new(group)))
            .map_or_else(Cell::default, |group| notation::points(group.points, &round.framework)),
        ColumnField::MaxPoints => notation::number(result.total.max_points, false),
        ColumnField::Points | ColumnField::TotalPoints => notation::points(result.total.points, &round.framework),
        ColumnField::Passed => count(result.total.passed),
        ColumnField::Rate => result
            .rate
            .map_or_else(Cell::default, |rate| notation::rate_under(&column.header, rate)),
        ColumnField::Level | ColumnField::TotalLevel => result
            .level
            .map_or_else(Cell::default, |level| notation::number(level.into(), false)),
        ColumnField::Conclusion => conclusion::outcome(&spec.outcome, round.threshold, result)
            .map_or_else(Cell::default, |words| Cell::text(words, Align::Centre)),
        ColumnField::Unit
        | ColumnField::Target
        | ColumnField::Input
        | ColumnField::Value
        | ColumnField::Verdict
        | ColumnField::Evidence
        | ColumnField::Note
        | ColumnField::Deadline
        | ColumnField::Guidance
        | ColumnField::ZScore
        | ColumnField::MinMax
        | ColumnField::Count
        | ColumnField::Member
        | ColumnField::Moment
        | ColumnField::Threshold => Cell::default(),
    }
}
