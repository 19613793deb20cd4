//! Fields to fill in one after the other: texts and choices. What they are for is in [`super::submit`].

use std::path::{Path, PathBuf};

use ratatui::Frame;
use ratatui::crossterm::event::KeyCode;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step};
use super::super::keymap::Context;
use super::super::theme::Role;
use super::super::widgets::{self, field::Field, frame as dialog, paper::Paper};
use super::submit::{Purpose, chooser, path, submit};
use super::{Dialog, Pen, files};
use crate::tasks::Request;
use crate::text;

/// One field.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Its label.
    pub label: String,
    /// What is filled in.
    pub kind: Kind,
    /// The field that it hangs on, and the choices there with which it is asked; always asked where none.
    pub needs: Option<(usize, Vec<usize>)>,
}

/// What a field holds.
#[derive(Debug, Clone)]
pub enum Kind {
    /// A text.
    Text(Field),
    /// A path; Tab completes it.
    Path(Field),
    /// One of several.
    Choice {
        /// What may be chosen; never empty.
        options: Vec<String>,
        /// The one chosen.
        at: usize,
    },
}

impl Entry {
    /// A text field, filled in.
    pub fn text(label: String, words: &str) -> Self {
        Self {
            label,
            kind: Kind::Text(Field::filled(words)),
            needs: None,
        }
    }

    /// A field for a path, filled in.
    pub fn path(label: String, words: &str) -> Self {
        Self {
            label,
            kind: Kind::Path(Field::filled(words)),
            needs: None,
        }
    }

    /// A choice.
    pub fn choice(label: String, options: Vec<String>, at: usize) -> Self {
        Self {
            label,
            kind: Kind::Choice { options, at },
            needs: None,
        }
    }

    /// The same field, asked only with these choices of another one.
    pub fn when(self, field: usize, choices: &[usize]) -> Self {
        Self {
            needs: Some((field, choices.to_vec())),
            ..self
        }
    }
}

/// The form.
#[derive(Debug, Clone)]
pub struct State {
    /// Its title.
    pub title: String,
    /// What is asked, and why.
    pub intro: String,
    /// What is to be known before it is done; stands below the introduction.
    pub facts: Paper,
    /// The fields.
    pub entries: Vec<Entry>,
    /// The one that has the keys.
    pub at: usize,
    /// What it is for.
    pub purpose: Purpose,
    /// Why it cannot be done as filled in.
    pub fault: String,
}

impl State {
    /// A form at its first field.
    pub fn new(title: String, intro: String, entries: Vec<Entry>, purpose: Purpose) -> Self {
        Self {
            title,
            intro,
            facts: Paper::default(),
            entries,
            at: 0,
            purpose,
            fault: String::new(),
        }
    }

    /// Says what is to be known before it is done.
    #[must_use]
    pub fn about(mut self, facts: Paper) -> Self {
        self.facts = facts;
        self
    }

    /// What it is called to do what the form is for.
    fn done(&self) -> &'static str {
        match &self.purpose {
            // A password or the choice of a key follows.
            Purpose::Sign { .. } => "closing-hint-go-on",
            Purpose::Typed { .. } => "closing-hint-seal",
            Purpose::Actor { .. }
            | Purpose::OpenWorkspace
            | Purpose::LoadFolder { .. }
            | Purpose::Import { .. }
            | Purpose::Rename { .. }
            | Purpose::Findings(_)
            | Purpose::Export { .. }
            | Purpose::Threshold(_)
            | Purpose::Targets(_)
            | Purpose::Target { .. } => "tui-hint-done",
        }
    }

    /// Keys are those of a text field, whatever the field.
    pub fn context(&self) -> Context {
        Context::Field
    }

    /// Whether a field is asked for, as the form is filled in.
    pub fn asks(&self, at: usize) -> bool {
        match self.entries.get(at).map(|entry| &entry.needs) {
            Some(Some((field, choices))) => self.asks(*field) && choices.contains(&self.chosen(*field)),
            Some(None) => true,
            None => false,
        }
    }

    /// The fields that are asked for, by their places.
    fn asked(&self) -> Vec<usize> {
        (0..self.entries.len()).filter(|at| self.asks(*at)).collect()
    }

    /// The field that is asked for after the one with the keys; none after the last.
    fn next(&self) -> Option<usize> {
        self.asked().into_iter().find(|at| *at > self.at)
    }

    /// Gives the keys to the next field, or to the one before.
    fn step(&mut self, forwards: bool) {
        let asked = self.asked();
        let (first, last) = (asked.first().copied(), asked.last().copied());
        let found = if forwards {
            self.next().or(first)
        } else {
            asked.into_iter().rev().find(|at| *at < self.at).or(last)
        };
        self.at = found.unwrap_or(0);
    }

    /// The text of a field.
    pub fn words(&self, at: usize) -> String {
        match self.entries.get(at).map(|entry| &entry.kind) {
            Some(Kind::Text(field) | Kind::Path(field)) => field.text().trim().to_owned(),
            Some(Kind::Choice { .. }) | None => String::new(),
        }
    }

    /// The path being typed, where the field with the keys holds one.
    fn path(&self) -> Option<&str> {
        match self.entries.get(self.at).map(|entry| &entry.kind) {
            Some(Kind::Path(field)) => Some(field.text()).filter(|words| !words.trim().is_empty()),
            Some(Kind::Text(_) | Kind::Choice { .. }) | None => None,
        }
    }

    /// Takes the folders that the path being typed may mean: goes on to where they part, or names them. Where there is
    /// nothing to complete the next field has the keys.
    pub fn complete(&mut self, cx: &Cx, found: &[PathBuf]) {
        let Some(words) = self.path().map(str::to_owned) else {
            return;
        };
        let begun = path(&words, cx.home.as_deref()).map(|path| path.display().to_string());
        let names: Vec<String> = found.iter().map(|path| path.display().to_string()).collect();
        let mut common = names.first().cloned().unwrap_or_default();
        for name in &names {
            let same = common
                .chars()
                .zip(name.chars())
                .take_while(|(one, other)| one == other)
                .count();
            common = common.chars().take(same).collect();
        }
        if names.len() == 1
            && found
                .first()
                .is_some_and(|path| path.extension().is_none_or(|ending| ending != "thamdinh"))
        {
            common.push(std::path::MAIN_SEPARATOR);
        }
        if names.is_empty() || (names.len() == 1 && begun.as_ref() == Some(&common)) {
            self.step(true);
            return;
        }
        let grown = begun.is_none_or(|begun| common.chars().count() >= begun.chars().count());
        if let Some(Kind::Path(field)) = self.entries.get_mut(self.at).map(|entry| &mut entry.kind)
            && grown
        {
            *field = Field::typed(&common);
        }
        if names.len() > 1 {
            let last = found.iter().filter_map(|path| path.file_name());
            let last: Vec<String> = last.map(|name| name.to_string_lossy().into_owned()).collect();
            self.fault = cx.locale.with("tui-form-several", &[("names", &last.join(", "))]);
        }
    }

    /// The choice of a field.
    pub fn chosen(&self, at: usize) -> usize {
        match self.entries.get(at).map(|entry| &entry.kind) {
            Some(Kind::Choice { at, .. }) => *at,
            Some(Kind::Text(_) | Kind::Path(_)) | None => 0,
        }
    }
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    match input {
        Input::Act(Action::Confirm) => {
            if let Some(next) = state.next() {
                state.at = next;
                return Vec::new();
            }
            match submit(state, cx) {
                Ok(steps) => return steps,
                Err(fault) => state.fault = cx.say(&fault),
            }
        }
        Input::Act(Action::Snippets) => {
            let Some(wanted) = chooser(state) else {
                return Vec::new();
            };
            let start = state.path().and_then(|words| path(words, cx.home.as_deref()));
            let start = start.or_else(|| cx.home.clone()).unwrap_or_default();
            let title = state.entries.get(state.at).map(|entry| entry.label.clone());
            let list = files::State::new(title.unwrap_or_default(), files::Use::Fill(wanted));
            return vec![
                Step::Open(Box::new(Dialog::Files(Box::new(list)))),
                Step::Ask(Request::Seek(start, wanted)),
            ];
        }
        Input::Act(Action::NextPane) if state.path().is_some() => {
            let begun = state.path().and_then(|words| path(words, cx.home.as_deref()));
            return begun
                .map(|begun| Step::Ask(Request::Folders(begun)))
                .into_iter()
                .collect();
        }
        Input::Act(Action::NextPane | Action::Down) => state.step(true),
        Input::Act(Action::PreviousPane | Action::Up) => state.step(false),
        Input::Key(key) => {
            state.fault.clear();
            match state.entries.get_mut(state.at).map(|entry| &mut entry.kind) {
                Some(Kind::Text(field) | Kind::Path(field)) => drop(field.key(key)),
                Some(Kind::Choice { options, at }) => match key.code {
                    KeyCode::Right | KeyCode::Char(' ') => *at = (*at + 1) % options.len().max(1),
                    KeyCode::Left => *at = (*at + options.len().saturating_sub(1)) % options.len().max(1),
                    _ => {}
                },
                None => {}
            }
        }
        Input::Paste(words) => {
            match state.entries.get_mut(state.at).map(|entry| &mut entry.kind) {
                // A whole path takes the place of whatever was there.
                Some(Kind::Path(field)) if Path::new(&words).is_absolute() => *field = Field::typed(&words),
                Some(Kind::Text(field) | Kind::Path(field)) => field.paste(&words),
                Some(Kind::Choice { .. }) | None => {}
            }
        }
        Input::Click { x, y, .. } => {
            let place = place(state, Rect::new(0, 0, cx.size.0, cx.size.1));
            let first = place.inner.y + u16::try_from(place.intro.len()).unwrap_or(0);
            if place.inner.contains((x, y).into()) && y >= first {
                let fields = place.fields.get(usize::from(y - first) / 2);
                if let Some(at) = fields {
                    state.at = *at;
                }
            }
        }
        _ => {}
    }
    Vec::new()
}

/// Where the parts of the form stand.
struct Place {
    inner: Rect,
    intro: Vec<(Role, String)>,
    /// The fields in sight, the one with the keys among them.
    fields: Vec<usize>,
    /// Fields are out of sight above these, and below.
    more: (bool, bool),
    /// Why it cannot be done as filled in; a row is kept for it.
    fault: Vec<String>,
}

fn place(state: &State, screen: Rect) -> Place {
    let width = 74.min(screen.width.saturating_sub(4));
    let columns = usize::from(width.saturating_sub(4));
    let mut intro = Vec::new();
    if !state.intro.is_empty() {
        intro.extend(
            text::wrap(&state.intro, columns)
                .into_iter()
                .map(|line| (Role::Dim, line)),
        );
    }
    intro.extend(state.facts.lines(columns));
    let asked = state.asked();
    let rows = intro.len() + asked.len() * 2 + 2;
    let height = u16::try_from(rows + 2)
        .unwrap_or(u16::MAX)
        .min(screen.height.saturating_sub(2));
    let inner = dialog::inner(dialog::place(screen, width, height));
    let height = usize::from(inner.height);
    let mut fault = text::wrap(&state.fault, usize::from(inner.width));
    fault.truncate((height / 3).max(1));
    let room = height.saturating_sub(fault.len().max(1));
    intro.truncate(room.saturating_sub(2));
    let count = (room.saturating_sub(intro.len()) / 2).max(1);
    let at = asked.iter().position(|at| *at == state.at).unwrap_or(0);
    let first = (at + 1).saturating_sub(count);
    let fields: Vec<usize> = asked.iter().copied().skip(first).take(count).collect();
    Place {
        inner,
        intro,
        more: (first > 0, first + fields.len() < asked.len()),
        fields,
        fault,
    }
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, pen: Pen) {
    // Where something is asked on the way to a signature, only that is to be seen.
    if !pen.top && matches!(state.purpose, Purpose::Sign { .. }) {
        return;
    }
    let Place {
        inner,
        intro,
        fields,
        more,
        fault,
    } = place(state, screen);
    let area = Rect {
        x: inner.x.saturating_sub(2),
        y: inner.y.saturating_sub(1),
        width: inner.width + 4,
        height: inner.height + 2,
    };
    let go = if state.next().is_some() {
        "tui-hint-next-field"
    } else {
        state.done()
    };
    let mut hints = vec![(Action::Confirm, go), (Action::Back, "tui-hint-cancel")];
    if state.entries.len() > 1 {
        hints.insert(1, (Action::NextPane, "tui-hint-other-field"));
    }
    if chooser(state).is_some() {
        hints.insert(1, (Action::Snippets, "closing-hint-choose"));
    }
    let several = |entry: &Entry| matches!(&entry.kind, Kind::Choice { options, .. } if options.len() > 1);
    let mut foot = super::foot(cx, Context::Field, pen.saving, &hints);
    if !pen.saving && state.entries.get(state.at).is_some_and(several) {
        foot = format!("{foot}  {}", cx.text("tui-hint-turn"));
    }
    dialog::draw(frame, area, cx.theme, &state.title, &foot);
    let mut y = 0;
    for (role, words) in &intro {
        widgets::line(frame, widgets::row(inner, y), cx.theme, *role, words);
        y += 1;
    }
    for at in &fields {
        let Some(entry) = state.entries.get(*at) else {
            continue;
        };
        let keys = *at == state.at;
        let (sign, role) = if keys { ("►", Role::Group) } else { (" ", Role::Text) };
        // Others are out of sight.
        let aside = match more {
            (true, _) if fields.first() == Some(at) => "▲",
            (_, true) if fields.last() == Some(at) => "▼",
            _ => "",
        };
        let label = format!("{sign} {}", entry.label);
        let row = widgets::row(inner, y);
        if aside.is_empty() {
            widgets::line(frame, row, cx.theme, role, &label);
        } else {
            widgets::ends(frame, row, cx.theme, role, &label, aside);
        }
        let row = widgets::row(inner, y + 1);
        let field = Rect {
            x: row.x + 2,
            width: row.width.saturating_sub(2),
            ..row
        };
        match &entry.kind {
            Kind::Text(words) | Kind::Path(words) => words.draw(frame, field, cx.theme, keys, pen.top),
            Kind::Choice { options, at } => {
                let words = options.get(*at).map_or("", String::as_str);
                let role = if keys { Role::Input } else { Role::Label };
                let shown = if options.len() > 1 {
                    format!("◄ {words} ►  {}/{}", at + 1, options.len())
                } else {
                    words.to_owned()
                };
                widgets::line(frame, field, cx.theme, role, &shown);
            }
        }
        y += 2;
    }
    for (at, words) in (y..inner.height).zip(&fault) {
        widgets::line(frame, widgets::row(inner, at), cx.theme, Role::Bad, words);
    }
}
