//! What changes a setting: the next of its values at once, a list, or a form. What is in the workspace becomes an act of the
//! journal and may be taken back; what is of this machine is written at once, and said.

use super::State;
use super::rows::{self, Item, Kept, documents};
use crate::domain::office::{Offices, Part};
use crate::domain::{Act, Round, Sentence};
use crate::tasks::{Request, Settings};
use crate::text::Lang;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, message, pick, words};
use crate::tui::event::{Step, Tone};
use crate::tui::keymap::SHIPPED;
use crate::tui::screens::round as board;
use crate::tui::theme::Theme;
use crate::tui::widgets::area::Area;
use crate::tui::widgets::split::Split;

/// Changes the selected setting: to its next value or the one before, or by what it asks.
pub fn change(state: &mut State, cx: &Cx, forward: bool) -> Vec<Step> {
    let Some(item) = state.selected(cx) else {
        return Vec::new();
    };
    if item.kept() == Kept::Workspace && cx.readonly {
        return refused("tui-refuse-readonly");
    }
    match item {
        Item::Member | Item::Role => vec![Step::Act(Action::Actor)],
        Item::Theme => {
            let theme = theme(cx, forward);
            let name = theme.name();
            let mut steps = vec![Step::Wear(theme)];
            steps.extend(keep(item, with(cx, |settings| name.clone_into(&mut settings.theme))));
            steps
        }
        Item::Language => {
            let other = match cx.locale.lang() {
                Lang::Vi => Lang::En,
                Lang::En => Lang::Vi,
            };
            let code: &'static str = other.into();
            keep(item, with(cx, |settings| code.clone_into(&mut settings.lang)))
        }
        Item::Large => keep(item, with(cx, |settings| settings.large_type = !settings.large_type)),
        Item::Mouse => keep(item, with(cx, |settings| settings.no_mouse = !settings.no_mouse)),
        Item::Panes => panes(cx, item, forward),
        Item::Keymap => keymap(cx, item, forward),
        Item::Overlay | Item::Folder | Item::Frameworks | Item::Certificates => copy(state, item),
        Item::Round | Item::Stage | Item::Targets | Item::Threshold | Item::Document | Item::Office(_) => {
            let Some(round) = cx.round.clone() else {
                return refused("tui-refuse-no-round");
            };
            of_round(state, cx, &round, item, forward)
        }
    }
}

/// The form of the targets or of the threshold.
pub fn form(cx: &Cx, action: Action) -> Vec<Step> {
    let Some(round) = &cx.round else {
        return refused("tui-refuse-no-round");
    };
    let form = match action {
        Action::SetTargets => board::targets(cx, round, None),
        _ => board::threshold(cx, round),
    };
    vec![Step::Open(Box::new(form))]
}

fn refused(key: &str) -> Vec<Step> {
    vec![Step::Tell(Tone::Refused, Sentence::new(key))]
}

fn with(cx: &Cx, set: impl FnOnce(&mut Settings)) -> Settings {
    let mut settings = cx.settings.clone();
    set(&mut settings);
    settings
}

/// Keeps settings of this machine, and says which once they are written.
fn keep(item: Item, settings: Settings) -> Vec<Step> {
    let said = Sentence::new("settings-kept").sentence("what", Sentence::new(&format!("settings-{}", item.name())));
    vec![Step::Ask(Request::Keep(settings)), Step::TellDone(said)]
}

fn theme(cx: &Cx, forward: bool) -> Theme {
    let mut theme = cx.theme.next();
    if !forward {
        // The one before is the one whose next is this.
        while theme.next() != cx.theme {
            theme = theme.next();
        }
    }
    theme
}

fn panes(cx: &Cx, item: Item, forward: bool) -> Vec<Step> {
    let mut split = Split::of(&cx.settings);
    if split.step(true, forward, (65, 100)) {
        keep(item, split.kept(&cx.settings))
    } else {
        refused("split-bound")
    }
}

fn keymap(cx: &Cx, item: Item, forward: bool) -> Vec<Step> {
    let names: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
    let at = names.iter().position(|name| *name == rows::keymap(cx)).unwrap_or(0);
    let by = if forward { 1 } else { names.len().saturating_sub(1) };
    let Some(name) = names.get((at + by) % names.len().max(1)) else {
        return Vec::new();
    };
    // The person's own keys must fit over the map chosen.
    if let Err(report) = cx.keymap_of(name) {
        return vec![Step::Open(Box::new(Dialog::Message(message::State::failure(
            cx, &report,
        ))))];
    }
    keep(item, with(cx, |settings| (*name).clone_into(&mut settings.keymap)))
}

/// A path is not set here; it goes to the clipboard.
fn copy(state: &State, item: Item) -> Vec<Step> {
    match rows::path(state, item) {
        Some(path) => {
            let path = path.display().to_string();
            let said = Sentence::new("settings-copied").text("path", path.as_str());
            vec![Step::Copy(path), Step::Tell(Tone::Done, said)]
        }
        None => refused("settings-no-folder"),
    }
}

fn of_round(state: &mut State, cx: &Cx, round: &Round, item: Item, forward: bool) -> Vec<Step> {
    match item {
        Item::Targets => vec![Step::Act(Action::SetTargets)],
        Item::Threshold => vec![Step::Act(Action::SetThreshold)],
        Item::Round => vec![Step::Act(Action::ChooseRound)],
        Item::Document => {
            let mut all = vec![None];
            all.extend(documents(round).into_iter().map(|(id, _)| Some(id)));
            let at = all.iter().position(|id| *id == state.document).unwrap_or(0);
            let by = if forward { 1 } else { all.len() - 1 };
            state.document = all.get((at + by) % all.len()).cloned().flatten();
            Vec::new()
        }
        // An act of the journal is somebody's.
        Item::Stage | Item::Office(_) if cx.settings.actor().is_none() => vec![Step::Act(Action::Actor)],
        Item::Stage => choose_stage(cx, round),
        Item::Office(part) => office(state, cx, round, part),
        Item::Member
        | Item::Role
        | Item::Theme
        | Item::Language
        | Item::Large
        | Item::Mouse
        | Item::Panes
        | Item::Keymap
        | Item::Overlay
        | Item::Folder
        | Item::Frameworks
        | Item::Certificates => Vec::new(),
    }
}

/// Lists the stages that appraise.
fn choose_stage(cx: &Cx, round: &Round) -> Vec<Step> {
    let own = round.framework.self_stage().map(|stage| &stage.id);
    let stages: Vec<_> = round
        .framework
        .stages
        .iter()
        .filter(|stage| Some(&stage.id) != own)
        .collect();
    if stages.len() < 2 {
        return refused("settings-one-stage");
    }
    let options = stages.iter().map(|stage| {
        let act = Act::SetStage {
            round: round.id.clone(),
            stage: stage.id.clone(),
        };
        let steps = if stage.id == round.stage {
            vec![Step::Close]
        } else {
            vec![Step::Ask(Request::Act(Box::new(act)))]
        };
        (format!("{} – {}", stage.name, stage.body), steps)
    });
    let mut list = pick::State::new(
        cx.text("settings-stage"),
        cx.text("settings-stage-help"),
        options.collect(),
    );
    list.at.selected = stages.iter().position(|stage| stage.id == round.stage).unwrap_or(0);
    vec![Step::Open(Box::new(Dialog::Pick(list)))]
}

/// The words of an office, to be written.
fn office(state: &State, cx: &Cx, round: &Round, part: Part) -> Vec<Step> {
    // All offices are one act: written from an older reading it would take back what was changed since.
    let known = !state.outdated && !cx.waiting.writing();
    let Some(setup) = state.setup.as_ref().filter(|_| known) else {
        return refused("tui-detail-reading");
    };
    let name = Item::Office(part).name();
    let own = setup.offices.own(state.document.as_ref());
    let offices: Offices = setup.offices.clone();
    let whose = super::rows::value(state, cx, Item::Document).1;
    vec![Step::Open(Box::new(Dialog::words(words::State {
        title: format!("{} – {whose}", cx.text(&format!("settings-{name}"))),
        question: format!(
            "{} {}",
            cx.text(&format!("settings-{name}-help")),
            cx.text("settings-office-hint")
        ),
        area: Area::filled(&own.lines(part).join("\n")),
        act: Act::SetOffices {
            round: round.id.clone(),
            offices: Box::new(offices),
        },
        needed: false,
        office: Some((state.document.clone(), part)),
    })))]
}
