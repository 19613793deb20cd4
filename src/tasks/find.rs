//! Finding what a person named: criteria by id or code, applicants by name without marks, stages, forms, rounds.

use super::error::Refusal;
use crate::domain::form::{ReportSection, ReportSpec};
use crate::domain::{ApplicantId, Criterion, FormSpec, Framework, Sentence, Stage};
use crate::framework::nearest;
use crate::text::fold;

/// Refuses a name: a nearly equal known one is the hint, else the sentence given.
fn refuse<'a>(
    what: Sentence,
    name: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: Sentence,
) -> Box<Refusal> {
    let near = nearest(name, known).map(|near| Sentence::new("cli-did-you-mean").text("name", near));
    Box::new(Refusal {
        what,
        why: None,
        hint: near.or(Some(otherwise)),
    })
}

fn ambiguous(what: Sentence) -> Box<Refusal> {
    Box::new(Refusal {
        what,
        why: None,
        hint: Some(Sentence::new("task-ambiguous-hint")),
    })
}

/// The criterion of that id, or of that printed code where only one has it.
///
/// # Errors
/// No criterion, or several, answer to the name.
pub fn criterion<'a>(framework: &'a Framework, name: &str) -> Result<&'a Criterion, Box<Refusal>> {
    let name = name.trim();
    if let Some(found) = framework.scored().find(|criterion| criterion.id.as_str() == name) {
        return Ok(found);
    }
    let mut by_code = framework.scored().filter(|criterion| criterion.code == name);
    match (by_code.next(), by_code.next()) {
        (Some(found), None) => Ok(found),
        (Some(one), Some(other)) => Err(ambiguous(
            Sentence::new("task-criterion-ambiguous")
                .text("name", name)
                .text("one", one.id.as_str())
                .text("other", other.id.as_str()),
        )),
        (None, _) => Err(refuse(
            Sentence::new("task-criterion-unknown")
                .text("name", name)
                .text("framework", framework.id.as_str()),
            name,
            // Codes are so short that every one is near another: only a slip beside the figures is one.
            framework
                .scored()
                .map(|criterion| criterion.id.as_str())
                .filter(|id| fold::slug(id) == fold::slug(name)),
            Sentence::new("task-criterion-unknown-hint").text("framework", framework.id.as_str()),
        )),
    }
}

/// The applicant of that name or id among those given; marks and case may be left out.
///
/// # Errors
/// No applicant, or several, answer to the name.
pub fn applicant<'a>(known: &'a [(ApplicantId, String)], name: &str) -> Result<&'a ApplicantId, Box<Refusal>> {
    let wanted = fold::slug(name);
    if let Some((id, _)) = known
        .iter()
        .find(|(id, _)| id.as_str() == wanted || id.as_str() == name)
    {
        return Ok(id);
    }
    let mut alike = known.iter().filter(|(_, other)| {
        let other = fold::slug(other);
        other == wanted || other.ends_with(&format!("-{wanted}"))
    });
    match (alike.next(), alike.next()) {
        (Some((id, _)), None) => Ok(id),
        (Some((_, one)), Some((_, other))) => Err(ambiguous(
            Sentence::new("task-applicant-ambiguous")
                .text("name", name)
                .text("one", one.as_str())
                .text("other", other.as_str()),
        )),
        (None, _) => {
            let folded: Vec<(String, &str)> = known
                .iter()
                .map(|(_, name)| (fold::slug(name), name.as_str()))
                .collect();
            let near = nearest(&wanted, folded.iter().map(|(slug, _)| slug.as_str()));
            let near = folded.iter().find(|(slug, _)| Some(slug.as_str()) == near);
            Err(refuse(
                Sentence::new("task-applicant-unknown").text("name", name),
                near.map_or("", |(_, name)| name),
                near.map(|(_, name)| *name),
                Sentence::new("task-applicant-unknown-hint"),
            ))
        }
    }
}

/// The stage of that id or name.
///
/// # Errors
/// No stage answers to the name.
pub fn stage<'a>(framework: &'a Framework, name: &str) -> Result<&'a Stage, Box<Refusal>> {
    let wanted = fold::slug(name);
    framework
        .stages
        .iter()
        .find(|stage| stage.id.as_str() == name || fold::slug(&stage.name) == wanted)
        .ok_or_else(|| {
            let known: Vec<&str> = framework.stages.iter().map(|stage| stage.id.as_str()).collect();
            refuse(
                Sentence::new("task-stage-unknown")
                    .text("name", name)
                    .text("known", known.join(", ")),
                name,
                known,
                Sentence::new("task-choose-hint"),
            )
        })
}

/// The form of that id or name.
///
/// # Errors
/// No form answers to the name.
pub fn form<'a>(framework: &'a Framework, name: &str) -> Result<&'a FormSpec, Box<Refusal>> {
    let wanted = fold::slug(name);
    framework
        .forms
        .iter()
        .find(|form| form.id.as_str() == name || fold::slug(&form.name) == wanted)
        .ok_or_else(|| {
            let forms = framework.forms.iter().map(|form| form.id.as_str());
            let known: Vec<&str> = forms
                .chain(framework.reports.iter().map(|report| report.id.as_str()))
                .chain([
                    super::papers::PROVENANCE,
                    super::papers::SUPPLEMENTS,
                    super::overview::FORM,
                ])
                .collect();
            refuse(
                Sentence::new("task-form-unknown")
                    .text("name", name)
                    .text("known", known.join(", ")),
                name,
                known,
                Sentence::new("task-choose-hint"),
            )
        })
}

/// The report of that id or name.
pub fn report<'a>(framework: &'a Framework, name: &str) -> Option<&'a ReportSpec> {
    let wanted = fold::slug(name);
    let named = |report: &&ReportSpec| report.id.as_str() == name || fold::slug(&report.name) == wanted;
    framework.reports.iter().find(named)
}

/// The report of that id or name, to be written.
///
/// # Errors
/// No report answers to the name.
pub fn written_report<'a>(framework: &'a Framework, name: &str) -> Result<&'a ReportSpec, Box<Refusal>> {
    report(framework, name).ok_or_else(|| {
        let known: Vec<&str> = framework.reports.iter().map(|report| report.id.as_str()).collect();
        if known.is_empty() {
            return Box::new(Refusal {
                what: Sentence::new("task-report-none").text("framework", framework.id.as_str()),
                why: None,
                hint: None,
            });
        }
        refuse(
            Sentence::new("task-report-unknown")
                .text("name", name)
                .text("known", known.join(", ")),
            name,
            known,
            Sentence::new("task-choose-hint"),
        )
    })
}

/// The section of a report that people write, by its key or heading.
///
/// # Errors
/// No such section answers to the name.
pub fn section<'a>(report: &'a ReportSpec, name: &str) -> Result<&'a ReportSection, Box<Refusal>> {
    let wanted = fold::slug(name);
    report
        .narratives()
        .find(|section| section.key == name || (!wanted.is_empty() && fold::slug(&section.heading) == wanted))
        .ok_or_else(|| {
            let known: Vec<&str> = report.narratives().map(|section| section.key.as_str()).collect();
            Box::new(Refusal {
                what: Sentence::new("task-section-unknown")
                    .text("name", name)
                    .text("report", report.name.as_str())
                    .text("known", known.join(", ")),
                why: None,
                hint: Some(Sentence::new("task-choose-hint")),
            })
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn applicants_are_found_without_marks_and_without_their_kind() {
        let known = [
            (ApplicantId::new("xa-tan-phu"), "Xã Tân Phú".to_owned()),
            (
                ApplicantId::new("phuong-tan-phu-dong"),
                "Phường Tân Phú Đông".to_owned(),
            ),
            (ApplicantId::new("xa-hoa-binh"), "Xã Hòa Bình".to_owned()),
            (ApplicantId::new("phuong-hoa-binh"), "Phường Hòa Bình".to_owned()),
        ];
        assert_eq!(applicant(&known, "xa tan phu").unwrap().as_str(), "xa-tan-phu");
        assert_eq!(applicant(&known, "Tân Phú").unwrap().as_str(), "xa-tan-phu");
        assert_eq!(
            applicant(&known, "Hòa Bình").unwrap_err().what.key,
            "task-applicant-ambiguous"
        );
        let unknown = applicant(&known, "Xã Khác").unwrap_err();
        assert_eq!(unknown.what.key, "task-applicant-unknown");
        assert_eq!(unknown.hint, Some(Sentence::new("task-applicant-unknown-hint")));
        let slip = applicant(&known, "xa tan phhu").unwrap_err();
        assert_eq!(
            slip.hint,
            Some(Sentence::new("cli-did-you-mean").text("name", "Xã Tân Phú"))
        );
    }
}
