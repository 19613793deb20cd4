//! Where things stand in a file: the shape of a TOML document with the offset of each key and entry.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Defect;
use crate::domain::Sentence;

/// One value of the document with what lies below it.
#[derive(Debug, Clone, Default)]
pub(super) struct Place {
    offset: usize,
    fields: Vec<(String, Place)>,
    items: Vec<Place>,
}

impl Place {
    /// Notes the places of a whole document.
    pub(super) fn of_document(table: &DeTable<'_>) -> Self {
        Self::of_table(0, table)
    }

    fn of_table(offset: usize, table: &DeTable<'_>) -> Self {
        let fields = table
            .iter()
            .map(|(key, value)| {
                let mut place = Self::of_value(value);
                place.offset = key.span().start;
                (key.get_ref().to_string(), place)
            })
            .collect();
        Self {
            offset,
            fields,
            items: Vec::new(),
        }
    }

    fn of_value(value: &Spanned<DeValue<'_>>) -> Self {
        let offset = value.span().start;
        match (value.get_ref().as_table(), value.get_ref().as_array()) {
            (Some(table), _) => Self::of_table(offset, table),
            (None, Some(array)) => Self {
                offset,
                fields: Vec::new(),
                items: array.iter().map(Self::of_value).collect(),
            },
            (None, None) => Self {
                offset,
                ..Self::default()
            },
        }
    }

    /// The field of that name; the place itself where the file leaves it out.
    pub(super) fn field(&self, name: &str) -> &Self {
        self.fields
            .iter()
            .find(|(key, _)| key == name)
            .map_or(self, |(_, place)| place)
    }

    /// The entry at that position of a list; the list itself where there is none.
    pub(super) fn item(&self, index: usize) -> &Self {
        self.items.get(index).unwrap_or(self)
    }

    /// The names of the fields written.
    pub(super) fn names(&self) -> impl Iterator<Item = (&str, &Self)> {
        self.fields.iter().map(|(name, place)| (name.as_str(), place))
    }
}

/// Collects defects and turns offsets into lines and columns.
pub(super) struct Defects<'a> {
    text: &'a str,
    found: Vec<Defect>,
}

impl<'a> Defects<'a> {
    /// Starts an empty collection over the text of a file.
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            found: Vec::new(),
        }
    }

    /// Adds a defect at a place.
    pub(super) fn add(&mut self, place: &Place, message: Sentence) {
        self.add_at(place.offset, message);
    }

    /// Adds a defect at a byte offset.
    pub(super) fn add_at(&mut self, offset: usize, message: Sentence) {
        let mut end = offset.min(self.text.len());
        while !self.text.is_char_boundary(end) {
            end -= 1;
        }
        let before = self.text.get(..end).unwrap_or_default();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        self.found.push(Defect {
            line: before.matches('\n').count() + 1,
            column: before.get(line_start..).unwrap_or_default().chars().count() + 1,
            message,
        });
    }

    /// What was found.
    pub(super) fn into_found(self) -> Vec<Defect> {
        self.found
    }
}
