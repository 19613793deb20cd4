//! The acts on the selected row and on the dossier: each becomes a request, a question first, or a reason why not.

use super::decide::{Claimed, Decision, decide};
use super::{Row, State, accept, copy, look, several};
use crate::domain::checks::say_figure;
use crate::domain::{Act, FlagKind, Method, Round, Rule, Sentence, Standing, SubformFigure, Verdict};
use crate::tasks::Request;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, pick, value, words};
use crate::tui::event::{Step, Tone};
use crate::tui::screens::{conclusion, round as board, words as say};
use crate::tui::widgets::area::Area;

/// What stands in the way of an act, if anything.
pub fn refuses(state: &State, round: &Round, action: Action) -> Option<Sentence> {
    let sealed = state.sealed(&round.stage);
    let refuse = |key: &str| Some(Sentence::new(key));
    match action {
        Action::Accept
        | Action::SetValue
        | Action::RuleMet
        | Action::RuleNotMet
        | Action::RuleNotApplicable
        | Action::Note
        | Action::AcceptGroup
        | Action::AcceptAll
        | Action::DismissFlag
        | Action::SettleConflict
        | Action::Undo
        | Action::Redo
            if sealed =>
        {
            refuse("tui-refuse-sealed")
        }
        Action::SettleConflict => (!look::contested(state, round)).then(|| Sentence::new("tui-refuse-no-conflict")),
        Action::Accept if look::contested(state, round) => None,
        Action::Accept => {
            let (_, standing) = selected(state)?;
            Claimed::of(round, standing)
                .says_nothing()
                .then(|| Sentence::new("tui-refuse-no-claim"))
        }
        Action::RuleMet | Action::RuleNotMet if round.framework.method == Method::Points => {
            let (row, _) = selected(state)?;
            let rule = round.framework.criteria.get(row.criterion)?.rule.as_ref();
            let by_verdict = matches!(rule, Some(Rule::Target { .. } | Rule::Presence));
            (!by_verdict).then(|| Sentence::new("tui-refuse-by-points"))
        }
        Action::DismissFlag => {
            let (_, standing) = selected(state)?;
            standing.flags.is_empty().then(|| Sentence::new("tui-refuse-no-flag"))
        }
        Action::ShowChanges if state.view.dossier.submissions < 2 => refuse("tui-refuse-one-submission"),
        Action::Reopen | Action::Seal | Action::Present => conclusion::refuses(&state.view, round, action),
        _ => None,
    }
}

/// Does an act that is no movement.
pub fn act(state: &mut State, cx: &Cx, round: &Round, action: Action) -> Vec<Step> {
    let applicant = state.view.dossier.applicant.clone();
    let name = state.view.dossier.name.clone();
    match action {
        // Where members ruled apart from each other, one must be chosen before anything else is written.
        Action::Accept | Action::RuleMet | Action::RuleNotMet | Action::RuleNotApplicable | Action::SettleConflict
            if look::contested(state, round) =>
        {
            look::conflict(state, cx, round)
        }
        Action::ShowMissing => look::missing(state, cx, round),
        Action::Accept => accept::accept(state, cx, round),
        Action::SetValue => set_value(state, cx, round),
        Action::RuleMet => rule(state, cx, round, Verdict::Met),
        Action::RuleNotMet => rule(state, cx, round, Verdict::NotMet),
        Action::RuleNotApplicable => rule(state, cx, round, Verdict::NotApplicable),
        Action::Note => note(state, cx, round),
        Action::AcceptGroup => several::group(state, cx, round),
        Action::AcceptAll => several::all(state, cx, round),
        Action::Copy => copy::choose(state, cx, round),
        Action::DismissFlag => dismiss(state, cx, round),
        Action::SetTargets => match selected(state).and_then(|(row, _)| round.framework.criteria.get(row.criterion)) {
            Some(criterion) => {
                let who = Some((&applicant, name.as_str()));
                vec![Step::Open(Box::new(board::target_form(cx, round, criterion, who)))]
            }
            None => Vec::new(),
        },
        Action::Present | Action::Seal | Action::Reopen => conclusion::ask(&state.view, cx, round, action),
        Action::Undo => vec![Step::Ask(Request::Undo(round.id.clone(), Some(applicant)))],
        Action::Redo => vec![Step::Ask(Request::Redo(round.id.clone(), Some(applicant)))],
        _ => Vec::new(),
    }
}

pub(super) fn selected(state: &State) -> Option<(&Row, &Standing)> {
    let row = state.row()?;
    Some((row, state.standing(row)?))
}

fn words_for(title: String, question: String, filled: &str, act: Act, needed: bool) -> Step {
    Step::Open(Box::new(Dialog::words(words::State {
        title,
        question,
        area: Area::filled(filled),
        act,
        needed,
        office: None,
    })))
}

/// The decision that follows the claim on a row.
pub(super) fn following(state: &State, round: &Round, row: &Row) -> Option<Decision> {
    let standing = state.standing(row)?;
    let criterion = round.framework.criteria.get(row.criterion)?;
    let claimed = Claimed::of(round, standing);
    let rulings = state.view.rulings.of(&round.stage, &criterion.id);
    let mut decision = Decision {
        round: round.id.clone(),
        applicant: state.view.dossier.applicant.clone(),
        criterion: criterion.id.clone(),
        name: format!("{} {}", criterion.code, criterion.name),
        stage: round.stage.clone(),
        per_cent: criterion.is_percent(),
        value: claimed.value.clone(),
        verdict: None,
        points: claimed.stated,
        inputs: claimed.inputs.clone(),
        reason: rulings.first().map(|ruling| ruling.reason.clone()).unwrap_or_default(),
        replaces: rulings.iter().map(|ruling| ruling.event.clone()).collect(),
        rule: None,
        rule_points: None,
        claimed,
    };
    decision.judge(criterion, standing.target.as_ref());
    decision.verdict = decision.claimed.verdict.or(decision.rule);
    Some(decision)
}

pub(super) fn write(decision: &Decision) -> Step {
    Step::Ask(Request::Act(Box::new(decision.act(""))))
}

fn rule(state: &mut State, cx: &Cx, round: &Round, verdict: Verdict) -> Vec<Step> {
    let Some((row, standing)) = selected(state) else {
        return Vec::new();
    };
    let Some(mut decision) = following(state, round, row) else {
        return Vec::new();
    };
    let Some(criterion) = round.framework.criteria.get(row.criterion) else {
        return Vec::new();
    };
    if let Some(ruling) = standing
        .stages
        .get(&round.stage)
        .and_then(|acting| acting.ruling.as_ref())
    {
        if ruling.value.is_some() || !ruling.inputs.is_empty() {
            decision.value = ruling.value.clone();
            decision.inputs = ruling.inputs.clone();
        }
        decision.judge(criterion, standing.target.as_ref());
        if ruling.verdict == Some(verdict) && verdict != Verdict::NotApplicable {
            return vec![Step::Tell(Tone::Done, Sentence::new("tui-ruled-already"))];
        }
    }
    if verdict == Verdict::NotApplicable {
        // What does not apply has no figures.
        decision.value = None;
        decision.inputs.clear();
        decision.judge(criterion, standing.target.as_ref());
    }
    decision.verdict = Some(verdict);
    decision.points = None;
    let steps = decide(cx, decision);
    if matches!(steps.first(), Some(Step::Ask(_))) {
        state.advance(cx, round);
    }
    steps
}

fn set_value(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some((row, standing)) = selected(state) else {
        return Vec::new();
    };
    let Some(decision) = following(state, round, row) else {
        return Vec::new();
    };
    let Some(criterion) = round.framework.criteria.get(row.criterion) else {
        return Vec::new();
    };
    let ruling = standing
        .stages
        .get(&round.stage)
        .and_then(|acting| acting.ruling.as_ref());
    let target = standing.target.clone();
    let dialog = value::State::new(cx, round, criterion, target.clone(), decision.clone(), ruling);
    let as_ruled = vec![Step::Open(Box::new(Dialog::Value(Box::new(dialog))))];
    // Where the sub-forms count something else than is claimed, either may be taken up.
    let figures = SubformFigure::of(&state.view.dossier.submission.subforms, &criterion.id);
    let counted = SubformFigure::together(&figures).filter(|_| ruling.is_none() && differs(state, standing));
    let (Some(counted), Some(first)) = (counted, figures.first()) else {
        return as_ruled;
    };
    let figure = cx.say(&say_figure(&counted, decision.per_cent));
    let from_form = [("form", first.name.as_str()), ("figure", &figure)];
    let claim = say::claimed(cx, &decision.claimed, decision.per_cent);
    let name = decision.name.clone();
    let dialog = value::State::filled(cx, round, criterion, target, decision, counted);
    vec![Step::Open(Box::new(Dialog::Pick(pick::State::new(
        cx.say(&Action::SetValue.title()),
        name,
        vec![
            (cx.locale.with("tui-subform-claimed", &[("claim", &claim)]), as_ruled),
            (
                cx.locale.with("tui-subform-counted", &from_form),
                vec![Step::Open(Box::new(Dialog::Value(Box::new(dialog))))],
            ),
        ],
    ))))]
}

/// Whether the sub-forms say something else than the claim.
fn differs(state: &State, standing: &Standing) -> bool {
    let flags = &state.view.scorecard.flags;
    let mut own = standing.flags.iter().filter_map(|at| flags.get(*at));
    let silent = standing.claim.as_ref().is_none_or(|claim| claim.value.is_none());
    silent || own.any(|flag| flag.kind == FlagKind::SubformMismatch)
}

fn note(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some((row, standing)) = selected(state) else {
        return Vec::new();
    };
    let Some(criterion) = round.framework.criteria.get(row.criterion) else {
        return Vec::new();
    };
    let own = state
        .view
        .notes
        .iter()
        .find(|note| note.criterion.as_ref() == Some(&standing.criterion));
    let act = Act::Note {
        round: round.id.clone(),
        applicant: state.view.dossier.applicant.clone(),
        criterion: Some(standing.criterion.clone()),
        text: String::new(),
        replaces: own.map(|note| note.event.clone()).into_iter().collect(),
    };
    let name = format!("{} {}", criterion.code, criterion.name);
    let filled = own.map_or("", |note| note.text.as_str());
    vec![words_for(cx.say(&Action::Note.title()), name, filled, act, false)]
}

fn dismiss(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some((_, standing)) = selected(state) else {
        return Vec::new();
    };
    let flags = standing
        .flags
        .iter()
        .filter_map(|at| state.view.scorecard.flags.get(*at));
    let options: Vec<(String, Vec<Step>)> = flags
        .map(|flag| {
            let words = cx.say(&flag.message);
            let act = Act::DismissFlag {
                round: round.id.clone(),
                applicant: state.view.dossier.applicant.clone(),
                flag: flag.clone(),
                reason: String::new(),
            };
            let question = format!("{words}\n{}", cx.text("tui-dismiss-reason"));
            let step = words_for(cx.say(&Action::DismissFlag.title()), question, "", act, true);
            (words, vec![step])
        })
        .collect();
    if let [(_, steps)] = options.as_slice() {
        return steps.clone();
    }
    let title = cx.say(&Action::DismissFlag.title());
    let list = pick::State::new(title, cx.text("tui-dismiss-question"), options);
    vec![Step::Open(Box::new(Dialog::Pick(list)))]
}
