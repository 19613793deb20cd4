//! Evidence whose digital signature (chữ ký số) is missing where the source asks for one, or is not valid.

use std::collections::BTreeMap;

use super::{
    CriterionId, Dossier, Evidence, EvidenceKind, Flag, FlagKind, Framework, Provenance, Round, Sentence,
    SignatureState,
};

/// The flags of a dossier's evidence: for each criterion one of what is not signed, and one of what is not signed validly.
///
/// Only PDFs are judged: of other files it is not known whether a signature lies within or elsewhere.
pub fn check(round: &Round, dossier: &Dossier) -> Vec<Flag> {
    let mut found: BTreeMap<(FlagKind, Option<&CriterionId>), (&Evidence, u64)> = BTreeMap::new();
    for file in dossier
        .submission
        .evidence
        .iter()
        .filter(|file| file.kind == EvidenceKind::Pdf)
    {
        let wanted = wanted(&round.framework, file);
        let place = match (file.signature, wanted) {
            (SignatureState::Unsigned | SignatureState::Unreadable, Some(criterion)) => {
                (FlagKind::UnsignedEvidence, criterion)
            }
            (SignatureState::Invalid, _) => (FlagKind::InvalidSignature, file.criteria.first()),
            (SignatureState::Unsigned | SignatureState::Unreadable, None)
            | (
                SignatureState::Unchecked
                | SignatureState::NotSignable
                | SignatureState::Valid
                | SignatureState::Unproven,
                _,
            ) => continue,
        };
        found.entry(place).or_insert((file, 0)).1 += 1;
    }
    found
        .into_iter()
        .map(|((kind, criterion), (file, count))| Flag {
            kind,
            criterion: criterion.cloned(),
            message: message(kind, file).text("file", &file.path).number("others", count - 1),
            place: Some(Provenance {
                file: file.path.clone(),
                ..Provenance::default()
            }),
        })
        .collect()
}

/// The criterion for which a file has to be signed: none within where the source asks it of the whole dossier, none
/// outside where it does not ask it.
fn wanted<'a>(framework: &Framework, file: &'a Evidence) -> Option<Option<&'a CriterionId>> {
    if framework.signed_evidence {
        return Some(file.criteria.first());
    }
    let asks = |id: &&CriterionId| framework.criterion(id).is_some_and(|one| one.signed_evidence);
    file.criteria.iter().find(asks).map(Some)
}

fn message(kind: FlagKind, file: &Evidence) -> Sentence {
    let noted = file.signatures.iter().find(|one| one.state == file.signature);
    match (kind, noted) {
        (FlagKind::InvalidSignature, Some(noted)) => {
            let said = Sentence::new("flag-invalid-signature").sentence("finding", noted.finding.clone());
            if noted.name.is_empty() {
                said.sentence("name", Sentence::new("verify-nameless"))
            } else {
                said.text("name", &noted.name)
            }
        }
        (_, Some(noted)) => Sentence::new("flag-unreadable-evidence").sentence("finding", noted.finding.clone()),
        (_, None) => Sentence::new("flag-unsigned-evidence"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{SignatureNote, Submission};

    fn round(all: bool, one: bool) -> Round {
        let text = include_str!("../../tests/fixtures/intake.toml");
        let mut framework: Framework = toml::from_str(text).unwrap();
        framework.signed_evidence = all;
        for criterion in framework
            .criteria
            .iter_mut()
            .filter(|criterion| criterion.id.as_str() == "1.2")
        {
            criterion.signed_evidence = one;
        }
        Round {
            id: "r".into(),
            year: 2023,
            organisation: String::new(),
            opened: "district".into(),
            stage: "district".into(),
            framework,
            threshold: None,
            targets: crate::domain::Targets::default(),
        }
    }

    fn file(path: &str, criteria: &[&str], signature: SignatureState) -> Evidence {
        Evidence {
            path: path.into(),
            size: 1,
            sha256: String::new(),
            kind: EvidenceKind::Pdf,
            signature,
            signatures: vec![SignatureNote {
                name: "A".into(),
                organisation: String::new(),
                at: String::new(),
                stamped: false,
                state: SignatureState::Invalid,
                finding: Sentence::new("verify-untrusted"),
            }],
            criteria: criteria.iter().map(|id| (*id).into()).collect(),
            modified: None,
        }
    }

    fn flags(round: &Round, evidence: Vec<Evidence>) -> Vec<(FlagKind, String, String)> {
        let dossier = Dossier {
            applicant: "xa-a".into(),
            name: "Xã A".into(),
            submissions: 1,
            submission: Submission {
                evidence,
                ..Submission::default()
            },
            presented: Vec::new(),
            sealed: Vec::new(),
            dismissed: Vec::new(),
            resubmitted: Vec::new(),
        };
        let found = check(round, &dossier).into_iter();
        found
            .map(|flag| {
                let criterion = flag.criterion.map(|id| id.to_string()).unwrap_or_default();
                (flag.kind, criterion, flag.place.unwrap().file)
            })
            .collect()
    }

    #[test]
    fn unsigned_evidence_is_told_only_where_the_source_asks_for_signatures() {
        let files = || {
            vec![
                file("a.pdf", &["1.1"], SignatureState::Unsigned),
                file("b.pdf", &["1.1", "1.2"], SignatureState::Unsigned),
                file("c.pdf", &["1.2"], SignatureState::Unsigned),
                file("d.pdf", &["1.2"], SignatureState::Valid),
                file("e.pdf", &["1.2"], SignatureState::Unproven),
                file("f.pdf", &[], SignatureState::Unchecked),
            ]
        };
        let told = |kind, criterion: &str, file: &str| (kind, criterion.to_owned(), file.to_owned());
        assert_eq!(flags(&round(false, false), files()), []);
        assert_eq!(
            flags(&round(false, true), files()),
            [told(FlagKind::UnsignedEvidence, "1.2", "b.pdf")]
        );
        assert_eq!(
            flags(&round(true, false), files()),
            [
                told(FlagKind::UnsignedEvidence, "1.1", "a.pdf"),
                told(FlagKind::UnsignedEvidence, "1.2", "c.pdf")
            ]
        );
    }

    #[test]
    fn a_signature_that_is_not_valid_is_told_always() {
        let files = vec![file("a.pdf", &["1.1"], SignatureState::Invalid)];
        let found = flags(&round(false, false), files);
        assert_eq!(found, [(FlagKind::InvalidSignature, "1.1".into(), "a.pdf".into())]);
    }
}
