//! A file in memory that is not read on once the load is broken off: libraries that read it then stop where they are.

use std::borrow::Cow;
use std::io::{self, BufRead, Cursor, Read, Seek, SeekFrom};
use std::sync::atomic::{AtomicBool, Ordering};

/// The bytes of a file, and whether they are still wanted.
#[derive(Debug, Clone)]
pub(super) struct Watched<'a> {
    bytes: Cursor<Cow<'a, [u8]>>,
    cancelled: &'a AtomicBool,
}

impl<'a> Watched<'a> {
    /// Watches over bytes.
    pub fn new(bytes: impl Into<Cow<'a, [u8]>>, cancelled: &'a AtomicBool) -> Self {
        Self {
            bytes: Cursor::new(bytes.into()),
            cancelled,
        }
    }

    fn wanted(&self) -> io::Result<()> {
        if self.cancelled.load(Ordering::Relaxed) {
            return Err(io::Error::other("the load was broken off"));
        }
        Ok(())
    }
}

impl Read for Watched<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.wanted()?;
        self.bytes.read(into)
    }
}

impl BufRead for Watched<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.wanted()?;
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.bytes.consume(amount);
    }
}

impl Seek for Watched<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.wanted()?;
        self.bytes.seek(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_off_is_read_no_further() {
        let cancelled = AtomicBool::new(false);
        let mut watched = Watched::new(b"abcd".as_slice(), &cancelled);
        let mut two = [0; 2];
        watched.read_exact(&mut two).unwrap();
        cancelled.store(true, Ordering::Relaxed);
        assert!(watched.read_exact(&mut two).is_err() && watched.rewind().is_err());
        cancelled.store(false, Ordering::Relaxed);
        watched.read_exact(&mut two).unwrap();
        assert_eq!(&two, b"cd");
    }
}
