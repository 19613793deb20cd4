//! What a cell of the heat map looks like: a sign and a role, never a colour alone.

use strum::{EnumIter, IntoStaticStr};

use crate::domain::{Method, Sentence};
use crate::tasks::{Change, Mark, MatrixCell, MatrixRow};
use crate::tui::theme::Role;

/// What the cells show.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Mode {
    /// What the acting stage has ruled.
    #[default]
    Result,
    /// What the stage before it says.
    Before,
    /// How both differ.
    Difference,
    /// What carries flags.
    Flags,
}

impl Mode {
    /// The next one in turn.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Result => Self::Before,
            Self::Before => Self::Difference,
            Self::Difference => Self::Flags,
            Self::Flags => Self::Result,
        }
    }

    /// The one before.
    #[must_use]
    pub fn before(self) -> Self {
        self.next().next().next()
    }

    /// What it is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("tui-heat-{name}"))
    }
}

/// The sign and role of a cell. `highest` is the highest level of the framework.
pub fn cell(mode: Mode, row: &MatrixRow, cell: &MatrixCell, highest: u8) -> (Role, &'static str) {
    let aim = row.registered.unwrap_or(highest);
    match mode {
        Mode::Result | Mode::Difference if cell.conflict => (Role::BadFill, "!"),
        Mode::Result => mark(cell.acting, aim),
        Mode::Before => mark(cell.before, aim),
        Mode::Difference => match cell.change {
            Change::Unknown => (Role::Dim, "·"),
            Change::Same => (Role::Dim, "="),
            Change::Value => (Role::WarnFill, "≈"),
            Change::Down => (Role::BadFill, "↓"),
            Change::Up => (Role::GoodFill, "↑"),
            Change::Other => (Role::WarnFill, "≠"),
        },
        Mode::Flags => match cell.flags {
            0 => (Role::Dim, "·"),
            1 => (Role::WarnFill, "1"),
            count => (Role::BadFill, digit(count)),
        },
    }
}

/// The sign and role of a mark; a level is measured against the one aimed at.
pub fn mark(mark: Mark, aim: u8) -> (Role, &'static str) {
    match mark {
        Mark::Nothing => (Role::Dim, "·"),
        Mark::Met => (Role::GoodFill, "●"),
        Mark::NotMet => (Role::BadFill, "×"),
        Mark::NotApplicable => (Role::Dim, "–"),
        Mark::Going => (Role::WarnFill, "~"),
        Mark::Share(10..) => (Role::GoodFill, "●"),
        Mark::Share(tenths @ 7..=9) => (Role::MidFill, digit(tenths)),
        Mark::Share(tenths @ 4..=6) => (Role::WarnFill, digit(tenths)),
        Mark::Share(tenths) => (Role::BadFill, digit(tenths)),
        Mark::Level(level) if level >= aim => (Role::GoodFill, digit(level)),
        Mark::Level(level) if level + 1 == aim => (Role::WarnFill, digit(level)),
        Mark::Level(level) => (Role::BadFill, digit(level)),
    }
}

fn digit(count: u8) -> &'static str {
    match count {
        0 => "0",
        1 => "1",
        2 => "2",
        3 => "3",
        4 => "4",
        5 => "5",
        6 => "6",
        7 => "7",
        8 => "8",
        9 => "9",
        10.. => "+",
    }
}

/// Signs that are explained only where they stand in some cell.
pub const RARE: [&str; 4] = ["~", "–", "·", "!"];

/// The signs to explain: what each means is `tui-heat-sign-NAME`.
pub fn legend(mode: Mode, method: Method) -> &'static [(Role, &'static str, &'static str)] {
    match (mode, method) {
        (Mode::Result | Mode::Before, Method::PassFail) => &[
            (Role::GoodFill, "●", "met"),
            (Role::BadFill, "×", "not-met"),
            (Role::Dim, "·", "nothing"),
            (Role::BadFill, "!", "conflict"),
            (Role::WarnFill, "~", "going"),
            (Role::Dim, "–", "not-applicable"),
        ],
        (Mode::Result | Mode::Before, Method::Points) => &[
            (Role::GoodFill, "●", "full"),
            (Role::MidFill, "7", "tenths"),
            (Role::BadFill, "0", "none"),
            (Role::Dim, "·", "nothing"),
            (Role::BadFill, "!", "conflict"),
            (Role::Dim, "–", "not-applicable"),
        ],
        (Mode::Result | Mode::Before, Method::Maturity) => &[
            (Role::GoodFill, "3", "aim"),
            (Role::WarnFill, "2", "near"),
            (Role::BadFill, "1", "far"),
            (Role::Dim, "·", "nothing"),
            (Role::BadFill, "!", "conflict"),
            (Role::Dim, "–", "not-applicable"),
        ],
        (Mode::Difference, _) => &[
            (Role::BadFill, "↓", "down"),
            (Role::GoodFill, "↑", "up"),
            (Role::WarnFill, "≈", "value"),
            (Role::Dim, "=", "same"),
            (Role::Dim, "·", "nothing"),
            (Role::BadFill, "!", "conflict"),
        ],
        (Mode::Flags, _) => &[
            (Role::WarnFill, "1", "flag"),
            (Role::BadFill, "2", "flags"),
            (Role::Dim, "·", "no-flag"),
        ],
    }
}

/// How bad a cell is, to put the worst first.
pub fn gravity(mode: Mode, cell: &MatrixCell) -> u32 {
    let of = |mark: Mark| match mark {
        Mark::NotMet => 40,
        Mark::Share(tenths) => 40 - u32::from(tenths.min(10)),
        Mark::Level(level) => 40 - u32::from(level.min(20)),
        Mark::Going => 20,
        Mark::Nothing => 10,
        Mark::Met => 2,
        Mark::NotApplicable => 1,
    };
    match mode {
        Mode::Result => of(cell.acting),
        Mode::Before => of(cell.before),
        Mode::Difference => match cell.change {
            Change::Down => 5,
            Change::Other => 4,
            Change::Up => 3,
            Change::Value => 2,
            Change::Unknown => 1,
            Change::Same => 0,
        },
        Mode::Flags => u32::from(cell.flags),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_level_is_measured_against_the_one_registered_for() {
        assert_eq!(mark(Mark::Level(3), 3).0, Role::GoodFill);
        assert_eq!(mark(Mark::Level(2), 3).0, Role::WarnFill);
        assert_eq!(mark(Mark::Level(2), 4).0, Role::BadFill);
    }

    #[test]
    fn signs_tell_apart_what_colours_tell_apart() {
        let marks = [Mark::Nothing, Mark::Met, Mark::NotMet, Mark::NotApplicable, Mark::Going];
        let signs: std::collections::BTreeSet<&str> = marks.iter().map(|one| mark(*one, 3).1).collect();
        assert_eq!(signs.len(), marks.len());
    }
}
