//! The columns of the round's table: what each shows and how it orders the rows. Which there are depends on the method.

use std::cmp::Ordering;

use ratatui::layout::Rect;
use strum::IntoStaticStr;

use super::{State, acting, before};
use crate::domain::framework::Method;
use crate::domain::{Decimal, Round, Sentence};
use crate::tasks::{StageCount, Summary};
use crate::text;
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
    /// The level registered for.
    Registered,
    /// Points or level of the stage before.
    BeforeResult,
    /// The rank by the points of the stage before.
    BeforeRank,
    /// Criteria met, as appraised.
    Passed,
    /// Criteria not met, as appraised.
    Failed,
    /// Criteria not ruled yet.
    Pending,
    /// Points or level as appraised.
    Result,
    /// Points as appraised less those of the stage before.
    Gain,
    /// The rank by points as appraised.
    Rank,
    /// The points attainable.
    MaxPoints,
    /// How many criteria block the next level.
    Blocking,
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
            Method::Points => &[
                Self::Name,
                Self::Progress,
                Self::BeforeResult,
                Self::Result,
                Self::Gain,
                Self::Differing,
                Self::Flags,
            ],
            Method::Maturity => &[
                Self::Name,
                Self::Progress,
                Self::BeforeResult,
                Self::Result,
                Self::Blocking,
                Self::Differing,
                Self::Flags,
            ],
        };
        let at = ring.iter().position(|field| *field == self).map_or(0, |at| at + 1);
        ring.get(at % ring.len()).copied().unwrap_or(self)
    }

    /// Whether it runs from the least to the greatest unless it is reversed.
    pub fn ascends(self) -> bool {
        matches!(
            self,
            Self::Name | Self::State | Self::Gain | Self::Rank | Self::BeforeRank
        )
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
            Self::Registered => registered(round, right).cmp(&registered(round, left)),
            Self::BeforeResult | Self::BeforeRank => result(&before(round, left), &before(round, right)),
            Self::Passed => mine(|count| count.passed),
            Self::Failed => mine(|count| count.failed),
            Self::Pending => mine(|count| count.pending),
            Self::Result | Self::Rank => result(&acting(round, left), &acting(round, right)),
            Self::Gain => gain(round, left).cmp(&gain(round, right)),
            Self::MaxPoints => acting(round, right).max_points.cmp(&acting(round, left).max_points),
            Self::Blocking => mine(|count| count.blocking),
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

/// The level that a dossier is registered for.
fn registered(round: &Round, summary: &Summary) -> Option<u8> {
    acting(round, summary).registered
}

/// Appraised less self-assessed points, once everything is appraised: before that the difference says nothing.
fn gain(round: &Round, summary: &Summary) -> Option<Decimal> {
    let mine = acting(round, summary);
    (mine.pending == 0 && ruled(&mine).0 > 0).then(|| mine.points - before(round, summary).points)
}

/// Cells of the progress bar.
const CELLS: u16 = 10;

/// Whether there is room for progress bars and whole words.
pub fn wide(width: u16) -> bool {
    width >= 110
}

/// From this width on titles are whole.
const WHOLE: u16 = 140;

/// A rate as the table shows it.
pub fn rate(cx: &Cx, share: Decimal, wide: bool) -> String {
    format!("{}%", words::number(cx, share, if wide { 2 } else { 1 }))
}

/// The columns of a round at a width.
pub fn columns(cx: &Cx, round: &Round, width: u16) -> Vec<(Field, Column)> {
    let wide = wide(width);
    let title = |field: Field| match (field, round.framework.method) {
        (Field::BeforeResult | Field::Result, Method::Points) => cx.text("tui-column-points"),
        (Field::BeforeResult | Field::Result, Method::Maturity) => cx.text("tui-column-level"),
        (Field::BeforeFailed | Field::Failed, _) if width >= WHOLE => cx.text("tui-column-failed-whole"),
        _ => cx.say(&field.title()),
    };
    let own = round.acting().map(|stage| stage.name.clone()).unwrap_or_default();
    let other = round.before().map(|stage| stage.name.clone()).unwrap_or_default();
    let figure = |field: Field, least: u16, over: &str| {
        let words = u16::try_from(text::width(&title(field))).unwrap_or(u16::MAX);
        let least = if wide { least.max(6) } else { least };
        let least = if width >= WHOLE { least.max(words) } else { least };
        (field, Column::new(title(field), least).right().over(over))
    };
    let spare = |(field, column): (Field, Column), order: u8| (field, column.dispensable(order));
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
        Method::Points => columns.extend([
            spare(figure(Field::MaxPoints, 6, ""), 4),
            figure(Field::BeforeResult, 7, &other),
            spare(figure(Field::BeforeRank, 4, &other), 2),
            figure(Field::Result, 7, &own),
            figure(Field::Rank, 4, &own),
            figure(Field::Gain, 7, ""),
            figure(Field::Pending, 4, ""),
        ]),
        Method::Maturity => columns.extend([
            figure(Field::Registered, 7, ""),
            figure(Field::BeforeResult, 5, &other),
            figure(Field::Result, 5, &own),
            figure(Field::Blocking, 9, ""),
            figure(Field::Pending, 4, ""),
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
            Column::new(title(Field::Rate), if wide { 7 } else { 5 })
                .up_to(8)
                .right()
                .dispensable(1),
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
pub fn cell(cx: &Cx, round: &Round, state: &State, field: Field, summary: &Summary, wide: bool) -> Cell {
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
        Field::Registered => level(mine.registered),
        Field::BeforeResult => result(cx, round, &theirs),
        Field::BeforeRank => rank(state.before_ranks.get(&summary.applicant)),
        Field::Result if ruled(&mine).0 == 0 => Cell::of(Role::Dim, "–"),
        Field::Result => result(cx, round, &mine),
        Field::Rank => rank(state.ranks.get(&summary.applicant)),
        Field::MaxPoints => Cell::of(Role::Dim, words::number(cx, mine.max_points, 2)),
        Field::Gain => match gain(round, summary) {
            Some(gain) => words::gain(cx, gain),
            None => Cell::of(Role::Dim, "–"),
        },
        Field::Blocking if ruled(&mine).0 == 0 => Cell::of(Role::Dim, "–"),
        Field::Blocking => count(Role::Warn, mine.blocking),
        Field::Differing => count(Role::Warn, mine.differing),
        Field::Flags => count(Role::Warn, summary.flags),
        Field::Rate => match mine.rate.filter(|_| ruled(&mine).0 > 0) {
            Some(share) => Cell::new(rate(cx, share, wide)),
            None => Cell::of(Role::Dim, "–"),
        },
        Field::Conclusion => {
            let (role, text) = words::concluded(cx, round, mine.rate, mine.pending);
            Cell::of(role, text)
        }
    }
}

/// Points, or the level.
fn result(cx: &Cx, round: &Round, count: &StageCount) -> Cell {
    match round.framework.method {
        Method::Points => Cell::new(words::points(cx, round, count.points)),
        Method::Maturity => level(count.level),
        Method::PassFail => Cell::new(count.passed.to_string()),
    }
}

fn level(level: Option<u8>) -> Cell {
    level.map_or_else(|| Cell::of(Role::Dim, "–"), |level| Cell::new(level.to_string()))
}

fn rank(rank: Option<&usize>) -> Cell {
    rank.map_or_else(|| Cell::of(Role::Dim, "–"), |rank| Cell::new(rank.to_string()))
}
