//! One key as people write it in a key map (`Ctrl+P`, `F3`, `Space`, `g g`) and as a terminal reports it.

use std::fmt;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::text;

/// A key with its modifiers, in one spelling for all terminals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Key {
    /// The key itself; letters in lower case unless typed with Shift, which then is not named.
    pub code: KeyCode,
    /// Ctrl, Alt, and Shift where the code does not already say it.
    pub modifiers: KeyModifiers,
}

const NAMES: &[(&str, KeyCode)] = &[
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Delete", KeyCode::Delete),
    ("Insert", KeyCode::Insert),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("PageUp", KeyCode::PageUp),
    ("PageDown", KeyCode::PageDown),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
];

impl Key {
    /// A key without modifiers.
    pub fn plain(code: KeyCode) -> Self {
        Self {
            code,
            modifiers: KeyModifiers::NONE,
        }
    }

    /// What a terminal reported, in our spelling.
    pub fn of(event: KeyEvent) -> Self {
        Self::settled(event.code, event.modifiers)
    }

    fn settled(code: KeyCode, modifiers: KeyModifiers) -> Self {
        let modifiers = modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT | KeyModifiers::SHIFT);
        match code {
            KeyCode::BackTab => Self {
                code: KeyCode::Tab,
                modifiers: modifiers | KeyModifiers::SHIFT,
            },
            // With Ctrl, terminals disagree about the case of a letter; without it the letter already carries Shift.
            KeyCode::Char(letter) if modifiers.contains(KeyModifiers::CONTROL) => Self {
                code: KeyCode::Char(letter.to_lowercase().next().unwrap_or(letter)),
                modifiers: modifiers - KeyModifiers::SHIFT,
            },
            KeyCode::Char(_) => Self {
                code,
                modifiers: modifiers - KeyModifiers::SHIFT,
            },
            code => Self { code, modifiers },
        }
    }

    /// Reads one key; the error is the part that names none.
    pub fn parse(written: &str) -> Result<Self, String> {
        let written = text::nfc(written.trim());
        let mut modifiers = KeyModifiers::NONE;
        let mut rest = written.as_str();
        // A plus at the very end is the key `+` itself.
        while let Some((head, tail)) = rest.split_once('+').filter(|(_, tail)| !tail.is_empty()) {
            modifiers |= match head.to_ascii_lowercase().as_str() {
                "ctrl" => KeyModifiers::CONTROL,
                "alt" => KeyModifiers::ALT,
                "shift" => KeyModifiers::SHIFT,
                _ => return Err(head.to_owned()),
            };
            rest = tail;
        }
        let code = Self::code(rest).ok_or_else(|| rest.to_owned())?;
        Ok(Self::settled(code, modifiers))
    }

    fn code(name: &str) -> Option<KeyCode> {
        if let Some((_, code)) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            return Some(*code);
        }
        let mut letters = name.chars();
        let first = letters.next()?;
        if letters.next().is_none() {
            return (!first.is_control()).then_some(KeyCode::Char(first));
        }
        let number: u8 = name.strip_prefix(['F', 'f'])?.parse().ok()?;
        (1..=12).contains(&number).then_some(KeyCode::F(number))
    }

    /// Whether it would write a character where text is typed.
    pub fn writes(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && !self.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT)
    }

    /// The names of keys, for *did you mean*.
    pub fn names() -> impl Iterator<Item = &'static str> {
        NAMES.iter().map(|(name, _)| *name)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (modifier, name) in [
            (KeyModifiers::CONTROL, "Ctrl+"),
            (KeyModifiers::ALT, "Alt+"),
            (KeyModifiers::SHIFT, "Shift+"),
        ] {
            if self.modifiers.contains(modifier) {
                f.write_str(name)?;
            }
        }
        match self.code {
            KeyCode::Up => f.write_str("↑"),
            KeyCode::Down => f.write_str("↓"),
            KeyCode::Left => f.write_str("←"),
            KeyCode::Right => f.write_str("→"),
            KeyCode::PageUp => f.write_str("PgUp"),
            KeyCode::PageDown => f.write_str("PgDn"),
            KeyCode::F(number) => write!(f, "F{number}"),
            code => {
                if let Some((name, _)) = NAMES.iter().find(|(_, known)| *known == code) {
                    return f.write_str(name);
                }
                match code {
                    KeyCode::Char(letter) if self.modifiers.contains(KeyModifiers::CONTROL) => {
                        write!(f, "{}", letter.to_uppercase())
                    }
                    KeyCode::Char(letter) => write!(f, "{letter}"),
                    _ => f.write_str("?"),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_read_as_they_are_written() {
        for (written, shown) in [
            ("ctrl+p", "Ctrl+P"),
            ("F10", "F10"),
            ("Alt+Enter", "Alt+Enter"),
            ("Shift+Tab", "Shift+Tab"),
            ("space", "Space"),
            ("PageDown", "PgDn"),
            ("+", "+"),
            ("Ctrl++", "Ctrl++"),
            ("đ", "đ"),
            ("d\u{323}", "ḍ"),
        ] {
            assert_eq!(Key::parse(written).map(|key| key.to_string()), Ok(shown.to_owned()));
        }
        assert_eq!(Key::parse("F13"), Err("F13".to_owned()));
        assert_eq!(Key::parse("Hyper+a"), Err("Hyper".to_owned()));
    }

    #[test]
    fn terminals_spell_one_key_in_several_ways() {
        let back = KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT);
        assert_eq!(Ok(Key::of(back)), Key::parse("Shift+Tab"));
        let upper = KeyEvent::new(KeyCode::Char('P'), KeyModifiers::CONTROL | KeyModifiers::SHIFT);
        assert_eq!(Ok(Key::of(upper)), Key::parse("Ctrl+P"));
        let capital = KeyEvent::new(KeyCode::Char('G'), KeyModifiers::SHIFT);
        assert_eq!(Ok(Key::of(capital)), Key::parse("G"));
    }
}
