//! The columns of the review as data: they follow from the method and the stages of the round.

use strum::IntoStaticStr;

use super::{Row, State};
use crate::domain::framework::Method;
use crate::domain::scorecard::Difference;
use crate::domain::{Criterion, Finding, Round, Stage, StageId, Standing};
use crate::tasks::DossierView;
use crate::text;
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
    /// The target, the points attainable, or what the level aimed at asks.
    Target,
    /// The value of a stage.
    Value(StageId),
    /// The verdict, points or level of a stage.
    Outcome(StageId),
    /// The sign of the difference.
    Sign,
    /// The difference in points.
    Gain,
    /// How many flags.
    Flags,
}

/// Whether verdicts are written in nine columns.
pub fn wide(width: u16) -> bool {
    width >= 84
}

/// The columns of a round at a width.
pub fn columns(state: &State, cx: &Cx, round: &Round, width: u16) -> Vec<(Field, Column)> {
    let wide = wide(width);
    let method = round.framework.method;
    let title = |key: &str| cx.text(&format!("tui-column-{key}"));
    let target = match method {
        Method::PassFail => Column::new(title("target"), 8).right(),
        Method::Maturity => {
            let title = match state.aim {
                Some(level) => cx.locale.with("tui-column-asked", &[("level", &level.to_string())]),
                None => title("level"),
            };
            Column::new(title, 12).up_to(if wide { 18 } else { 14 })
        }
        Method::Points => Column::new(title("max-points"), 6).right(),
    };
    let outcome = |stage: &Stage| {
        let column = match method {
            Method::PassFail => Column::new(title("verdict"), if wide { 9 } else { 7 }),
            Method::Maturity => Column::new(title("level"), 5),
            Method::Points => Column::new(title("points"), 7).right(),
        };
        column.over(stage.name.as_str())
    };
    let code = state
        .rows
        .iter()
        .filter_map(|row| round.framework.criteria.get(row.criterion));
    let code = code
        .map(|criterion| text::width(&criterion.code))
        .max()
        .unwrap_or(0)
        .clamp(5, 9);
    let mut columns = vec![
        (
            Field::Code,
            Column::new(title("code"), u16::try_from(code).unwrap_or(5)),
        ),
        (Field::Criterion, Column::new(title("criterion"), 14).up_to(200)),
        (Field::Target, target.dispensable(1)),
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
        // The names take what the figures leave.
        let figures = state.rows.iter().filter_map(|row| {
            let criterion = round.framework.criteria.get(row.criterion)?;
            words::figures(cx, round, criterion, state.standing(row)?, &stage.id)
        });
        let figures = figures.map(|figures| text::width(&figures)).max().unwrap_or(0);
        let value = Column::new(title("value"), 8)
            .up_to(if wide {
                u16::try_from(figures.clamp(8, 12)).unwrap_or(8)
            } else {
                8
            })
            .right()
            .over(stage.name.as_str());
        columns.push((Field::Value(stage.id.clone()), drop(value)));
        columns.push((Field::Outcome(stage.id.clone()), drop(outcome(stage))));
    }
    columns.push(match method {
        Method::Points => (Field::Gain, Column::new(title("gain"), 6).up_to(7).right()),
        Method::PassFail | Method::Maturity => (Field::Sign, Column::new(title("differing"), 1).centre()),
    });
    columns.push((Field::Flags, Column::new(title("flags"), 2).right()));
    columns
}

/// One criterion of a dossier, as its cells show it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The dossier.
    pub view: &'a DossierView,
    /// The criterion.
    pub criterion: &'a Criterion,
    /// What the dossier's scorecard says of it.
    pub standing: &'a Standing,
    /// The level aimed at, where one is.
    pub aim: Option<u8>,
}

impl<'a> Shown<'a> {
    /// A row of the review.
    fn of(state: &'a State, round: &'a Round, row: &Row) -> Option<Self> {
        Some(Self {
            view: &state.view,
            criterion: round.framework.criteria.get(row.criterion)?,
            standing: state.standing(row)?,
            aim: state.aim,
        })
    }

    /// Its cell of a column.
    pub fn cell(self, cx: &Cx, round: &Round, field: &Field, wide: bool) -> Cell {
        match field {
            Field::Code => Cell::new(self.criterion.code.as_str()),
            Field::Criterion => Cell::new(self.criterion.name.as_str()),
            Field::Target => self.target(cx, round),
            Field::Value(stage) => match words::figures(cx, round, self.criterion, self.standing, stage) {
                Some(figures) => Cell::new(figures),
                None => Cell::of(Role::Dim, "–"),
            },
            Field::Outcome(stage) => self.outcome(cx, round, stage, wide),
            Field::Sign => {
                let acting = self.standing.stages.get(&round.stage);
                let difference = acting.map_or(Difference::Unknown, |acting| acting.difference);
                let ruled = acting.is_some_and(|acting| acting.ruling.is_some());
                let (role, sign) = if ruled {
                    words::sign(difference)
                } else {
                    (Role::Dim, "")
                };
                Cell::of(role, sign)
            }
            Field::Gain => gain(cx, round, self.standing),
            Field::Flags => self.flags(),
        }
    }

    /// How many findings there are; where there are only hints, how many of them, softly.
    fn flags(self) -> Cell {
        let all = &self.view.scorecard.flags;
        let flags = self.standing.flags.iter().filter_map(|at| all.get(*at));
        let (hints, findings): (Vec<_>, Vec<_>) = flags.partition(|flag| flag.kind.is_hint());
        match (findings.len(), hints.len()) {
            (0, 0) => Cell::of(Role::Dim, "·"),
            (0, hints) => Cell::of(Role::Dim, format!("~{hints}")),
            (findings, _) => Cell::of(Role::Warn, findings.to_string()),
        }
    }

    fn target(self, cx: &Cx, round: &Round) -> Cell {
        match round.framework.method {
            Method::Points => match self.criterion.max_points {
                Some(points) => Cell::new(words::number(cx, points, 2)),
                None => Cell::of(Role::Dim, "–"),
            },
            Method::Maturity => {
                let printed = self.aim.and_then(|level| words::printed_level(self.criterion, level));
                match printed {
                    Some(printed) => Cell::new(printed.replace('\n', " ")),
                    None => Cell::of(Role::Dim, "–"),
                }
            }
            Method::PassFail => match &self.standing.target {
                Some(target) => Cell::new(words::brief(cx, Some(target), self.criterion.is_percent())),
                None => Cell::of(Role::Dim, cx.text("tui-target-unknown-short")),
            },
        }
    }

    fn outcome(self, cx: &Cx, round: &Round, stage: &StageId, wide: bool) -> Cell {
        let own = *stage == round.stage;
        if own && cx.waiting.saves(&self.view.dossier.applicant, &self.criterion.id) {
            return Cell::of(Role::Warn, cx.text("tui-saving-short"));
        }
        let Some(at) = self.standing.stages.get(stage) else {
            return Cell::of(Role::Dim, "–");
        };
        if own && at.ruling.is_none() {
            return Cell::of(Role::Dim, cx.text("tui-open-short"));
        }
        if !at.conflict.is_empty() {
            return Cell::of(Role::Bad, cx.text("tui-conflict-short"));
        }
        if let Some(points) = at.points {
            return Cell::new(words::number(cx, points, 2));
        }
        let level = at.finding.as_ref().and_then(Finding::level);
        if at.verdict.is_none()
            && let Some(level) = level
        {
            return Cell::new(level.to_string());
        }
        let (role, words) = words::outcome(cx, at, wide);
        Cell::of(role, words)
    }
}

/// A row's cell of a column of the review.
pub fn cell(state: &State, cx: &Cx, round: &Round, row: &Row, field: &Field, wide: bool) -> Cell {
    match Shown::of(state, round, row) {
        Some(shown) => shown.cell(cx, round, field, wide),
        None => Cell::new(""),
    }
}

/// Appraised less self-assessed points; a dash until there is a ruling.
fn gain(cx: &Cx, round: &Round, standing: &Standing) -> Cell {
    let points = |stage: &StageId| standing.stages.get(stage).and_then(|at| at.points);
    let before = round.before().and_then(|before| points(&before.id));
    match (points(&round.stage), before) {
        (Some(own), before) => words::gain(cx, own - before.unwrap_or_default()),
        (None, _) => Cell::of(Role::Dim, "–"),
    }
}
