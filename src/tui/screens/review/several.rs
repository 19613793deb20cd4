//! Accepting what is claimed on many rows at once: all that a person need not look at again. What is left out is said
//! first, then what is accepted, row by row.

use super::acts::following;
use super::decide::{Claimed, Decision};
use super::{State, open};
use crate::domain::{Act, Criterion, GroupId, Round, Rule, Sentence, Standing, Verdict};
use crate::tasks::Request;
use crate::text;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, confirm};
use crate::tui::event::{Step, Tone};
use crate::tui::screens::words as say;
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;

/// Columns that a value may take.
const VALUE: usize = 22;

/// Accepts what is left of the group, after showing it.
pub(super) fn group(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    match state.row() {
        Some(row) => several(state, cx, round, Some(&row.group)),
        None => Vec::new(),
    }
}

/// Accepts what is left of the whole dossier and has no flag, after showing it.
pub(super) fn all(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    several(state, cx, round, None)
}

/// Why a row is left to be looked at by itself.
enum Left {
    /// A reason that the locale words, by its key.
    Plain(&'static str),
    /// A flag, by what it says.
    Flag(String),
}

impl Left {
    fn key(&self) -> &'static str {
        match self {
            Self::Plain(key) => key,
            Self::Flag(_) => "tui-left-flag",
        }
    }
}

/// One row that is accepted, by its columns.
struct Taken {
    role: Role,
    code: String,
    name: String,
    value: String,
    outcome: String,
}

/// What is left for one and the same reason is named together.
fn together<'a>(left: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<(&'a str, Vec<&'a str>)> {
    let mut told: Vec<(&str, Vec<&str>)> = Vec::new();
    for (why, code) in left {
        match told.iter_mut().find(|(known, _)| *known == why) {
            Some((_, codes)) => codes.push(code),
            None => told.push((why, vec![code])),
        }
    }
    told
}

/// What stands in the way of accepting a row unseen, if anything. Only the whole dossier minds flags.
fn why(
    state: &State,
    cx: &Cx,
    criterion: &Criterion,
    standing: &Standing,
    decision: &Decision,
    whole: bool,
) -> Option<Left> {
    let by_target = matches!(criterion.rule, Some(Rule::Target { .. }));
    if decision.claimed.says_nothing() {
        return Some(Left::Plain("tui-left-no-value"));
    }
    // Work still going on is not what any verdict says: the rule would turn it into one.
    if decision.claimed.in_progress {
        return Some(Left::Plain("tui-left-in-progress"));
    }
    if decision.contradicts() {
        return Some(Left::Plain("tui-left-contradicts"));
    }
    if by_target && standing.target.is_none() {
        return Some(Left::Plain("tui-left-no-target"));
    }
    let flags = standing.flags.iter();
    let first = flags.filter_map(|at| state.view.scorecard.flags.get(*at)).next();
    first.filter(|_| whole).map(|flag| Left::Flag(cx.say(&flag.message)))
}

fn taken(cx: &Cx, criterion: &Criterion, decision: &Decision) -> Taken {
    let figures = Claimed {
        verdict: None,
        points: None,
        in_progress: false,
        ..decision.claimed.clone()
    };
    let outcome = match (decision.verdict, decision.points.or(decision.rule_points)) {
        (_, Some(points)) => cx.locale.with("tui-points", &[("points", &say::number(cx, points, 4))]),
        (verdict, None) => say::verdict(cx, verdict),
    };
    Taken {
        role: if decision.verdict == Some(Verdict::NotMet) {
            Role::Bad
        } else {
            Role::Text
        },
        code: criterion.code.clone(),
        name: criterion.name.trim_end_matches(['.', ';', ':']).to_owned(),
        value: text::cut(&say::claimed(cx, &figures, decision.per_cent), VALUE),
        outcome,
    }
}

/// Accepts what is open in a group or, in the whole dossier, only what nothing was found against.
fn several(state: &State, cx: &Cx, round: &Round, group: Option<&GroupId>) -> Vec<Step> {
    let mut acts = Vec::new();
    let mut rows = Vec::new();
    let mut left = Vec::new();
    for row in state
        .rows
        .iter()
        .filter(|row| group.is_none_or(|group| row.group == *group))
    {
        let Some(standing) = state.standing(row) else { continue };
        if !open(standing.stages.get(&round.stage))
            || cx.waiting.saves(&state.view.dossier.applicant, &standing.criterion)
        {
            continue;
        }
        let Some(decision) = following(state, round, row) else {
            continue;
        };
        let Some(criterion) = round.framework.criteria.get(row.criterion) else {
            continue;
        };
        match why(state, cx, criterion, standing, &decision, group.is_none()) {
            Some(why) => left.push((why, criterion.code.as_str())),
            None => {
                rows.push(taken(cx, criterion, &decision));
                acts.push(decision.act(""));
            }
        }
    }
    if acts.is_empty() {
        return vec![Step::Tell(
            Tone::Refused,
            Sentence::new(match group {
                Some(_) => "tui-refuse-group-empty",
                None => "tui-refuse-all-empty",
            }),
        )];
    }
    let count = rows.len().to_string();
    let all = (rows.len() + left.len()).to_string();
    let question = match group {
        Some(group) => {
            let name = round.framework.group(group).map_or("", |group| group.name.as_str());
            cx.locale
                .with("tui-accept-group-question", &[("count", &count), ("group", name)])
        }
        None => cx.locale.with(
            "tui-accept-all-question",
            &[("count", &count), ("name", &state.view.dossier.name)],
        ),
    };
    let mut paper = Paper::default();
    paper.say(Role::Text, &question);
    leave(&mut paper, cx, &left);
    paper.gap();
    list(&mut paper, &rows);
    flags(&mut paper, cx, &left);
    vec![Step::Open(Box::new(Dialog::Confirm(confirm::State {
        title: cx
            .locale
            .with("tui-accept-group-title", &[("count", &count), ("all", &all)]),
        paper,
        yes: vec![Step::Ask(Request::Act(Box::new(Act::Batch { acts })))],
        hints: confirm::HINTS,
        top: 0,
    })))]
}

/// What is left out, in few words: it must be seen before anybody agrees.
fn leave(paper: &mut Paper, cx: &Cx, left: &[(Left, &str)]) {
    if left.is_empty() {
        return;
    }
    let count = left.len().to_string();
    paper.say(
        Role::Alarm,
        &cx.locale.with("tui-accept-group-left", &[("count", &count)]),
    );
    for (key, codes) in together(left.iter().map(|(why, code)| (why.key(), *code))) {
        paper.say(Role::Warn, &format!("{}: {}", codes.join(", "), cx.text(key)));
    }
}

/// What is accepted, one line a criterion: code, name, value, result.
fn list(paper: &mut Paper, rows: &[Taken]) {
    let widest = |of: fn(&Taken) -> &str| rows.iter().map(|row| text::width(of(row))).max().unwrap_or(0);
    let code = widest(|row| &row.code);
    let value = widest(|row| &row.value);
    let outcome = widest(|row| &row.outcome);
    for row in rows {
        let before = " ".repeat(value.saturating_sub(text::width(&row.value)));
        let right = format!("{before}{}  {}", row.value, text::pad(&row.outcome, outcome));
        paper.row(row.role, &text::pad(&row.code, code), &row.name, &right);
    }
}

/// What the flags say for which criteria were left out.
fn flags(paper: &mut Paper, cx: &Cx, left: &[(Left, &str)]) {
    let said = left.iter().filter_map(|(why, code)| match why {
        Left::Flag(said) => Some((said.as_str(), *code)),
        Left::Plain(_) => None,
    });
    let said = together(said);
    if said.is_empty() {
        return;
    }
    paper.gap();
    paper.say(Role::Group, &cx.text("tui-accept-flags"));
    for (why, codes) in said {
        paper.say(Role::Text, &format!("{}: {why}", codes.join(", ")));
    }
}
