//! Reads key-map files: every unknown act, unknown key and clash is a fault with file, line and a suggestion.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Binding, Context, Key, Keymap, SHIPPED, Sequence, written};
use crate::domain::{Explain, Sentence};
use crate::tui::action::{Action, nearest};

/// What is wrong with a key map, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub message: Sentence,
}

/// All faults of a key map, as one failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl Explain for Faults {
    fn what(&self) -> Sentence {
        let file = self.0.first().map_or("", |fault| fault.file.as_str());
        Sentence::new("tui-keymap-refused").text("file", file)
    }

    fn why(&self) -> Option<Sentence> {
        let faults = self
            .0
            .iter()
            .map(|fault| {
                Sentence::new("tui-keymap-fault")
                    .number("line", fault.line)
                    .sentence("fault", fault.message.clone())
            })
            .collect();
        Some(Sentence::new("tui-keymap-faults").sentences("faults", faults))
    }

    fn hint(&self) -> Option<Sentence> {
        Some(Sentence::new("tui-keymap-hint"))
    }
}

/// The word that names the map below.
const EXTENDS: &str = "extends";

pub(super) fn shipped(name: &str) -> Result<Keymap, Vec<Fault>> {
    let Some((_, text)) = SHIPPED.iter().find(|(known, _)| *known == name) else {
        return Err(vec![Fault {
            file: format!("{name}.toml"),
            line: 1,
            message: meant(
                Sentence::new("tui-keymap-unknown-map").text("name", name),
                nearest(name, SHIPPED.iter().map(|(known, _)| *known)),
            ),
        }]);
    };
    let file = format!("keymaps/{name}.toml");
    read(None, &file, text)
}

pub(super) fn overlay(base: &str, file: &str, text: &str) -> Result<Keymap, Vec<Fault>> {
    read(Some(base), file, text)
}

fn read(base: Option<&str>, file: &str, text: &str) -> Result<Keymap, Vec<Fault>> {
    let document = DeTable::parse(text).map_err(|error| {
        vec![Fault {
            file: file.to_owned(),
            line: error.span().map_or(1, |span| line_at(text, span.start)),
            message: Sentence::new("tui-keymap-syntax").text("detail", error.message()),
        }]
    })?;
    let mut reader = Reader {
        file,
        text,
        faults: Vec::new(),
    };
    let mut map = reader.base(base, document.get_ref())?;
    for (name, value) in document.get_ref().iter().filter(|(name, _)| name.get_ref() != EXTENDS) {
        reader.context(&mut map, name.get_ref(), name.span().start, value);
    }
    clashes(&map, &mut reader.faults);
    if reader.faults.is_empty() {
        Ok(map)
    } else {
        Err(reader.faults)
    }
}

struct Reader<'a> {
    file: &'a str,
    text: &'a str,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    fn base(&mut self, base: Option<&str>, table: &DeTable<'_>) -> Result<Keymap, Vec<Fault>> {
        match table.get(EXTENDS) {
            Some(named) => match named.get_ref() {
                DeValue::String(name) => shipped(name).map_err(|mut faults| {
                    for fault in &mut faults {
                        fault.file = self.file.to_owned();
                        fault.line = line_at(self.text, named.span().start);
                    }
                    faults
                }),
                _ => {
                    self.fault(named.span().start, Sentence::new("tui-keymap-extends"));
                    Ok(Keymap::default())
                }
            },
            None => base.map_or_else(|| Ok(Keymap::default()), shipped),
        }
    }

    fn fault(&mut self, at: usize, message: Sentence) {
        self.faults.push(Fault {
            file: self.file.to_owned(),
            line: line_at(self.text, at),
            message,
        });
    }

    fn context(&mut self, map: &mut Keymap, name: &str, at: usize, value: &Spanned<DeValue<'_>>) {
        use strum::IntoEnumIterator;
        let Ok(context) = name.parse::<Context>() else {
            let near = nearest(name, Context::iter().map(Context::name));
            self.fault(
                at,
                meant(Sentence::new("tui-keymap-unknown-context").text("name", name), near),
            );
            return;
        };
        let DeValue::Table(acts) = value.get_ref() else {
            self.fault(at, Sentence::new("tui-keymap-no-table").text("name", name));
            return;
        };
        for (name, keys) in acts.iter() {
            match Action::parse(name.get_ref()) {
                Ok(action) => {
                    let keys = self.keys(context, keys);
                    let binding = Binding {
                        keys,
                        file: self.file.to_owned(),
                        line: line_at(self.text, name.span().start),
                    };
                    map.bindings.insert((context, action), binding);
                }
                Err(near) => {
                    let sentence = Sentence::new("tui-keymap-unknown-act").text("name", name.get_ref().as_ref());
                    self.fault(name.span().start, meant(sentence, near));
                }
            }
        }
    }

    fn keys(&mut self, context: Context, value: &Spanned<DeValue<'_>>) -> Vec<Sequence> {
        let one = [value];
        let several: Vec<&Spanned<DeValue<'_>>> = match value.get_ref() {
            DeValue::Array(list) => list.iter().collect(),
            _ => one.to_vec(),
        };
        several
            .into_iter()
            .filter_map(|value| match value.get_ref() {
                DeValue::String(written) => self.sequence(context, written, value.span().start),
                _ => {
                    self.fault(value.span().start, Sentence::new("tui-keymap-no-text"));
                    None
                }
            })
            .collect()
    }

    fn sequence(&mut self, context: Context, written: &str, at: usize) -> Option<Sequence> {
        let keys: Result<Sequence, String> = written.split_whitespace().map(Key::parse).collect();
        match keys {
            Ok(keys) if keys.is_empty() => {
                self.fault(at, Sentence::new("tui-keymap-no-text"));
                None
            }
            Ok(keys) if context == Context::Field && keys.iter().any(|key| key.writes()) => {
                self.fault(at, Sentence::new("tui-keymap-writes").text("key", written));
                None
            }
            Ok(keys) => Some(keys),
            Err(part) => {
                let known = Key::names().chain(["Ctrl", "Alt", "Shift"]);
                let near = nearest(&part, known);
                self.fault(
                    at,
                    meant(Sentence::new("tui-keymap-unknown-key").text("key", part), near),
                );
                None
            }
        }
    }
}

/// Finds sequences that mean two acts at the same moment, and those that begin another one.
fn clashes(map: &Keymap, faults: &mut Vec<Fault>) {
    let all: Vec<_> = map
        .bindings
        .iter()
        .flat_map(|(place, binding)| binding.keys.iter().map(move |keys| (place, binding, keys)))
        .collect();
    for (at, (place, binding, keys)) in all.iter().enumerate() {
        for (other, before, taken) in all.iter().take(at) {
            if place == other || !place.0.meets(other.0) {
                continue;
            }
            let key = if keys == taken {
                "tui-keymap-clash"
            } else if keys.starts_with(taken) || taken.starts_with(keys) {
                "tui-keymap-prefix"
            } else {
                continue;
            };
            faults.push(Fault {
                file: binding.file.clone(),
                line: binding.line,
                message: Sentence::new(key)
                    .text("key", written(keys))
                    .text("act", place.1.name())
                    .text("other-key", written(taken))
                    .text("other-act", other.1.name())
                    .text("other-file", before.file.as_str())
                    .number("other-line", before.line),
            });
        }
    }
}

fn meant(sentence: Sentence, near: Option<&str>) -> Sentence {
    match near {
        Some(near) => Sentence::new("tui-keymap-meant")
            .sentence("fault", sentence)
            .text("near", near),
        None => sentence,
    }
}

fn line_at(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{Lang, Locale};

    fn faults(text: &str) -> Vec<(usize, String)> {
        let locale = Locale::new(Lang::En);
        overlay("mac-dinh", "own.toml", text)
            .expect_err("must be refused")
            .into_iter()
            .map(|fault| {
                assert_eq!(fault.file, "own.toml");
                (
                    fault.line,
                    fault.message.key.clone() + " | " + &locale.say(&fault.message),
                )
            })
            .collect()
    }

    #[test]
    fn the_shipped_maps_are_faultless() {
        for (name, _) in SHIPPED {
            assert_eq!(shipped(name).err(), None, "{name}");
        }
    }

    #[test]
    fn an_unknown_act_is_named_with_its_line_and_a_suggestion() {
        let found = faults("[review]\n\nset-valeu = \"F11\"\n");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].0, 3);
        assert!(found[0].1.contains("set-value"), "{}", found[0].1);
    }

    #[test]
    fn an_unknown_key_and_context_are_named() {
        let found = faults("[reviev]\nnote = \"Ctrl+W\"\n[round]\nfind = [\"Ctrl+W\", \"Entr\"]\n");
        assert_eq!(found.iter().map(|(line, _)| *line).collect::<Vec<_>>(), [1, 4]);
        assert!(found[0].1.contains("review"));
        assert!(found[1].1.contains("Enter"));
    }

    #[test]
    fn a_clash_names_both_places() {
        let found = faults("[review]\nnote = \"F2\"\n");
        assert_eq!(found.len(), 1);
        assert!(
            found[0].1.contains("set-value") && found[0].1.contains("mac-dinh.toml"),
            "{}",
            found[0].1
        );
    }

    #[test]
    fn a_clash_with_a_global_key_and_a_prefix_clash_are_faults() {
        assert!(faults("[round]\nfind = \"F1\"\n")[0].1.starts_with("tui-keymap-clash"));
        assert!(
            faults("[round]\nfind = \"F11\"\nfilter = \"F11 x\"\n")[0]
                .1
                .starts_with("tui-keymap-prefix")
        );
    }

    #[test]
    fn text_fields_keep_their_letters_and_broken_files_name_the_line() {
        assert!(
            faults("[field]\nconfirm = \"x\"\n")[0]
                .1
                .starts_with("tui-keymap-writes")
        );
        assert_eq!(faults("[field]\nconfirm = \n")[0].0, 2);
    }

    #[test]
    fn an_overlay_replaces_the_keys_of_an_act_and_may_take_them_away() {
        let map = overlay("mac-dinh", "own.toml", "[review]\nnote = \"F2\"\nset-value = []\n").unwrap();
        assert_eq!(map.hint(&[Context::Review], Action::Note).as_deref(), Some("F2"));
        assert_eq!(map.hint(&[Context::Review], Action::SetValue), None);
    }
}
