//! What an act did, in one sentence for the status line and the history.

use crate::domain::form::ReportSpec;
use crate::domain::{Act, ApplicantId, CriterionId, Event, FormId, Round, Sentence, StageId, Sufficiency, Verdict};
use crate::text::{Lang, value};

/// Names that a sentence may need: codes of criteria, names of applicants and stages.
#[derive(Clone, Copy)]
#[allow(missing_debug_implementations, reason = "it borrows a closure, which has none")]
pub struct Names<'a> {
    /// The round, where one is known.
    pub round: Option<&'a Round>,
    /// Applicants by id.
    pub applicants: &'a dyn Fn(&ApplicantId) -> Option<String>,
}

impl Names<'_> {
    fn applicant(&self, id: &ApplicantId) -> String {
        (self.applicants)(id).unwrap_or_else(|| id.as_str().to_owned())
    }

    fn criterion(&self, id: &CriterionId) -> String {
        let found = self.round.and_then(|round| round.framework.criterion(id));
        found.map_or_else(|| id.as_str().to_owned(), |criterion| criterion.code.clone())
    }

    fn per_cent(&self, id: &CriterionId) -> bool {
        self.round
            .and_then(|round| round.framework.criterion(id))
            .is_some_and(crate::domain::Criterion::is_percent)
    }

    fn spec(&self, id: &FormId) -> Option<&ReportSpec> {
        self.round?.framework.reports.iter().find(|report| report.id == *id)
    }

    fn report(&self, id: &FormId) -> String {
        self.spec(id)
            .map_or_else(|| id.as_str().to_owned(), |report| report.name.clone())
    }

    fn section(&self, report: &FormId, key: &str) -> String {
        let found = self.spec(report).and_then(|report| report.narrative(key));
        found.map_or_else(|| key.to_owned(), |section| section.heading.clone())
    }

    fn stage(&self, id: &StageId) -> String {
        let found = self.round.and_then(|round| round.framework.stage(id));
        found.map_or_else(|| id.as_str().to_owned(), |stage| stage.name.clone())
    }
}

/// The sentence for an event of the journal.
pub fn event(event: &Event, names: Names<'_>) -> Sentence {
    act(&event.act, names)
}

/// The sentence for an act.
pub fn act(act: &Act, names: Names<'_>) -> Sentence {
    match act {
        Act::OpenRound {
            framework,
            year,
            organisation,
            ..
        } => Sentence::new("task-said-open-round")
            .text("framework", framework.title.as_str())
            .text("year", year.to_string())
            .text("organisation", organisation.as_str()),
        Act::SetTarget {
            criterion,
            applicant,
            target,
            ..
        } => set_target(criterion, applicant.as_ref(), target.as_ref(), names),
        Act::SetThreshold { rate: Some(rate), .. } => Sentence::new("task-said-threshold").number("rate", *rate),
        Act::SetThreshold { rate: None, .. } => Sentence::new("task-said-threshold-cleared"),
        Act::SetStage { stage, .. } => Sentence::new("task-said-stage").text("stage", names.stage(stage)),
        Act::Submit { name, .. } => Sentence::new("task-said-submit").text("applicant", name.as_str()),
        Act::Rule {
            applicant,
            criterion,
            value,
            verdict,
            points,
            ..
        } => {
            let mut what = Vec::new();
            if let Some(verdict) = verdict {
                what.push(self::verdict(*verdict));
            }
            if let Some(value) = value {
                let printed = value::print(value, names.per_cent(criterion), Lang::Vi);
                what.push(Sentence::new("task-said-value").text("value", printed));
            }
            if let Some(points) = points {
                what.push(Sentence::new("task-said-points").number("points", *points));
            }
            let key = if what.is_empty() {
                "task-said-unruled"
            } else {
                "task-said-ruled"
            };
            Sentence::new(key)
                .text("criterion", names.criterion(criterion))
                .text("applicant", names.applicant(applicant))
                .sentences("what", what)
        }
        Act::Note {
            applicant,
            criterion,
            text,
            ..
        } => {
            let key = match (criterion.is_some(), text.trim().is_empty()) {
                (true, false) => "task-said-note",
                (true, true) => "task-said-note-removed",
                (false, false) => "task-said-dossier-note",
                (false, true) => "task-said-dossier-note-removed",
            };
            let code = criterion.as_ref().map(|id| names.criterion(id)).unwrap_or_default();
            Sentence::new(key)
                .text("criterion", code)
                .text("applicant", names.applicant(applicant))
        }
        Act::MarkEvidence {
            applicant,
            criterion,
            file,
            mark,
            ..
        } => {
            let key = match (file.is_some(), mark.is_some()) {
                (true, true) => "task-said-file-marked",
                (true, false) => "task-said-file-unmarked",
                (false, true) => "task-said-evidence-marked",
                (false, false) => "task-said-evidence-unmarked",
            };
            let code = criterion.as_ref().map(|id| names.criterion(id)).unwrap_or_default();
            Sentence::new(key)
                .text("criterion", code)
                .text("file", file.as_deref().unwrap_or_default())
                .text("applicant", names.applicant(applicant))
                .sentences("mark", mark.map(sufficiency).into_iter().collect())
        }
        Act::DismissFlag { applicant, .. } => {
            Sentence::new("task-said-flag-dismissed").text("applicant", names.applicant(applicant))
        }
        Act::Present { applicant, .. } => {
            Sentence::new("task-said-presented").text("applicant", names.applicant(applicant))
        }
        Act::Seal { applicant, stage, .. } => Sentence::new("task-said-sealed")
            .text("applicant", names.applicant(applicant))
            .text("stage", names.stage(stage)),
        Act::Reopen { applicant, stage, .. } => Sentence::new("task-said-reopened")
            .text("applicant", names.applicant(applicant))
            .text("stage", names.stage(stage)),
        Act::Narrate {
            applicant,
            report,
            section,
            text,
            ..
        } => {
            let key = match (applicant.is_some(), text.trim().is_empty()) {
                (true, false) => "task-said-narrated",
                (true, true) => "task-said-narrative-removed",
                (false, false) => "task-said-narrated-round",
                (false, true) => "task-said-narrative-removed-round",
            };
            Sentence::new(key)
                .text("report", names.report(report))
                .text("section", names.section(report, section))
                .text(
                    "applicant",
                    applicant.as_ref().map(|id| names.applicant(id)).unwrap_or_default(),
                )
        }
        Act::SetOffices { .. } => Sentence::new("task-said-offices"),
        Act::Sign { file, .. } => Sentence::new("task-said-signed").text("file", file.as_str()),
        Act::Undo { .. } => Sentence::new("task-said-undo"),
        Act::Batch { acts } => batch(acts, names),
    }
}

fn set_target(
    criterion: &CriterionId,
    applicant: Option<&ApplicantId>,
    target: Option<&crate::domain::Value>,
    names: Names<'_>,
) -> Sentence {
    let key = match (applicant.is_some(), target.is_some()) {
        (false, true) => "task-said-target",
        (false, false) => "task-said-target-cleared",
        (true, true) => "task-said-own-target",
        (true, false) => "task-said-own-target-cleared",
    };
    Sentence::new(key)
        .text("criterion", names.criterion(criterion))
        .text("applicant", applicant.map(|id| names.applicant(id)).unwrap_or_default())
        .text(
            "target",
            target
                .map(|target| value::print(target, names.per_cent(criterion), Lang::Vi))
                .unwrap_or_default(),
        )
}

/// Several acts in one: a single one speaks for itself, many of a kind are counted.
fn batch(acts: &[Act], names: Names<'_>) -> Sentence {
    let all = |alike: &dyn Fn(&Act) -> bool| acts.iter().all(alike);
    match acts {
        [] => Sentence::new("task-said-nothing"),
        [one] => act(one, names),
        [Act::Rule { applicant, .. }, ..] if all(&|act| matches!(act, Act::Rule { .. })) => {
            Sentence::new("task-said-ruled-many")
                .number("count", acts.len())
                .text("applicant", names.applicant(applicant))
        }
        [
            Act::MarkEvidence {
                applicant,
                mark: Some(mark),
                ..
            },
            ..,
        ] if all(&|act| marks(act, *mark)) => Sentence::new("task-said-marked-many")
            .number("count", acts.len())
            .text("applicant", names.applicant(applicant))
            .sentences("mark", vec![sufficiency(*mark)]),
        [Act::SetTarget { .. }, ..] if all(&|act| matches!(act, Act::SetTarget { .. })) => {
            Sentence::new("task-said-targets-many").number("count", acts.len())
        }
        many => Sentence::new("task-said-many").number("count", many.len()),
    }
}

/// Whether an act says this of the evidence of a whole criterion.
fn marks(act: &Act, said: Sufficiency) -> bool {
    matches!(act, Act::MarkEvidence { file: None, mark: Some(mark), .. } if *mark == said)
}

/// What is said of evidence, in words.
pub fn sufficiency(mark: Sufficiency) -> Sentence {
    Sentence::new(match mark {
        Sufficiency::Enough => "task-mark-du",
        Sufficiency::Missing => "task-mark-thieu",
        Sufficiency::Supplement => "task-mark-bo-sung",
    })
}

/// A verdict in words.
pub fn verdict(verdict: Verdict) -> Sentence {
    Sentence::new(match verdict {
        Verdict::Met => "verdict-dat",
        Verdict::NotMet => "verdict-khong-dat",
        Verdict::NotApplicable => "verdict-khong-ap-dung",
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::RoundId;

    fn said(acts: Vec<Act>) -> Sentence {
        let names = Names {
            round: None,
            applicants: &|_| Some("xã Tân Phú".to_owned()),
        };
        act(&Act::Batch { acts }, names)
    }

    fn mark(criterion: &str, mark: Sufficiency) -> Act {
        Act::MarkEvidence {
            round: RoundId::new("vong"),
            applicant: ApplicantId::new("xa-tan-phu"),
            stage: StageId::new("huyen"),
            criterion: Some(CriterionId::new(criterion)),
            file: None,
            sha256: String::new(),
            mark: Some(mark),
            note: String::new(),
            replaces: Vec::new(),
        }
    }

    #[test]
    fn several_acts_of_a_kind_are_counted_by_what_they_have_in_common() {
        use Sufficiency::{Enough, Missing};
        assert_eq!(said(vec![]).key, "task-said-nothing");
        assert_eq!(said(vec![mark("1.1", Missing)]).key, "task-said-evidence-marked");
        assert_eq!(
            said(vec![mark("1.1", Missing), mark("1.2", Missing)]),
            Sentence::new("task-said-marked-many")
                .number("count", 2usize)
                .text("applicant", "xã Tân Phú")
                .sentences("mark", vec![Sentence::new("task-mark-thieu")])
        );
        assert_eq!(
            said(vec![mark("1.1", Missing), mark("1.2", Enough)]).key,
            "task-said-many"
        );
    }
}
