//! What the columns of a table hold, chosen by hand: its form, the row of its header, and a field for each column.

use std::path::PathBuf;

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::theme::Role;
use super::super::widgets::list::{self, Item, Position};
use super::super::widgets::{self, frame as dialog};
use crate::domain::{ColumnField, FormKind, FormSpec};
use crate::tasks::{FoundTable, ImportRequest, MappedColumn, Mapping, Request, UnknownTable, fingerprint};
use crate::text;

/// Lines above the columns: the form and the row of the header.
const ABOVE: usize = 2;
/// Cells that the column's letter and header take.
const LABEL: usize = 34;

/// The table and what is chosen for it.
#[derive(Debug, Clone)]
pub struct State {
    workspace: Option<PathBuf>,
    wanted: Box<ImportRequest>,
    title: String,
    head: Vec<Vec<String>>,
    /// The header's first row in `head`, and how many rows it has.
    header: (usize, usize),
    /// The layout, where the header is known; else it is chosen here.
    layout: Option<String>,
    forms: Vec<FormSpec>,
    form: usize,
    /// By column of the table, the column of the form.
    fields: Vec<Option<usize>>,
    at: Position,
    fault: String,
}

/// The load that a table belongs to.
#[derive(Debug)]
pub struct Load<'a> {
    /// The new workspace loaded into; none for the open one.
    pub workspace: Option<PathBuf>,
    /// What is loaded.
    pub wanted: &'a ImportRequest,
    /// The forms that a table may be.
    pub forms: &'a [FormSpec],
}

impl State {
    /// A table that was read.
    pub fn found(load: Load<'_>, title: String, table: &FoundTable) -> Self {
        let mut state = Self::new(load, title, &table.head);
        state.layout = Some(table.layout.clone());
        state.header = (0, table.mapping.header_rows.len().max(1));
        state.form = state
            .forms
            .iter()
            .position(|form| form.id == table.mapping.form)
            .unwrap_or(0);
        let columns = state.columns().to_vec();
        for mapped in &table.mapping.columns {
            let same = columns.iter().position(|column| {
                (column.field, &column.stage, &column.input) == (mapped.field, &mapped.stage, &mapped.input)
            });
            if let Some(field) = state.fields.get_mut(mapped.at) {
                *field = same;
            }
        }
        state
    }

    /// A table in which no form was recognised.
    pub fn unknown(load: Load<'_>, title: String, table: &UnknownTable) -> Self {
        let mut state = Self::new(load, title, &table.head);
        // The fullest of the first rows is the likeliest header.
        let filled = |row: &Vec<String>| row.iter().filter(|text| !text.trim().is_empty()).count();
        let fullest = state.head.iter().map(filled).max().unwrap_or(0);
        let top = state.head.iter().position(|row| filled(row) == fullest);
        state.header = (top.unwrap_or(0), 1);
        state
    }

    fn new(load: Load<'_>, title: String, head: &[Vec<String>]) -> Self {
        let forms = load
            .forms
            .iter()
            .filter(|form| matches!(form.kind, FormKind::SelfAssessment | FormKind::Appraisal));
        let width = head.iter().map(Vec::len).max().unwrap_or(0);
        Self {
            workspace: load.workspace,
            wanted: Box::new(load.wanted.clone()),
            title,
            head: head.to_vec(),
            header: (0, 1),
            layout: None,
            forms: forms.cloned().collect(),
            form: 0,
            fields: vec![None; width],
            at: Position {
                selected: ABOVE,
                top: 0,
            },
            fault: String::new(),
        }
    }

    fn columns(&self) -> &[crate::domain::Column] {
        self.forms.get(self.form).map_or(&[], |form| form.columns.as_slice())
    }

    fn len(&self) -> usize {
        ABOVE + self.fields.len()
    }

    /// Takes the next choice of the selected line, or the one before.
    fn turn(&mut self, back: bool) {
        self.fault.clear();
        let next = |at: usize, len: usize| {
            let len = len.max(1);
            if back { (at + len - 1) % len } else { (at + 1) % len }
        };
        match self.at.selected {
            0 => {
                self.form = next(self.form, self.forms.len());
                self.fields.fill(None);
            }
            1 if self.layout.is_none() => self.header.0 = next(self.header.0, self.head.len()),
            1 => {}
            line => {
                let len = self.columns().len() + 1;
                if let Some(field) = self.fields.get_mut(line - ABOVE) {
                    let at = field.map_or(0, |at| at + 1);
                    *field = next(at, len).checked_sub(1);
                }
            }
        }
    }

    fn submit(&self, cx: &Cx) -> Result<Vec<Step>, String> {
        let Some(form) = self.forms.get(self.form) else {
            return Err(cx.text("tui-columns-too-few"));
        };
        let columns: Vec<MappedColumn> = self
            .fields
            .iter()
            .enumerate()
            .filter_map(|(at, field)| {
                let column = form.columns.get((*field)?)?;
                Some(MappedColumn {
                    at,
                    field: column.field,
                    stage: column.stage.clone(),
                    input: column.input.clone(),
                })
            })
            .collect();
        let has = |wanted: &[ColumnField]| columns.iter().any(|column| wanted.contains(&column.field));
        let names = has(&[ColumnField::Code, ColumnField::Name]);
        let results = [
            ColumnField::Value,
            ColumnField::Verdict,
            ColumnField::Points,
            ColumnField::Level,
            ColumnField::Input,
        ];
        if !names || !has(&results) {
            return Err(cx.text("tui-columns-too-few"));
        }
        let mut chosen: Vec<usize> = self.fields.iter().filter_map(|field| *field).collect();
        chosen.sort_unstable();
        if chosen
            .windows(2)
            .any(|pair| matches!(pair, [one, other] if one == other))
        {
            return Err(cx.text("tui-columns-twice"));
        }
        let (top, height) = self.header;
        let layout = match &self.layout {
            Some(layout) => layout.clone(),
            None => fingerprint(self.head.get(top..top + height).unwrap_or_default()),
        };
        let mapping = Mapping {
            form: form.id.clone(),
            header_rows: top..top + height,
            columns,
        };
        let mut wanted = self.wanted.clone();
        wanted.corrections.mappings.insert(layout, mapping);
        Ok(vec![Step::Ask(Request::Preview(self.workspace.clone(), wanted))])
    }

    /// The header of a column and, where it has none, the first text below.
    fn label(&self, at: usize) -> String {
        let (top, height) = self.header;
        let rows = self.head.iter().skip(top);
        let texts = |rows: &mut dyn Iterator<Item = &Vec<String>>| {
            let texts: Vec<String> = rows
                .filter_map(|row| row.get(at))
                .map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
                .filter(|text| !text.is_empty())
                .collect();
            texts
        };
        let own = texts(&mut rows.clone().take(height)).join(" / ");
        let below = texts(&mut rows.skip(height)).into_iter().next().unwrap_or_default();
        match (own.is_empty(), below.is_empty()) {
            (true, _) => format!("({below})"),
            (false, true) => own,
            (false, false) => format!("{own} ({below})"),
        }
    }
}

/// The letter of a column, as a workbook names it.
pub fn letter(at: usize) -> String {
    let mut left = at + 1;
    let mut name = Vec::new();
    while left > 0 {
        let digit = u8::try_from((left - 1) % 26).unwrap_or(0);
        name.push(char::from(b'A' + digit));
        left = (left - 1) / 26;
    }
    name.iter().rev().collect()
}

fn place(state: &State, screen: Rect) -> (Rect, Rect) {
    let width = 100.min(screen.width.saturating_sub(2));
    let rows = u16::try_from(state.len() + 5).unwrap_or(u16::MAX);
    let area = dialog::place(screen, width, rows.min(screen.height.saturating_sub(2)));
    let inner = dialog::inner(area);
    let list = Rect {
        y: inner.y + 1.min(inner.height),
        height: inner.height.saturating_sub(3),
        ..inner
    };
    (area, list)
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    let (_, list) = place(state, Rect::new(0, 0, cx.size.0, cx.size.1));
    let len = state.len();
    match input {
        Input::Act(Action::Confirm) => match state.submit(cx) {
            Ok(steps) => return steps,
            Err(fault) => state.fault = fault,
        },
        Input::Act(Action::Down | Action::NextPane) | Input::Wheel { down: true, .. } => state.at.step(1, len),
        Input::Act(Action::Up | Action::PreviousPane) | Input::Wheel { down: false, .. } => state.at.step(-1, len),
        Input::Act(Action::First) => state.at.selected = 0,
        Input::Act(Action::Last) => state.at.selected = len.saturating_sub(1),
        Input::Act(Action::Right) => state.turn(false),
        Input::Act(Action::Left) => state.turn(true),
        Input::Click { x, y, .. } if list.contains((x, y).into()) => {
            let row = state.at.top + usize::from(y - list.y);
            if row == state.at.selected {
                state.turn(false);
            } else if row < len {
                state.at.selected = row;
            }
        }
        _ => {}
    }
    state.at.settle(len, usize::from(list.height));
    Vec::new()
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, saving: bool) {
    let (area, list) = place(state, screen);
    let foot = super::foot(
        cx,
        Context::List,
        saving,
        &[
            (Action::Confirm, "tui-hint-done"),
            (Action::Right, "tui-hint-change"),
            (Action::Back, "tui-hint-cancel"),
        ],
    );
    let inner = dialog::draw(frame, area, cx.theme, &state.title, &foot);
    widgets::line(
        frame,
        widgets::row(inner, 0),
        cx.theme,
        Role::Dim,
        &cx.text("tui-columns-intro"),
    );
    list::draw(frame, list, cx.theme, state.at, |line, selected| {
        if line >= state.len() {
            return None;
        }
        let (label, chosen) = shown(state, cx, line);
        let role = if chosen.is_some() { Role::Text } else { Role::Dim };
        let chosen = chosen.unwrap_or_else(|| cx.text("tui-columns-none"));
        let chosen = if selected {
            format!("◄ {chosen} ►")
        } else {
            format!("  {chosen}")
        };
        let label = text::pad(&text::cut(&label, LABEL), LABEL);
        Some(Item::new(role, format!("{label} {chosen}"), ""))
    });
    if inner.height > 1 && !state.fault.is_empty() {
        let last = widgets::row(inner, inner.height - 1);
        widgets::line(frame, last, cx.theme, Role::Bad, &state.fault);
    }
}

/// What a line is about, and what is chosen for it.
fn shown(state: &State, cx: &Cx, line: usize) -> (String, Option<String>) {
    match line {
        0 => (
            cx.text("tui-form-form"),
            state.forms.get(state.form).map(|form| form.name.clone()),
        ),
        1 => {
            let row = if state.layout.is_some() {
                cx.text("tui-columns-header-known")
            } else {
                (state.header.0 + 1).to_string()
            };
            (cx.text("tui-columns-header"), Some(row))
        }
        line => {
            let at = line - ABOVE;
            let field = state.fields.get(at).copied().flatten();
            let field = field.and_then(|field| state.columns().get(field)).map(name);
            (format!("{}  {}", letter(at), state.label(at)), field)
        }
    }
}

/// A column of a form as printed, with the heading that it shares.
fn name(column: &crate::domain::Column) -> String {
    if column.over.is_empty() {
        column.header.clone()
    } else {
        format!("{} / {}", column.over, column.header)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_lettered_as_workbooks_do() {
        let letters: Vec<String> = [0, 25, 26, 51, 52, 701, 702].into_iter().map(letter).collect();
        assert_eq!(letters, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }
}
