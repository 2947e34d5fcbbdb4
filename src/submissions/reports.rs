//! Foreign reports beside one another: whose years they are, and what the rules say of them.

use std::collections::HashMap;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::check::{Audit, conclude};
use crate::diag::{Diagnostic, Place};
use crate::path::SourcePath;
use crate::prose::fold;

use super::places::Places;
use super::scope::Shown;
use super::unit::{Placed, check, placed, settings};
use super::{Submission, advice, scope};

/// The files of one body each, by their numbers: all of the same name, each of another year.
/// A file without a name or a year stands alone.
pub fn bodies(files: &[Submission]) -> Vec<Vec<usize>> {
    let mut bodies: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<String, Vec<usize>> = HashMap::new();
    let year = |at: usize| files[at].inspected.report.as_ref()?.year;
    for (at, file) in files.iter().enumerate() {
        let report = file.inspected.report.as_ref();
        let name = report.and_then(|report| report.organization());
        let Some(name) = name.filter(|_| year(at).is_some()) else {
            bodies.push(vec![at]);
            continue;
        };
        let own = known.entry(fold(name)).or_default();
        let is_free = |body: &&usize| bodies[**body].iter().all(|other| year(*other) != year(at));
        match own.iter().find(is_free).copied() {
            Some(body) => bodies[body].push(at),
            None => {
                own.push(bodies.len());
                bodies.push(vec![at]);
            }
        }
    }
    bodies
}

/// What the rules find, each with the number of its file.
pub fn by_rules(files: &[Submission], today: Option<Date>) -> Vec<(usize, Diagnostic)> {
    let settings = settings(today);
    let units = units(files);
    let checked = units.par_iter().enumerate();
    let checked = checked.map(|(unit, (_, reports))| check(reports, unit, &settings));
    let (faults, audits): (Vec<Vec<Diagnostic>>, Vec<Audit>) = checked.unzip();
    let (_, findings) = conclude(&audits.iter().collect::<Vec<_>>(), &settings);
    let all = faults.concat().into_iter();
    let all = all.chain(findings.iter().flat_map(|one| one.iter().cloned()));
    let reports = Reports::of(files, &units);
    all.filter_map(|one| reports.moved(one)).collect()
}

/// Reports of one unit, with the numbers of their files.
type Unit<'f> = (Vec<usize>, Vec<Placed<'f>>);

/// A unit for each body, and one for the words of each file of which nobody knows whether
/// they are part of its report.
fn units(files: &[Submission]) -> Vec<Unit<'_>> {
    let reports = bodies(files).into_iter().map(|body| (body, Shown::Report));
    let has_rest = |at: &usize| {
        let report = files[*at].inspected.report.as_ref();
        report.is_some_and(|report| report.rest().next().is_some())
    };
    let rests = (0..files.len())
        .filter(has_rest)
        .map(|at| (vec![at], Shown::Rest));
    let units = reports.chain(rests).enumerate();
    let units = units.map(|(unit, (numbers, shown))| {
        let reports = numbers.into_iter().filter_map(|at| {
            let report = files[at].inspected.report.as_ref()?;
            Some((at, placed(report, unit, shown)))
        });
        reports.unzip()
    });
    units.collect()
}

/// The reports among which a finding is.
struct Reports<'r> {
    all: Vec<Found<'r>>,
    /// By the files that they would be.
    by_file: HashMap<&'r SourcePath, usize>,
}

/// A report with its places and the number of its file.
struct Found<'r> {
    number: usize,
    placed: &'r Placed<'r>,
    places: Places<'r>,
}

impl<'r> Reports<'r> {
    fn of(files: &'r [Submission], units: &'r [Unit<'r>]) -> Self {
        let reports = units
            .iter()
            .flat_map(|(numbers, reports)| numbers.iter().zip(reports));
        let all = reports.map(|(number, placed)| {
            let Submission {
                inspected, file, ..
            } = &files[*number];
            Found {
                number: *number,
                placed,
                places: Places::new(placed, &inspected.transcript, file),
            }
        });
        let all: Vec<Found<'r>> = all.collect();
        let by_file = all
            .iter()
            .enumerate()
            .flat_map(|(at, one)| [(&one.placed.data.file, at), (&one.placed.text.file, at)]);
        Self {
            by_file: by_file.collect(),
            all,
        }
    }

    fn find(&self, place: &Place) -> Option<&Found<'r>> {
        Some(&self.all[*self.by_file.get(&place.file)?])
    }

    /// A finding of a rule with the number of its file, at its place there.
    fn moved(&self, one: Diagnostic) -> Option<(usize, Diagnostic)> {
        let own = self.find(&one.place)?;
        if !scope::holds(one.code, own.placed.foreign, own.placed.shown) {
            return None;
        }
        let mut one = advice::adapted(one, own.placed.foreign)?;
        let mut also = Vec::new();
        for (place, words) in &one.also {
            let Some(other) = self.find(place) else {
                continue;
            };
            // The same report in two files is no copy of another's.
            if other.number != own.number && own.placed.is_same(other.placed) {
                return None;
            }
            also.push((other.places.other(place, &one), words.clone()));
        }
        one.place = own.places.of(&one);
        one.also = also;
        Some((own.number, one))
    }
}
