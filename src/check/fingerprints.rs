//! What of a report's words must be known to compare units with one another:
//! a few bytes a section, so that no unit's words need stay in memory.

use serde::{Deserialize, Serialize};

use crate::diag::Place;
use crate::portal::Report;
use crate::prose::is_cjk;
use crate::report::Piece;

use super::narrative::{SectionWords, Words};

/// Shorter sections say 无 or a set phrase, and are rightly the same.
const SHORT: usize = 60;

/// One section of a report, told from others by its letters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fingerprint {
    pub year: u16,
    pub hash: u64,
    pub heading: String,
    /// The unit's name in that year.
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
    /// How many pairs fall into the buckets of each group, unless the section
    /// is so long that they might not be counted.
    groups: Option<Vec<u16>>,
}

/// Buckets for pairs of characters; so many that few pairs meet by chance.
pub const BUCKETS: usize = 1 << 14;

/// Groups of buckets: so few that two sections are compared at a glance, so
/// many that those with other words rarely look alike.
const GROUPS: usize = 512;

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
            for &(at, c) in block.signs().iter() {
                if is_letter(c) {
                    continue;
                }
                // Marks and digits often follow one another.
                if start < at {
                    letters.push_str(&block.text[start..at]);
                }
                start = at + c.len_utf8();
            }
            letters.push_str(&block.text[start..]);
        }
        let length = letters.chars().count();
        (length >= SHORT).then(|| Self {
            piece,
            hash: hash(&letters),
            groups: groups(&letters, length),
            letters,
            length,
        })
    }

    /// The bucket of each pair of neighbouring letters.
    pub fn buckets(&self) -> impl Iterator<Item = usize> {
        buckets(&self.letters)
    }

    /// No more pairs than these have their like in the other section.
    pub fn at_most_common(&self, other: &Self) -> usize {
        let groups = self.groups.as_ref().zip(other.groups.as_ref());
        groups.map_or(usize::MAX, |(own, others)| common(own, others))
    }
}

fn groups(letters: &str, length: usize) -> Option<Vec<u16>> {
    u16::try_from(length).ok()?;
    let mut groups = vec![0; GROUPS];
    for bucket in buckets(letters) {
        groups[bucket % GROUPS] += 1;
    }
    Some(groups)
}

fn common(own: &[u16], others: &[u16]) -> usize {
    let common = own.iter().zip(others).map(|(a, b)| u32::from(*a.min(b)));
    common.sum::<u32>() as usize
}

fn buckets(letters: &str) -> impl Iterator<Item = usize> + '_ {
    let mut letters = letters.chars();
    let mut first = letters.next().unwrap_or_default();
    letters.map(move |second| {
        let first = std::mem::replace(&mut first, second);
        let mixed = (first as u32).wrapping_mul(0x9E37_79B1) ^ (second as u32);
        (mixed.wrapping_mul(0x85EB_CA6B) >> 18) as usize % BUCKETS
    })
}

fn hash(letters: &str) -> u64 {
    let hash = blake3::hash(letters.as_bytes());
    let start = hash.as_bytes().first_chunk().copied();
    u64::from_le_bytes(start.unwrap_or_default())
}

/// Where a section stands: its heading, or the file where it has none.
pub fn place(report: &Report, piece: &Piece) -> Place {
    let file = &report.narrative.file;
    match &piece.heading_span {
        Some(span) => Place::span(file, span.clone()),
        None => Place::file(file),
    }
}

/// The fingerprints of a unit's reports, oldest first.
pub fn fingerprints(copied: &[Copied<'_>]) -> Vec<Fingerprint> {
    let of = |one: &Copied<'_>| {
        let report = one.report;
        let fingerprint = |section: &Section<'_>| Fingerprint {
            year: report.year,
            hash: section.hash,
            heading: section.piece.heading.clone(),
            organization: report.organization.clone(),
            place: place(report, section.piece),
        };
        one.sections.iter().map(fingerprint).collect::<Vec<_>>()
    };
    copied.iter().flat_map(of).collect()
}

fn is_letter(c: char) -> bool {
    // Nearly all that is asked about are these marks, and ASCII.
    match c {
        '，' | '。' | '、' | '０'..='９' => false,
        _ if c.is_ascii() => c.is_ascii_alphabetic(),
        _ => is_cjk(c),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_glance_sees_every_common_pair(a in "[甲乙公共开]{2,60}", b in "[甲乙公共开]{2,60}") {
            let groups = |text: &str| groups(text, text.chars().count()).expect("it is short");
            let mut left: Vec<usize> = buckets(&b).collect();
            let found = |bucket: usize| {
                let at = left.iter().position(|other| *other == bucket);
                at.map(|at| left.swap_remove(at)).is_some()
            };
            let exact = buckets(&a).map(found).filter(|found| *found).count();
            prop_assert!(common(&groups(&a), &groups(&b)) >= exact);
            prop_assert_eq!(common(&groups(&a), &groups(&a)), buckets(&a).count());
        }
    }
}
