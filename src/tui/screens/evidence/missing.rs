//! Marking at once, as missing, the evidence of all criteria without a file; shown first, and one undo takes it back.

use super::state::{Line, State};
use super::{acts, unmarked};
use crate::domain::{Act, ClaimedVerdict, Criterion, Round, Sentence, Sufficiency};
use crate::tasks::Request;
use crate::tui::cx::Cx;
use crate::tui::dialogs::{Dialog, confirm};
use crate::tui::event::{Step, Tone};
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;

/// Shows which criteria would be marked, and asks.
pub fn all(state: &State, cx: &Cx, round: &Round) -> Vec<Step> {
    let Some(found) = &state.found else {
        return Vec::new();
    };
    let submission = &found.view.dossier.submission;
    let (mut marked, mut left) = (Vec::new(), Vec::new());
    let mut acts = Vec::new();
    for criterion in round.framework.scored() {
        let files = submission.evidence.iter();
        let bare = !files.into_iter().any(|file| file.criteria.contains(&criterion.id));
        let line = Line {
            criterion: Some(criterion.id.clone()),
            file: None,
        };
        if !bare || !unmarked(state, round, &line) {
            continue;
        }
        // Of what the applicant does not state there is nothing to prove.
        match submission.claims.get(&criterion.id).and_then(|claim| claim.verdict) {
            Some(ClaimedVerdict::NotMet | ClaimedVerdict::NotApplicable) => left.push(criterion),
            Some(ClaimedVerdict::Met | ClaimedVerdict::InProgress) | None => {
                acts.push(acts::act(state, round, &line, Some(Sufficiency::Missing), ""));
                marked.push(criterion);
            }
        }
    }
    if acts.is_empty() {
        return vec![Step::Tell(Tone::Refused, Sentence::new("tui-evidence-no-bare"))];
    }
    let count = acts.len().to_string();
    let mut paper = Paper::default();
    let figures = [("count", count.as_str()), ("name", state.name())];
    paper.say(Role::Text, &cx.locale.with("tui-evidence-bare-question", &figures));
    paper.gap();
    let named = |criterion: &Criterion| format!("{}  {}", criterion.code, criterion.name.replace('\n', " "));
    for criterion in marked {
        paper.say(Role::Text, &named(criterion));
    }
    if !left.is_empty() {
        let count = left.len().to_string();
        paper.gap();
        paper.say(
            Role::Dim,
            &cx.locale.with("tui-evidence-bare-left", &[("count", &count)]),
        );
        for criterion in left {
            paper.say(Role::Dim, &named(criterion));
        }
    }
    vec![Step::Open(Box::new(Dialog::Confirm(confirm::State {
        title: cx.locale.with("tui-evidence-bare-title", &[("count", &count)]),
        paper,
        yes: vec![Step::Ask(Request::Act(Box::new(Act::Batch { acts })))],
        hints: confirm::HINTS,
        top: 0,
    })))]
}
