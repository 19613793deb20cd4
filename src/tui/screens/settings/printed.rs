//! What documents print of their offices by themselves, as far as the framework and the round say it.

use crate::domain::form::{ReportSpec, SignatureBlock};
use crate::domain::office::Part;
use crate::domain::{FormId, FormSpec, Round};

/// What a document prints where the round says nothing of its own; for all documents of the acting stage what they have in
/// common. None where it is left blank, or where they differ.
pub fn words(round: &Round, document: Option<&FormId>, part: Part) -> Option<String> {
    let framework = &round.framework;
    let meant = |id: &FormId, stage: bool| document.map_or(stage, |document| document == id);
    // A table has no letterhead of its own, and a report no name of an annex.
    let tabled = matches!(part, Part::Agency | Part::Authority | Part::Title | Part::Annex);
    let forms = framework.forms.iter().filter(|_| tabled);
    let forms = forms.filter(|form| meant(&form.id, form.stage.as_ref() == Some(&round.stage)));
    let reports = framework.reports.iter().filter(|_| part != Part::Annex);
    let reports = reports.filter(|report| meant(&report.id, report.stage == round.stage));
    let forms = forms.map(|form| of_form(round, form, part, document.is_some()));
    let reports = reports.map(|report| of_report(round, report, part));
    let mut all = forms.chain(reports);
    let first = all.next().flatten()?;
    all.all(|other| other.as_ref() == Some(&first)).then_some(first)
}

fn of_form(round: &Round, form: &FormSpec, part: Part, alone: bool) -> Option<String> {
    let stage = form.stage.as_ref().and_then(|stage| round.framework.stage(stage));
    match part {
        Part::Agency => (form.stage.as_ref() == Some(&round.stage)).then(|| round.organisation.to_uppercase()),
        Part::Authority => signed(form.signature.as_ref()?, part),
        Part::Title => match &form.signature {
            Some(block) => signed(block, part),
            None => stage.map(|stage| stage.signer.clone()),
        },
        Part::Annex => alone.then(|| form.name.clone()),
        Part::Above
        | Part::Number
        | Part::Place
        | Part::District
        | Part::Addressee
        | Part::Signer
        | Part::Recipients => None,
    }
    .filter(|words| !words.is_empty())
}

fn of_report(round: &Round, report: &ReportSpec, part: Part) -> Option<String> {
    match part {
        Part::Agency => Some(round.organisation.to_uppercase()),
        Part::Number => Some(report.number.clone()),
        Part::Addressee => Some(report.addressee.clone()),
        Part::Recipients => {
            // Lines that are left to be filled in say nothing.
            let said = report.recipients.iter().map(String::as_str);
            let said: Vec<&str> = said.filter(|line| line.contains(char::is_alphabetic)).collect();
            Some(said.join(" / "))
        }
        Part::Authority | Part::Title => signed(&report.signature, part),
        Part::Above | Part::Place | Part::District | Part::Signer | Part::Annex => None,
    }
    .filter(|words| !words.is_empty() && !words.contains('{'))
}

fn signed(block: &SignatureBlock, part: Part) -> Option<String> {
    match part {
        Part::Authority => Some(block.above.join(" / ")),
        _ => Some(block.title.replace('\n', " / ")),
    }
}
