//! What may be found: acts with their keys, screens, communes, groups, criteria and notes.

use strum::IntoEnumIterator;

use super::action::Action;
use super::available::available;
use super::dialogs::{Dialog, message, palette};
use super::event::{Goal, Step};
use super::keymap::Context;
use super::model::{Model, Screen};
use super::screens::{evidence, review};
use super::theme::Role;
use super::travel;
use super::widgets::paper::Paper;
use crate::domain::RoundId;
use crate::tasks::FoundNote;
use crate::text;

/// So many acts chosen of late go before their like.
const RECENT: usize = 6;

/// Remembers an act chosen from the palette.
pub fn chosen(model: &mut Model, action: Action) {
    model.recent.retain(|other| *other != action);
    model.recent.insert(0, action);
    model.recent.truncate(RECENT);
}

/// The palette over all that can be done and found now.
pub fn palette(model: &Model) -> Dialog {
    let (recent, others) = acts(model);
    let count = recent.len();
    let mut entries = recent;
    entries.extend(others);
    if model.cx.round.is_some() {
        entries.extend(travel::entries(&model.cx));
    }
    entries.extend(things(model));
    let title = model.cx.text("tui-palette-title");
    Dialog::palette(noting(model, palette::State::new(title, entries).recent(count)))
}

/// What may be found: dossiers, criteria and notes.
pub fn finder(model: &Model) -> Dialog {
    let title = model.cx.text("tui-find-title");
    Dialog::palette(noting(model, palette::State::new(title, things(model))))
}

/// Lets a list look for the notes of the whole round too.
fn noting(model: &Model, list: palette::State) -> palette::State {
    match &model.cx.round {
        Some(round) => list.with_notes(round.id.clone()),
        None => list,
    }
}

/// Takes the notes that the palette looked for: each leads to its dossier and criterion. Those of the dossier in hand are
/// there already.
pub fn noted(model: &mut Model, round: &RoundId, found: Vec<FoundNote>) {
    let own = model.review().map(|review| review.view.dossier.applicant.clone());
    let framework = model.cx.round.as_ref().map(|round| &round.framework);
    let entry = |found: FoundNote| {
        let words = found.note.text.replace('\n', " ");
        let criterion = found.note.criterion.as_ref();
        let code = criterion.and_then(|id| Some(framework?.criterion(id)?.code.as_str()));
        palette::Entry {
            folded: text::fold(&words),
            words,
            aside: [Some(found.name.as_str()), code]
                .into_iter()
                .flatten()
                .collect::<Vec<_>>()
                .join(" · "),
            step: Step::GoTo(match found.note.criterion {
                Some(criterion) => Goal::Row(found.applicant, criterion),
                None => Goal::Applicant(found.applicant),
            }),
        }
    };
    let notes = found.into_iter().filter(|found| Some(&found.applicant) != own.as_ref());
    let entries = notes.map(entry).collect();
    if let Some(Dialog::Palette(list)) = model.dialogs.last_mut().map(|opened| &mut opened.dialog) {
        list.take(round, entries);
    }
}

/// The acts that can be done now, those chosen of late apart.
fn acts(model: &Model) -> (Vec<palette::Entry>, Vec<palette::Entry>) {
    let contexts = model.screen_contexts();
    let bound: Vec<Action> = contexts
        .iter()
        .flat_map(|context: &Context| model.cx.keymap.list(*context))
        .map(|(action, _)| action)
        .collect();
    let possible = |action: &Action| {
        !action.moves() && (bound.contains(action) || action.anywhere()) && available(*action, model).is_ok()
    };
    let entry = |action: Action| {
        let words = model.cx.say(&action.title());
        palette::Entry {
            folded: text::fold(&words),
            words,
            aside: model.cx.keymap.hint(&contexts, action).unwrap_or_default(),
            step: Step::Act(action),
        }
    };
    let recent: Vec<Action> = model.recent.iter().copied().filter(possible).collect();
    let others = Action::iter().filter(|action| possible(action) && !recent.contains(action));
    // What this screen alone can do goes before what can be done everywhere.
    let own = |action: &Action| {
        contexts
            .first()
            .is_some_and(|screen| model.cx.keymap.knows(*screen, *action))
    };
    let (own, global): (Vec<Action>, Vec<Action>) = others.partition(own);
    let others = own.into_iter().chain(global).map(entry).collect();
    (recent.into_iter().map(entry).collect(), others)
}

/// Dossiers, criteria and notes, for finding.
pub fn things(model: &Model) -> Vec<palette::Entry> {
    let mut entries = Vec::new();
    match (model.review(), &model.cx.round) {
        (Some(review), Some(round)) => {
            entries.extend(review.groups(&model.cx, round));
            entries.extend(review.entries(&model.cx, round));
            entries.extend(notes(model, review));
        }
        // Where no criterion is shown, one is looked at across all dossiers.
        (None, Some(round)) => {
            if let Some(Screen::Evidence(state)) = model.screen() {
                entries.extend(evidence::entries(state, &model.cx));
            }
            entries.extend(travel::criteria(&model.cx, round));
        }
        (_, None) => {}
    }
    if let Some(board) = model.board() {
        entries.extend(board.entries(&model.cx));
    }
    entries
}

/// The notes of the dossier in hand: one on a criterion leads to its row, one on the dossier is shown.
fn notes(model: &Model, review: &review::State) -> Vec<palette::Entry> {
    let cx = &model.cx;
    let aside = cx.text("find-note");
    let entry = |note: &crate::domain::Note| {
        let words = note.text.replace('\n', " ");
        let step = match &note.criterion {
            Some(criterion) => Step::GoTo(Goal::Criterion(criterion.clone())),
            None => {
                let mut paper = Paper::default();
                paper.say(Role::Text, &note.text);
                let title = review.view.dossier.name.clone();
                Step::Open(Box::new(Dialog::Message(message::State { title, paper, top: 0 })))
            }
        };
        palette::Entry {
            folded: text::fold(&words),
            words,
            aside: aside.clone(),
            step,
        }
    };
    review.view.notes.iter().map(entry).collect()
}
