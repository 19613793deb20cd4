//! Frequent reasons: those that the member gave in the round, the latest first, then those that the criterion suggests.

use crate::domain::{Act, CriterionId, Round, RoundId, Ruling};
use crate::text;
use crate::tui::cx::Cx;

/// So many of the member's own reasons are offered.
const OWN: usize = 12;

/// The reasons that the member gave, the latest first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reasons {
    given: Vec<(RoundId, String)>,
}

impl Reasons {
    /// Remembers the reason of an act.
    pub fn given(&mut self, act: &Act) {
        match act {
            Act::MarkEvidence {
                round, note: reason, ..
            }
            | Act::Rule { round, reason, .. }
            | Act::DismissFlag { round, reason, .. }
            | Act::Reopen { round, reason, .. } => self.remember(round, reason),
            Act::OpenRound { .. }
            | Act::SetTarget { .. }
            | Act::SetThreshold { .. }
            | Act::SetStage { .. }
            | Act::Submit { .. }
            | Act::Note { .. }
            | Act::Present { .. }
            | Act::Seal { .. }
            | Act::Narrate { .. }
            | Act::SetOffices { .. }
            | Act::Sign { .. }
            | Act::Undo { .. }
            | Act::Batch { .. } => {}
        }
    }

    /// Remembers the reasons of rulings that stand, unless they are known.
    pub fn read<'a>(&mut self, round: &RoundId, rulings: impl Iterator<Item = &'a Ruling>) {
        let mut rulings: Vec<&Ruling> = rulings.collect();
        rulings.sort_by(|one, other| one.at.cmp(&other.at));
        for ruling in rulings {
            let known = |(of, words): &(RoundId, String)| of == round && *words == ruling.reason;
            if !self.given.iter().any(known) {
                self.remember(round, &ruling.reason);
            }
        }
    }

    fn remember(&mut self, round: &RoundId, words: &str) {
        if !words.is_empty() {
            let reason = (round.clone(), words.to_owned());
            self.given.retain(|other| *other != reason);
            self.given.insert(0, reason);
        }
    }

    /// The latest reasons of a round.
    fn own(&self, round: &RoundId) -> impl Iterator<Item = &str> {
        let own = self.given.iter().filter(move |(of, _)| of == round);
        own.map(|(_, words)| words.as_str()).take(OWN)
    }
}

/// What may be put into a text about a criterion: the member's own reasons, then one for each piece of evidence that the
/// framework asks for, then those that fit any criterion.
pub fn frequent(cx: &Cx, round: &Round, criterion: Option<&CriterionId>) -> Vec<String> {
    let mut all: Vec<String> = cx.reasons.own(&round.id).map(str::to_owned).collect();
    let found = criterion.and_then(|id| round.framework.criteria.iter().find(|one| one.id == *id));
    let evidence = found.map_or("", |criterion| criterion.evidence.as_str());
    for line in evidence.lines() {
        let piece = line.trim_matches(|letter: char| letter.is_whitespace() || "-+•.;:".contains(letter));
        if !piece.is_empty() {
            all.push(cx.locale.with("tui-snippet-evidence", &[("evidence", piece)]));
        }
    }
    all.extend(
        [
            "tui-snippet-figures",
            "tui-snippet-period",
            "tui-snippet-unsigned",
            "tui-snippet-target",
        ]
        .map(|key| cx.text(key)),
    );
    let mut seen = std::collections::BTreeSet::new();
    all.retain(|words| seen.insert(text::fold(words)));
    all
}
