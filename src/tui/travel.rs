//! The ways between screens: one stack of them, one way back, and each comes back where it was left.

use std::collections::BTreeMap;

use strum::IntoEnumIterator;

use super::action::Action;
use super::cx::Cx;
use super::dialogs::{Dialog, palette, pick};
use super::event::{Goal, Step, Tone};
use super::model::Model;
use super::screens::{Place, Screen, Subject};
use super::screens::{compare, conclusion, evidence, heat, history, review, round, settings};
use crate::domain::{ApplicantId, CriterionId, Round, Sentence};
use crate::tasks::Request;
use crate::text;

/// So many screens may lie over each other; what lies deeper is put away.
const DEPTH: usize = 6;

/// What was left, so that it comes back as it was.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Screens of the round, each kind once.
    screens: Vec<Screen>,
    /// Where each dossier was left.
    reviews: BTreeMap<ApplicantId, review::Bookmark>,
    /// Where to go in a dossier that is being read.
    pub toward: Option<CriterionId>,
}

impl Shelf {
    /// Puts a screen away.
    fn put(&mut self, screen: Screen) {
        match screen {
            Screen::FirstRun(_) | Screen::Round(_) | Screen::Import(_) | Screen::Print(_) | Screen::Settings(_) => {}
            Screen::Heat(_)
            | Screen::Compare(_)
            | Screen::Flags(_)
            | Screen::Signatures(_)
            | Screen::Summary(_)
            | Screen::Evidence(_) => self.screens.push(screen),
            // The journal and the conclusion are read anew about what is in hand.
            Screen::History(_) | Screen::Conclusion(_) => {}
            Screen::Review(state) => {
                self.reviews
                    .insert(state.view.dossier.applicant.clone(), state.bookmark());
            }
        }
    }

    /// Takes a screen back.
    fn take(&mut self, place: Place) -> Option<Screen> {
        let at = self.screens.iter().position(|screen| screen.place() == Some(place))?;
        Some(self.screens.remove(at))
    }

    /// Where a dossier was left.
    pub fn bookmark(&self, applicant: &ApplicantId) -> Option<&review::Bookmark> {
        self.reviews.get(applicant)
    }

    /// Screens that lie on it.
    pub fn screens_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        self.screens.iter_mut()
    }

    /// Forgets everything: another round is open.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

/// The bar at the top: the way that led here, the screen on top in full. Where there is no room the beginning gives way.
pub fn crumbs(screens: &[Screen], cx: &Cx, room: usize) -> String {
    let (parts, dropped) = way(screens, cx, room);
    let way = parts.join(BETWEEN);
    if dropped == 0 {
        way
    } else {
        format!("…{BETWEEN}{way}")
    }
}

/// Between two screens of the way.
const BETWEEN: &str = " › ";

/// The screens of the way that there is room for, and how many were dropped before them.
fn way(screens: &[Screen], cx: &Cx, room: usize) -> (Vec<String>, usize) {
    let Some((top, below)) = screens.split_last() else {
        return (vec![cx.text("tui-name")], 0);
    };
    let mut parts: Vec<String> = below.iter().map(|screen| screen.crumb(cx)).collect();
    // The name of a dossier that the way has said already is not said again.
    let own = top.subject().applicant;
    let named = |screen: &Screen| matches!(screen, Screen::Review(_)) && screen.subject().applicant == own;
    let about = matches!(top, Screen::Conclusion(_) | Screen::Evidence(_));
    parts.push(if about && below.iter().any(named) {
        top.crumb(cx)
    } else {
        top.title(cx)
    });
    let mut dropped = 0;
    while parts.len() > 1 {
        let parted = text::width(BETWEEN) * (parts.len() - 1 + usize::from(dropped > 0)) + usize::from(dropped > 0);
        if parts.iter().map(|part| text::width(part)).sum::<usize>() + parted <= room {
            break;
        }
        parts.remove(0);
        dropped += 1;
    }
    (parts, dropped)
}

/// What a click in the bar at the top does: each part of the way leads back to its screen, and the table of dossiers to
/// other rounds.
pub fn pointed(model: &Model, x: u16, room: usize) -> Vec<Step> {
    match model.screens.as_slice() {
        [Screen::Round(_)] => return vec![Step::Act(Action::ChooseRound)],
        // It asks before it is left.
        [.., Screen::Import(_)] => return vec![Step::Act(Action::Back)],
        _ => {}
    }
    let (parts, dropped) = way(&model.screens, &model.cx, room);
    let mut end = 1 + if dropped == 0 { 0 } else { 1 + text::width(BETWEEN) };
    for (at, part) in parts.iter().enumerate() {
        end += text::width(part);
        if usize::from(x) < end {
            return vec![Step::Leave; parts.len() - 1 - at];
        }
        end += text::width(BETWEEN);
    }
    Vec::new()
}

/// Puts a screen on top. What the stack cannot hold is put away, but never the first screen.
pub fn push(model: &mut Model, screen: Screen) {
    leave(model);
    model.screens.push(screen);
    if model.screens.len() > DEPTH {
        let put = model.screens.remove(1);
        model.shelf.put(put);
    }
}

/// What the screen on top asks for, as soon as it is on top.
pub fn wake(model: &mut Model) -> Vec<Step> {
    match (model.cx.round.clone(), model.screens.last_mut()) {
        (Some(round), Some(screen)) => screen.wake(&round),
        // It needs no round.
        (None, Some(Screen::Settings(state))) => state.wake(None),
        _ => Vec::new(),
    }
}

/// Leaves the screen on top, unless it is the first.
pub fn back(model: &mut Model) {
    if model.screens.len() > 1 {
        leave(model);
        if let Some(screen) = model.screens.pop() {
            model.shelf.put(screen);
        }
    }
}

/// Another screen comes on top: a paper that was asked for would pull the person away from it.
fn leave(model: &mut Model) {
    if model.cx.waiting.leave_paper() {
        for screen in &mut model.screens {
            if let Screen::Print(state) = screen {
                state.hear();
            }
        }
    }
}

/// Goes back to a screen that lies in the stack; whether there was one.
pub fn back_to(model: &mut Model, wanted: impl Fn(&Screen) -> bool) -> bool {
    let Some(at) = model.screens.iter().rposition(wanted) else {
        return false;
    };
    while model.screens.len() > at + 1 {
        back(model);
    }
    true
}

/// What is in hand: what the screen on top says, and what it leaves open as the ones below it say.
pub fn subject(model: &Model) -> Subject {
    let mut found = Subject::default();
    for screen in model.screens.iter().rev() {
        let own = screen.subject();
        found.applicant = found.applicant.or(own.applicant);
        found.criterion = found.criterion.or(own.criterion);
    }
    found
}

/// Goes to a screen about what is in hand.
///
/// # Errors
/// Why it cannot be shown.
pub fn show(model: &mut Model, place: Place) -> Result<Vec<Step>, Sentence> {
    if place == Place::Settings {
        if !back_to(model, |screen| screen.place() == Some(place)) {
            push(model, Screen::Settings(Box::<settings::State>::default()));
        }
        let round = model.cx.round.as_ref().map(|round| round.id.clone());
        return Ok(vec![Step::Ask(Request::Setup(round))]);
    }
    let Some(round) = model.cx.round.clone() else {
        return Err(Sentence::new("tui-refuse-no-round"));
    };
    let subject = subject(model);
    match place {
        // Shown above: it needs no round.
        Place::Settings => Ok(Vec::new()),
        Place::Round => {
            back_to(model, |screen| matches!(screen, Screen::Round(_)));
            Ok(wake(model))
        }
        Place::Heat => {
            if !back_to(model, |screen| screen.place() == Some(place)) {
                let screen = model.shelf.take(place);
                let screen = screen.unwrap_or_else(|| Screen::Heat(Box::new(heat::State::new(&round))));
                push(model, screen);
                if let Some(Screen::Heat(state)) = model.screens.last_mut() {
                    state.about(&subject);
                }
            }
            Ok(wake(model))
        }
        Place::Compare => {
            let first = || round.framework.scored().next().map(|criterion| criterion.id.clone());
            let Some(criterion) = subject.criterion.clone().or_else(first) else {
                return Err(Sentence::new("tui-refuse-no-round"));
            };
            if !back_to(model, |screen| screen.place() == Some(place)) {
                let screen = model.shelf.take(place);
                let screen = screen.unwrap_or_else(|| Screen::Compare(Box::new(compare::State::new(criterion))));
                push(model, screen);
            }
            if let Some(Screen::Compare(state)) = model.screens.last_mut() {
                state.about(&subject);
            }
            Ok(wake(model))
        }
        Place::Evidence => {
            let Some(applicant) = subject.applicant.clone() else {
                return Err(Sentence::new("tui-refuse-no-dossier"));
            };
            if !back_to(model, |screen| screen.place() == Some(place)) {
                let screen = model.shelf.take(place);
                let new = || Screen::Evidence(Box::new(evidence::State::new(applicant, subject.criterion.clone())));
                push(model, screen.unwrap_or_else(new));
            }
            if let Some(Screen::Evidence(state)) = model.screens.last_mut() {
                state.about(&round, &subject);
            }
            Ok(wake(model))
        }
        Place::Flags => {
            let within = matches!(model.screen(), Some(Screen::Review(_) | Screen::Conclusion(_)));
            if !back_to(model, |screen| screen.place() == Some(place)) {
                let screen = model.shelf.take(place);
                push(model, screen.unwrap_or_else(|| Screen::Flags(Box::default())));
                if let Some(Screen::Flags(state)) = model.screens.last_mut() {
                    state.about(&subject, within);
                }
            }
            Ok(wake(model))
        }
        Place::Summary => {
            if !back_to(model, |screen| screen.place() == Some(place)) {
                let screen = model.shelf.take(place);
                let screen = screen.unwrap_or_else(|| Screen::Summary(Box::default()));
                push(model, screen);
                if let Some(Screen::Summary(state)) = model.screens.last_mut() {
                    state.about(&subject);
                }
            }
            Ok(wake(model))
        }
        Place::History => {
            if !back_to(model, |screen| screen.place() == Some(place)) {
                let span = match model.screen() {
                    Some(Screen::Review(_)) => history::Span::Dossier,
                    Some(Screen::Heat(_) | Screen::Compare(_) | Screen::Flags(_) | Screen::Summary(_))
                        if subject.criterion.is_some() =>
                    {
                        history::Span::Criterion
                    }
                    _ => history::Span::Round,
                };
                let names = model.board().map(round::State::names).unwrap_or_default();
                let state = history::State::new(subject, span, names);
                push(model, Screen::History(Box::new(state)));
            }
            Ok(wake(model))
        }
        Place::Signatures => {
            if back_to(model, |screen| screen.place() == Some(place)) {
                return Ok(Vec::new());
            }
            match model.shelf.take(place) {
                Some(screen) => {
                    push(model, screen);
                    Ok(Vec::new())
                }
                None => Ok(vec![Step::Act(Action::Verify)]),
            }
        }
        Place::Conclusion => {
            let Some(applicant) = subject.applicant else {
                return Err(Sentence::new("tui-refuse-no-dossier"));
            };
            let same = |screen: &Screen| matches!(screen, Screen::Conclusion(state) if state.applicant == applicant);
            if !back_to(model, same) {
                let names = model.board().map(round::State::names).unwrap_or_default();
                let name = names.get(&applicant).cloned().unwrap_or_default();
                let state = conclusion::State::new(applicant, name);
                push(model, Screen::Conclusion(Box::new(state)));
            }
            Ok(wake(model))
        }
        Place::Review => {
            let Some(applicant) = subject.applicant else {
                return Err(Sentence::new("tui-refuse-no-dossier"));
            };
            if matches!(model.screen(), Some(Screen::Review(_))) {
                return Ok(Vec::new());
            }
            model.shelf.toward = subject.criterion;
            Ok(vec![Step::Ask(Request::Dossier(round.id.clone(), applicant))])
        }
    }
}

/// The list of all screens, each with a digit.
pub fn list(cx: &Cx, here: Option<Place>) -> Dialog {
    let options = Place::iter()
        .map(|place| {
            let words = format!("{}: {}", cx.say(&place.title()), cx.say(&place.help()));
            (words, vec![Step::Close, Step::Show(place)])
        })
        .collect();
    let mut state = pick::State::new(cx.text("tui-screens-title"), String::new(), options).numbered();
    state.at.selected = Place::iter().position(|place| Some(place) == here).unwrap_or(0);
    Dialog::Pick(state)
}

/// The entries of the palette: every screen.
pub fn entries(cx: &Cx) -> Vec<palette::Entry> {
    let aside = cx.text("tui-find-screen");
    Place::iter()
        .map(|place| {
            let words = cx.say(&place.title());
            palette::Entry {
                folded: text::fold(&words),
                words,
                aside: aside.clone(),
                step: Step::Show(place),
            }
        })
        .collect()
}

/// The entries of the palette: every criterion of the round.
pub fn criteria(cx: &Cx, round: &Round) -> Vec<palette::Entry> {
    let aside = cx.text("tui-find-criterion");
    round
        .framework
        .scored()
        .map(|criterion| {
            let words = format!("{} {}", criterion.code, criterion.name);
            palette::Entry {
                folded: text::fold(&words),
                words,
                aside: aside.clone(),
                step: Step::GoTo(Goal::Criterion(criterion.id.clone())),
            }
        })
        .collect()
}

/// A refusal for the status line.
pub fn refused(reason: Sentence) -> Step {
    Step::Tell(Tone::Refused, reason)
}
