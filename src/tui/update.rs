//! `update`: from the model and what was heard to the model and what is to be done. No file, clock or sleep.

use ratatui::crossterm::event::{Event, KeyCode};
use ratatui::layout::Rect;

use super::action::Action;
use super::available::available;
use super::dialogs::{Dialog, Opened, files, help};
use super::event::{Effect, Goal, Input, Msg, Step, Tone, pointed, settled};
use super::keymap::{Key, Meaning};
use super::model::{Model, Screen};
use super::screens::{Place, import, round};
use super::{arrive, keep, keymap::Context, offer, output, travel, who};
use crate::domain::Sentence;
use crate::tasks::Request;

/// Hears one message.
pub fn update(model: &mut Model, msg: Msg) -> Vec<Effect> {
    let effects = match msg {
        Msg::Term(Event::Key(event)) => match settled(event) {
            Some(event) => key(model, event),
            None => Vec::new(),
        },
        Msg::Term(Event::Paste(words)) => {
            model.pressed.clear();
            if model.contexts().contains(&Context::Field) {
                hear(model, Input::Paste(words))
            } else {
                stray(model);
                Vec::new()
            }
        }
        Msg::Term(Event::Mouse(mouse)) => {
            let at = (mouse.column, mouse.row);
            let again = model.clicked == Some(at);
            match pointed(mouse.kind, at.0, at.1, again) {
                Some(input) => {
                    model.guarded = false;
                    // The button let go belongs to the click before it.
                    if !matches!(input, Input::Drag { .. } | Input::Drop) {
                        model.clicked = matches!(input, Input::Click { .. }).then_some(at);
                    }
                    point(model, input)
                }
                None => Vec::new(),
            }
        }
        Msg::Term(Event::Resize(width, height)) => {
            model.cx.size = (width, height);
            settle(model);
            Vec::new()
        }
        Msg::Term(Event::FocusGained | Event::FocusLost) => Vec::new(),
        Msg::Act(action) => act(model, action),
        Msg::Done(ticket, answer) => {
            let steps = arrive::done(model, ticket, answer);
            settle(model);
            perform(model, steps, false)
        }
        Msg::Progress(ticket, progress) => {
            if model.cx.waiting.knows(ticket) {
                model.cx.waiting.progress = Some(progress);
            }
            Vec::new()
        }
        Msg::Stop => {
            model.quitting = true;
            Vec::new()
        }
        Msg::Suspend | Msg::Resume => Vec::new(),
    };
    leave(model, effects)
}

/// Asks the worker for something in the program's own name.
pub(super) fn ask(model: &mut Model, request: Request) -> Vec<Effect> {
    perform(model, vec![Step::Ask(request)], false)
}

/// Ends the program once nothing is being written any more.
fn leave(model: &Model, mut effects: Vec<Effect>) -> Vec<Effect> {
    if model.quitting && !model.cx.waiting.writing() {
        effects.push(Effect::Quit);
    }
    effects
}

fn key(model: &mut Model, event: ratatui::crossterm::event::KeyEvent) -> Vec<Effect> {
    // A key is never the second click.
    model.clicked = None;
    let pressed = Key::of(event);
    if guard(model, pressed) {
        model.pressed.clear();
        stray(model);
        return Vec::new();
    }
    model.pressed.push(pressed);
    match model.cx.keymap.meaning(&model.contexts(), &model.pressed) {
        Meaning::Prefix => Vec::new(),
        Meaning::Act(action) => {
            model.pressed.clear();
            model.cx.notice = None;
            act(model, action)
        }
        Meaning::Nothing => {
            let alone = model.pressed.len() == 1;
            model.pressed.clear();
            if model.dialog().is_none() {
                if pressed.writes() && takes_no_text(model) {
                    model.guarded = true;
                    stray(model);
                    return Vec::new();
                }
                let key = pressed.to_string();
                if key == "Ctrl+C" {
                    let quit = model
                        .cx
                        .keymap
                        .hint(&model.contexts(), Action::Quit)
                        .unwrap_or_default();
                    let said = Sentence::new("tui-key-interrupt").text("quit", quit);
                    model.cx.notice = Some((Tone::Refused, said));
                    return Vec::new();
                }
                let help = model
                    .cx
                    .keymap
                    .hint(&model.contexts(), Action::Help)
                    .unwrap_or_default();
                let said = Sentence::new("tui-key-unbound").text("key", key).text("help", help);
                model.cx.notice = Some((Tone::Refused, said));
                return Vec::new();
            }
            if alone {
                hear(model, Input::Key(event))
            } else {
                Vec::new()
            }
        }
    }
}

/// Whether the screen is a list on which typed text means nothing.
fn takes_no_text(model: &Model) -> bool {
    model.dialog().is_none() && !matches!(model.screen(), Some(Screen::FirstRun(_)) | None)
}

/// Whether a key belongs to text that was typed by mistake: then it must not rule. Letters that the map binds always
/// mean what they are bound to. The Enter that ends such a text only lifts the guard where it would accept a row.
fn guard(model: &mut Model, pressed: Key) -> bool {
    if !model.guarded || !takes_no_text(model) {
        return false;
    }
    if pressed.writes() {
        let letter = matches!(pressed.code, KeyCode::Char(letter) if letter.is_alphabetic());
        return !letter || model.cx.keymap.meaning(&model.contexts(), &[pressed]) == Meaning::Nothing;
    }
    // Input methods send it in the middle of a text.
    if pressed == Key::plain(KeyCode::Backspace) {
        return true;
    }
    model.guarded = false;
    pressed == Key::plain(KeyCode::Enter) && model.screen().is_some_and(Screen::rules)
}

/// Says that no text is taken here, and where it is.
fn stray(model: &mut Model) {
    let contexts = model.contexts();
    let hint = |action| model.cx.keymap.hint(&contexts, action).unwrap_or_default();
    let said = match model.screen() {
        _ if model.dialog().is_some() => Sentence::new("tui-stray-dialog"),
        Some(screen) if screen.rules() => Sentence::new("tui-stray-review")
            .text("value", hint(Action::SetValue))
            .text("note", hint(Action::Note)),
        Some(Screen::Import(_)) => Sentence::new("tui-stray-import").text("rename", hint(Action::RenameApplicant)),
        Some(_) | None => Sentence::new("tui-stray-round").text("find", hint(Action::Find)),
    };
    model.cx.notice = Some((Tone::Refused, said));
}

/// A click on the key bar is its act; anything else goes to what stands there.
fn point(model: &mut Model, input: Input) -> Vec<Effect> {
    if input == Input::Drop && model.dialog().is_some() {
        // A dialog came over the border that the mouse held: it stands where it was.
        for screen in &mut model.screens {
            screen.let_go();
        }
        settle(model);
    }
    if let (Input::Click { x, y, .. }, None) = (&input, model.dialog()) {
        let items = model.bar();
        let parts = model.parts(&items);
        if parts.title.contains((*x, *y).into()) {
            let steps = travel::pointed(model, *x, super::view::room(model));
            return perform(model, steps, false);
        }
        let keys = parts.keys;
        let shown = model.shown(items);
        let hit = shown.iter().find(|item| {
            let place = Rect {
                x: keys.x + item.place.x,
                y: keys.y + item.place.y,
                ..item.place
            };
            place.contains((*x, *y).into())
        });
        model.pressed.clear();
        if let Some(item) = hit {
            model.cx.notice = None;
            return act(model, item.action);
        }
    }
    hear(model, input)
}

/// Does an act: the dialog on top hears it; else it is global, or the screen's.
pub(super) fn act(model: &mut Model, action: Action) -> Vec<Effect> {
    if action == Action::Quit {
        let typing = |opened: &Opened| matches!(opened.dialog, Dialog::Words(_) | Dialog::Value(_));
        if model.dialogs.iter().any(typing) {
            // What was typed would be lost without a word.
            model.cx.notice = Some((Tone::Refused, Sentence::new("tui-refuse-typing")));
            return Vec::new();
        }
        model.quitting = true;
        return Vec::new();
    }
    if action == Action::Help && !matches!(model.dialog(), Some(Dialog::Help(_))) {
        let contexts = model.contexts();
        open(model, Dialog::Help(help::State { contexts, top: 0 }));
        return Vec::new();
    }
    if model.dialog().is_some() {
        return hear(model, Input::Act(action));
    }
    if let Err(reason) = available(action, model) {
        model.cx.notice = Some((Tone::Refused, reason));
        return Vec::new();
    }
    let contexts = model.screen_contexts();
    if !action.anywhere() && !contexts.iter().any(|context| model.cx.keymap.knows(*context, action)) {
        model.cx.notice = Some((Tone::Refused, Sentence::new("tui-refuse-not-here")));
        return Vec::new();
    }
    if model.cx.readonly && who::needed(action) {
        model.cx.notice = Some((Tone::Refused, Sentence::new("tui-refuse-readonly")));
        return Vec::new();
    }
    if who::needed(action) && model.cx.settings.actor().is_none() {
        let form = who::form(model, Some(action));
        open(model, form);
        return Vec::new();
    }
    if matches!(action, Action::LoadFolder | Action::ImportMore) && model.cx.library.is_none() {
        model.cx.then = Some(action);
        return perform(model, vec![Step::Ask(Request::Frameworks)], false);
    }
    match action {
        Action::Palette => {
            let palette = offer::palette(model);
            open(model, palette);
            Vec::new()
        }
        Action::Find | Action::NextDossier | Action::PreviousDossier
            if matches!(model.screen(), Some(Screen::Print(_))) =>
        {
            output::act(model, action)
        }
        Action::Find => {
            let finder = offer::finder(model);
            open(model, finder);
            Vec::new()
        }
        Action::Screens => {
            let here = model.screen().and_then(Screen::place);
            let list = travel::list(&model.cx, here);
            open(model, list);
            Vec::new()
        }
        Action::Compare => perform(model, vec![Step::Show(Place::Compare)], false),
        Action::Conclude => perform(model, vec![Step::Show(Place::Conclusion)], false),
        Action::ShowSummary => perform(model, vec![Step::Show(Place::Summary)], false),
        Action::Evidence => perform(model, vec![Step::Show(Place::Evidence)], false),
        Action::Actor => {
            let form = who::form(model, None);
            open(model, form);
            Vec::new()
        }
        Action::ChooseRound => perform(model, vec![Step::Ask(Request::Rounds)], false),
        Action::Settings => perform(model, vec![Step::Show(Place::Settings)], false),
        Action::Theme => {
            let mut settings = model.cx.settings.clone();
            let next = model.cx.theme.next();
            next.name().clone_into(&mut settings.theme);
            let said = Sentence::new(&format!("tui-theme-{}", next.name()));
            let steps = vec![
                Step::Wear(next),
                Step::Ask(Request::Keep(settings)),
                Step::Tell(Tone::Done, said),
            ];
            perform(model, steps, false)
        }
        Action::LoadTargets => {
            if let Some(round) = model.cx.round.clone() {
                let form = round::targets_file(&model.cx, &round);
                open(model, form);
            }
            Vec::new()
        }
        Action::LoadFolder | Action::ImportMore => choose_files(model, action),
        Action::WriteReport => {
            let Some(round) = model.cx.round.as_ref().map(|round| round.id.clone()) else {
                return Vec::new();
            };
            let applicant = model.review().map(|review| review.view.dossier.applicant.clone());
            perform(model, vec![Step::Ask(Request::Narratives(round, applicant))], false)
        }
        Action::ShowChanges => {
            let (Some(round), Some(review)) = (model.cx.round.clone(), model.review()) else {
                return Vec::new();
            };
            let request = Request::Submissions(round.id.clone(), review.view.dossier.applicant.clone());
            perform(model, vec![Step::Ask(request)], false)
        }
        Action::NextDossier | Action::PreviousDossier => neighbour(model, action == Action::NextDossier),
        Action::Undo | Action::Redo if model.review().is_none() => {
            let Some(round) = model.cx.round.as_ref().map(|round| round.id.clone()) else {
                return Vec::new();
            };
            let applicant = match model.screen() {
                Some(screen @ (Screen::Evidence(_) | Screen::Conclusion(_))) => screen.subject().applicant,
                Some(_) | None => None,
            };
            let request = match action {
                Action::Undo => Request::Undo(round, applicant),
                _ => Request::Redo(round, applicant),
            };
            perform(model, vec![Step::Ask(request)], false)
        }
        Action::PrintView | Action::Sign | Action::Verify | Action::Authorities => output::act(model, action),
        Action::Refresh => output::again(model),
        Action::Export if !matches!(model.screen(), Some(Screen::Import(_) | Screen::Summary(_))) => {
            output::act(model, action)
        }
        _ => hear(model, Input::Act(action)),
    }
}

/// Lets the person choose what to load: into the round that is open or, on the first screen, into a new workspace.
fn choose_files(model: &mut Model, action: Action) -> Vec<Effect> {
    let new = match model.screen() {
        Some(Screen::Import(state)) => state.workspace.is_some(),
        Some(_) | None => action == Action::LoadFolder,
    };
    let round = model.cx.round.as_ref().filter(|_| !new).map(|round| round.id.clone());
    let title = model.cx.text("tui-files-title");
    let start = import::found_in(&model.cx);
    open(
        model,
        Dialog::Files(Box::new(files::State::new(title, files::Use::Load(round)))),
    );
    perform(model, vec![Step::Ask(Request::Place(start))], true)
}

/// Opens the dossier after or before the one under review.
fn neighbour(model: &mut Model, after: bool) -> Vec<Effect> {
    let Some(round) = model.cx.round.clone() else {
        return Vec::new();
    };
    let here = model.screen().map(Screen::subject).unwrap_or_default();
    let next = here
        .applicant
        .and_then(|applicant| model.board()?.neighbour(&applicant, after).cloned());
    match (next, model.screens.last_mut()) {
        (Some(applicant), Some(Screen::Evidence(state))) => {
            state.turn_to(applicant, here.criterion);
            let steps = travel::wake(model);
            perform(model, steps, false)
        }
        (Some(applicant), _) => {
            let request = Request::Dossier(round.id.clone(), applicant);
            perform(model, vec![Step::Ask(request)], false)
        }
        (None, _) => {
            model.cx.notice = Some((Tone::Refused, Sentence::new("tui-no-neighbour")));
            Vec::new()
        }
    }
}

/// The dialog on top, else the screen, hears an input.
fn hear(model: &mut Model, input: Input) -> Vec<Effect> {
    let body = model.body();
    let Model {
        cx, screens, dialogs, ..
    } = model;
    if let Some(opened) = dialogs.last_mut() {
        // While it is being saved nothing may change under the pen; leaving is always possible.
        if opened.saving.is_some() && input != Input::Act(Action::Back) {
            return Vec::new();
        }
        let steps = opened.dialog.update(cx, input);
        return perform(model, steps, true);
    }
    let steps = match screens.last_mut() {
        Some(screen) => screen.update(cx, body, input),
        None => Vec::new(),
    };
    let mut effects = perform(model, steps, false);
    if model.dialogs.is_empty() {
        // What could not be read is asked for again, now that the person goes on.
        let steps = travel::wake(model);
        effects.extend(perform(model, steps, false));
    }
    effects
}

/// Does what a screen or dialog asked for.
pub(super) fn perform(model: &mut Model, steps: Vec<Step>, from_dialog: bool) -> Vec<Effect> {
    let mut effects = Vec::new();
    let mut dialog_open = from_dialog;
    let mut asked = None;
    let listed = from_dialog && matches!(model.dialog(), Some(Dialog::Palette(_)));
    for step in steps {
        match step {
            Step::Ask(request) => {
                if let Request::Act(act) = &request {
                    model.cx.reasons.given(act);
                }
                if let Request::Keep(settings) = &request {
                    effects.extend(keep::take_over(&mut model.cx, settings));
                    settle(model);
                }
                let ticket = model.cx.waiting.issue(&request);
                asked = Some(ticket);
                if dialog_open
                    && !matches!(
                        request,
                        Request::Folders(_)
                            | Request::Place(_)
                            | Request::Setup(_)
                            | Request::Seek(..)
                            | Request::Notes(..)
                    )
                    && let Some(opened) = model.dialogs.last_mut()
                {
                    opened.saving = Some(ticket);
                }
                effects.push(Effect::Ask(ticket, request));
            }
            Step::Open(dialog) => open(model, *dialog),
            Step::Close => {
                model.dialogs.pop();
                dialog_open = false;
            }
            Step::Act(action) => {
                if listed {
                    offer::chosen(model, action);
                }
                effects.extend(act(model, action));
            }
            Step::GoTo(goal) => effects.extend(go_to(model, goal)),
            Step::Tell(tone, sentence) => model.cx.notice = Some((tone, sentence)),
            Step::TellDone(sentence) => {
                if let Some(ticket) = asked {
                    model.cx.waiting.tell(ticket, sentence);
                }
            }
            Step::Wear(theme) => model.cx.theme = theme,
            Step::Show(place) => {
                let steps = travel::show(model, place).unwrap_or_else(|reason| vec![travel::refused(reason)]);
                settle(model);
                effects.extend(perform(model, steps, false));
            }
            Step::Leave => {
                travel::back(model);
                settle(model);
                let steps = travel::wake(model);
                effects.extend(perform(model, steps, false));
            }
            Step::Cancel => {
                effects.push(Effect::Cancel);
                // What only reads ends for the person at once; the worker stops at its next step.
                if model.cx.waiting.give_up() {
                    model.dialogs.retain(|opened| !matches!(opened.dialog, Dialog::Work));
                    for opened in &mut model.dialogs {
                        opened.saving = None;
                    }
                }
            }
            Step::Insert(words) => effects.extend(hear(model, Input::Paste(words))),
            Step::Copy(words) => effects.push(Effect::Copy(words)),
            Step::Quit => model.quitting = true,
        }
    }
    if model.cx.waiting.working() && !model.dialogs.iter().any(|opened| matches!(opened.dialog, Dialog::Work)) {
        open(model, Dialog::Work);
    }
    effects
}

pub(super) fn open(model: &mut Model, dialog: Dialog) {
    model.pressed.clear();
    model.dialogs.push(Opened { dialog, saving: None });
}

fn go_to(model: &mut Model, goal: Goal) -> Vec<Effect> {
    if let (Goal::Line(line), Some(Screen::Print(state))) = (&goal, model.screens.last_mut()) {
        state.go_to(*line);
        settle(model);
    }
    let Some(round) = model.cx.round.clone() else {
        return Vec::new();
    };
    match goal {
        Goal::Applicant(applicant) => {
            model.shelf.toward = None;
            let request = Request::Dossier(round.id.clone(), applicant);
            perform(model, vec![Step::Ask(request)], false)
        }
        Goal::Row(applicant, criterion) => {
            model.shelf.toward = Some(criterion);
            let request = Request::Dossier(round.id.clone(), applicant);
            perform(model, vec![Step::Ask(request)], false)
        }
        Goal::File(_) | Goal::Line(_) => {
            if let Some(Screen::Evidence(state)) = model.screens.last_mut() {
                match goal {
                    Goal::File(path) => drop(state.go_to_file(&round, &path)),
                    Goal::Line(line) => state.reader.go_to(line),
                    Goal::Applicant(_) | Goal::Criterion(_) | Goal::Row(..) => {}
                }
            }
            settle(model);
            let steps = travel::wake(model);
            perform(model, steps, false)
        }
        Goal::Criterion(criterion) => {
            let mut steps = Vec::new();
            if !model.screen().is_some_and(Screen::has_criteria) {
                // Where no criterion is shown, it is looked at across all dossiers.
                match travel::show(model, Place::Compare) {
                    Ok(asked) => steps = asked,
                    Err(reason) => steps.push(travel::refused(reason)),
                }
            }
            if let Some(screen) = model.screens.last_mut() {
                screen.go_to(&round, &criterion);
            }
            settle(model);
            steps.extend(travel::wake(model));
            perform(model, steps, false)
        }
    }
}

/// After a resize or new data: selections are within their lists and in sight.
pub(super) fn settle(model: &mut Model) {
    let body = model.body();
    let Model { cx, screens, .. } = model;
    for screen in screens {
        screen.settle(cx, body);
    }
}
