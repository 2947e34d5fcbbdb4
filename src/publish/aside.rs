//! Bytes that a run needs again at its end: a few stay in memory, more of them go to a
//! temporary file, so that a large site takes no more memory for them than a small one.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{MutexGuard, PoisonError};

use super::Publisher;
use super::fault::{Act, Fault};

/// How many bytes stay in memory.
const HELD: usize = 8 << 20;

/// Where bytes were set aside.
pub struct Aside(Place);

enum Place {
    Memory(Box<[u8]>),
    File { start: u64, length: usize },
}

/// What was set aside so far.
#[derive(Default)]
pub(super) struct AsideFile {
    /// Bytes in memory.
    held: usize,
    file: Option<File>,
    /// The length of the file.
    end: u64,
    /// Why bytes could not be read back.
    fault: Option<Fault>,
}

impl Publisher {
    /// Sets bytes aside until the run ends.
    pub fn set_aside(&self, bytes: Vec<u8>) -> Result<Aside, Fault> {
        let mut aside = self.aside();
        if aside.held + bytes.len() <= HELD {
            aside.held += bytes.len();
            return Ok(Aside(Place::Memory(bytes.into_boxed_slice())));
        }
        let target = self.site.cache();
        if aside.file.is_none() {
            let mut opened = None;
            self.write_temp(&target, |file| {
                let again = file.try_clone().map_err(Fault::at(Act::Write, &target))?;
                opened = Some(again);
                Ok(())
            })?;
            aside.file = opened;
        }
        let start = aside.end;
        let written = aside.write(&bytes);
        written.map_err(Fault::at(Act::Write, &target))?;
        let length = bytes.len();
        Ok(Aside(Place::File { start, length }))
    }

    /// The bytes that were set aside. `None` if they cannot be read, for which the commit
    /// fails: whoever needs them can go on without.
    pub fn read_aside<'a>(&self, aside: &'a Aside) -> Option<Cow<'a, [u8]>> {
        match &aside.0 {
            Place::Memory(bytes) => Some(Cow::Borrowed(bytes)),
            Place::File { start, length } => {
                let mut aside = self.aside();
                match aside.read(*start, *length) {
                    Ok(bytes) => Some(Cow::Owned(bytes)),
                    Err(error) => {
                        aside.fault = Some(Fault::at(Act::Read, &self.site.cache())(error));
                        None
                    }
                }
            }
        }
    }

    /// That all that was set aside could be read back.
    pub(super) fn check_aside(&self) -> Result<(), Fault> {
        self.aside().fault.take().map_or(Ok(()), Err)
    }

    /// A thread that panicked cannot have left it half changed.
    fn aside(&self) -> MutexGuard<'_, AsideFile> {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl AsideFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some(file) = &mut self.file else {
            return Err(io::ErrorKind::NotFound.into());
        };
        file.seek(SeekFrom::Start(self.end))?;
        file.write_all(bytes)?;
        self.end += bytes.len() as u64;
        Ok(())
    }

    fn read(&mut self, start: u64, length: usize) -> io::Result<Vec<u8>> {
        let Some(file) = &mut self.file else {
            return Err(io::ErrorKind::NotFound.into());
        };
        file.seek(SeekFrom::Start(start))?;
        let mut bytes = vec![0; length];
        file.read_exact(&mut bytes)?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::bench::{Bench, NEW, assert_for_a_clerk, offer};

    #[test]
    fn what_does_not_fit_into_memory_comes_back_from_a_file_and_the_file_goes() {
        let bench = Bench::new();
        let publisher = bench.open().expect("an output folder");
        let bytes = |number: u8| vec![number; HELD / 3];
        let aside: Vec<Aside> = (0..8)
            .map(|number| publisher.set_aside(bytes(number)).expect("room"))
            .collect();
        let in_file = |one: &&Aside| matches!(one.0, Place::File { .. });
        assert_eq!(aside.iter().filter(in_file).count(), 5);
        for (number, one) in (0..8).zip(&aside).rev() {
            let read = publisher.read_aside(one).expect("it is there");
            assert!(*read == bytes(number), "{number}");
        }
        drop(publisher);
        assert!(bench.tree().is_empty(), "{:?}", bench.tree());
    }

    #[test]
    fn what_cannot_be_read_back_keeps_the_site_from_being_published() {
        let bench = Bench::new();
        let publisher = bench.open().expect("an output folder");
        offer(&publisher, NEW, &bench.root()).expect("pages");
        let far = Aside(Place::File {
            start: 1 << 40,
            length: 1,
        });
        assert!(publisher.read_aside(&far).is_none());
        let error = publisher.commit(&|| false).expect_err("it was needed");
        assert_for_a_clerk(&error);
        assert!(bench.tree().is_empty(), "{:?}", bench.tree());
    }
}
