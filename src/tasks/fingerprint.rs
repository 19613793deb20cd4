//! A hash of what a paper says, over its serialised form: the same on every machine and from every compiler.

use std::io::{self, Write};

use serde::Serialize;
use sha2::{Digest as _, Sha256};

/// Whatever can be put into words, as SHA-256.
#[derive(Default)]
pub(super) struct Fingerprint(Sha256);

impl Fingerprint {
    /// Takes something in. What cannot be put into words counts with the reason, which is always the same.
    pub(super) fn add(&mut self, said: &impl Serialize) {
        if let Err(fault) = serde_json::to_writer(&mut *self, said) {
            self.0.update(fault.to_string());
        }
        self.0.update(b"\n");
    }

    /// In lower-case hexadecimal.
    pub(super) fn print(self) -> String {
        format!("{:x}", self.0.finalize())
    }
}

impl Write for Fingerprint {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::FormId;
    use crate::forms::Table;

    #[test]
    fn a_table_has_the_same_print_on_every_machine() {
        let mut table = Table::new(FormId::new("phu-luc-02"), "Phụ lục 02");
        let print = |table: &Table| {
            let mut print = Fingerprint::default();
            print.add(table);
            print.print()
        };
        let written = "03a9bbd8280484a602d7805f952ec8576e9a235b3ee989c045fdb8f416375421";
        // Worked out once and written down: whoever changes what a table is, changes the prints of papers kept elsewhere,
        // and gives the program another version.
        assert_eq!(print(&table), written);
        table.title.push("x".to_owned());
        assert_ne!(print(&table), written);
    }
}
