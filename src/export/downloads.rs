//! The files that are offered of each report of a unit, each made once.
//!
//! A page states how big its downloads are, and they are published themselves: whoever
//! asks first makes a file, and it stays as long as the unit's turn lasts.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::portal::Unit;

use super::{FORMATS, Format, ReportInputs};

/// One version of a report in the formats, in the order of `FORMATS`.
type Files = Vec<OnceLock<Vec<u8>>>;

/// The downloads of a unit that were asked for so far.
pub struct Downloads<'u> {
    unit: &'u Unit,
    /// By year and by the number of a superseded version.
    made: BTreeMap<(u16, Option<u16>), Files>,
}

impl<'u> Downloads<'u> {
    pub fn of(unit: &'u Unit) -> Self {
        let none_yet = || FORMATS.iter().map(|_| OnceLock::new()).collect();
        let years = unit.reports.values().flat_map(|report| {
            let superseded = report.superseded.iter().map(|one| one.version);
            [None]
                .into_iter()
                .chain(superseded)
                .map(|one| (report.year, one))
        });
        Self {
            unit,
            made: years.map(|year| (year, none_yet())).collect(),
        }
    }

    /// A report of this year in a format; `None` if there is no such report.
    pub fn get(&self, year: u16, format: &Format) -> Option<&[u8]> {
        self.of_version(year, None, format)
    }

    /// The same of a version that was superseded, by its number.
    pub fn of_version(&self, year: u16, version: Option<u16>, format: &Format) -> Option<&[u8]> {
        let report = match version {
            Some(version) => self.unit.superseded(year, version)?,
            None => self.unit.reports.get(&year)?,
        };
        let at = FORMATS.iter().position(|one| one.id == format.id)?;
        let inputs = ReportInputs {
            unit: self.unit,
            report,
        };
        let made = self.made.get(&(year, version))?[at].get_or_init(|| (format.make)(&inputs));
        Some(made)
    }
}
