//! The evidence of a dossier: files by criterion with signature, copies and lateness; their text; marks on them.

mod acts;
mod missing;
mod reader;
mod state;
mod view;

use ratatui::layout::Rect;

pub use state::{Filter, Line, Pane, Sort, State};
pub use view::{title, view};

use crate::domain::{Round, Sentence, Sufficiency};
use crate::tasks::evidence::Seen;
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::palette;
use crate::tui::event::{Goal, Input, Step, Tone};

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::MarkEnough,
    Action::MarkMissing,
    Action::MarkSupplement,
    Action::OpenFile,
    Action::MarkAllMissing,
    Action::Note,
    Action::NextOpen,
    Action::NextFlagged,
    Action::Export,
    Action::Palette,
    Action::Back,
    Action::Screens,
    Action::ClearMark,
    Action::Filter,
    Action::Sort,
    Action::Find,
    Action::NextDossier,
    Action::Undo,
];

/// What stands in the way of an act, if anything.
pub fn refuses(state: &State, round: &Round, action: Action) -> Option<Sentence> {
    acts::refuses(state, round, action)
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let Some(round) = cx.round.clone() else {
        return Vec::new();
    };
    settle(state, body);
    let parts = view::parts(state, body);
    let mut steps = match input {
        Input::Act(action) => act(state, cx, &round, &parts, action),
        Input::Wheel { x, y, down } => {
            let by = if down { 3 } else { -3 };
            if parts.text.contains((x, y).into()) {
                state.reader.scroll(by);
            } else {
                state.at.step(by, state.lines.len());
            }
            Vec::new()
        }
        Input::Click { x, y, again } => click(state, cx, &round, &parts, (x, y, again)),
        Input::Drag { .. } | Input::Drop | Input::Key(_) | Input::Paste(_) => Vec::new(),
    };
    settle(state, body);
    steps.extend(state.wake(&round));
    steps
}

/// Keeps the selected line in sight and the text laid out for its place.
pub fn settle(state: &mut State, body: Rect) {
    state.wide = view::is_wide(body);
    let parts = view::parts(state, body);
    // While the text takes the whole place the window of the list stays as it was.
    if parts.rows.height > 0 {
        state.height = usize::from(parts.rows.height);
    }
    state.at.settle(state.lines.len(), state.height);
    let above = state.at.selected.saturating_sub(1);
    // The criterion of the first file stays in sight.
    if state.at.top == state.at.selected && state.lines.get(above).is_some_and(|line| line.file.is_none()) {
        state.at.top = above;
    }
    state.reader.settle(parts.text.width, parts.text.height);
}

fn act(state: &mut State, cx: &Cx, round: &Round, parts: &view::Parts, action: Action) -> Vec<Step> {
    let reading = state.pane == Pane::Text;
    let height = if reading { parts.text.height } else { parts.rows.height };
    let page = isize::try_from(height).unwrap_or(1).max(2) - 1;
    let by = match action {
        Action::Down => Some(1),
        Action::Up => Some(-1),
        Action::PageDown => Some(page),
        Action::PageUp => Some(-page),
        Action::First => Some(-1_000_000),
        Action::Last => Some(1_000_000),
        _ => None,
    };
    if let Some(by) = by {
        if reading {
            state.reader.scroll(by);
        } else {
            state.at.step(by, state.lines.len());
        }
        return Vec::new();
    }
    let tell = |key: &str| vec![Step::Tell(Tone::Refused, Sentence::new(key))];
    match action {
        Action::Left | Action::Right if reading => state.reader.shift(action == Action::Right),
        Action::Left | Action::Right => state.next_heading(action == Action::Right),
        Action::NextPane | Action::PreviousPane => {
            if reading {
                state.pane = Pane::List;
            } else if state.file().is_some() {
                state.pane = Pane::Text;
            } else {
                return tell("tui-evidence-no-file");
            }
        }
        Action::Confirm => {
            if reading {
                state.pane = Pane::List;
            } else if state.file().is_some() {
                state.pane = Pane::Text;
            } else if state.line().is_some() {
                return acts::go_to_review(state);
            }
        }
        Action::Back => {
            if reading {
                state.pane = Pane::List;
            } else {
                return vec![Step::Leave];
            }
        }
        Action::Filter => {
            state.filter = state.filter.next();
            state.arrange(round);
            state.pane = Pane::List;
            return vec![Step::Tell(
                Tone::Done,
                Sentence::new("tui-filtered")
                    .sentence("filter", state.filter.title())
                    .number("count", state.lines.len()),
            )];
        }
        Action::Sort => return sorted(state, round, state.sort.next(), false),
        Action::ReverseSort => return sorted(state, round, state.sort, !state.reversed),
        Action::NextOpen => {
            let open = |state: &State, line: &Line| line.file.is_none() && unmarked(state, round, line);
            if !state.next(open) {
                return tell("tui-evidence-no-open");
            }
            state.pane = Pane::List;
        }
        Action::NextFlagged => {
            let flagged = |state: &State, line: &Line| {
                state
                    .file_of(line)
                    .is_some_and(|(file, facts)| State::is_flagged(file, facts))
            };
            if !state.next(flagged) {
                return tell("tui-evidence-no-flagged");
            }
        }
        Action::MarkEnough => return acts::mark(state, cx, round, Sufficiency::Enough),
        Action::MarkMissing => return acts::mark(state, cx, round, Sufficiency::Missing),
        Action::MarkSupplement => return acts::mark(state, cx, round, Sufficiency::Supplement),
        Action::MarkAllMissing => return missing::all(state, cx, round),
        Action::ClearMark => return acts::clear(state, round),
        Action::Note => return acts::note(state, cx, round),
        Action::OpenFile => return acts::open(state, round),
        _ => {}
    }
    Vec::new()
}

/// Whether nothing was said of a criterion, nor of any of its files.
fn unmarked(state: &State, round: &Round, line: &Line) -> bool {
    let (Some(found), Some(criterion)) = (&state.found, &line.criterion) else {
        return false;
    };
    crate::domain::marking::of_criterion(&found.view.marks, &round.stage, criterion).is_none()
}

fn sorted(state: &mut State, round: &Round, sort: Sort, reversed: bool) -> Vec<Step> {
    (state.sort, state.reversed) = (sort, reversed);
    state.arrange(round);
    let said = Sentence::new("tui-sorted").sentence("column", sort.title());
    vec![Step::Tell(Tone::Done, said)]
}

fn click(state: &mut State, cx: &Cx, round: &Round, parts: &view::Parts, (x, y, again): (u16, u16, bool)) -> Vec<Step> {
    let at = (x, y).into();
    if parts.text.contains(at) {
        if state.file().is_some() {
            state.pane = Pane::Text;
        }
    } else if parts.header.contains(at) {
        if let Some(sort) = view::sort_at(state, cx, parts, x) {
            let reversed = sort == state.sort && !state.reversed;
            return sorted(state, round, sort, reversed);
        }
    } else if parts.rows.contains(at) {
        state.pane = Pane::List;
        let line = state.at.top + usize::from(y - parts.rows.y);
        if line < state.lines.len() {
            let same = state.at.selected == line;
            state.at.selected = line;
            if again && same {
                if state.file().is_none() {
                    return acts::go_to_review(state);
                }
                state.pane = Pane::Text;
            }
        }
    }
    Vec::new()
}

/// The entries for finding: while a text is read its lines, else the files.
pub fn entries(state: &State, cx: &Cx) -> Vec<palette::Entry> {
    let Some(found) = &state.found else { return Vec::new() };
    if state.pane == Pane::Text {
        let lines = state.reader.look.iter().flat_map(|look| &look.lines).enumerate();
        return lines
            .filter_map(|(at, line)| {
                let words = match line {
                    Seen::Heading(words) | Seen::Text(words) => words.clone(),
                    Seen::Row(cells) => cells.join(" "),
                    Seen::Said(_) | Seen::Withheld(_) => return None,
                };
                (!words.trim().is_empty()).then(|| palette::Entry {
                    folded: text::fold(&words),
                    words,
                    aside: (at + 1).to_string(),
                    step: Step::GoTo(Goal::Line(at)),
                })
            })
            .collect();
    }
    let aside = cx.text("tui-evidence-find-file");
    let files = found.view.dossier.submission.evidence.iter();
    files
        .map(|file| palette::Entry {
            folded: text::fold(&file.path),
            words: file.path.clone(),
            aside: aside.clone(),
            step: Step::GoTo(Goal::File(file.path.clone())),
        })
        .collect()
}
