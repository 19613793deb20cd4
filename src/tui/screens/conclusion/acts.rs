//! Handing a dossier to the chair, sealing it and opening it again: what is at stake is shown first, and in whose name
//! it is done.

use crate::domain::scorecard::conclude;
use crate::domain::{Act, Method, Round, Sentence, Standing, Verdict};
use crate::tasks::{DossierView, Request};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::dialogs::form::{Entry, State as Form};
use crate::tui::dialogs::submit::Purpose;
use crate::tui::dialogs::{Dialog, confirm, words};
use crate::tui::event::Step;
use crate::tui::screens::review::open;
use crate::tui::screens::words as say;
use crate::tui::theme::Role;
use crate::tui::widgets::area::Area;
use crate::tui::widgets::paper::Paper;

/// What stands in the way of presenting, sealing or opening again, if anything.
pub fn refuses(view: &DossierView, round: &Round, action: Action) -> Option<Sentence> {
    let sealed = view.dossier.sealed.contains(&round.stage);
    let presented = view.dossier.presented.contains(&round.stage);
    let refuse = |key: &str| Some(Sentence::new(key));
    match action {
        Action::Reopen if !sealed => refuse("tui-refuse-not-sealed"),
        Action::Seal if sealed => refuse("tui-refuse-sealed-already"),
        Action::Present if sealed || presented => refuse("tui-refuse-presented"),
        Action::Seal | Action::Present => {
            let rows = view.scorecard.rows.iter();
            let pending = rows.filter(|row| open(row.stages.get(&round.stage))).count();
            (pending > 0).then(|| Sentence::new("tui-refuse-open").number("count", pending))
        }
        _ => None,
    }
}

/// Asks what it takes to present, seal or open again.
pub fn ask(view: &DossierView, cx: &Cx, round: &Round, action: Action) -> Vec<Step> {
    match action {
        Action::Present => present(view, cx, round),
        Action::Seal => seal(view, cx, round),
        Action::Reopen => reopen(view, cx, round),
        _ => Vec::new(),
    }
}

/// The criteria on which a person ruled otherwise than the rule finds.
pub fn against<'a>(view: &'a DossierView, round: &'a Round) -> impl Iterator<Item = &'a Standing> {
    view.scorecard.rows.iter().filter(|row| {
        let acting = row.stages.get(&round.stage);
        let found = acting.and_then(|acting| acting.finding.as_ref()?.verdict);
        let ruled = acting.and_then(|acting| acting.verdict);
        let said = |verdict| matches!(verdict, Some(Verdict::Met | Verdict::NotMet));
        said(found) && said(ruled) && found != ruled
    })
}

/// Asks why a sealed dossier is to be opened again.
fn reopen(view: &DossierView, cx: &Cx, round: &Round) -> Vec<Step> {
    let act = Act::Reopen {
        round: round.id.clone(),
        applicant: view.dossier.applicant.clone(),
        stage: round.stage.clone(),
        reason: String::new(),
    };
    vec![Step::Open(Box::new(Dialog::words(words::State {
        title: cx.say(&Action::Reopen.title()),
        question: cx.text("tui-reopen-question"),
        area: Area::filled(""),
        act,
        needed: true,
        office: None,
    })))]
}

/// Asks whether the dossier is to be handed to the chair.
fn present(view: &DossierView, cx: &Cx, round: &Round) -> Vec<Step> {
    let applicant = view.dossier.applicant.clone();
    let name = view.dossier.name.as_str();
    let mut paper = Paper::default();
    paper.say(Role::Text, &cx.locale.with("tui-present-question", &[("name", name)]));
    paper.gap();
    for line in stake(view, cx, round, "tui-present-by") {
        paper.say(Role::Text, &line);
    }
    let act = Act::Present {
        round: round.id.clone(),
        applicant,
        stage: round.stage.clone(),
    };
    vec![Step::Open(Box::new(Dialog::Confirm(confirm::State {
        title: cx.say(&Action::Present.title()),
        paper,
        yes: vec![Step::Ask(Request::Act(Box::new(act)))],
        hints: confirm::HINTS,
        top: 0,
    })))]
}

/// Asks for the word that seals the conclusion.
fn seal(view: &DossierView, cx: &Cx, round: &Round) -> Vec<Step> {
    let applicant = view.dossier.applicant.clone();
    let name = view.dossier.name.as_str();
    let word = cx.text("tui-seal-word");
    let act = Act::Seal {
        round: round.id.clone(),
        applicant,
        stage: round.stage.clone(),
        state: String::new(),
    };
    let intro = cx.locale.with("tui-seal-intro", &[("name", name), ("word", &word)]);
    let intro = format!("{intro}\n{}", stake(view, cx, round, "tui-seal-by").join("\n"));
    let entries = vec![Entry::text(cx.locale.with("tui-seal-label", &[("word", &word)]), "")];
    let form = Form::new(
        cx.say(&Action::Seal.title()),
        intro,
        entries,
        Purpose::Typed { word, act },
    );
    vec![Step::Open(Box::new(Dialog::form(form)))]
}

/// What is about to be sealed or presented: the result, the threshold, what is still doubtful, and in whose name.
fn stake(view: &DossierView, cx: &Cx, round: &Round, by: &str) -> Vec<String> {
    let card = &view.scorecard;
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
        Method::Maturity => lines.push(cx.say(&conclude(round, &view.dossier, &result).why)),
    }
    lines.push(
        cx.locale
            .with("tui-seal-flags", &[("count", &card.flags.len().to_string())]),
    );
    let against: Vec<&str> = against(view, round)
        .filter_map(|row| round.framework.criterion(&row.criterion))
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
