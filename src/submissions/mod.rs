//! Foreign files checked as reports of a site are: by the rules that can be decided without
//! the site, with every place in the file that somebody handed in.
//!
//! A file is read as for an import, and becomes a report of a unit that exists only in
//! memory; files of one body become its years, so that rules that compare years hold too.

mod advice;
mod alignment;
mod edited;
mod inspected;
mod own;
mod places;
mod published;
mod reports;
mod scope;
mod transcript;
mod unit;
mod words;

use jiff::civil::Date;

use crate::diag::spoken::Spoken;
use crate::diag::{Diagnostic, Place};
use crate::import::source;
use crate::path::SourcePath;

pub use edited::{Edited, Files, edited};
pub use inspected::{Foreign, Inspected, inspect, inspected};
use own::Own;
pub use published::{Difference, OnPage, Verification};
use reports::{bodies, by_rules};
pub use scope::{NO_NEIGHBOURS, NOT_CHECKED, count, looks};
pub use words::Passage;

/// What was found in foreign files.
#[derive(Clone, Debug, Default)]
pub struct Submissions {
    /// In the order in which they were given.
    pub files: Vec<Submission>,
}

/// A foreign file with what was found in it.
#[derive(Clone, Debug)]
pub struct Submission {
    pub inspected: Inspected,
    /// What the file is called in places; its name is the one of `inspected`.
    pub file: SourcePath,
    /// Spans are bytes of the transcript; a file without a span is a file as a whole.
    pub found: Vec<Diagnostic>,
}

/// Checks files; those of one body stand beside one another. `today` is the day of the
/// checks.
pub fn examine(files: Vec<Inspected>, today: Option<Date>) -> Submissions {
    let files = files.into_iter().enumerate().map(|(at, inspected)| {
        let file = SourcePath::new(&format!("files/{at}")).expect("a number is a part of a path");
        let found = Own::new(&inspected, &file).findings();
        Submission {
            inspected,
            file,
            found,
        }
    });
    let mut submissions = Submissions {
        files: files.collect(),
    };
    for (at, found) in by_rules(&submissions.files, today) {
        submissions.files[at].found.push(found);
    }
    for one in &mut submissions.files {
        one.found.sort_by_key(|one| {
            let start = one.place.span.as_ref().map_or(0, |span| span.start);
            (one.level, start)
        });
    }
    submissions
}

impl Submission {
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

impl Submissions {
    /// The file that a place is in.
    pub fn submission(&self, file: &SourcePath) -> Option<&Submission> {
        let number: usize = file.as_str().strip_prefix("files/")?.parse().ok()?;
        self.files.get(number)
    }

    /// The text in which places are.
    pub fn text(&self, file: &SourcePath) -> Option<&str> {
        Some(self.submission(file)?.inspected.transcript.text())
    }

    /// Where a place is, as a reader of the file counts; `None` for a file as a whole.
    pub fn place(&self, place: &Place) -> Option<&source::Place> {
        let start = place.span.as_ref()?.start;
        self.submission(&place.file)?
            .inspected
            .transcript
            .place(start)
    }

    /// A place as a person is told of it.
    pub fn spoken(&self, place: &Place) -> Option<Spoken> {
        let name = &self.submission(&place.file)?.inspected.name;
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
        bodies(&self.files).iter().any(|files| {
            let years = files.iter().filter_map(|at| self.files[*at].report()?.year);
            let mut years: Vec<u16> = years.collect();
            years.sort_unstable();
            years.windows(2).any(|pair| pair[0] + 1 == pair[1])
        })
    }
}
