//! The figures that a sub-form itself states around its table: totals and ratios behind their printed labels.

use std::ops::Range;

use super::recognise::letters;
use crate::domain::Decimal;
use crate::intake::number::{PerCent, per_cent};
use crate::intake::reading::show;
use crate::intake::workbook::{Content, Sheet};
use crate::text::number::{Reading, parse};

/// Bytes beyond which a cell holds no such line.
const LONGEST: usize = 600;

/// Letters from which on the beginning of a label means the label.
const ALIKE: usize = 8;
/// What may follow a label without changing what it counts, as compared: on the territory of the commune, of the commune.
const OF_HERE: [&str; 5] = ["trendiaban", "cuaxa", "cuacoquan", "toanxa", "xa"];

/// A figure stated, and its cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    /// The figure; a percentage in per cent.
    pub number: Decimal,
    /// Where it stands.
    pub cell: String,
}

/// The lines of a sheet that may state a figure: words, and what stands behind them or beside them.
#[derive(Debug)]
pub(super) struct Lines<'s> {
    sheet: &'s Sheet,
    lines: Vec<Line>,
}

#[derive(Debug)]
struct Line {
    row: u32,
    column: u32,
    label: String,
    behind: String,
}

impl<'s> Lines<'s> {
    /// Collects those of a whole sheet.
    pub fn of(sheet: &'s Sheet) -> Self {
        Self::between(sheet, 0..u32::MAX)
    }

    /// Collects those of some rows; what begins like no label of a total or a rate is left out.
    pub fn between(sheet: &'s Sheet, rows: Range<u32>) -> Self {
        let mut lines = Vec::new();
        for (row, cells) in sheet.rows.range(rows) {
            for (column, cell) in cells {
                let Content::Text(_) = cell.content else { continue };
                let text = show(Some(cell)).text;
                if text.len() > LONGEST {
                    continue;
                }
                for text in text.lines() {
                    let bare = text.trim_start_matches(|c: char| !c.is_alphanumeric());
                    if !bare.starts_with(['T', 't']) {
                        continue;
                    }
                    let digit = bare.find(|c: char| c.is_ascii_digit()).unwrap_or(bare.len());
                    let (label, behind) = bare.split_once(':').unwrap_or_else(|| bare.split_at(digit));
                    lines.push(Line {
                        row: *row,
                        column: *column,
                        label: letters(label),
                        behind: behind.trim().to_owned(),
                    });
                }
            }
        }
        Self { sheet, lines }
    }

    /// The figure stated behind a label.
    pub fn number(&self, label: &str) -> Option<Stated> {
        self.stated(label, false)
    }

    /// The percentage stated behind a label.
    pub fn percentage(&self, label: &str) -> Option<Stated> {
        self.stated(label, true)
    }

    fn stated(&self, label: &str, percent: bool) -> Option<Stated> {
        let wanted = letters(label);
        let alike = |line: &&Line| {
            let label = line.label.as_str();
            let shorter = label.len() >= ALIKE && wanted.starts_with(label);
            let rest = label.strip_prefix(wanted.as_str()).unwrap_or_default();
            shorter || OF_HERE.iter().any(|words| rest.starts_with(words))
        };
        let exact = self.lines.iter().filter(|line| line.label == wanted);
        let lines = exact.chain(self.lines.iter().filter(alike));
        lines.into_iter().find_map(|line| self.figure(line, percent))
    }

    /// The figure behind the words, else in the next filled cell of the row.
    fn figure(&self, line: &Line, percent: bool) -> Option<Stated> {
        let place = |column: u32| self.sheet.addressing.of(line.row, column);
        if let Some(number) = leading(&line.behind, percent) {
            return Some(Stated {
                number,
                cell: place(line.column),
            });
        }
        let cells = self.sheet.rows.get(&line.row)?;
        let (column, cell) = cells.range(line.column + 1..).next()?;
        let number = match &cell.content {
            Content::Number(number) if percent && per_cent(&cell.format) == PerCent::Scaled => {
                number.checked_mul(Decimal::ONE_HUNDRED)?
            }
            Content::Number(number) => *number,
            _ => leading(&show(Some(cell)).text, percent)?,
        };
        Some(Stated {
            number: number.normalize(),
            cell: place(*column),
        })
    }
}

/// The number with which a text begins: `20 người`, `1.250`, `82,4 %`.
fn leading(text: &str, percent: bool) -> Option<Decimal> {
    let text = text.trim().trim_start_matches(['=', ':']).trim_start();
    let digits: String = text
        .chars()
        .take_while(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | ' ' | '\u{a0}' | '/'))
        .collect();
    let digits = digits.trim().trim_end_matches(['.', ',', ' ']);
    // `1.250 %` can only be a decimal point, `1.250` can only be thousands.
    let read = if percent {
        parse(&format!("{digits}%")).or_else(|| parse(digits))
    } else {
        parse(digits)
    };
    match read? {
        Reading::Number { number, .. } => Some(number),
        Reading::Ratio { part, whole } if percent => part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole),
        Reading::Ratio { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_figure_stands_before_its_unit() {
        assert_eq!(leading("20 người.", false), Some(20.into()));
        assert_eq!(leading("1.250", false), Some(1250.into()));
        assert_eq!(leading("82,4%", true), Some(Decimal::new(824, 1)));
        assert_eq!(leading("412/500 = 82,4 %", true), Some(Decimal::new(824, 1)));
        assert_eq!(leading("người.", false), None);
        assert_eq!(leading("%", true), None);
        assert_eq!(leading("......", false), None);
    }
}
