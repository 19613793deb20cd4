//! All screens as one: what the model asks of any of them. A new screen is one more variant; the compiler names the rest.

use ratatui::Frame;
use ratatui::layout::Rect;
use strum::{EnumIter, IntoStaticStr};

use super::{first_run, heat, import, review, round};
use crate::domain::{ApplicantId, CriterionId, Round, Sentence};
use crate::tasks::{Reply, Saved};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::{Input, Step};
use crate::tui::keymap::Context;

/// A screen with its own state.
#[derive(Debug)]
pub enum Screen {
    /// Before a workspace is open.
    FirstRun(first_run::State),
    /// The table of dossiers.
    Round(Box<round::State>),
    /// One dossier.
    Review(Box<review::State>),
    /// Dossiers × criteria.
    Heat(Box<heat::State>),
    /// A load that is looked at, or was done.
    Import(Box<import::State>),
}

/// A screen that can be gone to by its name, in the order of the list that is offered. Its words are `tui-place-NAME` and
/// `tui-place-NAME-help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Place {
    /// The table of dossiers.
    Round,
    /// The dossier in hand.
    Review,
    /// Dossiers × criteria.
    Heat,
}

impl Place {
    /// What it is called.
    pub fn title(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("tui-place-{name}"))
    }

    /// What is seen there.
    pub fn help(self) -> Sentence {
        let name: &'static str = self.into();
        Sentence::new(&format!("tui-place-{name}-help"))
    }
}

/// What is in hand: a screen opened from here is about it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Subject {
    /// The dossier.
    pub applicant: Option<ApplicantId>,
    /// The criterion.
    pub criterion: Option<CriterionId>,
}

impl Screen {
    /// Its name, for those that can be gone to.
    pub fn place(&self) -> Option<Place> {
        match self {
            Self::FirstRun(_) | Self::Import(_) => None,
            Self::Round(_) => Some(Place::Round),
            Self::Review(_) => Some(Place::Review),
            Self::Heat(_) => Some(Place::Heat),
        }
    }

    /// Which keys hold on it.
    pub fn context(&self) -> Context {
        match self {
            Self::FirstRun(_) => Context::FirstRun,
            Self::Round(_) => Context::Round,
            Self::Review(_) => Context::Review,
            Self::Heat(_) => Context::Heat,
            Self::Import(_) => Context::Import,
        }
    }

    /// The acts of its key bar.
    pub fn bar(&self, cx: &Cx) -> Vec<Action> {
        match self {
            Self::FirstRun(_) => first_run::BAR.to_vec(),
            Self::Round(_) => round::BAR.to_vec(),
            Self::Review(state) => review::bar(state, cx.round.as_deref()),
            Self::Heat(_) => heat::BAR.to_vec(),
            Self::Import(state) => import::bar(state),
        }
    }

    /// What stands in the bar at the top, while it is the screen on top.
    pub fn title(&self, cx: &Cx) -> String {
        match self {
            Self::FirstRun(_) => cx.text("tui-name"),
            Self::Round(_) => round::title(cx),
            Self::Review(state) => review::title(state, cx),
            Self::Heat(_) => heat::title(cx),
            Self::Import(state) => import::title(state, cx),
        }
    }

    /// What stands in the bar at the top, while another screen is over it.
    pub fn crumb(&self, cx: &Cx) -> String {
        match self {
            Self::FirstRun(_) => cx.text("tui-name"),
            Self::Round(_) => round::crumb(cx),
            Self::Review(state) => state.view.dossier.name.clone(),
            Self::Heat(_) => heat::title(cx),
            Self::Import(state) => import::title(state, cx),
        }
    }

    /// What is in hand on it.
    pub fn subject(&self) -> Subject {
        match self {
            Self::FirstRun(_) | Self::Import(_) => Subject::default(),
            Self::Round(state) => Subject {
                applicant: state.selected().map(|summary| summary.applicant.clone()),
                criterion: None,
            },
            Self::Review(state) => Subject {
                applicant: Some(state.view.dossier.applicant.clone()),
                criterion: state.criterion().cloned(),
            },
            Self::Heat(state) => Subject {
                applicant: state.selected().map(|row| row.applicant.clone()),
                criterion: state.criterion().cloned(),
            },
        }
    }

    /// What stands in the way of an act on it, if anything.
    pub fn refuses(&self, cx: &Cx, action: Action) -> Option<Sentence> {
        match (self, &cx.round) {
            (Self::Import(state), _) => import::refuses(state, action),
            (Self::Review(state), Some(round)) => review::refuses(state, round, action),
            (Self::FirstRun(_) | Self::Round(_) | Self::Review(_) | Self::Heat(_), _) => None,
        }
    }

    /// Hears an input.
    pub fn update(&mut self, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
        match self {
            Self::FirstRun(state) => first_run::update(state, cx, body, input),
            Self::Round(state) => round::update(state, cx, body, input),
            Self::Review(state) => review::update(state, cx, body, input),
            Self::Heat(state) => heat::update(state, cx, body, input),
            Self::Import(state) => import::update(state, cx, body, input),
        }
    }

    /// Draws it.
    pub fn view(&self, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
        match self {
            Self::FirstRun(state) => first_run::view(state, cx, frame, body),
            Self::Round(state) => round::view(state, cx, frame, body),
            Self::Review(state) => review::view(state, cx, frame, body),
            Self::Heat(state) => heat::view(state, cx, frame, body),
            Self::Import(state) => import::view(state, cx, frame, body),
        }
    }

    /// After a resize or new data: selections are within their lists and in sight.
    pub fn settle(&mut self, body: Rect) {
        match self {
            Self::FirstRun(_) => {}
            Self::Round(state) => round::settle(state, body),
            Self::Review(state) => review::settle(state, body),
            Self::Heat(state) => heat::settle(state, body),
            Self::Import(state) => import::settle(state, body),
        }
    }

    /// Goes to a criterion, where it shows criteria; whether it did.
    pub fn go_to(&mut self, round: &Round, criterion: &CriterionId) -> bool {
        match self {
            Self::FirstRun(_) | Self::Round(_) | Self::Import(_) => false,
            Self::Review(state) => {
                if !state.go_to(criterion) {
                    state.unfilter(round);
                    state.go_to(criterion);
                }
                true
            }
            Self::Heat(state) => state.go_to(criterion),
        }
    }

    /// Takes what it asked for.
    pub fn take(&mut self, round: &Round, reply: &Reply) {
        if let (Self::Heat(state), Reply::Matrix(matrix)) = (self, reply) {
            state.take(round, (**matrix).clone());
        }
    }

    /// Takes in what an act changed, wherever it was done. What a person has in hand stays in hand.
    pub fn hear(&mut self, round: &Round, saved: &Saved) {
        match self {
            Self::FirstRun(_) | Self::Import(_) => {}
            Self::Round(state) => {
                if let Some(summary) = &saved.summary {
                    state.replace(round, summary.clone());
                }
            }
            Self::Review(state) => state.hear(round, saved),
            Self::Heat(state) => state.hear(round, saved),
        }
    }

    /// Is on top: asks for what it does not know any more.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        match self {
            Self::FirstRun(_) | Self::Round(_) | Self::Import(_) => Vec::new(),
            Self::Review(state) => state.wake(round),
            Self::Heat(state) => state.wake(round),
        }
    }
}
