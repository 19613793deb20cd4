//! What the worker answers: stale answers are dropped, failures are told, the rest is taken into the model.

use std::path::PathBuf;
use std::sync::Arc;

use super::action::Action;
use super::cx::{Cx, Wait};
use super::dialogs::{Dialog, Opened, message, narrate, pick, sign};
use super::event::{Step, Tone};
use super::model::{Model, Screen};
use super::screens::{import, review, round};
use super::theme::Role;
use super::travel;
use super::widgets::paper::Paper;
use super::{offer, output};
use crate::domain::{Act, Sentence};
use crate::report::Report;
use crate::tasks::evidence::FileState;
use crate::tasks::{
    Board, Changes, DossierView, FindingsExport, ImportReport, Opened as Workspace, Preview, Reply, Request, Saved,
    Ticket,
};

/// Takes an answer in.
pub fn done(model: &mut Model, ticket: Ticket, answer: Result<Reply, Report>) -> Vec<Step> {
    let Some(wait) = model.cx.waiting.take(ticket) else {
        return Vec::new();
    };
    let told = model.cx.waiting.told(ticket);
    let asked = model.dialogs.iter().any(|opened| opened.saving == Some(ticket));
    if !model.cx.waiting.working() {
        model.dialogs.retain(|opened| !matches!(opened.dialog, Dialog::Work));
    }
    match answer {
        Err(report) => {
            failed(model, ticket, &wait, &report);
            Vec::new()
        }
        Ok(reply) => {
            if matches!(reply, Reply::Existing(_) | Reply::Keys(..)) {
                // What was filled in stays, to choose another folder, or another key.
                for opened in &mut model.dialogs {
                    opened.saving = None;
                }
            } else if asked {
                model.dialogs.clear();
            }
            let steps = taken(model, &wait, reply, asked);
            if let Some(said) = told {
                model.cx.notice = Some((Tone::Done, said));
            }
            steps
        }
    }
}

/// A failure: what was typed stays in its dialog, and the failure is told over it.
fn failed(model: &mut Model, ticket: Ticket, wait: &Wait, report: &Report) {
    for opened in &mut model.dialogs {
        if opened.saving == Some(ticket) {
            opened.saving = None;
        }
    }
    if matches!(wait, Wait::Turn) {
        // Nothing typed is lost: what cannot be taken back is only told.
        let said = Sentence::new("tui-turn-refused")
            .text("what", report.what.as_str())
            .text("why", report.why.as_deref().unwrap_or_default());
        model.cx.notice = Some((Tone::Refused, said));
        return;
    }
    for screen in model.screens.iter_mut().chain(model.shelf.screens_mut()) {
        screen.give_up(wait);
    }
    if matches!(wait, Wait::Dossier) {
        model.shelf.toward = None;
    }
    if report.key == "intake-cancelled" {
        // Whoever broke it off knows; it is only said that nothing came of it.
        model.cx.notice = Some((Tone::Refused, Sentence::new("intake-cancelled")));
        return;
    }
    if matches!(wait, Wait::Write(_)) {
        model.cx.waiting.failed = true;
        // The failure must be seen before the program ends.
        model.quitting = false;
    }
    let dialog = match wait {
        Wait::Findings(wanted) if report.key == "form-error-exists" => {
            let again = FindingsExport {
                overwrite: true,
                ..(**wanted).clone()
            };
            existing(&model.cx, report, Request::Findings(Box::new(again)))
        }
        Wait::Preview(workspace, wanted) if report.key == "task-framework-unrecognised" => {
            round::choose_framework(&model.cx, wanted, workspace.as_deref())
        }
        Wait::Export(_)
        | Wait::Sign(_)
        | Wait::Print
        | Wait::OpenWith
        | Wait::Keys
        | Wait::Verify
        | Wait::Write(_)
        | Wait::Turn
        | Wait::Dossier
        | Wait::Board
        | Wait::History
        | Wait::Work
        | Wait::Preview(..)
        | Wait::Corrected(_)
        | Wait::Submissions
        | Wait::Narratives
        | Wait::Place
        | Wait::Findings(_)
        | Wait::Library
        | Wait::Look
        | Wait::Pages
        | Wait::File
        | Wait::Folders
        | Wait::Rounds
        | Wait::Notes
        | Wait::Screen(_) => Dialog::Message(message::State::failure(&model.cx, report)),
    };
    model.dialogs.push(Opened { dialog, saving: None });
}

fn taken(model: &mut Model, wait: &Wait, reply: Reply, asked: bool) -> Vec<Step> {
    let nothing = matches!(&reply, Reply::Saved(saved) if saved.event.is_none());
    if matches!(wait, Wait::Write(_)) || (matches!(wait, Wait::Turn) && !nothing) {
        model.cx.waiting.saved = true;
        model.cx.waiting.failed = false;
    }
    match reply {
        Reply::Opened(workspace) => opened(model, *workspace),
        Reply::Board(found) => {
            board(model, *found);
            Vec::new()
        }
        Reply::Dossier(view) => {
            dossier(model, *view);
            Vec::new()
        }
        Reply::Matrix(_)
        | Reply::Criterion(_)
        | Reply::Flags(_)
        | Reply::Overview(_)
        | Reply::Journal(..)
        | Reply::Closing(_)
        | Reply::Evidence(_)
        | Reply::Look(_)
        | Reply::Pages(..) => {
            let leads_on = matches!(&reply, Reply::Evidence(_) | Reply::Look(_) | Reply::Pages(..));
            if let Some(round) = model.cx.round.clone() {
                let screens = model.screens.iter_mut().chain(model.shelf.screens_mut());
                let mut waiting: Vec<&mut Screen> = screens.filter(|screen| screen.awaits(&reply)).collect();
                // An answer is large: it is handed over, and copied only where several screens wait for it.
                let last = waiting.pop();
                for screen in waiting {
                    screen.take(&round, reply.clone());
                }
                if let Some(screen) = last {
                    screen.take(&round, reply);
                }
            }
            if leads_on {
                // One thing seen leads to the next: the file selected meanwhile, more pages.
                super::update::settle(model);
                return travel::wake(model);
            }
            Vec::new()
        }
        Reply::FileOpened(path, state) => {
            let name = path.rsplit('/').next().unwrap_or_default().to_owned();
            let (tone, key) = match state {
                FileState::Changed => (Tone::Refused, "tui-evidence-opened-changed"),
                FileState::Same | FileState::Gone | FileState::Unknown => (Tone::Done, "tui-evidence-opened"),
            };
            vec![Step::Tell(tone, Sentence::new(key).text("file", name))]
        }
        Reply::History(events) => {
            if let Some(Screen::Review(state)) = model.screens.last_mut() {
                state.remember(events);
            }
            Vec::new()
        }
        Reply::Saved(saved) => {
            let ruled = matches!(wait, Wait::Write(rows) if !rows.is_empty());
            let turned_back = matches!(saved.event.as_ref().map(|event| &event.act), Some(Act::Undo { .. }));
            let steps = saved_act(model, *saved, asked && ruled, turned_back);
            if ruled {
                complete(model);
            }
            if nothing
                && matches!(wait, Wait::Turn)
                && let Some((tone, _)) = &mut model.cx.notice
            {
                *tone = Tone::Refused;
            }
            steps
        }
        Reply::Loaded(workspace, report) => {
            model.cx.workspace = Some(workspace.path);
            model.cx.temporary = workspace.temporary;
            imported(model, *report);
            Vec::new()
        }
        Reply::Imported(report) => {
            imported(model, *report);
            Vec::new()
        }
        Reply::Preview(preview) => {
            if let Wait::Preview(workspace, _) | Wait::Corrected(workspace) = wait {
                previewed(model, workspace.clone(), *preview);
            }
            Vec::new()
        }
        Reply::Narratives(applicant, narratives) => {
            let Some(round) = model.cx.round.clone() else {
                return Vec::new();
            };
            let view = model.review().map(|review| &review.view.dossier);
            let of = view.map(|dossier| (&dossier.applicant, dossier.name.as_str()));
            // Whoever has gone on to another dossier since does not want this one's texts any more.
            if of.map(|(id, _)| id) != applicant.as_ref() {
                return Vec::new();
            }
            let list = narrate::sections(&model.cx, &round, of, &narratives);
            vec![Step::Open(Box::new(list))]
        }
        Reply::Submissions(submissions) => vec![compared(&model.cx, &submissions)],
        Reply::Place(place) => {
            if let Some(Dialog::Files(state)) = model.dialogs.last_mut().map(|opened| &mut opened.dialog) {
                state.take(*place);
            }
            Vec::new()
        }
        Reply::Exported(paths) => {
            let paper = exported(&model.cx, &paths);
            let title = model.cx.text("tui-exported-title");
            vec![tell(title, paper)]
        }
        Reply::Written(written) => {
            // What was kept as it lay there may be older.
            let all = written.kept.is_empty() && !written.stopped;
            if let (Wait::Export(wanted), true) = (wait, all) {
                output::exported(model, wanted);
            }
            output::written(model, written)
        }
        Reply::Existing(paths) => match wait {
            Wait::Export(wanted) => vec![output::existing(&model.cx, wanted, &paths)],
            _ => Vec::new(),
        },
        Reply::Printed(printing) => {
            output::printed(model, *printing);
            Vec::new()
        }
        Reply::Opening(path) => {
            let path = path.display().to_string();
            vec![Step::Tell(
                Tone::Done,
                Sentence::new("closing-opening").text("file", path),
            )]
        }
        Reply::Keys(wanted, keys) => vec![Step::Open(Box::new(sign::keys(&model.cx, &wanted, &keys)))],
        Reply::Signed(signed) => match wait {
            Wait::Sign(wanted) => output::signed(model, wanted, signed),
            _ => Vec::new(),
        },
        Reply::Verified(report) => {
            output::verified(model, *report);
            Vec::new()
        }
        Reply::Frameworks(list, profiles) => {
            model.cx.library = Some(list);
            let sound = profiles.into_iter().filter(|profile| profile.defects.is_empty());
            model.cx.profiles = sound.map(|profile| (profile.id, profile.title)).collect();
            model.cx.then.take().map(Step::Act).into_iter().collect()
        }
        Reply::Folders(found) => {
            let Model { cx, dialogs, .. } = model;
            if let Some(Dialog::Form(form)) = dialogs.last_mut().map(|opened| &mut opened.dialog) {
                form.complete(cx, &found);
            }
            Vec::new()
        }
        Reply::Rounds(rounds) => vec![round::others(&model.cx, &rounds)],
        Reply::Notes(round, found) => {
            offer::noted(model, &round, found);
            Vec::new()
        }
        Reply::Setup(setup) => {
            for screen in &mut model.screens {
                if let Screen::Settings(state) = screen {
                    state.take((*setup).clone());
                }
            }
            Vec::new()
        }
        Reply::SettingsKept => Vec::new(),
    }
}

/// Where the files are: their folder once, then their names.
fn exported(cx: &Cx, paths: &[PathBuf]) -> Paper {
    let mut paper = Paper::default();
    let count = paths.len().to_string();
    paper.say(Role::Good, &cx.locale.with("tui-exported", &[("count", &count)]));
    let mut folder = None;
    for path in paths {
        if folder != path.parent() {
            folder = path.parent();
            let shown = folder.map(|folder| folder.display().to_string()).unwrap_or_default();
            paper.entry(&cx.text("tui-exported-folder"), &shown);
        }
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        paper.say(Role::Text, &format!("• {name}"));
    }
    paper
}

/// Files of these names are there already: the failure is told with what may be done.
fn existing(cx: &Cx, report: &Report, again: Request) -> Dialog {
    Dialog::Pick(pick::State::new(
        cx.text("tui-failure-title"),
        format!("{}\n{}", report.what, cx.text("tui-existing-question")),
        vec![
            (cx.text("tui-form-keep"), vec![Step::Close]),
            // The answer closes this list, and with it the form below.
            (cx.text("tui-form-overwrite"), vec![Step::Ask(again)]),
        ],
    ))
}

fn tell(title: String, paper: Paper) -> Step {
    Step::Open(Box::new(Dialog::Message(message::State { title, paper, top: 0 })))
}

fn opened(model: &mut Model, workspace: Workspace) -> Vec<Step> {
    model.cx.workspace = Some(workspace.path);
    model.cx.temporary = workspace.temporary;
    match workspace.board {
        Some(found) => {
            model.dialogs.clear();
            board(model, found);
            Vec::new()
        }
        None if model.cx.waiting.working() => Vec::new(),
        None => vec![Step::Tell(Tone::Refused, Sentence::new("tui-workspace-empty"))],
    }
}

/// Shows a round; the review over it stays where it belongs to it.
pub fn board(model: &mut Model, board: Board) {
    let Board { round, summaries } = board;
    let same = model.cx.round.as_ref().is_some_and(|shown| shown.id == round.id);
    let round = Arc::new(round);
    model.cx.round = Some(Arc::clone(&round));
    if same {
        for screen in &mut model.screens {
            if let Screen::Round(state) = screen {
                state.refresh(&round, summaries);
                return;
            }
        }
    }
    model.shelf.clear();
    model.cx.waiting.leave_round();
    model.screens = vec![Screen::Round(Box::new(round::State::new(&round, summaries)))];
}

/// Shows a dossier; where it is already shown, only what it holds changes.
fn dossier(model: &mut Model, view: DossierView) {
    let Some(round) = model.cx.round.clone().filter(|round| round.id == view.round) else {
        return;
    };
    let applicant = view.dossier.applicant.clone();
    let standing = view.rulings.by_stage.get(&round.stage).into_iter();
    let own = standing.flat_map(|rulings| rulings.values().flatten());
    let Cx { reasons, settings, .. } = &mut model.cx;
    reasons.read(&round.id, own.filter(|ruling| ruling.by.as_str() == settings.member));
    let toward = model.shelf.toward.take();
    let shows = |screen: &Screen| matches!(screen, Screen::Review(state) if state.view.dossier.applicant == applicant);
    if travel::back_to(model, shows) {
        if let Some(Screen::Review(state)) = model.screens.last_mut() {
            state.refresh(&round, view);
        }
    } else {
        let mut large = model.cx.settings.large_type;
        if let Some(Screen::Review(shown)) = model.screen() {
            large = shown.large;
            travel::back(model);
        }
        let mut state = review::State::new(&round, view);
        state.large = large;
        if let Some(left) = model.shelf.bookmark(&applicant) {
            state.resume(&round, left);
        }
        travel::push(model, Screen::Review(Box::new(state)));
    }
    if let (Some(criterion), Some(screen)) = (toward, model.screens.last_mut()) {
        screen.go_to(&round, &criterion);
    }
    for screen in &mut model.screens {
        if let Screen::Round(state) = screen {
            state.go_to(&applicant);
        }
    }
}

fn saved_act(model: &mut Model, saved: Saved, advance: bool, turned_back: bool) -> Vec<Step> {
    model.cx.notice = Some((Tone::Done, saved.said.clone()));
    let of = saved.view.as_ref().map(|view| &view.round);
    let of = of.or(saved.board.as_ref().map(|board| &board.round.id));
    if let (Some(of), Some(shown)) = (of, &model.cx.round)
        && *of != shown.id
    {
        // It was done in the round that was on the screen before, and is only told.
        return Vec::new();
    }
    if let Some(found) = saved.board.clone() {
        board(model, found);
    }
    let Some(round) = model.cx.round.clone() else {
        return Vec::new();
    };
    let before = model.review().filter(|_| turned_back).map(|state| state.view.clone());
    for screen in model.screens.iter_mut().chain(model.shelf.screens_mut()) {
        screen.hear(&round, &saved);
    }
    let mut steps = travel::wake(model);
    let Model { cx, screens, .. } = model;
    let state = match screens.last_mut() {
        Some(Screen::Review(state)) => state,
        Some(Screen::Compare(state)) => {
            if let Some(view) = saved.view.filter(|_| turned_back) {
                state.select(&view.dossier.applicant);
            }
            if advance && state.selected_settled(&round) {
                state.advance(cx, &round);
            }
            return steps;
        }
        _ => return steps,
    };
    if let Some(before) = before {
        state.go_to_change(&before, &round.stage);
    }
    // Of a group accepted at once the selected row may have been left open: it is looked at next.
    if advance && state.selected_open(&round) != Some(true) {
        state.advance(cx, &round);
    }
    if state.tab == review::Tab::History {
        steps.extend(review::history(state, &round));
    }
    steps
}

/// After the last criterion of a dossier the way to its conclusion is told.
fn complete(model: &mut Model) {
    let (Some(Screen::Review(state)), Some(round)) = (model.screen(), &model.cx.round) else {
        return;
    };
    let all = state.view.scorecard.rows.len();
    if review::pending(state, round) > 0 || all == 0 {
        return;
    }
    let key = model.cx.keymap.hint(&model.screen_contexts(), Action::Conclude);
    if let (Some(key), Some((Tone::Done, said))) = (key, model.cx.notice.take()) {
        let said = Sentence::new("review-complete")
            .sentence("said", said)
            .number("all", all)
            .text("key", key);
        model.cx.notice = Some((Tone::Done, said));
    }
}

/// A load that is looked at: shown anew where it is on the screen already.
fn previewed(model: &mut Model, workspace: Option<PathBuf>, preview: Preview) {
    if let Some(Screen::Import(state)) = model.screens.last_mut() {
        state.refresh(workspace, preview);
    } else {
        let state = import::State::new(workspace, preview);
        travel::push(model, Screen::Import(Box::new(state)));
    }
}

/// The report of a load, over the round that was loaded into.
fn imported(model: &mut Model, mut report: ImportReport) {
    let at = model
        .screens
        .iter()
        .rposition(|screen| matches!(screen, Screen::Import(_)));
    let looked_at = at.map(|at| model.screens.remove(at));
    let title = report.board.as_ref().map(|board| board.round.framework.title.clone());
    if let Some(found) = report.board.take() {
        board(model, found);
    }
    let mut screen = looked_at.unwrap_or_else(|| {
        let preview = Preview {
            framework: title.unwrap_or_default(),
            ..Preview::default()
        };
        Screen::Import(Box::new(import::State::new(None, preview)))
    });
    if let Screen::Import(state) = &mut screen {
        state.done(report);
    }
    travel::push(model, screen);
}

/// What changed from each submission of a dossier to the next.
fn compared(cx: &Cx, submissions: &[Changes]) -> Step {
    let mut paper = Paper::default();
    for changes in submissions {
        if !paper.is_empty() {
            paper.gap();
        }
        import::compared(&mut paper, changes, cx);
    }
    tell(cx.say(&Action::ShowChanges.title()), paper)
}
