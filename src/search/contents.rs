//! Which articles a unit has, and in which files their texts are, known before any text
//! is read.

use serde::{Deserialize, Serialize};

use crate::parse::markdown::{Document, Piece};
use crate::path::OutPath;
use crate::portal::{List, Page, Report, Unit};
use crate::report::Narrative;

/// The number of the first article that is no report; those of reports are their years.
pub const OTHERS: u16 = 10_000;

/// About how many bytes of text a file holds, unless one article has more.
const FILE_BYTES: usize = 24 * 1024;

/// About how many bytes an article takes beside its words.
const AROUND: usize = 400;

/// The articles of a unit, by their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contents {
    /// The years of the reports.
    pub reports: Vec<u16>,
    /// How many other articles there are.
    pub others: u16,
    /// With which article each file of texts begins.
    pub starts: Vec<u16>,
}

/// What an article is made from.
#[derive(Clone, Copy)]
pub enum Original<'u> {
    Report(&'u Report),
    Page(&'u Page),
    List(&'u List),
    Front(&'u Unit),
}

impl Original<'_> {
    pub fn path(&self) -> OutPath {
        match self {
            Self::Report(report) => report.out.clone(),
            Self::Page(page) => page.out.clone(),
            Self::List(list) => list.out.clone(),
            Self::Front(unit) => unit.index(),
        }
    }

    /// About how many bytes its words take, without reading them.
    fn weight(&self) -> usize {
        let words = match self {
            Self::Report(report) => of_narrative(&report.narrative),
            Self::Page(page) => of_document(&page.body),
            Self::List(list) => list.intro.as_ref().map_or(0, of_document),
            Self::Front(_) => 0,
        };
        AROUND + words
    }
}

fn of_narrative(narrative: &Narrative) -> usize {
    let pieces = narrative.pieces.iter();
    let pieces = pieces.map(|piece| piece.before.text_bytes() + piece.after.text_bytes());
    narrative.preamble.text_bytes() + pieces.sum::<usize>()
}

fn of_document(document: &Document) -> usize {
    let sections = document.sections.iter().map(|section| {
        let after = section.after.as_ref().map_or(0, Piece::text_bytes);
        section.before.text_bytes() + after
    });
    document.preamble.text_bytes() + sections.sum::<usize>()
}

/// The finished articles of a unit with their numbers: reports by year, then the others
/// in the order of their path. Drafts are none of them.
pub fn originals(unit: &Unit) -> Vec<(u16, Original<'_>)> {
    let reports = unit.reports.values().filter(|report| !report.draft);
    let reports: Vec<(u16, Original<'_>)> = reports
        .map(|report| (report.year, Original::Report(report)))
        .collect();
    let pages = unit.pages.iter().filter(|page| !page.doc.draft);
    let lists = unit.lists.iter().filter(|list| !list.draft);
    let mut others: Vec<Original<'_>> = pages
        .map(Original::Page)
        .chain(lists.map(Original::List))
        .collect();
    if !reports.is_empty() || !others.is_empty() {
        others.push(Original::Front(unit));
    }
    others.sort_by_cached_key(Original::path);
    let numbers = OTHERS..u16::MAX;
    reports.into_iter().chain(numbers.zip(others)).collect()
}

impl Contents {
    /// Linear in the words, of which only the lengths are asked.
    pub fn of(unit: &Unit) -> Self {
        let mut contents = Self::default();
        let mut held = 0;
        for (number, original) in originals(unit) {
            match number < OTHERS {
                true => contents.reports.push(number),
                false => contents.others += 1,
            }
            let weight = original.weight();
            if contents.starts.is_empty() || held + weight > FILE_BYTES {
                contents.starts.push(number);
                held = 0;
            }
            held += weight;
        }
        contents
    }

    /// How many articles there are.
    pub fn articles(&self) -> usize {
        self.reports.len() + usize::from(self.others)
    }

    /// Whether the article of this number is in the file of that position.
    pub fn is_in(&self, file: usize, number: u16) -> bool {
        self.starts.partition_point(|start| *start <= number) == file + 1
    }
}
