//! Checks that need no file: what a scorecard shows that a human should look at.

mod spread;
mod subforms;

pub use spread::{Hints, jumps, outliers};
pub use subforms::say as say_figure;

use rust_decimal::Decimal;

use super::rule::{Rule, implausible};
use super::scorecard::{StageStanding, Standing, inputs};
use super::value::plain;
use super::{
    Claim, ClaimedVerdict, Criterion, CriterionId, Dossier, Evidence, Flag, FlagKind, Provenance, Round, Scorecard,
    Sentence, Value, Verdict,
};

/// The flags that the rows of a scorecard give.
pub fn check(round: &Round, dossier: &Dossier, scorecard: &Scorecard) -> Vec<Flag> {
    scorecard
        .rows
        .iter()
        .filter_map(|row| Some((row, round.framework.criterion(&row.criterion)?)))
        .flat_map(|(row, criterion)| check_row(round, dossier, row, criterion))
        .chain(spread::uniform(&round.framework, &dossier.submission))
        .collect()
}

/// A criterion was ruled on before the dossier was submitted again. The store, which knows the order of events, asks for it.
pub fn resubmitted(criterion: &CriterionId) -> Flag {
    Flag {
        kind: FlagKind::Resubmitted,
        criterion: Some(criterion.clone()),
        message: Sentence::new("flag-resubmitted"),
        place: None,
    }
}

/// Something was submitted, made or signed after the deadline. Whoever knows the date asks for it; both as printed.
pub fn late(criterion: Option<&CriterionId>, date: &str, deadline: &str, place: Option<Provenance>) -> Flag {
    Flag {
        kind: FlagKind::Late,
        criterion: criterion.cloned(),
        message: Sentence::new("flag-late").text("date", date).text("deadline", deadline),
        place,
    }
}

fn check_row(round: &Round, dossier: &Dossier, row: &Standing, criterion: &Criterion) -> Vec<Flag> {
    let Some(claim) = &row.claim else {
        return Vec::new();
    };
    let own = round.framework.self_stage().and_then(|stage| row.stages.get(&stage.id));
    let acting = row
        .stages
        .get(&round.stage)
        .filter(|standing| standing.ruling.is_some());
    [
        own.and_then(|own| contradiction(criterion, claim, own)),
        target_unknown(criterion, row),
        target_differs(criterion, row, claim),
        missing_evidence(criterion, claim, &dossier.submission.evidence),
        implausible_claim(criterion, claim),
        subforms::mismatch(criterion, row.target.as_ref(), claim, &dossier.submission.subforms),
        acting.and_then(|acting| implausible_ruling(criterion, claim, acting)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn flag(kind: FlagKind, criterion: &Criterion, claim: &Claim, message: Sentence) -> Flag {
    let place = (claim.from != Provenance::default()).then(|| claim.from.clone());
    Flag {
        kind,
        criterion: Some(criterion.id.clone()),
        message,
        place,
    }
}

/// The verdict or points claimed are not what the rule gives on the claim's own figures.
fn contradiction(criterion: &Criterion, claim: &Claim, own: &StageStanding) -> Option<Flag> {
    let finding = own.finding.as_ref()?;
    let claimed = claim.verdict.and_then(ClaimedVerdict::verdict);
    let key = match (claimed, finding.verdict) {
        (Some(Verdict::Met), Some(Verdict::NotMet)) => "flag-claims-met",
        (Some(Verdict::NotMet), Some(Verdict::Met)) => "flag-claims-not-met",
        _ => return points_contradiction(criterion, claim, own),
    };
    let message = Sentence::new(key).sentence("why", finding.why.clone());
    Some(flag(FlagKind::VerdictContradictsTarget, criterion, claim, message))
}

fn points_contradiction(criterion: &Criterion, claim: &Claim, own: &StageStanding) -> Option<Flag> {
    let finding = own.finding.as_ref()?;
    let (claimed, found) = claim.points.zip(finding.points)?;
    // Applicants round; a difference below a hundredth of a point says nothing.
    if matches!(criterion.rule, Some(Rule::Entered)) || claimed.checked_sub(found)?.abs() < Decimal::new(1, 2) {
        return None;
    }
    let message = Sentence::new("flag-claims-points")
        .number("points", claimed.normalize())
        .sentence("why", finding.why.clone());
    Some(flag(FlagKind::VerdictContradictsTarget, criterion, claim, message))
}

/// Whether the rule needs a target that nobody gave.
fn target_unknown(criterion: &Criterion, row: &Standing) -> Option<Flag> {
    if row.target.is_some() || !matches!(criterion.rule, Some(Rule::Target { .. })) {
        return None;
    }
    Some(Flag {
        kind: FlagKind::TargetUnknown,
        criterion: Some(criterion.id.clone()),
        message: Sentence::new("flag-target-unknown"),
        place: None,
    })
}

/// The target printed in the table is a number, and not the one in force.
fn target_differs(criterion: &Criterion, row: &Standing, claim: &Claim) -> Option<Flag> {
    let target = row.target.as_ref()?;
    let number = target.number(criterion.is_percent())?;
    let printed = printed_numbers(&claim.target);
    let same = printed.iter().any(|printed| {
        let scaled = printed.checked_mul(Decimal::ONE_HUNDRED);
        *printed == number || (criterion.is_percent() && *printed <= Decimal::ONE && scaled == Some(number))
    });
    if printed.is_empty() || same {
        return None;
    }
    let message = Sentence::new("flag-target-differs")
        .text("printed", claim.target.trim())
        .number("target", number.normalize());
    Some(flag(FlagKind::TargetDiffers, criterion, claim, message))
}

/// The numbers that a printed target may mean (`≥ 98,5 %`; `1.234` is both notations); none for words.
fn printed_numbers(text: &str) -> Vec<Decimal> {
    let bare: String = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '≥' | '≤' | '>' | '<' | '=' | '%'))
        .collect();
    let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '.');
    let vietnamese = bare.replace('.', "").replace(',', ".");
    let english = bare.replace(',', "");
    [vietnamese, english]
        .iter()
        .filter(|text| digits(text))
        .filter_map(|text| text.parse().ok())
        .collect()
}

/// The claim says Đạt (or gives itself points) and nothing stands behind it.
fn missing_evidence(criterion: &Criterion, claim: &Claim, evidence: &[Evidence]) -> Option<Flag> {
    let key = if claim.verdict == Some(ClaimedVerdict::Met) {
        "flag-missing-evidence"
    } else if claim.points.is_some_and(|points| points > Decimal::ZERO) {
        "flag-missing-evidence-points"
    } else {
        return None;
    };
    let named = claim.evidence.chars().any(char::is_alphanumeric);
    let found = evidence.iter().any(|file| file.criteria.contains(&criterion.id));
    if named || found {
        return None;
    }
    let message = Sentence::new(key);
    Some(flag(FlagKind::MissingEvidence, criterion, claim, message))
}

fn implausible_claim(criterion: &Criterion, claim: &Claim) -> Option<Flag> {
    let why = implausible(criterion, &inputs(claim.value.as_ref(), &claim.inputs))?;
    Some(flag(FlagKind::ImplausibleValue, criterion, claim, why))
}

/// A slip of the council's own hand: the figures ruled, where they are not simply those claimed.
fn implausible_ruling(criterion: &Criterion, claim: &Claim, acting: &StageStanding) -> Option<Flag> {
    let ruling = acting.ruling.as_ref()?;
    let given = inputs(ruling.value.as_ref(), &ruling.inputs);
    if given == inputs(claim.value.as_ref(), &claim.inputs) {
        return None;
    }
    let why = implausible(criterion, &given)?;
    let value = match &ruling.value {
        Some(Value::Number(number)) => plain(*number),
        Some(Value::Text(text)) => text.clone(),
        Some(Value::Ratio { part, whole }) => format!("{}/{}", plain(*part), plain(*whole)),
        None => String::new(),
    };
    Some(Flag {
        kind: FlagKind::ImplausibleValue,
        criterion: Some(criterion.id.clone()),
        message: Sentence::new("flag-implausible-ruled")
            .text("value", value)
            .sentence("why", why),
        place: None,
    })
}
