//! Tables of documents that run over pages: begun anew as another table, headers typed again, rows torn apart.

use std::collections::{BTreeMap, BTreeSet};

use super::workbook::{Cell, Content, Sheet};
use crate::text::fold::words;

/// From this length on a text is running text, which may go on with a capital letter.
const RUNNING: usize = 25;

/// What a document tells of a table besides its texts.
#[derive(Debug, Default)]
pub(super) struct Layout {
    /// Rows, blank ones too.
    pub rows: u32,
    /// Leading rows that are repeated on each page by property.
    pub header: u32,
    /// The widths of its columns.
    pub grid: Vec<u32>,
    /// Cells that belong to the one above them.
    pub continued: BTreeSet<(u32, u32)>,
    /// Cells over several columns, and how many.
    pub spans: BTreeMap<(u32, u32), u32>,
}

/// Whether a table goes on with what stands in another: nothing but a note of continuation between them, and the same
/// header or the same columns without any.
pub(super) fn goes_on(sheet: &Sheet, layout: &Layout, next: &Sheet, next_layout: &Layout) -> bool {
    let between = match next.above.as_slice() {
        [] => true,
        [only] => only.chars().count() < 60 && words(only).split(' ').any(|word| word == "tiep"),
        _ => false,
    };
    if !between {
        return false;
    }
    let Some(first) = next.rows.values().next() else {
        return false;
    };
    let header = header_rows(sheet, layout);
    let same_header = header.clone().any(|row| says_the_same(sheet, row, first));
    let begins = first.get(&0).map(text).unwrap_or_default();
    let goes_on_bare = !header.is_empty()
        && layout.grid.len() >= 3
        && layout.grid == next_layout.grid
        && begins.trim().chars().next().is_some_and(|sign| sign.is_ascii_digit());
    same_header || goes_on_bare
}

/// Joins the table in which another goes on with it; its rows go on counting.
pub(super) fn join(sheet: &mut Sheet, layout: &mut Layout, next: Sheet, next_layout: Layout) {
    let offset = layout.rows;
    sheet.cut |= next.cut;
    sheet.rows.extend(
        next.rows
            .into_iter()
            .map(|(row, cells)| (row.saturating_add(offset), cells)),
    );
    let moved = |(row, column): (u32, u32)| (row.saturating_add(offset), column);
    layout.continued.extend(next_layout.continued.into_iter().map(moved));
    layout
        .spans
        .extend(next_layout.spans.into_iter().map(|(place, span)| (moved(place), span)));
    layout.rows = layout.rows.saturating_add(next_layout.rows);
}

/// Drops rows that say the header again, and joins rows torn apart at the end of a page to the row above.
pub(super) fn mend(sheet: &mut Sheet, layout: &Layout) {
    let header = header_rows(sheet, layout);
    if header.is_empty() {
        return;
    }
    let below: Vec<u32> = sheet.rows.range(header.end..).map(|(row, _)| *row).collect();
    let mut last: Option<u32> = None;
    for row in below {
        let Some(cells) = sheet.rows.get(&row) else {
            continue;
        };
        if header.clone().any(|head| says_the_same(sheet, head, cells)) {
            sheet.rows.remove(&row);
            continue;
        }
        let upper = last.and_then(|last| Some((last, sheet.rows.get(&last)?)));
        match upper {
            Some((upper, above)) if is_torn(row, cells, above, layout) => {
                let lower = sheet.rows.remove(&row).unwrap_or_default();
                let into = sheet.rows.entry(upper).or_default();
                for (column, cell) in lower {
                    attach(into, column, cell);
                }
            }
            _ => last = Some(row),
        }
    }
}

fn attach(into: &mut BTreeMap<u32, Cell>, column: u32, cell: Cell) {
    match into.get_mut(&column).map(|cell| &mut cell.content) {
        Some(Content::Text(text)) => {
            if let Content::Text(more) = &cell.content {
                text.push(if begins_small(more) { ' ' } else { '\n' });
                text.push_str(more);
            }
        }
        Some(_) => {}
        None => {
            into.insert(column, cell);
        }
    }
}

/// The header: the rows repeated by property, else those of a first cell that heads a column of numbers.
fn header_rows(sheet: &Sheet, layout: &Layout) -> std::ops::Range<u32> {
    if layout.header > 0 {
        return 0..layout.header;
    }
    let Some(start) = sheet
        .rows
        .iter()
        .take(10)
        .find(|(_, cells)| cells.len() >= 3 && cells.get(&0).is_some_and(heads_numbers))
        .map(|(row, _)| *row)
    else {
        return 0..0;
    };
    let mut end = start + 1;
    while layout.continued.contains(&(end, 0)) && sheet.rows.contains_key(&end) {
        end += 1;
    }
    start..end
}

fn heads_numbers(cell: &Cell) -> bool {
    matches!(
        words(text(cell)).as_str(),
        "tt" | "stt" | "so tt" | "so thu tu" | "ma" | "ma so"
    )
}

fn says_the_same(sheet: &Sheet, head: u32, cells: &BTreeMap<u32, Cell>) -> bool {
    let said = |cells: &BTreeMap<u32, Cell>| -> Vec<(u32, String)> {
        let texts = cells.iter().map(|(column, cell)| (*column, words(text(cell))));
        texts.filter(|(_, text)| !text.is_empty()).collect()
    };
    let Some(head) = sheet.rows.get(&head).filter(|head| head.len() == cells.len()) else {
        return false;
    };
    head.len() >= 2 && said(head) == said(cells)
}

/// Whether a row is the rest of the one above: no number, no name of its own, and texts that go on.
fn is_torn(row: u32, cells: &BTreeMap<u32, Cell>, above: &BTreeMap<u32, Cell>, layout: &Layout) -> bool {
    if cells.is_empty() || cells.contains_key(&0) || !above.contains_key(&0) || layout.continued.contains(&(row, 0)) {
        return false;
    }
    if above.len() < 3 || cells.keys().any(|column| layout.spans.contains_key(&(row, *column))) {
        return false;
    }
    cells.iter().all(|(column, cell)| {
        let Some(before) = above.get(column).map(text) else {
            // A name cannot begin below its row.
            return *column != 1;
        };
        let goes_on = begins_small(text(cell));
        if *column == 1 {
            return goes_on;
        }
        goes_on || (before.chars().count() >= RUNNING && !before.trim_end().ends_with('.'))
    })
}

fn begins_small(text: &str) -> bool {
    text.trim_start()
        .chars()
        .next()
        .is_some_and(|sign| !sign.is_uppercase() && !matches!(sign, '-' | '+' | '•'))
}

fn text(cell: &Cell) -> &str {
    match &cell.content {
        Content::Text(text) => text,
        Content::Blank | Content::Number(_) | Content::Truth(_) | Content::Date(_) | Content::Error(_) => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(rows: &[&[&str]]) -> (Sheet, Layout) {
        let mut sheet = Sheet::default();
        for (row, cells) in (0u32..).zip(rows) {
            for (column, text) in (0u32..).zip(*cells) {
                if !text.is_empty() {
                    sheet.put((row, column), Content::Text((*text).into()), String::new(), 1);
                }
            }
        }
        let layout = Layout {
            rows: u32::try_from(rows.len()).unwrap(),
            grid: vec![10, 20, 30],
            ..Layout::default()
        };
        (sheet, layout)
    }

    fn told(sheet: &Sheet) -> Vec<(u32, String)> {
        sheet
            .rows
            .iter()
            .map(|(row, cells)| (*row, cells.values().map(text).collect::<Vec<_>>().join("|")))
            .collect()
    }

    fn is(rows: &[(u32, &str)]) -> Vec<(u32, String)> {
        rows.iter().map(|(row, text)| (*row, (*text).to_owned())).collect()
    }

    const HEAD: &[&str] = &["TT", "Tên chỉ tiêu", "Kết quả", "Minh chứng"];

    #[test]
    fn headers_typed_again_are_dropped_and_torn_rows_joined() {
        let (mut table, layout) = sheet(&[
            HEAD,
            &["1.1", "Tỷ lệ hồ sơ công việc", "98,5%", "Kế hoạch số 12/KH-UBND"],
            &["tt", "TÊN CHỈ TIÊU", "Kết quả", "Minh chứng"],
            &["", "được xử lý trên mạng", "", "ngày 02/01/2023"],
            &["", "", "", "ngày 03/01/2023"],
            &["1.2", "Tập huấn", "Có", ""],
            &["", "Tên của hàng khác", "Có", ""],
            &["1.3", "Trang tin", "Đạt", ""],
            &["", "", "CHỦ TỊCH", ""],
        ]);
        mend(&mut table, &layout);
        assert_eq!(
            told(&table),
            is(&[
                (0, "TT|Tên chỉ tiêu|Kết quả|Minh chứng"),
                (
                    1,
                    "1.1|Tỷ lệ hồ sơ công việc được xử lý trên mạng|98,5%|\
                     Kế hoạch số 12/KH-UBND ngày 02/01/2023 ngày 03/01/2023"
                ),
                (5, "1.2|Tập huấn|Có"),
                (6, "Tên của hàng khác|Có"),
                (7, "1.3|Trang tin|Đạt"),
                (8, "CHỦ TỊCH"),
            ])
        );
    }

    #[test]
    fn tables_begun_anew_go_on_counting() {
        let (first, layout) = sheet(&[HEAD, &["1.1", "a", "b", "c"]]);
        let (again, again_layout) = sheet(&[HEAD, &["1.2", "d", "e", "f"]]);
        let (bare, bare_layout) = sheet(&[&["1.2", "d", "e", "f"]]);
        let (other, other_layout) = sheet(&[&["Người lập", "d", "e", "f"]]);
        assert!(goes_on(&first, &layout, &again, &again_layout));
        assert!(goes_on(&first, &layout, &bare, &bare_layout));
        assert!(!goes_on(&first, &layout, &other, &other_layout));
        let titled = Sheet {
            above: vec!["Xã Tân Phú".into()],
            ..again.clone()
        };
        assert!(!goes_on(&first, &layout, &titled, &again_layout));
        let (mut table, mut layout) = (first, layout);
        join(&mut table, &mut layout, again, again_layout);
        mend(&mut table, &layout);
        assert_eq!(
            told(&table),
            is(&[
                (0, "TT|Tên chỉ tiêu|Kết quả|Minh chứng"),
                (1, "1.1|a|b|c"),
                (3, "1.2|d|e|f")
            ])
        );
    }
}
