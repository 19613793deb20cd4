//! The columns of the round's table: what each shows and how it orders the rows. Which there are depends on the method.

use std::cmp::Ordering;

use ratatui::layout::Rect;
use strum::IntoStaticStr;

use super::{acting, before};
use crate::domain::framework::Method;
use crate::domain::{Round, Sentence};
use crate::tasks::{StageCount, Summary};
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::bar;
use crate::tui::widgets::table::{self, Cell, Column};

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Field {
    /// The name.
    Name,
    /// The state.
    State,
    /// How many criteria are ruled.
    Progress,
    /// Criteria met, by the stage before.
    BeforePassed,
    /// Criteria not met, by the stage before.
    BeforeFailed,
    /// Criteria open, by the stage before.
    BeforePending,
    /// Points or level of the stage before.
    BeforeResult,
    /// Criteria met, as appraised.
    Passed,
    /// Criteria not met, as appraised.
    Failed,
    /// Criteria not ruled yet.
    Pending,
    /// Points or level as appraised.
    Result,
    /// Rows on which the council departs.
    Differing,
    /// Flags.
    Flags,
    /// The rate.
    Rate,
    /// The conclusion.
    Conclusion,
}

impl Field {
    /// What the column is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("tui-column-{name}"))
    }

    /// The next column that orders rows usefully.
    pub fn next(self, method: Method) -> Self {
        let ring: &[Self] = match method {
            Method::PassFail => &[
                Self::Name,
                Self::Progress,
                Self::Rate,
                Self::Failed,
                Self::Differing,
                Self::Flags,
            ],
            Method::Points | Method::Maturity => {
                &[Self::Name, Self::Progress, Self::Result, Self::Differing, Self::Flags]
            }
        };
        let at = ring.iter().position(|field| *field == self).map_or(0, |at| at + 1);
        ring.get(at % ring.len()).copied().unwrap_or(self)
    }

    /// Names run from A, figures from the greatest.
    pub fn compare(self, round: &Round, left: &Summary, right: &Summary) -> Ordering {
        let mine = |of: fn(&StageCount) -> usize| of(&acting(round, right)).cmp(&of(&acting(round, left)));
        let theirs = |of: fn(&StageCount) -> usize| of(&before(round, right)).cmp(&of(&before(round, left)));
        let result = |one: &StageCount, other: &StageCount| (other.level, other.points).cmp(&(one.level, one.points));
        match self {
            Self::Name => Ordering::Equal,
            Self::State => left.state.cmp(&right.state),
            Self::Progress => mine(|count| ruled(count).0),
            Self::BeforePassed => theirs(|count| count.passed),
            Self::BeforeFailed => theirs(|count| count.failed),
            Self::BeforePending => theirs(|count| count.pending),
            Self::BeforeResult => result(&before(round, left), &before(round, right)),
            Self::Passed => mine(|count| count.passed),
            Self::Failed => mine(|count| count.failed),
            Self::Pending => mine(|count| count.pending),
            Self::Result => result(&acting(round, left), &acting(round, right)),
            Self::Differing => mine(|count| count.differing),
            Self::Flags => right.flags.cmp(&left.flags),
            Self::Rate | Self::Conclusion => acting(round, right).rate.cmp(&acting(round, left).rate),
        }
    }
}

/// How many criteria a stage has ruled, and of how many.
pub fn ruled(count: &StageCount) -> (usize, usize) {
    let done = count.passed + count.failed + count.not_applicable;
    (done, done + count.pending)
}

/// Cells of the progress bar.
const CELLS: u16 = 10;

/// Whether there is room for progress bars and whole words.
pub fn wide(width: u16) -> bool {
    width >= 110
}

/// The columns of a round at a width.
pub fn columns(cx: &Cx, round: &Round, width: u16) -> Vec<(Field, Column)> {
    let wide = wide(width);
    let title = |field: Field| cx.say(&field.title());
    let own = round.acting().map(|stage| stage.name.clone()).unwrap_or_default();
    let other = round.before().map(|stage| stage.name.clone()).unwrap_or_default();
    let figure = |field: Field, least: u16, over: &str| {
        let least = if wide { least.max(6) } else { least };
        (field, Column::new(title(field), least).right().over(over))
    };
    let mut columns = vec![
        (Field::Name, Column::new(title(Field::Name), 18).up_to(40)),
        (
            Field::State,
            if wide {
                Column::new(title(Field::State), 16).up_to(20)
            } else {
                Column::new(cx.text("tui-column-state-short"), 7)
            }
            .dispensable(3),
        ),
    ];
    if wide {
        columns.push((
            Field::Progress,
            Column::new(title(Field::Progress), CELLS + 7).dispensable(5),
        ));
    }
    match round.framework.method {
        Method::PassFail => columns.extend([
            figure(Field::BeforePassed, 3, &other),
            figure(Field::BeforeFailed, 5, &other),
            figure(Field::BeforePending, 4, &other),
            figure(Field::Passed, 3, &own),
            figure(Field::Failed, 5, &own),
            figure(Field::Pending, 4, &own),
        ]),
        Method::Points | Method::Maturity => columns.extend([
            figure(Field::BeforeResult, 9, &other),
            figure(Field::Result, 9, &own),
            figure(Field::Pending, 4, &own),
        ]),
    }
    columns.push((
        Field::Differing,
        Column::new(title(Field::Differing), 2).up_to(5).right(),
    ));
    columns.push((Field::Flags, Column::new(title(Field::Flags), 2).up_to(4).right()));
    if round.framework.method == Method::PassFail {
        columns.push((
            Field::Rate,
            Column::new(title(Field::Rate), 5).up_to(8).right().dispensable(1),
        ));
        columns.push((
            Field::Conclusion,
            Column::new(title(Field::Conclusion), 9).up_to(12).dispensable(2),
        ));
    }
    columns
}

/// The column at a place of the header.
pub fn at(cx: &Cx, round: &Round, header: Rect, x: u16) -> Option<Field> {
    let columns = columns(cx, round, header.width);
    let plain: Vec<Column> = columns.iter().map(|(_, column)| column.clone()).collect();
    let place = table::fit(&plain, header)
        .into_iter()
        .find(|place| x >= place.x && x < place.x + place.width)?;
    columns.get(place.column).map(|(field, _)| *field)
}

/// A dossier's cell of a column.
pub fn cell(cx: &Cx, round: &Round, field: Field, summary: &Summary, wide: bool) -> Cell {
    let count = |role: Role, count: usize| match count {
        0 => Cell::of(Role::Dim, "0"),
        count => Cell::of(role, count.to_string()),
    };
    let mine = acting(round, summary);
    let theirs = before(round, summary);
    match field {
        Field::Name => Cell::new(summary.name.as_str()),
        Field::State => {
            let (role, text) = words::state(cx, summary.state, !wide);
            Cell::of(role, text)
        }
        Field::Progress => {
            let (done, all) = ruled(&mine);
            let (full, empty) = bar::progress(done, all, usize::from(CELLS));
            Cell::of(Role::Full, format!("{full}{empty} {done}/{all}"))
        }
        Field::BeforePassed => count(Role::Good, theirs.passed),
        Field::BeforeFailed => count(Role::Bad, theirs.failed),
        Field::BeforePending => count(Role::Warn, theirs.pending),
        Field::Passed => count(Role::Good, mine.passed),
        Field::Failed => count(Role::Bad, mine.failed),
        Field::Pending => count(Role::Warn, mine.pending),
        Field::BeforeResult => result(cx, round, &theirs),
        Field::Result => result(cx, round, &mine),
        Field::Differing => count(Role::Warn, mine.differing),
        Field::Flags => count(Role::Warn, summary.flags),
        Field::Rate => match mine.rate.filter(|_| ruled(&mine).0 > 0) {
            Some(rate) => Cell::new(format!("{}%", words::number(cx, rate, 1))),
            None => Cell::of(Role::Dim, "–"),
        },
        Field::Conclusion => {
            let (role, text) = words::concluded(cx, round, mine.rate, mine.pending);
            Cell::of(role, text)
        }
    }
}

/// Points of the maximum, or the level.
fn result(cx: &Cx, round: &Round, count: &StageCount) -> Cell {
    match round.framework.method {
        Method::Points => Cell::new(format!(
            "{}/{}",
            words::number(cx, count.points, 2),
            words::number(cx, count.max_points, 2)
        )),
        Method::Maturity => match count.level {
            Some(level) => Cell::new(cx.locale.with("tui-level", &[("level", &level.to_string())])),
            None => Cell::of(Role::Dim, "–"),
        },
        Method::PassFail => Cell::new(count.passed.to_string()),
    }
}
