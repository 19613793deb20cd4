//! All screens as one: what the model asks of any of them. A new screen is one more variant; the compiler names the rest.

use ratatui::Frame;
use ratatui::layout::Rect;
use strum::{EnumIter, IntoStaticStr};

use super::{
    compare, conclusion, evidence, first_run, flags, heat, history, import, print, review, round, settings, signatures,
    summary,
};
use crate::domain::{ApplicantId, CriterionId, Round, Sentence};
use crate::tasks::{Reply, Saved};
use crate::tui::action::Action;
use crate::tui::cx::{Cx, Wait};
use crate::tui::event::{Input, Step};
use crate::tui::keymap::Context;
use crate::tui::widgets::split::Split;

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
    /// One criterion across all dossiers.
    Compare(Box<compare::State>),
    /// All flags.
    Flags(Box<flags::State>),
    /// The journal.
    History(Box<history::State>),
    /// The conclusion of a dossier.
    Conclusion(Box<conclusion::State>),
    /// The whole round in figures.
    Summary(Box<summary::State>),
    /// The settings.
    Settings(Box<settings::State>),
    /// The evidence of one dossier.
    Evidence(Box<evidence::State>),
    /// A paper as it will print.
    Print(Box<print::State>),
    /// What signatures are worth.
    Signatures(Box<signatures::State>),
}

/// A screen that can be gone to by its name, in the order of the list that is offered: the evidence, the summary and the
/// conclusion are the eighth, ninth and tenth, as their keys on the screens are 8, 9 and 0. Its words are `tui-place-NAME`
/// and `tui-place-NAME-help`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Place {
    /// The table of dossiers.
    Round,
    /// The dossier in hand.
    Review,
    /// Dossiers × criteria.
    Heat,
    /// One criterion across all dossiers.
    Compare,
    /// All flags.
    Flags,
    /// The journal.
    History,
    /// The settings.
    Settings,
    /// The evidence of the dossier in hand.
    Evidence,
    /// The whole round in figures.
    Summary,
    /// The conclusion of the dossier in hand.
    Conclusion,
    /// What signatures are worth.
    Signatures,
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
            Self::FirstRun(_) | Self::Import(_) | Self::Print(_) => None,
            Self::Round(_) => Some(Place::Round),
            Self::Review(_) => Some(Place::Review),
            Self::Heat(_) => Some(Place::Heat),
            Self::Compare(_) => Some(Place::Compare),
            Self::Flags(_) => Some(Place::Flags),
            Self::History(_) => Some(Place::History),
            Self::Conclusion(_) => Some(Place::Conclusion),
            Self::Summary(_) => Some(Place::Summary),
            Self::Settings(_) => Some(Place::Settings),
            Self::Evidence(_) => Some(Place::Evidence),
            Self::Signatures(_) => Some(Place::Signatures),
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
            Self::Compare(_) => Context::Compare,
            Self::Flags(_) => Context::Flags,
            Self::History(_) => Context::History,
            Self::Conclusion(_) => Context::Conclusion,
            Self::Summary(_) => Context::Summary,
            Self::Settings(_) => Context::Settings,
            Self::Evidence(_) => Context::Evidence,
            Self::Print(_) => Context::Print,
            Self::Signatures(_) => Context::Signatures,
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
            Self::Compare(_) => compare::BAR.to_vec(),
            Self::Flags(_) => flags::BAR.to_vec(),
            Self::History(_) => history::BAR.to_vec(),
            Self::Conclusion(state) => conclusion::bar(state, cx),
            Self::Summary(_) => summary::BAR.to_vec(),
            Self::Settings(_) => settings::BAR.to_vec(),
            Self::Evidence(_) => evidence::BAR.to_vec(),
            Self::Print(_) => print::BAR.to_vec(),
            Self::Signatures(_) => signatures::BAR.to_vec(),
        }
    }

    /// What its key bar calls an act that does something of its own here.
    pub fn short(&self, cx: &Cx, action: Action) -> Option<Sentence> {
        match self {
            Self::Settings(state) if action == Action::Confirm => settings::verb(state, cx),
            Self::Import(state) if action == Action::Confirm => import::verb(state),
            Self::Print(_) => print::verb(action),
            _ => None,
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
            Self::Compare(state) => compare::title(state, cx),
            Self::Flags(state) => flags::title(state, cx),
            Self::History(_) => history::title(cx),
            Self::Conclusion(state) => conclusion::title(state, cx),
            Self::Summary(_) => summary::title(cx),
            Self::Settings(_) => settings::title(cx),
            Self::Evidence(state) => evidence::title(state, cx),
            Self::Print(state) => print::title(state, cx),
            Self::Signatures(_) => signatures::title(cx),
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
            Self::Compare(state) => compare::title(state, cx),
            Self::Flags(state) => flags::title(state, cx),
            Self::History(_) => history::title(cx),
            Self::Conclusion(_) => cx.text("tui-place-conclusion"),
            Self::Summary(_) => summary::title(cx),
            Self::Settings(_) => settings::title(cx),
            Self::Evidence(_) => cx.text("tui-place-evidence"),
            Self::Print(state) => print::title(state, cx),
            Self::Signatures(_) => signatures::title(cx),
        }
    }

    /// What is in hand on it.
    pub fn subject(&self) -> Subject {
        match self {
            Self::FirstRun(_) | Self::Import(_) | Self::Signatures(_) | Self::Settings(_) => Subject::default(),
            Self::Print(state) => Subject {
                applicant: Some(state.what.applicant.clone()),
                criterion: None,
            },
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
            Self::Compare(state) => Subject {
                applicant: state.selected().map(|row| row.view.dossier.applicant.clone()),
                criterion: Some(state.criterion.clone()),
            },
            Self::Flags(state) => state.selected().map_or_else(Subject::default, |row| Subject {
                applicant: Some(row.applicant.clone()),
                criterion: row.flag.criterion.clone(),
            }),
            Self::History(state) => state.subject.clone(),
            Self::Conclusion(state) => Subject {
                applicant: Some(state.applicant.clone()),
                criterion: None,
            },
            Self::Summary(state) => state.subject(),
            Self::Evidence(state) => Subject {
                applicant: Some(state.applicant.clone()),
                criterion: state.line().and_then(|line| line.criterion.clone()),
            },
        }
    }

    /// Whether criteria are ruled on it.
    pub fn rules(&self) -> bool {
        match self {
            Self::Review(_) | Self::Compare(_) => true,
            Self::FirstRun(_)
            | Self::Round(_)
            | Self::Heat(_)
            | Self::Import(_)
            | Self::Flags(_)
            | Self::History(_)
            | Self::Conclusion(_)
            | Self::Summary(_)
            | Self::Settings(_)
            | Self::Evidence(_)
            | Self::Print(_)
            | Self::Signatures(_) => false,
        }
    }

    /// Whether it knows an act that writes.
    pub fn hears(&self, action: Action) -> bool {
        match self {
            Self::Review(_) | Self::Compare(_) => action != Action::TakeBack && !marks(action),
            Self::Evidence(_) => {
                marks(action) || matches!(action, Action::Note | Action::NextDossier | Action::PreviousDossier)
            }
            Self::Flags(_) => action == Action::DismissFlag,
            Self::History(_) => action == Action::TakeBack,
            Self::Conclusion(_) => matches!(action, Action::Present | Action::Seal | Action::Reopen),
            Self::Print(_) => matches!(action, Action::NextDossier | Action::PreviousDossier),
            Self::FirstRun(_)
            | Self::Round(_)
            | Self::Heat(_)
            | Self::Import(_)
            | Self::Settings(_)
            | Self::Signatures(_)
            | Self::Summary(_) => false,
        }
    }

    /// Whether one of its criteria is selected.
    pub fn has_criteria(&self) -> bool {
        match self {
            Self::Review(_) | Self::Heat(_) | Self::Compare(_) | Self::Evidence(_) => true,
            Self::FirstRun(_)
            | Self::Round(_)
            | Self::Import(_)
            | Self::Flags(_)
            | Self::History(_)
            | Self::Conclusion(_)
            | Self::Summary(_)
            | Self::Settings(_)
            | Self::Print(_)
            | Self::Signatures(_) => false,
        }
    }

    /// What stands in the way of an act on it, if anything.
    pub fn refuses(&self, cx: &Cx, action: Action) -> Option<Sentence> {
        match (self, &cx.round) {
            (Self::Import(state), _) => import::refuses(state, action),
            (Self::Review(state), Some(round)) => review::refuses(state, round, action),
            (Self::Compare(state), Some(round)) => compare::refuses(state, round, action),
            (Self::Flags(state), _) => flags::refuses(state),
            (Self::History(state), _) => history::refuses(state),
            (Self::Evidence(state), Some(round)) => evidence::refuses(state, round, action),
            (Self::Conclusion(state), Some(round)) => conclusion::stops(state, round, action),
            (
                Self::FirstRun(_)
                | Self::Round(_)
                | Self::Heat(_)
                | Self::Print(_)
                | Self::Signatures(_)
                | Self::Summary(_)
                | Self::Settings(_),
                _,
            )
            | (Self::Review(_) | Self::Compare(_) | Self::Conclusion(_) | Self::Evidence(_), None) => None,
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
            Self::Compare(state) => compare::update(state, cx, body, input),
            Self::Flags(state) => flags::update(state, cx, body, input),
            Self::History(state) => history::update(state, cx, body, input),
            Self::Conclusion(state) => conclusion::update(state, cx, body, input),
            Self::Summary(state) => summary::update(state, cx, body, input),
            Self::Settings(state) => settings::update(state, cx, body, input),
            Self::Evidence(state) => evidence::update(state, cx, body, input),
            Self::Print(state) => print::update(state, cx, body, input),
            Self::Signatures(state) => signatures::update(state, cx, body, input),
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
            Self::Compare(state) => compare::view(state, cx, frame, body),
            Self::Flags(state) => flags::view(state, cx, frame, body),
            Self::History(state) => history::view(state, cx, frame, body),
            Self::Conclusion(state) => conclusion::view(state, cx, frame, body),
            Self::Summary(state) => summary::view(state, cx, frame, body),
            Self::Settings(state) => settings::view(state, cx, frame, body),
            Self::Evidence(state) => evidence::view(state, cx, frame, body),
            Self::Print(state) => print::view(state, cx, frame, body),
            Self::Signatures(state) => signatures::view(state, cx, frame, body),
        }
    }

    /// After a resize or new data: selections are within their lists and in sight.
    pub fn settle(&mut self, cx: &Cx, body: Rect) {
        match self {
            Self::FirstRun(_) => {}
            Self::Round(state) => round::settle(state, body),
            Self::Review(state) => {
                if !state.split.held {
                    state.split = Split::of(&cx.settings);
                }
                review::settle(state, body);
            }
            Self::Heat(state) => heat::settle(state, body),
            Self::Import(state) => {
                if !state.split.held {
                    state.split = Split::of(&cx.settings);
                }
                import::settle(state, body);
            }
            Self::Compare(state) => compare::settle(state, body),
            Self::Flags(state) => flags::settle(state, body),
            Self::History(state) => history::settle(state, body),
            // Its rows are counted anew whenever it is drawn or pressed.
            Self::Conclusion(_) => {}
            Self::Summary(state) => summary::settle(state, body),
            Self::Settings(state) => settings::settle(state, cx, body),
            Self::Evidence(state) => evidence::settle(state, body),
            Self::Print(state) => print::settle(state, body),
            Self::Signatures(state) => signatures::settle(state, body),
        }
    }

    /// The mouse holds nothing any more.
    pub fn let_go(&mut self) {
        match self {
            Self::Review(state) => state.split.held = false,
            Self::Import(state) => state.split.held = false,
            Self::FirstRun(_)
            | Self::Round(_)
            | Self::Heat(_)
            | Self::Compare(_)
            | Self::Flags(_)
            | Self::History(_)
            | Self::Conclusion(_)
            | Self::Summary(_)
            | Self::Settings(_)
            | Self::Evidence(_)
            | Self::Print(_)
            | Self::Signatures(_) => {}
        }
    }

    /// Goes to a criterion, where it shows criteria; whether it did.
    pub fn go_to(&mut self, round: &Round, criterion: &CriterionId) -> bool {
        match self {
            Self::FirstRun(_)
            | Self::Round(_)
            | Self::Import(_)
            | Self::Flags(_)
            | Self::History(_)
            | Self::Conclusion(_)
            | Self::Summary(_)
            | Self::Settings(_)
            | Self::Print(_)
            | Self::Signatures(_) => false,
            Self::Review(state) => {
                if !state.go_to(criterion) {
                    state.unfilter(round);
                    state.go_to(criterion);
                }
                true
            }
            Self::Heat(state) => state.go_to(criterion),
            Self::Evidence(state) => state.go_to(round, criterion),
            Self::Compare(state) => {
                state.go_to(criterion);
                true
            }
        }
    }

    /// Whether it takes an answer.
    pub fn awaits(&self, reply: &Reply) -> bool {
        match (self, reply) {
            (Self::Heat(_), Reply::Matrix(_))
            | (Self::Flags(_), Reply::Flags(_))
            | (Self::History(_), Reply::Journal(..))
            | (Self::Conclusion(_), Reply::Closing(_))
            | (Self::Summary(_), Reply::Overview(_))
            | (Self::Evidence(_), Reply::Evidence(_) | Reply::Look(_) | Reply::Pages(..)) => true,
            (Self::Compare(state), Reply::Criterion(found)) => state.criterion == found.criterion,
            _ => false,
        }
    }

    /// Takes what it asked for.
    pub fn take(&mut self, round: &Round, reply: Reply) {
        match (self, reply) {
            (Self::Heat(state), Reply::Matrix(matrix)) => state.take(round, *matrix),
            (Self::Compare(state), Reply::Criterion(found)) => state.take(round, *found),
            (Self::Flags(state), Reply::Flags(found)) => state.take(found),
            (Self::History(state), Reply::Journal(scope, entries)) => state.take(round, &scope, entries),
            (Self::Conclusion(state), Reply::Closing(closing)) => state.take(round, &closing),
            (Self::Summary(state), Reply::Overview(found)) => state.take(round, found),
            (Self::Evidence(state), Reply::Evidence(found)) => state.take(round, *found),
            (Self::Evidence(state), Reply::Look(look)) => state.look(*look),
            (Self::Evidence(state), Reply::Pages(applicant, pages)) => state.count(&applicant, pages),
            _ => {}
        }
    }

    /// Takes in what an act changed, wherever it was done. What a person has in hand stays in hand.
    pub fn hear(&mut self, round: &Round, saved: &Saved) {
        match self {
            Self::Settings(state) => state.hear(),
            Self::FirstRun(_) | Self::Import(_) | Self::Signatures(_) => {}
            Self::Print(state) => state.hear(),
            Self::Round(state) => {
                if let Some(summary) = &saved.summary {
                    state.replace(round, summary.clone());
                }
            }
            Self::Review(state) => state.hear(round, saved),
            Self::Heat(state) => state.hear(round, saved),
            Self::Compare(state) => state.hear(round, saved),
            Self::Flags(state) => state.hear(round, saved),
            Self::History(state) => state.hear(),
            Self::Conclusion(state) => state.hear(saved),
            Self::Summary(state) => state.hear(),
            Self::Evidence(state) => state.hear(round, saved),
        }
    }

    /// Something could not be read: where it asked for that, it asks again as soon as the person goes on.
    pub fn give_up(&mut self, wait: &Wait) {
        let own = matches!(wait, Wait::Screen(place) if self.place() == Some(*place));
        match self {
            Self::Evidence(state) if matches!(wait, Wait::Look | Wait::Pages) => state.give_up_looking(),
            Self::Print(state) if *wait == Wait::Print => state.hear(),
            _ if !own => {}
            Self::Evidence(state) => state.give_up(),
            Self::Heat(state) => state.give_up(),
            Self::Compare(state) => state.give_up(),
            Self::Flags(state) => state.give_up(),
            Self::History(state) => state.hear(),
            Self::Conclusion(state) => state.give_up(),
            Self::Summary(state) => state.hear(),
            Self::Settings(state) => state.give_up(),
            Self::FirstRun(_)
            | Self::Round(_)
            | Self::Review(_)
            | Self::Import(_)
            | Self::Print(_)
            | Self::Signatures(_) => {}
        }
    }

    /// Is on top: asks for what it does not know any more.
    pub fn wake(&mut self, round: &Round) -> Vec<Step> {
        match self {
            Self::Settings(state) => state.wake(Some(round)),
            Self::FirstRun(_) | Self::Round(_) | Self::Import(_) | Self::Signatures(_) => Vec::new(),
            Self::Print(state) => state.wake(),
            Self::Review(state) => state.wake(round),
            Self::Heat(state) => state.wake(round),
            Self::Compare(state) => state.wake(round),
            Self::Flags(state) => state.wake(round),
            Self::History(state) => state.wake(round),
            Self::Conclusion(state) => state.wake(round),
            Self::Summary(state) => state.wake(round),
            Self::Evidence(state) => state.wake(round),
        }
    }
}

/// Whether an act is about files of evidence.
fn marks(action: Action) -> bool {
    matches!(
        action,
        Action::MarkEnough
            | Action::MarkMissing
            | Action::MarkSupplement
            | Action::MarkAllMissing
            | Action::ClearMark
            | Action::OpenFile
    )
}
