//! The journal of the round, a dossier or a criterion: when, who, what, from what to what; go there, or take an act back.

mod told;
mod view;

use std::collections::BTreeMap;

use ratatui::layout::Rect;

pub use told::{actor, kind};
pub use view::{title, view};

use super::Subject;
use crate::domain::{Act, ApplicantId, CriterionId, Round, Sentence};
use crate::tasks::journal::parts;
use crate::tasks::{HistoryScope, JournalEntry, Request};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, confirm};
use crate::tui::event::{Goal, Input, Step};
use crate::tui::theme::Role;
use crate::tui::widgets::list::Position;
use crate::tui::widgets::paper::Paper;

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::TakeBack,
    Action::NextPane,
    Action::Palette,
    Action::Screens,
    Action::Undo,
    Action::Redo,
    Action::Back,
];

/// Whose journal is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Span {
    /// All of the round.
    Round,
    /// The dossier in hand.
    Dossier,
    /// The criterion in hand of that dossier.
    Criterion,
}

/// The journal.
#[derive(Debug, Clone)]
pub struct State {
    /// The entries, newest first.
    pub entries: Vec<JournalEntry>,
    /// The selected one.
    pub at: Position,
    /// Whose.
    pub span: Span,
    /// What is in hand.
    pub subject: Subject,
    /// The names of the dossiers.
    pub names: BTreeMap<ApplicantId, String>,
    /// They have been read.
    pub read: bool,
    /// The first line of the selected one in full.
    pub scroll: usize,
    stale: bool,
}

impl State {
    /// The journal of the narrowest thing in hand, before it is read.
    pub fn new(subject: Subject, span: Span, names: BTreeMap<ApplicantId, String>) -> Self {
        Self {
            entries: Vec::new(),
            at: Position::default(),
            span,
            subject,
            names,
            read: false,
            scroll: 0,
            stale: true,
        }
    }

    /// What is asked for.
    pub fn scope(&self, round: &Round) -> HistoryScope {
        let narrow = self.span != Span::Round;
        HistoryScope {
            round: round.id.clone(),
            applicant: self.subject.applicant.clone().filter(|_| narrow),
            criterion: self.subject.criterion.clone().filter(|_| self.span == Span::Criterion),
        }
    }

    /// Takes the journal, where it is the one asked for.
    pub fn take(&mut self, round: &Round, scope: &HistoryScope, entries: Vec<JournalEntry>) {
        if *scope == self.scope(round) {
            let selected = self.selected().map(|entry| entry.event.id.clone());
            self.entries = entries;
            self.read = true;
            self.stale = false;
            let place = selected.and_then(|id| self.entries.iter().position(|entry| entry.event.id == id));
            self.at.selected = place.unwrap_or(0);
        }
    }

    /// Something was written: the journal is read again as soon as it is on top.
    pub fn hear(&mut self) {
        self.stale = true;
    }

    /// Asks for the journal where it is not known any more.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        if std::mem::take(&mut self.stale) {
            vec![Step::Ask(Request::Journal(self.scope(round)))]
        } else {
            Vec::new()
        }
    }

    /// The selected entry.
    pub fn selected(&self) -> Option<&JournalEntry> {
        self.entries.get(self.at.selected)
    }

    /// The next span that what is in hand allows.
    fn turn(&mut self, round: &Round) -> Vec<Step> {
        let (dossier, criterion) = (self.subject.applicant.is_some(), self.subject.criterion.is_some());
        self.span = match self.span {
            Span::Criterion if dossier => Span::Dossier,
            Span::Criterion | Span::Dossier => Span::Round,
            Span::Round if dossier && criterion => Span::Criterion,
            Span::Round if dossier => Span::Dossier,
            Span::Round => Span::Round,
        };
        self.at = Position::default();
        self.entries.clear();
        self.read = false;
        self.stale = true;
        self.wake(round)
    }
}

/// The dossier and the criterion that an act is about, where it is one.
pub fn about(act: &Act) -> (Option<&ApplicantId>, Option<&CriterionId>) {
    match act {
        Act::SetTarget {
            criterion, applicant, ..
        } => (applicant.as_ref(), Some(criterion)),
        Act::Rule {
            applicant, criterion, ..
        } => (Some(applicant), Some(criterion)),
        Act::Note {
            applicant, criterion, ..
        }
        | Act::MarkEvidence {
            applicant, criterion, ..
        } => (Some(applicant), criterion.as_ref()),
        Act::DismissFlag { applicant, flag, .. } => (Some(applicant), flag.criterion.as_ref()),
        Act::Submit { applicant, .. }
        | Act::Present { applicant, .. }
        | Act::Seal { applicant, .. }
        | Act::Reopen { applicant, .. } => (Some(applicant), None),
        Act::Batch { acts } => {
            let mut all = acts.iter().map(about);
            let first = all.next().unwrap_or_default();
            // Of many acts only what all of them are about.
            all.fold(first, |one, other| {
                (
                    one.0.filter(|id| other.0 == Some(*id)),
                    one.1.filter(|id| other.1 == Some(*id)),
                )
            })
        }
        Act::Narrate { applicant, .. } => (applicant.as_ref(), None),
        Act::OpenRound { .. }
        | Act::SetThreshold { .. }
        | Act::SetStage { .. }
        | Act::SetOffices { .. }
        | Act::Sign { .. }
        | Act::Undo { .. } => (None, None),
    }
}

/// What stands in the way of taking the selected act back, if anything can be told here.
pub fn refuses(state: &State) -> Option<Sentence> {
    let refuse = |key: &str| Some(Sentence::new(key));
    let Some(entry) = state.selected() else {
        return refuse("tui-history-nothing");
    };
    if !entry.active {
        return refuse("tui-history-taken-back");
    }
    match &entry.event.act {
        Act::OpenRound { .. }
        | Act::Submit { .. }
        | Act::Undo { .. }
        | Act::Seal { .. }
        | Act::Reopen { .. }
        | Act::Sign { .. } => refuse("tui-history-stays"),
        one => parts(one)
            .iter()
            .any(|part| matches!(part, Act::Submit { .. }))
            .then(|| Sentence::new("tui-history-stays")),
    }
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let Some(round) = cx.round.clone() else {
        return Vec::new();
    };
    let parts = view::parts(state, body);
    let rows = parts.rows;
    let before = state.at.selected;
    let len = state.entries.len();
    let page = isize::try_from(rows.height).unwrap_or(1).max(1);
    let mut steps = Vec::new();
    match input {
        Input::Act(action) => match action {
            Action::Down => state.at.step(1, len),
            Action::Up => state.at.step(-1, len),
            Action::PageDown => state.at.step(page, len),
            Action::PageUp => state.at.step(-page, len),
            Action::First => state.at.selected = 0,
            Action::Last => state.at.selected = len.saturating_sub(1),
            Action::NextPane | Action::PreviousPane => steps = state.turn(&round),
            Action::Right => state.scroll += 1,
            Action::Left => state.scroll = state.scroll.saturating_sub(1),
            Action::Confirm => steps = open(state),
            Action::TakeBack => steps = take_back(state, cx, &round),
            Action::Back => steps = vec![Step::Leave],
            _ => {}
        },
        Input::Wheel { x, y, down } if parts.detail.contains((x, y).into()) => {
            state.scroll = state.scroll.saturating_add_signed(if down { 2 } else { -2 });
        }
        Input::Wheel { down, .. } => state.at.step(if down { 3 } else { -3 }, len),
        Input::Click { x, y, again } if rows.contains((x, y).into()) => {
            let row = state.at.top + usize::from(y - rows.y);
            if row < len {
                state.at.selected = row;
                if again {
                    steps = open(state);
                }
            }
        }
        Input::Click { .. } | Input::Drag { .. } | Input::Drop | Input::Key(_) | Input::Paste(_) => {}
    }
    if before != state.at.selected {
        state.scroll = 0;
    }
    settle(state, body);
    let height = usize::from(parts.detail.height);
    let lines = view::detail(state, cx, &round)
        .lines(usize::from(parts.detail.width))
        .len();
    state.scroll = state.scroll.min(lines.saturating_sub(height));
    steps
}

/// Keeps the selected row in sight.
pub fn settle(state: &mut State, body: Rect) {
    state
        .at
        .settle(state.entries.len(), usize::from(view::parts(state, body).rows.height));
}

/// Goes to what the selected act was about; an undoing leads to what it took back.
fn open(state: &State) -> Vec<Step> {
    let Some(entry) = state.selected() else {
        return Vec::new();
    };
    let act = match &entry.event.act {
        Act::Undo { events } => {
            let undone = state.entries.iter().find(|other| events.contains(&other.event.id));
            undone.map_or(&entry.event.act, |other| &other.event.act)
        }
        one => one,
    };
    match about(act) {
        (Some(applicant), Some(criterion)) => {
            vec![Step::GoTo(Goal::Row(applicant.clone(), criterion.clone()))]
        }
        (Some(applicant), None) => vec![Step::GoTo(Goal::Applicant(applicant.clone()))],
        (None, _) => vec![Step::Show(super::Place::Round)],
    }
}

/// Asks before an act is taken back.
fn take_back(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some(entry) = state.selected() else {
        return Vec::new();
    };
    let mut paper = Paper::default();
    paper.say(Role::Text, &cx.text("tui-history-take-back"));
    paper.gap();
    told::entry(&mut paper, state, cx, round, entry);
    vec![Step::Open(Box::new(Dialog::Confirm(confirm::State {
        title: cx.say(&Action::TakeBack.title()),
        paper,
        yes: vec![Step::Close, Step::Ask(Request::TakeBack(entry.event.id.clone()))],
        hints: confirm::HINTS,
        top: 0,
    })))]
}
