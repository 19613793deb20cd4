//! How values, verdicts, states and events of the journal are put into words on every screen.

use crate::domain::rule::{InputSpec, Rule, inputs_of};
use crate::domain::scorecard::Difference;
use crate::domain::{
    Act, Arg, ClaimedVerdict, Criterion, Decimal, DossierState, Event, EventId, Finding, Framework, Inputs, Marking,
    Method, Round, Ruling, Sentence, StageId, StageStanding, Standing, Sufficiency, Value, Verdict,
};
use crate::tasks::{Mark, say};
use crate::text::{self, date, number, value};
use crate::tui::cx::Cx;
use crate::tui::screens::history;
use crate::tui::screens::review::decide::Claimed;
use crate::tui::theme::Role;
use crate::tui::widgets::table::Cell;

/// A value, or a dash where there is none.
pub fn value(cx: &Cx, value: Option<&Value>, per_cent: bool) -> String {
    match value {
        Some(value) => value::print(value, per_cent, cx.locale.lang()),
        None => "–".to_owned(),
    }
}

/// A value for a narrow cell: a ratio without its quotient.
pub fn brief(cx: &Cx, of: Option<&Value>, per_cent: bool) -> String {
    match of {
        Some(Value::Ratio { part, whole }) => {
            let lang = cx.locale.lang();
            format!("{}/{}", number::print(*part, lang), number::print(*whole, lang))
        }
        Some(Value::Number(_) | Value::Text(_)) | None => value(cx, of, per_cent),
    }
}

/// What a stage says in figures, for a narrow cell: its value, else the inputs of the rule one after the other.
pub fn figures(cx: &Cx, round: &Round, criterion: &Criterion, standing: &Standing, stage: &StageId) -> Option<String> {
    let at = standing.stages.get(stage)?;
    if let Some(value) = &at.value {
        return Some(brief(cx, Some(value), criterion.is_percent()));
    }
    let inputs = inputs_at(round, standing, stage)?;
    let specs = criterion.rule.as_ref().map(inputs_of).unwrap_or_default();
    let said: Vec<String> = specs
        .iter()
        .filter_map(|spec| inputs.get(&spec.key))
        .map(|value| brief(cx, Some(value), false))
        .collect();
    (!said.is_empty()).then(|| said.join("; "))
}

/// The inputs of the rule that a stage gives by name: those of its ruling, of the table received, or of the claim.
pub fn inputs_at<'a>(round: &Round, standing: &'a Standing, stage: &StageId) -> Option<&'a Inputs> {
    let at = standing.stages.get(stage)?;
    match (&at.ruling, &at.received) {
        (Some(ruling), _) => Some(&ruling.inputs),
        (None, Some(received)) => Some(&received.inputs),
        // Only the applicant's own stage has something to say without a ruling or a table received.
        (None, None) => {
            let own = round.framework.self_stage().is_some_and(|own| own.id == *stage);
            standing.claim.as_ref().filter(|_| own).map(|claim| &claim.inputs)
        }
    }
}

/// What a criterion asks at a level, as printed.
pub fn printed_level(criterion: &Criterion, level: u8) -> Option<&str> {
    let at = usize::from(level).checked_sub(1)?;
    let printed = criterion.thresholds.get(at).map(|printed| printed.trim());
    printed.filter(|printed| !printed.is_empty())
}

/// A target; a question mark where no source gives one.
pub fn target(cx: &Cx, target: Option<&Value>, per_cent: bool) -> String {
    match target {
        Some(_) => value(cx, target, per_cent),
        None => cx.text("tui-target-unknown"),
    }
}

/// A number in the reader's notation, rounded.
pub fn number(cx: &Cx, of: Decimal, decimals: u32) -> String {
    number::print_rounded(of, decimals, cx.locale.lang())
}

/// Points for a cell or a header: rounded to the decimals that the source prints, two where it says nothing.
pub fn points(cx: &Cx, round: &Round, of: Decimal) -> String {
    number(cx, of, round.framework.points_decimals.unwrap_or(2))
}

/// More or less points than before, with its sign.
pub fn gain(cx: &Cx, gain: Decimal) -> Cell {
    let size = number(cx, gain.abs(), 2);
    if gain.is_zero() || size == "0" {
        Cell::of(Role::Good, "0")
    } else if gain.is_sign_positive() {
        Cell::of(Role::Warn, format!("+{size}"))
    } else {
        Cell::of(Role::Bad, format!("−{size}"))
    }
}

/// A verdict in full.
pub fn verdict(cx: &Cx, verdict: Option<Verdict>) -> String {
    match verdict {
        Some(verdict) => cx.text(&format!("tui-verdict-{}", verdict.code())),
        None => cx.text("tui-verdict-none"),
    }
}

/// A verdict for a cell of nine columns or, where those are not there, of six.
pub fn short(cx: &Cx, verdict: Option<Verdict>, wide: bool) -> String {
    let ending = if wide { "brief" } else { "short" };
    match verdict {
        Some(verdict) => cx.text(&format!("tui-verdict-{}-{ending}", verdict.code())),
        None => "–".to_owned(),
    }
}

/// The role of a verdict.
pub fn role(verdict: Option<Verdict>) -> Role {
    match verdict {
        Some(Verdict::Met) => Role::Good,
        Some(Verdict::NotMet) => Role::Bad,
        Some(Verdict::NotApplicable) => Role::Dim,
        None => Role::Dim,
    }
}

/// What a stage says of a row, for a narrow cell: points or verdict, or that the work is going on.
pub fn outcome(cx: &Cx, standing: &StageStanding, wide: bool) -> (Role, String) {
    if let Some(points) = standing.points {
        return (Role::Text, number(cx, points, 4));
    }
    if standing.verdict.is_none() && standing.in_progress {
        let ending = if wide { "brief" } else { "short" };
        return (Role::Warn, cx.text(&format!("tui-verdict-dang-trien-khai-{ending}")));
    }
    (role(standing.verdict), short(cx, standing.verdict, wide))
}

/// A mark in words.
pub fn mark(cx: &Cx, mark: Mark) -> String {
    match mark {
        Mark::Nothing => cx.text("tui-verdict-none"),
        Mark::Met => verdict(cx, Some(Verdict::Met)),
        Mark::NotMet => verdict(cx, Some(Verdict::NotMet)),
        Mark::NotApplicable => verdict(cx, Some(Verdict::NotApplicable)),
        Mark::Going => cx.text("tui-verdict-dang-trien-khai"),
        Mark::Share(10..) => cx.text("tui-heat-sign-full"),
        Mark::Share(tenths) => cx
            .locale
            .with("tui-mark-share", &[("share", &(tenths * 10).to_string())]),
        Mark::Level(level) => cx.locale.with("tui-level", &[("level", &level.to_string())]),
    }
}

/// What a stage says of a row in full: points, a level, or a verdict, as its framework counts.
pub fn result(cx: &Cx, round: &Round, at: &StageStanding) -> (Role, String) {
    if let Some(points) = at.points {
        return (
            Role::Text,
            cx.locale.with("tui-points", &[("points", &number(cx, points, 4))]),
        );
    }
    if at.in_progress {
        return (Role::Warn, cx.text("tui-verdict-dang-trien-khai"));
    }
    let level = at.finding.as_ref().and_then(Finding::level);
    match (at.verdict, level, round.framework.method) {
        (None, Some(level), _) => (
            Role::Text,
            cx.locale.with("tui-level", &[("level", &level.to_string())]),
        ),
        (None, None, Method::Points) => (Role::Dim, cx.text("tui-no-points")),
        (None, None, Method::Maturity) => (Role::Dim, cx.text("tui-no-level")),
        (verdict, _, _) => (role(verdict), self::verdict(cx, verdict)),
    }
}

/// A round among others: its framework and year, and whose it is where that was said.
pub fn round(cx: &Cx, framework: &str, year: i32, organisation: &str) -> String {
    let year = year.to_string();
    let said = [("framework", framework), ("year", &year)];
    let said = cx.locale.with("settings-round-value", &said);
    match organisation.trim() {
        "" => said,
        organisation => format!("{said} – {organisation}"),
    }
}

/// What is asked of a criterion: its target where the method has targets, its maximum, its unit.
pub fn asked(cx: &Cx, round: &Round, criterion: &Criterion, target: Option<&Value>) -> String {
    let mut said = Vec::new();
    if round.framework.method == Method::PassFail || target.is_some() {
        let target = self::target(cx, target, criterion.is_percent());
        said.push(cx.locale.with("tui-asked-target", &[("target", &target)]));
    }
    if let Some(points) = criterion.max_points {
        said.push(
            cx.locale
                .with("tui-asked-points", &[("points", &number(cx, points, 2))]),
        );
    }
    if !criterion.unit.trim().is_empty() {
        said.push(cx.locale.with("tui-asked-unit", &[("unit", &criterion.unit)]));
    }
    if !criterion.deadline.trim().is_empty() {
        said.push(
            cx.locale
                .with("tui-asked-deadline", &[("deadline", &criterion.deadline)]),
        );
    }
    said.join(" · ")
}

/// The inputs of a rule with their printed labels, one a line.
pub fn inputs(cx: &Cx, rule: &Rule, given: &Inputs) -> Vec<String> {
    inputs_of(rule)
        .iter()
        .filter_map(|spec| {
            let value = value(cx, Some(given.get(&spec.key)?), false);
            Some(format!("{}: {value}", label(cx, spec)))
        })
        .collect()
}

/// What an input is called: as printed, else by its kind.
pub fn label(cx: &Cx, spec: &InputSpec<'_>) -> String {
    let last = spec.key.rsplit('.').next().unwrap_or_default();
    if let Some(level) = last.strip_prefix("level-") {
        return cx.locale.with("tui-input-communes-at", &[("level", level)]);
    }
    let label = text::clean::clean_line(spec.label).text;
    let letter = matches!(last, "a" | "b" | "c");
    match (label.is_empty(), letter) {
        (false, true) => format!("{last} – {label}"),
        (false, false) => label,
        (true, true) => last.to_owned(),
        (true, false)
            if matches!(
                last,
                "value" | "choice" | "count" | "percent" | "points" | "condition" | "communes"
            ) =>
        {
            cx.text(&format!("tui-input-{last}"))
        }
        (true, false) => spec.key.clone(),
    }
}

/// What a ruling says, in one phrase.
pub fn ruled(cx: &Cx, ruling: &Ruling, per_cent: bool) -> String {
    let mut said = Vec::new();
    if ruling.value.is_some() || ruling.inputs.is_empty() {
        said.push(value(cx, ruling.value.as_ref(), per_cent));
    } else {
        said.extend(
            ruling
                .inputs
                .iter()
                .map(|(key, one)| format!("{key} = {}", value(cx, Some(one), false))),
        );
    }
    if let Some(points) = ruling.points {
        said.push(cx.locale.with("tui-points", &[("points", &number(cx, points, 4))]));
    }
    if ruling.verdict.is_some() || said.is_empty() {
        said.push(verdict(cx, ruling.verdict));
    }
    said.join(" · ")
}

/// What is claimed, in one phrase.
pub fn claimed(cx: &Cx, claimed: &Claimed, per_cent: bool) -> String {
    let figures = match &claimed.value {
        None if !claimed.inputs.is_empty() => {
            let said = claimed.inputs.values().map(|one| brief(cx, Some(one), false));
            said.collect::<Vec<_>>().join("; ")
        }
        shown => value(cx, shown.as_ref(), per_cent),
    };
    let outcome = match claimed.points {
        Some(points) => cx.locale.with("tui-points", &[("points", &number(cx, points, 4))]),
        None if claimed.in_progress => cx.text("tui-verdict-dang-trien-khai"),
        None if claimed.verdict.is_none() => return figures,
        None => verdict(cx, claimed.verdict),
    };
    format!("{figures} · {outcome}")
}

/// A claimed verdict in full.
pub fn claimed_verdict(cx: &Cx, verdict: ClaimedVerdict) -> String {
    cx.text(&format!("tui-verdict-{}", verdict.code()))
}

/// What was said of evidence: the mark, its note, who and when.
pub fn marking(cx: &Cx, mark: &Marking) -> (Role, String) {
    let (role, sign) = sufficiency(mark.mark);
    let what = format!("{sign} {}", capital(&cx.say(&say::sufficiency(mark.mark))));
    let who = format!("({} · {})", mark.by, date::display(&mark.at));
    let parts = if mark.note.is_empty() {
        format!("{what} {who}")
    } else {
        format!("{what}: {} {who}", mark.note)
    };
    (role, parts)
}

/// The role and the sign of a mark on evidence.
pub fn sufficiency(mark: Sufficiency) -> (Role, &'static str) {
    match mark {
        Sufficiency::Enough => (Role::Good, "+"),
        Sufficiency::Supplement => (Role::Warn, "±"),
        Sufficiency::Missing => (Role::Bad, "−"),
    }
}

/// The sign of a difference.
pub fn sign(difference: Difference) -> (Role, &'static str) {
    match difference {
        Difference::Unknown => (Role::Dim, "?"),
        Difference::Same => (Role::Good, "="),
        Difference::Value => (Role::Warn, "≈"),
        Difference::Verdict => (Role::Bad, "≠"),
    }
}

/// A state, in full or for a narrow cell.
pub fn state(cx: &Cx, state: DossierState, short: bool) -> (Role, String) {
    let name: &'static str = state.into();
    let role = match state {
        DossierState::NotStarted => Role::Dim,
        DossierState::InProgress => Role::Warn,
        DossierState::Reviewed | DossierState::AwaitingChair => Role::Text,
        DossierState::Sealed => Role::Good,
    };
    let ending = if short { "-short" } else { "" };
    (role, cx.text(&format!("tui-state-{name}{ending}")))
}

/// The conclusion so far: only where nothing is open and the round's threshold is set.
pub fn conclusion(cx: &Cx, round: &Round, rate: Option<Decimal>, pending: usize) -> (Role, String) {
    match (round.threshold, rate) {
        (None, _) => (Role::Dim, cx.text("tui-conclusion-no-threshold")),
        (Some(_), _) if pending > 0 => {
            let pending = pending.to_string();
            (
                Role::Text,
                cx.locale.with("tui-conclusion-pending", &[("pending", &pending)]),
            )
        }
        (Some(_), None) => (Role::Text, cx.text("tui-conclusion-open")),
        (Some(threshold), Some(rate)) if rate >= threshold => (Role::Good, cx.text("tui-conclusion-met")),
        (Some(_), Some(_)) => (Role::Bad, cx.text("tui-conclusion-not-met")),
    }
}

/// The conclusion for a cell of the table: nothing is said before it can be said.
pub fn concluded(cx: &Cx, round: &Round, rate: Option<Decimal>, pending: usize) -> (Role, String) {
    if round.threshold.is_none() || rate.is_none() || pending > 0 {
        return (Role::Dim, "–".to_owned());
    }
    conclusion(cx, round, rate, pending)
}

/// A finding's explanation; what the source says against itself is told apart, below it.
pub fn why(cx: &Cx, finding: Option<&Finding>) -> String {
    let Some(finding) = finding else { return String::new() };
    cx.say(inner(finding))
}

/// The explanation without what the source says against itself.
fn inner(finding: &Finding) -> &Sentence {
    let inner = finding.why.args.iter().find_map(|(name, arg)| match arg {
        Arg::Sentence(inner) if name == "why" && finding.why.key == "rule-explained" => Some(&**inner),
        Arg::Sentence(_) | Arg::Text(_) | Arg::Number(_) | Arg::Sentences(_) => None,
    });
    inner.unwrap_or(&finding.why)
}

/// A finding's explanation with its verdict set apart, for a line that must be seen first.
pub fn ruled_by_rule(cx: &Cx, finding: Option<&Finding>) -> String {
    let because = finding.and_then(|finding| {
        let why = inner(finding);
        let judged = matches!(why.key.as_str(), "rule-met" | "rule-not-met");
        let because = why.args.iter().find(|(name, _)| judged && name == "because");
        match (because, finding.verdict) {
            (Some((_, Arg::Sentence(because))), Some(judged)) => Some((cx.say(because.as_ref()), judged)),
            _ => None,
        }
    });
    match because {
        Some((because, judged)) => format!("{because} → {}", verdict(cx, Some(judged))),
        None => why(cx, finding),
    }
}

/// What was done, as it is said where its dossier is on the screen: without the dossier's name, in few words.
pub fn within(cx: &Cx, sentence: &Sentence) -> Sentence {
    let key = format!("{}-here", sentence.key);
    let key = if cx.locale.knows(&key) {
        key
    } else {
        sentence.key.clone()
    };
    let args = sentence.args.iter().map(|(name, arg)| {
        let arg = match arg {
            Arg::Sentence(inner) => Arg::Sentence(Box::new(within(cx, inner))),
            Arg::Sentences(inner) => {
                let said: Vec<String> = inner.iter().map(|one| cx.say(&within(cx, one))).collect();
                Arg::Text(said.join(", "))
            }
            Arg::Text(_) | Arg::Number(_) => arg.clone(),
        };
        (name.clone(), arg)
    });
    Sentence {
        args: args.collect(),
        key,
    }
}

/// A sentence as it stands alone: a capital first, a full stop last.
pub fn sentence(words: &str) -> String {
    let words = capital(words.trim_end());
    let ended = words.ends_with(['.', '?', '!', ':', '…']);
    if ended || words.is_empty() {
        words
    } else {
        format!("{words}.")
    }
}

/// The first letter large.
pub fn capital(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

/// Names quoted by backticks, as the frameworks write them, in printed quotes.
pub fn quoted(words: &str) -> String {
    let mut open = false;
    words
        .chars()
        .map(|letter| match (letter, open) {
            ('`', false) => {
                open = true;
                '“'
            }
            ('`', true) => {
                open = false;
                '”'
            }
            (letter, _) => letter,
        })
        .collect()
}

/// A size in bytes, as people read it.
pub fn size(cx: &Cx, bytes: u64) -> String {
    let (unit, name) = match bytes {
        0..1024 => (1u64, "B"),
        1024..1_048_576 => (1024, "KB"),
        _ => (1_048_576, "MB"),
    };
    let number = Decimal::from(bytes) / Decimal::from(unit);
    format!("{} {name}", self::number(cx, number, 1))
}

/// What an undo took back: each event is one that was loaded, else nothing is known of it. Undoing an undo does it again.
fn undone(cx: &Cx, framework: &Framework, loaded: &[Event], events: &[EventId]) -> String {
    let found: Vec<&Event> = loaded.iter().filter(|event| events.contains(&event.id)).collect();
    let again = found.iter().find_map(|event| match &event.act {
        Act::Undo { events } => Some(events),
        _ => None,
    });
    let (key, found) = match again {
        Some(events) => {
            let first = loaded.iter().filter(|event| events.contains(&event.id));
            ("tui-event-redone", first.collect())
        }
        None => ("tui-event-undone", found),
    };
    let said: Vec<String> = found
        .iter()
        .filter(|event| !matches!(event.act, Act::Undo { .. }))
        .map(|event| act(cx, framework, &[], &event.act))
        .collect();
    if said.is_empty() {
        return cx.text("tui-event-undo");
    }
    cx.locale.with(key, &[("what", &said.join("; "))])
}

/// One event of the journal in a sentence: when, who, what.
pub fn event(cx: &Cx, framework: &Framework, loaded: &[Event], event: &Event) -> String {
    let actor = history::actor(cx, &event.actor);
    format!(
        "{} {actor}: {}",
        date::display(&event.at),
        act(cx, framework, loaded, &event.act)
    )
}

fn act(cx: &Cx, framework: &Framework, loaded: &[Event], act: &Act) -> String {
    match act {
        Act::OpenRound { .. } => cx.text("tui-event-open-round"),
        Act::SetTarget { .. } => cx.text("tui-event-target"),
        Act::SetThreshold { .. } => cx.text("tui-event-threshold"),
        Act::SetStage { .. } => cx.text("tui-event-stage"),
        Act::Submit { .. } => cx.text("tui-event-submit"),
        Act::Rule {
            criterion,
            value: appraised,
            verdict: ruled,
            points,
            reason,
            ..
        } => {
            let criterion = framework.criterion(criterion);
            let per_cent = criterion.is_some_and(crate::domain::Criterion::is_percent);
            let code = criterion.map_or("", |criterion| criterion.code.as_str());
            let mut words = format!("{code} → {}", value(cx, appraised.as_ref(), per_cent));
            if ruled.is_some() {
                words = format!("{words} · {}", verdict(cx, *ruled));
            }
            if let Some(points) = points {
                words = format!(
                    "{words} · {}",
                    cx.locale.with("tui-points", &[("points", &number(cx, *points, 4))])
                );
            }
            if reason.is_empty() {
                words
            } else {
                format!("{words} – {reason}")
            }
        }
        Act::Note { text, .. } => cx.locale.with("tui-event-note", &[("text", text)]),
        Act::MarkEvidence { file, mark, note, .. } => {
            let mark = mark.map_or_else(|| "–".to_owned(), |mark| cx.say(&say::sufficiency(mark)));
            let said = [mark.as_str(), file.as_deref().unwrap_or_default(), note];
            let said: Vec<&str> = said.into_iter().filter(|part| !part.is_empty()).collect();
            cx.locale.with("tui-event-mark", &[("mark", &said.join(" – "))])
        }
        Act::DismissFlag { reason, .. } => cx.locale.with("tui-event-dismiss", &[("reason", reason)]),
        Act::Present { .. } => cx.text("tui-event-present"),
        Act::Seal { .. } => cx.text("tui-event-seal"),
        Act::Reopen { reason, .. } => cx.locale.with("tui-event-reopen", &[("reason", reason)]),
        Act::Narrate { text, .. } => cx.locale.with("tui-event-narrate", &[("text", text)]),
        Act::SetOffices { .. } => cx.text("tui-event-offices"),
        Act::Sign { file, subject, .. } => cx.locale.with("tui-event-sign", &[("file", file), ("by", subject)]),
        Act::Undo { events } => undone(cx, framework, loaded, events),
        Act::Batch { .. } => history::kind(cx, act),
    }
}
