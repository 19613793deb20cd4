//! What stands in a cell of the summary: figures in the reader's notation, and pictures of them as wide as the column.

use strum::IntoEnumIterator;

use super::field::{Field, figure, pair};
use super::state::{Kind, State};
use crate::domain::overview::Outcome;
use crate::domain::{CriterionId, Decimal, Method, Round};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::chart;
use crate::tui::widgets::table::Cell;

/// A row's cell of a column of so many cells.
pub fn cell(cx: &Cx, round: &Round, state: &State, kind: Kind, field: Field, row: usize, width: u16) -> Cell {
    let cells = usize::from(width);
    let number = figure(state, kind, field, row);
    let count = |role: Role| match number {
        None => none(),
        Some(number) if number.is_zero() => Cell::of(Role::Dim, "0"),
        Some(number) => Cell::of(role, words::number(cx, number, 0)),
    };
    match field {
        Field::Rank | Field::LastRank => number.map_or_else(none, |rank| Cell::new(words::number(cx, rank, 0))),
        Field::Name => Cell::new(name(state, row)),
        Field::Code => Cell::of(Role::Dim, code(state, round, kind, row)),
        Field::Title => Cell::new(title(state, round, kind, row)),
        Field::Own | Field::Before | Field::Last => number.map_or_else(none, |number| {
            let open = field == Field::Own && provisional(state, kind, row);
            let role = if open { Role::Dim } else { Role::Text };
            Cell::of(role, shown(cx, round, kind, number))
        }),
        Field::Share | Field::Group(_) => number.map_or_else(none, |share| {
            let low = share < Decimal::from(50);
            let figure = words::number(cx, share, 0);
            Cell::of(if low { Role::Warn } else { Role::Text }, figure)
        }),
        Field::Judged => number.map_or_else(none, |share| {
            let role = if share < Decimal::ONE_HUNDRED {
                Role::Warn
            } else {
                Role::Dim
            };
            // What is not whole is never rounded up to the whole.
            Cell::of(role, format!("{}%", words::number(cx, share.floor(), 0)))
        }),
        Field::Bar => bar(state, round, kind, row, cells),
        Field::Dots => {
            let scale = state.pane(kind).map(|pane| pane.scale).unwrap_or_default();
            let (claimed, ruled) = pair(state, kind, row);
            let role = match (claimed, ruled) {
                (Some(claimed), Some(ruled)) if ruled < claimed => Role::Warn,
                (Some(_), Some(_)) => Role::Good,
                _ => Role::Dim,
            };
            Cell::of(role, chart::dots(claimed, ruled, scale, cells))
        }
        Field::Registered => number.map_or_else(none, |level| Cell::new(words::number(cx, level, 0))),
        Field::Outcome => concluded(cx, state, row),
        Field::Step => Cell::new(step(cx, state, row)),
        Field::Count => count(Role::Text),
        Field::CountBefore | Field::Compared => count(Role::Dim),
        Field::CountShare => {
            let all: usize = state.bins.iter().map(|bin| bin.own.len()).sum();
            let share = number.and_then(|count| (count * Decimal::ONE_HUNDRED).checked_div(all.into()));
            share.map_or_else(none, |share| {
                Cell::of(Role::Dim, format!("{}%", words::number(cx, share, 0)))
            })
        }
        Field::Over => count(Role::Warn),
        Field::Under => count(Role::Text),
        Field::Blocks => count(Role::Bad),
        Field::Waits => count(Role::Warn),
        Field::CountBar => Cell::of(Role::Full, against(state, kind, field, row, cells)),
        Field::OverBar => Cell::of(Role::Warn, against(state, kind, field, row, cells)),
        Field::BlocksBar => Cell::of(Role::Bad, against(state, kind, field, row, cells)),
        Field::Lost | Field::Missing => match number.filter(|number| !number.is_zero()) {
            Some(lost) => Cell::of(Role::Bad, format!("−{}", words::number(cx, lost, 2))),
            None => Cell::of(Role::Dim, "0"),
        },
        Field::Change => number.map_or_else(none, |change| {
            let rounded = change.round_dp(2);
            let arrow = match rounded {
                change if change.is_zero() => "=",
                change if change.is_sign_positive() => "↑",
                _ => "↓",
            };
            let role = if arrow == "↓" { Role::Bad } else { Role::Good };
            Cell::of(role, format!("{arrow} {}", words::gain(cx, rounded).text))
        }),
        Field::Spark => {
            let values = state.over_years(row);
            Cell::of(Role::Full, chart::spark(&values, (Decimal::ZERO, Decimal::ONE_HUNDRED)))
        }
    }
}

fn none() -> Cell {
    Cell::of(Role::Dim, "–")
}

/// What the method ranks by, with its unit; a share of rows in per cent.
pub fn shown(cx: &Cx, round: &Round, kind: Kind, number: Decimal) -> String {
    match round.framework.method {
        Method::Points if kind.of_communes() => words::points(cx, round, number),
        Method::Maturity if kind.of_communes() => words::number(cx, number, 0),
        Method::PassFail | Method::Points | Method::Maturity => format!("{}%", words::number(cx, number, 2)),
    }
}

/// Whether the result of a dossier may still change.
fn provisional(state: &State, kind: Kind, row: usize) -> bool {
    let found = state.found.as_ref().filter(|_| kind.of_communes());
    let commune = found.and_then(|found| found.now.communes.get(row));
    commune.is_some_and(|commune| !commune.is_done())
}

/// The name of a dossier.
pub fn name(state: &State, row: usize) -> &str {
    let found = state.found.as_ref();
    let commune = found.and_then(|found| found.now.communes.get(row));
    commune.map_or("", |commune| commune.name.as_str())
}

/// The printed code of a criterion or group.
pub fn code<'a>(state: &State, round: &'a Round, kind: Kind, row: usize) -> &'a str {
    let Some(found) = &state.found else { return "" };
    if kind == Kind::Groups {
        let group = found
            .now
            .groups
            .get(row)
            .and_then(|sum| round.framework.group(&sum.group));
        return group.map_or("", |group| group.code.as_str());
    }
    found
        .now
        .criteria
        .get(row)
        .map_or("", |sum| coded(round, &sum.criterion))
}

/// The printed code of a criterion; its id where others have the same code.
pub fn coded<'a>(round: &'a Round, id: &CriterionId) -> &'a str {
    round
        .framework
        .criterion(id)
        .map_or("", |criterion| criterion.told_apart(&round.framework))
}

/// The name of a criterion or group.
pub fn title<'a>(state: &State, round: &'a Round, kind: Kind, row: usize) -> &'a str {
    let Some(found) = &state.found else { return "" };
    if kind == Kind::Groups {
        let group = found
            .now
            .groups
            .get(row)
            .and_then(|sum| round.framework.group(&sum.group));
        return group.map_or("", |group| group.name.as_str());
    }
    let criterion = found.now.criteria.get(row);
    let criterion = criterion.and_then(|sum| round.framework.criterion(&sum.criterion));
    criterion.map_or("", |criterion| criterion.name.as_str())
}

/// A step of the distribution in words.
pub fn step(cx: &Cx, state: &State, row: usize) -> String {
    let Some(bin) = state.bins.get(row) else {
        return String::new();
    };
    let (from, to) = (words::number(cx, bin.from, 0), words::number(cx, bin.to, 0));
    if bin.from == bin.to {
        return match bin.from.is_zero() {
            true => cx.text("summary-no-level"),
            false => words::capital(&cx.locale.with("tui-level", &[("level", &from)])),
        };
    }
    format!("{from} – {to}%")
}

/// The conclusion of a dossier, with a sign.
pub fn outcome(cx: &Cx, outcome: Outcome) -> (Role, String) {
    let name: &'static str = outcome.into();
    let (role, sign) = match outcome {
        Outcome::Met => (Role::Good, "✓"),
        Outcome::NotMet => (Role::Bad, "✗"),
        Outcome::Done => (Role::Text, "●"),
        Outcome::Open => (Role::Warn, "…"),
        Outcome::Unknown => (Role::Dim, "?"),
    };
    (role, format!("{sign} {}", cx.text(&format!("summary-outcome-{name}"))))
}

/// All conclusions with their signs.
pub fn outcomes(cx: &Cx) -> Vec<String> {
    Outcome::iter().map(|one| outcome(cx, one).1).collect()
}

fn concluded(cx: &Cx, state: &State, row: usize) -> Cell {
    let found = state.found.as_ref();
    let Some(commune) = found.and_then(|found| found.now.communes.get(row)) else {
        return none();
    };
    let (role, words) = outcome(cx, commune.outcome);
    Cell::of(role, words)
}

/// The result as a bar, the round's threshold (or the level registered for) marked.
fn bar(state: &State, round: &Round, kind: Kind, row: usize, cells: usize) -> Cell {
    let Some(found) = &state.found else { return none() };
    let Some(commune) = found.now.communes.get(row).filter(|_| kind.of_communes()) else {
        return none();
    };
    let mark = match round.framework.method {
        Method::PassFail => round.threshold,
        Method::Maturity => commune.registered.and_then(|level| {
            let level = Decimal::from(level) * Decimal::ONE_HUNDRED;
            level.checked_div(found.now.levels.into())
        }),
        Method::Points => None,
    };
    let role = match commune.outcome {
        Outcome::Met => Role::Good,
        Outcome::NotMet => Role::Bad,
        Outcome::Open => Role::Dim,
        Outcome::Done | Outcome::Unknown => Role::Full,
    };
    let share = found.now.own_share(commune).unwrap_or_default();
    Cell::of(role, chart::bar(share, Decimal::ONE_HUNDRED, cells, mark))
}

/// A count as a bar against the greatest of its column.
fn against(state: &State, kind: Kind, field: Field, row: usize, cells: usize) -> String {
    let most = state.pane(kind).map(|pane| pane.most).unwrap_or_default();
    let own = figure(state, kind, field, row).unwrap_or_default();
    text::pad(&chart::bar(own, most, cells, None), cells)
}
