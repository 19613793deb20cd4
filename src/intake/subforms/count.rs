//! Counting the rows of a sub-form's table. Names and numbers of persons pass through here and are dropped: what leaves are
//! counts and the addresses of cells.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashSet};
use std::hash::{Hash, Hasher};

use super::recognise::{Found, letters};
use crate::domain::Decimal;
use crate::domain::form::{SubformColumn, SubformRole};
use crate::intake::reading::{is_blank, show};
use crate::intake::workbook::{Cell, Content, Sheet};
use crate::text::fold::words;

/// Words in which a cell says yes, folded.
const YES: [&str; 9] = ["co", "x", "v", "yes", "true", "dung", "da co", "roi", "dat"];
/// Signs that say yes, which folding drops.
const TICKS: [char; 5] = ['✓', '✔', '☑', '☒', '√'];
/// Words in which a cell says no, folded.
const NO: [&str; 6] = ["khong", "k", "ko", "no", "false", "chua"];
/// Words with which a row of sums begins, in lower case; with their marks, as `công ty` and `tổng công ty` are enterprises.
const SUMS: [&str; 6] = ["tổng cộng", "tổng số", "cộng", "tổng hợp", "tỷ lệ", "tỉ lệ"];
/// The whole of such a row's name, folded.
const SUM: [&str; 4] = ["tong cong", "tong", "cong", "tong so"];

/// Words with which the lines of signatures begin, folded.
const SIGNERS: [&str; 9] = [
    "nguoi thong ke",
    "nguoi lap",
    "can bo tong hop",
    "chu tich",
    "xac nhan",
    "thu truong",
    "tm",
    "kt",
    "ky ghi ro ho ten",
];

/// What was counted in a column.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Yes {
    /// Rows that say yes.
    pub yes: u32,
    /// Cells that say anything at all.
    pub filled: u32,
    /// Cells that say neither yes nor no, by their addresses.
    pub unread: Vec<String>,
    /// The cells counted, `D7:D506`.
    pub cells: String,
}

/// What was counted in a table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Rows that list somebody or something, each once.
    pub rows: u32,
    /// Rows that were listed before.
    pub repeated: u32,
    /// By the key of a column.
    pub columns: BTreeMap<String, Yes>,
    /// The cells of the rows, `A7:A506`.
    pub cells: String,
}

/// One row of the table.
struct Row<'s> {
    at: u32,
    cells: Vec<(&'s SubformColumn, Option<&'s Cell>, String)>,
}

/// Counts the rows of a table.
pub(super) fn count<'s>(sheet: &'s Sheet, found: &Found<'s>) -> Counts {
    let rows = rows(sheet, found);
    // Where rows are numbered, one without a number and with nothing beside its name heads a group.
    let numbered = rows.iter().any(Row::is_numbered);
    let mut counts = Counts::default();
    let mut seen: HashSet<u64> = HashSet::new();
    let mut reach: Option<(u32, u32)> = None;
    for row in &rows {
        if row.ends(sheet, found, numbered) {
            break;
        }
        if !row.lists(found, numbered) {
            continue;
        }
        reach = Some((reach.map_or(row.at, |(first, _)| first), row.at));
        if row.identity().is_some_and(|identity| !seen.insert(identity)) {
            counts.repeated += 1;
            continue;
        }
        counts.rows += 1;
        for (column, cell, text) in &row.cells {
            let asks = matches!(column.role, SubformRole::YesNo | SubformRole::Contact);
            if !asks {
                continue;
            }
            let into = counts.columns.entry(column.key.clone()).or_default();
            if !text.is_empty() {
                into.filled += 1;
            }
            match says(column, *cell, text) {
                Some(true) => into.yes += 1,
                Some(false) => {}
                None => {
                    let at = found.columns.get(column.key.as_str()).copied().unwrap_or_default();
                    into.unread.push(sheet.addressing.of(row.at, at));
                }
            }
        }
    }
    let range = |column: u32| {
        reach.map_or_else(String::new, |(first, last)| {
            let (first, last) = (sheet.addressing.of(first, column), sheet.addressing.of(last, column));
            if first == last {
                first
            } else {
                format!("{first}:{last}")
            }
        })
    };
    for (key, yes) in &mut counts.columns {
        yes.cells = found.columns.get(key.as_str()).copied().map(range).unwrap_or_default();
    }
    let named = found.table.columns.iter().find(|column| is_name(column));
    let named = named.and_then(|column| found.columns.get(column.key.as_str()));
    counts.cells = named
        .or_else(|| found.columns.values().next())
        .copied()
        .map(range)
        .unwrap_or_default();
    counts
}

fn is_name(column: &SubformColumn) -> bool {
    matches!(column.role, SubformRole::Person | SubformRole::Thing)
}

fn rows<'s>(sheet: &'s Sheet, found: &Found<'s>) -> Vec<Row<'s>> {
    sheet
        .rows
        .range(found.rows.clone())
        .map(|(at, cells)| Row {
            at: *at,
            cells: found
                .table
                .columns
                .iter()
                .filter_map(|column| {
                    let cell = cells.get(found.columns.get(column.key.as_str())?);
                    Some((column, cell, show(cell).text))
                })
                .collect(),
        })
        .collect()
}

impl Row<'_> {
    fn index(&self) -> &str {
        let index = self.cells.iter().find(|(column, ..)| column.role == SubformRole::Index);
        index.map_or("", |(_, _, text)| text.trim())
    }

    fn is_numbered(&self) -> bool {
        let index = self.index().trim_end_matches(['.', ')']);
        !index.is_empty() && index.chars().all(|c| c.is_ascii_digit())
    }

    fn name(&self) -> &str {
        let name = self.cells.iter().find(|(column, ..)| is_name(column));
        name.map_or("", |(_, _, text)| text)
    }

    /// Whether anything stands beside its number and name.
    fn says_more(&self) -> bool {
        self.cells
            .iter()
            .filter(|(column, ..)| column.role != SubformRole::Index && !is_name(column))
            .any(|(_, _, text)| !is_blank(text))
    }

    /// Whether the table ends here: a total or rate below it, or its signatures.
    fn ends(&self, sheet: &Sheet, found: &Found<'_>, numbered: bool) -> bool {
        if self.is_numbered() {
            return false;
        }
        let texts: Vec<String> = sheet.rows.get(&self.at).map_or_else(Vec::new, |cells| {
            let texts = cells.values().map(|cell| show(Some(cell)).text);
            texts.filter(|text| text.len() < 400).map(|text| words(&text)).collect()
        });
        let labels = found.spec.totals.iter().map(|total| &total.label);
        let labels: Vec<String> = labels
            .chain(found.spec.ratios.iter().map(|ratio| &ratio.label))
            .map(|label| letters(label))
            .collect();
        let states = |text: &String| {
            let text = letters(text);
            labels.iter().any(|label| text.starts_with(label.as_str()))
        };
        if texts.iter().any(states) {
            return true;
        }
        let signs = |text: &String| SIGNERS.iter().any(|signer| begins(text, signer));
        let name = words(self.name());
        texts.iter().any(signs) && (numbered || is_blank(self.name()) || signs(&name))
    }

    /// Whether it lists somebody or something: no blank or printed line, no sum, no header again, no name of a group.
    fn lists(&self, found: &Found<'_>, numbered: bool) -> bool {
        let name = self.name();
        if is_blank(name) && !(self.is_numbered() && self.says_more()) {
            return false;
        }
        if is_sum(name) || is_sum(self.index()) || self.repeats_header() || self.numbers_columns() {
            return false;
        }
        if self.says_more() {
            return true;
        }
        let printed = found.table.rows.iter().any(|row| letters(row) == letters(name));
        if printed
            || found
                .spec
                .ratios
                .iter()
                .any(|ratio| letters(name).starts_with(&letters(&ratio.label)))
        {
            return false;
        }
        self.is_numbered() || (!numbered && self.index().is_empty() && self.holds_table())
    }

    /// Whether a bare name can stand in this table at all: in one whose other columns are all notes, it is the thing itself.
    fn holds_table(&self) -> bool {
        self.cells.iter().all(|(column, ..)| column.role != SubformRole::YesNo)
            && self.cells.iter().any(|(column, ..)| column.role == SubformRole::Thing)
    }

    fn repeats_header(&self) -> bool {
        let same = |(column, _, text): &&(&SubformColumn, Option<&Cell>, String)| {
            !text.is_empty() && text.len() < 400 && letters(text) == letters(&column.header)
        };
        self.cells.iter().filter(same).count() >= 2
    }

    /// `(1) (2) (3)` below the header.
    fn numbers_columns(&self) -> bool {
        let numbers: Vec<&str> = self
            .cells
            .iter()
            .map(|(_, _, text)| text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']')))
            .filter(|text| !text.is_empty())
            .collect();
        numbers.len() >= 3
            && numbers.iter().enumerate().all(|(at, text)| {
                text.parse::<usize>()
                    .is_ok_and(|number| number >= at && number <= at + 2)
            })
    }

    /// What tells a row from another: its name with its telephone or mail; of things also the name with all that stands
    /// beside it. Two persons of one name without either may well be two.
    fn identity(&self) -> Option<u64> {
        let name = letters(self.name());
        if name.is_empty() {
            return None;
        }
        let mut hasher = DefaultHasher::new();
        name.hash(&mut hasher);
        let contacts = self
            .cells
            .iter()
            .filter(|(column, ..)| column.role == SubformRole::Contact);
        let contacts: String = contacts.map(|(_, _, text)| letters(text)).collect();
        let is_thing = self.cells.iter().any(|(column, ..)| column.role == SubformRole::Thing);
        if contacts.is_empty() && !is_thing {
            return None;
        }
        contacts.hash(&mut hasher);
        let texts = self
            .cells
            .iter()
            .filter(|(column, ..)| column.role == SubformRole::Text);
        let texts = texts.filter(|(column, ..)| is_thing && letters(&column.header) != "ghichu");
        for (_, _, text) in texts {
            letters(text).hash(&mut hasher);
        }
        Some(hasher.finish())
    }
}

fn is_sum(text: &str) -> bool {
    let lower = text.trim_start_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let plain = words(text);
    SUMS.iter().any(|sum| {
        lower
            .strip_prefix(sum)
            .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    }) || SUM.contains(&plain.as_str()) && !lower.starts_with("công")
}

fn begins(text: &str, with: &str) -> bool {
    text.strip_prefix(with)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

/// Whether a cell says yes; none where it says neither. A column of addresses says yes by being filled, and one that asks
/// for no plain answer by naming what is used.
fn says(column: &SubformColumn, cell: Option<&Cell>, text: &str) -> Option<bool> {
    let content = cell.map(|cell| &cell.content);
    if let Some(Content::Truth(truth)) = content {
        return Some(*truth);
    }
    if is_blank(text) {
        return Some(false);
    }
    if column.role == SubformRole::Contact {
        let folded = words(text);
        return Some(!NO.iter().any(|no| begins(&folded, no)) && folded != "0");
    }
    if text.contains(TICKS) {
        return Some(true);
    }
    if let Some(Content::Number(number)) = content {
        return one_or_nought(*number);
    }
    let folded = words(text);
    match folded.as_str() {
        "1" | "01" => return Some(true),
        "0" | "00" => return Some(false),
        _ => {}
    }
    if NO.iter().any(|no| begins(&folded, no)) {
        return Some(false);
    }
    if YES.iter().any(|yes| begins(&folded, yes)) {
        return Some(true);
    }
    let asked = words(&column.header);
    let plain = begins(&asked, "co") || !column.over.is_empty();
    (!plain && folded.chars().any(char::is_alphabetic)).then_some(true)
}

fn one_or_nought(number: Decimal) -> Option<bool> {
    if number == Decimal::ONE {
        Some(true)
    } else if number.is_zero() {
        Some(false)
    } else {
        None
    }
}
