//! A password or PIN on its way to the key: it is never shown, never kept, and its memory is cleared.

use std::fmt;

use zeroize::Zeroizing;

/// A password or PIN.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Adds what was typed.
    pub fn push(&mut self, words: &str) {
        if self.0.len() + words.len() > self.0.capacity() {
            // Growing would leave a copy behind that nobody clears.
            let mut grown = Zeroizing::new(String::with_capacity((self.0.len() + words.len()).max(64) * 2));
            grown.push_str(&self.0);
            self.0 = grown;
        }
        self.0.push_str(words);
    }

    /// Takes the last letter away.
    pub fn pop(&mut self) {
        self.0.pop();
    }

    /// How many letters it has.
    pub fn letters(&self) -> usize {
        self.0.chars().count()
    }

    /// Hands it over; what stays is empty.
    #[must_use]
    pub fn take(&mut self) -> Self {
        std::mem::take(self)
    }

    pub(super) fn reveal(&self) -> Zeroizing<String> {
        self.0.clone()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Secret")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_never_printed_and_taken_only_once() {
        let mut secret = Secret::default();
        secret.push("Mật-khẩu1");
        secret.pop();
        assert_eq!(secret.letters(), 8);
        assert!(!format!("{secret:?}").contains("khẩu"));
        assert_eq!(secret.take().reveal().as_str(), "Mật-khẩu");
        assert_eq!(secret.letters(), 0);
    }
}
