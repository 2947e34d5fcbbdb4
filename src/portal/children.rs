//! A unit with the units directly below it, and the years that their reports are about.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use super::addresses::{PER_PAGE, pages_of};
use super::facts::{ReportFacts, UnitFacts};
use super::standing::{Punctuality, Standing};

/// How many years one table of them shows.
pub const MOST_YEARS: usize = 10;

/// A parent and its children.
pub struct Children<'f> {
    pub parent: UnitFacts,
    /// Kind by kind, each in the order of the site; the kinds in the order in which they
    /// first occur there.
    pub units: Vec<&'f UnitFacts>,
    /// By id.
    by_id: HashMap<&'f str, &'f UnitFacts>,
    years: Range<u16>,
    compared_years: Vec<u16>,
}

/// How the children stand for one year.
#[derive(Debug, Default)]
pub struct Tally<'f> {
    /// Those that have a report, in their order.
    pub reported: Vec<(&'f UnitFacts, &'f ReportFacts)>,
    /// Those that have none, although they were there.
    pub missing: Vec<&'f UnitFacts>,
}

impl Tally<'_> {
    /// How many owe a report for the year.
    pub fn due(&self) -> usize {
        self.reported.len() + self.missing.len()
    }
}

impl<'f> Children<'f> {
    /// The units come in the order of the site. Linear in them and their reports.
    pub fn of(parent: UnitFacts, units: &[&'f UnitFacts]) -> Self {
        let mut units = units.to_vec();
        let mut kinds: HashMap<Option<&str>, usize> = HashMap::new();
        for unit in &units {
            let next = kinds.len();
            kinds.entry(unit.kind.as_deref()).or_insert(next);
        }
        units.sort_by_cached_key(|unit| kinds[&unit.kind.as_deref()]);
        let by_id = units
            .iter()
            .filter_map(|unit| Some((unit.id.as_deref()?, *unit)));
        Self {
            by_id: by_id.collect(),
            years: years(&parent, &units),
            compared_years: compared_years(&units),
            parent,
            units,
        }
    }

    /// The years for which their reports are looked at, newest first: from the first that
    /// any child reports on to the last that one of them or the parent does. So no page
    /// says that a report is missing before the first one of its year is there.
    pub fn years(&self) -> impl ExactSizeIterator<Item = u16> + use<> {
        self.years.clone().rev()
    }

    /// The years for which the children can be compared, newest first: those for which
    /// one of them states a number.
    pub fn compared_years(&self) -> &[u16] {
        &self.compared_years
    }

    /// The child of this id.
    pub fn find(&self, id: &str) -> Option<&'f UnitFacts> {
        self.by_id.get(id).copied()
    }

    /// Linear in the children.
    pub fn tally(&self, year: u16) -> Tally<'f> {
        let mut tally = Tally::default();
        for unit in &self.units {
            match unit.standing(year) {
                Standing::Reported(report) => tally.reported.push((unit, report)),
                Standing::Missing => tally.missing.push(unit),
                Standing::NotYet | Standing::NoMore => {}
            }
        }
        tally
    }

    /// How many children published in time for each of these years. Linear in them.
    pub fn always_in_time(&self, years: &[u16], set: (i8, i8)) -> usize {
        let in_time = |unit: &UnitFacts, year: u16| {
            let report = unit.report(year);
            report.is_some_and(|report| unit.punctuality(report, set) == Punctuality::InTime)
        };
        let units = self.units.iter();
        units
            .filter(|unit| years.iter().all(|year| in_time(unit, *year)))
            .count()
    }

    /// How many pages list them; none if there is nothing to tell of them.
    pub fn pages(&self) -> usize {
        match self.units.is_empty() || self.years().len() == 0 {
            true => 0,
            false => pages_of(self.units.len()),
        }
    }

    /// Those on one page, counted from 1.
    pub fn page(&self, page: usize) -> &[&'f UnitFacts] {
        let mut pages = self.units.chunks(PER_PAGE);
        pages.nth(page.saturating_sub(1)).unwrap_or_default()
    }
}

fn years(parent: &UnitFacts, units: &[&UnitFacts]) -> Range<u16> {
    let spans = units.iter().map(|unit| unit.span());
    let spans = spans.filter(|span| !span.is_empty());
    let own = Some(parent.span()).filter(|span| !span.is_empty());
    let ends = spans.clone().chain(own).map(|span| span.end);
    let end = ends.max().unwrap_or(0);
    let first = spans.map(|span| span.start).min();
    first.unwrap_or(end.saturating_sub(1))..end
}

fn compared_years(units: &[&UnitFacts]) -> Vec<u16> {
    let reports = units.iter().flat_map(|unit| &unit.reports);
    let stating = reports.filter(|report| !report.figures.is_empty());
    let years: BTreeSet<u16> = stating.map(|report| report.year).collect();
    years.into_iter().rev().collect()
}
