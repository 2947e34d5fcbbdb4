//! The cells of a unit's reports, packed: they stay in memory when the unit does not, so
//! that one table of the whole site can be written at the end.

use blake3::OUT_LEN;
use serde::{Deserialize, Serialize};

use crate::portal::{Report, Unit};

/// Stands between two cells. No cell holds it, because nobody sees it.
const BETWEEN: char = '\u{1F}';

/// What the tables say of a unit beside its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitTable {
    /// The county as its file states it.
    pub county: Option<String>,
    /// The cells of each report as they are printed, in the order of its form; the
    /// reports by year, as in the unit's facts.
    reports: Vec<String>,
    /// The hash of all this.
    hash: [u8; OUT_LEN],
}

impl UnitTable {
    /// Linear in the cells.
    pub fn of(unit: &Unit) -> Self {
        let county = unit.organization.county.clone();
        let reports: Vec<String> = unit.reports.values().map(packed).collect();
        let mut hasher = blake3::Hasher::new();
        for text in reports.iter().chain(&county) {
            hasher.update(&(text.len() as u64).to_le_bytes());
            hasher.update(text.as_bytes());
        }
        Self {
            county,
            reports,
            hash: *hasher.finalize().as_bytes(),
        }
    }

    /// The packed cells of a report, by its position among those of the unit.
    pub(super) fn cells(&self, report: usize) -> &str {
        self.reports.get(report).map_or("", String::as_str)
    }

    /// The hash of all that it says.
    pub(super) fn hash(&self) -> &[u8; OUT_LEN] {
        &self.hash
    }
}

fn packed(report: &Report) -> String {
    let mut texts = String::new();
    for (at, cell) in report.grids.iter().flat_map(|grid| &grid.cells).enumerate() {
        if at > 0 {
            texts.push(BETWEEN);
        }
        let text = cell.value.to_string();
        match text.contains(BETWEEN) {
            true => texts.extend(text.chars().filter(|letter| *letter != BETWEEN)),
            false => texts.push_str(&text),
        }
    }
    texts.shrink_to_fit();
    texts
}

/// The cells one by one.
pub(super) fn unpacked(cells: &str) -> impl Iterator<Item = &str> {
    cells.split(BETWEEN)
}
