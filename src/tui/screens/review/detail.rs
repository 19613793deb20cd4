//! Everything there is to know of the selected row, in tabs.

use ratatui::layout::Rect;
use strum::{EnumIter, IntoEnumIterator, IntoStaticStr};

use super::State;
use crate::domain::checks::say_figure;
use crate::domain::framework::Contradiction;
use crate::domain::{Criterion, Finding, FlagKind, Marking, Method, Round, Rule, StageId, Standing, marking};
use crate::text::{self, date};
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::keymap::Context;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::paper::Paper;

/// A part of the detail.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, EnumIter, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Tab {
    /// The full text, the claim as submitted, and why the result is what it is.
    #[default]
    Content,
    /// Guidance and required evidence.
    Guidance,
    /// The files behind the claim.
    Evidence,
    /// What the checks found.
    Flags,
    /// The notes.
    Notes,
    /// The journal of the row.
    History,
}

impl Tab {
    /// The tab beside it.
    #[must_use]
    pub fn turn(self, next: bool) -> Self {
        let tabs: Vec<Self> = Self::iter().collect();
        let at = tabs.iter().position(|tab| *tab == self).unwrap_or(0);
        let at = if next { at + 1 } else { at + tabs.len() - 1 };
        tabs.get(at % tabs.len()).copied().unwrap_or_default()
    }
}

/// The tabs with what they hold: name, and whether there is anything behind.
pub fn tabs(state: &State, cx: &Cx) -> Vec<(Tab, String)> {
    let standing = state.row().and_then(|row| state.standing(row));
    let criterion = standing.map(|standing| &standing.criterion);
    let evidence = state.view.dossier.submission.evidence.iter();
    let evidence = evidence
        .filter(|one| criterion.is_some_and(|criterion| one.criteria.contains(criterion)))
        .count();
    let notes = state
        .view
        .notes
        .iter()
        .filter(|note| note.criterion.as_ref() == criterion)
        .count();
    // What is asked of the applicant is seen before the tab is opened.
    let asked = criterion
        .zip(cx.round.as_ref())
        .and_then(|(criterion, round)| marking::of_criterion(&state.view.marks, &round.stage, criterion))
        .filter(|mark| mark.asks())
        .map(|_| "!");
    Tab::iter()
        .map(|tab| {
            let name: &'static str = tab.into();
            let name = cx.text(&format!("tui-tab-{name}"));
            let count = match tab {
                Tab::Evidence => Some(evidence),
                Tab::Flags => standing.map(|standing| standing.flags.len()),
                Tab::Notes => Some(notes),
                Tab::Content | Tab::Guidance | Tab::History => None,
            };
            let name = match count.filter(|count| *count > 0) {
                Some(count) => format!("{name} {count}"),
                None => name,
            };
            match asked.filter(|_| tab == Tab::Evidence) {
                Some(sign) => (tab, format!("{name} {sign}")),
                None => (tab, name),
            }
        })
        .collect()
}

/// Where the tabs stand: side by side, and below where there is no room.
pub fn tab_places(state: &State, cx: &Cx, area: Rect) -> Vec<(Tab, String, Rect)> {
    let (mut x, mut y) = (0, 0);
    tabs(state, cx)
        .into_iter()
        .map(|(tab, name)| {
            let width = u16::try_from(text::width(&name) + 2).unwrap_or(u16::MAX);
            if x > 0 && x + width > area.width {
                (x, y) = (0, y + 1);
            }
            let place = Rect::new(area.x + x, area.y + y, width, 1).intersection(area);
            x += width;
            (tab, name, place)
        })
        .collect()
}

/// The tab at a place.
pub fn tab_at(state: &State, cx: &Cx, area: Rect, x: u16, y: u16) -> Option<Tab> {
    tab_places(state, cx, area)
        .into_iter()
        .find(|(_, _, place)| place.contains((x, y).into()))
        .map(|(tab, _, _)| tab)
}

/// What the tab shows.
pub fn paper(state: &State, cx: &Cx) -> Paper {
    let mut paper = Paper::default();
    let found = cx.round.as_ref().and_then(|round| {
        let row = state.row()?;
        Some((
            round,
            round.framework.criteria.get(row.criterion)?,
            state.standing(row)?,
        ))
    });
    let Some((round, criterion, standing)) = found else {
        return paper;
    };
    match state.tab {
        Tab::Content => content(&mut paper, state, cx, round, criterion, standing),
        Tab::Guidance => {
            paper.entry(&cx.text("tui-detail-guidance"), &criterion.guidance);
            paper.entry(&cx.text("tui-detail-evidence"), &criterion.evidence);
            paper.entry(&cx.text("tui-detail-source"), &criterion.source);
            paper.entry(&cx.text("tui-detail-basis"), &criterion.basis);
            paper.entry(&cx.text("tui-detail-deadline"), &criterion.deadline);
            paper.entry(&cx.text("tui-detail-printed-note"), &criterion.note);
            for contradiction in contradictions(round, criterion) {
                let said = format!(
                    "{}\n→ {}\n{}",
                    contradiction.printed, contradiction.applied, contradiction.reason
                );
                paper.entry(&cx.text("tui-detail-contradiction"), &words::quoted(&said));
            }
        }
        Tab::Evidence => evidence(&mut paper, state, cx, standing),
        Tab::Flags => {
            for flag in standing
                .flags
                .iter()
                .filter_map(|at| state.view.scorecard.flags.get(*at))
            {
                let said = words::sentence(&cx.say(&flag.message));
                if flag.kind.is_hint() {
                    paper.say(Role::Dim, &cx.locale.with("tui-detail-hint", &[("hint", &said)]));
                } else {
                    paper.say(Role::Warn, &format!("! {said}"));
                }
                if let Some(place) = &flag.place {
                    paper.say(Role::Dim, &format!("  {}", cx.say(&place.sentence())));
                }
            }
        }
        Tab::Notes => {
            for note in &state.view.notes {
                let own = note.criterion.as_ref() == Some(&standing.criterion);
                if own || note.criterion.is_none() {
                    let whose = if own {
                        String::new()
                    } else {
                        format!(" ({})", cx.text("tui-detail-whole-dossier"))
                    };
                    paper.say(Role::Dim, &format!("{} {}{whose}", date::display(&note.at), note.by));
                    paper.say(Role::Text, &note.text);
                }
            }
        }
        Tab::History => match &state.history {
            Some((of, events)) if *of == standing.criterion => {
                for event in events {
                    paper.say(Role::Text, &words::event(cx, &round.framework, events, event));
                }
            }
            Some(_) | None => paper.say(Role::Dim, &cx.text("tui-detail-reading")),
        },
    }
    if paper.is_empty() {
        let name: &'static str = state.tab.into();
        paper.say(Role::Dim, &cx.text(&format!("tui-detail-no-{name}")));
    }
    paper
}

fn content(paper: &mut Paper, state: &State, cx: &Cx, round: &Round, criterion: &Criterion, standing: &Standing) {
    let per_cent = criterion.is_percent();
    paper.say(Role::Group, &format!("{} {}", criterion.code, criterion.name));
    let asked = words::asked(cx, round, criterion, standing.target.as_ref());
    let unset = standing.target.is_none() && matches!(criterion.rule, Some(Rule::Target { .. }));
    let key = cx.keymap.hint(&[Context::Review], Action::SetTargets).filter(|_| unset);
    let asked = match key {
        Some(key) => format!("{asked} · {}", cx.locale.with("review-set-target", &[("key", &key)])),
        None => asked,
    };
    paper.say(Role::Text, &asked);
    let contradicted = contradicted(paper, state, cx, round, standing);
    levels(paper, state, cx, round, criterion, standing);
    if criterion.lost {
        paper.say(Role::Warn, &criterion.lost_note);
    }
    for stage in &round.framework.stages {
        let Some(at) = standing.stages.get(&stage.id) else {
            continue;
        };
        let inputs = words::inputs_at(round, standing, &stage.id).filter(|inputs| !inputs.is_empty());
        if at.value.is_none() && !at.has_result() && at.ruling.is_none() && at.received.is_none() && inputs.is_none() {
            continue;
        }
        let (role, outcome) = words::result(cx, round, at);
        let said = match &at.value {
            Some(value) => format!("{} · {outcome}", words::value(cx, Some(value), per_cent)),
            None => outcome,
        };
        paper.say(role, &format!("{}: {said}", stage.name));
        if let (Some(inputs), Some(rule)) = (inputs, &criterion.rule) {
            for line in words::inputs(cx, rule, inputs) {
                paper.say(Role::Text, &format!("  – {line}"));
            }
        }
        let why = words::why(cx, at.finding.as_ref());
        // What contradicts the claim stands above already.
        if !why.is_empty() && contradicted != Some(&stage.id) {
            paper.say(Role::Text, &format!("  → {why}"));
        }
        if let Some(ruling) = &at.ruling {
            let by = format!("{} · {}", ruling.by, date::display(&ruling.at));
            let reason = if ruling.reason.is_empty() {
                by
            } else {
                format!("{} ({by})", ruling.reason)
            };
            paper.say(Role::Text, &format!("  {reason}"));
        }
        for other in &at.conflict {
            let ruled = format!("{} – {}", words::ruled(cx, other, per_cent), other.by);
            paper.say(Role::Bad, &cx.locale.with("tui-detail-conflict", &[("ruling", &ruled)]));
        }
    }
    counted(paper, state, cx, criterion);
    if let Some(claim) = &standing.claim {
        paper.entry(&cx.text("tui-detail-explanation"), &claim.note);
        let from = cx.say(&claim.from.sentence());
        let raw = if claim.raw.is_empty() {
            cx.text("tui-detail-blank")
        } else {
            format!("“{}”", claim.raw)
        };
        paper.say(
            Role::Dim,
            &cx.locale.with("tui-detail-raw", &[("raw", &raw), ("place", &from)]),
        );
    }
    if state.view.dossier.submissions > 1 {
        let number = state.view.dossier.submissions.to_string();
        paper.say(
            Role::Dim,
            &cx.locale.with("tui-detail-submission", &[("number", &number)]),
        );
    }
    let plain = |words: &str| text::fold(words.trim().trim_end_matches(['.', ';', ':']));
    if plain(&criterion.requirement) != plain(&criterion.name) {
        paper.entry(&cx.text("tui-detail-requirement"), &criterion.requirement);
    }
    if contradictions(round, criterion).next().is_some() {
        paper.say(Role::Warn, &cx.text("tui-detail-contradiction-there"));
    }
}

/// What was counted in the sub-forms, with its places.
fn counted(paper: &mut Paper, state: &State, cx: &Cx, criterion: &Criterion) {
    let figures = state.view.dossier.submission.subforms.iter();
    for figure in figures.filter(|figure| figure.criterion == criterion.id) {
        let found = cx.say(&say_figure(&figure.value, criterion.is_percent() && !figure.aside));
        paper.say(Role::Text, &format!("{}: {found}", figure.name));
        let place = cx.say(&figure.place.sentence());
        paper.say(Role::Dim, &format!("  {} · {place}", figure.label));
        if figure.repeated > 0 {
            let count = figure.repeated.to_string();
            paper.say(Role::Dim, &cx.locale.with("tui-detail-repeated", &[("count", &count)]));
        }
    }
}

/// Where the source contradicts itself on a criterion.
fn contradictions<'a>(round: &'a Round, criterion: &'a Criterion) -> impl Iterator<Item = &'a Contradiction> {
    let all = round.framework.contradictions.iter();
    all.filter(|contradiction| contradiction.criteria.contains(&criterion.id))
}

/// Says first that the rule contradicts what is claimed, and answers whose result that is.
fn contradicted<'a>(
    paper: &mut Paper,
    state: &State,
    cx: &Cx,
    round: &'a Round,
    standing: &Standing,
) -> Option<&'a StageId> {
    let mut flags = standing
        .flags
        .iter()
        .filter_map(|at| state.view.scorecard.flags.get(*at));
    flags.find(|flag| flag.kind == FlagKind::VerdictContradictsTarget)?;
    let own = round.framework.self_stage()?;
    let finding = standing.stages.get(&own.id)?.finding.as_ref();
    let why = words::ruled_by_rule(cx, finding);
    let key = match round.framework.method {
        Method::PassFail => "tui-detail-contradicts-target",
        Method::Points | Method::Maturity => "tui-detail-contradicts-rule",
    };
    paper.say(Role::Alarm, &format!("! {}", cx.locale.with(key, &[("why", &why)])));
    Some(&own.id)
}

/// The printed cells of the levels: what is met of them, which is attained, and which is aimed at.
fn levels(paper: &mut Paper, state: &State, cx: &Cx, round: &Round, criterion: &Criterion, standing: &Standing) {
    if round.framework.method != Method::Maturity || criterion.thresholds.is_empty() {
        return;
    }
    let stage = speaking_on(round, standing);
    let finding = standing.stages.get(stage).and_then(|at| at.finding.as_ref());
    let attained = finding.and_then(Finding::level);
    let name = round.framework.stage(stage).map_or("", |stage| stage.name.as_str());
    for level in &round.framework.levels {
        let at = usize::from(level.level).saturating_sub(1);
        let printed = words::printed_level(criterion, level.level).unwrap_or("–");
        let met = finding.and_then(|finding| finding.levels.get(at).copied()).flatten();
        let (sign, role) = match met {
            Some(true) => ("+", Role::Good),
            Some(false) => ("−", Role::Bad),
            None => ("·", Role::Dim),
        };
        let number = level.level.to_string();
        let mut line = format!(
            "{sign} {}: {printed}",
            cx.locale.with("tui-level", &[("level", &number)])
        );
        if attained == Some(level.level) {
            line = format!("{line}  ◄ {}", cx.locale.with("tui-level-attained", &[("stage", name)]));
        }
        if state.view.dossier.submission.registered_level == Some(level.level) {
            line = format!("{line}  ◄ {}", cx.text("tui-level-registered"));
        }
        paper.say(role, &line);
    }
}

/// The acting stage where it has ruled on the row, else the one before it.
fn speaking_on<'a>(round: &'a Round, standing: &Standing) -> &'a StageId {
    let ruled = standing.stages.get(&round.stage).is_some_and(|at| at.ruling.is_some());
    match round.before() {
        Some(before) if !ruled => &before.id,
        Some(_) | None => &round.stage,
    }
}

fn evidence(paper: &mut Paper, state: &State, cx: &Cx, standing: &Standing) {
    let mut files = state.view.dossier.submission.evidence.iter();
    if !files.any(|one| one.criteria.contains(&standing.criterion)) {
        paper.say(Role::Warn, &cx.text("tui-detail-no-evidence"));
    }
    marked(paper, state, cx, standing, None);
    for one in &state.view.dossier.submission.evidence {
        if !one.criteria.contains(&standing.criterion) {
            continue;
        }
        let kind: &'static str = one.kind.into();
        let signature: &'static str = one.signature.into();
        paper.say(Role::Text, &format!("• {}", one.path));
        let mut about = vec![cx.text(&format!("tui-kind-{kind}")), words::size(cx, one.size)];
        about.push(cx.text(&format!("tui-signature-{signature}")));
        if one.criteria.len() > 1 {
            let others = one.criteria.iter().filter(|other| **other != standing.criterion);
            let others: Vec<&str> = others.map(crate::domain::CriterionId::as_str).collect();
            about.push(cx.locale.with("tui-detail-also", &[("criteria", &others.join(", "))]));
        }
        paper.say(Role::Dim, &format!("  {}", about.join(" · ")));
        for noted in &one.signatures {
            let parts = [
                noted.name.clone(),
                noted.organisation.clone(),
                date::display(&noted.at),
                cx.locale.say(&noted.finding),
            ];
            let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
            paper.say(Role::Dim, &format!("  {}", parts.join(" · ")));
        }
        marked(paper, state, cx, standing, Some(&one.path));
    }
    if let Some(claim) = &standing.claim {
        paper.entry(&cx.text("tui-detail-named"), &claim.evidence);
    }
}

/// What was said of a file, or of the criterion's evidence as a whole, at any stage.
fn marked(paper: &mut Paper, state: &State, cx: &Cx, standing: &Standing, file: Option<&str>) {
    let own = |mark: &&Marking| mark.is_on(Some(&standing.criterion), file);
    for mark in state.view.marks.iter().filter(own) {
        let (role, words) = words::marking(cx, mark);
        let indent = if file.is_some() { "  " } else { "" };
        paper.say(role, &format!("{indent}{words}"));
    }
}
