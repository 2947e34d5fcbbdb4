//! What of a report's words must be known to compare bodies with one another:
//! a few bytes a section, so that no body's words need stay in memory.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diag::Place;
use crate::portal::{Piece, Report};
use crate::text::{is_cjk, signs};

use super::scope::{SectionWords, Words};

/// Shorter sections say 无 or a set phrase, and are rightly the same.
const SHORT: usize = 60;

/// One section of a report, told from others by its letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    pub year: u16,
    pub hash: u64,
    pub heading: String,
    /// The body's name in that year.
    pub organization: String,
    pub place: Place,
}

/// What of a report may be a copy of another's.
pub struct Copied<'r> {
    pub report: &'r Report,
    pub sections: Vec<Section<'r>>,
}

/// One section's letters.
pub struct Section<'r> {
    pub piece: &'r Piece,
    /// Without digits, years and punctuation, which differ in every copy.
    pub letters: String,
    /// How many letters there are.
    pub length: usize,
    /// The same letters, the same hash.
    pub hash: u64,
}

impl<'r> Copied<'r> {
    /// The sections of a report that are long enough to be compared.
    pub fn of(report: &'r Report, words: &Words<'_>) -> Self {
        let sections = report.narrative.pieces.iter().zip(&words.sections);
        Self {
            report,
            sections: sections
                .filter_map(|(piece, words)| Section::of(piece, words))
                .collect(),
        }
    }
}

impl<'r> Section<'r> {
    fn of(piece: &'r Piece, words: &SectionWords<'_>) -> Option<Self> {
        let most = words.prose.iter().map(|block| block.text.len()).sum();
        let mut letters = String::with_capacity(most);
        for block in &words.prose {
            let mut start = 0;
            for (at, c) in signs(&block.text).filter(|(_, c)| !is_letter(*c)) {
                letters.push_str(&block.text[start..at]);
                start = at + c.len_utf8();
            }
            letters.push_str(&block.text[start..]);
        }
        let length = letters.chars().count();
        (length >= SHORT).then(|| Self {
            piece,
            hash: hash(&letters),
            letters,
            length,
        })
    }
}

fn hash(letters: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    letters.hash(&mut hasher);
    hasher.finish()
}

/// Where a section stands: its heading, or the file where it has none.
pub fn place(report: &Report, piece: &Piece) -> Place {
    let file = &report.narrative.file;
    match &piece.heading_span {
        Some(span) => Place::span(file, span.clone()),
        None => Place::file(file),
    }
}

/// The prints of a body's reports, oldest first.
pub fn prints(copied: &[Copied<'_>]) -> Vec<Print> {
    let of = |one: &Copied<'_>| {
        let report = one.report;
        let print = |section: &Section<'_>| Print {
            year: report.year,
            hash: section.hash,
            heading: section.piece.heading.clone(),
            organization: report.organization.clone(),
            place: place(report, section.piece),
        };
        one.sections.iter().map(print).collect::<Vec<_>>()
    };
    copied.iter().flat_map(of).collect()
}

fn is_letter(c: char) -> bool {
    (is_cjk(c) && !('０'..='９').contains(&c)) || c.is_ascii_alphabetic()
}
