//! A unit encoded for the next build, kept until the cache is written.

use std::borrow::Cow;

use anyhow::Result;

use crate::publish::{Aside, Publisher};
use crate::search::{KeptTerms, UnitTerms};

use super::cache::terms_in;

/// Where the note of a unit is kept.
pub enum KeptNote<'m> {
    /// In the cache of the last build.
    Known(&'m [u8]),
    /// Not in memory, if there are many.
    Aside(&'m Publisher, Aside),
}

impl<'m> KeptNote<'m> {
    /// Keeps a new note.
    pub fn aside(publisher: &'m Publisher, note: Vec<u8>) -> Result<Self> {
        Ok(Self::Aside(publisher, publisher.set_aside(note)?))
    }

    /// The note; nothing if it cannot be read, for which the publisher fails.
    pub fn read(&self) -> Cow<'_, [u8]> {
        match self {
            Self::Known(note) => Cow::Borrowed(note),
            Self::Aside(publisher, aside) => publisher.read_aside(aside).unwrap_or_default(),
        }
    }
}

impl KeptTerms for KeptNote<'_> {
    fn terms(&self) -> UnitTerms {
        terms_in(&self.read()).unwrap_or_default()
    }
}
