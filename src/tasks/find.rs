//! Finding what a person named: criteria by id or code, applicants by name without marks, stages, forms, rounds.

use crate::domain::{ApplicantId, Criterion, FormSpec, Framework, Sentence, Stage};
use crate::text::fold;

/// The criterion of that id, or of that printed code where only one has it.
///
/// # Errors
/// No criterion, or several, answer to the name.
pub fn criterion<'a>(framework: &'a Framework, name: &str) -> Result<&'a Criterion, Sentence> {
    let name = name.trim();
    if let Some(found) = framework.scored().find(|criterion| criterion.id.as_str() == name) {
        return Ok(found);
    }
    let mut by_code = framework.scored().filter(|criterion| criterion.code == name);
    match (by_code.next(), by_code.next()) {
        (Some(found), None) => Ok(found),
        (Some(one), Some(other)) => Err(Sentence::new("task-criterion-ambiguous")
            .text("name", name)
            .text("one", one.id.as_str())
            .text("other", other.id.as_str())),
        (None, _) => Err(Sentence::new("task-criterion-unknown")
            .text("name", name)
            .text("framework", framework.id.as_str())),
    }
}

/// The applicant of that name or id among those given; marks and case may be left out.
///
/// # Errors
/// No applicant, or several, answer to the name.
pub fn applicant<'a>(known: &'a [(ApplicantId, String)], name: &str) -> Result<&'a ApplicantId, Sentence> {
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
        (Some((_, one)), Some((_, other))) => Err(Sentence::new("task-applicant-ambiguous")
            .text("name", name)
            .text("one", one.as_str())
            .text("other", other.as_str())),
        (None, _) => Err(Sentence::new("task-applicant-unknown").text("name", name)),
    }
}

/// The stage of that id or name.
///
/// # Errors
/// No stage answers to the name.
pub fn stage<'a>(framework: &'a Framework, name: &str) -> Result<&'a Stage, Sentence> {
    let wanted = fold::slug(name);
    framework
        .stages
        .iter()
        .find(|stage| stage.id.as_str() == name || fold::slug(&stage.name) == wanted)
        .ok_or_else(|| {
            let known: Vec<&str> = framework.stages.iter().map(|stage| stage.id.as_str()).collect();
            Sentence::new("task-stage-unknown")
                .text("name", name)
                .text("known", known.join(", "))
        })
}

/// The form of that id or name.
///
/// # Errors
/// No form answers to the name.
pub fn form<'a>(framework: &'a Framework, name: &str) -> Result<&'a FormSpec, Sentence> {
    let wanted = fold::slug(name);
    framework
        .forms
        .iter()
        .find(|form| form.id.as_str() == name || fold::slug(&form.name) == wanted)
        .ok_or_else(|| {
            let known: Vec<&str> = framework.forms.iter().map(|form| form.id.as_str()).collect();
            Sentence::new("task-form-unknown")
                .text("name", name)
                .text("known", known.join(", "))
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
            applicant(&known, "Hòa Bình").unwrap_err().key,
            "task-applicant-ambiguous"
        );
        assert_eq!(applicant(&known, "Xã Khác").unwrap_err().key, "task-applicant-unknown");
    }
}
