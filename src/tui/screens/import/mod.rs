//! Loading dossiers: what was found of each applicant before anything is stored, corrections by hand, and the report after.

mod detail;
mod forms;
mod view;

use std::path::PathBuf;

use ratatui::layout::Rect;

pub use detail::compared;
pub use forms::found_in;
pub use view::{title, view};

use crate::domain::Sentence;
use crate::tasks::findings::ApplicantFindings;
use crate::tasks::{Commune, Findings, ImportReport, ImportRequest, Preview, Prospect, Request};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, confirm, pick};
use crate::tui::event::{Input, Step, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::list::Position;
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::split::Split;

/// The acts of its key bar before the load.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::RunImport,
    Action::Confirm,
    Action::RenameApplicant,
    Action::LeaveOut,
    Action::MapColumns,
    Action::ImportOptions,
    Action::ImportMore,
    Action::Back,
    Action::NextPane,
    Action::NextFlagged,
    Action::Palette,
    Action::Export,
    Action::NextDifferent,
];

/// The acts of its key bar after it.
pub const BAR_AFTER: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::Export,
    Action::NextFlagged,
    Action::Palette,
    Action::NextPane,
    Action::Back,
];

/// Which part has the keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Pane {
    /// The applicants.
    #[default]
    List,
    /// What there is to say of the selected one.
    Detail,
}

/// A load that is looked at, or was done.
#[derive(Debug, Clone)]
pub struct State {
    /// The new workspace loaded into; none for the one that is open.
    pub workspace: Option<PathBuf>,
    /// What the load would do.
    pub preview: Preview,
    /// What it did, once it is done.
    pub report: Option<(ImportReport, Findings)>,
    /// The selected applicant.
    pub at: Position,
    /// Which part has the keys.
    pub pane: Pane,
    /// The first line shown of the detail.
    pub scroll: usize,
    /// Where the border between the panes stands.
    pub split: Split,
}

impl State {
    /// A load to be looked at.
    pub fn new(workspace: Option<PathBuf>, preview: Preview) -> Self {
        Self {
            workspace,
            preview,
            report: None,
            at: Position::default(),
            pane: Pane::List,
            scroll: 0,
            split: Split::default(),
        }
    }

    /// Takes the load as it is after a correction; the selected applicant stays selected.
    pub fn refresh(&mut self, workspace: Option<PathBuf>, preview: Preview) {
        let key = self.commune().map(|commune| commune.key.clone());
        let same = self.preview.wanted.folders == preview.wanted.folders;
        self.workspace = workspace;
        self.preview = preview;
        self.report = None;
        let place = self
            .preview
            .communes
            .iter()
            .position(|one| Some(&one.key) == key.as_ref());
        self.at.selected = place.filter(|_| same).unwrap_or(0);
        self.scroll = 0;
    }

    /// Takes what the load did.
    pub fn done(&mut self, report: ImportReport) {
        let found = Findings::of_import(&report);
        self.report = Some((report, found));
        self.at = Position::default();
        self.pane = Pane::List;
        self.scroll = 0;
        // What is the matter is seen first.
        if let Some(first) = (0..self.len()).find(|at| self.has_issues(*at)) {
            self.at.selected = first;
        }
    }

    /// How many rows it has; what belongs to no applicant is the last.
    fn len(&self) -> usize {
        match &self.report {
            Some((_, found)) => found.applicants.len() + usize::from(!found.issues.is_empty()),
            None => self.preview.communes.len() + usize::from(!self.preview.issues.is_empty()),
        }
    }

    /// The selected applicant before the load.
    pub fn commune(&self) -> Option<&Commune> {
        self.preview
            .communes
            .get(self.at.selected)
            .filter(|_| self.report.is_none())
    }

    /// The selected applicant after it.
    pub fn outcome(&self) -> Option<&ApplicantFindings> {
        self.report.as_ref()?.1.applicants.get(self.at.selected)
    }

    fn has_issues(&self, at: usize) -> bool {
        match &self.report {
            Some((_, found)) => found.applicants.get(at).is_none_or(|one| !one.issues.is_empty()),
            None => self.preview.communes.get(at).is_none_or(|one| !one.issues.is_empty()),
        }
    }

    fn has_changes(&self, at: usize) -> bool {
        let commune = self.preview.communes.get(at).filter(|_| self.report.is_none());
        commune.is_some_and(|commune| commune.changes.is_some())
    }

    /// How many would be stored.
    pub fn stored(&self) -> usize {
        self.preview
            .communes
            .iter()
            .filter(|commune| commune.fate.is_stored())
            .count()
    }

    /// What was found, to be written to a file.
    pub fn findings(&self) -> Findings {
        match &self.report {
            Some((_, found)) => found.clone(),
            None => Findings::of_preview(&self.preview),
        }
    }

    fn again(&self, wanted: ImportRequest) -> Step {
        Step::Ask(Request::Preview(self.workspace.clone(), Box::new(wanted)))
    }
}

/// What stands in the way of an act, if anything.
pub fn refuses(state: &State, action: Action) -> Option<Sentence> {
    let after = state.report.is_some();
    match action {
        Action::RunImport | Action::RenameApplicant | Action::LeaveOut | Action::MapColumns | Action::ImportOptions
            if after =>
        {
            Some(Sentence::new("tui-refuse-loaded"))
        }
        Action::RenameApplicant | Action::LeaveOut => match state.commune().map(|commune| commune.fate) {
            None | Some(Prospect::Refused) => Some(Sentence::new("tui-refuse-nothing-read")),
            Some(_) => None,
        },
        Action::MapColumns => match state.commune() {
            Some(commune) if !commune.tables.is_empty() || !commune.unknown.is_empty() => None,
            Some(_) | None => Some(Sentence::new("tui-refuse-no-table")),
        },
        Action::RunImport if state.stored() == 0 => Some(Sentence::new("tui-refuse-nothing-new")),
        _ => None,
    }
}

/// What Enter does: before the load it lists what may be done with the row, after it goes on to the table of dossiers.
pub fn verb(state: &State) -> Option<Sentence> {
    Some(Sentence::new(if state.report.is_some() {
        "tui-import-to-round"
    } else {
        "tui-import-menu"
    }))
}

/// The acts of the key bar.
pub fn bar(state: &State) -> Vec<Action> {
    if state.report.is_some() { BAR_AFTER } else { BAR }.to_vec()
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let before = state.at.selected;
    let page = isize::try_from(view::parts(state, body).rows.height).unwrap_or(1);
    let steps = match input {
        Input::Act(action) => act(state, cx, body, action, page),
        Input::Wheel { x, y, down } => {
            let by = if down { 3 } else { -3 };
            if view::parts(state, body).detail.contains((x, y).into()) {
                scroll(state, cx, body, by);
            } else {
                state.at.step(by, state.len());
            }
            Vec::new()
        }
        Input::Click { x, y, again } => click(state, cx, body, (x, y, again)),
        Input::Drag { x, y } => {
            if state.split.held {
                let (place, beside) = view::shared(body);
                state.split.drag(place, beside, (x, y));
            }
            Vec::new()
        }
        Input::Drop if std::mem::take(&mut state.split.held) => state.split.keep(&cx.settings),
        Input::Drop | Input::Key(_) | Input::Paste(_) => Vec::new(),
    };
    if before != state.at.selected {
        state.scroll = 0;
    }
    settle(state, body);
    steps
}

/// Keeps the selected row in sight.
pub fn settle(state: &mut State, body: Rect) {
    let height = usize::from(view::parts(state, body).rows.height);
    state.at.settle(state.len(), height);
}

fn scroll(state: &mut State, cx: &Cx, body: Rect, by: isize) {
    let area = view::parts(state, body).detail;
    let lines = detail::paper(state, cx).lines(usize::from(area.width)).len();
    let last = lines.saturating_sub(usize::from(area.height));
    state.scroll = state.scroll.saturating_add_signed(by).min(last);
}

fn act(state: &mut State, cx: &Cx, body: Rect, action: Action, page: isize) -> Vec<Step> {
    let len = state.len();
    let go = |state: &mut State, by: isize| match state.pane {
        Pane::List => state.at.step(by, len),
        Pane::Detail => scroll(state, cx, body, by),
    };
    match action {
        Action::Down => go(state, 1),
        Action::Up => go(state, -1),
        Action::PageDown => go(state, page),
        Action::PageUp => go(state, -page),
        Action::First => go(state, isize::MIN / 2),
        Action::Last => go(state, isize::MAX / 2),
        Action::NextPane | Action::PreviousPane | Action::Left | Action::Right => {
            state.pane = match state.pane {
                Pane::List => Pane::Detail,
                Pane::Detail => Pane::List,
            };
        }
        Action::WidenList | Action::NarrowList => {
            let (place, beside) = view::shared(body);
            let now = view::share(state, body, place, beside);
            let cells = if beside { place.width } else { place.height };
            if !state.split.step(beside, action == Action::WidenList, (now, cells)) {
                return vec![Step::Tell(Tone::Refused, Sentence::new("split-bound"))];
            }
            return vec![Step::Ask(Request::Keep(state.split.kept(&cx.settings)))];
        }
        Action::NextFlagged => return next(state, State::has_issues, "tui-no-issue"),
        Action::NextDifferent => return next(state, State::has_changes, "tui-no-change"),
        // What was loaded is worked on in the table of dossiers.
        Action::Confirm if state.report.is_some() => return vec![Step::Leave],
        Action::Confirm => return menu(state, cx),
        Action::RenameApplicant => return forms::rename(state, cx).into_iter().collect(),
        Action::LeaveOut => return leave_out(state),
        Action::MapColumns => return forms::columns(state, cx),
        Action::ImportOptions => return vec![forms::options(state, cx)],
        Action::RunImport => return vec![ask(state, cx)],
        Action::Export => return vec![forms::export(state, cx)],
        Action::Back => return leave(state, cx),
        _ => {}
    }
    Vec::new()
}

fn next(state: &mut State, wanted: fn(&State, usize) -> bool, nothing: &str) -> Vec<Step> {
    let len = state.len();
    let found = (1..=len)
        .map(|by| (state.at.selected + by) % len.max(1))
        .find(|at| wanted(state, *at));
    match found {
        Some(at) => {
            state.at.selected = at;
            Vec::new()
        }
        None => vec![Step::Tell(Tone::Refused, Sentence::new(nothing))],
    }
}

fn click(state: &mut State, cx: &Cx, body: Rect, (x, y, again): (u16, u16, bool)) -> Vec<Step> {
    let parts = view::parts(state, body);
    if parts.line.contains((x, y).into()) {
        state.split.held = true;
    } else if parts.rows.contains((x, y).into()) {
        state.pane = Pane::List;
        let row = state.at.top + usize::from(y - parts.rows.y);
        if row < state.len() {
            state.at.selected = row;
            if again {
                return menu(state, cx);
            }
        }
    } else if parts.detail.contains((x, y).into()) {
        state.pane = Pane::Detail;
    }
    Vec::new()
}

/// What may be done with the selected applicant; after the load, its issues in full.
fn menu(state: &mut State, cx: &Cx) -> Vec<Step> {
    let Some(commune) = state.commune() else {
        state.pane = Pane::Detail;
        return Vec::new();
    };
    let acts = [
        Action::RenameApplicant,
        Action::LeaveOut,
        Action::MapColumns,
        Action::RunImport,
        Action::ImportOptions,
        Action::Export,
    ];
    let options: Vec<_> = acts
        .into_iter()
        .filter(|action| refuses(state, *action).is_none())
        .map(|action| (cx.say(&action.title()), vec![Step::Close, Step::Act(action)]))
        .collect();
    let menu = pick::State::new(commune.name.clone(), String::new(), options).numbered();
    vec![Step::Open(Box::new(Dialog::Pick(menu)))]
}

fn leave_out(state: &State) -> Vec<Step> {
    let Some(key) = state.commune().map(|commune| commune.key.clone()) else {
        return Vec::new();
    };
    let mut wanted = state.preview.wanted.clone();
    if !wanted.corrections.left_out.remove(&key) {
        wanted.corrections.left_out.insert(key);
    }
    vec![state.again(wanted)]
}

/// Asks before dossiers are stored, saying what becomes of how many.
fn ask(state: &State, cx: &Cx) -> Step {
    let count = |wanted: fn(Prospect) -> bool| {
        let communes = state.preview.communes.iter();
        communes.filter(|commune| wanted(commune.fate)).count()
    };
    let first = count(|fate| fate == Prospect::First);
    let next = count(|fate| matches!(fate, Prospect::Next(_)));
    let left = state.preview.communes.len() - first - next;
    let mut paper = Paper::default();
    let mut say = |role: Role, key: &str, count: usize| {
        if count > 0 {
            paper.say(role, &cx.locale.with(key, &[("count", &count.to_string())]));
        }
    };
    say(Role::Good, "tui-import-first", first);
    say(Role::Text, "tui-import-next", next);
    say(Role::Dim, "tui-import-left", left);
    let ruled = state
        .preview
        .communes
        .iter()
        .filter_map(|commune| commune.changes.as_ref());
    let ruled: usize = ruled.map(|changes| changes.ruled.len()).sum();
    say(Role::Warn, "tui-import-ruled", ruled);
    paper.gap();
    let workspace = state.workspace.as_ref().map(|path| path.display().to_string());
    if let Some(workspace) = &workspace {
        paper.say(
            Role::Text,
            &cx.locale.with("tui-import-into-file", &[("file", workspace)]),
        );
    }
    paper.say(Role::Text, &cx.text("tui-import-question"));
    let wanted = Box::new(state.preview.wanted.clone());
    let request = match &state.workspace {
        Some(path) => Request::Load(path.clone(), wanted),
        None => Request::Import(wanted),
    };
    Step::Open(Box::new(Dialog::Confirm(confirm::State {
        title: cx.say(&Action::RunImport.title()),
        paper,
        yes: vec![Step::Close, Step::Ask(request)],
        hints: ["tui-hint-load", "tui-hint-cancel"],
        top: 0,
    })))
}

/// Leaves the screen; asks first where corrections would be lost.
fn leave(state: &mut State, cx: &Cx) -> Vec<Step> {
    if state.pane == Pane::Detail {
        state.pane = Pane::List;
        return Vec::new();
    }
    if state.report.is_some() || state.preview.wanted.corrections == crate::tasks::Corrections::default() {
        return vec![Step::Leave];
    }
    let mut paper = Paper::default();
    paper.say(Role::Text, &cx.text("tui-import-leave-question"));
    vec![Step::Open(Box::new(Dialog::Confirm(confirm::State {
        title: cx.text("tui-discard-title"),
        paper,
        yes: vec![Step::Close, Step::Leave],
        hints: ["tui-hint-discard", "tui-hint-go-on"],
        top: 0,
    })))]
}
