//! From rows to claims: each row is given its criterion, its cells are read, and everything doubtful becomes a flag.

use std::collections::{BTreeMap, BTreeSet};

use super::codes::{Answer, Codes};
use super::reading::{Reading, read_plain_number, read_value, read_verdict};
use super::table::{Found, Row, rows};
use super::workbook::Sheet;
use crate::domain::{
    Claim, ColumnField, Criterion, CriterionId, Flag, FlagKind, Framework, Provenance, Sentence, StageId, Value,
};

/// What a table says.
#[derive(Debug, Default)]
pub(super) struct Resolved {
    /// Claims by stage; the applicant's own among them.
    pub stages: BTreeMap<StageId, BTreeMap<CriterionId, Claim>>,
    /// What a human should look at.
    pub flags: Vec<Flag>,
    /// Criteria found.
    pub found: usize,
}

/// Reads the rows of a form found on a sheet of a file (its path relative to the folder loaded).
pub(super) fn resolve(sheet: &Sheet, found: &Found<'_>, framework: &Framework, file: &str) -> Resolved {
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
    framework: &'a Framework,
}

impl Reader<'_> {
    fn read(&self, sheet: &Sheet) -> Resolved {
        let mut resolved = Resolved::default();
        let code_column = self.column(ColumnField::Code);
        let name_column = self.column(ColumnField::Name);
        let mut codes = Codes::new(self.framework);
        let rows = rows(sheet, self.found);
        let mut seen: BTreeMap<CriterionId, String> = BTreeMap::new();
        for row in &rows {
            let code = code_column.map_or("", |column| row.text(column));
            let name = name_column.map_or("", |column| row.text(column));
            let cell = code_column.and_then(|column| row.cell(column));
            let place = row.place(
                code_column.or(name_column).unwrap_or_default(),
                self.file,
                &self.sheet_name,
            );
            match codes.answer(cell, code, name, self.has_results(row)) {
                Answer::Nothing => {}
                Answer::Unknown => resolved.flags.push(Flag {
                    kind: FlagKind::UnknownRow,
                    criterion: None,
                    message: Sentence::new("intake-unknown-row")
                        .text("code", code)
                        .text("name", brief(name)),
                    place: Some(place),
                }),
                Answer::Unsure(candidates) => resolved.flags.push(Flag {
                    kind: FlagKind::AmbiguousCode,
                    criterion: None,
                    message: Sentence::new("intake-code-ambiguous")
                        .text("code", code)
                        .text("candidates", join(&candidates)),
                    place: Some(place),
                }),
                Answer::Criterion(criterion, corrected) => {
                    if let Some(first) = seen.get(&criterion.id) {
                        resolved.flags.push(Flag {
                            kind: FlagKind::DuplicateRow,
                            criterion: Some(criterion.id.clone()),
                            message: Sentence::new("intake-duplicate-row")
                                .text("code", &criterion.code)
                                .text("first", first),
                            place: Some(place),
                        });
                        continue;
                    }
                    seen.insert(criterion.id.clone(), place.cell.clone());
                    if corrected {
                        resolved.flags.push(Flag {
                            kind: FlagKind::AmbiguousCode,
                            criterion: Some(criterion.id.clone()),
                            message: Sentence::new("intake-code-corrected")
                                .text("printed", code)
                                .text("code", &criterion.code),
                            place: Some(place),
                        });
                    }
                    if criterion.rule.is_some() {
                        self.read_row(row, criterion, &mut resolved);
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
            }) && row.cell(matched.column).is_some()
        })
    }

    fn read_row(&self, row: &Row<'_>, criterion: &Criterion, resolved: &mut Resolved) {
        let Some(own) = self.framework.self_stage().map(|stage| stage.id.clone()) else {
            return;
        };
        let mut claims: BTreeMap<StageId, Claim> = BTreeMap::new();
        let mut target = String::new();
        let mut stated: BTreeMap<StageId, crate::domain::ClaimedVerdict> = BTreeMap::new();
        for matched in &self.found.header.columns {
            let Some(spec) = self.found.form.columns.get(matched.column) else {
                continue;
            };
            let (cell, text) = (row.cell(matched.column), row.text(matched.column));
            let place = row.place(matched.column, self.file, &self.sheet_name);
            let stage = spec.stage.clone().unwrap_or_else(|| match spec.field {
                ColumnField::Evidence | ColumnField::Value | ColumnField::Input => own.clone(),
                _ => self.found.form.stage.clone().unwrap_or_else(|| own.clone()),
            });
            let mut flag = |kind, message| {
                resolved.flags.push(Flag {
                    kind,
                    criterion: Some(criterion.id.clone()),
                    message,
                    place: Some(place.clone()),
                });
            };
            let shown = row.shown(matched.column);
            if shown.suspicious {
                flag(FlagKind::SuspiciousText, Sentence::new("intake-suspicious-cell"));
            }
            if shown.cut {
                flag(FlagKind::Oversized, Sentence::new("intake-text-cut"));
            }
            match spec.field {
                ColumnField::Value | ColumnField::Input => {
                    let claim = claims.entry(stage.clone()).or_default();
                    let main = spec.field == ColumnField::Value || spec.input.as_deref() == Some("value");
                    let value = match read_value(cell, text, if main { &criterion.unit } else { "" }) {
                        Reading::Blank => None,
                        Reading::Value(value) => Some(value),
                        Reading::Verdict(verdict) => {
                            stated.insert(stage, verdict);
                            None
                        }
                        Reading::Unreadable(why) => {
                            flag(FlagKind::UnreadableValue, why);
                            None
                        }
                    };
                    if main {
                        claim.raw = text.to_owned();
                        claim.from = place;
                        claim.value = value;
                    } else if let (Some(input), Some(value)) = (&spec.input, value) {
                        claim.inputs.insert(input.clone(), value);
                    }
                }
                ColumnField::Verdict => {
                    let claim = claims.entry(stage).or_default();
                    claim.raw_verdict = text.to_owned();
                    match read_verdict(cell, text) {
                        Ok(verdict) => claim.verdict = verdict,
                        Err(why) => flag(FlagKind::UnreadableVerdict, why),
                    }
                }
                ColumnField::Points => {
                    let claim = claims.entry(stage).or_default();
                    claim.points = read_plain_number(cell, text);
                    if claim.points.is_none() && !text.is_empty() {
                        flag(
                            FlagKind::UnreadableValue,
                            Sentence::new("intake-not-points").text("text", text),
                        );
                    }
                }
                ColumnField::Level => {
                    let claim = claims.entry(stage).or_default();
                    if let Some(level) = read_plain_number(cell, text) {
                        claim.inputs.insert("level".to_owned(), Value::Number(level));
                    } else if !text.is_empty() {
                        flag(
                            FlagKind::UnreadableValue,
                            Sentence::new("intake-not-a-level").text("text", text),
                        );
                    }
                }
                ColumnField::Evidence => claims.entry(stage).or_default().evidence = text.to_owned(),
                ColumnField::Note => claims.entry(stage).or_default().note = text.to_owned(),
                ColumnField::Target => target = text.to_owned(),
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
                | ColumnField::Passed
                | ColumnField::Rate
                | ColumnField::TotalLevel
                | ColumnField::Conclusion => {}
            }
        }
        resolved.found += 1;
        for (stage, mut claim) in claims {
            // A verdict written where the value belongs counts where the verdict's own cell is blank.
            if claim.verdict.is_none() && claim.raw_verdict.is_empty() {
                claim.verdict = stated.get(&stage).copied();
            }
            if claim.value.is_none()
                && let (Some(Value::Number(part)), Some(Value::Number(whole))) =
                    (claim.inputs.get("a"), claim.inputs.get("b"))
            {
                claim.value = Some(Value::Ratio {
                    part: *part,
                    whole: *whole,
                });
            }
            claim.target.clone_from(&target);
            if claim.from.file.is_empty() {
                claim.from = Provenance {
                    file: self.file.to_owned(),
                    sheet: self.sheet_name.clone(),
                    cell: row.address(self.column(ColumnField::Code).unwrap_or_default()),
                };
            }
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

/// The first words of a long name.
fn brief(text: &str) -> String {
    crate::text::cut(&text.split_whitespace().collect::<Vec<_>>().join(" "), 60).to_string()
}

fn join(ids: &[CriterionId]) -> String {
    ids.iter().map(CriterionId::as_str).collect::<Vec<_>>().join(", ")
}
