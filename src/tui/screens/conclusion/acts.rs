//! Handing a dossier to the chair, sealing it and opening it again: what is at stake is shown first, and in whose name
//! it is done.

use super::{head, rows};
use crate::domain::scorecard::conclude;
use crate::domain::{Act, Method, Round, Sentence, StageStanding, Standing};
use crate::tasks::{DossierView, Request};
use crate::text::fold;
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
        Action::Present if sealed => refuse("tui-refuse-sealed-already"),
        Action::Present if presented => refuse("tui-refuse-presented"),
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
        acting.is_some_and(StageStanding::departs_from_rule)
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
    stake(&mut paper, view, cx, round);
    paper.say(Role::Text, &by(cx, round, "tui-present-by"));
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
    let mut facts = Paper::default();
    facts.say(Role::Text, &cx.locale.with("tui-seal-intro", &[("name", name)]));
    stake(&mut facts, view, cx, round);
    let chairs = chairs(&cx.settings.role);
    let role = if chairs { Role::Text } else { Role::Warn };
    facts.say(role, &by(cx, round, "tui-seal-by"));
    if !chairs {
        facts.say(Role::Warn, &cx.text("tui-seal-no-chair"));
    }
    let entries = vec![Entry::text(cx.locale.with("tui-seal-label", &[("word", &word)]), "")];
    let form = Form::new(
        cx.say(&Action::Seal.title()),
        String::new(),
        entries,
        Purpose::Typed { word, act },
    )
    .about(facts);
    vec![Step::Open(Box::new(Dialog::form(form)))]
}

/// Whether a role is one that seals: that of the council's chair or of a deputy.
fn chairs(role: &str) -> bool {
    let role = fold(role);
    role.contains("chu tich") || role.contains("chair")
}

/// In whose name it is done.
fn by(cx: &Cx, round: &Round, key: &str) -> String {
    let stage = round.acting().map(|stage| stage.body.clone()).unwrap_or_default();
    let role = if cx.settings.role.is_empty() {
        "–"
    } else {
        &cx.settings.role
    };
    let figures = [
        ("member", cx.settings.member.as_str()),
        ("role", role),
        ("stage", &stage),
    ];
    cx.locale.with(key, &figures)
}

/// What is about to be sealed or presented: the result, the threshold, and set off from them what is still doubtful.
fn stake(paper: &mut Paper, view: &DossierView, cx: &Cx, round: &Round) {
    let card = &view.scorecard;
    let result = card.results.get(&round.stage).cloned().unwrap_or_default();
    let total = &result.total;
    match round.framework.method {
        Method::PassFail => {
            let passed = total.passed.to_string();
            let all = (total.passed + total.failed + total.pending).to_string();
            let rate = result.rate.map_or("–".to_owned(), |rate| say::number(cx, rate, 2));
            let figures = [("passed", passed.as_str()), ("all", &all), ("rate", &rate)];
            paper.say(Role::Text, &cx.locale.with("tui-seal-result", &figures));
            match round.threshold {
                Some(rate) => {
                    let rate = say::number(cx, rate, 2);
                    paper.say(Role::Text, &cx.locale.with("tui-seal-threshold", &[("rate", &rate)]));
                }
                None => paper.say(Role::Warn, &cx.text("tui-seal-no-threshold")),
            }
        }
        Method::Points => {
            let (points, max) = (
                say::points(cx, round, total.points),
                say::points(cx, round, total.max_points),
            );
            let figures = [("points", points.as_str()), ("max", &max)];
            paper.say(Role::Text, &cx.locale.with("tui-seal-points", &figures));
        }
        Method::Maturity => {
            let why = cx.say(&conclude(round, &view.dossier, &result).why);
            paper.say(Role::Text, &say::capital(&why));
        }
    }
    if let Some(line) = head::by_rule(cx, round, view) {
        paper.say(Role::Warn, &line);
    }
    let flags = card.flags.len();
    let role = if flags > 0 { Role::Warn } else { Role::Text };
    paper.say(
        role,
        &cx.locale.with("tui-seal-flags", &[("count", &flags.to_string())]),
    );
    let against = against(view, round).filter_map(|row| rows::code(round, &row.criterion));
    let against: Vec<&str> = against.collect();
    if !against.is_empty() {
        let codes = against.join(", ");
        paper.say(Role::Warn, &cx.locale.with("tui-seal-against", &[("codes", &codes)]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chair_or_a_deputy_seals_whatever_the_spelling() {
        for role in ["Chủ tịch Hội đồng", "PHÓ CHỦ TỊCH", "Phó Chủ tịch UBND huyện", "Chair"] {
            assert!(chairs(role), "{role}");
        }
        for role in ["Thư ký", "Ủy viên", ""] {
            assert!(!chairs(role), "{role}");
        }
    }
}
