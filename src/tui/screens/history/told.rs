//! What an entry of the journal says: what was done, and from what to what.

use std::collections::BTreeSet;

use super::{State, about};
use crate::domain::{Act, Actor, Criterion, EventId, Round};
use crate::tasks::journal::parts;
use crate::tasks::{JournalEntry, demo, say};
use crate::text::date;
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;

/// So many acts of a batch are told one by one.
const PARTS: usize = 60;

/// Who acted, with the role. The sample is loaded in nobody's name: it says so itself.
pub fn actor(cx: &Cx, actor: &Actor) -> String {
    if actor.member.as_str() == demo::MEMBER {
        return cx.text("tui-event-by-sample");
    }
    if actor.role.is_empty() {
        actor.member.to_string()
    } else {
        format!("{} ({})", actor.member, actor.role)
    }
}

/// The dossier that an entry is about.
pub fn dossier(state: &State, entry: &JournalEntry) -> String {
    let (applicant, _) = about(&entry.event.act);
    applicant
        .map(|id| state.names.get(id).cloned().unwrap_or_else(|| id.to_string()))
        .unwrap_or_default()
}

/// The code of the criterion that an entry is about.
pub fn code(round: &Round, entry: &JournalEntry) -> String {
    let (_, criterion) = about(&entry.event.act);
    criterion
        .and_then(|id| round.framework.criterion(id))
        .map(|criterion| criterion.code.clone())
        .unwrap_or_default()
}

/// What an act put down.
fn put(cx: &Cx, round: &Round, act: &Act) -> String {
    match act {
        Act::Rule {
            criterion,
            value,
            verdict,
            points,
            ..
        } => {
            let criterion = round.framework.criterion(criterion);
            let per_cent = criterion.is_some_and(Criterion::is_percent);
            let mut said = Vec::new();
            if value.is_some() {
                said.push(words::brief(cx, value.as_ref(), per_cent));
            }
            if let Some(points) = points {
                said.push(
                    cx.locale
                        .with("tui-points", &[("points", &words::number(cx, *points, 4))]),
                );
            }
            if verdict.is_some() || said.is_empty() {
                said.push(words::verdict(cx, *verdict));
            }
            said.join(" · ")
        }
        Act::Note { text, .. } | Act::Narrate { text, .. } => text.clone(),
        Act::MarkEvidence { file, mark, note, .. } => {
            let mark = mark.map_or_else(|| "–".to_owned(), |mark| cx.say(&say::sufficiency(mark)));
            let said = [file.as_deref().unwrap_or_default(), &mark, note];
            let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
            said.join(" · ")
        }
        Act::SetTarget { criterion, target, .. } => {
            let criterion = round.framework.criterion(criterion);
            words::target(cx, target.as_ref(), criterion.is_some_and(Criterion::is_percent))
        }
        Act::SetThreshold { rate, .. } => {
            rate.map_or_else(|| "–".to_owned(), |rate| format!("{}%", words::number(cx, rate, 2)))
        }
        Act::SetStage { stage, .. } => {
            let found = round.framework.stage(stage);
            found.map_or_else(|| stage.to_string(), |stage| stage.name.clone())
        }
        Act::DismissFlag { reason, .. } | Act::Reopen { reason, .. } => reason.clone(),
        Act::Sign { file, subject, .. } => format!("{file} · {subject}"),
        Act::OpenRound { .. }
        | Act::Submit { .. }
        | Act::Present { .. }
        | Act::Seal { .. }
        | Act::SetOffices { .. }
        | Act::Undo { .. }
        | Act::Batch { .. } => String::new(),
    }
}

/// What sort of act it is.
pub fn kind(cx: &Cx, act: &Act) -> String {
    let key = match act {
        Act::OpenRound { .. } => "tui-event-open-round",
        Act::SetTarget { .. } => "tui-event-target",
        Act::SetThreshold { .. } => "tui-event-threshold",
        Act::SetStage { .. } => "tui-event-stage",
        Act::Submit { .. } => "tui-event-submit",
        Act::Rule { .. } => "tui-history-ruled",
        Act::Note { .. } => "tui-history-noted",
        Act::MarkEvidence { .. } => "tui-history-marked",
        Act::DismissFlag { .. } => "tui-history-dismissed",
        Act::Present { .. } => "tui-event-present",
        Act::Seal { .. } => "tui-event-seal",
        Act::Reopen { .. } => "tui-history-reopened",
        Act::Narrate { .. } => "tui-history-narrated",
        Act::SetOffices { .. } => "tui-event-offices",
        Act::Sign { .. } => "tui-history-signed",
        Act::Undo { .. } => "tui-event-undo",
        Act::Batch { acts } => return batch(cx, acts),
    };
    cx.text(key)
}

/// Many acts at once, by what they have in common.
fn batch(cx: &Cx, acts: &[Act]) -> String {
    let [first, others @ ..] = acts else {
        return cx.text("task-said-nothing");
    };
    if others.is_empty() {
        return kind(cx, first);
    }
    let said = |key: &str, count: usize| cx.locale.with(key, &[("count", &count.to_string())]);
    let sort = std::mem::discriminant(first);
    if others.iter().any(|act| std::mem::discriminant(act) != sort) {
        return said("tui-event-batch-mixed", acts.len());
    }
    match first {
        Act::Rule { .. } => {
            let criteria: BTreeSet<_> = acts.iter().filter_map(|act| about(act).1).collect();
            let applicants: BTreeSet<_> = acts.iter().filter_map(|act| about(act).0).collect();
            match (criteria.len(), applicants.len()) {
                (_, 1) => said("tui-event-batch", acts.len()),
                (1, many) => said("tui-event-batch-across", many),
                _ => said("tui-event-batch-results", acts.len()),
            }
        }
        Act::SetTarget { .. } => said("tui-event-batch-targets", acts.len()),
        Act::MarkEvidence { .. } => said("tui-event-batch-marks", acts.len()),
        Act::OpenRound { .. }
        | Act::SetThreshold { .. }
        | Act::SetStage { .. }
        | Act::Submit { .. }
        | Act::Note { .. }
        | Act::DismissFlag { .. }
        | Act::Present { .. }
        | Act::Seal { .. }
        | Act::Reopen { .. }
        | Act::Narrate { .. }
        | Act::SetOffices { .. }
        | Act::Sign { .. }
        | Act::Undo { .. }
        | Act::Batch { .. } => {
            let figures = [("what", kind(cx, first)), ("count", acts.len().to_string())];
            let figures = figures.each_ref().map(|(name, words)| (*name, words.as_str()));
            cx.locale.with("tui-event-batch-same", &figures)
        }
    }
}

/// What sort of act an entry is; of what was taken back or done again also what that was, where it was read too.
pub fn what(state: &State, cx: &Cx, entry: &JournalEntry) -> String {
    let Act::Undo { events } = &entry.event.act else {
        return kind(cx, &entry.event.act);
    };
    let (again, first) = first(state, events);
    let key = if again { "tui-event-redone" } else { "tui-event-undone" };
    match first {
        Some(first) => cx.locale.with(key, &[("what", &kind(cx, &first.event.act))]),
        None => kind(cx, &entry.event.act),
    }
}

/// The entry itself or, where it takes one back or does one again, that one.
pub fn subject<'a>(state: &'a State, entry: &'a JournalEntry) -> &'a JournalEntry {
    match &entry.event.act {
        Act::Undo { events } => first(state, events).1.unwrap_or(entry),
        _ => entry,
    }
}

/// What an undo comes back to in the end: whether it is done again, and the first entry that is itself no undo.
fn first<'a>(state: &'a State, events: &[EventId]) -> (bool, Option<&'a JournalEntry>) {
    let (mut again, mut events) = (false, events);
    // Every step leads to an earlier entry.
    for _ in &state.entries {
        let found = state.entries.iter().find(|other| events.contains(&other.event.id));
        match found.map(|found| (&found.event.act, found)) {
            Some((Act::Undo { events: earlier }, _)) => {
                again = !again;
                events = earlier;
            }
            Some((_, found)) => return (again, Some(found)),
            None => break,
        }
    }
    (again, None)
}

/// From what to what, for one line.
pub fn change(cx: &Cx, round: &Round, entry: &JournalEntry) -> String {
    match &entry.event.act {
        Act::Batch { acts } if acts.len() > 1 => String::new(),
        one => parts(one)
            .first()
            .map(|act| between(cx, round, entry.before.first().and_then(Option::as_ref), act))
            .unwrap_or_default(),
    }
}

fn between(cx: &Cx, round: &Round, before: Option<&Act>, act: &Act) -> String {
    let after = put(cx, round, act);
    match before {
        Some(before) => format!("{} → {after}", put(cx, round, before)),
        None if matches!(act, Act::Rule { .. }) => format!("– → {after}"),
        None => after,
    }
}

/// The whole entry.
pub fn entry(paper: &mut Paper, state: &State, cx: &Cx, round: &Round, entry: &JournalEntry) {
    let head = [
        date::display(&entry.event.at),
        actor(cx, &entry.event.actor),
        what(state, cx, entry),
        dossier(state, subject(state, entry)),
    ];
    let head: Vec<String> = head.into_iter().filter(|part| !part.is_empty()).collect();
    paper.say(Role::Group, &head.join(" · "));
    if !entry.active {
        paper.say(Role::Warn, &cx.text("tui-history-inactive"));
    }
    let acts = match &entry.event.act {
        Act::Undo { events } => {
            let undone = state.entries.iter().filter(|other| events.contains(&other.event.id));
            for other in undone {
                let said = format!("{} {}", kind(cx, &other.event.act), change(cx, round, other));
                paper.say(Role::Text, &format!("{} {said}", code(round, other)));
            }
            return;
        }
        one => parts(one),
    };
    // As the framework prints its criteria; acts on one and the same keep their order.
    let printed = |act: &Act| {
        let id = about(act).1?;
        round
            .framework
            .criteria
            .iter()
            .position(|criterion| criterion.id == *id)
    };
    let mut acts: Vec<(usize, &Act)> = acts.iter().enumerate().collect();
    acts.sort_by_cached_key(|(_, act)| printed(act).unwrap_or(usize::MAX));
    for (at, act) in acts.iter().copied().take(PARTS) {
        let criterion = about(act).1.and_then(|id| round.framework.criterion(id));
        let name = criterion.map(|criterion| {
            format!(
                "{} {}: ",
                criterion.code,
                criterion.name.trim_end_matches(['.', ';', ':'])
            )
        });
        let before = entry.before.get(at).and_then(Option::as_ref);
        let said = between(cx, round, before, act);
        if !said.is_empty() {
            paper.say(Role::Text, &format!("{}{said}", name.unwrap_or_default()));
        }
        if let Act::Rule { reason, .. } = act {
            paper.say(Role::Dim, &format!("  {reason}"));
        }
    }
    if acts.len() > PARTS {
        let more = (acts.len() - PARTS).to_string();
        paper.say(Role::Dim, &cx.locale.with("tui-history-more", &[("count", &more)]));
    }
}
