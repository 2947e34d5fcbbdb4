//! Who is there, who is missing, and who has something to mend.

use std::collections::BTreeMap;

use crate::cmd::import::outcome::Outcome;
use crate::import::county::letter::Matter;
use crate::import::county::standing::{Sent, Standing, standings, year};

use super::matters::matters;
use super::sort::Cause;
use super::units::{owner_reports, there};
use super::{Collection, Fate};

/// What a collection comes to.
pub struct Summary {
    /// The year that is asked for; `None` if no file has one, or one unit was named.
    pub year: Option<u16>,
    /// One entry a unit; empty without a year.
    pub standings: Vec<Standing>,
    /// What each unit has to be told, by its number.
    pub matters: BTreeMap<usize, Vec<Matter>>,
    /// How many files may be anybody's.
    pub anybodys: usize,
}

impl Summary {
    pub fn of(collection: &Collection<'_>) -> Self {
        let args = collection.args;
        let of_files = collection.entries.iter().filter_map(super::Entry::year);
        let year = args.year.or(year(of_files)).filter(|_| args.unit.is_none());
        let standings = year
            .map(|year| standing(collection, year))
            .unwrap_or_default();
        let is_open = |fate: &Fate| match fate {
            Fate::Left(left) => left.units.is_empty() && left.cause != Cause::OtherYear,
            _ => false,
        };
        let open = collection
            .entries
            .iter()
            .filter(|entry| is_open(&entry.fate));
        Self {
            year,
            matters: matters(collection, year, &standings),
            standings,
            anybodys: open.count(),
        }
    }

    /// The numbers of the units that stand so.
    pub fn units(&self, wanted: Standing) -> Vec<usize> {
        let all = self.standings.iter().enumerate();
        let all = all.filter(|(_, standing)| **standing == wanted);
        all.map(|(at, _)| at).collect()
    }
}

fn standing(collection: &Collection<'_>, year: u16) -> Vec<Standing> {
    let mut sent: BTreeMap<usize, Sent> = BTreeMap::new();
    for entry in &collection.entries {
        if entry.year().is_some_and(|own| own != year) {
            continue;
        }
        let (units, how): (&[usize], Sent) = match &entry.fate {
            Fate::Taken {
                unit,
                outcome: Outcome::Read(_),
            }
            | Fate::Copy { unit, .. } => (std::slice::from_ref(unit), Sent::Taken),
            Fate::Taken { unit, .. } | Fate::Rival { unit, .. } => {
                (std::slice::from_ref(unit), Sent::Open)
            }
            Fate::Left(left) => (left.units.as_slice(), Sent::Open),
            Fate::Unknown { .. } => continue,
        };
        for unit in units {
            let known = sent.entry(*unit).or_insert(how);
            *known = (*known).max(how);
        }
    }
    let there = |at: usize| there(&collection.units.target(collection.snapshot, at), year);
    let owner_reports = owner_reports(collection.snapshot);
    standings(&collection.units.all, year, &sent, there, owner_reports)
}
