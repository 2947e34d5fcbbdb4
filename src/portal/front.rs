//! What stands at the address of a unit: its home, or the list of its reports.

use crate::path::OutPath;

use super::Unit;
use super::addresses::out;

/// The front page of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// The home of a unit that publishes more than reports, or has children.
    Home,
    /// The list of its reports, which is all that it publishes.
    Reports,
}

impl Front {
    /// That of a unit with so many children.
    pub fn of(unit: &Unit, children: usize) -> Self {
        let has_columns = !unit.pages.is_empty() || !unit.lists.is_empty();
        if has_columns || children > 0 {
            Self::Home
        } else {
            Self::Reports
        }
    }

    /// The address of the list of the unit's reports.
    pub fn reports(self, unit: &Unit) -> OutPath {
        match self {
            Self::Home => out(&[&unit.folder(), "reports/index.html"].concat()),
            Self::Reports => unit.index(),
        }
    }
}
