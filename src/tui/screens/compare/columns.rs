//! The columns of the comparison as data.

use ratatui::layout::Rect;

use super::state::State;
use crate::domain::{Method, Round, StageId};
use crate::tui::cx::Cx;
use crate::tui::screens::review::columns as own;
use crate::tui::theme::Role;
use crate::tui::widgets::table::{self, Cell, Column};

/// The sign of what was judged unlike its like; a departure from the claim has another.
pub(super) const UNLIKE: &str = "‡";
/// The sign of what stands far from the others.
const FAR: &str = "◊";

/// What a column shows, and what orders the rows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Field {
    /// The applicant.
    #[default]
    Name,
    /// The target.
    Target,
    /// The value of a stage.
    Value(StageId),
    /// The verdict, points or level of a stage.
    Outcome(StageId),
    /// The difference.
    Sign,
    /// How many files stand behind the claim.
    Evidence,
    /// How many flags.
    Flags,
    /// Judged unlike its like, or far from the others.
    Remark,
}

/// The columns at a width.
pub fn columns(cx: &Cx, round: &Round, state: &State, width: u16) -> Vec<(Field, Column)> {
    let wide = own::wide(width);
    let method = round.framework.method;
    let title = |key: &str| cx.text(&format!("tui-column-{key}"));
    let name = Column::new(title("name"), 14).up_to(state.widest.max(14));
    let mut columns = vec![(Field::Name, name)];
    if method == Method::PassFail {
        columns.push((Field::Target, Column::new(title("target"), 8).right().dispensable(2)));
    }
    for stage in round.before().into_iter().chain(round.acting()) {
        let outcome = match method {
            Method::PassFail => Column::new(title("verdict"), if wide { 9 } else { 7 }),
            Method::Maturity => Column::new(title("level"), 5),
            Method::Points => Column::new(title("points"), 7).right(),
        };
        // On a narrow screen the names need the room more.
        let value = Column::new(title("value"), 8).up_to(if wide { 14 } else { 8 }).right();
        columns.push((Field::Value(stage.id.clone()), value.over(stage.name.as_str())));
        columns.push((Field::Outcome(stage.id.clone()), outcome.over(stage.name.as_str())));
    }
    columns.push((Field::Sign, Column::new(title("differing"), 2).centre()));
    columns.push((
        Field::Evidence,
        Column::new(cx.text("tui-compare-evidence"), 3).right().dispensable(1),
    ));
    columns.push((Field::Flags, Column::new(title("flags"), 3).right()));
    let remark = if wide { 22 } else { 2 };
    let remark = Column::new(
        if wide {
            cx.text("tui-compare-remark")
        } else {
            "!".to_owned()
        },
        remark,
    );
    columns.push((Field::Remark, remark));
    columns
}

/// What a column is called, with its stage.
pub fn name(cx: &Cx, round: &Round, field: &Field) -> String {
    let stage = |id: &StageId| {
        round
            .framework
            .stage(id)
            .map_or("", |stage| stage.name.as_str())
            .to_owned()
    };
    match field {
        Field::Name => cx.text("tui-column-name"),
        Field::Target => cx.text("tui-column-target"),
        Field::Value(id) => format!("{} ({})", cx.text("tui-column-value"), stage(id)),
        Field::Outcome(id) => format!("{} ({})", cx.text("tui-column-verdict"), stage(id)),
        Field::Sign => cx.text("tui-heat-difference"),
        Field::Evidence => cx.text("tui-compare-evidence-full"),
        Field::Flags => cx.text("tui-column-flags"),
        Field::Remark => cx.text("tui-compare-remark"),
    }
}

/// The column that stands at a place of the header.
pub fn at(cx: &Cx, round: &Round, state: &State, header: Rect, x: u16) -> Option<Field> {
    let fields = columns(cx, round, state, header.width);
    let plain: Vec<Column> = fields.iter().map(|(_, column)| column.clone()).collect();
    let place = table::fit(&plain, header)
        .into_iter()
        .find(|place| x >= place.x && x <= place.x + place.width)?;
    fields.get(place.column).map(|(field, _)| field.clone())
}

/// A row's cell of a column.
pub fn cell(cx: &Cx, round: &Round, state: &State, at: usize, field: &Field, width: u16) -> Cell {
    let (Some(row), wide) = (state.rows.get(at), own::wide(width)) else {
        return Cell::new("");
    };
    let shown = row.standing().and_then(|standing| {
        Some(own::Shown {
            view: &row.view,
            criterion: round.framework.criterion(&state.criterion)?,
            standing,
            // What each commune aims at is its own: side by side no level is aimed at.
            aim: None,
        })
    });
    let of = |field: &own::Field| match shown {
        Some(shown) => shown.cell(cx, round, field, wide),
        None => Cell::of(Role::Dim, "–"),
    };
    match field {
        Field::Name => Cell::new(row.view.dossier.name.as_str()),
        Field::Target => of(&own::Field::Target),
        Field::Value(stage) => of(&own::Field::Value(stage.clone())),
        Field::Outcome(stage) => of(&own::Field::Outcome(stage.clone())),
        Field::Sign => of(&own::Field::Sign),
        Field::Evidence => match row.view.dossier.submission.evidence.len() {
            0 if row.standing().is_some_and(|of| of.claim.is_some()) => Cell::of(Role::Warn, "0"),
            count => Cell::new(count.to_string()),
        },
        Field::Flags => of(&own::Field::Flags),
        Field::Remark => {
            let marked = |of: &[bool]| of.get(at).copied().unwrap_or(false);
            match (marked(&state.unlike), marked(&state.far), wide) {
                (true, _, true) => Cell::of(Role::Alarm, format!("{UNLIKE} {}", cx.text("tui-compare-unlike"))),
                (true, _, false) => Cell::of(Role::Alarm, UNLIKE),
                (false, true, true) => Cell::of(Role::Warn, format!("{FAR} {}", cx.text("tui-compare-far"))),
                (false, true, false) => Cell::of(Role::Warn, FAR),
                (false, false, _) => Cell::new(""),
            }
        }
    }
}
