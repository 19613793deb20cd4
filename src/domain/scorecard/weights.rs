//! The score columns of a weighted index (QĐ 1726/QĐ-BTTTT: số liệu báo cáo, không gian mạng, chuyên gia) of one dossier.

use super::Scorecard;
use crate::domain::index::Column;
use crate::domain::{Decimal, Framework, StageId, Verdict};

/// The points of each weighted column at a stage, in the framework's order of weights; empty where it has none.
pub fn columns(framework: &Framework, scorecard: &Scorecard, stage: &StageId) -> Vec<Column> {
    let mut columns: Vec<Column> = framework
        .weights
        .iter()
        .map(|weight| Column {
            points: Decimal::ZERO,
            max: Decimal::ZERO,
            percent: weight.percent,
        })
        .collect();
    for row in &scorecard.rows {
        let Some(criterion) = framework.criterion(&row.criterion) else {
            continue;
        };
        let standing = row.stages.get(stage);
        if standing.and_then(|standing| standing.verdict) == Some(Verdict::NotApplicable) {
            continue;
        }
        let key = framework.weight_of(&criterion.group);
        let place = framework
            .weights
            .iter()
            .position(|weight| Some(weight.key.as_str()) == key);
        if let Some(column) = place.and_then(|place| columns.get_mut(place)) {
            let points = standing.and_then(|standing| standing.points).unwrap_or_default();
            column.points = column.points.saturating_add(points);
            column.max = column.max.saturating_add(criterion.max_points.unwrap_or_default());
        }
    }
    columns
}
