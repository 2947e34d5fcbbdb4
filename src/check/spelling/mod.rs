//! How words and marks are written: typed twice, one for another, unpaired, narrow.

pub mod collocations;
pub mod confusables;
pub mod doubled;
pub mod half_width;
pub mod index;
pub mod pairs;
pub mod repeats;
pub mod runs;
pub mod seams;

use std::ops::Range;

use crate::prose::is_cjk;

/// How many letters on either side of a word are shown.
const SHOWN: usize = 4;

/// A word of a text as it should read, between the Han letters beside it.
pub fn corrected(text: &str, range: &Range<usize>, right: &str) -> String {
    let near = |c: &char| is_cjk(*c);
    let before = text[..range.start].chars().rev().take_while(near);
    let before: Vec<char> = before.take(SHOWN).collect();
    let after = text[range.end..].chars().take_while(near).take(SHOWN);
    let before = before.into_iter().rev();
    before.chain(right.chars()).chain(after).collect()
}
