//! Foreign files checked as reports of a site are: by the rules that can be decided without
//! the site, with every place in the file that somebody handed in.
//!
//! A file is read as for an import, and becomes a report of a unit that exists only in
//! memory; files of one body become its years, so that rules that compare years hold too.

mod advice;
mod alignment;
mod inspected;
mod own;
mod places;
mod scope;
mod transcript;
mod unit;

use jiff::civil::Date;

use crate::check::{Audit, conclude};
use crate::diag::spoken::Spoken;
use crate::diag::{Diagnostic, Place};
use crate::import::source;
use crate::path::SourcePath;
use crate::prose::alike;

pub use inspected::{Foreign, Inspected, inspect};
use own::Own;
use places::Places;
use scope::Shown;
pub use scope::{NO_NEIGHBOURS, NOT_CHECKED, count, looks};
use unit::{Placed, check, placed, settings};

/// What was found in foreign files.
#[derive(Clone, Debug, Default)]
pub struct Review {
    /// In the order in which they were given.
    pub files: Vec<Reviewed>,
}

/// A foreign file with what was found in it.
#[derive(Clone, Debug)]
pub struct Reviewed {
    pub inspected: Inspected,
    /// What the file is called in places; its name is the one of `inspected`.
    pub file: SourcePath,
    /// Spans are bytes of the transcript; a file without a span is a file as a whole.
    pub found: Vec<Diagnostic>,
}

/// Checks files; those of one body stand beside one another. `today` is the day of the
/// checks.
pub fn review(files: Vec<Inspected>, today: Option<Date>) -> Review {
    let files = files.into_iter().enumerate().map(|(at, inspected)| {
        let file = SourcePath::new(&format!("files/{at}")).expect("a number is a part of a path");
        let found = Own::new(&inspected, &file).findings();
        Reviewed {
            inspected,
            file,
            found,
        }
    });
    let mut review = Review {
        files: files.collect(),
    };
    for (at, found) in review.by_rules(today) {
        review.files[at].found.push(found);
    }
    for one in &mut review.files {
        one.found.sort_by_key(|one| {
            let start = one.place.span.as_ref().map_or(0, |span| span.start);
            (one.level, start)
        });
    }
    review
}

impl Reviewed {
    pub fn report(&self) -> Option<&Foreign> {
        self.inspected.report.as_deref()
    }

    /// What the file is, for a heading: whose report of which year, if that is known.
    pub fn title(&self) -> Option<String> {
        let report = self.report()?;
        let name = report.organization()?;
        Some(format!("{name} {} 年年报", report.year?))
    }
}

impl Review {
    /// The file that a place is in.
    pub fn reviewed(&self, file: &SourcePath) -> Option<&Reviewed> {
        let number: usize = file.as_str().strip_prefix("files/")?.parse().ok()?;
        self.files.get(number)
    }

    /// The text in which places are.
    pub fn text(&self, file: &SourcePath) -> Option<&str> {
        Some(self.reviewed(file)?.inspected.transcript.text())
    }

    /// Where a place is, as a reader of the file counts; `None` for a file as a whole.
    pub fn place(&self, place: &Place) -> Option<&source::Place> {
        let start = place.span.as_ref()?.start;
        self.reviewed(&place.file)?
            .inspected
            .transcript
            .place(start)
    }

    /// A place as a person is told of it.
    pub fn spoken(&self, place: &Place) -> Option<Spoken> {
        let name = &self.reviewed(&place.file)?.inspected.name;
        Some(match self.place(place) {
            None => Spoken {
                place: name.clone(),
                number: 0,
            },
            Some(at) => Spoken {
                place: format!("{name} {at}"),
                number: at.number(),
            },
        })
    }

    /// Whether two files are of one body and of years that follow each other.
    pub fn has_neighbours(&self) -> bool {
        self.units().iter().any(|files| {
            let years = files.iter().filter_map(|at| self.files[*at].report()?.year);
            let mut years: Vec<u16> = years.collect();
            years.sort_unstable();
            years.windows(2).any(|pair| pair[0] + 1 == pair[1])
        })
    }

    /// What the rules find, each with the number of its file.
    fn by_rules(&self, today: Option<Date>) -> Vec<(usize, Diagnostic)> {
        let settings = settings(today);
        let bodies = self.units().into_iter().map(|files| (files, Shown::Report));
        let with_rest = (0..self.files.len()).filter(|at| {
            let report = self.files[*at].report();
            report.is_some_and(|report| report.rest().next().is_some())
        });
        let rests = with_rest.map(|at| (vec![at], Shown::Rest));
        let units = bodies
            .chain(rests)
            .enumerate()
            .map(|(unit, (files, shown))| {
                let reports = files.into_iter().filter_map(|at| {
                    let report = self.files[at].report()?;
                    Some((at, placed(report, unit, shown)))
                });
                reports.unzip()
            });
        let units: Vec<(Vec<usize>, Vec<Placed<'_>>)> = units.collect();
        let checked = units.iter().enumerate();
        let checked = checked.map(|(unit, (_, reports))| check(reports, unit, &settings));
        let (faults, audits): (Vec<Vec<Diagnostic>>, Vec<Audit>) = checked.unzip();
        let (_, findings) = conclude(&audits.iter().collect::<Vec<_>>(), &settings);
        let all = faults.concat().into_iter();
        let all = all.chain(findings.iter().flat_map(|one| one.iter().cloned()));
        let reports = units
            .iter()
            .flat_map(|(files, reports)| files.iter().zip(reports));
        let places = reports.map(|(at, placed)| {
            let file = &self.files[*at];
            let places = Places::new(placed, &file.inspected.transcript, &file.file);
            (*at, placed, places)
        });
        let places: Vec<(usize, &Placed<'_>, Places<'_>)> = places.collect();
        all.filter_map(|one| moved(one, &places)).collect()
    }

    /// The files of one body each, by their numbers: all of the same name, each of another
    /// year. A file without a name or a year stands alone.
    fn units(&self) -> Vec<Vec<usize>> {
        let mut units: Vec<Vec<usize>> = Vec::new();
        let known = |at: usize| {
            let report = self.files[at].report()?;
            Some((report.organization()?, report.year?))
        };
        for at in 0..self.files.len() {
            let is_beside = |unit: &&mut Vec<usize>| {
                let Some((name, year)) = known(at) else {
                    return false;
                };
                let mut others = unit.iter().map(|other| known(*other));
                others.all(|other| other.is_some_and(|(own, its)| alike(own, name) && its != year))
            };
            match units.iter_mut().find(is_beside) {
                Some(unit) => unit.push(at),
                None => units.push(vec![at]),
            }
        }
        units
    }
}

/// A finding of a rule, at its place in the foreign file.
fn moved(
    one: Diagnostic,
    places: &[(usize, &Placed<'_>, Places<'_>)],
) -> Option<(usize, Diagnostic)> {
    let (at, placed, own) = places.iter().find(|(.., places)| places.know(&one.place))?;
    if !scope::holds(one.code, placed.foreign, placed.shown) {
        return None;
    }
    let mut one = advice::adapted(one, placed.foreign)?;
    let also = one.also.iter().filter_map(|(place, words)| {
        let (.., its) = places.iter().find(|(.., places)| places.know(place))?;
        Some((its.other(place, &one), words.clone()))
    });
    let also: Vec<_> = also.collect();
    one.place = own.of(&one);
    one.also = also;
    Some((*at, one))
}
