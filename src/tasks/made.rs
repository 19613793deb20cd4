//! What a paper is before any file format: its pages, and the sheets of its workbook.

use crate::export::xlsx::Sheet;
use crate::forms::Table;
use crate::forms::document::Section;

/// What is made of one applicant or of a round, before any file format.
#[derive(Debug, Clone, Default)]
pub(super) struct Made {
    /// Whose paper it is where its first section is the first sheet of a workbook; none of a table alone.
    letter: Option<Letter>,
    /// The tables, each a sheet of a workbook.
    pub(super) tables: Vec<Table>,
    /// The pages.
    pub(super) sections: Vec<Section>,
    /// SHA-256 of the state it was made from; empty for the regulation's own table.
    pub(super) state: String,
    /// SHA-256 of all that it may print of the journal, the results of other stages too.
    pub(super) facts: String,
}

/// A text as a sheet of a workbook: what it is called and whose it is.
#[derive(Debug, Clone)]
struct Letter {
    name: String,
    applicant: String,
}

impl Made {
    pub(super) fn table(table: Table) -> Self {
        Self {
            sections: vec![Section::annex(&table)],
            tables: vec![table],
            ..Self::default()
        }
    }

    /// A text with the table that is its annex: signed with its text, which has concluded already.
    pub(super) fn letter(name: &str, applicant: &str, sections: Vec<Section>, annex: Option<Table>) -> Self {
        let bare = |table: Table| Table {
            conclusion: Vec::new(),
            remarks: Vec::new(),
            signature: None,
            ..table
        };
        Self {
            letter: Some(Letter {
                name: name.to_owned(),
                applicant: applicant.to_owned(),
            }),
            tables: annex.map(bare).into_iter().collect(),
            sections,
            ..Self::default()
        }
    }

    /// The sheets of its workbook.
    pub(super) fn sheets(&self) -> impl Iterator<Item = Sheet<'_>> {
        let text = self.letter.iter().zip(&self.sections);
        let text = text.map(|(letter, section)| Sheet::Text {
            name: &letter.name,
            applicant: &letter.applicant,
            section,
        });
        text.chain(self.tables.iter().map(Sheet::Table))
    }
}
