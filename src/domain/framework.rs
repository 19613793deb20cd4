//! A framework (bộ tiêu chí): one published set of criteria, exactly as its document prints it.
//!
//! These types are the schema of `frameworks/*.toml`; their field docs are the reference for who writes one.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::form::{FormSpec, ReportSpec, SubformSpec};
use super::rule::{InputKind, value_kind};
use super::{CriterionId, FormId, FrameworkId, GroupId, Rule, StageId, Value, Verdict};

/// How a framework's criteria add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Method {
    /// Each criterion is Đạt or Không đạt; the result is a count and a rate.
    PassFail,
    /// Each criterion has a requirement per level; the result is the highest level wholly met.
    Maturity,
    /// Each criterion gives points.
    Points,
}

/// Who applies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum ApplicantLevel {
    /// Cấp xã.
    Xa,
    /// Cấp huyện.
    Huyen,
    /// Sở, ban, ngành.
    So,
    /// Tỉnh, thành phố trực thuộc Trung ương.
    Tinh,
    /// Bộ, cơ quan ngang bộ, cơ quan thuộc Chính phủ.
    Bo,
}

/// One published set of criteria with its rules, stages and forms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Framework {
    /// The file's name without its ending.
    pub id: FrameworkId,
    /// The set's title, as printed.
    pub title: String,
    /// The decision that issued it, with number and date as printed.
    pub decision: String,
    /// The organ that issued it.
    pub issuer: String,
    /// The year it was issued for.
    pub year: i32,
    /// Who applies.
    pub applicant_level: ApplicantLevel,
    /// How the criteria add up.
    pub method: Method,
    /// The total of points that the source states; points frameworks only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_points: Option<Decimal>,
    /// How many decimals the source prints points with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_decimals: Option<u32>,
    /// The document this file was taken from.
    pub source: String,
    /// Documents the set rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub basis: Vec<String>,
    /// Sizes that the source states; `framework check` holds the file against them.
    #[serde(default)]
    pub stated: Stated,
    /// General rules of the source that the program applies or shows (conditions, exclusions, weights).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub provisions: Vec<Provision>,
    /// Documents in evidence must be signed digitally, as the source says of all of them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signed_evidence: bool,
    /// Weights of the score columns, where the source has several (004: 80/10/10).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub weights: Vec<Weight>,
    /// Maturity levels, lowest first; maturity frameworks only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub levels: Vec<Level>,
    /// The chain of appraisal, self first.
    pub stages: Vec<Stage>,
    /// Fields of general information (thông tin chung) and contacts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub general: Vec<GeneralField>,
    /// Groups, in printed order.
    pub groups: Vec<Group>,
    /// Criteria, in printed order.
    pub criteria: Vec<Criterion>,
    /// Official tables.
    pub forms: Vec<FormSpec>,
    /// Lists attached as evidence.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub subforms: Vec<SubformSpec>,
    /// Reports around the tables.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reports: Vec<ReportSpec>,
    /// Catalogues the source prints beside the criteria (004, Bảng I.4).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub catalogues: Vec<Catalogue>,
    /// Where the source contradicts itself: printed words, reading applied, reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contradictions: Vec<Contradiction>,
    /// Worked cases, which a test runs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cases: Vec<Case>,
}

/// Sizes as the source states them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stated {
    /// Number of scored criteria (leaves).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criteria: Option<usize>,
    /// Number of groups (main indices).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub groups: Option<usize>,
}

/// A general rule of the source, kept in its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Provision {
    /// Unique in the framework.
    pub key: String,
    /// Article or section.
    pub place: String,
    /// The words, as printed.
    pub text: String,
}

/// The weight of one score column in the total, per cent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Weight {
    /// `reported`, `cyberspace`, `experts`.
    pub key: String,
    /// The column's name, as printed.
    pub name: String,
    /// Per cent of the total.
    pub percent: Decimal,
}

/// A maturity level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Level {
    /// 1 is the lowest.
    pub level: u8,
    /// As printed (`Khởi động`).
    pub name: String,
    /// As printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
}

/// A stage of appraisal (cấp đánh giá).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stage {
    /// `self`, `district`, `province`, …; the first stage is the applicant's own.
    pub id: StageId,
    /// What it is called (`Thẩm định`).
    pub name: String,
    /// The verb in sentences (`thẩm định`).
    pub verb: String,
    /// Who decides (`UBND cấp huyện`).
    pub body: String,
    /// The signer's title (`CHỦ TỊCH`).
    pub signer: String,
    /// Day and month until which it is due, `MM-DD`, in the round's year; empty where the source gives none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deadline: String,
    /// The deadline as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deadline_printed: String,
}

/// A field of general information.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GeneralField {
    /// Unique in the framework.
    pub key: String,
    /// Code as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub code: String,
    /// Name as printed.
    pub name: String,
    /// A heading without a value of its own.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub heading: bool,
    /// How it is counted, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guidance: String,
    /// Evidence, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// Data source, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
}

/// A group of criteria (nhóm, chỉ số chính).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// Unique in the framework; the code itself wherever that is unique.
    pub id: GroupId,
    /// As printed.
    pub code: String,
    /// As printed.
    pub name: String,
    /// The group above it (a pillar), where the source has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<GroupId>,
    /// Points as printed on the group's row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_points: Option<Decimal>,
    /// The key of the weighted column that the group's points belong to (004: `cyberspace`, `experts`); absent for the
    /// first one, and where the framework has no weights.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<String>,
    /// The name was restored from a damaged source.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restored: bool,
}

/// One row of a set: a criterion (tiêu chí, chỉ tiêu, chỉ số thành phần), or a heading above others that name it as parent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criterion {
    /// Unique in the framework (`1.10`; `II/2.1` where codes repeat between groups).
    pub id: CriterionId,
    /// As printed.
    pub code: String,
    /// The group it belongs to.
    pub group: GroupId,
    /// The criterion it is part of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<CriterionId>,
    /// Name as printed in the form's table, NFC.
    pub name: String,
    /// Letters of the name were restored from a damaged source.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub restored: bool,
    /// The source lost this row (in part or whole): nothing is scored on it unless entered by a person.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lost: bool,
    /// What is known of a lost or damaged row, and from where.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub lost_note: String,
    /// Unit as printed; `%` makes values percentages.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// Points as printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_points: Option<Decimal>,
    /// The row may not apply ("nếu có").
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
    /// Scored through a social survey (điều tra xã hội), not by the applicant's figures.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub survey: bool,
    /// What it means that the applicant reported nothing.
    #[serde(default, skip_serializing_if = "WhenMissing::is_unknown")]
    pub when_missing: WhenMissing,
    /// Requirement (yêu cầu tiêu chí), as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub requirement: String,
    /// Level cells, as printed, lowest level first; maturity frameworks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub thresholds: Vec<String>,
    /// Deadline as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub deadline: String,
    /// Guidance, method of calculation, how scored: as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub guidance: String,
    /// Required evidence, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub evidence: String,
    /// The evidence must be signed digitally, as the source says of this criterion.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub signed_evidence: bool,
    /// Data source, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Legal basis, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub basis: String,
    /// Note column, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// How it is judged; none for a heading whose children are scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<Rule>,
}

/// What it means that an applicant reported nothing on a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WhenMissing {
    /// Nothing can be said.
    #[default]
    Unknown,
    /// No points (QĐ 1726/QĐ-BTTTT, Điều 1, mục II.2.b.vi: "được mặc định là 0 điểm").
    Zero,
}

impl WhenMissing {
    /// Whether nothing can be said.
    pub fn is_unknown(&self) -> bool {
        *self == Self::Unknown
    }
}

/// A place where the source contradicts itself or leaves a gap, and the reading applied.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Contradiction {
    /// Unique in the framework.
    pub key: String,
    /// The criteria concerned; their explanation says so.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<CriterionId>,
    /// The group concerned (a printed sum).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupId>,
    /// What `framework check` finds by itself and this entry acknowledges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub acknowledges: Option<Fault>,
    /// What is printed, word for word, and where.
    pub printed: String,
    /// The reading that the program applies.
    pub applied: String,
    /// Why.
    pub reason: String,
}

/// A contradiction that `framework check` finds by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Fault {
    /// The group's printed points are not the sum of its criteria.
    GroupSum,
    /// A criterion's printed points are not the sum of its children.
    CriterionSum,
    /// The total stated is not the sum of the groups.
    TotalSum,
    /// The number of criteria is not the one stated.
    CriteriaCount,
    /// The number of groups is not the one stated.
    GroupsCount,
    /// A rule can give more than the criterion's maximum.
    RuleExceedsMaximum,
    /// A rule can never give the criterion's maximum.
    RuleBelowMaximum,
    /// Steps overlap.
    StepsOverlap,
    /// Steps leave a gap.
    StepsGap,
    /// A higher level asks less than a lower one.
    LevelsNotRising,
    /// A code is printed twice in one group.
    CodeRepeated,
    /// The numbering leaves out a code.
    CodeSkipped,
}

/// A table of names that the source prints beside the criteria.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Catalogue {
    /// Unique in the framework.
    pub id: String,
    /// Title as printed.
    pub title: String,
    /// Number of entries that the source states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<usize>,
    /// Entries in order.
    pub entries: Vec<CatalogueEntry>,
}

/// One entry of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CatalogueEntry {
    /// As printed.
    pub code: String,
    /// As printed.
    pub name: String,
    /// 0 for what stands above the domains, 1 for a domain, 2 for a section, 3 for an item.
    pub depth: u8,
    /// Description as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub description: String,
    /// Number of items below it that the source states.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stated: Option<usize>,
    /// The source lost it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub lost: bool,
}

/// A worked case: inputs of one criterion and what its rule must answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// The criterion.
    pub criterion: CriterionId,
    /// What is tried, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// Inputs as a person would type them (`"98,5 %"`, `"45/46"`, `"Có"`).
    #[serde(default)]
    pub input: std::collections::BTreeMap<String, String>,
    /// The target in force, as a person would type it; absent for the framework's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Expected verdict; `pending` cases leave it out and set `unknown`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// Expected points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Decimal>,
    /// Expected level (the highest level met without a gap below it).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<u8>,
    /// The rule cannot say (no target, no data).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unknown: bool,
}

impl Framework {
    /// The criterion of that id.
    pub fn criterion(&self, id: &CriterionId) -> Option<&Criterion> {
        self.criteria.iter().find(|criterion| criterion.id == *id)
    }

    /// The group of that id.
    pub fn group(&self, id: &GroupId) -> Option<&Group> {
        self.groups.iter().find(|group| group.id == *id)
    }

    /// The key of the weighted column that a group's points belong to: its own, that of a group above it, else the first.
    pub fn weight_of(&self, group: &GroupId) -> Option<&str> {
        let mut next = self.group(group);
        for _ in 0..=self.groups.len() {
            let Some(here) = next else { break };
            if let Some(weight) = &here.weight {
                return Some(weight);
            }
            next = here.parent.as_ref().and_then(|above| self.group(above));
        }
        self.weights.first().map(|weight| weight.key.as_str())
    }

    /// The form of that id.
    pub fn form(&self, id: &FormId) -> Option<&FormSpec> {
        self.forms.iter().find(|form| form.id == *id)
    }

    /// The stage of that id.
    pub fn stage(&self, id: &StageId) -> Option<&Stage> {
        self.stages.iter().find(|stage| stage.id == *id)
    }

    /// The applicant's own stage: the first.
    pub fn self_stage(&self) -> Option<&Stage> {
        self.stages.first()
    }

    /// The criteria that are judged: those with a rule, in printed order.
    pub fn scored(&self) -> impl Iterator<Item = &Criterion> {
        self.criteria.iter().filter(|criterion| criterion.rule.is_some())
    }

    /// The criteria of a group, headings included, in printed order.
    pub fn criteria_of<'a>(&'a self, group: &'a GroupId) -> impl Iterator<Item = &'a Criterion> {
        self.criteria.iter().filter(move |criterion| criterion.group == *group)
    }
}

impl Criterion {
    /// Whether values of this criterion are percentages: its unit says so, or its rule measures a ratio.
    pub fn is_percent(&self) -> bool {
        self.unit.trim() == "%" || self.rule.as_ref().and_then(value_kind) == Some(InputKind::Percent)
    }

    /// The printed code or, where another scored criterion has the same, the id.
    pub fn told_apart<'a>(&'a self, framework: &Framework) -> &'a str {
        let same = framework.scored().filter(|other| other.code == self.code).count();
        if same > 1 { self.id.as_str() } else { &self.code }
    }

    /// The code as printed; where other scored criteria have the same, behind that of the nearest group above it that
    /// tells them apart. None where the source prints no code.
    pub fn printed_code(&self, framework: &Framework) -> Option<String> {
        if self.code.is_empty() {
            return None;
        }
        let same: Vec<&Self> = framework
            .scored()
            .filter(|other| other.code == self.code && other.id != self.id)
            .collect();
        if same.is_empty() {
            return Some(self.code.clone());
        }
        let above = |criterion: &Self| -> Vec<&str> {
            let mut codes = Vec::new();
            let mut next = framework.group(&criterion.group);
            // A ring among groups ends, too.
            while let Some(group) = next.filter(|_| codes.len() < framework.groups.len()) {
                codes.push(group.code.as_str());
                next = group.parent.as_ref().and_then(|parent| framework.group(parent));
            }
            codes
        };
        let others: Vec<Vec<&str>> = same.iter().map(|other| above(other)).collect();
        let own = above(self);
        let apart = own.iter().enumerate().find(|(at, code)| {
            let shared = |codes: &Vec<&str>| codes.get(*at) == Some(*code);
            !code.is_empty() && !others.iter().any(shared)
        });
        let before = apart.map(|(_, code)| code).or(own.first())?;
        Some(format!("{before}.{}", self.code))
    }

    /// The code as printed; the name where there is none.
    pub fn label(&self, framework: &Framework) -> String {
        self.printed_code(framework).unwrap_or_else(|| self.name.clone())
    }

    /// The target that the framework itself states, if any.
    pub fn default_target(&self) -> Option<&Value> {
        match &self.rule {
            Some(Rule::Target { target, .. }) => target.as_ref(),
            Some(_) | None => None,
        }
    }
}
