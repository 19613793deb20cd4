//! Deciding: what a ruling departs from, and so whether a reason is asked for before it is written.

use crate::domain::rule::judge;
use crate::domain::scorecard::inputs;
use crate::domain::{
    Act, ApplicantId, Criterion, CriterionId, Decimal, EventId, Finding, Inputs, Round, RoundId, Sentence, StageId,
    Standing, Value, Verdict,
};
use crate::tasks::Request;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, words};
use crate::tui::event::Step;
use crate::tui::screens::words as say;
use crate::tui::widgets::area::Area;

/// What is put beside the council's decision: the result of the stage before or, where it gave none, the applicant's own.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Claimed {
    /// The value.
    pub value: Option<Value>,
    /// The verdict.
    pub verdict: Option<Verdict>,
    /// The points: stated, else those that the rule gives on the figures.
    pub points: Option<Decimal>,
    /// The points stated by a person, not computed.
    pub stated: Option<Decimal>,
    /// The figures by name.
    pub inputs: Inputs,
    /// The applicant says that work is still going on.
    pub in_progress: bool,
}

impl Claimed {
    /// What a row puts beside the decision.
    pub fn of(round: &Round, standing: &Standing) -> Self {
        let own = round.framework.self_stage().map(|stage| &stage.id);
        let stages = [round.before(), round.framework.self_stage()];
        stages
            .into_iter()
            .flatten()
            .filter_map(|stage| Some((stage, standing.stages.get(&stage.id)?)))
            .map(|(stage, at)| Self {
                value: at.value.clone(),
                verdict: at.verdict.filter(|_| !at.in_progress),
                points: at.points,
                stated: match (&at.ruling, &at.received, &standing.claim) {
                    (Some(ruling), _, _) => ruling.points,
                    (None, Some(received), _) => received.points,
                    (None, None, Some(claim)) if Some(&stage.id) == own => claim.points,
                    (None, None, _) => None,
                },
                inputs: say::inputs_at(round, standing, &stage.id).cloned().unwrap_or_default(),
                in_progress: at.in_progress,
            })
            .find(|claimed| !claimed.says_nothing())
            .unwrap_or_default()
    }

    /// Whether nothing is claimed at all.
    pub fn says_nothing(&self) -> bool {
        self.value.is_none()
            && self.verdict.is_none()
            && self.points.is_none()
            && self.inputs.is_empty()
            && !self.in_progress
    }
}

/// A ruling about to be made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The round.
    pub round: RoundId,
    /// The applicant.
    pub applicant: ApplicantId,
    /// The criterion.
    pub criterion: CriterionId,
    /// Its name, for the dialog.
    pub name: String,
    /// The stage.
    pub stage: StageId,
    /// Values are percentages.
    pub per_cent: bool,
    /// The value.
    pub value: Option<Value>,
    /// The verdict.
    pub verdict: Option<Verdict>,
    /// The points, where a person gives them; else those of the rule hold.
    pub points: Option<Decimal>,
    /// The figures by name.
    pub inputs: Inputs,
    /// The reason given before, to be kept or changed.
    pub reason: String,
    /// The rulings seen.
    pub replaces: Vec<EventId>,
    /// What is claimed.
    pub claimed: Claimed,
    /// The verdict that the rule gives on the figures.
    pub rule: Option<Verdict>,
    /// The points that the rule gives on the figures.
    pub rule_points: Option<Decimal>,
}

impl Decision {
    /// The act, with the reason.
    pub fn act(&self, reason: &str) -> Act {
        Act::Rule {
            round: self.round.clone(),
            applicant: self.applicant.clone(),
            criterion: self.criterion.clone(),
            stage: self.stage.clone(),
            value: self.value.clone(),
            verdict: self.verdict,
            points: self.points,
            inputs: self.inputs.clone(),
            reason: reason.to_owned(),
            replaces: self.replaces.clone(),
        }
    }

    /// Why a reason is needed; none where the council follows the claim.
    pub fn departure(&self) -> Option<Sentence> {
        if self.verdict == Some(Verdict::NotApplicable) {
            return Some(Sentence::new("tui-reason-not-applicable"));
        }
        let against_rule = || {
            if matches!((self.points, self.rule_points), (Some(one), Some(other)) if one != other) {
                return Some(Sentence::new("tui-reason-points"));
            }
            let verdict = matches!((self.verdict, self.rule), (Some(one), Some(other)) if one != other);
            verdict.then(|| Sentence::new("tui-reason-rule"))
        };
        if self.claimed.says_nothing() {
            return against_rule();
        }
        let points = self.points.or(self.rule_points);
        let other_verdict = self.verdict.is_some() && self.verdict != self.claimed.verdict;
        let other_figures = self.value != self.claimed.value || self.inputs != self.claimed.inputs;
        let other_points = points.is_some() && points != self.claimed.points;
        if other_verdict || other_figures || other_points {
            Some(Sentence::new("tui-reason-departs"))
        } else {
            against_rule()
        }
    }

    /// Takes what the rule says of the figures decided on.
    pub fn judge(&mut self, criterion: &Criterion, target: Option<&Value>) -> Finding {
        let finding = judge(criterion, target, &inputs(self.value.as_ref(), &self.inputs));
        self.rule = finding.verdict;
        self.rule_points = finding.points;
        finding
    }

    /// Whether what is claimed says the opposite of the rule, so that a person must choose.
    pub fn contradicts(&self) -> bool {
        let verdict = matches!((self.claimed.verdict, self.rule), (Some(one), Some(other)) if one != other);
        let points = matches!((self.claimed.stated, self.rule_points), (Some(one), Some(other)) if one != other);
        verdict || points
    }

    /// What is decided, in one phrase.
    pub fn phrase(&self, cx: &Cx) -> String {
        let decided = Claimed {
            value: self.value.clone(),
            verdict: self.verdict,
            points: self.points.or(self.rule_points),
            inputs: self.inputs.clone(),
            ..Claimed::default()
        };
        say::claimed(cx, &decided, self.per_cent)
    }
}

/// Writes the ruling, or asks for the reason first.
pub fn decide(cx: &Cx, decision: Decision) -> Vec<Step> {
    let Some(why) = decision.departure() else {
        return vec![Step::Ask(Request::Act(Box::new(decision.act(""))))];
    };
    let claimed = say::claimed(cx, &decision.claimed, decision.per_cent);
    let ruled = decision.phrase(cx);
    let beside = cx
        .locale
        .with("tui-reason-beside", &[("claim", &claimed), ("ruling", &ruled)]);
    let question = format!("{}\n{beside}\n{}", decision.name, cx.say(&why));
    vec![Step::Open(Box::new(Dialog::words(words::State {
        title: cx.text("tui-reason-title"),
        question,
        area: Area::filled(&decision.reason),
        act: decision.act(""),
        needed: true,
        office: None,
    })))]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decision(value: i64, verdict: Verdict) -> Decision {
        Decision {
            round: RoundId::from("r"),
            applicant: ApplicantId::from("a"),
            criterion: CriterionId::from("1.1"),
            name: String::new(),
            stage: StageId::from("district"),
            per_cent: true,
            value: Some(Value::Number(value.into())),
            verdict: Some(verdict),
            points: None,
            inputs: Inputs::new(),
            rule_points: None,
            reason: String::new(),
            replaces: Vec::new(),
            claimed: Claimed {
                value: Some(Value::Number(90.into())),
                verdict: Some(Verdict::Met),
                ..Claimed::default()
            },
            rule: None,
        }
    }

    fn why(decision: &Decision) -> Option<String> {
        decision.departure().map(|why| why.key)
    }

    #[test]
    fn following_the_claim_needs_no_reason_departing_does() {
        assert_eq!(why(&decision(90, Verdict::Met)), None);
        assert_eq!(why(&decision(80, Verdict::Met)).as_deref(), Some("tui-reason-departs"));
        assert_eq!(
            why(&decision(90, Verdict::NotMet)).as_deref(),
            Some("tui-reason-departs")
        );
    }

    #[test]
    fn what_does_not_apply_always_needs_a_reason() {
        let mut decision = decision(90, Verdict::NotApplicable);
        decision.claimed.verdict = Some(Verdict::NotApplicable);
        assert_eq!(why(&decision).as_deref(), Some("tui-reason-not-applicable"));
    }

    #[test]
    fn a_verdict_against_the_rule_needs_a_reason() {
        let mut decision = decision(90, Verdict::Met);
        decision.rule = Some(Verdict::NotMet);
        assert_eq!(why(&decision).as_deref(), Some("tui-reason-rule"));
        decision.claimed = Claimed::default();
        decision.rule = Some(Verdict::Met);
        assert_eq!(why(&decision), None);
    }
}
