//! Printed codes: repeated within a group, or left out of a numbering.

use std::collections::{BTreeMap, BTreeSet};

use super::check::CheckFinding;
use crate::domain::framework::Fault;
use crate::domain::{CriterionId, Framework, GroupId, Sentence};

/// Rows numbered together: those of one group below one parent, whose codes begin alike.
type Siblings<'a> = (&'a GroupId, Option<&'a CriterionId>, &'a str);

/// Finds codes printed twice and codes left out.
pub(super) fn check(framework: &Framework, found: &mut Vec<CheckFinding>) {
    repeated(framework, found);
    let mut numbered: BTreeMap<Siblings<'_>, BTreeSet<u32>> = BTreeMap::new();
    for criterion in &framework.criteria {
        if let Some((prefix, number)) = split(&criterion.code) {
            let siblings = (&criterion.group, criterion.parent.as_ref(), prefix);
            numbered.entry(siblings).or_default().insert(number);
        }
    }
    for ((group, parent, prefix), numbers) in &numbered {
        let (Some(first), Some(last)) = (numbers.first(), numbers.last()) else {
            continue;
        };
        // Some sets number their criteria on through all groups.
        let elsewhere = numbered
            .iter()
            .filter(|((other, _, start), _)| other != group && start == prefix);
        let goes_on = elsewhere
            .flat_map(|(_, numbers)| numbers)
            .any(|number| number + 1 == *first);
        let start = if goes_on { *first } else { 1.min(*first) };
        for missing in (start..*last).filter(|number| !numbers.contains(number)) {
            let code = format!("{prefix}{missing}");
            let message = Sentence::new("framework-check-code-skipped")
                .text("code", code)
                .text("group", framework.group(group).map_or("", |group| group.code.as_str()));
            let mut finding = CheckFinding::new(Fault::CodeSkipped, message).in_group(group);
            if let Some(parent) = parent {
                finding = finding.on(parent);
            }
            found.push(finding);
        }
    }
}

fn repeated(framework: &Framework, found: &mut Vec<CheckFinding>) {
    let mut seen: BTreeMap<(&GroupId, Option<&CriterionId>, &str), &CriterionId> = BTreeMap::new();
    for criterion in &framework.criteria {
        let code = criterion.code.trim();
        if !code.contains(char::is_alphanumeric) {
            continue;
        }
        let key = (&criterion.group, criterion.parent.as_ref(), code);
        if let Some(first) = seen.insert(key, &criterion.id) {
            let message = Sentence::new("framework-check-code-repeated").text("code", code);
            let finding = CheckFinding::new(Fault::CodeRepeated, message);
            found.push(finding.in_group(&criterion.group).on(first).on(&criterion.id));
        }
    }
}

/// A code's last number and what stands before it (`1.10` → `1.`, 10).
fn split(code: &str) -> Option<(&str, u32)> {
    let code = code.trim().trim_end_matches('.');
    let prefix = code.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = code.get(prefix.len()..)?.parse().ok()?;
    Some((prefix, number))
}
