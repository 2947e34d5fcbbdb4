//! Who has sent a report of a year, and who has not.

use std::collections::BTreeMap;

use super::Unit;

/// What became of the file of a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sent {
    /// It may be this unit's, and was not taken.
    Open,
    Taken,
}

/// A report that is on the site already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum There {
    Report,
    Draft,
}

/// What there is of a unit for the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A file of its own was taken.
    Received,
    /// No file, but its report is on the site.
    There,
    /// A file was not taken that may be its own.
    Open,
    /// Nothing but a draft on the site.
    Draft,
    Missing,
    /// No report of that year is asked of it.
    Free,
}

/// The year that a collection is about: that of most files, of several the newest.
pub fn year(of_files: impl Iterator<Item = u16>) -> Option<u16> {
    let mut counts: BTreeMap<u16, usize> = BTreeMap::new();
    of_files.for_each(|year| *counts.entry(year).or_default() += 1);
    let most = counts
        .into_iter()
        .max_by_key(|(year, count)| (*count, *year));
    most.map(|(year, _)| year)
}

/// One entry a unit. `sent` says what became of files, `there` what the site has. The
/// owner may be there only to host the others, and then owes nothing.
pub fn standings(
    units: &[Unit],
    year: u16,
    sent: &BTreeMap<usize, Sent>,
    there: impl Fn(usize) -> Option<There>,
    owner_reports: bool,
) -> Vec<Standing> {
    let standing = |(at, unit): (usize, &Unit)| {
        let owes = unit.organization.place.owes(year) && (unit.id.is_some() || owner_reports);
        match (sent.get(&at), there(at)) {
            (Some(Sent::Taken), _) => Standing::Received,
            (_, Some(There::Report)) => Standing::There,
            (Some(Sent::Open), _) => Standing::Open,
            (None, _) if !owes => Standing::Free,
            (None, Some(There::Draft)) => Standing::Draft,
            (None, None) => Standing::Missing,
        }
    };
    units.iter().enumerate().map(standing).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse::organization::{DayOrYear, OrganizationDoc};

    #[test]
    fn the_year_is_that_of_most_files() {
        let of = |years: &[u16]| year(years.iter().copied());
        assert_eq!(of(&[2021, 2022, 2022]), Some(2022));
        assert_eq!(of(&[2022, 2021, 2021]), Some(2021));
        assert_eq!(of(&[2021, 2022]), Some(2022));
        assert_eq!(of(&[]), None);
    }

    #[test]
    fn nobody_is_missing_of_whom_something_may_be_there() {
        let unit = |id: Option<&str>, gone: Option<u16>| {
            let mut organization = OrganizationDoc::default();
            organization.place.abolished = gone.map(DayOrYear::Year);
            Unit {
                id: id.map(str::to_owned),
                organization,
            }
        };
        let units = [
            unit(None, None),
            unit(Some("a"), None),
            unit(Some("b"), None),
            unit(Some("c"), None),
            unit(Some("d"), Some(2020)),
            unit(Some("e"), None),
            unit(Some("f"), None),
        ];
        let sent = BTreeMap::from([(1, Sent::Taken), (2, Sent::Open)]);
        let there = |at: usize| match at {
            3 => Some(There::Report),
            5 => Some(There::Draft),
            _ => None,
        };
        let told = standings(&units, 2022, &sent, there, false);
        let expected = [
            Standing::Free,
            Standing::Received,
            Standing::Open,
            Standing::There,
            Standing::Free,
            Standing::Draft,
            Standing::Missing,
        ];
        assert_eq!(told, expected);
        let told = standings(&units, 2022, &sent, there, true);
        assert_eq!(told[0], Standing::Missing);
    }
}
