//! The neutral document of one official table: what is printed where, before any file format.

use serde::Serialize;

use crate::domain::{ApplicantId, ColumnField, CriterionId, Decimal, FormId, GroupId, StageId};

/// How a number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub enum NumberKind {
    /// Per cent with that many decimals; the number 98.5 means 98,5 %.
    Percent(u32),
    /// A plain number with that many decimals.
    Plain(u32),
    /// A whole number.
    Integer,
}

/// An exact number behind a cell's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Number {
    /// The number, in the criterion's unit (98.5 for 98,5 %).
    pub value: Decimal,
    /// How it is shown.
    pub kind: NumberKind,
}

/// Where a cell's text stands between its borders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Default)]
pub enum Align {
    /// Left.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// Right.
    Right,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Default)]
pub struct Cell {
    /// The text in Vietnamese notation; empty for a blank cell.
    pub text: String,
    /// The exact number behind the text, where it is one.
    pub number: Option<Number>,
    /// Alignment.
    pub align: Align,
    /// In a blank form: filled in by the applicant.
    pub input: bool,
    /// In a blank form: how a number typed here is shown.
    pub expects: Option<NumberKind>,
    /// In a blank form: the answers among which the applicant chooses.
    pub choices: Vec<String>,
    /// In a blank form: answers beside the choices are taken too.
    pub others: bool,
    /// In a blank form: not asked on this row.
    pub closed: bool,
    /// In a blank form: what is asked, told when the cell is entered; empty for nothing.
    pub hint: String,
}

impl Cell {
    /// A cell of text.
    pub fn text(text: impl Into<String>, align: Align) -> Self {
        Self {
            text: text.into(),
            align,
            ..Self::default()
        }
    }

    /// A cell of a number, with the text that shows it.
    pub fn number(text: String, number: Number) -> Self {
        Self {
            text,
            number: Some(number),
            align: Align::Centre,
            ..Self::default()
        }
    }
}

/// What a row is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub enum RowKind {
    /// A group's heading.
    Group(GroupId),
    /// A criterion without a rule, above others that are part of it.
    Heading(CriterionId),
    /// A criterion.
    Criterion(CriterionId),
    /// An applicant, in a summary.
    Applicant(ApplicantId),
    /// A heading above the rows that follow, of no group of criteria.
    Caption,
    /// A line of a list.
    Line,
    /// A sum.
    Total,
}

impl RowKind {
    /// Whether it is a heading above the rows that follow.
    pub fn is_heading(&self) -> bool {
        match self {
            Self::Group(_) | Self::Heading(_) | Self::Caption => true,
            Self::Criterion(_) | Self::Applicant(_) | Self::Line | Self::Total => false,
        }
    }
}

/// One row, with a cell for each column.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Row {
    /// What it is about.
    pub kind: RowKind,
    /// Cells in the order of [`Table::columns`].
    pub cells: Vec<Cell>,
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Column {
    /// What stands in it.
    pub field: ColumnField,
    /// The stage it speaks of.
    pub stage: Option<StageId>,
    /// The input, group or level it speaks of.
    pub input: Option<String>,
    /// The header as printed.
    pub header: String,
    /// The header above it, shared with its neighbours; empty for none.
    pub over: String,
    /// Width, in characters of the body font.
    pub width: Decimal,
}

impl Column {
    /// A column of its own: of no stage, under no shared header.
    pub fn plain(field: ColumnField, header: impl Into<String>, width: u32) -> Self {
        Self {
            field,
            stage: None,
            input: None,
            header: header.into(),
            over: String::new(),
            width: width.into(),
        }
    }
}

/// Who signs, and the blanks that the office and the signer fill in.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Signature {
    /// Place and date, left blank: the office's document system issues them.
    pub place_date: String,
    /// Lines above the signer's title.
    pub above: Vec<String>,
    /// The signer's title.
    pub title: String,
    /// The line in brackets below it; empty for none.
    pub hint: String,
    /// The signer's name; empty where nobody is named.
    pub name: String,
}

/// One official table, filled or blank.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
pub struct Table {
    /// The form.
    pub form: FormId,
    /// Its name (`Phụ lục 02`).
    pub name: String,
    /// The applicant's name; empty in summaries and blank forms.
    pub applicant: String,
    /// The heading of the annex (`PHỤ LỤC 02`); empty where the title says it already.
    pub annex: String,
    /// Lines of the issuing body, for the documents that print them.
    pub agency: Vec<String>,
    /// Title lines, placeholders replaced.
    pub title: Vec<String>,
    /// Which document it is issued with, in brackets (`(Kèm theo Báo cáo số …)`); empty for none.
    pub with: String,
    /// The mark of a draft (`DỰ THẢO`); none once the stage is sealed.
    pub draft: Option<String>,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows in printed order.
    pub rows: Vec<Row>,
    /// Lines of the conclusion; from the second on in bold.
    pub conclusion: Vec<String>,
    /// What is said below it: what stands in the way of the next level, what the table is.
    pub remarks: Vec<String>,
    /// Who signs.
    pub signature: Option<Signature>,
}

impl Table {
    /// A table of a form with nothing in it yet.
    pub fn new(form: FormId, name: impl Into<String>) -> Self {
        Self {
            form,
            name: name.into(),
            applicant: String::new(),
            annex: String::new(),
            agency: Vec::new(),
            title: Vec::new(),
            with: String::new(),
            draft: None,
            columns: Vec::new(),
            rows: Vec::new(),
            conclusion: Vec::new(),
            remarks: Vec::new(),
            signature: None,
        }
    }

    /// The column that holds a field, of a stage where one is named.
    pub fn column(&self, field: ColumnField, stage: Option<&StageId>) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.field == field && (stage.is_none() || column.stage.as_ref() == stage))
    }

    /// The row of a criterion.
    pub fn row(&self, criterion: &CriterionId) -> Option<&Row> {
        self.rows.iter().find(|row| match &row.kind {
            RowKind::Criterion(id) | RowKind::Heading(id) => id == criterion,
            RowKind::Group(_) | RowKind::Applicant(_) | RowKind::Caption | RowKind::Line | RowKind::Total => false,
        })
    }

    /// The cell of a criterion in the column of a field and stage.
    pub fn cell(&self, criterion: &CriterionId, field: ColumnField, stage: Option<&StageId>) -> Option<&Cell> {
        self.row(criterion)?.cells.get(self.column(field, stage)?)
    }

    /// Whether some columns share a header above theirs.
    pub fn has_over(&self) -> bool {
        self.columns.iter().any(|column| !column.over.is_empty())
    }
}
