//! Contradictions that a framework's own figures show, and whether the file acknowledges them.

use super::{numbering, scales};
use crate::domain::framework::Fault;
use crate::domain::{Criterion, CriterionId, Decimal, Framework, Group, GroupId, Method, Sentence};

/// How the file answers a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Not at all: an error.
    Open,
    /// The contradiction of that key acknowledges it.
    Acknowledged(String),
    /// The source lost rows that the figure needs: it cannot be checked.
    CannotCheck,
}

/// One contradiction found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckFinding {
    /// What kind of contradiction.
    pub fault: Fault,
    /// The criteria concerned.
    pub criteria: Vec<CriterionId>,
    /// The group concerned.
    pub group: Option<GroupId>,
    /// What was found, with its figures.
    pub message: Sentence,
    /// Whether the file acknowledges it.
    pub answer: Answer,
}

impl CheckFinding {
    pub(super) fn new(fault: Fault, message: Sentence) -> Self {
        Self {
            fault,
            criteria: Vec::new(),
            group: None,
            message,
            answer: Answer::Open,
        }
    }

    pub(super) fn on(mut self, criterion: &CriterionId) -> Self {
        self.criteria.push(criterion.clone());
        self
    }

    pub(super) fn in_group(mut self, group: &GroupId) -> Self {
        self.group = Some(group.clone());
        self
    }

    /// Whether the file must be mended, or must acknowledge the finding.
    pub fn is_error(&self) -> bool {
        self.answer == Answer::Open
    }
}

/// Counts and points of one group, for printing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSum {
    /// The group.
    pub group: GroupId,
    /// Number of criteria that are judged, those of groups below it included.
    pub criteria: usize,
    /// Points as printed on the group's row.
    pub printed: Option<Decimal>,
    /// Sum of the points known of its criteria and of the groups below it.
    pub sum: Decimal,
    /// Rows whose points the source lost.
    pub unknown: usize,
}

/// Finds the contradictions of a framework's figures, and acknowledgements of contradictions that are not there.
pub fn check(framework: &Framework) -> Vec<CheckFinding> {
    let mut found = Vec::new();
    if framework.method == Method::Points {
        sums(framework, &mut found);
    }
    counts(framework, &mut found);
    for criterion in framework.scored() {
        scales::check(criterion, &mut found);
    }
    numbering::check(framework, &mut found);
    let mut matched = vec![false; framework.contradictions.len()];
    for finding in &mut found {
        let entries = framework.contradictions.iter().zip(&mut matched);
        for (entry, matched) in entries {
            let same_criteria =
                finding.criteria.is_empty() || finding.criteria.iter().any(|id| entry.criteria.contains(id));
            let same_group = finding.group.is_none() || finding.group == entry.group;
            // A finding on criteria names its group only in passing.
            let same_place = if finding.criteria.is_empty() {
                same_group
            } else {
                same_criteria
            };
            if entry.acknowledges == Some(finding.fault) && same_place {
                *matched = true;
                if finding.answer == Answer::Open {
                    finding.answer = Answer::Acknowledged(entry.key.clone());
                }
            }
        }
    }
    for (entry, _) in framework
        .contradictions
        .iter()
        .zip(matched)
        .filter(|(_, matched)| !matched)
    {
        let Some(fault) = entry.acknowledges else { continue };
        let message = Sentence::new("framework-check-stale").text("key", entry.key.as_str());
        found.push(CheckFinding {
            criteria: entry.criteria.clone(),
            group: entry.group.clone(),
            ..CheckFinding::new(fault, message)
        });
    }
    found
}

/// Counts and sums of every group, in printed order.
pub fn group_sums(framework: &Framework) -> Vec<GroupSum> {
    framework
        .groups
        .iter()
        .map(|group| group_sum(framework, group))
        .collect()
}

/// A sum of printed points, and the number of rows whose points nobody knows.
#[derive(Default, Clone, Copy)]
struct Known {
    sum: Decimal,
    unknown: usize,
}

impl Known {
    fn add(&mut self, other: Self) {
        self.sum += other.sum;
        self.unknown += other.unknown;
    }

    fn of(points: Decimal) -> Self {
        Self {
            sum: points,
            unknown: 0,
        }
    }

    /// Compares with what is printed: nothing where it agrees.
    fn against(self, printed: Decimal, finding: CheckFinding) -> Option<CheckFinding> {
        let answer = match (self.sum == printed, self.unknown) {
            (true, 0) => return None,
            (_, 0) => Answer::Open,
            // Points are never negative: what is known already exceeds what is printed.
            (_, _) if self.sum > printed => Answer::Open,
            (_, _) => Answer::CannotCheck,
        };
        let mut finding = finding;
        finding.answer = answer;
        finding.message = finding
            .message
            .number("printed", printed)
            .number("sum", self.sum)
            .number("unknown", self.unknown);
        Some(finding)
    }
}

fn children<'a>(framework: &'a Framework, parent: &'a Criterion) -> impl Iterator<Item = &'a Criterion> {
    let criteria = framework.criteria.iter();
    criteria.filter(|criterion| criterion.parent.as_ref() == Some(&parent.id) && criterion.id != parent.id)
}

/// The points of a row: printed, or the sum of its children. `depth` ends a chain of parents that bites its tail.
fn points_of(framework: &Framework, criterion: &Criterion, depth: usize) -> Known {
    if let Some(points) = criterion.max_points {
        return Known::of(points);
    }
    let mut sum = Known::default();
    let mut leaf = true;
    if depth < framework.criteria.len() {
        for child in children(framework, criterion) {
            leaf = false;
            sum.add(points_of(framework, child, depth + 1));
        }
    }
    if leaf {
        sum.unknown += 1;
    }
    sum
}

fn points_of_group(framework: &Framework, group: &Group, depth: usize) -> Known {
    group
        .max_points
        .map_or_else(|| below_group(framework, group, depth), Known::of)
}

fn below_group(framework: &Framework, group: &Group, depth: usize) -> Known {
    let mut sum = Known::default();
    for criterion in framework
        .criteria_of(&group.id)
        .filter(|criterion| criterion.parent.is_none())
    {
        sum.add(points_of(framework, criterion, 0));
    }
    if depth < framework.groups.len() {
        for child in framework
            .groups
            .iter()
            .filter(|child| child.parent.as_ref() == Some(&group.id))
        {
            sum.add(points_of_group(framework, child, depth + 1));
        }
    }
    sum
}

fn group_sum(framework: &Framework, group: &Group) -> GroupSum {
    let known = below_group(framework, group, 0);
    GroupSum {
        group: group.id.clone(),
        criteria: framework
            .scored()
            .filter(|criterion| within(framework, &criterion.group, &group.id))
            .count(),
        printed: group.max_points,
        sum: known.sum,
        unknown: known.unknown,
    }
}

fn within(framework: &Framework, group: &GroupId, above: &GroupId) -> bool {
    let mut next = Some(group);
    for _ in 0..=framework.groups.len() {
        let Some(id) = next else { return false };
        if id == above {
            return true;
        }
        next = framework.group(id).and_then(|group| group.parent.as_ref());
    }
    false
}

fn sums(framework: &Framework, found: &mut Vec<CheckFinding>) {
    for group in &framework.groups {
        let Some(printed) = group.max_points else { continue };
        let message = Sentence::new("framework-check-group-sum").text("group", group.code.as_str());
        let finding = CheckFinding::new(Fault::GroupSum, message).in_group(&group.id);
        found.extend(below_group(framework, group, 0).against(printed, finding));
    }
    for criterion in &framework.criteria {
        let Some(printed) = criterion.max_points else { continue };
        let mut below = Known::default();
        let mut any = false;
        for child in children(framework, criterion) {
            any = true;
            below.add(points_of(framework, child, 0));
        }
        if any {
            let message = Sentence::new("framework-check-criterion-sum").text("criterion", criterion.id.as_str());
            let finding = CheckFinding::new(Fault::CriterionSum, message).on(&criterion.id);
            found.extend(below.against(printed, finding));
        }
    }
    if let Some(printed) = framework.total_points {
        let mut total = Known::default();
        for group in framework.groups.iter().filter(|group| group.parent.is_none()) {
            total.add(points_of_group(framework, group, 0));
        }
        let finding = CheckFinding::new(Fault::TotalSum, Sentence::new("framework-check-total-sum"));
        found.extend(total.against(printed, finding));
    }
}

fn counts(framework: &Framework, found: &mut Vec<CheckFinding>) {
    let leaves = framework
        .criteria
        .iter()
        .filter(|row| children(framework, row).next().is_none());
    let is_pillar = |group: &&Group| {
        framework
            .groups
            .iter()
            .any(|other| other.parent.as_ref() == Some(&group.id))
    };
    let groups = framework.groups.iter().filter(|group| !is_pillar(group));
    let mut compare = |fault: Fault, key: &str, stated: Option<usize>, counted: usize| {
        if let Some(stated) = stated.filter(|stated| *stated != counted) {
            let message = Sentence::new(key).number("stated", stated).number("counted", counted);
            found.push(CheckFinding::new(fault, message));
        }
    };
    compare(
        Fault::CriteriaCount,
        "framework-check-criteria-count",
        framework.stated.criteria,
        leaves.count(),
    );
    compare(
        Fault::GroupsCount,
        "framework-check-groups-count",
        framework.stated.groups,
        groups.count(),
    );
}
