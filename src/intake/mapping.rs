//! How a table was understood, as data that a person can look at, correct and keep for the same layout.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::domain::{ColumnField, FormId, FormSpec, StageId};
use crate::forms::header::{HeaderMatch, MatchedColumn, TALLEST, letters};

/// What a person chose by hand before files are read (again).
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Overrides {
    /// How tables of a layout are to be read, by the layout's [`fingerprint`].
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub mappings: BTreeMap<String, Mapping>,
    /// Names of applicants, by their folder or file as in [`crate::domain::Submission::folder`]; where a file holds
    /// several applicants, by `file/sheet`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, String>,
}

/// What one column of a table holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// Index of the column in the table, from zero.
    pub at: usize,
    /// What stands in it.
    pub field: ColumnField,
    /// The stage it speaks of, where the form's column names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stage: Option<StageId>,
    /// The input or level it speaks of, where the form's column names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub input: Option<String>,
}

/// How a table is read: which form it is, where its header stands, and what its columns hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// The form.
    pub form: FormId,
    /// The rows of the header, from zero. Where a mapping is kept for a layout, only their number counts.
    pub header_rows: Range<usize>,
    /// The columns that are read.
    pub columns: Vec<MappedColumn>,
}

/// A table that was read as a form, for a person to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundTable {
    /// The file, relative to the folder loaded.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// How it was read.
    pub mapping: Mapping,
    /// The layout: the key under which a mapping chosen by hand is kept in [`Overrides::mappings`].
    pub layout: String,
    /// The mapping was chosen by hand.
    pub by_hand: bool,
    /// How well its header fits the form, in per cent.
    pub confidence: u8,
    /// The texts of the header and of the first rows below it.
    pub head: Vec<Vec<String>>,
    /// How many rows were read as criteria.
    pub rows: usize,
}

/// A sheet in which no form was recognised, for a person to map by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownTable {
    /// The file, relative to the folder loaded.
    pub file: String,
    /// The sheet.
    pub sheet: String,
    /// The texts of its first rows, from the top row of the sheet.
    pub head: Vec<Vec<String>>,
}

/// The key of a layout: the texts of a header's rows, folded, each at its column.
pub fn fingerprint(header: &[Vec<String>]) -> String {
    let rows: Vec<String> = header
        .iter()
        .map(|row| {
            let texts: Vec<String> = row.iter().map(|text| letters(text)).collect();
            texts.join("|").trim_end_matches('|').to_owned()
        })
        .collect();
    rows.join("/")
}

impl Mapping {
    /// The mapping that a recognised header is.
    pub(super) fn of(found: &HeaderMatch, form: &FormSpec) -> Self {
        let column = |matched: &MatchedColumn| {
            let spec = form.columns.get(matched.column)?;
            Some(MappedColumn {
                at: matched.at,
                field: spec.field,
                stage: spec.stage.clone(),
                input: spec.input.clone(),
            })
        };
        Self {
            form: form.id.clone(),
            header_rows: found.header_rows.clone(),
            columns: found.columns.iter().filter_map(column).collect(),
        }
    }

    /// The header that this mapping describes, with its first row at `top`; columns that the form lacks are left out.
    pub(super) fn at(&self, top: usize, form: &FormSpec) -> HeaderMatch {
        let mut columns: Vec<MatchedColumn> = Vec::new();
        for mapped in &self.columns {
            let column = form.columns.iter().position(|spec| {
                (spec.field, &spec.stage, &spec.input) == (mapped.field, &mapped.stage, &mapped.input)
            });
            if let Some(column) = column.filter(|column| columns.iter().all(|taken| taken.column != *column)) {
                columns.push(MatchedColumn { at: mapped.at, column });
            }
        }
        columns.sort_by_key(|matched| matched.at);
        HeaderMatch {
            form: form.id.clone(),
            header_rows: top..top + self.header_rows.len(),
            columns,
            ticks: Vec::new(),
            score: i32::MAX,
        }
    }
}

impl Overrides {
    /// The mapping chosen for the header that begins in one of these rows, and where it begins.
    pub(super) fn mapping(&self, rows: &[Vec<String>]) -> Option<(usize, &Mapping)> {
        if self.mappings.is_empty() {
            return None;
        }
        (0..rows.len()).find_map(|top| {
            (1..=TALLEST).find_map(|height| {
                let header = rows.get(top..top + height)?;
                let mapping = self.mappings.get(&fingerprint(header))?;
                (mapping.header_rows.len() == height).then_some((top, mapping))
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::tests::framework;

    fn rows(rows: &[&[&str]]) -> Vec<Vec<String>> {
        rows.iter()
            .map(|row| row.iter().map(|text| (*text).to_owned()).collect())
            .collect()
    }

    #[test]
    fn a_layout_is_its_folded_header_texts_at_their_columns() {
        let plain = rows(&[&["TT", "Tên chỉ tiêu", "", "Kết quả"]]);
        let other = rows(&[&["tt ", "TÊN CHỈ\nTIÊU", "", "Kết  quả", ""]]);
        assert_eq!(fingerprint(&plain), "tt|tenchitieu||ketqua");
        assert_eq!(fingerprint(&plain), fingerprint(&other));
        assert_ne!(
            fingerprint(&plain),
            fingerprint(&rows(&[&["TT", "Tên chỉ tiêu", "Kết quả"]]))
        );
    }

    #[test]
    fn a_mapping_survives_being_kept_and_finds_its_header_again() {
        let framework = framework();
        let form = framework.form(&"phu-luc-01".into()).unwrap();
        let found = HeaderMatch {
            form: form.id.clone(),
            header_rows: 4..5,
            columns: vec![MatchedColumn { at: 0, column: 1 }, MatchedColumn { at: 2, column: 4 }],
            ticks: Vec::new(),
            score: 3,
        };
        let mapping = Mapping::of(&found, form);
        let kept: Mapping = serde_json::from_str(&serde_json::to_string(&mapping).unwrap()).unwrap();
        let header = rows(&[&["Nội dung", "Đầu mối", "Đạt được"]]);
        let overrides = Overrides {
            mappings: [(fingerprint(&header), kept)].into(),
            ..Overrides::default()
        };
        let sheet = [rows(&[&["BÁO CÁO"], &[]]), header].concat();
        let (top, chosen) = overrides.mapping(&sheet).unwrap();
        let again = chosen.at(top, form);
        assert_eq!((again.header_rows, again.columns), (2..3, found.columns));
        assert_eq!(overrides.mapping(&sheet[..2]), None);
    }
}
