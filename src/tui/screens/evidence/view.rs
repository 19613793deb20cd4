//! Draws the evidence: files by criterion, everything known of the selected one, and its text (beside it on a wide screen).

use ratatui::Frame;
use ratatui::layout::Rect;

use super::acts;
use super::state::{Line, Pane, Sort, State};
use crate::domain::lateness::printed;
use crate::domain::{Criterion, Evidence, Round, SignatureState};
use crate::tasks::evidence::FileFacts;
use crate::text::{self, date};
use crate::tui::cx::Cx;
use crate::tui::screens::words;
use crate::tui::theme::Role;
use crate::tui::widgets;
use crate::tui::widgets::paper::Paper;
use crate::tui::widgets::table::{self, Cell, Column, Place, Row};

/// From this width on the text stands beside the list.
const BESIDE: u16 = 120;
/// So many rows always tell of the selected line.
const LEAST_TOLD: u16 = 5;
/// Copies elsewhere that are named.
const NAMED: usize = 6;

/// Where the parts stand.
#[derive(Debug, Clone, Copy, Default)]
pub struct Parts {
    /// The column titles.
    pub header: Rect,
    /// The rows.
    pub rows: Rect,
    /// The counts.
    pub counts: Rect,
    /// What is known of the selected line.
    pub detail: Rect,
    /// The title of the text.
    pub head: Rect,
    /// The text.
    pub text: Rect,
}

/// Whether there is room for the text beside the list.
pub fn is_wide(body: Rect) -> bool {
    body.width >= BESIDE
}

/// The parts in the screen's place.
pub fn parts(state: &State, body: Rect) -> Parts {
    let at =
        |x: u16, y: u16, width: u16, height: u16| Rect::new(body.x + x, body.y + y, width, height).intersection(body);
    let wide = is_wide(body);
    if !wide && state.pane == Pane::Text {
        return Parts {
            head: at(0, 0, body.width, 1),
            text: at(1, 1, body.width.saturating_sub(2), body.height.saturating_sub(1)),
            ..Parts::default()
        };
    }
    let left = if wide { body.width * 11 / 20 } else { body.width };
    let room = body.height.saturating_sub(2);
    let most = (room * 2 / 5).clamp(4.min(room), 12);
    // Beside the text little is to be told of most lines: what they do not need shows more of the list.
    let detail = if wide {
        told(state).clamp(4.min(most), most)
    } else {
        most
    };
    let rows = room.saturating_sub(detail);
    let mut parts = Parts {
        header: at(0, 0, left, 1),
        rows: at(0, 1, left, rows),
        counts: at(0, 1 + rows, left, 1),
        detail: at(2, 2 + rows, left.saturating_sub(3), detail),
        ..Parts::default()
    };
    if wide {
        let right = body.width - left - 1;
        parts.head = at(left + 1, 0, right, 1);
        parts.text = at(left + 2, 1, right.saturating_sub(2), body.height.saturating_sub(1));
    }
    parts
}

/// About how many rows tell of the selected line beside the text.
fn told(state: &State) -> u16 {
    let file = state.line().and_then(|line| state.file_of(line));
    let rows = file.map_or(0, |(file, facts)| {
        let copies = facts.elsewhere.len().min(NAMED + 1);
        let noted = usize::from(facts.gone) + usize::from(facts.late.is_some());
        4 + file.signatures.len() * 2 + noted + copies
    });
    u16::try_from(rows).unwrap_or(u16::MAX).max(LEAST_TOLD)
}

/// The bar at the top.
pub fn title(state: &State, cx: &Cx) -> String {
    match state.name() {
        "" => cx.text("tui-place-evidence"),
        name => format!("{} · {name}", cx.text("tui-place-evidence")),
    }
}

/// The columns, each with what it orders by; no remarks where no file has any.
fn columns(state: &State, cx: &Cx) -> Vec<(Option<Sort>, Column)> {
    let column = |of: Option<Sort>, key: &str, least: u16| {
        let mut column = Column::new(cx.text(&format!("tui-evidence-{key}")), least);
        if of == Some(state.sort) {
            column.mark = if state.sort.ascends() == state.reversed {
                "▼"
            } else {
                "▲"
            };
        }
        (of, column)
    };
    let mut facts = state.found.iter().flat_map(|found| &found.facts);
    let remarked = facts.any(|facts| !remarks(cx, facts).is_empty());
    // Names are read before days: where nothing else needs the room, they are whole.
    let files = state
        .found
        .iter()
        .flat_map(|found| &found.view.dossier.submission.evidence);
    let widest = files.map(|file| text::width(file_name(file)) + 2).max().unwrap_or(0);
    let widest = u16::try_from(widest).unwrap_or(u16::MAX);
    let least = if remarked { 22 } else { widest.clamp(22, 32) };
    let (name, size, signature, dated) = (
        column(Some(Sort::Name), "name", least),
        column(Some(Sort::Size), "size", 9),
        column(Some(Sort::Signature), "signature", 14),
        column(Some(Sort::Date), "date", 10),
    );
    let (_, kind) = column(None, "kind", 7);
    let (_, pages) = column(None, "pages", 5);
    let (_, remark) = column(None, "remark", 14);
    let mut columns = vec![
        (None, Column::new("", 1)),
        (name.0, name.1.up_to(200)),
        (None, kind.dispensable(3)),
        (size.0, size.1.right().dispensable(2)),
        (None, pages.right().dispensable(4)),
        (signature.0, signature.1),
        (dated.0, dated.1.dispensable(5)),
    ];
    if remarked {
        columns.push((None, remark.up_to(16)));
    }
    columns
}

fn places(state: &State, cx: &Cx, rows: Rect) -> (Vec<Option<Sort>>, Vec<Column>, Vec<Place>) {
    let (sorts, columns): (Vec<_>, Vec<_>) = columns(state, cx).into_iter().unzip();
    let places = table::fit(&columns, rows);
    (sorts, columns, places)
}

/// The order that a click on the titles asks for.
pub fn sort_at(state: &State, cx: &Cx, parts: &Parts, x: u16) -> Option<Sort> {
    let (sorts, _, places) = places(state, cx, parts.rows);
    let hit = places
        .iter()
        .find(|place| (place.x..place.x + place.width).contains(&x))?;
    sorts.get(hit.column).copied().flatten()
}

/// Draws it.
pub fn view(state: &State, cx: &Cx, frame: &mut Frame<'_>, body: Rect) {
    let Some(round) = &cx.round else { return };
    let parts = parts(state, body);
    if parts.rows.height > 0 {
        list(state, cx, round, frame, &parts);
        counts(state, cx, round, frame, parts.counts);
        detail(state, cx, round, is_wide(body)).draw(frame, parts.detail, cx.theme, 0);
    }
    if parts.head.width > 0 {
        reading(state, cx, round, frame, &parts);
    }
    if is_wide(body) {
        let line = Rect {
            x: parts.rows.x + parts.rows.width,
            width: 1,
            ..body
        };
        for at in 0..line.height {
            widgets::line(frame, widgets::row(line, at), cx.theme, Role::Line, "│");
        }
    }
}

fn list(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, parts: &Parts) {
    let (_, columns, places) = places(state, cx, parts.rows);
    table::header(frame, parts.header, cx.theme, &columns, &places);
    let keys = state.pane == Pane::List;
    for at in 0..parts.rows.height {
        let place = state.at.top + usize::from(at);
        let Some(line) = state.lines.get(place) else { break };
        let area = widgets::row(parts.rows, at);
        let selected = (place == state.at.selected).then_some(keys);
        match state.file_of(line) {
            Some((file, facts)) => {
                let cells = cells(state, cx, round, line, file, facts);
                table::draw_row(frame, area, cx.theme, &columns, &places, &Row::Cells(cells), selected);
            }
            None => heading(state, cx, round, frame, area, line, selected),
        }
    }
    if state.lines.is_empty() {
        let (role, key) = match &state.found {
            Some(_) => (Role::Warn, "tui-filter-empty"),
            None => (Role::Dim, "tui-detail-reading"),
        };
        let area = widgets::row(parts.rows, 0);
        widgets::line(frame, area, cx.theme, role, &format!("  {}", cx.text(key)));
    }
}

/// A criterion: its name, and how many files it has.
fn heading(
    state: &State,
    cx: &Cx,
    round: &Round,
    frame: &mut Frame<'_>,
    area: Rect,
    line: &Line,
    selected: Option<bool>,
) {
    let name = match criterion(round, line) {
        Some(criterion) => format!("{} {}", criterion.code, criterion.name),
        None => cx.text("tui-evidence-unassigned"),
    };
    let (own, mark) = acts::sign(state, round, line);
    let files = state.files_of(line.criterion.as_ref());
    let right = match files {
        0 => cx.text("tui-evidence-no-files"),
        _ => cx.locale.with("tui-evidence-files", &[("count", &files.to_string())]),
    };
    let sign = if selected.is_some() { table::SELECTED } else { " " };
    let role = match (selected, files) {
        (Some(true), _) => Role::Selected,
        (Some(false), _) => Role::Marked,
        (None, _) => Role::Group,
    };
    widgets::ends(
        frame,
        area,
        cx.theme,
        role,
        &format!("{sign} {mark} {name}"),
        &format!("{right} "),
    );
    if selected.is_none() {
        // What is missing is seen before its name is read.
        if files == 0 && area.width > 30 {
            let width = u16::try_from(text::width(&right) + 1).unwrap_or(0).min(area.width);
            let end = Rect {
                x: area.x + area.width - width,
                width,
                ..area
            };
            widgets::line(frame, end, cx.theme, Role::Warn, &right);
        }
        let place = Rect {
            x: area.x + 2,
            width: 1.min(area.width.saturating_sub(2)),
            ..area
        };
        widgets::line(frame, place, cx.theme, own, mark);
    }
}

fn criterion<'a>(round: &'a Round, line: &Line) -> Option<&'a Criterion> {
    line.criterion.as_ref().and_then(|id| round.framework.criterion(id))
}

fn file_name(file: &Evidence) -> &str {
    file.path.rsplit('/').next().unwrap_or_default()
}

fn cells(state: &State, cx: &Cx, round: &Round, line: &Line, file: &Evidence, facts: &FileFacts) -> Vec<Cell> {
    let (role, sign) = acts::sign(state, round, line);
    let name = file_name(file);
    let kind: &'static str = file.kind.into();
    let table = file.path.to_ascii_lowercase().ends_with(".csv");
    let pages = match state.pages.get(&file.path) {
        Some(Some(count)) => Cell::new(count.to_string()),
        Some(None) => Cell::of(Role::Dim, "?"),
        None => Cell::of(Role::Dim, ""),
    };
    let (signed, signature) = signature(cx, file);
    let remark = remarks(cx, facts);
    vec![
        Cell::of(role, sign),
        Cell::new(format!("  {name}")),
        Cell::of(
            Role::Dim,
            cx.text(&format!(
                "tui-evidence-kind-{}",
                if table { "spreadsheet" } else { kind }
            )),
        ),
        Cell::new(words::size(cx, file.size)),
        pages,
        Cell::of(signed, signature),
        Cell::of(
            Role::Dim,
            file.modified
                .as_ref()
                .map(|date| printed(&date.day))
                .unwrap_or_default(),
        ),
        Cell::of(Role::Warn, remark.join(", ")),
    ]
}

/// What calls for a look, in few words.
fn remarks(cx: &Cx, facts: &FileFacts) -> Vec<String> {
    let mut said = Vec::new();
    if facts.gone {
        said.push(cx.text("tui-evidence-gone"));
    }
    if facts.late.is_some() {
        said.push(cx.text("tui-evidence-late"));
    }
    if !facts.elsewhere.is_empty() {
        let count = facts.elsewhere.len().to_string();
        said.push(cx.locale.with("tui-evidence-copies", &[("count", &count)]));
    }
    said
}

/// The state of a file's signatures in few words: of one that is not valid, why.
fn signature(cx: &Cx, file: &Evidence) -> (Role, String) {
    let noted = |state: SignatureState| file.signatures.iter().find(|one| one.state == state);
    let (role, name) = match file.signature {
        SignatureState::Valid => (Role::Good, "valid"),
        SignatureState::Invalid => {
            let why = noted(SignatureState::Invalid).map_or("", |one| one.finding.key.as_str());
            let name = match why {
                "verify-altered" => "altered",
                "verify-untrusted" => "untrusted",
                "verify-not-valid-then" => "expired",
                _ => "invalid",
            };
            (Role::Bad, name)
        }
        SignatureState::Unproven => (Role::Warn, "unproven"),
        SignatureState::Unreadable => (Role::Warn, "unreadable"),
        SignatureState::Unsigned => (Role::Text, "unsigned"),
        SignatureState::Unchecked => (Role::Dim, "unchecked"),
        SignatureState::NotSignable => (Role::Dim, "not-signable"),
    };
    (role, cx.text(&format!("tui-evidence-signature-{name}")))
}

fn counts(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, area: Rect) {
    let files = state.found.as_ref().map_or(0, |found| found.facts.len());
    let headings = round.framework.scored();
    let bare = headings.filter(|one| state.files_of(Some(&one.id)) == 0).count();
    let marks = state.found.iter().flat_map(|found| &found.view.marks);
    let asked = marks
        .filter(|mark| mark.stage == round.stage && mark.mark.asks())
        .count();
    let [files, bare, asked] = [files, bare, asked].map(|count| count.to_string());
    let said = cx.locale.with(
        "tui-evidence-counts",
        &[
            ("files", files.as_str()),
            ("bare", bare.as_str()),
            ("asked", asked.as_str()),
        ],
    );
    let shown = cx.say(&state.filter.title());
    widgets::ends(
        frame,
        area,
        cx.theme,
        Role::Header,
        &format!("  {said}"),
        &format!("{shown} "),
    );
}

/// Everything known of the selected line.
fn detail(state: &State, cx: &Cx, round: &Round, wide: bool) -> Paper {
    let mut paper = Paper::default();
    let Some(line) = state.line() else { return paper };
    for mark in state.marks(round, line) {
        let (role, said) = words::marking(cx, mark);
        paper.say(role, &said);
        let other = state.file_of(line).is_some_and(|(file, _)| file.sha256 != mark.sha256);
        if other {
            paper.say(Role::Warn, &cx.text("tui-evidence-mark-older"));
        }
    }
    match state.file_of(line) {
        Some((file, facts)) => of_file(&mut paper, state, cx, line, file, facts),
        None if wide => {
            let name = criterion(round, line).map(|one| format!("{} {}", one.code, one.name));
            paper.say(Role::Group, &name.unwrap_or_else(|| cx.text("tui-evidence-unassigned")));
        }
        None => of_criterion(&mut paper, state, cx, round, line),
    }
    paper
}

fn of_file(paper: &mut Paper, state: &State, cx: &Cx, line: &Line, file: &Evidence, facts: &FileFacts) {
    let kind: &'static str = file.kind.into();
    let signature: &'static str = file.signature.into();
    paper.say(Role::Group, &file.path);
    let mut about = vec![cx.text(&format!("tui-kind-{kind}")), words::size(cx, file.size)];
    if let Some(Some(count)) = state.pages.get(&file.path) {
        about.push(
            cx.locale
                .with("tui-evidence-page-count", &[("count", &count.to_string())]),
        );
    }
    about.push(cx.text(&format!("tui-signature-{signature}")));
    let others: Vec<&str> = file
        .criteria
        .iter()
        .filter(|other| Some(*other) != line.criterion.as_ref())
        .map(crate::domain::CriterionId::as_str)
        .collect();
    if !others.is_empty() {
        about.push(cx.locale.with("tui-detail-also", &[("criteria", &others.join(", "))]));
    }
    paper.say(Role::Text, &about.join(" · "));
    if facts.gone {
        paper.say(Role::Bad, &cx.text("tui-evidence-gone-long"));
    }
    for noted in &file.signatures {
        let parts = [
            noted.name.clone(),
            noted.organisation.clone(),
            date::display(&noted.at),
            cx.say(&noted.finding),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        let role = if noted.state == SignatureState::Invalid {
            Role::Bad
        } else {
            Role::Text
        };
        paper.say(role, &format!("✎ {}", parts.join(" · ")));
    }
    if let Some((day, by)) = &facts.late {
        let by = by.map_or("signature", <&str>::from);
        let said = cx
            .locale
            .with("tui-evidence-late-long", &[("day", &printed(day)), ("by", by)]);
        paper.say(Role::Warn, &said);
    }
    for one in facts.elsewhere.iter().take(NAMED) {
        let year = one.year.map(|year| format!(" ({year})")).unwrap_or_default();
        let place = [one.path.clone(), one.criteria.join(", ")];
        let place: Vec<String> = place.into_iter().filter(|part| !part.is_empty()).collect();
        let said = cx.locale.with(
            "tui-evidence-elsewhere",
            &[("name", &format!("{}{year}", one.name)), ("place", &place.join(" · "))],
        );
        paper.say(Role::Warn, &said);
    }
    let more = facts.elsewhere.len().saturating_sub(NAMED);
    if more > 0 {
        paper.say(
            Role::Dim,
            &cx.locale
                .with("tui-evidence-elsewhere-more", &[("count", &more.to_string())]),
        );
    }
}

/// What a criterion asks for, and what the applicant names.
fn of_criterion(paper: &mut Paper, state: &State, cx: &Cx, round: &Round, line: &Line) {
    let Some(criterion) = criterion(round, line) else {
        paper.say(Role::Group, &cx.text("tui-evidence-unassigned"));
        paper.say(Role::Text, &cx.text("tui-evidence-unassigned-help"));
        return;
    };
    paper.say(Role::Group, &format!("{} {}", criterion.code, criterion.name));
    if state.files_of(Some(&criterion.id)) == 0 {
        paper.say(Role::Warn, &cx.text("tui-detail-no-evidence"));
    }
    paper.entry(&cx.text("tui-detail-evidence"), &criterion.evidence);
    let claim = state
        .found
        .as_ref()
        .and_then(|found| found.view.dossier.submission.claims.get(&criterion.id));
    if let Some(claim) = claim {
        paper.entry(&cx.text("tui-detail-named"), &claim.evidence);
        paper.entry(&cx.text("tui-detail-explanation"), &claim.note);
    }
}

/// The text of the selected file, or what its criterion asks for.
fn reading(state: &State, cx: &Cx, round: &Round, frame: &mut Frame<'_>, parts: &Parts) {
    let role = if state.pane == Pane::Text {
        Role::Marked
    } else {
        Role::Header
    };
    let Some(line) = state.line() else {
        widgets::line(frame, parts.head, cx.theme, Role::Header, "");
        return;
    };
    let Some((file, _)) = state.file_of(line) else {
        let words = cx.text("tui-evidence-asked");
        widgets::line(frame, parts.head, cx.theme, Role::Header, &format!(" {words}"));
        let mut paper = Paper::default();
        of_criterion(&mut paper, state, cx, round, line);
        paper.draw(frame, parts.text, cx.theme, 0);
        return;
    };
    let name = file.path.rsplit('/').next().unwrap_or_default();
    let reader = &state.reader;
    let own = reader.look.as_ref().filter(|look| look.path == file.path);
    let mut facts = own.map(|look| look.facts.clone()).unwrap_or_default();
    if own.is_some() && reader.changed() {
        facts.push(cx.text("tui-evidence-changed"));
    }
    let facts = facts.join(" · ");
    let sign = if state.pane == Pane::Text { table::SELECTED } else { " " };
    widgets::ends(
        frame,
        parts.head,
        cx.theme,
        role,
        &format!("{sign} {name}"),
        &format!("{facts} "),
    );
    let Some(_) = own else {
        let words = cx.text("tui-evidence-looking");
        for at in 0..parts.text.height {
            let said = if at == 0 && state.is_looking() {
                words.as_str()
            } else {
                ""
            };
            widgets::line(frame, widgets::row(parts.text, at), cx.theme, Role::Dim, said);
        }
        return;
    };
    let area = parts.text;
    for at in 0..area.height {
        let (role, words) = reader.line(at).unwrap_or((Role::Text, ""));
        widgets::line(frame, widgets::row(area, at), cx.theme, role, words);
    }
    if reader.goes_on(area.height) && area.height > 0 && area.width > 8 {
        let shown = (reader.top + usize::from(area.height)) * 100 / reader.len().max(1);
        let words = format!("▼ {shown}%");
        let width = u16::try_from(text::width(&words)).unwrap_or(0);
        let corner = Rect {
            x: area.x + area.width - width,
            y: area.y + area.height - 1,
            width,
            height: 1,
        };
        widgets::line(frame, corner, cx.theme, Role::Group, &words);
    }
}
