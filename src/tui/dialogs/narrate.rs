//! The sections of the reports that the round's stage issues: each opens the text that people write there.

use super::pick;
use super::{Dialog, words};
use crate::domain::narrative::{Narrative, Narratives};
use crate::domain::{Act, ApplicantId, Round};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::Step;
use crate::tui::widgets::area::Area;

/// The reports written at the round's stage, where there are any.
pub fn has_reports(round: &Round) -> bool {
    let mut reports = round.framework.reports.iter();
    reports.any(|report| report.stage == round.stage && report.narratives().next().is_some())
}

/// The list of sections, of one applicant's reports or of all of the round.
pub fn sections(cx: &Cx, round: &Round, applicant: Option<(&ApplicantId, &str)>, narratives: &Narratives) -> Dialog {
    let id = applicant.map(|(id, _)| id);
    let mut options = Vec::new();
    for report in round
        .framework
        .reports
        .iter()
        .filter(|report| report.stage == round.stage && (id.is_none() || report.scope.is_applicant()))
    {
        for section in report.narratives() {
            let own = narratives.own(id, &report.id, &section.key);
            let key = match (own, narratives.of(id, &report.id, &section.key)) {
                (Some(own), _) if own.is_conflict() => "tui-narrate-conflict",
                (Some(_), _) => "tui-narrate-written",
                (None, Some(_)) => "tui-narrate-of-round",
                (None, None) => "tui-narrate-unwritten",
            };
            let name = format!("{} · {}", report.name, section.heading);
            let act = Act::Narrate {
                round: round.id.clone(),
                applicant: id.cloned(),
                report: report.id.clone(),
                section: section.key.clone(),
                text: String::new(),
                replaces: Some(own.map(Narrative::events).unwrap_or_default()),
            };
            let hint = match section.hint.as_str() {
                "" => String::new(),
                hint => format!("\n{hint}"),
            };
            let hint = match own.filter(|own| own.is_conflict()) {
                Some(own) => {
                    let who: Vec<&str> = own.all().map(|one| one.by.as_str()).collect();
                    let several = cx.locale.with("tui-narrate-several", &[("who", &who.join(", "))]);
                    format!("{hint}\n{several}")
                }
                None => hint,
            };
            let text = Dialog::words(words::State {
                title: name.clone(),
                question: match applicant {
                    Some((_, name)) => cx.locale.with("tui-narrate-question", &[("name", name)]),
                    None => cx.text("tui-narrate-question-round"),
                } + &hint,
                area: Area::filled(&own.map(Narrative::whole).unwrap_or_default()),
                act,
                needed: false,
                office: None,
            });
            let line = format!("{} {name}", cx.text(key));
            options.push((line, vec![Step::Close, Step::Open(Box::new(text))]));
        }
    }
    let question = cx.text("tui-narrate-legend");
    Dialog::Pick(pick::State::new(
        cx.say(&Action::WriteReport.title()),
        question,
        options,
    ))
}
