//! What the heat map knows: the matrix, its columns, what is shown and which cell is selected.

use std::cmp::Reverse;

use strum::IntoStaticStr;

use super::paint::{self, Mode, gravity};
use crate::domain::{ApplicantId, CriterionId, Decimal, GroupId, Method, Round, Sentence};
use crate::tasks::{Mark, Matrix, MatrixCell, MatrixRow, Request, Saved, across};
use crate::text;
use crate::tui::event::Step;
use crate::tui::screens::{Filter, Subject};
use crate::tui::widgets::list::Position;

/// What orders the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Sort {
    /// The name.
    #[default]
    Name,
    /// The total, the worst first.
    Total,
    /// The selected column, the worst first.
    Column,
}

impl Sort {
    /// The next one in turn.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Name => Self::Total,
            Self::Total => Self::Column,
            Self::Column => Self::Name,
        }
    }

    /// What it is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("tui-heat-by-{name}"))
    }
}

/// One criterion.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its id.
    pub criterion: CriterionId,
    /// Its printed code.
    pub code: String,
    /// What its code adds to that of its group.
    pub tail: String,
    /// Its group.
    pub group: GroupId,
}

/// The totals of one column.
#[derive(Debug, Clone, Copy, Default)]
pub struct Total {
    /// Dossiers that count.
    pub count: usize,
    /// What is counted: not met, tenths, levels, departures, flagged.
    pub sum: usize,
}

/// The heat map.
#[derive(Debug, Clone, Default)]
pub struct State {
    /// The matrix, once it was read.
    pub matrix: Option<Matrix>,
    /// Its columns.
    pub columns: Vec<Column>,
    /// The rows shown, in order.
    pub shown: Vec<usize>,
    /// By column, over the rows shown.
    pub totals: Vec<Total>,
    /// The signs that stand in some cell of them.
    pub signs: Vec<&'static str>,
    /// The width of the longest total of a row, where it is known before it is printed.
    pub total_width: Option<usize>,
    /// The selected row.
    pub row: Position,
    /// The selected column.
    pub column: Position,
    /// What the cells show.
    pub mode: Mode,
    /// What orders the rows.
    pub sort: Sort,
    /// The order is turned round.
    pub reversed: bool,
    /// Which rows are shown.
    pub filter: Filter,
    /// The dossier to select as soon as the matrix is there.
    toward: Option<ApplicantId>,
    /// The matrix is no longer what the round is.
    stale: bool,
}

impl State {
    /// The heat map of a round, before its matrix is read.
    pub fn new(round: &Round) -> Self {
        Self {
            columns: round
                .framework
                .scored()
                .map(|criterion| Column {
                    criterion: criterion.id.clone(),
                    code: criterion.code.clone(),
                    tail: tail(
                        &criterion.code,
                        round.framework.group(&criterion.group).map_or("", |group| &group.code),
                    ),
                    group: criterion.group.clone(),
                })
                .collect(),
            stale: true,
            ..Self::default()
        }
    }

    /// Takes the matrix as it is now.
    pub fn take(&mut self, round: &Round, matrix: Matrix) {
        self.stale = false;
        let selected = self.toward.take();
        let selected = selected.or_else(|| self.selected().map(|row| row.applicant.clone()));
        let ruled = |row: &MatrixRow| row.cells.iter().any(|cell| cell.ruled);
        // Before anything is ruled there is only the other side to see.
        if self.matrix.is_none() && !matrix.rows.iter().any(ruled) {
            self.mode = Mode::Before;
        }
        self.matrix = Some(matrix);
        self.arrange(round);
        if let Some(applicant) = selected {
            self.select(|row| row.applicant == applicant);
        }
    }

    /// Takes in what an act changed.
    pub fn hear(&mut self, round: &Round, saved: &Saved) {
        let Some(view) = &saved.view else {
            self.stale = true;
            return;
        };
        let row = across::matrix_row(round, &view.dossier, &view.scorecard);
        let found = self
            .matrix
            .as_mut()
            .and_then(|matrix| matrix.rows.iter_mut().find(|other| other.applicant == row.applicant));
        match found {
            Some(old) => {
                *old = row;
                self.rearrange(round);
            }
            None => self.stale = true,
        }
    }

    /// What was asked for could not be read: it may be asked for again.
    pub fn give_up(&mut self) {
        self.stale = true;
    }

    /// Asks for the matrix where it is not known any more.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        if std::mem::take(&mut self.stale) {
            vec![Step::Ask(Request::Matrix(round.id.clone()))]
        } else {
            Vec::new()
        }
    }

    /// The row of a place in the order shown.
    pub fn at(&self, place: usize) -> Option<&MatrixRow> {
        let at = self.shown.get(place)?;
        self.matrix.as_ref()?.rows.get(*at)
    }

    /// The selected row.
    pub fn selected(&self) -> Option<&MatrixRow> {
        self.at(self.row.selected)
    }

    /// The selected criterion.
    pub fn criterion(&self) -> Option<&CriterionId> {
        self.columns.get(self.column.selected).map(|column| &column.criterion)
    }

    /// The selected cell.
    pub fn cell(&self) -> Option<&MatrixCell> {
        self.selected()?.cells.get(self.column.selected)
    }

    /// Selects a column.
    pub fn go_to(&mut self, criterion: &CriterionId) -> bool {
        let found = self.columns.iter().position(|column| column.criterion == *criterion);
        if let Some(at) = found {
            self.column.selected = at;
        }
        found.is_some()
    }

    /// Comes about what is in hand.
    pub fn about(&mut self, subject: &Subject) {
        if let Some(criterion) = &subject.criterion {
            self.go_to(criterion);
        }
        if let Some(applicant) = &subject.applicant {
            self.select(|row| row.applicant == *applicant);
            self.toward = Some(applicant.clone());
        }
    }

    /// Selects the row that is wanted, where it is shown.
    pub fn select(&mut self, wanted: impl Fn(&MatrixRow) -> bool) {
        let found = (0..self.shown.len()).find(|place| self.at(*place).is_some_and(&wanted));
        if let Some(place) = found {
            self.row.selected = place;
        }
    }

    /// Shows the next thing in the cells, or the one before.
    pub fn turn(&mut self, round: &Round, next: bool) {
        self.mode = if next { self.mode.next() } else { self.mode.before() };
        self.rearrange(round);
    }

    /// Orders the rows.
    pub fn sort_by(&mut self, round: &Round, sort: Sort, reversed: bool) {
        self.sort = sort;
        self.reversed = reversed;
        self.rearrange(round);
    }

    /// Goes to the first column of the next group, or of the one before.
    pub fn next_group(&mut self, after: bool) {
        let group = |at: usize| self.columns.get(at).map(|column| &column.group);
        let starts = (0..self.columns.len()).filter(|at| *at == 0 || group(*at) != group(at - 1));
        let selected = self.column.selected;
        let found = if after {
            { starts }.find(|at| *at > selected)
        } else {
            starts.rev().find(|at| *at < selected)
        };
        if let Some(at) = found {
            self.column.selected = at;
        }
    }

    /// Goes to the next cell that is wanted, along the row and then down, round the end.
    pub fn next(&mut self, wanted: impl Fn(&MatrixCell) -> bool) -> bool {
        let (rows, columns) = (self.shown.len(), self.columns.len());
        let all = rows * columns;
        let here = self.row.selected * columns + self.column.selected;
        let found = (1..=all).map(|by| (here + by) % all.max(1)).find(|at| {
            let cell = self
                .at(at / columns.max(1))
                .and_then(|row| row.cells.get(at % columns.max(1)));
            cell.is_some_and(&wanted)
        });
        if let Some(at) = found {
            self.row.selected = at / columns.max(1);
            self.column.selected = at % columns.max(1);
        }
        found.is_some()
    }

    /// Arranges the rows anew; the selected dossier stays selected.
    pub fn rearrange(&mut self, round: &Round) {
        let selected = self.selected().map(|row| row.applicant.clone());
        self.arrange(round);
        if let Some(applicant) = selected {
            self.select(|row| row.applicant == applicant);
        }
    }

    fn arrange(&mut self, round: &Round) {
        let Some(matrix) = &self.matrix else { return };
        let kept = |row: &MatrixRow| match self.filter {
            Filter::All => true,
            Filter::Open => row.cells.iter().any(|cell| !cell.ruled || cell.conflict),
            Filter::Different => row.cells.iter().any(|cell| cell.change.departs()),
            Filter::Flagged => row.whole > 0 || row.cells.iter().any(|cell| cell.flags > 0),
        };
        let mut shown: Vec<(usize, u32, Reverse<u32>, String)> = matrix
            .rows
            .iter()
            .enumerate()
            .filter(|(_, row)| kept(row))
            .map(|(at, row)| {
                let column = row.cells.get(self.column.selected).map(|cell| gravity(self.mode, cell));
                let worst = match self.sort {
                    Sort::Name => 0,
                    Sort::Total => badness(self.mode, row),
                    Sort::Column => column.unwrap_or(0),
                };
                (at, worst, Reverse(worst), text::fold(&row.name))
            })
            .collect();
        shown.sort_by(|one, other| (&one.2, &one.3).cmp(&(&other.2, &other.3)));
        if self.reversed {
            shown.reverse();
        }
        let shown: Vec<usize> = shown.into_iter().map(|(at, ..)| at).collect();
        self.totals = (0..self.columns.len())
            .map(|column| {
                let cells = shown.iter().filter_map(|at| matrix.rows.get(*at)?.cells.get(column));
                total(self.mode, round.framework.method, cells)
            })
            .collect();
        let rows = || shown.iter().filter_map(|at| matrix.rows.get(*at));
        let mut signs: Vec<&'static str> = Vec::new();
        for row in rows() {
            for cell in &row.cells {
                let (_, sign) = paint::cell(self.mode, row, cell, 0);
                if !signs.contains(&sign) {
                    signs.push(sign);
                }
            }
        }
        self.signs = signs;
        let widths = rows().map(|row| of_row(self.mode, round.framework.method, row).width());
        self.total_width = widths.collect::<Option<Vec<_>>>().and_then(|all| all.into_iter().max());
        self.shown = shown;
        self.row.selected = self.row.selected.min(self.shown.len().saturating_sub(1));
    }
}

/// What a code adds to that of its group: `3.10` in group 3 is 10, `1.3.1` in group 1 is 3.1.
fn tail(code: &str, group: &str) -> String {
    let code = code.trim_end_matches('.');
    let rest = code.strip_prefix(group.trim_end_matches('.')).unwrap_or(code);
    let rest = rest.trim_start_matches(['.', '/']);
    if rest.is_empty() { code } else { rest }.to_owned()
}

fn badness(mode: Mode, row: &MatrixRow) -> u32 {
    match mode {
        Mode::Result | Mode::Before => row.cells.iter().map(|cell| gravity(mode, cell)).sum(),
        Mode::Difference => count(row, |cell| cell.change.departs()),
        Mode::Flags => {
            let own: u32 = row.cells.iter().map(|cell| u32::from(cell.flags)).sum();
            own + u32::try_from(row.whole).unwrap_or(0)
        }
    }
}

fn count(row: &MatrixRow, of: impl Fn(&MatrixCell) -> bool) -> u32 {
    u32::try_from(row.cells.iter().filter(|cell| of(cell)).count()).unwrap_or(0)
}

fn total<'a>(mode: Mode, method: Method, cells: impl Iterator<Item = &'a MatrixCell>) -> Total {
    let mut total = Total::default();
    for cell in cells {
        let mark = if mode == Mode::Before { cell.before } else { cell.acting };
        let (counts, adds) = match (mode, method, mark) {
            (Mode::Difference, ..) => (cell.ruled, usize::from(cell.change.departs())),
            (Mode::Flags, ..) => (true, usize::from(cell.flags > 0)),
            (Mode::Result | Mode::Before, Method::Points, Mark::Share(tenths)) => (true, usize::from(tenths)),
            (Mode::Result | Mode::Before, Method::Maturity, Mark::Level(level)) => (true, usize::from(level)),
            (Mode::Result | Mode::Before, Method::PassFail, mark) => (true, usize::from(mark == Mark::NotMet)),
            (Mode::Result | Mode::Before, Method::Points | Method::Maturity, _) => (false, 0),
        };
        total.count += usize::from(counts);
        total.sum += adds;
    }
    total
}

/// What stands in the totals of a row: met of those that count, points, level, departures or flags.
pub fn of_row(mode: Mode, method: Method, row: &MatrixRow) -> RowTotal {
    let before = mode == Mode::Before;
    match (mode, method) {
        (Mode::Difference, _) => RowTotal::Count(count(row, |cell| cell.change.departs())),
        (Mode::Flags, _) => RowTotal::Count(badness(mode, row)),
        (Mode::Result | Mode::Before, Method::Points) => {
            RowTotal::Points(if before { row.points.0 } else { row.points.1 })
        }
        (Mode::Result | Mode::Before, Method::Maturity) => {
            RowTotal::Level(if before { row.levels.0 } else { row.levels.1 })
        }
        (Mode::Result | Mode::Before, Method::PassFail) => {
            let of = |cell: &MatrixCell| if before { cell.before } else { cell.acting };
            let met = count(row, |cell| of(cell) == Mark::Met);
            RowTotal::Share(met, count(row, |cell| of(cell) != Mark::NotApplicable))
        }
    }
}

/// The total of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowTotal {
    /// So many.
    Count(u32),
    /// So many of so many.
    Share(u32, u32),
    /// Points.
    Points(Decimal),
    /// A level, where it can be said.
    Level(Option<u8>),
}

impl RowTotal {
    /// How wide it prints; unknown for points, which a locale prints.
    fn width(self) -> Option<usize> {
        let digits = |number: u32| number.to_string().len();
        match self {
            Self::Count(count) => Some(digits(count)),
            Self::Share(met, all) => Some(digits(met) + 1 + digits(all)),
            Self::Points(_) => None,
            Self::Level(level) => Some(digits(level.unwrap_or(0).into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_short_below_its_group() {
        assert_eq!(tail("3.10", "3"), "10");
        assert_eq!(tail("1.3.1", "1"), "3.1");
        assert_eq!(tail("9.", "8."), "9");
        assert_eq!(tail("4", "II"), "4");
    }
}
