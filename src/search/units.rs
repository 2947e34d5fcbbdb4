//! One unit as the index sees it.

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
    /// They were found in its turn.
    Found(&'s UnitTerms),
    /// They are still to be found in it.
    In(&'s Unit),
}

impl SearchUnit<'_> {
    /// Its terms, found now if they were not before.
    pub(super) fn with_terms<T>(&self, read: impl FnOnce(&UnitTerms) -> T) -> T {
        match self.words {
            Words::Found(terms) => read(terms),
            Words::In(unit) => read(&UnitTerms::of(&UnitArticles::of(unit))),
        }
    }
}
