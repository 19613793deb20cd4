//! A table whose columns are data: it fits them to the width, drops what matters least and draws only visible rows.

use ratatui::Frame;
use ratatui::layout::{Alignment, Rect};
use ratatui::style::Style;

use crate::text;
use crate::tui::theme::{Role, Theme};

/// The sign before the selected row, so that style alone never tells it.
pub const SELECTED: &str = "►";

/// One column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands over it and its neighbours of the same name.
    pub over: String,
    /// Its own title.
    pub title: String,
    /// A sign after the title, which is never cut.
    pub mark: &'static str,
    /// The least width in cells.
    pub least: u16,
    /// The width it likes best.
    pub best: u16,
    /// Where its text stands.
    pub alignment: Alignment,
    /// Columns with the highest number are dropped first; 0 is never dropped.
    pub dispensable: u8,
}

impl Column {
    /// A column of fixed width, at the left.
    pub fn new(title: impl Into<String>, least: u16) -> Self {
        Self {
            over: String::new(),
            title: title.into(),
            mark: "",
            least,
            best: least,
            alignment: Alignment::Left,
            dispensable: 0,
        }
    }

    /// Lets it grow.
    #[must_use]
    pub fn up_to(mut self, best: u16) -> Self {
        self.best = best;
        self
    }

    /// Puts its text to the right, as figures stand.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.alignment = Alignment::Right;
        self
    }

    /// Puts its text in the middle.
    #[must_use]
    pub fn centre(mut self) -> Self {
        self.alignment = Alignment::Center;
        self
    }

    /// Gives it a heading shared with its neighbours.
    #[must_use]
    pub fn over(mut self, over: impl Into<String>) -> Self {
        self.over = over.into();
        self
    }

    /// Lets it be dropped where the screen is narrow.
    #[must_use]
    pub fn dispensable(mut self, order: u8) -> Self {
        self.dispensable = order;
        self
    }
}

/// A cell's text and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The text; cut to the column.
    pub text: String,
    /// Its role, while the row is not selected.
    pub role: Role,
}

impl Cell {
    /// Plain text.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            role: Role::Text,
        }
    }

    /// Text of a role.
    pub fn of(role: Role, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            role,
        }
    }
}

/// One visible row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// Cells, one a column.
    Cells(Vec<Cell>),
    /// A heading across the whole table, with what stands at its right end.
    Group(String, String),
}

/// A column in its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Which column.
    pub column: usize,
    /// Its left edge.
    pub x: u16,
    /// Its width.
    pub width: u16,
}

/// The width that the selection's sign takes.
const SIGN: u16 = 2;

/// Fits the columns into a width, two cells of which the selection's sign takes.
pub fn fit(columns: &[Column], area: Rect) -> Vec<Place> {
    let mut kept: Vec<usize> = (0..columns.len()).collect();
    let width_of = |kept: &[usize], of: fn(&Column) -> u16| -> u16 {
        let widths: u16 = kept.iter().filter_map(|at| columns.get(*at)).map(of).sum();
        widths + u16::try_from(kept.len().saturating_sub(1)).unwrap_or(0)
    };
    let room = area.width.saturating_sub(SIGN);
    while width_of(&kept, |column| column.least) > room {
        let worst = kept
            .iter()
            .enumerate()
            .filter_map(|(place, at)| columns.get(*at).map(|column| (column.dispensable, place)))
            .filter(|(order, _)| *order > 0)
            .max();
        match worst {
            Some((_, place)) => drop(kept.remove(place)),
            None => break,
        }
    }
    let mut spare = room.saturating_sub(width_of(&kept, |column| column.least));
    let mut widths: Vec<u16> = columns.iter().map(|column| column.least).collect();
    spare -= widen_to_headings(columns, &kept, &mut widths, spare);
    // Those that lack little are satisfied first, so that a short title is whole before a long name grows.
    let mut lacking: Vec<(u16, usize)> = kept
        .iter()
        .filter_map(|at| {
            columns
                .get(*at)
                .zip(widths.get(*at))
                .map(|(column, width)| (column.best.saturating_sub(*width), *at))
        })
        .collect();
    lacking.sort_unstable();
    for (left, (lacks, at)) in (1..=u16::try_from(lacking.len()).unwrap_or(0)).rev().zip(lacking) {
        let given = lacks.min(spare / left);
        spare -= given;
        if let Some(width) = widths.get_mut(at) {
            *width += given;
        }
    }
    let end = area.x + area.width;
    let mut x = area.x + SIGN;
    let mut places = Vec::with_capacity(kept.len());
    for column in kept {
        let width = widths.get(column).copied().unwrap_or(0).min(end.saturating_sub(x));
        places.push(Place { column, x, width });
        x = (x + width + 1).min(end);
    }
    places
}

/// Widens columns until the headings above them are whole, as far as there is room; answers how much was given.
fn widen_to_headings(columns: &[Column], kept: &[usize], widths: &mut [u16], spare: u16) -> u16 {
    let mut given = 0;
    let over = |at: usize| columns.get(at).map_or("", |column| column.over.as_str());
    for run in kept.chunk_by(|one, other| over(*one) == over(*other)) {
        let Some(heading) = run.first().map(|at| over(*at)).filter(|heading| !heading.is_empty()) else {
            continue;
        };
        let gaps = run.len() - 1;
        let has: usize = run
            .iter()
            .filter_map(|at| widths.get(*at))
            .map(|width| usize::from(*width))
            .sum();
        let lacks = u16::try_from(text::width(heading).saturating_sub(has + gaps)).unwrap_or(0);
        let each = u16::try_from(run.len()).unwrap_or(1);
        let lacks = lacks.min(spare - given);
        for (place, at) in (0..each).zip(run) {
            if let Some(width) = widths.get_mut(*at) {
                *width += lacks / each + u16::from(place < lacks % each);
            }
        }
        given += lacks;
    }
    given
}

/// Draws the titles: one line, or two where columns share headings.
pub fn header(frame: &mut Frame<'_>, area: Rect, theme: Theme, columns: &[Column], places: &[Place]) {
    let shared = columns.iter().any(|column| !column.over.is_empty());
    super::fill(frame, area, theme, Role::Header);
    let style = theme.style(Role::Header);
    let mut at = 0;
    while let Some(place) = places.get(at) {
        let over = columns.get(place.column).map_or("", |column| column.over.as_str());
        let same = places
            .iter()
            .skip(at)
            .take_while(|other| columns.get(other.column).is_some_and(|column| column.over == over))
            .count()
            .max(1);
        if shared && !over.is_empty() && area.height > 1 {
            let last = places.get(at + same - 1).unwrap_or(place);
            let width = (last.x + last.width).saturating_sub(place.x);
            let text = text::cut(over, usize::from(width));
            let pad = usize::from(width).saturating_sub(text::width(&text));
            let text = format!("{}{text}{}", "─".repeat(pad / 2), "─".repeat(pad - pad / 2));
            let above = Rect {
                x: place.x,
                y: area.y,
                width,
                height: 1,
            };
            super::write(frame, above, style, &text);
        }
        at += same;
    }
    let y = area.y + area.height.saturating_sub(1);
    for place in places {
        let Some(column) = columns.get(place.column) else {
            continue;
        };
        // The sign of the order stays where the title is cut.
        let room = usize::from(place.width).saturating_sub(text::width(column.mark));
        let title = format!("{}{}", text::cut(&column.title, room), column.mark);
        let below = Rect {
            x: place.x,
            y,
            width: place.width,
            height: 1,
        };
        aligned(frame, below, style, &title, column.alignment);
    }
}

/// Draws one row; `selected` with whether the table has the keys.
pub fn draw_row(
    frame: &mut Frame<'_>,
    area: Rect,
    theme: Theme,
    columns: &[Column],
    places: &[Place],
    row: &Row,
    selected: Option<bool>,
) {
    let ground = match selected {
        Some(true) => Role::Selected,
        Some(false) => Role::Marked,
        None => Role::Text,
    };
    match row {
        Row::Group(name, right) => super::ends(frame, area, theme, Role::Group, name, &format!("{right} ")),
        Row::Cells(cells) => {
            super::line(
                frame,
                area,
                theme,
                ground,
                if selected.is_some() { SELECTED } else { "" },
            );
            for place in places {
                let (Some(column), Some(cell)) = (columns.get(place.column), cells.get(place.column)) else {
                    continue;
                };
                let style = if selected.is_some() {
                    theme.style(ground)
                } else {
                    theme.style(cell.role)
                };
                let place = Rect {
                    x: place.x,
                    width: place.width,
                    ..area
                };
                aligned(frame, place, style, &cell.text, column.alignment);
            }
        }
    }
}

/// Writes a text, cut to its place, where its column wants it.
fn aligned(frame: &mut Frame<'_>, place: Rect, style: Style, words: &str, alignment: Alignment) {
    let cut = text::cut(words, usize::from(place.width));
    let width = u16::try_from(text::width(&cut)).unwrap_or(place.width);
    let x = place.x + before(width, place.width, alignment);
    super::write(frame, Rect { x, width, ..place }, style, &cut);
}

/// The cells before a text of a width in a column of a width.
fn before(width: u16, room: u16, alignment: Alignment) -> u16 {
    let spare = room.saturating_sub(width);
    match alignment {
        Alignment::Left => 0,
        Alignment::Center => spare / 2,
        Alignment::Right => spare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns() -> Vec<Column> {
        vec![
            Column::new("TT", 5),
            Column::new("Tên", 10).up_to(60),
            Column::new("Giá trị", 8).dispensable(2),
            Column::new("Cờ", 3).dispensable(1),
        ]
    }

    #[test]
    fn what_matters_least_is_dropped_and_the_rest_fills_the_width() {
        let wide = fit(&columns(), Rect::new(0, 0, 60, 1));
        assert_eq!(wide.len(), 4);
        assert_eq!(wide.last().map(|place| place.x + place.width), Some(60));
        let narrow = fit(&columns(), Rect::new(0, 0, 28, 1));
        assert_eq!(narrow.iter().map(|place| place.column).collect::<Vec<_>>(), [0, 1, 3]);
        let tiny = fit(&columns(), Rect::new(0, 0, 9, 1));
        assert!(tiny.iter().all(|place| place.x + place.width <= 9));
    }

    #[test]
    fn a_heading_above_columns_is_whole_where_there_is_room() {
        let columns = [
            Column::new("Tên", 10).up_to(60),
            Column::new("Điểm", 6).over("Đánh giá, xếp hạng"),
        ];
        let places = fit(&columns, Rect::new(0, 0, 60, 1));
        assert_eq!(places.last().map(|place| place.width), Some(18));
        assert_eq!(places.last().map(|place| place.x + place.width), Some(60));
        let narrow = fit(&columns, Rect::new(0, 0, 20, 1));
        assert_eq!(narrow.last().map(|place| place.x + place.width), Some(20));
    }

    #[test]
    fn text_is_aligned_by_display_width() {
        let width = u16::try_from(text::width("Đa\u{323}t")).unwrap();
        assert_eq!(before(width, 6, Alignment::Right), 3);
        assert_eq!(before(width, 6, Alignment::Center), 1);
        assert_eq!(before(9, 6, Alignment::Right), 0);
    }
}
