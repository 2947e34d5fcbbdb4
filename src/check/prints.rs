//! What of a report's words must be known to compare bodies with one another:
//! a few bytes a section, so that no body's words need stay in memory.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::diag::Place;
use crate::portal::{Piece, Report, Unit};
use crate::text::is_cjk;

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

/// The letters of a section without digits, years and punctuation, which
/// differ in every copy; none for sections that are too short to compare.
pub fn letters(piece: &Piece) -> Option<Vec<char>> {
    let mut letters = Vec::new();
    for prose in piece.before.prose().iter().chain(&piece.after.prose()) {
        letters.extend(prose.text.chars().filter(|c| is_letter(*c)));
    }
    (letters.len() >= SHORT).then_some(letters)
}

/// The same letters, the same hash.
pub fn hash(letters: &[char]) -> u64 {
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
pub fn prints(unit: &Unit) -> Vec<Print> {
    let mut prints = Vec::new();
    for report in unit.reports.values() {
        for piece in &report.narrative.pieces {
            let Some(letters) = letters(piece) else {
                continue;
            };
            prints.push(Print {
                year: report.year,
                hash: hash(&letters),
                heading: piece.heading.clone(),
                organization: report.organization.clone(),
                place: place(report, piece),
            });
        }
    }
    prints
}

fn is_letter(c: char) -> bool {
    (is_cjk(c) && !('０'..='９').contains(&c)) || c.is_ascii_alphabetic()
}
