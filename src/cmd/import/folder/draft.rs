//! From sorted files to reports in the site.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::cmd::import::Args;
use crate::cmd::import::one::{self, Understanding};
use crate::cmd::import::outcome::{Outcome, Read, Undone};
use crate::cmd::import::putting::put;
use crate::import::county::Unit;
use crate::import::county::claims::{Claim, claims};
use crate::import::difference::differences;
use crate::import::draft::Imported;
use crate::import::understood::Understood;
use crate::parse::report::ReportDoc;
use crate::snapshot::Snapshot;

use super::Fate;
use super::files::File;
use super::sort::Sorted;
use super::units::Units;

/// A file that is of a unit, before it is written.
struct Drafted {
    /// Its number among the files.
    at: usize,
    unit: usize,
    year: u16,
    understood: Understood,
    imported: Result<Imported, Undone>,
}

/// A file that is of a unit.
struct Own {
    at: usize,
    unit: usize,
    year: u16,
    understood: Understood,
    is_draft: bool,
}

/// The reports of the collection itself, by unit and year; of several that differ, none.
type Beside = BTreeMap<(usize, u16), Option<ReportDoc>>;

/// What becomes of each file; writes what may be written.
pub fn fates(
    args: &Args,
    snapshot: &Snapshot,
    units: &Units,
    files: &[File],
    read: Vec<Understanding>,
    sorted: Vec<Sorted>,
    unknown: &[(Unit, Vec<usize>)],
) -> Vec<Fate> {
    let mut fates: BTreeMap<usize, Fate> = BTreeMap::new();
    let mut own = Vec::new();
    for (at, (read, sorted)) in read.into_iter().zip(sorted).enumerate() {
        match (sorted, read) {
            (Sorted::Of { unit, year }, Ok((understood, is_draft))) => own.push(Own {
                at,
                unit,
                year,
                understood,
                is_draft,
            }),
            (Sorted::Of { unit, .. }, Err(undone)) => {
                let outcome = Outcome::Refused(undone);
                fates.insert(at, Fate::Taken { unit, outcome });
            }
            (Sorted::Unknown { body, year }, _) => {
                let new = unknown.iter().position(|(_, files)| files.contains(&at));
                let new = new.unwrap_or_default();
                fates.insert(at, Fate::Unknown { new, body, year });
            }
            (Sorted::Left(left), _) => {
                fates.insert(at, Fate::Left(left));
            }
        }
    }
    let drafted = drafted(snapshot, units, files, own);
    put_all(args, snapshot, units, drafted, &mut fates);
    fates.into_values().collect()
}

/// Drafts all reports: once alone, and once more with what the years beside them support.
fn drafted(snapshot: &Snapshot, units: &Units, files: &[File], own: Vec<Own>) -> Vec<Drafted> {
    let draft = |one: &Own| {
        let target = units.target(snapshot, one.unit);
        let existing = target.existing(one.year);
        let name = &files[one.at].name;
        one::imported(
            &target,
            name,
            one.year,
            &one.understood,
            &existing,
            one.is_draft,
        )
    };
    // Only what stands beside another file of its unit is needed twice.
    let mut count: BTreeMap<usize, usize> = BTreeMap::new();
    own.iter()
        .for_each(|one| *count.entry(one.unit).or_default() += 1);
    let first = own.par_iter().map(|one| match count[&one.unit] {
        1 => None,
        _ => draft(one).ok(),
    });
    let first: Vec<Option<Imported>> = first.collect();
    let beside = beside(&own, &first);
    let drafted = own.into_par_iter().map(|mut one| {
        let target = units.target(snapshot, one.unit);
        let of_year = |year: u16| match beside.get(&(one.unit, year)) {
            Some(known) => known.clone(),
            None => target.existing(year).doc,
        };
        one::support_by(&mut one.understood, one.year, &of_year);
        Drafted {
            at: one.at,
            unit: one.unit,
            year: one.year,
            imported: draft(&one),
            understood: one.understood,
        }
    });
    drafted.collect()
}

fn beside(own: &[Own], first: &[Option<Imported>]) -> Beside {
    let known = own.iter().zip(first);
    let known = known.filter_map(|(one, imported)| Some((one.unit, imported.as_ref()?)));
    let known: Vec<(usize, &Imported)> = known.collect();
    let mut beside = Beside::new();
    for ((unit, imported), claim) in known.iter().zip(claims(&known)) {
        let doc = match claim {
            Claim::Free => Some(imported.doc.clone()),
            Claim::Copy(_) => continue,
            Claim::Rivals(_) => None,
        };
        beside.insert((*unit, imported.year), doc);
    }
    beside
}

/// Writes the reports that nothing stands against, in order.
fn put_all(
    args: &Args,
    snapshot: &Snapshot,
    units: &Units,
    drafted: Vec<Drafted>,
    fates: &mut BTreeMap<usize, Fate>,
) {
    let sound = drafted.iter().enumerate();
    let sound = sound.filter_map(|(at, one)| Some((at, one.unit, one.imported.as_ref().ok()?)));
    let sound: Vec<(usize, usize, &Imported)> = sound.collect();
    let of_units: Vec<(usize, &Imported)> =
        sound.iter().map(|(_, unit, one)| (*unit, *one)).collect();
    let mut stands: BTreeMap<usize, Fate> = BTreeMap::new();
    for ((at, unit, imported), claim) in sound.iter().zip(claims(&of_units)) {
        let (unit, year) = (*unit, imported.year);
        let number = |one: &usize| drafted[sound[*one].0].at;
        match claim {
            Claim::Free => {}
            Claim::Copy(of) => {
                let of = number(&of);
                stands.insert(*at, Fate::Copy { unit, year, of });
            }
            Claim::Rivals(all) => {
                let mut others = all.iter().map(|one| sound[*one].2);
                let other = others.find(|other| !std::ptr::eq(*other, *imported));
                let differences = other.map(|other| differences(&imported.doc, &other.doc));
                stands.insert(
                    *at,
                    Fate::Rival {
                        unit,
                        year,
                        all: all.iter().map(number).collect(),
                        differences: differences.unwrap_or_default(),
                    },
                );
            }
        }
    }
    for (at, one) in drafted.into_iter().enumerate() {
        let fate = stands.remove(&at).unwrap_or_else(|| {
            let target = units.target(snapshot, one.unit);
            let existing = target.existing(one.year);
            let understood = one.understood;
            let read = one.imported.and_then(|imported| {
                let state = put(args, &target, &imported, &existing)?;
                Ok(Read {
                    understood,
                    imported,
                    state,
                })
            });
            let outcome = read.map_or_else(Outcome::Refused, |read| Outcome::Read(Box::new(read)));
            Fate::Taken {
                unit: one.unit,
                outcome,
            }
        });
        fates.insert(one.at, fate);
    }
}
