//! Fills a form for one applicant from its scorecard: Phụ lục 01, 02, 03 and their like.

use super::conclusion;
use super::notation::{self, clean};
use super::table::{Align, Cell, Column, Row, RowKind, Signature, Table};
use super::words::Words;
use crate::domain::form::{Column as ColumnSpec, ColumnField};
use crate::domain::rule::{InputKind, inputs_of};
use crate::domain::{
    Claim, Criterion, Decimal, Dossier, FormSpec, Framework, Group, Note, Round, Scorecard, StageId, StageStanding,
    Standing, Value, Verdict,
};

/// All that one row is filled from.
struct Sources<'a> {
    framework: &'a Framework,
    round: &'a Round,
    dossier: &'a Dossier,
    scorecard: &'a Scorecard,
    notes: &'a [Note],
    words: &'a Words,
}

/// Fills the table of a self-assessment or of a stage's appraisal.
///
/// The words of the claims stand as submitted, the council's beside them; what nobody has said yet stays blank.
pub fn fill(
    spec: &FormSpec,
    round: &Round,
    dossier: &Dossier,
    scorecard: &Scorecard,
    notes: &[Note],
    words: &Words,
) -> Table {
    let framework = &round.framework;
    let sources = Sources {
        framework,
        round,
        dossier,
        scorecard,
        notes,
        words,
    };
    let mut rows: Vec<Row> = total_row(spec, framework, |column| total_points(column, &sources))
        .into_iter()
        .collect();
    for group in &framework.groups {
        rows.push(group_row(spec, group, &sources));
        for criterion in framework.criteria_of(&group.id) {
            rows.push(criterion_row(spec, criterion, &sources));
        }
    }
    let year = round.year.to_string();
    let result = spec.stage.as_ref().and_then(|stage| scorecard.results.get(stage));
    Table {
        form: spec.id.clone(),
        name: spec.name.clone(),
        applicant: dossier.name.clone(),
        annex: annex(spec),
        agency: agency(spec, round, &dossier.name),
        title: spec
            .title
            .iter()
            .map(|line| conclusion::title(line, &dossier.name, &year))
            .collect(),
        with: String::new(),
        draft: is_draft(spec, round, std::iter::once(dossier)).then(|| words.draft.clone()),
        columns: columns(spec),
        rows,
        conclusion: result.map_or_else(Vec::new, |result| {
            conclusion::lines(spec, round, &dossier.name, result, words)
        }),
        remarks: result.map_or_else(Vec::new, |result| conclusion::remarks(spec, framework, result, words)),
        signature: signature(spec, framework, words),
    }
}

/// The heading of the annex; empty where the title itself says the form's name, or that it is a table of that kind.
pub(super) fn annex(spec: &FormSpec) -> String {
    let heading = spec.name.to_uppercase();
    // What tells two forms of one annex apart stands in brackets, and the title need not say it.
    let short = heading.split(" (").next().unwrap_or(&heading);
    let kind = heading.split(' ').next().unwrap_or(&heading);
    let said = spec.title.iter().any(|line| {
        let line = line.to_uppercase();
        line.contains(short) || line.split(' ').next() == Some(kind)
    });
    if said { String::new() } else { heading }
}

/// The columns of a form as the table carries them.
pub(super) fn columns(spec: &FormSpec) -> Vec<Column> {
    spec.columns
        .iter()
        .map(|column| Column {
            field: column.field,
            stage: column.stage.clone(),
            input: column.input.clone(),
            header: column.header.clone(),
            over: column.over.clone(),
            width: column.width,
        })
        .collect()
}

/// Whether the form still carries the mark of a draft. The applicant's own table is its own affair and carries none.
pub(super) fn is_draft<'a>(spec: &FormSpec, round: &Round, mut dossiers: impl Iterator<Item = &'a Dossier>) -> bool {
    let stage = spec.stage.as_ref().unwrap_or(&round.stage);
    if round.framework.self_stage().is_some_and(|own| own.id == *stage) {
        return false;
    }
    dossiers.any(|dossier| !dossier.sealed.contains(stage))
}

/// The block of the signer: the form's own, else the title that the stage's body signs with.
pub fn signature(spec: &FormSpec, framework: &Framework, words: &Words) -> Option<Signature> {
    let place_date = words.place_date.clone();
    if let Some(block) = &spec.signature {
        return Some(Signature {
            place_date,
            above: block.above.clone(),
            title: block.title.clone(),
            hint: block.hint.clone(),
            name: String::new(),
        });
    }
    let signer = &framework.stage(spec.stage.as_ref()?)?.signer;
    (!signer.is_empty()).then(|| Signature {
        place_date,
        above: Vec::new(),
        title: signer.clone(),
        hint: String::new(),
        name: String::new(),
    })
}

/// The lines of the body whose table it is.
pub(super) fn agency(spec: &FormSpec, round: &Round, applicant: &str) -> Vec<String> {
    let stage = spec.stage.as_ref().unwrap_or(&round.stage);
    let own = !round.is_own(stage) && round.framework.self_stage().is_some_and(|own| own.id == *stage);
    let name = if own {
        applicant
    } else {
        round.issuer(stage).unwrap_or_default()
    };
    if name.is_empty() {
        Vec::new()
    } else {
        vec![name.to_uppercase()]
    }
}

/// Whether a column of points shows a group's points: it shows those of one weight, where it names one.
fn shows(column: &ColumnSpec, framework: &Framework, group: &Group) -> bool {
    column.input.is_none() || column.input.as_deref() == framework.weight_of(&group.id)
}

/// Points added up: none where there is nothing to add, and no sum while something is open.
type Sum = Option<Option<Decimal>>;

fn sum(all: impl Iterator<Item = Option<Decimal>>) -> Sum {
    all.reduce(|sum, points| sum?.checked_add(points?))
}

/// A group's points at a column's stage; of a group above others, those that the column shows.
fn group_points(column: &ColumnSpec, group: &Group, sources: &Sources<'_>) -> Sum {
    let stage = column.stage.as_ref()?;
    let results = &sources.scorecard.results.get(stage)?.groups;
    let is_own = sources.framework.self_stage().is_some_and(|own| own.id == *stage);
    let own = |group: &Group| {
        let result = results.get(&group.id)?;
        let said = result.passed + result.failed > 0 || !result.points.is_zero();
        // What an applicant left blank counts as nothing; what a council left open does not.
        if is_own {
            return said.then_some(Some(result.points));
        }
        let apart = result.is_finished() && !said;
        (!apart).then(|| result.is_finished().then_some(result.points))
    };
    let groups = &sources.framework.groups;
    let mut below = groups
        .iter()
        .filter(|other| other.parent.as_ref() == Some(&group.id))
        .peekable();
    if column.input.is_none() || below.peek().is_none() {
        return own(group).filter(|_| shows(column, sources.framework, group));
    }
    sum(below
        .filter(|below| shows(column, sources.framework, below))
        .filter_map(own))
}

/// A group's heading: its code, its name and, in frameworks by points, its sums.
fn group_row(spec: &FormSpec, group: &Group, sources: &Sources<'_>) -> Row {
    let given = |column: &ColumnSpec| {
        group_points(column, group, sources)
            .flatten()
            .map_or_else(Cell::default, |points| notation::points(points, sources.framework))
    };
    let cells = spec
        .columns
        .iter()
        .map(|column| match heading(column, group) {
            Some(cell) => cell,
            None if column.field == ColumnField::Points => given(column),
            None => Cell::default(),
        })
        .collect();
    Row {
        kind: RowKind::Group(group.id.clone()),
        cells,
    }
}

/// The points of all groups at a column's stage; none where nothing is said.
fn total_points(column: &ColumnSpec, sources: &Sources<'_>) -> Option<Cell> {
    let top = sources.framework.groups.iter().filter(|group| group.parent.is_none());
    let sum = sum(top.filter_map(|group| group_points(column, group, sources)));
    Some(notation::points(sum??, sources.framework))
}

/// The row of sums above the first group, where the form prints one.
pub(super) fn total_row(
    spec: &FormSpec,
    framework: &Framework,
    points: impl Fn(&ColumnSpec) -> Option<Cell>,
) -> Option<Row> {
    let cell = |column: &ColumnSpec| match column.field {
        ColumnField::Name => Some(Cell::text(&spec.total, Align::Left)),
        ColumnField::MaxPoints => framework.total_points.map(|points| notation::number(points, false)),
        ColumnField::Points => points(column),
        ColumnField::Code
        | ColumnField::Unit
        | ColumnField::Deadline
        | ColumnField::Guidance
        | ColumnField::Threshold
        | ColumnField::Target
        | ColumnField::Input
        | ColumnField::Value
        | ColumnField::Verdict
        | ColumnField::Level
        | ColumnField::Evidence
        | ColumnField::Note
        | ColumnField::Applicant
        | ColumnField::Rank
        | ColumnField::GroupPoints
        | ColumnField::TotalPoints
        | ColumnField::ZScore
        | ColumnField::MinMax
        | ColumnField::Passed
        | ColumnField::Rate
        | ColumnField::TotalLevel
        | ColumnField::Conclusion
        | ColumnField::Count
        | ColumnField::Member
        | ColumnField::Moment => None,
    };
    (!spec.total.is_empty()).then(|| Row {
        kind: RowKind::Total,
        cells: spec
            .columns
            .iter()
            .map(|column| cell(column).unwrap_or_default())
            .collect(),
    })
}

/// What the framework prints on a group's row; none in the other columns.
pub(super) fn heading(column: &ColumnSpec, group: &Group) -> Option<Cell> {
    if column.field == ColumnField::Code {
        Some(Cell::text(&group.code, Align::Centre))
    } else if column.field == ColumnField::Name {
        Some(Cell::text(&group.name, Align::Left))
    } else if column.field == ColumnField::MaxPoints {
        group.max_points.map(|points| notation::number(points, false))
    } else {
        None
    }
}

fn criterion_row(spec: &FormSpec, criterion: &Criterion, sources: &Sources<'_>) -> Row {
    let standing = sources
        .scorecard
        .rows
        .iter()
        .find(|standing| standing.criterion == criterion.id);
    let kind = if criterion.rule.is_some() {
        RowKind::Criterion(criterion.id.clone())
    } else {
        RowKind::Heading(criterion.id.clone())
    };
    let cells = spec
        .columns
        .iter()
        .map(|column| printed(column, criterion).unwrap_or_else(|| stated(column, criterion, standing, sources)))
        .collect();
    Row { kind, cells }
}

/// The cell of a column that the framework itself prints; none where people fill it.
pub(super) fn printed(column: &ColumnSpec, criterion: &Criterion) -> Option<Cell> {
    match column.field {
        ColumnField::Code => Some(Cell::text(&criterion.code, Align::Centre)),
        ColumnField::Name => Some(Cell::text(&criterion.name, Align::Left)),
        ColumnField::Unit => Some(Cell::text(&criterion.unit, Align::Centre)),
        ColumnField::MaxPoints => Some(
            criterion
                .max_points
                .map_or_else(Cell::default, |points| notation::number(points, false)),
        ),
        ColumnField::Deadline => Some(Cell::text(&criterion.deadline, Align::Centre)),
        ColumnField::Guidance => Some(Cell::text(&criterion.guidance, Align::Left)),
        ColumnField::Threshold => {
            let level = column.input.as_ref().and_then(|level| level.parse::<usize>().ok());
            let text = level.and_then(|level| criterion.thresholds.get(level.checked_sub(1)?));
            Some(Cell::text(text.map_or("", String::as_str), Align::Centre))
        }
        ColumnField::Target
        | ColumnField::Input
        | ColumnField::Value
        | ColumnField::Verdict
        | ColumnField::Points
        | ColumnField::Level
        | ColumnField::Evidence
        | ColumnField::Note
        | ColumnField::Applicant
        | ColumnField::Rank
        | ColumnField::GroupPoints
        | ColumnField::TotalPoints
        | ColumnField::ZScore
        | ColumnField::MinMax
        | ColumnField::Passed
        | ColumnField::Rate
        | ColumnField::TotalLevel
        | ColumnField::Conclusion
        | ColumnField::Count
        | ColumnField::Member
        | ColumnField::Moment => None,
    }
}

/// The cell of a column that the applicant or a council fills.
fn stated(column: &ColumnSpec, criterion: &Criterion, standing: Option<&Standing>, sources: &Sources<'_>) -> Cell {
    let Some(standing) = standing else {
        return Cell::default();
    };
    let own = sources.framework.self_stage().map(|stage| &stage.id);
    let stage_id: Option<&StageId> = column.stage.as_ref().or(own);
    let at = stage_id.and_then(|stage| standing.stages.get(stage));
    let is_own = stage_id == own;
    // What was submitted for this stage: the claim, or the row of an earlier stage's table.
    let submitted: Option<&Claim> = if is_own {
        standing.claim.as_ref()
    } else {
        at.and_then(|at| at.received.as_ref())
    };
    let per_cent = criterion.is_percent();
    match column.field {
        ColumnField::Target => standing
            .target
            .as_ref()
            .map_or_else(Cell::default, |target| notation::value(target, per_cent)),
        ColumnField::Value => value_cell(at, submitted, per_cent),
        ColumnField::Input => input_cell(column.input.as_deref().unwrap_or("value"), at, submitted, criterion),
        ColumnField::Verdict => Cell::text(verdict_words(at, submitted, sources.words), Align::Centre),
        ColumnField::Points => at
            .filter(|_| {
                let group = sources.framework.group(&criterion.group);
                group.is_none_or(|group| shows(column, sources.framework, group))
            })
            .and_then(|at| at.points)
            .map_or_else(Cell::default, |points| notation::points(points, sources.framework)),
        ColumnField::Level => level_cell(at, submitted),
        ColumnField::Evidence => Cell::text(evidence(criterion, standing, sources), Align::Left),
        ColumnField::Note => {
            // The table of the source has the column; that of the self-assessment is left to the applicant.
            let printed = if is_own { "" } else { criterion.note.as_str() };
            Cell::text(notes(criterion, stage_id, at, submitted, printed, sources), Align::Left)
        }
        ColumnField::Code
        | ColumnField::Name
        | ColumnField::Unit
        | ColumnField::MaxPoints
        | ColumnField::Deadline
        | ColumnField::Guidance
        | ColumnField::Threshold
        | ColumnField::Applicant
        | ColumnField::Rank
        | ColumnField::GroupPoints
        | ColumnField::TotalPoints
        | ColumnField::ZScore
        | ColumnField::MinMax
        | ColumnField::Passed
        | ColumnField::Rate
        | ColumnField::TotalLevel
        | ColumnField::Conclusion
        | ColumnField::Count
        | ColumnField::Member
        | ColumnField::Moment => Cell::default(),
    }
}

/// The value in force; what was written where it could not be read.
fn value_cell(at: Option<&StageStanding>, submitted: Option<&Claim>, per_cent: bool) -> Cell {
    if let Some(value) = at.and_then(|at| at.value.as_ref()) {
        return notation::value(value, per_cent);
    }
    let ruled = at.is_some_and(|at| at.ruling.is_some());
    match submitted {
        Some(claim) if !ruled => Cell::text(clean(&claim.raw), Align::Centre),
        Some(_) | None => Cell::default(),
    }
}

/// One input of the rule, as ruled or as claimed; `a` and `b` are found in a ratio too.
fn input_cell(name: &str, at: Option<&StageStanding>, submitted: Option<&Claim>, criterion: &Criterion) -> Cell {
    let per_cent = criterion.is_percent();
    let ruled = at.and_then(|at| at.ruling.as_ref());
    let given = match ruled {
        Some(ruling) => ruling.inputs.get(name),
        None => submitted.and_then(|claim| claim.inputs.get(name)),
    };
    if let Some(value) = given {
        let specs = criterion.rule.as_ref().map(inputs_of).unwrap_or_default();
        let kind = specs.iter().find(|spec| spec.key == name).map(|spec| spec.kind);
        let in_per_cent = match kind {
            Some(InputKind::Percent) => true,
            Some(InputKind::Number) => per_cent,
            Some(InputKind::Choice(_) | InputKind::YesNo | InputKind::Count) | None => false,
        };
        return notation::value(value, in_per_cent);
    }
    let value = at.and_then(|at| at.value.as_ref());
    match (name, value) {
        ("a", Some(Value::Ratio { part, .. })) => notation::number(*part, false),
        ("b", Some(Value::Ratio { whole, .. })) => notation::number(*whole, false),
        ("value", _) => value_cell(at, submitted, per_cent),
        (_, _) => Cell::default(),
    }
}

fn verdict_words(at: Option<&StageStanding>, submitted: Option<&Claim>, words: &Words) -> String {
    match (at.and_then(|at| at.verdict), at.is_some_and(|at| at.in_progress)) {
        (Some(verdict), _) => words.verdict(verdict).to_owned(),
        (None, true) => words.in_progress.clone(),
        (None, false) => match submitted {
            Some(claim) if at.is_none_or(|at| at.ruling.is_none()) => {
                let unread = || clean(&claim.raw_verdict);
                claim
                    .verdict
                    .map_or_else(unread, |verdict| words.claimed(verdict).to_owned())
            }
            Some(_) | None => String::new(),
        },
    }
}

/// The level that the applicant, or an earlier stage's table, states; else what the figures give.
fn level_cell(at: Option<&StageStanding>, submitted: Option<&Claim>) -> Cell {
    let ruled = at.is_some_and(|at| at.ruling.is_some());
    let stated = submitted.filter(|_| !ruled).and_then(|claim| claim.inputs.get("level"));
    match stated {
        Some(stated) => notation::value(stated, false),
        None => at
            .and_then(level)
            .map_or_else(Cell::default, |level| notation::number(level.into(), false)),
    }
}

/// The level that the figures give; none where the criterion does not apply.
fn level(at: &StageStanding) -> Option<u8> {
    if at.verdict == Some(Verdict::NotApplicable) {
        return None;
    }
    at.finding.as_ref()?.level()
}

/// The evidence as the applicant wrote it; else the names of the files found.
fn evidence(criterion: &Criterion, standing: &Standing, sources: &Sources<'_>) -> String {
    let written = standing.claim.as_ref().map_or("", |claim| &claim.evidence);
    if !written.trim().is_empty() {
        return clean(written);
    }
    let names: Vec<String> = sources
        .dossier
        .submission
        .evidence
        .iter()
        .filter(|file| file.criteria.contains(&criterion.id))
        .filter_map(|file| file.path.rsplit('/').next())
        .map(clean)
        .collect();
    names.join("; ")
}

/// The note column of a stage: its reason and, at the round's own stage, the notes written beside it.
fn notes(
    criterion: &Criterion,
    stage: Option<&StageId>,
    at: Option<&StageStanding>,
    submitted: Option<&Claim>,
    printed: &str,
    sources: &Sources<'_>,
) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut add = |text: &str| {
        let text = clean(text);
        if !text.is_empty() && !parts.contains(&text) {
            parts.push(text);
        }
    };
    // What the source itself prints in the column comes first.
    add(printed);
    let ruling = at.and_then(|at| at.ruling.as_ref());
    match ruling {
        Some(ruling) => add(&ruling.reason),
        None => add(submitted.map_or("", |claim| &claim.note)),
    }
    if stage == Some(&sources.round.stage) {
        let beside = sources
            .notes
            .iter()
            .filter(|note| note.criterion.as_ref() == Some(&criterion.id));
        beside.for_each(|note| add(&note.text));
    }
    parts.join("\n")
}
