//! The whole round in figures: results and ranks, distributions, what was claimed otherwise, what stands in the way, and
//! another year beside this one.

mod cell;
mod detail;
mod field;
mod state;
mod view;

use ratatui::layout::Rect;

pub use cell::outcomes;
pub use field::Field;
pub use state::{Kind, Part, State};
pub use view::{title, view};

use super::round as list;
use crate::domain::{Round, Sentence};
use crate::tasks::{Request, RoundHead};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, pick};
use crate::tui::event::{Goal, Input, Step, Tone};

/// The acts of its key bar.
pub const BAR: &[Action] = &[
    Action::Help,
    Action::Confirm,
    Action::NextPane,
    Action::NextGroup,
    Action::Sort,
    Action::Export,
    Action::ChoosePast,
    Action::Palette,
    Action::Screens,
    Action::Find,
    Action::Back,
];

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, body: Rect, input: Input) -> Vec<Step> {
    let Some(round) = cx.round.clone() else {
        return Vec::new();
    };
    let steps = match input {
        Input::Act(action) => act(state, cx, &round, body, action),
        Input::Wheel { x, y, down } => {
            let under = view::parts(state, body).spots.into_iter();
            if let Some(spot) = { under }.find(|spot| spot.rows.contains((x, y).into())) {
                state.focus(spot.kind);
            }
            step(state, if down { 3 } else { -3 });
            Vec::new()
        }
        Input::Click { x, y, again } => click(state, cx, &round, body, (x, y, again)),
        Input::Drag { .. } | Input::Drop | Input::Key(_) | Input::Paste(_) => Vec::new(),
    };
    settle(state, body);
    steps
}

/// Keeps the selected rows in sight.
pub fn settle(state: &mut State, body: Rect) {
    for spot in view::parts(state, body).spots {
        if let Some(pane) = state.panes.get_mut(&spot.kind) {
            pane.at.settle(pane.shown.len(), usize::from(spot.rows.height));
        }
    }
}

fn step(state: &mut State, by: isize) {
    if let Some(pane) = state.current() {
        pane.at.step(by, pane.shown.len());
    }
}

fn act(state: &mut State, cx: &Cx, round: &Round, body: Rect, action: Action) -> Vec<Step> {
    let kind = state.kind();
    let spots = view::parts(state, body).spots;
    let spot = spots.iter().find(|spot| spot.kind == kind);
    let page = spot.map_or(1, |spot| isize::try_from(spot.rows.height).unwrap_or(1).max(1));
    match action {
        Action::Down => step(state, 1),
        Action::Up => step(state, -1),
        Action::PageDown => step(state, page),
        Action::PageUp => step(state, -page),
        Action::First => step(state, isize::MIN),
        Action::Last => step(state, isize::MAX),
        Action::NextPane | Action::Right => state.part = state.part.turned(true),
        Action::PreviousPane | Action::Left => state.part = state.part.turned(false),
        Action::NextGroup | Action::PreviousGroup => {
            let turned = state.turn();
            let alone = Step::Tell(Tone::Refused, Sentence::new("summary-one-table"));
            return if turned { Vec::new() } else { vec![alone] };
        }
        Action::Sort => {
            let width = spot.map_or(body.width, |spot| spot.rows.width);
            let fields: Vec<Field> = field::columns(cx, round, state, kind, width)
                .into_iter()
                .map(|(field, _)| field)
                .filter(|field| !field.pictures())
                .collect();
            let sort = state.pane(kind).map(|pane| pane.sort);
            let next = fields
                .iter()
                .position(|field| Some(*field) == sort)
                .map_or(0, |at| at + 1);
            if let Some(field) = fields.get(next).or_else(|| fields.first()) {
                return sorted(state, cx, round, kind, *field, false);
            }
        }
        Action::ReverseSort => {
            if let Some((sort, reversed)) = state.pane(kind).map(|pane| (pane.sort, pane.reversed)) {
                state.sort_by(kind, sort, !reversed);
            }
        }
        Action::Confirm => return open(state, cx, round),
        Action::Export => return vec![Step::Open(Box::new(list::export_summary(cx, round)))],
        Action::ChoosePast => return vec![choose(state, cx, round)],
        Action::Back => return vec![Step::Leave],
        _ => {}
    }
    Vec::new()
}

fn sorted(state: &mut State, cx: &Cx, round: &Round, kind: Kind, field: Field, reversed: bool) -> Vec<Step> {
    state.sort_by(kind, field, reversed);
    let column = match field {
        Field::Group(at) => {
            let group = state.found.as_ref().and_then(|found| found.now.groups.get(at));
            let group = group.and_then(|sum| round.framework.group(&sum.group));
            group.map_or_else(String::new, |group| format!("{} {}", group.code, group.name))
        }
        _ => cx.say(&field.title()),
    };
    vec![Step::Tell(
        Tone::Done,
        Sentence::new("tui-sorted").text("column", column),
    )]
}

/// What Enter does: a dossier is opened, a criterion compared, a step of the distribution lists its dossiers, and the
/// dossiers are ordered by a group.
fn open(state: &mut State, cx: &Cx, round: &Round) -> Vec<Step> {
    let (kind, Some(row)) = (state.kind(), state.row()) else {
        return Vec::new();
    };
    let Some(found) = &state.found else { return Vec::new() };
    match kind {
        Kind::Ranking | Kind::Years => {
            let commune = found.now.communes.get(row);
            let goal = commune.map(|one| Step::GoTo(Goal::Applicant(one.applicant.clone())));
            goal.into_iter().collect()
        }
        Kind::Communes => {
            let Some(one) = found.now.communes.get(row) else {
                return Vec::new();
            };
            let goal = match one.over.first().or_else(|| one.under.first()) {
                Some(criterion) => Goal::Row(one.applicant.clone(), criterion.clone()),
                None => Goal::Applicant(one.applicant.clone()),
            };
            vec![Step::GoTo(goal)]
        }
        Kind::Criteria | Kind::Obstacles | Kind::YearCriteria => vec![Step::Act(Action::Compare)],
        Kind::Bins => {
            let Some(bin) = state.bins.get(row).filter(|bin| !bin.own.is_empty()) else {
                return vec![Step::Tell(Tone::Refused, Sentence::new("summary-step-empty"))];
            };
            let communes = bin.own.iter().filter_map(|at| found.now.communes.get(*at));
            let options = communes.map(|one| {
                let goal = Goal::Applicant(one.applicant.clone());
                (one.name.clone(), vec![Step::Close, Step::GoTo(goal)])
            });
            let list = pick::State::new(cell::step(cx, state, row), String::new(), options.collect());
            vec![Step::Open(Box::new(Dialog::Pick(list)))]
        }
        Kind::Groups => {
            state.part = Part::Results;
            sorted(state, cx, round, Kind::Ranking, Field::Group(row), false)
        }
    }
}

/// Lets the person choose the round that stands beside this one.
fn choose(state: &State, cx: &Cx, round: &Round) -> Step {
    let others = state
        .found
        .as_ref()
        .map(|found| found.others.as_slice())
        .unwrap_or_default();
    if others.is_empty() {
        return Step::Tell(Tone::Refused, Sentence::new("summary-no-other"));
    }
    let named = |head: &RoundHead| format!("{} · {} · {}", head.year, head.organisation, head.framework);
    let beside = others.iter().map(|head| {
        let ask = Request::Overview(round.id.clone(), Some(head.id.clone()));
        (named(head), vec![Step::Close, Step::Ask(ask)])
    });
    // Who loaded another year comes back to this round by the same way.
    let opened = others.iter().map(|head| {
        let name = cx.locale.with("summary-open-round", &[("round", &named(head))]);
        (name, vec![Step::Close, Step::Ask(Request::Board(head.id.clone()))])
    });
    let options = beside.chain(opened);
    let title = cx.say(&Action::ChoosePast.title());
    let mut list = pick::State::new(title, cx.text("summary-choose"), options.collect()).numbered();
    let past = state.found.as_ref().and_then(|found| found.past.first());
    let at = past.and_then(|past| others.iter().position(|head| head.id == past.head.id));
    list.at.selected = at.unwrap_or(0);
    Step::Open(Box::new(Dialog::Pick(list)))
}

fn click(state: &mut State, cx: &Cx, round: &Round, body: Rect, (x, y, again): (u16, u16, bool)) -> Vec<Step> {
    let parts = view::parts(state, body);
    let at = (x, y).into();
    if parts.tabs.contains(at) {
        let hit = view::tabs(cx, parts.tabs, state.part)
            .into_iter()
            .find(|(_, place, _)| place.contains(at));
        if let Some((part, _, _)) = hit {
            state.part = part;
        }
        return Vec::new();
    }
    for spot in parts.spots {
        if spot.name.contains(at) {
            if spot.kind == state.kind() {
                state.turn();
            } else {
                state.focus(spot.kind);
            }
        } else if spot.header.contains(at) {
            state.focus(spot.kind);
            if let Some(field) = view::column_at(cx, round, state, spot, x) {
                let pane = state.pane(spot.kind);
                let reversed = pane.is_some_and(|pane| pane.sort == field && !pane.reversed);
                return sorted(state, cx, round, spot.kind, field, reversed);
            }
        } else if spot.rows.contains(at) {
            state.focus(spot.kind);
            let Some(pane) = state.current() else { continue };
            let row = pane.at.top + usize::from(y - spot.rows.y);
            if row < pane.shown.len() {
                pane.at.selected = row;
                if again {
                    return open(state, cx, round);
                }
            }
        }
    }
    Vec::new()
}
