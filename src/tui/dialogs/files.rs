//! Chooses what to load: folders, tables and archives found by their words, with or without marks, or by a path typed or
//! pasted.

use std::path::{Path, PathBuf};

use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::output;
use super::super::theme::Role;
use super::super::widgets::list::{self, Item, Position};
use super::super::widgets::{self, field::Field, frame as dialog};
use super::{Pen, palette, submit};
use crate::domain::RoundId;
use crate::tasks::places::{EntryKind, Wanted, workspace_for};
use crate::tasks::{ImportRequest, Place, Request};
use crate::text;

/// What is chosen for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Use {
    /// Loading: into a round or, where there is none, a new workspace.
    Load(Option<RoundId>),
    /// Verifying signatures.
    Verify,
    /// The authorities whose certificates are trusted.
    Authorities,
    /// The field of the form below.
    Fill(Wanted),
}

impl Use {
    /// What is looked for.
    fn wanted(&self) -> Wanted {
        match self {
            Self::Load(_) => Wanted::Dossiers,
            Self::Verify => Wanted::Documents,
            Self::Authorities => Wanted::Certificates,
            Self::Fill(wanted) => *wanted,
        }
    }

    /// Whether a folder may be chosen.
    fn takes_folders(&self) -> bool {
        match self.wanted() {
            Wanted::Dossiers | Wanted::Documents | Wanted::Certificates | Wanted::Folders => true,
            Wanted::Keys | Wanted::Libraries | Wanted::Pictures => false,
        }
    }
}

/// The chooser.
#[derive(Debug, Clone)]
pub struct State {
    /// What is chosen for.
    pub of: Use,
    /// The title.
    pub title: String,
    field: Field,
    place: Place,
    rows: Vec<Row>,
    at: Position,
}

/// One row of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Row {
    /// The folder looked into, to be loaded.
    This,
    /// The folder above it.
    Above(PathBuf),
    /// A folder to go into.
    Folder(String, PathBuf),
    /// A file to be loaded.
    File(String, PathBuf, EntryKind),
    /// Another place to begin.
    Other(PathBuf),
}

impl State {
    /// A chooser that has not looked anywhere yet.
    pub fn new(title: String, of: Use) -> Self {
        Self {
            of,
            title,
            field: Field::default(),
            place: Place::default(),
            rows: Vec::new(),
            at: Position::default(),
        }
    }

    /// Takes a folder that was looked into.
    pub fn take(&mut self, place: Place) {
        let before = std::mem::replace(&mut self.place, place).folder;
        self.field = Field::default();
        self.search();
        // Coming up from a folder it is the one in hand; a file that was named is.
        let named = self.place.named.clone().unwrap_or(before);
        let found = self.rows.iter().position(|row| match row {
            Row::Folder(_, path) | Row::File(_, path, _) => *path == named,
            Row::This | Row::Above(_) | Row::Other(_) => false,
        });
        self.at.selected = found.unwrap_or(0);
    }

    fn search(&mut self) {
        let words = text::fold(self.field.text()).replace(['-', '_', '.'], " ");
        let entries = self.place.entries.iter().map(|entry| match entry.kind {
            EntryKind::Folder => Row::Folder(entry.name.clone(), entry.path.clone()),
            EntryKind::Table
            | EntryKind::Archive
            | EntryKind::Document
            | EntryKind::Key
            | EntryKind::Library
            | EntryKind::Picture
            | EntryKind::Certificate => Row::File(entry.name.clone(), entry.path.clone(), entry.kind),
        });
        let others = self.place.others.iter().cloned().map(Row::Other);
        self.at = Position::default();
        if words.trim().is_empty() {
            let above = self.place.above.iter().cloned().map(Row::Above);
            let this = self.of.takes_folders().then_some(Row::This);
            self.rows = this.into_iter().chain(above).chain(entries).chain(others).collect();
            return;
        }
        let all: Vec<Row> = entries.chain(others).collect();
        // Names of files carry signs where people say words.
        let folded = all
            .iter()
            .map(|row| text::fold(&row.name()).replace(['-', '_', '.'], " "));
        let folded: Vec<String> = folded.collect();
        let folded: Vec<&str> = folded.iter().map(String::as_str).collect();
        let found = palette::search(&words, &folded, 0);
        self.rows = found.into_iter().filter_map(|at| all.get(at).cloned()).collect();
    }

    /// The path typed or pasted, where the words are one and no name of the list.
    fn typed(&self, cx: &Cx) -> Option<PathBuf> {
        let words = self.field.text().trim();
        let drive = words.chars().nth(1) == Some(':');
        let is_path = drive || words.starts_with(['~', '/', '\\', '"', '\'', '.']) || words.contains(['/', '\\']);
        let path = submit::path(words, cx.home.as_deref()).filter(|_| is_path)?;
        Some(if path.is_relative() {
            self.place.folder.join(path)
        } else {
            path
        })
    }

    /// What is done with the path chosen: a look at what it holds, where it is to be loaded.
    fn take_up(&self, cx: &Cx, path: &Path) -> Vec<Step> {
        let Use::Load(round) = &self.of else {
            return output::chosen(cx, self.of.clone(), path);
        };
        let workspace = round
            .is_none()
            .then(|| workspace_for(path, self.place.documents.as_deref()));
        vec![Step::Ask(Request::Preview(
            workspace,
            Box::new(ImportRequest {
                folders: vec![path.to_path_buf()],
                round: round.clone(),
                ..ImportRequest::default()
            }),
        ))]
    }

    fn look(&self, path: &Path) -> Request {
        match self.of {
            Use::Load(_) => Request::Place(path.to_path_buf()),
            Use::Verify | Use::Authorities | Use::Fill(_) => Request::Seek(path.to_path_buf(), self.of.wanted()),
        }
    }

    fn choose(&self, cx: &Cx) -> Vec<Step> {
        let go = |path: &Path| vec![Step::Ask(self.look(path))];
        if let Some(path) = self.typed(cx) {
            return go(&path);
        }
        match self.rows.get(self.at.selected) {
            Some(Row::This) => self.take_up(cx, &self.place.folder),
            Some(Row::File(_, path, _)) => self.take_up(cx, path),
            Some(Row::Above(path) | Row::Folder(_, path) | Row::Other(path)) => go(path),
            None => Vec::new(),
        }
    }
}

impl Row {
    fn name(&self) -> String {
        match self {
            Self::This | Self::Above(_) => String::new(),
            Self::Folder(name, _) | Self::File(name, _, _) => name.clone(),
            Self::Other(path) => path.display().to_string(),
        }
    }
}

fn place(screen: Rect) -> (Rect, Rect) {
    let width = 96.min(screen.width.saturating_sub(4));
    let height = screen.height.saturating_sub(4).min(32);
    let area = dialog::place(screen, width, height);
    let inner = dialog::inner(area);
    let list = Rect {
        y: inner.y + 3.min(inner.height),
        height: inner.height.saturating_sub(3),
        ..inner
    };
    (area, list)
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    let (_, list) = place(Rect::new(0, 0, cx.size.0, cx.size.1));
    let len = state.rows.len();
    state.at.settle(len, usize::from(list.height));
    let page = isize::try_from(list.height).unwrap_or(1);
    let mut steps = Vec::new();
    match input {
        Input::Act(Action::Confirm) => steps = state.choose(cx),
        Input::Act(Action::Down | Action::NextPane) | Input::Wheel { down: true, .. } => state.at.step(1, len),
        Input::Act(Action::Up | Action::PreviousPane) | Input::Wheel { down: false, .. } => state.at.step(-1, len),
        Input::Act(Action::PageDown) => state.at.step(page, len),
        Input::Act(Action::PageUp) => state.at.step(-page, len),
        Input::Key(key) if key.code == KeyCode::Backspace && state.field.text().is_empty() => {
            if let Some(above) = &state.place.above {
                steps.push(Step::Ask(state.look(above)));
            }
        }
        Input::Key(key) if state.field.key(key) => state.search(),
        Input::Paste(words) => {
            state.field.paste(&words);
            state.search();
        }
        Input::Click { x, y, again } if list.contains((x, y).into()) => {
            let row = state.at.top + usize::from(y - list.y);
            if row < len {
                let chosen = again || row == state.at.selected;
                state.at.selected = row;
                if chosen {
                    steps = state.choose(cx);
                }
            }
        }
        _ => {}
    }
    state.at.settle(state.rows.len(), usize::from(list.height));
    steps
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, pen: Pen) {
    let (area, list) = place(screen);
    let chosen = match state.rows.get(state.at.selected) {
        Some(Row::This | Row::File(..)) if matches!(state.of, Use::Load(_)) => "tui-hint-look",
        Some(Row::This | Row::File(..)) => "tui-hint-choose",
        Some(Row::Above(_) | Row::Folder(..) | Row::Other(_)) | None => "tui-hint-open",
    };
    let foot = cx.hints(
        Context::Field,
        &[
            (
                Action::Confirm,
                if state.typed(cx).is_some() {
                    "tui-hint-go"
                } else {
                    chosen
                },
            ),
            (Action::Down, "tui-hint-down"),
            (Action::Back, "tui-hint-cancel"),
        ],
    );
    let inner = dialog::draw(frame, area, cx.theme, &state.title, &foot);
    let columns = usize::from(inner.width);
    let folder = state.place.folder.display().to_string();
    widgets::line(
        frame,
        widgets::row(inner, 0),
        cx.theme,
        Role::Group,
        &ending(&folder, columns),
    );
    state.field.draw(frame, widgets::row(inner, 1), cx.theme, true, pen.top);
    if state.field.text().is_empty() {
        let hint = cx.text("tui-files-hint");
        let beside = Rect {
            x: inner.x + 2.min(inner.width),
            width: inner.width.saturating_sub(2),
            ..widgets::row(inner, 1)
        };
        widgets::line(frame, beside, cx.theme, Role::Input, &hint);
    }
    if state.rows.is_empty() {
        let key = if state.typed(cx).is_some() {
            "tui-files-path"
        } else {
            "tui-find-nothing"
        };
        widgets::line(frame, widgets::row(list, 0), cx.theme, Role::Warn, &cx.text(key));
    }
    // A folder just looked into may have its selected row below the window.
    let mut at = state.at;
    at.settle(state.rows.len(), usize::from(list.height));
    list::draw(frame, list, cx.theme, at, |place, _| {
        let row = state.rows.get(place)?;
        let (words, aside) = shown(row, state, cx);
        let role = match row {
            Row::This => Role::Good,
            Row::Folder(..) | Row::File(..) => Role::Text,
            Row::Above(_) | Row::Other(_) => Role::Dim,
        };
        Some(Item::new(role, words, aside))
    });
}

/// What a row says, and what stands at its right end.
fn shown(row: &Row, state: &State, cx: &Cx) -> (String, String) {
    match row {
        Row::This if !matches!(state.of, Use::Load(_)) => (cx.text("closing-this-folder"), String::new()),
        Row::This => {
            let count = |wanted: EntryKind| {
                let entries = state.place.entries.iter();
                entries.filter(|entry| entry.kind == wanted).count().to_string()
            };
            let files = state.place.entries.len();
            let folders = count(EntryKind::Folder);
            let tables = (files - folders.parse::<usize>().unwrap_or(0)).to_string();
            let aside = cx
                .locale
                .with("tui-files-count", &[("folders", &folders), ("tables", &tables)]);
            (cx.text("tui-files-this"), aside)
        }
        Row::Above(_) => (cx.text("tui-files-above"), String::new()),
        Row::Folder(name, _) => (format!("{name}{}", std::path::MAIN_SEPARATOR), String::new()),
        Row::File(name, _, kind) => {
            let kind: &'static str = (*kind).into();
            (name.clone(), cx.text(&format!("tui-files-{kind}")))
        }
        Row::Other(path) => (path.display().to_string(), cx.text("tui-files-other")),
    }
}

/// The end of a path that fits: what stands last says most.
fn ending(path: &str, columns: usize) -> String {
    if text::width(path) <= columns {
        return path.to_owned();
    }
    let mut kept = path;
    while text::width(kept) + 1 > columns {
        let mut letters = kept.chars();
        if letters.next().is_none() {
            break;
        }
        kept = letters.as_str();
    }
    format!("…{kept}")
}
