//! Finding the tables of sub-forms on a sheet by their headers, wherever they stand and whatever stands around them.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::domain::Framework;
use crate::domain::form::{SubformColumn, SubformRole, SubformSpec, SubformTable};
use crate::intake::reading::show;
use crate::intake::workbook::{Cell, Sheet};
use crate::text::fold::words;

/// Bytes beyond which a cell is no header.
const LONGEST: usize = 320;
/// Rows above a header in which its title is looked for.
const TITLE_ROWS: u32 = 12;
/// Letters from which on a header that is a part of another means the same.
const ALIKE: usize = 8;

/// Words for which offices write letters, in the form in which they are compared.
const SHORT: [(&str, &str); 10] = [
    ("phan mem", "pm"),
    ("an toan thong tin mang", "attt"),
    ("an toan thong tin", "attt"),
    ("dich vu cong truc tuyen", "dvctt"),
    ("dvc truc tuyen", "dvctt"),
    ("doanh nghiep nho va vua", "dnvvn"),
    ("can bo cong chuc", "cbcc"),
    ("so dien thoai", "sdt"),
    ("dien thoai thong minh", "smartphone"),
    ("ho va ten", "ho ten"),
];

/// A table of a sub-form found on a sheet.
#[derive(Debug)]
pub(in crate::intake) struct Found<'f> {
    /// The sub-form.
    pub spec: &'f SubformSpec,
    /// Its table.
    pub table: &'f SubformTable,
    /// The rows between its header and the next table's.
    pub rows: Range<u32>,
    /// Where its declared columns stand, by their keys.
    pub columns: BTreeMap<&'f str, u32>,
}

/// A text in the form in which headers and labels are compared: folded, shortened, letters and digits only.
pub(super) fn letters(text: &str) -> String {
    let mut folded = words(text);
    for (long, short) in SHORT {
        folded = folded.replace(long, short);
    }
    folded.replace(' ', "")
}

/// Finds the tables of the framework's sub-forms on a sheet; `named` is what the file is called.
pub(in crate::intake) fn find<'f>(sheet: &Sheet, named: &str, framework: &'f Framework) -> Vec<Found<'f>> {
    let tables: Vec<Known<'f>> = framework
        .subforms
        .iter()
        .flat_map(|spec| spec.tables.iter().map(move |table| Known::new(spec, table)))
        .collect();
    let mut found: Vec<Found<'f>> = Vec::new();
    let mut below = 0;
    for (top, cells) in &sheet.rows {
        // A row that begins with a number is none; it is not worth its folding.
        if *top < below || cells.len() < 3 || !cells.values().next().is_some_and(is_words) {
            continue;
        }
        let titled = || titles(sheet, *top, named);
        let Some((known, columns, height)) = best(sheet, *top, &tables, &titled) else {
            continue;
        };
        if let Some(before) = found.last_mut() {
            before.rows.end = *top;
        }
        below = top + height;
        found.push(Found {
            spec: known.spec,
            table: known.table,
            rows: below..u32::MAX,
            columns,
        });
    }
    found
}

fn is_words(cell: &Cell) -> bool {
    let text = show(Some(cell)).text;
    text.chars().any(char::is_alphabetic)
}

/// The texts above a header and the name of the file, for what the columns leave open.
fn titles(sheet: &Sheet, top: u32, named: &str) -> String {
    let above = sheet.rows.range(top.saturating_sub(TITLE_ROWS)..top);
    let texts: Vec<String> = above
        .flat_map(|(_, cells)| cells.values().map(|cell| show(Some(cell)).text))
        .filter(|text| text.len() <= LONGEST)
        .collect();
    let parts = [
        texts.join(" "),
        sheet.above.join(" "),
        sheet.name.clone(),
        named.to_owned(),
    ];
    format!(" {} ", words(&parts.join(" "))).replace(" mau so ", " mau ")
}

/// A declared table in the form in which it is compared.
struct Known<'f> {
    spec: &'f SubformSpec,
    table: &'f SubformTable,
    columns: Vec<Keys<'f>>,
    name: String,
}

struct Keys<'f> {
    column: &'f SubformColumn,
    header: String,
    bare: String,
    over: String,
    /// Its count answers a criterion, or is a total.
    counted: bool,
    /// Any list has such a column.
    common: bool,
}

impl<'f> Known<'f> {
    fn new(spec: &'f SubformSpec, table: &'f SubformTable) -> Self {
        let counted = |key: &str| {
            spec.ratios
                .iter()
                .any(|ratio| ratio.numerator == key || ratio.denominator == key)
        };
        let columns = table
            .columns
            .iter()
            .map(|column| Keys {
                header: letters(&column.header),
                bare: letters(column.header.split('(').next().unwrap_or_default()),
                over: letters(&column.over),
                counted: counted(&column.key),
                common: column.role == SubformRole::Index || letters(&column.header) == "ghichu",
                column,
            })
            .collect();
        let name = format!(" {} ", words(&spec.name)).replace(" mau so ", " mau ");
        Self {
            spec,
            table,
            columns,
            name,
        }
    }
}

/// The header's cells of one column.
#[derive(Debug, Default)]
struct Label {
    at: u32,
    own: String,
    bare: String,
    over: String,
    joined: String,
}

type Best<'k, 'f> = (&'k Known<'f>, BTreeMap<&'f str, u32>, u32);

/// The table whose header begins in a row, with its columns and the header's height.
fn best<'k, 'f>(sheet: &Sheet, top: u32, tables: &'k [Known<'f>], titles: &dyn Fn() -> String) -> Option<Best<'k, 'f>> {
    let mut best: Option<(i32, Best<'k, 'f>)> = None;
    let mut titled: Option<String> = None;
    for height in 1..=2u32 {
        let labels = labels(sheet, top, height);
        if labels.len() < 3 {
            continue;
        }
        for known in tables {
            let named = || titled.get_or_insert_with(titles).contains(&known.name);
            let Some((columns, score)) = fit(&labels, known, named) else {
                continue;
            };
            let score = score - i32::from(height == 2);
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, (known, columns, height)));
            }
        }
    }
    best.map(|(_, found)| found)
}

fn labels(sheet: &Sheet, top: u32, height: u32) -> Vec<Label> {
    let text = |row: u32, column: u32| {
        let cell = sheet.rows.get(&row).and_then(|cells| cells.get(&column));
        let text = show(cell).text;
        if text.len() > LONGEST { String::new() } else { text }
    };
    let width = (top..top + height)
        .filter_map(|row| sheet.rows.get(&row)?.keys().next_back())
        .max()
        .map_or(0, |last| last + 1);
    let mut over = String::new();
    let mut labels = Vec::new();
    for at in 0..width {
        let above = text(top, at);
        let below = if height == 2 { text(top + 1, at) } else { String::new() };
        if !above.is_empty() {
            over.clone_from(&above);
        }
        let (own, over) = if below.is_empty() || below == above {
            (above, String::new())
        } else {
            (below, over.clone())
        };
        if own.is_empty() {
            continue;
        }
        labels.push(Label {
            at,
            own: letters(&own),
            bare: letters(own.split('(').next().unwrap_or_default()),
            joined: letters(&format!("{over} {own}")),
            over: letters(&over),
        });
    }
    labels
}

fn fit<'f>(
    labels: &[Label],
    known: &Known<'f>,
    mut named: impl FnMut() -> bool,
) -> Option<(BTreeMap<&'f str, u32>, i32)> {
    let mut candidates: Vec<(i32, usize, u32)> = Vec::new();
    for (index, keys) in known.columns.iter().enumerate() {
        for label in labels {
            let strength = strength(label, keys);
            if strength > 0 {
                candidates.push((strength, index, label.at));
            }
        }
    }
    candidates.sort_by_key(|(strength, index, at)| (-strength, *index, *at));
    let mut taken: Vec<(i32, usize, u32)> = Vec::new();
    for one in candidates {
        if taken.iter().all(|other| other.1 != one.1 && other.2 != one.2) {
            taken.push(one);
        }
    }
    let own = |index: usize| known.columns.get(index).filter(|keys| !keys.common);
    let matched = taken.iter().filter(|one| own(one.1).is_some()).count();
    let declared = known.columns.iter().filter(|keys| !keys.common).count();
    let asks = known.columns.iter().any(|keys| keys.counted);
    let counted = |least: i32| {
        taken
            .iter()
            .any(|one| one.0 >= least && known.columns.get(one.1).is_some_and(|keys| keys.counted))
    };
    if matched < 2.max(declared / 2) {
        return None;
    }
    let named = if asks {
        // `Có/Không` alone may head any list; there the title must say which.
        counted(5) || (counted(1) && named())
    } else {
        true
    } && {
        // A table that counts nothing is known by what its rows are.
        asks || taken
            .iter()
            .any(|one| own(one.1).is_some_and(|keys| keys.column.role == SubformRole::Thing))
    };
    if !named {
        return None;
    }
    let score = taken.iter().map(|one| one.0).sum::<i32>() - 2 * i32::try_from(declared - matched).unwrap_or(100);
    let columns = taken
        .iter()
        .filter_map(|one| Some((known.columns.get(one.1)?.column.key.as_str(), one.2)))
        .collect();
    Some((columns, score))
}

/// How surely a label names a column: 0 for not at all.
fn strength(label: &Label, keys: &Keys<'_>) -> i32 {
    let (own, header) = (label.own.as_str(), keys.header.as_str());
    if keys.over.is_empty() {
        if own == header || label.joined == header {
            return 10;
        }
        if own == keys.bare || label.bare == header || (!label.bare.is_empty() && label.bare == keys.bare) {
            return 8;
        }
    } else {
        let whole = format!("{}{header}", keys.over);
        if (own == header && label.over == keys.over) || own == whole || label.joined == whole {
            return 12;
        }
        // One column for what the form prints as two below a common header.
        if keys.counted && (own == keys.over || label.bare == keys.over) {
            return 9;
        }
        if own == header {
            return 3;
        }
    }
    let known_as: &[&str] = match keys.column.role {
        SubformRole::Index => &["tt", "stt", "sott", "sothutu"],
        SubformRole::Person => &["hoten", "hotennguoidan", "hovatenchuho"],
        SubformRole::Contact if header.contains("sdt") => &["sdt", "dienthoai", "sodt", "dt"],
        SubformRole::Contact => &[
            "hopthu",
            "hopthudientu",
            "thudientu",
            "email",
            "diachiemail",
            "diachihopthu",
        ],
        SubformRole::Thing | SubformRole::YesNo | SubformRole::Text => &[],
    };
    if known_as.contains(&own) {
        return 7;
    }
    let within = |short: &str, long: &str| short.len() >= ALIKE && long.contains(short);
    if within(own, header) || within(header, own) || within(&keys.bare, own) {
        return 5;
    }
    0
}
