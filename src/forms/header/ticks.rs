//! Columns that are ticked instead of filled in: `Đạt` beside `Không đạt`, a cross in one of them.

use super::{Keys, Label, MatchedColumn};
use crate::domain::{ClaimedVerdict, ColumnField, FormSpec};

/// How surely such columns stand for the column of the verdict: more surely than a header that only spans them.
pub(super) const STRENGTH: i32 = 13;

/// A column in which a cross states a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// Index of the column in the table.
    pub at: usize,
    /// Index of the column of the verdict in [`FormSpec::columns`].
    pub column: usize,
    /// What a cross in it states.
    pub verdict: ClaimedVerdict,
}

/// The verdict that a header of such a column names.
fn named(label: &Label) -> Option<ClaimedVerdict> {
    Some(match label.own.as_str() {
        "dat" | "hoanthanh" | "dahoanthanh" => ClaimedVerdict::Met,
        "khongdat" | "chuadat" | "kdat" | "kodat" | "khonghoanthanh" | "chuahoanthanh" => ClaimedVerdict::NotMet,
        "dangtrienkhai" | "dangthuchien" => ClaimedVerdict::InProgress,
        "khongapdung" => ClaimedVerdict::NotApplicable,
        _ => return None,
    })
}

/// Runs of such columns side by side, each of which offers at least the two verdicts that exclude each other.
fn runs(labels: &[Label]) -> Vec<Vec<(usize, ClaimedVerdict)>> {
    let mut runs: Vec<Vec<(usize, ClaimedVerdict)>> = Vec::new();
    let mut before = None;
    for (at, label) in labels.iter().enumerate() {
        let verdict = named(label);
        match (verdict, runs.last_mut()) {
            (Some(verdict), Some(run))
                if before == Some(&label.over) && run.iter().all(|(_, other)| *other != verdict) =>
            {
                run.push((at, verdict));
            }
            (Some(verdict), _) => runs.push(vec![(at, verdict)]),
            (None, _) => {}
        }
        before = verdict.map(|_| &label.over);
    }
    runs.retain(|run| {
        let offers = |wanted| run.iter().any(|(_, verdict)| *verdict == wanted);
        offers(ClaimedVerdict::Met) && offers(ClaimedVerdict::NotMet)
    });
    runs
}

/// The first columns of such runs, as candidates for the columns of verdicts: a form's only one, or that which the header
/// above the run names.
pub(super) fn candidates(labels: &[Label], form: &FormSpec, keys: &[Keys]) -> Vec<MatchedColumn> {
    let verdicts = || {
        let columns = form.columns.iter().enumerate();
        columns.filter(|(_, column)| column.field == ColumnField::Verdict)
    };
    let alone = verdicts().count() == 1;
    let mut found = Vec::new();
    for run in runs(labels) {
        let Some((at, over)) = run.first().and_then(|(at, _)| Some((*at, &labels.get(*at)?.over))) else {
            continue;
        };
        for (column, _) in verdicts() {
            let above = keys.get(column).is_some_and(|keys| keys.is_called(over));
            if alone || above {
                found.push(MatchedColumn { at, column });
            }
        }
    }
    found
}

/// The columns that are ticked for the verdicts matched.
pub(super) fn of(labels: &[Label], columns: &[MatchedColumn], form: &FormSpec) -> Vec<Tick> {
    let mut ticks = Vec::new();
    for run in runs(labels) {
        let matched = columns.iter().find(|matched| {
            let verdict = |column: &crate::domain::Column| column.field == ColumnField::Verdict;
            run.iter().any(|(at, _)| *at == matched.at) && form.columns.get(matched.column).is_some_and(verdict)
        });
        if let Some(matched) = matched {
            let column = matched.column;
            ticks.extend(run.into_iter().map(|(at, verdict)| Tick { at, column, verdict }));
        }
    }
    ticks
}
