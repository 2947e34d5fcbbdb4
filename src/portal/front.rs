//! What stands at the address of a unit: its home, or the list of its reports.

use crate::path::OutPath;

use super::addresses::{index_of, out};
use super::{UnitId, folder};

/// The front page of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Front {
    /// The home of a unit that publishes more than reports, or has children.
    Home,
    /// The list of its reports, which is all that it publishes.
    Reports,
}

impl Front {
    /// `has_columns`: whether the unit publishes more than reports.
    pub fn of(has_columns: bool, children: usize) -> Self {
        if has_columns || children > 0 {
            Self::Home
        } else {
            Self::Reports
        }
    }

    /// The address of the list of a unit's reports.
    pub fn reports(self, unit: &UnitId) -> OutPath {
        match self {
            Self::Home => out(&[&folder(unit), "reports/index.html"].concat()),
            Self::Reports => index_of(unit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_move_aside_for_a_home_only() {
        let unit = Some("qinghe".to_owned());
        let alone = Front::of(false, 0);
        assert_eq!(alone.reports(&None).as_str(), "index.html");
        for home in [Front::of(true, 0), Front::of(false, 1)] {
            assert_eq!(home.reports(&None).as_str(), "reports/index.html");
            let list = home.reports(&unit);
            assert_eq!(list.as_str(), "units/qinghe/reports/index.html");
        }
    }
}
