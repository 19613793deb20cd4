//! The columns of the review as data: they follow from the method and the stages of the round.

use strum::IntoStaticStr;

use super::{Row, State};
use crate::domain::framework::Method;
use crate::domain::scorecard::Difference;
use crate::domain::{Criterion, Round, StageId, Standing};
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{Cell, Column};

/// What a column shows.
#[derive(Debug, Clone, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Field {
    /// The printed code.
    Code,
    /// The name.
    Criterion,
    /// The target, or the points attainable.
    Target,
    /// The value of a stage.
    Value(StageId),
    /// The verdict, points or level of a stage.
    Outcome(StageId),
    /// The sign of the difference.
    Sign,
    /// How many flags.
    Flags,
}

/// Whether verdicts are written in nine columns.
pub fn wide(width: u16) -> bool {
    width >= 84
}

/// The columns of a round at a width.
pub fn columns(cx: &Cx, round: &Round, width: u16) -> Vec<(Field, Column)> {
    let wide = wide(width);
    let method = round.framework.method;
    let title = |key: &str| cx.text(&format!("tui-column-{key}"));
    let target = match method {
        Method::PassFail | Method::Maturity => title("target"),
        Method::Points => title("max-points"),
    };
    let outcome = match method {
        Method::PassFail => title("verdict"),
        Method::Maturity => title("level"),
        Method::Points => title("points"),
    };
    let mut columns = vec![
        (Field::Code, Column::new(title("code"), 5)),
        (Field::Criterion, Column::new(title("criterion"), 14).up_to(90)),
        (
            Field::Target,
            Column::new(target, 8)
                .up_to(if wide { 10 } else { 8 })
                .right()
                .dispensable(1),
        ),
    ];
    let acting = round
        .framework
        .stages
        .iter()
        .position(|stage| stage.id == round.stage)
        .unwrap_or(0);
    for (at, stage) in round.framework.stages.iter().enumerate().take(acting + 1) {
        let between = at > 0 && at < acting;
        let order = if between || (at == 0 && acting > 1) { 3 } else { 0 };
        // Where the screen has no room for three stages, the first and the acting one stay.
        let drop = |column: Column| {
            if at == 0 && acting > 1 {
                column.dispensable(2)
            } else {
                column.dispensable(order)
            }
        };
        let value = Column::new(title("value"), 8)
            .up_to(if wide { 10 } else { 8 })
            .right()
            .over(stage.name.as_str());
        let verdict = Column::new(outcome.as_str(), if wide { 9 } else { 7 }).over(stage.name.as_str());
        columns.push((Field::Value(stage.id.clone()), drop(value)));
        columns.push((Field::Outcome(stage.id.clone()), drop(verdict)));
    }
    columns.push((Field::Sign, Column::new("±", 1).centre()));
    columns.push((Field::Flags, Column::new(title("flags"), 2).right()));
    columns
}

/// A row's cell of a column.
pub fn cell(state: &State, cx: &Cx, round: &Round, row: &Row, field: &Field, wide: bool) -> Cell {
    let (Some(criterion), Some(standing)) = (round.framework.criteria.get(row.criterion), state.standing(row)) else {
        return Cell::new("");
    };
    let per_cent = criterion.is_percent();
    match field {
        Field::Code => Cell::new(criterion.code.as_str()),
        Field::Criterion => Cell::new(criterion.name.as_str()),
        Field::Target => target(cx, round, criterion, standing),
        Field::Value(stage) => match standing.stages.get(stage).and_then(|one| one.value.as_ref()) {
            Some(value) => Cell::new(words::brief(cx, Some(value), per_cent)),
            None => Cell::of(Role::Dim, "–"),
        },
        Field::Outcome(stage) => outcome(cx, round, (criterion, standing), stage, wide),
        Field::Sign => {
            let acting = standing.stages.get(&round.stage);
            let difference = acting.map_or(Difference::Unknown, |acting| acting.difference);
            let ruled = acting.is_some_and(|acting| acting.ruling.is_some());
            let (role, sign) = if ruled {
                words::sign(difference)
            } else {
                (Role::Dim, "?")
            };
            Cell::of(role, sign)
        }
        Field::Flags => match standing.flags.len() {
            0 => Cell::of(Role::Dim, "·"),
            count => Cell::of(Role::Warn, count.to_string()),
        },
    }
}

fn target(cx: &Cx, round: &Round, criterion: &Criterion, standing: &Standing) -> Cell {
    if round.framework.method == Method::Points {
        return match criterion.max_points {
            Some(points) => Cell::new(words::number(cx, points, 2)),
            None => Cell::of(Role::Dim, "–"),
        };
    }
    match &standing.target {
        Some(target) => Cell::new(words::brief(cx, Some(target), criterion.is_percent())),
        None => Cell::of(Role::Dim, cx.text("tui-target-unknown-short")),
    }
}

fn outcome(
    cx: &Cx,
    round: &Round,
    (criterion, standing): (&Criterion, &Standing),
    stage: &StageId,
    wide: bool,
) -> Cell {
    let own = *stage == round.stage;
    if own && cx.waiting.saves(&criterion.id) {
        return Cell::of(Role::Warn, cx.text("tui-saving-short"));
    }
    let Some(at) = standing.stages.get(stage) else {
        return Cell::of(Role::Dim, "–");
    };
    if own && at.ruling.is_none() {
        return Cell::of(Role::Dim, cx.text("tui-open-short"));
    }
    if !at.conflict.is_empty() {
        return Cell::of(Role::Bad, cx.text("tui-conflict-short"));
    }
    if round.framework.method == Method::Maturity
        && let Some(finding) = &at.finding
        && !finding.levels.is_empty()
    {
        let level = finding.levels.iter().take_while(|met| **met != Some(false)).count();
        return Cell::new(level.to_string());
    }
    let (role, words) = words::outcome(cx, at, wide);
    Cell::of(role, words)
}
