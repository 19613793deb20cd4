//! One criterion in large type, for the projector: what is claimed beside what is ruled, in figures that are read from the
//! end of the room; the acts are those of the review.

use ratatui::Frame;
use ratatui::layout::Rect;

use super::{State, header};
use crate::domain::scorecard::Difference;
use crate::domain::{Criterion, Finding, Method, Round, Sentence, Stage, Standing, Verdict};
use crate::text;
use crate::tui::action::Action;
use crate::tui::cx::Cx;
use crate::tui::event::{Step, Tone};
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets::digits;
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::{self};

/// From this height on lines stand apart.
const ROOMY: u16 = 34;
/// From this height on figures are as large as they can be, and the guidance is shown too.
const VAST: u16 = 50;

/// What one side of the screen says.
struct Side {
    /// Whose it is.
    name: String,
    /// The figure.
    figure: String,
    role: Role,
    /// What it comes to, in words.
    outcome: String,
}

/// Hears what is other than in the table; none where it is the same.
pub(super) fn act(state: &mut State, cx: &Cx, body: Rect, action: Action) -> Option<Vec<Step>> {
    let page = isize::try_from(body.height / 4).unwrap_or(1).max(1);
    match action {
        Action::Back | Action::LargeType => state.large = false,
        Action::Left => state.step(-1),
        Action::Right => state.step(1),
        Action::PageDown => scroll(state, cx, body, page),
        Action::PageUp => scroll(state, cx, body, -page),
        Action::NextPane | Action::PreviousPane => {
            return Some(vec![Step::Tell(Tone::Refused, Sentence::new("large-one-pane"))]);
        }
        _ => return None,
    }
    Some(Vec::new())
}

fn scroll(state: &mut State, cx: &Cx, body: Rect, by: isize) {
    let Some(round) = &cx.round else { return };
    let Some((criterion, standing)) = shown(state, round) else {
        return;
    };
    let sides = sides(state, cx, round, criterion, standing);
    let below = parts(state, criterion, body, &sides).below;
    let lines = below_it(state, cx, round, (criterion, standing), body.height >= VAST)
        .lines(usize::from(below.width))
        .len();
    let last = lines.saturating_sub(usize::from(below.height));
    state.scroll = state.scroll.saturating_add_signed(by).min(last);
}

fn shown<'a>(state: &'a State, round: &'a Round) -> Option<(&'a Criterion, &'a Standing)> {
    let row = state.row()?;
    Some((round.framework.criteria.get(row.criterion)?, state.standing(row)?))
}

/// Where the parts stand.
struct Parts {
    progress: Rect,
    group: Rect,
    name: Rect,
    asked: Rect,
    heads: Rect,
    figures: Rect,
    outcomes: Rect,
    below: Rect,
}

fn parts(state: &State, criterion: &Criterion, body: Rect, sides: &[Side]) -> Parts {
    let inner = Rect {
        x: body.x + 2.min(body.width),
        width: body.width.saturating_sub(4),
        ..body
    };
    let roomy = body.height >= ROOMY;
    let gap = u16::from(roomy);
    let lines = named(criterion, inner.width, roomy);
    let lines = u16::try_from(lines.len()).unwrap_or(1);
    let fixed = state.head + 1 + lines + 1 + 1 + 1 + gap * 4;
    let room = body.height.saturating_sub(fixed);
    // The reason and the evidence keep a few lines below the figures.
    let least = room.min(if roomy { 8 } else { 4 });
    let most = match body.height {
        VAST.. => 22,
        ROOMY.. => 14,
        _ => 7,
    };
    let most = (room - least).min(most);
    // Figures that cannot be as large leave their room to what stands below.
    let figures = match size(sides, inner.width, most.saturating_sub(2)) {
        Some(size) if roomy => size.rows() + 2,
        Some(_) | None => most,
    };
    let mut y = 0;
    let mut take = |height: u16, gap: u16, of: Rect| {
        let area = Rect {
            y: body.y + y,
            height,
            ..of
        };
        y += height + gap;
        area.intersection(body)
    };
    Parts {
        progress: take(state.head, gap, body),
        group: take(1, 0, inner),
        name: take(lines, 0, inner),
        asked: take(1, gap, inner),
        heads: take(1, 0, inner),
        figures: take(figures, 0, inner),
        outcomes: take(1, gap, inner),
        below: take(body.height.saturating_sub(fixed - gap + figures), 0, inner),
    }
}

/// The size at which the figures of all sides fit beside each other.
fn size(sides: &[Side], width: u16, rows: u16) -> Option<digits::Size> {
    let figures: Vec<&str> = sides.iter().map(|side| side.figure.as_str()).collect();
    digits::fitting(&figures, width.saturating_sub(SIGN) / 2, rows)
}

/// Code and name; apart from each other line by line where there is room.
fn named(criterion: &Criterion, width: u16, roomy: bool) -> Vec<String> {
    let words = format!("{}  {}", criterion.code, criterion.name.replace('\n', " "));
    let mut lines = text::wrap(&words, usize::from(width.max(1)));
    let most = if roomy { 4 } else { 3 };
    if lines.len() > most {
        let rest = lines.split_off(most - 1).join(" ");
        lines.push(text::cut(&rest, usize::from(width)));
    }
    if roomy {
        lines = lines.into_iter().flat_map(|line| [line, String::new()]).collect();
    }
    lines
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, body: Rect) {
    let Some((criterion, standing)) = shown(state, round) else {
        let words = format!("  {}", cx.text("tui-filter-empty"));
        widgets::line(frame, widgets::row(body, 1), cx.theme, Role::Warn, &words);
        return;
    };
    let sides = sides(state, cx, round, criterion, standing);
    let parts = parts(state, criterion, body, &sides);
    header::view(state, cx, round, frame, parts.progress);
    let group = round.framework.group(&criterion.group);
    let group = group.map_or_else(String::new, |group| format!("{} {}", group.code, group.name));
    let at = state
        .rows
        .iter()
        .position(|row| round.framework.criteria.get(row.criterion).map(|one| &one.id) == Some(&criterion.id));
    let place = at.map_or_else(String::new, |at| {
        let (at, all) = ((at + 1).to_string(), state.rows.len().to_string());
        cx.locale.with("large-place", &[("at", &at), ("all", &all)])
    });
    widgets::ends(frame, parts.group, cx.theme, Role::Dim, &group, &place);
    let roomy = body.height >= ROOMY;
    for (at, line) in (0..).zip(named(criterion, parts.name.width, roomy)) {
        widgets::line(frame, widgets::row(parts.name, at), cx.theme, Role::Group, &line);
    }
    let asked = words::asked(cx, round, criterion, standing.target.as_ref());
    widgets::line(frame, parts.asked, cx.theme, Role::Text, &asked);
    let half = (parts.figures.width.saturating_sub(SIGN)) / 2;
    let size = size(&sides, parts.figures.width, parts.figures.height);
    for (at, side) in (0..).zip(&sides) {
        let column = |of: Rect| Rect {
            x: of.x + at * (half + SIGN),
            width: half.min(of.width),
            ..of
        };
        let name = centred(&side.name, half);
        widgets::line(frame, column(parts.heads), cx.theme, Role::Header, &name);
        digits::draw(frame, column(parts.figures), cx.theme, side.role, &side.figure, size);
        widgets::line(
            frame,
            column(parts.outcomes),
            cx.theme,
            side.role,
            &centred(&side.outcome, half),
        );
    }
    let acting = standing.stages.get(&round.stage);
    if let Some(acting) = acting.filter(|acting| acting.ruling.is_some()) {
        let (role, sign) = match acting.difference {
            Difference::Unknown => (Role::Dim, ""),
            other => words::sign(other),
        };
        let middle = Rect {
            x: parts.figures.x + half + SIGN / 2,
            y: parts.figures.y + parts.figures.height / 2,
            width: 1,
            height: 1.min(parts.figures.height),
        };
        widgets::line(frame, middle, cx.theme, role, sign);
    }
    let paper = below_it(state, cx, round, (criterion, standing), body.height >= VAST);
    let more = paper.draw(frame, parts.below, cx.theme, state.scroll);
    if more && parts.below.width > 2 {
        let corner = Rect {
            x: parts.below.x + parts.below.width - 1,
            y: parts.below.y + parts.below.height.saturating_sub(1),
            width: 1,
            height: 1,
        };
        widgets::line(frame, corner, cx.theme, Role::Group, "▼");
    }
}

/// Columns between the sides, in which the sign of the difference stands.
const SIGN: u16 = 3;

fn centred(words: &str, width: u16) -> String {
    let words = text::cut(words, usize::from(width));
    let left = usize::from(width).saturating_sub(text::width(&words)) / 2;
    format!("{}{words}", " ".repeat(left))
}

/// What is put beside the ruling, and the ruling.
fn sides(state: &State, cx: &Cx, round: &Round, criterion: &Criterion, standing: &Standing) -> Vec<Side> {
    let before = round.before();
    let mut sides: Vec<Side> = before
        .map(|stage| side(cx, round, criterion, standing, stage))
        .into_iter()
        .collect();
    let Some(acting) = round.acting() else { return sides };
    let mut own = side(cx, round, criterion, standing, acting);
    let applicant = &state.view.dossier.applicant;
    let ruled = standing.stages.get(&acting.id).is_some_and(|at| at.ruling.is_some());
    let contested = standing
        .stages
        .get(&acting.id)
        .is_some_and(|at| !at.conflict.is_empty());
    if cx.waiting.saves(applicant, &criterion.id) {
        own.outcome = cx.text("tui-status-saving");
        own.role = Role::Warn;
    } else if contested {
        own.outcome = cx.text("large-conflict");
        own.role = Role::Bad;
    } else if !ruled {
        "–".clone_into(&mut own.figure);
        own.outcome = cx.text("large-open");
        own.role = Role::Dim;
    }
    sides.push(own);
    sides
}

/// What a stage says: the value where values are measured against targets, else points or the level.
fn side(cx: &Cx, round: &Round, criterion: &Criterion, standing: &Standing, stage: &Stage) -> Side {
    let none = || "–".to_owned();
    let Some(at) = standing.stages.get(&stage.id) else {
        return Side {
            name: stage.name.clone(),
            figure: none(),
            role: Role::Dim,
            outcome: String::new(),
        };
    };
    let value = words::figures(cx, round, criterion, standing, &stage.id);
    let (role, outcome) = words::result(cx, round, at);
    let sign = match at.verdict {
        Some(Verdict::Met) => "✓ ",
        Some(Verdict::NotMet) => "✗ ",
        Some(Verdict::NotApplicable) | None => "",
    };
    let level = at.finding.as_ref().and_then(Finding::level);
    let (figure, outcome) = match (round.framework.method, at.points, level) {
        (Method::Points, Some(points), _) => {
            let most = criterion.max_points.map(|most| words::number(cx, most, 2));
            let points = words::number(cx, points, 2);
            let figure = most.map_or_else(|| points.clone(), |most| format!("{points}/{most}"));
            (figure, value.unwrap_or_default())
        }
        (Method::Maturity, _, Some(level)) if at.verdict.is_none() => {
            let said = value.map_or_else(|| outcome.clone(), |value| format!("{outcome} · {value}"));
            (level.to_string(), said)
        }
        // Where nothing is measured the verdict itself is the figure.
        (_, _, _) => match (value, at.verdict) {
            (None, Some(Verdict::Met)) => ("✓".to_owned(), outcome),
            (None, Some(Verdict::NotMet)) => ("✗".to_owned(), outcome),
            (value, _) => (value.unwrap_or_else(none), format!("{sign}{outcome}")),
        },
    };
    Side {
        name: stage.name.to_uppercase(),
        figure,
        role,
        outcome,
    }
}

/// What is said below the figures: flags first, then the reason, the rule, the evidence and the explanation; where there is
/// room what the regulation asks too.
fn below_it(
    state: &State,
    cx: &Cx,
    round: &Round,
    (criterion, standing): (&Criterion, &Standing),
    guided: bool,
) -> Paper {
    let mut paper = Paper::default();
    let all = &state.view.scorecard.flags;
    for flag in standing.flags.iter().filter_map(|at| all.get(*at)) {
        if !flag.kind.is_hint() {
            paper.say(Role::Alarm, &format!("! {}", words::sentence(&cx.say(&flag.message))));
        }
    }
    let acting = standing.stages.get(&round.stage);
    if let Some(ruling) = acting.and_then(|at| at.ruling.as_ref())
        && !ruling.reason.is_empty()
    {
        let reason = ruling.reason.replace('\n', " ");
        paper.say(Role::Text, &cx.locale.with("large-reason", &[("reason", &reason)]));
    }
    let told = [Some(&round.stage), round.before().map(|stage| &stage.id)];
    let why = told.into_iter().flatten().find_map(|stage| {
        let why = words::why(cx, standing.stages.get(stage)?.finding.as_ref());
        (!why.is_empty()).then_some(why)
    });
    if let Some(why) = why {
        paper.say(Role::Text, &format!("→ {why}"));
    }
    let files = state.view.dossier.submission.evidence.iter();
    let files = files.filter(|one| one.criteria.contains(&criterion.id)).count();
    let named = standing.claim.as_ref().map_or("", |claim| claim.evidence.as_str());
    let evidence = match (files, named.trim()) {
        (0, "") => cx.text("tui-detail-no-evidence"),
        (0, named) => named.replace('\n', " "),
        (files, named) => {
            let files = cx.locale.with("large-files", &[("count", &files.to_string())]);
            [named.replace('\n', " "), files]
                .into_iter()
                .filter(|part| !part.is_empty())
                .collect::<Vec<_>>()
                .join(" · ")
        }
    };
    paper.say(
        Role::Text,
        &cx.locale.with("large-evidence", &[("evidence", &evidence)]),
    );
    if let Some(claim) = &standing.claim {
        let note = claim.note.replace('\n', " ");
        if !note.trim().is_empty() {
            paper.say(Role::Text, &cx.locale.with("large-explanation", &[("words", &note)]));
        }
    }
    if guided {
        paper.gap();
        paper.entry(&cx.text("tui-detail-guidance"), &criterion.guidance);
        paper.entry(&cx.text("tui-detail-evidence"), &criterion.evidence);
    }
    paper
}
