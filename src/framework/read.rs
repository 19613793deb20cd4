//! TOML → `domain::Framework` or a profile: notation and fields, without judging what they say.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, Deserializer, Error, ValueDeserializer};

use super::Defect;
use super::place::{Defects, Place};
use super::profile::{Profile, ProfileStage, Word};
use super::suggest::with_hint;
use crate::domain::form::{ReportSpec, SubformSpec};
use crate::domain::framework::{Case, Catalogue, Contradiction, GeneralField, Provision, Stated, Weight};
use crate::domain::{Criterion, FormSpec, Framework, Group, Level, Sentence, Stage};

/// Reads a framework file's fields, and where each stands.
pub(super) fn read(text: &str) -> Result<(Framework, Place), Vec<Defect>> {
    read_as(text, wrong_lists)
}

/// Reads a profile file's fields, and where each stands.
pub(super) fn read_profile(text: &str) -> Result<(Profile, Place), Vec<Defect>> {
    read_as(text, |document, found| {
        each::<ProfileStage>(document, "stages", found);
        each::<Word>(document, "words", found);
    })
}

/// Notes where wrong entries of lists stand, and what is wrong with them.
type Lists = fn(&DeTable<'_>, &mut Vec<(usize, String)>);

fn read_as<T: DeserializeOwned>(text: &str, lists: Lists) -> Result<(T, Place), Vec<Defect>> {
    let mut defects = Defects::new(text);
    let (table, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        for error in errors {
            let offset = error.span().map_or(0, |span| span.start);
            defects.add_at(
                offset,
                Sentence::new("framework-syntax").text("detail", error.message()),
            );
        }
        return Err(in_order(defects));
    }
    let places = Place::of_document(table.get_ref());
    match T::deserialize(Deserializer::from(table.clone())) {
        Ok(read) => Ok((read, places)),
        Err(first) => {
            for (offset, message) in wrong_fields(&table, &first, lists) {
                defects.add_at(offset, explain(&message));
            }
            Err(in_order(defects))
        }
    }
}

fn in_order(defects: Defects<'_>) -> Vec<Defect> {
    let mut found = defects.into_found();
    found.sort_by_key(|defect| (defect.line, defect.column));
    found.dedup();
    found
}

/// Tries every entry of every list by itself, so that one wrong entry does not hide the others.
fn wrong_fields(table: &Spanned<DeTable<'_>>, first: &Error, lists: Lists) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    lists(table.get_ref(), &mut found);
    let top = place_of(first, 0);
    if !found.iter().any(|(_, message)| *message == top.1) {
        found.push(top);
    }
    found
}

fn wrong_lists(document: &DeTable<'_>, found: &mut Vec<(usize, String)>) {
    each::<Provision>(document, "provisions", found);
    each::<Weight>(document, "weights", found);
    each::<Level>(document, "levels", found);
    each::<Stage>(document, "stages", found);
    each::<GeneralField>(document, "general", found);
    each::<Group>(document, "groups", found);
    each::<Criterion>(document, "criteria", found);
    each::<FormSpec>(document, "forms", found);
    each::<SubformSpec>(document, "subforms", found);
    each::<ReportSpec>(document, "reports", found);
    each::<Catalogue>(document, "catalogues", found);
    each::<Contradiction>(document, "contradictions", found);
    each::<Case>(document, "cases", found);
    if let Some(stated) = document.get("stated")
        && let Err(error) = Stated::deserialize(ValueDeserializer::from(stated.clone()))
    {
        found.push(place_of(&error, stated.span().start));
    }
}

fn each<'de, T: Deserialize<'de>>(document: &DeTable<'de>, name: &str, found: &mut Vec<(usize, String)>) {
    let Some(list) = document.get(name).and_then(|value| value.get_ref().as_array()) else {
        return;
    };
    for entry in list.iter() {
        if let Err(error) = T::deserialize(ValueDeserializer::from(entry.clone())) {
            found.push(place_of(&error, entry.span().start));
        }
    }
}

fn place_of(error: &Error, fallback: usize) -> (usize, String) {
    (
        error.span().map_or(fallback, |span| span.start),
        error.message().to_owned(),
    )
}

/// Puts the reader's message into our own words.
fn explain(message: &str) -> Sentence {
    let mut quoted = message.split('`').skip(1).step_by(2);
    if message.starts_with("missing field") {
        return Sentence::new("framework-missing-field").text("field", quoted.next().unwrap_or_default());
    }
    let key = if message.starts_with("unknown field") {
        "framework-unknown-field"
    } else if message.starts_with("unknown variant") {
        "framework-unknown-word"
    } else {
        return Sentence::new("framework-wrong-value").text("detail", message);
    };
    let word = quoted.next().unwrap_or_default();
    let known: Vec<&str> = quoted.collect();
    let sentence = Sentence::new(key).text("word", word).text("known", known.join(", "));
    with_hint(sentence, word, known)
}
