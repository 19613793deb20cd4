//! Setting the appraised value: the field starts with the value in force, and the rule's answer is explained while one types.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::super::action::Action;
use super::super::cx::Cx;
use super::super::event::{Input, Step, Tone};
use super::super::keymap::Context;
use super::super::screens::review::decide::{Decision, decide};
use super::super::screens::words;
use super::super::theme::Role;
use super::super::widgets::{self, field::Field, frame as dialog, paper::Paper};
use crate::domain::rule::judge;
use crate::domain::{Criterion, Decimal, Finding, Inputs, Sentence, Value, Verdict};
use crate::text::number::{self, Reading};
use crate::text::{self, value};

/// The value being set.
#[derive(Debug, Clone)]
pub struct State {
    /// The criterion.
    pub criterion: Criterion,
    /// Its target in force.
    pub target: Option<Value>,
    /// What is decided, but for value and verdict.
    pub decision: Decision,
    /// The field.
    pub field: Field,
    /// What is entered are points.
    pub points: bool,
    /// A verdict chosen by hand; none leaves it to the rule.
    pub verdict: Option<Verdict>,
    /// What the field says, and what the rule says of it.
    pub read: Read,
}

/// What the field says.
#[derive(Debug, Clone, Default)]
pub struct Read {
    value: Option<Value>,
    points: Option<Decimal>,
    finding: Option<Finding>,
}

impl State {
    /// Reads what the field was filled with.
    #[must_use]
    pub fn ready(mut self) -> Self {
        self.reread();
        self
    }

    fn reread(&mut self) {
        let words = self.field.text().trim();
        if self.points {
            let points = match number::parse(words) {
                Some(Reading::Number { number, .. }) => Some(number),
                Some(Reading::Ratio { .. }) | None => None,
            };
            let most = self.criterion.max_points.unwrap_or(Decimal::MAX);
            self.read = Read {
                points: points.filter(|points| *points >= Decimal::ZERO && *points <= most),
                ..Read::default()
            };
            return;
        }
        let value = value::parse(words, self.criterion.is_percent());
        let finding = value.as_ref().map(|value| {
            let inputs: Inputs = [("value".to_owned(), value.clone())].into();
            judge(&self.criterion, self.target.as_ref(), &inputs)
        });
        self.read = Read {
            value,
            points: None,
            finding,
        };
    }

    fn turn(&mut self, back: bool) {
        let ring = [None, Some(Verdict::Met), Some(Verdict::NotMet)];
        let at = ring.iter().position(|one| *one == self.verdict).unwrap_or(0);
        let next = if back { at + ring.len() - 1 } else { at + 1 } % ring.len();
        self.verdict = ring.get(next).copied().flatten();
    }
}

/// Hears an input.
pub fn update(state: &mut State, cx: &Cx, input: Input) -> Vec<Step> {
    match input {
        Input::Act(Action::Confirm) => return save(state, cx),
        Input::Act(Action::Up | Action::PreviousPane) => state.turn(true),
        Input::Act(Action::Down | Action::NextPane) => state.turn(false),
        Input::Key(key) => drop(state.field.key(key)),
        Input::Paste(words) => state.field.paste(&words),
        _ => {}
    }
    state.reread();
    Vec::new()
}

fn save(state: &State, cx: &Cx) -> Vec<Step> {
    let mut decision = state.decision.clone();
    if state.points {
        let Some(points) = state.read.points else {
            return vec![Step::Tell(Tone::Refused, Sentence::new("tui-points-unreadable"))];
        };
        decision.points = Some(points);
        return decide(cx, decision);
    }
    let Some(value) = state.read.value.clone() else {
        return vec![Step::Tell(Tone::Refused, Sentence::new("tui-value-unreadable"))];
    };
    let found = state.read.finding.as_ref().and_then(|finding| finding.verdict);
    let same = decision.claimed.value.as_ref() == Some(&value);
    decision.rule = found;
    // Where the rule cannot say, an unchanged value keeps the verdict claimed; a changed one stays open until ruled.
    decision.verdict = state
        .verdict
        .or(found)
        .or(if same { decision.claimed.verdict } else { None });
    decision.value = Some(value);
    decide(cx, decision)
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, screen: Rect, saving: bool) {
    let per_cent = state.criterion.is_percent();
    let mut paper = Paper::default();
    paper.say(
        Role::Group,
        &format!("{} {}", state.criterion.code, state.criterion.name),
    );
    let target = words::target(cx, state.target.as_ref(), per_cent);
    paper.say(
        Role::Text,
        &cx.locale.with(
            "tui-value-target",
            &[("target", &target), ("unit", &state.criterion.unit)],
        ),
    );
    let claimed = words::claimed(cx, &state.decision.claimed, per_cent);
    paper.say(Role::Text, &cx.locale.with("tui-value-claimed", &[("claim", &claimed)]));

    let width = 74.min(screen.width.saturating_sub(4));
    let above = paper.lines(usize::from(width.saturating_sub(4)));
    let rows = u16::try_from(above.len()).unwrap_or(0);
    let area = dialog::place(screen, width, (rows + 9).min(screen.height.saturating_sub(2)));
    let foot = super::foot(
        cx,
        Context::Field,
        saving,
        &[
            (Action::Confirm, "tui-hint-save"),
            (Action::Down, "tui-hint-verdict"),
            (Action::Back, "tui-hint-cancel"),
        ],
    );
    let inner = dialog::draw(frame, area, cx.theme, &cx.text("tui-value-title"), &foot);
    paper.draw(
        frame,
        Rect {
            height: rows.min(inner.height),
            ..inner
        },
        cx.theme,
        0,
    );
    let at = |y: u16| widgets::row(inner, rows + y);
    let label = format!(
        "{} ",
        cx.text(if state.points {
            "tui-points-label"
        } else {
            "tui-value-label"
        })
    );
    let left = u16::try_from(text::width(&label)).unwrap_or(0);
    widgets::line(frame, at(1), cx.theme, Role::Group, &label);
    let field = Rect {
        x: inner.x + left.min(inner.width),
        width: inner.width.saturating_sub(left).min(30),
        ..at(1)
    };
    state.field.draw(frame, field, cx.theme, true);
    let (role, lines) = answer(state, cx, usize::from(inner.width));
    for (y, words) in (3..).zip(lines.iter().take(4)) {
        widgets::line(frame, at(y), cx.theme, role, words);
    }
}

/// What the rule says, or why the field cannot be read.
fn answer(state: &State, cx: &Cx, width: usize) -> (Role, Vec<String>) {
    if state.points {
        return match state.read.points {
            Some(_) => (Role::Text, Vec::new()),
            None => (Role::Warn, text::wrap(&cx.text("tui-points-unreadable"), width)),
        };
    }
    let Some(finding) = &state.read.finding else {
        return (Role::Warn, text::wrap(&cx.text("tui-value-unreadable"), width));
    };
    let mut lines = text::wrap(&format!("→ {}", cx.say(&finding.why)), width);
    let verdict = match state.verdict.or(finding.verdict) {
        Some(verdict) => words::verdict(cx, Some(verdict)),
        None => cx.text("tui-value-open"),
    };
    let by = if state.verdict.is_some() {
        "tui-value-by-hand"
    } else {
        "tui-value-by-rule"
    };
    lines.push(cx.locale.with(by, &[("verdict", &verdict)]));
    let role = match state.verdict.or(finding.verdict) {
        Some(Verdict::Met) => Role::Good,
        Some(Verdict::NotMet) => Role::Bad,
        Some(Verdict::NotApplicable) | None => Role::Warn,
    };
    (role, lines)
}
