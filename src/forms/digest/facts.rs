//! The general figures of a round: what they are called, and what they come to.

use super::{Sources, column};
use crate::domain::overview::{CriterionSum, Outcome};
use crate::domain::{Decimal, DossierState, Method};
use crate::forms::notation;
use crate::forms::table::{Align, Cell, Row, RowKind, Table};

/// So many criteria are named.
const NAMED: usize = 5;

/// The general figures, each with its words.
pub(super) fn facts(sources: &Sources<'_>) -> Vec<(String, String)> {
    let (now, locale, round) = (sources.now, sources.locale, sources.round);
    let mut facts = Vec::new();
    let mut say = |key: &str, said: String| facts.push((locale.text(key), said));
    let states = |wanted: &dyn Fn(DossierState) -> bool| {
        let count = now.communes.iter().filter(|commune| wanted(commune.state)).count();
        count.to_string()
    };
    say(
        "digest-framework",
        format!("{} ({})", round.framework.title, round.framework.decision),
    );
    say("digest-units", now.communes.len().to_string());
    let begun = states(&|state| state == DossierState::InProgress);
    let none = states(&|state| state == DossierState::NotStarted);
    let done = states(&|state| {
        matches!(
            state,
            DossierState::Reviewed | DossierState::AwaitingChair | DossierState::Sealed
        )
    });
    let sealed = states(&|state| state == DossierState::Sealed);
    let said = [
        ("done", done.as_str()),
        ("sealed", sealed.as_str()),
        ("begun", begun.as_str()),
        ("none", none.as_str()),
    ];
    say("digest-states", locale.with("digest-states-said", &said));
    let (ruled, all) = now.judged();
    let share = (Decimal::from(ruled) * Decimal::ONE_HUNDRED).checked_div(all.into());
    let share = share.map_or_else(|| sources.words.blank.clone(), |share| notation::decimal(share, 2));
    let (ruled, all) = (ruled.to_string(), all.to_string());
    let figures = [
        ("ruled", ruled.as_str()),
        ("all", all.as_str()),
        ("share", share.as_str()),
    ];
    let key = if now.is_done() {
        "digest-judged-whole"
    } else {
        "digest-judged-part"
    };
    say("digest-judged", locale.with(key, &figures));
    if round.framework.method != Method::Points {
        let count = |of: Outcome| now.outcomes().get(&of).copied().unwrap_or(0).to_string();
        let (met, not_met, open, unknown) = (
            count(Outcome::Met),
            count(Outcome::NotMet),
            count(Outcome::Open),
            count(Outcome::Unknown),
        );
        let said = [
            ("met", met.as_str()),
            ("not_met", not_met.as_str()),
            ("open", open.as_str()),
            ("unknown", unknown.as_str()),
        ];
        say("digest-outcomes", locale.with("digest-outcomes-said", &said));
    }
    if round.framework.method == Method::PassFail {
        let threshold = round.threshold.map(|rate| format!("{}%", notation::decimal(rate, 2)));
        say(
            "digest-threshold",
            threshold.unwrap_or_else(|| locale.text("digest-threshold-none")),
        );
    }
    if let Some(mean) = now.mean() {
        let label = locale.with("digest-mean", &[("count", &now.ranked().count().to_string())]);
        facts.push((label, main(now.method, mean)));
    }
    if let Some((year, past)) = sources.past
        && let Some(mean) = past.mean()
    {
        let label = locale.with("digest-mean-past", &[("year", &year.to_string())]);
        facts.push((label, main(now.method, mean)));
    }
    let mut top = |key: &str, of: &dyn Fn(&CriterionSum) -> usize| {
        let mut sums: Vec<&CriterionSum> = now.criteria.iter().filter(|sum| of(sum) > 0).collect();
        sums.sort_by_key(|sum| std::cmp::Reverse(of(sum)));
        let named = sums.into_iter().take(NAMED).filter_map(|sum| {
            let criterion = round.framework.criterion(&sum.criterion)?;
            let code = notation::clean(&criterion.label(&round.framework));
            let count = of(sum).to_string();
            Some(locale.with("digest-criterion-count", &[("code", &code), ("count", &count)]))
        });
        let named: Vec<String> = named.collect();
        if !named.is_empty() {
            facts.push((sources.compared(key), named.join("; ")));
        }
    };
    let blocks = match now.method {
        Method::PassFail => "digest-top-not-met",
        Method::Maturity => "digest-top-blocks",
        Method::Points => "digest-top-short",
    };
    top(blocks, &|sum| sum.blocks.len());
    top("digest-top-over", &|sum| sum.over.len());
    facts
}

/// What the method ranks by, in words.
fn main(method: Method, number: Decimal) -> String {
    match method {
        Method::PassFail => format!("{}%", notation::decimal(number, 2)),
        Method::Maturity | Method::Points => notation::decimal(number, 2),
    }
}

/// The general figures as a table.
pub(super) fn table(sources: &Sources<'_>) -> Table {
    let locale = sources.locale;
    let columns = vec![
        column("fact", locale.text("digest-column-fact"), 40),
        column("value", locale.text("digest-column-value"), 80),
    ];
    let rows = facts(sources).into_iter().map(|(label, said)| Row {
        kind: RowKind::Line,
        cells: vec![Cell::text(label, Align::Left), Cell::text(said, Align::Left)],
    });
    let title = vec![sources.capitals("digest-title")];
    super::table(sources, "chung", "digest-general", title, columns, rows.collect())
}
