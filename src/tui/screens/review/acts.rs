//! The acts on the selected row and on the dossier: each becomes a request, a question first, or a reason why not.

use super::decide::{Claimed, Decision, decide};
use super::{Row, State, look, open};
use crate::domain::checks::say_figure;
use crate::domain::scorecard::conclude;
use crate::domain::{Act, Decimal, FlagKind, Method, Round, Rule, Sentence, Standing, SubformFigure, Verdict};
use crate::tasks::Request;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::form::{Entry, State as Form};
use crate::tui::dialogs::submit::Purpose;
use crate::tui::dialogs::{Dialog, confirm, pick, value, words};
use crate::tui::event::{Step, Tone};
use crate::tui::screens::{round as board, words as say};
use crate::tui::theme::Role;
use crate::tui::widgets::area::Area;
use crate::tui::widgets::paper::Paper;

/// What stands in the way of an act, if anything.
pub fn refuses(state: &State, round: &Round, action: Action) -> Option<Sentence> {
    let sealed = state.sealed(&round.stage);
    let presented = state.view.dossier.presented.contains(&round.stage);
    let refuse = |key: &str| Some(Sentence::new(key));
    match action {
        Action::Accept
        | Action::SetValue
        | Action::RuleMet
        | Action::RuleNotMet
        | Action::RuleNotApplicable
        | Action::Note
        | Action::AcceptGroup
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
        Action::Reopen if !sealed => refuse("tui-refuse-not-sealed"),
        Action::Seal if sealed => refuse("tui-refuse-sealed-already"),
        Action::Present if sealed || presented => refuse("tui-refuse-presented"),
        Action::Seal | Action::Present => {
            let pending = state
                .view
                .scorecard
                .rows
                .iter()
                .filter(|row| open(row.stages.get(&round.stage)))
                .count();
            (pending > 0).then(|| Sentence::new("tui-refuse-open").number("count", pending))
        }
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
        Action::Accept => accept(state, cx, round),
        Action::SetValue => set_value(state, cx, round),
        Action::RuleMet => rule(state, cx, round, Verdict::Met),
        Action::RuleNotMet => rule(state, cx, round, Verdict::NotMet),
        Action::RuleNotApplicable => rule(state, cx, round, Verdict::NotApplicable),
        Action::Note => note(state, cx, round),
        Action::AcceptGroup => accept_group(state, cx, round),
        Action::DismissFlag => dismiss(state, cx, round),
        Action::SetTargets => match selected(state).and_then(|(row, _)| round.framework.criteria.get(row.criterion)) {
            Some(criterion) => {
                let who = Some((&applicant, name.as_str()));
                vec![Step::Open(Box::new(board::target_form(cx, round, criterion, who)))]
            }
            None => Vec::new(),
        },
        Action::Present => {
            let mut paper = Paper::default();
            paper.say(Role::Text, &cx.locale.with("tui-present-question", &[("name", &name)]));
            paper.gap();
            for line in stake(state, cx, round, "tui-present-by") {
                paper.say(Role::Text, &line);
            }
            let act = Act::Present {
                round: round.id.clone(),
                applicant,
                stage: round.stage.clone(),
            };
            vec![Step::Open(Box::new(Dialog::Confirm(confirm::State {
                title: cx.say(&action.title()),
                paper,
                yes: vec![Step::Ask(Request::Act(Box::new(act)))],
                hints: confirm::HINTS,
                top: 0,
            })))]
        }
        Action::Seal => {
            let word = cx.text("tui-seal-word");
            let act = Act::Seal {
                round: round.id.clone(),
                applicant,
                stage: round.stage.clone(),
                state: String::new(),
            };
            let intro = cx.locale.with("tui-seal-intro", &[("name", &name), ("word", &word)]);
            let intro = format!("{intro}\n{}", stake(state, cx, round, "tui-seal-by").join("\n"));
            let entries = vec![Entry::text(cx.locale.with("tui-seal-label", &[("word", &word)]), "")];
            let form = Form::new(cx.say(&action.title()), intro, entries, Purpose::Typed { word, act });
            vec![Step::Open(Box::new(Dialog::form(form)))]
        }
        Action::Reopen => {
            let act = Act::Reopen {
                round: round.id.clone(),
                applicant,
                stage: round.stage.clone(),
                reason: String::new(),
            };
            vec![words_for(
                cx,
                cx.say(&action.title()),
                cx.text("tui-reopen-question"),
                "",
                act,
                true,
            )]
        }
        Action::Undo => vec![Step::Ask(Request::Undo(round.id.clone(), Some(applicant)))],
        Action::Redo => vec![Step::Ask(Request::Redo(round.id.clone(), Some(applicant)))],
        _ => Vec::new(),
    }
}

fn selected(state: &State) -> Option<(&Row, &Standing)> {
    let row = state.row()?;
    Some((row, state.standing(row)?))
}

/// What is about to be sealed or presented: the result, the threshold, what is still doubtful, and in whose name.
fn stake(state: &State, cx: &Cx, round: &Round, by: &str) -> Vec<String> {
    let card = &state.view.scorecard;
    let result = card.results.get(&round.stage).cloned().unwrap_or_default();
    let total = &result.total;
    let mut lines = Vec::new();
    match round.framework.method {
        Method::PassFail => {
            let passed = total.passed.to_string();
            let all = (total.passed + total.failed + total.pending).to_string();
            let rate = result.rate.map_or("–".to_owned(), |rate| say::number(cx, rate, 2));
            let figures = [("passed", passed.as_str()), ("all", &all), ("rate", &rate)];
            lines.push(cx.locale.with("tui-seal-result", &figures));
            lines.push(match round.threshold {
                Some(rate) => cx
                    .locale
                    .with("tui-seal-threshold", &[("rate", &say::number(cx, rate, 2))]),
                None => cx.text("tui-seal-no-threshold"),
            });
        }
        Method::Points => {
            let (points, max) = (
                say::points(cx, round, total.points),
                say::points(cx, round, total.max_points),
            );
            lines.push(cx.locale.with("tui-seal-points", &[("points", &points), ("max", &max)]));
        }
        Method::Maturity => lines.push(cx.say(&conclude(round, &state.view.dossier, &result).why)),
    }
    lines.push(
        cx.locale
            .with("tui-seal-flags", &[("count", &card.flags.len().to_string())]),
    );
    let against: Vec<&str> = state
        .rows
        .iter()
        .filter(|row| {
            let acting = state
                .standing(row)
                .and_then(|standing| standing.stages.get(&round.stage));
            let found = acting.and_then(|acting| acting.finding.as_ref()?.verdict);
            let ruled = acting.and_then(|acting| acting.verdict);
            let said = |verdict| matches!(verdict, Some(Verdict::Met | Verdict::NotMet));
            said(found) && said(ruled) && found != ruled
        })
        .filter_map(|row| round.framework.criteria.get(row.criterion))
        .map(|criterion| criterion.code.as_str())
        .collect();
    if !against.is_empty() {
        lines.push(cx.locale.with("tui-seal-against", &[("codes", &against.join(", "))]));
    }
    let stage = round.acting().map(|stage| stage.body.clone()).unwrap_or_default();
    let role = if cx.settings.role.is_empty() {
        "–"
    } else {
        &cx.settings.role
    };
    lines.push(cx.locale.with(
        by,
        &[("member", &cx.settings.member), ("role", role), ("stage", &stage)],
    ));
    lines
}

fn words_for(_: &Cx, title: String, question: String, filled: &str, act: Act, needed: bool) -> Step {
    Step::Open(Box::new(Dialog::words(words::State {
        title,
        question,
        area: Area::filled(filled),
        act,
        needed,
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

fn write(decision: &Decision) -> Step {
    Step::Ask(Request::Act(Box::new(decision.act(""))))
}

fn accept(state: &mut State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some((row, standing)) = selected(state) else {
        return Vec::new();
    };
    let Some(decision) = following(state, round, row) else {
        return Vec::new();
    };
    if cx.waiting.saves(&decision.applicant, &decision.criterion) {
        state.advance(cx, round);
        return Vec::new();
    }
    if let Some(ruling) = standing
        .stages
        .get(&round.stage)
        .and_then(|acting| acting.ruling.as_ref())
    {
        let same = ruling.value == decision.value && ruling.inputs == decision.inputs;
        if same && ruling.verdict == decision.verdict && ruling.points == decision.points {
            state.advance(cx, round);
            return Vec::new();
        }
        let mut paper = Paper::default();
        paper.say(Role::Group, &decision.name);
        let ruled = say::ruled(cx, ruling, decision.per_cent);
        let claim = say::claimed(cx, &decision.claimed, decision.per_cent);
        paper.say(
            Role::Text,
            &cx.locale
                .with("tui-accept-over", &[("ruling", &ruled), ("claim", &claim)]),
        );
        return vec![Step::Open(Box::new(Dialog::Confirm(confirm::State {
            title: cx.text("tui-accept-over-title"),
            paper,
            yes: vec![write(&decision)],
            hints: confirm::HINTS,
            top: 0,
        })))];
    }
    if decision.contradicts() {
        return vec![Step::Open(Box::new(Dialog::Pick(choose_verdict(
            state, cx, round, &decision,
        ))))];
    }
    let steps = vec![write(&decision)];
    state.advance(cx, round);
    steps
}

/// Claim and rule disagree: which verdict is to be recorded?
fn choose_verdict(state: &State, cx: &Cx, round: &Round, decision: &Decision) -> pick::State {
    let why = selected(state)
        .and_then(|(row, standing)| {
            let criterion = round.framework.criteria.get(row.criterion)?;
            Some(cx.say(&decision.clone().judge(criterion, standing.target.as_ref()).why))
        })
        .unwrap_or_default();
    let claim = say::claimed(cx, &decision.claimed, decision.per_cent);
    let by_rule = Decision {
        verdict: decision.rule,
        points: None,
        ..decision.clone()
    };
    let label = |key: &str, verdict: Option<Verdict>, points: Option<Decimal>| {
        let said = match points {
            Some(points) => cx.locale.with("tui-points", &[("points", &say::number(cx, points, 4))]),
            None => say::verdict(cx, verdict),
        };
        cx.locale.with(key, &[("verdict", &said)])
    };
    pick::State {
        title: cx.text("tui-contradiction-title"),
        question: format!(
            "{}\n{}",
            decision.name,
            cx.locale
                .with("tui-contradiction-question", &[("claim", &claim), ("why", &why)])
        ),
        options: vec![
            (
                label("tui-contradiction-rule", decision.rule, decision.rule_points),
                decide(cx, by_rule),
            ),
            (
                label(
                    "tui-contradiction-claim",
                    decision.claimed.verdict,
                    decision.claimed.stated,
                ),
                decide(cx, decision.clone()),
            ),
        ],
        at: Default::default(),
        numbered: false,
    }
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
    vec![words_for(cx, cx.say(&Action::Note.title()), name, filled, act, false)]
}

fn accept_group(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some(group) = state.row().map(|row| row.group.clone()) else {
        return Vec::new();
    };
    let mut acts = Vec::new();
    let mut taken = Vec::new();
    let mut left = Vec::new();
    for row in state.rows.iter().filter(|row| row.group == group) {
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
        let by_target = matches!(criterion.rule, Some(Rule::Target { .. }));
        let why = if decision.claimed.says_nothing() {
            Some("tui-left-no-value")
        } else if decision.contradicts() {
            Some("tui-left-contradicts")
        } else if by_target && standing.target.is_none() {
            Some("tui-left-no-target")
        } else {
            None
        };
        if let Some(why) = why {
            left.push(format!("{}  {}", criterion.code, cx.text(why)));
            continue;
        }
        let figures = Claimed {
            verdict: None,
            points: None,
            in_progress: false,
            ..decision.claimed.clone()
        };
        let figures = say::claimed(cx, &figures, decision.per_cent);
        let outcome = match (decision.verdict, decision.points.or(decision.rule_points)) {
            (_, Some(points)) => cx.locale.with("tui-points", &[("points", &say::number(cx, points, 4))]),
            (verdict, None) => say::verdict(cx, verdict),
        };
        taken.push(format!("{}  {figures}  {outcome}", criterion.code));
        acts.push(decision.act(""));
    }
    if acts.is_empty() {
        return vec![Step::Tell(Tone::Refused, Sentence::new("tui-refuse-group-empty"))];
    }
    let mut paper = Paper::default();
    let name = round
        .framework
        .group(&group)
        .map(|group| group.name.clone())
        .unwrap_or_default();
    let count = acts.len().to_string();
    let all = (taken.len() + left.len()).to_string();
    paper.say(
        Role::Text,
        &cx.locale
            .with("tui-accept-group-question", &[("count", &count), ("group", &name)]),
    );
    paper.gap();
    for words in &taken {
        paper.say(Role::Text, words);
    }
    if !left.is_empty() {
        paper.gap();
        paper.say(
            Role::Warn,
            &cx.locale
                .with("tui-accept-group-left", &[("count", &left.len().to_string())]),
        );
        for words in &left {
            paper.say(Role::Text, words);
        }
    }
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
            let step = words_for(cx, cx.say(&Action::DismissFlag.title()), question, "", act, true);
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
