//! The acts on the selected file or criterion: marks with their notes, opening, the list of supplements.

use super::state::{Line, State};
use crate::domain::{Act, Round, Sentence, Sufficiency};
use crate::tasks::{Request, say};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, words};
use crate::tui::event::{Goal, Step};
use crate::tui::screens::words as said;
use crate::tui::widgets::area::Area;

/// What stands in the way of an act, if anything.
pub fn refuses(state: &State, round: &Round, action: Action) -> Option<Sentence> {
    let refuse = |key: &str| Some(Sentence::new(key));
    let line = state.line();
    match action {
        Action::MarkEnough | Action::MarkMissing | Action::MarkSupplement | Action::ClearMark | Action::Note => {
            let Some(line) = line else {
                return refuse("tui-evidence-nothing");
            };
            if state.sealed(round) {
                return refuse("tui-refuse-sealed");
            }
            if line.criterion.is_none() && line.file.is_none() {
                return refuse("tui-evidence-no-criterion");
            }
            let marked = state.mark(round, line).is_some();
            let needs = matches!(action, Action::ClearMark | Action::Note);
            (needs && !marked).then(|| Sentence::new("tui-evidence-no-mark"))
        }
        Action::MarkAllMissing if state.found.is_none() => refuse("tui-evidence-nothing"),
        Action::MarkAllMissing if state.sealed(round) => refuse("tui-refuse-sealed"),
        Action::OpenFile => state.file().is_none().then(|| Sentence::new("tui-evidence-no-file")),
        _ => None,
    }
}

/// The act that marks a line; what it replaces is what is seen now.
pub fn act(state: &State, round: &Round, line: &Line, mark: Option<Sufficiency>, note: &str) -> Act {
    let file = state.file_of(line).map(|(file, _)| file);
    Act::MarkEvidence {
        round: round.id.clone(),
        applicant: state.applicant.clone(),
        stage: round.stage.clone(),
        criterion: line.criterion.clone(),
        file: file.map(|file| file.path.clone()),
        sha256: file.map(|file| file.sha256.clone()).unwrap_or_default(),
        mark,
        note: note.to_owned(),
        replaces: state.marks(round, line).iter().map(|mark| mark.event.clone()).collect(),
    }
}

/// Marks the selected line: what is enough at once, what is not with a note.
pub fn mark(state: &mut State, cx: &Cx, round: &Round, mark: Sufficiency) -> Vec<Step> {
    let Some(line) = state.line().cloned() else {
        return Vec::new();
    };
    if mark.asks() {
        return vec![noting(state, cx, round, &line, mark)];
    }
    let step = Step::Ask(Request::Act(Box::new(act(state, round, &line, Some(mark), ""))));
    state.at.step(1, state.lines.len());
    vec![step]
}

/// Asks for the note of a mark.
fn noting(state: &State, cx: &Cx, round: &Round, line: &Line, mark: Sufficiency) -> Step {
    let known = state.marks(round, line);
    let filled = known.first().map_or("", |known| known.note.as_str());
    let criterion = line.criterion.as_ref().and_then(|id| round.framework.criterion(id));
    let mut question = criterion.map_or_else(String::new, |one| format!("{} {}", one.code, one.name));
    if let Some((file, _)) = state.file_of(line) {
        question = format!("{question}\n{}", file.path);
    }
    question = format!("{}\n{}", question.trim(), cx.text("tui-evidence-note-question"));
    let title = cx.say(&Sentence::new("tui-evidence-note-title").sentence("mark", say::sufficiency(mark)));
    Step::Open(Box::new(Dialog::words(words::State {
        title,
        question,
        area: Area::filled(filled),
        act: act(state, round, line, Some(mark), ""),
        needed: false,
        office: None,
    })))
}

/// Writes the note of the mark on the selected line.
pub fn note(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some(line) = state.line() else { return Vec::new() };
    let Some(mark) = state.mark(round, line) else {
        return Vec::new();
    };
    vec![noting(state, cx, round, line, mark)]
}

/// Takes the mark of the selected line away.
pub fn clear(state: &State, round: &Round) -> Vec<Step> {
    let Some(line) = state.line() else { return Vec::new() };
    vec![Step::Ask(Request::Act(Box::new(act(state, round, line, None, ""))))]
}

/// Opens the selected file with the system's program.
pub fn open(state: &State, round: &Round) -> Vec<Step> {
    let Some((file, _)) = state.file() else {
        return Vec::new();
    };
    let request = Request::OpenFile(round.id.clone(), state.applicant.clone(), file.path.clone());
    vec![Step::Ask(request)]
}

/// Goes to the selected criterion in the review.
pub fn go_to_review(state: &State) -> Vec<Step> {
    let goal = match state.line().and_then(|line| line.criterion.clone()) {
        Some(criterion) => Goal::Row(state.applicant.clone(), criterion),
        None => Goal::Applicant(state.applicant.clone()),
    };
    vec![Step::GoTo(goal)]
}

/// What a mark says of a line, for its narrow cell.
pub fn sign(state: &State, round: &Round, line: &Line) -> (crate::tui::theme::Role, &'static str) {
    let marks = state.marks(round, line);
    match marks.as_slice() {
        [] => (crate::tui::theme::Role::Dim, " "),
        [one] => said::sufficiency(one.mark),
        // Members who did not know of each other said different things.
        [first, ..] => {
            let (role, sign) = said::sufficiency(first.mark);
            let agreed = marks.iter().all(|mark| mark.mark == first.mark);
            if agreed {
                (role, sign)
            } else {
                (crate::tui::theme::Role::Alarm, "?")
            }
        }
    }
}
