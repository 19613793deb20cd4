//! A form as data: one official table, its columns and its signature block, declared once and both read and written.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{CriterionId, FormId, StageId};

/// What a form is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// The applicant's self-assessment table (Phụ lục 01, Phiếu tự chấm).
    SelfAssessment,
    /// A stage's appraisal table for one applicant (Phụ lục 02, Phụ lục 03).
    Appraisal,
    /// A table over all applicants of a round.
    Summary,
    /// How the set is made up: its groups, how many criteria each has, and the points attainable (cấu trúc bộ chỉ số).
    Structure,
}

/// What one column of a form holds. Columns of a stage name it in [`Column::stage`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ColumnField {
    /// TT, STT: the criterion's printed code.
    Code,
    /// The criterion's name.
    Name,
    /// Đơn vị tính.
    Unit,
    /// Chỉ tiêu: the target in force.
    Target,
    /// Điểm tối đa.
    MaxPoints,
    /// One input of the criterion's rule; `input` names it (`a`, `b`, `choice`, `value`).
    Input,
    /// A stage's value (the self stage's is the claim).
    Value,
    /// A stage's verdict.
    Verdict,
    /// A stage's points. `input` names a weight where the column shows only the rows that count towards it.
    Points,
    /// A stage's level attained on the criterion.
    Level,
    /// Tài liệu minh chứng, as the applicant wrote it or, where it wrote nothing, the files found.
    Evidence,
    /// Ghi chú of a stage.
    Note,
    /// Thời gian hoàn thành.
    Deadline,
    /// Hướng dẫn, cách xác định.
    Guidance,
    /// Level cells as printed (maturity frameworks); `input` gives the level, 1 to 5.
    Threshold,
    /// In summaries: the applicant's name.
    Applicant,
    /// In summaries: rank.
    Rank,
    /// In summaries: points of one group; `input` names the group.
    GroupPoints,
    /// In summaries: total points.
    TotalPoints,
    /// In summaries: Z-score of the points among all applicants; `input` names a group, else of the total.
    ZScore,
    /// In summaries: Min–Max value (0 to 1) of the points among all applicants; `input` names a group, else of the total.
    MinMax,
    /// In summaries: number of criteria met.
    Passed,
    /// In summaries: rate of criteria met, per cent.
    Rate,
    /// In summaries: level attained.
    TotalLevel,
    /// In summaries: the conclusion.
    Conclusion,
    /// In structure tables: how many criteria a group has. In counts by level: how many applicants attained it.
    Count,
    /// In lists of who ruled what: the member.
    Member,
    /// In lists of who ruled what: when.
    Moment,
}

impl ColumnField {
    /// Whether it says in a summary what became of a dossier.
    pub fn is_result(self) -> bool {
        matches!(
            self,
            Self::Rank
                | Self::GroupPoints
                | Self::Points
                | Self::TotalPoints
                | Self::Passed
                | Self::Rate
                | Self::Level
                | Self::TotalLevel
                | Self::Conclusion
        )
    }
}

/// One column of a form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// What stands in it.
    pub field: ColumnField,
    /// The stage it speaks of, where the field is a stage's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<StageId>,
    /// The input, group or level it speaks of, where the field needs one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
    /// The header, exactly as printed.
    pub header: String,
    /// A header above this one, shared with its neighbours.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub over: String,
    /// Other headers under which offices send this column.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<String>,
    /// Width, in characters of the body font.
    pub width: Decimal,
}

/// Who signs a form, and how.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SignatureBlock {
    /// Lines above the title of the signer, such as `TM. ỦY BAN NHÂN DÂN`; often empty in the sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub above: Vec<String>,
    /// The signer's title, such as `CHỦ TỊCH`.
    pub title: String,
    /// The line in brackets below it, such as `(Ký tên, đóng dấu)`; empty where the source prints none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
}

/// A part of a structure table: a heading above some groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormPart {
    /// Its number as printed (`I`).
    pub code: String,
    /// Its name as printed.
    pub name: String,
    /// The groups below it.
    pub groups: Vec<super::GroupId>,
}

/// One official table of a framework.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FormSpec {
    /// Unique in its framework (`phu-luc-02`).
    pub id: FormId,
    /// What people call it (`Phụ lục 02`).
    pub name: String,
    /// What it is for.
    pub kind: FormKind,
    /// The stage whose result it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<StageId>,
    /// Title lines as printed; `{applicant}` stands for the applicant's name, `{year}` for the year.
    pub title: Vec<String>,
    /// What the source prints where the title differs from it by a mended misprint.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub printed: String,
    /// The columns in their printed order.
    #[serde(default)]
    pub columns: Vec<Column>,
    /// In structure tables: the headings above groups.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<FormPart>,
    /// The words of a row of sums above the first group (`Tổng cộng`); empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub total: String,
    /// The line of the conclusion, with `{applicant}`, `{passed}`, `{total}`, `{year}`, `{rate}`; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub conclusion: String,
    /// The words of the outcome when the threshold is reached and when not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcome: Vec<String>,
    /// Who signs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<SignatureBlock>,
}

/// What a column of a sub-form holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubformRole {
    /// STT.
    Index,
    /// A person's name: counted, never stored or shown.
    Person,
    /// A telephone number or mail address of a person: counted, never stored or shown.
    Contact,
    /// A thing's name or address (an enterprise, a place).
    Thing,
    /// Có/Không, x, ✓: counted where yes.
    YesNo,
    /// Anything else.
    Text,
}

/// One column of a sub-form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubformColumn {
    /// Unique in the sub-form.
    pub key: String,
    /// Header as printed.
    pub header: String,
    /// A header above it, shared with its neighbours.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub over: String,
    /// What stands in it.
    pub role: SubformRole,
}

/// A figure a sub-form states below its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubformTotal {
    /// Unique in the sub-form.
    pub key: String,
    /// The words before the figure, as printed.
    pub label: String,
    /// Its unit, as printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub unit: String,
    /// What it counts: `rows`, or the key of a column counted where yes; empty where only the form states it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub counts: String,
}

/// A ratio a sub-form states below its table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubformRatio {
    /// The words before the figure, as printed.
    pub label: String,
    /// `rows`, a column's key counted where yes, or `total:KEY`.
    pub numerator: String,
    /// Likewise.
    pub denominator: String,
    /// The criterion whose claim this ratio proves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub criterion: Option<CriterionId>,
}

/// A list that an applicant attaches as evidence (Mẫu 1.4, 2.5 …): its columns, totals, ratios, and what it serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubformSpec {
    /// Unique in its framework (`mau-1.4`).
    pub id: FormId,
    /// `Mẫu 1.4`.
    pub name: String,
    /// Title as printed.
    pub title: String,
    /// The criteria it serves.
    pub serves: Vec<CriterionId>,
    /// Tables of the sub-form: most have one; a table may carry a caption.
    pub tables: Vec<SubformTable>,
    /// Figures stated below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub totals: Vec<SubformTotal>,
    /// Ratios stated below.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ratios: Vec<SubformRatio>,
    /// Those who sign it, from left to right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub signatures: Vec<SignatureBlock>,
}

/// One table of a sub-form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SubformTable {
    /// Caption as printed; empty for none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub caption: String,
    /// Columns.
    pub columns: Vec<SubformColumn>,
    /// First cells of rows that the form prints itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<String>,
}

/// Where the text of a report's section comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SectionFill {
    /// Only the printed heading or text.
    Printed,
    /// Written by a person in the program.
    Narrative,
    /// Counts of one group: chỉ tiêu đạt, đang triển khai, không hoàn thành.
    GroupCounts,
    /// Each criterion of one group with requirement, result and verdict.
    CriteriaOfGroup,
    /// The line of the conclusion with its figures.
    Conclusion,
    /// In reports of a round: how many applicants attained each level, as a table.
    LevelCounts,
}

/// Whose report it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ReportScope {
    /// One for each applicant.
    #[default]
    Applicant,
    /// One over all applicants of a round.
    Round,
}

impl ReportScope {
    /// Whether there is one for each applicant.
    pub fn is_applicant(&self) -> bool {
        *self == Self::Applicant
    }
}

/// One section of a report, in order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSection {
    /// Unique in the report.
    pub key: String,
    /// Heading level: 1 for I., 2 for 1., 3 for 1.1.; 0 for a paragraph without heading.
    #[serde(default)]
    pub level: u8,
    /// Heading as printed, with its number.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub heading: String,
    /// Text printed below the heading.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// What the form tells those who write the section; shown to them and not printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub hint: String,
    /// What fills it.
    pub fill: SectionFill,
    /// The group, where `fill` speaks of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<super::GroupId>,
}

/// A report around a table (Mẫu số 01–04): headings as printed, and what fills them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReportSpec {
    /// Unique in its framework (`mau-so-02`).
    pub id: FormId,
    /// `Mẫu số 02`.
    pub name: String,
    /// The stage that issues it.
    pub stage: StageId,
    /// Whose report it is.
    #[serde(default, skip_serializing_if = "ReportScope::is_applicant")]
    pub scope: ReportScope,
    /// Lines of the issuing agency, top left.
    pub agency: Vec<String>,
    /// The number line, such as `Số: /BC-UBND`; the number stays blank.
    pub number: String,
    /// Type and subject lines, as printed.
    pub title: Vec<String>,
    /// Who it is addressed to, for letters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub addressee: String,
    /// The opening paragraph.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub opening: String,
    /// Sections in order.
    pub sections: Vec<ReportSection>,
    /// The form attached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub annex: Option<FormId>,
    /// `Nơi nhận` lines.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recipients: Vec<String>,
    /// Who signs.
    pub signature: SignatureBlock,
    /// The words of the outcome when the threshold is reached and when not.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcome: Vec<String>,
}

impl ReportSpec {
    /// The sections that people write, in order.
    pub fn narratives(&self) -> impl Iterator<Item = &ReportSection> {
        let written = |section: &&ReportSection| section.fill == SectionFill::Narrative;
        self.sections.iter().filter(written)
    }

    /// The section of that key, where people write it.
    pub fn narrative(&self, key: &str) -> Option<&ReportSection> {
        self.narratives().find(|section| section.key == key)
    }
}
