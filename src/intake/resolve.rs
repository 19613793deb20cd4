//! From rows to claims: each row is given its criterion, its cells are read, and everything doubtful becomes a flag.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{Answer, Codes, How};
use super::input::{LevelReading, figure, read_choice, read_input, read_level};
use super::known::Known;
use super::reading::{Reading, Shown, read_plain_number, read_tick, read_value, read_verdict};
use super::table::{Found, Row, Ticked, rows};
use super::workbook::{Cell, Sheet};
use crate::domain::rule::{InputKind, answered_by_value, inputs_of, says, value_kind, value_of};
use crate::domain::{
    Claim, ClaimedVerdict, Column, ColumnField, Criterion, CriterionId, Decimal, Flag, FlagKind, Level, Provenance,
    Rule, Sentence, StageId, Value,
};

/// What a table says.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// Claims by stage; the applicant's own among them.
    pub stages: BTreeMap<StageId, BTreeMap<CriterionId, Claim>>,
    /// What a human should look at.
    pub flags: Vec<Flag>,
    /// How many rows were read as criteria.
    pub rows: usize,
}

/// Reads the rows of a form found on a sheet of a file (its path relative to the folder loaded).
pub(super) fn resolve(sheet: &Sheet, found: &Found<'_>, framework: &Known<'_>, file: &str) -> Resolved {
    let reader = Reader {
        sheet_name: crate::text::clean::clean_line(&sheet.name).text,
        file,
        found,
        framework,
    };
    reader.read(sheet)
}

struct Reader<'a> {
    sheet_name: String,
    file: &'a str,
    found: &'a Found<'a>,
    framework: &'a Known<'a>,
}

impl Reader<'_> {
    fn read(&self, sheet: &Sheet) -> Resolved {
        let mut resolved = Resolved::default();
        let code_column = self.column(ColumnField::Code);
        let name_column = self.column(ColumnField::Name);
        let mut codes = Codes::new(&self.framework.codes);
        let rows = rows(sheet, self.found);
        let mut seen: BTreeMap<CriterionId, Provenance> = BTreeMap::new();
        for row in &rows {
            let code = code_column.map_or("", |column| row.text(column));
            let name = name_column.map_or("", |column| row.text(column));
            let cell = code_column.and_then(|column| row.cell(column));
            let place_column = code_column.or(name_column).unwrap_or_default();
            let place = || row.place(place_column, self.file, &self.sheet_name);
            match codes.answer(cell, code, name, self.has_results(row)) {
                Answer::Nothing => {}
                Answer::Unknown => resolved.flags.push(Flag {
                    kind: FlagKind::UnknownRow,
                    criterion: None,
                    message: Sentence::new("intake-unknown-row")
                        .text("code", code)
                        .text("name", brief(name)),
                    place: Some(place()),
                }),
                Answer::Unsure(candidates) => resolved.flags.push(Flag {
                    kind: FlagKind::AmbiguousCode,
                    criterion: None,
                    message: Sentence::new("intake-code-ambiguous")
                        .text("code", code)
                        .text("candidates", join(&candidates)),
                    place: Some(place()),
                }),
                Answer::Criterion(criterion, how) => {
                    if let Some(first) = seen.get(&criterion.id) {
                        resolved.flags.push(Flag {
                            kind: FlagKind::DuplicateRow,
                            criterion: Some(criterion.id.clone()),
                            message: Sentence::new("intake-duplicate-row")
                                .text("code", &criterion.code)
                                .sentence("first", first.sentence()),
                            place: Some(place()),
                        });
                        continue;
                    }
                    seen.insert(
                        criterion.id.clone(),
                        Provenance {
                            cell: row.address(place_column),
                            ..Provenance::default()
                        },
                    );
                    let doubt = match how {
                        How::Certain => None,
                        How::Corrected => Some(
                            Sentence::new("intake-code-corrected")
                                .text("printed", code)
                                .text("code", &criterion.code),
                        ),
                        How::Alike(likeness) => Some(
                            Sentence::new("intake-name-alike")
                                .text("printed", brief(name))
                                .text("code", &criterion.code)
                                .number("likeness", likeness),
                        ),
                    };
                    resolved.flags.extend(doubt.map(|message| Flag {
                        kind: FlagKind::AmbiguousCode,
                        criterion: Some(criterion.id.clone()),
                        message,
                        place: Some(place()),
                    }));
                    resolved.rows += 1;
                    if criterion.rule.is_some() {
                        self.read_row(row, criterion, how, &mut resolved);
                    }
                }
            }
        }
        self.flag_missing(&seen.into_keys().collect(), &mut resolved);
        resolved
    }

    /// The index of the form's first column of a kind.
    fn column(&self, field: ColumnField) -> Option<usize> {
        self.found
            .header
            .columns
            .iter()
            .map(|matched| matched.column)
            .find(|column| {
                self.found
                    .form
                    .columns
                    .get(*column)
                    .is_some_and(|spec| spec.field == field)
            })
    }

    /// Whether a row says anything in a column of results.
    fn has_results(&self, row: &Row<'_>) -> bool {
        self.found.header.columns.iter().any(|matched| {
            self.found.form.columns.get(matched.column).is_some_and(|spec| {
                matches!(
                    spec.field,
                    ColumnField::Value
                        | ColumnField::Verdict
                        | ColumnField::Points
                        | ColumnField::Input
                        | ColumnField::Level
                )
            }) && (row.cell(matched.column).is_some()
                || row.ticks(matched.column).iter().any(|ticked| ticked.cell.is_some()))
        })
    }

    /// Reads the cells of a criterion's row into the claims of the stages they speak of.
    fn read_row(&self, row: &Row<'_>, criterion: &Criterion, how: How, resolved: &mut Resolved) {
        let Some(own) = self.framework.self_stage().map(|stage| &stage.id) else {
            return;
        };
        let mut reading = RowReading::new(criterion, &self.framework.levels);
        for matched in &self.found.header.columns {
            if let Some(spec) = self.found.form.columns.get(matched.column) {
                let stage = spec.stage.as_ref().unwrap_or(match spec.field {
                    ColumnField::Evidence | ColumnField::Value | ColumnField::Input => own,
                    _ => self.found.form.stage.as_ref().unwrap_or(own),
                });
                let place = || row.place(matched.column, self.file, &self.sheet_name);
                let ticks = row.ticks(matched.column);
                if !ticks.is_empty() {
                    reading.take_ticks(stage, &ticks, &place());
                    continue;
                }
                reading.take(spec, stage, row.cell(matched.column), row.shown(matched.column), &place);
            }
        }
        resolved.flags.append(&mut reading.flags);
        let place = row.place(
            self.column(ColumnField::Code).unwrap_or_default(),
            self.file,
            &self.sheet_name,
        );
        for (stage, mut claim) in reading.finish(own, &place) {
            claim.name_likeness = match how {
                How::Certain | How::Corrected => None,
                How::Alike(likeness) => Some(likeness),
            };
            resolved
                .stages
                .entry(stage)
                .or_default()
                .insert(criterion.id.clone(), claim);
        }
    }

    /// Flags the criteria that have no row; a source's lost rows are expected of nobody.
    fn flag_missing(&self, seen: &BTreeSet<CriterionId>, resolved: &mut Resolved) {
        for criterion in self.framework.scored() {
            if !seen.contains(&criterion.id) && !criterion.lost {
                resolved.flags.push(Flag {
                    kind: FlagKind::MissingRow,
                    criterion: Some(criterion.id.clone()),
                    message: Sentence::new("intake-missing-row")
                        .text("code", &criterion.code)
                        .text("name", brief(&criterion.name)),
                    place: Some(Provenance {
                        file: self.file.to_owned(),
                        sheet: self.sheet_name.clone(),
                        cell: String::new(),
                    }),
                });
            }
        }
    }
}

/// One row being read.
struct RowReading<'c> {
    criterion: &'c Criterion,
    claims: BTreeMap<StageId, Claim>,
    /// Verdicts written where the value belongs.
    stated: BTreeMap<StageId, ClaimedVerdict>,
    target: String,
    flags: Vec<Flag>,
    levels: &'c [Level],
    /// Texts and places of the inputs read.
    given: BTreeMap<(StageId, String), (String, Provenance)>,
}

impl<'c> RowReading<'c> {
    fn new(criterion: &'c Criterion, levels: &'c [Level]) -> Self {
        Self {
            criterion,
            levels,
            given: BTreeMap::new(),
            claims: BTreeMap::new(),
            stated: BTreeMap::new(),
            target: String::new(),
            flags: Vec::new(),
        }
    }

    /// Takes one cell.
    fn take(
        &mut self,
        spec: &Column,
        stage: &StageId,
        cell: Option<&Cell>,
        shown: &Shown,
        place: &dyn Fn() -> Provenance,
    ) {
        let text = &shown.text;
        if shown.suspicious {
            self.flag(
                FlagKind::SuspiciousText,
                Sentence::new("intake-suspicious-cell"),
                &place(),
            );
        }
        if shown.cut {
            self.flag(FlagKind::Oversized, Sentence::new("intake-text-cut"), &place());
        }
        match spec.field {
            ColumnField::Value => self.take_value(stage, cell, text, place()),
            ColumnField::Input => match spec.input.as_deref() {
                Some("value") | None => self.take_value(stage, cell, text, place()),
                Some(input) => self.take_input(stage, input, cell, text, place()),
            },
            ColumnField::Verdict => {
                let verdict = read_verdict(cell, text).unwrap_or_else(|why| {
                    self.flag(FlagKind::UnreadableVerdict, why, &place());
                    None
                });
                let claim = self.claim(stage);
                claim.verdict = verdict;
                claim.raw_verdict.clone_from(text);
            }
            ColumnField::Points => {
                let points = self.plain_number(cell, text, "intake-not-points", &place());
                let claim = self.claim(stage);
                // Of several columns of one stage, that of the points given in the end counts.
                if spec.input.is_none() || claim.points.is_none() {
                    claim.points = points.or(claim.points);
                }
            }
            ColumnField::Level => match read_level(cell, text, self.levels) {
                LevelReading::Blank => {}
                LevelReading::Level(level) => {
                    self.claim(stage)
                        .inputs
                        .insert("level".to_owned(), Value::Number(level.into()));
                }
                LevelReading::Unreadable => {
                    let why = Sentence::new("intake-not-a-level").text("text", text);
                    self.flag(FlagKind::UnreadableValue, why, &place());
                }
            },
            ColumnField::Evidence => self.claim(stage).evidence.clone_from(text),
            ColumnField::Note => {
                // What the source prints in the column is not what somebody wrote.
                let own = text.strip_prefix(self.criterion.note.as_str()).unwrap_or(text);
                own.trim_start().clone_into(&mut self.claim(stage).note);
            }
            ColumnField::Target => self.target.clone_from(text),
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
            | ColumnField::Moment => {}
        }
    }

    /// Takes the verdict that is ticked in one of several cells.
    fn take_ticks(&mut self, stage: &StageId, ticks: &[&Ticked<'_>], place: &Provenance) {
        let mut said: Vec<&Ticked<'_>> = Vec::new();
        for ticked in ticks {
            match read_tick(ticked.cell, &ticked.shown.text, ticked.verdict) {
                Some(true) => said.push(ticked),
                Some(false) => {}
                None => {
                    let why = Sentence::new("intake-not-a-tick").text("text", &ticked.shown.text);
                    let place = Provenance {
                        cell: ticked.address.clone(),
                        ..place.clone()
                    };
                    self.flag(FlagKind::UnreadableVerdict, why, &place);
                }
            }
        }
        let headers: Vec<&str> = said.iter().map(|ticked| ticked.header).collect();
        if headers.len() > 1 {
            let why = Sentence::new("intake-several-ticks").text("columns", headers.join(", "));
            self.flag(FlagKind::UnreadableVerdict, why, place);
        }
        let claim = self.claim(stage);
        claim.raw_verdict = headers.join(", ");
        claim.verdict = match said.as_slice() {
            [only] => Some(only.verdict),
            _ => None,
        };
    }

    fn claim(&mut self, stage: &StageId) -> &mut Claim {
        self.claims.entry(stage.clone()).or_default()
    }

    fn flag(&mut self, kind: FlagKind, message: Sentence, place: &Provenance) {
        self.flags.push(Flag {
            kind,
            criterion: Some(self.criterion.id.clone()),
            message,
            place: Some(place.clone()),
        });
    }

    fn take_value(&mut self, stage: &StageId, cell: Option<&Cell>, text: &str, place: Provenance) {
        let unit = if self.criterion.is_percent() {
            "%"
        } else {
            self.criterion.unit.as_str()
        };
        let reading = read_value(cell, text, unit);
        let rule = self.criterion.rule.as_ref();
        // What a target or a bare presence is held against may be words; all other rules read figures or choices.
        let reading = match rule.and_then(value_kind) {
            Some(InputKind::Choice(choices)) => read_choice(cell, text, choices),
            Some(InputKind::Number | InputKind::Percent | InputKind::Count)
                if !matches!(rule, Some(Rule::Target { .. })) =>
            {
                let answers = matches!(&reading, Reading::Value(value) if says(value).is_some());
                if answers { reading } else { figure(reading, text) }
            }
            Some(InputKind::Number | InputKind::Percent | InputKind::Count | InputKind::YesNo) | None => reading,
        };
        let value = self.value(stage, reading, &place);
        let claim = self.claim(stage);
        claim.raw = text.to_owned();
        claim.value = value;
        claim.from = place;
    }

    /// One of several inputs of the rule; a column that this rule does not read is kept as it stands.
    fn take_input(&mut self, stage: &StageId, key: &str, cell: Option<&Cell>, text: &str, place: Provenance) {
        let specs = self.criterion.rule.as_ref().map(inputs_of).unwrap_or_default();
        let reading = match specs.iter().find(|spec| spec.key == key) {
            Some(spec) => read_input(cell, text, spec.kind, &self.criterion.unit),
            None => read_value(cell, text, ""),
        };
        if let Some(value) = self.value(stage, reading, &place) {
            self.claim(stage).inputs.insert(key.to_owned(), value);
            self.given
                .insert((stage.clone(), key.to_owned()), (text.to_owned(), place));
        }
    }

    fn value(&mut self, stage: &StageId, reading: Reading, place: &Provenance) -> Option<Value> {
        match reading {
            Reading::Blank => None,
            Reading::Value(value) => Some(value),
            Reading::Doubtful(value, why) => {
                self.flag(FlagKind::ImplausibleValue, why, place);
                Some(value)
            }
            Reading::Verdict(verdict) => {
                self.stated.insert(stage.clone(), verdict);
                None
            }
            Reading::Unreadable(why) => {
                self.flag(FlagKind::UnreadableValue, why, place);
                None
            }
        }
    }

    fn plain_number(&mut self, cell: Option<&Cell>, text: &str, key: &str, place: &Provenance) -> Option<Decimal> {
        let number = read_plain_number(cell, text);
        if number.is_none() && !text.is_empty() {
            self.flag(FlagKind::UnreadableValue, Sentence::new(key).text("text", text), place);
        }
        number
    }

    /// The claims as they stand once all cells are taken; `place` is the row's own.
    fn finish(self, own: &StageId, place: &Provenance) -> BTreeMap<StageId, Claim> {
        let mut claims = self.claims;
        for (stage, claim) in &mut claims {
            // A verdict written where the value belongs counts where the verdict's own cell is blank.
            if claim.verdict.is_none() && claim.raw_verdict.is_empty() {
                claim.verdict = self.stated.get(stage).copied();
            }
            if let (None, true, Some(rule)) = (&claim.value, claim.raw.is_empty(), &self.criterion.rule) {
                claim.value = value_of(rule, &claim.inputs);
                if claim.value.is_some() {
                    let said: Vec<&(String, Provenance)> = answered_by_value(rule)
                        .into_iter()
                        .filter_map(|key| self.given.get(&(stage.clone(), key)))
                        .collect();
                    let texts: Vec<&str> = said.iter().map(|(text, _)| text.as_str()).collect();
                    claim.raw = texts.join("/");
                    if let Some((_, place)) = said.first() {
                        claim.from = place.clone();
                    }
                }
            }
            claim.target.clone_from(&self.target);
            if claim.from.file.is_empty() {
                claim.from = place.clone();
            }
        }
        // A council's columns that say nothing yet are no result; a target printed there is one.
        claims.retain(|stage, claim| stage == own || says_anything(claim));
        claims
    }
}

fn says_anything(claim: &Claim) -> bool {
    let texts = [
        &claim.raw,
        &claim.raw_verdict,
        &claim.target,
        &claim.note,
        &claim.evidence,
    ];
    texts.iter().any(|text| !text.is_empty()) || claim.points.is_some() || !claim.inputs.is_empty()
}

/// The first words of a long name.
fn brief(text: &str) -> String {
    crate::text::cut(&text.split_whitespace().collect::<Vec<_>>().join(" "), 60).to_string()
}

fn join(ids: &[CriterionId]) -> String {
    ids.iter().map(CriterionId::as_str).collect::<Vec<_>>().join(", ")
}
