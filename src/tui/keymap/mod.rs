//! The key map in force: which keys mean which act, where; made from `keymaps/*.toml` and the member's own file.

mod key;
mod read;

use std::collections::BTreeMap;

use strum::{EnumIter, EnumString, IntoStaticStr};

pub use key::Key;
pub use read::{Fault, Faults};

use super::action::Action;
use crate::domain::Sentence;

/// Where a key is pressed. A screen's own keys and the global ones hold together; dialogs use only their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, EnumString, IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum Context {
    /// On every screen.
    Global,
    /// The first screen, before a workspace is open.
    FirstRun,
    /// The table of dossiers.
    Round,
    /// The review of one dossier.
    Review,
    /// The heat map.
    Heat,
    /// A load that is looked at.
    Import,
    /// One criterion across all dossiers.
    Compare,
    /// The evidence of one dossier.
    Evidence,
    /// All flags.
    Flags,
    /// The journal.
    History,
    /// The conclusion of a dossier.
    Conclusion,
    /// The whole round in figures.
    Summary,
    /// The settings.
    Settings,
    /// A paper as it will print.
    Print,
    /// What signatures are worth.
    Signatures,
    /// Dialogs without a text.
    List,
    /// Dialogs in which text is typed.
    Field,
}

impl Context {
    /// The name in key maps.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The heading in the help.
    pub fn title(self) -> Sentence {
        Sentence::new(&format!("tui-context-{}", self.name()))
    }

    /// Whether keys of both may be pressed at the same moment.
    fn meets(self, other: Self) -> bool {
        let screen = |context| !matches!(context, Self::Global | Self::List | Self::Field);
        self == other || (self == Self::Global && screen(other)) || (other == Self::Global && screen(self))
    }
}

/// The key maps that ship with the program, by name.
pub const SHIPPED: &[(&str, &str)] = &[
    ("mac-dinh", include_str!("../../../keymaps/mac-dinh.toml")),
    ("vi", include_str!("../../../keymaps/vi.toml")),
];

/// Keys pressed one after the other.
type Sequence = Vec<Key>;

/// What the keys pressed so far mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// An act.
    Act(Action),
    /// The beginning of a longer sequence.
    Prefix,
    /// Nothing.
    Nothing,
}

/// One act's keys in one context, and where the map says so.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Binding {
    keys: Vec<Sequence>,
    file: String,
    line: usize,
}

/// Which keys mean which act, where.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Keymap {
    bindings: BTreeMap<(Context, Action), Binding>,
}

impl Keymap {
    /// The map that ships under a name.
    ///
    /// # Errors
    /// An unknown name, or the faults of the file (which a test excludes).
    pub fn shipped(name: &str) -> Result<Self, Vec<Fault>> {
        read::shipped(name)
    }

    /// A member's own map, laid over the shipped one that it names with `extends` (else over `base`).
    ///
    /// # Errors
    /// All faults, each with file and line.
    pub fn overlay(base: &str, file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        read::overlay(base, file, text)
    }

    /// What the keys mean in the contexts in force, the nearest first.
    pub fn meaning(&self, contexts: &[Context], pressed: &[Key]) -> Meaning {
        let mut prefix = false;
        for context in contexts {
            for ((_, action), binding) in self.of(*context) {
                for keys in &binding.keys {
                    if keys == pressed {
                        return Meaning::Act(*action);
                    }
                    prefix |= keys.starts_with(pressed);
                }
            }
        }
        if prefix { Meaning::Prefix } else { Meaning::Nothing }
    }

    /// What may follow the keys pressed so far: the acts with the keys that are left.
    pub fn following(&self, contexts: &[Context], pressed: &[Key]) -> Vec<(Action, String)> {
        let all = contexts.iter().flat_map(|context| self.of(*context));
        all.flat_map(|((_, action), binding)| {
            let rests = binding.keys.iter().filter_map(|keys| keys.strip_prefix(pressed));
            rests
                .filter(|rest| !rest.is_empty())
                .map(|rest| (*action, written(rest)))
        })
        .collect()
    }

    /// The key to show for an act in the contexts in force.
    pub fn hint(&self, contexts: &[Context], action: Action) -> Option<String> {
        contexts
            .iter()
            .find_map(|context| self.bindings.get(&(*context, action)))
            .and_then(|binding| binding.keys.first())
            .map(|keys| written(keys))
    }

    /// Whether a context knows an act, with a key or without.
    pub fn knows(&self, context: Context, action: Action) -> bool {
        self.bindings.contains_key(&(context, action))
    }

    /// All acts of a context with all their keys, in the order of the acts.
    pub fn list(&self, context: Context) -> Vec<(Action, Vec<String>)> {
        self.of(context)
            .filter(|(_, binding)| !binding.keys.is_empty())
            .map(|((_, action), binding)| (*action, binding.keys.iter().map(|keys| written(keys)).collect()))
            .collect()
    }

    fn of(&self, context: Context) -> impl Iterator<Item = (&(Context, Action), &Binding)> {
        self.bindings
            .range((context, Action::Help)..)
            .take_while(move |((found, _), _)| *found == context)
    }
}

fn written(keys: &[Key]) -> String {
    keys.iter().map(Key::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(written: &str) -> Sequence {
        written.split(' ').map(|key| Key::parse(key).unwrap()).collect()
    }

    #[test]
    fn the_nearest_context_is_asked_first() {
        let map = Keymap::shipped("mac-dinh").unwrap();
        let review = [Context::Review, Context::Global];
        assert_eq!(map.meaning(&review, &keys("F2")), Meaning::Act(Action::SetValue));
        assert_eq!(map.meaning(&review, &keys("F1")), Meaning::Act(Action::Help));
        assert_eq!(map.meaning(&[Context::Field], &keys("F5")), Meaning::Nothing);
    }

    #[test]
    fn a_sequence_is_awaited() {
        let map = Keymap::shipped("vi").unwrap();
        let round = [Context::Round, Context::Global];
        assert_eq!(map.meaning(&round, &keys("g")), Meaning::Prefix);
        assert_eq!(map.meaning(&round, &keys("g g")), Meaning::Act(Action::First));
        assert_eq!(map.following(&round, &keys("g")), [(Action::First, "g".to_owned())]);
        assert_eq!(map.following(&round, &keys("g g")), []);
    }

    #[test]
    fn no_essential_act_of_the_default_map_needs_a_letter() {
        let map = Keymap::shipped("mac-dinh").unwrap();
        for ((context, action), binding) in &map.bindings {
            let plain = binding.keys.iter().any(|keys| {
                keys.len() == 1
                    && keys.iter().all(|key| match key.code {
                        ratatui::crossterm::event::KeyCode::Char(letter) => !letter.is_alphabetic() || !key.writes(),
                        _ => true,
                    })
            });
            assert!(plain, "{context:?} {action:?} can only be reached by a letter");
        }
    }
}
