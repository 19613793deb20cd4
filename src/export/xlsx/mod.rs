//! Workbooks: a sheet for each table and each text, laid out for A4 as Nghị định 30/2020/NĐ-CP asks.

pub(super) mod face;
mod first_page;
mod letter;
mod page;
pub(super) mod setup;
pub(super) mod sheet;

use std::collections::BTreeSet;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};
use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

use super::{ExportError, Properties};
use crate::forms::Table;
use crate::forms::document::Section;
use sheet::Look;

/// The longest name that Excel allows for a sheet, in UTF-16 units.
const LONGEST_NAME: usize = 31;

/// The name of the property that says SHA-256 of the state exported.
pub(super) const STATE: &str = "SHA-256";

/// One sheet of a workbook.
#[derive(Debug, Clone, Copy)]
pub enum Sheet<'a> {
    /// Running text, with letterhead and signature block as its section has them, on upright pages.
    Text {
        /// What the paper is called.
        name: &'a str,
        /// Whose it is; empty for a paper of a whole round.
        applicant: &'a str,
        /// What it says.
        section: &'a Section,
    },
    /// A table, on pages that lie.
    Table(&'a Table),
}

impl<'a> Sheet<'a> {
    fn name(self) -> &'a str {
        match self {
            Self::Text { name, .. } => name,
            Self::Table(table) => &table.name,
        }
    }

    fn applicant(self) -> &'a str {
        match self {
            Self::Text { applicant, .. } => applicant,
            Self::Table(table) => &table.applicant,
        }
    }

    fn lay_out(self, worksheet: &mut Worksheet) -> Result<(), XlsxError> {
        match self {
            Self::Text { section, .. } => letter::lay_out(worksheet, section),
            Self::Table(table) => sheet::lay_out(worksheet, table, Look::Official).map(|_| ()),
        }
    }
}

/// Makes a workbook with a sheet for each table.
///
/// # Errors
/// As [`bind`].
pub fn book(tables: &[Table], properties: &Properties) -> Result<Vec<u8>, ExportError> {
    let sheets: Vec<Sheet<'_>> = tables.iter().map(Sheet::Table).collect();
    bind(&sheets, properties)
}

/// Makes a workbook of sheets; they are called as their papers are, or as those whose papers they are where these are
/// several.
///
/// # Errors
/// [`ExportError::Created`] where the time of creation cannot be read; [`ExportError::Book`] where a table has more
/// rows or columns than a sheet.
pub fn bind(sheets: &[Sheet<'_>], properties: &Properties) -> Result<Vec<u8>, ExportError> {
    let mut workbook = open(properties)?;
    let mut names = Names::default();
    let applicants: BTreeSet<&str> = sheets.iter().map(|sheet| sheet.applicant()).collect();
    for sheet in sheets {
        let name = names.take(if applicants.len() > 1 && !sheet.applicant().is_empty() {
            sheet.applicant()
        } else {
            sheet.name()
        });
        let failed = |source| ExportError::Book {
            table: sheet.name().to_owned(),
            source,
        };
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(&name).map_err(failed)?;
        sheet.lay_out(worksheet).map_err(failed)?;
    }
    save(workbook, &properties.title)
}

/// Opens a workbook with its properties set.
pub(super) fn open(properties: &Properties) -> Result<Workbook, ExportError> {
    let unread = || ExportError::Created {
        created: properties.created.clone(),
    };
    let moment = OffsetDateTime::parse(&properties.created, &Rfc3339).map_err(|_| unread())?;
    let created = ExcelDateTime::from_timestamp(moment.unix_timestamp()).map_err(|_| unread())?;
    let mut workbook = Workbook::new();
    // Programs count the width of columns in digits of the default font: eight pixels in this one.
    workbook
        .set_default_format(&face::default_format(), 21, 72)
        .map_err(|source| ExportError::Book {
            table: properties.title.clone(),
            source,
        })?;
    let mut said = DocProperties::new()
        .set_title(&properties.title)
        .set_subject(&properties.subject)
        .set_author(&properties.author)
        .set_creation_datetime(&created);
    if !properties.stamp.is_empty() {
        said = said.set_keywords(&properties.stamp);
    }
    if !properties.state.is_empty() {
        said = said.set_custom_property(STATE, properties.state.as_str());
    }
    workbook.set_properties(&said);
    Ok(workbook)
}

/// The workbook's bytes.
pub(super) fn save(mut workbook: Workbook, name: &str) -> Result<Vec<u8>, ExportError> {
    let failed = |source| ExportError::Book {
        table: name.to_owned(),
        source,
    };
    let bytes = workbook.save_to_buffer().map_err(failed)?;
    first_page::without_header(bytes).map_err(|fault| failed(fault.into()))
}

/// Names of sheets already given, folded: Excel compares them without regard to case.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// A name that Excel accepts and no other sheet of the workbook has.
    pub(super) fn take(&mut self, wanted: &str) -> String {
        let cleaned: String = wanted
            .chars()
            .map(|c| match c {
                '[' | ']' | ':' | '*' | '?' | '/' | '\\' => '-',
                c if c.is_control() => ' ',
                c => c,
            })
            .collect();
        let base = cleaned.trim_matches(['\'', ' ']);
        let base = if base.is_empty() { "1" } else { base };
        let mut name = cut(base, LONGEST_NAME);
        let mut number = 2;
        while !self.0.insert(name.to_lowercase()) {
            let ending = format!(" ({number})");
            name = format!("{}{ending}", cut(base, LONGEST_NAME - ending.len()));
            number += 1;
        }
        name
    }
}

/// The beginning of a text, at most so many UTF-16 units, ending neither in a blank nor in an apostrophe.
fn cut(text: &str, units: usize) -> String {
    let mut used = 0;
    let kept: String = text
        .chars()
        .take_while(|c| {
            used += c.len_utf16();
            used <= units
        })
        .collect();
    kept.trim_end_matches(['\'', ' ']).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_accepted_and_unique() {
        let mut names = Names::default();
        assert_eq!(names.take("Xã Tân Phú"), "Xã Tân Phú");
        assert_eq!(names.take("XÃ TÂN PHÚ"), "XÃ TÂN PHÚ (2)");
        assert_eq!(names.take("'a[b]:c/d'"), "a-b--c-d");
        assert_eq!(names.take(""), "1");
        let long = "Thị trấn Nông trường Vân Du huyện Thạch Thành";
        let (first, second) = (names.take(long), names.take(long));
        assert!(first.chars().count() <= LONGEST_NAME && second.chars().count() <= LONGEST_NAME);
        assert!(first != second && second.ends_with("(2)"));
    }
}
