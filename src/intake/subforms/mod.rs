//! Sub-forms (Mẫu 1.4, 3.3 …) found in any table file of a dossier, counted, and given to the criteria that they serve.
//! Only figures and the places of cells leave this module.

mod count;
mod recognise;
mod stated;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use count::{Counts, count};
use recognise::Found;
pub(super) use recognise::find;
use stated::{Lines, Stated};

use super::book;
use super::open::locate;
use super::workbook::{Addressing, Sheet};
use crate::domain::form::{SubformSpec, SubformTotal};
use crate::domain::{
    CriterionId, Decimal, Evidence, EvidenceKind, Flag, FlagKind, Framework, Provenance, Sentence, SubformFigure,
    Submission, Value,
};
use crate::text::clean::clean_line;

/// Files of an applicant that are looked through.
const FILES: usize = 400;
/// Largest such file, in bytes.
const SIZE: u64 = 24 << 20;
/// Cells that a flag names before it only counts them.
const NAMED: usize = 5;

/// What the sub-forms of a file or dossier say.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Counted {
    /// The figures.
    pub figures: Vec<SubformFigure>,
    /// What a human should look at.
    pub flags: Vec<Flag>,
    /// The criteria that the sub-forms found serve.
    pub serves: BTreeSet<CriterionId>,
}

impl Counted {
    /// Gives all places their file.
    pub fn in_file(mut self, file: &str) -> Self {
        for figure in &mut self.figures {
            file.clone_into(&mut figure.place.file);
        }
        for place in self.flags.iter_mut().filter_map(|flag| flag.place.as_mut()) {
            file.clone_into(&mut place.file);
        }
        self
    }

    /// Adds what was counted to a submission.
    pub fn add_to(self, submission: &mut Submission) {
        submission.subforms.extend(self.figures);
        submission.flags.extend(self.flags);
    }
}

/// Counts the sub-forms among the files of evidence, which become evidence of what those serve; none once cancelled. The same
/// bytes in several folders are counted once.
pub(super) fn of_evidence(
    root: &Path,
    evidence: &mut [Evidence],
    framework: &Framework,
    cancelled: &AtomicBool,
) -> Option<Counted> {
    let mut all = Counted::default();
    if framework.subforms.is_empty() {
        return Some(all);
    }
    let mut seen: BTreeMap<String, BTreeSet<CriterionId>> = BTreeMap::new();
    let tables = evidence.iter_mut().filter(|file| may_hold_a_table(file));
    for file in tables.take(FILES) {
        if cancelled.load(Ordering::Relaxed) {
            return None;
        }
        let serves = match seen.get(&file.sha256).filter(|_| !file.sha256.is_empty()) {
            Some(serves) => serves.clone(),
            None => {
                let read = locate(root, &file.path).and_then(|path| book::sheets(&path, cancelled).ok());
                let Some(read) = read else { continue };
                let counted = of_sheets(&read.sheets, &file.path, framework).in_file(&file.path);
                all.figures.extend(counted.figures);
                all.flags.extend(counted.flags);
                seen.insert(read.sha256, counted.serves.clone());
                counted.serves
            }
        };
        serve(file, &serves, framework);
    }
    Some(all)
}

fn may_hold_a_table(file: &Evidence) -> bool {
    let kinds = [EvidenceKind::Spreadsheet, EvidenceKind::Document, EvidenceKind::Text];
    kinds.contains(&file.kind) && file.size <= SIZE
}

fn serve(file: &mut Evidence, serves: &BTreeSet<CriterionId>, framework: &Framework) {
    let own: BTreeSet<CriterionId> = file.criteria.drain(..).collect();
    let all = framework.criteria.iter().map(|criterion| &criterion.id);
    file.criteria = all
        .filter(|id| own.contains(*id) || serves.contains(*id))
        .cloned()
        .collect();
}

/// Whether a sheet holds a table of a sub-form.
pub(super) fn is_one(sheet: &Sheet, framework: &Framework) -> bool {
    !framework.subforms.is_empty() && !find(sheet, "", framework).is_empty()
}

/// Counts the sub-forms on the sheets of one file; the places lack their file. `named` is what the file is called.
pub(super) fn of_sheets(sheets: &[Sheet], named: &str, framework: &Framework) -> Counted {
    let mut counted = Counted::default();
    if framework.subforms.is_empty() {
        return counted;
    }
    let found: Vec<(&Sheet, Vec<Found<'_>>)> = sheets
        .iter()
        .map(|sheet| (sheet, find(sheet, named, framework)))
        .filter(|(_, found)| !found.is_empty())
        .collect();
    if found.is_empty() {
        return counted;
    }
    // What a document says outside its tables stands behind them; it speaks for a table only where there is but one such.
    let paragraphs = sheets
        .last()
        .filter(|sheet| sheet.addressing == Addressing::Paragraphs)
        .map(Lines::of);
    for (sheet, tables) in &found {
        let mut start = 0;
        for table in tables {
            let alone = found
                .iter()
                .flat_map(|(_, tables)| tables)
                .filter(|other| other.spec.id == table.spec.id)
                .count()
                == 1;
            let reader = Reader {
                sheet,
                spec: table.spec,
                counts: count(sheet, table),
                own: Lines::between(sheet, start..table.rows.end),
                paragraphs: paragraphs.as_ref().filter(|_| alone),
                framework,
            };
            reader.read(table, &mut counted);
            start = table.rows.end;
        }
    }
    counted
}

/// One table of a sub-form being read.
struct Reader<'a> {
    sheet: &'a Sheet,
    spec: &'a SubformSpec,
    counts: Counts,
    own: Lines<'a>,
    paragraphs: Option<&'a Lines<'a>>,
    framework: &'a Framework,
}

/// A number with the cells that it came from.
struct Figure {
    number: Decimal,
    cells: String,
}

impl Reader<'_> {
    fn read(&self, table: &Found<'_>, into: &mut Counted) {
        into.serves.extend(self.spec.serves.iter().cloned());
        if self.counts.rows == 0 {
            return;
        }
        self.unread(table, into);
        self.totals(into);
        if self.spec.ratios.is_empty() {
            self.list(table, into);
        } else {
            self.ratios(table, into);
        }
    }

    /// Flags the cells that are neither yes nor no; what they say is not told.
    fn unread(&self, table: &Found<'_>, into: &mut Counted) {
        for column in &table.table.columns {
            let Some(yes) = self
                .counts
                .columns
                .get(&column.key)
                .filter(|yes| !yes.unread.is_empty())
            else {
                continue;
            };
            let ratio = self.spec.ratios.iter().find(|ratio| ratio.numerator == column.key);
            let named: Vec<&str> = yes.unread.iter().take(NAMED).map(String::as_str).collect();
            into.flags.push(Flag {
                kind: FlagKind::UnreadableValue,
                criterion: ratio.and_then(|ratio| ratio.criterion.clone()),
                message: Sentence::new("intake-subform-unread")
                    .text("form", &self.spec.name)
                    .text("column", &column.header)
                    .number("count", Decimal::from(yes.unread.len())),
                place: Some(self.place(&named.join(", "))),
            });
        }
    }

    /// Flags totals that the form counts otherwise than its rows do.
    fn totals(&self, into: &mut Counted) {
        for total in &self.spec.totals {
            let (Some(counted), Some(stated)) = (self.counted(&total.counts), self.stated(total)) else {
                continue;
            };
            if counted.number != stated.number {
                into.flags.push(Flag {
                    kind: FlagKind::SubformMismatch,
                    criterion: self.spec.serves.first().cloned(),
                    message: Sentence::new("intake-subform-total")
                        .text("form", &self.spec.name)
                        .text("label", &total.label)
                        .number("stated", stated.number)
                        .number("counted", counted.number),
                    place: Some(self.place(&stated.cell)),
                });
            }
        }
    }

    fn ratios(&self, table: &Found<'_>, into: &mut Counted) {
        for ratio in &self.spec.ratios {
            let Some(criterion) = ratio
                .criterion
                .as_ref()
                .filter(|id| self.framework.criterion(id).is_some())
            else {
                continue;
            };
            let Some(part) = self.counted(&ratio.numerator) else {
                continue;
            };
            let figure = |value: Value, aside: bool, cells: &str| SubformFigure {
                form: self.spec.id.clone(),
                name: self.spec.name.clone(),
                label: ratio.label.clone(),
                criterion: criterion.clone(),
                value,
                aside,
                repeated: self.counts.repeated,
                place: self.place(cells),
            };
            let whole = match ratio.denominator.strip_prefix("total:") {
                Some(key) => self
                    .spec
                    .totals
                    .iter()
                    .find(|total| total.key == key)
                    .and_then(|total| {
                        self.counted(&total.counts).or_else(|| {
                            self.stated(total).map(|stated| Figure {
                                number: stated.number,
                                cells: stated.cell,
                            })
                        })
                    }),
                None => self.counted(&ratio.denominator),
            };
            let Some(whole) = whole else {
                into.figures.push(figure(Value::Number(part.number), true, &part.cells));
                into.flags.push(self.without_whole(table, criterion));
                continue;
            };
            let cells = if whole.cells.is_empty() || whole.cells == part.cells {
                part.cells
            } else {
                format!("{}, {}", part.cells, whole.cells)
            };
            let value = Value::Ratio {
                part: part.number,
                whole: whole.number,
            };
            self.against_stated(&ratio.label, &value, criterion, into);
            into.figures.push(figure(value, false, &cells));
        }
    }

    /// The form asks for a total that nobody gave: the ratio is not known.
    fn without_whole(&self, table: &Found<'_>, criterion: &CriterionId) -> Flag {
        let total = self.spec.totals.iter().map(|total| total.label.as_str()).next();
        let label = total.unwrap_or(&table.spec.title);
        Flag {
            kind: FlagKind::UnreadableValue,
            criterion: Some(criterion.clone()),
            message: Sentence::new("intake-subform-no-total")
                .text("form", &self.spec.name)
                .text("label", label),
            place: Some(self.place("")),
        }
    }

    /// Flags a percentage that the form itself states otherwise than its own rows do.
    fn against_stated(&self, label: &str, value: &Value, criterion: &CriterionId, into: &mut Counted) {
        let (Some(stated), Some(counted)) = (self.percentage(label), value.number(true)) else {
            return;
        };
        let rounded =
            |decimals| counted.round_dp_with_strategy(decimals, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
        let decimals = stated.number.normalize().scale();
        if rounded(decimals) == stated.number || counted.trunc_with_scale(decimals) == stated.number {
            return;
        }
        let Value::Ratio { part, whole } = value else {
            return;
        };
        into.flags.push(Flag {
            kind: FlagKind::SubformMismatch,
            criterion: Some(criterion.clone()),
            message: Sentence::new("intake-subform-rate")
                .text("form", &self.spec.name)
                .text("label", label)
                .number("stated", stated.number)
                .number("part", *part)
                .number("whole", *whole)
                .number("counted", rounded(2).normalize()),
            place: Some(self.place(&stated.cell)),
        });
    }

    /// A list without a ratio: its rows are the figure where the criterion asks for a number, else told beside the claim.
    fn list(&self, table: &Found<'_>, into: &mut Counted) {
        let label = match (self.spec.totals.first(), table.table.caption.as_str()) {
            (Some(total), _) => &total.label,
            (None, "") => &self.spec.title,
            (None, caption) => caption,
        };
        for id in &self.spec.serves {
            let Some(criterion) = self.framework.criterion(id) else {
                continue;
            };
            into.figures.push(SubformFigure {
                form: self.spec.id.clone(),
                name: self.spec.name.clone(),
                label: label.to_owned(),
                criterion: id.clone(),
                value: Value::Number(Decimal::from(self.counts.rows)),
                aside: criterion.is_percent() || self.spec.tables.len() > 1,
                repeated: self.counts.repeated,
                place: self.place(&self.counts.cells),
            });
        }
    }

    /// Rows, or the rows that say yes in a column; none of a column that is not there or wholly blank.
    fn counted(&self, what: &str) -> Option<Figure> {
        if what == "rows" {
            return Some(Figure {
                number: Decimal::from(self.counts.rows),
                cells: self.counts.cells.clone(),
            });
        }
        let yes = self.counts.columns.get(what).filter(|yes| yes.filled > 0)?;
        Some(Figure {
            number: Decimal::from(yes.yes),
            cells: yes.cells.clone(),
        })
    }

    fn stated(&self, total: &SubformTotal) -> Option<Stated> {
        let outside = || self.paragraphs?.number(&total.label);
        self.own.number(&total.label).or_else(outside)
    }

    fn percentage(&self, label: &str) -> Option<Stated> {
        let outside = || self.paragraphs?.percentage(label);
        self.own.percentage(label).or_else(outside)
    }

    fn place(&self, cells: &str) -> Provenance {
        Provenance {
            file: String::new(),
            sheet: clean_line(&self.sheet.name).text,
            cell: cells.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
