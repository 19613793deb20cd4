//! The columns of the summary: what each shows, by which figure it orders rows, and which stand in which table.

use strum::IntoStaticStr;

use super::state::{Kind, State};
use crate::domain::{Decimal, Method, Round, Sentence};
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::widgets::table::Column;

/// What a column shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Field {
    /// The rank.
    Rank,
    /// The applicant.
    Name,
    /// The printed code.
    Code,
    /// The name of a criterion or group.
    Title,
    /// What the method ranks by, as appraised.
    Own,
    /// The same as claimed.
    Before,
    /// A bar of it.
    Bar,
    /// Both sides on one scale.
    Dots,
    /// How much of it is appraised.
    Judged,
    /// A group's share.
    Group(usize),
    /// The level registered for.
    Registered,
    /// The conclusion.
    Outcome,
    /// A step of the distribution.
    Step,
    /// Dossiers on the step.
    Count,
    /// A bar of them.
    CountBar,
    /// Their share.
    CountShare,
    /// Dossiers that claimed the step.
    CountBefore,
    /// Rows ruled.
    Compared,
    /// More claimed than ruled.
    Over,
    /// A bar of it.
    OverBar,
    /// Less claimed than ruled.
    Under,
    /// Points or levels lost.
    Lost,
    /// Dossiers that it blocks.
    Blocks,
    /// A bar of them.
    BlocksBar,
    /// Dossiers that it may block.
    Waits,
    /// Points missing.
    Missing,
    /// The share met, or of the points.
    Share,
    /// The result of the round beside it.
    Last,
    /// The change since.
    Change,
    /// The rank then.
    LastRank,
    /// All years.
    Spark,
}

impl Field {
    /// What it is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("summary-field-{name}"))
    }

    /// Whether it runs from the least to the greatest unless it is reversed.
    pub fn ascends(self) -> bool {
        matches!(
            self,
            Self::Rank | Self::Name | Self::Code | Self::Title | Self::LastRank
        )
    }

    /// The column whose figure it shows as a picture; else itself.
    #[must_use]
    pub fn base(self) -> Self {
        match self {
            Self::Bar => Self::Own,
            Self::CountBar => Self::Count,
            Self::OverBar => Self::Over,
            Self::BlocksBar => Self::Blocks,
            Self::Spark => Self::Change,
            other => other,
        }
    }

    /// Whether it shows the figure of another column as a picture.
    pub fn pictures(self) -> bool {
        matches!(
            self,
            Self::Bar | Self::Dots | Self::CountBar | Self::OverBar | Self::BlocksBar | Self::Spark
        )
    }
}

/// The figure of a row by which a column orders it; none where it has none.
pub fn figure(state: &State, kind: Kind, field: Field, row: usize) -> Option<Decimal> {
    let found = state.found.as_ref()?;
    let now = &found.now;
    let count = |count: usize| Some(Decimal::from(count));
    let commune = || now.communes.get(row).filter(|_| kind.of_communes());
    let criterion = || now.criteria.get(row).filter(|_| kind.of_criteria());
    let bin = || state.bins.get(row).filter(|_| kind == Kind::Bins);
    match field {
        Field::Rank => commune()?.rank.and_then(count),
        Field::Name | Field::Title | Field::Code | Field::Step => count(row),
        Field::Own | Field::Bar => match kind {
            Kind::Groups => now.groups.get(row)?.like.1.share(now.method),
            Kind::YearCriteria => criterion()?.share(now.method),
            _ => commune().filter(|one| one.is_begun())?.own.main(now.method),
        },
        Field::Before => match kind {
            Kind::Groups => now.groups.get(row)?.like.0.share(now.method),
            _ => commune()?.before.main(now.method),
        },
        Field::Dots => {
            let (claimed, ruled) = pair(state, kind, row);
            Some(claimed? - ruled?)
        }
        Field::Judged => {
            let one = commune()?;
            Decimal::from(one.ruled * 100).checked_div(one.all.into())
        }
        Field::Group(at) => commune()?.groups.get(at)?.1.share(now.method),
        Field::Registered => commune()?.registered.map(Decimal::from),
        Field::Outcome => commune().and_then(|one| count(9 - one.outcome as usize)),
        Field::Count | Field::CountBar | Field::CountShare => count(bin()?.own.len()),
        Field::CountBefore => count(bin()?.before),
        Field::Compared => match kind.of_communes() {
            true => count(commune()?.ruled),
            false => count(criterion()?.ruled),
        },
        Field::Over | Field::OverBar => match kind.of_communes() {
            true => count(commune()?.over.len()),
            false => count(criterion()?.over.len()),
        },
        Field::Under => match kind.of_communes() {
            true => count(commune()?.under.len()),
            false => count(criterion()?.under.len()),
        },
        Field::Lost => match kind.of_communes() {
            true => Some(commune()?.lost),
            false => Some(criterion()?.lost),
        },
        Field::Blocks | Field::BlocksBar => count(criterion()?.blocks.len()),
        Field::Waits => count(criterion()?.waits),
        Field::Missing => Some(criterion()?.missing),
        Field::Share => criterion()?.share(now.method),
        Field::Last => last(state, kind, row),
        Field::Change | Field::Spark => Some(figure(state, kind, Field::Own, row)? - last(state, kind, row)?),
        Field::LastRank => state.last(row).filter(|_| kind.of_communes())?.rank.and_then(count),
    }
}

/// The figure of the round beside this one.
fn last(state: &State, kind: Kind, row: usize) -> Option<Decimal> {
    let found = state.found.as_ref()?;
    let past = &found.past.first()?.overview;
    if kind.of_communes() {
        let last = state.last(row).filter(|last| last.is_begun())?;
        return last.own.main(past.method);
    }
    let criterion = &found.now.criteria.get(row)?.criterion;
    let other = past.criteria.iter().find(|other| other.criterion == *criterion)?;
    other.share(past.method)
}

/// The two sides that stand on one scale: claimed and ruled, or then and now.
pub fn pair(state: &State, kind: Kind, row: usize) -> (Option<Decimal>, Option<Decimal>) {
    let Some(found) = &state.found else {
        return (None, None);
    };
    match kind {
        Kind::Years | Kind::YearCriteria => (
            figure(state, kind, Field::Last, row),
            figure(state, kind, Field::Own, row),
        ),
        Kind::Groups => (
            figure(state, kind, Field::Before, row),
            figure(state, kind, Field::Own, row),
        ),
        Kind::Ranking | Kind::Communes if found.now.method == Method::Maturity => (
            figure(state, Kind::Ranking, Field::Before, row),
            figure(state, Kind::Ranking, Field::Own, row),
        ),
        Kind::Ranking | Kind::Communes => {
            let commune = found.now.communes.get(row);
            commune.map_or((None, None), |commune| found.now.like(commune))
        }
        Kind::Bins | Kind::Criteria | Kind::Obstacles => (None, None),
    }
}

/// The scale of the dots of a table: levels; else per cent or points, from a round number below the least.
pub fn scale(state: &State, kind: Kind) -> (Decimal, Decimal) {
    let Some(found) = &state.found else {
        return (Decimal::ZERO, Decimal::ONE_HUNDRED);
    };
    let levels = found.now.method == Method::Maturity && kind.of_communes();
    if levels {
        return (Decimal::ZERO, Decimal::from(found.now.levels.max(1)));
    }
    let rows = || (0..state.len(kind)).map(|row| pair(state, kind, row));
    let all = || rows().flat_map(|(one, other)| [one, other]).flatten();
    let ten = Decimal::TEN;
    let most = all().max().unwrap_or(Decimal::ONE_HUNDRED);
    let most = if most <= Decimal::ONE_HUNDRED {
        Decimal::ONE_HUNDRED
    } else {
        (most / ten).ceil() * ten
    };
    let least = all().min().unwrap_or_default();
    // Not so near that a small gap looks large.
    let least = ((least / ten).floor() * ten)
        .min(most - most / Decimal::TWO)
        .max(Decimal::ZERO);
    (least, most)
}

/// Whether there is room for more than the least.
pub fn wide(width: u16) -> bool {
    width >= 110
}

/// The columns of a table at a width.
pub fn columns(cx: &Cx, round: &Round, state: &State, kind: Kind, width: u16) -> Vec<(Field, Column)> {
    let method = round.framework.method;
    let wide = wide(width);
    let title = |field: Field| match (field, method) {
        (Field::Own, _) if matches!(kind, Kind::Years | Kind::YearCriteria) => round.year.to_string(),
        (Field::Last, _) => state.beside_year().map(|year| year.to_string()).unwrap_or_default(),
        (Field::Own, Method::PassFail) => cx.text("tui-column-rate"),
        (Field::Own, Method::Maturity) if kind.of_communes() => cx.text("tui-column-level"),
        (Field::Own, Method::Points) if kind.of_communes() => cx.text("tui-column-points"),
        (Field::Share, Method::Points) => cx.text("summary-field-share-points"),
        (Field::Lost, Method::Maturity) => cx.text("summary-field-lost-levels"),
        (Field::Blocks, Method::PassFail) => cx.text("summary-field-not-met"),
        (Field::Blocks, Method::Points) => cx.text("summary-field-short"),
        _ => cx.say(&field.title()),
    };
    let right = |field: Field, least: u16| (field, Column::new(title(field), least).right());
    let spare = |(field, column): (Field, Column), order: u8| (field, column.dispensable(order));
    let bar = |field: Field, least: u16, best: u16| (field, Column::new("", least).up_to(best));
    let before = round.before().map(|stage| stage.name.as_str()).unwrap_or_default();
    let own = round.acting().map(|stage| stage.name.as_str()).unwrap_or_default();
    let over = match kind {
        Kind::Years | Kind::YearCriteria if wide => cx.text("summary-dots-years"),
        _ if wide => format!("○ {before} ● {own}"),
        _ => cx.text("summary-dots-short"),
    };
    // A stage's own name, as wide as there is room for it.
    let named = |field: Field, name: &str| {
        let width = u16::try_from(text::width(name)).unwrap_or(u16::MAX).clamp(6, 12);
        (field, Column::new(name, width).right())
    };
    let dots = |least: u16, best: u16| (Field::Dots, Column::new("", least).up_to(best).over(over.as_str()));
    let name = || {
        let widest = state.found.as_ref().into_iter().flat_map(|found| &found.now.communes);
        let widest = widest.map(|one| text::width(&one.name)).max().unwrap_or(0);
        let best = u16::try_from(widest).unwrap_or(u16::MAX).clamp(14, 40);
        (Field::Name, Column::new(title(Field::Name), best.min(20)).up_to(best))
    };
    let criterion = || {
        [
            (Field::Code, Column::new(title(Field::Code), 6)),
            (Field::Title, Column::new(title(Field::Title), 16).up_to(90)),
        ]
    };
    let mut all = Vec::new();
    match kind {
        Kind::Ranking => {
            all.extend([right(Field::Rank, 5), name(), right(Field::Own, 7)]);
            all.push(spare(bar(Field::Bar, 8, 60), 3));
            all.push(spare(dots(14, 60), 4));
            if wide {
                let codes = round.framework.groups.iter().filter(|group| group.parent.is_none());
                all.extend(codes.enumerate().map(|(at, group)| {
                    let column = Column::new(group.code.trim_end_matches('.'), 5).right();
                    (
                        Field::Group(at),
                        column.over(cx.text("summary-field-groups")).dispensable(6),
                    )
                }));
            }
            if method == Method::Maturity {
                all.push(spare(right(Field::Registered, 4), 2));
            }
            all.push(spare(right(Field::Judged, 6), 5));
            if method != Method::Points {
                all.push(spare((Field::Outcome, Column::new(title(Field::Outcome), 11)), 1));
            }
        }
        Kind::Bins => {
            // Where levels are counted, that none is attained must be read in whole.
            let steps = if method == Method::Maturity { 19 } else { 14 };
            all.extend([
                (Field::Step, Column::new(title(Field::Step), steps)),
                right(Field::Count, 5),
                bar(Field::CountBar, 10, 60),
                spare(right(Field::CountShare, 5), 1),
                named(Field::CountBefore, before),
            ]);
        }
        Kind::Groups => {
            all.push((Field::Code, Column::new(title(Field::Code), 4)));
            all.push((Field::Title, Column::new(cx.text("summary-field-group"), 16).up_to(60)));
            all.extend([
                named(Field::Before, before),
                named(Field::Own, own),
                spare(dots(14, 40), 1),
            ]);
        }
        Kind::Communes | Kind::Criteria => {
            match kind.of_communes() {
                true => {
                    let (field, column) = name();
                    all.push((field, column.up_to(90)));
                }
                false => all.extend(criterion()),
            }
            // Both tables have bars of one width on one scale; what is left goes to the names.
            let longest = if width < 90 { 12 } else { 24 };
            all.push(spare(right(Field::Compared, 5), 2));
            let stages = [("before", before), ("own", own)];
            let claimed = cx.locale.with("summary-field-claimed", &stages);
            let under = |(field, column): (Field, Column)| (field, column.over(claimed.as_str()));
            all.push(under(right(Field::Over, 8)));
            all.push(under(spare(bar(Field::OverBar, 8, longest), 1)));
            all.push(under(right(Field::Under, 8)));
            if method != Method::PassFail {
                all.push(right(Field::Lost, 9));
            }
        }
        Kind::Obstacles => {
            all.extend(criterion());
            all.push(right(Field::Blocks, 10));
            all.push(spare(bar(Field::BlocksBar, 8, 40), 1));
            match method {
                Method::PassFail => {}
                Method::Maturity => all.push(right(Field::Waits, 6)),
                Method::Points => all.push(right(Field::Missing, 10)),
            }
            all.push(spare(right(Field::Share, 6), 2));
        }
        Kind::Years => {
            all.push(name());
            all.extend([right(Field::Last, 7), right(Field::Own, 7), right(Field::Change, 8)]);
            all.push(spare(dots(14, 40), 3));
            all.extend([spare(right(Field::LastRank, 7), 1), spare(right(Field::Rank, 5), 1)]);
            if state.found.as_ref().is_some_and(|found| found.past.len() > 1) {
                let years = state.years().len();
                let width = u16::try_from(years + 1).unwrap_or(u16::MAX).max(11);
                all.push(spare((Field::Spark, Column::new(title(Field::Spark), width)), 2));
            }
        }
        Kind::YearCriteria => {
            all.extend(criterion());
            all.extend([right(Field::Last, 7), right(Field::Own, 7), right(Field::Change, 8)]);
            all.push(spare(dots(14, 40), 1));
        }
    }
    all
}
