//! The conclusion of a dossier: what it is and why, what is still to be looked at, and the next step as a row to press.

mod acts;
mod head;
mod rows;
mod view;

use ratatui::layout::Rect;

pub use acts::{against, ask, refuses};
pub use rows::{Doubt, Row};
pub use view::{title, view};

use super::Place;
use crate::domain::{ApplicantId, DossierState, Method, Round, Sentence};
use crate::tasks::closing::Closing;
use crate::tasks::{Request, Saved};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::{Goal, Input, Step};
use rows::rows;

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::Present,
    Action::Seal,
    Action::Reopen,
    Action::PrintView,
    Action::Export,
    Action::Sign,
    Action::Verify,
    Action::Palette,
    Action::Back,
    Action::Screens,
    Action::SetThreshold,
    Action::OpenDossier,
    Action::WriteReport,
];

/// The acts of the key bar: of presenting, sealing and opening again only those that can be done.
pub fn bar(state: &State, cx: &Cx) -> Vec<Action> {
    let possible = |action: &Action| {
        let closes = matches!(action, Action::Present | Action::Seal | Action::Reopen);
        let stop = |round: &Round| stops(state, round, *action);
        !closes || cx.round.as_deref().is_some_and(|round| stop(round).is_none())
    };
    BAR.iter().copied().filter(possible).collect()
}

/// The conclusion of one dossier.
#[derive(Debug, Clone)]
pub struct State {
    /// The dossier.
    pub applicant: ApplicantId,
    /// Its name.
    pub name: String,
    /// What is shown, once it was read.
    pub closing: Option<Box<Closing>>,
    /// The selected row.
    pub at: usize,
    /// What was recommended last: the selection goes with it.
    advised: Option<Action>,
    /// Its papers were written as it stands.
    written: bool,
    stale: bool,
}

impl State {
    /// The conclusion of a dossier, before it is read.
    pub fn new(applicant: ApplicantId, name: String) -> Self {
        Self {
            applicant,
            name,
            closing: None,
            at: 0,
            advised: None,
            written: false,
            stale: true,
        }
    }

    /// Takes what closes the dossier as it is now.
    pub fn take(&mut self, round: &Round, closing: &Closing) {
        if closing.view.dossier.applicant != self.applicant {
            return;
        }
        self.stale = false;
        self.name.clone_from(&closing.view.dossier.name);
        self.closing = Some(Box::new(closing.clone()));
        self.settle(round);
    }

    /// Hears that its papers were written.
    pub fn written(&mut self, round: &Round) {
        self.written = true;
        self.settle(round);
    }

    /// Selects the step to be taken next when it has become another one.
    fn settle(&mut self, round: &Round) {
        let advised = self.advised(round);
        if advised != self.advised {
            self.advised = advised;
            let rows = rows(self, round);
            let advised = |row: &Row| match row {
                Row::Act(action) => Some(*action) == advised,
                Row::Doubt(Doubt::Threshold, ..) if advised == Some(Action::SetThreshold) => true,
                Row::Doubt(..) => advised.is_none(),
                Row::Group(_) => false,
            };
            self.at = rows.iter().position(advised).unwrap_or(0);
        }
    }

    /// The step to be taken next; none while something must be looked at first.
    pub fn advised(&self, round: &Round) -> Option<Action> {
        let closing = self.closing.as_ref()?;
        match closing.view.state {
            DossierState::NotStarted | DossierState::InProgress => None,
            DossierState::Reviewed => {
                let unset = round.framework.method == Method::PassFail && round.threshold.is_none();
                Some(if unset { Action::SetThreshold } else { Action::Present })
            }
            DossierState::AwaitingChair => Some(Action::Seal),
            DossierState::Sealed if !closing.signed.is_empty() => Some(Action::Verify),
            DossierState::Sealed if self.written => Some(Action::Sign),
            DossierState::Sealed => Some(Action::Export),
        }
    }

    /// Takes in what an act changed.
    pub fn hear(&mut self, saved: &Saved) {
        let other = saved.view.as_ref().map(|view| &view.dossier.applicant);
        if other.is_none_or(|other| *other == self.applicant) {
            self.stale = true;
            self.written = false;
        }
    }

    /// What was asked for could not be read: it may be asked for again.
    pub fn give_up(&mut self) {
        self.stale = true;
    }

    /// Asks for what is not known any more.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        if std::mem::take(&mut self.stale) {
            vec![Step::Ask(Request::Closing(round.id.clone(), self.applicant.clone()))]
        } else {
            Vec::new()
        }
    }
}

/// What stands in the way of an act on it, if anything.
pub fn stops(state: &State, round: &Round, action: Action) -> Option<Sentence> {
    match &state.closing {
        Some(closing) => refuses(&closing.view, round, action),
        None => Some(Sentence::new("tui-detail-reading")),
    }
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let Some(round) = cx.round.clone() else {
        return Vec::new();
    };
    let rows = rows(state, &round);
    let last = rows.len().saturating_sub(1);
    let page = usize::from(body.height.max(2) / 2);
    match input {
        Input::Act(action) => match action {
            Action::Down => state.at = (state.at + 1).min(last),
            Action::Up => state.at = state.at.saturating_sub(1),
            Action::PageDown => state.at = (state.at + page).min(last),
            Action::PageUp => state.at = state.at.saturating_sub(page),
            Action::First => state.at = 0,
            Action::Last => state.at = last,
            Action::Confirm => return press(state, &round, rows.get(state.at)),
            Action::OpenDossier => return vec![Step::GoTo(Goal::Applicant(state.applicant.clone()))],
            Action::SetThreshold => return vec![Step::Open(Box::new(super::round::threshold(cx, &round)))],
            Action::Present | Action::Seal | Action::Reopen => {
                return match &state.closing {
                    Some(closing) => ask(&closing.view, cx, &round, action),
                    None => Vec::new(),
                };
            }
            Action::Back => return vec![Step::Leave],
            _ => {}
        },
        Input::Wheel { down: true, .. } => state.at = (state.at + 1).min(last),
        Input::Wheel { down: false, .. } => state.at = state.at.saturating_sub(1),
        Input::Click { x, y, again } => {
            if let Some(row) = view::row_at(state, cx, &round, body, (x, y)) {
                let same = state.at == row;
                state.at = row;
                if again && same {
                    return press(state, &round, rows.get(row));
                }
            }
        }
        Input::Drag { .. } | Input::Drop | Input::Key(_) | Input::Paste(_) => {}
    }
    Vec::new()
}

/// Goes to what a row speaks of, or does its act.
fn press(state: &State, round: &Round, row: Option<&Row>) -> Vec<Step> {
    let to = |criterion| vec![Step::GoTo(Goal::Row(state.applicant.clone(), criterion))];
    match row {
        Some(Row::Act(action)) => vec![Step::Act(*action)],
        Some(Row::Doubt(Doubt::Threshold, ..)) => vec![Step::Act(Action::SetThreshold)],
        Some(Row::Doubt(Doubt::Flags, ..)) => vec![Step::Show(Place::Flags)],
        Some(Row::Doubt(Doubt::Disturbed, ..)) => vec![Step::Act(Action::Reopen)],
        Some(Row::Doubt(Doubt::Open | Doubt::Conflict | Doubt::Against, _, Some(criterion))) => to(criterion.clone()),
        Some(Row::Doubt(Doubt::Open | Doubt::Conflict | Doubt::Against, _, None)) | None => Vec::new(),
        Some(Row::Group(group)) => {
            let mut inside = round.framework.scored().filter(|criterion| {
                let mut at = Some(&criterion.group);
                // A group's criteria also count in the groups above it.
                while let Some(id) = at {
                    if id == group {
                        return true;
                    }
                    at = round
                        .framework
                        .groups
                        .iter()
                        .find(|other| other.id == *id)
                        .and_then(|other| other.parent.as_ref());
                }
                false
            });
            inside
                .next()
                .map(|criterion| to(criterion.id.clone()))
                .unwrap_or_default()
        }
    }
}
