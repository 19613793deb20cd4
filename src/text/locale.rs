//! The sentences that a user reads, from `locales/*.ftl`.

use std::borrow::Cow;

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use rust_decimal::Decimal;
use rust_decimal::prelude::{FromPrimitive as _, ToPrimitive as _};
use unic_langid::LanguageIdentifier;

use super::number;
use crate::domain::{Arg, Sentence};

/// The language of the screens and reports.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Default, strum::EnumString, strum::IntoStaticStr, strum::EnumIter,
)]
#[strum(serialize_all = "lowercase")]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

impl Lang {
    fn source(self) -> &'static str {
        match self {
            Self::Vi => include_str!("../../locales/vi.ftl"),
            Self::En => include_str!("../../locales/en.ftl"),
        }
    }
}

/// Decimals of a number in a sentence. Who makes the sentence rounds for reading; this only keeps endless quotients out.
const DECIMALS: u32 = 8;

/// One language's sentences, ready to be said.
pub struct Locale {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
}

impl std::fmt::Debug for Locale {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Locale")
            .field("lang", &self.lang)
            .finish_non_exhaustive()
    }
}

impl Locale {
    /// Reads the sentences of a language; a test holds the embedded files to be faultless and alike.
    pub fn new(lang: Lang) -> Self {
        let id: LanguageIdentifier = <&str>::from(lang).parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![id]);
        // Terminals and tables show the isolation marks as stray characters.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(match lang {
            Lang::Vi => |value: &FluentValue<'_>, _| printed(value, Lang::Vi),
            Lang::En => |value: &FluentValue<'_>, _| printed(value, Lang::En),
        }));
        let resource = match FluentResource::try_new(lang.source().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self { lang, bundle }
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Whether a message of that key exists.
    pub fn knows(&self, key: &str) -> bool {
        self.bundle
            .get_message(key)
            .is_some_and(|message| message.value().is_some())
    }

    /// A message without figures.
    pub fn text(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// A message with figures given as texts.
    pub fn with(&self, key: &str, args: &[(&str, &str)]) -> String {
        let mut fluent = FluentArgs::new();
        for (name, value) in args {
            // Messages choose by whole numbers (`1 file`, `2 files`); any other text is only printed.
            let number = value
                .parse::<u16>()
                .ok()
                .filter(|number| *number < 1000 && number.to_string() == *value);
            let value = number.map_or(FluentValue::String(Cow::Borrowed(value)), FluentValue::from);
            fluent.set(*name, value);
        }
        self.format(key, Some(&fluent))
    }

    /// A sentence of the domain in words.
    pub fn say(&self, sentence: &Sentence) -> String {
        let mut args = FluentArgs::new();
        for (name, arg) in &sentence.args {
            let text = match arg {
                Arg::Text(text) => text.clone(),
                // Messages choose by whole numbers; any other number is only printed.
                Arg::Number(number) if number.is_integer() && number.abs() < Decimal::ONE_THOUSAND => {
                    args.set(name.as_str(), FluentValue::from(number.to_i64().unwrap_or_default()));
                    continue;
                }
                Arg::Number(number) => number::print_rounded(*number, DECIMALS, self.lang),
                Arg::Sentence(inner) => self.say(inner),
                Arg::Sentences(inner) => inner.iter().map(|one| self.say(one)).collect::<Vec<_>>().join("; "),
            };
            args.set(name.as_str(), FluentValue::String(Cow::Owned(text)));
        }
        self.format(&sentence.key, Some(&args))
    }

    fn format(&self, key: &str, args: Option<&FluentArgs<'_>>) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("⟨{key}⟩");
        };
        let mut faults = Vec::new();
        self.bundle.format_pattern(pattern, args, &mut faults).into_owned()
    }
}

/// A number of a message in the reader's notation.
fn printed(value: &FluentValue<'_>, lang: Lang) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    Some(number::print(Decimal::from_f64(number.value)?, lang))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use fluent_bundle::FluentResource;

    use super::*;

    /// Keys of a locale file with the variables each message names.
    fn keys(lang: Lang) -> BTreeMap<String, Vec<String>> {
        let resource = FluentResource::try_new(lang.source().to_owned())
            .unwrap_or_else(|(_, faults)| panic!("{lang:?}: {faults:?}"));
        drop(resource);
        let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut current = String::new();
        for line in lang.source().lines().filter(|line| !line.starts_with('#')) {
            if let Some((key, _)) = line.split_once(" =").filter(|(key, _)| !key.starts_with(' ')) {
                assert!(!found.contains_key(key), "{lang:?}: {key} stands twice");
                current = key.to_owned();
                found.insert(current.clone(), Vec::new());
            }
            let names = line
                .split("{ $")
                .skip(1)
                .filter_map(|rest| rest.split([' ', '}', ',']).next());
            found
                .entry(current.clone())
                .or_default()
                .extend(names.map(str::to_owned));
        }
        found.remove("");
        for names in found.values_mut() {
            names.sort();
            names.dedup();
        }
        found
    }

    #[test]
    fn the_locales_hold_the_same_keys_with_the_same_figures() {
        let (vi, en) = (keys(Lang::Vi), keys(Lang::En));
        for (key, names) in &vi {
            let other = en.get(key).unwrap_or_else(|| panic!("en lacks {key}"));
            assert_eq!(names, other, "{key} names other figures in en");
        }
        for key in en.keys() {
            assert!(vi.contains_key(key), "vi lacks {key}");
        }
    }

    #[test]
    fn a_number_is_not_rounded_to_the_bound_it_misses() {
        let sentence =
            Sentence::new("task-said-threshold").number("rate", "69.99996".parse::<rust_decimal::Decimal>().unwrap());
        assert!(Locale::new(Lang::Vi).say(&sentence).contains("69,99996"));
    }

    #[test]
    fn a_message_chooses_by_a_number() {
        let flagged = |others: i64| {
            let sentence = Sentence::new("flag-unsigned-evidence")
                .text("file", "a.pdf")
                .number("others", others);
            Locale::new(Lang::Vi).say(&sentence)
        };
        assert!(!flagged(0).contains("còn"), "{}", flagged(0));
        assert!(flagged(2).contains("còn 2 tệp khác"), "{}", flagged(2));
        assert!(flagged(1234).contains(&format!("còn {} tệp", number::print(1234.into(), Lang::Vi))));
    }

    #[test]
    fn an_unknown_key_is_shown_as_such() {
        assert_eq!(Locale::new(Lang::Vi).text("no-such-key"), "⟨no-such-key⟩");
    }

    #[test]
    fn one_of_a_thing_is_said_in_the_singular_however_its_number_arrives() {
        let locale = Locale::new(Lang::En);
        let said = |count: u32| locale.say(&Sentence::new("preview-pages").number("count", count));
        assert_eq!((said(1), said(2)), ("1 page".to_owned(), "2 pages".to_owned()));
        let with = |count: &str| locale.with("preview-pages", &[("count", count)]);
        assert_eq!((with("1"), with("0")), ("1 page".to_owned(), "0 pages".to_owned()));
        assert_eq!(
            (with("1.234"), with("01")),
            ("1.234 pages".to_owned(), "01 pages".to_owned())
        );
    }
}
