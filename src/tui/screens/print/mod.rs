//! A paper as it will print, page by page, before it is written.

mod view;

use ratatui::layout::Rect;

pub use view::{title, view};

use crate::domain::{FormId, Sentence};
use crate::tasks::Request;
use crate::tasks::print::{Lines, PrintRequest, Printing};
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::{Input, Step};

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::PageDown,
    Action::NextGroup,
    Action::PreviousGroup,
    Action::NextPane,
    Action::Export,
    Action::Find,
    Action::Palette,
    Action::Back,
    Action::NextDossier,
    Action::PreviousDossier,
    Action::Sign,
];

/// A paper that is read.
#[derive(Debug, Clone)]
pub struct State {
    /// Which it is.
    pub what: PrintRequest,
    printing: Printing,
    /// Its lines at the width of the screen.
    laid: (usize, Lines),
    /// The first line in sight.
    pub top: usize,
    /// Columns left out on the left.
    pub left: usize,
    stale: bool,
}

impl State {
    /// A paper from its beginning.
    pub fn new(printing: Printing) -> Self {
        Self {
            what: printing.what.clone(),
            laid: (0, Lines::default()),
            top: 0,
            left: 0,
            stale: false,
            printing,
        }
    }

    /// Another paper, or the same one as it is now.
    pub fn refresh(&mut self, printing: Printing) {
        if printing.what != self.what {
            self.top = 0;
            self.left = 0;
        }
        self.what = printing.what.clone();
        self.printing = printing;
        self.laid = (0, Lines::default());
        self.stale = false;
    }

    /// The lines as they are shown.
    pub fn lines(&self) -> &Lines {
        &self.laid.1
    }

    /// The page in sight, from 1, and how many there are.
    pub fn page(&self) -> (usize, usize) {
        let pages = &self.lines().pages;
        (pages.partition_point(|first| *first <= self.top).max(1), pages.len())
    }

    /// Goes to a line.
    pub fn go_to(&mut self, line: usize) {
        self.top = line.saturating_sub(2);
    }

    /// Something was written: the paper may say something else now.
    pub fn hear(&mut self) {
        self.stale = true;
    }

    /// Asks for the paper where it is not known any more.
    pub fn wake(&mut self) -> Vec<Step> {
        if std::mem::take(&mut self.stale) {
            vec![Step::Ask(Request::Print(self.what.clone()))]
        } else {
            Vec::new()
        }
    }

    fn turn(&mut self, after: bool) {
        let pages = &self.laid.1.pages;
        let found = if after {
            pages.iter().find(|first| **first > self.top)
        } else {
            pages.iter().rev().find(|first| **first < self.top)
        };
        if let Some(first) = found {
            self.top = *first;
        }
    }
}

/// What the key bar calls the acts that turn pages and papers here.
pub fn verb(action: Action) -> Option<Sentence> {
    let key = match action {
        Action::NextGroup => "closing-print-next",
        Action::PreviousGroup => "closing-print-previous",
        Action::NextPane => "closing-print-other",
        Action::PageDown => "closing-print-on",
        _ => return None,
    };
    Some(Sentence::new(key))
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let page = usize::from(view::paper(body).height.max(2) - 1);
    match input {
        Input::Act(action) => match action {
            Action::Down => state.top += 1,
            Action::Up => state.top = state.top.saturating_sub(1),
            Action::PageDown | Action::Confirm => state.top += page,
            Action::PageUp => state.top = state.top.saturating_sub(page),
            Action::First => state.top = 0,
            Action::Last => state.top = usize::MAX / 2,
            Action::Right => state.left += 8,
            Action::Left => state.left = state.left.saturating_sub(8),
            Action::NextGroup => state.turn(true),
            Action::PreviousGroup => state.turn(false),
            Action::NextPane => return other(state, cx, true),
            Action::PreviousPane => return other(state, cx, false),
            Action::Back => return vec![Step::Leave],
            _ => {}
        },
        Input::Wheel { down: true, .. } => state.top += 3,
        Input::Wheel { down: false, .. } => state.top = state.top.saturating_sub(3),
        Input::Click { x, y, .. } => {
            let bar = view::bar(body);
            if bar.contains((x, y).into()) {
                let all = state.lines().lines.len();
                state.top = all * usize::from(y - bar.y) / usize::from(bar.height.max(1));
            }
        }
        Input::Key(_) | Input::Paste(_) | Input::Drag { .. } | Input::Drop => {}
    }
    settle(state, body);
    Vec::new()
}

/// The form or report after (or before) the one that is read.
fn other(state: &State, cx: &Cx, after: bool) -> Vec<Step> {
    let Some(round) = &cx.round else {
        return Vec::new();
    };
    let framework = &round.framework;
    let forms = framework.forms.iter().map(|form| &form.id);
    let all: Vec<&FormId> = forms.chain(framework.reports.iter().map(|report| &report.id)).collect();
    let at = all.iter().position(|id| **id == state.what.form).unwrap_or(0);
    let by = if after { 1 } else { all.len().saturating_sub(1) };
    let Some(form) = all.get((at + by) % all.len().max(1)) else {
        return Vec::new();
    };
    let what = PrintRequest {
        form: (*form).clone(),
        ..state.what.clone()
    };
    vec![Step::Ask(Request::Print(what))]
}

/// Lays the paper out for the width of the screen, and keeps what is in sight within it.
pub fn settle(state: &mut State, body: Rect) {
    let place = view::paper(body);
    let width = usize::from(place.width);
    if state.laid.0 != width {
        state.laid = (width, state.printing.lines(width));
    }
    let lines = &state.laid.1.lines;
    state.top = state.top.min(lines.len().saturating_sub(usize::from(place.height)));
    let widest = lines.iter().map(|line| text::width(&line.words)).max().unwrap_or(0);
    state.left = state.left.min(widest.saturating_sub(width));
}
