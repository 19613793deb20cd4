//! A sentence for a person, as data: a key of `locales/*.ftl` and its figures. The screens and reports put it into words.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// One figure or word inside a sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Arg {
    /// Text as it stands.
    Text(String),
    /// A number, printed in the reader's notation.
    Number(Decimal),
    /// A sentence within the sentence.
    Sentence(Box<Sentence>),
    /// Several sentences, joined by the reader's list separator.
    Sentences(Vec<Sentence>),
}

/// A message key with its arguments.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The message's name in the locale files.
    pub key: String,
    /// Its arguments by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub args: Vec<(String, Arg)>,
}

impl Sentence {
    /// Starts a sentence without figures.
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            args: Vec::new(),
        }
    }

    /// Adds a text.
    #[must_use]
    pub fn text(mut self, name: &str, text: impl Into<String>) -> Self {
        self.args.push((name.to_owned(), Arg::Text(text.into())));
        self
    }

    /// Adds a number.
    #[must_use]
    pub fn number(mut self, name: &str, number: impl Into<Decimal>) -> Self {
        self.args.push((name.to_owned(), Arg::Number(number.into())));
        self
    }

    /// Adds a sentence.
    #[must_use]
    pub fn sentence(mut self, name: &str, sentence: Sentence) -> Self {
        self.args.push((name.to_owned(), Arg::Sentence(Box::new(sentence))));
        self
    }

    /// Adds several sentences.
    #[must_use]
    pub fn sentences(mut self, name: &str, sentences: Vec<Sentence>) -> Self {
        self.args.push((name.to_owned(), Arg::Sentences(sentences)));
        self
    }
}

/// A failure that can be told to a person.
pub trait Explain {
    /// What failed.
    fn what(&self) -> Sentence;

    /// Why it failed, where that is known and not already said.
    fn why(&self) -> Option<Sentence> {
        None
    }

    /// What to do about it.
    fn hint(&self) -> Option<Sentence> {
        None
    }
}
