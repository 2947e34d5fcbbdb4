//! One unit as the index sees it.

use blake3::OUT_LEN;

use crate::portal::{Unit, UnitFacts};

use super::articles::UnitArticles;
use super::contents::Contents;
use super::unit::UnitTerms;

/// One unit as the index sees it.
#[derive(Clone, Copy)]
pub struct SearchUnit<'s> {
    pub facts: &'s UnitFacts,
    pub contents: &'s Contents,
    pub words: Words<'s>,
}

/// Where the terms of a unit come from.
#[derive(Clone, Copy)]
pub enum Words<'s> {
    /// They were found in its turn and are kept elsewhere. This is their hash.
    Kept(&'s [u8; OUT_LEN], &'s dyn KeptTerms),
    /// They are still to be found in it.
    In(&'s Unit),
}

/// Terms of a unit that are not in memory.
pub trait KeptTerms: Sync {
    /// What was found; no term if that cannot be read any more, and then whoever keeps it
    /// says so.
    fn terms(&self) -> UnitTerms;
}

impl SearchUnit<'_> {
    /// Its terms, found now if they were not before.
    pub(super) fn with_terms<T>(&self, read: impl FnOnce(&UnitTerms) -> T) -> T {
        match self.words {
            Words::Kept(_, kept) => read(&kept.terms()),
            Words::In(unit) => read(&UnitTerms::of(&UnitArticles::of(unit))),
        }
    }
}
