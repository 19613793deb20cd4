//! All flags of the round, or of the dossier in hand, grouped by kind: where to look, and what was looked at.

mod view;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

pub use view::{kind, title, view};

use super::{Subject, round as board};
use crate::domain::{Act, ApplicantId, Flag, FlagKind, Round, Sentence};
use crate::tasks::{Flagged, Request, Saved};
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, words};
use crate::tui::event::{Goal, Input, Step, Tone};
use crate::tui::widgets::area::Area;
use crate::tui::widgets::list::Position;

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::DismissFlag,
    Action::SetTargets,
    Action::NextPane,
    Action::NextGroup,
    Action::PreviousGroup,
    Action::Undo,
    Action::Palette,
    Action::Screens,
    Action::Back,
];

/// One flag of one dossier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The dossier.
    pub applicant: ApplicantId,
    /// Its name.
    pub name: String,
    /// The flag.
    pub flag: Flag,
}

/// One line of the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// The heading of a kind, with how many there are.
    Kind(FlagKind, usize),
    /// A row.
    Row(usize),
}

/// The flags.
#[derive(Debug, Clone)]
pub struct State {
    /// All of the round, those of a dossier together, in the order of the dossiers' names.
    pub rows: Vec<Row>,
    /// The width of the longest name.
    widest: usize,
    /// What is shown of them.
    pub lines: Vec<Line>,
    /// How many of them are headings.
    kinds: usize,
    /// The selected line.
    pub at: Position,
    /// The dossier in hand.
    pub own: Option<ApplicantId>,
    /// Only the flags of the dossier in hand.
    pub only: bool,
    /// They have been read.
    pub read: bool,
    stale: bool,
}

impl State {
    /// The flags, before they are read.
    pub fn new() -> Self {
        Self {
            rows: Vec::new(),
            widest: 0,
            lines: Vec::new(),
            kinds: 0,
            at: Position::default(),
            own: None,
            only: false,
            read: false,
            stale: true,
        }
    }

    /// Comes about what is in hand; from a dossier, its own flags are shown first.
    pub fn about(&mut self, subject: &Subject, within: bool) {
        self.own.clone_from(&subject.applicant);
        self.only = within && self.own.is_some();
        self.arrange();
    }

    /// Takes the flags as they are now.
    pub fn take(&mut self, mut found: Flagged) {
        self.stale = false;
        self.read = true;
        found.sort_by_cached_key(|(_, name, _)| text::fold(name));
        let flagged = found.iter().filter(|(_, _, flags)| !flags.is_empty());
        self.widest = flagged.map(|(_, name, _)| text::width(name)).max().unwrap_or(0);
        self.rows = found
            .into_iter()
            .flat_map(|(applicant, name, flags)| flags.into_iter().map(move |flag| row(&applicant, &name, flag)))
            .collect();
        self.arrange();
    }

    /// Takes in what an act changed: the flags of its dossier are those of its scorecard.
    pub fn hear(&mut self, _: &Round, saved: &Saved) {
        let Some(view) = &saved.view else {
            self.stale = true;
            return;
        };
        let dossier = &view.dossier;
        let own = |row: &Row| row.applicant == dossier.applicant;
        let before = self.rows.iter().position(own);
        let start = before.unwrap_or_else(|| {
            let name = text::fold(&dossier.name);
            self.rows.partition_point(|row| text::fold(&row.name) <= name)
        });
        let count = self.rows.iter().skip(start).take_while(|row| own(row)).count();
        let flags = &view.scorecard.flags;
        let mut now: Vec<Row> = self.rows.drain(start..start + count).collect();
        now.retain(|row| flags.contains(&row.flag));
        let is_same = now.len() == count && now.len() == flags.len();
        for flag in flags {
            if !now.iter().any(|row| row.flag == *flag) {
                now.push(row(&dossier.applicant, &dossier.name, flag.clone()));
            }
        }
        if !now.is_empty() {
            self.widest = self.widest.max(text::width(&dossier.name));
        }
        self.rows.splice(start..start, now);
        if !is_same {
            self.arrange();
        }
    }

    /// What was asked for could not be read: it may be asked for again.
    pub fn give_up(&mut self) {
        self.stale = true;
    }

    /// Asks for the flags where they are not known any more.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        if std::mem::take(&mut self.stale) {
            vec![Step::Ask(Request::Flags(round.id.clone()))]
        } else {
            Vec::new()
        }
    }

    /// The selected flag.
    pub fn selected(&self) -> Option<&Row> {
        match self.lines.get(self.at.selected)? {
            Line::Row(at) => self.rows.get(*at),
            Line::Kind(..) => None,
        }
    }

    fn arrange(&mut self) {
        let selected = self.at.selected;
        let mut kinds: BTreeMap<FlagKind, Vec<usize>> = BTreeMap::new();
        for (at, row) in self.rows.iter().enumerate() {
            if !self.only || self.own.as_ref() == Some(&row.applicant) {
                kinds.entry(row.flag.kind).or_default().push(at);
            }
        }
        let mut kinds: Vec<(FlagKind, Vec<usize>)> = kinds.into_iter().collect();
        // What is rare is looked at first: one cause often flags every row of every dossier.
        kinds.sort_by_key(|(_, rows)| rows.len());
        self.kinds = kinds.len();
        self.lines.clear();
        for (kind, rows) in kinds {
            self.lines.push(Line::Kind(kind, rows.len()));
            self.lines.extend(rows.into_iter().map(Line::Row));
        }
        self.at.selected = selected.min(self.lines.len().saturating_sub(1));
        self.skip(true);
    }

    /// A heading is never selected: goes on past it.
    fn skip(&mut self, down: bool) {
        if matches!(self.lines.get(self.at.selected), Some(Line::Kind(..))) {
            let by = if down || self.at.selected == 0 { 1 } else { -1 };
            self.at.step(by, self.lines.len());
        }
    }

    fn step(&mut self, by: isize) {
        self.at.step(by, self.lines.len());
        self.skip(by > 0);
    }

    fn next_kind(&mut self, after: bool) {
        let heading = |at: &usize| matches!(self.lines.get(*at), Some(Line::Kind(..)));
        let selected = self.at.selected;
        let found = if after {
            (selected..self.lines.len()).find(heading)
        } else {
            // The heading above is that of this kind: the one before it is meant.
            (0..selected.saturating_sub(1)).rev().find(heading)
        };
        if let Some(at) = found {
            self.at.selected = at;
            self.skip(true);
        }
    }
}

impl Default for State {
    fn default() -> Self {
        Self::new()
    }
}

fn row(applicant: &ApplicantId, name: &str, flag: Flag) -> Row {
    Row {
        applicant: applicant.clone(),
        name: name.to_owned(),
        flag,
    }
}

/// What stands in the way of dismissing, if anything.
pub fn refuses(state: &State) -> Option<Sentence> {
    state.selected().is_none().then(|| Sentence::new("tui-refuse-no-flag"))
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let Some(round) = cx.round.clone() else {
        return Vec::new();
    };
    let rows = view::parts(body).rows;
    let page = isize::try_from(rows.height).unwrap_or(1).max(1);
    let steps = match input {
        Input::Act(action) => match action {
            Action::Down => moved(state, 1),
            Action::Up => moved(state, -1),
            Action::PageDown => moved(state, page),
            Action::PageUp => moved(state, -page),
            Action::First => moved(state, -1_000_000),
            Action::Last => moved(state, 1_000_000),
            Action::NextGroup | Action::Right => {
                state.next_kind(true);
                Vec::new()
            }
            Action::PreviousGroup | Action::Left => {
                state.next_kind(false);
                Vec::new()
            }
            Action::NextPane | Action::PreviousPane => turn(state),
            Action::Confirm => open(state),
            Action::DismissFlag => dismiss(state, cx, &round),
            Action::SetTargets => vec![Step::Open(Box::new(target(state, cx, &round)))],
            Action::Back => vec![Step::Leave],
            _ => Vec::new(),
        },
        Input::Wheel { down, .. } => moved(state, if down { 3 } else { -3 }),
        Input::Click { x, y, again } if rows.contains((x, y).into()) => {
            let line = state.at.top + usize::from(y - rows.y);
            if matches!(state.lines.get(line), Some(Line::Row(_))) {
                state.at.selected = line;
                if again {
                    return open(state);
                }
            }
            Vec::new()
        }
        Input::Click { .. } | Input::Drag { .. } | Input::Drop | Input::Key(_) | Input::Paste(_) => Vec::new(),
    };
    settle(state, body);
    steps
}

/// Keeps the selected row in sight, with the heading above it.
pub fn settle(state: &mut State, body: Rect) {
    let height = usize::from(view::parts(body).rows.height);
    state.at.settle(state.lines.len(), height);
    let above = state.at.selected.saturating_sub(1);
    if state.at.top > above && matches!(state.lines.get(above), Some(Line::Kind(..))) {
        state.at.top = above;
    }
}

fn moved(state: &mut State, by: isize) -> Vec<Step> {
    state.step(by);
    Vec::new()
}

/// Shows the flags of the round, or of the dossier in hand.
fn turn(state: &mut State) -> Vec<Step> {
    if state.own.is_none() {
        return vec![Step::Tell(Tone::Refused, Sentence::new("tui-refuse-no-dossier"))];
    }
    state.only = !state.only;
    state.at = Position::default();
    state.arrange();
    Vec::new()
}

fn open(state: &State) -> Vec<Step> {
    let Some(row) = state.selected() else {
        return Vec::new();
    };
    let goal = match &row.flag.criterion {
        Some(criterion) => Goal::Row(row.applicant.clone(), criterion.clone()),
        None => Goal::Applicant(row.applicant.clone()),
    };
    vec![Step::GoTo(goal)]
}

/// The target of the criterion that the selected flag is on; of any where it is on none.
fn target(state: &State, cx: &Cx, round: &Round) -> Dialog {
    let row = state.selected();
    let criterion = row.and_then(|row| round.framework.criterion(row.flag.criterion.as_ref()?));
    match (row, criterion) {
        (Some(row), Some(criterion)) => {
            board::target_form(cx, round, criterion, Some((&row.applicant, row.name.as_str())))
        }
        _ => board::targets(cx, round, None),
    }
}

fn dismiss(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some(row) = state.selected() else {
        return Vec::new();
    };
    let act = Act::DismissFlag {
        round: round.id.clone(),
        applicant: row.applicant.clone(),
        flag: row.flag.clone(),
        reason: String::new(),
    };
    let said = cx.say(&row.flag.message);
    vec![Step::Open(Box::new(Dialog::words(words::State {
        title: cx.say(&Action::DismissFlag.title()),
        question: format!("{}: {said}\n{}", row.name, cx.text("tui-dismiss-reason")),
        area: Area::filled(""),
        act,
        needed: true,
        office: None,
    })))]
}
