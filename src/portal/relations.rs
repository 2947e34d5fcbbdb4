//! The units around one: those above it, and its children.

use crate::path::OutPath;

use super::addresses::index_of;
use super::facts::UnitFacts;
use super::layout::UnitId;

/// What the pages of a unit call another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitName {
    pub id: UnitId,
    pub name: String,
    pub short_name: String,
}

/// What the pages of a unit show of others.
#[derive(Clone, Debug, Default)]
pub struct Relations<'s> {
    /// The units above it, the owner of the site first; none for the owner.
    pub above: Vec<UnitName>,
    /// Those directly below it, in the order of the site.
    pub children: Vec<&'s UnitFacts>,
}

impl UnitName {
    /// The unit's front page.
    pub fn index(&self) -> OutPath {
        index_of(&self.id)
    }
}
