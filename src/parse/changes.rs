//! The way back from a text that was changed before it was read to the file.

use std::ops::Range;

use crate::diag::Diagnostic;

/// Where the text is not what the file has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub clean: Range<usize>,
    pub source: Range<usize>,
}

/// The range of the file that a range of the text comes from; the changes are
/// in the order of the text.
pub fn source(changes: &[Change], range: Range<usize>) -> Range<usize> {
    let last = |limit: usize| changes.partition_point(|change| change.clean.start < limit);
    let start = match changes[..last(range.start + 1)].last() {
        Some(change) if range.start < change.clean.end => change.source.start,
        Some(change) => change.source.end + (range.start - change.clean.end),
        None => range.start,
    };
    if range.is_empty() {
        return start..start;
    }
    let end = match changes[..last(range.end)].last() {
        Some(change) => change.source.end + range.end.saturating_sub(change.clean.end),
        None => range.end,
    };
    start..end.max(start)
}

/// Moves what is said about the text to where the file has it.
pub fn relocate(changes: &[Change], said: &mut Diagnostic) {
    let file = said.place.file.clone();
    let also = said.also.iter_mut().map(|(place, _)| place);
    for place in also.chain([&mut said.place]) {
        if place.file == file
            && let Some(span) = &mut place.span
        {
            *span = source(changes, span.clone());
        }
    }
    for edit in &mut said.edits {
        edit.span = source(changes, edit.span.clone());
    }
}

/// A text that is put together from lines, some of them not as the file has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changed {
    pub text: String,
    pub changes: Vec<Change>,
}

impl Changed {
    /// Adds what the file has from `at` on, as it ought to be: `typed` becomes
    /// `mended`. Only the part in which they differ counts as changed.
    pub fn add(&mut self, at: usize, typed: &str, mended: &str) {
        if typed != mended {
            let same = |(a, b): &(char, char)| a == b;
            let pairs = typed.chars().zip(mended.chars()).take_while(same);
            let head: usize = pairs.map(|(c, _)| c.len_utf8()).sum();
            let (rest, other) = (&typed[head..], &mended[head..]);
            let pairs = rest.chars().rev().zip(other.chars().rev());
            let tail: usize = pairs.take_while(same).map(|(c, _)| c.len_utf8()).sum();
            let start = self.text.len();
            self.changes.push(Change {
                clean: start + head..start + mended.len() - tail,
                source: at + head..at + typed.len() - tail,
            });
        }
        self.text.push_str(mended);
    }
}
